//! Papers of advice: what the experts think and the minutes of a case review, set from the file, signed as they were signed, read by
//! those who work on it and by no side. On both engines.

use crate::{
    advice::{answer, consultation, drawn, fined, heard, login, resolved, signed},
    harness::{House, houses},
    papers::{fonts, look_at, offered},
};
use axum::http::StatusCode;
use huajie_law::MatterId;

/// Issues it as the clerk; the address of the paper.
async fn issue(house: &House, dispute: &MatterId, key: &str) -> String {
    let mut clerk = house.officer("chuangkou").await;
    let path = format!("/desk/file/{dispute}/papers");
    let page = house.get(&clerk, &path).await;
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", key)];
    let sent = house.post(&mut clerk, &path, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{key}: {}", sent.text);
    let page = house.get(&clerk, &path).await;
    let address = page.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    address.filter(|href| href.contains("/papers/")).last().expect("it is listed").to_owned()
}

async fn reads(house: &House, who: &str, address: &str) -> StatusCode {
    house.bytes(&house.officer(who).await, address).await.0
}

#[tokio::test]
async fn what_the_experts_think_is_one_paper_signed_by_each_and_read_by_the_team_alone() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = drawn(&case).await;
        let key = format!("advice_record.-.{id}");
        let before = house
            .get(&house.officer("chuangkou").await, &format!("/desk/file/{}/papers", case.dispute))
            .await;
        assert!(!offered(&before.text).contains(&key), "nobody has answered yet");
        let experts = consultation(&case).await.draws[0].drawn.clone();
        answer(&case, &id, &experts[0]).await;
        let excuse = [("ground", "busy"), ("note", "出差")];
        let page = case.order(login(&experts[1]), &id, "excuse", &excuse).await;
        crate::stories::done(&page, "excuse");
        look_at(&house, "chuangkou", &case.dispute, "experts", &[&key]).await;
        let paper = issue(&house, &case.dispute, &key).await;
        assert_eq!(reads(&house, "chuangkou", &paper).await, StatusCode::OK);
        assert_eq!(reads(&house, "shenji", &paper).await, StatusCode::OK);
        for other in ["shichang", "shichangju", "fuyi1", login(&experts[1])] {
            assert_eq!(reads(&house, other, &paper).await, StatusCode::NOT_FOUND, "{other}");
        }
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(!my.text.contains("意见书"), "{}", my.text);
    }
}

#[tokio::test]
async fn the_minutes_of_a_case_review_keep_the_dissent_and_go_to_no_side() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = signed(&case).await;
        resolved(&case, &id).await;
        let key = format!("case_review_minutes.-.{id}");
        look_at(&house, "chuangkou", &case.dispute, "review", &[&key]).await;
        let paper = issue(&house, &case.dispute, &key).await;
        for reader in ["chuangkou", "zhuren", "fuyi", "zhuanjia3"] {
            assert_eq!(reads(&house, reader, &paper).await, StatusCode::OK, "{reader}");
        }
        for other in ["shichang", "shichangju", "tiaojie1", "zhuanjia4"] {
            assert_eq!(reads(&house, other, &paper).await, StatusCode::NOT_FOUND, "{other}");
        }
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(!my.text.contains("案审会纪要"), "{}", my.text);
    }
}

#[tokio::test]
async fn a_hearing_is_told_on_paper_to_each_side_and_to_each_expert() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = heard(&case).await;
        let experts = consultation(&case).await.draws[0].drawn.clone();
        let key = |to: &str| format!("advice_record.{to}.{id}");
        let keys = [key("p1"), key("respondent"), key(experts[0].as_str()), key(experts[1].as_str())];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        look_at(&house, "chuangkou", &case.dispute, "hearing", &keys).await;
        let paper = issue(&house, &case.dispute, keys[2]).await;
        assert_eq!(reads(&house, login(&experts[0]), &paper).await, StatusCode::OK, "theirs");
        assert_eq!(reads(&house, "chuangkou", &paper).await, StatusCode::OK);
        for other in ["shichang", login(&experts[1])] {
            assert_eq!(reads(&house, other, &paper).await, StatusCode::NOT_FOUND, "{other}");
        }
        issue(&house, &case.dispute, keys[0]).await;
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert_eq!(my.matches("司法听证通知书").count(), 1, "their own alone: {my}");
        let notice = [
            ("notice.side", experts[0].as_str()),
            ("notice.way", "in_person"),
            ("notice.served_on", "2026年11月24日"),
        ];
        crate::stories::done(&case.order("chuangkou", &id, "record_notice", &notice).await, "record_notice");
    }
}
