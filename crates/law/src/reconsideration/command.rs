//! What can be asked of a reconsideration. Field names are those of the JSON and of the forms.

use super::*;
use crate::{FileHash, clock::ReconsiderationSuspension, effect::Effect};
use schemars::JsonSchema;

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReconsiderationCommand {
    /// 启动（登记复议申请后由系统发出）.
    Open {
        brief: Box<Brief>,
        bodies: Bodies,
        application: Box<Application>,
        /// The court had accepted a suit before (29条2款).
        in_court: bool,
    },
    /// 登记事项更正后同步（由系统发出）.
    UpdateBrief { brief: Box<Brief> },
    /// 转送复议机关（32条）.
    Forward {
        #[schemars(with = "String")]
        on: Date,
        /// 处罚机关的意见.
        #[serde(default)]
        note: Option<String>,
    },
    /// 指定复议人员（36条）.
    Assign { handlers: Vec<UserId> },
    /// 申请回避.
    Challenge {
        of: UserId,
        /// A side's key, or `self`.
        by: String,
        ground: String,
    },
    /// 决定回避.
    DecideChallenge {
        challenge: String,
        #[serde(default)]
        upheld: bool,
    },
    /// 受理（30条）.
    Accept {
        /// 逐项审查: all seven.
        conditions: Vec<Condition>,
        procedure: Procedure,
        #[serde(default)]
        summary: Option<Summary>,
        /// 逾期申请的正当理由（20条2款）.
        #[serde(default)]
        late_reason: Option<String>,
        /// 撤回违背真实意愿的证明（74条2款）.
        #[serde(default)]
        against_will: Option<String>,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 不予受理（30条2款）.
    Refuse {
        ground: RefusalGround,
        reason: String,
        /// 有管辖权的机关.
        #[serde(default)]
        competent: Option<String>,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 通知补正（31条1款）.
    RequestSupplement {
        /// 一次性载明的事项.
        items: String,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 延长补正期限（31条2款）.
    ExtendSupplement {
        #[schemars(with = "String")]
        until: Date,
        reason: String,
    },
    /// 收到补正材料（31条3款）.
    ReceiveSupplement {
        #[schemars(with = "String")]
        on: Date,
        #[serde(default)]
        documents: Vec<FileHash>,
    },
    /// 发送申请书副本（48条、54条）.
    SendCopy {
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 被申请人答复、举证（48条、54条）.
    Reply {
        text: String,
        #[serde(default)]
        evidence: Vec<AgencyEvidence>,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 标明重大、疑难、复杂或者专业性强（50条、52条）.
    Weigh { weights: Vec<Weight>, reason: String },
    /// 中止（39条）.
    Suspend {
        ground: ReconsiderationSuspension,
        reason: String,
        /// 双方同意中止的书面材料, unless a mediation has brought them.
        #[serde(default)]
        papers: Vec<SidePaper>,
        /// 中止通知书.
        document: FileHash,
    },
    /// 恢复审理（39条2款）.
    Resume {
        reason: String,
        /// 恢复审理通知书.
        document: FileHash,
    },
    /// 延长审理期限（62条1款）.
    Extend {
        days: u16,
        reason: String,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 提出审查意见（61条1款）.
    Draft { opinion: Box<DraftOpinion> },
    /// 负责人同意或者集体讨论（61条1款）.
    Resolve {
        #[serde(default)]
        approved: bool,
        resolving: Resolving,
        /// 负责人姓名职务, or which meeting.
        by: String,
        opinion: String,
        /// 签批单、会议纪要.
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 制作决定书（75条）.
    Issue {
        #[serde(default)]
        number: Option<String>,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 终止（41条）.
    Terminate {
        ground: TerminationGround,
        reason: String,
        #[serde(default)]
        document: Option<FileHash>,
    },
    /// 记录送达.
    Serve { notice: String, delivery: Delivery },
    /// 期限届满的后果（由系统发出）.
    RecordLapse,
    /// 别处发生的事对本程序的影响（由系统发出）.
    Note { effect: Box<Effect> },
}

/// 一方签字的书面材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SidePaper {
    pub side: String,
    pub file: FileHash,
}

impl ReconsiderationCommand {
    /// The command's name as its JSON has it.
    pub fn name(&self) -> &'static str {
        use ReconsiderationCommand::*;
        match self {
            Open { .. } => "open",
            UpdateBrief { .. } => "update_brief",
            Forward { .. } => "forward",
            Assign { .. } => "assign",
            Challenge { .. } => "challenge",
            DecideChallenge { .. } => "decide_challenge",
            Accept { .. } => "accept",
            Refuse { .. } => "refuse",
            RequestSupplement { .. } => "request_supplement",
            ExtendSupplement { .. } => "extend_supplement",
            ReceiveSupplement { .. } => "receive_supplement",
            SendCopy { .. } => "send_copy",
            Reply { .. } => "reply",
            Weigh { .. } => "weigh",
            Suspend { .. } => "suspend",
            Resume { .. } => "resume",
            Extend { .. } => "extend",
            Draft { .. } => "draft",
            Resolve { .. } => "resolve",
            Issue { .. } => "issue",
            Terminate { .. } => "terminate",
            Serve { .. } => "serve",
            RecordLapse => "record_lapse",
            Note { .. } => "note",
        }
    }
}

/// Every step a person may be offered, in the order of the work.
pub const OFFERED: [&str; 20] = [
    "forward",
    "assign",
    "challenge",
    "decide_challenge",
    "accept",
    "refuse",
    "request_supplement",
    "extend_supplement",
    "receive_supplement",
    "send_copy",
    "reply",
    "weigh",
    "suspend",
    "resume",
    "extend",
    "draft",
    "resolve",
    "issue",
    "terminate",
    "serve",
];
