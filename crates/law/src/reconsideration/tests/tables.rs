//! Tables for a lawyer's eyes.

use super::*;
use crate::golden::assert_table;
use std::fmt::Write as _;
use strum::IntoEnumIterator;

#[test]
fn grounds_decisions_and_ends_read_as_reviewed() {
    let mut text = String::from(
        "行政复议：每一项条件、原因、理由及其条文；理由支持哪些决定。\n\n== 受理条件（30条1款） ==\n",
    );
    for one in Condition::iter() {
        let _ = writeln!(text, "{}（{}）", one.name_zh(), one.article());
    }
    text.push_str("\n== 不予受理的原因：缺哪一项条件 ==\n");
    for one in RefusalGround::iter() {
        let _ = writeln!(text, "{} → {}（{}）", one.name_zh(), one.condition().name_zh(), one.article());
    }
    text.push_str("\n== 适用简易程序 ==\n");
    for one in SummaryGround::iter() {
        let _ = writeln!(text, "{}（{}）", one.name_zh(), one.article());
    }
    text.push_str("\n== 中止的事由：满六十日是否终止 ==\n");
    for one in crate::clock::ReconsiderationSuspension::iter() {
        let ends = if one.ends_by_lapse() { "终止（41条5项）" } else { "不因满期终止" };
        let _ = writeln!(text, "{}（{}）：{ends}", one.zh(), one.article());
    }
    text.push_str("\n== 终止的情形 ==\n");
    for one in TerminationGround::iter() {
        let _ = writeln!(text, "{}（{}）", one.name_zh(), one.article());
    }
    text.push_str("\n== 决定的理由 → 可以作出的决定 ==\n");
    for ground in HoldingGround::iter() {
        let kinds: Vec<String> =
            ground.carries().iter().map(|kind| format!("{}（{}）", kind.name_zh(), kind.article())).collect();
        let _ = writeln!(text, "{}（{}）→ {}", ground.name_zh(), ground.article(), kinds.join("、"));
    }
    text.push_str("\n== 阶段和告诉当事人的话 ==\n");
    let day = day("2026-03-10");
    for stage in [
        Stage::WithAgency,
        Stage::UnderReview,
        Stage::Supplementing,
        Stage::Running,
        Stage::Suspended,
        Stage::Drafted,
        Stage::Approved,
        Stage::Decided,
        Stage::Effective { on: day },
        Stage::Settled { on: day },
        Stage::Refused { on: day },
        Stage::Abandoned { on: day },
        Stage::Terminated { on: day },
    ] {
        let _ = writeln!(text, "{} {}：{}", stage.as_str(), stage.name_zh(), stage.told_zh());
    }
    assert_table("reconsideration", &text);
}

#[test]
fn every_ground_carries_a_decision_and_every_decision_rests_on_a_ground() {
    for kind in HoldingKind::iter() {
        assert!(HoldingGround::iter().any(|ground| ground.carries().contains(&kind)), "{kind:?}");
    }
    assert!(HoldingGround::iter().all(|ground| !ground.carries().is_empty()));
}
