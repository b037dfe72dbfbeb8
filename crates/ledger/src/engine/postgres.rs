//! PostgreSQL beside the program: a small pool, prepared statements, several inserts on their way at once.

use super::{Fault, FaultKind, Job, Question, Row, Tx, Value, WriteError, dialect, tls::Wire, value};
use bytes::BytesMut;
use futures_util::future::{join_all, join3, try_join_all};
use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_postgres::{
    Client, NoTls, Statement,
    error::SqlState,
    types::{IsNull, ToSql, Type},
};

const CONNECTIONS: usize = 8;
/// A job that others got in the way of is run again this often.
const ATTEMPTS: u32 = 10;
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// How long a wire is trusted on which nothing comes back.
const SILENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub(super) struct PostgresStore(Arc<Shared>);

struct Shared {
    wire: Wire,
    places: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

/// A connection with what it has prepared, by where the statement stands in the program and how long it is.
struct Connection {
    client: Client,
    prepared: HashMap<(usize, usize), Statement>,
    /// The first fault in the open transaction, whether its job said so or not.
    fault: Option<Fault>,
    /// Good-bye was said, though the wire may not be closed yet.
    lost: bool,
}

impl PostgresStore {
    pub async fn open(url: &str) -> Result<PostgresStore, Fault> {
        let mut wire = Wire::of(url)?;
        wire.config.connect_timeout(CONNECT_WITHIN).tcp_user_timeout(SILENCE).keepalives_idle(SILENCE);
        let shared = Shared { wire, places: Semaphore::new(CONNECTIONS), idle: Mutex::default() };
        let store = PostgresStore(Arc::new(shared));
        let (connection, _place) = store.take().await?;
        store.give_back(connection);
        drop(_place);
        Ok(store)
    }

    async fn take(&self) -> Result<(Connection, SemaphorePermit<'_>), Fault> {
        let place = self.0.places.acquire().await.expect("the pool is never closed");
        loop {
            let idle = self.0.idle.lock().expect("nobody panics while holding the pool").pop();
            match idle {
                Some(connection) if connection.client.is_closed() => {}
                Some(connection) => return Ok((connection, place)),
                None => return Ok((connect(&self.0.wire).await?, place)),
            }
        }
    }

    fn give_back(&self, connection: Connection) {
        self.0.idle.lock().expect("nobody panics while holding the pool").push(connection);
    }

    pub async fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.query_all([Question { sql, params }]).await.map(|[rows]| rows)
    }

    pub async fn query_all<const N: usize>(
        &self,
        questions: [Question<'_>; N],
    ) -> Result<[Vec<Row>; N], Fault> {
        let (mut connection, _place) = self.take().await?;
        let mut answers = connection.query_all(questions).await;
        if connection.is_lost() {
            // The server was restarted while this connection lay idle. To read twice does no harm.
            connection = connect(&self.0.wire).await?;
            answers = connection.query_all(questions).await;
        }
        // A connection whose future was dropped half-way never comes here and is not used again.
        if !connection.is_lost() {
            self.give_back(connection);
        }
        answers
    }

    pub async fn write<J: Job>(&self, mut job: J) -> Result<(J::Output, J), WriteError<J::Error>> {
        let mut attempt = 1;
        loop {
            let (mut connection, _place) = self.take().await?;
            let ending = attempt_once(&mut connection, &mut job).await;
            if !connection.is_lost() {
                self.give_back(connection);
            }
            match ending {
                Ending::Answered(answer) => return answer.map(|output| (output, job)),
                Ending::Again(fault) if attempt == ATTEMPTS => return Err(WriteError::Fault(fault)),
                Ending::Again(fault) => tracing::info!(?fault, attempt, "a job is run again"),
            }
            attempt += 1;
        }
    }
}

/// How one try ended.
enum Ending<T> {
    Answered(T),
    /// Nothing was kept and nothing is in doubt, so the job may be run again.
    Again(Fault),
}

/// One try at one transaction. Whatever it leaves open ends with its connection.
async fn attempt_once<J: Job>(
    connection: &mut Connection,
    job: &mut J,
) -> Ending<Result<J::Output, WriteError<J::Error>>> {
    connection.fault = None;
    let begin = if J::DURABLE { dialect::POSTGRES_BEGIN_WRITE } else { dialect::POSTGRES_BEGIN_NOTE };
    if let Err(fault) = connection.simple(begin).await {
        return connection.ended(fault);
    }
    let outcome = match (job.run(connection).await, connection.fault.take()) {
        (Err(WriteError::Fault(fault)), _) | (_, Some(fault)) => Err(WriteError::Fault(fault)),
        (outcome, None) => outcome,
    };
    match outcome {
        Ok(output) => match connection.simple("COMMIT").await {
            Ok(()) => Ending::Answered(Ok(output)),
            Err(fault) if fault.kind() == FaultKind::Contention => Ending::Again(fault),
            // Whether it was kept nobody knows, so it must not be run again.
            Err(fault) => {
                connection.lost = true;
                Ending::Answered(Err(WriteError::Fault(fault)))
            }
        },
        Err(error) => {
            if connection.simple("ROLLBACK").await.is_err() {
                connection.lost = true;
            }
            match error {
                WriteError::Fault(fault) => connection.ended(fault),
                refused => Ending::Answered(Err(refused)),
            }
        }
    }
}

/// Carries a connection until it ends.
async fn driven(driver: impl Future<Output = Result<(), tokio_postgres::Error>>) {
    if let Err(error) = driver.await {
        tracing::warn!(%error, "a database connection ended");
    }
}

async fn connect(wire: &Wire) -> Result<Connection, Fault> {
    let failed = |error| match fault("connect", error) {
        unnamed if unnamed.kind() == FaultKind::Other => {
            Fault::caused(FaultKind::Unavailable, "connect", unnamed)
        }
        fault => fault,
    };
    let client = match &wire.tls {
        None => {
            let (client, driver) = wire.config.connect(NoTls).await.map_err(failed)?;
            tokio::spawn(driven(driver));
            client
        }
        Some(tls) => {
            let (client, driver) = wire.config.connect(tls.clone()).await.map_err(failed)?;
            tokio::spawn(driven(driver));
            client
        }
    };
    client
        .batch_execute(dialect::POSTGRES_SESSION)
        .await
        .map_err(|error| fault("set up a connection", error))?;
    Ok(Connection { client, prepared: HashMap::new(), fault: None, lost: false })
}

impl Connection {
    /// Whether the server or the wire has gone away.
    fn is_lost(&self) -> bool {
        self.lost || self.client.is_closed()
    }

    /// A try that a fault ended before its commit: again if others or the wire were the reason.
    fn ended<T, E>(&self, fault: Fault) -> Ending<Result<T, WriteError<E>>> {
        if self.is_lost() || fault.kind() == FaultKind::Contention {
            Ending::Again(fault)
        } else {
            Ending::Answered(Err(WriteError::Fault(fault)))
        }
    }

    fn noted<T>(&mut self, answer: Result<T, tokio_postgres::Error>, doing: &str) -> Result<T, Fault> {
        answer.map_err(|error| {
            let farewell = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
            let dismissed = error.code().is_some_and(|code| farewell.contains(code));
            self.lost |= dismissed || error.is_closed() || is_of_the_wire(&error);
            let fault = fault(doing, error);
            self.fault.get_or_insert(fault.clone());
            fault
        })
    }

    async fn simple(&mut self, sql: &'static str) -> Result<(), Fault> {
        let done = self.client.batch_execute(sql).await;
        self.noted(done, sql)
    }

    /// Several are on their way at once between a beginning and an end: one journey to the server and back.
    async fn query_all<const N: usize>(
        &mut self,
        questions: [Question<'_>; N],
    ) -> Result<[Vec<Row>; N], Fault> {
        let mut answers = [const { Vec::new() }; N];
        if let [only] = questions[..] {
            answers[0] = self.query(only.sql, only.params).await?;
            return Ok(answers);
        }
        let mut statements = Vec::with_capacity(N);
        for question in questions {
            self.checked(value::check_asked(question.params))?;
            statements.push(self.prepared(question.sql).await?);
        }
        let client = &self.client;
        let asked = questions.iter().zip(&statements).map(|(question, statement)| async move {
            client.query(statement, &borrowed(question.params)).await
        });
        // Sent in the order in which they are first polled, and that is the order in which they stand here.
        let begun = client.batch_execute(dialect::POSTGRES_BEGIN_READ);
        let (begun, found, ended) = join3(begun, join_all(asked), client.batch_execute("COMMIT")).await;
        self.noted(begun, "begin to read")?;
        for ((answer, rows), question) in answers.iter_mut().zip(found).zip(questions) {
            *answer = self.noted(rows, question.sql)?.iter().map(row_of).collect();
        }
        // After a fault this ended the transaction too.
        self.noted(ended, "end to read")?;
        Ok(answers)
    }

    async fn prepared(&mut self, sql: &'static str) -> Result<Statement, Fault> {
        let place = (sql.as_ptr() as usize, sql.len());
        if let Some(statement) = self.prepared.get(&place) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await;
        let statement = self.noted(statement, sql)?;
        self.prepared.insert(place, statement.clone());
        Ok(statement)
    }

    /// Text that the engines would keep differently is a fault like one from the server.
    fn checked(&mut self, checked: Result<(), Fault>) -> Result<(), Fault> {
        checked.inspect_err(|fault| {
            self.fault.get_or_insert_with(|| fault.clone());
        })
    }
}

impl Tx for Connection {
    async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.checked(value::check_asked(params))?;
        let statement = self.prepared(sql).await?;
        let found = self.client.query(&statement, &borrowed(params)).await;
        Ok(self.noted(found, sql)?.iter().map(row_of).collect())
    }

    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Fault> {
        self.checked(value::check_written(params))?;
        let statement = self.prepared(sql).await?;
        let changed = self.client.execute(&statement, &borrowed(params)).await;
        self.noted(changed, sql)
    }

    async fn execute_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        rows.iter().try_for_each(|params| self.checked(value::check_written(params)))?;
        let statement = self.prepared(sql).await?;
        let (client, statement) = (&self.client, &statement);
        let sent =
            rows.iter().map(|params| async move { client.execute(statement, &borrowed(params)).await });
        let done = try_join_all(sent).await;
        self.noted(done, sql).map(|_| ())
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Text and whole numbers as the server expects them.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Value::Text(text) if matches!(*ty, Type::TEXT | Type::VARCHAR | Type::NAME) => {
                text.to_sql(ty, out)
            }
            // The bytes of the one would be taken for the other.
            Value::Int(_) => Err(format!("a number is given where the statement wants {ty}").into()),
            Value::Text(_) => Err(format!("text is given where the statement wants {ty}").into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::TEXT | Type::VARCHAR | Type::INT8 | Type::INT4 | Type::NAME)
    }

    tokio_postgres::types::to_sql_checked!();
}

fn row_of(found: &tokio_postgres::Row) -> Row {
    let mut row = Row::with_room(found.len(), 0);
    for (at, column) in found.columns().iter().enumerate() {
        let (text, number) = match *column.type_() {
            Type::INT8 => (None, found.get::<_, Option<i64>>(at)),
            Type::INT4 => (None, found.get::<_, Option<i32>>(at).map(i64::from)),
            _ => (found.get::<_, Option<&str>>(at), None),
        };
        match (text, number) {
            (Some(text), _) => row.push_text(text),
            (_, Some(number)) => row.push_int(number),
            (None, None) => row.push_null(),
        }
    }
    row
}

fn is_of_the_wire(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|source| source.is::<std::io::Error>())
}

fn fault(doing: &str, error: tokio_postgres::Error) -> Fault {
    let kind = match error.code() {
        Some(state)
            if *state == SqlState::T_R_SERIALIZATION_FAILURE || *state == SqlState::T_R_DEADLOCK_DETECTED =>
        {
            FaultKind::Contention
        }
        Some(state) if *state == SqlState::DISK_FULL => FaultKind::DiskFull,
        Some(state) if state.code().starts_with("23") => FaultKind::Constraint,
        Some(state)
            if state.code().starts_with("57")
                || state.code().starts_with("08")
                || state.code().starts_with("53") =>
        {
            FaultKind::Unavailable
        }
        Some(_) => FaultKind::Other,
        None if error.is_closed() => FaultKind::Unavailable,
        None if is_of_the_wire(&error) => FaultKind::Unavailable,
        None => FaultKind::Other,
    };
    Fault::caused(kind, doing.to_owned(), error)
}
