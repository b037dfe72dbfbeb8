//! An order that signs by a code: asked for on the same page, checked before the law is asked.

use super::{Content, Place, respond_with};
use crate::{
    dispute::progress::signing,
    http::{Submission, Trouble, Visit},
    orders,
    ui::{Flash, Tone, form::Form},
};
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
