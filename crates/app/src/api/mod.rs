//! The same commands and lists for programs, as JSON. Every write goes through [`crate::office::Office::execute`];
//! every read through the authorised path of the ledger. What is offered is written down in `/api/openapi.json`.
//!
//! Not here: what is allowed (`law`), and pages.

mod disputes;
mod files;
mod law;
mod matters;
pub mod openapi;
mod orders;
mod place;
mod problem;
mod remedies;
mod sent;
mod session;

pub use problem::Problem;
pub use sent::{Sent, json_of, parse};

use crate::{
    dispute::progress::acting::acting,
    http::{Subject, Trouble, Visit},
    office::Office,
    outside,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    routing::{get, post},
};
use huajie_law::Actor;
use std::sync::Arc;

/// A body of JSON is not larger than this.
const LARGEST_JSON_BYTES: usize = 1 << 20;

pub fn routes() -> Router<Arc<Office>> {
    let json = Router::new()
        .route("/api/session", post(session::enter).delete(session::leave))
        .route("/api/progress", post(session::ask_code))
        .route("/api/progress/code", post(session::enter_party))
        .route("/api/disputes", post(disputes::register))
        .route("/api/matters", get(matters::list))
        .route("/api/matters/{id}", get(matters::show))
        .route("/api/matters/{id}/orders", post(orders::give))
        .route("/api/matters/{id}/signing-code", post(orders::signing_code))
        .route("/api/matters/{id}/journal", get(matters::journal))
        .route("/api/to-dos", get(matters::to_dos))
        .route("/api/deadline", get(law::deadline))
        .route("/api/terms", get(law::terms))
        .route("/api/remedies", get(remedies::show))
        .route("/api/events", post(outside::receive))
        .route("/api/keys", get(outside::keys))
        .route("/api/referrals/{id}/papers/{hash}", get(outside::fetch_paper))
        .route("/oauth/token", post(outside::issue_token))
        .route("/api/openapi.json", get(openapi::show))
        .layer(DefaultBodyLimit::max(LARGEST_JSON_BYTES));
    // Uploads keep the larger limit of the whole program.
    let large = json.route("/api/files", post(files::store)).route("/api/referrals", post(outside::receive));
    large.method_not_allowed_fallback(|| async {
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "request.method_not_allowed",
            "这个地址不支持这种请求方法",
        )
    })
}

/// Whoever holds the token: an officer in the capacity chosen, or a party of one dispute.
async fn caller(visit: &Visit) -> Result<Actor, Trouble> {
    match &visit.subject {
        Some(Subject::Party { .. }) => Ok(acting(visit).await?.1),
        _ => visit.officer(),
    }
}
