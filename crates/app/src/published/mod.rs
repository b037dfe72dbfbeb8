//! 公开的复议决定 (行政复议法79条): the copies without personal data, for everybody. Nobody signs in for it, and of the file behind a copy
//! nothing is shown but the copy: the agency, the kind of act and the days that the decision itself bears.
//!
//! Not here: publishing, correcting, withdrawing (steps of the reconsideration, `huajie_law::reconsideration`).

mod pages;
mod sheet;

use crate::office::Office;
use axum::{Router, routing::get};
use huajie_law::{AnyMatter, File, reconsideration::Reconsideration};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/decisions", get(pages::list))
        .route("/decisions/{copy}", get(pages::one))
        .route("/decisions/{copy}/pdf", get(sheet::pdf))
}

fn reconsideration(file: File) -> Option<Reconsideration> {
    match file.matter {
        Some(AnyMatter::Reconsideration(held)) => Some(*held),
        _ => None,
    }
}
