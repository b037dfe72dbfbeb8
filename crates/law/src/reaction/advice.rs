//! What is asked of experts and of the case review, and that it is over: the dispute opens them and learns of their end. No clock
//! moves, nothing waits for them.

use super::{Reaction, brief, ended, opened};
use crate::{
    Command, Kind, MatterId,
    case_review::{CaseReview, CaseReviewCommand, CaseReviewEvent},
    consultation::{Consultation, ConsultationCommand, ConsultationEvent},
    dispute::{Dispute, DisputeEvent, Outcome},
};

pub(super) fn after_dispute(id: &MatterId, dispute: &Dispute, event: &DisputeEvent) -> Vec<Reaction> {
    let next = |kind: Kind| dispute.proceedings.iter().filter(|p| p.kind == kind).count() + 1;
    match event {
        DisputeEvent::ConsultationRequested { plan, .. } => {
            let ordinal = next(Kind::Consultation);
            let brief = Box::new(brief(id, dispute, ordinal));
            let command = ConsultationCommand::Open { brief, plan: plan.clone() };
            let target = id.child(Kind::Consultation, ordinal);
            vec![Reaction { target, command: Command::Consultation(command) }]
        }
        DisputeEvent::ReviewConvened { plan, .. } => {
            let ordinal = next(Kind::CaseReview);
            let brief = Box::new(brief(id, dispute, ordinal));
            let command = CaseReviewCommand::Open { brief, plan: plan.clone() };
            vec![Reaction {
                target: id.child(Kind::CaseReview, ordinal),
                command: Command::CaseReview(command),
            }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn after_consultation(
    id: &MatterId,
    held: &Consultation,
    event: &ConsultationEvent,
) -> Vec<Reaction> {
    let dispute = &held.brief.dispute;
    match event {
        ConsultationEvent::Opened { .. } => vec![opened(dispute, id, Kind::Consultation)],
        ConsultationEvent::Completed { on } | ConsultationEvent::Closed { on, .. } => {
            vec![ended(dispute, id, *on, Outcome::Concluded)]
        }
        _ => Vec::new(),
    }
}

pub(super) fn after_case_review(id: &MatterId, held: &CaseReview, event: &CaseReviewEvent) -> Vec<Reaction> {
    let dispute = &held.brief.dispute;
    match event {
        CaseReviewEvent::Opened { .. } => vec![opened(dispute, id, Kind::CaseReview)],
        CaseReviewEvent::Resolved { on, .. } | CaseReviewEvent::Cancelled { on, .. } => {
            vec![ended(dispute, id, *on, Outcome::Concluded)]
        }
        _ => Vec::new(),
    }
}
