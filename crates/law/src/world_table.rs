//! The table of a mediation in the tests of the law: named, disclosed, begun.

use crate::{
    Role, UserId,
    mediation::{self as m, MediationCommand},
    world::*,
};
use std::collections::BTreeMap;

pub const BUREAU: &str = "bureau";
pub const CENTRE: &str = "centre";
pub const COURT: &str = "court";
pub const TOWN: &str = "town";

impl World {
    pub fn team(&mut self) -> &mut World {
        self.must("head", &mediation_id(), name_team("judge", "mediator"));
        self.disclosed()
    }

    /// Everybody at the table but the lead has said that nothing ties them to it; the lead says it on signing for the material.
    pub fn disclosed(&mut self) -> &mut World {
        let held = self.mediation();
        let open = held.undisclosed().filter(|user| !held.is_lead(user));
        for user in open.cloned().collect::<Vec<_>>() {
            self.must("head", &mediation_id(), declared(user.as_str()));
        }
        self
    }

    /// Somebody new has come: everybody who sits for no side says it again.
    pub fn all_disclose_again(&mut self) -> &mut World {
        for user in self.mediation().undisclosed().cloned().collect::<Vec<_>>() {
            self.must("head", &mediation_id(), declared(user.as_str()));
        }
        self
    }

    pub fn accept(&mut self) -> &mut World {
        self.must("mediator", &mediation_id(), accept());
        self
    }
}

pub fn accept() -> MediationCommand {
    MediationCommand::AcceptMaterial { interest: Some(m::Interest::Free), disclosure: None }
}

/// 披露 of oneself: nothing, or what it is.
pub fn disclose(tie: Option<&str>) -> MediationCommand {
    let interest = if tie.is_some() { m::Interest::Tied } else { m::Interest::Free };
    MediationCommand::Disclose { of: None, interest, text: tie.map(str::to_owned), said: None }
}

/// What somebody said on the telephone, written down for them.
pub fn declared(user: &str) -> MediationCommand {
    MediationCommand::Disclose {
        of: Some(UserId::from(user)),
        interest: m::Interest::Free,
        text: None,
        said: Some("电话里说的".into()),
    }
}

pub fn member(user: &str, role: Role) -> m::Member {
    m::Member { user: UserId::from(user), role }
}

pub fn name_team(judge: &str, mediator: &str) -> MediationCommand {
    MediationCommand::NameTeam {
        guiding_judge: UserId::from(judge),
        lead_mediator: UserId::from(mediator),
        members: vec![member("legal", Role::AgencyLegal), member("cadre", Role::TownCadre)],
        loads: BTreeMap::new(),
        override_reason: None,
    }
}

/// A yes on paper, by somebody who was told the day.
pub fn agree(party: &str, on: jiff::civil::Date) -> MediationCommand {
    let (answer, way, evidence) = (m::Answer::Agree, m::ConsentWay::Paper, Some(paper("consent")));
    let (party, note, signed, conservative_day_told) = (party.into(), None, None, true);
    MediationCommand::RecordConsent {
        also: Vec::new(),
        party,
        answer,
        way,
        on,
        evidence,
        note,
        conservative_day_told,
        signed,
    }
}
