//! The guide: 发生了什么 → 谁做的 → 哪天 → 告知过什么 → 找过谁 → the ways that are open, with days left, office and what to bring.
//!
//! The answers stand in the address and nowhere else: back and bookmarks work, nothing is kept, and nothing that names a
//! person is asked. The same questions and answers are those of `GET /api/remedies` and of `huajie remedies`; what they
//! mean is the law's (`huajie_law::ways`). Applying is [`crate::dispute::apply`]'s, which takes over what was answered.

mod asked;
pub mod card;
mod pages;
mod questions;
pub mod told;
mod trail;

pub use asked::{Asked, NAMES, Unread, unknown_names};

use crate::office::Office;
use axum::{Router, routing::get};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/guide", get(pages::begin))
        .route("/guide/ways", get(pages::ways))
        .route("/guide/ways/{way}", get(pages::way))
        .route("/guide/{question}", get(pages::question))
}
