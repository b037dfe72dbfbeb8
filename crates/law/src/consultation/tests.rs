//! Consultations as sentences: drawn so that anybody draws again, asked, answered, kept from those who may not know.

use super::{codes::*, *};
use crate::{
    dispute::DisputeCommand,
    golden::assert_table,
    refusal::{Class, WRONG_STAGE},
    scenes::*,
    world::*,
};
use std::fmt::Write as _;

mod hearing;

/// On a dispute that is being mediated, asked for by the centre.
fn asked(number: u8) -> World {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    world.must("clerk", &dispute_id(), consult(question(number, "2026-03-25")));
    world
}

fn drawn(world: &World) -> Vec<String> {
    let held = world.consultation();
    held.sitting().map(|invited| invited.user.to_string()).collect()
}

#[test]
fn a_draw_is_the_same_for_everybody_who_draws_again() {
    let users = |names: &[&str]| names.iter().map(|name| UserId::from(*name)).collect::<Vec<_>>();
    let pool = users(&["e1", "e2", "e3", "e4", "e5", "e6", "e7"]);
    let backwards: Vec<&UserId> = pool.iter().rev().collect();
    assert_eq!(in_order(SEED, &pool), in_order(SEED, backwards), "the order of entry means nothing");
    // Who leaves the pool changes nobody else's lot.
    let without: Vec<UserId> =
        in_order(SEED, &pool).into_iter().filter(|user| user.as_str() != "e3").collect();
    assert_eq!(in_order(SEED, pool.iter().filter(|user| user.as_str() != "e3")), without);
    assert_eq!(in_order(SEED, [&pool[0], &pool[0]]).len(), 1, "nobody has two lots");
}

#[test]
fn what_each_seed_draws_is_as_written_down() {
    let pool: Vec<UserId> = (1..=12).map(|n| UserId::new(format!("u-zhuanjia{n:02}"))).collect();
    let mut table = String::from(
        "// 专家抽取：种子 → 抽签顺序。次序＝“种子、换行、账户编号”的 SM3 从小到大；任何人都可以重算。\n",
    );
    for n in 0..12_u128 {
        let seed = format!("{:032x}", n.wrapping_mul(0x0123_4567_89ab_cdef_0fed_cba9_8765_4321));
        let order: Vec<String> = in_order(&seed, &pool).iter().map(ToString::to_string).collect();
        let short: Vec<&str> = order.iter().map(|user| user.trim_start_matches("u-zhuanjia")).collect();
        let _ = writeln!(table, "{seed} {}", short.join(" "));
    }
    assert_table("draws", &table);
}

#[test]
fn every_place_in_the_pool_is_drawn_about_as_often() {
    let pool: Vec<UserId> = (1..=7).map(|n| UserId::new(format!("e{n}"))).collect();
    let mut first = std::collections::BTreeMap::new();
    for n in 0..700 {
        *first.entry(in_order(&format!("{n:032x}"), &pool)[0].clone()).or_insert(0) += 1;
    }
    assert_eq!(first.len(), 7);
    assert!(first.values().all(|count| (60..=145).contains(count)), "{first:?}");
}

#[test]
fn the_event_holds_all_that_is_needed_to_draw_again() {
    let mut world = asked(3);
    world.must("clerk", &consultation_id(), lots(SEED));
    let held = world.consultation();
    let draw = &held.draws[0];
    assert!(draw.replays());
    assert_eq!((draw.pool.len(), draw.drawn.len(), held.stage.clone()), (7, 3, Stage::Asking));
    assert!(!Draw { drawn: draw.drawn.iter().rev().cloned().collect(), ..draw.clone() }.replays());
    let other = Draw { seed: "f".repeat(32), ..draw.clone() };
    assert!(!other.replays(), "another seed, other lots");
    assert_eq!(world.refused("clerk", &consultation_id(), lots(SEED)).code, NOBODY_MISSING);
}

#[test]
fn whoever_has_an_interest_or_another_part_is_left_out_with_the_reason() {
    let mut world = asked(3);
    let change = |world: &mut World, user: &str, change: &dyn Fn(&mut crate::expert::Expert)| {
        change(world.law.directory.experts.get_mut(&UserId::from(user)).expect("is in the pool"));
    };
    change(&mut world, "e1", &|expert| expert.profile.interests = vec![BUREAU.into()]);
    change(&mut world, "e2", &|expert| expert.profile.until = day("2026-03-09"));
    change(&mut world, "e3", &|expert| expert.profile.fields = vec![crate::expert::Field::Health]);
    world.law.directory.officers.get_mut(&UserId::from("e4")).expect("is on file").capacities[0]
        .organization = BUREAU.into();
    world.law.directory.officers.get_mut(&UserId::from("e5")).expect("is on file").dismissed = true;
    let exclude = vec![Exclude { user: "e6".into(), reason: "与申请人是亲属".into() }];
    let draw = |exclude| ConsultationCommand::Draw { seed: SEED.into(), exclude };
    let refusal = world.refused("clerk", &consultation_id(), draw(exclude.clone()));
    assert_eq!(refusal.code, TOO_FEW, "e3 and e7 would do, and three are wanted: {refusal:?}");
}

#[test]
fn exclusions_stand_in_the_draw_with_their_reasons() {
    let mut world = asked(1);
    let interest = |expert: &mut crate::expert::Expert| expert.profile.interests = vec![BUREAU.into()];
    interest(world.law.directory.experts.get_mut(&UserId::from("e1")).expect("is in the pool"));
    let blank = vec![Exclude { user: "e2".into(), reason: " ".into() }];
    let draw = |exclude| ConsultationCommand::Draw { seed: SEED.into(), exclude };
    assert_eq!(world.refused("clerk", &consultation_id(), draw(blank)).code, EXCLUDE_REASON);
    let by_hand = vec![Exclude { user: "e2".into(), reason: "与申请人是亲属".into() }];
    world.must("clerk", &consultation_id(), draw(by_hand));
    let excluded: Vec<(String, String)> = world.consultation().draws[0]
        .excluded
        .iter()
        .map(|one| (one.user.to_string(), one.reason.clone()))
        .collect();
    let expected = [("e1", "与被申请机关有利害关系"), ("e2", "与申请人是亲属")];
    assert_eq!(excluded, expected.map(|(user, why)| (user.to_owned(), why.to_owned())));
}

#[test]
fn a_seed_is_never_typed() {
    let mut world = asked(1);
    for seed in ["", "1", "not hexadecimal digits at all!!!!"] {
        assert_eq!(world.refused("clerk", &consultation_id(), lots(seed)).code, SEED_TYPED, "{seed}");
    }
}

#[test]
fn who_declines_is_drawn_for_again_with_the_reason_and_with_an_interest_is_walled_off() {
    let mut world = asked(2);
    world.must("clerk", &consultation_id(), lots(SEED));
    let before = drawn(&world);
    let who = before[0].clone();
    let decline = |user: &str, ground| ConsultationCommand::Excuse { user: user.into(), ground, note: None };
    let not_theirs = world.refused(&before[1], &consultation_id(), decline(&who, DeclineGround::Busy));
    assert_eq!(not_theirs.code, NOT_INVITED);
    world.must(&who, &consultation_id(), decline(&who, DeclineGround::Interest));
    assert_eq!(world.refused(&who, &consultation_id(), opinion("x")).class, Class::NotVisible);
    assert!(world.outline(&consultation_id()).walls.contains(&UserId::new(who.clone())));
    assert_eq!(world.consultation().stage, Stage::Drawing);
    world.must("clerk", &consultation_id(), lots(&"a".repeat(32)));
    let after = drawn(&world);
    assert_eq!((after.len(), after.contains(&before[1]), after.contains(&who)), (2, true, false));
    let again = &world.consultation().draws[1];
    assert!(again.replays() && again.wanted == 1);
    assert!(again.excluded.iter().any(|one| one.user.as_str() == who));
}

#[test]
fn it_is_over_when_all_have_answered_and_whether_it_was_followed_is_said_later() {
    let mut world = asked(2);
    world.must("clerk", &consultation_id(), lots(SEED));
    let who = drawn(&world);
    assert_eq!(world.consultation().answered(), (0, 2));
    world.must(&who[0], &consultation_id(), opinion("幅度偏重"));
    assert_eq!(world.consultation().answered(), (1, 2));
    assert_eq!(world.refused(&who[0], &consultation_id(), opinion("改主意了")).code, WRONG_STAGE);
    world.must(&who[1], &consultation_id(), opinion("可以调解"));
    assert_eq!(world.consultation().stage, Stage::Completed { on: day("2026-03-10") });
    let over = |world: &World| {
        world.dispute().proceedings.iter().any(|p| p.matter == consultation_id() && p.ended_on.is_some())
    };
    assert!(over(&world));
    assert_eq!(world.outline(&consultation_id()).tasks[0].command, "record_followed");
    let followed =
        ConsultationCommand::RecordFollowed { followed: Followed::Partly, reason: "幅度采纳".into() };
    world.must("clerk", &consultation_id(), followed.clone());
    assert_eq!(world.refused("clerk", &consultation_id(), followed).code, WRONG_STAGE);
    assert!(world.outline(&consultation_id()).tasks.is_empty());
}

#[test]
fn where_no_expert_said_anything_there_is_nothing_to_follow() {
    let mut world = asked(2);
    let end = ConsultationCommand::EndEarly { reason: "双方已经达成协议".into() };
    world.must("clerk", &consultation_id(), end);
    assert!(world.outline(&consultation_id()).tasks.is_empty());
    let followed = ConsultationCommand::RecordFollowed { followed: Followed::No, reason: "没有".into() };
    assert_eq!(world.refused("clerk", &consultation_id(), followed).code, NOTHING_ANSWERED);
}

#[test]
fn it_moves_no_clock_and_can_be_closed_with_a_reason() {
    let mut world = asked(2);
    let due = |world: &World| world.outline(&mediation_id()).clocks;
    let before = due(&world);
    world.must("clerk", &consultation_id(), lots(SEED));
    world.must(
        "head",
        &consultation_id(),
        ConsultationCommand::EndEarly { reason: "双方已经达成协议".into() },
    );
    assert_eq!(due(&world), before);
    assert_eq!(world.consultation().stage.as_str(), "closed");
    assert!(world.outline(&consultation_id()).tasks.is_empty(), "nothing was answered, nothing to follow");
}

#[test]
fn opinions_are_for_the_team_alone() {
    const SECRET: &str = "不宜公开的看法";
    let mut world = asked(2);
    world.must("clerk", &consultation_id(), lots(SEED));
    let who = drawn(&world);
    world.must(&who[0], &consultation_id(), opinion(SECRET));
    let sees = |world: &World, who: &str| {
        let seen = world.consultation().visible(&world.actor(who));
        serde_json::to_string(&seen).expect("plain data").contains(SECRET)
    };
    for who in ["clerk", "mediator", "judge", "head", &who[0]] {
        assert!(sees(&world, who), "{who}");
    }
    for who in [who[1].as_str(), "office", "legal", "chief", "p1"] {
        assert!(!sees(&world, who), "{who}");
    }
    let side = world.consultation().visible(&world.actor("p1"));
    assert!(side.invited.is_empty() && side.plan.request.question.is_empty());
}

#[test]
fn what_is_asked_must_make_sense() {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    let wrong = |change: &dyn Fn(&mut ConsultationRequest)| {
        let mut request = question(2, "2026-03-25");
        change(&mut request);
        consult(request)
    };
    let other = crate::MatterId::from("d9.mediation1");
    for (command, code) in [
        (wrong(&|request| request.number = 0), NUMBER),
        (wrong(&|request| request.number = 10), NUMBER),
        (wrong(&|request| request.due_on = day("2026-03-10")), DUE_PASSED),
        (wrong(&|request| request.proceeding = Some(other.clone())), UNKNOWN_PROCEEDING),
        (wrong(&|request| request.materials = vec![paper("unknown")]), UNKNOWN_MATERIAL),
    ] {
        assert_eq!(world.refused("clerk", &dispute_id(), command).code, code);
    }
    assert_eq!(world.refused("legal", &dispute_id(), wrong(&|_| {})).class, Class::NotPermitted);
    world.must("mediator", &dispute_id(), wrong(&|request| request.proceeding = Some(mediation_id())));
}

#[test]
fn who_is_dismissed_after_the_draw_is_drawn_for_again() {
    let mut world = asked(2);
    world.must("clerk", &consultation_id(), lots(SEED));
    let who = drawn(&world);
    assert_eq!(world.refused("statute", &consultation_id(), ConsultationCommand::NoteLeft).code, WRONG_STAGE);
    let expert = world.law.directory.experts.get_mut(&UserId::from(who[0].as_str())).expect("is in the pool");
    expert.stage = crate::expert::Stage::Dismissed { on: day("2026-03-10"), reason: "辞聘".into() };
    world.law.directory.officers.get_mut(&UserId::from(who[1].as_str())).expect("is on file").dismissed =
        true;
    assert_eq!(world.consultation().gone(&world.law).count(), 2);
    assert_eq!(
        world.refused("clerk", &consultation_id(), ConsultationCommand::NoteLeft).class,
        Class::NotPermitted
    );
    world.must("statute", &consultation_id(), ConsultationCommand::NoteLeft);
    let held = world.consultation();
    assert_eq!((held.missing(), held.stage.clone()), (2, Stage::Drawing));
    assert!(world.outline(&consultation_id()).tasks.iter().any(|task| task.command == "draw"));
    world.must("clerk", &consultation_id(), lots(&"b".repeat(32)));
    assert!(drawn(&world).iter().all(|user| !who.contains(user)));
}

#[test]
fn every_state_is_told_and_open_has_a_next_step() {
    let world = asked(1);
    let on = day("2026-03-10");
    for stage in [
        Stage::Drawing,
        Stage::Asking,
        Stage::Completed { on },
        Stage::Closed { on, reason: "已经和解".into() },
    ] {
        assert!(stage.told_zh().ends_with('。') && !stage.name_zh().is_empty());
        let held = Consultation { stage, ..world.consultation() };
        let outline = crate::Matter::outline(&held, &consultation_id(), &world.law);
        assert_eq!(outline.tasks.is_empty(), outline.facets.ended_on.is_some(), "{}", outline.stage);
    }
}

#[test]
fn whoever_reads_the_opinions_on_paper_reads_them_on_the_page() {
    let world = asked(2);
    let held = world.consultation();
    let readers = held.readers(&world.law);
    let reads = |user: &str| {
        let actor = world.actor(user);
        let on_paper = actor.principals().iter().any(|principal| readers.contains(principal));
        assert!(!on_paper || held.viewer(&actor) == Viewer::Team, "{user}");
        on_paper
    };
    assert!(reads("clerk") && reads("head"));
    assert!(!["legal", "chief", "e1", "office", "p1"].into_iter().any(reads));
}

#[test]
fn a_wall_that_is_set_later_reaches_what_was_asked_before_and_another_is_drawn() {
    let mut world = asked(2);
    world.must("clerk", &consultation_id(), lots(SEED));
    let first = drawn(&world)[0].clone();
    world.must("statute", &dispute_id(), DisputeCommand::NoteWalls { walled: vec![first.as_str().into()] });
    let held = world.consultation();
    assert!(held.walls().contains(&first.as_str().into()));
    assert_eq!((held.missing(), &held.stage), (1, &Stage::Drawing));
    assert_eq!(world.refused(&first, &consultation_id(), opinion("合法")).class, Class::NotVisible);
    world.must("clerk", &consultation_id(), lots(SEED));
    assert!(!drawn(&world).contains(&first));
}
