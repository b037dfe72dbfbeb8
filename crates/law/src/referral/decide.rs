//! What may happen to a referral.

use super::{codes::*, *};
use crate::{
    Actor, FileHash, Kind, Matter, MatterId, Outline, Refusal, Role,
    calendar::zh_date,
    decision::Law,
    directory::Category,
    dispute::{line, text},
    matter::{Context, Offer, offers_from},
    mediation::RESPONDENT,
    refusal::{ALREADY_OPEN, DATE_IN_FUTURE, NOT_OPEN, WRONG_STAGE, ensure, ensure_at},
};

const OFFERED: [&str; 5] = ["accept", "decline", "send_again", "acknowledge", "hand_back"];

impl Matter for Referral {
    type Command = ReferralCommand;
    type Event = ReferralEvent;
    const KIND: Kind = Kind::Referral;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &ReferralCommand,
    ) -> Result<Vec<ReferralEvent>, Refusal> {
        match (state, command) {
            (None, ReferralCommand::Open { brief, package }) => {
                context.actor.permits(&[Role::Statute])?;
                let (on, brief, package) = (context.now.today, brief.clone(), package.clone());
                Ok(vec![ReferralEvent::Opened { on, brief, package }])
            }
            (Some(_), ReferralCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(referral), ReferralCommand::NoteSentAgain { by }) => {
                context.actor.permits(&[Role::Statute])?;
                let settles = referral.may_go_again(context.law) && referral.package.from == *by;
                Ok(settles
                    .then_some(ReferralEvent::CameAgain { on: context.now.today })
                    .into_iter()
                    .collect())
            }
            (Some(referral), command) => {
                if let Some(both) = referral.takes_and_gives_back(context, command) {
                    return both;
                }
                referral.may(context, name(command)).map_err(|refusal| {
                    let known = refusal.code == WRONG_STAGE && referral.has_heard(context.actor, command);
                    if known { Refusal::of(ALREADY_ANSWERED) } else { refusal }
                })?;
                let event = referral.weigh(context, command)?;
                let signed = referral.is_signed_by(&event, context);
                Ok(std::iter::once(event).chain(signed).collect())
            }
        }
    }

    fn apply(state: Option<Self>, event: &ReferralEvent) -> Self {
        match (state, event) {
            (_, ReferralEvent::Opened { on, brief, package }) => Referral {
                brief: (**brief).clone(),
                package: (**package).clone(),
                stage: Stage::Sent { on: *on },
                receipt: None,
                back: None,
                mediation: None,
                begun: false,
                mediated: false,
                accepted_on: None,
                sent_again_on: None,
            },
            (Some(referral), event) => referral.after(event),
            (None, _) => panic!("the journal of a referral opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }

    fn brief(event: &mut ReferralEvent) -> Option<&mut Brief> {
        match event {
            ReferralEvent::Opened { brief, .. } => Some(brief),
            _ => None,
        }
    }

    fn lapse(&self) -> Option<ReferralCommand> {
        Some(ReferralCommand::RecordUnanswered)
    }
}

/// Who may speak for a body that sends or receives.
pub(super) const OFFICERS: [Role; 6] = [
    Role::IntakeClerk,
    Role::Judge,
    Role::Prosecutor,
    Role::PetitionOfficer,
    Role::ReconsiderationOfficer,
    Role::AgencyLegal,
];

impl Referral {
    /// A paper of the list, for the program of the body that it was sent to, and of what was handed back for the program of the body that
    /// had sent it; nothing that is not on the list, and nothing any more once the referral has gone back unanswered or declined. To
    /// everybody else it does not exist.
    pub fn fetched(&self, actor: &Actor, file: &FileHash, law: &Law) -> Result<(), Refusal> {
        let program = actor.role == Role::OutsideSystem && !self.brief.walled.contains(&actor.user);
        let of = |body| program && actor.in_organization(body);
        let handed_back = matches!(self.stage, Stage::HandedBack { .. });
        let open = handed_back
            || matches!(self.stage, Stage::Sent { .. } | Stage::Accepted { .. } | Stage::TakenOver { .. });
        let sent =
            open && of(&self.package.to) && self.package.papers.iter().any(|paper| paper.file == *file);
        let back = self.back.iter().filter(|_| handed_back && of(&self.package.from));
        let given_back = back.flat_map(|back| &back.papers).any(|paper| paper.file == *file);
        if !sent && !given_back {
            return Err(Refusal::not_visible());
        }
        law.ensure_may_refer(actor)
    }

    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let actor = context.actor;
        if self.brief.walled.contains(&actor.user) {
            return Err(Refusal::not_visible());
        }
        match command {
            "accept" | "decline" | "hand_back" => {
                let receives = actor.in_organization(&self.package.to);
                if receives && actor.role == Role::OutsideSystem {
                    context.law.ensure_may_refer(actor)?;
                } else if !(receives && OFFICERS.contains(&actor.role)) {
                    actor.permits(&[Role::IntakeClerk, Role::Statute])?;
                }
            }
            "acknowledge" if self.is_left_over() => actor.permits(&[Role::IntakeClerk, Role::CentreHead])?,
            // Whoever had sent it may go on without the centre.
            "acknowledge" if self.came_here(context.law) && self.is_its_sender(actor) => {}
            "acknowledge" => actor.permits(&[Role::CentreHead])?,
            "send_again" if !self.is_its_sender(actor) => return Err(Refusal::not_permitted()),
            "send_again" => {}
            _ => actor.permits(&[Role::Statute])?,
        }
        match command {
            "accept" | "decline" => {
                self.ensure_not_gone_back()?;
                ensure(matches!(self.stage, Stage::Sent { .. }), WRONG_STAGE)
            }
            // What the mediation gives back is never lost for want of a receipt.
            "hand_back" if actor.is_statute() => Ok(()),
            "hand_back" => {
                self.ensure_not_gone_back()?;
                ensure(matches!(self.stage, Stage::Accepted { .. }), WRONG_STAGE)?;
                ensure(self.open_mediation(context.law).is_none(), MEDIATION_OPEN)?;
                ensure(!self.gives_back_itself(context.law), MEDIATION_GIVES_BACK)
            }
            "note_mediation" => Ok(()),
            "send_again" => ensure(self.may_go_again(context.law), WRONG_STAGE),
            "acknowledge" => {
                let unanswered = matches!(self.stage, Stage::Unanswered { .. });
                ensure(unanswered || self.is_left_over(), WRONG_STAGE)
            }
            _ => {
                let last_day = self.last_day_to_answer(context.law);
                ensure(last_day.is_some_and(|day| day < context.now.today), ANSWER_OPEN)
            }
        }
    }

    fn ensure_not_gone_back(&self) -> Result<(), Refusal> {
        let (Stage::Unanswered { on } | Stage::Escalated { on }) = self.stage else { return Ok(()) };
        let detail = format!(
            "签收的期限（三个工作日）已经过了，{}记为逾期，移送已经退回；还要接着办的，请移送单位重新移送",
            zh_date(on)
        );
        Err(Refusal::of(WRONG_STAGE).because(detail))
    }

    /// What is taken up here is signed for by that, and does not go back as unanswered while it is worked on.
    fn is_signed_by(&self, event: &ReferralEvent, context: Context<'_>) -> Option<ReferralEvent> {
        let begun = matches!(event, ReferralEvent::MediationNoted { open: true, begun: true, .. });
        let waits = matches!(self.stage, Stage::Sent { .. }) && self.came_here(context.law);
        (begun && waits).then_some(ReferralEvent::Accepted { on: context.now.today, receipt: None })
    }

    /// Whose program hands back what it was not heard to sign for has it: the answers of one body may overtake one another.
    fn takes_and_gives_back(
        &self,
        context: Context<'_>,
        command: &ReferralCommand,
    ) -> Option<Result<Vec<ReferralEvent>, Refusal>> {
        let overtakes = context.actor.role == Role::OutsideSystem
            && matches!(self.stage, Stage::Sent { .. })
            && matches!(command, ReferralCommand::HandBack { .. })
            && !self.package.for_good;
        overtakes.then(|| {
            self.may(context, "accept")?;
            let accepted = self.weigh(context, &ReferralCommand::Accept { receipt: None })?;
            let taken = self.clone().after(&accepted);
            taken.may(context, name(command))?;
            Ok(vec![accepted, taken.weigh(context, command)?])
        })
    }

    /// A program that says once more, or later, what is on record already.
    fn has_heard(&self, actor: &Actor, command: &ReferralCommand) -> bool {
        use ReferralCommand::{Accept, Decline, HandBack};
        actor.role == Role::OutsideSystem
            && match (command, &self.stage) {
                (
                    Accept { .. },
                    Stage::Accepted { .. } | Stage::TakenOver { .. } | Stage::HandedBack { .. },
                ) => true,
                (Decline { reason, .. }, Stage::Declined { reason: had, .. }) => reason == had,
                (HandBack { back }, Stage::HandedBack { .. }) => self.back.as_ref() == Some(back),
                _ => false,
            }
    }

    fn weigh(&self, context: Context<'_>, command: &ReferralCommand) -> Result<ReferralEvent, Refusal> {
        let on = context.now.today;
        match command {
            ReferralCommand::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            ReferralCommand::Accept { receipt } => {
                let own = context.actor.in_organization(&self.package.to);
                ensure_at(own || receipt.is_some(), RECEIPT_MISSING, "receipt")?;
                Ok(ReferralEvent::Accepted { on, receipt: receipt.clone() })
            }
            ReferralCommand::Decline { reason, receipt } => {
                line(reason, "reason")?;
                let own = context.actor.in_organization(&self.package.to);
                ensure_at(own || receipt.is_some(), DECLINE_UNPROVEN, "receipt")?;
                Ok(ReferralEvent::Declined { on, reason: reason.clone(), receipt: receipt.clone() })
            }
            ReferralCommand::RecordUnanswered => {
                let last_day = self.last_day_to_answer(context.law).expect("it was found to be past");
                Ok(ReferralEvent::LeftUnanswered { on: last_day.tomorrow().unwrap_or(last_day) })
            }
            ReferralCommand::Acknowledge { note } => {
                text(note, "note")?;
                Ok(ReferralEvent::Acknowledged { on, note: note.clone() })
            }
            ReferralCommand::SendAgain { reason } => {
                line(reason, "reason")?;
                let request = self.same_again(reason.clone());
                Ok(ReferralEvent::SentAgain { on, request: Box::new(request) })
            }
            ReferralCommand::NoteSentAgain { .. } => unreachable!("it was weighed before"),
            ReferralCommand::HandBack { back } => {
                if let Some(facts) = &back.undisputed {
                    text(&facts.text, "back.undisputed.text")?;
                    let signed = |side: &str| facts.signed_by.iter().any(|signer| signer == side);
                    let all = self.sides().all(signed);
                    ensure_at(all, FACTS_NOT_SIGNED, "back.undisputed.signed_by")?;
                }
                ensure_at(back.ended_on.is_none_or(|ended| ended <= on), DATE_IN_FUTURE, "back.ended_on")?;
                let until = back.ended_on.unwrap_or(on);
                let in_order = back.consented_on.is_none_or(|consented| consented <= until);
                ensure_at(in_order, CONSENT_AFTER_END, "back.consented_on")?;
                self.weigh_agreed(context, back)?;
                Ok(ReferralEvent::HandedBack { on, back: back.clone() })
            }
            ReferralCommand::NoteMediation { mediation, open, begun } => {
                let (mediation, open, begun) = (mediation.clone(), *open, *begun);
                Ok(ReferralEvent::MediationNoted { mediation, open, begun })
            }
        }
    }

    /// What is said to be agreed has its day and its paper; a mediation here signs in other ways too and knows them itself.
    fn weigh_agreed(&self, context: Context<'_>, back: &HandBack) -> Result<(), Refusal> {
        if context.actor.is_statute() || back.outcome != BackOutcome::Agreed {
            return Ok(());
        }
        ensure_at(back.ended_on.is_some(), AGREED_UNDATED, "back.ended_on")?;
        let proves = |kind| matches!(kind, BackPaperKind::SignedAgreement | BackPaperKind::FormalPaper);
        ensure_at(back.papers.iter().any(|paper| proves(paper.kind)), AGREED_WITHOUT_PAPER, "back.papers")
    }

    /// Whoever was to take it over for good does not, and nobody has said what becomes of it.
    pub fn is_left_over(&self) -> bool {
        self.package.for_good && matches!(self.stage, Stage::Declined { .. })
    }

    /// The centre's own mediation upon what was sent to it; what the centre sent away is the other body's to answer.
    pub(crate) fn open_mediation(&self, law: &Law) -> Option<&MatterId> {
        self.mediation.as_ref().filter(|_| self.came_here(law))
    }

    /// 特邀调解规定22条: the centre's mediation upon it is over, and what it came to goes back when the material is handed on; nobody
    /// says again in words of their own what was undisputed.
    pub(super) fn gives_back_itself(&self, law: &Law) -> bool {
        self.mediated && self.came_here(law)
    }

    pub(super) fn came_here(&self, law: &Law) -> bool {
        let receiver = law.directory.organization(&self.package.to);
        receiver.is_some_and(|body| body.category == Category::Centre)
    }

    /// The officers of the body that had sent it; its program sends a referral of its own.
    fn is_its_sender(&self, actor: &Actor) -> bool {
        actor.in_organization(&self.package.from) && OFFICERS.contains(&actor.role)
    }

    /// What the centre has not taken, or not in time, is with whoever had sent it, and nobody there sees the dispute to send it from.
    pub fn may_go_again(&self, law: &Law) -> bool {
        let back =
            matches!(self.stage, Stage::Declined { .. } | Stage::Unanswered { .. } | Stage::Escalated { .. });
        back && self.came_here(law) && self.sent_again_on.is_none()
    }

    /// By the same docking, on what was said then; the file goes as it stands now.
    fn same_again(&self, reason: String) -> Request {
        let Package { docking, from, to, consents, .. } = self.package.clone();
        Request { docking, from, to, reason, consents }
    }

    fn sides(&self) -> impl Iterator<Item = &str> {
        self.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT])
    }

    fn after(mut self, event: &ReferralEvent) -> Referral {
        match event {
            ReferralEvent::Opened { .. } => {}
            ReferralEvent::Accepted { on, receipt } => {
                self.stage = match self.package.for_good {
                    true => Stage::TakenOver { on: *on },
                    false => Stage::Accepted { on: *on },
                };
                self.receipt = receipt.clone();
                self.accepted_on = Some(*on);
            }
            ReferralEvent::Declined { on, reason, receipt } => {
                self.stage = Stage::Declined { on: *on, reason: reason.clone() };
                self.receipt = receipt.clone();
            }
            ReferralEvent::LeftUnanswered { on } => self.stage = Stage::Unanswered { on: *on },
            ReferralEvent::Acknowledged { on, .. } => self.stage = Stage::Escalated { on: *on },
            ReferralEvent::SentAgain { on, .. } | ReferralEvent::CameAgain { on } => {
                self.sent_again_on = Some(*on);
                if let Stage::Unanswered { .. } = self.stage {
                    self.stage = Stage::Escalated { on: *on };
                }
            }
            ReferralEvent::HandedBack { on, back } => {
                self.stage = Stage::HandedBack { on: *on };
                self.back = Some((**back).clone());
            }
            ReferralEvent::MediationNoted { mediation, open, begun } => {
                self.mediation = open.then(|| mediation.clone());
                self.begun = *open && *begun;
                self.mediated = !open;
            }
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &ReferralCommand) -> &'static str {
    match command {
        ReferralCommand::Open { .. } => "open",
        ReferralCommand::Accept { .. } => "accept",
        ReferralCommand::Decline { .. } => "decline",
        ReferralCommand::RecordUnanswered => "record_unanswered",
        ReferralCommand::Acknowledge { .. } => "acknowledge",
        ReferralCommand::HandBack { .. } => "hand_back",
        ReferralCommand::NoteMediation { .. } => "note_mediation",
        ReferralCommand::SendAgain { .. } => "send_again",
        ReferralCommand::NoteSentAgain { .. } => "note_sent_again",
    }
}
