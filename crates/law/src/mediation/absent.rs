//! Who does not take part: that and when a side left, was asked again, came back.

use super::{Left, Mediation, RESPONDENT, ReturnReason};
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
}
