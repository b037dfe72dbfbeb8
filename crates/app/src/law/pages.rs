//! 法条与期限: the catalogue by statute, and one period with its small calculator. Plain GET forms; no script.

use super::{
    catalogue::{UNVERIFIED, extension_zh, length_zh, matches, roll_over_zh, statute, used_in},
    question::{Typed, UNREAD_DATE, read},
};
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page, Tone,
        form::{Field, Form},
        parts::{Fact, Facts, Tag},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Refusal,
    calendar::zh_date_weekday,
    clock::ServedBy,
    deadline::{Answer, answer, runs_from_receipt, validity_zh},
    refusal::REQUIRED,
    term::{CATALOGUE, Direction, Term},
    text::parse_date,
};
use jiff::civil::Date;
use strum::IntoEnumIterator;

type Pairs = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "law/catalogue.html")]
struct CataloguePage {
    page: Page,
    form: Form,
    asked: String,
    statutes: Vec<Statute>,
}

/// What one statute (or rule) lays down.
struct Statute {
    name: String,
    entries: Vec<Line>,
}

/// One regime of one period, in a line of its own.
struct Line {
    href: String,
    id: &'static str,
    name: &'static str,
    /// `知道或者应当知道行政行为之日起 60日`.
    says: String,
    article: &'static str,
    verified: Tag,
    validity: String,
    over: bool,
    used: Option<String>,
}

/// `GET /law?q=`.
pub async fn catalogue(visit: Visit, Query(asked): Query<Pairs>) -> Response {
    let asked = first(&asked, "q").trim().to_owned();
    let today = visit.office.now().today;
    let mut statutes: Vec<Statute> = Vec::new();
    for term in CATALOGUE.iter().filter(|term| matches(term, &asked)) {
        let name = statute(term.article);
        let line = line(term, today);
        match statutes.iter_mut().find(|known| known.name == name) {
            Some(known) => known.entries.push(line),
            None => statutes.push(Statute { name: name.to_owned(), entries: vec![line] }),
        }
    }
    let form = Form::new("/law", "查找").searching().field(
        Field::text("q", "找一项期限")
            .hint("例如：起诉、复议、送达、第46条、FY-06")
            .required()
            .value(asked.as_str()),
    );
    html(&CataloguePage { page: visit.page("法条与期限"), form, asked, statutes })
}

fn first<'a>(asked: &'a Pairs, name: &str) -> &'a str {
    asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

fn line(term: &Term, today: Date) -> Line {
    Line {
        href: format!("/law/{}", term.id),
        id: term.id,
        name: term.name,
        says: says(term),
        article: term.article,
        verified: verified(term),
        validity: validity_zh(term),
        over: term.valid_to.is_some_and(|last| last < today),
        used: used_in(term),
    }
}

fn says(term: &Term) -> String {
    match term.direction {
        Direction::Forward => format!("自{}起 {}", term.start_event, length_zh(term)),
        Direction::Backward => format!("{}{}", term.start_event, length_zh(term)),
    }
}

fn verified(term: &Term) -> Tag {
    match term.verified {
        true => Tag::new(Tone::Settled, "已核实"),
        false => Tag::new(Tone::Close, UNVERIFIED),
    }
}

#[derive(Template)]
#[template(path = "law/one.html")]
struct OnePage {
    page: Page,
    /// What is in force first, then what will be, then what was, the latest first.
    regimes: Vec<(&'static str, Facts)>,
    form: Form,
    told: Option<Told>,
}

/// Whether a version of a period is in force on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Force {
    Now,
    Later,
    Before,
}

impl Force {
    fn zh(self) -> &'static str {
        match self {
            Force::Now => "这项期限",
            Force::Later => "以后改为",
            Force::Before => "以前的规定（现在不用）",
        }
    }
}

fn standing(term: &Term, today: Date) -> Force {
    match (term.valid_from, term.valid_to) {
        (_, Some(to)) if to < today => Force::Before,
        (Some(from), _) if from > today => Force::Later,
        _ => Force::Now,
    }
}

/// A day that was asked for.
struct Told {
    due: String,
    provisional: bool,
    backward: bool,
    reasons: Vec<String>,
}

/// `GET /law/{term}?from=…`: the entry, and once a day was given, the last day with its reasons.
pub async fn one(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Pairs>,
) -> Result<Response, Trouble> {
    let today = visit.office.now().today;
    let mut regimes: Vec<&Term> = CATALOGUE.iter().filter(|term| term.id == id).collect();
    regimes.sort_by_key(|term| (standing(term, today), std::cmp::Reverse(term.valid_from)));
    let latest = *regimes.first().ok_or(Trouble::NotFound)?;
    let mut form = form(latest);
    form.keep(asked.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    // Nothing was asked yet: the form stands empty, without complaint.
    let told = match asked.is_empty() {
        true => None,
        false => match reckon(&visit, &id, &asked) {
            Ok(told) => Some(told),
            Err(refusal) => {
                form.reject(refusal.field.as_deref().unwrap_or_default(), refusal.says());
                None
            }
        },
    };
    let refused = form.is_wrong();
    let page = html(&OnePage {
        page: visit.page(format!("{}（{}）", latest.name, latest.id)),
        regimes: regimes.iter().map(|term| (standing(term, today).zh(), facts(term))).collect(),
        form,
        told: told.map(|told| shown(told, latest)),
    });
    Ok(if refused { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

fn reckon(visit: &Visit, id: &str, asked: &Pairs) -> Result<Answer, Refusal> {
    let typed = Typed {
        term: id,
        from: first(asked, "from"),
        extend: first(asked, "extend"),
        service: first(asked, "service"),
    };
    let suspension = suspension(first(asked, "stopped_on").trim(), first(asked, "resumed_on").trim())?;
    let at_its_field = |refusal: Refusal| match refusal.field.as_deref() {
        Some("suspend") => Refusal { field: Some("stopped_on".into()), ..refusal },
        _ => refusal,
    };
    let question = read(typed, [suspension.as_str()]).map_err(at_its_field)?;
    answer(&question, &visit.office.law().calendar).map_err(at_its_field)
}

/// One suspension is two fields here; the other doors write it `A..B`.
fn suspension(from: &str, to: &str) -> Result<String, Refusal> {
    if from.is_empty() && to.is_empty() {
        return Ok(String::new());
    }
    if from.is_empty() {
        return Err(Refusal::at(REQUIRED, "stopped_on"));
    }
    parse_date(from).map_err(|_| Refusal::at(UNREAD_DATE, "stopped_on"))?;
    if !to.is_empty() {
        parse_date(to).map_err(|_| Refusal::at(UNREAD_DATE, "resumed_on"))?;
    }
    Ok(format!("{from}..{to}"))
}

fn shown(told: Answer, term: &Term) -> Told {
    Told {
        due: told.due.map_or_else(|| "中止期间没有届满日".to_owned(), zh_date_weekday),
        provisional: told.provisional,
        backward: term.direction == Direction::Backward,
        reasons: told.reason,
    }
}

fn form(term: &Term) -> Form {
    let start = match term.direction {
        Direction::Forward => "从哪一天起算",
        Direction::Backward => "那件事在哪一天",
    };
    let day = Field::date("from", start).hint(format!("{}。例如 2026年3月5日", term.start_event)).required();
    let mut form = Form::new(format!("/law/{}", term.id), "算最后一天").searching().field(day);
    if term.direction == Direction::Backward {
        return form;
    }
    if runs_from_receipt(term) {
        let ways =
            ServedBy::iter().map(|way| (way.to_string(), format!("{}：上面填{}", way.zh(), way.day_asked())));
        form = form.field(Field::select("service", "怎样送达的", ways));
    }
    form = form
        .field(Field::date("stopped_on", "从哪一天中止"))
        .field(Field::date("resumed_on", "从哪一天恢复计算").hint("还没有恢复的，空着"));
    if term.extension.is_some() {
        form = form.field(Field::number("extend", "延长多少日").unit("日").hint(extension_zh(term)));
    }
    form
}

fn facts(term: &Term) -> Facts {
    let mut facts = vec![
        Fact::new("期限", says(term)).note(roll_over_zh(term)),
        Fact::new("依据", term.article),
        Fact::new("核实", if term.verified { "已核实" } else { UNVERIFIED }),
        Fact::new("施行", validity_zh(term)),
        Fact::new("延长", extension_zh(term)),
        Fact::new(
            "用在哪里",
            used_in(term).unwrap_or_else(|| "供查阅和计算，本系统还没有用它自动计时".to_owned()),
        ),
    ];
    facts.extend((!term.note.is_empty()).then(|| Fact::new("说明", term.note)));
    facts.into_iter().collect()
}
