//! What an event makes of the file. Total, and from its arguments alone.

use super::*;
use crate::{effect::Effect, mirrored::Finding};

impl Reconsideration {
    pub(super) fn opened(event: &ReconsiderationEvent) -> Reconsideration {
        let ReconsiderationEvent::Opened { on, prefix, serial, brief, bodies, application, in_court } = event
        else {
            panic!("the journal of a reconsideration opens with its opening")
        };
        let through = application.way == ApplicationWay::ThroughAgency;
        Reconsideration {
            brief: (**brief).clone(),
            number: crate::dispute::number(prefix, on.year(), *serial),
            bodies: bodies.clone(),
            opened_on: *on,
            application: (**application).clone(),
            in_court: *in_court,
            stage: if through { Stage::WithAgency } else { Stage::UnderReview },
            forwarded_on: None,
            supplement: None,
            acceptance: None,
            refused: None,
            handlers: Vec::new(),
            left_on: None,
            challenges: Vec::new(),
            walled: brief.walled.clone(),
            weights: Vec::new(),
            notices: Vec::new(),
            copy: None,
            reply: None,
            halts: Vec::new(),
            prolongation: None,
            drafts: Vec::new(),
            decided: None,
            terminated: None,
            agreed_halt: None,
            resumable_on: None,
            settled: None,
            final_on: None,
            overdue_since: None,
            heard: Vec::new(),
            stated: Vec::new(),
            hearing_requests: Vec::new(),
            hearings: Vec::new(),
            access_requests: Vec::new(),
            third_parties: Vec::new(),
            agents: Vec::new(),
            joined: Vec::new(),
            stays: Vec::new(),
            rule_reviews: Vec::new(),
            withdrawal: None,
            statement: None,
            consultations: Vec::new(),
            advised: Vec::new(),
            open_reviews: Vec::new(),
            opinions: Vec::new(),
            copied: Vec::new(),
            inquiries: Vec::new(),
            addresses: Vec::new(),
            performed_on: None,
            performed: Vec::new(),
            reports: Vec::new(),
            measures: Vec::new(),
            enforced: None,
            enforced_against: Vec::new(),
            published: None,
            attached: Vec::new(),
        }
    }

    /// Receipt, review, officers.
    pub(super) fn after(mut self, event: &ReconsiderationEvent) -> Reconsideration {
        use ReconsiderationEvent::*;
        match event {
            Opened { .. } => {}
            BriefUpdated { on, brief } => self.take_brief(*on, brief),
            Forwarded { on, .. } => {
                self.forwarded_on = Some(*on);
                self.stage = Stage::UnderReview;
            }
            Assigned { handlers, .. } => {
                self.handlers = handlers.clone();
                self.left_on = None;
            }
            HandlersLeft { on, handlers } => {
                self.handlers.retain(|user| !handlers.contains(user));
                self.left_on = Some(*on);
            }
            ChallengeMade { on, challenge, of, by, ground } => self.challenges.push(Challenged {
                key: challenge.clone(),
                on: *on,
                of: of.clone(),
                by: by.clone(),
                ground: ground.clone(),
                upheld: None,
                reason: None,
            }),
            ChallengeDecided(decision) => self.decide_challenge(decision),
            ApplicationAccepted { on, acceptance, document } => {
                self.acceptance = Some(acceptance.clone());
                self.stage = Stage::Running;
                let applicants = self.all_applicants();
                self.make_notice(PaperKind::Acceptance, *on, applicants, document.clone());
            }
            AcceptanceDeemed { on } => {
                self.acceptance = Some(Acceptance {
                    on: *on,
                    deemed: true,
                    procedure: Procedure::Ordinary,
                    summary: None,
                    late_reason: None,
                });
                self.stage = Stage::Running;
            }
            ApplicationRefused { on, refused, document } => {
                self.refused = Some(refused.clone());
                self.stage = Stage::Refused { on: *on };
                let applicants = self.all_applicants();
                self.make_notice(PaperKind::Refusal, *on, applicants, document.clone());
            }
            AbandonmentDeemed { on } => self.stage = Stage::Abandoned { on: *on },
            ApplicationRecordKept(kept) => self.application.document = Some(kept.document.clone()),
            _ => self.after_supplement(event),
        }
        self
    }

    /// One that is over keeps its parties as they were, and learns what courts made of its decision.
    fn take_brief(&mut self, on: Date, brief: &Brief) {
        if self.stage.over_on().is_some() {
            self.brief.decision_upset = brief.decision_upset;
            self.brief.decision_sued.clone_from(&brief.decision_sued);
            return;
        }
        // Whom the one who is gone had appointed speaks for nobody any more.
        let gone = |side: &str| {
            let of = |brief: &Brief| brief.parties.iter().find(|party| party.key == side).cloned();
            let (before, now) = (of(&self.brief), of(brief));
            before.zip(now).is_some_and(|(before, now)| {
                before.person != now.person && before.succeeded_on != now.succeeded_on
            })
        };
        let ends: Vec<bool> = self.agents.iter().map(|agent| gone(&agent.side)).collect();
        for (agent, ends) in self.agents.iter_mut().zip(ends) {
            agent.ended_on = agent.ended_on.or(ends.then_some(on));
        }
        self.brief = brief.clone();
    }

    /// 补正 (31条).
    fn after_supplement(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            SupplementRequested { on, items, document } => {
                let applicants = self.all_applicants();
                let notice = self.make_notice(PaperKind::SupplementNotice, *on, applicants, document.clone());
                let (asked_on, items) = (*on, items.clone());
                self.supplement = Some(Supplement {
                    asked_on,
                    items,
                    notice,
                    extended_until: None,
                    received_on: None,
                    said: None,
                    documents: Vec::new(),
                });
                self.stage = Stage::Supplementing;
            }
            SupplementExtended { until, .. } => {
                self.supplement.iter_mut().for_each(|held| held.extended_until = Some(*until))
            }
            SupplementReceived { on, documents, said } => {
                self.supplement.iter_mut().for_each(|held| {
                    held.received_on = Some(*on);
                    held.said = said.clone();
                    held.documents = documents.clone();
                });
                self.stage = Stage::UnderReview;
            }
            _ => self.after_trial(event),
        }
    }

    /// The trial: copy, reply, suspension, extension, effects of a mediation.
    pub(super) fn after_course(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            CopySent { on, document } => {
                let agency = vec![RESPONDENT.to_owned()];
                self.copy = Some(self.make_notice(PaperKind::Copy, *on, agency, document.clone()));
            }
            Replied { reply, .. } => {
                self.reply = Some(reply.clone());
                self.put_back_if_answered();
            }
            ReplyAdded { added, .. } => {
                self.reply.iter_mut().for_each(|reply| reply.added.push(added.clone()));
                self.put_back_if_answered();
            }
            Weighed { weights, .. } => self.weights = weights.clone(),
            Suspended { on, ground, reason, document, agreed } => {
                let sides = self.all_sides();
                let notice = self.make_notice(PaperKind::Suspension, *on, sides, document.clone());
                let (from, ground, reason, to) = (*on, *ground, reason.clone(), None);
                self.halts.push(Halt { from, ground, reason, notice, to, ordered_by: None });
                self.agreed_halt = agreed.clone().or(self.agreed_halt.take());
                self.join_by_papers();
                self.stage = Stage::Suspended;
            }
            Resumed { on, ordered_by, document, .. } => {
                let sides = self.all_sides();
                self.make_notice(PaperKind::Resumption, *on, sides, document.clone());
                for halt in self.halts.iter_mut().filter(|halt| halt.to.is_none()) {
                    halt.to = Some(*on);
                    halt.ordered_by.clone_from(ordered_by);
                }
                self.agreed_halt = None;
                self.resumable_on = None;
                self.stage = Stage::Running;
            }
            Extended { on, days, reason, by, document } => {
                let sides = self.all_sides();
                let notice = self.make_notice(PaperKind::Extension, *on, sides, document.clone());
                let (on, days, reason, by) = (*on, *days, reason.clone(), by.clone());
                self.prolongation = Some(Prolongation { on, days, reason, by, notice });
            }
            EffectNoted { on, effect } => self.note(*on, effect),
            _ => self.after_deciding(event),
        }
    }

    /// The decision and its service, other ends.
    fn after_deciding(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            OpinionDrafted { on, by, by_name, opinion } => {
                let key = format!("v{}", self.drafts.len() + 1);
                let (on, by, by_name) = (*on, by.clone(), by_name.clone());
                let opinion = (**opinion).clone();
                self.drafts.push(Draft { key, on, by, by_name, opinion, resolved: None });
                self.stage = Stage::Drafted;
            }
            Resolved { resolution, .. } => {
                self.stage = if resolution.approved { Stage::Approved } else { Stage::Running };
                self.drafts
                    .last_mut()
                    .into_iter()
                    .for_each(|draft| draft.resolved = Some(resolution.clone()));
            }
            DecisionIssued { on, number, document } => {
                let sides = self.all_sides();
                let notice = self.make_notice(PaperKind::Decision, *on, sides, document.clone());
                let draft = self.draft().map(|draft| draft.key.clone()).unwrap_or_default();
                let (on, number, document) = (*on, number.clone(), document.clone());
                self.decided = Some(super::Decided { on, draft, number, notice, document });
                self.stage = Stage::Decided;
            }
            Terminated { on, terminated, proof, document } => {
                self.attach(*on, Attachment::Termination, proof);
                self.terminated = Some(terminated.clone());
                self.close_halts(*on);
                // 48条: from whom the application was kept learns nothing of its end either.
                let mut sides = self.all_sides();
                sides.retain(|side| side != RESPONDENT || self.is_known_to_the_agency());
                self.make_notice(PaperKind::Termination, *on, sides, document.clone());
                self.stage = Stage::Terminated { on: *on };
            }
            ServiceRecorded { notice, delivery, .. } => {
                let named = self.notices.iter_mut().filter(|held| held.key == *notice);
                named.for_each(|held| {
                    held.document = held.document.take().or_else(|| delivery.sealed_paper.clone());
                    held.deliveries.push(delivery.clone());
                });
            }
            ServiceStruck { .. } => self.after_striking(event),
            TookEffect { on } => self.stage = Stage::Effective { on: *on },
            BecameFinal { on } => self.final_on = Some(*on),
            DecisionOverdue(over) => self.overdue_since = Some(over.on),
            _ => self.after_after(event),
        }
    }

    pub(super) fn close_halts(&mut self, on: Date) {
        self.halts.iter_mut().for_each(|halt| {
            halt.to.get_or_insert(on);
        });
    }

    /// 16条: a third party who has signed that it rests while it is mediated takes part.
    fn join_by_papers(&mut self) {
        let Some(agreed) = &self.agreed_halt else { return };
        let signers: Vec<String> = agreed.papers().iter().map(|(signer, _)| signer.clone()).collect();
        self.join_who_signed(&signers);
    }

    /// 16条: whoever has signed in it takes part, where they have not said themselves whether they do.
    pub(super) fn join_who_signed(&mut self, signers: &[String]) {
        let silent = |third: &&mut super::ThirdParty| third.joins.is_none() && signers.contains(&third.side);
        self.third_parties.iter_mut().filter(silent).for_each(|third| third.joins = Some(true));
    }

    /// What a mediation means here. It suspends nothing by itself; what the bodies did upon its agreement ends this.
    fn note(&mut self, _on: Date, effect: &Effect) {
        match effect {
            Effect::SuspendDecisionPeriod { agreed, .. } => {
                self.agreed_halt = Some(agreed.clone());
                self.join_by_papers();
            }
            Effect::ResumeDecisionPeriod { on, .. } => self.resumable_on = Some(*on),
            Effect::Settled { on, how, third_parties, .. } => {
                self.join_who_signed(third_parties);
                self.settled = Some((*on, *how));
            }
            Effect::Unsettled { .. } => self.settled = None,
            Effect::Concluded { on, finding, .. } if self.stage.is_pending() => {
                self.close_halts(*on);
                self.stage = match finding {
                    Finding::MediationStatement => Stage::Settled { on: *on },
                    _ => Stage::Terminated { on: *on },
                };
                if self.stage == (Stage::Terminated { on: *on }) {
                    let reason = "当事人达成和解，准予撤回".to_owned();
                    let ground = TerminationGround::Withdrawn;
                    self.terminated = Some(super::Terminated { on: *on, ground, reason, agreed_by: None });
                }
            }
            Effect::Concluded { .. } | Effect::ExcludeFromTrialPeriod { .. } => {}
        }
    }

    /// Upheld: off the case, behind the wall.
    fn decide_challenge(&mut self, decision: &ChallengeDecision) {
        let named = |challenge: &&mut Challenged| challenge.key == decision.challenge;
        let Some(challenge) = self.challenges.iter_mut().find(named) else {
            return;
        };
        challenge.upheld = Some(decision.upheld);
        challenge.reason.clone_from(&decision.reason);
        if decision.upheld {
            let user = challenge.of.clone();
            self.handlers.retain(|handler| *handler != user);
            self.walled.push(user);
        }
    }
}
