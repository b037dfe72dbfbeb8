//! The counter's own form: what is wrong of whom is told at that party, and what has to be looked at again on the receipt.

use crate::{
    desk::at_the_counter,
    harness::{Browser, House, houses},
};
use axum::http::StatusCode;

#[tokio::test]
async fn what_is_missing_of_a_party_at_the_counter_is_told_at_that_party() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let typed = at_the_counter(&house);
        let mut typed: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        typed.extend([
            ("parties.0.number", "110105194912310021"),
            ("parties.2.name", "示例·邻居"),
            ("parties.2.agent.phone", "13900000002"),
        ]);
        let form = with_hidden(&house, &clerk, &typed).await;
        let half = house.post(&mut clerk, "/desk/register", &form).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", half.text);
        for field in ["standing", "nature", "agent-name", "agent-authority"] {
            assert!(half.text.contains(&format!("f-parties-2-{field}-error")), "{field}: {}", half.text);
        }
        assert!(!half.text.contains("f-parties-0-name-error"), "{}", half.text);
        typed.retain(|(name, _)| !name.starts_with("parties.2"));
        typed.extend([
            ("parties.2.standing", "applicant"),
            ("parties.2.nature", "natural_person"),
            ("parties.2.name", "示例·又一位"),
            ("parties.2.number", "110105194912310021"),
        ]);
        let form = with_hidden(&house, &clerk, &typed).await;
        let twice = house.post(&mut clerk, "/desk/register", &form).await;
        assert!(twice.text.contains("f-parties-2-number-error"), "the row in the form: {}", twice.text);
        typed.retain(|(name, _)| !name.starts_with("parties.2"));
        let form = with_hidden(&house, &clerk, &typed).await;
        let done = house.post(&mut clerk, "/desk/register", &form).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        assert!(done.text.contains("证件号对不上") && done.text.contains("示某某："), "{}", done.text);
    }
}

/// With what the form carries itself.
async fn with_hidden<'a>(
    house: &House,
    clerk: &Browser,
    typed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let form = house.get(clerk, "/desk/register").await;
    let leak = |value: String| -> &'static str { Box::leak(value.into_boxed_str()) };
    let day = leak("2026年11月20日".to_owned());
    let hidden = [("csrf", leak(form.hidden("csrf"))), ("once", leak(form.hidden("once")))];
    let usual = [("source", "counter"), ("first_submitted_on", day)];
    hidden.into_iter().chain(usual).chain(typed.iter().copied()).collect()
}

#[tokio::test]
async fn what_may_be_on_file_already_without_a_day_is_shown_with_the_reason() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let typed = at_the_counter(&house);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let form = with_hidden(&house, &clerk, &typed).await;
        assert_eq!(house.post(&mut clerk, "/desk/register", &form).await.status, StatusCode::OK);
        let undated: Vec<(&str, &str)> =
            typed.iter().filter(|(name, _)| *name != "act.made_on").copied().collect();
        let form = with_hidden(&house, &clerk, &undated).await;
        let asked = house.post(&mut clerk, "/desk/register", &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text);
        for said in ["钟行争〔2026〕1号", "没有写作出的日期，分不清是不是同一件"] {
            assert!(asked.text.contains(said), "{said}: {}", asked.text);
        }
        let form = with_hidden(&house, &clerk, &[&undated[..], &[("another", "true")]].concat()).await;
        let done = house.post(&mut clerk, "/desk/register", &form).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        let file = done.text.split("href=\"/desk/file/").nth(1).and_then(|rest| rest.split('"').next());
        let file = house.get(&clerk, &format!("/desk/file/{}", file.expect("the receipt leads on"))).await;
        assert!(file.text.contains("可能重复登记") && file.text.contains("分不清"), "{}", file.text);
    }
}
