//! The pages: send a table, say which column is what, see what would be recorded and what not, bring it in, put the rest right.

use super::{
    Sheet, Source, Taken, bring_in,
    columns::{FIELDS, FIXED_BODY, FIXED_PROCEDURE},
    matching, remembered, sheet, tables,
    waiting::Waiting,
    words,
};
use crate::{
    desk::desk_page,
    http::{Submission, Trouble, Visit, html, see_other},
    people::import::{Outcome, table_rows},
    ui::{
        Page, Tone,
        form::{Field, Form},
        parts::Tag,
        table::{Cell, Column, Row, Table},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, MatterId, text::tidy};
use huajie_ledger::{Fault, Scope, table_columns::Columns};
use std::collections::BTreeSet;

/// A page answers a person; longer tables go through the command line.
const MOST_ROWS: usize = 2000;
/// What a page lists; the file with the reasons holds all that was not taken.
const SHOWN: usize = 200;
/// Of a column so many cells are shown, cut to so many characters.
const SAMPLES: usize = 3;
const SAMPLE_CHARS: usize = 30;
const MOST_SENDER_CHARS: usize = 40;
const HERE: &str = "/desk/exchange";

#[derive(Template)]
#[template(path = "exchange/begin.html")]
struct BeginPage {
    page: Page,
    form: Form,
}

#[derive(Template)]
#[template(path = "exchange/columns.html")]
struct ColumnsPage {
    page: Page,
    rows: usize,
    known: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "exchange/preview.html")]
struct PreviewPage {
    page: Page,
    done: bool,
    counts: String,
    shown: Table,
    any: bool,
    refused: Option<(Table, String)>,
    words: Option<Form>,
    /// Whether one of them is still to be said; else they are folded away.
    asks: bool,
    form: Option<Form>,
    columns: String,
}

fn officer(visit: &Visit) -> Result<Actor, Trouble> {
    let actor = visit.officer()?;
    matching::may_exchange(&actor)?;
    Ok(actor)
}

/// `GET /desk/exchange`.
pub async fn begin(visit: Visit) -> Result<Response, Trouble> {
    let actor = officer(&visit)?;
    let form = upload_form(&visit).await?;
    Ok(html(&BeginPage { page: desk_page(&visit, &actor, "表格交换"), form }))
}

async fn upload_form(visit: &Visit) -> Result<Form, Trouble> {
    let senders = visit.office.ledger.table_senders().await?;
    let hint = match &senders[..] {
        [] => "写一个固定的名称，例如“市法院审判系统”。下次同一个来源的表，列的对应关系自动填好。".to_owned(),
        known => format!("和上次写的一样，列的对应关系自动填好。用过的：{}", known.join("、")),
    };
    Ok(Form::new(HERE, "下一步：核对列")
        .field(Field::text("sender", "表从哪里来").hint(hint).required())
        .field(Field::table("table", "表格").hint(format!("最多 {MOST_ROWS} 行。")).required())
        .csrf(visit.csrf()))
}

/// `POST /desk/exchange`: reads the table and asks which column is what.
pub async fn send(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = officer(&visit)?;
    let mut form = upload_form(&visit).await?;
    form.keep(submission.typed());
    let sender = tidy(submission.first("sender"));
    if sender.is_empty() || sender.chars().count() > MOST_SENDER_CHARS {
        form.reject("sender", format!("请写表从哪里来，最多 {MOST_SENDER_CHARS} 个字"));
    }
    let read = match submission.uploads_for("table").next() {
        None => Err("请选择表格文件".to_owned()),
        Some(upload) => examined(&upload.name, &upload.bytes).await,
    };
    match read {
        Ok(sheet) if !form.is_wrong() => {
            let key = visit.office.fresh_id("t");
            let waiting = Waiting { sender, sheet, columns: None, refused: Default::default() };
            waiting.keep(&visit, &key).await?;
            Ok(see_other(&format!("{HERE}/{key}")))
        }
        read => {
            if let Err(why) = read {
                form.reject("table", why);
            }
            let page = BeginPage { page: desk_page(&visit, &actor, "表格交换"), form };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response())
        }
    }
}

/// A workbook is an archive: looked at as every upload is before anything is unpacked.
async fn examined(name: &str, bytes: &[u8]) -> Result<Sheet, String> {
    let (name, bytes) = (name.to_owned(), bytes.to_vec());
    let read = move || {
        if bytes.starts_with(b"PK") {
            huajie_ledger::files::examine(&name, &bytes).map_err(|rejected| rejected.to_string())?;
        }
        let sheet = sheet(table_rows(&bytes)?)?;
        let many = sheet.rows.len() > MOST_ROWS;
        if many { Err(format!("最多 {MOST_ROWS} 行，请分几次导入")) } else { Ok(sheet) }
    };
    tokio::task::spawn_blocking(read).await.unwrap_or_else(|_| Err("这个表读不出来".into()))
}

/// `GET /desk/exchange/{key}`: which column is what.
pub async fn columns(visit: Visit, Path(key): Path<String>) -> Result<Response, Trouble> {
    let actor = officer(&visit)?;
    let waiting = Waiting::under(&visit, &key).await?;
    let known =
        !visit.office.ledger.table_columns(&waiting.sender, &waiting.sheet.format()).await?.is_empty();
    let columns = match &waiting.columns {
        Some(columns) => columns.clone(),
        None => remembered(&visit.office, &waiting.sender, &waiting.sheet).await?,
    };
    let form = columns_form(&visit, &key, &waiting, &columns);
    Ok(html(&columns_page(&visit, &actor, &waiting, known, form)))
}

fn columns_page(visit: &Visit, actor: &Actor, waiting: &Waiting, known: bool, form: Form) -> ColumnsPage {
    let page = desk_page(visit, actor, format!("核对列：{}", waiting.sender));
    ColumnsPage { page, rows: waiting.sheet.rows.len(), known, form }
}

/// A question for each of their columns, with what stands in its first rows: a column is recognised by what it holds.
fn columns_form(visit: &Visit, key: &str, waiting: &Waiting, columns: &Columns) -> Form {
    let held = |field: &str| columns.get(field).cloned().unwrap_or_default();
    let sheet = &waiting.sheet;
    let mut form = Form::new(format!("{HERE}/{key}"), "看看会登记什么");
    for (at, heading) in sheet.headings.iter().enumerate() {
        let cells = sheet.rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
        let cells: Vec<String> =
            cells.take(SAMPLES).map(|cell| cell.chars().take(SAMPLE_CHARS).collect()).collect();
        let ours = FIELDS.iter().map(|field| (field.name, field.label));
        let known = FIELDS.iter().find(|field| columns.get(field.name) == Some(heading));
        let field = Field::select(column(at), format!("表里的“{heading}”是"), ours)
            .hint(if cells.is_empty() {
                "整列空着".to_owned()
            } else {
                format!("写的是：{}", cells.join("；"))
            })
            .value(known.map_or("", |field| field.name));
        form = form.field(field);
    }
    form.field(
        Field::select(FIXED_PROCEDURE, "整张表都是一种程序的，是哪一种", matching::procedures())
            .value(held(FIXED_PROCEDURE))
            .hint("表里有“程序”一列的不选"),
    )
    .field(
        Field::text(FIXED_BODY, "整张表都是一个机关办的，是哪一个")
            .value(held(FIXED_BODY))
            .hint("表里有“办理机关”一列的不填；自己机关办的不填"),
    )
    .cancel(HERE, "不导入了")
    .csrf(visit.csrf())
}

fn column(at: usize) -> String {
    format!("column.{at}")
}

/// `POST /desk/exchange/{key}`: what would be recorded by these columns, or these words; with `confirm`, recording it.
pub async fn carry_out(
    visit: Visit,
    Path(key): Path<String>,
    submission: Submission,
) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = officer(&visit)?;
    let mut waiting = Waiting::under(&visit, &key).await?;
    let give = !submission.first("confirm").is_empty();
    let words_said = !submission.first("words").is_empty();
    let held = match &waiting.columns {
        Some(columns) => columns.clone(),
        None => remembered(&visit.office, &waiting.sender, &waiting.sheet).await?,
    };
    // What was said of words counts whichever button was pressed.
    let chosen = match waiting.columns {
        Some(_) if words_said => words::said(&visit.office, &waiting.sheet, &held, &submission),
        Some(_) if give => held,
        _ => words::opened(&visit.office, &waiting.sheet, chosen(&waiting.sheet, held, &submission)),
    };
    let twice = twice(&waiting.sheet, &submission);
    if let Some((field, why)) = twice.or_else(|| Sheet::lacking(&chosen)) {
        let mut form = columns_form(&visit, &key, &waiting, &chosen);
        form.keep(submission.typed());
        form.reject(&field, why);
        let page = columns_page(&visit, &actor, &waiting, false, form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response());
    }
    let office = &visit.office;
    let (kept, at) = (words::sealed(office, &chosen), office.now().at);
    office.ledger.remember_table_columns(&waiting.sender, &waiting.sheet.format(), &kept, at).await?;
    let source = Source { sender: &waiting.sender, sheet: &waiting.sheet, columns: &chosen };
    let taken = bring_in(office, &actor, &source, give).await?;
    waiting.refused.clear();
    for one in &taken {
        if let Outcome::Refused(why) = &one.outcome {
            waiting.refused.entry(one.line).or_default().push(why.clone());
        }
    }
    waiting.columns = Some(chosen);
    waiting.keep(&visit, &key).await?;
    Ok(html(&preview(&visit, &actor, &key, &waiting, &taken, give)))
}

/// Two columns cannot say the same.
fn twice(sheet: &Sheet, submission: &Submission) -> Option<(String, String)> {
    let mut taken: Vec<&str> = Vec::new();
    for at in 0..sheet.headings.len() {
        let ours = submission.pairs.iter().find(|(name, _)| *name == column(at));
        let Some(ours) = ours.map(|(_, ours)| ours.as_str()).filter(|ours| !ours.is_empty()) else {
            continue;
        };
        if taken.contains(&ours) {
            return Some((column(at), "前面有一列已经选了这一项，只能选一次".into()));
        }
        taken.push(ours);
    }
    None
}

/// What was chosen; an empty choice is one too, and is remembered. What was said of words stays.
fn chosen(sheet: &Sheet, held: Columns, submission: &Submission) -> Columns {
    let mut chosen: Columns = FIELDS.iter().map(|field| (field.name.to_owned(), String::new())).collect();
    chosen.extend(held.into_iter().filter(|(key, _)| words::is_word(key)));
    for (at, heading) in sheet.headings.iter().enumerate() {
        if let Some(held) = chosen.get_mut(submission.first(&column(at))) {
            *held = heading.clone();
        }
    }
    let fixed = submission.first(FIXED_PROCEDURE);
    let known = matching::procedures().iter().any(|(name, _)| name == fixed);
    chosen.insert(FIXED_PROCEDURE.to_owned(), if known { fixed.to_owned() } else { String::new() });
    let body: String = tidy(submission.first(FIXED_BODY)).chars().take(MOST_SENDER_CHARS).collect();
    chosen.insert(FIXED_BODY.to_owned(), body);
    chosen
}

fn preview(
    visit: &Visit,
    actor: &Actor,
    key: &str,
    waiting: &Waiting,
    taken: &[Taken],
    done: bool,
) -> PreviewPage {
    let count = |is: fn(&Outcome) -> bool| taken.iter().filter(|one| is(&one.outcome)).count();
    let (opened, added) = (count(|one| *one == Outcome::Created), count(|one| *one == Outcome::Changed));
    let present = count(|one| *one == Outcome::Present);
    let refused = count(|one| matches!(one, Outcome::Refused(_)));
    let verb = if done { "已登记" } else { "会登记" };
    let passed_over = waiting.columns.as_ref().and_then(|columns| {
        Source { sender: &waiting.sender, sheet: &waiting.sheet, columns }.passed_over_zh()
    });
    let counts = format!(
        "{verb}新程序 {opened} 个、节点 {added} 个；原来已经登记 {present} 个；不能登记 {refused} 个。{}",
        passed_over.unwrap_or_default()
    );
    let good = taken.iter().filter(|one| !matches!(one.outcome, Outcome::Refused(_)));
    let bad = taken.iter().filter(|one| matches!(one.outcome, Outcome::Refused(_)));
    let address = format!("{HERE}/{key}");
    let asked = waiting.columns.as_ref().filter(|_| !done);
    let words = asked.and_then(|columns| words::form(&visit.office, &waiting.sheet, columns, &address));
    let asks = asked.is_some_and(|columns| words::asks(&visit.office, &waiting.sheet, columns));
    let (words, form) = asked_forms((words, asks), !done && opened + added > 0, &address);
    let title = if done { "导入完成" } else { "导入以前看一看" };
    PreviewPage {
        page: desk_page(visit, actor, format!("{title}：{}", waiting.sender)),
        done,
        counts,
        any: good.clone().next().is_some(),
        shown: table("能登记的，或者已经登记的", good),
        refused: (refused > 0)
            .then(|| (table("不能登记的，改好再导入", bad), format!("{HERE}/{key}/refused.xlsx"))),
        words: words.map(|form| form.csrf(visit.csrf())),
        asks,
        form: form.map(|form| form.csrf(visit.csrf())),
        columns: address,
    }
}

/// What is asked about words, and whether to bring it in: one form with two buttons where both are, so that no choice is lost by
/// pressing the other. Words that were all said are folded away, and what brings it in is not.
fn asked_forms(
    (words, asks): (Option<Form>, bool),
    any: bool,
    address: &str,
) -> (Option<Form>, Option<Form>) {
    let last = |form: Form| {
        form.danger("导入以后，期限和下一步马上按这些节点算。登记错的，在案卷里作废那个节点。")
            .cancel(address, "回去改列")
    };
    let bring_in = || any.then(|| last(Form::new(address, "导入").field(Field::hidden("confirm", "true"))));
    match words {
        Some(words) if asks && any => (Some(last(words.also("confirm", "导入"))), None),
        Some(words) if asks => (Some(words.cancel(address, "回去改列")), None),
        words => (words, bring_in()),
    }
}

fn table<'a>(caption: &str, all: impl Iterator<Item = &'a Taken> + Clone) -> Table {
    let more = all.clone().count().saturating_sub(SHOWN);
    let row = |one: &Taken| Row {
        href: one.file.as_ref().map(|id| format!("/desk/file/{id}")),
        cells: vec![
            Cell::text(format!("第 {} 行", one.line)),
            Cell::text(one.subject.clone()),
            Cell::text(one.what.clone()),
            match &one.outcome {
                Outcome::Created => Cell::Tag(Tag::new(Tone::Settled, "新程序")),
                Outcome::Changed => Cell::Tag(Tag::new(Tone::Settled, "新节点")),
                Outcome::Present => Cell::Tag(Tag::new(Tone::Plain, "已有")),
                Outcome::Refused(why) => Cell::text(why.clone()),
            },
        ],
    };
    let rows = all.take(SHOWN).map(row).collect();
    let caption = match more {
        0 => caption.to_owned(),
        more => format!("{caption}（列出前 {SHOWN} 个，还有 {more} 个）"),
    };
    Table { caption, columns: ["行", "案号", "内容", "结果"].map(Column::text).into(), rows }
}

/// `GET /desk/exchange/{key}/refused.xlsx`: the rows to be put right, with their reasons.
pub async fn refused(visit: Visit, Path(key): Path<String>) -> Result<Response, Trouble> {
    officer(&visit)?;
    let waiting = Waiting::under(&visit, &key).await?;
    workbook("refused.xlsx", tables::refused_workbook(&waiting.sheet, &waiting.refused))
}

/// `GET /desk/exchange/proceedings.xlsx`: what this officer sees, in the columns of the import.
pub async fn export(visit: Visit) -> Result<Response, Trouble> {
    let actor = officer(&visit)?;
    let files = tables::seen_by(&visit.office, &Scope::from(&actor)).await?;
    // Every file whose rows go out was read: once each, however many rows.
    let disputes: BTreeSet<MatterId> = files.iter().map(|file| file.id.root()).collect();
    let at = visit.office.now().at;
    for dispute in &disputes {
        visit.office.ledger.record_opening(&actor, dispute, at).await?;
    }
    workbook("proceedings.xlsx", tables::proceedings_workbook(&files))
}

fn workbook(name: &str, bytes: Result<Vec<u8>, rust_xlsxwriter::XlsxError>) -> Result<Response, Trouble> {
    let bytes = bytes.map_err(|error| Fault::other(format!("write a workbook: {error}")))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
