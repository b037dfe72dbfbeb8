//! 材料: what lies in the file, looked at where it is or taken away. What was uploaded is shown only as a picture or a PDF,
//! under the type that its bytes were found to have and a policy that lets it do nothing.

use super::{at_the_desk, file};
use crate::{
    http::{Trouble, Visit},
    office::Office,
};
use axum::{
    extract::{Path, Query},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, AnyMatter, File, FileHash, MatterId, Role,
    calendar::zh_date,
    dispute::{Dispute, Evidence},
    mediation::RESPONDENT,
    reconsideration::{Notice, Reconsideration},
};
use huajie_ledger::{Fault, Scope};
use std::collections::BTreeMap;

/// A piece of evidence on the file page.
pub struct Exhibit {
    pub title: String,
    /// `jpg，2.1 MB`.
    pub what: String,
    pub href: String,
    pub is_picture: bool,
    pub can_be_looked_at: bool,
    /// For those who judge and those who keep: the photograph as it was handed in.
    pub original: Option<String>,
}

pub fn exhibits(dispute: &Dispute, id: &MatterId, actor: &Actor) -> Vec<Exhibit> {
    listed(&dispute.registration.evidence, id, actor)
}

/// What goes with a consultation or a case review, as far as this reader sees it.
pub fn handed(file: &File, actor: &Actor) -> Vec<Exhibit> {
    listed(&materials(file, actor), &file.id, actor)
}

/// Of that, what does not lie in the dispute itself.
pub fn added(file: &File, actor: &Actor) -> Vec<Exhibit> {
    let added = match &file.matter {
        Some(AnyMatter::Consultation(held)) => held.visible(actor).plan.request.evidence,
        Some(AnyMatter::CaseReview(held)) => held.visible(actor).plan.convening.evidence,
        _ => Vec::new(),
    };
    listed(&added, &file.id, actor)
}

fn materials(file: &File, actor: &Actor) -> Vec<Evidence> {
    match &file.matter {
        Some(AnyMatter::Dispute(dispute)) => dispute.registration.evidence.clone(),
        Some(AnyMatter::Consultation(held)) => held.visible(actor).plan.materials,
        Some(AnyMatter::CaseReview(held)) => held.visible(actor).plan.materials,
        Some(AnyMatter::Reconsideration(held)) => papers_in(&held.visible(actor), actor),
        _ => Vec::new(),
    }
}

/// What lies in the reconsiderations among these files beside the dispute itself, as far as this reader sees it.
pub async fn of_reconsiderations(
    office: &Office,
    files: &[File],
    actor: &Actor,
) -> Result<Vec<Exhibit>, Fault> {
    let mut exhibits = Vec::new();
    for file in files.iter().filter(|file| matches!(file.matter, Some(AnyMatter::Reconsideration(_)))) {
        let mut papers = materials(file, actor);
        for paper in &mut papers {
            measure(office, paper).await?;
        }
        exhibits.extend(listed(&papers, &file.id, actor));
    }
    Ok(exhibits)
}

/// An order names a file by its hash alone; what it is stands where it was stored.
async fn measure(office: &Office, item: &mut Evidence) -> Result<(), Fault> {
    if item.format.is_empty()
        && let Some(stored) = office.ledger.stored_file(&item.file).await?
    {
        (item.format, item.size_bytes) = (stored.format, stored.size_bytes);
    }
    Ok(())
}

/// The papers of a reconsideration, which is already as this reader sees it: what was applied with, supplemented, said and answered,
/// and what was served on this reader's side. The office and who keeps the file see what was served on anybody.
fn papers_in(seen: &Reconsideration, actor: &Actor) -> Vec<Evidence> {
    let all = seen.is_insider(actor) || matches!(actor.role, Role::Auditor | Role::Archivist);
    let own = match (&actor.standing, actor.role) {
        (Some(standing), _) => Some(standing.party.as_str()),
        (None, Role::AgencyLegal | Role::AgencyHead) => Some(RESPONDENT),
        _ => None,
    };
    let mut papers = Vec::new();
    let applied = seen.application.document.iter().filter(|_| all);
    papers.extend(applied.map(|file| bare(file, "复议申请书、口头申请笔录".to_owned())));
    let supplemented = seen.supplement.iter().flat_map(|held| &held.documents);
    papers.extend(numbered("补正材料", supplemented));
    papers.extend(numbered("意见附带的材料", seen.stated.iter().flat_map(|one| &one.documents)));
    papers.extend(brought(seen));
    let minutes = seen.hearings.iter().filter_map(|hearing| hearing.record.as_ref()?.document.as_ref());
    papers.extend(numbered("听证笔录", minutes.filter(|_| all)));
    let served = seen.notices.iter().filter(|notice| {
        all || own.is_some_and(|own| notice.recipients.iter().any(|recipient| recipient == own))
    });
    papers.extend(served.filter_map(paper_of));
    papers
}

/// What the agency answered and brought, where it may be read.
pub fn brought(seen: &Reconsideration) -> Vec<Evidence> {
    let Some(reply) = &seen.reply else { return Vec::new() };
    let answer = reply.document.iter().map(|file| bare(file, "答复书".to_owned()));
    let evidence = reply.evidence.iter().map(|one| {
        let late = if seen.is_formed_late(one) { "，受理以后才形成" } else { "" };
        let formed_on = Some(one.formed_on);
        let title = format!("{}（{}形成{late}）", one.title, zh_date(one.formed_on));
        Evidence { formed_on, ..bare(&one.file, title) }
    });
    answer.chain(evidence).collect()
}

/// The paper that was served, where it was uploaded.
pub fn paper_of(notice: &Notice) -> Option<Evidence> {
    let title = format!("{}（{}）", notice.paper.name_zh(), zh_date(notice.made_on));
    notice.document.as_ref().map(|file| bare(file, title))
}

fn numbered<'a>(title: &str, files: impl Iterator<Item = &'a FileHash>) -> Vec<Evidence> {
    files.enumerate().map(|(at, file)| bare(file, format!("{title} {}", at + 1))).collect()
}

fn bare(file: &FileHash, title: String) -> Evidence {
    let (file, format) = (file.clone(), String::new());
    Evidence { file, title, format, size_bytes: 0, pages: None, formed_on: None }
}

fn listed(items: &[Evidence], id: &MatterId, actor: &Actor) -> Vec<Exhibit> {
    let exhibit = |item: &Evidence| {
        let href = format!("/desk/file/{id}/evidence/{}", item.file);
        let is_picture = matches!(item.format.as_str(), "jpg" | "png");
        Exhibit {
            title: item.title.clone(),
            what: match item.format.as_str() {
                "" => String::new(),
                format => format!("{format}，{}", size(item.size_bytes)),
            },
            is_picture,
            can_be_looked_at: shown_type(&item.format).is_some(),
            original: (is_picture && may_see_originals(actor)).then(|| format!("{href}/original")),
            href,
        }
    };
    items.iter().map(exhibit).collect()
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}

/// The types that a browser shows without running anything of them.
fn shown_type(format: &str) -> Option<&'static str> {
    match format {
        "jpg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "webp" => Some("image/webp"),
        "pdf" => Some("application/pdf"),
        _ => None,
    }
}

/// Place and time in a photograph's original say more about people than a mediation needs; they matter to whoever judges
/// whether it is genuine, and to the archive.
fn may_see_originals(actor: &Actor) -> bool {
    matches!(actor.role, Role::Judge | Role::Archivist)
}

/// The file and the piece of evidence that it names; nothing else in the store has an address.
async fn opened(visit: &Visit, actor: &Actor, id: &str, hash: &str) -> Result<(File, Evidence), Trouble> {
    let id = MatterId::from(id);
    let file = visit.office.ledger.open(&Scope::from(actor), &id).await?.ok_or(Trouble::NotFound)?;
    let hash = FileHash::from(hash);
    let item = materials(&file, actor).into_iter().find(|item| item.file == hash);
    let mut item = item.ok_or(Trouble::NotFound)?;
    measure(&visit.office, &mut item).await?;
    Ok((file, item))
}

/// `GET /desk/file/{id}/evidence/{hash}`; with `?download` it is saved instead of shown.
pub async fn show(
    visit: Visit,
    Path((id, hash)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let (file, item) = opened(&visit, &actor, &id, &hash).await?;
    file::record(&visit, &actor, &file).await?;
    let bytes = visit.office.files.get(&item.file).await.map_err(Fault::from)?;
    let shown = shown_type(&item.format).filter(|_| !asked.contains_key("download"));
    Ok(answer(bytes, shown, &item, &item.format))
}

/// `GET /my/{id}/evidence/{hash}`: a paper of a reconsideration, for a party that it went to or that may read it.
pub async fn of_the_party(
    visit: Visit,
    Path((id, hash)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let (dispute, party) = visit.party()?;
    let actor = Actor::party(dispute, party, "当事人");
    let (file, item) = opened(&visit, &actor, &id, &hash).await?;
    if !matches!(file.matter, Some(AnyMatter::Reconsideration(_))) {
        return Err(Trouble::NotFound);
    }
    let bytes = visit.office.files.get(&item.file).await.map_err(Fault::from)?;
    let shown = shown_type(&item.format).filter(|_| !asked.contains_key("download"));
    Ok(answer(bytes, shown, &item, &item.format))
}

/// `GET /desk/file/{id}/evidence/{hash}/original`: never shown, only taken away; that it was taken is on record.
pub async fn original(visit: Visit, Path((id, hash)): Path<(String, String)>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let (file, item) = opened(&visit, &actor, &id, &hash).await?;
    if !may_see_originals(&actor) {
        return Err(huajie_law::Refusal::not_permitted().into());
    }
    file::record(&visit, &actor, &file).await?;
    let bytes = visit.office.original_of(&item.file).await?.ok_or(Trouble::NotFound)?;
    Ok(answer(bytes, None, &item, "original"))
}

fn answer(bytes: Vec<u8>, shown: Option<&'static str>, item: &Evidence, ending: &str) -> Response {
    let title: String = form_urlencoded::byte_serialize(item.title.as_bytes()).collect();
    let title = title.replace('+', "%20");
    let how = if shown.is_some() { "inline" } else { "attachment" };
    let name = format!(
        "{how}; filename=\"{}.{ending}\"; filename*=UTF-8''{title}.{ending}",
        &item.file.as_str()[..12]
    );
    let headers = [
        (header::CONTENT_TYPE, shown.unwrap_or("application/octet-stream").to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ];
    (headers, bytes).into_response()
}
