//! Where every line of the picture stands, in its piece: the head of a lane with its milestones, then each period. On a narrow screen a
//! period's name stands above its bar and its last day below it, so that the bar has the whole width.

use super::{
    Breadth,
    length::{Percent, Rem},
    scale::Scale,
    span,
};
use huajie_law::{
    calendar::zh_date,
    dispute::lanes::{Lane, Mark, Segment, Track},
};
use jiff::civil::Date;

#[derive(Clone, Debug)]
pub struct Drawn {
    pub heading: Vec<TextLine>,
    pub span: String,
    /// The days of the lane once more where they stand in lines of their own.
    pub spans: Vec<TextLine>,
    pub open: bool,
    pub from: Percent,
    pub to: Percent,
    pub base_y: Rem,
    /// Of its head; each period has its own.
    pub height: Rem,
    pub marks: Vec<Numbered>,
    pub tracks: Vec<DrawnTrack>,
}

#[derive(Clone, Debug)]
pub struct Numbered {
    pub x: Percent,
    pub y: Rem,
    /// `4`, or `4–6` where several things happened on one day.
    pub numbers: String,
    /// Half of what its numbers take, and all of it.
    pub half: Rem,
    pub wide: Rem,
}

/// One line of a text that may have several.
#[derive(Clone, Debug)]
pub struct TextLine {
    pub y: Rem,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct DrawnTrack {
    pub height: Rem,
    pub label: Vec<TextLine>,
    pub bar_y: Rem,
    pub bars: Vec<Bar>,
    /// It goes on beyond the edge of the picture.
    pub beyond: bool,
    /// Where it ran out and nothing had stopped it.
    pub expired: Option<Percent>,
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
    pub lines: Vec<TextLine>,
    /// `start`, `middle`, `end`: which part of the text stands at `x`.
    pub anchor: &'static str,
    /// Between the bar and the text.
    pub gap: &'static str,
}

/// From one line of a text to the next.
const LINE: f64 = 1.25;
/// A letter of a label, of the reader's letters.
const LETTER: f64 = 0.875;
/// Half the height of a milestone, and half the width of one with a single digit.
const HALF: f64 = 0.6875;
/// Above the name of a lane.
const ABOVE: f64 = 0.75;
/// Between two milestones on one shelf, in percent.
const APART: f64 = 0.3;

/// Where the next line goes in its piece, and the number of the last milestone.
pub struct Pen<'a> {
    y: f64,
    number: usize,
    breadth: &'a Breadth,
}

impl Pen<'_> {
    pub fn new(breadth: &Breadth) -> Pen<'_> {
        Pen { y: 0.0, number: 0, breadth }
    }

    pub fn lane(&mut self, heading: &str, lane: &Lane, scale: &Scale) -> Drawn {
        self.y = ABOVE;
        let heading = lines(&wrapped(heading, self.breadth.heading_chars), self.y + 1.25);
        self.y += 2.0 + LINE * (heading.len() as f64 - 1.0);
        let span = span(lane);
        let days: Vec<String> = match (self.breadth.stacked, span.split_once('至')) {
            (false, _) => Vec::new(),
            (true, Some((from, to))) if span.chars().count() > self.breadth.label_chars => {
                vec![from.to_owned(), format!("至{to}")]
            }
            (true, _) => vec![span.clone()],
        };
        let spans = lines(&days, self.y + 0.5);
        self.y += if self.breadth.stacked { 1.0 + LINE * (spans.len() as f64 - 1.0) } else { 0.0 };
        let base_y = self.y + 0.75;
        let marks = self.marks(&lane.marks, scale);
        let height = Rem::of(self.y);
        let tracks = lane
            .tracks
            .iter()
            .map(|track| self.track(track, lane.to.unwrap_or(scale.today), scale))
            .collect();
        Drawn {
            heading,
            span,
            spans,
            open: lane.to.is_none(),
            from: scale.x(lane.from),
            to: scale.x(lane.to.unwrap_or(scale.today)),
            base_y: Rem::of(base_y),
            height,
            marks,
            tracks,
        }
    }

    /// Each on the first shelf on which it does not touch the one before, and none over the edge of the picture.
    fn marks(&mut self, marks: &[Mark], scale: &Scale) -> Vec<Numbered> {
        let mut shelves: Vec<f64> = Vec::new();
        let drawn = marks
            .chunk_by(|one, next| one.on == next.on)
            .map(|day| {
                let first = self.number + 1;
                self.number += day.len();
                let numbers =
                    if day.len() > 1 { format!("{first}–{}", self.number) } else { first.to_string() };
                let half = (0.25 + 0.275 * numbers.chars().count() as f64).max(HALF);
                let taken = self.breadth.percent(half);
                let at = scale.percent(day[0].on);
                let at = at.min(100.0 + self.breadth.beyond() - taken).max(taken - self.breadth.before());
                let free = shelves.iter().position(|last| at - taken - last >= APART);
                let shelf = free.unwrap_or(shelves.len());
                if shelf == shelves.len() {
                    shelves.push(at);
                }
                shelves[shelf] = at + taken;
                let y = self.y + 0.75 + 1.5 * shelf as f64;
                let (half, wide) = (Rem::of(half), Rem::of(2.0 * half));
                Numbered { x: Percent::of(at), y: Rem::of(y), numbers, half, wide }
            })
            .collect();
        self.y += 1.5 * shelves.len().max(1) as f64;
        drawn
    }

    fn track(&mut self, track: &Track, open_to: Date, scale: &Scale) -> DrawnTrack {
        self.y = 0.0;
        let label = lines(&wrapped(&track.title, self.breadth.label_chars), self.y + 1.0625);
        let more = LINE * (label.len() as f64 - 1.0);
        self.y += if self.breadth.stacked { LINE + more } else { 0.0 };
        let bar_y = self.y + 0.3125;
        let beside_y = self.y + 1.0625;
        let below = self.y + 1.5;
        self.y = below;
        let bar = |piece: &Segment| {
            let from = scale.percent(piece.from);
            let to = scale.percent(piece.to.unwrap_or(open_to.max(piece.from)));
            Bar { x: Percent::of(from), width: Percent::of((to - from).max(0.4)), runs: piece.runs }
        };
        let ends = || track.segments.iter().map(|piece| piece.to.unwrap_or(open_to));
        let end = ends().map(|on| scale.percent(on)).fold(0.0, f64::max);
        let start = track.segments.first().map_or(0.0, |piece| scale.percent(piece.from));
        let expired = track.due_on.filter(|_| track.is_expired(scale.today)).map(|due| scale.x(due));
        let due = self.due(until(track, expired.is_some()), (start, end), beside_y);
        // What stands in two lines beside its bar has no less room than its bar.
        self.y = if self.breadth.stacked { self.y } else { self.y.max(below + more) };
        DrawnTrack {
            height: Rem::of(self.y),
            label,
            bar_y: Rem::of(bar_y),
            bars: track.segments.iter().map(bar).collect(),
            beyond: ends().any(|on| scale.is_beyond(on)),
            expired,
            due,
        }
    }

    /// To the right of the bar, to its left where there is no room, and else in lines of its own below it, at the edge that is nearer
    /// to its end: there it is never cut.
    fn due(&mut self, text: Vec<String>, (start, end): (f64, f64), beside_y: f64) -> DueMark {
        let room = |text: &str| self.breadth.percent(LETTER * width(text));
        let whole = text.join("，");
        let beside = |x: f64, anchor, gap| DueMark {
            x: Percent::of(x),
            lines: lines(std::slice::from_ref(&whole), beside_y),
            anchor,
            gap,
        };
        if !self.breadth.stacked && end + room(&whole) <= 100.0 {
            return beside(end, "start", ".375rem");
        }
        if !self.breadth.stacked && start - room(&whole) >= 0.0 {
            return beside(start, "end", "-.375rem");
        }
        let text = if self.breadth.stacked { text } else { vec![whole] };
        let lines = lines(&text, self.y + 0.75);
        self.y += LINE * lines.len() as f64;
        let (x, anchor) = if end > 60.0 { (100.0, "end") } else { (0.0, "start") };
        DueMark { x: Percent::of(x), lines, anchor, gap: "0" }
    }
}

/// The last day, and what there is to say about it.
fn until(track: &Track, expired: bool) -> Vec<String> {
    let last = |due| format!("最后一天 {}", zh_date(due));
    match (track.due_on, track.segments.last()) {
        // The bar goes on to the day on which it stopped: by what was due, or because it was due no more. Of the two nothing is said.
        (Some(due), Some(Segment { to: Some(done), runs: true, .. })) if *done > due => {
            let late = crate::words::days_between(due, *done);
            vec![last(due), format!("超 {late} 天停止计算")]
        }
        (Some(due), _) if expired => vec![last(due), "已过".to_owned()],
        (Some(due), _) if track.provisional => vec![last(due), "暂定".to_owned()],
        (Some(due), _) => vec![last(due)],
        (None, Some(Segment { runs: false, to: None, .. })) => vec!["暂停中".to_owned()],
        (None, Some(Segment { to: Some(to), .. })) => vec![format!("{}停止计算", zh_date(*to))],
        (None, _) => vec!["已停止计算".to_owned()],
    }
}

fn lines(text: &[String], first: f64) -> Vec<TextLine> {
    let at = |index: usize| Rem::of(first + LINE * index as f64);
    text.iter().enumerate().map(|(index, text)| TextLine { y: at(index), text: text.clone() }).collect()
}

/// How wide a text is, in widths of a Chinese letter.
pub fn width(text: &str) -> f64 {
    text.chars().map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 }).sum()
}

/// In lines of at most so many letters; a bracket that closes or a comma never begins one, and no year or number goes on in the next.
fn wrapped(title: &str, most: usize) -> Vec<String> {
    let letters: Vec<char> = title.chars().collect();
    if letters.len() <= most {
        return vec![title.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        let whole = rest.len().min(most);
        let end = (2..=whole).rev().find(|end| parts_at(rest, *end)).unwrap_or(whole);
        let (line, after) = rest.split_at(end);
        lines.push(line.iter().collect());
        rest = after;
    }
    lines
}

/// Whether a line may end before this letter.
fn parts_at(letters: &[char], at: usize) -> bool {
    let (Some(last), Some(next)) = (letters.get(at - 1), letters.get(at)) else { return true };
    let number = last.is_ascii_digit() && next.is_ascii_digit();
    !number && !"）〕》，。：；、".contains(*next) && !"（〔《".contains(*last)
}
