//! What was typed of a party, put right: whoever corrects says what changes, everything else stays. The law sees a reference, a
//! mask and blind indexes; what was typed before stays sealed under the old reference.

use super::complete::{Completed, locked_out};
use crate::{
    dispute::intake::IntakeParty,
    http::Trouble,
    office::{Office, Person, phone_kind},
};
use huajie_law::{
    MatterId, Refusal,
    dispute::{
        Agent, AgentAfter, Authority, Dispute, LONGEST_LINE_CHARS, Nature, PartyCorrection, PartyField,
        codes::UNKNOWN_PARTY,
    },
    refusal::{REQUIRED, TOO_LONG, ensure_at},
    telephone, text,
};
use huajie_ledger::SealedField;
use serde::Deserialize;
use serde_json::{Value, json};

/// As it is ordered: what is left out stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(rename = "command")]
    _command: String,
    party: String,
    nature: Option<Nature>,
    name: Option<String>,
    number: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    head: Option<String>,
    agent: Option<SaidAgent>,
    /// What was typed and is not so at all, with nothing in its place.
    #[serde(default)]
    removed: Vec<PartyField>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidAgent {
    name: Option<String>,
    phone: Option<String>,
    authority: Option<Authority>,
}

const UNREAD: &str = "更正的内容没有看懂：要有 party 和 reason，要改的填 name、number、phone、address、head、nature、agent，要去掉的列在 removed";

pub(super) async fn complete(
    office: &Office,
    id: &MatterId,
    dispute: &Dispute,
    order: &mut Value,
) -> Result<Completed, Trouble> {
    let said: Said =
        serde_json::from_value(order.clone()).map_err(|_| Trouble::BadRequest(UNREAD.to_owned()))?;
    let held = dispute.party(&said.party).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
    let before = office.open_person(&held.particulars.person).await?;
    let nature = said.nature.unwrap_or(held.particulars.nature);
    let plain = said.over(&before, held.particulars.standing, nature);
    plain.ensure_short("")?;
    // Only what is said now: what stood there before may be put right one by one.
    telephone::ensure_dialled(said.phone.as_deref(), "phone")?;
    telephone::ensure_dialled(said.agent.as_ref().and_then(|agent| agent.phone.as_deref()), "agent.phone")?;
    let now = plain.person();
    let mut changed = changes(&before, &now, nature != held.particulars.nature);
    let sealed = office.seal_person(&now, nature);
    let mut fields = sealed.fields;
    let agent = said.agent_after(office, held.particulars.agent.as_ref(), &mut fields).await?;
    changed.extend((agent != AgentAfter::Unchanged).then_some(PartyField::Agent));
    *order = json!(PartyCorrection {
        party: said.party.clone(),
        person: sealed.person,
        label: sealed.label,
        nature,
        identity: sealed.identity,
        head: sealed.head,
        marks: sealed.marks,
        agent,
        phone_kind: Some(sealed.phone_kind),
        changed: changed.clone(),
        reason: said.reason,
    });
    order["command"] = json!("correct_party");
    let mut completed = Completed { sealed: fields, ..Completed::default() };
    if changed.contains(&PartyField::Phone) {
        // Whoever holds the wrong telephone may have come in by the code that went there.
        completed.accounts.extend(locked_out(id, &said.party));
    }
    Ok(completed)
}

impl Said {
    /// What was said of the agent over what stood there; the letter of authority stays where it speaks of the same person and authority.
    async fn agent_after(
        &self,
        office: &Office,
        held: Option<&Agent>,
        sealed: &mut Vec<SealedField>,
    ) -> Result<AgentAfter, Trouble> {
        let Some(said) = self.agent.as_ref().filter(|said| said.says_something()) else {
            let struck = held.is_some() && self.removed.contains(&PartyField::Agent);
            return Ok(if struck { AgentAfter::None } else { AgentAfter::Unchanged });
        };
        let before = match held {
            Some(agent) => office.open_person(&agent.person).await?,
            None => Person::default(),
        };
        let name = said.name.as_deref().map(text::tidy).filter(|name| !name.is_empty());
        // Whoever comes in the place of another is not reached, and does not come in, by the telephone of who is gone.
        let same_person = name.as_ref().is_none_or(|name| *name == before.name);
        let now = Person {
            name: name.unwrap_or(before.name.clone()),
            phone: said
                .phone
                .as_deref()
                .map(telephone::normal)
                .or(before.phone.clone().filter(|_| same_person)),
            ..Person::default()
        };
        ensure_at(!now.name.is_empty(), REQUIRED, "agent.name")?;
        ensure_at(now.name.chars().count() <= LONGEST_LINE_CHARS, TOO_LONG, "agent.name")?;
        let authority = said.authority.or(held.map(|agent| agent.authority)).unwrap_or(Authority::General);
        if now == before && held.is_some_and(|agent| agent.authority == authority) {
            return Ok(AgentAfter::Unchanged);
        }
        let (person, label) = office.seal_agent(&now.name, now.phone.as_deref(), sealed);
        // A letter that names somebody else, or another authority, is none for this one.
        let same = held.filter(|agent| before.name == now.name && agent.authority == authority);
        let (document, brought) =
            same.map(|agent| (agent.document.clone(), agent.brought.clone())).unwrap_or_default();
        let phone_kind = Some(phone_kind(now.phone.as_deref()));
        Ok(AgentAfter::Is { corrected: Agent { person, label, authority, document, brought, phone_kind } })
    }

    /// What was said over what stood there.
    fn over(
        &self,
        before: &Person,
        standing: huajie_law::dispute::PartyStanding,
        nature: Nature,
    ) -> IntakeParty {
        let kept = |field: PartyField, said: &Option<String>, before: &Option<String>| match said {
            Some(said) if !said.trim().is_empty() => Some(said.clone()),
            _ if self.removed.contains(&field) => None,
            _ => before.clone(),
        };
        let name = self.name.clone().filter(|name| !name.trim().is_empty());
        // Who turns out to be a person never had a head; one that is said all the same is refused.
        let head_before = before.head.clone().filter(|_| nature.head_title().is_some());
        IntakeParty {
            standing,
            nature,
            name: name.unwrap_or_else(|| before.name.clone()),
            number: kept(PartyField::Number, &self.number, &before.number),
            phone: kept(PartyField::Phone, &self.phone, &before.phone),
            address: kept(PartyField::Address, &self.address, &before.address),
            head: kept(PartyField::Head, &self.head, &head_before),
            representative: false,
            agent: None,
        }
    }
}

impl SaidAgent {
    fn says_something(&self) -> bool {
        let written = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        written(&self.name) || written(&self.phone) || self.authority.is_some()
    }
}

fn changes(before: &Person, now: &Person, nature: bool) -> Vec<PartyField> {
    let normal = |phone: &Option<String>| phone.as_deref().map(telephone::normal);
    let all = [
        (PartyField::Name, before.name != now.name),
        (PartyField::Number, before.number != now.number),
        (PartyField::Phone, normal(&before.phone) != normal(&now.phone)),
        (PartyField::Address, before.address != now.address),
        (PartyField::Head, before.head != now.head),
        (PartyField::Nature, nature),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}
