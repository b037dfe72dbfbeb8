//! The pages of papers: what can be issued, a look before issuing, the issued PDF at the desk and on the party's phone.

use super::{
    case::{Case, among},
    draft::{Draft, drafts},
    issue::{self, find, gather, record},
};
use crate::{
    desk::{desk_page, identity, told},
    dispute::progress::acting::acting,
    http::{Submission, Trouble, Visit, html, see_other},
    office::Office,
    ui::{
        Page,
        parts::{Identity, Link},
        table::{Cell, Column, Row, Table},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, AnyMatter, File, MatterId,
    calendar::zh_date,
    paper::{Audience, MINUTES_APART, Paper, Served},
};
use huajie_ledger::{Fault, Scope};
use std::collections::BTreeMap;

/// A paper that could be issued, as the page lists it.
struct Offered {
    key: String,
    /// The key as an address carries it: a body's name may stand in it.
    asked: String,
    title: String,
    to: String,
    before: String,
    /// It is on file, and a second one is asked about.
    again: bool,
    once: String,
}

#[derive(Template)]
#[template(path = "papers/papers.html")]
struct PapersPage {
    page: Page,
    identity: Identity,
    id: MatterId,
    drafts: Vec<Offered>,
    frozen: bool,
    issued: Vec<Listed>,
    table: Table,
}

/// An issued paper in words.
pub struct Listed {
    pub title: String,
    pub number: String,
    pub href: String,
    pub dated: String,
    pub pages: u32,
    /// The first sixteen digits of the PDF's SM3, to compare a printout by.
    pub sm3: String,
    pub served: String,
    /// Where its service is recorded, for whoever records it.
    pub serve: Option<String>,
}

/// The papers of a dispute that this actor may read. `under` is the address of the place where they are read.
pub fn listed(visible: &[File], under: &str, actor: &Actor) -> Vec<Listed> {
    let papers = among(visible).into_iter().filter(|(_, paper)| !paper.issue.is_kept_from(actor));
    papers.map(|(id, paper)| in_words(id, paper, under, actor)).collect()
}

fn in_words(id: &MatterId, paper: &Paper, under: &str, actor: &Actor) -> Listed {
    // How it was taken or refused, and who is left, is for whoever serves it.
    let serves = paper.issue.is_served_by(actor);
    let told = |one: &Served| {
        let beside = beside(one).filter(|_| serves).unwrap_or_default();
        format!("{} {}{}{beside}", zh_date(one.served_on), one.recipient, one.way.name_zh())
    };
    let unserved: Vec<&str> = paper.unserved().map(|one| one.label.as_str()).collect();
    let left = (serves && !unserved.is_empty() && !paper.services.is_empty())
        .then(|| format!("还没有送达：{}", unserved.join("、")));
    let served = paper.services.iter().map(told).chain(left).collect::<Vec<_>>().join("；");
    Listed {
        title: paper.issue.title.clone(),
        number: paper.issue.number.clone().unwrap_or_default(),
        href: format!("{under}/papers/{id}"),
        dated: zh_date(paper.issue.dated),
        pages: paper.issue.pages,
        sm3: paper.issue.file.as_str().chars().take(16).collect(),
        served: match served.is_empty() {
            true if paper.issue.audience == Audience::House => "不给各方".into(),
            true => "还没有送达".into(),
            false => served,
        },
        serve: serves.then(|| format!("/desk/file/{id}/serve")),
    }
}

/// As whoever served it has declared (《民事诉讼法》90条).
const AGREED_ELECTRONICALLY: &str = "受送达人同意电子送达";

/// That it was agreed to, before whom it was left, and what was noted.
fn beside(service: &Served) -> Option<String> {
    let witness = service.witness.as_ref().map(|witness| format!("见证人{witness}"));
    let agreed = service.electronic_agreed.then(|| AGREED_ELECTRONICALLY.to_owned());
    let noted: Vec<String> = agreed.into_iter().chain(witness).chain(service.note.clone()).collect();
    (!noted.is_empty()).then(|| format!("（{}）", noted.join("，")))
}

/// Papers as the desk lists them.
pub fn table(papers: &[Listed]) -> Table {
    let row = |paper: &Listed| Row {
        href: None,
        cells: vec![
            Cell::Links(vec![Link::new(&paper.href, &paper.title)]),
            Cell::Two(paper.dated.clone(), paper.number.clone()),
            Cell::text(paper.pages.to_string()),
            Cell::text(&paper.sm3),
            Cell::text(&paper.served),
            Cell::Links(paper.serve.iter().map(|serve| Link::new(serve, "记录送达")).collect()),
        ],
    };
    Table {
        caption: "已出具的文书（SM3 为文件指纹的前十六位，用来核对打印件）".into(),
        columns: vec![
            Column::text("文书"),
            Column::text("日期、编号"),
            Column::number("页数"),
            Column::text("SM3"),
            Column::text("送达"),
            Column::text("办理"),
        ],
        rows: papers.iter().map(row).collect(),
    }
}

/// `GET /desk/file/{id}/papers`.
pub async fn offer(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let id = MatterId::from(id.as_str());
    let case = gather(&visit.office, &actor, &id).await?;
    record(&visit.office, &actor, &id).await?;
    let offered = drafts(&case).into_iter().map(|draft| {
        let before = draft.issued_among(&case).into_iter().map(|issue| zh_date(issue.dated));
        Offered {
            asked: form_urlencoded::byte_serialize(draft.key().as_bytes()).collect(),
            key: draft.key(),
            title: titled(&draft, &case),
            to: match (&draft.to, draft.template) {
                (_, MINUTES_APART) => "只给指导法官和主调人，不入卷".to_owned(),
                (Some(side), _) => whom(&case.of_attempt(draft.attempt), side),
                (None, _) if draft.audience(&case) == Audience::House => "只存卷，不给各方".to_owned(),
                (None, _) => "各方、存卷".to_owned(),
            },
            before: before.collect::<Vec<_>>().join("、"),
            again: draft.is_issued_in(&case),
            once: visit.office.fresh_id("k"),
        }
    });
    let under = format!("/desk/file/{id}");
    let issued: Vec<Listed> =
        case.papers.iter().map(|(paper, held)| in_words(paper, held, &under, &actor)).collect();
    let page = PapersPage {
        page: desk_page(&visit, &actor, format!("出具文书 {}", case.dispute.number)),
        identity: identity(&case.dispute, &id, &case.law, None),
        drafts: offered.collect(),
        frozen: case.dispute.is_frozen(),
        table: table(&issued),
        issued,
        id,
    };
    Ok(html(&page))
}

/// With the talk that it is about: of several talks each has its own.
fn titled(draft: &Draft, case: &Case) -> String {
    let case = &*case.of_attempt(draft.attempt);
    let title = format!("{}{}", draft.title(case), draft.attempt_zh(case));
    let talk = case.mediation().zip(draft.session.as_ref());
    let talk = talk.and_then(|(held, key)| Some(told::time_and_form(held.session(key)?, held, &case.law)));
    talk.map(|talk| format!("{title}，{talk}")).unwrap_or(title)
}

/// A side; of those who are masked alike also the name, for this page opens them and says so in the record of who looked.
fn whom(case: &Case, side: &str) -> String {
    let label = case.side_label(side);
    let alike = case.dispute.party(side).is_some_and(|party| party.particulars.label != label);
    if alike { format!("{label}：{}", case.side_name(side)) } else { label }
}

/// `POST /desk/file/{id}/papers`: issues the paper named in the form.
pub async fn issue(
    visit: Visit,
    Path(id): Path<String>,
    submission: Submission,
) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    visit.check_csrf(submission.csrf())?;
    let id = MatterId::from(id.as_str());
    issue::issue(&visit, &actor, &id, &submission).await?;
    Ok(see_other(&format!("/desk/file/{id}/papers")))
}

/// `GET /desk/file/{id}/papers/preview?paper=KEY`: as it would be issued; names stand in it, so looking is recorded.
pub async fn preview(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let id = MatterId::from(id.as_str());
    let case = gather(&visit.office, &actor, &id).await?;
    let draft = find(&case, asked.get("paper").map_or("", String::as_str))?;
    record(&visit.office, &actor, &id).await?;
    let typeset = issue::set(&visit.office, &case, &draft).await?;
    Ok(pdf(typeset.pdf, &format!("预览 {}", draft.title(&case))))
}

/// `GET /desk/file/{id}/papers/{paper}`.
pub async fn at_the_desk(
    visit: Visit,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let dispute = MatterId::from(id.as_str());
    let shown = read(&visit.office, &actor, &dispute, &MatterId::from(paper.as_str())).await?;
    record(&visit.office, &actor, &dispute).await?;
    Ok(shown)
}

/// `GET /my/papers/{paper}`.
pub async fn of_the_party(visit: Visit, Path(paper): Path<String>) -> Result<Response, Trouble> {
    let (dispute, actor, _) = acting(&visit).await?;
    read(&visit.office, &actor, &dispute, &MatterId::from(paper.as_str())).await
}

/// The bytes as they were issued: the store compares them with the hash that stands in the journal.
async fn read(
    office: &Office,
    actor: &Actor,
    dispute: &MatterId,
    paper: &MatterId,
) -> Result<Response, Trouble> {
    let file = office.ledger.open(&Scope::from(actor), paper).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Paper(held)) = file.matter else { return Err(Trouble::NotFound) };
    if held.issue.dispute != *dispute {
        return Err(Trouble::NotFound);
    }
    if held.issue.is_kept_from(actor) {
        return Err(Trouble::NotFound);
    }
    if held.issue.stays_with_the_team() {
        ensure_of_the_team(office, actor, &held).await?;
    }
    let bytes = office.files.get(&held.issue.file).await.map_err(Fault::from)?;
    Ok(pdf(bytes, &held.issue.title))
}

/// As it is now, not as it was when the paper was made: whoever left the table, or is excluded, reads no more what was said apart.
async fn ensure_of_the_team(office: &Office, actor: &Actor, paper: &Paper) -> Result<(), Trouble> {
    let file = office.ledger.open(&Scope::from(actor), &paper.issue.subject).await?;
    match file.and_then(|file| file.matter) {
        Some(AnyMatter::Mediation(held)) if held.visible(actor).sees_all_talks => Ok(()),
        _ => Err(Trouble::NotFound),
    }
}

/// Our own PDF may be looked at where it is; nothing that was uploaded ever is.
fn pdf(bytes: Vec<u8>, title: &str) -> Response {
    let name: String = form_urlencoded::byte_serialize(title.as_bytes()).collect();
    let shown = format!("inline; filename=\"paper.pdf\"; filename*=UTF-8''{}.pdf", name.replace('+', "%20"));
    ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, shown)], bytes)
        .into_response()
}
