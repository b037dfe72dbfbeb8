//! The auditor's journal: everything that happened, newest first; nothing can be changed here.

use super::{address, at_the_desk, desk_page};
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page, Tone,
        form::{Field, Form},
        parts::{Chips, Link, Pager, Tag},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{Kind, MatterId, Role, UserId, text};
use huajie_ledger::journal::{Entry, JournalKey, Looked};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

const ROWS: u32 = 50;
const HERE: &str = "/desk/journal";

#[derive(Template)]
#[template(path = "desk/journal.html")]
struct JournalPage {
    page: Page,
    chips: Chips,
    filter: Form,
    table: Table,
    pager: Pager,
    any: bool,
}

type Asked = BTreeMap<String, String>;

/// `GET /desk/journal`.
pub async fn read(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    actor.permits(&[Role::Auditor])?;
    let before = asked.get("before").and_then(|key| parse(key));
    let mut filter = filter_form(&visit, &asked);
    let looked = looked(&visit, &asked, &mut filter).await?;
    let entries = match filter.is_wrong() {
        true => Vec::new(),
        false => visit.office.ledger.journal_page(&looked, before.as_ref(), ROWS).await?,
    };
    let next = (entries.len() == ROWS as usize).then(|| entries.last()).flatten();
    let next = next.map(|last| address(HERE, &asked, &[("before", Some(&key(last)))]));
    // Each journal that is shown is checked whole, from its first entry.
    let mut broken: BTreeMap<MatterId, bool> = BTreeMap::new();
    for entry in &entries {
        if !broken.contains_key(&entry.stream) {
            let findings = visit.office.ledger.verify_journal(&entry.stream).await?;
            broken.insert(entry.stream.clone(), !findings.is_empty());
        }
    }
    let numbers = numbers(&visit, &entries).await?;
    let rows = entries.iter().map(|entry| {
        let state = match broken.get(&entry.stream) {
            Some(false) => Tag::new(Tone::Settled, "一致"),
            _ => Tag::new(Tone::Overdue, "这份日志被改动"),
        };
        let title = entry
            .fact()
            .ok()
            .and_then(|fact| words::event(&fact))
            .or_else(|| words::internal_event(&entry.event))
            .unwrap_or("程序内部记录");
        Row {
            href: (!is_directory(&entry.kind)).then(|| format!("/desk/file/{}", entry.stream)),
            cells: vec![
                Cell::text(words::instant(entry.at)),
                Cell::Two(title.to_owned(), place(entry, numbers.get(&entry.stream.root()))),
                Cell::Two(entry.actor_name.clone(), words::role(&entry.role).to_owned()),
                Cell::Tag(state),
                Cell::text(entry.hash.chars().take(16).collect::<String>()),
            ],
        }
    });
    let wrong = filter.is_wrong();
    let table = Table {
        caption: "最新的在前".into(),
        columns: ["时间", "事项", "谁", "校验", "校验值（前 16 位）"].map(Column::text).into(),
        rows: rows.collect(),
    };
    let page = JournalPage {
        page: desk_page(&visit, &actor, "日志"),
        chips: chips(&asked, &filter),
        filter,
        any: !table.rows.is_empty(),
        table,
        pager: Pager { first: before.map(|_| address(HERE, &asked, &[("before", None)])), next },
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&page)).into_response())
}

/// The numbers of the disputes that are shown, for nobody knows a file by its key.
async fn numbers(visit: &Visit, entries: &[Entry]) -> Result<BTreeMap<MatterId, String>, Trouble> {
    let filed = entries.iter().filter(|entry| !is_directory(&entry.kind));
    let roots: BTreeSet<MatterId> = filed.map(|entry| entry.stream.root()).collect();
    Ok(visit.office.ledger.numbers_of(&Vec::from_iter(roots)).await?)
}

/// Of which file, and which entry of its journal; the key is what a check on the server names.
fn place(entry: &Entry, number: Option<&String>) -> String {
    let kind = entry.kind.parse::<Kind>().map(Kind::name_zh).unwrap_or_default();
    match number {
        Some(number) => format!("{number} {kind} 第 {} 条（{}）", entry.seq, entry.stream),
        None => format!("{kind} {} 第 {} 条", entry.stream, entry.seq),
    }
}

/// What can be asked for, as it stands in the address.
const CHIPS: [(&str, &str); 5] =
    [("file", "案号"), ("who", "经办人"), ("kind", "事项"), ("from", "从"), ("until", "到")];

fn filter_form(visit: &Visit, asked: &Asked) -> Form {
    let held = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let law = visit.office.law();
    let mut officers: Vec<(String, String)> = law
        .directory
        .officers
        .iter()
        .map(|(id, officer)| (id.to_string(), format!("{}（{}）", officer.name, officer.login)))
        .collect();
    officers.sort_by(|a, b| a.1.cmp(&b.1));
    let kinds = Kind::iter().map(|kind| (kind.as_str(), kind.name_zh()));
    Form::new("/desk/journal", "筛选")
        .searching()
        .field(Field::text("file", "案号").hint("这件争议和挂在它下面的全部事项").value(held("file")))
        .field(Field::select("who", "经办人", officers).value(held("who")))
        .field(Field::select("kind", "事项", kinds).value(held("kind")))
        .field(Field::date("from", "从哪天").value(held("from")))
        .field(Field::date("until", "到哪天（含当天）").value(held("until")))
}

/// What was asked for, read; what does not read stands beside its field.
async fn looked(visit: &Visit, asked: &Asked, form: &mut Form) -> Result<Looked, Trouble> {
    let given = |name: &str| asked.get(name).map(|text| text::tidy(text)).filter(|text| !text.is_empty());
    let mut looked = Looked {
        actor: given("who").map(|who| UserId::from(who.as_str())),
        kind: given("kind"),
        ..Looked::default()
    };
    if let Some(number) = given("file") {
        let found = visit.office.ledger.marked(&format!("number:{}", text::normal_number(&number))).await?;
        looked.file = found.first().map(MatterId::root);
        if looked.file.is_none() {
            form.reject("file", "没有这个案号，请写全，例如 钟行争〔2026〕1号");
        }
    }
    for name in ["from", "until"] {
        let Some(typed) = given(name) else { continue };
        let day = text::parse_date(&typed).ok();
        let day = if name == "until" { day.and_then(|day| day.tomorrow().ok()) } else { day };
        match (day.and_then(huajie_law::now::start_of), name) {
            (None, _) => form.reject(name, "这个日期没有看懂，请写成“2026年3月5日”这样"),
            (from, "from") => looked.from = from,
            (until, _) => looked.until = until,
        }
    }
    Ok(looked)
}

fn chips(asked: &Asked, form: &Form) -> Chips {
    let leaves = form.leaves();
    let set = CHIPS.iter().filter_map(|(name, label)| {
        asked.get(*name).filter(|value| !value.is_empty())?;
        let said = leaves.iter().find(|field| field.name == *name).map(|field| field.spoken());
        let away = address(HERE, asked, &[(name, None), ("before", None)]);
        Some(Link::new(away, format!("{label}：{}", said.unwrap_or_default())))
    });
    Chips { set: set.collect(), clear: "/desk/journal".into() }
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
