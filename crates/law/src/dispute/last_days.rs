//! The last days to sue and to apply for reconsideration, of the dispute as it was registered.
//!
//! Reminders, the cap on mediation and the paper that consent is given on follow the conservative day (保守口径);
//! how it is counted is in [`crate::remedy`]. Here only: what the registration says, put as that module asks for it.

use super::{ActKind, ContestedAct, Told};
use crate::{
    calendar::Calendar,
    matter::{ClockLine, ClockState},
    remedy::{self, Contested, Deadline, Facts, Remedies, Remedy},
};
use jiff::civil::Date;

/// The remedies that are open to this act, earliest last day first. Empty where no day can be counted from what is on file.
pub fn last_days(act: &ContestedAct, calendar: &Calendar) -> Vec<Deadline> {
    let Some(facts) = facts(act) else { return Vec::new() };
    let Remedies { sue, reconsider } = Remedies::of(&facts, calendar);
    let mut open = vec![reconsider];
    if !reconsideration_first(act) {
        open.push(sue);
    }
    open.sort_by_key(Deadline::on);
    open
}

/// An inaction counts from the day on which the agency was asked (`made_on`); nobody can count without a day.
fn facts(act: &ContestedAct) -> Option<Facts> {
    let contested = if act.kind == ActKind::FailureToAct { Contested::Inaction } else { Contested::Act };
    let made_on = match contested {
        Contested::Inaction => Some(act.made_on?),
        Contested::Act | Contested::AgreementBreach => act.made_on,
    };
    let known_on = act.known_on.or(made_on)?;
    Some(Facts {
        contested,
        made_on: made_on.unwrap_or(known_on),
        known_on,
        told: match act.told {
            Told::Yes => remedy::Told::Yes,
            Told::No => remedy::Told::No,
            Told::Partly => remedy::Told::Partly,
        },
        learned_on: None,
        real_estate: act.real_estate,
        perform_by: None,
        exclusions: Vec::new(),
    })
}

/// FY-12 《行政复议法》23条: reconsideration before the suit.
pub fn reconsideration_first(act: &ContestedAct) -> bool {
    matches!(act.kind, ActKind::NaturalResources | ActKind::FailureToAct | ActKind::InformationDisclosure)
        || (act.kind == ActKind::Penalty && act.on_the_spot)
}

/// As lists and pages show it, with its reasons: the conservative day; where it was over on `from` already, the one that
/// can still be claimed.
pub fn last_day_line(deadline: &Deadline, from: Date) -> ClockLine {
    let conservative = deadline.on() >= from;
    let manner = if conservative { "保守口径" } else { "主张口径，由受理机关认定" };
    let (name, what) = match deadline.remedy {
        Remedy::Sue => ("last_day_to_sue", "起诉"),
        Remedy::Reconsider => ("last_day_to_reconsider", "申请行政复议"),
    };
    let due = if conservative { &deadline.conservative } else { &deadline.claimed };
    let on = due.on.unwrap_or_else(|| deadline.on());
    ClockLine {
        name: name.into(),
        title: format!("{what}的最后一天（{manner}）"),
        term: term_of(due),
        started_on: started_on(due).unwrap_or(on),
        due_on: Some(on),
        provisional: due.provisional,
        state: ClockState::Running,
        short: due.short.clone(),
        reasons: due.lines(),
    }
}

fn term_of(due: &crate::clock::Due) -> String {
    let rule = due.reasons.iter().find_map(|reason| match reason {
        crate::clock::Reason::Rule { term, .. } => Some(term.clone()),
        _ => None,
    });
    rule.unwrap_or_default()
}

fn started_on(due: &crate::clock::Due) -> Option<Date> {
    due.reasons.iter().find_map(|reason| match reason {
        crate::clock::Reason::Start { on, .. } => Some(*on),
        _ => None,
    })
}
