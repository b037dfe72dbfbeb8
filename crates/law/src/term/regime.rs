//! Which edition of a law governs a day: the editions that this catalogue has to tell apart, with what was read of them.
//! The terms themselves carry their own days; a test holds the two together.

use jiff::civil::{Date, date};
use serde::Serialize;

/// One edition of a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Regime {
    /// Without edition: `行政复议法`.
    pub law: &'static str,
    /// `2023年修订`
    pub edition: &'static str,
    /// The first day; `None` = before all that is told apart here.
    pub from: Option<Date>,
    /// The last day; `None` = in force.
    pub until: Option<Date>,
    /// Whether its text was read.
    pub read: bool,
    pub note: &'static str,
}

const fn regime(law: &'static str, edition: &'static str, read: bool, note: &'static str) -> Regime {
    Regime { law, edition, from: None, until: None, read, note }
}

impl Regime {
    const fn from(mut self, from: Date) -> Regime {
        self.from = Some(from);
        self
    }

    const fn until(mut self, until: Date) -> Regime {
        self.until = Some(until);
        self
    }

    pub fn governs(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

pub static REGIMES: &[Regime] = &[
    regime("行政复议法", "1999年，2009年、2017年修正", false, "正文未在手，其期限一律标为未核实。")
        .until(date(2023, 12, 31)),
    regime("行政复议法", "2023年修订", true, "").from(date(2024, 1, 1)),
    regime("行政复议法实施条例", "2007年", true, "与2023年修订的行政复议法不一致的，以法律为准。")
        .from(date(2007, 8, 1))
        .until(date(2026, 6, 30)),
    regime(
        "行政复议法实施条例",
        "2026年修订",
        false,
        "正文未取得：第16条（FY-43）、不计入审限（FY-44）是否保留待核。",
    )
    .from(date(2026, 7, 1)),
    regime(
        "全国年节及纪念日放假办法",
        "2013年修订",
        false,
        "法定节日11天：2024年修订增加除夕和5月2日，反推而得。",
    )
    .until(date(2024, 12, 31)),
    regime("全国年节及纪念日放假办法", "2024年修订", true, "法定节日13天，增加除夕和5月2日。")
        .from(date(2025, 1, 1)),
    regime(
        "行政执法监督条例",
        "国务院令第825号",
        false,
        "施行日期已核实；文书种类和整改期限的条文未取得，目录中没有其期限。",
    )
    .from(date(2026, 2, 1)),
    regime("信访工作条例", "2022年", true, "").from(date(2022, 5, 1)),
    regime("民事诉讼法", "2017年修正", false, "公告送达六十日，条文未在手。").until(date(2021, 12, 31)),
    regime("民事诉讼法", "2021年、2023年修正", true, "公告送达三十日。").from(date(2022, 1, 1)),
];

/// The edition that governs a day; `None`: none did, or the law is not told apart here.
pub fn regime_on(law: &str, on: Date) -> Option<&'static Regime> {
    REGIMES.iter().find(|regime| regime.law == law && regime.governs(on))
}
