//! The body that has it in hand sends it to the centre; its officers see their proceeding and not the dispute.

use crate::{
    dispute::{DisputeCommand, codes::REFERRED_ALREADY},
    mirrored::{codes::NOT_YOUR_BODY, *},
    referral::{
        ReferralCommand,
        codes::{CALLED_BEFORE, CONSENT_MISSING},
    },
    refusal::{Class, WRONG_STAGE},
    scenes::*,
    world::*,
};

fn tried() -> World {
    let mut world = World::on("2026-03-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-20"));
    world
}

fn refer(from: &str, to: &str, consenting: &[&str]) -> MirroredCommand {
    match request(Procedure::Litigation.docking(), from, to, consenting, "2026-03-20") {
        DisputeCommand::Refer { request } => MirroredCommand::Refer { request },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_court_refers_the_suit_that_it_has_on_file_and_the_centre_has_the_whole_file() {
    let mut world = tried();
    let offered = world.offers("judge", &mirrored_id(1));
    assert!(offered.iter().any(|offer| offer.command == "refer" && offer.refusal.is_none()), "{offered:?}");
    world.must("judge", &mirrored_id(1), refer(COURT, CENTRE, &["p1"]));
    let package = world.referral(1).package;
    assert_eq!((package.from.as_str(), package.to.as_str()), (COURT, CENTRE));
    assert_eq!(package.claims, "减轻处罚", "made of the dispute, typed by nobody");
    assert_eq!(world.mirrored(1).referred_on, [day("2026-03-20")]);
    let again = world.refused("judge", &mirrored_id(1), refer(COURT, CENTRE, &["p1"]));
    assert_eq!(again.code, REFERRED_ALREADY);
    let offered = world.offers("judge", &mirrored_id(1));
    let closed =
        offered.iter().find(|offer| offer.command == "refer").and_then(|offer| offer.refusal.clone());
    assert_eq!(closed.expect("says why").code, REFERRED_ALREADY);
    // Once it is back, it may go again.
    let decline = ReferralCommand::Decline { reason: "请补充意愿".into(), receipt: None };
    world.must("clerk", &referral_id(1), decline);
    let offered = world.offers("judge", &mirrored_id(1));
    assert!(offered.iter().any(|offer| offer.command == "refer" && offer.refusal.is_none()), "{offered:?}");
    world.must("judge", &mirrored_id(1), refer(COURT, CENTRE, &["p1"]));
    assert_eq!(world.mirrored(1).referred_on.len(), 2);
}

#[test]
fn the_dispute_weighs_what_the_court_asks_and_the_court_speaks_for_itself_alone() {
    let mut world = tried();
    let refused =
        |world: &mut World, who: &str, command: MirroredCommand| world.refused(who, &mirrored_id(1), command);
    let unwilling = refused(&mut world, "judge", refer(COURT, CENTRE, &[]));
    assert_eq!((unwilling.code, unwilling.field.as_deref()), (CONSENT_MISSING, Some("request.consents")));
    for command in [refer(HIGHER_COURT, CENTRE, &["p1"]), refer(COURT, HIGHER_COURT, &["p1"])] {
        assert_eq!(refused(&mut world, "judge", command).code, NOT_YOUR_BODY);
    }
    let mut early = refer(COURT, CENTRE, &["p1"]);
    if let MirroredCommand::Refer { request } = &mut early {
        request.consents[0].way = crate::mediation::ConsentWay::Phone;
        request.consents[0].on = day("2026-03-19");
    }
    assert_eq!(refused(&mut world, "judge", early.clone()).code, CALLED_BEFORE);
    // It was called about where it had been in hand since.
    let mut there = World::on("2026-03-20").with_neighbours();
    there.only_registered("2026-03-02");
    there.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-10"));
    there.must("judge", &mirrored_id(1), early);
    for other in ["upper_judge", "petition", "clerk", "legal"] {
        let refusal = refused(&mut world, other, refer(COURT, CENTRE, &["p1"]));
        assert_eq!(refusal.class, Class::NotPermitted, "{other}: {refusal:?}");
    }
    world.judged(1, Finding::WithdrawalAllowed, "2026-03-20");
    assert_eq!(refused(&mut world, "judge", refer(COURT, CENTRE, &["p1"])).code, WRONG_STAGE);
}
