//! The secret of a system: drawn or derived, told once, kept as a keyed digest. It is as long as a key, so it needs no stretching.

use crate::{http::Subject, office::Office};
use huajie_law::{MatterId, directory::OutsideSystemCommand};
use huajie_ledger::{AccountChange, Fault, Receipt};

const PURPOSE: &str = "client secret";
const SECRET_BYTES: usize = 32;

/// The subject of a system's credential and tokens.
fn subject_of(id: &MatterId) -> String {
    Subject::System(id.clone()).to_text()
}

impl Office {
    /// What an order on a system means for its secret and tokens, for the same transaction; with it a secret that is issued,
    /// to be told to whoever gave the order. The same request has the same one.
    pub fn system_changes(
        &self,
        id: &MatterId,
        order: &OutsideSystemCommand,
        receipt: Option<&Receipt>,
    ) -> (Vec<AccountChange>, Option<String>) {
        let subject = subject_of(id);
        let ended = AccountChange::EndSessions { subject: subject.clone() };
        match order {
            OutsideSystemCommand::Register { .. } | OutsideSystemCommand::IssueSecret { .. } => {
                let secret = self.secret_to_issue(id, receipt);
                let hash = self.keys.code_digest(PURPOSE, &secret);
                (vec![AccountChange::Password { subject, hash, must_change: false }, ended], Some(secret))
            }
            OutsideSystemCommand::Withdraw { .. } | OutsideSystemCommand::ChangeKey { .. } => {
                (vec![ended], None)
            }
            OutsideSystemCommand::Change { .. }
            | OutsideSystemCommand::TryAgain { .. }
            | OutsideSystemCommand::SetAside { .. } => (Vec::new(), None),
        }
    }

    fn secret_to_issue(&self, id: &MatterId, receipt: Option<&Receipt>) -> String {
        if let Some(receipt) = receipt {
            let request = format!("{id} {}", receipt.request);
            return self.keys.code_digest("client secret issued upon a request", &request);
        }
        let mut chance = [0; SECRET_BYTES];
        self.chance().fill(&mut chance);
        chance.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether this is the secret of a system.
    pub(super) async fn is_secret_of(&self, id: &MatterId, secret: &str) -> Result<bool, Fault> {
        let held = self.ledger.credential(&subject_of(id)).await?;
        // Without a credential there is a digest to compare with all the same.
        let digest = held.as_ref().map_or_else(|| "0".repeat(64), |held| held.password_hash.clone());
        Ok(self.keys.code_matches(PURPOSE, secret, &digest) && held.is_some())
    }
}
