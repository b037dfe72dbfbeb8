//! What another body goes on with: a higher level is recorded in the proceeding that is on file, the agency has its hearing to do, and a
//! petition that was led another way is not the end. On both engines.

use crate::{
    elsewhere::{injury, sued},
    harness::houses,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, mirrored::Level};
use jiff::civil::date;

#[tokio::test]
async fn an_appeal_goes_on_in_its_suit_and_the_agency_has_its_hearing_to_do() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        house.on_day(date(2026, 12, 1));
        let set =
            [("report.step.hearing_on", "2026年12月8日"), ("report.step.head_notified_on", "2026年12月1日")];
        for _ in 0..2 {
            let again = [&set[..], &[("report.document_number", "传票")]].concat();
            let page = case.order("faguan1", &suit, "record?step=hearing_set", &again).await;
            assert!(page.status.is_redirection() || page.text.contains("不用重复登记"), "{}", page.text);
        }
        case.waits_for("renshe", "负责人出庭应诉", Some(date(2026, 12, 8))).await;
        let list = house.get(&house.officer("renshe").await, "/desk").await.text;
        assert!(list.contains("负责人出庭应诉") && list.contains(&format!("/desk/file/{suit}\"")), "{list}");
        let file = case.file_page("chuangkou", &suit).await;
        let hearing = "2026年12月8日开庭、听证（2026年12月1日通知负责人出庭）";
        assert_eq!(file.matches(hearing).count(), 1, "{file}");
        let appeal = [
            ("opening.procedure", "litigation"),
            ("opening.body.name", "荆门市中级人民法院"),
            ("opening.report.level", "second"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年12月1日"),
        ];
        let page = case.order("chuangkou", &case.dispute, "record_proceeding", &appeal).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("行初示例 5 号：二审请登记在那一件里"), "{}", page.text);
    }
}

#[tokio::test]
async fn a_petition_is_reviewed_by_the_body_that_is_named_and_led_another_way_it_is_not_the_end() {
    for house in houses().await {
        let case = injury(&house).await;
        let government = crate::elsewhere::id_of(&house, |body| body.name == "钟祥市人民政府");
        let petition = [
            ("opening.procedure", "petition"),
            ("opening.body.name", "示例信访局"),
            ("opening.report.step.step", "received"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        done(&case.order("chuangkou", &case.dispute, "record_proceeding", &petition).await, "petition");
        let id = case.dispute.child(Kind::Mirrored, 1);
        let record = async |step: &str, pairs: &[(&str, &str)]| {
            done(&case.order("chuangkou", &id, &format!("record?step={step}"), pairs).await, step);
        };
        let clerk = house.officer("chuangkou").await;
        let form = house.get(&clerk, &format!("/desk/file/{id}/record?step=received")).await.text;
        assert!(form.contains("复查、复核的：哪个机关在办"), "{form}");
        house.on_day(date(2026, 11, 20));
        record("decided", &[("report.step.findings", "led_elsewhere")]).await;
        case.reads("p1", "导入了别的法定途径").await;
        case.reads("p1", "起诉").await;
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!own.contains("程序已经依法办完") && !own.contains("已经有了最后的结果"), "{own}");
        let list = house.get(&clerk, "/api/to-dos?limit=200").await.text;
        assert!(list.contains("信访已经导入其他法定途径"), "{list}");
        case.waits_for_nobody(&["chuangkou", "dangan"], "整理卷宗，归档").await;
        let review = [("report.level", "second"), ("report.body.organization", government.as_str())];
        record("received", &review).await;
        let AnyMatter::Mirrored(held) = case.matter(&id).await else { panic!("a petition") };
        let level = held.level(Level::Second).expect("it is under review");
        assert_eq!(level.body.map(|body| body.name).as_deref(), Some("钟祥市人民政府"));
    }
}
