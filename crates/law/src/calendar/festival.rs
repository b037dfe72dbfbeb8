//! The statutory festivals (全国年节及纪念日放假办法2条) and since when they have how many days.
//! They bound what a notice can mean; which days are off in a year is said by its notice alone.

use jiff::civil::{Date, date};

/// 全体公民放假的节日.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Festival {
    pub name: &'static str,
    /// Days until the revision of November 2024.
    pub days_before: u8,
    /// Days since.
    pub days_since: u8,
}

/// 2024年11月10日第四次修订, applied to the festivals of 2025 for the first time.
pub const REVISION_2024: Date = date(2025, 1, 1);

pub const FESTIVALS: &[Festival] = &[
    Festival { name: "元旦", days_before: 1, days_since: 1 },
    // Since 2025 with New Year's Eve (除夕).
    Festival { name: "春节", days_before: 3, days_since: 4 },
    Festival { name: "清明节", days_before: 1, days_since: 1 },
    // Since 2025 with 2 May.
    Festival { name: "劳动节", days_before: 1, days_since: 2 },
    Festival { name: "端午节", days_before: 1, days_since: 1 },
    Festival { name: "中秋节", days_before: 1, days_since: 1 },
    Festival { name: "国庆节", days_before: 3, days_since: 3 },
];

/// 法定节日天数 of that day's year: 11 before 2025, 13 since. Known for 2008 and later; the numbers before that are not on file.
pub fn statutory_days(on: Date) -> u8 {
    let days = |festival: &Festival| {
        if on < REVISION_2024 { festival.days_before } else { festival.days_since }
    };
    FESTIVALS.iter().map(days).sum()
}

/// The festivals that the regulation itself fixes to a date, so that they are off without any notice.
pub(super) fn is_fixed(on: Date) -> bool {
    match (on.month(), on.day()) {
        (1, 1) | (5, 1) | (10, 1..=3) => true,
        (5, 2) => on >= REVISION_2024,
        _ => false,
    }
}
