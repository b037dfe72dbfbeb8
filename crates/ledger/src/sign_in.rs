//! Sessions, credentials and one-time codes: rows that are about access, not about matters. Only digests of secrets
//! stand here; who may have them is the app's business.

use crate::{
    Ledger,
    engine::{Fault, Job, Tx, WriteError},
    values,
};
use jiff::Timestamp;
use std::convert::Infallible;

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// `user:…`, `party:<dispute>:<party>`, `draft:…`: whose it is.
    pub subject: String,
    /// Which capacity an officer acts in now.
    pub capacity: Option<String>,
    pub csrf: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

/// What an officer signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialRow {
    pub password_hash: String,
    pub sealed_totp: Option<String>,
    /// The last TOTP step used: none is taken twice.
    pub totp_step: i64,
    pub failures: u32,
    pub locked_until: Option<Timestamp>,
}

/// A code on its way to a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeCodeRow {
    pub digest: String,
    pub issued_at: Timestamp,
    pub attempts: u32,
}

impl Ledger {
    pub async fn put_session(&self, digest: &str, session: &Session) -> Result<(), Fault> {
        let sql = "INSERT INTO session (digest, subject, capacity, csrf, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (digest) DO UPDATE SET subject = excluded.subject, capacity = excluded.capacity, seen_at = excluded.seen_at";
        let params =
            values![digest, &session.subject, session.capacity.clone(), &session.csrf, session.created_at, session.seen_at];
        self.store.execute(sql, &params).await.map(|_| ())
    }

    pub async fn session(&self, digest: &str) -> Result<Option<Session>, Fault> {
        let sql = "SELECT subject, capacity, csrf, created_at, seen_at FROM session WHERE digest = $1";
        Ok(self.store.query(sql, &values![digest]).await?.first().map(|row| Session {
            subject: row.text(0).to_owned(),
            capacity: row.opt_text(1).map(str::to_owned),
            csrf: row.text(2).to_owned(),
            created_at: row.instant(3),
            seen_at: row.instant(4),
        }))
    }

    pub async fn end_session(&self, digest: &str) -> Result<(), Fault> {
        self.store.execute("DELETE FROM session WHERE digest = $1", &values![digest]).await.map(|_| ())
    }

    /// Ends every session of somebody: after a change of password, a dismissal.
    pub async fn end_sessions_of(&self, subject: &str) -> Result<(), Fault> {
        self.store.execute("DELETE FROM session WHERE subject = $1", &values![subject]).await.map(|_| ())
    }

    pub async fn credential(&self, subject: &str) -> Result<Option<CredentialRow>, Fault> {
        let sql = "SELECT password_hash, sealed_totp, totp_step, failures, locked_until FROM credential WHERE subject = $1";
        Ok(self.store.query(sql, &values![subject]).await?.first().map(|row| CredentialRow {
            password_hash: row.text(0).to_owned(),
            sealed_totp: row.opt_text(1).map(str::to_owned),
            totp_step: row.int(2),
            failures: u32::try_from(row.int(3)).unwrap_or(u32::MAX),
            locked_until: row.opt_instant(4),
        }))
    }

    pub async fn put_credential(&self, subject: &str, credential: &CredentialRow, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO credential (subject, password_hash, sealed_totp, totp_step, failures, locked_until, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (subject) DO UPDATE SET \
                   password_hash = excluded.password_hash, sealed_totp = excluded.sealed_totp, totp_step = excluded.totp_step, \
                   failures = excluded.failures, locked_until = excluded.locked_until, changed_at = excluded.changed_at";
        let params = values![
            subject,
            &credential.password_hash,
            credential.sealed_totp.clone(),
            credential.totp_step,
            credential.failures,
            credential.locked_until,
            at
        ];
        self.store.execute(sql, &params).await.map(|_| ())
    }

    /// Counts a sign-in attempt atomically, so that parallel guesses cannot share one count.
    /// Returns the failures counted so far, this one included.
    pub async fn count_failure(&self, subject: &str, locked_until: Option<Timestamp>) -> Result<u32, Fault> {
        let sql = "UPDATE credential SET failures = failures + 1, locked_until = COALESCE($2, locked_until) \
                   WHERE subject = $1 RETURNING failures";
        let failures = self.store.write(Returning { sql, params: values![subject, locked_until].to_vec() }).await;
        Ok(failures.map_err(fault_of)?.map_or(0, |count| u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// Marks a TOTP step as used; false when it, or a later one, was used before.
    pub async fn take_totp_step(&self, subject: &str, step: i64) -> Result<bool, Fault> {
        let sql = "UPDATE credential SET totp_step = $2, failures = 0, locked_until = NULL WHERE subject = $1 AND totp_step < $2";
        Ok(self.store.execute(sql, &values![subject, step]).await? == 1)
    }

    pub async fn put_one_time_code(&self, subject: &str, digest: &str, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO one_time_code (subject, digest, issued_at, attempts) VALUES ($1, $2, $3, 0) \
                   ON CONFLICT (subject) DO UPDATE SET digest = excluded.digest, issued_at = excluded.issued_at, attempts = 0";
        self.store.execute(sql, &values![subject, digest, at]).await.map(|_| ())
    }

    /// When a code was last sent, so that it is not sent again at once.
    pub async fn one_time_code_issued_at(&self, subject: &str) -> Result<Option<Timestamp>, Fault> {
        let sql = "SELECT issued_at FROM one_time_code WHERE subject = $1";
        Ok(self.store.query(sql, &values![subject]).await?.first().map(|row| row.instant(0)))
    }

    /// Takes one try at a code: counted before it is compared.
    pub async fn try_one_time_code(&self, subject: &str) -> Result<Option<OneTimeCodeRow>, Fault> {
        let counted = "UPDATE one_time_code SET attempts = attempts + 1 WHERE subject = $1";
        self.store.execute(counted, &values![subject]).await?;
        let sql = "SELECT digest, issued_at, attempts FROM one_time_code WHERE subject = $1";
        Ok(self.store.query(sql, &values![subject]).await?.first().map(|row| OneTimeCodeRow {
            digest: row.text(0).to_owned(),
            issued_at: row.instant(1),
            attempts: u32::try_from(row.int(2)).unwrap_or(u32::MAX),
        }))
    }

    /// A code is good once.
    pub async fn spend_one_time_code(&self, subject: &str, digest: &str) -> Result<bool, Fault> {
        let sql = "DELETE FROM one_time_code WHERE subject = $1 AND digest = $2";
        Ok(self.store.execute(sql, &values![subject, digest]).await? == 1)
    }
}

/// One statement that returns one number.
struct Returning {
    sql: &'static str,
    params: Vec<crate::engine::Value>,
}

impl Job for Returning {
    type Output = Option<i64>;
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<Option<i64>, WriteError<Infallible>> {
        Ok(tx.query(self.sql, &self.params).await?.first().map(|row| row.int(0)))
    }
}

fn fault_of(error: WriteError<Infallible>) -> Fault {
    match error {
        WriteError::Fault(fault) => fault,
        WriteError::Refused(never) => match never {},
    }
}
