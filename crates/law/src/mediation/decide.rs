//! The room's one door: a step is permitted and in its time (`may.rs`), then its content is weighed, here and beside.

use super::{codes::*, may::OFFERED, *};
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    dispute::{line, text},
    matter::{Context, Offer},
    refusal::{ALREADY_OPEN, NOT_OPEN, ensure_at},
};

impl Matter for Mediation {
    type Command = MediationCommand;
    type Event = MediationEvent;
    const KIND: Kind = Kind::Mediation;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        match (state, command) {
            (None, MediationCommand::Open { brief }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![MediationEvent::Opened { on: context.now.today, brief: brief.clone() }])
            }
            (Some(_), MediationCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(mediation), command) => {
                mediation.may(context, command.name())?;
                let events = mediation.weigh_jointly(context, command)?;
                Ok(mediation.with_talks_called_off(context, events))
            }
        }
    }

    fn apply(state: Option<Self>, event: &MediationEvent) -> Self {
        match (state, event) {
            (_, MediationEvent::Opened { on, brief }) => Mediation::opened(*on, brief),
            (Some(mediation), event) => mediation.after(event),
            (None, _) => panic!("the journal of a mediation opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        crate::matter::offers_from(&OFFERED, |command| self.may(context, command))
    }

    fn brief(event: &mut MediationEvent) -> Option<&mut Brief> {
        match event {
            MediationEvent::Opened { brief, .. } | MediationEvent::BriefUpdated { brief, .. } => Some(brief),
            _ => None,
        }
    }

    fn lapse(&self) -> Option<MediationCommand> {
        Some(MediationCommand::RecordLapse)
    }
}

impl Mediation {
    /// The content, once permission and stage are right.
    pub(super) fn weigh(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        match command {
            C::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            C::UpdateBrief { brief } => self.weigh_brief(context, brief),
            C::Import { .. } => self.imported_by(on, command),
            C::DeclineImport { settled, .. } if !matches!(self.stage, Stage::Screening) => {
                Ok(self.settled_beside(context, *settled).into_iter().collect())
            }
            C::DeclineImport { reason, settled } => {
                text(reason, "reason")?;
                Ok(vec![MediationEvent::ImportDeclined {
                    on,
                    reason: reason.clone(),
                    facts: self.returned_facts(context),
                    settled: settled.filter(|_| context.actor.is_statute()),
                }])
            }
            C::PassOn { to, reason } => {
                self.ensure_can_take_over(context.law, to)?;
                line(reason, "reason")?;
                let (to, reason) = (to.clone(), reason.clone());
                Ok(vec![MediationEvent::PassedOn { on, to, reason, facts: self.returned_facts(context) }])
            }
            C::RecordConsent { .. } => self.weigh_consenting(context, command),
            C::WithdrawConsent { party, reason } => {
                self.ensure_speaks_for(context, party)?;
                let given = self.consents.get(party).is_some_and(Consent::stands);
                ensure_at(given, CONSENT_NOT_GIVEN, "party")?;
                let own = self.own_side(context).is_some();
                let said = reason.as_deref().is_some_and(|said| said.trim().chars().count() >= 4);
                ensure_at(own || said, WITHDRAWAL_UNEXPLAINED, "reason")?;
                let withdrawn =
                    MediationEvent::ConsentWithdrawn { on, party: party.clone(), reason: reason.clone() };
                let left = self.left_or_returned(context, party, ReturnReason::ConsentWithdrawn);
                Ok(std::iter::once(withdrawn).chain(left).collect())
            }
            C::Readmit { party, reason } => {
                let left = self.left_by(party).is_some_and(|left| left.asked_on.is_none());
                ensure_at(left, NOBODY_LEFT, "party")?;
                line(reason, "reason")?;
                let (party, reason) = (party.clone(), reason.clone());
                Ok(vec![MediationEvent::SideReadmitted { on, party, reason }])
            }
            _ => self.weigh_team_step(context, command),
        }
    }

    /// What somebody says to being asked, and what follows from it.
    fn weigh_consenting(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let MediationCommand::RecordConsent {
            party,
            answer,
            way,
            on,
            evidence,
            note,
            conservative_day_told,
            signed,
            ..
        } = command
        else {
            unreachable!("it is asked of no other command");
        };
        let given = signed.as_ref().map(|signed| (&signed.way, Some(&signed.present)));
        // The paper that came with the file is on file.
        let said =
            self.consent_sent(party, *way, *on).filter(|_| *answer == Answer::Agree && given.is_none());
        let sent = said.and_then(|said| said.evidence.clone());
        let consent = Consent {
            answer: *answer,
            way: *way,
            on: *on,
            evidence: evidence.clone().or(sent),
            note: note.clone(),
            conservative_last_day: self.conservative_last_day(context.law, context.now.today, Some(party)),
            withdrawn_on: None,
            signature: given
                .map(|given| self.signed_by(context, ("record_consent", "signed."), party, given))
                .transpose()?,
        };
        self.weigh_consent(context, party, &consent, *conservative_day_told)?;
        self.weigh_signed_here(context, party, *way, signed.as_deref())?;
        Ok(self.consent_events(context, party, consent))
    }

    /// Of several one leaves alone; with the agency, or with the last who applied, it is over the same day. Who has left keeps nobody
    /// waiting.
    fn left_or_returned(
        &self,
        context: Context<'_>,
        party: &str,
        reason: ReturnReason,
    ) -> Vec<MediationEvent> {
        let (on, facts) = (context.now.today, self.returned_facts(context));
        let party_left = party.to_owned();
        if !self.goes_on_without(party) {
            return vec![MediationEvent::Returned { on, party: party_left, reason, facts }];
        }
        let asking = matches!(self.stage, Stage::AwaitingConsent { .. });
        let complete = asking && self.without_consent().all(|missing| missing == party);
        let completed = complete.then_some(MediationEvent::ConsentCompleted { on });
        let left = MediationEvent::SideLeft { on, party: party_left, reason, facts };
        std::iter::once(left).chain(completed).collect()
    }

    /// A no sends it back the same day; the last yes lets a team be named.
    fn consent_events(&self, context: Context<'_>, party: &str, consent: Consent) -> Vec<MediationEvent> {
        let on = context.now.today;
        let refused = consent.answer == Answer::Refuse;
        let mut events = vec![MediationEvent::ConsentRecorded { on, party: party.to_owned(), consent }];
        let last_yes = self.without_consent().all(|missing| missing == party);
        if refused {
            events.extend(self.left_or_returned(context, party, ReturnReason::ConsentRefused));
        } else if last_yes && matches!(self.stage, Stage::AwaitingConsent { .. }) {
            events.push(MediationEvent::ConsentCompleted { on });
        }
        events
    }

    fn weigh_team_step(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::NameTeam { guiding_judge, lead_mediator, members, loads, override_reason } => {
                let suggestion = suggest_team(context.law, &self.neutral_brief(), loads);
                self.weigh_team(
                    context,
                    guiding_judge,
                    lead_mediator,
                    members,
                    &suggestion,
                    override_reason.as_deref(),
                )?;
                let team = Team {
                    named_on: on,
                    guiding_judge: Some(guiding_judge.clone()),
                    lead_mediator: Some(lead_mediator.clone()),
                    members: members.clone(),
                    suggestion,
                    override_reason: override_reason.clone(),
                    empty_since: BTreeMap::new(),
                };
                MediationEvent::TeamNamed { on, team: Box::new(team) }
            }
            C::FillSeat { seat, user, role, in_place_of, reason } => {
                let role = self.weigh_seat(context, *seat, user, *role, in_place_of.as_ref())?;
                line(reason, "reason")?;
                let (user, in_place_of, reason) = (user.clone(), in_place_of.clone(), reason.clone());
                MediationEvent::SeatFilled { on, seat: *seat, user, role, in_place_of, reason }
            }
            C::Disclose { of, interest, text, said } => {
                let words = (*interest, text.as_deref());
                return self.weigh_disclosure(context, of.as_ref(), words, said.as_deref());
            }
            C::Challenge { of, by, ground } => {
                self.weigh_challenge(context, of, by)?;
                text(ground, "ground")?;
                let challenge = format!("c{}", self.challenges.len() + 1);
                MediationEvent::Challenged {
                    on,
                    challenge,
                    of: of.clone(),
                    by: by.clone(),
                    ground: ground.clone(),
                    tie: false,
                }
            }
            C::DecideChallenge { challenge, upheld, reason, agreed_by, document } => {
                self.weigh_challenge_decision(challenge, *upheld, agreed_by, document.is_some())?;
                text(reason, "reason")?;
                let (challenge, upheld, reason) = (challenge.clone(), *upheld, reason.clone());
                let (agreed_by, document) = (agreed_by.clone(), document.clone());
                MediationEvent::ChallengeDecided { on, challenge, upheld, reason, agreed_by, document }
            }
            C::AcceptMaterial { interest, disclosure } => {
                return self.weigh_acceptance(context, *interest, disclosure.as_deref());
            }
            _ => return self.weigh_talk(context, command),
        };
        Ok(vec![event])
    }

    /// The brief with the walls of this mediation added, so that nobody excluded is suggested again, and without whoever left.
    pub fn neutral_brief(&self) -> Brief {
        let mut brief = self.brief.clone();
        brief.parties.retain(|party| self.left_by(&party.key).is_none());
        brief.walled.extend(self.walled.iter().cloned());
        brief
    }
}
