//! Following one's own dispute on the portal: number and query code, a one-time code to the registered phone, then
//! every step in plain words, and who opened the file.

pub mod acting;
mod application;
mod beside;
mod coming;
pub mod days;
mod my;
mod next;
mod promised;
pub mod recognise;
mod reconsideration;
mod seen;
pub mod signing;
mod talked;

use crate::{desk::evidence, office::Office};
use axum::{Router, routing::get};
use huajie_law::Actor;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/progress", get(recognise::ask).post(recognise::look_up))
        .route("/progress/code", get(recognise::ask_code).post(recognise::enter))
        .route("/my", get(my::overview))
        .route("/my/dates.ics", get(my::dates))
        .route("/my/application", get(application::show))
        .route("/my/seen", get(seen::show))
        .route("/my/{id}/evidence/{hash}", get(evidence::of_the_party))
        .route("/my/{id}/{command}", get(my::ask).post(my::give))
}

/// The side of whoever reads this; of an agent, the side that it acts for.
fn own_side(actor: &Actor) -> Option<&str> {
    actor.standing.as_ref().map(|standing| standing.party.as_str())
}
