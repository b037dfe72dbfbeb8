//! The rules of performance as sentences.

mod checking;
mod enforced;
mod letters;

use crate::{
    dispute,
    mediation::{Channel, Ending, Obligation, RESPONDENT},
    performance::{codes::*, *},
    refusal::{Class, DATE_BEFORE_START},
    scenes::promises,
    world::*,
    world_heirs::{admitted, heir},
};

/// An agreement in effect today, due in ten days.
fn running(ending: Ending) -> World {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(ending);
    world
}

fn fulfil(obligation: &str, on: &str, partly: bool, proof: bool) -> PerformanceCommand {
    let proof = proof.then(|| paper("receipt"));
    PerformanceCommand::RecordFulfilment {
        obligation: obligation.into(),
        on: day(on),
        proof,
        partly,
        note: None,
    }
}

fn urge() -> PerformanceCommand {
    PerformanceCommand::Urge {
        obligation: "o1".into(),
        way: UrgeWay::Phone,
        until: None,
        note: None,
        said_by: None,
    }
}

fn breach() -> PerformanceCommand {
    PerformanceCommand::RecordBreach {
        obligation: "o1".into(), reason: "资金没有安排".into(), letter: None
    }
}

/// Two neighbours are each owed a house by this day.
fn two_houses(due_on: &str) -> World {
    let mut world = World::on("2026-03-10");
    let mut two = registration(fine("2026-03-07"), "2026-03-10");
    two.parties.push(somebody("李某某"));
    world.register(two).import(Channel::BeforeProcedure).all_consent().team().accept();
    let house = |to: &str| Obligation {
        obligee: Some(to.into()),
        ..obligation(RESPONDENT, "交付安置房一套", day(due_on))
    };
    let draft = promises(vec![house("p1"), house("p2")], Ending::AgreementAlone);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
    world
}

#[test]
fn of_two_promises_that_are_alike_each_says_to_whom() {
    let world = two_houses("2026-06-30");
    let tasks = world.outline(&performance_id()).tasks;
    let titles: std::collections::BTreeSet<&str> = tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(titles.len(), tasks.len(), "{titles:?}");
    assert!(tasks[1].title.contains("对李某某，2026年6月30日前：交付安置房一套"), "{}", tasks[1].title);
}

#[test]
fn every_open_obligation_is_a_task_with_its_day() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let lines = (1..=51)
        .map(|household| obligation(RESPONDENT, &format!("交付第 {household} 户安置房"), day("2026-06-30")));
    let draft = promises(lines.collect(), Ending::JudicialConfirmation);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
    let tasks = world.outline(&performance_id()).tasks;
    assert!(tasks[0].title.ends_with("，2026年6月30日前：交付第 1 户安置房"), "{}", tasks[0].title);
    assert_eq!(tasks.len(), 51 * 2, "one for whoever owes it, one for whoever watches once the day is over");
    assert_eq!((tasks[50].name.as_str(), tasks[50].due_on), ("obligation:o51", Some(day("2026-06-30"))));
    world.must("clerk", &performance_id(), fulfil("o7", "2026-03-10", false, true));
    assert_eq!(world.outline(&performance_id()).tasks.len(), 50 * 2);
    assert_eq!(world.performance().stage, Stage::Running);
    let several = |keys: &[&str]| PerformanceCommand::RecordFulfilments {
        obligations: keys.iter().map(|key| (*key).to_owned()).collect(),
        on: day("2026-03-10"),
        proof: Some(paper("list")),
        note: None,
    };
    let twice = world.refused("clerk", &performance_id(), several(&["o1", "o1"]));
    assert_eq!((twice.code, twice.field.as_deref()), (FULFILLED_ALREADY, Some("obligations")));
    assert_eq!(world.outline(&performance_id()).tasks.len(), 50 * 2, "all of them or none");
    let rest: Vec<String> = (1..=51).filter(|n| *n != 7).map(|n| format!("o{n}")).collect();
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let stranger = world.refused("p1", &performance_id(), several(&rest));
    assert_eq!(stranger.class, Class::NotPermitted, "a party speaks for its own line");
    world.must("clerk", &performance_id(), several(&rest));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-10") });
}

#[test]
fn whoever_owes_it_proves_it_and_whoever_is_owed_may_say_so() {
    let mut world = running(Ending::AgreementAlone);
    world.later(2);
    assert_eq!(
        world.refused("legal", &performance_id(), fulfil("o1", "2026-03-12", false, false)).code,
        PROOF_MISSING
    );
    assert_eq!(
        world.refused("p1", &performance_id(), fulfil("o1", "2026-03-09", false, false)).code,
        DATE_BEFORE_START
    );
    assert_eq!(
        world.refused("p1", &performance_id(), fulfil("o2", "2026-03-12", false, false)).code,
        UNKNOWN_OBLIGATION
    );
    assert_eq!(
        world.refused("other_legal", &performance_id(), fulfil("o1", "2026-03-12", false, true)).class,
        Class::NotVisible
    );
    world.must("p1", &performance_id(), fulfil("o1", "2026-03-12", false, false));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-12") });
}

#[test]
fn a_part_is_recorded_and_the_rest_stays_open() {
    let mut world = running(Ending::AgreementAlone);
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-10", true, false));
    assert_eq!(world.performance().open_lines().count(), 1);
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-10", false, false));
    assert_eq!(
        world.refused("clerk", &performance_id(), fulfil("o1", "2026-03-10", false, false)).code,
        crate::refusal::WRONG_STAGE
    );
}

#[test]
fn urging_begins_the_day_after_it_was_due_and_comes_before_a_breach() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-20");
    assert_eq!(world.refused("clerk", &performance_id(), urge()).code, NOT_DUE);
    world.at("2026-03-21");
    assert_eq!(world.refused("clerk", &performance_id(), breach()).code, NOT_URGED);
    world.must("clerk", &performance_id(), urge());
    world.must("clerk", &performance_id(), breach());
    assert_eq!(world.performance().stage, Stage::Broken { on: day("2026-03-21") });
}

#[test]
fn what_no_court_has_confirmed_is_not_enforced_but_passed_on() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("clerk", &performance_id(), urge());
    world.must("clerk", &performance_id(), breach());
    assert_eq!(world.refused("p1", &performance_id(), enforced::ask(None)).code, NOT_ENFORCEABLE);
    world.must(
        "clerk",
        &performance_id(),
        PerformanceCommand::PassOn { to: COURT.into(), reason: "起诉请求履行协议".into() },
    );
    assert_eq!(world.performance().stage, Stage::Left { on: day("2026-03-21") });
    let unsettled = dispute::Outcome::Unsettled;
    assert!(
        matches!(world.dispute().stage, dispute::Stage::Ended { outcome, .. } if outcome == unsettled),
        "closed is not solved"
    );
}

#[test]
fn only_who_is_owed_says_that_it_came() {
    let mut world = World::on("2026-03-10");
    let mut two = registration(fine("2026-03-07"), "2026-03-10");
    two.parties.push(somebody("李某某"));
    world.register(two);
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let mut flat = obligation(RESPONDENT, "交付安置房", day("2026-03-20"));
    flat.obligee = Some("p2".into());
    let draft = promises(vec![flat], Ending::AgreementAlone);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
    let came = || fulfil("o1", "2026-03-10", false, false);
    let refusal = world.refused("p1", &performance_id(), came());
    assert_eq!(refusal.code, crate::mediation::codes::NOT_YOURS);
    world.must("p2", &performance_id(), came());
}

#[test]
fn what_was_broken_may_still_be_fulfilled() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("clerk", &performance_id(), urge());
    world.must("clerk", &performance_id(), breach());
    world.later(3).must("clerk", &performance_id(), fulfil("o1", "2026-03-24", false, true));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-24") });
}

#[test]
fn whoever_broke_it_is_told_what_it_owes_and_whoever_was_let_down_what_did_not_come() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("clerk", &performance_id(), urge());
    world.must("clerk", &performance_id(), breach());
    let held = world.performance();
    let told = |side| held.told_to(side, &world.law, world.today);
    assert!(told(RESPONDENT).contains("您答应做的没有做到") && told(RESPONDENT).contains("现在做也可以"));
    assert!(!told(RESPONDENT).contains("您可以依法提起诉讼"), "{}", told(RESPONDENT));
    assert_eq!(told("p1"), "协议里有约定的事没有做到。");
    assert!(held.is_broken_by(RESPONDENT) && !held.is_broken_by("p1"));
}

fn report(extent: Extent) -> PerformanceCommand {
    PerformanceCommand::ReportShortfall {
        obligation: "o1".into(),
        extent,
        words: "只到了一半".into(),
        documents: vec![paper("account")],
    }
}

fn letter(until: Option<&str>) -> PerformanceCommand {
    let (obligation, way) = ("o1".into(), UrgeWay::Letter);
    PerformanceCommand::Urge {
        obligation,
        way,
        until: until.map(day),
        note: Some("存底".into()),
        said_by: None,
    }
}

/// What stands on the list of whoever watches, on this day.
fn watched(world: &World) -> Option<crate::matter::Task> {
    let tasks = world.outline(&performance_id()).tasks;
    tasks.into_iter().find(|task| task.name == "overdue:o1" && task.is_open_on(world.today))
}

#[test]
fn what_did_not_come_waits_for_the_clerk_and_the_lead_mediator_from_the_day_after_and_nobody_records_that() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-20");
    assert_eq!(watched(&world), None, "the last day is still in time");
    world.at("2026-03-21");
    let task = watched(&world).expect("the day after");
    assert_eq!((task.command.as_str(), task.due_on), ("urge", Some(day("2026-03-21"))));
    let lead = world.performance().plan.lead_mediator.expect("somebody led");
    assert_eq!(
        task.holders,
        [crate::Principal::role(crate::Role::IntakeClerk), crate::Principal::user(&lead)]
    );
    world.must("mediator", &performance_id(), letter(Some("2026-03-31")));
    world.at("2026-03-31");
    assert_eq!(watched(&world), None, "the letter gave until today");
    world.at("2026-04-01");
    assert_eq!(watched(&world).expect("it did not come").command, "record_breach");
    world.must("clerk", &performance_id(), fulfil("o1", "2026-04-01", false, true));
    assert_eq!(watched(&world), None);
}

#[test]
fn who_is_owed_says_that_it_did_not_come_and_whoever_watches_has_it_at_once() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-20");
    assert_eq!(world.refused("p1", &performance_id(), report(Extent::Nothing)).code, NOT_DUE);
    world.at("2026-03-21");
    let owing = world.refused("legal", &performance_id(), report(Extent::Nothing));
    assert_eq!(owing.class, Class::NotPermitted, "whoever owes it has nothing to report");
    let clerk = world.refused("clerk", &performance_id(), report(Extent::Nothing));
    assert_eq!(clerk.class, Class::NotPermitted, "the house urges");
    world.must("clerk", &performance_id(), letter(Some("2026-03-31")));
    assert_eq!(watched(&world), None);
    world.later(2).must("p1", &performance_id(), report(Extent::Part));
    let task = watched(&world).expect("at once");
    assert!(task.title.contains("反映只履行了一部分"), "{}", task.title);
    assert_eq!(
        (task.command.as_str(), task.due_on),
        ("urge", Some(day("2026-03-23"))),
        "the letter's day runs"
    );
    world.must("clerk", &performance_id(), letter(Some("2026-04-05")));
    assert_eq!(watched(&world), None, "answered by urging again");
    assert!(world.performance().lines[0].shortfalls[0].answered);
}

#[test]
fn what_one_side_reports_of_the_other_is_read_by_the_house_and_by_that_side() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21").must("p1", &performance_id(), report(Extent::Nothing));
    world.must("clerk", &performance_id(), letter(Some("2026-03-31")));
    let seen = |who: &str| {
        let line = world.performance().visible(&world.actor(who)).lines[0].clone();
        let papers = crate::AnyMatter::Performance(Box::new(world.performance()))
            .documents(&world.actor(who), &world.law)
            .len();
        (line.shortfalls[0].words.clone(), line.urgings[0].note.is_some(), papers)
    };
    assert_eq!(seen("clerk"), ("只到了一半".into(), true, 1));
    assert_eq!(seen("p1"), ("只到了一半".into(), false, 1));
    assert_eq!(seen("legal"), (String::new(), false, 0));
}

#[test]
fn what_is_missing_between_two_sides_is_no_business_of_the_others() {
    let mut world = two_houses("2026-03-20");
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-10", false, true));
    world.at("2026-03-21").must("p1", &performance_id(), report(Extent::Nothing));
    let check = PerformanceCommand::CheckPerformance {
        obligation: "o1".into(),
        finding: PerformanceFinding::NotPerformed,
        said_by: Some("p1".into()),
        reason: "看了转账".into(),
    };
    world.must("clerk", &performance_id(), check);
    let seen = |who: &str| {
        let line = world.performance().visible(&world.actor(who)).lines[0].clone();
        (line.shortfalls.len(), line.checks[0].reason.clone(), line.checks[0].said_by.is_some())
    };
    for who in ["clerk", "p1", "legal"] {
        assert_eq!(seen(who), (1, "看了转账".into(), true), "{who}");
    }
    assert_eq!(seen("p2"), (0, String::new(), false));
}

#[test]
fn a_letter_names_the_last_day_and_nothing_is_broken_before_it() {
    let mut world = running(Ending::AgreementAlone);
    world.at("2026-03-21");
    let without = world.refused("clerk", &performance_id(), letter(None));
    assert_eq!((without.code, without.field.as_deref()), (URGE_UNTIL_MISSING, Some("until")));
    assert_eq!(world.refused("clerk", &performance_id(), letter(Some("2026-03-20"))).code, URGE_UNTIL_PAST);
    world.must("clerk", &performance_id(), letter(Some("2026-03-31")));
    assert!(world.performance().lines[0].letter().is_some());
    let called = PerformanceCommand::Urge {
        obligation: "o1".into(),
        way: UrgeWay::Phone,
        until: None,
        note: Some("电话里又催了一次".into()),
        said_by: None,
    };
    world.must("clerk", &performance_id(), called);
    assert!(world.performance().lines[0].letter().is_some(), "a call does not take the letter back");
    world.at("2026-03-31");
    assert_eq!(world.refused("clerk", &performance_id(), breach()).code, BREACH_UNTIL_RUNS);
    world.at("2026-04-01").must("clerk", &performance_id(), breach());
}

#[test]
fn what_a_letter_threatens_with_is_what_the_law_knows() {
    let told = |world: &World| {
        let held = world.performance();
        held.consequence(&held.lines[0], &world.law, world.today)
    };
    let mut world = running(Ending::JudicialConfirmation);
    world.at("2026-03-21");
    assert!(told(&world).contains("还可以共同申请司法确认"), "{}", told(&world));
    world.at("2026-05-21");
    assert!(told(&world).contains("不能直接申请强制执行"), "{}", told(&world));
    assert!(told(&running(Ending::AgreementAlone)).contains("不能直接申请强制执行"));
    let mut sealed = World::on("2026-03-10");
    sealed.register(crate::scenes::sent_by(
        crate::dispute::Source::ReconsiderationReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    sealed
        .import(Channel::Reconsideration)
        .all_consent()
        .team()
        .accept()
        .agreed(Ending::ReconsiderationStatement)
        .sealed();
    assert!(told(&sealed).contains("77条2款"), "the agency owes it: {}", told(&sealed));
}

#[test]
fn whoever_takes_the_seat_of_a_party_that_died_is_owed_and_owes_and_is_asked_nothing_anew() {
    let mut world = running(Ending::AgreementAlone);
    let consents = world.mediation().consents;
    world.later(1).must("clerk", &dispute_id(), admitted(heir()));
    let held = world.performance();
    let seated = held.plan.brief.parties.iter().find(|party| party.key == "p1").expect("the seat is there");
    assert_eq!((seated.label.as_str(), seated.person.as_str()), ("韩某某", "heir"));
    assert_eq!(held.stage, Stage::Running);
    assert_eq!(world.follow_up().plan.brief.label("p1"), "韩某某", "and is visited");
    assert_eq!(world.mediation().consents, consents, "nobody is asked anew");
    assert!(world.outline(&performance_id()).tasks.iter().any(|task| !task.holders.is_empty()));
}
