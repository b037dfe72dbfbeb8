//! What may be ordered of a dispute.

use super::{
    ContestedAct, Course, Evidence, NewParty, Origin, Outcome, PartyCorrection, PhoneKind, Registration,
    Succession, TwinFinding, Unserved, VolumeEntry,
};
use crate::{
    FileHash, MatterId, OrgId, UserId, case_review::Convening, consultation::ConsultationRequest,
    mirrored::Opening, reconsideration::Application, referral::Request,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum DisputeCommand {
    /// 登记.
    Register { registration: Box<Registration> },
    /// 补充证据.
    AddEvidence { evidence: Vec<Evidence> },
    /// 更正登记事项.
    Correct {
        claims: String,
        facts: String,
        act: ContestedAct,
        amount_fen: Option<i64>,
        /// As in the registration.
        #[schemars(with = "Option<String>")]
        filed_on: Option<Date>,
        reason: String,
        /// How it came, against whom, from how many.
        #[serde(default)]
        origin: Option<Box<Origin>>,
    },
    /// 更正当事人信息: what was typed of a party. The person's fields are sealed anew; papers that were issued stay as they are.
    CorrectParty(Box<PartyCorrection>),
    /// 由承受人、法定代理人参加（《行政复议法》14条2款、3款，39条）.
    AdmitSuccessor(Box<Succession>),
    /// 登记授权委托书: what an agent acts on, signed by the party; one that was filed before gives way to it.
    FileAuthority {
        /// Key of the party whose agent it is.
        party: String,
        #[serde(default)]
        document: Option<FileHash>,
        /// The one that the agent brought is the party's: in place of another document.
        #[serde(default)]
        brought: bool,
    },
    /// 追加第三人.
    JoinParty { party: NewParty, reason: String },
    /// 登记群体成员: those who were counted when the group was registered, by name.
    ListMembers { members: Vec<NewParty> },
    /// 推选代表人（法释〔2018〕1号29条、《行政复议法》15条）: of many who apply, in place of those chosen before.
    ChooseRepresentatives {
        /// Keys of the parties.
        parties: Vec<String>,
    },
    /// 换发查询码，并可更正联系电话: whoever lost the code, or gave a wrong number, comes to the counter in person.
    RenewAccess {
        /// Key of the party whose telephone it is.
        party: String,
        /// Blind indexes of the party as they are now.
        marks: Vec<String>,
        /// Of the new code; the old one is void.
        query_code_digest: String,
        reason: String,
        /// Of the new telephone, where there is one.
        #[serde(default)]
        phone_kind: Option<PhoneKind>,
    },
    /// 核对是否重复登记.
    CheckTwin { finding: TwinFinding, note: String },
    /// 不属于本中心：转有权机关.
    PassOn { to: OrgId, reason: String },
    /// 不予登记受理.
    Refuse { reason: String },
    /// 提请调解（已登记后再决定调解的）.
    RequestMediation,
    /// 登记其他机关办理的程序.
    RecordProceeding { opening: Box<Opening> },
    /// 登记行政复议申请.
    ApplyForReconsideration { application: Box<Application> },
    /// 移送对接.
    Refer { request: Box<Request> },
    /// 接着移送下一程序（由系统发出）: the material follows the letter to whoever takes it over.
    HandOver { to: OrgId, reason: String },
    /// 发起专家论证、司法听证.
    Consult { request: Box<ConsultationRequest> },
    /// 召集案审会.
    ConveneReview { convening: Box<Convening> },
    /// 归档.
    Close {
        volume: Vec<VolumeEntry>,
        /// Papers that its course asks for and that were never issued, as the program found them.
        #[serde(default)]
        unissued: Vec<String>,
        /// Minutes that somebody who was there has not signed, as the program found them.
        #[serde(default)]
        unsigned: Vec<String>,
        /// Why they were not.
        #[serde(default)]
        reason: Option<String>,
    },
    /// 重新启动.
    Reopen { reason: String },
    /// A proceeding was opened (by the statute, through a reaction).
    NoteProceedingOpened { proceeding: MatterId, of_kind: crate::Kind },
    /// A proceeding ended (by the statute).
    NoteProceedingEnded {
        proceeding: MatterId,
        #[schemars(with = "String")]
        on: Date,
        outcome: Outcome,
    },
    /// What an end still waits for (by the statute).
    NotePending { proceeding: MatterId, pending: Option<String> },
    /// Who sits at the table and who is walled off (by the statute).
    NoteSeats { seated: Vec<UserId>, walled: Vec<UserId> },
    /// Who was walled off in a proceeding of it (by the statute).
    NoteWalls { walled: Vec<UserId> },
    /// How far a proceeding has come (by the statute).
    NoteCourse { proceeding: MatterId, course: Box<Course> },
    /// 归档以后又有新的记录（由系统发出）: something was recorded in a matter that was over; `fact` is what happened, and no act of handling.
    NoteLate {
        of_kind: crate::Kind,
        fact: bool,
        /// As the timeline calls it.
        #[serde(default)]
        what: String,
    },
    /// 记下文书还没有送达谁（由系统发出）.
    NotePaper { paper: Box<Unserved> },
    /// 去掉登记错的当事人: who was never of the dispute.
    StrikeParty {
        /// Key of the party.
        party: String,
        reason: String,
    },
    /// 解除委托（《民事诉讼法》63条）.
    EndAgency {
        /// Key of the party.
        party: String,
        /// How the party was known, where somebody records it; the party itself need not say why.
        #[serde(default)]
        reason: Option<String>,
    },
    /// 告知复议、诉讼并存（《行政复议法》29条）: the bodies, and the party that has to choose.
    TellOfConflict { note: String },
}

impl DisputeCommand {
    /// The command's name as its JSON has it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            DisputeCommand::Register { .. } => "register",
            DisputeCommand::AddEvidence { .. } => "add_evidence",
            DisputeCommand::Correct { .. } => "correct",
            DisputeCommand::CorrectParty(_) => "correct_party",
            DisputeCommand::AdmitSuccessor(_) => "admit_successor",
            DisputeCommand::FileAuthority { .. } => "file_authority",
            DisputeCommand::JoinParty { .. } => "join_party",
            DisputeCommand::ListMembers { .. } => "list_members",
            DisputeCommand::ChooseRepresentatives { .. } => "choose_representatives",
            DisputeCommand::RenewAccess { .. } => "renew_access",
            DisputeCommand::CheckTwin { .. } => "check_twin",
            DisputeCommand::PassOn { .. } => "pass_on",
            DisputeCommand::Refuse { .. } => "refuse",
            DisputeCommand::RequestMediation => "request_mediation",
            DisputeCommand::RecordProceeding { .. } => "record_proceeding",
            DisputeCommand::ApplyForReconsideration { .. } => "apply_for_reconsideration",
            DisputeCommand::Refer { .. } => "refer",
            DisputeCommand::HandOver { .. } => "hand_over",
            DisputeCommand::Consult { .. } => "consult",
            DisputeCommand::ConveneReview { .. } => "convene_review",
            DisputeCommand::Close { .. } => "close",
            DisputeCommand::Reopen { .. } => "reopen",
            DisputeCommand::NoteProceedingOpened { .. } => "note_proceeding_opened",
            DisputeCommand::NoteProceedingEnded { .. } => "note_proceeding_ended",
            DisputeCommand::NotePending { .. } => "note_pending",
            DisputeCommand::NoteSeats { .. } => "note_seats",
            DisputeCommand::NoteWalls { .. } => "note_walls",
            DisputeCommand::NoteCourse { .. } => "note_course",
            DisputeCommand::NoteLate { .. } => "note_late",
            DisputeCommand::NotePaper { .. } => "note_paper",
            DisputeCommand::StrikeParty { .. } => "strike_party",
            DisputeCommand::EndAgency { .. } => "end_agency",
            DisputeCommand::TellOfConflict { .. } => "tell_of_conflict",
        }
    }
}
