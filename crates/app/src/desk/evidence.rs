//! 材料: what lies in the file, looked at where it is or taken away. What was uploaded is shown only as a picture or a PDF,
//! under the type that its bytes were found to have and a policy that lets it do nothing.

use super::{at_the_desk, file};
use crate::{
    dispute::progress::acting::acting,
    http::{Trouble, Visit},
    office::Office,
};
use axum::{
    extract::{Path, Query},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, Document, File, FileHash, MatterId, Role};
use huajie_ledger::{Fault, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// A document on the file page.
pub struct Exhibit {
    pub title: String,
    /// `jpg，2.1 MB`.
    pub what: String,
    /// 证明目的, where it was said.
    pub proves: Option<String>,
    pub href: String,
    pub is_picture: bool,
    pub can_be_looked_at: bool,
    /// For those who judge and those who keep: the photograph as it was handed in.
    pub original: Option<String>,
}

/// What lies in these files, as far as this reader sees it; what lies in several of them once.
pub async fn exhibits(office: &Office, files: &[File], actor: &Actor) -> Result<Vec<Exhibit>, Fault> {
    let found = lying_in(office, files, actor).await?;
    Ok(found.iter().map(|(id, document)| exhibit(document, &format!("/desk/file/{id}"), actor)).collect())
}

/// The same with the file that each is read under; the dispute's own first.
pub async fn lying_in(
    office: &Office,
    files: &[File],
    actor: &Actor,
) -> Result<Vec<(MatterId, Document)>, Fault> {
    let law = office.law();
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    let (own, others): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.id.is_root());
    for file in own.into_iter().chain(others) {
        let documents = file.matter.iter().flat_map(|matter| matter.documents(actor, &law));
        let new = documents.filter(|document| known.insert(document.key()));
        found.extend(new.map(|document| (file.id.clone(), document)));
    }
    measure(office, found.iter_mut().map(|(_, document)| document).collect()).await?;
    Ok(found)
}

/// The same of papers that somebody has found already.
pub async fn measured(office: &Office, mut found: Vec<Document>) -> Result<Vec<Document>, Fault> {
    measure(office, found.iter_mut().collect()).await?;
    Ok(found)
}

/// An order names a file by its hash alone; what it is stands where it was stored.
async fn measure(office: &Office, mut items: Vec<&mut Document>) -> Result<(), Fault> {
    items.retain(|item| item.format.is_empty());
    let hashes: Vec<FileHash> = items.iter().map(|item| item.file.clone()).collect();
    let stored = office.ledger.stored_files(&hashes).await?;
    for item in items {
        if let Some(stored) = stored.iter().find(|stored| stored.hash == item.file) {
            (item.format, item.size_bytes) = (stored.format.clone(), stored.size_bytes);
        }
    }
    Ok(())
}

fn exhibit(item: &Document, under: &str, actor: &Actor) -> Exhibit {
    let href = format!("{under}/evidence/{}", item.file);
    let is_picture = matches!(item.format.as_str(), "jpg" | "png");
    Exhibit {
        title: item.title.clone(),
        proves: item.proves.clone(),
        what: match item.format.as_str() {
            "" => String::new(),
            format => format!("{format}，{}", size(item.size_bytes)),
        },
        is_picture,
        can_be_looked_at: shown_type(&item.format).is_some(),
        original: (is_picture && may_see_originals(actor)).then(|| format!("{href}/original")),
        href,
    }
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

/// The file and the document that it names; nothing else in the store has an address.
async fn opened(visit: &Visit, actor: &Actor, id: &str, hash: &str) -> Result<(File, Document), Trouble> {
    let id = MatterId::from(id);
    let file = visit.office.ledger.open(&Scope::from(actor), &id).await?.ok_or(Trouble::NotFound)?;
    let hash = FileHash::from(hash);
    let documents = file.matter.iter().flat_map(|matter| matter.documents(actor, &visit.office.law()));
    let item = documents.into_iter().find(|item| item.file == hash);
    let mut item = item.ok_or(Trouble::NotFound)?;
    measure(&visit.office, vec![&mut item]).await?;
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

/// `GET /my/{id}/evidence/{hash}`: what a party handed in itself, what was served on it or signed with it, what it may read of the rest.
pub async fn of_the_party(
    visit: Visit,
    Path((id, hash)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let (_, actor, _) = acting(&visit).await?;
    let (_, item) = opened(&visit, &actor, &id, &hash).await?;
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

fn answer(bytes: Vec<u8>, shown: Option<&'static str>, item: &Document, ending: &str) -> Response {
    // A title is often the name that the file had: its ending is not said twice.
    let stem = item.title.strip_suffix(&format!(".{ending}")).unwrap_or(&item.title);
    let title: String = form_urlencoded::byte_serialize(stem.as_bytes()).collect();
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
