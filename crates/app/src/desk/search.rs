//! Search: by the number of the dispute or of what hangs on it, by name, ID number or phone through blind indexes, by words. Through the
//! same authorised path.

use super::{alone, at_the_desk, desk_page};
use crate::{
    http::{Submission, Trouble, Visit, html, see_other},
    office::Person,
    ui::{
        Page,
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use huajie_law::{reconsideration::decision_mark, text};
use huajie_ledger::{Fault, Scope, vault::Context};

const ROWS: u32 = 50;
/// Nobody looks for more than this.
const MOST_LETTERS: usize = 200;

#[derive(Template)]
#[template(path = "desk/search.html")]
struct SearchPage {
    page: Page,
    table: Table,
    any: bool,
}

/// `GET /search`: the box is at the top of every page.
pub async fn ask(visit: Visit) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let table = Table { caption: String::new(), columns: Vec::new(), rows: Vec::new() };
    Ok(html(&SearchPage { page: desk_page(&visit, &actor, "搜索"), any: false, table }))
}

/// `POST /search`: the words are kept sealed for this session under a key, so that no name or number stands in an address,
/// in the browser's history or in a proxy's log.
pub async fn look(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    at_the_desk(&visit)?;
    visit.check_csrf(submission.csrf())?;
    let typed = text::tidy(submission.first("q"));
    if typed.is_empty() {
        return Ok(see_other("/search"));
    }
    let typed: String = typed.chars().take(MOST_LETTERS).collect();
    let key = visit.office.fresh_id("q");
    let digest = digest(&visit, &key);
    let sealed = visit.office.seal("kept_form", "sealed", &digest, &typed);
    visit.office.ledger.keep_form(&digest, &sealed, visit.office.now().at).await?;
    Ok(see_other(&format!("/search/{key}")))
}

/// Whose the words are goes into the digest: the key alone shows them to nobody else.
fn digest(visit: &Visit, key: &str) -> String {
    let session = visit.digest.as_deref().unwrap_or_default();
    visit.office.keys.code_digest("search", &format!("{session} {key}"))
}

/// `GET /search/{key}`.
pub async fn found(visit: Visit, Path(key): Path<String>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let digest = digest(&visit, &key);
    let Some((sealed, _)) = visit.office.ledger.kept_form(&digest).await? else {
        return Ok(see_other("/search"));
    };
    let context = Context { table: "kept_form", column: "sealed", row_id: &digest };
    let typed = visit.office.keys.open(&context, &sealed).map_err(|_| Fault::other("words do not open"))?;
    let typed = typed.as_str();
    let scope = Scope::from(&actor);
    let today = visit.office.now().today;
    let mut found = visit.office.ledger.find(&scope, &number_keys(typed), today).await?;
    // What hangs on a dispute has a page of its own where that is worked on without it.
    found.retain(|row| row.kind == "dispute" || row.kind.parse().is_ok_and(alone::stands_alone));
    for mark in person_marks(&visit, typed) {
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
            Cell::number(row.number.clone().unwrap_or_default()),
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
    let mut page = desk_page(&visit, &actor, "搜索");
    page.search = typed.to_owned();
    Ok(html(&SearchPage { page, any: !table.rows.is_empty(), table }))
}

/// The keys of a name, an ID number, a phone.
fn person_marks(visit: &Visit, typed: &str) -> Vec<String> {
    let tidy = text::tidy(typed);
    if tidy.is_empty() {
        return Vec::new();
    }
    let (number, phone) = (text::narrow(&tidy), Some(tidy.clone()));
    let person = Person { name: tidy.clone(), number: Some(number), phone, ..Person::default() };
    let mut marks = visit.office.person_marks(&person);
    // A person's name is kept with one kind of dot between its parts, whichever was typed.
    if let Some(name) = text::person_name(&tidy).ok().filter(|name| *name != tidy) {
        marks.extend(visit.office.person_marks(&Person { name, ..Person::default() }));
    }
    marks
}

/// The keys of a number: of a dispute, of a proceeding of it here or elsewhere, of a decision; and of a paper, which ends without 号.
fn number_keys(typed: &str) -> Vec<String> {
    let number = text::normal_number(typed);
    let of_paper = number.trim_end_matches('号');
    vec![format!("number:{number}"), format!("number:{of_paper}"), decision_mark(&number)]
}
