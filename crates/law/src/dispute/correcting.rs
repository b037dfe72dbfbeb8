//! 更正当事人信息: what was typed of a party when it was registered is put right. What stood there before stays in the vault, under
//! the reference that the journal names; what was served on paper stays as it is. Also what a correction of the act and the claims makes
//! of the file.

use super::{
    Agent, Dispute, DisputeCommand, DisputeEvent, IdentityCheck, Nature, NewParty, PhoneKind, Succeeded,
    before::{weigh_filing, weigh_tried},
    choices,
    codes::*,
    line,
    members::is_the_same,
    registering::{weigh_act, weigh_amount},
    text,
};
use crate::{
    PersonId, Refusal,
    matter::Context,
    refusal::{DATE_IN_FUTURE, ensure, ensure_at},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 当事人信息的一项.
    PartyField {
        Name = "姓名或名称",
        Number = "证件号",
        Phone = "电话",
        Address = "地址",
        Nature = "性质",
        Agent = "代理人",
        Head = "法定代表人、负责人或者经营者",
    }
}

/// A party as it was typed before it was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Sealed in the vault.
    pub person: PersonId,
    /// Masked name.
    pub label: String,
    pub nature: Nature,
    /// None: it changed before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityCheck>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
    /// Or since when somebody else sits in this seat.
    pub corrected_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succeeded: Option<Succeeded>,
}

impl Former {
    /// As it stood until that day.
    pub(super) fn of(now: &NewParty, corrected_on: Date, succeeded: Option<Succeeded>) -> Former {
        Former {
            person: now.person.clone(),
            label: now.label.clone(),
            nature: now.nature,
            identity: Some(now.identity),
            agent: now.agent.clone(),
            corrected_on,
            succeeded,
        }
    }
}

/// What becomes of a party's agent when the party is put right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "agent", rename_all = "snake_case", deny_unknown_fields)]
pub enum AgentAfter {
    /// 不变.
    #[default]
    Unchanged,
    /// 没有代理人.
    None,
    /// 更正为.
    Is { corrected: Agent },
}

/// What was typed of a party, as it should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyCorrection {
    /// Key of the party.
    pub party: String,
    /// The reference under which the person is sealed anew; what was typed before stays in the vault under the old one.
    pub person: PersonId,
    /// Masked name.
    pub label: String,
    pub nature: Nature,
    pub identity: IdentityCheck,
    /// Masked name of its head as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// Blind indexes of the party as they are now.
    pub marks: Vec<String>,
    #[serde(default)]
    pub agent: AgentAfter,
    /// Of the telephone as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_kind: Option<PhoneKind>,
    /// What is another than before.
    pub changed: Vec<PartyField>,
    pub reason: String,
}

impl PartyCorrection {
    /// What was changed of whom, and why.
    pub fn told_zh(&self) -> String {
        let fields: Vec<&str> = self.changed.iter().map(|field| field.name_zh()).collect();
        format!("{}：更正了{}。{}", self.label, fields.join("、"), self.reason)
    }
}

impl Dispute {
    /// Nobody becomes somebody by it who is in the dispute already.
    pub(super) fn weigh_party(
        &self,
        on: Date,
        correction: &PartyCorrection,
    ) -> Result<DisputeEvent, Refusal> {
        let held = self.party(&correction.party).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
        ensure_at(!correction.changed.is_empty(), PARTY_UNCHANGED, "name")?;
        line(&correction.label, "name")?;
        correction.head.as_deref().map_or(Ok(()), |head| line(head, "head"))?;
        if let AgentAfter::Is { corrected } = &correction.agent {
            line(&corrected.label, "agent.name")?;
            // What was typed of a guardian is put right; nobody becomes one by it.
            let before = held.particulars.agent.as_ref().map(|agent| agent.authority);
            let known = corrected.authority.is_given() || before == Some(corrected.authority);
            ensure_at(known, GUARDIAN_BY_LAW, "agent.authority")?;
        }
        line(&correction.reason, "reason")?;
        let mut others = self.parties.iter().filter(|other| other.key != correction.party);
        let twice = others.any(|other| is_the_same(&other.particulars.marks, &correction.marks));
        ensure_at(!twice, MEMBER_TWICE, "number")?;
        Ok(DisputeEvent::PartyCorrected { on, correction: Box::new(correction.clone()) })
    }

    pub(super) fn weigh_correction(
        &self,
        context: Context<'_>,
        command: &DisputeCommand,
    ) -> Result<DisputeEvent, Refusal> {
        let DisputeCommand::Correct { claims, facts, act, amount_fen, filed_on, reason, origin } = command
        else {
            unreachable!("it is asked of no other command")
        };
        let on = context.now.today;
        text(claims, "claims")?;
        text(facts, "facts")?;
        line(reason, "reason")?;
        weigh_act(act, context)?;
        weigh_amount(*amount_fen)?;
        ensure_at(filed_on.is_none_or(|filed| filed <= on), DATE_IN_FUTURE, "filed_on")?;
        weigh_filing(*filed_on, act.made_on, "filed_on")?;
        let weigh = |origin: &super::origin::Origin| self.weigh_origin(context, origin, act.made_on);
        let origin = origin.as_deref().map(weigh).transpose()?.flatten();
        self.weigh_first_submission(origin.as_deref(), act.made_on)?;
        if origin.as_ref().is_none_or(|origin| origin.tried.is_none()) {
            weigh_tried(&self.registration.tried, act.made_on, on, "origin.tried")?;
        }
        let held = &self.registration;
        let stands = (&held.claims, &held.facts, &held.act, held.amount_fen, held.filed_on)
            == (claims, facts, act, *amount_fen, *filed_on);
        ensure(!stands || origin.is_some(), NOTHING_CORRECTED)?;
        Ok(DisputeEvent::Corrected {
            on,
            claims: claims.clone(),
            facts: facts.clone(),
            act: Box::new(act.clone()),
            amount_fen: *amount_fen,
            filed_on: *filed_on,
            reason: reason.clone(),
            origin,
        })
    }

    /// The act and the claims as they should have been registered.
    pub(super) fn put_right(&mut self, event: &DisputeEvent) {
        let DisputeEvent::Corrected { on, claims, facts, act, amount_fen, filed_on, origin, .. } = event
        else {
            return;
        };
        let told = origin.as_ref().is_some_and(|origin| origin.tried.is_some());
        self.told_on = if told { Some(*on) } else { self.told_on };
        origin.iter().for_each(|origin| self.put_origin_right(origin));
        self.registration.claims = claims.clone();
        self.registration.facts = facts.clone();
        self.registration.act = (**act).clone();
        self.registration.amount_fen = *amount_fen;
        self.registration.filed_on = *filed_on;
        self.corrections += 1;
    }

    pub(super) fn correct_party(&mut self, on: Date, correction: &PartyCorrection) {
        for held in self.parties.iter_mut().filter(|held| held.key == correction.party) {
            let now = &mut held.particulars;
            held.former.push(Former::of(now, on, None));
            now.person = correction.person.clone();
            now.label = correction.label.clone();
            now.nature = correction.nature;
            now.identity = correction.identity;
            now.head = correction.head.clone();
            now.marks = correction.marks.clone();
            now.phone_kind = correction.phone_kind.or(now.phone_kind);
            match &correction.agent {
                AgentAfter::Unchanged => {}
                AgentAfter::None => now.agent = None,
                AgentAfter::Is { corrected } => now.agent = Some(corrected.clone()),
            }
        }
        if correction.changed.contains(&PartyField::Nature) {
            self.note_enterprise();
        }
        self.corrections += 1;
    }

    /// 涉企: whether an enterprise applies follows from who applies.
    pub(super) fn note_enterprise(&mut self) {
        let applies = self.applicants().any(|party| party.particulars.nature != Nature::NaturalPerson);
        self.registration.enterprise = applies;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_correction_that_was_written_before_a_head_was_kept_reads_as_one_without() {
        let old = json!({
            "party": "p1", "person": "h2", "label": "某公司", "nature": "legal_person", "identity": "not_given", "marks": [],
            "changed": ["name"], "reason": "打错了",
        });
        let read: PartyCorrection = serde_json::from_value(old.clone()).expect("reads");
        assert_eq!((read.head.clone(), json!(read)["head"].clone()), (None, serde_json::Value::Null));
        let told = |head: &str| {
            let mut now = old.clone();
            (now["head"], now["changed"]) = (json!(head), json!(["head"]));
            serde_json::from_value::<PartyCorrection>(now).expect("reads").told_zh()
        };
        assert_eq!(told("李某"), "某公司：更正了法定代表人、负责人或者经营者。打错了");
    }

    #[test]
    fn only_an_organization_has_a_head_and_each_calls_it_otherwise() {
        let titles = [
            Nature::NaturalPerson,
            Nature::IndividualBusiness,
            Nature::LegalPerson,
            Nature::OtherOrganization,
        ]
        .map(Nature::head_title);
        assert_eq!(titles, [None, Some("经营者"), Some("法定代表人"), Some("负责人")]);
    }
}
