//! Where a period is used: the rooms whose code names its constant or its id. The list is `tables/uses.txt`, which a test
//! derives from the sources anew and compares, so that it cannot lie. What every period has, the catalogue's pages and the
//! calculator, is not counted as a use.

use serde::Serialize;

use super::{Term, constant_of};

/// 用处: a door of the house and a room in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Use {
    /// `law` or `app`.
    pub door: &'static str,
    /// `mediation`, `remedy`, `papers` …
    pub room: &'static str,
}

const TABLE: &str = include_str!("../tables/uses.txt");

/// The rooms that use this term; empty: nothing in the program counts by it yet.
pub fn used_in(term: &Term) -> Vec<Use> {
    let name = constant_of(term);
    let line = TABLE.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    line.unwrap_or_default()
        .split_whitespace()
        .filter_map(|word| {
            let (door, room) = word.split_once('/')?;
            Some(Use { door, room })
        })
        .collect()
}
