//! From days to percent of the width: how far the axis reaches, and which months it names.

use super::{Breadth, length::Percent};
use huajie_law::dispute::lanes::Lane;
use jiff::{ToSpan, civil::Date};

/// Days after the last thing known that the picture still shows.
const LEAST_AHEAD_DAYS: i32 = 45;
/// A period that ends within so many days after the last thing known has its end in the picture, whatever else there is.
const REACH_DAYS: i32 = 120;

#[derive(Clone, Debug)]
pub struct Tick {
    pub x: Percent,
    pub label: String,
}

pub struct Scale {
    pub from: Date,
    pub to: Date,
    pub today: Date,
}

impl Scale {
    /// From the first thing known to the end of the last period, unless that is so far off that nothing else could be told apart: then
    /// its bar has an arrow with its day.
    pub fn over(lanes: &[(String, Lane)], today: Date) -> Scale {
        let lanes = lanes.iter().map(|(_, lane)| lane);
        let starts = lanes.clone().flat_map(|lane| {
            let tracks = lane.tracks.iter().flat_map(|track| track.segments.iter().map(|piece| piece.from));
            tracks.chain([lane.from])
        });
        let from = starts.min().unwrap_or(today).min(today);
        let known = lanes
            .clone()
            .flat_map(|lane| lane.to.into_iter().chain(lane.marks.iter().map(|mark| mark.on)).chain([today]));
        let last = known.max().unwrap_or(today);
        let ahead = (days(from, last) / 2).max(LEAST_AHEAD_DAYS);
        let least = last.saturating_add(ahead.days());
        let reach = last.saturating_add((2 * days(from, last)).max(REACH_DAYS).days());
        let ends = lanes.flat_map(|lane| {
            lane.tracks.iter().flat_map(|track| {
                let pieces = track.segments.iter().flat_map(|piece| [Some(piece.from), piece.to]);
                pieces.chain([track.due_on]).flatten()
            })
        });
        let furthest = ends.filter(|on| *on <= reach).max().unwrap_or(last);
        let room = days(from, furthest) / 20 + 3;
        Scale { from, to: least.max(furthest.saturating_add(room.days())), today }
    }

    pub fn percent(&self, on: Date) -> f64 {
        let whole = f64::from(days(self.from, self.to).max(1));
        (f64::from(days(self.from, on)) / whole * 100.0).clamp(0.0, 100.0)
    }

    pub fn x(&self, on: Date) -> Percent {
        Percent::of(self.percent(on))
    }

    pub fn is_beyond(&self, on: Date) -> bool {
        on > self.to
    }

    /// Firsts of months, as many as have room; a year is said once.
    pub fn ticks(&self, breadth: &Breadth) -> Vec<Tick> {
        let months = days(self.from, self.to) / 30 + 1;
        let fits = |step: &i32| months / step <= breadth.most_ticks;
        let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(fits).unwrap_or(120);
        let first = self.from.first_of_month();
        let mut ticks: Vec<Tick> = Vec::new();
        let (mut year, mut free_from) = (0, 0.0);
        for at in 0..=months / step + 1 {
            let on = first.saturating_add((at * step).months());
            let x = self.percent(on);
            let month = format!("{}月", on.month());
            let label = if on.year() == year { month } else { format!("{}年{month}", on.year()) };
            let end = x + breadth.tick_letter * label.chars().count() as f64;
            // A label at the very edge would be cut off.
            if on < self.from || x < free_from || end > 100.0 + breadth.tick_letter {
                continue;
            }
            year = on.year();
            free_from = end;
            ticks.push(Tick { x: self.x(on), label });
        }
        ticks
    }
}

fn days(from: Date, to: Date) -> i32 {
    crate::words::days_between(from, to)
}
