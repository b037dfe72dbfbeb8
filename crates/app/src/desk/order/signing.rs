//! An order that signs by a code: asked for on the same page, checked before the law is asked. Also the page that tells a new query code.

use super::{super::desk_page, Content, Place, back, respond_with};
use crate::{
    dispute::progress::signing,
    http::{Submission, Trouble, Visit, html},
    orders,
    ui::{Flash, Page, Tone, form::Form},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde_json::Value;

pub(super) async fn complete(
    visit: &Visit,
    place: &Place,
    order: &mut Value,
) -> Result<orders::Completed, Trouble> {
    signing::check(&visit.office, &place.actor, &place.file, order).await?;
    orders::complete(&visit.office, &place.actor, &place.file, order).await
}

/// A code to sign with; what is refused stands beside its field, what was typed stays.
pub(super) async fn send_code(
    visit: &Visit,
    place: &Place,
    title: String,
    explain: Option<String>,
    mut form: Form,
    submission: &Submission,
) -> Result<Response, Trouble> {
    form.keep(submission.typed());
    let flash = match signing::send(&visit.office, &place.actor, &place.file.id, &place.command).await {
        Ok(end) => {
            let text = format!("验证码已经发到尾号 {end} 的手机，10 分钟内有效。填在下面，就可以签字。");
            Some(Flash { tone: Tone::Settled, text })
        }
        Err(Trouble::Refused(refusal)) => {
            form.reject("way.receipt", refusal.says());
            None
        }
        Err(trouble) => return Err(trouble),
    };
    let status = if flash.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond_with(visit, place, Content { title, explain, conflict: None, form, flash }, status))
}

#[derive(Template)]
#[template(path = "desk/code.html")]
struct CodePage {
    page: Page,
    code: String,
    back: String,
}

/// A new query code, told this once.
pub(super) fn show_code(visit: &Visit, place: &Place, code: String) -> Response {
    let page = desk_page(visit, &place.actor, "新的查询码");
    html(&CodePage { page, code, back: back(place) })
}
