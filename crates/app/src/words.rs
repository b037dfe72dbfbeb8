//! Stored things in the words and shapes people read: days, instants, clocks, stages, roles.

use crate::ui::{
    Tone,
    parts::{Clock, Tag},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie_law::calendar::zh_date;
use huajie_ledger::read::ClockRow;
use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use qrcode::{QrCode, render::svg};

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

/// A clock as it stands today.
pub fn clock(row: &ClockRow, today: Date) -> Clock {
    let (tone, remaining) = match (row.state.as_str(), row.due_on) {
        ("suspended", _) => (Tone::Paused, "中止，不计时".to_owned()),
        ("stopped", _) | (_, None) => (Tone::Settled, "已停止计时".to_owned()),
        (_, Some(due)) => remaining(days_between(today, due)),
    };
    let provisional = if row.provisional { "（暂定，当年放假安排尚未公布）" } else { "" };
    Clock {
        name: row.title.clone(),
        tone,
        remaining,
        due: row.due_on.map(|due| format!("{}止{provisional}", zh_date(due))),
        reasons: row.reasons.clone(),
    }
}

fn remaining(days: i32) -> (Tone, String) {
    match days {
        ..0 => (Tone::Overdue, format!("已超 {} 天", -days)),
        0 => (Tone::Close, "今天到期".to_owned()),
        1..=CLOSE_DAYS => (Tone::Close, format!("剩 {days} 天")),
        _ => (Tone::Live, format!("剩 {days} 天")),
    }
}

/// The stage of any matter as a tag.
pub fn stage(kind: &str, stage: &str) -> Tag {
    let (tone, word) = match (kind, stage) {
        ("dispute", "registered") => (Tone::Live, "已登记"),
        ("dispute", "in_proceeding") => (Tone::Live, "办理中"),
        ("dispute", "ended") => (Tone::Settled, "已终结"),
        ("dispute", "closed") => (Tone::Settled, "已归档"),
        _ => (Tone::Plain, stage),
    };
    Tag::new(tone, word)
}

/// A picture of an address, for `<img src>`.
pub fn qr_data_uri(text: &str) -> String {
    let code = QrCode::new(text).expect("addresses are shorter than a QR code holds");
    let picture = code.render::<svg::Color>().min_dimensions(160, 160).build();
    format!("data:image/svg+xml;base64,{}", BASE64.encode(picture))
}


/// What an event means to the citizen, in one sentence; `None` for what only the house needs to know.
pub fn public_event(kind: &str, event: &str) -> Option<&'static str> {
    match (kind, event) {
        ("dispute", "registered") => Some("您的申请已经登记"),
        ("dispute", "evidence_added") => Some("补充了材料"),
        ("dispute", "corrected") => Some("登记内容作了更正"),
        ("dispute", "party_joined") => Some("增加了第三人"),
        ("dispute", "passed_on") => Some("已转给有权处理的单位"),
        ("dispute", "refused") => Some("没有受理，理由见通知书"),
        ("dispute", "mediation_requested") => Some("提出了调解"),
        ("dispute", "closed") => Some("案卷已经归档"),
        ("dispute", "reopened") => Some("这件事重新启动办理"),
        _ => None,
    }
}

/// A role as people call it.
pub fn role(name: &str) -> &'static str {
    name.parse::<huajie_law::Role>().map_or("", huajie_law::Role::name_zh)
}
