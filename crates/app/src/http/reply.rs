//! Replies, and the one place where trouble becomes a page.
//!
//! Invisible → 404, visible but not allowed → 403, refused → 422, stale → 409, the world failed → 500 or 503.

use super::{Visit, back};
use crate::{
    desk::desk_page,
    office::{Failure, Office},
    ui::{
        Page,
        error::{DeskErrorPage, ErrorPage},
        parts::Link,
    },
};
use askama::Template;
use axum::{
    Json,
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use huajie_law::{
    Refusal,
    refusal::{Class, NOT_PERMITTED},
};
use huajie_ledger::{Fault, engine::FaultKind};
use huajie_papers::PaperError;
use std::sync::Arc;

/// Why there is no ordinary answer.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Not there, or not theirs: the answer does not tell which.
    NotFound,
    /// Nobody is signed in; the address leads to where one can.
    SignIn(&'static str),
    Refused(Refusal),
    /// Somebody else saved first.
    Stale,
    /// The page's key does not fit the session: a foreign page, or an old one.
    Forged,
    BadRequest(String),
    TooLarge,
    /// Too often; says until when to wait and what else there is to do, in Chinese.
    TooMany(&'static str),
    /// A paper that could not be set; says why and what to do, in Chinese.
    NoPaper(PaperError),
    Fault(Arc<Fault>),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Trouble::Fault(Arc::new(fault))
    }
}

impl From<PaperError> for Trouble {
    fn from(error: PaperError) -> Self {
        tracing::error!(?error, "a paper was not set");
        Trouble::NoPaper(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal.class {
            Class::NotVisible => Trouble::NotFound,
            Class::NotPermitted | Class::Refused => Trouble::Refused(refusal),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Stale(_) => Trouble::Stale,
            Failure::Answered(_) | Failure::KeyReused | Failure::Doubled(_) => Trouble::Stale,
            Failure::Fault(fault) => fault.into(),
        }
    }
}

/// The title has said already that this post may not.
const OF_ANOTHER_POST: &str =
    "这一步由别的岗位办理。您有几种身份的，点页面上方自己的名字，换一个身份再试；没有的，请转告经办的人。";

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::SignIn(_) => StatusCode::SEE_OTHER,
            Trouble::Refused(refusal) if refusal.class == Class::NotPermitted => StatusCode::FORBIDDEN,
            Trouble::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Stale => StatusCode::CONFLICT,
            Trouble::Forged => StatusCode::FORBIDDEN,
            Trouble::BadRequest(_) => StatusCode::BAD_REQUEST,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Trouble::NoPaper(PaperError::MissingGlyph { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::NoPaper(PaperError::Template { .. } | PaperError::Export { .. }) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
            Trouble::NoPaper(_) => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Fault(fault) if fault.is_passing() => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// `saving`: what was asked for was to change something.
    fn page(&self, page: Page, incident: &str, saving: bool) -> ErrorPage {
        match self {
            Trouble::NotFound | Trouble::SignIn(_) => ErrorPage::not_found(page),
            Trouble::Refused(refusal) if refusal.class == Class::NotPermitted => {
                let why = match refusal.code {
                    NOT_PERMITTED => OF_ANOTHER_POST,
                    _ => refusal.says(),
                };
                ErrorPage::forbidden(page, why)
            }
            Trouble::Refused(refusal) => ErrorPage::refused(page, refusal.says(), refusal.code.cites),
            Trouble::Stale => ErrorPage::stale(page),
            Trouble::Forged => ErrorPage::new(
                page,
                403,
                "这页已经过期",
                "为了安全没有提交。请返回上一页，刷新后再试；填过的内容还在。",
            ),
            Trouble::BadRequest(why) => ErrorPage::new(page, 400, "没有看懂这次提交", why),
            Trouble::TooLarge => ErrorPage::too_large(page),
            Trouble::TooMany(why) => ErrorPage::too_many(page, why),
            Trouble::NoPaper(error) => {
                let mut unset =
                    ErrorPage::new(page, self.status().as_u16(), "这份文书现在打不出来", &error.to_string());
                unset.remedy =
                    Some("案卷没有变化。处理好以后再出具一次；着急的先用纸质文书，过后补传。".into());
                unset
            }
            Trouble::Fault(fault) if fault.is_passing() => ErrorPage::unavailable(page, incident, saving),
            Trouble::Fault(_) => ErrorPage::fault(page, incident),
        }
    }

    /// As the API says it: the code in words, the sentence, the field.
    fn json(&self, incident: &str) -> serde_json::Value {
        match self {
            Trouble::Refused(refusal) => serde_json::json!({
                "code": refusal.code.name, "says": refusal.says(), "field": refusal.field, "cites": refusal.code.cites,
            }),
            Trouble::BadRequest(why) => serde_json::json!({ "code": "request.not_understood", "says": why }),
            Trouble::NotFound => serde_json::json!({ "code": "not_found", "says": "没有找到" }),
            Trouble::SignIn(_) => serde_json::json!({ "code": "sign_in", "says": "请先登录" }),
            Trouble::Stale => serde_json::json!({ "code": "stale", "says": "有人先保存了，请重新读取" }),
            Trouble::Forged => serde_json::json!({ "code": "forged", "says": "请求的口令不符" }),
            Trouble::TooLarge => serde_json::json!({ "code": "too_large", "says": "内容太大" }),
            Trouble::TooMany(why) => serde_json::json!({ "code": "too_many", "says": why }),
            Trouble::NoPaper(error) => serde_json::json!({ "code": "paper", "says": error.to_string() }),
            Trouble::Fault(fault) if fault.is_passing() => {
                let code = match fault.kind() {
                    FaultKind::DiskFull => "storage.full",
                    _ => "storage.unavailable",
                };
                serde_json::json!({ "code": code, "says": fault.to_string(), "incident": incident })
            }
            Trouble::Fault(_) => {
                serde_json::json!({ "code": "fault", "says": "系统出了问题，请稍后再试", "incident": incident })
            }
        }
    }
}

/// Carries the trouble to [`render_trouble`], which knows the reader's mode and which door they came through.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns trouble into a page, or into JSON for programs. Faults are logged here, once, with the number the page shows.
pub async fn render_trouble(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let here = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let mode = super::visit::mode_of(request.headers());
    let is_get = request.method() == Method::GET;
    let came_from = back::came_from(request.headers());
    let asked = is_of_the_desk(&here).then(|| (request.uri().clone(), request.headers().clone()));
    let response = next.run(request).await;
    let Some(trouble) = response.extensions().get::<Trouble>().cloned() else {
        return response;
    };
    let incident = office.fresh_id("E");
    if let Trouble::Fault(fault) = &trouble {
        // Without the query: it may hold what somebody searched for.
        let path = here.split('?').next().unwrap_or_default();
        tracing::error!(incident, ?fault, path, "fault");
    }
    if here.starts_with("/api/") || here.starts_with("/oauth/") {
        let status =
            if matches!(trouble, Trouble::SignIn(_)) { StatusCode::UNAUTHORIZED } else { trouble.status() };
        return (status, Json(trouble.json(&incident))).into_response();
    }
    if let Trouble::SignIn(address) = trouble {
        // Back to the page after signing in; a form cannot be sent again for somebody, so it is not come back to.
        return see_other(&if is_get {
            format!("{address}?back={}", escaped(&here))
        } else {
            address.to_owned()
        });
    }
    // Where the world failed, nobody is looked up.
    let asked = asked.filter(|_| !matches!(trouble, Trouble::Fault(_)));
    let desk = match asked {
        Some((uri, headers)) => layout_of_the_desk(&office, uri, headers).await,
        None => None,
    };
    let at_the_desk = desk.is_some();
    let page = desk.unwrap_or_else(|| Page { mode, here: here.clone(), ..Page::new(office.site(), "") });
    let (status, told) = (trouble.status(), trouble.page(page, &incident, !is_get));
    // What is not there, or not theirs, has no way back: there is nothing that one came to.
    let told = match trouble {
        Trouble::NotFound if here.starts_with("/desk") => {
            told.leading(vec![Link::new("/desk", "回到我的待办")])
        }
        Trouble::NotFound => told,
        _ => told.leading(back::ways(&here, !is_get, came_from.as_deref())),
    };
    match at_the_desk {
        true => (status, html(&DeskErrorPage::from(told))).into_response(),
        false => (status, html(&told)).into_response(),
    }
}

fn is_of_the_desk(here: &str) -> bool {
    ["/desk", "/search"].into_iter().any(|place| {
        here.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

/// The layout of the desk for whoever is signed in there; none for anybody else.
async fn layout_of_the_desk(office: &Arc<Office>, uri: Uri, headers: HeaderMap) -> Option<Page> {
    let mut request = Request::new(Body::empty());
    (*request.uri_mut(), *request.headers_mut()) = (uri, headers);
    let (mut parts, _) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, office).await.ok()?;
    let actor = visit.officer().ok()?;
    Some(desk_page(&visit, &actor, ""))
}

/// A page.
pub fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template does not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// After a change: go and look at it, so that reloading does not order it again.
pub fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}

/// As [`see_other`], with a cookie to set.
pub fn see_other_with(address: &str, cookie: &str) -> Response {
    let mut response = see_other(address);
    match HeaderValue::from_str(cookie) {
        Ok(value) => {
            response.headers_mut().insert(header::SET_COOKIE, value);
            response
        }
        Err(error) => {
            tracing::error!(%error, "a cookie that is no header");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// An address that came from outside, if it is a path on this machine; nobody is sent elsewhere.
pub fn local_address(asked: &str) -> Option<&str> {
    let path_only = asked.starts_with('/') && !asked.starts_with("//");
    (path_only && asked.len() <= 1024 && asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'))
        .then_some(asked)
}

fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::local_address;

    #[test]
    fn only_a_path_on_this_machine_is_come_back_to() {
        for path in ["/", "/desk?stage=registered", "/desk/officers/u1"] {
            assert_eq!(local_address(path), Some(path));
        }
        for elsewhere in
            ["", "//evil.cn", "/\\evil.cn", "https://evil.cn", "desk", "/a\r\nSet-Cookie: x", "/\t/evil.cn"]
        {
            assert_eq!(local_address(elsewhere), None, "{elsewhere}");
        }
    }
}
