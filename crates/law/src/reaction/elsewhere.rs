//! What proceedings mean to one another: a mediation to the trial, the reconsideration and the petition beside it, a suit to the
//! mediation that failed before it, the end of a mediation to the referral that brought it.
//!
//! Everything goes through the dispute, which alone knows who stands beside whom.

use super::{Reaction, brief, briefs, nth, opened, to_dispute, unbegun};
use crate::{
    AnyMatter, Command, Decision, Event, Kind, Law, MatterId,
    dispute::{Course, Dispute, DisputeCommand, DisputeEvent, Mediated, Outcome, Proceeding},
    effect::Effect,
    follow_up::{self, FollowUpCommand},
    mediation::{Ending, MediationCommand},
    mirrored::{Mirrored, MirroredCommand, MirroredEvent, Procedure, Stage},
    performance::{self, PerformanceCommand, PerformanceEvent, PerformanceFinding},
    reconsideration::{Reconsideration, ReconsiderationCommand, ReconsiderationEvent},
};

/// Whoever runs a proceeding takes an effect as its own command.
pub(super) fn direct(target: &Proceeding, effect: Effect) -> Option<Reaction> {
    let command = match target.kind {
        Kind::Mirrored => Command::Mirrored(MirroredCommand::Note { effect: Box::new(effect) }),
        Kind::Reconsideration => {
            Command::Reconsideration(ReconsiderationCommand::Note { effect: Box::new(effect) })
        }
        _ => return None,
    };
    Some(Reaction { target: target.matter.clone(), command })
}

pub(super) fn after_dispute(id: &MatterId, dispute: &Dispute, event: &DisputeEvent) -> Vec<Reaction> {
    match event {
        DisputeEvent::ProceedingRecorded { opening, .. } => {
            let ordinal = nth(dispute, Kind::Mirrored);
            let brief = Box::new(brief(id, dispute, ordinal));
            let command = MirroredCommand::Open { brief, opening: opening.clone() };
            vec![Reaction { target: id.child(Kind::Mirrored, ordinal), command: Command::Mirrored(command) }]
        }
        DisputeEvent::ReconsiderationApplied { bodies, application, .. } => {
            let ordinal = nth(dispute, Kind::Reconsideration);
            let command = ReconsiderationCommand::Open {
                brief: Box::new(briefs::brief_of_those(
                    brief(id, dispute, ordinal),
                    dispute,
                    &application.by,
                )),
                bodies: bodies.clone(),
                application: application.clone(),
                in_court: dispute.court_is_known_to_have_it_for(&application.by),
            };
            let target = id.child(Kind::Reconsideration, ordinal);
            vec![Reaction { target, command: Command::Reconsideration(command) }]
        }
        DisputeEvent::Referred { package, .. } => super::referrals::opened_by(id, dispute, package),
        DisputeEvent::Closed { .. } => file_noted(dispute, true),
        DisputeEvent::Reopened { .. } | DisputeEvent::TakenFromArchive { .. } => file_noted(dispute, false),
        DisputeEvent::CourseNoted { proceeding, course, first, phase, .. } => {
            let Some(held) = dispute.proceedings.iter().find(|p| p.matter == *proceeding) else {
                return Vec::new();
            };
            let mut all = beside(dispute, held, course, *first);
            all.extend(phase.and_then(|phase| {
                let failed = dispute.proceedings.iter().rev().find(|p| p.kind == Kind::Mediation)?;
                let command = Command::Mediation(MediationCommand::NotePhase { phase });
                Some(Reaction { target: failed.matter.clone(), command })
            }));
            let petition = held.is_a_petition() && (*first || course.over.is_some());
            // A mediation knows which sort of body sent it.
            let sent = held.kind == Kind::Referral && *first;
            if held.keeps_filing_day() || petition || sent {
                all.extend(briefs::refresh_briefs(id, dispute));
            }
            if held.kind == Kind::Mirrored {
                all.extend(super::visits::begun_anew(dispute, held));
            }
            all.extend(conclusion(dispute));
            all.extend(unbegun::declined(dispute, held, course));
            all
        }
        _ => Vec::new(),
    }
}

/// Whoever has not signed the minutes of a talk signs them, and whoever was not visited is visited, until the file is closed.
fn file_noted(dispute: &Dispute, closed: bool) -> Vec<Reaction> {
    let waits = |p: &&Proceeding| p.course.mediated.as_ref().is_some_and(|mediated| mediated.unsigned);
    let note = |p: &Proceeding| Reaction {
        target: p.matter.clone(),
        command: Command::Mediation(MediationCommand::NoteFile { closed }),
    };
    let unsigned = dispute.proceedings.iter().filter(waits).map(note);
    let visits = dispute.proceedings.iter().filter(|p| p.kind == Kind::FollowUp);
    let over = |p: &Proceeding| Reaction {
        target: p.matter.clone(),
        command: Command::FollowUp(FollowUpCommand::NoteFile { closed }),
    };
    unsigned.chain(visits.map(over)).collect()
}

/// Effects of a mediation on what stands beside it; of all mediations on what has just become known.
fn beside(dispute: &Dispute, held: &Proceeding, course: &Course, first: bool) -> Vec<Reaction> {
    if let Some(mediated) = &course.mediated {
        let open = dispute.proceedings.iter().filter(|p| p.ended_on.is_none() && p.matter != held.matter);
        return open.flat_map(|p| effects(&held.matter, mediated, p)).collect();
    }
    if !first || held.ended_on.is_some() {
        return Vec::new();
    }
    let mediations = dispute.proceedings.iter().filter_map(|p| Some((p, p.course.mediated.as_ref()?)));
    mediations.flat_map(|(p, mediated)| effects(&p.matter, mediated, held)).collect()
}

/// The act for which an agreement waits was done in its own proceeding: nobody enters it a second time. A day before the
/// agreement belongs to another quarrel.
fn conclusion(dispute: &Dispute) -> Option<Reaction> {
    let waiting = dispute.proceedings.iter().filter_map(|p| Some((p, p.course.mediated.as_ref()?)));
    waiting.filter(|(_, mediated)| mediated.awaits.is_some()).find_map(|(mediation, mediated)| {
        let (agreed_on, _) = mediated.settled?;
        let done = dispute.proceedings.iter().filter(|beside| runs_in(beside, mediated)).find_map(|beside| {
            let (on, finding, document) = beside.course.concluded.clone()?;
            (mediated.awaits == Some(finding) && on >= agreed_on).then_some((on, document))
        });
        let (on, document) = done?;
        let command = Command::Mediation(MediationCommand::NoteConclusion { on, document });
        Some(Reaction { target: mediation.matter.clone(), command })
    })
}

/// The trial or the reconsideration in which that mediation was held.
pub(super) fn runs_in(beside: &Proceeding, mediated: &Mediated) -> bool {
    let suit = is_suit(beside);
    mediated.channel.is_some_and(|channel| {
        (suit && channel.is_trial())
            || (is_review(beside) && channel == crate::mediation::Channel::Reconsideration)
    })
}

fn is_suit(beside: &Proceeding) -> bool {
    beside.course.procedure == Some(Procedure::Litigation)
}

fn is_review(beside: &Proceeding) -> bool {
    beside.course.procedure == Some(Procedure::ReconsiderationElsewhere)
        || beside.kind == Kind::Reconsideration
}

fn effects(mediation: &MatterId, mediated: &Mediated, beside: &Proceeding) -> Vec<Reaction> {
    let (suit, review, in_it) = (is_suit(beside), is_review(beside), runs_in(beside, mediated));
    let by = || mediation.clone();
    let mut all = Vec::new();
    if let (true, true, Some(from)) = (suit, in_it, mediated.accepted_on) {
        all.push(Effect::ExcludeFromTrialPeriod { mediation: by(), from, to: mediated.over_on });
    }
    if let (true, true, Some(agreed)) = (review, in_it, &mediated.suspension) {
        all.push(Effect::SuspendDecisionPeriod { mediation: by(), agreed: agreed.clone() });
        let over = mediated.over_on;
        all.extend(over.map(|on| Effect::ResumeDecisionPeriod { mediation: by(), on }));
    }
    // A suit that came after the settlement, or that goes on for whoever did not settle, is not ended by it: the court decides on whom
    // it lets go (行诉法62条).
    let settled = mediated.settled.filter(|(on, _)| beside.course.filed_on.is_none_or(|filed| filed <= *on));
    let ends = settled.is_some() && !(mediated.partial && beside.kind == Kind::Mirrored);
    match settled.filter(|_| ends) {
        Some((on, how)) => all.push(mediated.settles(by(), on, how)),
        None if mediated.undone => all.push(Effect::Unsettled { by: by() }),
        None => {}
    }
    // 行诉法62条, 复议法61条: what closes it closes it for everybody; whoever did not settle gets an answer.
    let concluded = mediated.concluded.as_ref().filter(|_| in_it && ends && !mediated.partial);
    if let Some((on, finding, document)) = concluded {
        let document = document.clone();
        all.push(Effect::Concluded { by: by(), on: *on, finding: *finding, document });
    }
    all.into_iter().filter_map(|effect| direct(beside, effect)).collect()
}

/// Once for all events of a decision: how far the proceeding has come, if that has changed.
pub(super) fn course_noted(decision: &Decision, law: &Law) -> Option<Reaction> {
    let course = |matter: &AnyMatter| match matter {
        AnyMatter::Mediation(held) => Some((held.brief.dispute.clone(), held.course())),
        AnyMatter::Mirrored(held) => Some((held.brief.dispute.clone(), held.course(law))),
        AnyMatter::Reconsideration(held) => Some((held.brief.dispute.clone(), held.course(law))),
        AnyMatter::Referral(held) => Some((held.brief.dispute.clone(), held.course(law))),
        _ => None,
    };
    let (dispute, now) = course(decision.after())?;
    let before = decision.before().and_then(course).map(|(_, course)| course).unwrap_or_default();
    let (proceeding, course) = (decision.id().clone(), Box::new(now));
    (before != *course).then(|| to_dispute(&dispute, DisputeCommand::NoteCourse { proceeding, course }))
}

pub(super) fn after_mirrored(
    id: &MatterId,
    before: Option<&AnyMatter>,
    mirrored: &Mirrored,
    event: &MirroredEvent,
) -> Vec<Reaction> {
    let mut all = Vec::new();
    let dispute = &mirrored.brief.dispute;
    match event {
        MirroredEvent::Opened { .. } => all.push(opened(dispute, id, Kind::Mirrored)),
        MirroredEvent::ReferralOrdered { request, .. } => {
            all.push(to_dispute(dispute, DisputeCommand::Refer { request: request.clone() }));
        }
        _ => {}
    }
    let was_over = matches!(before, Some(AnyMatter::Mirrored(held)) if held.over().is_some());
    all.extend(visit(id, mirrored).filter(|_| !was_over));
    all
}

pub(super) fn after_reconsideration(
    id: &MatterId,
    before: Option<&AnyMatter>,
    held: &Reconsideration,
    event: &ReconsiderationEvent,
) -> Vec<Reaction> {
    let dispute = &held.brief.dispute;
    if let ReconsiderationEvent::Opened { .. } = event {
        return vec![opened(dispute, id, Kind::Reconsideration)];
    }
    if let ReconsiderationEvent::Joined(said) | ReconsiderationEvent::Separated(said) = event {
        let apart = matches!(event, ReconsiderationEvent::Separated(_));
        let (with, reason) = (id.clone(), said.reason.clone());
        let command = ReconsiderationCommand::NoteTogether { with, apart, reason };
        return vec![Reaction { target: said.with.clone(), command: Command::Reconsideration(command) }];
    }
    if let ReconsiderationEvent::OpinionIssued { .. } | ReconsiderationEvent::ReportRecorded { .. } = event {
        return vec![super::note_pending(id, dispute, held.pending())];
    }
    let over_before = match before {
        Some(AnyMatter::Reconsideration(before)) => before.stage.over_on(),
        _ => None,
    };
    // Once for all events of a decision: the one that ends it, or ends it on another day.
    let ends = held.ended_by(event).filter(|_| over_before != held.stage.over_on());
    let ended = ends.map(|on| super::ended(dispute, id, on, held.end_for_the_dispute()));
    // The service on which its end hung was a mistake.
    let struck = matches!(event, ReconsiderationEvent::ServiceStruck { .. });
    let again = (struck && over_before.is_some() && held.stage.over_on().is_none())
        .then(|| opened(dispute, id, Kind::Reconsideration));
    let watched = statement_watched(id, held, event);
    ended.into_iter().chain(again).chain(watched).chain(statement_enforced(id, held, event)).collect()
}

/// 73条、77条: what a statement says that somebody does by some day is watched line by line, as what a mediation agreed on is; sealed, it
/// can be enforced (78条).
fn statement_watched(id: &MatterId, held: &Reconsideration, event: &ReconsiderationEvent) -> Vec<Reaction> {
    let ReconsiderationEvent::StatementSealed { on, obligations, .. } = event else { return Vec::new() };
    if obligations.is_empty() {
        return Vec::new();
    }
    let plan = performance::Plan {
        brief: held.brief.clone(),
        mediation: id.clone(),
        ending: Ending::ReconsiderationStatement,
        obligations: obligations.clone(),
        effective_on: *on,
        lead_mediator: None,
        office: Some(held.bodies.office.clone()),
    };
    let target = id.child(Kind::Performance, 1);
    let open = PerformanceCommand::Open { plan: Box::new(plan) };
    let confirm = PerformanceCommand::NoteConfirmation { confirmed: true };
    let react = |command| Reaction { target: target.clone(), command: Command::Performance(command) };
    vec![react(open), react(confirm)]
}

/// 78条3项: what the office does is noted where the lines are watched.
fn statement_enforced(
    id: &MatterId,
    held: &Reconsideration,
    event: &ReconsiderationEvent,
) -> Option<Reaction> {
    let ReconsiderationEvent::EnforcementBegun { by, document, .. } = event else { return None };
    held.watched_lines()?;
    let (document, note) = (document.clone(), Some(by.name_zh().to_owned()));
    let command = Command::Performance(PerformanceCommand::ApplyForEnforcement { by: None, document, note });
    Some(Reaction { target: id.child(Kind::Performance, 1), command })
}

/// What was not done is in the hands of others: here it is over, however the last line came to that.
pub(super) fn left_to_others(decision: &Decision) -> Option<Reaction> {
    let left = |matter: &AnyMatter| match matter {
        AnyMatter::Performance(held) => match held.stage {
            performance::Stage::Left { on } => Some((held.plan.brief.dispute.clone(), on)),
            _ => None,
        },
        _ => None,
    };
    let (dispute, on) = left(decision.after())?;
    // What was found wanting had opened it again.
    let again = decision.events().iter().any(|event| {
        let Event::Performance(PerformanceEvent::PerformanceChecked { finding, .. }) = event else {
            return false;
        };
        *finding == PerformanceFinding::NotPerformed
    });
    let anew = again || decision.before().and_then(left).is_none();
    anew.then(|| super::ended(&dispute, decision.id(), on, Outcome::Unsettled))
}

/// 审理终结后三十日内回访, by a judgment or because it was given up: where a mediation settled it, that mediation's visit is enough.
fn visit(id: &MatterId, mirrored: &Mirrored) -> Option<Reaction> {
    let over = mirrored.over().filter(|over| matches!(over.stage, Stage::Effective | Stage::Withdrawn))?;
    let tried = mirrored.procedure == Procedure::Litigation && mirrored.settled.is_none();
    let outcome = mirrored.top().and_then(|top| top.outcome).filter(|_| tried)?;
    let plan = follow_up::Plan {
        brief: mirrored.brief.clone(),
        mediation: id.clone(),
        outcome: outcome.findings.first().map(|finding| finding.as_str().to_owned()).unwrap_or_default(),
        ended_on: over.on,
        last_due_on: outcome.perform_by,
        promised: Vec::new(),
    };
    // One visit for each time that it ended: an appeal may become known after the first.
    let target = id.child(Kind::FollowUp, mirrored.milestones.len());
    Some(Reaction { target, command: Command::FollowUp(FollowUpCommand::Open { plan: Box::new(plan) }) })
}
