//! Accounts and what they may act as: the system administrator's accounts, the security administrator's powers, the
//! auditor's look. Who works on files has no business here.

mod one;
mod order;

use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    office::Office,
    people::{access::locked_sentence, import, lacking},
    ui::{
        Page, Tone,
        form::{Field, Form},
        parts::{Pager, Tag},
        table::{Cell, Column, Row, Table},
    },
};
use askama::Template;
use axum::{
    Router,
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use huajie_law::{
    Actor, Role,
    directory::{Directory, Officer},
};
use std::{collections::BTreeMap, sync::Arc};

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/officers", get(list))
        .route("/desk/officers/new", get(order::ask_new).post(order::enrol))
        .route("/desk/officers/{officer}", get(one::show))
        .route("/desk/officers/{officer}/{command}", get(order::ask).post(order::give))
}

const ROWS: usize = 50;
const MAY_LOOK: [Role; 3] = [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor];

#[derive(Template)]
#[template(path = "people/officers/list.html")]
struct ListPage {
    page: Page,
    filter: Form,
    table: Table,
    pager: Pager,
    may_enrol: bool,
    any: bool,
    /// What the installation lacks, for who can put it right.
    lacking: Vec<String>,
}

/// The officer asking, if accounts are their business.
fn administrator(visit: &Visit) -> Result<Actor, Trouble> {
    let actor = visit.officer()?;
    actor.permits(&MAY_LOOK)?;
    Ok(actor)
}

/// `GET /desk/officers?q=&after=`; with `xlsx` the roster as a work sheet.
async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let law = visit.office.law();
    if asked.contains_key("xlsx") {
        return Ok(workbook(&law.directory));
    }
    let sought = asked.get("q").map_or("", |text| text.trim());
    let after = asked.get("after").map_or("", String::as_str);
    let mut found: Vec<&Officer> =
        law.directory.officers.values().filter(|officer| matches(officer, sought)).collect();
    found.sort_by(|a, b| a.login.cmp(&b.login));
    let mut rows: Vec<(String, Row)> = Vec::new();
    let mut following = found.into_iter().filter(|officer| officer.login.as_str() > after);
    for officer in following.by_ref().take(ROWS) {
        rows.push((officer.login.clone(), row(&visit.office, &law.directory, officer).await?));
    }
    let more = following.next().is_some();
    let address = |after: &str| {
        let escape = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        format!("/desk/officers?q={}&after={}", escape(sought), escape(after))
    };
    let next = rows.last().filter(|_| more).map(|(login, _)| address(login));
    let pager = Pager { first: (!after.is_empty()).then(|| address("")), next };
    let table = Table {
        caption: "按登录名排序".into(),
        columns: ["登录名", "姓名", "身份", "状态"].map(Column::text).into(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    };
    let filter =
        Form::new("/desk/officers", "查找").searching().field(Field::text("q", "登录名或姓名").value(sought));
    let page = ListPage {
        page: desk_page(&visit, &actor, "工作人员"),
        filter,
        any: !table.rows.is_empty(),
        table,
        pager,
        may_enrol: actor.role == Role::SystemAdmin,
        lacking: if actor.role == Role::Auditor { Vec::new() } else { lacking(&law, &visit.office.config) },
    };
    Ok(html(&page))
}

fn matches(officer: &Officer, sought: &str) -> bool {
    sought.is_empty() || officer.login.contains(sought) || officer.name.contains(sought)
}

async fn row(office: &Office, directory: &Directory, officer: &Officer) -> Result<Row, Trouble> {
    let (user, _) = directory.by_login(&officer.login).expect("the officer comes from the directory");
    let held = officer.capacities.iter().map(|held| {
        let organization = directory.name_of(&held.organization);
        format!("{organization} {}", held.role.name_zh())
    });
    let held: Vec<String> = held.collect();
    Ok(Row {
        href: Some(format!("/desk/officers/{user}")),
        cells: vec![
            Cell::text(&officer.login),
            Cell::text(&officer.name),
            Cell::text(if held.is_empty() { "还没有身份".into() } else { held.join("；") }),
            Cell::Tag(state(office, officer).await?),
        ],
    })
}

/// How the account stands, in one word.
async fn state(office: &Office, officer: &Officer) -> Result<Tag, Trouble> {
    if officer.dismissed {
        return Ok(Tag::new(Tone::Plain, "已停用"));
    }
    let tries = office.ledger.tries(&office.guard_name(&officer.login)).await?;
    Ok(match locked_sentence(tries, office.now().at) {
        Some(_) => Tag::new(Tone::Overdue, "登录锁定"),
        None if officer.capacities.is_empty() => Tag::new(Tone::Close, "没有身份"),
        None => Tag::new(Tone::Settled, "在用"),
    })
}

fn workbook(directory: &Directory) -> Response {
    match import::roster_workbook(directory) {
        Ok(bytes) => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"roster.xlsx\""),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the roster does not become a workbook");
            Trouble::BadRequest("表格没有做成，请再试一次。".into()).into_response()
        }
    }
}
