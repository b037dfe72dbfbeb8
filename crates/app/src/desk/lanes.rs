//! The picture of a dispute over time: one lane for each proceeding, its periods running and suspended, its milestones numbered.
//! Drawn as SVG by the template, once for a wide page and once for a telephone, and said once more as a table. It is made of pieces, the
//! axis, the head of each lane and each period, so that paper breaks between lanes and has the axis on each page. The same for both houses; the caller brings the files that the reader may see. Not here: what a lane holds, and of which proceeding a reader is shown
//! that it is there and no more (`huajie_law::dispute::lanes`).

mod length;
mod pen;
mod scale;
mod table;

use crate::{dispute::progress::days::is_own, http::Trouble, office::Office, ui::table::Table};
use askama::{Template, filters::HtmlSafe};
use huajie_law::{
    Actor, AnyMatter, File, Law, MatterId, Outlined,
    calendar::zh_date,
    dispute::lanes::{Lane, lanes, lanes_for, reads_beside},
};
use jiff::civil::Date;
use length::Percent;
use pen::{Drawn, Pen};
use scale::{Scale, Tick};
use table::table;

/// How wide the page is on which it is drawn; CSS shows the one that fits.
pub struct Breadth {
    name: &'static str,
    /// Percent of the width in which the labels stand, and what is left for the time.
    gutter: u8,
    plot: u8,
    /// Labels above their bars instead of beside them.
    stacked: bool,
    /// Longer labels and headings go on in a second line: what tells two periods apart often stands at the end.
    label_chars: usize,
    heading_chars: usize,
    /// Of the letters of the months, where they are largest beside the others.
    month_rem: f64,
    /// How wide the plot is at least, in rem; letters and milestones are measured against it.
    least_plot_rem: f64,
}

const WIDE: Breadth = Breadth {
    name: "wide",
    gutter: 27,
    plot: 72,
    stacked: false,
    label_chars: 11,
    heading_chars: usize::MAX,
    month_rem: 0.875,
    least_plot_rem: 25.9,
};
const NARROW: Breadth = Breadth {
    name: "narrow",
    gutter: 4,
    plot: 92,
    stacked: true,
    label_chars: 12,
    heading_chars: 12,
    month_rem: 0.805,
    least_plot_rem: 11.8,
};

impl Breadth {
    /// How much of the plot so many rem take, where it is narrowest.
    fn percent(&self, rem: f64) -> f64 {
        rem / self.least_plot_rem * 100.0
    }

    /// In percent of the plot, what is before it, and what is beyond it.
    fn before(&self) -> f64 {
        f64::from(self.gutter) / f64::from(self.plot) * 100.0
    }

    fn beyond(&self) -> f64 {
        f64::from(100 - self.gutter - self.plot) / f64::from(self.plot) * 100.0
    }
}

#[derive(Clone, Debug, Template)]
#[template(path = "desk/lanes.html")]
pub struct Picture {
    described: String,
    drawings: Vec<Drawing>,
    table: Table,
    days: Days,
    /// Of which lanes the reader sees no more than what is drawn.
    bare: Option<String>,
}

/// Whether the table waits to be asked for: on a phone it would be most of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// On every page, as on the citizen's.
    Folded,
    /// On a narrow one; CSS unfolds it on others, where the browser can.
    FoldedOnPhones,
    /// Never: on a sheet for printing.
    Unfolded,
}

impl Days {
    fn is(self, other: Days) -> bool {
        self == other
    }
}

impl HtmlSafe for Picture {}

/// The same on one breadth.
#[derive(Clone, Debug)]
struct Drawing {
    name: &'static str,
    gutter: u8,
    plot: u8,
    ticks: Vec<Tick>,
    today: Percent,
    lanes: Vec<Drawn>,
}

/// What hangs on the dispute and is not among the files that this reader sees, where some of it may be shown to them as a bare lane.
/// For the picture alone.
pub async fn files_beside(
    office: &Office,
    actor: &Actor,
    dispute: &MatterId,
    seen: &[File],
) -> Result<Vec<File>, Trouble> {
    let sees = |id: &MatterId| seen.iter().any(|one| one.id == *id);
    let whole = seen.iter().find_map(|file| match &file.matter {
        Some(AnyMatter::Dispute(held)) => Some(held),
        _ => None,
    });
    // Who sees all proceedings has nothing to be shown beside them.
    let sees_all = whole.is_some_and(|held| held.proceedings.iter().all(|p| sees(&p.matter)));
    if sees_all || !reads_beside(actor.role) {
        return Ok(Vec::new());
    }
    let mut beside = office.ledger.hanging_on(dispute).await?;
    beside.retain(|file| !sees(&file.id));
    Ok(beside)
}

/// The picture for the desk, of what this reader sees and, bare, of what runs beside it; none where there is nothing beside the
/// registration, for one lane is no comparison.
pub fn picture(
    seen: &[Outlined<'_>],
    beside: &[Outlined<'_>],
    actor: &Actor,
    (law, today): (&Law, Date),
) -> Option<Picture> {
    let lanes = lanes_for(seen, beside, actor, law);
    let all: Vec<&Outlined<'_>> = seen.iter().chain(beside).collect();
    drawn(lanes, (&all, law), today, str::to_owned)
}

/// The same with everything in sight, for a sheet that is printed.
pub fn printed(
    seen: &[Outlined<'_>],
    beside: &[Outlined<'_>],
    actor: &Actor,
    at: (&Law, Date),
) -> Option<Picture> {
    picture(seen, beside, actor, at).map(|picture| Picture { days: Days::Unfolded, ..picture })
}

/// The same in the citizen's words, without the days that are another's alone.
pub fn own_picture(matters: &[Outlined<'_>], own: Option<&str>, law: &Law, today: Date) -> Option<Picture> {
    let mut lanes = lanes(matters, law);
    for lane in &mut lanes {
        let matter = matters.iter().find(|one| *one.id() == lane.matter).map(|one| one.matter);
        lane.tracks.retain(|track| matter.is_none_or(|matter| is_own(&track.name, matter, own)));
    }
    let all: Vec<&Outlined<'_>> = matters.iter().collect();
    let picture = drawn(lanes, (&all, law), today, crate::words::own_title)?;
    Some(Picture { days: Days::Folded, ..picture })
}

fn drawn(
    lanes: Vec<Lane>,
    (matters, law): (&[&Outlined<'_>], &Law),
    today: Date,
    call: fn(&str) -> String,
) -> Option<Picture> {
    let lanes: Vec<(String, Lane)> = lanes
        .into_iter()
        .map(|mut lane| {
            lane.tracks.iter_mut().for_each(|track| track.title = call(&track.title));
            (heading(matters.iter().find(|one| *one.id() == lane.matter).copied(), &lane, law), lane)
        })
        .collect();
    let lanes = told_apart(lanes, matters);
    if lanes.len() < 2 {
        return None;
    }
    let scale = Scale::over(&lanes, today);
    let described = lanes.iter().map(|(heading, lane)| format!("{heading}：{}。", span(lane))).collect();
    let drawings = [WIDE, NARROW].iter().map(|breadth| drawing(&lanes, &scale, breadth)).collect();
    let bare: Vec<&str> =
        lanes.iter().filter(|(_, lane)| lane.bare).map(|(heading, _)| heading.as_str()).collect();
    let bare = (!bare.is_empty()).then(|| bare.join("、"));
    Some(Picture { described, drawings, table: table(&lanes, today), days: Days::FoldedOnPhones, bare })
}

fn drawing(lanes: &[(String, Lane)], scale: &Scale, breadth: &Breadth) -> Drawing {
    let mut pen = Pen::new(breadth);
    let drawn: Vec<Drawn> = lanes.iter().map(|(heading, lane)| pen.lane(heading, lane, scale)).collect();
    Drawing {
        name: breadth.name,
        gutter: breadth.gutter,
        plot: breadth.plot,
        ticks: scale.ticks(breadth),
        today: scale.x(scale.today),
        lanes: drawn,
    }
}

fn heading(of: Option<&Outlined<'_>>, lane: &Lane, law: &Law) -> String {
    match of.map(|one| one.matter) {
        Some(AnyMatter::Dispute(_)) => "争议登记".to_owned(),
        // Which attempt it is says that one was made before.
        Some(AnyMatter::Mediation(_)) if lane.bare => "调解".to_owned(),
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

/// Two suits before one court by their case numbers, or by the days on which they were recorded; of a bare lane neither is told.
fn told_apart(lanes: Vec<(String, Lane)>, matters: &[&Outlined<'_>]) -> Vec<(String, Lane)> {
    let names: Vec<String> = lanes.iter().map(|(heading, _)| heading.clone()).collect();
    let apart = |(heading, lane): (String, Lane)| {
        let alike = names.iter().filter(|name| **name == heading).count() > 1 && !lane.bare;
        let which = matters.iter().find(|one| alike && *one.id() == lane.matter).map(|one| one.matter);
        let heading = match which {
            Some(AnyMatter::Mirrored(held)) => {
                let recorded = || format!("{}登记", zh_date(held.opened_on));
                format!("{heading} {}", held.case_number().unwrap_or_else(recorded))
            }
            _ => heading,
        };
        (heading, lane)
    };
    lanes.into_iter().map(apart).collect()
}

fn span(lane: &Lane) -> String {
    match lane.to {
        Some(to) if to == lane.from => zh_date(to),
        Some(to) => format!("{}至{}", zh_date(lane.from), zh_date(to)),
        None => format!("{}至今", zh_date(lane.from)),
    }
}

#[cfg(test)]
mod tests;
