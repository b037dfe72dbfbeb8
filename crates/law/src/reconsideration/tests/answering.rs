//! What the agency answers and brings, in time and later (46条、48条、70条), and what a proposal may rest on.

use super::{trying::answered, *};
use crate::dispute::{self, DisputeCommand};

/// The copy served on 12 March: the agency answers until the 26th.
fn copied() -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    world
}

fn reply(titles: &[&str], agreed_because: Option<&str>) -> ReconsiderationCommand {
    let evidence = |title: &&str| AgencyEvidence {
        file: paper(title),
        title: (*title).to_owned(),
        formed_on: day("2026-02-20"),
    };
    ReconsiderationCommand::Reply {
        text: "请求维持".into(),
        received_on: None,
        evidence: titles.iter().map(evidence).collect(),
        agreed_because: agreed_because.map(str::to_owned),
        document: None,
    }
}

fn received(on: &str, mut order: ReconsiderationCommand) -> ReconsiderationCommand {
    if let ReconsiderationCommand::Reply { received_on, .. } = &mut order {
        *received_on = Some(day(on));
    }
    order
}

fn silent() -> ReconsiderationCommand {
    draft(opinion(holding(HoldingKind::Annul, HoldingGround::NoReply)))
}

fn upheld() -> DraftOpinion {
    opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder))
}

#[test]
fn an_answer_without_its_evidence_is_completed_until_the_last_day_and_nobody_is_silent_before() {
    let mut world = copied();
    world.at("2026-03-16").must("legal", &review_id(), reply(&[], None));
    assert!(!world.review().is_unanswered(&world.law, world.today), "48条: the days run");
    world.hears();
    assert_eq!(world.review_refused("reviewer", silent()), "reconsideration.draft.replied");
    world.at("2026-03-26").must("legal", &review_id(), reply(&["询问笔录"], None));
    let kept = world.review().reply.expect("it is on file");
    assert_eq!((kept.on, kept.late, kept.added.len()), (day("2026-03-16"), false, 1));
    world.at("2026-03-30");
    assert!(!world.review().is_unanswered(&world.law, world.today), "70条");
    world.reviews(draft(upheld()));
}

#[test]
fn who_brought_no_evidence_by_the_last_day_has_none() {
    let mut world = copied();
    world.at("2026-03-16").must("legal", &review_id(), reply(&[], None));
    world.at("2026-03-27").hears();
    assert!(world.review().is_unanswered(&world.law, world.today), "70条");
    assert_eq!(world.review_refused("legal", reply(&["询问笔录"], None)), "reconsideration.reply.already");
    world.reviews(silent());
}

#[test]
fn after_the_last_day_evidence_is_added_by_the_office_alone_and_says_why_it_agreed() {
    let mut world = answered();
    world.at("2026-03-30");
    assert_eq!(world.review_refused("legal", reply(&["现场照片"], None)), "reconsideration.reply.already");
    let refusal = world.refused("reviewer", &review_id(), reply(&["现场照片"], None));
    assert_eq!(
        (refusal.code.name, refusal.field.as_deref()),
        ("reconsideration.reply.not_agreed", Some("agreed_because"))
    );
    world.reviews(reply(&["现场照片"], Some("申请人提出了新的证据")));
    let review = world.review();
    let added = &review.reply.as_ref().expect("is there").added[0];
    assert_eq!(added.agreed_because.as_deref(), Some("申请人提出了新的证据"), "46条2款");
    assert!(
        review.brought().iter().any(|one| one.title.contains("现场照片") && one.title.contains("同意补充"))
    );
    let mut unasked = copied();
    unasked.at("2026-03-16").must("legal", &review_id(), reply(&[], None));
    unasked.at("2026-03-30").reviews(reply(&["现场照片"], Some("申请人提出了新的证据")));
    assert!(unasked.review().is_unanswered(&unasked.law, unasked.today), "70条: it does not make good");
}

#[test]
fn while_it_runs_the_agency_hands_in_through_its_answer() {
    let mut world = copied();
    let evidence = dispute::Evidence {
        file: paper("x"),
        title: "补充材料".into(),
        format: "pdf".into(),
        size_bytes: 1,
        pages: None,
        formed_on: Some(day("2026-02-20")),
        proves: None,
    };
    let add = || DisputeCommand::AddEvidence { evidence: vec![evidence.clone()] };
    let refusal = world.refused("legal", &dispute_id(), add());
    assert_eq!(refusal.code.name, "dispute.evidence.by_reply", "46条");
    world.must("p1", &dispute_id(), add());
    world.at("2026-03-16").replies().hears();
    world.at("2026-04-01").decides(annul()).serves(PaperKind::Decision);
    assert_eq!(world.refused("legal", &dispute_id(), add()).code.name, "dispute.evidence.by_reply");
}

#[test]
fn an_opinion_that_rests_on_silence_is_put_back_when_an_answer_turns_out_to_have_come_in_time() {
    for approved in [false, true] {
        let mut world = copied();
        world.at("2026-03-27").hears().reviews(silent());
        if approved {
            world.must("mayor", &review_id(), resolve(true));
        }
        world.reviews(received("2026-03-26", reply(&["询问笔录"], None)));
        assert_eq!(world.review_stage(), "running", "70条 does not carry it any more");
        assert_eq!(world.review_refused("reviewer", silent()), "reconsideration.draft.replied");
    }
    let mut world = copied();
    world.at("2026-03-27").hears().reviews(silent());
    world.reviews(received("2026-03-27", reply(&["询问笔录"], None)));
    assert_eq!(world.review_stage(), "drafted", "late as ever");
}

#[test]
fn what_is_inadmissible_is_dismissed_without_waiting_for_the_agency() {
    let mut world = copied();
    let dismiss = opinion(Holding {
        condition: Some(Condition::Interest),
        ..holding(HoldingKind::DismissApplication, HoldingGround::ConditionMissing)
    });
    assert_eq!(world.review_refused("reviewer", draft(annul())), "reconsideration.draft.reply_pending");
    world.reviews(draft(dismiss));
    assert_eq!(world.review_stage(), "drafted", "33条");
}

#[test]
fn nobody_opposes_who_does_not_take_part() {
    let mut world = answered();
    let worse = || {
        let content = Some("罚款 8000 元".to_owned());
        let change = holding(HoldingKind::Change, HoldingGround::ContentInappropriate);
        let holding = Holding { content, worse: true, ..change };
        draft(DraftOpinion { third_party_opposes: true, ..opinion(holding) })
    };
    world.hears();
    let refused = |world: &mut World| {
        let refusal = world.refused("reviewer", &review_id(), worse());
        (refusal.code.name, refusal.field.unwrap_or_default())
    };
    let nobody = ("reconsideration.draft.no_third_party", "opinion.third_party_opposes".to_owned());
    assert_eq!(refused(&mut world), nobody, "63条2款");
    let evidence = DraftOpinion { third_party_evidence: true, ..annul() };
    assert_eq!(world.review_refused("reviewer", draft(evidence)), "reconsideration.draft.no_third_party");
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let says = |joins| ReconsiderationCommand::AnswerAsThirdParty {
        side: "p2".into(),
        joins,
        electronic_service: false,
    };
    world.must("p2", &review_id(), says(false));
    assert_eq!(refused(&mut world), nobody);
    // Whoever stayed away may still come, and the other way round.
    let refusal = world.refused("p2", &review_id(), says(false));
    assert_eq!(
        (refusal.code.name, refusal.field.as_deref()),
        ("reconsideration.third_party.unchanged", Some("joins"))
    );
    world.must("p2", &review_id(), says(true));
    world.reviews(worse());
}

#[test]
fn an_opinion_is_drafted_by_whoever_was_assigned() {
    let mut world = answered();
    world.hears();
    let tasks = world.outline(&review_id()).tasks;
    let to_draft = tasks.into_iter().find(|task| task.command == "draft").expect("somebody has to");
    let holds = |who: &str| to_draft.holders.iter().any(|one| world.actor(who).principals().contains(one));
    assert!(holds("reviewer") && holds("review_head") && !holds("reviewer2"));
    let refusal = world.refused("reviewer2", &review_id(), draft(annul()));
    assert_eq!(refusal.code.name, "reconsideration.handler.another", "36条1款");
    let ask = || ReconsiderationCommand::Consult { question: "是否过罚相当".into() };
    assert_eq!(world.review_refused("reviewer2", ask()), "reconsideration.handler.another");
    world.reviews(ask());
    let said = || ReconsiderationCommand::RecordConsultation { text: "建议变更".into(), document: None };
    assert_eq!(world.review_refused("reviewer3", said()), "reconsideration.handler.another");
    world.must("review_head", &review_id(), said());
}

#[test]
fn nobody_comes_upon_a_letter_that_has_run_out() {
    let mut world = answered();
    let appoint = |until: &str| ReconsiderationCommand::AppointAgent {
        side: "p1".into(),
        person: "h9".into(),
        label: "王某".into(),
        kind: AgentKind::Lawyer,
        authority: "一般代理".into(),
        until: Some(day(until)),
        document: paper("letter"),
    };
    let refusal = world.refused("reviewer", &review_id(), appoint("2026-03-15"));
    assert_eq!((refusal.code.name, refusal.field.as_deref()), ("reconsideration.agent.over", Some("until")));
    world.reviews(appoint("2026-03-16")).reviews(appoint("2026-03-16"));
    assert_eq!(world.review_refused("reviewer", appoint("2026-04-30")), "reconsideration.agent.two");
    // What ran out makes room.
    world.at("2026-03-17").reviews(appoint("2026-04-30"));
}

#[test]
fn after_the_decision_nobody_is_challenged_and_no_mediation_begins() {
    let mut world = answered();
    world.hears().at("2026-04-01").decides(annul());
    let challenge =
        ReconsiderationCommand::Challenge { of: "reviewer".into(), by: "p1".into(), ground: "同学".into() };
    assert_eq!(world.review_refused("p1", challenge), crate::refusal::WRONG_STAGE.name);
    let refusal = world.refused("p1", &dispute_id(), DisputeCommand::RequestMediation);
    assert_eq!(refusal.code, crate::refusal::WRONG_STAGE, "5条");
}
