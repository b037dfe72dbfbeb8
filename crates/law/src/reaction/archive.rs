//! What is recorded when the file lies in the archive already. A proceeding that is over does not know of the archive: the dispute does, and
//! it says whether the file comes out again for it or whether nothing more is recorded.

use super::{Reaction, to_dispute};
use crate::{
    AnyMatter, Decision, Event, MatterId,
    dispute::DisputeCommand,
    paper::{Paper, VOLUME_CATALOGUE},
    performance,
    reconsideration::ReconsiderationEvent,
    referral,
};

/// What somebody records in a matter that was over; what follows by the statute was weighed with what it follows upon.
pub(super) fn told(decision: &Decision) -> Option<Reaction> {
    if decision.actor().is_statute() {
        return None;
    }
    let dispute = match (decision.before(), decision.after()) {
        (Some(before), _) => over(before)?,
        (None, AnyMatter::Paper(paper)) => lying_in_a_volume(paper)?,
        (None, _) => return None,
    };
    let (of_kind, fact) = (decision.kind(), decision.events().iter().all(is_fact));
    Some(to_dispute(dispute, DisputeCommand::NoteLate { of_kind, fact }))
}

/// What happened, or is done upon what was decided; 76条 speaks of opinions while the case is handled, and papers lie in the volume.
fn is_fact(event: &Event) -> bool {
    use crate::paper::PaperEvent;
    !matches!(
        event,
        Event::Reconsideration(ReconsiderationEvent::OpinionIssued { .. })
            | Event::Paper(PaperEvent::Issued { .. })
    )
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
