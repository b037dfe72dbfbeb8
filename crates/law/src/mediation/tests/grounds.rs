//! What a paper prints as fact cannot be what the file contradicts: the grounds of an end, and what came of an agreement.

use super::sessions::{attend, chief, convene, serve};
use crate::{
    mediation::{codes::*, *},
    now::SHANGHAI,
    world::*,
};

fn end(ground: Ground) -> MediationCommand {
    let reason = "双方都在场时说的".to_owned();
    match ground.is_failure() {
        true => MediationCommand::Fail { ground, reason },
        false => MediationCommand::Terminate { ground, reason },
    }
}

fn possible(world: &World, ground: Ground) -> bool {
    let now = SHANGHAI.to_datetime(world.now().at);
    world.mediation().possible_grounds(|_| true, now).any(|one| one == ground)
}

#[test]
fn nobody_refuses_to_sign_and_nothing_is_unlawful_before_there_is_a_draft() {
    for (ground, code) in
        [(Ground::RefusedSignature, NOTHING_TO_SIGN), (Ground::UnlawfulContent, NOTHING_DRAFTED)]
    {
        let mut world = World::on("2026-03-10");
        world.mediating();
        let refusal = world.refused("mediator", &mediation_id(), end(ground));
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some("ground")));
        assert!(!possible(&world, ground), "nor is it listed");
        world.draft(Ending::JudicialConfirmation);
        assert!(possible(&world, ground));
        world.must("mediator", &mediation_id(), end(ground));
    }
}

#[test]
fn nobody_stays_away_from_a_talk_that_was_never_convened_and_told_of() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let refused = |world: &mut World| {
        assert!(!possible(world, Ground::NoShow));
        world.refused("mediator", &mediation_id(), end(Ground::NoShow)).code
    };
    assert_eq!(refused(&mut world), NOBODY_STAYED_AWAY, "none was convened");
    world.must("mediator", &mediation_id(), convene("2026-03-12", SessionForm::Joint));
    assert_eq!(refused(&mut world), NOBODY_STAYED_AWAY, "nobody was told");
    for recipient in ["p1", RESPONDENT] {
        world.must("mediator", &mediation_id(), serve(recipient, "2026-03-10"));
    }
    assert_eq!(refused(&mut world), NOBODY_STAYED_AWAY, "it is still to come");
    world.at("2026-03-12").must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], chief()));
    assert_eq!(refused(&mut world), NOBODY_STAYED_AWAY, "everybody came");
    world.must("mediator", &mediation_id(), attend(&[RESPONDENT], chief()));
    world.must("mediator", &mediation_id(), end(Ground::NoShow));
}

#[test]
fn who_never_agreed_does_not_stop_wishing_to_go_on() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure);
    let terminate =
        || MediationCommand::Terminate { ground: Ground::Unwilling, reason: "来电说的".into() };
    assert_eq!(world.refused("head", &mediation_id(), terminate()).code, NOT_AGREED_YET);
    world.all_consent();
    world.must("head", &mediation_id(), terminate());
}

#[test]
fn what_is_in_force_with_the_last_signature_nobody_goes_back_on() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation).ask_to_confirm();
    let reneged = formal_ending(FormalResult::Reneged, world.today);
    let refusal = world.refused("judge", &mediation_id(), reneged);
    assert_eq!((refusal.code, refusal.field.as_deref()), (IN_FORCE_ALREADY, Some("result")), "24条");
    let listed: Vec<_> = world.mediation().possible_results().collect();
    assert_eq!(listed, [FormalResult::Granted, FormalResult::NotAccepted, FormalResult::Rejected]);
    assert!(!world.mediation().is_unsettled());
    let mut sealed_later = World::on("2026-03-10");
    let sent = crate::dispute::Source::ReconsiderationReferral;
    sealed_later.register(crate::scenes::sent_by(sent, registration(fine("2026-03-07"), "2026-03-10")));
    sealed_later.import(Channel::Reconsideration).all_consent().team().accept();
    sealed_later.agreed(Ending::ReconsiderationStatement);
    let reneged = formal_ending(FormalResult::Reneged, sealed_later.today);
    sealed_later.must("clerk", &mediation_id(), reneged);
    assert!(sealed_later.mediation().is_unsettled(), "复议法73条2款: before the seal either may");
}
