//! Where every line of the picture stands. On a narrow screen a period's name stands above its bar and its last day below it, so that the
//! bar has the whole width.

use super::{
    Breadth,
    length::{Percent, Rem},
    scale::Scale,
    span,
};
use huajie_law::dispute::lanes::{Lane, Mark, Segment, Track};
use jiff::civil::Date;

#[derive(Clone, Debug)]
pub struct Drawn {
    pub heading: String,
    pub span: String,
    /// Where the days of the lane stand in a line of their own.
    pub span_y: Option<Rem>,
    pub open: bool,
    pub from: Percent,
    pub to: Percent,
    pub heading_y: Rem,
    pub base_y: Rem,
    pub marks: Vec<Numbered>,
    pub tracks: Vec<DrawnTrack>,
}

#[derive(Clone, Debug)]
pub struct Numbered {
    pub x: Percent,
    pub y: Rem,
    /// `4`, or `4–6` where several things happened on one day.
    pub numbers: String,
    pub several: bool,
}

#[derive(Clone, Debug)]
pub struct DrawnTrack {
    pub label: String,
    pub label_y: Rem,
    pub bar_y: Rem,
    pub bars: Vec<Bar>,
    /// It goes on beyond the edge of the picture.
    pub beyond: bool,
    pub due: DueMark,
}

#[derive(Clone, Debug)]
pub struct Bar {
    pub x: Percent,
    pub width: Percent,
    pub runs: bool,
}

#[derive(Clone, Debug)]
pub struct DueMark {
    pub x: Percent,
    pub y: Rem,
    pub text: String,
    /// `start`, `middle`, `end`: which part of the text stands at `x`.
    pub anchor: &'static str,
    /// Between the bar and the text.
    pub gap: &'static str,
}

/// Where the next line goes, and the number of the last milestone.
pub struct Pen<'a> {
    pub y: f64,
    pub number: usize,
    pub breadth: &'a Breadth,
}

impl Pen<'_> {
    pub fn lane(&mut self, heading: &str, lane: &Lane, scale: &Scale) -> Drawn {
        let heading_y = self.y + 1.25;
        self.y += 2.0;
        let span_y = self.breadth.stacked.then(|| Rem::of(self.y + 0.5));
        self.y += if self.breadth.stacked { 1.0 } else { 0.0 };
        let base_y = self.y + 0.75;
        let marks = self.marks(&lane.marks, scale);
        let tracks = lane
            .tracks
            .iter()
            .map(|track| self.track(track, lane.to.unwrap_or(scale.today), scale))
            .collect();
        self.y += 0.75;
        Drawn {
            heading: short(heading, self.breadth.heading_chars),
            span: span(lane),
            span_y,
            open: lane.to.is_none(),
            from: scale.x(lane.from),
            to: scale.x(lane.to.unwrap_or(scale.today)),
            heading_y: Rem::of(heading_y),
            base_y: Rem::of(base_y),
            marks,
            tracks,
        }
    }

    /// Each on the first shelf on which it does not touch the one before.
    fn marks(&mut self, marks: &[Mark], scale: &Scale) -> Vec<Numbered> {
        let apart = self.breadth.apart;
        let mut shelves: Vec<f64> = Vec::new();
        let drawn = marks
            .chunk_by(|one, next| one.on == next.on)
            .map(|day| {
                let at = scale.percent(day[0].on);
                let several = day.len() > 1;
                let half = if several { apart / 2.0 } else { 0.0 };
                let free = shelves.iter().position(|last| at - half - last >= apart);
                let shelf = free.unwrap_or(shelves.len());
                if shelf == shelves.len() {
                    shelves.push(at);
                }
                shelves[shelf] = at + half;
                let first = self.number + 1;
                self.number += day.len();
                let numbers = if several { format!("{first}–{}", self.number) } else { first.to_string() };
                let y = self.y + 0.75 + 1.5 * f64::from(u32::try_from(shelf).unwrap_or(u32::MAX));
                Numbered { x: Percent::of(at), y: Rem::of(y), numbers, several }
            })
            .collect();
        self.y += 1.5 * f64::from(u32::try_from(shelves.len().max(1)).unwrap_or(u32::MAX));
        drawn
    }

    fn track(&mut self, track: &Track, open_to: Date, scale: &Scale) -> DrawnTrack {
        let label_y = self.y + 1.0625;
        self.y += if self.breadth.stacked { 1.25 } else { 0.0 };
        let bar_y = self.y + 0.3125;
        let beside_y = self.y + 1.0625;
        self.y += 1.5;
        let bar = |piece: &Segment| {
            let from = scale.percent(piece.from);
            let to = scale.percent(piece.to.unwrap_or(open_to.max(piece.from)));
            Bar { x: Percent::of(from), width: Percent::of((to - from).max(0.4)), runs: piece.runs }
        };
        let ends = || track.segments.iter().map(|piece| piece.to.unwrap_or(open_to));
        let end = ends().map(|on| scale.percent(on)).fold(0.0, f64::max);
        let start = track.segments.first().map_or(0.0, |piece| scale.percent(piece.from));
        DrawnTrack {
            label: short(&track.title, self.breadth.label_chars),
            label_y: Rem::of(label_y),
            bar_y: Rem::of(bar_y),
            bars: track.segments.iter().map(bar).collect(),
            beyond: ends().any(|on| scale.is_beyond(on)),
            due: self.due(until(track), (start, end), beside_y),
        }
    }

    /// To the right of the bar, to its left where there is no room, and else in a line of its own below it.
    fn due(&mut self, text: String, (start, end): (f64, f64), beside_y: f64) -> DueMark {
        let beside = |x: f64, anchor, gap| DueMark {
            x: Percent::of(x),
            y: Rem::of(beside_y),
            text: text.clone(),
            anchor,
            gap,
        };
        if !self.breadth.stacked && end <= 78.0 {
            return beside(end, "start", ".375rem");
        }
        if !self.breadth.stacked && start > 22.0 {
            return beside(start, "end", "-.375rem");
        }
        let y = Rem::of(self.y + 0.75);
        self.y += 1.25;
        let anchor = if end > 48.0 { "end" } else { "start" };
        DueMark { x: Percent::of(if end > 48.0 { end } else { start }), y, text, anchor, gap: "0" }
    }
}

fn until(track: &Track) -> String {
    match (track.due_on, track.segments.last()) {
        // The bar goes on to the day on which it stopped: by what was due, or because it was due no more. Of the two nothing is said.
        (Some(due), Some(Segment { to: Some(done), runs: true, .. })) if *done > due => {
            let late = crate::words::days_between(due, *done);
            format!("最后一天 {}，超 {late} 天停止计算", short_day(due))
        }
        (Some(due), _) if track.provisional => format!("最后一天 {}（暂定）", short_day(due)),
        (Some(due), _) => format!("最后一天 {}", short_day(due)),
        (None, Some(Segment { runs: false, to: None, .. })) => "暂停中".to_owned(),
        (None, Some(Segment { to: Some(to), .. })) => format!("{}停止计算", short_day(*to)),
        (None, _) => "已停止计算".to_owned(),
    }
}

fn short_day(on: Date) -> String {
    format!("{}.{}.{}", on.year(), on.month(), on.day())
}

/// What has room; the table says it in full.
fn short(title: &str, most: usize) -> String {
    if title.chars().count() <= most {
        return title.to_owned();
    }
    title.chars().take(most - 1).chain(['…']).collect()
}
