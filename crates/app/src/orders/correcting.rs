//! What was typed of a party, put right: whoever corrects says what changes, everything else stays. The law sees a reference, a
//! mask and blind indexes; what was typed before stays sealed under the old reference.

use super::complete::{Completed, locked_out};
use crate::{
    dispute::intake::IntakeParty,
    http::Trouble,
    office::{Office, Person},
};
use huajie_law::{
    MatterId, Refusal,
    dispute::{Dispute, Nature, PartyCorrection, PartyField, codes::UNKNOWN_PARTY},
    telephone,
};
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
    /// What was typed and is not so at all, with nothing in its place.
    #[serde(default)]
    removed: Vec<PartyField>,
    #[serde(default)]
    reason: String,
}

const UNREAD: &str = "更正的内容没有看懂：要有 party 和 reason，要改的填 name、number、phone、address、nature，要去掉的列在 removed";

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
    plain.ensure_short("").map_err(|refusal| without_path(&refusal))?;
    let now = plain.person();
    let changed = changes(&before, &now, nature != held.particulars.nature);
    let sealed = office.seal_person(&now, nature);
    *order = json!(PartyCorrection {
        party: said.party.clone(),
        person: sealed.person,
        label: sealed.label,
        nature,
        identity: sealed.identity,
        marks: sealed.marks,
        changed: changed.clone(),
        reason: said.reason,
    });
    order["command"] = json!("correct_party");
    let mut completed = Completed { sealed: sealed.fields, ..Completed::default() };
    if changed.contains(&PartyField::Phone) {
        // Whoever holds the wrong telephone may have come in by the code that went there.
        completed.accounts.extend(locked_out(id, &said.party));
    }
    Ok(completed)
}

impl Said {
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
        IntakeParty {
            standing,
            nature,
            name: name.unwrap_or_else(|| before.name.clone()),
            number: kept(PartyField::Number, &self.number, &before.number),
            phone: kept(PartyField::Phone, &self.phone, &before.phone),
            address: kept(PartyField::Address, &self.address, &before.address),
            representative: false,
            agent: None,
        }
    }
}

fn changes(before: &Person, now: &Person, nature: bool) -> Vec<PartyField> {
    let normal = |phone: &Option<String>| phone.as_deref().map(telephone::normal);
    let all = [
        (PartyField::Name, before.name != now.name),
        (PartyField::Number, before.number != now.number),
        (PartyField::Phone, normal(&before.phone) != normal(&now.phone)),
        (PartyField::Address, before.address != now.address),
        (PartyField::Nature, nature),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

/// The fields of this order stand at its top.
fn without_path(refusal: &Refusal) -> Refusal {
    let field = refusal.field.as_deref().unwrap_or_default().trim_start_matches('.').to_owned();
    Refusal::at(refusal.code, field)
}
