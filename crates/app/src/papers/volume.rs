//! The volume (案卷): what lies in it and in which order, from evidence and issued papers.

use super::case::Case;
use huajie_law::{
    FileHash, MatterId,
    dispute::{Dispute, VolumeEntry},
    paper::Paper,
};
use jiff::civil::Date;

/// A line of the catalogue with what only the paper catalogue prints.
pub struct Entry {
    pub title: String,
    pub number: Option<String>,
    pub author: String,
    pub file: FileHash,
    pub dated: Date,
    pub pages: u32,
    /// Whether the pages are known; a photo or an upload counts as one.
    pub counted: bool,
}

pub fn entries(case: &Case) -> Vec<Entry> {
    of(&case.dispute, &case.papers, &case.applicants(), &case.law.settings.centre_name)
}

/// Evidence and papers by their day; what was handed in stands before what followed from it.
fn of(dispute: &Dispute, papers: &[(MatterId, Paper)], applicants: &str, centre: &str) -> Vec<Entry> {
    let evidence = dispute.registration.evidence.iter().map(|item| Entry {
        title: item.title.clone(),
        number: None,
        author: applicants.to_owned(),
        file: item.file.clone(),
        dated: item.formed_on.unwrap_or(dispute.registered_on),
        pages: item.pages.unwrap_or(1),
        counted: item.pages.is_some(),
    });
    let papers =
        papers.iter().filter(|(_, paper)| paper.issue.template != "volume_catalogue").map(|(_, paper)| {
            Entry {
                title: paper.issue.title.clone(),
                number: paper.issue.number.clone(),
                author: centre.to_owned(),
                file: paper.issue.file.clone(),
                dated: paper.issue.dated,
                pages: paper.issue.pages,
                counted: true,
            }
        });
    let mut entries: Vec<Entry> = evidence.chain(papers).collect();
    entries.sort_by_key(|entry| entry.dated);
    entries
}

/// The catalogue as the closing command takes it.
pub fn volume(dispute: &Dispute, papers: &[(MatterId, Paper)]) -> Vec<VolumeEntry> {
    let entries = of(dispute, papers, "", "");
    entries
        .into_iter()
        .map(|entry| VolumeEntry {
            title: entry.title,
            file: entry.file,
            dated: entry.dated,
            pages: entry.pages,
        })
        .collect()
}
