//! What an outcome opens and what it closes: the next remedies with their days, and the remedies that are gone for good.

use super::{Finding, Form, Level, LevelCourse, Mirrored, Over, Procedure, Stage, course::Outcome};
use crate::{
    calendar::zh_date,
    clock::{Clock, Due},
    decision::Law,
    dispute::{ClosedRemedy, GIVEN_UP, WITHDRAWN},
    remedy::Remedy,
    term,
};
use jiff::civil::Date;

pub(super) const RETRIAL: &str = "申请再审";
const ENFORCEMENT: &str = "申请执行";
const ADJUDICATED: &str =
    "申请执行（限权利人：对方在期限内没有起诉又不履行、作出裁决的机关在它的期限内也没有申请的，六个月以内）";
const ADJUDICATED_COUNTED: &str = "申请执行（限权利人，作出裁决的机关在它的期限内没有申请的）";

/// 下一步救济. A last day follows from a service or from finality; where there is none the remedy has no counted day.
#[derive(Clone, Debug, PartialEq)]
pub struct NextRemedy {
    /// 上诉、申请再审、起诉 …
    pub what: &'static str,
    /// Key of the side whose remedy it is; none: either.
    pub side: Option<String>,
    /// Of what is done in parts: the part that was to be done by this day.
    pub performed_by: Option<Date>,
    /// Before this day it is another's to do.
    pub opens_on: Option<Date>,
    pub due: Option<Due>,
    pub article: &'static str,
}

impl NextRemedy {
    pub fn last_day(&self) -> Option<Date> {
        self.due.as_ref().and_then(|due| due.on)
    }

    /// `申请再审的最后一天`.
    pub fn title_zh(&self) -> String {
        format!("{}{}的最后一天", self.when_zh(), self.what)
    }

    /// What it is for and from when, where that is not plain.
    pub(super) fn when_zh(&self) -> String {
        match self.performed_by {
            Some(on) => format!("对方没有在{}前做到的，", zh_date(on)),
            None if self.what.starts_with(ENFORCEMENT) => {
                let from = self.opens_on.map(|on| format!("从{}起，", zh_date(on))).unwrap_or_default();
                format!("对方没有履行的，{from}")
            }
            None => String::new(),
        }
    }
}

impl Mirrored {
    /// What the parties can do next, from what is decided.
    pub fn next_remedies(&self, law: &Law) -> Vec<NextRemedy> {
        let Some(top) = self.top() else { return Vec::new() };
        let mut next = self.open_windows(&top, law);
        match self.over() {
            Some(over) => next.extend(self.after_finality(&top, over, law)),
            None if self.is_ruled(&top) => next.extend(self.after_ruling(&top, law)),
            None => {}
        }
        next.extend(self.overdue_suit(law).map(|clock| NextRemedy {
            what: "提起行政诉讼（到期没有收到复议决定的）",
            side: None,
            performed_by: None,
            opens_on: None,
            article: clock.term().map_or("", |term| term.article),
            due: Some(clock.due(&law.calendar)),
        }));
        next
    }

    fn open_windows(&self, top: &LevelCourse, law: &Law) -> Vec<NextRemedy> {
        let open = self.over().is_none() && !self.is_gone_on(top);
        let Some(term) = self.window(top).filter(|_| open) else { return Vec::new() };
        let what = match (self.procedure, top.level) {
            (Procedure::Litigation, _) => "上诉",
            (Procedure::Petition, Level::First) => "请求复查",
            (Procedure::Petition, _) => "请求复核",
            _ => "提起行政诉讼",
        };
        let of = |side: &str| NextRemedy {
            what,
            side: Some(side.to_owned()),
            performed_by: None,
            opens_on: None,
            due: top.served.get(side).map(|on| Clock::start(term, *on).due(&law.calendar)),
            article: term.article,
        };
        self.window_sides().into_iter().map(of).collect()
    }

    fn after_finality(&self, top: &LevelCourse, over: Over, law: &Law) -> Vec<NextRemedy> {
        if self.procedure != Procedure::Litigation || over.stage == Stage::Withdrawn {
            return self.after_ruling(top, law);
        }
        let mut next = Vec::new();
        let of = |what, clock: Option<Clock>, article| NextRemedy {
            what,
            side: None,
            performed_by: None,
            opens_on: None,
            due: clock.map(|clock| clock.due(&law.calendar)),
            article,
        };
        if top.level != Level::Third {
            let clock = Clock::start(&term::RETRIAL_APPLICATION, over.on);
            next.push(of(RETRIAL, Some(clock), term::RETRIAL_APPLICATION.article));
        } else {
            // 解释117条: after the court has refused or erred upon retrial; no period of the statute for it is on file.
            next.push(of("申请检察监督", None, "《行政诉讼法》93条、法释〔2018〕1号 117条"));
        }
        let parts = self.enforcements(top);
        let several = parts.len() > 1;
        let open = parts.into_iter().filter(|(_, clock)| clock.stopped_on.is_none());
        next.extend(open.map(|(by, clock)| NextRemedy {
            performed_by: by.filter(|_| several),
            ..of(ENFORCEMENT, Some(clock), term::JUDGMENT_ENFORCEMENT.article)
        }));
        next
    }

    /// Against an adjudication or an award: in how many days is in each law of its own, and the paper says it. To have it enforced: by whom,
    /// upon what and until when.
    fn after_ruling(&self, top: &LevelCourse, law: &Law) -> Vec<NextRemedy> {
        let calendar = &law.calendar;
        let (against, enforced, clock) = match self.procedure {
            Procedure::Adjudication => {
                let clock = adjudication_enforcement(top, law);
                let what = if clock.is_some() { ADJUDICATED_COUNTED } else { ADJUDICATED };
                (
                    ("按裁决书写明的期限起诉、申请复议", "《行政诉讼法》46条、61条、《行政复议法》20条"),
                    (what, "法释〔2018〕1号 158条"),
                    clock,
                )
            }
            Procedure::Arbitration => (
                ("按裁决书写明的期限起诉", "以裁决书写明的为准"),
                (ENFORCEMENT, "《民事诉讼法》248条、250条"),
                award_enforcement(top),
            ),
            _ => return Vec::new(),
        };
        let of = |what, article, clock: Option<Clock>| NextRemedy {
            what,
            side: None,
            performed_by: None,
            opens_on: None,
            due: clock.map(|clock| clock.due(calendar)),
            article,
        };
        let open = top.performed_on.is_none() && top.enforcement_on.is_none();
        // 解释158条: not before the three months of the body that adjudicated are over.
        let after = |clock: &Clock| clock.started_on.tomorrow().ok();
        let opens_on = clock.as_ref().filter(|_| self.procedure == Procedure::Adjudication).and_then(after);
        let enforce = open.then(|| NextRemedy { opens_on, ..of(enforced.0, enforced.1, clock) });
        let next = std::iter::once(of(against.0, against.1, None)).chain(enforce);
        next.filter(|_| top.has(Finding::Ruled)).collect()
    }

    /// 解释153条2款: two years from the last day to perform, of what is done in parts from that of each; from service where none is
    /// named.
    fn enforcements(&self, top: &LevelCourse) -> Vec<(Option<Date>, Clock)> {
        let ordering = self.ordering(top);
        let performable = |outcome: &Outcome| outcome.findings.iter().any(|one| one.can_be_performed());
        let Some(outcome) = ordering.filter(performable) else { return Vec::new() };
        let days: Vec<Option<Date>> = match &self.performed_by(&outcome)[..] {
            [] => vec![None],
            days => days.iter().copied().map(Some).collect(),
        };
        // Whoever applied once a part was due applied for that part and for those before it.
        let several = days.len() > 1;
        let asked =
            |by: Option<Date>| top.enforcement_on.filter(|on| !several || by.is_none_or(|by| by <= *on));
        let clock = |by: Option<Date>| {
            let stopped_on = asked(by).into_iter().chain(top.performed_on).min();
            let mut clock = Clock::start(&term::JUDGMENT_ENFORCEMENT, by.or_else(|| self.served_on(top))?);
            stopped_on.into_iter().for_each(|on| clock.stop(on));
            Some((by, clock))
        };
        days.into_iter().filter_map(clock).collect()
    }

    /// What was ordered and neither done nor asked of the court, the part whose day comes first: that last day to perform, where one is
    /// named, and the period for enforcing it.
    pub(super) fn open_part(&self) -> Option<(Option<Date>, Clock)> {
        self.enforcements(&self.top()?).into_iter().find(|(_, clock)| clock.stopped_on.is_none())
    }

    /// The last days to perform: the one that the paper names, else those of the agreement that the court made its statement of.
    fn performed_by(&self, outcome: &Outcome) -> Vec<Date> {
        let stated = outcome.findings.contains(&Finding::MediationStatement);
        let agreed =
            self.settled.iter().filter(|_| stated).flat_map(|settled| settled.due_on.iter().copied());
        outcome.perform_by.map_or_else(|| agreed.collect(), |on| vec![on])
    }

    /// What was upheld on appeal is what the first instance ordered.
    fn ordering(&self, top: &LevelCourse) -> Option<Outcome> {
        let first = self.level(Level::First).filter(|_| top.has(Finding::AppealDismissed));
        first.as_ref().unwrap_or(top).outcome.clone()
    }

    /// What can no longer be done about the same act for the same reasons.
    pub(super) fn closes(&self) -> Vec<ClosedRemedy> {
        let closed =
            |remedy, article: &str| ClosedRemedy { remedy, article: article.to_owned(), to: self.by.clone() };
        // What a court has judged is not reconsidered, whether its judgment has taken effect or not. Where it rejected the suit, for
        // instance because reconsideration had to come first, the way is still open.
        let over = self.over();
        // 准许撤回 is the court's last word, whether it has reached everybody or not.
        let ended = over.is_some_and(|over| over.stage != Stage::Struck) || self.is_let_go();
        let is_court_s = || self.is_tried() || (ended && self.was_accepted() && !self.is_rejected());
        let for_good = (self.procedure == Procedure::Litigation && is_court_s())
            .then(|| closed(Remedy::Reconsider, "《行政复议法》30条1款7项"));
        let Some(over) = over else { return for_good.into_iter().collect() };
        let deemed = self.top().is_some_and(|top| top.has(Finding::DeemedWithdrawn));
        match (self.procedure, over.stage) {
            // 解释61条: whoever only missed the fee may sue again in time; the conservative view keeps that day alive.
            (Procedure::Litigation, Stage::Withdrawn) if deemed => for_good.into_iter().collect(),
            (Procedure::Litigation, Stage::Withdrawn) => {
                std::iter::once(closed(Remedy::Sue, WITHDRAWN)).chain(for_good).collect()
            }
            (Procedure::Litigation, Stage::Effective) => {
                std::iter::once(closed(Remedy::Sue, "法释〔2018〕1号 69条1款")).chain(for_good).collect()
            }
            (Procedure::ReconsiderationElsewhere, Stage::Withdrawn) => {
                vec![closed(Remedy::Reconsider, GIVEN_UP)]
            }
            // The statement is what both wanted; the fifteen days upon a decision stand in their own clock. What was terminated
            // otherwise closes nothing that the file could know of.
            (Procedure::ReconsiderationElsewhere, Stage::Effective) => {
                let statement = self.top().is_some_and(|top| top.has(Finding::MediationStatement));
                let terminated = self.top().is_some_and(|top| top.has(Finding::Terminated));
                let sue =
                    if statement { "《行政复议法》73条1款" } else { "《行政诉讼法》45条" };
                let both =
                    vec![closed(Remedy::Reconsider, "《行政复议法》30条1款7项"), closed(Remedy::Sue, sue)];
                if terminated { Vec::new() } else { both }
            }
            _ => Vec::new(),
        }
    }

    /// A judgment or a statement stands in it; what only leaves an earlier outcome as it is says nothing by itself.
    fn is_tried(&self) -> bool {
        let says = |finding: &Finding| match finding.form() {
            Form::Judgment => *finding != Finding::AppealDismissed,
            Form::Statement => true,
            _ => false,
        };
        self.levels()
            .iter()
            .filter_map(|level| level.outcome.as_ref())
            .any(|outcome| outcome.findings.iter().any(says))
    }

    /// In effect, and what was decided before it stands no more: annulled, declared void, changed, or replaced by a statement (行诉法70条、
    /// 75条、77条). What leaves it as it is, orders something beside it or lets the suit go takes nothing away; a part that was annulled
    /// leaves the other part. How a higher court changed a judgment has no finding of its own: that one dismissed the claim and was
    /// changed is read as the claim granted.
    pub(super) fn upsets(&self) -> bool {
        use Finding::*;
        if self.over().is_none_or(|over| over.stage != Stage::Effective) {
            return false;
        }
        let leaves = |finding: &Finding| {
            matches!(finding, AppealDismissed | RetrialRefused | UpheldOnRetrial) || finding.is_withdrawal()
        };
        let levels = self.levels();
        let outcomes = levels.iter().rev().filter_map(|level| level.outcome.as_ref());
        let mut stand = outcomes.map(|outcome| &outcome.findings).filter(|found| !found.iter().all(leaves));
        let Some(last) = stand.next() else { return false };
        let is_any = |found: &[Finding], of: &[Finding]| found.iter().any(|finding| of.contains(finding));
        let mut granted = || stand.next().is_some_and(|below| is_any(below, &[ClaimDismissed]));
        is_any(last, &[Annulled, NewActOrdered, DeclaredVoid, ActChanged, MediationStatement])
            || (is_any(last, &[ChangedOnAppeal, ChangedOnRetrial]) && granted())
    }

    /// 受理过: also what was withdrawn since.
    pub(super) fn was_accepted(&self) -> bool {
        let mut levels = self.rounds().iter().flat_map(|round| &round.levels);
        levels.any(|level| level.accepted_on.is_some())
    }

    fn is_rejected(&self) -> bool {
        self.levels().iter().any(|level| level.has(Finding::SuitRejected))
    }
}

/// 民诉法250条2款: from the last day to perform; where the award names none, from the day it took effect, which is never before it was made.
fn award_enforcement(top: &LevelCourse) -> Option<Clock> {
    let outcome = top.outcome.as_ref()?;
    let from = outcome.perform_by.or(top.effective_on).unwrap_or(outcome.on);
    Some(Clock::start(&term::AWARD_ENFORCEMENT, from))
}

/// 解释158条: the body that adjudicated comes first. Its three months run from the end of the days to sue (156条), which are known to be
/// over once the adjudication is known to have taken effect; what a holiday adds to them is not counted upon.
fn adjudication_enforcement(top: &LevelCourse, law: &Law) -> Option<Clock> {
    let own = Clock::start(&term::ENFORCEMENT_BY_COURT, top.effective_on?.yesterday().ok()?);
    Some(Clock::start(&term::ADJUDICATION_ENFORCEMENT, own.unmoved_on(&law.calendar)?))
}

/// 复议法30条1款7项.
pub const NOT_RECONSIDERED_EITHER: &str =
    "法院受理过的，撤诉以后也不能再申请行政复议（《行政复议法》30条1款7项）。";
