//! How long a text may be that comes from outside. Its room says what must be there and which text is a line; whatever no room has
//! thought of ends here all the same, so that nothing of any length is written into a journal, which nobody takes out again.

use crate::{
    Command, Refusal,
    dispute::{LONGEST_LINE_CHARS, LONGEST_TEXT_CHARS},
    refusal::TOO_LONG,
};
use serde_json::Value;

/// What is one line wherever it is asked for; everything else may be as long as a text.
const LINES: [&str; 22] = [
    "agreed_by",
    "by_name",
    "case_number",
    "competent",
    "deputy",
    "division",
    "document_number",
    "external_id",
    "forward_to",
    "maker",
    "ordered_by",
    "place",
    "post",
    "proves",
    "qualification",
    "recipient",
    "said_by",
    "second_receiver",
    "source_number",
    "superior",
    "to_body",
    "witness",
];

/// Refused at its field, as the form calls it.
pub fn ensure_bounded(command: &Command) -> Result<(), Refusal> {
    let said = serde_json::to_value(command).expect("commands are plain data");
    let Some(field) = too_long(&said["order"], "") else { return Ok(()) };
    Err(Refusal::at(TOO_LONG, field.strip_prefix("registration.").unwrap_or(&field)))
}

/// The path of the first text that is longer than what bears its name may be.
fn too_long(said: &Value, name: &str) -> Option<String> {
    match said {
        Value::String(text) => {
            let most = if LINES.contains(&name) { LONGEST_LINE_CHARS } else { LONGEST_TEXT_CHARS };
            (text.len() > most && text.chars().count() > most).then(String::new)
        }
        Value::Array(rows) => rows
            .iter()
            .enumerate()
            .find_map(|(at, row)| too_long(row, name).map(|rest| joined(&at.to_string(), &rest))),
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| too_long(value, name).map(|rest| joined(name, &rest)))
        }
        _ => None,
    }
}

fn joined(name: &str, rest: &str) -> String {
    if rest.is_empty() { name.to_owned() } else { format!("{name}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refused(order: Value) -> Option<String> {
        let command = serde_json::from_value(json!({ "kind": "dispute", "order": order }));
        ensure_bounded(&command.expect("is a command")).err().and_then(|refusal| refusal.field)
    }

    #[test]
    fn a_line_is_as_long_as_a_line_and_a_text_as_a_text_wherever_it_stands() {
        let evidence = |proves: &str| {
            let piece = json!({ "file": "0", "title": "照片", "format": "jpg", "size_bytes": 1, "pages": null,
                "formed_on": null, "proves": proves });
            json!({ "command": "add_evidence", "evidence": [piece] })
        };
        assert_eq!(refused(evidence(&"长".repeat(LONGEST_LINE_CHARS))), None);
        let over = refused(evidence(&"长".repeat(LONGEST_LINE_CHARS + 1)));
        assert_eq!(over.as_deref(), Some("evidence.0.proves"));
        let refuse = |reason: String| refused(json!({ "command": "refuse", "reason": reason }));
        assert_eq!(refuse("长".repeat(LONGEST_TEXT_CHARS)), None);
        assert_eq!(refuse("长".repeat(LONGEST_TEXT_CHARS + 1)).as_deref(), Some("reason"));
    }
}
