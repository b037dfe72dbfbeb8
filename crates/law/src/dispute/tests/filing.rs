//! One of several applicants sues: the days of the others run on.

use super::*;
use crate::{
    dispute::codes::UNKNOWN_PARTY,
    mediation::{Channel, MediationCommand, RESPONDENT, codes::CONSENT_DAY_NOT_TOLD},
    mirrored::{Finding, Opening, Procedure, Stage as SuitStage},
    reconsideration::codes as review,
    remedy::Remedy,
    scenes::{accepted, decided, first, mirrored_id, opening, served},
};

fn two(wish: Wish) -> World {
    let mut world = World::on("2026-03-16").with_neighbours().with_justice();
    let mut registration = registration(fine("2026-03-02"), "2026-03-10");
    registration.parties.push(somebody("李某某"));
    registration.wish = wish;
    world.register(registration);
    world
}

fn brought(by: &[&str]) -> DisputeCommand {
    let DisputeCommand::RecordProceeding { opening } =
        opening(Procedure::Litigation, first(accepted(), "2026-03-13"))
    else {
        unreachable!("it is what the scene records")
    };
    let by = by.iter().map(|key| (*key).to_owned()).collect();
    DisputeCommand::RecordProceeding { opening: Box::new(Opening { by, ..*opening }) }
}

fn one_sues(wish: Wish) -> World {
    let mut world = two(wish);
    world.must("clerk", &dispute_id(), brought(&["p1"]));
    world
}

fn days(world: &World) -> Vec<String> {
    world.outline(&dispute_id()).clocks.iter().map(|line| line.title.clone()).collect()
}

#[test]
fn who_sues_has_kept_the_day_and_the_days_of_the_others_run_on() {
    let world = one_sues(Wish::RegisterOnly);
    let dispute = world.dispute();
    assert_eq!(dispute.filed_on_by("p1"), Some(day("2026-03-13")), "行诉法46条");
    assert_eq!((dispute.filed_on_by("p2"), dispute.is_filed_by_all()), (None, false));
    let said = days(&world);
    assert!(said.contains(&"起诉的最后一天（保守口径）——李某某的".to_owned()), "{said:?}");
    let to_file = |party| dispute.to_file_zh(&world.law, world.today, None, party);
    assert_eq!(to_file(Some("p1")), None);
    assert!(to_file(Some("p2")).is_some_and(|says| says.contains("2026年9月2日")));
    assert!(to_file(None).is_some_and(|says| says.starts_with("李某某还没有起诉")));
}

#[test]
fn a_suit_that_names_nobody_is_everybodys() {
    let mut world = two(Wish::RegisterOnly);
    world.must("clerk", &dispute_id(), brought(&[]));
    assert!(world.dispute().is_filed_by_all() && days(&world).is_empty());
    let mut other = two(Wish::RegisterOnly);
    other.must("clerk", &dispute_id(), brought(&["p1"]));
    other.must("clerk", &dispute_id(), brought(&["p2"]));
    assert!(other.dispute().is_filed_by_all() && days(&other).is_empty(), "each by an own suit");
}

#[test]
fn a_suit_is_brought_by_somebody_who_applies() {
    let mut world = two(Wish::RegisterOnly);
    let refusal = world.refused("clerk", &dispute_id(), brought(&["p7"]));
    assert_eq!((refusal.code, refusal.field.as_deref()), (UNKNOWN_PARTY, Some("opening.by")));
}

#[test]
fn who_has_not_sued_may_still_apply_for_reconsideration_and_applies_alone() {
    let mut world = one_sues(Wish::RegisterOnly);
    let apply = || DisputeCommand::ApplyForReconsideration {
        application: Box::new(crate::reconsideration::tests::application("2026-03-16")),
    };
    assert_eq!(world.refused("p1", &dispute_id(), apply()).code, review::COURT_HAS_IT, "29条2款");
    world.must("p2", &dispute_id(), apply());
    let held = world.review();
    assert_eq!(held.applicants().collect::<Vec<_>>(), ["p2"]);
    assert!(!held.in_court && held.sides().all(|side| side != "p1"));
    let dispute = world.dispute();
    assert!(dispute.conflicts().is_empty() && dispute.is_filed_by_all() && days(&world).is_empty());
}

#[test]
fn who_takes_an_application_in_is_told_beforehand_which_suit_closes_it_and_how_far_that_is() {
    let said = |world: &World| world.dispute().court_has_it_zh(&[]).unwrap_or_default();
    let mut world = two(Wish::RegisterOnly);
    assert_eq!(said(&world), "");
    world.must("clerk", &dispute_id(), brought(&[]));
    assert!(said(&world).starts_with("法院已经受理起诉，正在办理"), "{}", said(&world));
    world.at("2026-05-20").record(1, first(decided(Finding::WithdrawalAllowed), "2026-05-18"));
    world.record(1, first(served(&["p1", "p2", RESPONDENT]), "2026-05-20"));
    assert!(said(&world).starts_with("法院已经准许撤回起诉："), "{}", said(&world));
    let apply = DisputeCommand::ApplyForReconsideration {
        application: Box::new(crate::reconsideration::tests::application("2026-05-20")),
    };
    let refused = world.refused("clerk", &dispute_id(), apply);
    assert!(
        refused.says().contains("准许撤回起诉") && refused.says().contains("30条1款7项"),
        "{}",
        refused.says()
    );
}

#[test]
fn what_a_suit_closes_it_closes_for_whoever_brought_it() {
    let mut world = one_sues(Wish::RegisterOnly);
    world
        .at("2026-05-20")
        .record(1, first(decided(Finding::ClaimDismissed), "2026-05-18"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-05-20"));
    world.at("2026-06-10").must("statute", &mirrored_id(1), crate::mirrored::MirroredCommand::RecordEffect);
    assert_eq!(world.mirrored(1).stage(), SuitStage::Effective, "nobody waits for who did not sue");
    let dispute = world.dispute();
    for remedy in [Remedy::Sue, Remedy::Reconsider] {
        assert!(dispute.closed_to(remedy, "p1").is_some() && dispute.closed_to(remedy, "p2").is_none());
    }
    assert!(days(&world).contains(&"起诉的最后一天（保守口径）——李某某的".to_owned()));
}

#[test]
fn what_one_settles_in_court_ends_no_day_of_the_others() {
    let mut world = one_sues(Wish::RegisterOnly);
    world
        .at("2026-05-20")
        .record(1, first(decided(Finding::MediationStatement), "2026-05-18"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-05-20"));
    assert!(matches!(world.dispute().stage, Stage::Ended { outcome: Outcome::Settled, .. }));
    assert!(days(&world).contains(&"起诉的最后一天（保守口径）——李某某的".to_owned()), "{:?}", days(&world));
}

#[test]
fn in_a_mediation_beside_it_who_has_not_sued_is_told_the_own_day_and_it_bounds_the_mediation() {
    let mut world = one_sues(Wish::RegisterOnly);
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::TrialOrdinary);
    let told =
        |world: &World, side| world.mediation().consent_notice(&world.law, world.today, Some(side)).join("");
    assert!(told(&world, "p1").contains("您的起诉日已经保全"));
    assert!(told(&world, "p2").contains("起诉期限（保守口径）：2026年9月2日"), "{}", told(&world, "p2"));
    let silent = |party: &str| {
        let mut said = crate::world::agree(party, day("2026-03-16"));
        if let MediationCommand::RecordConsent { conservative_day_told, .. } = &mut said {
            *conservative_day_told = false;
        }
        said
    };
    let refusal = world.refused("clerk", &mediation_id(), silent("p2"));
    assert_eq!(refusal.code, CONSENT_DAY_NOT_TOLD);
    world.must("clerk", &mediation_id(), silent("p1"));
    let days = |side: Option<&str>| world.mediation().conservative_last_day(&world.law, world.today, side);
    assert_eq!((days(Some("p1")), days(Some("p2"))), (None, Some(day("2026-05-06"))));
    assert_eq!(days(None), Some(day("2026-05-06")));
}

#[test]
fn what_was_written_before_it_was_asked_who_sues_is_everybodys() {
    let world = one_sues(Wish::RegisterOnly);
    let mut held = serde_json::to_value(world.mirrored(1)).expect("it is written");
    held.as_object_mut().expect("an object").remove("by");
    let held: crate::mirrored::Mirrored = serde_json::from_value(held).expect("it is read");
    assert!(held.sides().any(|side| side == "p2") && held.brought_by_zh().is_none());
}

fn bound(world: &World, to: &[&str]) -> Dispute {
    use crate::dispute::{BOUND, ClosedRemedy};
    let mut held = world.dispute();
    let to: Vec<String> = to.iter().map(|key| (*key).to_owned()).collect();
    let closes = [Remedy::Sue, Remedy::Reconsider].map(|remedy| ClosedRemedy {
        remedy,
        article: BOUND.to_owned(),
        to: to.clone(),
    });
    held.proceedings[0].course.closes.extend(closes);
    held
}

#[test]
fn who_is_bound_has_nothing_to_file_and_another_does_not_read_of_it() {
    let world = one_sues(Wish::RegisterOnly);
    assert!(bound(&world, &["p2"]).unfiled().is_empty(), "the only one who had not filed cannot");
    let mut held = bound(&world, &["p1"]);
    assert_eq!(held.unfiled(), ["p2"]);
    held.proceedings[0].course.closes.extend([Remedy::Sue, Remedy::Reconsider].map(|remedy| {
        crate::dispute::ClosedRemedy { remedy, article: "复议法30条".into(), to: vec!["p2".into()] }
    }));
    let told = |party| held.to_file_zh(&world.law, world.today, None, party).expect("told");
    assert_eq!(told(Some("p1")), crate::remedy::BOUND_ZH);
    assert_eq!(told(Some("p2")), crate::remedy::ASK_THERE_ZH);
    assert_eq!(told(None), crate::remedy::ASK_THERE_ZH, "not everybody is bound");
}

#[test]
fn beside_the_safe_day_to_sue_stands_the_day_that_could_be_claimed_for_a_mediation_before_the_suit() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let to_sue = |world: &World| {
        let clocks = world.outline(&dispute_id()).clocks.into_iter();
        clocks.filter(|line| line.name.starts_with("last_day_to_sue")).collect::<Vec<_>>()
    };
    let before = to_sue(&world);
    assert!(before.iter().all(|line| !line.short.contains("主张扣除")), "it runs still: {before:?}");
    world.at("2026-03-20").must(
        "mediator",
        &mediation_id(),
        MediationCommand::Fail {
            ground: crate::mediation::Ground::LargeDivergence, reason: "谈不拢".into()
        },
    );
    let after = to_sue(&world);
    assert_eq!((after.len(), after[0].due_on), (1, before[0].due_on), "要点3: nothing moves the safe day");
    assert!(after[0].short.contains("主张扣除调解期间的到2026年9月"), "{}", after[0].short);
    let why = after[0].reasons.last().expect("it is explained");
    assert!(why.contains("48条") && why.contains("由人民法院认定"), "{why}");
}
