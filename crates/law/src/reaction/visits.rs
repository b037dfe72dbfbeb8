//! What a visit means for the other matters, and another mediation for a visit: merged into the next one, taken back, who is still to be
//! asked before the file is closed. Not here: when a visit is opened (the ends of mediations and trials).

use super::{Reaction, briefs, ended, note_pending, opened, to_dispute};
use crate::{
    AnyMatter, Command, Decision, Kind, MatterId,
    dispute::{Dispute, DisputeCommand, Outcome, Proceeding},
    follow_up::{FollowUp, FollowUpCommand, FollowUpEvent},
    performance::PerformanceCommand,
};

/// A visit that still waits is made once: after the mediation that has begun, or with the visit that has become due.
pub(super) fn merged(id: &MatterId, dispute: &Dispute, by: &MatterId) -> Vec<Reaction> {
    let again = if by.is_of(Kind::Mediation) { briefs::tried_again(id, dispute) } else { Vec::new() };
    let waits = |p: &&Proceeding| p.kind == Kind::FollowUp && p.ended_on.is_none() && p.matter != *by;
    let visits = dispute.proceedings.iter().filter(waits);
    let note = |p: &Proceeding| Reaction {
        target: p.matter.clone(),
        command: Command::FollowUp(FollowUpCommand::NoteRetry { by: by.clone() }),
    };
    visits.map(note).chain(again).collect()
}

/// Retried or otherwise begun anew before anybody was asked about its end: that is asked when it is over.
pub(super) fn begun_anew(dispute: &Dispute, suit: &Proceeding) -> Vec<Reaction> {
    let waits =
        |p: &&Proceeding| p.kind == Kind::FollowUp && p.ended_on.is_none() && p.matter.is_under(&suit.matter);
    let visits = dispute.proceedings.iter().filter(|_| suit.course.over.is_none()).filter(waits);
    let note = |p: &Proceeding| Reaction {
        target: p.matter.clone(),
        command: Command::FollowUp(FollowUpCommand::NoteRetry { by: suit.matter.clone() }),
    };
    visits.map(note).collect()
}

/// Whom it was passed on to visits about that alone: the visit that had been merged into its own is made by its own day.
pub(super) fn not_mediated_again(dispute: &Dispute, by: &MatterId) -> Vec<Reaction> {
    let visits = dispute.proceedings.iter().filter(|p| p.kind == Kind::FollowUp);
    let note = |p: &Proceeding| Reaction {
        target: p.matter.clone(),
        command: Command::FollowUp(FollowUpCommand::NoteRetryPassedOn { by: by.clone() }),
    };
    visits.map(note).collect()
}

/// Whom the file waits for before it is closed.
pub(super) fn awaited(decision: &Decision) -> Option<Reaction> {
    let AnyMatter::FollowUp(held) = decision.after() else { return None };
    let before = match decision.before() {
        Some(AnyMatter::FollowUp(before)) => before.pending(),
        _ => None,
    };
    let now = held.pending();
    (before != now).then(|| note_pending(decision.id(), &held.plan.brief.dispute, now.as_deref()))
}

pub(super) fn after_follow_up(id: &MatterId, follow_up: &FollowUp, event: &FollowUpEvent) -> Vec<Reaction> {
    let dispute = &follow_up.plan.brief.dispute;
    match event {
        FollowUpEvent::Opened { .. } | FollowUpEvent::TakenBack { .. } => {
            vec![opened(dispute, id, Kind::FollowUp)]
        }
        FollowUpEvent::NewConflictFound { conflict, .. } => {
            let told = conflict.chars().take(150).collect::<String>();
            let reason = format!("{}{told}", crate::follow_up::FOUND_AT_VISIT);
            vec![to_dispute(dispute, DisputeCommand::Reopen { reason })]
        }
        FollowUpEvent::Finished { on } | FollowUpEvent::TakenOver { on, .. } => {
            vec![ended(dispute, id, *on, Outcome::Settled)]
        }
        FollowUpEvent::Visited { visit, .. } if !visit.lines.is_empty() => {
            let command = PerformanceCommand::NoteVisit {
                visited_on: visit.on,
                visited: visit.visited.clone(),
                lines: visit.lines.clone(),
            };
            let target = follow_up.performance();
            let note = |target| Reaction { target, command: Command::Performance(command) };
            target.map(note).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
