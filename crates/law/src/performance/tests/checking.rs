//! What is recorded as performed and did not come, says whoever is owed: looked into, and nothing of the record is lost.

use super::*;
use crate::refusal::WRONG_STAGE;

fn said_not_to_have_come(world: &mut World) {
    world.must("p1", &performance_id(), report(Extent::Nothing));
}

fn check(finding: PerformanceFinding, said_by: Option<&str>) -> PerformanceCommand {
    PerformanceCommand::CheckPerformance {
        obligation: "o1".into(),
        finding,
        said_by: said_by.map(str::to_owned),
        reason: "银行回单上的户名不是他".into(),
    }
}

/// The agency recorded it, with its proof, on the 12th.
fn recorded() -> World {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-12").must("legal", &performance_id(), fulfil("o1", "2026-03-12", false, true));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-12") });
    world
}

fn to_check(world: &World) -> Option<crate::matter::Task> {
    world.outline(&performance_id()).tasks.into_iter().find(|task| task.command == "check_performance")
}

#[test]
fn who_is_owed_says_that_what_is_recorded_as_performed_did_not_come_and_the_house_looks_into_it() {
    let mut world = recorded();
    assert_eq!(to_check(&world), None);
    assert_eq!(world.refused("legal", &performance_id(), report(Extent::Nothing)).class, Class::NotPermitted);
    said_not_to_have_come(&mut world);
    let task = to_check(&world).expect("at once");
    assert!(task.title.contains("反映没有履行，记录的却是已经履行"), "{}", task.title);
    assert!(task.holders.contains(&crate::Principal::role(crate::Role::IntakeClerk)));
    assert_eq!(
        world.performance().stage,
        Stage::Fulfilled { on: day("2026-03-12") },
        "nothing is overwritten"
    );
    let pending = world.dispute().pending().map(str::to_owned).expect("the file stays out of the archive");
    assert!(pending.contains("还没有核实"), "{pending}");

    world.must("clerk", &performance_id(), check(PerformanceFinding::Performed, None));
    assert_eq!(to_check(&world), None);
    assert_eq!(world.dispute().pending(), None);
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-12") });
}

#[test]
fn what_is_found_not_to_be_performed_is_watched_again_and_the_record_of_it_stays() {
    let mut world = recorded();
    world.at("2026-03-25");
    said_not_to_have_come(&mut world);
    world.must("clerk", &performance_id(), check(PerformanceFinding::NotPerformed, None));
    let held = world.performance();
    assert_eq!((&held.stage, &held.lines[0].state), (&Stage::Running, &LineState::Open));
    assert_eq!((held.lines[0].fulfilments.len(), held.lines[0].checks.len()), (1, 1));
    assert!(world.dispute().proceedings.iter().any(|p| p.matter == performance_id() && p.ended_on.is_none()));
    let task = watched(&world).expect("past its day");
    assert_eq!((task.command.as_str(), task.due_on), ("urge", Some(day("2026-03-25"))));
    assert_eq!(world.refused("clerk", &performance_id(), breach()).code, NOT_URGED);
    world.must("clerk", &performance_id(), urge());
    world.must("legal", &performance_id(), fulfil("o1", "2026-03-25", false, true));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-25") });
    assert!(world.dispute().proceedings.iter().all(|p| p.matter != performance_id() || p.ended_on.is_some()));
}

#[test]
fn an_urging_before_the_record_that_was_wrong_does_not_count_for_a_breach() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("clerk", &performance_id(), urge());
    world.later(1).must("legal", &performance_id(), fulfil("o1", "2026-03-22", false, true));
    world.later(5).must("clerk", &performance_id(), check(PerformanceFinding::NotPerformed, Some("p1")));
    assert_eq!(world.refused("clerk", &performance_id(), breach()).code, NOT_URGED);
}

#[test]
fn who_said_so_at_the_counter_is_on_file_and_is_somebody_to_whom_it_is_owed() {
    let mut world = recorded();
    let by_the_owing = check(PerformanceFinding::NotPerformed, Some(RESPONDENT));
    assert_eq!(world.refused("clerk", &performance_id(), by_the_owing).code, SAID_BY_STRANGER);
    world.must("clerk", &performance_id(), check(PerformanceFinding::NotPerformed, Some("p1")));
    assert_eq!(world.performance().lines[0].checks[0].said_by.as_deref(), Some("p1"));
    let twice = world.refused("clerk", &performance_id(), check(PerformanceFinding::Performed, None));
    assert_eq!(twice.code, WRONG_STAGE, "nothing is recorded as performed any more");
    world.at("2026-03-21");
    let said_by = |side: &str| PerformanceCommand::Urge {
        obligation: "o1".into(),
        way: UrgeWay::Phone,
        until: None,
        note: None,
        said_by: Some(side.into()),
    };
    let refusal = world.refused("clerk", &performance_id(), said_by(RESPONDENT));
    assert_eq!((refusal.code, refusal.field.as_deref()), (SAID_BY_STRANGER, Some("said_by")));
    world.must("clerk", &performance_id(), said_by("p1"));
    assert_eq!(world.performance().lines[0].urgings[0].said_by.as_deref(), Some("p1"));
}

#[test]
fn while_it_is_being_performed_lists_say_so_and_call_it_neither_ended_nor_settled() {
    let mut world = running(Ending::AgreementAlone);
    let row = |world: &World| {
        let outline = world.outline(&dispute_id());
        (outline.stage, outline.facets.outcome, outline.facets.ended_on)
    };
    assert_eq!(row(&world), (dispute::PERFORMING.to_owned(), Some("agreed".to_owned()), None));
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-10", false, true));
    let ended = ("ended".to_owned(), Some("settled".to_owned()), Some(day("2026-03-10")));
    assert_eq!(row(&world), ended);
}
