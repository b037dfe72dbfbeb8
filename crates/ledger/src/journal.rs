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
        Line { at: row.instant(1), row }
    }

    /// The id of the matter.
    pub fn stream(&self) -> &str {
        self.row.text(0)
    }

    pub fn actor_name(&self) -> &str {
        self.row.text(2)
    }

    pub fn kind(&self) -> &str {
        self.row.text(3)
    }

    pub fn event(&self) -> &str {
        self.row.text(4)
    }

    pub fn fact(&self) -> Result<Event, serde_json::Error> {
        fact(self.kind(), self.row.text(5))
    }
}

/// Columns of an [`Entry`] in the order [`Entry::from_row`] reads them.
pub const COLUMNS: &str =
    "stream, seq, at, day, actor, actor_name, role, organization, kind, event, payload, prev_hash, hash";

impl Entry {
    pub fn from_row(row: &Row) -> Entry {
        Entry {
            stream: MatterId::from(row.text(0)),
            seq: row.int(1).unsigned_abs(),
            at: row.instant(2),
            day: row.date(3),
            actor: row.text(4).to_owned(),
            actor_name: row.text(5).to_owned(),
            role: row.text(6).to_owned(),
            organization: row.opt_text(7).map(str::to_owned),
            kind: row.text(8).to_owned(),
            event: row.text(9).to_owned(),
            payload: row.text(10).to_owned(),
            prev_hash: row.text(11).to_owned(),
            hash: row.text(12).to_owned(),
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

const PAGE: &str = "SELECT stream, seq, at, day, actor, actor_name, role, organization, kind, event, payload, prev_hash, hash \
     FROM journal WHERE at <= $1 AND (at < $1 OR stream < $2 OR (stream = $2 AND seq < $3)) AND at >= $5 \
     AND (CAST($6 AS TEXT) IS NULL OR actor = $6) AND (CAST($7 AS TEXT) IS NULL OR kind = $7) \
     ORDER BY at DESC, stream DESC, seq DESC LIMIT $4";

/// The same for one file, read along its own key.
const PAGE_OF_A_FILE: &str = "SELECT stream, seq, at, day, actor, actor_name, role, organization, kind, event, payload, prev_hash, hash \
     FROM journal WHERE (stream = $8 OR (stream > $9 AND stream < $10)) \
     AND at <= $1 AND (at < $1 OR stream < $2 OR (stream = $2 AND seq < $3)) AND at >= $5 \
     AND (CAST($6 AS TEXT) IS NULL OR actor = $6) AND (CAST($7 AS TEXT) IS NULL OR kind = $7) \
     ORDER BY at DESC, stream DESC, seq DESC LIMIT $4";

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
            Some((at, stream, seq)) => (*at, stream.as_str(), *seq as i64),
            None => (looked.until.unwrap_or(Timestamp::MAX), "-", 0),
        };
        let actor = looked.actor.as_ref().map(|actor| actor.as_str().to_owned());
        let from = looked.from.unwrap_or(Timestamp::MIN);
        let mut params = values![at, stream, seq, limit, from, actor, looked.kind.clone()].to_vec();
        let rows = match &looked.file {
            None => self.store.query(PAGE, &params).await?,
            Some(file) => {
                // What hangs on a matter is named after it with a dot; the sign after the dot ends the range.
                params.extend(values![file.as_str(), format!("{file}."), format!("{file}/")]);
                self.store.query(PAGE_OF_A_FILE, &params).await?
            }
        };
        Ok(rows.iter().map(Entry::from_row).collect())
    }
}
