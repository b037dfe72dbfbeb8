//! The contractor and the welder: a suit against the recognition of a work injury, referred by the court to the centre, settled there,
//! and withdrawn where it was filed. Every day is reckoned by hand. On both engines.

use crate::{
    cases::{Case, HEAD_CAME, register},
    elsewhere::{centre, court, referral},
    harness::{House, houses_on},
};
use axum::http::StatusCode;
use huajie_law::{
    Kind, MatterId,
    dispute::{Outcome, Stage as DisputeStage},
    mediation::RESPONDENT,
    referral::{BackOutcome, Stage as ReferralStage},
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 4, 20);

async fn at_the_counter(house: &House) -> Case<'_> {
    let parties = [
        ("applicant", "legal_person", "示例工程公司", false),
        ("third_party", "natural_person", "示例·陈某", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("source", "court_referral"),
        ("source_number", "（2026）行初示例 5 号"),
        ("first_submitted_on", "2026年4月13日"),
        ("act.kind", "work_injury"),
        ("act.title", "认定工伤决定"),
        ("act.made_on", "2026年3月3日"),
        ("act.known_on", "2026年3月5日"),
        ("claims", "撤销工伤认定"),
        ("facts", "在承包的工地上被砸伤右脚；公司说他不是自己的雇工。"),
    ];
    let case = register(house, "钟祥市人力资源和社会保障局", "renshe", &parties, &act).await;
    // Six months from 5 March: a Saturday, rolled over to Monday 7 September.
    let why = ["《行政诉讼法》第46条第1款", "2026年9月5日"];
    case.runs("chuangkou", &case.dispute, "last_day_to_sue", date(2026, 9, 7), &why).await;
    case
}

/// The court has taken it up on the 17th: the day of filing is kept, and the trial is counted.
async fn sued(case: &Case<'_>) -> MatterId {
    let at = court(case.house);
    let opening = [
        ("opening.body.organization", at.as_str()),
        ("opening.report.step.step", "accepted"),
        ("opening.report.happened_on", "2026年4月17日"),
    ];
    case.does("chuangkou", &case.dispute, "record_proceeding", &opening, &[]).await;
    let suit = case.dispute.child(Kind::Mirrored, 1);
    // Six months from 17 April: a Saturday; and five days.
    case.runs(
        "faguan1",
        &suit,
        "first_trial",
        date(2026, 10, 19),
        &["《行政诉讼法》第81条", "2026年10月17日"],
    )
    .await;
    case.runs("faguan1", &suit, "first_copy", date(2026, 4, 22), &["第67条第1款"]).await;
    let page = case.file_page("chuangkou", &case.dispute).await;
    assert!(!page.contains("起诉的最后一天"), "起诉日保全: {page}");
    assert!(page.contains("（2026）行初示例 5 号"), "the number was typed once, at the counter: {page}");
    case.reads("p1", "法院正在办理（一审）").await;
    case.keep("faguan1", &format!("/desk/file/{suit}"), "court-alone").await;
    suit
}

/// 诉调对接: the whole file goes once, on the consent of those who gave it.
async fn referred(case: &Case<'_>) -> MatterId {
    let (from, to) = (court(case.house), centre(case.house));
    let request = [
        ("request.docking", "court"),
        ("request.from", from.as_str()),
        ("request.to", to.as_str()),
        ("request.reason", "各方愿意先协调"),
        ("request.consents.0.way", "paper"),
    ];
    let papers = [("request.consents.0.evidence", "公司的同意书.png")];
    case.does("chuangkou", &case.dispute, "refer", &request, &papers).await;
    let moved = case.dispute.child(Kind::Referral, 1);
    // 21, 22, 23 April.
    case.runs("chuangkou", &moved, "answer", date(2026, 4, 23), &["2026年4月20日"]).await;
    case.keep("faguan1", &format!("/desk/file/{moved}"), "referral-alone").await;
    case.house.on_day(date(2026, 4, 21));
    case.does("chuangkou", &moved, "accept", &[], &[]).await;
    let package = referral(case, &moved).await.package;
    assert_eq!((package.first_submitted_on, package.filed_on), (date(2026, 4, 13), Some(date(2026, 4, 17))));
    case.stands("chuangkou", &moved, "answer", "stopped", &["2026年4月21日"]).await;
    moved
}

/// Fifteen days from the material, in which the trial stands still.
async fn talking(case: &Case<'_>, suit: &MatterId) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    let clerk = case.house.officer("chuangkou").await;
    let page = case.house.get(&clerk, &format!("/desk/file/{}/import", case.mediation_id())).await;
    assert!(
        page.text.contains("依法不能调解，只协调和解、撤诉"),
        "行诉法60条: the act itself is not mediated"
    );
    case.import("other_settleable", "trial_ordinary", true).await;
    case.consent().await;
    case.house.on_day(date(2026, 4, 22));
    case.begin().await;
    let table = case.mediation_id();
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 5, 7), &["第27条第2款", "2026年4月22日"])
        .await;
    case.stands("faguan1", suit, "first_trial", "suspended", &["2026年4月22日起，尚未结束"]).await;
    case.drawn("chuangkou", "p1", &["2026年4月22日起不计算"]).await;
}

async fn settled(case: &Case<'_>, suit: &MatterId, moved: &MatterId) {
    case.house.on_day(date(2026, 4, 29));
    case.talk_together("s1", HEAD_CAME).await;
    let lines = [
        ("obligations.0.obligor", "p1"),
        ("obligations.0.obligee", "p2"),
        ("obligations.0.content", "支付赔偿款"),
        ("obligations.0.amount_fen", "60000"),
        ("obligations.0.due_on", "2026年5月20日"),
        ("disposition", "stands"),
        ("ending", "withdrawal"),
    ];
    let unknowing = case.order("tiaojie1", &case.mediation_id(), "draft_agreement", &lines).await;
    assert_eq!(unknowing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknowing.text.contains("60条") && unknowing.text.contains("支付赔偿款"), "{}", unknowing.text);
    let knowing = [&lines[..], &[("cost_shown", "true")]].concat();
    case.step("tiaojie1", "draft_agreement", &knowing).await;
    case.lawful().await;
    case.sign().await;
    let back = referral(case, moved).await;
    assert_eq!(back.stage, ReferralStage::HandedBack { on: date(2026, 4, 29) });
    let back = back.back.expect("it went back by itself");
    assert_eq!(back.outcome, BackOutcome::Agreed);
    // Seven days later than 17 October: Saturday the 24th, rolled over.
    let why = ["2026年4月22日起，至2026年4月29日恢复计算，共7日", "2026年10月24日"];
    case.runs("faguan1", suit, "first_trial", date(2026, 10, 26), &why).await;
    case.waits_for("chuangkou", "记录是否准予撤回", None).await;
}

/// What the court does is entered where it happens, once.
async fn withdrawn(case: &Case<'_>, suit: &MatterId) {
    let house = case.house;
    house.on_day(date(2026, 5, 8));
    let record = |step: &str| format!("record?step={step}");
    let ask = format!("/desk/file/{suit}/record?step=withdrawal_applied");
    let cost = house.get(&house.officer("faguan1").await, &ask).await.text;
    assert!(cost.contains("不能再以同一事实和理由起诉"), "{cost}");
    case.does("faguan1", suit, &record("withdrawal_applied"), &[("report.step.cost_shown", "true")], &[])
        .await;
    let allowed = [("report.step.findings", "withdrawal_allowed")];
    let ruling = [("report.document", "准予撤诉裁定书.png")];
    case.does("faguan1", suit, &record("decided"), &allowed, &ruling).await;
    let sides = ["p1", "p2", RESPONDENT].map(|side| ("report.step.sides", side));
    case.does("faguan1", suit, &record("served"), &sides, &[]).await;
    case.stands("faguan1", suit, "first_trial", "stopped", &["2026年5月8日"]).await;
    case.reads("p1", "一审已经撤回，这个程序到此结束。").await;
    let stage = case.dispute().await.stage;
    assert_eq!(stage, DisputeStage::Ended { on: date(2026, 5, 8), outcome: Outcome::Settled });
    let entered = case.mediation().await.formal_ending.expect("the court's own report is enough");
    assert!(entered.on == date(2026, 5, 8) && entered.document.is_some(), "with its ruling: {entered:?}");
    case.waits_for_nobody(&["chuangkou", "faguan1"], "记录是否准予撤回").await;
    let page = case.file_page("chuangkou", &case.dispute).await;
    assert!(!page.contains("起诉的最后一天"), "解释60条: the same suit is gone for good: {page}");
    let picture = [
        "诉调对接（",
        "2026年4月17日至2026年4月22日计算",
        "2026年4月22日至2026年4月29日不计算",
        "一审：准许撤回",
    ];
    case.drawn("chuangkou", "p1", &picture).await;
}

#[tokio::test]
async fn a_suit_comes_from_the_court_is_settled_at_the_centre_and_withdrawn_with_every_day_right() {
    for house in houses_on(DAY).await {
        let case = at_the_counter(&house).await;
        let suit = sued(&case).await;
        let moved = referred(&case).await;
        talking(&case, &suit).await;
        settled(&case, &suit, &moved).await;
        withdrawn(&case, &suit).await;
        house.on_day(date(2026, 5, 19));
        let performance = case.dispute.child(Kind::Performance, 1);
        case.does("p2", &performance, "record_fulfilment", &[("obligation", "o1")], &[]).await;
        case.visit("yes").await;
        case.close().await;
    }
}
