//! For whose eyes an event is, and which of them draw a number from a register.

use super::*;
use crate::matter::Series;

/// The register of the copies that the public reads (79条).
const PUBLISHED_SERIES: &str = "复议公开";

impl ReconsiderationEvent {
    /// What the office proposes is for the office and the body alone until it is decided: titles only, never the payload.
    pub fn is_confidential(&self) -> bool {
        use ReconsiderationEvent::*;
        matches!(
            self,
            OpinionDrafted { .. } | Resolved { .. } | CommitteeConsulted { .. } | ConsultationRecorded { .. }
        )
    }

    pub(super) fn series(&self) -> Option<Series> {
        match self {
            ReconsiderationEvent::Opened { on, prefix, serial: 0, .. } => {
                Some(crate::dispute::series(prefix, *on))
            }
            ReconsiderationEvent::CopyPublished { on, serial: 0, .. } => {
                Some(crate::dispute::series(PUBLISHED_SERIES, *on))
            }
            _ => None,
        }
    }

    /// The number that was drawn for it.
    pub(super) fn numbered(&mut self, given: u64) {
        use ReconsiderationEvent::{CopyPublished, Opened};
        if let Opened { serial, .. } | CopyPublished { serial, .. } = self {
            *serial = given;
        }
    }
}
