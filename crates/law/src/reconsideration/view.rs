//! What one person may see of a reconsideration. The office and the body see everything; everybody else what was decided, never what
//! was proposed on the way.

use super::*;
use crate::{Actor, Role};

impl Reconsideration {
    /// Of the office, or the body in whose name it is decided.
    pub fn is_insider(&self, actor: &Actor) -> bool {
        if self.walled.contains(&actor.user) {
            return false;
        }
        match actor.role {
            Role::ReconsiderationOfficer | Role::ReconsiderationHead => {
                actor.in_organization(&self.bodies.office)
            }
            Role::AgencyHead => {
                actor.in_organization(&self.bodies.body) && self.bodies.body != self.brief.respondent
            }
            _ => false,
        }
    }

    /// The file as this person may see it: drafts, opinions and resolutions are internal; of what was decided the holdings stay.
    pub fn visible(&self, actor: &Actor) -> Reconsideration {
        let mut file = self.clone();
        if self.is_insider(actor) {
            return file;
        }
        let decided = file.decided.as_ref().map(|decided| decided.draft.clone());
        file.drafts.retain(|draft| Some(&draft.key) == decided.as_ref());
        for draft in &mut file.drafts {
            draft.resolved = None;
            draft.by_name.clear();
            draft.by = UserId::from("");
        }
        if !file.is_known_to(actor) {
            file.reply = None;
        }
        file
    }

    /// The sides read what the agency answered (47条); the centre follows the course alone.
    fn is_known_to(&self, actor: &Actor) -> bool {
        match actor.role {
            Role::Party => {
                let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
                here.is_some_and(|standing| self.is_side(&standing.party))
            }
            Role::AgencyLegal | Role::AgencyHead => actor.in_organization(&self.brief.respondent),
            Role::Auditor | Role::Archivist => true,
            _ => false,
        }
    }
}
