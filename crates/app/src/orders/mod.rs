//! From a filled-in form to a command: names of fields are paths into the command's JSON, kinds of fields say how the
//! typed text is read. What cannot be read stays typed and gets its sentence beside it.

pub(crate) mod addressing;
mod anonymous;
pub mod clash;
mod complete;
mod correcting;
pub(crate) mod courts;
mod members;
mod parse;
pub mod powers;
pub mod promises;
pub mod reconsidering;
mod succession;

#[cfg(test)]
pub(crate) use complete::refer_to_agent;
pub use complete::{Completed, NO_HAND, complete, loads, seed, volume};
pub use parse::{parse, point_at};

use crate::{
    http::Submission,
    ui::form::{Field, FieldKind, Form},
};
use huajie_law::{
    dispute::{LONGEST_LINE_CHARS, LONGEST_TEXT_CHARS},
    telephone, text,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// More than this nobody counts in a form: it is a slip of the hand, or a telephone number.
const MOST_COUNTED: i64 = 1_000_000;

/// What the uploads of each file field became once stored (`Evidence` or a hash, as the command wants them).
pub type Stored = BTreeMap<String, Vec<Value>>;

/// Reads a submission by a form's fields into the JSON of one command. Errors go into the form; `None` if there are any.
pub fn read(form: &mut Form, submission: &Submission, stored: &Stored, command: &str) -> Option<Value> {
    form.keep(submission.typed());
    let mut order = Value::Object(Map::new());
    put(&mut order, "command", Value::String(command.to_owned()));
    // What was pasted stands in place of the first row, which somebody else has to fill in.
    if !text::tidy(submission.first(promises::PASTED)).is_empty()
        && let Some(Field { kind: FieldKind::Group(parts), .. }) = form.find_mut("obligations.0")
    {
        parts.iter_mut().for_each(|part| part.required = false);
    }
    let mut errors = Vec::new();
    for field in &form.fields {
        read_field(field, submission, stored, &mut order, &mut errors);
    }
    errors.extend(form.leaves().into_iter().filter_map(too_long));
    for (name, message) in &errors {
        form.reject(name, message.as_str());
    }
    errors.is_empty().then(|| without_blank_rows(order))
}

/// What is longer than the law takes of such a field, with its length.
fn too_long(field: &Field) -> Option<(String, String)> {
    let most = match field.kind {
        FieldKind::LongText => LONGEST_TEXT_CHARS,
        FieldKind::Text | FieldKind::Digits => LONGEST_LINE_CHARS,
        _ => return None,
    };
    let typed = text::tidy(field.first()).chars().count();
    let says = || format!("最多 {most} 个字，现在是 {typed} 个字，请精简；写不下的，可以作为材料上传");
    (typed > most).then(|| (field.name.clone(), says()))
}

fn read_field(
    field: &Field,
    submission: &Submission,
    stored: &Stored,
    order: &mut Value,
    errors: &mut Vec<(String, String)>,
) {
    if let FieldKind::Group(parts) = &field.kind {
        parts.iter().for_each(|part| read_field(part, submission, stored, order, errors));
        return;
    }
    if field.kind == FieldKind::More {
        return;
    }
    match read_value(field, submission, stored) {
        Ok(Value::Null) if field.required => {
            errors.push((field.name.clone(), format!("请填写：{}", field.label)))
        }
        Ok(value) => put(order, &field.name, value),
        Err(message) => errors.push((field.name.clone(), message)),
    }
}

fn read_value(field: &Field, submission: &Submission, stored: &Stored) -> Result<Value, String> {
    let typed = submission.first(&field.name);
    let trimmed = text::tidy(typed);
    let present = |value: Value| if trimmed.is_empty() { Value::Null } else { value };
    match &field.kind {
        // What the page only carries is not the visitor's to say.
        FieldKind::Hidden if field.first().is_empty() => Ok(Value::Null),
        FieldKind::Hidden => Ok(Value::String(field.first().to_owned())),
        FieldKind::Text | FieldKind::LongText | FieldKind::Secret => {
            Ok(present(Value::String(trimmed.clone())))
        }
        FieldKind::Phone if !trimmed.is_empty() && !telephone::is_phone(&trimmed) => {
            Err(telephone::NOT_DIALLED.says.to_owned())
        }
        FieldKind::Mobile if !trimmed.is_empty() && !telephone::is_mobile(&trimmed) => {
            Err("验证码要用短信发给您，请填 11 位的手机号；没有手机的，请到窗口或者咨询点办理".to_owned())
        }
        FieldKind::Digits => Ok(present(Value::String(text::narrow(&trimmed)))),
        FieldKind::Phone | FieldKind::Mobile => Ok(present(Value::String(telephone::normal(&trimmed)))),
        FieldKind::Date if trimmed.is_empty() => Ok(Value::Null),
        FieldKind::Date => text::parse_date(&trimmed)
            .map(|on| Value::String(on.to_string()))
            .map_err(|_| "这个日期没有看懂，请写成“2026年3月5日”这样".to_owned()),
        FieldKind::Money if trimmed.is_empty() => Ok(Value::Null),
        FieldKind::Money => text::parse_money(&trimmed)
            .map(Value::from)
            .map_err(|_| "金额没有看懂，请写成“1234.50”这样，单位是元".to_owned()),
        FieldKind::Number if trimmed.is_empty() => Ok(Value::Null),
        FieldKind::Number => match text::parse_count(&trimmed, field.unit) {
            Ok(count) if count > MOST_COUNTED => Err("这个数太大了，请核对".into()),
            Ok(count) => Ok(Value::from(count)),
            Err(_) => Err("请填写一个整数，例如 18".into()),
        },
        FieldKind::Choice(choices) | FieldKind::Select(choices) => {
            if trimmed.is_empty() {
                return Ok(Value::Null);
            }
            let offered = choices.iter().any(|choice| choice.value == trimmed);
            if offered { Ok(scalar(&trimmed)) } else { Err("请从列出的选项里选".into()) }
        }
        FieldKind::Several(choices) => {
            let is_flag = matches!(&choices[..], [only] if only.value == "true");
            Ok(several(is_flag, submission.all(&field.name)))
        }
        FieldKind::File { several, .. } => Ok(files(stored.get(&field.name), *several)),
        FieldKind::Signature => Ok(files(stored.get(&field.name), false)),
        FieldKind::Group(_) | FieldKind::More => Ok(Value::Null),
    }
}

/// A single box that says `true` is a yes or no; several boxes are a list.
fn several<'a>(is_flag: bool, ticked: impl Iterator<Item = &'a str>) -> Value {
    let ticked: Vec<&str> = ticked.filter(|value| !value.is_empty()).collect();
    if is_flag && ticked.iter().all(|value| *value == "true") {
        return Value::Bool(!ticked.is_empty());
    }
    if ticked.is_empty() { Value::Null } else { ticked.into_iter().map(scalar).collect() }
}

fn files(stored: Option<&Vec<Value>>, several: bool) -> Value {
    match stored {
        Some(values) if several => Value::Array(values.clone()),
        Some(values) => values.first().cloned().unwrap_or(Value::Null),
        None => Value::Null,
    }
}

/// `true` and `false` are answers, everything else is text.
fn scalar(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        other => Value::String(other.to_owned()),
    }
}

/// Puts a value at a path like `obligations.0.due_on`.
pub fn put(order: &mut Value, path: &str, value: Value) {
    let mut place = order;
    for step in path.split('.') {
        place = match step.parse::<usize>() {
            Ok(index) => {
                if !place.is_array() {
                    *place = Value::Array(Vec::new());
                }
                let list = place.as_array_mut().expect("made an array just now");
                while list.len() <= index {
                    list.push(Value::Null);
                }
                &mut list[index]
            }
            Err(_) => {
                if !place.is_object() {
                    *place = Value::Object(Map::new());
                }
                place.as_object_mut().expect("made an object just now").entry(step).or_insert(Value::Null)
            }
        };
    }
    *place = value;
}

/// Rows of a repeated group that were left blank are not rows.
fn without_blank_rows(value: Value) -> Value {
    match value {
        Value::Array(rows) => rows.into_iter().filter(|row| !is_blank(row)).map(without_blank_rows).collect(),
        // What was left empty is absent: a choice without fields of its own takes no others, not even empty ones.
        Value::Object(entries) => {
            let present = entries.into_iter().filter(|(_, value)| !is_blank(value));
            Value::Object(present.map(|(name, value)| (name, without_blank_rows(value))).collect())
        }
        scalar => scalar,
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(entries) => entries.values().all(is_blank),
        Value::Array(rows) => rows.iter().all(is_blank),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
