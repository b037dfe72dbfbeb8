//! Papers of a reconsideration, filled from its file: what each says, who may issue it, who reads it. On both engines.

use crate::{
    cases::{Case, HEAD_CAME, pixel, register},
    harness::{House, houses},
    papers::{fonts, look_at, offered, paper},
    reconsideration::{applied, conditions, decide, fined, held, replied, serve},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{MatterId, mediation::RESPONDENT};
use jiff::civil::date;

/// A hearing that is convened in time.
pub const HEARING: [(&str, &str); 7] = [
    ("plan.starts_at", "2026年12月10日 9:30"),
    ("plan.place", "市司法局二楼听证室"),
    ("plan.matters", "商品是否过期\n处罚幅度是否适当"),
    ("plan.chair", "u-fuyi1"),
    ("plan.members", "u-fuyi2"),
    ("plan.members", "u-fuyi3"),
    ("plan.clerk", "u-chuangkou"),
];

async fn accepted(case: &Case<'_>, id: &MatterId) {
    let conditions = conditions();
    done(&case.order("fuyi1", id, "accept", &conditions).await, "accept");
    done(&case.order("fuyiju", id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    done(&case.order("fuyi1", id, "send_copy", &[]).await, "send_copy");
}

#[tokio::test]
async fn every_notice_and_the_decision_are_set_from_the_file_and_issued_by_the_office_alone() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        accepted(&case, &id).await;
        serve(&case, &id, "n2|respondent").await;
        replied(&case, &id).await;
        decide(&case, &id).await;
        let wanted = [
            "reconsideration_letter.p1.n1",
            "reconsideration_letter.respondent.n2",
            "reconsideration_decision.-.n3",
            "service_receipt.p1.n3",
        ];
        let keys = look_at(&house, "fuyi1", &case.dispute, "decided", &wanted).await;
        let centres = |key: &&String| key.starts_with("application") && !key.ends_with(".application");
        assert!(!keys.iter().any(|key| centres(&key)), "the centre's are the centre's: {keys:?}");
        let clerk = house.officer("chuangkou").await;
        let own = house.get(&clerk, &format!("/desk/file/{}/papers", case.dispute)).await;
        let own = offered(&own.text);
        assert!(!own.iter().any(|key| key.starts_with("reconsideration")), "{own:?}");
        let keys = ["reconsideration_decision.-.n3", "service_receipt.p1.n3"];
        issued_and_read(&case, &keys, "行政复议决定书", "送达回证").await;
        let decision = paper(&house, &case.dispute, 1).await.1.issue.number;
        assert_eq!(decision.as_deref(), Some("钟政复决〔2026〕1号"), "the number that the office gave it");
        let receipt = paper(&house, &case.dispute, 2).await.1.issue.number;
        let own = format!("{}之1", held(&case, &id).await.number);
        assert_eq!(receipt, Some(own), "the reconsideration's number, not the dispute's");
    }
}

/// Issues these; the applicant then reads of the one and not of the other.
async fn issued_and_read(case: &Case<'_>, keys: &[&str], theirs: &str, not_theirs: &str) {
    let house = case.house;
    let mut officer = house.officer("fuyi1").await;
    let path = format!("/desk/file/{}/papers", case.dispute);
    for key in keys {
        let page = house.get(&officer, &path).await;
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", *key)];
        let sent = house.post(&mut officer, &path, &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{key}: {}", sent.text);
    }
    let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
    assert!(my.text.contains(theirs), "{}", my.text);
    assert!(!my.text.contains(not_theirs), "{}", my.text);
}

#[tokio::test]
async fn a_refusal_and_a_notice_to_supplement_say_their_reason_and_their_days() {
    if fonts().is_none() {
        return;
    }
    let house = houses().await.remove(0);
    let case = fined(&house).await;
    let id = applied(&case).await;
    let asked = [("items", "身份证明复印件\n处罚决定书复印件")];
    done(&case.order("fuyi1", &id, "request_supplement", &asked).await, "request_supplement");
    look_at(&house, "fuyi1", &case.dispute, "supplement", &["reconsideration_letter.p1.n1"]).await;
    let other = fined_again(&house).await;
    let id = applied(&other).await;
    let refused =
        [("ground", "not_this_body"), ("reason", "应当向上一级税务机关申请"), ("competent", "示例市税务局")];
    done(&other.order("fuyi1", &id, "refuse", &refused).await, "refuse");
    look_at(&house, "fuyi1", &other.dispute, "refused", &["reconsideration_letter.p1.n1"]).await;
}

async fn fined_again(house: &House) -> Case<'_> {
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 800 元"),
        ("act.made_on", "2026年11月12日"),
        ("act.known_on", "2026年11月12日"),
        ("claims", "撤销处罚"),
        ("facts", "罚错了人。"),
    ];
    let parties = [("applicant", "natural_person", "示例·周某", false)];
    crate::cases::register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}

/// A fine with a third party, accepted, replied to.
async fn with_a_third_party(house: &House) -> (Case<'_>, MatterId) {
    house.on_day(date(2026, 11, 24));
    let parties = [
        ("applicant", "individual_business", "示例副食店", false),
        ("third_party", "natural_person", "示例·举报人", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 3000 元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月10日"),
        ("claims", "撤销处罚"),
        ("facts", "商品没有过期，是标签贴错了。"),
    ];
    let case = register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await;
    let id = applied(&case).await;
    accepted(&case, &id).await;
    serve(&case, &id, "n2|respondent").await;
    replied(&case, &id).await;
    (case, id)
}

async fn with_document(case: &Case<'_>, who: &str, id: &MatterId, command: &str, pairs: &[(&str, &str)]) {
    let mut officer = case.house.officer(who).await;
    let files = [("document", "盖章件.png", &*pixel())];
    done(&case.house.order_with(&mut officer, id, command, pairs, &files).await, command);
}

/// Third party, stay, hearing, review of a rule with its suspension, extension, the committee.
async fn tried(case: &Case<'_>, id: &MatterId) {
    let order = async |who: &str, command: &str, pairs: &[(&str, &str)]| {
        done(&case.order(who, id, command, pairs).await, command);
    };
    order("fuyi1", "notify_third_party", &[("side", "p2")]).await;
    order("p1", "ask_stay", &[("reason", "店里流动资金不够，先交罚款要停业")]).await;
    let granted = [("stay", "t1"), ("ground", "asked_reasonably"), ("reason", "停止执行不损害公共利益")];
    order("fuyi1", "decide_stay", &granted).await;
    order("p2", "ask_stay", &[("reason", "请停止执行")]).await;
    order("fuyi1", "decide_stay", &[("stay", "t2"), ("reason", "同一请求已经决定")]).await;
    let form =
        case.house.get(&case.house.officer("fuyi1").await, &format!("/desk/file/{id}/convene_hearing")).await;
    assert!(form.text.contains("u-chuangkou") && form.text.contains("u-fuyi3"), "{}", form.text);
    assert!(!form.text.contains("u-zhuanjia"), "an expert may not open the file: {}", form.text);
    order("fuyi1", "convene_hearing", &HEARING).await;
    let rule = [
        ("plan.rule", "《示例市食品标签管理办法》第九条"),
        ("plan.maker", "示例市市场监督管理局"),
        ("plan.own", "true"),
        ("plan.found", "true"),
    ];
    order("fuyi1", "open_rule_review", &rule).await;
    let halt = [("ground", "rule_review"), ("reason", "审查依据")];
    // Nothing is uploaded: the notice is set from the order.
    order("fuyi1", "suspend", &halt).await;
    order("fuyi1", "notify_rule", &[]).await;
    order("fuyi1", "record_rule_answer", &[("text", "制定时依据旧条例")]).await;
    let unlawful = [("outcome", "unlawful"), ("text", "第九条增设了上位法没有的处罚")];
    order("fuyi1", "conclude_rule_review", &unlawful).await;
    order("fuyi1", "resume", &[("reason", "附带审查已有结论")]).await;
    let forwarded = [
        ("plan.rule", "《示例省标签管理规定》第三条"),
        ("plan.maker", "示例省市场监督管理局"),
        ("plan.forward_to", "示例省人民政府"),
        ("plan.found", "true"),
    ];
    order("fuyi1", "open_rule_review", &forwarded).await;
    order("fuyi1", "notify_rule", &[]).await;
    order("fuyi1", "record_rule_answer", &[("text", "第三条合法")]).await;
    order("fuyi1", "conclude_rule_review", &[("outcome", "answered"), ("text", "回复：第三条合法")]).await;
    order("fuyiju", "extend", &[("days", "30"), ("reason", "要等附带审查")]).await;
    let grave = [("weights", "technical"), ("reason", "食品标签的专业问题")];
    order("fuyi1", "weigh", &grave).await;
    order("fuyi1", "consult", &[("question", "标签日期的差错算不算超过保质期？")]).await;
    order("fuyi1", "record_consultation", &[("text", "多数委员认为不算")]).await;
    order("fuyi1", "lift_stay", &[("reason", "申请人已经缴款")]).await;
}

/// Opinion and proposal, and what is done when nothing is performed.
async fn pressed(case: &Case<'_>, id: &MatterId) {
    let order = async |command: &str, pairs: &[(&str, &str)]| {
        done(&case.order("fuyi1", id, command, pairs).await, command);
    };
    let opinion = [("kind", "opinion"), ("text", "同类案件处罚幅度不一，请统一裁量标准。")];
    order("issue_opinion", &opinion).await;
    let proposal =
        [("kind", "proposal"), ("to_body", "示例市标准化协会"), ("text", "建议编写食品标签的差错示例。")];
    order("issue_opinion", &proposal).await;
    let urging =
        [("measure", "urging"), ("until", "2026年12月31日"), ("text", "退还多收的罚款，并书面报告。")];
    order("press", &urging).await;
    let talk = [("measure", "interview"), ("text", "12月28日9时，市司法局，请分管负责人到场。")];
    order("press", &talk).await;
    order("press", &[("measure", "criticism"), ("text", "逾期两个月没有退还。")]).await;
}

#[tokio::test]
async fn what_is_told_along_the_trial_and_afterwards_is_set_from_the_file() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let (case, id) = with_a_third_party(&house).await;
        tried(&case, &id).await;
        // n3 third party, n4 stay, n5 hearing, n6 suspension, n7 rule, n8 resumption, n9 forwarded, n10 extension.
        let wanted = [
            "reconsideration_letter.p2.n3",
            "reconsideration_letter.respondent.n4",
            "reconsideration_letter.p1.n5",
            "reconsideration_letter.respondent.n5",
            "reconsideration_letter.p1.n6",
            "reconsideration_letter.rule_body.n7",
            "reconsideration_letter.p1.n8",
            "reconsideration_letter.rule_body.n9",
            "reconsideration_letter.p1.n10",
            "reconsideration_letter.p1.t1",
            "reconsideration_letter.p2.t2",
            "reconsideration_letter.rule_body.u1",
            "reconsideration_letter.-.c1",
            "advice_record.-.c1",
            "service_receipt.rule_body.n9",
        ];
        look_at(&house, "fuyi1", &case.dispute, "tried", &wanted).await;
        issued_and_read(
            &case,
            &["advice_record.-.c1", "reconsideration_letter.p1.n5"],
            "听证通知书",
            "咨询意见",
        )
        .await;
        let clerk =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(!clerk.text.contains("咨询意见记录"), "for the office and the body alone: {}", clerk.text);
        heard(&case, &id).await;
    }
}

/// The hearing is held, its minutes read where they are needed, printed and kept signed.
async fn heard(case: &Case<'_>, id: &MatterId) {
    for side in ["p1", "p2", "respondent"] {
        serve(case, id, &format!("n5|{side}")).await;
    }
    case.house.on_day(date(2026, 12, 10));
    let minutes = [
        ("record.present", "p1"),
        ("record.present", "respondent"),
        ("record.head.kind", "attended"),
        ("record.head.name", "示例·局长"),
        ("record.head.post", "局长"),
        ("record.minutes", "申请人陈述：商品没有过期。\n被申请人答辩：标签违法。"),
    ];
    done(&case.order("fuyi1", id, "record_hearing", &minutes).await, "record_hearing");
    let page = async |who: &str| {
        case.house.get(&case.house.officer(who).await, &format!("/desk/file/{}", case.dispute)).await.text
    };
    let (officer, clerk) = (page("fuyi1").await, page("chuangkou").await);
    assert!(
        officer.contains("被申请人答辩：标签违法") && officer.contains("打印出来，到场的人核对签字"),
        "{officer}"
    );
    assert!(!clerk.contains("被申请人答辩：标签违法"), "the centre follows the course: {clerk}");
    look_at(case.house, "fuyi1", &case.dispute, "heard", &["advice_record.-.h1"]).await;
    with_document(case, "fuyi1", id, "keep_hearing_minutes", &[]).await;
    assert!(!page("fuyi1").await.contains("打印出来，到场的人核对签字"));
}

#[tokio::test]
async fn what_was_ended_by_withdrawal_says_what_that_costs() {
    if fonts().is_none() {
        return;
    }
    let house = houses().await.remove(0);
    let (case, id) = with_a_third_party(&house).await;
    let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "愿意和解")];
    done(&case.order("fuyi1", &id, "hear_party", &heard).await, "hear_party");
    let withdraw = [("reason", "已经和解"), ("settled", "true"), ("cost_shown", "true")];
    done(&case.order("p1", &id, "apply_withdrawal", &withdraw).await, "apply_withdrawal");
    let allow = [("allowed", "true"), ("reason", "自愿、合法")];
    done(&case.order("fuyi1", &id, "decide_withdrawal", &allow).await, "decide_withdrawal");
    look_at(&house, "fuyi1", &case.dispute, "withdrawn", &["reconsideration_letter.p1.n3"]).await;
}

#[tokio::test]
async fn what_is_done_when_nothing_is_performed_is_written_to_the_agency() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        accepted(&case, &id).await;
        serve(&case, &id, "n2|respondent").await;
        decide(&case, &id).await;
        pressed(&case, &id).await;
        let wanted = [
            "reconsideration_letter.respondent.n4",
            "reconsideration_letter.body:示例市标准化协会.n5",
            "reconsideration_letter.respondent.n6",
            "reconsideration_letter.respondent.m2",
            "reconsideration_letter.respondent.m3",
        ];
        look_at(&house, "fuyi1", &case.dispute, "pressed", &wanted).await;
        let urging = ["reconsideration_letter.respondent.n6"];
        issued_and_read(&case, &urging, "", "责令履行通知书").await;
        let agency =
            house.get(&house.officer("shichang").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(agency.text.contains("责令履行通知书"), "{}", agency.text);
    }
}

#[tokio::test]
async fn a_mediation_statement_is_set_to_be_signed_and_sealed_before_it_is_recorded() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined_and_willing(&house).await;
        let id = applied(&case).await;
        accepted(&case, &id).await;
        case.import("party_asks", "reconsideration", false).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.obligee", "p1"),
            ("obligations.0.content", "作出变更决定，罚款 300 元"),
            ("obligations.0.due_on", "2026年12月20日"),
            ("disposition", "changed"),
            ("ending", "reconsideration_statement"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        let to_be_sealed = "reconsideration_decision.-.statement";
        look_at(&house, "fuyi1", &case.dispute, "settled", &[to_be_sealed]).await;
        let sealed = [
            ("text", "被申请人于2026年12月20日前作出变更决定，罚款 300 元。\n申请人不再就此申请救济。"),
            ("signed_by", "p1"),
            ("signed_by", RESPONDENT),
        ];
        with_document(&case, "fuyi1", &id, "seal_statement", &sealed).await;
        let keys = look_at(&house, "fuyi1", &case.dispute, "sealed", &[]).await;
        assert!(!keys.iter().any(|key| key == to_be_sealed), "{keys:?}");
        let key = keys.iter().find(|key| key.starts_with("reconsideration_decision")).expect("it is offered");
        issued_and_read(&case, &[key], "行政复议调解书", "送达回证").await;
    }
}

async fn fined_and_willing(house: &House) -> Case<'_> {
    house.on_day(date(2026, 11, 24));
    let parties = [("applicant", "natural_person", "示例·钱某", false)];
    let act = [
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 5000 元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月10日"),
        ("act.discretionary", "true"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已经改正。"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}
