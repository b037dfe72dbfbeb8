//! Why a date is the date: everything that made it, as data and in Chinese.
//! No counting of its own: it takes what the calendar met on the way. Called through `Clock::due` and `Due::before`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clock, LeftOutBy, Span, Suspension, Unit};
use crate::{
    calendar::{Calendar, DayKind, Strictness, days_between, zh_date, zh_date_weekday},
    term::Term,
};

/// 届满日 and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day; `None` while suspended.
    pub on: Option<Date>,
    /// The outer bound, known even while suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_on: Option<Date>,
    /// 内控日: the last working day before the last day is reached; for plans, not for rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal_on: Option<Date>,
    /// 暂定: depends on a year whose holidays are not known.
    pub provisional: bool,
    pub kind: DueKind,
    /// One line in Chinese.
    pub short: String,
    pub reasons: Vec<Reason>,
}

/// Whether something must be done by the last day or so long before an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    After,
    Before,
}

/// Consecutive days that were not counted, or counted although they are a weekend, for one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub from: Date,
    pub to: Date,
    /// `国庆节`, `双休日`, `国庆节调休上班`.
    pub why: String,
}

/// One thing that made a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// 依据
    Rule { term: String, name: String, span: Span, article: String, verified: bool, note: String },
    /// 起算: the day of the event is not counted.
    Start { event: String, on: Date, unit: Unit },
    /// 倒推: counted back from an event.
    Back { event: String, on: Date, span: Span, clear_on: Date, lenient_on: Date },
    /// 不计入的休假日, of a count of working days.
    Left { days: Vec<LeftOut> },
    /// 调休上班日, counted.
    Worked { days: Vec<LeftOut> },
    /// 月末: no corresponding day.
    MonthEnd { on: Date },
    /// 中止
    Suspended { from: Date, to: Option<Date>, days: Option<i64>, reason: String, paper: String },
    /// 中止, which ended with what it stood in.
    Unresumed { from: Date, to: Date, reason: String, paper: String },
    /// 主张扣除: days that a party asks the court or body to leave out; whether they do is theirs to decide.
    Excluded { from: Date, to: Option<Date>, days: Option<i64>, reason: String },
    /// 依法不计入: days that the law itself leaves out, without a suspension.
    NotCounted { from: Date, to: Option<Date>, days: Option<i64>, reason: String, article: String },
    /// 延长
    Extended { span: Span, by: String, on: Date, reason: String },
    /// 末日顺延
    RolledOver { from: Date, to: Date, days: Vec<LeftOut> },
    /// 末日是调休上班日，不顺延
    NotRolledOver { on: Date, why: String },
    /// 最迟日
    Capped { on: Date, instead_of: Option<Date>, reason: String },
    /// 期间停止
    Stopped { on: Date },
    /// 另有说明
    Remark { text: String },
    /// 日历版本
    Calendar { version: String, missing_years: BTreeSet<i16> },
}

impl Due {
    /// The day that counts for reminders: the last day, or the bound while there is none.
    pub fn bound_on(&self) -> Option<Date> {
        self.on.or(self.cap_on)
    }

    /// The full list in Chinese, one sentence each.
    pub fn lines(&self) -> Vec<String> {
        self.reasons.iter().map(Reason::zh).collect()
    }

    /// So long before an event (听证5个工作日前): the conservative count, with the other one named.
    pub fn before(term: &Term, event_on: Date, calendar: &Calendar) -> Due {
        let clear = calendar.before(event_on, term.span(), Strictness::Clear);
        let lenient = calendar.before(event_on, term.span(), Strictness::Lenient);
        let mut reasons = vec![rule(term.id, Some(term), term.span())];
        reasons.push(Reason::Back {
            event: term.start_event.to_owned(),
            on: event_on,
            span: term.span(),
            clear_on: clear.on,
            lenient_on: lenient.on,
        });
        push_days(&mut reasons, calendar, &clear.left_out, &clear.worked);
        reasons.push(version(calendar, &clear.provisional_years, clear.on.min(lenient.on), event_on));
        let provisional = !clear.provisional_years.is_empty();
        let short = format!(
            "{}前{}，最迟{}{}",
            zh_date(event_on),
            term.span(),
            zh_date_weekday(clear.on),
            if provisional { "（暂定）" } else { "" }
        );
        let internal_on = Some(calendar.working_day_on_or_before(clear.on));
        Due {
            on: Some(clear.on),
            cap_on: None,
            internal_on,
            provisional,
            kind: DueKind::Before,
            short,
            reasons,
        }
    }

    /// A due date whose reasons end with a remark of the caller's.
    pub(crate) fn with_remark(mut self, text: impl Into<String>) -> Due {
        let at = self.reasons.len().saturating_sub(1);
        self.reasons.insert(at, Reason::Remark { text: text.into() });
        self
    }
}

/// What the days are called that a clock does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PauseWording {
    Suspended,
    Excluded,
}

/// Explains a clock. What it says in words follows the order in which a lawyer would check it.
pub(crate) fn explain(clock: &Clock, calendar: &Calendar, wording: PauseWording) -> Due {
    let reckoned = clock.reckon(calendar);
    let term = clock.term();
    let open = clock.is_halted(reckoned.on);
    let mut reasons = vec![rule(&clock.term, term, clock.budget)];
    reasons.push(Reason::Start {
        event: term.map_or("起算事由发生之日", |term| term.start_event).to_owned(),
        on: clock.started_on,
        unit: clock.budget.unit,
    });
    push_days(&mut reasons, calendar, &reckoned.left_out, &reckoned.worked);
    if reckoned.month_end && !open {
        reasons.push(Reason::MonthEnd { on: reckoned.nominal_on });
    }
    reasons.extend(clock.suspensions.iter().map(|suspension| paused(suspension, clock.started_on, wording)));
    reasons.extend(clock.exclusions.iter().filter_map(|exclusion| exclusion.reason(clock.started_on)));
    reasons.extend(clock.extensions.iter().map(|extension| Reason::Extended {
        span: extension.span,
        by: extension.by.clone(),
        on: extension.on,
        reason: extension.reason.clone(),
    }));
    let counted_on = (!open).then_some(reckoned.on);
    if let Some(on) = counted_on {
        push_roll_over(&mut reasons, calendar, term, reckoned.nominal_on, on);
    }
    let cap_on = clock.cap.as_ref().map(|cap| cap.on);
    if let Some(cap) = &clock.cap {
        let instead_of = counted_on.filter(|on| *on > cap.on);
        reasons.push(Reason::Capped { on: cap.on, instead_of, reason: cap.reason.clone() });
    }
    if let Some(on) = clock.stopped_on {
        reasons.push(Reason::Stopped { on });
    }
    let on = counted_on.map(|on| cap_on.map_or(on, |cap| cap.min(on)));
    let capped = cap_on.is_some() && on == cap_on && counted_on != on;
    // A bound holds whatever the missing holidays will be, and where there is no day there is none that could move.
    let missing = if capped || on.is_none() { BTreeSet::new() } else { reckoned.provisional_years.clone() };
    let provisional = !missing.is_empty();
    reasons.push(version(calendar, &missing, clock.started_on, reckoned.on.max(reckoned.nominal_on)));
    let short = short(clock, calendar, on, capped, provisional, wording);
    let internal_on = on.map(|on| calendar.working_day_on_or_before(on.min(reckoned.nominal_on)));
    Due { on, cap_on, internal_on, provisional, kind: DueKind::After, short, reasons }
}

/// Days that were left out of a period that began on `started`: that day itself is not counted and cannot be left out.
pub(super) fn days_left_out(started: Date, from: Date, to: Date) -> i64 {
    let first = started.tomorrow().map_or(from, |first| from.max(first));
    days_between(first, to).max(0)
}

fn paused(suspension: &Suspension, started: Date, wording: PauseWording) -> Reason {
    let (from, to) = (suspension.from, suspension.to);
    let days = to.map(|to| days_left_out(started, from, to));
    let reason = suspension.reason.clone();
    match wording {
        PauseWording::Suspended if suspension.unresumed => {
            let to = to.unwrap_or(from);
            Reason::Unresumed { from, to, reason, paper: suspension.paper.clone() }
        }
        PauseWording::Suspended => {
            Reason::Suspended { from, to, days, reason, paper: suspension.paper.clone() }
        }
        PauseWording::Excluded => Reason::Excluded { from, to, days, reason },
    }
}

fn rule(id: &str, term: Option<&Term>, span: Span) -> Reason {
    Reason::Rule {
        term: id.to_owned(),
        name: term.map_or("期限", |term| term.name).to_owned(),
        span,
        article: term.map_or("依据未装载", |term| term.article).to_owned(),
        verified: term.is_some_and(|term| term.verified && term.amount == span.amount),
        note: term.map_or("", |term| term.note).to_owned(),
    }
}

fn version(calendar: &Calendar, missing: &BTreeSet<i16>, first: Date, last: Date) -> Reason {
    Reason::Calendar { version: calendar.label(first, last), missing_years: missing.clone() }
}

fn push_days(reasons: &mut Vec<Reason>, calendar: &Calendar, left_out: &[Date], worked: &[Date]) {
    if !left_out.is_empty() {
        reasons.push(Reason::Left { days: grouped(calendar, left_out) });
    }
    if !worked.is_empty() {
        reasons.push(Reason::Worked { days: grouped(calendar, worked) });
    }
}

fn push_roll_over(
    reasons: &mut Vec<Reason>,
    calendar: &Calendar,
    term: Option<&Term>,
    nominal_on: Date,
    on: Date,
) {
    if nominal_on < on {
        let days: Vec<Date> = std::iter::successors(Some(nominal_on), |day| day.tomorrow().ok())
            .take_while(|day| *day < on)
            .collect();
        reasons.push(Reason::RolledOver { from: nominal_on, to: on, days: grouped(calendar, &days) });
    } else if term.is_some_and(|term| term.roll_over && term.unit != Unit::WorkingDay)
        && calendar.day_kind(on) == Ok(DayKind::WorkedWeekend)
    {
        reasons.push(Reason::NotRolledOver { on, why: calendar.day_name(on).unwrap_or_default() });
    }
}

/// Consecutive days with one cause together.
fn grouped(calendar: &Calendar, days: &[Date]) -> Vec<LeftOut> {
    let mut groups: Vec<LeftOut> = Vec::new();
    for &on in days {
        let why = match calendar.presumed_kind(on) {
            DayKind::Weekend => "双休日".to_owned(),
            _ => calendar.day_name(on).unwrap_or_else(|| "中止期间".to_owned()),
        };
        match groups.last_mut() {
            Some(last) if last.why == why && last.to.tomorrow().ok() == Some(on) => last.to = on,
            _ => groups.push(LeftOut { from: on, to: on, why }),
        }
    }
    groups
}

fn short(
    clock: &Clock,
    calendar: &Calendar,
    on: Option<Date>,
    capped: bool,
    provisional: bool,
    wording: PauseWording,
) -> String {
    let mut text = format!("{}，自{}次日起算", clock.budget, zh_date(clock.started_on));
    if clock.budget.unit == Unit::Hour {
        text = format!("{}，自{}规定的时间起算", clock.budget, zh_date(clock.started_on));
    }
    let extended = clock.extensions.iter().map(|extension| extension.span.to_string()).collect::<Vec<_>>();
    if !extended.is_empty() {
        text.push_str(&format!("，延长{}", extended.join("、")));
    }
    let Some(on) = on else {
        text.push_str(match wording {
            PauseWording::Suspended => "，现已中止，没有届满日",
            PauseWording::Excluded => "，主张扣除的期间尚未结束",
        });
        if let Some(cap) = &clock.cap {
            text.push_str(&format!("；最迟不超过{}", zh_date_weekday(cap.on)));
        }
        return text;
    };
    if clock.exclusions.iter().any(|it| it.left_out_by == LeftOutBy::Law && it.to.is_some()) {
        text.push_str("，扣除依法不计入的期间");
    }
    if clock.suspensions.iter().any(|suspension| suspension.to.is_some()) {
        text.push_str(match wording {
            PauseWording::Suspended => "，扣除中止期间",
            PauseWording::Excluded => "，扣除主张的期间",
        });
    }
    text.push_str(&format!("，末日{}", zh_date_weekday(on)));
    if capped {
        text.push_str("（到最迟日为止）");
    } else if calendar.day_kind(on) == Ok(DayKind::WorkedWeekend) {
        text.push_str("（调休上班日）");
    }
    if provisional {
        text.push_str("（暂定）");
    }
    text
}
