//! 谁看过我的案卷: one line for a person and a day, for it is who looked that counts and not how often they clicked.

use super::acting::acting;
use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page, Tone,
        parts::{Entry, Pager, Timeline},
    },
    words,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use huajie_law::{Law, now::SHANGHAI};
use huajie_ledger::opening::{LookedAt, LookedKey};
use jiff::Timestamp;
use std::collections::BTreeMap;

const ROWS: u32 = 100;

#[derive(Template)]
#[template(path = "dispute/progress/seen.html")]
struct SeenPage {
    page: Page,
    timeline: Timeline,
    pager: Pager,
}

/// `GET /my/seen`.
pub async fn show(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let (id, _, _) = acting(&visit).await?;
    let law = visit.office.law();
    let before = asked.get("before").and_then(|key| parse(key));
    let looked = visit.office.ledger.looked_at(&id, before.as_ref(), ROWS).await?;
    let next = looked.last().filter(|_| looked.len() == ROWS as usize);
    let next = next.map(|last| {
        let actor: String = form_urlencoded::byte_serialize(last.actor.as_bytes()).collect();
        format!("/my/seen?before={}.{actor}", last.last.as_microsecond())
    });
    let page = SeenPage {
        page: visit.page("谁看过我的案卷"),
        pager: Pager { first: before.map(|_| "/my/seen".to_owned()), next },
        timeline: Timeline { entries: looked.into_iter().map(|one| entry(one, &law)).collect() },
    };
    Ok(html(&page))
}

/// `1764403200000000.u-chuangkou`.
fn parse(key: &str) -> Option<LookedKey> {
    let (at, actor) = key.split_once('.')?;
    Some(LookedKey { last: Timestamp::from_microsecond(at.parse().ok()?).ok()?, actor: actor.to_owned() })
}

fn entry(looked: LookedAt, law: &Law) -> Entry {
    let organization = looked.organization.map(|id| law.directory.name_of(&id.as_str().into()).to_owned());
    let day = huajie_law::calendar::zh_date(words::day_of(looked.last));
    let (first, last) = (hour_of(looked.first), hour_of(looked.last));
    let text = match looked.times {
        1 => None,
        times => Some(format!("这一天看了 {times} 次，从 {first} 到 {last}")),
    };
    Entry {
        tone: Tone::Plain,
        at: if looked.times == 1 { format!("{day} {last}") } else { day },
        title: format!("{}{}", organization.unwrap_or_default(), words::role(&looked.role)),
        by: Some(looked.actor_name),
        text,
        ..Entry::default()
    }
}

/// `14:20`, Chinese time.
fn hour_of(at: Timestamp) -> String {
    let local = SHANGHAI.to_datetime(at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}
