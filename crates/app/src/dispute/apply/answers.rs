//! The draft: what was typed, page by page, and what was uploaded. Sealed as a whole.

use super::{before, steps::proves_of};
use crate::{
    dispute::intake::Registered,
    http::{Subject, Trouble, Visit},
    office::Office,
    ui::form::MORE,
};
use huajie_law::{FileHash, MatterId, dispute::Evidence, text};
use huajie_ledger::{
    Fault,
    vault::{Context, sm3_hex},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is typed so far. Values stay exactly as typed until the application is handed in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Step → name of the field → values.
    pub typed: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// What the guide was told before, page by page: shown where nothing is typed yet, and never counted as an answer.
    #[serde(default)]
    pub known: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub evidence: Vec<Evidence>,
    /// A dispute already on file that was shown, and of which the applicant says: this is another one.
    pub despite: Option<MatterId>,
    /// Set once it is handed in; the draft then only serves the confirmation page.
    pub handed_in: Option<Registered>,
    #[serde(default)]
    pub handed_in_at: Option<Timestamp>,
    /// Answers were changed after it had been registered (a reply that was lost on the way).
    #[serde(default)]
    pub changed_after: bool,
}

/// From which page a question went to which.
const MOVED: [(&str, &str, &str); 8] = [
    ("what", "act.kind", "kind"),
    ("what", "act.on_the_spot", "more"),
    ("what", "act.by_monitoring", "more"),
    ("what", "act.unanswered", "more"),
    ("what", "act.real_estate", "more"),
    ("when", "act.told", "told"),
    ("when", "tried.", "tried"),
    ("others", "third.", "third"),
];

/// The receipt with its code is shown this long; whoever comes later asks at the counter.
const RECEIPT_SHOWN: SignedDuration = SignedDuration::from_mins(30);
const MOST_FILES: usize = 30;
const MOST_BYTES: u64 = 300 << 20;

/// A draft as it was read, for saving over exactly that version.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: String,
    pub version: u64,
    pub answers: Answers,
}

impl Answers {
    pub fn of_step(&self, step: &str) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.page(step).into_iter().flatten();
        fields.flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    pub fn first(&self, step: &str, name: &str) -> &str {
        self.page(step)
            .and_then(|fields| fields.get(name))
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }

    /// Keeps what a page sent; inputs that are not questions are left out.
    pub fn keep(&mut self, step: &str, pairs: &[(String, String)]) {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            if !["csrf", "version", "once", MORE].contains(&name.as_str()) {
                fields.entry(name.clone()).or_default().push(value.clone());
            }
        }
        let before = self.typed.insert(step.to_owned(), fields);
        // Of another kind other things matter: what was ticked stays to be seen, and is asked again.
        if step == "kind" && before.as_ref() != self.typed.get(step) {
            self.known.extend(self.typed.remove_entry("more"));
        }
    }

    /// What a page shows, as a number: another one when the page has been saved in between.
    pub fn stamp(&self, step: &str) -> u64 {
        let shown = self.page(step).cloned().unwrap_or_default();
        let digest = sm3_hex(serde_json::to_string(&shown).expect("plain data").as_bytes());
        u64::from_str_radix(&digest[..12], 16).expect("digests are hexadecimal")
    }

    fn page(&self, step: &str) -> Option<&BTreeMap<String, Vec<String>>> {
        self.typed.get(step).or_else(|| self.known.get(step))
    }

    /// Puts down what the guide was told.
    pub fn fill(&mut self, step: &str, name: &str, value: Option<String>) {
        if let Some(value) = value {
            self.known.entry(step.to_owned()).or_default().insert(name.to_owned(), vec![value]);
        }
    }

    /// What the guide was told of this page is the whole of it: it need not be asked again.
    pub fn settle(&mut self, step: &str) {
        let fields = self.known.entry(step.to_owned()).or_default();
        self.typed.insert(step.to_owned(), fields.clone());
    }

    /// Of a draft that was begun while these questions stood on other pages.
    pub fn move_to_their_pages(&mut self) {
        for pages in [&mut self.typed, &mut self.known] {
            for (from, question, to) in MOVED {
                let Some(page) = pages.get_mut(from) else { continue };
                let taken: BTreeMap<_, _> =
                    page.extract_if(.., |name, _| name.starts_with(question)).collect();
                if !taken.is_empty() {
                    pages.entry(to.to_owned()).or_default().extend(taken);
                }
            }
        }
    }

    /// Something was typed here that would be lost.
    pub fn is_begun(&self) -> bool {
        !self.evidence.is_empty()
            || self.typed.iter().any(|(step, fields)| self.known.get(step) != Some(fields))
    }

    pub fn is_answered(&self, step: &str) -> bool {
        self.typed.contains_key(step)
    }

    /// Strangers may apply, so what they leave here is bounded.
    pub fn has_room_for(&self, bytes: usize) -> bool {
        let held: u64 = self.evidence.iter().map(|item| item.size_bytes).sum();
        self.evidence.len() < MOST_FILES && held + bytes as u64 <= MOST_BYTES
    }

    pub fn add_evidence(&mut self, evidence: Vec<Evidence>) {
        for item in evidence {
            if !self.evidence.iter().any(|held| held.file == item.file) {
                self.evidence.push(item);
            }
        }
    }

    /// The pieces with what each is to prove, as they are handed in.
    pub fn exhibits(&self) -> Vec<Evidence> {
        let said = |item: &Evidence| {
            let proves = text::tidy(self.first("evidence", &proves_of(&item.file)));
            Evidence { proves: Some(proves).filter(|proves| !proves.is_empty()), ..item.clone() }
        };
        self.evidence.iter().map(said).collect()
    }

    pub fn remove_evidence(&mut self, file: &FileHash) {
        self.evidence.retain(|held| held.file != *file);
    }
}

impl Draft {
    /// The visitor's draft; who has none is led to the start.
    pub async fn of(visit: &Visit) -> Result<Draft, Trouble> {
        let Some(Subject::Draft(id)) = &visit.subject else { return Err(Trouble::SignIn("/apply")) };
        let Some(row) = visit.office.ledger.draft(id).await? else {
            return Ok(Draft { id: id.clone(), version: 0, answers: Answers::default() });
        };
        let context = Context { table: "draft", column: "sealed", row_id: id };
        let plain = visit
            .office
            .keys
            .open(&context, &row.sealed)
            .map_err(|_| Fault::other("a draft does not open"))?;
        let mut answers = serde_json::from_str(&plain).map_err(|_| Fault::other("a draft does not parse"))?;
        before::read_anew(&mut answers);
        answers.move_to_their_pages();
        Ok(Draft { id: id.clone(), version: row.version, answers })
    }

    /// It was handed in, and not long ago.
    pub fn shows_receipt(&self, office: &Office) -> bool {
        let at = self.answers.handed_in_at.filter(|_| self.answers.handed_in.is_some());
        at.is_some_and(|at| office.now().at.duration_since(at) <= RECEIPT_SHOWN)
    }

    /// Saves it; a second tab that saved meanwhile makes this page stale, nothing is overwritten.
    pub async fn save(&self, office: &Office) -> Result<(), Trouble> {
        if self.version == 0 {
            office.admit_draft(office.now()).await?;
        }
        let plain = serde_json::to_string(&self.answers).expect("answers are plain data");
        let sealed = office.seal("draft", "sealed", &self.id, &plain);
        let saved = office.ledger.save_draft(&self.id, &sealed, self.version, office.now().at).await?;
        if saved { Ok(()) } else { Err(Trouble::Stale) }
    }
}
