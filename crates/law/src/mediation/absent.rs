//! Who does not take part: that and when a side left, was asked again, came back.

use super::{Left, Mediation, RESPONDENT, ReturnReason, Stage};
use jiff::civil::Date;

impl Mediation {
    /// Whether it took part on that day; who never wished to did on none.
    pub fn was_side_on(&self, key: &str, day: Date) -> bool {
        let there = |left: &Left| {
            let before = left.reason != ReturnReason::ConsentRefused && day <= left.on;
            before || left.back_on.is_some_and(|back| back <= day)
        };
        let mut away = self.left.iter().filter(|left| left.party == key);
        key == RESPONDENT || (self.is_party(key) && away.all(there))
    }

    /// That and when this party left, if it is not back.
    pub fn left_by(&self, key: &str) -> Option<&Left> {
        self.absent().find(|left| left.party == key)
    }

    /// It was imported, and one of those who were asked did not agree: nobody here refused anything.
    pub fn is_returned_unwilling(&self) -> bool {
        matches!(self.stage, Stage::Returned { reason: ReturnReason::ConsentRefused, .. })
    }

    /// Who does not take part.
    pub fn absent(&self) -> impl Iterator<Item = &Left> {
        self.left.iter().filter(|left| left.back_on.is_none())
    }

    /// Who left and is asked again.
    pub fn asked_again(&self) -> impl Iterator<Item = &Left> {
        self.absent().filter(|left| left.asked_on.is_some())
    }

    pub(super) fn is_asked(&self, key: &str) -> bool {
        self.is_side(key) || self.asked_again().any(|left| left.party == key)
    }

    /// The entry of a side that is away, where it is.
    fn away(&mut self, party: &str) -> Option<&mut Left> {
        self.left.iter_mut().find(|left| left.party == party && left.back_on.is_none())
    }

    /// What was drafted was drafted with this side: it is drafted anew without. Who was asked again and says no once more is as gone
    /// as before.
    pub(super) fn leave(&mut self, on: Date, party: &str, reason: ReturnReason) {
        if let Some(left) = self.away(party) {
            left.asked_on = None;
            return;
        }
        self.left.push(Left { on, party: party.to_owned(), reason, asked_on: None, back_on: None });
        self.shelve(|line| line.obligor != party && line.obligee.as_deref() != Some(party));
    }

    pub(super) fn ask_again(&mut self, on: Date, party: &str) {
        self.former_consents.extend(self.consents.remove_entry(party));
        if let Some(left) = self.away(party) {
            left.asked_on = Some(on);
        }
    }

    /// With the yes it takes part again; what was drafted without it is drafted anew.
    pub(super) fn come_back(&mut self, on: Date, party: &str) {
        let Some(left) = self.away(party) else { return };
        left.back_on = Some(on);
        self.shelve(|_| true);
    }
}
