//! A yearly holiday notice as data: read from text, checked, kept with its number and its source.
//! No arithmetic here. Called by `Calendar` and by whoever lets an operator load a new year.

use std::{collections::BTreeSet, fmt};

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::{festival::FESTIVALS, zh_date};

/// 放假安排: what one notice of the State Council's office says about one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearNotice {
    pub year: i16,
    /// 文号, as `国办发明电〔2025〕7号`.
    pub number: String,
    /// 出处: where the days were taken from and what they were compared with; empty if nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
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

/// A notice that cannot be loaded, and the line of the text where that shows, counted from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNotice {
    pub line: Option<usize>,
    pub fault: NoticeFault,
}

/// What is wrong with a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeFault {
    /// The text names no year at all.
    Nothing,
    /// A line stands before the first year.
    YearMissing,
    /// The head of a line is neither a year nor 休, 班, 源.
    UnknownLine(String),
    /// The year has no number of its notice.
    NumberMissing,
    /// A 源 without text.
    SourceMissing,
    /// A 休 or 班 without the name of a festival.
    FestivalMissing,
    /// A 休 or 班 without any day.
    DaysMissing,
    /// A word that is not a day or a stretch of days.
    NotADay(String),
    /// The same year stands twice in one text.
    YearTwice(i16),
    /// A day of another year than the notice's own or the December before it.
    OtherYear { on: Date, year: i16 },
    /// A day is given twice.
    DayTwice(Date),
    /// A day is said to be worked instead of another, but is no Saturday or Sunday.
    NotAWeekend(Date),
    /// The year has no day off.
    NoDayOff(i16),
}

impl fmt::Display for NoticeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoticeFault::Nothing => f.write_str("没有任何年份的放假安排"),
            NoticeFault::YearMissing => f.write_str("年份行应在最前"),
            NoticeFault::UnknownLine(head) => write!(f, "行首应为年份、“休”“班”或“源”，不能是“{head}”"),
            NoticeFault::NumberMissing => f.write_str("年份后缺少通知文号"),
            NoticeFault::SourceMissing => f.write_str("“源”后缺少出处"),
            NoticeFault::FestivalMissing => f.write_str("缺少节日名称"),
            NoticeFault::DaysMissing => f.write_str("节日名称后缺少日期"),
            NoticeFault::NotADay(word) => {
                write!(f, "“{word}”不是日期：日期应写作 MM-DD 或 MM-DD..MM-DD，上一年12月的写全年月日")
            }
            NoticeFault::YearTwice(year) => write!(f, "{year}年重复出现"),
            NoticeFault::OtherYear { on, year } => write!(f, "{}不属于{year}年的放假安排", zh_date(*on)),
            NoticeFault::DayTwice(on) => write!(f, "{}重复列入", zh_date(*on)),
            NoticeFault::NotAWeekend(on) => {
                write!(f, "{}不是周六或周日，不能列为调休上班日", zh_date(*on))
            }
            NoticeFault::NoDayOff(year) => write!(f, "{year}年没有任何放假日"),
        }
    }
}

impl fmt::Display for BadNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "第{line}行：{}", self.fault),
            None => self.fault.fmt(f),
        }
    }
}

impl std::error::Error for BadNotice {}

impl YearNotice {
    /// Reads any number of years in the form of `years.txt`: a line `2026 文号`, then lines
    /// `源 出处`, `休 节名 MM-DD..MM-DD` and `班 节名 MM-DD MM-DD`. `#` opens a comment.
    pub fn parse_all(text: &str) -> Result<Vec<YearNotice>, BadNotice> {
        // Each year with the line of its head, so that what is wrong with the whole year points there.
        let mut years: Vec<(usize, YearNotice)> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = |fault| BadNotice { line: Some(index + 1), fault };
            let mut words = line.split_whitespace();
            let head = words.next().unwrap_or_default();
            let words: Vec<&str> = words.collect();
            if let Ok(year) = head.parse::<i16>() {
                if words.is_empty() {
                    return Err(bad(NoticeFault::NumberMissing));
                }
                if years.iter().any(|(_, notice)| notice.year == year) {
                    return Err(bad(NoticeFault::YearTwice(year)));
                }
                years.push((index + 1, YearNotice::new(year, words.join(" "))));
            } else {
                let (_, notice) = years.last_mut().ok_or_else(|| bad(NoticeFault::YearMissing))?;
                notice.take(head, &words).map_err(bad)?;
            }
        }
        if years.is_empty() {
            return Err(BadNotice { line: None, fault: NoticeFault::Nothing });
        }
        for (line, notice) in &years {
            notice.check().map_err(|bad| BadNotice { line: Some(*line), ..bad })?;
        }
        Ok(years.into_iter().map(|(_, notice)| notice).collect())
    }

    fn new(year: i16, number: String) -> YearNotice {
        YearNotice { year, number, source: String::new(), off: Vec::new(), worked: Vec::new() }
    }

    /// Takes in one line below the year's head.
    fn take(&mut self, head: &str, words: &[&str]) -> Result<(), NoticeFault> {
        let year = self.year;
        let list = match head {
            "源" if words.is_empty() => return Err(NoticeFault::SourceMissing),
            "源" => {
                self.source = words.join(" ");
                return Ok(());
            }
            "休" => &mut self.off,
            "班" => &mut self.worked,
            other => return Err(NoticeFault::UnknownLine(other.to_owned())),
        };
        let (festival, days) = words.split_first().ok_or(NoticeFault::FestivalMissing)?;
        if days.is_empty() {
            return Err(NoticeFault::DaysMissing);
        }
        for word in days {
            let days = days_of(year, word).ok_or_else(|| NoticeFault::NotADay((*word).to_owned()))?;
            list.extend(days.into_iter().map(|on| NamedDay { on, festival: (*festival).to_owned() }));
        }
        Ok(())
    }

    /// A notice speaks of its own year and of the December before it, works only on weekends, and
    /// gives no day twice.
    pub fn check(&self) -> Result<(), BadNotice> {
        let bad = |fault| Err(BadNotice { line: None, fault });
        let mut seen = BTreeSet::new();
        for day in self.off.iter().chain(&self.worked) {
            let last_december = day.on.year() == self.year - 1 && day.on.month() == 12;
            if day.on.year() != self.year && !last_december {
                return bad(NoticeFault::OtherYear { on: day.on, year: self.year });
            }
            if !seen.insert(day.on) {
                return bad(NoticeFault::DayTwice(day.on));
            }
        }
        for day in &self.worked {
            if !matches!(day.on.weekday(), Weekday::Saturday | Weekday::Sunday) {
                return bad(NoticeFault::NotAWeekend(day.on));
            }
        }
        if self.off.is_empty() {
            return bad(NoticeFault::NoDayOff(self.year));
        }
        Ok(())
    }

    /// 漏列的节日: statutory festivals for which the notice gives no day off. Not an error, because what a notice says
    /// is law; whoever loads one shows the list and asks whether the text is whole.
    pub fn missing_festivals(&self) -> Vec<&'static str> {
        let named = |name: &str| self.off.iter().any(|day| day.festival.contains(name));
        FESTIVALS.iter().map(|festival| festival.name).filter(|name| !named(name)).collect()
    }
}

fn days_of(year: i16, word: &str) -> Option<Vec<Date>> {
    let one = |text: &str| -> Option<Date> {
        let mut parts = text.rsplitn(3, '-');
        let (day, month) = (parts.next()?, parts.next()?);
        let year = parts.next().map_or(Some(year), |year| year.parse().ok())?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let Some((from, to)) = word.split_once("..") else { return Some(vec![one(word)?]) };
    let (from, to) = (one(from)?, one(to)?);
    if to < from {
        return None;
    }
    let mut days = Vec::new();
    let mut on = from;
    while on <= to {
        days.push(on);
        on = on.tomorrow().unwrap_or(date(9999, 12, 31));
    }
    Some(days)
}
