//! Sent back and tried anew, retried, extended, and what comes after an adjudication or a protest.

use crate::{
    dispute::{DisputeCommand, Refiling},
    mediation::RESPONDENT,
    mirrored::{codes::*, *},
    scenes::*,
    world::*,
};

fn sued() -> World {
    let mut world = World::on("2026-12-20").with_neighbours();
    world.only_registered("2026-03-02");
    let number = Some("（2026）鄂0881行初1号".to_owned());
    let filed = Report { case_number: number, ..first(accepted(), "2026-03-13") };
    world.open_elsewhere(Procedure::Litigation, filed);
    world
}

fn second(step: Step, on: &str) -> Report {
    report(Level::Second, step, on)
}

/// Judged on 10 June, sent back on 1 August.
fn remanded() -> World {
    let mut world = sued();
    world
        .record(1, first(Step::CopyServed, "2026-03-17"))
        .judged(1, Finding::ClaimDismissed, "2026-06-10")
        .record(1, second(Step::Received, "2026-06-20"))
        .record(1, second(decided(Finding::Remanded), "2026-08-01"));
    world
}

fn refiling() -> Report {
    Report { case_number: Some("（2026）鄂0881行初99号".into()), ..first(accepted(), "2026-08-20") }
}

fn doubtful(world: &World) -> usize {
    world.mirrored(1).contradictions().len()
}

#[test]
fn what_was_tried_before_a_remand_stays_to_be_read_and_drawn_beside_the_new_first_instance() {
    let mut world = remanded();
    world.record(1, second(served(&["p1", RESPONDENT]), "2026-08-04"));
    let held = world.mirrored(1);
    assert_eq!(held.case_number().as_deref(), Some("（2026）鄂0881行初1号"), "until it has a new one");
    world.record(1, refiling());
    let held = world.mirrored(1);
    let earlier = held.earlier_levels();
    let names: Vec<&str> = earlier.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["发回重审以前的一审", "发回重审以前的二审"]);
    assert!(earlier[0].1.has(Finding::ClaimDismissed) && earlier[1].1.has(Finding::Remanded));
    assert_eq!(earlier[1].1.served.get("p1"), Some(&day("2026-08-04")), "the remand's own service");
    let first = held.level(Level::First).expect("it is tried anew");
    assert_eq!((first.accepted_on, first.outcome), (Some(day("2026-08-20")), None));
    let clocks = world.outline(&mirrored_id(1)).clocks;
    let drawn = |name: &str| clocks.iter().find(|clock| clock.name == name).map(|clock| clock.title.clone());
    assert_eq!(drawn("round1_first_trial").as_deref(), Some("发回重审以前的一审：审理期限"));
    assert_eq!(drawn("round1_second_trial").as_deref().map(|it| it.contains("二审")), Some(true));
    assert!(drawn("first_trial").is_some());
    let runs = clocks.iter().filter(|clock| clock.state == crate::matter::ClockState::Running);
    assert!(runs.clone().count() > 0 && runs.clone().all(|clock| !clock.name.starts_with("round1")));
    let course = held.course(&world.law);
    assert_eq!((course.filed_on, course.accepted_on), (Some(day("2026-03-13")), Some(day("2026-03-13"))));
}

#[test]
fn the_service_of_a_remand_is_no_contradiction_however_the_second_appeal_ends() {
    let mut world = remanded();
    world.record(1, refiling()).record(1, pushed("s", second(served(&["p1"]), "2026-08-04")));
    world.record(1, first(decided(Finding::Annulled), "2026-10-10"));
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-10-12"));
    world.record(1, second(Step::Received, "2026-10-20"));
    world.record(1, second(decided(Finding::AppealDismissed), "2026-12-02"));
    assert_eq!(doubtful(&world), 0);
    let top = world.mirrored(1).top().expect("the second instance");
    assert_eq!(top.served.get("p1"), None, "what was served then was the remand");
}

#[test]
fn a_remand_after_the_level_was_decided_sends_nothing_back_until_somebody_has_looked() {
    let mut world = remanded();
    world.record(1, pushed("first", second(decided(Finding::AppealDismissed), "2026-07-20")));
    assert_eq!(doubtful(&world), 1);
    assert!(world.mirrored(1).top().is_some_and(|top| top.has(Finding::AppealDismissed)));
    let strike = MirroredCommand::Strike { milestone: "m7".into(), reason: "案号看错了".into() };
    world.must("clerk", &mirrored_id(1), strike);
    assert_eq!(world.mirrored(1).remanded_on(), Some(day("2026-08-01")));
}

#[test]
fn finality_of_a_judgment_that_was_set_aside_is_not_that_of_the_new_one() {
    let mut world = sued();
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let third = |step: Step, on: &str| report(Level::Third, step, on);
    world.record(1, third(accepted(), "2026-07-20"));
    world.record(1, third(decided(Finding::Remanded), "2026-08-01"));
    world.record(1, refiling());
    world.record(1, first(decided(Finding::Annulled), "2026-12-10"));
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-12-12"));
    assert_eq!(world.mirrored(1).over(), None, "行诉法85条: the new judgment has days of its own");
    assert_eq!(world.mirrored(1).window_last_day(&world.law), Some(day("2026-12-28")));
}

#[test]
fn a_case_that_was_sent_back_is_filed_anew_in_its_own_suit_and_not_as_another() {
    let mut world = remanded();
    let DisputeCommand::RecordProceeding { opening } =
        crate::scenes::opening(Procedure::Litigation, pushed("n", refiling()))
    else {
        unreachable!("it is what the scene records")
    };
    assert_eq!(
        world.dispute().proceedings[0].course.refiling,
        Some(Refiling::Court(opening.body.name.clone()))
    );
    let anew = |apart| DisputeCommand::RecordProceeding {
        opening: Box::new(Opening { apart, ..(*opening).clone() }),
    };
    let refusal = world.refused("clerk", &dispute_id(), anew(false));
    assert_eq!((refusal.code, refusal.field.as_deref()), (REFILED, Some("opening.apart")));
    world.record(1, refiling());
    assert_eq!(world.dispute().proceedings[0].course.refiling, None);
    // Whoever knows that it is another one says so.
    let other = Report { case_number: Some("（2026）鄂0881行初100号".into()), ..refiling() };
    let typed = |apart| {
        let opening = Opening { apart, report: other.clone(), ..(*opening).clone() };
        DisputeCommand::RecordProceeding { opening: Box::new(opening) }
    };
    assert_eq!(world.refused("clerk", &dispute_id(), typed(false)).code, SUIT_ON_FILE);
    world.must("clerk", &dispute_id(), typed(true));
}

/// Known from its appeal on, and sent back on 1 August.
fn known_from_its_appeal() -> World {
    let mut world = World::on("2026-12-20").with_neighbours();
    world.only_registered("2026-03-02");
    let mut opening = opened_by(second(Step::Received, "2026-06-20"));
    opening.body =
        OtherBody { organization: Some(HIGHER_COURT.into()), name: "上一级人民法院".into() };
    world.must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening });
    world.record(1, second(decided(Finding::Remanded), "2026-08-01"));
    world
}

fn opened_by(report: Report) -> Box<Opening> {
    match crate::scenes::opening(Procedure::Litigation, report) {
        DisputeCommand::RecordProceeding { opening } => opening,
        _ => unreachable!("it is what the scene records"),
    }
}

#[test]
fn which_court_files_it_anew_is_not_guessed_where_only_its_appeal_is_on_file() {
    let mut world = known_from_its_appeal();
    assert_eq!(world.mirrored(1).awaits_refiling(), Some(Original::Unknown));
    assert_eq!(world.dispute().proceedings[0].course.refiling, Some(Refiling::Unknown));
    let tasks = world.outline(&mirrored_id(1)).tasks;
    assert!(tasks.iter().any(|task| task.title.contains("问清原审法院是哪一个")), "{tasks:?}");
    let anew = |apart| DisputeCommand::RecordProceeding {
        opening: Box::new(Opening { apart, ..*opened_by(refiling()) }),
    };
    let asked = world.refused("clerk", &dispute_id(), anew(false));
    assert_eq!(asked.code, REFILED);
    assert!(asked.says().contains("原审法院是哪一个没有登记"), "{}", asked.says());
    known_from_its_appeal().must("clerk", &dispute_id(), anew(true));
    world.record(1, refiling());
    assert_eq!(world.mirrored(1).awaits_refiling(), None);
}

#[test]
fn a_retrial_that_was_ordered_shows_its_order_with_its_service_and_its_own_filing() {
    let mut world = sued();
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let third = |step: Step, on: &str| report(Level::Third, step, on);
    let review =
        Report { case_number: Some("（2026）鄂08行申1号".into()), ..third(accepted(), "2026-07-20") };
    world.record(1, review).record(1, third(decided(Finding::RetrialOrdered), "2026-09-20"));
    assert_eq!(world.record_refused(1, third(served(&["p1"]), "2026-09-10")).code, SERVED_BEFORE_DECIDED);
    world.record(1, third(served(&["p1", RESPONDENT]), "2026-09-22"));
    let filed =
        Report { case_number: Some("（2026）鄂08行再1号".into()), ..third(accepted(), "2026-09-25") };
    world.record(1, filed).record(1, third(decided(Finding::ChangedOnRetrial), "2026-12-01"));
    assert_eq!(doubtful(&world), 0);
    let course = world.mirrored(1).level(Level::Third).expect("it is retried");
    let ordered = course.retrial_ordered().expect("it was ordered");
    assert_eq!((ordered.on, ordered.served.get("p1")), (day("2026-09-20"), Some(&day("2026-09-22"))));
    assert_eq!(ordered.case_number.as_deref(), Some("（2026）鄂08行申1号"));
    assert_eq!((course.accepted_on, course.retried_on), (Some(day("2026-07-20")), Some(day("2026-09-25"))));
    assert!(course.served.is_empty() && course.case_number.as_deref() == Some("（2026）鄂08行再1号"));
    world.record(1, third(served(&["p1", RESPONDENT]), "2026-12-02"));
    let told = world.mirrored(1).told(&world.law, world.today);
    assert!(told.contains("119条") && !told.contains("在期限内"), "{told}");
}

#[test]
fn a_ruling_on_the_way_is_served_before_the_judgment_without_being_it() {
    let mut world = sued();
    world.record(1, first(decided(Finding::WithdrawalRefused), "2026-04-01"));
    world.record(1, first(served(&["p1"]), "2026-04-02"));
    world.record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    assert_eq!(doubtful(&world), 0);
    assert!(world.mirrored(1).top().is_some_and(|top| top.served.is_empty()), "行诉法85条");
    let told = world.mirrored(1).told(&world.law, world.today);
    assert!(told.contains("收到文书的第二天起算") && !told.contains("请在期限内"), "{told}");
}

#[test]
fn only_the_high_court_extends_a_trial_and_of_its_own_the_supreme_court() {
    let extended = |by: &str| Step::Extended { months: 3, days: 0, by: by.into() };
    let mut world = sued();
    let due = |world: &World| world.due(1, "first_trial");
    let held = due(&world);
    let refusal = world.record_refused(1, first(extended("钟祥市人民法院"), "2026-09-01"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (EXTENDED_BY_OTHER, Some("report.step.by")));
    world.record(1, pushed("a", first(extended("钟祥市人民法院"), "2026-09-01")));
    assert_eq!((due(&world), doubtful(&world)), (held, 1), "行诉法81条");
    world.record(1, pushed("b", first(extended("湖北省高级人民法院"), "2026-09-02")));
    assert_eq!((due(&world) > held, doubtful(&world)), (true, 1));
    world.judged(1, Finding::ClaimDismissed, "2026-10-10");
    let high = OtherBody { organization: None, name: "湖北省高级人民法院".into() };
    world.record(1, Report { body: Some(high), ..second(Step::Received, "2026-10-20") });
    assert_eq!(
        world.record_refused(1, second(extended("湖北省高级人民法院"), "2026-12-01")).code,
        EXTENDED_BY_OTHER
    );
    world.record(1, second(extended("最高人民法院"), "2026-12-01"));
    assert_eq!(doubtful(&world), 1, "行诉法88条");
}

#[test]
fn an_appeal_leaves_the_other_side_its_days_and_what_lapses_is_no_breach() {
    let mut world = sued();
    world.at("2026-06-22").record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    world
        .record(1, first(served(&["p1"]), "2026-06-10"))
        .record(1, first(served(&[RESPONDENT]), "2026-06-15"));
    world.record(1, second(Step::Received, "2026-06-20"));
    assert_eq!(world.due(1, "first_window:respondent"), Some(day("2026-06-30")), "行诉法85条");
    let task = world.outline(&mirrored_id(1)).tasks.into_iter().find(|task| task.name == "progress");
    assert_eq!(task.and_then(|task| task.due_on), world.due(1, "second_trial"), "no day of the court");
    world.at("2026-09-01").record(1, second(accepted(), "2026-06-25"));
    let stopped = |world: &World, name: &str| {
        let clocks = world.mirrored(1).clocks(&world.law);
        clocks.into_iter().find(|named| named.name == name).and_then(|named| named.clock.stopped_on)
    };
    assert_eq!(stopped(&world, "first_window:respondent"), Some(day("2026-06-30")));
    assert_eq!(stopped(&world, "first_window:p1"), Some(day("2026-06-25")));
    let copy = world.mirrored(1).clocks(&world.law).into_iter().find(|named| named.name == "first_copy");
    let copy = copy.expect("it was to be sent");
    assert!(copy.title.ends_with("（没有登记）") && copy.clock.stopped_on == Some(day("2026-03-18")));
}

/// 民诉法250条2款; 解释156条、158条.
#[test]
fn an_award_and_an_adjudication_have_the_day_until_which_they_can_be_enforced() {
    let enforced = |procedure: Procedure, effective: Option<&str>| {
        let mut world = World::on("2026-12-20");
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
        world.record(1, first(decided(Finding::Ruled), "2026-06-10"));
        if let Some(on) = effective {
            world.record(1, first(Step::Effective, on));
        }
        let left = world.mirrored(1).ways_left(&world.law);
        let way = left.into_iter().find(|way| way.what.starts_with("申请执行")).expect("it can be enforced");
        // What is the body's own to apply for until 9 January is the other's from the day after.
        let counted = way.due.is_some() && procedure == Procedure::Adjudication;
        assert_eq!(way.opens_on, counted.then(|| day("2027-01-10")));
        assert_eq!(way.title_zh().contains("从2027年1月10日起"), counted, "{}", way.title_zh());
        (way.last_day(), way.due.is_some())
    };
    let last = |on: &str| (Some(day(on)), true);
    assert_eq!(
        enforced(Procedure::Arbitration, None),
        last("2028-06-12"),
        "at the earliest when it was made; 10 June is a Saturday"
    );
    assert_eq!(enforced(Procedure::Arbitration, Some("2026-07-06")), last("2028-07-06"));
    assert_eq!(
        enforced(Procedure::Adjudication, None),
        (None, false),
        "the paper says until when it can be sued against"
    );
    // Until 9 October to be sued against, 9 January for the body, six months for whom it gives a right.
    assert_eq!(enforced(Procedure::Adjudication, Some("2026-10-10")), last("2027-07-09"));
}

#[test]
fn after_an_adjudication_or_a_protest_the_next_step_is_said_with_its_article() {
    let ended = |procedure, finding| {
        let mut world = World::on("2026-12-20");
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
        let step = Step::Decided { findings: vec![finding], perform_by: Some(day("2027-03-20")) };
        world.record(1, first(step, "2026-12-10")).record(1, first(served(&["p1"]), "2026-12-11"));
        world
    };
    let until = "可以申请执行，最后一天是2029年3月20日";
    for (procedure, says) in [(Procedure::Adjudication, "158条"), (Procedure::Arbitration, until)] {
        let world = ended(procedure, Finding::Ruled);
        let told = world.mirrored(1).told(&world.law, world.today);
        assert!(told.starts_with("已经作出裁决。裁决要求在2027年3月20日前履行"), "{told}");
        assert!(told.contains(says) && told.contains("写明"), "{told}");
        let tasks = world.outline(&mirrored_id(1)).tasks;
        assert_eq!(
            tasks.iter().find(|task| task.name == "performance").and_then(|task| task.due_on),
            Some(day("2027-03-20"))
        );
    }
    let mut world = ended(Procedure::Arbitration, Finding::Ruled);
    world.record(1, first(Step::EnforcementApplied, "2026-12-20"));
    assert!(!world.mirrored(1).told(&world.law, world.today).contains("申请执行"), "it has been applied for");
    for (finding, says) in [(Finding::Protested, "124条"), (Finding::AdviceGiven, "126条")] {
        let world = ended(Procedure::ProcuratorialSupervision, finding);
        let told = world.mirrored(1).told(&world.law, world.today);
        assert!(told.contains(says) && !told.contains("最后的结果"), "{told}");
    }
}
