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

/// Not a test by itself: the child that the tests below start and kill.
#[tokio::test(flavor = "multi_thread")]
async fn writes_until_killed_when_asked_to() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let store = Store::open(&url).await.expect("opens");
    let writers = (0..16).map(|_| async {
        loop {
            let number = store.write(AddOne).await.expect("adds");
            println!("acknowledged {number}");
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
