//! A city that outgrew one machine: everything that a SQLite store and its notes hold, written into an empty PostgreSQL in one transaction.
//!
//! Rows go as they are, journals with their chain of sums: `verify` and `rebuild --check` prove the new store as they did the old.

use super::{Engine, Fault, FaultKind, Job, Row, Store, Tx, Value, WriteError, dialect};
use std::{collections::BTreeMap, fmt};

/// So many rows are read and written at once.
const ROWS: usize = 1_000;

/// A table, and the statements that move it. They live as long as the program: it moves once and ends.
struct Table {
    count: &'static str,
    first: &'static str,
    next: &'static str,
    insert: &'static str,
    /// Where the key of a row stands among its columns.
    key: Vec<usize>,
}

impl Table {
    fn new(name: &str, columns: &[(String, i64)]) -> Table {
        let kept = |sql: String| &*Box::leak(sql.into_boxed_str());
        let mut key: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].1 > 0).collect();
        key.sort_by_key(|at| columns[*at].1);
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let all = names.join(", ");
        let by = key.iter().map(|at| names[*at]).collect::<Vec<_>>().join(", ");
        let marks = |count: usize| (1..=count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        Table {
            count: kept(format!("SELECT COUNT(*) FROM {name}")),
            first: kept(format!("SELECT {all} FROM {name} ORDER BY {by} LIMIT {ROWS}")),
            next: kept(format!(
                "SELECT {all} FROM {name} WHERE ({by}) > ({}) ORDER BY {by} LIMIT {ROWS}",
                marks(key.len())
            )),
            insert: kept(format!("INSERT INTO {name} ({all}) VALUES ({})", marks(names.len()))),
            key,
        }
    }

    /// The rows behind `last`, in the order of the key.
    async fn page(&self, from: &Store, last: Option<&[Value]>) -> Result<Vec<Vec<Value>>, Fault> {
        let rows = match last {
            None => from.query(self.first, &[]).await?,
            Some(row) => {
                let key: Vec<Value> = self.key.iter().map(|at| row[*at].clone()).collect();
                from.query(self.next, &key).await?
            }
        };
        Ok(rows.iter().map(Row::to_values).collect())
    }
}

/// Why nothing was moved. The words are for whoever typed the command.
#[derive(Debug)]
pub enum Unmoved {
    NotEmpty,
    WrittenToMeanwhile,
    Fault(Fault),
}

impl fmt::Display for Unmoved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmoved::NotEmpty => out.write_str("那个 PostgreSQL 里已经有数据，请换一个空库"),
            Unmoved::WrittenToMeanwhile => out.write_str("搬的时候数据库还有人写，请先停下网站再搬"),
            Unmoved::Fault(fault) => fault.fmt(out),
        }
    }
}

impl From<Fault> for Unmoved {
    fn from(fault: Fault) -> Self {
        Unmoved::Fault(fault)
    }
}

struct TakeOver {
    from: Store,
    tables: Vec<Table>,
}

impl Job for TakeOver {
    type Output = u64;
    type Error = Unmoved;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<u64, WriteError<Unmoved>> {
        for table in &self.tables {
            if tx.query(table.count, &[]).await?[0].int(0) != 0 {
                return Err(WriteError::Refused(Unmoved::NotEmpty));
            }
        }
        let mut moved = 0;
        for table in &self.tables {
            let (mut of_it, mut last) = (0, None);
            loop {
                let rows = table.page(&self.from, last.as_deref()).await?;
                of_it += rows.len() as u64;
                tx.execute_many(table.insert, &rows).await?;
                last = rows.last().cloned();
                if rows.len() < ROWS {
                    break;
                }
            }
            if self.from.query(table.count, &[]).await?[0].int(0).unsigned_abs() != of_it {
                return Err(WriteError::Refused(Unmoved::WrittenToMeanwhile));
            }
            moved += of_it;
        }
        Ok(moved)
    }
}

impl Store {
    /// Moves everything of this SQLite store into an empty PostgreSQL and answers how many rows that were. Nobody may write to this one
    /// meanwhile; it stays as it is.
    pub async fn move_into(&self, to: &Store) -> Result<u64, Unmoved> {
        if (self.engine(), to.engine()) != (Engine::Sqlite, Engine::Postgres) {
            return Err(Fault::new(FaultKind::Setup, "move a store: from SQLite to PostgreSQL alone").into());
        }
        let mut tables: BTreeMap<String, Vec<(String, i64)>> = BTreeMap::new();
        for row in self.query(dialect::SQLITE_COLUMNS, &[]).await? {
            tables.entry(row.text(0).to_owned()).or_default().push((row.text(1).to_owned(), row.int(2)));
        }
        let tables = tables.iter().map(|(name, columns)| Table::new(name, columns)).collect();
        to.write(TakeOver { from: self.clone(), tables }).await.map_err(|error| match error {
            WriteError::Fault(fault) => Unmoved::Fault(fault),
            WriteError::Refused(unmoved) => unmoved,
        })
    }
}
