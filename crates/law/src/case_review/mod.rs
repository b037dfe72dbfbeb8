//! Case review (案审会): ordinary, or chaired by a leader of the city (市长案审). Materials before, a signed opinion of each member,
//! dissent kept word for word, minutes confirmed, a resolution that is advice.
//!
//! It hangs on a dispute and one of its proceedings and moves no clock. What is decided upon it (复议法61条: by the head or
//! collectively) is another act, of the proceeding itself. Not here: experts drawn by lot ([`crate::consultation`]).

mod convening;
mod decide;
mod outline;
mod parts;
mod view;

pub(crate) use convening::weigh_convening;
pub use convening::{earliest_meeting, keeps_out, leads_city};
pub use decide::codes;
pub use parts::*;
pub use view::Viewer;

use crate::{UserId, mediation::Brief};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseReview {
    pub brief: Brief,
    pub plan: ReviewPlan,
    pub opened_on: Date,
    pub stage: Stage,
    /// 召开日期, as it stands.
    pub meets_on: Date,
    pub members: Vec<Member>,
    pub recused: Vec<Recused>,
    pub served_on: Option<Date>,
    /// In the order in which they were given; never changed.
    pub opinions: Vec<MemberOpinion>,
    pub minutes: Option<Minutes>,
    pub resolution: Option<Resolution>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 已召集，待送材料.
    Convened,
    /// 材料已送，待开会.
    Served,
    /// 已开会，待确认纪要、形成意见.
    Held,
    /// 已形成审议意见.
    Resolved { on: Date },
    /// 不再召开.
    Cancelled { on: Date, reason: String },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Convened => "convened",
            Stage::Served => "materials_served",
            Stage::Held => "held",
            Stage::Resolved { .. } => "resolved",
            Stage::Cancelled { .. } => "cancelled",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Convened => "已召集，待送材料",
            Stage::Served => "材料已送，待开会",
            Stage::Held => "已开会，待形成审议意见",
            Stage::Resolved { .. } => "已形成审议意见",
            Stage::Cancelled { .. } => "不再召开",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Convened => "您的案件将由案审会集体讨论，正在准备材料；办理期限照常计算。",
            Stage::Served => "案审会的成员正在看材料，准备开会讨论；办理期限照常计算。",
            Stage::Held => "案审会已经讨论了您的案件，正在整理意见。",
            Stage::Resolved { .. } => "案审会已经提出意见，供作出决定时参考；决定由办理机关另行作出。",
            Stage::Cancelled { .. } => "案审会不再召开，办理单位继续办理。",
        }
    }

    pub fn over_on(&self) -> Option<Date> {
        match self {
            Stage::Resolved { on } | Stage::Cancelled { on, .. } => Some(*on),
            Stage::Convened | Stage::Served | Stage::Held => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaseReviewCommand {
    /// 启动（召集后由系统发出）.
    Open { brief: Box<Brief>, plan: Box<ReviewPlan> },
    /// 会前送达材料.
    ServeMaterials {
        #[schemars(with = "String")]
        served_on: Date,
    },
    /// 成员回避.
    Recuse { user: UserId, reason: String, in_place: Option<UserId> },
    /// 改期.
    Postpone {
        #[schemars(with = "String")]
        meets_on: Date,
        reason: String,
    },
    /// 成员署名意见.
    GiveOpinion { view: Box<View> },
    /// 记录会议.
    RecordMinutes { minutes: Box<MinutesText> },
    /// 核对纪要并确认.
    ConfirmMinutes { remark: Option<String> },
    /// 形成审议意见.
    Resolve { text: String },
    /// 不再召开.
    Cancel { reason: String },
    /// 记下回避（由系统发出）.
    NoteWalls { walled: Vec<UserId> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CaseReviewEvent {
    Opened { on: Date, brief: Box<Brief>, plan: Box<ReviewPlan> },
    MaterialsServed { on: Date, served_on: Date },
    MemberRecused { on: Date, user: UserId, reason: String, in_place: Option<Member> },
    Postponed { on: Date, meets_on: Date, reason: String },
    OpinionGiven { on: Date, user: UserId, view: Box<View> },
    MinutesRecorded { on: Date, minutes: Box<MinutesText> },
    MinutesConfirmed { on: Date, user: UserId, remark: Option<String> },
    Resolved { on: Date, resolution: Box<Resolution> },
    Cancelled { on: Date, reason: String },
    WallsNoted { on: Date, walled: Vec<UserId> },
}

impl CaseReviewEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            CaseReviewEvent::Opened { .. } => "召集案审会",
            CaseReviewEvent::MaterialsServed { .. } => "会前送达材料",
            CaseReviewEvent::MemberRecused { .. } => "案审会成员回避",
            CaseReviewEvent::Postponed { .. } => "案审会改期",
            CaseReviewEvent::OpinionGiven { .. } => "成员署名意见",
            CaseReviewEvent::MinutesRecorded { .. } => "召开案审会",
            CaseReviewEvent::MinutesConfirmed { .. } => "成员确认纪要",
            CaseReviewEvent::Resolved { .. } => "形成审议意见",
            CaseReviewEvent::Cancelled { .. } => "案审会不再召开",
            CaseReviewEvent::WallsNoted { .. } => "有人在本案中回避",
        }
    }

    /// What was said and thought is for the meeting and its office.
    pub fn is_confidential(&self) -> bool {
        matches!(
            self,
            CaseReviewEvent::OpinionGiven { .. }
                | CaseReviewEvent::MinutesRecorded { .. }
                | CaseReviewEvent::MinutesConfirmed { .. }
                | CaseReviewEvent::Resolved { .. }
                | CaseReviewEvent::MemberRecused { .. }
                | CaseReviewEvent::WallsNoted { .. }
        )
    }
}

impl CaseReview {
    pub fn member(&self, user: &UserId) -> Option<&Member> {
        self.members.iter().find(|member| member.user == *user)
    }

    pub fn opinion_of(&self, user: &UserId) -> Option<&MemberOpinion> {
        self.opinions.iter().find(|opinion| opinion.user == *user)
    }

    /// Those who were there; before the meeting, nobody.
    pub fn present(&self) -> impl Iterator<Item = &UserId> {
        self.minutes.iter().flat_map(|minutes| &minutes.text.present)
    }

    /// Present, and their signed opinion is not there yet. Whoever was walled off meanwhile holds nothing up.
    pub fn without_opinion(&self) -> impl Iterator<Item = &UserId> {
        self.present().filter(|user| self.opinion_of(user).is_none() && !self.brief.walled.contains(user))
    }

    /// Present, and they have not confirmed the minutes yet.
    pub fn without_confirmation(&self) -> impl Iterator<Item = &UserId> {
        let confirmed = |user: &UserId| {
            self.minutes.iter().flat_map(|minutes| &minutes.confirmed).any(|one| one.user == *user)
        };
        self.present().filter(move |user| !confirmed(user) && !self.brief.walled.contains(user))
    }

    /// For, against, another proposal.
    pub fn tally(&self) -> Tally {
        let count = |stand: ReviewStand| self.opinions.iter().filter(|one| one.view.stand == stand).count();
        Tally {
            agree: count(ReviewStand::Agree),
            disagree: count(ReviewStand::Disagree),
            otherwise: count(ReviewStand::Otherwise),
        }
    }
}

#[cfg(test)]
mod tests;
