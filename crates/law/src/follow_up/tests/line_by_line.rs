//! What whoever is visited says of each line, beside what the file has of it; and who of several was not asked yet.

use super::*;
use crate::{
    mediation::{Obligation, RESPONDENT},
    performance::{self, PerformanceCommand, SaidOfLine, VisitSaid},
    scenes::promises,
};

/// Two who applied; the agency owes each a flat, the first owes the agency a fine: all due on the 20th.
fn promised() -> World {
    let mut world = World::on("2026-03-10");
    let mut two = registration(fine("2026-03-07"), "2026-03-10");
    two.parties.push(somebody("李某某"));
    world.register(two);
    world.import(crate::mediation::Channel::BeforeProcedure).all_consent().team().accept();
    let line = |by: &str, to: &str, what: &str| Obligation {
        obligee: Some(to.into()),
        ..obligation(by, what, day("2026-03-20"))
    };
    let obligations = vec![
        line(RESPONDENT, "p1", "交付一号房"),
        line(RESPONDENT, "p2", "交付二号房"),
        line("p1", RESPONDENT, "缴纳罚款"),
    ];
    let draft = promises(obligations, Ending::AgreementAlone);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
    world
}

fn said(line: &str, said: VisitSaid) -> SaidOfLine {
    SaidOfLine { line: line.into(), said }
}

fn visited(who: &str, on: &str, lines: Vec<SaidOfLine>) -> FollowUpCommand {
    let reason = lines.iter().any(|asked| asked.said.extent().is_some()).then(|| "说没有收到".to_owned());
    record(Visit {
        visited: vec![who.into()],
        performed: None,
        lines,
        not_performed_reason: reason,
        ..visit(on, Performed::Yes)
    })
}

fn fulfilled(world: &mut World, line: &str) {
    let on = world.today;
    let fulfil = PerformanceCommand::RecordFulfilment {
        obligation: line.into(),
        on,
        proof: Some(paper("receipt")),
        partly: false,
        note: None,
    };
    world.must("clerk", &performance_id(), fulfil);
}

fn to_do(world: &World, name: &str) -> Option<crate::matter::Task> {
    let tasks = world.outline(&performance_id()).tasks;
    tasks.into_iter().find(|task| task.name == name && task.is_open_on(world.today))
}

#[test]
fn what_is_recorded_as_done_and_denied_at_a_visit_waits_to_be_looked_into() {
    let mut world = promised();
    fulfilled(&mut world, "o1");
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Nothing)]));
    let line = &world.performance().lines[0];
    assert!(line.is_disputed() && line.visits[0].against_record);
    let task = to_do(&world, "disputed:o1").expect("at once");
    assert_eq!(task.command, "check_performance");
    assert!(task.title.contains("反映没有履行，记录的却是已经履行"), "{}", task.title);
    assert!(world.dispute().pending().is_some(), "the file stays out of the archive");
}

#[test]
fn what_is_on_record_as_done_is_told_as_that_and_as_doubted_once_somebody_denies_it() {
    let mut world = promised();
    world.at("2026-03-21");
    for line in ["o1", "o2", "o3"] {
        fulfilled(&mut world, line);
    }
    let told = |world: &World| world.dispute().told_zh("p1");
    assert!(told(&world).contains("各项都记录为做到了；有没做到的，请告诉我们"), "{}", told(&world));
    world.must("clerk", &follow_up_id(), visited("p2", "2026-03-21", vec![said("o2", VisitSaid::Part)]));
    assert!(told(&world).contains("有人说没有做到，正在核实"), "{}", told(&world));
}

#[test]
fn what_is_past_its_day_and_denied_at_a_visit_is_urged_and_what_the_file_knows_changes_nothing() {
    let mut world = promised();
    fulfilled(&mut world, "o3");
    world.at("2026-03-21");
    let lines = vec![said("o1", VisitSaid::Part), said("o3", VisitSaid::Performed)];
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", lines));
    let task = to_do(&world, "overdue:o1").expect("at once");
    assert!(task.title.contains("反映只履行了一部分，请督促"), "{}", task.title);
    let lines = world.performance().lines;
    assert!(!lines[2].visits[0].against_record && lines[2].shortfalls.is_empty());
    assert!(to_do(&world, "said:o3").is_none());
}

#[test]
fn what_is_said_to_be_done_and_stands_open_waits_for_a_record_instead_of_an_urging() {
    let mut world = promised();
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Performed)]));
    assert_eq!(to_do(&world, "overdue:o1"), None, "whoever is owed is content");
    let task = to_do(&world, "said:o1").expect("a record is missing");
    assert_eq!(task.command, "record_fulfilment");
    assert!(task.holders.contains(&crate::Principal::role(crate::Role::IntakeClerk)));
    assert!(to_do(&world, "overdue:o2").is_some(), "the other was not asked");
    fulfilled(&mut world, "o1");
    assert_eq!(to_do(&world, "said:o1"), None);
}

#[test]
fn whoever_owes_it_says_that_it_is_done_and_is_not_simply_believed() {
    let mut world = promised();
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o3", VisitSaid::Performed)]));
    assert!(to_do(&world, "said:o3").is_some() && to_do(&world, "overdue:o3").is_some());
}

#[test]
fn what_was_done_after_the_visit_that_is_written_down_later_is_no_contradiction() {
    let mut world = promised();
    world.at("2026-03-25");
    fulfilled(&mut world, "o1");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-24", vec![said("o1", VisitSaid::Nothing)]));
    assert!(!world.performance().lines[0].is_disputed());
}

#[test]
fn a_line_is_asked_once_and_stands_in_the_agreement() {
    let mut world = promised();
    world.at("2026-03-21");
    for lines in [
        vec![said("o9", VisitSaid::Performed)],
        vec![said("o1", VisitSaid::Performed), said("o1", VisitSaid::Nothing)],
    ] {
        let last = format!("visit.lines.{}.said", lines.len() - 1);
        let refusal = world.refused("clerk", &follow_up_id(), visited("p1", "2026-03-21", lines));
        assert_eq!((refusal.code, refusal.field), (LINE_UNKNOWN, Some(last)));
    }
    let mut nothing = failed();
    let refusal = nothing.refused(
        "clerk",
        &follow_up_id(),
        visited("p1", "2026-03-10", vec![said("o1", VisitSaid::Performed)]),
    );
    assert_eq!(refusal.code, PERFORMED_WITHOUT_PROMISE);
}

#[test]
fn each_has_thirty_days_of_their_own_and_the_others_are_asked_until_the_file_is_closed() {
    let mut world = promised();
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Performed)]));
    let held = world.follow_up();
    assert!(matches!(held.stage, Stage::Done { .. }));
    assert_eq!(held.unasked().map(|party| party.key.as_str()).collect::<Vec<_>>(), ["p2"]);
    let task = world.outline(&follow_up_id()).tasks.remove(0);
    let own_day = Some(day("2026-04-09"));
    assert_eq!((task.title.as_str(), task.due_on), ("还没有回访到：李某某", own_day));
    let clocks: Vec<_> = world.outline(&follow_up_id()).clocks.into_iter().map(|clock| clock.name).collect();
    assert_eq!(clocks, ["visit"], "its own day is on the file");
    assert!(held.told_zh("p2").contains("还会联系您") && !held.told_zh("p1").contains("还会联系您"));
    let twice = visited("p1", "2026-03-21", Vec::new());
    assert_eq!(world.refused("clerk", &follow_up_id(), twice).code, ASKED_ALREADY);
    world.must("clerk", &follow_up_id(), visited("p2", "2026-03-21", vec![said("o2", VisitSaid::Nothing)]));
    assert!(world.outline(&follow_up_id()).tasks.is_empty());
    assert!(to_do(&world, "overdue:o2").expect("said").title.contains("反映没有履行"));
    let again = visited("p2", "2026-03-21", Vec::new());
    assert_eq!(world.refused("clerk", &follow_up_id(), again).code, WRONG_STAGE);
}

#[test]
fn the_second_visit_is_everybodys_whom_the_agreement_concerns() {
    let mut world = promised();
    let visits = |world: &mut World, who: &str, on: &str, lines| {
        world.at(on).must("clerk", &follow_up_id(), visited(who, on, lines));
    };
    visits(&mut world, "p1", "2026-03-11", Vec::new());
    visits(&mut world, "p2", "2026-03-12", Vec::new());
    let task = |world: &World| world.outline(&follow_up_id()).tasks.into_iter().next();
    let second = task(&world).expect("planned");
    assert_eq!(second.opens_on, Some(day("2026-03-21")), "no to-do before its day");
    let early = visited("p1", "2026-03-12", Vec::new());
    assert_eq!(world.refused("clerk", &follow_up_id(), early).code, TOO_EARLY_AGAIN);
    visits(&mut world, "p1", "2026-03-21", vec![said("o1", VisitSaid::Performed)]);
    assert!(matches!(world.follow_up().stage, Stage::Done { .. }));
    let other = task(&world).expect("the other too");
    assert_eq!((other.title.as_str(), other.due_on), ("还没有回访到：李某某", Some(day("2026-04-20"))));
    visits(&mut world, "p2", "2026-03-22", vec![said("o2", VisitSaid::Part)]);
    assert!(task(&world).is_none());
    assert!(to_do(&world, "overdue:o2").expect("said").title.contains("反映"));
}

#[test]
fn what_is_done_before_its_day_is_followed_up_before_its_day() {
    let mut world = promised();
    world.at("2026-03-11");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-11", Vec::new()));
    world.must("clerk", &follow_up_id(), visited("p2", "2026-03-11", Vec::new()));
    world.at("2026-03-12");
    for line in ["o1", "o2", "o3"] {
        fulfilled(&mut world, line);
    }
    let stage = world.follow_up().stage;
    let Stage::DueAgain { from } = stage else { panic!("{stage:?}") };
    assert!(from < day("2026-03-13"), "nothing has to be waited for: {from}");
    world.at("2026-03-13");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-13", vec![said("o1", VisitSaid::Performed)]));
}

#[test]
fn a_file_is_not_closed_before_everybody_was_visited_or_given_up() {
    let mut world = promised();
    for line in ["o1", "o2", "o3"] {
        fulfilled(&mut world, line);
    }
    world.at("2026-03-21");
    let entry = dispute::VolumeEntry {
        title: "调解协议".into(),
        file: paper("agreement"),
        dated: day("2026-03-10"),
        pages: 3,
    };
    let (unissued, unsigned) = (Vec::new(), Vec::new());
    let close = DisputeCommand::Close { volume: vec![entry], unissued, unsigned, reason: None };
    let nobody = world.refused("clerk", &dispute_id(), close.clone());
    assert!(nobody.says().contains("还没有回访到张某某、李某某"), "{}", nobody.says());
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Performed)]));
    let refused = world.refused("clerk", &dispute_id(), close.clone());
    assert_eq!(refused.code, dispute::codes::PENDING);
    assert!(refused.says().contains("还没有回访到李某某"), "{}", refused.says());
    assert!(world.outline(&dispute_id()).tasks.iter().all(|task| task.command != "close"));
    world.must("clerk", &follow_up_id(), gives_up("p2", "2026-03-21"));
    world.must("clerk", &dispute_id(), close);
    assert!(world.follow_up().told_zh("p2").contains("没有联系上您"));
    let late = visited("p2", "2026-03-21", Vec::new());
    assert_eq!(world.refused("clerk", &follow_up_id(), late).code, FILE_CLOSED);
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "又有新的情况".into() });
    world.must("clerk", &follow_up_id(), visited("p2", "2026-03-21", Vec::new()));
}

#[test]
fn a_second_visit_is_planned_unless_every_line_is_said_to_be_done() {
    let mut world = promised();
    world.at("2026-03-15");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-15", Vec::new()));
    assert_eq!(world.follow_up().stage, Stage::DueAgain { from: day("2026-03-20") });
    let days = |world: &World| {
        let tasks = world.outline(&follow_up_id()).tasks.into_iter();
        tasks.map(|task| (task.title, task.due_on, task.opens_on)).collect::<Vec<_>>()
    };
    let first = ("还没有回访到：李某某".to_owned(), Some(day("2026-04-09")), None);
    let second = ("履行期满后的二次回访".to_owned(), Some(day("2026-04-20")), Some(day("2026-03-21")));
    assert_eq!(days(&world), [first, second], "each has its own day");
    let held = world.follow_up();
    let about = |task| ["p1", "p2"].map(|own| held.is_about(task, own));
    assert_eq!((about("visit"), about("visit_again")), ([false, true], [true, true]));
    world.must("clerk", &follow_up_id(), visited("p2", "2026-03-15", Vec::new()));
    assert_eq!(
        world.follow_up().stage,
        Stage::DueAgain { from: day("2026-03-20") },
        "who is asked first beside it takes nothing from the second visit"
    );
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Performed)]));
    assert!(matches!(world.follow_up().stage, Stage::Done { .. }));
    let mut early = promised();
    early.at("2026-03-15");
    let all = ["o1", "o2", "o3"].map(|line| said(line, VisitSaid::Performed)).to_vec();
    let alone = early.refused("clerk", &follow_up_id(), visited("p1", "2026-03-15", all.clone()));
    assert_eq!(
        (alone.code, alone.field.as_deref()),
        (LINE_UNKNOWN, Some("visit.lines.1.said")),
        "nobody speaks for another"
    );
    let mut both = visited("p1", "2026-03-15", all);
    if let FollowUpCommand::RecordVisit { visit } = &mut both {
        visit.visited.push("p2".into());
    }
    early.must("clerk", &follow_up_id(), both);
    assert!(matches!(early.follow_up().stage, Stage::Done { .. }));
}

#[test]
fn what_one_side_said_at_a_visit_is_the_houses_and_its_own() {
    let mut world = promised();
    world.at("2026-03-21");
    world.must("clerk", &follow_up_id(), visited("p1", "2026-03-21", vec![said("o1", VisitSaid::Nothing)]));
    let heard = |who: &str| world.performance().visible(&world.actor(who)).lines[0].visits.len();
    assert_eq!((heard("clerk"), heard("p1"), heard("p2"), heard("legal")), (1, 1, 0, 0));
    let stays = performance::Stage::Running;
    assert_eq!(world.performance().stage, stays);
}
