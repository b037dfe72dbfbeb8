//! A suit that was given up while it was mediated: what is closed, what is left, and nothing that promises more.

use super::beside::{fail, mediate, sued};
use crate::{
    dispute::{Outcome as DisputeOutcome, Stage as DisputeStage},
    mediation::{Channel, RESPONDENT},
    mirrored::*,
    remedy::Remedy,
    scenes::*,
    world::*,
};

/// Given up on 25 March and served; the mediation in the trial came to nothing on 1 April.
fn given_up() -> World {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world
        .at("2026-03-26")
        .record(1, first(Step::WithdrawalApplied { cost_shown: true }, "2026-03-24"))
        .record(1, first(decided(Finding::WithdrawalAllowed), "2026-03-25"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-03-26"));
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    world
}

#[test]
fn whoever_gave_up_the_suit_is_told_what_is_closed_and_which_days_are_left() {
    let world = given_up();
    let dispute = world.dispute();
    assert!(dispute.closed(Remedy::Sue).is_some() && dispute.closed(Remedy::Reconsider).is_some());
    let says = dispute.withdrawn_zh(Some("p1"), &world.law, world.today).expect("法释〔2018〕1号60条");
    assert!(says.contains("同一事实和理由") && says.contains("30条1款7项"), "{says}");
    // Six months from 2 March, for another ground.
    assert!(says.contains("最后一天是2026年9月2日"), "{says}");
    let on = |today: &str| dispute.withdrawn_zh(None, &world.law, day(today)).expect("the same");
    assert!(on("2026-09-03").contains("可以主张到"), "{}", on("2026-09-03"));
    assert!(on("2026-10-30").contains("已经过了"), "{}", on("2026-10-30"));
    assert!(!dispute.told_zh("p1").contains("还可以走法定程序"), "{}", dispute.told_zh("p1"));
}

#[test]
fn what_was_given_up_is_in_no_phase_and_its_mediation_is_handed_on_to_nobody() {
    let world = given_up();
    let dispute = world.dispute();
    assert_eq!(dispute.phase(), None, "not the first instance any more");
    assert_eq!(dispute.pending(), None);
    let tasks = world.outline(&mediation_id()).tasks;
    assert!(tasks.iter().all(|task| task.name != "hand_on"), "{tasks:?}");
    assert!(matches!(dispute.stage, DisputeStage::Ended { outcome: DisputeOutcome::Unsettled, .. }));
}

#[test]
fn suit_and_mediation_that_ended_one_after_the_other_are_visited_about_once() {
    let world = given_up();
    let visit = |id: &crate::MatterId| match world.file(id).matter {
        Some(crate::AnyMatter::FollowUp(held)) => held.stage,
        other => panic!("{other:?}"),
    };
    let visits = world.dispute().proceedings.into_iter().filter(|p| p.kind == crate::Kind::FollowUp);
    let (open, merged): (Vec<_>, Vec<_>) = visits.partition(|p| p.ended_on.is_none());
    assert_eq!((open.len(), merged.len()), (1, 1), "{open:?} {merged:?}");
    assert!(open[0].matter == follow_up_id(), "the later: {open:?}");
    let taken = visit(&merged[0].matter);
    assert_eq!(taken, crate::follow_up::Stage::TakenOver { on: world.today, by: follow_up_id() });
    assert!(taken.told_zh().contains("只联系您一次"), "nothing was mediated again");
}

#[test]
fn a_suit_that_is_given_up_after_its_mediation_failed_leaves_nothing_to_be_handed_on() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.at("2026-03-24").must("mediator", &mediation_id(), fail());
    assert!(world.dispute().pending().is_some(), "to the court, as long as it tries the case");
    world
        .at("2026-03-26")
        .record(1, first(Step::WithdrawalApplied { cost_shown: true }, "2026-03-25"))
        .record(1, first(decided(Finding::WithdrawalAllowed), "2026-03-25"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-03-26"));
    assert_eq!(world.dispute().pending(), None, "nobody is there to take it");
}

#[test]
fn a_withdrawal_that_the_court_reports_without_its_cost_waits_for_somebody_who_tells_it() {
    let mut world = sued();
    let asked = |cost_shown, on| first(Step::WithdrawalApplied { cost_shown }, on);
    world.at("2026-03-26").record(1, pushed("w", asked(false, "2026-03-24")));
    let task = |world: &World| {
        let tasks = world.outline(&mirrored_id(1)).tasks;
        tasks.into_iter().find(|task| task.name == "withdrawal_cost")
    };
    let told = task(&world).expect("nobody has told the plaintiff");
    assert!(told.title.contains("60条") && told.title.contains("30条1款7项"), "{}", told.title);
    let says = world.mirrored(1).told(&world.law, world.today);
    assert!(
        says.contains("已经申请撤回") && says.contains("同一事实和理由") && says.contains("不想撤回的"),
        "{says}"
    );
    world.record(1, asked(true, "2026-03-24"));
    assert_eq!(task(&world), None);
    assert!(
        world.mirrored(1).told(&world.law, world.today).contains("不想撤回的"),
        "it can still be taken back"
    );
}

#[test]
fn a_suit_that_was_only_received_is_taken_back_without_a_cost_and_the_mediation_beside_it_says_so() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.mediating();
    world.open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-16"));
    let told = |world: &World| {
        let today = world.now().today;
        let record = world.mirrored(1).withdrawal_costs(&world.law, today).concat();
        [world.mediation().withdrawal_cost_on(&world.law, today), record]
    };
    for cost in told(&world) {
        let still =
            ["立案以前撤回起诉的，不是撤诉", "还可以再起诉", "照常计算", "起诉期限（保守口径）：2026年"];
        assert!(still.iter().all(|said| cost.contains(said)), "{cost}");
    }
    world.record(1, pushed("w", first(Step::WithdrawalApplied { cost_shown: false }, "2026-03-16")));
    let says = world.mirrored(1).told(&world.law, world.today);
    assert!(says.contains("立案以前撤回的，在起诉期限内还可以再起诉"), "{says}");
    world.at("2026-03-18").record(1, first(accepted(), "2026-03-17"));
    for cost in told(&world) {
        assert!(!cost.contains("立案以前") && cost.contains("60条"), "{cost}");
    }
}

#[test]
fn a_suit_that_was_given_up_says_what_is_closed_and_is_visited_like_any_other() {
    for (finding, closed) in [
        (
            Finding::WithdrawalAllowed,
            vec!["不能再以同一事实和理由起诉（法释〔2018〕1号 60条）", "30条1款7项"],
        ),
        (Finding::DeemedWithdrawn, vec!["不能再以同一事实和理由申请行政复议（《行政复议法》30条1款7项）"]),
    ] {
        let mut world = sued();
        world.at("2026-03-26").record(1, first(decided(finding), "2026-03-25"));
        world.record(1, first(served(&["p1", RESPONDENT]), "2026-03-26"));
        let says = world.mirrored(1).told(&world.law, world.today);
        assert!(says.contains("已经撤回"), "{finding:?}: {says}");
        assert!(closed.iter().all(|one| says.contains(one)), "{finding:?}: {says}");
        let visit = mirrored_id(1).child(crate::Kind::FollowUp, world.mirrored(1).milestones.len());
        assert!(world.files.contains_key(&visit), "{finding:?}: 审理终结后三十日内回访");
    }
}
