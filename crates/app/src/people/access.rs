//! Letting officers in: tries are counted before anything is compared, an unknown login costs and answers like a known
//! one. Secrets are set here and nowhere else.

use super::credential::{
    QUERY_CODE_CHANCE, SALT_BYTES, SignInGuard, TOTP_SECRET_BYTES, Totp, TotpRefused, query_code,
};
use crate::office::Office;
use huajie_law::{AnyMatter, UserId, directory::OfficerCommand, text};
use huajie_ledger::{AccountChange, Fault, Receipt, sign_in::Tries, vault::Context};
use jiff::Timestamp;

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    In(UserId),
    Wrong,
    /// Too many tries; the sentence says for how long.
    Locked(String),
}

/// What came of a try at the second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondEntry {
    In,
    Wrong(TotpRefused),
    Locked(String),
}

/// The subject of an officer's credential and sessions.
pub fn subject_of(user: &UserId) -> String {
    format!("user:{user}")
}

/// The count of tries after one more that was wrong.
pub(crate) fn after_failure(tries: Tries, at: Timestamp) -> Tries {
    let guard = SignInGuard { failures: tries.failures, locked_until: tries.locked_until }.after_failure(at);
    Tries { failures: guard.failures, locked_until: guard.locked_until }
}

/// The sentence for a login that is locked at an instant.
pub fn locked_sentence(tries: Tries, at: Timestamp) -> Option<String> {
    SignInGuard { failures: tries.failures, locked_until: tries.locked_until }.sentence(at)
}

impl Office {
    /// Under which name tries at a login are counted; a digest, because people type passwords into the wrong field.
    pub fn guard_name(&self, login: &str) -> String {
        self.keys.code_digest("login", login)
    }

    /// Tries a login and password. Right ones do not reset the count: that is the second factor's to do.
    pub async fn try_password(&self, typed: &str, password: &str) -> Result<Entry, Fault> {
        let login = &self.known_login(typed).await?;
        let guard = self.guard_name(login);
        let now = self.now().at;
        let before = self.ledger.count_try(&guard, now, after_failure).await?;
        if let Some(sentence) = locked_sentence(before, now) {
            return Ok(Entry::Locked(sentence));
        }
        let law = self.law();
        let serving = law
            .directory
            .by_login(login)
            .filter(|(_, officer)| !officer.dismissed && !officer.capacities.is_empty());
        let credential = match serving {
            Some((user, _)) => self.ledger.credential(&subject_of(user)).await?,
            None => None,
        };
        let stored = credential.map(|credential| credential.password_hash);
        let right = self.stretching.verify(password.to_owned(), stored.clone()).await;
        let (true, Some((user, _)), Some(stored)) = (right, serving, stored) else { return Ok(Entry::Wrong) };
        if self.stretching.is_outdated(&stored) {
            let hash = self.stretching.hash(password.to_owned(), self.salt()).await;
            self.ledger.restretch_password(&subject_of(user), &stored, &hash).await?;
        }
        self.ledger.give_back_try(&guard).await?;
        Ok(Entry::In(user.clone()))
    }

    /// The login as it stands in the directory, and the directory as it stands on file: whoever was enrolled a moment ago by another
    /// program signs in at once.
    async fn known_login(&self, typed: &str) -> Result<String, Fault> {
        let narrow = text::login(typed);
        // Asked for every login, so that one that nobody has costs the same.
        for id in self.ledger.marked(&format!("login:{narrow}")).await? {
            let law = self.law();
            let held = law.directory.officer(&UserId::new(id.as_str()));
            let filed = self.ledger.load(&id).await?.and_then(|file| file.matter);
            if matches!(&filed, Some(AnyMatter::Officer(filed)) if held != Some(filed.as_ref())) {
                self.refresh_law().await?;
            }
        }
        // An account of a time when a login stayed as it was typed.
        let as_typed = self.law().directory.by_login(typed).is_some();
        Ok(if as_typed { typed.to_owned() } else { narrow })
    }

    /// Tries the six digits of somebody whose password was right.
    pub async fn try_second_factor(&self, user: &UserId, typed: &str) -> Result<SecondEntry, Fault> {
        let law = self.law();
        let Some(officer) = law.directory.officer(user) else {
            return Ok(SecondEntry::Wrong(TotpRefused::Wrong));
        };
        let guard = self.guard_name(&officer.login);
        let now = self.now().at;
        let before = self.ledger.count_try(&guard, now, after_failure).await?;
        if let Some(sentence) = locked_sentence(before, now) {
            return Ok(SecondEntry::Locked(sentence));
        }
        let subject = subject_of(user);
        let credential = self.ledger.credential(&subject).await?;
        let Some((totp, credential)) =
            credential.and_then(|held| Some((self.open_totp(user, held.sealed_totp.as_deref()?)?, held)))
        else {
            return Ok(SecondEntry::Wrong(TotpRefused::Wrong));
        };
        match totp.check(typed, now, credential.totp_step) {
            // Two browsers with the same digits: the database lets one of them in.
            Ok(step) if self.ledger.take_totp_step(&subject, step).await? => {
                self.ledger.forget_tries(&guard).await?;
                Ok(SecondEntry::In)
            }
            // Whoever signs in twice within one code is no stranger who guesses.
            Ok(_) | Err(TotpRefused::UsedBefore) => {
                self.ledger.give_back_try(&guard).await?;
                Ok(SecondEntry::Wrong(TotpRefused::UsedBefore))
            }
            Err(refused) => Ok(SecondEntry::Wrong(refused)),
        }
    }

    /// The secret to put into a device, as long as the device has not shown a code; made on first asking.
    pub async fn totp_to_enrol(&self, user: &UserId) -> Result<Option<Totp>, Fault> {
        let subject = subject_of(user);
        if let Some(credential) = self.ledger.credential(&subject).await?
            && credential.sealed_totp.is_none()
        {
            let mut secret = [0; TOTP_SECRET_BYTES];
            self.chance().fill(&mut secret);
            let sealed = self.seal_totp(user, &Totp::new(&secret));
            self.ledger.offer_totp(&subject, &sealed, self.now().at).await?;
        }
        let credential = self.ledger.credential(&subject).await?;
        let enrolling = credential.filter(|held| held.totp_step.is_none());
        Ok(enrolling.and_then(|held| self.open_totp(user, held.sealed_totp.as_deref()?)))
    }

    /// Sets a password and signs the person out everywhere.
    pub async fn set_password(&self, user: &UserId, password: &str, must_change: bool) -> Result<(), Fault> {
        let hash = self.stretching.hash(password.to_owned(), self.salt()).await;
        self.ledger.put_password(&subject_of(user), &hash, must_change, self.now().at).await?;
        self.end_sessions_of(user).await
    }

    /// Takes the second factor away: the next sign-in enrols a new device.
    pub async fn reset_second_factor(&self, user: &UserId) -> Result<(), Fault> {
        self.ledger.put_totp(&subject_of(user), None, self.now().at).await?;
        self.end_sessions_of(user).await
    }

    /// Signs somebody out everywhere, the half-signed-in included.
    pub async fn end_sessions_of(&self, user: &UserId) -> Result<(), Fault> {
        self.ledger.end_sessions_of(&subject_of(user)).await?;
        self.ledger.end_sessions_of(&format!("pending:{user}")).await
    }

    /// What an order on an account means beside the journal, for the same transaction: secrets and sessions. With them a
    /// password that is issued, to be told to whoever gave the order; the same request has the same one.
    pub async fn account_changes(
        &self,
        user: &UserId,
        order: &OfficerCommand,
        receipt: Option<&Receipt>,
    ) -> (Vec<AccountChange>, Option<String>) {
        let subject = subject_of(user);
        let pending = format!("pending:{user}");
        let signed_out =
            || [&subject, &pending].map(|subject| AccountChange::EndSessions { subject: subject.clone() });
        let mut changes = Vec::new();
        let mut issued = None;
        match order {
            OfficerCommand::IssuePassword => {
                let password = self.password_to_issue(receipt);
                let hash = self.stretching.hash(password.clone(), self.salt()).await;
                changes.push(AccountChange::Password { subject: subject.clone(), hash, must_change: true });
                changes.extend(signed_out());
                issued = Some(password);
            }
            OfficerCommand::ResetSecondFactor { .. } => {
                changes.push(AccountChange::NoSecondFactor { subject: subject.clone() });
                changes.extend(signed_out());
            }
            OfficerCommand::Dismiss { .. } | OfficerCommand::RevokeCapacity { .. } => {
                changes.extend(signed_out())
            }
            OfficerCommand::Unlock { .. } => {
                let law = self.law();
                let guard = law.directory.officer(user).map(|officer| self.guard_name(&officer.login));
                changes.extend(guard.map(|name| AccountChange::ForgetTries { name }));
            }
            OfficerCommand::Enrol { .. } | OfficerCommand::GrantCapacity { .. } => {}
        }
        (changes, issued)
    }

    /// Drawn by chance; for a request that has a key, from the key.
    fn password_to_issue(&self, receipt: Option<&Receipt>) -> String {
        let Some(receipt) = receipt else { return self.issued_password() };
        let part = |half: &str| {
            let purpose = format!("password issued upon a request, {half}");
            query_code(&self.chance_of_request(&purpose, receipt))
        };
        format!("{}-{}", part("first half"), part("second half"))
    }

    pub fn seal_totp(&self, user: &UserId, totp: &Totp) -> String {
        self.seal("credential", "totp", user.as_str(), &totp.to_base32())
    }

    pub fn open_totp(&self, user: &UserId, sealed: &str) -> Option<Totp> {
        let place = Context { table: "credential", column: "totp", row_id: user.as_str() };
        match self.keys.open(&place, sealed) {
            Ok(stored) => Totp::from_base32(&stored),
            Err(error) => {
                tracing::error!(%error, %user, "a second factor does not open");
                None
            }
        }
    }

    /// A password to hand out: as easily read aloud as a query code, and twice as long.
    pub fn issued_password(&self) -> String {
        let part = || {
            let mut chance = [0; QUERY_CODE_CHANCE];
            self.chance().fill(&mut chance);
            query_code(&chance)
        };
        format!("{}-{}", part(), part())
    }

    fn salt(&self) -> [u8; SALT_BYTES] {
        let mut salt = [0; SALT_BYTES];
        self.chance().fill(&mut salt);
        salt
    }
}
