//! Asking the court jointly to confirm what was agreed.

use crate::{
    Principal, Role,
    mediation::{codes::*, *},
    world::*,
};

fn apply(applicants: &[&str]) -> MediationCommand {
    MediationCommand::ApplyForConfirmation {
        applicants: applicants.iter().map(|key| (*key).to_owned()).collect(),
        document: None,
        on: None,
    }
}

#[test]
fn an_application_on_paper_counts_from_the_day_it_was_handed_in_whenever_it_is_written_down() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation).at("2026-04-13");
    let on_paper = |on: &str| MediationCommand::ApplyForConfirmation {
        applicants: vec!["p1".into(), RESPONDENT.into()],
        document: Some(paper("joint")),
        on: Some(day(on)),
    };
    assert_eq!(world.refused("clerk", &mediation_id(), on_paper("2026-04-10")).code, CONFIRMATION_TOO_LATE);
    assert_eq!(world.refused("clerk", &mediation_id(), on_paper("2026-03-09")).code, BEFORE_EFFECT);
    world.must("clerk", &mediation_id(), on_paper("2026-04-08"));
    assert_eq!(world.mediation().confirmation.and_then(|asked| asked.applied_on), Some(day("2026-04-08")));
}

#[test]
fn confirmation_is_asked_jointly_within_thirty_days_of_the_effect() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    assert_eq!(world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code, NOT_YOURS);
    world.at("2026-04-10");
    let late = world.refused("p1", &mediation_id(), apply(&["p1"]));
    assert_eq!(late.code, CONFIRMATION_TOO_LATE);
    assert!(late.says().contains("2026年4月9日"));
    world.at("2026-04-09").must("p1", &mediation_id(), apply(&["p1"]));
    let result = formal_ending(FormalResult::Granted, day("2026-04-09"));
    assert_eq!(
        world.refused("clerk", &mediation_id(), result.clone()).code,
        NOT_APPLIED,
        "one side is not joint"
    );
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    world.must("clerk", &mediation_id(), result);
    assert!(world.performance().is_enforceable(), "what the court confirmed can be enforced");
}

#[test]
fn only_an_agreement_that_ends_that_way_is_confirmed() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code, NO_AGREEMENT);
    world.agreed(Ending::AgreementAlone);
    assert_eq!(
        world.refused("p1", &mediation_id(), apply(&["p1", RESPONDENT])).code,
        CONFIRMATION_NOT_CHOSEN
    );
}

#[test]
fn what_the_court_made_of_it_is_asked_of_the_counter_and_of_the_judge_who_sat_at_the_table() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    world.must("p1", &mediation_id(), apply(&["p1"]));
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    let tasks = world.outline(&mediation_id()).tasks;
    let task = tasks.iter().find(|task| task.name == "record_formal_ending").expect("somebody learns of it");
    assert_eq!(task.holders, [Principal::role(Role::IntakeClerk), Principal::user(&"judge".into())]);
    assert_eq!(task.due_on, None, "the court's thirty days run from a day that only the court knows");
    world.must("judge", &mediation_id(), formal_ending(FormalResult::Granted, day("2026-03-10")));
}

#[test]
fn what_the_court_did_not_confirm_is_not_handed_on_and_its_first_team_still_watches_what_was_promised() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    let promised = |world: &World| {
        let performance = world.performance();
        performance.consequence(&performance.lines[0], &world.law, world.today)
    };
    world.must("p1", &mediation_id(), apply(&["p1"]));
    assert!(promised(&world).contains("还可以共同申请司法确认"), "one of them has asked");
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    assert!(promised(&world).contains("已经共同申请司法确认"), "{}", promised(&world));
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Rejected, world.today));
    assert!(promised(&world).contains("没有经过司法确认"), "{}", promised(&world));
    let handed = world.mediation().hand_over(&world.law);
    assert!(handed.papers.iter().all(|paper| !paper.title.contains("协议")), "要点18: {:?}", handed.papers);
    assert!(handed.outcome.contains("没有被确认"), "{}", handed.outcome);

    let wishes = vec!["p1".to_owned(), RESPONDENT.to_owned()];
    world.must("clerk", &mediation_id(), MediationCommand::Retry { wishes, reason: "再谈一次".into() });
    let second = dispute_id().child(crate::Kind::Mediation, 2);
    let (categories, channel) = (vec![Category::PartyAsks], Channel::BeforeProcedure);
    let import = MediationCommand::Import {
        categories,
        channel,
        settlement_only: false,
        note: None,
        discretionary: false,
    };
    world.must("clerk", &second, import);
    for (who, side) in [("clerk", "p1"), ("clerk", RESPONDENT)] {
        world.must(who, &second, agree(side, day("2026-03-10")));
    }
    let mut others = name_team("judge2", "mediator2");
    if let MediationCommand::NameTeam { override_reason, .. } = &mut others {
        *override_reason = Some("换一组人再谈".into());
    }
    world.must("head", &second, others);
    let access = world.outline(&dispute_id()).access;
    for user in ["mediator", "mediator2"] {
        assert!(access.contains(&Principal::user(&user.into())), "{user}");
    }
}

#[test]
fn who_is_suspected_of_a_sham_is_told_that_it_is_suspended_and_not_why() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let suspend = MediationCommand::Suspend {
        cause: PauseCause::FalseMediationSuspected,
        from: day("2026-03-10"),
        to: None,
        reason: "双方串通转移财产".into(),
        document: None,
    };
    world.must("mediator", &mediation_id(), suspend);
    let told = |who: &str| {
        let actor = if who == "p1" { world.party(who) } else { world.officer(who) };
        let seen = world.mediation().visible(&actor).file;
        let clock = seen.clock(&world.law).expect("runs").due(&world.law.calendar).lines().concat();
        format!("{} {clock}", serde_json::to_string(&seen).expect("writes"))
    };
    for who in ["p1", "legal"] {
        let told = told(who);
        assert!(
            !told.contains("虚假") && !told.contains("false_mediation") && !told.contains("串通"),
            "{told}"
        );
        assert!(told.contains("依法中止"), "{told}");
    }
    assert!(told("judge").contains("串通"), "whoever leads it reads why");
    let clocks = format!("{:?}", world.outline(&mediation_id()).clocks);
    assert!(!clocks.contains("虚假"), "lists are read by everybody: {clocks}");
    let tasks = world.outline(&mediation_id()).tasks;
    assert!(tasks.iter().all(|task| task.command != "convene_session"), "nobody is urged to what is refused");
}

#[test]
fn a_confirmed_agreement_closes_both_ways_and_another_attempt_after_it_opens_neither() {
    use crate::{dispute::DisputeCommand, performance::PerformanceCommand, remedy::Remedy};
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    world.must("p1", &mediation_id(), apply(&["p1"]));
    world.must("legal", &mediation_id(), apply(&[RESPONDENT]));
    let open = |world: &World| world.dispute().open_last_days(&world.law).len();
    assert_eq!(open(&world), 2, "nothing is confirmed yet");
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Granted, world.today));
    let fulfil = PerformanceCommand::RecordFulfilment {
        obligation: "o1".into(),
        on: world.today,
        proof: Some(paper("proof")),
        partly: false,
        note: None,
    };
    world.must("legal", &performance_id(), fulfil);
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "当事人又来反映".into() });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let second = dispute_id().child(crate::Kind::Mediation, 2);
    let refusal = MediationCommand::DeclineImport { reason: "没有新的争议".into(), settled: None };
    world.must("clerk", &second, refusal);
    let held = world.dispute();
    assert!(held.is_enforceable(), "what the court confirmed stays confirmed");
    assert_eq!(open(&world), 0);
    for remedy in [Remedy::Sue, Remedy::Reconsider] {
        let closed = held.closed_to(remedy, "p1").expect("法释〔2018〕1号69条1款9项");
        assert!(closed.is_bound());
    }
    assert!(!held.told_zh("p1").contains("还可以走法定程序"), "{}", held.told_zh("p1"));
    let told = held.to_file_zh(&world.law, world.today, None, Some("p1")).expect("told");
    assert!(told.contains("不能再起诉、申请复议") && told.contains("申请强制执行"), "{told}");
}
