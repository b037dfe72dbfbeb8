//! Order pages: one page for every command, in either house. The blank asks, the law answers beside the fields.

mod again;
mod bound;
mod named;
mod signing;

use super::{
    blanks::{self, Ground, SEND_CODE},
    desk_page, history, kept, proposal, unsaved, uploads, visits,
};
use crate::{
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Failure, Order},
    orders::{self, shown::Beside},
    papers,
    ui::{
        Flash, Page, assets,
        form::{FieldKind, Form, MORE},
        parts::{Conflict, Fact},
    },
    words,
};
use again::{changed_since, longer, stale};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bound::{INDEPENDENT, own_side, seen_of, with_addresses};
use huajie_law::{Actor, AnyMatter, File, Kind, MatterId, Role, matter::REGISTER};
use huajie_ledger::{Receipt, Scope};
use jiff::Timestamp;
use signing::{complete, send_code, show_code};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/order.html")]
struct OrderPage {
    page: Page,
    title: String,
    explain: Option<String>,
    articles: &'static str,
    conflict: Option<Conflict>,
    parts: Vec<proposal::Part>,
    form: Form,
    back: String,
}

/// The same page in the citizen's house.
#[derive(Template)]
#[template(path = "desk/order_portal.html")]
struct PortalOrderPage {
    page: Page,
    title: String,
    explain: Option<String>,
    articles: &'static str,
    conflict: Option<Conflict>,
    form: Form,
    back: String,
}

/// Where an order is given: whose page, on what file.
pub struct Place {
    pub actor: Actor,
    pub file: File,
    pub command: String,
    pub rows: usize,
    /// `?step=`: which step of another body's proceeding is recorded, or of which talk the minutes are.
    pub step: Option<String>,
    /// What is still open that whoever decides should know of.
    pub open: Vec<Fact>,
    /// When it was opened: one look is one line of who looked.
    pub at: Timestamp,
}

type Asked = BTreeMap<String, String>;

/// `GET /desk/file/{id}/{command}`.
pub async fn ask(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    // A dispute of its own is registered where all are.
    if command == REGISTER && MatterId::from(id.as_str()).is_of(Kind::FollowUp) {
        let act = asked.get("step").and_then(|act| act.parse::<u32>().ok());
        let act = act.map(|act| format!("&follows_act={act}")).unwrap_or_default();
        return Ok(see_other(&format!("/desk/register?follows={id}{act}")));
    }
    let place = at_the_desk(&visit, &id, command, &asked).await?;
    // What a statement says line by line is recorded line by line, on the file.
    if place.command == "record_performance" && is_watched_line_by_line(&place) {
        return Ok(see_other(&format!("/desk/file/{}", place.file.id.root())));
    }
    place.record(&visit).await?;
    show(&visit, place).await
}

fn is_watched_line_by_line(place: &Place) -> bool {
    let Some(AnyMatter::Reconsideration(held)) = &place.file.matter else { return false };
    held.watched_lines().is_some()
}

/// `POST /desk/file/{id}/{command}`.
pub async fn give(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    submission: Submission,
) -> Result<Response, Trouble> {
    if let Err(Trouble::SignIn(door)) = visit.officer() {
        return kept::keep(&visit, &submission, door).await;
    }
    let place = at_the_desk(&visit, &id, command, &asked).await?;
    carry_out(&visit, place, submission).await
}

async fn at_the_desk(visit: &Visit, id: &str, command: String, asked: &Asked) -> Result<Place, Trouble> {
    let actor = visit.officer()?;
    place(visit, actor, &MatterId::from(id), command, asked).await
}

/// Opens the file for this actor, or says that there is none.
pub async fn place(
    visit: &Visit,
    actor: Actor,
    id: &MatterId,
    command: String,
    asked: &Asked,
) -> Result<Place, Trouble> {
    let file = visit.office.ledger.open(&Scope::from(&actor), id).await?.ok_or(Trouble::NotFound)?;
    let rows = asked.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(0).min(Submission::MOST_ROWS);
    let step = asked.get("step").cloned();
    let at = visit.office.now().at;
    Ok(Place { actor, file, command, rows, step, open: Vec::new(), at })
}

/// Whose step it is: one that is not this actor's business is refused before anything is read.
fn ensure_theirs(visit: &Visit, place: &Place) -> Result<Option<huajie_law::Refusal>, Trouble> {
    let offers = huajie_law::offers(&place.file, &place.actor, visit.office.now(), &visit.office.law());
    let offered = offers.into_iter().find(|offer| offer.command == place.command);
    Ok(offered.ok_or_else(huajie_law::Refusal::not_permitted)?.refusal)
}

/// Shows the blank; a step that the law refuses now is answered with its reason instead.
pub async fn show(visit: &Visit, mut place: Place) -> Result<Response, Trouble> {
    if let Some(refusal) = ensure_theirs(visit, &place)? {
        return Err(words::addressed(refusal, place.actor.role).into());
    }
    let kept = kept::waiting(visit).await?;
    place.rows = place.rows.max(kept.as_ref().map_or(0, |kept| kept.submission().rows_sent()));
    let (title, explain, mut form) = prepare(visit, &mut place).await?;
    let flash = kept.map(|kept| kept.fill(visit, &mut form));
    Ok(respond_with(visit, &place, Content { title, explain, conflict: None, form, flash }, StatusCode::OK))
}

async fn prepare(visit: &Visit, place: &mut Place) -> Result<(String, Option<String>, Form), Trouble> {
    place.open = proposal::still_open(visit, &place.actor, &place.file, &place.command).await?;
    // As this actor may see it: a talk with the other side alone is not offered in a list either.
    let matter = &place.file.matter.as_ref().ok_or(Trouble::NotFound)?.visible(&place.actor);
    let law = visit.office.law();
    let loads = match place.command.as_str() {
        "name_team" | "fill_seat" => orders::loads(&visit.office).await?,
        _ => BTreeMap::new(),
    };
    let (volume, unissued) = match place.command.as_str() {
        "close" => (
            orders::volume(&visit.office, &place.actor, &place.file).await?,
            papers::unissued(visit, &place.actor, &place.file.id).await?,
        ),
        _ => Default::default(),
    };
    let promised = visits::promised(visit, place, matter).await?;
    let beside = match place.command.as_str() {
        "consult" | "convene_review" => {
            Beside::of(&visit.office, &place.actor, &place.file.id.root()).await?
        }
        _ => Beside::default(),
    };
    let ground = Ground {
        promised: promised.as_ref(),
        beside: &beside,
        unissued: &unissued,
        volume: &volume,
        matter,
        law: &law,
        today: visit.office.now().today,
        loads: &loads,
        rows: place.rows,
        step: place.step.as_deref(),
        own_side: own_side(&place.actor),
        agency: place.actor.agency(),
        actor: Some(&place.actor),
    };
    let mut blank = blanks::blank(&place.command, &ground, &address(place)).ok_or(Trouble::NotFound)?;
    named::name_those_alike(visit, place, &mut blank.form).await?;
    let form = match blank.form.get {
        // A question before the form: nothing is given by it.
        true => blank.form,
        false => blank
            .form
            .csrf(visit.csrf())
            .version(seen_of(place, blank.explain.as_deref()))
            .once(visit.office.fresh_id("k")),
    };
    let mut form =
        form.cancel(back(place), if place.actor.role == Role::Party { "返回办理进度" } else { "返回案卷" });
    // At the desk something is put on file; a citizen hands it in.
    if place.actor.role == Role::Party && form.submit_label == "保存" {
        form.submit_label = "提交".to_owned();
    }
    let title = match (place.actor.role, place.file.matter.as_ref()) {
        (Role::Party, Some(matter)) => {
            words::own_command(matter.kind(), &place.command).unwrap_or(blank.title)
        }
        _ => blank.title,
    };
    Ok((title.to_owned(), with_addresses(visit, place, blank.explain).await?, form))
}

fn address(place: &Place) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if place.rows > 0 {
        query.append_pair("rows", &place.rows.to_string());
    }
    if let Some(step) = &place.step {
        query.append_pair("step", step);
    }
    let query = query.finish();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    match place.actor.role {
        Role::Party => format!("/my/{}/{}{query}", place.file.id, place.command),
        _ => format!("/desk/file/{}/{}{query}", place.file.id, place.command),
    }
}

/// Back, with what was done; whose business it is no more, who for instance has excused themselves, to their own desk.
async fn led_back(visit: &Visit, place: &Place) -> Result<String, Trouble> {
    if place.actor.role == Role::Party {
        return Ok(format!("/my?done={}", place.command));
    }
    let still = visit.office.ledger.open(&Scope::from(&place.actor), &place.file.id).await?;
    Ok(still.map_or_else(|| "/desk".to_owned(), |_| back(place)))
}

fn back(place: &Place) -> String {
    match place.actor.role {
        Role::Party => "/my".into(),
        _ if matches!(place.file.matter, Some(AnyMatter::Expert(_))) => {
            format!("/desk/experts/{}", place.file.id)
        }
        _ => format!("/desk/file/{}", place.file.id),
    }
}

/// What an order page says.
struct Content {
    title: String,
    explain: Option<String>,
    conflict: Option<Conflict>,
    form: Form,
    flash: Option<Flash>,
}

fn respond(
    visit: &Visit,
    place: &Place,
    title: String,
    explain: Option<String>,
    form: Form,
    status: StatusCode,
) -> Response {
    respond_with(visit, place, Content { title, explain, conflict: None, form, flash: None }, status)
}

fn respond_with(visit: &Visit, place: &Place, content: Content, status: StatusCode) -> Response {
    let Content { title, explain, conflict, form, flash } = content;
    let signs = form.fields.iter().any(|field| field.kind == FieldKind::Signature);
    let back = back(place);
    let articles = blanks::articles(&place.command, place.file.matter.as_ref());
    if place.actor.role == Role::Party {
        let mut page = visit.page(title.clone());
        page.flash = flash;
        page.scripts = if signs { vec![assets::portal_script_url()] } else { Vec::new() };
        return (status, html(&PortalOrderPage { page, title, explain, articles, conflict, form, back }))
            .into_response();
    }
    let mut page = desk_page(visit, &place.actor, title.clone());
    page.flash = flash;
    if signs {
        page.scripts.push(assets::portal_script_url());
    }
    let parts = proposal::parts(&place.file, &place.actor, &place.command, &place.open);
    (status, html(&OrderPage { page, title, explain, articles, conflict, parts, form, back })).into_response()
}

/// Reads the form, gives the command, goes back to the file; whatever is refused stays typed.
pub async fn carry_out(visit: &Visit, place: Place, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    // Carried out before: a page that was sent twice leads on, whatever the step has changed since.
    let request = submission.once().map(|once| format!("{}:{once}", place.actor.user));
    let asked = submission.asked(place.file.id.as_str());
    let mut place = match again::sent_before(visit, place, &submission, request.as_deref(), &asked).await? {
        Ok(answer) => return Ok(answer),
        Err(place) => place,
    };
    ensure_theirs(visit, &place)?;
    place.as_sent(&submission);
    // What the page showed is compared first: no way back to the form may carry a version that nobody has seen.
    let seen = submission.version();
    let (title, explain, mut form) = prepare(visit, &mut place).await?;
    // Whatever the answer will be, a file that was sent is not asked for again.
    let stored = uploads::store(visit, &mut form, &submission).await?;
    if seen != Some(seen_of(&place, explain.as_deref())) {
        form.keep(submission.typed());
        return stale(visit, place, seen.unwrap_or(0), form).await;
    }
    match submission.first(MORE) {
        "" => {}
        SEND_CODE => return send_code(visit, &place, title, explain, form, &submission).await,
        _ => return longer(visit, place, &form, &submission).await,
    }
    let read = orders::read(&mut form, &submission, &stored.values, &place.command);
    for (field, why) in &stored.refused {
        form.reject(field, why.as_str());
    }
    let Some(mut order) = read.filter(|_| stored.refused.is_empty()) else {
        return Ok(respond(visit, &place, title, explain, form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    blanks::shape(&place.command, &mut order);
    let orders::Completed { sealed, query_code, accounts } = match complete(visit, &place, &mut order).await {
        Ok(completed) => completed,
        Err(Trouble::Refused(refusal)) => {
            words::refuse(&mut form, refusal, place.actor.role);
            return Ok(respond(visit, &place, title, explain, form, StatusCode::UNPROCESSABLE_ENTITY));
        }
        Err(trouble) => return Err(trouble),
    };
    let command = match orders::parse(&place.file, order) {
        Ok(command) => command,
        Err(missing) => {
            orders::point_at(&mut form, missing.as_deref());
            return Ok(respond(visit, &place, title, explain, form, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let receipt = request.map(|request| Receipt { request, asked });
    let seen_version = seen.filter(|_| !INDEPENDENT.contains(&place.command.as_str()));
    let given = Order { target: place.file.id.clone(), seen_version, command };
    let extras = Extras { receipt, sealed, accounts, ..Extras::default() };
    match visit.office.execute(&place.actor, given, extras).await {
        Ok(_) if query_code.is_some() => Ok(show_code(visit, &place, query_code.unwrap_or_default())),
        Ok(_) | Err(Failure::Answered(_)) => {
            kept::forget(visit).await?;
            Ok(see_other(&led_back(visit, &place).await?))
        }
        Err(Failure::Refused(refusal)) => {
            words::refuse(&mut form, refusal, place.actor.role);
            Ok(respond(visit, &place, title, explain, form, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Failure::KeyReused) => changed_since(visit, place, &submission).await,
        Err(Failure::Stale(now)) => {
            stale(visit, Place { file: *now, ..place }, seen.unwrap_or(0), form).await
        }
        Err(failure) => failed(visit, &place, (title, explain, form), failure),
    }
}

/// The world failed: what may go through later stays typed.
fn failed(
    visit: &Visit,
    place: &Place,
    (title, explain, form): (String, Option<String>, Form),
    failure: Failure,
) -> Result<Response, Trouble> {
    match failure {
        Failure::Fault(fault) if fault.is_passing() => {
            let form = unsaved(visit, form, &fault);
            Ok(respond(visit, place, title, explain, form, StatusCode::SERVICE_UNAVAILABLE))
        }
        failure => Err(failure.into()),
    }
}
