//! Whose a mirrored proceeding is: who brought it, and on whom its papers are served.

use super::Mirrored;
use crate::{dispute::PartyStanding, mediation::RESPONDENT};

impl Mirrored {
    /// Everybody on whom a paper is served: the parties and the agency, without those who apply here and did not bring it.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        let parties = self.brief.parties.iter().filter(|party| {
            let applies = party.standing == PartyStanding::Applicant;
            !applies || self.by.is_empty() || self.by.contains(&party.key)
        });
        parties.map(|party| party.key.as_str()).chain([RESPONDENT])
    }

    /// A party of the dispute, or the agency: the court may have called in who did not sue (行诉法29条).
    pub(super) fn is_on_file(&self, side: &str) -> bool {
        side == RESPONDENT || self.brief.parties.iter().any(|party| party.key == side)
    }

    /// Who brought it, by their masked names, where it is not everybody who applies.
    pub fn brought_by_zh(&self) -> Option<String> {
        let named: Vec<_> = self.by.iter().map(|key| self.brief.label(key)).collect();
        (!named.is_empty()).then(|| named.join("、"))
    }
}
