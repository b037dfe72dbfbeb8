//! The catalogue of periods as the doors show it: one entry per regime, in the order of the rules.

use huajie_law::term::{CATALOGUE, Direction, Term, Unit};
use jiff::civil::Date;
use serde::Serialize;

/// One regime of one period; the shape of the API and of `huajie law list --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Entry {
    pub id: &'static str,
    pub name: &'static str,
    pub amount: u16,
    /// `working_day`, `natural_day`, `month`, `year`, `hour`.
    pub unit: String,
    /// `forward`, or `backward`: so long before the event.
    pub direction: &'static str,
    /// 起算点
    pub start_event: &'static str,
    /// 末日顺延
    pub roll_over: bool,
    pub extension: Option<Extension>,
    pub article: &'static str,
    /// false: a setting of the city, not a statutory period.
    pub verified: bool,
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
    pub note: &'static str,
}

/// 延长
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Extension {
    pub by: &'static str,
    /// None: no limit is laid down.
    pub at_most_amount: Option<u16>,
    pub at_most_unit: Option<String>,
}

impl From<&Term> for Entry {
    fn from(term: &Term) -> Entry {
        Entry {
            id: term.id,
            name: term.name,
            amount: term.amount,
            unit: term.unit.to_string(),
            direction: match term.direction {
                Direction::Forward => "forward",
                Direction::Backward => "backward",
            },
            start_event: term.start_event,
            roll_over: term.roll_over,
            extension: term.extension.map(|extension| Extension {
                by: extension.by,
                at_most_amount: extension.at_most.map(|most| most.amount),
                at_most_unit: extension.at_most.map(|most| most.unit.to_string()),
            }),
            article: term.article,
            verified: term.verified,
            valid_from: term.valid_from,
            valid_to: term.valid_to,
            note: term.note,
        }
    }
}

/// The entries asked for.
pub fn entries(only_unverified: bool) -> Vec<Entry> {
    CATALOGUE.iter().filter(|term| !only_unverified || !term.verified).map(Entry::from).collect()
}

/// `5个工作日`, `之前3日`.
pub fn length_zh(term: &Term) -> String {
    match term.direction {
        Direction::Forward => term.span().to_string(),
        Direction::Backward => format!("之前{}", term.span()),
    }
}

/// What becomes of a last day off.
pub fn roll_over_zh(term: &Term) -> &'static str {
    match (term.direction, term.unit, term.roll_over) {
        (Direction::Backward, ..) => "往前数，不顺延",
        (_, Unit::WorkingDay, _) => "只数工作日",
        (_, _, true) => "末日放假的顺延",
        (_, _, false) => "末日放假也不顺延",
    }
}

pub fn extension_zh(term: &Term) -> String {
    match term.extension {
        None => "不能延长".to_owned(),
        Some(extension) => match extension.at_most {
            Some(most) => format!("{}，最多延长{most}", extension.by),
            None => extension.by.to_owned(),
        },
    }
}

/// Said of everything whose article was not read in an official text.
pub const UNVERIFIED: &str = "未核实，仅为设置";

/// One line of `huajie law list`.
pub fn line(term: &Term) -> String {
    let verified = if term.verified { "已核实" } else { UNVERIFIED };
    format!(
        "{} {}：{}{}，{}，{}。{}。{}。{verified}。",
        term.id,
        term.name,
        term.start_event,
        length_zh(term),
        roll_over_zh(term),
        extension_zh(term),
        term.article,
        huajie_law::deadline::validity_zh(term),
    )
}
