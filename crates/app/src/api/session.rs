//! Signing in for programs: officers with password and device, parties with number, query code and one-time code.
//! The same session rows as behind the cookie. Whether a login or a number exists shows nowhere.

use super::{Problem, Sent, parse};
use crate::{
    dispute::progress::{
        acting,
        recognise::{self, Given},
    },
    http::{ABSOLUTE, IDLE, Subject, Visit},
    office::Office,
    people::{Entry, SecondEntry, credential, subject_of},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::UserId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Login, password, and the six digits the device shows now.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    login: String,
    password: String,
    code: String,
}

/// Number and query code of a dispute.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// `钟行争〔2026〕1号`.
    number: String,
    /// The first applicant's; a party that was given none names its phone.
    #[serde(default)]
    query_code: String,
    /// As it was registered: whose code is to be sent where a dispute has several parties.
    #[serde(default)]
    phone: String,
}

/// The one-time code that came to the registered phone.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterCode {
    code: String,
    /// As answered by `/api/progress`; may be sent as the bearer token instead.
    ticket: Option<String>,
}

/// `POST /api/session`.
pub async fn enter(visit: Visit, Sent(sent): Sent) -> Result<Response, Problem> {
    let SignIn { login, password, code } = parse(&sent)?;
    let office = &visit.office;
    let user = match office.try_password(login.trim(), &password).await? {
        Entry::In(user) => user,
        Entry::Wrong => return Err(wrong()),
        Entry::Locked(sentence) => return Err(locked(&sentence)),
    };
    match office.try_second_factor(&user, &code).await? {
        SecondEntry::In => {}
        SecondEntry::Wrong(_) => return Err(wrong()),
        SecondEntry::Locked(sentence) => return Err(locked(&sentence)),
    }
    // Only now: before the device has answered, nothing is told about the password.
    if office.ledger.credential(&subject_of(&user)).await?.is_none_or(|held| held.must_change) {
        let says = "现在用的是管理员发的初始密码，请先在网页上设自己的密码";
        return Err(Problem::new(StatusCode::FORBIDDEN, "session.password_must_change", says));
    }
    let capacities = capacities(office, &user);
    let first = capacities.first().and_then(|held| held["id"].as_str()).ok_or_else(wrong)?.to_owned();
    let token = visit.open_session(&Subject::Officer(user), Some(first)).await?;
    Ok((StatusCode::CREATED, Json(answer(office, &token, capacities))).into_response())
}

/// `DELETE /api/session`.
pub async fn leave(visit: Visit) -> Result<Response, Problem> {
    if let Some(digest) = &visit.digest {
        visit.office.ledger.end_session(digest).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /api/progress`: whatever was sent, the answer is the same.
pub async fn ask_code(visit: Visit, Sent(sent): Sent) -> Result<Response, Problem> {
    let Look { number, query_code, phone } = parse(&sent)?;
    let given = Given { number: &number, query_code: &query_code, phone: &phone };
    let asking = recognise::asking(&visit.office, &given).await?;
    let ticket = visit.open_session(&asking, None).await?;
    let says = "如果编号和查询码都对，登记的手机会收到一条验证码短信";
    Ok((StatusCode::ACCEPTED, Json(json!({ "ticket": ticket, "says": says }))).into_response())
}

/// `POST /api/progress/code`.
pub async fn enter_party(mut visit: Visit, Sent(sent): Sent) -> Result<Response, Problem> {
    let EnterCode { code, ticket } = parse(&sent)?;
    if let Some(ticket) = ticket {
        visit.recognise(&ticket).await?;
    }
    let wrong = || {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "progress.wrong_code", "验证码不对或者已经过期")
            .with("field", "code")
    };
    let Some(Subject::Asking { dispute, party }) = visit.subject.clone() else { return Err(wrong()) };
    let code = credential::normal_one_time_code(&code);
    if !recognise::is_right(&visit.office, &dispute, &party, &code).await? {
        return Err(wrong());
    }
    let mut told = json!({ "dispute": dispute, "party": acting::key(&party) });
    let token = visit.open_session(&Subject::Party { dispute, party }, None).await?;
    let Value::Object(session) = answer(&visit.office, &token, Vec::new()) else {
        unreachable!("an answer is an object")
    };
    told.as_object_mut().expect("made as an object").extend(session);
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

fn answer(office: &Office, token: &str, capacities: Vec<Value>) -> Value {
    let expires = office.now().at.checked_add(ABSOLUTE).expect("half a day from now is in this era");
    json!({ "token": token, "capacities": capacities, "expires": expires, "idle_minutes": IDLE.as_mins() })
}

/// In which capacities somebody may act; the first is the one taken where none is chosen.
fn capacities(office: &Office, user: &UserId) -> Vec<Value> {
    let law = office.law();
    let officer = law.directory.officer(user).filter(|officer| !officer.dismissed);
    let held = officer.map(|officer| officer.capacities.as_slice()).unwrap_or_default();
    let told = held.iter().map(|capacity| {
        json!({
            "id": capacity.key, "role": capacity.role, "role_name": capacity.role.name_zh(), "post": capacity.post,
            "organization": capacity.organization, "organization_name": law.directory.name_of(&capacity.organization),
        })
    });
    told.collect()
}

/// Login, password and device are refused alike: a program could try them one by one.
fn wrong() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "session.wrong", "登录名、密码或者动态口令不对")
}

fn locked(sentence: &str) -> Problem {
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "session.locked", sentence)
}
