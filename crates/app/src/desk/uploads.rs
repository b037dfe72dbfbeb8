//! What was uploaded or signed on glass with a form: examined and stored before the law is asked. A file that is stored
//! already comes back with the form as a token that only the program can make, for the same person and field.

use crate::{
    http::{Submission, Trouble, Upload, Visit},
    office::Office,
    orders,
    ui::form::{Field, FieldKind, Form, HELD, Held, files::shows_a_hand},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie_law::dispute::Evidence;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Files as the command wants them, and those that were refused.
pub struct StoredFiles {
    pub values: orders::Stored,
    pub refused: Vec<(String, String)>,
}

/// What a token says: which file was sent for which field.
#[derive(Serialize, Deserialize)]
struct Sent {
    field: String,
    file: Evidence,
}

const PURPOSE: &str = "held_file";

/// The token of a stored file; worth nothing to anybody but this subject.
pub(super) fn token(office: &Office, subject: &str, field: &str, file: &Evidence) -> String {
    let sent = Sent { field: field.to_owned(), file: file.clone() };
    let text = BASE64.encode(serde_json::to_vec(&sent).expect("plain data"));
    let seal = office.keys.code_digest(PURPOSE, &format!("{subject}|{text}"));
    format!("{text}.{seal}")
}

fn opened(office: &Office, subject: &str, field: &str, token: &str) -> Option<Evidence> {
    let (text, seal) = token.split_once('.')?;
    if !office.keys.code_matches(PURPOSE, &format!("{subject}|{text}"), seal) {
        return None;
    }
    let sent: Sent = serde_json::from_slice(&BASE64.decode(text).ok()?).ok()?;
    (sent.field == field).then_some(sent.file)
}

/// The files that came back with a form, put into its fields again.
pub(super) fn hold(visit: &Visit, form: &mut Form, submission: &Submission) {
    for field in form.fields.iter_mut().filter(|field| matches!(field.kind, FieldKind::File { .. })) {
        let held = held_files(visit, field, submission);
        keep(visit, field, &held);
    }
}

fn subject_of(visit: &Visit) -> String {
    visit.subject.as_ref().map(crate::http::Subject::to_text).unwrap_or_default()
}

fn held_files(visit: &Visit, field: &Field, submission: &Submission) -> Vec<Evidence> {
    let subject = subject_of(visit);
    let mut held: Vec<Evidence> = Vec::new();
    for token in submission.all(&format!("{}{HELD}", field.name)) {
        let file = opened(&visit.office, &subject, &field.name, token);
        held.extend(file.filter(|file| held.iter().all(|known| known.file != file.file)));
    }
    held
}

fn keep(visit: &Visit, field: &mut Field, files: &[Evidence]) {
    let subject = subject_of(visit);
    let held = |file: &Evidence| Held {
        title: file.title.clone(),
        token: token(&visit.office, &subject, &field.name, file),
    };
    field.held = files.iter().map(held).collect();
}

/// Stores everything that was uploaded or signed on glass. The form holds the files from then on.
pub async fn store(visit: &Visit, form: &mut Form, submission: &Submission) -> Result<StoredFiles, Trouble> {
    let (mut values, mut refused) = (orders::Stored::new(), Vec::new());
    for field in &mut form.fields {
        match &field.kind {
            FieldKind::File { .. } => {
                store_files(visit, field, submission, &mut values, &mut refused).await?
            }
            FieldKind::Signature => {
                store_signature(visit, field, submission, &mut values, &mut refused).await?
            }
            _ => {}
        }
    }
    Ok(StoredFiles { values, refused })
}

async fn store_files(
    visit: &Visit,
    field: &mut Field,
    submission: &Submission,
    values: &mut orders::Stored,
    refused: &mut Vec<(String, String)>,
) -> Result<(), Trouble> {
    let mut files = held_files(visit, field, submission);
    for upload in submission.uploads_for(&field.name) {
        if files.len() >= MOST_FILES {
            refused.push((field.name.clone(), format!("一次最多 {MOST_FILES} 个文件")));
            break;
        }
        match visit.office.store_upload(upload).await? {
            Ok(file) => {
                // Where one file is asked for, the one chosen now takes the place of the one sent before.
                files.retain(|known| field.several_files() && known.file != file.file);
                files.push(file);
            }
            Err(why) => refused.push((field.name.clone(), format!("{}：{why}", upload.name))),
        }
    }
    keep(visit, field, &files);
    if !files.is_empty() {
        // Evidence is listed with its title; elsewhere the command names the file alone.
        let listed = field.name == "evidence" && field.several_files();
        let value = |file: &Evidence| if listed { json!(file) } else { json!(file.file) };
        values.insert(field.name.clone(), files.iter().map(value).collect());
    }
    Ok(())
}

/// A form is not an archive.
const MOST_FILES: usize = 100;

/// Beside a signature that was given on a form that comes back: it belongs to the text that was read then.
const SIGN_ANEW: &str = "刚才的签字没有留下来：签字只对当时看到的内容有效。改好以后，请在这里重新签";

async fn store_signature(
    visit: &Visit,
    field: &mut Field,
    submission: &Submission,
    values: &mut orders::Stored,
    refused: &mut Vec<(String, String)>,
) -> Result<(), Trouble> {
    let scan = submission.uploads_for(&format!("{}.scan", field.name)).next().cloned();
    let drawn = submission
        .first(&field.name)
        .strip_prefix("data:image/png;base64,")
        .and_then(|data| BASE64.decode(data).ok());
    let (upload, kind, name) = match (scan, drawn) {
        (Some(scan), _) => (scan, "scan", "file"),
        (None, Some(bytes)) => (Upload::new(field.name.clone(), "signature.png", bytes), "glass", "image"),
        (None, None) => return Ok(()),
    };
    field.hint = Some(SIGN_ANEW.to_owned());
    match visit.office.store_upload(&upload).await? {
        Ok(stored) if !shows_a_hand(&stored.format) => {
            refused.push((field.name.clone(), orders::NO_HAND.says.to_owned()));
        }
        Ok(stored) => {
            values.insert(field.name.clone(), vec![json!({ "kind": kind, name: stored.file })]);
        }
        Err(why) => refused.push((field.name.clone(), why)),
    }
    Ok(())
}
