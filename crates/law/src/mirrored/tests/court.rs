//! The suit: its periods, the head in court, what its end opens and closes.

use crate::{
    dispute::{Outcome as DisputeOutcome, Phase, Stage as DisputeStage},
    mediation::RESPONDENT,
    mirrored::{codes::*, *},
    remedy::Remedy,
    scenes::*,
    world::*,
};

/// Sued on 10 March, filed on the 13th, over a fine of 2 March.
fn sued() -> World {
    let mut world = World::on("2026-03-20").with_neighbours();
    world.only_registered("2026-03-02");
    let number = Some("（2026）行初 1 号".to_owned());
    world
        .open_elsewhere(
            Procedure::Litigation,
            Report { case_number: number, ..first(Step::Received, "2026-03-10") },
        )
        .record(1, first(accepted(), "2026-03-13"));
    world
}

#[test]
fn a_suit_has_every_day_that_the_law_gives_it() {
    let mut world = sued();
    world.record(1, first(Step::CopyServed, "2026-03-17"));
    assert_eq!(world.due(1, "first_filing"), Some(day("2026-03-17")), "行诉法51条: seven natural days");
    assert_eq!(world.due(1, "first_copy"), Some(day("2026-03-18")), "行诉法67条: five natural days");
    assert_eq!(world.due(1, "first_defence"), Some(day("2026-04-01")), "fifteen natural days");
    // 13 September 2026 is a Sunday.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-14")), "行诉法81条: six months from filing");
}

#[test]
fn a_summary_trial_takes_forty_five_days_and_made_ordinary_it_still_counts_from_filing() {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(Step::Accepted { summary: true }, "2026-03-13"));
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-04-27")), "行诉法83条");
    world.at("2026-04-10").record(1, first(Step::Converted, "2026-04-10"));
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-14")), "解释105条");
}

#[test]
fn what_does_not_count_moves_the_end_of_the_trial_and_open_it_leaves_none() {
    let mut world = sued();
    world
        .at("2026-06-01")
        .record(1, first(Step::PeriodExcluded { cause: ExclusionCause::Appraisal }, "2026-04-01"));
    assert_eq!((world.due(1, "first_trial"), world.mirrored(1).stage()), (None, Stage::Paused));
    world.record(1, first(Step::PeriodResumed, "2026-05-01"));
    // Thirty days later than 13 September: 13 October.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-10-13")), "解释50条");
    let named = world.mirrored(1).clocks(&world.law);
    let trial = &named.iter().find(|one| one.name == "first_trial").expect("it runs").clock;
    let told = trial.due(&world.law.calendar).lines().join("\n");
    assert!(
        told.contains("依法不计入")
            && told.contains("共30日")
            && told.contains("鉴定（法释〔2018〕1号第50条第1款）"),
        "{told}"
    );
    let by = "高级人民法院批准".to_owned();
    world.record(1, first(Step::Extended { months: 3, days: 0, by }, "2026-05-20"));
    assert_eq!(
        world.due(1, "first_trial"),
        Some(day("2027-01-12")),
        "行诉法81条: 13 December and thirty days"
    );
}

#[test]
fn a_judgment_can_be_appealed_for_fifteen_days_by_each_side_from_its_own_service() {
    let mut world = sued();
    world.at("2026-06-20").record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    assert!(world.outline(&mirrored_id(1)).tasks.iter().any(|task| task.name == "service"));
    world
        .record(1, first(served(&["p1"]), "2026-06-11"))
        .record(1, first(served(&[RESPONDENT]), "2026-06-15"));
    assert_eq!(world.due(1, "first_window:p1"), Some(day("2026-06-26")), "行诉法85条");
    assert_eq!(world.due(1, "first_window:respondent"), Some(day("2026-06-30")));
    let lapse = world.outline(&mirrored_id(1)).lapse.expect("it takes effect by time");
    assert_eq!((lapse.last_day, lapse.stage_after.as_str()), (day("2026-06-30"), "effective"));
    let early = world.at("2026-06-30").refused("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(early.code, WINDOW_OPEN);
    world.at("2026-07-09").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let over = world.mirrored(1).over().expect("nobody appealed");
    assert_eq!(
        (over.on, over.stage),
        (day("2026-07-01"), Stage::Effective),
        "dated by the law, not by the timer"
    );
    let ended = DisputeStage::Ended { on: day("2026-07-01"), outcome: DisputeOutcome::Concluded };
    assert_eq!(world.dispute().stage, ended);
    assert!(
        world.dispute().closed(Remedy::Sue).is_some() && world.dispute().closed(Remedy::Reconsider).is_some()
    );
    let visit = mirrored_id(1).child(crate::Kind::FollowUp, world.mirrored(1).milestones.len());
    assert!(world.files.contains_key(&visit), "a visit is due after the trial too");
}

#[test]
fn only_two_rulings_can_be_appealed_and_for_ten_days() {
    for (finding, window) in [
        (Finding::FilingRefused, Some("2026-06-20")),
        (Finding::SuitRejected, Some("2026-06-20")),
        (Finding::WithdrawalAllowed, None),
        (Finding::Terminated, None),
    ] {
        let mut world = sued();
        world.at("2026-06-12").judged(1, finding, "2026-06-10");
        let held = world.mirrored(1);
        // 20 June 2026 is a Saturday within the Dragon Boat holiday; the first working day after it is the 22nd.
        let expected = window.map(|_| day("2026-06-22"));
        assert_eq!(held.window_last_day(&world.law), expected, "{finding:?}");
        assert_eq!(held.over().is_some(), window.is_none(), "{finding:?}");
    }
}

#[test]
fn an_appeal_keeps_the_judgment_from_taking_effect_and_the_second_instance_is_final_when_served() {
    let mut world = sued();
    world.at("2026-07-20").judged(1, Finding::Annulled, "2026-06-10");
    let appealed = Report {
        body: Some(OtherBody {
            organization: Some(HIGHER_COURT.into()), name: "上一级人民法院".into()
        }),
        case_number: Some("（2026）行终 9 号".into()),
        ..report(Level::Second, Step::Received, "2026-06-20")
    };
    world.record(1, appealed);
    assert!(world.mirrored(1).over().is_none());
    assert_eq!(world.outline(&mirrored_id(1)).lapse, None);
    assert_eq!(world.due(1, "second_trial"), Some(day("2026-09-20")), "行诉法88条: a Sunday that is worked");
    assert_eq!(world.dispute().phase(), Some(Phase::SecondInstance));
    world
        .at("2026-09-10")
        .record(1, report(Level::Second, decided(Finding::AppealDismissed), "2026-09-01"))
        .record(1, report(Level::Second, served(&["p1", RESPONDENT]), "2026-09-03"));
    let over = world.mirrored(1).over().expect("a judgment of second instance is final");
    assert_eq!(over.on, day("2026-09-03"));
    let next: Vec<_> =
        world.mirrored(1).next_remedies(&world.law).into_iter().map(|r| (r.what, r.last_day())).collect();
    assert_eq!(next, [("申请再审", Some(day("2027-03-03")))], "解释110条: six months");
}

#[test]
fn a_refusal_to_file_is_served_on_the_plaintiff_alone() {
    let mut world = sued();
    world.record(1, first(decided(Finding::FilingRefused), "2026-03-16"));
    world.record(1, first(served(&["p1"]), "2026-03-16"));
    assert_eq!(world.mirrored(1).window_last_day(&world.law), Some(day("2026-03-26")), "行诉法51条、85条");
}

#[test]
fn whoever_withdraws_an_appeal_leaves_the_judgment_below_as_it_is() {
    let mut world = sued();
    world
        .at("2026-07-20")
        .judged(1, Finding::Annulled, "2026-06-10")
        .record(1, report(Level::Second, Step::Received, "2026-06-20"))
        .record(1, report(Level::Second, decided(Finding::WithdrawalAllowed), "2026-07-01"))
        .record(1, report(Level::Second, served(&["p1", RESPONDENT]), "2026-07-02"));
    let over = world.mirrored(1).over().expect("nothing is left to try");
    assert_eq!((over.on, over.stage), (day("2026-07-02"), Stage::Effective), "撤诉规定8条");
    assert!(world.dispute().closed(Remedy::Reconsider).is_some());
}

#[test]
fn a_case_sent_back_begins_anew_and_nobody_closes_it_meanwhile() {
    let mut world = sued();
    world
        .at("2026-10-20")
        .judged(1, Finding::ClaimDismissed, "2026-06-10")
        .record(1, report(Level::Second, Step::Received, "2026-06-20"))
        .record(1, report(Level::Second, decided(Finding::Remanded), "2026-08-01"));
    let outline = world.outline(&mirrored_id(1));
    assert_eq!((outline.stage.as_str(), outline.facets.ended_on), ("running", None), "行诉法89条");
    assert!(!outline.tasks.is_empty());
    world.record(1, first(accepted(), "2026-08-20"));
    assert_eq!(world.due(1, "first_trial"), Some(day("2027-02-22")), "a new trial has its own six months");
    assert!(world.mirrored(1).level(Level::Second).is_none());
}

#[test]
fn a_judgment_that_orders_something_can_be_enforced_for_two_years() {
    let mut world = sued();
    world.at("2026-07-20").record(
        1,
        first(
            Step::Decided {
                findings: vec![Finding::DeclaredUnlawful, Finding::RemedyOrdered],
                perform_by: Some(day("2026-08-10")),
            },
            "2026-06-10",
        ),
    );
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-06-10"));
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let tasks = world.outline(&mirrored_id(1)).tasks;
    let performance = tasks.iter().find(|task| task.name == "performance").expect("somebody watches it");
    assert_eq!(performance.due_on, Some(day("2026-08-10")), "the days that the judgment gives");
    let agency = tasks.iter().find(|task| task.name == "perform").expect("it knows what it has to do");
    assert_eq!((agency.due_on, agency.command.as_str()), (performance.due_on, crate::matter::ELSEWHERE));
    let told = world.mirrored(1).told(&world.law, world.today);
    for says in ["2026年8月10日前履行", "申请执行，最后一天是2028年8月10日", "申请再审，最后一天是"]
    {
        assert!(told.contains(says), "{told} (解释153条、110条)");
    }
    world.at("2026-08-20").record(1, first(Step::Performed, "2026-08-15"));
    assert!(!world.mirrored(1).told(&world.law, world.today).contains("申请执行"));
    assert!(world.outline(&mirrored_id(1)).tasks.is_empty());
}

#[test]
fn a_retrial_is_reviewed_in_six_months_and_final_only_when_the_court_says_so() {
    let mut world = sued();
    world.at("2026-12-20").judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let third = |step: Step, on: &str| report(Level::Third, step, on);
    world.record(1, third(Step::Received, "2026-07-20")).record(1, third(accepted(), "2026-07-31"));
    assert!(world.mirrored(1).over().is_none());
    assert_eq!(world.due(1, "third_trial"), Some(day("2027-02-01")), "解释112条: 31 January is a Sunday");
    world.record(1, third(decided(Finding::RetrialOrdered), "2026-10-20"));
    let clocks = world.mirrored(1).clocks(&world.law);
    let review = clocks.iter().find(|named| named.name == "third_trial").expect("it was reviewed");
    assert_eq!(review.clock.stopped_on, Some(day("2026-10-20")));
    world
        .record(1, third(decided(Finding::ChangedOnRetrial), "2026-12-01"))
        .record(1, third(served(&["p1", RESPONDENT]), "2026-12-02"));
    let outline = world.outline(&mirrored_id(1));
    assert_eq!((outline.facets.ended_on, outline.tasks[0].name.as_str()), (None, "effect"), "解释119条");
    world.record(1, third(Step::Effective, "2026-12-18"));
    assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day("2026-12-18")));
    let next: Vec<&str> = world.mirrored(1).next_remedies(&world.law).iter().map(|next| next.what).collect();
    assert_eq!(next, ["申请检察监督", "申请执行"], "解释117条, 153条");
}

#[test]
fn withdrawing_is_refused_until_its_cost_was_shown_and_then_closes_the_suit_and_the_reconsideration() {
    let mut world = sued();
    let unknowing = first(Step::WithdrawalApplied { cost_shown: false }, "2026-03-18");
    assert_eq!(world.record_refused(1, unknowing).code, COST_NOT_SHOWN);
    let told = world.mirrored(1).withdrawal_costs(&world.law, world.today);
    assert!(told[0].contains("60条") && told[1].contains("30条1款7项"), "{told:?}");
    world.record(1, first(Step::WithdrawalApplied { cost_shown: true }, "2026-03-18"));
    world.judged(1, Finding::WithdrawalAllowed, "2026-03-20");
    let dispute = world.dispute();
    assert_eq!(
        dispute.closed(Remedy::Sue).map(|closed| closed.article.as_str()),
        Some("法释〔2018〕1号 60条")
    );
    assert_eq!(
        dispute.closed(Remedy::Reconsider).map(|closed| closed.article.as_str()),
        Some("《行政复议法》30条1款7项"),
        "a court has taken it up once"
    );
    assert!(dispute.open_last_days(&world.law).is_empty(), "and the day of filing keeps nothing any more");
    assert_eq!(dispute.filed_on(), None);
}

#[test]
fn a_suit_that_was_not_taken_up_gives_the_conservative_days_back() {
    let mut world = sued();
    assert!(world.outline(&dispute_id()).clocks.is_empty(), "the day of filing is kept");
    world.judged(1, Finding::FilingRefused, "2026-03-16");
    world.at("2026-04-20").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(world.mirrored(1).stage(), Stage::NotTaken);
    let clocks = world.outline(&dispute_id()).clocks;
    assert!(clocks.iter().any(|clock| clock.name == "last_day_to_sue"), "{clocks:?}");
}

fn attended(rank: HeadRank) -> HeadAppearance {
    HeadAppearance::Attended {
        name: "示例局长".into(),
        post: "副局长".into(),
        rank,
        spoke: true,
        left_early: false,
        refused_to_explain: false,
    }
}

fn absent(reason: AbsenceReason, material: bool, staff: Option<&str>) -> HeadAppearance {
    HeadAppearance::Absent { reason, material, staff: staff.map(str::to_owned), postponed_before: false }
}

#[test]
fn a_head_of_a_lower_agency_does_not_count_and_a_lawyer_alone_is_nobody() {
    for (head, present, grounds) in [
        (attended(HeadRank::Principal), true, vec![]),
        (attended(HeadRank::OtherInCharge), true, vec![]),
        (attended(HeadRank::EntrustedOrSubordinate), false, vec![AdviceGround::NoReason]),
        (absent(AbsenceReason::IrreplaceableDuty, true, Some("科长")), false, vec![]),
        (absent(AbsenceReason::IrreplaceableDuty, false, Some("科长")), false, vec![AdviceGround::NoReason]),
        (
            absent(AbsenceReason::NotGiven, false, None),
            false,
            vec![AdviceGround::NoReason, AdviceGround::NobodyCame],
        ),
    ] {
        assert_eq!((head.is_head_present(), head.advice_grounds()), (present, grounds), "{head:?}");
    }
}

#[test]
fn who_came_for_the_agency_is_said_each_time_and_each_level_has_its_own_duty() {
    let mut world = sued();
    world.at("2026-07-20");
    let silent = first(Step::Heard { head: None }, "2026-05-12");
    assert_eq!(world.record_refused(1, silent).code, HEAD_UNACCOUNTED);
    let hearing_on = day("2026-05-12");
    world.record(1, first(Step::HearingSet { hearing_on, head_notified_on: None }, "2026-04-20"));
    assert!(world.outline(&mirrored_id(1)).tasks.iter().any(|task| task.due_on == Some(hearing_on)));
    assert_eq!(world.mirrored(1).head_notices(&world.law)[0].on, Some(day("2026-05-08")), "three clear days");
    world.record(1, first(Step::Heard { head: Some(attended(HeadRank::Deputy)) }, "2026-05-12"));
    let duty = |world: &World, level| world.mirrored(1).level(level).expect("it is open").head_duty();
    assert_eq!(duty(&world, Level::First), HeadDuty::Fulfilled { on: hearing_on });
    world
        .judged(1, Finding::Annulled, "2026-06-10")
        .record(1, report(Level::Second, Step::Received, "2026-06-20"));
    assert_eq!(duty(&world, Level::Second), HeadDuty::Open, "法释〔2020〕3号7条2款");
}

#[test]
fn a_judgment_is_not_in_force_before_everybodys_days_to_appeal_are_over() {
    let mut world = sued();
    world.at("2026-07-20").record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    let effective = |on| first(Step::Effective, on);
    assert_eq!(world.record_refused(1, effective("2026-06-11")).code, EFFECT_UNSERVED);
    assert_eq!(world.record_refused(1, pushed("8", effective("2026-06-25"))).code, EFFECTIVE_EARLY);
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-06-12"));
    for on in ["2026-06-13", "2026-06-29"] {
        let refused = world.record_refused(1, effective(on));
        assert_eq!((refused.code, refused.field.as_deref()), (EFFECTIVE_EARLY, Some("report.happened_on")));
        assert_eq!(world.record_refused(1, pushed("8", effective(on))).code, EFFECTIVE_EARLY);
    }
    world.record(1, effective("2026-06-30"));
    assert!(world.mirrored(1).over().is_some(), "行诉法85条: fifteen days end on a Saturday");
}

#[test]
fn nobody_appeals_against_being_let_go() {
    let mut world = sued();
    world.at("2026-07-20").record(1, first(decided(Finding::WithdrawalAllowed), "2026-06-10"));
    let told = world.mirrored(1).told(&world.law, world.today);
    assert!(!told.contains("不服") && told.contains("撤回"), "{told}");
    let second = report(Level::Second, accepted(), "2026-06-12");
    assert_eq!(world.record_refused(1, second).code, LOWER_WITHDRAWN);
}

#[test]
fn what_was_recorded_by_mistake_and_struck_whole_is_no_proceeding_any_more() {
    let mut world = sued();
    let held = world.mirrored(1);
    for milestone in &held.milestones {
        let strike =
            MirroredCommand::Strike { milestone: milestone.key.clone(), reason: "登错了争议".into() };
        world.must("clerk", &mirrored_id(1), strike);
    }
    let outline = world.outline(&mirrored_id(1));
    assert_eq!((outline.stage.as_str(), outline.tasks.len()), ("struck", 0));
    assert_eq!(world.dispute().stage, DisputeStage::Registered, "back at the counter");
    assert_eq!(world.dispute().filed_on(), None);
    assert!(world.dispute().excluded_by(Remedy::Reconsider).is_none());
    world.record(1, first(accepted(), "2026-03-20"));
    assert!(matches!(world.dispute().stage, DisputeStage::InProceeding { .. }), "it can be recorded anew");
}

#[test]
fn the_court_above_is_known_by_the_directory_and_only_where_it_stands_there_by_its_seat() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    let filed = report(Level::First, Step::Accepted { summary: false }, "2026-03-16");
    world.open_elsewhere(Procedure::Litigation, filed);
    let held = world.mirrored(1);
    assert_eq!(held.court_above(Level::Second, &world.law), None, "nobody has said which");
    let mut above = |name: &str| {
        let court = world.law.directory.organizations.get_mut(&COURT.into()).expect("is on file");
        court.superior = Some(name.into());
        held.court_above(Level::Second, &world.law).map(|body| (body.organization, body.name))
    };
    let known = Some((Some(HIGHER_COURT.into()), "上一级人民法院".to_owned()));
    assert_eq!(above("上一级人民法院"), known);
    assert_eq!(above("别处的人民法院"), Some((None, "别处的人民法院".to_owned())));
    assert!(held.lacks_its_court(Level::Second) && !held.lacks_its_court(Level::First));
}
