//! Decided, and not done: a suggestion (检察建议) that waits for its answer, an adjudication (行政裁决) that can still be sued against or waits
//! to be performed. Not here: what a court orders, and until when it can be enforced (`next`).

use super::{
    Finding, LevelCourse, Mirrored, NamedClock, Procedure,
    clocks::{named, ran},
};
use crate::{decision::Law, matter::Task, mediation::RESPONDENT, term};
use jiff::civil::Date;

impl Mirrored {
    /// 检察建议 is done with when it is answered or its days are over, 行政裁决 when it is performed; either when its body says that it is final.
    pub(super) fn goes_on_after(&self, top: &LevelCourse) -> bool {
        top.is_advised() || self.is_ruled(top)
    }

    /// 行政裁决: it can still be sued against, in the days that its paper names.
    pub(super) fn is_ruled(&self, top: &LevelCourse) -> bool {
        self.procedure == Procedure::Adjudication && top.has(Finding::Ruled)
    }

    /// The day after which nothing is waited for any more: the last window, or the days to answer a suggestion.
    pub(super) fn lapses_after(&self, law: &Law) -> Option<Date> {
        let top = self.top().filter(|top| top.effective_on.is_none())?;
        let advised = || {
            let answer = self.advice_clock(&top)?.clock;
            answer.due_on(&law.calendar).filter(|_| answer.stopped_on.is_none())
        };
        self.window_last_day(law).filter(|_| !self.is_gone_on(&top)).or_else(advised)
    }

    /// XS-38: the agency answers a suggestion in the public interest in two months.
    pub(super) fn advice_clock(&self, course: &LevelCourse) -> Option<NamedClock> {
        let served_on =
            course.served.get(RESPONDENT).filter(|_| course.has(Finding::PublicInterestAdvice))?;
        let clock = ran(&term::PROCURATORIAL_ADVICE_REPLY, *served_on, course.answered_on());
        Some(named(course.level, "advice", "检察建议履职并回复".to_owned(), clock))
    }

    /// Until when an adjudication or an award is to be performed, while it is not.
    pub(super) fn ruled_until(&self) -> Option<Date> {
        let top = self.top().filter(|top| top.has(Finding::Ruled))?;
        let open = top.performed_on.is_none() && top.enforcement_on.is_none();
        top.outcome?.perform_by.filter(|_| open)
    }

    /// What was adjudicated is to be performed by a day.
    pub(super) fn ruled_task(&self) -> Option<Task> {
        let until = self.ruled_until()?;
        let title = "裁决要求履行的，登记是否履行；不履行的可以申请执行".to_owned();
        let task = self.task("performance", title, "record");
        Some(Task { due_on: Some(until), legal_risk: true, ..task })
    }

    /// 检察建议 is served and answered: in the public interest in two months; of any other no period was read.
    pub(super) fn advice_tasks(&self, law: &Law) -> Vec<Task> {
        let Some(top) = self.top().filter(|top| top.answered_on().is_none() && top.is_advised()) else {
            return Vec::new();
        };
        let Some(named) = self.advice_clock(&top) else {
            let title = match top.has(Finding::PublicInterestAdvice) {
                true => "登记检察建议哪天送达行政机关：回复的期限从收到起算",
                false => "登记对检察建议的回复；不再等回复的，登记“发生法律效力”",
            };
            return vec![self.task("advice_reply", title.to_owned(), "record")];
        };
        let due = named.clock.due_on(&law.calendar);
        let title = "登记行政机关对检察建议的回复".to_owned();
        vec![
            self.agency_s("advice", "依法履行职责，书面回复检察建议", due),
            Task { due_on: due, ..self.task("advice_reply", title, "record") },
        ]
    }
}
