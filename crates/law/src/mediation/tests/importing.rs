//! Import and consent.

use crate::{
    Kind,
    dispute::{self, ActKind, DisputeCommand, Source, Wish},
    mediation::{codes::*, *},
    refusal::{Class, NOT_PERMITTED, REQUIRED, WRONG_STAGE},
    world::*,
};

fn registered(world: &mut World, act: dispute::ContestedAct) {
    let today = world.today.to_string();
    world.register(registration(act, &today));
}

#[test]
fn a_dispute_registered_for_mediation_opens_one_and_stands_in_it() {
    let mut world = World::on("2026-03-10");
    registered(&mut world, fine("2026-03-07"));
    assert_eq!(world.mediation().stage, Stage::Screening);
    assert_eq!(world.mediation().brief.number, "钟行争〔2026〕1号");
    assert_eq!(world.dispute().stage, dispute::Stage::InProceeding { proceeding: mediation_id() });
}

#[test]
fn a_dispute_only_registered_opens_none_until_mediation_is_requested() {
    let mut world = World::on("2026-03-10");
    let mut only = registration(fine("2026-03-07"), "2026-03-10");
    only.wish = Wish::RegisterOnly;
    world.register(only);
    assert_eq!(world.file(&mediation_id()).version, 0);
    world.must("p1", &dispute_id(), DisputeCommand::RequestMediation);
    assert_eq!(world.mediation().stage, Stage::Screening);
}

#[test]
fn import_needs_at_least_one_of_the_six_categories() {
    let mut world = World::on("2026-03-10");
    registered(&mut world, fine("2026-03-07"));
    let none = MediationCommand::Import {
        categories: vec![],
        channel: Channel::BeforeProcedure,
        settlement_only: false,
        note: None,
        discretionary: false,
    };
    let refusal = world.refused("clerk", &mediation_id(), none);
    assert_eq!((refusal.code, refusal.field.as_deref()), (NO_CATEGORY, Some("categories")));
}

#[test]
fn reconsideration_mediates_every_act_litigation_only_some_petition_within_discretion() {
    let act = |kind, discretionary, about_money| dispute::ContestedAct {
        kind,
        discretionary,
        about_money,
        ..fine("2026-03-07")
    };
    let injury = act(ActKind::WorkInjury, false, false);
    let fined = act(ActKind::Penalty, true, false);
    let expropriated = act(ActKind::Expropriation, false, true);
    let agreement = act(ActKind::Agreement, false, false);
    use Channel::*;
    for channel in [BeforeProcedure, PreTrial, Reconsideration] {
        assert_eq!(eligible(channel, &injury, false), Ok(()));
    }
    for channel in [TrialOrdinary, TrialSummary] {
        assert_eq!(eligible(channel, &injury, false).unwrap_err().code, TRIAL_SCOPE);
        assert_eq!(eligible(channel, &injury, true), Ok(()));
        for fit in [&fined, &expropriated, &agreement] {
            assert_eq!(eligible(channel, fit, false), Ok(()));
        }
    }
    assert_eq!(eligible(Petition, &injury, false).unwrap_err().code, PETITION_SCOPE);
    assert_eq!(eligible(Petition, &fined, false), Ok(()));
    assert_eq!(eligible(BeforeProcedure, &injury, true).unwrap_err().code, SETTLEMENT_ONLY_OUTSIDE_TRIAL);
}

#[test]
fn declining_import_ends_the_proceeding_and_still_calls_for_a_visit() {
    let mut world = World::on("2026-03-10");
    registered(&mut world, fine("2026-03-07"));
    let empty = world.refused(
        "clerk",
        &mediation_id(),
        MediationCommand::DeclineImport { reason: " ".into(), settled: None },
    );
    assert_eq!(empty.code, REQUIRED);
    world.must(
        "clerk",
        &mediation_id(),
        MediationCommand::DeclineImport {
            reason: "当事人要的是答复，不是调解".into(), settled: None
        },
    );
    assert_eq!(
        world.mediation().stage,
        Stage::Returned { on: day("2026-03-10"), reason: ReturnReason::NotImported }
    );
    let outcome = dispute::Outcome::NotImported;
    assert_eq!(world.dispute().stage, dispute::Stage::Ended { on: day("2026-03-10"), outcome });
    assert_eq!(world.follow_up().plan.outcome, "not_imported");
}

#[test]
fn what_is_passed_on_names_whose_it_is_and_calls_for_no_visit() {
    let mut world = World::on("2026-03-10");
    registered(&mut world, fine("2026-03-07"));
    let nobody = MediationCommand::PassOn { to: "nowhere".into(), reason: "不归这里".into() };
    assert_eq!(world.refused("clerk", &mediation_id(), nobody).code, crate::refusal::UNKNOWN_ORGANIZATION);
    world.must(
        "clerk",
        &mediation_id(),
        MediationCommand::PassOn { to: COURT.into(), reason: "属于法院受理范围".into() },
    );
    assert_eq!(world.file(&follow_up_id()).version, 0);
    assert!(matches!(
        world.dispute().stage,
        dispute::Stage::Ended { outcome: dispute::Outcome::PassedOn, .. }
    ));
}

fn asking(world: &mut World) {
    registered(world, fine("2026-03-07"));
    world.import(Channel::BeforeProcedure);
}

#[test]
fn a_team_is_named_only_after_every_party_and_the_agency_have_agreed() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    world.consent("p1");
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }));
    assert_eq!(world.refused("head", &mediation_id(), name_team("judge", "mediator")).code, WRONG_STAGE);
    world.consent(RESPONDENT);
    assert!(matches!(world.mediation().stage, Stage::Teaming { .. }));
}

#[test]
fn a_refusal_returns_the_matter_the_same_day_with_the_first_submission_date() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-05"), "2026-03-06"));
    world.import(Channel::BeforeProcedure);
    let no = MediationCommand::RecordConsent {
        also: Vec::new(),
        party: "p1".into(),
        answer: Answer::Refuse,
        way: ConsentWay::Phone,
        on: world.today,
        evidence: None,
        note: Some("致电本人，说不愿意".into()),
        conservative_day_told: false,
        signed: None,
    };
    let events = world.must("clerk", &mediation_id(), no);
    let facts = events.iter().find_map(|event| match event {
        crate::Event::Mediation(MediationEvent::Returned { on, facts, .. }) if *on == day("2026-03-10") => {
            Some(facts.clone())
        }
        _ => None,
    });
    let facts = facts.expect("it is returned the same day");
    assert_eq!(facts.first_submitted_on, day("2026-03-06"));
    assert_eq!(facts.conservative_last_day, Some(day("2026-05-06")), "sixty days end in the May holidays");
    let task = &world.outline(&mediation_id()).tasks[0];
    assert_eq!((task.name.as_str(), task.due_on), ("hand_on", Some(day("2026-03-10"))));
}

#[test]
fn consent_may_be_withdrawn_at_any_time_before_the_end_and_returns_the_same_day() {
    let mut world = World::on("2026-03-10");
    world.mediating().later(5).draft(Ending::JudicialConfirmation);
    world.must("p1", &mediation_id(), MediationCommand::WithdrawConsent { party: "p1".into(), reason: None });
    let reason = ReturnReason::ConsentWithdrawn;
    assert_eq!(world.mediation().stage, Stage::Returned { on: day("2026-03-15"), reason });
    assert!(matches!(
        world.dispute().stage,
        dispute::Stage::Ended { outcome: dispute::Outcome::Unsettled, .. }
    ));
}

#[test]
fn the_conservative_day_must_be_told_to_the_party_but_not_to_the_agency() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    let untold = |party: &str, on| match agree(party, on) {
        MediationCommand::RecordConsent { party, answer, way, on, evidence, note, .. } => {
            MediationCommand::RecordConsent {
                also: Vec::new(),
                party,
                answer,
                way,
                on,
                evidence,
                note,
                conservative_day_told: false,
                signed: None,
            }
        }
        other => other,
    };
    let today = world.today;
    let refusal = world.refused("clerk", &mediation_id(), untold("p1", today));
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (CONSENT_DAY_NOT_TOLD, Some("conservative_day_told"))
    );
    world.must("legal", &mediation_id(), untold(RESPONDENT, today));
    world.filed();
    world.must("clerk", &mediation_id(), untold("p1", today));
}

#[test]
fn a_party_answers_online_for_itself_and_for_nobody_else() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    let online = |party: &str, on| MediationCommand::RecordConsent {
        also: Vec::new(),
        party: party.into(),
        answer: Answer::Agree,
        way: ConsentWay::OnlineForm,
        on,
        evidence: None,
        note: None,
        conservative_day_told: true,
        signed: None,
    };
    let today = world.today;
    assert_eq!(world.refused("clerk", &mediation_id(), online("p1", today)).code, CONSENT_ONLINE_BY_OTHER);
    assert_eq!(world.refused("p1", &mediation_id(), online(RESPONDENT, today)).code, NOT_YOURS);
    assert_eq!(world.refused("legal", &mediation_id(), online("p1", today)).code, NOT_YOURS);
    world.must("p1", &mediation_id(), online("p1", today));
    world.must("legal", &mediation_id(), online(RESPONDENT, today));
    assert!(world.mediation().all_consented());
}

#[test]
fn consent_on_paper_needs_the_paper() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    let bare = MediationCommand::RecordConsent {
        also: Vec::new(),
        party: "p1".into(),
        answer: Answer::Agree,
        way: ConsentWay::Paper,
        on: world.today,
        evidence: None,
        note: None,
        conservative_day_told: true,
        signed: None,
    };
    assert_eq!(world.refused("clerk", &mediation_id(), bare).code, CONSENT_PAPER_MISSING);
}

#[test]
fn a_stranger_to_the_dispute_does_not_learn_that_there_is_one() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    let today = world.today;
    assert_eq!(world.refused("p7", &mediation_id(), agree("p7", today)).class, Class::NotVisible);
    assert_eq!(
        world.refused("other_legal", &mediation_id(), agree(RESPONDENT, today)).class,
        Class::NotVisible
    );
    assert_eq!(world.refused("auditor", &mediation_id(), agree("p1", today)).code, NOT_PERMITTED);
    assert!(world.offers("auditor", &mediation_id()).is_empty());
}

#[test]
fn a_party_joined_later_must_agree_too_before_anything_goes_on() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let third = dispute::NewParty { standing: dispute::PartyStanding::ThirdParty, ..somebody("刘某") };
    world.must(
        "clerk",
        &dispute_id(),
        DisputeCommand::JoinParty { party: third, reason: "与结果有利害关系".into() },
    );
    assert_eq!(world.mediation().without_consent().collect::<Vec<_>>(), ["p2"]);
    let today = world.all_disclose_again().today;
    assert_eq!(
        world.refused("mediator", &mediation_id(), draft(Ending::JudicialConfirmation, today)).code,
        CONSENTS_MISSING
    );
    world.consent("p2");
    world.draft(Ending::JudicialConfirmation);
}

#[test]
fn the_notice_names_the_days_and_says_that_leaving_costs_nothing() {
    let mut world = World::on("2026-03-10");
    asking(&mut world);
    let notice = world.mediation().consent_notice(&world.law, world.today, None).join("\n");
    assert!(
        notice.contains("随时可以退出") && notice.contains("2026年9月7日") && notice.contains("加处罚款"),
        "{notice}"
    );
}

#[test]
fn a_consult_point_that_applied_for_somebody_may_pass_on_their_answer() {
    let mut world = World::on("2026-03-10");
    let mut by_proxy = registration(fine("2026-03-07"), "2026-03-10");
    by_proxy.source = Source::ConsultPoint;
    let proxy =
        dispute::Proxy { user: "cadre".into(), name: "示例镇干部".into(), organization: TOWN.into() };
    by_proxy.proxy = Some(proxy);
    world.register(by_proxy).import(Channel::BeforeProcedure);
    let mut point = world.officer("cadre");
    point.role = crate::Role::ConsultPoint;
    let command = crate::Command::Mediation(agree("p1", world.today));
    let file = world.file(&dispute_id().child(Kind::Mediation, 1));
    assert!(crate::decide(&file, &point, &command, world.now(), &world.law).is_ok());
    let for_the_agency = crate::Command::Mediation(agree(RESPONDENT, world.today));
    let refusal = crate::decide(&file, &point, &for_the_agency, world.now(), &world.law);
    assert_eq!(refusal.map(drop).map_err(|refusal| refusal.code), Err(NOT_YOURS), "never for the other side");
}

#[test]
fn consent_by_telephone_needs_a_note_of_the_call_and_none_is_older_than_the_import() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-05"), "2026-03-06"));
    world.later(2).import(Channel::BeforeProcedure);
    let call = |on: Date, note: Option<&str>| MediationCommand::RecordConsent {
        also: Vec::new(),
        party: "p1".into(),
        answer: Answer::Agree,
        way: ConsentWay::Phone,
        on,
        evidence: None,
        note: note.map(str::to_owned),
        conservative_day_told: true,
        signed: None,
    };
    let today = world.today;
    assert_eq!(world.refused("clerk", &mediation_id(), call(today, None)).code, CONSENT_CALL_MISSING);
    let before = call(day("2026-03-11"), Some("上午致电"));
    assert_eq!(world.refused("clerk", &mediation_id(), before).code, crate::refusal::DATE_BEFORE_START);
    world.must("clerk", &mediation_id(), call(today, Some("9:20 致电本人，已告知最后一天，同意")));
}

#[test]
fn what_was_signed_before_the_file_came_here_has_the_day_on_which_it_was_signed() {
    let mut world = World::on("2026-03-16");
    world.register(registration(fine("2026-03-02"), "2026-03-16")).import(Channel::BeforeProcedure);
    let signed = |on: &str, evidence| MediationCommand::RecordConsent {
        also: Vec::new(),
        party: "p1".into(),
        answer: Answer::Agree,
        way: ConsentWay::Paper,
        on: day(on),
        evidence,
        note: None,
        conservative_day_told: true,
        signed: None,
    };
    let before_the_act =
        world.refused("clerk", &mediation_id(), signed("2026-03-01", Some(paper("consent"))));
    assert_eq!(before_the_act.code, crate::refusal::DATE_BEFORE_START);
    world.must("clerk", &mediation_id(), signed("2026-03-09", Some(paper("consent"))));
    assert_eq!(world.mediation().consents["p1"].on, day("2026-03-09"));
}

#[test]
fn days_that_all_had_agreed_to_stay_claimable_after_one_has_withdrawn() {
    let mut world = World::on("2026-03-10");
    world.mediating().later(20);
    world.must("p1", &mediation_id(), MediationCommand::WithdrawConsent { party: "p1".into(), reason: None });
    let handed = world.mediation().hand_over(&world.law);
    assert_eq!(
        handed.consented_on,
        Some(day("2026-03-10")),
        "行诉法48条: the court hears of the twenty days"
    );
    assert_eq!(handed.papers.len(), 2, "and of the papers both had signed");
}

#[test]
fn whoever_imports_says_that_there_is_discretion_where_nobody_was_asked() {
    let mut world = World::on("2026-03-10");
    let act = crate::dispute::ContestedAct { discretionary: false, ..fine("2026-03-06") };
    world.register(crate::scenes::sent_by(Source::PetitionReferral, registration(act, "2026-03-10")));
    assert!(world.mediation().asks_for_discretion(Channel::Petition));
    let by = |discretionary| MediationCommand::Import {
        categories: vec![Category::PartyAsks],
        channel: Channel::Petition,
        settlement_only: false,
        note: None,
        discretionary,
    };
    let refused = world.refused("clerk", &mediation_id(), by(false));
    assert_eq!((refused.code, refused.field.as_deref()), (PETITION_SCOPE, Some("discretionary")));
    world.must("clerk", &mediation_id(), by(true));
    assert_eq!(world.mediation().channel(), Some(Channel::Petition));
}
