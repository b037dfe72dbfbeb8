//! A letter that urges: its days run from its service, and without it nothing is broken.

use super::*;
use crate::mediation::ServiceWay;

fn served(on: &str) -> Option<ServedLetter> {
    Some(ServedLetter { on: day(on), way: ServiceWay::Post })
}

fn breach_after(letter: Option<ServedLetter>) -> PerformanceCommand {
    PerformanceCommand::RecordBreach { obligation: "o1".into(), reason: "资金没有安排".into(), letter }
}

/// Urged by a letter of the 21st that gives until the 31st: ten days.
fn urged_by_letter() -> World {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("clerk", &performance_id(), letter(Some("2026-03-31")));
    world
}

#[test]
fn a_breach_after_a_letter_asks_for_its_service_and_counts_the_days_from_it() {
    let mut world = urged_by_letter();
    world.at("2026-04-01");
    assert!(watched(&world).expect("past").title.contains("督促函还没有送达记录"));
    let silent = world.refused("clerk", &performance_id(), breach_after(None));
    assert_eq!((silent.code, silent.field.as_deref()), (LETTER_UNSERVED, Some("letter.on")));
    for (on, code) in [("2026-04-02", crate::refusal::DATE_IN_FUTURE), ("2026-03-20", DATE_BEFORE_START)] {
        assert_eq!(world.refused("clerk", &performance_id(), breach_after(served(on))).code, code);
    }
    let called = Some(ServedLetter { on: day("2026-03-25"), way: ServiceWay::Phone });
    let called = world.refused("clerk", &performance_id(), breach_after(called));
    assert_eq!(called.field.as_deref(), Some("letter.way"), "a call brings no letter");
    let late = world.refused("clerk", &performance_id(), breach_after(served("2026-03-25")));
    assert_eq!(late.code, BREACH_UNTIL_RUNS);
    assert!(
        late.says().contains("2026年3月25日才送达") && late.says().contains("到2026年4月4日为止"),
        "{}",
        late.says()
    );
    world.must("clerk", &performance_id(), breach_after(served("2026-03-21")));
    let line = &world.performance().lines[0];
    assert!(line.is_broken() && line.urgings[0].served == served("2026-03-21"));
}

#[test]
fn a_letter_did_not_arrive_before_it_was_issued() {
    let mut world = urged_by_letter();
    let issued = |line: &str, on: &str| PerformanceCommand::NoteLetterIssued {
        obligor: RESPONDENT.into(),
        line: Some(line.into()),
        dated: day(on),
    };
    world.at("2026-03-24").must("statute", &performance_id(), issued("o1", "2026-03-24"));
    world.at("2026-03-25").must("statute", &performance_id(), issued("o1", "2026-03-25"));
    world.at("2026-04-10");
    let early = world.refused("clerk", &performance_id(), breach_after(served("2026-03-23")));
    assert_eq!((early.code, early.field.as_deref()), (LETTER_SERVED_BEFORE_ISSUE, Some("letter.on")));
    world.must("clerk", &performance_id(), breach_after(served("2026-03-24")));
}

#[test]
fn a_service_that_is_on_file_is_not_asked_for_and_moves_the_day() {
    let mut world = urged_by_letter();
    let note = |line: Option<&str>, obligor: &str| PerformanceCommand::NoteLetterServed {
        obligor: obligor.into(),
        line: line.map(str::to_owned),
        service: ServedLetter { on: day("2026-03-25"), way: ServiceWay::Post },
    };
    world.at("2026-03-25");
    world.must("statute", &performance_id(), note(None, "p1"));
    assert!(world.performance().lines[0].unserved_letter().is_some(), "served on another side");
    world.must("statute", &performance_id(), note(Some("o1"), RESPONDENT));
    assert!(world.performance().lines[0].unserved_letter().is_none());
    world.at("2026-04-04");
    assert_eq!(watched(&world), None, "ten days from its service");
    assert_eq!(world.refused("clerk", &performance_id(), breach_after(None)).code, BREACH_UNTIL_RUNS);
    world.at("2026-04-05");
    assert_eq!(watched(&world).expect("past").command, "record_breach");
    let again = world.refused("clerk", &performance_id(), breach_after(served("2026-03-25")));
    assert_eq!(again.code, LETTER_SERVED_ALREADY);
    world.must("clerk", &performance_id(), breach_after(None));
}

#[test]
fn whoever_is_urged_again_by_telephone_is_not_held_to_a_letter_that_never_came() {
    let mut world = urged_by_letter();
    world.at("2026-04-01").must("clerk", &performance_id(), urge());
    world.must("clerk", &performance_id(), breach_after(None));
    assert!(world.performance().lines[0].is_broken());
}

#[test]
fn a_letter_whose_day_has_passed_says_so_until_it_is_urged_anew() {
    let mut world = urged_by_letter();
    let passed = |world: &World, on| world.performance().lines[0].letter_day_passed(day(on));
    assert_eq!((passed(&world, "2026-03-31"), passed(&world, "2026-04-01")), (None, Some(day("2026-03-31"))));
    world.at("2026-04-01").must("clerk", &performance_id(), letter(Some("2026-04-10")));
    assert_eq!(passed(&world, "2026-04-01"), None);
}
