//! The password an administrator handed out opens nothing but this page: one's own is chosen first.

use super::{AskPage, BACK, half_way, with_back};
use crate::{
    http::{Subject, Submission, Trouble, Visit, local_address, see_other, see_other_with},
    people::{
        own::{NEW_PASSWORD_HINT, check_new},
        subject_of,
    },
    ui::form::{Field, FieldKind, Form},
};
use axum::{extract::Query, response::Response};
use std::collections::BTreeMap;

fn form(visit: &Visit, back: &str) -> Form {
    let field = |name: &str, label: &str| {
        Field::new(name, label, FieldKind::Secret).required().autocomplete("new-password")
    };
    Form::new("/sign-in/password", "下一步")
        .field(field("new", "自己的新密码").hint(NEW_PASSWORD_HINT))
        .field(field("again", "再输一遍"))
        .field(Field::hidden(BACK, back))
        .csrf(visit.csrf())
}

fn page(visit: &Visit, form: Form) -> Response {
    let explain = "您现在用的是管理员发的初始密码，只能用来设自己的密码。设好以后，初始密码就作废。";
    AskPage { page: visit.page("设自己的密码"), explain, form }.answer()
}

/// `GET /sign-in/password`.
pub async fn ask(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let back = asked.get(BACK).and_then(|back| local_address(back)).unwrap_or("");
    let user = half_way(&visit)?;
    match visit.office.ledger.credential(&subject_of(&user)).await? {
        Some(credential) if credential.must_change => Ok(page(&visit, form(&visit, back))),
        _ => Ok(see_other(&with_back("/sign-in/second", back))),
    }
}

/// `POST /sign-in/password`.
pub async fn choose(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let back = local_address(submission.first(BACK)).unwrap_or("");
    let user = half_way(&visit)?;
    let credential = visit.office.ledger.credential(&subject_of(&user)).await?;
    if !credential.as_ref().is_some_and(|held| held.must_change) {
        return Ok(see_other(&with_back("/sign-in/second", back)));
    }
    let mut form = form(&visit, back);
    let law = visit.office.law();
    let login = law.directory.officer(&user).map_or("", |officer| officer.login.as_str());
    check_new(&mut form, login, &submission);
    let new = submission.first("new");
    let issued = credential.map(|held| held.password_hash);
    if !form.is_wrong() && visit.office.stretching.verify(new.to_owned(), issued).await {
        form.reject("new", "不能继续用初始密码，请换一个");
    }
    if form.is_wrong() {
        return Ok(page(&visit, form));
    }
    visit.office.set_password(&user, new, false).await?;
    let cookie = visit.begin_session(&Subject::Pending(user), None).await?;
    Ok(see_other_with(&with_back("/sign-in/second", back), &cookie))
}
