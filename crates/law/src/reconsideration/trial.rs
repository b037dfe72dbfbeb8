//! What the events along the trial make of the file. Total, and from their arguments alone.

use super::*;

impl Reconsideration {
    /// Parties heard, hearings, third parties, agents, access.
    pub(super) fn after_trial(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            PartyHeard { heard, .. } => self.heard.push(heard.clone()),
            OpinionStated { on, side, text, documents } => self.stated.push(StatedOpinion {
                on: *on,
                side: side.clone(),
                text: text.clone(),
                documents: documents.clone(),
            }),
            HearingRequested { on, side, reason } => self.hearing_requests.push(HearingRequest {
                on: *on,
                side: side.clone(),
                reason: reason.clone(),
                declined: None,
            }),
            HearingDeclined(declined) => self.decline_hearing(declined),
            HearingConvened { on, plan, document } => {
                let sides = self.all_sides();
                let notice = self.make_notice(PaperKind::HearingNotice, *on, sides, document.clone());
                let key = format!("h{}", self.hearings.len() + 1);
                let plan = (**plan).clone();
                self.hearings.push(Hearing { key, plan, notice, record: None, cancelled: None });
            }
            HearingHeld { record, .. } => {
                let record = (**record).clone();
                self.in_open_hearing(|hearing| hearing.record = Some(record));
            }
            HearingMinutesKept { document, .. } => {
                let unsigned = self.hearings.iter_mut().find(|hearing| Hearing::lacks_paper(hearing));
                let record = unsigned.and_then(|hearing| hearing.record.as_mut());
                record.into_iter().for_each(|record| record.document = Some(document.clone()));
            }
            HearingCancelled { reason, .. } => {
                let reason = reason.clone();
                let notice = self.open_hearing().map(|hearing| hearing.notice.clone());
                self.in_open_hearing(|hearing| hearing.cancelled = Some(reason));
                // What is cancelled need not be served any more, on nobody whom it has not reached.
                let tried = |held: &Notice| !held.deliveries.is_empty() || !held.struck.is_empty();
                self.notices.retain(|held| Some(&held.key) != notice.as_ref() || tried(held));
                for held in self.notices.iter_mut().filter(|held| Some(&held.key) == notice.as_ref()) {
                    let reached = |one: &Delivery, side: &str| one.recipient == side && !one.failed;
                    let deliveries = &held.deliveries;
                    held.recipients.retain(|side| deliveries.iter().any(|one| reached(one, side)));
                }
            }
            ThirdPartyNotified { on, side, document } => {
                let to = vec![side.clone()];
                let notice = self.make_notice(PaperKind::ThirdPartyNotice, *on, to, document.clone());
                self.third_parties.push(ThirdParty {
                    side: side.clone(),
                    notice,
                    joins: None,
                    electronic_service: false,
                });
            }
            ThirdPartyAnswered { on, side, joins, electronic_service } => {
                for third in self.third_parties.iter_mut().filter(|third| third.side == *side) {
                    (third.joins, third.electronic_service) = (Some(*joins), *electronic_service);
                }
                // The latest word counts, also of a party that has confirmed where it is served.
                if let Some(held) = self.address_of(side).cloned() {
                    let (electronic_service, document) = (*electronic_service, None);
                    let address = ServiceAddress { electronic_service, document, ..held.address };
                    self.addresses.push(ConfirmedAddress { on: *on, address });
                }
            }
            _ => self.after_representing(event),
        }
    }

    /// Agents, what is tried together, access to the file.
    fn after_representing(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            AgentAppointed { agent, .. } => self.agents.push(agent.clone()),
            AgentDismissed { on, agent, .. } => {
                let named = self.agents.iter_mut().filter(|held| held.key == *agent);
                named.for_each(|held| held.ended_on = Some(*on));
            }
            Joined(said) => {
                self.joined.push(super::Joined { with: said.with.clone(), reason: said.reason.clone() })
            }
            Separated(said) => self.joined.retain(|one| one.with != said.with),
            AccessRequested { on, request, side } => self.access_requests.push(AccessRequest {
                key: request.clone(),
                on: *on,
                side: side.clone(),
                decided: None,
            }),
            AccessDecided { request, decision, .. } => {
                let named = self.access_requests.iter_mut().filter(|held| held.key == *request);
                named.for_each(|held| held.decided = Some(decision.clone()));
            }
            _ => self.after_staying(event),
        }
    }

    fn in_open_hearing(&mut self, change: impl FnOnce(&mut Hearing)) {
        let open = |hearing: &&mut Hearing| hearing.record.is_none() && hearing.cancelled.is_none();
        if let Some(hearing) = self.hearings.iter_mut().find(open) {
            change(hearing);
        }
    }

    /// Stays, the procedure, rules.
    fn after_staying(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            StayAsked { on, stay, by, reason } => self.stays.push(Stay {
                key: stay.clone(),
                asked_on: *on,
                by: by.clone(),
                reason: reason.clone(),
                decided: None,
                lifted_on: None,
                lifted_because: None,
            }),
            StayDecided { on, stay, decision, document } => {
                let named = self.stays.iter_mut().filter(|held| held.key == *stay);
                named.for_each(|held| held.decided = Some(decision.clone()));
                if decision.ground.is_some() {
                    let sides = self.all_sides();
                    self.make_notice(PaperKind::StayNotice, *on, sides, document.clone());
                }
            }
            StayLifted { on, reason } => {
                let ordered =
                    |stay: &&mut Stay| stay.decided.as_ref().is_some_and(|held| held.ground.is_some());
                for stay in self.stays.iter_mut().filter(ordered).filter(|stay| stay.lifted_on.is_none()) {
                    (stay.lifted_on, stay.lifted_because) = (Some(*on), Some(reason.clone()));
                }
            }
            ProcedureChanged { .. } => self.acceptance.iter_mut().for_each(|accepted| {
                accepted.procedure = Procedure::Ordinary;
                accepted.summary = None;
            }),
            RuleReviewOpened { on, plan } => self.rule_reviews.push(RuleReview {
                key: format!("u{}", self.rule_reviews.len() + 1),
                on: *on,
                plan: plan.clone(),
                notice: None,
                answered_on: None,
                answer: None,
                put_right: None,
                concluded: None,
            }),
            RuleNotified { on, document } => {
                let own = self.open_rule_review().is_some_and(|review| review.plan.own);
                let paper = if own { PaperKind::RuleNotice } else { PaperKind::RuleForwarding };
                let to = vec![RULE_BODY.to_owned()];
                let notice = self.make_notice(paper, *on, to, document.clone());
                self.in_rule_review(|review| review.notice = Some(notice));
            }
            RuleAnswered { on, document, .. } => self.in_rule_review(|review| {
                review.answered_on = Some(*on);
                review.answer = document.clone();
            }),
            RulePutRight { on, review, text, document } => {
                let done = super::RulePutRight { on: *on, text: text.clone(), document: document.clone() };
                let held = self.rule_reviews.iter_mut().filter(|held| held.key == *review);
                held.for_each(|held| held.put_right = Some(done.clone()));
            }
            RuleReviewConcluded { on, outcome, text, agreed_by } => {
                let (text, agreed_by) = (text.clone(), agreed_by.clone());
                let concluded = RuleConclusion { on: *on, outcome: *outcome, text, agreed_by };
                self.in_rule_review(|review| review.concluded = Some(concluded));
            }
            _ => self.after_settling(event),
        }
    }

    fn in_rule_review(&mut self, change: impl FnOnce(&mut RuleReview)) {
        if let Some(review) = self.rule_reviews.iter_mut().find(|review| review.concluded.is_none()) {
            change(review);
        }
    }

    /// Withdrawal and statement.
    fn after_settling(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            WithdrawalApplied { on, settled, reason, document, represented_consent } => {
                self.attach(*on, Attachment::Withdrawal, document);
                self.attach(*on, Attachment::RepresentedConsent, represented_consent);
                let (on, settled, reason, allowed) = (*on, *settled, reason.clone(), None);
                self.withdrawal = Some(Withdrawal { on, settled, reason, allowed });
            }
            WithdrawalDecided { allowed, .. } => {
                self.withdrawal.iter_mut().for_each(|asked| asked.allowed = Some(*allowed))
            }
            StatementSealed { on, text, document, obligations } => {
                self.close_halts(*on);
                let sides = self.all_sides();
                // 73条: it is sealed only when all of them have signed.
                self.join_who_signed(&sides);
                let notice = self.make_notice(PaperKind::Statement, *on, sides, Some(document.clone()));
                let (on, text, document) = (*on, text.clone(), document.clone());
                let lines = (!obligations.is_empty()).then(WatchedLines::default);
                self.statement = Some(Statement { on, text, notice, document, lines });
                self.stage = Stage::Settled { on };
            }
            _ => self.after_course(event),
        }
    }
}
