//! Tables that are brought in: what names a body, what a corrected table changes, what a row may say, and what a roster lacks. On both
//! engines.

use crate::{
    fines::fined,
    harness::houses,
    people::CENTRE,
    portal::{answer, fill_in},
};
use axum::http::StatusCode;
use huajie::{
    office::{Extras, Order},
    people::import::{self, Outcome},
};
use huajie_law::{
    Actor, Command, MatterId, Role,
    directory::{OfficerCommand, OrganizationCommand},
};

#[tokio::test]
async fn a_code_names_towns_and_villages_alone_and_the_bodies_of_a_city_share_it() {
    for house in houses().await {
        let statute = Actor::statute();
        let bring_in = async |rows: &str| {
            let table = format!("名称,类别,上级,区划代码,垂直管理\n{rows}");
            let report = import::organizations(&house.office, &statute, table.as_bytes()).await;
            report.expect("no fault").expect("reads")
        };
        let rows = "甲市人民政府,人民政府,,４２９９９９,\n甲市司法局,行政机关,甲市人民政府,429999,\n甲市公安局,行政机关,429999,429999,\n";
        let report = bring_in(rows).await;
        assert_eq!(report.count(|outcome| *outcome == Outcome::Created), 3, "{:?}", report.rows);
        let again = bring_in(rows).await;
        assert_eq!(again.count(|outcome| *outcome == Outcome::Present), 3, "{:?}", again.rows);
        let other = bring_in("乙市人民政府,人民政府,,429999,\n").await;
        assert!(other.refused().any(|(_, why)| why.contains("另一个人民政府")), "{:?}", other.rows);
        bring_in("甲镇,乡镇、街道、场、库、区,,429999101,\n").await;
        let village = bring_in("甲村,村（社区）,甲镇,429999101,\n").await;
        assert!(village.refused().any(|(_, why)| why.contains("甲镇")), "{:?}", village.rows);
        let long = format!("{},行政机关,,,\n", "局".repeat(200));
        for (row, says) in [
            ("某局,行政机关,,99999,\n", "区划代码"),
            ("某局,行政机关,,,也许\n", "垂直管理"),
            (long.as_str(), "100 个字"),
        ] {
            let report = bring_in(row).await;
            assert!(report.refused().any(|(_, why)| why.contains(says)), "{row}: {:?}", report.rows);
        }
    }
}

#[tokio::test]
async fn a_table_that_was_corrected_is_applied_when_it_is_brought_in_again() {
    for house in houses().await {
        let statute = Actor::statute();
        let bring_in = async |row: &str| {
            let table = format!("名称,类别,上级,区划代码,垂直管理\n{row}\n");
            let report = import::organizations(&house.office, &statute, table.as_bytes()).await;
            report.expect("no fault").expect("reads").rows[0].outcome.clone()
        };
        bring_in("甲市人民政府,人民政府,,429999,").await;
        assert_eq!(bring_in("甲市税务局,其他单位,,,").await, Outcome::Created);
        let corrected = "甲市税务局,行政机关,甲市人民政府,429999,是";
        assert_eq!(bring_in(corrected).await, Outcome::Changed);
        let law = house.office.law();
        let held = law.directory.organizations.values().find(|held| held.name == "甲市税务局");
        let held = held.expect("is there");
        assert_eq!(held.category, huajie_law::directory::Category::Department);
        assert!(held.vertical && held.parent.is_some() && held.division.as_deref() == Some("429999"));
        assert_eq!(bring_in(corrected).await, Outcome::Present);
        assert_eq!(bring_in("甲市税务局,行政机关,,,").await, Outcome::Present, "what is not said stays");
    }
}

#[tokio::test]
async fn one_login_under_two_names_is_told_with_its_row() {
    for house in houses().await {
        let table = format!(
            "登录名,姓名,身份,单位\nzhangsan,示例·张三,调解员,{CENTRE}\nzhangsan,示例·章三,镇村干部,420881101\n"
        );
        let (report, issued) = import::roster(&house.office, &Actor::statute(), table.as_bytes())
            .await
            .expect("no fault")
            .expect("reads");
        let refused: Vec<u64> = report.refused().map(|(row, _)| row.line).collect();
        assert_eq!((refused, issued.len()), (vec![3], 1), "{:?}", report.rows);
    }
}

#[tokio::test]
async fn without_anybody_who_takes_it_reconsideration_is_not_offered_and_the_administrator_reads_why() {
    for house in houses().await {
        let mut applicant = fill_in(&house, "13800001111").await;
        let offered = house.get(&applicant, "/apply/way").await.text;
        assert!(offered.contains("value=\"reconsideration\""), "{offered}");
        let law = house.office.law();
        for (user, ..) in law.directory.holders(Role::ReconsiderationOfficer) {
            let command = Command::Officer(OfficerCommand::Dismiss { reason: "示例".into() });
            let order = Order { target: MatterId::new(user.as_str()), seen_version: None, command };
            let _ = house.office.execute(&Actor::statute(), order, Extras::default()).await;
        }
        assert!(house.office.law().directory.holders(Role::ReconsiderationOfficer).next().is_none());
        let offered = house.get(&applicant, "/apply/way").await.text;
        assert!(!offered.contains("value=\"reconsideration\""), "{offered}");
        assert!(!offered.contains("value=\"both\"") && offered.contains("value=\"mediation\""), "{offered}");
        let page = answer(&house, &mut applicant, "way", &[("wish", "reconsideration")]).await;
        assert_ne!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let told = house.get(&house.officer("xitong").await, "/desk/officers").await.text;
        assert!(told.contains("还缺什么") && told.contains("名册里没有复议人员"), "{told}");
    }
}

#[tokio::test]
async fn a_body_that_is_called_otherwise_is_called_so_in_every_to_do_at_once() {
    for house in houses().await {
        fined(&house, "示例·甲").await;
        let old = "钟祥市市场监督管理局";
        let law = house.office.law();
        let agency = law.directory.organizations.iter().find(|(_, held)| held.name == old);
        let target = MatterId::new(agency.expect("is there").0.as_str());
        let to_dos = || async { house.get(&house.officer("chuangkou").await, "/desk").await.text };
        let before = to_dos().await;
        assert!(before.contains(old), "{before}");
        let rename = OrganizationCommand::Rename { name: "钟祥市市场监管局".into() };
        let order = Order { target, seen_version: None, command: Command::Organization(rename) };
        house.office.execute(&Actor::statute(), order, Extras::default()).await.expect("is renamed");
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let after = to_dos().await;
        assert!(!after.contains(old) && after.contains("钟祥市市场监管局"), "{after}");
    }
}
