//! The copies of decisions that everybody may read (行政复议法79条), through the marks that their files carry while they are shown. What
//! a copy says stands in the file; nothing else of it leaves the room that asks.

use crate::{
    Ledger,
    engine::{Fault, Row},
    values,
};
use huajie_law::{MatterId, reconsideration::PUBLISHED_ON};

/// What the public list is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    pub year: Option<i16>,
    /// 被申请机关.
    pub respondent: Option<String>,
    pub act_kind: Option<String>,
    /// Only what stands after this place: the last of the page before.
    pub before: Option<String>,
}

/// A copy by its place in the list, and the file that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnShelf {
    pub place: String,
    pub matter: MatterId,
}

/// A mark is the day and the number, so that the list is read from the index in its own order.
const SHELF: &str = "SELECT k.mark, k.matter FROM mark k JOIN matter m ON m.id = k.matter \
     WHERE k.mark >= $1 AND k.mark < $2 \
     AND (CAST($3 AS TEXT) IS NULL OR m.respondent = $3) AND (CAST($4 AS TEXT) IS NULL OR m.act_kind = $4) \
     ORDER BY k.mark DESC LIMIT $5";

impl Ledger {
    /// Published copies, the newest first.
    pub async fn on_shelf(&self, shelf: &Shelf, limit: u32) -> Result<Vec<OnShelf>, Fault> {
        let (first, end) = match shelf.year {
            Some(year) => (format!("{PUBLISHED_ON}{year}-"), format!("{PUBLISHED_ON}{year}-~")),
            None => (PUBLISHED_ON.to_owned(), format!("{PUBLISHED_ON}~")),
        };
        let end = shelf.before.clone().filter(|before| *before < end && *before > first).unwrap_or(end);
        let params = values![first, end, shelf.respondent.clone(), shelf.act_kind.clone(), limit];
        let of = |row: &Row| OnShelf { place: row.text(0).to_owned(), matter: MatterId::from(row.text(1)) };
        Ok(self.store.query(SHELF, &params).await?.iter().map(of).collect())
    }
}
