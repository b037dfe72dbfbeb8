//! What a signature is: by whose hand, how, before whom. Not here: who may give one (`hands`).

use super::{Hand, SignatureWay};
use crate::UserId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 当面签: a party that is there signs on the glass of the centre, before whoever gives the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// The identity document was seen.
    pub identity_shown: bool,
    /// What was on the page that was read before the hand was put to it ([`super::Mediation::shown`]).
    pub shown: String,
    /// Whose hand it is, of a party that has an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<Hand>,
}

/// A consent that was signed so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedHere {
    pub way: SignatureWay,
    pub present: Presence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub party: String,
    pub on: Date,
    pub way: SignatureWay,
    /// 当面签: before whom, who had seen the identity document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood_by: Option<UserId>,
    /// The hand is that of whoever acts for the party, with special authority.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_agent: bool,
    /// Masked name of that agent: another one may act for the party later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
}
