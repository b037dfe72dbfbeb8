//! SQLite inside the program: readers that never wait for the writer, statements and errors. The writer's thread is
//! in `writer.rs`, copying a store in `backup.rs`, the file of notes beside it in `beside.rs`.

mod backup;
mod beside;
mod writer;

use super::{Fault, FaultKind, Job, Question, Row, Value, WriteError, dialect};
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

pub use beside::NOTES_BESIDE;
use beside::Notes;
use writer::{Pending, Waiting, Writer};

const STATEMENTS_KEPT: usize = 256;

#[derive(Clone)]
pub(super) struct SqliteStore(Arc<Shared>);

struct Shared {
    path: PathBuf,
    to_writer: Mutex<mpsc::Sender<Box<dyn Waiting>>>,
    readers: Mutex<Vec<Connection>>,
    notes: Notes,
    commits: Arc<AtomicU64>,
}

impl SqliteStore {
    pub fn open(path: &Path) -> Result<SqliteStore, Fault> {
        // What SQLite makes beside it takes the mode of the file itself.
        crate::private::file_as_it_is(path, &["-wal", "-shm"])
            .map_err(|error| Fault::caused(FaultKind::Unavailable, "make the database", error))?;
        let writer = Connection::open(path).map_err(|error| fault("open the database", error))?;
        writer.execute_batch(dialect::SQLITE_WRITER).map_err(|error| fault("set up the writer", error))?;
        set_up(&writer)?;
        let notes = Notes::open(path, &writer)?;
        let (to_writer, jobs) = mpsc::channel();
        let commits = Arc::new(AtomicU64::new(0));
        let counted = commits.clone();
        let log = with_ending(path, "-wal");
        std::thread::Builder::new()
            .name("ledger-writer".into())
            .spawn(move || Writer::new(writer, log, jobs, counted).write_all())
            .map_err(|error| Fault::caused(FaultKind::Other, "start the writer", error))?;
        let shared = Shared {
            path: path.to_owned(),
            to_writer: Mutex::new(to_writer),
            readers: Mutex::default(),
            notes,
            commits,
        };
        Ok(SqliteStore(Arc::new(shared)))
    }

    pub fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let reader = self.take_reader()?;
        let rows = select(&reader, sql, params);
        self.give_back(reader);
        rows
    }

    pub fn query_all<const N: usize>(&self, questions: [Question<'_>; N]) -> Result<[Vec<Row>; N], Fault> {
        let reader = self.take_reader()?;
        let answers = select_all(&reader, questions);
        // A reader that could not end its transaction would go on seeing the past.
        if reader.is_autocommit() {
            self.give_back(reader);
        }
        answers
    }

    fn take_reader(&self) -> Result<Connection, Fault> {
        let idle = self.0.readers.lock().expect("nobody panics while holding the readers").pop();
        idle.map_or_else(|| self.open_reader(), Ok)
    }

    fn give_back(&self, reader: Connection) {
        self.0.readers.lock().expect("nobody panics while holding the readers").push(reader);
    }

    fn open_reader(&self) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.0.path, flags)
            .map_err(|error| fault("open a reader", error))?;
        beside::attach(&reader, &self.0.path)?;
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

    pub fn note_beside(&self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        self.0.notes.note(sql, params)
    }

    /// What the engine itself finds wrong with either file; a few of it.
    pub fn integrity(&self) -> Result<Vec<String>, Fault> {
        let mut found = Vec::new();
        for (sql, file) in dialect::SQLITE_INTEGRITY {
            let rows = self.query(sql, &[])?;
            let told = rows.iter().filter_map(|row| row.found_text(0)).filter(|told| *told != "ok");
            found.extend(told.map(|told| format!("{file}：{told}")));
        }
        Ok(found)
    }

    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    pub fn backup(&self, to: &Path) -> Result<(), Fault> {
        backup::copy(&self.0.path, to)
    }
}

/// Whether a file is a whole store or the whole notes of one.
pub(super) fn prove_copy(file: &Path) -> Result<(), Fault> {
    backup::prove(file)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
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
    let mut rows: Vec<Row> = Vec::new();
    while let Some(found) = found.next().map_err(failed)? {
        // Rows of an answer are much alike: to measure each before it is read would cost more than it saves.
        let mut row = Row::with_room(columns, rows.last().map_or(0, Row::text_bytes));
        for column in 0..columns {
            read_into(&mut row, column, found.get_ref(column).map_err(failed)?).map_err(failed)?;
        }
        rows.push(row);
    }
    Ok(rows)
}

fn select_all<const N: usize>(
    reader: &Connection,
    questions: [Question<'_>; N],
) -> Result<[Vec<Row>; N], Fault> {
    change(reader, dialect::SQLITE_BEGIN_READ, &[])?;
    let mut answers = [const { Vec::new() }; N];
    let mut asked = Ok(());
    for (answer, question) in answers.iter_mut().zip(questions) {
        match select(reader, question.sql, question.params) {
            Ok(rows) => *answer = rows,
            Err(fault) => asked = asked.and(Err(fault)),
        }
    }
    change(reader, "COMMIT", &[])?;
    asked.map(|()| answers)
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

fn read_into(row: &mut Row, column: usize, value: ValueRef<'_>) -> rusqlite::Result<()> {
    match value {
        ValueRef::Integer(number) => row.push_int(number),
        ValueRef::Text(bytes) => {
            match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => row.push_text(text),
                // The fast check does not say where.
                Err(_) => {
                    let checked = std::str::from_utf8(bytes);
                    row.push_text(checked.map_err(|error| rusqlite::Error::Utf8Error(column, error))?);
                }
            }
        }
        ValueRef::Null => row.push_null(),
        // Nothing writes it: somebody has changed the file.
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            let name = "neither a text nor a whole number".to_owned();
            return Err(rusqlite::Error::InvalidColumnType(column, name, value.data_type()));
        }
    }
    Ok(())
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
        rusqlite::Error::Utf8Error(..) | rusqlite::Error::InvalidColumnType(..) => FaultKind::Damaged,
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
