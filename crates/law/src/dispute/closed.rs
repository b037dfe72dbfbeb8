//! 不能再用的救济: which remedy is gone, by which article, to whom. Not here: what closes it.

use crate::remedy::Remedy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 不能再用的救济.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosedRemedy {
    pub remedy: Remedy,
    pub article: String,
    /// To whom, by key; nobody named is everybody who applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
}

/// 诉讼标的已为调解书所羁绊: why an agreement that was confirmed or sealed closes both ways.
pub const BOUND: &str = "法释〔2018〕1号69条1款9项";

/// 准许撤诉以后: why a suit that was given up closes the way to the court.
pub const WITHDRAWN: &str = "法释〔2018〕1号 60条";

/// 准予撤回以后: why an application that was given up is not made again, unless it was given up against the applicant's will.
pub const GIVEN_UP: &str = "《行政复议法》74条2款";

impl ClosedRemedy {
    pub fn is_given_up(&self) -> bool {
        self.article == GIVEN_UP
    }

    pub fn is_withdrawn(&self) -> bool {
        self.article == WITHDRAWN
    }

    pub fn is_bound(&self) -> bool {
        self.article == BOUND
    }

    pub fn is_to(&self, party: &str) -> bool {
        self.to.is_empty() || self.to.iter().any(|key| key == party)
    }

    /// Binds this party: neither way is open to it any more.
    pub fn binds(&self, party: &str) -> bool {
        self.is_bound() && self.is_to(party)
    }
}
