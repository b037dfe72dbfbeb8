//! Mediation (行政争议调解): one attempt to settle one dispute, from screening to its end.
//!
//! Here: import, consent, the team 1+1+N, challenge, sessions, the period, the agreement and how it ends.
//! Not here: watching what was promised ([`crate::performance`]) and the visit afterwards ([`crate::follow_up`]);
//! they are opened by [`crate::reaction`]. Nobody calls the parts but [`crate::decide`].

mod absent;
mod agreeing;
mod apply;
mod awaited;
mod beside;
mod brief;
mod choices;
pub mod codes;
mod command;
mod decide;
mod disclosing;
mod ends;
mod event;
mod event_seen;
mod grounds;
mod hands;
mod importing;
mod jointly;
mod keeping;
mod may;
mod moved;
mod outline;
mod parts;
mod period;
mod sessions;
mod signed;
mod struck;
mod talking;
mod talks;
mod tasks;
mod teaming;
mod view;

pub(crate) use agreeing::weigh_obligations;
pub use beside::ReconsideredBy;
pub use brief::{Brief, BriefParty, Sat, SuitUpon};
pub use choices::*;
pub use command::{MediationCommand, SuspensionPaper};
pub use ends::*;
pub use event::MediationEvent;
pub use importing::{eligible, endings};
pub use keeping::RECEIVED_ZH;
pub use parts::*;
pub use sessions::CALLED_OFF_ZH;
pub use signed::*;
pub use talks::*;
pub use teaming::{Suggestion, suggest_team};
pub use view::{HandOver, HandOverPaper, View, Viewer};

use crate::{MatterId, OrgId, UserId, dispute::ClosedRemedy, remedy::Remedy};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mediation {
    pub brief: Brief,
    pub opened_on: Date,
    pub stage: Stage,
    pub imported: Option<Imported>,
    /// One of several who did not wish it; the others go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// By party key; `respondent` is the agency.
    pub consents: BTreeMap<String, Consent>,
    /// From when all sides had agreed; kept though one of them takes it back.
    pub consented_on: Option<Date>,
    pub team: Option<Team>,
    pub disclosures: Vec<Disclosure>,
    pub challenges: Vec<Challenge>,
    /// Excluded for good by a challenge that was upheld.
    pub walled: Vec<UserId>,
    pub period: Option<Period>,
    pub self_checks: Vec<SelfChecked>,
    pub questions: Vec<Question>,
    pub sessions: Vec<Session>,
    pub undisputed: Option<Undisputed>,
    pub agreement: Option<Agreement>,
    pub confirmation: Option<Confirmation>,
    pub formal_ending: Option<FormalEnding>,
    pub handed_on: Option<HandedOn>,
    /// Both sides wished for another attempt, and it was opened.
    pub retried_on: Option<Date>,
    /// Phases of the quarrel since it ended without an agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<PhaseReached>,
    /// The file went into the archive with minutes that not everybody had signed; nobody signs them there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_closed_on: Option<Date>,
    /// Both sides wish the reconsideration to be suspended meanwhile (复议法39条1款6项).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<crate::effect::SuspensionAgreed>,
    /// What those consented to whose place others have taken (承受); kept with the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_consents: Vec<(String, Consent)>,
    /// What was drafted when somebody left or the procedure changed: the next draft begins with it. The house's alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelved: Option<Agreement>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 审查导入: whether it is fit for mediation.
    Screening,
    /// 征询意愿: each party and the agency is asked.
    AwaitingConsent { since: Date },
    /// 组成 1+1+N.
    Teaming { since: Date },
    /// 调解中.
    Mediating,
    /// 协议待签.
    Signing { since: Date },
    /// 已终结.
    Ended { on: Date, outcome: Outcome },
    /// 已退回: voluntariness was missing, or it was not imported.
    Returned { on: Date, reason: ReturnReason },
    /// 已转有权机关.
    PassedOn { on: Date, to: OrgId },
}

/// 调解结果.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// 达成协议并生效.
    Agreed { ending: Ending },
    /// 调解不成.
    Failed { ground: Ground },
    /// 终止调解.
    Terminated { ground: Ground },
    /// 期满未达成协议.
    Lapsed,
}

impl Outcome {
    pub fn as_str(&self) -> &'static str {
        match self {
            Outcome::Agreed { .. } => "agreed",
            Outcome::Failed { .. } => "failed",
            Outcome::Terminated { .. } => "terminated",
            Outcome::Lapsed => "lapsed",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Outcome::Agreed { .. } => "达成协议",
            Outcome::Failed { .. } => "调解不成",
            Outcome::Terminated { .. } => "终止调解",
            Outcome::Lapsed => "期满未达成协议",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Outcome::Agreed { .. } => "谈成了，协议已经生效。",
            Outcome::Failed { .. } => "这次没有谈成，已经转回法定程序。",
            Outcome::Terminated { ground: Ground::SettledApart } => "你们已经自己谈好，调解到此结束。",
            Outcome::Terminated { .. } => "调解已经终止，转回法定程序。",
            Outcome::Lapsed => "调解的期限到了，没有谈成，转回法定程序。",
        }
    }
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Screening => "screening",
            Stage::AwaitingConsent { .. } => "awaiting_consent",
            Stage::Teaming { .. } => "teaming",
            Stage::Mediating => "mediating",
            Stage::Signing { .. } => "signing",
            Stage::Ended { .. } => "ended",
            Stage::Returned { .. } => "returned",
            Stage::PassedOn { .. } => "passed_on",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Screening => "审查导入",
            Stage::AwaitingConsent { .. } => "征询意愿",
            Stage::Teaming { .. } => "组成调解小组",
            Stage::Mediating => "调解中",
            Stage::Signing { .. } => "协议待签",
            Stage::Ended { .. } => "已终结",
            stage if stage.is_settled_beside() => "已在别的程序里谈好",
            Stage::Returned { .. } => "已退回",
            Stage::PassedOn { .. } => "已转有权机关",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Screening => "窗口正在看这件事适不适合调解。",
            Stage::AwaitingConsent { .. } => "正在征求各方愿不愿意调解。",
            Stage::Teaming { .. } => "正在安排主持调解的人。",
            Stage::Mediating => "正在调解。",
            Stage::Signing { .. } => "协议写好了，正在审查、签字。",
            Stage::Ended { outcome, .. } => outcome.told_zh(),
            Stage::Returned { reason, .. } => reason.told_zh(),
            Stage::PassedOn { .. } => "已经转给有权处理的单位。",
        }
    }

    /// Nothing more is mediated; papers may still follow.
    pub fn is_over(&self) -> bool {
        self.over_on().is_some()
    }

    pub fn over_on(&self) -> Option<Date> {
        match self {
            Stage::Ended { on, .. } | Stage::Returned { on, .. } | Stage::PassedOn { on, .. } => Some(*on),
            _ => None,
        }
    }

    /// Whether the statutory period runs in it.
    pub fn is_running(&self) -> bool {
        matches!(self, Stage::Mediating | Stage::Signing { .. })
    }
}

impl Mediation {
    /// Everybody whose will counts: the parties that take part, and the agency.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        let parties = self.brief.parties.iter().map(|party| party.key.as_str());
        parties.filter(|key| self.left_by(key).is_none()).chain([RESPONDENT])
    }

    /// The same, and whoever has left.
    pub fn sides_and_left(&self) -> impl Iterator<Item = &str> {
        self.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT])
    }

    /// What comes of a side that does not wish it, for whoever writes it down.
    pub fn without_zh(&self) -> &'static str {
        match self.brief.parties.iter().any(|party| self.goes_on_without(&party.key)) {
            true => {
                "第三人或者几位申请人中的一位不同意、退出的，只他不参加，其余各方继续，写好没签完的协议要重写；行政机关或者最后一位申请人不同意、退出的，调解当天结束，转回法定程序。"
            }
            false => "有一方不同意或者退出的，调解当天结束，转回法定程序，最初提交的日子不变。",
        }
    }

    /// A party of the dispute, whether it takes part or not.
    pub fn is_party(&self, key: &str) -> bool {
        self.brief.parties.iter().any(|party| party.key == key)
    }

    /// 特邀调解规定2条: nobody is held, and nobody holds the others. Between the agency and one who applied there is something to
    /// settle; a third party, or one of several who applied, may stay away.
    pub fn goes_on_without(&self, key: &str) -> bool {
        let applies = |party: &&BriefParty| party.standing == crate::dispute::PartyStanding::Applicant;
        let here = |party: &&BriefParty| party.key != key && self.left_by(&party.key).is_none();
        key != RESPONDENT && self.brief.parties.iter().filter(here).any(|party| applies(&party))
    }

    pub fn is_side(&self, key: &str) -> bool {
        self.sides().any(|side| side == key)
    }

    /// Sides that have not said yes.
    pub fn without_consent(&self) -> impl Iterator<Item = &str> {
        self.sides().filter(|side| !self.consents.get(*side).is_some_and(Consent::stands))
    }

    pub fn all_consented(&self) -> bool {
        self.without_consent().next().is_none()
    }

    pub fn channel(&self) -> Option<Channel> {
        self.imported.as_ref().map(|imported| imported.channel)
    }

    /// When the file went to which body.
    pub fn gone_to(&self) -> Option<(Date, &OrgId)> {
        match &self.stage {
            Stage::PassedOn { on, to } => Some((*on, to)),
            _ => self.handed_on.as_ref().map(|handed| (handed.on, &handed.to)),
        }
    }

    pub fn session(&self, key: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.key == key)
    }

    /// The agent of a side as lists may show it, where one is registered.
    pub fn agent_of(&self, side: &str) -> Option<&str> {
        self.brief.parties.iter().find(|party| party.key == side)?.agent.as_deref()
    }

    /// A challenge of this person that nobody has decided yet.
    pub fn open_challenge_of(&self, user: &UserId) -> Option<&Challenge> {
        self.challenges.iter().find(|challenge| challenge.of == *user && challenge.decided.is_none())
    }

    pub fn is_lead(&self, user: &UserId) -> bool {
        self.team.as_ref().is_some_and(|team| team.lead_mediator.as_ref() == Some(user))
    }

    pub fn is_judge(&self, user: &UserId) -> bool {
        self.team.as_ref().is_some_and(|team| team.guiding_judge.as_ref() == Some(user))
    }

    pub fn is_seated(&self, user: &UserId) -> bool {
        self.team.as_ref().is_some_and(|team| team.users().any(|seated| seated == user))
    }

    /// Undisputed facts count only once every side has confirmed them, whoever has left among them: nobody loses the right to dispute
    /// what they never signed (特邀调解规定22条、在线调解规则18条).
    pub fn confirmed_facts(&self) -> Option<&str> {
        let undisputed = self.undisputed.as_ref()?;
        self.sides_and_left().all(|side| undisputed.is_confirmed_by(side)).then_some(undisputed.text.as_str())
    }

    /// Over, and the quarrel is not settled by it: no agreement, or one that court or reconsideration body did not seal.
    /// Who settled apart has settled (TJ-12).
    pub fn is_unsettled(&self) -> bool {
        let undone = self.formal_ending.as_ref().is_some_and(|ending| ending.result != FormalResult::Granted);
        match &self.stage {
            Stage::Ended { outcome: Outcome::Agreed { .. }, .. } => undone,
            Stage::Ended { outcome: Outcome::Terminated { ground: Ground::SettledApart }, .. } => false,
            stage if stage.is_settled_beside() => false,
            stage => stage.is_over(),
        }
    }

    /// 法释〔2018〕1号60条: the suit was given up and allowed to be, for everybody who applied: no procedure is next.
    pub fn is_suit_given_up(&self) -> bool {
        self.brief.closed_to_all(Remedy::Sue).is_some_and(ClosedRemedy::is_withdrawn)
            && self.brief.closed_to_all(Remedy::Reconsider).is_some()
    }

    /// Nor is there anybody who had sent it.
    pub(super) fn goes_nowhere(&self) -> bool {
        self.is_suit_given_up() && self.brief.referral.is_none()
    }

    /// What its end still waits for before the file may be closed.
    pub fn pending(&self) -> Option<&'static str> {
        if self.is_unsettled() {
            let gone = self.handed_on.is_some() || self.retried_on.is_some() || self.goes_nowhere();
            let elsewhere = matches!(self.stage, Stage::PassedOn { .. });
            return (!gone && !elsewhere).then_some("材料还没有移送下一程序");
        }
        let agreement = self.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some())?;
        let open = agreement.ending.is_formal() && self.formal_ending.is_none();
        match agreement.ending {
            _ if !open => None,
            Ending::JudicialConfirmation => {
                let applied = self.confirmation.as_ref().is_some_and(|asked| asked.applied_on.is_some());
                applied.then_some("司法确认还没有结果")
            }
            Ending::Withdrawal => Some("准予撤回的文书还没有记录"),
            _ => Some("调解书还没有记录"),
        }
    }

    /// The name of a side as pages and papers show it, told apart from others who are masked alike.
    pub fn label<'a>(&'a self, key: &'a str, law: &'a crate::Law) -> Cow<'a, str> {
        match key {
            MEDIATOR => Cow::Borrowed("调解员"),
            key => self.brief.called(key, law),
        }
    }

    /// The same of whoever sat there on that day, and who has taken the seat since.
    pub fn told_on<'a>(&'a self, key: &'a str, day: Date, law: &'a crate::Law) -> Cow<'a, str> {
        match key {
            MEDIATOR => self.label(key, law),
            key => self.brief.told_on(key, day, law),
        }
    }

    /// The matter that follows from this mediation: performance and follow-up carry its ordinal.
    pub fn sibling(&self, kind: crate::Kind) -> MatterId {
        self.brief.dispute.child(kind, self.brief.ordinal)
    }
}

#[cfg(test)]
mod tests;
