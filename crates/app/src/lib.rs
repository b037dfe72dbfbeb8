//! What is shown: pages, API, papers, notices, timers, sign-in. Everything the person at the counter would ask about.
#![forbid(unsafe_code)]

pub mod agenda;
pub mod api;
pub mod command_line;
pub mod config;
pub mod demo;
pub mod desk;
pub mod dispute;
pub mod exchange;
pub mod guide;
pub mod http;
pub mod law;
pub mod office;
pub mod orders;
pub mod outside;
pub mod papers;
pub mod people;
pub mod published;
pub mod ui;
pub mod words;

use axum::Router;
use office::Office;
use std::sync::Arc;

/// The routes of all rooms.
fn rooms() -> Router<Arc<Office>> {
    Router::new()
        .merge(dispute::routes())
        .merge(guide::routes())
        .merge(people::routes())
        .merge(desk::routes())
        .merge(exchange::routes())
        .merge(papers::routes())
        .merge(law::routes())
        .merge(published::routes())
        .merge(api::routes())
        .merge(outside::routes())
}
