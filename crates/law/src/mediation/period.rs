//! The period of mediation: how long, what does not count, how far it may be extended, and when the law ends it.
//! Dates are computed here and never stored: a calendar that is loaded late moves them.

use super::{codes::*, *};
use crate::{
    Law, Refusal,
    calendar::{Pause, Span, zh_date},
    dispute::{LastDay, last_days},
    matter::Context,
    refusal::{ensure, ensure_at},
};
use jiff::ToSpan;

/// Where the period stands, computed from the file and the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day; none while suspended with no end in sight.
    pub on: Option<Date>,
    /// By then it is over in any case, so that time is left to sue.
    pub cap: Option<LastDay>,
    pub capped: bool,
    pub extended: bool,
    pub suspended: bool,
    pub provisional: bool,
    pub term: &'static str,
    pub span: Span,
}

impl Due {
    /// After this day mediation is over even if nobody did anything.
    pub fn last_day(&self) -> Option<Date> {
        self.on.or_else(|| self.cap.as_ref().map(LastDay::latest_end))
    }
}

/// TJ-09 thirty days before the suit; TJ-10 fifteen or seven days during it (特邀调解规定27条).
fn term(channel: Channel) -> (&'static str, Span) {
    match channel {
        Channel::TrialOrdinary => ("TJ-10.1", Span::days(15)),
        Channel::TrialSummary => ("TJ-10.2", Span::days(7)),
        Channel::BeforeProcedure | Channel::PreTrial | Channel::Reconsideration | Channel::Petition => ("TJ-09", Span::days(30)),
    }
}

impl Mediation {
    /// Where the period stands. None: it has not started.
    pub fn due(&self, law: &Law) -> Option<Due> {
        let period = self.period.as_ref()?;
        let (term, span) = term(self.channel()?);
        let pauses: Vec<Pause> = period.suspensions.iter().map(|s| Pause { from: s.from, to: s.to }).collect();
        let base = law.calendar.add_all(period.accepted_on, &[span], &pauses, true);
        let agreed = period.extensions.last().map(|extension| extension.until.saturating_add(later_pauses(period, extension).days()));
        let suspended = period.suspensions.iter().any(|suspension| suspension.to.is_none());
        let cap = self.cap(law, period.accepted_on);
        let free = agreed.unwrap_or(base.on);
        let latest = cap.as_ref().map(LastDay::latest_end);
        Some(Due {
            on: (!suspended).then(|| latest.map_or(free, |latest| latest.min(free))),
            capped: latest.is_some_and(|latest| latest < free),
            extended: agreed.is_some(),
            suspended,
            provisional: agreed.is_none() && !base.provisional_years.is_empty(),
            term,
            span,
            cap,
        })
    }

    /// ZX-10: the nearest remedy that mediation must leave time for. Once a suit or an application is with the
    /// court or the reconsideration body, its day is kept and there is nothing to protect.
    pub(super) fn cap(&self, law: &Law, from: Date) -> Option<LastDay> {
        self.remedies(law).into_iter().find(|last| last.latest_end() >= from)
    }

    /// The remedies that are still to be kept, earliest first.
    pub(super) fn remedies(&self, law: &Law) -> Vec<LastDay> {
        match self.channel() {
            Some(channel) if channel.is_trial() || channel == Channel::Reconsideration => Vec::new(),
            _ => last_days(&self.brief.act, &law.calendar),
        }
    }

    /// The nearest last day that has not passed: what a party is told when it consents.
    pub fn conservative_last_day(&self, law: &Law, today: Date) -> Option<Date> {
        self.remedies(law).into_iter().map(|last| last.on).find(|on| *on >= today)
    }

    /// The day on which the period ended, if it has.
    pub fn ended_by_time(&self, law: &Law, today: Date) -> Option<Date> {
        let last_day = self.due(law)?.last_day()?;
        (self.stage.is_running() && today > last_day).then_some(last_day)
    }

    /// The stage as the law sees it on that day, whether or not anybody has recorded it.
    pub fn as_of(&self, law: &Law, today: Date) -> Stage {
        match self.ended_by_time(law, today) {
            Some(on) => Stage::Ended { on, outcome: Outcome::Lapsed },
            None => self.stage.clone(),
        }
    }

    /// Enough days must be left before the last day to sue, or mediation would cost the party its right.
    pub(super) fn ensure_time_left(&self, context: Context<'_>) -> Result<(), Refusal> {
        let today = context.now.today;
        let open: Vec<LastDay> = self.remedies(context.law).into_iter().filter(|last| last.on >= today).collect();
        let protected = open.iter().any(|last| last.latest_end() >= today);
        match open.last() {
            Some(last) if !protected => Err(Refusal::of(NO_TIME_LEFT).because(format!(
                "{}是{}，不足十五日。请先递交起诉状或复议申请保住期限，再继续调解",
                last.title,
                zh_date(last.on),
            ))),
            _ => Ok(()),
        }
    }

    pub(super) fn weigh_extension(
        &self,
        context: Context<'_>,
        until: Date,
        agreed_by: &[String],
        documents: &[crate::FileHash],
    ) -> Result<(), Refusal> {
        let missing = self.sides().find(|side| !agreed_by.iter().any(|agreed| agreed == side));
        if let Some(side) = missing {
            let who = self.label(side, context.law);
            return Err(Refusal::at(EXTEND_NOT_AGREED, "agreed_by").because(format!("延长期限要各方都同意，{who}还没有同意")));
        }
        ensure_at(!documents.is_empty(), EXTEND_NO_DOCUMENT, "documents")?;
        let due = self.due(context.law).expect("a mediation that runs has a period");
        ensure_at(due.on.is_none_or(|on| until > on) && until > context.now.today, EXTEND_NOT_LATER, "until")?;
        match due.cap {
            Some(cap) if until > cap.latest_end() => Err(Refusal::at(EXTEND_PAST_CAP, "until").because(format!(
                "最晚只能延到{}：{}是{}，调解要在此前十五日结束",
                zh_date(cap.latest_end()),
                cap.title,
                zh_date(cap.on),
            ))),
            _ => Ok(()),
        }
    }

    pub(super) fn weigh_suspension(
        &self,
        context: Context<'_>,
        cause: PauseCause,
        from: Date,
        to: Option<Date>,
    ) -> Result<(), Refusal> {
        let accepted_on = self.period.as_ref().map_or(self.opened_on, |period| period.accepted_on);
        let before_suit = !self.channel().is_some_and(Channel::is_trial);
        ensure_at(cause != PauseCause::Appraisal || before_suit, SUSPEND_TRIAL_APPRAISAL, "cause")?;
        ensure_at(from >= accepted_on && from <= context.now.today, SUSPEND_FROM, "from")?;
        ensure_at(to.is_none_or(|to| to > from), SUSPEND_FROM, "to")
    }

    pub(super) fn weigh_resumption(&self, context: Context<'_>, on: Date) -> Result<(), Refusal> {
        let open = self.open_suspension().ok_or_else(|| Refusal::of(NOT_SUSPENDED))?;
        ensure_at(on > open.from && on <= context.now.today, SUSPEND_FROM, "on")
    }

    pub(super) fn open_suspension(&self) -> Option<&Suspension> {
        self.period.as_ref()?.suspensions.iter().find(|suspension| suspension.to.is_none())
    }

    /// TJ-17: while false mediation is looked into, nothing goes on.
    pub(super) fn ensure_not_halted(&self) -> Result<(), Refusal> {
        let halted = self.open_suspension().is_some_and(|open| open.cause == PauseCause::FalseMediationSuspected);
        ensure(!halted, SUSPENDED)
    }

    /// The running steps are refused once the last day is over, with the day.
    pub(super) fn ensure_in_period(&self, context: Context<'_>) -> Result<(), Refusal> {
        match self.ended_by_time(context.law, context.now.today) {
            Some(on) => Err(Refusal::of(PERIOD_ENDED).because(format!("调解期限已于{}届满，调解依法终结", zh_date(on)))),
            None => Ok(()),
        }
    }

    pub(super) fn returned_facts(&self, context: Context<'_>) -> ReturnedFacts {
        let consented_on = self.all_consented().then(|| self.consents.values().map(|consent| consent.on).max()).flatten();
        ReturnedFacts {
            first_submitted_on: self.brief.first_submitted_on,
            consented_on,
            conservative_last_day: self.conservative_last_day(context.law, context.now.today),
        }
    }
}

/// Days that did not count after an extension was agreed push its last day back.
fn later_pauses(period: &Period, extension: &Extension) -> i64 {
    let later = period.suspensions.iter().filter(|suspension| suspension.from >= extension.on);
    later.filter_map(|s| s.to.map(|to| i64::from(to.duration_since(s.from).as_hours() as i32 / 24))).sum()
}
