//! Where a side of a reconsideration is served (送达地址确认): sealed on the way in, with what the register knows already; opened for whoever
//! serves a paper.

use super::complete::refer_to_agent;
use crate::{
    http::Trouble,
    office::{Office, Person},
};
use huajie_law::{
    Refusal,
    calendar::zh_date,
    dispute::LONGEST_LINE_CHARS,
    mediation::BriefParty,
    reconsideration::Reconsideration,
    refusal::{REQUIRED, TOO_LONG, ensure_at},
    telephone, text,
};
use huajie_ledger::SealedField;
use serde_json::Value;

/// What was left out is as it was registered: nobody types it twice.
pub(super) async fn complete(
    office: &Office,
    held: &Reconsideration,
    order: &mut Value,
    sealed: &mut Vec<SealedField>,
) -> Result<(), Trouble> {
    let said = |order: &Value, field: &str| {
        let text = order["address"][field].as_str().map(text::tidy);
        text.filter(|text| !text.is_empty())
    };
    let key = said(order, "side").unwrap_or_default();
    let party = held.brief.parties.iter().find(|party| party.key == key);
    let party = party.ok_or_else(|| Refusal::at(REQUIRED, "address.side"))?;
    let known = office.open_person(&party.person).await?;
    let (name, phone) = (said(order, "name"), said(order, "phone"));
    telephone::ensure_dialled(phone.as_deref(), "address.phone")?;
    let typed = said(order, "address");
    for (said, field) in [(&name, "address.name"), (&typed, "address.address")] {
        let short = said.as_deref().is_none_or(|said| said.chars().count() <= LONGEST_LINE_CHARS);
        ensure_at(short, TOO_LONG, field)?;
    }
    let address = typed.or(known.address);
    ensure_at(address.is_some(), REQUIRED, "address.address")?;
    // Another's telephone is not the party's own.
    let phone = phone.or(known.phone.filter(|_| name.is_none()));
    let nature = match &name {
        Some(_) => huajie_law::dispute::Nature::NaturalPerson,
        None => party.nature,
    };
    let receiver = Person { name: name.unwrap_or(known.name), phone, address, ..Person::default() };
    let taken = office.seal_person(&receiver, nature);
    sealed.extend(taken.fields);
    let order = &mut order["address"];
    order.as_object_mut().map(|order| order.remove("address"));
    refer_to_agent(order, &taken.person, &taken.label);
    Ok(())
}

/// Where everybody is reached whom a paper still has to be served on, a line each; for whoever serves it.
pub(crate) async fn told(office: &Office, held: &Reconsideration) -> Result<String, Trouble> {
    let law = office.law();
    let mut lines = Vec::new();
    for party in &held.brief.parties {
        let mut notices = held.notices.iter();
        if notices.any(|notice| notice.unserved(&law.calendar).any(|side| side == party.key)) {
            lines.push(line(office, held, party).await?);
        }
    }
    Ok(lines.join("\n"))
}

async fn line(office: &Office, held: &Reconsideration, party: &BriefParty) -> Result<String, Trouble> {
    let confirmed = held.address_of(&party.key);
    let Person { name, phone, address, .. } =
        office.open_person(confirmed.map_or(&party.person, |one| &one.address.person)).await?;
    let place = address.unwrap_or_else(|| "没有登记地址".to_owned());
    // An organization bears its own name already.
    let name = Some(name).filter(|name| *name != party.label);
    let reached = [Some(place), name, phone].into_iter().flatten().collect::<Vec<_>>().join("，");
    let how = match confirmed {
        Some(one) => format!("{}确认，{}", zh_date(one.on), one.told_zh()),
        None if held.is_served_electronically(&party.key) => "登记的，没有确认；同意电子送达".to_owned(),
        None => "登记的，没有确认".to_owned(),
    };
    Ok(format!("{}：{reached}（{how}）", held.label_apart(&party.key, &office.law())))
}
