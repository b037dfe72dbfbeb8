//! One row of a table held against its dispute: which proceeding it goes on with, whether that is known already, and the order that it makes.
//! For `matching` alone.

use super::{
    matching::Source,
    reading::{ServedOn, Told, listed, served_on},
};
use crate::{
    office::{Failure, Office, Order, Rehearsal},
    orders::courts,
    people::import::{Outcome, find_organization},
};
use huajie_law::{
    Actor, AnyMatter, Command, MatterId, OrgId,
    calendar::zh_date,
    dispute::{Dispute, DisputeCommand, PartyStanding, Place, Proceeding, Spoken},
    mediation::RESPONDENT,
    mirrored::{Milestone, Mirrored, MirroredCommand, Opening, Origin, OtherBody, Report, Step, Way},
    text::normal_number,
};
use huajie_ledger::{Fault, Scope};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The first dispute of a table for each case number.
pub(super) type Claimed = BTreeMap<String, MatterId>;

/// One row, and where it is held against.
pub(super) struct Row<'a> {
    pub office: &'a Office,
    pub actor: &'a Actor,
    pub source: &'a Source<'a>,
    pub claimed: &'a Claimed,
    pub told: &'a Told,
    pub dispute: &'a MatterId,
    pub body: Option<OtherBody>,
}

impl Row<'_> {
    /// Tries a step of it, and keeps the order that it makes.
    pub async fn try_step(
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
        let (report, known) = self.held_against(rehearsal, dispute, report).await?;
        if let Some(known) = known {
            return Ok(known);
        }
        if let Some(why) = self.number_elsewhere(dispute).await? {
            return Ok(Outcome::Refused(why));
        }
        let proceeding = match self.proceeding(rehearsal, dispute, &report.step).await? {
            Ok(proceeding) => proceeding,
            Err(why) => return Ok(Outcome::Refused(why)),
        };
        let (order, outcome) = match proceeding {
            Some((_, held)) if held.mentions(&report) => return Ok(Outcome::Present),
            Some((id, held)) => {
                let report = self.of_body(&held, report);
                let command = Command::Mirrored(MirroredCommand::records(report));
                (Order { target: id, seen_version: None, command }, Outcome::Changed)
            }
            None => {
                let Some(body) = self.body.clone() else {
                    return Ok(Outcome::Refused("请写办理机关".into()));
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

    /// The very same report came before; where it gives another day now, whoever sees both says which is right. What was struck comes in
    /// again under a number that names its day, for the first one is used up.
    async fn held_against(
        &self,
        rehearsal: &Rehearsal<'_>,
        dispute: &Dispute,
        mut report: Report,
    ) -> Result<(Report, Option<Outcome>), Fault> {
        let known = self.known(rehearsal, dispute, &report).await?;
        let another_day = |held: &&Milestone| held.report.happened_on != report.happened_on;
        let stands = known.iter().any(|held| held.struck.is_none());
        let outcome = match known.iter().find(|held| held.struck.is_none() == stands).filter(another_day) {
            _ if known.is_empty() => None,
            None => (stands || knows(dispute, &report)).then_some(Outcome::Present),
            Some(held) if stands => Some(Outcome::Refused(not_the_same(held, &report))),
            Some(_) => {
                let id = report.origin.external_id.take().unwrap_or_default();
                report.origin.external_id = Some(format!("{id}@{}", report.happened_on));
                knows(dispute, &report).then_some(Outcome::Present)
            }
        };
        Ok((report, outcome))
    }

    /// What is on file under the number of this report.
    async fn known(
        &self,
        rehearsal: &Rehearsal<'_>,
        dispute: &Dispute,
        report: &Report,
    ) -> Result<Vec<Milestone>, Fault> {
        let key = report.origin.key();
        let sent = |p: &&Proceeding| key.as_ref().is_some_and(|key| p.course.keys.contains(key));
        // What was typed here went out under the number that it has in this file.
        let own = self.told.external_id.as_deref().and_then(|id| id.rsplit_once('/'));
        let is_own = |p: &&Proceeding| own.is_some_and(|(id, _)| p.matter.as_str() == id);
        let mut of = dispute.proceedings.iter();
        let Some(of) = of.clone().find(sent).or_else(|| of.find(is_own)) else { return Ok(Vec::new()) };
        let Some(AnyMatter::Mirrored(held)) = rehearsal.file(&of.matter).await?.matter else {
            return Ok(Vec::new());
        };
        let named = own.filter(|(id, _)| *id == of.matter.as_str()).map(|(_, name)| name);
        let same = |one: &Milestone| {
            let told = key.is_some() && one.report.origin.key() == key;
            told || named == Some(one.key.as_str())
        };
        Ok(held.milestones.into_iter().filter(same).collect())
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
        step: &Step,
    ) -> Result<Result<Option<(MatterId, Mirrored)>, String>, Fault> {
        let spoken = Spoken {
            procedure: self.told.procedure,
            level: self.told.level,
            opens: step.opens(),
            files: step.files(),
            body: self.body.as_ref().map(|body| body.name.as_str()),
            case_number: self.told.case_number.as_deref(),
        };
        let id = match dispute.place(&spoken) {
            Place::Opens => return Ok(Ok(None)),
            Place::On(id) => id,
            Place::Unclear(says) => {
                return Ok(Err(format!("{says}；请写明案号，或者先在案卷里登记，再导入")));
            }
        };
        match rehearsal.file(id).await?.matter {
            Some(AnyMatter::Mirrored(held)) => Ok(Ok(Some((id.clone(), *held)))),
            _ => Err(Fault::other("a proceeding of a dispute is not on file")),
        }
    }

    /// Why this number may not be meant: it stands on another dispute, here or further up in the table.
    async fn number_elsewhere(&self, dispute: &Dispute) -> Result<Option<String>, Fault> {
        let Some(number) = &self.told.case_number else { return Ok(None) };
        let normal = normal_number(number);
        let known = dispute.proceedings.iter().flat_map(|p| &p.course.case_numbers);
        if known.into_iter().any(|known| normal_number(known) == normal) {
            return Ok(None);
        }
        let claimed = self.claimed.get(&normal).filter(|first| *first != self.dispute).cloned();
        let procedure = self.told.procedure;
        let elsewhere = courts::elsewhere(self.office, self.dispute, procedure, number).await?;
        let Some(other) = elsewhere.or(claimed) else { return Ok(None) };
        let ledger = &self.office.ledger;
        let seen = self.actor.is_statute() || ledger.may_see(&Scope::from(self.actor), &other).await?;
        let named = ledger.numbers_of(std::slice::from_ref(&other)).await?.remove(&other);
        let named = named.filter(|_| seen).unwrap_or_else(|| "另一件争议".to_owned());
        Ok(Some(format!(
            "案号 {number} 写在两件争议上：{named}和{}，请核对；几件争议合在一个案号里审理的，先在案卷里登记并注明，再导入",
            dispute.number
        )))
    }

    /// The body is named where it is another one than before.
    fn of_body(&self, held: &Mirrored, mut report: Report) -> Report {
        if self.told.body.is_some() && report.opens() {
            let known = held.level(report.level).and_then(|course| course.body);
            let known = known.unwrap_or_else(|| held.body.clone());
            report.body = self.body.clone().filter(|body| body.name != known.name);
        }
        report
    }
}

/// Whose proceeding a row is about: named in it, else the officer's own.
pub(super) fn body(office: &Office, actor: &Actor, told: &Told) -> Option<OtherBody> {
    let law = office.law();
    let Some(typed) = &told.body else {
        let theirs = told.procedure.officers().contains(&actor.role);
        let id = actor.organization.clone().filter(|_| theirs)?;
        let name = law.directory.name_of(&id).to_owned();
        return Some(OtherBody { organization: Some(id), name });
    };
    let said = Some(OrgId::from(typed.as_str())).filter(|id| law.directory.organization(id).is_some());
    let organization = said.or_else(|| find_organization(office, typed).ok());
    // As the directory calls it, so that one body has one name.
    let name = organization.as_ref().map(|id| law.directory.name_of(id).to_owned());
    Some(OtherBody { organization, name: name.unwrap_or_else(|| typed.clone()) })
}

/// The step's name as its JSON has it.
pub(super) fn name(step: &Step) -> String {
    let value = serde_json::to_value(step).unwrap_or_default();
    value["step"].as_str().unwrap_or_default().to_owned()
}

/// Both days, and how whichever is wrong is put right.
fn not_the_same(held: &Milestone, report: &Report) -> String {
    let (known, new) = (zh_date(held.report.happened_on), zh_date(report.happened_on));
    format!(
        "与已登记的不一致：已登记的是{known}，表里是{new}，没有导入。表里对的，先在案卷里“作废节点”再导入一次；已登记的对的，改表里的日子"
    )
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
    for part in listed(asked) {
        match served_on(part) {
            Some(ServedOn::Everybody) => sides.extend::<Vec<String>>(everybody()),
            Some(ServedOn::Applicants) => sides.extend(standing(PartyStanding::Applicant)),
            Some(ServedOn::ThirdParties) => sides.extend(standing(PartyStanding::ThirdParty)),
            Some(ServedOn::Respondent) => sides.push(RESPONDENT.to_owned()),
            None => {
                return Err(format!("没有看懂送达给谁：{part}。可以写：申请人、第三人、被申请机关、各方"));
            }
        }
    }
    sides.dedup();
    Ok(sides)
}
