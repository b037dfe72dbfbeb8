//! Consultation of experts (专家论证、司法听证): a question about a running case, experts drawn by lot so that anybody can draw again,
//! a signed opinion of each, and later whether the opinion was followed and why.
//!
//! It hangs on a dispute and on one of its proceedings; it moves no clock. Opinions are advice, seen by the team alone. Not here:
//! the pool ([`crate::expert`]), the hearing of a reconsideration itself, the decision.

mod decide;
mod draw;
mod hearing;
mod outline;
mod parts;
mod view;

pub use decide::codes;
pub(crate) use decide::weigh_request;
pub(crate) use decide::{asker, ensure_open, materials_of};
pub use draw::{Draw, Drawable, Excluded, eligible, in_order};
pub use parts::*;
pub use view::Viewer;

use crate::{UserId, calendar::zh_date, mediation::Brief};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The mark of a consultation that waits for experts: looked through when somebody leaves.
pub const ASKED: &str = "consultation:asked";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consultation {
    pub brief: Brief,
    pub plan: Plan,
    pub opened_on: Date,
    pub stage: Stage,
    /// Every draw with its seed and the pool as it stood: nothing of it is ever overwritten.
    pub draws: Vec<Draw>,
    pub invited: Vec<Invited>,
    pub hearing: Option<Hearing>,
    pub followed: Option<Following>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 待抽取专家.
    Drawing,
    /// 征询中.
    Asking,
    /// 论证完成.
    Completed { on: Date },
    /// 提前结束.
    Closed { on: Date, reason: String },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Drawing => "drawing",
            Stage::Asking => "asking",
            Stage::Completed { .. } => "completed",
            Stage::Closed { .. } => "closed",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Drawing => "待抽取专家",
            Stage::Asking => "正在征询专家意见",
            Stage::Completed { .. } => "论证完成",
            Stage::Closed { .. } => "提前结束",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Drawing => "办理单位准备请专家论证，正在随机抽取专家；办理期限照常计算。",
            Stage::Asking => "专家正在研究您的案件，意见供办理单位参考；办理期限照常计算。",
            Stage::Completed { .. } => "专家已经提出意见，供办理单位参考；怎样处理由办理单位决定。",
            Stage::Closed { .. } => "专家论证提前结束，办理单位继续办理。",
        }
    }

    pub fn over_on(&self) -> Option<Date> {
        match self {
            Stage::Completed { on } | Stage::Closed { on, .. } => Some(*on),
            Stage::Drawing | Stage::Asking => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConsultationCommand {
    /// 启动（发起论证后由系统发出）.
    Open { brief: Box<Brief>, plan: Box<Plan> },
    /// 随机抽取专家; the seed is the program's chance, typed by nobody.
    Draw {
        seed: String,
        #[serde(default)]
        exclude: Vec<Exclude>,
    },
    /// 专家说明不能参加.
    Excuse { user: UserId, ground: DeclineGround, note: Option<String> },
    /// 专家签署意见.
    Answer { opinion: Box<Opinion> },
    /// 定听证的时间地点.
    SetHearing {
        #[schemars(with = "String")]
        starts_at: jiff::civil::DateTime,
        place: String,
        participants: String,
        /// 专家最晚哪天答复, where the hearing comes after the day that was set first.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        due_on: Option<Date>,
    },
    /// 记录听证通知送达.
    RecordNotice { notice: Notice },
    /// 听证笔录.
    RecordHearing { held: Box<HearingHeld> },
    /// 提前结束.
    EndEarly { reason: String },
    /// 记录是否采纳.
    RecordFollowed { followed: Followed, reason: String },
    /// 记下回避（由系统发出）.
    NoteWalls { walled: Vec<UserId> },
    /// 记下抽中的专家已经解聘、停用（由系统发出）.
    NoteLeft,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ConsultationEvent {
    Opened {
        on: Date,
        brief: Box<Brief>,
        plan: Box<Plan>,
    },
    Drawn {
        on: Date,
        draw: Box<Draw>,
    },
    ExpertDeclined {
        on: Date,
        user: UserId,
        ground: DeclineGround,
        note: Option<String>,
    },
    Answered {
        on: Date,
        user: UserId,
        opinion: Box<Opinion>,
    },
    HearingSet {
        on: Date,
        starts_at: jiff::civil::DateTime,
        place: String,
        participants: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Date>,
    },
    NoticeRecorded {
        on: Date,
        notice: Notice,
    },
    HearingRecorded {
        on: Date,
        held: Box<HearingHeld>,
    },
    Completed {
        on: Date,
    },
    Closed {
        on: Date,
        reason: String,
    },
    FollowedRecorded {
        on: Date,
        by: UserId,
        followed: Followed,
        reason: String,
    },
    WallsNoted {
        on: Date,
        walled: Vec<UserId>,
    },
}

impl ConsultationEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            ConsultationEvent::Opened { .. } => "发起专家论证",
            ConsultationEvent::Drawn { .. } => "随机抽取专家",
            ConsultationEvent::ExpertDeclined { .. } => "专家不能参加",
            ConsultationEvent::Answered { .. } => "专家签署意见",
            ConsultationEvent::HearingSet { .. } => "定听证时间",
            ConsultationEvent::NoticeRecorded { .. } => "听证通知送达",
            ConsultationEvent::HearingRecorded { .. } => "举行听证",
            ConsultationEvent::Completed { .. } => "专家论证完成",
            ConsultationEvent::Closed { .. } => "专家论证提前结束",
            ConsultationEvent::FollowedRecorded { .. } => "记录是否采纳专家意见",
            ConsultationEvent::WallsNoted { .. } => "有人在本案中回避",
        }
    }

    /// What an expert thinks is for the team alone.
    pub fn is_confidential(&self) -> bool {
        matches!(self, ConsultationEvent::Answered { .. } | ConsultationEvent::ExpertDeclined { .. })
            || matches!(
                self,
                ConsultationEvent::FollowedRecorded { .. } | ConsultationEvent::WallsNoted { .. }
            )
    }
}

impl Consultation {
    pub fn invitation(&self, user: &UserId) -> Option<&Invited> {
        self.invited.iter().rev().find(|invited| invited.user == *user)
    }

    /// Who was drawn and has not declined.
    pub fn sitting(&self) -> impl Iterator<Item = &Invited> {
        self.invited.iter().filter(|invited| !matches!(invited.state, Invitation::Declined { .. }))
    }

    /// `(n, m)`: so many of so many have answered.
    pub fn answered(&self) -> (usize, usize) {
        let answered = self.invited.iter().filter(|one| matches!(one.state, Invitation::Answered { .. }));
        (answered.count(), usize::from(self.plan.request.number))
    }

    /// Seats that a draw has to fill.
    pub fn missing(&self) -> usize {
        usize::from(self.plan.request.number).saturating_sub(self.sitting().count())
    }

    /// What the public is told, with the day of a hearing that is to come.
    pub fn told_zh(&self) -> String {
        let Some(hearing) = self.hearing.as_ref().filter(|_| self.is_to_be_heard()) else {
            return self.stage.told_zh().to_owned();
        };
        let at = hearing.starts_at;
        format!(
            "定于{} {:02}:{:02}听证，地点：{}；请带上身份证件和有关材料的原件。办理期限照常计算。",
            zh_date(at.date()),
            at.hour(),
            at.minute(),
            hearing.place
        )
    }

    /// A hearing is set and was not held yet.
    pub fn is_to_be_heard(&self) -> bool {
        self.stage.over_on().is_none() && self.hearing.as_ref().is_some_and(|hearing| hearing.held.is_none())
    }

    pub fn is_hearing(&self) -> bool {
        self.plan.request.form == ConsultationForm::JudicialHearing
    }

    /// All asked have answered and the hearing, where there is one, was held.
    fn is_complete(&self) -> bool {
        let (answered, wanted) = self.answered();
        answered == wanted && self.is_heard()
    }
}

#[cfg(test)]
mod tests;
