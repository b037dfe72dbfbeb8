//! The periods of a mirrored proceeding, each started and stopped by milestones; dates are computed, never stored.

use super::{
    ExclusionCause, Finding, Level, LevelCourse, Mirrored, Procedure,
    course::{Pause, Prolonged},
    rounds::{Round, before_zh},
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

pub(super) fn named(level: Level, name: &str, title: String, clock: Clock) -> NamedClock {
    NamedClock { name: format!("{}_{name}", level.as_str()), title, clock }
}

pub(super) fn ran(term: &Term, from: Date, stopped_on: Option<Date>) -> Clock {
    let mut clock = Clock::start(term, from);
    stopped_on.into_iter().for_each(|on| clock.stop(on));
    clock
}

impl Mirrored {
    pub fn clocks(&self, law: &Law) -> Vec<NamedClock> {
        let rounds = self.rounds();
        let remands = rounds.len() - 1;
        let of_round = |(n, round): (usize, &Round)| {
            let clocks = self.clocks_of(&round.levels, law);
            let Some(remanded_on) = round.remanded_on else { return clocks };
            let earlier = |mut named: NamedClock| {
                named.name = format!("round{}_{}", n + 1, named.name);
                named.title = format!("{}{}", before_zh(n, remands), named.title);
                let day = named.clock.due_on(&law.calendar).filter(|_| named.name.contains("window:"));
                // Nothing of what was sent back runs on.
                let ended_on = named.clock.stopped_on.into_iter().chain(day).chain([remanded_on]).min();
                named.clock.stopped_on = ended_on;
                named
            };
            clocks.into_iter().map(earlier).collect()
        };
        rounds.iter().enumerate().flat_map(of_round).collect()
    }

    fn clocks_of(&self, levels: &[LevelCourse], law: &Law) -> Vec<NamedClock> {
        let mut clocks = Vec::new();
        for course in levels {
            let start = match self.procedure {
                Procedure::Litigation => self.court_clocks(course, law),
                Procedure::Petition => self.petition_clocks(course),
                Procedure::ReconsiderationElsewhere => self.reconsideration_clocks(course, law),
                Procedure::ProcuratorialSupervision => self.advice_clock(course).into_iter().collect(),
                Procedure::Adjudication
                | Procedure::Arbitration
                | Procedure::Complaint
                | Procedure::Hotline => Vec::new(),
            };
            clocks.extend(start);
            clocks.extend(self.window_clocks(course, levels, law));
            clocks.extend(self.late_windows(course, law));
        }
        clocks
    }

    fn title(&self, level: Level, what: &str) -> String {
        format!("{}：{what}", self.procedure.level_zh(level))
    }

    fn court_clocks(&self, course: &LevelCourse, law: &Law) -> Vec<NamedClock> {
        let level = course.level;
        let decided_on = course.outcome.as_ref().map(|outcome| outcome.on);
        let until = |on: Option<Date>| on.into_iter().chain(decided_on).min();
        // What was never reported before the court decided was not therefore late: that it is not known is said.
        let step = |name: &str, what: &str, term: &Term, from: Option<Date>, done: Option<Date>| {
            let mut clock = ran(term, from.filter(|_| level == Level::First)?, None);
            let unknown = decided_on.filter(|_| done.is_none());
            let ended_on = unknown.map(|on| clock.due_on(&law.calendar).map_or(on, |due| due.min(on)));
            ended_on.or_else(|| until(done)).into_iter().for_each(|on| clock.stop(on));
            let unknown = if unknown.is_some() { "（没有登记）" } else { "" };
            Some(named(level, name, self.title(level, &format!("{what}{unknown}")), clock))
        };
        let filed = course.accepted_on.or(decided_on.filter(|_| course.has(Finding::FilingRefused)));
        let (accepted_on, served_on) = (course.accepted_on, course.copy_served_on);
        let steps = [
            step("filing", "决定是否立案", &term::FILING_DECISION, course.received_on, filed),
            step("copy", "发送起诉状副本", &term::COMPLAINT_COPY, accepted_on, served_on),
            step("defence", "被告答辩并举证", &term::DEFENCE, served_on, course.replied_on),
        ];
        let mut clocks: Vec<NamedClock> = steps.into_iter().flatten().collect();
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
            let ordered = course.retrial_ordered().map(|ruling| ruling.on);
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

    /// 审理、办理期限 of the instance that has it in hand; whoever is sent the file is told of it.
    pub(super) fn days_in_hand(&self, law: &Law) -> Option<Clock> {
        let (round, top) = (self.rounds().last()?, self.top()?);
        // Before it is taken up, the days to decide about that.
        const OWN: [&str; 6] = ["trial", "answer", "decision", "filing", "notice", "screening"];
        let clocks = self.clocks_of(&round.levels, law);
        let runs = |what: &str| {
            let name = format!("{}_{what}", top.level.as_str());
            clocks.iter().find(|named| named.name == name && named.clock.stopped_on.is_none())
        };
        OWN.into_iter().find_map(runs).map(|named| named.clock.clone())
    }

    /// One window for each side that may go on, from its own service. Whoever lets it pass has breached nothing: once something
    /// is known that came after it, it has ended on its own last day. One side's appeal leaves the other its own days (行诉法85条);
    /// who requests a review of a petition, or sues upon a decision, has used them.
    fn window_clocks(&self, course: &LevelCourse, levels: &[LevelCourse], law: &Law) -> Vec<NamedClock> {
        let Some(term) = self.window(course) else { return Vec::new() };
        let next = levels.iter().filter(|other| other.level > course.level).find_map(LevelCourse::opened_on);
        let both = self.procedure == Procedure::Litigation;
        let final_on = next.filter(|_| !both).or(course.effective_on).or(self.lapsed_on(course.level));
        let known_until = self.milestones.iter().map(|milestone| milestone.received_on).max();
        let clock = |side: &str| {
            let mut clock = ran(term, *course.served.get(side)?, None);
            let last_day = clock.due_on(&law.calendar);
            let passed = next.and(last_day).filter(|last| known_until.is_some_and(|until| until > *last));
            let ended_on = final_on.map(|on| last_day.map_or(on, |last| last.min(on))).or(passed);
            ended_on.into_iter().for_each(|on| clock.stop(on));
            let appealed = next.filter(|_| both && clock.stopped_on.is_none());
            let still = if appealed.is_some() {
                "，已有一方上诉，没有上诉的另一方仍可上诉"
            } else {
                ""
            };
            let side_zh = self.side_label(side);
            let title = format!("{}（{side_zh}{still}）", self.title(course.level, term.name));
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
        set.map(|on| Due::before(&term::HEAD_APPEARANCE_NOTICE, on, &law.calendar)).collect()
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
            clock.suspensions.push(Suspension::of(from, to, reason, ""));
        }
    }
    for Prolonged { on, months, days, by } in &course.extensions {
        let span = if *months > 0 { Span::months(*months) } else { Span::days(*days) };
        clock.extend(span, by.as_str(), *on, "批准延长审理、办理期限");
    }
    clock
}
