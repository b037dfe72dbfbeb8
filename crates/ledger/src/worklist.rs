//! The worklist: what somebody has to do next, and what they wait for. Narrowed by the same scope as the lists; the part, the
//! kind of step and the day are in the index beside it.

use crate::{
    Ledger, Scope,
    engine::{Fault, Row},
    values,
};
use huajie_law::{MatterId, Principal};
use jiff::civil::Date;

/// Which of the two lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Steps that are one's own.
    #[default]
    Own,
    /// What one waits for: somebody else's step in a matter that one works on.
    Others,
}

impl Part {
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Own => "own",
            Part::Others => "others",
        }
    }
}

/// What the worklist is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub part: Part,
    /// Only what was due before this day.
    pub due_before: Option<Date>,
    /// Only this kind of step, by its command.
    pub command: Option<String>,
}

/// The last row of the page before: sort key, matter, name.
pub type WorkKey = (String, String, String);

/// A row of the to-do list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDo {
    pub sort: String,
    pub matter: MatterId,
    pub kind: String,
    pub name: String,
    pub title: String,
    pub command: String,
    pub due_on: Option<Date>,
    pub legal_risk: bool,
    /// Whose step it is, where it is somebody else's.
    pub holders: Vec<Principal>,
    pub number: Option<String>,
    pub subject: String,
    pub parties: String,
    pub respondent: Option<String>,
}

impl ToDo {
    pub fn key(&self) -> WorkKey {
        (self.sort.clone(), self.matter.to_string(), self.name.clone())
    }
}

const WORK: &str = "SELECT t.sort, t.matter, m.kind, t.name, t.title, t.command, t.due_on, t.legal_risk, t.holders, \
     m.number, m.title, m.parties, m.respondent \
     FROM task t JOIN matter m ON m.id = t.matter \
     WHERE t.principal = $1 AND t.part = $2 AND (t.sort, t.matter, t.name) > ($3, $4, $5) AND t.sort < $6 \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $7 AND w.matter = t.matter) \
     AND (t.opens_on IS NULL OR t.opens_on <= $9) \
     ORDER BY t.sort, t.matter, t.name LIMIT $8";

/// The same for one kind of step, through the index that has it first.
const WORK_OF_A_KIND: &str = "SELECT t.sort, t.matter, m.kind, t.name, t.title, t.command, t.due_on, t.legal_risk, t.holders, \
     m.number, m.title, m.parties, m.respondent \
     FROM task t JOIN matter m ON m.id = t.matter \
     WHERE t.principal = $1 AND t.part = $2 AND (t.sort, t.matter, t.name) > ($3, $4, $5) AND t.sort < $6 \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $7 AND w.matter = t.matter) AND t.command = $10 \
     AND (t.opens_on IS NULL OR t.opens_on <= $9) \
     ORDER BY t.sort, t.matter, t.name LIMIT $8";

impl Ledger {
    /// A page of the worklist, most pressing first: what is to be done by this day, and nothing that only will be.
    pub async fn to_dos(
        &self,
        scope: &Scope,
        wanted: &Wanted,
        today: Date,
        after: Option<&WorkKey>,
        limit: u32,
    ) -> Result<Vec<ToDo>, Fault> {
        let (sort, matter, name) = after.map_or(("-", "-", "-"), |(sort, matter, name)| (sort, matter, name));
        let until = wanted.due_before.map_or_else(|| "~".to_owned(), |day| day.to_string());
        let mut rows = Vec::new();
        for principal in &scope.principals {
            let who = principal.as_str();
            let part = wanted.part.as_str();
            let params = values![who, part, sort, matter, name, &until, scope.user.as_str(), limit, today];
            let found = match &wanted.command {
                None => self.store.query(WORK, &params).await?,
                Some(command) => {
                    let params = [&params[..], &values![command]].concat();
                    self.store.query(WORK_OF_A_KIND, &params).await?
                }
            };
            rows.extend(found.iter().map(to_do));
        }
        rows.sort_by(|a, b| (&a.sort, &a.matter, &a.name).cmp(&(&b.sort, &b.matter, &b.name)));
        rows.dedup_by(|a, b| a.matter == b.matter && a.name == b.name);
        rows.truncate(limit as usize);
        Ok(rows)
    }
}

fn to_do(row: &Row) -> ToDo {
    let text = |column: usize| row.opt_text(column).map(str::to_owned);
    ToDo {
        sort: row.text(0).to_owned(),
        matter: MatterId::from(row.text(1)),
        kind: row.text(2).to_owned(),
        name: row.text(3).to_owned(),
        title: row.text(4).to_owned(),
        command: row.text(5).to_owned(),
        due_on: row.opt_date(6),
        legal_risk: row.int(7) == 1,
        holders: row.opt_text(8).unwrap_or_default().split_whitespace().map(Principal::from_text).collect(),
        number: text(9),
        subject: text(10).unwrap_or_default(),
        parties: text(11).unwrap_or_default(),
        respondent: text(12),
    }
}
