//! The course of a proceeding, folded from its milestones by the days on which they happened, whenever they arrived.

use super::{
    ExclusionCause, Finding, HeadAppearance, Level, Milestone, Mirrored, OtherBody, Procedure, Stage, Step,
    finding,
};
use crate::{dispute, term::Term};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// 不计入期限的一段.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    pub from: Date,
    /// `None`: not resumed yet.
    pub to: Option<Date>,
    pub cause: ExclusionCause,
}

/// 延长.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prolonged {
    pub on: Date,
    pub months: u16,
    pub days: u16,
    pub by: String,
}

/// 处理结果 of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub on: Date,
    pub findings: Vec<Finding>,
    pub perform_by: Option<Date>,
    pub document_number: Option<String>,
}

/// 中间的裁定: what decides something on the way and leaves the level open (不准许撤诉、裁定再审).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub on: Date,
    pub finding: Finding,
    pub document_number: Option<String>,
    /// 案号 under which it was made: the retrial that it orders has one of its own.
    pub case_number: Option<String>,
    pub served: BTreeMap<String, Date>,
}

/// 一个审级的经过.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelCourse {
    pub level: Level,
    pub body: Option<OtherBody>,
    pub case_number: Option<String>,
    pub received_on: Option<Date>,
    pub accepted_on: Option<Date>,
    pub summary: bool,
    pub copy_served_on: Option<Date>,
    pub replied_on: Option<Date>,
    /// Hearings that are set and not known to have been held, each day once.
    pub hearings: Vec<Date>,
    /// 通知负责人出庭之日, by the day of the hearing, held or not.
    pub notified: BTreeMap<Date, Date>,
    pub heard: Vec<(Date, Option<HeadAppearance>)>,
    pub pauses: Vec<Pause>,
    pub extensions: Vec<Prolonged>,
    pub withdrawal_applied_on: Option<Date>,
    /// Its cost was told before, or since.
    pub withdrawal_cost_told: bool,
    pub rulings: Vec<Ruling>,
    /// 再审立案: the retrial that was ordered, filed anew.
    pub retried_on: Option<Date>,
    pub outcome: Option<Outcome>,
    pub served: BTreeMap<String, Date>,
    pub effective_on: Option<Date>,
    pub performed_on: Option<Date>,
    pub enforcement_on: Option<Date>,
}

/// 终结.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    pub on: Date,
    pub stage: Stage,
}

impl LevelCourse {
    pub(super) fn empty(level: Level) -> LevelCourse {
        LevelCourse {
            level,
            body: None,
            case_number: None,
            received_on: None,
            accepted_on: None,
            summary: false,
            copy_served_on: None,
            replied_on: None,
            hearings: Vec::new(),
            notified: BTreeMap::new(),
            heard: Vec::new(),
            pauses: Vec::new(),
            extensions: Vec::new(),
            withdrawal_applied_on: None,
            withdrawal_cost_told: false,
            rulings: Vec::new(),
            retried_on: None,
            outcome: None,
            served: BTreeMap::new(),
            effective_on: None,
            performed_on: None,
            enforcement_on: None,
        }
    }

    pub fn opened_on(&self) -> Option<Date> {
        let ordered_on = self.retrial_ordered().map(|ruling| ruling.on);
        self.received_on.into_iter().chain(self.accepted_on).chain(ordered_on).min()
    }

    pub fn has(&self, finding: Finding) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.findings.contains(&finding))
    }

    /// 准许撤回、按撤回处理.
    pub fn is_let_go(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.findings.iter().any(|f| f.is_withdrawal()))
    }

    /// 检察建议, in the public interest or otherwise.
    pub fn is_advised(&self) -> bool {
        self.has(Finding::PublicInterestAdvice) || self.has(Finding::AdviceGiven)
    }

    /// 书面回复: what was answered before there was an outcome is no answer to it.
    pub fn answered_on(&self) -> Option<Date> {
        let decided_on = self.outcome.as_ref()?.on;
        self.replied_on.filter(|on| *on >= decided_on)
    }

    /// 裁定再审.
    pub fn retrial_ordered(&self) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| ruling.finding == Finding::RetrialOrdered)
    }

    pub(super) fn take(&mut self, milestone: &Milestone) {
        let report = &milestone.report;
        let on = report.happened_on;
        if let Some(body) = &report.body {
            self.body = Some(body.clone());
        }
        if let Some(number) = &report.case_number {
            self.case_number = Some(number.clone());
        }
        match &report.step {
            Step::Received | Step::Forwarded { .. } => {
                self.received_on.get_or_insert(on);
            }
            // What is filed after the order is the retrial; its review was filed before.
            Step::Accepted { .. } if self.retrial_ordered().is_some() => {
                self.retried_on.get_or_insert(on);
            }
            Step::Accepted { summary } => {
                self.accepted_on.get_or_insert(on);
                self.summary = *summary;
            }
            Step::CopyServed => {
                self.copy_served_on.get_or_insert(on);
            }
            Step::Replied => {
                self.replied_on.get_or_insert(on);
            }
            // 法释〔2018〕1号105条: the period goes on from the day of filing.
            Step::Converted => self.summary = false,
            Step::HearingSet { hearing_on, head_notified_on } => {
                self.set_hearing(*hearing_on, *head_notified_on)
            }
            Step::Heard { head } => {
                self.hearings.retain(|set_for| *set_for > on);
                self.heard.push((on, head.clone()));
            }
            Step::Extended { months, days, by } => {
                self.extensions.push(Prolonged { on, months: *months, days: *days, by: by.clone() })
            }
            Step::WithdrawalApplied { cost_shown } => {
                self.withdrawal_applied_on.get_or_insert(on);
                self.withdrawal_cost_told |= cost_shown;
            }
            step => self.take_end(on, step, report.document_number.as_deref()),
        }
    }

    fn take_end(&mut self, on: Date, step: &Step, number: Option<&str>) {
        match step {
            Step::PeriodExcluded { cause } => self.pause(on, *cause),
            Step::PeriodResumed => {
                self.pauses.iter_mut().filter(|pause| pause.to.is_none()).for_each(|p| p.to = Some(on))
            }
            Step::Decided { findings, perform_by } if step.ends() => {
                self.outcome = Some(Outcome {
                    on,
                    findings: findings.clone(),
                    perform_by: *perform_by,
                    document_number: number.map(str::to_owned),
                });
            }
            // The court did not let it be withdrawn, or only ordered a retrial: the level goes on.
            Step::Decided { findings, .. } => {
                (self.withdrawal_applied_on, self.withdrawal_cost_told) = (None, false);
                self.rulings.extend(findings.iter().map(|finding| Ruling {
                    on,
                    finding: *finding,
                    document_number: number.map(str::to_owned),
                    case_number: self.case_number.clone(),
                    served: BTreeMap::new(),
                }));
            }
            Step::Served { sides } => {
                // Before the outcome there is nothing to serve but what was ruled on the way.
                let served = match self.rulings.last_mut().filter(|_| self.outcome.is_none()) {
                    Some(ruling) => &mut ruling.served,
                    None => &mut self.served,
                };
                sides.iter().for_each(|side| {
                    served.entry(side.clone()).or_insert(on);
                });
            }
            Step::Effective => self.effective_on = Some(on),
            Step::Performed => self.performed_on = Some(on),
            Step::EnforcementApplied => self.enforcement_on = Some(on),
            _ => {}
        }
    }

    fn pause(&mut self, from: Date, cause: ExclusionCause) {
        if self.pauses.iter().all(|pause| pause.to.is_some()) {
            self.pauses.push(Pause { from, to: None, cause });
        }
    }
}

impl Mirrored {
    pub(super) fn reconsideration_first(&self) -> bool {
        dispute::reconsideration_first(&self.brief.act)
    }

    /// The period in which somebody may go on against the outcome of this level.
    pub(super) fn window(&self, course: &LevelCourse) -> Option<&'static Term> {
        let outcome = course.outcome.as_ref()?;
        finding::window(self.procedure, course.level, &outcome.findings, self.reconsideration_first())
    }

    /// Whose window it is: both sides appeal, but a suit that was not filed has no other side; the agency neither sues nor asks
    /// for review.
    pub(super) fn window_sides(&self) -> Vec<&str> {
        let unfiled = self.level(Level::First).is_some_and(|first| first.has(Finding::FilingRefused));
        let agency = self.procedure == Procedure::Litigation && !unfiled;
        self.sides().filter(|side| agency || *side != crate::mediation::RESPONDENT).collect()
    }

    /// The last service, once all have been served.
    pub(super) fn served_on(&self, course: &LevelCourse) -> Option<Date> {
        let sides = self.window_sides();
        let all = !sides.is_empty() && sides.iter().all(|side| course.served.contains_key(*side));
        all.then(|| course.served.values().copied().max()).flatten()
    }

    /// How and when it ended, from what has been recorded; no calendar is asked.
    pub fn over(&self) -> Option<Over> {
        let Some(top) = self.top() else {
            return self.struck_on().map(|on| Over { on, stage: Stage::Struck });
        };
        let outcome = top.outcome.as_ref()?;
        let over = |on: Date| Some(Over { on, stage: self.ended_as(&top, outcome) });
        if let Some(on) = top.effective_on {
            return over(on);
        }
        if self.goes_on_after(&top) {
            let answered_on = top.answered_on().filter(|_| top.is_advised());
            let done_on = top.performed_on.filter(|_| !top.is_advised()).or(answered_on);
            return done_on.or(self.lapsed_on(top.level)).and_then(over);
        }
        if !self.procedure.is_served() || outcome.findings.iter().all(|f| f.form() == finding::Form::Answer) {
            return over(outcome.on);
        }
        if self.window(&top).is_some() || self.is_appeal_unclear(&top, outcome) {
            let lapsed_on = self.lapsed_on(top.level).filter(|_| !self.is_gone_on(&top))?;
            // 复议法75条2款: effective when served; only whether somebody sues upon it is seen when the days are over.
            let served = self.procedure == Procedure::ReconsiderationElsewhere;
            return over(self.served_on(&top).filter(|_| served).unwrap_or(lapsed_on));
        }
        self.served_on(&top).and_then(over)
    }

    /// A report of the next level waits for its filing: somebody went on, and what the lower one decided is not in force.
    pub(super) fn is_gone_on(&self, top: &LevelCourse) -> bool {
        let next = match top.level {
            Level::First => Level::Second,
            Level::Second => Level::Third,
            Level::Third => return false,
        };
        self.waiting().iter().any(|milestone| milestone.report.level == next)
    }

    /// Everything that was ever reported of it was recorded by mistake: there is no such proceeding.
    pub fn struck_on(&self) -> Option<Date> {
        let struck =
            self.milestones.iter().map(|milestone| milestone.struck.as_ref().map(|struck| struck.on));
        struck.collect::<Option<Vec<Date>>>()?.into_iter().max()
    }

    /// Given up, not taken up, or decided. Whoever gives up an appeal or an application for retrial leaves the decision below as
    /// it is (撤诉规定8条).
    fn ended_as(&self, top: &LevelCourse, outcome: &Outcome) -> Stage {
        let any = |what: fn(Finding) -> bool| outcome.findings.iter().any(|finding| what(*finding));
        if any(Finding::is_withdrawal) {
            let below = self.levels().into_iter().rev().find(|course| course.level < top.level);
            return match below.as_ref().and_then(|below| Some((below, below.outcome.as_ref()?))) {
                Some((below, outcome)) => self.ended_as(below, outcome),
                None if top.level == Level::First => Stage::Withdrawn,
                None => Stage::Effective,
            };
        }
        if any(Finding::is_not_taken_up) { Stage::NotTaken } else { Stage::Effective }
    }

    /// 法释〔2018〕1号119条: whether a judgment upon retrial can be appealed depends on who tried it; the court says.
    pub(super) fn is_appeal_unclear(&self, top: &LevelCourse, outcome: &Outcome) -> bool {
        let judged = outcome.findings.iter().any(|finding| finding.form() == finding::Form::Judgment);
        let retried = top.level == Level::Third && self.procedure == Procedure::Litigation && judged;
        retried && self.level(Level::Second).is_none()
    }

    pub fn stage(&self) -> Stage {
        if let Some(over) = self.over() {
            return over.stage;
        }
        let Some(top) = self.top() else {
            return if self.remanded_on().is_some() { Stage::Running } else { Stage::Waiting };
        };
        match &top.outcome {
            Some(_) if top.is_advised() => Stage::Advised,
            Some(_) => Stage::Decided,
            None if top.pauses.iter().any(|pause| pause.to.is_none()) => Stage::Paused,
            None if top.accepted_on.or(top.retrial_ordered().map(|one| one.on)).is_some() => Stage::Running,
            None => Stage::Received,
        }
    }

    /// The level that is spoken of: the highest that was opened.
    pub fn current_level(&self) -> Level {
        self.top().map_or(Level::First, |top| top.level)
    }
}
