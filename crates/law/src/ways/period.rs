//! The last day of a way, and how it stands on a day.

use super::Passage;
use crate::{
    calendar::{Calendar, days_between, zh_date_weekday},
    clock::{Clock, Due, Reason},
    remedy::Deadline,
    term::{self, Term},
};
use jiff::civil::Date;
use serde::Serialize;

/// The last day of a way, twice, with everything that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    pub name: String,
    pub conservative: Due,
    pub claimed: Due,
    pub opens_on: Option<Date>,
}

impl Period {
    pub(super) fn of(deadline: Deadline) -> Period {
        Period {
            name: deadline.remedy.zh().to_owned(),
            conservative: deadline.conservative,
            claimed: deadline.claimed,
            opens_on: deadline.opens_on,
        }
    }

    /// One that nobody may argue about: both days are the same.
    pub(super) fn plain(term: &Term, from: Date, calendar: &Calendar) -> Period {
        let due = Clock::start(term, from).due(calendar);
        Period { name: term.name.to_owned(), conservative: due.clone(), claimed: due, opens_on: None }
    }

    /// Two periods that may both apply: the earlier one is kept, the later one may be claimed.
    pub(super) fn between(self, other: Period) -> Period {
        let (early, late) = if self.on() <= other.on() { (self, other) } else { (other, self) };
        let claimed =
            [late.conservative, late.claimed, early.claimed.clone()].into_iter().max_by_key(|due| due.on);
        Period { claimed: claimed.expect("three are given"), ..early }
    }

    /// 最后一日, conservatively.
    pub fn on(&self) -> Date {
        self.conservative.on.expect("a conservative period is never suspended")
    }

    /// The day that may be claimed, where it is a later one.
    pub fn claimed_on(&self) -> Option<Date> {
        self.claimed.on.filter(|on| *on > self.on())
    }

    /// Natural days to the conservative last day; 0 on it, negative after it.
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.on())
    }

    /// What the days alone say.
    pub(super) fn passage(&self, today: Date) -> Passage {
        match self.opens_on.filter(|opens_on| *opens_on > today) {
            Some(_) => Passage::NotYet,
            None if self.on() >= today => Passage::Open,
            None if self.claimed_on().is_some_and(|on| on >= today) => Passage::Claimable,
            None => Passage::Closed,
        }
    }

    /// One line: the last day and how far it is.
    pub fn zh(&self, today: Date) -> String {
        let provisional = if self.conservative.provisional { "（暂定）" } else { "" };
        let left = match self.days_left(today) {
            left if left > 0 => format!("还剩{left}天"),
            0 => "今天是最后一天".to_owned(),
            left => format!("已经过了{}天", -left),
        };
        format!("{}：{}{provisional}，{left}", self.name, zh_date_weekday(self.on()))
    }

    /// 上诉期限: of a judgment or a ruling, and not of the act.
    pub fn is_appeal(&self) -> bool {
        let appeals = [term::APPEAL_RULING.id, term::APPEAL_JUDGMENT.id];
        self.conservative.reasons.iter().any(|reason| match reason {
            Reason::Rule { term, .. } => appeals.contains(&term.as_str()),
            _ => false,
        })
    }
}
