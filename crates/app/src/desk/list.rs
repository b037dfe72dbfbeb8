//! Lists: the address is the state, filters are chips, pages go by key.

use super::{address, at_the_desk, desk_page, exported, worksheet};
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page,
        form::{Field, Form},
        parts::{Chips, Link, Pager},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse, Response},
};
use huajie_law::{Kind, Law, dispute};
use huajie_ledger::{Filter, Listed, Scope};
use std::collections::BTreeMap;

const ROWS: u32 = 50;
/// An export is a work sheet, not a copy of the database.
const MOST_EXPORTED: u32 = 5000;

#[derive(Template)]
#[template(path = "desk/list.html")]
struct ListPage {
    page: Page,
    chips: Chips,
    filter: Form,
    table: Table,
    pager: Pager,
    export: String,
    any: bool,
}

type Asked = BTreeMap<String, String>;

/// `GET /desk/list/{kind}`.
pub async fn list(
    visit: Visit,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let kind: Kind = kind.parse().map_err(|_| Trouble::NotFound)?;
    let today = visit.office.now().today;
    let scope = Scope::from(&actor);
    let filter = filter_of(&asked);
    let law = visit.office.law();
    if asked.contains_key("xlsx") {
        let rows = visit.office.ledger.list(&scope, kind, &filter, today, MOST_EXPORTED).await?;
        let (header, lines) = match kind {
            Kind::Reconsideration => exported::reconsiderations(&visit, &actor, &rows).await?,
            _ => exported::listed(&rows, &law),
        };
        return Ok(workbook(kind, &header, lines));
    }
    let rows = visit.office.ledger.list(&scope, kind, &filter, today, ROWS).await?;
    let next = (rows.len() == ROWS as usize).then(|| rows.last()).flatten();
    let next = next.map(|last| with(kind, &asked, &[("before", Some(&last.sort))]));
    let table = Table {
        caption: "最近的在前".into(),
        columns: match names_cases(kind) {
            true => ["案号", "事由", "当事人", "被申请机关", "阶段", "立案"].map(Column::text).into(),
            false => ["名称", "状态"].map(Column::text).into(),
        },
        rows: rows.iter().map(|row| if names_cases(kind) { shown(row, &law) } else { named(row) }).collect(),
    };
    let page = ListPage {
        page: desk_page(&visit, &actor, kind.name_zh()),
        chips: chips(kind, &asked, &law),
        filter: filter_form(kind, &asked, &law),
        any: !table.rows.is_empty(),
        table,
        pager: Pager { first: asked.get("before").map(|_| with(kind, &asked, &[("before", None)])), next },
        export: with(kind, &asked, &[("before", None), ("xlsx", Some("1"))]),
    };
    Ok(html(&page))
}

fn filter_of(asked: &Asked) -> Filter {
    let chip = |name: &str| asked.get(name).filter(|value| !value.is_empty()).cloned();
    Filter {
        stage: chip("stage"),
        act_kind: chip("act_kind"),
        respondent: chip("respondent"),
        outcome: chip("outcome"),
        source: chip("source"),
        before: chip("before"),
    }
}

fn with(kind: Kind, asked: &Asked, changes: &[(&str, Option<&str>)]) -> String {
    address(&format!("/desk/list/{}", kind.as_str()), asked, changes)
}

fn chips(kind: Kind, asked: &Asked, law: &Law) -> Chips {
    let names = [
        ("stage", "阶段"),
        ("act_kind", "类别"),
        ("respondent", "机关"),
        ("outcome", "结果"),
        ("source", "来源"),
    ];
    let set = names.iter().filter_map(|(name, label)| {
        let value = asked.get(*name).filter(|value| !value.is_empty())?;
        let said = match *name {
            "stage" => words::stage(kind.as_str(), value).word,
            "respondent" => law.directory.name_of(&value.as_str().into()).to_owned(),
            "act_kind" => {
                value.parse::<dispute::ActKind>().map_or(value.clone(), |act| act.name_zh().to_owned())
            }
            "source" => {
                value.parse::<dispute::Source>().map_or(value.clone(), |source| source.name_zh().to_owned())
            }
            _ => words::outcome(value).to_owned(),
        };
        Some(Link::new(with(kind, asked, &[(name, None), ("before", None)]), format!("{label}：{said}")))
    });
    Chips { set: set.collect(), clear: format!("/desk/list/{}", kind.as_str()) }
}

fn filter_form(kind: Kind, asked: &Asked, law: &Law) -> Form {
    let held = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let stages = words::stages(kind.as_str()).iter().map(|(value, label)| (*value, *label));
    let respondents = crate::dispute::apply::agencies(law);
    Form::new(format!("/desk/list/{}", kind.as_str()), "筛选")
        .searching()
        .field(Field::select("stage", "阶段", stages).value(held("stage")))
        .field(Field::select("act_kind", "类别", dispute::ActKind::choices()).value(held("act_kind")))
        .field(Field::select("respondent", "被申请机关", respondents).value(held("respondent")))
}

/// People, bodies and what else is kept for all cases have no number and no file to open.
fn names_cases(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Organization
            | Kind::Officer
            | Kind::Body
            | Kind::Expert
            | Kind::OutsideSystem
            | Kind::HolidaySchedule
    )
}

fn named(row: &Listed) -> Row {
    let cells = vec![Cell::text(row.title.clone()), Cell::Tag(words::stage(&row.kind, &row.stage))];
    Row { href: None, cells }
}

fn shown(row: &Listed, law: &Law) -> Row {
    Row {
        href: row.dispute.is_some().then(|| format!("/desk/file/{}", row.id)),
        cells: vec![
            Cell::number(row.number.clone().unwrap_or_else(|| "（无案号）".into())),
            Cell::text(row.title.clone()),
            Cell::text(row.parties.clone()),
            Cell::text(respondent(row, law)),
            Cell::Tag(words::stage(&row.kind, &row.stage)),
            Cell::number(row.opened_on.map(huajie_law::calendar::zh_date).unwrap_or_default()),
        ],
    }
}

pub(super) fn respondent(row: &Listed, law: &Law) -> String {
    row.respondent.as_deref().map(|id| law.directory.name_of(&id.into()).to_owned()).unwrap_or_default()
}

/// A work sheet.
fn workbook(kind: Kind, header: &[&str], lines: Vec<Vec<String>>) -> Response {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    if let Err(error) = sheet.set_name(kind.name_zh()) {
        tracing::warn!(%error, "a sheet keeps the name of the library");
    }
    let labels = header.iter().map(|label| (*label).to_owned()).collect();
    for (row, line) in (0..).zip(std::iter::once(labels).chain(lines)) {
        for ((column, heading), text) in (0..).zip(header).zip(&line) {
            if let Err(error) = worksheet::write(sheet, (row, column), heading, text) {
                tracing::warn!(%error, "a cell was not written");
            }
        }
    }
    match book.save_to_buffer() {
        Ok(bytes) => {
            let kind_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let name = format!("attachment; filename=\"{}.xlsx\"", kind.as_str());
            ([(header::CONTENT_TYPE, kind_type.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
                .into_response()
        }
        Err(error) => {
            Trouble::from(huajie_ledger::Fault::other(format!("write a workbook: {error}"))).into_response()
        }
    }
}
