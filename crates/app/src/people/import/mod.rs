//! Bringing in what stands in tables elsewhere: organizations, divisions, seats, the roster. Every row is a command; a row
//! that is already so is passed over, a row that cannot be taken is told with its line, and the others go on.

mod export;
mod organizations;
mod roster;
mod seats;
mod sheet;

pub use export::roster_workbook;
pub use organizations::{divisions, organization_id, organizations};
pub use roster::{role_named, roster};
pub use seats::seats;
pub use sheet::rows as table_rows;

use crate::office::{Extras, Failure, Office, Order};
use huajie_law::{
    Actor, OrgId,
    directory::{Category, Organization},
};
use huajie_ledger::Fault;

/// How an import went, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub rows: Vec<RowReport>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    pub line: u64,
    /// What the row is about.
    pub subject: String,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Created,
    /// Something that was there is different now.
    Changed,
    Present,
    /// Why the row was not taken.
    Refused(String),
}

impl Report {
    pub fn count(&self, wanted: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|row| wanted(&row.outcome)).count()
    }

    pub fn refused(&self) -> impl Iterator<Item = (&RowReport, &str)> {
        self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Refused(why) => Some((row, why.as_str())),
            _ => None,
        })
    }

    /// One line for the console and the page.
    pub fn summary(&self) -> String {
        let counted = |outcome: Outcome| self.count(|held| *held == outcome);
        format!(
            "新增 {} 行，变更 {} 行，原已有 {} 行，没有导入 {} 行",
            counted(Outcome::Created),
            counted(Outcome::Changed),
            counted(Outcome::Present),
            self.refused().count()
        )
    }
}

/// Rows committed together: one transaction each would make 600 organizations take a minute on a slow disk.
const ROWS_PER_COMMIT: usize = 100;

/// A row whose orders are still to be given.
struct Planned {
    line: u64,
    subject: String,
    outcome: Outcome,
    orders: Vec<Order>,
}

impl Planned {
    /// A row that needs nothing, or cannot be taken.
    fn settled(line: u64, subject: impl Into<String>, outcome: Outcome) -> Planned {
        Planned { line, subject: subject.into(), outcome, orders: Vec::new() }
    }

    fn report(&self, outcome: Outcome) -> RowReport {
        RowReport { line: self.line, subject: self.subject.clone(), outcome }
    }
}

/// Gives the orders of many rows, together where that goes well and one by one where one of them is refused.
async fn carry_out(office: &Office, actor: &Actor, planned: &[Planned]) -> Result<Report, Fault> {
    let mut report = Report::default();
    for batch in planned.chunks(ROWS_PER_COMMIT) {
        let orders: Vec<Order> = batch.iter().flat_map(|row| row.orders.clone()).collect();
        if orders.is_empty() || office.execute_all(actor, &orders, Extras::default()).await.is_ok() {
            report.rows.extend(batch.iter().map(|row| row.report(row.outcome.clone())));
            continue;
        }
        for row in batch {
            let outcome = give(office, actor, row).await?;
            report.rows.push(row.report(outcome));
        }
    }
    Ok(report)
}

async fn give(office: &Office, actor: &Actor, row: &Planned) -> Result<Outcome, Fault> {
    if row.orders.is_empty() {
        return Ok(row.outcome.clone());
    }
    match office.execute_all(actor, &row.orders, Extras::default()).await {
        Ok(_) => Ok(row.outcome.clone()),
        Err(Failure::Refused(refusal)) => Ok(Outcome::Refused(refusal.says().to_owned())),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(Failure::Stale(_) | Failure::Answered(_) | Failure::KeyReused | Failure::Doubled(_)) => {
            Ok(Outcome::Refused("别人同时在改，请再导入一次".into()))
        }
    }
}

/// The organization that a cell names: by the code or name it was imported under, by its one name, or by its one division code.
pub fn find_organization(office: &Office, asked: &str) -> Result<OrgId, String> {
    let law = office.law();
    let by_key = organization_id(asked);
    if law.directory.organization(&by_key).is_some() {
        return Ok(by_key);
    }
    let called = |held: &Organization| held.name == asked || held.division.as_deref() == Some(asked);
    let by_code = |held: &Organization| held.category.is_division() || held.category == Category::Government;
    let mut named: Vec<_> = law.directory.organizations.iter().filter(|(_, held)| called(held)).collect();
    // Every body of a city may carry the city's code: it stands for the town, the village or the government.
    if named.len() > 1 && asked.bytes().all(|byte| byte.is_ascii_digit()) {
        named.retain(|(_, held)| by_code(held));
    }
    let mut named = named.into_iter();
    match (named.next(), named.next()) {
        (Some((id, _)), None) => Ok(id.clone()),
        (Some(_), Some(_)) => Err(format!("叫“{asked}”的单位不止一个，请写区划代码")),
        (None, _) => Err(format!("单位名录里没有“{asked}”")),
    }
}
