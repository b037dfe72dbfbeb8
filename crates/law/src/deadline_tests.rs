//! The question at the door: what it answers, what it refuses, and that it counts as the clocks do.

use jiff::civil::{Date, date};
use strum::IntoEnumIterator;

use super::*;

fn ask(term: &str, from: Date) -> Question {
    Question { term: term.to_owned(), from, suspensions: Vec::new(), extend_days: None, service: None }
}

fn answered(question: &Question) -> Answer {
    answer(question, Calendar::builtin_ref()).expect("the question has an answer")
}

fn refused(question: &Question) -> Refusal {
    answer(question, Calendar::builtin_ref()).expect_err("the question has no answer")
}

fn stop(from: Date, to: Date) -> Stop {
    Stop { from, to: Some(to) }
}

#[test]
fn five_working_days_over_the_national_day_end_on_a_worked_saturday() {
    let told = answered(&ask("FY-06", date(2026, 9, 28)));
    assert_eq!((told.due, told.provisional), (Some(date(2026, 10, 10)), false));
    assert!(told.reason[0].contains("《行政复议法》第30条第1款"), "{:?}", told.reason);
    assert!(told.reason.iter().any(|line| line.contains("国庆节")), "{:?}", told.reason);
}

#[test]
fn every_term_of_the_catalogue_answers_on_a_day_of_its_regime() {
    for term in term::CATALOGUE {
        let from = term.valid_to.unwrap_or(date(2026, 7, 1));
        let told = answered(&ask(term.id, from));
        let due = told.due.expect("nothing suspends it");
        match term.direction {
            Direction::Forward => assert!(due > from, "{}", term.id),
            Direction::Backward => assert!(due < from, "{}", term.id),
        }
        let (first, last) = (&told.reason[0], told.reason.last().expect("reasons"));
        assert!(first.starts_with("依据：") && first.contains(term.article), "{}: {first}", term.id);
        assert!(last.starts_with("日历版本"), "{}: {last}", term.id);
    }
}

#[test]
fn the_regime_of_the_start_day_answers() {
    let before = answered(&ask("FY-43", date(2026, 6, 30)));
    let after = answered(&ask("FY-43", date(2026, 7, 1)));
    assert!(before.reason[0].contains("（2007）") && !before.reason[0].contains("尚未核实"));
    assert!(after.reason[0].contains("2026年修订") && after.reason[0].contains("尚未核实"));
    let too_early = refused(&ask("FY-09", date(2023, 12, 31)));
    assert_eq!((too_early.code, too_early.field.as_deref()), (NOT_IN_FORCE, Some("from")));
    assert!(too_early.says().contains("自2024年1月1日起施行"), "{}", too_early.says());
}

#[test]
fn a_notice_counts_as_served_after_thirty_days_and_the_other_ways_on_their_own_day() {
    for way in ServedBy::iter() {
        let told = answered(&Question { service: Some(way), ..ask("XS-04", date(2026, 3, 2)) });
        let due = if way == ServedBy::PublicNotice { date(2026, 4, 16) } else { date(2026, 3, 17) };
        assert_eq!(told.due, Some(due), "{way:?}");
        assert_eq!(told.from, date(2026, 3, 2));
        assert!(told.reason[1].contains(way.zh()) && told.reason[1].contains(way.article()));
    }
}

#[test]
fn the_regime_is_that_of_the_day_on_which_the_notice_has_worked() {
    let asked = ask("FY-09", date(2023, 12, 20));
    assert_eq!(refused(&asked).code, NOT_IN_FORCE);
    let told = answered(&Question { service: Some(ServedBy::PublicNotice), ..asked });
    assert_eq!(told.due, Some(date(2024, 2, 2)));
}

#[test]
fn rl_08_a_notice_of_before_2022_took_sixty_days_at_this_door_too() {
    let asked = Question { service: Some(ServedBy::PublicNotice), ..ask("XS-04", date(2021, 12, 1)) };
    let told = answered(&asked);
    assert_eq!(told.due, Some(date(2022, 2, 14)), "served on 30 January");
    assert!(told.reason[1].contains("（2017修正）第92条"), "{}", told.reason[1]);
}

#[test]
fn a_way_of_service_does_not_move_what_does_not_start_with_receipt() {
    let asked = Question { service: Some(ServedBy::Mail), ..ask("FY-29.1", date(2026, 3, 2)) };
    assert_eq!(refused(&asked).code, NOT_SERVED);
}

#[test]
fn a_suspension_moves_the_end_by_its_days_and_an_open_one_takes_it_away() {
    let plain = ask("TJ-09", date(2026, 3, 2));
    assert_eq!(answered(&plain).due, Some(date(2026, 4, 1)));
    let paused = Question { suspensions: vec![stop(date(2026, 3, 10), date(2026, 3, 17))], ..plain.clone() };
    let told = answered(&paused);
    assert_eq!(told.due, Some(date(2026, 4, 8)));
    assert!(told.reason.iter().any(|line| line.contains("共扣除7日")), "{:?}", told.reason);
    // The first day is not counted anyway: a suspension on that very day takes away one day less than it lasts.
    let at_once = Question { suspensions: vec![stop(date(2026, 3, 2), date(2026, 3, 9))], ..plain.clone() };
    let told = answered(&at_once);
    assert_eq!(told.due, Some(date(2026, 4, 7)));
    assert!(told.reason.iter().any(|line| line.contains("共扣除6日")), "{:?}", told.reason);
    let open = Question { suspensions: vec![Stop { from: date(2026, 3, 10), to: None }], ..plain };
    assert_eq!(answered(&open).due, None);
}

#[test]
fn suspensions_are_taken_in_any_order_but_neither_overlapping_nor_outside() {
    let plain = ask("TJ-09", date(2026, 3, 2));
    let with = |suspensions: Vec<Stop>| Question { suspensions, ..plain.clone() };
    let (early, late) =
        (stop(date(2026, 3, 5), date(2026, 3, 7)), stop(date(2026, 3, 20), date(2026, 3, 21)));
    assert_eq!(answered(&with(vec![late, early])), answered(&with(vec![early, late])));
    // The day on which counting resumes may be the first of the next suspension.
    assert_eq!(
        answered(&with(vec![early, stop(date(2026, 3, 7), date(2026, 3, 9))])).due,
        answered(&with(vec![stop(date(2026, 3, 5), date(2026, 3, 9))])).due
    );
    let overlapping = with(vec![early, stop(date(2026, 3, 6), date(2026, 3, 9))]);
    assert_eq!(refused(&overlapping).code, SUSPENSIONS_OVERLAP);
    assert_eq!(refused(&with(vec![stop(date(2026, 3, 1), date(2026, 3, 9))])).code, SUSPENSION_OUTSIDE);
    // The last day itself can still be suspended, the day after it cannot.
    assert_eq!(answered(&with(vec![stop(date(2026, 4, 1), date(2026, 4, 3))])).due, Some(date(2026, 4, 3)));
    assert_eq!(refused(&with(vec![stop(date(2026, 4, 2), date(2026, 4, 3))])).code, SUSPENSION_OUTSIDE);
    assert_eq!(refused(&with(vec![stop(date(2026, 3, 9), date(2026, 3, 9))])).code, SUSPENSION_REVERSED);
    assert_eq!(refused(&with(vec![early; 21])).code, SUSPENSIONS_TOO_MANY);
}

#[test]
fn days_lost_for_a_suit_are_claimed_and_the_longest_period_stands() {
    let lost = vec![stop(date(2026, 3, 10), date(2026, 3, 20))];
    let told = answered(&Question { suspensions: lost.clone(), ..ask("XS-01", date(2026, 3, 2)) });
    assert!(told.reason.iter().any(|line| line.starts_with("主张扣除")), "{:?}", told.reason);
    for longest in ["XS-02.1", "XS-02.2", "FY-04.1", "FY-04.2"] {
        let asked = Question { suspensions: lost.clone(), ..ask(longest, date(2026, 3, 2)) };
        assert_eq!(refused(&asked).code, LONGEST_STANDS, "{longest}");
    }
}

#[test]
fn an_extension_ends_where_the_law_says_and_is_counted_in_the_unit_of_the_period() {
    let extended = |term, days| Question { extend_days: Some(days), ..ask(term, date(2026, 8, 3)) };
    assert_eq!(answered(&extended("FY-29.1", 30)).due, Some(date(2026, 11, 2)));
    let too_far = refused(&extended("FY-29.1", 31));
    assert_eq!((too_far.code, too_far.field.as_deref()), (EXTENDED_TOO_FAR, Some("extend")));
    assert_eq!(refused(&extended("FY-29.3", 1)).code, NOT_EXTENDABLE);
    assert_eq!(refused(&extended("FY-29.1", 0)).code, EXTENDED_TOO_FAR);
    let told = answered(&extended("JD-18.1", 20));
    assert_eq!(told.due, Some(date(2026, 9, 28)));
    assert!(told.reason.iter().any(|line| line.contains("延长：20个工作日")), "{:?}", told.reason);
}

#[test]
fn a_period_before_a_hearing_is_counted_back_and_takes_nothing_else() {
    let hearing = ask("FY-22", date(2026, 10, 12));
    let told = answered(&hearing);
    assert!(told.due.is_some_and(|due| due < date(2026, 9, 30)), "{:?}", told.due);
    let asked = [
        Question { service: Some(ServedBy::Direct), ..hearing.clone() },
        Question { extend_days: Some(1), ..hearing.clone() },
        Question { suspensions: vec![stop(date(2026, 9, 1), date(2026, 9, 2))], ..hearing },
    ];
    assert!(asked.iter().all(|question| refused(question).code == BACKWARD));
}

#[test]
fn a_date_in_a_year_without_its_notice_is_provisional_until_the_notice_is_loaded() {
    let asked = ask("FY-06", date(2026, 12, 29));
    assert!(answered(&asked).provisional);
    let notice =
        crate::calendar::YearNotice::parse_all("2027 示例〔2026〕1号\n休 元旦 01-01..01-04\n班 元旦 01-09")
            .expect("the notice reads");
    let calendar = Calendar::builtin().with_year(notice[0].clone(), "示例").expect("it fits");
    let told = answer(&asked, &calendar).expect("an answer");
    assert_eq!((told.due, told.provisional), (Some(date(2027, 1, 7)), false));
}

#[test]
fn what_is_not_in_the_catalogue_is_said_and_parts_are_named() {
    let unknown = refused(&ask("XX-99", date(2026, 3, 2)));
    assert_eq!((unknown.code, unknown.field.as_deref()), (TERM_UNKNOWN, Some("term")));
    assert!(refused(&ask("FY-29", date(2026, 3, 2))).says().contains("FY-29.1、FY-29.2、FY-29.3"));
    for far in [date(1949, 9, 30), date(2101, 1, 1), Date::MIN, Date::MAX] {
        assert_eq!(refused(&ask("XS-01", far)).code, OUT_OF_RANGE);
    }
}

#[test]
fn a_row_of_several_periods_names_its_own_and_no_others() {
    let several = refused(&ask("FY-17", date(2026, 3, 2)));
    assert_eq!(several.says(), "“FY-17”下有几项期限，请写明是哪一项：FY-17.1、FY-17.2");
    assert_eq!(refused(&ask("FY-1", date(2026, 3, 2))).says(), "期限目录里没有“FY-1”这个编号");
}

#[test]
fn a_limitation_of_years_that_is_not_the_longest_is_suspended_like_any_other() {
    let stop = vec![stop(date(2026, 4, 1), date(2026, 4, 11))];
    let asked = Question { suspensions: stop, ..ask("XS-40", date(2026, 3, 2)) };
    assert_eq!(answered(&asked).due, Some(date(2029, 3, 12)));
}
