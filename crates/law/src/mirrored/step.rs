//! What another body reports of its own proceeding, step by step, and what is kept of each report.

use super::{ExclusionCause, Finding, HeadAppearance, Level, Way};
use crate::{FileHash, OrgId};
use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 办理机关: the court, procuratorate, petition office … It may sit in another city and not be in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherBody {
    /// Where it is in the directory.
    pub organization: Option<OrgId>,
    pub name: String,
}

/// 来源: how the news of a step reached this file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    pub way: Way,
    /// The sending system; with `external_id` it makes a report arrive once, however often it is sent.
    pub system: Option<String>,
    pub external_id: Option<String>,
}

impl Origin {
    pub fn typed() -> Origin {
        Origin { way: Way::Typed, system: None, external_id: None }
    }

    /// The same report has the same key; none where the sender gave no number of its own.
    pub fn key(&self) -> Option<String> {
        let id = self.external_id.as_deref().map(str::trim).filter(|id| !id.is_empty())?;
        Some(format!("{}|{id}", self.system.as_deref().unwrap_or_default().trim()))
    }
}

/// 节点: one step of a proceeding that another body conducts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// 收到: the body has the complaint, appeal, application, petition or ticket.
    Received,
    /// 立案、受理.
    Accepted {
        /// 适用简易程序.
        #[serde(default)]
        summary: bool,
    },
    /// 转送、交办.
    Forwarded { to: String },
    /// 被告收到起诉状副本.
    CopyServed,
    /// 答辩、答复并举证.
    Replied,
    /// 转为普通程序.
    Converted,
    /// 定期开庭、听证.
    HearingSet {
        #[schemars(with = "String")]
        hearing_on: Date,
        /// The day on which the head was told to come, where the body did so.
        #[schemars(with = "Option<String>")]
        head_notified_on: Option<Date>,
    },
    /// 已经开庭、听证.
    Heard { head: Option<HeadAppearance> },
    /// 不计入期限的期间开始.
    PeriodExcluded { cause: ExclusionCause },
    /// 恢复计算期限.
    PeriodResumed,
    /// 批准延长.
    Extended {
        #[serde(default)]
        months: u16,
        #[serde(default)]
        days: u16,
        by: String,
    },
    /// 申请撤回.
    WithdrawalApplied {
        /// The cost of withdrawing was shown before.
        #[serde(default)]
        cost_shown: bool,
    },
    /// 作出裁判、决定、意见.
    Decided {
        findings: Vec<Finding>,
        /// 履行期间最后一日, where the paper names one.
        #[schemars(with = "Option<String>")]
        perform_by: Option<Date>,
    },
    /// 文书送达（签收）: to these sides, by key.
    Served { sides: Vec<String> },
    /// 生效证明: the body itself says that it is final.
    Effective,
    /// 已履行.
    Performed,
    /// 申请强制执行.
    EnforcementApplied,
}

impl Step {
    pub fn name_zh(&self) -> &'static str {
        match self {
            Step::Received => "收到",
            Step::Accepted { .. } => "立案、受理",
            Step::Forwarded { .. } => "转送、交办",
            Step::CopyServed => "被告收到副本",
            Step::Replied => "答辩、答复并举证",
            Step::Converted => "转为普通程序",
            Step::HearingSet { .. } => "定期开庭、听证",
            Step::Heard { .. } => "开庭、听证",
            Step::PeriodExcluded { .. } => "不计入期限的期间开始",
            Step::PeriodResumed => "恢复计算期限",
            Step::Extended { .. } => "批准延长",
            Step::WithdrawalApplied { .. } => "申请撤回",
            Step::Decided { .. } => "作出裁判、决定、意见",
            Step::Served { .. } => "文书送达",
            Step::Effective => "发生法律效力",
            Step::Performed => "已履行",
            Step::EnforcementApplied => "申请强制执行",
        }
    }

    /// Opens a level: before it nothing else can have happened there.
    pub fn opens(&self) -> bool {
        matches!(self, Step::Received | Step::Accepted { .. } | Step::Forwarded { .. })
    }

    /// 立案、受理.
    pub fn files(&self) -> bool {
        matches!(self, Step::Accepted { .. })
    }

    /// 裁定再审.
    pub(super) fn orders_retrial(&self) -> bool {
        matches!(self, Step::Decided { findings, .. } if findings.contains(&Finding::RetrialOrdered))
    }

    /// An outcome with which the level is done.
    pub(super) fn ends(&self) -> bool {
        matches!(self, Step::Decided { findings, .. } if findings.iter().any(|finding| finding.ends()))
    }

    /// What becomes of an outcome: it is served, takes effect, is performed or enforced.
    pub(super) fn follows_an_outcome(&self) -> bool {
        matches!(self, Step::Served { .. } | Step::Effective | Step::Performed | Step::EnforcementApplied)
    }

    /// The order of steps that are dated the same day.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Step::Received => 0,
            Step::Forwarded { .. } => 1,
            // What is filed on the very day is the retrial that it orders.
            step if step.orders_retrial() => 1,
            Step::Accepted { .. } => 2,
            Step::CopyServed => 3,
            Step::Replied | Step::Converted | Step::HearingSet { .. } => 4,
            Step::PeriodResumed => 5,
            Step::PeriodExcluded { .. } | Step::Extended { .. } => 6,
            Step::Heard { .. } => 7,
            Step::WithdrawalApplied { .. } => 8,
            Step::Decided { .. } => 9,
            Step::Served { .. } => 10,
            Step::Effective => 11,
            Step::Performed | Step::EnforcementApplied => 12,
        }
    }
}

/// One report: what happened, when, in which paper, and how it became known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub level: Level,
    pub step: Step,
    /// 发生之日, by which everything is counted and ordered.
    #[schemars(with = "String")]
    pub happened_on: Date,
    /// Who did it, where it is not the body already named at this level.
    pub body: Option<OtherBody>,
    /// 案号、信访件号、工单号.
    pub case_number: Option<String>,
    /// 文书号.
    pub document_number: Option<String>,
    pub document: Option<FileHash>,
    pub origin: Origin,
}

impl Report {
    /// Opens its level. 行诉法92条、93条、法释〔2018〕1号124条: by itself or upon a protest a court orders the retrial without anybody
    /// having applied for it, so that its ruling is the first step there is.
    pub fn opens(&self) -> bool {
        self.step.opens() || self.step.orders_retrial()
    }
}

/// 里程碑: a report on file, with the day on which it happened and the day on which it came to be known here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// `m1`, `m2` … in the order of arrival.
    pub key: String,
    pub report: Report,
    pub received_on: Date,
    pub received_at: Timestamp,
    pub recorded_by: String,
    /// 作废: recorded by mistake; it stays to be seen and counts no more.
    pub struck: Option<Struck>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    pub on: Date,
    pub by: String,
    pub reason: String,
}
