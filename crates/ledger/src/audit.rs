//! Proving the ledger: the chain of every journal, the derived rows against a replay, the heads signed off the box.
//!
//! `verify` finds a changed byte, a missing entry, a cut tail and a deleted journal, and says where; files and sealed persons
//! are proved in `kept`. `rebuild` finds derived rows that are not what the journal says, and can write them anew.

mod beside;
mod heads;
mod kept;

pub use heads::{Anchor, Anchored, Openings};
pub use kept::{Kept, Named};

use crate::{
    Ledger, derived,
    engine::{Fault, Job, Row, Tx, Value, WriteError},
    journal::{Entry, NO_PREDECESSOR, replay},
    values,
    vault::Keys,
};
use beside::{Highest, Person};
use heads::{anchored_heads, check_anchor};
use huajie_law::{FileHash, Law, MatterId, PersonId};
use std::{
    collections::BTreeMap,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

/// Something that is not as it must be, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The journal; empty where it is of none.
    pub stream: String,
    pub seq: Option<u64>,
    /// In Chinese, for whoever runs the check.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            _ if self.stream.is_empty() => f.write_str(&self.what),
            Some(seq) => write!(f, "案卷 {} 第 {seq} 条：{}", self.stream, self.what),
            None => write!(f, "案卷 {}：{}", self.stream, self.what),
        }
    }
}

impl Finding {
    fn of_the_store(what: String) -> Finding {
        Finding { stream: String::new(), seq: None, what: format!("数据库文件有损坏，{what}") }
    }
}

/// How a check went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub streams: u64,
    pub entries: u64,
    pub findings: Vec<Finding>,
    /// The files that the journals name.
    pub named: BTreeMap<FileHash, Named>,
    /// The persons that they name, with what must be known of each.
    pub persons: BTreeMap<PersonId, Person>,
    /// The highest number that was given in each yearly register.
    numbers: BTreeMap<(String, i16), Highest>,
}

const STREAMS_PER_PAGE: u32 = 500;

impl Ledger {
    /// Walks every journal and compares it with its projection and with the anchors; without keys the anchors' heads are compared and
    /// their signatures are not.
    pub async fn verify<'k>(
        &self,
        anchors: &[Anchor],
        keys: impl Into<Option<&'k Keys>>,
    ) -> Result<Report, Fault> {
        let mut report = Report::default();
        let whole = Fault::unless_damaged(self.store.integrity(), |fault| {
            vec![format!("结构检查没有做完：{fault}")]
        })?;
        report.findings.extend(whole.into_iter().map(Finding::of_the_store));
        let anchored = anchored_heads(anchors, keys.into(), &mut report.findings);
        // Before the journals are walked, for others go on registering meanwhile.
        let registers = self.registers().await;
        let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut after = String::new();
        loop {
            let streams = self.streams_after(&after, &mut report.findings).await?;
            let Some(last) = streams.last() else { break };
            after = last.clone();
            for stream in streams {
                let Some(entries) = self.read_through(&stream, &mut report.findings).await? else { continue };
                report.streams += 1;
                report.entries += entries.len() as u64;
                check_chain(&stream, &entries, &mut report.findings);
                self.check_head(&stream, entries.last(), &mut report.findings).await?;
                entries.iter().for_each(|entry| report.note(entry));
                if anchored.contains_key(&stream) {
                    seen.insert(stream, entries.into_iter().map(|entry| entry.hash).collect());
                }
            }
        }
        for (stream, anchor) in &anchored {
            check_anchor(stream, anchor, seen.get(stream), &mut report.findings);
        }
        let orphans = self.check_orphans(&mut report.findings).await;
        told("案卷现状", orphans, &mut report.findings)?;
        let numbers = match registers {
            Ok(before) => self.check_numbers(&report.numbers, &before, &mut report.findings).await,
            Err(fault) => Err(fault),
        };
        told("编号簿", numbers, &mut report.findings)?;
        let openings = self.check_openings(anchors, &mut report.findings).await;
        told("“谁看过”的记录", openings, &mut report.findings)?;
        Ok(report)
    }

    /// The entries of a journal; a finding where the store does not give them.
    async fn read_through(
        &self,
        stream: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Vec<Entry>>, Fault> {
        let entries = self.journal(&MatterId::from(stream)).await.map(Some);
        Fault::unless_damaged(entries, |_| {
            findings.push(Finding {
                stream: stream.to_owned(),
                seq: None,
                what: "日志读不出来：数据库文件损坏".into(),
            });
            None
        })
    }

    /// Checks one journal from its first entry and its projection, for a page that shows some of it.
    pub async fn verify_journal(&self, id: &MatterId) -> Result<Vec<Finding>, Fault> {
        let mut findings = Vec::new();
        let entries = self.journal(id).await?;
        check_chain(id.as_str(), &entries, &mut findings);
        self.check_head(id.as_str(), entries.last(), &mut findings).await?;
        Ok(findings)
    }

    async fn streams_after(&self, after: &str, findings: &mut Vec<Finding>) -> Result<Vec<String>, Fault> {
        let sql = "SELECT stream FROM journal WHERE stream > $1 GROUP BY stream ORDER BY stream LIMIT $2";
        let key = values![after, STREAMS_PER_PAGE];
        let named = Fault::unless_damaged(self.store.query(sql, &key).await.map(Some), |_| None)?;
        let rows = match named {
            Some(rows) => rows,
            None => {
                let what =
                    format!("{after} 以后有日志的案卷名读不出来：数据库文件损坏；以下按案卷现状里的名字校验");
                findings.push(Finding::of_the_store(what));
                let sql = "SELECT id FROM matter WHERE id > $1 ORDER BY id LIMIT $2";
                self.store.query(sql, &key).await?
            }
        };
        Ok(rows.iter().filter_map(|row| row.found_text(0)).map(str::to_owned).collect())
    }

    async fn check_head(
        &self,
        stream: &str,
        last: Option<&Entry>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let sql = "SELECT version, head_hash FROM matter WHERE id = $1";
        let rows = Fault::unless_damaged(self.store.query(sql, &values![stream]).await, |_| Vec::new())?;
        let Some(last) = last else { return Ok(()) };
        let agrees = rows.first().is_some_and(|row| {
            row.found_int(0).map(i64::unsigned_abs) == Some(last.seq)
                && row.found_text(1) == Some(last.hash.as_str())
        });
        if !agrees {
            findings.push(Finding {
                stream: stream.to_owned(),
                seq: Some(last.seq),
                what: "日志的末条与案卷现状不符：末尾被截断，或案卷被改动".into(),
            });
        }
        Ok(())
    }

    async fn check_orphans(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let sql = "SELECT m.id FROM matter m WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream = m.id) ORDER BY m.id";
        for row in self.store.query(sql, &[]).await? {
            findings.push(Finding {
                stream: row.found_text(0).unwrap_or_default().to_owned(),
                seq: None,
                what: "有案卷而没有日志：日志被整个删除".into(),
            });
        }
        Ok(())
    }

    /// Replays every journal and compares state and derived rows; with `write`, puts right what differs. Rows whose journal is gone are
    /// a finding and stay: they are all that is left of it.
    pub async fn rebuild(&self, law: &Arc<Law>, write: bool) -> Result<Report, Fault> {
        let mut report = Report::default();
        let mut after = String::new();
        loop {
            let streams = self.streams_after(&after, &mut report.findings).await?;
            let Some(last) = streams.last() else { break };
            after = last.clone();
            for stream in streams {
                let id = MatterId::from(stream.as_str());
                let Some(entries) = self.read_through(&stream, &mut report.findings).await? else { continue };
                report.streams += 1;
                report.entries += entries.len() as u64;
                let Some(wanted) = wanted_rows(&id, &entries, law, &mut report.findings) else { continue };
                let found = Fault::unless_damaged(self.stored_rows(&id).await, |_| AllRows::default())?;
                for what in wanted.differences(&found) {
                    report.findings.push(Finding {
                        stream: stream.clone(),
                        seq: None,
                        what: format!("派生数据与日志重放不一致：{what}"),
                    });
                }
                if write && wanted != found {
                    let version = entries.len() as u64;
                    self.store.write(Rewrite { id, version, wanted }).await.map_err(|error| match error {
                        WriteError::Fault(fault) => fault,
                        WriteError::Refused(never) => match never {},
                    })?;
                }
            }
        }
        let orphans = self.check_orphans(&mut report.findings).await;
        told("案卷现状", orphans, &mut report.findings)?;
        Ok(report)
    }

    async fn stored_rows(&self, id: &MatterId) -> Result<AllRows, Fault> {
        let key = values![id.as_str()];
        let mut tables = Vec::new();
        for table in &derived::TABLES {
            let rows = self.store.query(table.select, &key).await?;
            let mut rows: Vec<Vec<Value>> = rows.iter().map(Row::values).collect();
            rows.sort();
            tables.push(rows);
        }
        let projection = self.store.query(derived::SELECT_MATTER, &key).await?;
        Ok(AllRows { projection: projection.first().map(Row::values), tables })
    }
}

/// The projection row and the derived rows of one matter, table by table as in [`derived::TABLES`].
#[derive(Clone, Debug, Default, PartialEq)]
struct AllRows {
    projection: Option<Vec<Value>>,
    tables: Vec<Vec<Vec<Value>>>,
}

impl AllRows {
    fn differences(&self, found: &AllRows) -> Vec<&'static str> {
        let tables = derived::TABLES.iter().zip(self.tables.iter().zip(&found.tables));
        let tables = tables.filter(|(_, (wanted, found))| wanted != found).map(|(table, _)| table.name);
        (self.projection != found.projection).then_some("matter").into_iter().chain(tables).collect()
    }
}

/// Nothing is made of a journal whose chain does not hold: what an altered entry says is nothing to rebuild by.
fn wanted_rows(id: &MatterId, entries: &[Entry], law: &Law, findings: &mut Vec<Finding>) -> Option<AllRows> {
    let finding = |what: String| Finding { stream: id.to_string(), seq: None, what };
    let before = findings.len();
    check_chain(id.as_str(), entries, findings);
    if findings.len() > before {
        findings.push(finding("日志本身不成立，没有按它重放".into()));
        return None;
    }
    // Somebody who makes the chain anew can make a journal that no room ever wrote; a room may refuse to read it on.
    let file = match catch_unwind(AssertUnwindSafe(|| replay(id, entries))) {
        Ok(Ok(file)) => file,
        Ok(Err(error)) => {
            findings.push(finding(format!("日志读不懂：{error}")));
            return None;
        }
        Err(_) => {
            findings.push(finding("日志的条目前后接不成一个案卷，没有按它重放".into()));
            return None;
        }
    };
    let matter = file.matter.as_ref()?;
    let head = entries.last().map_or(NO_PREDECESSOR, |entry| entry.hash.as_str());
    let outline = matter.outline(id, law);
    let rows = derived::expected(id, matter.kind().as_str(), &outline);
    Some(AllRows {
        projection: Some(derived::projection(&file, &outline, head).to_vec()),
        tables: vec![rows.sight, rows.wall, rows.task, rows.clock, rows.mark],
    })
}

/// Puts a matter's rows to what its journal says.
struct Rewrite {
    id: MatterId,
    /// What the journal had when it was read. One that grew meanwhile wrote its own rows.
    version: u64,
    wanted: AllRows,
}

impl Job for Rewrite {
    type Output = ();
    type Error = std::convert::Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Self::Error>> {
        let sql = "SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM journal WHERE stream = $1";
        let rows = tx.query(sql, &values![self.id.as_str()]).await?;
        if rows.first().is_none_or(|row| row.int(0).unsigned_abs() != self.version) {
            return Ok(());
        }
        tx.execute("DELETE FROM matter WHERE id = $1", &values![self.id.as_str()]).await?;
        if let Some(projection) = &self.wanted.projection {
            tx.execute(derived::INSERT_MATTER, projection).await?;
        }
        for (table, rows) in derived::TABLES.iter().zip(&self.wanted.tables) {
            tx.execute(table.delete, &values![self.id.as_str()]).await?;
            tx.execute_many(table.insert, rows).await?;
        }
        Ok(())
    }
}

/// What a check of one table came to; where the store does not give its rows, that is a finding.
fn told(table: &str, outcome: Result<(), Fault>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    Fault::unless_damaged(outcome, |_| findings.push(Finding::of_the_store(format!("{table}读不出来"))))
}

fn check_chain(stream: &str, entries: &[Entry], findings: &mut Vec<Finding>) {
    let mut prev_hash = NO_PREDECESSOR;
    for (at, entry) in entries.iter().enumerate() {
        let finding =
            |what: &str| Finding { stream: stream.to_owned(), seq: Some(entry.seq), what: what.to_owned() };
        if entry.seq != at as u64 + 1 {
            findings.push(finding("序号不连续：前面的条目被删除"));
            return;
        }
        if entry.prev_hash != prev_hash {
            findings.push(finding("与上一条接不上：这一条或上一条被改动"));
        }
        if entry.computed_hash() != entry.hash {
            findings.push(finding("内容与校验值不符：这一条被改动"));
        }
        if entry.fact().is_err() {
            findings.push(finding("内容读不懂"));
        }
        prev_hash = &entry.hash;
    }
}
