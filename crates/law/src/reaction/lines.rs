//! How far what was promised is done, for the reconsideration that made a statement of it.

use super::Reaction;
use crate::{
    AnyMatter, Command, Decision, MatterId, mediation::Ending, performance::Performance,
    reconsideration::ReconsiderationCommand,
};

/// The reconsideration whose statement it was knows how far it is done, from the seal on.
pub(super) fn noted(decision: &Decision) -> Option<Reaction> {
    let AnyMatter::Performance(held) = decision.after() else { return None };
    let target = sealed_by(held)?;
    let lines = held.told_to_the_office();
    let before = match decision.before() {
        Some(AnyMatter::Performance(before)) => sealed_by(before).map(|_| before.told_to_the_office()),
        _ => held.plan.office.is_some().then(Default::default),
    };
    let command = ReconsiderationCommand::NoteLines { lines: lines.clone() };
    (before != Some(lines)).then_some(Reaction { target, command: Command::Reconsideration(command) })
}

/// The reconsideration that made a statement of what was promised: upon the settlement before it, or upon what a mediation agreed.
fn sealed_by(held: &Performance) -> Option<MatterId> {
    if held.plan.office.is_some() {
        return Some(held.plan.mediation.clone());
    }
    let sealed = held.confirmed && held.plan.ending == Ending::ReconsiderationStatement;
    held.plan.brief.reconsidered_by.as_ref()?.matter.clone().filter(|_| sealed)
}
