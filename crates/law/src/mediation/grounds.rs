//! 终结事由: on which grounds a mediation ends without an agreement, and which of them the file itself contradicts. The paper prints the
//! ground as what happened.

use super::{codes::*, *};
use crate::{Refusal, refusal::ensure_at};
use jiff::civil::DateTime;
use strum::IntoEnumIterator;

impl Ground {
    /// 调解不成: it was tried, and the sides did not come together.
    pub fn is_failure(self) -> bool {
        matches!(self, Ground::LargeDivergence | Ground::RefusedSignature | Ground::Unwilling | Ground::Other)
    }

    /// 终止调解: something else than the quarrel itself put an end to it.
    pub fn is_termination(self) -> bool {
        !matches!(self, Ground::LargeDivergence | Ground::RefusedSignature)
    }
}

impl Mediation {
    /// In the words of 在线调解规则25条 each says what went before it: who refuses to sign was shown something to sign, who stayed away was
    /// called, and who does not wish to go on had wished to.
    pub(super) fn weigh_ground(&self, ground: Ground, now: DateTime) -> Result<(), Refusal> {
        let drafted = self.agreement.is_some() || self.shelved.is_some();
        let (holds, code) = match ground {
            Ground::RefusedSignature => (drafted, NOTHING_TO_SIGN),
            Ground::UnlawfulContent => (drafted, NOTHING_DRAFTED),
            Ground::NoShow => (self.sessions.iter().any(|held| held.was_missed_by(now)), NOBODY_STAYED_AWAY),
            Ground::Unwilling => (self.consented_on.is_some(), NOT_AGREED_YET),
            Ground::SettledApart
            | Ground::Unreachable
            | Ground::LargeDivergence
            | Ground::FalseMediation
            | Ground::Other => return Ok(()),
        };
        ensure_at(holds, code, "ground")
    }

    /// The grounds of the one end or the other that can be true by then, for a form.
    pub fn possible_grounds(
        &self,
        of: impl Fn(Ground) -> bool,
        now: DateTime,
    ) -> impl Iterator<Item = Ground> {
        Ground::iter().filter(move |ground| of(*ground) && self.weigh_ground(*ground, now).is_ok())
    }
}

impl Session {
    /// Somebody was told of it, and it was held, or was to be held, without them.
    fn was_missed_by(&self, now: DateTime) -> bool {
        let there = |side: &str| self.present().any(|key| key == side);
        self.cancelled.is_none()
            && self.starts_at <= now
            && self.services.iter().any(|service| !there(&service.recipient))
    }
}
