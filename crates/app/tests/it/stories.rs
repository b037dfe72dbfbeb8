//! Whole stories through the pages, as the citizen, the counter, the mediator, the judge, the agency and the auditor.

use crate::{
    harness::{Browser, House, Page, TODAY, houses},
    portal,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId};
use jiff::ToSpan;

pub fn done(page: &Page, what: &str) {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}: {}", page.text);
}

/// Who lives beside the dispute and joins it.
pub const NEIGHBOUR: [(&str, &str); 5] = [
    ("party.standing", "third_party"),
    ("party.nature", "natural_person"),
    ("party.name", "示例·邻舍"),
    ("party.phone", "13700000001"),
    ("reason", "相邻的住户"),
];

pub async fn registered(house: &House) -> MatterId {
    let mut citizen = portal::fill_in(house, "13800001111").await;
    done(&portal::hand_in(house, &mut citizen, &[]).await, "hand in");
    house.office.ledger.all_of(Kind::Dispute).await.expect("reads")[0].id.clone()
}

/// From registration to the table: import, consent of both, team, material.
pub async fn at_the_table(house: &House, dispute: &MatterId) -> MatterId {
    let mediation = dispute.child(Kind::Mediation, 1);
    let mut clerk = house.officer("chuangkou").await;
    done(
        &house
            .order(
                &mut clerk,
                &mediation,
                "import",
                &[("categories", "party_asks"), ("channel", "before_procedure")],
            )
            .await,
        "import",
    );
    let mut citizen = house.party(dispute, "p1").await;
    let yes = [
        ("party", "p1"),
        ("answer", "agree"),
        ("way", "online_form"),
        ("on", "2026年11月24日"),
        ("conservative_day_told", "true"),
    ];
    done(&house.order(&mut citizen, &mediation, "record_consent", &yes).await, "consent of the citizen");
    let mut agency = house.officer("shichang").await;
    let yes = [
        ("party", "respondent"),
        ("answer", "agree"),
        ("way", "online_form"),
        ("on", "2026年11月24日"),
        ("conservative_day_told", "true"),
    ];
    done(&house.order(&mut agency, &mediation, "record_consent", &yes).await, "consent of the agency");
    let team = [
        ("guiding_judge", "u-faguan1"),
        ("lead_mediator", "u-tiaojie1"),
        ("members", "u-shichang|agency_legal"),
        ("override_reason", "熟悉这类案件"),
    ];
    done(&house.order(&mut clerk, &mediation, "name_team", &team).await, "team");
    let free = [("interest", "free")];
    let mut judge = house.officer("faguan1").await;
    done(&house.order(&mut judge, &mediation, "disclose", &free).await, "disclosed");
    let mut mediator = house.officer("tiaojie1").await;
    done(&house.order(&mut mediator, &mediation, "accept_material", &free).await, "material");
    mediation
}

/// From the table to an agreement that all have signed.
pub async fn agreed(house: &House, dispute: &MatterId, mediation: &MatterId) {
    let mut mediator = house.officer("tiaojie1").await;
    let mut judge = house.officer("faguan1").await;
    let mut agency = house.officer("shichang").await;
    let mut citizen = house.party(dispute, "p1").await;
    let lines = [
        ("obligations.0.obligor", "respondent"),
        ("obligations.0.content", "按新的裁量标准改罚 300 元"),
        ("obligations.0.due_on", "2026年12月10日"),
        ("disposition", "changed"),
        ("ending", "agency_corrects"),
    ];
    done(&house.order(&mut mediator, mediation, "draft_agreement", &lines).await, "draft");
    let items: Vec<(String, String)> = ["interests", "mandatory_rules", "voluntariness", "certainty"]
        .iter()
        .enumerate()
        .flat_map(|(at, item)| {
            [
                (format!("items.{at}.item"), (*item).to_owned()),
                (format!("items.{at}.passed"), "true".to_owned()),
            ]
        })
        .collect();
    let items: Vec<(&str, &str)> =
        items.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    done(&house.order(&mut judge, mediation, "check_legality", &items).await, "legality");
    let glass = format!("data:image/png;base64,{}", ONE_PIXEL);
    done(
        &house.order(&mut citizen, mediation, "sign_agreement", &[("party", "p1"), ("way", &glass)]).await,
        "citizen signs",
    );
    done(
        &house
            .order(&mut agency, mediation, "sign_agreement", &[("party", "respondent"), ("way", &glass)])
            .await,
        "agency signs",
    );
    done(
        &house
            .order(&mut mediator, mediation, "sign_agreement", &[("party", "mediator"), ("way", &glass)])
            .await,
        "mediator signs",
    );
}

#[tokio::test]
async fn a_fine_is_settled_from_a_phone_to_a_closed_file() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        agreed(&house, &dispute, &mediation).await;

        house.on_day(TODAY.checked_add(10.days()).expect("soon"));
        let mut clerk = house.officer("chuangkou").await;
        let performance = dispute.child(Kind::Performance, 1);
        let fulfilled = [("obligation", "o1"), ("on", "2026年12月3日")];
        done(&house.order(&mut clerk, &performance, "record_fulfilment", &fulfilled).await, "fulfilled");
        let visit = [
            ("visit.on", "2026年12月4日"),
            ("visit.form", "phone"),
            ("visit.lines.0.said", "performed"),
            ("visit.satisfaction", "5"),
        ];
        done(
            &house.order(&mut clerk, &dispute.child(Kind::FollowUp, 1), "record_visit", &visit).await,
            "visit",
        );
        let file = house.office.ledger.load(&dispute).await.expect("reads").expect("is there");
        let Some(AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
        assert_eq!(held.stage.as_str(), "ended");
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        assert!(
            house.office.ledger.verify(&[], &*house.office.keys).await.expect("runs").findings.is_empty()
        );
    }
}

/// A PNG of one white pixel.
pub const ONE_PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC";

#[tokio::test]
async fn a_refusal_of_consent_returns_the_matter_the_same_day_and_keeps_the_first_submission() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        house
            .order(
                &mut clerk,
                &mediation,
                "import",
                &[("categories", "party_asks"), ("channel", "before_procedure")],
            )
            .await;
        let mut agency = house.officer("shichang").await;
        let no = [
            ("party", "respondent"),
            ("answer", "refuse"),
            ("way", "online_form"),
            ("on", "2026年11月24日"),
            ("conservative_day_told", "true"),
        ];
        done(&house.order(&mut agency, &mediation, "record_consent", &no).await, "refusal");
        let file = house.office.ledger.load(&mediation).await.expect("reads").expect("is there");
        let Some(AnyMatter::Mediation(held)) = file.matter else { panic!("a mediation") };
        assert_eq!(held.stage.over_on(), Some(TODAY));
        assert_eq!(held.hand_over(&house.office.law()).first_submitted_on, TODAY);
    }
}

#[tokio::test]
async fn when_the_period_runs_out_the_page_says_ended_though_no_job_has_run() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        house.on_day(TODAY.checked_add(40.days()).expect("soon"));
        let mediator = house.officer("tiaojie1").await;
        let list = house.get(&mediator, "/desk/list/mediation").await;
        assert!(list.text.contains("已终结"), "{}", list.text);
        let late = house.get(&mediator, &format!("/desk/file/{mediation}/ask_judge")).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text.contains("届满，调解依法终结"), "{}", late.text);

        assert_eq!(house.office.record_lapses().await.expect("runs"), 1);
        assert_eq!(house.office.record_lapses().await.expect("runs again"), 0);
        let file = house.office.ledger.load(&mediation).await.expect("reads").expect("is there");
        let Some(AnyMatter::Mediation(held)) = file.matter else { panic!("a mediation") };
        assert_eq!(
            held.stage.over_on(),
            Some(jiff::civil::date(2026, 12, 16)),
            "dated by the law, not by the job"
        );
        assert!(house.office.ledger.load(&dispute.child(Kind::FollowUp, 1)).await.expect("reads").is_some());
    }
}

#[tokio::test]
async fn what_is_for_the_table_alone_is_shown_to_nobody_else() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let mut agency = house.officer("shichang").await;
        let secret = "最多可以让到三百元";
        let check = [
            ("assessment", "基本合法"),
            ("flaws", "无"),
            ("room_to_concede", secret),
            ("head_will_attend", "true"),
        ];
        done(&house.order(&mut agency, &mediation, "self_check", &check).await, "self check");
        let path = format!("/desk/file/{dispute}");
        assert!(house.get(&house.officer("tiaojie1").await, &path).await.text.contains(secret));
        for login in ["chuangkou", "shenji", "zhuren"] {
            let page = house.get(&house.officer(login).await, &path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.text.contains(secret), "{login} sees it");
        }
        let citizen = house.party(&dispute, "p1").await;
        assert!(!house.get(&citizen, "/my").await.text.contains(secret));
        let stranger = house.get(&house.officer("renshe").await, &path).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_citizen_sees_who_opened_the_file() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let citizen = house.party(&dispute, "p1").await;
        assert!(house.get(&citizen, "/my/seen").await.text.contains("还没有工作人员"));
        house.get(&house.officer("chuangkou").await, &format!("/desk/file/{dispute}")).await;
        assert!(house.get(&citizen, "/my/seen").await.text.contains("窗口甲"));
    }
}

#[tokio::test]
async fn the_second_of_two_clerks_is_told_what_the_first_did_and_loses_nothing() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{mediation}/decline_import");
        let form = house.get(&clerk, &path).await;
        let (csrf, version, once) = (form.hidden("csrf"), form.hidden("version"), form.hidden("once"));
        house
            .order(
                &mut clerk,
                &mediation,
                "import",
                &[("categories", "party_asks"), ("channel", "before_procedure")],
            )
            .await;
        let pairs = [
            ("csrf", csrf.as_str()),
            ("version", version.as_str()),
            ("once", once.as_str()),
            ("reason", "我写的理由"),
        ];
        let late = house.post(&mut clerk, &path, &pairs).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("我写的理由") && late.text.contains("决定导入调解"), "{}", late.text);
    }
}

#[tokio::test]
async fn the_auditor_reads_the_journal_and_can_change_nothing() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut auditor: Browser = house.officer("shenji").await;
        assert_eq!(house.get(&auditor, "/desk/journal").await.status, StatusCode::OK);
        let page = house.get(&auditor, &format!("/desk/file/{dispute}")).await;
        assert!(page.text.contains("现在没有要您办的步骤"), "{}", page.text);
        let csrf = page.hidden("csrf");
        let path = format!("/desk/file/{}/import", dispute.child(Kind::Mediation, 1));
        assert_eq!(
            house.post(&mut auditor, &path, &[("csrf", &csrf), ("categories", "party_asks")]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            house.get(&house.officer("chuangkou").await, "/desk/journal").await.status,
            StatusCode::FORBIDDEN
        );
    }
}
