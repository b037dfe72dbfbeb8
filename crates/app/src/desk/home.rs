//! 我的待办: who has to do what next, most pressing first.

use super::{at_the_desk, desk_page};
use crate::{
    http::{Trouble, Visit, html, see_other},
    ui::{
        Page,
        parts::{Pager, Tag},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_ledger::{Scope, ToDo};
use jiff::civil::Date;
use std::collections::BTreeMap;

const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "desk/home.html")]
struct HomePage {
    page: Page,
    table: Table,
    pager: Pager,
    any: bool,
}

/// `GET /desk`.
pub async fn to_dos(
    visit: Visit,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let after = asked.get("after").and_then(|after| after.rsplit_once('|'));
    let rows = visit.office.ledger.to_dos(&Scope::from(&actor), after, ROWS).await?;
    let today = visit.office.now().today;
    let law = visit.office.law();
    let next = (rows.len() == ROWS as usize).then(|| rows.last()).flatten();
    let next = next.map(|last| format!("/desk?after={}|{}", last.sort, last.matter));
    let table = Table {
        caption: "最急的在前，红色的已经超期".into(),
        columns: ["期限", "要做什么", "当事人", "被申请机关", "案号"].map(Column::text).into(),
        rows: rows.iter().map(|row| shown(row, today, &law)).collect(),
    };
    let page = HomePage {
        page: desk_page(&visit, &actor, "我的待办"),
        any: !table.rows.is_empty(),
        table,
        pager: Pager { first: after.map(|_| "/desk".to_owned()), next },
    };
    Ok(html(&page))
}

fn shown(row: &ToDo, today: Date, law: &huajie_law::Law) -> Row {
    let due = match row.due_on {
        Some(due) => {
            let (tone, remaining) = words::remaining(words::days_between(today, due));
            Cell::Tag(Tag::new(tone, remaining))
        }
        None => Cell::text("没有期限"),
    };
    let respondent =
        row.respondent.as_deref().map(|id| law.directory.name_of(&id.into()).to_owned()).unwrap_or_default();
    Row {
        href: Some(address(row)),
        cells: vec![
            due,
            Cell::Two(row.title.clone(), row.subject.clone()),
            Cell::text(row.parties.clone()),
            Cell::text(respondent),
            Cell::text(row.number.clone().unwrap_or_default()),
        ],
    }
}

/// Straight to the form that does it, where there is one.
fn address(row: &ToDo) -> String {
    match row.command.as_str() {
        huajie_law::matter::WAIT => format!("/desk/file/{}", row.matter),
        command => format!("/desk/file/{}/{command}", row.matter),
    }
}

/// `GET /desk/next`: 给我下一件.
pub async fn next(visit: Visit) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let rows = visit.office.ledger.to_dos(&Scope::from(&actor), None, 1).await?;
    Ok(see_other(&rows.first().map_or_else(|| "/desk".to_owned(), address)))
}
