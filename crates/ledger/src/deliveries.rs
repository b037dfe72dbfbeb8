//! Deliveries both ways as an administrator looks at them, and what is decided about one that got stuck.

use crate::{
    Ledger,
    engine::{Fault, Row, Tx},
    exchange::EventIn,
    values,
};
use huajie_law::MatterId;
use jiff::Timestamp;

/// One event, in or out, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: String,
    pub inward: bool,
    pub system: MatterId,
    pub kind: String,
    /// The sender's name for it, or the matter that it is about.
    pub name: String,
    pub state: String,
    pub at: Timestamp,
    pub attempts: u32,
    /// Why it is not done, as far as that is known.
    pub reason: Option<String>,
}

/// The last one of a page: the next page begins before it.
pub type DeliveryKey = (Timestamp, String);

impl Delivery {
    pub fn key(&self) -> DeliveryKey {
        (self.at, self.id.clone())
    }

    /// It waits for a person.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "held" | "dead")
    }
}

/// What a person decides about a delivery that got stuck; written with the order that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryChange {
    Again { delivery: String },
    SetAside { delivery: String },
}

impl DeliveryChange {
    pub(crate) async fn write<T: Tx>(&self, tx: &mut T, at: Timestamp) -> Result<(), Fault> {
        match self {
            DeliveryChange::Again { delivery } => {
                let inward = "UPDATE event_in SET state = 'received', settled_at = NULL WHERE delivery = $1 AND state = 'held'";
                tx.execute(inward, &values![delivery]).await?;
                let outward = "UPDATE event_out SET state = 'waiting', attempts = 0, next_at = $2 \
                               WHERE id = $1 AND state = 'dead'";
                tx.execute(outward, &values![delivery, at]).await?;
            }
            DeliveryChange::SetAside { delivery } => {
                let inward = "UPDATE event_in SET state = 'set_aside', settled_at = $2 WHERE delivery = $1 AND state = 'held'";
                tx.execute(inward, &values![delivery, at]).await?;
                let outward = "UPDATE event_out SET state = 'set_aside', settled_at = $2 WHERE id = $1 AND state = 'dead'";
                tx.execute(outward, &values![delivery, at]).await?;
            }
        }
        Ok(())
    }
}

macro_rules! inward_where {
    ($which:literal) => {
        concat!(
            "SELECT delivery, system, kind, source || ' ' || event, state, received_at, answer FROM event_in WHERE ",
            $which,
            " AND (received_at, delivery) < ($3, $4) ORDER BY received_at DESC, delivery DESC LIMIT $2"
        )
    };
}

macro_rules! outward_where {
    ($which:literal) => {
        concat!(
            "SELECT id, system, kind, about, state, at, last_error, attempts FROM event_out WHERE ",
            $which,
            " AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $2"
        )
    };
}

impl Ledger {
    /// Newest first, those before `before`: all of one system; of no system in particular those of every one that wait for a person.
    pub async fn deliveries(
        &self,
        system: Option<&MatterId>,
        before: Option<&DeliveryKey>,
        limit: u32,
    ) -> Result<Vec<Delivery>, Fault> {
        // The state stands in the statement, or its index would not serve.
        let (inward, outward) = match system {
            None => {
                (inward_where!("state = 'held' AND $1 = '-'"), outward_where!("state = 'dead' AND $1 = '-'"))
            }
            Some(_) => (inward_where!("system = $1"), outward_where!("system = $1")),
        };
        let (at, id) = before.map_or((Timestamp::MAX, ""), |(at, id)| (*at, id.as_str()));
        let asked = values![system.map_or("-", MatterId::as_str), limit, at, id];
        let mut all: Vec<Delivery> = self.store.query(inward, &asked).await?.iter().map(came).collect();
        all.extend(self.store.query(outward, &asked).await?.iter().map(went));
        all.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        all.truncate(limit as usize);
        Ok(all)
    }

    /// What it says, sealed; of an event out under its own id.
    pub async fn sealed_delivery(&self, delivery: &Delivery) -> Result<Option<String>, Fault> {
        let sql = match delivery.inward {
            true => "SELECT sealed_body FROM event_in WHERE delivery = $1",
            false => "SELECT sealed_body FROM event_out WHERE id = $1",
        };
        let rows = self.store.query(sql, &values![delivery.id.as_str()]).await?;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    /// Whether a delivery of this system waits for a person.
    pub async fn is_open_delivery(&self, system: &MatterId, delivery: &str) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM event_in WHERE delivery = $1 AND system = $2 AND state = 'held' \
                   UNION ALL SELECT 1 FROM event_out WHERE id = $1 AND system = $2 AND state = 'dead'";
        Ok(!self.store.query(sql, &values![delivery, system.as_str()]).await?.is_empty())
    }

    /// Events that are on file and that nobody has applied yet, oldest first: the machine stopped, or a person ordered it.
    pub async fn unapplied_events(&self, before: Timestamp, limit: u32) -> Result<Vec<EventIn>, Fault> {
        let sql = "SELECT delivery, system, source, event, kind, way, asked, sealed_body, received_at, state, status, answer \
                   FROM event_in WHERE state = 'received' AND received_at <= $1 ORDER BY received_at, delivery LIMIT $2";
        Ok(self
            .store
            .query(sql, &values![before, limit])
            .await?
            .iter()
            .map(crate::exchange::event_of)
            .collect())
    }
}

fn came(row: &Row) -> Delivery {
    let answer: serde_json::Value = serde_json::from_str(row.text(6)).unwrap_or_default();
    Delivery {
        id: row.text(0).to_owned(),
        inward: true,
        system: MatterId::from(row.text(1)),
        kind: row.text(2).to_owned(),
        name: row.text(3).to_owned(),
        state: row.text(4).to_owned(),
        at: row.instant(5),
        attempts: 1,
        reason: answer["says"].as_str().map(str::to_owned),
    }
}

fn went(row: &Row) -> Delivery {
    Delivery {
        id: row.text(0).to_owned(),
        inward: false,
        system: MatterId::from(row.text(1)),
        kind: row.text(2).to_owned(),
        name: row.text(3).to_owned(),
        state: row.text(4).to_owned(),
        at: row.instant(5),
        attempts: u32::try_from(row.int(7)).unwrap_or(u32::MAX),
        reason: row.opt_text(6).map(str::to_owned),
    }
}
