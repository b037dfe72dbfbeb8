//! What mediation means to the proceedings beside it, and they to one another.

use crate::{
    dispute::{
        DisputeCommand, Outcome as DisputeOutcome, Phase, Source, Stage as DisputeStage, WATCHED, Wish,
    },
    effect::{Effect, SuspensionAgreed},
    mediation::{
        Channel, Ending, FormalResult, Ground, MediationCommand, RESPONDENT, SuspensionPaper,
        codes as mediation_codes,
    },
    mirrored::*,
    remedy::Remedy,
    scenes::*,
    world::*,
};

pub(super) fn sued() -> World {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world
}

/// The clerk asks for a mediation beside what runs, and it is accepted on that day.
pub(super) fn mediate(world: &mut World, channel: Channel, accepted_on: &str) {
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(channel).all_consent().team().at(accepted_on).accept();
}

pub(super) fn fail() -> MediationCommand {
    MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() }
}

#[test]
fn days_of_mediation_are_no_days_of_the_trial() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    assert_eq!(world.due(1, "first_trial"), None, "解释50条: while it lasts there is no last day");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    // 13 September and twelve days: 25 September, a holiday until the 27th.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-28")));
    assert_eq!(world.dispute().stage, DisputeStage::InProceeding { proceeding: mirrored_id(1) });
}

#[test]
fn a_suit_that_becomes_known_only_later_learns_of_the_mediation_too() {
    let mut world = World::on("2026-03-16");
    let mut sent = sent_by(Source::CourtReferral, registration(fine("2026-03-02"), "2026-03-16"));
    sent.wish = Wish::RegisterOnly;
    world.register(sent).filed();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    world.at("2026-04-20").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-28")));
}

#[test]
fn before_the_suit_mediation_moves_the_claimed_day_and_never_the_conservative_one() {
    let mut world = World::on("2026-03-16");
    world.only_registered("2026-03-02");
    let plain = world.dispute().open_last_days(&world.law);
    mediate(&mut world, Channel::BeforeProcedure, "2026-03-20");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    let after = world.dispute().open_last_days(&world.law);
    for (before, after) in plain.iter().zip(&after) {
        assert_eq!(before.conservative, after.conservative, "要点3");
        assert!(after.claimed.on > before.claimed.on, "{:?}", after.claimed);
    }
}

fn papers(sides: &[&str]) -> MediationCommand {
    let paper = |side: &&str| SuspensionPaper { side: (*side).to_owned(), file: paper("agreed") };
    MediationCommand::AgreeToSuspend { papers: sides.iter().map(paper).collect() }
}

#[test]
fn reconsideration_is_suspended_only_upon_both_sides_paper_and_the_bodys_order() {
    let mut world = World::on("2026-03-16");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-13"));
    mediate(&mut world, Channel::Reconsideration, "2026-03-20");
    let plain = Some(day("2026-05-12"));
    assert_eq!(world.due(1, "first_decision"), plain, "mediation alone stops no clock (要点2)");
    for one in [&["p1"][..], &[RESPONDENT], &[]] {
        let refusal = world.refused("mediator", &mediation_id(), papers(one));
        assert_eq!(refusal.code, mediation_codes::SUSPENSION_NOT_JOINT, "{one:?}");
    }
    world.must("mediator", &mediation_id(), papers(&["p1", RESPONDENT]));
    let asked =
        |world: &World, name: &str| world.outline(&mirrored_id(1)).tasks.iter().any(|task| task.name == name);
    assert_eq!(world.due(1, "first_decision"), plain, "the body has not ordered it yet");
    assert!(asked(&world, "suspend"));
    world.record(1, first(Step::PeriodExcluded { cause: ExclusionCause::Suspension }, "2026-03-20"));
    assert_eq!(world.due(1, "first_decision"), None, "复议法39条1款6项");
    assert!(!asked(&world, "suspend"));
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    assert!(asked(&world, "resume"), "39条2款: it is told in writing too");
    world.record(1, first(Step::PeriodResumed, "2026-04-01"));
    assert_eq!(
        world.due(1, "first_decision"),
        Some(day("2026-05-25")),
        "twelve days later, a Sunday rolled over"
    );
}

#[test]
fn a_mediation_minds_no_day_of_a_remedy_that_is_gone() {
    let mut world = sued();
    world.judged(1, Finding::WithdrawalAllowed, "2026-03-16");
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "还想再谈".into() });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    let told = world.mediation().consent_notice(&world.law, world.today, None).join("");
    assert!(told.contains("都已经不能再走") && !told.contains("保守口径"), "复议法30条1款7项: {told}");
}

#[test]
fn a_suspension_cannot_be_written_without_the_papers_of_both_sides() {
    let file = || paper("agreed");
    let one = vec![("p1".to_owned(), file())];
    assert_eq!(SuspensionAgreed::by(day("2026-03-20"), ["p1"], one), None);
    assert_eq!(SuspensionAgreed::by(day("2026-03-20"), [], vec![(RESPONDENT.to_owned(), file())]), None);
    let both = vec![("p1".to_owned(), file()), (RESPONDENT.to_owned(), file())];
    let agreed = SuspensionAgreed::by(day("2026-03-20"), ["p1"], both).expect("both have signed");
    let effect = Effect::SuspendDecisionPeriod { mediation: mediation_id(), agreed };
    let text = serde_json::to_string(&effect).expect("plain data");
    assert_eq!(serde_json::from_str::<Effect>(&text).expect("reads back"), effect);
    let torn = text.replace(&format!("[\"{RESPONDENT}\""), "[\"p7\"");
    assert!(serde_json::from_str::<Effect>(&torn).is_err(), "nor read from a file that lacks one");
    assert_eq!(effect.article(), "《行政复议法》39条1款6项");
}

/// The fine is lowered, the suit is to be withdrawn, and everybody has signed.
fn agree_to_withdraw(world: &mut World) {
    let draft = MediationCommand::DraftAgreement {
        obligations: vec![obligation(RESPONDENT, "罚款变更为 300 元", day("2026-04-20"))],
        disposition: crate::mediation::Disposition::Changed,
        disposition_note: None,
        ending: Ending::Withdrawal,
        cost_shown: true,
    };
    world.must("mediator", &mediation_id(), draft);
    world.lawful().sign_all();
}

#[test]
fn a_settlement_ends_the_suit_only_by_the_courts_own_act() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    agree_to_withdraw(&mut world);
    let held = world.mirrored(1);
    assert!(held.over().is_none(), "行诉法62条: whether it may be withdrawn the court decides");
    assert!(world.outline(&mirrored_id(1)).tasks.iter().any(|task| task.name == "settled"));
    world.at("2026-03-26").must(
        "clerk",
        &mediation_id(),
        formal_ending(FormalResult::Granted, day("2026-03-25")),
    );
    let over = world.mirrored(1).over().expect("recorded once, known on both files");
    assert_eq!((over.on, over.stage), (day("2026-03-25"), Stage::Withdrawn));
    let ended = DisputeStage::Ended { on: day("2026-03-25"), outcome: DisputeOutcome::Settled };
    assert_eq!(world.dispute().stage, ended);
    // The court's own report, sent later, says the same and takes its place.
    world.record(1, pushed("3", first(decided(Finding::WithdrawalAllowed), "2026-03-25")));
    assert_eq!(world.dispute().stage, ended);
    assert!(world.dispute().closed(Remedy::Sue).is_some());
}

#[test]
fn once_the_court_lets_it_go_only_its_service_is_waited_for_and_no_reconsideration_is_offered() {
    let mut world = sued().with_justice();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    agree_to_withdraw(&mut world);
    world.at("2026-03-26").record(1, first(decided(Finding::WithdrawalAllowed), "2026-03-25"));
    assert!(world.mirrored(1).over().is_none(), "nobody has been served");
    let tasks = world.outline(&mirrored_id(1)).tasks;
    let names: Vec<&str> = tasks.iter().map(|task| task.name.as_str()).collect();
    assert!(names.contains(&"service") && !names.contains(&"settled"), "{names:?}");
    assert!(world.dispute().closed(Remedy::Reconsider).is_some(), "复议法30条1款7项");
    let offered = world.offers("p1", &dispute_id());
    let to_apply = offered.iter().find(|offer| offer.command == "apply_for_reconsideration");
    let refused = to_apply.and_then(|offer| offer.refusal.as_ref()).map(|refusal| refusal.code.name);
    assert_eq!(refused, Some("reconsideration.apply.in_court"));
}

#[test]
fn days_of_a_mediation_belong_to_the_level_in_which_it_ran() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    world.at("2026-07-20").judged(1, Finding::Annulled, "2026-06-10");
    world.record(1, report(Level::Second, Step::Received, "2026-06-20"));
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-28")), "though an appeal has come since");
    assert_eq!(world.due(1, "second_trial"), Some(day("2026-09-20")), "行诉法88条, nothing left out");
}

#[test]
fn where_the_court_does_not_let_it_be_withdrawn_its_judgment_settles_nothing() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    agree_to_withdraw(&mut world);
    world.at("2026-07-20").record(1, first(decided(Finding::WithdrawalRefused), "2026-04-10")).judged(
        1,
        Finding::DeclaredUnlawful,
        "2026-06-10",
    );
    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    let ended = DisputeStage::Ended { on: day("2026-06-26"), outcome: DisputeOutcome::Concluded };
    assert_eq!(world.dispute().stage, ended, "行诉法62条, 74条2款: it judges all the same");
}

#[test]
fn what_one_side_went_back_on_is_not_settled_any_more() {
    let mut world = sued();
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.agreed(Ending::CourtStatement);
    assert!(world.mirrored(1).settled.is_some());
    let today = world.today;
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Reneged, today));
    let held = world.mirrored(1);
    assert!(held.settled.is_none() && held.over().is_none(), "解释86条4款: the court goes on and judges");
    assert_eq!(world.dispute().stage, DisputeStage::InProceeding { proceeding: mirrored_id(1) });
}

#[test]
fn what_a_court_has_judged_is_not_reconsidered_before_the_judgment_takes_effect_nor_after() {
    let mut world = sued();
    world.at("2026-06-12").judged(1, Finding::Annulled, "2026-06-10");
    assert!(world.mirrored(1).over().is_none(), "it can still be appealed against");
    let by_court = |world: &World| world.dispute().excluded_by(Remedy::Reconsider).map(|p| p.matter.clone());
    assert_eq!(by_court(&world), Some(mirrored_id(1)), "复议法30条1款7项");
    assert!(world.dispute().conflicts().is_empty(), "nothing runs beside it");
    world.at("2026-07-09").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert_eq!(by_court(&world), Some(mirrored_id(1)));
    // Where the suit was rejected nothing was tried: if reconsideration had to come first, it is still to be had.
    let mut world = sued();
    world.at("2026-06-12").record(1, first(decided(Finding::SuitRejected), "2026-06-10"));
    assert_eq!(by_court(&world), None);
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-06-11"));
    world.at("2026-06-23").must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    assert!(world.mirrored(1).over().is_some() && by_court(&world).is_none());
    assert!(world.dispute().closed(Remedy::Reconsider).is_none());
}

#[test]
fn a_suit_within_the_fifteen_days_after_a_decision_is_no_conflict() {
    let mut world = World::on("2026-06-01");
    world.only_registered("2026-03-02");
    world
        .open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-10"))
        .record(1, first(decided(Finding::ActUpheld), "2026-05-08"))
        .record(1, first(served(&["p1", RESPONDENT]), "2026-05-09"));
    assert_eq!(world.due(1, "first_window:p1"), Some(day("2026-05-25")), "行诉法45条: 24 May is a Sunday");
    assert!(world.dispute().excluded_by(Remedy::Sue).is_none());
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-05-20"));
    assert!(world.dispute().conflicts().is_empty());
}

#[test]
fn after_a_withdrawn_reconsideration_the_old_days_to_sue_are_what_is_left() {
    let mut world = World::on("2026-04-20");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::ReconsiderationElsewhere, first(accepted(), "2026-03-10")).judged(
        1,
        Finding::WithdrawalAllowed,
        "2026-04-10",
    );
    let open = world.dispute().open_last_days(&world.law);
    assert_eq!(open.len(), 1, "复议法74条");
    assert_eq!(
        (open[0].remedy, open[0].on()),
        (Remedy::Sue, day("2026-09-02")),
        "解释58条, nothing left out"
    );
    assert!(world.dispute().filed_on().is_none());
}

#[test]
fn a_mediation_that_failed_is_offered_again_in_each_phase_and_only_if_all_wish() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    mediate(&mut world, Channel::BeforeProcedure, "2026-03-20");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    let hand_on = MediationCommand::HandOn { to: COURT.into(), receipt: None };
    world.must("clerk", &mediation_id(), hand_on);
    let watched = |world: &World| world.outline(&dispute_id()).marks.iter().any(|mark| mark == WATCHED);
    let asked = |world: &World| world.outline(&mediation_id()).tasks.iter().any(|task| task.name == "retry");
    assert!(watched(&world) && !asked(&world));
    world.at("2026-07-20").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-04-10"));
    assert_eq!(world.mediation().phase_to_ask(), Some(Phase::FirstInstance));
    let unwilling = || MediationCommand::DeclineRetry { party: "p1".into(), note: None };
    world.must("clerk", &mediation_id(), unwilling());
    assert!(!asked(&world) && watched(&world), "asked once in a phase");
    let again = world.refused("clerk", &mediation_id(), unwilling());
    assert_eq!(again.code, mediation_codes::NOT_ASKED_AGAIN);
    world
        .judged(1, Finding::ClaimDismissed, "2026-06-10")
        .record(1, report(Level::Second, Step::Received, "2026-06-20"));
    assert_eq!(world.mediation().phase_to_ask(), Some(Phase::SecondInstance));
    let retry = |wishes: &[&str]| MediationCommand::Retry {
        wishes: wishes.iter().map(|wish| (*wish).to_owned()).collect(),
        reason: "二审再谈一次".into(),
    };
    let half = world.refused("clerk", &mediation_id(), retry(&["p1"]));
    assert_eq!(half.code, mediation_codes::RETRY_NOT_WISHED);
    // At the counter there is one door.
    let beside = world.refused("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert_eq!(beside.code, crate::dispute::codes::ASKED_AGAIN);
    world.must("clerk", &mediation_id(), retry(&["p1", RESPONDENT]));
    assert!(!asked(&world));
    assert_eq!(world.nth_mediation(2).brief.filed_on, Some(day("2026-04-10")), "beside the trial");
}

#[test]
fn whoever_asks_for_another_mediation_is_asked_in_that_one() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    mediate(&mut world, Channel::BeforeProcedure, "2026-03-20");
    world.at("2026-04-01").must("mediator", &mediation_id(), fail());
    let hand_on = MediationCommand::HandOn { to: COURT.into(), receipt: None };
    world.must("clerk", &mediation_id(), hand_on);
    world.at("2026-07-20").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-04-10"));
    assert!(world.mediation().phase_to_ask().is_some());
    world.must("p1", &dispute_id(), DisputeCommand::RequestMediation);
    assert!(world.outline(&mediation_id()).tasks.iter().all(|task| task.name != "retry"));
    let retry = MediationCommand::Retry {
        wishes: ["p1", RESPONDENT].map(str::to_owned).to_vec(),
        reason: "再谈一次".into(),
    };
    assert_eq!(
        world.refused("clerk", &mediation_id(), retry).code,
        mediation_codes::RETRIED_ALREADY,
        "there is one door"
    );
}

#[test]
fn a_mediation_that_was_never_imported_is_not_offered_again() {
    let mut world = World::on("2026-03-16");
    world.register(registration(fine("2026-03-02"), "2026-03-16"));
    world.must(
        "clerk",
        &mediation_id(),
        MediationCommand::DeclineImport { reason: "不适合".into(), settled: None },
    );
    world.at("2026-04-20").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-04-10"));
    assert_eq!(world.mediation().phase_to_ask(), None);
}

#[test]
fn what_some_settled_does_not_end_the_suit_of_those_who_did_not() {
    let mut world = World::on("2026-03-16").with_neighbours();
    let mut two = registration(fine("2026-03-02"), "2026-03-16");
    two.wish = Wish::RegisterOnly;
    two.parties.push(somebody("李某某"));
    world.register(two);
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    mediate(&mut world, Channel::TrialOrdinary, "2026-03-20");
    world.must("p2", &mediation_id(), MediationCommand::WithdrawConsent { party: "p2".into(), reason: None });
    let settled = MediationCommand::DraftAgreement {
        obligations: vec![obligation(RESPONDENT, "返还罚款", day("2026-04-10"))],
        disposition: crate::mediation::Disposition::Paid,
        disposition_note: None,
        ending: Ending::Withdrawal,
        cost_shown: true,
    };
    world.must("mediator", &mediation_id(), settled);
    world.lawful().sign_all().sealed();
    assert_eq!(world.mirrored(1).over(), None, "行诉法62条: the court lets go whoever asked for it");
    assert!(world.dispute().filed_on().is_some(), "p2's day is kept");
}

#[test]
fn a_suit_that_came_after_a_settlement_is_not_the_one_it_settled() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    mediate(&mut world, Channel::BeforeProcedure, "2026-03-16");
    world.agreed(Ending::AgreementAlone);
    world.at("2026-04-01").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-30"));
    assert_eq!(world.mirrored(1).settled, None);
}
