//! The periods of a mirrored proceeding, each started and stopped by milestones; dates are computed, never stored.

use super::{
    ExclusionCause, Finding, Level, LevelCourse, Mirrored, Procedure,
    course::{Pause, Prolonged},
};
use crate::{
    calendar::zh_date,
    clock::{Clock, Due, Span, Suspension},
    decision::Law,
    term::{self, Term},
};
use jiff::civil::Date;

/// A period with the name under which its file, its list and its lane show it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedClock {
    /// Unique within the matter.
    pub name: String,
    pub title: String,
    pub clock: Clock,
}

fn named(level: Level, name: &str, title: String, clock: Clock) -> NamedClock {
    NamedClock { name: format!("{}_{name}", level.as_str()), title, clock }
}

fn ran(term: &Term, from: Date, stopped_on: Option<Date>) -> Clock {
    let mut clock = Clock::start(term, from);
    stopped_on.into_iter().for_each(|on| clock.stop(on));
    clock
}

impl Mirrored {
    pub fn clocks(&self, law: &Law) -> Vec<NamedClock> {
        let levels = self.levels();
        let mut clocks = Vec::new();
        for course in &levels {
            let start = match self.procedure {
                Procedure::Litigation => self.court_clocks(course),
                Procedure::Petition => self.petition_clocks(course),
                Procedure::ReconsiderationElsewhere => self.reconsideration_clocks(course, law),
                Procedure::ProcuratorialSupervision => self.advice_clock(course),
                Procedure::Adjudication
                | Procedure::Arbitration
                | Procedure::Complaint
                | Procedure::Hotline => Vec::new(),
            };
            clocks.extend(start);
            clocks.extend(self.window_clocks(course, &levels));
        }
        clocks
    }

    fn title(&self, level: Level, what: &str) -> String {
        format!("{}：{what}", self.procedure.level_zh(level))
    }

    fn court_clocks(&self, course: &LevelCourse) -> Vec<NamedClock> {
        let level = course.level;
        let mut clocks = Vec::new();
        let decided_on = course.outcome.as_ref().map(|outcome| outcome.on);
        let until = |on: Option<Date>| on.into_iter().chain(decided_on).min();
        if let (Level::First, Some(received_on)) = (level, course.received_on) {
            let clock = ran(&term::FILING_DECISION, received_on, until(course.accepted_on));
            clocks.push(named(level, "filing", self.title(level, "决定是否立案"), clock));
        }
        if let (Level::First, Some(accepted_on)) = (level, course.accepted_on) {
            let clock = ran(&term::COMPLAINT_COPY, accepted_on, until(course.copy_served_on));
            clocks.push(named(level, "copy", self.title(level, "发送起诉状副本"), clock));
        }
        if let (Level::First, Some(served_on)) = (level, course.copy_served_on) {
            let clock = ran(&term::DEFENCE, served_on, until(course.replied_on));
            clocks.push(named(level, "defence", self.title(level, "被告答辩并举证"), clock));
        }
        let trial = match level {
            Level::First if course.summary => {
                course.accepted_on.map(|on| (&term::FIRST_INSTANCE_SUMMARY, on))
            }
            Level::First => course.accepted_on.map(|on| (&term::FIRST_INSTANCE, on)),
            // 行诉法88条 counts from the appeal's receipt; where only the filing was reported, that is the day which is known.
            Level::Second => course.opened_on().map(|on| (&term::SECOND_INSTANCE, on)),
            Level::Third => course.accepted_on.map(|on| (&term::RETRIAL_REVIEW, on)),
        };
        if let Some((term, from)) = trial {
            let ordered = (level == Level::Third).then(|| self.retrial_ordered_on()).flatten();
            let clock = with_course(ran(term, from, until(ordered)), course);
            let what = match level {
                Level::Third => "审查再审申请",
                Level::Second if course.received_on.is_none() => {
                    "审理期限（收到上诉状的日期没有登记，先从立案之日起算）"
                }
                _ => "审理期限",
            };
            clocks.push(named(level, "trial", self.title(level, what), clock));
        }
        clocks
    }

    fn retrial_ordered_on(&self) -> Option<Date> {
        let orders = |step: &super::Step| matches!(step, super::Step::Decided { findings, .. } if findings.contains(&Finding::RetrialOrdered));
        let counted = self.counted().0;
        counted.iter().find(|m| orders(&m.report.step)).map(|m| m.report.happened_on)
    }

    fn petition_clocks(&self, course: &LevelCourse) -> Vec<NamedClock> {
        let level = course.level;
        let decided_on = course.outcome.as_ref().map(|outcome| outcome.on);
        let mut clocks = Vec::new();
        if let (Level::First, Some(received_on)) = (level, course.received_on) {
            let stop = course.accepted_on.into_iter().chain(decided_on).min();
            let clock = ran(&term::PETITION_NOTICE, received_on, stop);
            clocks.push(named(level, "notice", self.title(level, "书面告知是否受理"), clock));
        }
        let (term, from, what) = match level {
            Level::First => (&term::PETITION_ANSWER, course.accepted_on, "办结答复"),
            Level::Second => (&term::PETITION_REVIEW, course.opened_on(), "提出复查意见"),
            Level::Third => (&term::PETITION_RE_REVIEW, course.opened_on(), "提出复核意见"),
        };
        if let Some(from) = from {
            let clock = with_course(ran(term, from, decided_on), course);
            clocks.push(named(level, "answer", self.title(level, what), clock));
        }
        clocks
    }

    fn reconsideration_clocks(&self, course: &LevelCourse, law: &Law) -> Vec<NamedClock> {
        let level = course.level;
        let decided_on = course.outcome.as_ref().map(|outcome| outcome.on);
        let mut clocks = Vec::new();
        if let Some(received_on) = course.received_on {
            let stop = course.accepted_on.into_iter().chain(decided_on).min();
            let clock = ran(&term::RECONSIDERATION_SCREENING, received_on, stop);
            clocks.push(named(level, "screening", "复议受理审查".to_owned(), clock));
        }
        // 复议法30条3款: whether or not an acceptance is ever reported; what was refused in time never counts as accepted.
        let begun = |clock: &Clock| decided_on.is_none_or(|on| on >= clock.started_on);
        let deciding = self.deciding(course, law);
        if let Some(clock) = deciding.filter(|clock| course.accepted_on.is_some() || begun(clock)) {
            let deemed_on = zh_date(clock.started_on);
            let title = match course.accepted_on {
                Some(_) => "复议审理期限".to_owned(),
                None => format!("复议审理期限（没有受理决定的，从审查期限届满{deemed_on}视为受理起算）"),
            };
            clocks.push(named(level, "decision", title, clock));
        }
        clocks
    }

    /// 审理期限 of a reconsideration that another body runs; before the acceptance is reported, from the day on which it would count
    /// as accepted (复议法30条3款).
    pub(super) fn deciding(&self, course: &LevelCourse, law: &Law) -> Option<Clock> {
        let elsewhere = self.procedure == Procedure::ReconsiderationElsewhere;
        let deemed =
            || Clock::start(&term::RECONSIDERATION_SCREENING, course.received_on?).due_on(&law.calendar);
        let from = course.accepted_on.or_else(deemed).filter(|_| elsewhere)?;
        Some(decision_clock(course, from))
    }

    /// XS-38: the agency answers a suggestion in the public interest in two months.
    pub(super) fn advice_clock(&self, course: &LevelCourse) -> Vec<NamedClock> {
        let served_on = course.served.get(crate::mediation::RESPONDENT);
        let advised = course.has(Finding::PublicInterestAdvice);
        let clock = served_on.filter(|_| advised).map(|on| {
            let clock = ran(&term::PROCURATORIAL_ADVICE_REPLY, *on, course.replied_on);
            named(course.level, "advice", "检察建议履职并回复".to_owned(), clock)
        });
        clock.into_iter().collect()
    }

    /// One window for each side that may go on, from its own service; they stop when the next level is opened.
    fn window_clocks(&self, course: &LevelCourse, levels: &[LevelCourse]) -> Vec<NamedClock> {
        let Some(term) = self.window(course) else { return Vec::new() };
        let next = levels.iter().filter(|other| other.level > course.level).find_map(LevelCourse::opened_on);
        let final_on = next.or(course.effective_on).or(self.lapsed.get(&course.level).copied());
        let clock = |side: &str| {
            let clock = ran(term, *course.served.get(side)?, final_on);
            let title = format!("{}（{}）", self.title(course.level, term.name), self.side_label(side));
            Some(named(course.level, &format!("window:{side}"), title, clock))
        };
        self.window_sides().into_iter().filter_map(clock).collect()
    }

    pub(super) fn side_label<'a>(&'a self, side: &'a str) -> &'a str {
        let party = self.brief.parties.iter().find(|party| party.key == side);
        if side == crate::mediation::RESPONDENT {
            "被申请机关"
        } else {
            party.map_or(side, |p| p.label.as_str())
        }
    }

    /// The last day of the last window: after it the outcome is final unless somebody has gone on.
    pub fn window_last_day(&self, law: &Law) -> Option<Date> {
        let top = self.top().filter(|top| top.effective_on.is_none())?;
        let term = self.window(&top)?;
        self.served_on(&top)?;
        let due = |side: &str| Clock::start(term, *top.served.get(side)?).due_on(&law.calendar);
        self.window_sides().into_iter().filter_map(due).max()
    }

    /// 提前通知负责人出庭 (XS-29), for each hearing that is set.
    pub fn head_notices(&self, law: &Law) -> Vec<Due> {
        let set = self.levels().into_iter().flat_map(|course| course.hearings);
        set.map(|(on, _)| Due::before(&term::HEAD_APPEARANCE_NOTICE, on, &law.calendar)).collect()
    }
}

/// 复议法62条, 58条.
fn decision_clock(course: &LevelCourse, from: Date) -> Clock {
    let term = if course.summary { &term::SUMMARY_DECISION } else { &term::RECONSIDERATION_DECISION };
    with_course(ran(term, from, course.outcome.as_ref().map(|outcome| outcome.on)), course)
}

/// What does not count and what was added.
fn with_course(mut clock: Clock, course: &LevelCourse) -> Clock {
    for &Pause { from, to, cause } in &course.pauses {
        let reason = cause.name_zh();
        // By the law itself where it names such days for this period; else as the body that leads the case reports it.
        let by_law = cause != ExclusionCause::Suspension && clock.exclude(from, to, reason).is_ok();
        if !by_law {
            let (reason, paper) = (reason.to_owned(), String::new());
            clock.suspensions.push(Suspension { from, to, reason, paper });
        }
    }
    for Prolonged { on, months, days, by } in &course.extensions {
        let span = if *months > 0 { Span::months(*months) } else { Span::days(*days) };
        clock.extend(span, by.as_str(), *on, "批准延长审理、办理期限");
    }
    clock
}
