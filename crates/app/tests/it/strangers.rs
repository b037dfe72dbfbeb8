//! Whoever applies and is not known here: they learn of nobody's case but their own, and write only so much.

use crate::{
    api::{Program, intake},
    harness::{House, TODAY, houses},
    portal::{fill_in, hand_in},
};
use axum::http::StatusCode;
use huajie::dispute::limits::{A_PHONE_A_DAY, DRAFTS_AN_HOUR, REGISTRATIONS_AN_HOUR};
use huajie_law::{AnyMatter, Kind, MatterId};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::{Value, json};

/// The number on every page of the portal's own test applicant.
const NUMBER: &str = "11010519491231002X";

async fn disputes(house: &House) -> Vec<MatterId> {
    let all = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
    all.into_iter().map(|file| file.id).collect()
}

async fn suspected(house: &House, id: &MatterId) -> Option<MatterId> {
    match house.office.ledger.load(id).await.expect("reads").and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => held.suspected_twin().cloned(),
        other => panic!("a dispute: {other:?}"),
    }
}

#[tokio::test]
async fn a_stranger_with_somebodys_number_of_identity_learns_nothing_and_the_counter_looks() {
    for house in houses().await {
        let mut first = fill_in(&house, "13800001111").await;
        hand_in(&house, &mut first, &[]).await;
        let known = disputes(&house).await[0].clone();
        let mut stranger = fill_in(&house, "13900002222").await;
        let handed_in = hand_in(&house, &mut stranger, &[]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"), "{}", handed_in.text);
        assert!(!house.get(&stranger, "/apply/done").await.text.contains("钟行争〔2026〕1号"));
        let second = disputes(&house).await.into_iter().find(|id| *id != known).expect("a second one");
        assert_eq!(suspected(&house, &second).await, Some(known.clone()));

        let mut clerk = house.officer("chuangkou").await;
        let to_dos = house.get(&clerk, "/desk?step=check_twin").await;
        assert!(to_dos.text.contains("可能与已经登记的一件是同一件"), "{}", to_dos.text);
        let file = house.get(&clerk, &format!("/desk/file/{second}")).await;
        assert!(file.text.contains("可能重复登记") && file.text.contains(&format!("/desk/file/{known}")));
        let agency = house.get(&house.officer("shichang").await, &format!("/desk/file/{second}")).await;
        assert!(!agency.text.contains("可能重复登记"), "{}", agency.text);
        let checked = [("finding", "another"), ("note", "打电话核对，不是一个人")];
        let page = house.order(&mut clerk, &second, "check_twin", &checked).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(suspected(&house, &second).await, None);
    }
}

fn of_a_program(house: &House, phone: &str, number: Option<&str>, made_on: &str) -> Value {
    let mut body = intake(house, "张建国", "online");
    body["parties"][0]["phone"] = json!(phone);
    body["parties"][0]["number"] = json!(number);
    body["act"]["made_on"] = json!(made_on);
    body
}

fn keyed(n: usize) -> Program {
    Program::default().keyed(&format!("5e0c6c1f-2f9b-4b43-9d5a-{n:04}"))
}

#[tokio::test]
async fn a_program_learns_of_a_dispute_only_as_its_party_and_never_its_inner_name() {
    for house in houses().await {
        let own = of_a_program(&house, "13800001111", Some(NUMBER), "2026-10-31");
        let first = keyed(1).post(&house, "/api/disputes", &own).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        // The telephone alone, or the number alone: registered, and nothing said.
        let mut by_phone = of_a_program(&house, "13800001111", None, "2026-10-31");
        by_phone["facts"] = json!("别的话");
        let told = keyed(2).post(&house, "/api/disputes", &by_phone).await;
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
        let by_number = of_a_program(&house, "13900002222", Some(NUMBER), "2026-10-31");
        assert_eq!(keyed(3).post(&house, "/api/disputes", &by_number).await.status, StatusCode::CREATED);
        // Both: it is theirs.
        let told = keyed(4).post(&house, "/api/disputes", &own).await;
        assert_eq!((told.status, &told.body["number"]), (StatusCode::CONFLICT, &first.body["number"]));
        assert_eq!(told.body["dispute"], Value::Null, "{}", told.body);
        let mut another = own.clone();
        another["despite"] = first.body["number"].clone();
        let told = keyed(5).post(&house, "/api/disputes", &another).await;
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
    }
}

#[tokio::test]
async fn one_telephone_is_written_to_so_often_a_day_and_the_next_day_again() {
    for house in houses().await {
        let most = usize::try_from(A_PHONE_A_DAY).expect("few");
        for n in 1..=most + 1 {
            let body = of_a_program(&house, "138 0000 1111", None, &format!("2026-10-{:02}", n + 10));
            let told = keyed(n).post(&house, "/api/disputes", &body).await;
            let status = if n <= most { StatusCode::CREATED } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(told.status, status, "{n}: {}", told.body);
            if n > most {
                assert_eq!(told.body["code"], "too_many");
                assert!(
                    told.body["says"].as_str().is_some_and(|says| says.contains("窗口")),
                    "{}",
                    told.body
                );
            }
        }
        assert_eq!(disputes(&house).await.len(), most);
        // On the portal the same, with everything that was typed kept.
        let mut browser = fill_in(&house, "13800001111").await;
        let refused = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.text.contains("填好的内容都在"), "{}", refused.text);
        house.on_day(TODAY.checked_add(1.day()).expect("tomorrow"));
        let mut browser = fill_in(&house, "13800001111").await;
        let handed_in = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"), "{}", handed_in.text);
    }
}

/// The hour in which the house's time stands.
fn this_hour(house: &House) -> Timestamp {
    let at = house.office.now().at.as_second();
    Timestamp::from_second(at - at.rem_euclid(3600)).expect("an instant")
}

#[tokio::test]
async fn a_flood_of_strangers_is_asked_to_wait_an_hour_and_the_counter_is_not() {
    for house in houses().await {
        let hour = this_hour(&house);
        let ledger = &house.office.ledger;
        ledger.count_use("registrations", hour, REGISTRATIONS_AN_HOUR).await.expect("counts");
        let mut browser = fill_in(&house, "13800001111").await;
        let refused = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.text.contains("过一小时"), "{}", refused.text);
        ledger.count_use("drafts", hour, DRAFTS_AN_HOUR).await.expect("counts");
        let mut late = crate::harness::Browser::default();
        house.post(&mut late, "/apply", &[]).await;
        let page = house.get(&late, "/apply/what").await;
        let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
        let pairs = [("csrf", csrf.as_str()), ("version", version.as_str()), ("facts", "过期茶干")];
        let page = house.post(&mut late, "/apply/what", &pairs).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text);
        house.later(SignedDuration::from_hours(1));
        let handed_in = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"), "{}", handed_in.text);
    }
}

#[tokio::test]
async fn an_application_that_is_tapped_twice_is_registered_once_and_both_lead_to_its_number() {
    for house in houses().await {
        let browser = fill_in(&house, "13800001111").await;
        let csrf = house.get(&browser, "/apply/check").await.hidden("csrf");
        let (mut one, mut other) = (browser.clone(), browser);
        let pairs = [("csrf", csrf.as_str())];
        let (first, second) = tokio::join!(
            house.post(&mut one, "/apply/check", &pairs),
            house.post(&mut other, "/apply/check", &pairs)
        );
        for page in [first, second] {
            assert_eq!(page.location.as_deref(), Some("/apply/done"), "{}", page.text);
        }
        assert_eq!(disputes(&house).await.len(), 1);
    }
}
