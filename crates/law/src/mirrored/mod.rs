//! A proceeding that another body conducts, mirrored (其他机关办理的程序): court, procuratorate, petition office, reconsideration
//! body elsewhere, adjudication, arbitration, hotline. It is run there; here its milestones are kept so that clocks, dockings and
//! what opens next are right.
//!
//! Reports arrive typed, imported or pushed; late, twice, in any order. Each is kept with the day it happened and the day it came
//! to be known, and the course is folded anew from what happened. A report of what has no filing yet waits for it when another
//! system sent it, and is refused when somebody typed it; a day before the contested act is refused to both.
//! Not here: reconsideration run here, the hand-over between bodies ([`crate::referral`]).

mod clocks;
pub mod codes;
mod contradiction;
mod course;
mod court;
mod decide;
mod finding;
mod head;
mod known;
mod next;
mod noting;
mod outline;
mod overdue;
mod refer;
mod rounds;
mod sides;
mod step;
mod told;
mod unfinished;
mod weigh;
mod withdrawal;

pub use clocks::NamedClock;
pub use contradiction::{Contradiction, ContradictionKind};
pub use course::{LevelCourse, Over, Pause, Ruling};
pub use finding::{Finding, Form};
pub use head::{AbsenceReason, AdviceGround, HeadAppearance, HeadDuty, HeadRank};
pub use next::{NOT_RECONSIDERED_EITHER, NextRemedy};
pub use rounds::{Original, Round};
pub use step::{Milestone, Origin, OtherBody, Report, Step, Struck};
pub(crate) use weigh::weigh_opening;
pub use withdrawal::WITHDRAWAL_COST;
pub(crate) use withdrawal::withdrawn_before_filing;

use crate::{
    FileHash, MatterId, UserId,
    dispute::choices,
    effect::{Effect, SettledHow, SuspensionAgreed},
    mediation::Brief,
    referral::Request,
};
use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// 程序种类.
    Procedure {
        Litigation = "行政诉讼",
        ReconsiderationElsewhere = "行政复议（由其他机关办理）",
        Petition = "信访",
        ProcuratorialSupervision = "检察监督",
        Adjudication = "行政裁决",
        Arbitration = "仲裁",
        Complaint = "执法投诉",
        Hotline = "12345 热线工单",
    }

    /// 审级、办理层级. What it is called follows from the procedure ([`Procedure::level_zh`]).
    Level {
        First = "第一级（一审、办理）",
        Second = "第二级（二审、复查）",
        Third = "第三级（再审、复核）",
    }

    /// 获知方式.
    Way {
        Typed = "手工登记",
        Imported = "表格导入",
        Pushed = "系统推送",
    }

    /// 不计入期限的原因（法释〔2018〕1号50条、《信访工作条例》36条2款）.
    ExclusionCause {
        Announcement = "公告",
        Appraisal = "鉴定",
        Mediation = "调解",
        Suspension = "中止",
        Jurisdiction = "管辖异议、管辖争议",
        Hearing = "信访复核听证",
    }
}

impl ExclusionCause {
    /// 信访条例36条: of a petition the hearing of a re-review alone; elsewhere everything but that.
    pub fn belongs_to(self, procedure: Procedure, level: Level) -> bool {
        let hearing = self == ExclusionCause::Hearing;
        match procedure {
            Procedure::Petition => hearing && level == Level::Third,
            _ => !hearing,
        }
    }
}

impl Procedure {
    /// 延长不得超过三十日, all extensions together (信访条例34条、复议法62条1款).
    pub(super) fn extends_within_thirty_days(self) -> bool {
        matches!(self, Procedure::Petition | Procedure::ReconsiderationElsewhere)
    }

    /// The levels that it has.
    pub fn levels(self) -> &'static [Level] {
        match self {
            Procedure::Litigation | Procedure::Petition => &[Level::First, Level::Second, Level::Third],
            _ => &[Level::First],
        }
    }

    pub fn level_zh(self, level: Level) -> &'static str {
        match (self, level) {
            (Procedure::Litigation, Level::First) => "一审",
            (Procedure::Litigation, Level::Second) => "二审",
            (Procedure::Litigation, Level::Third) => "再审",
            (Procedure::Petition, Level::First) => "信访办理",
            (Procedure::Petition, Level::Second) => "信访复查",
            (Procedure::Petition, Level::Third) => "信访复核",
            _ => "办理",
        }
    }

    /// While it is on file there, the day of filing is kept (行诉法46条, 复议法20条); a petition keeps nothing (XS-11).
    pub fn keeps_filing_day(self) -> bool {
        matches!(self, Procedure::Litigation | Procedure::ReconsiderationElsewhere)
    }

    /// It is always about an act that was there before: suit, reconsideration, supervision of them.
    fn follows_the_act(self) -> bool {
        self.keeps_filing_day() || self == Procedure::ProcuratorialSupervision
    }

    /// Its end can be the end of the quarrel; an answered ticket or a suggestion disposes of nothing.
    pub fn disposes(self) -> bool {
        !matches!(self, Procedure::Hotline | Procedure::Complaint | Procedure::ProcuratorialSupervision)
    }

    /// 行诉法85条、信访条例35条: in force once nobody can attack it any more; a decision of a reconsideration is when it is served (复议法75条2款).
    fn is_final_when_its_window_is_over(self) -> bool {
        matches!(self, Procedure::Litigation | Procedure::Petition)
    }

    /// Its paper takes effect by service on the sides.
    fn is_served(self) -> bool {
        self.keeps_filing_day() || self == Procedure::Petition
    }
}

/// How a mirrored proceeding begins on this file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    pub procedure: Procedure,
    pub body: OtherBody,
    /// 由哪些申请人提起, by key; nobody named is everybody who applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// 已核对，确实是另一件: whoever records it knows of the suit that is on file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// The first that is known of it; from another system it may be any step.
    pub report: Report,
}

/// 调解期间 of one mediation, not counted in the trial (法释〔2018〕1号50条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    pub from: Date,
    pub to: Option<Date>,
}

/// 已在别处达成协议.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub by: MatterId,
    pub on: Date,
    pub how: SettledHow,
    /// 履行期限 of what was promised, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due_on: Vec<Date>,
}

/// The court's or body's own part upon a settlement, as the mediation recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concluded {
    pub by: MatterId,
    pub on: Date,
    pub finding: Finding,
    pub document: Option<FileHash>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mirrored {
    pub brief: Brief,
    pub procedure: Procedure,
    pub body: OtherBody,
    /// 由哪些申请人提起; nobody named is everybody who applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// 登记之日 on this file.
    pub opened_on: Date,
    /// In the order of arrival; what happened when is in each.
    pub milestones: Vec<Milestone>,
    /// What the court says of mediation is one thing; what mediations here ran while it tried is another.
    pub mediations: BTreeMap<MatterId, Excluded>,
    /// 双方书面同意中止: the body still has to order it, and until it has the period runs (要点2).
    pub suspension: Option<SuspensionAgreed>,
    /// The mediation for which it was suspended is over.
    pub resumable_on: Option<Date>,
    pub settled: Option<Settled>,
    pub concluded: Option<Concluded>,
    /// 期满生效, recorded once the last window had passed: the level and the day.
    pub lapsed: BTreeMap<Level, Date>,
    /// 逾期不作决定: the day after the body's own last day, by which nothing had been recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_since: Option<Date>,
    /// On which days its body referred the quarrel from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referred_on: Vec<Date>,
    #[serde(skip)]
    folded: rounds::Folded,
}

/// 阶段, folded from the milestones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Stage {
    /// 等待立案信息: what is known of it hangs in the air.
    Waiting,
    /// 已收到，等待立案、受理.
    Received,
    /// 审理、办理中.
    Running,
    /// 期间不计入（中止、鉴定、调解 …）.
    Paused,
    /// 已作出处理，尚未终结: it may be attacked, and a judgment is not effective yet.
    Decided,
    /// 已生效、已办结.
    Effective,
    /// 已撤回.
    Withdrawn,
    /// 未受理.
    NotTaken,
    /// 登记有误，全部节点已经作废.
    Struck,
    /// 检察建议已经提出，等待书面回复.
    Advised,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Received => "received",
            Stage::Running => "running",
            Stage::Paused => "paused",
            Stage::Decided => "decided",
            Stage::Effective => "effective",
            Stage::Withdrawn => "withdrawn",
            Stage::NotTaken => "not_taken",
            Stage::Struck => "struck",
            Stage::Advised => "advised",
        }
    }

    pub fn name_zh(self) -> &'static str {
        match self {
            Stage::Waiting => "等待立案信息",
            Stage::Received => "已收到，等待立案、受理",
            Stage::Running => "审理、办理中",
            Stage::Paused => "暂停计算期限",
            Stage::Decided => "已作出处理，尚未终结",
            Stage::Effective => "已生效、已办结",
            Stage::Withdrawn => "已撤回",
            Stage::NotTaken => "未受理",
            Stage::Struck => "登记有误，已作废",
            Stage::Advised => "已提出检察建议，等待回复",
        }
    }

    pub fn is_over(self) -> bool {
        matches!(self, Stage::Effective | Stage::Withdrawn | Stage::NotTaken | Stage::Struck)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum MirroredCommand {
    /// 启动（登记其他机关的程序后由系统发出）.
    Open { brief: Box<Brief>, opening: Box<Opening> },
    /// 登记事项更正后同步（由系统发出）.
    UpdateBrief { brief: Box<Brief> },
    /// 记录节点.
    Record {
        report: Box<Report>,
        /// 案号已经核对: it stands on another dispute too, and is meant.
        #[serde(default)]
        number_checked: bool,
    },
    /// 作废节点.
    Strike { milestone: String, reason: String },
    /// 期满生效（由系统发出）.
    RecordEffect,
    /// 别处发生的事对本程序的影响（由系统发出）.
    Note { effect: Box<Effect> },
    /// 移送对接: the body sends what it has in hand to the centre.
    Refer { request: Box<Request> },
    /// 记下回避（由系统发出）.
    NoteWalls { walled: Vec<UserId> },
}

impl MirroredCommand {
    /// A report under a number that is asked about nowhere.
    pub fn records(report: Report) -> MirroredCommand {
        MirroredCommand::Record { report: Box::new(report), number_checked: false }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum MirroredEvent {
    Opened {
        on: Date,
        at: Timestamp,
        brief: Box<Brief>,
        opening: Box<Opening>,
        by: String,
    },
    BriefUpdated {
        on: Date,
        brief: Box<Brief>,
    },
    MilestoneRecorded {
        on: Date,
        at: Timestamp,
        key: String,
        report: Box<Report>,
        by: String,
    },
    MilestoneStruck {
        on: Date,
        milestone: String,
        by: String,
        reason: String,
    },
    /// Dated by the law: the day after the last window.
    EffectRecorded {
        on: Date,
        level: Level,
    },
    EffectNoted {
        on: Date,
        effect: Box<Effect>,
    },
    /// The dispute makes the package of it.
    ReferralOrdered {
        on: Date,
        request: Box<Request>,
    },
    WallsNoted {
        on: Date,
        walled: Vec<UserId>,
    },
    /// Dated by the law: the day after the body's own last day.
    DecisionOverdue {
        on: Date,
    },
}

impl MirroredEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            MirroredEvent::Opened { .. } => "登记其他机关的程序",
            MirroredEvent::BriefUpdated { .. } => "登记事项已同步",
            MirroredEvent::MilestoneRecorded { report, .. } => report.step.name_zh(),
            MirroredEvent::MilestoneStruck { .. } => "作废节点",
            MirroredEvent::EffectRecorded { .. } => "期满生效",
            MirroredEvent::EffectNoted { .. } => "调解对本程序的影响",
            MirroredEvent::ReferralOrdered { .. } => "移送对接",
            MirroredEvent::WallsNoted { .. } => "有人在本案中回避",
            MirroredEvent::DecisionOverdue { .. } => "审理期限届满，没有登记复议决定",
        }
    }
}

#[cfg(test)]
mod tests;
