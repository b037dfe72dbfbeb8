//! The calendar alone: the loaded years day by day, roll-over, month ends, backward periods, inverse laws.

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::*;

fn calendar() -> Calendar {
    Calendar::builtin()
}

fn ends(start: Date, span: Span) -> Date {
    calendar().add(start, span, true).on
}

fn working_days_of(year: i16) -> u32 {
    calendar().measure(date(year - 1, 12, 31), date(year, 12, 31), Unit::WorkingDay)
}

#[test]
fn the_years_from_2024_have_251_248_and_248_working_days() {
    assert_eq!((working_days_of(2024), working_days_of(2025), working_days_of(2026)), (251, 248, 248));
}

#[test]
fn the_years_from_2024_name_89_days_off_and_19_worked_weekends() {
    let calendar = calendar();
    let years = || calendar.years().filter(|year| year.year >= 2024);
    let off: usize = years().map(|year| year.off.len()).sum();
    let worked: usize = years().map(|year| year.worked.len()).sum();
    assert_eq!((off, worked), (89, 19));
}

#[test]
fn new_years_eve_of_2024_is_worked_and_those_after_it_are_not() {
    let calendar = calendar();
    assert_eq!(calendar.day_kind(date(2024, 2, 9)), Ok(DayKind::Working));
    assert_eq!(calendar.day_kind(date(2025, 1, 28)), Ok(DayKind::Holiday));
    assert_eq!(calendar.day_kind(date(2026, 2, 16)), Ok(DayKind::Holiday));
}

#[test]
fn a_saturday_that_is_worked_does_not_roll_the_last_day_over() {
    assert_eq!(ends(date(2025, 8, 31), Span::months(6)), date(2026, 2, 28));
    assert_eq!(calendar().day_kind(date(2026, 2, 28)), Ok(DayKind::WorkedWeekend));
}

#[test]
fn an_ordinary_saturday_rolls_the_last_day_over_to_monday() {
    assert_eq!(ends(date(2026, 3, 5), Span::days(2)), date(2026, 3, 9));
}

#[test]
fn only_the_last_day_rolls_over_and_days_off_in_between_are_counted() {
    let reckoned = calendar().add(date(2026, 9, 20), Span::days(20), true);
    assert_eq!(reckoned.on, date(2026, 10, 10));
    assert!(reckoned.left_out.is_empty());
}

#[test]
fn a_month_without_the_corresponding_day_ends_on_its_last_day() {
    let reckoned = calendar().add(date(2025, 12, 31), Span::months(2), true);
    assert_eq!((reckoned.on, reckoned.month_end), (date(2026, 2, 28), true));
    assert_eq!(ends(date(2024, 2, 29), Span::new(1, Unit::Year)), date(2025, 2, 28));
}

#[test]
fn a_year_that_is_not_loaded_is_an_error_by_the_day_and_provisional_by_the_period() {
    let calendar = calendar();
    assert_eq!(calendar.day_kind(date(2027, 1, 4)), Err(YearNotLoaded { year: 2027 }));
    assert_eq!(calendar.is_working_day(date(2027, 1, 4)), Err(YearNotLoaded { year: 2027 }));
    assert_eq!(calendar.is_working_day(date(2026, 2, 28)), Ok(true));
    assert_eq!(
        calendar.is_working_day(date(2026, 2, 27).saturating_sub(7.days())),
        Ok(false),
        "Spring Festival"
    );
    assert_eq!(YearNotLoaded { year: 2027 }.to_string(), "2027年的放假安排尚未装载");
    let reckoned = calendar.add(date(2026, 12, 1), Span::days(31), true);
    assert_eq!(reckoned.nominal_on, date(2027, 1, 1));
    assert_eq!(reckoned.on, date(2027, 1, 4), "New Year is a festival without any notice");
    assert!(reckoned.provisional_years.contains(&2027));
}

#[test]
fn natural_days_through_a_year_that_is_not_loaded_are_certain_when_the_last_day_is_loaded() {
    let reckoned = calendar().add(date(2014, 12, 1), Span::days(40), true);
    assert!(reckoned.provisional_years.is_empty());
}

#[test]
fn a_new_year_is_loaded_at_run_time_under_its_own_version() {
    let text = "2027 示例1号\n休 元旦 01-01..01-03\n班 元旦 01-10";
    let notice = YearNotice::parse_all(text).unwrap().remove(0);
    let calendar = calendar().with_year(notice, "试装2027").unwrap();
    assert_eq!(calendar.version(), "试装2027");
    assert_eq!(calendar.day_kind(date(2027, 1, 10)), Ok(DayKind::WorkedWeekend));
    let reckoned = calendar.add(date(2026, 12, 1), Span::days(31), true);
    assert!(reckoned.provisional_years.is_empty());
}

#[test]
fn a_calendar_survives_being_written_down_with_what_was_loaded_since() {
    let notice =
        YearNotice::parse_all("2027 示例1号\n休 元旦 01-01..01-03\n班 元旦 01-10").unwrap().remove(0);
    let calendar = calendar().loading(notice).unwrap();
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
}

#[test]
fn a_notice_that_makes_no_sense_is_refused_with_its_line() {
    for (text, why) in [
        ("休 元旦 01-01", "年份行应在最前"),
        ("2027 x号\n休 元旦 13-01", "日期应写作"),
        ("2027 x号\n休 元旦 01-01\n班 元旦 01-04", "不是周六或周日"),
        ("2027 x号\n休 元旦 01-01 01-01", "重复列入"),
        ("2027\n", "缺少通知文号"),
        ("2027 x号", "第1行：2027年没有任何放假日"),
        ("", "没有任何年份"),
        ("# 只有说明", "没有任何年份"),
        ("2027 x号\n休 元旦 01-01\n假 春节 02-05", "第3行：行首应为年份、“休”“班”或“源”，不能是“假”"),
        ("2027 x号\n休", "第2行：缺少节日名称"),
        ("2027 x号\n休 元旦", "第2行：节日名称后缺少日期"),
        ("2027 x号\n源", "缺少出处"),
        ("2027 x号\n休 元旦 01-03..01-01", "“01-03..01-01”不是日期"),
        ("2027 x号\n休 元旦 2027-1-1-1", "不是日期"),
        ("2027 x号\n休 元旦 01-01\n2027 y号\n休 元旦 01-01", "第3行：2027年重复出现"),
        ("2027 x号\n休 元旦 2026-11-30", "2026年11月30日不属于2027年的放假安排"),
        ("2027 x号\n休 元旦 2025-12-31", "2025年12月31日不属于2027年的放假安排"),
        ("2027 x号\n休 元旦 2028-01-01", "2028年1月1日不属于2027年的放假安排"),
    ] {
        let message = YearNotice::parse_all(text).unwrap_err().to_string();
        assert!(message.contains(why), "{message} should say {why}");
    }
}

#[test]
fn a_notice_names_days_of_the_december_before_it_in_full() {
    let text = "2027 示例1号\n休 元旦 2026-12-31..01-03\n班 元旦 2026-12-26";
    let calendar = calendar().with_text(text, "试装").unwrap();
    assert_eq!(calendar.day_kind(date(2026, 12, 31)), Ok(DayKind::Holiday));
    assert_eq!(calendar.day_kind(date(2026, 12, 26)), Ok(DayKind::WorkedWeekend));
    assert_eq!(calendar.day_kind(date(2026, 12, 27)), Ok(DayKind::Weekend));
    assert_eq!(calendar.day_kind(date(2027, 1, 3)), Ok(DayKind::Holiday));
}

#[test]
fn a_text_adds_years_to_a_calendar_and_replaces_those_it_has() {
    let text = "\u{feff}2027 示例1号\n源 试\n休 元旦 01-01..01-03\n\n2026 示例2号\n休 元旦 01-01";
    let loaded = calendar().with_text(text, "试装").unwrap();
    assert_eq!(loaded.version(), "试装");
    assert_eq!(loaded.years().count(), calendar().years().count() + 1);
    assert_eq!(
        loaded.day_kind(date(2026, 1, 2)),
        Ok(DayKind::Working),
        "the replaced year forgets what it said"
    );
    assert_eq!(loaded.years().last().map(|year| year.source.as_str()), Some("试"));
    assert_eq!(calendar().day_kind(date(2026, 1, 2)), Ok(DayKind::Holiday), "the old one is as it was");
    let bad = calendar().with_text("2027 示例1号\n休 元旦 02-30", "试装").unwrap_err();
    assert_eq!(bad, BadNotice { line: Some(2), fault: NoticeFault::NotADay("02-30".into()) });
}

#[test]
fn a_notice_that_forgets_festivals_is_noticed() {
    let notice = YearNotice::parse_all("2027 x号\n休 元旦 01-01\n休 国庆节、中秋节 10-01").unwrap().remove(0);
    assert_eq!(notice.missing_festivals(), ["春节", "清明节", "劳动节", "端午节"]);
}

#[test]
fn there_are_eleven_statutory_days_until_2024_and_thirteen_since() {
    assert_eq!(statutory_days(date(2024, 12, 31)), 11);
    assert_eq!(statutory_days(date(2025, 1, 1)), 13);
}

#[test]
fn in_a_year_that_is_not_loaded_only_the_festivals_of_the_regulation_are_presumed_off() {
    let calendar = calendar();
    let off = |year: i16| {
        let mut on = date(year, 1, 1);
        let mut days = Vec::new();
        while on.year() == year {
            if calendar.presumed_kind(on) == DayKind::Holiday {
                days.push((on.month(), on.day()));
            }
            on = on.tomorrow().unwrap();
        }
        days
    };
    assert_eq!(off(2014), [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]);
    assert_eq!(off(2027), [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]);
    assert_eq!(calendar.day_name(date(2027, 5, 2)).as_deref(), Some("法定节日"));
}

#[test]
fn five_working_days_before_a_hearing_are_counted_in_both_ways() {
    let calendar = calendar();
    let hearing = date(2026, 10, 12);
    assert_eq!(calendar.before(hearing, Span::working_days(5), Strictness::Clear).on, date(2026, 9, 28));
    assert_eq!(calendar.before(hearing, Span::working_days(5), Strictness::Lenient).on, date(2026, 9, 29));
}

#[test]
fn three_days_before_a_trial_are_counted_in_both_ways() {
    let calendar = calendar();
    let trial = date(2026, 3, 12);
    assert_eq!(calendar.before(trial, Span::days(3), Strictness::Clear).on, date(2026, 3, 8));
    assert_eq!(calendar.before(trial, Span::days(3), Strictness::Lenient).on, date(2026, 3, 9));
}

#[test]
fn months_years_and_hours_are_counted_back_too() {
    let calendar = calendar();
    let back = |span, strictness| calendar.before(date(2026, 3, 31), span, strictness).on;
    assert_eq!(back(Span::months(1), Strictness::Lenient), date(2026, 2, 28));
    assert_eq!(back(Span::months(1), Strictness::Clear), date(2026, 2, 27));
    assert_eq!(back(Span::new(1, Unit::Year), Strictness::Lenient), date(2025, 3, 31));
    assert_eq!(back(Span::new(1, Unit::Year), Strictness::Clear), date(2025, 3, 30));
    assert_eq!(back(Span::new(24, Unit::Hour), Strictness::Lenient), date(2026, 3, 30));
    assert_eq!(back(Span::new(25, Unit::Hour), Strictness::Lenient), date(2026, 3, 29));
    assert_eq!(back(Span::new(24, Unit::Hour), Strictness::Clear), date(2026, 3, 29));
}

#[test]
fn hours_add_and_measure_in_whole_days_here() {
    assert_eq!(ends(date(2026, 3, 2), Span::new(48, Unit::Hour)), date(2026, 3, 4));
    assert_eq!(calendar().measure(date(2026, 3, 2), date(2026, 3, 4), Unit::Hour), 48);
}

#[test]
fn what_is_not_after_the_start_has_used_up_nothing() {
    for unit in [Unit::WorkingDay, Unit::NaturalDay, Unit::Month, Unit::Year, Unit::Hour] {
        assert_eq!(calendar().measure(date(2026, 3, 2), date(2026, 3, 2), unit), 0);
        assert_eq!(calendar().measure(date(2026, 3, 2), date(2025, 3, 2), unit), 0);
    }
}

#[test]
fn counting_back_names_the_days_off_in_their_order_and_the_years_it_is_unsure_of() {
    let reckoned = calendar().before(date(2026, 10, 12), Span::working_days(5), Strictness::Clear);
    assert_eq!(reckoned.left_out.len(), 8);
    assert!(reckoned.left_out.is_sorted(), "{:?}", reckoned.left_out);
    assert_eq!(reckoned.worked, [date(2026, 10, 10)]);
    assert!(reckoned.provisional_years.is_empty());
    let unsure = calendar().before(date(2027, 1, 6), Span::working_days(5), Strictness::Clear);
    assert!(unsure.provisional_years.contains(&2027));
}

#[test]
fn a_pause_that_has_not_ended_is_not_looked_at_when_adding_and_covers_all_when_measuring() {
    let (start, open) = (date(2026, 3, 2), Pause { from: date(2026, 3, 4), to: None });
    assert_eq!(calendar().add_all(start, &[Span::days(5)], &[open], false).on, date(2026, 3, 7));
    for (unit, passed) in [(Unit::NaturalDay, 1), (Unit::WorkingDay, 1), (Unit::Month, 0)] {
        assert_eq!(calendar().measure_paused(start, date(2026, 6, 30), unit, &[open]), passed, "{unit}");
    }
}

#[test]
fn a_pause_before_the_start_or_after_the_end_changes_nothing() {
    let start = date(2026, 3, 2);
    let early = Pause { from: date(2026, 2, 2), to: Some(date(2026, 3, 3)) };
    let late = Pause { from: date(2026, 3, 9), to: Some(date(2026, 3, 12)) };
    for pause in [early, late] {
        assert_eq!(calendar().add_all(start, &[Span::days(4)], &[pause], true).on, date(2026, 3, 6));
    }
}

#[test]
fn working_days_are_not_counted_while_paused_and_a_rolled_over_day_is_no_paused_one() {
    let start = date(2026, 3, 2);
    let pause = Pause { from: date(2026, 3, 4), to: Some(date(2026, 3, 6)) };
    assert_eq!(calendar().add_all(start, &[Span::working_days(3)], &[pause], true).on, date(2026, 3, 9));
    let monday = Pause { from: date(2026, 3, 9), to: Some(date(2026, 3, 10)) };
    assert_eq!(calendar().add_all(start, &[Span::days(5)], &[monday], true).on, date(2026, 3, 10));
}

#[test]
fn spans_of_one_unit_count_as_one_and_of_two_units_one_after_the_other() {
    let end = |spans: &[Span]| calendar().add_all(date(2025, 12, 31), spans, &[], false).on;
    assert_eq!(end(&[Span::months(1), Span::months(1), Span::months(1)]), date(2026, 3, 31));
    assert_eq!(end(&[Span::months(2), Span::days(1), Span::months(1)]), date(2026, 4, 1));
}

#[test]
fn the_internal_day_is_the_working_day_before_a_day_off() {
    assert_eq!(calendar().working_day_on_or_before(date(2026, 10, 4)), date(2026, 9, 30));
}

fn any_date() -> impl Strategy<Value = Date> {
    (0_i64..1400).prop_map(|days| date(2023, 6, 1).saturating_add(days.days()))
}

fn any_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (0_u16..90).prop_map(Span::working_days),
        (0_u16..400).prop_map(Span::days),
        (0_u16..30).prop_map(Span::months),
        (0_u16..6).prop_map(|years| Span::new(years, Unit::Year)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn measuring_undoes_adding(start in any_date(), span in any_span()) {
        let calendar = Calendar::builtin_ref();
        let end = calendar.add(start, span, false).on;
        prop_assert_eq!(calendar.measure(start, end, span.unit), u32::from(span.amount));
    }

    #[test]
    fn a_longer_period_never_ends_earlier(start in any_date(), span in any_span()) {
        let calendar = Calendar::builtin_ref();
        let longer = Span { amount: span.amount + 1, ..span };
        prop_assert!(calendar.add(start, span, true).on <= calendar.add(start, longer, true).on);
        prop_assert!(calendar.add(start, span, false).on < calendar.add(start, longer, false).on);
    }

    #[test]
    fn a_later_start_never_ends_earlier(start in any_date(), span in any_span()) {
        let calendar = Calendar::builtin_ref();
        let later = start.tomorrow().unwrap();
        prop_assert!(calendar.add(start, span, true).on <= calendar.add(later, span, true).on);
    }

    #[test]
    fn a_pause_shifts_natural_days_by_exactly_its_length(
        start in any_date(), n in 1_u16..200, after in 1_i64..200, length in 0_i64..90,
    ) {
        prop_assume!(after <= i64::from(n));
        let calendar = Calendar::builtin_ref();
        let from = start.saturating_add(after.days());
        let pause = Pause { from, to: Some(from.saturating_add(length.days())) };
        let plain = calendar.add(start, Span::days(n), false).on;
        let paused = calendar.add_all(start, &[Span::days(n)], &[pause], false).on;
        prop_assert_eq!(reckon::days_between(plain, paused), length);
        prop_assert_eq!(calendar.measure_paused(start, paused, Unit::NaturalDay, &[pause]), u32::from(n));
    }

    #[test]
    fn clear_days_before_an_event_lie_between_the_act_and_the_event(event in any_date(), n in 0_u16..40) {
        let calendar = Calendar::builtin_ref();
        let act = calendar.before(event, Span::working_days(n), Strictness::Clear).on;
        let eve = event.yesterday().unwrap();
        prop_assert_eq!(calendar.measure(act, eve, Unit::WorkingDay), u32::from(n));
    }

    #[test]
    fn a_rolled_over_day_is_worked_and_no_worked_day_was_passed_over(start in any_date(), span in any_span()) {
        let calendar = Calendar::builtin_ref();
        let reckoned = calendar.add(start, span, true);
        prop_assert!(calendar.presumed_kind(reckoned.on).is_working());
        let mut on = reckoned.nominal_on;
        while on < reckoned.on {
            prop_assert!(!calendar.presumed_kind(on).is_working());
            on = on.tomorrow().unwrap();
        }
    }
}

#[test]
fn a_range_may_be_one_day_and_never_runs_backwards() {
    let one = YearNotice::parse_all("2027 示例1号\n休 元旦 01-01..01-01").unwrap().remove(0);
    assert_eq!(one.off.len(), 1);
    assert!(YearNotice::parse_all("2027 示例1号\n休 元旦 01-02..01-01").is_err());
}
