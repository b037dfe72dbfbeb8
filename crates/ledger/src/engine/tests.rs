//! The engine, on both.

use super::*;
use crate::{testing::stores, values};

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

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went_in() {
    for store in stores().await {
        let sql = "INSERT INTO draft (digest, sealed, version, updated_at) VALUES ($1, $2, $3, $4)";
        let text = "𠀀·买买提'); DROP TABLE draft; -- ～";
        store.execute(sql, &values![text, "x", i64::MAX, i64::MIN]).await.expect("writes");
        let rows = store.query("SELECT digest, version, updated_at FROM draft WHERE digest = $1", &values![text]).await;
        let rows = rows.expect("reads");
        assert_eq!((rows[0].text(0), rows[0].int(1), rows[0].int(2)), (text, i64::MAX, i64::MIN));
        let none = store.query("SELECT locked_until FROM sign_in_guard WHERE name = $1", &values!["-"]).await;
        assert!(none.expect("reads").is_empty());
    }
}

#[tokio::test]
async fn a_broken_rule_of_the_schema_is_told_as_one() {
    for store in stores().await {
        let sql = "INSERT INTO serial (prefix, year, last) VALUES ('b', 2026, 1)";
        store.execute(sql, &[]).await.expect("writes");
        let fault = store.execute(sql, &[]).await.expect_err("the key is taken");
        assert_eq!(fault.kind(), FaultKind::Constraint);
        assert!(!fault.to_string().to_lowercase().contains("serial"), "the driver's words must not reach a page");
        store.write(AddOne).await.expect("the store goes on");
    }
}

struct Panics;

impl Job for Panics {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, _tx: &mut T) -> Result<(), WriteError<&'static str>> {
        panic!("a bug in a job");
    }
}

#[tokio::test]
async fn a_job_that_panics_does_not_stop_the_writer() {
    for store in stores().await {
        if store.engine() == Engine::Sqlite {
            assert!(matches!(store.write(Panics).await, Err(WriteError::Fault(_))));
        }
        assert_eq!(store.write(AddOne).await.expect("the store goes on"), 1);
    }
}

#[tokio::test]
async fn what_was_written_is_there_after_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    Store::open(&url).await.expect("opens").write(AddOne).await.expect("adds");
    let again = Store::open(&url).await.expect("opens again");
    assert_eq!(again.write(AddOne).await.expect("adds"), 2);
}
