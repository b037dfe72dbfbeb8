//! The volume (案卷): what lies in it and in which order, from what was handed in, made and served in every matter of the dispute, and
//! from issued papers. What is not for the eyes of whoever makes the catalogue does not stand in it.

use super::{
    case::{Case, among},
    draft::{APPLICATION_COPY, CONFIRMATION_APPLICATION},
};
use crate::office::Office;
use huajie_law::{
    Actor, Document, File, FileHash, Law, MatterId,
    dispute::{Dispute, VolumeEntry},
    documents::By,
    paper::{APPLICATION, Paper, VOLUME_CATALOGUE},
};
use huajie_ledger::{
    Fault,
    files::{FileKind, pages_of},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A line of the catalogue with what only the paper catalogue prints.
#[derive(Clone)]
pub struct Entry {
    pub title: String,
    pub number: Option<String>,
    pub author: String,
    pub file: FileHash,
    pub dated: Date,
    pub pages: u32,
    /// Whether the pages are known; a photo or an upload counts as one.
    pub counted: bool,
    /// It came when the volume was closed already.
    pub added: bool,
}

pub fn entries(case: &Case) -> Vec<Entry> {
    let papers: Vec<(&MatterId, &Paper)> = case.papers.iter().map(|(id, paper)| (id, paper)).collect();
    let author = |item: &Document| {
        let brought_on = item.brought_on.or(item.dated);
        author(case, &item.by, brought_on.unwrap_or(case.dispute.registered_on))
    };
    let issuer = |paper: &Paper| issuer(case, paper);
    let lying = of(&case.dispute, &case.documents, &papers, &author, &issuer);
    if !case.dispute.is_frozen() {
        return lying;
    }
    let sealed = case.dispute.volume.iter().map(|sealed| as_sealed(sealed, &lying)).collect::<Vec<_>>();
    let read = of(&case.dispute, &case.read_at_the_counter, &[], &author, &issuer);
    sealed.into_iter().chain(added(&case.dispute, &read)).collect()
}

/// 补入卷宗: what lies in its matters and was not sealed with it, if anything was recorded since. Only of what the counter reads: what whoever
/// closed it could not see did not come afterwards. No paper is issued in a volume that is closed.
fn added(dispute: &Dispute, lying: &[Entry]) -> Vec<Entry> {
    let is_sealed = |entry: &Entry| dispute.volume.iter().any(|sealed| sealed.file == entry.file);
    let new = lying.iter().filter(|entry| !dispute.added.is_empty() && !is_sealed(entry));
    new.map(|entry| Entry { added: true, ..entry.clone() }).collect()
}

/// As it was sealed; who made it and under which number stands where it was made.
fn as_sealed(sealed: &VolumeEntry, lying: &[Entry]) -> Entry {
    let same = |entry: &&Entry| entry.file == sealed.file && entry.title == sealed.title;
    let known = lying.iter().find(same).or_else(|| lying.iter().find(|entry| entry.file == sealed.file));
    Entry {
        title: sealed.title.clone(),
        number: known.and_then(|entry| entry.number.clone()),
        author: known.map(|entry| entry.author.clone()).unwrap_or_default(),
        file: sealed.file.clone(),
        dated: sealed.dated,
        pages: sealed.pages,
        counted: known.is_none_or(|entry| entry.counted),
        added: false,
    }
}

/// 责任者: whoever made it, by the name of who had the seat then; of a sheet that several signed all of them.
fn author(case: &Case, by: &By, on: Date) -> String {
    match by {
        By::Applicants => case.applicants_on(on),
        By::Side(side) => case.side_name_on(side, on),
        By::House => case.law.settings.centre_name.clone(),
        By::Body(name) => name.clone(),
        By::Jointly(all) => all.iter().map(|one| author(case, one, on)).collect::<Vec<_>>().join("、"),
    }
}

/// An application is of whoever applies, a paper of a reconsideration its body's, every other one the centre's.
fn issuer(case: &Case, paper: &Paper) -> String {
    match paper.issue.template.as_str() {
        APPLICATION | APPLICATION_COPY => return case.applicants_on(paper.issue.dated),
        // Asked jointly.
        CONFIRMATION_APPLICATION => {
            let recipients = case.mediation().into_iter().flat_map(|held| held.sides());
            return recipients
                .map(|side| case.side_name_on(side, paper.issue.dated))
                .collect::<Vec<_>>()
                .join("、");
        }
        _ => {}
    }
    let of_reconsideration = paper.issue.subject.is_of(huajie_law::Kind::Reconsideration);
    match case.reconsideration().filter(|_| of_reconsideration) {
        Some(held) => case.law.directory.name_of(&held.bodies.body).to_owned(),
        None => case.law.settings.centre_name.clone(),
    }
}

/// Not the catalogue itself, and nothing that was said apart.
fn lies_in_it(paper: &Paper) -> bool {
    paper.issue.template != VOLUME_CATALOGUE && !paper.issue.stays_with_the_team()
}

/// Documents and papers by their day; what was handed in stands before what followed from it.
fn of(
    dispute: &Dispute,
    documents: &[Document],
    papers: &[(&MatterId, &Paper)],
    author: &dyn Fn(&Document) -> String,
    issuer: &dyn Fn(&Paper) -> String,
) -> Vec<Entry> {
    let mut known = BTreeSet::new();
    let documents = documents.iter().filter(|item| known.insert(item.key())).map(|item| Entry {
        title: item.title.clone(),
        number: None,
        author: author(item),
        file: item.file.clone(),
        dated: item.dated.unwrap_or(dispute.registered_on),
        pages: item.pages.unwrap_or(1),
        counted: item.pages.is_some(),
        added: false,
    });
    let papers = papers.iter().filter(|(_, paper)| lies_in_it(paper)).map(|(_, paper)| Entry {
        title: paper.issue.title.clone(),
        number: paper.issue.number.clone(),
        author: issuer(paper),
        file: paper.issue.file.clone(),
        dated: paper.issue.dated,
        pages: paper.issue.pages,
        counted: true,
        added: false,
    });
    let mut entries: Vec<Entry> = documents.chain(papers).collect();
    entries.sort_by_key(|entry| entry.dated);
    entries
}

/// What lies in these files for this reader, the dispute's own first.
pub fn documents(files: &[File], reader: &Actor, law: &Law) -> Vec<Document> {
    let (own, others): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.id.is_root());
    let matters = own.into_iter().chain(others).filter_map(|file| file.matter.as_ref());
    let mut all: Vec<Document> = Vec::new();
    for matter in matters {
        let mut found = matter.documents_of_the_volume(reader, law);
        found.retain(|one| !all.iter().any(|known| is_same_sheet(known, one)));
        all.extend(found);
    }
    all
}

/// What one matter hands to another lies in the volume once, whatever each of them calls it.
fn is_same_sheet(known: &Document, one: &Document) -> bool {
    let made = |by: &By| matches!(by, By::House | By::Body(_));
    known.file == one.file && (known.by == one.by || (made(&known.by) && made(&one.by)))
}

/// What nobody counted when it came in is counted for the catalogue. A file that is not there any more is for `verify` to say.
pub async fn count(office: &Office, documents: &mut [Document]) -> Result<(), Fault> {
    let unknown = documents.iter().filter(|one| one.pages.is_none()).map(|one| one.file.clone());
    let unknown: Vec<FileHash> = unknown.collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let mut known = BTreeMap::new();
    for stored in office.ledger.stored_files(&unknown).await? {
        let pages = match FileKind::from_extension(&stored.format) {
            None => None,
            Some(FileKind::Pdf) => {
                let Ok(bytes) = office.files.get(&stored.hash).await else { continue };
                let counted = tokio::task::spawn_blocking(move || pages_of(FileKind::Pdf, &bytes));
                counted.await.expect("counting pages does not panic")
            }
            Some(kind) => pages_of(kind, &[]),
        };
        known.extend(pages.map(|pages| (stored.hash, pages)));
    }
    for document in documents.iter_mut().filter(|one| one.pages.is_none()) {
        document.pages = known.get(&document.file).copied();
    }
    Ok(())
}

/// The catalogue as the closing command takes it, of the files that whoever closes it sees.
pub async fn volume(
    office: &Office,
    dispute: &Dispute,
    files: &[File],
    reader: &Actor,
) -> Result<Vec<VolumeEntry>, Fault> {
    let mut documents = documents(files, reader, &office.law());
    count(office, &mut documents).await?;
    let entries =
        of(dispute, &documents, &among(files), &|_: &Document| String::new(), &|_: &Paper| String::new());
    let entries = entries
        .into_iter()
        .map(|entry| VolumeEntry {
            title: entry.title,
            file: entry.file,
            dated: entry.dated,
            pages: entry.pages,
        })
        .collect();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_matter_hands_to_another_lies_in_the_volume_once() {
        let document = |title: &str, by: By| Document {
            file: FileHash::from("aa"),
            title: title.into(),
            by,
            dated: None,
            brought_on: None,
            format: String::new(),
            size_bytes: 0,
            pages: None,
            proves: None,
        };
        let statement = document("行政复议调解书", By::House);
        assert!(is_same_sheet(&statement, &document("调解书", By::Body("某市人民政府".into()))));
        let consent = |title: &str| document(title, By::Side("p1".into()));
        assert!(is_same_sheet(&consent("同意中止行政复议的书面材料"), &consent("同意中止的书面材料")));
        let photograph = document("照片", By::Applicants);
        assert!(
            !is_same_sheet(&photograph, &document("照片", By::Side("respondent".into()))),
            "two brought it"
        );
    }
}
