//! Dates in Chinese, for reasons, pages and papers. Nothing here decides anything.

use jiff::civil::{Date, Weekday};
use std::fmt::Write;

/// `2026年2月28日`
pub fn zh_date(on: Date) -> String {
    // A page says some hundred days: each is given its room at once.
    let mut said = String::with_capacity("2026年12月31日".len());
    let written = write!(said, "{}年{}月{}日", on.year(), on.month(), on.day());
    written.expect("a text takes all that is written to it");
    said
}

/// Behind a day that rests on a year whose holidays are not known.
pub const PROVISIONAL_ZH: &str = "（暂定，当年放假安排尚未公布）";

/// `周六`
pub fn zh_weekday(on: Date) -> &'static str {
    match on.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// `2026年2月28日（周六）`
pub fn zh_date_weekday(on: Date) -> String {
    format!("{}（{}）", zh_date(on), zh_weekday(on))
}

/// `10月1日至7日`, `9月30日至10月2日`, `12月31日至2027年1月1日`; one day alone stays alone.
pub fn zh_days(from: Date, to: Date) -> String {
    let start = format!("{}月{}日", from.month(), from.day());
    if from == to {
        return start;
    }
    if from.year() != to.year() {
        return format!("{start}至{}", zh_date(to));
    }
    if from.month() != to.month() {
        return format!("{start}至{}月{}日", to.month(), to.day());
    }
    format!("{start}至{}日", to.day())
}
