//! A reconsideration and a suit beside one another (《行政复议法》29条): whoever has to act reads it, on both engines.

use crate::{
    elsewhere::{court, injury, sued},
    harness::houses,
    next_steps::sent,
    outside_program::{Program, event, filed, suits},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    Kind,
    mediation::{Channel, RECEIVED_ZH},
};
use serde_json::json;

#[tokio::test]
async fn of_two_that_began_on_one_day_the_counter_tells_the_court_reads_and_the_applicant_chooses() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        let review = [
            ("opening.procedure", "reconsideration_elsewhere"),
            ("opening.body.name", "荆门市人民政府"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        done(
            &case.order("chuangkou", &case.dispute, "record_proceeding", &review).await,
            "record_proceeding",
        );
        let said = sent(&house).await;
        let told = |channel: &str, words: &str| {
            said.iter().filter(|(by, text)| by == channel && text.contains(words)).count()
        };
        assert_eq!(told("sms", "由申请人自己选"), 1, "who applies, and not the third party: {said:?}");
        assert_eq!(told("officer", "请核对本机关的程序该不该接着办"), 1, "the court: {said:?}");
        let clerk = house.officer("chuangkou").await;
        let to_dos = house.get(&clerk, "/desk?step=tell_of_conflict").await;
        assert!(to_dos.text.contains("由当事人选择一个"), "{}", to_dos.text);
        let page = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(page.text.contains("tell_of_conflict"), "{}", page.text);
        let court = house.get(&house.officer("faguan1").await, &format!("/desk/file/{suit}")).await;
        assert!(court.text.contains("复议、诉讼并存"), "{}", court.text);
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        for said in ["复议和诉讼只能办一个", "由申请人自己选", "向法院申请撤诉"] {
            assert!(my.text.contains(said), "{said}: {}", my.text);
        }
        let told = [("note", "电话告知申请人和法院，申请人选择诉讼")];
        done(&case.order("chuangkou", &case.dispute, "tell_of_conflict", &told).await, "tell_of_conflict");
        assert_eq!(sent(&house).await.len(), said.len(), "it is told once");
        let to_dos = house.get(&house.officer("chuangkou").await, "/desk?step=tell_of_conflict").await;
        assert!(!to_dos.text.contains("由当事人选择一个"), "{}", to_dos.text);
    }
}

/// 法发〔2021〕17号 5条: between the receipt and the filing it is mediated 诉前, and 诉中 only from the filing on.
#[tokio::test]
async fn what_the_court_has_only_received_is_imported_before_the_suit_and_moves_with_the_filing() {
    for house in houses().await {
        let case = injury(&house).await;
        let court = court(&house);
        let received = [
            ("opening.procedure", "litigation"),
            ("opening.body.organization", court.as_str()),
            ("opening.report.step.step", "received"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        let page = case.order("chuangkou", &case.dispute, "record_proceeding", &received).await;
        done(&page, "record_proceeding");
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        let (mediation, clerk) = (case.mediation_id(), house.officer("chuangkou").await);
        let form = house.get(&clerk, &format!("/desk/file/{mediation}/import")).await;
        assert!(form.text.contains("法院只是收到了起诉状，还没有立案"), "why not 诉中: {}", form.text);
        assert!(!form.text.contains("登记里写明"), "{}", form.text);
        case.import("party_asks", "pre_trial", false).await;
        let form = house.get(&clerk, &format!("/desk/file/{mediation}/record_consent")).await;
        assert!(form.text.contains(RECEIVED_ZH), "{}", form.text);
        assert!(form.text.contains("申请复议的最后一天已经过去"), "复议法20条: {}", form.text);
        let suit = case.dispute.child(Kind::Mirrored, 1);
        let filed = [("report.happened_on", "2026年11月16日"), ("report.step.summary", "true")];
        done(&case.order("faguan1", &suit, "record?step=accepted", &filed).await, "accepted");
        assert_eq!(case.mediation().await.channel(), Some(Channel::TrialSummary));
    }
}

/// 行诉法45条.
#[tokio::test]
async fn who_hears_nothing_from_a_body_elsewhere_by_its_last_day_is_told_until_when_to_sue() {
    for house in houses().await {
        let case = injury(&house).await;
        let review = [
            ("opening.procedure", "reconsideration_elsewhere"),
            ("opening.body.name", "荆门市人民政府"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        done(
            &case.order("chuangkou", &case.dispute, "record_proceeding", &review).await,
            "record_proceeding",
        );
        let before = sent(&house).await.len();
        house.on_day(jiff::civil::date(2027, 1, 12));
        house.office.record_lapses().await.expect("is recorded");
        let said = sent(&house).await;
        let told = |(by, text): &(String, String)| by == "sms" && text.contains("可以向法院起诉");
        assert!(said[before..].iter().any(told), "{said:?}");
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(my.text.contains("提起行政诉讼：到期没有收到复议决定"), "{}", my.text);
        let page =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(page.text.contains("提起行政诉讼：到期没有收到复议决定"), "{}", page.text);
    }
}

#[tokio::test]
async fn a_case_number_typed_with_other_brackets_is_the_same_case() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let told = program.send(&house, &filed("f1", &number)).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let step = json!({ "step": "copy_served" });
        let typed = "(2026)行初示例5号";
        let data = json!({ "dispute": number, "procedure": "litigation", "step": step, "happened_on": "2026-11-16", "case_number": typed });
        let served = program.send(&house, &event("f2", "cn.huajie.proceeding.milestone", data)).await;
        assert_eq!(served.status, StatusCode::OK, "{}", served.body);
        let suits = suits(&case).await;
        assert_eq!(suits.len(), 1);
        assert_eq!((suits[0].1.milestones.len(), suits[0].1.case_numbers().len()), (2, 1));
    }
}
