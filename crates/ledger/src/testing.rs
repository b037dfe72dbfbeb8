//! For tests and the bench: fresh stores on every engine that is at hand.
//!
//! `HUAJIE_TEST_POSTGRES` is the address of a PostgreSQL on which databases may be made; `./test` always sets it.

use crate::engine::{Fault, Job, Row, Store, Tx, Value, WriteError};
use std::sync::atomic::{AtomicU32, Ordering};

static MADE: AtomicU32 = AtomicU32::new(0);

/// One fresh store per engine. Files and databases are left to the machine's temporary places and test server.
pub async fn stores() -> Vec<Store> {
    let mut stores = vec![sqlite().await];
    match std::env::var("HUAJIE_TEST_POSTGRES") {
        Ok(server) => stores.push(postgres(&server).await),
        Err(_) => eprintln!("HUAJIE_TEST_POSTGRES is not set: this test ran on SQLite ALONE"),
    }
    stores
}

/// A fresh SQLite store in the machine's temporary folder.
pub async fn sqlite() -> Store {
    let folder = tempfile::Builder::new().prefix("huajie-test").tempdir().expect("a temporary folder").keep();
    let url = format!("sqlite:{}", folder.join("ledger.db").display());
    Store::open(&url).await.expect("a fresh store opens")
}

/// A fresh database on a test server.
pub async fn postgres(server: &str) -> Store {
    let name = format!("huajie_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let (client, driver) = tokio_postgres::connect(server, tokio_postgres::NoTls).await.expect("the test server answers");
    tokio::spawn(driver);
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).await.expect("old leftovers go");
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a fresh database");
    let (base, _) = server.rsplit_once('/').expect("the server's address names a database");
    Store::open(&format!("{base}/{name}")).await.expect("a fresh store opens")
}

/// One statement of a job and the rows it was given.
#[derive(Clone, Debug)]
pub struct Written {
    sql: &'static str,
    rows: Vec<Vec<Value>>,
}

/// For the bench: runs a job and tells, beside its output, everything it wrote.
pub struct Recorded<J>(pub J);

impl<J: Job> Job for Recorded<J> {
    type Output = (J::Output, Vec<Written>);
    type Error = J::Error;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<Self::Output, WriteError<Self::Error>> {
        let mut recorder = Recorder { tx, written: Vec::new() };
        let output = self.0.run(&mut recorder).await?;
        Ok((output, recorder.written))
    }
}

/// For the bench: the same rows with nothing else — no law, no reading, no hash, no version.
pub struct Raw(pub Vec<Written>);

impl Job for Raw {
    type Output = ();
    type Error = std::convert::Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Self::Error>> {
        for written in &self.0 {
            match written.rows.as_slice() {
                [row] => tx.execute(written.sql, row).await.map(|_| ())?,
                rows => tx.execute_many(written.sql, rows).await?,
            }
        }
        Ok(())
    }
}

struct Recorder<'a, T> {
    tx: &'a mut T,
    written: Vec<Written>,
}

impl<T: Tx> Tx for Recorder<'_, T> {
    /// An insert that answers is a write all the same.
    async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        if sql.starts_with("INSERT") {
            self.written.push(Written { sql, rows: vec![params.to_vec()] });
        }
        self.tx.query(sql, params).await
    }

    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        self.written.push(Written { sql, rows: vec![params.to_vec()] });
        self.tx.execute(sql, params).await
    }

    async fn execute_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        self.written.push(Written { sql, rows: rows.to_vec() });
        self.tx.execute_many(sql, rows).await
    }
}
