//! Clocks: what moves a date, what does not, what it says about itself, and the laws that hold for all of them.

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::*;
use crate::{calendar::days_between, term};

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

fn mediation(on: Date) -> Clock {
    Clock::start(&term::MEDIATION_BEFORE_TRIAL, on)
}

#[test]
fn mediation_runs_thirty_days_from_the_signature_for_the_material() {
    let clock = mediation(date(2026, 3, 2));
    let due = clock.due(calendar());
    assert_eq!((due.on, due.provisional), (Some(date(2026, 4, 1)), false));
    assert_eq!(due.short, "30日，自2026年3月2日次日起算，末日2026年4月1日（周三）");
}

#[test]
fn a_suspended_clock_has_no_due_date_and_cannot_be_overdue() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.suspend(date(2026, 3, 10), "委托鉴定", "鉴定委托书");
    assert_eq!(clock.due_on(calendar()), None);
    assert_eq!(clock.state_on(date(2030, 1, 1), calendar()), ClockState::Suspended);
    assert_eq!(clock.state_on(date(2026, 3, 9), calendar()), ClockState::Running);
    assert!(clock.rungs(calendar()).is_empty());
}

#[test]
fn a_resumed_clock_has_moved_by_the_length_of_the_suspension() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.suspend(date(2026, 3, 10), "委托鉴定", "");
    clock.resume(date(2026, 3, 17));
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 4, 8)));
    assert_eq!(clock.consumed_on(date(2026, 3, 20), calendar()), 11);
}

#[test]
fn a_suspension_after_the_last_day_revives_nothing() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.suspend(date(2026, 4, 2), "迟到的中止", "");
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 4, 1)));
    assert_eq!(clock.state_on(date(2026, 4, 3), calendar()), ClockState::Lapsed);
}

#[test]
fn a_suspension_between_the_nominal_and_the_rolled_over_day_leaves_one_day_after_it() {
    let mut clock = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 8, 3));
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 10, 8)));
    clock.suspend(date(2026, 10, 6), "双方同意中止调解", "中止通知书");
    assert_eq!(clock.due_on(calendar()), None);
    clock.resume(date(2026, 10, 20));
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 10, 20)));
}

#[test]
fn the_last_day_is_running_and_the_day_after_has_lapsed() {
    let clock = mediation(date(2026, 3, 2));
    assert_eq!(clock.state_on(date(2026, 4, 1), calendar()), ClockState::Running);
    assert_eq!(clock.state_on(date(2026, 4, 2), calendar()), ClockState::Lapsed);
}

#[test]
fn days_left_are_counted_to_the_last_day_and_below_zero_after_it() {
    let mut clock = mediation(date(2026, 3, 2));
    let left = |clock: &Clock, on| clock.days_left(on, calendar());
    assert_eq!(left(&clock, date(2026, 3, 30)), Some(2));
    assert_eq!(left(&clock, date(2026, 4, 1)), Some(0));
    assert_eq!(left(&clock, date(2026, 4, 4)), Some(-3));
    clock.suspend(date(2026, 3, 10), "委托鉴定", "");
    assert_eq!(left(&clock, date(2026, 3, 30)), None);
}

#[test]
fn a_stopped_clock_stays_stopped_whatever_follows() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.stop(date(2026, 3, 20));
    clock.stop(date(2026, 3, 25));
    assert_eq!(clock.stopped_on, Some(date(2026, 3, 20)));
    assert_eq!(clock.state_on(date(2026, 3, 19), calendar()), ClockState::Running);
    assert_eq!(clock.state_on(date(2027, 1, 1), calendar()), ClockState::Stopped);
    assert!(clock.rungs(calendar()).is_empty());
}

#[test]
fn an_extension_by_months_keeps_the_day_of_the_month() {
    let mut clock = Clock::start(&term::FIRST_INSTANCE, date(2025, 8, 31));
    clock.extend(Span::months(1), "高级人民法院批准", date(2026, 2, 20), "案情复杂");
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 3, 31)));
}

#[test]
fn a_cap_holds_against_extensions_and_ends_a_suspended_clock() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.extend(Span::days(30), "双方当事人同意", date(2026, 3, 28), "");
    clock.cap(date(2026, 4, 20), "不得越过保守起诉期限前15日");
    let due = clock.due(calendar());
    assert_eq!(due.on, Some(date(2026, 4, 20)));
    assert!(due.short.ends_with("末日2026年4月20日（周一）（到最迟日为止）"), "{}", due.short);
    clock.suspend(date(2026, 4, 1), "委托鉴定", "");
    assert_eq!(clock.due(calendar()).bound_on(), Some(date(2026, 4, 20)));
    assert_eq!(clock.state_on(date(2026, 4, 20), calendar()), ClockState::Suspended);
    assert_eq!(clock.state_on(date(2026, 4, 21), calendar()), ClockState::Lapsed);
}

#[test]
fn of_two_caps_the_earlier_holds() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.cap(date(2026, 3, 20), "早");
    clock.cap(date(2026, 3, 25), "晚");
    clock.cap(date(2026, 3, 20), "同日");
    assert_eq!(
        clock.cap.as_ref().map(|cap| cap.reason.as_str()),
        Some("早"),
        "and of two on one day the first"
    );
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 3, 20)));
}

#[test]
fn a_date_in_a_year_that_is_not_loaded_is_provisional_and_says_so() {
    let due = mediation(date(2026, 12, 20)).due(calendar());
    assert!(due.provisional && due.short.ends_with("（暂定）"));
    assert!(due.lines().last().unwrap().contains("2027年放假安排尚未公布"));
}

#[test]
fn a_bound_before_the_last_day_makes_it_certain_and_one_on_it_does_not() {
    let mut clock = mediation(date(2026, 12, 20));
    let last = clock.due_on(calendar()).unwrap();
    clock.cap(last, "同日");
    assert!(clock.due(calendar()).provisional && clock.last_day(calendar()).provisional);
    clock.cap(last.yesterday().unwrap(), "前一日");
    assert!(!clock.due(calendar()).provisional && !clock.last_day(calendar()).provisional);
}

#[test]
fn hours_run_from_the_instant_and_do_not_roll_over() {
    let mut term = term::RECUSAL_DECISION;
    (term.amount, term.unit) = (24, Unit::Hour);
    let at: jiff::Timestamp = "2026-03-06T09:30:00+08:00".parse().unwrap();
    let clock = Clock::start_at(&term, at);
    assert_eq!(clock.hours_end().unwrap(), "2026-03-07T09:30:00+08:00".parse().unwrap());
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 3, 7)));
}

#[test]
fn a_setting_is_never_called_a_statutory_period() {
    let lines = Clock::start(&term::CENTRE_SCREENING, date(2026, 3, 2)).due(calendar()).lines();
    assert!(lines[0].contains("可由本市设定"));
    let own = Clock::start_with(&term::SUIT, 3, date(2026, 3, 2)).due(calendar()).lines();
    assert!(own[0].contains("可由本市设定"), "an amount of one's own is not the statutory one");
}

#[test]
fn a_clock_and_its_due_date_survive_json() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.suspend(date(2026, 3, 10), "委托鉴定", "");
    clock.resume(date(2026, 3, 17));
    clock.cap(date(2026, 4, 2), "最迟");
    let text = serde_json::to_string(&clock).unwrap();
    assert_eq!(serde_json::from_str::<Clock>(&text).unwrap(), clock);
    let due = clock.due(calendar());
    let text = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), due);
}

#[test]
fn rungs_are_reached_in_order_on_working_days_and_once_each() {
    let clock = mediation(date(2026, 3, 2));
    assert_eq!(
        clock.rungs(calendar()),
        [
            (Rung::Half, date(2026, 3, 17)),
            // The twentieth day, a Sunday: told on the Friday before.
            (Rung::TenDays, date(2026, 3, 20)),
            (Rung::FiveDays, date(2026, 3, 27)),
            (Rung::OneDay, date(2026, 3, 31)),
            (Rung::Due, date(2026, 4, 1)),
            (Rung::Overdue, date(2026, 4, 2)),
        ]
    );
    let reached = |today| reached(date(2026, 3, 2), date(2026, 4, 1), today, calendar());
    assert_eq!(reached(date(2026, 3, 16)), None);
    assert_eq!(reached(date(2026, 3, 17)), Some(Rung::Half));
    assert_eq!(reached(date(2026, 3, 29)), Some(Rung::FiveDays));
    assert_eq!(reached(date(2026, 4, 1)), Some(Rung::Due));
    assert_eq!(reached(date(2026, 4, 2)), Some(Rung::Overdue));
}

#[test]
fn a_short_period_has_only_the_rungs_that_it_has_room_for() {
    use Rung::{Due, FiveDays, Half, OneDay, Overdue, TenDays};
    let rungs = |days: i64| -> Vec<Rung> {
        let from = date(2026, 3, 2);
        let due = from.saturating_add(days.days());
        rungs_of(from, due, calendar()).into_iter().map(|(rung, _)| rung).collect()
    };
    assert_eq!(rungs(1), [Due, Overdue]);
    assert_eq!(rungs(2), [OneDay, Due, Overdue]);
    assert_eq!(rungs(10), [FiveDays, OneDay, Due, Overdue]);
    assert!(rungs(14).contains(&Half));
    assert!(!rungs(20).contains(&TenDays) && rungs(22).contains(&TenDays));
    // Five days before is a Sunday, and the Friday before it is the day on which the period starts.
    let after_the_start = rungs_of(date(2026, 3, 6), date(2026, 3, 13), calendar());
    assert_eq!(after_the_start[0], (OneDay, date(2026, 3, 12)));
}

#[test]
fn the_last_day_by_counting_alone_is_known_before_it_is_rolled_over_and_under_a_bound() {
    // Thirty days from 3 September 2026 end on Saturday 3 October, in the National Day week.
    let mut clock = mediation(date(2026, 9, 3));
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 10, 8)));
    assert_eq!(clock.unmoved_on(calendar()), Some(date(2026, 10, 3)));
    clock.cap(date(2026, 9, 30), "最迟");
    assert_eq!(clock.unmoved_on(calendar()), Some(date(2026, 9, 30)));
    clock.suspend(date(2026, 9, 10), "委托鉴定", "");
    assert_eq!(clock.unmoved_on(calendar()), None);
}

#[test]
fn a_bound_on_the_very_last_day_takes_no_day_away() {
    let mut clock = mediation(date(2026, 3, 2));
    clock.cap(date(2026, 4, 1), "最迟");
    let told = |clock: &Clock| clock.due(calendar()).lines().join("\n");
    assert!(!told(&clock).contains("以此日为准"), "{}", told(&clock));
    clock.cap(date(2026, 3, 31), "最迟");
    assert!(told(&clock).contains("以此日为准"), "{}", told(&clock));
}

#[test]
fn a_warning_that_falls_on_a_holiday_comes_before_it() {
    let clock = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 8, 3));
    let rungs = clock.rungs(calendar());
    assert!(rungs.contains(&(Rung::OneDay, date(2026, 9, 30))), "{rungs:?}");
    assert!(rungs.contains(&(Rung::Due, date(2026, 10, 8))));
}

fn any_start() -> impl Strategy<Value = Date> {
    (0_i64..900).prop_map(|days| date(2024, 1, 1).saturating_add(days.days()))
}

fn any_term() -> impl Strategy<Value = &'static Term> {
    (0..term::CATALOGUE.len()).prop_map(|index| &term::CATALOGUE[index])
}

fn due_of(clock: &Clock) -> Date {
    clock.due_on(calendar()).expect("no suspension is open in these tests")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_extension_never_moves_a_date_earlier(
        start in any_start(), term in any_term(), more in 0_u16..40, unit in 0..3_usize, cap in prop::option::of(0_i64..99),
    ) {
        let mut clock = Clock::start(term, start);
        if let Some(days) = cap {
            clock.cap(start.saturating_add(days.days()), "最迟");
        }
        let before = due_of(&clock);
        let unit = [Unit::WorkingDay, Unit::NaturalDay, Unit::Month][unit];
        clock.extend(Span::new(more, unit), "批准", start, "");
        prop_assert!(before <= due_of(&clock));
    }

    #[test]
    fn a_suspension_shifts_a_period_without_roll_over_by_exactly_its_length(
        start in any_start(), after in 1_i64..15, length in 0_i64..60,
    ) {
        let mut clock = Clock::start(&term::PETITION_FORWARD, start);
        let before = due_of(&clock);
        clock.suspend(start.saturating_add(after.days()), "中止", "");
        clock.resume(start.saturating_add((after + length).days()));
        prop_assert_eq!(days_between(before, due_of(&clock)), length);
    }

    #[test]
    fn what_is_consumed_on_the_last_counted_day_is_the_budget(
        start in any_start(), term in any_term(), after in 1_i64..9, length in 0_i64..30,
    ) {
        let mut clock = Clock::start(term, start);
        clock.suspend(start.saturating_add(after.days()), "中止", "");
        clock.resume(start.saturating_add((after + length).days()));
        let last = clock.reckon(calendar()).nominal_on;
        prop_assert_eq!(clock.consumed_on(last, calendar()), u32::from(term.amount));
    }

    #[test]
    fn a_clock_runs_up_to_its_last_day_and_has_lapsed_on_the_next(start in any_start(), term in any_term()) {
        let clock = Clock::start(term, start);
        let last = due_of(&clock);
        prop_assert_eq!(clock.state_on(last, calendar()), ClockState::Running);
        prop_assert_eq!(clock.state_on(last.tomorrow().unwrap(), calendar()), ClockState::Lapsed);
    }

    #[test]
    fn rungs_come_in_order_and_never_on_a_day_off(start in any_start(), term in any_term()) {
        let rungs = Clock::start(term, start).rungs(calendar());
        for pair in rungs.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1, "{:?}", rungs);
        }
        for (rung, on) in rungs {
            let kind = calendar().day_kind(on);
            prop_assert!(kind.is_err() || kind.unwrap().is_working(), "{rung:?} on {on}");
        }
    }
}
