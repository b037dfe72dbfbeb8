//! Escalation: the rungs of a running clock and the day on which each is reached.
//! Each rung is reached once; whoever sends a notice keys it by rung. A rung never falls on a day off: warnings
//! move to the working day before, "overdue" to the one after. Nothing is sent here.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::Clock;
use crate::calendar::{Calendar, days_between};

/// 提醒梯级, in the order in which they are reached.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Rung {
    /// 期限过半
    Half,
    /// 还剩十日: of a period of thirty days, its twentieth.
    TenDays,
    /// 还剩五日
    FiveDays,
    /// 还剩一日
    OneDay,
    /// 今日到期
    Due,
    /// 已超期
    Overdue,
}

impl Rung {
    pub fn zh(self) -> &'static str {
        match self {
            Rung::Half => "期限过半",
            Rung::TenDays => "还剩十日",
            Rung::FiveDays => "还剩五日",
            Rung::OneDay => "还剩一日",
            Rung::Due => "今日到期",
            Rung::Overdue => "已超期",
        }
    }
}

/// The rungs of a period from its start to its last day, in order. Warnings that would fall on or before the start are left
/// out.
pub fn rungs_of(started_on: Date, due_on: Date, calendar: &Calendar) -> Vec<(Rung, Date)> {
    let length = days_between(started_on, due_on);
    let warn = |days_before: i64| {
        let on = calendar.working_day_on_or_before(due_on.saturating_sub(days_before.days()));
        (on > started_on).then_some(on)
    };
    let over = due_on.tomorrow().map_or(due_on, |on| calendar.working_day_on_or_after(on));
    let mut rungs: Vec<(Rung, Date)> = [
        (Rung::Half, (length > 10).then(|| warn(length / 2)).flatten()),
        (Rung::TenDays, (length > 20).then(|| warn(10)).flatten()),
        (Rung::FiveDays, (length > 5).then(|| warn(5)).flatten()),
        (Rung::OneDay, (length > 1).then(|| warn(1)).flatten()),
        (Rung::Due, warn(0)),
        (Rung::Overdue, Some(over)),
    ]
    .into_iter()
    .filter_map(|(rung, on)| on.map(|on| (rung, on)))
    .collect();
    // Days off can push two warnings onto one working day: the more urgent one is enough.
    let days: Vec<Date> = rungs.iter().map(|(_, on)| *on).collect();
    let mut index = 0;
    rungs.retain(|_| {
        index += 1;
        days.get(index).is_none_or(|next| *next != days[index - 1])
    });
    rungs
}

/// The last rung that was reached by that day.
pub fn reached(started_on: Date, due_on: Date, today: Date, calendar: &Calendar) -> Option<Rung> {
    let reached = rungs_of(started_on, due_on, calendar).into_iter().filter(|(_, on)| *on <= today);
    reached.map(|(rung, _)| rung).next_back()
}

impl Clock {
    /// The rungs that the clock will still pass and the working day on which each is reached, in order. Empty while
    /// suspended without a bound, and once stopped.
    pub fn rungs(&self, calendar: &Calendar) -> Vec<(Rung, Date)> {
        let Some(due_on) = self.due(calendar).bound_on().filter(|_| self.stopped_on.is_none()) else {
            return Vec::new();
        };
        rungs_of(self.started_on, due_on, calendar)
    }
}
