//! Administrative reconsideration (行政复议) run here: from the application to the decision that has taken effect, by the
//! Reconsideration Law of 2023.
//!
//! Here: application, review, supplement, reply, suspension, extension, decision, service. Not here: a reconsideration of another
//! body ([`crate::mirrored`]), mediation within it ([`crate::mediation`]). What time has done is done before anything else is
//! weighed ([`Reconsideration::caught_up`]), so that a file that nobody touched is as the law has it.

mod address;
mod after;
mod after_parts;
mod apply;
mod applying;
mod archiving;
mod choices;
mod clocks;
pub mod codes;
mod codes_after;
mod command;
mod course;
mod decide;
mod deciding;
mod duties;
mod event;
mod event_use;
mod hearing;
mod inquiry;
mod labels;
mod may;
mod notice;
mod offered;
mod outline;
mod parts;
mod replying;
mod review;
mod service;
mod settling;
mod sides;
mod stay_parts;
mod staying;
mod sued;
mod superior;
mod tasks;
mod tasks_after;
mod trial;
mod trial_choices;
mod trial_parts;
mod view;

pub use address::*;
pub use after_parts::*;
pub use applying::{accepted_by_silence, ensure_takes, is_taken_here, weigh_application};
pub use choices::*;
pub use command::ReconsiderationCommand;
pub use duties::Duty;
pub use event::ReconsiderationEvent;
pub use inquiry::*;
pub use notice::*;
pub use offered::articles;
pub use parts::*;
pub use settling::after_withdrawal;
pub use stay_parts::*;
pub use superior::SuperiorCopy;
pub use trial_choices::*;
pub use trial_parts::*;

use crate::{
    UserId,
    effect::{SettledHow, SuspensionAgreed},
    mediation::{Brief, Obligation, RESPONDENT},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// In front of the id of another: the mark under which the files are found that are tried together with it.
pub const JOINED: &str = "joined:";

/// The mark of those that somebody has in hand, by which they are found when an officer leaves.
pub const IN_HAND: &str = "reconsideration:in_hand";

/// The key under which the maker of a rule, or the body it is forwarded to, is served.
pub const RULE_BODY: &str = "rule_body";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reconsideration {
    pub brief: Brief,
    /// `钟政复〔2026〕1号`.
    pub number: String,
    pub bodies: Bodies,
    pub opened_on: Date,
    pub application: Application,
    /// 法院已经受理 when it was handed in (29条2款).
    pub in_court: bool,
    pub stage: Stage,
    /// 转送之日 of an application through the agency (32条).
    pub forwarded_on: Option<Date>,
    pub supplement: Option<Supplement>,
    pub acceptance: Option<Acceptance>,
    pub refused: Option<Refused>,
    /// 复议人员 (36条).
    pub handlers: Vec<UserId>,
    /// The last of them who left their post did so that day, and nobody was named since.
    #[serde(default)]
    pub left_on: Option<Date>,
    pub challenges: Vec<Challenged>,
    pub walled: Vec<UserId>,
    pub weights: Vec<Weight>,
    pub notices: Vec<Notice>,
    /// 副本 was sent; the ten or five days run from its service.
    pub copy: Option<String>,
    pub reply: Option<Reply>,
    pub halts: Vec<Halt>,
    pub prolongation: Option<Prolongation>,
    pub drafts: Vec<Draft>,
    pub decided: Option<Decided>,
    pub terminated: Option<Terminated>,
    /// 双方书面同意中止, as a mediation brought it.
    pub agreed_halt: Option<SuspensionAgreed>,
    /// The mediation for which it was suspended is over.
    pub resumable_on: Option<Date>,
    /// 已在调解中达成协议: it ends by an act of this office.
    pub settled: Option<(Date, SettledHow)>,
    /// 起诉期限届满.
    pub final_on: Option<Date>,
    /// 逾期不作决定: the day after the last to decide passed without a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_since: Option<Date>,
    #[serde(default)]
    pub heard: Vec<HeardParty>,
    #[serde(default)]
    pub stated: Vec<StatedOpinion>,
    #[serde(default)]
    pub hearing_requests: Vec<HearingRequest>,
    #[serde(default)]
    pub hearings: Vec<Hearing>,
    #[serde(default)]
    pub access_requests: Vec<AccessRequest>,
    #[serde(default)]
    pub third_parties: Vec<ThirdParty>,
    #[serde(default)]
    pub agents: Vec<SideAgent>,
    #[serde(default)]
    pub joined: Vec<Joined>,
    #[serde(default)]
    pub stays: Vec<Stay>,
    #[serde(default)]
    pub rule_reviews: Vec<RuleReview>,
    #[serde(default)]
    pub withdrawal: Option<Withdrawal>,
    #[serde(default)]
    pub statement: Option<Statement>,
    #[serde(default)]
    pub consultations: Vec<Consultation>,
    /// What the case review and a judicial hearing about it came to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advised: Vec<Advice>,
    /// 市长案审会 about this that have come to nothing yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_reviews: Vec<crate::MatterId>,
    #[serde(default)]
    pub opinions: Vec<IssuedOpinion>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copied: Vec<SuperiorCopy>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inquiries: Vec<Inquiry>,
    /// 送达地址确认, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<ConfirmedAddress>,
    /// When everything was performed that had to be.
    #[serde(default)]
    pub performed_on: Option<Date>,
    /// 登记履行, duty by duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performed: Vec<Performed>,
    /// 反映没有履行.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Unperformed>,
    #[serde(default)]
    pub measures: Vec<Pressure>,
    #[serde(default)]
    pub enforced: Option<(Date, EnforcedBy)>,
    /// Keys of those against whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enforced_against: Vec<String>,
    #[serde(default)]
    pub published: Option<Published>,
    /// What came with a withdrawal, with performance, with what was done to enforce it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
}

/// 阶段.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 由作出处罚决定的机关转送中 (32条).
    WithAgency,
    /// 受理审查.
    UnderReview,
    /// 等待补正.
    Supplementing,
    /// 审理中.
    Running,
    /// 中止.
    Suspended,
    /// 已提出审查意见，待负责人同意或者集体讨论.
    Drafted,
    /// 已经同意，待制作决定书.
    Approved,
    /// 已作出决定，待送达.
    Decided,
    /// 已送达生效.
    Effective { on: Date },
    /// 调解书已生效.
    Settled { on: Date },
    /// 不予受理.
    Refused { on: Date },
    /// 视为放弃.
    Abandoned { on: Date },
    /// 已终止.
    Terminated { on: Date },
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::WithAgency => "with_agency",
            Stage::UnderReview => "under_review",
            Stage::Supplementing => "supplementing",
            Stage::Running => "running",
            Stage::Suspended => "suspended",
            Stage::Drafted => "drafted",
            Stage::Approved => "approved",
            Stage::Decided => "decided",
            Stage::Effective { .. } => "effective",
            Stage::Settled { .. } => "settled",
            Stage::Refused { .. } => "refused",
            Stage::Abandoned { .. } => "abandoned",
            Stage::Terminated { .. } => "terminated",
        }
    }

    pub fn name_zh(self) -> &'static str {
        match self {
            Stage::WithAgency => "由处罚机关转送中",
            Stage::UnderReview => "受理审查",
            Stage::Supplementing => "等待补正",
            Stage::Running => "审理中",
            Stage::Suspended => "中止审理",
            Stage::Drafted => "意见待同意",
            Stage::Approved => "待制作决定书",
            Stage::Decided => "已决定，待送达",
            Stage::Effective { .. } => "决定已生效",
            Stage::Settled { .. } => "调解书已生效",
            Stage::Refused { .. } => "不予受理",
            Stage::Abandoned { .. } => "视为放弃申请",
            Stage::Terminated { .. } => "已终止",
        }
    }

    /// One public sentence.
    pub fn told_zh(self) -> &'static str {
        match self {
            Stage::WithAgency => "您的申请交给了作出处罚的机关，它要在五个工作日内改正或者转给复议机关",
            Stage::UnderReview => "复议机关收到了申请，五个工作日内决定是否受理",
            Stage::Supplementing => "请按补正通知在期限内补交材料；逾期不补，视为放弃申请",
            Stage::Running => "已经受理，正在审理",
            Stage::Suspended => "审理暂停，期限停算；原因消除后恢复，会书面告诉您",
            Stage::Drafted | Stage::Approved => "已经审完，正在作出决定",
            Stage::Decided => "已经作出决定，正在送达",
            Stage::Effective { .. } => "决定已经送达生效",
            Stage::Settled { .. } => "各方达成调解，调解书已经生效",
            Stage::Refused { .. } => "没有受理，理由和下一步写在决定书上",
            Stage::Abandoned { .. } => "没有在期限内补正，视为放弃申请；还在申请期限内的，可以重新申请",
            Stage::Terminated { .. } => "复议已经终止",
        }
    }

    /// The same for who did not apply: what only the applicant has to do is not said to them.
    pub fn told_to_others_zh(self) -> &'static str {
        match self {
            Stage::WithAgency => "复议申请交给了作出处罚的机关，它要在五个工作日内改正或者转给复议机关",
            Stage::Supplementing => "复议机关请申请人补正材料；逾期不补，视为放弃申请",
            Stage::Abandoned { .. } => "申请人没有在期限内补正，视为放弃申请",
            stage => stage.told_zh(),
        }
    }

    /// Nothing more is reviewed; papers and performance may follow.
    pub fn over_on(self) -> Option<Date> {
        match self {
            Stage::Effective { on }
            | Stage::Settled { on }
            | Stage::Refused { on }
            | Stage::Abandoned { on }
            | Stage::Terminated { on } => Some(on),
            _ => None,
        }
    }

    /// Accepted and not decided.
    pub fn is_pending(self) -> bool {
        matches!(self, Stage::Running | Stage::Suspended | Stage::Drafted | Stage::Approved)
    }
}

impl Reconsideration {
    /// The parties and the agency.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        self.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT])
    }

    pub fn is_side(&self, key: &str) -> bool {
        self.sides().any(|side| side == key)
    }

    pub fn applicants(&self) -> impl Iterator<Item = &str> {
        self.applying().map(|party| party.key.as_str())
    }

    pub fn notice(&self, key: &str) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.key == key)
    }

    pub fn procedure(&self) -> Procedure {
        self.acceptance.as_ref().map_or(Procedure::Ordinary, |accepted| accepted.procedure)
    }

    pub fn open_halt(&self) -> Option<&Halt> {
        self.halts.iter().find(|halt| halt.to.is_none())
    }

    /// 39条2款: each that was resumed has its paper; the last one may have ended with the reconsideration (41条5项, 73条).
    pub fn is_resumed(&self, halt: &Halt) -> bool {
        let resumed = self.notices.iter().filter(|notice| notice.paper == PaperKind::Resumption).count();
        self.halts.iter().position(|held| held == halt).is_some_and(|at| at < resumed)
    }

    /// The proposal that is on the table.
    pub fn draft(&self) -> Option<&Draft> {
        self.drafts.last()
    }

    /// What was decided, once it was issued.
    pub fn holdings(&self) -> &[Holding] {
        self.issued_opinion().map_or(&[], |opinion| &opinion.holdings)
    }

    /// All of it, with what is paid and given back (72条).
    pub fn issued_opinion(&self) -> Option<&DraftOpinion> {
        let decided = self.decided.as_ref()?;
        self.drafts.iter().find(|draft| draft.key == decided.draft).map(|draft| &draft.opinion)
    }

    /// 复议前置 (23条): without it no suit.
    pub fn is_mandatory(&self) -> bool {
        crate::dispute::reconsideration_first(&self.brief.act)
    }

    /// The name of whoever sat there on that day: what was done to the one who is gone was not done to whoever came.
    pub fn label_on<'a>(&'a self, key: &'a str, on: Date, law: &'a crate::Law) -> &'a str {
        let party = self.brief.parties.iter().find(|party| party.key == key);
        party.map_or_else(|| self.label(key, law), |party| party.name_on(on))
    }

    /// The name of a side as pages and papers show it.
    pub fn label<'a>(&'a self, key: &'a str, law: &'a crate::Law) -> &'a str {
        match key {
            RESPONDENT => law.directory.name_of(&self.brief.respondent),
            RULE_BODY => {
                self.open_rule_review().or(self.rule_reviews.last()).map_or("制定机关", |review| {
                    review.plan.forward_to.as_deref().unwrap_or(&review.plan.maker)
                })
            }
            key if key.starts_with(after_parts::OTHER_BODY) => &key[after_parts::OTHER_BODY.len()..],
            key => self.brief.parties.iter().find(|p| p.key == key).map_or(key, |party| party.label.as_str()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
