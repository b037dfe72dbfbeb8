//! The administrator's pages: which systems there are, what came and went, what nobody could apply or nobody took. The
//! system administrator acts, the auditor looks. What a delivery says is not shown: whose dispute it is, is not theirs to read.

mod order;
mod stuck;

pub use stuck::stuck_for;

use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    office::Office,
    people::kept::KeptPage,
    ui::{
        Page, Tone,
        parts::{Entry, Fact, Facts, Link, Tag, Timeline},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use huajie_law::{
    Actor, AnyMatter, Event, File, MatterId, Role,
    directory::{OutsideSystem, OutsideSystemEvent, Reach},
};
use huajie_ledger::{Scope, deliveries::Delivery, journal};
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk/stuck", get(stuck::show))
        .route("/desk/systems", get(list))
        .route("/desk/systems/new", get(order::ask_new).post(order::register))
        .route("/desk/systems/{system}", get(show))
        .route("/desk/systems/{system}/{command}", get(order::ask).post(order::give))
}

const MAY_LOOK: [Role; 2] = [Role::SystemAdmin, Role::Auditor];
const ROWS: u32 = 100;

#[derive(Template)]
#[template(path = "outside/list.html")]
struct ListPage {
    page: Page,
    systems: Table,
    waiting: Table,
    public_key: String,
    may_register: bool,
}

fn administrator(visit: &Visit) -> Result<Actor, Trouble> {
    let actor = visit.officer()?;
    actor.permits(&MAY_LOOK)?;
    Ok(actor)
}

fn state(system: &OutsideSystem) -> Tag {
    words::stage("outside_system", if system.withdrawn { "withdrawn" } else { "in_service" })
}

/// `GET /desk/systems`.
async fn list(visit: Visit) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let law = visit.office.law();
    let mut held: Vec<(&MatterId, &OutsideSystem)> = law.directory.systems.iter().collect();
    held.sort_by_key(|(id, system)| (system.withdrawn, system.terms.name.clone(), (*id).clone()));
    let rows = held.into_iter().map(|(id, system)| Row {
        href: Some(format!("/desk/systems/{id}")),
        cells: vec![
            Cell::text(&system.terms.name),
            Cell::text(law.directory.name_of(&system.terms.organization)),
            Cell::text(rights(system)),
            Cell::text(system.terms.reach.name_zh()),
            Cell::Tag(state(system)),
        ],
    });
    let systems = Table {
        caption: "在用的在前".into(),
        columns: ["名称", "单位", "可以做", "怎样送达", "状态"].map(Column::text).into(),
        rows: rows.collect(),
    };
    let open = visit.office.ledger.deliveries(None, None, ROWS).await?;
    let page = ListPage {
        page: desk_page(&visit, &actor, "外部系统"),
        systems,
        waiting: table(&visit, &actor, &open, "没有办成、没有送到的，新的在前"),
        public_key: visit.office.keys.outward_public_key(),
        may_register: actor.role == Role::SystemAdmin,
    };
    Ok(html(&page))
}

/// What it may do, in one line.
fn rights(system: &OutsideSystem) -> String {
    let reports = system.terms.reports.iter().map(|procedure| format!("报送{}", procedure.name_zh()));
    let refers = system.terms.refers.then(|| "移送对接".to_owned());
    reports.chain(refers).collect::<Vec<_>>().join("；")
}

fn table(visit: &Visit, actor: &Actor, deliveries: &[Delivery], caption: &str) -> Table {
    let law = visit.office.law();
    let row = |one: &Delivery| {
        let system = law.directory.systems.get(&one.system).map_or("—", |held| held.terms.name.as_str());
        let mut told = one.reason.clone().unwrap_or_default();
        if one.attempts > 1 {
            told = format!("{told}（试了 {} 次）", one.attempts);
        }
        let step = |command: &str, label: &str| {
            Link::new(format!("/desk/systems/{}/{command}?delivery={}", one.system, one.id), label)
        };
        let open = one.is_open() && actor.role == Role::SystemAdmin;
        let again = if one.inward { "再处理一次" } else { "再发一次" };
        let steps = [step("try_again", again), step("set_aside", "搁置")];
        Row {
            href: None,
            cells: vec![
                Cell::Two(words::instant(one.at), system.to_owned()),
                Cell::Two(kind(&one.kind).to_owned(), one.name.clone()),
                Cell::Tag(delivery_state(one)),
                Cell::text(told),
                Cell::Links(steps.into_iter().filter(|_| open).collect()),
            ],
        }
    };
    Table {
        caption: caption.to_owned(),
        columns: ["时间、系统", "内容", "状态", "原因", "办理"].map(Column::text).into(),
        rows: deliveries.iter().map(row).collect(),
    }
}

/// What an event is about.
fn kind(name: &str) -> &str {
    match name {
        "cn.huajie.proceeding.milestone" => "程序进展",
        "cn.huajie.referral.sent" => "移送",
        "cn.huajie.referral.accepted" => "签收移送",
        "cn.huajie.referral.declined" => "退回移送",
        "cn.huajie.referral.handed_back" => "交回结果",
        "cn.huajie.referral.unanswered" => "逾期未签收",
        "cn.huajie.referral.escalated" => "逾期已处理",
        other => other,
    }
}

fn delivery_state(one: &Delivery) -> Tag {
    match one.state.as_str() {
        "applied" => Tag::new(Tone::Settled, "收到并办好"),
        "held" => Tag::new(Tone::Overdue, "收到，没有办成"),
        "received" => Tag::new(Tone::Close, "收到，正在办"),
        "sent" => Tag::new(Tone::Settled, "已送到"),
        "dead" => Tag::new(Tone::Overdue, "没有送到"),
        "waiting" => Tag::new(Tone::Live, "等待发送"),
        "set_aside" => Tag::new(Tone::Plain, "已搁置"),
        other => Tag::new(Tone::Plain, other),
    }
}

/// The system as this administrator may see it.
async fn open(visit: &Visit, actor: &Actor, id: &str) -> Result<(File, OutsideSystem), Trouble> {
    let id = MatterId::from(id);
    let file = visit.office.ledger.open(&Scope::from(actor), &id).await?.ok_or(Trouble::NotFound)?;
    match &file.matter {
        Some(AnyMatter::OutsideSystem(system)) => {
            let system = (**system).clone();
            Ok((file, system))
        }
        _ => Err(Trouble::NotFound),
    }
}

/// `GET /desk/systems/{system}`.
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let (file, system) = open(&visit, &actor, &id).await?;
    let law = visit.office.law();
    let offers = huajie_law::offers(&file, &actor, visit.office.now(), &law);
    let steps = offers.iter().filter(|offer| offer.refusal.is_none()).filter_map(|offer| {
        // What is done to a delivery stands beside the delivery.
        let label = order::title(offer.command).filter(|_| !order::is_of_a_delivery(offer.command))?;
        Some(Link::new(format!("/desk/systems/{id}/{}", offer.command), label))
    });
    let deliveries = visit.office.ledger.deliveries(Some(&file.id), None, ROWS).await?;
    let entries = visit.office.ledger.journal(&file.id).await?;
    let page = KeptPage {
        page: desk_page(&visit, &actor, system.terms.name.clone()),
        back: Link::new("/desk/systems", "返回外部系统"),
        state: state(&system),
        steps: steps.collect(),
        facts: facts(&visit, &id, &system),
        heading: "来往",
        table: table(&visit, &actor, &deliveries, "新的在前，最多一百条"),
        instead: "还没有来往。对方换取令牌、签名报送以后，这里会列出来。",
        timeline: Timeline { entries: entries.iter().rev().map(told).collect() },
    };
    Ok(html(&page))
}

fn facts(visit: &Visit, id: &str, system: &OutsideSystem) -> Facts {
    let law = visit.office.law();
    let reach = match (system.terms.reach, &system.terms.webhook) {
        (Reach::Webhook, Some(address)) => format!("{}：{address}", system.terms.reach.name_zh()),
        (reach, _) => reach.name_zh().to_owned(),
    };
    [
        Fact::new("client_id", id).note("换取令牌时用；密钥只在登记、换发时显示一次"),
        Fact::new("单位", law.directory.name_of(&system.terms.organization)),
        Fact::new("可以做", rights(system)),
        Fact::new("怎样送达", reach),
        Fact::new("它的公钥（Ed25519）", &system.public_key),
    ]
    .into_iter()
    .collect()
}

fn told(written: &journal::Entry) -> Entry {
    let fact = written.fact().ok();
    let title = fact.as_ref().and_then(words::event).unwrap_or("登记变动").to_owned();
    let reason = match fact {
        Some(Event::OutsideSystem(
            OutsideSystemEvent::KeyChanged { reason, .. }
            | OutsideSystemEvent::SecretIssued { reason }
            | OutsideSystemEvent::Withdrawn { reason }
            | OutsideSystemEvent::SetAside { reason, .. },
        )) => Some(format!("理由：{reason}")),
        _ => None,
    };
    let (at, by) = (words::instant(written.at), Some(written.actor_name.clone()));
    Entry { tone: Tone::Plain, at, title, text: reason, by, ..Entry::default() }
}
