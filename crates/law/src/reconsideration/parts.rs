//! What a reconsideration is made of. Sides are keys (`p1`, `respondent`); nothing here names a citizen.

use super::*;
use crate::{
    FileHash, OrgId, UserId,
    clock::{HandedIn, ReconsiderationSuspension},
};
use schemars::JsonSchema;

/// 行政复议申请, as it was handed in. What the dispute knows already is not asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub way: ApplicationWay,
    /// 收到之日: by the bureau, or by the consult point, the agency.
    #[schemars(with = "String")]
    pub received_on: Date,
    /// 交邮之日: it is the day that is held against the period (《民事诉讼法》85条4款).
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub posted_on: Option<Date>,
    pub requests: Vec<Request>,
    /// 事实和理由, where they go beyond what was registered.
    #[serde(default)]
    pub grounds: Option<String>,
    /// 逾期申请的正当理由 (20条2款), as the applicant gives it; whoever accepts weighs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// 一并提出行政赔偿请求 (72条), in fen.
    #[serde(default)]
    pub compensation_fen: Option<i64>,
    /// 一并申请审查的规范性文件 (13条).
    #[serde(default)]
    pub rule: Option<String>,
    /// 请求听证 (50条2款).
    #[serde(default)]
    pub wants_hearing: bool,
    /// 愿意接受调解 (5条).
    #[serde(default)]
    pub willing_to_mediate: bool,
    /// 口头申请笔录 (22条3款), or the application as handed in.
    #[serde(default)]
    pub document: Option<FileHash>,
    /// 第二接待人, of an oral application.
    #[serde(default)]
    pub second_receiver: Option<String>,
    /// 送达地址确认: may be served electronically.
    #[serde(default)]
    pub electronic_service: bool,
    /// 已知悉法院已经受理: it came all the same and is registered, to be refused (29条2款、30条).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub despite_court: bool,
    /// 已知悉以前受理过同一申请: it came all the same and is registered, to be refused (30条1款7项).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub despite_earlier: bool,
    /// Whose it is, by key, where a court has what some of those who apply complain of; nobody named is everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
}

impl Application {
    /// The day that is held against the period for applying.
    pub fn counts_on(&self) -> Date {
        let handed_in = match self.posted_on {
            Some(on) => HandedIn::Posted { on },
            None => HandedIn::Received { on: self.received_on },
        };
        handed_in.counts_on()
    }
}

/// 复议机关 and 复议机构: in whose name it is decided, and who does the work (4条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    pub body: OrgId,
    pub office: OrgId,
}

/// 补正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplement {
    pub asked_on: Date,
    /// 一次性载明.
    pub items: String,
    /// Key of the notice; the ten days run from its service.
    pub notice: String,
    /// 延长的合理期限, until this day.
    pub extended_until: Option<Date>,
    pub received_on: Option<Date>,
    /// What was handed in, in words and as papers.
    #[serde(default)]
    pub said: Option<String>,
    #[serde(default)]
    pub documents: Vec<FileHash>,
}

/// 受理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    pub on: Date,
    /// 视为受理 (30条3款).
    pub deemed: bool,
    pub procedure: Procedure,
    pub summary: Option<Summary>,
    /// 逾期申请的正当理由 (20条2款).
    pub late_reason: Option<String>,
}

/// 适用简易程序: the ground, and that the facts are clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    pub ground: SummaryGround,
    /// 事实清楚、权利义务关系明确、争议不大.
    #[serde(default)]
    pub clear: bool,
    /// 各方同意的书面材料.
    #[serde(default)]
    pub document: Option<FileHash>,
}

/// 不予受理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub on: Date,
    pub ground: RefusalGround,
    pub reason: String,
    /// 有管辖权的机关 (30条2款).
    pub competent: Option<String>,
}

/// 被申请人的答复 (48条、54条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub on: Date,
    pub text: String,
    pub evidence: Vec<AgencyEvidence>,
    /// The last day was over (70条).
    pub late: bool,
    /// 答复书.
    #[serde(default)]
    pub document: Option<FileHash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<AddedToReply>,
}

/// 作出行政行为的证据、依据. What came into being after the acceptance is flagged (46条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyEvidence {
    pub file: FileHash,
    pub title: String,
    /// 形成之日.
    #[schemars(with = "String")]
    pub formed_on: Date,
}

/// 中止 (39条): ordered and lifted in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halt {
    pub from: Date,
    pub ground: ReconsiderationSuspension,
    pub reason: String,
    pub notice: String,
    pub to: Option<Date>,
    /// 责令恢复审理的上级行政机关 (40条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered_by: Option<String>,
}

/// 延长审理期限 (62条1款): effective when the parties have been told within the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prolongation {
    pub on: Date,
    pub days: u16,
    pub reason: String,
    pub by: String,
    pub notice: String,
}

/// 决定的一项: what is decided and upon which item of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    pub kind: HoldingKind,
    pub ground: HoldingGround,
    /// 责令重新作出 (64条1款).
    #[serde(default)]
    pub redo: bool,
    /// 责令履行、重作的最后一日.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub perform_by: Option<Date>,
    /// 变更成什么、履行什么、撤销哪一部分.
    #[serde(default)]
    pub content: Option<String>,
    /// 驳回申请的: which condition is missing (33条).
    #[serde(default)]
    pub condition: Option<Condition>,
    /// 对申请人更为不利的变更 (63条2款).
    #[serde(default)]
    pub worse: bool,
}

/// 行政赔偿请求的处理 (72条1款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompensationHolding {
    #[serde(default)]
    pub granted: bool,
    #[serde(default)]
    pub amount_fen: Option<i64>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// 拟作的决定: what the office proposes (61条1款). For the office and the body alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub key: String,
    pub on: Date,
    pub by: UserId,
    pub by_name: String,
    pub opinion: DraftOpinion,
    pub resolved: Option<Resolution>,
}

/// 审查意见和拟作的决定.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftOpinion {
    /// 查明的事实.
    pub facts: String,
    /// 理由.
    pub reasons: String,
    pub holdings: Vec<Holding>,
    #[serde(default)]
    pub compensation: Option<CompensationHolding>,
    /// 返还财产、解除措施或者赔偿价款 (72条2款); 不需要的写明.
    #[serde(default)]
    pub restitution: Option<String>,
    /// 委员会的咨询意见是否采纳、为什么 (61条3款).
    #[serde(default)]
    pub committee_followed: bool,
    #[serde(default)]
    pub committee_reason: Option<String>,
    /// 第三人提出相反请求 (63条2款).
    #[serde(default)]
    pub third_party_opposes: bool,
    /// 涉及第三人合法权益，第三人提供了证据 (70条).
    #[serde(default)]
    pub third_party_evidence: bool,
}

impl DraftOpinion {
    pub fn is_upheld(&self) -> bool {
        self.holdings.iter().any(|holding| holding.kind.upholds())
    }

    pub fn undoes(&self) -> bool {
        self.holdings.iter().any(|holding| holding.kind.undoes())
    }

    /// 72条: what was claimed is in its first paragraph, and what is put right beside an act that is only held unlawful; of a void act
    /// nothing is said, so that it is treated as one that was annulled.
    pub fn gives_back_by_zh(&self) -> &'static str {
        use HoldingKind::{Annul, AnnulPart, Change, DeclareVoid};
        let held = |kinds: &[HoldingKind]| self.holdings.iter().any(|one| kinds.contains(&one.kind));
        if self.compensation.is_some() {
            "根据《行政复议法》第七十二条第一款"
        } else if held(&[Change, Annul, AnnulPart]) {
            "根据《行政复议法》第七十二条第二款"
        } else if held(&[DeclareVoid]) {
            "参照《行政复议法》第七十二条第二款"
        } else {
            "根据《行政复议法》第七十二条第一款，责令被申请人采取补救措施"
        }
    }
}

/// 同意或者集体讨论 (61条1款): a separate act, never the drafter's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub on: Date,
    pub approved: bool,
    pub resolving: Resolving,
    /// Who agreed, or which meeting.
    pub by: String,
    pub opinion: String,
    pub document: Option<FileHash>,
    pub recorded_by: UserId,
    /// Why nobody waited for the mayor's case review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_reason: Option<String>,
}

/// 行政复议决定书 (75条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub on: Date,
    pub draft: String,
    pub number: Option<String>,
    pub notice: String,
    pub document: Option<FileHash>,
}

/// The key under which the decision of that 文号 is found: no number is given twice.
pub fn decision_mark(number: &str) -> String {
    format!("decision:{}", crate::text::normal_number(number))
}

/// 终止.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminated {
    pub on: Date,
    pub ground: TerminationGround,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
}

/// 逾期没有作出决定: since the day after the last to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    pub on: Date,
}
