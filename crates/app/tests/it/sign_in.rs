//! `/sign-in`: password, device, lock.

use crate::harness::{Browser, House, houses};
use axum::http::StatusCode;

const PASSWORD: &str = "huajie-shifan-2026";

async fn password(house: &House, browser: &mut Browser, login: &str, password: &str) -> crate::harness::Page {
    house.post(browser, "/sign-in", &[("login", login), ("password", password)]).await
}

async fn device(house: &House, browser: &mut Browser, code: &str) -> crate::harness::Page {
    let csrf = house.get(browser, "/sign-in/second").await.hidden("csrf");
    house.post(browser, "/sign-in/second", &[("csrf", &csrf), ("code", code)]).await
}

#[tokio::test]
async fn password_and_device_lead_to_the_desk_and_a_code_is_taken_once() {
    for house in houses().await {
        let mut browser = Browser::default();
        assert_eq!(
            password(&house, &mut browser, "chuangkou", PASSWORD).await.location.as_deref(),
            Some("/sign-in/second")
        );
        assert_eq!(
            house.get(&browser, "/desk").await.status,
            StatusCode::SEE_OTHER,
            "half signed in is not signed in"
        );
        let code = house.office.code_of("chuangkou").await.expect("reads").expect("has a device");
        assert_eq!(device(&house, &mut browser, &code).await.location.as_deref(), Some("/desk"));
        assert_eq!(house.get(&browser, "/desk").await.status, StatusCode::OK);
        let mut other = Browser::default();
        password(&house, &mut other, "chuangkou", PASSWORD).await;
        assert_eq!(device(&house, &mut other, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn five_failures_lock_even_the_right_password_for_a_quarter_of_an_hour() {
    for house in houses().await {
        let mut browser = Browser::default();
        for _ in 0..5 {
            password(&house, &mut browser, "chuangkou", "wrong-password-1").await;
        }
        let locked = password(&house, &mut browser, "chuangkou", PASSWORD).await;
        assert!(locked.text.contains("锁定"), "{}", locked.text);
        let later = house.office.now().at.checked_add(jiff::SignedDuration::from_mins(16)).expect("soon");
        house.time.travel_to(later);
        assert_eq!(
            password(&house, &mut browser, "chuangkou", PASSWORD).await.location.as_deref(),
            Some("/sign-in/second")
        );
    }
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_are_answered_alike() {
    for house in houses().await {
        let mut texts = Vec::new();
        for login in ["chuangkou", "nobody"] {
            let page = password(&house, &mut Browser::default(), login, "wrong-password-1").await;
            texts.push((page.status, page.text.replace(login, "")));
        }
        assert_eq!(texts[0], texts[1]);
    }
}

#[tokio::test]
async fn an_idle_session_ends() {
    for house in houses().await {
        let browser = house.officer("chuangkou").await;
        assert_eq!(house.get(&browser, "/desk").await.status, StatusCode::OK);
        let later = house.office.now().at.checked_add(jiff::SignedDuration::from_mins(31)).expect("soon");
        house.time.travel_to(later);
        assert_eq!(house.get(&browser, "/desk").await.status, StatusCode::SEE_OTHER);
    }
}
