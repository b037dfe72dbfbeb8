//! The engine, on both.

mod beside;
mod durability;
mod faults;
mod migrations;
mod moving;

use super::*;
use crate::{
    testing::{self, stores},
    values,
};
use std::sync::{Mutex, mpsc};

struct AddOne;

impl Job for AddOne {
    type Output = i64;
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<i64, WriteError<&'static str>> {
        let rows = tx
            .query(
                "INSERT INTO serial (prefix, year, last) VALUES ('a', 2026, 1) \
                 ON CONFLICT (prefix, year) DO UPDATE SET last = serial.last + 1 RETURNING last",
                &[],
            )
            .await?;
        Ok(rows[0].int(0))
    }
}

struct AddThenRefuse;

impl Job for AddThenRefuse {
    type Output = i64;
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<i64, WriteError<&'static str>> {
        AddOne.run(tx).await?;
        Err(WriteError::Refused("not today"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_at_once_count_to_two_hundred_without_gaps() {
    for store in stores().await {
        let tasks: Vec<_> = (0..200)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { store.write(AddOne).await.expect("adds") })
            })
            .collect();
        let mut drawn = Vec::new();
        for task in tasks {
            drawn.push(task.await.expect("runs"));
        }
        drawn.sort_unstable();
        assert_eq!(drawn, (1..=200).collect::<Vec<_>>());
        if let Some(commits) = store.commits() {
            assert!(commits < 200, "{commits} commits for 200 jobs: nothing was grouped");
        }
    }
}

#[tokio::test]
async fn a_refused_job_leaves_nothing_behind() {
    for store in stores().await {
        store.write(AddOne).await.expect("adds");
        assert!(matches!(store.write(AddThenRefuse).await, Err(WriteError::Refused("not today"))));
        assert_eq!(store.write(AddOne).await.expect("adds"), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_questions_are_answered_from_one_moment() {
    let last = "SELECT last FROM serial WHERE prefix = 'a'";
    for store in stores().await {
        store.write(AddOne).await.expect("adds");
        let other = store.clone();
        let writing = tokio::spawn(async move {
            for _ in 0..200 {
                other.write(AddOne).await.expect("adds");
            }
        });
        while !writing.is_finished() {
            let question = Question { sql: last, params: &[] };
            let [one, two, three] = store.query_all([question; 3]).await.expect("reads");
            assert_eq!((one[0].int(0), two[0].int(0)), (two[0].int(0), three[0].int(0)));
        }
        writing.await.expect("writes");
    }
}

#[tokio::test]
async fn a_question_that_fails_among_several_leaves_the_reader_in_the_present() {
    for store in stores().await {
        let good = Question { sql: "SELECT COUNT(*) FROM serial", params: &[] };
        let bad = Question { sql: "SELECT nothing FROM nowhere", params: &[] };
        assert!(store.query_all([good, bad, good]).await.is_err());
        store.write(AddOne).await.expect("adds");
        let [first, again] = store.query_all([good, good]).await.expect("reads");
        assert_eq!((first[0].int(0), again[0].int(0)), (1, 1));
    }
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went_in() {
    for store in stores().await {
        let sql = "INSERT INTO draft (digest, sealed, version, updated_at) VALUES ($1, $2, $3, $4)";
        let text = "𠀀·买买提'); DROP TABLE draft; -- ～";
        store.execute(sql, &values![text, "x", i64::MAX, i64::MIN]).await.expect("writes");
        let rows = store
            .query("SELECT digest, version, updated_at FROM draft WHERE digest = $1", &values![text])
            .await;
        let rows = rows.expect("reads");
        assert_eq!((rows[0].text(0), rows[0].int(1), rows[0].int(2)), (text, i64::MAX, i64::MIN));
        let none = store.query("SELECT locked_until FROM sign_in_guard WHERE name = $1", &values!["-"]).await;
        assert!(none.expect("reads").is_empty());
    }
}

/// How far the counting has come.
async fn counted(store: &Store) -> i64 {
    let rows = store.query("SELECT last FROM serial WHERE prefix = $1", &values!["a"]).await.expect("reads");
    rows.first().map_or(0, |row| row.int(0))
}

/// Holds its transaction open until the test lets it go.
struct Held {
    begun: Mutex<Option<mpsc::Sender<()>>>,
    go_on: Mutex<mpsc::Receiver<()>>,
}

impl Job for Held {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        tx.execute("INSERT INTO serial (prefix, year, last) VALUES ('held', 2026, 1)", &[]).await?;
        if let Some(begun) = self.begun.lock().expect("not poisoned").take() {
            begun.send(()).expect("the test waits");
        }
        let go_on = || self.go_on.lock().expect("not poisoned").recv();
        tokio::task::block_in_place(go_on).expect("the test lets go");
        Ok(())
    }
}

type Writing = tokio::task::JoinHandle<Result<(), WriteError<&'static str>>>;

/// Starts a held write and comes back when it is under way.
fn hold(store: &Store) -> (mpsc::Sender<()>, Writing) {
    let (begun, has_begun) = mpsc::channel();
    let (let_go, go_on) = mpsc::channel();
    let job = Held { begun: Mutex::new(Some(begun)), go_on: Mutex::new(go_on) };
    let store = store.clone();
    let writing = tokio::spawn(async move { store.write(job).await });
    tokio::task::block_in_place(|| has_begun.recv()).expect("the job begins");
    (let_go, writing)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reading_goes_on_during_a_long_write_and_does_not_see_it() {
    for store in stores().await {
        let (let_go, writing) = hold(&store);
        let held = "SELECT 1 FROM serial WHERE prefix = 'held'";
        assert!(store.query(held, &[]).await.expect("reads").is_empty());
        let_go.send(()).expect("the job waits");
        writing.await.expect("no panic").expect("written");
        assert_eq!(store.query(held, &[]).await.expect("reads").len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jobs_that_wait_together_share_one_commit() {
    let store = testing::sqlite().await;
    let (let_go, writing) = hold(&store);
    let before = store.commits().expect("SQLite counts");
    let jobs: Vec<_> = (0..100).map(|_| store.write(AddOne)).collect();
    // Every job has been polled once, and so stands in the queue, before this is.
    let release = async { let_go.send(()).expect("the job waits") };
    let (drawn, ()) = tokio::join!(futures_util::future::join_all(jobs), release);
    writing.await.expect("no panic").expect("written");
    let drawn: Vec<_> = drawn.into_iter().map(|number| number.expect("adds")).collect();
    assert_eq!(drawn, (1..=100).collect::<Vec<_>>());
    assert_eq!(store.commits().expect("SQLite counts") - before, 1);
}

struct AddMany;

impl Job for AddMany {
    type Output = i64;
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<i64, WriteError<&'static str>> {
        let rows: Vec<_> = (0..500).map(|year| values!["many", year, year].to_vec()).collect();
        tx.execute_many("INSERT INTO serial (prefix, year, last) VALUES ($1, $2, $3)", &rows).await?;
        let sum = "SELECT CAST(SUM(last) AS BIGINT) FROM serial WHERE prefix = $1";
        Ok(tx.query(sum, &values!["many"]).await?[0].int(0))
    }
}

#[tokio::test]
async fn many_rows_go_in_together() {
    for store in stores().await {
        assert_eq!(store.write(AddMany).await.expect("adds"), (0..500).sum::<i64>());
    }
}

#[tokio::test]
async fn parameters_go_by_their_number_and_all_must_be_given() {
    for store in stores().await {
        store.write(AddOne).await.expect("adds");
        let sql = "SELECT prefix || '$2' FROM serial WHERE last < $2 AND prefix = $1 AND last < $2 -- $3";
        let rows = store.query(sql, &values!["a", 5]).await.expect("reads");
        assert_eq!(rows[0].text(0), "a$2");
        let short = tokio::spawn(async move { store.query(sql, &values!["a"]).await });
        assert!(short.await.map_or(true, |answer| answer.is_err()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_others_write_is_whole_and_opens_as_a_store() {
    let store = testing::sqlite().await;
    let folder = tempfile::tempdir().expect("a folder");
    store.write(AddOne).await.expect("adds");
    let (let_go, writing) = hold(&store);
    let copy = folder.path().join("copy.db");
    store.backup(&copy).expect("copies");
    let_go.send(()).expect("the job waits");
    writing.await.expect("no panic").expect("written");
    assert_eq!(store.backup(&copy).expect_err("nothing is overwritten").kind(), FaultKind::Setup);
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("reads")
        .map(|file| file.expect("reads").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["copy.db", "copy.db-notes"]);
    let copied = Store::open(&format!("sqlite:{}", copy.display())).await.expect("opens");
    assert_eq!(counted(&copied).await, 1);
}
