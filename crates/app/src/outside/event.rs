//! The envelope: CloudEvents 1.0 as JSON. What it carries is read by whoever knows its type.

use crate::api::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Longest id, source or type, in characters.
const LONGEST: usize = 200;

/// One event, structured mode. Attributes of the specification that are not named here, and extensions, are let through unread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloudEvent {
    /// `1.0`.
    pub specversion: String,
    /// With `source` the sender's own name for this event: the same event sent again has the same.
    pub id: String,
    pub source: String,
    /// What happened, `cn.huajie.proceeding.milestone`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datacontenttype: Option<String>,
    #[serde(default)]
    pub data: Value,
}

impl CloudEvent {
    pub fn read(sent: &Value) -> Result<CloudEvent, Problem> {
        let event: CloudEvent = serde_json::from_value(sent.clone()).map_err(|error| {
            let says =
                format!("不是 CloudEvents 1.0 的 JSON 事件（specversion、id、source、type、data）：{error}");
            Problem::bad_request("event.envelope", &says)
        })?;
        let named = |name: &str, value: &str| {
            let length = value.chars().count();
            let fits = (1..=LONGEST).contains(&length) && !value.chars().any(char::is_control);
            let says = format!("{name} 要填写，不超过 {LONGEST} 个字符");
            if fits { Ok(()) } else { Err(Problem::bad_request("event.envelope", &says).with("field", name)) }
        };
        named("id", &event.id)?;
        named("source", &event.source)?;
        named("type", &event.kind)?;
        if event.specversion != "1.0" {
            let problem = Problem::bad_request("event.envelope", "specversion 请写 1.0");
            return Err(problem.with("field", "specversion"));
        }
        let json = event.datacontenttype.as_deref().unwrap_or("application/json");
        if !json.starts_with("application/json") {
            let problem = Problem::bad_request("event.envelope", "data 请用 application/json");
            return Err(problem.with("field", "datacontenttype"));
        }
        Ok(event)
    }
}
