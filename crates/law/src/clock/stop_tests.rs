//! What stops a clock: suspension, exclusion and deduction kept apart; a year that is loaded late, service, plain words.

use std::fmt::Write;

use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::*;
use crate::{
    calendar::days_between,
    golden::assert_table,
    term::{self, CATALOGUE},
};

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

fn claimed_due(clock: &Clock) -> Due {
    explain(&clock.clone().granted(), calendar(), PauseWording::Excluded)
}

#[test]
fn a_claimed_deduction_moves_the_claimed_day_and_never_the_conservative_one() {
    let mut clock = Clock::start(&term::SUIT, date(2026, 3, 2));
    let before = clock.due(calendar());
    clock.deduct(date(2026, 4, 1), Some(date(2026, 5, 1)), "同意诉前调解至调解终止").unwrap();
    assert_eq!(
        clock.due(calendar()),
        before,
        "XS-08, XS-10: it goes on running until a court says otherwise"
    );
    let claimed = claimed_due(&clock);
    assert_eq!((before.on, claimed.on), (Some(date(2026, 9, 2)), Some(date(2026, 10, 8))));
    assert!(claimed.lines().iter().any(|line| line.contains("是否扣除由受理机关、人民法院认定")));
    assert_eq!(clock.state_on(date(2026, 4, 15), calendar()), ClockState::Running);
}

#[test]
fn an_open_deduction_leaves_the_claimed_day_open_and_the_conservative_one_fixed() {
    let mut clock = Clock::start(&term::SUIT, date(2026, 3, 2));
    clock.deduct(date(2026, 4, 1), None, "人身自由受限").unwrap();
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 9, 2)));
    assert_eq!(claimed_due(&clock).on, None);
}

#[test]
fn what_the_law_leaves_out_of_a_trial_moves_its_last_day_without_a_suspension() {
    let mut clock = Clock::start(&term::FIRST_INSTANCE_SUMMARY, date(2026, 3, 2));
    clock.exclude(date(2026, 3, 10), Some(date(2026, 3, 20)), "调解期间").unwrap();
    let due = clock.due(calendar());
    assert_eq!(due.on, Some(date(2026, 4, 27)), "XS-17.2 and XS-20: 16 April plus ten days is a Sunday");
    assert!(due.lines().iter().any(|line| line.contains("依法不计入") && line.contains("第50条")));
    assert!(due.short.contains("扣除依法不计入的期间"), "{}", due.short);
    assert_eq!(claimed_due(&clock).on, due.on, "nobody has to ask for it");
}

#[test]
fn while_days_are_left_out_there_is_no_last_day() {
    let mut clock = Clock::start(&term::FIRST_INSTANCE, date(2026, 3, 2));
    clock.exclude(date(2026, 3, 10), None, "鉴定期间").unwrap();
    assert_eq!(clock.due_on(calendar()), None);
    assert_eq!(clock.last_day(calendar()), LastDay { on: None, provisional: false });
    assert_eq!(clock.state_on(date(2028, 1, 1), calendar()), ClockState::Suspended);
    assert!(clock.due(calendar()).lines().iter().any(|line| line.contains("尚未结束，期间没有届满日")));
}

#[test]
fn days_that_are_suspended_and_left_out_at_once_are_left_out_once() {
    let mut clock = Clock::start(&term::FIRST_INSTANCE_SUMMARY, date(2026, 3, 2));
    clock.exclude(date(2026, 3, 10), Some(date(2026, 3, 20)), "鉴定期间").unwrap();
    clock.suspend(date(2026, 3, 10), "等待关联案件", "中止裁定");
    clock.resume(date(2026, 3, 20));
    assert_eq!(clock.due_on(calendar()), Some(date(2026, 4, 27)));
}

#[test]
fn a_period_to_sue_can_neither_be_suspended_nor_excluded_but_only_claimed() {
    let mut clock = Clock::start(&term::SUIT, date(2026, 3, 2));
    assert_eq!(clock.admits(Stop::Suspension).unwrap_err().stop, Stop::Suspension);
    let refused = clock.exclude(date(2026, 4, 1), None, "信访期间").unwrap_err();
    assert_eq!(refused.to_string(), "期限XS-01没有“依法不计入”的法律依据，期间照常计算");
    assert!(clock.exclusions.is_empty());
    assert_eq!(clock.admits(Stop::Deduction), Ok("《行政诉讼法》第48条第1款"));
}

#[test]
fn a_reconsideration_is_suspended_by_decision_and_asks_nobody_for_a_deduction() {
    let clock = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 3, 2));
    assert_eq!(clock.admits(Stop::Suspension), Ok("《行政复议法》第39条"));
    assert!(clock.admits(Stop::Deduction).is_err());
}

#[test]
fn the_days_that_the_regulations_of_2007_left_out_end_with_them() {
    let on = |day| Clock::start(&term::RECONSIDERATION_DECISION, day).admits(Stop::Exclusion);
    assert!(on(date(2026, 6, 30)).is_ok(), "FY-44");
    assert!(on(date(2026, 7, 1)).is_err(), "the regulations of 2026 were not read");
}

#[test]
fn which_period_is_stopped_how_and_by_which_article_is_as_reviewed() {
    let mut text = String::from("期限、停法、依据；中止的事由\n");
    for term in CATALOGUE {
        for stop in [Stop::Suspension, Stop::Exclusion, Stop::Deduction] {
            if let Some(article) = term.admits(stop, term.valid_from.unwrap_or(date(2026, 1, 1))) {
                let _ = writeln!(text, "{} {} {} {article}", term.id, term.name, stop.zh());
            }
        }
    }
    for ground in ReconsiderationSuspension::iter() {
        let _ = writeln!(text, "{} {}", ground.article(), ground.zh());
    }
    assert_table("stops", &text);
}

#[test]
fn no_period_is_both_suspended_by_a_body_and_claimed_by_a_party() {
    for term in CATALOGUE {
        let admits = |stop| term.admits(stop, term.valid_from.unwrap_or(date(2026, 1, 1))).is_some();
        assert!(!(admits(Stop::Suspension) && admits(Stop::Deduction)), "{}", term.id);
    }
    let claimed: Vec<&str> = CATALOGUE
        .iter()
        .filter(|term| term.valid_to.is_none() && term.admits(Stop::Deduction, date(2026, 1, 1)).is_some())
        .map(|term| term.id)
        .collect();
    assert_eq!(
        claimed,
        [
            "FY-01", "FY-03.1", "FY-13", "FY-43.1", "XS-01", "XS-03", "XS-03.1", "XS-04", "XS-05", "XS-06",
            "XS-07.2", "XS-40"
        ]
    );
}

#[test]
fn service_counts_from_the_day_that_the_way_of_service_names() {
    let mut text = String::from("// 送达方式：要知道的日子；例为2026年3月2日。\n");
    for by in ServedBy::iter() {
        let served = by.served(date(2026, 3, 2), calendar());
        let waits = days_between(served.given_on, served.on);
        assert_eq!(waits, if by == ServedBy::PublicNotice { 30 } else { 0 }, "{by}");
        text.push_str(&format!("{by} {}：{}\n  {}\n", by.zh(), by.day_asked(), served.reason));
    }
    assert_table("service", &text);
}

#[test]
fn rl_08_a_public_notice_takes_thirty_days_since_2022_and_took_sixty_before() {
    let served = |day| ServedBy::PublicNotice.served(day, calendar()).on;
    assert_eq!(served(date(2022, 1, 1)), date(2022, 1, 31));
    assert_eq!(served(date(2021, 12, 31)), date(2022, 3, 1));
}

#[test]
fn of_several_services_the_first_counts() {
    let notice = ServedBy::PublicNotice.served(date(2026, 3, 2), calendar());
    let post = ServedBy::Mail.served(date(2026, 3, 9), calendar());
    assert_eq!(first_service([notice, post.clone()]), Some(post));
    assert_eq!(first_service([]), None);
}

#[test]
fn what_is_posted_on_the_last_day_is_in_time_and_on_the_day_after_is_not() {
    let last = date(2026, 3, 31);
    let posted = HandedIn::Posted { on: last };
    assert!(posted.is_in_time(last) && posted.zh(last).contains("没有超过期限"), "RL-05");
    let late = HandedIn::Posted { on: date(2026, 4, 1) };
    assert!(!late.is_in_time(last) && late.zh(last).contains("已经超过期限"));
    assert!(HandedIn::Received { on: last }.is_in_time(last), "RL-04");
    assert!(!HandedIn::Received { on: date(2026, 4, 1) }.is_in_time(last));
}

#[test]
fn a_date_can_be_told_to_a_villager() {
    let told = |clock: &Clock| clock.due(calendar()).plain();
    assert_eq!(
        told(&Clock::start(&term::RECONSIDERATION_APPLICATION, date(2026, 8, 3))),
        "从2026年8月3日的第二天开始数，一共60天，周末和放假的日子也算在内。数到2026年10月2日正好放假，所以推到放完假第一个上班的日子，2026年10月8日。最后一天是2026年10月8日（周四）。"
    );
    assert_eq!(
        told(&Clock::start(&term::RECONSIDERATION_SCREENING, date(2026, 9, 28))),
        "从2026年9月28日的第二天开始数，一共5个上班的日子。放假休息的日子不算：10月1日至7日。周末补班的日子要算：10月10日。最后一天是2026年10月10日（周六）。"
    );
    assert_eq!(
        told(&Clock::start(&term::SUIT, date(2025, 8, 31))),
        "从2025年8月31日的第二天开始数，一共6个月。那个月没有这一天，数到月底，就是2026年2月28日。2026年2月28日虽然是周末，但那天补班，不往后推。最后一天是2026年2月28日（周六）。"
    );
    assert_eq!(
        Due::before(&term::HEARING_NOTICE, date(2026, 10, 12), calendar()).plain(),
        "2026年10月12日以前要空出5个上班的日子；那一天和办理的当天都不算。放假休息的日子不算：10月1日至7日、10月11日。周末补班的日子要算：10月10日。最后一天是2026年9月28日（周一）。"
    );
}

#[test]
fn what_stopped_a_clock_can_be_told_too() {
    let mut clock = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 3, 2));
    clock.suspend(date(2026, 4, 1), "双方同意先调解", "中止通知书");
    let open = clock.due(calendar()).plain();
    assert!(
        open.ends_with("2026年4月1日起停下来不算（双方同意先调解）。现在停着不算，恢复以后才知道最后一天。"),
        "{open}"
    );
    clock.resume(date(2026, 4, 21));
    clock.extend(Span::days(30), "复议机构负责人批准", date(2026, 5, 15), "情况复杂");
    let told = clock.due(calendar()).plain();
    assert!(told.contains("4月1日至20日没有算进去（双方同意先调解）。后来延长了30天"), "{told}");
    let late = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 12, 20)).due(calendar()).plain();
    assert!(late.ends_with("那一年的放假安排还没有公布，这个日子可能会变，请早一点办。"), "{late}");
    let mut suit = Clock::start(&term::SUIT, date(2026, 3, 2));
    suit.deduct(date(2026, 4, 1), Some(date(2026, 5, 1)), "调解").unwrap();
    let claimed = claimed_due(&suit).plain();
    assert!(
        claimed.contains("4月1日至30日没有算进去（调解），如果受理的机关或者法院同意，才真的不算；"),
        "{claimed}"
    );
    clock.cap(date(2026, 5, 20), "不得越过起诉期限前15日");
    clock.stop(date(2026, 5, 18));
    let ended = clock.due(calendar()).plain();
    assert!(ended.contains("无论如何不能晚于2026年5月20日"), "{ended}");
    assert!(ended.contains("这件事2026年5月18日已经办完"), "{ended}");
}

#[test]
fn a_reason_is_data_before_it_is_words() {
    let due = Clock::start(&term::RECONSIDERATION_SCREENING, date(2026, 9, 28)).due(calendar());
    let json = serde_json::to_value(&due).unwrap();
    assert_eq!(json["on"], "2026-10-10");
    let kinds: Vec<&str> =
        json["reasons"].as_array().unwrap().iter().map(|reason| reason["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["rule", "start", "left", "worked", "calendar"]);
    assert_eq!(json["reasons"][0]["term"], "FY-06");
    assert_eq!(json["reasons"][2]["days"][0]["why"], "国庆节");
    assert_eq!(json["reasons"][4]["version"], "内置2015—2026");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_never_moves_the_conservative_day_and_never_the_claimed_one_before_it(
        start in 0_i64..900, after in 0_i64..200, length in 0_i64..99,
    ) {
        let start = date(2024, 1, 1).saturating_add(start.days());
        let mut clock = Clock::start(&term::SUIT, start);
        let plain = clock.due(calendar());
        let from = start.saturating_add(after.days());
        clock.deduct(from, Some(from.saturating_add(length.days())), "主张").unwrap();
        prop_assert_eq!(&clock.due(calendar()), &plain);
        prop_assert!(claimed_due(&clock).on >= plain.on);
    }

    #[test]
    fn what_the_law_leaves_out_shifts_the_nominal_day_by_exactly_its_length(
        start in 0_i64..900, after in 1_i64..45, length in 0_i64..99,
    ) {
        let start = date(2024, 1, 1).saturating_add(start.days());
        let mut clock = Clock::start(&term::FIRST_INSTANCE_SUMMARY, start);
        let nominal = clock.reckon(calendar()).nominal_on;
        let from = start.saturating_add(after.days());
        clock.exclude(from, Some(from.saturating_add(length.days())), "鉴定").unwrap();
        prop_assert_eq!(days_between(nominal, clock.reckon(calendar()).nominal_on), length);
    }

    #[test]
    fn the_last_day_alone_is_the_explained_one(start in 0_i64..1200, index in 0..CATALOGUE.len(), open in any::<bool>(),
        cap in prop::option::of(0_i64..99))
    {
        let start = date(2024, 1, 1).saturating_add(start.days());
        let mut clock = Clock::start(&CATALOGUE[index], start);
        if open {
            clock.suspend(start.tomorrow().unwrap(), "中止", "");
        }
        if let Some(days) = cap {
            clock.cap(start.saturating_add(days.days()), "最迟");
        }
        let due = clock.due(calendar());
        prop_assert_eq!(clock.last_day(calendar()), LastDay { on: due.on, provisional: due.provisional });
        prop_assert_eq!(clock.bound_on(calendar()), due.bound_on());
    }
}
