//! Five disputes from registration to their end, in invented words: a discretionary fine, a work injury with a third party,
//! eighteen households, a broken agreement, a suit handed over by the court. Every step goes the one path.

use crate::{
    dispute::{self, ActKind, ContestedAct, NewParty, PartyStanding, Registration, Source},
    follow_up::{FollowUpCommand, Performed, Visit, VisitForm},
    mediation::{codes, *},
    performance::{PerformanceCommand, Stage as PerformanceStage},
    refusal::Class,
    world::*,
};

fn draft(
    obligations: Vec<Obligation>,
    disposition: Disposition,
    ending: Ending,
    cost_shown: bool,
) -> MediationCommand {
    MediationCommand::DraftAgreement { obligations, disposition, disposition_note: None, ending, cost_shown }
}

fn import(category: Category, channel: Channel, settlement_only: bool) -> MediationCommand {
    let (categories, note) = (vec![category], Some("各方都愿意谈".into()));
    MediationCommand::Import { categories, channel, settlement_only, note, discretionary: false }
}

fn fulfil(world: &mut World, obligation: String) {
    let on = world.today;
    let command = PerformanceCommand::RecordFulfilment {
        obligation,
        on,
        proof: Some(paper("proof")),
        partly: false,
        note: None,
    };
    world.must("clerk", &performance_id(), command);
}

fn visit(world: &mut World, performed: Performed) {
    let visit = Visit {
        on: world.today,
        form: VisitForm::Phone,
        visited: world.follow_up().to_visit().map(|party| party.key.clone()).collect(),
        performed: Some(performed),
        lines: Vec::new(),
        not_performed_reason: None,
        satisfaction: Some(5),
        answers: Some("解答了如何缴款".into()),
        new_conflict: None,
        conflict_about: None,
        new_act: None,
    };
    world.must("clerk", &follow_up_id(), FollowUpCommand::RecordVisit { visit: Box::new(visit) });
}

fn close(world: &mut World) {
    let entry = dispute::VolumeEntry {
        title: "调解协议".into(),
        file: paper("agreement"),
        dated: world.today,
        pages: 2,
    };
    world.must(
        "archivist",
        &dispute_id(),
        dispute::DisputeCommand::Close {
            volume: vec![entry],
            unissued: Vec::new(),
            unsigned: Vec::new(),
            reason: None,
        },
    );
    assert!(world.dispute().is_frozen());
}

fn session(world: &mut World, form: SessionForm, head: Option<HeadAttendance>, text: &str) {
    let key = format!("s{}", world.mediation().sessions.len() + 1);
    let present: Vec<String> = match &form {
        SessionForm::Joint => world.mediation().sides().map(str::to_owned).collect(),
        SessionForm::Separate { party } => vec![party.clone()],
    };
    let joint = form == SessionForm::Joint;
    let convene = MediationCommand::ConveneSession {
        starts_at: world.today.at(9, 0, 0, 0),
        place: Some("第一调解室".into()),
        video: false,
        form,
        head_invited: joint,
    };
    world.must("mediator", &mediation_id(), convene);
    for recipient in present.iter().filter(|_| joint).cloned() {
        let (session, served_on) = (key.clone(), world.today);
        let service = MediationCommand::RecordService {
            also: Vec::new(),
            session,
            recipient,
            way: ServiceWay::InPerson,
            served_on,
            proof: Some(paper("proof")),
            note: None,
        };
        world.must("clerk", &mediation_id(), service);
    }
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordAttendance {
            session: key.clone(),
            present,
            agents: Vec::new(),
            team: Vec::new(),
            head,
        },
    );
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::WriteMinutes { session: key, text: text.into() },
    );
}

/// A shop is fined out of proportion; a milder scale came into force the day after.
#[test]
fn a_shop_and_the_market_bureau_settle_a_fine_by_a_reconsideration_statement() {
    let mut world = World::on("2026-01-12");
    let fined = ContestedAct { title: "销售过期食品罚款 5000 元".into(), ..fine("2025-12-31") };
    let mut registration = registration(fined, "2026-01-08");
    registration.source = Source::ReconsiderationReferral;
    registration.filed_on = Some(registration.first_submitted_on);
    registration.enterprise = true;
    registration.parties[0] =
        NewParty { nature: dispute::Nature::IndividualBusiness, ..somebody("某便民超市") };
    world.register(registration);
    world.must("clerk", &mediation_id(), import(Category::LawAllows, Channel::Reconsideration, false));
    world.all_consent().team().accept();
    let check = MediationCommand::SelfCheck {
        assessment: "事实清楚，程序合法".into(),
        flaws: "次日起的新裁量基准更轻".into(),
        room_to_concede: "可以按新基准".into(),
        head_will_attend: true,
    };
    world.must("legal", &mediation_id(), check);
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::AskJudge { question: "可否参照次日生效的裁量基准".into() },
    );
    let opinion = MediationCommand::GiveOpinion {
        question: "q1".into(),
        opinion: "从过罚相当的角度可以参照".into(),
    };
    world.must("judge", &mediation_id(), opinion);
    let head =
        HeadAttendance::Attended { name: "示例局长".into(), post: "副局长".into(), spoke: true };
    session(world.later(4), SessionForm::Joint, Some(head), "双方同意按新基准处理");
    let due_on = day("2026-01-30");
    let promises = vec![
        obligation(RESPONDENT, "作出变更决定，罚款 300 元", due_on),
        Obligation { amount_fen: Some(30_000), ..obligation("p1", "缴纳罚款", due_on) },
    ];
    world.must(
        "mediator",
        &mediation_id(),
        draft(promises, Disposition::Changed, Ending::ReconsiderationStatement, false),
    );
    world.lawful().sign_all();
    world.sealed();
    assert!(world.performance().is_enforceable());
    world.later(5);
    fulfil(&mut world, "o1".into());
    fulfil(&mut world, "o2".into());
    visit(&mut world, Performed::Yes);
    close(&mut world);
}

/// The employer contests a recognition of work injury; the worker is a third party; the real quarrel is money.
#[test]
fn an_employer_and_an_injured_worker_settle_while_reconsideration_is_stayed() {
    let mut world = World::on("2026-03-02");
    let recognised = ContestedAct {
        kind: ActKind::WorkInjury,
        title: "认定工伤决定".into(),
        discretionary: false,
        ..fine("2026-02-10")
    };
    let mut registration = registration(recognised, "2026-02-25");
    registration.source = Source::ReconsiderationReferral;
    registration.filed_on = Some(registration.first_submitted_on);
    registration.parties = vec![
        NewParty { nature: dispute::Nature::LegalPerson, ..somebody("某绿化公司") },
        NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") },
    ];
    world.register(registration);
    world.must("clerk", &mediation_id(), import(Category::PartyAsks, Channel::Reconsideration, false));
    assert_eq!(world.mediation().without_consent().count(), 3, "the worker is asked too");
    world.all_consent().team().accept();
    session(&mut world, SessionForm::Separate { party: "p1".into() }, None, "公司担心一次付清");
    session(world.later(1), SessionForm::Separate { party: "p2".into() }, None, "本人急需医疗费");
    let seen = world.mediation().visible(&world.party("p2"));
    assert!(
        seen.file.sessions.iter().all(|session| session.key != "s1"),
        "one side apart is not shown to the other"
    );
    let absent = HeadAttendance::Absent { reason: "在省里开会".into(), deputy: Some("科长".into()) };
    session(world.later(3), SessionForm::Joint, Some(absent), "数额达成一致");
    let pay = |content: &str, on: &str| Obligation {
        obligee: Some("p2".into()),
        amount_fen: Some(4_000_000),
        ..obligation("p1", content, day(on))
    };
    let promises = vec![pay("支付第一期待遇", "2026-03-31"), pay("支付第二期待遇", "2026-06-30")];
    world.must(
        "mediator",
        &mediation_id(),
        draft(promises, Disposition::Stands, Ending::ReconsiderationStatement, false),
    );
    world.lawful().sign_all().sealed();
    world.later(10);
    fulfil(&mut world, "o1".into());
    visit(&mut world, Performed::Partly);
    assert_eq!(
        world.outline(&follow_up_id()).tasks[0].due_on,
        Some(day("2026-07-30")),
        "a second visit after the last instalment"
    );
    world.at("2026-07-02");
    fulfil(&mut world, "o2".into());
    visit(&mut world, Performed::Yes);
    close(&mut world);
}

/// Eighteen plaintiffs, fifty-one resettlement agreements, one settlement followed household by household.
#[test]
fn eighteen_households_settle_fifty_one_agreements_line_by_line() {
    let mut world = World::on("2026-03-10");
    let agreement = ContestedAct {
        kind: ActKind::Agreement,
        title: "不履行安置补偿协议".into(),
        discretionary: false,
        about_money: true,
        real_estate: true,
        ..fine("2025-12-01")
    };
    let mut group: Registration = registration(agreement, "2026-03-01");
    group.source = Source::CourtReferral;
    group.filed_on = Some(group.first_submitted_on);
    group.group = Some(dispute::Group { size: 18, items: Some(51) });
    group.parties =
        (1..=18).map(|n| NewParty { representative: n <= 3, ..somebody(&format!("原告{n}")) }).collect();
    world.register(group);
    world.must("clerk", &mediation_id(), import(Category::ManyParties, Channel::TrialOrdinary, false));
    assert_eq!(world.mediation().parties_label(), "原告1等 18 人");
    world.all_consent().team().accept();
    crate::scenes::extended_to_20_may(&mut world);
    let homes =
        (1..=51).map(|n| obligation(RESPONDENT, &format!("第 {n} 份协议：交付安置房"), day("2026-08-31")));
    world.at("2026-05-15").must(
        "mediator",
        &mediation_id(),
        draft(homes.collect(), Disposition::Performed, Ending::CourtStatement, false),
    );
    world.lawful().sign_all().sealed();
    world.at("2026-08-01");
    (1..=50).for_each(|n| fulfil(&mut world, format!("o{n}")));
    assert_eq!(world.performance().stage, PerformanceStage::Running);
    world.at("2026-09-01");
    let urge = PerformanceCommand::Urge {
        obligation: "o51".into(),
        way: crate::performance::UrgeWay::Letter,
        until: Some(day("2026-09-10")),
        note: None,
        said_by: None,
    };
    world.must("clerk", &performance_id(), urge);
    fulfil(&mut world, "o51".into());
    assert_eq!(world.performance().stage, PerformanceStage::Fulfilled { on: day("2026-09-01") });
}

/// Two papers name two areas and nobody can measure any more; the parties settle, and the application is withdrawn.
#[test]
fn a_compensation_agreement_is_settled_and_withdrawing_is_chosen_knowing_its_cost() {
    let mut world = World::on("2026-04-07");
    let unpaid = ContestedAct {
        kind: ActKind::Agreement,
        title: "未支付货币补偿款".into(),
        discretionary: false,
        about_money: true,
        real_estate: true,
        ..fine("2026-03-10")
    };
    let mut registration = registration(unpaid, "2026-04-01");
    registration.source = Source::ReconsiderationReferral;
    registration.filed_on = Some(registration.first_submitted_on);
    world.register(registration);
    world.must("clerk", &mediation_id(), import(Category::NeedDeservesHelp, Channel::Reconsideration, false));
    world.all_consent().team().accept();
    let promise = || {
        vec![Obligation {
            amount_fen: Some(18_000_000),
            ..obligation(RESPONDENT, "支付补偿款", day("2026-05-29"))
        }]
    };
    let unknowing = draft(promise(), Disposition::Paid, Ending::Withdrawal, false);
    assert_eq!(world.refused("mediator", &mediation_id(), unknowing).code, codes::COST_NOT_SHOWN);
    world.must("mediator", &mediation_id(), draft(promise(), Disposition::Paid, Ending::Withdrawal, true));
    world.lawful().sign_all();
    world.at("2026-06-01");
    let urge = PerformanceCommand::Urge {
        obligation: "o1".into(),
        way: crate::performance::UrgeWay::Letter,
        until: Some(day("2026-06-08")),
        note: None,
        said_by: None,
    };
    world.must("clerk", &performance_id(), urge);
    world.at("2026-06-09");
    let served = Some(crate::performance::ServedLetter { on: day("2026-06-01"), way: ServiceWay::InPerson });
    let breach = PerformanceCommand::RecordBreach {
        obligation: "o1".into(),
        reason: "预算没有下达".into(),
        letter: served,
    };
    world.must("clerk", &performance_id(), breach);
    let enforce = PerformanceCommand::ApplyForEnforcement { by: None, document: None, note: None };
    let refusal = world.refused("p1", &performance_id(), enforce);
    assert_eq!(
        refusal.code,
        crate::performance::codes::NOT_ENFORCEABLE,
        "why a statement is better than a withdrawal"
    );
}

/// The court hands a suit over; no mediation of the act itself is possible, only settlement and withdrawal.
#[test]
fn a_suit_about_a_work_injury_comes_from_the_court_and_ends_by_withdrawal() {
    let mut world = World::on("2026-05-06");
    let recognised = ContestedAct {
        kind: ActKind::WorkInjury,
        title: "认定工伤决定".into(),
        discretionary: false,
        ..fine("2026-01-20")
    };
    let mut suit = registration(recognised, "2026-04-20");
    suit.source = Source::CourtReferral;
    suit.filed_on = Some(suit.first_submitted_on);
    suit.source_number = Some("（2026）行初 1 号".into());
    suit.parties = vec![
        NewParty { nature: dispute::Nature::LegalPerson, ..somebody("某工程公司") },
        NewParty { standing: PartyStanding::ThirdParty, ..somebody("陈某") },
    ];
    world.register(suit);
    assert!(world.outline(&dispute_id()).clocks.is_empty(), "the day of filing is kept");
    let as_usual = import(Category::OtherSettleable, Channel::TrialOrdinary, false);
    assert_eq!(world.refused("clerk", &mediation_id(), as_usual).code, codes::TRIAL_SCOPE);
    world.must("clerk", &mediation_id(), import(Category::OtherSettleable, Channel::TrialOrdinary, true));
    world.all_consent().team().accept();
    let promise = || {
        vec![Obligation {
            obligee: Some("p2".into()),
            amount_fen: Some(6_000_000),
            ..obligation("p1", "支付赔偿款", day("2026-05-20"))
        }]
    };
    let statement = draft(promise(), Disposition::Stands, Ending::CourtStatement, false);
    assert_eq!(world.refused("mediator", &mediation_id(), statement).code, codes::ENDING_NOT_HERE);
    let unknowing = world.refused(
        "mediator",
        &mediation_id(),
        draft(promise(), Disposition::Stands, Ending::Withdrawal, false),
    );
    assert!(unknowing.says().contains("60条"), "{}", unknowing.says());
    world.must("mediator", &mediation_id(), draft(promise(), Disposition::Stands, Ending::Withdrawal, true));
    world.lawful().sign_all();
    let handed = world.mediation().hand_over(&world.law);
    assert_eq!((handed.first_submitted_on, handed.outcome), (day("2026-04-20"), "达成协议"));
    assert_eq!(world.refused("p3", &mediation_id(), accept()).class, Class::NotVisible);
}
