//! What comes of it when the dispute says something else of its parties: who was registered by mistake and is taken out of it was never of
//! the mediation either, as long as nothing was said or done in that name here; who took a seat over is asked anew. Not here: how the
//! proceeding beside it moves the channel (`moved`).

use super::{Brief, Mediation, MediationEvent, SessionForm, Stage, codes::PARTY_HAS_ACTED};
use crate::{Refusal, matter::Context, refusal::ensure_at};

impl Mediation {
    /// What the dispute says now; whoever is no longer in it keeps nobody waiting.
    pub(super) fn weigh_brief(
        &self,
        context: Context<'_>,
        brief: &Brief,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let on = context.now.today;
        let stays = |key: &str| brief.parties.iter().any(|party| party.key == key);
        let mut gone = self.brief.parties.iter().filter(|party| !stays(&party.key)).peekable();
        let any_gone = gone.peek().is_some();
        // One that is over and waits for nothing only learns who has taken a seat.
        let waits = !self.stage.is_over() || self.pending().is_some();
        for party in gone.filter(|_| waits) {
            ensure_at(!self.has_acted(&party.key), PARTY_HAS_ACTED, "party")?;
        }
        let updated = MediationEvent::BriefUpdated { on, brief: Box::new(brief.clone()) };
        let asking = matches!(self.stage, Stage::AwaitingConsent { .. });
        let complete = any_gone && asking && self.clone().after(&updated).all_consented();
        let completed = complete.then_some(MediationEvent::ConsentCompleted { on });
        let asked = self.succeeded_in(brief).map(|party| MediationEvent::SuccessorAsked { on, party });
        // What time has ended moves nowhere any more.
        let lapsed = self.lapse_events(context);
        let moved = self.moved_by(on, brief).filter(|_| lapsed.is_empty());
        let told = std::iter::once(updated).chain(completed).chain(asked).chain(moved);
        Ok(lapsed.iter().cloned().chain(told).collect())
    }

    /// 每次征得同意: the seats that others have taken since, whose consent was somebody else's.
    fn succeeded_in<'a>(&'a self, brief: &'a Brief) -> impl Iterator<Item = String> + 'a {
        let taken = |party: &&super::BriefParty| {
            let held = self.brief.parties.iter().find(|held| held.key == party.key);
            held.is_some_and(|held| held.taken_on() != party.taken_on())
        };
        let open = !self.stage.is_over();
        let seats = brief.parties.iter().filter(move |_| open).filter(taken);
        let said = |party: &&super::BriefParty| {
            self.consents.contains_key(&party.key) && self.left_by(&party.key).is_none()
        };
        seats.filter(said).map(|party| party.key.clone())
    }

    /// The consent of whoever sat there before is not theirs.
    pub(super) fn ask_anew(&mut self, party: &str) {
        self.former_consents.extend(self.consents.remove_entry(party));
        self.shelve(|_| true);
    }

    /// Said yes or no, left, was talked to, or something was served on it.
    pub(super) fn has_acted(&self, side: &str) -> bool {
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
