//! A reconsideration through the pages, from the counter to the decision that has taken effect, and one that nobody touched. What was
//! proposed on the way is shown to nobody outside the office and the body. On both engines.

use crate::{
    cases::{Case, pixel, register},
    harness::{Browser, House, Page, houses},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    AnyMatter, Kind, MatterId,
    reconsideration::{Reconsideration, Stage},
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 24);

pub async fn fined(house: &House) -> Case<'_> {
    house.on_day(DAY);
    fine_of(house, "示例超市").await
}

/// Today.
pub async fn fine_of<'a>(house: &'a House, shop: &str) -> Case<'a> {
    let parties = [("applicant", "individual_business", shop, false)];
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 5000 元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月10日"),
        ("claims", "撤销处罚"),
        ("facts", "初次违法，货值 15 元，已经改正。"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}

pub async fn applied(case: &Case<'_>) -> MatterId {
    let pairs = [("application.way", "in_person"), ("application.requests", "annul")];
    done(&case.order("chuangkou", &case.dispute, "apply_for_reconsideration", &pairs).await, "applies");
    case.dispute.child(Kind::Reconsideration, 1)
}

pub async fn held(case: &Case<'_>, id: &MatterId) -> Reconsideration {
    match case.matter(id).await {
        AnyMatter::Reconsideration(held) => *held,
        other => panic!("{other:?}"),
    }
}

/// Served today, in person, with the receipt.
pub async fn serve(case: &Case<'_>, id: &MatterId, notice: &str) {
    let mut officer = case.house.officer("fuyi1").await;
    let pairs = [("notice", notice), ("delivery.by", "direct")];
    let files = [("delivery.proof", "送达回证.png", &*pixel())];
    done(&case.house.order_with(&mut officer, id, "serve", &pairs, &files).await, notice);
}

const CONDITIONS: [&str; 7] =
    ["clear_parties", "interest", "concrete_request", "in_time", "in_scope", "jurisdiction", "not_elsewhere"];

pub fn conditions() -> Vec<(&'static str, &'static str)> {
    CONDITIONS.iter().map(|one| ("conditions", *one)).collect()
}

/// Accepted, and the agency has its copy: its ten days run.
pub async fn taken_up(case: &Case<'_>, id: &MatterId) {
    done(&case.order("fuyi1", id, "accept", &conditions()).await, "accept");
    done(&case.order("fuyi1", id, "send_copy", &[]).await, "send_copy");
    serve(case, id, "n2|respondent").await;
}

#[tokio::test]
async fn the_agency_complained_against_does_not_apply_for_the_citizen() {
    for house in houses().await {
        let case = fined(&house).await;
        let agency = house.officer("shichang").await;
        let file = format!("/desk/file/{}", case.dispute);
        let page = house.get(&agency, &file).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("apply_for_reconsideration"), "32条: not offered");
        let order = house.get(&agency, &format!("{file}/apply_for_reconsideration")).await;
        assert_eq!(order.status, StatusCode::FORBIDDEN, "2条: the application is the citizen's");
    }
}

#[tokio::test]
async fn a_fine_is_reconsidered_from_the_counter_to_the_decision_in_force() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let conditions = conditions();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
        done(&case.order("fuyi1", &id, "send_copy", &[]).await, "send_copy");
        serve(&case, &id, "n2|respondent").await;
        house.on_day(date(2026, 11, 26));
        let mut agency = house.officer("shichang").await;
        let reply = [
            ("text", "处罚依法作出"),
            ("evidence.0.title", "现场笔录"),
            ("evidence.0.formed_on", "2026年11月25日"),
        ];
        let files = [("evidence.0.file", "笔录.png", &*pixel())];
        done(&house.order_with(&mut agency, &id, "reply", &reply, &files).await, "reply");
        let file =
            case.house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("受理以后才形成"), "46条: flagged\n{}", file.text);
        decide(&case, &id).await;
        let review = held(&case, &id).await;
        assert_eq!(review.stage, Stage::Effective { on: date(2026, 12, 1) });
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(my.text.contains("2026年12月16日"), "fifteen days to sue\n{}", my.text);
        let (status, sheet) =
            house.bytes(&house.officer("fuyi1").await, "/desk/list/reconsideration?xlsx=1").await;
        assert_eq!(status, StatusCode::OK);
        let rows = crate::exchange::cells(&sheet);
        let said = |label: &str| {
            let at = rows[0]
                .iter()
                .position(|one| one == label)
                .unwrap_or_else(|| panic!("{label}: {:?}", rows[0]));
            rows[1][at].clone()
        };
        for (label, value) in [
            ("案号", review.number.as_str()),
            ("收到申请", "2026-11-24"),
            ("受理", "2026-11-24"),
            ("审查结果", "受理"),
            ("审理期限最后一天", "2027-01-25"),
            ("决定日", "2026-12-01"),
            ("送达申请人", "2026-12-01"),
            ("已用天数（扣除中止）", "7"),
        ] {
            assert_eq!(said(label), value, "{label}: {rows:?}");
        }
        assert!(!said("结果").is_empty() && said("后来的诉讼").is_empty(), "{rows:?}");
    }
}

/// The day from which it was suspended counts no more, the day on which it goes on does.
#[tokio::test]
async fn the_sheet_counts_the_days_of_a_suspended_reconsideration_as_its_clock_does() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let conditions = conditions();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        let halt = [("ground", "applicant_missing"), ("reason", "联系不上申请人")];
        done(&case.order("fuyi1", &id, "suspend", &halt).await, "suspend");
        house.on_day(date(2026, 11, 26));
        done(&case.order("fuyi1", &id, "resume", &[("reason", "已经找到")]).await, "resume");
        house.on_day(date(2026, 11, 27));
        let (_, sheet) =
            house.bytes(&house.officer("fuyi1").await, "/desk/list/reconsideration?xlsx=1").await;
        let rows = crate::exchange::cells(&sheet);
        let at = rows[0].iter().position(|label| label.starts_with("已用天数")).expect("a column");
        assert_eq!(rows[1][at], "2", "the 26th and the 27th: {rows:?}");
        let cells = crate::exchange::typed(&sheet);
        assert!(matches!(cells[1][at], calamine::Data::Float(_)), "a count can be summed: {:?}", cells[1]);
        let received = rows[0].iter().position(|label| label == "收到申请").expect("a column");
        assert!(
            matches!(cells[1][received], calamine::Data::DateTime(_)),
            "a day can be sorted: {:?}",
            cells[1]
        );
    }
}

pub async fn replied(case: &Case<'_>, id: &MatterId) {
    let mut agency = case.house.officer("shichang").await;
    let reply = [
        ("text", "处罚依法作出"),
        ("evidence.0.title", "现场笔录"),
        ("evidence.0.formed_on", "2026年11月9日"),
    ];
    let files = [("evidence.0.file", "笔录.png", &*pixel())];
    done(&case.house.order_with(&mut agency, id, "reply", &reply, &files).await, "reply");
}

/// Answered, heard and proposed.
pub async fn drafted(case: &Case<'_>, id: &MatterId) {
    // 36条、48条、49条: somebody works on it, the agency has answered and the applicant was heard, or nothing can be proposed.
    if held(case, id).await.handlers.is_empty() {
        done(&case.order("fuyiju", id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    }
    if held(case, id).await.reply.is_none() {
        replied(case, id).await;
    }
    let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "坚持申请")];
    done(&case.order("fuyi1", id, "hear_party", &heard).await, "hear_party");
    let opinion = [
        ("opinion.facts", "查明的事实"),
        ("opinion.reasons", "内部才看的理由"),
        ("opinion.holdings.0.kind", "change"),
        ("opinion.holdings.0.ground", "content_inappropriate"),
        ("opinion.holdings.0.content", "罚款 300 元"),
        ("opinion.restitution", "退还 4700 元"),
    ];
    done(&case.order("fuyi1", id, "draft", &opinion).await, "draft");
}

/// The same, and agreed to.
pub async fn agreed(case: &Case<'_>, id: &MatterId) {
    let house = case.house;
    drafted(case, id).await;
    for login in ["chuangkou", "shichang", "shenji"] {
        let page = house.get(&house.officer(login).await, &format!("/desk/file/{}", case.dispute)).await;
        assert_eq!(page.status, StatusCode::OK, "{login}");
        assert!(!page.text.contains("内部才看的理由"), "{login}");
        let api = house.get(&house.officer(login).await, &format!("/api/matters/{id}")).await;
        assert!(!api.text.contains("内部才看的理由"), "{login}: {}", api.text);
    }
    let resolve = [("resolving", "head"), ("by", "分管副市长"), ("approved", "true"), ("opinion", "同意")];
    let by_drafter = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{id}/resolve")).await;
    assert_eq!(by_drafter.status, StatusCode::UNPROCESSABLE_ENTITY, "61条: a separate act");
    let file = house.get(&house.officer("shizhang").await, &format!("/desk/file/{}", case.dispute)).await;
    assert!(file.text.contains("内部才看的理由"), "61条: whoever agrees has read what it is: {}", file.text);
    let ask = house.get(&house.officer("shizhang").await, &format!("/desk/file/{id}/resolve")).await;
    for said in [
        "<h2>拟作的决定</h2>",
        "返还财产、解除措施",
        "退还 4700 元",
        "<h2>事实和理由</h2>",
        "查明的事实",
        "内部才看的理由",
        "<h2>申请人请求什么</h2>",
    ] {
        assert!(ask.text.contains(said), "61条, {said}: {}", ask.text);
    }
    done(&case.order("shizhang", id, "resolve", &resolve).await, "resolve");
}

pub async fn decide(case: &Case<'_>, id: &MatterId) {
    let notice = issued(case, id).await;
    for side in ["p1", "respondent"] {
        serve(case, id, &format!("{notice}|{side}")).await;
    }
}

/// On 1 December, and still to be served: the key of the decision's notice.
pub async fn issued(case: &Case<'_>, id: &MatterId) -> String {
    let house = case.house;
    house.on_day(date(2026, 12, 1));
    agreed(case, id).await;
    let mut officer = house.officer("fuyi1").await;
    let number = [("number", "钟政复决〔2026〕1号")];
    let sealed = [("document", "决定书.png", &*pixel())];
    done(&house.order_with(&mut officer, id, "issue", &number, &sealed).await, "issue");
    held(case, id).await.decided.expect("it is issued").notice
}

#[tokio::test]
async fn an_application_that_nobody_touched_counts_as_accepted_and_every_page_says_so() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        // 25, 26, 27, 30 November, 1 December.
        house.on_day(date(2026, 12, 2));
        let told = house.get(&house.officer("fuyi1").await, &format!("/api/matters/{id}")).await;
        assert!(told.text.contains("\"stage\":\"running\""), "{}", told.text);
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(my.text.contains("已经受理，正在审理"), "{}", my.text);
        house.office.record_lapses().await.expect("is recorded");
        let accepted = held(&case, &id).await.acceptance.expect("30条3款");
        assert_eq!((accepted.on, accepted.deemed), (date(2026, 12, 1), true));
    }
}

#[tokio::test]
async fn an_applicant_reads_what_the_agency_brought_and_withdraws_knowing_the_cost() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("shichang", &id, "reply", &[("text", "处罚适当")]).await, "reply");
        done(&case.order("p1", &id, "request_access", &[]).await, "request_access");
        done(&case.order("fuyi1", &id, "decide_access", &[("request", "r1")]).await, "decide_access");
        assert!(held(&case, &id).await.may_read("p1"), "47条");
        let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "愿意和解")];
        done(&case.order("fuyi1", &id, "hear_party", &heard).await, "hear_party");
        let page =
            house.get(&house.party(&case.dispute, "p1").await, &format!("/my/{id}/apply_withdrawal")).await;
        assert!(page.text.contains("不能再以同一事实和理由申请行政复议"), "{}", page.text);
        let withdraw = [("reason", "已经和解"), ("settled", "true"), ("cost_shown", "true")];
        done(&case.order("p1", &id, "apply_withdrawal", &withdraw).await, "apply_withdrawal");
        // Nobody refuses by leaving a box empty.
        let silent = case.order("fuyi1", &id, "decide_withdrawal", &[("reason", "自愿、合法")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent.text.contains("请填写：决定") && silent.text.contains("不准予撤回"),
            "{}",
            silent.text
        );
        let allow = [("allowed", "true"), ("reason", "自愿、合法")];
        done(&case.order("fuyi1", &id, "decide_withdrawal", &allow).await, "decide_withdrawal");
        assert_eq!(held(&case, &id).await.stage, Stage::Terminated { on: DAY });
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        let file =
            house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", case.dispute)).await.text;
        for page in [my, file] {
            assert!(
                page.contains("仍想起诉的，只能在原来的起诉期限内提出") && page.contains("还剩"),
                "{page}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_whose_conditions_are_not_all_ticked_is_refused_with_its_article() {
    let house = houses().await.remove(0);
    let case = fined(&house).await;
    let id = applied(&case).await;
    let page = case.order("fuyi1", &id, "accept", &[("conditions", "interest")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("七项条件要逐项审查"), "{}", page.text);
    let other = house.get(&house.officer("renshe").await, &format!("/desk/file/{id}/reply")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "another agency knows nothing of it");
}

#[tokio::test]
async fn two_officers_who_decide_at_once_are_shown_both_texts_and_nothing_is_overwritten() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let (mut slower, path) =
            (house.officer("fuyi2").await, |step: &str| format!("/desk/file/{id}/{step}"));
        let send = async |browser: &mut Browser, step: &str, form: &Page, pairs: &[(&str, &str)]| {
            let typed = form.filled_in(pairs);
            let typed: Vec<(&str, &str)> =
                typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            house.post(browser, &path(step), &typed).await
        };
        // One refuses while the other accepts.
        let opened = house.get(&slower, &path("refuse")).await;
        let conditions = conditions();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        let refuse = [("ground", "no_interest"), ("reason", "他不是当事人")];
        let late = send(&mut slower, "refuse", &opened, &refuse).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("受理") && late.text.contains("他不是当事人"), "{}", late.text);
        assert_eq!(held(&case, &id).await.stage, Stage::Running);
        // Both propose; the faster one's words stand beside the slower one's.
        done(&case.order("fuyi1", &id, "send_copy", &[]).await, "send_copy");
        let both = [("handlers", "u-fuyi1"), ("handlers", "u-fuyi2")];
        done(&case.order("fuyiju", &id, "assign", &both).await, "assign");
        replied(&case, &id).await;
        let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "坚持申请")];
        done(&case.order("fuyi1", &id, "hear_party", &heard).await, "hear_party");
        let opinion = |reasons: &'static str| {
            [
                ("opinion.facts", "查明的事实"),
                ("opinion.reasons", reasons),
                ("opinion.holdings.0.kind", "change"),
                ("opinion.holdings.0.ground", "content_inappropriate"),
                ("opinion.holdings.0.content", "罚款 300 元"),
                ("opinion.restitution", "退还 4700 元"),
            ]
        };
        let opened = house.get(&slower, &path("draft")).await;
        done(&case.order("fuyi1", &id, "draft", &opinion("先写的理由")).await, "draft");
        let late = send(&mut slower, "draft", &opened, &opinion("后写的理由")).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("先写的理由") && late.text.contains("后写的理由"), "{}", late.text);
        let drafts = held(&case, &id).await.drafts;
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].opinion.reasons, "先写的理由");
    }
}
