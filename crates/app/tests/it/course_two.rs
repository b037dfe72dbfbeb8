//! The employer and the injured worker: a reconsideration that is accepted, joined by the worker, suspended upon both sides' papers,
//! resumed when the money is settled, and ended by the statement that the body seals. Every day is reckoned by hand; and nothing
//! is entered twice. On both engines.

use crate::{
    cases::{Case, glass, register},
    course::Papers,
    entered::{entered_once, every_form_is_counted},
    harness::{House, houses_on},
    reconsideration::conditions,
};
use huajie_law::{
    AnyMatter, Kind, MatterId,
    dispute::{Outcome, Stage as DisputeStage},
    mediation::RESPONDENT,
    reconsideration::{Reconsideration, Stage},
};
use jiff::civil::{Date, date};

/// The first day of work after the Spring Festival of 2026.
const DAY: Date = date(2026, 2, 24);
const VISIT: &str = "record_visit?step=p2";
const ALL: [&str; 3] = ["p1", "p2", RESPONDENT];

async fn recognised(house: &House) -> (Case<'_>, MatterId) {
    let parties = [
        ("applicant", "legal_person", "示例绿化公司", false),
        ("third_party", "natural_person", "示例·刘某", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("act.kind", "work_injury"),
        ("act.title", "认定工伤决定"),
        ("act.made_on", "2026年2月10日"),
        ("act.known_on", "2026年2月11日"),
        ("claims", "撤销工伤认定"),
        ("facts", "搬运地砖时腰椎骨折；双方没有书面劳动合同，没有缴纳工伤保险。"),
    ];
    let case = register(house, "钟祥市人力资源和社会保障局", "renshe", &parties, &act).await;
    // 11 February and sixty days; and six months, which end on a working Tuesday.
    case.runs(
        "chuangkou",
        &case.dispute,
        "last_day_to_reconsider",
        date(2026, 4, 13),
        &["《行政复议法》第20条第1款"],
    )
    .await;
    case.runs(
        "chuangkou",
        &case.dispute,
        "last_day_to_sue",
        date(2026, 8, 11),
        &["《行政诉讼法》第46条第1款"],
    )
    .await;
    let applied = [
        ("application.way", "in_person"),
        ("application.requests", "annul"),
        ("application.willing_to_mediate", "true"),
    ];
    case.does("chuangkou", &case.dispute, "apply_for_reconsideration", &applied, &[]).await;
    let review = case.dispute.child(Kind::Reconsideration, 1);
    (case, review)
}

async fn held(case: &Case<'_>, review: &MatterId) -> Reconsideration {
    match case.matter(review).await {
        AnyMatter::Reconsideration(held) => *held,
        other => panic!("{other:?}"),
    }
}

/// 30条、36条、48条、16条: reviewed within five working days, the agency told, the worker asked.
async fn accepted(case: &Case<'_>, review: &MatterId) {
    let worked = "2月28日春节调休上班";
    case.runs("fuyi1", review, "screening", date(2026, 3, 2), &["第30条第1款", "收到", worked]).await;
    case.reads("p1", "五个工作日内决定是否受理").await;
    case.house.on_day(date(2026, 2, 27));
    let conditions = conditions();
    case.does("fuyi1", review, "accept", &conditions, &[("document", "受理通知书.png")]).await;
    case.stands("fuyi1", review, "screening", "stopped", &["2026年2月27日"]).await;
    // 28 February is worked; 2 to 6 March; 9 March.
    case.runs("fuyi1", review, "copy", date(2026, 3, 9), &["第48条", worked]).await;
    case.runs("fuyi1", review, "decision", date(2026, 4, 28), &["第62条第1款", "受理"]).await;
    case.reads("p1", "已经受理，正在审理").await;
    case.does("fuyiju", review, "assign", &[("handlers", "u-fuyi1")], &[]).await;
    case.serves(review, "n1", &["p1"]).await;
    case.does("fuyi1", review, "send_copy", &[], &[("document", "答复通知书.png")]).await;
    case.serves(review, "n2", &[RESPONDENT]).await;
    case.runs("renshe", review, "reply", date(2026, 3, 12), &["第48条", worked]).await;
    case.waits_for("renshe", "书面答复并提交证据", Some(date(2026, 3, 12))).await;
    case.does(
        "fuyi1",
        review,
        "notify_third_party",
        &[("side", "p2")],
        &[("document", "参加复议通知书.png")],
    )
    .await;
    case.serves(review, "n3", &["p2"]).await;
    case.does("p2", review, "answer_as_third_party", &[("joins", "true")], &[]).await;
}

/// 48条、49条: the agency answers, and both parties are heard.
async fn tried(case: &Case<'_>, review: &MatterId) {
    case.house.on_day(date(2026, 3, 2));
    let reply = [
        ("text", "受伤经过有工友证言和病历为证，认定合法。"),
        ("evidence.0.title", "调查笔录"),
        ("evidence.0.formed_on", "2026年1月20日"),
    ];
    let papers = [("evidence.0.file", "调查笔录.png"), ("document", "行政复议答复书.png")];
    case.does("renshe", review, "reply", &reply, &papers).await;
    case.stands("fuyi1", review, "reply", "stopped", &["2026年3月2日"]).await;
    for (side, said) in [("p1", "公司认为没有劳动关系，但愿意谈赔偿"), ("p2", "只想尽快拿到医疗费")]
    {
        let heard = [("heard.side", side), ("heard.way", "phone"), ("heard.text", said)];
        case.does("fuyi1", review, "hear_party", &heard, &[]).await;
    }
}

/// Everybody agrees to talk, three people sit down, the days are counted.
async fn talking(case: &Case<'_>) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    case.import("party_asks", "reconsideration", false).await;
    let table = case.mediation_id();
    // In a reconsideration no day runs that somebody would have to be told of.
    let on_paper = [("party", "p1"), ("answer", "agree"), ("way", "paper")];
    case.does("chuangkou", &table, "record_consent", &on_paper, &[("evidence", "公司的同意书.png")]).await;
    for side in ["p2", RESPONDENT] {
        case.does(side, &table, "record_consent", &[("answer", "agree")], &[]).await;
    }
    case.house.on_day(date(2026, 3, 4));
    case.begin().await;
    // 4 March and thirty days: Friday 3 April.
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 4, 3), &["第27条", "2026年3月4日"]).await;
}

/// 39条1款6项: agreed on paper by both sides, and only then suspended by the body's own notice.
async fn suspended(case: &Case<'_>, review: &MatterId) {
    case.house.on_day(date(2026, 3, 6));
    let papers: Papers<'_> =
        &[("papers.0.file", "公司同意中止的书面材料.png"), ("papers.2.file", "人社局同意中止的书面材料.png")];
    case.does("tiaojie1", &case.mediation_id(), "agree_to_suspend", &[], papers).await;
    case.runs("fuyi1", review, "decision", date(2026, 4, 28), &["第62条第1款"]).await;
    case.waits_for("fuyi1", "双方已书面同意中止：决定是否中止", None).await;
    let order = [("ground", "agreed_for_mediation"), ("reason", "双方正在协商赔偿数额")];
    case.does("fuyi1", review, "suspend", &order, &[("document", "中止通知书.png")]).await;
    let why = ["2026年3月6日起，尚未恢复", "39条1款6项"];
    case.stands("fuyi1", review, "decision", "suspended", &why).await;
    case.serves(review, "n4", &ALL).await;
    for party in ["p1", "p2"] {
        case.reads(party, "审理暂停，期限停算；原因消除后恢复，会书面告诉您").await;
    }
    case.drawn("fuyi1", "p1", &["2026年3月6日起不计算", "lanes-stands"]).await;
}

/// What the quarrel was about: money, in two instalments.
async fn settled(case: &Case<'_>) {
    let (house, table) = (case.house, case.mediation_id());
    house.on_day(date(2026, 3, 10));
    for (session, side, hour, said) in [
        ("s1", "p1", "9:00", "公司担心一次付清周转不开"),
        ("s2", "p2", "9:30", "本人急需医疗费，分两期也可以"),
    ] {
        let at = format!("2026年3月10日 {hour}");
        let call = [
            ("starts_at", at.as_str()),
            ("place", "一号调解室"),
            ("form.kind", "separate"),
            ("form.party", side),
        ];
        case.step("tiaojie1", "convene_session", &call).await;
        case.step("tiaojie1", "record_attendance", &[("session", session), ("present", side)]).await;
        case.step("tiaojie1", "write_minutes", &[("session", session), ("text", said)]).await;
        house.later(jiff::SignedDuration::from_mins(30));
    }
    house.on_day(date(2026, 3, 26));
    let lines = [
        ("obligations.0.obligor", "p1"),
        ("obligations.0.obligee", "p2"),
        ("obligations.0.content", "支付第一期工伤待遇"),
        ("obligations.0.amount_fen", "45000"),
        ("obligations.0.due_on", "2026年4月30日"),
        ("obligations.1.obligor", "p1"),
        ("obligations.1.obligee", "p2"),
        ("obligations.1.content", "支付第二期工伤待遇"),
        ("obligations.1.amount_fen", "35000"),
        ("obligations.1.due_on", "2026年6月30日"),
        ("disposition", "stands"),
        ("ending", "reconsideration_statement"),
    ];
    case.step("tiaojie1", "draft_agreement", &lines).await;
    case.lawful().await;
    let hand = glass();
    for side in ALL {
        case.step(side, "sign_agreement", &[("way", &hand)]).await;
    }
    let mediator = [("party", "mediator")];
    case.does("tiaojie1", &table, "sign_agreement", &mediator, &[("way.scan", "主调人签字页.png")]).await;
    case.stands("tiaojie1", &table, "mediation_period", "stopped", &["2026年3月26日"]).await;
}

/// 39条2款、73条1款: resumed in writing, and ended by the body's own seal, once.
async fn resumed_and_sealed(case: &Case<'_>, review: &MatterId) {
    case.house.on_day(date(2026, 3, 27));
    case.waits_for("fuyi1", "调解已经终结：恢复审理并书面告知", Some(date(2026, 3, 26))).await;
    let order = [("reason", "协商已经有结果")];
    case.does("fuyi1", review, "resume", &order, &[("document", "恢复审理通知书.png")]).await;
    // 6 to 26 March are 21 days: 28 April becomes Tuesday 19 May.
    let why = ["中止：2026年3月6日起，2026年3月27日恢复计算，共扣除21日", "第62条第1款"];
    case.runs("fuyi1", review, "decision", date(2026, 5, 19), &why).await;
    case.serves(review, "n5", &ALL).await;
    case.reads("p2", "已经受理，正在审理").await;
    case.house.on_day(date(2026, 3, 30));
    let page = case.file_page("fuyi1", &case.dispute).await;
    assert!(page.contains("支付第一期工伤待遇"), "whoever seals it reads it: {page}");
    assert!(!page.contains("周转不开") && !page.contains("可以在幅度内让步"), "and not how it came about");
    case.waits_for("fuyi1", "制作调解书并加盖印章", None).await;
    let signed = ALL.map(|side| ("signed_by", side));
    case.does("fuyi1", review, "seal_statement", &signed, &[("document", "盖章的调解书.png")]).await;
    let ended = held(case, review).await;
    assert_eq!(ended.stage, Stage::Settled { on: date(2026, 3, 30) });
    let statement = ended.statement.expect("73条1款");
    assert_eq!(statement.text, "各方于2026年3月26日签署的调解协议的全部内容。", "nobody copies it out");
    case.serves(review, "n6", &ALL).await;
    case.stands("fuyi1", review, "decision", "stopped", &["2026年3月30日"]).await;
    case.reads("p1", "各方达成调解，调解书已经生效").await;
    let sealed = case.mediation().await.formal_ending.expect("its own body has sealed it");
    assert_eq!(sealed.on, date(2026, 3, 30), "nobody enters it again at the centre");
    case.waits_for_nobody(&["chuangkou", "faguan1"], "记录调解书盖章").await;
    let stage = case.dispute().await.stage;
    assert_eq!(stage, DisputeStage::Ended { on: date(2026, 3, 30), outcome: Outcome::Settled });
    let picture = ["2026年2月27日至2026年3月6日计算", "2026年3月6日至2026年3月27日不计算", "第 1 次调解"];
    case.drawn("fuyi1", "p1", &picture).await;
    case.keep("fuyi1", &format!("/desk/file/{}/lanes", case.dispute), "case-two-lanes").await;
    case.keep("fuyi1", &format!("/desk/file/{}", case.dispute), "case-two-file").await;
}

/// Both instalments come, each visit is made, the file is closed.
async fn performed(case: &Case<'_>) {
    let (house, performance) = (case.house, case.dispute.child(Kind::Performance, 1));
    let follow_up = case.dispute.child(Kind::FollowUp, 1);
    // Of the second instalment nobody is asked before its day.
    let visits = [
        (date(2026, 4, 20), "o1", "解答了怎样计算利息"),
        (date(2026, 7, 2), "o2", "说明了以后怎样申请伤残鉴定"),
    ];
    for (day, line, answers) in visits {
        house.on_day(day);
        case.does("p2", &performance, "record_fulfilment", &[("obligation", line)], &[]).await;
        let clerk = house.officer("chuangkou").await;
        let asked = house.get(&clerk, &format!("/desk/file/{follow_up}/{VISIT}")).await.text;
        let said: Vec<String> = (0..2).map(|at| format!("visit.lines.{at}.said")).collect();
        let said = said.iter().filter(|name| asked.contains(&format!("name=\"{name}\"")));
        let mut visit: Vec<(&str, &str)> = said.map(|name| (name.as_str(), "performed")).collect();
        visit.extend([("visit.form", "phone"), ("visit.satisfaction", "5"), ("visit.answers", answers)]);
        case.does("chuangkou", &follow_up, VISIT, &visit, &[]).await;
    }
    case.close().await;
}

#[tokio::test]
async fn a_work_injury_is_suspended_for_mediation_resumed_sealed_and_closed_and_nothing_is_entered_twice() {
    for house in houses_on(DAY).await {
        let (case, review) = recognised(&house).await;
        accepted(&case, &review).await;
        tried(&case, &review).await;
        talking(&case).await;
        suspended(&case, &review).await;
        settled(&case).await;
        resumed_and_sealed(&case, &review).await;
        performed(&case).await;
        every_form_is_counted(&case).await;
        entered_once(&house);
    }
}

/// Had they not agreed: the body resumes, decides on the last of the days that were left, and the fifteen days to sue begin.
#[tokio::test]
async fn had_they_not_agreed_it_is_resumed_and_decided_on_the_last_of_the_days_that_were_left() {
    for house in houses_on(DAY).await {
        let (case, review) = recognised(&house).await;
        accepted(&case, &review).await;
        tried(&case, &review).await;
        talking(&case).await;
        suspended(&case, &review).await;
        house.on_day(date(2026, 3, 20));
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "数额差距太大")]).await;
        case.waits_for("fuyi1", "调解已经终结：恢复审理并书面告知", Some(date(2026, 3, 20))).await;
        case.stands("fuyi1", &review, "decision", "suspended", &["2026年3月6日起，尚未恢复"]).await;
        house.on_day(date(2026, 3, 23));
        let order = [("reason", "协商没有结果")];
        case.does("fuyi1", &review, "resume", &order, &[("document", "恢复审理通知书.png")]).await;
        case.serves(&review, "n5", &ALL).await;
        // 6 to 22 March are seventeen days: 28 April becomes Friday 15 May.
        let why = ["中止：2026年3月6日起，2026年3月23日恢复计算，共扣除17日"];
        case.runs("fuyi1", &review, "decision", date(2026, 5, 15), &why).await;
        house.on_day(date(2026, 5, 15));
        case.reads("p1", "已经受理，正在审理").await;
        let opinion = [
            ("opinion.facts", "刘某受公司指派搬运时受伤"),
            ("opinion.reasons", "认定事实清楚、证据确凿"),
            ("opinion.holdings.0.kind", "uphold"),
            ("opinion.holdings.0.ground", "all_in_order"),
        ];
        case.does("fuyi1", &review, "draft", &opinion, &[]).await;
        let agrees = [("resolving", "head"), ("by", "分管副市长"), ("approved", "true"), ("opinion", "同意")];
        case.does("shizhang", &review, "resolve", &agrees, &[]).await;
        let number = [("number", "钟政复决〔2026〕2号")];
        case.does("fuyi1", &review, "issue", &number, &[("document", "行政复议决定书.png")]).await;
        case.serves(&review, "n6", &ALL).await;
        assert_eq!(held(&case, &review).await.stage, Stage::Effective { on: date(2026, 5, 15) });
        // 15 May and fifteen days: Saturday 30 May, rolled over; one window for each that was served.
        for side in ["p1", "p2"] {
            let window = format!("window:{side}");
            case.runs("fuyi1", &review, &window, date(2026, 6, 1), &["《行政诉讼法》第45条"]).await;
            case.reads(side, "最后一天是2026年6月1日").await;
        }
        let stage = case.dispute().await.stage;
        assert_eq!(stage, DisputeStage::Ended { on: date(2026, 5, 15), outcome: Outcome::Concluded });
        let watched = house.get(&house.officer("chuangkou").await, "/desk/watch").await.text;
        assert!(watched.contains("认定工伤决定"), "a mediation failed and nothing has settled it: {watched}");
        case.waits_for("chuangkou", "再次征询各方是否愿意调解", None).await;
        house.on_day(date(2026, 6, 2));
        house.office.record_lapses().await.expect("runs");
        assert_eq!(held(&case, &review).await.final_on, Some(date(2026, 6, 2)));
        case.holds().await;
    }
}
