//! What the journals say of tables beside them: the numbers that were given, the persons whose fields lie in the vault.

use super::{Finding, Kept, Report};
use crate::{
    Ledger,
    engine::{Fault, Row},
    journal::Entry,
    values,
};
use huajie_law::{Event, Kind, PersonId, matter::Series};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PER_PAGE: u32 = 500;

/// The highest number of a register, and where it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highest {
    serial: u64,
    stream: String,
    seq: u64,
}

/// The last number of each yearly register.
pub(super) type Registers = BTreeMap<(String, i16), u64>;

/// Where somebody is named first, and which of their fields are searched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub stream: String,
    pub seq: u64,
    fields: BTreeSet<&'static str>,
}

/// Fields of a person that leave a blind index, as the index begins with.
const INDEXED: [&str; 3] = ["name", "number", "phone"];

impl Report {
    /// Notes what this entry says of tables beside the journals.
    pub(super) fn note(&mut self, entry: &Entry) {
        let Ok(payload) = serde_json::from_str::<Value>(&entry.payload) else { return };
        self.note_files(entry, &payload);
        self.note_persons(entry, &payload);
        let Some(((prefix, year), serial)) = number_given(entry, payload) else { return };
        let (stream, seq) = (entry.stream.to_string(), entry.seq);
        let highest = self.numbers.entry((prefix.clone(), year)).or_default();
        if serial == highest.serial {
            let what = format!(
                "{prefix}〔{year}〕{serial}号给了两次，另一次在案卷 {} 第 {} 条",
                highest.stream, highest.seq
            );
            self.findings.push(Finding { stream: stream.clone(), seq: Some(seq), what });
        }
        if serial > highest.serial {
            *highest = Highest { serial, stream, seq };
        }
    }

    fn note_persons(&mut self, entry: &Entry, value: &Value) {
        match value {
            Value::Array(rows) => rows.iter().for_each(|row| self.note_persons(entry, row)),
            Value::Object(fields) => {
                if let Some(person) = fields.get("person").and_then(Value::as_str) {
                    let marks = fields.get("marks").and_then(Value::as_array);
                    let marks = marks.into_iter().flatten().filter_map(Value::as_str);
                    let indexed = marks.filter_map(|mark| mark.split_once(':')).map(|(field, _)| field);
                    let known = indexed.filter_map(|field| INDEXED.into_iter().find(|known| *known == field));
                    let (stream, seq) = (entry.stream.to_string(), entry.seq);
                    let first = || Person { stream, seq, fields: BTreeSet::from(["name"]) };
                    self.persons.entry(PersonId::from(person)).or_insert_with(first).fields.extend(known);
                }
                fields.values().for_each(|value| self.note_persons(entry, value));
            }
            _ => {}
        }
    }
}

/// The register and the number that was drawn for this entry, if one was.
fn number_given(entry: &Entry, mut payload: Value) -> Option<((String, i16), u64)> {
    let serial = payload.get("serial").and_then(Value::as_u64).filter(|serial| *serial > 0)?;
    let kind: Kind = entry.kind.parse().ok()?;
    // Which register an event draws from it says as long as it has no number.
    payload["serial"] = Value::from(0);
    let Series { prefix, year } = Event::from_payload(kind, &payload.to_string()).ok()?.wants_serial()?;
    Some(((prefix, year), serial))
}

impl Ledger {
    /// The last number of every register.
    pub(super) async fn registers(&self) -> Result<Registers, Fault> {
        let rows = self.store.query("SELECT prefix, year, last FROM serial", &[]).await?;
        let one = |row: &Row| {
            let year = row.found_int(1).and_then(|year| i16::try_from(year).ok()).unwrap_or_default();
            let last = row.found_int(2).and_then(|last| u64::try_from(last).ok()).unwrap_or_default();
            ((row.found_text(0).unwrap_or_default().to_owned(), year), last)
        };
        Ok(rows.iter().map(one).collect())
    }

    /// Every register stands at the highest number that was given: otherwise numbers would be given again, or some are missing.
    pub(super) async fn check_numbers(
        &self,
        given: &BTreeMap<(String, i16), Highest>,
        before: &Registers,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let now = self.registers().await?;
        let none = Highest::default();
        let all: BTreeSet<_> = given.keys().chain(before.keys()).chain(now.keys()).collect();
        for key in all {
            let highest = given.get(key).unwrap_or(&none);
            let last = |registers: &Registers| registers.get(key).copied().unwrap_or_default();
            let what = match highest.serial {
                serial if serial > last(&now) => "再发就会重号",
                serial if serial < last(before) => "有的号没有案卷",
                _ => continue,
            };
            let (prefix, year) = key;
            findings.push(Finding {
                stream: highest.stream.clone(),
                seq: (highest.serial > 0).then_some(highest.seq),
                what: format!(
                    "编号簿 {prefix}〔{year}〕记到 {} 号，日志里发到 {} 号：{what}",
                    last(&now),
                    highest.serial
                ),
            });
        }
        Ok(())
    }

    /// Everybody whom a journal names lies in the vault, with what they are found by.
    pub async fn verify_persons(&self, named: &BTreeMap<PersonId, Person>) -> Result<Kept, Fault> {
        let mut lacking = named.clone();
        let mut after = String::new();
        loop {
            let sql = "SELECT person, field FROM vault WHERE person IN \
                       (SELECT DISTINCT person FROM vault WHERE person > $1 ORDER BY person LIMIT $2) ORDER BY person, field";
            let rows = self.store.query(sql, &values![&after, PER_PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.found_text(0).unwrap_or_default().to_owned();
            for row in &rows {
                let (person, field) = (row.found_text(0).unwrap_or_default(), row.found_text(1));
                if let Some(wanted) = lacking.get_mut(&PersonId::from(person)) {
                    wanted.fields.retain(|wanted| Some(*wanted) != field);
                }
            }
        }
        let finding = |(person, lacks): (&PersonId, &Person)| {
            let fields: Vec<&str> = lacks.fields.iter().copied().collect();
            Finding {
                stream: lacks.stream.clone(),
                seq: Some(lacks.seq),
                what: format!("人员 {person} 的密封字段不在了：{}", fields.join("、")),
            }
        };
        let findings = lacking.iter().filter(|(_, lacks)| !lacks.fields.is_empty()).map(finding).collect();
        Ok(Kept { looked_at: named.len() as u64, findings })
    }
}
