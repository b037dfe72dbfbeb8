//! The one thread that writes a SQLite file, and how many jobs share one commit.
//!
//! A commit costs one wait for the disk, whoever shares it. The writer takes the first job as soon as it comes, then
//! whatever else already waits, each in a savepoint of one `BEGIN IMMEDIATE` transaction, commits once and answers
//! all. A lone job is committed at once: nothing waits for company.
//!
//! A job that need not wait for the disk ([`Job::DURABLE`]) is written into the log and answered; the log is on the disk
//! with the next commit that waits, or when nothing came for a second.

use super::{change, fault, select};
use crate::engine::{Fault, FaultKind, Job, Row, Tx, Value, WriteError, dialect};
use rusqlite::Connection;
use std::{
    fs::File,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
    time::Duration,
};
use tokio::sync::oneshot;

/// At most this many jobs share one commit, so that the first is not kept waiting by an endless queue.
const MOST_JOBS_PER_COMMIT: usize = 256;

/// A job on its way through the writer thread, whatever its types.
pub(super) trait Waiting: Send {
    /// Runs inside a savepoint and holds its outcome back; says whether to keep what it wrote, or what undid it.
    fn run(&mut self, writer: &mut Connection) -> Result<(), Option<Fault>>;
    /// Tells the outcome, or the fault for which nothing of the group was kept.
    fn answer(self: Box<Self>, unkept: Option<&Fault>);
    /// [`Job::DURABLE`].
    fn is_durable(&self) -> bool;
}

type Outcome<J> = Result<<J as Job>::Output, WriteError<<J as Job>::Error>>;

/// What the asker gets: the outcome, and the job with all that it holds, so that this thread need not throw it away.
type Reply<J> = oneshot::Sender<(Outcome<J>, J)>;

pub(super) struct Pending<J: Job> {
    job: J,
    outcome: Option<Outcome<J>>,
    reply: Reply<J>,
}

impl<J: Job> Pending<J> {
    pub(super) fn new(job: J, reply: Reply<J>) -> Self {
        Pending { job, outcome: None, reply }
    }
}

impl<J: Job> Waiting for Pending<J> {
    fn run(&mut self, writer: &mut Connection) -> Result<(), Option<Fault>> {
        let mut tx = OpenTx { writer, fault: None };
        let job = &mut self.job;
        let ran = catch_unwind(AssertUnwindSafe(|| ready(job.run(&mut tx))));
        let fault = tx.fault;
        let outcome = match (ran, &fault) {
            (Err(_), _) => Err(WriteError::Fault(Fault::other("run a job: it panicked"))),
            // A job cannot go on as if nothing had happened; on PostgreSQL the transaction would be lost anyhow.
            (Ok(Ok(_)), Some(fault)) => Err(WriteError::Fault(fault.clone())),
            (Ok(outcome), _) => outcome,
        };
        let keep = if outcome.is_ok() { Ok(()) } else { Err(fault) };
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, unkept: Option<&Fault>) {
        let Pending { job, outcome, reply } = *self;
        let answer = match (outcome, unkept) {
            // A refusal too: it may rest on what another job of the group wrote, and that is gone.
            (_, Some(fault)) => Err(WriteError::Fault(fault.clone())),
            (Some(outcome), None) => outcome,
            (None, None) => unreachable!("every job of a committed group ran"),
        };
        // Whoever asked may have hung up; what was committed stays.
        let _ = reply.send((answer, job));
    }

    fn is_durable(&self) -> bool {
        J::DURABLE
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

/// Commits that did not wait for the disk are on it after the writer had nothing to do for so long.
const QUIET: Duration = Duration::from_secs(1);

pub(super) struct Writer {
    connection: Connection,
    /// The log that commits go to.
    log: PathBuf,
    jobs: mpsc::Receiver<Box<dyn Waiting>>,
    commits: Arc<AtomicU64>,
    /// Commits wait for the disk, as the connection is set now.
    waits: bool,
    /// Something was committed that may not be on the disk yet.
    owes_disk: bool,
    /// Came while others were running, and could not be committed with them.
    next: Option<Box<dyn Waiting>>,
}

impl Writer {
    pub fn new(
        connection: Connection,
        log: PathBuf,
        jobs: mpsc::Receiver<Box<dyn Waiting>>,
        commits: Arc<AtomicU64>,
    ) -> Writer {
        Writer { connection, log, jobs, commits, waits: true, owes_disk: false, next: None }
    }

    pub fn write_all(mut self) {
        while let Some(first) = self.first() {
            let mut group = vec![first];
            let committed = self.write_group(&mut group);
            match &committed {
                Ok(()) => {
                    self.commits.fetch_add(1, Ordering::Relaxed);
                    self.owes_disk = !self.waits;
                }
                // A full disk may have rolled back by itself already; then there is nothing left to undo.
                Err(_) if self.connection.is_autocommit() => {}
                Err(_) => {
                    if let Err(error) = self.connection.execute_batch("ROLLBACK") {
                        tracing::error!(%error, "the writer could not roll back");
                    }
                }
            }
            for job in group {
                job.answer(committed.as_ref().err());
            }
        }
    }

    /// The next job, as soon as there is one; none when nobody can send one any more.
    fn first(&mut self) -> Option<Box<dyn Waiting>> {
        if let Some(next) = self.next.take() {
            return Some(next);
        }
        if self.owes_disk {
            match self.jobs.recv_timeout(QUIET) {
                Err(mpsc::RecvTimeoutError::Timeout) => self.pay_disk(),
                came => return came.ok(),
            }
        }
        self.jobs.recv().ok()
    }

    fn pay_disk(&mut self) {
        self.owes_disk = false;
        if let Err(error) = File::open(&self.log).and_then(|log| log.sync_data()) {
            tracing::error!(%error, "the log was not brought to the disk");
        }
    }

    /// Runs the first job of the group and those that come while the group is running, and commits them together.
    fn write_group(&mut self, group: &mut Vec<Box<dyn Waiting>>) -> Result<(), Fault> {
        let durable = group.iter().any(|job| job.is_durable());
        self.wait_for_disk(durable)?;
        plain(&self.connection, dialect::SQLITE_BEGIN_WRITE)?;
        let mut ran = 0;
        while let Some(job) = group.get_mut(ran) {
            run_in_savepoint(job.as_mut(), &mut self.connection)?;
            ran += 1;
            if ran < MOST_JOBS_PER_COMMIT
                && self.next.is_none()
                && let Ok(next) = self.jobs.try_recv()
            {
                match durable || !next.is_durable() {
                    true => group.push(next),
                    false => self.next = Some(next),
                }
            }
        }
        plain(&self.connection, "COMMIT")
    }

    /// Can only be changed between transactions.
    fn wait_for_disk(&mut self, waits: bool) -> Result<(), Fault> {
        if self.waits != waits {
            let sql = if waits { dialect::SQLITE_WAIT_FOR_DISK } else { dialect::SQLITE_DO_NOT_WAIT };
            self.connection.execute_batch(sql).map_err(|error| fault(sql, error))?;
            self.waits = waits;
        }
        Ok(())
    }
}

fn run_in_savepoint(job: &mut dyn Waiting, writer: &mut Connection) -> Result<(), Fault> {
    plain(writer, "SAVEPOINT job")?;
    if let Err(fault) = job.run(writer) {
        // On a full disk SQLite gives up the whole transaction, and with it the work of the others.
        if writer.is_autocommit() {
            let given_up = || Fault::new(FaultKind::Unavailable, "write: the engine gave up the transaction");
            return Err(fault.unwrap_or_else(given_up));
        }
        plain(writer, "ROLLBACK TO job")?;
    }
    plain(writer, "RELEASE job")
}

/// A statement of the transaction's own machinery, kept prepared like all others.
fn plain(writer: &Connection, sql: &'static str) -> Result<(), Fault> {
    change(writer, sql, &[]).map(|_| ())
}

/// The writer's open transaction. A mutable borrow, so that it may cross threads as a connection may.
struct OpenTx<'a> {
    writer: &'a mut Connection,
    /// The first fault the job met, whether it said so or not.
    fault: Option<Fault>,
}

impl OpenTx<'_> {
    fn noted<T>(&mut self, answer: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &answer {
            self.fault.get_or_insert_with(|| fault.clone());
        }
        answer
    }
}

impl Tx for OpenTx<'_> {
    async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let rows = select(self.writer, sql, params);
        self.noted(rows)
    }

    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        let changed = change(self.writer, sql, params);
        self.noted(changed)
    }

    async fn execute_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        let done = rows.iter().try_for_each(|params| change(self.writer, sql, params).map(|_| ()));
        self.noted(done)
    }
}
