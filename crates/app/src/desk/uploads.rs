//! What was uploaded or signed on glass with a form: examined and stored before the law is asked.

use crate::{
    http::{Submission, Trouble, Upload, Visit},
    orders,
    ui::form::{Field, FieldKind, Form},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::json;

/// Files as the command wants them, and those that were refused.
pub struct StoredFiles {
    pub values: orders::Stored,
    pub refused: Vec<(String, String)>,
}

/// Stores everything that was uploaded or signed on glass.
pub async fn store(visit: &Visit, form: &Form, submission: &Submission) -> Result<StoredFiles, Trouble> {
    let (mut values, mut refused) = (orders::Stored::new(), Vec::new());
    for field in &form.fields {
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
    field: &Field,
    submission: &Submission,
    values: &mut orders::Stored,
    refused: &mut Vec<(String, String)>,
) -> Result<(), Trouble> {
    for upload in submission.uploads_for(&field.name) {
        match visit.office.store_upload(upload).await? {
            // Evidence is listed with its title; elsewhere the command names the file alone.
            Ok(evidence) if field.name == "evidence" && field.several_files() => {
                values.entry(field.name.clone()).or_default().push(json!(evidence));
            }
            Ok(evidence) => values.entry(field.name.clone()).or_default().push(json!(evidence.file)),
            Err(why) => refused.push((field.name.clone(), format!("{}：{why}", upload.name))),
        }
    }
    Ok(())
}

async fn store_signature(
    visit: &Visit,
    field: &Field,
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
        (None, Some(bytes)) => {
            (Upload { field: field.name.clone(), name: "signature.png".into(), bytes }, "glass", "image")
        }
        (None, None) => return Ok(()),
    };
    match visit.office.store_upload(&upload).await? {
        Ok(stored) => {
            values.insert(field.name.clone(), vec![json!({ "kind": kind, name: stored.file })]);
        }
        Err(why) => refused.push((field.name.clone(), why)),
    }
    Ok(())
}
