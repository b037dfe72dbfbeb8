//! From JSON to the command of a room, and back to the field that it lacks.

use crate::ui::form::{Field, Form};
use huajie_law::{AnyMatter, Command, File};
use serde_json::{Value, json};

/// The command of the file's own room; else the field that it lacks, as far as that can be told.
pub fn parse(file: &File, order: Value) -> Result<Command, Option<String>> {
    let kind = file.matter.as_ref().map(AnyMatter::kind).ok_or(None)?;
    serde_json::from_value(json!({ "kind": kind, "order": order })).map_err(|error| {
        let words = error.to_string();
        tracing::debug!(error = words, ?kind, "a form does not make a command");
        words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()).map(str::to_owned)
    })
}

/// Says what is missing beside its field.
pub fn point_at(form: &mut Form, missing: Option<&str>) {
    let is_meant = |field: &&&Field| Some(field.name.rsplit('.').next().unwrap_or_default()) == missing;
    let found = form.leaves().iter().find(is_meant).map(|field| {
        let typed = field.value.iter().any(|value| !value.trim().is_empty());
        (field.name.clone(), field.label.clone(), typed)
    });
    match found {
        Some((name, label, false)) => {
            form.reject(&name, format!("请填写：{label}"));
        }
        // It was typed, and taken out of the order because nobody could read it.
        Some((name, ..)) => {
            form.reject(&name, "这一项没有看懂，请照提示的样子写");
        }
        None => form.refusal = Some("有几项对不上，请核对哪些该填、哪些不该填。".into()),
    }
}
