//! A cell of a work sheet that goes out: a day is a day and a count a number, so that whoever gets it can sort and sum; everything else
//! is text that never becomes a formula. Not here: which cells there are.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// Headings under which numbers stand.
const COUNTS: [&str; 4] = ["延长（日）", "已用天数（扣除中止）", "延长月数", "延长天数"];

/// As the rest of the program writes a day where machines read it too.
const DAY: &str = "yyyy-mm-dd";

/// Writes one cell below its heading; an empty one stays empty.
pub(crate) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    heading: &str,
    text: &str,
) -> Result<(), XlsxError> {
    if let Some(on) = day(text) {
        sheet.write_datetime_with_format(row, column, &on, &Format::new().set_num_format(DAY))?;
    } else if let Some(count) = text.parse::<u32>().ok().filter(|_| COUNTS.contains(&heading)) {
        sheet.write_number(row, column, count)?;
    } else if !text.is_empty() {
        sheet.write_string(row, column, harmless(text))?;
    }
    Ok(())
}

/// Only what is nothing but a day; one that spreadsheets cannot count from 1900 on stays text.
fn day(text: &str) -> Option<ExcelDateTime> {
    let on: Date = text.parse().ok().filter(|_| text.len() == "2026-03-05".len())?;
    let year = u16::try_from(on.year()).ok()?;
    ExcelDateTime::from_ymd(year, on.month().unsigned_abs(), on.day().unsigned_abs()).ok()
}

/// Opened again as CSV, a text that begins like a formula would be one: an apostrophe before it keeps it text.
pub(crate) fn harmless(text: &str) -> String {
    let led = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if led { format!("'{text}") } else { text.to_owned() }
}
