//! The periods of a reconsideration, each from the event that starts it; dates are computed, never stored. Terms from the catalogue.

use super::*;
use crate::{
    calendar::zh_date,
    clock::{Clock, ReconsiderationSuspension, Span, Suspension},
    decision::Law,
    mirrored::NamedClock,
    term::{self, Term},
};

/// Before the key of whose days they are; in the store it has the name that it got first.
const OVERDUE_WINDOW: &str = "late_window:";

fn named(name: impl Into<String>, title: impl Into<String>, clock: Clock) -> NamedClock {
    NamedClock { name: name.into(), title: title.into(), clock }
}

fn ran(term: &Term, from: Date, stopped_on: Option<Date>) -> Clock {
    let mut clock = Clock::start(term, from);
    stopped_on.into_iter().for_each(|on| clock.stop(on));
    clock
}

impl Reconsideration {
    pub fn clocks(&self, law: &Law) -> Vec<NamedClock> {
        let mut clocks = Vec::new();
        let mut push = |name: &str, title: &str, clock: Option<Clock>| {
            clocks.extend(clock.map(|clock| named(name, title, clock)));
        };
        push("forwarding", "处罚机关转送申请", self.forwarding_clock());
        let screening = match self.is_supplemented() {
            true => "受理审查（收到补正材料后重新起算）",
            false => "受理审查",
        };
        push("screening", screening, self.screening_clock());
        push("supplement", "提交补正材料", self.supplement_clock(law));
        push("copy", "发送申请书副本", self.copy_clock());
        push("reply", "被申请人答复、举证", self.reply_clock(law));
        push("decision", "复议审理期限", self.decision_clock(law));
        push("termination", "中止满六十日", self.termination_clock());
        clocks.extend(self.rule_clocks(law));
        clocks.extend(self.opinion_clocks(law));
        clocks.extend(self.overdue_clocks(law));
        clocks.extend(self.window_clocks(law));
        clocks
    }

    /// FY-10: only of what was handed in through the agency.
    pub(super) fn forwarding_clock(&self) -> Option<Clock> {
        let through = self.application.way == ApplicationWay::ThroughAgency;
        let stopped_on = self.forwarded_on.or(self.stage.over_on());
        through.then(|| ran(&term::PENALTY_BODY_FORWARDS, self.application.received_on, stopped_on))
    }

    /// FY-06; after a supplement FY-09.1, from its receipt (31条3款).
    pub(super) fn screening_clock(&self) -> Option<Clock> {
        let from = self.review_from()?;
        let asked = self.supplement.as_ref().filter(|held| held.received_on.is_none());
        let accepted = self.acceptance.as_ref().map(|accepted| accepted.on);
        let stopped_on = asked.map(|held| held.asked_on).or(accepted).or(self.stage.over_on());
        let term = match self.is_supplemented() {
            true => &term::RECONSIDERATION_SCREENING_AGAIN,
            false => &term::RECONSIDERATION_SCREENING,
        };
        Some(ran(term, from, stopped_on))
    }

    fn is_supplemented(&self) -> bool {
        self.supplement.as_ref().is_some_and(|held| held.received_on.is_some())
    }

    /// FY-09, from the service of the notice on every applicant.
    pub(super) fn supplement_clock(&self, law: &Law) -> Option<Clock> {
        let supplement = self.supplement.as_ref()?;
        let served_on = self.notice(&supplement.notice)?.served_on_all(&law.calendar)?;
        let mut clock = ran(&term::SUPPLEMENT, served_on, supplement.received_on.or(self.stage.over_on()));
        let due = clock.due_on(&law.calendar)?;
        if let Some(span) = self.supplement_extension(due, law) {
            clock.extend(span, "复议机关", served_on, "有正当理由不能按期补正");
        }
        Some(clock)
    }

    /// FY-15, FY-17.1.
    fn copy_clock(&self) -> Option<Clock> {
        let accepted_on = self.acceptance.as_ref()?.on;
        let sent_on = self.copy.as_ref().and_then(|key| self.notice(key)).map(|notice| notice.made_on);
        let term = match self.procedure() {
            Procedure::Ordinary => &term::COPY_TO_RESPONDENT,
            Procedure::Summary => &term::SUMMARY_COPY_TO_RESPONDENT,
        };
        Some(ran(term, accepted_on, sent_on.or(self.stage.over_on())))
    }

    /// FY-16, FY-17.2, from the service of the copy.
    pub(super) fn reply_clock(&self, law: &Law) -> Option<Clock> {
        let copy = self.notice(self.copy.as_ref()?)?;
        let served_on = copy.served_on(RESPONDENT, &law.calendar)?;
        let term = match self.procedure() {
            Procedure::Ordinary => &term::REPLY,
            Procedure::Summary => &term::SUMMARY_REPLY,
        };
        let replied_on = self.reply.as_ref().map(|reply| reply.on);
        Some(ran(term, served_on, replied_on.or(self.stage.over_on())))
    }

    /// FY-29.1, FY-29.3: suspended by the body's own order, prolonged when the parties were told in time.
    pub fn decision_clock(&self, law: &Law) -> Option<Clock> {
        let mut clock = self.unprolonged_clock()?;
        if let (Some(prolonged), Some(told_on)) = (&self.prolongation, self.prolonged_on(law)) {
            clock.extend(
                Span::days(prolonged.days),
                "复议机构负责人批准并书面告知当事人",
                told_on,
                prolonged.reason.clone(),
            );
        }
        let decided_on = self.decided.as_ref().map(|decided| decided.on);
        decided_on.or(self.stage.over_on()).into_iter().for_each(|on| clock.stop(on));
        Some(clock)
    }

    fn unprolonged_clock(&self) -> Option<Clock> {
        let accepted_on = self.acceptance.as_ref()?.on;
        let term = match self.procedure() {
            Procedure::Ordinary => &term::RECONSIDERATION_DECISION,
            Procedure::Summary => &term::SUMMARY_DECISION,
        };
        let mut clock = Clock::start(term, accepted_on);
        clock.suspensions = self.halts.iter().map(|halt| self.suspension(halt)).collect();
        Some(clock)
    }

    /// 30条3款, 62条: not accepted yet, it counts as accepted at the latest when the five working days of the review are over.
    pub(super) fn decision_clock_if_deemed(&self, law: &Law) -> Option<Clock> {
        let screening = self.screening_clock().filter(|_| self.stage == Stage::UnderReview)?;
        Some(Clock::start(&term::RECONSIDERATION_DECISION, screening.due_on(&law.calendar)?))
    }

    pub(super) fn suspension(&self, halt: &Halt) -> Suspension {
        let paper = format!("依{}，中止通知书", halt.ground.article());
        let unresumed = halt.to.is_some() && !self.is_resumed(halt);
        Suspension { unresumed, ..Suspension::of(halt.from, halt.to, halt.ground.zh(), paper) }
    }

    /// 62条1款: when it counted, which is the day on which all parties had been told in writing; told after the period, it never counts.
    pub fn prolonged_on(&self, law: &Law) -> Option<Date> {
        let told_on = self.told_of_prolongation(law)?;
        let due = self.unprolonged_clock()?.due_on(&law.calendar);
        due.is_none_or(|due| told_on <= due).then_some(told_on)
    }

    /// When all parties had been told in writing, in time or not.
    pub fn told_of_prolongation(&self, law: &Law) -> Option<Date> {
        let prolonged = self.prolongation.as_ref()?;
        self.notice(&prolonged.notice)?.served_on_all(&law.calendar)
    }

    /// The last day to decide; none while suspended.
    pub fn decision_due(&self, law: &Law) -> Option<Date> {
        self.decision_clock(law)?.due_on(&law.calendar)
    }

    /// FY-31.
    pub(super) fn termination_clock(&self) -> Option<Clock> {
        let halt = self.open_halt()?;
        // 41条5项: the reason is gone with whoever takes the place.
        let clock = halt.ground.termination_clock(halt.from)?;
        Some(Clock { stopped_on: self.succeeded_on(), ..clock })
    }

    /// Since when the place is taken of the applicant for whom it is suspended.
    pub fn succeeded_on(&self) -> Option<Date> {
        let halt = self.open_halt().filter(|halt| halt.ground.ends_by_lapse())?;
        let came = self.brief.parties.iter().filter_map(|party| party.succeeded_on);
        came.filter(|on| *on >= halt.from).min()
    }

    /// FY-33: what this body has the power over in thirty days, its maker told three working days after the suspension and answering
    /// in ten; everything else forwarded in seven working days and answered in sixty days.
    fn rule_clocks(&self, law: &Law) -> Vec<NamedClock> {
        let mut clocks = Vec::new();
        // Before it is said who has the power, the shorter of the two runs.
        clocks.extend(self.rule_unopened_since().map(|from| {
            named(
                "rule_unopened",
                "附带审查：处理，或者转送有权机关",
                ran(&term::RULE_REVIEW_FORWARD, from, None),
            )
        }));
        for review in &self.rule_reviews {
            let asked_on = self.came_on().filter(|_| !review.plan.found);
            let from = asked_on.unwrap_or(review.on);
            let key = |name: &str| format!("{name}:{}", review.key);
            let over = review.concluded.as_ref().map(|done| done.on).or(self.stage.over_on());
            let notice = review.notice.as_ref().and_then(|notice| self.notice(notice));
            let told_on = notice.map(|notice| notice.made_on).or(over);
            let served_on = notice.and_then(|notice| notice.served_on(RULE_BODY, &law.calendar));
            let answered_on = review.answered_on.or(over);
            if review.plan.own {
                let own = ran(&term::RULE_REVIEW_OWN, from, over);
                clocks.push(named(key("rule_own"), "附带审查：本机关处理", own));
                clocks.extend(self.stands_still_for(review).map(|from| {
                    named(
                        key("rule_notice"),
                        "附带审查：通知制定机关",
                        ran(&term::RULE_REVIEW_NOTICE, from, told_on),
                    )
                }));
                clocks.extend(served_on.map(|on| {
                    named(
                        key("rule_reply"),
                        "附带审查：制定机关答复",
                        ran(&term::RULE_REVIEW_REPLY, on, answered_on),
                    )
                }));
            } else {
                let forward = ran(&term::RULE_REVIEW_FORWARD, from, told_on);
                clocks.push(named(key("rule_forward"), "附带审查：转送有权机关", forward));
                clocks.extend(served_on.map(|on| {
                    let reply = ran(&term::RULE_REVIEW_FORWARDED, on, answered_on);
                    named(key("rule_forwarded"), "附带审查：接受转送机关回复", reply)
                }));
            }
        }
        clocks
    }

    /// 58条1款 行政复议中止之日: since when it stands still while that rule is reviewed; what was resumed before has nothing to do with it.
    /// Where it is not suspended no three days run, and its maker is told within the thirty of the review.
    pub(super) fn stands_still_for(&self, review: &RuleReview) -> Option<Date> {
        let still = |halt: &&Halt| match halt.ground {
            ReconsiderationSuspension::RuleReview => halt.from >= review.on,
            _ => halt.to.is_none_or(|to| to > review.on.max(halt.from)),
        };
        let over = review.concluded.as_ref().map(|done| done.on);
        let days = self.halts.iter().filter(still).map(|halt| halt.from.max(review.on));
        days.filter(|from| over.is_none_or(|over| *from <= over)).min()
    }

    /// The applicant asked for a rule to be reviewed with the act, and nobody has begun: since when (56条).
    pub(super) fn rule_unopened_since(&self) -> Option<Date> {
        let unopened =
            self.application.rule.is_some() && self.rule_reviews.iter().all(|held| held.plan.found);
        let from = self.came_on().filter(|_| unopened && self.stage.is_pending());
        from.filter(|_| self.acceptance.is_some())
    }

    /// FY-37: of an opinion alone; no period of the statute for a proposal is on file.
    pub(super) fn opinion_clocks(&self, law: &Law) -> Vec<NamedClock> {
        let of = |one: &IssuedOpinion| {
            let served_on = self.notice(&one.notice)?.served_on(&one.recipient, &law.calendar)?;
            let clock = ran(&term::OPINION_REPORT, served_on, one.reported_on);
            Some(named(format!("opinion:{}", one.key), "报送纠正情况", clock))
        };
        let opinions = self.opinions.iter().filter(|one| one.kind == OpinionKind::Opinion);
        opinions.filter_map(of).collect()
    }

    /// The days to sue, one window for each party from its own service (行诉法45条、复议法34条).
    pub(super) fn window_clocks(&self, law: &Law) -> Vec<NamedClock> {
        let (Some(term), Some(notice)) = (self.window(), self.deciding_notice()) else { return Vec::new() };
        let clock = |side: &String| {
            let served_on = notice.served_on(side, &law.calendar).filter(|_| side != RESPONDENT)?;
            let title = format!("{}（{}）", self.suing_zh(), self.label(side, law));
            // Whoever lets it pass has breached nothing: it ends on its last day, and not when that was noted.
            let last_day = ran(term, served_on, None).due_on(&law.calendar);
            let ended_on = self.final_on.map(|on| last_day.map_or(on, |last| last.min(on)));
            Some(named(format!("window:{side}"), title, ran(term, served_on, ended_on)))
        };
        notice.recipients.iter().filter_map(clock).collect()
    }

    /// Which period to sue the paper opens; none where nothing is left to sue about.
    fn window(&self) -> Option<&'static Term> {
        if self.turned_away().is_some() {
            // 行诉法45条、解释56条2款: the refusal itself, beside the days of the act that go on; 复议法34条: the act.
            return Some(match self.is_mandatory() {
                true => &term::SUIT_AFTER_MANDATORY_RECONSIDERATION,
                false => &term::SUIT_AFTER_RECONSIDERATION,
            });
        }
        let upheld = self.issued_opinion().is_some_and(DraftOpinion::is_upheld);
        match self.stage {
            Stage::Decided | Stage::Effective { .. } if upheld => Some(&term::SUIT_AFTER_UPHELD),
            Stage::Decided | Stage::Effective { .. } => Some(&term::SUIT_AFTER_RECONSIDERATION),
            _ => None,
        }
    }

    /// 驳回申请 (33条).
    pub(super) fn dismissal(&self) -> Option<&Holding> {
        self.holdings().iter().find(|one| one.kind == HoldingKind::DismissApplication)
    }

    /// 不予受理、驳回申请 (30条、33条): the paper that says so.
    pub(super) fn turned_away(&self) -> Option<&'static str> {
        let dismissed = self.dismissal().is_some();
        match self.stage {
            Stage::Refused { .. } => Some("不予受理决定"),
            Stage::Decided | Stage::Effective { .. } if dismissed => Some("驳回申请的决定"),
            _ => None,
        }
    }

    /// What is sued about: where reconsideration was not required and only the application was turned away, that.
    fn suing_zh(&self) -> String {
        let itself = self.turned_away().filter(|_| !self.is_mandatory());
        itself.map_or_else(|| "提起行政诉讼".to_owned(), |paper| format!("就{paper}提起行政诉讼"))
    }

    /// 起诉的最后一天 of this side, counted from its own service.
    pub fn last_day_to_sue(&self, side: &str, law: &Law) -> Option<Date> {
        let name = format!("window:{side}");
        let windows = self.window_clocks(law);
        windows.iter().find(|named| named.name == name)?.clock.due_on(&law.calendar)
    }

    /// 补正的最后一天, once the notice was served.
    pub fn supplement_due(&self, law: &Law) -> Option<Date> {
        self.supplement_clock(law)?.due_on(&law.calendar)
    }

    /// After it the decision can no longer be sued about.
    pub fn window_last_day(&self, law: &Law) -> Option<Date> {
        if self.final_on.is_some() || self.stage == Stage::Decided {
            return None;
        }
        let notice = self.deciding_notice()?;
        let parties = notice.recipients.iter().filter(|side| *side != RESPONDENT);
        let all: Option<Vec<Date>> = parties.map(|side| notice.served_on(side, &law.calendar)).collect();
        all.filter(|days| !days.is_empty())?;
        self.suable_through(law)
    }

    /// The last of the days to sue, over or not.
    pub(super) fn suable_through(&self, law: &Law) -> Option<Date> {
        let windows = self.window_clocks(law);
        windows.iter().filter_map(|named| named.clock.due_on(&law.calendar)).max()
    }

    /// 逾期不作决定: once the period is over the applicants may sue for fifteen days (行诉法45条、复议法34条).
    pub fn overdue_suit(&self, law: &Law) -> Option<Clock> {
        let since = self.overdue_on(law)?;
        let decision = self.lapsed_clock(since, law)?;
        let term = match self.is_mandatory() {
            true => &term::SUIT_AFTER_MANDATORY_RECONSIDERATION,
            false => &term::SUIT_AFTER_OVERDUE_RECONSIDERATION,
        };
        // Whoever is to sue is not given the days by which the body's own last day was moved: a court need not count them. Nor does
        // another procedure, chosen once it was over, give any.
        let last = decision.unmoved_on(&law.calendar)?.min(since.yesterday().ok()?);
        Some(Clock::start(term, last))
    }

    /// Why those days begin before the period of the body has ended, where its last day was moved off a holiday.
    pub fn overdue_suit_since_zh(&self, law: &Law) -> Option<String> {
        let from = self.overdue_suit(law)?.started_on;
        let due = self.lapsed_clock(self.overdue_on(law)?, law)?.due_on(&law.calendar)?;
        (from < due).then(|| {
            format!(
                "审理期限数到{}，那天休息，顺延到{}（《民事诉讼法》85条3款、《行政复议法》88条1款）；起诉的十五日为稳妥从顺延以前的那天起算，法院也可能从顺延以后起算。",
                zh_date(from),
                zh_date(due)
            )
        })
    }

    /// Since when it is late; it never was where an extension had been told in time and only the proof of it came later (62条1款).
    pub fn overdue_on(&self, law: &Law) -> Option<Date> {
        let since = self.overdue_since?;
        let told_in_time = self.prolonged_on(law).is_some_and(|on| on < since);
        let due = || self.lapsed_clock(since, law).and_then(|clock| clock.due_on(&law.calendar));
        (!(told_in_time && due().is_some_and(|due| due >= since))).then_some(since)
    }

    /// As it ran until then: a suspension after the last day brings no day back.
    fn lapsed_clock(&self, since: Date, law: &Law) -> Option<Clock> {
        let mut decision = self.decision_clock(law)?;
        decision.stopped_on = None;
        decision.suspensions.retain(|halt| halt.from < since);
        Some(decision)
    }

    /// One for each applicant, until the decision has reached that side all the same: then its own window opens.
    fn overdue_clocks(&self, law: &Law) -> Vec<NamedClock> {
        let Some(clock) = self.overdue_suit(law) else { return Vec::new() };
        let window = |side: &str| {
            let reached = self.deciding_notice().and_then(|notice| notice.served_on(side, &law.calendar));
            let mut clock = clock.clone();
            reached.or(self.stage.over_on()).into_iter().for_each(|on| clock.stop(on));
            let title = format!("提起行政诉讼：复议机关逾期不作决定（{}）", self.label(side, law));
            named(format!("{OVERDUE_WINDOW}{side}"), title, clock)
        };
        self.applicants().map(window).collect()
    }
}
