//! The trial: copy, reply, silence, suspension, extension.

use super::*;
use crate::{
    clock::ReconsiderationSuspension as Ground,
    dispute::{self, Nature, PartyStanding},
};

/// Accepted on 12 March.
pub(super) fn accepted() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").reviews(accept());
    world
}

#[test]
fn the_copy_goes_in_seven_working_days_and_the_answer_comes_in_ten_from_its_service() {
    let mut world = accepted();
    // 13, 16–20, 23 March.
    assert_eq!(world.review_due("copy"), Some(day("2026-03-23")), "48条");
    world.at("2026-03-16").reviews(ReconsiderationCommand::SendCopy { document: None });
    world.at("2026-03-18").serves(PaperKind::Copy);
    // 19, 20, 23–27, 30, 31 March, 1 April.
    assert_eq!(world.review_due("reply"), Some(day("2026-04-01")), "48条, from service");
    world.at("2026-04-01");
    assert_eq!(
        world.review_refused("reviewer", draft(annul())),
        "reconsideration.draft.no_handler",
        "36条1款"
    );
    world.assigned();
    assert!(!world.review().is_unanswered(&world.law, world.today));
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.reply_pending");
    world.replies();
    assert!(world.review().reply.is_some_and(|reply| !reply.late));
}

#[test]
fn the_summary_procedure_has_three_and_five_days_and_thirty_to_decide() {
    let mut world = World::on("2026-03-10").with_justice();
    let act = ContestedAct { on_the_spot: true, ..fine("2026-03-02") };
    world.registered_only(act, "2026-03-10").applies(application("2026-03-10")).at("2026-03-12");
    let ReconsiderationCommand::Accept { conditions, .. } = accept() else { unreachable!() };
    let summary = |clear| Some(Summary { ground: SummaryGround::OnTheSpot, clear, document: None });
    let order = |summary| ReconsiderationCommand::Accept {
        conditions: conditions.clone(),
        procedure: Procedure::Summary,
        summary,
        late_reason: None,
        against_will: None,
        document: None,
    };
    for wrong in [
        None,
        summary(false),
        Some(Summary { ground: SummaryGround::InformationDisclosure, clear: true, document: None }),
    ] {
        assert_eq!(world.review_refused("reviewer", order(wrong)), "reconsideration.accept.summary_ground");
    }
    let all = Some(Summary { ground: SummaryGround::AllAgree, clear: true, document: None });
    assert_eq!(world.review_refused("reviewer", order(all)), "reconsideration.accept.summary_consent");
    world.reviews(order(summary(true)));
    assert_eq!(world.review_due("copy"), Some(day("2026-03-17")), "54条: 13, 16, 17");
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    assert_eq!(world.review_due("reply"), Some(day("2026-03-19")), "54条: 13, 16–19");
    // Thirty days from 12 March: 11 April is a Saturday.
    assert_eq!(world.review_due("decision"), Some(day("2026-04-13")), "62条2款");
    let extend = ReconsiderationCommand::Extend { days: 10, reason: "复杂".into(), document: None };
    assert_eq!(world.review_refused("review_head", extend), "reconsideration.extend.summary");
}

#[test]
fn three_thousand_yuan_is_a_summary_case_and_a_fen_more_is_not() {
    for (fen, accepted) in [(300_000, true), (300_001, false)] {
        let mut world = World::on("2026-03-10").with_justice();
        let mut registration = registration(fine("2026-03-02"), "2026-03-10");
        (registration.wish, registration.amount_fen) = (Wish::RegisterOnly, Some(fen));
        world.register(registration).applies(application("2026-03-10"));
        let ReconsiderationCommand::Accept { conditions, .. } = accept() else { unreachable!() };
        let summary = Some(Summary { ground: SummaryGround::SmallAmount, clear: true, document: None });
        let order = ReconsiderationCommand::Accept {
            conditions,
            procedure: Procedure::Summary,
            summary,
            late_reason: None,
            against_will: None,
            document: None,
        };
        assert_eq!(world.give("reviewer", &review_id(), order).is_ok(), accepted, "53条1款3项");
    }
}

#[test]
fn evidence_that_came_into_being_after_the_acceptance_is_flagged() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    world.at("2026-03-16");
    let of = |formed_on: &str| AgencyEvidence {
        file: paper("e"),
        title: "现场照片".into(),
        formed_on: day(formed_on),
    };
    let reply = ReconsiderationCommand::Reply {
        text: "答复".into(),
        received_on: None,
        evidence: vec![of("2026-03-12"), of("2026-03-13")],
        agreed_because: None,
        document: None,
    };
    world.must("legal", &review_id(), reply);
    let review = world.review();
    let flagged: Vec<bool> =
        review.reply.iter().flat_map(|r| &r.evidence).map(|e| review.is_formed_late(e)).collect();
    assert_eq!(flagged, [false, true], "46条1款");
}

#[test]
fn silence_of_the_agency_counts_as_no_evidence_from_the_day_after() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    // 13, 16–20, 23–26 March.
    assert_eq!(world.review_due("reply"), Some(day("2026-03-26")));
    assert!(!world.at("2026-03-26").review().is_unanswered(&world.law, world.today));
    assert!(world.at("2026-03-27").review().is_unanswered(&world.law, world.today), "70条");
    world.assigned().hears();
    let uphold = opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder));
    let content = Some("罚款 300 元".to_owned());
    let change = Holding { content, ..holding(HoldingKind::Change, HoldingGround::FactsEstablished) };
    for refused in [uphold.clone(), opinion(change)] {
        assert_eq!(
            world.review_refused("reviewer", draft(refused)),
            "reconsideration.draft.upheld_without_reply",
            "70条 knows neither"
        );
    }
    let third = dispute::NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") };
    let joined = DisputeCommand::JoinParty { party: third, reason: "相邻人".into() };
    world.must("clerk", &dispute_id(), joined);
    world.hears().third_party_joins();
    let third = DraftOpinion { third_party_evidence: true, ..uphold };
    world.reviews(draft(third));
    world.reviews(draft(opinion(holding(HoldingKind::Annul, HoldingGround::NoReply))));
}

#[test]
fn an_answer_that_came_on_paper_in_time_is_in_time_though_the_office_enters_it_later() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    assert_eq!(world.review_due("reply"), Some(day("2026-03-26")));
    world.at("2026-03-30");
    let evidence =
        AgencyEvidence { file: paper("e"), title: "询问笔录".into(), formed_on: day("2026-02-20") };
    let came = |on: &str| ReconsiderationCommand::Reply {
        text: "请求维持".into(),
        received_on: Some(day(on)),
        evidence: vec![evidence.clone()],
        agreed_because: None,
        document: None,
    };
    assert_eq!(world.review_refused("reviewer", came("2026-03-31")), "form.date_in_future");
    assert_eq!(world.review_refused("reviewer", came("2026-03-11")), "reconsideration.date.before_receipt");
    world.reviews(came("2026-03-26"));
    let reply = world.review().reply.expect("it is on file");
    assert_eq!((reply.on, reply.late), (day("2026-03-26"), false), "48条");
    assert!(!world.review().is_unanswered(&world.law, world.today));
}

#[test]
fn an_agency_does_not_date_its_own_answer() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    world.at("2026-03-30");
    let reply = ReconsiderationCommand::Reply {
        text: "请求维持".into(),
        received_on: Some(day("2026-03-20")),
        evidence: Vec::new(),
        agreed_because: None,
        document: None,
    };
    world.must("legal", &review_id(), reply);
    assert!(world.review().reply.is_some_and(|reply| reply.late && reply.on == day("2026-03-30")));
}

#[test]
fn what_arrives_late_is_kept_and_is_late() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    world.at("2026-03-27").replies();
    assert!(world.review().reply.is_some_and(|reply| reply.late));
    assert!(world.review().is_unanswered(&world.law, world.today), "70条");
}

#[test]
fn whether_the_agencys_days_stand_still_is_open_so_it_is_reminded_early_and_held_silent_late() {
    let mut world = accepted();
    world.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    world.at("2026-03-20").reviews(suspend(Ground::OtherCase));
    assert_eq!(world.review_due("reply"), Some(day("2026-03-26")), "39条 names no such day");
    assert!(!world.at("2026-03-30").review().is_unanswered(&world.law, world.today));
    world.reviews(resume());
    // 13, 16–19 March before it; 30, 31 March, 1–3 April after it: five and five.
    assert!(!world.at("2026-04-03").review().is_unanswered(&world.law, world.today));
    assert!(world.at("2026-04-04").review().is_unanswered(&world.law, world.today), "70条");
}

#[test]
fn a_suspension_stops_the_period_and_both_papers_go_to_everybody() {
    let mut world = accepted();
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")));
    world.at("2026-03-20").reviews(suspend(Ground::OtherCase));
    assert_eq!((world.review_due("decision"), world.review_stage()), (None, "suspended"));
    let served: Vec<&str> = Vec::new();
    let review = world.review();
    let notice = review.notices.last().expect("39条3款");
    assert_eq!(notice.recipients, ["p1", RESPONDENT]);
    assert_eq!(notice.served_on_all(&world.law.calendar), None, "{served:?}");
    assert_eq!(world.review_refused("reviewer", suspend(Ground::Other)), "reconsideration.suspend.already");
    world.at("2026-04-09").reviews(resume());
    // Twenty days more: 31 May is a Sunday.
    assert_eq!(world.review_due("decision"), Some(day("2026-06-01")));
    assert_eq!(world.review_refused("reviewer", resume()), "reconsideration.resume.not_suspended");
}

#[test]
fn for_mediation_it_is_suspended_only_upon_the_papers_of_both_sides() {
    let mut world = accepted();
    let order = |sides: &[&str]| ReconsiderationCommand::Suspend {
        ground: Ground::AgreedForMediation,
        reason: "双方愿意调解".into(),
        papers: sides.iter().map(|side| SidePaper { side: (*side).into(), file: paper("agreed") }).collect(),
        document: None,
    };
    for sides in [&[][..], &["p1"], &[RESPONDENT]] {
        assert_eq!(world.review_refused("reviewer", order(sides)), "reconsideration.suspend.not_joint");
    }
    world.reviews(order(&["p1", RESPONDENT]));
    assert_eq!(world.review_stage(), "suspended");
    let notice = world.review().notices.pop().expect("is to be served");
    assert_eq!(
        (notice.paper, notice.document),
        (PaperKind::Suspension, None),
        "the program sets it from the order"
    );
    world.reviews(ReconsiderationCommand::Resume {
        reason: "调解不成".into(),
        mistaken: false,
        document: None,
        ordered_by: None,
    });
    assert_eq!(world.review_stage(), "running");
}

#[test]
fn sixty_days_of_a_suspension_end_it_for_three_grounds_and_never_for_a_missing_applicant() {
    let terminate = || ReconsiderationCommand::Terminate {
        ground: TerminationGround::SuspendedSixtyDays,
        reason: "原因仍未消除".into(),
        proof: None,
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    };
    for (ground, ends) in [
        (Ground::ApplicantDied, true),
        (Ground::ApplicantIncapable, true),
        (Ground::ApplicantMissing, false),
        (Ground::ApplicantDissolved, true),
        (Ground::CannotTakePart, false),
    ] {
        let mut world = accepted();
        if ground == Ground::ApplicantDissolved {
            world = World::on("2026-03-10").with_justice();
            let mut registration = registration(fine("2026-03-02"), "2026-03-10");
            (registration.wish, registration.parties[0].nature) = (Wish::RegisterOnly, Nature::LegalPerson);
            world
                .register(registration)
                .applies(application("2026-03-10"))
                .at("2026-03-12")
                .reviews(accept());
        }
        world.at("2026-03-20").reviews(suspend(ground));
        // Sixty days: 19 May, a Tuesday.
        world.at("2026-05-19");
        assert_eq!(world.review_refused("reviewer", terminate()), "reconsideration.terminate.ground");
        world.at("2026-05-20");
        let answer = world.give("reviewer", &review_id(), terminate());
        assert_eq!(answer.is_ok(), ends, "41条5项 {ground:?}");
    }
}

#[test]
fn an_extension_of_at_most_thirty_days_counts_once_everybody_was_told_in_time() {
    let mut world = accepted();
    let extend =
        |days| ReconsiderationCommand::Extend { days, reason: "情况复杂".into(), document: None };
    assert_eq!(world.review_refused("reviewer", extend(30)), "actor.not_permitted", "机构负责人批准");
    assert_eq!(world.review_refused("review_head", extend(31)), "reconsideration.extend.days");
    world.at("2026-05-08").must("review_head", &review_id(), extend(30));
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")), "approved, not told");
    let notice = world.review().notices.last().expect("it is to be told").key.clone();
    world.must("reviewer", &review_id(), serve(&notice, "p1", ServedBy::Direct, day("2026-05-08")));
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")), "the agency has not been told");
    assert_eq!(world.review().prolonged_on(&world.law), None);
    world.must("reviewer", &review_id(), serve(&notice, RESPONDENT, ServedBy::Direct, day("2026-05-08")));
    // Ninety days from 12 March.
    assert_eq!(world.review_due("decision"), Some(day("2026-06-10")), "62条1款");
    assert_eq!(world.review().prolonged_on(&world.law), Some(day("2026-05-08")));
    assert_eq!(world.review_refused("review_head", extend(1)), "reconsideration.extend.already");
}

#[test]
fn told_too_late_an_extension_moves_nothing_and_after_the_last_day_there_is_none() {
    let mut world = accepted();
    let extend =
        || ReconsiderationCommand::Extend { days: 30, reason: "情况复杂".into(), document: None };
    world.at("2026-05-11").must("review_head", &review_id(), extend());
    world.at("2026-05-12").serves(PaperKind::Extension);
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")));
    let review = world.review();
    assert_eq!(review.told_of_prolongation(&world.law), Some(day("2026-05-12")), "they were told");
    assert_eq!(review.prolonged_on(&world.law), None, "62条1款: too late to count");
    let mut world = accepted();
    world.at("2026-05-12");
    assert_eq!(world.review_refused("review_head", extend()), "reconsideration.extend.late");
}

#[test]
fn the_day_to_sue_over_silence_is_provisional_where_its_year_has_no_notice() {
    let mut world = World::on("2026-11-02").with_justice();
    world.registered_only(fine("2026-11-02"), "2026-11-02").applies(application("2026-11-02"));
    world.at("2026-11-03").reviews(accept()).at("2027-01-05");
    let told = world.review().told("p1", &world.law, world.today);
    assert!(told.contains("（暂定，当年放假安排尚未公布）"), "{told}");
}
