//! What goes out to outside systems: written in the transaction of what it tells of, tried until it is taken, and kept as a
//! dead letter when it never is. Not here: what is told (app), how it is sent.

use crate::{
    Ledger,
    engine::{Fault, Tx},
    values,
};
use huajie_law::MatterId;
use jiff::Timestamp;

/// An event meant for one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventOut {
    /// The CloudEvent's own id.
    pub id: String,
    pub system: MatterId,
    pub kind: String,
    pub about: MatterId,
    /// `pushed` or `carried`.
    pub way: String,
    pub sealed_body: String,
}

/// One that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingEvent {
    pub id: String,
    pub system: MatterId,
    pub sealed_body: String,
    pub attempts: u32,
}

/// Puts an event on its way with whatever else the transaction writes.
pub(crate) async fn put<T: Tx>(tx: &mut T, event: &EventOut, at: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO event_out (id, system, kind, about, way, sealed_body, at, state, attempts, next_at, last_error, settled_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $7, NULL, NULL) ON CONFLICT (id) DO NOTHING";
    let params = values![
        &event.id,
        event.system.as_str(),
        &event.kind,
        event.about.as_str(),
        &event.way,
        &event.sealed_body,
        at
    ];
    tx.execute(sql, &params).await.map(|_| ())
}

impl Ledger {
    /// Events of a way whose time has come, oldest first.
    pub async fn waiting_events(
        &self,
        way: &str,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WaitingEvent>, Fault> {
        let sql = "SELECT id, system, sealed_body, attempts FROM event_out \
                   WHERE state = 'waiting' AND way = $1 AND next_at <= $2 ORDER BY next_at, id LIMIT $3";
        let waiting = |row: &crate::engine::Row| WaitingEvent {
            id: row.text(0).to_owned(),
            system: MatterId::from(row.text(1)),
            sealed_body: row.text(2).to_owned(),
            attempts: u32::try_from(row.int(3)).unwrap_or(u32::MAX),
        };
        Ok(self.store.query(sql, &values![way, now, limit]).await?.iter().map(waiting).collect())
    }

    pub async fn event_sent(&self, id: &str, at: Timestamp) -> Result<(), Fault> {
        let sql = "UPDATE event_out SET state = 'sent', attempts = attempts + 1, last_error = NULL, settled_at = $2 \
                   WHERE id = $1 AND state = 'waiting'";
        self.store.execute(sql, &values![id, at]).await.map(|_| ())
    }

    /// Notes a try that failed: the next one, or none, and then a person has to look.
    pub async fn event_failed(
        &self,
        id: &str,
        error: &str,
        next_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let sql = "UPDATE event_out SET attempts = attempts + 1, last_error = $2, state = $3, next_at = $4 \
                   WHERE id = $1 AND state = 'waiting'";
        let state = if next_at.is_some() { "waiting" } else { "dead" };
        self.store.execute(sql, &values![id, error, state, next_at.unwrap_or(at)]).await.map(|_| ())
    }
}
