//! Search: by number, by name, ID number or phone through blind indexes, by words. Through the same authorised path.

use super::{at_the_desk, desk_page};
use crate::{
    http::{Trouble, Visit, html},
    office::Person,
    ui::{
        Page,
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_law::text;
use huajie_ledger::Scope;
use std::collections::BTreeMap;

const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "desk/search.html")]
struct SearchPage {
    page: Page,
    table: Table,
    any: bool,
}

/// `GET /search?q=`.
pub async fn search(
    visit: Visit,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let typed = asked.get("q").map_or("", String::as_str);
    let scope = Scope::from(&actor);
    let today = visit.office.now().today;
    let mut found = Vec::new();
    for mark in exact_marks(&visit, typed) {
        found.extend(visit.office.ledger.search(&scope, &[mark], today, ROWS).await?);
    }
    let terms: Vec<String> = text::query_terms(typed).into_iter().map(|term| format!("t:{term}")).collect();
    if !terms.is_empty() {
        found.extend(visit.office.ledger.search(&scope, &terms, today, ROWS).await?);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|row| seen.insert(row.id.clone()));
    let law = visit.office.law();
    let rows = found.iter().map(|row| Row {
        href: Some(format!("/desk/file/{}", row.id)),
        cells: vec![
            Cell::text(row.number.clone().unwrap_or_default()),
            Cell::text(row.title.clone()),
            Cell::text(row.parties.clone()),
            Cell::text(
                row.respondent
                    .as_deref()
                    .map(|id| law.directory.name_of(&id.into()).to_owned())
                    .unwrap_or_default(),
            ),
            Cell::Tag(words::stage(&row.kind, &row.stage)),
        ],
    });
    let table = Table {
        caption: "最近登记的在前".into(),
        columns: ["案号", "事由", "当事人", "被申请机关", "阶段"].map(Column::text).into(),
        rows: rows.collect(),
    };
    let mut page = desk_page(&visit, &actor, format!("搜索：{typed}"));
    page.search = typed.to_owned();
    Ok(html(&SearchPage { page, any: !table.rows.is_empty(), table }))
}

/// The keys under which exactly what was typed would stand: a number, a name, an ID number, a phone.
fn exact_marks(visit: &Visit, typed: &str) -> Vec<String> {
    let tidy = text::tidy(typed);
    if tidy.is_empty() {
        return Vec::new();
    }
    let digits = text::narrow(&tidy);
    let person =
        Person { name: tidy.clone(), number: Some(digits.clone()), phone: Some(digits), address: None };
    let mut marks = visit.office.person_marks(&person);
    marks.push(format!("number:{}", text::normal_number(&tidy)));
    marks
}
