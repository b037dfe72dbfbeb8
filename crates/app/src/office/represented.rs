//! A word to the party itself when its agent has said yes, signed or withdrawn in its stead: it learns of it without having to ask.

use crate::words;
use huajie_law::{AnyMatter, Decision};

/// Key of the party, and what it is told.
pub(super) fn done_in_its_stead(decision: &Decision) -> Vec<(String, String)> {
    let actor = decision.actor();
    let Some(standing) = actor.standing.as_ref().filter(|_| actor.agency().is_some()) else {
        return Vec::new();
    };
    let number = match decision.after() {
        AnyMatter::Mediation(held) => &held.brief.number,
        AnyMatter::Reconsideration(held) => &held.brief.number,
        _ => return Vec::new(),
    };
    let done = decision.events().iter().filter_map(words::done_for).map(|done| done.what);
    let says = |what| format!("{number}：{}已经代您{what}。不是您的意思的，请马上告诉我们。", actor.name);
    done.map(|what| (standing.party.clone(), says(what))).collect()
}
