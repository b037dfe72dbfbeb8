//! How the period runs: suspended and resumed in writing (39条), prolonged once by at most thirty days (62条1款), ended without a
//! decision (41条).

use super::{codes::*, *};
use crate::{
    Refusal,
    clock::{ReconsiderationSuspension as Halted, deemed_by},
    dispute::{ActKind, PartyStanding, SuccessionGround, line},
    matter::Context,
    mediation::BriefParty,
    refusal::{DATE_BEFORE_START, ensure_at},
    term,
};

impl Reconsideration {
    pub(super) fn weigh_course(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Suspend { ground, reason, papers, document } => {
                line(reason, "reason")?;
                ensure_at(self.may_befall_an_applicant(*ground), SUSPENSION_GROUND, "ground")?;
                let agreed = self.weigh_agreement(on, *ground, papers)?;
                let (reason, document) = (reason.clone(), document.clone());
                ReconsiderationEvent::Suspended { on, ground: *ground, reason, document, agreed }
            }
            C::Resume { reason, mistaken, ordered_by, document } => {
                line(reason, "reason")?;
                ordered_by.as_deref().map_or(Ok(()), |body| line(body, "ordered_by"))?;
                let began = self.open_halt().map_or(on, |halt| halt.from);
                ensure_at(on >= began, DATE_BEFORE_START, "reason")?;
                // 39条2款: the cause is gone with the finding; 40条: whoever stands above may order it all the same.
                ensure_at(ordered_by.is_some() || !self.awaits_a_rule(), RULE_STILL_REVIEWED, "reason")?;
                let filled = *mistaken || ordered_by.is_some() || !self.is_seat_empty();
                ensure_at(filled, SEAT_EMPTY, "mistaken")?;
                let (reason, ordered_by) = (reason.clone(), ordered_by.clone());
                ReconsiderationEvent::Resumed { on, reason, ordered_by, document: document.clone() }
            }
            C::Extend { days, reason, document } => {
                line(reason, "reason")?;
                let most = term::RECONSIDERATION_DECISION_EXTENSION.amount;
                ensure_at((1..=most).contains(days), EXTENSION_DAYS, "days")?;
                let (reason, by) = (reason.clone(), context.actor.name.clone());
                ReconsiderationEvent::Extended { on, days: *days, reason, by, document: document.clone() }
            }
            C::Terminate { ground, reason, proof, document, of_every_applicant, agreed_by } => {
                line(reason, "reason")?;
                super::after::said_by(agreed_by)?;
                // 74条1款: 准予撤回 is decided upon the application to withdraw, and ends it by itself.
                ensure_at(*ground != TerminationGround::Withdrawn, WITHDRAWAL_UNASKED, "ground")?;
                ensure_at(self.may_end_by(*ground, context), TERMINATION_GROUND, "ground")?;
                let custody = *ground != TerminationGround::CriminalMeasures || self.is_about_custody();
                ensure_at(custody, TERMINATION_CUSTODY, "ground")?;
                ensure_at(
                    self.applies_alone() || *of_every_applicant,
                    TERMINATION_OTHERS,
                    "of_every_applicant",
                )?;
                ensure_at(proof.is_some() || !ground.is_proved(), TERMINATION_PROOF, "proof")?;
                let (reason, agreed_by) = (reason.clone(), agreed_by.clone());
                let terminated = Terminated { on, ground: *ground, reason, agreed_by };
                let (proof, document) = (proof.clone(), document.clone());
                ReconsiderationEvent::Terminated { on, terminated, proof, document }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// 39条1款6项: the papers of both sides, brought by a mediation or laid before the office.
    fn weigh_agreement(
        &self,
        on: Date,
        ground: Halted,
        papers: &[SidePaper],
    ) -> Result<Option<SuspensionAgreed>, Refusal> {
        if ground != Halted::AgreedForMediation {
            return Ok(None);
        }
        let laid = papers.iter().map(|paper| (paper.side.clone(), paper.file.clone())).collect();
        let laid = SuspensionAgreed::by(on, self.applicants(), laid);
        let agreed = self.agreed_halt.clone().or(laid);
        agreed.map(Some).ok_or_else(|| Refusal::at(SUSPENSION_NOT_JOINT, "papers"))
    }

    /// 39条1款6项: both sides have signed, and it rests since.
    pub(super) fn rests_by_agreement(&self) -> Option<Date> {
        let agreed = |halt: &&Halt| halt.ground == Halted::AgreedForMediation;
        self.open_halt().filter(agreed).map(|halt| halt.from)
    }

    /// Suspended for the review of a rule that has come to nothing yet (39条1款9项).
    pub(super) fn awaits_a_rule(&self) -> bool {
        let for_it = self.open_halt().is_some_and(|halt| halt.ground == Halted::RuleReview);
        for_it && self.open_rule_review().is_some()
    }

    /// 39条1款1项、4项、2款: suspended for the only one who applied, who is gone, and nobody has come in the place. Of several the others go
    /// on, whoever follows the one who is gone.
    pub fn is_seat_empty(&self) -> bool {
        let gone = [Halted::ApplicantDied, Halted::ApplicantDissolved];
        let halted = self.open_halt().is_some_and(|halt| gone.contains(&halt.ground));
        halted && self.applies_alone() && self.succeeded_on().is_none()
    }

    /// What the file itself must show for an end of this kind.
    fn may_end_by(&self, ground: TerminationGround, context: Context<'_>) -> bool {
        match ground {
            TerminationGround::Withdrawn => false,
            TerminationGround::ApplicantDied => self.may_be_gone(Halted::ApplicantDied),
            TerminationGround::ApplicantDissolved => self.may_be_gone(Halted::ApplicantDissolved),
            TerminationGround::CriminalMeasures => true,
            TerminationGround::SuspendedSixtyDays => self.sixty_days_over(context.law, context.now.today),
        }
    }

    /// 41条2项、3项: it can befall who applied, it is not suspended for something else that befell them, and nobody has taken the place
    /// since.
    fn may_be_gone(&self, by: Halted) -> bool {
        let halt = self.open_halt();
        let otherwise = halt.is_some_and(|halt| halt.ground != by && halt.ground.is_of_an_applicant());
        let came = self.applying().filter_map(BriefParty::taken_on).max();
        let anew = |came| halt.is_some_and(|halt| halt.ground == by && halt.from > came);
        self.may_befall_an_applicant(by) && !otherwise && came.is_none_or(anew)
    }

    pub(super) fn applying(&self) -> impl Iterator<Item = &BriefParty> {
        self.brief.parties.iter().filter(|party| party.standing == PartyStanding::Applicant)
    }

    fn applies_alone(&self) -> bool {
        let counted = self.brief.group.as_ref().map_or(0, |group| group.size as usize);
        self.applying().count().max(counted) < 2
    }

    /// Whoever is missing is one who could have died.
    fn may_befall_an_applicant(&self, ground: Halted) -> bool {
        let befell = match ground {
            Halted::ApplicantDied | Halted::ApplicantMissing => SuccessionGround::Died,
            Halted::ApplicantIncapable => SuccessionGround::Incapable,
            Halted::ApplicantDissolved => SuccessionGround::Dissolved,
            _ => return true,
        };
        self.applying().any(|party| befell.may_befall(party.nature))
    }

    /// 41条4项: as far as the register can tell a detention from a fine, and a person from a shop that was closed.
    fn is_about_custody(&self) -> bool {
        let act = &self.brief.act;
        let says = |words: &[&str]| words.iter().any(|word| act.title.contains(word));
        match act.kind {
            ActKind::Penalty => says(&["拘留"]),
            ActKind::CompulsoryMeasure => !says(&["查封", "扣押", "冻结", "拆除", "划拨", "代履行", "拍卖"]),
            _ => false,
        }
    }

    /// 41条5项: sixty days of a suspension of item 1, 2 or 4 are over.
    pub fn sixty_days_over(&self, law: &crate::Law, today: Date) -> bool {
        let clock = self.termination_clock();
        let over = |clock: &crate::clock::Clock| {
            deemed_by("FY-31").any(|deemed| deemed.as_of(clock, today, &law.calendar).is_some())
        };
        clock.is_some_and(|clock| over(&clock))
    }
}
