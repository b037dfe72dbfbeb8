//! What can be asked of a reconsideration. Field names are those of the JSON and of the forms.

use super::*;
use crate::{FileHash, PersonId, clock::ReconsiderationSuspension, effect::Effect};
use schemars::JsonSchema;

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, strum::IntoStaticStr)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
#[strum(serialize_all = "snake_case")]
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
        upheld: bool,
        /// Whoever is refused learns why.
        reason: Option<String>,
    },
    /// 受理（30条）.
    Accept {
        /// 逐项审查: all seven.
        conditions: Vec<Condition>,
        procedure: Procedure,
        summary: Option<Summary>,
        /// 逾期申请的正当理由（20条2款）.
        late_reason: Option<String>,
        /// 撤回违背真实意愿的证明（74条2款）.
        against_will: Option<String>,
        document: Option<FileHash>,
    },
    /// 不予受理（30条2款）.
    Refuse {
        ground: RefusalGround,
        reason: String,
        /// 有管辖权的机关.
        competent: Option<String>,
        document: Option<FileHash>,
    },
    /// 通知补正（31条1款）.
    RequestSupplement {
        /// 一次性载明的事项.
        items: String,
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
        /// 补正的内容, where it is written and not a paper.
        said: Option<String>,
    },
    /// 发送申请书副本（48条、54条）.
    SendCopy { document: Option<FileHash> },
    /// 被申请人答复、举证（48条、54条）.
    Reply {
        text: String,
        /// 纸质答复收到之日, written down by the office; the agency's own answer is of today.
        #[schemars(with = "Option<String>")]
        received_on: Option<Date>,
        #[serde(default)]
        evidence: Vec<AgencyEvidence>,
        /// 复议机构同意补充的（46条2款）: which new reason or evidence of the others it answers.
        agreed_because: Option<String>,
        document: Option<FileHash>,
    },
    /// 标明重大、疑难、复杂或者专业性强（50条、52条）.
    Weigh { weights: Vec<Weight>, reason: String },
    /// 听取意见（49条）.
    HearParty { heard: HeardParty },
    /// 提交书面意见: a party's own words; whoever hears it records that (49条).
    StateOpinion {
        side: String,
        text: String,
        #[serde(default)]
        documents: Vec<FileHash>,
    },
    /// 请求听证（50条2款）.
    RequestHearing { side: String, reason: String },
    /// 组织听证（50条、51条）.
    ConveneHearing { plan: Box<HearingPlan>, document: Option<FileHash> },
    /// 记录听证（50条3款）.
    RecordHearing { record: Box<HearingRecord> },
    /// 收存签了字的听证笔录（61条2款）.
    KeepHearingMinutes { document: FileHash },
    /// 取消听证.
    CancelHearing { reason: String },
    /// 不组织听证（50条2款）.
    DeclineHearing { reason: String },
    /// 收存签了字的申请笔录（22条3款）.
    KeepApplicationRecord { document: FileHash },
    /// 决定调查取证（45条）.
    PlanInquiry { plan: InquiryPlan },
    /// 登记调查取证（45条）.
    RecordInquiry { inquiry: String, record: Box<InquiryRecord> },
    /// 收存签了名的调查笔录.
    KeepInquiryRecord {
        inquiry: String,
        document: FileHash,
        /// 拒绝签名、盖章的情况.
        unsigned_because: Option<String>,
    },
    /// 通知第三人参加（16条）.
    NotifyThirdParty { side: String, document: Option<FileHash> },
    /// 第三人是否参加（16条）.
    AnswerAsThirdParty {
        side: String,
        joins: bool,
        /// 同意电子送达.
        #[serde(default)]
        electronic_service: bool,
    },
    /// 委托代理人（17条）.
    AppointAgent {
        side: String,
        /// Sealed; the door puts it here.
        person: PersonId,
        /// Masked.
        label: String,
        kind: AgentKind,
        /// 委托事项和权限.
        authority: String,
        #[schemars(with = "Option<String>")]
        until: Option<Date>,
        /// 授权委托书.
        document: FileHash,
    },
    /// 变更、解除代理（17条2款）.
    DismissAgent { agent: String, reason: String },
    /// 合并审理.
    Join { with: crate::MatterId, reason: String },
    /// 申请查阅、复制（47条）.
    RequestAccess { side: String },
    /// 决定查阅、复制（47条）.
    DecideAccess {
        request: String,
        /// 不同意的情形; none: granted.
        withheld: Option<Withheld>,
        note: Option<String>,
    },
    /// 提出停止执行（42条）.
    AskStay {
        /// Key of the side; none: the office of its own motion.
        side: Option<String>,
        reason: String,
    },
    /// 决定是否停止执行（42条）.
    DecideStay {
        stay: String,
        /// None: not stayed.
        ground: Option<StayGround>,
        reason: String,
        document: Option<FileHash>,
    },
    /// 恢复执行.
    LiftStay { reason: String },
    /// 转为普通程序（55条）.
    ChangeProcedure { reason: String },
    /// 附带审查（56条、57条）.
    OpenRuleReview { plan: RuleReviewPlan },
    /// 通知制定机关，或者转送（56条至58条）.
    NotifyRule { document: Option<FileHash> },
    /// 制定机关答复，或者接受转送的机关回复（58条、60条）.
    RecordRuleAnswer {
        text: String,
        #[schemars(with = "String")]
        on: Date,
        document: Option<FileHash>,
    },
    /// 登记制定机关纠正情况（59条）.
    RecordRulePutRight {
        /// Which review, `r1` …
        review: String,
        text: String,
        #[schemars(with = "String")]
        on: Date,
        document: Option<FileHash>,
    },
    /// 附带审查的结论（59条、60条）.
    ConcludeRuleReview {
        outcome: RuleOutcome,
        text: String,
        /// 复议机关谁同意的.
        agreed_by: Option<String>,
    },
    /// 申请撤回（41条1项、74条）.
    ApplyWithdrawal {
        /// 因达成和解.
        #[serde(default)]
        settled: bool,
        reason: String,
        #[serde(default)]
        cost_shown: bool,
        /// 被代表的申请人同意的材料（15条2款）.
        represented_consent: Option<FileHash>,
        document: Option<FileHash>,
    },
    /// 决定是否准予撤回（41条1项）.
    DecideWithdrawal { allowed: bool, reason: String, document: Option<FileHash> },
    /// 制作调解书（73条）.
    SealStatement {
        text: String,
        /// 签字或者签章的各方.
        signed_by: Vec<String>,
        /// 盖了复议机关印章的调解书.
        document: FileHash,
        /// 谁在哪天之前做什么; what a mediation agreed on is watched already and not said again.
        #[serde(default)]
        obligations: Vec<Obligation>,
    },
    /// 提请行政复议委员会咨询（52条）.
    Consult { question: String },
    /// 记录咨询意见（52条3款）.
    RecordConsultation { text: String, document: Option<FileHash> },
    /// 制发意见书、建议书（76条）.
    IssueOpinion {
        kind: OpinionKind,
        /// 发给别的机关的，写名称; none: the agency.
        to_body: Option<String>,
        text: String,
        /// 复议机关谁同意的.
        agreed_by: Option<String>,
        document: Option<FileHash>,
    },
    /// 抄告上一级主管部门（79条2款）.
    CopyToSuperior {
        /// `decision`, and keys of opinions.
        papers: Vec<String>,
        to_body: String,
        document: Option<FileHash>,
    },
    /// 登记纠正情况的报送（76条）.
    RecordReport { opinion: String, text: String },
    /// 登记被申请人的履行（77条1款）.
    RecordPerformance {
        #[schemars(with = "String")]
        on: Date,
        /// Which of what was decided, by key; where only one is open it need not be said.
        #[serde(default)]
        of: Vec<String>,
        text: String,
        proof: Option<FileHash>,
    },
    /// 责令限期履行、约谈、通报批评（77条2款）.
    Press {
        measure: Measure,
        /// 责令的最后一日.
        #[schemars(with = "Option<String>")]
        until: Option<Date>,
        /// Which of what is not done it is about, by key; where only one is open it need not be said.
        #[serde(default)]
        of: Vec<String>,
        text: String,
        /// 复议机关谁同意的.
        agreed_by: Option<String>,
        document: Option<FileHash>,
    },
    /// 强制执行（78条）.
    Enforce {
        by: EnforcedBy,
        /// 对谁执行: keys of who applied or took part; of a statement whose lines are watched, whoever broke theirs.
        #[serde(default)]
        against: Vec<String>,
        /// 已经查明没有人起诉, or that nothing is left of what was brought.
        #[serde(default)]
        no_suit: bool,
        document: Option<FileHash>,
    },
    /// 公开匿名副本（79条）.
    Publish {
        text: String,
        /// 去掉了哪些内容.
        removed: String,
    },
    /// 更正公开的副本: the new one takes its place, the old one stays in the file.
    CorrectCopy { text: String, removed: String, reason: String },
    /// 撤下公开的副本.
    WithdrawCopy { reason: String },
    /// 中止（39条）.
    Suspend {
        ground: ReconsiderationSuspension,
        reason: String,
        /// 双方同意中止的书面材料, unless a mediation has brought them.
        #[serde(default)]
        papers: Vec<SidePaper>,
        /// 中止通知书, where the office has made its own; otherwise the program sets it from this very order.
        document: Option<FileHash>,
    },
    /// 恢复审理（39条2款）.
    Resume {
        reason: String,
        /// 查明申请人没有死亡、终止，中止登记错了.
        #[serde(default)]
        mistaken: bool,
        /// 责令恢复审理的上级行政机关（40条）.
        ordered_by: Option<String>,
        /// 恢复审理通知书, as above.
        document: Option<FileHash>,
    },
    /// 延长审理期限（62条1款）.
    Extend { days: u16, reason: String, document: Option<FileHash> },
    /// 提出审查意见（61条1款）.
    Draft { opinion: Box<DraftOpinion> },
    /// 负责人同意或者集体讨论（61条1款）.
    Resolve {
        approved: bool,
        resolving: Resolving,
        /// 负责人姓名职务, or which meeting.
        by: String,
        opinion: String,
        /// 签批单、会议纪要.
        document: Option<FileHash>,
        /// 不等市长案审会的理由.
        review_reason: Option<String>,
    },
    /// 制作决定书（75条）.
    Issue { number: Option<String>, document: Option<FileHash> },
    /// 终止（41条）.
    Terminate {
        ground: TerminationGround,
        reason: String,
        /// 死亡、终止、放弃的证明，强制措施的文书.
        proof: Option<FileHash>,
        /// 有几位申请人的: 每一位都是这样.
        #[serde(default)]
        of_every_applicant: bool,
        /// 复议机关谁同意的.
        agreed_by: Option<String>,
        document: Option<FileHash>,
    },
    /// 确认送达地址.
    ConfirmAddress { address: ServiceAddress },
    /// 记录送达.
    Serve { notice: String, delivery: Delivery },
    /// 作废一次记错的送达.
    StrikeService { notice: String, attempt: u32, reason: String },
    /// 期限届满的后果（由系统发出）.
    RecordLapse,
    /// 记下案审会、司法听证的结果（由系统发出）.
    NoteAdvice { advice: Box<Advice> },
    /// 记下调解书各项履行到哪一步（由系统发出）.
    NoteLines { lines: WatchedLines },
    /// 复议人员离任（由系统发出）.
    NoteLeft,
    /// 别处发生的事对本程序的影响（由系统发出）.
    Note { effect: Box<Effect> },
    /// 分开审理: what was joined is tried by itself again.
    Separate { with: crate::MatterId, reason: String },
    /// 反映被申请人没有履行复议决定（77条）.
    ReportUnperformed {
        side: String,
        #[serde(default)]
        of: Vec<String>,
        text: String,
    },
    /// 记下在别的案件上登记的合并、分开（由系统发出）.
    NoteTogether { with: crate::MatterId, apart: bool, reason: String },
    /// 记下市长案审会的召集、办完（由系统发出）.
    NoteReview { review: crate::MatterId, open: bool },
}
