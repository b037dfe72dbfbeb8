//! A form that was sent after its session had ended is kept, sealed, and stands filled in when the same person opens that
//! page again after signing in. Files are stored and held; a signature is given anew, because it is given to a moment.

use super::uploads;
use crate::{
    http::{Submission, Trouble, Visit, see_other},
    office::timers::FORMS_KEPT,
    ui::{
        Flash, Tone,
        form::{Form, HELD},
    },
};
use axum::response::Response;
use huajie_ledger::vault::Context;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct Kept {
    pairs: Vec<(String, String)>,
    /// What must be chosen or given again, in words.
    again: Vec<String>,
}

fn path(visit: &Visit) -> &str {
    visit.here.split('?').next().unwrap_or_default()
}

fn digest(visit: &Visit, subject: &str) -> String {
    visit.office.keys.code_digest("kept_form", &format!("{subject} {}", path(visit)))
}

/// Keeps what was sent, if the ended session shows whose it was, and leads to signing in; else as without a session.
pub async fn keep(visit: &Visit, submission: &Submission, door: &'static str) -> Result<Response, Trouble> {
    let Some(ended) = visit.ended_session(submission.csrf()) else { return Err(Trouble::SignIn(door)) };
    let (mut pairs, mut again) = (submission.pairs.clone(), Vec::new());
    pairs.retain(|(_, value)| !value.starts_with("data:image/"));
    if pairs.len() < submission.pairs.len() {
        again.push("签字（要重新签）".to_owned());
    }
    for upload in &submission.uploads {
        let stored = match upload.field.ends_with(".scan") {
            true => None,
            false => visit.office.store_upload(upload).await?.ok(),
        };
        match stored {
            Some(file) => {
                let token = uploads::token(&visit.office, &ended.subject, &upload.field, &file);
                pairs.push((format!("{}{HELD}", upload.field), token));
            }
            None => again.push(format!("文件“{}”（要重新选）", upload.name)),
        }
    }
    let digest = digest(visit, &ended.subject);
    let plain = serde_json::to_string(&Kept { pairs, again }).expect("plain data");
    let sealed = visit.office.seal("kept_form", "sealed", &digest, &plain);
    visit.office.ledger.keep_form(&digest, &sealed, visit.office.now().at).await?;
    let back: String = form_urlencoded::byte_serialize(path(visit).as_bytes()).collect();
    Ok(see_other(&format!("{door}?kept=1&back={back}")))
}

/// What this visitor sent to this page too late, if it waits here.
pub async fn waiting(visit: &Visit) -> Result<Option<Kept>, Trouble> {
    let Some(subject) = visit.subject.as_ref() else { return Ok(None) };
    let digest = digest(visit, &subject.to_text());
    let Some((sealed, at)) = visit.office.ledger.kept_form(&digest).await? else { return Ok(None) };
    if visit.office.now().at.duration_since(at) > FORMS_KEPT {
        return Ok(None);
    }
    let context = Context { table: "kept_form", column: "sealed", row_id: &digest };
    let plain = visit.office.keys.open(&context, &sealed);
    let plain = plain.map_err(|_| huajie_ledger::Fault::other("a kept form does not open"))?;
    Ok(serde_json::from_str(&plain).ok())
}

/// The form was given, or is not wanted: nothing of it stays.
pub async fn forget(visit: &Visit) -> Result<(), Trouble> {
    let Some(subject) = visit.subject.as_ref() else { return Ok(()) };
    let digest = digest(visit, &subject.to_text());
    if visit.office.ledger.kept_form(&digest).await?.is_some() {
        visit.office.ledger.drop_kept_form(&digest).await?;
    }
    Ok(())
}

impl Kept {
    pub fn submission(&self) -> Submission {
        Submission { pairs: self.pairs.clone(), uploads: Vec::new() }
    }

    /// Puts it into the form, as read at the version that its sender had before them.
    pub fn fill(&self, visit: &Visit, form: &mut Form) -> Flash {
        let submission = self.submission();
        form.keep(submission.typed());
        form.version = submission.version().or(form.version);
        uploads::hold(visit, form, &submission);
        let again = match &self.again[..] {
            [] => String::new(),
            again => format!("下面这些没有存住：{}。", again.join("、")),
        };
        let text = format!("登录过期前您填的内容还在，还没有提交。请核对以后再按一次提交。{again}");
        Flash { tone: Tone::Close, text }
    }
}
