//! What a mediation, and whatever else hangs on a dispute, knows of it: copied when it opens. Who makes it is `reaction`.

use super::ReconsideredBy;
use crate::{
    MatterId, OrgId, PersonId, UserId,
    agency::Reach,
    dispute::{ClosedRemedy, ContestedAct, Group, Nature, PartyStanding, Source, ToldBefore, labels::apart},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the mediation knows of the dispute: copied when it opens, kept fresh by the statute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    pub dispute: MatterId,
    /// `钟行争〔2026〕1号`.
    pub number: String,
    /// Which mediation of this dispute it is, from 1.
    pub ordinal: usize,
    pub parties: Vec<BriefParty>,
    pub group: Option<Group>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    pub claims: String,
    pub source: Source,
    #[schemars(with = "String")]
    pub first_submitted_on: Date,
    #[schemars(with = "String")]
    pub registered_on: Date,
    /// As in the registration: from then on no last day has to be minded.
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    /// What can no longer be done about this act: no day of it is told or minded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedRemedy>,
    /// 此前的程序, of which nothing is on file: the last days follow what was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<ToldBefore>,
    /// The referral by which it came, where one is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<MatterId>,
    pub amount_fen: Option<i64>,
    pub place: Option<String>,
    pub enterprise: bool,
    /// Who acted in this dispute before in another part (代办人) and can therefore not be neutral.
    pub acted_before: Vec<UserId>,
    /// Walled off by an earlier mediation of the same dispute.
    pub walled: Vec<UserId>,
    /// The consult point that applied on somebody's behalf may follow the file.
    pub consult_point: Option<OrgId>,
    /// Who runs the reconsideration beside it: seals what is agreed, and therefore reads that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconsidered_by: Option<ReconsideredBy>,
    /// A suit is on file beside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_court: bool,
    /// A court has taken it up and has not judged it yet; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_trial: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BriefParty {
    pub key: String,
    pub person: PersonId,
    /// Masked.
    pub label: String,
    pub standing: PartyStanding,
    pub nature: Nature,
    pub representative: bool,
    /// 代理人, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// How far it may act; unknown of briefs that were written before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_reach: Option<Reach>,
    /// Since when somebody else sits in this seat, or speaks for it by law (《行政复议法》14条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub succeeded_on: Option<Date>,
    /// Masked name of who sat here before, where it was somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
    /// Until when; `None` with a name: until `succeeded_on`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub formerly_until: Option<Date>,
}

impl Brief {
    /// A side as pages, lists and titles name it.
    pub fn called<'a>(&'a self, side: &'a str, law: &'a crate::Law) -> Cow<'a, str> {
        match side {
            super::RESPONDENT => Cow::Borrowed(law.directory.name_of(&self.respondent)),
            key => self.label(key),
        }
    }

    /// The masked name of a party, told apart from others who are masked alike.
    pub fn label<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        let party = self.parties.iter().find(|party| party.key == key);
        let labels = self.parties.iter().map(|party| party.label.as_str());
        party.map_or(Cow::Borrowed(key), |party| apart(&party.label, key, labels))
    }
}

impl Brief {
    /// The same in this seat, and nobody new who acts for it.
    pub(super) fn knows(&self, party: &BriefParty) -> bool {
        let same = |held: &&BriefParty| held.key == party.key && held.person == party.person;
        self.parties.iter().find(same).is_some_and(|held| {
            held.succeeded_on == party.succeeded_on && (party.agent.is_none() || held.agent == party.agent)
        })
    }
}

impl BriefParty {
    /// Since when this seat is another's.
    pub fn taken_on(&self) -> Option<Date> {
        self.formerly.as_ref().and(self.formerly_until.or(self.succeeded_on))
    }
}
