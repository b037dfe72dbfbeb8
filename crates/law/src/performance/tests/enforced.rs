//! What was not done is enforced: by whom, and what becomes of it when something is recorded afterwards.

use super::*;
use crate::{dispute::Source, matter::Task, scenes::sent_by};

pub(super) fn ask(by: Option<&str>) -> PerformanceCommand {
    PerformanceCommand::ApplyForEnforcement { by: by.map(str::to_owned), document: None, note: None }
}

fn flat(to: &str, due_on: &str) -> Obligation {
    Obligation { obligee: Some(to.into()), ..obligation(RESPONDENT, "交付安置房", day(due_on)) }
}

/// What two agreed on with the agency, sealed.
fn sealed(source: Source, channel: Channel, ending: Ending, lines: Vec<Obligation>) -> World {
    let mut world = World::on("2026-03-10");
    let mut two = registration(fine("2026-03-07"), "2026-03-10");
    two.parties.push(somebody("李某某"));
    world.register(sent_by(source, two));
    world.import(channel).all_consent().team().accept();
    let draft = promises(lines, ending);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all().sealed();
    world
}

/// By the court in which the suit was on file.
fn by_the_court(lines: Vec<Obligation>) -> World {
    sealed(Source::CourtReferral, Channel::TrialOrdinary, Ending::CourtStatement, lines)
}

fn break_line(world: &mut World, line: &str) {
    let (obligation, note) = (line.to_owned(), None);
    let urge = PerformanceCommand::Urge { obligation, way: UrgeWay::Phone, until: None, note, said_by: None };
    world.must("clerk", &performance_id(), urge);
    let broken =
        PerformanceCommand::RecordBreach {
            obligation: line.into(), reason: "没有交付".into(), letter: None
        };
    world.must("clerk", &performance_id(), broken);
}

fn check(line: &str) -> PerformanceCommand {
    PerformanceCommand::CheckPerformance {
        obligation: line.into(),
        finding: PerformanceFinding::NotPerformed,
        said_by: None,
        reason: "钥匙开不了门".into(),
    }
}

fn task(world: &World, name: &str) -> Option<Task> {
    world.outline(&performance_id()).tasks.into_iter().find(|task| task.name == name)
}

fn left_on(on: &str) -> Stage {
    Stage::Left { on: day(on) }
}

/// How the dispute stands, and whether it still waits for this.
fn dispute_after(world: &World) -> (Option<dispute::Outcome>, bool) {
    let held = world.dispute();
    let outcome = match held.stage {
        dispute::Stage::Ended { outcome, .. } => Some(outcome),
        _ => None,
    };
    let open = held.proceedings.iter().any(|p| p.matter == performance_id() && p.ended_on.is_none());
    (outcome, open)
}

const OVER: (Option<dispute::Outcome>, bool) = (Some(dispute::Outcome::Unsettled), false);

#[test]
fn a_courts_statement_is_enforced_when_it_is_broken() {
    let mut world = by_the_court(vec![flat("p1", "2026-03-20")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    assert!(task(&world, "late:o1").is_some(), "whoever owes it is still asked for it");
    let owed = crate::Principal::party(&dispute_id(), "p1");
    assert!(task(&world, "broken").expect("to be enforced").holders.contains(&owed), "it is p1's own right");
    assert_eq!(world.refused("legal", &performance_id(), ask(None)).code, NOT_OWED, "it owes it");
    assert_eq!(world.refused("clerk", &performance_id(), ask(None)).code, APPLICANT_UNSAID);
    assert_eq!(world.refused("clerk", &performance_id(), ask(Some(RESPONDENT))).code, NOT_OWED);
    world.must("p1", &performance_id(), ask(None));
    assert_eq!(world.performance().stage, left_on("2026-03-21"));
    assert_eq!(world.performance().enforcements[0].lines, ["o1"]);
    assert!(task(&world, "late:o1").is_none());
    assert_eq!(dispute_after(&world), OVER);
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-21", false, true));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-21") }, "paid after all");
}

#[test]
fn of_several_to_whom_something_is_owed_each_applies_for_its_own() {
    let mut world = by_the_court(vec![flat("p1", "2026-03-20"), flat("p2", "2026-03-20")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    break_line(&mut world, "o2");
    world.must("p1", &performance_id(), ask(None));
    assert_eq!(world.refused("p1", &performance_id(), ask(None)).code, NOT_OWED, "once");
    assert!(matches!(world.performance().stage, Stage::Broken { .. }), "the other has not applied");
    world.must("clerk", &performance_id(), ask(Some("p2")));
    assert_eq!(world.performance().stage, left_on("2026-03-21"));
}

#[test]
fn each_last_day_to_enforce_says_of_which_line_it_is() {
    let all = [("p1", "2026-03-20"), ("p2", "2026-03-19"), ("p2", "2026-03-20"), ("p1", "2026-05-20")];
    let mut world = by_the_court(all.map(|(to, on)| flat(to, on)).to_vec());
    world.at("2026-03-21");
    ["o1", "o2", "o3"].into_iter().for_each(|line| break_line(&mut world, line));
    let titles = |world: &World| -> Vec<(String, String)> {
        let clocks = world.outline(&performance_id()).clocks.into_iter();
        clocks.map(|clock| (clock.name, clock.title)).collect()
    };
    let said = |name: &str, title: &str| (name.to_owned(), title.to_owned());
    assert_eq!(
        titles(&world),
        [
            said("enforce:o2", "协议第 2 项申请强制执行的最后一天"),
            said("enforce:o1", "协议第 1、3 项申请强制执行的最后一天"),
        ]
    );
    let mut alone = by_the_court(vec![flat("p1", "2026-03-20")]);
    alone.at("2026-03-21");
    break_line(&mut alone, "o1");
    assert_eq!(titles(&alone), [said("enforce:o1", "申请强制执行的最后一天")]);
}

#[test]
fn what_is_enforced_is_called_done_by_whoever_applied_or_by_the_house_and_by_nobody_else() {
    let to_all = Obligation { obligee: None, ..flat("p1", "2026-03-20") };
    let mut world = by_the_court(vec![to_all, flat("p1", "2026-03-23")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    world.must("p1", &performance_id(), ask(None));
    for (who, proof) in [("legal", true), ("p2", false)] {
        let refusal = world.refused(who, &performance_id(), fulfil("o1", "2026-03-21", false, proof));
        assert_eq!((refusal.code, refusal.field.as_deref()), (PURSUED, Some("obligation")), "{who}");
    }
    world.must("legal", &performance_id(), fulfil("o2", "2026-03-21", false, true));
    assert_eq!(world.performance().stage, left_on("2026-03-21"), "whoever owes it closes nothing");
    let closed = world.refused("legal", &performance_id(), fulfil("o1", "2026-03-21", false, true));
    assert_eq!((closed.code, closed.field), (PURSUED, None), "nor is it offered");
    world.must("p1", &performance_id(), fulfil("o1", "2026-03-21", false, false));
    assert_eq!(world.performance().stage, Stage::Fulfilled { on: day("2026-03-21") });
}

#[test]
fn what_was_called_done_and_was_not_is_enforced_as_before_and_not_urged_anew() {
    let mut world = by_the_court(vec![flat("p1", "2026-03-20")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    world.must("p1", &performance_id(), ask(None));
    world.must("clerk", &performance_id(), fulfil("o1", "2026-03-21", false, true));
    world.later(2).must("clerk", &performance_id(), check("o1"));
    let held = world.performance();
    assert!(held.lines[0].is_broken() && held.pursued(&held.lines[0]).is_some(), "{held:?}");
    assert_eq!(held.stage, left_on("2026-03-23"));
    assert_eq!((task(&world, "overdue:o1"), task(&world, "broken")), (None, None));
    assert_eq!(dispute_after(&world), OVER);
}

#[test]
fn with_the_last_line_that_was_watched_it_is_over_where_the_others_are_enforced() {
    let mut world = by_the_court(vec![flat("p1", "2026-03-20"), flat("p2", "2026-03-23")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    world.must("p1", &performance_id(), ask(None));
    assert_eq!(world.performance().stage, Stage::Running, "the other line is still watched");
    world.must("clerk", &performance_id(), fulfil("o2", "2026-03-21", false, true));
    assert_eq!(world.performance().stage, left_on("2026-03-21"));
    assert_eq!(task(&world, "broken"), None, "nobody is asked to apply again");
    assert_eq!(dispute_after(&world), OVER);
}

#[test]
fn what_is_done_late_leaves_only_what_is_enforced() {
    let mut world = by_the_court(vec![flat("p1", "2026-03-20"), flat("p2", "2026-03-20")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    break_line(&mut world, "o2");
    world.must("p1", &performance_id(), ask(None));
    world.must("legal", &performance_id(), fulfil("o2", "2026-03-21", false, true));
    assert_eq!(world.performance().stage, left_on("2026-03-21"));
    assert_eq!(dispute_after(&world), OVER);
}

#[test]
fn what_was_passed_on_is_not_passed_on_again_when_the_last_line_is_done() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let draft = promises(vec![flat("p1", "2026-03-20"), flat("p1", "2026-03-23")], Ending::AgreementAlone);
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all().at("2026-03-21");
    break_line(&mut world, "o1");
    let court = PerformanceCommand::PassOn { to: COURT.into(), reason: "起诉请求履行协议".into() };
    world.must("clerk", &performance_id(), court);
    assert_eq!(world.performance().stage, Stage::Running);
    world.must("clerk", &performance_id(), fulfil("o2", "2026-03-21", false, true));
    assert_eq!((world.performance().stage, task(&world, "broken")), (left_on("2026-03-21"), None));
}

#[test]
fn with_a_statement_of_a_reconsideration_no_side_goes_to_the_court() {
    let (source, channel) = (Source::ReconsiderationReferral, Channel::Reconsideration);
    let mut world = sealed(source, channel, Ending::ReconsiderationStatement, vec![flat("p1", "2026-03-20")]);
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    assert_eq!(world.refused("p1", &performance_id(), ask(None)).code, AT_THE_OFFICE, "77条2款、78条3项");
    let waits = task(&world, "broken").expect("somebody hands it on");
    assert_eq!((waits.command.as_str(), waits.title.contains("复议机关")), ("pass_on", true), "{waits:?}");
    let to_the_body = PerformanceCommand::PassOn { to: TOWN.into(), reason: "请责令限期履行".into() };
    world.must("clerk", &performance_id(), to_the_body);
    assert_eq!(world.performance().stage, left_on("2026-03-21"));
}

/// Confirmed by the court before any procedure, and not done by the twentieth.
fn confirmed() -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let lines = vec![flat("p1", "2026-03-20")];
    world.must("mediator", &mediation_id(), promises(lines, Ending::JudicialConfirmation));
    world.lawful().sign_all();
    let asked = crate::mediation::MediationCommand::ApplyForConfirmation {
        applicants: vec!["p1".into(), RESPONDENT.into()],
        document: Some(paper("application")),
        on: None,
    };
    world.must("clerk", &mediation_id(), asked);
    world
}

#[test]
fn once_all_have_asked_the_court_nobody_is_told_to_ask_it() {
    let mut world = confirmed();
    let told = |world: &World| {
        let held = world.performance();
        held.consequence(&held.lines[0], &world.law, day("2026-03-11"))
    };
    assert!(
        told(&world).contains("已经共同申请司法确认") && !told(&world).contains("还可以"),
        "{}",
        told(&world)
    );
    world.at("2026-03-12");
    world.must(
        "judge",
        &mediation_id(),
        formal_ending(crate::mediation::FormalResult::Granted, day("2026-03-12")),
    );
    let held = world.performance();
    let own = held.consequence_for(&held.lines[0], Some("p1"), &world.law, day("2026-03-12"));
    assert!(own.contains("您可以向人民法院申请强制执行"), "{own}");
    let agencys = held.consequence_for(&held.lines[0], Some(RESPONDENT), &world.law, day("2026-03-12"));
    assert!(agencys.contains("对方可以"), "{agencys}");
}

#[test]
fn what_is_enforced_is_said_to_be_that_and_is_settled_when_it_came_after_all() {
    let mut world = confirmed();
    world.at("2026-03-12");
    world.must(
        "judge",
        &mediation_id(),
        formal_ending(crate::mediation::FormalResult::Granted, day("2026-03-12")),
    );
    world.at("2026-03-21");
    break_line(&mut world, "o1");
    let clocks = world.outline(&performance_id()).clocks;
    let enforce = clocks.iter().find(|clock| clock.name == "enforce:o1").expect("is minded");
    assert_eq!(enforce.due_on, Some(day("2028-03-20")), "民诉法250条");
    world.must("p1", &performance_id(), ask(None));
    assert!(world.outline(&performance_id()).clocks.is_empty(), "it was asked for in time");
    assert_eq!(dispute_after(&world), OVER);
    let told = world.dispute().told_zh("p1");
    assert!(told.contains("已经申请强制执行") && !told.contains("没有办成"), "{told}");
    assert!(world.outline(&dispute_id()).clocks.is_empty(), "no day to sue beside what is enforced");
    let offers = world.offers("p1", &dispute_id());
    let apply = offers.iter().find(|offer| offer.command == "apply_for_reconsideration").expect("stands");
    let refused = apply.refusal.as_ref().expect("is closed");
    assert!(
        refused.code.name == "dispute.apply_for_reconsideration.agreed" && refused.says().contains("窗口")
    );
    world.must("p1", &performance_id(), fulfil("o1", "2026-03-21", false, false));
    assert_eq!(dispute_after(&world), (Some(dispute::Outcome::Settled), false));
}

#[test]
fn what_a_court_has_not_sealed_is_refused_by_the_article_of_the_court() {
    let mut world = World::on("2026-03-10");
    world.register(sent_by(Source::CourtReferral, registration(fine("2026-03-07"), "2026-03-10")));
    world.import(Channel::TrialOrdinary).all_consent().team().accept();
    world.agreed(Ending::CourtStatement);
    let urge = || PerformanceCommand::Urge {
        obligation: "o1".into(),
        way: UrgeWay::Phone,
        until: None,
        note: None,
        said_by: None,
    };
    let waits = world.at("2026-05-10").refused("mediator", &performance_id(), urge()).code;
    assert_eq!((waits, waits.cites), (NOT_SIGNED_FOR_YET, Some("法释〔2018〕1号85条、《民事诉讼法》102条")));
    let reneged = formal_ending(crate::mediation::FormalResult::Reneged, world.today);
    world.must("clerk", &mediation_id(), reneged);
    assert_eq!(world.refused("mediator", &performance_id(), urge()).code, NEVER_SIGNED_FOR);
}

#[test]
fn what_was_never_sealed_holds_nobody_to_it_and_keeps_no_file_open() {
    let mut world = World::on("2026-03-10");
    world.register(sent_by(Source::ReconsiderationReferral, registration(fine("2026-03-07"), "2026-03-10")));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    world.agreed(Ending::ReconsiderationStatement);
    let reneged = formal_ending(crate::mediation::FormalResult::Reneged, world.today);
    world.must("clerk", &mediation_id(), reneged);
    let held = world.performance();
    assert_eq!(held.stage, Stage::Left { on: world.today }, "复议法73条2款");
    assert!(held.unsealed_zh().expect("is told").contains("不生效"));
    let told = held.consequence(&held.lines[0], &world.law, world.today);
    assert!(!told.contains("提起诉讼"), "{told}");
    assert!(world.outline(&performance_id()).tasks.is_empty());
    let open = world.dispute().proceedings.into_iter().filter(|p| p.ended_on.is_none());
    let open: Vec<_> = open.map(|p| p.kind).collect();
    assert!(!open.contains(&crate::Kind::Performance), "{open:?}");
    let key = held.lines[0].key.clone();
    let done = || fulfil(&key, "2026-05-10", false, true);
    assert_eq!(world.at("2026-05-10").refused("clerk", &performance_id(), done()).code, NEVER_SEALED);
    let breach =
        PerformanceCommand::RecordBreach {
            obligation: key.clone(), reason: "没有做".into(), letter: None
        };
    assert_eq!(world.refused("mediator", &performance_id(), breach).code, NEVER_SEALED);
}
