//! The owner and the compensation that was not paid: a reconsideration over an agreement, settled by talking, withdrawn by the applicant
//! who was told what that costs; and what was promised is broken. Every day is reckoned by hand. On both engines.

use crate::{
    cases::{Case, HEAD_CAME, register},
    harness::{House, houses_on},
    reconsideration::conditions,
};
use axum::http::StatusCode;
use huajie_law::{
    AnyMatter, Kind, MatterId,
    directory::Category,
    dispute::{Outcome, Stage as DisputeStage},
    mediation::{FormalResult, RESPONDENT},
    reconsideration::Stage,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 4, 7);

/// The town that signed on behalf of the agency takes part.
async fn unpaid(house: &House) -> (Case<'_>, MatterId) {
    let parties = [
        ("applicant", "natural_person", "示例·赵某", false),
        ("third_party", "other_organization", "示例乡人民政府", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("act.kind", "agreement"),
        ("act.title", "没有支付货币补偿款"),
        ("act.known_on", "2026年3月10日"),
        ("act.about_money", "true"),
        ("act.real_estate", "true"),
        ("claims", "按协议付款"),
        ("facts", "证载七十二平方米，档案五十五平方米，面积客观上已经无法认定。"),
    ];
    let case = register(house, "钟祥市住房和城乡建设局", "zhujian", &parties, &act).await;
    let applied = [
        ("application.way", "in_person"),
        ("application.requests", "agreement_liability"),
        ("application.willing_to_mediate", "true"),
    ];
    case.does("chuangkou", &case.dispute, "apply_for_reconsideration", &applied, &[]).await;
    let review = case.dispute.child(Kind::Reconsideration, 1);
    // 8, 9, 10, 13, 14 April.
    case.runs("fuyi1", &review, "screening", date(2026, 4, 14), &["第30条第1款"]).await;
    (case, review)
}

async fn accepted(case: &Case<'_>, review: &MatterId) {
    case.house.on_day(date(2026, 4, 10));
    let conditions = conditions();
    case.does("fuyi1", review, "accept", &conditions, &[]).await;
    case.serves(review, "n1", &["p1"]).await;
    case.does("fuyiju", review, "assign", &[("handlers", "u-fuyi1")], &[]).await;
    // Sixty days from 10 April: Tuesday 9 June. Seven working days: 13 to 17, 20, 21 April.
    case.runs("fuyi1", review, "decision", date(2026, 6, 9), &["第62条第1款"]).await;
    case.runs("fuyi1", review, "copy", date(2026, 4, 21), &["第48条"]).await;
    case.does("fuyi1", review, "send_copy", &[], &[]).await;
    case.serves(review, "n2", &[RESPONDENT]).await;
    // 13 to 17, 20 to 24 April.
    case.runs("zhujian", review, "reply", date(2026, 4, 24), &["第48条"]).await;
    case.does("fuyi1", review, "notify_third_party", &[("side", "p2")], &[]).await;
    case.serves(review, "n3", &["p2"]).await;
    case.does("p2", review, "answer_as_third_party", &[("joins", "true")], &[]).await;
}

async fn settled(case: &Case<'_>, review: &MatterId) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    case.import("need_deserves_help", "reconsideration", false).await;
    case.consent().await;
    case.begin().await;
    // 10 April and thirty days: Sunday 10 May, rolled over.
    let table = case.mediation_id();
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 5, 11), &["第27条", "2026年5月10日"]).await;
    case.house.on_day(date(2026, 4, 20));
    case.talk_together("s1", HEAD_CAME).await;
    let lines = [
        ("obligations.0.obligor", RESPONDENT),
        ("obligations.0.obligee", "p1"),
        ("obligations.0.content", "支付补偿款"),
        ("obligations.0.amount_fen", "180000"),
        ("obligations.0.due_on", "2026年5月29日"),
        ("disposition", "paid"),
        ("ending", "withdrawal"),
    ];
    let unknowing = case.order("tiaojie1", &table, "draft_agreement", &lines).await;
    assert_eq!(unknowing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknowing.text.contains("74条") && unknowing.text.contains("支付补偿款"), "{}", unknowing.text);
    let knowing = [&lines[..], &[("cost_shown", "true")]].concat();
    case.step("tiaojie1", "draft_agreement", &knowing).await;
    case.lawful().await;
    case.sign().await;
    case.runs("fuyi1", review, "decision", date(2026, 6, 9), &["第62条第1款"]).await;
    case.waits_for_nobody(&["fuyi1"], "审查是否准予撤回").await;
}

/// 74条: told before, asked for by the applicant, allowed by the body; the same may not be asked again.
async fn withdrawn(case: &Case<'_>, review: &MatterId) {
    let house = case.house;
    house.on_day(date(2026, 4, 22));
    let ask = format!("/my/{review}/apply_withdrawal");
    let page = house.get(&house.party(&case.dispute, "p1").await, &ask).await.text;
    assert!(page.contains("不能再以同一事实和理由申请行政复议"), "{page}");
    let asked = [("reason", "双方已经谈妥"), ("settled", "true"), ("cost_shown", "true")];
    case.does("p1", review, "apply_withdrawal", &asked, &[]).await;
    case.waits_for("fuyi1", "审查是否准予撤回", None).await;
    let allowed = [("allowed", "true"), ("reason", "自愿、合法")];
    case.does("fuyi1", review, "decide_withdrawal", &allowed, &[("document", "终止决定书.png")]).await;
    case.serves(review, "n4", &["p1", "p2", RESPONDENT]).await;
    let AnyMatter::Reconsideration(held) = case.matter(review).await else { panic!("a reconsideration") };
    assert_eq!(held.stage, Stage::Terminated { on: date(2026, 4, 22) });
    case.stands("fuyi1", review, "decision", "stopped", &["2026年4月22日"]).await;
    case.reads("p1", "复议已经终止").await;
    let entered = case.mediation().await.formal_ending.expect("its own body has allowed it");
    assert_eq!((entered.result, entered.on), (FormalResult::Granted, date(2026, 4, 22)));
    case.waits_for_nobody(&["chuangkou", "faguan1"], "记录是否准予撤回").await;
    let stage = case.dispute().await.stage;
    assert_eq!(stage, DisputeStage::Ended { on: date(2026, 4, 22), outcome: Outcome::Settled });
    let again = [
        ("application.way", "in_person"),
        ("application.requests", "agreement_liability"),
        ("application.despite_earlier", "true"),
    ];
    case.does("chuangkou", &case.dispute, "apply_for_reconsideration", &again, &[]).await;
    let second = case.dispute.child(Kind::Reconsideration, 2);
    let conditions = conditions();
    let page = case.order("fuyi1", &second, "accept", &conditions).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "74条2款");
    let refuse = [("ground", "already_elsewhere"), ("reason", "撤回后以同一事实和理由再次申请")];
    case.does("fuyi1", &second, "refuse", &refuse, &[]).await;
    case.serves(&second, "n1", &["p1"]).await;
}

/// A withdrawal is not enforced: what is broken goes to the court.
async fn broken(case: &Case<'_>) {
    let house = case.house;
    house.on_day(date(2026, 6, 1));
    let performance = case.dispute.child(Kind::Performance, 1);
    let urged = [("obligation", "o1"), ("way", "letter"), ("until", "2026年6月10日")];
    case.does("chuangkou", &performance, "urge", &urged, &[]).await;
    house.on_day(date(2026, 6, 11));
    let unserved = [("obligation", "o1"), ("reason", "预算没有下达")];
    let unserved = case.order("chuangkou", &performance, "record_breach", &unserved).await;
    assert!(unserved.text.contains("督促函还没有送达记录"), "{}", unserved.text);
    let served = [("letter.on", "2026年6月1日"), ("letter.way", "in_person")];
    let breach = [&served[..], &[("obligation", "o1"), ("reason", "预算没有下达")]].concat();
    case.does("chuangkou", &performance, "record_breach", &breach, &[]).await;
    let party = house.party(&case.dispute, "p1").await;
    let enforce = house.get(&party, &format!("/my/{performance}/apply_for_enforcement")).await;
    assert_eq!(enforce.status, StatusCode::UNPROCESSABLE_ENTITY, "78条: a withdrawal is not enforced");
    case.visit("no").await;
    let law = house.office.law();
    let court = law.directory.organizations.iter().find(|(_, body)| body.category == Category::Court);
    let elsewhere = [("to", court.expect("there is one").0.as_str()), ("reason", "起诉要求履行")];
    case.does("chuangkou", &performance, "pass_on", &elsewhere, &[]).await;
    let stage = case.dispute().await.stage;
    assert!(
        matches!(stage, DisputeStage::Ended { outcome: Outcome::Unsettled, .. }),
        "案结未必事了: {stage:?}"
    );
    // 行诉法45条: the days to sue about the refusal are over.
    house.office.record_lapses().await.expect("runs");
    case.close().await;
}

#[tokio::test]
async fn an_agreement_that_was_not_paid_is_settled_withdrawn_knowing_its_cost_and_broken() {
    for house in houses_on(DAY).await {
        let (case, review) = unpaid(&house).await;
        accepted(&case, &review).await;
        settled(&case, &review).await;
        withdrawn(&case, &review).await;
        broken(&case).await;
    }
}
