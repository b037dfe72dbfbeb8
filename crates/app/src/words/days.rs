//! Days and clocks as people read them: how long there is, and whether a day is certain.

use crate::ui::{Tone, parts::Clock};
use huajie_law::{Actor, AnyMatter, File, Kind, Law, MatterId, calendar::zh_date, matter::SET_BY_HAND};
use huajie_ledger::read::ClockRow;
use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};

/// The civil day in China on which an instant falls.
pub fn day_of(at: Timestamp) -> Date {
    huajie_law::now::day_of(at)
}

/// `2026年3月5日 14:20`, Chinese time.
pub fn instant(at: Timestamp) -> String {
    let local = TimeZone::fixed(Offset::constant(8)).to_datetime(at);
    format!("{} {:02}:{:02}", zh_date(local.date()), local.hour(), local.minute())
}

/// Days from one day to another; negative when it has passed.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Close enough that it should be seen: within this many days.
const CLOSE_DAYS: i32 = 5;

pub use huajie_law::calendar::PROVISIONAL_ZH;

/// A day of which only the date is known here, with the same words where its year has no notice yet.
pub fn day_told(on: Date, law: &Law) -> String {
    let provisional = if law.calendar.is_loaded(on.year()) { "" } else { PROVISIONAL_ZH };
    format!("{}{provisional}", zh_date(on))
}

/// The days of these files as this reader may know them: those of the dispute may follow from what is not for these eyes.
pub fn days_known_to(mut rows: Vec<ClockRow>, files: &[File], actor: &Actor, law: &Law) -> Vec<ClockRow> {
    for file in files {
        let Some(AnyMatter::Dispute(held)) = &file.matter else { continue };
        if held.told_before() != held.told_before_known_to(actor) {
            rows.retain(|row| row.matter != file.id);
            let seen = AnyMatter::Dispute(Box::new(held.visible(actor))).outline(&file.id, law);
            rows.extend(seen.clocks.iter().map(|line| ClockRow::of(&file.id, line)));
        }
    }
    rows
}

/// A clock as it stands today.
pub fn clock(row: &ClockRow, today: Date) -> Clock {
    let (tone, remaining) = match (row.state.as_str(), row.due_on) {
        ("lapsed", _) => (Tone::Overdue, "已经过了".to_owned()),
        ("suspended", _) => (Tone::Paused, "中止，不计时".to_owned()),
        ("stopped", _) if row.name.starts_with("window:") => (Tone::Settled, "已届满".to_owned()),
        ("stopped", _) | (_, None) => (Tone::Settled, "已停止计时".to_owned()),
        (_, Some(due)) if due < today && is_anothers(&row.matter, &row.name) => unrecorded(),
        // Whoever let the days to go on pass has breached nothing.
        (_, Some(due)) if due < today && row.name.contains("window:") => (Tone::Settled, "已届满".to_owned()),
        (_, Some(due)) => remaining(days_between(today, due)),
    };
    let provisional = if row.provisional { PROVISIONAL_ZH } else { "" };
    let due = row.due_on.map(|due| format!("{}止{provisional}", zh_date(due)));
    let (name, reasons) = (row.title.clone(), row.reasons.clone());
    let term = if row.term == SET_BY_HAND { String::new() } else { row.term.clone() };
    Clock { name, tone, remaining, due, reasons, term }
}

/// A day that another body keeps, of which nothing is known here: nobody says that it was missed.
pub fn unrecorded() -> (Tone, String) {
    (Tone::Close, "还没有登记".to_owned())
}

/// Of a proceeding elsewhere every step is the body's, but for the days in which a side may go on.
pub fn is_anothers(matter: &MatterId, name: &str) -> bool {
    matter.is_of(Kind::Mirrored) && !name.contains("window")
}

/// So many days from now, as a tone and words.
pub fn remaining(days: i32) -> (Tone, String) {
    match days {
        ..0 => (Tone::Overdue, format!("已超 {} 天", -days)),
        0 => (Tone::Close, "今天到期".to_owned()),
        1..=CLOSE_DAYS => (Tone::Close, format!("剩 {days} 天")),
        _ => (Tone::Live, format!("剩 {days} 天")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(matter: &str, name: &str) -> ClockRow {
        ClockRow {
            matter: MatterId::from(matter),
            name: name.into(),
            title: "一审：发送起诉状副本".into(),
            term: String::new(),
            started_on: date(2026, 1, 1),
            due_on: Some(date(2026, 1, 6)),
            provisional: false,
            state: "running".into(),
            short: String::new(),
            reasons: Vec::new(),
        }
    }

    #[test]
    fn what_another_body_has_not_told_is_not_recorded_and_not_late() {
        let told = |matter: &str, name: &str| clock(&row(matter, name), date(2026, 2, 17)).remaining;
        assert_eq!(told("d1.mirrored1", "first_copy"), "还没有登记");
        assert_eq!(told("d1.mirrored1", "first_window:p1"), "已届满");
        assert_eq!(told("d1.mediation1", "period"), "已超 42 天");
    }
}
