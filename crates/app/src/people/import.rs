//! Bringing in organizations and divisions from a table. Every row is a command; a row that is already so is passed over.

use crate::office::{Extras, Failure, Office, Order};
use huajie_law::{
    Actor, Command, MatterId, OrgId,
    directory::{Category, OrganizationCommand},
};
use std::collections::BTreeMap;

/// How an import went, row by row.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub created: usize,
    pub present: usize,
}

/// A row that cannot be taken, with its line.
#[derive(Debug)]
pub struct BadRow {
    pub line: u64,
    pub why: String,
}

/// Rows committed together; one transaction per row would make 600 organizations take a minute on a slow disk.
const ROWS_PER_COMMIT: usize = 100;

/// One organization of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What names the organization for ever: its division code, or its name.
    pub key: String,
    pub name: String,
    pub category: Category,
    pub parent_key: Option<String>,
    pub division: Option<String>,
    pub vertical: bool,
}

/// The id of an organization follows from what names it, so that importing twice makes nothing twice.
pub fn organization_id(key: &str) -> OrgId {
    let digest = huajie_ledger::vault::sm3_hex(key.as_bytes());
    OrgId::new(format!("o{}", &digest[..16]))
}

/// `name,category,vertical` — bodies of the city.
pub fn bodies(text: &str) -> Result<Vec<Row>, BadRow> {
    let mut rows = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.map_err(|error| bad(&error))?;
        let category = record[1].parse().map_err(|_| BadRow { line: line(&record), why: format!("没有这种单位类别：{}", &record[1]) })?;
        let name = record[0].trim().to_owned();
        rows.push(Row { key: name.clone(), name, category, parent_key: None, division: None, vertical: &record[2] == "yes" });
    }
    Ok(rows)
}

/// `code,name,level,parent_code` — divisions of GB/T 2260 and below; towns become organizations, villages hang on them.
pub fn divisions(text: &str) -> Result<Vec<Row>, BadRow> {
    let mut rows = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.map_err(|error| bad(&error))?;
        let category = match &record[2] {
            "township" => Category::Township,
            "village" => Category::Village,
            _ => continue,
        };
        let code = record[0].to_owned();
        let parent_key = (category == Category::Village).then(|| record[3].to_owned());
        rows.push(Row { key: code.clone(), name: record[1].to_owned(), category, parent_key, division: Some(code), vertical: false });
    }
    Ok(rows)
}

fn line(record: &csv::StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

fn bad(error: &csv::Error) -> BadRow {
    BadRow { line: error.position().map_or(0, csv::Position::line), why: "这一行的列数不对或者不是 UTF-8".into() }
}

/// Founds what is not there yet.
pub async fn organizations(office: &Office, actor: &Actor, rows: &[Row]) -> Result<Imported, Failure> {
    let law = office.law();
    let mut imported = Imported::default();
    let mut fresh: BTreeMap<OrgId, Order> = BTreeMap::new();
    for row in rows {
        let id = organization_id(&row.key);
        if law.directory.organization(&id).is_some() {
            imported.present += 1;
            continue;
        }
        let command = Command::Organization(OrganizationCommand::Found {
            name: row.name.clone(),
            category: row.category,
            parent: row.parent_key.as_deref().map(organization_id),
            division: row.division.clone(),
            vertical: row.vertical,
        });
        fresh.insert(id.clone(), Order { target: MatterId::new(id.as_str()), seen_version: None, command });
    }
    let orders: Vec<Order> = fresh.into_values().collect();
    for batch in orders.chunks(ROWS_PER_COMMIT) {
        office.execute_all(actor, batch, Extras::default()).await?;
        imported.created += batch.len();
    }
    Ok(imported)
}
