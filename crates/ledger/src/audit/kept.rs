//! What lies beside the journals and is proved with them: every stored file against its hash, everything sealed by
//! opening it. Not here: the journals themselves ([`super`]), and what was handed in and is named by nobody yet.

use super::{Finding, Report};
use crate::{
    Ledger,
    engine::Fault,
    files::{FileError, FileStore},
    journal::Entry,
    values,
    vault::{Context, Keys},
};
use huajie_law::{FileHash, documents::FILE_FIELDS};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PER_PAGE: u32 = 500;
const HASH_CHARS: usize = 64;
/// A field of events alone.
const MATERIALS: &str = "materials";

/// Where a file is named first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub stream: String,
    pub seq: u64,
    /// By a field that holds nothing but files; otherwise it may be another digest of that length.
    surely: bool,
}

/// How many were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub looked_at: u64,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Notes which files this entry names.
    pub(super) fn note_files(&mut self, entry: &Entry, payload: &Value) {
        let mut found = Vec::new();
        hashes_in(payload, "", &mut found);
        for (hash, field) in found {
            let surely = field == MATERIALS || FILE_FIELDS.contains(&field);
            let stream = entry.stream.to_string();
            let named = self.named.entry(hash).or_insert(Named { stream, seq: entry.seq, surely });
            named.surely |= surely;
        }
    }
}

/// Everything that looks like the hash of a file, with the field it stands in.
fn hashes_in<'a>(value: &'a Value, field: &'a str, found: &mut Vec<(FileHash, &'a str)>) {
    match value {
        Value::String(text) if is_hash(text) => found.push((FileHash::from(text.as_str()), field)),
        Value::Array(rows) => rows.iter().for_each(|row| hashes_in(row, field, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| hashes_in(value, name, found)),
        _ => {}
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == HASH_CHARS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Which of a person's fields it is; the other tables have one sealed column each, which needs no name of its own.
fn column_zh(column: &str) -> &str {
    match column {
        "name" => "姓名",
        "number" => "证件号",
        "phone" => "电话",
        "address" => "地址",
        "head" => "法定代表人、负责人或者经营者",
        _ => "内容",
    }
}

impl Kept {
    /// Where the store does not give the rows of a table, that is a finding like the others.
    pub fn of(table: &str, looked: Result<Kept, Fault>) -> Result<Kept, Fault> {
        Fault::unless_damaged(looked, |_| Kept {
            looked_at: 0,
            findings: vec![Finding::of_the_store(format!("{table}读不出来"))],
        })
    }
}

impl Ledger {
    /// Reads every file that is on record or that a journal names, and compares it with its hash. `told` hears how many are done.
    pub async fn verify_files(
        &self,
        files: &FileStore,
        named: &BTreeMap<FileHash, Named>,
        mut told: impl FnMut(u64),
    ) -> Result<Kept, Fault> {
        let mut wanted: BTreeSet<FileHash> =
            named.iter().filter(|(_, named)| named.surely).map(|(hash, _)| hash.clone()).collect();
        let mut unrecorded: BTreeSet<FileHash> = wanted.clone();
        let mut after = String::new();
        loop {
            let sql = "SELECT hash, sealed_original FROM stored_file WHERE hash > $1 ORDER BY hash LIMIT $2";
            let rows = self.store.query(sql, &values![&after, PER_PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.text(0).to_owned();
            let recorded = || rows.iter().map(|row| FileHash::from(row.text(0)));
            recorded().for_each(|hash| {
                unrecorded.remove(&hash);
            });
            wanted.extend(recorded());
            wanted.extend(rows.iter().filter_map(|row| row.opt_text(1)).map(FileHash::from));
        }
        let mut kept = Kept::default();
        for (hash, place) in unrecorded.iter().filter_map(|hash| Some((hash, named.get(hash)?))) {
            kept.findings.push(Finding {
                stream: place.stream.clone(),
                seq: Some(place.seq),
                what: format!("日志里的文件没有登记在案（{hash}）"),
            });
        }
        for hash in &wanted {
            if let Err(error) = files.verify(hash).await {
                let what = match error {
                    FileError::Missing(_) => "文件不在存放文件的目录里",
                    FileError::Altered { .. } => "文件内容与校验值不符：被改动",
                    FileError::Full | FileError::Store(_) | FileError::Folder(_) => "文件读不出来",
                };
                let place = named.get(hash);
                kept.findings.push(Finding {
                    stream: place.map(|place| place.stream.clone()).unwrap_or_default(),
                    seq: place.map(|place| place.seq),
                    what: format!("{what}（{hash}）"),
                });
            }
            kept.looked_at += 1;
            told(kept.looked_at);
        }
        Ok(kept)
    }

    /// Opens everything that is sealed: persons, letters that wait, drafts, second factors, messages of other systems. What it says is
    /// thrown away.
    pub async fn verify_sealed(&self, keys: &Keys, mut told: impl FnMut(u64)) -> Result<Kept, Fault> {
        let mut kept = Kept::default();
        for Sealed { table, zh, sql } in SEALED {
            let mut after = String::new();
            loop {
                let rows = self.store.query(sql, &values![&after, PER_PAGE]).await?;
                let Some(last) = rows.last() else { break };
                after = last.text(3).to_owned();
                for row in &rows {
                    let (row_id, column) = (row.text(0), row.text(1));
                    if keys.open(&Context { table, column, row_id }, row.text(2)).is_err() {
                        let what = format!("密封字段打不开：{zh} {row_id} 的{}", column_zh(column));
                        kept.findings.push(Finding { stream: String::new(), seq: None, what });
                    }
                    kept.looked_at += 1;
                    told(kept.looked_at);
                }
            }
        }
        Ok(kept)
    }
}

/// A column of sealed texts: rows of `(row id, column, sealed, key)` behind a key, as they were bound to their place when they were sealed.
struct Sealed {
    table: &'static str,
    /// Whose field it is, for whoever reads the finding.
    zh: &'static str,
    sql: &'static str,
}

const SEALED: [Sealed; 8] = [
    Sealed {
        table: "vault",
        zh: "人员",
        sql: "SELECT person, field, sealed, person FROM vault WHERE person IN \
              (SELECT DISTINCT person FROM vault WHERE person > $1 ORDER BY person LIMIT $2) ORDER BY person, field",
    },
    Sealed {
        table: "outbox",
        zh: "待寄信件",
        sql: "SELECT id, 'address', sealed_address, id FROM outbox WHERE id > $1 ORDER BY id LIMIT $2",
    },
    Sealed {
        table: "outbox",
        zh: "待寄信件",
        sql: "SELECT id, 'body', sealed_body, id FROM outbox WHERE id > $1 ORDER BY id LIMIT $2",
    },
    Sealed {
        table: "draft",
        zh: "申请草稿",
        sql: "SELECT digest, 'sealed', sealed, digest FROM draft WHERE digest > $1 ORDER BY digest LIMIT $2",
    },
    Sealed {
        table: "kept_form",
        zh: "留存的表单",
        sql: "SELECT digest, 'sealed', sealed, digest FROM kept_form WHERE digest > $1 ORDER BY digest LIMIT $2",
    },
    Sealed {
        table: "credential",
        zh: "账户",
        sql: "SELECT SUBSTR(subject, 6), 'totp', sealed_totp, subject FROM credential \
              WHERE subject > $1 AND subject LIKE 'user:%' AND sealed_totp IS NOT NULL ORDER BY subject LIMIT $2",
    },
    Sealed {
        table: "event_in",
        zh: "收到的报文",
        sql: "SELECT delivery, 'body', sealed_body, delivery FROM event_in WHERE delivery > $1 ORDER BY delivery LIMIT $2",
    },
    Sealed {
        table: "event_out",
        zh: "发出的报文",
        sql: "SELECT id, 'body', sealed_body, id FROM event_out WHERE id > $1 ORDER BY id LIMIT $2",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::FaultKind;

    #[test]
    fn a_table_that_does_not_read_is_a_finding_and_another_fault_stays_one() {
        let damaged = Kept::of("文件的登记", Err(Fault::new(FaultKind::Damaged, "read a row")));
        let found = damaged.expect("the check goes on").findings;
        assert!(found.len() == 1 && found[0].what.contains("文件的登记读不出来"), "{found:?}");
        assert!(Kept::of("文件的登记", Err(Fault::new(FaultKind::Setup, "open"))).is_err());
    }
}
