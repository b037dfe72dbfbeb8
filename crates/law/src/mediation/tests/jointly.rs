//! One sheet that several have signed, one list by which several were served.

use super::{
    parting::three,
    sessions::{attend, chief, convene, minutes, serve},
};
use crate::{
    mediation::{codes::*, *},
    world::*,
};

fn and(mut command: MediationCommand, others: &[&str]) -> MediationCommand {
    use MediationCommand::*;
    match &mut command {
        RecordConsent { also, .. }
        | RecordService { also, .. }
        | SignAgreement { also, .. }
        | SignMinutes { also, .. }
        | ConfirmUndisputed { also, .. } => {
            *also = others.iter().map(ToString::to_string).collect();
        }
        other => panic!("{} is not said of several", other.name()),
    }
    command
}

/// As [`agree`], said otherwise.
fn consent(party: &str, on: jiff::civil::Date, answer: Answer, way: ConsentWay) -> MediationCommand {
    MediationCommand::RecordConsent {
        party: party.into(),
        also: Vec::new(),
        answer,
        way,
        on,
        evidence: (way == ConsentWay::Paper).then(|| paper("consent")),
        note: None,
        conservative_day_told: answer == Answer::Agree,
        signed: None,
    }
}

fn by_hand(party: &str, way: SignatureWay) -> MediationCommand {
    MediationCommand::SignAgreement { party: party.into(), also: Vec::new(), way, present: None }
}

#[test]
fn one_sheet_with_every_name_on_it_is_the_consent_of_each_and_the_last_name_completes_it() {
    let mut world = three();
    let today = world.today;
    world.must("clerk", &mediation_id(), and(agree("p1", today), &["p2", "p3", RESPONDENT]));
    let mediation = world.mediation();
    assert!(matches!(mediation.stage, Stage::Teaming { .. }));
    assert!(["p1", "p2", "p3", RESPONDENT].iter().all(|side| mediation.consents[*side].stands()));
}

#[test]
fn several_who_refuse_on_one_sheet_leave_one_after_the_other() {
    let refuse = |party: &str, on| consent(party, on, Answer::Refuse, ConsentWay::Paper);
    let mut world = three();
    let today = world.today;
    world.must("clerk", &mediation_id(), and(refuse("p1", today), &[RESPONDENT, "p2"]));
    assert!(matches!(world.mediation().stage, Stage::Returned { .. }), "the agency has ended it");
    assert_eq!(world.mediation().consents.len(), 3, "and p2's no on that sheet is on file");
    let mut world = three();
    world.must("clerk", &mediation_id(), and(refuse("p3", today), &["p2"]));
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }), "p1 is still there");
    world.must("clerk", &mediation_id(), refuse("p1", today));
    assert!(
        matches!(world.mediation().stage, Stage::Returned { .. }),
        "with the last who applied it is over"
    );
}

#[test]
fn what_is_wrong_with_one_of_them_is_said_of_that_one_and_nothing_is_recorded() {
    let mut world = three();
    world.consent("p2");
    let today = world.today;
    let refused = world.refused("clerk", &mediation_id(), and(agree("p1", today), &["p2"]));
    assert_eq!((refused.code, refused.field.as_deref()), (CONSENT_SAME, Some("also")));
    assert!(refused.says().contains("李某某"), "{}", refused.says());
    assert!(!world.mediation().consents.contains_key("p1"));
    let twice = world.refused("clerk", &mediation_id(), and(agree("p1", today), &["p1"]));
    assert_eq!((twice.code, twice.field.as_deref()), (CONSENT_SAME, Some("also")));
}

#[test]
fn nobody_says_anything_in_the_name_of_another_but_on_a_sheet_that_was_signed() {
    let mut world = three();
    let today = world.today;
    let online = consent("p1", today, Answer::Agree, ConsentWay::OnlineForm);
    let refused = world.refused("p1", &mediation_id(), and(online, &["p2"]));
    assert_eq!((refused.code, refused.field.as_deref()), (NOT_ON_ONE_SHEET, Some("also")));
    let refused = world.refused("p1", &mediation_id(), and(agree("p1", today), &["p2"]));
    assert_eq!((refused.code, refused.field.as_deref()), (NOT_YOURS, Some("also")));

    world.all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation).lawful();
    let glass = SignatureWay::Glass { image: paper("hand") };
    let refused = world.refused("mediator", &mediation_id(), and(by_hand(MEDIATOR, glass), &["p1"]));
    assert_eq!(refused.code, NOT_ON_ONE_SHEET);
}

#[test]
fn one_scan_with_every_name_makes_the_agreement_effective() {
    let mut world = three();
    world.all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation).lawful();
    let sheet = and(by_hand("p1", on_paper()), &["p2", "p3", RESPONDENT, MEDIATOR]);
    world.must("mediator", &mediation_id(), sheet);
    let agreement = world.mediation().agreement.expect("is drafted");
    assert_eq!((agreement.signatures.len(), agreement.effective_on), (5, Some(world.today)));
}

#[test]
fn several_are_served_by_one_list() {
    let mut world = three();
    world.all_consent().team().accept();
    world.must("mediator", &mediation_id(), convene("2026-03-20", SessionForm::Joint));
    world.must("mediator", &mediation_id(), and(serve("p1", "2026-03-10"), &["p2", "p3", RESPONDENT]));
    assert_eq!(world.mediation().sessions[0].services.len(), 4);
    let again = world.refused("mediator", &mediation_id(), and(serve("p1", "2026-03-10"), &["p2"]));
    assert_eq!((again.code, again.field.as_deref()), (SERVICE_TWICE, Some("recipient")));
}

#[test]
fn facts_and_minutes_are_signed_on_one_sheet_too_and_by_no_hand_on_glass_for_several() {
    let mut world = three();
    world.all_consent().team().accept();
    let facts = MediationCommand::RecordUndisputedFacts { text: "罚款已缴".into() };
    world.must("mediator", &mediation_id(), facts);
    let confirm = |way| MediationCommand::ConfirmUndisputed {
        party: "p1".into(),
        also: vec!["p2".into(), "p3".into(), RESPONDENT.into()],
        way,
        present: None,
    };
    let glass = SignatureWay::Glass { image: paper("hand") };
    assert_eq!(world.refused("mediator", &mediation_id(), confirm(glass)).code, NOT_ON_ONE_SHEET);
    world.must("mediator", &mediation_id(), confirm(on_paper()));
    assert!(world.mediation().confirmed_facts().is_some(), "everybody has");

    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    world.must("mediator", &mediation_id(), and(serve("p1", "2026-03-10"), &["p2", "p3", RESPONDENT]));
    world.at("2026-03-16");
    world.must("mediator", &mediation_id(), attend(&["p1", "p2", "p3", RESPONDENT], chief()));
    world.must("mediator", &mediation_id(), minutes("各方陈述了意见。"));
    let (party, way, present) = ("p1".into(), on_paper(), None);
    let sign = MediationCommand::SignMinutes { session: "s1".into(), party, also: Vec::new(), way, present };
    world.must("mediator", &mediation_id(), and(sign, &["p2", "p3", RESPONDENT]));
    assert_eq!(world.mediation().sessions[0].unsigned().count(), 0);
}
