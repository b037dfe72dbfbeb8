//! What a suit waits for that was sent back or is to be retried: its filing, by which court (行诉法89条、92条).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Of a court that nobody has named.
const UNKNOWN_ZH: &str = "原审法院";

/// 发回重审后应当重新立案的原审法院; kept as one word, by which one that nobody has named is known too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Refiling {
    /// 登记过的原审法院, by its name.
    Court(String),
    /// 没有登记是哪一个.
    Unknown,
}

/// 再审.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "retrial", rename_all = "snake_case")]
pub enum Retrial {
    /// 已经裁定再审，等待再审立案: by one of the courts that had the suit, as far as they are known (行诉法92条).
    Awaited { courts: Vec<String> },
    /// 再审已经立案、已经裁判.
    Begun,
}

impl Refiling {
    pub fn name_zh(&self) -> &str {
        match self {
            Refiling::Court(name) => name,
            Refiling::Unknown => UNKNOWN_ZH,
        }
    }

    /// Known to be this one.
    pub fn is(&self, court: &str) -> bool {
        matches!(self, Refiling::Court(name) if name.trim() == court.trim())
    }
}

impl From<String> for Refiling {
    fn from(name: String) -> Refiling {
        if name.trim() == UNKNOWN_ZH { Refiling::Unknown } else { Refiling::Court(name) }
    }
}

impl From<Refiling> for String {
    fn from(refiling: Refiling) -> String {
        match refiling {
            Refiling::Court(name) => name,
            Refiling::Unknown => UNKNOWN_ZH.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_as_one_word_reads_as_the_court_that_nobody_has_named() {
        for (kept, means) in
            [("\"原审法院\"", Refiling::Unknown), ("\"市人民法院\"", Refiling::Court("市人民法院".into()))]
        {
            let read: Refiling = serde_json::from_str(kept).expect("it reads");
            assert_eq!(read, means);
            assert_eq!(serde_json::to_string(&read).expect("it writes"), kept);
        }
        assert!(!Refiling::Unknown.is("原审法院"), "a word is no court");
    }
}
