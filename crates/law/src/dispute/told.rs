//! Which of its events a reader of the file may learn of, and of which of them the words. Not here: who reads the file (`access`).

use super::{Dispute, DisputeEvent};
use crate::{
    Actor,
    follow_up::{FOUND_AT_VISIT, READS_VISITS},
};

impl Dispute {
    /// Whether this reader may learn why: it was reopened, or taken out of the archive, for what the agency does not know of, what was told
    /// of another way is not its to read, and why a party dismissed its agent is the party's own. What was told at a visit is for whoever
    /// reads the visits.
    pub fn may_be_told_why(&self, event: &DisputeEvent, actor: &Actor) -> bool {
        match event {
            _ if was_found_at_visit(event) => READS_VISITS.contains(&actor.role),
            DisputeEvent::Reopened { .. }
            | DisputeEvent::TakenFromArchive { .. }
            | DisputeEvent::AddedToVolume { .. } => self.wish_known_to(actor).is_some(),
            _ => !(is_a_partys_own(event) && actor.is_of_agency(&self.registration.respondent)),
        }
    }

    /// What of it everybody learns to whom the words are not told.
    pub fn told_without_words(&self, event: &DisputeEvent) -> Option<&'static str> {
        was_found_at_visit(event).then_some("回访以后")
    }

    /// Whether this reader of the file may learn that it happened.
    pub fn may_be_told(&self, event: &DisputeEvent, actor: &Actor) -> bool {
        match event {
            DisputeEvent::ReconsiderationApplied { on, .. } => {
                let mut of_that_day = self.proceedings.iter().filter(|p| p.opened_on == *on);
                of_that_day.all(|p| self.is_known_to(&p.matter, actor))
            }
            DisputeEvent::ProceedingEnded { proceeding, .. } => self.is_known_to(proceeding, actor),
            _ => true,
        }
    }
}

/// Started again for what somebody told a visitor.
fn was_found_at_visit(event: &DisputeEvent) -> bool {
    matches!(event, DisputeEvent::Reopened { reason, .. } if reason.starts_with(FOUND_AT_VISIT))
}

/// What was told of another way, and why a party dismissed its agent.
fn is_a_partys_own(event: &DisputeEvent) -> bool {
    match event {
        DisputeEvent::Corrected { origin, .. } => {
            origin.as_ref().is_some_and(|origin| origin.tried.is_some())
        }
        DisputeEvent::AgencyEnded { .. } => true,
        _ => false,
    }
}
