//! What was acknowledged is still there after the process was killed.

use super::*;
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

const CHILD: &str = "HUAJIE_TEST_WRITE_UNTIL_KILLED";
/// The child is killed when it has acknowledged this many writes.
const ENOUGH: i64 = 300;

#[tokio::test]
async fn what_was_written_is_there_after_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    Store::open(&url).await.expect("opens").write(AddOne).await.expect("adds");
    let again = Store::open(&url).await.expect("opens again");
    assert_eq!(again.write(AddOne).await.expect("adds"), 2);
}

/// Counts as [`AddOne`] does, and does not wait for the disk.
struct NoteOne;

impl Job for NoteOne {
    type Output = i64;
    type Error = &'static str;

    const DURABLE: bool = false;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<i64, WriteError<&'static str>> {
        AddOne.run(tx).await
    }
}

/// Tells whether the commit that it is part of waits for the disk.
struct AskWhetherItWaits<const WAITS: bool>(Engine);

impl<const WAITS: bool> Job for AskWhetherItWaits<WAITS> {
    type Output = bool;
    type Error = &'static str;

    const DURABLE: bool = WAITS;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<bool, WriteError<&'static str>> {
        Ok(match self.0 {
            Engine::Sqlite => tx.query("PRAGMA synchronous", &[]).await?[0].int(0) == 2,
            Engine::Postgres => {
                tx.query("SELECT current_setting('synchronous_commit')", &[]).await?[0].text(0) == "on"
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_for_the_disk_waits_for_it_whatever_else_is_noted_meanwhile() {
    for store in stores().await {
        let engine = store.engine();
        assert!(!store.write(AskWhetherItWaits::<false>(engine)).await.expect("noted"));
        let noted = (0..50).map(|_| store.write(AskWhetherItWaits::<false>(engine)));
        let asked = (0..50).map(|_| store.write(AskWhetherItWaits::<true>(engine)));
        let (noted, asked) =
            tokio::join!(futures_util::future::join_all(noted), futures_util::future::join_all(asked));
        assert!(noted.iter().all(Result::is_ok));
        assert!(asked.iter().all(|waits| matches!(waits, Ok(true))));
        assert!(!store.write(AskWhetherItWaits::<false>(engine)).await.expect("noted"));
    }
}

/// Not a test by itself: the child that the tests below start and kill.
#[tokio::test(flavor = "multi_thread")]
async fn writes_until_killed_when_asked_to() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let store = Store::open(&url).await.expect("opens");
    // Every other one does not wait for the disk: that is for power cuts, and not for this.
    let store = &store;
    let writers = (0..16).map(|writer| async move {
        loop {
            let number = match writer % 2 {
                0 => store.write(AddOne).await,
                _ => store.write(NoteOne).await,
            };
            println!("acknowledged {}", number.expect("adds"));
        }
    });
    futures_util::future::join_all(writers).await;
}

async fn kill_a_writer(url: &str) {
    let mut child = Command::new(std::env::current_exe().expect("a test knows its own file"))
        .args(["--exact", "engine::tests::durability::writes_until_killed_when_asked_to", "--nocapture"])
        .env(CHILD, url)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test binary starts");
    let mut acknowledged = 0;
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        let line = line.expect("the child writes text");
        let Some((_, number)) = line.rsplit_once("acknowledged ") else { continue };
        acknowledged = acknowledged.max(number.parse().unwrap_or(0));
        if acknowledged >= ENOUGH {
            // SIGKILL. What the pipe still holds was acknowledged too, and is read to its end.
            child.kill().expect("a running child can be killed");
        }
    }
    child.wait().expect("the child has ended");
    assert!(acknowledged >= ENOUGH, "the child ended by itself at {acknowledged}");
    let kept = counted(&Store::open(url).await.expect("opens again")).await;
    assert!(kept >= acknowledged, "{acknowledged} acknowledged, {kept} kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_write_is_lost_when_the_process_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    kill_a_writer(&format!("sqlite:{}", folder.path().join("a.db").display())).await;
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    kill_a_writer(&testing::Schema::make(&server).await.url()).await;
}
