//! The auditor's journal: everything that happened, newest first; nothing can be changed here.

use super::{at_the_desk, desk_page};
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page, Tone,
        parts::{Pager, Tag},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_law::Role;
use jiff::Timestamp;
use std::collections::BTreeMap;

const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "desk/journal.html")]
struct JournalPage {
    page: Page,
    table: Table,
    pager: Pager,
}

/// `GET /desk/journal`.
pub async fn read(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    actor.permits(&[Role::Auditor])?;
    let before = asked.get("before").and_then(|at| at.parse().ok()).and_then(|at| Timestamp::from_microsecond(at).ok());
    let entries = visit.office.ledger.journal_before(before.unwrap_or(Timestamp::MAX), ROWS).await?;
    let next = (entries.len() == ROWS as usize).then(|| entries.last()).flatten();
    let next = next.map(|last| format!("/desk/journal?before={}", last.at.as_microsecond()));
    let rows = entries.iter().map(|entry| {
        let sound = entry.computed_hash() == entry.hash;
        let state = if sound { Tag::new(Tone::Settled, "一致") } else { Tag::new(Tone::Overdue, "被改动") };
        let title = entry.fact().ok().and_then(|fact| words::event(&fact)).unwrap_or("（内部）");
        Row {
            href: None,
            cells: vec![
                Cell::text(words::instant(entry.at)),
                Cell::Two(title.to_owned(), format!("{} 第 {} 条", entry.stream, entry.seq)),
                Cell::Two(entry.actor_name.clone(), words::role(&entry.role).to_owned()),
                Cell::Tag(state),
                Cell::text(entry.hash[..16].to_owned()),
            ],
        }
    });
    let table = Table {
        caption: "日志".into(),
        columns: ["时间", "事项", "谁", "校验", "校验值（前 16 位）"].map(Column::text).into(),
        rows: rows.collect(),
    };
    let page = JournalPage {
        page: desk_page(&visit, &actor, "日志"),
        table,
        pager: Pager { first: before.map(|_| "/desk/journal".to_owned()), next },
    };
    Ok(html(&page))
}
