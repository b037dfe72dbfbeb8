//! A yearly holiday notice as data: read from text, checked, kept with its number.
//! No arithmetic here. Called by `Calendar` and by whoever lets an operator load a new year.

use std::fmt;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::zh_date;

/// 放假安排: what one notice of the State Council's office says about one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearNotice {
    pub year: i16,
    /// 文号, as `国办发明电〔2025〕7号`.
    pub number: String,
    /// 放假: every day off, those that fall on Saturday and Sunday too.
    pub off: Vec<NamedDay>,
    /// 调休上班: Saturdays and Sundays that are worked.
    pub worked: Vec<NamedDay>,
}

/// A day and the festival for whose sake it is off or worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDay {
    pub on: Date,
    pub festival: String,
}

/// A notice that cannot be loaded; the text is for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNotice(pub String);

impl fmt::Display for BadNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadNotice {}

impl YearNotice {
    /// Reads any number of years in the form of `years.txt`: a line `2026 文号`, then lines
    /// `休 节名 MM-DD..MM-DD` and `班 节名 MM-DD MM-DD`. `#` opens a comment.
    pub fn parse_all(text: &str) -> Result<Vec<YearNotice>, BadNotice> {
        let mut years: Vec<YearNotice> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = |why: &str| BadNotice(format!("第{}行：{why}（{line}）", index + 1));
            let mut words = line.split_whitespace();
            let head = words.next().unwrap_or_default();
            if let Ok(year) = head.parse::<i16>() {
                let number = words.collect::<Vec<_>>().join(" ");
                if number.is_empty() {
                    return Err(bad("年份后缺少通知文号"));
                }
                years.push(YearNotice { year, number, off: Vec::new(), worked: Vec::new() });
                continue;
            }
            let notice = years.last_mut().ok_or_else(|| bad("年份行应在最前"))?;
            let festival = words.next().ok_or_else(|| bad("缺少节日名称"))?;
            let list = match head {
                "休" => &mut notice.off,
                "班" => &mut notice.worked,
                _ => return Err(bad("行首应为年份、“休”或“班”")),
            };
            for word in words {
                let days =
                    days_of(notice.year, word).ok_or_else(|| bad("日期应写作 MM-DD 或 MM-DD..MM-DD"))?;
                list.extend(days.into_iter().map(|on| NamedDay { on, festival: festival.to_owned() }));
            }
        }
        years.iter().try_for_each(YearNotice::check)?;
        Ok(years)
    }

    /// A notice speaks of its own year and of the December before it, works only on weekends, and
    /// gives no day twice.
    pub fn check(&self) -> Result<(), BadNotice> {
        let bad = |on: Date, why: &str| Err(BadNotice(format!("{}{why}", zh_date(on))));
        let mut seen = std::collections::BTreeSet::new();
        for day in self.off.iter().chain(&self.worked) {
            let last_december = day.on.year() == self.year - 1 && day.on.month() == 12;
            if day.on.year() != self.year && !last_december {
                return bad(day.on, &format!("不属于{}年的放假安排", self.year));
            }
            if !seen.insert(day.on) {
                return bad(day.on, "重复列入");
            }
        }
        for day in &self.worked {
            if !matches!(day.on.weekday(), Weekday::Saturday | Weekday::Sunday) {
                return bad(day.on, "不是周六或周日，不能列为调休上班日");
            }
        }
        if self.off.is_empty() {
            return Err(BadNotice(format!("{}年没有任何放假日", self.year)));
        }
        Ok(())
    }
}

fn days_of(year: i16, word: &str) -> Option<Vec<Date>> {
    let one = |text: &str| -> Option<Date> {
        // The December before belongs to the notice too, and then says its year.
        let (year, text) = match text.split_once('-').filter(|(head, _)| head.len() == 4) {
            Some((head, rest)) => (head.parse().ok()?, rest),
            None => (year, text),
        };
        let (month, day) = text.split_once('-')?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let Some((from, to)) = word.split_once("..") else { return Some(vec![one(word)?]) };
    let (from, to) = (one(from)?, one(to)?);
    if to < from {
        return None;
    }
    let mut days = Vec::new();
    let mut on = from;
    // Nothing is off for a year: a slip must not fill the machine.
    while on <= to && days.len() <= 366 {
        days.push(on);
        on = on.tomorrow().unwrap_or(date(9999, 12, 31));
    }
    Some(days)
}
