//! The doorway: requests in, replies out. Sessions, form intake, error pages, headers and limits; no domain.

mod back;
pub mod client;
mod intake;
mod reply;
mod server;
mod visit;

pub use intake::{Submission, Upload};
pub use reply::{Trouble, html, local_address, see_other, see_other_with};
pub use server::serve;
pub use visit::{
    ABSOLUTE, CAPACITY, IDLE, MODE, SESSION, SYSTEM_TOKEN, Subject, Visit, cookie, open_session,
    refuse_foreign, token_digest,
};

use crate::{office::Office, ui};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use std::sync::Arc;

/// Uploads are held in memory while they are examined; nothing larger is held.
const LARGEST_BODY_BYTES: usize = 64 << 20;

/// Every route of the program. A route that is not in the permission matrix fails a test.
pub fn router(office: Arc<Office>) -> Router {
    Router::new()
        .merge(crate::rooms())
        .route("/assets/{name}", get(asset))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .fallback(|| async { Trouble::NotFound })
        .layer(middleware::from_fn(no_such_address))
        .layer(middleware::from_fn_with_state(office.clone(), reply::render_trouble))
        .layer(middleware::from_fn_with_state(office.clone(), headers))
        .layer(DefaultBodyLimit::max(LARGEST_BODY_BYTES))
        .with_state(office)
}

async fn asset(asked: HeaderMap, Path(name): Path<String>) -> Response {
    match ui::assets::find(&format!("/assets/{name}")) {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.content_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::VARY, "accept-encoding"),
            ];
            match takes_gzip(&asked) {
                true => {
                    let packed = [(header::CONTENT_ENCODING, "gzip")];
                    (headers, packed, asset.gzip.as_slice()).into_response()
                }
                false => (headers, asset.body).into_response(),
            }
        }
        None => Trouble::NotFound.into_response(),
    }
}

/// Whether it is named among what the browser unpacks, and not with a zero.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let named = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        gzip && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Ready when the ledger answers, and nothing waits for room on the disk.
async fn ready(State(office): State<Arc<Office>>) -> Response {
    let waiting = office.ledger.store.write_late(office.now().at).await;
    if waiting > 0 {
        tracing::warn!(waiting, "not ready: openings wait for room on the disk");
        return (StatusCode::SERVICE_UNAVAILABLE, "not ready: no room on the disk\n").into_response();
    }
    match office.ledger.journal_page(&Default::default(), None, 1).await {
        Ok(_) => "ready\n".into_response(),
        Err(fault) => {
            tracing::warn!(?fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// No address holds a NUL, and no store can look for one.
async fn no_such_address(request: Request, next: Next) -> Response {
    let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
    if asked.contains("%00") { Trouble::NotFound.into_response() } else { next.run(request).await }
}

/// What every reply carries: nothing from elsewhere, nothing guessed, nothing kept by shared caches.
async fn headers(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        ("content-security-policy", ui::CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ];
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(secs) = office.config.hsts_secs
        && let Ok(value) = HeaderValue::from_str(&format!("max-age={secs}"))
    {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_unpacks_it_gets_packed_and_nobody_else() {
        let takes = |asked: &str| {
            takes_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, asked.parse().expect("a header"))]))
        };
        for asked in ["gzip", "gzip, deflate, br", "br;q=1, GZIP;q=0.5"] {
            assert!(takes(asked), "{asked}");
        }
        for asked in ["", "br", "gzip;q=0", "x-gzip-not"] {
            assert!(!takes(asked), "{asked}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
