//! The picture of a dispute over time: one lane for each proceeding, its periods running and suspended, its milestones numbered.
//! Drawn as SVG by the template, said once more as a table, which is all that a narrow screen shows. The same for both houses;
//! the caller brings the files that the reader may see. Not here: what a lane holds (`huajie_law::dispute::lanes`).

use crate::ui::table::{Cell, Column, Row, Table};
use askama::{Template, filters::HtmlSafe};
use huajie_law::{
    AnyMatter, Law, Outlined,
    calendar::zh_date,
    dispute::lanes::{Lane, Mark, Segment, Track, lanes},
};
use jiff::{ToSpan, civil::Date};

/// Percent of the width in which the labels stand, and what is left for the time.
const GUTTER: u8 = 27;
const PLOT: u8 = 72;

/// More labels than this on the axis would touch.
const MOST_TICKS: i32 = 9;
/// Percent of the width after which no month is named.
const LAST_TICK: f64 = 92.0;
/// Milestones closer than this, in percent, stand on different shelves.
const APART: f64 = 4.5;
/// Days after the last thing known that the picture still shows; a last day beyond them is said at the edge.
const LEAST_AHEAD_DAYS: i32 = 45;

#[derive(Clone, Debug, Template)]
#[template(path = "desk/lanes.html")]
pub struct Picture {
    height: String,
    described: String,
    ticks: Vec<Tick>,
    today: String,
    lanes: Vec<Drawn>,
    table: Table,
    /// The table waits to be asked for: on a phone it would be most of the citizen's page.
    folded: bool,
}

impl HtmlSafe for Picture {}

#[derive(Clone, Debug)]
struct Tick {
    x: String,
    label: String,
}

#[derive(Clone, Debug)]
struct Drawn {
    heading: String,
    span: String,
    open: bool,
    from: String,
    to: String,
    heading_y: String,
    base_y: String,
    marks: Vec<Numbered>,
    tracks: Vec<DrawnTrack>,
}

#[derive(Clone, Debug)]
struct Numbered {
    x: String,
    y: String,
    /// `4`, or `4–6` where several things happened on one day.
    numbers: String,
    several: bool,
}

#[derive(Clone, Debug)]
struct DrawnTrack {
    label: String,
    label_y: String,
    bar_y: String,
    bars: Vec<Bar>,
    due: Option<DueMark>,
}

#[derive(Clone, Debug)]
struct Bar {
    x: String,
    width: String,
    runs: bool,
}

#[derive(Clone, Debug)]
struct DueMark {
    x: String,
    text: String,
    left: bool,
}

/// The picture for the desk; none where there is nothing beside the registration, for one lane is no comparison.
pub fn picture(matters: &[Outlined<'_>], law: &Law, today: Date) -> Option<Picture> {
    drawn(matters, law, today, str::to_owned)
}

/// The same in the citizen's words.
pub fn own_picture(matters: &[Outlined<'_>], law: &Law, today: Date) -> Option<Picture> {
    let picture = drawn(matters, law, today, crate::words::own_title)?;
    Some(Picture { folded: true, ..picture })
}

fn drawn(matters: &[Outlined<'_>], law: &Law, today: Date, call: fn(&str) -> String) -> Option<Picture> {
    let lanes: Vec<(String, Lane)> = lanes(matters, law)
        .into_iter()
        .map(|mut lane| {
            lane.tracks.iter_mut().for_each(|track| track.title = call(&track.title));
            (heading(matters.iter().find(|one| *one.id() == lane.matter), &lane, law), lane)
        })
        .collect();
    if lanes.len() < 2 {
        return None;
    }
    let scale = Scale::over(&lanes, today);
    let mut pen = Pen { y: 2.0, number: 0 };
    let drawn: Vec<Drawn> = lanes.iter().map(|(heading, lane)| pen.lane(heading, lane, &scale)).collect();
    let described = lanes.iter().map(|(heading, lane)| format!("{heading}：{}。", span(lane))).collect();
    Some(Picture {
        height: rem(pen.y + 0.5),
        described,
        ticks: scale.ticks(),
        today: scale.x(today),
        lanes: drawn,
        table: table(&lanes),
        folded: false,
    })
}

fn heading(of: Option<&Outlined<'_>>, lane: &Lane, law: &Law) -> String {
    match of.map(|one| one.matter) {
        Some(AnyMatter::Dispute(_)) => "争议登记".to_owned(),
        Some(AnyMatter::Mediation(held)) => format!("第 {} 次调解", held.brief.ordinal),
        Some(AnyMatter::Mirrored(held)) => format!("{}（{}）", held.procedure.name_zh(), held.body.name),
        Some(AnyMatter::Reconsideration(held)) => format!("行政复议（{}）", held.number),
        Some(AnyMatter::Referral(held)) => {
            let package = &held.package;
            let name = |body| law.directory.name_of(body).to_owned();
            format!("{}（{} → {}）", package.docking.name_zh(), name(&package.from), name(&package.to))
        }
        Some(AnyMatter::Consultation(held)) => {
            format!("{}（第 {} 次）", held.plan.request.form.name_zh(), held.brief.ordinal)
        }
        Some(AnyMatter::CaseReview(held)) => held.plan.convening.kind.name_zh().to_owned(),
        _ => lane.kind.name_zh().to_owned(),
    }
}

fn span(lane: &Lane) -> String {
    match lane.to {
        Some(to) if to == lane.from => zh_date(to),
        Some(to) => format!("{}至{}", zh_date(lane.from), zh_date(to)),
        None => format!("{}至今", zh_date(lane.from)),
    }
}

/// From days to percent of the width.
struct Scale {
    from: Date,
    to: Date,
    today: Date,
}

impl Scale {
    fn over(lanes: &[(String, Lane)], today: Date) -> Scale {
        let lanes = lanes.iter().map(|(_, lane)| lane);
        let starts = lanes.clone().flat_map(|lane| {
            let tracks = lane.tracks.iter().flat_map(|track| track.segments.iter().map(|piece| piece.from));
            tracks.chain([lane.from])
        });
        let from = starts.min().unwrap_or(today).min(today);
        let known = lanes
            .flat_map(|lane| lane.to.into_iter().chain(lane.marks.iter().map(|mark| mark.on)).chain([today]));
        let last = known.max().unwrap_or(today);
        let ahead = (days(from, last) / 2).max(LEAST_AHEAD_DAYS);
        let to = last.saturating_add(ahead.days());
        Scale { from, to, today }
    }

    fn percent(&self, on: Date) -> f64 {
        let whole = f64::from(days(self.from, self.to).max(1));
        (f64::from(days(self.from, on)) / whole * 100.0).clamp(0.0, 100.0)
    }

    fn x(&self, on: Date) -> String {
        fixed(self.percent(on))
    }

    /// Firsts of months, as many as have room; a year is said once.
    fn ticks(&self) -> Vec<Tick> {
        let months = days(self.from, self.to) / 30 + 1;
        let step =
            [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= MOST_TICKS).unwrap_or(120);
        let first = self.from.first_of_month();
        let mut ticks: Vec<Tick> = Vec::new();
        let mut year = 0;
        for at in 0..=months / step + 1 {
            let on = first.saturating_add((at * step).months());
            // A label at the very edge would be cut off.
            if on < self.from || self.percent(on) > LAST_TICK {
                continue;
            }
            let month = format!("{}月", on.month());
            let label = if on.year() == year { month } else { format!("{}年{month}", on.year()) };
            year = on.year();
            ticks.push(Tick { x: self.x(on), label });
        }
        ticks
    }
}

fn days(from: Date, to: Date) -> i32 {
    crate::words::days_between(from, to)
}

fn fixed(value: f64) -> String {
    let hundredths = (value * 100.0).round() as u32;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn rem(value: f64) -> String {
    let thousandths = (value * 1000.0).round() as u32;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Where the next line goes, and the number of the last milestone.
struct Pen {
    y: f64,
    number: usize,
}

impl Pen {
    fn lane(&mut self, heading: &str, lane: &Lane, scale: &Scale) -> Drawn {
        let heading_y = self.y + 1.25;
        self.y += 2.0;
        let base_y = self.y + 0.75;
        let marks = self.marks(&lane.marks, scale);
        let tracks = lane
            .tracks
            .iter()
            .map(|track| self.track(track, lane.to.unwrap_or(scale.today), scale))
            .collect();
        self.y += 0.75;
        Drawn {
            heading: heading.to_owned(),
            span: span(lane),
            open: lane.to.is_none(),
            from: scale.x(lane.from),
            to: scale.x(lane.to.unwrap_or(scale.today)),
            heading_y: rem(heading_y),
            base_y: rem(base_y),
            marks,
            tracks,
        }
    }

    /// Each on the first shelf on which it does not touch the one before.
    fn marks(&mut self, marks: &[Mark], scale: &Scale) -> Vec<Numbered> {
        let mut shelves: Vec<f64> = Vec::new();
        let drawn = marks
            .chunk_by(|one, next| one.on == next.on)
            .map(|day| {
                let at = scale.percent(day[0].on);
                let several = day.len() > 1;
                let half = if several { APART / 2.0 } else { 0.0 };
                let free = shelves.iter().position(|last| at - half - last >= APART);
                let shelf = free.unwrap_or(shelves.len());
                if shelf == shelves.len() {
                    shelves.push(at);
                }
                shelves[shelf] = at + half;
                let first = self.number + 1;
                self.number += day.len();
                let numbers = if several { format!("{first}–{}", self.number) } else { first.to_string() };
                let y = self.y + 0.75 + 1.5 * f64::from(u32::try_from(shelf).unwrap_or(u32::MAX));
                Numbered { x: fixed(at), y: rem(y), numbers, several }
            })
            .collect();
        self.y += 1.5 * f64::from(u32::try_from(shelves.len().max(1)).unwrap_or(u32::MAX));
        drawn
    }

    fn track(&mut self, track: &Track, open_to: Date, scale: &Scale) -> DrawnTrack {
        let (label_y, bar_y) = (rem(self.y + 1.0625), rem(self.y + 0.3125));
        self.y += 1.5;
        let bar = |piece: &Segment| {
            let from = scale.percent(piece.from);
            let to = scale.percent(piece.to.unwrap_or(open_to.max(piece.from)));
            Bar { x: fixed(from), width: fixed((to - from).max(0.4)), runs: piece.runs }
        };
        let end = track.segments.iter().map(|piece| scale.percent(piece.to.unwrap_or(open_to)));
        let end = end.fold(0.0, f64::max);
        let start = track.segments.first().map_or(0.0, |piece| scale.percent(piece.from));
        let left = end > 78.0;
        // To the right of the bar, to its left where there is no room, and else not at all: the table says it.
        let room = !left || start > 22.0;
        let due =
            room.then(|| DueMark { x: fixed(if left { start } else { end }), text: until(track), left });
        DrawnTrack {
            label: short(&track.title),
            label_y,
            bar_y,
            bars: track.segments.iter().map(bar).collect(),
            due,
        }
    }
}

fn until(track: &Track) -> String {
    match (track.due_on, track.segments.last()) {
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

/// What has room in the gutter; the table says it in full.
fn short(title: &str) -> String {
    const MOST_CHARS: usize = 12;
    if title.chars().count() <= MOST_CHARS {
        return title.to_owned();
    }
    title.chars().take(MOST_CHARS - 1).chain(['…']).collect()
}

/// Everything that is drawn, in words.
fn table(lanes: &[(String, Lane)]) -> Table {
    let mut number = 0;
    let mut rows = Vec::new();
    for (heading, lane) in lanes {
        rows.push(row("", heading, span(lane)));
        for mark in &lane.marks {
            number += 1;
            let paper = mark.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
            rows.push(row(&format!("节点 {number}"), &format!("{}{paper}", mark.title), zh_date(mark.on)));
        }
        rows.extend(lane.tracks.iter().map(|track| row("期限", &track.title, ran(track))));
    }
    let columns = ["编号", "内容", "日期"].map(Column::text).into();
    Table { caption: "每个程序的节点和期限，早的在前".into(), columns, rows }
}

fn row(number: &str, what: &str, when: String) -> Row {
    let first = if number.is_empty() { "程序" } else { number };
    Row { href: None, cells: vec![Cell::text(first), Cell::text(what), Cell::text(when)] }
}

fn ran(track: &Track) -> String {
    let piece = |piece: &Segment| {
        let from = zh_date(piece.from);
        let to = piece.to.map_or_else(|| "起".to_owned(), |to| format!("至{}", zh_date(to)));
        match (piece.runs, &piece.why) {
            (true, _) => format!("{from}{to}计算"),
            (false, why) => format!("{from}{to}不计算（{}）", why.as_deref().unwrap_or("暂停")),
        }
    };
    let pieces: Vec<String> = track.segments.iter().map(piece).collect();
    let provisional = if track.provisional { crate::words::PROVISIONAL_ZH } else { "" };
    let due = track.due_on.map(|due| format!("；最后一天{}{provisional}", zh_date(due))).unwrap_or_default();
    format!("{}{due}", pieces.join("；"))
}

#[cfg(test)]
mod tests;
