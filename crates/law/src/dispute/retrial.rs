//! How far the retrial of a suit is, as the dispute knows it. Not here: what the court does in it (`mirrored`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 再审.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "retrial", rename_all = "snake_case")]
pub enum Retrial {
    /// 已经裁定再审，等待再审立案: by one of the courts that had the suit, as far as they are known (行诉法92条).
    Awaited { courts: Vec<String> },
    /// 再审已经立案、已经裁判.
    Begun,
}
