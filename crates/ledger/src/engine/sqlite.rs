//! SQLite inside the program: one writer thread that commits in groups, and readers that never wait for it.
//!
//! The writer takes whatever waits, runs each job in a savepoint of one `BEGIN IMMEDIATE` transaction, commits once
//! and then answers all. A lone job is committed at once: nothing waits for company.

use super::{Fault, FaultKind, Job, Row, Tx, Value, WriteError, dialect};
use rusqlite::{Connection, OpenFlags, ffi, types::ValueRef};
use std::{
    cell::RefCell,
    collections::HashMap,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    pin::pin,
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
};
use tokio::sync::oneshot;

/// At most this many jobs share one commit, so that the first is not kept waiting by an endless queue.
const MOST_JOBS_PER_COMMIT: usize = 256;
const STATEMENTS_KEPT: usize = 128;

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
        writer.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let (to_writer, jobs) = mpsc::channel();
        let commits = Arc::new(AtomicU64::new(0));
        let counted = commits.clone();
        std::thread::Builder::new()
            .name("ledger-writer".into())
            .spawn(move || write_all(&mut writer, &jobs, &counted))
            .map_err(|error| Fault::caused(FaultKind::Other, "start the writer", error))?;
        let shared = Shared { path: path.to_owned(), to_writer: Mutex::new(to_writer), readers: Mutex::default(), commits };
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
        let reader = Connection::open_with_flags(&self.0.path, flags).map_err(|error| fault("open a reader", error))?;
        reader.execute_batch(dialect::SQLITE_READER).map_err(|error| fault("set up a reader", error))?;
        reader.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        Ok(reader)
    }

    pub async fn write<J: Job>(&self, job: J) -> Result<J::Output, WriteError<J::Error>> {
        let (reply, answer) = oneshot::channel();
        let waiting = Box::new(Pending { job, outcome: None, reply: Some(reply) });
        let sent = self.0.to_writer.lock().expect("nobody panics while sending").send(waiting);
        let gone = || WriteError::Fault(Fault::new(FaultKind::Unavailable, "hand a job to the writer"));
        sent.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    pub fn backup(&self, to: &Path) -> Result<(), Fault> {
        let from = self.open_reader()?;
        from.backup("main", to, None::<fn(rusqlite::backup::Progress)>).map_err(|error| fault("copy the database", error))
    }
}

/// A job on its way through the writer thread, whatever its types.
trait Waiting: Send {
    /// Runs inside a savepoint; says whether to keep what it wrote.
    fn run(&mut self, writer: &mut Connection) -> bool;
    /// Tells the outcome, or that the commit failed.
    fn answer(&mut self, committed: Result<(), Fault>);
}

/// How a job went.
type Outcome<J> = Result<<J as Job>::Output, WriteError<<J as Job>::Error>>;

struct Pending<J: Job> {
    job: J,
    outcome: Option<Outcome<J>>,
    reply: Option<oneshot::Sender<Outcome<J>>>,
}

impl<J: Job> Waiting for Pending<J> {
    fn run(&mut self, writer: &mut Connection) -> bool {
        let mut tx = OpenTx { writer };
        let job = &mut self.job;
        let ran = catch_unwind(AssertUnwindSafe(|| ready(job.run(&mut tx))));
        let outcome = ran.unwrap_or_else(|_| Err(WriteError::Fault(Fault::other("a job panicked"))));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(&mut self, committed: Result<(), Fault>) {
        let answer = match (self.outcome.take(), committed) {
            (None, Err(fault)) | (Some(Ok(_)), Err(fault)) => Err(WriteError::Fault(fault)),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => unreachable!("every job of a committed group ran"),
        };
        if let Some(reply) = self.reply.take() {
            // Whoever asked may have hung up; what was committed stays.
            let _ = reply.send(answer);
        }
    }
}

/// Futures over this transaction never wait: every step is done when it returns.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a job waited for something other than its transaction"),
    }
}

fn write_all(writer: &mut Connection, jobs: &mpsc::Receiver<Box<dyn Waiting>>, commits: &AtomicU64) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        while group.len() < MOST_JOBS_PER_COMMIT {
            match jobs.try_recv() {
                Ok(next) => group.push(next),
                Err(_) => break,
            }
        }
        let committed = write_group(writer, &mut group);
        if committed.is_ok() {
            commits.fetch_add(1, Ordering::Relaxed);
        }
        for job in &mut group {
            job.answer(committed.clone());
        }
    }
}

fn write_group(writer: &mut Connection, group: &mut [Box<dyn Waiting>]) -> Result<(), Fault> {
    writer.execute_batch(dialect::SQLITE_BEGIN_WRITE).map_err(|error| fault("begin", error))?;
    let ran = group.iter_mut().try_for_each(|job| run_in_savepoint(job.as_mut(), writer));
    let ended = ran.and_then(|()| writer.execute_batch("COMMIT").map_err(|error| fault("commit", error)));
    if ended.is_err() {
        // A full disk may have rolled back by itself already; then there is nothing left to undo.
        let _ = writer.execute_batch("ROLLBACK");
    }
    ended
}

fn run_in_savepoint(job: &mut dyn Waiting, writer: &mut Connection) -> Result<(), Fault> {
    let failed = |error| fault("a savepoint", error);
    writer.execute_batch("SAVEPOINT job").map_err(failed)?;
    let closing = if job.run(writer) { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    writer.execute_batch(closing).map_err(failed)
}

/// The writer's open transaction. A mutable borrow, so that it may cross threads as a connection may.
struct OpenTx<'a> {
    writer: &'a mut Connection,
}

impl Tx for OpenTx<'_> {
    async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        select(self.writer, sql, params)
    }

    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        change(self.writer, sql, params)
    }

    async fn execute_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        rows.iter().try_for_each(|params| change(self.writer, sql, params).map(|_| ()))
    }
}

fn select(connection: &Connection, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
    let failed = |error| fault(sql, error);
    let mut statement = connection.prepare_cached(&numbered(sql)).map_err(failed)?;
    let columns = statement.column_count();
    bind(&mut statement, params).map_err(failed)?;
    let mut found = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next().map_err(failed)? {
        let values = (0..columns).map(|column| row.get_ref(column).map(value_of)).collect::<Result<_, _>>();
        rows.push(Row(values.map_err(failed)?));
    }
    Ok(rows)
}

fn change(connection: &Connection, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
    let failed = |error| fault(sql, error);
    let mut statement = connection.prepare_cached(&numbered(sql)).map_err(failed)?;
    bind(&mut statement, params).map_err(failed)?;
    statement.raw_execute().map(|changed| changed as u64).map_err(failed)
}

fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    for (at, value) in params.iter().enumerate() {
        match value {
            Value::Text(text) => statement.raw_bind_parameter(at + 1, text)?,
            Value::Int(number) => statement.raw_bind_parameter(at + 1, number)?,
            Value::Null => statement.raw_bind_parameter(at + 1, rusqlite::types::Null)?,
        }
    }
    Ok(())
}

fn value_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Null => Value::Null,
        ValueRef::Real(_) | ValueRef::Blob(_) => panic!("the schema has text and whole numbers only"),
    }
}

thread_local! {
    /// Statements as SQLite numbers them; the texts are constants of the program, so there are only so many. The key is
    /// address and length as a pair: two texts may share an address, and any sum of the two meets another's.
    static NUMBERED: RefCell<HashMap<(usize, usize), Rc<str>>> = RefCell::default();
}

fn numbered(sql: &'static str) -> Rc<str> {
    NUMBERED.with_borrow_mut(|known| {
        known.entry((sql.as_ptr() as usize, sql.len())).or_insert_with(|| dialect::numbered_for_sqlite(sql).into()).clone()
    })
}

fn fault(doing: &str, error: rusqlite::Error) -> Fault {
    let kind = match &error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ffi::ErrorCode::DiskFull | ffi::ErrorCode::ReadOnly => FaultKind::DiskFull,
            ffi::ErrorCode::SystemIoFailure if failure.extended_code != ffi::SQLITE_IOERR_READ => FaultKind::DiskFull,
            ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked => FaultKind::Contention,
            ffi::ErrorCode::CannotOpen => FaultKind::Unavailable,
            ffi::ErrorCode::ConstraintViolation => FaultKind::Constraint,
            ffi::ErrorCode::DatabaseCorrupt | ffi::ErrorCode::NotADatabase => FaultKind::Damaged,
            _ => FaultKind::Other,
        },
        _ => FaultKind::Other,
    };
    Fault::caused(kind, doing.to_owned(), error)
}
