//! A year's notice that comes while the program runs: whether it can be one, and the calendar with it.
//!
//! What is reckoned names the notices it rests on, and those only: a date that no new notice touches keeps its words.

use jiff::civil::{Date, Weekday, date};

use super::{BadNotice, Calendar, NoticeFault, YearNotice, zh_date};

/// Days off of a year with the weekends in between; every notice since 2008 lies within.
const DAYS_OFF: std::ops::RangeInclusive<usize> = 20..=45;
/// A day that is worked in exchange lies near the festival for whose sake it is.
const FARTHEST_EXCHANGE_DAYS: i64 = 21;

impl YearNotice {
    /// What [`YearNotice::check`] cannot know: that a whole year stands there, and that it looks like one.
    pub fn plausible(&self) -> Result<(), BadNotice> {
        let bad = |why: String| Err(BadNotice { line: None, fault: NoticeFault::Implausible(why) });
        self.check()?;
        if let Some(festival) = self.missing_festivals().first() {
            return bad(format!("没有{festival}的放假日，请照通知补全"));
        }
        let fixed = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];
        for on in fixed.map(|(month, day)| date(self.year, month, day)) {
            if !self.off.iter().any(|off| off.on == on) {
                return bad(format!("{}是法定节日，应列为放假日", zh_date(on)));
            }
        }
        if !DAYS_OFF.contains(&self.off.len()) {
            return bad(format!("放假日共{}天，不像一年的安排，请核对", self.off.len()));
        }
        let weekday = |on: Date| !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
        let taken = self.off.iter().filter(|day| weekday(day.on)).count();
        if self.worked.len() > taken {
            return bad(format!("调休上班{}天，比工作日放假的{taken}天还多，请核对", self.worked.len()));
        }
        for worked in &self.worked {
            let near = |off: &&super::NamedDay| {
                super::days_between(worked.on, off.on).abs() <= FARTHEST_EXCHANGE_DAYS
                    && off.festival == worked.festival
            };
            if self.off.iter().find(near).is_none() {
                return bad(format!("{}调休上班，附近没有{}的放假日", zh_date(worked.on), worked.festival));
            }
        }
        Ok(())
    }

    /// The first day it speaks of: it may begin in the December before.
    fn first_day(&self) -> Date {
        let days = self.off.iter().chain(&self.worked).map(|day| day.on);
        days.min().unwrap_or(date(self.year, 1, 1)).min(date(self.year, 1, 1))
    }
}

impl Calendar {
    /// With one more notice, or another one for a year that is known; the version label stays.
    pub fn loading(mut self, notice: YearNotice) -> Result<Calendar, BadNotice> {
        let version = self.version.clone();
        self.loaded.insert(notice.year);
        self.with_year(notice, version)
    }

    /// The notice of a year, if there is one.
    pub fn notice(&self, year: i16) -> Option<&YearNotice> {
        self.years.get(&year)
    }

    /// On which notices a date rests that was reckoned over these days.
    pub(crate) fn label(&self, first: Date, last: Date) -> String {
        let loaded = self.loaded.iter().filter_map(|year| self.years.get(year));
        let touched =
            loaded.filter(|notice| notice.first_day() <= last && first <= date(notice.year, 12, 31));
        let named: String = touched.map(|notice| format!("；{}年：{}", notice.year, notice.number)).collect();
        format!("{}{named}", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up year in the form of the real ones.
    const DAYS: &str = "休 元旦 01-01..01-03\n休 春节 02-05..02-11\n班 春节 02-13 02-14\n休 清明节 04-03..04-05\n\
         休 劳动节 05-01..05-05\n班 劳动节 05-08\n休 端午节 06-09\n休 中秋节 09-15\n休 国庆节 10-01..10-07\n班 国庆节 09-26 10-09";

    fn notice(days: &str) -> Result<YearNotice, BadNotice> {
        let mut all = YearNotice::parse_all(&format!("2027 示例〔2026〕1号\n{days}"))?;
        Ok(all.remove(0))
    }

    #[test]
    fn the_notices_of_the_years_known_are_plausible() {
        for notice in Calendar::builtin_ref().years().filter(|notice| notice.year >= 2025) {
            assert_eq!(notice.plausible(), Ok(()), "{}", notice.year);
        }
        assert_eq!(notice(DAYS).expect("it reads").plausible(), Ok(()));
    }

    #[test]
    fn what_cannot_be_a_year_is_refused_with_its_reason() {
        for (from, to, why) in [
            ("休 端午节 06-09\n", "", "没有端午"),
            ("05-01..05-05", "05-02..05-06", "2027年5月1日是法定节日"),
            ("班 劳动节 05-08", "班 劳动节 08-08", "附近没有劳动节"),
            ("休 端午节 06-09", "休 端午节 06-09..07-09", "不像一年的安排"),
        ] {
            let refused = notice(&DAYS.replace(from, to)).expect("it reads").plausible();
            assert!(refused.as_ref().is_err_and(|bad| bad.to_string().contains(why)), "{why}: {refused:?}");
        }
        let tuesday = notice(&DAYS.replace("班 劳动节 05-08", "班 劳动节 05-11"));
        assert!(tuesday.is_err_and(|bad| bad.to_string().contains("不是周六或周日")));
    }

    #[test]
    fn only_what_touches_a_loaded_year_names_its_notice() {
        let days = format!("休 元旦 2026-12-31\n{DAYS}");
        let calendar = Calendar::builtin().loading(notice(&days).expect("it reads")).expect("it fits");
        let before = calendar.label(date(2026, 10, 1), date(2026, 12, 30));
        assert_eq!(before, Calendar::builtin_ref().version());
        let touched = calendar.label(date(2026, 10, 1), date(2026, 12, 31));
        assert_eq!(touched, format!("{before}；2027年：示例〔2026〕1号"));
        assert_eq!(calendar.label(date(2028, 1, 1), date(2028, 2, 1)), before);
        assert!(calendar.is_loaded(2027));
    }
}
