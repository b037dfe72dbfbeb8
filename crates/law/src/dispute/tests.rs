//! Rules of the dispute's own room as sentences; what it shares with its proceedings stands in their tests.

use crate::{
    dispute::{codes::*, *},
    refusal::Class,
    world::*,
};

fn evidence(formed_on: Option<&str>) -> DisputeCommand {
    let one = Evidence {
        file: paper("photo"),
        title: "现场照片".into(),
        format: "jpg".into(),
        size_bytes: 1000,
        pages: None,
        formed_on: formed_on.map(day),
    };
    DisputeCommand::AddEvidence { evidence: vec![one] }
}

fn registered() -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world
}

#[test]
fn only_those_related_to_the_file_add_evidence_to_it() {
    let mut world = registered();
    for stranger in ["other_legal", "mediator"] {
        assert_eq!(
            world.refused(stranger, &dispute_id(), evidence(None)).class,
            Class::NotVisible,
            "{stranger}"
        );
    }
    world.must("p1", &dispute_id(), evidence(None));
}

#[test]
fn the_agency_says_when_its_evidence_came_into_being_and_what_is_late_is_marked() {
    let mut world = registered();
    let refusal = world.refused("legal", &dispute_id(), evidence(None));
    assert_eq!((refusal.code, refusal.field.as_deref()), (FORMED_ON_MISSING, Some("evidence.0.formed_on")));
    world.must("legal", &dispute_id(), evidence(Some("2026-03-07")));
    world.later(5).must("legal", &dispute_id(), evidence(Some("2026-03-12")));
    let dispute = world.dispute();
    let late: Vec<bool> =
        dispute.registration.evidence.iter().map(|one| dispute.is_formed_late(one)).collect();
    assert_eq!(late, [false, true]);
}

#[test]
fn a_frozen_file_takes_nothing_more() {
    let mut world = World::on("2026-03-10");
    let mut only = registration(fine("2026-03-07"), "2026-03-10");
    only.wish = Wish::RegisterOnly;
    world.register(only);
    world.must(
        "clerk",
        &dispute_id(),
        DisputeCommand::PassOn { to: COURT.into(), reason: "属于法院".into() },
    );
    let volume =
        vec![VolumeEntry { title: "申请书".into(), file: paper("a"), dated: day("2026-03-10"), pages: 1 }];
    world.must("archivist", &dispute_id(), DisputeCommand::Close { volume });
    assert_eq!(world.refused("p1", &dispute_id(), evidence(None)).code, crate::refusal::FROZEN);
}

#[test]
fn an_inaction_shows_no_day_until_it_is_known_when_the_agency_was_asked() {
    let asked = ContestedAct { kind: ActKind::FailureToAct, discretionary: false, ..fine("2026-01-05") };
    let calendar = World::on("2026-03-10").law.calendar;
    assert!(!last_days(&asked, &calendar).is_empty());
    let unasked = ContestedAct { made_on: None, known_on: Some(day("2026-04-10")), ..asked };
    assert!(last_days(&unasked, &calendar).is_empty(), "行诉法47条: it counts from the request");
}

#[test]
fn a_decision_on_compensation_is_sued_within_three_months_not_six() {
    let decided = ContestedAct { kind: ActKind::Compensation, told: Told::Yes, ..fine("2026-03-02") };
    let days = last_days(&decided, &World::on("2026-03-10").law.calendar);
    let sue = days.iter().find(|last| last.remedy == crate::remedy::Remedy::Sue).expect("a suit is open");
    assert_eq!(sue.on(), day("2026-06-02"), "XS-39.4");
    assert_eq!(sue.claimed.on, Some(day("2026-09-02")), "XS-01, if nothing was decided");
    assert_eq!(sue.open_until(day("2026-06-03")), Some(day("2026-09-02")));
}
