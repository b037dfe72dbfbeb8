//! The agreement, its endings, and trying again.

use crate::{
    Kind, dispute,
    mediation::{codes::*, *},
    refusal::{REQUIRED, WRONG_STAGE},
    world::*,
};

fn with(obligations: Vec<Obligation>, ending: Ending, cost_shown: bool) -> MediationCommand {
    let (disposition, disposition_note) = (Disposition::Changed, None);
    MediationCommand::DraftAgreement { obligations, disposition, disposition_note, ending, cost_shown }
}

fn scan(party: &str) -> MediationCommand {
    MediationCommand::SignAgreement {
        also: Vec::new(),
        party: party.into(),
        way: SignatureWay::Scan { file: paper("scan") },
        present: None,
    }
}

#[test]
fn an_obligation_says_who_does_what_by_when() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let one = |obligor: &str, content: &str, due_on: &str, amount_fen| {
        vec![Obligation { amount_fen, ..obligation(obligor, content, day(due_on)) }]
    };
    for (obligations, code, field) in [
        (vec![], NO_OBLIGATION, "obligations"),
        (one("p9", "付款", "2026-04-01", None), UNKNOWN_SIDE, "obligations.0.obligor"),
        (one("p1", " ", "2026-04-01", None), REQUIRED, "obligations.0.content"),
        (one("p1", "付款", "2026-03-09", None), OBLIGATION_PAST, "obligations.0.due_on"),
        (one("p1", "付款", "2026-04-01", Some(0)), OBLIGATION_AMOUNT, "obligations.0.amount_fen"),
        (
            vec![Obligation { obligee: Some("p1".into()), ..obligation("p1", "付款", day("2026-04-01")) }],
            OWED_TO_ITSELF,
            "obligations.0.obligee",
        ),
    ] {
        let refusal = world.refused(
            "mediator",
            &mediation_id(),
            with(obligations, Ending::JudicialConfirmation, false),
        );
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some(field)));
    }
}

#[test]
fn each_channel_has_its_own_endings() {
    use Channel::*;
    for (channel, allowed, forbidden) in [
        (BeforeProcedure, Ending::JudicialConfirmation, Ending::Withdrawal),
        (PreTrial, Ending::JudicialConfirmation, Ending::CourtStatement),
        (Reconsideration, Ending::ReconsiderationStatement, Ending::JudicialConfirmation),
        (TrialOrdinary, Ending::CourtStatement, Ending::ReconsiderationStatement),
        (TrialSummary, Ending::AgencyCorrects, Ending::AgreementAlone),
        (Petition, Ending::AgreementAlone, Ending::CourtStatement),
    ] {
        let mut world = World::on("2026-03-10");
        let source = match channel {
            Reconsideration => dispute::Source::ReconsiderationReferral,
            TrialOrdinary | TrialSummary | PreTrial => dispute::Source::CourtReferral,
            Petition => dispute::Source::PetitionReferral,
            BeforeProcedure => dispute::Source::Counter,
        };
        world.register(crate::scenes::sent_by(source, registration(fine("2026-03-07"), "2026-03-10")));
        world.import(channel).all_consent().team().accept();
        let today = world.today;
        assert_eq!(world.refused("mediator", &mediation_id(), draft(forbidden, today)).code, ENDING_NOT_HERE);
        let promise = vec![obligation(RESPONDENT, "变更处罚", today)];
        world.must("mediator", &mediation_id(), with(promise, allowed, true));
    }
    assert_eq!(
        endings(TrialOrdinary, true),
        [Ending::AgencyCorrects, Ending::Withdrawal],
        "no statement where the court may not mediate"
    );
}

#[test]
fn withdrawing_is_chosen_only_after_its_cost_was_shown_with_the_days_left_to_sue() {
    let mut world = World::on("2026-03-10");
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::ReconsiderationReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    let promise = || vec![obligation(RESPONDENT, "变更处罚", day("2026-03-20"))];
    let refusal = world.refused("mediator", &mediation_id(), with(promise(), Ending::Withdrawal, false));
    assert_eq!((refusal.code, refusal.field.as_deref()), (COST_NOT_SHOWN, Some("cost_shown")));
    let cites = refusal.code.cites.expect("it cites");
    assert!(cites.contains("74条") && cites.contains("60条"));
    for part in ["74条", "58条", "2026年9月7日", "还剩181日"] {
        assert!(refusal.says().contains(part), "{part} in {}", refusal.says());
    }
    world.must("mediator", &mediation_id(), with(promise(), Ending::Withdrawal, true));
}

#[test]
fn nobody_signs_before_the_agreement_has_passed_all_four_checks() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation);
    assert_eq!(world.refused("mediator", &mediation_id(), scan("p1")).code, LEGALITY_MISSING);
    let three = lawful().into_iter().take(3).collect();
    assert_eq!(
        world.refused("judge", &mediation_id(), MediationCommand::CheckLegality { items: three }).code,
        LEGALITY_ITEMS
    );
    let mut failed = lawful();
    failed[3].passed = false;
    let silent = MediationCommand::CheckLegality { items: failed.clone() };
    assert_eq!(world.refused("judge", &mediation_id(), silent).field.as_deref(), Some("items.3.note"));
    failed[3].note = Some("履行期限不明确".into());
    world.must("judge", &mediation_id(), MediationCommand::CheckLegality { items: failed });
    assert_eq!(world.refused("mediator", &mediation_id(), scan("p1")).code, LEGALITY_FAILED);
    world.draft(Ending::JudicialConfirmation).lawful();
    world.must("mediator", &mediation_id(), scan("p1"));
}

#[test]
fn it_takes_effect_on_the_day_of_the_last_signature_the_mediators_included() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    world.must("mediator", &mediation_id(), scan("p1"));
    world.later(1).must("legal", &mediation_id(), scan(RESPONDENT));
    assert!(matches!(world.mediation().stage, Stage::Signing { .. }));
    assert_eq!(
        world.refused("clerk", &mediation_id(), scan(MEDIATOR)).code,
        SIGNED_ALREADY,
        "of what a clerk takes in"
    );
    world.later(1).must("mediator", &mediation_id(), scan(MEDIATOR));
    assert_eq!(world.mediation().agreement.expect("drafted").effective_on, Some(day("2026-03-12")));
    assert_eq!(world.mediation().stage.over_on(), Some(day("2026-03-12")));
}

#[test]
fn nobody_signs_twice_or_for_somebody_else_or_with_somebody_elses_code() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    let code = |party: &str| MediationCommand::SignAgreement {
        also: Vec::new(),
        party: party.into(),
        way: SignatureWay::Code { receipt: "r1".into() },
        present: None,
    };
    assert_eq!(world.refused("mediator", &mediation_id(), code("p1")).code, SIGNED_FOR_OTHER);
    assert_eq!(world.refused("p1", &mediation_id(), code(RESPONDENT)).code, NOT_YOURS);
    world.must("p1", &mediation_id(), code("p1"));
    assert_eq!(world.refused("p1", &mediation_id(), code("p1")).code, SIGNED_ALREADY);
}

#[test]
fn a_new_draft_and_a_new_check_throw_old_signatures_away() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    world.must("mediator", &mediation_id(), scan("p1"));
    let again = MediationCommand::CheckLegality { items: lawful() };
    assert_eq!(world.refused("judge", &mediation_id(), again).code, CHECKED_ALREADY, "only a new draft");
    world.draft(Ending::JudicialConfirmation).lawful();
    assert_eq!(world.mediation().missing_signatures().count(), 3);
}

#[test]
fn a_draft_that_is_found_unlawful_is_the_lead_mediators_again() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation);
    let mut items = lawful();
    items[0].passed = false;
    items[0].note = Some("损害第三人的相邻权".into());
    world.must("judge", &mediation_id(), MediationCommand::CheckLegality { items });
    let tasks = world.outline(&mediation_id()).tasks;
    assert!(tasks.iter().all(|task| task.command != "check_legality"), "the judge has done it: {tasks:?}");
    let redraft = tasks.iter().find(|task| task.command == "draft_agreement").expect("somebody goes on");
    assert_eq!(redraft.holders, vec![crate::Principal::user(&"mediator".into())]);
}

fn failed() -> World {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let fail =
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "金额差距太大".into() };
    world.later(10).must("mediator", &mediation_id(), fail);
    world
}

#[test]
fn failure_hands_on_and_is_tried_again_in_the_next_phase_when_every_side_wishes() {
    let mut world = failed();
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    let retry = |wishes: &[&str]| MediationCommand::Retry {
        wishes: wishes.iter().map(|key| (*key).to_owned()).collect(),
        reason: "已经起诉，双方愿意再谈".into(),
    };
    assert_eq!(world.refused("clerk", &mediation_id(), retry(&["p1"])).code, RETRY_NOT_WISHED);
    world.later(20).must("clerk", &mediation_id(), retry(&["p1", RESPONDENT]));
    let second = world.nth_mediation(2);
    assert_eq!((second.brief.ordinal, &second.stage), (2, &Stage::Screening));
    assert!(second.consents.is_empty(), "consent is given each time");
    let proceeding = dispute_id().child(Kind::Mediation, 2);
    assert_eq!(world.dispute().stage, dispute::Stage::InProceeding { proceeding });
    assert_eq!(world.refused("clerk", &mediation_id(), retry(&["p1", RESPONDENT])).code, RETRIED_ALREADY);
}

#[test]
fn who_takes_over_is_neither_the_centre_nor_the_agency_complained_of() {
    let mut world = failed();
    let to = |body: &str| MediationCommand::HandOn { to: body.into(), receipt: None };
    let respondent = world.mediation().brief.respondent;
    assert_eq!(world.refused("clerk", &mediation_id(), to(CENTRE)).code, CANNOT_TAKE_OVER);
    assert_eq!(world.refused("clerk", &mediation_id(), to(respondent.as_str())).code, CANNOT_TAKE_OVER);
    assert_eq!(
        world.refused("clerk", &mediation_id(), to(TOWN)).code,
        NOBODY_TAKES_IT_IN,
        "only a cadre sits there"
    );
    assert!(world.mediation().ensure_can_take_over(&world.law, &"other_bureau".into()).is_ok());
    world.must("clerk", &mediation_id(), to(COURT));
}

/// 行调.
#[test]
fn what_the_agency_complained_of_sent_here_goes_back_to_it() {
    use crate::{referral::Docking, scenes::request};
    let mut world = World::on("2026-03-10").with_neighbours();
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.must("clerk", &dispute_id(), request(Docking::Agency, BUREAU, CENTRE, &["p1"], "2026-03-10"));
    let id = dispute_id().child(crate::Kind::Referral, 1);
    world.must("clerk", &id, crate::referral::ReferralCommand::Accept { receipt: None });
    world.import(Channel::BeforeProcedure);
    assert_eq!(world.mediation().brief.sent_by, Some(BUREAU.into()));
    let refuse = MediationCommand::RecordConsent {
        party: "p1".into(),
        also: Vec::new(),
        answer: Answer::Refuse,
        way: ConsentWay::Paper,
        on: day("2026-03-10"),
        evidence: Some(paper("refusal")),
        note: None,
        conservative_day_told: true,
        signed: None,
    };
    world.must("clerk", &mediation_id(), refuse);
    let back = MediationCommand::HandOn { to: BUREAU.into(), receipt: None };
    world.must("clerk", &mediation_id(), back);
    assert_eq!(world.referral(1).stage.as_str(), "handed_back");
}

#[test]
fn that_it_failed_and_that_it_was_terminated_have_grounds_of_their_own() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let fail = |ground| MediationCommand::Fail { ground, reason: "说明".into() };
    let terminate = |ground| MediationCommand::Terminate { ground, reason: "说明".into() };
    assert_eq!(
        world.refused("mediator", &mediation_id(), fail(Ground::SettledApart)).code,
        GROUND_OF_TERMINATION
    );
    assert_eq!(
        world.refused("mediator", &mediation_id(), terminate(Ground::LargeDivergence)).code,
        GROUND_OF_FAILURE
    );
    world.must("mediator", &mediation_id(), terminate(Ground::SettledApart));
}

#[test]
fn what_was_settled_is_neither_handed_on_nor_retried() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(
        world
            .refused("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None })
            .code,
        NOT_OVER
    );
    world.agreed(Ending::AgreementAlone);
    let settled =
        world.refused("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    assert_eq!(settled.code, NOTHING_TO_HAND_ON);
}

#[test]
fn a_person_excluded_once_stays_excluded_in_the_next_attempt() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let challenge =
        MediationCommand::Challenge { of: "mediator".into(), by: "p1".into(), ground: "亲属".into() };
    world.must("p1", &mediation_id(), challenge);
    world.must("head", &mediation_id(), super::teaming::decide(true));
    world.must(
        "head",
        &mediation_id(),
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() },
    );
    let wishes = vec!["p1".into(), RESPONDENT.into()];
    world.must("clerk", &mediation_id(), MediationCommand::Retry { wishes, reason: "再谈一次".into() });
    assert_eq!(world.nth_mediation(2).brief.walled, ["mediator".into()]);
}

#[test]
fn nothing_goes_on_after_the_end() {
    let mut world = failed();
    let today = world.today;
    assert_eq!(
        world.refused("mediator", &mediation_id(), draft(Ending::AgreementAlone, today)).code,
        WRONG_STAGE
    );
    let withdraw = MediationCommand::WithdrawConsent { party: "p1".into(), reason: None };
    assert_eq!(world.refused("p1", &mediation_id(), withdraw).code, WRONG_STAGE);
}

#[test]
fn an_agency_that_corrects_itself_while_a_case_is_on_file_costs_what_a_withdrawal_costs() {
    let mut world = World::on("2026-03-10");
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::CourtReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    world.import(Channel::TrialOrdinary).all_consent().team().accept();
    let promise = vec![obligation(RESPONDENT, "变更处罚", day("2026-03-20"))];
    let refusal = world.refused("mediator", &mediation_id(), with(promise, Ending::AgencyCorrects, false));
    assert_eq!(refusal.code, COST_NOT_SHOWN, "TJ-21");
    assert!(!world.mediation().withdraws(), "nothing is drafted yet");
    let promise = vec![obligation(RESPONDENT, "变更处罚", day("2026-03-20"))];
    world.must("mediator", &mediation_id(), with(promise, Ending::AgencyCorrects, true));
    assert!(world.mediation().withdraws(), "whoever signs is told the cost");
}

#[test]
fn withdrawing_where_reconsideration_comes_first_closes_the_way_to_the_court_too() {
    let mut world = World::on("2026-03-10");
    let on_the_spot = dispute::ContestedAct { on_the_spot: true, ..fine("2026-03-07") };
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::ReconsiderationReferral,
        registration(on_the_spot, "2026-03-10"),
    ));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    let promise = vec![obligation(RESPONDENT, "变更处罚", day("2026-03-20"))];
    let refusal = world.refused("mediator", &mediation_id(), with(promise, Ending::Withdrawal, false));
    assert!(refusal.says().contains("也不能起诉"), "XS-13: {}", refusal.says());
}

#[test]
fn a_statement_counts_when_it_is_sealed_and_its_paper_is_there() {
    let mut world = World::on("2026-03-10");
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::ReconsiderationReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    world.agreed(Ending::ReconsiderationStatement);
    assert!(!world.performance().is_enforceable(), "复议法73条: signatures alone are not a statement");
    let waits = world.performance();
    assert!(waits.seal_awaited_zh().expect("waits").contains("任何一方可以反悔"), "73条2款");
    assert!(world.outline(&performance_id()).tasks.is_empty(), "nothing is due before it is in force");
    let consequence = waits.consequence(&waits.lines[0], &world.law, world.today);
    assert!(!consequence.contains("提起诉讼"), "29条: {consequence}");
    assert!(world.mediation().seal_awaited_zh().is_some());
    let (result, on) = (FormalResult::Granted, world.today);
    let bare = MediationCommand::RecordFormalEnding { result, on, document: None };
    assert_eq!(world.refused("clerk", &mediation_id(), bare).code, FORMAL_PAPER_MISSING);
    world.sealed();
    assert!(world.performance().is_enforceable());
    assert_eq!(world.performance().seal_awaited_zh(), None);
    assert!(!world.outline(&performance_id()).tasks.is_empty(), "now it is");
    let again = formal_ending(FormalResult::Granted, on);
    assert_eq!(world.refused("clerk", &mediation_id(), again).code, CONFIRMED_ALREADY);
}

#[test]
fn who_settles_apart_has_settled() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let apart =
        MediationCommand::Terminate { ground: Ground::SettledApart, reason: "已自行和解".into() };
    world.must("mediator", &mediation_id(), apart);
    let settled = dispute::Outcome::Settled;
    assert!(
        matches!(world.dispute().stage, dispute::Stage::Ended { outcome, .. } if outcome == settled),
        "TJ-12"
    );
    assert_eq!(world.mediation().pending(), None);
}

#[test]
fn the_head_checks_only_while_no_judge_sits_and_never_over_one_who_did() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation);
    let check = || MediationCommand::CheckLegality { items: lawful() };
    assert_eq!(world.refused("head", &mediation_id(), check()).class, crate::refusal::Class::NotPermitted);
    let mut failed = lawful();
    failed[0].passed = false;
    failed[0].note = Some("损害他人利益".into());
    world.must("judge", &mediation_id(), MediationCommand::CheckLegality { items: failed });
    assert_eq!(world.refused("judge", &mediation_id(), check()).code, CHECKED_ALREADY);
}
