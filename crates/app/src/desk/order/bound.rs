//! What a form is bound to: the version of the file that its page showed, or the text that was read. Not here: what follows when it is stale.

use super::Place;
use crate::{
    http::{Submission, Trouble, Visit},
    orders::addressing,
};
use huajie_law::{Actor, AnyMatter, Role};

/// Acts of several people that do not touch each other; what they are bound to is not the file's version but the text that was read.
pub(super) const INDEPENDENT: [&str; 13] = [
    "record_consent",
    "disclose",
    "sign_minutes",
    "confirm_undisputed",
    "sign_agreement",
    "apply_for_confirmation",
    "record_fulfilment",
    "report_shortfall",
    "add_evidence",
    "state_opinion",
    "answer",
    "give_opinion",
    "confirm_minutes",
];

/// What the form is sent back with, to tell whether its ground is still what the reader saw.
pub(super) fn seen_of(place: &Place, explain: Option<&str>) -> u64 {
    if !INDEPENDENT.contains(&place.command.as_str()) {
        return place.file.version;
    }
    let digest = huajie_ledger::vault::sm3_hex(explain.unwrap_or_default().as_bytes());
    u64::from_str_radix(&digest[..12], 16).expect("digests are hexadecimal")
}

/// Whoever serves a paper is told where: the page is on record as any that shows somebody in full.
pub(super) async fn with_addresses(
    visit: &Visit,
    place: &Place,
    explain: Option<String>,
) -> Result<Option<String>, Trouble> {
    let (Some(AnyMatter::Reconsideration(held)), "serve") = (&place.file.matter, place.command.as_str())
    else {
        return Ok(explain);
    };
    let told = addressing::told(&visit.office, held).await?;
    if !told.is_empty() {
        place.record(visit).await?;
    }
    let parts: Vec<String> = [told].into_iter().filter(|told| !told.is_empty()).chain(explain).collect();
    Ok(Some(parts.join("\n")))
}

/// A party speaks for itself, the agency's people for the agency.
pub(super) fn own_side(actor: &Actor) -> Option<&str> {
    match (&actor.standing, actor.role) {
        (Some(standing), _) => Some(&standing.party),
        (None, Role::AgencyLegal | Role::AgencyHead) => Some(huajie_law::mediation::RESPONDENT),
        _ => None,
    }
}

impl Place {
    pub(super) async fn record(&self, visit: &Visit) -> Result<(), Trouble> {
        Ok(visit.office.ledger.record_opening(&self.actor, &self.file.id.root(), self.at).await?)
    }

    /// As many rows as came, and the talk that was named.
    pub(super) fn as_sent(&mut self, submission: &Submission) {
        self.rows = self.rows.max(submission.rows_sent());
        let talk = submission.first("session");
        if self.step.is_none() && !talk.is_empty() {
            self.step = Some(talk.to_owned());
        }
    }
}
