//! 抗诉、法院自行再审: nobody applied for the retrial, and the ruling is its first step (行诉法92条、93条、法释〔2018〕1号124条).

use crate::{
    dispute::Retrial,
    mediation::RESPONDENT,
    mirrored::{codes::NO_FILING, *},
    scenes::*,
    world::*,
};

fn third(step: Step, on: &str) -> Report {
    report(Level::Third, step, on)
}

/// Judged in first instance and final.
fn judged() -> World {
    let mut world = World::on("2026-12-28").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.judged(1, Finding::ClaimDismissed, "2026-06-10").record(1, first(Step::Effective, "2026-07-01"));
    world
}

fn filed_anew(on: &str) -> Report {
    Report { case_number: Some("（2026）鄂08行再33号".into()), ..third(accepted(), on) }
}

/// The procuratorate protested, on the twentieth.
fn protested() -> World {
    let mut world = judged();
    world.open_elsewhere(Procedure::ProcuratorialSupervision, first(accepted(), "2026-12-01"));
    world.record(2, first(decided(Finding::Protested), "2026-12-20"));
    world
}

#[test]
fn once_the_retrial_is_there_nobody_is_told_to_wait_for_the_ruling() {
    let mut world = protested();
    let told = |world: &World| world.mirrored(2).told_beside(&world.dispute(), &world.law, world.today);
    assert!(told(&world).contains("等法院的裁定"), "{}", told(&world));
    for (recorded, said) in [
        (third(decided(Finding::RetrialOrdered), "2026-12-26"), "法院已经裁定再审，等再审立案"),
        (filed_anew("2026-12-27"), "法院已经裁定再审，正在再审"),
        (third(decided(Finding::ChangedOnRetrial), "2026-12-28"), "法院已经再审，2026年12月28日作出了裁判"),
    ] {
        world.record(1, recorded);
        let told = told(&world);
        assert!(told.contains(said) && !told.contains("等法院的裁定"), "{told}");
        assert!(told.starts_with("检察院提出抗诉以后"), "{told}");
    }
    // A retrial that was judged before is what is protested against.
    let mut against = judged();
    against
        .record(1, third(accepted(), "2026-10-01"))
        .record(1, third(decided(Finding::RetrialOrdered), "2026-11-01"))
        .record(1, third(decided(Finding::UpheldOnRetrial), "2026-11-20"));
    against.open_elsewhere(Procedure::ProcuratorialSupervision, first(accepted(), "2026-12-01"));
    against.record(2, first(decided(Finding::Protested), "2026-12-20"));
    assert!(told(&against).contains("等法院的裁定"), "{}", told(&against));
}

fn stands_as_a_retrial(world: &World) {
    let held = world.mirrored(1);
    let level = held.level(Level::Third).expect("the ruling opens it");
    assert_eq!((level.accepted_on, level.retried_on), (None, Some(day("2026-12-27"))));
    assert_eq!((held.stage(), held.waiting().len(), held.contradictions().len()), (Stage::Running, 0, 0));
    let clocks: Vec<String> = held.clocks(&world.law).into_iter().map(|named| named.name).collect();
    assert!(!clocks.contains(&"third_trial".to_owned()), "no review of an application: {clocks:?}");
    assert!(!world.outline(&mirrored_id(1)).tasks.iter().any(|task| task.name.starts_with("filing")));
}

#[test]
fn a_ruling_upon_a_protest_opens_the_retrial_and_the_filing_after_it_is_the_retrials() {
    let mut world = judged();
    world.record(1, pushed("1", third(decided(Finding::RetrialOrdered), "2026-12-26")));
    let held = world.mirrored(1);
    assert_eq!((held.stage(), held.current_level()), (Stage::Running, Level::Third));
    assert!(matches!(held.retrial(), Some(Retrial::Awaited { .. })));
    world.record(1, pushed("2", filed_anew("2026-12-27")));
    stands_as_a_retrial(&world);
    world
        .record(1, pushed("3", third(decided(Finding::ChangedOnRetrial), "2026-12-28")))
        .record(1, pushed("4", third(served(&["p1", RESPONDENT]), "2026-12-28")));
    assert!(world.mirrored(1).waiting().is_empty());
    assert_eq!(world.mirrored(1).retrial(), Some(Retrial::Begun));
}

#[test]
fn the_order_of_the_news_does_not_matter_and_the_counter_records_the_ruling_too() {
    let mut late = judged();
    late.record(1, pushed("2", filed_anew("2026-12-27")))
        .record(1, pushed("1", third(decided(Finding::RetrialOrdered), "2026-12-26")));
    stands_as_a_retrial(&late);
    let mut typed = judged();
    let upheld = third(decided(Finding::UpheldOnRetrial), "2026-12-26");
    assert_eq!(typed.record_refused(1, upheld).code, NO_FILING, "only the order opens it");
    typed
        .record(1, third(decided(Finding::RetrialOrdered), "2026-12-26"))
        .record(1, filed_anew("2026-12-27"));
    stands_as_a_retrial(&typed);
    let mut same_day = judged();
    same_day
        .record(1, third(decided(Finding::RetrialOrdered), "2026-12-27"))
        .record(1, filed_anew("2026-12-27"));
    stands_as_a_retrial(&same_day);
}

#[test]
fn what_was_applied_for_is_reviewed_first_as_before() {
    let mut world = judged();
    world
        .record(1, third(accepted(), "2026-10-01"))
        .record(1, third(decided(Finding::RetrialOrdered), "2026-12-26"))
        .record(1, filed_anew("2026-12-27"));
    let level = world.mirrored(1).level(Level::Third).expect("it was filed");
    assert_eq!((level.accepted_on, level.retried_on), (Some(day("2026-10-01")), Some(day("2026-12-27"))));
    assert!(world.due(1, "third_trial").is_some(), "法释〔2018〕1号112条");
}

#[test]
fn after_a_protest_the_file_waits_for_the_courts_ruling_and_is_not_put_away() {
    let mut world = judged();
    world
        .open_elsewhere(Procedure::ProcuratorialSupervision, first(accepted(), "2026-11-20"))
        .record(2, first(decided(Finding::Protested), "2026-12-20"));
    let tasks = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks.into_iter();
        tasks.map(|task| task.name).collect::<Vec<_>>()
    };
    assert!(tasks(&world).contains(&"retrial".to_owned()), "法释〔2018〕1号124条: {:?}", tasks(&world));
    assert!(!tasks(&world).contains(&"close".to_owned()), "nothing to put away yet");
    let told = world.dispute().told_zh("p1").to_owned();
    assert!(told.contains("等法院裁定再审"), "{told} {:?}", world.dispute().stage);
    world.record(1, third(decided(Finding::RetrialOrdered), "2026-12-26"));
    assert!(!world.dispute().awaits_retrial() && !tasks(&world).contains(&"retrial".to_owned()));
}
