//! Who looked into which file (谁看过我的案卷).

use crate::{
    Ledger,
    engine::{Fault, Note, Row},
    values,
};
use huajie_law::{Actor, MatterId};
use jiff::Timestamp;

/// Somebody opened a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub at: Timestamp,
    pub actor_name: String,
    pub role: String,
    pub organization: Option<String>,
}

impl Opening {
    pub fn by(actor: &Actor, at: Timestamp) -> Opening {
        Opening {
            at,
            actor_name: actor.name.clone(),
            role: actor.role.as_str().to_owned(),
            organization: actor.organization.as_ref().map(|id| id.as_str().to_owned()),
        }
    }
}

pub(crate) const OPENINGS: &str =
    "SELECT at, actor_name, role, organization FROM opening WHERE matter = $1 ORDER BY at DESC LIMIT $2";

/// When an opening was written that waited for room; the last time that it was tried.
const LATE: &str = "INSERT INTO late_opening (matter, at, actor, noted_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (matter, at, actor) DO UPDATE SET noted_at = excluded.noted_at";

/// Somebody's openings of a file on one day, in one capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    pub first: Timestamp,
    pub last: Timestamp,
    pub times: u64,
    pub actor: String,
    pub actor_name: String,
    pub role: String,
    pub organization: Option<String>,
}

/// The last line of a page: the next one begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedKey {
    pub last: Timestamp,
    pub actor: String,
}

/// Instants are microseconds; a day in China begins eight hours before the one of Greenwich.
const LOOKED_AT: &str = "SELECT MIN(at), MAX(at), COUNT(*), actor, actor_name, role, organization FROM opening \
     WHERE matter = $1 GROUP BY (at + 28800000000) / 86400000000, actor, actor_name, role, organization \
     HAVING MAX(at) < $2 OR (MAX(at) = $2 AND actor > $3) ORDER BY MAX(at) DESC, actor LIMIT $4";

impl Ledger {
    /// Records that somebody opened a file; the page that shows it fails if this does. A full disk is no such failure: the record
    /// waits in memory for room.
    pub async fn record_opening(&self, actor: &Actor, matter: &MatterId, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO opening (matter, at, actor, actor_name, role, organization) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (matter, at, actor) DO NOTHING";
        let Opening { at, actor_name, role, organization } = Opening::by(actor, at);
        let key = values![matter.as_str(), at, actor.user.as_str()];
        let params = [&key[..], &values![actor_name, role, organization]].concat();
        self.store.note_at_last(Note { sql, params, late: Some((LATE, key.to_vec())) }).await
    }

    /// Who opened a file, a line for a person and a day, newest first; those after `before`.
    pub async fn looked_at(
        &self,
        matter: &MatterId,
        before: Option<&LookedKey>,
        limit: u32,
    ) -> Result<Vec<LookedAt>, Fault> {
        let (last, actor) = before.map_or((Timestamp::MAX, ""), |key| (key.last, key.actor.as_str()));
        let rows = self.store.query(LOOKED_AT, &values![matter.as_str(), last, actor, limit]).await?;
        let one = |row: &Row| LookedAt {
            first: row.instant(0),
            last: row.instant(1),
            times: row.int(2).unsigned_abs(),
            actor: row.text(3).to_owned(),
            actor_name: row.text(4).to_owned(),
            role: row.text(5).to_owned(),
            organization: row.opt_text(6).map(str::to_owned),
        };
        Ok(rows.iter().map(one).collect())
    }

    /// Who opened a file, newest first.
    pub async fn openings(&self, matter: &MatterId, limit: u32) -> Result<Vec<Opening>, Fault> {
        let rows = self.store.query(OPENINGS, &values![matter.as_str(), limit]).await?;
        Ok(rows.iter().map(of_row).collect())
    }
}

/// From [`OPENINGS`].
pub(crate) fn of_row(row: &Row) -> Opening {
    Opening {
        at: row.instant(0),
        actor_name: row.text(1).to_owned(),
        role: row.text(2).to_owned(),
        organization: row.opt_text(3).map(str::to_owned),
    }
}
