//! A running period: budget, suspensions, exclusions, extensions, cap, and where it stands on a day.
//! What is stored is what happened; the due date, the light and "overdue" are always computed. How a date is
//! explained is in `due.rs`, `words.rs` and `plain.rs`, escalation in `rung.rs`, what follows from a lapse in `deemed.rs`,
//! by which way of service it starts in `service.rs`. Called by the rooms of the law and by whoever shows a period.
//!
//! Absent on purpose: a stored due date, a stored "overdue", and any clock.

mod deemed;
mod due;
mod exclusion;
mod plain;
mod rung;
mod service;
mod words;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString};

pub use crate::calendar::{Pause, Span, Unit};
pub use deemed::{
    DEEMED, Deemed, Effect, Nature, ReconsiderationSuspension, TrialSuspension, deemed_by, deemed_of,
};
pub use due::{Due, DueKind, LeftOut, Reason};
pub(crate) use due::{PauseWording, explain};
pub use exclusion::{Exclusion, LeftOutBy, NotAdmitted, Stop};
pub use rung::{Rung, reached, rungs_of};
pub use service::{HandedIn, Served, ServedBy, first_service};

use crate::{
    calendar::{Calendar, Reckoned},
    term::{self, Term},
};

/// 期限 of one matter, running or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Id of the term: `TJ-09`.
    pub term: String,
    /// The day of the event that starts the period; itself not counted.
    pub started_on: Date,
    /// The instant of that event, for periods of hours only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<jiff::Timestamp>,
    /// What the period had when it started, whatever the catalogue says later.
    pub budget: Span,
    #[serde(default)]
    pub suspensions: Vec<Suspension>,
    /// Days that are left out without a suspension: by the law itself, or claimed by a party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
    #[serde(default)]
    pub extensions: Vec<Extension>,
    #[serde(default)]
    pub cap: Option<Cap>,
    #[serde(default)]
    pub stopped_on: Option<Date>,
}

/// 中止: days that do not count, from the first of them up to, not including, the day of resumption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub from: Date,
    /// 恢复之日, which counts again; `None` = not resumed yet.
    pub to: Option<Date>,
    /// Why, in Chinese.
    pub reason: String,
    /// The paper that ordered it; empty if none was needed.
    pub paper: String,
    /// It was never resumed: it ended on that day with what it stood in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unresumed: bool,
}

impl Suspension {
    pub fn of(
        from: Date,
        to: Option<Date>,
        reason: impl Into<String>,
        paper: impl Into<String>,
    ) -> Suspension {
        Suspension { from, to, reason: reason.into(), paper: paper.into(), unresumed: false }
    }
}

/// 延长
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub span: Span,
    /// Who granted it, in Chinese: `双方当事人同意`.
    pub by: String,
    pub on: Date,
    pub reason: String,
}

/// 最迟日: an outer bound that no extension and no suspension moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    pub on: Date,
    /// In Chinese: `不得越过保守起诉期限前15日`.
    pub reason: String,
}

/// 末日 without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDay {
    /// `None` while suspended.
    pub on: Option<Date>,
    /// 暂定
    pub provisional: bool,
}

/// Where a clock stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClockState {
    /// 计时中
    Running,
    /// 中止: no due date, cannot be overdue.
    Suspended,
    /// 已停止: what the period was for has happened.
    Stopped,
    /// 已届满: the last day is over.
    Lapsed,
}

impl Clock {
    pub fn start(term: &Term, started_on: Date) -> Clock {
        Clock::start_with(term, term.amount, started_on)
    }

    /// With an amount of one's own, for a term that is a setting or that a special law shortens.
    pub fn start_with(term: &Term, amount: u16, started_on: Date) -> Clock {
        Clock {
            term: term.id.to_owned(),
            started_on,
            started_at: None,
            budget: Span::new(amount, term.unit),
            suspensions: Vec::new(),
            exclusions: Vec::new(),
            extensions: Vec::new(),
            cap: None,
            stopped_on: None,
        }
    }

    /// A period of hours runs from the instant itself (民法典201条2款).
    pub fn start_at(term: &Term, started_at: jiff::Timestamp) -> Clock {
        Clock { started_at: Some(started_at), ..Clock::start(term, crate::now::day_of(started_at)) }
    }

    /// Suspends from that day on; an open suspension stays as it is.
    pub fn suspend(&mut self, from: Date, reason: impl Into<String>, paper: impl Into<String>) {
        if self.suspensions.iter().all(|suspension| suspension.to.is_some()) {
            self.suspensions.push(Suspension::of(from, None, reason, paper));
        }
    }

    /// Counting resumes on that day.
    pub fn resume(&mut self, on: Date) {
        for suspension in self.suspensions.iter_mut().filter(|suspension| suspension.to.is_none()) {
            suspension.to = Some(on.max(suspension.from));
        }
    }

    pub fn extend(&mut self, span: Span, by: impl Into<String>, on: Date, reason: impl Into<String>) {
        self.extensions.push(Extension { span, by: by.into(), on, reason: reason.into() });
    }

    /// Bounds the clock; of two bounds the earlier holds.
    pub fn cap(&mut self, on: Date, reason: impl Into<String>) {
        if self.cap.as_ref().is_none_or(|cap| on < cap.on) {
            self.cap = Some(Cap { on, reason: reason.into() });
        }
    }

    /// What the period was for has happened.
    pub fn stop(&mut self, on: Date) {
        self.stopped_on.get_or_insert(on);
    }

    /// The term under the regime of the day on which the period started.
    pub fn term(&self) -> Option<&'static Term> {
        term::find_on(&self.term, self.started_on).or_else(|| term::find(&self.term))
    }

    /// The last day, `None` while suspended. A stopped clock keeps the day it had.
    pub fn due_on(&self, calendar: &Calendar) -> Option<Date> {
        self.due(calendar).on
    }

    /// The last day with everything that made it.
    pub fn due(&self, calendar: &Calendar) -> Due {
        due::explain(self, calendar, due::PauseWording::Suspended)
    }

    /// What [`Due::bound_on`] says, without its reasons: asked for at every step, explained only on the page.
    pub fn bound_on(&self, calendar: &Calendar) -> Option<Date> {
        self.last_day(calendar).on.or(self.cap.as_ref().map(|cap| cap.on))
    }

    /// The last day alone, without its reasons; what [`Clock::due`] says of it, for those who ask of many clocks.
    pub fn last_day(&self, calendar: &Calendar) -> LastDay {
        let reckoned = self.reckon(calendar);
        if self.is_halted(reckoned.on) {
            return LastDay { on: None, provisional: false };
        }
        let cap = self.cap.as_ref().map(|cap| cap.on).filter(|cap| *cap < reckoned.on);
        // A bound holds whatever the missing holidays will be: only a later notice could move the rest.
        let provisional = cap.is_none() && !reckoned.provisional_years.is_empty();
        LastDay { on: Some(cap.unwrap_or(reckoned.on)), provisional }
    }

    /// The last day by counting alone, not moved off a holiday: whoever waits for somebody else's period and then has one of their
    /// own counts from it to be safe. `None` while suspended.
    pub fn unmoved_on(&self, calendar: &Calendar) -> Option<Date> {
        let reckoned = self.reckon(calendar);
        let on = self.cap.as_ref().map_or(reckoned.nominal_on, |cap| cap.on.min(reckoned.nominal_on));
        (!self.is_halted(reckoned.on)).then_some(on)
    }

    /// Where the clock stands at the end of that day. A cap ends a suspended clock too.
    pub fn state_on(&self, on: Date, calendar: &Calendar) -> ClockState {
        if self.stopped_on.is_some_and(|stopped| stopped <= on) {
            return ClockState::Stopped;
        }
        if self.cap.as_ref().is_some_and(|cap| cap.on < on) {
            return ClockState::Lapsed;
        }
        let last = self.reckon(calendar).on;
        // A suspension that begins after the last day finds nothing left to suspend.
        if self.pauses().iter().any(|pause| pause.covers(on) && pause.from <= last) {
            return ClockState::Suspended;
        }
        if last < on { ClockState::Lapsed } else { ClockState::Running }
    }

    /// Whole units used up at the end of that day.
    pub fn consumed_on(&self, on: Date, calendar: &Calendar) -> u32 {
        let until = self.stopped_on.map_or(on, |stopped| stopped.min(on));
        calendar.measure_paused(self.started_on, until, self.budget.unit, &self.pauses())
    }

    /// Natural days from that day to the last one, negative when it is over; `None` while suspended.
    pub fn days_left(&self, today: Date, calendar: &Calendar) -> Option<i64> {
        self.due(calendar).bound_on().map(|on| crate::calendar::days_between(today, on))
    }

    /// Whether a suspension or exclusion that has not ended keeps the clock from having a last day.
    fn is_halted(&self, last: Date) -> bool {
        let open = |pause: &Pause| pause.to.is_none() && pause.from <= last;
        self.stopped_on.is_none() && self.pauses().iter().any(open)
    }

    /// The days that do not count, whoever asks, and what for, in the order in which they begin: suspensions and what the law
    /// itself leaves out. What a party claims is not among them.
    pub fn left_out(&self) -> Vec<(Pause, &str)> {
        let pause = |from: &Date, to: &Option<Date>| Pause { from: *from, to: *to };
        let suspended = self.suspensions.iter().map(|it| (pause(&it.from, &it.to), it.reason.as_str()));
        let excluded = self.exclusions.iter().filter(|it| it.left_out_by == LeftOutBy::Law);
        let excluded = excluded.map(|it| (pause(&it.from, &it.to), it.reason.as_str()));
        let mut left_out: Vec<_> = suspended.chain(excluded).collect();
        left_out.sort_by_key(|(pause, _)| pause.from);
        left_out
    }

    fn pauses(&self) -> Vec<Pause> {
        self.left_out().into_iter().map(|(pause, _)| pause).collect()
    }

    fn spans(&self) -> Vec<Span> {
        std::iter::once(self.budget).chain(self.extensions.iter().map(|extension| extension.span)).collect()
    }

    /// The last day by counting alone: without cap, and as if an open suspension were not there.
    fn reckon(&self, calendar: &Calendar) -> Reckoned {
        let roll_over = self.term().is_none_or(|term| term.roll_over) && self.budget.unit != Unit::Hour;
        let mut reckoned = calendar.add_all(self.started_on, &self.spans(), &self.pauses(), roll_over);
        if let Some(at) = self.hours_end() {
            reckoned.on = crate::now::day_of(at);
            reckoned.nominal_on = reckoned.on;
        }
        reckoned
    }

    /// The instant at which a period of hours ends.
    pub fn hours_end(&self) -> Option<jiff::Timestamp> {
        let started_at = self.started_at.filter(|_| self.budget.unit == Unit::Hour)?;
        let hours: i64 = self
            .spans()
            .iter()
            .filter(|span| span.unit == Unit::Hour)
            .map(|span| i64::from(span.amount))
            .sum();
        started_at.checked_add(hours.hours()).ok()
    }
}

#[cfg(test)]
mod deemed_tests;
#[cfg(test)]
mod stop_tests;
#[cfg(test)]
mod tests;
