//! The papers of a referral that went out, for the program of the body that received it, and those that were handed back, for the program of
//! the body that had sent it: `GET /api/referrals/{id}/papers/{hash}`. Who
//! may fetch which is the law's ([`Referral::fetched`]); that it was fetched is recorded like every other opening of the file.
//!
//! Both ways are signed: the request over its own line, for a GET has no body; the answer over the bytes of the paper.

use super::{SIGNATURE, signature, unsigned};
use crate::{
    api::Problem,
    http::{Trouble, Visit},
};
use axum::{
    extract::Path,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use huajie_law::{AnyMatter, FileHash, MatterId, referral::Referral};
use huajie_ledger::Fault;

/// What the sender of such a request signs.
pub fn request_line(referral: &MatterId, file: &FileHash) -> String {
    format!("GET /api/referrals/{referral}/papers/{file}")
}

pub async fn fetch(
    visit: Visit,
    headers: HeaderMap,
    Path((id, hash)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (system_id, system) = visit.system()?;
    let (id, hash) = (MatterId::from(id.as_str()), FileHash::from(hash.as_str()));
    let office = &visit.office;
    let given = headers.get(SIGNATURE).and_then(|value| value.to_str().ok());
    let line = request_line(&id, &hash);
    signature::check(&system.public_key, given, line.as_bytes(), office.now().at).map_err(unsigned)?;
    let referral = load(&visit, &id).await?;
    let actor = system.actor(&system_id);
    referral.fetched(&actor, &hash, &office.law()).map_err(Trouble::from)?;
    let bytes = office.files.get(&hash).await.map_err(Fault::from).map_err(Trouble::from)?;
    let now = office.now().at;
    office.ledger.record_opening(&actor, &referral.brief.dispute, now).await.map_err(Trouble::from)?;
    let signed = signature::sign(&office.keys, &bytes, now);
    Ok(([(header::CONTENT_TYPE.as_str(), "application/octet-stream"), (SIGNATURE, signed.as_str())], bytes)
        .into_response())
}

async fn load(visit: &Visit, id: &MatterId) -> Result<Box<Referral>, Trouble> {
    match visit.office.ledger.load(id).await?.and_then(|file| file.matter) {
        Some(AnyMatter::Referral(held)) => Ok(held),
        _ => Err(Trouble::NotFound),
    }
}
