//! One series of migrations, embedded, applied in order. An altered one is noticed by its sum.

use super::{Engine, Fault, FaultKind, Job, Tx, WriteError, dialect};
use crate::{values, vault::sm3_hex};

pub(super) struct Migration {
    pub version: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

pub(super) const SERIES: &[Migration] = &[
    Migration { version: 1, name: "ledger", sql: include_str!("../../migrations/0001_ledger.sql") },
    Migration { version: 2, name: "sign_in", sql: include_str!("../../migrations/0002_sign_in.sql") },
    Migration { version: 3, name: "rounds", sql: include_str!("../../migrations/0003_rounds.sql") },
    Migration { version: 4, name: "keys", sql: include_str!("../../migrations/0004_keys.sql") },
    Migration { version: 5, name: "worklist", sql: include_str!("../../migrations/0005_worklist.sql") },
    Migration { version: 6, name: "kept_forms", sql: include_str!("../../migrations/0006_kept_forms.sql") },
    Migration {
        version: 7,
        name: "sealed_originals",
        sql: include_str!("../../migrations/0007_sealed_originals.sql"),
    },
    Migration { version: 8, name: "reminders", sql: include_str!("../../migrations/0008_reminders.sql") },
    Migration { version: 9, name: "sent_files", sql: include_str!("../../migrations/0009_sent_files.sql") },
    Migration {
        version: 10,
        name: "outside_systems",
        sql: include_str!("../../migrations/0010_outside_systems.sql"),
    },
    Migration { version: 11, name: "events_out", sql: include_str!("../../migrations/0011_events_out.sql") },
    Migration { version: 12, name: "bundles", sql: include_str!("../../migrations/0012_bundles.sql") },
    Migration {
        version: 13,
        name: "table_columns",
        sql: include_str!("../../migrations/0013_table_columns.sql"),
    },
    Migration {
        version: 14,
        name: "openings_by_file",
        sql: include_str!("../../migrations/0014_openings_by_file.sql"),
    },
    Migration {
        version: 15,
        name: "given_up_letters",
        sql: include_str!("../../migrations/0015_given_up_letters.sql"),
    },
    Migration { version: 16, name: "allowances", sql: include_str!("../../migrations/0016_allowances.sql") },
    Migration {
        version: 17,
        name: "opening_tasks",
        sql: include_str!("../../migrations/0017_opening_tasks.sql"),
    },
    Migration {
        version: 18,
        name: "rows_by_key",
        sql: include_str!("../../migrations/0018_rows_by_key.sql"),
    },
    Migration { version: 19, name: "turns", sql: include_str!("../../migrations/0019_turns.sql") },
    Migration {
        version: 20,
        name: "openings_beside",
        sql: include_str!("../../migrations/0020_openings_beside.sql"),
    },
    Migration {
        version: 21,
        name: "late_openings",
        sql: include_str!("../../migrations/0021_late_openings.sql"),
    },
];

const TABLE: &str = "CREATE TABLE migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
     sum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// Brings a schema up to date.
pub(super) struct Migrate {
    pub engine: Engine,
}

impl Job for Migrate {
    type Output = ();
    type Error = Fault;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Fault>> {
        tx.query(dialect::lock_migrations(self.engine), &[]).await?;
        if tx.query(dialect::is_migrated(self.engine), &[]).await?.is_empty() {
            tx.execute(TABLE, &[]).await?;
        }
        let applied = tx.query("SELECT version, sum FROM migration ORDER BY version", &[]).await?;
        let newest = applied.last().map_or(0, |row| row.int(0));
        if newest > SERIES[SERIES.len() - 1].version {
            return Err(WriteError::Refused(Fault::new(
                FaultKind::Setup,
                "the database is newer than this program",
            )));
        }
        for migration in SERIES {
            let sum = sm3_hex(migration.sql.as_bytes());
            match applied.iter().find(|row| row.int(0) == migration.version) {
                Some(row) if row.text(1) != sum => {
                    let what = format!("migration {} was altered after it was applied", migration.name);
                    return Err(WriteError::Refused(Fault::new(FaultKind::Damaged, what)));
                }
                Some(_) => {}
                None => self.apply(tx, migration, &sum).await?,
            }
        }
        Ok(())
    }
}

impl Migrate {
    async fn apply<T: Tx>(&self, tx: &mut T, migration: &Migration, sum: &str) -> Result<(), Fault> {
        for statement in statements(&dialect::migration(self.engine, migration.sql)) {
            // A migration runs once in the life of a store; its text may live as long as the program.
            tx.execute(Box::leak(statement.into_boxed_str()), &[]).await?;
        }
        let at = tx.query(dialect::clock(self.engine), &[]).await?.first().map_or(0, |row| row.int(0));
        let record = "INSERT INTO migration (version, name, sum, applied_at) VALUES ($1, $2, $3, $4)";
        tx.execute(record, &values![migration.version, migration.name, sum, at]).await.map(|_| ())
    }
}

/// Statements of a script; comments are dropped. Migrations hold no semicolon inside a text.
fn statements(script: &str) -> Vec<String> {
    let code: Vec<&str> = script.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    code.join("\n")
        .split(';')
        .map(|statement| statement.trim().to_owned())
        .filter(|s| !s.is_empty())
        .collect()
}
