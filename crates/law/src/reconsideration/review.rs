//! The review of an application (30条、31条): seven conditions, five working days, supplement once, refusal with its reason and, where
//! it went to the wrong body, the right one.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    calendar::{Unit, zh_date},
    clock::Span,
    dispute::{ActKind, ClosedRemedy, last_days, line, text},
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure_at},
    remedy::Remedy,
    ways::AgencyKind,
};
use strum::IntoEnumIterator;

/// 《行政复议法》53条1款3项, in fen.
const SMALL_AMOUNT_FEN: i64 = 300_000;

impl Reconsideration {
    pub(super) fn weigh_review(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Accept { conditions, procedure, summary, late_reason, against_will, document } => {
                ensure_at(Condition::iter().all(|one| conditions.contains(&one)), CONDITIONS, "conditions")?;
                self.ensure_open_here(context, late_reason.as_deref(), against_will.as_deref())?;
                let summary = summary.clone().filter(|_| *procedure == Procedure::Summary);
                self.ensure_summary(*procedure, summary.as_ref())?;
                let acceptance = Acceptance {
                    on,
                    deemed: false,
                    procedure: *procedure,
                    summary,
                    late_reason: late_reason.clone(),
                };
                ReconsiderationEvent::ApplicationAccepted { on, acceptance, document: document.clone() }
            }
            C::Refuse { ground, reason, competent, document } => {
                text(reason, "reason")?;
                let told = competent.as_deref().is_some_and(|body| !body.trim().is_empty());
                ensure_at(told || *ground != RefusalGround::NotThisBody, COMPETENT_UNTOLD, "competent")?;
                self.ensure_late_if_said(context, *ground)?;
                let (reason, competent) = (reason.clone(), competent.clone());
                let refused = Refused { on, ground: *ground, reason, competent };
                ReconsiderationEvent::ApplicationRefused { on, refused, document: document.clone() }
            }
            C::RequestSupplement { items, document } => {
                text(items, "items")?;
                ReconsiderationEvent::SupplementRequested {
                    on,
                    items: items.clone(),
                    document: document.clone(),
                }
            }
            C::ExtendSupplement { until, reason } => {
                line(reason, "reason")?;
                let due = self.supplement_clock(context.law).and_then(|c| c.due_on(&context.law.calendar));
                let later = due.is_some_and(|due| {
                    *until > due && context.law.calendar.measure(due, *until, Unit::WorkingDay) > 0
                });
                ensure_at(later, SUPPLEMENT_LATER, "until")?;
                ReconsiderationEvent::SupplementExtended { on, until: *until, reason: reason.clone() }
            }
            C::ReceiveSupplement { on: received_on, documents, said } => {
                let own = context.actor.role == Role::Party;
                // What the applicant hands in itself is received then and there, and must be something.
                let received_on = if own { &on } else { received_on };
                let handed =
                    !documents.is_empty() || said.as_deref().is_some_and(|said| !said.trim().is_empty());
                ensure_at(handed || !own, REQUIRED, "said")?;
                said.as_deref().map_or(Ok(()), |said| text(said, "said"))?;
                ensure_at(*received_on <= on, DATE_IN_FUTURE, "on")?;
                let asked_on = self.supplement.as_ref().map(|supplement| supplement.asked_on);
                ensure_at(asked_on.is_none_or(|asked| *received_on >= asked), BEFORE_RECEIPT, "on")?;
                self.ensure_supplemented_in_time(context, *received_on)?;
                let (documents, said) = (documents.clone(), said.clone());
                ReconsiderationEvent::SupplementReceived { on: *received_on, documents, said }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// Asked for, and not handed in as far as the file knows; what had come to the office is entered later too.
    pub(super) fn may_be_supplemented(&self, context: Context<'_>) -> bool {
        let open = self.supplement.as_ref().is_some_and(|held| held.received_on.is_none());
        let missed = matches!(self.stage, Stage::Abandoned { .. }) && context.actor.role != Role::Party;
        open && (self.stage == Stage::Supplementing || missed)
    }

    /// 31条2款: after the last day it counts as given up, and nothing takes that back.
    fn ensure_supplemented_in_time(&self, context: Context<'_>, on: Date) -> Result<(), Refusal> {
        let due = self.supplement_clock(context.law).and_then(|clock| clock.due_on(&context.law.calendar));
        match due.filter(|due| on > *due) {
            Some(due) => {
                let detail = format!("补正期限到{}为止。{}", zh_date(due), SUPPLEMENT_OVER.says);
                Err(Refusal::at(SUPPLEMENT_OVER, "on").because(detail))
            }
            None => Ok(()),
        }
    }

    /// What the file itself shows against the conditions in time, jurisdiction and nowhere else.
    fn ensure_open_here(
        &self,
        context: Context<'_>,
        late_reason: Option<&str>,
        against_will: Option<&str>,
    ) -> Result<(), Refusal> {
        let said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        if self.is_late(context.law) && !said(late_reason) {
            let last =
                self.last_day_to_apply(context.law).map(|on| format!("申请期限到{}为止。", zh_date(on)));
            let detail = format!("{}{}", last.unwrap_or_default(), LATE.says);
            return Err(Refusal::at(LATE, "late_reason").because(detail));
        }
        let told = self.brief.told.as_ref().is_some_and(crate::dispute::ToldBefore::is_in_court);
        ensure_at(!self.in_court && !told, IN_COURT, "conditions")?;
        // 74条2款 excepts what was given up against the applicant's will; what was accepted and decided is excepted by nothing.
        ensure_at(!self.is_reconsidered_before(), RECONSIDERED, "conditions")?;
        ensure_at(!self.is_closed() || said(against_will), CLOSED, "against_will")?;
        ensure_at(self.is_competent(context.law), NOT_COMPETENT, "conditions")
    }

    /// What closes reconsideration to whoever applies here.
    pub(super) fn closings(&self) -> impl Iterator<Item = &ClosedRemedy> {
        self.brief.closed.iter().filter(|closed| closed.remedy == Remedy::Reconsider)
    }

    fn is_closed(&self) -> bool {
        self.closings().next().is_some()
    }

    /// 30条: why it is not to be accepted, as far as the file itself shows it.
    pub fn to_be_refused_for(&self) -> Option<RefusalGround> {
        (self.in_court || self.is_reconsidered_before()).then_some(RefusalGround::AlreadyElsewhere)
    }

    /// 30条1款7项: closed by more than what was given up. Whether what was confirmed or sealed binds is for the office to weigh (30条).
    pub fn is_reconsidered_before(&self) -> bool {
        self.closings().any(|closed| !closed.is_given_up() && !closed.is_bound())
    }

    /// 74条2款: it was given up, and may be made again by whoever proves not to have wanted that.
    pub fn is_given_up_before(&self) -> bool {
        self.is_closed() && !self.is_reconsidered_before()
    }

    /// 24条、27条: not an act of the body itself, nor of an agency led from above.
    pub(super) fn is_competent(&self, law: &crate::Law) -> bool {
        let respondent = law.directory.organization(&self.brief.respondent);
        let here = respondent.is_none_or(|held| AgencyKind::of(held).is_reconsidered_here());
        here && self.brief.respondent != self.bodies.body
    }

    /// The last day for applying that can still be claimed (20条、21条).
    pub fn last_day_to_apply(&self, law: &crate::Law) -> Option<Date> {
        let last = last_days(&self.brief.act, &law.calendar);
        let last = last.into_iter().find(|last| last.remedy == Remedy::Reconsider)?;
        [Some(last.on()), last.claimed.on].into_iter().flatten().max()
    }

    /// Nobody is sent away for being late who was not.
    fn ensure_late_if_said(&self, context: Context<'_>, ground: RefusalGround) -> Result<(), Refusal> {
        let in_time = ground == RefusalGround::OutOfTime && !self.is_late(context.law);
        let Some(last) = self.last_day_to_apply(context.law).filter(|_| in_time) else { return Ok(()) };
        let detail = format!("申请期限到{}，{}提交的，没有超过", zh_date(last), zh_date(self.applied_on()));
        Err(Refusal::at(NOT_LATE, "ground").because(detail))
    }

    pub fn is_late(&self, law: &crate::Law) -> bool {
        self.last_day_to_apply(law).is_some_and(|last| self.applied_on() > last)
    }

    /// 20条2款: late, but the dispute was on record in time, which whoever reviews may take for a reason.
    pub fn was_on_record_in_time(&self, law: &crate::Law) -> bool {
        let known_on = self.brief.first_submitted_on;
        self.is_late(law) && self.last_day_to_apply(law).is_some_and(|last| known_on <= last)
    }

    fn ensure_summary(&self, procedure: Procedure, summary: Option<&Summary>) -> Result<(), Refusal> {
        if procedure == Procedure::Ordinary {
            return Ok(());
        }
        let summary = summary.ok_or_else(|| Refusal::at(SUMMARY_GROUND, "summary.ground"))?;
        let act = &self.brief.act;
        let fits = match summary.ground {
            SummaryGround::OnTheSpot => act.on_the_spot,
            SummaryGround::WarningOrCriticism => act.kind == ActKind::Penalty,
            SummaryGround::SmallAmount => self.brief.amount_fen.is_some_and(|fen| fen <= SMALL_AMOUNT_FEN),
            SummaryGround::InformationDisclosure => act.kind == ActKind::InformationDisclosure,
            SummaryGround::AllAgree => true,
        };
        ensure_at(fits, SUMMARY_GROUND, "summary.ground")?;
        ensure_at(summary.clear, SUMMARY_GROUND, "summary.clear")?;
        let agreed = summary.ground != SummaryGround::AllAgree || summary.document.is_some();
        ensure_at(agreed, SUMMARY_CONSENT, "summary.document")
    }

    /// The working days by which the body has prolonged the supplement beyond its ten.
    pub(super) fn supplement_extension(&self, due: Date, law: &crate::Law) -> Option<Span> {
        let until = self.supplement.as_ref()?.extended_until.filter(|until| *until > due)?;
        let days = law.calendar.measure(due, until, Unit::WorkingDay);
        u16::try_from(days).ok().filter(|days| *days > 0).map(Span::working_days)
    }
}
