//! The law in code, for everybody: the catalogue of periods, the page on which one is reckoned, and the reading of what
//! was typed at any of the doors. Nobody signs in for it and no file is looked at.
//!
//! Not here: what a period is and how it is counted (`huajie_law::deadline`).

pub mod catalogue;
mod pages;
pub mod question;

use crate::office::Office;
use axum::{Router, routing::get};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new().route("/law", get(pages::catalogue)).route("/law/{term}", get(pages::one))
}
