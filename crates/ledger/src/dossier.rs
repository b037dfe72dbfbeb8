//! A dispute with all that hangs on it, as a page shows it: read at one moment, narrowed to what the reader may see.

use crate::{
    Ledger, Scope,
    engine::{Fault, Question, Row},
    journal::Line,
    opening::{self, Opening},
    read::{self, ClockRow},
    values,
};
use huajie_law::{File, MatterId};

/// What a reader sees of a dispute. Files by their id, clocks by the day they end, the history oldest first, openings newest
/// first.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    pub files: Vec<File>,
    pub clocks: Vec<ClockRow>,
    pub history: Vec<Line>,
    /// The history begins before its first line here.
    pub is_cut: bool,
    pub openings: Vec<Opening>,
}

/// How far back to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// The newest entries of the history, those of the same instant with them; more of them may stand on files that the reader
    /// does not see.
    pub history: u32,
    pub openings: u32,
}

impl Depth {
    /// The whole history, and nobody who looked into it.
    pub const WHOLE: Depth = Depth { history: u32::MAX, openings: 0 };
}

// What hangs on a dispute bears its id and a full stop before its own name, so that it stands together in every index;
// what else the range holds is left out with what the reader may not see.
const CLOCKS: &str = "SELECT matter, name, title, term, started_on, due_on, provisional, state, short, reasons \
     FROM clock WHERE matter >= $1 AND matter < $2 ORDER BY due_on, name";
const HISTORY: &str = "SELECT stream, at, actor_name, kind, event, payload \
     FROM journal WHERE stream >= $1 AND stream < $2 AND at >= \
     (SELECT MIN(at) FROM (SELECT at FROM journal WHERE stream >= $1 AND stream < $2 ORDER BY at DESC LIMIT $3) AS newest) \
     ORDER BY stream, seq";

impl Ledger {
    /// Empty where the reader sees nothing, which says nothing about whether there is anything.
    pub async fn dossier(&self, scope: &Scope, dispute: &MatterId, depth: Depth) -> Result<Dossier, Fault> {
        let asked = scope.asks_for(dispute)?;
        let [first, past] = [dispute.as_str().to_owned(), format!("{dispute}/")];
        let range = values![&first, &past];
        let newest = values![&first, &past, depth.history];
        let [files, clocks, history, opened] = self
            .store
            .query_all([
                Question { sql: read::VISIBLE, params: &asked },
                Question { sql: CLOCKS, params: &range },
                Question { sql: HISTORY, params: &newest },
                Question { sql: opening::OPENINGS, params: &values![&first, depth.openings] },
            ])
            .await?;
        let files: Vec<File> = files.iter().map(read::file_of).collect::<Result<_, _>>()?;
        if files.is_empty() {
            return Ok(Dossier::default());
        }
        let is_cut = history.len() >= depth.history as usize;
        let sees = |row: &Row| files.iter().any(|file| file.id.as_str() == row.text(0));
        let mut history: Vec<Line> = history.into_iter().filter(sees).map(Line::from_row).collect();
        // Here rather than there, where every payload would be copied once more. What was written at once stays in its order.
        history.sort_by_key(|line| line.at);
        Ok(Dossier {
            clocks: clocks.iter().filter(|row| sees(row)).map(read::clock_row).collect(),
            openings: opened.iter().map(opening::of_row).collect(),
            history,
            is_cut,
            files,
        })
    }
}
