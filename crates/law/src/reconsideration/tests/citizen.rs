//! What a citizen does itself: applies on the portal, supplements, states its opinion, asks for a hearing.

use super::*;
use crate::dispute::{self, NewParty, PartyStanding};

/// An application as the portal sends it, with a way and a day that are not the citizen's to choose.
fn online(requests: Vec<Request>) -> Application {
    Application { way: ApplicationWay::InPerson, requests, ..application("2026-03-01") }
}

fn wishing(wish: Wish, application: Option<Application>) -> DisputeCommand {
    let registration = Registration {
        wish,
        application: application.map(Box::new),
        ..registration(fine("2026-03-02"), "2026-03-10")
    };
    DisputeCommand::Register { registration: Box::new(registration) }
}

fn handed_in(wish: Wish) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.must("public", &dispute_id(), wishing(wish, Some(online(vec![Request::Annul]))));
    world
}

/// Registered by the counter with a third party, nothing asked for yet.
fn with_a_third_party() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    let mut registration = registration(fine("2026-03-02"), "2026-03-10");
    registration.wish = Wish::RegisterOnly;
    registration.parties.push(NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") });
    world.register(registration);
    world
}

fn apply() -> DisputeCommand {
    DisputeCommand::ApplyForReconsideration { application: Box::new(online(vec![Request::Change])) }
}

#[test]
fn an_application_handed_in_on_the_portal_is_received_then_and_there() {
    let world = handed_in(Wish::Reconsideration);
    let review = world.review();
    assert_eq!(
        (review.application.way, review.application.received_on),
        (ApplicationWay::Online, world.today)
    );
    assert_eq!((review.bodies.body.as_str(), review.bodies.office.as_str()), (GOVERNMENT, JUSTICE));
    // 11, 12, 13, 16, 17 March.
    assert_eq!(world.review_due("screening"), Some(day("2026-03-17")), "30条1款");
    assert!(!review.application.willing_to_mediate);
    assert_eq!(world.dispute().filed_on(), Some(day("2026-03-10")), "the day is kept");
    assert!(world.dispute().proceedings.iter().all(|held| held.kind != Kind::Mediation));
}

#[test]
fn who_wants_both_has_an_application_on_file_and_a_mediation_beside_it() {
    let world = handed_in(Wish::Both);
    let kinds: Vec<Kind> = world.dispute().proceedings.iter().map(|held| held.kind).collect();
    assert!(kinds.contains(&Kind::Reconsideration) && kinds.contains(&Kind::Mediation), "{kinds:?}");
    assert!(world.review().application.willing_to_mediate, "5条");
    assert_eq!(
        world.mediation().brief.filed_on,
        Some(day("2026-03-10")),
        "the mediation knows that it was filed"
    );
}

#[test]
fn a_wish_and_an_application_come_together_or_not_at_all() {
    let mut world = World::on("2026-03-10").with_justice();
    let bare = world.refused("public", &dispute_id(), wishing(Wish::Reconsideration, None));
    assert_eq!(bare.code.name, "reconsideration.apply.no_request");
    assert_eq!(bare.field.as_deref(), Some("application.requests"));
    let unasked = wishing(Wish::Mediation, Some(online(vec![Request::Annul])));
    assert_eq!(world.refused("public", &dispute_id(), unasked).code.name, "dispute.register.not_wished");
    let empty = wishing(Wish::Both, Some(online(Vec::new())));
    assert_eq!(world.refused("public", &dispute_id(), empty).code.name, "reconsideration.apply.no_request");
}

#[test]
fn the_applicant_applies_from_its_own_page_and_nobody_else_does_for_it() {
    let mut world = with_a_third_party();
    assert_eq!(world.refused("p2", &dispute_id(), apply()).code.name, "actor.not_permitted");
    world.must("p1", &dispute_id(), apply());
    assert_eq!(world.review().application.way, ApplicationWay::Online);
    assert_eq!(world.refused("p1", &dispute_id(), apply()).code.name, "reconsideration.apply.already");
}

#[test]
fn what_is_in_court_or_belongs_to_another_body_is_not_applied_for_by_a_click() {
    use crate::scenes::{accepted, first};
    let mut world = with_a_third_party();
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-10"));
    assert_eq!(
        world.refused("p1", &dispute_id(), apply()).code.name,
        "reconsideration.apply.in_court",
        "29条2款"
    );
    let mut world = with_a_third_party();
    let taken = first(crate::mirrored::Step::Received, "2026-03-10");
    world.open_elsewhere(crate::mirrored::Procedure::ReconsiderationElsewhere, taken);
    assert_eq!(world.refused("p1", &dispute_id(), apply()).code.name, "reconsideration.apply.already");
    let mut world = with_a_third_party();
    let bureau = world.dispute().registration.respondent;
    let body = world.law.directory.organizations.get_mut(&bureau).expect("it is there");
    (body.name, body.vertical) = ("示例市税务局".into(), true);
    assert_eq!(
        world.refused("p1", &dispute_id(), apply()).code.name,
        "reconsideration.apply.other_body",
        "27条"
    );
}

#[test]
fn a_branch_of_a_department_of_the_city_above_is_also_reconsidered_where_it_is() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review();
    let bureau = world.dispute().registration.respondent;
    let body = world.law.directory.organizations.get_mut(&bureau).expect("it is there");
    (body.name, body.vertical) = ("示例市生态环境局某某分局".into(), true);
    world.reviews(accept());
    assert_eq!(world.review_stage(), "running", "24条4款");
}

#[test]
fn a_supplement_that_the_applicant_hands_in_itself_counts_on_that_day_and_must_be_something() {
    let mut world = handed_in(Wish::Reconsideration);
    let items = "说明处罚决定书哪天收到".to_owned();
    world.reviews(ReconsiderationCommand::RequestSupplement { items, document: None });
    world.serves(PaperKind::SupplementNotice);
    let tasks = world.outline(&review_id()).tasks;
    let own = tasks.iter().find(|task| task.name == "own_supplement").expect("somebody is asked");
    assert_eq!(own.due_on, Some(day("2026-03-24")), "31条2款");
    let bring = |said: Option<&str>| ReconsiderationCommand::ReceiveSupplement {
        on: day("2026-03-11"),
        documents: Vec::new(),
        said: said.map(str::to_owned),
    };
    world.at("2026-03-16");
    assert_eq!(world.review_refused("p1", bring(None)), "form.required");
    world.must("p1", &review_id(), bring(Some("3 月 2 日收到")));
    let supplement = world.review().supplement.expect("asked for");
    assert_eq!(
        (supplement.received_on, supplement.said.as_deref()),
        (Some(day("2026-03-16")), Some("3 月 2 日收到"))
    );
    // 17–20, 23 March.
    assert_eq!(world.review_due("screening"), Some(day("2026-03-23")), "31条3款");
}

#[test]
fn an_opinion_handed_in_is_on_file_and_is_not_yet_heard() {
    let mut world = handed_in(Wish::Reconsideration);
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies();
    let state = |side: &str| ReconsiderationCommand::StateOpinion {
        side: side.into(),
        text: "没有告知陈述申辩的权利".into(),
        documents: Vec::new(),
    };
    assert_eq!(world.review_refused("p1", state("p2")), "reconsideration.side.unknown");
    world.must("p1", &review_id(), state("p1"));
    let review = world.review();
    assert_eq!(review.stated.len(), 1);
    assert_eq!(review.unheard().collect::<Vec<_>>(), ["p1"], "49条: hearing somebody is the office's act");
}

#[test]
fn the_applicant_asks_for_a_hearing_once_and_the_office_has_it_among_its_to_dos() {
    let mut world = with_a_third_party();
    world.must("p1", &dispute_id(), apply());
    world.at("2026-03-12").accepted_and_copied();
    let ask = |side: &str| ReconsiderationCommand::RequestHearing {
        side: side.into(),
        reason: "事实有争议".into(),
    };
    assert_eq!(world.review_refused("p2", ask("p2")), "actor.not_permitted", "50条2款");
    world.must("p1", &review_id(), ask("p1"));
    assert_eq!(world.review_refused("p1", ask("p1")), "reconsideration.hearing.asked");
    let tasks = world.outline(&review_id()).tasks;
    assert!(tasks.iter().any(|task| task.name == "convene"), "{tasks:?}");
}

#[test]
fn each_side_is_told_its_own_last_day_to_sue() {
    let mut world = with_a_third_party();
    world.must("p1", &dispute_id(), apply());
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world.decides(annul());
    let notice = world.review().notices.last().expect("the decision").clone();
    let serve_on = |world: &mut World, side: &str, on: &str| {
        world.at(on).reviews(serve(&notice.key, side, ServedBy::Direct, day(on)));
    };
    let told = |world: &World, side: &str| world.review().told(side, &world.law, world.today);
    serve_on(&mut world, "p1", "2026-04-01");
    let first = told(&world, "p1");
    let says =
        "决定书2026年4月1日送达。不服的，可以在收到决定书之日起十五日内向法院起诉，最后一天是2026年4月16日。";
    assert!(first.ends_with(says), "行诉法45条、复议法75条2款: {first}");
    assert_eq!(told(&world, "p2"), "已经作出决定，正在送达。");
    serve_on(&mut world, RESPONDENT, "2026-04-02");
    serve_on(&mut world, "p2", "2026-04-09");
    let review = world.review();
    // Fifteen days from the 1st and from the 9th.
    assert_eq!(review.last_day_to_sue("p1", &world.law), Some(day("2026-04-16")), "行诉法45条");
    assert_eq!(review.last_day_to_sue("p2", &world.law), Some(day("2026-04-24")));
    assert!(told(&world, "p1").contains("2026年4月16日"));
    assert!(told(&world, "p2").contains("2026年4月24日"));
    // One is too late while the other may still sue, and both are afterwards.
    world.at("2026-04-20");
    assert_eq!(
        told(&world, "p1"),
        "决定已经送达生效。向法院起诉的最后一天是2026年4月16日，已经过了；在那以前已经起诉的，不受影响。"
    );
    assert!(told(&world, "p2").contains("可以在收到决定书之日起十五日内向法院起诉"));
    world.at("2026-04-27");
    assert!(world.review().final_on.is_some());
    let filed = crate::scenes::first(crate::scenes::accepted(), "2026-04-14");
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, filed);
    let (review, dispute) = (crate::AnyMatter::Reconsideration(Box::new(world.review())), world.dispute());
    assert!(review.has_gone_to_court("p1", &dispute), "is reminded of the day to sue no more");
    assert!(!review.has_gone_to_court("p2", &dispute), "another's suit keeps nobody's day");
    for side in ["p1", "p2"] {
        assert!(told(&world, side).contains("，已经过了；"), "what is over is not offered");
    }
}

#[test]
fn a_reason_for_being_late_goes_with_the_application_and_whoever_accepts_weighs_it() {
    let mut world = World::on("2026-06-10").with_justice();
    let late = Application { late_reason: Some("住院治疗".into()), ..online(vec![Request::Annul]) };
    let registration = dispute::Registration {
        first_submitted_on: world.today,
        wish: Wish::Reconsideration,
        application: Some(Box::new(late)),
        ..registration(fine("2026-03-02"), "2026-06-10")
    };
    let register = DisputeCommand::Register { registration: Box::new(registration) };
    world.must("public", &dispute_id(), register);
    assert!(world.review().is_late(&world.law), "20条");
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.late");
}

#[test]
fn the_agency_complained_against_takes_only_what_goes_through_it_and_only_that_way() {
    let order = |way| DisputeCommand::ApplyForReconsideration {
        application: Box::new(Application { way, ..application("2026-03-10") }),
    };
    let offered = |world: &World| {
        world.offers("legal", &dispute_id()).iter().any(|offer| offer.command == "apply_for_reconsideration")
    };
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    assert!(!offered(&world), "2条: the application is the citizen's");
    for way in [ApplicationWay::InPerson, ApplicationWay::ThroughAgency] {
        let refused = world.refused("legal", &dispute_id(), order(way));
        assert_eq!(refused.code, codes::RESPONDENT_APPLIES);
        assert!(refused.code.cites.is_some_and(|article| article.contains("32条")));
    }
    let mut world = World::on("2026-03-10").with_justice();
    let monitored = ContestedAct { by_monitoring: true, ..fine("2026-03-02") };
    world.registered_only(monitored, "2026-03-10");
    assert!(offered(&world), "32条");
    let refused = world.refused("legal", &dispute_id(), order(ApplicationWay::InPerson));
    assert_eq!((refused.code, refused.field.as_deref()), (codes::RESPONDENT_WAY, Some("application.way")));
    world.must("legal", &dispute_id(), order(ApplicationWay::ThroughAgency));
    assert_eq!(world.review_stage(), "with_agency");
}
