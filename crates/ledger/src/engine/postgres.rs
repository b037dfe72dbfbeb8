//! PostgreSQL beside the program: a small pool, prepared statements, several inserts on their way at once.

use super::{Fault, FaultKind, Job, Row, Tx, Value, WriteError, dialect};
use bytes::BytesMut;
use futures_util::future::try_join_all;
use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, Mutex},
};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_postgres::{
    Client, NoTls, Statement,
    error::SqlState,
    types::{IsNull, ToSql, Type},
};

const CONNECTIONS: usize = 8;
/// A job that others got in the way of is run again this often.
const ATTEMPTS: usize = 10;

#[derive(Clone)]
pub(super) struct PostgresStore(Arc<Shared>);

struct Shared {
    config: tokio_postgres::Config,
    places: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

/// A connection with what it has prepared.
struct Connection {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl PostgresStore {
    pub async fn open(url: &str) -> Result<PostgresStore, Fault> {
        let config = url.parse().map_err(|error| Fault::caused(FaultKind::Setup, "read the database address", error))?;
        let shared = Shared { config, places: Semaphore::new(CONNECTIONS), idle: Mutex::default() };
        let store = PostgresStore(Arc::new(shared));
        let (connection, _place) = store.take().await?;
        store.give_back(connection);
        drop(_place);
        Ok(store)
    }

    async fn take(&self) -> Result<(Connection, SemaphorePermit<'_>), Fault> {
        let place = self.0.places.acquire().await.expect("the pool is never closed");
        let idle = self.0.idle.lock().expect("nobody panics while holding the pool").pop();
        match idle {
            Some(connection) if !connection.client.is_closed() => Ok((connection, place)),
            _ => Ok((connect(&self.0.config).await?, place)),
        }
    }

    fn give_back(&self, connection: Connection) {
        self.0.idle.lock().expect("nobody panics while holding the pool").push(connection);
    }

    pub async fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let (mut connection, _place) = self.take().await?;
        let rows = connection.select(sql, params).await;
        // A connection that failed, or whose future was dropped half-way, is not used again.
        if rows.is_ok() {
            self.give_back(connection);
        }
        rows
    }

    pub async fn write<J: Job>(&self, mut job: J) -> Result<J::Output, WriteError<J::Error>> {
        for attempt in 1.. {
            let (mut connection, place) = self.take().await?;
            let outcome = attempt_once(&mut connection, &mut job).await;
            match outcome {
                Err(WriteError::Fault(fault)) if fault.kind() == FaultKind::Contention && attempt < ATTEMPTS => {}
                Err(WriteError::Fault(fault)) => return Err(WriteError::Fault(fault)),
                outcome => {
                    self.give_back(connection);
                    drop(place);
                    return outcome;
                }
            }
        }
        unreachable!("the loop ends with an answer at the last attempt")
    }
}

/// One try at one transaction. After a fault the connection is dropped, and with it the transaction.
async fn attempt_once<J: Job>(connection: &mut Connection, job: &mut J) -> Result<J::Output, WriteError<J::Error>> {
    connection.simple(dialect::POSTGRES_BEGIN_WRITE).await?;
    match job.run(connection).await {
        Ok(output) => {
            connection.simple("COMMIT").await?;
            Ok(output)
        }
        Err(WriteError::Fault(fault)) => Err(WriteError::Fault(fault)),
        Err(refused) => {
            connection.simple("ROLLBACK").await?;
            Err(refused)
        }
    }
}

async fn connect(config: &tokio_postgres::Config) -> Result<Connection, Fault> {
    let (client, driver) = config.connect(NoTls).await.map_err(|error| fault("connect", error))?;
    tokio::spawn(async move {
        if let Err(error) = driver.await {
            tracing::warn!(%error, "a database connection ended");
        }
    });
    client.batch_execute(dialect::POSTGRES_SESSION).await.map_err(|error| fault("set up a connection", error))?;
    Ok(Connection { client, prepared: HashMap::new() })
}

impl Connection {
    async fn simple(&self, sql: &'static str) -> Result<(), Fault> {
        self.client.batch_execute(sql).await.map_err(|error| fault(sql, error))
    }

    async fn prepared(&mut self, sql: &'static str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await.map_err(|error| fault(sql, error))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }

    async fn select(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.prepared(sql).await?;
        let found = self.client.query(&statement, &borrowed(params)).await.map_err(|error| fault(sql, error))?;
        Ok(found.iter().map(row_of).collect())
    }
}

impl Tx for Connection {
    async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.select(sql, params).await
    }

    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        let statement = self.prepared(sql).await?;
        self.client.execute(&statement, &borrowed(params)).await.map_err(|error| fault(sql, error))
    }

    async fn execute_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        let statement = self.prepared(sql).await?;
        let (client, statement) = (&self.client, &statement);
        let sent = rows.iter().map(|params| async move { client.execute(statement, &borrowed(params)).await });
        try_join_all(sent).await.map(|_| ()).map_err(|error| fault(sql, error))
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Text and whole numbers as the server expects them.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Text(text) => text.to_sql(ty, out),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Value::Int(number) => number.to_sql(ty, out),
            Value::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::TEXT | Type::VARCHAR | Type::INT8 | Type::INT4 | Type::NAME)
    }

    tokio_postgres::types::to_sql_checked!();
}

fn row_of(row: &tokio_postgres::Row) -> Row {
    let values = row.columns().iter().enumerate().map(|(at, column)| match *column.type_() {
        Type::INT8 => row.get::<_, Option<i64>>(at).map_or(Value::Null, Value::Int),
        Type::INT4 => row.get::<_, Option<i32>>(at).map_or(Value::Null, |number| Value::Int(number.into())),
        _ => row.get::<_, Option<String>>(at).map_or(Value::Null, Value::Text),
    });
    Row(values.collect())
}

fn fault(doing: &str, error: tokio_postgres::Error) -> Fault {
    let kind = match error.code() {
        Some(state) if *state == SqlState::T_R_SERIALIZATION_FAILURE || *state == SqlState::T_R_DEADLOCK_DETECTED => {
            FaultKind::Contention
        }
        Some(state) if *state == SqlState::DISK_FULL => FaultKind::DiskFull,
        Some(state) if state.code().starts_with("23") => FaultKind::Constraint,
        Some(state) if state.code().starts_with("57") || state.code().starts_with("08") || state.code().starts_with("53") => {
            FaultKind::Unavailable
        }
        Some(_) => FaultKind::Other,
        None if error.is_closed() => FaultKind::Unavailable,
        None if error.source().is_some_and(|source| source.is::<std::io::Error>()) => FaultKind::Unavailable,
        None => FaultKind::Other,
    };
    Fault::caused(kind, doing.to_owned(), error)
}
