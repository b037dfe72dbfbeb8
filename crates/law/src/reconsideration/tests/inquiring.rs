//! 调查取证 (45条): by two who show what they are, signed or refused; and what the agency knows before it is accepted (48条).

use super::{receiving::at_the_window, *};
use crate::{PersonId, documents::By};

fn plan(officers: &[&str]) -> InquiryPlan {
    InquiryPlan {
        matters: "商品的保质期怎样标的".into(),
        body: Some("示例仓储中心".into()),
        person: Some(PersonId::from("h9")),
        label: Some("王某某".into()),
        officers: officers.iter().map(|user| UserId::from(*user)).collect(),
        planned_for: Some(day("2026-03-16")),
    }
}

fn planned() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    world.reviews(ReconsiderationCommand::PlanInquiry { plan: plan(&["reviewer", "reviewer2"]) });
    world
}

fn record(outcome: InquiryOutcome) -> InquiryRecord {
    InquiryRecord {
        on: day("2026-03-16"),
        place: Some("示例仓储中心".into()),
        officers: vec!["reviewer".into(), "reviewer2".into()],
        identified: true,
        outcome,
        text: "问：怎样标的？答：按生产日期。".into(),
        taken: Vec::new(),
        document: None,
        unsigned_because: None,
    }
}

fn recorded(record: InquiryRecord) -> ReconsiderationCommand {
    ReconsiderationCommand::RecordInquiry { inquiry: "q1".into(), record: Box::new(record) }
}

fn asked(world: &World) -> Vec<&'static str> {
    let tasks = world.outline(&review_id()).tasks.into_iter();
    let known = ["record_inquiry", "keep_inquiry_record"];
    tasks.filter_map(|task| known.into_iter().find(|one| *one == task.command)).collect()
}

#[test]
fn an_inquiry_is_made_by_two_officers_of_the_office_and_of_somebody() {
    let mut world = World::on("2026-03-12").with_justice();
    world.under_review();
    let order = |plan| ReconsiderationCommand::PlanInquiry { plan };
    let two = || plan(&["reviewer", "reviewer2"]);
    assert_eq!(world.review_refused("reviewer", order(two())), "matter.wrong_stage", "nothing is tried yet");
    world.accepted_and_copied();
    for (officers, code) in [
        (&["reviewer"][..], "reconsideration.inquiry.by_two"),
        (&["reviewer", "reviewer"], "reconsideration.inquiry.by_two"),
        (&["reviewer", "legal"], "reconsideration.assign.not_an_officer"),
        (&[], "form.required"),
    ] {
        assert_eq!(world.review_refused("reviewer", order(plan(officers))), code, "{officers:?}");
    }
    let of_nobody = InquiryPlan { body: None, person: None, label: None, ..two() };
    assert_eq!(world.review_refused("reviewer", order(of_nobody)), "reconsideration.inquiry.of_nobody");
    let past = InquiryPlan { planned_for: Some(day("2026-03-11")), ..two() };
    assert_eq!(world.review_refused("reviewer", order(past)), "reconsideration.inquiry.past");
    assert_eq!(world.review_refused("legal", order(two())), "actor.not_permitted");
    assert_eq!(world.review_refused("reviewer3", order(two())), "reconsideration.handler.another");
    world.reviews(order(two()));
    let tasks = world.outline(&review_id()).tasks;
    let task = tasks.iter().find(|task| task.command == "record_inquiry").expect("somebody has to go");
    assert_eq!(task.due_on, Some(day("2026-03-16")));
    assert!(task.title.contains("示例仓储中心 王某某"), "{}", task.title);
}

#[test]
fn who_did_not_show_what_they_are_has_taken_no_evidence_and_the_record_comes_back_signed() {
    let mut world = planned();
    world.at("2026-03-17");
    let done = || record(InquiryOutcome::Done);
    let unidentified = InquiryRecord { identified: false, ..done() };
    assert_eq!(
        world.review_refused("reviewer", recorded(unidentified)),
        "reconsideration.inquiry.unidentified"
    );
    let alone = InquiryRecord { officers: vec!["reviewer".into()], ..done() };
    assert_eq!(world.review_refused("reviewer", recorded(alone)), "reconsideration.inquiry.by_two");
    let early = InquiryRecord { on: day("2026-03-11"), ..done() };
    assert_eq!(world.review_refused("reviewer", recorded(early)), "form.date_before_start");
    let nowhere = InquiryRecord { place: None, ..done() };
    assert_eq!(world.review_refused("reviewer", recorded(nowhere)), "form.required");
    let copy = || TakenPaper { file: paper("ledger"), title: "入库单".into(), way: TakenWay::Copied };
    for outcome in [InquiryOutcome::Refused, InquiryOutcome::Dropped] {
        let given = InquiryRecord { taken: vec![copy()], ..record(outcome) };
        assert_eq!(world.review_refused("reviewer", recorded(given)), "reconsideration.inquiry.refused");
    }
    world.reviews(recorded(InquiryRecord { taken: vec![copy()], ..done() }));
    assert_eq!(asked(&world), ["keep_inquiry_record"]);
    let keep = |inquiry: &str| ReconsiderationCommand::KeepInquiryRecord {
        inquiry: inquiry.into(),
        document: paper("signed"),
        unsigned_because: None,
    };
    assert_eq!(world.review_refused("reviewer", keep("q2")), "reconsideration.inquiry.unknown");
    world.reviews(keep("q1"));
    assert!(asked(&world).is_empty());
    let file = world.file(&review_id()).matter.expect("is open");
    let titles = |who: &str| {
        let found = file.documents(&world.actor(who), &world.law);
        found.into_iter().filter(|one| matches!(one.by, By::Body(_))).map(|one| one.title).collect::<Vec<_>>()
    };
    let own = titles("reviewer");
    assert!(own.iter().any(|title| title == "调查笔录（示例仓储中心 王某某）"), "{own:?}");
    assert!(own.iter().any(|title| title.starts_with("入库单（向示例仓储中心 王某某复制")), "{own:?}");
    for stranger in ["legal", "p1", "clerk"] {
        assert!(!titles(stranger).iter().any(|title| title.contains("入库单")), "{stranger}");
        assert!(world.review().visible(&world.actor(stranger)).inquiries.is_empty(), "{stranger}");
    }
}

#[test]
fn whoever_refuses_an_inquiry_is_recorded_and_has_given_nothing() {
    let mut world = planned();
    world.at("2026-03-16");
    let refused = || record(InquiryOutcome::Refused);
    let copy = TakenPaper { file: paper("x"), title: "入库单".into(), way: TakenWay::Taken };
    let with_papers = InquiryRecord { taken: vec![copy], ..refused() };
    assert_eq!(world.review_refused("reviewer", recorded(with_papers)), "reconsideration.inquiry.refused");
    world.reviews(recorded(refused()));
    world.reviews(ReconsiderationCommand::KeepInquiryRecord {
        inquiry: "q1".into(),
        document: paper("signed by two"),
        unsigned_because: Some("被调查人拒绝签名".into()),
    });
    assert_eq!(world.review().inquiries[0].unsigned_because.as_deref(), Some("被调查人拒绝签名"));
}

#[test]
fn a_record_that_is_on_file_at_once_says_why_it_is_unsigned() {
    let mut world = planned();
    world.at("2026-03-16");
    let unsigned = InquiryRecord {
        unsigned_because: Some("被调查人拒绝签名".into()),
        ..record(InquiryOutcome::Done)
    };
    assert_eq!(world.review_refused("reviewer", recorded(unsigned.clone())), "form.required", "of no record");
    world.reviews(recorded(InquiryRecord { document: Some(paper("signed by two")), ..unsigned }));
    assert_eq!(world.review().inquiries[0].unsigned_because.as_deref(), Some("被调查人拒绝签名"));
    assert!(asked(&world).is_empty());
}

#[test]
fn an_inquiry_that_is_not_needed_any_more_asks_nobody_for_anything() {
    let mut world = planned();
    let dropped = InquiryRecord {
        on: day("2026-03-12"),
        place: None,
        officers: Vec::new(),
        identified: false,
        ..record(InquiryOutcome::Dropped)
    };
    world.reviews(recorded(dropped));
    assert!(asked(&world).is_empty());
}

#[test]
fn the_agency_knows_of_an_application_once_it_is_accepted() {
    let mut world = at_the_window("2026-03-10");
    let sees = |world: &World, who: &str| {
        let access = world.outline(&review_id()).access;
        world.actor(who).principals().iter().any(|own| access.contains(own))
    };
    let stay = || ReconsiderationCommand::AskStay { side: None, reason: "请停止执行".into() };
    assert!(!sees(&world, "legal") && sees(&world, "mayor"), "48条: the body from the first day");
    assert_eq!(world.review_refused("legal", stay()), "actor.not_visible");
    let legal = world.actor("legal");
    let dispute = world.dispute();
    assert!(
        !dispute.is_known_to(&review_id(), &legal) && dispute.is_known_to(&review_id(), &world.actor("p1"))
    );
    world.reviews(accept());
    assert!(sees(&world, "legal") && world.dispute().is_known_to(&review_id(), &legal));
    world.must("legal", &review_id(), stay());
}
