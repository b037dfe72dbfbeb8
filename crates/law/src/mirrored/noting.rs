//! What happened in another proceeding, as it is kept here. Not here: what it means for the clocks and for the end.

use super::*;
use crate::effect::Effect;

impl Mirrored {
    pub(super) fn note(&mut self, effect: &Effect) {
        match effect {
            Effect::ExcludeFromTrialPeriod { mediation, from, to } => {
                self.mediations.insert(mediation.clone(), Excluded { from: *from, to: *to });
            }
            Effect::SuspendDecisionPeriod { agreed, .. } => self.suspension = Some(agreed.clone()),
            Effect::ResumeDecisionPeriod { on, .. } => self.resumable_on = Some(*on),
            Effect::Settled { by, on, how, due_on, .. } => {
                let (by, due_on) = (by.clone(), due_on.clone());
                self.settled = Some(Settled { by, on: *on, how: *how, due_on });
            }
            Effect::Unsettled { by } => {
                self.settled.take_if(|settled| settled.by == *by);
                self.concluded.take_if(|concluded| concluded.by == *by);
            }
            Effect::Concluded { by, on, finding, document } => {
                let (by, document) = (by.clone(), document.clone());
                self.concluded = Some(Concluded { by, on: *on, finding: *finding, document });
            }
        }
    }
}
