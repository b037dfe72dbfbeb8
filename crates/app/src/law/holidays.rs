//! 放假安排 at the desk: the years that are loaded, and loading the next one. Before anything is written the officer sees
//! which running periods would move.

use crate::{
    desk::desk_page,
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Failure, Office, Order},
    ui::{
        Flash, Page, Tone,
        form::{Field, Form},
        table::{Cell, Column, Row, Table},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, Command, Event, File, Role,
    calendar::zh_date,
    decide,
    holiday_schedule::{HolidaySchedule, HolidayScheduleCommand, HolidayScheduleEvent, Moved},
    matter::AnyMatter,
    text::{parse_date, tidy},
};
use huajie_ledger::{Fault, Moves};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A page lists this many; the rest stand on the year's own page once it is loaded.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "law/holidays.html")]
struct YearsPage {
    page: Page,
    years: Table,
    form: Option<Form>,
}

#[derive(Template)]
#[template(path = "law/preview.html")]
struct PreviewPage {
    page: Page,
    files: u64,
    moved: usize,
    table: Option<Table>,
    form: Form,
}

#[derive(Template)]
#[template(path = "law/moved.html")]
struct MovedPage {
    page: Page,
    table: Option<Table>,
}

impl Office {
    /// The file of notices, opened or not.
    pub async fn holiday_schedule(&self) -> Result<File, Fault> {
        let id = HolidaySchedule::id();
        Ok(self.ledger.load(&id).await?.unwrap_or_else(|| File::unopened(id)))
    }

    /// What a loading would do: refused as it would be, or the moves. Nothing is written.
    pub async fn preview_notice(
        &self,
        actor: &Actor,
        command: &HolidayScheduleCommand,
    ) -> Result<Moves, Failure> {
        let (file, law) = (self.holiday_schedule().await?, self.law());
        let decision = decide(&file, actor, &Command::HolidaySchedule(command.clone()), self.now(), &law)?;
        let after = self.law_after(&[decision]).expect("a loading makes another calendar");
        Ok(self.ledger.moves_under(&law, &after).await?)
    }

    /// What the notices of a year moved, as the journal holds it.
    pub async fn moved_by(&self, wanted: i16) -> Result<Vec<Moved>, Fault> {
        let journal = self.ledger.journal(&HolidaySchedule::id()).await?;
        let mut all = Vec::new();
        for entry in &journal {
            if let Ok(Event::HolidaySchedule(HolidayScheduleEvent::ClocksMoved { year, moved })) =
                entry.fact()
                && year == wanted
            {
                all.extend(moved);
            }
        }
        Ok(all)
    }
}

/// `GET /desk/holidays`.
pub async fn years(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let file = visit.office.holiday_schedule().await?;
    let form = HolidaySchedule::may_load(&actor).is_ok().then(|| form(&visit, &file));
    let mut page = desk_page(&visit, &actor, "放假安排");
    page.flash = asked.get("loaded").and_then(|year| year.parse::<i16>().ok()).map(|year| Flash {
        tone: Tone::Settled,
        text: format!("{year}年的放假安排已经装载，期限已经按它重算。移动了哪些，点年份看。"),
    });
    Ok(html(&YearsPage { page, years: table(&visit, &file), form }))
}

fn schedule(file: &File) -> HolidaySchedule {
    match &file.matter {
        Some(AnyMatter::HolidaySchedule(schedule)) => (**schedule).clone(),
        _ => HolidaySchedule::default(),
    }
}

fn table(visit: &Visit, file: &File) -> Table {
    let (law, loaded) = (visit.office.law(), schedule(file));
    let mut rows: Vec<Row> = Vec::new();
    for notice in law.calendar.years() {
        let year = loaded.years.get(&notice.year);
        let how = match year {
            Some(year) => format!("{}装载，移动期限 {} 个", zh_date(year.loaded_on), year.moved),
            None => "随程序内置".to_owned(),
        };
        rows.push(Row {
            href: year.map(|_| format!("/desk/holidays/{}", notice.year)),
            cells: vec![
                Cell::text(format!("{}年", notice.year)),
                Cell::number(notice.number.clone()),
                Cell::text(format!("放假 {} 天，调休上班 {} 天", notice.off.len(), notice.worked.len())),
                Cell::text(how),
            ],
        });
    }
    rows.reverse();
    Table {
        caption: "已经装载的年份".into(),
        columns: ["年份", "通知文号", "安排", "来历"].map(Column::text).into(),
        rows,
    }
}

fn form(visit: &Visit, file: &File) -> Form {
    let days = Field::long_text("days", "放假和调休的日子")
        .hint("照通知一行一行写，和下面一样：休 元旦 01-01..01-03（放假，含其中的周六周日）；班 元旦 01-09（调休上班）。上一年 12 月的日子写全年月日。")
        .required();
    Form::new("/desk/holidays", "先看会移动哪些期限")
        .field(Field::number("year", "哪一年").unit("年").required())
        .field(Field::text("number", "通知文号").hint("例如 国办发明电〔2026〕7号").required())
        .field(Field::date("issued_on", "印发日期").required())
        .field(days)
        .csrf(visit.csrf())
        .version(file.version)
}

/// `POST /desk/holidays`: first the preview, and with `confirm` the loading itself.
pub async fn load(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = visit.officer()?;
    HolidaySchedule::may_load(&actor)?;
    let file = visit.office.holiday_schedule().await?;
    let mut form = form(&visit, &file);
    form.keep(submission.typed());
    let Some(command) = read(&submission, &mut form) else { return Ok(refused(&visit, &actor, &file, form)) };
    let year = tidy(submission.first("year"));
    let answered = if submission.first("confirm").is_empty() {
        let previewed = visit.office.preview_notice(&actor, &command).await;
        previewed.map(|moves| preview(&visit, &actor, &submission, &file, &moves))
    } else {
        let order = Order {
            target: HolidaySchedule::id(),
            seen_version: Some(submission.version().unwrap_or(file.version)),
            command: Command::HolidaySchedule(command),
        };
        let loaded = visit.office.execute(&actor, order, Extras::default()).await;
        loaded.map(|_| see_other(&format!("/desk/holidays?loaded={year}")))
    };
    match answered {
        Ok(response) => Ok(response),
        Err(Failure::Refused(refusal)) => {
            form.reject(refusal.field.as_deref().unwrap_or(""), refusal.says());
            Ok(refused(&visit, &actor, &file, form))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn refused(visit: &Visit, actor: &Actor, file: &File, form: Form) -> Response {
    let page = desk_page(visit, actor, "放假安排");
    let page = YearsPage { page, years: table(visit, file), form: Some(form) };
    (StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response()
}

fn read(submission: &Submission, form: &mut Form) -> Option<HolidayScheduleCommand> {
    let year = tidy(submission.first("year")).parse().ok();
    if year.is_none() {
        form.reject("year", "请写四位年份，例如 2027");
    }
    let issued_on = parse_date(submission.first("issued_on")).ok();
    if issued_on.is_none() {
        form.reject("issued_on", "请填写日期，例如 2026年11月5日");
    }
    Some(HolidayScheduleCommand::Load {
        year: year?,
        number: submission.first("number").to_owned(),
        issued_on: issued_on?,
        days: submission.first("days").to_owned(),
    })
}

fn preview(visit: &Visit, actor: &Actor, submission: &Submission, file: &File, moves: &Moves) -> Response {
    let hidden = |name: &str| Field::hidden(name, submission.first(name));
    let form = ["year", "number", "issued_on", "days"]
        .into_iter()
        .fold(Form::new("/desk/holidays", "装载并重算"), |form, name| form.field(hidden(name)))
        .field(Field::hidden("confirm", "true"))
        .danger("装载以后，上面的期限马上按新的日子算，并写进日志。已经送达的文书上印的日子不变。")
        .cancel("/desk/holidays", "先不装载")
        .csrf(visit.csrf())
        .version(file.version);
    html(&PreviewPage {
        page: desk_page(
            visit,
            actor,
            format!("{}年放假安排：会移动哪些期限", tidy(submission.first("year"))),
        ),
        files: moves.files,
        moved: moves.moved.len(),
        table: moved_table(&moves.moved),
        form,
    })
}

/// `GET /desk/holidays/{year}`: what loading it moved. For who works on all files, and for the auditor.
pub async fn year(visit: Visit, Path(year): Path<String>) -> Result<Response, Trouble> {
    let actor = visit.officer()?;
    let year: i16 = year.parse().map_err(|_| Trouble::NotFound)?;
    let file = visit.office.holiday_schedule().await?;
    if !schedule(&file).years.contains_key(&year) {
        return Err(Trouble::NotFound);
    }
    actor.permits(&[Role::CentreHead, Role::Auditor])?;
    let moved = visit.office.moved_by(year).await?;
    let page = desk_page(&visit, &actor, format!("{year}年放假安排移动了 {} 个期限", moved.len()));
    Ok(html(&MovedPage { page, table: moved_table(&moved) }))
}

fn moved_table(moved: &[Moved]) -> Option<Table> {
    let rows = moved.iter().take(SHOWN).map(|one| Row {
        href: Some(format!("/desk/file/{}", one.matter)),
        cells: vec![
            Cell::number(one.number.clone().unwrap_or_default()),
            Cell::text(one.title.clone()),
            Cell::text(day(one.from, one.was_provisional)),
            Cell::text(day(one.to, one.provisional)),
        ],
    });
    let more = moved.len().saturating_sub(SHOWN);
    let caption = match more {
        0 => "期限原来的日子和新的日子".to_owned(),
        more => format!("期限原来的日子和新的日子；这里列出前 {SHOWN} 个，还有 {more} 个"),
    };
    let columns = ["案号", "期限", "原来", "重算以后"].map(Column::text).into();
    (!moved.is_empty()).then(|| Table { caption, columns, rows: rows.collect() })
}

pub(crate) fn day(on: Option<Date>, provisional: bool) -> String {
    let provisional = if provisional { "（暂定）" } else { "" };
    on.map_or_else(|| "没有届满日".to_owned(), |on| format!("{}{provisional}", zh_date(on)))
}
