//! What is newly complained of at a visit: the act on file reopens the file, another act has its own days and its own file.

use super::*;
use crate::{
    AnyMatter, MatterId, OrgId,
    dispute::{ActKind, Registration},
    matter::REGISTER,
};

/// A fee that was learned of on the 20th, months after the fine.
fn told() -> Visit {
    let act = crate::dispute::ContestedAct {
        kind: ActKind::Other,
        title: "收取管理费 5000 元".into(),
        ..fine("2026-03-20")
    };
    Visit {
        new_conflict: Some("又要收五千元管理费".into()),
        conflict_about: Some(ConflictAbout::NewAct),
        new_act: Some(Box::new(ToldAct { respondent: OrgId::from(BUREAU), act })),
        ..visit("2026-03-25", Performed::NotApplicable)
    }
}

fn registered(follows: MatterId) -> DisputeCommand {
    let act = told().new_act.expect("told").act;
    let registration = Registration {
        follows: Some(follows),
        wish: dispute::Wish::RegisterOnly,
        ..registration(act, "2026-03-26")
    };
    DisputeCommand::Register { registration: Box::new(registration) }
}

fn is_pending(world: &World) -> bool {
    world.dispute().proceedings.iter().any(|p| p.pending.as_deref() == Some(NEW_ACT_PENDING))
}

#[test]
fn a_visit_that_tells_of_a_quarrel_says_whether_it_is_about_the_act_on_file_or_about_a_new_one() {
    let mut world = failed();
    world.at("2026-03-25");
    let unsaid = Visit { conflict_about: None, new_act: None, ..told() };
    let refused = world.refused("clerk", &follow_up_id(), record(unsaid));
    assert_eq!((refused.code, refused.field.as_deref()), (CONFLICT_UNSAID, Some("visit.conflict_about")));
    for about in [None, told().conflict_about] {
        let untold = Visit { new_conflict: None, conflict_about: about, ..told() };
        let refused = world.refused("clerk", &follow_up_id(), record(untold));
        assert_eq!((refused.code, refused.field.as_deref()), (CONFLICT_UNTOLD, Some("visit.new_conflict")));
    }
    let unnamed = Visit { new_act: None, ..told() };
    assert_eq!(world.refused("clerk", &follow_up_id(), record(unnamed)).code, NEW_ACT_MISSING);
    let mut undated = told();
    let named = undated.new_act.as_mut().expect("told");
    (named.act.made_on, named.act.known_on) = (None, None);
    let refused = world.refused("clerk", &follow_up_id(), record(undated));
    assert_eq!(refused.field.as_deref(), Some("visit.new_act.act.known_on"));
}

#[test]
fn a_new_act_has_its_own_days_and_leaves_the_old_file_ended_until_it_is_registered_beside_it() {
    let mut world = failed();
    world.at("2026-03-25").must("clerk", &follow_up_id(), record(told()));
    assert!(
        matches!(world.dispute().stage, dispute::Stage::Ended { .. }),
        "the old act is not taken up again"
    );
    let task = world.outline(&follow_up_id()).tasks.into_iter().find(|task| task.command == REGISTER);
    let task = task.expect("to be registered");
    assert_eq!(task.due_on, Some(day("2026-05-19")), "复议法20条: sixty days from the 20th of March");
    assert!(task.legal_risk && task.holders == [crate::Principal::role(crate::Role::IntakeClerk)]);
    for said in ["收取管理费", "行政复议申请期限到2026年5月19日", "起诉期限到2026年9月20日"]
    {
        assert!(task.title.contains(said), "{said}: {}", task.title);
    }
    assert!(is_pending(&world), "the old file is not closed over it");
    assert_eq!(world.follow_up().new_acts_of("p1").count(), 1);

    let second = MatterId::from("d2");
    world.at("2026-03-26").must("clerk", &second, registered(follow_up_id()));
    let AnyMatter::Dispute(held) = world.file(&second).matter.expect("registered") else {
        panic!("a dispute")
    };
    assert_eq!(held.registration.follows, Some(follow_up_id()));
    let settled = world.follow_up().new_acts[0].settled.clone();
    assert_eq!(settled, Some(NewActSettled::Registered { on: day("2026-03-26"), dispute: second }));
    assert!(world.outline(&follow_up_id()).tasks.iter().all(|task| task.command != REGISTER));
    assert!(!is_pending(&world));
    let twice = world.refused("clerk", &MatterId::from("d3"), registered(follow_up_id()));
    assert_eq!((twice.code, twice.field), (NO_NEW_ACT, None), "once is enough");
}

#[test]
fn a_new_act_that_its_party_does_not_want_registered_is_left_with_a_reason() {
    let mut world = failed();
    world.at("2026-03-25");
    let leave = |reason: &str| FollowUpCommand::LeaveNewAct { reason: reason.into(), act: None };
    assert_eq!(world.refused("clerk", &follow_up_id(), leave("本人不要求")).code, NO_NEW_ACT);
    world.must("clerk", &follow_up_id(), record(told()));
    assert_eq!(world.refused("clerk", &follow_up_id(), leave(" ")).field.as_deref(), Some("reason"));
    world.must("clerk", &follow_up_id(), leave("本人打算自己申请复议，不要求登记"));
    assert_eq!(world.follow_up().open_new_acts().count(), 0);
    assert!(!is_pending(&world));
}

#[test]
fn nobody_but_the_counter_says_that_a_dispute_was_found_at_a_visit() {
    let mut world = failed();
    world.at("2026-03-26");
    let elsewhere = registered(mediation_id());
    let refused = world.refused("clerk", &MatterId::from("d2"), elsewhere);
    assert_eq!(refused.code, dispute::codes::NOT_FOUND_AT_A_VISIT);
}

#[test]
fn of_two_new_acts_the_one_that_was_meant_is_registered_or_left() {
    let two = || {
        let mut world = World::on("2026-03-10");
        let mut both = crate::world::registration(fine("2026-03-07"), "2026-03-10");
        both.parties.push(somebody("李某某"));
        world.register(both);
        world.import(crate::mediation::Channel::BeforeProcedure).all_consent().team().accept();
        let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
        world.must("mediator", &mediation_id(), fail);
        world.at("2026-03-25").must("clerk", &follow_up_id(), record(told()));
        let second = Visit { visited: vec!["p2".into()], ..told() };
        world.must("clerk", &follow_up_id(), record(second));
        world
    };
    let open = |world: &World| world.follow_up().numbered_new_acts().map(|(at, _)| at).collect::<Vec<_>>();
    let mut world = two();
    let names: Vec<_> = world.outline(&follow_up_id()).tasks.into_iter().map(|task| task.name).collect();
    assert!(names.contains(&"new_act:1".to_owned()) && names.contains(&"new_act:2".to_owned()), "{names:?}");
    let leave = |act| FollowUpCommand::LeaveNewAct { reason: "本人不要求".into(), act };
    world.must("clerk", &follow_up_id(), leave(Some(2)));
    assert_eq!(open(&world), [1], "the second was left");
    assert_eq!(world.refused("clerk", &follow_up_id(), leave(Some(2))).code, NO_NEW_ACT, "once is enough");
    let mut world = two();
    world.at("2026-03-26");
    let mut second = registered(follow_up_id());
    if let DisputeCommand::Register { registration } = &mut second {
        registration.follows_act = Some(2);
    }
    world.must("clerk", &MatterId::from("d2"), second);
    assert_eq!(open(&world), [1], "the second was registered");
    // What was said before anybody told which means the first that is open.
    world.must("clerk", &MatterId::from("d3"), registered(follow_up_id()));
    assert_eq!(open(&world), [0_u32; 0]);
}
