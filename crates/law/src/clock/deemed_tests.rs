//! What the lapse of a period brings about, on the last day and on the day after, and for which grounds.

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::*;
use crate::{
    golden::assert_table,
    term::{self, CATALOGUE},
};

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

#[test]
fn fy_07_a_screening_that_lapses_means_accepted_on_its_last_day() {
    let [deemed, _] = deemed_by("FY-07").collect::<Vec<_>>()[..] else {
        panic!("before and after a supplement")
    };
    let clock = Clock::start(&term::RECONSIDERATION_SCREENING, date(2026, 9, 28));
    assert_eq!(deemed.as_of(&clock, date(2026, 10, 10), calendar()), None, "the last day is not over");
    assert_eq!(deemed.as_of(&clock, date(2026, 10, 11), calendar()), Some(date(2026, 10, 10)));
    assert_eq!(deemed.as_of(&clock, date(2030, 1, 1), calendar()), Some(date(2026, 10, 10)));
    let mut stopped = clock.clone();
    stopped.stop(date(2026, 10, 9));
    assert_eq!(deemed.as_of(&stopped, date(2026, 10, 11), calendar()), None, "it was refused in time");
}

#[test]
fn fy_07_after_a_supplement_the_five_days_begin_anew() {
    // 31条3款: the notice to supplement stops the first screening; the material received starts a second one.
    let [first, deemed] = deemed_by("FY-07").collect::<Vec<_>>()[..] else { panic!("before and after") };
    let again = Clock::start(&term::RECONSIDERATION_SCREENING_AGAIN, date(2026, 3, 20));
    assert_eq!(first.on(&again, calendar()), None, "it is not counted from the application");
    let told = again.due(calendar()).lines().join("");
    assert!(told.contains("收到补正材料之日") && told.contains("第31条第3款"), "{told}");
    assert_eq!(deemed.as_of(&again, date(2026, 3, 28), calendar()), Some(date(2026, 3, 27)));
}

#[test]
fn fy_07_knows_no_acceptance_by_lapse_under_the_old_law() {
    let [deemed, _] = deemed_by("FY-07").collect::<Vec<_>>()[..] else {
        panic!("before and after a supplement")
    };
    let old = Clock::start(&term::RECONSIDERATION_SCREENING, date(2023, 12, 20));
    assert_eq!(deemed.as_of(&old, date(2024, 6, 1), calendar()), None);
}

#[test]
fn fy_09_whoever_does_not_supplement_has_given_up_on_the_day_after() {
    let [deemed] = deemed_by("FY-09").collect::<Vec<_>>()[..] else { panic!("one rule") };
    let mut clock = Clock::start(&term::SUPPLEMENT, date(2026, 3, 2));
    assert_eq!(deemed.on(&clock, calendar()), Some(date(2026, 3, 17)));
    clock.extend(Span::working_days(5), "复议机关", date(2026, 3, 10), "住院");
    assert_eq!(deemed.on(&clock, calendar()), Some(date(2026, 3, 24)));
}

#[test]
fn fy_31_sixty_days_end_a_reconsideration_for_the_items_1_2_and_4_only() {
    let ending: Vec<u8> = ReconsiderationSuspension::iter()
        .filter(|ground| ground.termination_clock(date(2026, 3, 2)).is_some())
        .map(ReconsiderationSuspension::item)
        .collect();
    assert_eq!(ending, [1, 2, 4]);
    let clock = ReconsiderationSuspension::ApplicantDied.termination_clock(date(2026, 3, 2)).unwrap();
    assert_eq!((clock.term.as_str(), clock.due_on(calendar())), ("FY-31", Some(date(2026, 5, 6))));
    assert_eq!(ReconsiderationSuspension::ApplicantMissing.termination_clock(date(2026, 3, 2)), None);
    assert_eq!(ReconsiderationSuspension::Other.item(), 10);
}

#[test]
fn fy_31_the_regulations_of_2007_ended_it_too() {
    let clock = ReconsiderationSuspension::ApplicantDissolved.termination_clock(date(2023, 6, 1)).unwrap();
    let effects: Vec<Date> =
        deemed_of("FY-31").filter_map(|deemed| deemed.as_of(&clock, date(2024, 1, 1), calendar())).collect();
    assert_eq!(effects, [date(2023, 8, 1)], "one regime, one effect");
}

#[test]
fn xs_24_ninety_days_end_a_trial_for_the_items_1_to_3_only() {
    let ending: Vec<u8> =
        TrialSuspension::iter().filter(|ground| ground.ends_by_lapse()).map(TrialSuspension::item).collect();
    assert_eq!(ending, [1, 2, 3]);
    let clock = TrialSuspension::PartyDissolved.termination_clock(date(2026, 3, 2)).unwrap();
    assert_eq!((clock.term.as_str(), clock.due_on(calendar())), ("XS-24", Some(date(2026, 6, 1))));
    assert_eq!(TrialSuspension::ForceMajeure.termination_clock(date(2026, 3, 2)), None);
    assert_eq!(TrialSuspension::Other.item(), 7);
}

#[test]
fn an_effect_belongs_to_its_own_term() {
    let clock = Clock::start(&term::SUIT, date(2026, 3, 2));
    assert!(DEEMED.iter().all(|deemed| deemed.on(&clock, calendar()).is_none()));
    for deemed in DEEMED {
        assert!(CATALOGUE.iter().any(|term| term.id == deemed.term), "{} names a term", deemed.id);
    }
}

#[test]
fn what_a_lapse_brings_about_reads_as_reviewed() {
    let mut text = String::from(
        "// 期限届满的后果：规则 后果 所依期限 日期 性质 条件 依据；例为2026年3月2日起算（不适用的取其施行期间）。\n",
    );
    for deemed in DEEMED {
        let start = deemed.valid_to.map_or(date(2026, 3, 2), |to| to.min(date(2026, 3, 2)));
        let start = deemed.valid_from.map_or(start, |from| from.max(start));
        let clock = Clock::start(term::find_on(deemed.term, start).expect("its term governs"), start);
        let on = deemed.on(&clock, calendar()).expect("it lapses");
        let which = match deemed.effect {
            Effect::OnLastDay => "届满之日",
            Effect::DayAfter => "届满次日",
        };
        text.push_str(&format!(
            "{} {}：{}（{}）届满，{which}，{}。条件：{}。{}。例：{start} → {on}\n",
            deemed.id,
            deemed.name,
            clock.term,
            clock.term().unwrap().name,
            deemed.nature.zh(),
            deemed.only_if,
            deemed.article
        ));
    }
    assert_table("deemed", &text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_time_has_done_stays_done(start in 0_i64..900, index in 0..DEEMED.len(), days in 0_i64..400, more in 0_i64..400) {
        let deemed = &DEEMED[index];
        let start = date(2024, 1, 1).saturating_add(start.days());
        let Some(term) = term::find_on(deemed.term, start) else { return Ok(()) };
        let clock = Clock::start(term, start);
        let today = start.saturating_add(days.days());
        let later = today.saturating_add(more.days());
        if let Some(on) = deemed.as_of(&clock, today, calendar()) {
            prop_assert!(on <= today && start < on);
            prop_assert_eq!(deemed.as_of(&clock, later, calendar()), Some(on));
        } else {
            prop_assert_ne!(clock.state_on(today, calendar()) == ClockState::Lapsed && deemed.on(&clock, calendar()).is_some(), true);
        }
    }
}
