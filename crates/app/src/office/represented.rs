//! A word to the party itself when its agent has said yes, signed or withdrawn in its stead: it learns of it without having to ask.

use crate::words;
use huajie_law::{
    AnyMatter, Decision, Event,
    mediation::{MediationEvent, Signature},
};

/// Key of the party, and what it is told.
pub(super) fn done_in_its_stead(decision: &Decision) -> Vec<(String, String)> {
    let number = match decision.after() {
        AnyMatter::Mediation(held) => &held.brief.number,
        AnyMatter::Reconsideration(held) => &held.brief.number,
        _ => return Vec::new(),
    };
    let says = |who: &str, what| format!("{number}：{who}已经代您{what}。不是您的意思的，请马上告诉我们。");
    let actor = decision.actor();
    let Some(standing) = actor.standing.as_ref().filter(|_| actor.agency().is_some()) else {
        // Before the counter the hand is the agent's and the order the officer's.
        let drawn = decision.events().iter().filter_map(|event| {
            let done = words::done_for(event)?;
            let signature = signed(event).filter(|signature| signature.by_agent)?;
            let agent = signature.agent.as_deref().unwrap_or_default();
            Some((signature.party.clone(), says(&format!("代理人{agent}"), done.what)))
        });
        return drawn.collect();
    };
    let done = decision.events().iter().filter_map(words::done_for).map(|done| done.what);
    done.map(|what| (standing.party.clone(), says(&actor.name, what))).collect()
}

fn signed(event: &Event) -> Option<&Signature> {
    let Event::Mediation(event) = event else { return None };
    match event {
        MediationEvent::ConsentRecorded { consent, .. } => consent.signature.as_ref(),
        MediationEvent::MinutesSigned { signature, .. }
        | MediationEvent::UndisputedConfirmed { signature, .. }
        | MediationEvent::AgreementSigned { signature, .. } => Some(signature),
        _ => None,
    }
}
