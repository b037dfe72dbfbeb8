//! 尚未导入的调解: an attempt that nobody has begun when the dispute is settled in a proceeding beside it ends with that; so does one in a
//! trial once the court has made its statement (行诉法60条). Any other that has begun ends by its own steps.

use super::{Reaction, elsewhere::runs_in};
use crate::{
    Command, Kind,
    calendar::zh_date,
    dispute::{Course, Dispute, Outcome, Proceeding},
    mediation::{MediationCommand, ReturnReason},
    mirrored::{Finding, Procedure},
};
use jiff::civil::Date;

/// 调解书 of a court, in force and of everybody who applies: since when.
pub(super) fn stated_on(dispute: &Dispute, held: &Proceeding) -> Option<Date> {
    let suit = held.course.procedure == Some(Procedure::Litigation);
    let (on, finding, _) = held.course.concluded.as_ref().filter(|_| suit && held.course.over.is_some())?;
    (*finding == Finding::MediationStatement && !dispute.is_settled_by_some_alone()).then_some(*on)
}

/// What was asked for later is another matter.
pub(super) fn declined(dispute: &Dispute, held: &Proceeding, course: &Course) -> Vec<Reaction> {
    let settled = course.over.filter(|over| over.outcome == Outcome::Settled && course.mediated.is_none());
    let Some(over) = settled.filter(|_| !dispute.is_settled_by_some_alone()) else { return Vec::new() };
    let what = course.procedure.map_or(held.kind.name_zh(), |procedure| procedure.name_zh());
    let reason = format!("{what}已于{}以调解、和解办结，不再另行导入调解", zh_date(over.on));
    let waits = |p: &&Proceeding| p.kind == Kind::Mediation && p.ended_on.is_none() && p.opened_on <= over.on;
    let stated = stated_on(dispute, held).is_some();
    let in_it = |p: &&Proceeding| match &p.course.mediated {
        Some(mediated) => stated && runs_in(held, mediated),
        None => true,
    };
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
    dispute.proceedings.iter().filter(waits).filter(in_it).map(decline).collect()
}
