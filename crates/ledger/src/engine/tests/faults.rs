//! What goes wrong: refusals in company, panics, a full disk, lost connections, deadlocks.

use super::*;

#[tokio::test]
async fn a_broken_rule_of_the_schema_is_told_as_one() {
    for store in stores().await {
        let sql = "INSERT INTO serial (prefix, year, last) VALUES ('b', 2026, 1)";
        store.execute(sql, &[]).await.expect("writes");
        let fault = store.execute(sql, &[]).await.expect_err("the key is taken");
        assert_eq!(fault.kind(), FaultKind::Constraint);
        assert!(
            !fault.to_string().to_lowercase().contains("serial"),
            "the driver's words must not reach a page"
        );
        assert!(format!("{fault:?}").contains("serial"), "the log needs them");
        store.write(AddOne).await.expect("the store goes on");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_job_takes_nothing_from_those_committed_with_it() {
    let store = testing::sqlite().await;
    let (let_go, writing) = hold(&store);
    let release = async { let_go.send(()).expect("the job waits") };
    let (first, refused, second, ()) =
        tokio::join!(store.write(AddOne), store.write(AddThenRefuse), store.write(AddOne), release);
    writing.await.expect("no panic").expect("written");
    assert_eq!((first.expect("adds"), second.expect("adds")), (1, 2));
    assert!(matches!(refused, Err(WriteError::Refused("not today"))));
    assert_eq!(counted(&store).await, 2);
}

/// Meets a fault and answers as if nothing had happened.
struct Swallows;

impl Job for Swallows {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        AddOne.run(tx).await?;
        let twice = tx.execute("INSERT INTO serial (prefix, year, last) VALUES ('a', 2026, 1)", &[]).await;
        assert!(twice.is_err());
        Ok(())
    }
}

#[tokio::test]
async fn a_fault_cannot_be_swallowed() {
    for store in stores().await {
        let Err(WriteError::Fault(fault)) = store.write(Swallows).await else {
            panic!("{:?} keeps what a fault has undone", store.engine())
        };
        assert_eq!(fault.kind(), FaultKind::Constraint);
        assert_eq!(counted(&store).await, 0);
        assert_eq!(store.write(AddOne).await.expect("the store goes on"), 1);
    }
}

struct Panics;

impl Job for Panics {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        AddOne.run(tx).await?;
        panic!("a bug in a job");
    }
}

#[tokio::test]
async fn a_job_that_panics_leaves_nothing_and_the_store_lives_on() {
    for store in stores().await {
        let other = store.clone();
        let answer = tokio::spawn(async move { other.write(Panics).await }).await;
        assert!(!matches!(answer, Ok(Ok(()))));
        assert_eq!(counted(&store).await, 0);
        assert_eq!(store.write(AddOne).await.expect("the store goes on"), 1);
    }
}

#[tokio::test]
async fn text_that_the_engines_keep_differently_is_not_let_in() {
    for store in stores().await {
        for bad in ["", "a\0b"] {
            let sql = "INSERT INTO serial (prefix, year, last) VALUES ($1, 2026, 1)";
            assert_eq!(
                store.execute(sql, &values![bad]).await.expect_err("not let in").kind(),
                FaultKind::Other
            );
        }
    }
}

#[tokio::test]
async fn text_is_not_taken_for_a_number() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let store = testing::postgres(&server).await;
    let sql = "INSERT INTO serial (prefix, year, last) VALUES ($1, $2, 1)";
    // Eight bytes, as long as a number is.
    assert!(store.execute(sql, &values!["a", "12345678"]).await.is_err());
    assert!(store.execute(sql, &values![1, 2026]).await.is_err());
}

struct Limit(&'static str);

impl Job for Limit {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        tx.query(self.0, &[]).await?;
        Ok(())
    }
}

struct Fill;

impl Job for Fill {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        let rows: Vec<_> = (0..1000).map(|year| values!["满".repeat(500), year, 1].to_vec()).collect();
        tx.execute_many("INSERT INTO serial (prefix, year, last) VALUES ($1, $2, $3)", &rows).await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_a_full_disk_reading_goes_on_and_writing_resumes_when_there_is_room() {
    let store = testing::sqlite().await;
    store.write(AddOne).await.expect("adds");
    store.write(Limit("PRAGMA max_page_count = 1")).await.expect("no page more than there are");
    let (let_go, writing) = hold(&store);
    let release = async { let_go.send(()).expect("the job waits") };
    let (full, ()) = tokio::join!(store.write(Fill), release);
    assert!(matches!(full, Err(WriteError::Fault(fault)) if fault.kind() == FaultKind::DiskFull));
    // Whoever shared the lost transaction is told the truth: it was the disk.
    let shared = writing.await.expect("no panic");
    assert!(
        matches!(shared, Err(WriteError::Fault(fault)) if fault.kind() == FaultKind::DiskFull && fault.is_passing())
    );
    assert_eq!(counted(&store).await, 1);
    store.write(Limit("PRAGMA max_page_count = 1073741823")).await.expect("room is made");
    store.write(Fill).await.expect("there is room");
    assert_eq!(store.write(AddOne).await.expect("adds"), 2);
}

/// Ends the connections of one program to the server, as a restart of the server does.
const SEVER: &str = "SELECT CAST(count(pg_terminate_backend(pid)) AS BIGINT) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND application_name = $1";

#[tokio::test(flavor = "multi_thread")]
async fn lost_connections_are_made_anew() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let schema = testing::Schema::make(&server).await;
    let plain = Store::open(&schema.url()).await.expect("opens");
    let store =
        Store::open(&format!("{}&application_name=huajie_severed", schema.url())).await.expect("opens");
    for expected in 1..=5 {
        assert_eq!(store.write(AddOne).await.expect("adds"), expected);
        plain.query(SEVER, &values!["huajie_severed"]).await.expect("severs");
        assert_eq!(counted(&store).await, expected);
        plain.query(SEVER, &values!["huajie_severed"]).await.expect("severs");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let store = Store::open("postgres://nobody@127.0.0.1:1/nothing").await;
    assert_eq!(store.err().expect("nobody listens on port 1").kind(), FaultKind::Unavailable);
}

/// Raises two counts in the order given; the first time it waits in between until the other has raised its first.
struct Crossed(&'static str, &'static str, Option<std::sync::Arc<tokio::sync::Barrier>>);

impl Job for Crossed {
    type Output = ();
    type Error = &'static str;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<&'static str>> {
        let raise = "UPDATE serial SET last = last + 1 WHERE prefix = $1";
        tx.execute(raise, &values![self.0]).await?;
        if let Some(barrier) = self.2.take() {
            barrier.wait().await;
        }
        tx.execute(raise, &values![self.1]).await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deadlocked_jobs_are_run_again() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let store = testing::postgres(&server).await;
    let two = "INSERT INTO serial (prefix, year, last) VALUES ('a', 2026, 0), ('b', 2026, 0)";
    store.execute(two, &[]).await.expect("writes");
    let barrier = std::sync::Arc::new(tokio::sync::Barrier::new(2));
    let (one, other) = tokio::join!(
        store.write(Crossed("a", "b", Some(barrier.clone()))),
        store.write(Crossed("b", "a", Some(barrier.clone()))),
    );
    one.expect("done");
    other.expect("done");
    assert_eq!(counted(&store).await, 2);
}
