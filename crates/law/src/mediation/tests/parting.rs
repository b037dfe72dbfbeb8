//! One of several goes its own way, and the others go on; what was tried again is not handed on.

use crate::{
    dispute,
    mediation::{codes::*, *},
    world::*,
};

fn no(party: &str) -> MediationCommand {
    MediationCommand::RecordConsent {
        party: party.into(),
        answer: Answer::Refuse,
        way: ConsentWay::Phone,
        on: day("2026-03-10"),
        evidence: None,
        note: Some("致电本人，说不愿意".into()),
        conservative_day_told: false,
        signed: None,
    }
}

/// Two who applied, and one whom it concerns.
fn three() -> World {
    let mut world = World::on("2026-03-10");
    let mut registration = registration(fine("2026-03-07"), "2026-03-10");
    registration.parties.push(somebody("李某某"));
    let third =
        crate::dispute::NewParty { standing: dispute::PartyStanding::ThirdParty, ..somebody("王某某") };
    registration.parties.push(third);
    world.register(registration);
    world.import(Channel::BeforeProcedure);
    world
}

#[test]
fn one_of_several_who_does_not_wish_it_leaves_alone_and_the_others_go_on() {
    let mut world = three();
    world.consent("p1");
    world.must("clerk", &mediation_id(), no("p3"));
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }), "a third party may stay away");
    world.must("clerk", &mediation_id(), no("p2"));
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }), "so may one of two");
    assert_eq!(world.refused("p2", &mediation_id(), agree("p2", day("2026-03-10"))).code, LEFT_ALREADY);
    world.consent(RESPONDENT);
    assert!(matches!(world.mediation().stage, Stage::Teaming { .. }), "those who take part have all agreed");
    assert_eq!(world.mediation().sides().collect::<Vec<_>>(), ["p1", RESPONDENT]);
}

#[test]
fn the_last_no_of_several_completes_the_consents_of_the_others() {
    let mut world = three();
    world.consent("p1").consent("p3").consent(RESPONDENT);
    world.must("clerk", &mediation_id(), no("p2"));
    assert!(matches!(world.mediation().stage, Stage::Teaming { .. }));
}

#[test]
fn with_the_last_who_applied_or_with_the_agency_it_is_over() {
    let reason = ReturnReason::ConsentRefused;
    let returned = Stage::Returned { on: day("2026-03-10"), reason };
    let mut world = three();
    world.must("clerk", &mediation_id(), no("p1"));
    world.must("clerk", &mediation_id(), no("p2"));
    assert_eq!(
        world.mediation().stage,
        returned,
        "a third party alone has nothing to settle with the agency"
    );
    let mut world = three();
    world.must("clerk", &mediation_id(), no(RESPONDENT));
    assert_eq!(world.mediation().stage, returned);
}

#[test]
fn who_withdraws_takes_the_draft_along_and_sees_nothing_of_what_the_others_agree_on() {
    let mut world = three();
    world.all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation);
    world.must("p2", &mediation_id(), MediationCommand::WithdrawConsent { party: "p2".into(), reason: None });
    let held = world.mediation();
    assert_eq!((held.stage, held.agreement), (Stage::Mediating, None), "it is drafted anew");
    world.later(1).agreed(Ending::JudicialConfirmation);
    let held = world.mediation();
    assert!(matches!(held.stage, Stage::Ended { outcome: Outcome::Agreed { .. }, .. }));
    assert!(held.visible(&world.party("p2")).file.agreement.is_none());
    assert!(held.visible(&world.party("p1")).file.agreement.is_some());
    let performed = world.performance();
    assert!(performed.plan.brief.parties.iter().all(|party| party.key != "p2"));
}

#[test]
fn what_is_tried_again_at_once_is_not_handed_on() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let reason = "差距较大".into();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason },
    );
    let hands_on =
        |world: &World| world.outline(&mediation_id()).tasks.iter().any(|task| task.command == "hand_on");
    assert!(hands_on(&world));
    let wishes = vec!["p1".into(), RESPONDENT.into()];
    world.must("clerk", &mediation_id(), MediationCommand::Retry { wishes, reason: "双方愿意再谈".into() });
    assert!(!hands_on(&world));
}
