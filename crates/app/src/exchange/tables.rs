//! Workbooks that go out: the proceedings in the columns that come in again, and the rows that have to be put right. Not here: what a cell
//! is ([`worksheet`]).

use super::{
    columns::{FIELDS, Sheet},
    row::name,
};
use crate::{
    desk::worksheet::{self, harmless},
    office::Office,
};
use huajie_law::{
    AnyMatter, File, Kind, MatterId,
    dispute::PartyStanding,
    mediation::RESPONDENT,
    mirrored::{HeadAppearance, Milestone, Mirrored, Step},
};
use huajie_ledger::{Fault, Filter, Scope};
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// An export is a work sheet, not a copy of the database.
const MOST_EXPORTED: u32 = 5000;

/// The proceedings that this scope sees, the latest first.
pub async fn seen_by(office: &Office, scope: &Scope) -> Result<Vec<File>, Fault> {
    let (filter, today) = (Filter::default(), office.now().today);
    let mut files = Vec::new();
    for row in office.ledger.list(scope, Kind::Mirrored, &filter, today, MOST_EXPORTED).await? {
        files.extend(office.ledger.load(&row.id).await?);
    }
    Ok(files)
}

/// All of them, for whoever has the machine.
pub async fn of_everybody(office: &Office) -> Result<Vec<File>, Fault> {
    office.ledger.all_of(Kind::Mirrored).await
}

/// A row for each step that counts, in the columns of the import.
pub fn proceedings_workbook(files: &[File]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("其他机关的程序")?;
    headings(sheet, &FIELDS.map(|field| field.label))?;
    let mut at = 0;
    for file in files {
        let Some(AnyMatter::Mirrored(held)) = &file.matter else { continue };
        for milestone in held.milestones.iter().filter(|milestone| milestone.struck.is_none()) {
            at += 1;
            let said = said(&file.id, held, milestone);
            for (column, field) in (0..).zip(&FIELDS) {
                let text = said.get(field.name).map_or("", String::as_str);
                worksheet::write(sheet, (at, column), field.label, text)?;
            }
        }
    }
    book.save_to_buffer()
}

/// The rows that were not taken, as they came, each with its reasons.
pub fn refused_workbook(sheet: &Sheet, refused: &BTreeMap<u64, Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let out = book.add_worksheet().set_name("没有导入的行")?;
    let reason = "没有导入的原因";
    let labels: Vec<&str> = sheet.headings.iter().map(String::as_str).chain([reason]).collect();
    headings(out, &labels)?;
    let mut at = 0;
    for (line, row) in (sheet.first_line..).zip(&sheet.rows) {
        let Some(why) = refused.get(&line) else { continue };
        at += 1;
        let padded = (0..sheet.headings.len()).map(|column| row.get(column).map_or("", String::as_str));
        let why = why.join("\n");
        for ((column, heading), text) in (0..).zip(&labels).zip(padded.chain([why.as_str()])) {
            worksheet::write(out, (at, column), heading, text)?;
        }
    }
    book.save_to_buffer()
}

fn headings(sheet: &mut Worksheet, labels: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, label) in (0..).zip(labels) {
        sheet.write_string_with_format(0, column, harmless(label), &bold)?;
        sheet.set_column_width(column, 16.0)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn day(on: Date) -> String {
    on.to_string()
}

/// What a step says, by our fields.
fn said(id: &MatterId, held: &Mirrored, milestone: &Milestone) -> BTreeMap<&'static str, String> {
    let report = &milestone.report;
    let mut said = BTreeMap::new();
    let mut say = |field: &'static str, text: String| {
        said.insert(field, text);
    };
    let course = held.level_or_before(report.level);
    let body = course.as_ref().and_then(|course| course.body.clone()).unwrap_or_else(|| held.body.clone());
    // Filed anew, a level has another number than it had.
    let number = report.case_number.clone().or_else(|| course.and_then(|course| course.case_number));
    say("dispute", held.brief.number.clone());
    say("procedure", held.procedure.name_zh().to_owned());
    say("level", held.procedure.level_zh(report.level).to_owned());
    say("body", body.name);
    say("case_number", number.unwrap_or_default());
    say("step", name(&report.step));
    say("happened_on", day(report.happened_on));
    say("document_number", report.document_number.clone().unwrap_or_default());
    // Where the sender gave no number, the file and the place in it: the same row comes in again as what it is.
    let own = format!("{id}/{}", milestone.key);
    say("external_id", report.origin.external_id.clone().unwrap_or(own));
    say("system", report.origin.system.clone().unwrap_or_default());
    match &report.step {
        Step::Accepted { summary: true } => say("summary", "是".into()),
        Step::Forwarded { to } => say("to", to.clone()),
        Step::HearingSet { hearing_on, .. } => say("hearing_on", day(*hearing_on)),
        Step::PeriodExcluded { cause } => say("cause", cause.name_zh().to_owned()),
        Step::Extended { months, days, by } => {
            say("months", if *months == 0 { String::new() } else { months.to_string() });
            say("days", if *days == 0 { String::new() } else { days.to_string() });
            say("approved_by", by.clone());
        }
        Step::Decided { findings, perform_by } => {
            let names: Vec<&str> = findings.iter().map(|finding| finding.name_zh()).collect();
            say("findings", names.join("；"));
            say("perform_by", perform_by.map(day).unwrap_or_default());
        }
        Step::Served { sides } => say("served_to", served_to(held, sides)),
        Step::Heard { head: Some(head) } => say_head(head, &mut say),
        _ => {}
    }
    // As the page that asks for a step calls it.
    let label = crate::desk::blanks::mirrored::STEPS.iter().find(|(known, _)| *known == said["step"]);
    if let Some((_, label)) = label {
        said.insert("step", (*label).to_owned());
    }
    said
}

fn served_to(held: &Mirrored, sides: &[String]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for side in sides {
        let party = held.brief.parties.iter().find(|party| party.key == *side);
        let word = match party.map(|party| party.standing) {
            Some(PartyStanding::Applicant) => "申请人",
            Some(PartyStanding::ThirdParty) => "第三人",
            None if side == RESPONDENT => "被申请机关",
            None => continue,
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join("；")
}

fn say_head(head: &HeadAppearance, say: &mut impl FnMut(&'static str, String)) {
    let yes = |held: bool| if held { "是".to_owned() } else { "否".to_owned() };
    match head {
        HeadAppearance::Attended { name, post, rank, spoke, .. } => {
            say("head", "出庭".into());
            say("head_name", name.clone());
            say("head_post", post.clone());
            say("head_rank", rank.name_zh().to_owned());
            say("head_spoke", yes(*spoke));
        }
        HeadAppearance::Absent { reason, material, staff, .. } => {
            say("head", "未出庭".into());
            say("absence", reason.name_zh().to_owned());
            say("material", yes(*material));
            say("staff", staff.clone().unwrap_or_default());
        }
    }
}
