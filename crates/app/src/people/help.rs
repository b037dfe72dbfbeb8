//! Pages that anybody may read: how to use the portal, how it can be read with difficulty, and the switch of modes.

use crate::{
    http::{MODE, Trouble, Visit, html, local_address, see_other_with},
    office::Office,
    ui::{Mode, Page},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use std::{collections::BTreeMap, sync::Arc};

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/help", get(help))
        .route("/help/accessibility", get(accessibility))
        .route("/mode/{word}", get(switch))
}

/// A year: who needs large letters needs them tomorrow too.
const REMEMBERED_SECONDS: u32 = 365 * 24 * 3600;

/// `GET /mode/{word}?back=…`.
async fn switch(
    visit: Visit,
    Path(word): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let mode = Mode::ALL.into_iter().find(|mode| mode.word() == word).ok_or(Trouble::NotFound)?;
    let back = asked.get("back").and_then(|back| local_address(back)).unwrap_or("/");
    let secure = if visit.office.config.secure_cookies { "; Secure" } else { "" };
    let word = mode.word();
    let cookie =
        format!("{MODE}={word}; Path=/; Max-Age={REMEMBERED_SECONDS}; HttpOnly; SameSite=Lax{secure}");
    Ok(see_other_with(back, &cookie))
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
