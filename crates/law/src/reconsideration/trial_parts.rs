//! What is done along the trial: parties heard, hearings, access to the file, agents, reviews of rules, withdrawal, statement.

use super::*;
use crate::{FileHash, MatterId, PersonId, UserId};
use jiff::civil::DateTime;
use schemars::JsonSchema;

/// 听取意见 (49条), or why a party could not be heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeardParty {
    pub side: String,
    #[schemars(with = "String")]
    pub on: Date,
    /// None: could not be heard, for a reason of its own.
    #[serde(default)]
    pub way: Option<HearingWay>,
    /// What was said, or why it could not be.
    pub text: String,
    #[serde(default)]
    pub document: Option<FileHash>,
}

/// 当事人提交的书面意见. It is not yet heard: that is the office's act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedOpinion {
    pub on: Date,
    pub side: String,
    pub text: String,
    pub documents: Vec<FileHash>,
}

/// 请求听证 (50条2款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingRequest {
    pub on: Date,
    pub side: String,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<HearingDeclined>,
}

/// 不组织听证, upon a request, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingDeclined {
    pub on: Date,
    pub reason: String,
}

/// 收存签字的申请笔录 (22条3款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationRecord {
    pub on: Date,
    pub document: FileHash,
}

/// 回避申请.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenged {
    pub key: String,
    pub on: Date,
    pub of: UserId,
    pub by: String,
    pub ground: String,
    pub upheld: Option<bool>,
    /// Why it was decided so, as it is told to whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// 回避决定.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeDecision {
    pub on: Date,
    pub challenge: String,
    pub upheld: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// 听证 (50条、51条): one chair, two members or more, one clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HearingPlan {
    #[schemars(with = "String")]
    pub starts_at: DateTime,
    pub place: String,
    /// 拟听证事项.
    pub matters: String,
    pub chair: UserId,
    pub members: Vec<UserId>,
    pub clerk: UserId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    pub key: String,
    pub plan: HearingPlan,
    pub notice: String,
    pub record: Option<HearingRecord>,
    pub cancelled: Option<String>,
}

impl Hearing {
    /// Held, and the minutes as they were signed are not on file.
    pub fn lacks_paper(&self) -> bool {
        self.record.as_ref().is_some_and(|record| record.document.is_none())
    }
}

/// 听证笔录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HearingRecord {
    /// Sides who came.
    pub present: Vec<String>,
    pub head: HeadAtHearing,
    pub minutes: String,
    /// 申请人没有到场的正当理由; without one the right is waived (51条2款).
    #[serde(default)]
    pub absence_reason: Option<String>,
    #[serde(default)]
    pub document: Option<FileHash>,
}

/// 被申请人负责人 (51条3款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HeadAtHearing {
    Attended {
        name: String,
        post: String,
    },
    Absent {
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        deputy: Option<String>,
    },
}

impl HeadAtHearing {
    /// Came, or said why not and sent somebody: either missing is a breach of 51条3款.
    pub fn is_in_order(&self) -> bool {
        self.lacking_zh().is_none()
    }

    /// Which half of it is missing.
    pub fn lacking_zh(&self) -> Option<&'static str> {
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let HeadAtHearing::Absent { reason, deputy } = self else { return None };
        match (said(reason), said(deputy)) {
            (true, true) => None,
            (true, false) => Some("说明了理由，没有委托工作人员参加"),
            (false, true) => Some("委托了工作人员，没有说明理由"),
            (false, false) => Some("没有说明理由，也没有委托工作人员"),
        }
    }
}

/// 查阅、复制 (47条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    pub key: String,
    pub on: Date,
    pub side: String,
    pub decided: Option<AccessDecision>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessDecision {
    pub on: Date,
    /// None: granted. Otherwise one of the four grounds of the law.
    pub withheld: Option<Withheld>,
    pub note: Option<String>,
}

/// 代理人 (17条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideAgent {
    pub key: String,
    pub side: String,
    /// In the vault; of agents who were entered by a mask alone, none.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Masked.
    pub label: String,
    pub kind: AgentKind,
    pub authority: String,
    pub until: Option<Date>,
    pub document: FileHash,
    pub ended_on: Option<Date>,
}

impl SideAgent {
    /// Not dismissed, and the letter has not run out.
    pub fn acts_on(&self, day: Date) -> bool {
        self.ended_on.is_none() && self.until.is_none_or(|until| until >= day)
    }
}

/// 第三人 (16条): told, and whether it takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThirdParty {
    pub side: String,
    pub notice: String,
    /// None: has not answered; the trial goes on all the same (16条2款).
    pub joins: Option<bool>,
    /// 同意电子送达.
    #[serde(default)]
    pub electronic_service: bool,
}

impl ThirdParty {
    /// Whether it takes part.
    pub fn told_zh(&self) -> &'static str {
        match self.joins {
            Some(true) => "参加复议",
            Some(false) => "不参加复议",
            None => "还没有答复是否参加",
        }
    }
}

/// 附带审查 (56条至60条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReview {
    pub key: String,
    pub on: Date,
    pub plan: RuleReviewPlan,
    /// 通知制定机关 (58条), or 转送 (56条、57条): the notice, and to whom.
    pub notice: Option<String>,
    pub answered_on: Option<Date>,
    /// What was answered, where it came on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<FileHash>,
    pub concluded: Option<RuleConclusion>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_right: Option<RulePutRight>,
}

/// 制定机关纠正情况 (59条), as it was told to the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePutRight {
    pub on: Date,
    pub text: String,
    pub document: Option<FileHash>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleReviewPlan {
    /// 文件名称和条款.
    pub rule: String,
    /// 制定机关.
    pub maker: String,
    /// 本机关有权处理; otherwise it is forwarded to whoever has the power.
    #[serde(default)]
    pub own: bool,
    /// 转送给哪个机关.
    #[serde(default)]
    pub forward_to: Option<String>,
    /// 57条: the office itself found the basis unlawful.
    #[serde(default)]
    pub found: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleConclusion {
    pub on: Date,
    pub outcome: RuleOutcome,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
}

/// 撤回申请 (41条1项、74条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub on: Date,
    /// 因达成和解.
    pub settled: bool,
    pub reason: String,
    /// None: not decided yet.
    pub allowed: Option<bool>,
}

/// 行政复议调解书 (73条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub on: Date,
    pub text: String,
    pub notice: String,
    pub document: FileHash,
    /// What it says line by line is watched in a performance of its own; what that has found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<WatchedLines>,
}

/// How what a statement says stands, as the performance that watches it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedLines {
    /// The day on which the last of them was performed, if all are.
    #[schemars(with = "Option<String>")]
    pub performed_on: Option<Date>,
    /// Keys of the sides that did not perform theirs although they were urged, and against whom nothing is enforced yet.
    pub broken_by: Vec<String>,
}

impl WatchedLines {
    pub fn is_broken_by(&self, side: &str) -> bool {
        self.broken_by.iter().any(|by| by == side)
    }

    pub fn told_zh(&self) -> &'static str {
        match (self.performed_on, self.broken_by.is_empty()) {
            (Some(_), _) => "调解书的各项都已履行",
            (None, false) => "调解书有没履行的",
            (None, true) => "调解书的履行情况有变化",
        }
    }
}

/// 案审会、专家论证、司法听证的结果: advice, which whoever decides reads before deciding (61条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    #[schemars(with = "String")]
    pub on: Date,
    /// 市长案审会、司法听证 …
    pub from: String,
    pub text: String,
}

/// 市长案审会 about this: convened, or over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewNoted {
    pub on: Date,
    pub review: MatterId,
    pub open: bool,
}

/// 合并审理、分开审理: since when, with which other one, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    pub on: Date,
    pub with: MatterId,
    pub reason: String,
}

/// 合并审理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    pub with: MatterId,
    pub reason: String,
}

/// 一方签字的书面材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SidePaper {
    pub side: String,
    pub file: FileHash,
}

/// 补充的答复、证据: within the days for answering, or afterwards with the office's consent (46条2款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedToReply {
    pub on: Date,
    pub text: String,
    pub evidence: Vec<AgencyEvidence>,
    /// Why the office agreed; none: it came in time and needs no consent.
    #[serde(default)]
    pub agreed_because: Option<String>,
    #[serde(default)]
    pub document: Option<FileHash>,
}

impl AddedToReply {
    /// `2026年3月30日经复议机构同意补充`.
    pub fn told_zh(&self) -> String {
        let agreed = if self.agreed_because.is_some() { "经复议机构同意" } else { "" };
        format!("{}{agreed}补充", crate::calendar::zh_date(self.on))
    }
}
