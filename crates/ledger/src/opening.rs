//! Who looked into which file (谁看过我的案卷).

use crate::{
    Ledger,
    engine::{Fault, Row},
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

impl Ledger {
    /// Records that somebody opened a file; the page that shows it fails if this does.
    pub async fn record_opening(&self, actor: &Actor, matter: &MatterId, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO opening (matter, at, actor, actor_name, role, organization) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (matter, at, actor) DO NOTHING";
        let Opening { at, actor_name, role, organization } = Opening::by(actor, at);
        let params = values![matter.as_str(), at, actor.user.as_str(), actor_name, role, organization];
        self.store.note(sql, &params).await.map(|_| ())
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
