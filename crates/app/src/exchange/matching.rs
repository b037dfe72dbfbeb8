//! From rows to orders: which proceeding of its quarrel, whether it is known already. Rows of one quarrel are tried one after
//! another, each on what those before make, and given together; what cannot be taken says why, and the others go on.

use super::{
    columns::Sheet,
    quarrel::{Found, quarrel},
    reading::{self, Told},
};
use crate::{
    office::{Extras, Failure, Office, Order, Rehearsal},
    people::import::{Outcome, find_organization},
};
use huajie_law::{
    Actor, AnyMatter, Command, File, Kind, MatterId,
    calendar::zh_date,
    dispute::{Dispute, DisputeCommand, PartyStanding},
    mediation::RESPONDENT,
    mirrored::{Level, Mirrored, MirroredCommand, Opening, Origin, OtherBody, Procedure, Report, Step, Way},
    text::normal_number,
};
use huajie_ledger::{Fault, table_columns::Columns};
use jiff::civil::Date;
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
    for (line, row) in (source.sheet.first_line..).zip(&source.sheet.rows) {
        let said = source.sheet.said(source.columns, row);
        if said.is_empty() {
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
        match reading::read(&said, source.columns) {
            Err(why) => taken.push(refused(why)),
            Ok(told) => match quarrel(office, actor, &told).await? {
                Err(why) => taken.push(refused(why)),
                Ok(Found { dispute, seen }) => {
                    let group = groups.entry(dispute).or_insert_with(|| Group { seen, rows: Vec::new() });
                    group.rows.push((line, told));
                }
            },
        }
    }
    for (dispute, group) in groups {
        taken.extend(settle(office, actor, source, &dispute, &group, give).await?);
    }
    taken.sort_by_key(|one| one.line);
    Ok(taken)
}

async fn settle(
    office: &Office,
    actor: &Actor,
    source: &Source<'_>,
    dispute: &MatterId,
    group: &Group,
    give: bool,
) -> Result<Vec<Taken>, Fault> {
    let mut rehearsal = office.rehearse(actor);
    let (mut taken, mut orders) = (Vec::new(), Vec::new());
    for (line, told) in &group.rows {
        for step in &told.steps {
            let (what, outcome) = match step {
                Err(why) => (String::new(), Outcome::Refused(why.clone())),
                Ok((step, on)) => {
                    let what = format!("{}：{} {}", level_zh(told), step.name_zh(), zh_date(*on));
                    let row = Row { office, actor, source, told, dispute };
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

/// One row, and where it is held against.
struct Row<'a> {
    office: &'a Office,
    actor: &'a Actor,
    source: &'a Source<'a>,
    told: &'a Told,
    dispute: &'a MatterId,
}

impl Row<'_> {
    async fn try_step(
        &self,
        rehearsal: &mut Rehearsal<'_>,
        step: &Step,
        on: Date,
        orders: &mut Vec<Order>,
    ) -> Result<Outcome, Fault> {
        let file = rehearsal.file(self.dispute).await?;
        let Some(AnyMatter::Dispute(dispute)) = &file.matter else {
            return Ok(Outcome::Refused("这个案号不是争议".into()));
        };
        let report = match self.report(dispute, step, on) {
            Ok(report) => report,
            Err(why) => return Ok(Outcome::Refused(why)),
        };
        if knows(dispute, &report) {
            return Ok(Outcome::Present);
        }
        let proceeding = match self.proceeding(rehearsal, dispute).await? {
            Ok(proceeding) => proceeding,
            Err(why) => return Ok(Outcome::Refused(why)),
        };
        let (order, outcome) = match proceeding {
            Some((_, held)) if held.mentions(&report) => return Ok(Outcome::Present),
            Some((id, held)) => {
                let report = self.of_body(&held, report);
                let command = Command::Mirrored(MirroredCommand::Record { report: Box::new(report) });
                (Order { target: id, seen_version: None, command }, Outcome::Changed)
            }
            None => {
                let body = match self.body() {
                    Some(body) => body,
                    None => return Ok(Outcome::Refused("请写办理机关".into())),
                };
                let opening = Box::new(Opening {
                    procedure: self.told.procedure,
                    body,
                    by: Vec::new(),
                    apart: false,
                    report,
                });
                let command = Command::Dispute(DisputeCommand::RecordProceeding { opening });
                (Order { target: self.dispute.clone(), seen_version: None, command }, Outcome::Created)
            }
        };
        match rehearsal.order(&order).await {
            Ok(()) => {
                orders.push(order);
                Ok(outcome)
            }
            Err(Failure::Fault(fault)) => Err(fault),
            Err(Failure::Refused(refusal)) => Ok(Outcome::Refused(refusal.says().to_owned())),
            Err(_) => Ok(Outcome::Refused("别人同时在改这个争议，请再导入一次".into())),
        }
    }

    fn report(&self, dispute: &Dispute, step: &Step, on: Date) -> Result<Report, String> {
        let told = self.told;
        let step = match step {
            Step::Served { .. } => Step::Served { sides: sides(dispute, told.served_to.as_deref())? },
            other => other.clone(),
        };
        let of_paper = matches!(
            step,
            Step::Decided { .. } | Step::PeriodExcluded { .. } | Step::PeriodResumed | Step::Extended { .. }
        );
        let opens = step.opens() || matches!(step, Step::Decided { .. });
        let origin = Origin {
            way: Way::Imported,
            system: Some(told.system.clone().unwrap_or_else(|| self.source.sender.to_owned())),
            external_id: Some(self.external_id(&step, on)),
        };
        Ok(Report {
            level: told.level,
            happened_on: on,
            body: None,
            case_number: told.case_number.clone().filter(|_| opens),
            document_number: told.document_number.clone().filter(|_| of_paper),
            document: None,
            step,
            origin,
        })
    }

    /// Their number of the row and which step of it; where they give none, what makes the step the one that it is.
    fn external_id(&self, step: &Step, on: Date) -> String {
        let told = self.told;
        let name = name(step);
        match &told.external_id {
            Some(id) if told.steps.len() == 1 => id.clone(),
            Some(id) => format!("{id}/{name}"),
            None => {
                let number = told.case_number.as_deref().map(normal_number);
                let number = number.unwrap_or_else(|| self.dispute.to_string());
                format!("{number}/{}/{}/{name}/{on}", told.procedure.as_str(), told.level.as_str())
            }
        }
    }

    /// The proceeding that the row goes on with; none if it is the first that is heard of one.
    async fn proceeding(
        &self,
        rehearsal: &Rehearsal<'_>,
        dispute: &Dispute,
    ) -> Result<Result<Option<(MatterId, Mirrored)>, String>, Fault> {
        let told = self.told;
        let mut all: Vec<(MatterId, Mirrored)> = Vec::new();
        for known in dispute.proceedings.iter().filter(|p| p.kind == Kind::Mirrored) {
            if let File { id, matter: Some(AnyMatter::Mirrored(held)), .. } =
                rehearsal.file(&known.matter).await?
                && held.procedure == told.procedure
            {
                all.push((id, *held));
            }
        }
        let number = told.case_number.as_deref().map(normal_number);
        let numbered = |held: &Mirrored| {
            let number = number.as_ref();
            number.is_some_and(|number| held.case_numbers().iter().any(|one| normal_number(one) == *number))
        };
        if let Some(found) = all.iter().find(|(_, held)| numbered(held)) {
            return Ok(Ok(Some(found.clone())));
        }
        // An appeal has a number of its own and goes on with the suit.
        let upper = told.level != Level::First;
        let unnumbered = |held: &Mirrored| held.case_numbers().is_empty();
        // Sent back, it is filed anew under another number.
        let court = self.body().map(|body| body.name);
        let refiled = |held: &Mirrored| {
            let awaited = held.awaits_refiling().filter(|_| !upper);
            awaited.is_some_and(|awaited| court.as_ref().is_none_or(|court| court == awaited.name()))
        };
        if let Some(found) = all.iter().find(|(_, held)| refiled(held)) {
            return Ok(Ok(Some(found.clone())));
        }
        let fitting: Vec<&(MatterId, Mirrored)> =
            all.iter().filter(|(_, held)| number.is_none() || upper || unnumbered(held)).collect();
        Ok(match fitting[..] {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            ref several if upper => Ok(several.last().map(|one| (*one).clone())),
            _ => Err(format!("这个争议有几个{}，请写明案号", told.procedure.name_zh())),
        })
    }

    fn body(&self) -> Option<OtherBody> {
        let law = self.office.law();
        let own = || {
            let theirs = self.told.procedure.officers().contains(&self.actor.role);
            let id = self.actor.organization.clone().filter(|_| theirs)?;
            let name = law.directory.name_of(&id).to_owned();
            Some(OtherBody { organization: Some(id), name })
        };
        match &self.told.body {
            Some(name) => Some(OtherBody {
                organization: find_organization(self.office, name).ok(),
                name: name.clone(),
            }),
            None => own(),
        }
    }

    /// The body is named where it is another one than before.
    fn of_body(&self, held: &Mirrored, mut report: Report) -> Report {
        if self.told.body.is_some() && report.step.opens() {
            let known = held.level(report.level).and_then(|course| course.body);
            let known = known.unwrap_or_else(|| held.body.clone());
            report.body = self.body().filter(|body| body.name != known.name);
        }
        report
    }
}

/// The step's name as its JSON has it.
pub(super) fn name(step: &Step) -> String {
    let value = serde_json::to_value(step).unwrap_or_default();
    value["step"].as_str().unwrap_or_default().to_owned()
}

/// The very same report came before.
fn knows(dispute: &Dispute, report: &Report) -> bool {
    let key = report.origin.key();
    let known = dispute.proceedings.iter().flat_map(|p| &p.course.keys);
    key.is_some_and(|key| known.into_iter().any(|held| *held == key))
}

/// Who was served: everybody, or the sides that the cell names.
fn sides(dispute: &Dispute, served_to: Option<&str>) -> Result<Vec<String>, String> {
    let standing = |wanted: PartyStanding| {
        let parties = dispute.parties.iter().filter(move |party| party.particulars.standing == wanted);
        parties.map(|party| party.key.clone()).collect::<Vec<_>>()
    };
    let everybody = || {
        let parties = dispute.parties.iter().map(|party| party.key.clone());
        parties.chain([RESPONDENT.to_owned()]).collect()
    };
    let Some(asked) = served_to else { return Ok(everybody()) };
    let mut sides = Vec::new();
    for part in asked.split([';', '；', ',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()) {
        match part {
            "各方" | "双方" | "全部" => sides.extend::<Vec<String>>(everybody()),
            "原告" | "申请人" | "信访人" | "上诉人" | "投诉人" => {
                sides.extend(standing(PartyStanding::Applicant))
            }
            "第三人" => sides.extend(standing(PartyStanding::ThirdParty)),
            "被告" | "被申请人" | "被申请机关" | "行政机关" | "被上诉人" => {
                sides.push(RESPONDENT.to_owned())
            }
            other => {
                return Err(format!("没有看懂送达给谁：{other}。可以写：申请人、第三人、被申请机关、各方"));
            }
        }
    }
    sides.dedup();
    Ok(sides)
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
