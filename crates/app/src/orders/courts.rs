//! Which body has a proceeding: named as the directory names it, and of a second instance the court above, unless another was said.

use crate::office::Office;
use huajie_law::{
    OrgId,
    mirrored::{Level, Mirrored, OtherBody},
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

pub(super) fn name_opening(office: &Office, order: &mut Value) {
    let Some(opening) = order.get_mut("opening").and_then(Value::as_object_mut) else { return };
    named(office, opening.entry("body").or_insert_with(|| json!({})));
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
