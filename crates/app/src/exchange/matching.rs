//! From rows to orders: which proceeding of its quarrel, whether it is known already. Rows of one quarrel are tried one after
//! another, each on what those before make, and given together; what cannot be taken says why, and the others go on.

use super::{
    columns::Sheet,
    quarrel::{Found, quarrel},
    reading::{self, Told},
    row::{self, Claimed, Row},
    words,
};
use crate::{
    office::{Extras, Failure, Office},
    people::import::Outcome,
};
use huajie_law::{Actor, MatterId, calendar::zh_date, mirrored::Procedure, text::normal_number};
use huajie_ledger::{Fault, table_columns::Columns};
use std::collections::BTreeMap;

/// One step of a row, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub line: u64,
    /// Their number, or ours.
    pub subject: String,
    /// What happened, and when.
    pub what: String,
    /// What of the quarrel this officer may open.
    pub file: Option<MatterId>,
    pub outcome: Outcome,
}

/// Whose table it is, and which of its columns hold what.
pub struct Source<'a> {
    pub sender: &'a str,
    pub sheet: &'a Sheet,
    pub columns: &'a Columns,
}

impl Source<'_> {
    /// How many rows are none of ours, as was said of a word in them; nothing where there is none.
    pub fn passed_over_zh(&self) -> Option<String> {
        let said =
            |row: &&Vec<String>| reading::is_passed_over(&self.sheet.said(self.columns, row), self.columns);
        let rows = self.sheet.rows.iter().filter(said).count();
        (rows > 0).then(|| format!("按选过的词略过 {rows} 行。"))
    }
}

/// The rows of one quarrel.
struct Group {
    seen: MatterId,
    rows: Vec<(u64, Told)>,
}

/// Tries all rows, and with `give` gives what they order.
pub async fn bring_in(
    office: &Office,
    actor: &Actor,
    source: &Source<'_>,
    give: bool,
) -> Result<Vec<Taken>, Fault> {
    let mut taken = Vec::new();
    let mut groups: BTreeMap<MatterId, Group> = BTreeMap::new();
    let mut claimed: Claimed = BTreeMap::new();
    for (line, row) in (source.sheet.first_line..).zip(&source.sheet.rows) {
        let said = source.sheet.said(source.columns, row);
        if said.is_empty() || reading::is_passed_over(&said, source.columns) {
            continue;
        }
        let subject = ["case_number", "dispute"].iter().find_map(|field| said.get(field)).cloned();
        let subject = subject.unwrap_or_default();
        let refused = |why: String| Taken {
            line,
            subject: subject.clone(),
            what: String::new(),
            file: None,
            outcome: Outcome::Refused(why),
        };
        let read = reading::read(&said, source.columns);
        match read.and_then(|told| words::with_its_court(office, &said, source.columns, told)) {
            Err(why) => taken.push(refused(why)),
            Ok(told) => match quarrel(office, actor, &told).await? {
                Err(why) => taken.push(refused(why)),
                Ok(Found { dispute, seen }) => {
                    if let Some(number) = &told.case_number {
                        claimed.entry(normal_number(number)).or_insert_with(|| dispute.clone());
                    }
                    let group = groups.entry(dispute).or_insert_with(|| Group { seen, rows: Vec::new() });
                    group.rows.push((line, told));
                }
            },
        }
    }
    for (dispute, group) in groups {
        taken.extend(settle(office, actor, source, &claimed, (&dispute, &group), give).await?);
    }
    taken.sort_by_key(|one| one.line);
    Ok(taken)
}

async fn settle(
    office: &Office,
    actor: &Actor,
    source: &Source<'_>,
    claimed: &Claimed,
    (dispute, group): (&MatterId, &Group),
    give: bool,
) -> Result<Vec<Taken>, Fault> {
    let mut rehearsal = office.rehearse(actor);
    let (mut taken, mut orders) = (Vec::new(), Vec::new());
    for (line, told) in &group.rows {
        let row = Row { office, actor, source, claimed, told, dispute, body: row::body(office, actor, told) };
        for step in &told.steps {
            let (what, outcome) = match step {
                Err(why) => (String::new(), Outcome::Refused(why.clone())),
                Ok((step, on)) => {
                    let what = format!("{}：{} {}", level_zh(told), step.name_zh(), zh_date(*on));
                    (what, row.try_step(&mut rehearsal, step, *on, &mut orders).await?)
                }
            };
            let subject = told.case_number.clone().or_else(|| told.dispute.clone()).unwrap_or_default();
            taken.push(Taken { line: *line, subject, what, file: Some(group.seen.clone()), outcome });
        }
    }
    drop(rehearsal);
    if give && !orders.is_empty() {
        let why = match office.execute_all(actor, &orders, Extras::default()).await {
            Ok(_) => return Ok(taken),
            Err(Failure::Fault(fault)) => return Err(fault),
            Err(Failure::Refused(refusal)) => refusal.says().to_owned(),
            Err(Failure::Stale(_) | Failure::Answered(_) | Failure::KeyReused | Failure::Doubled(_)) => {
                "别人同时在改这个争议，请再导入一次".to_owned()
            }
        };
        for one in &mut taken {
            if matches!(one.outcome, Outcome::Created | Outcome::Changed) {
                one.outcome = Outcome::Refused(why.clone());
            }
        }
    }
    Ok(taken)
}

fn level_zh(told: &Told) -> &'static str {
    told.procedure.level_zh(told.level)
}

/// For a procedure's own officers and the clerks of the centre.
pub(super) fn may_exchange(actor: &Actor) -> Result<(), huajie_law::Refusal> {
    use huajie_law::Role::{IntakeClerk, Judge, PetitionOfficer, Prosecutor, ReconsiderationOfficer};
    actor.permits(&[IntakeClerk, Judge, PetitionOfficer, Prosecutor, ReconsiderationOfficer])
}

/// Kinds of proceedings that may stand in the table as a whole.
pub(super) fn procedures() -> Vec<(String, &'static str)> {
    Procedure::choices()
}
