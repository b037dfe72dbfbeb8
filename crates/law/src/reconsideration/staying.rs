//! What else may happen along the trial: stay of execution (42条), change to the ordinary procedure (55条), the incidental review of a
//! rule (56条至60条).

use super::{codes::*, *};
use crate::{
    Refusal,
    dispute::{line, text},
    matter::Context,
    refusal::{DATE_BEFORE_START, DATE_IN_FUTURE, REQUIRED, ensure_at},
};

impl Reconsideration {
    pub(super) fn weigh_staying(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::AskStay { side, reason } => {
                let own = self.own_side(context).map(str::to_owned).or(side.clone());
                if let Some(side) = &own {
                    ensure_at(self.is_side(side), UNKNOWN_SIDE, "side")?;
                    ensure_at(side == RESPONDENT || self.speaks_for(context, side), NOT_YOURS, "side")?;
                }
                text(reason, "reason")?;
                let stay = format!("t{}", self.stays.len() + 1);
                ReconsiderationEvent::StayAsked { on, stay, by: own, reason: reason.clone() }
            }
            C::DecideStay { stay, ground, reason, document } => {
                let open = self.stays.iter().find(|one| one.key == *stay && one.decided.is_none());
                let open = open.ok_or_else(|| Refusal::at(STAY_UNKNOWN, "stay"))?;
                line(reason, "reason")?;
                // 42条1项: what the agency itself thinks necessary is stayed; 3项 needs somebody who asked.
                let asked = open.by.as_deref();
                let fits = match ground {
                    Some(StayGround::AgencyThinks) => asked == Some(RESPONDENT),
                    Some(StayGround::AskedReasonably) => asked.is_some_and(|side| side != RESPONDENT),
                    Some(StayGround::BodyThinks | StayGround::LawSays) => true,
                    None => asked != Some(RESPONDENT),
                };
                ensure_at(fits, STAY_GROUND, "ground")?;
                let decision = StayDecision { on, ground: *ground, reason: reason.clone() };
                ReconsiderationEvent::StayDecided {
                    on,
                    stay: stay.clone(),
                    decision,
                    document: document.clone(),
                }
            }
            C::LiftStay { reason } => {
                line(reason, "reason")?;
                ReconsiderationEvent::StayLifted { on, reason: reason.clone() }
            }
            C::ChangeProcedure { reason } => {
                line(reason, "reason")?;
                ReconsiderationEvent::ProcedureChanged { on, reason: reason.clone() }
            }
            _ => return self.weigh_rule(context, command),
        };
        Ok(vec![event])
    }

    fn weigh_rule(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::OpenRuleReview { plan } => {
                line(&plan.rule, "plan.rule")?;
                line(&plan.maker, "plan.maker")?;
                let to = plan.forward_to.as_deref().is_some_and(|to| !to.trim().is_empty());
                ensure_at(plan.own != to, RULE_WAY, "plan.forward_to")?;
                let asked = plan.found || self.application.rule.is_some();
                ensure_at(asked, RULE_NOT_ASKED, "plan.found")?;
                ReconsiderationEvent::RuleReviewOpened { on, plan: plan.clone() }
            }
            C::NotifyRule { document } => {
                ReconsiderationEvent::RuleNotified { on, document: document.clone() }
            }
            C::RecordRuleAnswer { text: said, on: came_on, document } => {
                text(said, "text")?;
                let notice = self.open_rule_review().and_then(|review| review.notice.as_ref());
                let notice = notice.and_then(|key| self.notice(key));
                let told_on = notice.ok_or_else(|| Refusal::at(RULE_UNTOLD, "text"))?.made_on;
                ensure_at(*came_on <= on, DATE_IN_FUTURE, "on")?;
                ensure_at(*came_on >= told_on, DATE_BEFORE_START, "on")?;
                let (on, text, document) = (*came_on, said.clone(), document.clone());
                ReconsiderationEvent::RuleAnswered { on, text, document }
            }
            C::RecordRulePutRight { review, text: said, on: came_on, document } => {
                text(said, "text")?;
                let held = self.rules_to_put_right().find(|held| held.key == *review);
                let held = held.ok_or_else(|| Refusal::at(RULE_NOT_ORDERED, "review"))?;
                let since = held.concluded.as_ref().map_or(held.on, |done| done.on);
                ensure_at(*came_on <= on, DATE_IN_FUTURE, "on")?;
                ensure_at(*came_on >= since, DATE_BEFORE_START, "on")?;
                let (on, text, document) = (*came_on, said.clone(), document.clone());
                ReconsiderationEvent::RulePutRight { on, review: review.clone(), text, document }
            }
            C::ConcludeRuleReview { outcome, text: said, agreed_by } => {
                text(said, "text")?;
                super::after::said_by(agreed_by)?;
                let review = self.open_rule_review().ok_or_else(|| Refusal::of(NO_RULE_REVIEW))?;
                // 59条 for what this body has the power over, 60条 for what was forwarded.
                let answered = *outcome == RuleOutcome::Answered;
                ensure_at(answered != review.plan.own, RULE_OUTCOME, "outcome")?;
                ensure_at(review.notice.is_some(), RULE_UNTOLD, "outcome")?;
                ensure_at(!answered || review.answered_on.is_some(), REQUIRED, "text")?;
                let (outcome, text, agreed_by) = (*outcome, said.clone(), agreed_by.clone());
                ReconsiderationEvent::RuleReviewConcluded { on, outcome, text, agreed_by }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// 59条: what its maker was ordered to put right, and has not said that it did.
    pub fn rules_to_put_right(&self) -> impl Iterator<Item = &RuleReview> {
        let unlawful = |done: &RuleConclusion| done.outcome == RuleOutcome::Unlawful;
        self.rule_reviews
            .iter()
            .filter(move |held| held.put_right.is_none() && held.concluded.as_ref().is_some_and(unlawful))
    }

    pub fn open_rule_review(&self) -> Option<&RuleReview> {
        self.rule_reviews.iter().find(|review| review.concluded.is_none())
    }

    /// 59条: what was asked for is told in the decision, so it has to be through before.
    pub(super) fn lacks_rule_review(&self) -> bool {
        let asked = self.application.rule.is_some() && self.rule_reviews.is_empty();
        asked || self.open_rule_review().is_some()
    }

    /// 42条: it holds for as long as it is reconsidered.
    pub fn stayed(&self) -> Option<&Stay> {
        let holds = |stay: &&Stay| {
            stay.lifted_on.is_none() && stay.decided.as_ref().is_some_and(|decided| decided.ground.is_some())
        };
        self.stays.iter().find(holds).filter(|_| self.stage.over_on().is_none())
    }
}
