//! The one function that writes matters: it takes decisions, and only the law can make one.
//!
//! Everything that belongs to a command goes in one transaction: events, projection, derived rows, sealed personal
//! data, letters, and the receipt under which the same request is answered again.

use crate::{
    deliveries::DeliveryChange,
    engine::{Fault, Job, Tx, WriteError},
    event_out::{self, EventOut},
    values,
    worked::{Prepared, Worked, last_of},
};
use huajie_law::{Decision, File, Law, MatterId, PersonId, matter::Series};
use jiff::Timestamp;
use std::sync::Arc;

/// One field of one person, already sealed.
#[derive(Clone, Debug)]
pub struct SealedField {
    pub person: PersonId,
    pub field: &'static str,
    pub sealed: String,
}

/// A letter to go out once this is committed; address and text are sealed.
#[derive(Clone, Debug)]
pub struct Letter {
    pub id: String,
    pub channel: String,
    pub sealed_address: String,
    pub sealed_body: String,
    pub about: Option<MatterId>,
}

/// What an order on an account means for its secrets and sessions.
#[derive(Clone, Debug)]
pub enum AccountChange {
    Password {
        subject: String,
        hash: String,
        must_change: bool,
    },
    /// The next sign-in enrols a new device.
    NoSecondFactor {
        subject: String,
    },
    EndSessions {
        subject: String,
    },
    /// A one-time code that is on its way opens nothing any more.
    ForgetCode {
        subject: String,
    },
    /// The count of wrong tries under a guard's name.
    ForgetTries {
        name: String,
    },
}

/// The key of a request and a digest of what it asked.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub request: String,
    pub asked: String,
}

/// What was looked at beside the files that are written was looked at after this many had written under the name.
#[derive(Clone, Debug)]
pub struct Turn {
    pub name: &'static str,
    pub seen: i64,
}

/// Whoever bears one of these marks was seen when this was weighed. Asked once a number is drawn: whoever draws one waits for
/// whoever drew before, and then sees what that one wrote.
#[derive(Clone, Debug)]
pub struct Alone {
    pub marks: Vec<String>,
    pub seen: Vec<MatterId>,
}

/// Everything one command writes.
#[derive(Clone, Debug)]
pub struct Commit {
    pub decisions: Vec<Decision>,
    pub law: Arc<Law>,
    pub sealed: Vec<SealedField>,
    pub letters: Vec<Letter>,
    /// What outside systems are told of it.
    pub events: Vec<EventOut>,
    pub accounts: Vec<AccountChange>,
    pub deliveries: Vec<DeliveryChange>,
    pub receipt: Option<Receipt>,
    pub turn: Option<Turn>,
    pub alone: Option<Alone>,
    pub at: Timestamp,
}

impl Commit {
    /// Decisions alone, without anything beside them.
    pub fn of(decisions: Vec<Decision>, law: &Arc<Law>, at: Timestamp) -> Commit {
        let (sealed, letters, events) = (Vec::new(), Vec::new(), Vec::new());
        let (accounts, deliveries) = (Vec::new(), Vec::new());
        Commit {
            decisions,
            law: law.clone(),
            sealed,
            letters,
            events,
            accounts,
            deliveries,
            receipt: None,
            turn: None,
            alone: None,
            at,
        }
    }
}

/// Where a matter stands after a commit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Written {
    pub matter: MatterId,
    pub version: u64,
    pub number: Option<String>,
}

/// What a commit leaves behind.
#[derive(Clone, Debug)]
pub struct Committed {
    pub written: Vec<Written>,
    /// The files as they stand now, numbers included; same order as the decisions.
    pub files: Vec<File>,
}

/// Why nothing was written.
#[derive(Clone, Debug)]
pub enum CommitRefusal {
    /// The file moved on since it was read.
    Stale { matter: MatterId },
    /// The same request was answered before, with this.
    Answered { asked: String, written: Vec<Written> },
    /// Somebody has meanwhile put the same on file.
    Doubled { matter: MatterId },
}

pub type CommitError = WriteError<CommitRefusal>;

impl Job for Prepared {
    type Output = ();
    type Error = CommitRefusal;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), CommitError> {
        let Prepared { commit, worked } = self;
        if let Some(receipt) = &commit.receipt {
            take_receipt(tx, receipt, commit.at).await?;
        }
        if let (Some(turn), Some(first)) = (&commit.turn, worked.first()) {
            take_turn(tx, turn, first.decision.id()).await?;
        }
        // Whatever the registration of a dispute opens carries the number that is drawn for it.
        let mut drawn: Vec<(Series, u64)> = Vec::new();
        for next in 0..worked.len() {
            let (done, rest) = worked.split_at_mut(next);
            let one = &mut rest[0];
            let before = last_of(done, one.decision.id());
            let mut moved = None;
            // Only a number can have made the file another one than it was decided upon.
            if !drawn.is_empty() {
                let mut decision = one.decision.clone();
                if let Some(before) = before {
                    decision = decision.upon(&before.file);
                }
                moved = Some(decision.carrying(&drawn));
            }
            if let Some(series) = one.decision.wants_serial() {
                let serial = draw_serial(tx, &series.prefix, series.year).await?;
                drawn.push((series, serial));
                moved = Some(moved.unwrap_or_else(|| one.decision.clone()).numbered(serial));
            }
            if let Some(decision) = moved {
                *one = Worked::of(decision, before.map(|before| &before.outline), &commit.law);
            }
            one.write(tx).await?;
        }
        if let Some(alone) = &commit.alone {
            ensure_alone(tx, alone, worked).await?;
        }
        commit.write_sealed(tx).await?;
        commit.write_letters(tx).await?;
        for change in &commit.accounts {
            change.write(tx, commit.at).await?;
        }
        for change in &commit.deliveries {
            change.write(tx, commit.at).await?;
        }
        if let Some(receipt) = &commit.receipt {
            let written: Vec<Written> = worked.iter().map(Worked::written).collect();
            let answer = serde_json::to_string(&written).expect("answers are plain data");
            tx.execute(
                "UPDATE receipt SET answer = $2 WHERE request = $1",
                &values![&receipt.request, answer],
            )
            .await?;
        }
        Ok(())
    }
}

impl Commit {
    async fn write_sealed<T: Tx>(&self, tx: &mut T) -> Result<(), Fault> {
        for field in &self.sealed {
            tx.execute(
                "INSERT INTO vault (person, field, sealed) VALUES ($1, $2, $3) \
                 ON CONFLICT (person, field) DO UPDATE SET sealed = excluded.sealed",
                &values![field.person.as_str(), field.field, &field.sealed],
            )
            .await?;
        }
        Ok(())
    }

    async fn write_letters<T: Tx>(&self, tx: &mut T) -> Result<(), Fault> {
        for letter in &self.letters {
            crate::outbox::put(tx, letter, self.at).await?;
        }
        for event in &self.events {
            event_out::put(tx, event, self.at).await?;
        }
        Ok(())
    }
}

/// Claims the request key, or finds what was answered under it. The row lock makes a concurrent twin wait.
async fn take_receipt<T: Tx>(tx: &mut T, receipt: &Receipt, at: Timestamp) -> Result<(), CommitError> {
    let claimed = tx
        .execute(
            "INSERT INTO receipt (request, asked, answer, at) VALUES ($1, $2, '[]', $3) ON CONFLICT (request) DO NOTHING",
            &values![&receipt.request, &receipt.asked, at],
        )
        .await?;
    if claimed == 1 {
        return Ok(());
    }
    let rows =
        tx.query("SELECT asked, answer FROM receipt WHERE request = $1", &values![&receipt.request]).await?;
    let row = rows.first().expect("a key that could not be claimed is on file");
    let written = serde_json::from_str(row.text(1)).expect("answers are written by this function");
    Err(WriteError::Refused(CommitRefusal::Answered { asked: row.text(0).to_owned(), written }))
}

/// Nobody else has written under this name since it was looked at. The row lock makes a concurrent one wait and then look again.
async fn take_turn<T: Tx>(tx: &mut T, turn: &Turn, matter: &MatterId) -> Result<(), CommitError> {
    let taken = match turn.seen {
        0 => {
            let sql = "INSERT INTO turn (name, taken) VALUES ($1, 1) ON CONFLICT (name) DO NOTHING";
            tx.execute(sql, &values![turn.name]).await?
        }
        seen => {
            let sql = "UPDATE turn SET taken = taken + 1 WHERE name = $1 AND taken = $2";
            tx.execute(sql, &values![turn.name, seen]).await?
        }
    };
    let stale = CommitRefusal::Stale { matter: matter.clone() };
    if taken == 1 { Ok(()) } else { Err(WriteError::Refused(stale)) }
}

async fn ensure_alone<T: Tx>(tx: &mut T, alone: &Alone, worked: &[Worked]) -> Result<(), CommitError> {
    for mark in &alone.marks {
        let rows =
            tx.query("SELECT matter FROM mark WHERE mark = $1 ORDER BY matter", &values![mark]).await?;
        let others = rows.iter().map(|row| MatterId::from(row.text(0)));
        let mut unseen =
            others.filter(|matter| !alone.seen.contains(matter) && last_of(worked, matter).is_none());
        if let Some(matter) = unseen.next() {
            return Err(WriteError::Refused(CommitRefusal::Doubled { matter }));
        }
    }
    Ok(())
}

/// The next number of a yearly register. Rolled back with its transaction, so there are no gaps.
async fn draw_serial<T: Tx>(tx: &mut T, prefix: &str, year: i16) -> Result<u64, Fault> {
    let rows = tx
        .query(
            "INSERT INTO serial (prefix, year, last) VALUES ($1, $2, 1) \
             ON CONFLICT (prefix, year) DO UPDATE SET last = serial.last + 1 RETURNING last",
            &values![prefix, i64::from(year)],
        )
        .await?;
    Ok(rows.first().expect("an upsert that returns always returns").int(0).unsigned_abs())
}
