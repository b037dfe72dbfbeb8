//! An order page that is shown again: with a row more, because somebody was faster, or because it was carried out before with other words.

use super::{Content, Place, back, ensure_theirs, history, prepare, respond, respond_with, uploads};
use crate::{
    http::{Submission, Trouble, Visit, see_other},
    ui::{
        form::{Form, MORE},
        parts::{Conflict, Difference},
    },
    words,
};
use axum::{http::StatusCode, response::Response};
use huajie_law::{Code, Refusal, Role};

pub const GIVEN_ALREADY: Code = Code::new(
    "order.given_already",
    "这一页先前已经提交并办好了；您后来改动的内容没有保存，还在下面。要按改动后的再办一次，请核对以后重新提交；不用再办的，请返回",
);

/// The answer to a page that was sent before; else the place, to go on. A step that is not theirs is shown to nobody, whatever they
/// sent before.
pub(super) async fn sent_before(
    visit: &Visit,
    place: Place,
    submission: &Submission,
    request: Option<&str>,
    asked: &str,
) -> Result<Result<Response, Place>, Trouble> {
    match carried_out_before(visit, request, asked).await? {
        None => Ok(Err(place)),
        Some(true) => Ok(Ok(see_other(&back(&place)))),
        Some(false) if ensure_theirs(visit, &place).is_err() => Err(Refusal::of(GIVEN_ALREADY).into()),
        Some(false) => changed_since(visit, place, submission).await.map(Ok),
    }
}

/// Whether this request was carried out before, and then whether with these words.
async fn carried_out_before(
    visit: &Visit,
    request: Option<&str>,
    asked: &str,
) -> Result<Option<bool>, Trouble> {
    let Some(request) = request else { return Ok(None) };
    let before = visit.office.ledger.answered(request).await?;
    Ok(before.map(|(before, _)| before == asked))
}

/// The page was sent and carried out before, with other words in it: these are not on file, and are not lost.
pub(super) async fn changed_since(
    visit: &Visit,
    mut place: Place,
    submission: &Submission,
) -> Result<Response, Trouble> {
    place.as_sent(submission);
    let Ok((title, explain, mut form)) = prepare(visit, &mut place).await else {
        return Err(Refusal::of(GIVEN_ALREADY).into());
    };
    let stored = uploads::store(visit, &mut form, submission).await?;
    form.keep(submission.typed());
    for (field, why) in &stored.refused {
        form.reject(field, why.as_str());
    }
    form.refusal = Some(GIVEN_ALREADY.says.to_owned());
    Ok(respond(visit, &place, title, explain, form, StatusCode::CONFLICT))
}

/// The same form with one row more.
pub(super) async fn longer(
    visit: &Visit,
    mut place: Place,
    sent: &Form,
    submission: &Submission,
) -> Result<Response, Trouble> {
    // One more than stands there, however many that are at the least.
    place.rows = place.rows.max(sent.rows_shown(submission.first(MORE))) + 1;
    let (title, explain, mut form) = prepare(visit, &mut place).await?;
    form.keep(submission.typed());
    form.hold_as(sent);
    Ok(respond(visit, &place, title, explain, form, StatusCode::OK))
}

/// Somebody was faster: both texts, nothing overwritten; who still means it sends the form once more, on the new version.
pub(super) async fn stale(
    visit: &Visit,
    mut place: Place,
    seen: u64,
    typed: Form,
) -> Result<Response, Trouble> {
    let (title, explain, now) = prepare(visit, &mut place).await?;
    let entries = visit.office.ledger.journal(&place.file.id).await?;
    let since: Vec<_> = entries.iter().filter(|entry| entry.seq > seen).collect();
    // A citizen is told that something happened; what, stands in the progress in its public words.
    let theirs = match place.actor.role {
        Role::Party => "有了新的进展".to_owned(),
        _ => history::told_since(&since, &place.file, &place.actor).join("\n"),
    };
    let happened =
        Difference {
            label: "您打开这一页以后".into(), theirs, yours: format!("{title}（还没有办）")
        };
    let newest = since.iter().max_by_key(|entry| (entry.role != Role::Statute.as_str(), entry.seq));
    let last = newest.filter(|_| place.actor.role != Role::Party);
    let conflict = Conflict {
        other: last.map_or_else(|| "别人".to_owned(), |entry| entry.actor_name.clone()),
        at: last.map(|entry| words::instant(entry.at)).unwrap_or_default(),
        differences: std::iter::once(happened).chain(now.differences(&typed)).collect(),
    };
    let form = Form { version: now.version, ..typed };
    let content = Content { title, explain, conflict: Some(conflict), form, flash: None };
    Ok(respond_with(visit, &place, content, StatusCode::CONFLICT))
}
