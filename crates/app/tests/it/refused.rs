//! An order that was refused, or came too late, leaves the file as it was: the same steps in the same order.

use crate::{
    cases::fined,
    harness::{House, houses},
    stories::done,
};
use axum::http::StatusCode;

/// What may be done now, as the file page has it.
async fn steps(house: &House, login: &str, path: &str) -> String {
    let page = house.get(&house.officer(login).await, path).await;
    let now = page.text.split("<h2 id=\"now\">").nth(1).expect("the page says what may be done");
    now.split("</section>").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn after_a_refusal_and_after_a_conflict_the_steps_stand_where_they_stood() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        let (mediation, file) = (case.mediation_id(), format!("/desk/file/{}", case.dispute));
        let path = format!("/desk/file/{mediation}/convene_session");
        let before = steps(&house, "tiaojie1", &file).await;
        let nowhere = [("starts_at", "2026年11月26日 9:30"), ("form.kind", "joint")];
        let refused = case.order("tiaojie1", &mediation, "convene_session", &nowhere).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(steps(&house, "tiaojie1", &file).await, before);

        let mut slow = house.officer("tiaojie1").await;
        let form = house.get(&slow, &path).await;
        let asked = [("question", "能否从轻？")];
        done(&case.order("tiaojie1", &mediation, "ask_judge", &asked).await, "somebody was faster");
        let before = steps(&house, "tiaojie1", &file).await;
        let filled = form.filled_in(&[nowhere[0], nowhere[1], ("place", "一号调解室")]);
        let filled: Vec<(&str, &str)> =
            filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let stale = house.post(&mut slow, &path, &filled).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        assert_eq!(steps(&house, "tiaojie1", &file).await, before);
        let list = house.get(&house.officer("tiaojie1").await, "/desk").await.text;
        let again = house.get(&house.officer("tiaojie1").await, "/desk").await.text;
        let rows = |text: &str| text.split("<tbody").nth(1).unwrap_or_default().to_owned();
        assert_eq!(rows(&list), rows(&again));
    }
}
