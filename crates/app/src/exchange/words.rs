//! Words of theirs that are none of ours (`分流`, `诉前`, `民事`): asked about once, each with its column and how many rows say it. What was said is
//! kept with the columns of that kind of table, so that the next one goes through untouched; the words themselves as keyed digests, for some
//! put a name into a result.

use super::{
    columns::Sheet,
    reading::{self, Foreign, Said, Told, bare, results},
};
use crate::{
    desk::blanks::mirrored::STEPS,
    http::Submission,
    office::Office,
    people::import::find_organization,
    ui::form::{Field, Form},
};
use huajie_law::{
    directory::{Category, Organization},
    mirrored::{AbsenceReason, ExclusionCause, Finding, HeadRank, Level, Procedure},
    text::tidy,
};
use huajie_ledger::table_columns::Columns;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// Rows that say it are none of ours: other kinds of cases, steps that nobody here keeps.
pub(super) const PASSED_OVER: &str = "passed_over";
/// A body that is none of the directory's, and is called as the table calls it.
pub(super) const AS_WRITTEN: &str = "as_written";
/// Longer is a sentence and no word of a list: it is not asked about and not kept.
const MOST_CHARS: usize = 30;
/// A list that has more is no list of words.
const MOST_WORDS: usize = 50;
const KEY: &str = "word:";
/// Before the digest of a word, which no word of theirs begins with.
const SEALED: &str = " ";
/// In which of our columns words are asked about.
const ASKED: [&str; 9] =
    ["procedure", "level", "step", "findings", "cause", "head", "head_rank", "absence", "body"];

/// A word of theirs and what was said of it.
pub(super) struct Word {
    asked: Foreign,
    rows: usize,
    /// What it was said to be; empty where nobody has said.
    ours: String,
}

fn key(field: &str, theirs: &str) -> String {
    format!("{KEY}{field}:{}", bare(theirs))
}

/// The column and the word, where this is no column but a word.
fn word_of(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(KEY)?.split_once(':').filter(|(field, _)| ASKED.contains(field))
}

pub(super) fn is_word(key: &str) -> bool {
    word_of(key).is_some()
}

fn sealed_key(office: &Office, key: &str) -> String {
    match word_of(key) {
        Some((field, word)) if !word.starts_with(SEALED) => {
            let digest = office.keys.code_digest("exchange_word", &format!("{field} {word}"));
            format!("{KEY}{field}:{SEALED}{digest}")
        }
        _ => key.to_owned(),
    }
}

/// As it is kept for the sender: what their table says stands there for nobody to read.
pub(super) fn sealed(office: &Office, columns: &Columns) -> Columns {
    columns.iter().map(|(key, ours)| (sealed_key(office, key), ours.clone())).collect()
}

/// What was kept, with the words that stand in this table; of others it goes along as it is.
pub(super) fn opened(office: &Office, sheet: &Sheet, mut columns: Columns) -> Columns {
    if !columns.keys().any(|key| word_of(key).is_some_and(|(_, word)| word.starts_with(SEALED))) {
        return columns;
    }
    let mut said = BTreeSet::new();
    for (field, row) in ASKED.iter().flat_map(|field| sheet.rows.iter().map(move |row| (field, row))) {
        let cell = tidy(sheet.cell(&columns, row, field));
        let parts: Vec<&str> =
            if *field == "findings" { results(&cell).collect() } else { vec![cell.as_str()] };
        let short = parts.into_iter().filter(|theirs| theirs.chars().count() <= MOST_CHARS);
        said.extend(short.map(|theirs| key(field, theirs)));
    }
    for key in said {
        if let Some(ours) = columns.remove(&sealed_key(office, &key)) {
            columns.insert(key, ours);
        }
    }
    columns
}

/// What a word is here: as it was said, else itself.
pub(super) fn ours<'a>(columns: &'a Columns, field: &str, theirs: &'a str) -> &'a str {
    columns.get(&key(field, theirs)).map_or(theirs, String::as_str)
}

/// Each once, in the order of the table.
fn words(office: &Office, sheet: &Sheet, columns: &Columns) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for row in &sheet.rows {
        let said = sheet.said(columns, row);
        let mut foreign = reading::foreign(&said, columns);
        foreign.retain(|asked| asked.field != "body" || !is_known_court(office, &asked.theirs));
        for asked in foreign {
            if asked.theirs.chars().count() > MOST_CHARS {
                continue;
            }
            let id = key(asked.field, &asked.theirs);
            let Some(word) = words.iter_mut().find(|word| word.id() == id) else {
                if words.len() < MOST_WORDS {
                    let ours = columns.get(&id).cloned().unwrap_or_default();
                    words.push(Word { asked, rows: 1, ours });
                }
                continue;
            };
            word.rows += 1;
            let known = &mut word.asked.of;
            asked.of.into_iter().for_each(|one| {
                if !known.contains(&one) {
                    known.push(one);
                }
            });
        }
    }
    words
}

/// In the directory, or named there as the court above one.
fn is_known_court(office: &Office, theirs: &str) -> bool {
    let above = |body: &Organization| body.superior.as_deref().is_some_and(|name| name.trim() == theirs);
    find_organization(office, theirs).is_ok() || office.law().directory.organizations.values().any(above)
}

/// A suit of which nobody knows and nobody has said which court has it is not taken in: the court would stand beside the one that is meant.
pub(super) fn with_its_court(
    office: &Office,
    said: &Said,
    columns: &Columns,
    told: Told,
) -> Result<Told, String> {
    let typed = tidy(said.get("body").map_or("", String::as_str));
    let open = told.procedure == Procedure::Litigation && (1..=MOST_CHARS).contains(&typed.chars().count());
    let unsaid = open && !columns.contains_key(&key("body", &typed));
    match unsaid && !is_known_court(office, &typed) {
        true => Err(format!(
            "办理机关“{typed}”不在单位名录里：请先选它是哪个法院，名录里确实没有的，选“照写的登记”"
        )),
        false => Ok(told),
    }
}

impl Word {
    fn id(&self) -> String {
        key(self.asked.field, &self.asked.theirs)
    }

    /// Of ours what it can be.
    fn choices(&self, office: &Office) -> Vec<(String, String)> {
        let named = |all: Vec<(String, &'static str)>| -> Vec<(String, String)> {
            all.into_iter().map(|(name, label)| (name, label.to_owned())).collect()
        };
        let as_written =
            |all: &[&str]| all.iter().map(|one| ((*one).to_owned(), (*one).to_owned())).collect();
        let passed_over = (PASSED_OVER.to_owned(), "用不到，写着它的行不登记".to_owned());
        match self.asked.field {
            "procedure" => named(Procedure::choices()).into_iter().chain([passed_over]).collect(),
            "step" => {
                let steps = STEPS.iter().map(|(name, label)| ((*name).to_owned(), (*label).to_owned()));
                steps.chain([passed_over]).collect()
            }
            "level" => named(Level::choices()),
            "cause" => named(ExclusionCause::choices()),
            "head_rank" => named(HeadRank::choices()),
            "absence" => named(AbsenceReason::choices()),
            "head" => as_written(&["出庭", "未出庭"]),
            "body" => {
                let law = office.law();
                let courts = law.directory.organizations.iter();
                let courts = courts.filter(|(_, body)| body.category == Category::Court);
                let named = courts.map(|(id, body)| (id.to_string(), body.name.clone()));
                let none = (AS_WRITTEN.to_owned(), "名录里没有，照写的登记".to_owned());
                named.chain([none]).collect()
            }
            _ => {
                let fits = |one: &Finding| {
                    self.asked.of.iter().any(|(procedure, level)| one.belongs_to(*procedure, *level))
                };
                let named = |one: Finding| (one.as_str().to_owned(), one.name_zh().to_owned());
                Finding::iter().filter(fits).map(named).collect()
            }
        }
    }
}

/// Whether there is one of which nobody has said what it is.
pub(super) fn asks(office: &Office, sheet: &Sheet, columns: &Columns) -> bool {
    words(office, sheet, columns).iter().any(|word| word.ours.is_empty())
}

/// A question for each of them; nothing where nobody has to be asked.
pub(super) fn form(office: &Office, sheet: &Sheet, columns: &Columns, address: &str) -> Option<Form> {
    let words = words(office, sheet, columns);
    if words.is_empty() {
        return None;
    }
    let mut form = Form::new(address, "记住，再看一看").field(Field::hidden("words", "true"));
    for (at, word) in words.iter().enumerate() {
        let heading = columns.get(word.asked.field).map_or("", String::as_str);
        let asked = Field::select(ours_at(at), format!("“{}”是", word.asked.theirs), word.choices(office))
            .hint(format!("“{heading}”一列，{} 行这样写", word.rows))
            .value(word.ours.clone());
        form = form.field(Field::hidden(theirs_at(at), word.id())).field(asked);
    }
    Some(form)
}

fn theirs_at(at: usize) -> String {
    format!("theirs.{at}")
}

fn ours_at(at: usize) -> String {
    format!("ours.{at}")
}

/// The columns with what was said of the words; what was left open is asked again.
pub(super) fn said(office: &Office, sheet: &Sheet, columns: &Columns, submission: &Submission) -> Columns {
    let mut said = columns.clone();
    let words = words(office, sheet, columns);
    for at in 0..words.len() {
        let theirs = submission.first(&theirs_at(at));
        let Some(word) = words.iter().find(|word| word.id() == theirs) else { continue };
        let ours = submission.first(&ours_at(at));
        if word.choices(office).iter().any(|(name, _)| name == ours) {
            said.insert(word.id(), ours.to_owned());
        } else {
            said.remove(&word.id());
        }
    }
    said
}
