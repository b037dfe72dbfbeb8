//! Who sat in a seat when something was said or signed, and what an heir takes over of it.

use crate::{
    dispute::{BOUND, DisputeCommand, NewParty, PartyStanding, Seat, Succession},
    mediation::{Channel, Ending, RESPONDENT},
    remedy::Remedy,
    world::*,
    world_heirs::{admitted, heir, second_heir},
};

fn agreed(ending: Ending) -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept().agreed(ending);
    world
}

fn comes(world: &mut World, heir: Succession) {
    world.must("clerk", &dispute_id(), admitted(heir));
}

#[test]
fn what_was_signed_before_a_succession_is_theirs_who_signed_and_says_who_has_the_seat_now() {
    let mut world = agreed(Ending::AgreementAlone);
    let signed_on = world.today;
    comes(world.at("2026-03-15"), heir());
    let (person, label) = ("grandchild".into(), "周某某".to_owned());
    let marks = vec!["name:grandchild".into()];
    comes(world.at("2026-03-20"), Succession { seat: Seat::Anew, person, label, marks, ..heir() });
    let told = |on: &str| world.mediation().told_on("p1", day(on), &world.law).into_owned();
    assert_eq!(told("2026-03-14"), "张某某（已由周某某承受）");
    assert_eq!(told("2026-03-15"), "韩某某（已由周某某承受）", "the day of a succession is whose it is then");
    assert_eq!(told("2026-03-20"), "周某某");
    let respondent = world.mediation().told_on(RESPONDENT, signed_on, &world.law).into_owned();
    assert!(!respondent.contains("承受"), "{respondent}");
    let line = &world.performance().lines[0];
    let line = crate::performance::Line {
        obligation: obligation("p1", "搬离", line.obligation.due_on),
        ..line.clone()
    };
    let performance = world.performance();
    assert_eq!(performance.between_as_signed(&line, &world.law), "张某某（已由周某某承受）");
    assert_eq!(performance.between(&line, &world.law), "周某某", "who owes it now");
    assert_eq!(world.follow_up().plan.brief.label_on("p1", day("2026-03-16")), "韩某某");
    let dispute = world.dispute();
    let sat = |on: &str| dispute.as_of(day(on)).parties[0].particulars.person.clone();
    assert_eq!(sat("2026-03-10").as_str(), "person-张某某");
    assert_eq!([sat("2026-03-19").as_str(), sat("2026-03-20").as_str()], ["heir", "grandchild"]);
    assert_eq!(dispute.parties[0].taken_since(signed_on), Some("周某某"));
    assert_eq!(dispute.parties[0].taken_since(day("2026-03-20")), None);
}

#[test]
fn all_heirs_of_who_signed_a_confirmed_agreement_are_bound_by_it_as_far_as_the_estate_goes() {
    let mut world = agreed(Ending::JudicialConfirmation);
    world.ask_to_confirm();
    comes(world.at("2026-03-15"), heir());
    comes(&mut world, second_heir());
    world.sealed();
    let dispute = world.dispute();
    assert_eq!(dispute.parties.iter().map(|party| party.key.as_str()).collect::<Vec<_>>(), ["p1", "p2"]);
    for heir in ["p1", "p2"] {
        assert!(dispute.is_bound(heir), "法释〔2018〕1号69条1款9项: {heir}");
        assert!(dispute.closed_to(Remedy::Sue, heir).is_some_and(|closed| closed.article == BOUND));
        let told = dispute.inherited_zh(heir).expect("民法典1161条");
        assert!(told.starts_with("张某某签的协议") && told.contains("1161条"), "{told}");
        assert!(told.contains("69条1款9项"), "{told}");
    }
    assert!(dispute.open_last_days(&world.law).is_empty(), "nobody's day runs");
    let reads = crate::Principal::party(&dispute_id(), "p2");
    assert!(
        world.outline(&performance_id()).access.contains(&reads),
        "what binds the second is theirs to read"
    );
    assert!(
        world.mediation().brief.parties.iter().all(|party| party.key != "p2"),
        "who came later signed nothing"
    );
    let brief = crate::reaction::brief(&dispute_id(), &dispute, 2);
    assert!(brief.closed.iter().all(|closed| closed.to == ["p1", "p2"]), "{:?}", brief.closed);
}

#[test]
fn what_the_first_heir_signed_alone_does_not_bind_another() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    comes(world.at("2026-03-11"), heir());
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    world.agreed(Ending::JudicialConfirmation).ask_to_confirm();
    comes(world.at("2026-03-15"), second_heir());
    world.sealed();
    let dispute = world.dispute();
    assert!(dispute.is_bound("p1") && !dispute.is_bound("p2"));
    assert_eq!((dispute.inherited_zh("p1"), dispute.inherited_zh("p2")), (None, None));
}

#[test]
fn whoever_comes_to_the_dispute_after_an_agreement_was_no_side_of_it() {
    let mut world = agreed(Ending::JudicialConfirmation);
    world.ask_to_confirm();
    let party = NewParty { standing: PartyStanding::ThirdParty, ..somebody("王某某") };
    let join = DisputeCommand::JoinParty { party, reason: "相邻".into() };
    if world.give("clerk", &dispute_id(), join).is_ok() {
        assert!(!world.mediation().is_side("p2"));
    }
    world.must("clerk", &dispute_id(), DisputeCommand::AdmitSuccessor(Box::new(heir())));
    assert_eq!(world.mediation().sides().collect::<Vec<_>>(), ["p1", RESPONDENT]);
    assert_eq!(world.mediation().label("p1", &world.law), "韩某某");
}

#[test]
fn evidence_that_was_handed_in_later_has_the_day_on_which_it_was() {
    let mut world = agreed(Ending::AgreementAlone);
    let piece = serde_json::json!({ "file": "later", "title": "收条", "format": "jpg", "size_bytes": 1, "pages": null,
        "formed_on": "2025-01-01" });
    let evidence = vec![serde_json::from_value(piece).expect("reads")];
    world.at("2026-03-12").must("p1", &dispute_id(), DisputeCommand::AddEvidence { evidence });
    let dispute = world.dispute();
    assert_eq!(dispute.handed_in_on(&"later".into()), day("2026-03-12"));
    assert_eq!(dispute.handed_in_on(&"first".into()), dispute.registered_on);
}
