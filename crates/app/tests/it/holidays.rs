//! `/desk/holidays`: a year's notice comes while the program runs, and what runs is reckoned anew.

use crate::{
    harness::{Browser, House, Page, houses},
    papers::fonts,
    stories::{at_the_table, done, registered},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use huajie_law::{
    Event, Kind, MatterId,
    holiday_schedule::{HolidaySchedule, HolidayScheduleEvent, Moved},
};
use huajie_ledger::{journal::Entry, read::ClockRow};
use jiff::civil::date;

/// A made-up year in the form of the real ones.
const DAYS: &str = "休 元旦 01-01..01-03\n休 春节 02-05..02-11\n班 春节 02-13 02-14\n休 清明节 04-03..04-05\n\
     休 劳动节 05-01..05-05\n班 劳动节 05-08\n休 端午节 06-09\n休 中秋节 09-15\n休 国庆节 10-01..10-07\n班 国庆节 09-26 10-09";
const NUMBER: &str = "国办发明电〔2026〕9号";

async fn send(house: &House, browser: &mut Browser, more: &[(&str, &str)]) -> Page {
    let page = house.get(browser, "/desk/holidays").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let typed = [
        ("version", version.as_str()),
        ("year", "2027"),
        ("number", NUMBER),
        ("issued_on", "2026年11月10日"),
        ("days", DAYS),
    ];
    let kept = typed.into_iter().filter(|(name, _)| more.iter().all(|(over, _)| over != name));
    let mut pairs = vec![("csrf", csrf.as_str())];
    pairs.extend(kept.chain(more.iter().copied()));
    house.post(browser, "/desk/holidays", &pairs).await
}

async fn clock(house: &House, dispute: &MatterId, name: &str) -> ClockRow {
    let clocks = house.office.ledger.clocks_on(dispute).await.expect("reads");
    clocks.into_iter().find(|row| row.name == name).unwrap_or_else(|| panic!("there is no clock {name}"))
}

/// Derived rows are what a replay under the law in force gives.
async fn ensure_replayed(house: &House) {
    let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("the replay runs");
    assert_eq!(report.findings, [], "derived rows differ from the replay");
}

async fn journal(house: &House) -> Vec<Entry> {
    house.office.ledger.journal(&HolidaySchedule::id()).await.expect("reads")
}

#[tokio::test]
async fn a_notice_moves_what_runs_with_evidence_and_every_row_equals_the_replay() {
    for house in houses().await {
        let dispute = registered(&house).await;
        at_the_table(&house, &dispute).await;
        let before = clock(&house, &dispute, "last_day_to_sue").await;
        assert_eq!((before.due_on, before.provisional), (Some(date(2027, 5, 1)), true));
        ensure_replayed(&house).await;

        let mut head = house.officer("zhuren").await;
        let preview = send(&house, &mut head, &[]).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
        assert!(preview.text.contains("2027年5月1日（暂定）") && preview.text.contains("2027年5月6日"));
        assert!(preview.text.contains("钟行争〔2026〕1号"), "{}", preview.text);
        // Looking writes nothing.
        assert!(journal(&house).await.is_empty());
        assert_eq!(clock(&house, &dispute, "last_day_to_sue").await, before);

        let loaded = send(&house, &mut head, &[("confirm", "true")]).await;
        assert_eq!(loaded.location.as_deref(), Some("/desk/holidays?loaded=2027"), "{}", loaded.text);
        let after = clock(&house, &dispute, "last_day_to_sue").await;
        assert_eq!((after.due_on, after.provisional), (Some(date(2027, 5, 6)), false));
        assert!(after.reasons.iter().any(|line| line.contains(NUMBER)), "{:?}", after.reasons);
        ensure_replayed(&house).await;

        let entries = journal(&house).await;
        assert_eq!((entries[0].event.as_str(), entries[0].actor.as_str()), ("loaded", "u-zhuren"));
        let moved: Vec<Moved> = entries[1..].iter().flat_map(moved_in).collect();
        let suit = moved.iter().find(|one| one.matter == dispute && one.clock == "last_day_to_sue");
        let suit = suit.expect("the suit's last day is among what moved");
        assert_eq!((suit.from, suit.to), (before.due_on, after.due_on));
        assert_eq!((suit.was_provisional, suit.provisional), (true, false));
        assert!(
            house.office.ledger.verify(&[], &*house.office.keys).await.expect("verifies").findings.is_empty()
        );
        let listed = house.get(&head, "/desk/holidays/2027").await;
        assert!(listed.text.contains("2027年5月1日（暂定）"), "{}", listed.text);
        let told = house.get(&Browser::default(), "/api/deadline?term=FY-06&from=2027-05-06").await;
        assert!(
            told.text.contains("\"due\":\"2027-05-12\"") && told.text.contains("\"provisional\":false"),
            "{}",
            told.text
        );
    }
}

fn moved_in(entry: &Entry) -> Vec<Moved> {
    match entry.fact().expect("reads") {
        Event::HolidaySchedule(HolidayScheduleEvent::ClocksMoved { moved, .. }) => {
            assert_eq!(entry.role, "statute");
            moved
        }
        other => panic!("{other:?} is no list of what moved"),
    }
}

#[tokio::test]
async fn after_a_restart_and_on_another_instance_the_notice_counts() {
    for house in houses().await {
        let dispute = registered(&house).await;
        // Another instance, opened before: it learns of the notice with the first thing that it writes.
        let other = house.beside().await;
        let mut head = house.officer("zhuren").await;
        send(&house, &mut head, &[("confirm", "true")]).await;
        assert!(!other.law().calendar.is_loaded(2027));
        let found = huajie_law::Command::Organization(huajie_law::directory::OrganizationCommand::Found {
            name: "某市新设局".into(),
            category: huajie_law::directory::Category::Department,
            parent: None,
            division: None,
            vertical: false,
            superior: None,
        });
        let order =
            huajie::office::Order { target: MatterId::from("o-new"), seen_version: None, command: found };
        let statute = huajie_law::Actor::statute();
        other.execute(&statute, order, Default::default()).await.expect("it is decided once more");
        assert!(other.law().calendar.is_loaded(2027));
        let restarted = house.beside().await;
        assert_eq!(restarted.law().calendar, house.office.law().calendar);
        let report = restarted.ledger.rebuild(&restarted.law(), false).await.expect("the replay runs");
        assert_eq!(report.findings, []);
        assert_eq!(clock(&house, &dispute, "last_day_to_sue").await.due_on, Some(date(2027, 5, 6)));
    }
}

#[tokio::test]
async fn what_is_typed_wrongly_comes_back_with_its_reason_and_nothing_is_loaded() {
    let house = houses().await.remove(0);
    let mut head = house.officer("zhuren").await;
    for (name, typed, says) in [
        ("year", "明年", "请写四位年份"),
        ("year", "2031", "只装载今年或者明年"),
        ("number", "九号", "请照通知填写文号"),
        ("issued_on", "2026年12月1日", "印发日期应在今天以前"),
        ("days", "休 元旦 01-01..01-03", "没有春节的放假日"),
        ("days", "休 元旦 1月1日", "日期应写作"),
    ] {
        let page = send(&house, &mut head, &[(name, typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.text.contains(says) && page.text.contains(typed), "{typed}: {}", page.text);
    }
    assert!(journal(&house).await.is_empty());
    let stale = send(&house, &mut head, &[("confirm", "true"), ("version", "7")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    send(&house, &mut head, &[("confirm", "true")]).await;
    let again = send(&house, &mut head, &[]).await;
    assert!(again.text.contains("已经是这样安排的"), "{}", again.text);
}

#[tokio::test]
async fn a_paper_keeps_the_day_that_was_printed_on_it() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{dispute}/papers");
        let page = house.get(&clerk, &path).await;
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "receipt.-.-")];
        done(&house.post(&mut clerk, &path, &form).await, "issue");
        let paper = dispute.child(Kind::Paper, 1);
        let printed = house.bytes(&clerk, &format!("{path}/{paper}")).await;
        assert!(printed.1.starts_with(b"%PDF"));
        let file = house.office.ledger.load(&paper).await.expect("reads");
        let preview = format!("{path}/preview?paper=receipt.-.-");
        let (_, set_before) = house.bytes(&clerk, &preview).await;

        let mut head = house.officer("zhuren").await;
        send(&house, &mut head, &[("confirm", "true")]).await;
        assert_eq!(clock(&house, &dispute, "last_day_to_sue").await.due_on, Some(date(2027, 5, 6)));
        assert_eq!(house.bytes(&clerk, &format!("{path}/{paper}")).await, printed);
        assert_eq!(house.office.ledger.load(&paper).await.expect("reads"), file);
        // Set anew it would say another day: what was issued is not set anew.
        assert_ne!(house.bytes(&clerk, &preview).await.1, set_before);
        ensure_replayed(&house).await;
    }
}

#[tokio::test]
async fn only_the_head_of_the_centre_loads_and_sees_whose_days_move() {
    let house = houses().await.remove(0);
    registered(&house).await;
    for login in ["chuangkou", "xitong", "anquan", "faguan1"] {
        let mut browser = house.officer(login).await;
        let page = house.get(&browser, "/desk/holidays").await;
        assert!(page.text.contains("由中心负责人装载") && !page.text.contains("name=\"days\""), "{login}");
        let csrf = page.hidden("csrf");
        let refused =
            house.post(&mut browser, "/desk/holidays", &[("csrf", &csrf), ("confirm", "true")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{login}");
    }
    let mut head = house.officer("zhuren").await;
    send(&house, &mut head, &[("confirm", "true")]).await;
    for (login, status) in [("zhuren", 200), ("shenji", 200), ("xitong", 403), ("chuangkou", 403)] {
        let page = house.get(&house.officer(login).await, "/desk/holidays/2027").await;
        assert_eq!(page.status.as_u16(), status, "{login}");
    }
}

#[tokio::test]
async fn a_program_loads_a_notice_by_the_same_command() {
    let house = houses().await.remove(0);
    let browser = house.officer("zhuren").await;
    let token =
        browser.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).expect("a token").1.to_owned();
    let order = serde_json::json!({ "kind": "holiday_schedule", "order": {
        "command": "load", "year": 2027, "number": NUMBER, "issued_on": "2026-11-10", "days": DAYS } });
    let request = |target: &str| {
        Request::post(format!("/api/matters/{target}/orders"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("idempotency-key", format!("load-2027-{target}"))
            .body(Body::from(order.to_string()))
            .expect("a request")
    };
    // There is one calendar: under another name there is none to load.
    assert_eq!(house.call(request("holiday-schedule2")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(house.call(request("holiday-schedule")).await.status(), StatusCode::OK);
    assert!(house.office.law().calendar.is_loaded(2027));
    assert_eq!(house.office.ledger.all_of(Kind::HolidaySchedule).await.expect("reads").len(), 1);
}
