//! Proving the ledger: the chain of every journal, the derived rows against a replay, the heads signed off the box.
//!
//! `verify` finds a changed byte, a missing entry, a cut tail and a deleted journal, and says where; files and sealed persons
//! are proved in `kept`. `rebuild` finds derived rows that are not what the journal says, and can write them anew.

mod kept;

pub use kept::{Kept, Named};

use crate::{
    Ledger, derived,
    engine::{Fault, Job, Row, Tx, Value, WriteError},
    journal::{Entry, NO_PREDECESSOR, replay},
    values,
    vault::{Keys, SignedHead, StreamHead, tree_head},
};
use huajie_law::{FileHash, Law, MatterId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, sync::Arc};

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

/// How a check went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub streams: u64,
    pub entries: u64,
    pub findings: Vec<Finding>,
    /// The files that the journals name.
    pub named: BTreeMap<FileHash, Named>,
}

/// Where a journal stood when a head was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchored {
    pub stream: String,
    pub seq: u64,
    pub hash: String,
}

/// A signed head with the journals that moved since the one before. Lines of these go off the box.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Anchor {
    pub moved: Vec<Anchored>,
    pub signed: SignedHead,
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
        let anchored = anchored_heads(anchors, keys.into(), &mut report.findings);
        let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut after = String::new();
        loop {
            let streams = self.streams_after(&after).await?;
            let Some(last) = streams.last() else { break };
            after = last.clone();
            for stream in streams {
                let entries = self.journal(&MatterId::from(stream.as_str())).await?;
                report.streams += 1;
                report.entries += entries.len() as u64;
                check_chain(&stream, &entries, &mut report.findings);
                self.check_head(&stream, entries.last(), &mut report.findings).await?;
                entries.iter().for_each(|entry| report.note_files(entry));
                if anchored.contains_key(&stream) {
                    seen.insert(stream, entries.into_iter().map(|entry| entry.hash).collect());
                }
            }
        }
        for (stream, anchor) in &anchored {
            check_anchor(stream, anchor, seen.get(stream), &mut report.findings);
        }
        self.check_orphans(&mut report.findings).await?;
        Ok(report)
    }

    /// Checks one journal from its first entry and its projection, for a page that shows some of it.
    pub async fn verify_journal(&self, id: &MatterId) -> Result<Vec<Finding>, Fault> {
        let mut findings = Vec::new();
        let entries = self.journal(id).await?;
        check_chain(id.as_str(), &entries, &mut findings);
        self.check_head(id.as_str(), entries.last(), &mut findings).await?;
        Ok(findings)
    }

    async fn streams_after(&self, after: &str) -> Result<Vec<String>, Fault> {
        let sql = "SELECT stream FROM journal WHERE stream > $1 GROUP BY stream ORDER BY stream LIMIT $2";
        let rows = self.store.query(sql, &values![after, STREAMS_PER_PAGE]).await?;
        Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
    }

    async fn check_head(
        &self,
        stream: &str,
        last: Option<&Entry>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let rows =
            self.store.query("SELECT version, head_hash FROM matter WHERE id = $1", &values![stream]).await?;
        let Some(last) = last else { return Ok(()) };
        let agrees =
            rows.first().is_some_and(|row| row.int(0).unsigned_abs() == last.seq && row.text(1) == last.hash);
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
                stream: row.text(0).to_owned(),
                seq: None,
                what: "有案卷而没有日志：日志被整个删除".into(),
            });
        }
        Ok(())
    }

    /// A new anchor: the journals that moved since the last one, and the signed head over all.
    pub async fn anchor(&self, before: &[Anchor], keys: &Keys, at: Timestamp) -> Result<Anchor, Fault> {
        let known = accumulate(before);
        let rows = self.store.query("SELECT id, version, head_hash FROM matter ORDER BY id", &[]).await?;
        let heads: Vec<Anchored> = rows
            .iter()
            .map(|row| Anchored {
                stream: row.text(0).to_owned(),
                seq: row.int(1).unsigned_abs(),
                hash: row.text(2).to_owned(),
            })
            .collect();
        let head = head_over(&heads);
        let moved = heads.into_iter().filter(|head| known.get(&head.stream) != Some(head)).collect();
        Ok(Anchor { moved, signed: keys.sign_head(&head, at.as_microsecond()) })
    }

    /// Replays every journal and compares state and derived rows; with `write`, puts right what differs.
    pub async fn rebuild(&self, law: &Arc<Law>, write: bool) -> Result<Report, Fault> {
        let mut report = Report::default();
        let mut after = String::new();
        loop {
            let streams = self.streams_after(&after).await?;
            let Some(last) = streams.last() else { break };
            after = last.clone();
            for stream in streams {
                let id = MatterId::from(stream.as_str());
                let entries = self.journal(&id).await?;
                report.streams += 1;
                report.entries += entries.len() as u64;
                let Some(wanted) = wanted_rows(&id, &entries, law, &mut report.findings) else { continue };
                let found = self.stored_rows(&id).await?;
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
#[derive(Clone, Debug, PartialEq)]
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

fn wanted_rows(id: &MatterId, entries: &[Entry], law: &Law, findings: &mut Vec<Finding>) -> Option<AllRows> {
    let finding = |what: String| Finding { stream: id.to_string(), seq: None, what };
    let file = match replay(id, entries) {
        Ok(file) => file,
        Err(error) => {
            findings.push(finding(format!("日志读不懂：{error}")));
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

fn check_anchor(stream: &str, anchor: &Anchored, hashes: Option<&Vec<String>>, findings: &mut Vec<Finding>) {
    let finding =
        |what: &str| Finding { stream: stream.to_owned(), seq: Some(anchor.seq), what: what.to_owned() };
    match hashes.and_then(|hashes| hashes.get(usize::try_from(anchor.seq).unwrap_or(0).saturating_sub(1))) {
        Some(hash) if *hash == anchor.hash => {}
        Some(_) => findings.push(finding("与库外签名的校验值不符：日志被整体重写")),
        None => findings.push(finding("库外签名时有这一条，现在没有：日志被截断或删除")),
    }
}

fn accumulate(anchors: &[Anchor]) -> BTreeMap<String, Anchored> {
    let moved = anchors.iter().flat_map(|anchor| anchor.moved.iter());
    moved.map(|anchored| (anchored.stream.clone(), anchored.clone())).collect()
}

/// The heads named by anchors whose signature holds; an anchor that does not hold is itself a finding.
fn anchored_heads(
    anchors: &[Anchor],
    keys: Option<&Keys>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Anchored> {
    for (at, anchor) in anchors.iter().enumerate() {
        let heads: Vec<Anchored> = accumulate(&anchors[..=at]).into_values().collect();
        let signed = keys.is_none_or(|keys| keys.verify_head(&anchor.signed).is_ok());
        let holds = signed && anchor.signed.head == head_over(&heads);
        if !holds {
            let what = format!("第 {} 个库外签名不成立", at + 1);
            findings.push(Finding { stream: "库外签名".into(), seq: None, what });
        }
    }
    accumulate(anchors)
}

fn head_over(heads: &[Anchored]) -> String {
    let heads: Vec<StreamHead<'_>> = heads
        .iter()
        .map(|head| StreamHead { stream: &head.stream, seq: head.seq as i64, hash: &head.hash })
        .collect();
    tree_head(&heads)
}
