//! Organizations, seats, users, sign-in.

pub mod credential;
pub mod help;
pub mod import;
pub mod sign_in;

use crate::office::Office;
use axum::Router;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    sign_in::routes().merge(help::routes())
}
