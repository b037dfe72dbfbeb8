//! What people are told about clocks: each rung once, by day, to whoever has the next step, of a remedy to whoever loses it.

use crate::{
    advice, api,
    harness::{House, TODAY, houses},
    stories,
};
use jiff::{SignedDuration, ToSpan};

/// What went out to officers and phones about clocks, oldest first.
pub async fn reminders(house: &House) -> Vec<String> {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let open =
        |id: &str, column: &str, sealed: &str| house.office.open_letter(id, column, sealed).expect("opens");
    let mut said: Vec<String> = letters
        .iter()
        .map(|letter| {
            let to = open(&letter.id, "address", &letter.sealed_address);
            format!("{} {to}：{}", letter.channel, open(&letter.id, "body", &letter.sealed_body))
        })
        .filter(|said| said.contains("为止"))
        .collect();
    said.sort();
    said
}

#[tokio::test]
async fn each_rung_of_a_clock_is_told_once_to_whoever_has_the_next_step() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        stories::at_the_table(&house, &dispute).await;
        // The mediation began on the 24th of November and is bounded at the 16th of December.
        let mut days = Vec::new();
        for after in 0..24 {
            house.on_day(TODAY.checked_add(after.days()).expect("soon"));
            let before = reminders(&house).await.len();
            house.office.remind().await.expect("runs");
            let once = reminders(&house).await;
            house.office.remind().await.expect("runs again");
            // As after a restart: what was told stands in the database and nowhere else.
            assert_eq!(reminders(&house).await, once, "twice is as once");
            if once.len() > before {
                days.push(house.office.now().today);
            }
        }
        let said = reminders(&house).await;
        // Of a period of twenty-two days the half and the tenth day before its end fall on one Friday: one letter.
        for rung in ["还剩十日", "还剩五日", "还剩一日", "今日到期"] {
            let mine = said.iter().filter(|said| {
                said.starts_with("officer user:u-tiaojie1 ")
                    && said.contains("号 调解期限：")
                    && said.contains(rung)
            });
            assert_eq!(mine.count(), 1, "{rung} in {said:#?}");
        }
        let paired = |said: &&String| said.contains("号 调解期限：") && said.contains("等您办：促成协议");
        assert!(said.iter().any(|said| paired(&said)), "the day of it is the day of this step: {said:#?}");
        let remedies: Vec<_> = said.iter().filter(|said| said.contains("最后一天")).collect();
        assert!(!remedies.is_empty(), "the days to sue are told: {said:#?}");
        for said in remedies {
            assert!(said.starts_with("sms 13800001111："), "to whose day it is: {said}");
            assert!(
                !said.contains("等您办") && said.contains("请留意这个日子"),
                "no step of the house: {said}"
            );
        }
        let calendar = &house.office.law().calendar;
        assert!(days.iter().all(|day| calendar.is_working_day(*day).expect("is loaded")), "{days:?}");
        assert!(said.iter().all(|said| !said.contains("罚款")), "never what it is about: {said:#?}");
    }
}

#[tokio::test]
async fn a_machine_that_was_down_tells_the_highest_rung_and_none_below_it_and_nobody_at_night() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        stories::at_the_table(&house, &dispute).await;
        house.on_day(TODAY.checked_add(17.days()).expect("soon"));
        house.later(SignedDuration::from_hours(13));
        assert_eq!(house.office.remind().await.expect("runs"), 0, "at ten in the evening");
        house.on_day(TODAY.checked_add(18.days()).expect("soon"));
        assert_eq!(house.office.remind().await.expect("runs"), 0, "on a Saturday");
        house.on_day(TODAY.checked_add(20.days()).expect("soon"));
        house.office.remind().await.expect("runs");
        let said = reminders(&house).await;
        let period: Vec<_> = said
            .iter()
            .filter(|said| said.contains("号 调解期限：") && said.starts_with("officer user:u-tiaojie1 "))
            .collect();
        assert!(period.len() == 1 && period[0].contains("还剩五日"), "{said:#?}");
    }
}

#[tokio::test]
async fn a_citizen_whose_step_it_is_is_told_by_text_message_that_a_day_comes_near() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let mediation = dispute.child(huajie_law::Kind::Mediation, 1);
        let import = [("categories", "party_asks"), ("channel", "before_procedure")];
        stories::done(&house.order(&mut clerk, &mediation, "import", &import).await, "import");
        let mut told = false;
        for after in 1..200 {
            house.on_day(TODAY.checked_add(after.days()).expect("soon"));
            house.office.remind().await.expect("runs");
            let said = reminders(&house).await;
            if let Some(text) = said.iter().find(|said| said.starts_with("sms 13800001111：")) {
                assert!(text.contains("查进度") && !text.contains("征求"), "{text}");
                assert!(text.contains("还剩") && !text.contains("口径") && !text.contains("过半"), "{text}");
                told = true;
                break;
            }
        }
        assert!(told, "the days to sue run on");
    }
}

#[tokio::test]
async fn an_expert_who_has_not_answered_is_reminded_of_the_day_that_was_set() {
    for house in houses().await {
        let case = advice::fined(&house).await;
        let id = advice::drawn(&case).await;
        let experts = advice::consultation(&case).await.draws[0].drawn.clone();
        advice::answer(&case, &id, &experts[0]).await;
        // Asked on the 24th of November, to be answered by the 10th of December.
        for after in 1..17 {
            house.on_day(TODAY.checked_add(after.days()).expect("soon"));
            house.office.remind().await.expect("runs");
        }
        let said = reminders(&house).await;
        let to = |user: &huajie_law::UserId| {
            let mine = format!("officer user:{user} ");
            said.iter().filter(|said| said.starts_with(&mine) && said.contains("专家答复")).count()
        };
        assert_eq!(to(&experts[0]), 0, "has answered: {said:#?}");
        assert!(to(&experts[1]) >= 2, "the last days are told: {said:#?}");
    }
}

#[tokio::test]
async fn the_last_day_of_whom_no_text_reaches_is_told_to_whoever_keeps_the_file() {
    for house in houses().await {
        let mut body = api::intake(&house, "张建国", "counter");
        body["parties"][0].as_object_mut().expect("a party").remove("phone");
        let clerk = api::officer(&house, "chuangkou").await.keyed("6b1d7f5a-0c31-4f0c-8d55");
        let answer = clerk.post(&house, "/api/disputes", &body).await;
        assert_eq!(answer.status, axum::http::StatusCode::CREATED, "{}", answer.body);
        for after in 1..60 {
            house.on_day(TODAY.checked_add(after.days()).expect("soon"));
            house.office.remind().await.expect("runs");
        }
        let said = reminders(&house).await;
        let remedies: Vec<_> = said.iter().filter(|said| said.contains("的最后一天（保守口径）")).collect();
        assert!(!remedies.is_empty(), "{said:#?}");
        for said in remedies {
            let keeper =
                said.starts_with("officer role:intake_clerk ") && said.contains("张某某没有登记电话");
            assert!(keeper, "{said}");
        }
    }
}
