//! The pages of the guide.

use super::{
    Asked,
    card::{Apply, Card, clocks, tag},
    questions,
    trail::{Trail, is_question},
};
use crate::{
    http::{Trouble, Visit, html, see_other},
    ui::{
        Page,
        form::Form,
        parts::{Clock, Fact, Facts, Tag},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::ways::{AgencyKind, Answer, Basis, Office, Passage, Prospect, Way};
use std::str::FromStr;

#[derive(Template)]
#[template(path = "guide/begin.html")]
struct BeginPage {
    page: Page,
}

/// `GET /guide`.
pub async fn begin(visit: Visit) -> Response {
    html(&BeginPage { page: visit.page("该走哪条路？还剩几天？") })
}

#[derive(Template)]
#[template(path = "guide/question.html")]
struct QuestionPage {
    page: Page,
    back: String,
    form: Form,
}

type Sent = Query<Vec<(String, String)>>;

/// `GET /guide/{question}`: shows it, or takes its answer (`go`) and goes on.
pub async fn question(
    visit: Visit,
    Path(slug): Path<String>,
    Query(sent): Sent,
) -> Result<Response, Trouble> {
    if !is_question(&slug) {
        return Err(Trouble::NotFound);
    }
    let trail = Trail::of(sent.clone());
    if !trail.asks(&slug) {
        return Ok(see_other(&trail.next()));
    }
    let law = visit.office.law();
    let mut form = questions::form(&slug, &trail, &law);
    let mut status = StatusCode::OK;
    if sent.iter().any(|(name, _)| name == "go") {
        if let Some(answered) = questions::read(&mut form, &slug, &trail, &sent, visit.office.now().today) {
            return Ok(see_other(&answered.next()));
        }
        status = StatusCode::UNPROCESSABLE_ENTITY;
    } else {
        questions::show(&mut form, &slug, &trail);
    }
    let back = trail.before(&slug);
    let mut page = visit.page(questions::heading(&slug, &trail));
    if status != StatusCode::OK {
        // Switching the mode comes back to the question, not to its error.
        page.here = trail.address(&format!("/guide/{slug}"));
    }
    Ok((status, html(&QuestionPage { page, back, form })).into_response())
}

#[derive(Template)]
#[template(path = "guide/ways.html")]
struct WaysPage {
    page: Page,
    /// The day that comes first.
    urgent: Option<String>,
    /// Whom to turn to where it was no agency.
    elsewhere: Option<String>,
    open: Vec<Card>,
    closed: Vec<Card>,
    notes: Vec<String>,
    ask: Vec<Office>,
    /// What was answered, each with a way to change it.
    facts: Facts,
    /// Carried over into an application.
    carried: Vec<(String, String)>,
}

/// `GET /guide/ways`: the answer.
pub async fn ways(visit: Visit, Query(sent): Sent) -> Result<Response, Trouble> {
    let trail = Trail::of(sent);
    let (asked, answer) = match answered(&visit, &trail) {
        Ok(answered) => answered,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let (closed, open): (Vec<_>, Vec<_>) =
        answer.prospects.iter().partition(|prospect| prospect.passage == Passage::Closed);
    let cards = |prospects: Vec<&Prospect>| -> Vec<Card> {
        let card = |prospect: &Prospect| {
            let href = trail.address(&format!("/guide/ways/{}", prospect.way.as_str()));
            let apply = Apply::of(prospect, &asked.question.agency);
            Card { apply, ..Card::of(prospect, href, answer.on) }
        };
        prospects.into_iter().map(card).collect()
    };
    let (open, closed) = (cards(open), cards(closed));
    let law = visit.office.law();
    let facts = questions::spoken(&trail, &law)
        .into_iter()
        .map(|(slug, label, said)| Fact::new(label, said).change(trail.address(&format!("/guide/{slug}"))));
    let page = WaysPage {
        page: visit.page("您可以走的路"),
        urgent: urgent(&answer),
        elsewhere: elsewhere(&asked, &answer),
        open,
        closed,
        carried: carried(&asked),
        notes: answer.notes,
        ask: answer.ask,
        facts: facts.collect(),
    };
    Ok(html(&page))
}

/// Reads the trail; where it is not complete or does not read, the page that puts it right.
fn answered(visit: &Visit, trail: &Trail) -> Result<(Asked, Answer), String> {
    if trail.open().is_some() {
        return Err(trail.next());
    }
    let law = visit.office.law();
    match Asked::read(&trail.composed(), &law.directory, visit.office.now().today) {
        Ok(asked) => {
            let answer = asked.answer(&law);
            Ok((asked, answer))
        }
        // An address that was changed by hand: begin again where it does not read.
        Err(wrong) => {
            Err(trail.address(&format!("/guide/{}", page_of(wrong.first().map_or("", |unread| unread.name)))))
        }
    }
}

fn page_of(name: &str) -> &'static str {
    match name {
        "circumstance" => "point",
        "real_estate" => "land",
        "agency" => "who",
        "made" => "made",
        "known" => "known",
        "told" => "told",
        "tried" => "tried",
        _ => "what",
    }
}

/// The nearest day to be kept: to reconsider or to sue before anything else.
fn urgent(answer: &Answer) -> Option<String> {
    let rights = [Way::Reconsider, Way::Sue, Way::AgreementSuit];
    let open = answer.prospects.iter().filter(|prospect| prospect.passage == Passage::Open);
    let days = open.filter_map(|prospect| Some((!rights.contains(&prospect.way), prospect.period.as_ref()?)));
    days.min_by_key(|(other, period)| (*other, period.on())).map(|(_, period)| period.zh(answer.on))
}

fn elsewhere(asked: &Asked, answer: &Answer) -> Option<String> {
    let none = asked.question.agency.kind == Some(AgencyKind::NotAgency);
    let mediate = answer.prospects.iter().find(|prospect| prospect.way == Way::Mediate).filter(|_| none);
    mediate.map(|prospect| prospect.next.clone())
}

/// What an application takes over.
fn carried(asked: &Asked) -> Vec<(String, String)> {
    let question = &asked.question;
    let yes_or_no = |answer: Option<bool>| answer.map(|yes| if yes { "yes" } else { "no" }.to_owned());
    let all = [
        ("act", question.act.map(|act| act.as_str().to_owned())),
        ("circumstance", yes_or_no(question.circumstance)),
        ("real_estate", question.real_estate.then(|| "yes".to_owned())),
        ("agency", asked.agency.as_ref().map(ToString::to_string)),
        ("made", question.made_on.map(|on| on.to_string())),
        ("known", question.known_on.map(|on| on.to_string())),
        ("told", question.told.map(|told| told.as_str().to_owned())),
    ];
    let tried = question.tried.all().map(|attempt| {
        let on = attempt.on.map(|on| on.to_string()).unwrap_or_default();
        ("tried".to_owned(), format!("{}:{on}", attempt.tried.as_str()))
    });
    all.into_iter()
        .map(|(name, value)| (name.to_owned(), value.unwrap_or_else(|| "unknown".to_owned())))
        .chain(tried)
        .collect()
}

#[derive(Template)]
#[template(path = "guide/way.html")]
struct WayPage {
    page: Page,
    back: String,
    tag: Tag,
    next: String,
    clocks: Vec<Clock>,
    reasons: Vec<Basis>,
    offices: Vec<Office>,
    materials: Vec<&'static str>,
    costs: Vec<Basis>,
    carried: Vec<(String, String)>,
    apply: Option<Apply>,
}

/// `GET /guide/ways/{way}`: one way in full.
pub async fn way(visit: Visit, Path(way): Path<String>, Query(sent): Sent) -> Result<Response, Trouble> {
    let way = Way::from_str(&way).map_err(|_| Trouble::NotFound)?;
    let trail = Trail::of(sent);
    let (asked, answer) = match answered(&visit, &trail) {
        Ok(answered) => answered,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let today = answer.on;
    let found = answer.prospects.into_iter().find(|prospect| prospect.way == way).ok_or(Trouble::NotFound)?;
    let page = WayPage {
        page: visit.page(way.name_zh()),
        back: trail.address("/guide/ways"),
        tag: tag(found.passage),
        apply: Apply::of(&found, &asked.question.agency),
        clocks: clocks(&found, today),
        next: found.next,
        reasons: found.bases,
        offices: found.offices,
        materials: found.materials,
        costs: found.costs,
        carried: carried(&asked),
    };
    Ok(html(&page))
}
