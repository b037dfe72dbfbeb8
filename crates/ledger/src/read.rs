//! The authorised read path: what somebody may see, found through the index that permission is part of.
//!
//! The scope is a value in every signature here; there is no way to list or open a matter without one.

use crate::{
    Ledger, Turn, Written,
    engine::{Fault, FaultKind, Row, Value},
    values,
};
use huajie_law::{
    Actor, File, Kind, MatterId, Principal, UserId,
    matter::{AnyMatter, ClockLine},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Whose eyes: the names an actor stands under, and the user that walls name.
#[derive(Clone, Debug)]
pub struct Scope {
    pub principals: Vec<Principal>,
    pub user: UserId,
}

impl From<&Actor> for Scope {
    fn from(actor: &Actor) -> Self {
        Scope { principals: actor.principals(), user: actor.user.clone() }
    }
}

/// Under how many names somebody stands at most: the user, the role, the role in an organization.
const MOST_PRINCIPALS: usize = 3;

impl Scope {
    /// The parameters of [`VISIBLE`].
    pub(crate) fn asks_for(&self, dispute: &MatterId) -> Result<[Value; 5], Fault> {
        let [one, two, three] = self.names()?;
        Ok(values![dispute.as_str(), one, two, three, self.user.as_str()])
    }

    /// For statements that name them all. Who stands under fewer names is asked for under one of them again.
    pub(crate) fn names(&self) -> Result<[&str; MOST_PRINCIPALS], Fault> {
        let names = self.principals.iter().map(Principal::as_str).cycle();
        let names: Vec<&str> = names.take(MOST_PRINCIPALS.max(self.principals.len())).collect();
        let names = names.try_into();
        names.map_err(|_| Fault::other("ask for a reader who stands under none or more than three names"))
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub sort: String,
    pub id: MatterId,
    pub kind: String,
    /// As the law has it on the day asked for, lapses included.
    pub stage: String,
    pub number: Option<String>,
    pub dispute: Option<MatterId>,
    pub title: String,
    pub parties: String,
    pub respondent: Option<String>,
    pub place: Option<String>,
    pub act_kind: Option<String>,
    pub source: Option<String>,
    pub outcome: Option<String>,
    pub opened_on: Option<Date>,
    pub ended_on: Option<Date>,
}

/// What a list is narrowed by. The URL is the state: every field is a chip.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub stage: Option<String>,
    pub act_kind: Option<String>,
    pub respondent: Option<String>,
    pub outcome: Option<String>,
    pub source: Option<String>,
    /// Only rows before this key: the last row of the page before.
    pub before: Option<String>,
}

/// A clock of a file as last derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    pub matter: MatterId,
    pub name: String,
    pub title: String,
    pub term: String,
    pub started_on: Date,
    pub due_on: Option<Date>,
    pub provisional: bool,
    pub state: String,
    pub short: String,
    pub reasons: Vec<String>,
}

impl ClockRow {
    /// As it would be derived from this line.
    pub fn of(matter: &MatterId, line: &ClockLine) -> ClockRow {
        ClockRow {
            matter: matter.clone(),
            name: line.name.clone(),
            title: line.title.clone(),
            term: line.term.clone(),
            started_on: line.started_on,
            due_on: line.due_on,
            provisional: line.provisional,
            state: line.state.as_ref().to_owned(),
            short: line.short.clone(),
            reasons: line.reasons.clone(),
        }
    }
}

/// The columns of a row of a list; `$4` is the day as of which it is shown.
macro_rules! rows_of {
    ($from:literal) => {
        concat!(
            "SELECT s.sort, m.id, m.kind, CASE WHEN m.lapse_day < $4 THEN m.lapse_stage ELSE m.stage END, \
             m.number, m.dispute, m.title, m.parties, m.respondent, m.place, m.act_kind, m.source, m.outcome, \
             m.opened_on, m.ended_on ",
            $from
        )
    };
}
pub(crate) use rows_of;

const LISTED: &str = rows_of!(
    "FROM sight s JOIN matter m ON m.id = s.matter \
     WHERE s.principal = $1 AND s.kind = $2 AND s.sort < $3 \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $5 AND w.matter = s.matter) \
     AND (CAST($6 AS TEXT) IS NULL OR CASE WHEN m.lapse_day < $4 THEN m.lapse_stage ELSE m.stage END = $6) \
     AND (CAST($7 AS TEXT) IS NULL OR m.act_kind = $7) \
     AND (CAST($8 AS TEXT) IS NULL OR m.respondent = $8) \
     AND (CAST($9 AS TEXT) IS NULL OR m.outcome = $9) \
     AND (CAST($10 AS TEXT) IS NULL OR m.source = $10) \
     ORDER BY s.sort DESC LIMIT $11"
);

/// The same without filters: the plain worklist, where every term in the statement costs.
const LISTED_ALL: &str = rows_of!(
    "FROM sight s JOIN matter m ON m.id = s.matter \
     WHERE s.principal = $1 AND s.kind = $2 AND s.sort < $3 \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $5 AND w.matter = s.matter) \
     ORDER BY s.sort DESC LIMIT $6"
);

/// Keys that are asked for at once.
const FEW_MARKS: usize = 4;
const MARKED_ANY: &str = "SELECT mark, matter FROM mark WHERE mark IN ($1, $2, $3, $4) ORDER BY mark, matter";

/// Numbers that are asked for at once.
const MANY_NUMBERS: usize = 16;
const NUMBERS: &str = "SELECT id, number FROM matter WHERE kind = 'dispute' AND number IS NOT NULL \
     AND id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

/// The files of a dispute that a scope sees; its parameters are [`Scope::asks_for`].
pub(crate) const VISIBLE: &str = "SELECT m.id, m.version, m.state FROM matter m WHERE m.dispute = $1 \
     AND EXISTS (SELECT 1 FROM sight s WHERE s.matter = m.id AND s.principal IN ($2, $3, $4)) \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.matter = m.id AND w.actor = $5) ORDER BY m.id";

impl Ledger {
    /// A page of matters of one kind, newest first, as they stand on `today`.
    pub async fn list(
        &self,
        scope: &Scope,
        kind: Kind,
        filter: &Filter,
        today: Date,
        limit: u32,
    ) -> Result<Vec<Listed>, Fault> {
        let before = filter.before.as_deref().unwrap_or("~");
        let mut rows = Vec::new();
        for principal in &scope.principals {
            let common = values![principal.as_str(), kind.as_str(), before, today, scope.user.as_str()];
            let found = if filter.is_empty() {
                let params = [&common[..], &values![limit]].concat();
                self.store.query(LISTED_ALL, &params).await?
            } else {
                let narrowed = values![
                    filter.stage.clone(),
                    filter.act_kind.clone(),
                    filter.respondent.clone(),
                    filter.outcome.clone(),
                    filter.source.clone(),
                    limit
                ];
                self.store.query(LISTED, &[&common[..], &narrowed].concat()).await?
            };
            rows.extend(found.iter().map(listed));
        }
        rows.sort_by(|a, b| b.sort.cmp(&a.sort));
        rows.dedup_by(|a, b| a.id == b.id);
        rows.truncate(limit as usize);
        Ok(rows)
    }

    /// Opens a file if this scope may see it. `None` says nothing about whether it exists.
    pub async fn open(&self, scope: &Scope, id: &MatterId) -> Result<Option<File>, Fault> {
        if !self.may_see(scope, id).await? {
            return Ok(None);
        }
        self.load(id).await
    }

    pub async fn may_see(&self, scope: &Scope, id: &MatterId) -> Result<bool, Fault> {
        let walled = "SELECT 1 FROM wall WHERE actor = $1 AND matter = $2";
        if !self.store.query(walled, &values![scope.user.as_str(), id.as_str()]).await?.is_empty() {
            return Ok(false);
        }
        for principal in &scope.principals {
            let seen = "SELECT 1 FROM sight WHERE matter = $1 AND principal = $2";
            if !self.store.query(seen, &values![id.as_str(), principal.as_str()]).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The file itself, for deciding; whoever shows it goes through [`Ledger::open`].
    pub async fn load(&self, id: &MatterId) -> Result<Option<File>, Fault> {
        let rows = self
            .store
            .query("SELECT version, state FROM matter WHERE id = $1", &values![id.as_str()])
            .await?;
        let file = |row: &Row| {
            let matter = Some(parse_state(row.text(1))?);
            Ok(File { id: id.clone(), version: row.int(0).unsigned_abs(), matter })
        };
        rows.first().map(file).transpose()
    }

    /// Every matter that hangs on a dispute, the dispute itself included.
    pub async fn hanging_on(&self, dispute: &MatterId) -> Result<Vec<File>, Fault> {
        let sql = "SELECT id, version, state FROM matter WHERE dispute = $1 ORDER BY id";
        let rows = self.store.query(sql, &values![dispute.as_str()]).await?;
        rows.iter().map(file_of).collect()
    }

    /// What of it this scope sees.
    pub async fn visible_on(&self, scope: &Scope, dispute: &MatterId) -> Result<Vec<File>, Fault> {
        self.store.query(VISIBLE, &scope.asks_for(dispute)?).await?.iter().map(file_of).collect()
    }

    /// Every file of a kind, for what is held in memory (the directory).
    pub async fn all_of(&self, kind: Kind) -> Result<Vec<File>, Fault> {
        let sql = "SELECT id, version, state FROM matter WHERE kind = $1 ORDER BY id";
        let rows = self.store.query(sql, &values![kind.as_str()]).await?;
        rows.iter().map(file_of).collect()
    }

    /// The clocks of everything that hangs on a dispute.
    pub async fn clocks_on(&self, dispute: &MatterId) -> Result<Vec<ClockRow>, Fault> {
        let sql = "SELECT c.matter, c.name, c.title, c.term, c.started_on, c.due_on, c.provisional, c.state, c.short, c.reasons \
                   FROM matter m JOIN clock c ON c.matter = m.id WHERE m.dispute = $1 ORDER BY c.due_on, c.name";
        Ok(self.store.query(sql, &values![dispute.as_str()]).await?.iter().map(clock_row).collect())
    }

    /// What was asked under a request's key, and what was answered: so that the same request is not decided twice.
    pub async fn answered(&self, request: &str) -> Result<Option<(String, Vec<Written>)>, Fault> {
        let rows = self
            .store
            .query("SELECT asked, answer FROM receipt WHERE request = $1", &values![request])
            .await?;
        Ok(rows.first().map(|row| {
            let written = serde_json::from_str(row.text(1)).expect("answers are written by this crate");
            (row.text(0).to_owned(), written)
        }))
    }

    pub async fn clocks(&self, id: &MatterId) -> Result<Vec<ClockRow>, Fault> {
        let sql = "SELECT matter, name, title, term, started_on, due_on, provisional, state, short, reasons \
                   FROM clock WHERE matter = $1 ORDER BY due_on, name";
        Ok(self.store.query(sql, &values![id.as_str()]).await?.iter().map(clock_row).collect())
    }

    /// How many mediations somebody sits in that are not over: what the suggestion of a team is balanced by.
    pub async fn running_mediations(&self, user: &UserId) -> Result<u32, Fault> {
        let sql = "SELECT COUNT(*) FROM sight s JOIN matter m ON m.id = s.matter \
                   WHERE s.principal = $1 AND s.kind = 'mediation' AND m.ended_on IS NULL";
        let principal = Principal::user(user);
        let rows = self.store.query(sql, &values![principal.as_str()]).await?;
        Ok(rows.first().map_or(0, |row| u32::try_from(row.int(0)).unwrap_or(u32::MAX)))
    }

    /// The same of several keys at once: each with the matters that carry it.
    pub async fn marked_any(&self, marks: &[String]) -> Result<Vec<(String, MatterId)>, Fault> {
        let mut found = Vec::new();
        for some in marks.chunks(FEW_MARKS) {
            // Where there are fewer, one is said again.
            let params: Vec<Value> =
                some.iter().cycle().take(FEW_MARKS).map(|mark| Value::from(mark.as_str())).collect();
            let rows = self.store.query(MARKED_ANY, &params).await?;
            found.extend(rows.iter().map(|row| (row.text(0).to_owned(), MatterId::from(row.text(1)))));
        }
        Ok(found)
    }

    /// The numbers of these disputes, and of nothing else. Not narrowed: for whoever reads the whole journal.
    pub async fn numbers_of(&self, disputes: &[MatterId]) -> Result<BTreeMap<MatterId, String>, Fault> {
        let mut numbers = BTreeMap::new();
        for some in disputes.chunks(MANY_NUMBERS) {
            // Where there are fewer, one is said again.
            let params: Vec<Value> =
                some.iter().cycle().take(MANY_NUMBERS).map(|id| Value::from(id.as_str())).collect();
            let rows = self.store.query(NUMBERS, &params).await?;
            numbers.extend(rows.iter().map(|row| (MatterId::from(row.text(0)), row.text(1).to_owned())));
        }
        Ok(numbers)
    }

    /// Asked before one looks at what others might change, and given with what is written upon it.
    pub async fn turn(&self, name: &'static str) -> Result<Turn, Fault> {
        let rows = self.store.query("SELECT taken FROM turn WHERE name = $1", &values![name]).await?;
        Ok(Turn { name, seen: rows.first().map_or(0, |row| row.int(0)) })
    }

    /// Matters that carry an exact key (`number:…`, `code:…`, a fingerprint). Not narrowed: for the program's own checks.
    pub async fn marked(&self, mark: &str) -> Result<Vec<MatterId>, Fault> {
        let rows = self
            .store
            .query("SELECT matter FROM mark WHERE mark = $1 ORDER BY matter", &values![mark])
            .await?;
        Ok(rows.iter().map(|row| MatterId::from(row.text(0))).collect())
    }
}

impl Filter {
    /// Whether nothing narrows the list but the page.
    pub fn is_empty(&self) -> bool {
        [&self.stage, &self.act_kind, &self.respondent, &self.outcome, &self.source]
            .iter()
            .all(|chip| chip.is_none())
    }
}

/// Written by this program from the same types: one that does not read was changed by somebody else, and is made anew by a rebuild.
fn parse_state(text: &str) -> Result<AnyMatter, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::caused(FaultKind::Damaged, "read a state", error))
}

pub(crate) fn listed(row: &Row) -> Listed {
    let text = |column: usize| row.opt_text(column).map(str::to_owned);
    Listed {
        sort: row.text(0).to_owned(),
        id: MatterId::from(row.text(1)),
        kind: row.text(2).to_owned(),
        stage: row.text(3).to_owned(),
        number: text(4),
        dispute: row.opt_text(5).map(MatterId::from),
        title: text(6).unwrap_or_default(),
        parties: text(7).unwrap_or_default(),
        respondent: text(8),
        place: text(9),
        act_kind: text(10),
        source: text(11),
        outcome: text(12),
        opened_on: row.opt_date(13),
        ended_on: row.opt_date(14),
    }
}

/// From `SELECT id, version, state`.
pub(crate) fn file_of(row: &Row) -> Result<File, Fault> {
    Ok(File {
        id: MatterId::from(row.text(0)),
        version: row.int(1).unsigned_abs(),
        matter: Some(parse_state(row.text(2))?),
    })
}

pub(crate) fn clock_row(row: &Row) -> ClockRow {
    ClockRow {
        matter: MatterId::from(row.text(0)),
        name: row.text(1).to_owned(),
        title: row.text(2).to_owned(),
        term: row.text(3).to_owned(),
        started_on: row.date(4),
        due_on: row.opt_date(5),
        provisional: row.int(6) == 1,
        state: row.text(7).to_owned(),
        short: row.text(8).to_owned(),
        reasons: serde_json::from_str(row.text(9)).expect("reasons are written by this crate"),
    }
}
