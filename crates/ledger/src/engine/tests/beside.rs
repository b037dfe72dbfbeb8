//! What is noted in passing lies beside a SQLite store, in a file of its own.

use super::*;

const LOOK: &str = "INSERT INTO opening (matter, at, actor, actor_name, role, organization) \
    VALUES ($1, 1, 'u1', '示例·甲', 'clerk', NULL)";

async fn looks(store: &Store) -> Vec<String> {
    let rows = store.query("SELECT matter FROM opening ORDER BY matter", &[]).await.expect("reads");
    rows.iter().map(|row| row.text(0).to_owned()).collect()
}

fn in_folder(folder: &tempfile::TempDir) -> String {
    format!("sqlite:{}", folder.path().join("a.db").display())
}

/// Changes for a reader when another connection committed something to that file.
async fn seen_version(store: &Store) -> i64 {
    store.query("PRAGMA main.data_version", &[]).await.expect("reads")[0].int(0)
}

#[tokio::test]
async fn a_note_leaves_what_readers_keep_of_the_store() {
    let store = testing::sqlite().await;
    let before = seen_version(&store).await;
    store.note_beside(LOOK, &values!["m1"]).await.expect("noted");
    assert_eq!((looks(&store).await, seen_version(&store).await), (vec!["m1".to_owned()], before));
    store.write(AddOne).await.expect("adds");
    assert_ne!(seen_version(&store).await, before, "the store itself was written to");
}

#[tokio::test]
async fn a_note_is_there_after_reopening_and_in_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&in_folder(&folder)).await.expect("opens");
    store.note_beside(LOOK, &values!["m1"]).await.expect("noted");
    store.backup(&folder.path().join("copy.db")).expect("copies");
    store.note_beside(LOOK, &values!["m2"]).await.expect("noted");
    drop(store);
    assert_eq!(looks(&Store::open(&in_folder(&folder)).await.expect("opens again")).await, ["m1", "m2"]);
    let copy = format!("sqlite:{}", folder.path().join("copy.db").display());
    assert_eq!(looks(&Store::open(&copy).await.expect("the copy opens")).await, ["m1"]);
}

#[tokio::test]
async fn what_an_older_program_noted_in_the_store_is_taken_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&in_folder(&folder)).await.expect("opens");
    store.note_beside(LOOK, &values!["m2"]).await.expect("noted");
    for older in [
        "CREATE TABLE opening (matter TEXT, at BIGINT, actor TEXT, actor_name TEXT, role TEXT, organization TEXT)",
        "INSERT INTO opening VALUES ('m1', 1, 'u1', '示例·甲', 'clerk', NULL)",
        "DELETE FROM migration WHERE version = 20",
    ] {
        store.execute(older, &[]).await.expect("as it was");
    }
    drop(store);
    let store = Store::open(&in_folder(&folder)).await.expect("opens again");
    assert_eq!(looks(&store).await, ["m1", "m2"]);
    let left = "SELECT name FROM main.sqlite_schema WHERE name = 'opening'";
    assert!(store.query(left, &[]).await.expect("reads").is_empty());
}

/// As many pages as the file of notes may have; the engine answers with a row, which is no matter here.
async fn limit(store: &Store, sql: &'static str) {
    assert!(store.note_beside(sql, &[]).await.is_err(), "it answers with a row");
}

#[tokio::test]
async fn on_a_full_disk_a_note_is_held_until_there_is_room() {
    let long = "INSERT INTO opening (matter, at, actor, actor_name, role, organization) \
        VALUES ($1, 1, 'u1', $2, 'clerk', NULL)";
    let store = testing::sqlite().await;
    limit(&store, "PRAGMA max_page_count = 1").await;
    for matter in ["m1", "m2", "m3"] {
        store.note_beside(long, &values![matter, "名".repeat(9000)]).await.expect("reading goes on");
    }
    let at = jiff::Timestamp::UNIX_EPOCH;
    assert!(store.write_late(at).await > 0, "still no room");
    limit(&store, "PRAGMA max_page_count = 1073741823").await;
    assert_eq!(store.write_late(at).await, 0);
    assert_eq!(looks(&store).await, ["m1", "m2", "m3"]);
}
