//! For whose eyes what happened is.

use super::*;

impl MediationEvent {
    /// Why somebody was challenged and kept, left or is asked again, or another took a seat: the house's own, and of whoever it was.
    pub fn is_noted_for(&self, state: &Mediation, viewer: &Viewer) -> bool {
        use MediationEvent::*;
        let own = match viewer {
            Viewer::Party(key) => key.as_str(),
            Viewer::Respondent => RESPONDENT,
            _ => "",
        };
        match self {
            ChallengeDecided { challenge, .. } => {
                let by = state.challenges.iter().find(|one| one.key == *challenge).map(|one| one.by.as_str());
                viewer.is_of_the_house() || by == Some(own)
            }
            ConsentWithdrawn { party, .. } | SideReadmitted { party, .. } => {
                viewer.is_of_the_house() || party == own
            }
            SeatFilled { .. } => viewer.is_of_the_house(),
            _ => true,
        }
    }

    /// Whether its content is for some eyes only: timelines then show the title alone and never the payload.
    pub fn is_confidential(&self, state: &Mediation) -> bool {
        use MediationEvent::*;
        match self {
            SelfChecked { .. } | JudgeAsked { .. } | OpinionGiven { .. } | Suspended { .. } => true,
            SessionConvened { form, .. } => *form != SessionForm::Joint,
            SessionMoved { session, .. }
            | SessionCancelled { session, .. }
            | ServiceRecorded { session, .. }
            | AttendanceRecorded { session, .. }
            | MinutesWritten { session, .. }
            | MinutesCorrected { session, .. }
            | MinutesSigned { session, .. } => state.session(session).is_none_or(Session::is_separate),
            _ => false,
        }
    }
}
