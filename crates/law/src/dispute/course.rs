//! What the dispute knows of its proceedings beside their being open, so that one can mean something to another: what keeps the day
//! of filing, what excludes what (复议法29条), which remedies are gone, in which phase the quarrel stands.

use super::{
    ClosedRemedy, Dispute, DisputeEvent, Mediated, Outcome, Proceeding, Refiling, Retrial, Stage, choices,
};
use crate::{
    FileHash, Kind, MatterId, OrgId, UserId,
    clock::Clock,
    mirrored::{Finding, Procedure},
    referral::{Docking, ReferralConsent},
    remedy,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 案前—案中—案后 as far as a mediation that failed is offered again.
    Phase {
        BeforeSuit = "起诉前",
        FirstInstance = "一审",
        SecondInstance = "二审",
        Retrial = "再审",
        Enforcement = "执行",
    }
}

/// How far a proceeding has come. Replaced whole, so that it does not matter in which order things became known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Course {
    /// Of a proceeding that is run elsewhere.
    pub procedure: Option<Procedure>,
    /// 由哪些申请人提起, by key; nobody named is everybody who applies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// By which docking a referral came here that is not back yet: which sort of body sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docking: Option<Docking>,
    /// Who sent that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<OrgId>,
    /// 同意移送: what was said of being mediated, as it came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consents_sent: Vec<ReferralConsent>,
    /// Since when whoever has it elsewhere has had it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub began_on: Option<Date>,
    /// 复议法39条1款6项: since when a reconsideration run here rests, because both sides want to mediate.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub rests_by_agreement: Option<Date>,
    /// 复议机构 of a reconsideration run here: its officers follow the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<OrgId>,
    /// 复议机关 in whose name it is decided here: its head reads what it agrees to (复议法61条1款).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<OrgId>,
    /// It was handed in through the agency complained against (复议法32条), which knows of it before it is accepted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub through_agency: bool,
    /// 回避: who is walled off there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub walled: Vec<UserId>,
    /// Keys of the reports on file: what is sent twice arrives once.
    pub keys: Vec<String>,
    pub case_numbers: Vec<String>,
    /// Since this day the filing is kept, while it is on file there.
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    /// 立案、受理之日.
    #[schemars(with = "Option<String>")]
    pub accepted_on: Option<Date>,
    /// 一审正在审理: the court that has filed it and has not judged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried_by: Option<String>,
    /// 适用简易程序: in first instance, until it is converted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub summary: bool,
    /// 登记立案前: which court has been handed the suit, while nothing came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_by: Option<String>,
    /// 发回重审: the court that has to file it anew, and has not been heard to have done so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub refiling: Option<Refiling>,
    /// 裁定再审 or what became of it; nothing while a retrial is only asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrial: Option<Retrial>,
    /// 抗诉: a court has to order the retrial upon it (行诉法93条, 法释〔2018〕1号124条).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub protested_on: Option<Date>,
    /// 导入其他法定途径 (信访条例31条): it is over, and the quarrel goes another way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub led_elsewhere: bool,
    /// Judged or decided, final or not.
    #[schemars(with = "Option<String>")]
    pub decided_on: Option<Date>,
    /// When each instance decided, the first first, where another followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub decided_before: Vec<Date>,
    /// 审理期限 of a reconsideration, accepted or as it would count as accepted: a mediation in it is bounded by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Value>")]
    pub deciding: Option<Clock>,
    /// The last day of that, while it runs: whoever has no decision by then may sue (行诉法45条).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub decide_by: Option<Date>,
    /// 审理、办理期限 as it stands where whoever has it elsewhere has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Value>")]
    pub trial: Option<Clock>,
    pub over: Option<CourseOver>,
    /// It was recorded by mistake and everything of it has been struck: the dispute stands as if it had never been.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub struck_on: Option<Date>,
    pub closes: Vec<ClosedRemedy>,
    pub phase: Option<Phase>,
    /// What its own court or body did upon a settlement: let the withdrawal pass, sealed a statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<(String, Finding, Option<FileHash>)>")]
    pub concluded: Option<(Date, Finding, Option<FileHash>)>,
    /// Which reconsideration it was and how it ended, once it was accepted here and is over (复议法30条1款7项).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconsidered: Option<String>,
    /// Keys of the parties whom a paper of it has not reached, once it is over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unserved_on: Vec<String>,
    /// A decision has been served upon which the days to sue run still.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub suable: bool,
    /// The agency has not done what was decided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub owed: bool,
    /// What keeps the file out of the archive although it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits: Option<String>,
    /// 复议法77条: that is what a decision ordered and nobody has done or pressed for, and no days to sue.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unperformed: bool,
    /// 复议法77条2款: the last of the days that an order has given for it, and that nobody has performed yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub ordered_through: Option<Date>,
    /// 行诉法70条、75条、77条: what was decided before it stands no more, as far as its judgment or statement says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub upset: bool,
    /// Of a mediation.
    pub mediated: Option<Mediated>,
    /// 还没有送达的文书 of a reconsideration that is over, each with those it has not reached: until then the file is not closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unserved: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseOver {
    #[schemars(with = "String")]
    pub on: Date,
    pub outcome: Outcome,
}

/// Whom to ask where something was decided elsewhere already; that whoever reads it is bound by what a court confirmed goes before.
pub(crate) fn gone_zh(gone: bool, bound: bool) -> Option<&'static str> {
    gone.then_some(if bound { remedy::BOUND_ZH } else { remedy::ASK_THERE_ZH })
}

/// 程序冲突: recorded and shown, for a fact of another body cannot be refused here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Whoever took it up first has it (法释〔2018〕1号57条).
    pub first: MatterId,
    pub second: MatterId,
    pub since: Date,
    /// Who brought both, by key: nobody else has anything to choose.
    pub of: Vec<String>,
    /// On one day: they choose (法释〔2018〕1号57条).
    pub chosen: bool,
    pub says: String,
    /// To the parties: which of them goes on, or that the applicant chooses.
    pub told: String,
    pub article: &'static str,
}

/// What a proceeding excludes while it is on (复议法29条).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Suit,
    Reconsideration,
}

impl Course {
    pub(super) fn is_unsaid(&self) -> bool {
        *self == Course::default()
    }
}

impl Proceeding {
    pub(super) fn way(&self) -> Option<Way> {
        match self.course.procedure {
            Some(Procedure::Litigation) => Some(Way::Suit),
            Some(Procedure::ReconsiderationElsewhere) => Some(Way::Reconsideration),
            None if self.kind == Kind::Reconsideration => Some(Way::Reconsideration),
            _ => None,
        }
    }

    pub(crate) fn is_a_petition(&self) -> bool {
        self.course.procedure == Some(Procedure::Petition)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.course.over.is_some() || self.ended_on.is_some()
    }

    /// From when it excludes the other way: taken up and not decided.
    pub(super) fn excludes_since(&self) -> Option<Date> {
        let over = self.course.decided_on.is_some() || self.is_over();
        self.course.accepted_on.filter(|_| self.way().is_some() && !over)
    }

    /// While it is on file, the day of filing is kept.
    pub(crate) fn keeps_filing_day(&self) -> bool {
        let elsewhere = self.course.procedure.is_some_and(Procedure::keeps_filing_day);
        elsewhere || self.kind == Kind::Reconsideration
    }
}

impl Dispute {
    /// 导入其他法定途径: the last that was done about it led there, and nothing has come since.
    pub fn is_led_elsewhere(&self) -> bool {
        let last =
            self.proceedings.iter().rev().find(|p| p.kind.is_proceeding() && p.course.struck_on.is_none());
        self.stage == Stage::Registered && last.is_some_and(|p| p.course.led_elsewhere)
    }

    pub fn is_in_mediation(&self) -> bool {
        self.proceedings.iter().any(|p| p.kind == Kind::Mediation && p.ended_on.is_none())
    }

    /// 46条: the agency's evidence goes through its answer, once the application is accepted, and is closed with it; while a mediation or
    /// another body's proceeding is open it hands in as anybody does.
    pub(super) fn is_answered_in_reconsideration(&self) -> bool {
        let beside = self
            .proceedings
            .iter()
            .any(|p| p.ended_on.is_none() && matches!(p.kind, Kind::Mediation | Kind::Mirrored));
        let last = self.proceedings.iter().rev().find(|p| p.kind == Kind::Reconsideration);
        !beside && last.is_some_and(|p| p.course.accepted_on.is_some())
    }

    /// 5条: mediated while it is tried; the decision is made and on its way.
    pub(super) fn is_decided_in_reconsideration(&self) -> bool {
        let mut open = self.proceedings.iter().filter(|p| p.ended_on.is_none()).peekable();
        open.peek().is_some()
            && open.all(|p| p.kind == Kind::Reconsideration && p.course.decided_on.is_some())
    }

    pub(super) fn in_way(&self, way: Way) -> impl DoubleEndedIterator<Item = &Proceeding> {
        self.proceedings.iter().filter(move |p| p.way() == Some(way))
    }

    /// 复议与诉讼并存.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let of = |way| self.in_way(way).filter_map(|p| Some((p, p.excludes_since()?))).collect::<Vec<_>>();
        let (suits, reviews) = (of(Way::Suit), of(Way::Reconsideration));
        let pairs = suits.iter().flat_map(|suit| reviews.iter().map(move |review| (*suit, *review)));
        pairs.filter_map(|(suit, review)| self.conflict(suit, review)).collect()
    }

    /// 案前—案中—案后: where the quarrel stands now.
    pub fn phase(&self) -> Option<Phase> {
        self.proceedings.iter().filter_map(|p| p.course.phase).max()
    }

    /// 关注名单: a mediation failed, nothing has settled it since, and the quarrel goes on.
    pub fn is_watched(&self) -> bool {
        let settled = self.outcome() == Some(Outcome::Settled);
        self.last_mediated().is_some_and(|mediated| mediated.unsettled) && !settled
    }

    /// A proceeding was opened, ended, went on.
    pub(super) fn after_proceeding(&mut self, event: &DisputeEvent) {
        match event {
            DisputeEvent::ProceedingOpened { proceeding, .. } if self.has(proceeding) => {
                self.watch_again(proceeding)
            }
            DisputeEvent::ProceedingOpened { on, proceeding, of_kind } => {
                if *of_kind == Kind::Performance {
                    self.watching.insert(proceeding.clone(), self.seated.clone());
                }
                let matter = proceeding.clone();
                let (opened_on, ended_on, pending) = (*on, None, None);
                let course = Course::default();
                self.proceedings.push(Proceeding {
                    matter,
                    kind: *of_kind,
                    opened_on,
                    ended_on,
                    pending,
                    course,
                });
                // One that is run elsewhere may be over when it becomes known here: its course says so.
                if of_kind.is_proceeding() && *of_kind != Kind::Mirrored {
                    self.stage = Stage::InProceeding { proceeding: proceeding.clone() };
                }
            }
            DisputeEvent::ProceedingEnded { on, proceeding, outcome } => {
                self.proceedings
                    .iter_mut()
                    .filter(|p| p.matter == *proceeding)
                    .for_each(|p| p.ended_on = Some(*on));
                self.end(proceeding, *on, *outcome);
            }
            DisputeEvent::PendingNoted { proceeding, pending } => {
                let named = self.proceedings.iter_mut().filter(|p| p.matter == *proceeding);
                named.for_each(|p| p.pending = pending.clone());
            }
            DisputeEvent::CourseNoted { proceeding, course, days_left, .. } => {
                self.note_course(proceeding, course, *days_left)
            }
            _ => {}
        }
    }

    /// Takes over what is known of a proceeding. One that is mirrored begins and ends with it; where days are left that it does not use up,
    /// the file goes back to the counter.
    pub(super) fn note_course(&mut self, proceeding: &MatterId, course: &Course, days_left: bool) {
        let Some(held) = self.proceedings.iter_mut().find(|p| p.matter == *proceeding) else { return };
        let had = std::mem::replace(&mut held.course, course.clone()).over;
        // What had counted as given up was supplemented in time (复议法31条2款).
        if held.kind == Kind::Reconsideration && had.is_some() && course.over.is_none() {
            held.ended_on = None;
            self.stage = Stage::InProceeding { proceeding: proceeding.clone() };
            return;
        }
        if held.kind != Kind::Mirrored {
            return;
        }
        held.ended_on = course.struck_on.or(course.over.map(|over| over.on));
        if course.struck_on.is_some() {
            return self.leave(proceeding);
        }
        let disposes =
            course.procedure.is_some_and(Procedure::disposes) && !course.led_elsewhere && !days_left;
        match (had, course.over) {
            // It runs; or it was thought to be over and is not, for an appeal became known late.
            (_, None) if had.is_some() || !matches!(self.stage, Stage::InProceeding { .. }) => {
                self.stage = Stage::InProceeding { proceeding: proceeding.clone() }
            }
            (None, Some(over)) => match self.stage {
                Stage::Registered if disposes => self.end_with(over.on, over.outcome),
                // An answered ticket and a petition that was led another way dispose of nothing: somebody finds the way on.
                Stage::InProceeding { .. } if !disposes && over.outcome != Outcome::Settled => {
                    self.leave(proceeding)
                }
                _ => self.end(proceeding, over.on, over.outcome),
            },
            (Some(had), Some(over)) if had.outcome != over.outcome => {
                if let Stage::Ended { outcome, .. } = &mut self.stage {
                    *outcome = over.outcome;
                }
            }
            _ => {}
        }
    }
}
