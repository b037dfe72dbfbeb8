//! How often somebody may write who is not known here: counted by name within a window. What is counted, how long a window is and how
//! much is too much is the app's business.

use crate::{
    Ledger,
    engine::{Fault, Job, Tx, WriteError},
    values,
};
use jiff::Timestamp;
use std::convert::Infallible;

impl Ledger {
    /// Counts so many more under a name, in the window that began then; answers what it has come to.
    pub async fn count_use(&self, name: &str, since: Timestamp, more: u64) -> Result<u64, Fault> {
        let count = CountUse { name: name.to_owned(), since, more };
        self.store.write(count).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
    }

    /// Forgets windows that are over.
    pub async fn forget_uses_before(&self, since: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM allowance WHERE since < $1", &values![since]).await
    }
}

struct CountUse {
    name: String,
    since: Timestamp,
    more: u64,
}

impl Job for CountUse {
    type Output = u64;
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<u64, WriteError<Infallible>> {
        let sql = "INSERT INTO allowance (name, since, used) VALUES ($1, $2, $3) \
                   ON CONFLICT (name, since) DO UPDATE SET used = allowance.used + excluded.used RETURNING used";
        let more = i64::try_from(self.more).unwrap_or(i64::MAX);
        let rows = tx.query(sql, &values![&self.name, self.since, more]).await?;
        Ok(rows.first().expect("an upsert that returns always returns").int(0).unsigned_abs())
    }
}
