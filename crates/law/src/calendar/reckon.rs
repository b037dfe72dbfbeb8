//! Counting along the days: forward, backward, and how much has passed. Adding and measuring are
//! inverse. Which unit, which start and whether the last day rolls over is said by the caller (a term).
//!
//! The day of the event is not counted (民法典201条, 民诉法85条); a period of months ends on the same
//! day of the month, or on its last day where there is none (民法典202条); a last day that is off
//! moves to the next working day (民法典203条): the last day only, days off in between are counted.

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use serde::{Deserialize, Serialize};

use super::{Calendar, Span, Unit};

/// Days that do not count: from the first of them up to, not including, the day on which counting
/// resumes. `to: None` is a pause that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: Date,
    pub to: Option<Date>,
}

impl Pause {
    /// Whether that day is one of those that do not count.
    pub fn covers(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }
}

/// How a period before an event is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strictness {
    /// 净空: so many whole days lie between the act and the event.
    Clear,
    /// 宽松: the act may fall on the n-th day before the event.
    Lenient,
}

/// A date that was reckoned, with what was met on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoned {
    /// The last day before any roll-over.
    pub nominal_on: Date,
    /// The last day.
    pub on: Date,
    /// Days off that a count of working days passed over.
    pub left_out: Vec<Date>,
    /// Saturdays and Sundays that were counted because they are worked.
    pub worked: Vec<Date>,
    /// 月末: there was no corresponding day in the month of the end.
    pub month_end: bool,
    /// Years whose notice is missing and on which the date depends; not empty = provisional.
    pub provisional_years: BTreeSet<i16>,
}

/// The end of a walk; nobody's period reaches it.
const FAR: Date = date(9999, 12, 31);

impl Calendar {
    /// The last day of a period that starts with an event on `start`.
    pub fn add(&self, start: Date, span: Span, roll_over: bool) -> Reckoned {
        self.add_all(start, &[span], &[], roll_over)
    }

    /// The same for a period and its extensions, with days that do not count. Spans of one unit that
    /// follow each other count as one, so that an extended month keeps its day. A pause that has
    /// not ended is not looked at here: a suspended period has no last day.
    pub fn add_all(&self, start: Date, spans: &[Span], pauses: &[Pause], roll_over: bool) -> Reckoned {
        let mut found = Reckoned {
            nominal_on: start,
            on: start,
            left_out: Vec::new(),
            worked: Vec::new(),
            month_end: false,
            provisional_years: BTreeSet::new(),
        };
        let pauses: Vec<Pause> = pauses.iter().filter(|pause| pause.to.is_some()).copied().collect();
        for span in merged(spans) {
            found.nominal_on = match span.unit {
                Unit::WorkingDay => self.nth_working(found.nominal_on, span.amount, &pauses, &mut found),
                Unit::NaturalDay => nth_counted(found.nominal_on, i64::from(span.amount), &pauses),
                Unit::Month | Unit::Year => {
                    let months = if span.unit == Unit::Year { 12 } else { 1 } * i64::from(span.amount);
                    let end = found.nominal_on.saturating_add(months.months());
                    found.month_end = end.day() != found.nominal_on.day();
                    nth_counted(found.nominal_on, days_between(found.nominal_on, end), &pauses)
                }
                // Hours run on the clock; here they only name the day on which so many hours end
                // when the start is midnight. `Clock` adds them to the instant.
                Unit::Hour => nth_counted(found.nominal_on, i64::from(span.amount) / 24, &pauses),
            };
        }
        found.on = found.nominal_on;
        if roll_over {
            found.on = self.roll_forward(found.nominal_on, &pauses, &mut found.provisional_years);
        }
        found
    }

    /// How many whole units after `start` have passed on `end`: the greatest n with
    /// `add(start, n).nominal_on <= end`. Zero where `end` is not after `start`.
    pub fn measure(&self, start: Date, end: Date, unit: Unit) -> u32 {
        self.measure_paused(start, end, unit, &[])
    }

    /// The same with days that do not count; a pause without an end covers everything after it.
    pub fn measure_paused(&self, start: Date, end: Date, unit: Unit, pauses: &[Pause]) -> u32 {
        if end <= start {
            return 0;
        }
        let counted = |on: &Date| !pauses.iter().any(|pause| pause.covers(*on));
        match unit {
            Unit::WorkingDay => {
                let working = |on: &Date| self.presumed_kind(*on).is_working();
                amount(days_after(start).take_while(|on| *on <= end).filter(counted).filter(working).count())
            }
            Unit::NaturalDay if pauses.is_empty() => amount(days_between(start, end)),
            Unit::NaturalDay => amount(days_after(start).take_while(|on| *on <= end).filter(counted).count()),
            Unit::Hour => 24 * self.measure_paused(start, end, Unit::NaturalDay, pauses),
            Unit::Month | Unit::Year => {
                let closed: Vec<Pause> =
                    pauses.iter().map(|pause| Pause { to: pause.to.or(Some(FAR)), ..*pause }).collect();
                let mut whole = 0_u16;
                while whole < u16::MAX
                    && self.add_all(start, &[Span::new(whole + 1, unit)], &closed, false).nominal_on <= end
                {
                    whole += 1;
                }
                u32::from(whole)
            }
        }
    }

    /// The last day on which something that must happen so long before an event may still happen.
    /// It is not moved: who must act before a date cannot win time by a day off.
    pub fn before(&self, event_on: Date, span: Span, strictness: Strictness) -> Reckoned {
        let amount = i64::from(span.amount);
        let mut found = Reckoned {
            nominal_on: event_on,
            on: event_on,
            left_out: Vec::new(),
            worked: Vec::new(),
            month_end: false,
            provisional_years: BTreeSet::new(),
        };
        let clear = i64::from(strictness == Strictness::Clear);
        let on = match span.unit {
            Unit::WorkingDay => self.nth_working_before(event_on, amount + clear, &mut found),
            Unit::NaturalDay => event_on.saturating_sub((amount + clear).days()),
            Unit::Month => event_on.saturating_sub(amount.months()).saturating_sub(clear.days()),
            Unit::Year => event_on.saturating_sub(amount.years()).saturating_sub(clear.days()),
            Unit::Hour => event_on.saturating_sub(((amount + 23) / 24 + clear).days()),
        };
        found.nominal_on = on;
        found.on = on;
        found
    }

    /// 内控日: the last working day up to this one, for those who plan rather than exhaust a period.
    pub fn working_day_on_or_before(&self, on: Date) -> Date {
        let mut on = on;
        while !self.presumed_kind(on).is_working() {
            on = on.yesterday().expect("a working day precedes every date of the law");
        }
        on
    }

    /// The first working day from this one on.
    pub fn working_day_on_or_after(&self, on: Date) -> Date {
        self.roll_forward(on, &[], &mut BTreeSet::new())
    }

    fn roll_forward(&self, on: Date, pauses: &[Pause], years: &mut BTreeSet<i16>) -> Date {
        let mut on = on;
        loop {
            self.note_year(on, years);
            let counted = !pauses.iter().any(|pause| pause.covers(on));
            if on == FAR || (counted && self.presumed_kind(on).is_working()) {
                return on;
            }
            on = next(on);
        }
    }

    fn nth_working(&self, start: Date, n: u16, pauses: &[Pause], found: &mut Reckoned) -> Date {
        let (mut on, mut left) = (start, n);
        while left > 0 && on < FAR {
            on = next(on);
            if pauses.iter().any(|pause| pause.covers(on)) {
                continue;
            }
            self.note_year(on, &mut found.provisional_years);
            left -= u16::from(self.sorted(on, found));
        }
        on
    }

    fn nth_working_before(&self, event_on: Date, n: i64, found: &mut Reckoned) -> Date {
        let (mut on, mut left) = (event_on, n);
        while left > 0 {
            on = on.yesterday().expect("the events of the law lie far from the first date");
            self.note_year(on, &mut found.provisional_years);
            left -= i64::from(self.sorted(on, found));
        }
        found.left_out.reverse();
        found.worked.reverse();
        on
    }

    /// Whether the day is worked, noted as left out or as a worked weekend.
    fn sorted(&self, on: Date, found: &mut Reckoned) -> bool {
        let kind = self.presumed_kind(on);
        if !kind.is_working() {
            found.left_out.push(on);
        } else if kind == super::DayKind::WorkedWeekend {
            found.worked.push(on);
        }
        kind.is_working()
    }

    fn note_year(&self, on: Date, years: &mut BTreeSet<i16>) {
        if !self.is_loaded(on.year()) {
            years.insert(on.year());
        }
    }
}

fn merged(spans: &[Span]) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.unit == span.unit => last.amount = last.amount.saturating_add(span.amount),
            _ => merged.push(*span),
        }
    }
    merged
}

/// The n-th day after `start` that no pause covers.
fn nth_counted(start: Date, n: i64, pauses: &[Pause]) -> Date {
    if !pauses.iter().any(|pause| pause.to.is_some_and(|to| to > start)) {
        return start.saturating_add(n.days());
    }
    let (mut on, mut left) = (start, n);
    while left > 0 && on < FAR {
        on = next(on);
        left -= i64::from(!pauses.iter().any(|pause| pause.covers(on)));
    }
    on
}

fn days_after(start: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(start.tomorrow().ok(), |on| on.tomorrow().ok())
}

/// Days from one date to the other, negative where the second is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

fn next(on: Date) -> Date {
    on.tomorrow().unwrap_or(FAR)
}

fn amount(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
