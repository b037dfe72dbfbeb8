//! The series of migrations against the folder they lie in, and against the schema they add up to.

use super::*;
use crate::engine::migrate::SERIES;

const SCHEMA: &str = include_str!("../../../schema.sql");

#[test]
fn every_migration_in_the_folder_is_in_the_series_in_order() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).expect("reads");
    let mut files: Vec<_> =
        folder.map(|file| file.expect("reads").file_name().into_string().expect("ASCII")).collect();
    files.sort();
    let series: Vec<_> = SERIES.iter().map(|one| format!("{:04}_{}.sql", one.version, one.name)).collect();
    assert_eq!(files, series);
    assert!(SERIES.iter().zip(1..).all(|(one, place)| one.version == place), "the series has a hole");
}

#[test]
fn migrations_keep_to_what_both_engines_understand() {
    for one in SERIES {
        let code: Vec<_> = one.sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        let code = code.join("\n").to_uppercase();
        // A deferred rule breaks at the commit, which many jobs share.
        for word in [
            "BOOLEAN",
            "AUTOINCREMENT",
            "BIGSERIAL",
            "JSONB",
            "BLOB",
            "BYTEA",
            "DEFERR",
            " REAL",
            "INTEGER",
            "''",
        ] {
            assert!(!code.contains(word), "{} says {word}", one.name);
        }
    }
}

/// Run once with `HUAJIE_WRITE_SCHEMA=1` after adding a migration.
#[tokio::test]
async fn the_schema_is_the_sum_of_the_migrations() {
    let store = testing::sqlite().await;
    let made = "SELECT sql, tbl_name, type, name FROM sqlite_schema WHERE sql IS NOT NULL
        UNION ALL SELECT replace(sql, 'CREATE TABLE ', 'CREATE TABLE notes.'), tbl_name, type, name
        FROM notes.sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name";
    let mut sum =
        String::from("-- What the migrations add up to, on SQLite. Written and checked by a test.\n");
    for row in store.query(made, &[]).await.expect("reads") {
        sum.push_str(&format!("\n{};\n", row.text(0).trim_end()));
    }
    if std::env::var_os("HUAJIE_WRITE_SCHEMA").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql"), &sum).expect("writes");
    } else {
        assert_eq!(sum, SCHEMA, "run this test once with HUAJIE_WRITE_SCHEMA=1 and look at the difference");
    }
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let (sqlite, postgres) = (testing::sqlite().await, testing::postgres(&server).await);
    let mine = "SELECT t.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c.\"notnull\" AS line
        FROM (SELECT 'main' AS lies, * FROM sqlite_schema UNION ALL SELECT 'notes', * FROM notes.sqlite_schema) t
        JOIN pragma_table_info(t.name, t.lies) c WHERE t.type = 'table' ORDER BY 1";
    let theirs = "SELECT table_name || '.' || column_name || ' ' || data_type
            || CASE is_nullable WHEN 'NO' THEN ' 1' ELSE ' 0' END AS line
        FROM information_schema.columns WHERE table_schema = current_schema()";
    let mine = sqlite.query(mine, &[]).await.expect("reads");
    let mut theirs = postgres.query(theirs, &[]).await.expect("reads");
    theirs.sort_by(|one, other| one.text(0).cmp(other.text(0)));
    assert_eq!(mine, theirs);
}

#[tokio::test]
async fn text_sorts_by_bytes_on_both_engines() {
    for store in stores().await {
        for name in ["b", "B", "a", "乙", "甲", "Z"] {
            let sql = "INSERT INTO serial (prefix, year, last) VALUES ($1, 2026, 0)";
            store.execute(sql, &values![name]).await.expect("writes");
        }
        let rows = store.query("SELECT prefix FROM serial ORDER BY prefix", &[]).await.expect("reads");
        assert_eq!(rows.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["B", "Z", "a", "b", "乙", "甲"]);
    }
}

/// Opens a store, changes what it remembers of its migrations, and opens it again.
async fn reopened_after(change: &'static str, url: &str) -> FaultKind {
    let store = Store::open(url).await.expect("opens");
    store.execute(change, &[]).await.expect("writes");
    Store::open(url).await.err().expect("it does not open").kind()
}

#[tokio::test]
async fn a_store_that_the_program_does_not_understand_does_not_open() {
    let altered = "UPDATE migration SET sum = 'x' WHERE version = 1";
    let newer = "INSERT INTO migration (version, name, sum, applied_at) VALUES (9999, 'newer', 'x', 0)";
    for (change, kind) in [(altered, FaultKind::Damaged), (newer, FaultKind::Setup)] {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        assert_eq!(reopened_after(change, &url).await, kind);
        let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { continue };
        assert_eq!(reopened_after(change, &testing::Schema::make(&server).await.url()).await, kind);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_start_at_once_migrate_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut urls = vec![format!("sqlite:{}", folder.path().join("a.db").display())];
    let server = std::env::var("HUAJIE_TEST_POSTGRES").ok();
    let schema = match &server {
        Some(server) => Some(testing::Schema::make(server).await),
        None => None,
    };
    urls.extend(schema.as_ref().map(testing::Schema::url));
    for url in urls {
        let (one, other) = tokio::join!(Store::open(&url), Store::open(&url));
        one.expect("opens");
        other.expect("opens");
    }
}

#[test]
fn a_line_marked_for_one_engine_reaches_only_that_one() {
    let sql = "CREATE TABLE a (\n  b TEXT,\n  c TEXT\n)\n-- sqlite: WITHOUT ROWID\n-- postgres: WITH (fillfactor = 90)\n;";
    let lite = dialect::migration(Engine::Sqlite, sql);
    let post = dialect::migration(Engine::Postgres, sql);
    assert!(lite.contains(" WITHOUT ROWID\n") && !lite.contains("fillfactor") && !lite.contains("COLLATE"));
    assert!(
        post.contains("fillfactor") && !post.contains("ROWID") && post.contains("c TEXT COLLATE \"C\"\n")
    );
}
