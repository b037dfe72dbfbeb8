//! What an explained date costs.
//! `cargo run --release -p huajie-law --example cost`; the figures stand in `docs/bench.md`.

use std::{hint::black_box, time::Instant};

use huajie_law::{
    calendar::Calendar,
    clock::Clock,
    term::{CATALOGUE, Direction},
};
use jiff::{ToSpan, civil::date};

fn main() {
    let calendar = Calendar::builtin_ref();
    let terms: Vec<_> = CATALOGUE.iter().filter(|term| term.direction == Direction::Forward).collect();
    let clocks: Vec<Clock> = (0..100_000_usize)
        .map(|index| {
            let day = i64::try_from(index % 1000).unwrap_or_default();
            Clock::start(terms[index % terms.len()], date(2024, 1, 1).saturating_add(day.days()))
        })
        .collect();
    let started = now();
    for clock in &clocks {
        black_box(black_box(clock).due(calendar));
    }
    let each = started.elapsed() / 100_000;
    println!("one explained date, over all forward terms: {each:?}");
    let started = now();
    for clock in &clocks {
        let due = black_box(clock).due(calendar);
        black_box((
            due.lines(),
            due.plain(),
            serde_json::to_string(&due).map(|json| json.len()).unwrap_or(0),
        ));
    }
    println!("the same in full words, plain words and JSON: {:?}", started.elapsed() / 100_000);
}

#[expect(clippy::disallowed_methods, reason = "the one measurement of the law; nothing is decided by it")]
fn now() -> Instant {
    Instant::now()
}
