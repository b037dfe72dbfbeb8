//! What a signed-in officer does about themselves: another capacity, another password, signing out.

use super::{Entry, credential};
use crate::{
    http::{SESSION, Subject, Submission, Trouble, Visit, html, see_other_with},
    office::Office,
    ui::{
        Page,
        form::{Field, FieldKind, Form},
    },
};
use askama::Template;
use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use huajie_law::UserId;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/sign-out", post(sign_out))
        .route("/capacity", post(switch))
        .route("/password", get(ask_password).post(change_password))
}

/// `POST /sign-out`, for officers and parties alike.
async fn sign_out(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    if let Some(digest) = &visit.digest {
        visit.check_csrf(submission.csrf())?;
        visit.office.ledger.end_session(digest).await?;
    }
    let was_officer = matches!(visit.subject, Some(Subject::Officer(_) | Subject::Pending(_)));
    let gone = format!("{SESSION}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    Ok(see_other_with(if was_officer { "/sign-in" } else { "/" }, &gone))
}

/// `POST /capacity`: from now on as somebody else; a new session, because what it may do is new.
async fn switch(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    visit.officer()?;
    let Some(Subject::Officer(user)) = visit.subject.clone() else { return Err(Trouble::SignIn("/sign-in")) };
    let wanted = submission.first("capacity");
    let law = visit.office.law();
    if law.directory.actor(&user, wanted).is_none() {
        return Err(Trouble::NotFound);
    }
    let cookie = visit.begin_session(&Subject::Officer(user), Some(wanted.to_owned())).await?;
    // The page one came from may not be there for the new capacity; the desk always is.
    Ok(see_other_with("/desk", &cookie))
}

#[derive(Template)]
#[template(path = "people/password.html")]
struct PasswordPage {
    page: Page,
    form: Form,
}

pub(super) const NEW_PASSWORD_HINT: &str = "至少 10 个字符，不能只有数字或只有字母；可以是一句容易记的话";

fn password_form(visit: &Visit) -> Form {
    let field = |name: &str, label: &str, word: &str| {
        Field::new(name, label, FieldKind::Secret).required().autocomplete(word)
    };
    Form::new("/password", "改密码")
        .field(field("current", "现在的密码", "current-password"))
        .field(field("new", "新密码", "new-password").hint(NEW_PASSWORD_HINT))
        .field(field("again", "再输一遍新密码", "new-password"))
        .csrf(visit.csrf())
        .cancel("/desk", "先不改")
}

fn password_page(visit: &Visit, form: Form) -> Response {
    let status = if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, html(&PasswordPage { page: visit.page("改密码"), form })).into_response()
}

/// Puts into the form what is wrong with a new password.
pub(super) fn check_new(form: &mut Form, login: &str, submission: &Submission) {
    let new = submission.first("new");
    if let Err(refused) = credential::check_new_password(login, new) {
        form.reject("new", refused.to_string());
    } else if submission.first("again") != new {
        form.reject("again", "两次输的不一样，请再输一遍");
    }
}

/// `GET /password`.
async fn ask_password(visit: Visit) -> Result<Response, Trouble> {
    visit.officer()?;
    Ok(password_page(&visit, password_form(&visit)))
}

/// `POST /password`: the old one counts as a try, so that an open screen is no place to guess it.
async fn change_password(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let user = visit.officer()?.user;
    let mut form = password_form(&visit);
    let login = login_of(&visit, &user)?;
    check_new(&mut form, &login, &submission);
    if form.is_wrong() {
        return Ok(password_page(&visit, form));
    }
    match visit.office.try_password(&login, submission.first("current")).await? {
        Entry::In(_) if submission.first("new") == submission.first("current") => {
            form.reject("new", "新密码和现在的一样，请换一个");
        }
        Entry::In(_) => {}
        Entry::Wrong => form.reject("current", "现在的密码不对"),
        Entry::Locked(sentence) => form.refusal = Some(sentence),
    }
    if form.is_wrong() {
        return Ok(password_page(&visit, form));
    }
    let capacity = visit.session.as_ref().and_then(|session| session.capacity.clone());
    visit.office.set_password(&user, submission.first("new"), false).await?;
    let cookie = visit.begin_session(&Subject::Officer(user), capacity).await?;
    Ok(see_other_with("/desk", &cookie))
}

fn login_of(visit: &Visit, user: &UserId) -> Result<String, Trouble> {
    let law = visit.office.law();
    law.directory.officer(user).map(|officer| officer.login.clone()).ok_or(Trouble::SignIn("/sign-in"))
}
