//! What a page costs: the whole way through the router, in this process, without a socket.

use crate::{city, measure};
use axum::{Router, body::Body, http::Request};
use huajie::{http, office::Office};
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;

/// Every page is asked for twice and the second time counted: the first reads the disk, where the store is larger than what the
/// machine holds of it.
const ROUNDS: usize = 400;

/// A page and its cost.
pub struct Cost {
    pub name: &'static str,
    /// The whole process, the writer that records an opening included.
    pub cpu_ms: f64,
    /// The thread that makes the page.
    pub page_thread_ms: f64,
    pub bytes: usize,
}

/// Worklists of those who see most, and file pages spread over the city.
pub async fn costs(office: &Arc<Office>, disputes: usize) -> Vec<Cost> {
    let clerk = city::sign_in(office, "u-chuangkou").await;
    let mediator = city::sign_in(office, "u-tiaojie1").await;
    let router = http::router(office.clone());
    let file = |round: usize, course: usize| {
        format!("/desk/file/d{:07}", (round * 7919 + 9) % disputes / 10 * 10 + course)
    };
    vec![
        cost(&router, "to-dos of the clerk, 50 rows", &clerk, |_| "/desk".into()).await,
        cost(&router, "disputes as the clerk sees them, 50 rows", &clerk, |_| "/desk/list/dispute".into())
            .await,
        cost(&router, "mediations of one mediator, 50 rows", &mediator, |_| "/desk/list/mediation".into())
            .await,
        cost(&router, "a file page, closed after some sixty events", &clerk, |round| file(round, 9)).await,
        cost(&router, "a file page with eight proceedings", &clerk, |round| file(round, 8)).await,
    ]
}

async fn cost(router: &Router, name: &'static str, cookie: &str, address: impl Fn(usize) -> String) -> Cost {
    let mut bytes = 0;
    for round in 0..ROUNDS {
        bytes = get(router, &address(round), cookie).await;
    }
    let (process, thread) = (measure::process_cpu_ns(), measure::thread_cpu_ns());
    for round in 0..ROUNDS {
        get(router, &address(round), cookie).await;
    }
    let thread = measure::thread_cpu_ns() - thread;
    // A thread that ended meanwhile took its time with it: never less than the page's own thread.
    let process = measure::process_cpu_ns().saturating_sub(process).max(thread);
    let each = |nanoseconds: u64| nanoseconds as f64 / 1e6 / ROUNDS as f64;
    Cost { name, cpu_ms: each(process), page_thread_ms: each(thread), bytes }
}

/// The length of the page; anything but 200 is a mistake of the bench.
async fn get(router: &Router, address: &str, cookie: &str) -> usize {
    let request =
        Request::get(address).header("cookie", cookie).body(Body::empty()).expect("a plain request");
    let response =
        TowerToHyperService::new(router.clone()).call(request).await.expect("the router always answers");
    assert_eq!(response.status(), 200, "{address}");
    axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("the page is in memory").len()
}
