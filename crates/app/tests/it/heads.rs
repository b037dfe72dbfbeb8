//! Who stands at the head of an enterprise: asked beside its number, kept like a name, said on every paper that says who it is.

use crate::{
    api::{intake, officer},
    desk::at_the_counter,
    harness::{House, houses},
    portal::{answer, fill_in, hand_in},
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId, dispute::Dispute};
use serde_json::json;

async fn only(house: &House) -> (MatterId, Dispute) {
    let file = house.office.ledger.all_of(Kind::Dispute).await.expect("reads").pop().expect("is registered");
    match file.matter {
        Some(AnyMatter::Dispute(dispute)) => (file.id, *dispute),
        _ => panic!("a dispute"),
    }
}

#[tokio::test]
async fn the_head_of_an_enterprise_is_asked_at_the_counter_masked_on_the_file_and_put_right() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let typed = at_the_counter(&house);
        let form = house.get(&clerk, "/desk/register").await;
        assert!(form.text.contains("法定代表人、负责人或者经营者"), "{}", form.text);
        let sent = |nature: &'static str| {
            let over = [("parties.0.nature", nature), ("parties.0.head", "李领头")];
            let typed = typed.iter().map(|(name, value)| (*name, value.as_str()));
            let typed: Vec<_> = typed.filter(|(name, _)| *name != "parties.0.nature").chain(over).collect();
            form.filled_in(&typed)
        };
        let of_a_person = house.post_with(&mut clerk, "/desk/register", &sent("natural_person"), &[]).await;
        assert_eq!(of_a_person.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(of_a_person.text.contains("f-parties-0-head-error"), "{}", of_a_person.text);
        let page = house.post_with(&mut clerk, "/desk/register", &sent("individual_business"), &[]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let (id, held) = only(&house).await;
        let party = &held.parties[0].particulars;
        assert_eq!(party.head.as_deref(), Some("李某某"));
        let path = format!("/desk/file/{id}");
        let file = house.get(&clerk, &path).await;
        assert!(file.text.contains("经营者李某某") && !file.text.contains("李领头"), "{}", file.text);
        let csrf = file.hidden("csrf");
        let opened = house.post(&mut clerk, &format!("{path}/persons"), &[("csrf", &csrf)]).await;
        assert!(opened.text.contains("经营者李领头"), "{}", opened.text);

        let right = [("party", "p1"), ("head", "王示例"), ("reason", "执照上写的是王示例")];
        let page = house.order(&mut clerk, &id, "correct_party", &right).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let file = house.get(&clerk, &path).await;
        assert!(
            file.text.contains("经营者王某某") && file.text.contains("更正了法定代表人、负责人或者经营者"),
            "{}",
            file.text
        );
        let citizen = house.party(&id, "p1").await;
        let own = house.get(&citizen, "/my/application").await;
        assert!(own.text.contains("经营者 王示例"), "{}", own.text);
        // Who turns out to be a person has nobody at the head.
        let person = [("party", "p1"), ("nature", "natural_person"), ("reason", "是本人，没有执照")];
        let page = house.order(&mut clerk, &id, "correct_party", &person).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(only(&house).await.1.parties[0].particulars.head, None);
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn an_enterprise_says_its_head_on_the_portal_and_what_each_piece_of_its_evidence_is_to_prove() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let you = |nature: &'static str| {
            [("nature", nature), ("name", "示例商贸有限公司"), ("head", "李领头"), ("phone", "13800001111")]
        };
        let page = answer(&house, &mut browser, "you", &you("natural_person")).await;
        assert!(page.text.contains("f-head-error"), "{}", page.text);
        let page = answer(&house, &mut browser, "you", &you("legal_person")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);

        let form = house.get(&browser, "/apply/evidence").await;
        let files: [(&str, &str, &[u8]); 1] = [("evidence", "送达回执.txt", "收到日期：11月1日".as_bytes())];
        house.post_with(&mut browser, "/apply/evidence", &form.filled_in(&[]), &files).await;
        let check = house.get(&browser, "/apply/check").await;
        assert!(check.text.contains("可以写明每份材料要证明什么"), "{}", check.text);
        let page = house.get(&browser, "/apply/evidence").await;
        let field = page.text.split("name=\"proves.").nth(1).and_then(|rest| rest.split('"').next());
        let field = format!("proves.{}", field.expect("each piece is asked about"));
        let long = "长".repeat(201);
        let page = answer(&house, &mut browser, "evidence", &[(field.as_str(), long.as_str())]).await;
        assert!(page.text.contains("现在是 201 个字"), "{}", page.text);
        answer(&house, &mut browser, "evidence", &[(field.as_str(), "知道处罚的日期")]).await;
        let check = house.get(&browser, "/apply/check").await;
        for said in ["李领头", "送达回执.txt（证明：知道处罚的日期）"] {
            assert!(check.text.contains(said), "{said}: {}", check.text);
        }
        assert_eq!(hand_in(&house, &mut browser, &[]).await.location.as_deref(), Some("/apply/done"));
        let (id, held) = only(&house).await;
        assert_eq!(held.parties[0].particulars.head.as_deref(), Some("李某某"));
        assert_eq!(held.registration.evidence[0].proves.as_deref(), Some("知道处罚的日期"));
        let file = house.get(&house.officer("chuangkou").await, &format!("/desk/file/{id}")).await;
        assert!(
            file.text.contains("法定代表人李某某") && file.text.contains("证明：知道处罚的日期"),
            "{}",
            file.text
        );
    }
}

#[tokio::test]
async fn a_program_names_the_head_and_reads_the_mask() {
    for house in houses().await {
        let clerk = officer(&house, "chuangkou").await;
        let mut told = intake(&house, "示例商贸有限公司", "counter");
        told["parties"][0]["head"] = json!("李领头");
        let refused = clerk.keyed("head-1").post(&house, "/api/disputes", &told).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.body["field"], "parties.0.head", "{}", refused.body);
        told["parties"][0]["nature"] = json!("legal_person");
        let answer = clerk.keyed("head-2").post(&house, "/api/disputes", &told).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        let path = format!("/api/matters/{}", answer.body["dispute"].as_str().expect("an id"));
        let shown = clerk.get(&house, &path).await;
        assert_eq!(shown.body["dispute"]["parties"][0]["head"], "李某某", "{}", shown.body);
        let correct = json!({ "kind": "dispute", "order": {
            "command": "correct_party", "party": "p1", "head": "王示例", "reason": "换了法定代表人",
        } });
        let corrected = clerk.keyed("head-3").post(&house, &format!("{path}/orders"), &correct).await;
        assert_eq!(corrected.status, StatusCode::OK, "{}", corrected.body);
        assert_eq!(only(&house).await.1.parties[0].particulars.head.as_deref(), Some("王某某"));
        // What no form asks for at any length is bounded for programs too.
        let mut far = intake(&house, "示例·远方", "counter");
        far["parties"][0]["phone"] = json!("13800004444");
        far["place"] = json!("远".repeat(100_000));
        let refused = clerk.keyed("far-1").post(&house, "/api/disputes", &far).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            (&refused.body["code"], &refused.body["field"]),
            (&json!("dispute.register.place_no_code"), &json!("place"))
        );
    }
}
