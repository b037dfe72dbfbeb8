//! When the people of a story do what they do: on working days before today, in the hours of an office, one thing after the other and
//! never on the stroke of the hour. Not here: what they do.

use crate::office::TravellingTime;
use huajie_law::{Now, calendar::Calendar};
use jiff::{SignedDuration, ToSpan, civil::Date};

/// Minutes after nine: from twelve to half past two nobody is at a desk, and at half past five people go home.
const NOON: i64 = 180;
const AFTER_NOON: i64 = 330;
const EVENING: i64 = 510;

pub struct Diary {
    today: Date,
    /// The day that the story names; what falls on a weekend or a holiday is done on the working day after it.
    named: Date,
    pub day: Date,
    /// After nine o'clock.
    minute: i64,
    chance: u64,
}

impl Diary {
    /// Opens on that very day: a citizen applies on a Sunday too.
    pub fn opening(on: Date, today: Date, seed: usize) -> Diary {
        let chance = u64::try_from(seed).unwrap_or(0).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66;
        let mut diary = Diary { today, named: on, day: on, minute: 0, chance };
        diary.minute = diary.drawn(110);
        diary
    }

    /// The same with somebody at a desk.
    pub fn opening_at_a_desk(on: Date, today: Date, seed: usize, calendar: &Calendar) -> Diary {
        let mut diary = Diary::opening(on, today, seed);
        diary.day = diary.worked(on, calendar).unwrap_or_else(|| calendar.working_day_on_or_before(on));
        diary
    }

    /// The working day of this one, if that is over already: nobody has done anything today yet.
    fn worked(&self, named: Date, calendar: &Calendar) -> Option<Date> {
        let day = calendar.working_day_on_or_after(named);
        (day < self.today).then_some(day)
    }

    fn latest(&self, calendar: &Calendar) -> Date {
        calendar.working_day_on_or_before(self.today.yesterday().unwrap_or(self.today))
    }

    /// The working day on which somebody is at it who says "in so many days".
    pub fn in_days(&self, days: i64, calendar: &Calendar) -> Date {
        if days <= 0 {
            return self.day;
        }
        let next = calendar.working_day_on_or_after(self.day.saturating_add(1.day()));
        let named = calendar.working_day_on_or_after(self.named.saturating_add(days.days()));
        next.max(named).min(self.latest(calendar)).max(self.day)
    }

    pub fn later(&mut self, days: i64, calendar: &Calendar) {
        let day = self.in_days(days, calendar);
        self.named = self.named.saturating_add(days.days());
        if day > self.day {
            self.day = day;
            self.minute = self.drawn(110);
        }
    }

    /// After that day, as far as days are known.
    pub fn past(&mut self, last_day: Date, calendar: &Calendar) {
        if self.day <= last_day {
            let days = crate::words::days_between(self.named, last_day);
            self.later(i64::from(days) + 1, calendar);
        }
    }

    /// Not before so many minutes after nine.
    pub fn not_before(&mut self, minute: i64) {
        self.minute = self.minute.max(minute);
    }

    /// Sets the clock to the next thing that is done: however much happens on a day, what comes later is later.
    pub fn arrive(&mut self, time: &TravellingTime) {
        self.minute += 1 + if self.minute < EVENING { 2 + self.drawn(19) } else { 0 };
        if (NOON..AFTER_NOON).contains(&self.minute) {
            self.minute = AFTER_NOON + self.drawn(17);
        }
        time.travel_to(Now::on(self.day).at + SignedDuration::from_mins(self.minute));
    }

    /// Less than that, and the same in every city that is loaded.
    fn drawn(&mut self, below: i64) -> i64 {
        self.chance =
            self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.chance >> 33).unwrap_or(0) % below
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_falls_on_a_weekend_or_in_a_holiday_is_done_on_the_working_day_after_it_and_never_today() {
        let calendar = Calendar::builtin();
        // A Friday before a weekend before a Monday.
        let mut diary = Diary::opening(date(2026, 11, 20), date(2026, 11, 30), 1);
        diary.later(1, &calendar);
        assert_eq!(diary.day, date(2026, 11, 23), "not on Saturday");
        diary.later(1, &calendar);
        assert_eq!(diary.day, date(2026, 11, 24), "and not both on one day");
        diary.later(4, &calendar);
        assert_eq!(diary.day, date(2026, 11, 26), "but by the days that are named, without drifting");
        diary.later(9, &calendar);
        assert_eq!(diary.day, date(2026, 11, 27), "never today or later");
        let mut autumn = Diary::opening(date(2026, 9, 30), date(2026, 11, 30), 1);
        autumn.later(2, &calendar);
        assert!(
            autumn.day >= date(2026, 10, 8),
            "nobody works in the week of the National Day: {}",
            autumn.day
        );
    }
}
