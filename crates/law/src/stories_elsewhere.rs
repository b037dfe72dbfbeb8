//! Three of the stories with the proceedings in which they really ran: a reconsideration suspended while the parties talked, eighteen
//! plaintiffs before the court, a suit that the court referred and allowed to be withdrawn. Every day is reckoned by hand.

use crate::{
    dispute::{
        self, ActKind, ContestedAct, NewParty, Outcome as DisputeOutcome, PartyStanding, Registration,
        Source, Stage as DisputeStage, lanes,
    },
    mediation::*,
    mirrored::{ExclusionCause, Finding, Level, Procedure, Report, Stage, Step},
    performance::{PerformanceCommand, Stage as PerformanceStage},
    referral::{BackOutcome, Docking, ReferralCommand, Stage as ReferralStage},
    remedy::Remedy,
    scenes::*,
    world::*,
};

fn import(category: Category, channel: Channel, settlement_only: bool) -> MediationCommand {
    let (categories, note) = (vec![category], Some("各方都愿意谈".into()));
    MediationCommand::Import { categories, channel, settlement_only, note, discretionary: false }
}

fn draft(obligations: Vec<Obligation>, disposition: Disposition, ending: Ending) -> MediationCommand {
    let (disposition_note, cost_shown) = (None, true);
    MediationCommand::DraftAgreement { obligations, disposition, disposition_note, ending, cost_shown }
}

fn only(registration: Registration) -> Registration {
    Registration { wish: dispute::Wish::RegisterOnly, ..registration }
}

/// The employer contests a recognition of work injury before a body of another city; the worker is a third party.
#[test]
fn a_reconsideration_is_suspended_upon_both_sides_paper_and_ends_by_its_statement() {
    let mut world = World::on("2026-03-02").with_neighbours();
    let recognised = ContestedAct {
        kind: ActKind::WorkInjury,
        title: "认定工伤决定".into(),
        discretionary: false,
        ..fine("2026-02-10")
    };
    let mut registration = only(registration(recognised, "2026-02-24"));
    registration.source = Source::ReconsiderationReferral;
    registration.parties = vec![
        NewParty { nature: dispute::Nature::LegalPerson, ..somebody("某绿化公司") },
        NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") },
    ];
    world.register(registration);
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(Step::Received, "2026-02-24"));
    // 25, 26, 27, the worked Saturday 28 February, 2 March.
    assert_eq!(world.due(1, "first_screening"), Some(day("2026-03-02")), "复议法30条");
    world.record(1, first(accepted(), "2026-02-27"));
    // 28 April.
    assert_eq!(world.due(1, "first_decision"), Some(day("2026-04-28")), "62条1款");
    world.must("clerk", &dispute_id(), dispute::DisputeCommand::RequestMediation);
    world.must("clerk", &mediation_id(), import(Category::PartyAsks, Channel::Reconsideration, false));
    world.all_consent().team().at("2026-03-04").accept();
    let paper_of = |side: &str| SuspensionPaper { side: side.into(), file: paper("agreed") };
    let agree = MediationCommand::AgreeToSuspend { papers: vec![paper_of("p1"), paper_of(RESPONDENT)] };
    world.at("2026-03-06").must("mediator", &mediation_id(), agree);
    assert_eq!(world.due(1, "first_decision"), Some(day("2026-04-28")), "要点2: agreed, not yet ordered");
    world.record(1, first(Step::PeriodExcluded { cause: ExclusionCause::Suspension }, "2026-03-06"));
    assert_eq!(
        (world.due(1, "first_decision"), world.mirrored(1).stage()),
        (None, Stage::Paused),
        "39条1款6项"
    );
    let pay = vec![Obligation {
        obligee: Some("p2".into()),
        amount_fen: Some(8_000_000),
        ..obligation("p1", "支付待遇", day("2026-04-30"))
    }];
    world.at("2026-03-26");
    world.must(
        "mediator",
        &mediation_id(),
        draft(pay, Disposition::Stands, Ending::ReconsiderationStatement),
    );
    world.lawful().sign_all();
    world.record(1, first(Step::PeriodResumed, "2026-03-26"));
    // Twenty days later than 28 April: 18 May.
    assert_eq!(world.due(1, "first_decision"), Some(day("2026-05-18")), "39条2款: it goes on");
    assert!(world.mirrored(1).over().is_none(), "73条: without the seal nothing is effective");
    world.at("2026-03-30").sealed();
    let over = world.mirrored(1).over().expect("signed and sealed");
    assert_eq!((over.on, over.stage), (day("2026-03-30"), Stage::Effective));
    let ended = DisputeStage::Ended { on: day("2026-03-30"), outcome: DisputeOutcome::Settled };
    assert_eq!(world.dispute().stage, ended);
}

fn eighteen() -> Registration {
    let agreement = ContestedAct {
        kind: ActKind::Agreement,
        title: "不履行安置补偿协议".into(),
        discretionary: false,
        about_money: true,
        real_estate: true,
        ..fine("2025-12-01")
    };
    let parties =
        (1..=18).map(|n| NewParty { representative: n <= 3, ..somebody(&format!("原告{n}")) }).collect();
    let group = Some(dispute::Group { size: 18, items: Some(51) });
    Registration {
        source: Source::CourtReferral,
        group,
        parties,
        ..only(registration(agreement, "2026-02-26"))
    }
}

fn fulfil_all(world: &mut World) {
    for n in 1..=51 {
        let (obligation, on, proof) = (format!("o{n}"), world.today, Some(paper("proof")));
        let fulfil =
            PerformanceCommand::RecordFulfilment { obligation, on, proof, partly: false, note: None };
        world.must("clerk", &performance_id(), fulfil);
    }
}

/// Eighteen plaintiffs sue over fifty-one agreements; the court entrusts the mediation, and its statement ends the suit.
#[test]
fn eighteen_plaintiffs_and_fifty_one_agreements_end_by_the_courts_statement() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.register(eighteen());
    let number = Some("（2026）行初 18 号".to_owned());
    world
        .open_elsewhere(
            Procedure::Litigation,
            Report { case_number: number, ..first(Step::Received, "2026-02-26") },
        )
        .record(1, first(accepted(), "2026-03-02"));
    assert_eq!(world.due(1, "first_filing"), Some(day("2026-03-05")), "行诉法51条");
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-02")), "81条");
    world.must("clerk", &dispute_id(), dispute::DisputeCommand::RequestMediation);
    world.must("clerk", &mediation_id(), import(Category::ManyParties, Channel::TrialOrdinary, false));
    world.all_consent().team().accept();
    assert_eq!(
        world.mediation().last_day(&world.law),
        Some(day("2026-03-25")),
        "特邀调解规定27条: fifteen days"
    );
    extended_to_20_may(&mut world);
    let homes =
        (1..=51).map(|n| obligation(RESPONDENT, &format!("第 {n} 份协议：交付安置房"), day("2026-08-31")));
    world.at("2026-05-15");
    world.must(
        "mediator",
        &mediation_id(),
        draft(homes.collect(), Disposition::Performed, Ending::CourtStatement),
    );
    world.lawful().sign_all();
    // 10 March to 15 May are 66 days: 2 September becomes 7 November, a Saturday.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-11-09")), "解释50条");
    assert_eq!(world.dispute().stage, DisputeStage::InProceeding { proceeding: mirrored_id(1) });
    world.at("2026-05-21").must(
        "clerk",
        &mediation_id(),
        formal_ending(FormalResult::Granted, day("2026-05-20")),
    );
    let held = world.mirrored(1);
    assert_eq!(held.over().map(|over| (over.on, over.stage)), Some((day("2026-05-20"), Stage::Effective)));
    // Who did not come to sign for it was served by the court later; its own report goes before what the mediation noted.
    let statement =
        Step::Decided { findings: vec![Finding::MediationStatement], perform_by: Some(day("2026-08-31")) };
    world.record(1, pushed("51", first(statement, "2026-05-19")));
    let all: Vec<String> = world.mirrored(1).sides().map(str::to_owned).collect();
    let sides = |range: &[String]| served(&range.iter().map(String::as_str).collect::<Vec<_>>());
    world.record(1, pushed("52", first(sides(&all[..18]), "2026-05-20")));
    assert!(world.mirrored(1).over().is_none(), "解释85条: the last one has not signed");
    world.record(1, pushed("53", first(sides(&all[18..]), "2026-05-21")));
    assert_eq!(world.mirrored(1).over().map(|over| over.on), Some(day("2026-05-21")));
    let task = world.outline(&mirrored_id(1)).tasks;
    assert_eq!(
        (task.len(), task[0].due_on),
        (1, Some(day("2026-08-31"))),
        "what was promised is watched where it was"
    );
    let told = world.mirrored(1).told(&world.law, world.today);
    assert!(
        told.contains("申请执行，最后一天是2028年8月31日") && !told.contains("再审"),
        "{told} (解释153条)"
    );
    let ended = DisputeStage::Ended { on: day("2026-05-21"), outcome: DisputeOutcome::Settled };
    assert_eq!(world.dispute().stage, ended);
    world.at("2026-08-20");
    fulfil_all(&mut world);
    assert_eq!(world.performance().stage, PerformanceStage::Fulfilled { on: day("2026-08-20") });
}

/// The court refers a suit to the centre, the parties settle, the suit is withdrawn: court → centre → court.
#[test]
fn a_suit_goes_from_the_court_to_the_centre_and_is_withdrawn_there_it_was_filed() {
    let mut world = World::on("2026-05-06").with_neighbours();
    let recognised = ContestedAct {
        kind: ActKind::WorkInjury,
        title: "认定工伤决定".into(),
        discretionary: false,
        ..fine("2026-01-20")
    };
    let mut suit = only(registration(recognised, "2026-04-20"));
    suit.source = Source::CourtReferral;
    suit.parties = vec![
        NewParty { nature: dispute::Nature::LegalPerson, ..somebody("某工程公司") },
        NewParty { standing: PartyStanding::ThirdParty, ..somebody("陈某") },
    ];
    world.register(suit);
    let number = Some("（2026）行初 1 号".to_owned());
    world.open_elsewhere(
        Procedure::Litigation,
        Report { case_number: number, ..first(accepted(), "2026-04-20") },
    );
    assert_eq!(world.dispute().filed_on(), Some(day("2026-04-20")), "起诉日保全");
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1", "p2"], "2026-05-06"));
    let package = world.referral(1).package;
    assert_eq!((package.first_submitted_on, package.filed_on), (day("2026-04-20"), Some(day("2026-04-20"))));
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("clerk", &dispute_id(), dispute::DisputeCommand::RequestMediation);
    world.must("clerk", &mediation_id(), import(Category::OtherSettleable, Channel::TrialOrdinary, true));
    world.all_consent().team().accept();
    assert_eq!(world.mediation().last_day(&world.law), Some(day("2026-05-21")), "fifteen days, TJ-10");
    world.at("2026-05-18");
    let pay = vec![Obligation {
        obligee: Some("p2".into()),
        amount_fen: Some(6_000_000),
        ..obligation("p1", "支付赔偿款", day("2026-05-20"))
    }];
    world.must("mediator", &mediation_id(), draft(pay, Disposition::Stands, Ending::Withdrawal));
    world.lawful().sign_all();
    let referral = world.referral(1);
    assert_eq!(referral.stage, ReferralStage::HandedBack { on: day("2026-05-18") });
    assert_eq!(referral.back.map(|back| back.outcome), Some(BackOutcome::Agreed));
    // 20 October and twelve days: 1 November, a Sunday.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-11-02")));
    world
        .at("2026-05-26")
        .record(1, first(Step::WithdrawalApplied { cost_shown: true }, "2026-05-20"))
        .record(1, first(decided(Finding::WithdrawalAllowed), "2026-05-25"))
        .record(1, first(served(&["p1", "p2", RESPONDENT]), "2026-05-26"));
    let over = world.mirrored(1).over().expect("the court allowed it");
    assert_eq!((over.on, over.stage), (day("2026-05-26"), Stage::Withdrawn));
    let dispute = world.dispute();
    let ended = DisputeStage::Ended { on: day("2026-05-26"), outcome: DisputeOutcome::Settled };
    assert_eq!(dispute.stage, ended);
    assert!(dispute.closed(Remedy::Sue).is_some_and(|closed| closed.article.contains("60条")));
    assert!(world.mirrored(1).level(Level::Second).is_none());
    let entered = world.mediation().formal_ending.map(|ending| ending.on);
    assert_eq!((entered, dispute.pending()), (Some(day("2026-05-26")), None), "not entered once more");
    let lanes = lanes::lanes(&crate::Outlined::all(world.files.values(), &world.law), &world.law);
    let (suit, trial) = (&lanes[0], lanes[0].tracks.iter().find(|track| track.name == "first_trial"));
    assert_eq!((suit.from, suit.to), (day("2026-04-20"), Some(day("2026-05-26"))));
    let pieces: Vec<_> =
        trial.expect("it was tried").segments.iter().map(|s| (s.from, s.to, s.runs)).collect();
    assert_eq!(
        pieces,
        [
            (day("2026-04-20"), Some(day("2026-05-06")), true),
            (day("2026-05-06"), Some(day("2026-05-18")), false),
            (day("2026-05-18"), Some(day("2026-05-25")), true)
        ]
    );
}
