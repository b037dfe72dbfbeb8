//! Referrals between this house and outside systems: one comes in with the whole file once (`POST /api/referrals`), and the
//! answers of the receiving body come in as events. What goes out is told in `outward`.

use super::{
    CloudEvent,
    inbox::NotApplied,
    milestone::{find, unknown},
};
use crate::{
    api::parse,
    dispute::{intake::Intake, twin::Twin},
    http::Upload,
    office::{Extras, Failure, Office, Order},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie_law::{
    Actor, AnyMatter, Command, FileHash, Kind, MatterId, OrgId,
    directory::Category,
    dispute::{Alike, Dispute, DisputeCommand, Evidence, Source},
    mediation::ConsentWay,
    referral::{Docking, HandBack, ReferralCommand, ReferralConsent, Request, codes::ALREADY_ANSWERED},
};
use huajie_ledger::Receipt;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const SENT: &str = "cn.huajie.referral.sent";
pub const ACCEPTED: &str = "cn.huajie.referral.accepted";
pub const DECLINED: &str = "cn.huajie.referral.declined";
pub const HANDED_BACK: &str = "cn.huajie.referral.handed_back";

/// What `cn.huajie.referral.sent` carries: a dispute on file by its number, or else the whole file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralData {
    /// 争议编号, where it is on file here.
    pub dispute: Option<String>,
    /// The whole file, where it is not. Its evidence comes in `papers`.
    pub intake: Option<Box<Intake>>,
    pub docking: Docking,
    pub reason: String,
    #[serde(default)]
    pub consents: Vec<SentConsent>,
    #[serde(default)]
    pub papers: Vec<SentPaper>,
}

/// 同意移送; the parties of the file are `p1`, `p2` … in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentConsent {
    pub side: String,
    pub way: ConsentWay,
    #[schemars(with = "String")]
    pub on: Date,
    /// The name of one of the papers.
    pub paper: Option<String>,
}

/// A paper with its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentPaper {
    /// With its ending, `起诉状.pdf`.
    pub name: String,
    /// base64.
    pub content: String,
}

/// What an answer carries: which referral, and what comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerData {
    pub referral: MatterId,
    /// Of `cn.huajie.referral.declined`.
    pub reason: Option<String>,
    /// Of `cn.huajie.referral.handed_back`.
    pub back: Option<Box<HandBack>>,
}

/// A referral comes in: registered if it is not on file, then referred to the centre; whatever does not hold of the one is found before
/// the other is written.
pub(super) async fn take(
    office: &Office,
    actor: &Actor,
    event: &CloudEvent,
    receipt: Receipt,
) -> Result<Value, NotApplied> {
    let data: ReferralData = parse(&event.data)?;
    let papers = store(office, &data.papers).await?;
    let request = request(office, actor, &data, &papers)?;
    let command = Command::Dispute(DisputeCommand::Refer { request: Box::new(request) });
    let dispute = match (&data.dispute, &data.intake) {
        (Some(number), None) => {
            let (file, dispute) = find(office, number).await?.ok_or_else(unknown)?;
            // Whoever guesses a number is told what whoever mistypes one is.
            if !knows(office, actor, &file.id, &dispute).await? {
                return Err(unknown());
            }
            file.id
        }
        (None, Some(intake)) => {
            let intake = as_intake(&data, intake, &papers);
            register(office, actor, &intake, &command, &receipt).await?
        }
        _ => {
            let says = "dispute（已登记的编号）和 intake（整份案卷）填一项，只填一项";
            return Err(NotApplied::held("event.referral_file", says, "data.dispute"));
        }
    };
    let order = Order { target: dispute.clone(), seen_version: None, command };
    let written =
        match office.execute(actor, order, Extras { receipt: Some(receipt), ..Extras::default() }).await {
            Ok(committed) => committed.written,
            Err(Failure::Answered(written)) => written,
            Err(failure) => return Err(as_sent(failure)),
        };
    let kind = format!(".{}", Kind::Referral.as_str());
    let referral = written.iter().map(|one| one.matter.as_str()).find(|id| id.contains(&kind));
    Ok(json!({ "referral": referral, "dispute": number_of(office, &dispute).await? }))
}

async fn number_of(office: &Office, dispute: &MatterId) -> Result<Option<String>, NotApplied> {
    Ok(match office.ledger.load(dispute).await?.and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => Some(held.number),
        _ => None,
    })
}

/// The law names fields of its commands; the sender knows those of the event.
fn as_sent(failure: Failure) -> NotApplied {
    NotApplied::from(failure).with_field(|field| match field.strip_prefix("request.") {
        Some(inner) => format!("data.{inner}"),
        None => format!("data.intake.{}", field.strip_prefix("registration.").unwrap_or(&field)),
    })
}

/// The sender's body has to do with the file: it is the agency complained of, conducts or conducted a proceeding of it, sent it or received
/// it.
pub(super) async fn knows(
    office: &Office,
    actor: &Actor,
    id: &MatterId,
    dispute: &Dispute,
) -> Result<bool, NotApplied> {
    let law = office.law();
    let own = actor.organization.as_ref();
    let theirs = |body: &OrgId| own.is_some_and(|own| law.directory.belongs_to(body, own));
    if theirs(&dispute.registration.respondent) {
        return Ok(true);
    }
    let files = office.ledger.hanging_on(id).await?;
    Ok(files.iter().any(|file| match &file.matter {
        Some(AnyMatter::Mirrored(held)) => held.bodies().any(&theirs),
        Some(AnyMatter::Referral(held)) => theirs(&held.package.from) || theirs(&held.package.to),
        Some(AnyMatter::Reconsideration(held)) => theirs(&held.bodies.office) || theirs(&held.bodies.body),
        _ => false,
    }))
}

/// The papers by their names; one that the house does not take holds the whole referral.
async fn store(office: &Office, papers: &[SentPaper]) -> Result<BTreeMap<String, Evidence>, NotApplied> {
    let mut stored = BTreeMap::new();
    for (at, paper) in papers.iter().enumerate() {
        let refused =
            |says: &str| NotApplied::held("event.paper", says, &format!("data.papers.{at}.content"));
        let bytes = BASE64.decode(&paper.content).map_err(|_| refused("content 不是 base64"))?;
        if paper.name.trim().is_empty() || bytes.is_empty() {
            return Err(refused("材料要有文件名和内容"));
        }
        let upload = Upload::new("papers", paper.name.clone(), bytes);
        let evidence = office.store_upload(&upload).await?.map_err(|why| refused(&why))?;
        stored.insert(paper.name.clone(), evidence);
    }
    Ok(stored)
}

/// The file as it is registered: where it comes from, and its evidence.
fn as_intake(data: &ReferralData, intake: &Intake, papers: &BTreeMap<String, Evidence>) -> Intake {
    let consents: Vec<&str> = data.consents.iter().filter_map(|consent| consent.paper.as_deref()).collect();
    let evidence = papers.iter().filter(|(name, _)| !consents.contains(&name.as_str()));
    Intake {
        source: source(data.docking),
        evidence: evidence.map(|(_, evidence)| evidence.clone()).collect(),
        ..intake.clone()
    }
}

/// Puts the file on record here, once: a receipt of its own says that it was. Nothing of it is written unless it may be referred, too.
async fn register(
    office: &Office,
    actor: &Actor,
    intake: &Intake,
    referring: &Command,
    receipt: &Receipt,
) -> Result<MatterId, NotApplied> {
    let receipt = Receipt { request: format!("{}:register", receipt.request), asked: receipt.asked.clone() };
    if let Some(before) = office.registered_before(&receipt).await? {
        return Ok(before.dispute);
    }
    let alone = Some(office.look_for_twins(intake, false).await?);
    let mut intake = std::borrow::Cow::Borrowed(intake);
    if let Some(twin) = office.find_twin(&intake).await?
        && intake.despite.as_ref() != Some(&twin)
    {
        // What may as well be another is taken in, and the counter finds it beside the first.
        if !is_unsure(office, &intake, &twin).await? {
            return Err(on_file(office, actor, &intake, &twin).await?);
        }
        intake.to_mut().despite = Some(twin);
    }
    let intake = intake.as_ref();
    let prepared =
        office.prepare_registration(actor, intake, Some(&receipt)).map_err(|why| as_sent(why.into()))?;
    let mut rehearsal = office.rehearse(actor);
    rehearsal.order(&prepared.order).await.map_err(as_sent)?;
    let target = prepared.order.target.clone();
    let refer = Order { target, seen_version: None, command: referring.clone() };
    rehearsal.order(&refer).await.map_err(as_sent)?;
    drop(rehearsal);
    let extras = Extras { receipt: Some(receipt), alone, ..Extras::default() };
    match office.register_prepared(actor, prepared, extras).await {
        Err(Failure::Doubled(twin)) => Err(on_file(office, actor, intake, &twin).await?),
        done => Ok(done.map_err(as_sent)?.dispute),
    }
}

async fn is_unsure(office: &Office, intake: &Intake, twin: &MatterId) -> Result<bool, NotApplied> {
    let Some(AnyMatter::Dispute(held)) = office.ledger.load(twin).await?.and_then(|file| file.matter) else {
        return Ok(false);
    };
    Ok(Alike::of(&held.registration.act, &intake.act) == Alike::Undated)
}

/// It is on file. Its number is told to a body that has to do with it, and to one that named a party by telephone and number of identity.
async fn on_file(
    office: &Office,
    actor: &Actor,
    intake: &Intake,
    twin: &MatterId,
) -> Result<NotApplied, NotApplied> {
    let Some(AnyMatter::Dispute(held)) = office.ledger.load(twin).await?.and_then(|file| file.matter) else {
        return Ok(unknown());
    };
    let linked = knows(office, actor, twin, &held).await?;
    let named = matches!(office.find_twin_of_public(intake).await?, Some(Twin::Theirs(id)) if id == *twin);
    let number = held.number.clone();
    let says = if linked {
        format!(
            "同一当事人就同一行政行为已经登记过（{number}）；请核对后在 dispute 里填这个编号，确是另一件的由系统管理员联系中心窗口"
        )
    } else if named {
        format!(
            "同一当事人就同一行政行为已经登记过（{number}）；请先报送本单位办理的程序，再在 dispute 里填这个编号移送，确是另一件的由系统管理员联系中心窗口"
        )
    } else {
        "同一当事人就同一行政行为已经登记过；请由系统管理员联系中心窗口核对，把本单位办理的程序登记上以后再移送".to_owned()
    };
    let (code, field) = ("dispute.already_on_file".to_owned(), Some("data.intake".to_owned()));
    let dispute = Some(number).filter(|_| linked || named);
    Ok(NotApplied::Held { code, says, field, cites: None, dispute })
}

/// Which body sends follows from the docking.
fn source(docking: Docking) -> Source {
    match docking {
        Docking::Court => Source::CourtReferral,
        Docking::Petition => Source::PetitionReferral,
        Docking::Agency => Source::AgencyReferral,
        Docking::Procuratorate => Source::ProcuratorateReferral,
        Docking::Adjudication => Source::ArbitrationReferral,
        Docking::Reconsideration => Source::ReconsiderationReferral,
    }
}

/// From the system's own body to the centre.
fn request(
    office: &Office,
    actor: &Actor,
    data: &ReferralData,
    papers: &BTreeMap<String, Evidence>,
) -> Result<Request, NotApplied> {
    let law = office.law();
    let centre = law.directory.organizations.iter().find(|(_, held)| held.category == Category::Centre);
    let (to, _) =
        centre.ok_or_else(|| NotApplied::held("event.no_centre", "单位名录里还没有化解中心", ""))?;
    let consents = data.consents.iter().enumerate().map(|(at, consent)| {
        let evidence = match &consent.paper {
            None => None,
            Some(name) => Some(papers.get(name).map(|paper| paper.file.clone()).ok_or_else(|| {
                let field = format!("data.consents.{at}.paper");
                NotApplied::held("event.paper_unknown", "papers 里没有这份材料", &field)
            })?),
        };
        Ok(ReferralConsent { side: consent.side.clone(), way: consent.way, on: consent.on, evidence })
    });
    Ok(Request {
        docking: data.docking,
        from: actor.organization.clone().expect("a system belongs to a body"),
        to: to.clone(),
        reason: data.reason.clone(),
        consents: consents.collect::<Result<Vec<_>, NotApplied>>()?,
    })
}

/// An answer to a referral that this house sent.
pub(super) async fn answer(
    office: &Office,
    actor: &Actor,
    event: &CloudEvent,
    receipt: Receipt,
) -> Result<Value, NotApplied> {
    let data: AnswerData = parse(&event.data)?;
    let missing = |field: &str| NotApplied::held("form.required", "请填写这一项", &format!("data.{field}"));
    let command = match event.kind.as_str() {
        ACCEPTED => ReferralCommand::Accept { receipt: None },
        DECLINED => {
            let reason = data.reason.ok_or_else(|| missing("reason"))?;
            ReferralCommand::Decline { reason, receipt: None }
        }
        _ => {
            let back = data.back.ok_or_else(|| missing("back"))?;
            for (at, paper) in back.papers.iter().enumerate() {
                known(office, &paper.file, at).await?;
            }
            ReferralCommand::HandBack { back }
        }
    };
    let file = office.ledger.load(&data.referral).await?;
    if !file.is_some_and(|file| matches!(file.matter, Some(AnyMatter::Referral(_)))) {
        return Err(NotApplied::held("event.referral_unknown", "没有这次移送，请核对", "data.referral"));
    }
    let order =
        Order { target: data.referral.clone(), seen_version: None, command: Command::Referral(command) };
    let extras = Extras { receipt: Some(receipt), ..Extras::default() };
    match office.execute(actor, order, extras).await {
        Ok(_) | Err(Failure::Answered(_)) => Ok(json!({ "referral": data.referral })),
        // Said once more under another name, it changes nothing and waits for nobody.
        Err(Failure::Refused(refusal)) if refusal.code == ALREADY_ANSWERED => {
            Ok(json!({ "referral": data.referral, "known": true }))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn known(office: &Office, file: &FileHash, at: usize) -> Result<(), NotApplied> {
    let known = office.ledger.stored_file(file).await?.is_some();
    let unknown = || {
        NotApplied::held(
            "file.unknown",
            "没有这个文件，请先移送或者上传",
            &format!("data.back.papers.{at}.file"),
        )
    };
    if known { Ok(()) } else { Err(unknown()) }
}
