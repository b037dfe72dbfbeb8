//! Officers who leave or are challenged, and what the head is asked then.

use super::{receiving::at_the_window, *};

#[test]
fn when_its_officer_leaves_the_head_is_asked_to_name_another() {
    let mut world = at_the_window("2026-03-10");
    let assigned = |user: &str| ReconsiderationCommand::Assign { handlers: vec![user.into()] };
    world.must("review_head", &review_id(), assigned("reviewer"));
    let asked = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.command == "assign").map(|task| task.title)
    };
    assert_eq!(world.review_refused("statute", ReconsiderationCommand::NoteLeft), "matter.wrong_stage");
    assert_eq!(world.review_refused("reviewer", ReconsiderationCommand::NoteLeft), "actor.not_permitted");
    world.law.directory.officers.get_mut(&UserId::from("reviewer")).expect("is on file").dismissed = true;
    assert_eq!(asked(&world), None, "until it is noted");
    world.must("statute", &review_id(), ReconsiderationCommand::NoteLeft);
    assert_eq!(asked(&world).as_deref(), Some("承办的复议人员已离任：另行指定"));
    world.must("review_head", &review_id(), assigned("reviewer2"));
    assert_eq!(asked(&world), None);
    assert_eq!(world.review().handlers, ["reviewer2".into()]);
}

#[test]
fn when_one_of_several_officers_leaves_the_others_go_on_and_the_head_says_whether_they_are_enough() {
    let mut world = at_the_window("2026-03-10");
    let assigned = |users: &[&str]| ReconsiderationCommand::Assign {
        handlers: users.iter().map(|user| UserId::from(*user)).collect(),
    };
    world.must("review_head", &review_id(), assigned(&["reviewer", "reviewer2"]));
    world.law.directory.officers.get_mut(&UserId::from("reviewer")).expect("is on file").dismissed = true;
    world.must("statute", &review_id(), ReconsiderationCommand::NoteLeft);
    let asked = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.command == "assign").map(|task| task.title)
    };
    let title = "一位复议人员已离任：再指定一位，或者确认由其余的人继续办";
    assert_eq!(asked(&world).as_deref(), Some(title));
    world.must("reviewer2", &review_id(), accept());
    world.must("review_head", &review_id(), assigned(&["reviewer2"]));
    assert_eq!(asked(&world), None, "the others are enough");
}

#[test]
fn a_challenged_officer_works_on_nothing_and_an_excluded_one_sees_nothing() {
    let mut world = at_the_window("2026-03-10");
    let handlers = vec!["reviewer".into(), "reviewer2".into()];
    world.must("review_head", &review_id(), ReconsiderationCommand::Assign { handlers });
    let challenge = ReconsiderationCommand::Challenge {
        of: "reviewer".into(),
        by: "p1".into(),
        ground: "与被申请人有近亲属关系".into(),
    };
    world.must("p1", &review_id(), challenge);
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.challenge.pending");
    let decide = |upheld, reason: &str| ReconsiderationCommand::DecideChallenge {
        challenge: "c1".into(),
        upheld,
        reason: Some(reason.into()),
    };
    let refused = world.refused("review_head", &review_id(), decide(false, " "));
    assert_eq!((refused.code.name, refused.field.as_deref()), ("form.required", Some("reason")));
    world.must("review_head", &review_id(), decide(true, ""));
    assert_eq!(
        world.dispute().walled,
        ["reviewer".into()],
        "nor of the dispute, and what was asked about it"
    );
    assert_eq!(world.review_refused("reviewer", accept()), "actor.not_visible");
    assert_eq!(world.review().handlers, ["reviewer2".into()]);
    world.must("reviewer2", &review_id(), accept());
}
