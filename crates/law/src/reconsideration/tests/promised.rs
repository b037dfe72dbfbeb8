//! What a statement says that somebody does by a day: watched line by line in a performance, answered in the reconsideration (77条、78条).

use super::{trying::answered, *};
use crate::performance::{
    Performance, PerformanceCommand as P, PerformanceFinding, Stage as Watched, UrgeWay,
};

fn seal(obligor: &str, content: &str, due_on: &str) -> ReconsiderationCommand {
    ReconsiderationCommand::SealStatement {
        text: "罚款变更为 300 元".into(),
        signed_by: ["p1", "p2", RESPONDENT].map(str::to_owned).into(),
        document: paper("statement"),
        obligations: vec![obligation(obligor, content, day(due_on))],
    }
}

/// The agency gives back, the applicant pays, and whoever takes part moves out by a later day.
fn seal_three() -> ReconsiderationCommand {
    let mut sealed = seal(RESPONDENT, "退还 4700 元", "2026-03-30");
    if let ReconsiderationCommand::SealStatement { obligations, .. } = &mut sealed {
        obligations.push(obligation("p1", "缴纳 300 元", day("2026-03-30")));
        obligations.push(obligation("p2", "搬离", day("2026-04-10")));
    }
    sealed
}

fn break_line(world: &mut World, line: &str) {
    let P::Urge { way, until, note, said_by, .. } = urge() else { panic!("it urges") };
    world.must("reviewer", &lines(), P::Urge { obligation: line.into(), way, until, note, said_by });
    world.must(
        "reviewer",
        &lines(),
        P::RecordBreach { obligation: line.into(), reason: "没有做到".into(), letter: None },
    );
}

fn lines() -> MatterId {
    review_id().child(Kind::Performance, 1)
}

fn watched(world: &World) -> Performance {
    match world.file(&lines()).matter {
        Some(AnyMatter::Performance(held)) => *held,
        other => panic!("no performance: {other:?}"),
    }
}

fn urge() -> P {
    P::Urge { obligation: "o1".into(), way: UrgeWay::Phone, until: None, note: None, said_by: None }
}

fn done(on: &str) -> P {
    P::RecordFulfilment { obligation: "o1".into(), on: day(on), proof: None, partly: false, note: None }
}

fn broken() -> P {
    P::RecordBreach { obligation: "o1".into(), reason: "督促以后仍没有做到".into(), letter: None }
}

fn order(until: Option<&str>) -> ReconsiderationCommand {
    let text = "责令十日内履行".to_owned();
    ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: until.map(day),
        of: Vec::new(),
        text,
        document: None,
        agreed_by: None,
    }
}

fn enforce() -> ReconsiderationCommand {
    ReconsiderationCommand::Enforce {
        by: EnforcedBy::Court,
        against: Vec::new(),
        no_suit: false,
        document: None,
    }
}

fn tasks(world: &World, id: &MatterId) -> Vec<String> {
    world.outline(id).tasks.into_iter().map(|task| task.command).collect()
}

#[test]
fn what_a_statement_says_that_somebody_does_by_a_day_is_watched_line_by_line_until_it_is_done() {
    let mut world = answered();
    let past = seal(RESPONDENT, "退还 4700 元", "2026-03-15");
    assert_eq!(world.review_refused("reviewer", past), "mediation.agreement.obligation_past");
    world.reviews(seal(RESPONDENT, "退还 4700 元", "2026-03-30"));
    assert!(watched(&world).is_enforceable(), "78条: sealed");
    assert_eq!(world.review().stage, Stage::Settled { on: day("2026-03-16") });
    assert_eq!(world.outline(&lines()).tasks[0].due_on, Some(day("2026-03-30")));
    assert_eq!(world.refused("reviewer", &lines(), urge()).code.name, "performance.not_due");
    world.at("2026-04-01").must("reviewer", &lines(), urge());
    // One house for what is promised: the lines; the other knows what they say.
    let by_hand = performed("2026-04-01", &[]);
    assert_eq!(world.review_refused("reviewer", by_hand), "reconsideration.performance.by_line");
    world.at("2026-04-05").must("reviewer", &lines(), done("2026-04-03"));
    assert_eq!(watched(&world).stage, Watched::Fulfilled { on: day("2026-04-05") });
    assert_eq!(world.review().performed_on, Some(day("2026-04-03")), "77条1款: known where it was sealed");
    assert_eq!(world.review_refused("reviewer", order(None)), "reconsideration.performance.already");
    let check = P::CheckPerformance {
        obligation: "o1".into(),
        finding: PerformanceFinding::NotPerformed,
        said_by: None,
        reason: "银行退回".into(),
    };
    world.must("reviewer", &lines(), check);
    assert_eq!(world.review().performed_on, None, "what turned out not to have come is owed again");
}

#[test]
fn an_agency_that_breaks_its_line_is_ordered_to_perform_where_the_statement_was_sealed() {
    let mut world = answered();
    world.reviews(seal(RESPONDENT, "退还 4700 元", "2026-03-30"));
    world.at("2026-04-01").must("reviewer", &lines(), urge());
    world.must("reviewer", &lines(), broken());
    assert!(!tasks(&world, &lines()).contains(&"apply_for_enforcement".to_owned()));
    assert!(tasks(&world, &review_id()).contains(&"press".to_owned()), "77条2款");
    let to_court = P::ApplyForEnforcement { by: None, document: None, note: None };
    assert_eq!(world.refused("p1", &lines(), to_court).code.name, "performance.enforcement.at_the_office");
    assert_eq!(world.refused("clerk", &lines(), urge()).code.name, "actor.not_permitted");
    assert_eq!(world.review_refused("reviewer", enforce()), "reconsideration.enforce.no_line_broken");
    world.reviews(order(Some("2026-04-11"))).serves(PaperKind::Urging);
    let press = world.outline(&review_id()).tasks.into_iter().find(|task| task.command == "press");
    assert_eq!(press.and_then(|task| task.opens_on), Some(day("2026-04-12")), "again when its day is over");
    let own = world.outline(&review_id()).tasks.into_iter().find(|task| task.name == "perform:statement");
    assert_eq!(
        own.and_then(|task| task.due_on),
        Some(day("2026-04-11")),
        "the agency minds the day that it was given"
    );
    world.at("2026-04-05").must("reviewer", &lines(), done("2026-04-03"));
    assert!(!tasks(&world, &review_id()).contains(&"press".to_owned()));
}

#[test]
fn what_the_applicant_owes_by_a_statement_is_enforced_by_the_office_and_noted_where_it_is_watched() {
    let mut world = answered();
    world.reviews(seal("p1", "缴纳 300 元", "2026-03-30"));
    world.at("2026-04-01").must("reviewer", &lines(), urge());
    world.must("reviewer", &lines(), broken());
    let open = tasks(&world, &review_id());
    assert!(open.contains(&"enforce".to_owned()) && !open.contains(&"press".to_owned()), "{open:?}");
    world.reviews(enforce());
    assert_eq!(watched(&world).stage, Watched::Left { on: day("2026-04-01") });
}

#[test]
fn the_office_enforces_against_who_applied_or_took_part_and_orders_the_agency() {
    let mut world = answered();
    world.reviews(seal_three()).at("2026-04-01");
    break_line(&mut world, "o1");
    break_line(&mut world, "o2");
    world.reviews(enforce());
    let held = watched(&world);
    assert_eq!(held.enforcements[0].lines, ["o2"], "78条3项; what the agency owes is ordered, 77条2款");
    let open = tasks(&world, &review_id());
    assert!(open.contains(&"press".to_owned()) && !open.contains(&"enforce".to_owned()), "{open:?}");
    let again = world.review_refused("reviewer", enforce());
    assert_eq!(again, "reconsideration.enforce.no_line_broken");
    world.at("2026-04-11");
    break_line(&mut world, "o3");
    assert!(
        matches!(watched(&world).stage, Watched::Broken { .. }),
        "the agency's line is in no other hands"
    );
    assert!(tasks(&world, &review_id()).contains(&"enforce".to_owned()), "another line, another enforcement");
    world.reviews(enforce());
    assert_eq!(watched(&world).enforcements[1].lines, ["o3"]);
    let late = P::RecordFulfilment {
        obligation: "o1".into(),
        on: day("2026-04-11"),
        proof: None,
        partly: false,
        note: None,
    };
    world.must("reviewer", &lines(), late);
    assert_eq!(watched(&world).stage, Watched::Left { on: day("2026-04-11") });
    assert!(!tasks(&world, &review_id()).contains(&"press".to_owned()));
}

#[test]
fn an_agency_that_owes_nothing_or_has_not_broken_its_line_is_not_ordered_to_perform() {
    let mut world = answered();
    world.reviews(seal("p1", "缴纳 300 元", "2026-03-30")).at("2026-04-01");
    break_line(&mut world, "o1");
    let refused = world.review_refused("reviewer", order(Some("2026-04-11")));
    assert_eq!(refused, "reconsideration.press.early", "77条2款");
}
