//! 尚未导入的调解: an attempt that nobody has begun when the dispute is settled in a proceeding beside it ends with that. One that has begun
//! ends by its own steps.

use super::Reaction;
use crate::{
    Command, Kind,
    calendar::zh_date,
    dispute::{Course, Dispute, Outcome, Proceeding},
    mediation::{MediationCommand, ReturnReason},
    mirrored::Procedure,
};

/// What was asked for later is another matter.
pub(super) fn declined(dispute: &Dispute, held: &Proceeding, course: &Course) -> Vec<Reaction> {
    let settled = course.over.filter(|over| over.outcome == Outcome::Settled && course.mediated.is_none());
    let Some(over) = settled.filter(|_| !dispute.is_settled_by_some_alone()) else { return Vec::new() };
    let what = course.procedure.map_or(held.kind.name_zh(), |procedure| procedure.name_zh());
    let reason = format!("{what}已于{}以调解、和解办结，不再另行导入调解", zh_date(over.on));
    let waits = |p: &&Proceeding| p.kind == Kind::Mediation && p.ended_on.is_none() && p.opened_on <= over.on;
    let reconsidered =
        held.kind == Kind::Reconsideration || course.procedure == Some(Procedure::ReconsiderationElsewhere);
    let settled = match reconsidered {
        true => ReturnReason::SettledInReconsideration,
        false => ReturnReason::SettledBeside,
    };
    let decline = |p: &Proceeding| {
        let (reason, settled) = (reason.clone(), Some(settled));
        let command = Command::Mediation(MediationCommand::DeclineImport { reason, settled });
        Reaction { target: p.matter.clone(), command }
    };
    dispute.proceedings.iter().filter(waits).map(decline).collect()
}
