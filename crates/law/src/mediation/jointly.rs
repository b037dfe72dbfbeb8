//! One sheet that several have signed, one list by which several were served: one order, and each of them as if it had been recorded by
//! itself.

use super::{codes::*, *};
use crate::{
    Refusal,
    matter::Context,
    refusal::{WRONG_STAGE, ensure_at},
};

impl MediationCommand {
    /// Whom it is about, and who else is on the same sheet.
    fn on_one_sheet(&mut self) -> Option<(&mut String, &mut Vec<String>)> {
        use MediationCommand as C;
        match self {
            C::RecordConsent { party, also, .. }
            | C::SignMinutes { party, also, .. }
            | C::ConfirmUndisputed { party, also, .. }
            | C::SignAgreement { party, also, .. }
            | C::RecordService { recipient: party, also, .. } => Some((party, also)),
            _ => None,
        }
    }

    /// A sheet that was signed by hand can carry several names; a hand on glass, a code and a call are one person's each.
    fn may_carry_several(&self) -> bool {
        use MediationCommand as C;
        match self {
            C::RecordConsent { way, evidence, signed, .. } => {
                *way == ConsentWay::Paper && evidence.is_some() && signed.is_none()
            }
            C::SignMinutes { way, .. } | C::ConfirmUndisputed { way, .. } | C::SignAgreement { way, .. } => {
                matches!(way, SignatureWay::Scan { .. })
            }
            C::RecordService { way, .. } => way.brings_paper(),
            _ => true,
        }
    }
}

impl Mediation {
    /// Each on the sheet in turn, upon what the one before has left.
    pub(super) fn weigh_jointly(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let mut alone = command.clone();
        let also = alone.on_one_sheet().map(|(_, also)| std::mem::take(also)).unwrap_or_default();
        if also.is_empty() {
            return self.weigh(context, command);
        }
        ensure_at(alone.may_carry_several(), NOT_ON_ONE_SHEET, "also")?;
        let mut events = self.weigh(context, &alone)?;
        let mut then = events.iter().fold(self.clone(), Mediation::after);
        for other in also {
            alone.on_one_sheet().expect("it has just been one").0.clone_from(&other);
            let recorded = match then.stage.is_over() {
                // Whoever said no before has ended it; what the others said on that sheet stands on file all the same.
                true => then.weigh(context, &alone).map(only_said),
                false => then.may(context, alone.name()).and_then(|()| then.weigh(context, &alone)),
            };
            let recorded =
                recorded.map_err(|refusal| at_the_others(refusal, &then.label(&other, context.law)))?;
            then = recorded.iter().fold(then, Mediation::after);
            events.extend(recorded);
        }
        Ok(events)
    }
}

fn only_said(events: Vec<MediationEvent>) -> Vec<MediationEvent> {
    events.into_iter().filter(|event| matches!(event, MediationEvent::ConsentRecorded { .. })).collect()
}

/// What is wrong with one of the others stands beside them, with the name.
fn at_the_others(refusal: Refusal, label: &str) -> Refusal {
    let about_whom = matches!(refusal.field.as_deref(), Some("party" | "recipient"));
    if !about_whom && refusal.code != WRONG_STAGE {
        return refusal;
    }
    let says = format!("{label}：{}", refusal.says());
    Refusal { field: Some("also".into()), ..refusal.because(says) }
}
