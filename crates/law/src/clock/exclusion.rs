//! Days that are left out without a suspension. Three things are kept apart, because three different persons answer for
//! them: a suspension is decided and resumed in writing by the body (复议法39条) and stands in `Clock::suspend`; an
//! exclusion follows from the law itself (解释50条); a deduction is asked for by a party and granted or not by whoever
//! receives the claim (行诉法48条), so that it never moves the day that reminders follow.

use std::fmt;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString};

use super::{Clock, Reason, Suspension, due::days_left_out};
use crate::term::Term;

/// 不计入的期间: from its first day up to, not including, the day on which counting resumes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    pub left_out_by: LeftOutBy,
    pub from: Date,
    /// `None` = not over yet.
    pub to: Option<Date>,
    /// Why, in Chinese: `委托鉴定`.
    pub reason: String,
    /// The article that leaves these days out.
    pub article: String,
}

/// Who says that the days do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LeftOutBy {
    /// 依法不计入: the law itself.
    Law,
    /// 主张扣除: a party; whether they are left out is for the court or body to say.
    Party,
}

/// What can keep days of a period from being counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stop {
    /// 中止: decided and resumed in writing.
    Suspension,
    /// 不计入审限: by the law itself.
    Exclusion,
    /// 扣除: claimed by a party.
    Deduction,
}

impl Stop {
    pub fn zh(self) -> &'static str {
        match self {
            Stop::Suspension => "中止",
            Stop::Exclusion => "依法不计入",
            Stop::Deduction => "主张扣除",
        }
    }
}

/// The law knows no such interruption of this period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAdmitted {
    pub term: String,
    pub stop: Stop,
}

impl fmt::Display for NotAdmitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "期限{}没有“{}”的法律依据，期间照常计算", self.term, self.stop.zh())
    }
}

impl std::error::Error for NotAdmitted {}

/// Last day of the 2007 Implementing Regulations, whose 29、30、34、37条 leave days out (FY-44).
const REGULATIONS_2007_LAST: Date = date(2026, 6, 30);

impl Term {
    /// The article by which such days of this period are left out, for an event on that day; `None`: the period goes on.
    pub fn admits(&self, stop: Stop, event_on: Date) -> Option<&'static str> {
        match (self.id, stop) {
            ("FY-29.1" | "FY-29.3", Stop::Suspension) => Some("《行政复议法》第39条"),
            ("FY-29.1" | "FY-29.3", Stop::Exclusion) if event_on <= REGULATIONS_2007_LAST => {
                Some("《行政复议法实施条例》（2007）第29条、第30条、第34条、第37条")
            }
            // 20条3款 最长不得超过一年: the longest period (FY-03.2) takes no deduction.
            ("FY-01" | "FY-03.1" | "FY-43.1", Stop::Deduction) => Some("《行政复议法》第20条第2款"),
            ("XS-17.1" | "XS-17.2" | "XS-19.1", Stop::Suspension) => {
                Some("法释〔2018〕1号第87条、第50条第1款")
            }
            ("XS-17.1" | "XS-17.2" | "XS-19.1", Stop::Exclusion) => Some("法释〔2018〕1号第50条第1款"),
            (
                "XS-01" | "XS-03" | "XS-03.1" | "XS-04" | "XS-05" | "XS-06" | "XS-07.2" | "FY-13",
                Stop::Deduction,
            ) => Some("《行政诉讼法》第48条第1款"),
            ("XS-40", Stop::Deduction) => Some("《民法典》第194条、第195条"),
            ("TJ-09" | "TJ-10.1" | "TJ-10.2", Stop::Suspension) => Some("《特邀调解规定》第18条"),
            ("TJ-09", Stop::Exclusion) => Some("《在线调解规则》第26条"),
            ("XF-06.2", Stop::Exclusion) => Some("《信访工作条例》第36条"),
            ("JD-18.1", Stop::Exclusion) => Some("《政府信息公开条例》第33条第3款"),
            _ => None,
        }
    }
}

impl Clock {
    /// The article by which this clock can be stopped in that way.
    pub fn admits(&self, stop: Stop) -> Result<&'static str, NotAdmitted> {
        self.term()
            .and_then(|term| term.admits(stop, self.started_on))
            .ok_or_else(|| NotAdmitted { term: self.term.clone(), stop })
    }

    /// 不计入: the law leaves these days out; `to` is the day on which counting resumes.
    pub fn exclude(
        &mut self,
        from: Date,
        to: Option<Date>,
        reason: impl Into<String>,
    ) -> Result<(), NotAdmitted> {
        let article = self.admits(Stop::Exclusion)?;
        self.leave_out(LeftOutBy::Law, from, to, reason.into(), article);
        Ok(())
    }

    /// 主张扣除: a party claims that these days do not count. The last day stays; only that of [`Clock::granted`] moves.
    pub fn deduct(
        &mut self,
        from: Date,
        to: Option<Date>,
        reason: impl Into<String>,
    ) -> Result<(), NotAdmitted> {
        let article = self.admits(Stop::Deduction)?;
        self.leave_out(LeftOutBy::Party, from, to, reason.into(), article);
        Ok(())
    }

    fn leave_out(
        &mut self,
        left_out_by: LeftOutBy,
        from: Date,
        to: Option<Date>,
        reason: String,
        article: &str,
    ) {
        let to = to.map(|to| to.max(from));
        self.exclusions.push(Exclusion { left_out_by, from, to, reason, article: article.to_owned() });
    }

    /// 主张口径: the clock as it runs if every claim is granted. [`Clock::due`] of the clock itself is the conservative day.
    pub fn granted(mut self) -> Clock {
        for claim in self.exclusions.extract_if(.., |it| it.left_out_by == LeftOutBy::Party) {
            let Exclusion { from, to, reason, .. } = claim;
            self.suspensions.push(Suspension::of(from, to, reason, ""));
        }
        self
    }
}

impl Exclusion {
    /// What a conservative explanation says of it: a claim is left unsaid, because it moved nothing.
    pub(super) fn reason(&self, started: Date) -> Option<Reason> {
        (self.left_out_by == LeftOutBy::Law).then(|| Reason::NotCounted {
            from: self.from,
            to: self.to,
            days: self.to.map(|to| days_left_out(started, self.from, to)),
            reason: self.reason.clone(),
            article: self.article.clone(),
        })
    }
}
