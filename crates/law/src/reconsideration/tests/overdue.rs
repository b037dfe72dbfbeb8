//! 逾期不作决定: since when it is overdue, and the days that opens.

use super::{receiving::at_the_window, running::accepted, *};
use crate::clock::ReconsiderationSuspension as Ground;

/// Under the name that it has in the store.
const OVERDUE_WINDOW: &str = "late_window:p1";

#[test]
fn whoever_waits_past_the_last_day_may_sue_for_fifteen_days_and_is_told_so() {
    let mut world = accepted();
    world.at("2026-05-12");
    let told = |world: &World, side: &str| world.review().told(side, &world.law, world.today);
    assert!(
        told(&world, "p1").ends_with("可以向法院起诉，最后一天是2026年5月26日。"),
        "{}",
        told(&world, "p1")
    );
    assert!(!told(&world, RESPONDENT).contains("起诉"), "行诉法45条: the applicant's");
    let lapse = world.outline(&review_id()).lapse.map(|lapse| lapse.last_day);
    assert_eq!(lapse, Some(day("2026-05-11")), "the timer records it");
    world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    let review = world.review();
    assert_eq!((review.overdue_since, review.stage), (Some(day("2026-05-12")), Stage::Running));
    assert_eq!(world.outline(&review_id()).lapse, None, "once");
    let clocks = world.outline(&review_id()).clocks;
    let window = clocks.iter().find(|clock| clock.name == OVERDUE_WINDOW).expect("a clock of its own");
    assert_eq!((window.term.as_str(), window.due_on), ("XS-05", Some(day("2026-05-26"))));
    let held = crate::AnyMatter::Reconsideration(Box::new(review));
    assert_eq!(held.sides_whose_day_it_is(OVERDUE_WINDOW), ["p1"]);
    // What is suspended now takes nothing back of what has opened.
    let halt = ReconsiderationCommand::Suspend {
        ground: Ground::OtherCase,
        reason: "等另案".into(),
        papers: Vec::new(),
        document: None,
    };
    world.reviews(halt);
    assert_eq!(world.review_due(OVERDUE_WINDOW), Some(day("2026-05-26")));
    let said = told(&world, "p1");
    assert!(said.contains("已经届满，不因为暂停重新计算") && !said.contains("停算"), "{said}");
    assert!(!world.review().stops_days_from(world.today, &world.law));
    world.at("2026-05-27");
    assert!(told(&world, "p1").contains("2026年5月26日，已经过了；"), "{}", told(&world, "p1"));
}

#[test]
fn an_extension_told_in_time_whose_proof_comes_later_was_never_a_silence() {
    let mut world = accepted();
    let extend = ReconsiderationCommand::Extend { days: 30, reason: "情况复杂".into(), document: None };
    world.at("2026-05-08").must("review_head", &review_id(), extend);
    let notice = world.review().notices.last().expect("it is to be told").key.clone();
    world.at("2026-05-12").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert_eq!(world.review_due(OVERDUE_WINDOW), Some(day("2026-05-26")), "as far as anybody knows");
    world.at("2026-05-14");
    for side in ["p1", RESPONDENT] {
        world.must("reviewer", &review_id(), serve(&notice, side, ServedBy::Direct, day("2026-05-09")));
    }
    let review = world.review();
    assert_eq!((review.overdue_on(&world.law), review.overdue_suit(&world.law)), (None, None), "62条1款");
    assert!(!review.told("p1", &world.law, world.today).contains("起诉"), "29条1款");
    assert_eq!(world.review_due("decision"), Some(day("2026-06-10")));
    world.at("2026-06-11").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert_eq!(world.review().overdue_on(&world.law), Some(day("2026-06-11")), "the true one is recorded");
}

#[test]
fn a_decision_that_comes_late_opens_its_own_days_and_ends_those_for_the_silence() {
    let mut world = accepted();
    world.at("2026-03-16").assigned().reviews(ReconsiderationCommand::SendCopy { document: None });
    world.serves(PaperKind::Copy).replies().hears();
    world.at("2026-05-12").decides(annul());
    assert_eq!(world.review().overdue_since, Some(day("2026-05-12")));
    assert_eq!(world.review_due(OVERDUE_WINDOW), Some(day("2026-05-26")), "it has not arrived");
    world.at("2026-05-13").serves(PaperKind::Decision);
    let clocks = world.outline(&review_id()).clocks;
    let window = clocks.iter().find(|clock| clock.name == OVERDUE_WINDOW).map(|clock| clock.state);
    assert_eq!(window, Some(crate::matter::ClockState::Stopped));
    assert_eq!(world.review_due("window:p1"), Some(day("2026-05-28")));
}

#[test]
fn days_that_begin_before_the_moved_last_day_of_the_body_say_why() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-17").reviews(accept()).at("2026-05-19");
    let review = world.review();
    // Sixty days from 17 March: 16 May, a Saturday.
    assert_eq!(world.review_due("decision"), Some(day("2026-05-18")));
    assert_eq!(review.overdue_suit(&world.law).map(|clock| clock.started_on), Some(day("2026-05-16")));
    let told = review.overdue_suit_since_zh(&world.law).expect("it was moved");
    assert!(told.contains("数到2026年5月16日") && told.contains("85条3款"), "{told}");
    let mut world = accepted();
    assert_eq!(world.at("2026-05-12").review().overdue_suit_since_zh(&world.law), None, "11 May is a Monday");
}

#[test]
fn days_to_sue_in_a_year_without_its_notice_are_told_as_provisional_and_end_without_anybody_suing() {
    let mut world = World::on("2026-12-07").with_justice();
    world.registered_only(fine("2026-11-30"), "2026-12-07").applies(application("2026-12-07"));
    world.at("2026-12-09").accepted_and_copied().at("2026-12-14").replies().hears();
    world.at("2026-12-25").decides(annul()).serves(PaperKind::Decision);
    let told = |world: &World| world.review().told("p1", &world.law, world.today);
    let unsure = format!("最后一天是2027年1月11日{}", crate::calendar::PROVISIONAL_ZH);
    assert!(told(&world).contains(&unsure), "{}", told(&world));
    world.at("2027-01-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(!told(&world).contains("暂定"), "it is over: {}", told(&world));
    let clocks = world.outline(&review_id()).clocks;
    let window = clocks.iter().find(|clock| clock.name == "window:p1").expect("it had its days");
    assert!(window.reasons.iter().any(|said| said.contains("已经届满")), "{:?}", window.reasons);
    assert!(window.reasons.iter().all(|said| !said.contains("完成")), "{:?}", window.reasons);
}

#[test]
fn a_day_of_receipt_that_counts_as_accepted_already_is_known_before_it_is_written_down() {
    let world = at_the_window("2026-03-10");
    let known = |today: &str| accepted_by_silence(&world.law, day(today));
    assert_eq!(known("2026-03-18"), Some((day("2026-03-10"), day("2026-03-17"))), "30条3款");
    assert_eq!(known("2026-03-17"), Some((day("2026-03-09"), day("2026-03-16"))), "the last day is in time");
}
