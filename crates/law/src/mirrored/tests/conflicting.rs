//! Proceedings beside one another, for people: who is told that one has to give way, who reads how far the other is, and what is enforced
//! when.

use super::beside::{fail, mediate, sued};
use crate::{
    dispute::{CONFLICTING, DisputeCommand},
    mediation::{Channel, Ending, RESPONDENT},
    mirrored::*,
    remedy::Remedy,
    scenes::*,
    world::*,
};

#[test]
fn a_statement_of_the_court_is_enforced_part_by_part_from_the_day_of_each() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    let line = |content: &str, on: &str| obligation(RESPONDENT, content, day(on));
    let lines = vec![line("退还余款", "2027-06-30"), line("退还罚款", "2027-03-31")];
    world.must("mediator", &mediation_id(), promises(lines, Ending::CourtStatement));
    world.lawful().sign_all();
    world.at("2026-04-01").judged(1, Finding::MediationStatement, "2026-03-30");
    let ways = world.mirrored(1).ways_left(&world.law);
    let told: Vec<_> = ways.iter().map(|way| (way.performed_by, way.last_day())).collect();
    let of = |by: &str, last: &str| (Some(day(by)), Some(day(last)));
    // Both last days are Saturdays.
    assert_eq!(told, [of("2027-03-31", "2029-04-02"), of("2027-06-30", "2029-07-02")], "解释153条2款");
    assert!(ways[0].title_zh().contains("没有在2027年3月31日前做到"), "{}", ways[0].title_zh());
    let said = world.mirrored(1).told(&world.law, world.today);
    for part in ["没有在2027年3月31日前做到的，可以申请执行", "没有在2027年6月30日前做到的，可以申请执行"]
    {
        assert!(said.contains(part), "{said}");
    }
    world.at("2027-04-12").record(1, first(Step::EnforcementApplied, "2027-04-12"));
    let left: Vec<_> = world.mirrored(1).ways_left(&world.law).iter().map(|way| way.performed_by).collect();
    assert_eq!(left, [Some(day("2027-06-30"))], "what was not due yet is not what was applied for");
    let tasks = world.outline(&mirrored_id(1)).tasks;
    assert!(tasks.iter().any(|task| task.due_on == Some(day("2027-06-30"))), "{tasks:?}");
}

#[test]
fn a_suit_because_no_decision_came_in_time_stands_beside_the_reconsideration() {
    // Sixty days from 20 March end on 19 May.
    for (sued, shut_out) in [("2026-05-19", true), ("2026-05-20", false)] {
        let mut world = World::on("2026-06-01").with_neighbours();
        world.only_registered("2026-03-02");
        world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-20"));
        world.open_elsewhere(Procedure::Litigation, first(accepted(), sued));
        assert_eq!(!world.dispute().conflicts().is_empty(), shut_out, "行诉法45条、复议法29条1款: {sued}");
        let asked = world.outline(&dispute_id()).tasks.iter().any(|task| task.command == "tell_of_conflict");
        assert_eq!(asked, shut_out, "{sued}");
    }
    // 解释57条: handed in on the last day, and filed after it.
    for (handed_in, shut_out) in [("2026-05-19", true), ("2026-05-20", false)] {
        let mut world = World::on("2026-06-01").with_neighbours();
        world.only_registered("2026-03-02");
        world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-20"));
        world.open_elsewhere(Procedure::Litigation, first(Step::Received, handed_in));
        world.record(2, first(accepted(), "2026-05-25"));
        assert_eq!(!world.dispute().conflicts().is_empty(), shut_out, "{handed_in}");
    }
}

#[test]
fn a_reconsideration_and_a_suit_of_one_day_are_the_counters_to_tell_and_the_applicants_to_choose() {
    let mut world = World::on("2026-04-01").with_neighbours();
    world.only_registered("2026-03-02");
    let tell = || DisputeCommand::TellOfConflict {
        note: "电话告知申请人、法院和复议机构，请申请人选择".into(),
    };
    assert_eq!(world.refused("clerk", &dispute_id(), tell()).code, crate::refusal::WRONG_STAGE);
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-20"));
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-20"));
    let step = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.iter().find(|task| task.name == "conflict:1").map(|task| task.command.clone())
    };
    assert_eq!(step(&world).as_deref(), Some("tell_of_conflict"));
    let of = |party: &str| world.dispute().conflicts_of(party).len();
    assert_eq!((of("p1"), of(RESPONDENT), of("p7")), (1, 0, 0), "who does not apply has nothing to choose");
    let told = world.dispute().conflicts().remove(0).told;
    assert!(told.contains("由申请人自己选") && told.contains("撤回复议申请"), "{told}");
    let beside = world.dispute().told_beside(&[&mirrored_id(2)], &world.actor("judge"));
    let says = |word: &str| beside.iter().any(|(_, told)| told.contains(word));
    assert!(says("由当事人选择一个") && says("2026年3月20日立案、受理"), "the court reads both: {beside:?}");
    assert_eq!(world.refused("petition", &dispute_id(), tell()).class, crate::refusal::Class::NotPermitted);
    world.must("clerk", &dispute_id(), tell());
    assert_eq!(step(&world).as_deref(), Some(crate::matter::WAIT), "now it waits for the choice");
    // Told before it was kept of whom, it was told; whoever has come to have both since is told too.
    assert_eq!(world.dispute().conflicts_told[0].of, ["p1"]);
    for (of, told) in [("p2", "tell_of_conflict"), ("", crate::matter::WAIT)] {
        let held = world.files.get_mut(&dispute_id()).and_then(|file| file.matter.as_mut());
        let Some(crate::AnyMatter::Dispute(held)) = held else { unreachable!("it is registered") };
        held.conflicts_told[0].of = Some(of.to_owned()).filter(|of| !of.is_empty()).into_iter().collect();
        assert_eq!(step(&world).as_deref(), Some(told));
    }
    let stored: crate::dispute::ConflictTold =
        serde_json::from_value(serde_json::json!(["a", "b"])).expect("as it was kept before");
    assert_eq!((stored.first.as_str(), stored.second.as_str(), stored.of.len()), ("a", "b", 0));
    world.record(1, first(decided(Finding::WithdrawalAllowed), "2026-03-30"));
    assert_eq!(step(&world), None);
}

#[test]
fn whoever_runs_the_reconsideration_reads_how_far_the_mediation_in_it_is() {
    let mut world = World::on("2026-03-16").with_justice();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-13"));
    mediate(&mut world, Channel::Reconsideration, "2026-03-20");
    let beside = |world: &World| world.dispute().told_beside(&[&mirrored_id(1)], &world.actor("reviewer"));
    let (name, told) = beside(&world).remove(0);
    assert!(name.contains("调解") && told == "2026年3月20日开始调解；还没有终结", "{name} {told}");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    assert_eq!(beside(&world)[0].1, "2026年3月20日开始调解；2026年4月1日终结，没有达成协议");
    let nobodys = world.dispute().told_beside(&[], &world.actor("reviewer"));
    assert!(nobodys.is_empty(), "{nobodys:?}");
}

#[test]
fn a_suit_beside_a_reconsideration_is_recorded_and_flagged_and_the_flag_goes_when_one_is_decided() {
    let mut world = World::on("2026-04-01");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-10"));
    assert_eq!(world.dispute().excluded_by(Remedy::Sue).map(|p| &p.matter), Some(&mirrored_id(1)));
    assert!(world.dispute().excluded_by(Remedy::Reconsider).is_none());
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-20"));
    let conflicts = world.dispute().conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((&conflicts[0].first, conflicts[0].since), (&mirrored_id(1), day("2026-03-20")));
    assert!(conflicts[0].article.contains("29条") && conflicts[0].says.contains("复议机关先受理"));
    let outline = world.outline(&dispute_id());
    assert!(outline.marks.iter().any(|mark| mark == CONFLICTING));
    assert!(outline.tasks.iter().any(|task| task.name == "conflict:1" && task.legal_risk));
    world.record(2, first(decided(Finding::SuitRejected), "2026-03-30"));
    assert!(world.dispute().conflicts().is_empty());
}

#[test]
fn a_statement_of_the_court_ends_the_mediation_in_its_trial_and_is_told_to_the_petition_beside_it() {
    let mut world = sued();
    world.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-14"));
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.at("2026-04-01").judged(1, Finding::MediationStatement, "2026-03-30");
    let held = world.mediation();
    assert!(held.stage.is_settled_beside() && !held.is_unsettled(), "行诉法60条: {:?}", held.stage);
    assert!(world.outline(&mediation_id()).tasks.is_empty());
    let tasks = world.outline(&mirrored_id(2)).tasks;
    let settled = tasks.iter().find(|task| task.name == "settled").expect("the petition office is told");
    assert!(settled.title.contains("登记办理机关怎样办结"), "{settled:?}");
    world.record(2, first(decided(Finding::Answered), "2026-04-01"));
    let stage = world.dispute().stage;
    let settled = crate::dispute::Outcome::Settled;
    assert!(matches!(stage, crate::dispute::Stage::Ended { outcome, .. } if outcome == settled), "{stage:?}");
}

#[test]
fn what_is_being_signed_when_the_court_makes_its_statement_is_signed() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    let lines = vec![obligation(RESPONDENT, "退还余款", day("2027-06-30"))];
    world.must("mediator", &mediation_id(), promises(lines, Ending::CourtStatement));
    world.at("2026-04-01").judged(1, Finding::MediationStatement, "2026-03-30");
    assert!(!world.mediation().stage.is_over());
}

#[test]
fn a_suit_that_was_filed_after_a_reconsideration_is_rejected_and_the_court_itself_is_told() {
    let mut world = World::on("2026-04-01").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-20"));
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-23"));
    let conflict = world.dispute().conflicts().remove(0);
    let told = format!("{}{}", conflict.says, conflict.told);
    assert!(told.contains("裁定驳回起诉") && !told.contains("裁定不予立案"), "解释69条: {told}");
    let of_the_court = |world: &World| {
        let tasks = world.outline(&mirrored_id(2)).tasks.into_iter();
        tasks.filter(|task| task.name == "review_first").collect::<Vec<_>>()
    };
    let tasks = of_the_court(&world);
    let judges = crate::Principal::role_in(crate::Role::Judge, &crate::OrgId::from(COURT));
    assert_eq!(tasks[0].holders, [judges]);
    assert!(tasks[0].title.contains("2026年3月20日先受理"), "{tasks:?}");
    world.record(1, first(decided(Finding::WithdrawalAllowed), "2026-03-30"));
    assert!(of_the_court(&world).is_empty(), "解释58条");
    // The court that was first has nothing to give way to.
    let mut court_first = World::on("2026-04-01").with_neighbours();
    court_first.only_registered("2026-03-02");
    court_first.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-20"));
    court_first.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-23"));
    assert!(court_first.outline(&mirrored_id(1)).tasks.iter().all(|task| task.name != "review_first"));
}
