//! What does not fit: a second day of receipt or filing, a resumption of what never stood still.

use crate::{
    mirrored::{codes::*, *},
    scenes::*,
    world::*,
};

fn sued() -> World {
    let mut world = World::on("2026-07-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world
}

fn looked_at(world: &World) -> Vec<String> {
    let tasks = world.outline(&mirrored_id(1)).tasks.into_iter();
    tasks.filter(|task| task.name.starts_with("contradiction:")).map(|task| task.name).collect()
}

#[test]
fn a_second_day_of_filing_is_refused_to_the_counter_and_the_first_stands() {
    let mut world = sued();
    for on in ["2026-03-20", "2026-03-10"] {
        let refusal = world.record_refused(1, first(accepted(), on));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (OPENED_AGAIN, Some("report.happened_on")),
            "{on}"
        );
    }
    // It was received before it was filed: that is another day.
    world.record(1, first(Step::Received, "2026-03-10"));
    assert_eq!(world.record_refused(1, first(Step::Received, "2026-03-11")).code, OPENED_AGAIN);
    let strike = MirroredCommand::Strike { milestone: "m1".into(), reason: "日期写错".into() };
    world.must("clerk", &mirrored_id(1), strike);
    world.record(1, first(accepted(), "2026-03-16"));
    assert_eq!(
        world.mirrored(1).level(Level::First).and_then(|first| first.accepted_on),
        Some(day("2026-03-16"))
    );
}

#[test]
fn another_body_another_level_and_a_new_round_have_days_of_their_own() {
    let mut world = sued();
    let elsewhere = OtherBody { organization: None, name: "外地某法院".into() };
    world.record(1, Report { body: Some(elsewhere), ..first(accepted(), "2026-03-20") });
    world.judged(1, Finding::Annulled, "2026-06-10");
    world.record(1, report(Level::Second, Step::Received, "2026-06-20"));
    world.record(1, report(Level::Second, accepted(), "2026-06-24"));
    world.record(1, report(Level::Second, decided(Finding::Remanded), "2026-07-01"));
    world.record(1, first(accepted(), "2026-07-06"));
    assert_eq!(world.mirrored(1).contradictions(), []);
}

#[test]
fn a_petition_that_was_sent_on_is_received_again_by_whoever_it_was_sent_to() {
    let mut world = World::on("2026-07-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Petition, first(Step::Received, "2026-03-10"));
    world.record(1, first(Step::Forwarded { to: "某自然资源局".into() }, "2026-03-12"));
    world.record(1, first(Step::Received, "2026-03-13")).record(1, first(accepted(), "2026-03-16"));
    assert_eq!(world.mirrored(1).contradictions(), []);
}

#[test]
fn a_resumption_follows_an_exclusion() {
    let mut world = sued();
    let refusal = world.record_refused(1, first(Step::PeriodResumed, "2026-04-20"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (NOTHING_TO_RESUME, Some("report.happened_on")));
    world.record(1, first(Step::PeriodExcluded { cause: ExclusionCause::Appraisal }, "2026-04-01"));
    assert_eq!(world.record_refused(1, first(Step::PeriodResumed, "2026-03-20")).code, NOTHING_TO_RESUME);
    world.record(1, first(Step::PeriodResumed, "2026-05-01"));
    assert_eq!(world.record_refused(1, first(Step::PeriodResumed, "2026-05-20")).code, NOTHING_TO_RESUME);
    assert_eq!(world.mirrored(1).contradictions(), []);
}

#[test]
fn what_a_system_sends_is_kept_counts_for_nothing_and_waits_for_a_person() {
    let mut world = sued();
    let before = world.due(1, "first_trial");
    world.record(1, pushed("2", first(accepted(), "2026-03-20")));
    world.record(1, pushed("3", first(Step::PeriodResumed, "2026-04-20")));
    assert_eq!(world.due(1, "first_trial"), before);
    assert_eq!(looked_at(&world), ["contradiction:m2", "contradiction:m3"]);
    let held = world.mirrored(1);
    let says: Vec<String> = held.contradictions().iter().map(|found| found.says(held.procedure)).collect();
    assert!(says[0].contains("2026年3月20日") && says[0].contains("2026年3月13日"), "{says:?}");
    // The exclusion that had been on its way explains the one; the other is struck out.
    world.record(
        1,
        pushed("4", first(Step::PeriodExcluded { cause: ExclusionCause::Appraisal }, "2026-04-01")),
    );
    assert_eq!(looked_at(&world), ["contradiction:m2"]);
    let strike = MirroredCommand::Strike { milestone: "m2".into(), reason: "系统重复推送".into() };
    world.must("clerk", &mirrored_id(1), strike);
    assert_eq!(looked_at(&world), Vec::<String>::new());
}

#[test]
fn the_second_instance_has_its_three_months_also_where_only_its_filing_was_reported() {
    let mut world = sued();
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.record(1, report(Level::Second, accepted(), "2026-06-24"));
    assert_eq!(world.due(1, "second_trial"), Some(day("2026-09-24")), "行诉法88条");
    let title = |world: &World| {
        let clocks = world.mirrored(1).clocks(&world.law);
        clocks
            .into_iter()
            .find(|named| named.name == "second_trial")
            .map(|named| named.title)
            .unwrap_or_default()
    };
    assert!(title(&world).contains("没有登记"), "{}", title(&world));
    world.record(1, report(Level::Second, Step::Received, "2026-06-20"));
    // 20 September 2026 is worked, although it is a Sunday.
    assert_eq!(world.due(1, "second_trial"), Some(day("2026-09-20")), "from the appeal's receipt");
    assert_eq!(title(&world), "二审：审理期限");
}

#[test]
fn a_service_dated_before_the_judgment_starts_no_days_and_is_looked_at() {
    let mut world = sued();
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    let before = world.mirrored(1).window_last_day(&world.law);
    world.record(1, pushed("9", first(served(&["p1"]), "2026-04-01")));
    assert_eq!(world.mirrored(1).window_last_day(&world.law), before, "行诉法85条: from the real service");
    assert_eq!(looked_at(&world).len(), 1);
    // In whatever order it comes: told first, it waits for the judgment and is found out by it.
    let mut early = sued();
    early.record(1, pushed("9", first(served(&["p1"]), "2026-04-01")));
    assert_eq!(looked_at(&early), Vec::<String>::new());
    early.judged(1, Finding::ClaimDismissed, "2026-06-10");
    assert_eq!(early.mirrored(1).window_last_day(&early.law), before);
    assert_eq!(looked_at(&early).len(), 1);
}

#[test]
fn of_two_outcomes_the_first_counts_until_somebody_has_looked() {
    let mut world = World::on("2026-07-20").with_neighbours();
    world.only_registered("2026-03-02");
    let outcome = |id: &str, finding, on| pushed(id, first(decided(finding), on));
    world.open_elsewhere(Procedure::Litigation, outcome("1", Finding::Annulled, "2026-06-10"));
    world.record(1, outcome("2", Finding::ClaimDismissed, "2026-06-12"));
    world.record(1, pushed("3", first(accepted(), "2026-03-13")));
    assert!(world.mirrored(1).top().is_some_and(|top| top.has(Finding::Annulled)));
    assert_eq!(looked_at(&world), ["contradiction:m2"]);
    // First is what was decided first, whichever came first.
    let mut other = World::on("2026-07-20").with_neighbours();
    other.only_registered("2026-03-02");
    other.open_elsewhere(Procedure::Litigation, outcome("2", Finding::ClaimDismissed, "2026-06-12"));
    other.record(1, outcome("1", Finding::Annulled, "2026-06-10"));
    other.record(1, pushed("3", first(accepted(), "2026-03-13")));
    assert!(other.mirrored(1).top().is_some_and(|top| top.has(Finding::Annulled)));
    assert_eq!(looked_at(&other), ["contradiction:m1"]);
    let strike = MirroredCommand::Strike { milestone: "m1".into(), reason: "看错了案号".into() };
    world.must("clerk", &mirrored_id(1), strike);
    assert!(world.mirrored(1).top().is_some_and(|top| top.has(Finding::ClaimDismissed)));
    assert_eq!(looked_at(&world), Vec::<String>::new());
}

#[test]
fn extensions_of_a_petition_are_thirty_days_all_together() {
    let extended = |days| Step::Extended { months: 0, days, by: "分管负责人".into() };
    for procedure in [Procedure::Petition, Procedure::ReconsiderationElsewhere] {
        let mut world = World::on("2026-07-20").with_neighbours();
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
        world.record(1, first(extended(20), "2026-04-01"));
        let due =
            |world: &World| world.outline(&mirrored_id(1)).clocks.into_iter().find_map(|clock| clock.due_on);
        let held = due(&world);
        let refused = world.record_refused(1, first(extended(20), "2026-04-02"));
        assert_eq!((refused.code, refused.field.as_deref()), (EXTENSION_TOO_LONG, Some("report.step.days")));
        world.record(1, pushed("9", first(extended(20), "2026-04-02")));
        assert_eq!((due(&world), looked_at(&world).len()), (held, 1), "{procedure:?}");
    }
}

#[test]
fn a_judgment_said_to_be_in_force_too_early_ends_nothing_whichever_came_first() {
    let mut world = sued();
    world.record(1, pushed("9", first(Step::Effective, "2026-06-11")));
    assert_eq!(looked_at(&world), Vec::<String>::new(), "it waits for its judgment");
    world.record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    assert!(world.mirrored(1).over().is_none(), "行诉法85条");
    assert_eq!(looked_at(&world).len(), 1);
    // Where an appeal was filed the judgment below waits for what comes of it.
    let mut appealed = sued();
    appealed.record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    appealed.record(1, report(Level::Second, accepted(), "2026-06-12"));
    appealed.record(1, report(Level::Second, decided(Finding::WithdrawalAllowed), "2026-06-15"));
    appealed.record(1, pushed("9", first(Step::Effective, "2026-06-16")));
    assert_eq!(looked_at(&appealed), Vec::<String>::new());
}
