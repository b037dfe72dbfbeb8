//! The picture of a dispute over time on a sheet of its own, to be printed across: for a meeting, or for the paper file.

use super::{alone, at_the_desk, desk_page, file, lanes};
use crate::{
    http::{Trouble, Visit, html},
    ui::Page,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use huajie_law::{Actor, AnyMatter, File, MatterId, Outlined, calendar::zh_date};
use huajie_ledger::Scope;

#[derive(Template)]
#[template(path = "desk/lanes_sheet.html")]
struct SheetPage {
    page: Page,
    id: MatterId,
    parties: String,
    respondent: String,
    first_submitted: String,
    drawn: String,
    lanes: Option<lanes::Picture>,
}

/// `GET /desk/file/{id}/lanes`: what this reader sees of it. Looking is opening the file, and is recorded.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    let id = MatterId::from(id.as_str());
    let mut files = visit.office.ledger.visible_on(&Scope::from(&actor), &id.root()).await?;
    let opened = files.iter().find(|file| file.id == id).ok_or(Trouble::NotFound)?;
    file::record(&visit, &actor, opened).await?;
    if files.iter().all(|file| !file.id.is_root()) {
        return Ok(html(&of_one(&visit, &actor, opened, &files).await?));
    }
    file::keep_what_is_known_to(&actor, &mut files);
    let dispute = files.iter().find_map(|file| match &file.matter {
        Some(AnyMatter::Dispute(dispute)) => Some(dispute),
        _ => None,
    });
    let dispute = dispute.ok_or(Trouble::NotFound)?;
    let (law, today) = (visit.office.law(), visit.office.now().today);
    let registration = &dispute.registration;
    let beside = lanes::files_beside(&visit.office, &actor, &id.root(), &files).await?;
    let (seen, beside) = (Outlined::all(&files, &law), Outlined::all(&beside, &law));
    let page = SheetPage {
        page: desk_page(&visit, &actor, title(&dispute.number, &registration.act.title)),
        parties: dispute.applicants_label(),
        respondent: law.directory.name_of(&registration.respondent).to_owned(),
        first_submitted: zh_date(registration.first_submitted_on),
        drawn: zh_date(today),
        lanes: lanes::printed(&seen, &beside, &actor, (&law, today)),
        id: id.root(),
    };
    Ok(html(&page))
}

/// For whoever sees the one proceeding and not its dispute.
async fn of_one(visit: &Visit, actor: &Actor, file: &File, seen: &[File]) -> Result<SheetPage, Trouble> {
    let brief = alone::brief_of(file).ok_or(Trouble::NotFound)?;
    let hanging = lanes::files_beside(&visit.office, actor, &file.id.root(), seen).await?;
    let lanes = alone::lanes_of(visit, actor, file, (seen, &hanging), lanes::printed);
    let lanes = lanes.ok_or(Trouble::NotFound)?;
    let law = visit.office.law();
    Ok(SheetPage {
        page: desk_page(visit, actor, title(&brief.number, &brief.act.title)),
        parties: brief.applicants_label(),
        respondent: law.directory.name_of(&brief.respondent).to_owned(),
        first_submitted: zh_date(brief.first_submitted_on),
        drawn: zh_date(visit.office.now().today),
        lanes: Some(lanes),
        id: file.id.clone(),
    })
}

fn title(number: &str, act: &str) -> String {
    format!("{number} {act}：各程序时间线")
}
