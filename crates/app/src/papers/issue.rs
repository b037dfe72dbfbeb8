//! From the ledger to a case, from a case to a typeset paper, from that to an issued one.

use super::{
    case::{Attempt, Case},
    draft::{Draft, drafts},
    fill::{fill, picture_name, signature_pictures},
    late, required, volume,
};
use crate::{
    desk::told,
    http::{Submission, Trouble, Visit},
    office::{Extras, Failure, Office, Order},
    words,
};
use huajie_law::{
    Actor, AnyMatter, Code, Command, File, Kind, MatterId, PersonId, Refusal, Role, case_review,
    consultation,
    dispute::{Dispute, DisputeEvent, Source},
    matter::Event,
    mediation::MediationEvent,
    paper::{Issue, MINUTES_APART, PaperCommand, URGING, VOLUME_CATALOGUE},
};
use huajie_ledger::{Fault, Receipt, Scope, Written, person::StoredFile};
use huajie_papers::{Job, Typeset};
use std::{borrow::Cow, collections::BTreeMap};

/// Two clerks who issue at the same moment want the same number; the slower one sets the paper again.
const ATTEMPTS: usize = 3;

/// Who issues papers (the law decides; this keeps the vault closed for everybody else).
pub fn may_issue(actor: &Actor) -> Result<(), huajie_law::Refusal> {
    actor.permits(&[
        Role::IntakeClerk,
        Role::CentreHead,
        Role::Mediator,
        Role::ConsultPoint,
        Role::ReconsiderationOfficer,
        Role::Archivist,
    ])
}

/// Opens the dispute for this actor with everything that its papers say.
pub async fn gather(office: &Office, actor: &Actor, id: &MatterId) -> Result<Case, Trouble> {
    let scope = Scope::from(actor);
    let file = office.ledger.open(&scope, id).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Dispute(dispute)) = file.matter else { return Err(Trouble::NotFound) };
    may_issue(actor)?;
    let law = office.law();
    let mut case = Case {
        today: office.now().today,
        id: id.clone(),
        mediation: None,
        hand_over: None,
        earlier: Vec::new(),
        referrals: Vec::new(),
        elsewhere: Vec::new(),
        performance: None,
        follow_up: None,
        reconsideration: None,
        earlier_reconsiderations: Vec::new(),
        to_be_sealed: None,
        consultations: Vec::new(),
        reviews: Vec::new(),
        persons: opened(office, &dispute).await?,
        refusal_reason: None,
        papers: Vec::new(),
        issued: 0,
        documents: Vec::new(),
        read_at_the_counter: Vec::new(),
        numbers: Vec::new(),
        registered_by: String::new(),
        clerk: actor.name.clone(),
        role: actor.role,
        query_address: format!("{}/progress", office.config.public_url),
        dispute: *dispute,
        law,
    };
    let mut seen = Vec::new();
    for file in office.ledger.hanging_on(id).await? {
        if let Some(AnyMatter::Paper(paper)) = &file.matter {
            case.issued += 1;
            case.numbers.extend(paper.issue.number.clone());
        }
        case.take_unseen(&file);
        if office.ledger.may_see(&scope, &file.id).await? {
            let (registrar, reason) = told_in(office, &file).await?;
            if file.id == *id {
                case.registered_by = registrar.unwrap_or_default();
            }
            case.refusal_reason = reason.clone().or(case.refusal_reason);
            seen.push(file.clone());
            take(&mut case, actor, file, reason);
        }
    }
    case.latest_apart();
    take_documents(&mut case, &seen, actor);
    for person in agents_here(&case) {
        let opened = office.open_person(&person).await?;
        case.persons.insert(person, opened);
    }
    case.to_be_sealed = case.to_be_sealed.filter(|_| case.reconsideration.is_some());
    case.referrals.sort_by_key(|(_, held)| held.package.sent_on);
    case.papers.sort_by_key(|(id, _)| ordinal(id));
    case.consultations.sort_by_key(|(_, held)| held.brief.ordinal);
    case.reviews.sort_by_key(|(_, held)| held.brief.ordinal);
    Ok(case)
}

fn take_documents(case: &mut Case, seen: &[File], actor: &Actor) {
    case.documents = volume::documents(seen, actor, &case.law);
    let counter = Actor { role: Role::IntakeClerk, ..actor.clone() };
    case.read_at_the_counter = volume::documents(seen, &counter, &case.law);
    case.read_at_the_counter.retain(|one| case.documents.iter().any(|own| own.file == one.file));
}

fn agents_here(case: &Case) -> Vec<PersonId> {
    let agents = case.reconsiderations().flat_map(|held| &held.agents);
    let asked = case.reconsiderations().flat_map(|held| &held.inquiries);
    let asked = asked.filter_map(|one| one.plan.person.clone());
    let served = case.reconsiderations().flat_map(|held| &held.addresses);
    let served = served.map(|one| one.address.person.clone());
    agents.filter_map(|agent| agent.person.clone()).chain(asked).chain(served).collect()
}

/// The place of a paper among those of its dispute.
pub fn ordinal(paper: &MatterId) -> usize {
    let digits = paper.as_str().rsplit(Kind::Paper.as_str()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(usize::MAX)
}

/// Puts one matter where the papers look for it. Of a mediation only what these eyes may see.
fn take(case: &mut Case, actor: &Actor, file: File, refusal_reason: Option<String>) {
    match file.matter {
        Some(AnyMatter::Mediation(held)) => {
            let (hand_over, seen) = (held.hand_over(&case.law), held.visible(actor).file);
            case.earlier.push(Attempt { id: file.id, held: seen, hand_over, refusal_reason });
        }
        Some(AnyMatter::Reconsideration(held)) if held.is_insider(actor) => {
            let (held, _) = held.caught_up(&case.law, case.today);
            case.earlier_reconsiderations.push((file.id, held));
        }
        Some(AnyMatter::Consultation(held)) if held.viewer(actor) == consultation::Viewer::Team => {
            case.consultations.push((file.id, *held));
        }
        Some(AnyMatter::CaseReview(held)) if held.viewer(actor) == case_review::Viewer::Office => {
            case.reviews.push((file.id, *held));
        }
        Some(AnyMatter::Performance(held)) => {
            let later = case.performance().is_none_or(|had| had.plan.brief.ordinal < held.plan.brief.ordinal);
            if later {
                case.performance = Some((file.id, *held));
            }
        }
        Some(AnyMatter::Referral(held)) => case.referrals.push((file.id, *held)),
        Some(AnyMatter::FollowUp(held)) => case.follow_up = Some((file.id, *held)),
        Some(AnyMatter::Paper(held)) => case.papers.push((file.id, *held)),
        _ => {}
    }
}

async fn opened(
    office: &Office,
    dispute: &Dispute,
) -> Result<BTreeMap<PersonId, crate::office::Person>, Trouble> {
    // What is signed bears its names for good, though another has the seat.
    let gone = dispute.parties.iter().flat_map(|party| &party.former).filter(|before| before.gave_way());
    let gone = gone.map(|before| (&before.person, &before.agent));
    let now = dispute.parties.iter().map(|party| (&party.particulars.person, &party.particulars.agent));
    let mut known: Vec<&PersonId> = Vec::new();
    for (person, agent) in now.chain(gone) {
        known.extend(std::iter::once(person).chain(agent.as_ref().map(|agent| &agent.person)));
    }
    let mut persons = BTreeMap::new();
    for person in known {
        persons.insert(person.clone(), office.open_person(person).await?);
    }
    Ok(persons)
}

/// What says why it was refused or passed on.
const REASONED: [&str; 3] = ["refused", "import_declined", "passed_on"];

/// Who took it in, and why it was refused: said in the journal, not in the state.
async fn told_in(office: &Office, file: &File) -> Result<(Option<String>, Option<String>), Trouble> {
    if !matches!(file.matter, Some(AnyMatter::Dispute(_) | AnyMatter::Mediation(_))) {
        return Ok((None, None));
    }
    let journal = office.ledger.first_and(&file.id, REASONED).await?;
    let registrar = match &file.matter {
        Some(AnyMatter::Dispute(held)) if held.registration.source == Source::Online => {
            Some("网上提交".to_owned())
        }
        _ => journal.first().map(|entry| entry.actor_name.clone()),
    };
    let reason = journal.iter().rev().filter_map(|entry| entry.fact().ok()).find_map(|fact| match fact {
        Event::Mediation(
            MediationEvent::ImportDeclined { reason, .. } | MediationEvent::PassedOn { reason, .. },
        ) => Some(reason),
        Event::Dispute(DisputeEvent::Refused { reason, .. }) => Some(reason),
        _ => None,
    });
    Ok((registrar, reason))
}

/// Names in full stand in a paper: whoever makes or reads one has opened the file, and that is on record.
pub async fn record(office: &Office, actor: &Actor, dispute: &MatterId) -> Result<(), Trouble> {
    Ok(office.ledger.record_opening(actor, dispute, office.now().at).await?)
}

/// The draft of this key, if that paper makes sense now.
pub fn find(case: &Case, key: &str) -> Result<Draft, Trouble> {
    drafts(case).into_iter().find(|draft| draft.key() == key).ok_or(Trouble::NotFound)
}

/// Has a draft set.
pub async fn set(office: &Office, case: &Case, draft: &Draft) -> Result<Typeset, Trouble> {
    let mut counted = Cow::Borrowed(case);
    if draft.template == VOLUME_CATALOGUE {
        let case = counted.to_mut();
        volume::count(office, &mut case.documents).await?;
        volume::count(office, &mut case.read_at_the_counter).await?;
    }
    let case = &*counted;
    let data = fill(case, draft).ok_or(Trouble::NotFound)?;
    let mut attachments = Vec::new();
    for image in signature_pictures(case, draft) {
        attachments.push((picture_name(&image), office.files.get(&image).await.map_err(Fault::from)?));
    }
    if draft.template == "receipt" {
        let address = format!("{}?number={}", case.query_address, case.dispute.number);
        attachments.push(("qr.png".to_owned(), words::qr_png(&address)));
    }
    let on = case.today;
    let job = Job {
        template: draft.template.to_owned(),
        data,
        ident: format!("{}:{}", case.id, draft.number(case)),
        dated: (i32::from(on.year()), on.month().unsigned_abs(), on.day().unsigned_abs()),
        attachments,
    };
    Ok(office.typesetting.typeset(job).await?)
}

pub const ISSUED_ALREADY: Code = Code::new(
    "paper.issued_already",
    "这份文书已经出具过：再出一份，卷内就有两份；要再出的，请勾选“已经出具过，还要再出一份”",
);

/// Issues one paper; the same request twice issues one. A second one of the same is issued when somebody says so.
pub async fn issue(
    visit: &Visit,
    actor: &Actor,
    id: &MatterId,
    submission: &Submission,
) -> Result<(), Trouble> {
    let (key, once) = (submission.first("paper"), submission.once());
    let receipt = once.map(|once| Receipt {
        request: format!("{}:{once}", actor.user),
        asked: huajie_ledger::vault::sm3_hex(format!("issue {id} {key}").as_bytes()),
    });
    if submission.first("again").is_empty() {
        let asked = receipt.as_ref().map(|receipt| receipt.request.as_str()).unwrap_or_default();
        let answered = visit.office.ledger.answered(asked).await?.is_some();
        let case = gather(&visit.office, actor, id).await?;
        if !answered && find(&case, key)?.is_issued_in(&case) {
            return Err(Trouble::Refused(Refusal::of(ISSUED_ALREADY)));
        }
    }
    let extras = || Extras { receipt: receipt.clone(), ..Extras::default() };
    make(&visit.office, actor, id, key, extras).await.map(|_| ())
}

/// Sets, stores and issues one paper, and says which it became. What goes with the order is made for every attempt.
pub async fn make(
    office: &Office,
    actor: &Actor,
    id: &MatterId,
    key: &str,
    extras: impl Fn() -> Extras,
) -> Result<MatterId, Trouble> {
    for attempt in 1.. {
        let case = gather(office, actor, id).await?;
        if attempt == 1 {
            record(office, actor, id).await?;
        }
        let draft = find(&case, key)?;
        late::ensure_in_time(&case, &draft)?;
        let typeset = set(office, &case, &draft).await?;
        let pages = u32::try_from(typeset.pages).unwrap_or(u32::MAX);
        let size_bytes = typeset.pdf.len() as u64;
        let file = office.files.put(typeset.pdf).await.map_err(Fault::from)?;
        let record = StoredFile {
            hash: file.clone(),
            format: "pdf".into(),
            size_bytes,
            original_hash: file.as_str().to_owned(),
            sealed_original: None,
        };
        office.ledger.record_file(&record, office.now().at).await?;
        let issue = Box::new(issued(office, &case, &draft, file, pages).await?);
        let target = id.child(Kind::Paper, case.issued + 1);
        let order = Order {
            target: target.clone(),
            seen_version: None,
            command: Command::Paper(PaperCommand::Issue { issue }),
        };
        match office.execute(actor, order, extras()).await {
            Ok(_) => return Ok(target),
            // The same request has made it before, perhaps under another number.
            Err(Failure::Answered(written)) => return Ok(before(&written).unwrap_or(target)),
            Err(Failure::Refused(refusal))
                if refusal.code == huajie_law::refusal::ALREADY_OPEN && attempt < ATTEMPTS => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    unreachable!("the loop ends with an answer at the last attempt");
}

/// The paper among what a request wrote when it first came.
fn before(written: &[Written]) -> Option<MatterId> {
    written.iter().map(|one| &one.matter).find(|id| ordinal(id) != usize::MAX).cloned()
}

async fn issued(
    office: &Office,
    case: &Case,
    draft: &Draft,
    file: huajie_law::FileHash,
    pages: u32,
) -> Result<Issue, Trouble> {
    let subject = draft.subject(case);
    let held = office.ledger.load(&subject).await?.and_then(|file| file.matter).ok_or(Trouble::NotFound)?;
    let outline = held.outline(&subject, &case.law);
    Ok(Issue {
        dispute: case.id.clone(),
        template: draft.template.to_owned(),
        title: draft.masked_title(case),
        number: Some(draft.number(case)),
        file,
        pages,
        dated: case.today,
        about: case.dispute.registration.act.title.clone(),
        respondent: case.dispute.registration.respondent.clone(),
        audience: draft.audience(case),
        access: draft.readers(case).unwrap_or(outline.access),
        walls: outline.walls,
        line: draft.session.clone().filter(|_| draft.template == URGING),
        recipients: draft.recipients(case),
        subject,
    })
}

/// Titles of papers that are not in the volume: those that its course asks for, and those that could be issued beside.
#[derive(Default)]
pub struct Unissued {
    pub required: Vec<String>,
    pub possible: Vec<String>,
    /// What its course asked for and nobody can issue any more.
    pub too_late: Vec<String>,
    /// Minutes that somebody who was there has not signed: nobody signs them once the file is closed.
    pub unsigned: Vec<String>,
}

/// What is asked about before the volume is sealed.
pub async fn unissued(visit: &Visit, actor: &Actor, id: &MatterId) -> Result<Unissued, Trouble> {
    unissued_of(&visit.office, actor, id).await
}

pub async fn unissued_of(office: &Office, actor: &Actor, id: &MatterId) -> Result<Unissued, Trouble> {
    if may_issue(actor).is_err() {
        return Ok(Unissued::default());
    }
    let case = gather(office, actor, id).await?;
    let issued = |draft: &Draft| !draft.issued_among(&case).is_empty();
    let (required, too_late) = required::missing(&case);
    let kept_out = |draft: &Draft| matches!(draft.template, VOLUME_CATALOGUE | MINUTES_APART);
    let open = drafts(&case).into_iter().filter(|draft| !kept_out(draft) && !issued(draft));
    let mut possible: Vec<String> = open.map(|draft| draft.masked_title(&case)).collect();
    possible.retain(|title| !required.contains(title));
    let visible = office.ledger.visible_on(&Scope::from(actor), id).await?;
    let minutes = visible.iter().filter_map(|file| match &file.matter {
        Some(AnyMatter::Mediation(held)) => Some(told::unsigned(held, &case.law)),
        Some(AnyMatter::Reconsideration(held)) => Some(told::unsigned_hearing(held)),
        _ => None,
    });
    Ok(Unissued { required, possible, too_late, unsigned: minutes.flatten().collect() })
}
