//! Who may take a step, and when: everything about it that does not depend on what the command says.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    matter::Context,
    refusal::{WRONG_STAGE, ensure},
};

/// Who sits at the table says it for themselves; who named the table writes down what it was told.
const DISCLOSERS: [Role; 11] = [
    Role::IntakeClerk,
    Role::CentreHead,
    Role::Judge,
    Role::Mediator,
    Role::AgencyLegal,
    Role::AgencyHead,
    Role::TownCadre,
    Role::Expert,
    Role::Prosecutor,
    Role::ReconsiderationOfficer,
    Role::PetitionOfficer,
];

/// Who may ask that somebody step back: everybody at the table, and the counter for a side.
const CHALLENGERS: [Role; 11] = [
    Role::Party,
    Role::AgencyLegal,
    Role::AgencyHead,
    Role::IntakeClerk,
    Role::Judge,
    Role::Mediator,
    Role::TownCadre,
    Role::Expert,
    Role::Prosecutor,
    Role::ReconsiderationOfficer,
    Role::PetitionOfficer,
];

/// Every step a person may be offered, in the order of the work.
pub(super) const OFFERED: [&str; 41] = [
    "import",
    "decline_import",
    "pass_on",
    "record_consent",
    "withdraw_consent",
    "readmit",
    "name_team",
    "fill_seat",
    "disclose",
    "challenge",
    "decide_challenge",
    "accept_material",
    "self_check",
    "ask_judge",
    "give_opinion",
    "convene_session",
    "move_session",
    "cancel_session",
    "record_service",
    "record_attendance",
    "write_minutes",
    "correct_minutes",
    "sign_minutes",
    "record_undisputed_facts",
    "confirm_undisputed",
    "extend",
    "suspend",
    "resume",
    "draft_agreement",
    "check_legality",
    "sign_agreement",
    "apply_for_confirmation",
    "record_formal_ending",
    "renege",
    "fail",
    "terminate",
    "hand_on",
    "retry",
    "decline_retry",
    "agree_to_suspend",
    "correct_channel",
];

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
        self.ensure_here(context, command)?;
        actor.permits(match command {
            // The statute: what came by a referral that goes back.
            "decline_import" => &[IntakeClerk, CentreHead, Statute],
            "import" | "pass_on" | "name_team" | "fill_seat" => &[IntakeClerk, CentreHead],
            "record_consent" | "withdraw_consent" => {
                &[Party, AgencyLegal, AgencyHead, IntakeClerk, Mediator, ConsultPoint]
            }
            "readmit" => &[IntakeClerk, Mediator],
            "disclose" => &DISCLOSERS,
            "challenge" => &CHALLENGERS,
            "decide_challenge" => &[CentreHead],
            "self_check" => &[AgencyLegal, AgencyHead],
            "give_opinion" => &[Judge],
            "check_legality" => &[Judge, CentreHead],
            "record_service" | "extend" | "agree_to_suspend" => &[Mediator, IntakeClerk],
            "correct_minutes"
            | "sign_minutes"
            | "confirm_undisputed"
            | "sign_agreement"
            | "apply_for_confirmation" => &[Party, AgencyLegal, AgencyHead, Mediator, IntakeClerk],
            "record_formal_ending" => &[IntakeClerk, Judge],
            "renege" => &[Party, AgencyLegal, AgencyHead],
            "fail" | "terminate" => &[Mediator, CentreHead],
            "hand_on" => &[IntakeClerk, Mediator],
            "retry" | "decline_retry" | "correct_channel" => &[IntakeClerk, Mediator, CentreHead],
            "update_brief" | "record_lapse" | "note_left" | "note_phase" | "note_conclusion"
            | "note_file" => &[Statute],
            _ => &[Mediator],
        })?;
        let related = match actor.role {
            Mediator if command == "disclose" || command == "challenge" => self.is_seated(user),
            Mediator => self.is_lead(user),
            Judge if command == "disclose" || command == "challenge" => self.is_seated(user),
            Judge => self.is_judge(user),
            TownCadre | Expert | Prosecutor | ReconsiderationOfficer | PetitionOfficer => {
                self.is_seated(user)
            }
            AgencyLegal | AgencyHead if command == "disclose" => self.is_seated(user),
            ConsultPoint => {
                self.brief.consult_point.as_ref().is_some_and(|point| actor.in_organization(point))
            }
            // The guiding judge checks; the head only while that seat is empty.
            CentreHead if command == "check_legality" => {
                self.team.as_ref().is_some_and(|team| team.guiding_judge.is_none())
            }
            _ => true,
        };
        if related { Ok(()) } else { Err(Refusal::not_permitted()) }
    }

    /// Who has nothing to do with this file does not learn that there is one; who has left it takes no part.
    fn ensure_here(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        match actor.role {
            Party => {
                let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
                let here = here.filter(|standing| self.is_party(&standing.party));
                let here = here.ok_or_else(Refusal::not_visible)?;
                // What was said while it took part it may still sign.
                let asked = command == "record_consent" && self.is_asked(&here.party);
                let takes_part = self.is_side(&here.party) || asked || command == "sign_minutes";
                ensure(takes_part, LEFT_ALREADY)?;
            }
            AgencyLegal | AgencyHead if !actor.in_organization(&self.brief.respondent) => {
                return Err(Refusal::not_visible());
            }
            _ => {}
        }
        Ok(())
    }

    /// When: the stage, the seats, the consents, the period.
    fn allows(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let user = &context.actor.user;
        // The agency goes on speaking for itself while one of its people is challenged as a member.
        let neutral = self.own_side(context).is_none() && self.is_seated(user);
        if neutral && self.open_challenge_of(user).is_some() && !matches!(command, "disclose" | "challenge") {
            return Err(Refusal::of(CHALLENGE_PENDING));
        }
        // Who came to the table while it runs says first what ties them (在线调解规则13条).
        let silent = neutral && self.stage.is_running() && self.undisclosed().any(|one| one == user);
        if silent && !matches!(command, "disclose" | "challenge" | "decide_challenge") {
            return Err(Refusal::of(DISCLOSURE_MISSING));
        }
        let stage = &self.stage;
        let at = |holds: bool| ensure(holds, WRONG_STAGE);
        match command {
            "import" => {
                at(matches!(stage, Stage::Screening))?;
                self.ensure_importable()
            }
            // What goes back with its referral has perhaps been taken up meanwhile.
            "decline_import" if context.actor.is_statute() => Ok(()),
            "decline_import" => at(matches!(stage, Stage::Screening)),
            "pass_on" => at(matches!(stage, Stage::Screening | Stage::AwaitingConsent { .. })),
            "update_brief" | "note_phase" | "note_file" => Ok(()),
            "decline_retry" => ensure(self.phase_to_ask().is_some(), NOT_ASKED_AGAIN),
            "note_left" => at(self.gone(context.law).next().is_some()),
            "record_lapse" => {
                at(stage.is_running())?;
                ensure(self.ended_by_time(context.law, context.now.today).is_some(), PERIOD_RUNS)
            }
            "apply_for_confirmation" => self.ensure_confirmable(context),
            "sign_minutes" | "correct_minutes" if self.is_over_unsigned(context) => {
                ensure(self.file_closed_on.is_none(), MINUTES_FILE_CLOSED)?;
                self.ensure_something_to_do(context, command)
            }
            "record_formal_ending" | "note_conclusion" => self.ensure_formal_ending_open(),
            // 复议法73条2款: until it is sealed; after that it binds.
            "renege" => at(self.seal_awaited_zh().is_some()),
            "hand_on" => {
                self.ensure_over_unsettled(context, NOTHING_TO_HAND_ON)?;
                ensure(self.handed_on.is_none(), HANDED_ON_ALREADY)
            }
            "retry" => {
                self.ensure_over_unsettled(context, RETRY_SETTLED)?;
                at(!matches!(
                    stage,
                    Stage::PassedOn { .. } | Stage::Returned { reason: ReturnReason::NotImported, .. }
                ))?;
                ensure(self.retried_on.is_none() && !self.brief.mediated_again, RETRIED_ALREADY)
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
            "record_consent" | "withdraw_consent" | "readmit" => self.allows_saying(command),
            "name_team" => at(teaming),
            "fill_seat" | "disclose" => {
                at(teaming || stage.is_running())?;
                ensure(self.team.is_some(), NO_TEAM)
            }
            "challenge" => {
                at(teaming || stage.is_running())?;
                ensure(self.team.is_some(), NO_TEAM)?;
                ensure(self.may_be_challenged(context).next().is_some(), CHALLENGED_ALREADY)
            }
            "decide_challenge" => {
                ensure(self.challenges.iter().any(|challenge| challenge.decided.is_none()), NO_CHALLENGE)
            }
            "accept_material" => self.ensure_can_start(context),
            "extend" => {
                at(stage.is_running())?;
                self.ensure_extendable(context)
            }
            "self_check" => at(teaming || stage.is_running()),
            // Where there is nothing to choose from nobody asks.
            "correct_channel" => at(!self.corrected_channels().is_empty()),
            "terminate" => at(!matches!(stage, Stage::Screening)),
            "fail" => at(stage.is_running()),
            "agree_to_suspend" => {
                ensure(self.channel() == Some(Channel::Reconsideration), NO_RECONSIDERATION)?;
                ensure(self.suspension.is_none(), SUSPENSION_AGREED)?;
                self.ensure_runs_on()
            }
            "suspend" => {
                at(stage.is_running())?;
                ensure(self.open_suspension().is_none(), SUSPENDED_ALREADY)
            }
            "resume" => {
                at(stage.is_running())?;
                ensure(self.open_suspension().is_some(), NOT_SUSPENDED)
            }
            // Where the work is halted, a talk is called off all the same.
            "cancel_session" => {
                at(stage.is_running())?;
                ensure(self.sessions.iter().any(Session::is_to_come), NO_SESSION_TO_COME)
            }
            "check_legality" => {
                at(matches!(stage, Stage::Signing { .. }))?;
                // What was found unlawful is changed, not asked about again.
                let checked = self.agreement.as_ref().is_some_and(|agreement| agreement.legality.is_some());
                ensure(!checked, CHECKED_ALREADY)?;
                self.ensure_not_halted()
            }
            "sign_agreement" => {
                at(matches!(stage, Stage::Signing { .. }))?;
                self.ensure_can_go_on()?;
                self.ensure_lawful()?;
                let open = self.missing_signatures().any(|key| self.may_sign_for(context, key));
                let left = "您能签的都签过了；还没有签的，由本人签";
                if open { Ok(()) } else { Err(Refusal::of(SIGNED_ALREADY).because(left)) }
            }
            _ => {
                at(stage.is_running())?;
                self.ensure_can_go_on()?;
                self.ensure_something_to_do(context, command)
            }
        }
    }

    /// Who says yes, no, or nothing any more.
    fn allows_saying(&self, command: &str) -> Result<(), Refusal> {
        let begun = !matches!(self.stage, Stage::Screening);
        match command {
            "record_consent" => {
                let asking = matches!(self.stage, Stage::AwaitingConsent { .. });
                let unasked = !self.all_consented() || self.asked_again().next().is_some();
                ensure(asking || (begun && unasked), WRONG_STAGE)
            }
            "withdraw_consent" => {
                ensure(begun, WRONG_STAGE)?;
                ensure(self.consents.values().any(Consent::stands), CONSENT_NOT_GIVEN)
            }
            _ => ensure(self.absent().any(|left| left.asked_on.is_none()), NOBODY_LEFT),
        }
    }

    /// It cannot start unless everybody wants it, 1+1+N sits, and nobody's neutrality is in question.
    fn ensure_can_start(&self, context: Context<'_>) -> Result<(), Refusal> {
        ensure(matches!(self.stage, Stage::Teaming { .. }), WRONG_STAGE)?;
        let team = self.team.as_ref().ok_or_else(|| Refusal::of(NO_TEAM))?;
        self.ensure_led()?;
        ensure(team.is_complete(), SEAT_VACANT)?;
        ensure(self.all_consented(), CONSENTS_MISSING)?;
        self.ensure_disclosed(context.law)?;
        self.ensure_member_stands(context.law)?;
        self.ensure_spoken_for()?;
        self.ensure_time_left(context)
    }

    /// While it runs, an empty seat, a missing consent or a halt stops the work.
    fn ensure_can_go_on(&self) -> Result<(), Refusal> {
        ensure(self.team.as_ref().is_some_and(Team::is_complete), SEAT_VACANT)?;
        ensure(self.all_consented(), CONSENTS_MISSING)?;
        self.ensure_not_halted()
    }

    /// A side signs for itself; the table and the counter take in what anybody signed on paper, and the lead signs as mediator.
    fn may_sign_for(&self, context: Context<'_>, key: &str) -> bool {
        match key {
            MEDIATOR => self.is_lead(&context.actor.user),
            side => self.own_side(context).is_none_or(|own| own == side),
        }
    }

    fn ensure_something_to_do(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let mine = |key: &str| self.may_sign_for(context, key);
        match command {
            "give_opinion" => ensure(self.questions.iter().any(|asked| asked.opinion.is_none()), NO_QUESTION),
            "record_service" | "record_attendance" | "write_minutes" => {
                let mut held = self.sessions.iter().filter(|session| session.cancelled.is_none()).peekable();
                ensure(held.peek().is_some(), NO_SESSION)?;
                let open = held.any(|session| match command {
                    "record_attendance" => session.takes_attendance(),
                    "write_minutes" => session.minutes.is_none(),
                    _ => true,
                });
                ensure(open, MINUTES_WRITTEN)
            }
            "move_session" => ensure(self.sessions.iter().any(Session::is_to_come), NO_SESSION_TO_COME),
            "correct_minutes" => {
                ensure(self.talks_seen(context).any(|talk| talk.minutes.is_some()), MINUTES_MISSING)
            }
            "sign_minutes" => {
                ensure(self.talks_seen(context).any(|talk| talk.minutes.is_some()), MINUTES_MISSING)?;
                let there = |talk: &Session| talk.minutes.is_some() && talk.present().any(mine);
                ensure(self.talks_seen(context).any(there), NOT_PRESENT)?;
                ensure(self.talks_seen(context).any(|talk| talk.unsigned().any(mine)), MINUTES_SIGNED)
            }
            "confirm_undisputed" => {
                let facts = self.undisputed.as_ref().ok_or_else(|| Refusal::of(FACTS_MISSING))?;
                ensure(self.sides().any(|side| mine(side) && !facts.is_confirmed_by(side)), FACTS_CONFIRMED)
            }
            _ => Ok(()),
        }
    }
}
