//! The room's one door: what time has done comes first, then permission and stage (`may.rs`), then the content, here and beside.

use super::{ReconsiderationCommand as C, codes::*, offered::OFFERED, *};
use crate::{
    Kind, Matter, MatterId, Outline, Refusal, Role,
    clock::deemed_by,
    decision::Law,
    matter::{Context, Offer, Series},
    refusal::{ALREADY_OPEN, NOT_OPEN, ensure},
};

impl Matter for Reconsideration {
    type Command = ReconsiderationCommand;
    type Event = ReconsiderationEvent;
    const KIND: Kind = Kind::Reconsideration;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        match (state, command) {
            (None, ReconsiderationCommand::Open { brief, bodies, application, in_court }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![ReconsiderationEvent::Opened {
                    on: context.now.today,
                    prefix: context.law.settings.reconsideration_prefix.clone(),
                    serial: 0,
                    brief: brief.clone(),
                    bodies: bodies.clone(),
                    application: application.clone(),
                    in_court: *in_court,
                }])
            }
            (Some(_), ReconsiderationCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(held), command) => {
                let (held, mut events) = held.caught_up(context.law, command.as_of(context));
                held.may(context, command.name())?;
                if matches!(command, ReconsiderationCommand::RecordLapse) {
                    ensure(!events.is_empty(), PERIOD_RUNS)?;
                    return Ok(events);
                }
                events.extend(held.weigh(context, command)?);
                Ok(events)
            }
        }
    }

    fn apply(state: Option<Self>, event: &ReconsiderationEvent) -> Self {
        match (state, event) {
            (_, ReconsiderationEvent::Opened { .. }) => Reconsideration::opened(event),
            (Some(held), event) => held.after(event),
            (None, _) => panic!("the journal of a reconsideration opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let (held, _) = self.caught_up(context.law, context.now.today);
        crate::matter::offers_from(&OFFERED, |command| held.may(context, command))
    }

    fn wants_serial(event: &ReconsiderationEvent) -> Option<Series> {
        event.series()
    }

    fn number(event: &mut ReconsiderationEvent, given: u64) {
        event.numbered(given);
    }

    fn brief(event: &mut ReconsiderationEvent) -> Option<&mut Brief> {
        use ReconsiderationEvent::{BriefUpdated, Opened};
        match event {
            Opened { brief, .. } | BriefUpdated { brief, .. } => Some(brief),
            _ => None,
        }
    }

    fn lapse(&self) -> Option<ReconsiderationCommand> {
        Some(ReconsiderationCommand::RecordLapse)
    }
}

impl Reconsideration {
    /// The file as the law has it on that day, and the events that nobody has recorded yet.
    pub fn caught_up(&self, law: &Law, today: Date) -> (Reconsideration, Vec<ReconsiderationEvent>) {
        let (mut held, mut events) = (self.clone(), Vec::new());
        while let Some(event) = held.lapsed(law, today) {
            held = held.after(&event);
            events.push(event);
        }
        (held, events)
    }

    /// What the passing of time has done by that day and the file does not say yet.
    fn lapsed(&self, law: &Law, today: Date) -> Option<ReconsiderationEvent> {
        let deemed = |id: &str, clock: &crate::clock::Clock| {
            deemed_by(id).find_map(|deemed| deemed.as_of(clock, today, &law.calendar))
        };
        match self.stage {
            Stage::UnderReview => {
                let on = deemed("FY-07", &self.screening_clock()?)?;
                Some(ReconsiderationEvent::AcceptanceDeemed { on })
            }
            Stage::Supplementing => {
                let on = deemed("FY-09", &self.supplement_clock(law)?)?;
                Some(ReconsiderationEvent::AbandonmentDeemed { on })
            }
            Stage::Decided => {
                let on = self.decision_served_on_all(law).filter(|on| *on <= today)?;
                Some(ReconsiderationEvent::TookEffect { on })
            }
            stage if stage.is_pending() => {
                let clock = self.decision_clock(law).filter(|_| self.overdue_on(law).is_none())?;
                Some(ReconsiderationEvent::DecisionOverdue(Overdue { on: deemed("XS-05", &clock)? }))
            }
            _ if self.final_on.is_none() => {
                let last = self.window_last_day(law).filter(|last| *last < today)?;
                Some(ReconsiderationEvent::BecameFinal { on: last.tomorrow().unwrap_or(last) })
            }
            _ => None,
        }
    }

    /// Once it is over it learns what courts have to do with its decision alone.
    fn learns(&self, on: Date, brief: &Brief) -> Option<ReconsiderationEvent> {
        let courts = |brief: &Brief| (brief.decision_upset, brief.decision_sued.clone());
        let new = self.stage.over_on().is_none() || courts(brief) != courts(&self.brief);
        new.then(|| ReconsiderationEvent::BriefUpdated { on, brief: Box::new(brief.clone()) })
    }

    /// The content, once permission and stage are right.
    fn weigh(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        let on = context.now.today;
        let one = |event| Ok(vec![event]);
        match command {
            C::Open { .. } | C::RecordLapse => Err(Refusal::of(ALREADY_OPEN)),
            C::UpdateBrief { brief } => Ok(self.learns(on, brief).into_iter().collect()),
            C::NoteAdvice { .. } | C::NoteReview { .. } => Ok(noted_advice(on, command)),
            C::NoteLines { lines } => one(ReconsiderationEvent::LinesNoted { on, lines: lines.clone() }),
            C::NoteTogether { with, apart, reason } => one(noted_together(on, with, *apart, reason)),
            C::Note { effect } => one(ReconsiderationEvent::EffectNoted { on, effect: effect.clone() }),
            C::Forward { .. } => self.weigh_forwarding(context, command),
            C::Assign { .. } | C::NoteLeft | C::Challenge { .. } | C::DecideChallenge { .. } => {
                self.weigh_officers(context, command)
            }
            C::Accept { .. }
            | C::Refuse { .. }
            | C::RequestSupplement { .. }
            | C::ExtendSupplement { .. }
            | C::ReceiveSupplement { .. } => self.weigh_review(context, command),
            C::SendCopy { .. } | C::Reply { .. } | C::Weigh { .. } => self.weigh_replying(context, command),
            C::HearParty { .. }
            | C::StateOpinion { .. }
            | C::RequestHearing { .. }
            | C::ConveneHearing { .. }
            | C::RecordHearing { .. }
            | C::KeepHearingMinutes { .. }
            | C::CancelHearing { .. }
            | C::DeclineHearing { .. } => self.weigh_hearing(context, command),
            C::NotifyThirdParty { .. }
            | C::AnswerAsThirdParty { .. }
            | C::AppointAgent { .. }
            | C::DismissAgent { .. }
            | C::Join { .. }
            | C::Separate { .. }
            | C::RequestAccess { .. }
            | C::DecideAccess { .. } => self.weigh_sides(context, command),
            C::AskStay { .. }
            | C::DecideStay { .. }
            | C::LiftStay { .. }
            | C::ChangeProcedure { .. }
            | C::OpenRuleReview { .. }
            | C::NotifyRule { .. }
            | C::RecordRuleAnswer { .. }
            | C::RecordRulePutRight { .. }
            | C::ConcludeRuleReview { .. } => self.weigh_staying(context, command),
            C::ApplyWithdrawal { .. } | C::DecideWithdrawal { .. } | C::SealStatement { .. } => {
                self.weigh_settling(context, command)
            }
            C::Consult { .. }
            | C::RecordConsultation { .. }
            | C::IssueOpinion { .. }
            | C::RecordReport { .. }
            | C::RecordPerformance { .. }
            | C::ReportUnperformed { .. }
            | C::Press { .. }
            | C::Enforce { .. }
            | C::Publish { .. }
            | C::CorrectCopy { .. }
            | C::WithdrawCopy { .. } => self.weigh_after(context, command),
            C::Suspend { .. } | C::Resume { .. } | C::Extend { .. } | C::Terminate { .. } => {
                self.weigh_course(context, command)
            }
            C::Draft { .. } | C::Resolve { .. } | C::Issue { .. } => self.weigh_deciding(context, command),
            _ => self.weigh_inquiry_and_service(context, command),
        }
    }

    /// What the office finds out itself and keeps, and what reaches whom.
    fn weigh_inquiry_and_service(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        match command {
            C::CopyToSuperior { papers, to_body, document } => {
                self.weigh_copying(context, papers, to_body, document)
            }
            C::ConfirmAddress { address } => self.weigh_address(context, address),
            C::KeepApplicationRecord { document } => {
                let kept = ApplicationRecord { on: context.now.today, document: document.clone() };
                Ok(vec![ReconsiderationEvent::ApplicationRecordKept(kept)])
            }
            C::Serve { notice, delivery } => self.weigh_service(context, notice, delivery),
            C::StrikeService { notice, attempt, reason } => {
                self.weigh_striking(context, notice, *attempt, reason)
            }
            _ => self.weigh_inquiry(context, command),
        }
    }
}

fn noted_advice(on: Date, command: &ReconsiderationCommand) -> Vec<ReconsiderationEvent> {
    match command {
        C::NoteAdvice { advice } => vec![ReconsiderationEvent::AdviceNoted { on, advice: advice.clone() }],
        C::NoteReview { review, open } => {
            vec![ReconsiderationEvent::ReviewNoted(ReviewNoted { on, review: review.clone(), open: *open })]
        }
        _ => Vec::new(),
    }
}

fn noted_together(on: Date, with: &MatterId, apart: bool, reason: &str) -> ReconsiderationEvent {
    let (with, reason) = (with.clone(), reason.to_owned());
    match apart {
        true => ReconsiderationEvent::TriedApart(Together { on, with, reason }),
        false => ReconsiderationEvent::TriedTogether(Together { on, with, reason }),
    }
}
