//! For tests and the bench: fresh stores on every engine that is at hand.
//!
//! `HUAJIE_TEST_POSTGRES` is the address of a PostgreSQL on which schemas may be made; `./test` always sets it.
//! SQLite gets a folder of its own, PostgreSQL a schema of its own; both go with the last clone of their store.

use crate::{
    Ledger,
    engine::{Fault, Job, Row, Store, Tx, Value, WriteError},
    outbox::WaitingLetter,
    values,
};
use huajie_law::{
    Law, OrgId, PersonId,
    directory::{Category, Organization},
    dispute::{
        ActKind, ContestedAct, IdentityCheck, Nature, NewParty, PartyStanding, Registration, Source, Told,
        Wish,
    },
};
use jiff::{Timestamp, civil::date};
use std::{
    convert::Infallible,
    io::Write,
    sync::{
        Arc, Once,
        atomic::{AtomicU32, Ordering},
    },
};

impl Ledger {
    /// Letters of both bags whose time has come, oldest first.
    pub async fn waiting_letters(&self, now: Timestamp, limit: u32) -> Result<Vec<WaitingLetter>, Fault> {
        self.waiting(["%", ""], now, limit).await
    }
}

/// Somebody at the database makes the first day of every dispute one that no calendar has.
pub async fn misdate(ledger: &Ledger) {
    let sql = "UPDATE journal SET day = '2026-11-2x' WHERE seq = 1 AND kind = 'dispute'";
    ledger.store.execute(sql, &[]).await.expect("the rows change");
}

/// Somebody at the database takes away every sealed field of this name.
pub async fn forget_sealed(ledger: &Ledger, field: &str) {
    ledger.store.execute("DELETE FROM vault WHERE field = $1", &values![field]).await.expect("the rows go");
}

/// Somebody at the database strikes every stored file from the record.
pub async fn forget_files(ledger: &Ledger) {
    ledger.store.execute("DELETE FROM stored_file", &[]).await.expect("the rows go");
}

/// Somebody at the database changes four letters in every sealed field of this name.
pub async fn spoil_sealed(ledger: &Ledger, field: &str) {
    let sql = "UPDATE vault SET sealed = REPLACE(sealed, SUBSTR(sealed, 8, 4), 'AAAA') WHERE field = $1";
    ledger.store.execute(sql, &values![field]).await.expect("the rows change");
}

/// The same in every letter that waits.
pub async fn spoil_letters(ledger: &Ledger) {
    let sql = "UPDATE outbox SET sealed_body = REPLACE(sealed_body, SUBSTR(sealed_body, 8, 4), 'AAAA')";
    ledger.store.execute(sql, &[]).await.expect("the rows change");
}

/// What the disk has room for.
struct Room(&'static str);

impl Job for Room {
    type Output = ();
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Infallible>> {
        tx.query(self.0, &[]).await?;
        Ok(())
    }
}

/// No page more than there are, on SQLite; or room again.
pub async fn leave_room(ledger: &Ledger, room: bool) {
    let pages = if room { "PRAGMA max_page_count = 1073741823" } else { "PRAGMA max_page_count = 1" };
    ledger.store.write(Room(pages)).await.expect("the engine takes it");
}

static MADE: AtomicU32 = AtomicU32::new(0);

/// One fresh store per engine.
pub async fn stores() -> Vec<Store> {
    static SAID: Once = Once::new();
    let mut stores = vec![sqlite().await];
    match std::env::var("HUAJIE_TEST_POSTGRES") {
        Ok(server) => stores.push(postgres(&server).await),
        Err(_) => SAID.call_once(|| {
            // Past the test runner, which keeps what passing tests print to itself.
            let words = b"\n*** HUAJIE_TEST_POSTGRES is not set: these tests run on SQLite ALONE ***\n";
            drop(std::io::stderr().write_all(words));
        }),
    }
    stores
}

/// A fresh SQLite store in the machine's temporary folder.
pub async fn sqlite() -> Store {
    let folder = tempfile::Builder::new().prefix("huajie-test").tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("ledger.db").display());
    Store::open(&url).await.expect("a fresh store opens").keeping(folder)
}

/// A fresh schema on a test server.
pub async fn postgres(server: &str) -> Store {
    let schema = Schema::make(server).await;
    Store::open(&schema.url()).await.expect("a fresh store opens").keeping(schema)
}

/// A schema that is dropped with this value.
pub struct Schema {
    server: String,
    name: String,
}

impl Schema {
    pub async fn make(server: &str) -> Schema {
        let name = format!("huajie_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let fresh = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
        run_on(server, &fresh).await.expect("the test server makes a schema");
        Schema { server: server.to_owned(), name }
    }

    /// The address of a store in this schema.
    pub fn url(&self) -> String {
        let joint = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{joint}options=-c%20search_path%3D{}", self.server, self.name)
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name));
        // In a thread, because no runtime may be started inside the one that drops us.
        let sweeping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.is_ok_and(|runtime| runtime.block_on(run_on(&server, &sql)).is_ok())
        });
        if !sweeping.join().unwrap_or(false) {
            drop(writeln!(std::io::stderr(), "the schema {} was left behind", self.name));
        }
    }
}

async fn run_on(server: &str, sql: &str) -> Result<(), tokio_postgres::Error> {
    let (client, driver) = tokio_postgres::connect(server, tokio_postgres::NoTls).await?;
    let driver = tokio::spawn(driver);
    client.batch_execute("SET lock_timeout = '5s'; SET client_min_messages = 'warning'").await?;
    client.batch_execute(sql).await?;
    drop(client);
    driver.await.expect("the driver's task is neither cancelled nor in panic")
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
                [row] if written.sql.contains(" RETURNING ") => tx.query(written.sql, row).await.map(drop)?,
                [row] => tx.execute(written.sql, row).await.map(drop)?,
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

/// The law with one agency, `o1`.
pub fn law() -> Arc<Law> {
    let mut law = Law::default();
    let organization = Organization {
        name: "某市市场监督管理局".into(),
        category: Category::Department,
        parent: None,
        division: None,
        vertical: false,
        superior: None,
    };
    law.directory.organizations.insert(OrgId::from("o1"), organization);
    Arc::new(law)
}

/// A fine of `o1` against one person, as the counter registers it in the spring of 2026.
pub fn registration() -> Registration {
    Registration {
        source: Source::Counter,
        source_number: None,
        first_submitted_on: date(2026, 3, 5),
        filed_on: None,
        tried: Default::default(),
        parties: vec![NewParty {
            standing: PartyStanding::Applicant,
            nature: Nature::NaturalPerson,
            person: PersonId::from("h1"),
            label: "张某".into(),
            identity: IdentityCheck::NotGiven,
            head: None,
            marks: vec!["name:abc".into()],
            representative: false,
            agent: None,
            phone_kind: None,
        }],
        group: None,
        proxy: None,
        respondent: OrgId::from("o1"),
        act: ContestedAct {
            kind: ActKind::Penalty,
            title: "罚款 5000 元".into(),
            document_number: Some("某市监罚〔2026〕1号".into()),
            made_on: Some(date(2026, 3, 1)),
            known_on: Some(date(2026, 3, 2)),
            told: Told::Yes,
            discretionary: true,
            about_money: false,
            real_estate: false,
            on_the_spot: false,
            by_monitoring: false,
            unanswered: false,
            branch: None,
        },
        claims: "撤销处罚".into(),
        facts: "过期茶干五袋，已经改正".into(),
        amount_fen: Some(500_000),
        place: None,
        enterprise: false,
        evidence: Vec::new(),
        wish: Wish::RegisterOnly,
        application: None,
        query_code_digest: Some("digest".into()),
        despite: None,
        follows: None,
    }
}
