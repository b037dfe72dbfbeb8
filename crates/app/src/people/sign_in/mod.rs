//! Signing in: login and password, then the six digits of a device. First time: one's own password, and the device's
//! secret as a picture.
//!
//! Every step begins a new session, so that nobody rides on a cookie planted before. Whether a login exists shows
//! nowhere: not in the words, not in the status, not in the time it takes.

mod first;
mod second;

use super::Entry;
use crate::{
    http::{
        Subject, Submission, Trouble, Visit, html, local_address, refuse_foreign, see_other, see_other_with,
    },
    office::Office,
    ui::{
        Page,
        form::{Field, FieldKind, Form},
    },
};
use askama::Template;
use axum::{
    Router,
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use huajie_law::UserId;
use jiff::SignedDuration;
use std::{collections::BTreeMap, sync::Arc};

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/sign-in", get(ask).post(enter))
        .route("/sign-in/password", get(first::ask).post(first::choose))
        .route("/sign-in/second", get(second::ask).post(second::enter))
}

/// Between the password and the second factor nobody needs longer.
const HALF_WAY_LIVES: SignedDuration = SignedDuration::from_mins(10);
/// Where one goes who came from nowhere.
const HOME: &str = "/desk";
const BACK: &str = "back";

#[derive(Template)]
#[template(path = "people/sign_in/ask.html")]
struct AskPage {
    page: Page,
    explain: &'static str,
    form: Form,
}

impl AskPage {
    fn answer(self) -> Response {
        let status = if self.form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        (status, html(&self)).into_response()
    }
}

fn form(back: &str) -> Form {
    let password =
        Field::new("password", "密码", FieldKind::Secret).required().autocomplete("current-password");
    Form::new("/sign-in", "下一步")
        .field(Field::text("login", "登录名").required().autocomplete("username"))
        .field(password)
        .field(Field::hidden(BACK, back))
}

fn page(visit: &Visit, form: Form) -> Response {
    let explain = match visit.here.contains("kept=1") {
        true => "登录过期了，刚才填的内容替您存着。请再登录一次，会回到那一页，内容还在。",
        false => "给中心、法院、行政机关和乡镇的工作人员用。群众查进度不用登录。",
    };
    AskPage { page: visit.page("工作人员登录"), explain, form }.answer()
}

/// `GET /sign-in`.
async fn ask(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Response {
    let back = asked.get(BACK).and_then(|back| local_address(back)).unwrap_or("");
    if visit.officer().is_ok() {
        return see_other(if back.is_empty() { HOME } else { back });
    }
    page(&visit, form(back))
}

/// `POST /sign-in`.
async fn enter(visit: Visit, headers: HeaderMap, submission: Submission) -> Result<Response, Trouble> {
    refuse_foreign(&headers)?;
    let back = local_address(submission.first(BACK)).unwrap_or("");
    let mut form = form(back);
    form.keep(submission.typed());
    let (login, password) = (submission.first("login").trim(), submission.first("password"));
    for (name, typed, says) in [("login", login, "请填写登录名"), ("password", password, "请填写密码")]
    {
        if typed.is_empty() {
            form.reject(name, says);
        }
    }
    if form.is_wrong() {
        return Ok(page(&visit, form));
    }
    match visit.office.try_password(login, password).await? {
        Entry::In(user) => {
            let cookie = visit.begin_session(&Subject::Pending(user), None).await?;
            Ok(see_other_with(&with_back("/sign-in/second", back), &cookie))
        }
        Entry::Wrong => {
            form.refusal = Some("登录名或者密码不对。忘了密码，请找本单位的系统管理员重新发放。".into());
            Ok(page(&visit, form))
        }
        Entry::Locked(sentence) => {
            form.refusal = Some(sentence);
            Ok(page(&visit, form))
        }
    }
}

fn with_back(address: &str, back: &str) -> String {
    if back.is_empty() {
        return address.to_owned();
    }
    let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    format!("{address}?{BACK}={escaped}")
}

/// Whose password was right a moment ago.
fn half_way(visit: &Visit) -> Result<UserId, Trouble> {
    let (Some(Subject::Pending(user)), Some(session)) = (&visit.subject, &visit.session) else {
        return Err(Trouble::SignIn("/sign-in"));
    };
    let fresh = visit.office.now().at.duration_since(session.created_at) <= HALF_WAY_LIVES;
    if fresh { Ok(user.clone()) } else { Err(Trouble::SignIn("/sign-in")) }
}
