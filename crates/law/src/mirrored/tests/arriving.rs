//! Late, twice, in any order; and what contradicts itself.

use crate::{
    dispute::{DisputeCommand, Stage as DisputeStage},
    mediation::RESPONDENT,
    mirrored::{codes::*, *},
    refusal::{Class, DATE_IN_FUTURE},
    scenes::*,
    world::*,
};

fn registered() -> World {
    let mut world = World::on("2026-07-20").with_neighbours();
    world.only_registered("2026-03-02");
    world
}

#[test]
fn a_report_is_kept_with_the_day_it_happened_and_the_day_it_was_known() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.at("2026-09-01").record(1, first(Step::CopyServed, "2026-03-17"));
    let held = world.mirrored(1);
    let known: Vec<_> = held.milestones.iter().map(|m| (m.report.happened_on, m.received_on)).collect();
    assert_eq!(
        known,
        [(day("2026-03-13"), day("2026-07-20")), (day("2026-03-17"), day("2026-09-01"))],
        "late is never a reason to refuse"
    );
}

#[test]
fn the_same_report_arrives_once_however_often_it_is_sent() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, pushed("1", first(accepted(), "2026-03-13")));
    let again = opening(Procedure::Litigation, pushed("1", first(accepted(), "2026-03-13")));
    assert_eq!(world.refused("clerk", &dispute_id(), again).code, ALREADY_RECORDED);
    world.record(1, pushed("2", first(Step::CopyServed, "2026-03-17")));
    let before = world.mirrored(1);
    assert_eq!(
        world.record_refused(1, pushed("2", first(Step::CopyServed, "2026-03-18"))).code,
        ALREADY_RECORDED
    );
    assert_eq!(world.mirrored(1), before);
}

#[test]
fn the_same_news_under_another_number_or_from_another_hand_is_no_second_step() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, pushed("1", first(accepted(), "2026-03-13")));
    let copied = || first(Step::CopyServed, "2026-03-17");
    world.record(1, pushed("2", copied()));
    for again in [pushed("3", copied()), copied()] {
        let refused = world.record_refused(1, again);
        assert_eq!((refused.code, refused.field.as_deref()), (ALREADY_RECORDED, Some("report.step")));
    }
    let paper = |number: &str| Report {
        document_number: Some(number.into()),
        ..first(served(&[RESPONDENT]), "2026-06-01")
    };
    world.record(1, pushed("4", first(decided(Finding::ClaimDismissed), "2026-05-30")));
    world.record(1, pushed("5", paper("（2026）行初 1 号之一")));
    world.record(1, pushed("6", paper("（2026）行初 1 号之二")));
    let strike = MirroredCommand::Strike { milestone: "m2".into(), reason: "日期写错".into() };
    world.must("clerk", &mirrored_id(1), strike);
    world.record(1, pushed("7", copied()));
}

#[test]
fn the_same_case_number_is_not_opened_twice_by_hand() {
    let mut world = registered();
    let numbered =
        || Report { case_number: Some("（2026）行初 1 号".into()), ..first(accepted(), "2026-03-13") };
    world.open_elsewhere(Procedure::Litigation, numbered());
    let again = opening(Procedure::Litigation, numbered());
    assert_eq!(world.refused("clerk", &dispute_id(), again).code, ALREADY_RECORDED);
}

#[test]
fn any_order_of_arrival_gives_the_same_course() {
    let reports = [
        first(Step::Received, "2026-03-10"),
        first(accepted(), "2026-03-13"),
        first(Step::CopyServed, "2026-03-17"),
        first(Step::PeriodExcluded { cause: ExclusionCause::Announcement }, "2026-04-01"),
        first(Step::PeriodResumed, "2026-05-01"),
        first(decided(Finding::Annulled), "2026-06-10"),
        first(served(&["p1", RESPONDENT]), "2026-06-12"),
    ];
    let told = |order: &[usize]| {
        let mut world = registered();
        let nth = |i: usize| pushed(&i.to_string(), reports[i].clone());
        world.open_elsewhere(Procedure::Litigation, nth(order[0]));
        for i in &order[1..] {
            world.record(1, nth(*i));
        }
        let held = world.mirrored(1);
        (
            held.levels(),
            held.clocks(&world.law),
            held.stage(),
            world.dispute().filed_on(),
            held.waiting().len(),
        )
    };
    let in_order = told(&[0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(in_order.4, 0);
    for order in [[6, 5, 4, 3, 2, 1, 0], [5, 0, 6, 2, 1, 4, 3], [3, 6, 1, 0, 5, 2, 4]] {
        assert_eq!(told(&order), in_order, "{order:?}");
    }
}

#[test]
fn an_outcome_before_its_filing_is_refused_to_the_counter_and_waits_when_a_system_sends_it() {
    let mut world = registered();
    let typed = opening(Procedure::Litigation, first(decided(Finding::Annulled), "2026-06-10"));
    let refusal = world.refused("clerk", &dispute_id(), typed);
    assert_eq!((refusal.code, refusal.field.as_deref()), (NO_FILING, Some("opening.report.step")));
    world.open_elsewhere(Procedure::Litigation, pushed("7", first(decided(Finding::Annulled), "2026-06-10")));
    let outline = world.outline(&mirrored_id(1));
    assert_eq!((outline.stage.as_str(), world.mirrored(1).waiting().len()), ("waiting", 1));
    assert!(outline.tasks.iter().any(|task| task.name == "filing:m1"), "{:?}", outline.tasks);
    assert_eq!(world.dispute().filed_on(), None);
    world.record(1, first(accepted(), "2026-03-13"));
    assert_eq!((world.mirrored(1).stage(), world.mirrored(1).waiting().len()), (Stage::Decided, 0));
    assert_eq!(world.dispute().filed_on(), Some(day("2026-03-13")));
}

#[test]
fn a_day_before_the_act_is_refused_to_everybody_but_a_ticket_may_come_before_it() {
    let mut world = registered();
    for report in [first(accepted(), "2026-03-01"), pushed("1", first(accepted(), "2026-03-01"))] {
        let refusal = world.refused("clerk", &dispute_id(), opening(Procedure::Litigation, report));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (BEFORE_ACT, Some("opening.report.happened_on"))
        );
    }
    world.open_elsewhere(Procedure::Hotline, first(Step::Received, "2026-02-20"));
    let tomorrow = opening(Procedure::Petition, first(Step::Received, "2026-07-21"));
    assert_eq!(world.refused("clerk", &dispute_id(), tomorrow).code, DATE_IN_FUTURE);
}

#[test]
fn what_contradicts_the_file_is_refused_with_its_reason() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    for (report, code) in [
        (first(Step::CopyServed, "2026-03-12"), BEFORE_FILING),
        (first(served(&["p1"]), "2026-06-10"), NOT_DECIDED),
        (first(served(&["p9"]), "2026-06-10"), UNKNOWN_SIDE),
        (first(decided(Finding::Supported), "2026-06-10"), FINDING_NOT_HERE),
        (first(decided(Finding::AppealDismissed), "2026-06-10"), FINDING_NOT_HERE),
        (first(Step::Decided { findings: vec![], perform_by: None }, "2026-06-10"), NO_FINDING),
        (
            first(
                Step::Decided {
                    findings: vec![Finding::WithdrawalAllowed, Finding::Annulled],
                    perform_by: None,
                },
                "2026-06-10",
            ),
            FINDINGS_CLASH,
        ),
        (report(Level::Second, Step::Received, "2026-06-10"), LOWER_UNDECIDED),
        (first(Step::Extended { months: 1, days: 5, by: "高院".into() }, "2026-06-10"), EXTENSION),
    ] {
        assert_eq!(world.record_refused(1, report.clone()).code, code, "{report:?}");
    }
    world.record(1, first(decided(Finding::Annulled), "2026-06-10"));
    assert_eq!(
        world.record_refused(1, first(decided(Finding::Annulled), "2026-06-11")).code,
        DECIDED_ALREADY
    );
    assert_eq!(world.record_refused(1, first(served(&["p1"]), "2026-06-09")).code, SERVED_BEFORE_DECIDED);
}

#[test]
fn an_appeal_that_becomes_known_late_takes_the_finality_back() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert!(matches!(world.dispute().stage, DisputeStage::Ended { .. }));
    world.at("2026-08-01").record(1, pushed("9", report(Level::Second, Step::Received, "2026-06-24")));
    assert!(world.mirrored(1).over().is_none());
    assert_eq!(world.dispute().stage, DisputeStage::InProceeding { proceeding: mirrored_id(1) });
    assert!(world.dispute().closed(crate::remedy::Remedy::Sue).is_none());
}

#[test]
fn what_was_recorded_by_mistake_is_struck_stays_to_be_seen_and_counts_no_more() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.record(1, first(decided(Finding::Annulled), "2026-06-10"));
    let strike =
        |key: &str| MirroredCommand::Strike { milestone: key.into(), reason: "看错了案号".into() };
    assert_eq!(world.refused("clerk", &mirrored_id(1), strike("m9")).code, UNKNOWN_MILESTONE);
    world.must("clerk", &mirrored_id(1), strike("m2"));
    let held = world.mirrored(1);
    assert_eq!((held.stage(), held.milestones.len()), (Stage::Running, 2));
    assert_eq!(held.milestones[1].struck.as_ref().map(|struck| struck.by.as_str()), Some("示例窗口"));
    world.record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
}

#[test]
fn the_court_records_its_own_suit_and_no_other_body_does() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    for stranger in ["upper_judge", "prosecutor", "petition", "legal", "mediator", "p1"] {
        let refusal = world.refused(stranger, &mirrored_id(1), record(first(Step::CopyServed, "2026-03-17")));
        assert_eq!(refusal.class, Class::NotPermitted, "{stranger}");
    }
    world.must("judge", &mirrored_id(1), record(first(Step::CopyServed, "2026-03-17")));
    let opened = opening(Procedure::Petition, first(Step::Received, "2026-04-01"));
    assert_eq!(world.refused("p1", &dispute_id(), opened.clone()).class, Class::NotPermitted);
    world.must("petition", &dispute_id(), opened);
    world.must("petition", &mirrored_id(2), record(first(accepted(), "2026-04-02")));
}

#[test]
fn the_court_of_appeal_records_what_it_does_once_it_is_named() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.judged(1, Finding::Annulled, "2026-06-10");
    let body =
        Some(OtherBody { organization: Some(HIGHER_COURT.into()), name: "上一级人民法院".into() });
    world.record(1, Report { body, ..report(Level::Second, Step::Received, "2026-06-20") });
    let heard = report(Level::Second, accepted(), "2026-06-25");
    world.must("upper_judge", &mirrored_id(1), record(heard));
}

#[test]
fn a_frozen_file_still_takes_what_another_body_did() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), DisputeCommand::Refuse { reason: "不属于受理范围".into() });
    let entry = crate::dispute::VolumeEntry {
        title: "告知书".into(),
        file: paper("a"),
        dated: world.today,
        pages: 1,
    };
    world.must(
        "archivist",
        &dispute_id(),
        DisputeCommand::Close {
            volume: vec![entry],
            unissued: Vec::new(),
            unsigned: Vec::new(),
            reason: None,
        },
    );
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-07-20"));
    assert_eq!(world.dispute().stage, DisputeStage::InProceeding { proceeding: mirrored_id(1) });
}

#[test]
fn a_judgment_does_not_take_effect_while_a_report_of_the_appeal_waits_for_its_filing() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    let appeal_dismissed = report(Level::Second, decided(Finding::AppealDismissed), "2026-07-20");
    world
        .at("2026-07-21")
        .record(1, first(decided(Finding::ClaimDismissed), "2026-06-20"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-06-22"))
        .record(1, pushed("9", appeal_dismissed));
    let outline = world.at("2026-08-01").outline(&mirrored_id(1));
    assert_eq!((outline.lapse, world.mirrored(1).over()), (None, None));
    let told = world.mirrored(1).told(&world.law, world.today);
    assert!(told.contains("已经有二审的消息（二审：") && !told.contains("最后一天"), "{told}");
    let next = world.mirrored(1).next_remedies(&world.law);
    assert!(next.iter().all(|next| next.what != "上诉"), "{next:?}");
    let tasks = world.outline(&mirrored_id(1)).tasks;
    assert!(tasks.iter().any(|task| task.title.starts_with("补登记二审立案、受理")), "{tasks:?}");
}
