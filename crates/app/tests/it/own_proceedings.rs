//! 行调、裁调: an agency opens, records and refers the proceeding that is its own; what came with the file is filled in, and what comes of nothing
//! goes back to whoever sent it, the agency complained of included. On both engines.

use crate::{
    cases::{Case, pixel},
    elsewhere::{centre, id_of, injury},
    harness::houses,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId, mirrored::Stage, referral::Stage as ReferralStage};

const LAND: &str = "钟祥市自然资源局";
const LABOUR: &str = "钟祥市人力资源和社会保障局";

async fn adjudicated(case: &Case<'_>) -> MatterId {
    let land = id_of(case.house, |body| body.name == LAND);
    let pairs = [
        ("opening.procedure", "adjudication"),
        ("opening.body.organization", land.as_str()),
        ("opening.report.step.step", "accepted"),
        ("opening.report.happened_on", "2026年11月12日"),
    ];
    done(&case.order("chuangkou", &case.dispute, "record_proceeding", &pairs).await, "record_proceeding");
    case.dispute.child(Kind::Mirrored, 1)
}

#[tokio::test]
async fn an_adjudicating_body_sees_runs_and_refers_what_is_its_own() {
    for house in houses().await {
        let case = injury(&house).await;
        let own = adjudicated(&case).await;
        let address = format!("/desk/file/{own}");
        let land = house.officer("ziran").await;
        let page = house.get(&land, &address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for step in ["登记程序进展", "移送对接", "作废节点"] {
            assert!(page.text.contains(step), "{step}: {}", page.text);
        }
        let todo = house.get(&land, "/desk").await.text;
        assert!(todo.contains(&address), "{todo}");
        let other = house.officer("minzheng").await;
        assert_eq!(house.get(&other, &address).await.status, StatusCode::NOT_FOUND);
        let (centre, mut land) = (centre(&house), land);
        let pairs = [
            ("request.to", centre.as_str()),
            ("request.reason", "各方愿意先调解"),
            ("request.consents.0.way", "paper"),
            ("request.consents.0.on", "2026年11月16日"),
        ];
        let scan = pixel();
        let files = [("request.consents.0.evidence", "同意书.png", &*scan)];
        done(&house.order_with(&mut land, &own, "refer", &pairs, &files).await, "refer");
        let moved = case.dispute.child(Kind::Referral, 1);
        assert_eq!(house.get(&land, &format!("/desk/file/{moved}")).await.status, StatusCode::OK);
        let ruled = [
            ("report.step.findings", "ruled"),
            ("report.step.perform_by", "2026年12月10日"),
            ("report.happened_on", "2026年11月20日"),
        ];
        house.on_day(jiff::civil::date(2026, 11, 20));
        done(&case.order("ziran", &own, "record?step=decided", &ruled).await, "decided");
        let page = house.get(&house.officer("ziran").await, &address).await.text;
        for part in ["2026年11月20日：作出裁决，要求在2026年12月10日前履行", Stage::Decided.name_zh()]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        house.on_day(jiff::civil::date(2026, 12, 9));
        done(&case.order("ziran", &own, "record?step=performed", &[]).await, "performed");
        let page = house.get(&house.officer("ziran").await, &address).await.text;
        assert!(page.contains("2026年12月9日已履行") && page.contains(Stage::Effective.name_zh()), "{page}");
    }
}

#[tokio::test]
async fn what_the_agency_sent_with_the_consents_is_filled_in_and_goes_back_to_it() {
    for house in houses().await {
        let case = injury(&house).await;
        let labour = id_of(&house, |body| body.name == LABOUR);
        let moved = refer_by_agency(&case, &labour).await;
        done(&case.order("chuangkou", &moved, "accept", &[]).await, "accept");
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("party_asks", "before_procedure", false).await;
        let clerk = house.officer("chuangkou").await;
        let mediation = case.mediation_id();
        let form = house.get(&clerk, &format!("/desk/file/{mediation}/record_consent")).await;
        assert!(form.text.contains("移送时已经同意的：示例工程公司（2026年11月16日书面）"), "{}", form.text);
        let filled = form.filled_in(&[("conservative_day_told", "true")]);
        let value =
            |name: &str| filled.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(value("party"), Some("p1"), "{filled:?}");
        assert_eq!((value("answer"), value("on")), (Some("agree"), Some("2026年11月16日")), "{filled:?}");
        let told = [("conservative_day_told", "true")];
        done(&case.order("chuangkou", &mediation, "record_consent", &told).await, "record_consent");
        let AnyMatter::Mediation(held) = case.matter(&mediation).await else { panic!("it is one") };
        assert!(held.consents["p1"].evidence.is_some(), "the scan that came with the file");
        let refusal = [
            ("party", "respondent"),
            ("answer", "refuse"),
            ("way", "phone"),
            ("note", "十六日上午电话里不同意"),
        ];
        done(&case.order("chuangkou", &mediation, "record_consent", &refusal).await, "record_consent");
        let form = house.get(&clerk, &format!("/desk/file/{mediation}/hand_on")).await;
        let first = form.text.split("name=\"to\"").nth(1).and_then(|rest| rest.split("</select>").next());
        let first = first.expect("a list").to_owned();
        let chosen = first.split("selected").next().unwrap_or_default();
        assert!(chosen.contains(&labour), "chosen already: {first}");
        done(&case.order("chuangkou", &mediation, "hand_on", &[("to", &labour)]).await, "hand_on");
        let AnyMatter::Referral(back) = case.matter(&moved).await else { panic!("it is one") };
        assert!(matches!(back.stage, ReferralStage::HandedBack { .. }), "{:?}", back.stage);
    }
}

/// 行调: nothing of it is on file at the agency, which asks the centre itself.
#[tokio::test]
async fn an_agency_without_a_proceeding_sends_the_dispute_to_the_centre_and_has_it_back() {
    for house in houses().await {
        let case = injury(&house).await;
        let mut agency = house.officer("renshe").await;
        let file = format!("/desk/file/{}", case.dispute);
        let step = format!("{file}/refer");
        assert!(house.get(&agency, &file).await.text.contains(&step), "it stands on the page");
        assert_eq!(house.get(&house.officer("ziran").await, &step).await.status, StatusCode::NOT_FOUND);
        let form = house.get(&agency, &step).await;
        assert!(form.text.contains("钟祥市人力资源和社会保障局怎样同意的"), "{}", form.text);
        let pairs = [
            ("request.reason", "申请人愿意先谈"),
            ("request.consents.0.way", "paper"),
            ("request.consents.0.on", "2026年11月16日"),
            ("request.consents.1.way", "paper"),
            ("request.consents.1.on", "2026年11月16日"),
        ];
        let scan = pixel();
        let files = [
            ("request.consents.0.evidence", "同意书.png", &*scan),
            ("request.consents.1.evidence", "本局意见.png", &*scan),
        ];
        done(&house.order_with(&mut agency, &case.dispute, "refer", &pairs, &files).await, "refer");
        let moved = case.dispute.child(Kind::Referral, 1);
        let page = house.get(&agency, &format!("/desk/file/{moved}")).await;
        assert!(page.text.contains("行调对接"), "{}", page.text);
        assert!(!house.get(&agency, &file).await.text.contains(&step), "once");
        done(&case.order("chuangkou", &moved, "accept", &[]).await, "accept");
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("party_asks", "before_procedure", false).await;
        let (mediation, clerk) = (case.mediation_id(), house.officer("chuangkou").await);
        let told = [("conservative_day_told", "true")];
        done(&case.order("chuangkou", &mediation, "record_consent", &told).await, "record_consent");
        let form = house.get(&clerk, &format!("/desk/file/{mediation}/record_consent")).await;
        assert!(form.text.contains("钟祥市人力资源和社会保障局（2026年11月16日书面）"), "{}", form.text);
    }
}

async fn refer_by_agency(case: &Case<'_>, labour: &str) -> MatterId {
    let centre = centre(case.house);
    let pairs = [
        ("request.docking", "agency"),
        ("request.from", labour),
        ("request.to", centre.as_str()),
        ("request.reason", "各方愿意先协调"),
        ("request.consents.0.way", "paper"),
        ("request.consents.0.on", "2026年11月16日"),
    ];
    let mut clerk = case.house.officer("chuangkou").await;
    let files = [("request.consents.0.evidence", "同意书.png", &*pixel())];
    done(&case.house.order_with(&mut clerk, &case.dispute, "refer", &pairs, &files).await, "refer");
    case.dispute.child(Kind::Referral, 1)
}
