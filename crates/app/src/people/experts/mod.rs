//! The pool of experts: who is in it, since when and until when, and what became of each. Appointing is the business of the
//! reconsideration committee's office; looking is anybody's who works here.

use crate::{
    desk::{blanks, desk_page, steps::Step},
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Failure, Office, Order},
    orders,
    people::kept,
    ui::{
        Page,
        form::{Choice, Field, Form, MORE},
        parts::{Entry, Fact, Facts, Timeline},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use huajie_law::{
    Actor, AnyMatter, Command, Law, MatterId, Role, UserId, calendar::zh_date, expert::Expert,
    refusal::REQUIRED,
};
use huajie_ledger::{Receipt, Scope};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/experts", get(list))
        .route("/desk/experts/new", get(ask_new).post(appoint))
        .route("/desk/experts/{expert}", get(show))
}

#[derive(Template)]
#[template(path = "people/experts/list.html")]
struct ListPage {
    page: Page,
    table: Table,
    any: bool,
    may_appoint: bool,
}

fn may_appoint(actor: &Actor) -> bool {
    actor.role == Role::ReconsiderationOfficer
}

/// `GET /desk/experts`.
async fn list(visit: Visit) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let (law, today) = (visit.office.law(), visit.office.now().today);
    let mut experts: Vec<&Expert> = law.directory.experts.values().collect();
    experts.sort_by_key(|expert| (expert.not_serving(today).is_some(), expert.name.clone()));
    let row = |expert: &&Expert| Row {
        href: Some(format!("/desk/experts/{}", Expert::id_of(&expert.user))),
        cells: vec![
            Cell::text(expert.name.clone()),
            Cell::text(fields(expert)),
            Cell::text(expert.profile.organization.clone()),
            Cell::text(term(expert)),
            Cell::Tag(words::stage("expert", expert.stage.as_str())),
        ],
    };
    let rows: Vec<Row> = experts.iter().map(row).collect();
    let page = ListPage {
        page: desk_page(&visit, &actor, "专家库"),
        any: !rows.is_empty(),
        table: Table {
            caption: "在聘的在前".into(),
            columns: ["姓名", "专业领域", "工作单位", "聘期", "状态"].map(Column::text).into(),
            rows,
        },
        may_appoint: may_appoint(&actor),
    };
    Ok(html(&page))
}

fn fields(expert: &Expert) -> String {
    expert.profile.fields.iter().map(|field| field.name_zh()).collect::<Vec<_>>().join("、")
}

fn term(expert: &Expert) -> String {
    format!("{}至{}", zh_date(expert.from), zh_date(expert.profile.until))
}

#[derive(Template)]
#[template(path = "people/experts/one.html")]
struct OnePage {
    page: Page,
    facts: Facts,
    steps: Vec<Step>,
    timeline: Timeline,
}

/// `GET /desk/experts/{expert}`.
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let id = MatterId::from(id.as_str());
    let file = visit.office.ledger.open(&Scope::from(&actor), &id).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Expert(expert)) = &file.matter else { return Err(Trouble::NotFound) };
    let (law, now) = (visit.office.law(), visit.office.now());
    let offers = huajie_law::offers(&file, &actor, now, &law).into_iter();
    let step = |offer: huajie_law::matter::Offer| Step {
        label: words::command(huajie_law::Kind::Expert, offer.command).to_owned(),
        href: format!("/desk/file/{id}/{}", offer.command),
        refusal: None,
    };
    let history = visit.office.ledger.journal(&id).await?;
    let entries = history.iter().rev().filter_map(|line| {
        let fact = line.fact().ok()?;
        Some(Entry {
            at: words::instant(line.at),
            title: words::event(&fact)?.to_owned(),
            text: words::event_text(&fact),
            by: Some(line.actor_name.clone()),
            ..Entry::default()
        })
    });
    let page = OnePage {
        page: desk_page(&visit, &actor, format!("专家 {}", expert.name)),
        facts: facts(expert, &actor, &law),
        steps: offers.filter(|offer| offer.refusal.is_none()).map(step).collect(),
        timeline: Timeline { entries: entries.collect() },
    };
    Ok(html(&page))
}

/// What somebody has interests in is for the office that weighs them.
fn facts(expert: &Expert, actor: &Actor, law: &Law) -> Facts {
    let profile = &expert.profile;
    let mut facts = vec![
        Fact::new("状态", expert.stage.name_zh()).note(expert.stage.told_zh()),
        Fact::new("专业领域", fields(expert)),
        Fact::new("工作单位", profile.organization.clone()),
        Fact::new("聘期", term(expert)).note(expert.basis.clone()),
    ];
    if matches!(actor.role, Role::ReconsiderationOfficer | Role::CentreHead | Role::Auditor) {
        let bodies: Vec<&str> = profile.interests.iter().map(|body| law.directory.name_of(body)).collect();
        let none = if bodies.is_empty() { "没有".to_owned() } else { bodies.join("、") };
        facts.push(Fact::new("有利害关系的单位", none).note("被申请机关在其中的，不参加抽取"));
        facts.extend(profile.interests_note.clone().map(|note| Fact::new("其他利害关系", note)));
    }
    facts.into_iter().collect()
}

const NEW: &str = "聘任专家";

fn new_form(visit: &Visit, rows: usize) -> Form {
    let law = visit.office.law();
    let unappointed = law.directory.holders(Role::Expert).filter(|(user, ..)| {
        law.directory.experts.get(*user).is_none_or(|held| held.stage.as_str() == "dismissed")
    });
    let choices: Vec<Choice> = unappointed
        .map(|(user, officer, held)| {
            let organization = law.directory.name_of(&held.organization);
            Choice::from((user.to_string(), format!("{}（{organization}）", officer.name)))
        })
        .collect();
    let mut form = Form::new(format!("/desk/experts/new?rows={rows}"), "聘任")
        .field(Field::select("user", "哪一位", choices).required().hint("先由安全管理员授予“专家”身份"));
    for field in blanks::expert_profile(&law, None, rows) {
        form = form.field(field);
    }
    form.field(Field::date("from", "从哪天起聘").required().value(zh_date(visit.office.now().today)))
        .field(Field::text("basis", "聘任依据").required())
        .once(visit.office.fresh_id("k"))
}

fn respond(visit: &Visit, actor: &Actor, form: Form) -> Response {
    kept::step(visit, actor, NEW, "/desk/experts", form)
}

type Asked = BTreeMap<String, String>;

fn rows(asked: &Asked) -> usize {
    asked.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(0).min(Submission::MOST_ROWS)
}

/// `GET /desk/experts/new`.
async fn ask_new(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    actor.permits(&[Role::ReconsiderationOfficer])?;
    Ok(respond(&visit, &actor, new_form(&visit, rows(&asked))))
}

/// `POST /desk/experts/new`.
async fn appoint(
    visit: Visit,
    Query(asked): Query<Asked>,
    submission: Submission,
) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    visit.check_csrf(submission.csrf())?;
    actor.permits(&[Role::ReconsiderationOfficer])?;
    let sent = rows(&asked).max(submission.rows_sent());
    if !submission.first(MORE).is_empty() {
        let mut form = new_form(&visit, sent.max(2) + 1);
        form.keep(submission.typed());
        return Ok(respond(&visit, &actor, form));
    }
    let mut form = new_form(&visit, sent);
    let Some(order) = orders::read(&mut form, &submission, &orders::Stored::new(), "appoint") else {
        return Ok(respond(&visit, &actor, form));
    };
    let user = UserId::from(order["user"].as_str().unwrap_or_default());
    let asked = huajie_ledger::vault::sm3_hex(order.to_string().as_bytes());
    let Ok(command) = serde_json::from_value::<Command>(json!({ "kind": "expert", "order": order })) else {
        form.reject("", REQUIRED.says);
        return Ok(respond(&visit, &actor, form));
    };
    let receipt = submission.once().map(|once| Receipt { request: format!("{}:{once}", actor.user), asked });
    let target = Expert::id_of(&user);
    let order = Order { target: target.clone(), seen_version: None, command };
    match visit.office.execute(&actor, order, Extras { receipt, ..Extras::default() }).await {
        Ok(_) | Err(Failure::Answered(_)) => Ok(see_other(&format!("/desk/experts/{target}"))),
        Err(Failure::Refused(refusal)) => {
            form.reject(refusal.field.as_deref().unwrap_or(""), refusal.says());
            Ok(respond(&visit, &actor, form))
        }
        Err(failure) => Err(failure.into()),
    }
}
