//! 关注名单: quarrels in which a mediation failed and that go on, in the phase in which each may be offered mediation again; and
//! files in which reconsideration and suit run beside one another. As far as the reader sees them.

use super::{at_the_desk, desk_page};
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page,
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::response::Response;
use huajie_law::{
    AnyMatter, Law,
    calendar::zh_date,
    dispute::{CONFLICTING, Dispute, WATCHED},
};
use huajie_ledger::{Listed, Scope};

const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "desk/watch.html")]
struct WatchPage {
    page: Page,
    watched: Table,
    conflicting: Table,
}

/// `GET /desk/watch`.
pub async fn list(visit: Visit) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let scope = Scope::from(&actor);
    let watched = marked(&visit, &scope, WATCHED, |dispute| {
        let before = if dispute.is_withdrawn(None) { "已经撤诉" } else { "起诉前" };
        dispute.phase().map_or(before, |phase| phase.name_zh()).to_owned()
    });
    let conflicting = marked(&visit, &scope, CONFLICTING, |dispute| {
        dispute.conflicts().into_iter().map(|conflict| conflict.says).collect::<Vec<_>>().join("\n")
    });
    let page = WatchPage {
        watched: table("最近登记的在前，最多 50 件", "走到哪里", watched.await?),
        conflicting: table("请告知两边的办理机关核对", "冲突", conflicting.await?),
        page: desk_page(&visit, &actor, "关注名单"),
    };
    Ok(html(&page))
}

fn table(caption: &str, last: &str, rows: Vec<Row>) -> Table {
    let columns = ["案号", "事由", "当事人", "被申请机关", "阶段", last].map(Column::text).into();
    Table { caption: caption.into(), columns, rows }
}

async fn marked(
    visit: &Visit,
    scope: &Scope,
    mark: &str,
    says: impl Fn(&Dispute) -> String,
) -> Result<Vec<Row>, Trouble> {
    let today = visit.office.now().today;
    let law = visit.office.law();
    let mut rows = Vec::new();
    for row in visit.office.ledger.search(scope, &[mark.to_owned()], today, ROWS).await? {
        let file = visit.office.ledger.open(scope, &row.id).await?;
        if let Some(AnyMatter::Dispute(dispute)) = file.and_then(|file| file.matter) {
            rows.push(shown(&row, says(&dispute), &law));
        }
    }
    Ok(rows)
}

fn shown(row: &Listed, says: String, law: &Law) -> Row {
    let respondent = row.respondent.as_deref().map(|id| law.directory.name_of(&id.into()).to_owned());
    let title = match row.opened_on {
        Some(on) => Cell::Two(row.title.clone(), format!("{}登记", zh_date(on))),
        None => Cell::text(row.title.clone()),
    };
    Row {
        href: Some(format!("/desk/file/{}", row.id)),
        cells: vec![
            Cell::number(row.number.clone().unwrap_or_default()),
            title,
            Cell::text(row.parties.clone()),
            Cell::text(respondent.unwrap_or_default()),
            Cell::Tag(words::stage(&row.kind, &row.stage)),
            Cell::text(says),
        ],
    }
}
