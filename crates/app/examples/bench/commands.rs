//! Durable commands against the same rows inserted with nothing else, on the same engine in the same run.

use crate::{
    measure,
    story::{Step, Story},
};
use huajie_law::{Actor, Decision, File, Law, MatterId, decide, reaction::reactions};
use huajie_ledger::{
    Commit, Ledger, Prepared,
    engine::Store,
    testing::{Raw, Recorded, Written},
};
use jiff::civil::Date;
use std::sync::Arc;
use tokio::task::JoinSet;

pub struct Rates {
    pub commands: usize,
    pub commands_per_second: f64,
    pub raw_per_second: f64,
    pub lone_ms: f64,
    pub lone_raw_ms: f64,
    /// How many commands shared a commit, where the engine tells.
    pub shared: Option<f64>,
    pub lone_shared: Option<f64>,
}

/// Three fresh stores of one engine: one for commands, one to record what they write, one for the bare rows.
pub async fn rates(stores: [Store; 3], law: Arc<Law>, today: Date, clients: usize) -> Rates {
    let [commanded, recording, raw] = stores.map(|store| Ledger { store });
    let stories = |law: &Law| -> Vec<Vec<Step>> {
        (0..=clients).map(|ordinal| Story::whole(law, ordinal, today).steps).collect()
    };
    let mut scripts = stories(&law);
    let lone = scripts.pop().expect("one more than there are clients");
    let commands = scripts.iter().map(Vec::len).sum();

    let (began, commits) = (measure::clock(), commanded.store.commits());
    all(scripts, |script| live(commanded.clone(), law.clone(), script)).await;
    let took = began.elapsed().as_secs_f64();
    let shared = per_commit(commands, commits, commanded.store.commits());

    let lone_count = lone.len();
    let (began, commits) = (measure::clock(), commanded.store.commits());
    live(commanded.clone(), law.clone(), lone).await;
    let lone_ms = began.elapsed().as_secs_f64() * 1000.0 / lone_count as f64;
    let lone_shared = per_commit(lone_count, commits, commanded.store.commits());

    let mut written = Vec::new();
    for script in stories(&law) {
        written.push(record(&recording, &law, script).await);
    }
    let lone = written.pop().expect("one more than there are clients");
    let began = measure::clock();
    all(written, |jobs| insert(raw.clone(), jobs)).await;
    let raw_took = began.elapsed().as_secs_f64();
    let began = measure::clock();
    let lone_jobs = lone.len();
    insert(raw, lone).await;
    let lone_raw_ms = began.elapsed().as_secs_f64() * 1000.0 / lone_jobs as f64;

    Rates {
        commands,
        commands_per_second: commands as f64 / took,
        raw_per_second: commands as f64 / raw_took,
        lone_ms,
        lone_raw_ms,
        shared,
        lone_shared,
    }
}

fn per_commit(commands: usize, before: Option<u64>, after: Option<u64>) -> Option<f64> {
    Some(commands as f64 / (after? - before?) as f64)
}

/// One client per script, all at once.
async fn all<T, F>(scripts: Vec<T>, client: impl Fn(T) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut clients = JoinSet::new();
    for script in scripts {
        clients.spawn(client(script));
    }
    clients.join_all().await;
}

/// Gives the commands one after the other; each is on disk before the next.
async fn live(ledger: Ledger, law: Arc<Law>, script: Vec<Step>) {
    for step in script {
        let decisions = decide_on_file(&ledger, &law, &step).await;
        ledger
            .commit(Commit::of(decisions, &law, step.now.at))
            .await
            .expect("nobody else works on this file");
    }
}

/// As the office does: read, decide, let it react; the day is the story's.
async fn decide_on_file(ledger: &Ledger, law: &Law, step: &Step) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut open = vec![(step.target.clone(), step.actor.clone(), step.command.clone())];
    while !open.is_empty() {
        let (target, actor, command) = open.remove(0);
        let file = file_for(ledger, &target, &decisions).await;
        let decision = decide(&file, &actor, &command, step.now, law).expect("the bench's story is lawful");
        open.extend(
            reactions(&decision, law).into_iter().map(|next| (next.target, Actor::statute(), next.command)),
        );
        decisions.push(decision);
    }
    decisions
}

async fn file_for(ledger: &Ledger, id: &MatterId, decided: &[Decision]) -> File {
    match decided.iter().rev().find(|decision| decision.id() == id) {
        Some(decision) => decision.file(),
        None => {
            ledger.load(id).await.expect("the store answers").unwrap_or_else(|| File::unopened(id.clone()))
        }
    }
}

async fn record(ledger: &Ledger, law: &Arc<Law>, script: Vec<Step>) -> Vec<Vec<Written>> {
    let mut written = Vec::new();
    for step in script {
        let decisions = decide_on_file(ledger, law, &step).await;
        let (_, rows) = ledger
            .store
            .write(Recorded(Prepared::from(Commit::of(decisions, law, step.now.at))))
            .await
            .expect("nobody else works here");
        written.push(rows);
    }
    written
}

async fn insert(ledger: Ledger, jobs: Vec<Vec<Written>>) {
    for rows in jobs {
        ledger.store.write(Raw(rows)).await.expect("the same rows go in again");
    }
}
