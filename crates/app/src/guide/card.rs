//! One way as pages show it: how it stands, its days, whom to turn to, and what can be begun at once. Also for the portal's application.

use crate::ui::{
    Tone,
    parts::{Clock, Tag},
};
use huajie_law::{
    calendar::zh_date,
    clock::{Due, Reason},
    dispute::Wish,
    ways::{Agency, Office, Passage, Prospect, Way, can_be_applied_for_here},
};
use jiff::civil::Date;

/// One way in a list.
pub struct Card {
    pub name: &'static str,
    pub tag: Tag,
    pub reasons: Vec<String>,
    pub clocks: Vec<Clock>,
    pub whom: String,
    pub href: String,
    /// What can be applied for from here.
    pub apply: Option<Apply>,
}

/// An application that begins with what the guide was told.
pub struct Apply {
    pub wish: &'static str,
    pub label: &'static str,
}

impl Apply {
    pub fn of(prospect: &Prospect, agency: &Agency) -> Option<Apply> {
        match prospect.way {
            Way::Mediate if prospect.passage == Passage::Open => {
                Some(Apply { wish: "mediation", label: "申请调解，接着填" })
            }
            // What is late needs its reason: the page of the way says so first.
            Way::Reconsider
                if prospect.passage != Passage::Closed && can_be_applied_for_here(agency, prospect) =>
            {
                Some(Apply { wish: "reconsideration", label: "申请行政复议，接着填" })
            }
            _ => None,
        }
    }

    /// The wish that a form brings back.
    pub fn wish(sent: &str) -> Wish {
        sent.parse().unwrap_or(Wish::Mediation)
    }
}

impl Card {
    pub fn of(prospect: &Prospect, href: String, today: Date) -> Card {
        let offices: Vec<String> = prospect.offices.iter().map(|office| whom(prospect.way, office)).collect();
        Card {
            name: prospect.way.name_zh(),
            tag: tag(prospect.passage),
            reasons: reasons(prospect),
            clocks: clocks(prospect, today),
            whom: offices.join("，或者"),
            href,
            apply: None,
        }
    }
}

/// What decides, and whether reconsideration comes first; the rest stands on the page of the way.
fn reasons(prospect: &Prospect) -> Vec<String> {
    let others = prospect.bases.iter().skip(1).filter(|basis| basis.rule == "FY-12");
    prospect.bases.iter().take(1).chain(others).map(|basis| basis.says.clone()).collect()
}

/// A government decides on an application that another office takes.
fn whom(way: Way, office: &Office) -> String {
    match way {
        Way::Reconsider if !office.note.is_empty() => format!("{}（{}）", office.name, office.note),
        _ => office.name.clone(),
    }
}

pub fn tag(passage: Passage) -> Tag {
    let tone = match passage {
        Passage::Open => Tone::Settled,
        Passage::Running => Tone::Live,
        Passage::Claimable | Passage::Uncounted => Tone::Close,
        Passage::NotYet | Passage::AfterReconsideration => Tone::Paused,
        Passage::Closed => Tone::Plain,
    };
    Tag::new(tone, passage.name_zh())
}

/// The conservative day, and below it the one that may be claimed once the first is over.
pub fn clocks(prospect: &Prospect, today: Date) -> Vec<Clock> {
    let Some(period) = &prospect.period else { return Vec::new() };
    let mut clocks = vec![clock(&period.name, &period.conservative, today)];
    if prospect.passage == Passage::Claimable {
        clocks.push(clock("可以主张的日子，由受理机关、法院认定", &period.claimed, today));
    }
    clocks
}

pub fn clock(name: &str, due: &Due, today: Date) -> Clock {
    let left = due.on.map(|on| crate::words::days_between(today, on));
    let (tone, remaining) = match left {
        Some(days @ ..0) => (Tone::Overdue, format!("已经过了 {} 天", -days)),
        Some(days) => crate::words::remaining(days),
        None => (Tone::Paused, "算不出".to_owned()),
    };
    let provisional = if due.provisional { crate::words::PROVISIONAL_ZH } else { "" };
    Clock {
        name: name.to_owned(),
        tone,
        remaining,
        due: due.on.map(|on| format!("{}止{provisional}", zh_date(on))),
        reasons: due.lines(),
        term: term_of(due),
    }
}

fn term_of(due: &Due) -> String {
    let term = due.reasons.iter().find_map(|reason| match reason {
        Reason::Rule { term, .. } => Some(term.clone()),
        _ => None,
    });
    term.unwrap_or_default()
}
