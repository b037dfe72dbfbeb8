//! 材料: the files that lie in a matter, as its room names them, and as far as one reader may see them.
//!
//! Every upload that an order names is found here again, or it could be put in and never be read. Pages, downloads, the citizen's page
//! and the catalogue of the volume ask this and keep no list of their own. Not here: papers that the house issued
//! ([`crate::paper`] keeps those), signatures written on glass (they stand in the paper that was signed with them), the bytes.

mod advice;
mod after;
mod elsewhere;
mod mediation;
mod reconsideration;
#[cfg(test)]
pub(crate) mod tests;

use crate::{
    Actor, AnyMatter, FileHash, Role,
    calendar::zh_date,
    decision::Law,
    dispute::{Dispute, Evidence, PartyStanding},
    mediation::{RESPONDENT, SignatureWay},
};
use jiff::civil::Date;

/// Fields of orders, and of events, that name a stored file or a list of them.
pub const FILE_FIELDS: [&str; 10] = [
    "consent_paper",
    "document",
    "documents",
    "evidence",
    "file",
    "image",
    "proof",
    "receipt",
    "represented_consent",
    "sealed_paper",
];

/// A file that lies in a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub file: FileHash,
    /// What it is called on the list; nothing in it names a citizen beyond the mask.
    pub title: String,
    /// 责任者.
    pub by: By,
    /// The day that it bears, or of the step with which it came.
    pub dated: Option<Date>,
    /// The day on which it was brought, where it bears another: whose seat it was then is whose it is.
    pub brought_on: Option<Date>,
    /// `jpg`, `pdf` …; empty where the order named the file by its hash alone.
    pub format: String,
    pub size_bytes: u64,
    pub pages: Option<u32>,
    /// 证明目的, where whoever handed it in has said it.
    pub proves: Option<String>,
}

/// Whose paper it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    Applicants,
    /// By key.
    Side(String),
    /// Whoever keeps the file: the centre, the office of the reconsideration.
    House,
    /// Another body, by name.
    Body(String),
    /// Several who signed one paper, in the order in which they signed.
    Jointly(Vec<By>),
}

impl Document {
    fn of(file: &FileHash, title: impl Into<String>, by: By, dated: Date) -> Document {
        Document {
            file: file.clone(),
            title: title.into(),
            by,
            dated: Some(dated),
            brought_on: None,
            format: String::new(),
            size_bytes: 0,
            pages: None,
            proves: None,
        }
    }

    /// The same paper under the same title lies in a list once; two sides may have brought the same photograph.
    pub fn key(&self) -> (FileHash, String) {
        (self.file.clone(), self.title.clone())
    }

    fn evidence(item: &Evidence, by: By) -> Document {
        Document {
            file: item.file.clone(),
            title: item.title.clone(),
            by,
            dated: item.formed_on,
            brought_on: None,
            format: item.format.clone(),
            size_bytes: item.size_bytes,
            pages: item.pages,
            proves: item.proves.clone(),
        }
    }
}

impl AnyMatter {
    /// What lies in this file, for this reader. One line for every room: a new one has to answer before it compiles.
    pub fn documents(&self, reader: &Actor, law: &Law) -> Vec<Document> {
        let mut found = match self {
            AnyMatter::Dispute(held) => handed_in(held, reader),
            AnyMatter::Mediation(held) => mediation::documents(held, reader, law),
            AnyMatter::Reconsideration(held) => reconsideration::documents(held, reader, law),
            AnyMatter::Performance(held) => after::of_performance(held, reader),
            AnyMatter::Mirrored(held) => elsewhere::of_proceeding(held, reader),
            AnyMatter::Referral(held) => elsewhere::of_referral(held, reader, law),
            AnyMatter::Consultation(held) => advice::of_consultation(held, reader, law),
            AnyMatter::CaseReview(held) => advice::of_review(held, reader),
            AnyMatter::Paper(held) => after::of_paper(held, reader),
            AnyMatter::FollowUp(_)
            | AnyMatter::Expert(_)
            | AnyMatter::Organization(_)
            | AnyMatter::Officer(_)
            | AnyMatter::Body(_)
            | AnyMatter::OutsideSystem(_)
            | AnyMatter::HolidaySchedule(_) => Vec::new(),
        };
        let mut known = std::collections::BTreeSet::new();
        found.retain(|document| known.insert(document.key()));
        found
    }
}

impl AnyMatter {
    /// The same for the volume: what was said apart, and why a mediation was suspended, lies in none, whoever puts it together.
    pub fn documents_of_the_volume(&self, reader: &Actor, law: &Law) -> Vec<Document> {
        match self {
            AnyMatter::Mediation(held) => {
                AnyMatter::Mediation(Box::new(held.for_the_volume())).documents(reader, law)
            }
            matter => matter.documents(reader, law),
        }
    }
}

/// Evidence, and the letters of authority. The applicants and the agency read what was handed in, a third party is shown it by whoever
/// works on the file; an agent's letter is nobody's on the other side.
fn handed_in(held: &Dispute, reader: &Actor) -> Vec<Document> {
    let side = side_of(reader, &held.registration.respondent);
    let applies = |key: &str| {
        held.party(key).is_some_and(|party| party.particulars.standing == PartyStanding::Applicant)
    };
    let mut found = Vec::new();
    if side.is_none_or(|side| side == RESPONDENT || applies(side)) {
        let evidence = &held.registration.evidence;
        found.extend(evidence.iter().map(|item| {
            let document = Document::evidence(item, By::Applicants);
            // What came later bears its own day.
            let dated = document.dated.or(held.handed_in_late(&item.file));
            Document { dated, brought_on: Some(held.handed_in_on(&item.file)), ..document }
        }));
    }
    for party in held.parties.iter().filter(|party| side.is_none_or(|side| side == party.key)) {
        for (former, succeeded) in party.former.iter().filter_map(|one| Some((one, one.succeeded.as_ref()?)))
        {
            let title = format!("承受、代理的证明（{}）", former.label);
            let by = By::Side(party.key.clone());
            found.push(Document::of(&succeeded.document, title, by, former.corrected_on));
        }
        let brought = party.particulars.agent.as_ref().and_then(|agent| agent.brought.as_ref());
        let letters = party.letters().into_iter().map(|file| (file, ""));
        found.extend(letters.chain(brought.map(|file| (file, "，代理人交来，还没有核对"))).map(
            |(file, note)| {
                let gave_way = party.letter_given_before(file);
                let label = gave_way.map_or(&party.particulars.label, |before| &before.label);
                let by = By::Side(party.key.clone());
                Document {
                    brought_on: gave_way.is_none().then(|| party.succeeded_on()).flatten(),
                    ..Document::of(file, format!("授权委托书（{label}{note}）"), by, held.registered_on)
                }
            },
        ));
    }
    found
}

/// The side on which this reader stands, as its key; none: on no side of the dispute. A party of another dispute stands on one that is
/// nobody's here.
fn side_of<'a>(reader: &'a Actor, respondent: &crate::OrgId) -> Option<&'a str> {
    match reader.role {
        Role::Party => Some(reader.standing.as_ref().map_or("", |standing| standing.party.as_str())),
        Role::AgencyLegal | Role::AgencyHead if reader.in_organization(respondent) => Some(RESPONDENT),
        _ => None,
    }
}

/// The scan of a signed paper, where it was signed on paper.
fn scanned(way: &SignatureWay) -> Option<&FileHash> {
    match way {
        SignatureWay::Scan { file } => Some(file),
        SignatureWay::Glass { .. } | SignatureWay::Code { .. } => None,
    }
}

/// `送达证明（张某某，2026年3月5日）`.
fn proof_title(recipient: &str, on: Date) -> String {
    format!("送达证明（{recipient}，{}）", zh_date(on))
}
