//! Who was registered by mistake and is taken out of the dispute was never of the mediation either, as long as nothing was said or done in
//! that name here.

use super::{Brief, Mediation, MediationEvent, SessionForm, Stage, codes::PARTY_HAS_ACTED};
use crate::{Refusal, refusal::ensure_at};
use jiff::civil::Date;

impl Mediation {
    /// What the dispute says now; whoever is no longer in it keeps nobody waiting.
    pub(super) fn weigh_brief(&self, on: Date, brief: &Brief) -> Result<Vec<MediationEvent>, Refusal> {
        let stays = |key: &str| brief.parties.iter().any(|party| party.key == key);
        let mut gone = self.brief.parties.iter().filter(|party| !stays(&party.key)).peekable();
        let any_gone = gone.peek().is_some();
        for party in gone {
            ensure_at(!self.has_acted(&party.key), PARTY_HAS_ACTED, "party")?;
        }
        let updated = MediationEvent::BriefUpdated { on, brief: Box::new(brief.clone()) };
        let asking = matches!(self.stage, Stage::AwaitingConsent { .. });
        let complete = any_gone && asking && self.clone().after(&updated).all_consented();
        let completed = complete.then_some(MediationEvent::ConsentCompleted { on });
        let moved = self.moved_by(on, brief);
        Ok(std::iter::once(updated).chain(completed).chain(moved).collect())
    }

    /// Said yes or no, left, was talked to, or something was served on it.
    fn has_acted(&self, side: &str) -> bool {
        let talked = self.sessions.iter().any(|talk| {
            let apart = matches!(&talk.form, SessionForm::Separate { party } if party == side);
            let before = talk.moved.iter().flat_map(|moved| &moved.services);
            let served = before.chain(&talk.services).any(|service| service.recipient == side);
            apart || served || talk.present().any(|present| present == side)
        });
        let challenged = self.challenges.iter().any(|challenge| challenge.by == side);
        talked || challenged || self.consents.contains_key(side) || self.left_by(side).is_some()
    }
}
