//! 行调: the agency that is complained of sends the dispute to the centre itself, without a proceeding of its own.

use super::registered;
use crate::{
    Code,
    dispute::{DisputeCommand, codes::REFERRED_ALREADY},
    mediation::{Category, Channel, MediationCommand, RESPONDENT},
    mirrored::codes::NOT_YOUR_BODY,
    reconsideration::tests::application,
    referral::{codes::*, *},
    refusal::{Class, WRONG_STAGE},
    scenes::*,
    world::*,
};

fn sends(docking: Docking, from: &str, to: &str, consenting: &[&str]) -> DisputeCommand {
    request(docking, from, to, consenting, "2026-03-16")
}

fn offered(world: &World, who: &str) -> bool {
    world.offers(who, &dispute_id()).iter().any(|offer| offer.command == "refer")
}

#[test]
fn an_agency_sends_what_it_did_to_the_centre_and_says_at_once_that_it_is_willing() {
    let mut world = registered();
    assert!(offered(&world, "legal") && !offered(&world, "other_legal"));
    world.must("legal", &dispute_id(), sends(Docking::Agency, BUREAU, CENTRE, &["p1", RESPONDENT]));
    let package = world.referral(1).package;
    assert_eq!((package.from.as_str(), package.to.as_str()), (BUREAU, CENTRE));
    assert!(!offered(&world, "legal"), "once, until it is back");
    let again = world.refused("legal", &dispute_id(), sends(Docking::Agency, BUREAU, CENTRE, &["p1"]));
    assert_eq!(again.code, REFERRED_ALREADY);
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let import = MediationCommand::imports(vec![Category::PartyAsks], Channel::BeforeProcedure);
    world.must("clerk", &mediation_id(), import);
    let held = world.mediation();
    let sides: Vec<&str> = held.consents_sent_unrecorded().map(|said| said.side.as_str()).collect();
    assert_eq!(sides, ["p1", RESPONDENT], "nobody is asked for what came with it");
    assert_eq!(held.brief.sent_by.as_ref().map(|body| body.as_str()), Some(BUREAU), "and has it back");
}

#[test]
fn an_agency_speaks_for_itself_alone_and_only_to_the_centre() {
    let mut world = registered();
    let all = &["p1"];
    for (order, code, field) in [
        (sends(Docking::Agency, "other_bureau", CENTRE, all), NOT_YOUR_BODY, "request.from"),
        (sends(Docking::Agency, BUREAU, PETITION_OFFICE, all), NOT_YOUR_BODY, "request.to"),
        (sends(Docking::Petition, BUREAU, CENTRE, all), DOCKING, "request.docking"),
        (sends(Docking::Agency, BUREAU, CENTRE, &[RESPONDENT]), CONSENT_MISSING, "request.consents"),
    ] {
        let refused = world.refused("legal", &dispute_id(), order);
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)), "{refused:?}");
    }
    let order = || sends(Docking::Agency, BUREAU, CENTRE, all);
    assert_eq!(world.refused("other_legal", &dispute_id(), order()).class, Class::NotVisible);
    assert_eq!(world.refused("chief", &dispute_id(), order()).class, Class::NotPermitted);
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert!(!offered(&world, "legal"), "it is mediated already");
    let code: Code = world.refused("legal", &dispute_id(), order()).code;
    assert_eq!(code, WRONG_STAGE);
}

#[test]
fn what_an_agency_sent_does_not_tell_it_of_an_application_that_is_not_accepted() {
    let mut world = registered().with_justice();
    let application = Box::new(application("2026-03-16"));
    world.must("reviewer", &dispute_id(), DisputeCommand::ApplyForReconsideration { application });
    world.must("legal", &dispute_id(), sends(Docking::Agency, BUREAU, CENTRE, &["p1"]));
    let seen = |who: &str| world.referral(1).visible(&world.actor(who)).package;
    assert!(seen("clerk").filed_on.is_some(), "the centre reads it");
    let own = seen("legal");
    assert_eq!((own.filed_on, own.clocks.len()), (None, 0), "复议法48条");
}
