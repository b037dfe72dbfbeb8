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
use huajie_law::{MatterId, Role};
use huajie_ledger::{journal::Entry, read::JournalKey};
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
    let before = asked.get("before").and_then(|key| parse(key));
    let entries = visit.office.ledger.journal_page(before.as_ref(), ROWS).await?;
    let next = (entries.len() == ROWS as usize).then(|| entries.last()).flatten();
    let next = next.map(|last| format!("/desk/journal?before={}", key(last)));
    // Each journal that is shown is checked whole, from its first entry.
    let mut broken: BTreeMap<MatterId, bool> = BTreeMap::new();
    for entry in &entries {
        if !broken.contains_key(&entry.stream) {
            let findings = visit.office.ledger.verify_journal(&entry.stream).await?;
            broken.insert(entry.stream.clone(), !findings.is_empty());
        }
    }
    let rows = entries.iter().map(|entry| {
        let state = match broken.get(&entry.stream) {
            Some(false) => Tag::new(Tone::Settled, "一致"),
            _ => Tag::new(Tone::Overdue, "这份日志被改动"),
        };
        let title = entry
            .fact()
            .ok()
            .and_then(|fact| words::event(&fact))
            .unwrap_or_else(|| words::internal_event(&entry.event));
        Row {
            href: (!is_directory(&entry.kind)).then(|| format!("/desk/file/{}", entry.stream)),
            cells: vec![
                Cell::text(words::instant(entry.at)),
                Cell::Two(title.to_owned(), format!("{} 第 {} 条", entry.stream, entry.seq)),
                Cell::Two(entry.actor_name.clone(), words::role(&entry.role).to_owned()),
                Cell::Tag(state),
                Cell::text(entry.hash.chars().take(16).collect::<String>()),
            ],
        }
    });
    let table = Table {
        caption: "最新的在前".into(),
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

/// People and bodies have no case file to open.
fn is_directory(kind: &str) -> bool {
    matches!(kind, "organization" | "officer" | "body")
}

/// `1790000000000000~7~d019…`.
fn key(entry: &Entry) -> String {
    format!("{}~{}~{}", entry.at.as_microsecond(), entry.seq, entry.stream)
}

fn parse(key: &str) -> Option<JournalKey> {
    let mut parts = key.splitn(3, '~');
    let at = Timestamp::from_microsecond(parts.next()?.parse().ok()?).ok()?;
    let seq = parts.next()?.parse().ok()?;
    Some((at, MatterId::from(parts.next()?), seq))
}
