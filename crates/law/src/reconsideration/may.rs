//! Who may take a step, and when: everything about it that does not depend on what the command says.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    matter::Context,
    refusal::{WRONG_STAGE, ensure},
};

impl Reconsideration {
    /// Permission, then stage.
    pub(super) fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        self.permit(context, command)?;
        self.allows(context, command)
    }

    /// Who: a role, and beyond the role a relation to this file.
    fn permit(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        if self.walled.contains(&actor.user) {
            return Err(Refusal::not_visible());
        }
        match actor.role {
            Party => {
                let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
                here.filter(|standing| self.is_side(&standing.party)).ok_or_else(Refusal::not_visible)?;
            }
            AgencyLegal | AgencyHead if !self.is_agency(context) && !self.is_body(context) => {
                return Err(Refusal::not_visible());
            }
            ReconsiderationOfficer | ReconsiderationHead if !actor.in_organization(&self.bodies.office) => {
                return Err(Refusal::not_visible());
            }
            _ => {}
        }
        let roles: &[Role] = match command {
            "forward" | "reply" => &[AgencyLegal, AgencyHead, ReconsiderationOfficer],
            "assign" | "decide_challenge" | "extend" => &[ReconsiderationHead],
            "challenge" => &[Party, AgencyLegal, AgencyHead, ReconsiderationOfficer, ReconsiderationHead],
            "resolve" => &[AgencyHead, ReconsiderationOfficer, ReconsiderationHead],
            "update_brief" | "record_lapse" | "note" => &[Statute],
            _ => &[ReconsiderationOfficer, ReconsiderationHead],
        };
        actor.permits(roles)?;
        let related = match (actor.role, command) {
            (AgencyHead, "resolve") => self.is_body(context),
            (AgencyLegal | AgencyHead, _) => self.is_agency(context),
            _ => true,
        };
        if related { Ok(()) } else { Err(Refusal::not_permitted()) }
    }

    /// The agency whose act is contested.
    fn is_agency(&self, context: Context<'_>) -> bool {
        context.actor.in_organization(&self.brief.respondent)
    }

    /// 复议机关: the government in whose name it is decided.
    fn is_body(&self, context: Context<'_>) -> bool {
        context.actor.in_organization(&self.bodies.body)
    }

    /// When: the stage, and what has to be there before.
    fn allows(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let stage = self.stage;
        let at = |holds: bool| ensure(holds, WRONG_STAGE);
        let challenged =
            self.challenges.iter().any(|one| one.of == context.actor.user && one.upheld.is_none());
        if challenged && command != "challenge" {
            return Err(Refusal::of(CHALLENGED));
        }
        match command {
            "update_brief" | "note" | "record_lapse" => Ok(()),
            "forward" => at(stage == Stage::WithAgency),
            "accept" | "refuse" => at(stage == Stage::UnderReview),
            "request_supplement" => {
                at(stage == Stage::UnderReview)?;
                ensure(self.supplement.is_none(), SUPPLEMENT_ONCE)
            }
            "extend_supplement" => {
                at(stage == Stage::Supplementing)?;
                ensure(self.supplement_clock(context.law).is_some(), SUPPLEMENT_UNSERVED)
            }
            "receive_supplement" => at(stage == Stage::Supplementing),
            "assign" | "challenge" => at(stage.over_on().is_none()),
            "decide_challenge" => {
                ensure(self.challenges.iter().any(|one| one.upheld.is_none()), CHALLENGE_NONE)
            }
            "weigh" => at(stage.is_pending() && stage != Stage::Suspended),
            "send_copy" => {
                at(stage == Stage::Running)?;
                ensure(self.copy.is_none(), COPY_SENT)
            }
            "reply" => {
                at(stage.is_pending())?;
                ensure(self.copy.is_some(), NO_COPY)?;
                ensure(self.reply.is_none(), REPLIED)
            }
            "suspend" => {
                ensure(stage != Stage::Suspended, SUSPENDED_ALREADY)?;
                at(matches!(stage, Stage::Running | Stage::Drafted))
            }
            "resume" => {
                at(stage.is_pending())?;
                ensure(stage == Stage::Suspended, NOT_SUSPENDED)
            }
            "extend" => {
                at(stage.is_pending())?;
                ensure(self.procedure() == Procedure::Ordinary, EXTENSION_SUMMARY)?;
                ensure(self.prolongation.is_none(), EXTENDED_ALREADY)?;
                let over = self.decision_due(context.law).is_some_and(|due| due < context.now.today);
                ensure(!over, EXTENSION_LATE)
            }
            "draft" => {
                at(matches!(stage, Stage::Running | Stage::Drafted))?;
                self.ensure_heard(context)
            }
            "resolve" => {
                at(stage == Stage::Drafted)?;
                let drafter = self.draft().is_some_and(|draft| draft.by == context.actor.user);
                ensure(!drafter, BY_DRAFTER)
            }
            "issue" => at(stage == Stage::Approved),
            "terminate" => at(stage.is_pending()),
            "serve" => ensure(
                self.notices.iter().any(|n| n.unserved(&context.law.calendar).next().is_some()),
                NOTHING_TO_SERVE,
            ),
            _ => at(false),
        }
    }

    /// 48条、54条: the agency has answered, or its days are over.
    fn ensure_heard(&self, context: Context<'_>) -> Result<(), Refusal> {
        let over = self.is_unanswered(context.law, context.now.today);
        ensure(self.reply.is_some() || over || self.is_to_be_dismissed(), REPLY_PENDING)
    }
}
