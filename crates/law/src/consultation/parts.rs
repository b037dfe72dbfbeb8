//! What is asked, of whom, and what came back.

use crate::{
    Actor, FileHash, MatterId, OrgId, Principal, Role, UserId,
    calendar::zh_date,
    dispute::{Evidence, choices},
    expert::Field,
    mediation::{ServiceWay, SignatureWay},
};
use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 形式.
    ConsultationForm {
        ExpertOpinion = "专家论证",
        JudicialHearing = "司法听证",
    }

    /// 不能参加的原因.
    DeclineGround {
        /// Walled off from the file for good.
        Interest = "有利害关系，应当回避",
        Busy = "时间安排不开",
        NotMyField = "不是本人的专业",
        Other = "其他原因",
    }

    /// 结论倾向.
    Stand {
        Lawful = "原行为合法适当",
        Improper = "原行为合法但不适当",
        Unlawful = "原行为违法",
        Unclear = "事实不清，需要补充",
        OtherView = "其他意见",
    }

    /// 是否采纳.
    Followed {
        Wholly = "采纳",
        Partly = "部分采纳",
        No = "没有采纳",
    }
}

/// 论证申请.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsultationRequest {
    pub form: ConsultationForm,
    /// The proceeding that it is for; none: the dispute as a whole.
    pub proceeding: Option<MatterId>,
    pub question: String,
    /// Of what lies in the file already, by hash.
    #[serde(default)]
    pub materials: Vec<FileHash>,
    /// What is added for the experts.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// 事实和理由 of the application to which it belongs, beyond what was registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<String>,
    /// 答复, as the agency wrote it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// Experts know at least one of these; none: any.
    #[serde(default)]
    pub fields: Vec<Field>,
    pub number: u8,
    /// The last day to answer: set by whoever asks, no statutory period.
    #[schemars(with = "String")]
    pub due_on: Date,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub organization: OrgId,
}

impl Asker {
    /// Whoever asks, in their office: a colleague takes over from one who has left.
    pub fn office(&self) -> Principal {
        Principal::role_in(self.role, &self.organization)
    }

    /// It is asked for a reconsideration, which the centre does not run.
    pub fn reconsiders(&self) -> bool {
        matches!(self.role, Role::ReconsiderationOfficer | Role::ReconsiderationHead)
    }

    pub fn is_colleague(&self, actor: &Actor) -> bool {
        actor.role == self.role && actor.in_organization(&self.organization)
    }
}

/// The request with what the file knew when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub request: ConsultationRequest,
    pub materials: Vec<Evidence>,
    /// 事实和理由, as registered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facts: String,
    pub by: Asker,
    /// Who sits at the table of the dispute: they see the opinions and are drawn for none.
    pub team: Vec<UserId>,
}

/// 排除, named by hand before a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclude {
    pub user: UserId,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    pub user: UserId,
    pub name: String,
    pub on: Date,
    pub state: Invitation,
}

impl Invited {
    /// Who signed when, for or against, and why: word for word, where the reader may see it.
    pub fn signed_zh(&self) -> Option<String> {
        let Invitation::Answered { on, opinion: Some(said) } = &self.state else { return None };
        let (name, on, stand) = (&self.name, zh_date(*on), said.stand.name_zh());
        Some(format!("{name}（{on}，{stand}）：{}\n理由：{}", said.conclusion, said.reasons))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Invitation {
    Waiting,
    Declined {
        on: Date,
        ground: DeclineGround,
        note: Option<String>,
    },
    /// `opinion` is absent where the reader may not see it.
    Answered {
        on: Date,
        opinion: Option<Opinion>,
    },
}

/// 专家意见: signed, kept as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    pub stand: Stand,
    pub conclusion: String,
    pub reasons: String,
    pub way: SignatureWay,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    pub starts_at: DateTime,
    pub place: String,
    pub participants: String,
    pub notices: Vec<Notice>,
    pub held: Option<HearingHeld>,
}

/// 听证通知.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// A party's key, or `respondent`.
    pub side: String,
    pub way: ServiceWay,
    #[schemars(with = "String")]
    pub served_on: Date,
    pub proof: Option<FileHash>,
}

/// 听证情况.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HearingHeld {
    #[schemars(with = "String")]
    pub held_on: Date,
    /// 到场人员.
    pub present: String,
    /// 笔录.
    pub minutes: String,
    /// The signed minutes.
    pub document: Option<FileHash>,
}

/// 采纳情况.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Following {
    pub on: Date,
    pub by: UserId,
    pub followed: Followed,
    pub reason: String,
}
