//! What a calendar that is loaded late does to running clocks: which of them it moves, from which day to which, and which
//! it makes certain. Pure: it changes nothing, because a clock stores no date. Papers that were served keep the date that
//! was printed on them. Called by whoever loads a year.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Clock;
use crate::calendar::Calendar;

/// A clock whose last day the new calendar moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved<Id> {
    pub id: Id,
    /// Id of the term.
    pub term: String,
    pub started_on: Date,
    /// 原末日; whether it was provisional is said by `was_provisional`.
    pub old_on: Date,
    /// 新末日
    pub new_on: Date,
    pub was_provisional: bool,
    pub is_provisional: bool,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redated<Id> {
    /// In the order in which the clocks were given.
    pub moved: Vec<Moved<Id>>,
    /// 由暂定转为确定 with the same day.
    pub confirmed: Vec<Id>,
    /// Clocks that run; the stopped and the suspended have no last day that could move.
    pub looked_at: usize,
}

/// Compares every running clock under two calendars.
pub fn redate<'a, Id>(
    clocks: impl IntoIterator<Item = (Id, &'a Clock)>,
    old: &Calendar,
    new: &Calendar,
) -> Redated<Id> {
    let mut found = Redated { moved: Vec::new(), confirmed: Vec::new(), looked_at: 0 };
    for (id, clock) in clocks.into_iter().filter(|(_, clock)| clock.stopped_on.is_none()) {
        let (before, after) = (clock.last_day(old), clock.last_day(new));
        let (Some(old_on), Some(new_on)) = (before.on, after.on) else { continue };
        found.looked_at += 1;
        if old_on != new_on {
            found.moved.push(Moved {
                id,
                term: clock.term.clone(),
                started_on: clock.started_on,
                old_on,
                new_on,
                was_provisional: before.provisional,
                is_provisional: after.provisional,
            });
        } else if before.provisional && !after.provisional {
            found.confirmed.push(id);
        }
    }
    found
}
