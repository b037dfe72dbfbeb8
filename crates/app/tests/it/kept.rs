//! Nothing that was typed or sent is asked for twice: forms that came after the session had ended, files that came with a
//! form that had an error.

use crate::{
    desk::at_the_counter,
    harness::{House, Page, houses},
    stories::{ONE_PIXEL, registered},
};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie::office::{Extras, Order};
use huajie_law::{Actor, AnyMatter, Kind, MatterId, OrgId, Role, dispute::Dispute};
use jiff::SignedDuration;

fn later(house: &House, by: SignedDuration) {
    house.time.travel_to(house.office.now().at + by);
}

fn pairs(typed: &[(String, String)]) -> Vec<(&str, &str)> {
    typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn dispute(house: &House, id: &MatterId) -> Dispute {
    match house.office.ledger.load(id).await.expect("reads").and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => *held,
        other => panic!("{other:?}"),
    }
}

const MINE: &str = "请求撤销处罚，并退还罚款";

/// A form that was opened in time and sent too late.
async fn sent_too_late(house: &House, path: &str) -> Page {
    let mut clerk = house.officer("chuangkou").await;
    let typed = house.get(&clerk, path).await.filled_in(&[("claims", MINE), ("reason", "当事人来电")]);
    later(house, SignedDuration::from_mins(31));
    house.post(&mut clerk, path, &pairs(&typed)).await
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_stands_filled_in_after_signing_in_again() {
    for house in houses().await {
        let id = registered(&house).await;
        let path = format!("/desk/file/{id}/correct");
        let sent = sent_too_late(&house, &path).await;
        let escaped = path.replace('/', "%2F");
        assert_eq!(sent.location.as_deref(), Some(format!("/sign-in?kept=1&back={escaped}").as_str()));
        let asked = house.get(&Default::default(), &sent.location.expect("leads on")).await;
        assert!(asked.text.contains("刚才填的内容替您存着"), "{}", asked.text);
        assert_ne!(dispute(&house, &id).await.registration.claims, MINE, "nothing is carried out");

        let mut clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &path).await;
        assert!(page.text.contains(MINE) && page.text.contains("还没有提交"), "{}", page.text);
        let done = house.post(&mut clerk, &path, &pairs(&page.filled_in(&[]))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(dispute(&house, &id).await.registration.claims, MINE);
        assert!(!house.get(&clerk, &path).await.text.contains("还没有提交"), "once given, it is gone");
    }
}

/// What another clerk corrects meanwhile; the demonstration city has one, so it is given as an order without a page.
async fn changed_by_another(house: &House, id: &MatterId) {
    let held = dispute(house, id).await.registration;
    let order = serde_json::json!({
        "command": "correct", "claims": "另一位窗口改过的请求", "facts": held.facts, "act": held.act,
        "amount_fen": held.amount_fen, "filed_on": held.filed_on, "reason": "当事人来电",
    });
    let command =
        serde_json::from_value(serde_json::json!({ "kind": "dispute", "order": order })).expect("reads");
    let other = Actor::officer("u-other".into(), "示例·另一位", Role::IntakeClerk, OrgId::from("o-centre"));
    let order = Order { target: id.clone(), seen_version: None, command };
    house.office.execute(&other, order, Extras::default()).await.expect("is carried out");
}

#[tokio::test]
async fn what_was_kept_is_compared_with_what_happened_meanwhile_and_is_sealed_and_short_lived() {
    for house in houses().await {
        let id = registered(&house).await;
        let path = format!("/desk/file/{id}/correct");
        sent_too_late(&house, &path).await;
        let digest = house.office.keys.code_digest("kept_form", &format!("user:u-chuangkou {path}"));
        let (sealed, _) = house.office.ledger.kept_form(&digest).await.expect("reads").expect("waits here");
        assert!(!sealed.contains("处罚"), "it lies here sealed");
        changed_by_another(&house, &id).await;
        let mut clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &path).await;
        let again = house.post(&mut clerk, &path, &pairs(&page.filled_in(&[]))).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
        assert!(again.text.contains(MINE) && again.text.contains("另一位窗口改过的请求"), "{}", again.text);

        later(&house, SignedDuration::from_hours(12));
        let page = house.get(&house.officer("chuangkou").await, &path).await;
        assert!(!page.text.contains(MINE), "after half a day it is not shown");
        house.office.forget_what_is_left().await.expect("no fault");
        assert!(house.office.ledger.kept_form(&digest).await.expect("reads").is_none(), "and gone");
    }
}

#[tokio::test]
async fn a_form_that_is_no_form_of_the_ended_session_is_not_kept() {
    for house in houses().await {
        let id = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        later(&house, SignedDuration::from_mins(31));
        let path = format!("/desk/file/{id}/correct");
        let sent = house.post(&mut clerk, &path, &[("csrf", "guessed"), ("claims", MINE)]).await;
        assert_eq!(sent.location.as_deref(), Some("/sign-in"));
        let kept = house.office.ledger.drop_kept_forms_before(jiff::Timestamp::MAX).await.expect("runs");
        assert_eq!(kept, 0);
    }
}

#[tokio::test]
async fn a_citizen_whose_time_was_up_finds_the_words_again() {
    for house in houses().await {
        let id = registered(&house).await;
        let mediation = id.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        let import = [("categories", "party_asks"), ("channel", "before_procedure")];
        house.order(&mut clerk, &mediation, "import", &import).await;
        let mut citizen = house.party(&id, "p1").await;
        let path = format!("/my/{mediation}/record_consent");
        let typed = house.get(&citizen, &path).await.filled_in(&[("answer", "agree")]);
        later(&house, SignedDuration::from_mins(31));
        let sent = house.post(&mut citizen, &path, &pairs(&typed)).await;
        assert!(sent.location.is_some_and(|to| to.starts_with("/progress?kept=1")));
        let page = house.get(&house.party(&id, "p1").await, &path).await;
        assert!(page.text.contains("还没有提交"), "{}", page.text);
        assert!(page.filled_in(&[]).contains(&("answer".to_owned(), "agree".to_owned())));
    }
}

/// The counter's form without its reason why, and with a file.
async fn sent_with_an_error(house: &House, browser: &mut crate::harness::Browser) -> Page {
    let typed = at_the_counter(house);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut form = house.get(browser, "/desk/register").await.filled_in(&typed);
    form.retain(|(name, _)| name != "claims");
    let pixel = BASE64.decode(ONE_PIXEL).expect("a picture");
    house.post_with(browser, "/desk/register", &form, &[("evidence", "决定书.png", &pixel)]).await
}

#[tokio::test]
async fn a_file_that_came_with_an_error_is_not_asked_for_again_and_can_be_taken_back() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let wrong = sent_with_an_error(&house, &mut clerk).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("已经上传：决定书"), "{}", wrong.text);
        let right = wrong.filled_in(&[("claims", "减轻处罚")]);
        let without: Vec<_> = right.iter().filter(|(name, _)| name != "evidence.held").cloned().collect();
        assert_eq!(right.len(), without.len() + 1, "one file is held");
        let receipt = house.post(&mut clerk, "/desk/register", &pairs(&right)).await;
        assert!(receipt.text.contains("查询码"), "{}", receipt.text);
        let id = house.office.ledger.all_of(Kind::Dispute).await.expect("reads")[0].id.clone();
        let evidence = dispute(&house, &id).await.registration.evidence;
        assert_eq!(evidence.len(), 1);
        assert!(house.office.files.get(&evidence[0].file).await.is_ok());

        // Unticked, it is not taken; forged or somebody else's, it is not known.
        let again = sent_with_an_error(&house, &mut clerk).await;
        let held = again.filled_in(&[("claims", "另一件"), ("another", "true")]);
        let unticked: Vec<_> = held.iter().filter(|(name, _)| name != "evidence.held").cloned().collect();
        let mut other = house.officer("zixun").await;
        let theirs = house.get(&other, "/desk/register").await.hidden("csrf");
        let mut stolen = held.clone();
        stolen.retain(|(name, _)| name != "csrf" && name != "once");
        stolen.push(("csrf".into(), theirs));
        for (browser, form) in [(&mut clerk, &unticked), (&mut other, &stolen)] {
            let receipt = house.post(browser, "/desk/register", &pairs(form)).await;
            assert!(receipt.text.contains("查询码"), "{}", receipt.text);
        }
        let all = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
        assert_eq!(all.len(), 3);
        for file in all.iter().filter(|file| file.id != id) {
            assert!(dispute(&house, &file.id).await.registration.evidence.is_empty());
        }
    }
}

#[tokio::test]
async fn a_file_sent_too_late_is_kept_with_its_form_and_a_signature_is_asked_for_again() {
    for house in houses().await {
        let id = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{id}/add_evidence");
        let mut typed = house.get(&clerk, &path).await.filled_in(&[]);
        typed.push(("way".into(), format!("data:image/png;base64,{ONE_PIXEL}")));
        later(&house, SignedDuration::from_mins(31));
        let pixel = BASE64.decode(ONE_PIXEL).expect("a picture");
        house.post_with(&mut clerk, &path, &typed, &[("evidence", "收据.png", &pixel)]).await;
        let other = house.get(&house.officer("shichang").await, &path).await;
        assert!(other.status == StatusCode::OK && !other.text.contains("收据"), "nobody else is shown it");
        let mut clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &path).await;
        assert!(page.text.contains("已经上传：收据") && page.text.contains("要重新签"), "{}", page.text);
        let done = house.post(&mut clerk, &path, &pairs(&page.filled_in(&[]))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(dispute(&house, &id).await.registration.evidence.len(), 1);
    }
}
