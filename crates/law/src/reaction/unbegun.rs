//! 尚未导入的调解: an attempt that nobody has begun when the dispute is settled in a proceeding beside it ends with that; so does one in a
//! trial once the court has made its statement (行诉法60条). Any other that has begun ends by its own steps.

use super::{
    Reaction,
    elsewhere::{direct, runs_in},
    over, referrals,
};
use crate::{
    Command, Kind, MatterId,
    calendar::zh_date,
    dispute::{Course, Dispute, Outcome, Proceeding},
    effect::{Effect, SettledHow},
    mediation::{Ground, Mediation, MediationCommand, MediationEvent, ReturnReason},
    mirrored::{Finding, Procedure},
};
use jiff::civil::Date;

/// 调解书 of a court, in force and of everybody who applies: since when.
fn stated_on(dispute: &Dispute, held: &Proceeding) -> Option<Date> {
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
    let stated_on = stated_on(dispute, held);
    let in_it = |p: &&Proceeding| match &p.course.mediated {
        Some(mediated) => stated_on.is_some() && runs_in(held, mediated),
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
    let declined = dispute.proceedings.iter().filter(waits).filter(in_it).map(decline);
    let told = stated_on.map(|on| agreed_in_court(dispute, held, on)).unwrap_or_default();
    declined.chain(told).collect()
}

/// 行诉法60条: what a court made a statement of is agreed for whoever has the same in hand without a filing to be given up: each ends it by
/// its own act.
fn agreed_in_court(dispute: &Dispute, suit: &Proceeding, on: Date) -> Vec<Reaction> {
    let open = dispute.proceedings.iter().filter(|p| p.kind == Kind::Mirrored && p.ended_on.is_none());
    let beside = open.filter(|p| p.course.procedure.is_some_and(|one| !one.keeps_filing_day()));
    let settled = || Effect::Settled {
        by: suit.matter.clone(),
        on,
        how: SettledHow::Otherwise,
        due_on: Vec::new(),
        third_parties: Vec::new(),
    };
    beside.filter_map(|p| direct(p, settled())).collect()
}

/// The sides have settled without it: it is visited, and handed back by the referral that brought it.
pub(super) fn settled(
    (id, mediation): (&MatterId, &Mediation),
    event: &MediationEvent,
    on: Date,
) -> Vec<Reaction> {
    let word = if matches!(event, MediationEvent::Terminated { .. }) { "terminated" } else { "settled" };
    let over = over(id, mediation, on, Outcome::Settled, word);
    over.into_iter().chain(referrals::handed_back(mediation, event)).collect()
}

/// The sides have settled without it.
pub(super) fn settles(event: &MediationEvent) -> bool {
    use MediationEvent::{Returned, Terminated};
    matches!(event, Terminated { ground: Ground::SettledApart, .. })
        || matches!(event, Returned { reason, .. } if reason.is_settled())
}
