//! What goes wrong in a reconsideration: papers that came in time and are entered late, days that cannot be, an outcome before its
//! filing, two officers deciding at the same moment, an officer who left with open work. On both engines.

use crate::{
    elsewhere::{court, injury},
    harness::{Browser, House, Page, houses},
    reconsideration::{applied, conditions, fined, held, taken_up},
    stories::done,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use huajie::office::{Extras, Order};
use huajie_law::{
    Actor, Command, MatterId, directory::OfficerCommand, dispute::Stage as DisputeStage,
    reconsideration::Stage,
};
use jiff::civil::date;
use serde_json::{Value, json};

#[tokio::test]
async fn what_was_supplemented_on_the_last_day_is_taken_up_though_the_night_had_closed_the_file() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        done(&case.order("fuyi1", &id, "request_supplement", &[("items", "处罚决定书")]).await, "ask");
        case.serves(&id, "n1", &["p1"]).await;
        // 25, 26, 27, 30 November, 1 to 4, 7, 8 December.
        case.runs("fuyi1", &id, "supplement", date(2026, 12, 8), &["第31条第2款"]).await;
        house.on_day(date(2026, 12, 10));
        case.reads("p1", "没有在期限内补正，视为放弃申请").await;
        assert!(house.office.record_lapses().await.expect("runs") > 0);
        assert!(matches!(case.dispute().await.stage, DisputeStage::Ended { .. }));
        let late = case.order("fuyi1", &id, "receive_supplement", &[("on", "2026年12月9日")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text.contains("补正期限到2026年12月8日为止"), "{}", late.text);
        let in_time = [("on", "2026年12月8日")];
        done(&case.order("fuyi1", &id, "receive_supplement", &in_time).await, "in time");
        assert!(matches!(case.dispute().await.stage, DisputeStage::InProceeding { .. }));
        // 9, 10, 11, 14, 15 December.
        case.runs("fuyi1", &id, "screening", date(2026, 12, 15), &["第30条第1款"]).await;
        case.reads("p1", "五个工作日内决定是否受理").await;
        case.holds().await;
    }
}

#[tokio::test]
async fn an_answer_on_paper_counts_by_the_day_on_which_it_came() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        case.runs("shichang", &id, "reply", date(2026, 12, 8), &["第48条"]).await;
        house.on_day(date(2026, 12, 10));
        let own = house.get(&house.officer("shichang").await, &format!("/desk/file/{id}/reply")).await;
        assert!(!own.text.contains("received_on"), "the agency does not date its own answer");
        let reply = [
            ("text", "处罚依法作出"),
            ("received_on", "2026年12月8日"),
            ("evidence.0.title", "现场笔录"),
            ("evidence.0.formed_on", "2026年11月10日"),
        ];
        let papers = [("evidence.0.file", "现场笔录.png")];
        case.does("fuyi1", &id, "reply", &reply, &papers).await;
        let reply = held(&case, &id).await.reply.expect("it is on file");
        assert_eq!((reply.on, reply.late), (date(2026, 12, 8), false), "48条");
        case.stands("fuyi1", &id, "reply", "stopped", &["2026年12月8日"]).await;
    }
}

#[tokio::test]
async fn evidence_without_its_file_is_asked_for_beside_it_and_may_follow_until_the_last_day() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        let row = [
            ("text", "处罚依法作出"),
            ("evidence.0.title", "现场笔录"),
            ("evidence.0.formed_on", "2026年11月10日"),
        ];
        let page = case.order("shichang", &id, "reply", &row).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("请上传这一份的文件") && page.text.contains("现场笔录"), "{}", page.text);
        case.does("shichang", &id, "reply", &[("text", "处罚依法作出")], &[]).await;
        let papers = [("evidence.0.file", "现场笔录.png")];
        case.does("shichang", &id, "reply", &row, &papers).await;
        let kept = held(&case, &id).await.reply.expect("it is on file");
        assert_eq!((kept.late, kept.every_evidence().count()), (false, 1), "48条: the days run");
    }
}

#[tokio::test]
async fn a_day_before_the_act_is_refused_beside_its_field_and_what_was_typed_is_kept() {
    for house in houses().await {
        let case = fined(&house).await;
        let early = [
            ("application.way", "in_person"),
            ("application.requests", "annul"),
            ("application.received_on", "2026年11月9日"),
        ];
        let page = case.order("chuangkou", &case.dispute, "apply_for_reconsideration", &early).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("早于行政行为作出的日子"), "{}", page.text);
        assert!(page.text.contains("value=\"2026年11月9日\""), "what was typed is kept");
        let at = court(&house);
        let sued = [
            ("opening.procedure", "litigation"),
            ("opening.body.organization", at.as_str()),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月9日"),
        ];
        let page = case.order("chuangkou", &case.dispute, "record_proceeding", &sued).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
        assert!(case.dispute().await.proceedings.is_empty(), "nothing of it is on file");
    }
}

/// An order of the counter's through the API.
async fn through_the_api(house: &House, id: &MatterId, order: Value) -> (StatusCode, Value) {
    let browser = house.officer("chuangkou").await;
    let token = browser.cookie.expect("signed in").split_once('=').expect("a cookie").1.to_owned();
    let request = Request::post(format!("/api/matters/{id}/orders"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", order.to_string().len().to_string());
    let body = json!({ "kind": "dispute", "order": order });
    let answer = house.call(request.body(Body::from(body.to_string())).expect("a request")).await;
    let status = answer.status();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_judgment_of_a_suit_that_nobody_has_filed_is_not_typed_in() {
    for house in houses().await {
        let case = injury(&house).await;
        let report = json!({
            "level": "first", "step": { "step": "decided", "findings": ["annulled"], "perform_by": null },
            "happened_on": "2026-11-20", "body": null, "case_number": null, "document_number": null,
            "document": null, "origin": { "way": "typed" }
        });
        let body = json!({ "organization": court(&house), "name": "钟祥市人民法院" });
        let opening = json!({ "procedure": "litigation", "body": body, "report": report });
        let order = json!({ "command": "record_proceeding", "opening": opening });
        let (status, told) = through_the_api(&house, &case.dispute, order).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert_eq!(told["code"], "mirrored.record.no_filing", "{told}");
    }
}

/// A form as it stands in somebody's browser, ready to be sent.
async fn opened(
    house: &House,
    login: &str,
    path: &str,
    typed: &[(&str, &str)],
) -> (Browser, Vec<(String, String)>) {
    let browser = house.officer(login).await;
    let form = house.get(&browser, path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let filled = form.filled_in(typed);
    (browser, filled)
}

async fn sent(house: &House, path: &str, (mut browser, filled): (Browser, Vec<(String, String)>)) -> Page {
    let filled: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    house.post(&mut browser, path, &filled).await
}

#[tokio::test]
async fn of_two_officers_who_decide_at_the_same_moment_one_decides_and_the_other_is_told() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let (accept, refuse) = (format!("/desk/file/{id}/accept"), format!("/desk/file/{id}/refuse"));
        let no = [("ground", "no_interest"), ("reason", "与处罚没有利害关系")];
        let one = opened(&house, "fuyi1", &accept, &conditions()).await;
        let other = opened(&house, "fuyi2", &refuse, &no).await;
        let (one, other) = tokio::join!(sent(&house, &accept, one), sent(&house, &refuse, other));
        let mut answers = [one.status, other.status];
        answers.sort();
        assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{}\n{}", one.text, other.text);
        let stage = held(&case, &id).await.stage;
        let accepted = one.status == StatusCode::SEE_OTHER;
        assert_eq!(matches!(stage, Stage::Running), accepted, "{stage:?}");
        let loser = if accepted { other } else { one };
        let seen = if accepted { "示例·复议员甲" } else { "示例·复议员乙" };
        assert!(loser.text.contains(seen), "who was faster: {}", loser.text);
        let journal = house.office.ledger.journal(&id).await.expect("reads");
        let decisions = ["application_accepted", "application_refused"];
        let decided = journal.iter().filter(|entry| decisions.contains(&entry.event.as_str())).count();
        assert_eq!(decided, 1, "one decision: {journal:?}");
        case.holds().await;
    }
}

async fn leaves(house: &House, user: &str) {
    let order = Order {
        target: MatterId::new(user),
        seen_version: None,
        command: Command::Officer(OfficerCommand::Dismiss { reason: "调离".into() }),
    };
    let left = house.office.execute(&Actor::statute(), order, Extras::default()).await;
    assert!(left.is_ok(), "{left:?}");
}

#[tokio::test]
async fn the_table_of_a_mediator_who_has_left_waits_for_another_and_the_talks_go_on() {
    for house in houses().await {
        let case = crate::cases::fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        leaves(&house, "u-tiaojie1").await;
        assert_eq!(house.office.note_who_left().await.expect("runs"), 1);
        assert_eq!(house.office.note_who_left().await.expect("runs"), 0, "twice is as once");
        // The seat has a day of its own, long before the mediation's last.
        let seat_due = Some(date(2026, 11, 25));
        case.waits_for("zhuren", "补齐调解小组的席位：补齐以前谈不了，期限照常计算", seat_due).await;
        let seat = [("user", "lead_mediator|u-tiaojie2|mediator"), ("reason", "原主调解员调离")];
        case.step("zhuren", "fill_seat", &seat).await;
        case.waits_for_nobody(&["zhuren"], "补齐调解小组的席位").await;
        case.waits_for("tiaojie2", "召集第一次会谈", Some(date(2026, 12, 1))).await;
        case.holds().await;
    }
}

#[tokio::test]
async fn work_of_a_reconsideration_officer_who_has_left_goes_on_in_other_hands() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
        let gone = house.officer("fuyi1").await;
        leaves(&house, "u-fuyi1").await;
        let shut = house.get(&gone, &format!("/desk/file/{id}/send_copy")).await;
        assert_ne!(shut.status, StatusCode::OK, "whoever has left is out at once");
        case.waits_for("fuyi2", "把申请书副本发送给被申请人", Some(date(2026, 12, 3))).await;
        let again = house.get(&house.officer("fuyiju").await, &format!("/desk/file/{id}/assign")).await;
        assert!(!again.text.contains("u-fuyi1"), "nobody gives it to who has left: {}", again.text);
        assert_eq!(house.office.note_who_left().await.expect("runs"), 1);
        assert_eq!(house.office.note_who_left().await.expect("runs"), 0, "twice is as once");
        case.waits_for("fuyiju", "承办的复议人员已离任：另行指定", None).await;
        done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi2")]).await, "assign");
        case.waits_for_nobody(&["fuyiju"], "已离任").await;
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
        let told = letters.iter().filter(|letter| letter.channel == "officer").any(|letter| {
            let to = house.office.open_letter(&letter.id, "address", &letter.sealed_address).expect("opens");
            to.starts_with("user:u-fuyi2 ")
        });
        assert!(told, "who takes over is told");
        done(&case.order("fuyi2", &id, "send_copy", &[]).await, "copy");
        assert_eq!(held(&case, &id).await.handlers, ["u-fuyi2".into()]);
        case.holds().await;
    }
}

#[tokio::test]
async fn an_application_is_received_today_and_a_day_long_ago_says_before_it_is_saved_what_it_means() {
    for house in houses().await {
        let case = fined(&house).await;
        house.on_day(date(2026, 12, 8));
        let clerk = house.officer("chuangkou").await;
        let form = format!("/desk/file/{}/apply_for_reconsideration", case.dispute);
        let form = house.get(&clerk, &form).await.text;
        assert!(
            form.contains("value=\"2026年12月8日\""),
            "30条1款: what was registered is no application: {form}"
        );
        for part in ["收到的日子是2026年11月30日或者更早的", "视为已经受理（最晚2026年12月7日）"]
        {
            assert!(form.contains(part), "{part}: {form}");
        }
    }
}
