//! One case number on two disputes, and a suit that would be opened beside the one that waits: asked about, from a table and from another system,
//! as where it is typed. On both engines.

use crate::{
    elsewhere::{injury, sued, sued_as},
    exchange::{choose, send},
    fines::registered,
    harness::{House, Page, houses},
    outside_program::{Program, decided, filed, milestone, suits, told},
    stories::done,
};
use axum::http::StatusCode;
use serde_json::{Value, json};

const SUIT: &str = "（2026）行初示例 5 号";

async fn looked_at(house: &House, table: &str) -> Page {
    let mut clerk = house.officer("chuangkou").await;
    let sent = send(house, &mut clerk, "示例法院系统", table.as_bytes()).await;
    choose(house, &mut clerk, &sent.location.expect("leads on"), &[]).await
}

#[tokio::test]
async fn a_number_that_stands_on_another_dispute_waits_for_a_person_when_it_is_pushed() {
    for house in houses().await {
        let first = injury(&house).await;
        sued(&first).await;
        let other = registered(&house, "示例·甲", &[]).await;
        let (known, number) = (first.dispute().await.number, other.dispute().await.number);
        let program = Program::of_the_court(&house).await;
        let sent = filed("e1", &number);
        let held = program.send(&house, &sent).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", held.body);
        assert_eq!(held.body["code"], "mirrored.open.number_elsewhere", "{}", held.body);
        assert_eq!((&held.body["field"], &held.body["dispute"]), (&json!("data.case_number"), &json!(known)));
        let again = program.send(&house, &sent).await;
        assert_eq!((again.status, &again.body), (held.status, &held.body), "the same event, the same answer");
        assert!(suits(&other).await.is_empty());
        let clerk = house.get(&house.officer("chuangkou").await, "/desk/stuck").await.text;
        assert!(clerk.contains(&number) && clerk.contains(&format!("这个案号在 {known} 上")), "{clerk}");
        let administrator = house.get(&house.officer("xitong").await, "/desk/stuck").await.text;
        assert!(administrator.contains("这个案号已经登记在另一件争议上"), "{administrator}");
        assert!(!administrator.contains(&known) && !administrator.contains("行初示例"), "{administrator}");
        // Of the dispute on which it stands it is told as ever, again and again.
        let own = filed("e2", &known);
        let told =
            program.send(&house, &milestone("e3", &known, "2026-11-20", json!({ "step": "replied" }))).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let twice = (program.send(&house, &own).await, program.send(&house, &own).await);
        assert_eq!((twice.0.status, &twice.0.body), (twice.1.status, &twice.1.body));
        assert_eq!(suits(&first).await.len(), 1);
        // Several that one court tries together: the counter says so, and what follows is taken in.
        sued_as(&other, SUIT, true).await;
        let next =
            program.send(&house, &milestone("e4", &number, "2026-11-20", json!({ "step": "replied" }))).await;
        assert_eq!(next.status, StatusCode::OK, "{}", next.body);
        assert_eq!(suits(&other).await[0].1.milestones.len(), 2);
    }
}

/// An appeal and a refiling bring a number of their own, which is compared as that of the first step is.
#[tokio::test]
async fn a_number_that_stands_on_another_dispute_is_asked_about_in_a_later_step_too() {
    for house in houses().await {
        let first = injury(&house).await;
        sued(&first).await;
        let other = registered(&house, "示例·甲", &[]).await;
        sued_as(&other, "（2026）行初示例 7 号", false).await;
        let suit = suits(&other).await[0].0.clone();
        let (known, typed) = (first.dispute().await.number, "(2026)行初示例5号");
        let step = [
            ("report.level", "first"),
            ("report.happened_on", "2026年11月11日"),
            ("report.case_number", typed),
        ];
        let page = other.order("chuangkou", &suit, "record?step=received", &step).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
        assert!(page.text.contains(&format!("这个案号已经登记在争议 {known}上")), "{}", page.text);
        // The court that sits in neither dispute is not told which that is.
        let away = other.order("faguan1", &suit, "record?step=received", &step).await;
        assert!(away.text.contains("这个案号已经登记在另一件争议上"), "{}", away.text);
        assert!(!away.text.contains(&known), "{}", away.text);
        let meant: Vec<_> = step.iter().copied().chain([("number_checked", "true")]).collect();
        done(&other.order("chuangkou", &suit, "record?step=received", &meant).await, "meant");
        assert_eq!(suits(&other).await[0].1.case_numbers().len(), 2);
    }
}

#[tokio::test]
async fn a_number_on_two_disputes_is_shown_before_a_table_is_brought_in() {
    for house in houses().await {
        let first = injury(&house).await;
        sued(&first).await;
        let other = registered(&house, "示例·甲", &[]).await;
        let (known, number) = (first.dispute().await.number, other.dispute().await.number);
        let row = |dispute: &str, case_number: &str| {
            format!("{dispute},诉讼,钟祥市人民法院,{case_number},立案,2026-11-12\n")
        };
        let heading = "争议案号,程序,办理机关,案号,节点,发生日期\n";
        let shown = looked_at(&house, &format!("{heading}{}", row(&number, "(2026)行初示例5号"))).await.text;
        assert!(shown.contains("不能登记 1 个"), "{shown}");
        assert!(shown.contains(&format!("写在两件争议上：{known}和{number}")), "{shown}");
        // The court tries the first already: of another at that court a person is asked.
        let third = registered(&house, "示例·乙", &[]).await.dispute().await.number;
        let both = format!("{heading}{}{}", row(&third, "（2026）行初9号"), row(&number, "（2026）行初9号"));
        let shown = looked_at(&house, &both).await.text;
        assert!(shown.contains("会登记新程序 1 个、节点 0 个；原来已经登记 0 个；不能登记 1 个"), "{shown}");
        assert!(shown.contains(&format!("写在两件争议上：{third}和{number}")), "{shown}");
        let twice = format!("{heading}{}", row(&known, "（2026）行初9号"));
        let shown = looked_at(&house, &twice).await.text;
        assert!(shown.contains("在一审：案号写错的，改好再发"), "解释69条1款6项: {shown}");
    }
}

#[tokio::test]
async fn what_is_filed_anew_lands_in_the_suit_that_waits_and_between_two_a_person_chooses() {
    for house in houses().await {
        let case = injury(&house).await;
        sued(&case).await;
        sued_as(&case, "（2026）行初示例 6 号", true).await;
        let number = case.dispute().await.number;
        let program = Program::of_the_court(&house).await;
        let send_back = async |n: usize, own: &str, day: u8| {
            let proceeding = suits(&case).await[n].0.clone();
            let steps = [
                ("first", decided("claim_dismissed"), Some(own)),
                ("second", json!({ "step": "received" }), None),
                ("second", decided("remanded"), None),
            ];
            for (at, (level, step, case_number)) in steps.into_iter().enumerate() {
                let on = format!("2026-11-{day}");
                let mut one = told(&format!("{n}-{at}-{day}"), &number, level, &on, step, case_number);
                one["data"]["proceeding"] = json!(proceeding);
                let answer = program.send(&house, &one).await;
                assert_eq!(answer.status, StatusCode::OK, "{one}: {}", answer.body);
            }
        };
        let filed = |id: &str, own: &str| {
            told(id, &number, "first", "2026-11-19", json!({ "step": "accepted" }), Some(own))
        };
        send_back(1, "（2026）行初示例 6 号", 16).await;
        let answer = program.send(&house, &filed("f1", "（2026）行初示例 99 号")).await;
        assert_eq!(answer.body["proceeding"], json!(suits(&case).await[1].0), "{}", answer.body);
        send_back(0, SUIT, 18).await;
        // Another court's is a person's to look at, from a table as well; the right court's goes where it waits.
        let row = |court: &str| {
            format!(
                "争议案号,程序,办理机关,案号,节点,发生日期\n{number},诉讼,{court},（2026）行初示例 98 号,立案,2026-11-19\n"
            )
        };
        let shown = looked_at(&house, &row("荆门市中级人民法院")).await.text;
        assert!(shown.contains("分不清是不是它；请写明案号"), "{shown}");
        let shown = looked_at(&house, &row("钟祥市人民法院")).await.text;
        assert!(shown.contains("会登记新程序 0 个、节点 1 个"), "{shown}");
        // Both wait: nobody guesses.
        send_back(1, "（2026）行初示例 99 号", 20).await;
        let unclear = program.send(&house, &filed("f2", "（2026）行初示例 97 号")).await;
        assert_eq!(unclear.body["code"], "event.proceeding_ambiguous", "{}", unclear.body);
        let shown = looked_at(&house, &row("钟祥市人民法院")).await.text;
        assert!(shown.contains("有几件等着重新立案的诉讼"), "{shown}");
        assert_eq!(suits(&case).await.len(), 2, "no third suit was opened");
    }
}

#[tokio::test]
async fn a_first_instance_beside_a_decided_retrial_opens_no_second_suit_without_a_word() {
    for house in houses().await {
        let case = injury(&house).await;
        sued(&case).await;
        let number = case.dispute().await.number;
        let program = Program::of_the_court(&house).await;
        let review = Some("（2026）行申示例 1 号");
        let retrial = Some("（2026）行再示例 1 号");
        let sent = [
            told("e1", &number, "first", "2026-11-13", decided("claim_dismissed"), Some(SUIT)),
            told("e2", &number, "third", "2026-11-14", json!({ "step": "accepted" }), review),
            told("e3", &number, "third", "2026-11-16", decided("retrial_ordered"), review),
            told("e4", &number, "third", "2026-11-17", json!({ "step": "accepted" }), retrial),
            told("e5", &number, "third", "2026-11-20", decided("upheld_on_retrial"), retrial),
        ];
        for one in &sent {
            let answer = program.send(&house, one).await;
            assert_eq!(answer.status, StatusCode::OK, "{one}: {}", answer.body);
        }
        let another = told(
            "e6",
            &number,
            "first",
            "2026-11-21",
            json!({ "step": "accepted" }),
            Some("（2026）行初示例 9 号"),
        );
        let held = program.send(&house, &another).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", held.body);
        assert_eq!(
            (&held.body["code"], &held.body["field"]),
            (&json!("mirrored.open.retried"), &json!("data.case_number"))
        );
        let table = format!(
            "争议案号,程序,办理机关,案号,节点,发生日期\n{number},诉讼,钟祥市人民法院,（2026）行初示例 9 号,立案,2026-11-21\n"
        );
        let shown = looked_at(&house, &table).await.text;
        assert!(shown.contains("不能登记 1 个") && shown.contains("已经裁定再审或者再审过"), "{shown}");
        assert_eq!(suits(&case).await.len(), 1);
        // Whoever knows that it is another says so at the counter, and what follows is taken in.
        sued_as(&case, "（2026）行初示例 9 号", true).await;
        let next = told(
            "e7",
            &number,
            "first",
            "2026-11-23",
            json!({ "step": "replied" }),
            Some("（2026）行初示例 9 号"),
        );
        let answer = program.send(&house, &next).await;
        assert_eq!(answer.body["proceeding"], json!(suits(&case).await[1].0), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_number_means_something_in_its_own_procedure_alone_and_nothing_to_whoever_may_not_report_that() {
    for house in houses().await {
        let first = injury(&house).await;
        sued(&first).await;
        let other = registered(&house, "示例·甲", &[]).await;
        let number = other.dispute().await.number;
        let mut petition = filed("e1", &number);
        petition["data"]["procedure"] = json!("petition");
        let held = Program::of_the_court(&house).await.send(&house, &petition).await;
        assert_eq!(held.body["code"], "outside_system.not_reported", "not that the number stands here");
        let pairs = [
            ("opening.procedure", "petition"),
            ("opening.body.name", "示例市信访局"),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月12日"),
            ("opening.report.case_number", SUIT),
        ];
        let typed = other.order("chuangkou", &other.dispute, "record_proceeding", &pairs).await;
        done(&typed, "a petition that is numbered like a suit is none");
        assert_eq!(suits(&other).await.len(), 1);
    }
}

/// 收字号 and 初字号: a court numbers what it receives and what it files apart.
#[tokio::test]
async fn what_is_filed_under_another_number_is_the_suit_that_was_received_and_between_two_a_person_chooses() {
    for house in houses().await {
        let (case, program) = (injury(&house).await, Program::of_the_court(&house).await);
        let number = case.dispute().await.number;
        let (receives, files) = (json!({ "step": "received" }), json!({ "step": "accepted" }));
        let of = |number: &str, id: &str, on: &str, step: &Value, own: &str| {
            told(id, number, "first", on, step.clone(), Some(own))
        };
        let at = |id: &str, on: &str, step: &Value, own: &str| of(&number, id, on, step, own);
        let received = program.send(&house, &at("r1", "2026-11-11", &receives, "（2026）收示例 2 号")).await;
        assert_eq!(received.status, StatusCode::OK, "{}", received.body);
        let row = format!(
            "争议案号,程序,办理机关,案号,节点,发生日期\n{number},诉讼,钟祥市人民法院,（2026）行初示例 190 号,立案,2026-11-13\n"
        );
        let shown = looked_at(&house, &row).await.text;
        assert!(shown.contains("会登记新程序 0 个、节点 1 个"), "{shown}");
        let filed = program.send(&house, &at("f1", "2026-11-13", &files, "（2026）行初示例 190 号")).await;
        let held = suits(&case).await;
        assert_eq!(filed.body["proceeding"], json!(held[0].0), "{}", filed.body);
        assert_eq!((held.len(), held[0].1.case_numbers().len()), (1, 2));
        let other = registered(&house, "示例·甲", &[]).await;
        let number = other.dispute().await.number;
        for (id, own) in [("r2", "（2026）收示例 3 号"), ("r3", "（2026）收示例 4 号")] {
            let received = program.send(&house, &of(&number, id, "2026-11-16", &receives, own)).await;
            assert_eq!(received.status, StatusCode::OK, "{}", received.body);
        }
        let filed = of(&number, "f2", "2026-11-17", &files, "（2026）行初示例 191 号");
        let unclear = program.send(&house, &filed).await;
        assert_eq!(unclear.body["code"], "event.proceeding_ambiguous", "{}", unclear.body);
        let says = unclear.body["says"].as_str().unwrap_or_default();
        assert!(says.contains("收示例 3 号") && says.contains("收示例 4 号"), "{says}");
        assert_eq!(suits(&other).await.len(), 2);
    }
}
