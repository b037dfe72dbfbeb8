//! Who reads how much of what was sent. The body that has it in hand reads the whole file once; what came later, or went back, it does
//! not. Whoever keeps the dispute reads it there.

use super::{Referral, Stage};
use crate::{Actor, Kind, MatterId, Role, dispute::may_know_what_was_told};

/// 能看多少.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// 正在办: all of it, names in full, the days as they stand now.
    InHand,
    /// 发出时的样子: nothing that came later.
    AsSent,
    /// 已退回: that it came, from whom and why it went back.
    Returned,
}

/// Whether the body that has it in hand keeps the days of this matter of the dispute too: they go on running while it is there. What
/// experts and case reviews have to keep is the house's own.
pub fn days_go_along(matter: &MatterId) -> bool {
    let inner = [Kind::Consultation, Kind::CaseReview];
    !inner.iter().any(|kind| matter.as_str().contains(&format!(".{}", kind.as_str())))
}

impl Referral {
    pub fn reading(&self, reader: &Actor) -> Reading {
        let sends = reader.in_organization(&self.package.from);
        let receives = reader.in_organization(&self.package.to) && !sends;
        match self.stage {
            _ if !receives => Reading::AsSent,
            Stage::Sent { .. } | Stage::Accepted { .. } | Stage::TakenOver { .. } => Reading::InHand,
            Stage::HandedBack { .. } => Reading::AsSent,
            Stage::Declined { .. } | Stage::Unanswered { .. } | Stage::Escalated { .. } => {
                if is_of_the_house(reader) { Reading::AsSent } else { Reading::Returned }
            }
        }
    }

    /// As this reader sees it: of what went back without being taken, nothing of its content.
    pub fn visible(&self, reader: &Actor) -> Referral {
        let mut seen = self.clone();
        if self.reading(reader) == Reading::Returned {
            let package = &mut seen.package;
            package.parties.clear();
            package.consents.clear();
            package.papers.clear();
            package.clocks.clear();
            package.undisputed.clear();
            package.claims.clear();
            package.facts.clear();
        }
        // The days that go along may follow from what was only told of earlier proceedings (《行政复议法》48条).
        if seen.brief.told.is_some() && !may_know_what_was_told(reader, &self.package.respondent) {
            seen.package.clocks.clear();
        }
        // 48条 too: the agency that sent it has the days of the act on the dispute; whether anything is filed it does not read here.
        let sends = reader.in_organization(&self.package.from);
        if sends && reader.is_of_agency(&self.package.respondent) {
            (seen.package.filed_on, seen.package.clocks) = (None, Vec::new());
        }
        seen
    }
}

fn is_of_the_house(reader: &Actor) -> bool {
    matches!(reader.role, Role::IntakeClerk | Role::CentreHead | Role::Archivist | Role::Auditor)
}
