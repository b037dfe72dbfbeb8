//! The engine under the ledger: SQLite inside the program, or PostgreSQL beside it. One text of SQL for both.
//!
//! Two doors: [`Store::query`] reads, [`Store::write`] runs one [`Job`] in one transaction. Statements use `$1, $2 …`;
//! every difference between the engines that SQL can say stands in `dialect.rs`. Nothing here knows the domain.

mod dialect;
mod fault;
mod late;
mod migrate;
mod moving;
mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;
mod tls;
mod value;

pub(crate) use dialect::{change_calendar, hold_calendar};
pub use fault::{Fault, FaultKind};
pub use late::Note;
pub use moving::Unmoved;
pub use sqlite::NOTES_BESIDE;
pub use value::{Row, Value};

use std::{any::Any, future::Future, path::Path, sync::Arc};

/// Which engine a store runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Why a job wrote nothing: it refused, or the world failed.
#[derive(Clone, Debug)]
pub enum WriteError<E> {
    Refused(E),
    Fault(Fault),
}

impl<E> From<Fault> for WriteError<E> {
    fn from(fault: Fault) -> Self {
        WriteError::Fault(fault)
    }
}

/// A transaction that is open.
///
/// The first fault dooms it: whatever the job answers afterwards, nothing is kept. Who expects a collision of keys
/// writes `ON CONFLICT DO NOTHING` and looks at the count. Empty text is a fault; a missing value is `Value::Null`.
pub trait Tx: Send {
    fn query(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, Fault>> + Send;

    /// How many rows were changed.
    fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> impl Future<Output = Result<u64, Fault>> + Send;

    /// The same statement once per row of parameters.
    fn execute_many(
        &mut self,
        sql: &'static str,
        rows: &[Vec<Value>],
    ) -> impl Future<Output = Result<(), Fault>> + Send;
}

/// One unit of work, written once, run on either engine inside one transaction. It may be run again from the start
/// when others got in the way, so it changes nothing but the database.
pub trait Job: Send + 'static {
    type Output: Send + 'static;
    type Error: Send + 'static;

    /// Whoever asked is answered when it is on the disk. Without, it is answered when the engine has it: it outlives this
    /// program, and a power cut may take the last second of it.
    const DURABLE: bool = true;

    fn run<T: Tx>(
        &mut self,
        tx: &mut T,
    ) -> impl Future<Output = Result<Self::Output, WriteError<Self::Error>>> + Send;
}

/// A statement that reads, with its parameters.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub sql: &'static str,
    pub params: &'a [Value],
}

/// A store, on either engine. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    // Closed before what it keeps goes: fields are dropped in this order.
    inner: Inner,
    late: Arc<late::Late>,
    /// What lives as long as the store: the folder or schema of a test.
    _kept: Option<Arc<dyn Any + Send + Sync>>,
}

#[derive(Clone)]
enum Inner {
    Sqlite(sqlite::SqliteStore),
    Postgres(postgres::PostgresStore),
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Store, Fault> {
        let inner = if let Some(path) = url.strip_prefix("sqlite:") {
            Inner::Sqlite(sqlite::SqliteStore::open(Path::new(path))?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Inner::Postgres(postgres::PostgresStore::open(url).await?)
        } else {
            return Err(Fault::new(FaultKind::Setup, "a database address is sqlite:PATH or postgres://…"));
        };
        let store = Store { inner, late: Arc::default(), _kept: None };
        store.write(migrate::Migrate { engine: store.engine() }).await.map_err(|error| match error {
            WriteError::Fault(fault) | WriteError::Refused(fault) => fault,
        })?;
        Ok(store)
    }

    /// Lets something live until the last clone of this store is dropped.
    pub(crate) fn keeping(self, what: impl Any + Send + Sync) -> Store {
        Store { _kept: Some(Arc::new(what)), ..self }
    }

    pub fn engine(&self) -> Engine {
        match &self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Reads. On SQLite this runs where it is called: a page of a list costs less than handing it to another thread.
    pub async fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        match &self.inner {
            Inner::Sqlite(store) => store.query(sql, params),
            Inner::Postgres(store) => store.query(sql, params).await,
        }
    }

    /// Several questions to one moment of the store: what others commit between them is in none of the answers.
    pub async fn query_all<const N: usize>(
        &self,
        questions: [Question<'_>; N],
    ) -> Result<[Vec<Row>; N], Fault> {
        match &self.inner {
            Inner::Sqlite(store) => store.query_all(questions),
            Inner::Postgres(store) => store.query_all(questions).await,
        }
    }

    /// One job, one transaction. It is on disk before this returns if the job asks for that. After `FaultKind::Unavailable` the job may or may
    /// not have been kept: the wire can break while the server commits.
    pub async fn write<J: Job>(&self, job: J) -> Result<J::Output, WriteError<J::Error>> {
        self.write_back(job).await.map(|(output, _)| output)
    }

    /// The same, and the job comes back: what it holds is taken apart, or thrown away, where others do not wait for it.
    pub async fn write_back<J: Job>(&self, job: J) -> Result<(J::Output, J), WriteError<J::Error>> {
        match &self.inner {
            Inner::Sqlite(store) => store.write(job).await,
            Inner::Postgres(store) => store.write(job).await,
        }
    }

    /// One statement as a job of its own; how many rows it changed.
    pub async fn execute(&self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        self.run_alone(Statement::<true> { sql, params: params.to_vec() }).await
    }

    /// The same for what is noted in passing; not [`Job::DURABLE`].
    pub async fn note(&self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        self.run_alone(Statement::<false> { sql, params: params.to_vec() }).await
    }

    /// The same where it touches only tables that a SQLite store keeps beside it: nobody's commit is waited for. Without room on the
    /// disk it is held in memory until there is some ([`Store::write_late`]).
    pub async fn note_beside(&self, sql: &'static str, params: &[Value]) -> Result<(), Fault> {
        self.note_at_last(Note { sql, params: params.to_vec(), late: None }).await
    }

    /// The same of a note that says, where it is written late, when that was.
    pub async fn note_at_last(&self, note: Note) -> Result<(), Fault> {
        let noted = self.write_note(note.sql, &note.params).await;
        let full = noted.as_ref().is_err_and(|fault| fault.kind() == FaultKind::DiskFull);
        if full && self.late.hold(note) { Ok(()) } else { noted }
    }

    async fn write_note(&self, sql: &'static str, params: &[Value]) -> Result<(), Fault> {
        match &self.inner {
            Inner::Sqlite(store) => store.note_beside(sql, params).map(drop),
            Inner::Postgres(_) => self.note(sql, params).await.map(drop),
        }
    }

    /// Tries to write the notes for which there was no room; how many still wait.
    pub async fn write_late(&self, at: jiff::Timestamp) -> usize {
        while let Some(note) = self.late.take() {
            if let Err(fault) = self.write_one_late(&note, at).await {
                tracing::warn!(?fault, "notes still wait for room on the disk");
                self.late.give_back(note);
                break;
            }
        }
        self.late.held()
    }

    /// First that it is late: what was signed before must never seem to have held it.
    async fn write_one_late(&self, note: &Note, at: jiff::Timestamp) -> Result<(), Fault> {
        if let Some((sql, params)) = note.lateness(at) {
            self.write_note(sql, &params).await?;
        }
        self.write_note(note.sql, &note.params).await
    }

    async fn run_alone<const WAITS: bool>(&self, statement: Statement<WAITS>) -> Result<u64, Fault> {
        self.write(statement).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
    }

    /// How many transactions were committed by this process, for tests and benches of group commit (SQLite only).
    pub fn commits(&self) -> Option<u64> {
        match &self.inner {
            Inner::Sqlite(store) => Some(store.commits()),
            Inner::Postgres(_) => None,
        }
    }

    /// What SQLite finds wrong with its files when it looks through them; PostgreSQL sees to its own.
    pub fn integrity(&self) -> Result<Vec<String>, Fault> {
        match &self.inner {
            Inner::Sqlite(store) => store.integrity(),
            Inner::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Copies a SQLite store into a new file, and its notes into one beside it ([`NOTES_BESIDE`]), while it is in use: a snapshot of
    /// each, checked, and on the disk under its name only when complete. PostgreSQL has its own tool for this.
    pub fn backup(&self, to: &Path) -> Result<(), Fault> {
        match &self.inner {
            Inner::Sqlite(store) => store.backup(to),
            Inner::Postgres(_) => Err(Fault::new(FaultKind::Setup, "PostgreSQL is backed up with pg_dump")),
        }
    }
}

/// Proves a copy that [`Store::backup`] made, wherever it lay since: cut short, or altered so that it is no database any more, it is
/// damaged.
pub fn prove_copy(file: &Path) -> Result<(), Fault> {
    sqlite::prove_copy(file)
}

struct Statement<const WAITS: bool> {
    sql: &'static str,
    params: Vec<Value>,
}

impl<const WAITS: bool> Job for Statement<WAITS> {
    type Output = u64;
    type Error = std::convert::Infallible;

    const DURABLE: bool = WAITS;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<u64, WriteError<Self::Error>> {
        Ok(tx.execute(self.sql, &self.params).await?)
    }
}
