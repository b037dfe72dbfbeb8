//! What is asked for along the trial and what comes of it: a stay told to whoever asked, a hearing that is declined, the record of an oral
//! application, what experts have signed.

use super::{
    trying::{answered, answered_to},
    *,
};
use crate::{
    consultation::{ConsultationCommand, Followed},
    scenes::{SEED, consult, consultation_id, lots, question},
};

fn ask() -> ReconsiderationCommand {
    ReconsiderationCommand::AskStay { side: Some("p1".into()), reason: "损失难以弥补".into() }
}

fn decide(ground: Option<StayGround>) -> ReconsiderationCommand {
    let (stay, reason) = ("t1".to_owned(), "罚款可以退还。".to_owned());
    ReconsiderationCommand::DecideStay { stay, ground, reason, document: None }
}

#[test]
fn a_stay_says_what_became_of_it_and_goes_on_saying_so_after_it_was_lifted() {
    let mut world = answered();
    world.must("p1", &review_id(), ask());
    let told = |world: &World| world.review().stays[0].told_zh(world.review().stage.over_on());
    assert_eq!(told(&world), "2026年3月16日提出，正在决定；决定以前不停止执行");
    let mut refused = answered();
    refused.must("p1", &review_id(), ask());
    refused.reviews(decide(None));
    assert_eq!(told(&refused), "2026年3月16日决定不停止执行：罚款可以退还");
    world.reviews(decide(Some(StayGround::AskedReasonably)));
    assert_eq!(told(&world), "2026年3月16日起停止执行：罚款可以退还");
    world.at("2026-03-18").reviews(ReconsiderationCommand::LiftStay { reason: "原因消除".into() });
    assert_eq!(told(&world), "2026年3月16日起停止执行：罚款可以退还；2026年3月18日起恢复执行：原因消除");
}

fn decline() -> ReconsiderationCommand {
    ReconsiderationCommand::DeclineHearing { reason: "事实清楚，书面审理".into() }
}

fn convenes(world: &World) -> bool {
    world.outline(&review_id()).tasks.iter().any(|task| task.name == "convene")
}

#[test]
fn a_hearing_that_was_asked_for_is_declined_with_a_reason_and_may_be_asked_for_again() {
    let mut unasked = answered();
    assert_eq!(unasked.review_refused("reviewer", decline()), "reconsideration.hearing.not_asked");
    let mut world = answered_to(Application { wants_hearing: true, ..application("2026-03-10") });
    assert!(convenes(&world));
    world.reviews(decline());
    assert!(!convenes(&world), "50条2款: it may, and need not");
    let asked = &world.review().hearing_requests[0];
    let answer = asked.declined.as_ref().expect("it was answered");
    assert_eq!((asked.side.as_str(), answer.reason.as_str()), ("p1", "事实清楚，书面审理"));
    let again = ReconsiderationCommand::RequestHearing { side: "p1".into(), reason: "有新证人".into() };
    world.must("p1", &review_id(), again);
    assert!(convenes(&world));
    let weigh = ReconsiderationCommand::Weigh { weights: vec![Weight::Major], reason: "疑难".into() };
    world.reviews(weigh);
    assert_eq!(world.review_refused("reviewer", decline()), "reconsideration.draft.hearing_required");
}

/// Said by word of mouth on 10 March, and not signed yet.
fn said() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let oral = Application {
        way: ApplicationWay::Oral,
        second_receiver: Some("示例同事".into()),
        ..application("2026-03-10")
    };
    let order = DisputeCommand::ApplyForReconsideration { application: Box::new(oral) };
    world.must("reviewer", &dispute_id(), order);
    world
}

fn keep_record() -> ReconsiderationCommand {
    ReconsiderationCommand::KeepApplicationRecord { document: paper("signed") }
}

#[test]
fn an_oral_application_taken_by_the_office_is_printed_signed_and_kept_before_it_is_accepted() {
    let mut world = said();
    let kept = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.iter().all(|task| task.command != "keep_application_record")
    };
    assert!(!kept(&world));
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.apply.oral_unsigned");
    world.reviews(keep_record());
    assert!(kept(&world));
    assert_eq!(world.review().application.document, Some(paper("signed")));
    world.reviews(accept());
}

#[test]
fn what_was_said_and_counts_as_accepted_goes_to_the_agency_no_sooner_than_it_is_signed() {
    let mut world = said();
    let copy = || ReconsiderationCommand::SendCopy { document: None };
    world.at("2026-03-18");
    assert_eq!(world.review_stage(), "running", "30条3款");
    let refused = world.review_refused("reviewer", copy());
    assert_eq!(refused, "reconsideration.apply.oral_unsigned", "48条: the copy is one of that record");
    world.reviews(keep_record()).reviews(copy());
}

#[test]
fn what_experts_have_signed_and_whether_it_was_followed_is_before_whoever_drafts_and_nobody_else() {
    let mut world = World::on("2026-03-10").with_justice().with_pool();
    world.under_review().accepted_and_copied();
    let mut request = question(1, "2026-03-25");
    request.proceeding = Some(review_id());
    world.must("reviewer", &dispute_id(), consult(request));
    world.must("reviewer", &consultation_id(), lots(SEED));
    let who = world.consultation().sitting().next().expect("one was drawn").user.to_string();
    world.must(&who, &consultation_id(), crate::scenes::opinion("可以变更"));
    let seen = |world: &World, who: &str| world.review().visible(&world.actor(who)).advised;
    let said = seen(&world, "reviewer");
    assert_eq!(said[0].from, "专家论证的专家意见");
    assert!(
        said[0].text.contains("原行为合法但不适当）：可以变更\n理由：初次违法，幅度偏重"),
        "{}",
        said[0].text
    );
    let (followed, reason) = (Followed::Partly, "幅度采纳".to_owned());
    world.must("reviewer", &consultation_id(), ConsultationCommand::RecordFollowed { followed, reason });
    let said = seen(&world, "mayor");
    assert_eq!(
        (said[1].from.as_str(), said[1].text.as_str()),
        ("专家论证的意见是否采纳", "部分采纳：幅度采纳")
    );
    assert!(seen(&world, "p1").is_empty() && seen(&world, "legal").is_empty());
}
