//! Of which suit a report speaks that names none: sent back, to be retried, retried already, and where two would fit.

use crate::{
    dispute::{DisputeCommand, Place, Retrial, Spoken},
    mirrored::{codes::*, *},
    scenes::*,
    world::*,
};

const COURT_NAME: &str = "市人民法院";

fn numbered(number: &str, report: Report) -> Report {
    Report { case_number: Some(number.to_owned()), ..report }
}

/// Two suits, `mirrored1` and `mirrored2`, whoever brought them.
fn two_suits() -> World {
    let mut world = World::on("2026-12-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, numbered("（2026）行初1号", first(accepted(), "2026-03-13")));
    another(&mut world, "（2026）行初2号");
    world
}

fn another(world: &mut World, number: &str) {
    let DisputeCommand::RecordProceeding { opening } =
        opening(Procedure::Litigation, numbered(number, first(accepted(), "2026-03-13")))
    else {
        unreachable!("it is what the scene records")
    };
    let opening = Box::new(Opening { apart: true, ..*opening });
    world.must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening });
}

fn sent_back(world: &mut World, n: usize) {
    world.record(n, first(Step::CopyServed, "2026-03-17")).judged(n, Finding::ClaimDismissed, "2026-06-10");
    world.record(n, report(Level::Second, Step::Received, "2026-06-20"));
    world.record(n, report(Level::Second, decided(Finding::Remanded), "2026-08-01"));
}

fn to_be_retried(world: &mut World, n: usize) {
    world.record(n, first(Step::CopyServed, "2026-03-17")).judged(n, Finding::ClaimDismissed, "2026-06-10");
    world.must("statute", &mirrored_id(n), MirroredCommand::RecordEffect);
    let review = report(Level::Third, accepted(), "2026-07-20");
    world.record(n, Report { body: Some(higher()), ..numbered("（2026）行申1号", review) });
    world.record(n, report(Level::Third, decided(Finding::RetrialOrdered), "2026-09-20"));
}

fn higher() -> OtherBody {
    OtherBody { organization: Some(HIGHER_COURT.into()), name: "上一级人民法院".into() }
}

fn spoken<'a>(level: Level, body: Option<&'a str>, number: Option<&'a str>) -> Spoken<'a> {
    Spoken { procedure: Procedure::Litigation, level, opens: true, files: true, body, case_number: number }
}

#[test]
fn what_was_sent_back_is_filed_anew_in_the_suit_that_waits_for_it() {
    let mut world = two_suits();
    sent_back(&mut world, 2);
    let held = world.dispute();
    for (body, number) in [
        (Some(COURT_NAME), Some("（2026）行初99号")),
        (Some(COURT_NAME), None),
        (None, Some("（2026）行初99号")),
    ] {
        let place = held.place(&spoken(Level::First, body, number));
        assert_eq!(place, Place::On(&mirrored_id(2)), "{body:?} {number:?}");
    }
    let elsewhere = held.place(&spoken(Level::First, Some("外地法院"), Some("（2026）行初99号")));
    assert!(matches!(&elsewhere, Place::Unclear(says) if says.contains(COURT_NAME)), "{elsewhere:?}");
    let known = held.place(&spoken(Level::First, Some("外地法院"), Some("(2026)行初 1 号")));
    assert_eq!(known, Place::On(&mirrored_id(1)), "its number says it");
    sent_back(&mut world, 1);
    let both = world.dispute();
    for body in [None, Some(COURT_NAME)] {
        let place = both.place(&spoken(Level::First, body, Some("（2026）行初99号")));
        assert!(matches!(place, Place::Unclear(_)), "two wait: {place:?}");
    }
}

#[test]
fn a_retrial_that_was_ordered_is_filed_in_the_suit_that_waits_for_it() {
    let mut world = two_suits();
    to_be_retried(&mut world, 2);
    let held = world.dispute();
    let courts = vec!["上一级人民法院".to_owned(), COURT_NAME.to_owned()];
    let awaited = held.proceedings[1].course.retrial.clone();
    assert_eq!(awaited, Some(Retrial::Awaited { courts }));
    for body in [None, Some(COURT_NAME), Some("上一级人民法院")] {
        let place = held.place(&spoken(Level::Third, body, Some("（2026）行再1号")));
        assert_eq!(place, Place::On(&mirrored_id(2)), "{body:?}");
    }
    let applied = held.place(&spoken(Level::Third, Some(COURT_NAME), Some("（2026）行申2号")));
    assert!(
        matches!(applied, Place::Unclear(_)),
        "who applies for a retrial has not had it filed: {applied:?}"
    );
    let unknown = held.place(&spoken(Level::Third, Some("外地法院"), Some("（2026）行再1号")));
    assert!(matches!(unknown, Place::Unclear(_)), "{unknown:?}");
    let appeal = held.place(&spoken(Level::Second, None, Some("（2026）行终1号")));
    assert!(matches!(appeal, Place::Unclear(_)), "of two suits it could be either's: {appeal:?}");
    world.record(2, numbered("（2026）行再1号", report(Level::Third, accepted(), "2026-09-25")));
    assert_eq!(world.dispute().proceedings[1].course.retrial, Some(Retrial::Begun));
}

#[test]
fn a_first_instance_from_outside_beside_a_retrial_of_everybodys_suit_is_looked_at() {
    let mut world = World::on("2026-12-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, numbered("（2026）行初1号", first(accepted(), "2026-03-13")));
    let new = |way: Way, apart: bool| {
        let filed = numbered("（2026）行初9号", first(accepted(), "2026-12-10"));
        let DisputeCommand::RecordProceeding { opening } =
            opening(Procedure::Litigation, pushed("new", filed))
        else {
            unreachable!("it is what the scene records")
        };
        let mut opening = Opening { apart, ..*opening };
        opening.report.origin.way = way;
        DisputeCommand::RecordProceeding { opening: Box::new(opening) }
    };
    to_be_retried(&mut world, 1);
    world.record(1, numbered("（2026）行再1号", report(Level::Third, accepted(), "2026-09-25")));
    world.record(1, report(Level::Third, decided(Finding::ChangedOnRetrial), "2026-12-01"));
    let held = world.dispute();
    assert_eq!(held.place(&spoken(Level::First, None, Some("（2026）行初9号"))), Place::Opens);
    for way in [Way::Pushed, Way::Imported] {
        let refusal = world.refused("clerk", &dispute_id(), new(way, false));
        let field = refusal.field.as_deref();
        assert_eq!((refusal.code, field), (RETRIED, Some("opening.report.case_number")), "{way:?}");
    }
    assert_eq!(world.refused("clerk", &dispute_id(), new(Way::Typed, false)).code, SUIT_ON_FILE);
    world.must("clerk", &dispute_id(), new(Way::Typed, true));
}

#[test]
fn what_was_recorded_by_mistake_and_struck_is_no_place_for_anything() {
    let mut world = two_suits();
    let strike =
        MirroredCommand::Strike { milestone: "m1".into(), reason: "登记到别的案件了".into() };
    world.must("clerk", &mirrored_id(1), strike);
    let held = world.dispute();
    assert_eq!(held.place(&spoken(Level::Second, None, Some("（2026）行终1号"))), Place::On(&mirrored_id(2)));
    let again = held.place(&spoken(Level::First, None, Some("（2026）行初1号")));
    assert_eq!(again, Place::Opens, "it never was that suit");
}

/// One that a court has only received, under the number that it gives to what it receives.
fn received(world: &mut World, number: &str, by: &[&str]) {
    let report = numbered(number, first(Step::Received, "2026-03-13"));
    let DisputeCommand::RecordProceeding { opening } = opening(Procedure::Litigation, report) else {
        unreachable!("it is what the scene records")
    };
    let by = by.iter().map(|key| (*key).to_owned()).collect();
    let opening = Box::new(Opening { apart: true, by, ..*opening });
    world.must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening });
}

#[test]
fn what_is_filed_under_another_number_than_it_was_received_is_the_suit_that_was_received() {
    const FILED: Option<&str> = Some("（2026）行初190号");
    let begun = || {
        let mut world = World::on("2026-12-20").with_neighbours();
        world.only_registered("2026-03-02");
        world
    };
    let mut world = begun();
    received(&mut world, "（2026）收2号", &[]);
    let held = world.dispute();
    let files = || spoken(Level::First, Some(COURT_NAME), FILED);
    assert_eq!(held.place(&files()), Place::On(&mirrored_id(1)));
    let another = Spoken { files: false, ..files() };
    assert_eq!(held.place(&another), Place::Opens, "what is received is another suit");
    let elsewhere = spoken(Level::First, Some("外地法院"), FILED);
    assert_eq!(held.place(&elsewhere), Place::Opens, "of another court");
    world.record(1, numbered("（2026）行初190号", first(accepted(), "2026-03-17")));
    let filed = world.dispute();
    assert_eq!(filed.place(&spoken(Level::First, Some(COURT_NAME), Some("（2026）行初191号"))), Place::Opens);

    type Received<'a> = (&'a str, &'a [&'a str]);
    let unclear: [(&str, &[Received]); 3] = [
        ("two wait", &[("（2026）收2号", &[]), ("（2026）收3号", &[])]),
        ("others may have sued too", &[("（2026）收2号", &["p1"])]),
        ("it has a number of filing", &[("（2026）行初189号", &[])]),
    ];
    for (why, suits) in unclear {
        let mut world = begun();
        suits.iter().for_each(|(number, by)| received(&mut world, number, by));
        let held = world.dispute();
        let place = held.place(&files());
        assert!(matches!(&place, Place::Unclear(says) if says.contains(suits[0].0)), "{why}: {place:?}");
    }
}
