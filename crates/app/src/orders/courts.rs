//! Which body has a proceeding: named as the directory names it, and of a second instance the court above, unless another was said.

use crate::office::Office;
use huajie_law::{
    OrgId,
    mirrored::{Level, Mirrored},
};
use serde_json::{Value, json};

/// A body that stands in the directory is called as it is there; nobody types its name again.
fn named(office: &Office, body: &mut Value) {
    let known = body["organization"].as_str().filter(|id| !id.is_empty()).map(OrgId::from);
    match known {
        Some(id) => body["name"] = json!(office.law().directory.name_of(&id)),
        None if body["name"].is_null() => body["name"] = json!(""),
        None => {}
    }
}

pub(super) fn name_opening(office: &Office, order: &mut Value) {
    let Some(opening) = order.get_mut("opening").and_then(Value::as_object_mut) else { return };
    named(office, opening.entry("body").or_insert_with(|| json!({})));
}

/// The form offers the court above before it knows of which level is told: at the first it was not meant.
pub(super) fn name_court(office: &Office, held: &Mirrored, order: &mut Value) {
    let Some(report) = order.get_mut("report").and_then(Value::as_object_mut) else { return };
    let level = report.get("level").cloned().and_then(|level| serde_json::from_value::<Level>(level).ok());
    let Some(level) = level else { return };
    let law = office.law();
    if let Some(body) = report.get_mut("body").filter(|body| body.is_object()) {
        named(office, body);
    }
    let said = report.get("body").filter(|body| body.is_object()).cloned();
    let above = |level| held.court_above(level, &law).map(|body| json!(body));
    if level == Level::First {
        let offered = [Level::Second, Level::Third].into_iter().any(|next| above(next) == said);
        if said.is_some() && offered {
            report.remove("body");
        }
        return;
    }
    let step = report.get("step").and_then(|step| step["step"].as_str());
    let opens = matches!(step, Some("received" | "accepted"));
    if said.is_none() && opens && held.lacks_its_court(level) {
        report.extend(above(level).map(|body| ("body".to_owned(), body)));
    }
}
