//! Which body has a proceeding: named as the directory names it, and of a second instance the court above, unless another was said.

use crate::{http::Trouble, office::Office};
use huajie_law::{
    Kind, MatterId, OrgId,
    mirrored::{Level, Mirrored, OtherBody, codes::NUMBER_ELSEWHERE},
    refusal::ensure_at,
    text::normal_number,
};
use serde_json::{Value, json};

/// A body that stands in the directory is called as it is there; a name that was typed beside it is another one's.
fn named(office: &Office, body: &mut Value) {
    let law = office.law();
    let typed = body["name"].as_str().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let known = body["organization"].as_str().filter(|id| !id.is_empty()).map(OrgId::from);
    let own = known.as_ref().map(|id| law.directory.name_of(id).to_owned());
    *body = match known {
        Some(id) if typed.is_none() || typed == own => json!({ "organization": id, "name": own }),
        _ => json!({ "organization": null, "name": typed.unwrap_or_default() }),
    };
}

/// A proceeding that the file does not know yet.
pub(super) async fn open(office: &Office, dispute: &MatterId, order: &mut Value) -> Result<(), Trouble> {
    if let Some(opening) = order.get_mut("opening").and_then(Value::as_object_mut) {
        named(office, opening.entry("body").or_insert_with(|| json!({})));
    }
    ensure_number_is_new(office, dispute, order).await
}

/// One number in two disputes is a slip, or several that one court tries together: whoever typed it has to say so.
async fn ensure_number_is_new(office: &Office, dispute: &MatterId, order: &Value) -> Result<(), Trouble> {
    let number = normal_number(order["opening"]["report"]["case_number"].as_str().unwrap_or_default());
    if number.is_empty() || number.contains('\0') || order["opening"]["apart"] == true {
        return Ok(());
    }
    let marked = office.ledger.marked(&format!("number:{number}")).await?;
    let elsewhere = marked.iter().any(|id| id.is_of(Kind::Mirrored) && id.root() != dispute.root());
    Ok(ensure_at(!elsewhere, NUMBER_ELSEWHERE, "opening.report.case_number")?)
}

/// The form offers the court above before it knows of which level is told: where that level has its court, it was not meant.
pub(super) fn name_court(office: &Office, held: &Mirrored, order: &mut Value) {
    let Some(report) = order.get_mut("report").and_then(Value::as_object_mut) else { return };
    let level = report.get("level").cloned().and_then(|level| serde_json::from_value::<Level>(level).ok());
    let Some(level) = level else { return };
    let law = office.law();
    if let Some(body) = report.get_mut("body").filter(|body| body.is_object()) {
        named(office, body);
    }
    let said = report.get("body").cloned().and_then(|body| serde_json::from_value::<OtherBody>(body).ok());
    let above = |level| held.court_above(level, &law);
    if !held.lacks_its_court(level) {
        let offered = [Level::Second, Level::Third].into_iter().filter(|next| *next != level);
        if said.is_some() && offered.map(above).any(|body| body == said) {
            report.remove("body");
        }
        return;
    }
    let step = report.get("step").and_then(|step| step["step"].as_str());
    let opens = matches!(step, Some("received" | "accepted"));
    if said.is_none() && opens {
        report.extend(above(level).map(|body| ("body".to_owned(), json!(body))));
    }
}
