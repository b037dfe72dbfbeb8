//! Tables for a lawyer's eyes, and what holds for every state.

use crate::{
    dispute::DisputeCommand, golden::assert_table, mediation::RESPONDENT, mirrored::*, scenes::*, world::*,
};
use std::fmt::Write as _;
use strum::IntoEnumIterator;

/// Every finding that a procedure can come to at a level: article, form, what is open against it, what it closes.
#[test]
fn what_each_outcome_opens_and_closes_is_as_reviewed() {
    let mut text = String::from(
        "程序与审级：处理结果，依据；送达后可以做什么（罚款2026年3月2日作出；6月10日作出处理并送达各方）；终结以后的状态，不能再做什么。\n",
    );
    for procedure in Procedure::iter() {
        for level in procedure.levels() {
            let _ = writeln!(text, "\n== {}·{} ==", procedure.name_zh(), procedure.level_zh(*level));
            for finding in Finding::iter().filter(|finding| finding.belongs_to(procedure, *level)) {
                let _ = writeln!(text, "{}（{}）", finding.name_zh(), finding.article(procedure));
                for line in consequences(procedure, *level, finding) {
                    let _ = writeln!(text, "    {line}");
                }
            }
        }
    }
    assert_table("outcomes", &text);
}

fn consequences(procedure: Procedure, level: Level, finding: Finding) -> Vec<String> {
    let mut world = World::on("2026-12-20");
    world.only_registered("2026-03-02");
    let at = |step: Step, on: &str| pushed(on, report(level, step, on));
    let day_decided = "2026-06-10";
    world.must("clerk", &dispute_id(), opening(procedure, at(accepted(), "2026-03-13")));
    world.record(1, report(level, decided(finding), day_decided));
    world.record(1, pushed("s", report(level, served(&["p1", RESPONDENT]), day_decided)));
    let mut lines = Vec::new();
    let next = world.mirrored(1).next_remedies(&world.law);
    let open = next.iter().map(|next| {
        let by =
            next.side.as_deref().map_or("各方", |side| if side == RESPONDENT { "机关" } else { "当事人" });
        let until = next.last_day().map(|on| format!("，到{}", crate::calendar::zh_date_weekday(on)));
        format!("{by}可以{}{}（{}）", next.what, until.unwrap_or_default(), next.article)
    });
    lines.extend(open);
    let lapses = world.outline(&mirrored_id(1)).lapse.is_some();
    if lapses {
        world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
    }
    let held = world.mirrored(1);
    lines.push(match held.over() {
        Some(over) => format!("{}：{}", over.stage.name_zh(), crate::calendar::zh_date(over.on)),
        None => format!("没有终结：{}", held.stage().name_zh()),
    });
    let remedies = [crate::remedy::Remedy::Sue, crate::remedy::Remedy::Reconsider];
    let dispute = world.dispute();
    lines.extend(remedies.into_iter().filter_map(|remedy| {
        let what = if remedy == crate::remedy::Remedy::Sue { "起诉" } else { "申请复议" };
        dispute.closed(remedy).map(|closed| format!("不能再{what}（{}）", closed.article))
    }));
    lines
}

#[test]
fn what_head_counts_and_what_follows_is_as_reviewed() {
    let mut text = String::from("谁算行政机关负责人（法释〔2020〕3号 1条、2条）\n");
    for rank in HeadRank::iter() {
        let _ = writeln!(text, "  {}：{}", rank.name_zh(), if rank.counts() { "算" } else { "不算" });
    }
    text.push_str(
        "\n没有出庭：理由、有无盖章材料、有无工作人员 → 应当提出司法建议的情形（8条、9条、10条、12条）\n",
    );
    for reason in AbsenceReason::iter() {
        for (material, staff) in [(true, true), (true, false), (false, true), (false, false)] {
            let staff = staff.then(|| "科长".to_owned());
            let with = format!(
                "{}材料，{}工作人员",
                if material { "有" } else { "无" },
                if staff.is_some() { "有" } else { "无" }
            );
            let head = HeadAppearance::Absent { reason, material, staff, postponed_before: false };
            let grounds: Vec<_> = head.advice_grounds().into_iter().map(AdviceGround::name_zh).collect();
            let grounds = if grounds.is_empty() { "没有".to_owned() } else { grounds.join("；") };
            let _ = writeln!(text, "  {}，{with} → {grounds}", reason.name_zh());
        }
    }
    assert_table("head_appearance", &text);
}

#[test]
fn every_effect_has_its_article_as_reviewed() {
    let mut text = String::from("一个程序里发生的事，对另一个程序的效果及其依据\n");
    let by = || mediation_id();
    let on = day("2026-03-20");
    let papers = vec![("p1".to_owned(), paper("a")), (RESPONDENT.to_owned(), paper("b"))];
    let agreed = crate::effect::SuspensionAgreed::by(on, ["p1"], papers).expect("both sides have signed");
    let settled = |how| Effect::Settled { by: by(), on, how, due_on: Vec::new(), third_parties: Vec::new() };
    for (says, effect) in [
        (
            "诉讼中的调解期间不计入审限",
            Effect::ExcludeFromTrialPeriod { mediation: by(), from: on, to: None },
        ),
        ("双方书面同意，可以中止行政复议", Effect::SuspendDecisionPeriod { mediation: by(), agreed }),
        ("调解终结，恢复行政复议", Effect::ResumeDecisionPeriod { mediation: by(), on }),
        ("已和解：等法院、复议机关准许撤回", settled(SettledHow::Withdrawal)),
        ("已达成协议：等法院、复议机关制作调解书", settled(SettledHow::Statement)),
        ("已达成协议：由办理机关办结", settled(SettledHow::Otherwise)),
        ("反悔或者没有办成：程序继续", Effect::Unsettled { by: by() }),
        (
            "结案手续已办",
            Effect::Concluded { by: by(), on, finding: Finding::WithdrawalAllowed, document: None },
        ),
    ] {
        let _ = writeln!(text, "  {says}：{}", effect.article());
    }
    text.push_str("  诉前调解：只影响主张的起诉期限，保守期限不变：《行政诉讼法》46条、48条\n");
    text.push_str("  复议和诉讼同时在办：照实登记并提示冲突：《行政复议法》29条、法释〔2018〕1号 57条\n");
    for (title, procedure, step) in [
        ("撤诉", Procedure::Litigation, accepted()),
        ("立案以前撤回起诉", Procedure::Litigation, Step::Received),
        ("撤回复议", Procedure::ReconsiderationElsewhere, accepted()),
    ] {
        let mut world = World::on("2026-03-16");
        world.only_registered("2026-03-02");
        world.open_elsewhere(procedure, first(step, "2026-03-13"));
        let law = crate::Law::default();
        let _ = writeln!(text, "\n{title}前先告知（罚款2026年3月2日作出，今天是2026年4月10日）");
        for line in world.mirrored(1).withdrawal_costs(&law, day("2026-04-10")) {
            let _ = writeln!(text, "  {line}");
        }
    }
    assert_table("effects", &text);
}

#[test]
fn every_state_of_every_procedure_is_told_in_a_sentence() {
    for procedure in Procedure::iter() {
        for level in procedure.levels() {
            for stage in Stage::iter() {
                let told = stage.told_zh(procedure, *level);
                assert!(
                    told.ends_with('。') && told.chars().count() >= 10,
                    "{procedure:?} {stage:?}: {told}"
                );
            }
        }
    }
}

/// A proceeding of each kind taken step by step: whatever is known of it, while it is open somebody has a next step, names are
/// unique, the journal replays, and the public is told something.
#[test]
fn an_open_proceeding_always_has_somebody_with_a_next_step() {
    for procedure in Procedure::iter() {
        let mut world = World::on("2026-12-20").with_neighbours();
        world.only_registered("2026-03-02");
        let ending = Finding::iter()
            .find(|finding| finding.belongs_to(procedure, Level::First) && finding.ends())
            .expect("every procedure ends somehow");
        // What a petition's first answer does not know comes from outside and stops nothing.
        let paused = first(Step::PeriodExcluded { cause: ExclusionCause::Suspension }, "2026-03-20");
        let steps = [
            first(Step::Received, "2026-03-10"),
            first(accepted(), "2026-03-13"),
            pushed("p", paused),
            first(Step::PeriodResumed, "2026-03-25"),
            first(decided(ending), "2026-06-10"),
            pushed("s", first(served(&["p1", RESPONDENT]), "2026-06-12")),
        ];
        for (i, step) in steps.into_iter().enumerate() {
            if i == 0 {
                world.must("clerk", &dispute_id(), opening(procedure, step));
            } else {
                world.record(1, step);
            }
            check(&world, procedure);
        }
    }
    fn check(world: &World, procedure: Procedure) {
        let outline = world.outline(&mirrored_id(1));
        let open = outline.facets.ended_on.is_none();
        assert!(!open || !outline.tasks.is_empty(), "{procedure:?} {}", outline.stage);
        assert!(outline.tasks.iter().all(|task| !task.holders.is_empty()));
        let mut names: Vec<_> = outline.clocks.iter().map(|clock| &clock.name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{procedure:?}");
        assert!(!world.mirrored(1).told(&world.law, world.today).is_empty());
        for (id, file) in &world.files {
            let stored = world.journal.iter().filter(|(of, _)| of == id).map(|(_, event)| {
                crate::Event::from_payload(event.kind(), &event.to_payload()).expect("an event reads back")
            });
            let stored: Vec<crate::Event> = stored.collect();
            assert_eq!(crate::File::replay(id.clone(), &stored), *file, "{id}");
        }
    }
}

#[test]
fn the_statute_alone_says_what_follows_from_elsewhere() {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    let note = MirroredCommand::Note { effect: Box::new(Effect::Unsettled { by: mediation_id() }) };
    let course = DisputeCommand::NoteCourse { proceeding: mirrored_id(1), course: Box::default() };
    for who in ["clerk", "judge", "head"] {
        let refusal = world.refused(who, &mirrored_id(1), note.clone());
        assert_eq!(refusal.class, crate::refusal::Class::NotPermitted, "{who}");
    }
    assert_eq!(world.refused("clerk", &dispute_id(), course).class, crate::refusal::Class::NotPermitted);
}
