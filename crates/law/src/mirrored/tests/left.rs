//! What is left when another body is done with it, or has only been handed it: days to sue and to apply, and who minds them.

use crate::{
    dispute::{DisputeCommand, Outcome, Stage as DisputeStage, VolumeEntry, codes::DAYS_RUN},
    mediation::{Channel, Ground, MediationCommand},
    mirrored::{codes::*, *},
    scenes::*,
    world::*,
};

/// Somebody closes the file.
fn close() -> DisputeCommand {
    let title = "申请书".to_owned();
    let entry = VolumeEntry { title, file: paper("a"), dated: day("2026-03-10"), pages: 1 };
    let (unissued, unsigned, reason) = (Vec::new(), Vec::new(), None);
    DisputeCommand::Close { volume: vec![entry], unissued, unsigned, reason }
}

#[test]
fn what_another_body_is_done_with_is_asked_about_again_while_days_to_sue_run_and_put_away_after_them() {
    for procedure in [Procedure::Petition, Procedure::Arbitration] {
        let mut world = World::on("2026-03-20").with_neighbours();
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(accepted(), "2026-03-05"));
        if procedure == Procedure::Petition {
            world
                .record(1, first(decided(Finding::Explained), "2026-03-12"))
                .record(1, first(served(&["p1"]), "2026-03-13"));
            world.at("2026-04-13").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
        } else {
            world.record(1, first(decided(Finding::Ruled), "2026-03-12"));
        }
        assert!(world.mirrored(1).over().is_some());
        let dispute = world.dispute();
        assert_eq!(dispute.stage, DisputeStage::Registered, "{procedure:?}: 行诉法46条");
        assert!(dispute.is_done_elsewhere() && !dispute.told_zh("p1").contains("办完。"));
        let tasks = world.outline(&dispute_id()).tasks;
        let route = tasks.iter().find(|task| task.name == "route").expect("the counter asks");
        assert!(route.title.contains("最后一天") && route.due_on.is_some() && route.legal_risk, "{route:?}");
        assert_eq!(world.refused("clerk", &dispute_id(), close()).code, DAYS_RUN);
        // The last day to sue is 2 September.
        world.at("2026-09-03").must("clerk", &dispute_id(), close());
        let stage = world.dispute().stage;
        let closed = matches!(stage, DisputeStage::Closed { outcome: Outcome::Concluded, .. });
        assert!(closed, "{stage:?}");
    }
    let mut world = World::on("2026-03-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-05"));
    world.record(1, first(decided(Finding::NotTaken), "2026-03-12"));
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert!(world.dispute().is_in_mediation(), "信访条例31条");
}

#[test]
fn what_was_left_here_is_put_away_after_the_last_day_that_may_be_claimed_and_not_after_the_safe_one() {
    for finding in [Finding::LedElsewhere, Finding::Explained] {
        let mut world = World::on("2026-03-20").with_neighbours();
        // Six months from 5 March end on Saturday, 5 September.
        world.only_registered("2026-03-05");
        world.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-09"));
        world
            .record(1, first(decided(finding), "2026-03-12"))
            .record(1, first(served(&["p1"]), "2026-03-13"));
        if finding == Finding::Explained {
            world.at("2026-04-20").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
        }
        for early in ["2026-09-01", "2026-09-06"] {
            let refused = world.at(early).refused("clerk", &dispute_id(), close());
            assert_eq!(refused.code, DAYS_RUN, "{finding:?} {early}: {}", refused.says());
        }
        world.at("2026-09-08").must("clerk", &dispute_id(), close());
    }
}

#[test]
fn a_mediation_that_failed_before_the_other_body_was_done_keeps_nothing_from_the_archive() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Arbitration, first(accepted(), "2026-03-05"));
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    world.at("2026-03-20").must("mediator", &mediation_id(), fail);
    world.at("2026-03-27").record(1, first(decided(Finding::Ruled), "2026-03-27"));
    assert_eq!(world.dispute().stage, DisputeStage::Registered);
    assert!(world.dispute().is_done_elsewhere(), "what ended last counts, not what began last");
}

#[test]
fn a_suit_that_no_court_took_leaves_the_days_to_apply_and_to_sue_to_the_counter() {
    let mut world = World::on("2026-03-30").with_neighbours();
    world.only_registered("2026-03-02");
    world
        .open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-10"))
        .record(1, first(decided(Finding::FilingRefused), "2026-03-12"))
        .record(1, first(served(&["p1"]), "2026-03-13"));
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(world.mirrored(1).stage(), Stage::NotTaken);
    assert_eq!(world.dispute().stage, DisputeStage::Registered, "复议法29条2款: no court took it");
    let days = world.dispute().open_last_days(&world.law);
    assert_eq!(days.len(), 2, "to apply and to sue");
    assert_eq!(world.refused("clerk", &dispute_id(), close()).code, DAYS_RUN);
}

#[test]
fn an_answer_to_a_petition_is_not_in_force_while_a_review_may_be_asked_for() {
    let mut world = World::on("2026-09-20").with_neighbours();
    world.only_registered("2026-03-02");
    world
        .open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-13"))
        .record(1, first(decided(Finding::Explained), "2026-06-10"));
    let effective = |on| first(Step::Effective, on);
    assert_eq!(world.record_refused(1, effective("2026-06-25")).code, EFFECT_UNSERVED);
    let early = world.record_refused(1, pushed("early", effective("2026-07-10")));
    assert_eq!(early.code, EFFECTIVE_EARLY, "信访条例35条: thirty days");
    world.record(1, first(served(&["p1"]), "2026-06-12"));
    assert_eq!(world.record_refused(1, effective("2026-07-12")).code, EFFECTIVE_EARLY);
    world.record(1, effective("2026-07-13"));
    assert!(world.mirrored(1).over().is_some());
}

#[test]
fn a_suit_that_was_only_handed_in_keeps_the_day_to_sue_and_leaves_the_days_to_apply_to_be_minded() {
    let mut world = World::on("2026-03-30").with_neighbours();
    world.only_registered("2026-03-02");
    let days = |world: &World| {
        let clocks = world.outline(&dispute_id()).clocks.into_iter();
        clocks.map(|clock| clock.name).collect::<Vec<_>>()
    };
    assert_eq!(days(&world), ["last_day_to_reconsider", "last_day_to_sue"]);
    world.open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-10"));
    assert_eq!(days(&world), ["last_day_to_reconsider"], "复议法29条2款: no court has taken it");
    assert!(world.dispute().is_day_of("last_day_to_reconsider", "p1"));
    assert!(!world.dispute().is_day_of("last_day_to_sue", "p1"), "行诉法51条2款: it was handed in");
    let told = world.mirrored(1).told(&world.law, world.today);
    for part in ["2026年3月10日交到法院", "十日以内上诉", "申请行政复议的期限照常算"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    world.record(1, first(decided(Finding::FilingRefused), "2026-03-12"));
    assert_eq!(days(&world), ["last_day_to_reconsider"], "refused, and the refusal is not final");
    assert!(world.mirrored(1).told(&world.law, world.today).contains("申请行政复议的期限照常算"));
    let mut taken = World::on("2026-03-30").with_neighbours();
    taken.only_registered("2026-03-02");
    taken
        .open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-10"))
        .record(1, first(accepted(), "2026-03-12"));
    assert_eq!(days(&taken), Vec::<String>::new());
    assert!(!taken.mirrored(1).told(&taken.law, taken.today).contains("照常算"));
}
