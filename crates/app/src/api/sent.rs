//! What a program sent: a JSON body, read strictly, and the key of the request.
//!
//! A field that nobody reads is refused: a misspelt `amount_fen` must not silently be no amount.

use super::{Problem, place};
use crate::{http::Trouble, office::Office};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, header},
};
use huajie_law::Actor;
use huajie_ledger::{Receipt, vault::sm3_hex};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::sync::Arc;

/// The header under which the same request twice has one effect.
pub const KEY: &str = "idempotency-key";
const LONGEST_KEY_CHARS: usize = 200;
/// Nobody signed in shares one name with everybody else: such a key must not be met by accident.
const SHORTEST_PUBLIC_KEY_CHARS: usize = 16;

/// A JSON body, well-formed and not yet understood.
#[derive(Clone, Debug)]
pub struct Sent(pub Value);

impl FromRequest<Arc<Office>> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, office).await.map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(_) => Trouble::TooLarge,
            _ => Trouble::BadRequest("请求没有传完整，请再试一次".into()),
        })?;
        json_of(&bytes).map(Sent)
    }
}

/// A body as JSON that a store can keep.
pub fn json_of(bytes: &[u8]) -> Result<Value, Problem> {
    let value = serde_json::from_slice(bytes).map_err(|error| {
        let says = format!("请求体不是 JSON：第 {} 行第 {} 列", error.line(), error.column());
        Problem::bad_request("request.not_json", &says)
    })?;
    if holds_nul(&value) {
        return Err(Problem::bad_request("request.control_character", "文字里有不能保存的控制字符"));
    }
    Ok(value)
}

/// No store keeps a NUL in a text.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(rows) => rows.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Reads a value as what it should be; every field sent must be one that is read.
pub fn parse<T: DeserializeOwned + Serialize>(sent: &Value) -> Result<T, Problem> {
    let read: T = serde_json::from_value(sent.clone()).map_err(|error| {
        let again =
            |other: &Value| serde_json::from_value::<T>(other.clone()).err().map(|error| error.to_string());
        explain(&error, sent, again)
    })?;
    let known = serde_json::to_value(&read).expect("what was read from JSON is plain data");
    match unread(sent, &known) {
        Some(path) => Err(unknown_field(&path)),
        None => Ok(read),
    }
}

/// The first field that was sent and is not in what was understood.
fn unread(sent: &Value, known: &Value) -> Option<String> {
    match (sent, known) {
        (Value::Object(sent), Value::Object(known)) => {
            sent.iter().find_map(|(name, value)| match known.get(name) {
                None => Some(name.clone()),
                Some(known) => unread(value, known).map(|path| format!("{name}.{path}")),
            })
        }
        (Value::Array(sent), Value::Array(known)) => {
            let rows = sent.iter().zip(known).enumerate();
            rows.into_iter()
                .find_map(|(at, (sent, known))| unread(sent, known).map(|path| format!("{at}.{path}")))
        }
        _ => None,
    }
}

fn unknown_field(path: &str) -> Problem {
    Problem::bad_request("request.unknown_field", &format!("不认识的字段：{path}")).with("field", path)
}

/// The parser's own words name the field between back-quotes; where it stands and what it should be is found by trying.
fn explain(error: &serde_json::Error, sent: &Value, again: impl Fn(&Value) -> Option<String>) -> Problem {
    let words = error.to_string();
    let named = words.split('`').nth(1).unwrap_or("").to_owned();
    if words.starts_with("unknown field") {
        return unknown_field(&place::called_at(sent, &named).unwrap_or(named));
    }
    if words.starts_with("missing field") {
        let path = place::missing_at(sent, &named, &words, again).unwrap_or(named);
        return Problem::bad_request("request.missing_field", &format!("缺少字段：{path}"))
            .with("field", path);
    }
    if words.starts_with("unknown variant") {
        let offered: Vec<&str> = words.split('`').skip(3).step_by(2).collect();
        let says = format!("不认识的取值：{named}；可以是：{}", offered.join("、"));
        let problem = Problem::bad_request("request.unknown_value", &says);
        return match place::said_at(sent, &named) {
            Some(path) => problem.with("field", path),
            None => problem,
        };
    }
    tracing::debug!(words, "a body was not understood");
    match place::stopped_at(sent, &words, again) {
        (Some(path), asked) => {
            let says = format!("字段 {path} 没有看懂，{asked}");
            Problem::bad_request("request.not_understood", &says).with("field", path)
        }
        (None, _) => {
            let says = "内容没有看懂：有一项的形式不对，请对照 /api/openapi.json";
            Problem::bad_request("request.not_understood", says)
        }
    }
}

/// The receipt under which this request is answered again: of this actor, this address and this body.
pub fn receipt(headers: &HeaderMap, actor: &Actor, address: &str, sent: &Value) -> Result<Receipt, Problem> {
    let key = headers.get(KEY).and_then(|value| value.to_str().ok()).map(str::trim).unwrap_or("");
    if key.is_empty() || key.len() > LONGEST_KEY_CHARS {
        let says = "请带上 Idempotency-Key 请求头（1 至 200 个字符），同一次请求重发时用同一个值";
        return Err(Problem::bad_request("idempotency.key_missing", says));
    }
    if actor.role == huajie_law::Role::Public && key.len() < SHORTEST_PUBLIC_KEY_CHARS {
        let says = "没有登录时，Idempotency-Key 至少 16 个字符，请用随机生成的值";
        return Err(Problem::bad_request("idempotency.key_too_short", says));
    }
    let asked = sm3_hex(format!("{address}\n{sent}").as_bytes());
    Ok(Receipt { request: format!("api:{}:{key}", actor.user), asked })
}

/// The version that the program read: `If-Match: "7"`.
pub fn seen_version(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or("").trim();
    if text == "*" {
        return Ok(None);
    }
    let digits = text.trim_start_matches("W/").trim_matches('"');
    let version = digits
        .parse()
        .map_err(|_| Problem::bad_request("request.if_match", "If-Match 要写读到的版本号，例如 \"7\""))?;
    Ok(Some(version))
}

#[cfg(test)]
mod tests {
    use super::{Problem, explain, unread};
    use huajie_law::reconsideration::ReconsiderationCommand;
    use serde_json::{Value, json};

    #[test]
    fn a_field_that_nobody_reads_is_named_by_its_path() {
        let sent = json!({ "act": { "titel": "罚款" }, "rows": [{ "a": 1 }, { "a": 1, "b": 2 }] });
        assert_eq!(unread(&sent, &json!({ "act": { "title": null }, "rows": [] })), Some("act.titel".into()));
        assert_eq!(
            unread(&sent, &json!({ "act": { "titel": "" }, "rows": [{ "a": 1 }, { "a": 1 }] })),
            Some("rows.1.b".into())
        );
        assert_eq!(unread(&sent, &sent), None);
    }

    fn said(order: &Value) -> (String, Option<String>) {
        let error = serde_json::from_value::<ReconsiderationCommand>(order.clone()).expect_err("is not read");
        let again = |other: &Value| {
            serde_json::from_value::<ReconsiderationCommand>(other.clone())
                .err()
                .map(|error| error.to_string())
        };
        let Problem::Own { body: told, .. } = explain(&error, order, again) else { panic!("not its own") };
        let text = |name: &str| told[name].as_str().map(str::to_owned);
        (text("says").expect("says something"), text("field"))
    }

    #[test]
    fn a_month_that_is_none_and_a_word_in_place_of_a_number_are_told_in_chinese_at_their_field() {
        let month = json!({ "command": "forward", "on": "2026-13-01" });
        let (says, field) = said(&month);
        assert_eq!(field.as_deref(), Some("on"), "{says}");
        assert!(says.starts_with("字段 on 没有看懂") && !says.contains("invalid"), "{says}");
        let days = json!({ "command": "extend", "days": "三十", "reason": "案情复杂" });
        let (says, field) = said(&days);
        assert_eq!(field.as_deref(), Some("days"), "{says}");
        assert!(!says.is_ascii() && !says.contains("invalid"), "{says}");
    }
}
