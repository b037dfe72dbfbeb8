//! Who sees what of a consultation: the team the opinions, an expert what was asked and their own, the office how far it is, the
//! sides that it takes place and when the hearing is.

use super::{Consultation, Invitation};
use crate::{Actor, Principal, Role, UserId, decision::Law, mediation::RESPONDENT};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    Team,
    Expert,
    Office,
    Side,
}

impl Consultation {
    pub fn viewer(&self, actor: &Actor) -> Viewer {
        use Role::*;
        match actor.role {
            // A seat at the table makes no side of it neutral.
            Party | AgencyLegal | AgencyHead => Viewer::Side,
            _ if self.plan.by.is_colleague(actor) || self.plan.team.contains(&actor.user) => Viewer::Team,
            CentreHead if self.plan.by.reconsiders() => Viewer::Office,
            CentreHead | Auditor | Archivist | Statute => Viewer::Team,
            Expert => Viewer::Expert,
            _ => Viewer::Office,
        }
    }

    /// The team as names in a list: who reads a paper on which the opinions stand. A seat at the table that somebody of an agency
    /// holds is not among them, for a name says nothing of the capacity.
    pub fn readers(&self, law: &Law) -> Vec<Principal> {
        let neutral = |user: &&UserId| {
            law.directory.officer(user).is_some_and(|officer| {
                let sides = [Role::AgencyLegal, Role::AgencyHead];
                officer.capacities.iter().all(|held| !sides.contains(&held.role))
            })
        };
        let team = self.plan.team.iter().filter(neutral).map(Principal::user);
        let head = Some(Role::CentreHead).filter(|_| !self.plan.by.reconsiders());
        let keepers = [Role::Auditor, Role::Archivist].into_iter().chain(head).map(Principal::role);
        std::iter::once(self.plan.by.office()).chain(team).chain(keepers).collect()
    }

    /// To whom a notice of the hearing is addressed: a side, or an expert.
    pub fn addressed(&self, to: &str) -> Vec<Principal> {
        if to == RESPONDENT {
            let agency = &self.brief.respondent;
            return [Role::AgencyLegal, Role::AgencyHead]
                .map(|role| Principal::role_in(role, agency))
                .to_vec();
        }
        match self.brief.parties.iter().any(|party| party.key == to) {
            true => vec![Principal::party(&self.brief.dispute, to)],
            false => vec![Principal::user(&UserId::from(to))],
        }
    }

    /// The file as this reader may see it.
    pub fn visible(&self, actor: &Actor) -> Consultation {
        let mut seen = self.clone();
        match self.viewer(actor) {
            Viewer::Team => {}
            Viewer::Office => {
                seen.hide_opinions();
                seen.followed = None;
            }
            Viewer::Expert => {
                seen.draws.clear();
                seen.followed = None;
                seen.invited.retain(|invited| invited.user == actor.user);
            }
            Viewer::Side => {
                seen.draws.clear();
                seen.invited.clear();
                seen.followed = None;
                seen.plan.request.question.clear();
                seen.plan.request.materials.clear();
                seen.plan.request.evidence.clear();
                seen.plan.request.grounds = None;
                seen.plan.request.reply = None;
                seen.plan.facts.clear();
                seen.plan.materials.clear();
                seen.plan.team.clear();
                if let super::Stage::Closed { reason, .. } = &mut seen.stage {
                    reason.clear();
                }
            }
        }
        seen
    }

    fn hide_opinions(&mut self) {
        for invited in &mut self.invited {
            match &mut invited.state {
                Invitation::Answered { opinion, .. } => *opinion = None,
                Invitation::Declined { note, .. } => *note = None,
                Invitation::Waiting => {}
            }
        }
    }
}
