//! Papers of a reconsideration, filled from its file: what each says, who may issue it, who reads it. On both engines.

use crate::{
    cases::{Case, pixel},
    harness::{House, houses},
    papers::{fonts, offered},
    reconsideration::{CONDITIONS, applied, decide, fined, serve},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::MatterId;

/// Looks at every paper that is offered. With `HUAJIE_PAPERS_OUT` they are kept, to be looked at.
async fn look(house: &House, dispute: &MatterId, stage: &str) -> Vec<String> {
    let officer = house.officer("fuyi1").await;
    let path = format!("/desk/file/{dispute}/papers");
    let page = house.get(&officer, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let keys = offered(&page.text);
    for key in &keys {
        let (status, pdf) = house.bytes(&officer, &format!("{path}/preview?paper={key}")).await;
        assert_eq!(status, StatusCode::OK, "{key}: {}", String::from_utf8_lossy(&pdf));
        assert!(pdf.starts_with(b"%PDF-1.7"), "{key}");
        if let Some(folder) = std::env::var_os("HUAJIE_PAPERS_OUT") {
            let file = std::path::PathBuf::from(folder).join(format!("{stage}-{key}.pdf"));
            std::fs::write(file, &pdf).expect("can be written");
        }
    }
    keys
}

fn has(keys: &[String], wanted: &str) -> bool {
    keys.iter().any(|key| key == wanted)
}

async fn accepted(case: &Case<'_>, id: &MatterId) {
    let conditions: Vec<_> = CONDITIONS.iter().map(|one| ("conditions", *one)).collect();
    done(&case.order("fuyi1", id, "accept", &conditions).await, "accept");
    done(&case.order("fuyiju", id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    done(&case.order("fuyi1", id, "send_copy", &[]).await, "send_copy");
}

async fn replied(case: &Case<'_>, id: &MatterId) {
    let mut agency = case.house.officer("shichang").await;
    let reply = [
        ("text", "处罚依法作出"),
        ("evidence.0.title", "现场笔录"),
        ("evidence.0.formed_on", "2026年11月9日"),
    ];
    let files = [("evidence.0.file", "笔录.png", &*pixel())];
    done(&case.house.order_with(&mut agency, id, "reply", &reply, &files).await, "reply");
}

#[tokio::test]
async fn every_notice_and_the_decision_are_set_from_the_file_and_issued_by_the_office_alone() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        accepted(&case, &id).await;
        serve(&case, &id, "n2|respondent").await;
        replied(&case, &id).await;
        decide(&case, &id).await;
        let keys = look(&house, &case.dispute, "decided").await;
        for wanted in [
            "reconsideration_letter.p1.n1",
            "reconsideration_letter.respondent.n2",
            "reconsideration_decision.-.n3",
            "service_receipt.p1.n3",
        ] {
            assert!(has(&keys, wanted), "{wanted}: {keys:?}");
        }
        assert!(
            !keys.iter().any(|key| key.starts_with("application")),
            "the centre's are the centre's: {keys:?}"
        );
        let clerk = house.officer("chuangkou").await;
        let own = house.get(&clerk, &format!("/desk/file/{}/papers", case.dispute)).await;
        let own = offered(&own.text);
        assert!(!own.iter().any(|key| key.starts_with("reconsideration")), "{own:?}");
        issued_and_read(&case, &["reconsideration_decision.-.n3", "service_receipt.p1.n3"]).await;
    }
}

/// The decision is read by the party; the receipt of service is not for their eyes.
async fn issued_and_read(case: &Case<'_>, keys: &[&str]) {
    let house = case.house;
    let mut officer = house.officer("fuyi1").await;
    let path = format!("/desk/file/{}/papers", case.dispute);
    for key in keys {
        let page = house.get(&officer, &path).await;
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", *key)];
        let sent = house.post(&mut officer, &path, &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{key}: {}", sent.text);
    }
    let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
    assert!(my.text.contains("行政复议决定书"), "{}", my.text);
    assert!(!my.text.contains("送达回证"), "{}", my.text);
}

#[tokio::test]
async fn a_refusal_and_a_notice_to_supplement_say_their_reason_and_their_days() {
    if fonts().is_none() {
        return;
    }
    let house = houses().await.remove(0);
    let case = fined(&house).await;
    let id = applied(&case).await;
    let asked = [("items", "身份证明复印件\n处罚决定书复印件")];
    done(&case.order("fuyi1", &id, "request_supplement", &asked).await, "request_supplement");
    let keys = look(&house, &case.dispute, "supplement").await;
    assert!(has(&keys, "reconsideration_letter.p1.n1"), "{keys:?}");
    let other = fined_again(&house).await;
    let id = applied(&other).await;
    let refused =
        [("ground", "not_this_body"), ("reason", "应当向上一级税务机关申请"), ("competent", "示例市税务局")];
    done(&other.order("fuyi1", &id, "refuse", &refused).await, "refuse");
    let keys = look(&house, &other.dispute, "refused").await;
    assert!(has(&keys, "reconsideration_letter.p1.n1"), "{keys:?}");
}

async fn fined_again(house: &House) -> Case<'_> {
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 800 元"),
        ("act.made_on", "2026年11月12日"),
        ("act.known_on", "2026年11月12日"),
        ("claims", "撤销处罚"),
        ("facts", "罚错了人。"),
    ];
    let parties = [("applicant", "natural_person", "示例·周某", false)];
    crate::cases::register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}
