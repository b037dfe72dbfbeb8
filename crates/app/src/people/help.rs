//! Small pages that belong to everybody: how it is shown, help, accessibility.

use crate::{
    http::{Visit, html},
    office::Office,
    ui::{Mode, Page},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use std::{collections::BTreeMap, sync::Arc};

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/mode/{word}", get(switch_mode))
        .route("/help", get(help))
        .route("/help/accessibility", get(accessibility))
}

/// `GET /mode/{word}?back=…`: remembered for a year; goes back only within this house.
async fn switch_mode(Path(word): Path<String>, Query(asked): Query<BTreeMap<String, String>>) -> Response {
    let mode = Mode::from_word(&word);
    let back = asked.get("back").map_or("/", String::as_str);
    let inside = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r']);
    let cookie = format!("mode={}; Path=/; Max-Age=31536000; SameSite=Lax", mode.word());
    ([(header::SET_COOKIE, cookie)], crate::http::see_other(if inside { back } else { "/" })).into_response()
}

#[derive(Template)]
#[template(path = "people/help.html")]
struct HelpPage {
    page: Page,
}

async fn help(visit: Visit) -> Response {
    html(&HelpPage { page: visit.page("帮助") })
}

#[derive(Template)]
#[template(path = "people/accessibility.html")]
struct AccessibilityPage {
    page: Page,
}

async fn accessibility(visit: Visit) -> Response {
    html(&AccessibilityPage { page: visit.page("无障碍说明") })
}
