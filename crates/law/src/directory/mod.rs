//! People, bodies, seats: who exists, where they sit, what they may be. No credentials, no personal data:
//! those stand in the vault and in the sign-in tables.

mod body;
mod officer;
mod organization;
mod outside;
#[cfg(test)]
mod outside_tests;
mod succession;
#[cfg(test)]
mod tests;

pub use body::{Body, BodyCommand, BodyEvent, Incumbent, Seat, SeatOrganization, Succession};
pub use officer::{Capacity, LAST_OF_A_POWER, Officer, OfficerCommand, OfficerEvent};
pub use organization::{Category, Organization, OrganizationCommand, OrganizationEvent};
pub use outside::{OutsideSystem, OutsideSystemCommand, OutsideSystemEvent, Reach, SystemTerms};
pub use succession::{Left, PassesTo, left_open};

use crate::{Actor, MatterId, OrgId, Role, UserId, expert::Expert};
use std::collections::BTreeMap;

/// The whole directory as one value: small (a county has some 700 organizations), replaced when it changes.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    pub organizations: BTreeMap<OrgId, Organization>,
    pub officers: BTreeMap<UserId, Officer>,
    pub bodies: BTreeMap<MatterId, Body>,
    /// The pool of experts (专家库).
    pub experts: BTreeMap<UserId, Expert>,
    pub systems: BTreeMap<MatterId, OutsideSystem>,
}

/// Who takes in what another body hands on: to be tried, reconsidered, supervised, answered or adjudicated.
const TAKES_IN: [Role; 6] = [
    Role::Judge,
    Role::Prosecutor,
    Role::ReconsiderationOfficer,
    Role::ReconsiderationHead,
    Role::PetitionOfficer,
    Role::AgencyLegal,
];

/// No line of bodies is deeper; a circle in the data ends here.
const DEEPEST: usize = 8;

impl Directory {
    pub fn organization(&self, id: &OrgId) -> Option<&Organization> {
        self.organizations.get(id)
    }

    pub fn officer(&self, user: &UserId) -> Option<&Officer> {
        self.officers.get(user)
    }

    /// Whoever has this login now; one person for ever, because a login is never given twice.
    pub fn by_login(&self, login: &str) -> Option<(&UserId, &Officer)> {
        self.officers.iter().find(|(_, officer)| officer.login == login)
    }

    /// The name to print; an id that is not on file prints as itself, so that nothing is hidden.
    pub fn name_of<'a>(&'a self, id: &'a OrgId) -> &'a str {
        self.organizations.get(id).map_or(id.as_str(), |organization| organization.name.as_str())
    }

    /// The body itself, or a branch of it (派出机构) however far below. Departments are not branches of the government.
    pub fn belongs_to(&self, organization: &OrgId, body: &OrgId) -> bool {
        let government = self.organization(body).is_some_and(|body| body.category == Category::Government);
        let above = |id: &OrgId| self.organization(id).and_then(|found| found.parent.clone());
        let mut line = std::iter::successors(Some(organization.clone()), above).take(DEEPEST);
        if government { organization == body } else { line.any(|id| id == *body) }
    }

    /// The officer acting in one of their capacities.
    pub fn actor(&self, user: &UserId, capacity: &str) -> Option<Actor> {
        let officer = self.officers.get(user).filter(|officer| !officer.dismissed)?;
        let capacity = officer.capacities.iter().find(|held| held.key == capacity)?;
        Some(Actor::officer(user.clone(), officer.name.clone(), capacity.role, capacity.organization.clone()))
    }

    /// Whether a file can be handed on to it: courts, procuratorates and governments take in what comes to them; of other bodies those where
    /// somebody sits whose work that is. What only teams up, governs itself or mediates is no next procedure.
    pub fn takes_in(&self, id: &OrgId) -> bool {
        let Some(body) = self.organization(id) else { return false };
        match body.category {
            Category::Court | Category::Procuratorate | Category::Government => true,
            Category::Centre | Category::Village => false,
            Category::Department | Category::Township | Category::Other => {
                TAKES_IN.iter().any(|role| self.holders(*role).any(|(_, _, held)| held.organization == *id))
            }
        }
    }

    /// 化解中心.
    pub fn centre(&self) -> Option<&OrgId> {
        let mut centres = self.organizations.iter().filter(|(_, body)| body.category == Category::Centre);
        centres.next().map(|(id, _)| id)
    }

    /// Everybody who holds a role now, with the organization they hold it in.
    pub fn holders(&self, role: Role) -> impl Iterator<Item = (&UserId, &Officer, &Capacity)> {
        self.officers.iter().filter(|(_, officer)| !officer.dismissed).flat_map(move |(user, officer)| {
            officer
                .capacities
                .iter()
                .filter(move |held| held.role == role)
                .map(move |held| (user, officer, held))
        })
    }
}
