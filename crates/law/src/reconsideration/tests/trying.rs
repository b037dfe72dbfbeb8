//! Along the trial: parties heard, hearing, access, third parties, agents, stay, change of procedure, review of a rule, withdrawal.

use super::*;
use crate::{
    clock::ReconsiderationSuspension,
    dispute::{self, PartyStanding},
    remedy::Remedy,
};

/// Accepted on 12 March, answered on the 16th, a third party on file.
pub(super) fn answered() -> World {
    answered_to(application("2026-03-10"))
}

pub(super) fn answered_to(application: Application) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    let mut registration = registration(fine("2026-03-02"), "2026-03-10");
    registration.wish = Wish::RegisterOnly;
    let third = dispute::NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") };
    registration.parties.push(third);
    world.register(registration).applies(application);
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies();
    world
}

pub(super) fn hearing_on(day: &str) -> ReconsiderationCommand {
    let plan = HearingPlan {
        starts_at: format!("{day}T09:00").parse().expect("a moment"),
        place: "听证室".into(),
        matters: "处罚是否适当".into(),
        chair: "reviewer".into(),
        members: vec!["reviewer2".into(), "reviewer3".into()],
        clerk: "review_clerk".into(),
    };
    ReconsiderationCommand::ConveneHearing { plan: Box::new(plan), document: None }
}

pub(super) fn record(present: &[&str], head: HeadAtHearing) -> ReconsiderationCommand {
    let present = present.iter().map(|side| (*side).to_owned()).collect();
    let minutes = "听证笔录".to_owned();
    let record = HearingRecord { present, head, minutes, absence_reason: None, document: None };
    ReconsiderationCommand::RecordHearing { record: Box::new(record) }
}

pub(super) fn came() -> HeadAtHearing {
    HeadAtHearing::Attended { name: "示例局长".into(), post: "副局长".into() }
}

#[test]
fn in_the_ordinary_procedure_nothing_is_proposed_before_the_parties_were_heard() {
    let mut world = answered();
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.unheard");
    let could_not = HeardParty {
        side: "p1".into(),
        on: day("2026-03-16"),
        way: None,
        text: "三次电话联系不上".into(),
        document: None,
    };
    world.reviews(ReconsiderationCommand::HearParty { heard: could_not });
    assert_eq!(world.review().unheard().collect::<Vec<_>>(), ["p2"]);
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let again = ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None };
    assert_eq!(world.review_refused("reviewer", again), "reconsideration.third_party.none", "told once");
    let answer = ReconsiderationCommand::AnswerAsThirdParty {
        side: "p2".into(),
        joins: false,
        electronic_service: false,
    };
    world.must("p2", &review_id(), answer);
    world.reviews(draft(annul()));
}

#[test]
fn a_grave_case_has_a_hearing_of_one_two_and_a_clerk_told_five_working_days_before() {
    let mut world = answered();
    world.hears();
    let weigh = ReconsiderationCommand::Weigh { weights: vec![Weight::Major], reason: "社会关注".into() };
    world.reviews(weigh);
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.hearing_required");
    // Before 25 March five clear working days: 18, 19, 20, 23, 24; told on the 17th at the latest.
    assert_eq!(
        world.review_refused("reviewer", hearing_on("2026-03-23")),
        "reconsideration.hearing.too_soon"
    );
    let ReconsiderationCommand::ConveneHearing { plan, .. } = hearing_on("2026-03-25") else {
        unreachable!()
    };
    let few = HearingPlan { members: vec!["reviewer2".into()], ..(*plan).clone() };
    let order =
        |plan: HearingPlan| ReconsiderationCommand::ConveneHearing { plan: Box::new(plan), document: None };
    assert_eq!(world.review_refused("reviewer", order(few)), "reconsideration.hearing.members");
    let double = HearingPlan { clerk: "reviewer".into(), ..(*plan).clone() };
    assert_eq!(world.review_refused("reviewer", order(double)), "reconsideration.hearing.seats");
    for clerk in ["nobody", "legal"] {
        let strange = HearingPlan { clerk: clerk.into(), ..(*plan).clone() };
        assert_eq!(
            world.review_refused("reviewer", order(strange)),
            "reconsideration.hearing.clerk",
            "{clerk}"
        );
    }
    world.reviews(hearing_on("2026-03-25")).at("2026-03-17").serves(PaperKind::HearingNotice);
    assert_eq!(world.review_refused("reviewer", record(&["p1"], came())), "reconsideration.hearing.not_yet");
    world.at("2026-03-25").reviews(record(&["p1", RESPONDENT], came()));
    assert_eq!(
        world.review_refused("reviewer", draft(annul())),
        "reconsideration.draft.consultation_required"
    );
    world.reviews(ReconsiderationCommand::Consult { question: "是否过罚相当".into() });
    let advice = ReconsiderationCommand::RecordConsultation { text: "建议变更".into(), document: None };
    world.reviews(advice);
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.committee_unsaid");
    let committee_reason = Some("程序违法，应当撤销，没有采纳".to_owned());
    world.reviews(draft(DraftOpinion { committee_reason, ..annul() }));
}

#[test]
fn a_hearing_that_was_told_too_late_does_not_count() {
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25")).at("2026-03-18").serves(PaperKind::HearingNotice);
    world.at("2026-03-25");
    let refused = world.review_refused("reviewer", record(&["p1", RESPONDENT], came()));
    assert_eq!(refused, "reconsideration.hearing.untold");
    world.reviews(ReconsiderationCommand::CancelHearing { reason: "通知晚了".into() });
    world.reviews(hearing_on("2026-04-07"));
}

#[test]
fn the_head_comes_or_says_why_not_and_sends_somebody() {
    let absent = |reason: Option<&str>, deputy: Option<&str>| HeadAtHearing::Absent {
        reason: reason.map(str::to_owned),
        deputy: deputy.map(str::to_owned),
    };
    assert!(came().is_in_order());
    assert!(absent(Some("出差"), Some("法规股长")).is_in_order());
    assert!(!absent(Some("出差"), None).is_in_order() && !absent(None, Some("法规股长")).is_in_order());
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25")).at("2026-03-17").serves(PaperKind::HearingNotice);
    world.at("2026-03-25").reviews(record(&[RESPONDENT], absent(None, None)));
    let review = world.review();
    assert_eq!(review.waiving(&review.hearings[0]), ["p1"], "51条2款: stayed away without a reason");
    let lacks = |reason, deputy| absent(reason, deputy).lacking_zh().expect("a half is missing");
    assert!(lacks(Some("出差"), None).starts_with("说明了理由"));
    assert!(lacks(None, Some("法规股长")).starts_with("委托了工作人员"));
}

#[test]
fn what_the_agency_brought_is_read_upon_request_and_withheld_on_four_grounds_alone() {
    let mut world = answered();
    let ask = || ReconsiderationCommand::RequestAccess { side: "p1".into() };
    let other = ReconsiderationCommand::RequestAccess { side: "p2".into() };
    assert_eq!(world.review_refused("p1", other), "reconsideration.side.not_yours");
    world.must("p1", &review_id(), ask());
    assert_eq!(world.review_refused("p1", ask()), "reconsideration.access.asked");
    let decide = ReconsiderationCommand::DecideAccess {
        request: "r1".into(),
        withheld: Some(Withheld::Privacy),
        note: None,
    };
    world.reviews(decide);
    assert!(!world.review().may_read("p1"));
    world.must("p1", &review_id(), ask());
    let grant = ReconsiderationCommand::DecideAccess { request: "r2".into(), withheld: None, note: None };
    world.reviews(grant);
    assert!(world.review().may_read("p1") && !world.review().may_read("p2"));
}

#[test]
fn a_side_has_two_agents_at_most() {
    let mut world = answered();
    let appoint = || ReconsiderationCommand::AppointAgent {
        side: "p1".into(),
        person: "h9".into(),
        label: "王某".into(),
        kind: AgentKind::Lawyer,
        authority: "一般代理".into(),
        until: None,
        document: paper("letter"),
    };
    world.reviews(appoint()).reviews(appoint());
    assert_eq!(world.review_refused("reviewer", appoint()), "reconsideration.agent.two");
    world.reviews(ReconsiderationCommand::DismissAgent { agent: "a1".into(), reason: "解除委托".into() });
    world.reviews(appoint());
}

#[test]
fn what_the_agency_itself_wants_stayed_is_stayed() {
    let mut world = answered();
    let ask = |side: &str| ReconsiderationCommand::AskStay {
        side: Some(side.into()),
        reason: "损失难以弥补".into(),
    };
    let decide = |stay: &str, ground| ReconsiderationCommand::DecideStay {
        stay: stay.into(),
        ground,
        reason: "理由".into(),
        document: None,
    };
    world.must("p1", &review_id(), ask("p1"));
    let wrong = decide("t1", Some(StayGround::AgencyThinks));
    assert_eq!(world.review_refused("reviewer", wrong), "reconsideration.stay.ground");
    world.reviews(decide("t1", None));
    assert!(world.review().stayed().is_none(), "42条: not stayed by itself");
    world.must("legal", &review_id(), ask(RESPONDENT));
    assert_eq!(world.review_refused("reviewer", decide("t2", None)), "reconsideration.stay.ground");
    world.reviews(decide("t2", Some(StayGround::AgencyThinks)));
    assert!(world.review().stayed().is_some());
    world.reviews(ReconsiderationCommand::LiftStay { reason: "原因消除".into() });
    assert!(world.review().stayed().is_none());
}

#[test]
fn a_summary_case_that_turns_out_otherwise_goes_over_and_keeps_its_first_day() {
    let mut world = World::on("2026-03-10").with_justice();
    let mut registration = registration(fine("2026-03-02"), "2026-03-10");
    (registration.wish, registration.amount_fen) = (Wish::RegisterOnly, Some(300_000));
    world.register(registration).applies(application("2026-03-10")).at("2026-03-12");
    let ReconsiderationCommand::Accept { conditions, .. } = accept() else { unreachable!() };
    let summary = Some(Summary { ground: SummaryGround::SmallAmount, clear: true, document: None });
    world.reviews(ReconsiderationCommand::Accept {
        conditions,
        procedure: Procedure::Summary,
        summary,
        late_reason: None,
        against_will: None,
        document: None,
    });
    assert_eq!(world.review_due("decision"), Some(day("2026-04-13")));
    let change = || ReconsiderationCommand::ChangeProcedure { reason: "争议较大".into() };
    assert_eq!(world.review_refused("reviewer", change()), "actor.not_permitted", "55条: 机构负责人批准");
    world.at("2026-03-30").must("review_head", &review_id(), change());
    // Sixty days from 12 March, the acceptance: 11 May.
    assert_eq!(world.review_due("decision"), Some(day("2026-05-11")));
    assert_eq!(world.review_refused("review_head", change()), "reconsideration.procedure.not_summary");
}

pub(super) fn rule(own: bool) -> ReconsiderationCommand {
    let plan = RuleReviewPlan {
        rule: "某办法第五条".into(),
        maker: "某局".into(),
        own,
        forward_to: (!own).then(|| "省有关机关".into()),
        found: false,
    };
    ReconsiderationCommand::OpenRuleReview { plan }
}

#[test]
fn minutes_of_a_hearing_are_kept_signed_and_read_by_who_was_there_and_who_decides() {
    let mut world = answered();
    let keep = || ReconsiderationCommand::KeepHearingMinutes { document: paper("signed") };
    assert_eq!(world.review_refused("reviewer", keep()), "reconsideration.hearing.no_unsigned_minutes");
    world.reviews(hearing_on("2026-03-25")).at("2026-03-17").serves(PaperKind::HearingNotice);
    world.at("2026-03-25").reviews(record(&["p1", RESPONDENT], came()));
    let asked = |world: &World| {
        world.outline(&review_id()).tasks.iter().any(|task| task.command == "keep_hearing_minutes")
    };
    assert!(asked(&world), "61条2款");
    let minutes = |world: &World, who: &str| {
        let seen = world.review().visible(&world.actor(who));
        seen.hearings[0].record.as_ref().is_some_and(|record| !record.minutes.is_empty())
    };
    assert_eq!(
        ["reviewer", "mayor", "p1", "clerk"].map(|who| minutes(&world, who)),
        [true, true, true, false]
    );
    world.reviews(keep());
    assert!(!asked(&world));
    let kept = world.review().hearings[0].record.as_ref().and_then(|record| record.document.clone());
    assert_eq!(kept, Some(paper("signed")));
    assert_eq!(world.review_refused("reviewer", keep()), "reconsideration.hearing.no_unsigned_minutes");
}

#[test]
fn a_rule_of_ones_own_is_reviewed_in_thirty_days_with_its_maker_told_and_heard() {
    let mut world =
        answered_to(Application { rule: Some("某办法第五条".into()), ..application("2026-03-10") });
    world.hears();
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.rule_unreviewed");
    // Nobody has begun: 11–13, 16–19 March, for if it is not the body's own rule it is forwarded by then.
    assert_eq!(world.review_due("rule_unopened"), Some(day("2026-03-19")), "56条");
    world.reviews(rule(true));
    let to_suspend = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.iter().any(|task| task.command == "suspend" && task.legal_risk)
    };
    assert!(to_suspend(&world), "39条1款9项");
    world.reviews(suspend(ReconsiderationSuspension::RuleReview));
    assert!(!to_suspend(&world));
    assert_eq!(world.review_due("rule_own:u1"), Some(day("2026-04-09")), "56条: thirty days from 10 March");
    assert_eq!(world.review_due("rule_notice:u1"), Some(day("2026-03-19")), "58条: 17, 18, 19");
    world.reviews(ReconsiderationCommand::NotifyRule { document: None }).serves(PaperKind::RuleNotice);
    assert_eq!(world.review_due("rule_reply:u1"), Some(day("2026-03-30")), "58条: 17–20, 23–27, 30");
    let conclude = |outcome| ReconsiderationCommand::ConcludeRuleReview {
        outcome,
        text: "结论".into(),
        agreed_by: None,
    };
    assert_eq!(
        world.review_refused("reviewer", conclude(RuleOutcome::Answered)),
        "reconsideration.rule.outcome"
    );
    world.reviews(conclude(RuleOutcome::Unlawful)).reviews(resume()).reviews(draft(annul()));
    // 59条: when its maker tells that it is put right, the day and the paper are kept, also after the trial.
    let told = |review: &str, on: &str| ReconsiderationCommand::RecordRulePutRight {
        review: review.into(),
        text: "已经修改第五条".into(),
        on: day(on),
        document: Some(paper("put right")),
    };
    for (review, on, code) in [
        ("u9", "2026-03-16", "reconsideration.rule_put_right.not_ordered"),
        ("u1", "2026-03-17", crate::refusal::DATE_IN_FUTURE.name),
        ("u1", "2026-03-15", crate::refusal::DATE_BEFORE_START.name),
    ] {
        assert_eq!(world.review_refused("reviewer", told(review, on)), code);
    }
    world.reviews(told("u1", "2026-03-16"));
    assert_eq!(
        world.review().rule_reviews[0].put_right.as_ref().map(|done| done.on),
        Some(day("2026-03-16"))
    );
}

#[test]
fn a_rule_of_others_is_forwarded_in_seven_working_days_and_answered_in_sixty_days() {
    let mut world =
        answered_to(Application { rule: Some("某办法第五条".into()), ..application("2026-03-10") });
    world.reviews(rule(false));
    assert_eq!(world.review_due("rule_forward:u1"), Some(day("2026-03-19")), "56条: from 10 March");
    let conclude = || ReconsiderationCommand::ConcludeRuleReview {
        outcome: RuleOutcome::Answered,
        text: "处理意见".into(),
        agreed_by: None,
    };
    assert_eq!(world.review_refused("reviewer", conclude()), "reconsideration.rule.untold");
    world.reviews(ReconsiderationCommand::NotifyRule { document: None }).serves(PaperKind::RuleForwarding);
    // Sixty days from 16 March: 15 May.
    assert_eq!(world.review_due("rule_forwarded:u1"), Some(day("2026-05-15")), "60条");
    world
        .reviews(ReconsiderationCommand::RecordRuleAnswer {
            text: "合法".into(),
            on: day("2026-03-16"),
            document: None,
        })
        .reviews(conclude());
}

#[test]
fn nobody_withdraws_without_knowing_what_it_costs_and_what_is_allowed_closes_the_way() {
    let mut world = answered();
    let ask = |cost_shown| ReconsiderationCommand::ApplyWithdrawal {
        settled: true,
        reason: "已经和解".into(),
        cost_shown,
        represented_consent: None,
        document: None,
    };
    assert_eq!(world.review_refused("p1", ask(false)), "reconsideration.withdraw.cost_not_shown");
    world.must("p1", &review_id(), ask(true));
    assert_eq!(world.review_stage(), "running", "asked for, not allowed yet");
    let decide = |allowed| ReconsiderationCommand::DecideWithdrawal {
        allowed,
        reason: "自愿、合法".into(),
        document: None,
    };
    world.reviews(decide(false));
    world.must("p1", &review_id(), ask(true));
    world.reviews(decide(true));
    assert_eq!(world.review_stage(), "terminated");
    let closed = world.dispute().closed(Remedy::Reconsider).map(|closed| closed.article.clone());
    assert_eq!(closed.as_deref(), Some("《行政复议法》74条2款"));
    let left = world.review().left_after_withdrawal(&world.law, world.today).expect("was withdrawn");
    assert!(left.contains("只能在原来的起诉期限内提出") && left.contains("还剩"), "{left}");
    // The same facts again: not accepted, unless it was against the applicant's will.
    world.applies(Application { despite_earlier: true, ..application("2026-03-16") });
    let again = dispute_id().child(Kind::Reconsideration, 2);
    assert_eq!(world.refused("reviewer", &again, accept()).code.name, "reconsideration.accept.closed");
}

#[test]
fn a_statement_needs_every_signature_and_the_seal_and_settles_the_dispute() {
    let mut world = answered();
    let seal = |signed: &[&str]| ReconsiderationCommand::SealStatement {
        text: "罚款变更为 300 元".into(),
        signed_by: signed.iter().map(|side| (*side).to_owned()).collect(),
        document: paper("statement"),
        obligations: Vec::new(),
    };
    let missing = seal(&["p1", RESPONDENT]);
    assert_eq!(world.review_refused("reviewer", missing), "reconsideration.statement.unsigned");
    world.reviews(seal(&["p1", "p2", RESPONDENT]));
    assert_eq!(world.review().stage, Stage::Settled { on: day("2026-03-16") });
    let ended = world.dispute().stage;
    assert!(
        matches!(ended, dispute::Stage::Ended { outcome: dispute::Outcome::Settled, .. }),
        "73条: {ended:?}"
    );
}
