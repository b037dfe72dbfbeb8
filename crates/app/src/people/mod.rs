//! People: who they are to this machine, how they sign in, what they may be made, how they are brought in.
//!
//! Not here: what an officer may do on a file (`law`), and the rows of sessions and credentials (`ledger`).

mod access;
pub(crate) mod bodies;
pub mod credential;
mod experts;
mod help;
pub mod import;
pub(crate) mod kept;
mod lacks;
mod officers;
mod own;
mod sign_in;
mod stretching;

pub use access::{Entry, SecondEntry, subject_of};
pub(crate) use access::{after_failure, locked_sentence};
pub use lacks::lacking;
pub use stretching::Stretching;

use crate::office::Office;
use axum::Router;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    sign_in::routes()
        .merge(own::routes())
        .merge(help::routes())
        .merge(officers::routes())
        .merge(bodies::routes())
        .merge(experts::routes())
}
