//! What was told of earlier proceedings, as sentences.

use crate::{
    dispute::{codes::*, *},
    mirrored::Procedure,
    reconsideration::{
        Application, Request,
        codes::{APPLIED_ALREADY, APPLIED_BEFORE, COURT_HAS_IT, COURT_UNMINDED},
        tests::application,
    },
    refusal::DATE_IN_FUTURE,
    scenes::{accepted, first, put_right},
    ways::Attempts,
    world::*,
};
use jiff::civil::Date;

fn steps(told: &[&str]) -> Attempts {
    Attempts::read(told.iter().copied(), day("2030-01-01")).expect("the steps read")
}

/// A fine of January, registered in March.
fn told(tried: &[&str]) -> Registration {
    let wish = Wish::RegisterOnly;
    Registration { wish, tried: steps(tried), ..registration(fine("2026-01-05"), "2026-03-10") }
}

fn world(tried: &[&str]) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.register(told(tried));
    world
}

fn clocks(world: &World) -> Vec<(String, Date)> {
    let clocks = world.outline(&dispute_id()).clocks.into_iter();
    clocks.map(|clock| (clock.name, clock.due_on.expect("a last day"))).collect()
}

fn apply() -> DisputeCommand {
    let application = Application { requests: vec![Request::Annul], ..application("2026-03-10") };
    DisputeCommand::ApplyForReconsideration { application: Box::new(application) }
}

/// What was told, and the last days that follow: remedy and day.
type Told<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);

#[test]
fn the_last_days_follow_what_was_told_and_none_is_shown_that_cannot_be_counted() {
    let reconsider = ("last_day_to_reconsider", "2026-03-06");
    let cases: [Told<'_>; 14] = [
        (&[], &[reconsider, ("last_day_to_sue", "2026-07-06")]),
        (&["reconsideration_filed:2026-03-09"], &[]),
        (&["reconsideration_accepted:2026-03-02"], &[]),
        (&["reconsideration_unclear"], &[]),
        (&["reconsideration_upheld:2026-03-05"], &[("last_day_to_sue", "2026-03-20")]),
        (&["reconsideration_changed"], &[]),
        (&["reconsideration_refused:2026-03-05"], &[reconsider, ("last_day_to_sue", "2026-03-20")]),
        (&["reconsideration_refused"], &[reconsider]),
        (&["reconsideration_withdrawn"], &[("last_day_to_sue", "2026-07-06")]),
        (&["suit_filed:2026-03-09"], &[reconsider]),
        (&["suit_accepted"], &[]),
        (&["suit_judged:2026-03-05"], &[("last_day_to_appeal", "2026-03-16")]),
        (&["suit_withdrawn"], &[]),
        (&["reconsideration_upheld:2026-03-05", "suit_accepted:2026-03-09"], &[]),
    ];
    for (tried, expected) in cases {
        let world = world(tried);
        let expected: Vec<_> = expected.iter().map(|(name, on)| ((*name).to_owned(), day(on))).collect();
        assert_eq!(clocks(&world), expected, "{tried:?}");
        let asked = world.outline(&dispute_id()).tasks.iter().any(|task| task.name == "told_before");
        assert_eq!(asked, !tried.is_empty(), "{tried:?}: the counter looks into it");
    }
}

#[test]
fn a_citizen_is_not_offered_an_application_that_what_was_told_makes_vain() {
    for (tried, code) in [
        ("reconsideration_accepted:2026-03-02", APPLIED_ALREADY),
        ("reconsideration_unclear", APPLIED_ALREADY),
        ("reconsideration_upheld:2026-03-05", APPLIED_BEFORE),
        ("reconsideration_withdrawn", APPLIED_BEFORE),
        ("suit_accepted", COURT_HAS_IT),
        ("suit_withdrawn", COURT_HAS_IT),
        ("suit_unclear", COURT_HAS_IT),
    ] {
        let mut world = world(&[tried]);
        assert_eq!(world.refused("p1", &dispute_id(), apply()).code, code, "{tried}");
    }
    for tried in ["reconsideration_refused:2026-03-05", "suit_filed:2026-03-09", "suit_refused:2026-03-09"] {
        world(&[tried]).must("p1", &dispute_id(), apply());
    }
    let court = world(&["suit_accepted"]).refused("clerk", &dispute_id(), apply());
    assert_eq!(court.code, COURT_UNMINDED, "29条2款: whoever takes it says that they know");
}

#[test]
fn a_stranger_hands_in_no_application_about_what_the_same_page_says_a_court_has() {
    let mut world = World::on("2026-03-10").with_justice();
    let application = Application { requests: vec![Request::Annul], ..application("2026-03-10") };
    let both = |tried: &[&str]| {
        let wish = Wish::Reconsideration;
        let registration =
            Registration { wish, application: Some(Box::new(application.clone())), ..told(tried) };
        let act = ContestedAct { known_on: Some(day("2026-03-01")), ..registration.act.clone() };
        DisputeCommand::Register { registration: Box::new(Registration { act, ..registration }) }
    };
    let refusal = world.refused("public", &dispute_id(), both(&["suit_accepted"]));
    assert_eq!((refusal.code, refusal.field.as_deref()), (COURT_HAS_IT, Some("wish")));
    world.must("public", &dispute_id(), both(&["reconsideration_refused"]));
}

#[test]
fn a_mediation_does_not_run_past_the_day_that_follows_from_what_was_told() {
    let mut world = World::on("2026-03-10");
    world.register(Registration { wish: Wish::Mediation, ..told(&["reconsideration_upheld:2026-03-05"]) });
    let day_of = |world: &World| world.mediation().conservative_last_day(&world.law, day("2026-03-10"), None);
    assert_eq!(day_of(&world), Some(day("2026-03-20")), "行诉法45条");
    let right = corrected(&world, Attempts::default());
    world.must("clerk", &dispute_id(), right);
    assert_eq!(day_of(&world), Some(day("2026-07-06")));
}

#[test]
fn a_mediation_tells_the_last_day_to_appeal_that_the_dispute_and_the_own_page_tell() {
    let mut world = World::on("2026-03-10");
    world.register(Registration { wish: Wish::Mediation, ..told(&["suit_judged:2026-03-06"]) });
    let appeal = clocks(&world).into_iter().find(|(name, _)| name == "last_day_to_appeal").map(|(_, on)| on);
    let held = world.mediation();
    assert!(appeal.is_some());
    assert_eq!(held.conservative_last_day(&world.law, world.today, Some("p1")), appeal);
    let notice = held.consent_notice(&world.law, world.today, Some("p1")).join("\n");
    assert!(notice.contains("上诉期限（保守口径）") && !notice.contains("算不出"), "{notice}");
    let soon = held.not_waited_for_zh(&world.law, world.today, Some("p1")).concat();
    assert!(soon.contains("上诉期限"), "{soon}");
    let to_file = world.dispute().to_file_zh(&world.law, world.today, None, Some("p1")).unwrap_or_default();
    assert!(to_file.contains("要上诉的"), "{to_file}");
}

#[test]
fn what_a_withdrawal_costs_is_counted_upon_what_was_told_of_another_way() {
    let left = |tried: &[&str]| {
        let world = world(tried);
        let brief = crate::reaction::brief(&dispute_id(), &world.dispute(), 1);
        brief.left_to_sue_zh(&world.law, world.today)
    };
    let plain = left(&[]);
    assert!(plain.contains("起诉期限（保守口径）"), "{plain}");
    assert_eq!(left(&["reconsideration_accepted:2026-03-01"]), plain, "法释〔2018〕1号58条");
    assert_ne!(left(&["suit_withdrawn:2026-03-01"]), plain, "法释〔2018〕1号60条");
}

fn corrected(world: &World, tried: Attempts) -> DisputeCommand {
    put_right(world, Origin { tried: Some(tried), ..Origin::default() })
}

#[test]
fn the_counter_puts_right_what_was_told_and_a_proceeding_on_file_takes_its_place() {
    let mut world = world(&["suit_accepted"]);
    let right = corrected(&world, steps(&["reconsideration_upheld:2026-03-05"]));
    world.must("clerk", &dispute_id(), right);
    assert_eq!(clocks(&world), [("last_day_to_sue".to_owned(), day("2026-03-20"))]);
    let journal = world.dispute().registration.tried;
    assert_eq!(journal, steps(&["reconsideration_upheld:2026-03-05"]));
    let never = corrected(&world, Attempts::default());
    world.must("clerk", &dispute_id(), never);
    assert!(world.dispute().told_before().is_none() && clocks(&world).len() == 2);
    let again = corrected(&world, steps(&["suit_accepted"]));
    world.must("clerk", &dispute_id(), again);
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-09"));
    assert!(world.dispute().told_before().is_none(), "the suit tells");
}

#[test]
fn a_day_that_is_to_come_or_lies_before_the_act_is_refused_at_its_field() {
    let mut world = World::on("2026-03-10");
    let register = |tried: &[&str]| DisputeCommand::Register { registration: Box::new(told(tried)) };
    let early = world.refused("clerk", &dispute_id(), register(&["reconsideration_upheld:2025-12-31"]));
    assert_eq!((early.code, early.field.as_deref()), (FILED_BEFORE_ACT, Some("tried.reconsider.on")));
    let late = world.refused("clerk", &dispute_id(), register(&["suit_judged:2026-03-11"]));
    assert_eq!((late.code, late.field.as_deref()), (DATE_IN_FUTURE, Some("tried.sue.on")));
    let crossed = serde_json::json!({ "sue": { "tried": "reconsideration_upheld", "on": null } });
    let crossed = serde_json::from_value(crossed).expect("it is JSON of steps");
    let crossed = Registration { tried: crossed, ..told(&[]) };
    let crossed = DisputeCommand::Register { registration: Box::new(crossed) };
    assert_eq!(world.refused("clerk", &dispute_id(), crossed).code, STEP_OF_ANOTHER_WAY);
}

#[test]
fn a_day_of_filing_before_the_act_is_refused_at_its_field_whoever_writes_it() {
    let mut world = World::on("2026-03-10");
    let filed = Registration { filed_on: Some(day("2020-01-01")), ..told(&[]) };
    let filed = DisputeCommand::Register { registration: Box::new(filed) };
    let refusal = world.refused("clerk", &dispute_id(), filed);
    assert_eq!((refusal.code, refusal.field.as_deref()), (FILED_BEFORE_ACT, Some("filed_on")));
    world.register(told(&[]));
    let mut right = corrected(&world, Attempts::default());
    if let DisputeCommand::Correct { filed_on, .. } = &mut right {
        *filed_on = Some(day("2020-01-01"));
    }
    assert_eq!(world.refused("clerk", &dispute_id(), right).code, FILED_BEFORE_ACT);
}

#[test]
fn what_was_told_is_not_the_agencys_to_read() {
    let world = world(&["reconsideration_filed:2026-03-09"]);
    let dispute = world.dispute();
    assert!(dispute.told_before_known_to(&world.actor("legal")).is_none(), "48条");
    assert!(dispute.told_before_known_to(&world.actor("clerk")).is_some());
}

#[test]
fn what_a_branch_did_is_reconsidered_where_its_department_is_and_named() {
    let act = ContestedAct { branch: Some("石牌派出所".into()), ..fine("2026-03-02") };
    let mut world = World::on("2026-03-10");
    let unnamed = ContestedAct { branch: Some(" ".into()), ..act.clone() };
    let register = |act| DisputeCommand::Register { registration: Box::new(registration(act, "2026-03-10")) };
    let refusal = world.refused("clerk", &dispute_id(), register(unnamed));
    assert_eq!(refusal.field.as_deref(), Some("act.branch"));
    world.must("clerk", &dispute_id(), register(act));
    assert_eq!(world.dispute().registration.act.branch.as_deref(), Some("石牌派出所"));
}

#[test]
fn what_was_only_told_stands_in_the_way_until_it_is_put_right() {
    let mut world = World::on("2026-03-10").with_justice();
    world.register(Registration { act: fine("2026-03-07"), ..told(&["suit_accepted"]) });
    let knowing =
        Application { requests: vec![Request::Annul], despite_court: true, ..application("2026-03-10") };
    let applied = DisputeCommand::ApplyForReconsideration { application: Box::new(knowing) };
    world.must("clerk", &dispute_id(), applied);
    let accept = crate::reconsideration::tests::accept;
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.in_court", "29条2款");
    let right = corrected(&world, Attempts::default());
    world.must("clerk", &dispute_id(), right);
    world.reviews(accept());
}
