//! `cn.huajie.proceeding.milestone`: one step of a proceeding that the sender's body conducts. The first that is heard of a
//! proceeding opens its file here, whichever step it is; later ones find it by case number.

use super::{CloudEvent, inbox::NotApplied};
use crate::{
    api::parse,
    office::{Extras, Failure, Office, Order},
};
use huajie_law::{
    Actor, AnyMatter, Command, File, Kind, MatterId,
    dispute::{Dispute, DisputeCommand},
    mediation::RESPONDENT,
    mirrored::{Level, MirroredCommand, Opening, Origin, OtherBody, Procedure, Report, Step, Way},
    text,
};
use huajie_ledger::{Fault, Receipt};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub const KIND: &str = "cn.huajie.proceeding.milestone";
/// Stands for every side in the service of a paper: their keys are known here alone.
const ALL: &str = "all";
/// Another event opened or moved the file meanwhile: looked at again this often.
const ATTEMPTS: usize = 8;

/// What such an event carries in `data`. Who reports, and for which body, is known from the token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneData {
    /// 争议编号, `钟行争〔2026〕1号`.
    pub dispute: String,
    /// The proceeding as an earlier answer named it; where it is not given, the case number tells.
    pub proceeding: Option<MatterId>,
    pub procedure: Procedure,
    #[serde(default = "first")]
    pub level: Level,
    /// In `sides` of a service `all` stands for everybody.
    pub step: Step,
    #[schemars(with = "String")]
    pub happened_on: Date,
    pub case_number: Option<String>,
    pub document_number: Option<String>,
}

fn first() -> Level {
    Level::First
}

/// Where a report belongs.
enum Place {
    Opens,
    On(MatterId),
}

pub(super) async fn act(
    office: &Office,
    actor: &Actor,
    event: &CloudEvent,
    receipt: Receipt,
) -> Result<Value, NotApplied> {
    let data: MilestoneData = parse(&event.data)?;
    let mut attempt = 1;
    loop {
        let (file, dispute) = find(office, &data.dispute).await?.ok_or_else(unknown)?;
        let order = order(office, actor, event, &data, &file, &dispute)?;
        let extras = Extras { receipt: Some(receipt.clone()), ..Extras::default() };
        let written = match office.execute(actor, order, extras).await {
            Ok(committed) => committed.written,
            Err(Failure::Answered(written)) => written,
            // Somebody was faster; what they wrote may be the proceeding that this belongs to.
            Err(Failure::Stale(_)) if attempt < ATTEMPTS => {
                attempt += 1;
                continue;
            }
            Err(failure) => return Err(as_sent(failure.into())),
        };
        let mirrored = format!(".{}", Kind::Mirrored.as_str());
        let proceeding = written.iter().map(|one| one.matter.as_str()).find(|id| id.contains(&mirrored));
        return Ok(json!({ "proceeding": proceeding }));
    }
}

fn as_sent(refused: NotApplied) -> NotApplied {
    refused.with_field(|field| {
        let inner = field.strip_prefix("opening.").unwrap_or(&field);
        format!("data.{}", inner.strip_prefix("report.").unwrap_or(inner))
    })
}

pub(super) fn unknown() -> NotApplied {
    let says = "没有这个编号的争议，请核对；确实还没有登记的，登记以后由系统管理员再次处理这条信息";
    NotApplied::held("event.dispute_unknown", says, "data.dispute")
}

/// The dispute of a number.
pub(super) async fn find(office: &Office, number: &str) -> Result<Option<(File, Dispute)>, Fault> {
    let number = text::normal_number(number);
    if number.contains('\0') {
        return Ok(None);
    }
    for id in office.ledger.marked(&format!("number:{number}")).await? {
        let Some(file) = office.ledger.load(&id).await? else { continue };
        if let Some(AnyMatter::Dispute(dispute)) = &file.matter {
            let dispute = (**dispute).clone();
            return Ok(Some((file, dispute)));
        }
    }
    Ok(None)
}

fn order(
    office: &Office,
    actor: &Actor,
    event: &CloudEvent,
    data: &MilestoneData,
    file: &File,
    dispute: &Dispute,
) -> Result<Order, NotApplied> {
    let report = report(office, actor, event, data, dispute);
    let sender = report.body.as_ref().map(|body| body.name.clone()).unwrap_or_default();
    Ok(match place(data, dispute, &sender)? {
        Place::On(target) => {
            let command = Command::Mirrored(MirroredCommand::Record { report: Box::new(report) });
            Order { target, seen_version: None, command }
        }
        Place::Opens => {
            let body = report.body.clone().expect("a system's report names its body");
            let opening =
                Box::new(Opening { procedure: data.procedure, body, by: Vec::new(), apart: false, report });
            let command = Command::Dispute(DisputeCommand::RecordProceeding { opening });
            // Two reports of the same new proceeding at once must not open it twice.
            Order { target: file.id.clone(), seen_version: Some(file.version), command }
        }
    })
}

fn report(
    office: &Office,
    actor: &Actor,
    event: &CloudEvent,
    data: &MilestoneData,
    dispute: &Dispute,
) -> Report {
    let law = office.law();
    let body = actor.organization.clone().map(|id| {
        let name = law.directory.name_of(&id).to_owned();
        OtherBody { organization: Some(id), name }
    });
    let mut step = data.step.clone();
    if let Step::Served { sides } = &mut step
        && sides.iter().any(|side| side == ALL)
    {
        let parties = dispute.parties.iter().map(|party| party.key.clone());
        *sides = parties.chain([RESPONDENT.to_owned()]).collect();
    }
    let external_id = format!("{} {}", event.source, event.id);
    Report {
        level: data.level,
        step,
        happened_on: data.happened_on,
        body,
        case_number: trimmed(data.case_number.as_deref()),
        document_number: trimmed(data.document_number.as_deref()),
        document: None,
        origin: Origin {
            way: Way::Pushed,
            system: Some(actor.user.to_string()),
            external_id: Some(external_id),
        },
    }
}

fn trimmed(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// By the name that we gave it, else by case number; a case that was sent back, a later level, and a report without a number, belong to the only one there is.
fn place(data: &MilestoneData, dispute: &Dispute, sender: &str) -> Result<Place, NotApplied> {
    let here = dispute.proceedings.iter().filter(|held| held.kind == Kind::Mirrored);
    let same: Vec<_> = here.filter(|held| held.course.procedure == Some(data.procedure)).collect();
    if let Some(named) = &data.proceeding {
        let known = same.iter().any(|held| held.matter == *named);
        let says = "这件争议没有这个程序，请核对；不填 proceeding 时按案号认";
        let unknown = || NotApplied::held("event.proceeding_unknown", says, "data.proceeding");
        return known.then(|| Place::On(named.clone())).ok_or_else(unknown);
    }
    // However its brackets and blanks were typed it is one number.
    let number = trimmed(data.case_number.as_deref()).map(|number| text::normal_number(&number));
    let is = |number: &String, known: &String| text::normal_number(known) == *number;
    let numbered = number.as_ref().and_then(|number| {
        same.iter().find(|held| held.course.case_numbers.iter().any(|known| is(number, known)))
    });
    if let Some(held) = numbered {
        return Ok(Place::On(held.matter.clone()));
    }
    // Sent back, it is filed anew under another number and is the suit that it was; another court's filing is for a person to look at.
    let sent_back = same.iter().filter_map(|held| Some((held, held.course.refiling.as_deref()?.trim())));
    let anew = data.level == Level::First && number.is_some();
    let mut refiled = sent_back.filter(|_| anew).peekable();
    if let Some((_, court)) = refiled.peek().copied() {
        let says = format!(
            "这件争议有一件发回重审、等{court}重新立案的诉讼，分不清是不是它；请填上次答复里的 proceeding"
        );
        let held = refiled.find(|(_, court)| *court == sender.trim());
        let unclear = || NotApplied::held("event.proceeding_ambiguous", &says, "data.proceeding");
        return held.map(|(held, _)| Place::On(held.matter.clone())).ok_or_else(unclear);
    }
    match (&same[..], &number) {
        ([], _) => Ok(Place::Opens),
        ([only], number) => {
            let theirs = number.is_none() || only.course.case_numbers.is_empty();
            let later = data.level != Level::First;
            Ok(if theirs || later { Place::On(only.matter.clone()) } else { Place::Opens })
        }
        (_, Some(_)) if data.level == Level::First => Ok(Place::Opens),
        _ => {
            let says = "这件争议有几个同类程序，分不清是哪一个；请填案号，或者填上次答复里的 proceeding";
            Err(NotApplied::held("event.proceeding_ambiguous", says, "data.proceeding"))
        }
    }
}
