//! What the other rooms know of a mediation.

use crate::{
    FileHash, MatterId,
    effect::{Effect, SettledHow, SuspensionAgreed},
    mediation::Channel,
    mirrored::Finding,
    referral::SignedFacts,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a mediation means to the proceedings beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mediated {
    pub channel: Option<Channel>,
    #[schemars(with = "Option<String>")]
    pub consented_on: Option<Date>,
    /// 签收材料之日.
    #[schemars(with = "Option<String>")]
    pub accepted_on: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub over_on: Option<Date>,
    /// Both sides wish the reconsideration to be suspended, in writing.
    pub suspension: Option<SuspensionAgreed>,
    /// 协议生效之日, and how the proceeding beside it is to be closed.
    #[schemars(with = "Option<(String, SettledHow)>")]
    pub settled: Option<(Date, SettledHow)>,
    /// 履行期限 of what was promised, the first first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub due_on: Vec<Date>,
    /// 第三人 who have signed, in a reconsideration, what is in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub third_parties: Vec<String>,
    /// 结案手续.
    #[schemars(with = "Option<(String, Finding, Option<FileHash>)>")]
    pub concluded: Option<(Date, Finding, Option<FileHash>)>,
    /// The act of the court or the body that its agreement still waits for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awaits: Option<Finding>,
    /// 各方签字确认的无争议事实: the one thing said in it that goes along when the file is sent on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undisputed: Option<SignedFacts>,
    /// Over, and nothing was settled.
    pub unsettled: bool,
    /// What was agreed was not sealed, allowed or confirmed.
    pub undone: bool,
    /// Some who applied did not come to it or left: what the others settled ends nothing of theirs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// What was agreed was confirmed or sealed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub enforceable: bool,
    /// It failed, and in the phase that the quarrel has come to they are asked whether they want to try again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asks_again: bool,
    /// Over, and minutes of it wait for somebody who was there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsigned: bool,
}

impl Mediated {
    /// What that means to a proceeding that still runs.
    pub(crate) fn settles(&self, by: MatterId, on: Date, how: SettledHow) -> Effect {
        let (due_on, third_parties) = (self.due_on.clone(), self.third_parties.clone());
        Effect::Settled { by, on, how, due_on, third_parties }
    }

    /// What was agreed in it is in force, and nothing has taken it back.
    pub(super) fn stands(&self) -> bool {
        self.settled.is_some() && !self.undone
    }
}
