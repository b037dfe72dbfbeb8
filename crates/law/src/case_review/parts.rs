//! Who meets about what, and what each of them says.

use crate::{
    FileHash, MatterId, UserId,
    consultation::Asker,
    dispute::{Evidence, choices},
    mediation::SignatureWay,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 案审会类别.
    ReviewKind {
        Ordinary = "普通案审会",
        Mayor = "市长案审会",
    }

    /// 表态.
    ReviewStand {
        Agree = "同意拟办意见",
        Disagree = "不同意拟办意见",
        Otherwise = "另提意见",
    }
}

/// 召集申请.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Convening {
    pub kind: ReviewKind,
    pub proceeding: Option<MatterId>,
    /// 提请审议的问题和拟办意见.
    pub question: String,
    #[serde(default)]
    pub materials: Vec<FileHash>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// 事实和理由 of the application to which it belongs, beyond what was registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<String>,
    /// 答复, as the agency wrote it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    pub chair: UserId,
    #[serde(default)]
    pub members: Vec<UserId>,
    #[schemars(with = "String")]
    pub meets_on: Date,
    pub place: String,
}

/// The request with what the file knew when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewPlan {
    pub convening: Convening,
    pub materials: Vec<Evidence>,
    /// 事实和理由, as registered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facts: String,
    /// The chair first.
    pub members: Vec<Member>,
    pub by: Asker,
}

/// 成员.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub user: UserId,
    pub name: String,
    /// Where they come from, as papers say it.
    pub post: String,
}

/// 回避.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recused {
    pub on: Date,
    pub user: UserId,
    pub name: String,
    pub reason: String,
}

/// 署名意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct View {
    pub stand: ReviewStand,
    /// 理由; of whoever disagrees or proposes something else, kept word for word.
    pub reasons: String,
    /// 另提的意见.
    pub proposal: Option<String>,
    pub way: SignatureWay,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberOpinion {
    pub on: Date,
    pub user: UserId,
    pub view: View,
}

/// 会议纪要.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesText {
    #[schemars(with = "String")]
    pub held_on: Date,
    #[serde(default)]
    pub present: Vec<UserId>,
    /// 没有到会的人和原因.
    pub absences: Option<String>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    pub text: MinutesText,
    pub confirmed: Vec<Confirmed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    pub on: Date,
    pub user: UserId,
    pub remark: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub agree: usize,
    pub disagree: usize,
    pub otherwise: usize,
}

/// 审议意见: advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub on: Date,
    pub by: UserId,
    pub text: String,
    pub tally: Tally,
}
