//! What administrators keep, an account, an outside system, an expert: the page of one, the page of one step on it, and how that step is
//! given. Not here: which steps there are and what they say.

use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    office::{Extras, Failure, Order},
    ui::{
        Page,
        form::Form,
        parts::{Facts, Link, Tag, Timeline},
        table::Table,
    },
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, Refusal};

#[derive(Template)]
#[template(path = "people/kept.html")]
pub struct KeptPage {
    pub page: Page,
    /// To the list.
    pub back: Link,
    pub state: Tag,
    pub steps: Vec<Link>,
    pub facts: Facts,
    /// Over the table.
    pub heading: &'static str,
    pub table: Table,
    /// In place of an empty table.
    pub instead: &'static str,
    pub timeline: Timeline,
}

#[derive(Template)]
#[template(path = "people/step.html")]
struct StepPage {
    page: Page,
    back: String,
    form: Form,
}

/// The page of one step; 422 with what was wrong beside its field.
pub fn step(visit: &Visit, actor: &Actor, title: &str, back: &str, form: Form) -> Response {
    let status = if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let form = form.cancel(back, "先不办").csrf(visit.csrf());
    let page = StepPage { page: desk_page(visit, actor, title), back: back.to_owned(), form };
    (status, html(&page)).into_response()
}

/// Gives one order; the inner error is the law's no.
pub async fn give(
    visit: &Visit,
    actor: &Actor,
    order: Order,
    extras: Extras,
) -> Result<Result<(), Refusal>, Trouble> {
    match visit.office.execute(actor, order, extras).await {
        Ok(_) => Ok(Ok(())),
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(failure) => Err(failure.into()),
    }
}
