//! Walls (回避): whoever is walled off in one proceeding is walled off the dispute, and with it off what other bodies have of it and what
//! experts and case reviews are asked about it, whenever these were opened.

use super::{Reaction, to_dispute};
use crate::{
    AnyMatter, Command, Decision, Kind, UserId,
    case_review::CaseReviewCommand,
    consultation::ConsultationCommand,
    dispute::{Dispute, DisputeCommand},
    mirrored::MirroredCommand,
};

pub(super) fn noted(decision: &Decision) -> Vec<Reaction> {
    match (decision.before(), decision.after()) {
        (Some(AnyMatter::Reconsideration(before)), AnyMatter::Reconsideration(held))
            if before.walled != held.walled =>
        {
            let walled = held.walled.clone();
            vec![to_dispute(&held.brief.dispute, DisputeCommand::NoteWalls { walled })]
        }
        (Some(AnyMatter::Dispute(before)), AnyMatter::Dispute(dispute))
            if before.walled != dispute.walled =>
        {
            told(dispute)
        }
        _ => Vec::new(),
    }
}

/// Those that are over are read too.
fn told(dispute: &Dispute) -> Vec<Reaction> {
    let walled: &Vec<UserId> = &dispute.walled;
    let command = |kind: Kind| match kind {
        Kind::Mirrored => Some(Command::Mirrored(MirroredCommand::NoteWalls { walled: walled.clone() })),
        Kind::Consultation => {
            Some(Command::Consultation(ConsultationCommand::NoteWalls { walled: walled.clone() }))
        }
        Kind::CaseReview => {
            Some(Command::CaseReview(CaseReviewCommand::NoteWalls { walled: walled.clone() }))
        }
        _ => None,
    };
    let of = |held: &crate::dispute::Proceeding| {
        Some(Reaction { target: held.matter.clone(), command: command(held.kind)? })
    };
    dispute.proceedings.iter().filter_map(of).collect()
}
