//! `/`, `/apply`, `/progress`: the citizen, without scripts.

use crate::harness::{Browser, House, houses};
use axum::http::StatusCode;

/// Fills in every page up to the check; returns the browser.
pub async fn fill_in(house: &House, phone: &str) -> Browser {
    fill_in_wishing(house, phone, "mediation", &[]).await
}

/// The same with this wish and, where it is for reconsideration, what is requested.
pub async fn fill_in_wishing(house: &House, phone: &str, wish: &str, request: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::default();
    house.post(&mut browser, "/apply", &[]).await;
    let law = house.office.law();
    let agency = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
    let agency = agency.expect("the city has it").0.to_string();
    let mut pages: Vec<(&str, Vec<(&str, &str)>)> = vec![
        ("what", vec![("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")]),
        ("more", vec![]),
        ("who", vec![("respondent", &agency)]),
        (
            "when",
            vec![
                ("act.known_on", "２０２６年１１月１日"),
                ("act.made_on", "2026/10/31"),
                ("act.told", "yes"),
            ],
        ),
        ("tried", vec![]),
        ("want", vec![("claims", "撤销处罚"), ("amount_fen", "5,000元")]),
        ("way", vec![("wish", wish)]),
        ("evidence", vec![]),
        ("where", vec![("town", "420881101")]),
        ("where", vec![("town", "420881101"), ("village", "")]),
        (
            "you",
            vec![
                ("nature", "natural_person"),
                ("name", "欧阳·𠮷例"),
                ("number", "11010519491231002x"),
                ("phone", phone),
            ],
        ),
        ("others", vec![]),
        ("third", vec![]),
    ];
    if !request.is_empty() {
        let way = pages.iter().position(|(page, _)| *page == "way").expect("is a page");
        pages.insert(way + 1, ("request", request.to_vec()));
    }
    for (step, pairs) in pages {
        let page = answer(house, &mut browser, step, &pairs).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{step}: {}", page.text);
    }
    browser
}

/// In the order in which they are asked.
const PAGES: [&str; 15] = [
    "kind", "more", "what", "who", "when", "told", "tried", "want", "way", "request", "evidence", "where",
    "you", "others", "third",
];

/// Where a question stands, of which only the neighbourhood is named.
fn page_of<'a>(question: &str, near: &'a str) -> &'a str {
    match question {
        "act.kind" => "kind",
        "act.on_the_spot" | "act.by_monitoring" | "act.unanswered" | "act.real_estate" => "more",
        "act.told" => "told",
        question if question.starts_with("tried.") => "tried",
        question if question.starts_with("third.") => "third",
        _ => near,
    }
}

/// Answers a page and what is asked beside it; of the first that does not read the page that tells what is wrong.
pub async fn answer(
    house: &House,
    browser: &mut Browser,
    near: &str,
    pairs: &[(&str, &str)],
) -> crate::harness::Page {
    let mut last = None;
    for page in PAGES {
        let asked = |pair: &&(&str, &str)| page_of(pair.0, near) == page;
        let pairs: Vec<_> = pairs.iter().filter(asked).copied().collect();
        if pairs.is_empty() && page != near {
            continue;
        }
        let sent = answer_one(house, browser, page, &pairs).await;
        if sent.status != StatusCode::SEE_OTHER {
            return sent;
        }
        last = Some(sent);
    }
    last.expect("it is a page of the application")
}

async fn answer_one(
    house: &House,
    browser: &mut Browser,
    step: &str,
    pairs: &[(&str, &str)],
) -> crate::harness::Page {
    let path = format!("/apply/{step}");
    let form = house.get(browser, &path).await;
    let (csrf, version) = (form.hidden("csrf"), form.hidden("version"));
    let pairs = [&[("csrf", csrf.as_str()), ("version", version.as_str())], pairs].concat();
    let sent = house.post(browser, &path, &pairs).await;
    match sent.location.as_deref().filter(|location| location.ends_with("?missing=1")) {
        Some(wrong) => house.get(browser, wrong).await,
        None => sent,
    }
}

pub async fn hand_in(house: &House, browser: &mut Browser, more: &[(&str, &str)]) -> crate::harness::Page {
    let csrf = house.get(browser, "/apply/want").await.hidden("csrf");
    house.post(browser, "/apply/check", &[&[("csrf", csrf.as_str())], more].concat()).await
}

#[tokio::test]
async fn an_application_ends_with_a_number_a_code_and_the_days_that_count() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let handed_in = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"));
        let done = house.get(&browser, "/apply/done").await;
        assert!(done.text.contains("钟行争〔2026〕1号"), "{}", done.text);
        assert!(done.text.contains("申请行政复议的最后一天"), "{}", done.text);
        assert!(!done.text.contains("<script"));
    }
}

#[tokio::test]
async fn the_receipt_is_there_again_after_a_broken_connection_until_it_is_put_away() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut browser, &[]).await;
        let done = house.get(&browser, "/apply/done").await;
        let code = done.text.split("查询码").nth(1).expect("the code").chars().take(200).collect::<String>();
        assert!(
            !done.text.contains("只显示这一次") && done.text.contains("半小时内还能再打开"),
            "{}",
            done.text
        );
        let again = house.get(&browser, "/apply/done").await;
        assert!(again.text.contains(&code), "loaded again, it is the same");
        let foreign = house.post(&mut browser.clone(), "/apply/done", &[("csrf", "x")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let csrf = again.hidden("csrf");
        let away = house.post(&mut browser, "/apply/done", &[("csrf", &csrf)]).await;
        assert_eq!(away.location.as_deref(), Some("/"));
        let gone = house.get(&browser, "/apply/done").await;
        assert_eq!(gone.location.as_deref(), Some("/apply"), "{}", gone.text);
        assert!(!house.get(&browser, "/apply").await.text.contains("钟行争"));
    }
}

#[tokio::test]
async fn a_count_may_be_typed_with_its_unit_and_the_check_page_reads_sums_and_counts_out() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        for typed in ["１８人", "十八 人"] {
            let page = answer(&house, &mut browser, "others", &[("group.size", typed)]).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{typed}: {}", page.text);
        }
        let wrong = answer(&house, &mut browser, "others", &[("group.size", "十几人")]).await;
        assert!(wrong.text.contains("请填写一个整数"), "{}", wrong.text);
        answer(&house, &mut browser, "others", &[("group.size", "１８人")]).await;
        let check = house.get(&browser, "/apply/check").await;
        assert!(check.text.contains("5,000.00 元") && check.text.contains("18 人"), "{}", check.text);
    }
}

#[tokio::test]
async fn handing_in_twice_registers_once() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let csrf = house.get(&browser, "/apply/check").await.hidden("csrf");
        house.post(&mut browser, "/apply/check", &[("csrf", &csrf)]).await;
        let again = house.post(&mut browser, "/apply/check", &[("csrf", &csrf)]).await;
        assert_eq!(again.location.as_deref(), Some("/apply/done"));
        assert_eq!(house.office.ledger.all_of(huajie_law::Kind::Dispute).await.expect("reads").len(), 1);
    }
}

#[tokio::test]
async fn a_dispute_already_on_file_is_shown_before_a_second_one_is_made() {
    for house in houses().await {
        let mut first = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut first, &[]).await;
        let mut second = fill_in(&house, "13800001111").await;
        let shown = hand_in(&house, &mut second, &[]).await;
        assert_eq!(shown.status, StatusCode::CONFLICT);
        assert!(shown.text.contains("钟行争〔2026〕1号"));
        let made = hand_in(&house, &mut second, &[("another", "true")]).await;
        assert_eq!(made.location.as_deref(), Some("/apply/done"));
    }
}

#[tokio::test]
async fn what_does_not_read_stays_typed_and_gets_its_sentence() {
    for house in houses().await {
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply", &[]).await;
        let page =
            answer(&house, &mut browser, "when", &[("act.known_on", "前天下午"), ("act.told", "yes")]).await;
        assert_eq!(page.status, StatusCode::OK, "a page of its own, to which one can go back");
        assert!(page.text.contains("前天下午") && page.text.contains("这个日期没有看懂"), "{}", page.text);
        let again = house.get(&browser, "/apply/when").await;
        assert!(again.text.contains("前天下午"), "nothing typed is lost");
        let all = house.get(&browser, "/apply").await;
        let when = all.text.split("/apply/when").nth(1).and_then(|rest| rest.split("</li>").next());
        assert!(when.is_some_and(|when| when.contains("要改") && !when.contains("已填")), "{}", all.text);
    }
}

#[tokio::test]
async fn a_second_tab_that_saved_meanwhile_is_shown_beside_what_was_typed() {
    for house in houses().await {
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply", &[]).await;
        let form = house.get(&browser, "/apply/want").await;
        let (csrf, version) = (form.hidden("csrf"), form.hidden("version"));
        let pairs = |claims| [("csrf", csrf.as_str()), ("version", version.as_str()), ("claims", claims)];
        house.post(&mut browser, "/apply/want", &pairs("第一个窗口写的")).await;
        let second = house.post(&mut browser, "/apply/want", &pairs("第二个窗口写的")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.text.contains("第一个窗口写的") && second.text.contains("第二个窗口写的"));
    }
}

#[tokio::test]
async fn an_unknown_number_and_a_wrong_code_are_answered_alike() {
    for house in houses().await {
        let mut applicant = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut applicant, &[]).await;
        let mut answers = Vec::new();
        for number in ["钟行争〔2026〕1号", "钟行争〔2026〕999号"] {
            let mut browser = Browser::default();
            let looked = house
                .post(&mut browser, "/progress", &[("number", number), ("query_code", "AAAA-AAAA")])
                .await;
            let next = house.get(&browser, "/progress/code").await;
            let csrf = next.hidden("csrf");
            let tried =
                house.post(&mut browser, "/progress/code", &[("csrf", &csrf), ("code", "123456")]).await;
            let without_keys = |text: &str, key: &str| text.replace(key, "");
            answers.push((
                looked.status,
                looked.location,
                without_keys(&next.text, &csrf),
                tried.status,
                without_keys(&tried.text, &csrf),
            ));
        }
        assert_eq!(answers[0], answers[1]);
    }
}

#[tokio::test]
async fn a_form_without_the_key_of_its_session_changes_nothing() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let forged = house.post(&mut browser, "/apply/check", &[("csrf", "guessed")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert!(house.office.ledger.all_of(huajie_law::Kind::Dispute).await.expect("reads").is_empty());
    }
}

#[tokio::test]
async fn looking_up_another_file_on_the_way_loses_no_draft() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        house
            .post(&mut browser, "/progress", &[("number", "钟行争〔2026〕9号"), ("query_code", "AAAA2222")])
            .await;
        let check = house.get(&browser, "/apply/check").await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.text);
        assert!(check.text.contains("罚款 5000 元"), "{}", check.text);
    }
}

#[tokio::test]
async fn a_receipt_with_its_code_is_shown_for_half_an_hour_and_then_to_nobody() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut browser, &[]).await;
        assert!(house.get(&browser, "/apply/done").await.text.contains("查询码"));
        let later = house.office.now().at + jiff::SignedDuration::from_mins(31);
        house.time.travel_to(later);
        assert_eq!(house.get(&browser, "/apply/done").await.location.as_deref(), Some("/apply"));
        let begin = house.get(&browser, "/apply").await;
        assert!(begin.text.contains("开始申请"), "the next person begins anew: {}", begin.text);
    }
}

#[tokio::test]
async fn an_application_that_was_changed_after_a_lost_reply_is_answered_with_what_was_registered() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let ledger = &house.office.ledger;
        let cookie = browser.cookie.clone().expect("a draft");
        let (_, token) = cookie.split_once('=').expect("a cookie");
        let digest = huajie::http::token_digest(&house.office, token);
        let subject = ledger.session(&digest).await.expect("reads").expect("is there").subject;
        let id = subject.strip_prefix("draft:").expect("a draft's");
        let before = ledger.draft(id).await.expect("reads").expect("is there");
        hand_in(&house, &mut browser, &[]).await;
        let number = "钟行争〔2026〕1号";
        assert!(house.get(&browser, "/apply/done").await.text.contains(number));
        // As after a crash between the registration and the saving of the draft: the draft is what it was.
        let now = ledger.draft(id).await.expect("reads").expect("is there");
        assert!(
            ledger.save_draft(id, &before.sealed, now.version, house.office.now().at).await.expect("saves")
        );
        answer(&house, &mut browser, "want", &[("claims", "改成撤销处罚并退款")]).await;
        hand_in(&house, &mut browser, &[]).await;
        let done = house.get(&browser, "/apply/done").await.text;
        assert!(done.contains(number) && done.contains("之后又改过的内容没有进去"), "{done}");
        assert_eq!(ledger.all_of(huajie_law::Kind::Dispute).await.expect("reads").len(), 1);
    }
}

#[tokio::test]
async fn an_address_with_a_nul_is_an_address_that_does_not_exist() {
    for house in houses().await {
        let clerk = house.officer("chuangkou").await;
        for path in ["/desk/file/%00", "/my/%00/withdraw_consent", "/desk/list/dispute?after=%00"] {
            assert_eq!(house.get(&clerk, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn a_foreign_page_begins_nothing_in_somebodys_browser() {
    for house in houses().await {
        for path in ["/apply", "/progress"] {
            let request = axum::http::Request::post(path)
                .header("sec-fetch-site", "cross-site")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from("number=1&query_code=2"))
                .expect("a request");
            let answer = house.call(request).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
            assert!(answer.headers().get("set-cookie").is_none());
        }
    }
}

#[tokio::test]
async fn a_wrong_pair_costs_what_a_right_one_costs_and_sends_nothing() {
    for house in houses().await {
        let mut citizen = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut citizen, &[]).await;
        let done = house.get(&citizen, "/apply/done").await.text;
        let code = done.split("confirmation-code\">").nth(1).and_then(|rest| rest.split('<').next());
        let right = code.expect("the code is shown").trim().to_owned();
        let ledger = &house.office.ledger;
        let letters = async || ledger.waiting_letters(house.office.now().at, 100).await.expect("reads").len();
        let unsent = async || ledger.one_time_code_issued_at("unsent").await.expect("reads");
        let before = letters().await;
        let ask = async |code: &str| {
            let typed = [("number", "钟行争〔2026〕1号"), ("query_code", code)];
            let page = house.post(&mut Browser::default(), "/progress", &typed).await;
            (page.status, page.location)
        };
        let wrong = ask("AAAA1111").await;
        assert_eq!(letters().await, before, "nothing is sent");
        let first = unsent().await;
        assert!(first.is_some(), "the same is computed and written");
        assert_eq!(ask(&right).await, wrong, "and answered alike");
        assert_eq!(letters().await, before + 1);
        assert_eq!(unsent().await, first);
        // Asked again at once, the right pair sends nothing, and still does the same work.
        house.time.travel_to(house.office.now().at + jiff::SignedDuration::from_secs(5));
        assert_eq!(ask(&right).await, wrong);
        assert_eq!(letters().await, before + 1);
        assert!(unsent().await > first);
    }
}
