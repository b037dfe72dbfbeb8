//! What a program is told that sent something wrong: which field, what is wanted there, and the article. On both engines.

use crate::{
    api::{Program, intake, officer},
    cases::Case,
    fines::fined,
    harness::{House, houses},
};
use axum::http::StatusCode;
use serde_json::{Value, json};

fn orders(matter: &huajie_law::MatterId) -> String {
    format!("/api/matters/{matter}/orders")
}

async fn gives(house: &House, who: &Program, case: &Case<'_>, order: Value) -> (StatusCode, Value) {
    let key = format!("k{}", order.to_string().len());
    let body = json!({ "kind": "dispute", "order": order });
    let answer = who.keyed(&key).post(house, &orders(&case.dispute), &body).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn a_telephone_that_nobody_can_dial_is_refused_at_every_door() {
    for house in houses().await {
        let anybody = Program::default().keyed("a-key-of-many-letters");
        for path in ["phone", "agent"] {
            let mut body = intake(&house, "张建国", "online");
            let party = &mut body["parties"][0];
            match path {
                "phone" => party["phone"] = json!("12"),
                _ => party["agent"] = json!({ "name": "示例·代理", "phone": "12", "authority": "general" }),
            }
            let answer = anybody.post(&house, "/api/disputes", &body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
            assert_eq!(answer.body["code"], "telephone.not_dialled");
            let field = answer.body["field"].as_str().expect("a field");
            assert!(field.starts_with("parties.0.") && field.ends_with("phone"), "{field}");
        }
        let case = fined(&house, "示例·甲").await;
        let clerk = officer(&house, "chuangkou").await;
        for order in [
            json!({ "command": "correct_party", "party": "p1", "phone": "12", "reason": "换了" }),
            json!({ "command": "renew_access", "party": "p1", "phone": "139000", "reason": "换了号码" }),
            json!({ "command": "list_members", "lines": "示例成员甲\n示例成员乙，139000x" }),
        ] {
            let (status, body) = gives(&house, &clerk, &case, order).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let says = body["says"].as_str().unwrap_or_default();
            assert!(body["field"] == "phone" || says.contains("第 2 行"), "{body}");
        }
        let held = case.dispute().await;
        let person = house.office.open_person(&held.parties[0].particulars.person).await.expect("opens");
        assert!(person.phone.is_some_and(|phone| phone.len() == 11), "what stood there stands");
    }
}

#[tokio::test]
async fn what_does_not_read_is_said_in_chinese_with_its_path() {
    for house in houses().await {
        let anybody = Program::default().keyed("a-key-of-many-letters");
        for (pointer, wrong, field) in [
            ("/act/made_on", json!("2026-02-30"), "act.made_on"),
            ("/amount_fen", json!("一百元"), "amount_fen"),
            ("/act/kind", json!("fine"), "act.kind"),
            ("/parties/0/name", json!(5), "parties.0.name"),
        ] {
            let mut body = intake(&house, "张建国", "online");
            *body.pointer_mut(pointer).expect("is there") = wrong;
            let answer = anybody.post(&house, "/api/disputes", &body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
            assert_eq!(answer.body["field"], field, "{}", answer.body);
            let says = answer.body["says"].as_str().expect("a sentence");
            assert!(!says.contains("expected") && !says.contains("parsed"), "{says}");
        }
        let case = fined(&house, "示例·甲").await;
        let clerk = officer(&house, "chuangkou").await;
        let body = json!({ "kind": "mediation", "order": {
            "command": "record_consent", "party": "p1", "answer": "agree", "way": "paper", "on": "昨天", "conservative_day_told": true,
        } });
        let path = orders(&case.mediation_id());
        let answer = clerk.keyed("k1").post(&house, &path, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
        assert!(answer.body["field"].is_string(), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_refusal_of_the_law_carries_its_articles() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        let clerk = officer(&house, "chuangkou").await;
        let body = json!({ "kind": "mediation", "order": {
            "command": "record_consent", "party": "p1", "answer": "agree", "way": "phone", "note": "9:20 致电本人", "on": "2026-11-24",
            "conservative_day_told": false,
        } });
        let answer = clerk.keyed("k1").post(&house, &orders(&case.mediation_id()), &body).await;
        assert_eq!(answer.body["code"], "mediation.consent.day_not_told", "{}", answer.body);
        assert!(answer.body["cites"].as_str().is_some_and(|cites| cites.contains("46条")), "{}", answer.body);
        // A form is refused without an article of its own: then the step's stands there.
        let late = json!({ "command": "apply_for_reconsideration", "application": {
            "way": "in_person", "received_on": "2030-01-01", "requests": ["annul"], "willing_to_mediate": false,
        } });
        let (status, body) = gives(&house, &clerk, &case, late).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("form.date_in_future"))
        );
        assert!(body["cites"].as_str().is_some_and(|cites| cites.contains("行政复议法")), "{body}");
    }
}

#[tokio::test]
async fn what_no_dispute_can_be_about_is_refused_at_its_field() {
    for house in houses().await {
        let anybody = Program::default().keyed("a-key-of-many-letters");
        for (pointer, wrong, field) in [
            ("/place", json!("x"), "place"),
            ("/act/made_on", json!("0001-01-01"), "act.made_on"),
            ("/amount_fen", json!(i64::MAX), "amount_fen"),
            ("/group", json!({ "size": 2_147_483_648_u32 }), "group.size"),
            ("/act/title", json!("罚款\n5000 元"), "act.title"),
        ] {
            let mut body = intake(&house, "张建国", "online");
            let (above, name) = pointer.rsplit_once('/').expect("a path");
            body.pointer_mut(above).expect("is there")[name] = wrong;
            let answer = anybody.post(&house, "/api/disputes", &body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}: {}", answer.body);
            assert_eq!(answer.body["field"], field, "{}", answer.body);
        }
    }
}
