//! What can be asked of a mediation. Field names are those of the JSON and of the forms.

use super::*;
use crate::Role;
use jiff::civil::DateTime;
use schemars::JsonSchema;

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum MediationCommand {
    /// 启动（依登记或提请，由系统发出）.
    Open { brief: Box<Brief> },
    /// 登记事项更正后同步（由系统发出）.
    UpdateBrief { brief: Box<Brief> },
    /// 导入调解.
    Import {
        categories: Vec<Category>,
        channel: Channel,
        /// In litigation on an act that may not be mediated: only settlement and withdrawal are sought.
        #[serde(default)]
        settlement_only: bool,
        note: Option<String>,
        /// 有裁量余地, where the registration does not say so: the portal does not ask.
        #[serde(default)]
        discretionary: bool,
    },
    /// 不予导入.
    DeclineImport {
        reason: String,
        #[serde(skip)]
        settled: Option<ReturnReason>,
    },
    /// 转有权机关.
    PassOn { to: crate::OrgId, reason: String },
    /// 记录调解意愿.
    RecordConsent {
        /// Key of the party, or `respondent`.
        party: String,
        /// Who else has signed the same sheet: for each of them as if it had been recorded by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
        answer: Answer,
        way: ConsentWay,
        #[schemars(with = "String")]
        on: Date,
        /// The signed paper or the recording.
        evidence: Option<crate::FileHash>,
        /// By telephone: who was called, when, what was said.
        note: Option<String>,
        /// The party was told the last day to sue or apply, counted without any deduction.
        #[serde(default)]
        conservative_day_told: bool,
        /// 当面签: in writing without a sheet of paper.
        #[serde(default)]
        signed: Option<Box<SignedHere>>,
    },
    /// 撤回同意.
    WithdrawConsent { party: String, reason: Option<String> },
    /// 重新征求退出一方的意见: it changed its mind, or its no was written down by mistake.
    Readmit { party: String, reason: String },
    /// 组成 1+1+N.
    NameTeam {
        guiding_judge: crate::UserId,
        lead_mediator: crate::UserId,
        members: Vec<Member>,
        /// Running mediations by person, as the door counted them; what the suggestion is computed from.
        #[serde(default)]
        loads: BTreeMap<crate::UserId, u32>,
        /// Why judge or mediator differ from the suggestion.
        override_reason: Option<String>,
    },
    /// 补充席位（回避成立、人员变动后）.
    FillSeat {
        seat: SeatKind,
        user: crate::UserId,
        /// The role the person sits in; for judge and mediator it may be left out.
        role: Option<Role>,
        /// Whom they follow, where the seat is not empty.
        in_place_of: Option<crate::UserId>,
        reason: String,
    },
    /// 披露.
    Disclose {
        /// Whose it is; nobody named: of whoever says it.
        #[serde(default)]
        of: Option<crate::UserId>,
        interest: Interest,
        /// What the tie is, where there is one.
        #[serde(default)]
        text: Option<String>,
        /// Written down for somebody else: how and when they declared it.
        #[serde(default)]
        said: Option<String>,
    },
    /// 申请回避.
    Challenge {
        of: crate::UserId,
        /// A party's key, `respondent`, or `self`.
        by: String,
        ground: String,
    },
    /// 决定回避.
    DecideChallenge {
        challenge: String,
        upheld: bool,
        reason: String,
        /// The sides that want whoever disclosed a tie to go on all the same: all of them, or nobody goes on.
        #[serde(default)]
        agreed_by: Vec<String>,
        /// What they have signed.
        #[serde(default)]
        document: Option<crate::FileHash>,
    },
    /// 主调人签收材料，调解期限开始.
    AcceptMaterial {
        /// 披露 of the lead mediator, unless it has been made before; that there is nothing is one.
        #[serde(default)]
        interest: Option<Interest>,
        /// What the tie is, where there is one.
        #[serde(default)]
        disclosure: Option<String>,
    },
    /// 行政机关自查.
    SelfCheck { assessment: String, flaws: String, room_to_concede: String, head_will_attend: bool },
    /// 请指导法官释明.
    AskJudge { question: String },
    /// 法官指导意见.
    GiveOpinion { question: String, opinion: String },
    /// 召集会谈.
    ConveneSession {
        /// `2026-05-06T09:30`, local time.
        #[schemars(with = "String")]
        starts_at: DateTime,
        place: Option<String>,
        #[serde(default)]
        video: bool,
        form: SessionForm,
        #[serde(default)]
        head_invited: bool,
    },
    /// 会谈改期.
    MoveSession {
        session: String,
        /// The new time, local.
        #[schemars(with = "String")]
        starts_at: DateTime,
        place: Option<String>,
        #[serde(default)]
        video: bool,
        reason: String,
    },
    /// 取消会谈.
    CancelSession { session: String, reason: String },
    /// 记录送达.
    RecordService {
        session: String,
        recipient: String,
        /// Who else was served in the same way on the same day, with the same proof: for each of them as if it had been recorded by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
        way: ServiceWay,
        #[schemars(with = "String")]
        served_on: Date,
        proof: Option<crate::FileHash>,
        /// Who signed for it, the number of the parcel.
        note: Option<String>,
    },
    /// 记录到场情况.
    RecordAttendance {
        session: String,
        /// Keys of the sides that were there, in person or by their agent.
        present: Vec<String>,
        /// Of these, whose agent was there.
        #[serde(default)]
        agents: Vec<String>,
        /// Who of the table was there.
        #[serde(default)]
        team: Vec<crate::UserId>,
        head: Option<HeadAttendance>,
    },
    /// 制作笔录.
    WriteMinutes { session: String, text: String },
    /// 补正笔录.
    CorrectMinutes { session: String, text: String, by: String },
    /// 笔录签字.
    SignMinutes {
        session: String,
        party: String,
        /// Who else has signed the same sheet: for each of them as if it had been recorded by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
        way: SignatureWay,
        /// 当面签: of a party that is there, before whoever gives this order.
        #[serde(default)]
        present: Option<Presence>,
    },
    /// 记载无争议事实.
    RecordUndisputedFacts { text: String },
    /// 确认无争议事实.
    ConfirmUndisputed {
        party: String,
        /// Who else has signed the same sheet: for each of them as if it had been recorded by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
        way: SignatureWay,
        /// 当面签: of a party that is there, before whoever gives this order.
        #[serde(default)]
        present: Option<Presence>,
    },
    /// 延长调解期限.
    Extend {
        #[schemars(with = "String")]
        until: Date,
        /// Keys of all sides.
        agreed_by: Vec<String>,
        documents: Vec<crate::FileHash>,
    },
    /// 中止计算期限.
    Suspend {
        cause: PauseCause,
        #[schemars(with = "String")]
        from: Date,
        /// The day on which counting resumes, where it is known.
        #[schemars(with = "Option<String>")]
        to: Option<Date>,
        reason: String,
        document: Option<crate::FileHash>,
    },
    /// 恢复.
    Resume {
        #[schemars(with = "String")]
        on: Date,
        reason: String,
    },
    /// 起草协议.
    DraftAgreement {
        obligations: Vec<Obligation>,
        disposition: Disposition,
        disposition_note: Option<String>,
        ending: Ending,
        /// The cost of withdrawing was shown to the applicant.
        #[serde(default)]
        cost_shown: bool,
    },
    /// 合法性审查.
    CheckLegality { items: Vec<Legality> },
    /// 协议签字.
    SignAgreement {
        /// A side's key, or `mediator`.
        party: String,
        /// Who else has signed the same sheet: for each of them as if it had been recorded by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
        way: SignatureWay,
        /// 当面签: of a party that is there, before whoever gives this order.
        #[serde(default)]
        present: Option<Presence>,
    },
    /// 申请司法确认.
    ApplyForConfirmation {
        /// Who joins: a side itself, or all that have signed the paper.
        applicants: Vec<String>,
        /// The paper that they signed, where the centre writes it down for them.
        document: Option<crate::FileHash>,
        /// The day on which that paper was handed to the court; today if not said. A side that joins for itself does it today.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        on: Option<Date>,
    },
    /// 记录结案手续（调解书、准予撤回、司法确认）.
    RecordFormalEnding {
        result: FormalResult,
        #[schemars(with = "String")]
        on: Date,
        document: Option<crate::FileHash>,
    },
    /// 调解不成.
    Fail { ground: Ground, reason: String },
    /// 终止调解.
    Terminate { ground: Ground, reason: String },
    /// 期满终结（由系统发出）.
    RecordLapse,
    /// 移送下一程序.
    HandOn { to: crate::OrgId, receipt: Option<crate::FileHash> },
    /// 再次调解.
    Retry {
        /// Keys of all sides that wish for it.
        wishes: Vec<String>,
        reason: String,
    },
    /// 再次征询，有一方不愿意.
    DeclineRetry { party: String, note: Option<String> },
    /// 双方书面同意中止行政复议.
    AgreeToSuspend {
        /// Who signed which paper; every applicant and the agency.
        papers: Vec<SuspensionPaper>,
    },
    /// 更正调解所处的阶段: what was chosen on importing.
    CorrectChannel { channel: Channel, reason: String },
    /// 小组成员离任（由系统发出）.
    NoteLeft,
    /// 争议进入新的阶段（由系统发出）.
    NotePhase { phase: crate::dispute::Phase },
    /// 案卷归档或者重新启动，笔录还没有签完的（由系统发出）.
    NoteFile { closed: bool },
    /// 结案手续已在它自己的程序里办成（由系统发出）.
    NoteConclusion {
        #[schemars(with = "String")]
        on: Date,
        document: Option<crate::FileHash>,
    },
    /// 盖章以前反悔（《行政复议法》73条2款）: a side for itself, which need not say why.
    Renege { reason: Option<String> },
}

/// 同意中止的书面材料 of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionPaper {
    pub side: String,
    pub file: crate::FileHash,
}

impl MediationCommand {
    /// Imported as it is, with nothing to explain.
    pub fn imports(categories: Vec<Category>, channel: Channel) -> MediationCommand {
        MediationCommand::Import {
            categories,
            channel,
            settlement_only: false,
            note: None,
            discretionary: false,
        }
    }

    /// 到场 of sides alone, without a word about agents and the table.
    pub fn attended(
        session: impl Into<String>,
        present: Vec<String>,
        head: Option<HeadAttendance>,
    ) -> MediationCommand {
        let (session, agents, team) = (session.into(), Vec::new(), Vec::new());
        MediationCommand::RecordAttendance { session, present, agents, team, head }
    }

    /// The command's name as its JSON has it.
    pub fn name(&self) -> &'static str {
        use MediationCommand::*;
        match self {
            Open { .. } => "open",
            UpdateBrief { .. } => "update_brief",
            Import { .. } => "import",
            DeclineImport { .. } => "decline_import",
            PassOn { .. } => "pass_on",
            RecordConsent { .. } => "record_consent",
            WithdrawConsent { .. } => "withdraw_consent",
            Readmit { .. } => "readmit",
            NameTeam { .. } => "name_team",
            FillSeat { .. } => "fill_seat",
            Disclose { .. } => "disclose",
            Challenge { .. } => "challenge",
            DecideChallenge { .. } => "decide_challenge",
            AcceptMaterial { .. } => "accept_material",
            SelfCheck { .. } => "self_check",
            AskJudge { .. } => "ask_judge",
            GiveOpinion { .. } => "give_opinion",
            ConveneSession { .. } => "convene_session",
            MoveSession { .. } => "move_session",
            CancelSession { .. } => "cancel_session",
            RecordService { .. } => "record_service",
            RecordAttendance { .. } => "record_attendance",
            WriteMinutes { .. } => "write_minutes",
            CorrectMinutes { .. } => "correct_minutes",
            SignMinutes { .. } => "sign_minutes",
            RecordUndisputedFacts { .. } => "record_undisputed_facts",
            ConfirmUndisputed { .. } => "confirm_undisputed",
            Extend { .. } => "extend",
            Suspend { .. } => "suspend",
            Resume { .. } => "resume",
            DraftAgreement { .. } => "draft_agreement",
            CheckLegality { .. } => "check_legality",
            SignAgreement { .. } => "sign_agreement",
            ApplyForConfirmation { .. } => "apply_for_confirmation",
            RecordFormalEnding { .. } => "record_formal_ending",
            Fail { .. } => "fail",
            Terminate { .. } => "terminate",
            RecordLapse => "record_lapse",
            HandOn { .. } => "hand_on",
            Retry { .. } => "retry",
            DeclineRetry { .. } => "decline_retry",
            AgreeToSuspend { .. } => "agree_to_suspend",
            CorrectChannel { .. } => "correct_channel",
            NoteLeft => "note_left",
            NotePhase { .. } => "note_phase",
            NoteFile { .. } => "note_file",
            NoteConclusion { .. } => "note_conclusion",
            Renege { .. } => "renege",
        }
    }
}
