//! `cn.huajie.proceeding.milestone`: one step of a proceeding that the sender's body conducts. The first that is heard of a
//! proceeding opens its file here, whichever step it is; later ones find it by case number.

use super::{CloudEvent, inbox::NotApplied, referral::knows};
use crate::{
    api::parse,
    office::{Extras, Failure, Office, Order},
    orders::courts,
};
use huajie_law::{
    Actor, AnyMatter, Command, File, Kind, MatterId,
    dispute::{Dispute, DisputeCommand, Place, Spoken},
    mediation::RESPONDENT,
    mirrored::{
        Level, MirroredCommand, Opening, Origin, OtherBody, Procedure, Report, Step, Way,
        codes::{ALREADY_RECORDED, NUMBER_ELSEWHERE},
    },
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
        // Whoever may not tell of such a proceeding learns of no number of one either.
        office.law().ensure_may_report(actor, data.procedure)?;
        ensure_number_is_here(office, actor, &data, &file.id).await?;
        let order = order(office, actor, event, &data, &file, &dispute)?;
        let target = order.target.clone();
        let extras = Extras { receipt: Some(receipt.clone()), ..Extras::default() };
        let written = match office.execute(actor, order, extras).await {
            Ok(committed) => committed.written,
            Err(Failure::Answered(written)) => written,
            // Somebody was faster; what they wrote may be the proceeding that this belongs to.
            Err(Failure::Stale(_)) if attempt < ATTEMPTS => {
                attempt += 1;
                continue;
            }
            // Said once more under another name, it changes nothing and waits for nobody.
            Err(Failure::Refused(refusal)) if refusal.code == ALREADY_RECORDED => {
                return Ok(
                    json!({ "proceeding": target.is_of(Kind::Mirrored).then_some(target), "known": true }),
                );
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
    Ok(match place(data, dispute, &report)? {
        Some(target) => {
            let command = Command::Mirrored(MirroredCommand::records(report));
            Order { target, seen_version: None, command }
        }
        None => {
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

/// Where it belongs, if it is not the first that is heard of a proceeding: by the name that we gave it, else as it says itself.
fn place(data: &MilestoneData, dispute: &Dispute, report: &Report) -> Result<Option<MatterId>, NotApplied> {
    if let Some(named) = &data.proceeding {
        let here = dispute.proceedings.iter().filter(|held| held.kind == Kind::Mirrored);
        let mut same = here.filter(|held| held.course.procedure == Some(data.procedure));
        let known = same.any(|held| held.matter == *named);
        let says = "这件争议没有这个程序，请核对；不填 proceeding 时按案号认";
        let unknown = || NotApplied::held("event.proceeding_unknown", says, "data.proceeding");
        return known.then(|| Some(named.clone())).ok_or_else(unknown);
    }
    let spoken = Spoken {
        procedure: data.procedure,
        level: data.level,
        opens: report.step.opens(),
        files: report.step.files(),
        body: report.body.as_ref().map(|body| body.name.as_str()),
        case_number: report.case_number.as_deref(),
    };
    match dispute.place(&spoken) {
        Place::Opens => Ok(None),
        Place::On(held) => Ok(Some(held.clone())),
        Place::Unclear(says) => {
            let says = format!("{says}；请填案号，或者填上次答复里的 proceeding");
            Err(NotApplied::held("event.proceeding_ambiguous", &says, "data.proceeding"))
        }
    }
}

/// One number in two disputes is a slip, or several that one court tries together: the counter says which, by recording it. The other is named
/// to a body that has to do with it.
async fn ensure_number_is_here(
    office: &Office,
    actor: &Actor,
    data: &MilestoneData,
    dispute: &MatterId,
) -> Result<(), NotApplied> {
    let number = data.case_number.as_deref().unwrap_or_default();
    let Some(other) = courts::elsewhere(office, dispute, data.procedure, number).await? else {
        return Ok(());
    };
    let mut named = None;
    if let Some(AnyMatter::Dispute(held)) = office.ledger.load(&other).await?.and_then(|file| file.matter)
        && knows(office, actor, &other, &held).await?
    {
        named = Some(held.number.clone());
    }
    Err(NotApplied::Held {
        code: NUMBER_ELSEWHERE.name.to_owned(),
        says: "这个案号已经登记在另一件争议上，请核对：写错的，改好以后换一个 id 再发；几件争议合在一个案号里审理的，由窗口在这件争议里登记并注明，以后的节点照收"
            .to_owned(),
        field: Some("data.case_number".to_owned()),
        cites: None,
        dispute: named,
    })
}
