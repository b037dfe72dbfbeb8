//! What watching an agreement is made of: the plan, the lines, what was done about each.

use super::*;
use crate::dispute::choices;

choices! {
    /// 督促方式.
    UrgeWay {
        Phone = "电话",
        Letter = "书面通知",
        Visit = "上门",
        Message = "短信或网上消息",
    }
}

/// What is to be watched, taken from the agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    pub brief: Brief,
    pub mediation: MatterId,
    pub ending: Ending,
    pub obligations: Vec<Obligation>,
    #[schemars(with = "String")]
    pub effective_on: Date,
    /// Who led the mediation and keeps an eye on it.
    pub lead_mediator: Option<crate::UserId>,
}

/// One obligation and its fate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// `o1`, `o2` … in the order of the agreement.
    pub key: String,
    pub obligation: Obligation,
    pub state: LineState,
    pub fulfilments: Vec<Fulfilment>,
    pub urged_on: Vec<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LineState {
    Open,
    Fulfilled { on: Date },
    Broken { on: Date, reason: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    pub on: Date,
    pub proof: Option<FileHash>,
    pub partly: bool,
    /// Name of who recorded it, as the timeline shows it.
    pub by: String,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    pub on: Date,
    pub document: Option<FileHash>,
    pub note: Option<String>,
}
