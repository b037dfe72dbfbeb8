//! Everything that is drawn, in words.

use super::span;
use crate::ui::table::{Cell, Column, Row, Table};
use huajie_law::{
    calendar::zh_date,
    dispute::lanes::{Lane, Segment, Track},
};
use jiff::civil::Date;

pub fn table(lanes: &[(String, Lane)], today: Date) -> Table {
    let mut number = 0;
    let mut rows = Vec::new();
    for (heading, lane) in lanes {
        rows.push(row("", heading, span(lane)));
        for mark in &lane.marks {
            number += 1;
            let paper = mark.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
            rows.push(row(&format!("节点 {number}"), &format!("{}{paper}", mark.title), zh_date(mark.on)));
        }
        rows.extend(lane.tracks.iter().map(|track| row("期限", &track.title, ran(track, today))));
    }
    let columns = ["编号", "内容", "日期"].map(Column::text).into();
    Table { caption: "每个程序的节点和期限，早的在前".into(), columns, rows }
}

fn row(number: &str, what: &str, when: String) -> Row {
    let first = if number.is_empty() { "程序" } else { number };
    Row { href: None, cells: vec![Cell::text(first), Cell::text(what), Cell::text(when)] }
}

fn ran(track: &Track, today: Date) -> String {
    let piece = |piece: &Segment| {
        let from = zh_date(piece.from);
        let to = piece.to.map_or_else(|| "起".to_owned(), |to| format!("至{}", zh_date(to)));
        match (piece.runs, &piece.why) {
            (true, _) => format!("{from}{to}计算"),
            (false, why) => format!("{from}{to}不计算（{}）", why.as_deref().unwrap_or("暂停")),
        }
    };
    let pieces: Vec<String> = track.segments.iter().map(piece).collect();
    let provisional = if track.provisional { crate::words::PROVISIONAL_ZH } else { "" };
    let due = track.due_on.map(|due| format!("；最后一天{}{provisional}", zh_date(due))).unwrap_or_default();
    let expired = if track.is_expired(today) { "，已过" } else { "" };
    format!("{}{due}{expired}", pieces.join("；"))
}
