//! The list, newest first, and the page of one copy.

use super::reconsideration;
use crate::{
    http::{Trouble, Visit, html},
    people::bodies,
    ui::{
        Page,
        form::{Field, Form},
        parts::{Fact, Facts},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Law,
    calendar::zh_date,
    dispute::ActKind,
    reconsideration::{Published, Reconsideration},
};
use huajie_ledger::published::Shelf;
use std::collections::BTreeMap;

const ROWS: u32 = 20;
/// The year from which decisions are published (《行政复议法》79条, in force on 1 January 2024).
const FIRST_YEAR: i16 = 2024;

#[derive(Template)]
#[template(path = "published/list.html")]
struct ListPage {
    page: Page,
    form: Form,
    narrowed: bool,
    copies: Vec<Line>,
    older: Option<String>,
}

/// A copy in the list.
struct Line {
    href: String,
    title: String,
    says: String,
    begins: String,
}

/// `GET /decisions?year=&respondent=&kind=&before=`.
pub async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let law = visit.office.law();
    let typed =
        |name: &str| asked.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let shelf = Shelf {
        year: typed("year").and_then(|year| year.parse().ok()),
        respondent: typed("respondent"),
        act_kind: typed("kind"),
        before: typed("before"),
    };
    let mut found = visit.office.ledger.on_shelf(&shelf, ROWS + 1).await?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let older = found.last().filter(|_| more).map(|last| older(&shelf, &last.place));
    let mut copies = Vec::new();
    for one in &found {
        let file = visit.office.ledger.load(&one.matter).await?;
        let held = file.and_then(reconsideration);
        copies.extend(held.as_ref().and_then(|held| line(held, &law)));
    }
    let mut form = form(&law, visit.office.now().today.year());
    form.keep(asked.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let narrowed = shelf.year.is_some() || shelf.respondent.is_some() || shelf.act_kind.is_some();
    Ok(html(&ListPage { page: visit.page("公开的行政复议决定"), form, narrowed, copies, older }))
}

fn older(shelf: &Shelf, place: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let year = shelf.year.map(|year| year.to_string());
    for (name, value) in [("year", &year), ("respondent", &shelf.respondent), ("kind", &shelf.act_kind)] {
        value.iter().for_each(|value| {
            query.append_pair(name, value);
        });
    }
    query.append_pair("before", place);
    format!("/decisions?{}", query.finish())
}

fn form(law: &Law, this_year: i16) -> Form {
    let years = (FIRST_YEAR..=this_year).rev().map(|year| (year.to_string(), format!("{year}年")));
    Form::new("/decisions", "查找")
        .searching()
        .field(Field::select("year", "公开的年份", years))
        .field(Field::select(
            "respondent",
            "被申请的单位",
            bodies::offered(law, |body| body.category.acts_on_citizens()),
        ))
        .field(Field::select("kind", "什么事", ActKind::choices()))
}

fn line(held: &Reconsideration, law: &Law) -> Option<Line> {
    const BEGINS: usize = 60;
    let copy = held.shown_copy()?;
    let mut begins: String = copy.text.chars().take(BEGINS).collect();
    if copy.text.chars().count() > BEGINS {
        begins.push('…');
    }
    let decided =
        held.decided.as_ref().map(|decided| format!("{}决定，", zh_date(decided.on))).unwrap_or_default();
    Some(Line {
        href: format!("/decisions/{}", copy.key()?),
        title: title(held, law),
        says: format!("{decided}{}公开", zh_date(copy.on)),
        begins,
    })
}

/// `钟祥市市场监督管理局，行政处罚`: nobody's name, not even masked.
fn title(held: &Reconsideration, law: &Law) -> String {
    format!("{}：{}", law.directory.name_of(&held.brief.respondent), held.brief.act.kind.name_zh())
}

#[derive(Template)]
#[template(path = "published/one.html")]
struct OnePage {
    page: Page,
    facts: Facts,
    paragraphs: Vec<String>,
    pdf: String,
}

#[derive(Template)]
#[template(path = "published/withdrawn.html")]
struct WithdrawnPage {
    page: Page,
    on: String,
}

/// `GET /decisions/{copy}`.
pub async fn one(visit: Visit, Path(key): Path<String>) -> Result<Response, Trouble> {
    let held = found(&visit, &key).await?;
    let law = visit.office.law();
    let Some(copy) = held.shown_copy() else {
        let on = held.published.as_ref().and_then(|copy| copy.withdrawn.as_ref()).map(|(on, _)| zh_date(*on));
        let page = WithdrawnPage { page: visit.page("这份副本已经撤下"), on: on.unwrap_or_default() };
        return Ok((StatusCode::GONE, html(&page)).into_response());
    };
    let page = OnePage {
        page: visit.page(title(&held, &law)),
        facts: facts(&held, copy, &law).into_iter().map(|(label, value)| Fact::new(label, value)).collect(),
        paragraphs: paragraphs(copy),
        pdf: format!("/decisions/{key}/pdf"),
    };
    Ok(html(&page))
}

/// The reconsideration whose copy has this number, shown or withdrawn.
pub(super) async fn found(visit: &Visit, key: &str) -> Result<Reconsideration, Trouble> {
    let ledger = &visit.office.ledger;
    let ids = ledger.marked(&Published::mark(key)).await?;
    let id = ids.first().ok_or(Trouble::NotFound)?;
    let held = ledger.load(id).await?.and_then(reconsideration).ok_or(Trouble::NotFound)?;
    // One that was published anew after it was withdrawn has another number.
    let same = held.published.as_ref().and_then(Published::key).as_deref() == Some(key);
    if same { Ok(held) } else { Err(Trouble::NotFound) }
}

/// What the decision itself says of itself, and the copy of itself.
pub(super) fn facts(held: &Reconsideration, copy: &Published, law: &Law) -> Vec<(&'static str, String)> {
    let name = |body| law.directory.name_of(body).to_owned();
    let mut facts = vec![("公开编号", format!("复议公开〔{}〕{}号", copy.year, copy.serial))];
    let decided = held.decided.as_ref();
    facts.extend(decided.and_then(|decided| decided.number.clone()).map(|number| ("文号", number)));
    facts.push(("复议机关", name(&held.bodies.body)));
    facts.push(("被申请人", name(&held.brief.respondent)));
    facts.push(("行政行为", held.brief.act.kind.name_zh().to_owned()));
    facts.extend(decided.map(|decided| ("作出决定", zh_date(decided.on))));
    facts.push(("公开", zh_date(copy.on)));
    if !copy.former.is_empty() {
        facts.push(("更正", format!("这是{}更正后的文本", zh_date(copy.on))));
    }
    facts.push(("隐去的内容", copy.removed.clone()));
    facts
}

pub(super) fn paragraphs(copy: &Published) -> Vec<String> {
    copy.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
