//! Sessions, credentials and one-time codes: rows that are about access, not about matters. Only digests of secrets
//! stand here; who may have them is the app's business.

use crate::{
    AccountChange, Ledger, Letter,
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
    /// Handed out by an administrator: good for nothing but choosing one's own.
    pub must_change: bool,
    pub sealed_totp: Option<String>,
    /// The last TOTP step used: none is taken twice. `None`: the device has not shown a code yet.
    pub totp_step: Option<u64>,
}

/// The tries at one login since it last succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    pub failures: u32,
    pub locked_until: Option<Timestamp>,
}

/// What the tries become by one more failure at an instant: the app's rule, run inside the transaction.
pub type AfterFailure = fn(Tries, Timestamp) -> Tries;

/// Stands for [`CredentialRow::totp_step`] being `None`: below every step.
const NO_STEP_YET: i64 = -1;

/// A code on its way to a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeCodeRow {
    pub digest: String,
    pub issued_at: Timestamp,
    pub attempts: u32,
}

const PUT_PASSWORD: &str = "INSERT INTO credential (subject, password_hash, must_change, sealed_totp, totp_step, changed_at) \
    VALUES ($1, $2, $3, NULL, $4, $5) ON CONFLICT (subject) DO UPDATE SET \
    password_hash = excluded.password_hash, must_change = excluded.must_change, changed_at = excluded.changed_at";
const DROP_TOTP: &str =
    "UPDATE credential SET sealed_totp = NULL, totp_step = $2, changed_at = $3 WHERE subject = $1";
const PUT_CODE: &str = "INSERT INTO one_time_code (subject, digest, issued_at, attempts) VALUES ($1, $2, $3, 0) \
    ON CONFLICT (subject) DO UPDATE SET digest = excluded.digest, issued_at = excluded.issued_at, attempts = 0";
const END_SESSIONS_OF: &str = "DELETE FROM session WHERE subject = $1";
const FORGET_CODE: &str = "DELETE FROM one_time_code WHERE subject = $1";
const FORGET_TRIES: &str = "DELETE FROM sign_in_guard WHERE name = $1";

impl AccountChange {
    pub(crate) async fn write<T: Tx>(&self, tx: &mut T, at: Timestamp) -> Result<(), Fault> {
        match self {
            AccountChange::Password { subject, hash, must_change } => {
                let params = values![subject, hash, i64::from(*must_change), NO_STEP_YET, at];
                tx.execute(PUT_PASSWORD, &params).await?
            }
            AccountChange::NoSecondFactor { subject } => {
                tx.execute(DROP_TOTP, &values![subject, NO_STEP_YET, at]).await?
            }
            AccountChange::EndSessions { subject } => tx.execute(END_SESSIONS_OF, &values![subject]).await?,
            AccountChange::ForgetCode { subject } => tx.execute(FORGET_CODE, &values![subject]).await?,
            AccountChange::ForgetTries { name } => tx.execute(FORGET_TRIES, &values![name]).await?,
        };
        Ok(())
    }
}

impl Ledger {
    pub async fn put_session(&self, digest: &str, session: &Session) -> Result<(), Fault> {
        let sql = "INSERT INTO session (digest, subject, capacity, csrf, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let params = values![
            digest,
            &session.subject,
            session.capacity.clone(),
            &session.csrf,
            session.created_at,
            session.seen_at
        ];
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

    /// Marks a session as seen; false when it has ended meanwhile, and then it stays ended.
    pub async fn touch_session(&self, digest: &str, at: Timestamp) -> Result<bool, Fault> {
        let sql = "UPDATE session SET seen_at = $2 WHERE digest = $1";
        Ok(self.store.note(sql, &values![digest, at]).await? == 1)
    }

    pub async fn end_session(&self, digest: &str) -> Result<(), Fault> {
        self.store.execute("DELETE FROM session WHERE digest = $1", &values![digest]).await.map(|_| ())
    }

    /// Ends every session of somebody: after a change of password, a dismissal.
    pub async fn end_sessions_of(&self, subject: &str) -> Result<(), Fault> {
        self.store.execute(END_SESSIONS_OF, &values![subject]).await.map(|_| ())
    }

    pub async fn credential(&self, subject: &str) -> Result<Option<CredentialRow>, Fault> {
        let sql =
            "SELECT password_hash, must_change, sealed_totp, totp_step FROM credential WHERE subject = $1";
        Ok(self.store.query(sql, &values![subject]).await?.first().map(|row| CredentialRow {
            password_hash: row.text(0).to_owned(),
            must_change: row.int(1) == 1,
            sealed_totp: row.opt_text(2).map(str::to_owned),
            totp_step: u64::try_from(row.int(3)).ok(),
        }))
    }

    /// Sets a password; the second factor stays as it is.
    pub async fn put_password(
        &self,
        subject: &str,
        hash: &str,
        must_change: bool,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let params = values![subject, hash, i64::from(must_change), NO_STEP_YET, at];
        self.store.execute(PUT_PASSWORD, &params).await.map(|_| ())
    }

    /// The same password stretched anew, unless it was changed meanwhile.
    pub async fn restretch_password(&self, subject: &str, old: &str, new: &str) -> Result<(), Fault> {
        let sql = "UPDATE credential SET password_hash = $3 WHERE subject = $1 AND password_hash = $2";
        self.store.execute(sql, &values![subject, old, new]).await.map(|_| ())
    }

    /// Sets the second factor of somebody who has a password; `None` takes it away.
    pub async fn put_totp(&self, subject: &str, sealed: Option<&str>, at: Timestamp) -> Result<(), Fault> {
        let sql =
            "UPDATE credential SET sealed_totp = $2, totp_step = $3, changed_at = $4 WHERE subject = $1";
        self.store.execute(sql, &values![subject, sealed, NO_STEP_YET, at]).await.map(|_| ())
    }

    /// Gives a device to somebody who has none; false when there is one by now.
    pub async fn offer_totp(&self, subject: &str, sealed: &str, at: Timestamp) -> Result<bool, Fault> {
        let sql = "UPDATE credential SET sealed_totp = $2, totp_step = $3, changed_at = $4 \
                   WHERE subject = $1 AND sealed_totp IS NULL";
        Ok(self.store.execute(sql, &values![subject, sealed, NO_STEP_YET, at]).await? == 1)
    }

    /// Counts a try as a failure before anything is compared, so that parallel guesses do not share one count.
    /// Returns how things stood before; the caller refuses unseen when they were locked.
    pub async fn count_try(&self, name: &str, at: Timestamp, after: AfterFailure) -> Result<Tries, Fault> {
        let job = CountTry { name: name.to_owned(), at, after };
        self.store.write(job).await.map_err(fault_of)
    }

    /// Takes back one counted try that turned out right.
    pub async fn give_back_try(&self, name: &str) -> Result<(), Fault> {
        let sql = "UPDATE sign_in_guard SET failures = failures - 1, locked_until = NULL \
                   WHERE name = $1 AND failures > 0";
        self.store.execute(sql, &values![name]).await.map(|_| ())
    }

    /// Forgets all tries: somebody got in, or an administrator unlocked.
    pub async fn forget_tries(&self, name: &str) -> Result<(), Fault> {
        self.store.execute(FORGET_TRIES, &values![name]).await.map(|_| ())
    }

    /// Forgets what strangers typed long ago.
    pub async fn forget_tries_before(&self, at: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM sign_in_guard WHERE tried_at < $1", &values![at]).await
    }

    /// How the tries at a login stand, for the administrator's page.
    pub async fn tries(&self, name: &str) -> Result<Tries, Fault> {
        let sql = "SELECT failures, locked_until FROM sign_in_guard WHERE name = $1";
        Ok(self.store.query(sql, &values![name]).await?.first().map(tries).unwrap_or_default())
    }

    /// Forgets sessions that nobody can come back to.
    pub async fn end_sessions_before(&self, created: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM session WHERE created_at < $1", &values![created]).await
    }

    /// Marks a TOTP step as used; false when it, or a later one, was used before.
    pub async fn take_totp_step(&self, subject: &str, step: u64) -> Result<bool, Fault> {
        let sql = "UPDATE credential SET totp_step = $2 WHERE subject = $1 AND totp_step < $2";
        let step = i64::try_from(step).expect("steps of half a minute fit for ever");
        Ok(self.store.execute(sql, &values![subject, step]).await? == 1)
    }

    /// Puts a code and the letter that carries it, or a code alone, in one transaction: the two cost the same.
    pub async fn issue_one_time_code(
        &self,
        subject: &str,
        digest: &str,
        letter: Option<Letter>,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let issue = IssueCode { subject: subject.to_owned(), digest: digest.to_owned(), letter, at };
        self.store.write(issue).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
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

    /// Forgets codes that are long past their time.
    pub async fn discard_one_time_codes_before(&self, at: Timestamp) -> Result<u64, Fault> {
        self.store.execute("DELETE FROM one_time_code WHERE issued_at < $1", &values![at]).await
    }

    /// A code is good once.
    pub async fn spend_one_time_code(&self, subject: &str, digest: &str) -> Result<bool, Fault> {
        let sql = "DELETE FROM one_time_code WHERE subject = $1 AND digest = $2";
        Ok(self.store.execute(sql, &values![subject, digest]).await? == 1)
    }
}

fn tries(row: &crate::engine::Row) -> Tries {
    Tries { failures: u32::try_from(row.int(0)).unwrap_or(u32::MAX), locked_until: row.opt_instant(1) }
}

struct IssueCode {
    subject: String,
    digest: String,
    letter: Option<Letter>,
    at: Timestamp,
}

impl Job for IssueCode {
    type Output = ();
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Infallible>> {
        tx.execute(PUT_CODE, &values![&self.subject, &self.digest, self.at]).await?;
        if let Some(letter) = &self.letter {
            crate::outbox::put(tx, letter, self.at).await?;
        }
        Ok(())
    }
}

struct CountTry {
    name: String,
    at: Timestamp,
    after: AfterFailure,
}

impl Job for CountTry {
    type Output = Tries;
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<Tries, WriteError<Infallible>> {
        // The upsert holds the row until the end: a parallel guess waits here and sees this one counted.
        let hold = "INSERT INTO sign_in_guard (name, failures, locked_until, tried_at) VALUES ($1, 0, NULL, $2) \
                    ON CONFLICT (name) DO UPDATE SET tried_at = excluded.tried_at RETURNING failures, locked_until";
        let rows = tx.query(hold, &values![&self.name, self.at]).await?;
        let before = tries(rows.first().expect("an upsert that returns always returns"));
        let after = (self.after)(before, self.at);
        let count = "UPDATE sign_in_guard SET failures = $2, locked_until = $3 WHERE name = $1";
        tx.execute(count, &values![&self.name, i64::from(after.failures), after.locked_until]).await?;
        Ok(before)
    }
}

fn fault_of(error: WriteError<Infallible>) -> Fault {
    match error {
        WriteError::Fault(fault) => fault,
        WriteError::Refused(never) => match never {},
    }
}
