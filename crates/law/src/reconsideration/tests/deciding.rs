//! The decision: grounds, the separate act of deciding, service, what follows.

use super::*;
use crate::{dispute::ActKind, remedy::Remedy};

/// Accepted on 12 March, answered on the 16th.
pub(super) fn heard() -> World {
    heard_about(fine("2026-03-02"), vec![Request::Annul])
}

fn heard_about(act: ContestedAct, requests: Vec<Request>) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(act, "2026-03-10");
    world.applies(Application { requests, ..application("2026-03-10") });
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world
}

#[test]
fn what_is_proposed_is_decided_by_the_head_of_the_body_and_never_by_the_drafter() {
    let mut world = heard();
    world.reviews(draft(annul()));
    assert_eq!(world.review_stage(), "drafted");
    assert_eq!(world.review_refused("reviewer", resolve(true)), "reconsideration.resolve.by_drafter");
    assert_eq!(world.review_refused("review_head", resolve(true)), "reconsideration.resolve.no_paper");
    assert_eq!(world.review_refused("chief", resolve(true)), "actor.not_permitted", "the agency's own head");
    world.must("mayor", &review_id(), resolve(false));
    assert_eq!(world.review_stage(), "running", "not agreed: it is worked on again");
    world.reviews(draft(annul()));
    world.must("mayor", &review_id(), resolve(true));
    assert_eq!(world.review_stage(), "approved");
    let issue = |number: Option<&str>| ReconsiderationCommand::Issue {
        number: number.map(str::to_owned),
        document: None,
    };
    let refusal = world.refused("reviewer", &review_id(), issue(None));
    assert_eq!((refusal.code.name, refusal.field.as_deref()), ("form.required", Some("number")));
    world.reviews(issue(Some("钟政复决〔2026〕1号")));
    assert_eq!(world.review_stage(), "decided");
}

#[test]
fn a_collective_discussion_is_written_down_with_its_minutes() {
    let mut world = heard();
    world.reviews(draft(annul()));
    let resolve = |document: Option<crate::FileHash>| ReconsiderationCommand::Resolve {
        approved: true,
        resolving: Resolving::Collective,
        by: "市政府常务会议".into(),
        opinion: "集体讨论通过".into(),
        document,
        review_reason: None,
    };
    assert_eq!(world.review_refused("mayor", resolve(None)), "reconsideration.resolve.no_paper");
    world.must("reviewer2", &review_id(), resolve(Some(paper("minutes"))));
}

#[test]
fn a_decision_takes_effect_when_it_is_served_on_everybody_and_opens_fifteen_days() {
    let mut world = heard();
    world.at("2026-04-01").decides(annul());
    let notice = world.review().decided.expect("it is issued").notice;
    world.must("reviewer", &review_id(), serve(&notice, "p1", ServedBy::Direct, day("2026-04-01")));
    assert_eq!(world.review_stage(), "decided");
    assert_eq!(world.review_due("window:p1"), Some(day("2026-04-16")), "from its own service");
    world.at("2026-04-03");
    world.must("reviewer", &review_id(), serve(&notice, RESPONDENT, ServedBy::Mail, day("2026-04-02")));
    assert_eq!(world.review().stage, Stage::Effective { on: day("2026-04-02") }, "75条2款");
    let dispute = world.dispute();
    assert!(dispute.closed(Remedy::Reconsider).is_some() && dispute.closed(Remedy::Sue).is_some());
    assert!(matches!(dispute.stage, crate::dispute::Stage::Ended { .. }));
    let lapse = world.outline(&review_id()).lapse.expect("the window ends");
    assert_eq!(lapse.last_day, day("2026-04-16"));
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert_eq!(world.review().final_on, Some(day("2026-04-17")));
}

#[test]
fn a_public_notice_comes_last_and_counts_after_thirty_days() {
    let mut world = heard();
    world.at("2026-04-01").decides(annul());
    let notice = world.review().decided.expect("it is issued").notice;
    world.must("reviewer", &review_id(), serve(&notice, RESPONDENT, ServedBy::Direct, day("2026-04-01")));
    let by_notice = || serve(&notice, "p1", ServedBy::PublicNotice, day("2026-04-01"));
    assert_eq!(world.review_refused("reviewer", by_notice()), "reconsideration.serve.public_notice_last");
    let ReconsiderationCommand::Serve { delivery, .. } =
        serve(&notice, "p1", ServedBy::Mail, day("2026-04-01"))
    else {
        unreachable!()
    };
    let failed = Delivery { failed: true, note: Some("查无此人退回".into()), ..delivery };
    let order = ReconsiderationCommand::Serve { notice: notice.clone(), delivery: failed };
    world.must("reviewer", &review_id(), order);
    world.must("reviewer", &review_id(), by_notice());
    assert_eq!(world.review_stage(), "decided");
    assert_eq!(
        world.at("2026-05-01").review().stage,
        Stage::Effective { on: day("2026-05-01") },
        "民诉法95条"
    );
}

#[test]
fn without_consent_nothing_is_served_electronically_on_a_citizen() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.applies(Application { electronic_service: false, ..application("2026-03-10") });
    world.reviews(accept());
    let order = serve("n1", "p1", ServedBy::Electronic, day("2026-03-10"));
    assert_eq!(world.review_refused("reviewer", order), "reconsideration.serve.electronic_consent");
}

#[test]
fn nothing_is_made_worse_unless_a_third_party_asked_for_it() {
    let mut world = super::trying::answered();
    world.hears().third_party_joins();
    let change = |worse| Holding {
        content: Some("罚款 8000 元".into()),
        worse,
        ..holding(HoldingKind::Change, HoldingGround::ContentInappropriate)
    };
    assert_eq!(world.review_refused("reviewer", draft(opinion(change(true)))), "reconsideration.draft.worse");
    let opposed = DraftOpinion { third_party_opposes: true, ..opinion(change(true)) };
    world.reviews(draft(opposed));
    world.reviews(draft(opinion(change(false))));
}

#[test]
fn a_claim_for_compensation_is_decided_at_the_same_time() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.applies(Application { compensation_fen: Some(100_000), ..application("2026-03-10") });
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.compensation");
    let granted = CompensationHolding { granted: true, amount_fen: Some(80_000), reason: None };
    let uphold = opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder));
    let clash = DraftOpinion { compensation: Some(granted.clone()), ..uphold };
    assert_eq!(world.review_refused("reviewer", draft(clash)), "reconsideration.draft.compensation_ground");
    world.reviews(draft(DraftOpinion { compensation: Some(granted), ..annul() }));
}

#[test]
fn what_was_taken_by_a_fine_that_is_annulled_is_given_back_though_nobody_claimed_it() {
    let mut world = heard();
    let silent = DraftOpinion { restitution: None, ..annul() };
    assert_eq!(world.review_refused("reviewer", draft(silent)), "reconsideration.draft.restitution");
}

#[test]
fn duties_and_agreements_have_decisions_of_their_own() {
    let ordered = |kind, ground| Holding {
        perform_by: Some(day("2026-05-01")),
        content: Some("作出答复".into()),
        ..holding(kind, ground)
    };
    let duty = || ordered(HoldingKind::OrderPerformance, HoldingGround::DutyNotPerformed);
    let liable = || ordered(HoldingKind::AgreementLiability, HoldingGround::AgreementBreach);
    let mut world = heard();
    assert_eq!(
        world.review_refused("reviewer", draft(opinion(duty()))),
        "reconsideration.draft.no_duty_case"
    );
    assert_eq!(
        world.review_refused("reviewer", draft(opinion(liable()))),
        "reconsideration.draft.no_agreement_case"
    );
    let agreement = ContestedAct { kind: ActKind::Agreement, ..fine("2026-03-02") };
    heard_about(agreement, vec![Request::AgreementLiability]).reviews(draft(opinion(liable())));
    let idle = ContestedAct { kind: ActKind::FailureToAct, known_on: None, ..fine("2025-12-20") };
    let mut world = heard_about(idle, vec![Request::OrderPerformance]);
    let undated = Holding { perform_by: None, ..duty() };
    assert_eq!(world.review_refused("reviewer", draft(opinion(undated))), "reconsideration.draft.perform_by");
    world.reviews(draft(opinion(duty())));
    world.reviews(draft(opinion(holding(HoldingKind::RejectClaim, HoldingGround::PerformedBefore))));
}

#[test]
fn voidness_is_declared_only_where_it_was_asked_for() {
    let void = || draft(opinion(holding(HoldingKind::DeclareVoid, HoldingGround::GrossDefect)));
    assert_eq!(heard().review_refused("reviewer", void()), "reconsideration.draft.void_not_asked");
    heard_about(fine("2026-03-02"), vec![Request::DeclareVoid]).reviews(void());
}

#[test]
fn an_application_that_turns_out_inadmissible_is_dismissed_and_the_suit_stays_open() {
    let mut world = heard();
    let dismiss = |condition| Holding {
        condition,
        ..holding(HoldingKind::DismissApplication, HoldingGround::ConditionMissing)
    };
    assert_eq!(world.review_refused("reviewer", draft(opinion(dismiss(None)))), "form.required");
    world.decides(opinion(dismiss(Some(Condition::Interest)))).serves(PaperKind::Decision);
    assert_eq!(world.review_stage(), "effective");
    assert!(world.dispute().closed(Remedy::Sue).is_none(), "33条");
    assert_eq!(world.review_due("window:p1"), Some(day("2026-03-31")), "45条: the dismissal itself");
    let told = world.review().told("p1", &world.law, world.today);
    assert!(told.contains("不服这个驳回申请的决定的") && told.contains("期限另外算"), "{told}");
}

/// 行诉法45条、解释56条2款: the refusal itself can be sued about, and the days of the act go on beside it.
#[test]
fn where_reconsideration_was_a_choice_its_refusal_opens_fifteen_days_to_sue_the_refusal() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10").applies(application("2026-03-10"));
    let days_of_the_act = world.outline(&dispute_id()).clocks;
    world.reviews(ReconsiderationCommand::Refuse {
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
        document: None,
    });
    world.at("2026-03-12").serves(PaperKind::Refusal);
    let clocks = world.outline(&review_id()).clocks;
    let window = clocks.iter().find(|clock| clock.name == "window:p1").expect("a clock of its own");
    assert_eq!((window.term.as_str(), window.due_on), ("XS-04", Some(day("2026-03-27"))));
    assert!(window.title.starts_with("就不予受理决定提起行政诉讼（"), "{}", window.title);
    let told = world.review().told("p1", &world.law, world.today);
    for part in ["不服这个不予受理决定的", "45条", "最后一天是2026年3月27日", "原来的行政行为，期限另外算"]
    {
        assert!(told.contains(part), "{told}");
    }
    assert!(
        !world.review().told(RESPONDENT, &world.law, world.today).contains("起诉"),
        "the applicant's alone"
    );
    assert!(world.dispute().closed(Remedy::Sue).is_none());
    assert!(
        world.outline(&dispute_id()).clocks.len() > days_of_the_act.len(),
        "the days of the act are minded again"
    );
    world.at("2026-03-28");
    world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(world.review().final_on.is_some());
}

/// 20条、30条1款4项.
#[test]
fn nobody_is_refused_for_being_late_who_was_in_time() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10").applies(application("2026-03-10"));
    let refuse = ReconsiderationCommand::Refuse {
        ground: RefusalGround::OutOfTime,
        reason: "超过六十日".into(),
        competent: None,
        document: None,
    };
    let refusal = world.refused("reviewer", &review_id(), refuse);
    assert_eq!(
        (refusal.code.name, refusal.field.as_deref()),
        ("reconsideration.refuse.not_late", Some("ground"))
    );
    assert!(refusal.says().contains("没有超过"), "{}", refusal.says());
}

#[test]
fn where_reconsideration_comes_first_its_refusal_opens_fifteen_days() {
    let mut world = World::on("2026-03-10").with_justice();
    let act = ContestedAct { on_the_spot: true, ..fine("2026-03-02") };
    world.registered_only(act, "2026-03-10").applies(application("2026-03-10"));
    world.reviews(ReconsiderationCommand::Refuse {
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
        document: None,
    });
    world.serves(PaperKind::Refusal);
    assert_eq!(world.review_due("window:p1"), Some(day("2026-03-25")), "34条");
    let told = world.review().told("p1", &world.law, world.today);
    assert!(
        told.contains("就原来的行政行为向法院起诉（《行政复议法》34条），最后一天是2026年3月25日"),
        "{told}"
    );
}

#[test]
fn what_was_proposed_is_for_the_office_and_the_body_alone() {
    let mut world = heard();
    world.reviews(draft(DraftOpinion { reasons: "内部意见".into(), ..annul() }));
    let shown = |world: &World, who: &str| {
        serde_json::to_string(&world.review().visible(&world.actor(who))).expect("plain data")
    };
    for who in ["reviewer", "review_head", "mayor"] {
        assert!(shown(&world, who).contains("内部意见"), "{who}");
    }
    for who in ["p1", "legal", "chief", "clerk", "head", "auditor", "judge"] {
        assert!(!shown(&world, who).contains("内部意见"), "{who}");
    }
    assert!(!shown(&world, "p1").contains("请求维持"), "47条: not asked for yet");
    world.must("p1", &review_id(), ReconsiderationCommand::RequestAccess { side: "p1".into() });
    let grant = ReconsiderationCommand::DecideAccess { request: "r1".into(), withheld: None, note: None };
    world.reviews(grant);
    assert!(shown(&world, "p1").contains("请求维持"));
    assert!(!shown(&world, "clerk").contains("请求维持"));
}

/// Counted as accepted because nobody refused it.
#[test]
fn an_application_beside_a_suit_that_nobody_refused_is_dismissed_and_else_tried_as_any() {
    let mut world = World::on("2026-03-20").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.open_elsewhere(
        crate::mirrored::Procedure::Litigation,
        crate::scenes::first(crate::scenes::accepted(), "2026-03-16"),
    );
    world.applies(Application { despite_court: true, ..application("2026-03-20") }).at("2026-04-01");
    world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world.assigned();
    world.reviews(ReconsiderationCommand::SendCopy { document: None });
    let refused = world.review_refused("reviewer", draft(annul()));
    assert_eq!(refused, "reconsideration.draft.reply_pending", "48条");
    let condition = Some(Condition::NotElsewhere);
    let dismissed =
        Holding { condition, ..holding(HoldingKind::DismissApplication, HoldingGround::ConditionMissing) };
    world.reviews(draft(opinion(dismissed)));
}

#[test]
fn what_stands_gives_nothing_back_and_what_is_granted_says_what_it_lacks() {
    let mut world = heard();
    let refused = |world: &mut World, opinion| {
        let refusal = world.refused("reviewer", &review_id(), draft(opinion));
        (refusal.code.name, refusal.field.unwrap_or_default())
    };
    let uphold = || opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder));
    let restitution = Some("解除查封".to_owned());
    let apart = ("reconsideration.draft.restitution_apart", "opinion.restitution".to_owned());
    assert_eq!(refused(&mut world, DraftOpinion { restitution, ..uphold() }), apart, "72条2款");
    world.reviews(draft(uphold()));
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.applies(Application { compensation_fen: Some(100_000), ..application("2026-03-10") });
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    let granted = |amount_fen| Some(CompensationHolding { granted: true, amount_fen, reason: None });
    let rejected = Some(CompensationHolding { granted: false, amount_fen: None, reason: None });
    for (opinion, field) in [
        (DraftOpinion { compensation: granted(Some(100)), ..uphold() }, "granted"),
        (DraftOpinion { compensation: granted(None), ..annul() }, "amount_fen"),
        (DraftOpinion { compensation: rejected, ..uphold() }, "reason"),
    ] {
        let field = format!("opinion.compensation.{field}");
        assert_eq!(
            refused(&mut world, opinion),
            ("reconsideration.draft.compensation_ground", field),
            "72条1款"
        );
    }
}

#[test]
fn what_is_requested_and_rejected_is_sued_about_as_what_was_upheld() {
    let term = |decided: DraftOpinion| {
        let idle = ContestedAct { kind: ActKind::FailureToAct, known_on: None, ..fine("2025-12-20") };
        let mut world = heard_about(idle, vec![Request::OrderPerformance]);
        world.at("2026-04-01").decides(decided).serves(PaperKind::Decision);
        let clocks = world.outline(&review_id()).clocks;
        clocks.into_iter().find(|clock| clock.name == "window:p1").map(|clock| clock.term)
    };
    let rejected = opinion(holding(HoldingKind::RejectClaim, HoldingGround::PerformedBefore));
    assert_eq!(term(rejected).as_deref(), Some("XS-06"), "法释〔2018〕1号133条");
    let dismissed = Holding {
        condition: Some(Condition::Interest),
        ..holding(HoldingKind::DismissApplication, HoldingGround::ConditionMissing)
    };
    assert_ne!(term(opinion(dismissed)).as_deref(), Some("XS-06"), "133条: 不符合受理条件的除外");
}
