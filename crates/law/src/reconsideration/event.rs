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
    ChallengeDecided(ChallengeDecision),
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
    ReplyAdded {
        on: Date,
        added: AddedToReply,
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
    HearingMinutesKept {
        on: Date,
        document: FileHash,
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
        #[serde(default)]
        electronic_service: bool,
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
    Joined(Together),
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
    /// `on` is the day on which the answer came.
    RuleAnswered {
        on: Date,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<FileHash>,
    },
    RulePutRight {
        on: Date,
        review: String,
        text: String,
        document: Option<FileHash>,
    },
    RuleReviewConcluded {
        on: Date,
        outcome: RuleOutcome,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreed_by: Option<String>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreed_by: Option<String>,
        document: Option<FileHash>,
    },
    ReportRecorded {
        on: Date,
        opinion: String,
        text: String,
    },
    PerformanceRecorded(Performed),
    Pressed {
        #[serde(flatten)]
        pressure: Pressure,
        document: Option<FileHash>,
    },
    AdviceNoted {
        on: Date,
        advice: Box<Advice>,
    },
    LinesNoted {
        on: Date,
        lines: WatchedLines,
    },
    EnforcementBegun {
        on: Date,
        by: EnforcedBy,
        #[serde(default)]
        against: Vec<String>,
        document: Option<FileHash>,
    },
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
        #[serde(default)]
        document: Option<FileHash>,
        agreed: Option<SuspensionAgreed>,
    },
    Resumed {
        on: Date,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ordered_by: Option<String>,
        #[serde(default)]
        document: Option<FileHash>,
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
        #[serde(default)]
        proof: Option<FileHash>,
        document: Option<FileHash>,
    },
    ServiceRecorded {
        on: Date,
        notice: String,
        delivery: Delivery,
    },
    ServiceStruck {
        on: Date,
        notice: String,
        attempt: u32,
        by: String,
        reason: String,
        /// The stage in which it is again, where an end hung on that service.
        back_to: Option<Stage>,
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
    InquiryPlanned {
        on: Date,
        plan: InquiryPlan,
    },
    InquiryRecorded {
        on: Date,
        inquiry: String,
        record: Box<InquiryRecord>,
    },
    InquiryRecordKept {
        on: Date,
        inquiry: String,
        document: FileHash,
        unsigned_because: Option<String>,
    },
    AddressConfirmed {
        on: Date,
        address: ServiceAddress,
    },
    SuperiorTold {
        on: Date,
        papers: Vec<String>,
        to_body: String,
        document: Option<FileHash>,
    },
    Separated(Together),
    DecisionOverdue(Overdue),
    UnperformedReported(Unperformed),
    /// The other reconsideration has it on its file that the two are tried together, or apart again.
    TriedTogether(Together),
    TriedApart(Together),
    HearingDeclined(HearingDeclined),
    ApplicationRecordKept(ApplicationRecord),
    ReviewNoted(ReviewNoted),
}
