//! A word to whoever had signed what was then changed: the draft of an agreement, the minutes of a talk. A party gets a text, the agency and
//! the mediator a letter through the channel of officers.

use super::reminders::{OFFICER, address};
use huajie_law::{
    AnyMatter, Decision, Law, Principal, Role,
    matter::Event,
    mediation::{MEDIATOR, Mediation, MediationEvent, RESPONDENT, Signature},
};

/// To whom it goes, by the key of a party or to an officer, and what it says. `own`: for the party itself, not for an agent with general
/// authority.
pub(super) enum Word {
    Party { key: String, says: String, own: bool },
    Officer(Principal, String),
}

/// Who signs again because of what was decided.
pub(super) fn sign_again(decision: &Decision) -> Vec<Word> {
    let (Some(AnyMatter::Mediation(before)), AnyMatter::Mediation(held)) =
        (decision.before(), decision.after())
    else {
        return Vec::new();
    };
    decision
        .events()
        .iter()
        .flat_map(|event| of_event(event, before, held))
        .chain(shelved(before, held))
        .collect()
}

/// Whoever leaves, joins or takes a seat over takes the draft with them that others had signed.
fn shelved(before: &Mediation, held: &Mediation) -> Vec<Word> {
    let waited = before.agreement.as_ref().filter(|_| held.agreement.is_none() && held.shelved.is_some());
    let signed = waited.map_or(&[][..], |agreement| &agreement.signatures);
    let stay = signed.iter().filter(|one| one.party == MEDIATOR || held.is_side(&one.party));
    let says = format!(
        "{}：参加调解的各方或者调解的依据变了，调解协议要改写，您原来的签字作废。改好、审查以后，请看清新的内容再签字。",
        held.brief.number
    );
    stay.filter_map(|one| word(&one.party, held, true, &says)).collect()
}

fn of_event(event: &Event, before: &Mediation, held: &Mediation) -> Vec<Word> {
    let number = &held.brief.number;
    let (signed, by, own, says): (&[Signature], _, _, _) = match event {
        Event::Mediation(MediationEvent::AgreementDrafted { .. }) => {
            let signed = before.agreement.as_ref().map_or(&[][..], |agreement| &agreement.signatures);
            let says =
                format!("{number}的调解协议改过了，您原来的签字作废：审查以后请看清新的内容，重新签字。");
            (signed, None, true, says)
        }
        Event::Mediation(MediationEvent::MinutesCorrected { session, by, .. }) => {
            let minutes = before.session(session).and_then(|session| session.minutes.as_ref());
            let signed = minutes.map_or(&[][..], |minutes| &minutes.signatures);
            let says = format!("{number}的谈话记录补正了，您原来的签字作废：请看清以后重新签字。");
            (signed, Some(by), false, says)
        }
        _ => return Vec::new(),
    };
    // Who asked for the change knows of it.
    let others = signed.iter().filter(|one| by != Some(&one.party));
    others.filter_map(|one| word(&one.party, held, own, &says)).collect()
}

fn word(side: &str, held: &Mediation, own: bool, says: &str) -> Option<Word> {
    let lead = held.team.as_ref().and_then(|team| team.lead_mediator.as_ref());
    Some(match side {
        RESPONDENT => {
            let agency = Principal::role_in(Role::AgencyLegal, &held.brief.respondent);
            Word::Officer(agency, says.to_owned())
        }
        MEDIATOR => Word::Officer(Principal::user(lead?), says.to_owned()),
        party => Word::Party { key: party.to_owned(), says: says.to_owned(), own },
    })
}

impl super::Office {
    /// To an officer, whoever holds that place.
    pub(super) fn to_officer(
        &self,
        who: &Principal,
        says: &str,
        about: &huajie_law::MatterId,
        law: &Law,
    ) -> huajie_ledger::Letter {
        let text = format!("【{}】{says}", law.settings.centre_name);
        self.letter(OFFICER, &address(who, law), &text, Some(about))
    }
}
