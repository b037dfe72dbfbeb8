//! Referral (移送对接): the whole file goes once from one body to another, on the parties' consent, with the day of first submission
//! and the clocks as they stand; it is received or sent back in time, and comes back with what nobody disputes.
//!
//! Six dockings: 诉调、访调、行调、检调、裁调、复调. What was conceded to reach an agreement has no place to stand in what comes back:
//! [`HandBack`] has no field for it (特邀调解规定22条、在线调解规则18条). Not here: the mediation, the other body's proceeding.

pub mod codes;
mod decide;
mod outline;
mod parts;
mod sending;
mod view;

pub use parts::*;
pub(crate) use sending::{handed_over, weigh_request};
pub use view::{Reading, days_go_along};

use crate::{FileHash, MatterId, decision::Law, mediation::Brief, term};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    pub brief: Brief,
    pub package: Package,
    pub stage: Stage,
    /// 移送回执.
    pub receipt: Option<FileHash>,
    pub back: Option<HandBack>,
    /// The mediation that it came into and that is not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediation: Option<MatterId>,
    /// That mediation was imported: the centre has taken it up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begun: bool,
    /// A mediation came of it and is over: what it came to goes back from there and is typed by nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mediated: bool,
    /// 签收之日, kept when it is given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<Date>,
    /// Whoever had sent it has sent it once more, as a referral of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_again_on: Option<Date>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 已发出，等待签收.
    Sent { on: Date },
    /// 已签收.
    Accepted { on: Date },
    /// 已退回: the receiving body does not take it, and says why.
    Declined { on: Date, reason: String },
    /// 逾期未签收，已退回并上报.
    Unanswered { on: Date },
    /// 没有签收，已另行处理.
    Escalated { on: Date },
    /// 已交回.
    HandedBack { on: Date },
    /// 已由接收单位接着办.
    TakenOver { on: Date },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Sent { .. } => "sent",
            Stage::Accepted { .. } => "accepted",
            Stage::Declined { .. } => "declined",
            Stage::Unanswered { .. } => "unanswered",
            Stage::Escalated { .. } => "escalated",
            Stage::HandedBack { .. } => "handed_back",
            Stage::TakenOver { .. } => "taken_over",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Sent { .. } => "已发出，等待签收",
            Stage::Accepted { .. } => "已签收，正在办理",
            Stage::Declined { .. } => "已退回",
            Stage::Unanswered { .. } => "逾期未签收，已退回并上报",
            Stage::Escalated { .. } => "没有签收，已另行处理",
            Stage::HandedBack { .. } => "已交回",
            Stage::TakenOver { .. } => "已签收，由接收单位接着办",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Sent { .. } => "您的材料已经转交，正在等接收单位签收；您最初提交的日期一直保留。",
            Stage::Accepted { .. } => "接收单位已经签收您的材料，正在办理。",
            Stage::Declined { .. } => "接收单位没有接收，材料已经退回原来的单位继续办理，不影响您的权利。",
            Stage::Unanswered { .. } => "接收单位没有按时签收，材料已经退回原来的单位，并报负责人督促。",
            Stage::Escalated { .. } => "接收单位没有签收，已经另行处理，不影响您的权利。",
            Stage::HandedBack { .. } => "接收单位已经办完，结果交回了原来的单位。",
            Stage::TakenOver { .. } => "接收单位已经签收您的材料，接下来由它办理；您最初提交的日期一直保留。",
        }
    }

    /// It is with whoever sent it again, whatever they still have to do about that.
    pub fn went_back_on(&self) -> Option<Date> {
        match self {
            Stage::Declined { on, .. } | Stage::Unanswered { on } | Stage::HandedBack { on } => Some(*on),
            _ => None,
        }
    }

    /// Nothing more is expected of the receiving body.
    pub fn over_on(&self) -> Option<Date> {
        match self {
            Stage::Declined { on, .. }
            | Stage::Escalated { on }
            | Stage::HandedBack { on }
            | Stage::TakenOver { on } => Some(*on),
            Stage::Sent { .. } | Stage::Accepted { .. } | Stage::Unanswered { .. } => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReferralCommand {
    /// 启动（移送对接后由系统发出）.
    Open { brief: Box<Brief>, package: Box<Package> },
    /// 签收.
    Accept { receipt: Option<FileHash> },
    /// 退回.
    Decline {
        reason: String,
        /// 退回的函: of whoever records it for the receiving body.
        #[serde(default)]
        receipt: Option<FileHash>,
    },
    /// 逾期退回并上报（由系统发出）.
    RecordUnanswered,
    /// 没有签收的，另行处理.
    Acknowledge { note: String },
    /// 交回.
    HandBack { back: Box<HandBack> },
    /// 转入的调解还在办、已经终结（由系统发出）.
    NoteMediation {
        mediation: MatterId,
        open: bool,
        #[serde(default)]
        begun: bool,
    },
    /// 重新移送: by whoever had sent it, after the centre had not taken it.
    SendAgain { reason: String },
    /// 同一单位又移送来一次（由系统发出）: what nobody took before is settled by that.
    NoteSentAgain { by: crate::OrgId },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ReferralEvent {
    Opened {
        on: Date,
        brief: Box<Brief>,
        package: Box<Package>,
    },
    Accepted {
        on: Date,
        receipt: Option<FileHash>,
    },
    Declined {
        on: Date,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<FileHash>,
    },
    /// Dated by the day after the last one to answer.
    LeftUnanswered {
        on: Date,
    },
    Acknowledged {
        on: Date,
        note: String,
    },
    HandedBack {
        on: Date,
        back: Box<HandBack>,
    },
    MediationNoted {
        mediation: MatterId,
        open: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        begun: bool,
    },
    SentAgain {
        on: Date,
        request: Box<Request>,
    },
    CameAgain {
        on: Date,
    },
}

impl ReferralEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            ReferralEvent::Opened { .. } => "移送对接",
            ReferralEvent::Accepted { .. } => "签收移送材料",
            ReferralEvent::Declined { .. } => "退回移送材料",
            ReferralEvent::LeftUnanswered { .. } => "逾期未签收，退回并上报",
            ReferralEvent::Acknowledged { .. } => "没有签收的移送另行处理",
            ReferralEvent::HandedBack { .. } => "交回办理结果",
            ReferralEvent::SentAgain { .. } => "重新移送",
            ReferralEvent::CameAgain { .. } => "移送单位已经另行移送",
            ReferralEvent::MediationNoted { open: true, begun: false, .. } => "转入调解",
            ReferralEvent::MediationNoted { open: true, .. } => "转入的调解已经导入",
            ReferralEvent::MediationNoted { open: false, .. } => "转入的调解已经终结",
        }
    }
}

impl Referral {
    /// 签收期限: a setting of the centre, no statutory period.
    pub fn last_day_to_answer(&self, law: &Law) -> Option<Date> {
        match self.stage {
            Stage::Sent { on } => Some(law.calendar.add(on, term::CENTRE_REFERRAL_ANSWER.span(), true).on),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
