//! Papers (文书): from a file to a typeset, stored and issued PDF, and to its service.
//!
//! Here: which papers make sense now ([`draft`]), what each says ([`fill`], pure), issuing and reading them. Not here:
//! layout (the papers crate), who may read what (the paper room of the law).

pub mod case;
pub mod draft;
pub mod fill;
mod issue;
mod late;
mod pages;
mod required;
mod volume;

pub use case::among;
pub use issue::{Unissued, make, may_issue, unissued, unissued_of};
pub use pages::{Listed, listed, table};
pub use volume::volume;

use crate::office::Office;
use axum::{Router, routing::get};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/file/{id}/papers", get(pages::offer).post(pages::issue))
        .route("/desk/file/{id}/papers/preview", get(pages::preview))
        .route("/desk/file/{id}/papers/{paper}", get(pages::at_the_desk))
        .route("/my/papers/{paper}", get(pages::of_the_party))
}
