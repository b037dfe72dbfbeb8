//! 没有送到的短信: what the post has given up, and what was never sent because the telephone is a landline, for the counter to tell by
//! telephone or to serve on paper; and how it was told. Not here:
//! trying and giving up (`office/notices`).

use super::{at_the_desk, desk_page};
use crate::{
    http::{Submission, Trouble, Visit, html, see_other},
    office::Office,
    ui::{
        Page,
        form::{Field, Form},
        parts::{Fact, Facts, Link},
        table::{Cell, Column, Row, Table},
    },
    words,
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, AnyMatter, Role, dispute::Dispute, telephone, text};
use huajie_ledger::{Fault, Scope, outbox::GivenUp};

const HERE: &str = "/desk/letters";
const ROWS: u32 = 100;
/// Whose work it is to reach people.
pub const REACHES: [Role; 2] = [Role::IntakeClerk, Role::CentreHead];
const HOW: [(&str, &str); 3] =
    [("telephoned", "已经打电话告知"), ("on_paper", "已经用纸质送达"), ("not_needed", "不用再告知")];
const MOST_NOTE_CHARS: usize = 200;

/// One that waits, as this officer may see it.
struct Waiting {
    letter: GivenUp,
    dispute: Dispute,
    /// Masked, as the file has it; the number of the telephone stands in the file.
    to: String,
    says: String,
}

#[derive(Template)]
#[template(path = "desk/letters.html")]
struct LettersPage {
    page: Page,
    table: Table,
}

#[derive(Template)]
#[template(path = "desk/letter.html")]
struct LetterPage {
    page: Page,
    facts: Facts,
    file: Link,
    form: Form,
}

/// How many wait for this officer; for others none.
pub async fn waiting_for(visit: &Visit, actor: &Actor) -> Result<usize, Fault> {
    if !REACHES.contains(&actor.role) {
        return Ok(0);
    }
    let (ledger, scope) = (&visit.office.ledger, Scope::from(actor));
    let mut count = 0;
    for letter in ledger.given_up_letters(ROWS).await? {
        count += usize::from(ledger.may_see(&scope, &letter.about.root()).await?);
    }
    Ok(count)
}

async fn waiting(office: &Office, actor: &Actor) -> Result<Vec<Waiting>, Fault> {
    let scope = Scope::from(actor);
    let mut found = Vec::new();
    for letter in office.ledger.given_up_letters(ROWS).await? {
        let file = office.ledger.open(&scope, &letter.about.root()).await?;
        let Some(AnyMatter::Dispute(dispute)) = file.and_then(|file| file.matter) else { continue };
        let phone = office.open_letter(&letter.id, "address", &letter.sealed_address).unwrap_or_default();
        let says = office.letter_text(&letter.id, &letter.sealed_body, Some(&letter.about)).await?;
        let says = says.unwrap_or_default();
        let to = addressee(office, &dispute, &phone);
        found.push(Waiting { to, says, dispute: *dispute, letter });
    }
    Ok(found)
}

/// Found by the blind index of the telephone: the vault stays shut.
fn addressee(office: &Office, dispute: &Dispute, phone: &str) -> String {
    let mark = format!("phone:{}", office.keys.blind_index("phone", phone));
    let party = dispute.parties.iter().find(|party| party.particulars.marks.contains(&mark));
    let name = party.map_or("当事人", |party| party.particulars.label.as_str());
    let last: String = phone.chars().skip(phone.chars().count().saturating_sub(4)).collect();
    let kind = if telephone::is_mobile(phone) { "手机" } else { "座机" };
    format!("{name}，{kind}尾号 {last}")
}

/// `GET /desk/letters`.
pub async fn list(visit: Visit) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    actor.permits(&REACHES)?;
    let rows = waiting(&visit.office, &actor).await?.into_iter().map(|one| Row {
        href: None,
        cells: vec![
            Cell::Number(one.dispute.number.clone(), Some(one.to)),
            Cell::text(one.says),
            Cell::Two(words::instant(one.letter.at), tried(&one.letter)),
            Cell::Links(vec![
                Link::new(format!("/desk/file/{}", one.letter.about.root()), "打开案卷"),
                Link::new(format!("{HERE}/{}", one.letter.id), "办好了"),
            ]),
        ],
    });
    let table = Table {
        caption: "最早的在前；电话、地址在案卷里查看".into(),
        columns: ["给谁", "原来要说的", "什么时候", "办理"].map(Column::text).into(),
        rows: rows.collect(),
    };
    Ok(html(&LettersPage { page: desk_page(&visit, &actor, "没有送到的短信"), table }))
}

async fn one_of(visit: &Visit, id: &str) -> Result<(Actor, Waiting), Trouble> {
    let actor = at_the_desk(visit)?;
    actor.permits(&REACHES)?;
    let all = waiting(&visit.office, &actor).await?;
    let one = all.into_iter().find(|one| one.letter.id == id).ok_or(Trouble::NotFound)?;
    Ok((actor, one))
}

/// What was done to deliver it: to a landline nothing is sent.
fn tried(letter: &GivenUp) -> String {
    match letter.attempts {
        0 => "座机收不到短信，没有发".to_owned(),
        some => format!("试了 {some} 次都没有送到"),
    }
}

fn form(visit: &Visit, id: &str) -> Form {
    Form::new(format!("{HERE}/{id}"), "办好了")
        .field(Field::choice("how", "怎样告知的", HOW.map(|(name, zh)| (name.to_owned(), zh))).required())
        .field(Field::text("note", "说明").hint("例如：11月24日下午打通，本人接听").required())
        .csrf(visit.csrf())
        .cancel(HERE, "返回")
}

fn shown(visit: &Visit, actor: &Actor, one: &Waiting, form: Form) -> Response {
    let facts = [
        Fact::new("案号", one.dispute.number.clone()),
        Fact::new("给谁", one.to.clone()),
        Fact::new("原来要说的", one.says.clone()),
        Fact::new("结果", format!("{}写的，{}", words::instant(one.letter.at), tried(&one.letter))),
    ];
    html(&LetterPage {
        page: desk_page(visit, actor, "换一种方式告知"),
        facts: facts.into_iter().collect(),
        file: Link::new(format!("/desk/file/{}", one.letter.about.root()), "打开案卷查电话、地址，出具文书"),
        form,
    })
}

/// `GET /desk/letters/{letter}`.
pub async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, Trouble> {
    let (actor, one) = one_of(&visit, &id).await?;
    Ok(shown(&visit, &actor, &one, form(&visit, &id)))
}

/// `POST /desk/letters/{letter}`: who told it, how and when stands with the letter.
pub async fn settle(
    visit: Visit,
    Path(id): Path<String>,
    submission: Submission,
) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let (actor, one) = one_of(&visit, &id).await?;
    let mut form = form(&visit, &id);
    form.keep(submission.typed());
    let how = HOW.iter().find(|(name, _)| *name == submission.first("how")).map(|(_, zh)| *zh);
    let note = text::tidy(submission.first("note"));
    if how.is_none() {
        form.reject("how", "请选择怎样告知的");
    }
    if note.is_empty() || note.chars().count() > MOST_NOTE_CHARS {
        form.reject("note", format!("请写一句说明，不超过 {MOST_NOTE_CHARS} 个字"));
    }
    let Some(how) = how.filter(|_| !form.is_wrong()) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown(&visit, &actor, &one, form)).into_response());
    };
    let (how, by) = (format!("{how}：{note}"), format!("{}（{}）", actor.name, actor.user));
    match visit.office.ledger.settle_letter(&id, &how, &by, visit.office.now().at).await? {
        true => Ok(see_other(HERE)),
        false => Err(Trouble::Stale),
    }
}
