//! For tests only: fresh stores on every engine that is at hand.
//!
//! `HUAJIE_TEST_POSTGRES` is the address of a PostgreSQL on which databases may be made; `./test` always sets it.

use crate::engine::Store;
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
