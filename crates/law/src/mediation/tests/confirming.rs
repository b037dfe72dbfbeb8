//! Asking the court jointly to confirm what was agreed.

use crate::{
    Principal, Role,
    mediation::{codes::*, *},
    world::*,
};

fn apply(applicants: &[&str]) -> MediationCommand {
    MediationCommand::ApplyForConfirmation {
        applicants: applicants.iter().map(|key| (*key).to_owned()).collect(),
        document: None,
        on: None,
    }
}

#[test]
fn an_application_on_paper_counts_from_the_day_it_was_handed_in_whenever_it_is_written_down() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation).at("2026-04-13");
    let on_paper = |on: &str| MediationCommand::ApplyForConfirmation {
        applicants: vec!["p1".into(), RESPONDENT.into()],
        document: Some(paper("joint")),
        on: Some(day(on)),
    };
    assert_eq!(world.refused("clerk", &mediation_id(), on_paper("2026-04-10")).code, CONFIRMATION_TOO_LATE);
    assert_eq!(world.refused("clerk", &mediation_id(), on_paper("2026-03-09")).code, BEFORE_EFFECT);
    world.must("clerk", &mediation_id(), on_paper("2026-04-08"));
    assert_eq!(world.mediation().confirmation.and_then(|asked| asked.applied_on), Some(day("2026-04-08")));
}

#[test]
fn confirmation_is_asked_jointly_within_thirty_days_of_the_effect() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    assert_eq!(world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code, NOT_YOURS);
    world.at("2026-04-10");
    let late = world.refused("p1", &mediation_id(), apply(&["p1"]));
    assert_eq!(late.code, CONFIRMATION_TOO_LATE);
    assert!(late.says().contains("2026年4月9日"));
    world.at("2026-04-09").must("p1", &mediation_id(), apply(&["p1"]));
    let result = formal_ending(FormalResult::Granted, day("2026-04-09"));
    assert_eq!(
        world.refused("clerk", &mediation_id(), result.clone()).code,
        NOT_APPLIED,
        "one side is not joint"
    );
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    world.must("clerk", &mediation_id(), result);
    assert!(world.performance().is_enforceable(), "what the court confirmed can be enforced");
}

#[test]
fn only_an_agreement_that_ends_that_way_is_confirmed() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code, NO_AGREEMENT);
    world.agreed(Ending::AgreementAlone);
    assert_eq!(
        world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code,
        CONFIRMATION_NOT_CHOSEN
    );
}

#[test]
fn what_the_court_made_of_it_is_asked_of_the_counter_and_of_the_judge_who_sat_at_the_table() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    world.must("p1", &mediation_id(), apply(&["p1"]));
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    let tasks = world.outline(&mediation_id()).tasks;
    let task = tasks.iter().find(|task| task.name == "record_formal_ending").expect("somebody learns of it");
    assert_eq!(task.holders, [Principal::role(Role::IntakeClerk), Principal::user(&"judge".into())]);
    assert_eq!(task.due_on, None, "the court's thirty days run from a day that only the court knows");
    world.must("judge", &mediation_id(), formal_ending(FormalResult::Granted, day("2026-03-10")));
}
