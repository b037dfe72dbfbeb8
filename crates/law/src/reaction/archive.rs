//! What is recorded when the file lies in the archive already. A proceeding that is over does not know of the archive: the dispute does.
//! What happened is added to the volume, which stays closed; what would be an act of handling is refused until the file is started again.

use super::{Reaction, to_dispute};
use crate::{
    AnyMatter, Decision, Event, MatterId, Refusal,
    consultation::ConsultationEvent,
    dispute::{Dispute, DisputeCommand},
    mediation::MediationEvent,
    paper::{Paper, VOLUME_CATALOGUE},
    performance::{self, PerformanceEvent, PerformanceFinding},
    reconsideration::ReconsiderationEvent,
    referral,
    refusal::{FROZEN, ensure},
};

/// An act of handling is refused before anything follows from it.
pub(super) fn handled(decision: &Decision) -> Option<Reaction> {
    late(decision, false)
}

/// What happened is added once it is known whether something runs again because of it: then the file is out.
pub(super) fn told(decision: &Decision) -> Option<Reaction> {
    late(decision, true)
}

/// What somebody records in a matter that was over; what follows by the statute was weighed with what it follows upon.
fn late(decision: &Decision, fact: bool) -> Option<Reaction> {
    if decision.actor().is_statute() || decision.events().iter().all(is_fact) != fact {
        return None;
    }
    let dispute = match (decision.before(), decision.after()) {
        (Some(before), _) => over(before)?,
        (None, AnyMatter::Paper(paper)) => lying_in_a_volume(paper)?,
        (None, _) => return None,
    };
    let (of_kind, what) = (decision.kind(), decision.events().first().map(what).unwrap_or_default());
    Some(to_dispute(dispute, DisputeCommand::NoteLate { of_kind, fact, what }))
}

/// What happened, or has to be done upon what was decided: performance told or looked into, pressed for and enforced (复议法77条、78条), a
/// service shown, signed minutes kept, advice weighed, a copy published (79条), what another body did. Everything else is an act of
/// handling, as an opinion is (76条), and so is watching anew what was found not to be performed; and papers lie in the volume.
fn is_fact(event: &Event) -> bool {
    use crate::paper::PaperEvent;
    use ReconsiderationEvent::*;
    match event {
        Event::Reconsideration(event) => matches!(
            event,
            PerformanceRecorded { .. }
                | UnperformedReported { .. }
                | ReportRecorded { .. }
                | ServiceRecorded { .. }
                | TookEffect { .. }
                | BecameFinal { .. }
                | Pressed { .. }
                | EnforcementBegun { .. }
                | HearingMinutesKept { .. }
                | InquiryRecordKept { .. }
                | RulePutRight { .. }
                | CopyPublished { .. }
                | CopyCorrected { .. }
                | CopyWithdrawn { .. }
        ),
        Event::Mediation(event) => !matches!(event, MediationEvent::RetryAgreed { .. }),
        Event::Paper(event) => !matches!(event, PaperEvent::Issued { .. }),
        Event::Consultation(event) => matches!(event, ConsultationEvent::FollowedRecorded { .. }),
        Event::CaseReview(_) => false,
        Event::Performance(PerformanceEvent::PerformanceChecked { finding, .. }) => {
            *finding == PerformanceFinding::Performed
        }
        _ => true,
    }
}

/// What would be refused because the file lies in the archive: by the name of the step, before anybody has filled in anything.
pub fn refused_in_archive(dispute: &Dispute, matter: &AnyMatter, command: &str) -> Result<(), Refusal> {
    let late = dispute.is_frozen() && over(matter).is_some();
    ensure(!late || !is_handling(matter, command), FROZEN)
}

/// The steps on what is over whose events are acts of handling ([`is_fact`]).
fn is_handling(matter: &AnyMatter, command: &str) -> bool {
    match matter {
        AnyMatter::Reconsideration(_) => matches!(
            command,
            "strike_service" | "issue_opinion" | "copy_to_superior" | "consult" | "record_consultation"
        ),
        AnyMatter::Mediation(_) => command == "retry",
        AnyMatter::CaseReview(_) => true,
        _ => false,
    }
}

/// As the timeline calls it; of others the kind says enough.
fn what(event: &Event) -> String {
    match event {
        Event::Performance(event) => event.title_zh(),
        Event::Reconsideration(event) => event.title_zh(),
        Event::Paper(event) => event.title_zh(),
        _ => "",
    }
    .to_owned()
}

/// The catalogue is read off a volume that is closed; every other paper would lie in it.
fn lying_in_a_volume(paper: &Paper) -> Option<&MatterId> {
    (paper.issue.template != VOLUME_CATALOGUE).then_some(&paper.issue.dispute)
}

/// The dispute of a matter that no longer keeps its file out of the archive.
fn over(matter: &AnyMatter) -> Option<&MatterId> {
    let (over, dispute) = match matter {
        AnyMatter::Mediation(held) => (held.stage.is_over(), &held.brief.dispute),
        AnyMatter::Reconsideration(held) => (held.stage.over_on().is_some(), &held.brief.dispute),
        AnyMatter::Mirrored(held) => (held.over().is_some(), &held.brief.dispute),
        AnyMatter::Performance(held) => (held.stage != performance::Stage::Running, &held.plan.brief.dispute),
        AnyMatter::FollowUp(held) => (held.is_over(), &held.plan.brief.dispute),
        AnyMatter::Referral(held) => {
            use referral::Stage::{Accepted, Sent};
            (!matches!(held.stage, Sent { .. } | Accepted { .. }), &held.brief.dispute)
        }
        AnyMatter::Consultation(held) => (held.stage.over_on().is_some(), &held.brief.dispute),
        AnyMatter::CaseReview(held) => (held.stage.over_on().is_some(), &held.brief.dispute),
        AnyMatter::Paper(held) => (true, &held.issue.dispute),
        AnyMatter::Dispute(_)
        | AnyMatter::Expert(_)
        | AnyMatter::Organization(_)
        | AnyMatter::Officer(_)
        | AnyMatter::Body(_)
        | AnyMatter::OutsideSystem(_)
        | AnyMatter::HolidaySchedule(_) => return None,
    };
    over.then_some(dispute)
}

#[cfg(test)]
mod tests;
