//! What each paper says: pure functions from the case to the data of a template, in the shape of its sample.
//!
//! `opening.rs`: application to acceptance; `talking.rs`: team to minutes; `agreeing.rs`: the agreement; `ending.rs`: termination to the volume;
//! `referring.rs`: the letter of a referral;
//! `reconsidering/`: what a reconsideration sends; `advising.rs`: what experts and case reviews said;
//! `parts.rs`: what several papers share. The paper that leaves for another body is filled from
//! [`huajie_law::mediation::HandOver`] alone.

mod advising;
mod agreeing;
mod ending;
mod opening;
mod parts;
mod reconsidering;
mod referring;
mod talking;
#[cfg(test)]
mod tests;

use super::{
    case::Case,
    draft::{APPLICATION_COPY, Draft},
};
use huajie_law::{
    FileHash,
    mediation::SignatureWay,
    paper::{APPLICATION, FOLLOW_UP_FORM, MINUTES_APART},
};
use jiff::civil::Date;
use serde_json::Value;

pub use parts::picture_name;
pub(super) use reconsidering::{
    TO_BE_SEALED, TO_RECONSIDER, is_internal as reconsideration_is_internal,
    number as reconsideration_number, title as reconsideration_title,
};

/// The data of a draft; `None` where the file does not hold what it is about.
pub fn fill(case: &Case, draft: &Draft) -> Option<Value> {
    let case = &*case.of_attempt(draft.attempt);
    let case = &*case.as_of(agreed_on(case, draft));
    let to = draft.to.as_deref();
    Some(match draft.template {
        template @ (APPLICATION | APPLICATION_COPY) if draft.session.is_some() => {
            reconsidering::application(case, template == APPLICATION_COPY)
        }
        "application" => opening::application(case),
        "application_copy" => opening::application_copy(case),
        "receipt" => opening::receipt(case),
        "consent_notice" => opening::consent_notice(case, to?)?,
        "acceptance" => opening::acceptance(case, to?)?,
        "refusal" => opening::refusal(case, to?),
        "team_notice" => talking::team_notice(case, to?)?,
        "invitation" => talking::invitation(case, to?, draft.session.as_deref()?)?,
        "session_change" => talking::session_change(case, to?, draft.session.as_deref()?)?,
        "minutes" | MINUTES_APART => talking::minutes(case, draft.session.as_deref()?)?,
        "undisputed_facts" => talking::undisputed_facts(case)?,
        "agreement" => agreeing::agreement(case)?,
        "termination" => ending::termination(case, to?)?,
        "hand_over" => match draft.session.as_deref() {
            Some(referral) => referring::letter(case, referral)?,
            None => ending::hand_over(case)?,
        },
        "confirmation_application" => ending::confirmation_application(case)?,
        "urging" => ending::urging(case, to?, draft.session.as_deref()?)?,
        FOLLOW_UP_FORM => ending::follow_up_form(case)?,
        "volume_catalogue" => ending::volume_catalogue(case),
        "reconsideration_letter" => reconsidering::letter(case, to, draft.session.as_deref()?)?,
        "reconsideration_decision" => reconsidering::decision(case, draft.session.as_deref()?)?,
        "advice_record" if to.is_some() => advising::hearing_notice(case, draft.session.as_deref()?, to?)?,
        "advice_record" => {
            let of = draft.session.as_deref()?;
            let recorded = || {
                reconsidering::committee_record(case, of)
                    .or_else(|| reconsidering::hearing_minutes(case, of))
                    .or_else(|| reconsidering::inquiry_record(case, of))
            };
            advising::expert_opinion(case, of).or_else(recorded)?
        }
        "case_review_minutes" => advising::minutes(case, draft.session.as_deref()?)?,
        "service_receipt" => reconsidering::service_receipt(case, to?, draft.session.as_deref()?)?,
        _ => return None,
    })
}

/// An agreement that is printed again names whoever signed it.
fn agreed_on(case: &Case, draft: &Draft) -> Option<Date> {
    let agreement = case.mediation().and_then(|held| held.agreement.as_ref());
    agreement.filter(|_| draft.template == "agreement")?.effective_on
}

/// The pictures of signatures that a draft shows.
pub fn signature_pictures(case: &Case, draft: &Draft) -> Vec<FileHash> {
    let case = &*case.of_attempt(draft.attempt);
    let of_session = draft.session.as_deref().unwrap_or_default();
    if draft.to.is_none() && matches!(draft.template, "advice_record" | "case_review_minutes") {
        return advising::signed(case, of_session).filter_map(glass).collect();
    }
    let Some(held) = case.mediation() else { return Vec::new() };
    let signatures = match draft.template {
        "agreement" => held.agreement.as_ref().map(|agreement| &agreement.signatures),
        "minutes" | MINUTES_APART => held
            .session(of_session)
            .and_then(|session| session.minutes.as_ref())
            .map(|minutes| &minutes.signatures),
        "undisputed_facts" => held.undisputed.as_ref().map(|facts| &facts.confirmed),
        _ => None,
    };
    signatures.into_iter().flatten().filter_map(|signature| glass(&signature.way)).collect()
}

fn glass(way: &SignatureWay) -> Option<FileHash> {
    match way {
        SignatureWay::Glass { image } => Some(image.clone()),
        SignatureWay::Code { .. } | SignatureWay::Scan { .. } => None,
    }
}
