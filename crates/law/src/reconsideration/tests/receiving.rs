//! Receipt and review: seven conditions, five working days, what counts without a decision.

use super::*;
use crate::{
    dispute::{ActKind, Registration, Source, Wish},
    scenes::*,
};

pub(super) fn at_the_window(today: &str) -> World {
    let mut world = World::on(today).with_justice();
    world.under_review();
    world
}

#[test]
fn an_application_opens_a_file_of_its_own_with_a_number_and_carries_the_first_submission() {
    let world = at_the_window("2026-03-10");
    let review = world.review();
    assert_eq!(review.stage, Stage::UnderReview);
    assert!(review.number.starts_with("钟政复〔2026〕"), "{}", review.number);
    assert_eq!(review.brief.first_submitted_on, day("2026-03-10"));
    assert_eq!((review.bodies.office.as_str(), review.bodies.body.as_str()), (JUSTICE, GOVERNMENT));
    // 11, 12, 13, 16, 17 March.
    assert_eq!(world.review_due("screening"), Some(day("2026-03-17")), "30条1款");
    assert_eq!(world.dispute().filed_on(), Some(day("2026-03-10")), "the day of filing is kept");
}

#[test]
fn nothing_decided_in_five_working_days_counts_as_accepted_on_the_last_of_them() {
    let mut world = at_the_window("2026-03-10");
    assert_eq!(world.at("2026-03-17").review_stage(), "under_review", "the last day is still in time");
    let lapse = world.outline(&review_id()).lapse.expect("it lapses");
    assert_eq!((lapse.last_day, lapse.stage_after.as_str()), (day("2026-03-17"), "running"));
    world.at("2026-03-18");
    assert_eq!(world.review_stage(), "running");
    assert_eq!(world.review_refused("reviewer", accept()), "matter.wrong_stage");
    // The step that presupposes it can be taken though nobody has recorded the lapse.
    world.reviews(ReconsiderationCommand::SendCopy { document: None });
    let accepted = world.review().acceptance.expect("30条3款");
    assert_eq!((accepted.on, accepted.deemed), (day("2026-03-17"), true));
    // Sixty days from 17 March: 16 May is a Saturday, rolled over to Monday the 18th.
    assert_eq!(world.review_due("decision"), Some(day("2026-05-18")), "62条1款");
}

#[test]
fn the_timer_records_the_same_day_however_late_it_comes() {
    let mut world = at_the_window("2026-03-10");
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert_eq!(world.review().acceptance.map(|accepted| accepted.on), Some(day("2026-03-17")));
    assert_eq!(
        world.review_refused("statute", ReconsiderationCommand::RecordLapse),
        "reconsideration.lapse.period_runs"
    );
}

#[test]
fn receipt_at_the_consult_point_starts_the_clock() {
    let mut world = World::on("2026-03-12").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let at_the_point = Application { way: ApplicationWay::ConsultPoint, ..application("2026-03-10") };
    world.applies(at_the_point);
    assert_eq!(world.review_due("screening"), Some(day("2026-03-17")));
}

#[test]
fn what_was_posted_is_held_against_the_period_by_its_postmark() {
    // 2 March and sixty days: 1 May is a holiday until the 5th, rolled over to 6 May.
    let mut world = World::on("2026-05-09").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-05-09");
    let posted = Application {
        way: ApplicationWay::Post,
        posted_on: Some(day("2026-05-06")),
        ..application("2026-05-09")
    };
    world.applies(posted);
    assert_eq!(world.review().last_day_to_apply(&world.law), Some(day("2026-05-06")));
    assert!(!world.review().is_late(&world.law), "posted on the last day");
    world.reviews(accept());
}

#[test]
fn a_late_application_is_accepted_only_with_a_good_reason() {
    let mut world = World::on("2026-05-09").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-05-09").applies(application("2026-05-07"));
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.late");
    let ReconsiderationCommand::Accept { conditions, procedure, .. } = accept() else { unreachable!() };
    let late_reason = Some("住院至5月6日".to_owned());
    world.reviews(ReconsiderationCommand::Accept {
        conditions,
        procedure,
        summary: None,
        late_reason,
        against_will: None,
        document: None,
    });
    assert_eq!(world.review_stage(), "running");
}

#[test]
fn an_application_to_another_office_first_keeps_that_day() {
    let mut world = World::on("2026-05-09").with_justice();
    let sent_on = Registration {
        wish: Wish::RegisterOnly,
        source: Source::ReconsiderationReferral,
        ..registration(fine("2026-03-02"), "2026-05-06")
    };
    world.register(sent_on).applies(application("2026-05-09"));
    assert_eq!(world.review().applied_on(), day("2026-05-06"));
    world.reviews(accept());
}

#[test]
fn all_seven_conditions_are_gone_through() {
    let mut world = at_the_window("2026-03-10");
    let ReconsiderationCommand::Accept { mut conditions, .. } = accept() else { unreachable!() };
    conditions.retain(|one| *one != Condition::Interest);
    let order = ReconsiderationCommand::Accept {
        conditions,
        procedure: Procedure::Ordinary,
        summary: None,
        late_reason: None,
        against_will: None,
        document: None,
    };
    assert_eq!(world.review_refused("reviewer", order), "reconsideration.accept.conditions");
}

#[test]
fn a_refusal_for_jurisdiction_names_the_body_that_has_it() {
    let mut world = at_the_window("2026-03-10");
    let refuse = |competent: Option<&str>| ReconsiderationCommand::Refuse {
        ground: RefusalGround::NotThisBody,
        reason: "税务机关的行为".into(),
        competent: competent.map(str::to_owned),
        document: None,
    };
    assert_eq!(world.review_refused("reviewer", refuse(None)), "reconsideration.refuse.competent_untold");
    world.reviews(refuse(Some("上一级税务机关")));
    assert_eq!(world.review_stage(), "refused");
    assert_eq!(world.dispute().filed_on(), None, "what was not taken keeps no day");
    assert!(world.dispute().closed(crate::remedy::Remedy::Sue).is_none(), "the suit is open as before");
}

#[test]
fn an_act_of_the_body_itself_or_of_an_agency_led_from_above_is_not_accepted() {
    for respondent in [GOVERNMENT, "tax"] {
        let mut world = World::on("2026-03-10").with_justice();
        let tax = Organization {
            name: "某税务局".into(),
            category: Category::Department,
            parent: None,
            division: None,
            vertical: true,
            superior: None,
        };
        world.law.directory.organizations.insert(OrgId::from("tax"), tax);
        let mut registration = registration(fine("2026-03-02"), "2026-03-10");
        registration.wish = Wish::RegisterOnly;
        registration.respondent = OrgId::from(respondent);
        world.register(registration).applies(application("2026-03-10"));
        assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.not_competent");
    }
}

#[test]
fn a_suit_beside_a_reconsideration_that_was_accepted_is_flagged_and_before_acceptance_not() {
    let mut world = at_the_window("2026-03-10");
    assert!(world.dispute().excluded_by(crate::remedy::Remedy::Sue).is_none(), "29条: 已经依法受理");
    world.reviews(super::accept());
    assert!(world.dispute().excluded_by(crate::remedy::Remedy::Sue).is_some());
    world.at("2026-03-13");
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-13"));
    assert_eq!(world.dispute().conflicts().len(), 1);
}

#[test]
fn a_supplement_is_asked_for_once_runs_from_its_service_and_brings_a_fresh_review() {
    let mut world = at_the_window("2026-03-10");
    let ask = || ReconsiderationCommand::RequestSupplement {
        items: "身份证明、处罚决定书".into(),
        document: None,
    };
    world.at("2026-03-12").reviews(ask());
    assert_eq!(world.review_stage(), "supplementing");
    assert!(world.outline(&review_id()).lapse.is_none(), "nothing runs before the notice is served");
    world.at("2026-03-13").serves(PaperKind::SupplementNotice);
    // 16–20, 23–27 March.
    assert_eq!(world.review_due("supplement"), Some(day("2026-03-27")), "31条2款");
    let received = ReconsiderationCommand::ReceiveSupplement {
        on: day("2026-03-25"),
        documents: Vec::new(),
        said: None,
    };
    world.at("2026-03-25").reviews(received);
    // 26, 27, 30, 31 March, 1 April.
    assert_eq!(world.review_due("screening"), Some(day("2026-04-01")), "31条3款");
    let clocks = world.review().clocks(&world.law);
    let again = clocks.iter().find(|named| named.name == "screening").expect("it runs");
    let told = again.clock.due(&world.law.calendar).lines().join("\n");
    assert!(told.contains("收到补正材料之日") && told.contains("第31条第3款"), "{told}");
    assert!(!told.contains("收到复议申请之日") && again.title.contains("补正"), "{} {told}", again.title);
    assert_eq!(world.review_refused("reviewer", ask()), "reconsideration.supplement.once");
    world.at("2026-04-02");
    assert_eq!(world.review().acceptance.map(|accepted| accepted.on), Some(day("2026-04-01")));
}

#[test]
fn what_is_not_supplemented_in_time_counts_as_given_up_on_the_day_after() {
    let mut world = at_the_window("2026-03-10");
    let items = "处罚决定书".to_owned();
    world.reviews(ReconsiderationCommand::RequestSupplement { items, document: None });
    world.serves(PaperKind::SupplementNotice);
    // 11–13, 16–20, 23, 24 March.
    assert_eq!(world.review_due("supplement"), Some(day("2026-03-24")));
    let extend =
        ReconsiderationCommand::ExtendSupplement { until: day("2026-03-31"), reason: "正在调取".into() };
    world.must("reviewer", &review_id(), extend);
    assert_eq!(world.review_due("supplement"), Some(day("2026-03-31")));
    world.at("2026-04-01");
    assert_eq!(world.review().stage, Stage::Abandoned { on: day("2026-04-01") });
    world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    let dispute = world.dispute();
    assert!(matches!(dispute.stage, crate::dispute::Stage::Ended { .. }));
    assert!(dispute.closed(crate::remedy::Remedy::Reconsider).is_none(), "who is in time may apply again");
}

/// Given up by 25 March as far as anybody knew; what came on the 24th is entered on the 26th.
#[test]
fn papers_that_came_on_the_last_day_are_in_time_though_they_are_entered_later() {
    for recorded_before in [false, true] {
        let mut world = at_the_window("2026-03-10");
        let items = "处罚决定书".to_owned();
        world.reviews(ReconsiderationCommand::RequestSupplement { items, document: None });
        world.serves(PaperKind::SupplementNotice).at("2026-03-26");
        assert_eq!(world.review().stage, Stage::Abandoned { on: day("2026-03-25") });
        if recorded_before {
            world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
            assert!(matches!(world.dispute().stage, crate::dispute::Stage::Ended { .. }));
        }
        let came = |on: &str| ReconsiderationCommand::ReceiveSupplement {
            on: day(on),
            documents: Vec::new(),
            said: None,
        };
        assert_eq!(world.review_refused("reviewer", came("2026-03-25")), "reconsideration.supplement.over");
        world.reviews(came("2026-03-24"));
        assert_eq!(world.review_stage(), "under_review", "31条3款");
        // 25, 26, 27, 30, 31 March.
        assert_eq!(world.review_due("screening"), Some(day("2026-03-31")));
        let running = crate::dispute::Stage::InProceeding { proceeding: review_id() };
        assert_eq!(world.dispute().stage, running, "the dispute goes on with it");
        assert_eq!(world.dispute().filed_on(), Some(day("2026-03-10")));
        world.reviews(accept());
    }
}

#[test]
fn an_application_cannot_have_come_before_the_act() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let order = DisputeCommand::ApplyForReconsideration { application: Box::new(application("2026-03-01")) };
    let refused = world.refused("clerk", &dispute_id(), order);
    let field = refused.field.as_deref();
    assert_eq!(
        (refused.code.name, field),
        ("reconsideration.apply.before_act", Some("application.received_on"))
    );
}

#[test]
fn an_oral_application_needs_its_record_and_a_second_receiver() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let oral = Application { way: ApplicationWay::Oral, ..application("2026-03-10") };
    let apply = |application: Application| DisputeCommand::ApplyForReconsideration {
        application: Box::new(application),
    };
    let refused = world.refused("clerk", &dispute_id(), apply(oral.clone()));
    assert_eq!(refused.code.name, "reconsideration.apply.oral_record");
    let recorded = Application { document: Some(paper("record")), ..oral };
    let refused = world.refused("clerk", &dispute_id(), apply(recorded.clone()));
    assert_eq!(refused.code.name, "reconsideration.apply.second_receiver");
    world.applies(Application { second_receiver: Some("示例同事".into()), ..recorded });
}

#[test]
fn through_the_agency_the_five_days_of_the_review_begin_when_the_body_has_it() {
    let mut world = World::on("2026-03-10").with_justice();
    let monitored = ContestedAct { by_monitoring: true, ..fine("2026-03-02") };
    world.registered_only(monitored, "2026-03-10");
    world.applies(Application { way: ApplicationWay::ThroughAgency, ..application("2026-03-10") });
    assert_eq!(world.review_stage(), "with_agency");
    let late = world.outline(&review_id()).tasks.into_iter().find(|task| task.name == "forwarding_late");
    assert_eq!(late.and_then(|task| task.opens_on), Some(day("2026-03-18")), "the office presses (32条2款)");
    assert_eq!(world.review_due("forwarding"), Some(day("2026-03-17")), "32条");
    world.at("2026-03-16");
    let forward =
        ReconsiderationCommand::Forward { on: day("2026-03-16"), note: Some("应予维持".into()) };
    world.must("legal", &review_id(), forward);
    // 17–20, 23 March.
    assert_eq!(world.review_due("screening"), Some(day("2026-03-23")));
    assert_eq!(world.review().applied_on(), day("2026-03-10"), "the agency's receipt keeps the period");
}

#[test]
fn only_a_penalty_on_the_spot_or_by_monitoring_goes_through_the_agency() {
    let on_the_spot = ContestedAct { on_the_spot: true, ..fine("2026-03-02") };
    let monitored = ContestedAct { by_monitoring: true, ..fine("2026-03-02") };
    let licence = ContestedAct { kind: ActKind::Licence, ..on_the_spot.clone() };
    for (act, goes) in [(on_the_spot, true), (monitored, true), (fine("2026-03-02"), false), (licence, false)]
    {
        let mut world = World::on("2026-03-10").with_justice();
        world.registered_only(act, "2026-03-10");
        let through = Application { way: ApplicationWay::ThroughAgency, ..application("2026-03-10") };
        if goes {
            world.applies(through);
            continue;
        }
        let order = DisputeCommand::ApplyForReconsideration { application: Box::new(through) };
        let refused = world.refused("clerk", &dispute_id(), order);
        assert_eq!(refused.code.name, "reconsideration.apply.not_through_agency");
    }
}

#[test]
fn what_was_handed_in_elsewhere_in_time_is_a_reason_for_being_late_and_not_the_application() {
    let mut world = World::on("2026-05-20").with_justice();
    // Sixty days from 2 March end on 6 May; the dispute was registered on 20 April, the application came on 20 May.
    world.registered_only(fine("2026-03-02"), "2026-04-20").applies(application("2026-05-20"));
    assert!(world.review().is_late(&world.law));
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.late");
}

#[test]
fn a_second_application_waits_until_the_first_is_over() {
    let mut world = at_the_window("2026-03-10");
    let again = DisputeCommand::ApplyForReconsideration { application: Box::new(application("2026-03-10")) };
    assert_eq!(world.refused("clerk", &dispute_id(), again).code.name, "reconsideration.apply.already");
}

#[test]
fn a_challenged_officer_works_on_nothing_and_an_excluded_one_sees_nothing() {
    let mut world = at_the_window("2026-03-10");
    let handlers = vec!["reviewer".into(), "reviewer2".into()];
    world.must("review_head", &review_id(), ReconsiderationCommand::Assign { handlers });
    let challenge = ReconsiderationCommand::Challenge {
        of: "reviewer".into(),
        by: "p1".into(),
        ground: "与被申请人有近亲属关系".into(),
    };
    world.must("p1", &review_id(), challenge);
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.challenge.pending");
    let decide = ReconsiderationCommand::DecideChallenge { challenge: "c1".into(), upheld: true };
    world.must("review_head", &review_id(), decide);
    assert_eq!(
        world.dispute().walled,
        ["reviewer".into()],
        "nor of the dispute, and what was asked about it"
    );
    assert_eq!(world.review_refused("reviewer", accept()), "actor.not_visible");
    assert_eq!(world.review().handlers, ["reviewer2".into()]);
    world.must("reviewer2", &review_id(), accept());
}

#[test]
fn where_the_court_was_first_the_office_has_it_to_reject_and_not_to_try() {
    let mut world = at_the_window("2026-03-10");
    world.reviews(super::accept());
    world.at("2026-03-13");
    let draft = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.name == "draft").map(|task| task.title).unwrap_or_default()
    };
    assert_eq!(draft(&world), "查清事实，提出审查意见和拟作的决定");
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-05"));
    let told = draft(&world);
    assert!(told.contains("法院2026年3月5日已经先立案") && told.contains("33条"), "{told}");
    let ended = crate::mirrored::Finding::WithdrawalAllowed;
    world.record(1, first(decided(ended), "2026-03-13"));
    assert_eq!(draft(&world), "查清事实，提出审查意见和拟作的决定", "it has given way");
}

#[test]
fn what_was_handed_in_through_the_agency_was_first_submitted_when_the_agency_had_it() {
    let mut world = World::on("2026-03-16").with_justice();
    let monitored = ContestedAct { by_monitoring: true, ..fine("2026-03-02") };
    world.registered_only(monitored, "2026-03-16");
    world.applies(Application { way: ApplicationWay::ThroughAgency, ..application("2026-03-12") });
    assert_eq!(world.dispute().registration.first_submitted_on, day("2026-03-12"), "32条");
    assert_eq!(world.review().brief.first_submitted_on, day("2026-03-12"));
    let late = |world: &World| world.review().forwarded_late(&world.law);
    // 13, 16–19 March.
    assert_eq!(late(&world), Some((day("2026-03-19"), None)), "shown once that day is over");
    world.at("2026-03-23");
    let forward = ReconsiderationCommand::Forward { on: day("2026-03-23"), note: None };
    world.must("reviewer", &review_id(), forward);
    assert_eq!(late(&world), Some((day("2026-03-19"), Some(day("2026-03-23")))));
    assert!(!world.review().is_against_its_office());
}
