//! The follow-up visit (案后回访): within thirty days of the end, and once more when something was still to be performed.
//!
//! Opened by the statute when a mediation ends. A new conflict found on the way reopens the dispute, and what is said of each line
//! that was promised goes to whoever watches it, through [`crate::reaction`]. Not here: watching the obligations
//! ([`crate::performance`]).

mod decide;
mod new_act;
mod outline;
mod parts;

pub use decide::codes;
pub use new_act::*;
pub(crate) use outline::{FOUND_AT_VISIT, READS_VISITS};
pub use parts::*;

use crate::{
    Kind, MatterId, OrgId,
    clock::Clock,
    decision::Law,
    dispute::PartyStanding,
    mediation::{Brief, BriefParty},
    term,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    pub plan: Plan,
    pub opened_on: Date,
    pub stage: Stage,
    pub visits: Vec<Visit>,
    /// Times nobody was reached.
    pub attempts: Vec<Attempt>,
    /// The last day of what was promised, once a second visit follows upon it; whoever it concerns is asked again after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again_after: Option<Date>,
    /// What was newly complained of and is another act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new_acts: Vec<NewAct>,
    /// Since then nothing is added to the file any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_closed_on: Option<Date>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 待回访: counted from the end of the mediation.
    Due { from: Date },
    /// 待二次回访: counted from the last day of what was promised.
    DueAgain { from: Date },
    /// 已回访.
    Done { on: Date },
    /// 并入下一次回访: before anybody was asked it was mediated again, the suit began anew, or another visit of the file became due, and
    /// whoever is visited after that is visited once.
    TakenOver { on: Date, by: MatterId },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Due { .. } => "due",
            Stage::DueAgain { .. } => "due_again",
            Stage::Done { .. } => "done",
            Stage::TakenOver { .. } => "taken_over",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Due { .. } => "待回访",
            Stage::DueAgain { .. } => "待二次回访",
            Stage::Done { .. } => "已回访",
            Stage::TakenOver { .. } => "并入下一次回访",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Due { .. } => "办完以后，工作人员会联系您，问一问办得怎么样。",
            Stage::DueAgain { .. } => "约定的事到期以后，工作人员会再联系您一次。",
            Stage::Done { .. } => "工作人员已经回访过了。",
            Stage::TakenOver { by, .. } if by.is_of(Kind::Mirrored) => {
                "这件事又在办理，办完以后工作人员再联系您。"
            }
            Stage::TakenOver { by, .. } if by.is_of(Kind::FollowUp) => {
                "和另一次回访合在一起，工作人员只联系您一次。"
            }
            Stage::TakenOver { .. } => "又调解了一次，办完以后工作人员再联系您。",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum FollowUpCommand {
    /// 启动（调解终结后由系统发出）.
    Open { plan: Box<Plan> },
    /// 记录回访.
    RecordVisit { visit: Box<Visit> },
    /// 记录联系不上.
    RecordAttempt {
        #[schemars(with = "String")]
        on: Date,
        form: VisitForm,
        note: String,
        /// 不再回访: keys of those whom nobody tries to reach any more, for the reason noted.
        #[serde(default)]
        given_up: Vec<String>,
    },
    /// 记下归档、重新启动（由系统发出）.
    NoteFile { closed: bool },
    /// 记下再次调解（由系统发出）.
    NoteRetry { by: MatterId },
    /// 记下约定的事都做完了（由系统发出）: nothing has to be waited for any more.
    NoteFulfilled {
        #[schemars(with = "String")]
        on: Date,
    },
    /// 新的行政行为已经另行登记（由系统发出）.
    NoteRegistered {
        dispute: MatterId,
        /// Which of them, counted from one; none: the first that is open.
        #[serde(default)]
        act: Option<u32>,
    },
    /// 新的行政行为不另行登记: whoever told of it does not want it registered.
    LeaveNewAct {
        reason: String,
        /// Which of them, counted from one; none: the first that is open.
        #[serde(default)]
        act: Option<u32>,
    },
    /// 有人承受一方的位置后同步（由系统发出）.
    UpdateBrief { brief: Box<Brief> },
    /// 记下再次调解没有进行（由系统发出）: it was passed on, and whoever takes it over visits about that alone.
    NoteRetryPassedOn { by: MatterId },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum FollowUpEvent {
    Opened {
        on: Date,
        plan: Box<Plan>,
    },
    Visited {
        on: Date,
        visit: Box<Visit>,
    },
    /// Something was still to be performed: another visit after its last day.
    SecondVisitPlanned {
        on: Date,
        from: Date,
    },
    NewConflictFound {
        on: Date,
        conflict: String,
    },
    AttemptRecorded {
        on: Date,
        attempt: Attempt,
    },
    Finished {
        on: Date,
    },
    FileNoted {
        on: Date,
        closed: bool,
    },
    TakenOver {
        on: Date,
        by: MatterId,
    },
    NewActFound {
        on: Date,
        found: Box<NewAct>,
    },
    NewActSettled {
        settled: NewActSettled,
        /// Which of them, counted from one; none: the first that was open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        act: Option<u32>,
    },
    BriefUpdated {
        on: Date,
        brief: Box<Brief>,
    },
    /// 再次调解没有进行: the visit is made by its own day.
    TakenBack {
        on: Date,
    },
}

impl FollowUpEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            FollowUpEvent::Opened { .. } => "安排回访",
            FollowUpEvent::Visited { .. } => "回访",
            FollowUpEvent::SecondVisitPlanned { .. } => "安排二次回访",
            FollowUpEvent::NewConflictFound { .. } => "发现新的矛盾，重新启动",
            FollowUpEvent::AttemptRecorded { attempt, .. } if !attempt.given_up.is_empty() => "不再回访",
            FollowUpEvent::AttemptRecorded { .. } => "回访未联系上",
            FollowUpEvent::Finished { .. } => "回访完成",
            FollowUpEvent::FileNoted { closed: true, .. } => "案卷归档，不再回访",
            FollowUpEvent::FileNoted { .. } => "案卷重新启动",
            FollowUpEvent::TakenOver { by, .. } if by.is_of(Kind::Mirrored) => "程序重新办理，并入下一次回访",
            FollowUpEvent::TakenOver { .. } => "再次调解，并入下一次回访",
            FollowUpEvent::NewActFound { .. } => "发现新的行政行为，另行登记",
            FollowUpEvent::NewActSettled { settled: NewActSettled::Registered { .. }, .. } => {
                "新的行政行为已经另行登记"
            }
            FollowUpEvent::NewActSettled { .. } => "新的行政行为不另行登记",
            FollowUpEvent::BriefUpdated { .. } => "登记事项已同步",
            FollowUpEvent::TakenBack { .. } => "再次调解没有进行，仍按原来的日子回访",
        }
    }
}

impl FollowUp {
    /// ZZ-HF: thirty days; a rule of the institution, not a statutory period. Each who was not asked yet has them, whoever was asked
    /// before. None once everybody was.
    pub fn first_clock(&self) -> Option<Clock> {
        let due = matches!(self.stage, Stage::Due { .. }) || self.unasked_first().next().is_some();
        due.then(|| Clock::start(&term::FOLLOW_UP_VISIT, self.plan.counted_from()))
    }

    /// The same from the last day of what was promised.
    pub fn second_clock(&self) -> Option<Clock> {
        let from = match self.stage {
            Stage::DueAgain { from } => Some(from),
            Stage::Done { .. } => self.again_after.filter(|_| self.unasked_again().next().is_some()),
            Stage::Due { .. } | Stage::TakenOver { .. } => None,
        };
        from.map(|from| Clock::start(&term::FOLLOW_UP_VISIT, from))
    }

    /// One of those who applied, or to whom something was promised, who has not been asked yet and is not given up.
    pub fn is_unasked(&self, party: &BriefParty) -> bool {
        self.is_unasked_first(party) || self.is_unasked_again(party)
    }

    /// Those who are visited, while somebody still tries to reach them.
    fn is_tried(&self, party: &BriefParty) -> bool {
        let owed = || self.plan.promised.iter().any(|line| line.obligee.as_deref() == Some(&party.key));
        let concerned = party.standing == PartyStanding::Applicant || owed();
        concerned && !matches!(self.stage, Stage::TakenOver { .. }) && !self.is_given_up(&party.key)
    }

    fn is_unasked_first(&self, party: &BriefParty) -> bool {
        self.is_tried(party) && !self.is_visited(&party.key)
    }

    /// 要点25: the second visit was made, and not to this one.
    fn is_unasked_again(&self, party: &BriefParty) -> bool {
        let over = matches!(self.stage, Stage::Done { .. });
        let again = |from: Date| {
            let mut later = self.visits.iter().filter(|visit| visit.on > from);
            !later.any(|visit| visit.visited.contains(&party.key))
        };
        let asked_first = self.is_tried(party) && self.is_visited(&party.key);
        asked_first && over && self.again_after.is_some_and(again)
    }

    fn is_visited(&self, party: &str) -> bool {
        self.visits.iter().any(|visit| visit.visited.iter().any(|key| key == party))
    }

    /// 不再回访, for the reason that is noted.
    pub fn is_given_up(&self, party: &str) -> bool {
        self.attempts.iter().any(|tried| tried.given_up.iter().any(|key| key == party))
    }

    pub fn unasked(&self) -> impl Iterator<Item = &BriefParty> {
        self.plan.brief.parties.iter().filter(|party| self.is_unasked(party))
    }

    fn unasked_first(&self) -> impl Iterator<Item = &BriefParty> {
        self.plan.brief.parties.iter().filter(|party| self.is_unasked_first(party))
    }

    fn unasked_again(&self) -> impl Iterator<Item = &BriefParty> {
        self.plan.brief.parties.iter().filter(|party| self.is_unasked_again(party))
    }

    /// Whom one may stop trying to reach.
    pub fn to_give_up(&self) -> impl Iterator<Item = &BriefParty> {
        let over = self.is_over();
        let tried =
            move |party: &&BriefParty| if over { self.is_unasked(party) } else { self.is_tried(party) };
        self.plan.brief.parties.iter().filter(tried)
    }

    /// Everybody was asked, and the second visit is made from the day after this one; whoever was not asked before is asked at any time.
    fn waits_past(&self) -> Option<Date> {
        match self.stage {
            Stage::DueAgain { from } if self.unasked().next().is_none() => Some(from),
            _ => None,
        }
    }

    /// Who can be visited: everybody, and once the visit is made whoever was not asked yet, also who was given up and comes after all.
    pub fn to_visit(&self) -> impl Iterator<Item = &BriefParty> {
        let over = self.is_over();
        let comes = |party: &BriefParty| self.is_given_up(&party.key) && !self.is_visited(&party.key);
        self.plan.brief.parties.iter().filter(move |party| !over || self.is_unasked(party) || comes(party))
    }

    /// Nobody has to be visited any more, though some may be.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done { .. } | Stage::TakenOver { .. })
    }

    /// Those in words: the first three by name.
    pub fn unasked_zh(&self) -> String {
        self.named(self.unasked())
    }

    fn named<'a>(&'a self, parties: impl Iterator<Item = &'a BriefParty>) -> String {
        let names: Vec<_> = parties.map(|party| self.plan.brief.label(&party.key)).collect();
        let named = names[..names.len().min(3)].join("、");
        if names.len() > 3 { format!("{named}等 {} 人", names.len()) } else { named }
    }

    /// What the file waits for before it is closed.
    pub fn pending(&self) -> Option<String> {
        if self.open_new_acts().next().is_some() {
            return Some(NEW_ACT_PENDING.to_owned());
        }
        let unasked = self.unasked().next().is_some();
        let again = matches!(self.stage, Stage::DueAgain { .. });
        match (unasked, again) {
            (true, _) => Some(format!("还没有回访到{}：回访，或者写明为什么不再回访", self.unasked_zh())),
            (false, true) => Some("约定的事到期以后还要再回访一次".to_owned()),
            (false, false) => None,
        }
    }

    /// Whether somebody may still be visited: until the file is closed, whoever was not asked.
    pub fn is_open(&self) -> bool {
        let rest = || self.file_closed_on.is_none() && self.unasked().next().is_some();
        !self.is_over() || rest()
    }

    /// What this party is told: that it was asked, only where it was.
    pub fn told_zh(&self, own: &str) -> &'static str {
        let waits = self.is_open() && self.unasked().any(|party| party.key == own);
        let others = !self.visits.is_empty();
        match self.stage {
            Stage::TakenOver { .. } => self.stage.told_zh(),
            _ if self.is_given_up(own) && !self.is_visited(own) => {
                "工作人员没有联系上您，不再回访了；有话要说的，打电话或者到窗口。"
            }
            _ if waits && others => "工作人员已经问过别的当事人，还会联系您。",
            Stage::Done { .. } if !self.is_visited(own) => {
                "回访已经做完，没有单独问您；有话要说的，打电话或者到窗口。"
            }
            _ => self.stage.told_zh(),
        }
    }

    /// Where what was promised in the agreement is watched; none of a suit, which has no lines.
    pub fn performance(&self) -> Option<MatterId> {
        let of = |kind| self.plan.brief.dispute.child(kind, self.plan.brief.ordinal);
        (self.plan.mediation == of(Kind::Mediation)).then(|| of(Kind::Performance))
    }
}

#[cfg(test)]
mod tests;
