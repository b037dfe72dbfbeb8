//! A referral and the centre's own mediation upon it: what the one means to the other.

use super::*;

#[test]
fn when_the_mediation_is_over_nobody_writes_a_concession_into_what_goes_back() {
    let mut world = referred();
    talked(&mut world);
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: SECRET.into() };
    world.later(3).must("mediator", &mediation_id(), fail);
    let signed_by = vec!["p1".to_owned(), RESPONDENT.to_owned()];
    let undisputed = Some(SignedFacts { text: SECRET.into(), signed_by });
    let (outcome, papers) = (BackOutcome::NotAgreed, Vec::new());
    let back = HandBack { outcome, consented_on: None, ended_on: None, undisputed, papers };
    let typed = ReferralCommand::HandBack { back: Box::new(back) };
    for who in ["clerk", "mediator"] {
        let refused = world.refused(who, &referral_id(1), typed.clone());
        assert!(refused.code == MEDIATION_GIVES_BACK || refused.class == Class::NotPermitted, "{refused:?}");
    }
    let tasks = world.outline(&referral_id(1)).tasks;
    assert!(tasks.iter().all(|task| task.command != "hand_back"), "{tasks:?}");
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    let referral = world.referral(1);
    assert_eq!(referral.stage, Stage::HandedBack { on: world.today });
    assert!(!serde_json::to_string(&referral).expect("plain data").contains(SECRET));
}

#[test]
fn what_was_settled_apart_goes_back_by_itself() {
    let mut world = referred();
    talked(&mut world);
    let apart = MediationCommand::Terminate { ground: Ground::SettledApart, reason: "自行和解".into() };
    world.later(3).must("mediator", &mediation_id(), apart);
    let referral = world.referral(1);
    assert_eq!(referral.stage, Stage::HandedBack { on: world.today });
    assert_eq!(referral.back.map(|back| back.outcome), Some(BackOutcome::Agreed));
}

#[test]
fn silence_about_a_referral_closes_no_mediation_that_the_citizen_had_asked_for_before() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    assert_eq!(world.referral(1).mediation, Some(mediation_id()), "what it comes to goes back");
    world.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    assert_eq!(world.mediation().stage.over_on(), None);
    assert!(world.dispute().proceedings.iter().all(|p| p.kind != Kind::FollowUp), "nobody is visited yet");
}

#[test]
fn what_the_centre_has_signed_for_is_to_be_mediated_and_the_counter_reads_it() {
    let mut world = registered();
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    let asked = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.iter().any(|task| task.command == "request_mediation" && task.name == "referred")
    };
    assert!(!asked(&world), "not before it is signed for");
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert!(asked(&world), "{:?}", world.dispute().stage);
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert!(!asked(&world));
    let mut away = registered();
    away.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-13"));
    away.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    away.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert!(!asked(&away), "it is the court's");
}

#[test]
fn what_was_asked_for_beside_a_referral_is_answered_by_itself_and_goes_on_with_the_next() {
    let decline = || ReferralCommand::Decline { reason: "材料不齐".into(), receipt: None };
    for answered in [true, false] {
        let mut world = referred();
        world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
        if answered {
            world.must("clerk", &referral_id(1), decline());
        } else {
            world.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
        }
        assert_eq!(world.mediation().stage.over_on(), None, "whoever asked has an answer of its own");
        world.must("judge", &referral_id(1), ReferralCommand::SendAgain { reason: "材料补齐".into() });
        world.must("clerk", &referral_id(2), ReferralCommand::Accept { receipt: None });
        assert_eq!(world.referral(2).mediation, Some(mediation_id()), "and it is mediated by that");
        world.import(Channel::PreTrial).all_consent();
    }
}

#[test]
fn what_is_taken_up_is_signed_for_by_that_and_the_bar_ends_there_when_it_is_given_back() {
    let mut world = referred();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.at("2026-03-18").import(Channel::PreTrial);
    assert_eq!(world.referral(1).stage, Stage::Accepted { on: day("2026-03-18") });
    world.all_consent().team().accept();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    world.at("2026-03-27").must("mediator", &mediation_id(), fail);
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    assert_eq!(world.referral(1).stage, Stage::HandedBack { on: day("2026-03-27") });
    let clock = world.outline(&referral_id(1)).clocks.remove(0);
    assert!(clock.reasons.iter().all(|said| !said.contains("2026年3月27日")), "signed in time: {clock:?}");
    let files = crate::Outlined::all(world.files.values(), &world.law);
    let lanes = crate::dispute::lanes::lanes(&files, &world.law);
    let lane = lanes.into_iter().find(|lane| lane.kind == Kind::Referral).expect("it has a lane");
    let marks: Vec<_> = lane.marks.iter().map(|mark| mark.title.as_str()).collect();
    assert_eq!(marks, ["发出移送", "签收移送", "交回结果"]);
}

#[test]
fn what_is_passed_on_to_whoever_has_the_power_goes_back_as_not_taken() {
    let mut world = referred();
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let pass =
        MediationCommand::PassOn { to: PETITION_OFFICE.into(), reason: "由信访机构处理".into() };
    world.must("clerk", &mediation_id(), pass);
    let referral = world.referral(1);
    assert_eq!(referral.stage, Stage::HandedBack { on: world.today });
    assert_eq!(referral.back.map(|back| back.outcome), Some(BackOutcome::NotTaken));
}

#[test]
fn a_mediation_that_was_over_before_a_referral_came_says_nothing_of_it() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    world.must("mediator", &mediation_id(), fail);
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    assert_eq!(world.mediation().brief.referral, Some(referral_id(1)), "it waits to be handed on");
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert!(!world.referral(1).mediated);
    world.must("clerk", &referral_id(1), super::back(BackOutcome::NotTaken, None, &[]));
    assert_eq!(world.referral(1).stage, Stage::HandedBack { on: world.today });
}

#[test]
fn what_was_handed_back_is_fetched_by_the_program_of_whoever_sent_it_and_nothing_else() {
    let mut world = referred();
    talked(&mut world);
    let apart = MediationCommand::Terminate { ground: Ground::SettledApart, reason: "自行和解".into() };
    world.later(3).must("mediator", &mediation_id(), apart);
    let mut referral = world.referral(1);
    let program = |body: &str| crate::Actor {
        role: crate::Role::OutsideSystem,
        organization: Some(body.into()),
        ..crate::Actor::statute()
    };
    let listed = referral.package.papers[0].file.clone();
    let back = paper("signed");
    let given = BackPaper { kind: BackPaperKind::Consent, file: back.clone(), dated: world.today };
    referral.back.as_mut().expect("it is back").papers = vec![given];
    let hidden = |body: &str, file: &crate::FileHash| {
        let fetched = referral.fetched(&program(body), file, &world.law);
        fetched.is_err_and(|refusal| refusal.class == Class::NotVisible)
    };
    assert!(!hidden(COURT, &back), "its own paper, whatever else the program may");
    assert!(hidden(COURT, &listed), "what it sent it has");
    assert!(hidden(CENTRE, &back) && hidden(HIGHER_COURT, &back));
    assert!(!hidden(CENTRE, &listed));
}

#[test]
fn of_a_referral_that_went_back_a_mediation_asked_for_before_knows_nothing_any_more() {
    let sent = || {
        let mut world = registered();
        world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
        world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
        assert_eq!(world.mediation().brief.came_by, Some(Docking::Court));
        world
    };
    let knows_nothing = |world: &mut World| {
        let brief = world.mediation().brief;
        assert_eq!((brief.referral, brief.came_by), (None, None));
        let pre_trial =
            MediationCommand::imports(vec![crate::mediation::Category::PartyAsks], Channel::PreTrial);
        let refusal = world.refused("clerk", &mediation_id(), pre_trial);
        assert_eq!(refusal.code, crate::mediation::codes::NO_COURT_SENT_IT);
    };
    let mut declined = sent();
    let decline = ReferralCommand::Decline { reason: "不属于受理范围".into(), receipt: None };
    declined.must("clerk", &referral_id(1), decline);
    knows_nothing(&mut declined);
    let mut silent = sent();
    silent.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    knows_nothing(&mut silent);
}
