//! A seat that somebody left: by when it is to be filled.

use crate::{UserId, mediation::*, world::*};

#[test]
fn a_seat_is_to_be_filled_by_the_day_on_which_it_became_empty_and_not_by_an_earlier_one() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must(
        "legal",
        &mediation_id(),
        MediationCommand::Challenge {
            of: "mediator".into(),
            by: RESPONDENT.into(),
            ground: "与被申请单位经办人是近亲属".into(),
        },
    );
    world.must("head", &mediation_id(), super::teaming::decide(true));
    let due = |world: &World| {
        let tasks = world.outline(&mediation_id()).tasks;
        tasks.into_iter().find(|task| task.command == "fill_seat").and_then(|task| task.due_on)
    };
    let first = due(&world).expect("it is to be filled");
    let fill = |seat, user: &str| MediationCommand::FillSeat {
        seat,
        user: user.into(),
        role: None,
        in_place_of: None,
        reason: "补齐".into(),
    };
    world.must("head", &mediation_id(), fill(SeatKind::LeadMediator, "mediator2"));
    assert_eq!(due(&world), None);
    world.at("2026-03-16");
    world.law.directory.officers.get_mut(&UserId::from("judge")).expect("is on file").dismissed = true;
    world.must("statute", &mediation_id(), MediationCommand::NoteLeft);
    let second = due(&world).expect("it is to be filled");
    assert!(first < second && second > world.today, "{first} {second}");
    world.must("head", &mediation_id(), fill(SeatKind::GuidingJudge, "judge2"));
    assert_eq!(due(&world), None);
}
