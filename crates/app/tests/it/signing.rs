//! Signing by a code that came to the telephone: on the citizen's own page, and through the door of programs.

use crate::{
    api::Program,
    cases::{Case, fined},
    fines::CHANGED,
    harness::{Browser, House, Page, houses},
};
use axum::http::StatusCode;
use huajie_law::mediation::SignatureWay;
use serde_json::json;

/// An agreement that was found lawful and waits to be signed.
async fn to_sign(house: &House) -> Case<'_> {
    let case = fined(house, "示例·甲").await;
    case.consent().await;
    case.begin().await;
    case.step("tiaojie1", "draft_agreement", &CHANGED).await;
    case.lawful().await;
    case
}

/// Sends the signing form of the citizen with what is typed.
async fn sends(house: &House, citizen: &mut Browser, case: &Case<'_>, typed: &[(&str, &str)]) -> Page {
    let path = format!("/my/{}/sign_agreement", case.mediation_id());
    let form = house.get(citizen, &path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let mut filled = form.filled_in(typed);
    // A button that was pressed is sent with the form; it is no control that keeps a value.
    let pressed = typed.iter().filter(|(name, _)| *name == "more");
    filled.retain(|(name, _)| name != "more");
    filled.extend(pressed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let filled: Vec<(&str, &str)> =
        filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    house.post(citizen, &path, &filled).await
}

/// The text of the newest code to sign with.
async fn letter(house: &House) -> String {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let bodies =
        letters.iter().filter_map(|letter| house.office.open_letter(&letter.id, "body", &letter.sealed_body));
    bodies.filter(|body| body.contains("签字，") || body.contains("上签字")).last().expect("a code was sent")
}

fn code_in(letter: &str) -> String {
    letter.chars().filter(char::is_ascii_digit).take(6).collect()
}

#[tokio::test]
async fn a_party_asks_for_a_code_on_its_page_and_signs_with_it() {
    for house in houses().await {
        let case = to_sign(&house).await;
        let mut citizen = house.party(&case.dispute, "p1").await;
        let empty = sends(&house, &mut citizen, &case, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("请填写：签字") && empty.text.contains("把验证码发到我登记的手机"));

        let asked = sends(&house, &mut citizen, &case, &[("more", "send_code")]).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        assert!(asked.text.contains("验证码已经发到尾号"), "{}", asked.text);
        let letter = letter(&house).await;
        assert!(letter.contains("的调解协议上签字"), "{letter}");
        let again = sends(&house, &mut citizen, &case, &[("more", "send_code")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text.contains("请等一分钟"), "{}", again.text);

        let code = code_in(&letter);
        let other = if code == "000000" { "000001" } else { "000000" };
        let wrong = sends(&house, &mut citizen, &case, &[("way.receipt", other)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("验证码不对或者已经过期"), "{}", wrong.text);
        assert!(case.mediation().await.agreement.expect("is drafted").signatures.is_empty());
        let right = sends(&house, &mut citizen, &case, &[("way.receipt", &code)]).await;
        assert_eq!(right.location.as_deref(), Some("/my?done=sign_agreement"), "{}", right.text);
        let signatures = case.mediation().await.agreement.expect("is drafted").signatures;
        let SignatureWay::Code { receipt } = &signatures[0].way else { panic!("{signatures:?}") };
        assert!(!receipt.contains(&code), "the code itself is not kept");
        let own = house.get(&citizen, "/my").await;
        assert!(own.text.contains("（验证码）"), "{}", own.text);
        case.holds().await;
    }
}

#[tokio::test]
async fn a_code_signs_for_whom_it_was_sent_and_no_receipt_is_taken_from_outside() {
    for house in houses().await {
        let case = to_sign(&house).await;
        let path = format!("/api/matters/{}", case.mediation_id());
        let citizen = Program::of(&house.party(&case.dispute, "p1").await);
        let order = |receipt: &str| {
            json!({ "kind": "mediation", "order": {
                "command": "sign_agreement", "party": "p1", "way": { "kind": "code", "receipt": receipt },
            } })
        };
        let orders = format!("{path}/orders");
        let invented = citizen.keyed("signing-by-nothing-1").post(&house, &orders, &order("r1")).await;
        assert_eq!(
            (invented.status, invented.body["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("sign.code.wrong"))
        );
        let clerk = Program::of(&house.officer("chuangkou").await);
        let for_them = clerk.keyed("signing-for-others-1").post(&house, &orders, &order("123456")).await;
        assert_eq!(for_them.body["code"].as_str(), Some("sign.code.for_parties"), "{:?}", for_them.body);

        let ask = json!({ "command": "sign_agreement" });
        let asked = citizen.post(&house, &format!("{path}/signing-code"), &ask).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{:?}", asked.body);
        let code = code_in(&letter(&house).await);
        let signed = citizen.keyed("signing-with-code-1").post(&house, &orders, &order(&code)).await;
        assert_eq!(signed.status, StatusCode::OK, "{:?}", signed.body);
        let again = citizen.keyed("signing-with-code-1").post(&house, &orders, &order(&code)).await;
        assert_eq!(again.body, signed.body, "the same request is answered alike though its code is spent");
    }
}

#[tokio::test]
async fn what_anybody_could_have_typed_is_no_signature() {
    for house in houses().await {
        let case = to_sign(&house).await;
        let mut mediator = house.officer("tiaojie1").await;
        let typed: [(&str, &str, &[u8]); 1] = [("way.scan", "签字.txt", "同意".as_bytes())];
        let party = [("party", "mediator")];
        let page =
            house.order_with(&mut mediator, &case.mediation_id(), "sign_agreement", &party, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("签字要看得到笔迹"), "{}", page.text);
        assert!(case.mediation().await.agreement.expect("is drafted").signatures.is_empty());
    }
}
