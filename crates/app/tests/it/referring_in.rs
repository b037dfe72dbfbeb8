//! What another body's program may refer: what it has on file, weighed whole before anything is written.

use crate::{
    elsewhere::injury,
    harness::houses,
    outside_program::{Program, event},
    outside_referrals::whole_file,
};
use axum::http::StatusCode;
use huajie_law::Kind;
use serde_json::{Value, json};

fn by_number(id: &str, number: &str, consent: Value) -> Value {
    let data = json!({
        "dispute": number, "intake": null, "docking": "court", "reason": "各方愿意先行调解", "consents": [consent], "papers": [],
    });
    event(id, "cn.huajie.referral.sent", data)
}

fn called(on: &str) -> Value {
    json!({ "side": "p1", "way": "phone", "on": on, "paper": null })
}

#[tokio::test]
async fn a_guessed_number_is_answered_like_one_that_nobody_has_and_the_court_refers_what_it_has_on_file() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let without_delivery = |mut answer: Value| {
            answer["delivery"] = json!("i");
            answer
        };
        let guessed = program.refer(&house, &by_number("g1", &number, called("2026-11-20"))).await;
        let nobodys =
            program.refer(&house, &by_number("g2", "钟行争〔2026〕999号", called("2026-11-20"))).await;
        assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", guessed.body);
        assert_eq!(guessed.body["code"], "event.dispute_unknown");
        assert_eq!(without_delivery(guessed.body), without_delivery(nobodys.body));
        assert!(case.dispute().await.proceedings.is_empty(), "nothing of it came into the court's view");

        let told = program.send(&house, &crate::outside_program::filed("f1", &number)).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let early = program.refer(&house, &by_number("g3", &number, called("2026-11-08"))).await;
        assert_eq!(
            (&early.body["code"], &early.body["field"]),
            (&json!("referral.consent.called_before"), &json!("data.consents.0.on")),
            "{}",
            early.body
        );
        let theirs = program.refer(&house, &by_number("g4", &number, called("2026-11-20"))).await;
        assert_eq!(
            (theirs.status, &theirs.body["dispute"]),
            (StatusCode::OK, &json!(number)),
            "{}",
            theirs.body
        );
        // It has sent it itself: the same file sent whole is named to it.
        let mut whole = whole_file(&house, "g5", "13800001111");
        let held = case.dispute().await;
        whole["data"]["intake"]["respondent"] = json!(held.registration.respondent);
        whole["data"]["intake"]["act"] = json!(held.registration.act);
        whole["data"]["intake"]["parties"][0]["name"] = json!("示例工程公司");
        let twin = program.refer(&house, &whole).await;
        assert_eq!(
            (&twin.body["code"], &twin.body["dispute"]),
            (&json!("dispute.already_on_file"), &json!(number)),
            "{}",
            twin.body
        );
    }
}

#[tokio::test]
async fn what_a_stranger_to_the_file_sends_whole_is_on_file_already_without_its_number() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let held = case.dispute().await;
        let mut whole = whole_file(&house, "s1", "13800001111");
        whole["data"]["intake"]["respondent"] = json!(held.registration.respondent);
        whole["data"]["intake"]["act"] = json!(held.registration.act);
        whole["data"]["intake"]["parties"][0]["name"] = json!("示例工程公司");
        let twin = program.refer(&house, &whole).await;
        assert_eq!(twin.body["code"], "dispute.already_on_file", "{}", twin.body);
        assert!(!twin.body.to_string().contains(&held.number), "{}", twin.body);
    }
}

#[tokio::test]
async fn a_referral_that_is_refused_registers_nothing_and_writes_to_nobody() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        let letters = async || {
            house.office.ledger.waiting_letters(house.office.now().at, 100).await.expect("reads").len()
        };
        let before = letters().await;
        type Spoil = fn(&mut Value);
        let spoilt: [(&str, Spoil, &str); 4] = [
            ("x1", |data| data["consents"] = json!([]), "referral.consent.missing"),
            ("x2", |data| data["docking"] = json!("petition"), "referral.request.docking"),
            ("x3", |data| data["consents"][0]["on"] = json!("2027-01-01"), "form.date_in_future"),
            ("x4", |data| data["consents"][0]["paper"] = json!("别的.pdf"), "event.paper_unknown"),
        ];
        for (id, spoil, code) in spoilt {
            let mut sent = whole_file(&house, id, "13800001111");
            spoil(&mut sent["data"]);
            let told = program.refer(&house, &sent).await;
            assert_eq!(
                (told.status, &told.body["code"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(code)),
                "{}",
                told.body
            );
            assert!(house.office.ledger.all_of(Kind::Dispute).await.expect("reads").is_empty(), "{code}");
            assert_eq!(letters().await, before, "{code}");
        }
        // Put right, it goes through as if nothing had been: no twin is in its way.
        let right = program.refer(&house, &whole_file(&house, "x5", "13800001111")).await;
        assert_eq!(
            (right.status, &right.body["dispute"]),
            (StatusCode::OK, &json!("钟行争〔2026〕1号")),
            "{}",
            right.body
        );
    }
}
