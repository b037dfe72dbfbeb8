//! Talks that are moved or called off.

use super::sessions::*;
use crate::{
    mediation::{codes::*, *},
    refusal::{Class, DATE_BEFORE_START},
    world::*,
};

pub(super) fn move_to(session: &str, at: &str) -> MediationCommand {
    MediationCommand::MoveSession {
        session: session.into(),
        starts_at: at.parse().expect("a real time"),
        place: Some("第一调解室".into()),
        video: false,
        reason: "申请人住院".into(),
    }
}

fn cancel(session: &str) -> MediationCommand {
    MediationCommand::CancelSession { session: session.into(), reason: "双方自行谈好了".into() }
}

#[test]
fn a_talk_is_moved_and_whoever_was_told_of_the_old_time_is_told_again() {
    let mut world = convened();
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-10"));
    }
    world.at("2026-03-12");
    let same = world.refused("mediator", &mediation_id(), move_to("s1", "2026-03-16T09:00"));
    assert_eq!((same.code, same.field.as_deref()), (SESSION_NOT_MOVED, Some("starts_at")));
    let past = world.refused("mediator", &mediation_id(), move_to("s1", "2026-03-11T09:00"));
    assert_eq!(past.code, SESSION_IN_PAST);
    assert_eq!(
        world.refused("clerk", &mediation_id(), move_to("s1", "2026-03-18T14:00")).class,
        Class::NotPermitted
    );
    world.must("mediator", &mediation_id(), move_to("s1", "2026-03-18T08:00"));
    let session = world.mediation().sessions[0].clone();
    assert_eq!((session.services.len(), session.moved[0].services.len()), (0, 2));
    assert!(world.outline(&mediation_id()).tasks.iter().any(|task| task.name == "service:s1"));
    let early = world.refused("clerk", &mediation_id(), serve("p1", "2026-03-11"));
    assert_eq!(early.code, DATE_BEFORE_START, "nobody was told of the new time before it was set");
    for side in ["p1", RESPONDENT] {
        world.must("clerk", &mediation_id(), serve(side, "2026-03-12"));
    }
    world.at("2026-03-18").must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], chief()));
    assert_eq!(
        world.refused("mediator", &mediation_id(), move_to("s1", "2026-03-20T08:00")).code,
        NO_SESSION_TO_COME
    );
    world.must("mediator", &mediation_id(), minutes("双方到场"));
}

#[test]
fn a_talk_that_is_called_off_asks_for_nothing_more_and_another_is_convened() {
    let mut world = convened();
    world.must("mediator", &mediation_id(), cancel("s1"));
    assert_eq!(world.refused("mediator", &mediation_id(), cancel("s1")).code, NO_SESSION_TO_COME);
    world.must("mediator", &mediation_id(), convene("2026-03-20", SessionForm::Joint));
    assert_eq!(world.refused("mediator", &mediation_id(), cancel("s1")).code, SESSION_CANCELLED);
    assert_eq!(world.refused("clerk", &mediation_id(), serve("p1", "2026-03-10")).code, SESSION_CANCELLED);
    world.at("2026-03-16");
    assert_eq!(world.refused("mediator", &mediation_id(), attend(&["p1"], chief())).code, SESSION_CANCELLED);
    assert_eq!(world.refused("mediator", &mediation_id(), minutes("没有开")).code, SESSION_CANCELLED);
    let names: Vec<String> = world.outline(&mediation_id()).tasks.into_iter().map(|task| task.name).collect();
    assert!(
        names.contains(&"service:s2".into()) && !names.iter().any(|name| name.ends_with(":s1")),
        "{names:?}"
    );
}

#[test]
fn when_the_only_talk_is_called_off_the_mediator_has_one_to_convene() {
    let mut world = convened();
    let waits = |world: &World| {
        world.outline(&mediation_id()).tasks.iter().any(|task| task.name == "convene_session")
    };
    assert!(!waits(&world));
    world.must("mediator", &mediation_id(), cancel("s1"));
    assert!(waits(&world));
}
