//! Who may take a step, and when: everything about it that does not depend on what the command says.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    matter::Context,
    refusal::{WRONG_STAGE, ensure},
};

/// Beside and after the decision.
const AFTER: [&str; 12] = [
    "consult",
    "record_consultation",
    "issue_opinion",
    "copy_to_superior",
    "record_report",
    "record_performance",
    "report_unperformed",
    "press",
    "enforce",
    "publish",
    "correct_copy",
    "withdraw_copy",
];

/// 36条1款: for what is to be judged in the case, its own officers; everybody of the office writes down what came in and what was served.
pub(super) const BY_HANDLER: [&str; 8] = [
    "weigh",
    "consult",
    "record_consultation",
    "decide_stay",
    "conclude_rule_review",
    "draft",
    "terminate",
    "plan_inquiry",
];

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
            AgencyLegal | AgencyHead if !self.is_open_to(context) => return Err(Refusal::not_visible()),
            ReconsiderationOfficer | ReconsiderationHead if !actor.in_organization(&self.bodies.office) => {
                return Err(Refusal::not_visible());
            }
            _ => {}
        }
        let roles: &[Role] = match command {
            "answer_as_third_party"
            | "request_access"
            | "apply_withdrawal"
            | "receive_supplement"
            | "state_opinion"
            | "confirm_address"
            | "request_hearing"
            | "report_unperformed" => &[Party, ReconsiderationOfficer, ReconsiderationHead],
            "ask_stay" => &[Party, AgencyLegal, AgencyHead, ReconsiderationOfficer, ReconsiderationHead],
            "record_report" | "record_performance" => {
                &[AgencyLegal, AgencyHead, ReconsiderationOfficer, ReconsiderationHead]
            }
            "forward" | "reply" => &[AgencyLegal, AgencyHead, ReconsiderationOfficer],
            "assign" | "decide_challenge" | "extend" | "change_procedure" => &[ReconsiderationHead],
            "challenge" => &[Party, AgencyLegal, AgencyHead, ReconsiderationOfficer, ReconsiderationHead],
            "resolve" => &[AgencyHead, ReconsiderationOfficer, ReconsiderationHead],
            "update_brief" | "record_lapse" | "note" | "note_advice" | "note_lines" | "note_left"
            | "note_together" | "note_review" => &[Statute],
            _ => &[ReconsiderationOfficer, ReconsiderationHead],
        };
        actor.permits(roles)?;
        let related = match (actor.role, command) {
            // Whoever applied supplements, withdraws and asks for a hearing; a third party does none of it for the applicant.
            (Party, "receive_supplement" | "apply_withdrawal" | "request_hearing") => {
                self.own_side(context).is_some_and(|own| self.applicants().any(|side| side == own))
            }
            (Party, "answer_as_third_party") => {
                self.own_side(context).is_some_and(|own| self.third_parties.iter().any(|t| t.side == own))
            }
            (AgencyHead, "resolve") => self.is_body(context),
            (AgencyLegal | AgencyHead, _) => self.is_agency(context),
            _ => true,
        };
        if !related {
            return Err(Refusal::not_permitted());
        }
        let bound = actor.role == ReconsiderationOfficer && BY_HANDLER.contains(&command);
        ensure(!bound || self.handlers.is_empty() || self.handlers.contains(&actor.user), ANOTHER_HANDLES)
    }

    /// The agency whose act is contested.
    fn is_agency(&self, context: Context<'_>) -> bool {
        context.actor.in_organization(&self.brief.respondent)
    }

    /// 复议机关: the government in whose name it is decided.
    fn is_body(&self, context: Context<'_>) -> bool {
        context.actor.in_organization(&self.bodies.body)
    }

    /// 48条: the agency learns what it is asked to answer once that is accepted, the government from the first day.
    fn is_open_to(&self, context: Context<'_>) -> bool {
        self.is_body(context) || (self.is_agency(context) && self.is_known_to_the_agency())
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
            "update_brief" | "note" | "note_advice" | "note_lines" | "note_together" | "note_review"
            | "record_lapse" => Ok(()),
            "note_left" => at(self.gone(context.law).next().is_some()),
            "forward" | "accept" | "refuse" | "request_supplement" | "extend_supplement"
            | "receive_supplement" => self.allows_reviewing(context, command),
            "assign" => at(stage.over_on().is_none()),
            "challenge" => at(stage.over_on().is_none() && stage != Stage::Decided),
            "decide_challenge" => {
                ensure(self.challenges.iter().any(|one| one.upheld.is_none()), CHALLENGE_NONE)
            }
            "weigh" => at(stage.is_pending() && stage != Stage::Suspended),
            "send_copy" => {
                at(stage == Stage::Running)?;
                ensure(self.copy.is_none(), COPY_SENT)?;
                ensure(!self.lacks_application_record(), ORAL_UNSIGNED)
            }
            "reply" => {
                at(stage.is_pending())?;
                ensure(self.copy.is_some(), NO_COPY)?;
                ensure(self.may_reply(context), REPLIED)
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
            "draft" | "resolve" | "issue" => self.allows_deciding(context, command),
            "apply_withdrawal" | "decide_withdrawal" | "seal_statement" => self.allows_settling(command),
            command if AFTER.contains(&command) => self.allows_after(context, command),
            "terminate" => at(stage.is_pending()),
            "serve" => ensure(
                self.notices.iter().any(|n| n.unserved(&context.law.calendar).next().is_some()),
                NOTHING_TO_SERVE,
            ),
            "strike_service" => {
                ensure(self.notices.iter().any(|notice| !notice.deliveries.is_empty()), NOTHING_SERVED)
            }
            "request_access" => self.allows_reading(context),
            "keep_inquiry_record"
            | "keep_hearing_minutes"
            | "keep_application_record"
            | "confirm_address"
            | "record_rule_put_right" => self.allows_keeping(context, command),
            _ => self.allows_along(command),
        }
    }

    /// Drafted, agreed to by somebody else, issued.
    fn allows_deciding(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let stage = self.stage;
        let at = |holds: bool| ensure(holds, WRONG_STAGE);
        match command {
            "draft" => {
                at(matches!(stage, Stage::Running | Stage::Drafted))?;
                ensure(!self.handlers.is_empty(), NO_HANDLER)
            }
            "resolve" => {
                at(stage == Stage::Drafted)?;
                let drafter = self.draft().is_some_and(|draft| draft.by == context.actor.user);
                ensure(!drafter, BY_DRAFTER)
            }
            _ => {
                at(stage == Stage::Approved)?;
                self.ensure_reviewed()
            }
        }
    }

    /// What may also come in when nothing is tried, before and after the decision.
    fn allows_keeping(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        match command {
            "confirm_address" => self.allows_address(context),
            "record_rule_put_right" => ensure(self.rules_to_put_right().next().is_some(), RULE_NOT_ORDERED),
            // 61条2款: the decision rests on them, and what is signed later still belongs to the file.
            "keep_hearing_minutes" => ensure(self.unsigned_hearing().is_some(), NO_UNSIGNED_MINUTES),
            "keep_application_record" => ensure(self.lacks_application_record(), NO_UNSIGNED_APPLICATION),
            _ => ensure(self.unsigned_inquiries().next().is_some(), INQUIRY_UNKNOWN),
        }
    }

    /// A party asks once.
    fn allows_reading(&self, context: Context<'_>) -> Result<(), Refusal> {
        self.allows_along("request_access")?;
        let own = self.own_side(context).filter(|_| context.actor.role == Role::Party);
        ensure(own.is_none_or(|own| !self.has_asked_to_read(own)), ACCESS_ASKED)
    }

    /// Before it is accepted.
    fn allows_reviewing(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let at = |stage: Stage| ensure(self.stage == stage, WRONG_STAGE);
        match command {
            "forward" => at(Stage::WithAgency),
            "request_supplement" => {
                at(Stage::UnderReview)?;
                ensure(self.supplement.is_none(), SUPPLEMENT_ONCE)
            }
            "extend_supplement" => {
                at(Stage::Supplementing)?;
                ensure(self.supplement_clock(context.law).is_some(), SUPPLEMENT_UNSERVED)
            }
            // What was taken for given up may turn out to have come in time.
            "receive_supplement" => ensure(self.may_be_supplemented(context), WRONG_STAGE),
            "accept" => {
                at(Stage::UnderReview)?;
                ensure(!self.lacks_application_record(), ORAL_UNSIGNED)
            }
            _ => at(Stage::UnderReview),
        }
    }

    /// The sides end it themselves, before it is decided (74条1款) and also before it is accepted.
    fn allows_settling(&self, command: &str) -> Result<(), Refusal> {
        let before = matches!(self.stage, Stage::WithAgency | Stage::UnderReview | Stage::Supplementing);
        let asked = self.withdrawal.as_ref().is_some_and(|asked| asked.allowed.is_none());
        match command {
            "apply_withdrawal" => {
                ensure(self.stage.is_pending() || before, WRONG_STAGE)?;
                ensure(!asked, WITHDRAWAL_OPEN)
            }
            "decide_withdrawal" => {
                ensure(self.stage.is_pending() || before, WRONG_STAGE)?;
                ensure(asked, NO_WITHDRAWAL)
            }
            _ => ensure(self.stage.is_pending(), WRONG_STAGE),
        }
    }

    /// What may happen at any time between acceptance and decision.
    fn allows_along(&self, command: &str) -> Result<(), Refusal> {
        ensure(self.stage.is_pending(), WRONG_STAGE)?;
        match command {
            "hear_party" | "state_opinion" | "appoint_agent" | "join" | "ask_stay" | "plan_inquiry" => Ok(()),
            "record_inquiry" => ensure(self.open_inquiries().next().is_some(), INQUIRY_UNKNOWN),
            "notify_third_party" => ensure(self.untold_third_party().is_some(), NO_THIRD_PARTY),
            "request_hearing" => {
                ensure(!self.is_hearing_asked_for() && self.hearings.is_empty(), HEARING_ASKED)
            }
            "request_access" => ensure(self.reply.is_some(), NO_REPLY_YET),
            "convene_hearing" => {
                ensure(self.stage != Stage::Suspended, WRONG_STAGE)?;
                ensure(self.open_hearing().is_none(), HEARING_SET)
            }
            "record_hearing" | "cancel_hearing" => ensure(self.open_hearing().is_some(), NO_HEARING),
            "decline_hearing" => {
                ensure(!self.weights.contains(&Weight::Major), HEARING_REQUIRED)?;
                ensure(self.is_hearing_asked_for(), HEARING_NOT_ASKED)
            }
            "answer_as_third_party" => ensure(!self.third_parties.is_empty(), NOT_A_THIRD_PARTY),
            "separate" => ensure(!self.joined.is_empty(), NOT_JOINED),
            "dismiss_agent" => ensure(self.agents.iter().any(|a| a.ended_on.is_none()), AGENT_UNKNOWN),
            "decide_access" => {
                ensure(self.access_requests.iter().any(|asked| asked.decided.is_none()), ACCESS_UNKNOWN)
            }
            "decide_stay" => ensure(self.stays.iter().any(|stay| stay.decided.is_none()), STAY_UNKNOWN),
            "lift_stay" => ensure(self.stayed().is_some(), NOT_STAYED),
            "change_procedure" => ensure(self.procedure() == Procedure::Summary, NOT_SUMMARY),
            "open_rule_review" => ensure(self.open_rule_review().is_none(), RULE_OPEN),
            "notify_rule" => {
                let review = self.open_rule_review();
                ensure(review.is_some(), NO_RULE_REVIEW)?;
                ensure(review.is_some_and(|review| review.notice.is_none()), RULE_TOLD)
            }
            "record_rule_answer" | "conclude_rule_review" => {
                ensure(self.open_rule_review().is_some(), NO_RULE_REVIEW)
            }
            _ => Err(Refusal::of(WRONG_STAGE)),
        }
    }

    /// 48条、54条: the agency has answered, or its days are over.
    pub(super) fn ensure_heard(&self, context: Context<'_>) -> Result<(), Refusal> {
        let over = self.is_unanswered(context.law, context.now.today);
        ensure(self.reply.is_some() || over, REPLY_PENDING)?;
        ensure(self.procedure() == Procedure::Summary || self.unheard().next().is_none(), UNHEARD)?;
        ensure(!self.lacks_hearing(), HEARING_REQUIRED)?;
        ensure(!self.lacks_rule_review(), RULE_UNREVIEWED)?;
        ensure(!self.lacks_consultation(), CONSULTATION_REQUIRED)
    }
}
