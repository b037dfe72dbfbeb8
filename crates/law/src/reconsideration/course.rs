//! How the period runs: suspended and resumed in writing (39条), prolonged once by at most thirty days (62条1款), ended without a
//! decision (41条).

use super::{codes::*, *};
use crate::{
    Refusal,
    clock::{ReconsiderationSuspension, deemed_by},
    dispute::line,
    matter::Context,
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
                let agreed = self.weigh_agreement(on, *ground, papers)?;
                let (reason, document) = (reason.clone(), document.clone());
                ReconsiderationEvent::Suspended { on, ground: *ground, reason, document, agreed }
            }
            C::Resume { reason, document } => {
                line(reason, "reason")?;
                let began = self.open_halt().map_or(on, |halt| halt.from);
                ensure_at(on >= began, DATE_BEFORE_START, "reason")?;
                let (reason, document) = (reason.clone(), document.clone());
                ReconsiderationEvent::Resumed { on, reason, document }
            }
            C::Extend { days, reason, document } => {
                line(reason, "reason")?;
                let most = term::RECONSIDERATION_DECISION_EXTENSION.amount;
                ensure_at((1..=most).contains(days), EXTENSION_DAYS, "days")?;
                let (reason, by) = (reason.clone(), context.actor.name.clone());
                ReconsiderationEvent::Extended { on, days: *days, reason, by, document: document.clone() }
            }
            C::Terminate { ground, reason, document } => {
                line(reason, "reason")?;
                ensure_at(self.may_end_by(*ground, context), TERMINATION_GROUND, "ground")?;
                let terminated = Terminated { on, ground: *ground, reason: reason.clone() };
                ReconsiderationEvent::Terminated { on, terminated, document: document.clone() }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// 39条1款6项: the papers of both sides, brought by a mediation or laid before the office.
    fn weigh_agreement(
        &self,
        on: Date,
        ground: ReconsiderationSuspension,
        papers: &[SidePaper],
    ) -> Result<Option<SuspensionAgreed>, Refusal> {
        if ground != ReconsiderationSuspension::AgreedForMediation {
            return Ok(None);
        }
        let laid = papers.iter().map(|paper| (paper.side.clone(), paper.file.clone())).collect();
        let laid = SuspensionAgreed::by(on, self.applicants(), laid);
        let agreed = self.agreed_halt.clone().or(laid);
        agreed.map(Some).ok_or_else(|| Refusal::at(SUSPENSION_NOT_JOINT, "papers"))
    }

    /// What the file itself must show for an end of this kind.
    fn may_end_by(&self, ground: TerminationGround, context: Context<'_>) -> bool {
        use crate::dispute::Nature;
        let natural = self.brief.parties.iter().any(|party| party.nature == Nature::NaturalPerson);
        match ground {
            TerminationGround::Withdrawn => self.settled.is_some(),
            TerminationGround::ApplicantDied => natural,
            TerminationGround::ApplicantDissolved => {
                self.brief.parties.iter().any(|party| party.nature != Nature::NaturalPerson)
            }
            TerminationGround::CriminalMeasures => true,
            TerminationGround::SuspendedSixtyDays => self.sixty_days_over(context.law, context.now.today),
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
