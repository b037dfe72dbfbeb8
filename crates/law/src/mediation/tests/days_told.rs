//! What is told of the last days beside a consent: of each remedy its own.

use crate::{
    remedy::{Claim, Remedy},
    world::*,
};

/// What a form says of the days of everybody.
fn told(world: &World) -> (String, String) {
    let held = world.mediation();
    (held.open_remedies_zh(&world.law, world.today, None), held.other_days_zh(&world.law, world.today, None))
}

#[test]
fn the_day_of_one_remedy_is_not_told_as_that_of_another() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    let (nearest, others) = told(&world);
    assert_eq!(nearest, "申请复议", "sixty days are over first");
    assert_eq!(others, "起诉最保守的最后一天是2026年9月7日。");
}

#[test]
fn of_a_remedy_whose_conservative_day_has_passed_it_is_said_that_it_has_and_what_may_still_be_claimed() {
    let mut world = World::on("2026-06-10");
    let untold = crate::dispute::ContestedAct { told: crate::dispute::Told::No, ..fine("2026-03-07") };
    world.register(registration(untold, "2026-06-10"));
    let last = |world: &World| world.mediation().conservative_last_day(&world.law, world.today, None);
    assert_eq!(last(&world), Some(day("2026-09-07")), "the day to sue is kept");
    let (nearest, others) = told(&world);
    assert_eq!(nearest, "起诉", "nobody reads that reconsideration is open until then");
    let claimed = Claim::Untold.zh("2027年3月8日");
    assert_eq!(others, format!("申请复议最保守的最后一天2026年5月6日已经过去；{claimed}。"));
    // Nothing to be claimed either.
    let mut told_of_it = World::on("2026-06-10");
    told_of_it.register(registration(fine("2026-03-07"), "2026-06-10"));
    assert_eq!(told(&told_of_it), ("起诉".into(), "申请复议的最后一天2026年5月6日已经过去。".into()));
    assert_eq!(Remedy::Appeal.act_zh(), "上诉");
}

#[test]
fn once_every_day_is_over_what_there_was_to_be_missed_is_named() {
    let mut world = World::on("2027-06-10");
    world.register(registration(fine("2026-03-07"), "2027-06-10"));
    assert_eq!(told(&world), ("起诉、申请复议".into(), String::new()));
}
