//! The dates of a file for an officer's own calendar. Taking them is opening the file, and is recorded.

use super::{at_the_desk, file::record};
use crate::http::{Trouble, Visit};
use axum::{extract::Path, response::Response};
use huajie_law::MatterId;
use huajie_ledger::Scope;

/// `GET /desk/file/{id}/dates.ics`: the dates that this reader sees in it.
pub async fn dates(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let id = MatterId::from(id.as_str());
    let files = visit.office.ledger.visible_on(&Scope::from(&actor), &id.root()).await?;
    let file = files.iter().find(|file| file.id == id).ok_or(Trouble::NotFound)?;
    record(&visit, &actor, file).await?;
    let page = format!("/desk/file/{}", id.root());
    Ok(visit.office.agenda(&id.root(), &files, &actor, &page).await?)
}
