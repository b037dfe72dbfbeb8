//! Files that are carried between networks that do not touch: which numbers went out with which events, which came in.

use crate::{
    Ledger,
    engine::{Fault, Job, Tx, WriteError},
    event_out::WaitingEvent,
    values,
};
use huajie_law::MatterId;
use jiff::Timestamp;
use std::convert::Infallible;

/// More in one file would make it unwieldy; what is more goes into the next.
const MOST_EVENTS: i64 = 1000;

/// What goes into one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleOut {
    pub number: u64,
    pub at: Timestamp,
    /// In the order in which they were put on their way.
    pub events: Vec<WaitingEvent>,
}

/// Gives the waiting events of a system the next number.
struct Bundle {
    system: MatterId,
    at: Timestamp,
}

const HIGHEST: &str =
    "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM bundle WHERE system = $1 AND direction = $2";
const MADE_AT: &str = "SELECT at FROM bundle WHERE system = $1 AND direction = 'out' AND number = $2";
const IN_BUNDLE: &str = "SELECT id, system, sealed_body, attempts FROM event_out WHERE system = $1 AND bundle = $2 ORDER BY at, id";

impl Job for Bundle {
    type Output = Option<BundleOut>;
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<Option<BundleOut>, WriteError<Infallible>> {
        let system = self.system.as_str();
        let number = tx.query(HIGHEST, &values![system, "out"]).await?[0].int(0) + 1;
        let claim = "UPDATE event_out SET bundle = $2, state = 'sent', attempts = attempts + 1, settled_at = $3 \
                     WHERE id IN (SELECT id FROM event_out WHERE system = $1 AND state = 'waiting' AND way = 'carried' \
                     ORDER BY at, id LIMIT $4)";
        if tx.execute(claim, &values![system, number, self.at, MOST_EVENTS]).await? == 0 {
            return Ok(None);
        }
        // Two at once draw the same number: the key lets one of them through, the other begins anew.
        let note =
            "INSERT INTO bundle (system, direction, number, digest, at) VALUES ($1, 'out', $2, NULL, $3)";
        tx.execute(note, &values![system, number, self.at]).await?;
        let rows = tx.query(IN_BUNDLE, &values![system, number]).await?;
        let events = rows.iter().map(event).collect();
        let noted = tx.query(MADE_AT, &values![system, number]).await?;
        // As it is kept, without what a column of microseconds does not hold: written again it must be the same file.
        Ok(Some(BundleOut { number: number.unsigned_abs(), at: noted[0].instant(0), events }))
    }
}

impl Ledger {
    /// The next file for a system; none when nothing waits for it.
    pub async fn next_bundle(&self, system: &MatterId, at: Timestamp) -> Result<Option<BundleOut>, Fault> {
        let job = Bundle { system: system.clone(), at };
        self.store.write(job).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
    }

    /// A file that was made before, as it was: the carrier was lost.
    pub async fn bundle_again(&self, system: &MatterId, number: u64) -> Result<Option<BundleOut>, Fault> {
        let number_asked = i64::try_from(number).unwrap_or(i64::MAX);
        let Some(at) = self
            .store
            .query(MADE_AT, &values![system.as_str(), number_asked])
            .await?
            .first()
            .map(|row| row.instant(0))
        else {
            return Ok(None);
        };
        let rows = self.store.query(IN_BUNDLE, &values![system.as_str(), number_asked]).await?;
        Ok(Some(BundleOut { number, at, events: rows.iter().map(event).collect() }))
    }

    /// The highest number that came in from a system, 0 for none.
    pub async fn last_bundle_in(&self, system: &MatterId) -> Result<u64, Fault> {
        Ok(self.store.query(HIGHEST, &values![system.as_str(), "in"]).await?[0].int(0).unsigned_abs())
    }

    /// The digest under which a number came in before.
    pub async fn bundle_in(&self, system: &MatterId, number: u64) -> Result<Option<String>, Fault> {
        let sql = "SELECT digest FROM bundle WHERE system = $1 AND direction = 'in' AND number = $2";
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        let rows = self.store.query(sql, &values![system.as_str(), number]).await?;
        Ok(rows.first().and_then(|row| row.opt_text(0).map(str::to_owned)))
    }

    /// Notes that everything in a file was taken in.
    pub async fn note_bundle_in(
        &self,
        system: &MatterId,
        number: u64,
        digest: &str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO bundle (system, direction, number, digest, at) VALUES ($1, 'in', $2, $3, $4) \
                   ON CONFLICT (system, direction, number) DO NOTHING";
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.store.execute(sql, &values![system.as_str(), number, digest, at]).await.map(|_| ())
    }
}

fn event(row: &crate::engine::Row) -> WaitingEvent {
    WaitingEvent {
        id: row.text(0).to_owned(),
        system: MatterId::from(row.text(1)),
        sealed_body: row.text(2).to_owned(),
        attempts: u32::try_from(row.int(3)).unwrap_or(u32::MAX),
    }
}
