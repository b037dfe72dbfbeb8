//! Cities to measure in: the demonstration's offices and staff, and as many disputes as asked for.

use crate::story::Story;
use huajie::{
    command_line::open_office,
    config::Config,
    demo,
    http::{SESSION, Subject, token_digest},
    office::Office,
};
use huajie_law::UserId;
use huajie_ledger::{Commit, sign_in::Session};
use std::{path::Path, sync::Arc};
use tokio::task::JoinSet;

/// So many disputes are on their way to the writer at once.
const IN_FLIGHT: usize = 64;

pub async fn open(folder: &Path) -> Arc<Office> {
    let var = folder.to_str().expect("temporary folders have plain names").to_owned();
    let lookup = |name: &str| (name == "HUAJIE_VAR").then(|| var.clone());
    let config = Config::read(lookup).expect("the bench's settings are right");
    Arc::new(open_office(config).await.expect("the bench's office opens"))
}

/// Offices and staff, no disputes.
pub async fn found(folder: &Path) -> Arc<Office> {
    let office = open(folder).await;
    demo::load(&office, None).await.expect("the demonstration city loads");
    office
}

/// Fills a city with disputes, each committed whole; tells how many events were written.
pub async fn fill(office: &Arc<Office>, disputes: usize) -> usize {
    let (law, today) = (office.law(), office.now().today);
    let mut running = JoinSet::new();
    let mut events = 0;
    for ordinal in 0..disputes {
        if running.len() >= IN_FLIGHT {
            events +=
                running.join_next().await.expect("some are running").expect("no dispute of the bench panics");
        }
        let (office, law) = (office.clone(), law.clone());
        running.spawn(async move {
            let story = Story::tell(&law, ordinal, today);
            let events = story.events();
            let decisions = story.steps.into_iter().flat_map(|step| step.decisions).collect();
            let at = office.now().at;
            office.ledger.commit(Commit::of(decisions, &law, at)).await.expect("a fresh dispute is written");
            events
        });
    }
    events + running.join_all().await.into_iter().sum::<usize>()
}

/// The `Cookie` header of somebody who is signed in.
pub async fn sign_in(office: &Office, user: &str) -> String {
    let token = format!("bench-{user}");
    let now = office.now().at;
    let session = Session {
        subject: Subject::Officer(UserId::from(user)).to_text(),
        capacity: Some("c1".into()),
        csrf: "bench".into(),
        created_at: now,
        seen_at: now,
    };
    let digest = token_digest(office, &token);
    office.ledger.end_session(&digest).await.expect("an older one ends");
    office.ledger.put_session(&digest, &session).await.expect("the session is written");
    format!("{SESSION}={token}")
}
