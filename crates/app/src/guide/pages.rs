//! The pages of the guide.

use super::{
    Asked, questions,
    trail::{Trail, is_question},
};
use crate::{
    http::{Trouble, Visit, html, see_other},
    ui::{
        Page, Tone,
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
use huajie_law::{
    calendar::zh_date,
    clock::{Due, Reason},
    ways::{AgencyKind, Answer, Basis, Office, Passage, Prospect, Way},
};
use jiff::civil::Date;
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

/// One way in the list.
struct Card {
    name: &'static str,
    tag: Tag,
    reasons: Vec<String>,
    clocks: Vec<Clock>,
    whom: String,
    href: String,
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
    /// Carried over into an application; empty where there is no mediation to apply for.
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
        prospects.into_iter().map(|prospect| card(prospect, &trail, answer.on)).collect()
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
        carried: carried(&asked, &answer),
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

fn card(prospect: &Prospect, trail: &Trail, today: Date) -> Card {
    Card {
        name: prospect.way.name_zh(),
        tag: tag(prospect.passage),
        reasons: reasons(prospect),
        clocks: clocks(prospect, today),
        whom: prospect
            .offices
            .iter()
            .map(|office| whom(prospect.way, office))
            .collect::<Vec<_>>()
            .join("，或者"),
        href: trail.address(&format!("/guide/ways/{}", prospect.way.as_str())),
    }
}

/// What decides, and whether reconsideration comes first; the rest stands on the page of the way.
fn reasons(prospect: &Prospect) -> Vec<String> {
    let others = prospect.bases.iter().skip(1).filter(|basis| basis.rule == "FY-12");
    prospect.bases.iter().take(1).chain(others).map(|basis| basis.says.clone()).collect()
}

/// A government decides on an application that another office takes.
fn whom(way: Way, office: &Office) -> String {
    match way {
        Way::Reconsider if !office.note.is_empty() => format!("{}（{}）", office.name, office.note),
        _ => office.name.clone(),
    }
}

fn tag(passage: Passage) -> Tag {
    let tone = match passage {
        Passage::Open => Tone::Settled,
        Passage::Running => Tone::Live,
        Passage::Claimable | Passage::Uncounted => Tone::Close,
        Passage::NotYet | Passage::AfterReconsideration => Tone::Paused,
        Passage::Closed => Tone::Plain,
    };
    Tag::new(tone, passage.name_zh())
}

/// The conservative day, and below it the one that may be claimed once the first is over.
fn clocks(prospect: &Prospect, today: Date) -> Vec<Clock> {
    let Some(period) = &prospect.period else { return Vec::new() };
    let mut clocks = vec![clock(&period.name, &period.conservative, today)];
    if prospect.passage == Passage::Claimable {
        clocks.push(clock("可以主张的日子，由受理机关、法院认定", &period.claimed, today));
    }
    clocks
}

fn clock(name: &str, due: &Due, today: Date) -> Clock {
    let left = due.on.map(|on| crate::words::days_between(today, on));
    let (tone, remaining) = match left {
        Some(days @ ..0) => (Tone::Overdue, format!("已经过了 {} 天", -days)),
        Some(days) => crate::words::remaining(days),
        None => (Tone::Paused, "算不出".to_owned()),
    };
    let provisional = if due.provisional { "（暂定，当年放假安排尚未公布）" } else { "" };
    Clock {
        name: name.to_owned(),
        tone,
        remaining,
        due: due.on.map(|on| format!("{}止{provisional}", zh_date(on))),
        reasons: due.lines(),
        term: term_of(due),
    }
}

fn term_of(due: &Due) -> String {
    let term = due.reasons.iter().find_map(|reason| match reason {
        Reason::Rule { term, .. } => Some(term.clone()),
        _ => None,
    });
    term.unwrap_or_default()
}

/// What an application takes over: only where the centre can be asked to mediate.
fn carried(asked: &Asked, answer: &Answer) -> Vec<(String, String)> {
    let mediate = answer.prospects.iter().find(|prospect| prospect.way == Way::Mediate);
    if mediate.is_none_or(|prospect| prospect.passage != Passage::Open) {
        return Vec::new();
    }
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
    all.into_iter()
        .map(|(name, value)| (name.to_owned(), value.unwrap_or_else(|| "unknown".to_owned())))
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
}

/// `GET /guide/ways/{way}`: one way in full.
pub async fn way(visit: Visit, Path(way): Path<String>, Query(sent): Sent) -> Result<Response, Trouble> {
    let way = Way::from_str(&way).map_err(|_| Trouble::NotFound)?;
    let trail = Trail::of(sent);
    let (asked, answer) = match answered(&visit, &trail) {
        Ok(answered) => answered,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let carried = if way == Way::Mediate { carried(&asked, &answer) } else { Vec::new() };
    let today = answer.on;
    let found = answer.prospects.into_iter().find(|prospect| prospect.way == way).ok_or(Trouble::NotFound)?;
    let page = WayPage {
        page: visit.page(way.name_zh()),
        back: trail.address("/guide/ways"),
        tag: tag(found.passage),
        clocks: clocks(&found, today),
        next: found.next,
        reasons: found.bases,
        offices: found.offices,
        materials: found.materials,
        costs: found.costs,
        carried,
    };
    Ok(html(&page))
}
