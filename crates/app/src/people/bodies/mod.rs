//! Bodies and their seats: who sits there today, who sat there on any day, and recording who comes next.

mod offered;
mod seat;

use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    office::Office,
    ui::{
        Page,
        form::{Field, Form},
        table::{Cell, Column, Row, Table},
    },
};
use askama::Template;
use axum::{Router, extract::Query, response::Response, routing::get};
use huajie_law::{
    MatterId,
    calendar::zh_date,
    directory::{Body, Directory, Seat, SeatOrganization},
    text,
};
use jiff::civil::Date;
use std::{collections::BTreeMap, sync::Arc};

pub use offered::offered;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/bodies", get(list))
        .route("/desk/bodies/{body}/{seat}", get(seat::show))
        .route("/desk/bodies/{body}/{seat}/succession", get(seat::ask).post(seat::record))
}

struct Shown {
    name: String,
    founded: String,
    table: Table,
}

#[derive(Template)]
#[template(path = "people/bodies/list.html")]
struct ListPage {
    page: Page,
    day: String,
    filter: Form,
    bodies: Vec<Shown>,
}

/// `GET /desk/bodies?on=`: as they sat on a day; today when none is asked for.
async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let typed = asked.get("on").map_or("", |on| on.trim());
    let mut field = Field::date("on", "看哪一天").value(typed);
    let today = visit.office.now().today;
    let day = match typed {
        "" => today,
        typed => text::parse_date(typed).unwrap_or_else(|_| {
            field.error = Some("这个日期没有看懂，请写成“2026年3月5日”这样；下面是今天的".into());
            today
        }),
    };
    let law = visit.office.law();
    let mut standing: Vec<(&MatterId, &Body)> =
        law.directory.bodies.iter().filter(|(_, body)| body.founded_on <= day).collect();
    standing.sort_by_key(|(_, body)| (body.founded_on, &body.name));
    let bodies = standing.into_iter().map(|(id, body)| Shown {
        name: body.name.clone(),
        founded: format!("{}成立（{}）", zh_date(body.founded_on), body.basis),
        table: table(id, body, day, &law.directory),
    });
    let page = ListPage {
        page: desk_page(&visit, &actor, "议事机构"),
        day: zh_date(day),
        filter: Form::new("/desk/bodies", "查看").searching().field(field),
        bodies: bodies.collect(),
    };
    Ok(html(&page))
}

fn table(id: &MatterId, body: &Body, day: Date, directory: &Directory) -> Table {
    let rows = body.seats.iter().filter(|seat| seat.stood_on(day)).map(|seat| Row {
        href: Some(format!("/desk/bodies/{id}/{}", seat.key)),
        cells: vec![
            Cell::text(&seat.role),
            Cell::text(incumbent(seat, day)),
            Cell::Two(organization(seat, directory), seat.post.clone()),
            Cell::text(seat.succession_on(day).map_or_else(|| "—".into(), |held| zh_date(held.from))),
        ],
    });
    Table {
        caption: format!("{}的席位", body.name),
        columns: ["席位", "在任者", "单位和职务", "起任"].map(Column::text).into(),
        rows: rows.collect(),
    }
}

fn incumbent(seat: &Seat, day: Date) -> String {
    match (seat.incumbent_on(day), &seat.organization) {
        (Some(incumbent), _) => incumbent.name.clone(),
        (None, SeatOrganization::ByCase { .. }) => "依案件确定".into(),
        (None, SeatOrganization::Fixed { .. }) => "空缺".into(),
    }
}

fn organization(seat: &Seat, directory: &Directory) -> String {
    match &seat.organization {
        SeatOrganization::Fixed { organization } => directory.name_of(organization).to_owned(),
        SeatOrganization::ByCase { described } => described.clone(),
    }
}
