//! One seat: everybody who sat there, and recording a succession. What was recorded stays; the next goes on from it.

use super::organization;
use crate::{
    desk::desk_page,
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Failure, Order},
    ui::{
        Page, Tone,
        form::{Field, Form},
        parts::{Conflict, Difference, Entry, Fact, Facts, Timeline},
    },
    words,
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, AnyMatter, Command, MatterId, Refusal, Role,
    calendar::zh_date,
    directory::{Body, BodyCommand, Incumbent, Seat},
    text,
};
use huajie_ledger::Scope;

#[derive(Template)]
#[template(path = "people/bodies/seat.html")]
struct SeatPage {
    page: Page,
    facts: Facts,
    timeline: Timeline,
    succession: Option<String>,
}

/// The body and the seat an address names, with the version on file.
async fn find(visit: &Visit, actor: &Actor, body: &str, seat: &str) -> Result<(u64, Body, Seat), Trouble> {
    let id = MatterId::from(body);
    let file = visit.office.ledger.open(&Scope::from(actor), &id).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Body(held)) = file.matter else { return Err(Trouble::NotFound) };
    let found = held.seat(seat).cloned().ok_or(Trouble::NotFound)?;
    Ok((file.version, *held, found))
}

fn may_record(actor: &Actor) -> bool {
    matches!(actor.role, Role::SystemAdmin | Role::CentreHead)
}

/// `GET /desk/bodies/{body}/{seat}`.
pub async fn show(visit: Visit, Path((body_id, key)): Path<(String, String)>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let (_, body, seat) = find(&visit, &actor, &body_id, &key).await?;
    let law = visit.office.law();
    let facts = [
        Fact::new("议事机构", &body.name),
        Fact::new("席位", &seat.role),
        Fact::new("单位", organization(&seat, &law.directory)),
        Fact::new("职务", &seat.post),
        Fact::new("设立", zh_date(seat.from)),
    ];
    let gone = seat.abolished_on.map(|on| Fact::new("撤销", zh_date(on)));
    let may = may_record(&actor) && seat.abolished_on.is_none();
    let page = SeatPage {
        page: desk_page(&visit, &actor, format!("{} {}", body.name, seat.role)),
        facts: facts.into_iter().chain(gone).collect(),
        timeline: history(&seat),
        succession: may.then(|| format!("/desk/bodies/{body_id}/{key}/succession")),
    };
    Ok(html(&page))
}

fn history(seat: &Seat) -> Timeline {
    let last = seat.successions.len().saturating_sub(1);
    let entries = seat.successions.iter().enumerate().rev().map(|(at, held)| {
        let until = seat.successions.get(at + 1).map(|next| next.from).or(seat.abolished_on);
        let until = until.and_then(|next| next.yesterday().ok()).map_or_else(|| "今".into(), zh_date);
        Entry {
            tone: if at == last && seat.abolished_on.is_none() { Tone::Live } else { Tone::Plain },
            at: format!("{}至{until}", zh_date(held.from)),
            title: held.incumbent.as_ref().map_or_else(|| "空缺".into(), |incumbent| incumbent.name.clone()),
            text: Some(format!("依据：{}", held.basis)),
            ..Entry::default()
        }
    });
    Timeline { entries: entries.collect() }
}

#[derive(Template)]
#[template(path = "people/bodies/succession.html")]
struct SuccessionPage {
    page: Page,
    back: String,
    conflict: Option<Conflict>,
    form: Form,
}

fn form(visit: &Visit, body: &str, seat: &str, version: u64) -> Form {
    Form::new(format!("/desk/bodies/{body}/{seat}/succession"), "记下继任")
        .field(Field::text("incumbent.name", "新的在任者").hint("空着表示这个席位从那天起空缺"))
        .field(Field::text("incumbent.user", "登录名").hint("有账户的填，便于派事；没有就空着"))
        .field(Field::date("from", "从哪天起").required())
        .field(Field::text("basis", "依据").hint("任免文件的名称和文号").required())
        .csrf(visit.csrf())
        .version(version)
}

fn respond(visit: &Visit, actor: &Actor, body: &Body, seat: &Seat, back: String, form: Form) -> Response {
    let status = if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = format!("{} {}：记下继任", body.name, seat.role);
    let form = form.cancel(back.clone(), "先不记");
    let page = desk_page(visit, actor, title);
    (status, html(&SuccessionPage { page, back, conflict: None, form })).into_response()
}

/// Somebody recorded something about this body meanwhile: who sits here now beside what was typed. The form comes back on
/// the new version, so that who still means it says it once more.
async fn stale(
    visit: &Visit,
    actor: &Actor,
    address: (&str, &str),
    seen: u64,
    submission: &Submission,
) -> Result<Response, Trouble> {
    let (body_id, key) = address;
    let (version, body, seat) = find(visit, actor, body_id, key).await?;
    let mut form = form(visit, body_id, key, version);
    form.keep(submission.typed());
    let entries = visit.office.ledger.journal(&MatterId::from(body_id)).await?;
    let last = entries.iter().rfind(|entry| entry.seq > seen);
    let sits = seat.successions.last();
    let name = sits.and_then(|held| held.incumbent.as_ref()).map_or("空缺", |held| held.name.as_str());
    let theirs = [
        ("incumbent.name", name.to_owned()),
        ("from", sits.map(|held| zh_date(held.from)).unwrap_or_default()),
        ("basis", sits.map(|held| held.basis.clone()).unwrap_or_default()),
    ];
    let differences = theirs.into_iter().filter_map(|(name, theirs)| {
        let field = form.leaves().into_iter().find(|field| field.name == name)?;
        Some(Difference { label: field.label.clone(), theirs, yours: field.first().to_owned() })
    });
    let conflict = Conflict {
        other: last.map_or_else(|| "别人".to_owned(), |entry| entry.actor_name.clone()),
        at: last.map(|entry| words::instant(entry.at)).unwrap_or_default(),
        differences: differences.collect(),
    };
    let back = format!("/desk/bodies/{body_id}/{key}");
    let page = desk_page(visit, actor, format!("{} {}：记下继任", body.name, seat.role));
    let form = form.cancel(back.clone(), "先不记");
    let page = SuccessionPage { page, back, conflict: Some(conflict), form };
    Ok((StatusCode::CONFLICT, html(&page)).into_response())
}

/// `GET /desk/bodies/{body}/{seat}/succession`.
pub async fn ask(visit: Visit, Path((body_id, key)): Path<(String, String)>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let (version, body, seat) = find(&visit, &actor, &body_id, &key).await?;
    if !may_record(&actor) {
        return Err(Refusal::not_permitted().into());
    }
    let back = format!("/desk/bodies/{body_id}/{key}");
    Ok(respond(&visit, &actor, &body, &seat, back, form(&visit, &body_id, &key, version)))
}

/// `POST /desk/bodies/{body}/{seat}/succession`.
pub async fn record(
    visit: Visit,
    Path((body_id, key)): Path<(String, String)>,
    submission: Submission,
) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = visit.officer()?;
    let (version, body, seat) = find(&visit, &actor, &body_id, &key).await?;
    if !may_record(&actor) {
        return Err(Refusal::not_permitted().into());
    }
    let back = format!("/desk/bodies/{body_id}/{key}");
    // What the page showed is compared first; a form without it has seen nothing.
    let seen = submission.version().unwrap_or(0);
    if seen != version {
        return stale(&visit, &actor, (&body_id, &key), seen, &submission).await;
    }
    let mut form = form(&visit, &body_id, &key, version);
    form.keep(submission.typed());
    let Some(command) = read(&visit, &key, &submission, &mut form) else {
        return Ok(respond(&visit, &actor, &body, &seat, back, form));
    };
    let target = MatterId::new(body_id.clone());
    let order = Order { target, seen_version: Some(seen), command: Command::Body(command) };
    match visit.office.execute(&actor, order, Extras::default()).await {
        Ok(_) => Ok(see_other(&back)),
        Err(Failure::Refused(refusal)) => {
            form.reject(refusal.field.as_deref().unwrap_or(""), refusal.says());
            Ok(respond(&visit, &actor, &body, &seat, back, form))
        }
        Err(Failure::Stale(_)) => stale(&visit, &actor, (&body_id, &key), seen, &submission).await,
        Err(failure) => Err(failure.into()),
    }
}

fn read(visit: &Visit, seat: &str, submission: &Submission, form: &mut Form) -> Option<BodyCommand> {
    let given = |name: &str| Some(submission.first(name).trim().to_owned()).filter(|text| !text.is_empty());
    let law = visit.office.law();
    let user =
        given("incumbent.user").map(|login| law.directory.by_login(&login).map(|(user, _)| user.clone()));
    if user == Some(None) {
        form.reject("incumbent.user", "没有这个登录名，请核对，或者空着");
    }
    let name = given("incumbent.name");
    if name.is_none() && user.is_some() {
        form.reject("incumbent.name", "填了登录名，也要写姓名");
    }
    let from = text::parse_date(submission.first("from"));
    if from.is_err() {
        form.reject("from", "请填写日期，例如 2026年3月5日");
    }
    if form.is_wrong() {
        return None;
    }
    let incumbent = name.map(|name| Incumbent { name, user: user.flatten() });
    let basis = submission.first("basis").to_owned();
    Some(BodyCommand::RecordSuccession { seat: seat.to_owned(), incumbent, from: from.ok()?, basis })
}
