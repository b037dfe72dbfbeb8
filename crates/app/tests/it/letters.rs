//! Text messages that did not arrive: kept, shown to the counter, told another way, and off the list.

use crate::{
    harness::{House, houses},
    stories::registered,
    timers::round,
};
use axum::http::StatusCode;
use huajie::office::notices::Post;
use huajie_law::MatterId;
use jiff::SignedDuration;

/// A dispute whose first text was tried until nobody tries any more.
async fn unreached(house: &House) -> MatterId {
    let dispute = registered(house).await;
    let mut config = house.office.config.clone();
    config.sms_gateway = Some("http://127.0.0.1:9/".into());
    let post = Post::of(&config).expect("a gateway");
    for _ in 0..20 {
        assert!(round(house, &post, "this").await.failed > 0, "it is still tried");
        house.later(SignedDuration::from_hours(7));
    }
    assert_eq!(round(house, &post, "this").await.failed, 0, "it is given up");
    dispute
}

#[tokio::test]
async fn a_text_that_never_arrived_waits_for_the_counter_until_it_was_told_another_way() {
    for house in houses().await {
        let dispute = unreached(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let home = house.get(&clerk, "/desk").await;
        assert!(home.text.contains("有 1 条短信没有送到"), "{}", home.text);
        let list = house.get(&clerk, "/desk/letters").await;
        for told in ["钟行争〔2026〕1号", "手机尾号 1111", "您的行政争议已经登记", "试了 20 次", "打开案卷"]
        {
            assert!(list.text.contains(told), "{told}: {}", list.text);
        }
        assert!(!list.text.contains("13800001111"), "the number itself stands in the file");
        assert!(list.text.contains(&format!("/desk/file/{dispute}")));
        let path = list.text.split("href=\"/desk/letters/").nth(1).and_then(|rest| rest.split('"').next());
        let path = format!("/desk/letters/{}", path.expect("a step"));

        let form = house.get(&clerk, &path).await;
        let csrf = form.hidden("csrf");
        let empty = house.post(&mut clerk, &path, &[("csrf", &csrf)]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = [("csrf", csrf.as_str()), ("how", "telephoned"), ("note", "下午打通，本人接听")];
        assert_eq!(house.post(&mut clerk, &path, &told).await.status, StatusCode::SEE_OTHER);
        assert!(!house.get(&clerk, "/desk").await.text.contains("没有送到</strong>"));
        assert!(house.get(&clerk, "/desk/letters").await.text.contains("没有送不到的短信"));
        assert_eq!(house.post(&mut clerk, &path, &told).await.status, StatusCode::NOT_FOUND, "once");
    }
}

#[tokio::test]
async fn whom_a_text_did_not_reach_is_the_counters_and_the_heads_to_know() {
    let house = houses().await.remove(0);
    unreached(&house).await;
    for (login, status) in [
        ("zhuren", StatusCode::OK),
        ("shichang", StatusCode::FORBIDDEN),
        ("tiaojie1", StatusCode::FORBIDDEN),
        ("xitong", StatusCode::FORBIDDEN),
    ] {
        let officer = house.officer(login).await;
        assert_eq!(house.get(&officer, "/desk/letters").await.status, status, "{login}");
        assert!(login == "zhuren" || !house.get(&officer, "/desk").await.text.contains("短信没有送到"));
    }
}
