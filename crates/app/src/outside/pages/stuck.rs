//! 死信: what got stuck between this house and the systems outside. The administrator sees that and why; of whose dispute it is and what
//! it says is for who keeps the dispute.

use super::{ROWS, delivery_state, kind, table};
use crate::{
    desk::desk_page,
    http::{Trouble, Visit, html},
    office::Office,
    orders::courts,
    outside::{
        CloudEvent,
        milestone::{self, MilestoneData},
    },
    ui::{
        Page,
        parts::{Link, Pager},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_law::{Actor, AnyMatter, MatterId, Role, calendar::zh_date, mirrored::Procedure};
use huajie_ledger::{
    Fault, Scope,
    deliveries::{Delivery, DeliveryKey},
    vault::Context,
};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;

const HERE: &str = "/desk/stuck";
/// So many pages are looked through for one: what is about no dispute that the reader keeps is passed over.
const MOST_PAGES: usize = 10;
const STUCK: &str = "没有办成、没有送到的往来";

/// Who keeps a dispute at the centre.
const KEEPERS: [Role; 2] = [Role::IntakeClerk, Role::CentreHead];

#[derive(Template)]
#[template(path = "outside/stuck.html")]
struct StuckPage {
    page: Page,
    waiting: Table,
    pager: Pager,
    /// Whoever works on systems, and not on disputes.
    administers: bool,
}

/// One that got stuck, of a dispute that this reader keeps.
struct Known {
    delivery: Delivery,
    dispute: MatterId,
    number: String,
    says: String,
}

/// How many wait for this officer, `3 件`, `100 件以上`; for others nothing.
pub async fn stuck_for(visit: &Visit, actor: &Actor) -> Result<Option<String>, Fault> {
    let (count, next) = if KEEPERS.contains(&actor.role) {
        let (known, next) = kept_by(&visit.office, actor, false, None, 1).await?;
        (known.len(), next)
    } else if actor.role == Role::SystemAdmin {
        let open = visit.office.ledger.deliveries(None, None, ROWS).await?;
        (open.len(), further(&open))
    } else {
        (0, None)
    };
    let more = if next.is_some() { "以上" } else { "" };
    Ok((count > 0).then(|| format!("{count} 件{more}")))
}

/// Where the next page begins, if there may be one.
fn further(page: &[Delivery]) -> Option<DeliveryKey> {
    page.last().filter(|_| page.len() == ROWS as usize).map(Delivery::key)
}

/// `GET /desk/stuck`.
pub(super) async fn show(
    visit: Visit,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    actor.permits(&[Role::SystemAdmin, Role::Auditor, Role::IntakeClerk, Role::CentreHead])?;
    let keeps = KEEPERS.contains(&actor.role);
    let before = asked.get("before").and_then(|key| parse(key));
    let first = before.is_some().then(|| HERE.to_owned());
    let (waiting, next) = if keeps {
        let (known, next) = kept_by(&visit.office, &actor, true, before, MOST_PAGES).await?;
        // What it says of somebody's dispute was read: that is on record there.
        let at = visit.office.now().at;
        for one in &known {
            visit.office.ledger.record_opening(&actor, &one.dispute, at).await?;
        }
        (of_disputes(&visit, &known), next)
    } else {
        let open = visit.office.ledger.deliveries(None, before.as_ref(), ROWS).await?;
        (table(&visit, &actor, &open, "收到没有办成、发出没有送到的，新的在前"), further(&open))
    };
    let next = next.map(|(at, id)| format!("{HERE}?before={}~{id}", at.as_microsecond()));
    let page = desk_page(&visit, &actor, STUCK);
    let pager = Pager { first, next };
    Ok(html(&StuckPage { page, waiting, pager, administers: !keeps }))
}

fn parse(key: &str) -> Option<DeliveryKey> {
    let (at, id) = key.split_once('~')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.to_owned()))
}

fn of_disputes(visit: &Visit, known: &[Known]) -> Table {
    let law = visit.office.law();
    let row = |one: &Known| {
        let delivery = &one.delivery;
        let system = law.directory.systems.get(&delivery.system);
        let system = system.map_or("—", |held| held.terms.name.as_str());
        Row {
            href: None,
            cells: vec![
                Cell::Two(words::instant(delivery.at), system.to_owned()),
                Cell::Links(vec![Link::new(format!("/desk/file/{}", one.dispute), one.number.clone())]),
                Cell::Two(kind(&delivery.kind).to_owned(), one.says.clone()),
                Cell::Tag(delivery_state(delivery)),
                Cell::text(delivery.reason.clone().unwrap_or_default()),
            ],
        }
    };
    Table {
        caption: "您负责的争议里，收到没有办成、发出没有送到的，新的在前".into(),
        columns: ["时间、系统", "哪件争议", "内容", "状态", "原因"].map(Column::text).into(),
        rows: known.iter().map(row).collect(),
    }
}

/// What got stuck, as far as it is about disputes that this officer may open, a page of it and where the next begins; what it says only
/// where it is `told`.
async fn kept_by(
    office: &Office,
    actor: &Actor,
    told: bool,
    mut before: Option<DeliveryKey>,
    pages: usize,
) -> Result<(Vec<Known>, Option<DeliveryKey>), Fault> {
    let scope = Scope::from(actor);
    let mut known = Vec::new();
    for _ in 0..pages {
        let waiting = office.ledger.deliveries(None, before.as_ref(), ROWS).await?;
        before = further(&waiting);
        for delivery in waiting {
            let key = delivery.key();
            known.extend(kept(office, &scope, told, delivery).await?);
            if known.len() == ROWS as usize {
                return Ok((known, Some(key)));
            }
        }
        if before.is_none() {
            break;
        }
    }
    Ok((known, before))
}

/// One of a dispute that this scope sees.
async fn kept(
    office: &Office,
    scope: &Scope,
    told: bool,
    delivery: Delivery,
) -> Result<Option<Known>, Fault> {
    // An event out is named after what it is about.
    let event = if told || delivery.inward { opened(office, &delivery).await? } else { None };
    let Some((dispute, number)) = dispute_of(office, &delivery, event.as_ref()).await? else {
        return Ok(None);
    };
    let seen = office.ledger.may_see(scope, &dispute).await?;
    let mut says = event.as_ref().map(says).unwrap_or_default();
    if let (Some(event), true) = (event.as_ref().filter(|_| told && delivery.inward), seen) {
        says.push_str(&number_elsewhere(office, scope, &dispute, event).await?);
    }
    Ok(seen.then_some(Known { delivery, dispute, number, says }))
}

/// The other dispute on which its case number stands, where this officer may open that.
async fn number_elsewhere(
    office: &Office,
    scope: &Scope,
    dispute: &MatterId,
    event: &CloudEvent,
) -> Result<String, Fault> {
    let number = event.data["case_number"].as_str().unwrap_or_default();
    // What an event says that names no procedure was never compared with anything.
    let Ok(procedure) = Procedure::deserialize(&event.data["procedure"]) else { return Ok(String::new()) };
    let Some(other) = courts::elsewhere(office, dispute, procedure, number).await? else {
        return Ok(String::new());
    };
    if !office.ledger.may_see(scope, &other).await? {
        return Ok("（这个案号在另一件争议上）".to_owned());
    }
    let named = office.ledger.numbers_of(std::slice::from_ref(&other)).await?;
    Ok(named.get(&other).map(|number| format!("（这个案号在 {number} 上）")).unwrap_or_default())
}

async fn opened(office: &Office, delivery: &Delivery) -> Result<Option<CloudEvent>, Fault> {
    let table = if delivery.inward { "event_in" } else { "event_out" };
    let place = Context { table, column: "body", row_id: &delivery.id };
    let sealed = office.ledger.sealed_delivery(delivery).await?;
    let body = sealed.and_then(|sealed| office.keys.open(&place, &sealed).ok());
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

/// By the number that it names, or the matter that it is about; of a dispute that is not here, none.
async fn dispute_of(
    office: &Office,
    delivery: &Delivery,
    event: Option<&CloudEvent>,
) -> Result<Option<(MatterId, String)>, Fault> {
    let said = |field: &str| event.and_then(|event| event.data[field].as_str());
    if let Some(number) = said("dispute").filter(|_| delivery.inward) {
        let found = milestone::find(office, number).await?;
        if let Some((file, dispute)) = found {
            return Ok(Some((file.id, dispute.number)));
        }
    }
    let about = match delivery.inward {
        true => said("referral").unwrap_or_default(),
        false => delivery.name.as_str(),
    };
    let root = MatterId::from(about).root();
    let file = if about.is_empty() { None } else { office.ledger.load(&root).await? };
    Ok(file.and_then(|file| match file.matter {
        Some(AnyMatter::Dispute(held)) => Some((file.id, held.number)),
        _ => None,
    }))
}

/// In one line, what whoever keeps the dispute needs to put it right.
fn says(event: &CloudEvent) -> String {
    if event.kind == milestone::KIND
        && let Ok(data) = serde_json::from_value::<MilestoneData>(event.data.clone())
    {
        let step = data.step.name_zh();
        let level = data.procedure.level_zh(data.level);
        let numbers = [data.case_number, data.document_number].into_iter().flatten();
        let numbers: Vec<String> = numbers.collect();
        return format!("{level}：{step}，{}，{}", zh_date(data.happened_on), numbers.join("，"))
            .trim_end_matches('，')
            .to_owned();
    }
    let day = event.data["on"].as_str().and_then(|on| on.parse().ok()).map(zh_date);
    let reason = ["reason", "note"].into_iter().find_map(|name| event.data[name].as_str());
    day.into_iter().chain(reason.map(str::to_owned)).collect::<Vec<_>>().join("，")
}
