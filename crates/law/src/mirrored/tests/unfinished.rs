//! Decided and not done: a suggestion, an adjudication; and what is waited for no longer.

use crate::{
    Role,
    effect::{Effect, SettledHow},
    follow_up::Stage as VisitStage,
    mediation::RESPONDENT,
    mirrored::*,
    scenes::*,
    world::*,
};

fn begun(procedure: Procedure) -> World {
    let mut world = World::on("2026-12-28").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
    world
}

fn tasks(world: &World) -> Vec<String> {
    world.outline(&mirrored_id(1)).tasks.into_iter().map(|task| task.name).collect()
}

#[test]
fn a_suggestion_waits_for_its_answer_and_is_over_with_it_or_when_its_days_are_over() {
    let mut world = begun(Procedure::ProcuratorialSupervision);
    world.record(1, first(decided(Finding::PublicInterestAdvice), "2026-10-20"));
    assert_eq!((world.mirrored(1).stage(), world.mirrored(1).over()), (Stage::Advised, None));
    assert_eq!(tasks(&world), ["advice_reply"], "on whom it was served is asked first");
    world.record(1, first(served(&[RESPONDENT]), "2026-10-23"));
    assert_eq!(world.due(1, "first_advice"), Some(day("2026-12-23")), "检察公益诉讼解释21条");
    let mut silent = begun(Procedure::ProcuratorialSupervision);
    silent
        .record(1, first(decided(Finding::PublicInterestAdvice), "2026-10-20"))
        .record(1, first(served(&[RESPONDENT]), "2026-10-23"));
    silent.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(silent.mirrored(1).over().map(|over| over.on), Some(day("2026-12-24")));
    assert_eq!(tasks(&silent), ["advice", "advice_reply"], "it is still to be answered");
    world.record(1, first(Step::Replied, "2026-11-30"));
    let held = world.mirrored(1);
    assert_eq!(held.over().map(|over| over.on), Some(day("2026-11-30")));
    assert_eq!(held.top().and_then(|top| top.answered_on()), Some(day("2026-11-30")));
    assert_eq!(tasks(&world), Vec::<String>::new());
    let mut other = begun(Procedure::ProcuratorialSupervision);
    other.record(1, first(decided(Finding::AdviceGiven), "2026-10-20"));
    assert_eq!((other.mirrored(1).stage(), tasks(&other)), (Stage::Advised, vec!["advice_reply".to_owned()]));
    other.record(1, first(Step::Replied, "2026-11-30"));
    assert_eq!(other.mirrored(1).stage(), Stage::Effective);
}

#[test]
fn an_adjudication_is_over_when_it_is_performed_or_final_and_says_by_when() {
    for (step, on) in [(Step::Performed, "2026-12-11"), (Step::Effective, "2026-12-28")] {
        let mut world = begun(Procedure::Adjudication);
        let ruled = Step::Decided { findings: vec![Finding::Ruled], perform_by: Some(day("2026-12-10")) };
        world.record(1, first(ruled, "2026-12-08"));
        let held = world.mirrored(1);
        assert_eq!((held.stage(), held.over()), (Stage::Decided, None));
        assert_eq!(tasks(&world), ["effect", "performance"]);
        assert!(
            held.told(&world.law, world.today).contains("在2026年12月10日前履行"),
            "{}",
            held.told(&world.law, world.today)
        );
        world.record(1, first(step, on));
        assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day(on)));
    }
}

#[test]
fn what_waits_for_its_filing_names_its_instance_and_its_day() {
    let mut world = begun(Procedure::Litigation);
    world.judged(1, Finding::ClaimDismissed, "2026-06-10");
    world.record(1, pushed("9", report(Level::Second, served(&["p1"]), "2026-12-05")));
    let task = world.outline(&mirrored_id(1)).tasks.into_iter().find(|task| task.name == "filing:m4");
    let title = task.expect("it waits").title;
    assert!(title.starts_with("补登记二审立案、受理：外部系统送来2026年12月5日的“文书送达”"), "{title}");
}

#[test]
fn once_it_is_judged_nobody_waits_for_the_head_to_come() {
    let mut world = begun(Procedure::Litigation);
    let set = Step::HearingSet { hearing_on: day("2026-10-20"), head_notified_on: None };
    world.record(1, first(set, "2026-10-01"));
    assert!(tasks(&world).contains(&"head:1".to_owned()));
    world.record(1, first(decided(Finding::ClaimDismissed), "2026-11-20"));
    assert!(!tasks(&world).contains(&"head:1".to_owned()));
}

#[test]
fn how_the_body_closed_it_upon_the_agreement_is_asked_until_it_is_recorded() {
    let mut world = begun(Procedure::Petition);
    let (by, how) = (mediation_id(), SettledHow::Otherwise);
    let settled =
        Effect::Settled { by, on: day("2026-04-01"), how, due_on: Vec::new(), third_parties: Vec::new() };
    world.must("statute", &mirrored_id(1), MirroredCommand::Note { effect: Box::new(settled) });
    assert!(tasks(&world).contains(&"settled".to_owned()));
    world.record(1, first(decided(Finding::Supported), "2026-04-10"));
    assert!(!tasks(&world).contains(&"settled".to_owned()), "{:?}", tasks(&world));
}

#[test]
fn an_agency_runs_and_refers_the_adjudication_that_is_its_own_and_no_other() {
    let mut world = World::on("2026-12-28").with_neighbours();
    world.only_registered("2026-03-02");
    let mut order = opening(Procedure::Adjudication, first(accepted(), "2026-11-12"));
    if let crate::dispute::DisputeCommand::RecordProceeding { opening } = &mut order {
        opening.body =
            OtherBody { organization: Some("other_bureau".into()), name: "某自然资源局".into() };
    }
    world.must("clerk", &dispute_id(), order);
    let sees = |who: &str| {
        let access = world.outline(&mirrored_id(1)).access;
        world.actor(who).principals().iter().any(|mine| access.contains(mine))
    };
    assert!(sees("other_legal"));
    let offered = world.offers("other_legal", &mirrored_id(1));
    let open: Vec<&str> =
        offered.iter().filter(|offer| offer.refusal.is_none()).map(|offer| offer.command).collect();
    assert_eq!(open, ["record", "strike", "refer"]);
    let complained = record(first(Step::Replied, "2026-12-01"));
    assert!(world.give("legal", &mirrored_id(1), complained).is_err(), "it is another's proceeding");
    world.must("other_legal", &mirrored_id(1), record(first(decided(Finding::Ruled), "2026-12-08")));
    assert_eq!(Procedure::Complaint.officers(), [Role::AgencyLegal]);
}

#[test]
fn a_visit_is_counted_from_the_registration_and_merged_once_a_retrial_is_ordered() {
    let mut world = begun(Procedure::Litigation);
    world.judged(1, Finding::ClaimDismissed, "2026-06-10").record(1, first(Step::Effective, "2026-08-24"));
    let visit = mirrored_id(1).child(crate::Kind::FollowUp, 4);
    let task = world.outline(&visit).tasks.into_iter().next().expect("somebody asks");
    assert_eq!(task.due_on, Some(day("2027-01-27")), "thirty days from 28 December, when it was registered");
    world.record(1, report(Level::Third, accepted(), "2026-09-20"));
    let held = |world: &World| match world.file(&visit).matter {
        Some(crate::AnyMatter::FollowUp(held)) => held.stage,
        other => panic!("{other:?}"),
    };
    assert!(matches!(held(&world), VisitStage::TakenOver { .. }), "it is under way again");
    assert!(world.outline(&visit).tasks.is_empty());
    world
        .record(1, report(Level::Third, decided(Finding::RetrialOrdered), "2026-10-20"))
        .record(1, report(Level::Third, decided(Finding::UpheldOnRetrial), "2026-12-01"))
        .record(1, report(Level::Third, served(&["p1", RESPONDENT]), "2026-12-12"))
        .record(1, report(Level::Third, Step::Effective, "2026-12-28"));
    let open = world.dispute().proceedings;
    let open = open.iter().filter(|p| p.kind == crate::Kind::FollowUp && p.ended_on.is_none()).count();
    assert_eq!(open, 1, "one visit, about how it ended");
}
