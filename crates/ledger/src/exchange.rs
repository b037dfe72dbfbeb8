//! What goes between this house and outside systems: events that came, with what became of each. Rows about deliveries,
//! not about matters; bodies are sealed. Not here: what an event means (app), what it does (law, by [`crate::Commit`]).

use crate::{
    Ledger,
    engine::{Fault, Row},
    values,
};
use huajie_law::MatterId;
use jiff::Timestamp;

/// An event as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventIn {
    /// Our own name for it.
    pub delivery: String,
    pub system: MatterId,
    /// With `event` the sender's name for it, unique within the system.
    pub source: String,
    pub event: String,
    pub kind: String,
    /// `pushed` or `carried`.
    pub way: String,
    /// Digest of the body: the same name with another body is another event under a used name.
    pub asked: String,
    pub sealed_body: String,
    pub received_at: Timestamp,
    pub state: EventState,
    pub answer: EventAnswer,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// On file, not yet applied: whoever sends again, or the next round, applies it.
    Received,
    Applied,
    /// Could not be applied and waits for a person.
    Held,
    /// A person decided that nothing comes of it.
    SetAside,
}

impl EventState {
    const ALL: [EventState; 4] =
        [EventState::Received, EventState::Applied, EventState::Held, EventState::SetAside];

    pub fn as_str(self) -> &'static str {
        match self {
            EventState::Received => "received",
            EventState::Applied => "applied",
            EventState::Held => "held",
            EventState::SetAside => "set_aside",
        }
    }

    fn of(text: &str) -> EventState {
        let found = EventState::ALL.into_iter().find(|state| state.as_str() == text);
        found.expect("only states are written to this column")
    }
}

/// What the sender was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAnswer {
    pub status: u16,
    /// JSON.
    pub body: String,
}

impl Ledger {
    /// Puts an event on file under its sender's name; false when something stands there already.
    pub async fn put_event_in(&self, event: &EventIn) -> Result<bool, Fault> {
        let sql = "INSERT INTO event_in (delivery, system, source, event, kind, way, asked, sealed_body, received_at, state, \
                   status, answer, settled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL) \
                   ON CONFLICT DO NOTHING";
        let params = values![
            &event.delivery,
            event.system.as_str(),
            &event.source,
            &event.event,
            &event.kind,
            &event.way,
            &event.asked,
            &event.sealed_body,
            event.received_at,
            event.state.as_str(),
            i64::from(event.answer.status),
            &event.answer.body
        ];
        Ok(self.store.execute(sql, &params).await? == 1)
    }

    /// The event that a sender calls so.
    pub async fn event_in(
        &self,
        system: &MatterId,
        source: &str,
        event: &str,
    ) -> Result<Option<EventIn>, Fault> {
        const SQL: &str = "SELECT delivery, system, source, event, kind, way, asked, sealed_body, received_at, state, status, \
                           answer FROM event_in WHERE system = $1 AND source = $2 AND event = $3";
        Ok(self.store.query(SQL, &values![system.as_str(), source, event]).await?.first().map(event_of))
    }

    /// Notes what became of an event, unless a person has set it aside meanwhile.
    pub async fn settle_event_in(
        &self,
        delivery: &str,
        state: EventState,
        answer: &EventAnswer,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let sql = "UPDATE event_in SET state = $2, status = $3, answer = $4, settled_at = $5 \
                   WHERE delivery = $1 AND state <> 'set_aside'";
        let params = values![delivery, state.as_str(), i64::from(answer.status), &answer.body, at];
        self.store.execute(sql, &params).await.map(|_| ())
    }
}

pub(crate) fn event_of(row: &Row) -> EventIn {
    EventIn {
        delivery: row.text(0).to_owned(),
        system: MatterId::from(row.text(1)),
        source: row.text(2).to_owned(),
        event: row.text(3).to_owned(),
        kind: row.text(4).to_owned(),
        way: row.text(5).to_owned(),
        asked: row.text(6).to_owned(),
        sealed_body: row.text(7).to_owned(),
        received_at: row.instant(8),
        state: EventState::of(row.text(9)),
        answer: EventAnswer {
            status: u16::try_from(row.int(10)).expect("only statuses of HTTP are written to this column"),
            body: row.text(11).to_owned(),
        },
    }
}
