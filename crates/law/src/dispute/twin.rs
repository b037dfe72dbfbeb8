//! 重复登记: whether a file that came in from the public is about the same thing as one that was on file. Whoever typed it is told nothing
//! that only the party may know; the counter finds it out with them. Not here: how the other file is found (the app, by blind indexes).

use super::*;
use crate::Refusal;

impl Dispute {
    /// The file that this one may double, while the counter has not looked. What the counter itself took in it has looked at before.
    pub fn suspected_twin(&self) -> Option<&MatterId> {
        let by_the_public = self.registration.source == Source::Online;
        let open = by_the_public && self.twin_checked_on.is_none() && !self.is_frozen();
        self.registration.despite.as_ref().filter(|_| open)
    }

    pub(super) fn weigh_twin(on: Date, finding: TwinFinding, note: &str) -> Result<DisputeEvent, Refusal> {
        line(note, "note")?;
        Ok(DisputeEvent::TwinChecked { on, finding, note: note.to_owned() })
    }
}
