//! The rules of the follow-up visit as sentences.

use crate::{
    dispute::{self, DisputeCommand},
    follow_up::{codes::*, *},
    mediation::{Ending, Ground, MediationCommand, RESPONDENT},
    refusal::{NOT_PERMITTED, WRONG_STAGE},
    world::*,
};

fn visit(on: &str, performed: Performed) -> Visit {
    Visit {
        on: day(on),
        form: VisitForm::Phone,
        visited: vec!["p1".into()],
        performed: Some(performed),
        lines: Vec::new(),
        not_performed_reason: None,
        satisfaction: Some(5),
        answers: None,
        new_conflict: None,
        conflict_about: None,
        new_act: None,
    }
}

fn record(visit: Visit) -> FollowUpCommand {
    FollowUpCommand::RecordVisit { visit: Box::new(visit) }
}

/// Failed today, nothing promised.
fn failed() -> World {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    world.must("mediator", &mediation_id(), fail);
    world
}

#[test]
fn a_visit_is_due_within_thirty_days_of_the_end_and_is_the_clerks() {
    let world = failed();
    let outline = world.outline(&follow_up_id());
    assert_eq!(outline.clocks[0].term, "ZZ-HF");
    assert_eq!(outline.tasks[0].due_on, Some(day("2026-04-09")));
    assert_eq!(outline.tasks[0].holders, [crate::Principal::role(crate::Role::IntakeClerk)]);
}

#[test]
fn satisfaction_is_one_to_five_or_nothing() {
    let mut world = failed();
    for wrong in [0, 6] {
        let visit = Visit { satisfaction: Some(wrong), ..visit("2026-03-10", Performed::NotApplicable) };
        assert_eq!(world.refused("clerk", &follow_up_id(), record(visit)).code, SATISFACTION);
    }
    let silent = Visit { satisfaction: None, ..visit("2026-03-10", Performed::NotApplicable) };
    assert_eq!(world.refused("mediator", &follow_up_id(), record(silent.clone())).code, NOT_PERMITTED);
    world.must("clerk", &follow_up_id(), record(silent));
    assert_eq!(world.follow_up().stage, Stage::Done { on: day("2026-03-10") });
    let again = visit("2026-03-10", Performed::NotApplicable);
    assert_eq!(world.refused("clerk", &follow_up_id(), record(again)).code, WRONG_STAGE);
}

#[test]
fn a_visit_names_who_was_spoken_with_and_does_not_ask_what_was_never_promised() {
    let mut world = failed();
    let nobody = Visit { visited: vec![], ..visit("2026-03-10", Performed::NotApplicable) };
    assert_eq!(world.refused("clerk", &follow_up_id(), record(nobody)).code, NOBODY_VISITED);
    let performed = visit("2026-03-10", Performed::Yes);
    assert_eq!(world.refused("clerk", &follow_up_id(), record(performed)).code, PERFORMED_WITHOUT_PROMISE);
}

#[test]
fn a_failed_attempt_leaves_the_visit_due() {
    let mut world = failed();
    let attempt = FollowUpCommand::RecordAttempt {
        on: day("2026-03-10"),
        form: VisitForm::Phone,
        note: "两次无人接听".into(),
        given_up: Vec::new(),
    };
    world.must("clerk", &follow_up_id(), attempt);
    assert_eq!(world.follow_up().attempts.len(), 1);
    assert!(matches!(world.follow_up().stage, Stage::Due { .. }));
}

/// 不再回访.
fn gives_up(party: &str, on: &str) -> FollowUpCommand {
    let (form, note) = (VisitForm::Phone, "号码停机，上门也没有人".to_owned());
    FollowUpCommand::RecordAttempt { on: day(on), form, note, given_up: vec![party.into()] }
}

#[test]
fn whom_nobody_can_reach_is_given_up_with_a_reason_and_may_come_after_all() {
    let mut world = failed();
    assert_eq!(world.refused("clerk", &follow_up_id(), gives_up("p9", "2026-03-10")).code, ASKED_ALREADY);
    world.must("clerk", &follow_up_id(), gives_up("p1", "2026-03-10"));
    let held = world.follow_up();
    assert!(matches!(held.stage, Stage::Done { .. }));
    assert!(held.told_zh("p1").contains("没有联系上您"), "{}", held.told_zh("p1"));
    let outline = world.outline(&follow_up_id());
    assert!(outline.tasks.is_empty() && outline.clocks.is_empty(), "{outline:?}");
    let waits = world.dispute().proceedings.into_iter().find(|p| p.matter == follow_up_id());
    assert_eq!(waits.and_then(|p| p.pending), None, "the file waits for nobody");
    let twice = world.refused("clerk", &follow_up_id(), gives_up("p1", "2026-03-10"));
    assert_eq!(twice.code, WRONG_STAGE);
    world.must("clerk", &follow_up_id(), record(visit("2026-03-10", Performed::NotApplicable)));
    assert!(world.follow_up().told_zh("p1").contains("已经回访过了"));
}

#[test]
fn a_visit_that_was_merged_into_one_that_never_comes_is_made_by_its_own_day() {
    let mut world = failed();
    world.later(20).must("clerk", &mediation_id(), {
        MediationCommand::Retry {
            wishes: ["p1", RESPONDENT].map(str::to_owned).to_vec(),
            reason: "双方都愿意再谈一次".into(),
        }
    });
    assert!(matches!(world.follow_up().stage, Stage::TakenOver { .. }));
    let second = dispute_id().child(crate::Kind::Mediation, 2);
    let pass_on = MediationCommand::PassOn { to: COURT.into(), reason: "属于法院".into() };
    world.must("clerk", &second, pass_on);
    assert!(matches!(world.follow_up().stage, Stage::Due { .. }));
    let task = world.outline(&follow_up_id()).tasks.into_iter().next().expect("is back");
    assert_eq!((task.command.as_str(), task.due_on), ("record_visit", Some(day("2026-04-09"))));
    let open = world.dispute().proceedings.into_iter().find(|p| p.matter == follow_up_id());
    assert_eq!(open.and_then(|p| p.ended_on), None, "nobody closes the file over it");
}

#[test]
fn who_is_mediated_again_before_anybody_asked_is_visited_once() {
    let again = |world: &mut World| {
        world.later(20).must("clerk", &mediation_id(), {
            MediationCommand::Retry {
                wishes: ["p1", RESPONDENT].map(str::to_owned).to_vec(),
                reason: "双方都愿意再谈一次".into(),
            }
        });
    };
    let mut world = failed();
    again(&mut world);
    assert!(matches!(world.follow_up().stage, Stage::TakenOver { .. }));
    let outlined = crate::Outlined::all(world.files.values(), &world.law);
    let lanes = crate::dispute::lanes::lanes(&outlined, &world.law);
    assert!(lanes.iter().all(|lane| lane.kind != crate::Kind::FollowUp), "nobody was visited: {lanes:?}");
    let outline = world.outline(&follow_up_id());
    assert!(outline.tasks.is_empty() && outline.clocks.is_empty());
    let late = record(visit("2026-03-30", Performed::NotApplicable));
    assert_eq!(world.refused("clerk", &follow_up_id(), late).code, WRONG_STAGE);
    // Who was asked before was asked.
    let mut world = failed();
    world.must("clerk", &follow_up_id(), record(visit("2026-03-10", Performed::NotApplicable)));
    again(&mut world);
    assert!(matches!(world.follow_up().stage, Stage::Done { .. }));
}

#[test]
fn something_still_to_be_performed_calls_for_a_second_visit_after_its_last_day() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::AgreementAlone);
    world.at("2026-03-15").must("clerk", &follow_up_id(), record(visit("2026-03-15", Performed::No)));
    assert_eq!(world.follow_up().stage, Stage::DueAgain { from: day("2026-03-20") });
    let due_on = world.outline(&follow_up_id()).tasks[0].due_on;
    assert_eq!(due_on, Some(day("2026-04-20")), "the thirtieth day is a Sunday");
    let early = record(visit("2026-03-15", Performed::No));
    assert_eq!(world.refused("clerk", &follow_up_id(), early).code, TOO_EARLY_AGAIN, "not twice on one day");
    world.at("2026-03-25");
    let unexplained = visit("2026-03-25", Performed::No);
    assert_eq!(world.refused("clerk", &follow_up_id(), record(unexplained.clone())).code, REASON_MISSING);
    let explained = Visit { not_performed_reason: Some("等财政拨款".into()), ..unexplained };
    world.must("clerk", &follow_up_id(), record(explained));
    assert!(matches!(world.follow_up().stage, Stage::Done { .. }));
}

#[test]
fn what_was_already_performed_needs_no_second_visit() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::AgreementAlone);
    world.at("2026-03-15").must("clerk", &follow_up_id(), record(visit("2026-03-15", Performed::Yes)));
    assert!(matches!(world.follow_up().stage, Stage::Done { .. }));
}

#[test]
fn a_new_conflict_reopens_the_dispute() {
    let mut world = failed();
    let conflict = Visit {
        new_conflict: Some("说好的整改还要再查一次".into()),
        conflict_about: Some(ConflictAbout::SameAct),
        ..visit("2026-03-10", Performed::NotApplicable)
    };
    world.must("clerk", &follow_up_id(), record(conflict));
    assert_eq!(world.dispute().stage, dispute::Stage::Registered);
    // Their words are for those who read the visits; the others learn that it was started again after one.
    let reopened = world.journal.iter().find_map(|(_, event)| match event {
        crate::Event::Dispute(event @ dispute::DisputeEvent::Reopened { .. }) => Some(event.clone()),
        _ => None,
    });
    let reopened = reopened.expect("it is started again");
    let reads = |who: &str| world.dispute().may_be_told_why(&reopened, &world.actor(who));
    for (who, may) in [("clerk", true), ("head", true), ("legal", false), ("judge", false), ("p1", false)] {
        assert_eq!(reads(who), may, "{who}");
    }
    assert_eq!(world.dispute().told_without_words(&reopened), Some("回访以后"));
    assert_eq!(world.outline(&dispute_id()).tasks[0].name, "route");
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert_eq!(world.nth_mediation(2).brief.ordinal, 2);
}

#[test]
fn a_file_is_closed_only_after_the_visit_and_the_performance_and_is_then_frozen() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::AgreementAlone);
    let entry = dispute::VolumeEntry {
        title: "调解协议".into(),
        file: paper("agreement"),
        dated: day("2026-03-10"),
        pages: 3,
    };
    let close = DisputeCommand::Close {
        volume: vec![entry],
        unissued: Vec::new(),
        unsigned: Vec::new(),
        reason: None,
    };
    assert_eq!(world.refused("clerk", &dispute_id(), close.clone()).code, dispute::codes::PROCEEDING_RUNS);
    let fulfil = crate::performance::PerformanceCommand::RecordFulfilment {
        obligation: "o1".into(),
        on: day("2026-03-10"),
        proof: None,
        partly: false,
        note: None,
    };
    world.must("clerk", &performance_id(), fulfil);
    world.must("clerk", &follow_up_id(), record(visit("2026-03-10", Performed::Yes)));
    assert_eq!(world.outline(&dispute_id()).tasks[0].name, "close");
    world.must("clerk", &dispute_id(), close);
    let evidence = DisputeCommand::AddEvidence { evidence: vec![] };
    assert_eq!(world.refused("clerk", &dispute_id(), evidence).code, crate::refusal::FROZEN);
}

#[test]
fn nobody_is_visited_once_the_file_lies_in_the_archive_were_it_the_only_one_who_applied() {
    let mut world = failed();
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    let taken = crate::referral::ReferralCommand::Accept { receipt: None };
    world.must("judge", &crate::scenes::referral_id(1), taken);
    world.must("clerk", &follow_up_id(), gives_up("p1", "2026-03-10"));
    let file = paper("minutes");
    let entry = dispute::VolumeEntry { title: "笔录".into(), file, dated: day("2026-03-10"), pages: 3 };
    let (volume, unissued, unsigned) = (vec![entry], Vec::new(), Vec::new());
    world.must("clerk", &dispute_id(), DisputeCommand::Close { volume, unissued, unsigned, reason: None });
    let late = || record(visit("2026-03-10", Performed::NotApplicable));
    assert_eq!(world.refused("clerk", &follow_up_id(), late()).code, FILE_CLOSED);
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "本人来了".into() });
    world.must("clerk", &follow_up_id(), late());
}

mod line_by_line;
mod new_act;
