//! What happened in a reconsideration. Every event carries the day it is dated by the law.

use super::*;
use crate::{FileHash, clock::ReconsiderationSuspension, effect::Effect};

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
    HandlersLeft {
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<String>,
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
    PartyHeard {
        on: Date,
        heard: HeardParty,
    },
    OpinionStated {
        on: Date,
        side: String,
        text: String,
        documents: Vec<FileHash>,
    },
    HearingRequested {
        on: Date,
        side: String,
        reason: String,
    },
    HearingConvened {
        on: Date,
        plan: Box<HearingPlan>,
        document: Option<FileHash>,
    },
    HearingHeld {
        on: Date,
        record: Box<HearingRecord>,
    },
    HearingCancelled {
        on: Date,
        reason: String,
    },
    ThirdPartyNotified {
        on: Date,
        side: String,
        document: Option<FileHash>,
    },
    ThirdPartyAnswered {
        on: Date,
        side: String,
        joins: bool,
    },
    AgentAppointed {
        on: Date,
        agent: SideAgent,
    },
    AgentDismissed {
        on: Date,
        agent: String,
        reason: String,
    },
    Joined {
        on: Date,
        with: crate::MatterId,
        reason: String,
    },
    AccessRequested {
        on: Date,
        request: String,
        side: String,
    },
    AccessDecided {
        on: Date,
        request: String,
        decision: AccessDecision,
    },
    StayAsked {
        on: Date,
        stay: String,
        by: Option<String>,
        reason: String,
    },
    StayDecided {
        on: Date,
        stay: String,
        decision: StayDecision,
        document: Option<FileHash>,
    },
    StayLifted {
        on: Date,
        reason: String,
    },
    ProcedureChanged {
        on: Date,
        reason: String,
    },
    RuleReviewOpened {
        on: Date,
        plan: RuleReviewPlan,
    },
    RuleNotified {
        on: Date,
        document: Option<FileHash>,
    },
    RuleAnswered {
        on: Date,
        text: String,
    },
    RuleReviewConcluded {
        on: Date,
        outcome: RuleOutcome,
        text: String,
    },
    WithdrawalApplied {
        on: Date,
        settled: bool,
        reason: String,
        document: Option<FileHash>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        represented_consent: Option<FileHash>,
    },
    WithdrawalDecided {
        on: Date,
        allowed: bool,
        reason: String,
    },
    StatementSealed {
        on: Date,
        text: String,
        document: FileHash,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        obligations: Vec<Obligation>,
    },
    CommitteeConsulted {
        on: Date,
        question: String,
    },
    ConsultationRecorded {
        on: Date,
        text: String,
        document: Option<FileHash>,
    },
    OpinionIssued {
        on: Date,
        kind: OpinionKind,
        to_body: Option<String>,
        text: String,
        document: Option<FileHash>,
    },
    ReportRecorded {
        on: Date,
        opinion: String,
        text: String,
    },
    PerformanceRecorded {
        on: Date,
        text: String,
        proof: Option<FileHash>,
    },
    Pressed {
        on: Date,
        measure: Measure,
        until: Option<Date>,
        text: String,
        document: Option<FileHash>,
    },
    EnforcementBegun {
        on: Date,
        by: EnforcedBy,
        document: Option<FileHash>,
    },
    /// `serial` 0 until the register has given it.
    CopyPublished {
        on: Date,
        text: String,
        removed: String,
        #[serde(default)]
        serial: u64,
    },
    CopyCorrected {
        on: Date,
        text: String,
        removed: String,
        reason: String,
    },
    CopyWithdrawn {
        on: Date,
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
            HandlersLeft { .. } => "复议人员离任",
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
            PartyHeard { .. } => "听取意见",
            OpinionStated { .. } => "当事人提交书面意见",
            HearingRequested { .. } => "申请人请求听证",
            HearingConvened { .. } => "决定听证",
            HearingHeld { .. } => "举行听证",
            HearingCancelled { .. } => "取消听证",
            ThirdPartyNotified { .. } => "通知第三人参加",
            ThirdPartyAnswered { .. } => "第三人答复是否参加",
            AgentAppointed { .. } => "委托代理人",
            AgentDismissed { .. } => "变更、解除代理",
            Joined { .. } => "合并审理",
            AccessRequested { .. } => "申请查阅、复制",
            AccessDecided { .. } => "决定查阅、复制",
            StayAsked { .. } => "提出停止执行",
            StayDecided { .. } => "决定是否停止执行",
            StayLifted { .. } => "恢复执行",
            ProcedureChanged { .. } => "转为普通程序",
            RuleReviewOpened { .. } => "附带审查规范性文件",
            RuleNotified { .. } => "通知制定机关，或者转送",
            RuleAnswered { .. } => "制定机关答复，或者转送的机关回复",
            RuleReviewConcluded { .. } => "附带审查有了结论",
            WithdrawalApplied { .. } => "申请撤回",
            WithdrawalDecided { .. } => "决定是否准予撤回",
            StatementSealed { .. } => "行政复议调解书生效",
            CommitteeConsulted { .. } => "提请行政复议委员会咨询",
            ConsultationRecorded { .. } => "记录咨询意见",
            OpinionIssued { kind, .. } => kind.name_zh(),
            ReportRecorded { .. } => "报送纠正情况",
            PerformanceRecorded { .. } => "被申请人履行",
            Pressed { measure, .. } => measure.name_zh(),
            EnforcementBegun { .. } => "强制执行",
            CopyPublished { .. } => "公开决定书副本",
            CopyCorrected { .. } => "更正公开的副本",
            CopyWithdrawn { .. } => "撤下公开的副本",
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
}
