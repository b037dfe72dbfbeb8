//! Which days are worked: versioned data from the yearly notices, replaceable at run time.
//! Counting along those days is in `reckon.rs`; reading a notice in `notice.rs`. Anybody may call.
//!
//! A year whose notice is not loaded is never passed over in silence: `day_kind` is an error, and
//! what is reckoned through such a year carries the year in `provisional_years`.

mod festival;
mod loading;
mod notice;
mod reckon;
mod zh;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::LazyLock,
};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

pub use festival::{FESTIVALS, Festival, REVISION_2024, statutory_days};
pub use notice::{BadNotice, NamedDay, NoticeFault, YearNotice};
pub(crate) use reckon::days_between;
pub use reckon::{Pause, Reckoned, Strictness};
pub use zh::{PROVISIONAL_ZH, zh_date, zh_date_weekday, zh_days, zh_weekday};

/// 期间单位. Which of them a period has is said by its term, never by the code that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// 工作日
    WorkingDay,
    /// 自然日
    NaturalDay,
    /// 月
    Month,
    /// 年
    Year,
    /// 小时
    Hour,
}

impl Unit {
    /// What is written after the number.
    pub fn zh(self) -> &'static str {
        match self {
            Unit::WorkingDay => "个工作日",
            Unit::NaturalDay => "日",
            Unit::Month => "个月",
            Unit::Year => "年",
            Unit::Hour => "小时",
        }
    }
}

/// So many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    pub amount: u16,
    pub unit: Unit,
}

impl Span {
    pub const fn new(amount: u16, unit: Unit) -> Span {
        Span { amount, unit }
    }

    pub const fn days(amount: u16) -> Span {
        Span { amount, unit: Unit::NaturalDay }
    }

    pub const fn working_days(amount: u16) -> Span {
        Span { amount, unit: Unit::WorkingDay }
    }

    pub const fn months(amount: u16) -> Span {
        Span { amount, unit: Unit::Month }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.unit.zh())
    }
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 工作日 of the ordinary week.
    Working,
    /// 调休上班日: a Saturday or Sunday that is worked.
    WorkedWeekend,
    /// 双休日
    Weekend,
    /// 放假日 under the yearly notice.
    Holiday,
}

impl DayKind {
    pub fn is_working(self) -> bool {
        matches!(self, DayKind::Working | DayKind::WorkedWeekend)
    }
}

/// The notice for this year has not been loaded: no date in it can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearNotLoaded {
    pub year: i16,
}

impl fmt::Display for YearNotLoaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年的放假安排尚未装载", self.year)
    }
}

impl std::error::Error for YearNotLoaded {}

/// 日历: the loaded years under one version label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Calendar {
    version: String,
    years: BTreeMap<i16, YearNotice>,
    /// Years whose notice came while the program ran.
    loaded: BTreeSet<i16>,
    /// Days that differ from the ordinary week, by date; derived from `years`.
    marks: BTreeMap<Date, (DayKind, String)>,
}

/// How a calendar is written down: the notices, not what is derived from them.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: String,
    years: Vec<YearNotice>,
    #[serde(default)]
    loaded: BTreeSet<i16>,
}

impl TryFrom<Stored> for Calendar {
    type Error = BadNotice;

    fn try_from(stored: Stored) -> Result<Calendar, BadNotice> {
        let calendar = Calendar::from_notices(stored.years, stored.version)?;
        Ok(Calendar { loaded: stored.loaded, ..calendar })
    }
}

impl From<Calendar> for Stored {
    fn from(calendar: Calendar) -> Stored {
        Stored {
            version: calendar.version,
            years: calendar.years.into_values().collect(),
            loaded: calendar.loaded,
        }
    }
}

static BUILTIN: LazyLock<Calendar> = LazyLock::new(|| {
    let notices = YearNotice::parse_all(include_str!("years.txt")).expect("years.txt is read by a test");
    Calendar::from_notices(notices, "内置2015—2026").expect("years.txt is checked by a test")
});

impl Calendar {
    /// The years known when the program was built.
    pub fn builtin() -> Calendar {
        BUILTIN.clone()
    }

    /// The same without a copy, for those who only read.
    pub fn builtin_ref() -> &'static Calendar {
        &BUILTIN
    }

    pub fn from_notices(
        notices: impl IntoIterator<Item = YearNotice>,
        version: impl Into<String>,
    ) -> Result<Calendar, BadNotice> {
        let mut years = BTreeMap::new();
        for notice in notices {
            notice.check()?;
            years.insert(notice.year, notice);
        }
        Ok(Calendar { version: version.into(), marks: marks(&years), years, loaded: BTreeSet::new() })
    }

    /// The same calendar with one year added or replaced, under a new version label. Clocks that
    /// run are to be reckoned again; papers that were served keep their dates.
    pub fn with_year(
        mut self,
        notice: YearNotice,
        version: impl Into<String>,
    ) -> Result<Calendar, BadNotice> {
        notice.check()?;
        self.years.insert(notice.year, notice);
        self.marks = marks(&self.years);
        self.version = version.into();
        Ok(self)
    }

    /// The same calendar with the years that a text gives, in the form of `years.txt`; a year it already has is
    /// replaced. The first fault of the text is the answer, and nothing is taken.
    pub fn with_text(&self, text: &str, version: impl Into<String>) -> Result<Calendar, BadNotice> {
        let given = YearNotice::parse_all(text)?;
        Calendar::from_notices(self.years.values().cloned().chain(given), version)
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn years(&self) -> impl Iterator<Item = &YearNotice> {
        self.years.values()
    }

    pub fn is_loaded(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    pub fn day_kind(&self, on: Date) -> Result<DayKind, YearNotLoaded> {
        if self.is_loaded(on.year()) {
            Ok(self.presumed_kind(on))
        } else {
            Err(YearNotLoaded { year: on.year() })
        }
    }

    pub fn is_working_day(&self, on: Date) -> Result<bool, YearNotLoaded> {
        self.day_kind(on).map(DayKind::is_working)
    }

    /// 春节, 春节调休上班, 周六 …; nothing for an ordinary working day.
    pub fn day_name(&self, on: Date) -> Option<String> {
        match self.presumed_kind(on) {
            DayKind::Working => None,
            DayKind::WorkedWeekend => {
                Some(format!("{}调休上班", self.marks.get(&on).map_or("", |(_, festival)| festival)))
            }
            DayKind::Weekend => Some(zh_weekday(on).to_owned()),
            DayKind::Holiday => Some(
                self.marks.get(&on).map_or_else(|| "法定节日".to_owned(), |(_, festival)| festival.clone()),
            ),
        }
    }

    /// The kind of a day even where its year is not loaded: then by weekday and by the festivals
    /// that the regulation itself fixes to a date. Whoever uses this marks the result provisional.
    pub(crate) fn presumed_kind(&self, on: Date) -> DayKind {
        if let Some((kind, _)) = self.marks.get(&on) {
            return *kind;
        }
        if !self.is_loaded(on.year()) && festival::is_fixed(on) {
            return DayKind::Holiday;
        }
        match on.weekday() {
            Weekday::Saturday | Weekday::Sunday => DayKind::Weekend,
            _ => DayKind::Working,
        }
    }
}

fn marks(years: &BTreeMap<i16, YearNotice>) -> BTreeMap<Date, (DayKind, String)> {
    let mut marks = BTreeMap::new();
    for notice in years.values() {
        for day in &notice.off {
            marks.insert(day.on, (DayKind::Holiday, day.festival.clone()));
        }
        for day in &notice.worked {
            marks.insert(day.on, (DayKind::WorkedWeekend, day.festival.clone()));
        }
    }
    marks
}

#[cfg(test)]
mod tests;
