//! The pool as sentences: appointed once, by the committee's office, for a term, dismissed and appointed again.

use super::*;
use crate::{
    refusal::{ALREADY_OPEN, Class, WRONG_STAGE},
    world::*,
};

fn profile(until: &str) -> Box<Profile> {
    Box::new(Profile {
        fields: vec![Field::Land],
        organization: "某大学法学院".into(),
        interests: Vec::new(),
        interests_note: None,
        until: day(until),
    })
}

fn appoint(user: &str, until: &str) -> ExpertCommand {
    let (from, basis) = (day("2026-01-01"), "聘任通知".to_owned());
    ExpertCommand::Appoint { user: user.into(), profile: profile(until), from, basis }
}

fn id() -> crate::MatterId {
    Expert::id_of(&"e1".into())
}

#[test]
fn the_office_of_the_committee_appoints_and_nobody_else() {
    let mut world = World::on("2026-03-10").with_pool();
    for who in ["clerk", "head", "judge", "auditor", "e1"] {
        let refusal = world.refused(who, &id(), appoint("e1", "2027-12-31"));
        assert_eq!(refusal.class, Class::NotPermitted, "{who}");
    }
    world.must("office", &id(), appoint("e1", "2027-12-31"));
    assert_eq!(world.refused("office", &id(), appoint("e1", "2027-12-31")).code, ALREADY_OPEN);
    let dismiss = ExpertCommand::Dismiss { reason: "本人辞聘".into() };
    world.must("office", &id(), dismiss.clone());
    assert_eq!(world.refused("office", &id(), dismiss).code, WRONG_STAGE);
    world.must("office", &id(), appoint("e1", "2028-12-31"));
}

#[test]
fn an_expert_has_an_account_a_field_an_end_of_term_and_one_entry() {
    let mut world = World::on("2026-03-10").with_pool();
    let other = Expert::id_of(&"judge".into());
    assert_eq!(world.refused("office", &other, appoint("judge", "2027-12-31")).code, codes::NOT_AN_EXPERT);
    assert_eq!(world.refused("office", &other, appoint("e1", "2027-12-31")).code, codes::WRONG_FILE);
    let early = world.refused("office", &id(), appoint("e1", "2025-12-31"));
    assert_eq!(early.code, codes::ENDS_BEFORE_IT_BEGINS);
    let none = Box::new(Profile { fields: Vec::new(), ..*profile("2027-12-31") });
    world.must("office", &id(), appoint("e1", "2027-12-31"));
    let change = ExpertCommand::Change { profile: none, reason: "变更".into() };
    assert_eq!(world.refused("office", &id(), change).code, codes::NO_FIELD);
}

#[test]
fn who_is_paused_dismissed_or_out_of_term_does_not_serve() {
    let world = World::on("2026-03-10").with_pool();
    let expert = &world.law.directory.experts[&UserId::from("e1")];
    assert_eq!(expert.not_serving(day("2027-12-31")), None, "the last day counts");
    assert!(expert.not_serving(day("2028-01-01")).is_some());
    assert!(expert.not_serving(day("2024-12-31")).is_some());
    let on = day("2026-03-01");
    for stage in [Stage::Paused { on, reason: "出国".into() }, Stage::Dismissed { on, reason: "辞聘".into() }]
    {
        assert!(stage.told_zh().ends_with('。') && !stage.name_zh().is_empty());
        assert!(Expert { stage, ..expert.clone() }.not_serving(day("2026-03-10")).is_some());
    }
}
