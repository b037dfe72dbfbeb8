//! The decision (61条至72条): the office proposes upon the items of the law, the head of the body agrees or it is discussed and passed,
//! and only then is it issued in the body's name.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    dispute::{ActKind, line, text},
    matter::Context,
    refusal::{REQUIRED, ensure, ensure_at},
};

impl Reconsideration {
    pub(super) fn weigh_deciding(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Draft { opinion } => {
                self.weigh_opinion(opinion, context)?;
                let (by, by_name) = (context.actor.user.clone(), context.actor.name.clone());
                ReconsiderationEvent::OpinionDrafted { on, by, by_name, opinion: opinion.clone() }
            }
            C::Resolve { approved, resolving, by, opinion, document, review_reason } => {
                line(by, "by")?;
                let review_reason = self.weigh_waiting(*approved, review_reason)?;
                text(opinion, "opinion")?;
                // The head of the body acts; whoever writes it down for the head brings the paper.
                let own = context.actor.role == Role::AgencyHead && *resolving == Resolving::Head;
                ensure_at(own || document.is_some(), RESOLUTION_PAPER, "document")?;
                let resolution = Resolution {
                    on,
                    approved: *approved,
                    resolving: *resolving,
                    by: by.clone(),
                    opinion: opinion.clone(),
                    document: document.clone(),
                    recorded_by: context.actor.user.clone(),
                    review_reason,
                };
                ReconsiderationEvent::Resolved { on, resolution }
            }
            C::Issue { number, document } => {
                line(number.as_deref().unwrap_or_default(), "number")?;
                let (number, document) = (number.clone(), document.clone());
                ReconsiderationEvent::DecisionIssued { on, number, document }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// A mayor's case review about this has been convened and has come to nothing yet.
    pub fn awaits_review(&self) -> bool {
        !self.open_reviews.is_empty()
    }

    /// Convened when it had been agreed to already, and whoever agreed has not said why nobody waits for it: it is waited for, or called
    /// off with a reason.
    pub(super) fn ensure_reviewed(&self) -> Result<(), Refusal> {
        let resolved = self.draft().and_then(|draft| draft.resolved.as_ref());
        let passed_over = resolved.is_some_and(|resolved| resolved.review_reason.is_some());
        ensure(passed_over || !self.awaits_review(), REVIEW_CONVENED)
    }

    /// Its opinion is advice (61条): who goes on without it says why.
    fn weigh_waiting(&self, goes_on: bool, reason: &Option<String>) -> Result<Option<String>, Refusal> {
        let reason = reason.as_deref().filter(|said| self.awaits_review() && !said.trim().is_empty());
        ensure_at(reason.is_some() || !goes_on || !self.awaits_review(), REVIEW_AWAITED, "review_reason")?;
        reason.map(|said| line(said, "review_reason").map(|()| said.to_owned())).transpose()
    }

    fn weigh_opinion(&self, opinion: &DraftOpinion, context: Context<'_>) -> Result<(), Refusal> {
        text(&opinion.facts, "opinion.facts")?;
        text(&opinion.reasons, "opinion.reasons")?;
        ensure_at(!opinion.holdings.is_empty(), NO_HOLDING, "opinion.holdings.0.kind")?;
        let alone = |kind| {
            matches!(kind, HoldingKind::Uphold | HoldingKind::RejectClaim | HoldingKind::DismissApplication)
        };
        let clash = opinion.holdings.len() > 1 && opinion.holdings.iter().any(|holding| alone(holding.kind));
        ensure_at(!clash, HOLDINGS_CLASH, "opinion.holdings.1.kind")?;
        self.weigh_trial(opinion, context)?;
        for (i, holding) in opinion.holdings.iter().enumerate() {
            self.weigh_holding(holding, opinion, &format!("opinion.holdings.{i}"), context)?;
        }
        // 61条3款: also of what is dismissed.
        self.weigh_committee(opinion)?;
        self.weigh_compensation(opinion)
    }

    /// What a judgment on the act has to rest on; what turned out inadmissible is dismissed without a trial (33条).
    fn weigh_trial(&self, opinion: &DraftOpinion, context: Context<'_>) -> Result<(), Refusal> {
        if opinion.holdings.iter().all(|holding| holding.kind == HoldingKind::DismissApplication) {
            return Ok(());
        }
        self.ensure_heard(context)?;
        let takes_part = self.third_parties.iter().any(|third| third.joins == Some(true));
        for (said, name) in [
            (opinion.third_party_opposes, "opinion.third_party_opposes"),
            (opinion.third_party_evidence, "opinion.third_party_evidence"),
        ] {
            ensure_at(!said || takes_part, NOBODY_TAKES_PART, name)?;
        }
        Ok(())
    }

    fn weigh_holding(
        &self,
        holding: &Holding,
        opinion: &DraftOpinion,
        path: &str,
        context: Context<'_>,
    ) -> Result<(), Refusal> {
        use HoldingKind::*;
        let at = |name: &str| format!("{path}.{name}");
        let carried = holding.ground.carries().contains(&holding.kind);
        ensure_at(carried, GROUND, &at("ground"))?;
        self.weigh_silence(holding, opinion, &at("ground"), context)?;
        let worse = holding.kind == Change && holding.worse && !opinion.third_party_opposes;
        ensure_at(!worse, WORSE, &at("worse"))?;
        let asked = self.application.requests.contains(&Request::DeclareVoid);
        ensure_at(holding.kind != DeclareVoid || asked, VOID_NOT_ASKED, &at("kind"))?;
        let act = self.brief.act.kind;
        let duty =
            act == ActKind::FailureToAct || self.application.requests.contains(&Request::OrderPerformance);
        ensure_at(
            !matches!(holding.kind, OrderPerformance | RejectClaim) || duty,
            NO_DUTY_CASE,
            &at("kind"),
        )?;
        let agreed = matches!(holding.kind, AgreementLiability | AgreementCompensation);
        ensure_at(!agreed || act == ActKind::Agreement, NO_AGREEMENT_CASE, &at("kind"))?;
        ensure_at(!holding.redo || matches!(holding.kind, Annul | AnnulPart), REDO, &at("redo"))?;
        let orders = holding.redo || holding.kind.orders();
        let in_time = holding.perform_by.is_some_and(|on| on >= context.now.today);
        ensure_at(!orders || in_time, PERFORM_BY, &at("perform_by"))?;
        let spelt_out = matches!(holding.kind, Change | AnnulPart) || holding.kind.orders();
        let content = holding.content.as_deref().is_some_and(|said| !said.trim().is_empty());
        ensure_at(!spelt_out || content, CONTENT, &at("content"))?;
        let condition = holding.kind != DismissApplication || holding.condition.is_some();
        ensure_at(condition, REQUIRED, &at("condition"))
    }

    /// 70条: silence of the agency counts as no evidence, unless a third party's lawful interest is proved by the third party.
    fn weigh_silence(
        &self,
        holding: &Holding,
        opinion: &DraftOpinion,
        field: &str,
        context: Context<'_>,
    ) -> Result<(), Refusal> {
        let silent = self.is_unanswered(context.law, context.now.today) && !opinion.third_party_evidence;
        if holding.ground == HoldingGround::NoReply {
            return ensure_at(silent, NO_REPLY_HERE, field);
        }
        // What is held to be without evidence is undone or ordered to be done; it is neither upheld nor changed.
        use HoldingKind::{Change, RejectClaim, Uphold};
        let upholds = matches!(holding.kind, Uphold | RejectClaim | Change);
        ensure_at(!upholds || !silent, UPHELD_WITHOUT_REPLY, field)
    }

    /// 72条: what was claimed is decided at the same time; what was not claimed is given back all the same.
    fn weigh_compensation(&self, opinion: &DraftOpinion) -> Result<(), Refusal> {
        use HoldingKind::*;
        let dismissed = opinion.holdings.iter().any(|holding| holding.kind == DismissApplication);
        let claimed = self.application.compensation_fen.is_some() && !dismissed;
        ensure_at(claimed == opinion.compensation.is_some(), COMPENSATION, "opinion.compensation.reason")?;
        let said = opinion.restitution.as_deref().is_some_and(|said| !said.trim().is_empty());
        ensure_at(!said || opinion.undoes(), RESTITUTION_APART, "opinion.restitution")?;
        if let Some(compensation) = &opinion.compensation {
            let amount = compensation.amount_fen.is_some_and(|fen| fen > 0);
            let reason = compensation.reason.as_deref().is_some_and(|said| !said.trim().is_empty());
            let (sound, lacks) = match compensation.granted {
                true if !opinion.undoes() => (false, "granted"),
                true => (amount, "amount_fen"),
                false => (reason, "reason"),
            };
            return ensure_at(sound, COMPENSATION_GROUND, &format!("opinion.compensation.{lacks}"));
        }
        let taken = matches!(
            self.brief.act.kind,
            ActKind::Penalty | ActKind::CompulsoryMeasure | ActKind::Expropriation
        );
        let lifts = opinion.holdings.iter().any(|h| matches!(h.kind, Change | Annul | AnnulPart));
        ensure_at(!(taken && lifts) || said, RESTITUTION, "opinion.restitution")
    }
}
