//! Random walks: whatever people try in whatever order, some things always hold. Only tests live here.

use crate::{
    Command, Event, File, MatterId, Role,
    follow_up::{FollowUpCommand, Performed, Visit, VisitForm},
    mediation::*,
    performance::{PerformanceCommand, UrgeWay},
    refusal::{NOT_PERMITTED, WRONG_STAGE},
    world::*,
};
use proptest::prelude::*;

const SECRET: &str = "私下最多让到三百元";

/// One attempt: who, on which file, what. Most are refused; that is the point.
fn attempt(world: &World, pick: usize) -> (&'static str, MatterId, Command) {
    let today = world.today;
    let side = if pick.is_multiple_of(2) { "p1" } else { RESPONDENT };
    let (who, command): (_, MediationCommand) = match pick % 32 {
        0 => ("clerk", import()),
        1..=3 => ("clerk", agree(side, today)),
        4 if pick.is_multiple_of(3) => ("head", name_team("judge", "mediator")),
        4 => ("head", declared(["judge", "cadre"][pick % 2])),
        5 | 6 => ("mediator", accept()),
        7 => (
            "p1",
            MediationCommand::Challenge { of: "mediator".into(), by: "p1".into(), ground: "亲属".into() },
        ),
        8 => ("head", decide_challenge(world, pick)),
        9 => ("head", fill_seat(world)),
        10 => ("mediator", MediationCommand::AskJudge { question: SECRET.into() }),
        11 => ("judge", MediationCommand::GiveOpinion { question: "q1".into(), opinion: SECRET.into() }),
        12 => ("mediator", convene(world, SessionForm::Separate { party: "p1".into() })),
        13 => ("mediator", convene(world, SessionForm::Joint)),
        14 => ("mediator", attend(world)),
        15 => ("mediator", write(world)),
        16 => ("clerk", serve(world, side)),
        17 => ("legal", self_check()),
        18 => ("mediator", extend(world, (pick % 90) as i64)),
        19 => ("mediator", suspend(world)),
        20 => ("mediator", MediationCommand::Resume { on: today, reason: "恢复".into() }),
        21 | 22 => ("mediator", draft(Ending::JudicialConfirmation, today)),
        23 => ("judge", MediationCommand::CheckLegality { items: lawful() }),
        24..=26 => ("mediator", sign(["p1", RESPONDENT, MEDIATOR][pick % 3])),
        27 => ("mediator", MediationCommand::Fail { ground: Ground::LargeDivergence, reason: SECRET.into() }),
        28 => ("p1", MediationCommand::WithdrawConsent { party: "p1".into(), reason: None }),
        29 => ("clerk", MediationCommand::HandOn { to: COURT.into(), receipt: None }),
        30 => (
            "clerk",
            MediationCommand::Retry { wishes: vec!["p1".into(), RESPONDENT.into()], reason: "再谈".into() },
        ),
        _ => return aftermath(world, pick),
    };
    (who, mediation_id(), command.into())
}

fn aftermath(world: &World, pick: usize) -> (&'static str, MatterId, Command) {
    let obligation = || "o1".to_owned();
    match pick % 5 {
        0 => (
            "clerk",
            performance_id(),
            PerformanceCommand::Urge {
                obligation: obligation(),
                way: UrgeWay::Phone,
                until: None,
                note: None,
                said_by: None,
            }
            .into(),
        ),
        1 => (
            "clerk",
            performance_id(),
            PerformanceCommand::RecordBreach {
                obligation: obligation(),
                reason: "没钱".into(),
                letter: None,
            }
            .into(),
        ),
        2 => {
            let (on, obligation) = (world.today, obligation());
            let fulfil = PerformanceCommand::RecordFulfilment {
                obligation,
                on,
                proof: None,
                partly: false,
                note: None,
            };
            ("p1", performance_id(), fulfil.into())
        }
        3 => ("statute", mediation_id(), MediationCommand::RecordLapse.into()),
        _ => {
            let visit = Visit {
                on: world.today,
                form: VisitForm::Phone,
                visited: vec!["p1".into()],
                performed: Some(if world.files.contains_key(&performance_id()) {
                    Performed::Yes
                } else {
                    Performed::NotApplicable
                }),
                lines: Vec::new(),
                not_performed_reason: None,
                satisfaction: Some(4),
                answers: None,
                new_conflict: pick.is_multiple_of(3).then(|| "新的矛盾".into()),
                conflict_about: Some(crate::follow_up::ConflictAbout::SameAct),
                new_act: None,
            };
            ("clerk", follow_up_id(), FollowUpCommand::RecordVisit { visit: Box::new(visit) }.into())
        }
    }
}

fn import() -> MediationCommand {
    let (categories, channel) = (vec![Category::PartyAsks], Channel::BeforeProcedure);
    MediationCommand::Import { categories, channel, settlement_only: false, note: None, discretionary: false }
}

fn decide_challenge(world: &World, pick: usize) -> MediationCommand {
    let challenge = format!("c{}", world.mediation().challenges.len());
    MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge,
        upheld: pick % 3 == 1,
        reason: "查明".into(),
    }
}

fn fill_seat(_: &World) -> MediationCommand {
    let (seat, user) = (SeatKind::LeadMediator, "mediator2".into());
    MediationCommand::FillSeat {
        seat,
        user,
        role: Some(Role::Mediator),
        in_place_of: None,
        reason: "补缺".into(),
    }
}

fn convene(world: &World, form: SessionForm) -> MediationCommand {
    let starts_at = world.today.at(9, 0, 0, 0);
    MediationCommand::ConveneSession {
        starts_at,
        place: Some("调解室".into()),
        video: false,
        form,
        head_invited: false,
    }
}

fn last_session(world: &World) -> String {
    format!("s{}", world.mediation().sessions.len())
}

fn attend(world: &World) -> MediationCommand {
    let head = Some(HeadAttendance::Absent { reason: "公务".into(), deputy: None });
    MediationCommand::RecordAttendance {
        session: last_session(world),
        present: vec!["p1".into()],
        agents: Vec::new(),
        team: Vec::new(),
        head,
    }
}

/// What is said with one side alone is the secret; what is said before all is not.
fn write(world: &World) -> MediationCommand {
    let separate = world.mediation().sessions.last().is_some_and(Session::is_separate);
    let text = if separate { SECRET } else { "各方到场" };
    MediationCommand::WriteMinutes { session: last_session(world), text: text.into() }
}

fn serve(world: &World, recipient: &str) -> MediationCommand {
    let (session, recipient, way) = (last_session(world), recipient.to_owned(), ServiceWay::InPerson);
    MediationCommand::RecordService {
        also: Vec::new(),
        session,
        recipient,
        way,
        served_on: world.today,
        proof: None,
        note: Some("本人签收".into()),
    }
}

fn self_check() -> MediationCommand {
    let text = || SECRET.to_owned();
    MediationCommand::SelfCheck {
        assessment: text(),
        flaws: text(),
        room_to_concede: text(),
        head_will_attend: false,
    }
}

fn extend(world: &World, days: i64) -> MediationCommand {
    let until = world.today.saturating_add(jiff::Span::new().days(days));
    MediationCommand::Extend {
        until,
        agreed_by: vec!["p1".into(), RESPONDENT.into()],
        documents: vec![paper("ext")],
    }
}

fn suspend(world: &World) -> MediationCommand {
    MediationCommand::Suspend {
        cause: PauseCause::Appraisal,
        from: world.today,
        to: None,
        reason: "评估".into(),
        document: Some(paper("commission")),
    }
}

fn sign(party: &str) -> MediationCommand {
    MediationCommand::SignAgreement {
        also: Vec::new(),
        party: party.into(),
        way: SignatureWay::Scan { file: paper("scan") },
        present: None,
    }
}

fn check(world: &World) {
    let mediation = world.mediation();
    if let Some(clock) = mediation.clock(&world.law) {
        let calendar = &world.law.calendar;
        assert_eq!(clock.bound_on(calendar), clock.due(calendar).bound_on(), "{clock:?}");
    }
    let shown = |value: &dyn Fn() -> String| value().contains(SECRET);
    assert!(
        !shown(&|| serde_json::to_string(&mediation.hand_over(&world.law)).expect("plain data")),
        "the hand-over leaks"
    );
    for who in ["clerk", "auditor", "cadre", "head", "mediator2", "judge2"] {
        // Whoever has taken the lead seat may see it.
        if !mediation.is_lead(&world.actor(who).user) {
            let seen = serde_json::to_string(&mediation.visible(&world.actor(who))).expect("plain data");
            assert!(!seen.contains(SECRET), "{who} sees it");
        }
    }
    let agency = mediation.visible(&world.actor("legal")).file;
    assert!(agency.sessions.iter().all(|session| !session.is_separate()) && agency.questions.is_empty());
    let party = mediation.visible(&world.actor("p1")).file;
    assert!(party.self_checks.is_empty() && party.questions.is_empty());
    if let (Some(clock), true) = (mediation.clock(&world.law), mediation.stage.is_running()) {
        let last_day = mediation.last_day(&world.law);
        assert!(clock.cap.is_none_or(|cap| last_day.is_some_and(|day| day <= cap.on)), "past the cap");
    }
    let open = |id: &MatterId| world.outline(id).facets.ended_on.is_none();
    let busy = world.files.keys().filter(|id| open(id)).any(|id| !world.outline(id).tasks.is_empty());
    assert!(busy || !open(&dispute_id()), "an open dispute that nobody has to do anything about");
}

/// An offer that says "now" is never taken back for want of permission or stage.
fn check_offer(world: &World, who: &str, id: &MatterId, command: &Command, refused: Option<&crate::Refusal>) {
    let Some(refusal) = refused.filter(|refusal| [WRONG_STAGE, NOT_PERMITTED].contains(&refusal.code)) else {
        return;
    };
    let Command::Mediation(order) = command else { return };
    let offers = if world.file(id).matter.is_some() { world.offers(who, id) } else { Vec::new() };
    let promised = offers.iter().any(|offer| offer.command == order.name() && offer.refusal.is_none());
    assert!(!promised, "{who} was offered {} and then refused: {refusal:?}", order.name());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_tried_no_secret_leaks_no_cap_is_passed_and_the_journal_replays(
        steps in prop::collection::vec((0_usize..960, 0_i64..4), 60..160)
    ) {
        let mut world = World::on("2026-03-10");
        world.register(registration(fine("2026-03-07"), "2026-03-10"));
        let mut accepted = 0;
        for (pick, days) in steps {
            // Half of the time what the course asks for next, so that walks get somewhere.
            let (who, id, command) = if pick % 2 == 0 { attempt(&world, pick / 2) } else { next_step(&world, pick) };
            let answer = world.give(who, &id, command.clone());
            check_offer(&world, who, &id, &command, answer.as_ref().err());
            if answer.is_ok() {
                accepted += 1;
                check(&world);
            }
            world.later(days / 3);
        }
        prop_assert!(accepted > 0);
        for (id, file) in &world.files {
            let events: Vec<&Event> = world.journal.iter().filter(|(of, _)| of == id).map(|(_, event)| event).collect();
            prop_assert_eq!(&File::replay(id.clone(), events), file);
        }
    }
}

/// What would move the mediation on.
fn next_step(world: &World, pick: usize) -> (&'static str, MatterId, Command) {
    let mediation = world.mediation();
    let step = match mediation.stage {
        Stage::Screening => 0,
        Stage::AwaitingConsent { .. } => 2 + pick / 2 % 2,
        Stage::Teaming { .. } if mediation.team.is_none() => 4,
        Stage::Teaming { .. } => 5,
        Stage::Mediating => [10, 12, 14, 15, 21][pick / 2 % 5],
        Stage::Signing { .. } => [23, 24, 25, 26][pick / 2 % 4],
        _ => return aftermath(world, pick),
    };
    attempt(world, step)
}
