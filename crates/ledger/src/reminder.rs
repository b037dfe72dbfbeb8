//! Which rungs of running clocks were told, and to whom they have to be. Not here: what a rung is (law), what letters say (app).

use crate::{
    Ledger, Letter,
    engine::{Fault, Job, Tx, WriteError},
    values,
};
use huajie_law::{MatterId, Principal};
use jiff::{Timestamp, civil::Date};
use std::convert::Infallible;

/// A clock that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningClock {
    pub matter: MatterId,
    pub name: String,
    pub title: String,
    pub started_on: Date,
    pub due_on: Date,
    pub number: Option<String>,
    pub dispute: Option<MatterId>,
}

/// A step that somebody has, with its own day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    pub who: Principal,
    pub title: String,
    pub due_on: Option<Date>,
}

/// Tells one rung: the note that it was told and the letters, or neither.
struct Tell {
    matter: MatterId,
    clock: String,
    due_on: Date,
    rung: String,
    letters: Vec<Letter>,
    at: Timestamp,
}

impl Job for Tell {
    type Output = bool;
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<bool, WriteError<Infallible>> {
        let note = "INSERT INTO reminder (matter, clock, due_on, rung, at) VALUES ($1, $2, $3, $4, $5) \
                    ON CONFLICT (matter, clock, due_on, rung) DO NOTHING";
        let noted = values![self.matter.as_str(), &self.clock, self.due_on, &self.rung, self.at];
        if tx.execute(note, &noted).await? == 0 {
            // Another instance was faster.
            return Ok(false);
        }
        for letter in &self.letters {
            crate::outbox::put(tx, letter, self.at).await?;
        }
        Ok(true)
    }
}

impl Ledger {
    /// A page of clocks that run and whose last day is not before `since`, by (last day, matter, name).
    pub async fn running_clocks(
        &self,
        since: Date,
        after: Option<&RunningClock>,
        limit: u32,
    ) -> Result<Vec<RunningClock>, Fault> {
        let sql = "SELECT c.matter, c.name, c.title, c.started_on, c.due_on, m.number, m.dispute \
                   FROM clock c JOIN matter m ON m.id = c.matter \
                   WHERE c.due_on >= $1 AND c.state = 'running' AND (c.due_on, c.matter, c.name) > ($2, $3, $4) \
                   ORDER BY c.due_on, c.matter, c.name LIMIT $5";
        let (due, matter, name) = after.map_or_else(
            || ("-".to_owned(), "-", "-"),
            |last| (last.due_on.to_string(), last.matter.as_str(), last.name.as_str()),
        );
        let rows = self.store.query(sql, &values![since, due, matter, name, limit]).await?;
        let clock = |row: &crate::engine::Row| RunningClock {
            matter: MatterId::from(row.text(0)),
            name: row.text(1).to_owned(),
            title: row.text(2).to_owned(),
            started_on: row.date(3),
            due_on: row.date(4),
            number: row.opt_text(5).map(str::to_owned),
            dispute: row.opt_text(6).map(MatterId::from),
        };
        Ok(rows.iter().map(clock).collect())
    }

    pub async fn is_told(&self, clock: &RunningClock, rung: &str) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM reminder WHERE matter = $1 AND clock = $2 AND due_on = $3 AND rung = $4";
        let params = values![clock.matter.as_str(), &clock.name, clock.due_on, rung];
        Ok(!self.store.query(sql, &params).await?.is_empty())
    }

    /// Whose the next steps are on that day, with what they are: in this matter, or if it has none, in what hangs on the same dispute. What
    /// only will be one is none yet, as on the worklist.
    pub async fn next_steps(
        &self,
        matter: &MatterId,
        dispute: Option<&MatterId>,
        today: Date,
    ) -> Result<Vec<NextStep>, Fault> {
        // What is waited for is told to whoever holds it, and not to whoever looks on.
        let holds = |row: &crate::engine::Row| {
            row.opt_text(3).is_none_or(|holders| holders.split(' ').any(|holder| holder == row.text(0)))
        };
        let here = "SELECT principal, title, due_on, holders FROM task WHERE matter = $1 AND (part = 'own' OR command = 'wait') \
                    AND (opens_on IS NULL OR opens_on <= $2) ORDER BY sort, principal";
        let mut rows = self.store.query(here, &values![matter.as_str(), today]).await?;
        rows.retain(holds);
        if let (true, Some(dispute)) = (rows.is_empty(), dispute) {
            let family = "SELECT t.principal, t.title, t.due_on, t.holders FROM matter m JOIN task t ON t.matter = m.id \
                          WHERE m.dispute = $1 AND (t.part = 'own' OR t.command = 'wait') \
                          AND (t.opens_on IS NULL OR t.opens_on <= $2) ORDER BY t.sort, t.principal";
            rows = self.store.query(family, &values![dispute.as_str(), today]).await?;
            rows.retain(holds);
        }
        let step = |row: &crate::engine::Row| NextStep {
            who: Principal::from_text(row.text(0)),
            title: row.text(1).to_owned(),
            due_on: row.opt_date(2),
        };
        Ok(rows.iter().map(step).collect())
    }

    /// Writes that a rung was told together with its letters; false when it had been told before.
    pub async fn tell(
        &self,
        clock: &RunningClock,
        rung: &str,
        letters: Vec<Letter>,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let tell = Tell {
            matter: clock.matter.clone(),
            clock: clock.name.clone(),
            due_on: clock.due_on,
            rung: rung.to_owned(),
            letters,
            at,
        };
        self.store.write(tell).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
    }
}
