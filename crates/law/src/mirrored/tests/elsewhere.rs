//! Petition, supervision, adjudication, tickets, reconsideration elsewhere.

use crate::{
    dispute::Stage as DisputeStage,
    mediation::RESPONDENT,
    mirrored::{codes::*, *},
    scenes::*,
    world::*,
};

fn registered() -> World {
    let mut world = World::on("2026-09-20").with_neighbours();
    world.only_registered("2026-03-02");
    world
}

#[test]
fn a_petition_has_its_fifteen_sixty_and_thirty_days_and_no_day_of_it_rolls_over() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Petition, first(Step::Received, "2026-03-07"));
    assert_eq!(world.due(1, "first_notice"), Some(day("2026-03-22")), "信访条例23条: a Sunday");
    world.record(1, first(accepted(), "2026-03-20"));
    assert_eq!(world.due(1, "first_answer"), Some(day("2026-05-19")), "34条: sixty days");
    let by = || "本机关负责人".to_owned();
    let too_long = first(Step::Extended { months: 0, days: 31, by: by() }, "2026-05-10");
    assert_eq!(world.record_refused(1, too_long).code, EXTENSION_TOO_LONG);
    world.record(1, first(Step::Extended { months: 0, days: 30, by: by() }, "2026-05-10"));
    assert_eq!(world.due(1, "first_answer"), Some(day("2026-06-18")));
    world
        .record(1, first(decided(Finding::NotSupported), "2026-06-01"))
        .record(1, first(served(&["p1"]), "2026-06-02"));
    assert_eq!(world.due(1, "first_window:p1"), Some(day("2026-07-02")), "35条: to ask for review");
    assert!(world.mirrored(1).clocks(&world.law).iter().all(|named| named.name != "first_window:respondent"));
    world.record(1, report(Level::Second, Step::Received, "2026-06-20"));
    assert_eq!(world.due(1, "second_answer"), Some(day("2026-07-20")));
    world
        .record(1, report(Level::Second, decided(Finding::NotSupported), "2026-07-10"))
        .record(1, report(Level::Second, served(&["p1"]), "2026-07-10"))
        .record(1, report(Level::Third, Step::Received, "2026-07-20"));
    assert_eq!(world.due(1, "third_answer"), Some(day("2026-08-19")), "36条");
    world
        .record(1, report(Level::Third, decided(Finding::NotSupported), "2026-08-10"))
        .record(1, report(Level::Third, served(&["p1"]), "2026-08-12"));
    assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day("2026-08-12")), "and that is the last");
    assert!(world.mirrored(1).next_remedies(&world.law).is_empty());
}

#[test]
fn hearing_days_do_not_count_in_the_re_review_of_a_petition() {
    let mut world = registered();
    world
        .open_elsewhere(Procedure::Petition, pushed("1", report(Level::Third, Step::Received, "2026-07-20")))
        .record(
            1,
            report(Level::Third, Step::PeriodExcluded { cause: ExclusionCause::Hearing }, "2026-08-01"),
        )
        .record(1, report(Level::Third, Step::PeriodResumed, "2026-08-06"));
    assert_eq!(world.due(1, "third_answer"), Some(day("2026-08-24")), "36条2款: five days later");
}

#[test]
fn a_petition_or_a_ticket_keeps_no_day_to_sue() {
    for procedure in [Procedure::Petition, Procedure::Hotline, Procedure::Arbitration] {
        let mut world = World::on("2026-03-20");
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(Step::Received, "2026-03-07"));
        assert_eq!(world.dispute().filed_on(), None, "{procedure:?} (XS-11)");
        assert!(!world.outline(&dispute_id()).clocks.is_empty(), "{procedure:?}");
    }
}

#[test]
fn an_answered_ticket_sends_the_dispute_back_to_the_counter_and_an_old_one_changes_nothing() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Hotline, first(Step::Received, "2026-03-07"));
    assert!(matches!(world.dispute().stage, DisputeStage::InProceeding { .. }));
    world.record(1, first(decided(Finding::Answered), "2026-03-10"));
    assert_eq!(world.dispute().stage, DisputeStage::Registered, "案结未必事了");
    assert!(world.outline(&dispute_id()).tasks.iter().any(|task| task.name == "route"));
}

#[test]
fn a_suggestion_in_the_public_interest_is_answered_in_two_months() {
    let mut world = registered();
    world
        .open_elsewhere(Procedure::ProcuratorialSupervision, first(accepted(), "2026-05-06"))
        .record(1, first(decided(Finding::PublicInterestAdvice), "2026-06-10"))
        .record(1, first(served(&[RESPONDENT]), "2026-06-12"));
    assert_eq!(world.due(1, "first_advice"), Some(day("2026-08-12")), "检察公益诉讼解释21条");
    let answers = |world: &World| {
        let tasks = world.outline(&mirrored_id(1)).tasks.into_iter();
        tasks.filter(|task| task.due_on == Some(day("2026-08-12"))).map(|task| task.name).collect::<Vec<_>>()
    };
    assert_eq!(answers(&world), ["advice", "advice_reply"], "the agency's, and the counter's to write down");
    world.record(1, first(Step::Replied, "2026-07-01"));
    assert_eq!(answers(&world), Vec::<String>::new());
    let clocks = world.mirrored(1).clocks(&world.law);
    assert_eq!(clocks[0].clock.stopped_on, Some(day("2026-07-01")));
}

#[test]
fn reconsideration_elsewhere_has_its_days_and_opens_fifteen_for_the_suit() {
    let mut world = registered();
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(Step::Received, "2026-03-09"));
    assert_eq!(world.due(1, "first_screening"), Some(day("2026-03-16")), "复议法30条: five working days");
    world.record(1, first(accepted(), "2026-03-13"));
    assert_eq!(world.due(1, "first_decision"), Some(day("2026-05-12")), "62条: sixty days");
    let next = world.mirrored(1).next_remedies(&world.law);
    assert_eq!(next[0].last_day(), Some(day("2026-05-27")), "行诉法45条, should no decision come");
    assert!(world.mirrored(1).told(&world.law, world.today).contains("最后一天是2026年5月27日"));
    world.record(1, first(decided(Finding::ActUpheld), "2026-05-08"));
    let next = world.mirrored(1).next_remedies(&world.law);
    assert_eq!((next[0].what, next[0].last_day()), ("提起行政诉讼", None), "not served, no day");
    assert_eq!(next.len(), 1, "it came");
    world.record(1, first(served(&["p1"]), "2026-05-09"));
    let next = world.mirrored(1).next_remedies(&world.law);
    let both = "《行政诉讼法》第45条、法释〔2018〕1号第59条";
    assert_eq!((next[0].last_day(), next[0].article), (Some(day("2026-05-25")), both), "both are sued");
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day("2026-05-09")), "75条2款: when served");
}

#[test]
fn a_day_that_is_past_is_told_as_past() {
    let mut world = registered();
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-13"));
    world.at("2026-05-27");
    let told = |world: &World| world.mirrored(1).told(&world.law, world.today);
    assert!(told(&world).contains("可以向法院起诉，最后一天是2026年5月27日"), "{}", told(&world));
    world.at("2026-05-28");
    assert!(told(&world).contains("最后一天是2026年5月27日，已经过了"), "{}", told(&world));
    assert!(!told(&world).contains("可以向法院起诉"), "{}", told(&world));
    let mut judged = registered();
    judged.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    judged.at("2026-07-02").judged(1, Finding::ClaimDismissed, "2026-06-10");
    judged.record(1, first(Step::Effective, "2026-07-01"));
    assert!(!told(&judged).contains("已经过了"), "{}", told(&judged));
    judged.at("2027-03-01");
    let told = told(&judged);
    assert!(told.contains("申请再审，最后一天是") && told.contains("，已经过了"), "行诉解释110条: {told}");
}

/// 行诉法45条, 复议法34条.
#[test]
fn what_another_body_has_not_decided_by_its_last_day_has_days_to_sue_of_its_own() {
    const LATE: &str = "first_late_window:p1";
    let stopped = |world: &World| {
        let clocks = world.mirrored(1).clocks(&world.law);
        clocks.into_iter().find(|named| named.name == LATE).map(|named| named.clock.stopped_on)
    };
    let silent = || {
        let mut world = registered();
        world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-13"));
        let lapse = world.outline(&mirrored_id(1)).lapse.expect("its day passes");
        assert_eq!((lapse.last_day, lapse.stage_after.as_str()), (day("2026-05-12"), "running"));
        assert_eq!(stopped(&world), None, "nobody is late yet");
        world.at("2026-05-12");
        let early = world.refused("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
        assert_eq!(early.code.name, "mirrored.effect.window_open");
        world.at("2026-05-13").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
        assert_eq!(world.due(1, LATE), Some(day("2026-05-27")));
        assert_eq!(world.outline(&mirrored_id(1)).lapse, None, "noted once");
        world
    };
    let mut world = silent();
    let held = crate::AnyMatter::Mirrored(Box::new(world.mirrored(1)));
    assert_eq!(held.sides_whose_day_it_is(LATE), ["p1"]);
    world.at("2026-05-21").record(1, first(decided(Finding::ActUpheld), "2026-05-20"));
    assert_eq!(stopped(&world), Some(None), "it has not arrived");
    world.record(1, first(served(&["p1"]), "2026-05-21"));
    assert_eq!(stopped(&world), Some(Some(day("2026-05-21"))));
    // What was told late, and had been in time.
    let mut world = silent();
    let prolonged = Step::Extended { months: 0, days: 10, by: "复议机构负责人".into() };
    world.record(1, first(prolonged, "2026-05-08"));
    assert_eq!(stopped(&world), None);
    assert_eq!(world.outline(&mirrored_id(1)).lapse.map(|lapse| lapse.last_day), Some(day("2026-05-22")));
    let mut world = silent();
    world.record(1, first(decided(Finding::ActUpheld), "2026-05-11"));
    assert_eq!(stopped(&world), None, "decided in time");
}

#[test]
fn the_days_to_sue_upon_silence_are_told_with_their_own_article_and_as_provisional() {
    let told = |on_the_spot: bool, made_on: &str, accepted_on: &str| {
        let mut world = World::on("2026-11-20");
        let act = crate::dispute::ContestedAct { on_the_spot, ..fine(made_on) };
        let mut only = registration(act, "2026-11-20");
        only.wish = crate::dispute::Wish::RegisterOnly;
        world.register(only);
        world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), accepted_on));
        world.mirrored(1).told(&world.law, world.today)
    };
    let first_step = told(true, "2026-11-02", "2026-11-10");
    assert!(first_step.contains("暂定") && first_step.contains("复议法》第34条"), "{first_step}");
    let chosen = told(false, "2026-11-02", "2026-11-10");
    assert!(chosen.contains("行政诉讼法》第45条") && !chosen.contains("34条"), "{chosen}");
}

#[test]
fn who_upholds_or_rejects_what_was_asked_elsewhere_is_sued_with_the_agency_and_who_changes_it_alone() {
    let term = |first_step: bool, finding: Finding| {
        let mut world = World::on("2026-05-20");
        let act = crate::dispute::ContestedAct { on_the_spot: first_step, ..fine("2026-03-02") };
        let mut only = registration(act, "2026-05-20");
        only.wish = crate::dispute::Wish::RegisterOnly;
        world.register(only);
        world
            .open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-13"))
            .record(1, first(decided(finding), "2026-05-08"))
            .record(1, first(served(&["p1"]), "2026-05-09"));
        let clocks = world.mirrored(1).clocks(&world.law);
        let window = clocks.into_iter().find(|named| named.name.contains("window:p1")).expect("it runs");
        window.clock.term
    };
    for mandatory in [false, true] {
        assert_eq!(term(mandatory, Finding::ActUpheld), "XS-06", "行诉法26条2款");
        assert_eq!(term(mandatory, Finding::RequestRejected), "XS-06", "法释〔2018〕1号133条");
        assert_eq!(term(mandatory, Finding::ActCorrected), "XS-04");
    }
    assert_eq!(term(true, Finding::ApplicationRejected), "FY-13", "复议法34条");
    assert_eq!(term(false, Finding::ApplicationRejected), "XS-04");
}

#[test]
fn an_award_is_over_when_made_and_an_adjudication_when_it_is_final() {
    for procedure in [Procedure::Adjudication, Procedure::Arbitration] {
        let mut world = registered();
        world
            .open_elsewhere(procedure, first(accepted(), "2026-04-01"))
            .record(1, first(decided(Finding::Ruled), "2026-05-01"));
        if procedure == Procedure::Adjudication {
            assert_eq!(world.mirrored(1).over(), None, "it can be sued against");
            world.record(1, first(Step::Effective, "2026-05-01"));
        }
        assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day("2026-05-01")));
        assert!(matches!(world.dispute().stage, DisputeStage::Ended { .. }));
    }
}

#[test]
fn where_reconsideration_comes_first_the_suit_upon_a_refusal_has_fifteen_days_too() {
    let mut world = World::on("2026-09-20");
    let act = crate::dispute::ContestedAct { on_the_spot: true, ..fine("2026-03-02") };
    let mut only = registration(act, "2026-09-20");
    only.wish = crate::dispute::Wish::RegisterOnly;
    world.register(only);
    world
        .open_elsewhere(Procedure::ReconsiderationElsewhere, first(Step::Received, "2026-03-09"))
        .record(1, first(decided(Finding::ApplicationRejected), "2026-03-12"))
        .record(1, first(served(&["p1"]), "2026-03-13"));
    let next = world.mirrored(1).next_remedies(&world.law);
    assert_eq!((next[0].last_day(), next[0].article), (Some(day("2026-03-30")), "《行政复议法》第34条"));
}

#[test]
fn thirty_days_of_a_summary_reconsideration_are_not_extended() {
    let mut world = registered();
    world.open_elsewhere(
        Procedure::ReconsiderationElsewhere,
        first(Step::Accepted { summary: true }, "2026-03-13"),
    );
    assert_eq!(world.due(1, "first_decision"), Some(day("2026-04-13")), "12 April is a Sunday");
    let extended = first(Step::Extended { months: 0, days: 10, by: "复议机构负责人".into() }, "2026-04-01");
    assert_eq!(world.record_refused(1, extended).code, EXTENSION_TOO_LONG);
}

#[test]
fn a_reconsideration_that_is_not_answered_counts_as_accepted_and_its_days_run() {
    let mut world = registered();
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(Step::Received, "2026-03-09"));
    let of = |world: &World| {
        let clocks = world.outline(&mirrored_id(1)).clocks;
        clocks.into_iter().find(|clock| clock.name == "first_decision").and_then(|clock| clock.due_on)
    };
    assert_eq!(of(&world), Some(day("2026-05-15")), "复议法30条3款、62条: sixty days from 16 March");
    world.record(1, first(accepted(), "2026-03-13"));
    assert_eq!(of(&world), Some(day("2026-05-12")));
    let mut refused = registered();
    refused.open_elsewhere(Procedure::ReconsiderationElsewhere, first(Step::Received, "2026-03-09"));
    refused.record(1, first(decided(Finding::ApplicationRejected), "2026-03-12"));
    assert_eq!(of(&refused), None, "what was refused in time never counts as accepted");
}

#[test]
fn a_mediation_beside_it_stops_no_day_of_a_petition() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-13"));
    let due = world.due(1, "first_answer");
    let paused = first(Step::PeriodExcluded { cause: ExclusionCause::Mediation }, "2026-04-01");
    assert_eq!(world.record_refused(1, paused.clone()).code, codes::EXCLUSION_NOT_HERE);
    world.record(1, pushed("9", paused));
    assert_eq!(world.due(1, "first_answer"), due, "信访条例36条");
    assert_eq!(world.mirrored(1).stage(), Stage::Running);
    let tasks = world.outline(&dispute_id().child(crate::Kind::Mirrored, 1)).tasks;
    assert!(tasks.iter().any(|task| task.name.starts_with("contradiction:")), "somebody looks: {tasks:?}");
    let mut suit = registered();
    suit.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    let hearing = first(Step::PeriodExcluded { cause: ExclusionCause::Hearing }, "2026-04-01");
    let due = suit.due(1, "first_trial");
    assert_eq!(suit.record_refused(1, hearing.clone()).code, codes::EXCLUSION_NOT_HERE);
    suit.record(1, pushed("9", hearing));
    assert_eq!((suit.due(1, "first_trial"), suit.mirrored(1).stage()), (due, Stage::Running));
}

#[test]
fn a_petition_that_was_led_another_way_leaves_the_dispute_to_the_counter_with_its_days() {
    let mut world = World::on("2026-03-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Petition, first(Step::Received, "2026-03-07"));
    world.record(1, first(decided(Finding::LedElsewhere), "2026-03-18"));
    let dispute = world.dispute();
    assert_eq!(dispute.stage, DisputeStage::Registered, "信访条例31条: the way that it was led is open");
    assert!(dispute.is_led_elsewhere());
    let tasks = world.outline(&dispute_id()).tasks;
    let route = tasks.iter().find(|task| task.name == "route").expect("somebody finds the way on");
    assert!(
        route.title.contains("导入其他法定途径") && route.due_on.is_some() && route.legal_risk,
        "{route:?}"
    );
    assert!(tasks.iter().all(|task| task.command != "close"), "{tasks:?}");
    let says = world.mirrored(1).told(&world.law, world.today);
    assert!(says.contains("31条") && !says.contains("最后的结果"), "{says}");
    let way = dispute.to_file_zh(&world.law, world.today, None, Some("p1")).expect("it is open");
    assert!(way.contains("2026年5月6日") || way.contains("2026年9月2日"), "{way}");
    // Whoever took it to court has found the way.
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-19"));
    assert!(!world.dispute().is_led_elsewhere());
}

#[test]
fn a_suit_is_listed_under_who_brought_it_and_not_under_whoever_was_registered_first() {
    use crate::dispute::{DisputeCommand, NewParty, PartyStanding, Registration, Wish};
    let made = |by: &[&str]| {
        let mut world = World::on("2026-03-16").with_neighbours();
        let plain = registration(fine("2026-03-02"), "2026-03-10");
        let third = NewParty { standing: PartyStanding::ThirdParty, ..somebody("王某某") };
        let parties = vec![third, somebody("张某某"), somebody("李某某")];
        world.register(Registration { parties, wish: Wish::RegisterOnly, ..plain });
        let DisputeCommand::RecordProceeding { opening } =
            opening(Procedure::Litigation, first(accepted(), "2026-03-13"))
        else {
            unreachable!("it is what the scene records")
        };
        let by = by.iter().map(|key| (*key).to_owned()).collect();
        let opening = Box::new(Opening { by, ..*opening });
        world.must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening });
        world.outline(&mirrored_id(1)).facets.parties
    };
    assert_eq!(made(&[]), "张某某等 2 人");
    assert_eq!(made(&["p3"]), "李某某");
}
