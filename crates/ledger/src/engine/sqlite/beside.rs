//! The file of notes beside a store: what is written with every page that somebody reads, and goes into no journal.
//!
//! Every commit makes readers read their pages of that file anew, and the store's own writer waits for the disk. A note does
//! neither to anybody: it is written where it is asked for, without another thread, and brought to the disk within a second.
//! Statements name its tables as if they lay in the store: SQLite looks there first and here next.

use super::{Fault, FaultKind, Value, change, dialect, fault, set_up, with_ending};
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

/// The file of notes has the name of the store with this ending.
pub const NOTES_BESIDE: &str = "-notes";

/// How long a note may stand in the log alone.
const SOON: Duration = Duration::from_secs(1);

pub(super) struct Notes {
    writer: Mutex<Connection>,
    /// Something was noted since the disk was last seen to.
    owed: Arc<AtomicBool>,
    to_keeper: mpsc::Sender<()>,
}

impl Notes {
    /// Makes the file with its tables where it is not there, and takes over what an older program noted in the store.
    pub fn open(store: &Path, store_writer: &Connection) -> Result<Notes, Fault> {
        let path = file(store);
        crate::private::file_as_it_is(&path, &["-wal", "-shm"])
            .map_err(|error| Fault::caused(FaultKind::Unavailable, "make the file of notes", error))?;
        let failed = |error| fault("set up the file of notes", error);
        let writer = Connection::open(&path).map_err(failed)?;
        writer.execute_batch(dialect::SQLITE_NOTES).map_err(failed)?;
        take_over(store_writer, &writer, store).map_err(failed)?;
        writer.execute_batch(dialect::SQLITE_NOTE_WRITER).map_err(failed)?;
        set_up(&writer)?;
        let keeper = Connection::open(&path).map_err(failed)?;
        let (to_keeper, calls) = mpsc::channel();
        let owed = Arc::new(AtomicBool::new(false));
        let paid = owed.clone();
        std::thread::Builder::new()
            .name("notes-keeper".into())
            .spawn(move || keep(&keeper, &calls, &paid))
            .map_err(|error| Fault::caused(FaultKind::Other, "start the keeper of notes", error))?;
        Ok(Notes { writer: Mutex::new(writer), owed, to_keeper })
    }

    pub fn note(&self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        let changed = change(&self.writer.lock().expect("nobody panics while noting"), sql, params)?;
        if !self.owed.swap(true, Ordering::AcqRel) {
            // Without a keeper the engine brings it to the disk by itself, later.
            let _ = self.to_keeper.send(());
        }
        Ok(changed)
    }
}

/// Brings to the disk what was noted: a second after the first of it, or when the store is closed.
fn keep(keeper: &Connection, calls: &mpsc::Receiver<()>, owed: &AtomicBool) {
    while calls.recv().is_ok() {
        let closed = matches!(calls.recv_timeout(SOON), Err(mpsc::RecvTimeoutError::Disconnected));
        owed.store(false, Ordering::Release);
        if let Err(error) = keeper.execute_batch(dialect::SQLITE_NOTES_TO_DISK) {
            tracing::error!(%error, "notes were not brought to the disk");
        }
        if closed {
            return;
        }
    }
}

pub(super) fn file(store: &Path) -> PathBuf {
    with_ending(store, NOTES_BESIDE)
}

/// For a reader of the store.
pub(super) fn attach(reader: &Connection, store: &Path) -> Result<(), Fault> {
    attach_as("notes", reader, &file(store)).map_err(|error| fault("open the file of notes", error))
}

fn attach_as(name: &str, connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    let path = path.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(path.to_owned()))?;
    connection.execute(&format!("ATTACH ?1 AS {name}"), [path]).map(drop)
}

/// On the disk before the migration drops the tables there: two files do not commit as one.
fn take_over(store_writer: &Connection, notes: &Connection, store: &Path) -> rusqlite::Result<()> {
    let tables_of = |connection: &Connection| -> rusqlite::Result<Vec<String>> {
        let mut asked = connection.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
        asked.query_map((), |row| row.get(0))?.collect()
    };
    let old = tables_of(store_writer)?;
    let both: Vec<String> = tables_of(notes)?.into_iter().filter(|name| old.contains(name)).collect();
    if both.is_empty() {
        return Ok(());
    }
    attach_as("store", notes, store)?;
    for table in both {
        notes.execute_batch(&format!("INSERT OR IGNORE INTO main.{table} SELECT * FROM store.{table}"))?;
    }
    notes.execute_batch("DETACH store")
}
