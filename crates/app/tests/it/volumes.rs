//! The volume: what the course of a file asks for is in it or it is said why not; a letter is offered once there is somebody to get it.

use crate::{cases::fined, elsewhere::court, harness::houses, papers::offered, stories::done};
use axum::http::StatusCode;

#[tokio::test]
async fn a_volume_is_closed_over_papers_that_its_course_asked_for_only_with_a_reason() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        let clerk = house.officer("chuangkou").await;
        let papers = format!("/desk/file/{}/papers", case.dispute);
        let letter = |keys: &[String]| keys.iter().any(|key| key.starts_with("hand_over"));
        assert!(!letter(&offered(&house.get(&clerk, &papers).await.text)), "to nobody yet");
        case.step("chuangkou", "hand_on", &[("to", &court(&house))]).await;
        assert!(letter(&offered(&house.get(&clerk, &papers).await.text)));
        case.signed_for("faguan1").await;
        case.later(20);
        case.visit("not_applicable").await;
        let archivist = house.officer("dangan").await;
        let page = house.get(&archivist, &format!("/desk/file/{}/close", case.dispute)).await;
        for told in ["按办理的经过应当有", "回避告知书", "终止调解通知书", "移送函", "为什么没有出具"]
        {
            assert!(page.text.contains(told), "{told}: {}", page.text);
        }
        let silent = case.order("dangan", &case.dispute, "close", &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text);
        let why = [("reason", "当面告知，记在笔录里")];
        done(&case.order("dangan", &case.dispute, "close", &why).await, "close");
        // Three weeks later somebody has to sign in again.
        let clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("原因：当面告知，记在笔录里"), "{}", file.text);
    }
}
