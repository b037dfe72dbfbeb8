//! 停止执行 (42条): asked for, decided, lifted, and how that is told to everybody. Not here: who may ask and decide.

use super::StayGround;
use crate::calendar::zh_date;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 停止执行 (42条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    pub key: String,
    pub asked_on: Date,
    /// Key of the side who asked; none: the office of its own motion.
    pub by: Option<String>,
    pub reason: String,
    pub decided: Option<StayDecision>,
    pub lifted_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_because: Option<String>,
}

impl Stay {
    /// Asked for, ordered or not and why, and until when it holds: it ends with the reconsideration (42条).
    pub fn told_zh(&self, over_on: Option<Date>) -> String {
        let Some(decided) = &self.decided else {
            let on = zh_date(self.asked_on);
            return match over_on {
                Some(_) => format!("{on}提出，没有作出决定，复议已经结束"),
                None => format!("{on}提出，正在决定；决定以前不停止执行"),
            };
        };
        let (on, why) = (zh_date(decided.on), decided.reason.trim_end_matches('。'));
        if decided.ground.is_none() {
            return format!("{on}决定不停止执行：{why}");
        }
        let until = match (self.lifted_on, over_on) {
            (Some(lifted), _) => {
                let because = self.lifted_because.as_deref().map(|why| why.trim_end_matches('。'));
                let because = because.map(|why| format!("：{why}")).unwrap_or_default();
                format!("；{}起恢复执行{because}", zh_date(lifted))
            }
            (None, Some(over)) => format!("；到{}复议结束为止", zh_date(over)),
            (None, None) => String::new(),
        };
        format!("{on}起停止执行：{why}{until}")
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayDecision {
    pub on: Date,
    /// None: not stayed.
    pub ground: Option<StayGround>,
    pub reason: String,
}
