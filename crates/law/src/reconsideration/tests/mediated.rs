//! A mediation that is held in a reconsideration: how far it may run. Every day is reckoned by hand.

use super::*;
use crate::{
    clock::ReconsiderationSuspension,
    mediation::{self, Channel, MediationCommand, SuspensionPaper},
    performance::{PerformanceCommand, UrgeWay},
};

/// Accepted on 12 March, so to be decided by 11 May; the mediator has the material on 20 April.
fn mediating() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    world.at("2026-03-16").replies();
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")), "62条1款");
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.at("2026-04-20").import(Channel::Reconsideration).all_consent().team().accept();
    world
}

fn last_day(world: &World) -> Option<Date> {
    world.mediation().last_day(&world.law)
}

#[test]
fn a_mediation_in_a_reconsideration_is_over_when_that_has_to_be_decided() {
    let mut world = mediating();
    assert_eq!(last_day(&world), Some(day("2026-05-11")), "not the thirty days until 20 May (73条2款)");
    let clock = world.mediation().clock(&world.law).expect("it runs").due(&world.law.calendar);
    assert!(clock.lines().iter().any(|line| line.contains("《行政复议法》62条")), "{:?}", clock.lines());
    let longer = |until: &str| MediationCommand::Extend {
        until: day(until),
        agreed_by: world.mediation().sides().map(str::to_owned).collect(),
        documents: vec![paper("agreed")],
    };
    let past = longer("2026-05-12");
    assert_eq!(world.refused("mediator", &mediation_id(), past).code.name, "mediation.extend.past_cap");
    assert!(world.at("2026-05-11").mediation().as_of(&world.law, world.today).is_running());
    let stage = world.at("2026-05-12").mediation().as_of(&world.law, world.today);
    let lapsed = mediation::Outcome::Lapsed;
    assert_eq!(stage, mediation::Stage::Ended { on: day("2026-05-11"), outcome: lapsed });
}

#[test]
fn suspended_on_paper_it_has_its_own_days_and_resumed_the_later_day() {
    let mut world = mediating();
    let paper_of = |side: &str| SuspensionPaper { side: side.into(), file: paper("agreed") };
    let papers = vec![paper_of("p1"), paper_of(RESPONDENT)];
    world.at("2026-04-22").must("mediator", &mediation_id(), MediationCommand::AgreeToSuspend { papers });
    assert_eq!(last_day(&world), Some(day("2026-05-11")), "agreed, not yet ordered");
    world.reviews(suspend(ReconsiderationSuspension::AgreedForMediation)).serves(PaperKind::Suspension);
    assert_eq!(last_day(&world), Some(day("2026-05-20")), "39条1款6项: nothing presses");
    world.at("2026-04-30").reviews(resume()).serves(PaperKind::Resumption);
    // Eight days later than 11 May.
    assert_eq!(world.review_due("decision"), Some(day("2026-05-19")));
    assert_eq!(last_day(&world), Some(day("2026-05-19")), "39条2款");
}

#[test]
fn prolonged_and_told_in_time_the_mediation_has_its_thirty_days() {
    let mut world = mediating();
    let extend = ReconsiderationCommand::Extend { days: 30, reason: "案情复杂".into(), document: None };
    world.at("2026-04-24").must("review_head", &review_id(), extend);
    assert_eq!(last_day(&world), Some(day("2026-05-11")), "nobody was told yet (62条1款)");
    world.serves(PaperKind::Extension);
    assert_eq!(last_day(&world), Some(day("2026-05-20")));
}

#[test]
fn what_is_over_by_its_last_day_is_not_opened_again_by_a_late_decision() {
    let mut world = mediating();
    world.at("2026-05-14").hears().decides(annul());
    assert_eq!(last_day(&world), Some(day("2026-05-11")));
}

fn longer(world: &World, until: &str) -> MediationCommand {
    MediationCommand::Extend {
        until: day(until),
        agreed_by: world.mediation().sides().map(str::to_owned).collect(),
        documents: vec![paper("agreed")],
    }
}

#[test]
fn before_it_is_accepted_the_sixty_days_are_counted_from_the_day_on_which_it_would_count_as_accepted() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::Reconsideration).all_consent().team().accept();
    // Five working days of review until 17 March, and sixty from then: 16 May, a Saturday.
    let past = longer(&world, "2027-06-30");
    let refused = world.refused("mediator", &mediation_id(), past);
    assert_eq!((refused.code.name, refused.field.as_deref()), ("mediation.extend.past_cap", Some("until")));
    assert!(
        refused.says().contains("2026年5月18日") && refused.says().contains("62条"),
        "{}",
        refused.says()
    );
    let last = longer(&world, "2026-05-18");
    world.must("mediator", &mediation_id(), last);
    world.at("2026-03-12").accepted_and_copied();
    assert_eq!(last_day(&world), Some(day("2026-05-11")), "accepted sooner, it is decided sooner");
}

#[test]
fn a_reconsideration_that_another_body_runs_bounds_the_mediation_in_it_too() {
    use crate::{mirrored::Procedure, scenes::*};
    for (step, bound) in [(accepted(), "2026年5月12日"), (crate::mirrored::Step::Received, "2026年5月19日")]
    {
        let mut world = World::on("2026-03-16");
        world.only_registered("2026-03-02");
        world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(step, "2026-03-13"));
        world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
        world.import(Channel::Reconsideration).all_consent().team().accept();
        let past = longer(&world, "2027-06-30");
        let refused = world.refused("mediator", &mediation_id(), past);
        assert_eq!(refused.code.name, "mediation.extend.past_cap");
        assert!(refused.says().contains(bound), "{}", refused.says());
    }
}

#[test]
fn a_statement_ends_an_attempt_that_nobody_had_begun_and_the_file_can_be_put_away() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    world.at("2026-03-16").replies();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let sealed = ReconsiderationCommand::SealStatement {
        text: "罚款变更为 300 元".into(),
        signed_by: world.review().sides().map(str::to_owned).collect(),
        document: paper("statement"),
        obligations: Vec::new(),
    };
    world.at("2026-03-20").reviews(sealed);
    let stage = world.mediation().stage;
    let settled = mediation::ReturnReason::SettledInReconsideration;
    assert_eq!(stage, mediation::Stage::Returned { on: day("2026-03-20"), reason: settled });
    assert!(stage.told_zh().contains("行政复议里谈好"), "{}", stage.told_zh());
    let tasks = world.outline(&mediation_id()).tasks;
    assert!(tasks.iter().all(|task| task.name != "hand_on"), "nothing goes on to anybody: {tasks:?}");
    assert_eq!(world.dispute().pending(), None);
    let stage = world.dispute().stage;
    let settled = crate::dispute::Outcome::Settled;
    assert_eq!(stage, crate::dispute::Stage::Ended { on: day("2026-03-20"), outcome: settled });
}

/// What the agency owes by 30 April was agreed at the centre and sealed by the office.
fn sealed_upon_a_mediation() -> World {
    let mut world = mediating();
    world.agreed(mediation::Ending::ReconsiderationStatement);
    let sealed = ReconsiderationCommand::SealStatement {
        text: "罚款变更为 300 元".into(),
        signed_by: world.review().sides().map(str::to_owned).collect(),
        document: paper("statement"),
        obligations: Vec::new(),
    };
    world.reviews(sealed);
    world
}

#[test]
fn a_statement_upon_a_mediation_is_pressed_for_and_enforced_only_where_a_line_was_broken() {
    let press = || ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-05-20")),
        of: Vec::new(),
        text: "按调解书变更处罚".into(),
        document: None,
        agreed_by: None,
    };
    let enforce = || ReconsiderationCommand::Enforce {
        by: EnforcedBy::Court,
        against: vec!["p1".into()],
        no_suit: true,
        document: None,
    };
    let mut kept = sealed_upon_a_mediation();
    assert_eq!(kept.review_refused("reviewer", press()), "reconsideration.press.early", "it runs");
    let done = PerformanceCommand::RecordFulfilment {
        obligation: "o1".into(),
        on: kept.today,
        proof: Some(paper("receipt")),
        partly: false,
        note: None,
    };
    kept.must("clerk", &performance_id(), done);
    assert_eq!(kept.review().performed_on, Some(kept.today), "whoever sealed it knows");
    assert_eq!(
        kept.review_refused("reviewer", press()),
        "reconsideration.performance.already",
        "77条: it was done"
    );
    assert!(kept.give("reviewer", &review_id(), enforce()).is_err(), "78条: neither sued nor performed");

    let mut broken = sealed_upon_a_mediation();
    broken.at("2026-05-06");
    let obligation = || "o1".to_owned();
    let urge = PerformanceCommand::Urge {
        obligation: obligation(),
        way: UrgeWay::Phone,
        until: None,
        note: None,
        said_by: None,
    };
    broken.must("clerk", &performance_id(), urge);
    assert_eq!(
        broken.review_refused("reviewer", press()),
        "reconsideration.press.early",
        "urged, not broken"
    );
    let breach = PerformanceCommand::RecordBreach {
        obligation: obligation(),
        reason: "没有变更".into(),
        letter: None,
    };
    broken.must("clerk", &performance_id(), breach);
    broken.reviews(press());
    assert!(broken.give("reviewer", &review_id(), enforce()).is_err(), "78条 is not about the agency");
}
