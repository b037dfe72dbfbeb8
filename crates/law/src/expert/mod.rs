//! An expert of the pool (专家库): fields, organization, interests, the term of the appointment, whether they serve now.
//!
//! The pool is kept by the office of the reconsideration committee at the justice bureau. Whoever is in it has an account with
//! the capacity of an expert; who may be drawn for a consultation is weighed there ([`crate::consultation`]). Unpaid.

mod decide;

pub use decide::codes;

use crate::{OrgId, UserId, dispute::choices};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 专业领域.
    Field {
        AdministrativeLaw = "行政法",
        CivilLaw = "民商法",
        Land = "土地与征收",
        Construction = "规划建设",
        Labour = "劳动与社会保障",
        Market = "市场监管",
        Environment = "生态环境",
        Transport = "交通运输",
        Health = "医疗卫生",
        Agriculture = "农业农村",
        Finance = "财税审计",
        PublicSecurity = "公安",
        Other = "其他",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// Their account; the file is named after it, so that nobody stands in the pool twice.
    pub user: UserId,
    pub name: String,
    pub profile: Profile,
    pub from: Date,
    /// 聘任依据.
    pub basis: String,
    pub stage: Stage,
}

/// What may change while somebody serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub fields: Vec<Field>,
    /// 工作单位, as it is called; an expert need not come from an organization of the directory.
    pub organization: String,
    /// 三年内有利害关系的单位: retained by it, employed by it, a party against it.
    #[serde(default)]
    pub interests: Vec<OrgId>,
    /// 其他利害关系, in their own words.
    pub interests_note: Option<String>,
    /// The last day of the appointment.
    #[schemars(with = "String")]
    pub until: Date,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 在聘.
    Serving,
    /// 暂停参加.
    Paused { on: Date, reason: String },
    /// 已解聘.
    Dismissed { on: Date, reason: String },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Serving => "serving",
            Stage::Paused { .. } => "paused",
            Stage::Dismissed { .. } => "dismissed",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Serving => "在聘",
            Stage::Paused { .. } => "暂停参加",
            Stage::Dismissed { .. } => "已解聘",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Serving => "这位专家在聘，可能被随机抽中参加论证，不收取报酬。",
            Stage::Paused { .. } => "这位专家暂时不参加论证。",
            Stage::Dismissed { .. } => "这位专家已经不在专家库里。",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExpertCommand {
    /// 聘任; also again, after a dismissal.
    Appoint {
        user: UserId,
        profile: Box<Profile>,
        #[schemars(with = "String")]
        from: Date,
        basis: String,
    },
    /// 变更（专业、单位、利害关系、续聘）.
    Change { profile: Box<Profile>, reason: String },
    /// 暂停参加.
    Pause { reason: String },
    /// 恢复参加.
    Resume,
    /// 解聘.
    Dismiss { reason: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ExpertEvent {
    Appointed { on: Date, user: UserId, name: String, profile: Box<Profile>, from: Date, basis: String },
    Changed { on: Date, profile: Box<Profile>, reason: String },
    Paused { on: Date, reason: String },
    Resumed { on: Date },
    Dismissed { on: Date, reason: String },
}

impl ExpertEvent {
    pub fn title_zh(&self) -> &'static str {
        match self {
            ExpertEvent::Appointed { .. } => "聘任专家",
            ExpertEvent::Changed { .. } => "变更专家信息",
            ExpertEvent::Paused { .. } => "专家暂停参加",
            ExpertEvent::Resumed { .. } => "专家恢复参加",
            ExpertEvent::Dismissed { .. } => "解聘专家",
        }
    }
}

impl Expert {
    /// The file of this person in the pool.
    pub fn id_of(user: &UserId) -> crate::MatterId {
        crate::MatterId::new(format!("expert-{user}"))
    }

    /// Why they cannot be drawn on that day, as far as it lies in the pool; `None`: they serve.
    pub fn not_serving(&self, day: Date) -> Option<&'static str> {
        match self.stage {
            Stage::Dismissed { .. } => Some("已解聘"),
            Stage::Paused { .. } => Some("暂停参加"),
            Stage::Serving if day < self.from || self.profile.until < day => Some("不在聘期内"),
            Stage::Serving => None,
        }
    }

    pub fn knows_any(&self, fields: &[Field]) -> bool {
        fields.is_empty() || fields.iter().any(|field| self.profile.fields.contains(field))
    }
}

#[cfg(test)]
mod tests;
