//! What somebody gives in a party's name, as that party reads it of its agent: `代您…`.

use huajie_law::{
    Event,
    mediation::{Answer, MediationEvent},
    reconsideration::ReconsiderationEvent,
};

/// What was done, and for whom where the event says it.
pub struct Done<'a> {
    pub party: Option<&'a str>,
    pub what: &'static str,
}

/// Yes and no, signatures, withdrawals: of anything else an agent's doing is told like the party's own.
pub fn done_for(event: &Event) -> Option<Done<'_>> {
    let (party, what) = match event {
        Event::Mediation(event) => mediation(event)?,
        Event::Reconsideration(ReconsiderationEvent::WithdrawalApplied { .. }) => (None, "申请撤回行政复议"),
        _ => return None,
    };
    Some(Done { party, what })
}

fn mediation(event: &MediationEvent) -> Option<(Option<&str>, &'static str)> {
    Some(match event {
        MediationEvent::ConsentRecorded { party, consent, .. } => match consent.answer {
            Answer::Agree => (Some(party), "表示愿意调解"),
            _ => (Some(party), "表示不愿意调解"),
        },
        MediationEvent::ConsentWithdrawn { party, .. } => (Some(party), "退出了调解"),
        MediationEvent::MinutesSigned { signature, .. } => (Some(&signature.party), "在谈话记录上签了字"),
        MediationEvent::UndisputedConfirmed { signature, .. } => {
            (Some(&signature.party), "确认了没有争议的事实")
        }
        MediationEvent::AgreementSigned { signature, .. } => (Some(&signature.party), "在调解协议上签了字"),
        MediationEvent::ConfirmationApplied { .. } => (None, "向法院申请了司法确认"),
        _ => return None,
    })
}
