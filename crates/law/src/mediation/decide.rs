//! What may happen to a mediation: permission, then the stage, then the content.

use super::{codes::*, command::OFFERED, *};
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    dispute::{line, text},
    matter::{Context, Offer, Series},
    refusal::{ALREADY_OPEN, NOT_OPEN, UNKNOWN_ORGANIZATION, WRONG_STAGE, ensure, ensure_at},
};

impl Matter for Mediation {
    type Command = MediationCommand;
    type Event = MediationEvent;
    const KIND: Kind = Kind::Mediation;

    fn decide(state: Option<&Self>, context: Context<'_>, command: &MediationCommand) -> Result<Vec<MediationEvent>, Refusal> {
        match (state, command) {
            (None, MediationCommand::Open { brief }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![MediationEvent::Opened { on: context.now.today, brief: brief.clone() }])
            }
            (Some(_), MediationCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(mediation), command) => {
                mediation.may(context, command.name())?;
                mediation.weigh(context, command)
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

    fn outline(&self, id: &MatterId, law: &Law) -> Outline {
        self.outline_of(id, law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        crate::matter::offers_from(&OFFERED, |command| self.may(context, command))
    }

    /// Opened by the registration itself, it carries the number that is drawn for the dispute.
    fn wants_serial(event: &MediationEvent) -> Option<Series> {
        match event {
            MediationEvent::Opened { brief, .. } => unnumbered(brief),
            _ => None,
        }
    }

    fn number(event: &mut MediationEvent, serial: u64) {
        if let MediationEvent::Opened { brief, .. } = event
            && let Some(series) = unnumbered(brief)
        {
            brief.number = crate::dispute::number(&series.prefix, series.year, serial);
        }
    }

    fn lapse(&self) -> Option<MediationCommand> {
        Some(MediationCommand::RecordLapse)
    }
}

/// The register from which the number of a dispute is being drawn, if it is not drawn yet (serial 0).
fn unnumbered(brief: &Brief) -> Option<Series> {
    let (prefix, serial) = brief.number.split_once('〔')?;
    serial.ends_with("〕0号").then(|| Series { prefix: prefix.to_owned(), year: brief.registered_on.year() })
}

impl Mediation {
    /// Permission, then stage: everything that does not depend on what the command says.
    pub(super) fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        self.permit(context, command)?;
        self.allows(context, command)
    }

    /// Who: a role, and beyond the role a relation to this file.
    fn permit(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        let user = &actor.user;
        if self.walled.contains(user) {
            return Err(Refusal::not_visible());
        }
        match actor.role {
            Party => {
                let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
                here.filter(|standing| self.is_side(&standing.party)).ok_or_else(Refusal::not_visible)?;
            }
            AgencyLegal | AgencyHead if !actor.in_organization(&self.brief.respondent) => return Err(Refusal::not_visible()),
            _ => {}
        }
        actor.permits(match command {
            "import" | "decline_import" | "pass_on" | "name_team" | "fill_seat" => &[IntakeClerk, CentreHead],
            "record_consent" | "withdraw_consent" => &[Party, AgencyLegal, AgencyHead, IntakeClerk, Mediator, ConsultPoint],
            "disclose" => &[Judge, Mediator, AgencyLegal, AgencyHead, TownCadre, Expert, Prosecutor, ReconsiderationOfficer, PetitionOfficer],
            "challenge" => &[Party, AgencyLegal, AgencyHead, IntakeClerk, Judge, Mediator, TownCadre, Expert],
            "decide_challenge" => &[CentreHead],
            "self_check" => &[AgencyLegal, AgencyHead],
            "give_opinion" => &[Judge],
            "check_legality" => &[Judge, CentreHead],
            "record_service" | "extend" => &[Mediator, IntakeClerk],
            "correct_minutes" | "sign_minutes" | "confirm_undisputed" | "sign_agreement" | "apply_for_confirmation" => {
                &[Party, AgencyLegal, AgencyHead, Mediator, IntakeClerk]
            }
            "record_confirmation" => &[IntakeClerk, Judge],
            "fail" | "terminate" => &[Mediator, CentreHead],
            "hand_on" => &[IntakeClerk, Mediator],
            "retry" => &[IntakeClerk, Mediator, CentreHead],
            "update_brief" | "record_lapse" => &[Statute],
            _ => &[Mediator],
        })?;
        let related = match actor.role {
            Mediator if command == "disclose" || command == "challenge" => self.is_seated(user),
            Mediator => self.is_lead(user),
            Judge if command == "disclose" || command == "challenge" => self.is_seated(user),
            Judge => self.is_judge(user),
            TownCadre | Expert | Prosecutor | ReconsiderationOfficer | PetitionOfficer => self.is_seated(user),
            AgencyLegal | AgencyHead if command == "disclose" => self.is_seated(user),
            ConsultPoint => self.brief.consult_point.as_ref().is_some_and(|point| actor.in_organization(point)),
            _ => true,
        };
        if related { Ok(()) } else { Err(Refusal::not_permitted()) }
    }

    /// When: the stage, the seats, the consents, the period.
    fn allows(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let user = &context.actor.user;
        // The agency goes on speaking for itself while one of its people is challenged as a member.
        let neutral = self.own_side(context).is_none() && self.is_seated(user);
        if neutral && self.open_challenge_of(user).is_some() && !matches!(command, "disclose" | "challenge") {
            return Err(Refusal::of(CHALLENGE_PENDING));
        }
        let stage = &self.stage;
        let at = |holds: bool| ensure(holds, WRONG_STAGE);
        match command {
            "import" | "decline_import" => at(matches!(stage, Stage::Screening)),
            "pass_on" => at(matches!(stage, Stage::Screening | Stage::AwaitingConsent { .. })),
            "update_brief" => Ok(()),
            "record_lapse" => {
                at(stage.is_running())?;
                ensure(self.ended_by_time(context.law, context.now.today).is_some(), PERIOD_RUNS)
            }
            "apply_for_confirmation" => self.ensure_confirmable(context),
            "record_confirmation" => {
                let confirmation = self.confirmation.as_ref().ok_or_else(|| Refusal::of(NOT_APPLIED))?;
                ensure(confirmation.result.is_none(), CONFIRMED_ALREADY)
            }
            "hand_on" => {
                self.ensure_over_unsettled(context, NOTHING_TO_HAND_ON)?;
                ensure(self.handed_on.is_none(), HANDED_ON_ALREADY)
            }
            "retry" => {
                self.ensure_over_unsettled(context, RETRY_SETTLED)?;
                at(!matches!(stage, Stage::PassedOn { .. } | Stage::Returned { reason: ReturnReason::NotImported, .. }))?;
                ensure(self.retried_on.is_none(), RETRIED_ALREADY)
            }
            _ => {
                at(!stage.is_over())?;
                self.ensure_in_period(context)?;
                self.allows_while_open(context, command)
            }
        }
    }

    /// The steps between import and end.
    fn allows_while_open(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let at = |holds: bool| ensure(holds, WRONG_STAGE);
        let stage = &self.stage;
        let teaming = matches!(stage, Stage::Teaming { .. });
        match command {
            "record_consent" => {
                let asking = matches!(stage, Stage::AwaitingConsent { .. });
                at(asking || (!matches!(stage, Stage::Screening) && !self.all_consented()))
            }
            "withdraw_consent" => {
                at(!matches!(stage, Stage::Screening))?;
                ensure(self.consents.values().any(|consent| consent.answer == Answer::Agree), CONSENT_NOT_GIVEN)
            }
            "name_team" => at(teaming),
            "fill_seat" | "disclose" | "challenge" => {
                at(teaming || stage.is_running())?;
                ensure(self.team.is_some(), NO_TEAM)
            }
            "decide_challenge" => ensure(self.challenges.iter().any(|challenge| challenge.decided.is_none()), NO_CHALLENGE),
            "accept_material" => self.ensure_can_start(context),
            "self_check" => at(teaming || stage.is_running()),
            "terminate" => at(!matches!(stage, Stage::Screening)),
            "fail" => at(stage.is_running()),
            "suspend" => {
                at(stage.is_running())?;
                ensure(self.open_suspension().is_none(), SUSPENDED_ALREADY)
            }
            "resume" => {
                at(stage.is_running())?;
                ensure(self.open_suspension().is_some(), NOT_SUSPENDED)
            }
            "check_legality" => {
                at(matches!(stage, Stage::Signing { .. }))?;
                self.ensure_not_halted()
            }
            "sign_agreement" => {
                at(matches!(stage, Stage::Signing { .. }))?;
                self.ensure_can_go_on()?;
                self.ensure_lawful()
            }
            _ => {
                at(stage.is_running())?;
                self.ensure_can_go_on()?;
                self.ensure_something_to_do(command)
            }
        }
    }

    /// It cannot start unless everybody wants it, 1+1+N sits, and nobody's neutrality is in question.
    fn ensure_can_start(&self, context: Context<'_>) -> Result<(), Refusal> {
        ensure(matches!(self.stage, Stage::Teaming { .. }), WRONG_STAGE)?;
        let team = self.team.as_ref().ok_or_else(|| Refusal::of(NO_TEAM))?;
        let open = |user: &Option<UserId>| user.as_ref().is_some_and(|user| self.open_challenge_of(user).is_some());
        ensure(!open(&team.guiding_judge) && !open(&team.lead_mediator), CHALLENGE_OPEN)?;
        ensure(team.is_complete(), SEAT_VACANT)?;
        ensure(self.all_consented(), CONSENTS_MISSING)?;
        self.ensure_time_left(context)
    }

    /// While it runs, an empty seat, a missing consent or a halt stops the work.
    fn ensure_can_go_on(&self) -> Result<(), Refusal> {
        ensure(self.team.as_ref().is_some_and(Team::is_complete), SEAT_VACANT)?;
        ensure(self.all_consented(), CONSENTS_MISSING)?;
        self.ensure_not_halted()
    }

    fn ensure_something_to_do(&self, command: &str) -> Result<(), Refusal> {
        match command {
            "give_opinion" => ensure(self.questions.iter().any(|asked| asked.opinion.is_none()), NO_QUESTION),
            "record_service" | "record_attendance" | "write_minutes" | "correct_minutes" | "sign_minutes" => {
                ensure(!self.sessions.is_empty(), NO_SESSION)
            }
            "confirm_undisputed" => ensure(self.undisputed.is_some(), FACTS_MISSING),
            _ => Ok(()),
        }
    }

    /// The content, once permission and stage are right.
    fn weigh(&self, context: Context<'_>, command: &MediationCommand) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        match command {
            C::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            C::UpdateBrief { brief } => Ok(vec![MediationEvent::BriefUpdated { on, brief: brief.clone() }]),
            C::Import { categories, channel, settlement_only, note } => {
                self.weigh_import(categories, *channel, *settlement_only)?;
                let (categories, note) = (categories.clone(), note.clone());
                Ok(vec![MediationEvent::Imported { on, categories, channel: *channel, settlement_only: *settlement_only, note }])
            }
            C::DeclineImport { reason } => {
                text(reason, "reason")?;
                Ok(vec![MediationEvent::ImportDeclined { on, reason: reason.clone(), facts: self.returned_facts(context) }])
            }
            C::PassOn { to, reason } => {
                ensure_at(context.law.directory.organization(to).is_some(), UNKNOWN_ORGANIZATION, "to")?;
                line(reason, "reason")?;
                let (to, reason) = (to.clone(), reason.clone());
                Ok(vec![MediationEvent::PassedOn { on, to, reason, facts: self.returned_facts(context) }])
            }
            C::RecordConsent { party, answer, way, on, evidence, conservative_day_told } => {
                let consent = Consent {
                    answer: *answer,
                    way: *way,
                    on: *on,
                    evidence: evidence.clone(),
                    conservative_last_day: self.conservative_last_day(context.law, context.now.today),
                };
                self.weigh_consent(context, party, &consent, *conservative_day_told)?;
                Ok(self.consent_events(context, party, consent))
            }
            C::WithdrawConsent { party, reason } => {
                self.ensure_speaks_for(context, party)?;
                ensure_at(self.consents.contains_key(party), CONSENT_NOT_GIVEN, "party")?;
                let facts = self.returned_facts(context);
                Ok(vec![
                    MediationEvent::ConsentWithdrawn { on, party: party.clone(), reason: reason.clone() },
                    MediationEvent::Returned { on, party: party.clone(), reason: ReturnReason::ConsentWithdrawn, facts },
                ])
            }
            _ => self.weigh_team_step(context, command),
        }
    }

    /// A no sends it back the same day; the last yes lets a team be named.
    fn consent_events(&self, context: Context<'_>, party: &str, consent: Consent) -> Vec<MediationEvent> {
        let on = context.now.today;
        let refused = consent.answer == Answer::Refuse;
        let mut events = vec![MediationEvent::ConsentRecorded { on, party: party.to_owned(), consent }];
        let last_yes = self.without_consent().all(|missing| missing == party);
        if refused {
            let (facts, reason) = (self.returned_facts(context), ReturnReason::ConsentRefused);
            events.push(MediationEvent::Returned { on, party: party.to_owned(), reason, facts });
        } else if last_yes && matches!(self.stage, Stage::AwaitingConsent { .. }) {
            events.push(MediationEvent::ConsentCompleted { on });
        }
        events
    }

    fn weigh_team_step(&self, context: Context<'_>, command: &MediationCommand) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::NameTeam { guiding_judge, lead_mediator, members, loads, override_reason } => {
                let suggestion = suggest_team(context.law, &self.neutral_brief(), loads);
                self.weigh_team(context, guiding_judge, lead_mediator, members, &suggestion, override_reason.as_deref())?;
                let team = Team {
                    named_on: on,
                    guiding_judge: Some(guiding_judge.clone()),
                    lead_mediator: Some(lead_mediator.clone()),
                    members: members.clone(),
                    suggestion,
                    override_reason: override_reason.clone(),
                };
                MediationEvent::TeamNamed { on, team: Box::new(team) }
            }
            C::FillSeat { seat, user, role, in_place_of, reason } => {
                let role = self.weigh_seat(context, *seat, user, *role, in_place_of.as_ref())?;
                line(reason, "reason")?;
                let (user, in_place_of, reason) = (user.clone(), in_place_of.clone(), reason.clone());
                MediationEvent::SeatFilled { on, seat: *seat, user, role, in_place_of, reason }
            }
            C::Disclose { text: disclosed } => {
                text(disclosed, "text")?;
                MediationEvent::Disclosed { on, user: context.actor.user.clone(), text: disclosed.clone() }
            }
            C::Challenge { of, by, ground } => {
                self.weigh_challenge(context, of, by)?;
                text(ground, "ground")?;
                let challenge = format!("c{}", self.challenges.len() + 1);
                MediationEvent::Challenged { on, challenge, of: of.clone(), by: by.clone(), ground: ground.clone() }
            }
            C::DecideChallenge { challenge, upheld, reason } => {
                self.weigh_challenge_decision(challenge)?;
                text(reason, "reason")?;
                MediationEvent::ChallengeDecided { on, challenge: challenge.clone(), upheld: *upheld, reason: reason.clone() }
            }
            C::AcceptMaterial => MediationEvent::MaterialAccepted { on },
            _ => return self.weigh_talk(context, command),
        };
        Ok(vec![event])
    }

    /// The brief with the walls of this mediation added, so that nobody excluded is suggested again.
    pub fn neutral_brief(&self) -> Brief {
        let mut brief = self.brief.clone();
        brief.walled.extend(self.walled.iter().cloned());
        brief
    }
}
