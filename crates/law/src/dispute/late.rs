//! Evidence that came after the registration: it lies with the rest, and bears the day on which it came.

use super::{Dispute, Evidence};
use crate::FileHash;
use jiff::civil::Date;

impl Dispute {
    pub(super) fn take_late(&mut self, on: Date, evidence: &[Evidence]) {
        for item in evidence {
            let known = self.registration.evidence.iter().any(|one| one.file == item.file);
            if !known {
                self.handed_in.insert(item.file.clone(), on);
            }
        }
        self.registration.evidence.extend(evidence.iter().cloned());
    }

    /// When it came, if that was after the registration.
    pub fn handed_in_late(&self, file: &FileHash) -> Option<Date> {
        self.handed_in.get(file).copied()
    }

    /// 要点18: came into being only after the dispute was registered.
    pub fn is_formed_late(&self, evidence: &Evidence) -> bool {
        evidence.formed_on.is_some_and(|formed_on| formed_on > self.registered_on)
    }
}
