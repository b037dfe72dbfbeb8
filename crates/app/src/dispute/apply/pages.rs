//! The pages of an application.

use super::{
    answers::{Answers, Draft},
    fitting, reading,
    steps::{self, REMOVE, Step},
    submit, way,
};
use crate::{
    guide::card::Card,
    http::{Subject, Submission, Trouble, Visit, html, refuse_foreign, see_other},
    office::number_doubted,
    ui::{
        Page,
        form::{Field, FieldKind, Form, MORE},
        parts::{Conflict, Fact, Facts, Step as ListedStep, StepState, Steps},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{
    FileHash, Kind, MatterId, Refusal,
    calendar::zh_date,
    dispute::{Alike, ContestedAct},
    matter::AnyMatter,
    text,
};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "dispute/apply/home.html")]
struct HomePage {
    page: Page,
}

/// `GET /`.
pub async fn home(visit: Visit) -> Response {
    html(&HomePage { page: visit.page("有行政争议，先在这里说清楚") })
}

#[derive(Template)]
#[template(path = "dispute/apply/begin.html")]
struct BeginPage {
    page: Page,
    /// Pages done and open, when there is a draft.
    steps: Option<Steps>,
    next: String,
}

/// `GET /apply`: what it takes, and where one left off.
pub async fn begin(visit: Visit) -> Result<Response, Trouble> {
    let mut page =
        BeginPage { page: visit.page("申请化解行政争议"), steps: None, next: steps::FIRST.into() };
    if let Ok(draft) = Draft::of(&visit).await {
        if draft.shows_receipt(&visit.office) {
            return Ok(see_other("/apply/done"));
        }
        if draft.answers.handed_in.is_none() && !draft.answers.typed.is_empty() {
            page.next = steps::after("", &draft.answers);
            page.steps = Some(progress(&visit, &draft.answers));
        }
    }
    Ok(html(&page))
}

/// `POST /apply`: opens a draft and remembers it in a cookie.
pub async fn start(visit: Visit, headers: HeaderMap) -> Result<Response, Trouble> {
    refuse_foreign(&headers)?;
    if matches!(&visit.subject, Some(Subject::Draft(_)))
        && Draft::of(&visit).await?.answers.handed_in.is_none()
    {
        return Ok(see_other(steps::FIRST));
    }
    let subject = Subject::Draft(visit.office.fresh_id("a"));
    let cookie = visit.begin_session(&subject, None).await?;
    Ok(([(header::SET_COOKIE, cookie)], see_other(steps::FIRST)).into_response())
}

#[derive(Template)]
#[template(path = "dispute/apply/step.html")]
struct StepPage {
    page: Page,
    /// 第几步，共几步.
    ordinal: usize,
    total: usize,
    conflict: Option<Conflict>,
    form: Form,
    /// How the ways stand, on the page on which one is chosen.
    ways: Vec<Card>,
}

fn step_page(visit: &Visit, step: Step, draft: &Draft, form: Form) -> StepPage {
    let asked = steps::asked(&draft.answers);
    let ordinal = asked.iter().position(|known| *known == step).map_or(1, |at| at + 1);
    let known = way::Known::of(&visit.office.law(), &draft.answers, visit.office.now().today);
    StepPage {
        page: visit.page(step.heading),
        ordinal,
        total: asked.len(),
        ways: known.ok().filter(|_| step.slug == "way").map_or_else(Vec::new, |known| known.cards()),
        conflict: None,
        form: form.csrf(visit.csrf()).version(draft.answers.stamp(step.slug)),
    }
}

/// `GET /apply/{step}`.
pub async fn step(
    visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let step = steps::find(&slug).ok_or(Trouble::NotFound)?;
    let draft = Draft::of(&visit).await?;
    let (law, today) = (visit.office.law(), visit.office.now().today);
    if matches!(step.slug, "way" | "request")
        && let Err(first) = way::Known::of(&law, &draft.answers, today)
    {
        let why = if draft.answers.is_answered(first) { "?missing=1" } else { "" };
        return Ok(see_other(&format!("/apply/{first}{why}")));
    }
    // Shown again because something was missing or wrong: say what, beside the fields.
    let form = if asked.contains_key("missing") {
        reading::saved(step, &law, &draft.answers, today).0
    } else {
        let mut form = steps::form(step, &law, &draft.answers, today);
        form.keep(draft.answers.of_step(step.slug));
        form
    };
    Ok(html(&step_page(&visit, step, &draft, form)))
}

/// `POST /apply/{step}`: what was typed is saved even when it does not read yet.
pub async fn answer(
    visit: Visit,
    Path(slug): Path<String>,
    submission: Submission,
) -> Result<Response, Trouble> {
    let step = steps::find(&slug).ok_or(Trouble::NotFound)?;
    visit.check_csrf(submission.csrf())?;
    let mut draft = Draft::of(&visit).await?;
    let (law, today) = (visit.office.law(), visit.office.now().today);
    if submission.pairs.iter().map(|(_, value)| value.len()).sum::<usize>() > LONGEST_PAGE_BYTES {
        // More than a draft may hold: it comes back with the page and is not saved.
        let (form, _) = reading::sent(step, &law, &draft.answers, &submission, today);
        return if form.is_wrong() { Ok(wrong(&visit, step, &draft, form)) } else { Err(Trouble::TooLarge) };
    }
    if submission.version().is_some_and(|seen| seen != draft.answers.stamp(step.slug))
        && let Some(conflict) = stale(&visit, step, &draft, &submission)
    {
        return Ok(conflict);
    }
    let town_before = draft.answers.first("where", "town").to_owned();
    draft.answers.keep(step.slug, &submission.pairs);
    if let Some(file) = submission.first(MORE).strip_prefix(REMOVE) {
        draft.answers.remove_evidence(&FileHash::from(file));
    }
    let (_, read) = reading::sent(step, &law, &draft.answers, &submission, today);
    let refused = match step.slug {
        "evidence" => store_evidence(&visit, &submission, &mut draft).await?,
        _ => Vec::new(),
    };
    draft.save(&visit.office).await?;
    if !refused.is_empty() {
        // What was uploaded and refused is saved nowhere: it is told now or never, beside what was kept.
        let (mut form, _) = reading::sent(step, &law, &draft.answers, &submission, today);
        form.reject("evidence", refused.join("；"));
        return Ok(wrong(&visit, step, &draft, form));
    }
    if read.is_none() {
        // A page of its own, so that “back” on the next one finds it again.
        return Ok(see_other(&to_put_right(step)));
    }
    // Without a script the villages of a town can only be offered once the town is known.
    let town_chosen = step.slug == "where" && draft.answers.first("where", "town") != town_before;
    if town_chosen || !submission.first(MORE).is_empty() {
        return Ok(see_other(&format!("/apply/{}", step.slug)));
    }
    Ok(see_other(&steps::after(step.slug, &draft.answers)))
}

/// Where a saved page is shown with what is wrong with it.
fn to_put_right(step: Step) -> String {
    format!("/apply/{}?missing=1", step.slug)
}

fn wrong(visit: &Visit, step: Step, draft: &Draft, form: Form) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, html(&step_page(visit, step, draft, form))).into_response()
}

/// What one page may hold; the longest answers are two texts of twenty thousand characters.
const LONGEST_PAGE_BYTES: usize = 256 << 10;

/// Examines and stores what was uploaded, and says what was refused: that does not cost the others.
async fn store_evidence(
    visit: &Visit,
    submission: &Submission,
    draft: &mut Draft,
) -> Result<Vec<String>, Trouble> {
    let mut refused = Vec::new();
    for upload in &submission.uploads {
        if !draft.answers.has_room_for(upload.bytes.len()) {
            refused.push(format!("{}：一次申请最多放 30 份、共 300 MB，其余的请交到窗口", upload.name));
            continue;
        }
        match visit.office.store_upload(upload).await? {
            Ok(evidence) => draft.answers.add_evidence(vec![evidence]),
            Err(why) => refused.push(format!("{}：{why}", upload.name)),
        }
    }
    Ok(refused)
}

/// Two tabs: what is saved and what was typed here, side by side; nothing is overwritten.
fn stale(visit: &Visit, step: Step, draft: &Draft, submission: &Submission) -> Option<Response> {
    let (law, today) = (visit.office.law(), visit.office.now().today);
    let mut saved = steps::form(step, &law, &draft.answers, today);
    saved.keep(draft.answers.of_step(step.slug));
    // What is offered on a page follows from what was typed on it.
    let mut typed = draft.answers.clone();
    typed.keep(step.slug, &submission.pairs);
    let mut form = steps::form(step, &law, &typed, today);
    form.keep(submission.typed());
    let differences = saved.differences(&form);
    if differences.is_empty() {
        return None;
    }
    let conflict = Conflict { other: "另一个窗口".into(), at: String::new(), differences };
    let page = StepPage { conflict: Some(conflict), ..step_page(visit, step, draft, form) };
    Some((StatusCode::CONFLICT, html(&page)).into_response())
}

#[derive(Template)]
#[template(path = "dispute/apply/check.html")]
struct CheckPage {
    page: Page,
    facts: Facts,
    steps: Option<Steps>,
    refusal: Option<String>,
    refused_at: Option<String>,
}

/// `GET /apply/check`: everything once more, each with a way to change it.
pub async fn check(visit: Visit) -> Result<Response, Trouble> {
    let draft = Draft::of(&visit).await?;
    if draft.answers.handed_in.is_some() {
        return Ok(see_other("/apply/done"));
    }
    Ok(html(&check_page(&visit, &draft, None)))
}

fn check_page(visit: &Visit, draft: &Draft, refusal: Option<&Refusal>) -> CheckPage {
    let steps = progress(visit, &draft.answers);
    let open = steps.steps.iter().any(|step| step.state != StepState::Done);
    CheckPage {
        page: visit.page("提交前，请核对一遍"),
        facts: summary(visit, &draft.answers),
        steps: open.then_some(steps),
        refusal: refusal.map(|refusal| refusal.says().to_owned()),
        refused_at: refusal.map(|refusal| format!("/apply/{}", submit::step_of(refusal))),
    }
}

/// The law refused the application: back on the check page, with the page to put it right.
pub fn show_refused(visit: &Visit, draft: &Draft, refusal: &Refusal) -> Result<Response, Trouble> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&check_page(visit, draft, Some(refusal)))).into_response())
}

/// Every question with its answer as it will be read by the clerk.
fn summary(visit: &Visit, answers: &Answers) -> Facts {
    let law = visit.office.law();
    let mut facts = Vec::new();
    for step in steps::asked(answers) {
        let mut form = steps::form(step, &law, answers, visit.office.now().today);
        form.keep(answers.of_step(step.slug));
        let unfit = fitting::take_unfit(&mut form);
        for (at, field) in form.leaves().into_iter().enumerate() {
            let mut fact = Fact::new(field.label.clone(), field.spoken());
            if let Some(doubt) = doubted(answers, step.slug, field) {
                fact = fact.note(format!("{doubt}。可以提交，登记时标“待核”。"));
            }
            if let Some((_, says)) = unfit.as_ref().filter(|(name, _)| *name == field.name) {
                fact = fact.note(says);
            }
            if let Some(day) = read_as(field) {
                fact = fact.note(format!("读作 {day}"));
            }
            if at == 0 {
                fact = fact.change(format!("/apply/{}", step.slug));
            }
            if step.slug != "evidence" {
                facts.push(fact);
            }
        }
        if step.slug == "evidence" {
            facts.push(exhibits(answers).change("/apply/evidence"));
        }
    }
    facts.into_iter().collect()
}

/// The pieces with what each is to prove, and that it may be said where it was not.
fn exhibits(answers: &Answers) -> Fact {
    let pieces = answers.exhibits();
    let listed = pieces.iter().map(|item| match &item.proves {
        Some(proves) => format!("{}（证明：{proves}）", item.title),
        None => item.title.clone(),
    });
    let fact = match pieces.is_empty() {
        true => return Fact::new("材料", "没有上传（可以以后再补）"),
        false => Fact::new("材料", listed.collect::<Vec<_>>().join("\n")),
    };
    let unsaid = pieces.iter().any(|item| item.proves.is_none());
    if unsaid {
        fact.note("点“修改”，可以写明每份材料要证明什么；不写也能提交。")
    } else {
        fact
    }
}

/// Why a number of identity that was typed will be marked for checking.
fn doubted(answers: &Answers, step: &str, field: &Field) -> Option<String> {
    let nature = match field.name.as_str() {
        "number" => "nature",
        "third.number" => "third.nature",
        _ => return None,
    };
    number_doubted(field.first(), answers.first(step, nature).parse().ok()?)
}

/// A day as it was understood, where it was typed in another way.
fn read_as(field: &Field) -> Option<String> {
    let day = text::parse_date(field.first()).ok().filter(|_| field.kind == FieldKind::Date)?;
    Some(zh_date(day)).filter(|day| day != field.first().trim())
}

/// Saved, and it reads.
fn is_filled_in(visit: &Visit, answers: &Answers, step: Step) -> bool {
    let read = || reading::saved(step, &visit.office.law(), answers, visit.office.now().today).1;
    answers.is_answered(step.slug) && read().is_some()
}

fn progress(visit: &Visit, answers: &Answers) -> Steps {
    let listed = steps::asked(answers).into_iter().map(|step| {
        let (href, state) = match (answers.is_answered(step.slug), is_filled_in(visit, answers, step)) {
            (_, true) => (format!("/apply/{}", step.slug), StepState::Done),
            (true, false) => (to_put_right(step), StepState::Wrong),
            (false, false) => (format!("/apply/{}", step.slug), StepState::Todo),
        };
        ListedStep { label: step.short.to_owned(), href: Some(href), state }
    });
    Steps { steps: listed.collect() }
}

#[derive(Template)]
#[template(path = "dispute/apply/twin.html")]
struct TwinPage {
    page: Page,
    number: String,
    registered_on: String,
    alike: &'static str,
    /// Number of the application for reconsideration that was made with it.
    reconsideration: Option<String>,
    csrf: String,
}

/// This dispute seems to be on file already: shown before a second one is made.
pub async fn show_twin(visit: &Visit, twin: &MatterId, act: &ContestedAct) -> Result<Response, Trouble> {
    let file = visit.office.ledger.load(twin).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Dispute(dispute)) = file.matter else { return Err(Trouble::NotFound) };
    let applied = visit.office.ledger.load(&twin.child(Kind::Reconsideration, 1)).await?;
    let reconsideration = match applied.and_then(|file| file.matter) {
        Some(AnyMatter::Reconsideration(held)) => Some(held.number),
        _ => None,
    };
    let page = TwinPage {
        page: visit.page("这件事好像已经登记过"),
        reconsideration,
        number: dispute.number.clone(),
        registered_on: zh_date(dispute.registered_on),
        alike: Alike::of(&dispute.registration.act, act).zh(),
        csrf: visit.csrf().to_owned(),
    };
    Ok((StatusCode::CONFLICT, html(&page)).into_response())
}
