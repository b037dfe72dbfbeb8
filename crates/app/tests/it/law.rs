//! `/law`, `/api/deadline` and `/api/terms`: the law in code for whoever asks, without signing in.

use crate::harness::{Browser, House, Page, houses};
use axum::http::StatusCode;
use huajie_law::term::CATALOGUE;
use serde_json::Value;

async fn ask(house: &House, path: &str) -> Page {
    house.get(&Browser::default(), path).await
}

fn json(page: &Page) -> Value {
    serde_json::from_str(&page.text).unwrap_or_else(|_| panic!("this is no JSON: {}", page.text))
}

#[tokio::test]
async fn the_catalogue_names_every_period_under_its_statute_and_finds_by_words() {
    let house = houses().await.remove(0);
    let all = ask(&house, "/law").await;
    assert_eq!(all.status, StatusCode::OK);
    for term in CATALOGUE {
        assert!(all.text.contains(&format!("href=\"/law/{}\"", term.id)), "{} is missing", term.id);
    }
    assert!(all.text.contains("<h2>《行政复议法》</h2>"));
    assert!(all.text.contains("未核实，仅为设置") && all.text.contains("用在：案后回访</p>"));
    assert!(!all.text.contains("<script"));
    let found = ask(&house, "/law?q=%E8%B5%B7%E8%AF%89%E6%9C%9F%E9%99%90").await;
    assert!(found.text.contains("href=\"/law/XS-01\"") && !found.text.contains("href=\"/law/FY-06\""));
    let none = ask(&house, "/law?q=nothing-like-this").await;
    assert!(none.text.contains("没有找到这样的期限"));
    assert!(none.text.contains("value=\"nothing-like-this\""), "what was typed is kept");
}

#[tokio::test]
async fn the_calculator_of_an_entry_answers_with_its_reasons_and_keeps_what_was_typed() {
    let house = houses().await.remove(0);
    let empty = ask(&house, "/law/FY-06").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.text.contains("《行政复议法》第30条第1款") && !empty.text.contains("还有地方需要改"));
    let told = ask(&house, "/law/FY-06?from=2026-09-28").await;
    assert!(told.text.contains("2026年10月10日（周六）") && told.text.contains("国庆节"), "{}", told.text);
    let wrong = ask(&house, "/law/FY-06?from=2026-09-31").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("没有看懂这个日期") && wrong.text.contains("value=\"2026-09-31\""));
    let paused =
        ask(&house, "/law/TJ-09?from=2026-03-02&stopped_on=2026-03-10&resumed_on=2026-03-17&extend=").await;
    assert!(paused.text.contains("2026年4月8日（周三）"), "{}", paused.text);
    let reversed =
        ask(&house, "/law/TJ-09?from=2026-03-02&stopped_on=2026-03-10&resumed_on=2026-03-01").await;
    assert_eq!(reversed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reversed.text.contains("恢复计算的日子应晚于中止的日子"));
    let half = ask(&house, "/law/TJ-09?from=2026-03-02&stopped_on=2026-03-10&resumed_on=soon").await;
    assert!(half.text.contains("id=\"f-resumed_on-error\"") && half.text.contains("value=\"soon\""));
    assert_eq!(ask(&house, "/law/XX-01").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn both_regimes_of_a_period_stand_on_its_page() {
    let house = houses().await.remove(0);
    let page = ask(&house, "/law/FY-43").await;
    assert!(page.text.contains("施行至2026年6月30日") && page.text.contains("自2026年7月1日起施行"));
    for (term, now, before) in [
        ("FY-43", "自2026年7月1日起施行", "施行至2026年6月30日"),
        ("FY-01", "自2024年1月1日起施行", "2023年12月31日"),
    ] {
        let text = ask(&house, &format!("/law/{term}")).await.text;
        let at = |said: &str| text.find(said).unwrap_or_else(|| panic!("{term}: {said} in {text}"));
        assert!(
            at("这项期限") < at(now) && at(now) < at("以前的规定") && at("以前的规定") < at(before),
            "{term}"
        );
    }
}

#[tokio::test]
async fn programs_get_the_same_answer_as_the_command_line() {
    let house = houses().await.remove(0);
    let told = ask(
        &house,
        "/api/deadline?term=TJ-09&from=2026-03-02&suspend=2026-03-10..2026-03-17&suspend=2026-03-20..2026-03-21&extend=30",
    )
    .await;
    assert_eq!(told.status, StatusCode::OK);
    let typed =
        ["deadline", "TJ-09", "--from", "2026-03-02", "--suspend", "2026-03-10..2026-03-17", "--suspend"];
    let rest = ["2026-03-20..2026-03-21", "--extend", "30", "--json"];
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_huajie")).args(typed).args(rest).output();
    let said: Value = serde_json::from_slice(&said.expect("it runs").stdout).expect("JSON");
    assert_eq!(json(&told), said);
    assert_eq!(said["due"], "2026-05-09");
    let listed = ask(&house, "/api/terms").await;
    assert_eq!(json(&listed).as_array().map(Vec::len), Some(CATALOGUE.len()));
    let unverified = ask(&house, "/api/terms?unverified=true").await;
    assert!(
        json(&unverified).as_array().is_some_and(|all| all.iter().all(|entry| entry["verified"] == false))
    );
}

#[tokio::test]
async fn what_programs_ask_wrongly_is_refused_at_its_field() {
    let house = houses().await.remove(0);
    for (path, status, field) in [
        ("/api/deadline", 422, "from"),
        ("/api/deadline?term=XX-1&from=2026-03-02", 422, "term"),
        ("/api/deadline?term=FY-06&from=2026-13-02", 422, "from"),
        ("/api/deadline?term=FY-06&from=2026-03-02&extend=5", 422, "extend"),
        ("/api/deadline?term=FY-06&from=2026-03-02&service=pigeon", 422, "service"),
        ("/api/deadline?term=FY-06&from=2026-03-02&suspend=x", 422, "suspend"),
        ("/api/deadline?term=FY-06&from=2026-03-02&form=2026-03-03", 400, "form"),
        ("/api/deadline?term=FY-06&from=2026-03-02&from=2026-03-03", 400, "from"),
        ("/api/terms?unverified=maybe", 400, "unverified"),
        ("/api/terms?verified=false", 400, "verified"),
    ] {
        let refused = ask(&house, path).await;
        assert_eq!(refused.status.as_u16(), status, "{path}: {}", refused.text);
        assert_eq!(json(&refused)["field"], field, "{path}");
        assert!(json(&refused)["says"].as_str().is_some_and(|says| !says.is_ascii()), "{path}");
    }
}
