//! The law in code for programs: a last day with its reasons, and the catalogue. Public: no file is looked at.

use super::Problem;
use crate::{
    http::Visit,
    law::{
        catalogue::{Entry, entries},
        question::{Typed, read},
    },
};
use axum::{Json, extract::Query};
use huajie_law::deadline::{Answer, answer};

type Pairs = Vec<(String, String)>;

/// `GET /api/deadline?term=FY-06&from=2026-09-28`, and `suspend` (several), `extend`, `service`.
pub async fn deadline(visit: Visit, Query(asked): Query<Pairs>) -> Result<Json<Answer>, Problem> {
    only(&asked, &["term", "from", "suspend", "extend", "service"], "suspend")?;
    let first =
        |name: &str| asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let typed = Typed {
        term: first("term"),
        from: first("from"),
        extend: first("extend"),
        service: first("service"),
    };
    let suspensions = asked.iter().filter(|(key, _)| key == "suspend").map(|(_, value)| value.as_str());
    let question = read(typed, suspensions)?;
    Ok(Json(answer(&question, &visit.office.law().calendar)?))
}

/// `GET /api/terms?unverified=true`.
pub async fn terms(Query(asked): Query<Pairs>) -> Result<Json<Vec<Entry>>, Problem> {
    only(&asked, &["unverified"], "")?;
    let only_unverified = match asked.first().map(|(_, value)| value.as_str()) {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            let problem = Problem::bad_request("request.unverified", "unverified 是 true 或者 false");
            return Err(problem.with("field", "unverified"));
        }
    };
    Ok(Json(entries(only_unverified)))
}

/// A name that is not read is refused, and so is one given twice: a slip must not silently answer another question.
fn only(asked: &Pairs, known: &[&str], several: &str) -> Result<(), Problem> {
    for (at, (name, _)) in asked.iter().enumerate() {
        let says = if !known.contains(&name.as_str()) {
            format!("不认识的参数：{name}")
        } else if name != several && asked[..at].iter().any(|(before, _)| before == name) {
            format!("参数 {name} 给了两次")
        } else {
            continue;
        };
        return Err(Problem::bad_request("request.unknown_field", &says).with("field", name.as_str()));
    }
    Ok(())
}
