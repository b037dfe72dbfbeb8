//! Putting right how a quarrel came and between whom, as sentences.

use crate::{
    dispute::{
        codes::*,
        tests::{member, registered},
        *,
    },
    scenes::put_right,
    world::*,
};

fn against(agency: &str) -> Origin {
    Origin { respondent: Some(agency.into()), ..Origin::default() }
}

#[test]
fn the_wrong_agency_is_put_right_until_something_was_done_upon_it_and_not_after() {
    let mut world = registered();
    let other = crate::world::TOWN;
    let nobody = world.refused("clerk", &dispute_id(), put_right(&world, against("o-nowhere")));
    assert_eq!(nobody.field.as_deref(), Some("origin.respondent"));
    world.must("clerk", &dispute_id(), put_right(&world, against(other)));
    assert_eq!(world.dispute().registration.respondent, other.into());
    assert_eq!(world.mediation().brief.respondent, other.into(), "what waits to be imported follows");
    world.must("clerk", &dispute_id(), put_right(&world, against(crate::world::BUREAU)));
    world.import(crate::mediation::Channel::BeforeProcedure);
    let late = world.refused("clerk", &dispute_id(), put_right(&world, against(other)));
    assert_eq!((late.code, late.field.as_deref()), (ACTED_UPON, Some("origin.respondent")));
    let same = || put_right(&world, against(crate::world::BUREAU));
    let (idle, mut other) = (same(), same());
    assert_eq!(world.refused("clerk", &dispute_id(), idle).code, NOTHING_CORRECTED);
    if let DisputeCommand::Correct { claims, .. } = &mut other {
        *claims = "撤销处罚".into();
    }
    world.must("clerk", &dispute_id(), other);
}

#[test]
fn a_day_of_first_submission_and_a_count_are_put_right_within_what_can_be() {
    let mut world = registered();
    let on = |on: &str| Origin { first_submitted_on: Some(day(on)), ..Origin::default() };
    let later = world.refused("clerk", &dispute_id(), put_right(&world, on("2026-03-11")));
    assert_eq!(later.code, SUBMITTED_AFTER_REGISTERED);
    let early = world.refused("clerk", &dispute_id(), put_right(&world, on("2026-03-01")));
    assert_eq!(early.code, SUBMITTED_BEFORE_ACT);
    world.must("clerk", &dispute_id(), put_right(&world, on("2026-03-09")));
    assert_eq!(world.dispute().registration.first_submitted_on, day("2026-03-09"));
    let size = |size| Origin { group_size: Some(size), ..Origin::default() };
    assert_eq!(world.refused("clerk", &dispute_id(), put_right(&world, size(0))).code, GROUP_OF_NOBODY);
    world.must("clerk", &dispute_id(), put_right(&world, size(3)));
    let list = DisputeCommand::ListMembers { members: vec![member("王某", "1"), member("赵某", "2")] };
    world.must("clerk", &dispute_id(), list);
    let small = world.refused("clerk", &dispute_id(), put_right(&world, size(2)));
    assert_eq!((small.code, small.field.as_deref()), (GROUP_TOO_SMALL, Some("origin.group_size")));
    let source = Origin { source: Some(Source::Online), ..Origin::default() };
    assert_eq!(world.refused("clerk", &dispute_id(), put_right(&world, source)).code, SOURCE_NOTED);
}

#[test]
fn an_act_is_not_put_right_to_a_day_after_the_first_submission() {
    let mut world = registered();
    let made = |world: &World, on: &str| {
        let mut order = put_right(world, Origin::default());
        if let DisputeCommand::Correct { act, .. } = &mut order {
            (act.made_on, act.known_on) = (Some(day(on)), Some(day(on)));
        }
        order
    };
    let first = Origin { first_submitted_on: Some(day("2026-03-09")), ..Origin::default() };
    world.must("clerk", &dispute_id(), put_right(&world, first));
    let late = world.refused("clerk", &dispute_id(), made(&world, "2026-03-10"));
    assert_eq!((late.code, late.field.as_deref()), (SUBMITTED_BEFORE_ACT, Some("act.made_on")));
    world.must("clerk", &dispute_id(), made(&world, "2026-03-09"));
    assert_eq!(world.dispute().registration.act.made_on, Some(day("2026-03-09")));
}

#[test]
fn a_member_who_was_typed_by_mistake_is_taken_out_and_the_key_is_given_to_nobody_else() {
    let mut world = registered();
    let group = Origin { group_size: Some(3), ..Origin::default() };
    world.must("clerk", &dispute_id(), put_right(&world, group));
    let list =
        |label: &str, number: &str| DisputeCommand::ListMembers { members: vec![member(label, number)] };
    let strike = |key: &str| DisputeCommand::StrikeParty { party: key.into(), reason: "录入错了".into() };
    world.must("clerk", &dispute_id(), list("abc", "1"));
    assert_eq!(world.refused("clerk", &dispute_id(), strike("p1")).code, FIRST_STAYS);
    world.import(crate::mediation::Channel::BeforeProcedure);
    world.consent("p1").consent(crate::mediation::RESPONDENT);
    assert_eq!(world.mediation().stage.as_str(), "awaiting_consent");
    world.must("clerk", &dispute_id(), strike("p2"));
    assert_eq!(world.mediation().stage.as_str(), "teaming", "who never was keeps nobody waiting");
    assert_eq!(world.dispute().unlisted(), 2);
    world.must("clerk", &dispute_id(), list("王某", "2"));
    assert_eq!(world.dispute().parties[1].key, "p3");
    world.consent("p3");
    let spoken = world.refused("clerk", &dispute_id(), strike("p3"));
    assert_eq!(spoken.code, crate::mediation::codes::PARTY_HAS_ACTED);
}

#[test]
fn nobody_is_registered_twice_and_no_group_is_smaller_than_those_who_are_named() {
    let mut world = World::on("2026-03-10");
    let order = |registration| DisputeCommand::Register { registration: Box::new(registration) };
    let one = registration(fine("2026-03-02"), "2026-03-10");
    let mut twice = one.clone();
    twice.parties.extend([member("王某", "1"), member("王某", "1")]);
    let refused = world.refused("clerk", &dispute_id(), order(twice));
    assert_eq!((refused.code, refused.field.as_deref()), (MEMBER_TWICE, Some("parties.2.number")));
    let mut small = Registration { group: Some(Group { size: 1, items: None }), ..one };
    small.parties.push(member("王某", "1"));
    let refused = world.refused("clerk", &dispute_id(), order(small));
    assert_eq!((refused.code, refused.field.as_deref()), (GROUP_TOO_SMALL, Some("group.size")));
}

#[test]
fn a_correction_of_the_dispute_reaches_the_mediation_that_runs() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let act = ContestedAct { title: "罚款 3000 元".into(), ..fine("2026-03-06") };
    let correct = DisputeCommand::Correct {
        claims: "减轻处罚".into(),
        facts: "补充事实".into(),
        act,
        amount_fen: Some(300_000),
        filed_on: None,
        reason: "抄录有误".into(),
        origin: None,
    };
    world.must("clerk", &dispute_id(), correct);
    assert_eq!(world.mediation().brief.act.title, "罚款 3000 元");
    let mediation = world.mediation();
    assert_eq!(mediation.conservative_last_day(&world.law, world.today, None), Some(day("2026-05-06")));
}

#[test]
fn what_is_bounded_when_it_is_registered_is_bounded_when_it_is_put_right() {
    let mut world = registered();
    let mut refused = |order| {
        let refusal = world.refused("clerk", &dispute_id(), order);
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let held = registered();
    let crowd = Origin { group_size: Some(1_000_001), ..Origin::default() };
    assert_eq!(refused(put_right(&held, crowd)), (GROUP_TOO_LARGE, "origin.group_size".into()));
    let place = Origin { place: Some("城东".into()), ..Origin::default() };
    assert_eq!(refused(put_right(&held, place)), (PLACE_NO_CODE, "origin.place".into()));
    for (fen, code) in [(-1, AMOUNT_NEGATIVE), (10_000_000_000_001, AMOUNT_TOO_LARGE)] {
        let mut order = put_right(&held, Origin::default());
        if let DisputeCommand::Correct { amount_fen, .. } = &mut order {
            *amount_fen = Some(fen);
        }
        assert_eq!(refused(order), (code, "amount_fen".into()));
    }
}
