//! `POST /oauth/token`: a short-lived token for a system (RFC 6749 §4.4, client credentials).
//!
//! Tries are counted before anything is compared, as for people; an unknown client answers like a known one.

use crate::{
    http::{SYSTEM_TOKEN, Subject, open_session},
    office::Office,
    people::{after_failure, locked_sentence},
};
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie_law::MatterId;
use huajie_ledger::Fault;
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

/// What there is instead of a token (RFC 6749 §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    Request(&'static str),
    Client,
    Locked,
    GrantType,
    Scope,
}

pub async fn issue(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, crate::http::Trouble> {
    let answer = match read(&headers, &body) {
        Ok((client, secret)) => match admit(&office, &client, &secret).await? {
            Ok(id) => {
                let token = open_session(&office, &Subject::System(id), None).await?;
                let told = json!({ "access_token": token, "token_type": "Bearer", "expires_in": SYSTEM_TOKEN.as_secs() });
                (StatusCode::OK, Json(told)).into_response()
            }
            Err(refused) => refused.into_response(),
        },
        Err(refused) => refused.into_response(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], answer).into_response())
}

/// Who asks, by HTTP Basic or in the body, and never by both.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<(String, String), Refused> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Refused::Request("请求体要用 application/x-www-form-urlencoded"));
    }
    let mut form = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        if form.insert(name.into_owned(), value.into_owned()).is_some() {
            return Err(Refused::Request("有参数给了两次"));
        }
    }
    let held = |name: &str| form.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let grant = held("grant_type").ok_or(Refused::Request("缺少 grant_type"))?;
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let who = match (basic, held("client_id"), held("client_secret")) {
        (Some(_), _, Some(_)) => return Err(Refused::Request("client_secret 只用一种方式给")),
        (Some(basic), named, None) => {
            let who = read_basic(basic).ok_or(Refused::Client)?;
            if named.is_some_and(|named| named != who.0) {
                return Err(Refused::Request("client_id 前后不一致"));
            }
            who
        }
        (None, Some(id), Some(secret)) => (id.to_owned(), secret.to_owned()),
        _ => return Err(Refused::Client),
    };
    match (grant, held("scope")) {
        ("client_credentials", None) => Ok(who),
        // What a system may do stands in its registration and is not asked for.
        ("client_credentials", Some(_)) => Err(Refused::Scope),
        _ => Err(Refused::GrantType),
    }
}

/// `Basic base64(id:secret)`, both parts form-encoded (RFC 6749 §2.3.1).
fn read_basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    let decoded = String::from_utf8(BASE64.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let plain = |text: &str| {
        let wrapped = format!("x={text}");
        form_urlencoded::parse(wrapped.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    scheme.eq_ignore_ascii_case("basic").then_some((plain(id)?, plain(secret)?))
}

async fn admit(office: &Office, client: &str, secret: &str) -> Result<Result<MatterId, Refused>, Fault> {
    let (guard, now) = (office.keys.code_digest("client", client), office.now().at);
    let before = office.ledger.count_try(&guard, now, after_failure).await?;
    if locked_sentence(before, now).is_some() {
        return Ok(Err(Refused::Locked));
    }
    let id = MatterId::from(client);
    let in_service = office.law().directory.systems.get(&id).is_some_and(|system| !system.withdrawn);
    // A NUL or an empty name is no id that a store could look for.
    let asked = if in_service { id.clone() } else { MatterId::from("-") };
    let right = office.is_secret_of(&asked, secret).await?;
    if !(right && in_service) {
        return Ok(Err(Refused::Client));
    }
    office.ledger.forget_tries(&guard).await?;
    Ok(Ok(id))
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, error, says) = match self {
            Refused::Request(says) => (StatusCode::BAD_REQUEST, "invalid_request", says),
            Refused::Client => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "client_id 或者 client_secret 不对，或者已经停用",
            ),
            Refused::Locked => (
                StatusCode::TOO_MANY_REQUESTS,
                "invalid_client",
                "连续输错太多次，已暂时锁定，请 15 分钟后再试",
            ),
            Refused::GrantType => {
                (StatusCode::BAD_REQUEST, "unsupported_grant_type", "只支持 client_credentials")
            }
            Refused::Scope => {
                (StatusCode::BAD_REQUEST, "invalid_scope", "不用写 scope：能做什么以登记的为准")
            }
        };
        let mut response =
            (status, Json(json!({ "error": error, "error_description": says }))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let challenge = header::HeaderValue::from_static("Basic realm=\"huajie\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(basic: Option<&str>, body: &str) -> Result<(String, String), Refused> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().expect("a header"));
        if let Some(basic) = basic {
            let value = format!("Basic {}", BASE64.encode(basic));
            headers.insert(header::AUTHORIZATION, value.parse().expect("a header"));
        }
        read(&headers, body.as_bytes())
    }

    #[test]
    fn a_client_names_itself_in_the_header_or_in_the_body() {
        let who = Ok(("s1".to_owned(), "a b".to_owned()));
        assert_eq!(asked(Some("s1:a%20b"), "grant_type=client_credentials"), who);
        assert_eq!(asked(None, "grant_type=client_credentials&client_id=s1&client_secret=a+b"), who);
        let twice = "grant_type=client_credentials&client_secret=x";
        assert!(matches!(asked(Some("s1:x"), twice), Err(Refused::Request(_))));
        assert!(matches!(asked(Some("s1:x"), "grant_type=a&grant_type=b"), Err(Refused::Request(_))));
        assert_eq!(asked(Some("s1:x"), "grant_type=password"), Err(Refused::GrantType));
        assert_eq!(asked(Some("s1:x"), "grant_type=client_credentials&scope=all"), Err(Refused::Scope));
        assert_eq!(asked(None, "grant_type=client_credentials"), Err(Refused::Client));
    }
}
