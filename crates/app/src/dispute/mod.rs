//! The dispute at the counter and on the phone: applying, registering.

pub mod apply;
pub mod intake;
pub mod limits;
pub mod progress;
pub mod twin;

use crate::office::Office;
use axum::Router;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    apply::routes().merge(progress::routes())
}
