//! The ways that are open, tried over the whole product of what can be answered, at the edges, and as tables for a lawyer.

mod edges;
mod product;
mod tables;

use super::*;
use crate::dispute::{ActKind, Told};
use jiff::civil::date;
use strum::IntoEnumIterator;

const DEPARTMENT: AgencyKind = AgencyKind::Department;

/// A penalty by a department of the city, made and known in March 2026, not on the spot, with everything told.
fn penalty() -> Question {
    Question {
        act: Some(ActKind::Penalty),
        circumstance: Some(false),
        real_estate: false,
        agency: Agency::kind(DEPARTMENT),
        made_on: Some(date(2026, 3, 2)),
        known_on: Some(date(2026, 3, 5)),
        told: Some(Told::Yes),
        tried: Attempts::default(),
    }
}

fn tried(steps: &[(Tried, Option<Date>)]) -> Attempts {
    let all = steps.iter().map(|(tried, on)| Attempt { tried: *tried, on: *on });
    Attempts::of(all, date(2026, 12, 31)).expect("the steps fit together")
}

fn asked(question: &Question, today: Date) -> Answer {
    answer(question, &Offices::builtin(), Calendar::builtin_ref(), today)
}

fn found(question: &Question, way: Way, today: Date) -> Prospect {
    asked(question, today)
        .prospects
        .into_iter()
        .find(|prospect| prospect.way == way)
        .expect("every way is answered")
}

fn passage(question: &Question, way: Way, today: Date) -> Passage {
    found(question, way, today).passage
}
