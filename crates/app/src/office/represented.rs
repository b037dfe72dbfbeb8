//! A word to the party itself when its agent has said yes, signed or withdrawn in its stead, or brought the letter to do so: it learns of
//! it without having to ask. And to the agent whose agency the party has ended.

use super::{Failure, Office};
use crate::words;
use huajie_law::{
    AnyMatter, Decision, Event,
    dispute::DisputeEvent,
    mediation::{MediationEvent, Signature},
    telephone,
};
use huajie_ledger::Letter;

/// Key of the party, and what it is told.
pub(super) fn done_in_its_stead(decision: &Decision) -> Vec<(String, String)> {
    let number = match decision.after() {
        AnyMatter::Dispute(held) => &held.number,
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
    let done = decision.events().iter().filter_map(words::done_for).map(|done| says(&actor.name, done.what));
    let brought = decision.events().iter().filter(|event| is_letter_brought(event)).map(|_| {
        let who = &actor.name;
        format!(
            "{number}：{who}交来了授权委托书，上面写明是您签的。是您签的，请“查进度”，用“交授权委托书”确认；不是的，请马上告诉我们。"
        )
    });
    done.chain(brought).map(|says| (standing.party.clone(), says)).collect()
}

fn is_letter_brought(event: &Event) -> bool {
    matches!(event, Event::Dispute(DisputeEvent::AuthorityFiled { by_agent: true, .. }))
}

impl Office {
    /// Whoever acts for nobody any more is told so, where their telephone takes a text.
    pub(super) async fn to_whose_agency_ended(&self, decision: &Decision) -> Result<Vec<Letter>, Failure> {
        let mut letters = Vec::new();
        let Some(AnyMatter::Dispute(before)) = decision.before() else { return Ok(letters) };
        for event in decision.events() {
            let Event::Dispute(DisputeEvent::AgencyEnded { party, .. }) = event else { continue };
            let agent = before.party(party).and_then(|party| party.appointed());
            let Some(agent) = agent else { continue };
            let phone = self.open_person(&agent.person).await?.phone;
            let Some(phone) = phone.filter(|phone| telephone::is_mobile(phone)) else { continue };
            let law = self.law();
            let text = format!(
                "【{}】{}：当事人已经解除对您的委托，您不再代理这件事，也不能再查看它的进度。{}",
                law.settings.centre_name,
                before.number,
                law.settings.contact.call_zh()
            );
            letters.push(self.word_to(&phone, &text, decision.id()));
        }
        Ok(letters)
    }
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
