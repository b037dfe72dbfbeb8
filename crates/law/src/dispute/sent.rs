//! What came here by referral (移送对接), or is on its way: which it is, by which docking, who sent it, what was said of it there. Not here: the
//! referral itself ([`crate::referral`]).

use super::{Dispute, Proceeding};
use crate::{
    Kind, MatterId, OrgId,
    referral::{Docking, ReferralConsent},
};

impl Proceeding {
    pub(crate) fn is_open_referral(&self) -> bool {
        self.kind == Kind::Referral && self.ended_on.is_none()
    }
}

impl Dispute {
    /// The referral that is on its way or being worked on, and comes back.
    pub fn open_referral(&self) -> Option<MatterId> {
        if self.referred_away {
            return None;
        }
        self.proceedings.iter().find(|p| p.is_open_referral()).map(|p| p.matter.clone())
    }

    /// By which docking that came here; what the centre itself sent away came by none.
    pub(crate) fn came_by(&self) -> Option<Docking> {
        self.proceedings.iter().filter(|p| p.is_open_referral()).find_map(|p| p.course.docking)
    }

    /// By whom.
    pub(crate) fn sent_by(&self) -> Option<&OrgId> {
        self.proceedings.iter().filter(|p| p.is_open_referral()).find_map(|p| p.course.sent_by.as_ref())
    }

    /// What was said of the mediation for which it was sent, its n-th; another attempt after that is asked anew.
    pub(crate) fn consents_sent(&self, ordinal: usize) -> Vec<ReferralConsent> {
        let came = |p: &Proceeding| p.is_open_referral() && p.course.docking.is_some();
        let Some(at) = self.proceedings.iter().position(came) else { return Vec::new() };
        let came = &self.proceedings[at];
        // One that ran when it came is the one.
        let earlier =
            |p: &&Proceeding| p.kind == Kind::Mediation && p.ended_on.is_some_and(|on| on < came.opened_on);
        let first = self.proceedings[..at].iter().filter(earlier).count() + 1;
        if ordinal <= first { came.course.consents_sent.clone() } else { Vec::new() }
    }

    /// A petition about it runs.
    pub(crate) fn is_in_petition(&self) -> bool {
        self.proceedings.iter().any(|p| p.is_a_petition() && !p.is_over())
    }
}
