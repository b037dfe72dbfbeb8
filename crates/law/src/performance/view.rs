//! What one reader may see of a performance: what a side reported of the other is for the house and for itself.

use super::*;
use crate::{Actor, Role, mediation::RESPONDENT};

impl Performance {
    /// The side for which this actor speaks; none: for no side.
    pub(super) fn side_of<'a>(&self, actor: &'a Actor) -> Option<&'a str> {
        match actor.role {
            Role::Party => Some(actor.standing.as_ref().map_or("", |standing| standing.party.as_str())),
            Role::AgencyLegal | Role::AgencyHead => Some(RESPONDENT),
            _ => None,
        }
    }

    /// Owed by this side or to it; an heir beside whoever took the seat inherits with the seat.
    pub fn concerns(&self, line: &Line, own: &str) -> bool {
        let held = self.plan.brief.parties.iter().find(|party| party.key == own);
        let mut seats = std::iter::once(own).chain(held.and_then(|party| party.beside.as_deref()));
        seats.any(|seat| line.obligation.obligor == seat || line.is_owed_to(seat))
    }

    /// Whoever owes it and whoever it is owed to learn that something was reported, and what was found; the words and the papers are for those who watch and for whoever reported it,
    /// and what the house noted when it urged is its own.
    pub fn visible(&self, actor: &Actor) -> Performance {
        let mut seen = self.clone();
        let Some(own) = self.side_of(actor) else { return seen };
        for line in &mut seen.lines {
            // Between others: that something is missing is theirs, and what the house found out about it.
            if !self.concerns(line, own) {
                line.shortfalls.retain(|said| said.by == own);
                line.urgings.iter_mut().for_each(|urged| urged.said_by = None);
                for checked in &mut line.checks {
                    checked.said_by = None;
                    checked.reason.clear();
                }
            }
            for said in line.shortfalls.iter_mut().filter(|said| said.by != own) {
                said.words.clear();
                said.documents.clear();
            }
            line.visits.retain(|said| said.by == own);
            line.urgings.iter_mut().for_each(|urged| urged.note = None);
        }
        seen
    }
}
