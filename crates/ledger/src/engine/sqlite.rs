//! SQLite inside the program: readers that never wait for the writer, statements and errors. The writer's thread is
//! in `writer.rs`, copying a store in `backup.rs`.

mod backup;
mod writer;

use super::{Fault, FaultKind, Job, Row, Value, WriteError, dialect};
use rusqlite::{Connection, OpenFlags, ffi, types::ValueRef};
use std::{
    cell::RefCell,
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
};
use tokio::sync::oneshot;
use writer::{Pending, Waiting, write_all};

const STATEMENTS_KEPT: usize = 256;

#[derive(Clone)]
pub(super) struct SqliteStore(Arc<Shared>);

struct Shared {
    path: PathBuf,
    to_writer: Mutex<mpsc::Sender<Box<dyn Waiting>>>,
    readers: Mutex<Vec<Connection>>,
    commits: Arc<AtomicU64>,
}

impl SqliteStore {
    pub fn open(path: &Path) -> Result<SqliteStore, Fault> {
        let mut writer = Connection::open(path).map_err(|error| fault("open the database", error))?;
        writer.execute_batch(dialect::SQLITE_WRITER).map_err(|error| fault("set up the writer", error))?;
        set_up(&writer)?;
        let (to_writer, jobs) = mpsc::channel();
        let commits = Arc::new(AtomicU64::new(0));
        let counted = commits.clone();
        std::thread::Builder::new()
            .name("ledger-writer".into())
            .spawn(move || write_all(&mut writer, &jobs, &counted))
            .map_err(|error| Fault::caused(FaultKind::Other, "start the writer", error))?;
        let shared = Shared {
            path: path.to_owned(),
            to_writer: Mutex::new(to_writer),
            readers: Mutex::default(),
            commits,
        };
        Ok(SqliteStore(Arc::new(shared)))
    }

    pub fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let reader = self.0.readers.lock().expect("nobody panics while holding the readers").pop();
        let reader = match reader {
            Some(reader) => reader,
            None => self.open_reader()?,
        };
        let rows = select(&reader, sql, params);
        self.0.readers.lock().expect("nobody panics while holding the readers").push(reader);
        rows
    }

    fn open_reader(&self) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.0.path, flags)
            .map_err(|error| fault("open a reader", error))?;
        reader.execute_batch(dialect::SQLITE_READER).map_err(|error| fault("set up a reader", error))?;
        set_up(&reader)?;
        Ok(reader)
    }

    pub async fn write<J: Job>(&self, job: J) -> Result<(J::Output, J), WriteError<J::Error>> {
        let (reply, answer) = oneshot::channel();
        let waiting = Box::new(Pending::new(job, reply));
        let sent = self.0.to_writer.lock().expect("nobody panics while sending").send(waiting);
        let gone = || WriteError::Fault(Fault::new(FaultKind::Unavailable, "hand a job to the writer"));
        sent.map_err(|_| gone())?;
        let (outcome, job) = answer.await.map_err(|_| gone())?;
        outcome.map(|output| (output, job))
    }

    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    pub fn backup(&self, to: &Path) -> Result<(), Fault> {
        backup::copy(&self.0.path, to)
    }
}

/// Statements are prepared once. Without the planner's stability guarantee SQLite, built with the fourth kind of
/// statistics, prepares a statement anew whenever a value that is compared with an indexed column changes — that is,
/// nearly every time: it was a fifth of a page.
fn set_up(connection: &Connection) -> Result<(), Fault> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    let stable = connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
    stable.map(drop).map_err(|error| fault("keep prepared statements", error))
}

fn select(connection: &Connection, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
    super::value::check_asked(params)?;
    let failed = |error| fault(sql, error);
    let mut statement = connection.prepare_cached(&numbered(sql)).map_err(failed)?;
    let columns = statement.column_count();
    bind(&mut statement, params).map_err(failed)?;
    let mut found = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next().map_err(failed)? {
        let values =
            (0..columns).map(|column| value_of(column, row.get_ref(column)?)).collect::<Result<_, _>>();
        rows.push(Row(values.map_err(failed)?));
    }
    Ok(rows)
}

fn change(connection: &Connection, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
    super::value::check_written(params)?;
    let failed = |error| fault(sql, error);
    let mut statement = connection.prepare_cached(&numbered(sql)).map_err(failed)?;
    bind(&mut statement, params).map_err(failed)?;
    statement.raw_execute().map(|changed| changed as u64).map_err(failed)
}

fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    // Left alone SQLite takes a parameter nobody gave for NULL.
    if statement.parameter_count() != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), statement.parameter_count()));
    }
    for (at, value) in params.iter().enumerate() {
        match value {
            Value::Text(text) => statement.raw_bind_parameter(at + 1, text)?,
            Value::Int(number) => statement.raw_bind_parameter(at + 1, number)?,
            Value::Null => statement.raw_bind_parameter(at + 1, rusqlite::types::Null)?,
        }
    }
    Ok(())
}

fn value_of(column: usize, value: ValueRef<'_>) -> rusqlite::Result<Value> {
    match value {
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Text(text.to_owned())),
            Err(error) => Err(rusqlite::Error::Utf8Error(column, error)),
        },
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Real(_) | ValueRef::Blob(_) => panic!("the schema has text and whole numbers only"),
    }
}

thread_local! {
    /// Statements as SQLite numbers them, by where their text stands and how long it is; the texts are constants of
    /// the program, so there are only so many.
    static NUMBERED: RefCell<HashMap<(usize, usize), Rc<str>>> = RefCell::default();
}

fn numbered(sql: &'static str) -> Rc<str> {
    NUMBERED.with_borrow_mut(|known| {
        let place = (sql.as_ptr() as usize, sql.len());
        known.entry(place).or_insert_with(|| dialect::numbered_for_sqlite(sql).into()).clone()
    })
}

/// Sorts the driver's errors by what anybody can do about them.
fn fault(doing: &str, error: rusqlite::Error) -> Fault {
    let kind = match &error {
        rusqlite::Error::SqliteFailure(failure, _) => kind_of(failure),
        rusqlite::Error::Utf8Error(..) => FaultKind::Damaged,
        _ => FaultKind::Other,
    };
    Fault::caused(kind, doing.to_owned(), error)
}

fn kind_of(failure: &ffi::Error) -> FaultKind {
    match failure.code {
        ffi::ErrorCode::DiskFull => FaultKind::DiskFull,
        // What is said when the index of the write-ahead log cannot grow.
        ffi::ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
            FaultKind::DiskFull
        }
        ffi::ErrorCode::SystemIoFailure
        | ffi::ErrorCode::CannotOpen
        | ffi::ErrorCode::ReadOnly
        | ffi::ErrorCode::PermissionDenied
        | ffi::ErrorCode::OutOfMemory => FaultKind::Unavailable,
        ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked => FaultKind::Contention,
        ffi::ErrorCode::ConstraintViolation => FaultKind::Constraint,
        ffi::ErrorCode::DatabaseCorrupt | ffi::ErrorCode::NotADatabase => FaultKind::Damaged,
        _ => FaultKind::Other,
    }
}
