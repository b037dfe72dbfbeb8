//! Random walks: reports of any kind in any order, from any door. What always holds is held here.

use crate::{Event, File, mediation::RESPONDENT, mirrored::*, remedy::Remedy, scenes::*, world::*};
use proptest::prelude::*;
use strum::IntoEnumIterator;

fn step(pick: usize, procedure: Procedure, level: Level) -> Step {
    let findings: Vec<Finding> = Finding::iter().filter(|f| f.belongs_to(procedure, level)).collect();
    match pick % 13 {
        0 => Step::Received,
        1 | 2 => accepted(),
        3 => Step::CopyServed,
        4 => Step::Replied,
        5 => Step::PeriodExcluded { cause: ExclusionCause::Appraisal },
        6 => Step::PeriodResumed,
        7 => Step::Extended { months: 0, days: 20, by: "负责人".into() },
        8 | 9 => decided(findings[pick / 13 % findings.len()]),
        10 => served(&["p1"]),
        11 => served(&["p1", RESPONDENT]),
        _ => {
            [Step::Effective, Step::Performed, Step::WithdrawalApplied { cost_shown: true }][pick % 3].clone()
        }
    }
}

fn check(world: &World, id: &crate::MatterId) {
    let held = world.mirrored(1);
    let outline = world.outline(id);
    assert_eq!(outline.facets.ended_on.is_some(), held.stage().is_over());
    assert!(outline.facets.ended_on.is_some() || !outline.tasks.is_empty(), "{}", outline.stage);
    for clock in &outline.clocks {
        let suspended = clock.state == crate::matter::ClockState::Suspended;
        assert!(!suspended || clock.due_on.is_none(), "a suspended clock has no last day");
    }
    // Nothing that happens elsewhere ever moves the conservative day.
    let plain = crate::dispute::last_days(&held.brief.act, &world.law.calendar);
    for last in world.dispute().open_last_days(&world.law) {
        assert!(plain.iter().any(|day| day.remedy == last.remedy && day.on() == last.on()));
        assert!(world.dispute().closed(last.remedy).is_none());
    }
    if held.stage() == Stage::Withdrawn && held.procedure == Procedure::Litigation {
        let deemed = held.top().is_some_and(|top| top.has(Finding::DeemedWithdrawn));
        assert!(deemed || world.dispute().closed(Remedy::Sue).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_reported_in_whatever_order_the_file_holds_together_and_replays(
        which in 0_usize..8,
        picks in prop::collection::vec((0_usize..500, 0_i64..150, prop::bool::ANY), 1..25),
    ) {
        let procedure = Procedure::iter().nth(which).expect("there are eight");
        let mut world = World::on("2026-12-20");
        world.only_registered("2026-03-02");
        let levels = procedure.levels();
        for (n, (pick, days, typed)) in picks.into_iter().enumerate() {
            let level = levels[pick / 7 % levels.len()];
            let on = day("2026-03-02").saturating_add(jiff::Span::new().days(days)).to_string();
            let plain = report(level, step(pick, procedure, level), &on);
            let sent = if typed { plain } else { pushed(&n.to_string(), plain) };
            let opened = world.files.contains_key(&mirrored_id(1));
            let answer = if opened {
                world.give("clerk", &mirrored_id(1), record(sent))
            } else {
                world.give("clerk", &dispute_id(), opening(procedure, sent))
            };
            if answer.is_ok() {
                check(&world, &mirrored_id(1));
                if world.outline(&mirrored_id(1)).lapse.is_some() && pick % 2 == 0 {
                    world.must("statute", &mirrored_id(1), MirroredCommand::RecordEffect);
                    check(&world, &mirrored_id(1));
                }
            }
        }
        for (id, file) in &world.files {
            let events: Vec<&Event> =
                world.journal.iter().filter(|(of, _)| of == id).map(|(_, event)| event).collect();
            prop_assert_eq!(&File::replay(id.clone(), events), file);
        }
    }
}
