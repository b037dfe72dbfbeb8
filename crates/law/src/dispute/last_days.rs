//! The last days to sue and to apply for reconsideration, counted without any deduction (保守口径):
//! reminders, the cap on mediation and the paper that consent is given on all follow these.

use super::{ActKind, ContestedAct};
use crate::calendar::{Calendar, Span};
use jiff::{ToSpan, civil::Date};

/// The last day of one remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDay {
    /// Unique: `sue`, `reconsider`.
    pub name: &'static str,
    pub title: &'static str,
    /// Id of the term in the catalogue.
    pub term: &'static str,
    pub started_on: Date,
    pub on: Date,
    pub provisional: bool,
    pub reasons: Vec<String>,
}

impl LastDay {
    /// ZX-10: mediation ends fifteen days before, so that there is time to sue.
    pub fn latest_end(&self) -> Date {
        self.on.saturating_sub(15.days())
    }
}

/// Every remedy whose period can be counted from what is on file, earliest first.
pub fn last_days(act: &ContestedAct, calendar: &Calendar) -> Vec<LastDay> {
    let Some(known_on) = act.known_on else { return Vec::new() };
    let mut found = vec![line(
        calendar,
        known_on,
        ("reconsider", "申请行政复议的最后一天", "FY-01"),
        Span::days(60),
        "《行政复议法》20条1款：自知道或应当知道之日起六十日",
    )];
    if !reconsideration_first(act) {
        found.push(line(
            calendar,
            known_on,
            ("sue", "提起行政诉讼的最后一天", "XS-01"),
            Span::months(6),
            "《行政诉讼法》46条1款：自知道或应当知道作出之日起六个月",
        ));
    }
    found.sort_by_key(|last| last.on);
    found
}

fn line(calendar: &Calendar, from: Date, (name, title, term): (&'static str, &'static str, &'static str), span: Span, rule: &str) -> LastDay {
    let reckoned = calendar.add(from, span, true);
    LastDay {
        name,
        title,
        term,
        started_on: from,
        on: reckoned.on,
        provisional: !reckoned.provisional_years.is_empty(),
        reasons: vec![rule.to_owned(), "按最保守的口径计算：调解、信访的时间都不扣除".to_owned()],
    }
}

/// FY-12 《行政复议法》23条: reconsideration before the suit.
fn reconsideration_first(act: &ContestedAct) -> bool {
    matches!(act.kind, ActKind::NaturalResources | ActKind::FailureToAct | ActKind::InformationDisclosure)
        || (act.kind == ActKind::Penalty && act.on_the_spot)
}
