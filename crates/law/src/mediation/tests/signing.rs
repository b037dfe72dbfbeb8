//! Signatures: what somebody has signed is not offered again.

use super::sessions::{sign, written};
use crate::{
    Code,
    mediation::{codes::*, *},
    world::*,
};

/// Why the step is closed to them; none: it is open.
fn open(world: &World, who: &str, step: &str) -> Option<Code> {
    let offer = world.offers(who, &mediation_id()).into_iter().find(|offer| offer.command == step);
    offer.expect("stands on the page").refusal.map(|refusal| refusal.code)
}

#[test]
fn who_has_signed_the_agreement_or_the_facts_is_not_offered_to_sign_again() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "罚款已缴".into() },
    );
    let glass = || SignatureWay::Glass { image: paper("hand") };
    let confirm = MediationCommand::ConfirmUndisputed {
        also: Vec::new(),
        party: "p1".into(),
        way: glass(),
        present: None,
    };
    world.must("p1", &mediation_id(), confirm);
    assert_eq!(open(&world, "p1", "confirm_undisputed"), Some(FACTS_CONFIRMED));
    assert_eq!(open(&world, "legal", "confirm_undisputed"), None);
    world.draft(Ending::JudicialConfirmation).lawful();
    world.must(
        "p1",
        &mediation_id(),
        MediationCommand::SignAgreement { also: Vec::new(), party: "p1".into(), way: glass(), present: None },
    );
    assert_eq!(open(&world, "p1", "sign_agreement"), Some(SIGNED_ALREADY));
    assert_eq!(open(&world, "mediator", "sign_agreement"), None);
}

#[test]
fn who_has_signed_the_minutes_is_not_offered_to_sign_them_again() {
    let mut world = written();
    assert_eq!(open(&world, "p1", "sign_minutes"), None);
    world.must("p1", &mediation_id(), sign("p1"));
    assert_eq!(open(&world, "p1", "sign_minutes"), Some(MINUTES_SIGNED));
    assert_eq!(open(&world, "clerk", "sign_minutes"), None, "the paper of the other side can still come in");
    world.must("legal", &mediation_id(), sign(RESPONDENT));
    assert_eq!(open(&world, "clerk", "sign_minutes"), Some(MINUTES_SIGNED));
}
