//! 材料: what lies in the file, looked at where it is or taken away. What was uploaded is shown only as a picture or a PDF,
//! under the type that its bytes were found to have and a policy that lets it do nothing.

use super::{at_the_desk, file};
use crate::http::{Trouble, Visit};
use axum::{
    extract::{Path, Query},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, AnyMatter, File, FileHash, MatterId, Role,
    dispute::{Dispute, Evidence},
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
        _ => Vec::new(),
    }
}

fn listed(items: &[Evidence], id: &MatterId, actor: &Actor) -> Vec<Exhibit> {
    let exhibit = |item: &Evidence| {
        let href = format!("/desk/file/{id}/evidence/{}", item.file);
        let is_picture = matches!(item.format.as_str(), "jpg" | "png");
        Exhibit {
            title: item.title.clone(),
            what: format!("{}，{}", item.format, size(item.size_bytes)),
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
    let item = item.ok_or(Trouble::NotFound)?;
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
