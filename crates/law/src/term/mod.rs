//! Every period, as data: what it is called, how long, from what event, by which article, who may extend it.
//! Counting is the calendar's; a running period is a `Clock`. Ids are those of the reviewed list of rules
//! (`FY-29`; several periods in one row: `FY-29.1`, `FY-29.2`). Anybody may call.
//!
//! A term that is not `verified` rests on a design proposal or on an unread source: it is a setting, and
//! pages never show it as a statutory period.

mod counting;
mod earlier;
mod enforcement;
mod litigation;
mod mediation;
mod petition;
mod reconsideration;
mod regime;
mod uses;

use jiff::civil::{Date, date};
use serde::Serialize;

pub use crate::calendar::{Span, Unit};
pub use counting::*;
pub use earlier::*;
pub use enforcement::*;
pub use litigation::*;
pub use mediation::*;
pub use petition::*;
pub use reconsideration::*;
pub use regime::{REGIMES, Regime, regime_on};
pub use uses::{Use, used_in};

/// 期限: one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// `FY-06`; stays the same when a new regime changes the amount.
    pub id: &'static str,
    /// 名称, in Chinese.
    pub name: &'static str,
    pub amount: u16,
    pub unit: Unit,
    /// Forward from an event, or so long before it (倒推).
    pub direction: Direction,
    /// 起算点, in Chinese, without the date: `受理申请之日`.
    pub start_event: &'static str,
    /// 末日顺延: whether a last day off moves to the next working day.
    pub roll_over: bool,
    /// 可否延长; `None` = nobody may extend it.
    pub extension: Option<Prolongation>,
    /// 依据, in Chinese: `《行政复议法》第30条第1款`.
    pub article: &'static str,
    /// Whether the article was read in an official text. If not, the term is a setting.
    pub verified: bool,
    /// The first day on which an event starts this regime; `None` = always has.
    pub valid_from: Option<Date>,
    /// The last such day; `None` = still in force.
    pub valid_to: Option<Date>,
    /// What a lawyer would add; empty if nothing.
    pub note: &'static str,
}

/// Which way a period is counted from its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Forward,
    Backward,
}

/// 延长: who may extend a period, and by how much at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Prolongation {
    /// In Chinese: `复议机构负责人批准`.
    pub by: &'static str,
    /// `None`: no limit is laid down.
    pub at_most: Option<Span>,
}

impl Term {
    const fn new(
        id: &'static str,
        name: &'static str,
        span: Span,
        start_event: &'static str,
        article: &'static str,
    ) -> Term {
        Term {
            id,
            name,
            amount: span.amount,
            unit: span.unit,
            direction: Direction::Forward,
            start_event,
            roll_over: true,
            extension: None,
            article,
            verified: true,
            valid_from: None,
            valid_to: None,
            note: "",
        }
    }

    const fn extended_by(mut self, by: &'static str, at_most: Option<Span>) -> Term {
        self.extension = Some(Prolongation { by, at_most });
        self
    }

    const fn backward(mut self) -> Term {
        self.direction = Direction::Backward;
        self.roll_over = false;
        self
    }

    const fn without_roll_over(mut self) -> Term {
        self.roll_over = false;
        self
    }

    const fn unverified(mut self) -> Term {
        self.verified = false;
        self
    }

    const fn from(mut self, from: Date) -> Term {
        self.valid_from = Some(from);
        self
    }

    const fn until(mut self, to: Date) -> Term {
        self.valid_to = Some(to);
        self
    }

    const fn note(mut self, note: &'static str) -> Term {
        self.note = note;
        self
    }

    pub const fn span(&self) -> Span {
        Span::new(self.amount, self.unit)
    }

    /// Whether an event on that day falls under this regime.
    pub fn governs(&self, event_on: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= event_on) && self.valid_to.is_none_or(|to| event_on <= to)
    }
}

/// 2023 revision of the Reconsideration Law in force.
const RECONSIDERATION_LAW_2023: Date = date(2024, 1, 1);
/// Last day of the 2007 Implementing Regulations.
const REGULATIONS_2007_LAST: Date = date(2026, 6, 30);

/// Declares terms as constants and lists them, so that none can be forgotten in the catalogue.
macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $term:expr;)*) => {
        $($(#[$doc])* pub const $name: Term = $term;)*
        pub(super) const ALL: &[Term] = &[$($name),*];
        /// The names of the constants, in the same order.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
use terms;

const GROUPS: &[&[Term]] = &[
    reconsideration::ALL,
    litigation::ALL,
    mediation::ALL,
    petition::ALL,
    enforcement::ALL,
    counting::ALL,
    earlier::ALL,
];

const NAMES: &[&[&str]] = &[
    reconsideration::NAMES,
    litigation::NAMES,
    mediation::NAMES,
    petition::NAMES,
    enforcement::NAMES,
    counting::NAMES,
    earlier::NAMES,
];

const fn total(groups: &[&[Term]]) -> usize {
    let (mut sum, mut index) = (0, 0);
    while index < groups.len() {
        sum += groups[index].len();
        index += 1;
    }
    sum
}

const fn joined<const N: usize>(groups: &[&[Term]]) -> [Term; N] {
    let mut all = [groups[0][0]; N];
    let (mut group, mut index, mut filled) = (0, 0, 0);
    while group < groups.len() {
        while index < groups[group].len() {
            all[filled] = groups[group][index];
            filled += 1;
            index += 1;
        }
        group += 1;
        index = 0;
    }
    all
}

static JOINED: [Term; total(GROUPS)] = joined(GROUPS);

/// Every term, in the order of the rules.
pub static CATALOGUE: &[Term] = &JOINED;

/// The term in force, or the last that was.
pub fn find(id: &str) -> Option<&'static Term> {
    CATALOGUE.iter().filter(|term| term.id == id).max_by_key(|term| term.valid_to.unwrap_or(Date::MAX))
}

/// The regime that governs an event on that day.
pub fn find_on(id: &str, event_on: Date) -> Option<&'static Term> {
    CATALOGUE.iter().find(|term| term.id == id && term.governs(event_on))
}

/// The name of a term's constant in this crate: `SUIT`.
pub fn constant_of(term: &Term) -> &'static str {
    let place = |(group, terms): (usize, &&[Term])| {
        terms.iter().position(|other| other == term).map(|index| NAMES[group][index])
    };
    GROUPS.iter().enumerate().find_map(place).unwrap_or_default()
}

#[cfg(test)]
mod tests;
