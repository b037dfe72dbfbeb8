//! What an event makes of the file. Total, and from its arguments alone.

use super::*;

impl Mediation {
    pub(super) fn opened(on: Date, brief: &Brief) -> Mediation {
        Mediation {
            brief: brief.clone(),
            opened_on: on,
            stage: Stage::Screening,
            imported: None,
            left: Vec::new(),
            consents: BTreeMap::new(),
            consented_on: None,
            team: None,
            disclosures: Vec::new(),
            challenges: Vec::new(),
            walled: brief.walled.clone(),
            period: None,
            self_checks: Vec::new(),
            questions: Vec::new(),
            sessions: Vec::new(),
            undisputed: None,
            agreement: None,
            confirmation: None,
            formal_ending: None,
            handed_on: None,
            retried_on: None,
            phases: Vec::new(),
            file_closed_on: None,
            suspension: None,
            former_consents: Vec::new(),
            shelved: None,
        }
    }

    /// Screening, consent, the team, the ends.
    pub(super) fn after(mut self, event: &MediationEvent) -> Mediation {
        use MediationEvent::*;
        match event {
            Opened { .. } => {}
            BriefUpdated { brief, .. } => self.meet(brief),
            Imported { .. } => self.import(event),
            ImportDeclined { on, settled, .. } => {
                self.stage = Stage::Returned { on: *on, reason: settled.unwrap_or(ReturnReason::NotImported) }
            }
            PassedOn { on, to, .. } => self.stage = Stage::PassedOn { on: *on, to: to.clone() },
            ConsentRecorded { on, party, consent } => {
                self.consents.insert(party.clone(), consent.clone());
                if consent.answer == Answer::Agree {
                    self.come_back(*on, party);
                }
            }
            ConsentCompleted { on } => {
                self.consented_on = self.consents.values().map(|consent| consent.on).max();
                self.stage = Stage::Teaming { since: *on };
            }
            Returned { on, reason, .. } => self.stage = Stage::Returned { on: *on, reason: *reason },
            TeamNamed { team, .. } => self.team = Some((**team).clone()),
            SeatFilled { seat, user, role, in_place_of, .. } => {
                self.seat(*seat, user, *role, in_place_of.as_ref())
            }
            Disclosed { on, user, interest, text, said } => self.disclosures.push(Disclosure {
                on: *on,
                user: user.clone(),
                interest: *interest,
                text: text.clone(),
                said: said.clone(),
                outdated: false,
            }),
            Challenged { on, challenge, of, by, ground, tie } => self.challenges.push(super::Challenge {
                key: challenge.clone(),
                on: *on,
                of: of.clone(),
                by: by.clone(),
                ground: ground.clone(),
                tie: *tie,
                decided: None,
            }),
            ChallengeDecided { on, challenge, upheld, reason, agreed_by, document } => {
                let (reason, agreed_by, document) = (reason.clone(), agreed_by.clone(), document.clone());
                let decision = ChallengeDecision { on: *on, upheld: *upheld, reason, agreed_by, document };
                self.decide_challenge(challenge, decision);
            }
            Failed { on, ground, .. } => self.end(*on, Outcome::Failed { ground: *ground }),
            Terminated { on, ground, .. } => self.end(*on, Outcome::Terminated { ground: *ground }),
            Lapsed { on, .. } => self.end(*on, Outcome::Lapsed),
            HandedOn { on, to, receipt } => {
                self.handed_on = Some(super::HandedOn { on: *on, to: to.clone(), receipt: receipt.clone() });
            }
            RetryAgreed { on, .. } => self.retried_on = Some(*on),
            PhaseReached { .. }
            | RetryDeclined { .. }
            | SuspensionAgreed { .. }
            | FileNoted { .. }
            | ConsentWithdrawn { .. }
            | SideLeft { .. }
            | SuccessorAsked { .. }
            | SideReadmitted { .. }
            | ChannelMoved { .. } => self.after_beside(event),
            _ => self.after_talks(event),
        }
        self
    }

    fn import(&mut self, event: &MediationEvent) {
        let MediationEvent::Imported { on, categories, channel, settlement_only, note, discretionary } =
            event
        else {
            return;
        };
        self.imported = Some(super::Imported {
            on: *on,
            categories: categories.clone(),
            channel: *channel,
            settlement_only: *settlement_only,
            note: note.clone(),
            discretionary: *discretionary,
            moved_on: None,
            left: None,
        });
        self.stage = Stage::AwaitingConsent { since: *on };
    }

    /// From the acceptance of the material on: the agency, the judge, the facts.
    fn after_talks(&mut self, event: &MediationEvent) {
        use MediationEvent::*;
        match event {
            SeatsLeft { on, users } => users.iter().for_each(|user| self.vacate(*on, user)),
            MaterialAccepted { on } => {
                self.period = Some(Period {
                    accepted_on: *on,
                    extensions: Vec::new(),
                    suspensions: Vec::new(),
                    begun_in: None,
                });
                self.stage = Stage::Mediating;
            }
            SelfChecked { on, assessment, flaws, room_to_concede, head_will_attend } => {
                self.self_checks.push(super::SelfChecked {
                    on: *on,
                    assessment: assessment.clone(),
                    flaws: flaws.clone(),
                    room_to_concede: room_to_concede.clone(),
                    head_will_attend: *head_will_attend,
                });
            }
            JudgeAsked { on, key, question } => {
                self.questions.push(Question {
                    key: key.clone(),
                    on: *on,
                    question: question.clone(),
                    opinion: None,
                });
            }
            OpinionGiven { on, question, opinion } => {
                let asked = self.questions.iter_mut().filter(|asked| asked.key == *question);
                asked.for_each(|asked| asked.opinion = Some(Opinion { on: *on, opinion: opinion.clone() }));
            }
            UndisputedFactsRecorded { on, text } => {
                self.undisputed = Some(Undisputed { on: *on, text: text.clone(), confirmed: Vec::new() });
            }
            UndisputedConfirmed { signature, .. } => {
                self.undisputed.iter_mut().for_each(|facts| facts.confirmed.push(signature.clone()));
            }
            _ => self.after_session(event),
        }
    }

    fn after_session(&mut self, event: &MediationEvent) {
        use MediationEvent::*;
        match event {
            SessionConvened { on, key, starts_at, place, video, form, head_invited } => {
                self.sessions.push(Session {
                    key: key.clone(),
                    convened_on: *on,
                    starts_at: *starts_at,
                    place: place.clone(),
                    video: *video,
                    form: form.clone(),
                    head_invited: *head_invited,
                    moved: Vec::new(),
                    cancelled: None,
                    services: Vec::new(),
                    attendance: None,
                    minutes: None,
                })
            }
            SessionMoved { on, session, starts_at, place, video, reason } => {
                self.in_session(session, |s| s.move_to(*on, *starts_at, place.clone(), *video, reason))
            }
            SessionCancelled { on, session, reason } => self.in_session(session, |s| {
                s.cancelled = Some(Cancelled { on: *on, reason: reason.clone() });
            }),
            ServiceRecorded { session, service, .. } => {
                self.in_session(session, |s| s.services.push(service.clone()))
            }
            AttendanceRecorded { session, attendance, .. } => {
                self.in_session(session, |s| s.attendance = Some(attendance.clone()));
            }
            MinutesWritten { on, session, text } => self.in_session(session, |s| {
                s.minutes = Some(Minutes {
                    on: *on,
                    text: text.clone(),
                    corrections: Vec::new(),
                    signatures: Vec::new(),
                });
            }),
            MinutesCorrected { on, session, by, text } => self.in_minutes(session, |minutes| {
                minutes.corrections.push(Correction { on: *on, by: by.clone(), text: text.clone() });
                // What was signed is not what now stands there.
                minutes.signatures.clear();
            }),
            MinutesSigned { session, signature, .. } => {
                self.in_minutes(session, |minutes| minutes.signatures.push(signature.clone()));
            }
            _ => self.after_period(event),
        }
    }

    /// What moves the period, and the agreement.
    fn after_period(&mut self, event: &MediationEvent) {
        use MediationEvent::*;
        match event {
            Extended { on, until, agreed_by, documents } => self.in_period(|period| {
                let (agreed_by, documents) = (agreed_by.clone(), documents.clone());
                period.extensions.push(Extension { on: *on, until: *until, agreed_by, documents });
            }),
            Suspended { cause, from, to, reason, document, .. } => self.in_period(|period| {
                period.suspensions.push(Suspension {
                    cause: Some(*cause),
                    from: *from,
                    to: *to,
                    reason: reason.clone(),
                    document: document.clone(),
                });
            }),
            Resumed { on, .. } => self.in_period(|period| {
                period.suspensions.iter_mut().filter(|s| s.to.is_none()).for_each(|s| s.to = Some(*on));
            }),
            AgreementDrafted { on, agreement } => {
                (self.agreement, self.shelved) = (Some((**agreement).clone()), None);
                self.stage = Stage::Signing { since: *on };
            }
            LegalityChecked { on, by, items } => self.in_agreement(|agreement| {
                agreement.legality =
                    Some(super::LegalityChecked { on: *on, by: by.clone(), items: items.clone() });
                agreement.signatures.clear();
            }),
            AgreementSigned { signature, .. } => {
                self.in_agreement(|agreement| agreement.signatures.push(signature.clone()))
            }
            AgreementEffective { on, ending } => {
                self.in_agreement(|agreement| agreement.effective_on = Some(*on));
                self.end(*on, Outcome::Agreed { ending: *ending });
            }
            ConfirmationApplied { on, applicants, document } => {
                let mut asked = self.confirmation.take().unwrap_or_default();
                asked.applicants.extend(applicants.iter().cloned());
                asked.documents.extend(document.iter().map(|file| (*on, file.clone())));
                let all = self.sides().all(|side| asked.applicants.iter().any(|joined| joined == side));
                asked.applied_on = all.then_some(*on);
                self.confirmation = Some(asked);
            }
            FormalEndingRecorded { on, result, document, .. } => {
                self.formal_ending =
                    Some(FormalEnding { result: *result, on: *on, document: document.clone() });
            }
            _ => {}
        }
    }

    /// What waits to be signed is nothing any more but the beginning of the next draft.
    pub(super) fn shelve(&mut self, stays: impl Fn(&Obligation) -> bool) {
        if !matches!(self.stage, Stage::Signing { .. }) {
            return;
        }
        self.shelved = self.agreement.take().map(|mut draft| {
            draft.obligations.retain(stays);
            draft.signatures.clear();
            draft.legality = None;
            draft
        });
        self.stage = Stage::Mediating;
    }

    fn end(&mut self, on: Date, outcome: Outcome) {
        self.stage = Stage::Ended { on, outcome };
    }

    fn in_session(&mut self, key: &str, change: impl FnOnce(&mut Session)) {
        if let Some(session) = self.sessions.iter_mut().find(|session| session.key == key) {
            change(session);
        }
    }

    fn in_minutes(&mut self, key: &str, change: impl FnOnce(&mut Minutes)) {
        let minutes = self
            .sessions
            .iter_mut()
            .find(|session| session.key == key)
            .and_then(|session| session.minutes.as_mut());
        if let Some(minutes) = minutes {
            change(minutes);
        }
    }

    fn in_period(&mut self, change: impl FnOnce(&mut Period)) {
        if let Some(period) = self.period.as_mut() {
            change(period);
        }
    }

    fn in_agreement(&mut self, change: impl FnOnce(&mut Agreement)) {
        if let Some(agreement) = self.agreement.as_mut() {
            change(agreement);
        }
    }

    fn seat(&mut self, seat: SeatKind, user: &UserId, role: crate::Role, in_place_of: Option<&UserId>) {
        let Some(team) = self.team.as_mut() else { return };
        match seat {
            SeatKind::GuidingJudge => team.guiding_judge = Some(user.clone()),
            SeatKind::LeadMediator => {
                team.lead_mediator = Some(user.clone());
                self.in_agreement(|agreement| agreement.signatures.retain(|s| s.party != MEDIATOR));
            }
            SeatKind::Member => {
                team.members.retain(|member| Some(&member.user) != in_place_of);
                team.members.push(Member { user: user.clone(), role });
            }
        }
        self.team.iter_mut().for_each(Team::mind_empty);
    }

    /// Upheld: out of the seat, behind the wall.
    fn decide_challenge(&mut self, key: &str, decision: ChallengeDecision) {
        let Some(challenge) = self.challenges.iter_mut().find(|challenge| challenge.key == key) else {
            return;
        };
        challenge.decided = Some(decision.clone());
        if !decision.upheld {
            return;
        }
        let user = challenge.of.clone();
        let was_lead = self.is_lead(&user);
        // What the excluded person found lawful or signed is found and signed again.
        self.in_agreement(|agreement| {
            if agreement.legality.as_ref().is_some_and(|checked| checked.by == user) {
                agreement.legality = None;
                agreement.signatures.clear();
            }
            agreement.signatures.retain(|signature| !was_lead || signature.party != MEDIATOR);
        });
        self.vacate(decision.on, &user);
        self.walled.push(user);
    }

    fn vacate(&mut self, on: Date, user: &UserId) {
        self.team.iter_mut().for_each(|team| team.leave(on, user));
    }
}
