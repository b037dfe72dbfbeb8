//! The one thread that writes a SQLite file, and how many jobs share one commit.
//!
//! A commit costs one wait for the disk, whoever shares it. The writer takes the first job as soon as it comes, then
//! whatever else already waits, each in a savepoint of one `BEGIN IMMEDIATE` transaction, commits once and answers
//! all. A lone job is committed at once: nothing waits for company.

use super::{change, select};
use crate::engine::{Fault, FaultKind, Job, Row, Tx, Value, WriteError, dialect};
use rusqlite::Connection;
use std::{
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
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
}

/// Futures over this transaction never wait: every step is done when it returns.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a job waited for something other than its transaction"),
    }
}

pub(super) fn write_all(
    writer: &mut Connection,
    jobs: &mpsc::Receiver<Box<dyn Waiting>>,
    commits: &AtomicU64,
) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        let committed = write_group(writer, jobs, &mut group);
        match &committed {
            Ok(()) => {
                commits.fetch_add(1, Ordering::Relaxed);
            }
            // A full disk may have rolled back by itself already; then there is nothing left to undo.
            Err(_) if writer.is_autocommit() => {}
            Err(_) => {
                if let Err(error) = writer.execute_batch("ROLLBACK") {
                    tracing::error!(%error, "the writer could not roll back");
                }
            }
        }
        for job in group {
            job.answer(committed.as_ref().err());
        }
    }
}

/// Runs the first job of the group and those that come while the group is running, and commits them together.
fn write_group(
    writer: &mut Connection,
    jobs: &mpsc::Receiver<Box<dyn Waiting>>,
    group: &mut Vec<Box<dyn Waiting>>,
) -> Result<(), Fault> {
    plain(writer, dialect::SQLITE_BEGIN_WRITE)?;
    let mut ran = 0;
    while let Some(job) = group.get_mut(ran) {
        run_in_savepoint(job.as_mut(), writer)?;
        ran += 1;
        if ran < MOST_JOBS_PER_COMMIT
            && let Ok(next) = jobs.try_recv()
        {
            group.push(next);
        }
    }
    plain(writer, "COMMIT")
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
