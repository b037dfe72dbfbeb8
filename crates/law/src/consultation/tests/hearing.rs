//! A hearing before experts: told of in time, held, and only then answered.

use super::*;

/// A hearing on 30 March; its notice is due five clear working days before.
fn hearing() -> World {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    let request =
        ConsultationRequest { form: ConsultationForm::JudicialHearing, ..question(1, "2026-04-02") };
    world.must("clerk", &dispute_id(), consult(request));
    world.must("clerk", &consultation_id(), lots(SEED));
    world
}

fn set(day_of: &str) -> ConsultationCommand {
    set_with(day_of, None)
}

fn set_with(day_of: &str, due_on: Option<&str>) -> ConsultationCommand {
    let (starts_at, due_on) = (day(day_of).at(9, 0, 0, 0), due_on.map(day));
    let (place, participants) = ("听证室".to_owned(), "双方、专家".to_owned());
    ConsultationCommand::SetHearing { starts_at, place, participants, due_on }
}

fn notice(side: &str, on: &str) -> ConsultationCommand {
    let (way, served_on, proof) = (crate::mediation::ServiceWay::InPerson, day(on), None);
    ConsultationCommand::RecordNotice { notice: Notice { side: side.into(), way, served_on, proof } }
}

fn held(on: &str) -> ConsultationCommand {
    let held = HearingHeld {
        held_on: day(on),
        present: "双方、专家".into(),
        minutes: "笔录".into(),
        document: None,
    };
    ConsultationCommand::RecordHearing { held: Box::new(held) }
}

#[test]
fn a_hearing_is_told_of_five_working_days_before_or_is_not_held() {
    let mut world = hearing();
    assert_eq!(world.refused("clerk", &consultation_id(), held("2026-03-10")).code, NOT_SET);
    assert_eq!(world.refused("clerk", &consultation_id(), set("2026-03-17")).code, NOTICE_TOO_LATE);
    world.must("clerk", &consultation_id(), set("2026-03-18"));
    assert_eq!(world.refused("clerk", &consultation_id(), notice("p9", "2026-03-10")).code, UNKNOWN_SIDE);
    world.must("clerk", &consultation_id(), notice("p1", "2026-03-10"));
    world.at("2026-03-11").must("clerk", &consultation_id(), notice("respondent", "2026-03-11"));
    assert_eq!(world.refused("clerk", &consultation_id(), held("2026-03-11")).code, BEFORE_ITS_DAY);
    world.at("2026-03-18");
    assert_eq!(
        world.refused("clerk", &consultation_id(), held("2026-03-18")).code,
        NOT_NOTIFIED,
        "one day late"
    );
    world.at("2026-03-19").must("clerk", &consultation_id(), held("2026-03-19"));
}

#[test]
fn with_a_hearing_it_is_over_when_it_was_held_and_all_have_answered() {
    let mut world = hearing();
    let who = drawn(&world)[0].clone();
    world.must("clerk", &consultation_id(), set("2026-03-25"));
    for side in ["p1", "respondent"] {
        world.must("clerk", &consultation_id(), notice(side, "2026-03-10"));
    }
    assert_eq!(world.refused(&who, &consultation_id(), opinion("可以变更")).code, HEARING_FIRST);
    let waits = |world: &World| {
        let tasks = world.outline(&consultation_id()).tasks;
        let own =
            tasks.into_iter().find(|task| task.name == format!("answer:{who}")).expect("the expert has one");
        (own.command, own.due_on)
    };
    assert_eq!(waits(&world), ("wait".to_owned(), Some(day("2026-03-25"))));
    world.must("clerk", &consultation_id(), notice(&who, "2026-03-10"));
    world.at("2026-03-25").must("clerk", &consultation_id(), held("2026-03-25"));
    assert_eq!(world.consultation().stage, Stage::Asking);
    assert_eq!(waits(&world), ("answer".to_owned(), Some(day("2026-04-02"))));
    world.must(&who, &consultation_id(), opinion("可以变更"));
    assert_eq!(world.consultation().stage, Stage::Completed { on: day("2026-03-25") });
}

#[test]
fn nobody_is_late_with_an_opinion_that_can_be_signed_only_after_the_hearing() {
    let mut world = hearing();
    assert!(world.outline(&consultation_id()).clocks.is_empty(), "nothing runs before it was heard");
    let refused = world.refused("clerk", &consultation_id(), set("2026-04-03"));
    assert_eq!((refused.code, refused.field.as_deref()), (ANSWERS_BEFORE_HEARING, Some("due_on")));
    world.must("clerk", &consultation_id(), set_with("2026-04-03", Some("2026-04-10")));
    let held = world.consultation();
    assert_eq!(held.plan.request.due_on, day("2026-04-10"));
    assert!(held.told_zh().starts_with("定于2026年4月3日 09:00听证，地点：听证室"));
}

#[test]
fn a_new_day_for_the_hearing_wants_new_notices() {
    let mut world = hearing();
    world.must("clerk", &consultation_id(), set("2026-03-25"));
    world.must("clerk", &consultation_id(), notice("p1", "2026-03-10"));
    world.must("clerk", &consultation_id(), set("2026-03-26"));
    assert!(world.consultation().hearing.expect("is set").notices.is_empty());
}
