//! The agreement: drafted, checked for legality, signed by all, and what follows from it; and the ends without one.

use super::{codes::*, hands::Given, *};
use crate::{
    Law, Refusal,
    calendar::zh_date,
    clock::Clock,
    dispute::{LARGE_GROUP, text},
    matter::Context,
    mirrored::withdrawn_before_filing,
    reconsideration::after_withdrawal,
    refusal::{DATE_BEFORE_START, DATE_IN_FUTURE, ensure, ensure_at},
    remedy::Remedy,
    term,
};
use strum::IntoEnumIterator;

/// Who does what for whom by when, whichever paper it stands in.
pub(crate) fn weigh_obligations(
    obligations: &[Obligation],
    sides: &[&str],
    today: Date,
) -> Result<(), Refusal> {
    let is_side = |side: &str| sides.contains(&side);
    for (i, obligation) in obligations.iter().enumerate() {
        let at = |part: &str| format!("obligations.{i}.{part}");
        ensure_at(is_side(&obligation.obligor), UNKNOWN_SIDE, &at("obligor"))?;
        let to = obligation.obligee.as_deref();
        ensure_at(to.is_none_or(&is_side), UNKNOWN_SIDE, &at("obligee"))?;
        ensure_at(to != Some(obligation.obligor.as_str()), OWED_TO_ITSELF, &at("obligee"))?;
        // Between two it is the other's; of more, a sum to nobody is nobody's to receive or to enforce.
        let unnamed = to.is_none() && obligation.amount_fen.is_some() && sides.len() > 2;
        ensure_at(!unnamed, OWED_TO_NOBODY, &at("obligee"))?;
        text(&obligation.content, &at("content"))?;
        let positive = obligation.amount_fen.is_none_or(|fen| fen > 0);
        ensure_at(positive, OBLIGATION_AMOUNT, &at("amount_fen"))?;
        ensure_at(obligation.due_on >= today, OBLIGATION_PAST, &at("due_on"))?;
    }
    Ok(())
}

impl Mediation {
    pub(super) fn weigh_draft(
        &self,
        context: Context<'_>,
        obligations: &[Obligation],
        ending: Ending,
        cost_shown: bool,
    ) -> Result<(), Refusal> {
        ensure(self.unnamed() == 0, GROUP_UNNAMED)?;
        ensure_at(!obligations.is_empty(), NO_OBLIGATION, "obligations")?;
        let sides: Vec<&str> = self.sides().collect();
        weigh_obligations(obligations, &sides, context.now.today)?;
        let imported = self.imported.as_ref().expect("a mediation that runs was imported");
        self.weigh_ending(ending)?;
        // 73条: a statement is made until it is decided, and nothing is withdrawn afterwards.
        let decided = self.brief.reconsidered_by.as_ref().is_some_and(|by| by.over);
        let in_it = imported.channel == Channel::Reconsideration
            && matches!(ending, Ending::ReconsiderationStatement | Ending::Withdrawal);
        // 行诉法62条: before it is judged.
        let judged = imported.channel.is_trial() && self.brief.in_court && self.brief.on_trial == Some(false);
        let in_trial = judged && matches!(ending, Ending::CourtStatement | Ending::Withdrawal);
        ensure_at(!(in_trial || (decided && in_it)), DECIDED_ALREADY, "ending")?;
        if self.ends_by_withdrawal(ending) && !cost_shown {
            let cost = self.withdrawal_cost_on(context.law, context.now.today);
            return Err(Refusal::at(COST_NOT_SHOWN, "cost_shown").because(cost));
        }
        Ok(())
    }

    /// The ways to close that are open, the one to lead to first: where no suit can follow, no court confirms what was agreed before it.
    pub fn endings(&self) -> Vec<Ending> {
        let Some(imported) = &self.imported else { return Vec::new() };
        let confirmed = self.brief.closed_to_all(Remedy::Sue).is_none();
        let open = |ending: &Ending| confirmed || *ending != Ending::JudicialConfirmation;
        endings(imported.channel, imported.settlement_only).iter().copied().filter(open).collect()
    }

    fn weigh_ending(&self, ending: Ending) -> Result<(), Refusal> {
        if self.endings().contains(&ending) {
            return Ok(());
        }
        let refusal = Refusal::at(ENDING_NOT_HERE, "ending");
        let closed = self.brief.closed_to_all(Remedy::Sue);
        Err(match closed.filter(|_| ending == Ending::JudicialConfirmation) {
            Some(closed) => refusal.because(format!(
                "起诉已经不能再走（{}），不能再共同申请法院出具行政诉前调解书",
                closed.article
            )),
            None => refusal,
        })
    }

    /// 行诉法28条, 解释29条: of ten and more some are named, or have chosen who speaks for the others. Before that nobody was asked, and
    /// no day runs for them.
    pub(super) fn ensure_spoken_for(&self) -> Result<(), Refusal> {
        let (unnamed, named) = (self.unnamed(), self.applicants().count());
        let mut parties = self.brief.parties.iter();
        let chosen = parties.any(|party| party.representative && self.left_by(&party.key).is_none());
        ensure(unnamed == 0 || unnamed + named < LARGE_GROUP || chosen, GROUP_UNSPOKEN_FOR)
    }

    /// Of a group, how many nobody has named: for them nobody settles (行诉法28条).
    fn unnamed(&self) -> usize {
        let size = self.brief.group.as_ref().map_or(0, |group| group.size as usize);
        size.saturating_sub(self.applicants().count())
    }

    /// Whether what was drafted ends with a withdrawal: an agency that corrects itself while a case is on file ends it so too (TJ-21).
    pub fn withdraws(&self) -> bool {
        self.agreement.as_ref().is_some_and(|agreement| self.ends_by_withdrawal(agreement.ending))
    }

    pub(super) fn ends_by_withdrawal(&self, ending: Ending) -> bool {
        let filed = self.channel().is_some_and(Channel::is_filed);
        ending == Ending::Withdrawal || (ending == Ending::AgencyCorrects && filed)
    }

    /// What withdrawing costs, with the days that are left to sue, counted without any deduction (要点6).
    pub fn withdrawal_cost_on(&self, law: &Law, today: Date) -> String {
        if self.channel() == Some(Channel::Reconsideration) {
            return after_withdrawal(&self.brief, law, today).concat();
        }
        if self.brief.only_received {
            return withdrawn_before_filing(&self.brief, law, today);
        }
        if self.channel().is_some_and(Channel::is_trial) {
            let again =
                "撤诉经法院准许后，以同一事实和理由重新起诉的，法院不予立案（法释〔2018〕1号 60条）。";
            return format!("{again}{}", crate::mirrored::NOT_RECONSIDERED_EITHER);
        }
        let left = self.brief.left_to_sue_zh(law, today);
        let cost = "撤诉经法院准许后，以同一事实和理由重新起诉的，法院不予立案（法释〔2018〕1号 60条）；撤回复议申请的，也不得再以同一事实和理由申请复议（《行政复议法》74条）";
        format!("{cost}。{left}")
    }

    pub(super) fn weigh_legality(&self, items: &[Legality]) -> Result<(), Refusal> {
        let complete =
            LegalityItem::iter().all(|item| items.iter().filter(|checked| checked.item == item).count() == 1);
        ensure_at(complete, LEGALITY_ITEMS, "items")?;
        for (i, item) in items.iter().enumerate().filter(|(_, item)| !item.passed) {
            text(item.note.as_deref().unwrap_or_default(), &format!("items.{i}.note"))?;
        }
        Ok(())
    }

    /// No signature before the check has passed.
    pub(super) fn ensure_lawful(&self) -> Result<(), Refusal> {
        let checked = self.agreement.as_ref().and_then(|agreement| agreement.legality.as_ref());
        let checked = checked.ok_or_else(|| Refusal::of(LEGALITY_MISSING))?;
        ensure(checked.passed(), LEGALITY_FAILED)
    }

    pub(super) fn weigh_signature(
        &self,
        context: Context<'_>,
        party: &str,
        given: Given<'_>,
    ) -> Result<(), Refusal> {
        if party == MEDIATOR {
            ensure_at(self.is_lead(&context.actor.user), NOT_YOURS, "party")?;
        } else {
            self.ensure_speaks_for(context, party)?;
        }
        let signed = self.missing_signatures().all(|missing| missing != party);
        ensure_at(!signed, SIGNED_ALREADY, "party")?;
        let read = self.agreement.as_ref().map(Agreement::read).unwrap_or_default();
        self.ensure_hand(context, party, given, &read)
    }

    /// Everybody who still has to sign: the sides and the mediator (特邀调解规定24条).
    pub fn missing_signatures(&self) -> impl Iterator<Item = &str> {
        let signatures = self.agreement.as_ref().map_or(&[][..], |agreement| &agreement.signatures);
        self.sides()
            .chain([MEDIATOR])
            .filter(move |key| signatures.iter().all(|signature| signature.party != *key))
    }

    /// ZX-10.12: thirty days from the day on which the agreement took effect, where it is to be confirmed.
    pub fn confirmation_clock(&self) -> Option<Clock> {
        let mut clock = self.confirmation_period()?;
        if let Some(confirmation) = &self.confirmation {
            confirmation.applied_on.into_iter().for_each(|on| clock.stop(on));
        }
        Some(clock)
    }

    /// The same as it stood when the agreement took effect, whatever has been asked since.
    pub fn confirmation_period(&self) -> Option<Clock> {
        let agreement =
            self.agreement.as_ref().filter(|agreement| agreement.ending == Ending::JudicialConfirmation)?;
        Some(Clock::start(&term::CENTRE_CONFIRMATION, agreement.effective_on?))
    }

    /// The last day to ask the court jointly.
    pub fn confirmation_last_day(&self, law: &Law) -> Option<Date> {
        self.confirmation_clock()?.due_on(&law.calendar)
    }

    /// Whether judicial confirmation may be asked for. A side that is late is told so at once; the centre may write down late what
    /// was handed in in time.
    pub(super) fn ensure_confirmable(&self, context: Context<'_>) -> Result<(), Refusal> {
        let effective = self.agreement.as_ref().is_some_and(|agreement| agreement.effective_on.is_some());
        ensure(effective, NO_AGREEMENT)?;
        let last_day =
            self.confirmation_last_day(context.law).ok_or_else(|| Refusal::of(CONFIRMATION_NOT_CHOSEN))?;
        let applied = self.confirmation.as_ref().is_some_and(|asked| asked.applied_on.is_some());
        ensure(!applied, CONFIRMED_ALREADY)?;
        if self.own_side(context).is_some() {
            ensure_confirmed_in_time(context.now.today, last_day)?;
        }
        Ok(())
    }

    /// 法发〔2021〕17号6条: jointly. A side joins for itself; the centre writes down a paper that all have signed.
    pub(super) fn weigh_joint(
        &self,
        context: Context<'_>,
        applicants: &[String],
        documented: bool,
        on: Date,
    ) -> Result<(), Refusal> {
        ensure_at(on <= context.now.today, DATE_IN_FUTURE, "on")?;
        let effective_on = self.agreement.as_ref().and_then(|agreement| agreement.effective_on);
        ensure_at(effective_on.is_none_or(|effective| on >= effective), BEFORE_EFFECT, "on")?;
        self.confirmation_last_day(context.law).map_or(Ok(()), |last| ensure_confirmed_in_time(on, last))?;
        let joined = self.confirmation.as_ref().map_or(&[][..], |asked| &asked.applicants);
        for applicant in applicants {
            ensure_at(self.is_side(applicant), UNKNOWN_SIDE, "applicants")?;
            ensure_at(!joined.contains(applicant), CONFIRMED_ALREADY, "applicants")?;
        }
        match self.own_side(context) {
            Some(own) => {
                ensure_at(on == context.now.today, JOINS_TODAY, "on")?;
                ensure_at(applicants == [own.to_owned()], NOT_YOURS, "applicants")
            }
            None => {
                let all = self.sides().all(|side| joined.iter().chain(applicants).any(|joins| joins == side));
                ensure_at(all, NOT_JOINT, "applicants")?;
                ensure_at(documented, JOINT_PAPER_MISSING, "document")
            }
        }
    }

    /// Only what is complete by an act of others is recorded, once; confirmation only when it was asked for jointly.
    pub(super) fn ensure_formal_ending_open(&self) -> Result<(), Refusal> {
        let agreement = self.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some());
        let agreement = agreement.ok_or_else(|| Refusal::of(NO_AGREEMENT))?;
        ensure(agreement.ending.is_formal(), NOT_FORMAL)?;
        ensure(self.formal_ending.is_none(), CONFIRMED_ALREADY)?;
        let applied = self.confirmation.as_ref().is_some_and(|asked| asked.applied_on.is_some());
        ensure(agreement.ending != Ending::JudicialConfirmation || applied, NOT_APPLIED)
    }

    pub(super) fn weigh_formal_ending(
        &self,
        context: Context<'_>,
        result: FormalResult,
        on: Date,
        documented: bool,
    ) -> Result<(), Refusal> {
        let granted = result == FormalResult::Granted;
        self.weigh_result(result)?;
        let effective_on = self.agreement.as_ref().and_then(|agreement| agreement.effective_on);
        let applied_on = self.confirmation.as_ref().and_then(|asked| asked.applied_on);
        ensure_at(on <= context.now.today, DATE_IN_FUTURE, "on")?;
        ensure_at(applied_on.or(effective_on).is_none_or(|from| on >= from), DATE_BEFORE_START, "on")?;
        ensure_at(!granted || documented, FORMAL_PAPER_MISSING, "document")
    }

    /// What can have come of it. An agreement to be confirmed is in force with the last signature (特邀调解规定24条), whatever the court says
    /// of it; before its seal a statement is nothing (复议法73条2款, 解释85条), and before it is permitted nobody is held to a withdrawal.
    fn weigh_result(&self, result: FormalResult) -> Result<(), Refusal> {
        let granted = result == FormalResult::Granted;
        ensure_at(!granted || !self.is_sealed_by_office(), SEALED_BY_OFFICE, "result")?;
        let in_force =
            self.agreement.as_ref().is_some_and(|held| held.ending == Ending::JudicialConfirmation);
        ensure_at(result != FormalResult::Reneged || !in_force, IN_FORCE_ALREADY, "result")
    }

    /// The results that would be taken, for a form.
    pub fn possible_results(&self) -> impl Iterator<Item = FormalResult> {
        FormalResult::iter().filter(|result| self.weigh_result(*result).is_ok())
    }

    /// 复议法41条、73条、74条: the body that runs the reconsideration here permits the withdrawal or seals the statement itself, and
    /// what it did is noted from there; nobody else records that it did.
    pub fn is_sealed_by_office(&self) -> bool {
        self.act_agreed_on().is_some() && self.sealers().any(|by| by.office.is_some() && !by.over)
    }

    pub(super) fn weigh_retry(&self, wishes: &[String]) -> Result<(), Refusal> {
        let wish = |side: &str| wishes.iter().any(|wish| wish == side);
        for side in wishes {
            ensure_at(side == RESPONDENT || self.is_party(side), UNKNOWN_SIDE, "wishes")?;
        }
        // Who does not wish it is asked again there, and may stay away.
        ensure_at(wish(RESPONDENT) && self.applicants().any(wish), RETRY_NOT_WISHED, "wishes")
    }

    /// Over without an agreement, by a step or by time.
    pub(super) fn ensure_over_unsettled(
        &self,
        context: Context<'_>,
        settled: crate::Code,
    ) -> Result<(), Refusal> {
        ensure(self.as_of(context.law, context.now.today).is_over(), NOT_OVER)?;
        // By time alone nothing is settled.
        ensure(!self.stage.is_over() || self.is_unsettled(), settled)
    }
}

fn ensure_confirmed_in_time(on: Date, last_day: Date) -> Result<(), Refusal> {
    if on <= last_day {
        return Ok(());
    }
    let detail = format!("申请司法确认应当在协议生效后三十日内，期限已于{}届满", zh_date(last_day));
    Err(Refusal::at(CONFIRMATION_TOO_LATE, "on").because(detail))
}
