//! 逾期不作决定 (行诉法45条、复议法34条): a reconsideration that another body runs and in which no decision was recorded by the body's own last
//! day. Whether one came is known to nobody here: the days to sue are told beforehand, and are a clock of their own from that day on.

use super::{LevelCourse, Mirrored, NamedClock, Procedure, Stage, clocks::named};
use crate::{clock::Clock, decision::Law, term};
use jiff::civil::Date;

impl Mirrored {
    /// The days to sue, should no decision come.
    pub(super) fn overdue_suit(&self, law: &Law) -> Option<Clock> {
        let top = self.top().filter(|_| self.stage() == Stage::Running)?;
        self.suit_upon_silence(&top, law)
    }

    /// Whoever is to sue is not given the days by which the body's own last day was moved.
    fn suit_upon_silence(&self, course: &LevelCourse, law: &Law) -> Option<Clock> {
        let last = self.deciding_unended(course, law)?.unmoved_on(&law.calendar)?;
        let term = match self.reconsideration_first() {
            true => &term::SUIT_AFTER_MANDATORY_RECONSIDERATION,
            false => &term::SUIT_AFTER_OVERDUE_RECONSIDERATION,
        };
        Some(Clock::start(term, last))
    }

    /// As it would run without a decision, once the body is known to have accepted it.
    fn deciding_unended(&self, course: &LevelCourse, law: &Law) -> Option<Clock> {
        let elsewhere = self.procedure == Procedure::ReconsiderationElsewhere;
        let mut clock = self.deciding(course, law).filter(|_| elsewhere && course.accepted_on.is_some())?;
        clock.stopped_on = None;
        Some(clock)
    }

    /// The body's own last day, while nothing is recorded of what came and it was not noted before that this is over.
    pub(super) fn silent_after(&self, law: &Law) -> Option<Date> {
        let top = self.top().filter(|_| self.stage() == Stage::Running)?;
        let due = self.deciding_unended(&top, law)?.due_on(&law.calendar)?;
        self.overdue_since.is_none_or(|since| due >= since).then_some(due)
    }

    /// One for each who applied, until a decision has reached that side all the same: then its own window opens. What was told later, as
    /// that it was prolonged in time, takes them back.
    pub(super) fn late_windows(&self, course: &LevelCourse, law: &Law) -> Vec<NamedClock> {
        let due = || self.deciding_unended(course, law)?.due_on(&law.calendar);
        let late = |due: &Date| {
            let decided = course.outcome.as_ref().is_some_and(|outcome| outcome.on <= *due);
            self.overdue_since.is_some_and(|since| *due < since) && !decided
        };
        let clock = due().filter(late).and_then(|_| self.suit_upon_silence(course, law));
        let Some(clock) = clock else { return Vec::new() };
        let window = |side: &str| {
            let mut clock = clock.clone();
            let reached = course.served.get(side).copied().or(self.over().map(|over| over.on));
            reached.into_iter().for_each(|on| clock.stop(on));
            let title = format!("提起行政诉讼：到期没有收到复议决定（{}）", self.side_label(side));
            named(course.level, &format!("late_window:{side}"), title, clock)
        };
        self.window_sides().into_iter().map(window).collect()
    }
}
