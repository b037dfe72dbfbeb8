//! What happened in a mediation. Every event carries the day it is dated by the law.

use super::*;
use crate::{FileHash, Role};
use jiff::civil::DateTime;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum MediationEvent {
    Opened {
        on: Date,
        brief: Box<Brief>,
    },
    BriefUpdated {
        on: Date,
        brief: Box<Brief>,
    },
    Imported {
        on: Date,
        categories: Vec<Category>,
        channel: Channel,
        settlement_only: bool,
        note: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        discretionary: bool,
    },
    ImportDeclined {
        on: Date,
        reason: String,
        facts: ReturnedFacts,
        /// In a proceeding beside it, as the statute knows; nobody types it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<ReturnReason>,
    },
    PassedOn {
        on: Date,
        to: OrgId,
        reason: String,
        facts: ReturnedFacts,
    },
    ConsentRecorded {
        on: Date,
        party: String,
        consent: Consent,
    },
    /// The last yes: a team can be named.
    ConsentCompleted {
        on: Date,
    },
    /// Refused: the same day back to where it came from.
    Returned {
        on: Date,
        party: String,
        reason: ReturnReason,
        facts: ReturnedFacts,
    },
    /// One of several goes its own way, the others go on.
    SideLeft {
        on: Date,
        party: String,
        reason: ReturnReason,
        facts: ReturnedFacts,
    },
    ConsentWithdrawn {
        on: Date,
        party: String,
        reason: Option<String>,
    },
    TeamNamed {
        on: Date,
        team: Box<Team>,
    },
    /// Whoever sat there holds no such office any more.
    SeatsLeft {
        on: Date,
        users: Vec<UserId>,
    },
    SeatFilled {
        on: Date,
        seat: SeatKind,
        user: UserId,
        role: Role,
        in_place_of: Option<UserId>,
        reason: String,
    },
    Disclosed {
        on: Date,
        user: UserId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        interest: Option<Interest>,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<String>,
    },
    Challenged {
        on: Date,
        challenge: String,
        of: UserId,
        by: String,
        ground: String,
        /// It follows from what was disclosed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        tie: bool,
    },
    ChallengeDecided {
        on: Date,
        challenge: String,
        upheld: bool,
        reason: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreed_by: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<crate::FileHash>,
    },
    MaterialAccepted {
        on: Date,
    },
    SelfChecked {
        on: Date,
        assessment: String,
        flaws: String,
        room_to_concede: String,
        head_will_attend: bool,
    },
    JudgeAsked {
        on: Date,
        key: String,
        question: String,
    },
    OpinionGiven {
        on: Date,
        question: String,
        opinion: String,
    },
    SessionConvened {
        on: Date,
        key: String,
        starts_at: DateTime,
        place: Option<String>,
        video: bool,
        form: SessionForm,
        head_invited: bool,
    },
    SessionMoved {
        on: Date,
        session: String,
        starts_at: DateTime,
        place: Option<String>,
        video: bool,
        reason: String,
    },
    SessionCancelled {
        on: Date,
        session: String,
        reason: String,
    },
    ServiceRecorded {
        on: Date,
        session: String,
        service: Service,
    },
    AttendanceRecorded {
        on: Date,
        session: String,
        attendance: Attendance,
    },
    MinutesWritten {
        on: Date,
        session: String,
        text: String,
    },
    MinutesCorrected {
        on: Date,
        session: String,
        by: String,
        text: String,
    },
    MinutesSigned {
        on: Date,
        session: String,
        signature: Signature,
    },
    UndisputedFactsRecorded {
        on: Date,
        text: String,
    },
    UndisputedConfirmed {
        on: Date,
        signature: Signature,
    },
    Extended {
        on: Date,
        until: Date,
        agreed_by: Vec<String>,
        documents: Vec<FileHash>,
    },
    Suspended {
        on: Date,
        cause: PauseCause,
        from: Date,
        to: Option<Date>,
        reason: String,
        document: Option<FileHash>,
    },
    Resumed {
        on: Date,
        reason: String,
    },
    AgreementDrafted {
        on: Date,
        agreement: Box<Agreement>,
    },
    LegalityChecked {
        on: Date,
        by: UserId,
        items: Vec<Legality>,
    },
    AgreementSigned {
        on: Date,
        signature: Signature,
    },
    /// The last signature: 协议生效.
    AgreementEffective {
        on: Date,
        ending: Ending,
    },
    ConfirmationApplied {
        on: Date,
        applicants: Vec<String>,
        document: Option<FileHash>,
    },
    FormalEndingRecorded {
        on: Date,
        result: FormalResult,
        document: Option<FileHash>,
        /// Of a side that went back on it, where it said why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Failed {
        on: Date,
        ground: Ground,
        reason: String,
        facts: ReturnedFacts,
    },
    Terminated {
        on: Date,
        ground: Ground,
        reason: String,
        facts: ReturnedFacts,
    },
    /// Dated by the last day of the period, whenever it was recorded.
    Lapsed {
        on: Date,
        facts: ReturnedFacts,
    },
    HandedOn {
        on: Date,
        to: OrgId,
        receipt: Option<FileHash>,
    },
    RetryAgreed {
        on: Date,
        wishes: Vec<String>,
        reason: String,
    },
    RetryDeclined {
        on: Date,
        party: String,
        note: Option<String>,
    },
    SuspensionAgreed {
        on: Date,
        agreed: crate::effect::SuspensionAgreed,
    },
    PhaseReached {
        on: Date,
        phase: crate::dispute::Phase,
    },
    /// The file was closed while minutes waited for a signature, or taken up again.
    FileNoted {
        on: Date,
        closed: bool,
    },
    /// 承受人参加: what the one before consented to is not theirs; they are asked anew.
    SuccessorAsked {
        on: Date,
        party: String,
    },
    /// Whoever had said no or left, or of whom that was written down by mistake, is asked again.
    SideReadmitted {
        on: Date,
        party: String,
        reason: String,
    },
    /// What it was mediated beside has begun or is gone: from this day it stands in another procedure.
    ChannelMoved {
        on: Date,
        channel: Channel,
        settlement_only: bool,
        /// Where somebody put it right.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl MediationEvent {
    /// The day on which nothing more is mediated, if it brings that about.
    pub fn ends_on(&self) -> Option<Date> {
        use MediationEvent::*;
        match self {
            ImportDeclined { on, .. }
            | PassedOn { on, .. }
            | Returned { on, .. }
            | AgreementEffective { on, .. }
            | Failed { on, .. }
            | Terminated { on, .. }
            | Lapsed { on, .. } => Some(*on),
            _ => None,
        }
    }

    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        use MediationEvent::*;
        match self {
            Opened { .. } => "启动调解",
            BriefUpdated { .. } => "登记事项已同步",
            Imported { .. } => "决定导入调解",
            ImportDeclined { settled: Some(_), .. } => "已经在别的程序里谈好，不再导入调解",
            ImportDeclined { .. } => "不予导入调解",
            PassedOn { .. } => "转有权机关",
            ConsentRecorded { .. } => "记录调解意愿",
            ConsentCompleted { .. } => "各方均同意调解",
            Returned { reason, .. } if reason.is_settled() => "已在别的程序里谈好，调解结束",
            Returned { .. } => "退回原渠道",
            SideLeft { .. } => "一方退出，其余各方继续调解",
            ConsentWithdrawn { .. } => "撤回同意",
            TeamNamed { .. } => "组成调解小组",
            SeatsLeft { .. } => "小组成员离任，席位空缺",
            SeatFilled { .. } => "补充席位",
            Disclosed { .. } => "披露",
            Challenged { .. } => "申请回避",
            ChallengeDecided { .. } => "决定回避申请",
            MaterialAccepted { .. } => "主调人签收材料，期限开始",
            SelfChecked { .. } => "行政机关自查",
            JudgeAsked { .. } => "请法官释明",
            OpinionGiven { .. } => "法官指导意见",
            SessionConvened { .. } => "召集会谈",
            SessionMoved { .. } => "会谈改期",
            SessionCancelled { .. } => "取消会谈",
            ServiceRecorded { .. } => "送达通知",
            AttendanceRecorded { .. } => "记录到场情况",
            MinutesWritten { .. } => "制作笔录",
            MinutesCorrected { .. } => "补正笔录",
            MinutesSigned { .. } => "笔录签字",
            UndisputedFactsRecorded { .. } => "记载无争议事实",
            UndisputedConfirmed { .. } => "确认无争议事实",
            Extended { .. } => "延长期限",
            Suspended { .. } => "中止计算期限",
            Resumed { .. } => "恢复计算期限",
            AgreementDrafted { .. } => "起草协议",
            LegalityChecked { .. } => "合法性审查",
            AgreementSigned { .. } => "协议签字",
            AgreementEffective { .. } => "协议生效",
            ConfirmationApplied { .. } => "申请司法确认",
            FormalEndingRecorded { .. } => "记录结案手续",
            Failed { .. } => "调解不成",
            Terminated { .. } => "终止调解",
            Lapsed { .. } => "期满终结",
            HandedOn { .. } => "移送下一程序",
            SuccessorAsked { .. } => "承受人参加，重新征求意见",
            SideReadmitted { .. } => "重新征求退出一方的意见",
            ChannelMoved { .. } => "调解通道变更",
            RetryAgreed { .. } => "双方愿意再次调解",
            RetryDeclined { .. } => "再次征询，有一方不愿意",
            SuspensionAgreed { .. } => "双方书面同意中止行政复议",
            PhaseReached { .. } => "争议进入新的阶段",
            FileNoted { closed: true, .. } => "案卷归档，笔录不再签字",
            FileNoted { .. } => "案卷重新启动，笔录可以补签",
        }
    }
}
