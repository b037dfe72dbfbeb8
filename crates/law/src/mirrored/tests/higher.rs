//! What is typed at a higher court, or at whoever reviews a petition, goes on with the one that is on file.

use super::beside::sued;
use crate::{
    dispute::DisputeCommand,
    mirrored::{codes::GOES_ON_THERE, *},
    scenes::*,
    world::*,
};

fn at_another(procedure: Procedure, name: &str, apart: bool, report: Report) -> DisputeCommand {
    let DisputeCommand::RecordProceeding { mut opening } = crate::scenes::opening(procedure, report) else {
        unreachable!("it is what the scene records")
    };
    opening.body = OtherBody { organization: None, name: name.into() };
    opening.apart = apart;
    DisputeCommand::RecordProceeding { opening }
}

#[test]
fn an_appeal_that_is_typed_as_another_suit_is_asked_about_and_named() {
    let mut world = sued();
    world.at("2026-07-01").judged(1, Finding::Annulled, "2026-06-10");
    let appeal = |apart| {
        let second = report(Level::Second, accepted(), "2026-06-20");
        at_another(Procedure::Litigation, "荆门市中级人民法院", apart, second)
    };
    let refused = world.refused("clerk", &dispute_id(), appeal(false));
    assert_eq!((refused.code, refused.field.as_deref()), (GOES_ON_THERE, Some("opening.report.level")));
    assert!(refused.says().contains("行政诉讼") && refused.says().contains("二审"), "{}", refused.says());
    // Attached there it keeps the judgment from taking effect.
    world.record(1, report(Level::Second, accepted(), "2026-06-20"));
    assert!(world.mirrored(1).over().is_none());
    world.must("clerk", &dispute_id(), appeal(true));
}

#[test]
fn the_review_of_a_petition_is_recorded_in_it_with_the_body_that_reviews() {
    let mut world = World::on("2026-09-20").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Petition, first(Step::Received, "2026-03-07"));
    world
        .record(1, first(decided(Finding::NotSupported), "2026-05-01"))
        .record(1, first(served(&["p1"]), "2026-05-02"));
    let review = |apart| {
        let second = report(Level::Second, Step::Received, "2026-05-08");
        at_another(Procedure::Petition, "钟祥市人民政府", apart, second)
    };
    let refused = world.refused("clerk", &dispute_id(), review(false));
    assert_eq!(refused.code, GOES_ON_THERE, "信访条例35条");
    assert!(refused.says().contains("信访复查"), "{}", refused.says());
    let reviewing = OtherBody { organization: None, name: "钟祥市人民政府".into() };
    let second =
        Report { body: Some(reviewing.clone()), ..report(Level::Second, Step::Received, "2026-05-08") };
    world.record(1, second);
    let level = world.mirrored(1).level(Level::Second).expect("it is under review");
    assert_eq!(level.body, Some(reviewing));
    // Where nothing is on file it is the first that is known.
    let mut alone = World::on("2026-09-20").with_neighbours();
    alone.only_registered("2026-03-02");
    alone.must("clerk", &dispute_id(), review(false));
}
