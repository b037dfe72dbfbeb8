//! The shop and the fine out of proportion: a reconsideration here, mediated while its period runs on, ended by a sealed statement that
//! changes the fine. Every day is reckoned by hand. On both engines.

use crate::{
    cases::{Case, HEAD_CAME, register},
    harness::{House, houses_on},
    reconsideration::conditions,
};
use huajie_law::{
    Kind, MatterId,
    dispute::{Outcome, Stage as DisputeStage},
    mediation::RESPONDENT,
    performance::Stage as PerformanceStage,
};
use jiff::civil::{Date, date};

/// The last day but one of the sixty.
const DAY: Date = date(2025, 12, 29);

async fn fined(house: &House) -> (Case<'_>, MatterId) {
    let shop = [("applicant", "individual_business", "示例便民超市", false)];
    let act = [
        ("wish", "register_only"),
        ("act.kind", "penalty"),
        ("act.title", "销售超过保质期的茶干罚款 5000 元"),
        ("act.made_on", "2025年10月31日"),
        ("act.known_on", "2025年10月31日"),
        ("act.discretionary", "true"),
        ("claims", "撤销处罚，过罚不相当"),
        ("facts", "五袋茶干货值十五元，卖出一袋，初次违法，已经补救；次日起的新办法对同样情形罚三百元。"),
        ("amount_fen", "5000"),
    ];
    let case = register(house, "钟祥市市场监督管理局", "shichang", &shop, &act).await;
    case.runs("chuangkou", &case.dispute, "last_day_to_reconsider", date(2025, 12, 30), &["第20条第1款"])
        .await;
    let applied = [
        ("application.way", "in_person"),
        ("application.requests", "annul"),
        ("application.willing_to_mediate", "true"),
    ];
    case.does("chuangkou", &case.dispute, "apply_for_reconsideration", &applied, &[]).await;
    let review = case.dispute.child(Kind::Reconsideration, 1);
    // 30, 31 December, the worked Sunday 4 January, 5, 6 January.
    case.runs("fuyi1", &review, "screening", date(2026, 1, 6), &["第30条第1款", "1月4日元旦调休上班"]).await;
    (case, review)
}

/// Accepted, answered, heard; the sixty days run, and mediation does not stop them.
async fn tried(case: &Case<'_>, review: &MatterId) {
    case.house.on_day(date(2026, 1, 5));
    let conditions = conditions();
    case.does("fuyi1", review, "accept", &conditions, &[]).await;
    case.serves(review, "n1", &["p1"]).await;
    case.does("fuyiju", review, "assign", &[("handlers", "u-fuyi1")], &[]).await;
    // 6 to 9, 12 to 14 January.
    case.runs("fuyi1", review, "copy", date(2026, 1, 14), &["第48条"]).await;
    case.runs("fuyi1", review, "decision", date(2026, 3, 6), &["第62条第1款"]).await;
    case.house.on_day(date(2026, 1, 6));
    case.does("fuyi1", review, "send_copy", &[], &[]).await;
    case.serves(review, "n2", &[RESPONDENT]).await;
    // 7 to 9, 12 to 16, 19, 20 January.
    case.runs("shichang", review, "reply", date(2026, 1, 20), &["第48条"]).await;
    case.house.on_day(date(2026, 1, 12));
    let reply = [
        ("text", "处罚时新办法还没有施行"),
        ("evidence.0.title", "现场笔录"),
        ("evidence.0.formed_on", "2025年10月20日"),
    ];
    case.does("shichang", review, "reply", &reply, &[("evidence.0.file", "现场笔录.png")]).await;
    let heard = [("heard.side", "p1"), ("heard.way", "online"), ("heard.text", "愿意按新办法缴罚款")];
    case.does("fuyi1", review, "hear_party", &heard, &[]).await;
}

async fn agreed(case: &Case<'_>, review: &MatterId) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    case.import("law_allows", "reconsideration", false).await;
    case.consent().await;
    case.begin().await;
    // 12 January and thirty days.
    let table = case.mediation_id();
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 2, 11), &["第27条"]).await;
    case.runs("fuyi1", review, "decision", date(2026, 3, 6), &["第62条第1款"]).await;
    case.house.on_day(date(2026, 1, 19));
    case.talk_together("s1", HEAD_CAME).await;
    let lines = [
        ("obligations.0.obligor", RESPONDENT),
        ("obligations.0.obligee", "p1"),
        ("obligations.0.content", "作出变更决定，罚款 300 元"),
        ("obligations.0.due_on", "2026年1月30日"),
        ("obligations.1.obligor", "p1"),
        ("obligations.1.obligee", RESPONDENT),
        ("obligations.1.content", "缴纳罚款"),
        ("obligations.1.amount_fen", "300"),
        ("disposition", "changed"),
        ("ending", "reconsideration_statement"),
    ];
    case.step("tiaojie1", "draft_agreement", &lines).await;
    case.lawful().await;
    case.sign().await;
    assert!(!case.performance().await.is_enforceable(), "not before it is sealed");
    case.waits_for("fuyi1", "制作调解书并加盖印章", None).await;
    case.reads("p1", "盖章以前任何一方可以反悔").await;
    case.house.on_day(date(2026, 1, 21));
    let signed = [("signed_by", "p1"), ("signed_by", RESPONDENT)];
    case.does("fuyi1", review, "seal_statement", &signed, &[("document", "盖章的调解书.png")]).await;
    case.serves(review, "n3", &["p1", RESPONDENT]).await;
    case.stands("fuyi1", review, "decision", "stopped", &["2026年1月21日"]).await;
    case.reads("p1", "各方达成调解，调解书已经生效").await;
    assert!(case.performance().await.is_enforceable(), "78条3项");
    let stage = case.dispute().await.stage;
    assert_eq!(stage, DisputeStage::Ended { on: date(2026, 1, 21), outcome: Outcome::Settled });
    case.waits_for_nobody(&["chuangkou", "faguan1"], "记录调解书盖章").await;
    case.drawn("chuangkou", "p1", &["2026年1月5日至2026年1月21日计算", "第 1 次调解"]).await;
}

#[tokio::test]
async fn a_fine_out_of_proportion_is_changed_by_a_statement_while_the_period_runs_on() {
    for house in houses_on(DAY).await {
        let (case, review) = fined(&house).await;
        tried(&case, &review).await;
        agreed(&case, &review).await;
        house.on_day(date(2026, 1, 28));
        let performance = case.dispute.child(Kind::Performance, 1);
        let both = [("obligations", "o1"), ("obligations", "o2")];
        case.does("chuangkou", &performance, "record_fulfilments", &both, &[]).await;
        assert_eq!(case.performance().await.stage, PerformanceStage::Fulfilled { on: date(2026, 1, 28) });
        case.visit("yes").await;
        case.close().await;
    }
}
