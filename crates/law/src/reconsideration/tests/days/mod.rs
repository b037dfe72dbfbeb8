//! The periods of a reconsideration from the day that starts each to its last day and the day after: what can be done, and what counts
//! by then. Printed as a table for a lawyer's eyes; every last day was reckoned by hand beforehand.

mod after;
mod before;
mod during;

use super::*;
use crate::{Refusal, calendar::zh_date_weekday, golden::assert_table, matter::Event, refusal::WRONG_STAGE};
use std::fmt::Write as _;

/// 从哪一天起，最后一天。
pub(super) type Days = &'static [(&'static str, &'static str)];

/// Working days: an ordinary week; ending on the Saturday that is worked after the Spring Festival, or before it; across the
/// festival; received on a Saturday.
pub(super) const THREE: Days = &[
    ("2026-03-10", "2026-03-13"),
    ("2026-02-11", "2026-02-14"),
    ("2026-02-13", "2026-02-25"),
    ("2026-02-25", "2026-02-28"),
    ("2026-03-07", "2026-03-11"),
];
pub(super) const FIVE: Days = &[
    ("2026-03-10", "2026-03-17"),
    ("2026-02-09", "2026-02-14"),
    ("2026-02-10", "2026-02-24"),
    ("2026-02-17", "2026-02-28"),
    ("2026-03-07", "2026-03-13"),
];
pub(super) const SEVEN: Days = &[
    ("2026-03-10", "2026-03-19"),
    ("2026-02-10", "2026-02-26"),
    ("2026-02-12", "2026-02-28"),
    ("2026-03-07", "2026-03-17"),
];
pub(super) const TEN: Days = &[
    ("2026-03-10", "2026-03-24"),
    ("2026-02-09", "2026-02-28"),
    ("2026-02-10", "2026-03-02"),
    ("2026-03-07", "2026-03-20"),
];
/// Days as they come: an ordinary end; on the worked Saturday; within the festival, rolled over to the day after it.
pub(super) const FIFTEEN: Days =
    &[("2026-03-10", "2026-03-25"), ("2026-02-13", "2026-02-28"), ("2026-02-05", "2026-02-24")];
pub(super) const THIRTY: Days =
    &[("2026-03-10", "2026-04-09"), ("2026-01-29", "2026-02-28"), ("2026-01-20", "2026-02-24")];
pub(super) const SIXTY: Days = &[
    ("2026-03-12", "2026-05-11"),
    ("2025-12-30", "2026-02-28"),
    ("2025-12-20", "2026-02-24"),
    ("2026-02-10", "2026-04-13"),
];

/// One period of the statute.
pub(super) struct Period {
    /// Article, what it is, how long.
    pub heading: &'static str,
    pub days: Days,
    /// The file as it stands on the day that starts the period.
    pub begins: fn(&str) -> World,
    pub last: fn(&World) -> Option<Date>,
    /// What can be done and what counts on a day.
    pub on: fn(&mut World, &str) -> String,
}

/// The last day of a clock of the file.
macro_rules! due {
    ($clock:literal) => {
        |world| world.review_due($clock)
    };
}
pub(super) use due;

/// `可以`, or why not.
pub(super) fn answer(given: Result<Vec<Event>, Refusal>) -> String {
    match given {
        Ok(_) => "可以".to_owned(),
        Err(refusal) if refusal.code == WRONG_STAGE => "不可以，已经过了这一步".to_owned(),
        Err(refusal) => format!("不可以（{}）", refusal.code.name),
    }
}

impl World {
    pub(super) fn tries(&mut self, who: &str, order: ReconsiderationCommand) -> String {
        answer(self.give(who, &review_id(), order))
    }

    pub(super) fn stands(&self) -> String {
        self.review().stage.name_zh().to_owned()
    }
}

/// An application of that day against a fine of that day.
pub(super) fn applied(on: &str) -> World {
    let mut world = World::on(on).with_justice();
    world.registered_only(fine(on), on).applies(application(on));
    world
}

pub(super) fn accepted(on: &str) -> World {
    let mut world = applied(on);
    world.reviews(accept());
    world
}

/// Accepted in the summary procedure: a fine on the spot.
pub(super) fn summarily(on: &str) -> World {
    let mut world = World::on(on).with_justice();
    world.registered_only(ContestedAct { on_the_spot: true, ..fine(on) }, on).applies(application(on));
    let ReconsiderationCommand::Accept { conditions, .. } = accept() else { unreachable!() };
    let summary = Some(Summary { ground: SummaryGround::OnTheSpot, clear: true, document: None });
    world.reviews(ReconsiderationCommand::Accept {
        conditions,
        procedure: Procedure::Summary,
        summary,
        late_reason: None,
        against_will: None,
        document: None,
    });
    world
}

pub(super) fn copied(mut world: World) -> World {
    world.assigned().reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy);
    world
}

/// Answered and heard: nothing stands in the way of a decision.
pub(super) fn ready(world: World) -> World {
    let mut world = copied(world);
    world.replies().hears();
    world
}

fn print(period: &Period, text: &mut String) {
    let _ = writeln!(text, "\n== {} ==", period.heading);
    for (start, reckoned) in period.days {
        let world = (period.begins)(start);
        let last = (period.last)(&world);
        assert_eq!(last, Some(day(reckoned)), "{}, {start}", period.heading);
        let after = day(reckoned).tomorrow().expect("there is a day after").to_string();
        let said = |on: &str| {
            let mut world = (period.begins)(start);
            world.at(on);
            (period.on)(&mut world, start)
        };
        let (from, to) = (zh_date_weekday(day(start)), zh_date_weekday(day(reckoned)));
        let _ = writeln!(text, "{from} → {to}｜当天：{}｜次日：{}", said(reckoned), said(&after));
    }
}

#[test]
fn every_period_ends_on_its_day_and_not_on_the_day_after() {
    let mut text = String::from(
        "行政复议的期间：起算之日 → 最后一天，当天和次日能做什么、视为什么。\n起算当日不计入；三日、五日、七日、十日是工作日（《行政复议法》88条2款），\
         其余是自然日，末日休假的顺延（88条1款、《民事诉讼法》85条）。\n",
    );
    for period in before::PERIODS.iter().chain(&during::PERIODS).chain(&after::PERIODS) {
        print(period, &mut text);
    }
    after::edges(&mut text);
    assert_table("reconsideration_days", &text);
}
