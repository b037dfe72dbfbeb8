//! The proof of the periods, article by article: last days that another program reckoned from the articles
//! (`tables/reckoned.txt`, written by `scripts/calendars/compare` and never by this crate), the days of all loaded years,
//! and what the comparison with two foreign calendars found. Only tests live here.

use std::{collections::BTreeSet, fmt::Write as _};

use jiff::civil::{Date, date};

use crate::{
    calendar::{Calendar, DayKind, Strictness, Unit},
    clock::{Clock, ClockState, Due},
    golden::assert_table,
    term::{self, CATALOGUE, Direction, Term},
};

const RECKONED: &str = include_str!("tables/reckoned.txt");
const COMPARED: &str = include_str!("tables/compared.txt");

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let said = |line: &&str| !line.is_empty() && !line.starts_with("//");
    table.lines().filter(said).map(|line| line.split_whitespace().collect())
}

/// Id, start, last day, what the case shows.
fn reckoned() -> Vec<(&'static str, Date, Date, &'static str)> {
    let day = |text: &str| text.parse::<Date>().expect("the table holds ISO days");
    lines(RECKONED).map(|words| (words[0], day(words[1]), day(words[2]), words[3])).collect()
}

#[test]
fn every_last_day_is_as_another_program_reckoned_it_and_the_day_after_has_lapsed() {
    for (id, start, last, what) in reckoned() {
        let term = term::find_on(id, start).unwrap_or_else(|| panic!("{id} governs {start}"));
        if term.direction == Direction::Backward {
            assert_eq!(Due::before(term, start, calendar()).on, Some(last), "{id} before {start}: {what}");
            let lenient = calendar().before(start, term.span(), Strictness::Lenient).on;
            assert!(last < lenient && lenient < start, "{id}: the strict count is the earlier");
            continue;
        }
        let clock = Clock::start(term, start);
        assert_eq!(clock.due_on(calendar()), Some(last), "{id} from {start}: {what}");
        assert_eq!(
            clock.state_on(last, calendar()),
            ClockState::Running,
            "{id}: the last day is still in time"
        );
        let after = last.tomorrow().unwrap();
        assert_eq!(clock.state_on(after, calendar()), ClockState::Lapsed, "{id}: the day after is too late");
    }
}

#[test]
fn every_regime_of_every_term_has_cases_reckoned_elsewhere() {
    let tried: BTreeSet<(&str, Option<Date>)> = reckoned()
        .iter()
        .filter_map(|(id, start, ..)| term::find_on(id, *start).map(|term| (term.id, term.valid_from)))
        .collect();
    // A regime that ended before the first loaded year has no last day that could be certain.
    let first = date(calendar().years().next().expect("years are loaded").year, 1, 1);
    let certain = |term: &&Term| term.valid_to.is_none_or(|to| to >= first);
    let untried =
        CATALOGUE.iter().filter(certain).filter(|term| !tried.contains(&(term.id, term.valid_from)));
    assert_eq!(untried.map(|term| term.id).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_sort_of_last_day_was_tried_and_every_spring_festival_of_2024_to_2026() {
    let cases = reckoned();
    for what in [
        "末日上班",
        "末日周末",
        "末日放假",
        "末日是调休上班日",
        "没有对应日",
        "末日是月末",
        "末日是2024年除夕（上班）",
        "末日入2024年春节",
        "末日入2025年春节",
        "末日入2026年春节",
        "跨2024年春节",
        "跨2025年春节",
        "跨2026年春节",
        "倒推，中间有假",
    ] {
        assert!(cases.iter().filter(|case| case.3 == what).count() >= 5, "{what}");
    }
}

#[test]
fn the_days_of_all_loaded_years_are_as_compared() {
    let mut text = String::from("// 逐日：工＝工作日，班＝调休上班，休＝双休日，假＝放假。\n");
    for year in calendar().years() {
        let source = if year.source.is_empty() { "" } else { &year.source };
        let _ = writeln!(text, "\n// {}年 {}；{source}", year.year, year.number);
        for month in 1..=12 {
            let mut on = date(year.year, month, 1);
            let _ = write!(text, "{}-{month:02} ", year.year);
            while on.month() == month {
                text.push(match calendar().day_kind(on).expect("the year is loaded") {
                    DayKind::Working => '工',
                    DayKind::WorkedWeekend => '班',
                    DayKind::Weekend => '休',
                    DayKind::Holiday => '假',
                });
                on = on.tomorrow().unwrap();
            }
            text.push('\n');
        }
    }
    assert_table("days", &text);
}

#[test]
fn two_foreign_calendars_agree_with_every_day_of_every_loaded_year() {
    let compared: Vec<Vec<&str>> = lines(COMPARED).collect();
    let years: Vec<String> = calendar().years().map(|year| year.year.to_string()).collect();
    assert_eq!(compared.iter().map(|line| line[0]).collect::<Vec<_>>(), years);
    for line in compared {
        let year: i16 = line[0].parse().unwrap();
        let (eve, last) = (date(year - 1, 12, 31), date(year, 12, 31));
        let working = calendar().measure(eve, last, Unit::WorkingDay).to_string();
        let days = calendar().measure(eve, last, Unit::NaturalDay).to_string();
        assert_eq!(line[1..], [&days, &working, &working, &working, "0"], "{year}");
    }
}

#[test]
fn every_loaded_year_says_its_notice_its_source_and_all_seven_festivals() {
    for year in calendar().years() {
        assert!(year.number.contains('〔') && year.number.ends_with('号'), "{}", year.year);
        assert!(year.source.contains("chinesecalendar"), "{}", year.year);
        assert_eq!(year.missing_festivals(), Vec::<&str>::new(), "{}", year.year);
    }
}
