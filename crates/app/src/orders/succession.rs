//! Who takes the place of an applicant: the name, the number and the telephone go into the vault, the law sees a reference, a mask and
//! blind indexes. Whoever had come in as the applicant who is gone is out.

use super::complete::{Completed, locked_out};
use crate::{dispute::intake::IntakeParty, http::Trouble, office::Office};
use huajie_law::{
    FileHash, MatterId,
    dispute::{Dispute, Nature, PartyStanding, Seat, Succession, SuccessionGround, codes::UNKNOWN_PARTY},
    refusal::{REQUIRED, ensure_at},
};
use serde::Deserialize;
use serde_json::{Value, json};

/// As it is ordered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(rename = "command")]
    _command: String,
    party: String,
    ground: SuccessionGround,
    #[serde(default = "Seat::first")]
    seat: Seat,
    relation: String,
    name: String,
    nature: Nature,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    head: Option<String>,
    document: FileHash,
}

const UNREAD: &str = "没有看懂：要有 party、ground、relation、name、nature 和 document，可以有 seat、number、phone、address、head";

pub(super) fn complete(
    office: &Office,
    id: &MatterId,
    dispute: &Dispute,
    order: &mut Value,
) -> Result<Completed, Trouble> {
    let said: Said =
        serde_json::from_value(order.clone()).map_err(|_| Trouble::BadRequest(UNREAD.to_owned()))?;
    ensure_at(dispute.party(&said.party).is_some(), UNKNOWN_PARTY, "party")?;
    ensure_at(!said.name.trim().is_empty(), REQUIRED, "name")?;
    let plain = IntakeParty {
        standing: PartyStanding::Applicant,
        nature: said.nature,
        name: said.name,
        number: said.number,
        phone: said.phone,
        address: said.address,
        head: said.head,
        representative: false,
        agent: None,
    };
    plain.ensure_sound("")?;
    let sealed = office.seal_person(&plain.person(), said.nature);
    *order = json!(Succession {
        party: said.party.clone(),
        ground: said.ground,
        seat: said.seat,
        relation: said.relation,
        person: sealed.person,
        label: sealed.label,
        nature: said.nature,
        identity: sealed.identity,
        head: sealed.head,
        marks: sealed.marks,
        phone_kind: Some(sealed.phone_kind),
        document: said.document,
    });
    order["command"] = json!("admit_successor");
    // Beside whom another comes stays where they are.
    let gone = said.seat != Seat::Beside;
    let accounts = locked_out(id, &said.party).into_iter().filter(|_| gone).collect();
    Ok(Completed { sealed: sealed.fields, accounts, ..Completed::default() })
}
