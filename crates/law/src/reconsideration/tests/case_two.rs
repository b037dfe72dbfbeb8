//! The second of the real cases, run here: an employer contests the recognition of a work injury, the injured worker is a third party;
//! both sides agree in writing to suspend while they talk, the office orders it, they settle about the money, and the mediation's
//! statement ends the reconsideration. Every day is reckoned by hand.

use super::*;
use crate::{
    clock::ReconsiderationSuspension,
    dispute::{self, ActKind, NewParty, PartyStanding},
    mediation::{
        Category as Settleable, Channel, Disposition, Ending, FormalResult, MediationCommand, Obligation,
        SuspensionPaper,
    },
};

fn applied() -> World {
    let mut world = World::on("2026-02-24").with_justice();
    let recognised = ContestedAct {
        kind: ActKind::WorkInjury,
        title: "认定工伤决定".into(),
        discretionary: false,
        ..fine("2026-02-10")
    };
    let mut registration = registration(recognised, "2026-02-24");
    registration.wish = Wish::RegisterOnly;
    registration.parties = vec![
        NewParty { nature: dispute::Nature::LegalPerson, ..somebody("某绿化公司") },
        NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") },
    ];
    world.register(registration);
    world.applies(Application { willing_to_mediate: true, ..application("2026-02-24") });
    world
}

/// Accepted, the worker takes part, both sides have agreed in writing, the office has suspended it, and the money is settled.
fn settled_while_suspended() -> World {
    let mut world = applied();
    // 25, 26, 27, the worked Saturday 28 February, 2 March.
    assert_eq!(world.review_due("screening"), Some(day("2026-03-02")), "30条1款");
    world.at("2026-02-27").accepted_and_copied();
    assert_eq!(world.review_due("decision"), Some(day("2026-04-28")), "62条1款");
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let joins = ReconsiderationCommand::AnswerAsThirdParty {
        side: "p2".into(),
        joins: true,
        electronic_service: false,
    };
    world.must("p2", &review_id(), joins);
    world.at("2026-03-02").replies();
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let import = MediationCommand::Import {
        categories: vec![Settleable::PartyAsks],
        channel: Channel::Reconsideration,
        settlement_only: false,
        note: None,
        discretionary: false,
    };
    world.must("clerk", &mediation_id(), import);
    world.all_consent().team().at("2026-03-04").accept();
    let paper_of = |side: &str| SuspensionPaper { side: side.into(), file: paper("agreed") };
    let papers = vec![paper_of("p1"), paper_of(RESPONDENT)];
    world.at("2026-03-06").must("mediator", &mediation_id(), MediationCommand::AgreeToSuspend { papers });
    assert_eq!(world.review_due("decision"), Some(day("2026-04-28")), "agreed, not yet ordered");
    assert!(world.outline(&review_id()).tasks.iter().any(|task| task.name == "suspend"));
    world.reviews(suspend(ReconsiderationSuspension::AgreedForMediation)).serves(PaperKind::Suspension);
    assert_eq!((world.review_due("decision"), world.review_stage()), (None, "suspended"), "39条1款6项");
    settle(&mut world);
    world
}

#[test]
fn a_work_injury_is_suspended_for_mediation_resumed_and_ended_by_the_statement() {
    let mut world = settled_while_suspended();
    assert!(world.outline(&review_id()).tasks.iter().any(|task| task.name == "resume"));
    world.reviews(resume()).serves(PaperKind::Resumption);
    // Twenty days later than 28 April: 18 May.
    assert_eq!(world.review_due("decision"), Some(day("2026-05-18")), "39条2款");
    assert_eq!(world.review_stage(), "running", "it ends by the act of the body, not by the agreement");
    let by_the_centre = formal_ending(FormalResult::Granted, day("2026-03-30"));
    let refused = world.at("2026-03-30").refused("clerk", &mediation_id(), by_the_centre);
    assert_eq!(refused.code, crate::mediation::codes::SEALED_BY_OFFICE, "73条1款: the body does it itself");
    let sealed = seal(&world);
    world.reviews(sealed);
    assert_eq!(world.review().stage, Stage::Settled { on: day("2026-03-30") }, "73条1款");
    let ended = world.dispute().stage;
    assert!(matches!(ended, dispute::Stage::Ended { outcome: dispute::Outcome::Settled, .. }), "{ended:?}");
}

#[test]
fn the_office_reads_what_it_has_to_seal_and_nothing_of_how_it_came_about() {
    use crate::{Principal, Role, mediation::Viewer};
    let world = settled_while_suspended();
    let reviewer = world.officer("reviewer");
    let view = world.mediation().visible(&reviewer);
    assert_eq!(view.viewer, Viewer::ReconsiderationBody);
    assert!(view.file.agreement.is_some_and(|agreed| agreed.obligations.len() == 1), "73条1款");
    assert!(
        view.file.sessions.is_empty() && view.file.self_checks.is_empty() && view.file.questions.is_empty()
    );
    let office = Principal::role_in(Role::ReconsiderationOfficer, &JUSTICE.into());
    assert!(world.outline(&mediation_id()).access.contains(&office));
    let mut talking = applied();
    talking.at("2026-02-27").accepted_and_copied();
    talking.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    talking.import(Channel::Reconsideration).all_consent().team().accept();
    assert!(!talking.outline(&mediation_id()).access.contains(&office), "not while they talk");
    assert_eq!(talking.mediation().viewer(&reviewer), Viewer::Outsider);
}

#[test]
fn a_statement_that_the_body_has_sealed_is_not_entered_again_at_the_centre() {
    let mut world = settled_while_suspended();
    let tasks = world.outline(&review_id()).tasks;
    let task = tasks.iter().find(|task| task.name == "settled").expect("somebody has to seal it");
    assert_eq!(task.command, "seal_statement", "73条1款");
    let sealed = seal(&world);
    world.at("2026-03-30").reviews(sealed);
    let entered = world.mediation().formal_ending.expect("73条1款: it was sealed");
    assert_eq!((entered.on, entered.document), (day("2026-03-30"), Some(paper("sealed"))));
    assert!(world.performance().is_enforceable(), "78条");
    assert_eq!(world.dispute().pending(), None);
    let tasks = world.outline(&mediation_id()).tasks;
    assert!(tasks.iter().all(|task| task.name != "record_formal_ending"), "{tasks:?}");
}

#[test]
fn a_withdrawal_that_the_body_has_allowed_is_not_entered_again_at_the_centre() {
    let mut world = applied();
    world.at("2026-02-27").accepted_and_copied();
    agree_to_withdraw(&mut world);
    let tasks = world.outline(&review_id()).tasks;
    let task = tasks.iter().find(|task| task.name == "settled").expect("somebody has to withdraw");
    assert_eq!(task.command, "apply_withdrawal", "74条1款: who applied withdraws");
    assert_eq!(task.holders, [crate::Principal::party(&dispute_id(), "p1")]);
    assert!(!tasks.iter().any(|task| task.command == "decide_withdrawal"), "{tasks:?}");
    let terminate = ReconsiderationCommand::Terminate {
        ground: TerminationGround::Withdrawn,
        reason: "双方已经和解，准予撤回".into(),
        proof: None,
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    };
    let unasked = world.at("2026-03-12").review_refused("reviewer", terminate);
    assert_eq!(unasked, codes::WITHDRAWAL_UNASKED.name, "nobody withdrew");
    world.must("p1", &review_id(), withdraw("双方已经在调解中达成协议"));
    let tasks = world.outline(&review_id()).tasks;
    assert!(tasks.iter().any(|task| task.command == "decide_withdrawal"), "{tasks:?}");
    assert!(!tasks.iter().any(|task| task.command == "apply_withdrawal"), "{tasks:?}");
    let allow = ReconsiderationCommand::DecideWithdrawal {
        allowed: true,
        reason: "出于真实意愿，不损害他人".into(),
        document: None,
    };
    world.reviews(allow);
    let entered = world.mediation().formal_ending.expect("41条1项: allowed");
    assert_eq!((entered.result, entered.on), (FormalResult::Granted, day("2026-03-12")));
    let ended = world.dispute().stage;
    assert!(matches!(ended, dispute::Stage::Ended { outcome: dispute::Outcome::Settled, .. }), "{ended:?}");
}

/// Mediated beside it, and agreed on 10 March that it is withdrawn.
fn agree_to_withdraw(world: &mut World) {
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::Reconsideration).all_consent().team().accept();
    let draft = MediationCommand::DraftAgreement {
        obligations: vec![crate::world::obligation("p1", "支付待遇", day("2026-04-30"))],
        disposition: Disposition::Stands,
        disposition_note: None,
        ending: Ending::Withdrawal,
        cost_shown: true,
    };
    world.at("2026-03-10").must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
}

fn withdraw(reason: &str) -> ReconsiderationCommand {
    ReconsiderationCommand::ApplyWithdrawal {
        settled: true,
        reason: reason.into(),
        cost_shown: true,
        represented_consent: None,
        document: None,
    }
}

fn seal(world: &World) -> ReconsiderationCommand {
    ReconsiderationCommand::SealStatement {
        text: "公司分两期支付".into(),
        signed_by: world.review().sides().map(str::to_owned).collect(),
        document: paper("sealed"),
        obligations: Vec::new(),
    }
}

/// Agreed on 26 March about the money.
fn settle(world: &mut World) {
    let pay = Obligation {
        obligee: Some("p2".into()),
        amount_fen: Some(8_000_000),
        ..crate::world::obligation("p1", "支付待遇", day("2026-04-30"))
    };
    let draft = MediationCommand::DraftAgreement {
        obligations: vec![pay],
        disposition: Disposition::Stands,
        disposition_note: None,
        ending: Ending::ReconsiderationStatement,
        cost_shown: true,
    };
    world.at("2026-03-26").must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
}

#[test]
fn who_was_refused_withdraws_anew_upon_what_was_agreed_since() {
    let mut world = applied();
    world.at("2026-02-27").accepted_and_copied();
    world.must("p1", &review_id(), withdraw("双方已经自行和解"));
    let refuse = ReconsiderationCommand::DecideWithdrawal {
        allowed: false,
        reason: "不是真实意愿".into(),
        document: None,
    };
    world.reviews(refuse);
    assert_eq!(world.review().end_for_the_dispute(), dispute::Outcome::Concluded);
    agree_to_withdraw(&mut world);
    let tasks = world.outline(&review_id()).tasks;
    let task = tasks.iter().find(|task| task.name == "settled").expect("74条1款: somebody has to withdraw");
    assert_eq!(task.command, "apply_withdrawal");
}

#[test]
fn who_signed_what_was_settled_in_it_has_taken_part_but_for_who_said_not_to() {
    let notify = || ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None };
    let joins = |world: &World| world.review().third_parties[0].joins;
    let mut mediated = applied();
    mediated.at("2026-02-27").accepted_and_copied();
    mediated.reviews(notify());
    assert_eq!(joins(&mediated), None);
    agree_to_withdraw(&mut mediated);
    assert_eq!(joins(&mediated), Some(true), "16条: it was mediated in the reconsideration");

    let sealed = |answer: Option<bool>| {
        let mut world = applied();
        world.at("2026-02-27").accepted_and_copied();
        world.reviews(notify());
        if let Some(joins) = answer {
            let (side, electronic_service) = ("p2".into(), false);
            let answer = ReconsiderationCommand::AnswerAsThirdParty { side, joins, electronic_service };
            world.must("p2", &review_id(), answer);
        }
        world.at("2026-03-02").replies();
        let statement = seal(&world);
        world.reviews(statement);
        joins(&world)
    };
    assert_eq!(sealed(None), Some(true), "73条");
    assert_eq!(sealed(Some(false)), Some(false), "what they have said themselves stands");
}

#[test]
fn who_signed_before_the_office_is_not_asked_to_sign_again_and_takes_part() {
    let mut world = applied();
    world.at("2026-02-27").accepted_and_copied();
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    world.at("2026-03-02").replies();
    let papers = ["p1", "p2", RESPONDENT].map(|side| SidePaper { side: side.into(), file: paper("agreed") });
    world.reviews(ReconsiderationCommand::Suspend {
        ground: ReconsiderationSuspension::AgreedForMediation,
        reason: "双方愿意调解".into(),
        papers: papers.to_vec(),
        document: Some(paper("suspension")),
    });
    assert_eq!(world.review().third_parties[0].joins, Some(true), "16条");
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::Reconsideration);
    let again = MediationCommand::AgreeToSuspend {
        papers: ["p1", RESPONDENT]
            .map(|side| SuspensionPaper { side: side.into(), file: paper("agreed") })
            .to_vec(),
    };
    let refused = world.refused("clerk", &mediation_id(), again.clone());
    assert_eq!(refused.code, crate::mediation::codes::SUSPENSION_AGREED, "39条1款6项: on file there");
    assert!(refused.says().contains("2026年3月2日起中止"), "{}", refused.says());
    world.serves(PaperKind::Suspension).reviews(resume());
    world.must("clerk", &mediation_id(), again);
}
