//! Every difference between the engines that can be written down as SQL. No other file of the house may know
//! which engine it speaks to; a statement anywhere else must mean the same on both.
//!
//! Statements use `$1, $2 …`. Migrations use TEXT and BIGINT only; where an engine needs its own line, the line
//! starts with `-- sqlite:` or `-- postgres:` and is sent to that engine alone.

use super::Engine;

/// SQLite takes `$1` for a name and numbers it by first appearance; `?1` is a number.
/// Text in quotes and comments is left as it is.
pub(super) fn numbered_for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quote: Option<char> = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(end) => {
                if c == end {
                    quote = None;
                }
                out.push(c);
            }
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                out.push(c);
            }
            None if c == '-' && chars.peek() == Some(&'-') => {
                quote = Some('\n');
                out.push(c);
            }
            None if c == '$' && chars.peek().is_some_and(char::is_ascii_digit) => out.push('?'),
            None => out.push(c),
        }
    }
    out
}

/// The text of a migration as one engine is to run it.
///
/// PostgreSQL sorts text by the database's language unless told otherwise, SQLite by bytes; keys that page
/// through a list must sort alike, so every TEXT column is given the byte order.
pub(super) fn migration(engine: Engine, sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for line in sql.lines() {
        let trimmed = line.trim_start();
        let for_sqlite = trimmed.strip_prefix("-- sqlite:");
        let for_postgres = trimmed.strip_prefix("-- postgres:");
        match engine {
            Engine::Sqlite if for_postgres.is_none() => out.push_str(for_sqlite.unwrap_or(line)),
            Engine::Postgres if for_sqlite.is_none() => match for_postgres {
                Some(own) => out.push_str(own),
                None => out.push_str(&in_byte_order(line)),
            },
            _ => {}
        }
        out.push('\n');
    }
    out
}

/// `name TEXT NOT NULL` becomes `name TEXT COLLATE "C" NOT NULL`; a cast keeps its bare type.
fn in_byte_order(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut out = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let cast = at > 0 && words[at - 1].eq_ignore_ascii_case("AS");
        match word.strip_prefix("TEXT") {
            Some(rest) if !cast && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
                out.push(format!("TEXT COLLATE \"C\"{rest}"));
            }
            _ => out.push((*word).to_owned()),
        }
    }
    out.join(" ")
}

/// Every column of every table of a SQLite store and of its notes, with its place in the key of its table (none: 0). What migrations
/// were applied is the other store's own.
pub(super) const SQLITE_COLUMNS: &str = "SELECT t.name, c.name, c.pk FROM \
     (SELECT 'main' AS lies, name, type FROM main.sqlite_schema UNION ALL \
     SELECT 'notes', name, type FROM notes.sqlite_schema) AS t JOIN pragma_table_info(t.name, t.lies) AS c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> 'migration' ORDER BY t.name, c.cid";

/// Answers a row when the series of migrations has been started.
pub(super) fn is_migrated(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
        Engine::Postgres => {
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'"
        }
    }
}

/// Two programs that start at once must not migrate at once. SQLite has one writer anyhow.
pub(super) fn lock_migrations(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT 1",
        Engine::Postgres => "SELECT 1 FROM (SELECT pg_advisory_xact_lock(7200108225)) AS locked",
    }
}

/// Who commits holds the calendar it was decided under; together with others. SQLite has one writer anyhow.
pub(crate) fn hold_calendar(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some("SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(7200108226)) AS held"),
    }
}

/// Who changes the calendar waits until nobody holds it.
pub(crate) fn change_calendar(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some("SELECT 1 FROM (SELECT pg_advisory_xact_lock(7200108226)) AS held"),
    }
}

/// The engine's own clock in microseconds: a note on when a migration ran, on which nothing depends.
pub(super) fn clock(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)",
        Engine::Postgres => "SELECT CAST(extract(epoch FROM now()) * 1000000 AS BIGINT)",
    }
}

/// Settings of a SQLite connection. Pages are large because rows are: a file stands in one page and not in a chain of them. A store
/// keeps the size that it was made with. WAL lets reads go on during a write; FULL means an answered commit is on disk.
pub(super) const SQLITE_WRITER: &str = "
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA trusted_schema = OFF;";

/// The file of notes beside a store: small pages, because a note touches few.
pub(super) const SQLITE_NOTES: &str = concat!(
    "
    PRAGMA page_size = 4096;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA trusted_schema = OFF;",
    include_str!("../../notes.sql")
);
/// Whoever notes waits for no disk, nor for the log to be brought into the file: that is the keeper's.
pub(super) const SQLITE_NOTE_WRITER: &str = "
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 0;";
pub(super) const SQLITE_NOTES_TO_DISK: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// A list of fifty rows in a large city touches a page of the index and a page of the table for each of them; what SQLite keeps by
/// itself, two megabytes, is fewer, and the whole list was read anew for every visitor.
pub(super) const SQLITE_READER: &str = "
    PRAGMA query_only = ON;
    PRAGMA cache_size = -4096;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;";

/// For a commit that waits for the disk, and for one that leaves it to the next; between transactions only.
pub(super) const SQLITE_WAIT_FOR_DISK: &str = "PRAGMA synchronous = FULL";
pub(super) const SQLITE_DO_NOT_WAIT: &str = "PRAGMA synchronous = NORMAL";

/// What a SQLite store and its notes are asked when they are proved, each with what people call the file.
pub(super) const SQLITE_INTEGRITY: [(&str, &str); 2] = [
    ("PRAGMA main.integrity_check(9)", "数据库"),
    ("PRAGMA notes.integrity_check(9)", "旁边的记录（-notes）"),
];

/// `IMMEDIATE`, because a transaction that reads first and then writes would else fail under load.
pub(super) const SQLITE_BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

/// All that is read until the end is of one moment.
pub(super) const SQLITE_BEGIN_READ: &str = "BEGIN";
pub(super) const POSTGRES_BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

pub(super) const POSTGRES_SESSION: &str = "
    SET statement_timeout = '30s';
    SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = 'warning';
    SET timezone = 'UTC'";

pub(super) const POSTGRES_BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// The same, and the commit does not wait for the disk.
pub(super) const POSTGRES_BEGIN_NOTE: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit TO off";
