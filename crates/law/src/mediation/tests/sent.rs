//! 随移送来的意愿: what was said where it comes from is on file and asked once.

use crate::{mediation::*, referral::Docking, refusal::DATE_BEFORE_START, scenes::request, world::*};

fn says(party: &str, way: ConsentWay, on: &str) -> MediationCommand {
    MediationCommand::RecordConsent {
        party: party.into(),
        also: Vec::new(),
        answer: Answer::Agree,
        way,
        on: day(on),
        evidence: None,
        note: (way == ConsentWay::Phone).then(|| "移送时电话里同意的".to_owned()),
        conservative_day_told: true,
        signed: None,
    }
}

/// Sent by the court on 12 March with the words of both sides of 10 March.
fn sent() -> World {
    let mut world = World::on("2026-03-12").with_neighbours();
    world.register(registration(fine("2026-03-07"), "2026-03-09"));
    let mut order = request(Docking::Court, COURT, CENTRE, &["p1", RESPONDENT], "2026-03-10");
    if let crate::dispute::DisputeCommand::Refer { request } = &mut order {
        request.consents[1].way = ConsentWay::Phone;
        request.consents[1].evidence = None;
    }
    world.must("clerk", &dispute_id(), order);
    world.at("2026-03-13").import(Channel::PreTrial);
    world
}

#[test]
fn what_came_with_the_file_is_recorded_with_its_day_and_its_paper() {
    let mut world = sent();
    let open = |world: &World| {
        let held = world.mediation();
        held.consents_sent_unrecorded().map(|said| said.side.clone()).collect::<Vec<_>>()
    };
    assert_eq!(open(&world), ["p1", RESPONDENT]);
    let other_day = world.refused("clerk", &mediation_id(), says("p1", ConsentWay::Paper, "2026-03-11"));
    assert_eq!(other_day.code, DATE_BEFORE_START, "of that day no paper came");
    let called = world.refused("clerk", &mediation_id(), says("p1", ConsentWay::Phone, "2026-03-10"));
    assert_eq!(called.code, DATE_BEFORE_START);
    world.must("clerk", &mediation_id(), says("p1", ConsentWay::Paper, "2026-03-10"));
    let held = world.mediation();
    assert_eq!(
        (held.consents["p1"].on, &held.consents["p1"].evidence),
        (day("2026-03-10"), &Some(paper("consent")))
    );
    assert_eq!(open(&world), [RESPONDENT]);
    world.must("clerk", &mediation_id(), says(RESPONDENT, ConsentWay::Phone, "2026-03-10"));
    assert_eq!(open(&world), Vec::<String>::new());
    assert_eq!(world.mediation().consented_on, Some(day("2026-03-10")), "行诉法48条: since both had agreed");
}

#[test]
fn another_attempt_is_asked_anew_and_nobody_reads_what_the_other_side_said_there() {
    let mut world = sent();
    let refuse = MediationCommand::RecordConsent {
        party: "p1".into(),
        also: Vec::new(),
        answer: Answer::Refuse,
        way: ConsentWay::Paper,
        on: day("2026-03-13"),
        evidence: Some(paper("refusal")),
        note: None,
        conservative_day_told: false,
        signed: None,
    };
    let seen = |world: &World, who: &str| {
        let mut brief = world.mediation().brief;
        brief.keep_what_is_known_to(&world.actor(who));
        brief.consents_sent.into_iter().map(|said| said.side).collect::<Vec<_>>()
    };
    assert_eq!(
        (seen(&world, "p1"), seen(&world, "legal")),
        (vec!["p1".to_owned()], vec![RESPONDENT.to_owned()])
    );
    assert_eq!(seen(&world, "clerk").len(), 2);
    world.must("clerk", &mediation_id(), refuse);
    let retry = MediationCommand::Retry {
        wishes: ["p1", RESPONDENT].map(str::to_owned).to_vec(),
        reason: "又愿意了".into(),
    };
    world.must("clerk", &mediation_id(), retry);
    assert_eq!(world.nth_mediation(2).brief.consents_sent, []);
}
