//! The period of mediation: how long, what does not count, how far it may be extended, and when the law ends it.
//! Dates are computed here and never stored: a calendar that is loaded late moves them.

use super::{codes::*, *};
use crate::{
    Law, Refusal,
    calendar::{days_between, zh_date},
    clock::{self, Cap, Clock, Span},
    dispute::last_days_alone,
    matter::Context,
    refusal::{ensure, ensure_at},
    remedy::{Claim, Deadline, LastDays, Remedy, mediation_cap},
    term::{self, Term},
};
use jiff::ToSpan;

/// TJ-09 thirty days before the suit; TJ-10 fifteen or seven days during it (特邀调解规定27条).
pub(super) fn term(channel: Channel) -> &'static Term {
    match channel {
        Channel::TrialOrdinary => &term::MEDIATION_IN_TRIAL,
        Channel::TrialSummary => &term::MEDIATION_IN_SUMMARY_TRIAL,
        Channel::BeforeProcedure | Channel::PreTrial | Channel::Reconsideration | Channel::Petition => {
            &term::MEDIATION_BEFORE_TRIAL
        }
    }
}

impl Mediation {
    /// The period as a clock, with what was agreed, what does not count and how far it may run. None: not started.
    pub fn clock(&self, law: &Law) -> Option<Clock> {
        let period = self.period.as_ref()?;
        let channel = period.begun_in.or(self.channel())?;
        let mut clock = Clock::start(term(channel), period.accepted_on);
        clock.suspensions = period.suspensions.iter().map(suspension).collect();
        if let Some(extension) = period.extensions.last() {
            let counted = days_agreed(period, extension) - i64::from(clock.budget.amount);
            let span = Span::days(u16::try_from(counted).unwrap_or(0));
            clock.extend(span, "各方同意", extension.on, format!("延长到{}", zh_date(extension.until)));
        }
        let agreed =
            agreed_day(period).filter(|cap| clock.due_on(&law.calendar).is_some_and(|on| on > cap.on));
        let caps = self.cap(law, period.accepted_on).into_iter().chain(agreed).chain(self.trial_cap(law));
        let cap = caps.min_by_key(|cap| cap.on);
        if let Some(cap) = cap {
            clock.cap(cap.on, cap.reason);
        }
        if let Some(on) = self.stage.over_on() {
            clock.stop(on);
        }
        Some(clock)
    }

    /// How long it may take before anything is agreed; known once it is known how it came.
    pub fn span(&self) -> Option<Span> {
        Some(term(self.channel()?).span())
    }

    /// The day on which the lead took the material; before that, on which it was opened.
    pub(super) fn counted_from(&self) -> Date {
        self.period.as_ref().map_or(self.opened_on, |period| period.accepted_on)
    }

    /// ZX-10.6: how far it could go if it began on that day, where that is less than the term. None once it has begun.
    pub fn shortened(&self, law: &Law, from: Date) -> Option<Cap> {
        let to_come = self.period.is_none() && !self.stage.is_over();
        let cap = self.cap(law, from).filter(|_| to_come)?;
        let whole = self.channel().map_or(&term::MEDIATION_BEFORE_TRIAL, term);
        let due = Clock::start(whole, from).due_on(&law.calendar);
        due.is_none_or(|due| cap.on < due).then_some(cap)
    }

    /// The same in plain words, for whoever decides whether to begin at all.
    pub fn shortened_zh(&self, law: &Law, today: Date) -> Option<String> {
        let cap = self.shortened(law, today)?;
        let days = days_between(today, cap.on);
        let until = zh_date(cap.on);
        Some(format!(
            "这次调解谈不满原定的期限：今天就开始，也最多谈{days}日，到{until}为止——{}；晚开始一天，就少谈一天。",
            cap.reason
        ))
    }

    /// ZX-10.10 自查, which nobody asks for after the mediation is over.
    pub fn self_check_clock(&self, law: &Law) -> Option<Clock> {
        let accepted_on = self.period.as_ref()?.accepted_on;
        let mut clock = Clock::start(&term::CENTRE_SELF_CHECK, accepted_on);
        if let Some(last_day) = self.last_day(law) {
            clock.cap(last_day, "不晚于调解期限届满的日子");
        }
        Some(clock)
    }

    /// After this day mediation is over even if nobody did anything: a cap ends a suspended period too.
    pub fn last_day(&self, law: &Law) -> Option<Date> {
        self.clock(law)?.bound_on(&law.calendar)
    }

    /// ZX-10: fifteen days before the nearest remedy that can still be kept that way. Once a suit or an application is
    /// with the court or the reconsideration body, its day is kept and there is nothing to protect; in a reconsideration the day
    /// to decide it is the bound.
    pub(super) fn cap(&self, law: &Law, from: Date) -> Option<Cap> {
        let before = term::CENTRE_LATEST_END.amount;
        let cap = mediation_cap(self.remedies(law), from, before).map(|cap| match self.brief.told {
            // Everybody at the table reads why it ends; which remedy it is would tell of what was only told (《行政复议法》48条).
            Some(_) => Cap {
                reason: format!("不得越过最近一个起诉、申请复议的最后一天前{before}日"), ..cap
            },
            None => cap,
        });
        cap.into_iter().chain(self.decision_cap(law)).filter(|cap| cap.on >= from).min_by_key(|cap| cap.on)
    }

    /// The remedies that are still to be kept by somebody who takes part, earliest first; none once the suit or the application of
    /// everybody is on file.
    pub(super) fn remedies(&self, law: &Law) -> Vec<LastDays> {
        self.remedies_of(None, law)
    }

    /// The same of one side alone, whether it takes part or has left.
    pub(super) fn remedies_of(&self, side: Option<&str>, law: &Law) -> Vec<LastDays> {
        if self.is_kept(side) {
            return Vec::new();
        }
        // What was only handed in keeps the day to sue.
        let sued = self.is_filed(side);
        let (act, respondent) = (&self.brief.act, &self.brief.respondent);
        let all = match &self.brief.told {
            Some(told) => told.last_days(act, respondent, law).iter().map(Deadline::days).collect(),
            None => last_days_alone(act, &law.calendar),
        };
        let kept = |last: &LastDays| sued && last.remedy == Remedy::Sue;
        let open = all.into_iter().filter(|last| !self.is_closed(last.remedy, side) && !kept(last));
        let appeal = self.appeal_told(law).filter(|_| !sued);
        let mut remedies: Vec<LastDays> = appeal.into_iter().chain(open).collect();
        remedies.sort_by_key(|last| last.on);
        remedies
    }

    /// 上诉期限 of a judgment that was told, as the dispute counts it.
    fn appeal_told(&self, law: &Law) -> Option<LastDays> {
        let told = self.brief.told.as_ref()?;
        let appeal = told.appeal_days(&self.brief.act, &self.brief.respondent, law)?;
        Some(appeal.days())
    }

    /// What the nearest last day is a day of: of the one remedy or of both. Where none is left, what there was to be missed.
    pub fn open_remedies_zh(&self, law: &Law, today: Date, side: Option<&str>) -> String {
        let all = self.remedies_of(side, law);
        let nearest = self.nearest_last_day(law, today, side);
        let of = |remedy: &Remedy| match nearest {
            Some(_) => all.iter().any(|last| last.remedy == *remedy && last.is_kept_by(nearest, today)),
            None => *remedy != Remedy::Appeal && !self.is_closed(*remedy, side),
        };
        let names: Vec<&str> = [Remedy::Appeal, Remedy::Sue, Remedy::Reconsider]
            .iter()
            .filter(|remedy| of(remedy))
            .map(|remedy| remedy.act_zh())
            .collect();
        if names.is_empty() { "起诉、申请复议".to_owned() } else { names.join("、") }
    }

    /// Beside that day, the others: when they come, that one has passed, until when it can be argued for. Each is a sentence of its own, for
    /// nobody should take the day of one remedy for that of another.
    pub fn other_days_zh(&self, law: &Law, today: Date, side: Option<&str>) -> String {
        let nearest = self.nearest_last_day(law, today, side);
        let all = self.remedies_of(side, law).into_iter();
        let others = all.filter(|last| nearest.is_some() && !last.is_kept_by(nearest, today));
        others.map(|last| last.beside_zh(today)).collect()
    }

    /// Conservatively; once every such day is over, as it may still be claimed.
    fn nearest_last_day(&self, law: &Law, today: Date, side: Option<&str>) -> Option<Date> {
        let kept = self.conservative_last_day(law, today, side);
        kept.or_else(|| self.claimed_last_day(law, today, side).map(|(on, _)| on))
    }

    /// The nearest last day that can still be kept, counted without any deduction: what a party is told when it consents.
    pub fn conservative_last_day(&self, law: &Law, today: Date, side: Option<&str>) -> Option<Date> {
        self.remedies_of(side, law).into_iter().map(|last| last.on).filter(|on| *on >= today).min()
    }

    /// The remedies of which too little is left for mediation to wait (ZX-10.6): whoever wants one of them asks for it first, and is
    /// told so before saying yes.
    pub fn not_waited_for_zh(&self, law: &Law, today: Date, side: Option<&str>) -> Vec<String> {
        let before = term::CENTRE_LATEST_END.amount;
        let all = self.remedies_of(side, law).into_iter();
        let open = all.filter_map(|last| Some((last.remedy, last.open_until(today)?)));
        let soon = open.filter(|(_, on)| on.saturating_sub(i64::from(before).days()) <= today);
        let said = soon.map(|(remedy, on)| {
            let (remedy, on) = (remedy.zh(), zh_date(on));
            format!("{remedy}到{on}为止，离这一天只有{before}日或者更少，谈不了，调解不等它：要走这条路的，请在这一天以前先去递交，递交以后还可以调解。")
        });
        said.collect()
    }

    /// 依法不能调解，只协调和解、撤诉.
    pub fn only_settles(&self) -> bool {
        self.imported.as_ref().is_some_and(|imported| imported.settlement_only)
    }

    /// Once every conservative day is over: the nearest that may still be claimed, which whoever receives it decides on.
    pub fn claimed_last_day(&self, law: &Law, today: Date, side: Option<&str>) -> Option<(Date, Claim)> {
        let kept = self.conservative_last_day(law, today, side).is_some();
        let open = self.remedies_of(side, law).into_iter();
        let claimed = open.filter_map(|last| Some((last.open_until(today)?, last.claim)));
        claimed.min_by_key(|(on, _)| *on).filter(|_| !kept)
    }

    /// The day on which the period ended, if it has.
    pub fn ended_by_time(&self, law: &Law, today: Date) -> Option<Date> {
        if !self.stage.is_running() {
            return None;
        }
        let last_day = self.last_day(law)?;
        (today > last_day).then_some(last_day)
    }

    /// The stage as the law sees it on that day, whether or not anybody has recorded it.
    pub fn as_of(&self, law: &Law, today: Date) -> Stage {
        match self.ended_by_time(law, today) {
            Some(on) => Stage::Ended { on, outcome: Outcome::Lapsed },
            None => self.stage.clone(),
        }
    }

    /// Enough days must be left before the last day to sue, or mediation would cost the party its right.
    /// Whoever has filed waits for nobody who has not, and who has not is told the own day.
    pub(super) fn ensure_time_left(&self, context: Context<'_>) -> Result<(), Refusal> {
        if self.brief.filed_on.is_some() {
            return Ok(());
        }
        let today = context.now.today;
        let open = self.remedies(context.law).into_iter();
        let last = open.filter_map(|last| last.open_until(today).map(|on| (last.remedy, on))).next_back();
        match (last, self.cap(context.law, today)) {
            (Some((remedy, on)), None) => Err(Refusal::of(NO_TIME_LEFT).because(format!(
                "{}到{}为止，只有十五日或者更少，来不及谈。请先递交{}保住期限，再继续调解",
                remedy.zh(),
                zh_date(on),
                remedy.paper_zh(),
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
            return Err(Refusal::at(EXTEND_NOT_AGREED, "agreed_by")
                .because(format!("延长期限要各方都同意，{who}还没有同意")));
        }
        ensure_at(!documents.is_empty(), EXTEND_NO_DOCUMENT, "documents")?;
        let clock = self.clock(context.law).expect("a mediation that runs has a period");
        let now_due = clock.due_on(&context.law.calendar);
        ensure_at(
            now_due.is_none_or(|on| until > on) && until > context.now.today,
            EXTEND_NOT_LATER,
            "until",
        )?;
        let past =
            |code, bound: Cap| Err(Refusal { field: Some("until".to_owned()), ..past_bound(code, &bound) });
        match self.extension_bound(context.law) {
            Some(bound) if until > bound.on => past(EXTEND_PAST_CAP, bound),
            Some(_) => Ok(()),
            None => {
                let step = self.extension_step(context, clock);
                step.filter(|bound| until > bound.on).map_or(Ok(()), |bound| past(EXTEND_PAST_TERM, bound))
            }
        }
    }

    /// What the sides have agreed on before is theirs to change: only what the law sets bounds them; 62条: also where that day was over
    /// before the mediation began.
    fn extension_bound(&self, law: &Law) -> Option<Cap> {
        let bounds = self.cap(law, self.counted_from()).into_iter().chain(self.decision_cap(law));
        bounds.min_by_key(|bound| bound.on)
    }

    /// Nobody gathers signatures for a day that there is not.
    pub(super) fn ensure_extendable(&self, context: Context<'_>) -> Result<(), Refusal> {
        let due = self.clock(context.law).and_then(|clock| clock.due_on(&context.law.calendar));
        match (self.extension_bound(context.law), due) {
            (Some(bound), Some(due)) if due >= bound.on => Err(past_bound(EXTEND_PAST_CAP, &bound)),
            _ => Ok(()),
        }
    }

    /// 特邀调解规定27条: what the sides agree on is not limited by the term. No day bounds it here, so that each consent carries it one
    /// term further, and everybody is asked again; several at once would be none.
    fn extension_step(&self, context: Context<'_>, mut clock: Clock) -> Option<Cap> {
        let span = self.span()?;
        clock.resume(context.now.today);
        let ends_on = clock.due_on(&context.law.calendar)?;
        // The court's days do not bound what everybody agrees on.
        match self.trial_cap(context.law) {
            Some(_) => clock = Clock::start(term(self.channel()?), ends_on),
            None => clock.extend(span, "各方同意", context.now.today, "再加一个原期限"),
        }
        let reason = format!(
            "现在的期限到{}为止，一次最多再加{}日，从今天起也不超过{}日（特邀调解规定27条没有写上限；这是中心工作规则，未核实）",
            zh_date(ends_on),
            span.amount,
            span.amount * 2
        );
        let from_today = context.now.today.saturating_add((i64::from(span.amount) * 2).days());
        Some(Cap { on: clock.due_on(&context.law.calendar)?.min(from_today), reason })
    }

    pub(super) fn weigh_suspension(
        &self,
        context: Context<'_>,
        cause: PauseCause,
        from: Date,
        to: Option<Date>,
        documented: bool,
    ) -> Result<(), Refusal> {
        let accepted_on = self.counted_from();
        let before_suit = !self.channel().is_some_and(Channel::is_trial);
        ensure_at(cause != PauseCause::Appraisal || before_suit, SUSPEND_TRIAL_APPRAISAL, "cause")?;
        ensure_at(from >= accepted_on && from <= context.now.today, SUSPEND_FROM, "from")?;
        // Days are left out when they have passed, never in advance: whoever knows no end yet leaves it open.
        ensure_at(to.is_none_or(|to| to > from && to <= context.now.today), SUSPEND_FROM, "to")?;
        let halts = cause == PauseCause::FalseMediationSuspected;
        ensure_at(!halts || to.is_none(), SUSPEND_HALT_OPEN, "to")?;
        ensure_at(cause != PauseCause::Appraisal || documented, SUSPEND_NO_DOCUMENT, "document")
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
        let halted = self
            .open_suspension()
            .is_some_and(|open| open.cause == Some(PauseCause::FalseMediationSuspected));
        ensure(!halted, SUSPENDED)
    }

    /// The running steps are refused once the last day is over, with the day.
    pub(super) fn ensure_in_period(&self, context: Context<'_>) -> Result<(), Refusal> {
        match self.ended_by_time(context.law, context.now.today) {
            Some(on) => {
                Err(Refusal::of(PERIOD_ENDED)
                    .because(format!("调解期限已于{}届满，调解依法终结", zh_date(on))))
            }
            None => Ok(()),
        }
    }

    pub(super) fn returned_facts(&self, context: Context<'_>) -> ReturnedFacts {
        ReturnedFacts {
            first_submitted_on: self.brief.first_submitted_on,
            consented_on: self.consented_on,
            conservative_last_day: self.conservative_last_day(context.law, context.now.today, None),
        }
    }
}

fn suspension(stored: &Suspension) -> clock::Suspension {
    clock::Suspension::of(stored.from, stored.to, stored.told_zh(), "")
}

/// 民法典204条: a day that the sides have named themselves is not moved on because it is a holiday; what was left out since then moves it.
fn agreed_day(period: &Period) -> Option<Cap> {
    let extension = period.extensions.last()?;
    let halted = period.suspensions.iter().any(|suspension| suspension.to.is_none_or(|to| to > extension.on));
    let reason = "各方约定的日子，遇休息日也不顺延（《民法典》204条）".to_owned();
    (!halted).then_some(Cap { on: extension.until, reason })
}

/// Days from the acceptance to the day agreed on that count: those already left out are not given twice.
fn days_agreed(period: &Period, extension: &Extension) -> i64 {
    let left_out = period.suspensions.iter().filter(|suspension| suspension.from < extension.on);
    let left_out: i64 =
        left_out.filter_map(|s| s.to.map(|to| days_between(s.from, to.min(extension.until)))).sum();
    days_between(period.accepted_on, extension.until) - left_out
}

fn past_bound(code: crate::Code, bound: &Cap) -> Refusal {
    Refusal::of(code).because(format!("最晚只能延到{}：{}", zh_date(bound.on), bound.reason))
}
