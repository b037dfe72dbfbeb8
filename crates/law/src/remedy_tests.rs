//! The two dates of each remedy.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

fn facts(made_on: Date, known_on: Date) -> Facts {
    Facts {
        contested: Contested::Act,
        made_on,
        known_on,
        told: Told::Yes,
        learned_on: None,
        real_estate: false,
        perform_by: None,
        exclusions: Vec::new(),
    }
}

#[test]
fn the_plain_case_has_six_months_to_sue_and_sixty_days_to_apply() {
    let remedies = Remedies::of(&facts(date(2026, 3, 2), date(2026, 3, 5)), calendar());
    assert_eq!(remedies.sue.on(), date(2026, 9, 7), "5 September 2026 is a Saturday");
    assert_eq!(remedies.reconsider.on(), date(2026, 5, 6), "4 and 5 May 2026 are off");
    assert_eq!(remedies.sue.conservative.on, remedies.sue.claimed.on);
    assert_eq!(remedies.sue.days_left(date(2026, 9, 7)), 0);
    assert_eq!(remedies.sue.days_left(date(2026, 9, 8)), -1);
    assert_eq!(
        remedies.reconsider.zh(date(2026, 5, 1)),
        "行政复议申请期限（保守口径）：2026年5月6日（周三），还剩5日"
    );
}

#[test]
fn what_the_party_itself_files_is_said_with_its_last_day_and_where() {
    let both = Remedies::of(&facts(date(2026, 3, 2), date(2026, 3, 5)), calendar());
    let days = [both.reconsider.days(), both.sue.days()];
    let said = to_file_zh(&days, date(2026, 6, 1), Some("示例市人民法院"));
    assert_eq!(
        said,
        "转交材料不等于起诉、申请复议，期限照常算：要起诉的，最晚2026年9月7日自己向示例市人民法院（或者别的有管辖权的人民法院）递交起诉状。"
    );
    let early = to_file_zh(&days, date(2026, 4, 1), None);
    assert!(early.contains("最晚2026年5月6日自己提出申请；要起诉的"), "{early}");
    let late = to_file_zh(&days, date(2027, 4, 1), None);
    assert!(late.contains("都已经过去"), "{late}");
    assert!(to_file_zh(&[], date(2026, 4, 1), None).contains("尽快自己递交"));
}

#[test]
fn not_having_been_told_counts_only_in_the_claimed_date() {
    let untold = Facts { told: Told::No, ..facts(date(2026, 3, 2), date(2026, 3, 5)) };
    let remedies = Remedies::of(&untold, calendar());
    assert_eq!(remedies.sue.on(), date(2026, 9, 7));
    assert_eq!(remedies.sue.claimed.on, Some(date(2027, 3, 5)));
    assert!(remedies.sue.claimed.provisional, "2027 is not loaded");
    assert_eq!(remedies.reconsider.claimed.on, Some(date(2027, 3, 5)));
}

#[test]
fn the_claimed_year_shrinks_when_the_remedy_was_learned_of() {
    let learned = Facts {
        told: Told::Partly,
        learned_on: Some(date(2025, 3, 10)),
        ..facts(date(2025, 2, 5), date(2025, 2, 6))
    };
    let remedies = Remedies::of(&learned, calendar());
    assert_eq!(remedies.sue.on(), date(2025, 8, 6));
    assert_eq!(remedies.sue.claimed.on, Some(date(2025, 9, 10)));
    assert_eq!(remedies.reconsider.claimed.on, Some(date(2025, 5, 9)));
    let late = Facts { learned_on: Some(date(2026, 1, 5)), ..learned };
    assert_eq!(Remedies::of(&late, calendar()).sue.claimed.on, Some(date(2026, 2, 6)));
}

#[test]
fn petition_and_mediation_move_the_claimed_date_and_never_the_conservative_one() {
    let excluded = Facts {
        exclusions: vec![Exclusion {
            from: date(2026, 4, 1),
            to: Some(date(2026, 5, 1)),
            reason: "同意诉前调解至调解终止".into(),
        }],
        ..facts(date(2026, 3, 2), date(2026, 3, 5))
    };
    let remedies = Remedies::of(&excluded, calendar());
    assert_eq!(remedies.sue.on(), date(2026, 9, 7));
    assert_eq!(remedies.sue.claimed.on, Some(date(2026, 10, 8)), "5 October plus the National Day holidays");
    let lines = remedies.sue.claimed.lines().join("\n");
    assert!(lines.contains("主张扣除：2026年4月1日起，至2026年5月1日恢复计算，共30日"), "{lines}");
    assert!(!lines.contains("中止："), "a period to sue is never suspended");
}

#[test]
fn an_exclusion_that_is_not_over_leaves_no_claimed_date() {
    let open = Facts {
        exclusions: vec![Exclusion { from: date(2026, 4, 1), to: None, reason: "调解中".into() }],
        ..facts(date(2026, 3, 2), date(2026, 3, 5))
    };
    let remedies = Remedies::of(&open, calendar());
    assert_eq!(remedies.sue.claimed.on, None);
    assert_eq!(remedies.sue.on(), date(2026, 9, 7));
}

#[test]
fn five_and_twenty_years_bound_late_knowledge() {
    let late = facts(date(2020, 3, 2), date(2025, 1, 15));
    assert_eq!(Remedies::of(&late, calendar()).sue.on(), date(2025, 3, 2));
    let land = Facts { real_estate: true, ..late };
    assert_eq!(Remedies::of(&land, calendar()).sue.on(), date(2025, 7, 15));
}

#[test]
fn an_inaction_can_be_sued_after_two_months_and_within_the_six_that_follow() {
    let inaction = Facts { contested: Contested::Inaction, ..facts(date(2025, 3, 3), date(2025, 3, 3)) };
    let remedies = Remedies::of(&inaction, calendar());
    assert_eq!(
        remedies.sue.opens_on,
        Some(date(2025, 5, 7)),
        "3 May 2025 is off, the body has until the 6th"
    );
    assert_eq!(remedies.sue.on(), date(2025, 11, 3));
    assert_eq!(remedies.sue.claimed.on, Some(date(2025, 11, 6)));
    let fixed = Facts { perform_by: Some(date(2025, 4, 1)), ..inaction };
    let remedies = Remedies::of(&fixed, calendar());
    assert_eq!(remedies.sue.on(), date(2025, 10, 9));
    assert_eq!(remedies.reconsider.on(), date(2025, 6, 3), "31 May to 2 June 2025 are off");
}

#[test]
fn an_agreement_that_is_not_performed_has_three_years_of_limitation() {
    let breach =
        Facts { contested: Contested::AgreementBreach, ..facts(date(2023, 4, 1), date(2023, 5, 10)) };
    let remedies = Remedies::of(&breach, calendar());
    assert_eq!(remedies.sue.on(), date(2026, 5, 11), "10 May 2026 is a Sunday");
}

#[test]
fn the_longest_period_of_whoever_was_not_told_takes_no_deduction() {
    let mediated = Exclusion {
        from: date(2026, 3, 10),
        to: Some(date(2026, 4, 10)),
        reason: "各方同意调解至调解终结".into(),
    };
    for learned_on in [None, Some(date(2027, 2, 20))] {
        let untold = Facts {
            told: Told::No,
            learned_on,
            exclusions: vec![mediated.clone()],
            ..facts(date(2026, 3, 5), date(2026, 3, 5))
        };
        let reconsider = Remedies::of(&untold, calendar()).reconsider;
        assert_eq!(reconsider.claimed.on, Some(date(2027, 3, 5)), "复议法20条3款: 最长不得超过一年");
    }
}

#[test]
fn a_conservative_last_day_in_a_year_that_is_not_loaded_does_not_roll_over() {
    let remedies = Remedies::of(&facts(date(2026, 7, 1), date(2026, 7, 2)), calendar());
    assert_eq!(remedies.sue.on(), date(2027, 1, 2), "a Saturday that may turn out to be worked");
    assert!(remedies.sue.conservative.provisional);
    assert_eq!(remedies.sue.claimed.on, Some(date(2027, 1, 4)));
}

#[test]
fn knowledge_cannot_precede_the_act() {
    let odd = facts(date(2026, 3, 5), date(2026, 3, 1));
    assert_eq!(Remedies::of(&odd, calendar()).sue.on(), date(2026, 9, 7));
}

#[test]
fn mediation_ends_fifteen_days_before_the_nearest_deadline_that_is_still_open() {
    let remedies = Remedies::of(&facts(date(2026, 3, 2), date(2026, 3, 5)), calendar());
    let days_before = term::CENTRE_LATEST_END.amount;
    let cap_from = |from| mediation_cap([remedies.sue.days(), remedies.reconsider.days()], from, days_before);
    let cap = cap_from(date(2026, 3, 10)).unwrap();
    assert_eq!(cap.on, date(2026, 4, 21));
    assert_eq!(cap.reason, "不得越过保守行政复议申请期限（2026年5月6日）前15日");
    assert_eq!(cap_from(date(2026, 4, 20)).unwrap().on, date(2026, 4, 21), "sixteen days left: one to talk");
    for too_late in [date(2026, 4, 21), date(2026, 4, 22)] {
        assert_eq!(
            cap_from(too_late).unwrap().on,
            date(2026, 8, 23),
            "fifteen days or fewer leave no day to talk"
        );
    }
    assert_eq!(cap_from(date(2026, 8, 22)).unwrap().on, date(2026, 8, 23));
    assert_eq!((cap_from(date(2026, 8, 23)), cap_from(date(2026, 8, 24))), (None, None));
}

fn any_facts() -> impl Strategy<Value = Facts> {
    (0_i64..800, 0_i64..2500, 0_u8..3, 0_u8..3, prop::option::of(0_i64..600), any::<bool>(), 0_i64..90)
        .prop_map(|(made, lag, contested, told, learned, real_estate, excluded)| {
            let made_on = date(2024, 1, 1).saturating_add(made.days());
            let known_on = made_on.saturating_add(lag.days());
            let from = known_on.saturating_add(5.days());
            Facts {
                contested: [Contested::Act, Contested::Inaction, Contested::AgreementBreach]
                    [usize::from(contested)],
                told: [Told::Yes, Told::No, Told::Partly][usize::from(told)],
                learned_on: learned.map(|days| known_on.saturating_add(days.days())),
                real_estate,
                exclusions: vec![Exclusion {
                    from,
                    to: Some(from.saturating_add(excluded.days())),
                    reason: "主张".into(),
                }],
                ..facts(made_on, known_on)
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_claimed_date_is_never_before_the_conservative_one(facts in any_facts()) {
        let remedies = Remedies::of(&facts, calendar());
        for deadline in [&remedies.sue, &remedies.reconsider] {
            prop_assert!(deadline.claimed.on.unwrap() >= deadline.on());
        }
    }

    #[test]
    fn nothing_claimed_moves_the_conservative_date(facts in any_facts()) {
        let bare = Facts { told: Told::Yes, learned_on: None, exclusions: Vec::new(), ..facts.clone() };
        let (with, without) = (Remedies::of(&facts, calendar()), Remedies::of(&bare, calendar()));
        prop_assert_eq!(with.sue.on(), without.sue.on());
        prop_assert_eq!(with.reconsider.on(), without.reconsider.on());
    }
}

#[test]
fn what_can_still_be_kept_is_the_conservative_day_then_the_claimed_one_then_nothing() {
    let days = LastDays {
        claim: Claim::Untold,
        remedy: Remedy::Sue,
        on: date(2026, 3, 10),
        claimed_on: Some(date(2026, 9, 10)),
        provisional: false,
    };
    let cap_on = |from| cap_before(&days, from, 15).map(|cap| cap.on);
    for (from, open, cap) in [
        (date(2026, 3, 10), Some(date(2026, 3, 10)), Some(date(2026, 2, 23))),
        (date(2026, 3, 11), Some(date(2026, 9, 10)), Some(date(2026, 8, 26))),
        (date(2026, 9, 10), Some(date(2026, 9, 10)), Some(date(2026, 8, 26))),
        (date(2026, 9, 11), None, None),
    ] {
        assert_eq!((days.open_until(from), cap_on(from)), (open, cap), "{from}");
    }
    let cap_says = |from| cap_before(&days, from, 15).map(|cap| cap.reason).unwrap_or_default();
    assert!(cap_says(date(2026, 3, 10)).contains("保守"));
    assert!(cap_says(date(2026, 3, 11)).contains("可以主张的"));
    let claim = "还可以主张到2026年9月10日";
    for (today, left, claims) in [
        (date(2026, 3, 9), "还剩1日", false),
        (date(2026, 3, 10), "今天是最后一日", false),
        (date(2026, 3, 11), "已过1日", true),
        (date(2026, 9, 10), "已过184日", true),
        (date(2026, 9, 11), "已过185日", false),
    ] {
        let told = days.zh(today);
        assert!(told.contains(left) && told.contains(claim) == claims, "{today}: {told}");
    }
}

#[test]
fn the_limitation_of_a_promise_is_told_in_its_own_words_and_that_it_starts_anew() {
    use crate::world::{World, day, fine};
    let broken = crate::dispute::ContestedAct {
        kind: crate::dispute::ActKind::Agreement,
        made_on: None,
        known_on: Some(day("2025-01-06")),
        discretionary: false,
        ..fine("2025-01-06")
    };
    let days = crate::dispute::last_days(&broken, &World::on("2026-03-10").law.calendar);
    let sue = days.iter().find(|last| last.remedy == crate::remedy::Remedy::Sue).expect("a suit is open");
    let lines = crate::dispute::last_day_lines(sue, day("2026-03-10"));
    let claimed = lines.iter().find(|line| line.name == "last_day_to_sue_claimed").expect("three years");
    assert!(claimed.title.contains("诉讼时效") && claimed.title.contains("重新计算"), "{}", claimed.title);
    assert!(!claimed.title.contains("没有告知"), "{}", claimed.title);
    assert!(
        sue.zh(day("2026-03-10")).contains("请求履行的诉讼时效到2028年1月6日"),
        "{}",
        sue.zh(day("2026-03-10"))
    );
    let untold = crate::dispute::last_days(&fine("2025-03-07"), &World::on("2026-03-10").law.calendar);
    assert!(untold.iter().all(|last| last.claim() != Claim::Limitation));
}

#[test]
fn why_a_later_day_may_be_claimed_is_said_as_it_is() {
    let days = |claim| LastDays {
        claim,
        remedy: Remedy::Sue,
        on: date(2025, 12, 1),
        claimed_on: Some(date(2028, 6, 1)),
        provisional: false,
    };
    for (claim, says) in [
        (Claim::Untold, "没有告知救济途径的，还可以主张到2028年6月1日"),
        (Claim::Limitation, "请求履行的诉讼时效到2028年6月1日"),
        (Claim::Otherwise, "按可以主张的算法到2028年6月1日"),
    ] {
        let left = days(claim).left_zh(date(2026, 11, 24)).expect("is open");
        assert!(left.contains(says) && left.contains("已经过去"), "{left}");
        assert_eq!(left.contains("没有告知"), claim == Claim::Untold, "{left}");
    }
    assert_eq!(days(Claim::Untold).left_zh(date(2028, 6, 2)), None);
    assert!(
        days(Claim::Untold)
            .left_zh(date(2025, 12, 1))
            .is_some_and(|left| left.contains("起诉期限到2025年12月1日"))
    );
}
