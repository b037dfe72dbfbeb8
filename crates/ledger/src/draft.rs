//! Applications that are not handed in yet, and forms that were sent too late. Sealed as a whole: they hold everything a
//! person typed.

use crate::{Ledger, engine::Fault, values};
use jiff::Timestamp;

/// A draft under the digest of its cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub sealed: String,
    pub version: u64,
    pub updated_at: Timestamp,
}

impl Ledger {
    pub async fn draft(&self, digest: &str) -> Result<Option<DraftRow>, Fault> {
        let sql = "SELECT sealed, version, updated_at FROM draft WHERE digest = $1";
        Ok(self.store.query(sql, &values![digest]).await?.first().map(|row| DraftRow {
            sealed: row.text(0).to_owned(),
            version: row.int(1).unsigned_abs(),
            updated_at: row.instant(2),
        }))
    }

    /// Saves a draft over the version it was read at; false when another page saved meanwhile.
    pub async fn save_draft(
        &self,
        digest: &str,
        sealed: &str,
        read_version: u64,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        if read_version == 0 {
            let sql = "INSERT INTO draft (digest, sealed, version, updated_at) VALUES ($1, $2, 1, $3) ON CONFLICT (digest) DO NOTHING";
            return Ok(self.store.execute(sql, &values![digest, sealed, at]).await? == 1);
        }
        let sql = "UPDATE draft SET sealed = $2, version = version + 1, updated_at = $3 WHERE digest = $1 AND version = $4";
        Ok(self.store.execute(sql, &values![digest, sealed, at, read_version as i64]).await? == 1)
    }

    pub async fn discard_draft(&self, digest: &str) -> Result<(), Fault> {
        self.store.execute("DELETE FROM draft WHERE digest = $1", &values![digest]).await.map(|_| ())
    }

    /// Forgets what nobody came back for.
    pub async fn discard_drafts_before(&self, at: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM draft WHERE updated_at < $1", &values![at]).await
    }

    /// Keeps a form under the digest of whose it is and where it belongs; a later one takes its place.
    pub async fn keep_form(&self, digest: &str, sealed: &str, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO kept_form (digest, sealed, kept_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO UPDATE SET \
                   sealed = excluded.sealed, kept_at = excluded.kept_at";
        self.store.execute(sql, &values![digest, sealed, at]).await.map(|_| ())
    }

    /// The sealed form, and since when it waits.
    pub async fn kept_form(&self, digest: &str) -> Result<Option<(String, Timestamp)>, Fault> {
        let sql = "SELECT sealed, kept_at FROM kept_form WHERE digest = $1";
        let rows = self.store.query(sql, &values![digest]).await?;
        Ok(rows.first().map(|row| (row.text(0).to_owned(), row.instant(1))))
    }

    pub async fn drop_kept_form(&self, digest: &str) -> Result<(), Fault> {
        self.store.execute("DELETE FROM kept_form WHERE digest = $1", &values![digest]).await.map(|_| ())
    }

    pub async fn drop_kept_forms_before(&self, at: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM kept_form WHERE kept_at < $1", &values![at]).await
    }
}
