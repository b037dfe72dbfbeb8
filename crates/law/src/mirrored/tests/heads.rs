//! 负责人出庭应诉 over several hearings of one instance, and what is known of the notice.

use super::beside::sued;
use crate::{Principal, Role, mirrored::*, scenes::*, world::*};

fn attended() -> HeadAppearance {
    HeadAppearance::Attended {
        name: "周某".into(),
        post: "副局长".into(),
        rank: HeadRank::Deputy,
        spoke: true,
        left_early: false,
        refused_to_explain: false,
    }
}

fn absent(staff: Option<&str>) -> HeadAppearance {
    HeadAppearance::Absent {
        reason: AbsenceReason::NotGiven,
        material: false,
        staff: staff.map(str::to_owned),
        postponed_before: false,
    }
}

fn heard(head: HeadAppearance, on: &str) -> Report {
    first(Step::Heard { head: Some(head) }, on)
}

fn set(hearing_on: &str, head_notified_on: Option<&str>, on: &str) -> Report {
    first(Step::HearingSet { hearing_on: day(hearing_on), head_notified_on: head_notified_on.map(day) }, on)
}

fn duty(world: &World) -> HeadDuty {
    world.mirrored(1).level(Level::First).expect("it is open").head_duty()
}

#[test]
fn whoever_came_once_need_not_come_again_unless_the_court_says_so() {
    let mut world = sued();
    world.at("2026-07-20").record(1, heard(attended(), "2026-05-12"));
    world.record(1, heard(absent(Some("科长")), "2026-06-12"));
    assert_eq!(duty(&world), HeadDuty::Fulfilled { on: day("2026-05-12") }, "法释〔2020〕3号7条1款");
    // Told to come to this one too.
    let mut told = sued();
    told.at("2026-07-20").record(1, heard(attended(), "2026-05-12"));
    told.record(1, set("2026-06-12", Some("2026-06-01"), "2026-06-01"));
    told.record(1, heard(absent(Some("科长")), "2026-06-12"));
    let breached = HeadDuty::Breached { on: day("2026-06-12"), grounds: vec![AdviceGround::NoReason] };
    assert_eq!(duty(&told), breached);
}

#[test]
fn somebody_of_the_agency_has_to_come_each_time_and_who_stayed_away_first_did() {
    let mut nobody = sued();
    nobody.at("2026-07-20").record(1, heard(attended(), "2026-05-12"));
    nobody.record(1, heard(absent(None), "2026-06-12"));
    let breached = HeadDuty::Breached { on: day("2026-06-12"), grounds: vec![AdviceGround::NobodyCame] };
    assert_eq!(duty(&nobody), breached, "行诉法3条3款");
    let mut later = sued();
    later.at("2026-07-20").record(1, heard(absent(Some("科长")), "2026-05-12"));
    later.record(1, heard(attended(), "2026-06-12"));
    let breached = HeadDuty::Breached { on: day("2026-05-12"), grounds: vec![AdviceGround::NoReason] };
    assert_eq!(duty(&later), breached);
}

#[test]
fn a_hearing_that_is_set_twice_for_a_day_is_one_with_the_notice_that_was_put_right() {
    let mut world = sued();
    world.at("2026-05-01").record(1, set("2026-05-12", Some("2026-04-20"), "2026-04-20"));
    world.record(1, set("2026-05-12", Some("2026-05-11"), "2026-05-01"));
    let level = || world.mirrored(1).level(Level::First).expect("it is open");
    let told = level().hearings_told(&world.law);
    assert_eq!(told.len(), 1, "{told:?}");
    let late = "2026年5月12日开庭、听证（2026年5月11日通知负责人出庭，晚于应当通知的最后一天2026年5月8日";
    assert!(told[0].starts_with(late), "{told:?}");
    let tasks = world.outline(&mirrored_id(1)).tasks;
    let heads: Vec<_> = tasks.iter().filter(|task| task.name.starts_with("head:")).collect();
    assert_eq!(heads.len(), 1, "{heads:?}");
    assert!(heads[0].is_a_step(), "whoever has to come has it to do");
    let head = Principal::role_in(Role::AgencyHead, &world.mirrored(1).brief.respondent);
    assert!(heads[0].holders.contains(&head));
    // Judged without anybody having written how it went.
    world.at("2026-06-20").record(1, first(decided(Finding::ClaimDismissed), "2026-06-10"));
    assert!(world.outline(&mirrored_id(1)).tasks.iter().all(|task| !task.name.starts_with("head:")));
}
