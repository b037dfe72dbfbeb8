//! A copy as PDF. Setting one is dear and anybody may ask, so the last ones that were set are kept in memory by what they say.

use super::pages::{facts, found, paragraphs};
use crate::http::{Trouble, Visit};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use huajie_ledger::vault::sm3_hex;
use huajie_papers::Job;
use serde_json::json;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

const KEPT: usize = 32;
/// By the digest of what was set: a corrected copy is another one.
static SET: Mutex<VecDeque<(String, Arc<Vec<u8>>)>> = Mutex::new(VecDeque::new());

const NOTE: &str = "本副本依《行政复议法》79条公开，已隐去个人信息；与送达的决定书不一致的，以决定书为准。";

/// `GET /decisions/{copy}/pdf`.
pub async fn pdf(visit: Visit, Path(key): Path<String>) -> Result<Response, Trouble> {
    let held = found(&visit, &key).await?;
    let copy = held.shown_copy().ok_or(Trouble::NotFound)?;
    let law = visit.office.law();
    let told = facts(&held, copy, &law);
    let data = json!({
        "office": law.directory.name_of(&held.bodies.body),
        "title": "行政复议决定书（公开副本）",
        "paper_number": told.first().map(|(_, number)| number),
        "facts": told.iter().skip(1).map(|(label, value)| json!({ "label": label, "value": value })).collect::<Vec<_>>(),
        "paragraphs": paragraphs(copy),
        "note": NOTE,
    });
    let on = copy.on;
    let job = Job {
        template: "published_copy".to_owned(),
        ident: format!("copy:{key}"),
        dated: (i32::from(on.year()), on.month().unsigned_abs(), on.day().unsigned_abs()),
        attachments: Vec::new(),
        data,
    };
    let name = sm3_hex(format!("{key} {}", job.data).as_bytes());
    let bytes = match kept(&name) {
        Some(bytes) => bytes,
        None => keep(name, visit.office.typesetting.typeset(job).await?.pdf),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"decision-{key}.pdf\"")),
    ];
    Ok((headers, bytes.as_ref().clone()).into_response())
}

fn kept(name: &str) -> Option<Arc<Vec<u8>>> {
    let set = SET.lock().unwrap_or_else(PoisonError::into_inner);
    set.iter().find(|(held, _)| held == name).map(|(_, bytes)| bytes.clone())
}

fn keep(name: String, pdf: Vec<u8>) -> Arc<Vec<u8>> {
    let bytes = Arc::new(pdf);
    let mut set = SET.lock().unwrap_or_else(PoisonError::into_inner);
    set.push_front((name, bytes.clone()));
    set.truncate(KEPT);
    bytes
}
