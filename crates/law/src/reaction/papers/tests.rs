//! Who has papers to serve, as sentences.

use crate::{
    FileHash, Kind, MatterId, Principal, Role,
    dispute::{DisputeCommand, VolumeEntry, codes::PAPERS_UNSERVED},
    matter::PAPERS,
    mediation::{Ending, RESPONDENT, ServiceWay},
    paper::{AGREEMENT, Audience, Issue, PaperCommand, Recipient},
    world::*,
};

/// A paper to one side, or to all of them.
fn issue(template: &str, to: Option<&str>) -> PaperCommand {
    let recipient = |side: &str| Recipient { side: side.into(), label: side.into() };
    let issue = Issue {
        subject: mediation_id(),
        dispute: dispute_id(),
        template: template.into(),
        title: "告知书".into(),
        number: None,
        file: FileHash::from("set"),
        pages: 1,
        dated: day("2026-03-10"),
        about: "罚款".into(),
        respondent: BUREAU.into(),
        audience: to.map_or(Audience::Everybody, |side| Audience::Addressee { side: side.into() }),
        access: vec![Principal::role(Role::IntakeClerk)],
        walls: Vec::new(),
        line: None,
        recipients: to
            .map_or_else(|| ["p1", RESPONDENT].map(recipient).to_vec(), |side| vec![recipient(side)]),
    };
    PaperCommand::Issue { issue: Box::new(issue) }
}

fn paper(n: usize) -> MatterId {
    dispute_id().child(Kind::Paper, n)
}

fn serve(sides: &[&str]) -> PaperCommand {
    PaperCommand::Serve {
        recipient: None,
        way: ServiceWay::Post,
        served_on: day("2026-03-10"),
        proof: None,
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        note: None,
        witness: None,
        electronic_agreed: false,
    }
}

fn mediated() -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world
}

fn asked(world: &World) -> Vec<String> {
    let tasks = world.outline(&dispute_id()).tasks;
    tasks.into_iter().filter(|task| task.command == PAPERS).map(|task| task.title).collect()
}

#[test]
fn papers_that_reached_nobody_are_one_to_do_until_all_are_served() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    world.must("clerk", &paper(1), issue("consent_notice", Some("p1")));
    world.must("clerk", &paper(2), issue(AGREEMENT, None));
    assert!(asked(&world).is_empty(), "that the one was shown has no rule, and the other is to be signed");
    world.sign_all();
    world.must("clerk", &paper(3), issue("termination", Some("p1")));
    assert_eq!(asked(&world), ["有 2 份文书还没有送达（告知书、告知书）：送达以后逐份记录"]);
    world.must("clerk", &paper(2), serve(&["p1"]));
    assert_eq!(asked(&world).len(), 1, "it has not reached the agency");
    world.must("clerk", &paper(2), serve(&[RESPONDENT]));
    assert_eq!(asked(&world), ["有 1 份文书还没有送达（告知书）：送达以后逐份记录"]);
    world.must("clerk", &paper(3), serve(&["p1"]));
    assert!(asked(&world).is_empty());
}

#[test]
fn a_paper_that_is_issued_anew_takes_the_place_of_the_one_before() {
    let mut world = mediated();
    world.must("clerk", &paper(1), issue("termination", Some("p1")));
    world.must("clerk", &paper(2), issue("termination", Some("p1")));
    assert_eq!(asked(&world), ["有 1 份文书还没有送达（告知书）：送达以后逐份记录"]);
    world.must("clerk", &paper(2), serve(&["p1"]));
    assert!(asked(&world).is_empty());
}

#[test]
fn nobody_serves_who_was_taken_out_and_no_file_is_closed_while_something_waits_to_be_served() {
    let mut world = World::on("2026-03-10");
    world.only_registered("2026-03-02");
    world.must("clerk", &paper(1), issue("refusal", Some("p9")));
    assert!(asked(&world).is_empty(), "who is no party of it");
    world.must("clerk", &paper(2), issue("refusal", Some("p1")));
    assert_eq!(asked(&world).len(), 1);
    world.must("clerk", &dispute_id(), DisputeCommand::Refuse { reason: "不属于行政争议".into() });
    let entry =
        VolumeEntry { title: "申请书".into(), file: world_paper(), dated: day("2026-03-10"), pages: 1 };
    let (volume, unissued, unsigned, reason) = (vec![entry], Vec::new(), Vec::new(), None);
    let close = DisputeCommand::Close { volume, unissued, unsigned, reason };
    let waits = world.refused("archivist", &dispute_id(), close.clone());
    assert_eq!(waits.code, PAPERS_UNSERVED);
    assert!(waits.says().contains("有 1 份文书还没有送达（告知书）"), "{}", waits.says());
    assert!(world.outline(&dispute_id()).tasks.iter().all(|task| task.command != "close"), "first that");
    world.must("clerk", &paper(2), serve(&["p1"]));
    world.must("archivist", &dispute_id(), close);
    assert!(asked(&world).is_empty());
}

fn world_paper() -> FileHash {
    crate::world::paper("a")
}
