//! What a party sees of their own dispute.

use crate::{
    http::{Trouble, Visit, html},
    ui::{
        Page, Tone,
        parts::{Clock, Entry, Identity, Timeline},
    },
    words,
};
use askama::Template;
use axum::response::Response;
use huajie_law::{Actor, MatterId, dispute::Dispute, matter::AnyMatter};
use huajie_ledger::Scope;

/// The party's own dispute, opened through the one authorised path.
async fn own_dispute(visit: &Visit) -> Result<(MatterId, Actor, Dispute), Trouble> {
    let (id, party) = visit.party()?;
    let actor = Actor::party(id.clone(), party.clone(), "当事人");
    let file = visit.office.ledger.open(&Scope::from(&actor), &id).await?.ok_or(Trouble::NotFound)?;
    match file.matter {
        Some(AnyMatter::Dispute(dispute)) => {
            let name = dispute.party(&party).map_or("当事人", |held| held.particulars.label.as_str()).to_owned();
            Ok((id, Actor { name, ..actor }, *dispute))
        }
        _ => Err(Trouble::NotFound),
    }
}

#[derive(Template)]
#[template(path = "dispute/progress/my.html")]
struct MyPage {
    page: Page,
    identity: Identity,
    clocks: Vec<Clock>,
    timeline: Timeline,
}

/// `GET /my`.
pub async fn overview(visit: Visit) -> Result<Response, Trouble> {
    let (id, _, dispute) = own_dispute(&visit).await?;
    let law = visit.office.law();
    let today = visit.office.now().today;
    let mut clocks = Vec::new();
    let mut entries = Vec::new();
    for file in visit.office.ledger.hanging_on(&id).await? {
        clocks.extend(visit.office.ledger.clocks(&file.id).await?.iter().map(|row| words::clock(row, today)));
        for entry in visit.office.ledger.journal(&file.id).await? {
            if let Some(title) = words::public_event(&entry.kind, &entry.event) {
                let at = words::instant(entry.at);
                entries.push((entry.at, Entry { tone: Tone::Settled, at, title: title.to_owned(), ..Entry::default() }));
            }
        }
    }
    entries.sort_by_key(|(at, _)| *at);
    let page = MyPage {
        page: visit.page("办理进度"),
        identity: Identity {
            number: dispute.number.clone(),
            href: "/my".into(),
            parties: dispute.applicants_label(),
            respondent: law.directory.name_of(&dispute.registration.respondent).to_owned(),
            stage: words::stage("dispute", dispute.stage.as_str()),
            clock: None,
        },
        clocks,
        timeline: Timeline { entries: entries.into_iter().map(|(_, entry)| entry).collect() },
    };
    Ok(html(&page))
}

#[derive(Template)]
#[template(path = "dispute/progress/seen.html")]
struct SeenPage {
    page: Page,
    timeline: Timeline,
}

/// `GET /my/seen`: 谁看过我的案卷.
pub async fn seen(visit: Visit) -> Result<Response, Trouble> {
    let (id, _, _) = own_dispute(&visit).await?;
    let law = visit.office.law();
    let openings = visit.office.ledger.openings(&id, 200).await?;
    let entries = openings.into_iter().map(|opening| {
        let organization = opening.organization.map(|id| law.directory.name_of(&id.as_str().into()).to_owned());
        Entry {
            tone: Tone::Plain,
            at: words::instant(opening.at),
            title: format!("{}{}", organization.unwrap_or_default(), words::role(&opening.role)),
            by: Some(opening.actor_name),
            ..Entry::default()
        }
    });
    Ok(html(&SeenPage { page: visit.page("谁看过我的案卷"), timeline: Timeline { entries: entries.collect() } }))
}
