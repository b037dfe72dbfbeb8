//! Tables of what other bodies do, in and out: courts, petition offices and the platforms of reconsideration have no interface, so
//! their lists come as XLSX or CSV and ours go out the same way. Columns and words are matched on pages and remembered for the sender; each
//! step of a row becomes a command, once, however often the table is brought in.
//!
//! Not here: tables of organizations and people (`people/import`), what other systems push.

mod columns;
mod matching;
mod pages;
mod quarrel;
mod reading;
mod row;
mod tables;
mod waiting;
mod words;

pub use columns::{Sheet, remembered, sheet};
pub use matching::{Source, Taken, bring_in};
pub use tables::{of_everybody, proceedings_workbook};

use crate::office::Office;
use axum::{Router, routing::get};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/exchange", get(pages::begin).post(pages::send))
        .route("/desk/exchange/proceedings.xlsx", get(pages::export))
        .route("/desk/exchange/{key}", get(pages::columns).post(pages::carry_out))
        .route("/desk/exchange/{key}/refused.xlsx", get(pages::refused))
}
