//! One of several who applied sues: the page of each says the own day, and the clerk's form asks who sued. On both engines.

use crate::{
    cases::{Case, register},
    elsewhere::court,
    harness::{House, houses},
    next_steps::sent,
    stories::done,
};
use axum::http::StatusCode;

async fn two(house: &House) -> Case<'_> {
    let parties = [
        ("applicant", "natural_person", "示例·甲", false),
        ("applicant", "natural_person", "示例·乙", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月20日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款五千元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月10日"),
        ("act.told", "yes"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已经改正。"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}

#[tokio::test]
async fn who_sues_alone_has_no_day_to_mind_any_more_and_the_others_have_theirs() {
    for house in houses().await {
        let case = two(&house).await;
        let clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/record_proceeding", case.dispute);
        let asked = house.get(&clerk, &path).await.text;
        assert!(asked.contains("由哪些申请人起诉、申请") && asked.contains("opening.by"), "{asked}");
        let court = court(&house);
        let sued = |by| {
            [
                ("opening.procedure", "litigation"),
                ("opening.body.organization", court.as_str()),
                ("opening.by", by),
                ("opening.report.step.step", "accepted"),
                ("opening.report.happened_on", "2026年11月20日"),
            ]
        };
        let wrong = case.order("chuangkou", &case.dispute, "record_proceeding", &sued("p9")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        done(&case.order("chuangkou", &case.dispute, "record_proceeding", &sued("p1")).await, "the suit");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!own.contains("起诉的最后一天"), "{own}");
        let other = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(other.contains("起诉的最后一天（按最早到期算）"), "{other}");
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("起诉的最后一天（保守口径）——") && file.contains("由谁提起"), "{file}");
        let dates = |party: &'static str| {
            let (house, dispute) = (&house, &case.dispute);
            async move { house.get(&house.party(dispute, party).await, "/my/dates.ics").await.text }
        };
        assert!(!dates("p1").await.contains("last_day_to_sue"));
        assert!(dates("p2").await.contains("last_day_to_sue"));
    }
}

#[tokio::test]
async fn who_sued_and_applied_both_has_to_choose_and_the_other_applicant_reads_nothing_of_it() {
    for house in houses().await {
        let case = two(&house).await;
        let court = court(&house);
        let suit = [
            ("opening.procedure", "litigation"),
            ("opening.body.organization", court.as_str()),
            ("opening.by", "p1"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月20日"),
        ];
        let review = [
            ("opening.procedure", "reconsideration_elsewhere"),
            ("opening.body.name", "荆门市人民政府"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月20日"),
        ];
        for pairs in [&suit[..], &review[..]] {
            done(&case.order("chuangkou", &case.dispute, "record_proceeding", pairs).await, "recorded");
        }
        let said = sent(&house).await;
        let texts = said.iter().filter(|(by, text)| by == "sms" && text.contains("只能办一个"));
        assert_eq!(texts.count(), 1, "{said:?}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("复议和诉讼只能办一个") && own.contains("其他申请人的复议照常办"), "{own}");
        let other = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(!other.contains("只能办一个") && !other.contains("同时在办"), "{other}");
        let to_dos = house.get(&house.officer("chuangkou").await, "/desk?step=tell_of_conflict").await.text;
        assert!(to_dos.contains("其他申请人的复议照常办"), "{to_dos}");
        case.holds().await;
    }
}
