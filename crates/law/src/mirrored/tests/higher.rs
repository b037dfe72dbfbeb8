//! What is typed at a higher court, or at whoever reviews a petition, goes on with the one that is on file.

use super::beside::sued;
use crate::{
    dispute::DisputeCommand,
    mirrored::{
        codes::{GOES_ON_THERE, SUIT_ON_FILE},
        *,
    },
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

#[test]
fn a_second_instance_that_the_lower_court_tells_of_is_not_put_down_to_that_court() {
    let mut world = sued();
    world.at("2026-07-01").judged(1, Finding::Annulled, "2026-06-10");
    let here = OtherBody { organization: Some(crate::OrgId::from(COURT)), name: "市人民法院".into() };
    let told = |level, on: &str, body: &OtherBody| {
        pushed(on, Report { body: Some(body.clone()), ..report(level, accepted(), on) })
    };
    world.record(1, told(Level::Second, "2026-06-20", &here));
    let body_task = |world: &World| {
        let tasks = world.outline(&mirrored_id(1)).tasks;
        tasks.into_iter().find(|task| task.name == "body").map(|task| task.title)
    };
    let level = world.mirrored(1).level(Level::Second).expect("it was filed");
    assert_eq!(level.body, None, "行诉法85条: the court above");
    assert!(body_task(&world).expect("somebody asks").contains("二审的受理法院没有登记"));
    let title = world.outline(&mirrored_id(1)).facets.title;
    assert!(title.starts_with("行政诉讼二审（") && !title.contains("市人民法院"), "{title}");
    let above = OtherBody { organization: None, name: "荆门市中级人民法院".into() };
    world.record(1, Report { body: Some(above), ..report(Level::Second, Step::CopyServed, "2026-06-25") });
    assert_eq!(body_task(&world), None);
}

#[test]
fn a_second_first_instance_at_the_court_that_tries_the_first_is_looked_at_by_a_person() {
    let mut world = World::on("2026-04-01").with_neighbours();
    world.only_registered("2026-03-02");
    let numbered = |number: &str, on: &str| {
        let report = Report { case_number: Some(number.into()), ..first(accepted(), on) };
        opening(Procedure::Litigation, pushed(number, report))
    };
    world.must("clerk", &dispute_id(), numbered("（2026）鄂0881行初1号", "2026-03-13"));
    let refused = world.refused("clerk", &dispute_id(), numbered("（2026）鄂0881行初2号", "2026-03-14"));
    assert_eq!(refused.code, SUIT_ON_FILE, "解释69条1款6项");
    assert!(refused.says().contains("行初1号"), "{}", refused.says());
    // Another court's is a fact.
    let DisputeCommand::RecordProceeding { opening: mut other } =
        numbered("（2026）鄂0802行初3号", "2026-03-14")
    else {
        unreachable!("it is what the scene records")
    };
    other.body = OtherBody { organization: None, name: "外地法院".into() };
    world.must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening: other });
}
