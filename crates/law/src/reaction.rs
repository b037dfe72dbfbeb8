//! What an event in one matter means for others: more commands, given by the statute, in the same transaction.
//!
//! All traffic between the rooms: dispute → mediation → performance and follow-up → dispute; between proceedings in [`elsewhere`].

mod advice;
mod archive;
mod briefs;
mod elsewhere;
mod lines;
mod papers;
mod referrals;
mod unbegun;
mod visits;
mod walls;

pub use archive::refused_in_archive;
pub use briefs::brief;

use crate::{
    AnyMatter, Command, Decision, Event, Kind, Law, MatterId, OrgId,
    dispute::{Dispute, DisputeCommand, DisputeEvent, Outcome, Registration},
    follow_up::{self, FollowUpCommand},
    mediation::{self, FormalResult, Ground, Mediation, MediationCommand, MediationEvent},
    performance::{self, Performance, PerformanceCommand, PerformanceEvent, PerformanceFinding},
};
use jiff::civil::Date;

/// A command that follows from a decision, and the file it goes to (opened by it, if it does not exist).
#[derive(Clone, Debug)]
pub struct Reaction {
    pub target: MatterId,
    pub command: Command,
}

/// Everything that follows from one decision, in order.
pub fn reactions(decision: &Decision, law: &Law) -> Vec<Reaction> {
    let id = decision.id();
    let of_event = |event: &Event| match (event, decision.after()) {
        (Event::Dispute(event), AnyMatter::Dispute(dispute)) => after_dispute(id, dispute, event),
        (Event::Mediation(event), AnyMatter::Mediation(mediation)) => after_mediation(id, mediation, event),
        (Event::Performance(event), AnyMatter::Performance(performance)) => {
            after_performance(id, performance, event)
        }
        (Event::FollowUp(event), AnyMatter::FollowUp(follow_up)) => {
            visits::after_follow_up(id, follow_up, event)
        }
        (Event::Paper(event), AnyMatter::Paper(paper)) => papers::after_paper(paper, event),
        (Event::Mirrored(event), AnyMatter::Mirrored(mirrored)) => {
            elsewhere::after_mirrored(id, decision.before(), mirrored, event)
        }
        (Event::Reconsideration(event), AnyMatter::Reconsideration(held)) => {
            elsewhere::after_reconsideration(id, decision.before(), held, event)
        }
        (Event::Referral(event), AnyMatter::Referral(referral)) => {
            referrals::after_referral(id, referral, event)
        }
        (Event::Consultation(event), AnyMatter::Consultation(held)) => {
            advice::after_consultation(id, held, event)
        }
        (Event::CaseReview(event), AnyMatter::CaseReview(held)) => advice::after_case_review(id, held, event),
        _ => Vec::new(),
    };
    let mut all: Vec<Reaction> = archive::handled(decision).into_iter().collect();
    all.extend(decision.events().iter().flat_map(of_event));
    all.extend(elsewhere::course_noted(decision, law));
    all.extend(referrals::referral_told(decision));
    all.extend(elsewhere::left_to_others(decision));
    all.extend(lines::noted(decision));
    all.extend(visits::awaited(decision));
    all.extend(goes_nowhere(decision));
    all.extend(walls::noted(decision));
    all.extend(archive::told(decision));
    all.extend(papers::unserved(decision));
    all
}

fn to_dispute(dispute: &MatterId, command: DisputeCommand) -> Reaction {
    Reaction { target: dispute.clone(), command: Command::Dispute(command) }
}

fn opened(dispute: &MatterId, proceeding: &MatterId, of_kind: Kind) -> Reaction {
    to_dispute(dispute, DisputeCommand::NoteProceedingOpened { proceeding: proceeding.clone(), of_kind })
}

fn ended(dispute: &MatterId, proceeding: &MatterId, on: Date, outcome: Outcome) -> Reaction {
    to_dispute(dispute, DisputeCommand::NoteProceedingEnded { proceeding: proceeding.clone(), on, outcome })
}

fn after_dispute(id: &MatterId, dispute: &Dispute, event: &DisputeEvent) -> Vec<Reaction> {
    match event {
        DisputeEvent::Registered { registration, .. } => after_registration(id, dispute, registration),
        DisputeEvent::MediationRequested { .. } => vec![open_mediation(id, dispute)],
        DisputeEvent::Corrected { .. }
        | DisputeEvent::PartyCorrected { .. }
        | DisputeEvent::AuthorityFiled { .. }
        | DisputeEvent::AgencyEnded { .. }
        | DisputeEvent::PartyJoined { .. }
        | DisputeEvent::PartyStruck { .. }
        | DisputeEvent::RepresentativesChosen { .. }
        | DisputeEvent::MembersListed { .. } => briefs::refresh_briefs(id, dispute),
        DisputeEvent::SuccessorAdmitted { .. } => {
            briefs::refresh_briefs(id, dispute).into_iter().chain(briefs::seated(id, dispute)).collect()
        }
        // A mediation knows the referral that it came by.
        DisputeEvent::ProceedingOpened { of_kind: Kind::Referral, .. } => briefs::refresh_briefs(id, dispute),
        DisputeEvent::ProceedingOpened { of_kind: Kind::Mediation | Kind::FollowUp, proceeding, .. } => {
            visits::merged(id, dispute, proceeding)
        }
        DisputeEvent::ProceedingEnded { proceeding, outcome: Outcome::PassedOn, .. }
            if proceeding.is_of(Kind::Mediation) =>
        {
            visits::not_mediated_again(dispute, proceeding)
        }
        // A referral is over: whoever has it in hand elsewhere may refer it again, and no mediation came by it any more.
        DisputeEvent::ProceedingEnded { proceeding, .. } if proceeding.is_of(Kind::Referral) => {
            briefs::refresh_briefs(id, dispute)
        }
        DisputeEvent::ConsultationRequested { .. } | DisputeEvent::ReviewConvened { .. } => {
            advice::after_dispute(id, dispute, event)
        }
        _ => elsewhere::after_dispute(id, dispute, event),
    }
}

/// What was wished for begins at once; the application goes first, for it keeps the period.
fn after_registration(id: &MatterId, dispute: &Dispute, registration: &Registration) -> Vec<Reaction> {
    let application = registration.application.clone();
    let applied = application
        .map(|application| to_dispute(id, DisputeCommand::ApplyForReconsideration { application }));
    let mediated = registration.wish.mediates().then(|| open_mediation(id, dispute));
    // Where it was found, it waits to be registered no longer.
    let found = registration.follows.clone().map(|target| {
        let (dispute, act) = (id.clone(), registration.follows_act);
        let command = Command::FollowUp(FollowUpCommand::NoteRegistered { dispute, act });
        Reaction { target, command }
    });
    applied.into_iter().chain(mediated).chain(found).collect()
}

/// Which of its kind the next one will be.
fn nth(dispute: &Dispute, kind: Kind) -> usize {
    dispute.proceedings.iter().filter(|p| p.kind == kind).count() + 1
}

fn open_mediation(id: &MatterId, dispute: &Dispute) -> Reaction {
    let ordinal = nth(dispute, Kind::Mediation);
    let brief = Box::new(briefs::brief_of_mediation(id, dispute, ordinal));
    Reaction {
        target: id.child(Kind::Mediation, ordinal),
        command: Command::Mediation(MediationCommand::Open { brief }),
    }
}

fn after_mediation(id: &MatterId, mediation: &Mediation, event: &MediationEvent) -> Vec<Reaction> {
    use MediationEvent::*;
    let dispute = &mediation.brief.dispute;
    match event {
        Opened { .. } => vec![opened(dispute, id, Kind::Mediation)],
        TeamNamed { .. } | SeatFilled { .. } | SeatsLeft { .. } | ChallengeDecided { upheld: true, .. } => {
            vec![note_seats(mediation)]
        }
        ImportDeclined { on, settled: Some(_), .. } => over(id, mediation, *on, Outcome::Settled, "settled"),
        ImportDeclined { on, .. } => over(id, mediation, *on, Outcome::NotImported, "not_imported"),
        Returned { on, reason, .. } if reason.is_settled() => unbegun::settled((id, mediation), event, *on),
        Returned { on, reason, .. } => over(id, mediation, *on, Outcome::Unsettled, reason.as_str()),
        Failed { on, .. } => over(id, mediation, *on, Outcome::Unsettled, "failed"),
        Terminated { on, ground: Ground::SettledApart, .. } => unbegun::settled((id, mediation), event, *on),
        Terminated { on, .. } => over(id, mediation, *on, Outcome::Unsettled, "terminated"),
        Lapsed { on, .. } => over(id, mediation, *on, Outcome::Unsettled, "lapsed"),
        // Whoever takes it over visits; the centre has nothing to ask about.
        PassedOn { on, to, reason, .. } => {
            let back = referrals::handed_back(mediation, event);
            let noted = [ended(dispute, id, *on, Outcome::PassedOn), handed_over(dispute, to, reason)];
            back.into_iter().chain(noted).collect()
        }
        AgreementEffective { on, .. } => {
            let mut all = over(id, mediation, *on, Outcome::Settled, "agreed");
            all.extend(open_performance(id, mediation, *on));
            all.extend(referrals::handed_back(mediation, event));
            all
        }
        ConfirmationApplied { .. } => {
            let by_all = mediation.confirmation.as_ref().is_some_and(|asked| asked.applied_on.is_some());
            let promised =
                by_all && mediation.agreement.as_ref().is_some_and(|held| !held.obligations.is_empty());
            let asked = Command::Performance(PerformanceCommand::NoteConfirmationAsked);
            let told = Reaction { target: mediation.sibling(Kind::Performance), command: asked };
            std::iter::once(note_mediation(id, mediation)).chain(promised.then_some(told)).collect()
        }
        FormalEndingRecorded { on, result, .. } => after_formal_ending(id, mediation, *on, *result),
        HandedOn { to, receipt, .. } => {
            // Back to where it came from; else to whoever takes it over, unless they have signed for it already.
            let unsigned = receipt.is_none().then(|| handed_over(dispute, to, "调解终结，移送下一程序"));
            let goes = referrals::handed_back(mediation, event).or(unsigned);
            std::iter::once(note_mediation(id, mediation)).chain(goes).collect()
        }
        RetryAgreed { .. } => {
            vec![note_mediation(id, mediation), to_dispute(dispute, DisputeCommand::RequestMediation)]
        }
        _ => Vec::new(),
    }
}

fn handed_over(dispute: &MatterId, to: &OrgId, reason: &str) -> Reaction {
    to_dispute(dispute, DisputeCommand::HandOver { to: to.clone(), reason: reason.to_owned() })
}

/// Sealed or confirmed, it can be enforced; refused or reneged on, the dispute is open again (复议法73条2款, 民诉法206条).
fn after_formal_ending(
    id: &MatterId,
    mediation: &Mediation,
    on: Date,
    result: FormalResult,
) -> Vec<Reaction> {
    let granted = result == FormalResult::Granted;
    let agreement = mediation.agreement.as_ref();
    let mut all = vec![note_mediation(id, mediation)];
    if agreement.is_some_and(|agreement| !agreement.obligations.is_empty()) {
        let confirmed = granted && agreement.is_some_and(|agreement| agreement.ending.is_enforceable());
        all.push(Reaction {
            target: mediation.sibling(Kind::Performance),
            command: Command::Performance(PerformanceCommand::NoteConfirmation { confirmed }),
        });
    }
    if !granted {
        all.push(ended(&mediation.brief.dispute, id, on, Outcome::Unsettled));
    }
    all
}

fn note_mediation(id: &MatterId, mediation: &Mediation) -> Reaction {
    note_pending(id, &mediation.brief.dispute, mediation.pending())
}

/// A mediation that is over and learns that its material goes nowhere waits for nothing any more.
fn goes_nowhere(decision: &Decision) -> Option<Reaction> {
    let AnyMatter::Mediation(held) = decision.after() else { return None };
    let Some(AnyMatter::Mediation(before)) = decision.before() else { return None };
    let learnt = |event: &Event| matches!(event, Event::Mediation(MediationEvent::BriefUpdated { .. }));
    let changed = before.pending() != held.pending() && decision.events().iter().any(learnt);
    changed.then(|| note_pending(decision.id(), &held.brief.dispute, held.pending()))
}

/// What an end still waits for, so that the file is not closed over it.
fn note_pending(id: &MatterId, dispute: &MatterId, pending: Option<&str>) -> Reaction {
    let pending = pending.map(str::to_owned);
    to_dispute(dispute, DisputeCommand::NotePending { proceeding: id.clone(), pending })
}

fn note_seats(mediation: &Mediation) -> Reaction {
    let seated = mediation.team.iter().flat_map(mediation::Team::users).cloned().collect();
    to_dispute(
        &mediation.brief.dispute,
        DisputeCommand::NoteSeats { seated, walled: mediation.walled.clone() },
    )
}

/// The dispute learns of the end, and a visit is due.
fn over(id: &MatterId, mediation: &Mediation, on: Date, outcome: Outcome, word: &str) -> Vec<Reaction> {
    let obligations = mediation.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some());
    let plan = follow_up::Plan {
        brief: mediation.neutral_brief(),
        mediation: id.clone(),
        outcome: word.to_owned(),
        ended_on: on,
        last_due_on: obligations.and_then(|agreement| Performance::last_due_on(&agreement.obligations)),
        promised: obligations.map(|agreement| agreement.obligations.clone()).unwrap_or_default(),
    };
    let visit = Reaction {
        target: mediation.sibling(Kind::FollowUp),
        command: Command::FollowUp(FollowUpCommand::Open { plan: Box::new(plan) }),
    };
    vec![ended(&mediation.brief.dispute, id, on, outcome), note_mediation(id, mediation), visit]
}

fn open_performance(id: &MatterId, mediation: &Mediation, effective_on: Date) -> Option<Reaction> {
    let agreement = mediation.agreement.as_ref().filter(|agreement| !agreement.obligations.is_empty())?;
    let plan = performance::Plan {
        brief: mediation.neutral_brief(),
        mediation: id.clone(),
        ending: agreement.ending,
        obligations: agreement.obligations.clone(),
        effective_on,
        lead_mediator: mediation.team.as_ref().and_then(|team| team.lead_mediator.clone()),
        office: None,
    };
    let command = Command::Performance(PerformanceCommand::Open { plan: Box::new(plan) });
    Some(Reaction { target: mediation.sibling(Kind::Performance), command })
}

fn after_performance(id: &MatterId, performance: &Performance, event: &PerformanceEvent) -> Vec<Reaction> {
    let dispute = &performance.plan.brief.dispute;
    match event {
        PerformanceEvent::Opened { .. } => vec![opened(dispute, id, Kind::Performance)],
        PerformanceEvent::AllFulfilled { on } => {
            // What the office watches itself has no visit of the centre's.
            let visit = performance.plan.office.is_none().then(|| {
                let target = dispute.child(Kind::FollowUp, performance.plan.brief.ordinal);
                let command = Command::FollowUp(FollowUpCommand::NoteFulfilled { on: *on });
                Reaction { target, command }
            });
            std::iter::once(ended(dispute, id, *on, Outcome::Settled)).chain(visit).collect()
        }
        PerformanceEvent::ShortfallReported { .. } | PerformanceEvent::SaidAtVisit { .. }
            if performance.pending().is_some() =>
        {
            vec![note_pending(id, dispute, performance.pending())]
        }
        PerformanceEvent::PerformanceChecked { finding, .. } => {
            let again = *finding == PerformanceFinding::NotPerformed;
            let again = again.then(|| opened(dispute, id, Kind::Performance));
            std::iter::once(note_pending(id, dispute, performance.pending())).chain(again).collect()
        }
        _ => Vec::new(),
    }
}
