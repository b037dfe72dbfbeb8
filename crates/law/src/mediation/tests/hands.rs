//! 当面签: a party that is there signs on the glass of the centre, before somebody of the centre who saw who it is.

use super::sessions::{sign, written};
use crate::{
    UserId,
    mediation::{codes::*, *},
    world::*,
};

fn before(world: &World, command: &str, identity_shown: bool) -> Option<Presence> {
    let shown = world.mediation().shown(command, &world.law, world.today);
    Some(Presence { identity_shown, shown, hand: None })
}

fn glass() -> SignatureWay {
    SignatureWay::Glass { image: paper("hand") }
}

fn agreement(party: &str, present: Option<Presence>) -> MediationCommand {
    MediationCommand::SignAgreement { also: Vec::new(), party: party.into(), way: glass(), present }
}

fn drafted() -> World {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    world
}

#[test]
fn a_party_signs_the_agreement_before_the_counter_or_the_lead_and_it_is_recorded_who_stood_by() {
    for who in ["clerk", "mediator"] {
        let mut world = drafted();
        let present = before(&world, "sign_agreement", true);
        world.must(who, &mediation_id(), agreement("p1", present));
        let signed = world.mediation().agreement.expect("is drafted").signatures;
        assert_eq!(signed[0].stood_by, Some(UserId::from(who)));
        assert_eq!((signed[0].party.as_str(), signed[0].on), ("p1", world.today));
    }
}

#[test]
fn nobody_signs_so_without_showing_who_they_are_or_otherwise_than_by_hand() {
    let mut world = drafted();
    let unseen = before(&world, "sign_agreement", false);
    let refusal = world.refused("clerk", &mediation_id(), agreement("p1", unseen));
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (IDENTITY_NOT_SHOWN, Some("present.identity_shown"))
    );
    let scan = MediationCommand::SignAgreement {
        also: Vec::new(),
        party: "p1".into(),
        way: SignatureWay::Scan { file: paper("scan") },
        present: before(&world, "sign_agreement", true),
    };
    assert_eq!(world.refused("clerk", &mediation_id(), scan).code, NOT_BY_HAND);
    let refusal = world.refused("clerk", &mediation_id(), agreement("p1", None));
    assert_eq!((refusal.code, refusal.field.as_deref()), (SIGNED_FOR_OTHER, Some("present.identity_shown")));
    let refusal = world.refused("clerk", &mediation_id(), agreement(RESPONDENT, None));
    assert_eq!((refusal.code, refusal.field.as_deref()), (SIGNED_FOR_OTHER, Some("way")));
}

#[test]
fn somebody_stands_by_only_where_a_party_is_left_to_sign() {
    let mut world = drafted();
    assert!(world.mediation().citizens_to_sign("sign_agreement"));
    let present = before(&world, "sign_agreement", true);
    world.must("clerk", &mediation_id(), agreement("p1", present));
    assert!(!world.mediation().citizens_to_sign("sign_agreement"), "the agency and the mediator are left");
    assert!(!world.mediation().citizens_to_sign("record_consent"), "everybody has agreed");
}

#[test]
fn the_agency_and_the_mediator_sign_with_their_own_accounts_and_no_stranger_signs_at_all() {
    let mut world = drafted();
    let present = before(&world, "sign_agreement", true);
    for (who, party, code) in [
        ("clerk", RESPONDENT, SIGNS_AT_HOME),
        ("mediator", MEDIATOR, SIGNS_AT_HOME),
        ("clerk", "p9", UNKNOWN_SIDE),
        ("legal", RESPONDENT, NOT_STANDING_BY),
        ("p1", "p1", NOT_STANDING_BY),
    ] {
        let refusal = world.refused(who, &mediation_id(), agreement(party, present.clone()));
        assert_eq!(refusal.code, code, "{who} for {party}");
    }
}

#[test]
fn what_was_changed_since_it_was_shown_is_read_again_before_it_is_signed() {
    let mut world = drafted();
    let old = before(&world, "sign_agreement", true);
    let mut other = draft(Ending::JudicialConfirmation, day("2026-04-20"));
    if let MediationCommand::DraftAgreement { obligations, .. } = &mut other {
        obligations[0].content = "改罚二百元".into();
    }
    world.must("mediator", &mediation_id(), other);
    world.lawful();
    let refusal = world.refused("clerk", &mediation_id(), agreement("p1", old));
    assert_eq!((refusal.code, refusal.field.as_deref()), (CHANGED_SINCE_SHOWN, Some("way")));
    let read = before(&world, "sign_agreement", true);
    world.must("clerk", &mediation_id(), agreement("p1", read));
}

#[test]
fn minutes_that_were_corrected_meanwhile_are_shown_again() {
    let mut world = written();
    let old = before(&world, "sign_minutes", true);
    let here = |present| match sign("p1") {
        MediationCommand::SignMinutes { session, party, way, .. } => {
            MediationCommand::SignMinutes { also: Vec::new(), session, party, way, present }
        }
        other => other,
    };
    let (session, by) = ("s1".into(), RESPONDENT.into());
    let correct = MediationCommand::CorrectMinutes { session, text: "应为 300 元".into(), by };
    world.must("legal", &mediation_id(), correct);
    assert_eq!(world.refused("mediator", &mediation_id(), here(old)).code, CHANGED_SINCE_SHOWN);
    let read = before(&world, "sign_minutes", true);
    world.must("mediator", &mediation_id(), here(read));
}

#[test]
fn a_consent_signed_on_the_glass_is_one_in_writing() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10")).import(Channel::BeforeProcedure);
    let here = |present, chosen| match agree("p1", day("2026-03-10")) {
        MediationCommand::RecordConsent { party, answer, on, note, conservative_day_told, .. } => {
            MediationCommand::RecordConsent {
                also: Vec::new(),
                party,
                answer,
                way: chosen,
                on,
                evidence: None,
                note,
                conservative_day_told,
                signed: Some(Box::new(SignedHere { way: glass(), present })),
            }
        }
        other => other,
    };
    let present = before(&world, "record_consent", true).expect("is there");
    let unseen = Presence { identity_shown: false, ..present.clone() };
    let refusal = world.refused("clerk", &mediation_id(), here(unseen, ConsentWay::Paper));
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (IDENTITY_NOT_SHOWN, Some("signed.present.identity_shown"))
    );
    let called = here(present.clone(), ConsentWay::Phone);
    let refusal = world.refused("clerk", &mediation_id(), called);
    assert!([SIGNED_IS_WRITTEN, CONSENT_CALL_MISSING].contains(&refusal.code), "{refusal:?}");
    world.must("clerk", &mediation_id(), here(present, ConsentWay::Paper));
    let given = world.mediation().consents["p1"].clone();
    assert_eq!(given.signature.and_then(|signed| signed.stood_by), Some(UserId::from("clerk")));
}

/// The first party has an agent of this authority, with a letter on file or not.
fn with_an_agent(authority: crate::dispute::Authority, lettered: bool) -> World {
    let mut world = World::on("2026-03-10");
    let mut registration = registration(fine("2026-03-07"), "2026-03-10");
    registration.parties[0].agent = Some(crate::dispute::Agent {
        person: crate::PersonId::new("agent"),
        label: "李某某".into(),
        authority,
        document: lettered.then(|| paper("letter")),
        brought: None,
        phone_kind: None,
    });
    world.register(registration);
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation).lawful();
    world
}

#[test]
fn whose_hand_it_is_is_said_and_an_agent_signs_before_the_counter_what_it_may_sign_on_its_own_page() {
    use crate::{agency, dispute::Authority};
    let signed = |world: &World, hand| {
        let present = before(world, "sign_agreement", true).map(|present| Presence { hand, ..present });
        agreement("p1", present)
    };
    let mut world = with_an_agent(Authority::Special, true);
    let order = signed(&world, None);
    let unsaid = world.refused("clerk", &mediation_id(), order);
    assert_eq!((unsaid.code, unsaid.field.as_deref()), (HAND_UNSAID, Some("present.hand")));
    let order = signed(&world, Some(Hand::Agent));
    world.must("clerk", &mediation_id(), order);
    let signature = world.mediation().agreement.expect("is drafted").signatures.remove(0);
    assert_eq!((signature.by_agent, signature.agent.as_deref()), (true, Some("李某某")));
    assert_eq!(signature.stood_by, Some(UserId::from("clerk")));
    for (authority, lettered, code) in [
        (Authority::General, true, agency::SPECIAL_NEEDED),
        (Authority::Special, false, agency::LETTER_MISSING),
    ] {
        let mut world = with_an_agent(authority, lettered);
        let order = signed(&world, Some(Hand::Agent));
        let refused = world.refused("clerk", &mediation_id(), order);
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some("present.hand")));
        let order = signed(&world, Some(Hand::Party));
        world.must("clerk", &mediation_id(), order);
        let signature = world.mediation().agreement.expect("is drafted").signatures.remove(0);
        assert_eq!((signature.by_agent, signature.agent), (false, None), "the party signs itself");
    }
    let mut alone = drafted();
    let order = signed(&alone, Some(Hand::Agent));
    assert_eq!(alone.refused("clerk", &mediation_id(), order).code, NO_AGENT);
}
