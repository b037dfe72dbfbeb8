//! The journal: append only, chained by SM3 over every column of every entry.

use crate::{
    Ledger,
    commit::CommitRefusal,
    derived,
    engine::{Fault, Row, Tx, Value, WriteError},
    values,
    vault::chain_hash,
    worked::Worked,
};
use huajie_law::{Decision, Event, File, Kind, MatterId, UserId, matter::name_in};
use jiff::{Timestamp, civil::Date};
use serde::de::Error;

/// `prev_hash` of the first entry of a stream.
pub const NO_PREDECESSOR: &str = "-";

/// One entry as it is stored; the strings are the stored bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub stream: MatterId,
    pub seq: u64,
    pub at: Timestamp,
    /// The civil day in China on which it was written.
    pub day: Date,
    pub actor: String,
    pub actor_name: String,
    pub role: String,
    pub organization: Option<String>,
    pub kind: String,
    pub event: String,
    pub payload: String,
    pub prev_hash: String,
    pub hash: String,
}

/// An entry as a timeline tells it: without what only the chain needs. Kept as it was read, for most of a history is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Timestamp,
    row: Row,
}

impl Line {
    /// From `SELECT stream, at, actor_name, kind, event, payload`.
    pub(crate) fn from_row(row: Row) -> Line {
        Line { at: instant(&row, 1), row }
    }

    /// The id of the matter.
    pub fn stream(&self) -> &str {
        self.row.found_text(0).unwrap_or_default()
    }

    pub fn actor_name(&self) -> &str {
        self.row.found_text(2).unwrap_or_default()
    }

    pub fn kind(&self) -> &str {
        self.row.found_text(3).unwrap_or_default()
    }

    pub fn event(&self) -> &str {
        self.row.found_text(4).unwrap_or_default()
    }

    pub fn fact(&self) -> Result<Event, serde_json::Error> {
        fact(self.kind(), self.row.found_text(5).unwrap_or_default())
    }
}

/// Columns of an [`Entry`] in the order [`Entry::from_row`] reads them.
macro_rules! columns {
    () => {
        "stream, seq, at, day, actor, actor_name, role, organization, kind, event, payload, prev_hash, hash"
    };
}

impl Entry {
    /// A column that does not read stands as what nobody writes there, so that the entry can be shown and its hash does not hold.
    pub fn from_row(row: &Row) -> Entry {
        let text = |column: usize| row.found_text(column).unwrap_or_default().to_owned();
        let day = row.found_text(3).and_then(|text| Some((text.parse::<Date>().ok()?, text)));
        Entry {
            stream: MatterId::new(text(0)),
            seq: row.found_int(1).map_or(0, i64::unsigned_abs),
            at: instant(row, 2),
            // Written otherwise, a day is another text.
            day: day.filter(|(day, text)| day.to_string() == **text).map_or(Date::MIN, |(day, _)| day),
            actor: text(4),
            actor_name: text(5),
            role: text(6),
            organization: row.found_text(7).map(str::to_owned),
            kind: text(8),
            event: text(9),
            payload: text(10),
            prev_hash: text(11),
            hash: text(12),
        }
    }

    /// The hash that this entry must carry: SM3 over all its columns, length-prefixed, with its predecessor's.
    pub fn computed_hash(&self) -> String {
        chain_hash(
            &self.prev_hash,
            &[
                self.stream.as_str(),
                &self.seq.to_string(),
                &self.at.as_microsecond().to_string(),
                &self.day.to_string(),
                &self.actor,
                &self.actor_name,
                &self.role,
                self.organization.as_deref().unwrap_or(""),
                &self.kind,
                &self.event,
                &self.payload,
            ],
        )
    }

    /// What happened, parsed. An entry that does not parse is a broken ledger; `verify` says which.
    pub fn fact(&self) -> Result<Event, serde_json::Error> {
        fact(&self.kind, &self.payload)
    }
}

fn instant(row: &Row, column: usize) -> Timestamp {
    let at = row.found_int(column).and_then(|micros| Timestamp::from_microsecond(micros).ok());
    at.unwrap_or(Timestamp::UNIX_EPOCH)
}

fn fact(kind: &str, payload: &str) -> Result<Event, serde_json::Error> {
    let kind: Kind = kind.parse().map_err(serde_json::Error::custom)?;
    Event::from_payload(kind, payload)
}

/// Appends the decision's events and moves the projection on, or refuses because the file moved on meanwhile.
pub(crate) async fn append<T: Tx>(tx: &mut T, worked: &mut Worked) -> Result<(), WriteError<CommitRefusal>> {
    let (id, base) = (worked.decision.id().clone(), worked.decision.base());
    let stale = || WriteError::Refused(CommitRefusal::Stale { matter: id.clone() });
    let mut prev_hash = if base == 0 {
        NO_PREDECESSOR.to_owned()
    } else {
        let rows = tx
            .query(
                "SELECT head_hash FROM matter WHERE id = $1 AND version = $2",
                &values![id.as_str(), base as i64],
            )
            .await?;
        rows.first().ok_or_else(stale)?.text(0).to_owned()
    };
    for (entry, row) in &mut worked.entries {
        entry.prev_hash = prev_hash;
        entry.hash = entry.computed_hash();
        row.truncate(UNCHAINED);
        row.extend(values![&entry.prev_hash, &entry.hash]);
        if tx.execute(INSERT, row).await? == 0 {
            return Err(stale());
        }
        prev_hash = entry.hash.clone();
    }
    worked.projection[derived::HEAD_HASH] = prev_hash.into();
    if project(tx, base, &mut worked.projection).await? == 0 {
        return Err(stale());
    }
    Ok(())
}

/// The entries of a decision and their rows, without the hashes that chain them to what stands before.
pub(crate) fn entries_of(decision: &Decision) -> Vec<(Entry, Vec<Value>)> {
    let entries = decision.events().iter().zip(decision.base() + 1..);
    let with_row = |(event, seq)| {
        let entry = entry_of(decision, event, seq);
        let row = unchained(&entry);
        (entry, row)
    };
    entries.map(with_row).collect()
}

fn entry_of(decision: &Decision, event: &Event, seq: u64) -> Entry {
    let (actor, at) = (decision.actor(), decision.now().at);
    let payload = event.to_payload();
    Entry {
        stream: decision.id().clone(),
        seq,
        // Stored with the precision of the column, hashed as stored.
        at: Timestamp::from_microsecond(at.as_microsecond()).expect("an instant cut to microseconds is one"),
        day: decision.now().today,
        actor: actor.user.to_string(),
        actor_name: actor.name.clone(),
        role: actor.role.as_str().to_owned(),
        organization: actor.organization.as_ref().map(ToString::to_string),
        kind: event.kind().as_str().to_owned(),
        event: name_in(&payload).to_owned(),
        payload,
        prev_hash: String::new(),
        hash: String::new(),
    }
}

const INSERT: &str = "INSERT INTO journal (stream, seq, at, day, actor, actor_name, role, organization, kind, event, payload, \
     prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (stream, seq) DO NOTHING";

/// Columns of [`INSERT`] before the two hashes.
const UNCHAINED: usize = 11;

fn unchained(entry: &Entry) -> Vec<Value> {
    let mut row = Vec::with_capacity(UNCHAINED + 2);
    row.extend::<[Value; UNCHAINED]>(values![
        entry.stream.as_str(),
        entry.seq as i64,
        entry.at,
        entry.day,
        &entry.actor,
        &entry.actor_name,
        &entry.role,
        entry.organization.clone(),
        &entry.kind,
        &entry.event,
        &entry.payload,
    ]);
    row
}

/// Writes the projection row: one statement that only succeeds on the version that was decided upon.
async fn project<T: Tx>(tx: &mut T, base: u64, projection: &mut Vec<Value>) -> Result<u64, Fault> {
    if base == 0 {
        return tx.execute(derived::INSERT_MATTER, projection).await;
    }
    // Beside the row rather than in a copy of it: the state is long.
    projection.push((base as i64).into());
    let changed = tx.execute(derived::UPDATE_MATTER, projection).await;
    projection.pop();
    changed
}

/// A file replayed from its journal.
pub fn replay(id: &MatterId, entries: &[Entry]) -> Result<File, serde_json::Error> {
    let facts = entries.iter().map(Entry::fact).collect::<Result<Vec<_>, _>>()?;
    Ok(File::replay(id.clone(), &facts))
}

/// Where a page of the whole journal begins: the last entry of the page before.
pub type JournalKey = (Timestamp, MatterId, u64);

/// What the auditor's journal is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// A matter with everything that hangs on it.
    pub file: Option<MatterId>,
    /// One officer.
    pub actor: Option<UserId>,
    /// One kind of matter.
    pub kind: Option<String>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

/// The select list of an [`Entry`], and of its key alone.
macro_rules! page_of {
    ($columns:expr, $where:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM journal WHERE ",
            $where,
            "at <= $1 AND (at < $1 OR stream < $2 OR (stream = $2 AND seq < $3)) AND at >= $5 \
             AND (CAST($6 AS TEXT) IS NULL OR actor = $6) AND (CAST($7 AS TEXT) IS NULL OR kind = $7) \
             ORDER BY at DESC, stream DESC, seq DESC LIMIT $4"
        )
    };
}

/// Every page twice: whole, and as the keys of its entries for when one of them does not read.
macro_rules! pages_of {
    ($where:literal) => {
        (page_of!(columns!(), $where), page_of!("stream, seq, at", $where))
    };
}

const PAGE: (&str, &str) = pages_of!("");
/// The same for one file, read along its own key.
const PAGE_OF_A_FILE: (&str, &str) = pages_of!("(stream = $8 OR (stream > $9 AND stream < $10)) AND ");

const OF_A_STREAM: (&str, &str) = (
    concat!("SELECT ", columns!(), " FROM journal WHERE stream = $1 ORDER BY seq"),
    "SELECT stream, seq, at FROM journal WHERE stream = $1 ORDER BY seq",
);
const FIRST_AND: (&str, &str) = (
    concat!(
        "SELECT ",
        columns!(),
        " FROM journal WHERE stream = $1 AND (seq = 1 OR event IN ($2, $3, $4)) ORDER BY seq"
    ),
    "SELECT stream, seq, at FROM journal WHERE stream = $1 AND (seq = 1 OR event IN ($2, $3, $4)) ORDER BY seq",
);
const ONE: &str = concat!("SELECT ", columns!(), " FROM journal WHERE stream = $1 AND seq = $2");

impl Ledger {
    /// A page of the whole journal, newest first, for the auditor. By key, so that no entry is passed over where several
    /// were written at one instant.
    pub async fn journal_page(
        &self,
        looked: &Looked,
        before: Option<&JournalKey>,
        limit: u32,
    ) -> Result<Vec<Entry>, Fault> {
        let (at, stream, seq) = match before {
            Some((at, stream, seq)) => (at.as_microsecond(), stream.as_str(), *seq as i64),
            // Beyond every instant: one that somebody has altered is shown too.
            None => (looked.until.map_or(i64::MAX, Timestamp::as_microsecond), "-", 0),
        };
        let actor = looked.actor.as_ref().map(|actor| actor.as_str().to_owned());
        let from = looked.from.map_or(i64::MIN, Timestamp::as_microsecond);
        let mut params = values![at, stream, seq, limit, from, actor, looked.kind.clone()].to_vec();
        let page = match &looked.file {
            None => PAGE,
            Some(file) => {
                // What hangs on a matter is named after it with a dot; the sign after the dot ends the range.
                params.extend(values![file.as_str(), format!("{file}."), format!("{file}/")]);
                PAGE_OF_A_FILE
            }
        };
        self.entries(page, &params).await
    }

    /// A journal from its first entry.
    pub async fn journal(&self, id: &MatterId) -> Result<Vec<Entry>, Fault> {
        self.entries(OF_A_STREAM, &values![id.as_str()]).await
    }

    /// Of a journal its first entry and those of these events, however long it is.
    pub async fn first_and(&self, id: &MatterId, events: [&str; 3]) -> Result<Vec<Entry>, Fault> {
        let [one, other, last] = events;
        self.entries(FIRST_AND, &values![id.as_str(), one, other, last]).await
    }

    /// Where the bytes of one entry are no text any more, the others are read all the same.
    async fn entries(
        &self,
        (whole, keys): (&'static str, &'static str),
        params: &[Value],
    ) -> Result<Vec<Entry>, Fault> {
        let rows = Fault::unless_damaged(self.store.query(whole, params).await.map(Some), |_| None)?;
        if let Some(rows) = rows {
            return Ok(rows.iter().map(Entry::from_row).collect());
        }
        let mut entries = Vec::new();
        for key in self.store.query(keys, params).await? {
            let (stream, seq) = (key.found_text(0).unwrap_or_default(), key.found_int(1).unwrap_or_default());
            let own = self.store.query(ONE, &values![stream, seq]).await;
            let own = Fault::unless_damaged(own, |_| Vec::new())?;
            entries.push(match &own[..] {
                [row] => Entry::from_row(row),
                // What is shown of an entry whose bytes are no text any more: its key.
                _ => Entry::from_row(&key),
            });
        }
        Ok(entries)
    }
}
