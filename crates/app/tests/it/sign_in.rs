//! `/sign-in`: password, device, lock.

use crate::harness::{Browser, House, houses};
use axum::http::StatusCode;
use huajie::office::{Extras, Order};
use huajie_law::{Actor, Command, MatterId, Role, UserId, directory::OfficerCommand};

pub const PASSWORD: &str = "huajie-shifan-2026";

pub async fn password(
    house: &House,
    browser: &mut Browser,
    login: &str,
    password: &str,
) -> crate::harness::Page {
    house.post(browser, "/sign-in", &[("login", login), ("password", password)]).await
}

pub async fn device(house: &House, browser: &mut Browser, code: &str) -> crate::harness::Page {
    let csrf = house.get(browser, "/sign-in/second").await.hidden("csrf");
    house.post(browser, "/sign-in/second", &[("csrf", &csrf), ("code", code)]).await
}

#[tokio::test]
pub async fn password_and_device_lead_to_the_desk_and_a_code_is_taken_once() {
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
        for _ in 0..6 {
            let again = device(&house, &mut other, &code).await;
            assert!(again.text.contains("等手机上换一个"), "used, not guessed: {}", again.text);
        }
    }
}

#[tokio::test]
async fn who_was_enrolled_by_another_program_a_moment_ago_signs_in_at_once_and_on_any_keyboard() {
    for house in houses().await {
        let beside = house.beside().await;
        let user = MatterId::from("u-xinren");
        let login = "xin-ren2".to_owned();
        let centre = beside.law().directory.organizations.keys().next().expect("the city has bodies").clone();
        for command in [
            OfficerCommand::Enrol { login, name: "示例·新人".into(), qualification: None },
            OfficerCommand::GrantCapacity { role: Role::Mediator, organization: centre, post: None },
        ] {
            let command = Command::Officer(command);
            let order = Order { target: user.clone(), seen_version: None, command };
            beside.execute(&Actor::statute(), order, Extras::default()).await.expect("is given");
        }
        beside.set_password(&UserId::from("u-xinren"), PASSWORD, false).await.expect("is set");
        let mut browser = Browser::default();
        let page = password(&house, &mut browser, "ｘｉｎ－ｒｅｎ２", PASSWORD).await;
        assert_eq!(page.location.as_deref(), Some("/sign-in/second"), "{}", page.text);
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

#[tokio::test]
async fn an_unknown_login_locks_like_a_known_one() {
    for house in houses().await {
        let mut texts = Vec::new();
        for login in ["chuangkou", "nobody"] {
            for _ in 0..5 {
                password(&house, &mut Browser::default(), login, "wrong-password-1").await;
            }
            let page = password(&house, &mut Browser::default(), login, PASSWORD).await;
            assert!(page.text.contains("锁定"), "{}", page.text);
            texts.push((page.status, page.text.replace(login, "")));
        }
        assert_eq!(texts[0], texts[1]);
        house.office.ledger.forget_tries(&house.office.guard_name("chuangkou")).await.expect("unlocks");
        let page = password(&house, &mut Browser::default(), "chuangkou", PASSWORD).await;
        assert_eq!(page.location.as_deref(), Some("/sign-in/second"));
    }
}

#[tokio::test]
async fn wrong_codes_count_with_wrong_passwords_and_the_right_password_does_not_reset_them() {
    for house in houses().await {
        let mut browser = Browser::default();
        for _ in 0..2 {
            password(&house, &mut browser, "chuangkou", "wrong-password-1").await;
        }
        password(&house, &mut browser, "chuangkou", PASSWORD).await;
        for _ in 0..3 {
            assert!(device(&house, &mut browser, "abcdef").await.text.contains("动态口令不对"));
        }
        let code = house.office.code_of("chuangkou").await.expect("reads").expect("has a device");
        assert!(
            device(&house, &mut browser, &code).await.text.contains("锁定"),
            "the sixth try, though right"
        );
    }
}

#[tokio::test]
async fn guesses_at_the_same_moment_do_not_share_one_count() {
    for house in houses().await {
        let house = std::sync::Arc::new(house);
        let guesses = (0..12).map(|_| {
            let house = house.clone();
            tokio::spawn(async move {
                house.office.try_password("chuangkou", "wrong-password-1").await.expect("no fault")
            })
        });
        let mut wrong = 0;
        for guess in guesses.collect::<Vec<_>>() {
            wrong += usize::from(guess.await.expect("no panic") == huajie::people::Entry::Wrong);
        }
        assert_eq!(wrong, 5, "five are weighed, seven are turned away unseen");
    }
}

#[tokio::test]
async fn a_cookie_planted_before_is_worth_nothing_after_signing_in() {
    for house in houses().await {
        let mut browser = Browser::default();
        password(&house, &mut browser, "chuangkou", PASSWORD).await;
        let half_way = browser.clone();
        let code = house.office.code_of("chuangkou").await.expect("reads").expect("has a device");
        device(&house, &mut browser, &code).await;
        assert_ne!(browser.cookie, half_way.cookie);
        assert_eq!(house.get(&half_way, "/desk").await.status, StatusCode::SEE_OTHER);
        let planted = Browser { cookie: Some("huajie=0000".into()) };
        let mut victim = planted.clone();
        password(&house, &mut victim, "chuangkou", PASSWORD).await;
        assert_ne!(victim.cookie, planted.cookie, "a token nobody gave out is not taken over");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_needs_its_key() {
    for house in houses().await {
        let mut browser = house.officer("chuangkou").await;
        let kept = browser.clone();
        for path in ["/sign-out", "/capacity", "/password"] {
            let page = house.post(&mut browser, path, &[("csrf", "wrong")]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        }
        let csrf = house.get(&browser, "/desk").await.hidden("csrf");
        assert_eq!(
            house.post(&mut browser, "/sign-out", &[("csrf", &csrf)]).await.location.as_deref(),
            Some("/sign-in")
        );
        assert_eq!(house.get(&kept, "/desk").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn one_comes_back_to_the_page_one_wanted_and_nowhere_else() {
    for house in houses().await {
        let asked = house.get(&Browser::default(), "/desk/bodies?on=2026-01-01").await;
        let address = asked.location.expect("is sent to sign in");
        assert_eq!(address, "/sign-in?back=%2Fdesk%2Fbodies%3Fon%3D2026-01-01");
        assert_eq!(
            house.get(&Browser::default(), &address).await.hidden("back"),
            "/desk/bodies?on=2026-01-01"
        );
        for evil in ["https://evil.cn/", "//evil.cn", "/\\evil.cn"] {
            let escaped: String = form_urlencoded::byte_serialize(evil.as_bytes()).collect();
            let page = house.get(&Browser::default(), &format!("/sign-in?back={escaped}")).await;
            assert_eq!(page.hidden("back"), "");
            let page = house.get(&Browser::default(), &format!("/mode/elder?back={escaped}")).await;
            assert_eq!(page.location.as_deref(), Some("/"));
        }
    }
}

#[tokio::test]
async fn changing_the_password_ends_all_other_sessions() {
    for house in houses().await {
        let elsewhere = house.officer("chuangkou").await;
        let mut browser = Browser::default();
        password(&house, &mut browser, "chuangkou", PASSWORD).await;
        let code = house.office.code_of("chuangkou").await.expect("reads").expect("has a device");
        device(&house, &mut browser, &code).await;
        let csrf = house.get(&browser, "/password").await.hidden("csrf");
        let new = [
            ("csrf", csrf.as_str()),
            ("current", "wrong-password-1"),
            ("new", "春眠不觉晓处处闻啼鸟"),
            ("again", "春眠不觉晓处处闻啼鸟"),
        ];
        assert!(house.post(&mut browser, "/password", &new).await.text.contains("现在的密码不对"));
        let new = [new[0], ("current", PASSWORD), new[2], new[3]];
        assert_eq!(house.post(&mut browser, "/password", &new).await.location.as_deref(), Some("/desk"));
        assert_eq!(house.get(&browser, "/desk").await.status, StatusCode::OK);
        assert_eq!(house.get(&elsewhere, "/desk").await.status, StatusCode::SEE_OTHER);
    }
}
