//! The second factor: six digits that the officer's own device shows; the first time, the secret to put into it.

use super::{AskPage, BACK, HOME, half_way, with_back};
use crate::{
    http::{Subject, Submission, Trouble, Visit, html, local_address, see_other, see_other_with},
    people::{access::SecondEntry, credential::Totp, subject_of},
    ui::{
        Page,
        form::{Field, FieldKind, Form},
    },
    words,
};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::UserId;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "people/sign_in/enrol.html")]
struct EnrolPage {
    page: Page,
    picture: String,
    /// In groups of four, to be typed where no camera is at hand.
    secret: String,
    form: Form,
}

fn form(visit: &Visit, back: &str) -> Form {
    Form::new("/sign-in/second", "登录")
        .field(
            Field::new("code", "动态口令", FieldKind::Digits)
                .hint("手机上现在显示的 6 位数字，每 30 秒换一次")
                .required()
                .autocomplete("one-time-code"),
        )
        .field(Field::hidden(BACK, back))
        .csrf(visit.csrf())
        .cancel("/sign-in", "重新输登录名")
}

async fn page(visit: &Visit, user: &UserId, form: Form) -> Result<Response, Trouble> {
    let Some(totp) = visit.office.totp_to_enrol(user).await? else {
        let explain = "打开手机上的验证器，把现在显示的数字填在下面。手机换了或者丢了，请找安全管理员重置。";
        return Ok(AskPage { page: visit.page("输入动态口令"), explain, form }.answer());
    };
    let status = if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let law = visit.office.law();
    let login = law.directory.officer(user).map_or("", |officer| officer.login.as_str());
    let picture = words::qr_data_uri(&totp.url(&law.settings.centre_name, login));
    let page = EnrolPage { page: visit.page("绑定手机"), picture, secret: grouped(&totp), form };
    Ok((status, html(&page)).into_response())
}

fn grouped(totp: &Totp) -> String {
    let letters: Vec<char> = totp.to_base32().chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// An issued password leads to choosing one's own first.
async fn must_change(visit: &Visit, user: &UserId) -> Result<bool, Trouble> {
    let credential = visit.office.ledger.credential(&subject_of(user)).await?;
    Ok(credential.is_none_or(|held| held.must_change))
}

/// `GET /sign-in/second`.
pub async fn ask(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let back = asked.get(BACK).and_then(|back| local_address(back)).unwrap_or("");
    let user = half_way(&visit)?;
    if must_change(&visit, &user).await? {
        return Ok(see_other(&with_back("/sign-in/password", back)));
    }
    page(&visit, &user, form(&visit, back)).await
}

/// `POST /sign-in/second`.
pub async fn enter(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let back = local_address(submission.first(BACK)).unwrap_or("");
    let user = half_way(&visit)?;
    if must_change(&visit, &user).await? {
        return Ok(see_other(&with_back("/sign-in/password", back)));
    }
    let mut form = form(&visit, back);
    match visit.office.try_second_factor(&user, submission.first("code")).await? {
        SecondEntry::In => {
            let law = visit.office.law();
            let officer = law.directory.officer(&user).filter(|officer| !officer.dismissed);
            let capacity =
                officer.and_then(|officer| officer.capacities.first()).map(|held| held.key.clone());
            let Some(capacity) = capacity else { return Err(Trouble::SignIn("/sign-in")) };
            let cookie = visit.begin_session(&Subject::Officer(user), Some(capacity)).await?;
            Ok(see_other_with(if back.is_empty() { HOME } else { back }, &cookie))
        }
        SecondEntry::Wrong(refused) => {
            form.reject("code", refused.to_string());
            page(&visit, &user, form).await
        }
        SecondEntry::Locked(sentence) => {
            form.refusal = Some(sentence);
            page(&visit, &user, form).await
        }
    }
}
