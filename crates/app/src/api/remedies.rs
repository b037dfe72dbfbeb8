//! `GET /api/remedies`: every way that is open or closed, for anybody who asks; nothing is kept.

use super::Problem;
use crate::{
    guide::{Asked, Unread, told::Remedies, unknown_names},
    http::Visit,
};
use axum::{Json, extract::Query, http::StatusCode};

pub async fn show(
    visit: Visit,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Json<Remedies>, Problem> {
    if let Some(name) = unknown_names(&sent).first() {
        let says = format!("没有这个参数：{name}");
        return Err(Problem::bad_request("request.not_understood", &says).with("field", *name));
    }
    if !sent.iter().any(|(name, value)| name == "act" && !value.is_empty()) {
        let unread = Unread { name: "act", says: "请写明 act；不知道的写 unknown".to_owned() };
        return Err(refused(&unread));
    }
    let law = visit.office.law();
    match Asked::read(&sent, &law.directory, visit.office.now().today) {
        Ok(asked) => Ok(Json(Remedies::from(&asked.answer(&law)))),
        Err(wrong) => Err(refused(&wrong[0])),
    }
}

fn refused(unread: &Unread) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "remedies.not_understood", &unread.says)
        .with("field", unread.name)
        .with("cites", serde_json::Value::Null)
}
