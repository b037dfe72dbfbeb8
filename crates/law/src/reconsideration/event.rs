//! What happened in a reconsideration. Every event carries the day it is dated by the law.

use super::*;
use crate::{FileHash, clock::ReconsiderationSuspension, effect::Effect, matter::Series};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ReconsiderationEvent {
    /// `serial` 0 until the register has given it.
    Opened {
        on: Date,
        prefix: String,
        serial: u64,
        brief: Box<Brief>,
        bodies: Bodies,
        application: Box<Application>,
        in_court: bool,
    },
    BriefUpdated {
        on: Date,
        brief: Box<Brief>,
    },
    Forwarded {
        on: Date,
        note: Option<String>,
    },
    Assigned {
        on: Date,
        handlers: Vec<UserId>,
    },
    ChallengeMade {
        on: Date,
        challenge: String,
        of: UserId,
        by: String,
        ground: String,
    },
    ChallengeDecided {
        on: Date,
        challenge: String,
        upheld: bool,
    },
    ApplicationAccepted {
        on: Date,
        acceptance: Acceptance,
        document: Option<FileHash>,
    },
    /// 视为受理: dated by the law, the last day of the review.
    AcceptanceDeemed {
        on: Date,
    },
    ApplicationRefused {
        on: Date,
        refused: Refused,
        document: Option<FileHash>,
    },
    SupplementRequested {
        on: Date,
        items: String,
        document: Option<FileHash>,
    },
    SupplementExtended {
        on: Date,
        until: Date,
        reason: String,
    },
    SupplementReceived {
        on: Date,
        documents: Vec<FileHash>,
    },
    /// 视为放弃: dated by the law, the day after the last.
    AbandonmentDeemed {
        on: Date,
    },
    CopySent {
        on: Date,
        document: Option<FileHash>,
    },
    Replied {
        on: Date,
        reply: Reply,
        document: Option<FileHash>,
    },
    Weighed {
        on: Date,
        weights: Vec<Weight>,
        reason: String,
    },
    Suspended {
        on: Date,
        ground: ReconsiderationSuspension,
        reason: String,
        document: FileHash,
        agreed: Option<SuspensionAgreed>,
    },
    Resumed {
        on: Date,
        reason: String,
        document: FileHash,
    },
    Extended {
        on: Date,
        days: u16,
        reason: String,
        by: String,
        document: Option<FileHash>,
    },
    OpinionDrafted {
        on: Date,
        by: UserId,
        by_name: String,
        opinion: Box<DraftOpinion>,
    },
    Resolved {
        on: Date,
        resolution: Resolution,
    },
    DecisionIssued {
        on: Date,
        number: Option<String>,
        document: Option<FileHash>,
    },
    Terminated {
        on: Date,
        terminated: Terminated,
        document: Option<FileHash>,
    },
    ServiceRecorded {
        on: Date,
        notice: String,
        delivery: Delivery,
    },
    /// 一经送达即发生法律效力: the day of the last service.
    TookEffect {
        on: Date,
    },
    /// 起诉期限届满: the day after the last.
    BecameFinal {
        on: Date,
    },
    EffectNoted {
        on: Date,
        effect: Box<Effect>,
    },
}

impl ReconsiderationEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        use ReconsiderationEvent::*;
        match self {
            Opened { .. } => "收到行政复议申请",
            BriefUpdated { .. } => "登记事项已同步",
            Forwarded { .. } => "处罚机关转送申请",
            Assigned { .. } => "指定复议人员",
            ChallengeMade { .. } => "申请回避",
            ChallengeDecided { .. } => "决定回避申请",
            ApplicationAccepted { .. } => "受理",
            AcceptanceDeemed { .. } => "审查期满，视为受理",
            ApplicationRefused { .. } => "不予受理",
            SupplementRequested { .. } => "通知补正",
            SupplementExtended { .. } => "延长补正期限",
            SupplementReceived { .. } => "收到补正材料，重新审查",
            AbandonmentDeemed { .. } => "逾期不补正，视为放弃申请",
            CopySent { .. } => "发送申请书副本",
            Replied { .. } => "被申请人答复、举证",
            Weighed { .. } => "标明重大疑难复杂、专业性强",
            Suspended { .. } => "中止审理",
            Resumed { .. } => "恢复审理",
            Extended { .. } => "批准延长审理期限",
            OpinionDrafted { .. } => "提出审查意见",
            Resolved { .. } => "负责人同意或者集体讨论",
            DecisionIssued { .. } => "作出行政复议决定",
            Terminated { .. } => "终止行政复议",
            ServiceRecorded { .. } => "送达文书",
            TookEffect { .. } => "决定发生法律效力",
            BecameFinal { .. } => "起诉期限届满",
            EffectNoted { .. } => "调解对本程序的影响",
        }
    }

    /// What the office proposes is for the office and the body alone until it is decided: titles only, never the payload.
    pub fn is_confidential(&self) -> bool {
        matches!(self, ReconsiderationEvent::OpinionDrafted { .. } | ReconsiderationEvent::Resolved { .. })
    }

    pub(super) fn series(&self) -> Option<Series> {
        match self {
            ReconsiderationEvent::Opened { on, prefix, serial: 0, .. } => {
                Some(crate::dispute::series(prefix, *on))
            }
            _ => None,
        }
    }
}
