//! Applying on the portal: one thing per page, saved after every page, no script needed.
//!
//! 开始 → 发生了什么 → 谁做的 → 哪天 → 想要什么 → 走哪条路 → 复议请求（申请复议的）→ 证据 → 在哪里 → 您是谁 → 核对 → 提交. What was typed stays as typed in a sealed
//! draft; it is read into a registration only when it is handed in.

mod answers;
pub mod before;
mod done;
mod fitting;
mod guided;
mod pages;
mod reading;
mod steps;
mod submit;
mod way;

pub(crate) use answers::Answers;
pub use steps::{agencies, towns};

use crate::office::Office;
use axum::{Router, routing::get};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/", get(pages::home))
        .route("/apply", get(pages::begin).post(pages::start))
        .route("/apply/done", get(done::done).post(done::put_away))
        .route("/apply/guided", axum::routing::post(guided::begin))
        .route("/apply/check", get(pages::check).post(submit::hand_in))
        .route("/apply/{step}", get(pages::step).post(pages::answer))
}
