//! From days to percent of the width: how far the axis reaches, and which months it names.

use super::{Breadth, length::Percent, pen::width};
use huajie_law::dispute::lanes::Lane;
use jiff::{ToSpan, civil::Date};

/// A picture of fewer days would have no second month on its axis.
const LEAST_DAYS: i32 = 45;
/// A period that ends within so many days after the last thing known has its end in the picture, whatever else there is.
const REACH_DAYS: i32 = 120;
/// Every so many months a label, as close as they have room: months, quarters, half years, years. They divide the years since 0.
const STEPS: [i32; 6] = [1, 3, 6, 12, 24, 60];
/// Between two labels, in percent.
const APART: f64 = 0.25;

#[derive(Clone, Debug)]
pub struct Tick {
    pub x: Percent,
    /// Where its label begins, of the whole width: the head of a table that is printed on each page keeps no other.
    pub at: Percent,
    /// Empty where there is no room for one.
    pub label: String,
}

pub struct Scale {
    pub from: Date,
    pub to: Date,
    pub today: Date,
}

impl Scale {
    /// From the first of the month of the first thing known to a little after the end of the last period, unless that is so far off that
    /// nothing else could be told apart: then its bar has an arrow with its day.
    pub fn over(lanes: &[(String, Lane)], today: Date) -> Scale {
        let lanes = lanes.iter().map(|(_, lane)| lane);
        let starts = lanes.clone().flat_map(|lane| {
            let tracks = lane.tracks.iter().flat_map(|track| track.segments.iter().map(|piece| piece.from));
            tracks.chain([lane.from])
        });
        let from = starts.min().unwrap_or(today).min(today).first_of_month();
        let known = lanes
            .clone()
            .flat_map(|lane| lane.to.into_iter().chain(lane.marks.iter().map(|mark| mark.on)).chain([today]));
        let last = known.max().unwrap_or(today);
        let reach = last.saturating_add((2 * days(from, last)).max(REACH_DAYS).days());
        let ends = lanes.flat_map(|lane| {
            lane.tracks.iter().flat_map(|track| {
                let pieces = track.segments.iter().flat_map(|piece| [Some(piece.from), piece.to]);
                pieces.chain([track.due_on]).flatten()
            })
        });
        let furthest = ends.filter(|on| *on <= reach).max().unwrap_or(last).max(last);
        let room = days(from, furthest) / 20 + 3;
        let least = from.saturating_add(LEAST_DAYS.days());
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

    /// The month in which the picture begins, and firsts of months, as many as have room; a year is said once.
    pub fn ticks(&self, breadth: &Breadth) -> Vec<Tick> {
        STEPS.iter().find_map(|step| self.ticks_every(*step, breadth)).unwrap_or_default()
    }

    /// None where two labels would touch. What comes after one with a year, which is long, and the last one are lines without a label
    /// instead. One that would be cut at the edge ends there.
    fn ticks_every(&self, step: i32, breadth: &Breadth) -> Option<Vec<Tick>> {
        let wide = |label: &str| breadth.percent(breadth.month_rem * width(label));
        let first = self.from.first_of_month();
        let mut year = first.year();
        let label = format!("{year}年{}月", first.month());
        let mut free_from = wide(&label) + APART;
        let mut ticks = vec![self.tick(self.from, 0.0, label, breadth)];
        let (mut may_miss, mut touched) = (usize::MAX, false);
        let months = (1..).map(|at: i32| first.saturating_add(at.months()));
        for on in months.take_while(|on| *on <= self.to) {
            if (i32::from(on.year()) * 12 + i32::from(on.month()) - 1) % step != 0 {
                continue;
            }
            if touched {
                return None;
            }
            let label = match (on.year() == year, on.month()) {
                (true, month) => format!("{month}月"),
                (false, 1) => format!("{}年", on.year()),
                (false, month) => format!("{}年{month}月", on.year()),
            };
            let begins = self.percent(on).min(100.0 + breadth.beyond() - wide(&label));
            if begins < free_from {
                touched = may_miss == 0;
                may_miss = may_miss.saturating_sub(1);
                ticks.push(self.tick(on, 0.0, String::new(), breadth));
                continue;
            }
            may_miss = usize::from(on.year() != year);
            (year, free_from) = (on.year(), begins + wide(&label) + APART);
            ticks.push(self.tick(on, begins, label, breadth));
        }
        Some(ticks)
    }

    fn tick(&self, on: Date, begins: f64, label: String, breadth: &Breadth) -> Tick {
        let at = f64::from(breadth.gutter) + begins * f64::from(breadth.plot) / 100.0;
        Tick { x: self.x(on), at: Percent::of(at), label }
    }
}

fn days(from: Date, to: Date) -> i32 {
    crate::words::days_between(from, to)
}
