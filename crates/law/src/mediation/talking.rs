//! The content of the steps between the acceptance of the material and the end.

use super::{codes::*, hands::Given, *};
use crate::{
    Refusal,
    dispute::{line, text},
    matter::Context,
    now::SHANGHAI,
    refusal::{ALREADY_OPEN, UNKNOWN_ORGANIZATION, ensure_at},
};

impl Mediation {
    pub(super) fn weigh_talk(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::SelfCheck { assessment, flaws, room_to_concede, head_will_attend } => {
                text(assessment, "assessment")?;
                MediationEvent::SelfChecked {
                    on,
                    assessment: assessment.clone(),
                    flaws: flaws.clone(),
                    room_to_concede: room_to_concede.clone(),
                    head_will_attend: *head_will_attend,
                }
            }
            C::AskJudge { question } => {
                text(question, "question")?;
                let key = format!("q{}", self.questions.len() + 1);
                MediationEvent::JudgeAsked { on, key, question: question.clone() }
            }
            C::GiveOpinion { question, opinion } => {
                let open =
                    self.questions.iter().any(|asked| asked.key == *question && asked.opinion.is_none());
                ensure_at(open, QUESTION_UNKNOWN, "question")?;
                text(opinion, "opinion")?;
                MediationEvent::OpinionGiven { on, question: question.clone(), opinion: opinion.clone() }
            }
            C::RecordUndisputedFacts { text: facts } => {
                text(facts, "text")?;
                MediationEvent::UndisputedFactsRecorded { on, text: facts.clone() }
            }
            // 特邀调解规定22条、在线调解规则18条: only what each side has signed itself is undisputed.
            C::ConfirmUndisputed { also: _, party, way, present } => {
                self.ensure_speaks_for(context, party)?;
                let undisputed = self.undisputed.as_ref().ok_or_else(|| Refusal::of(FACTS_MISSING))?;
                let confirmed = undisputed.confirmed.iter().any(|signature| signature.party == *party);
                ensure_at(!confirmed, FACTS_CONFIRMED, "party")?;
                let given = (way, present.as_ref());
                self.ensure_hand(context, party, given, &undisputed.read())?;
                let signature = self.signed_by(context, ("confirm_undisputed", ""), party, given)?;
                MediationEvent::UndisputedConfirmed { on, signature }
            }
            _ => return self.weigh_session_step(context, command),
        };
        Ok(vec![event])
    }

    fn weigh_session_step(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::ConveneSession { starts_at, place, video, form, head_invited } => {
                self.weigh_session(context, *starts_at, place.as_deref(), *video, form)?;
                ensure_at(!*head_invited || form.admits_head(), HEAD_NOT_HERE, "head_invited")?;
                MediationEvent::SessionConvened {
                    on,
                    key: format!("s{}", self.sessions.len() + 1),
                    starts_at: *starts_at,
                    place: place.clone(),
                    video: *video,
                    form: form.clone(),
                    head_invited: *head_invited,
                }
            }
            C::RecordService { also: _, session, recipient, way, served_on, proof, note } => {
                let service = Service {
                    recipient: recipient.clone(),
                    way: *way,
                    served_on: *served_on,
                    proof: proof.clone(),
                    note: note.clone(),
                };
                self.weigh_service(context, session, &service)?;
                MediationEvent::ServiceRecorded { on, session: session.clone(), service }
            }
            C::MoveSession { .. } | C::CancelSession { .. } => return self.weigh_change(context, command),
            C::RecordAttendance { session, present, agents, team, head } => {
                let (present, agents) = (present.clone(), agents.clone());
                let host = self.host_of(team);
                let attendance = Attendance { present, agents, team: team.clone(), head: head.clone(), host };
                self.weigh_attendance(context, session, &attendance)?;
                MediationEvent::AttendanceRecorded { on, session: session.clone(), attendance }
            }
            C::WriteMinutes { session, text: written } => {
                self.weigh_minutes(context, session)?;
                text(written, "text")?;
                MediationEvent::MinutesWritten { on, session: session.clone(), text: written.clone() }
            }
            C::CorrectMinutes { session, text: corrected, by } => {
                self.weigh_correction(context, session, by)?;
                text(corrected, "text")?;
                MediationEvent::MinutesCorrected {
                    on,
                    session: session.clone(),
                    by: by.clone(),
                    text: corrected.clone(),
                }
            }
            C::SignMinutes { also: _, session, party, way, present } => {
                let given = (way, present.as_ref());
                self.weigh_minutes_signature(context, session, party, given)?;
                let signature = self.signed_by(context, ("sign_minutes", ""), party, given)?;
                MediationEvent::MinutesSigned { on, session: session.clone(), signature }
            }
            _ => return self.weigh_period_step(context, command),
        };
        Ok(vec![event])
    }

    /// Another time, or none.
    fn weigh_change(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::MoveSession { session, starts_at, place, video, reason } => {
                self.weigh_move(context, session, *starts_at, place.as_deref(), *video)?;
                line(reason, "reason")?;
                MediationEvent::SessionMoved {
                    on,
                    session: session.clone(),
                    starts_at: *starts_at,
                    place: place.clone(),
                    video: *video,
                    reason: reason.clone(),
                }
            }
            C::CancelSession { session, reason } => {
                self.session_to_come(context, session)?;
                line(reason, "reason")?;
                MediationEvent::SessionCancelled { on, session: session.clone(), reason: reason.clone() }
            }
            _ => return Err(Refusal::of(ALREADY_OPEN)),
        };
        Ok(vec![event])
    }

    fn weigh_period_step(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Extend { until, agreed_by, documents } => {
                self.weigh_extension(context, *until, agreed_by, documents)?;
                MediationEvent::Extended {
                    on,
                    until: *until,
                    agreed_by: agreed_by.clone(),
                    documents: documents.clone(),
                }
            }
            C::Suspend { cause, from, to, reason, document } => {
                self.weigh_suspension(context, *cause, *from, *to, document.is_some())?;
                line(reason, "reason")?;
                let (reason, document) = (reason.clone(), document.clone());
                MediationEvent::Suspended { on, cause: *cause, from: *from, to: *to, reason, document }
            }
            C::Resume { on, reason } => {
                self.weigh_resumption(context, *on)?;
                line(reason, "reason")?;
                MediationEvent::Resumed { on: *on, reason: reason.clone() }
            }
            C::DraftAgreement { obligations, disposition, disposition_note, ending, cost_shown } => {
                self.weigh_draft(context, obligations, *ending, *cost_shown)?;
                let agreement = Agreement {
                    drafted_on: on,
                    obligations: obligations.clone(),
                    disposition: *disposition,
                    disposition_note: disposition_note.clone(),
                    ending: *ending,
                    cost_shown: *cost_shown,
                    legality: None,
                    signatures: Vec::new(),
                    effective_on: None,
                };
                MediationEvent::AgreementDrafted { on, agreement: Box::new(agreement) }
            }
            C::CheckLegality { items } => {
                self.weigh_legality(items)?;
                MediationEvent::LegalityChecked { on, by: context.actor.user.clone(), items: items.clone() }
            }
            C::SignAgreement { also: _, party, way, present } => {
                return self.weigh_signing(context, party, (way, present.as_ref()));
            }
            _ => return self.weigh_end(context, command),
        };
        Ok(vec![event])
    }

    /// The last signature makes it effective, on that day.
    fn weigh_signing(
        &self,
        context: Context<'_>,
        party: &str,
        given: Given<'_>,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        self.weigh_signature(context, party, given)?;
        let on = context.now.today;
        let signature = self.signed_by(context, ("sign_agreement", ""), party, given)?;
        let mut events = vec![MediationEvent::AgreementSigned { on, signature }];
        if self.missing_signatures().all(|missing| missing == party) {
            let ending = self
                .agreement
                .as_ref()
                .map(|agreement| agreement.ending)
                .expect("what is signed was drafted");
            events.push(MediationEvent::AgreementEffective { on, ending });
        }
        Ok(events)
    }

    fn weigh_end(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        use MediationCommand as C;
        let on = context.now.today;
        let facts = self.returned_facts(context);
        let event = match command {
            C::ApplyForConfirmation { applicants, document, on: handed_in_on } => {
                let on = handed_in_on.unwrap_or(on);
                self.weigh_joint(context, applicants, document.is_some(), on)?;
                let (applicants, document) = (applicants.clone(), document.clone());
                MediationEvent::ConfirmationApplied { on, applicants, document }
            }
            C::RecordFormalEnding { result, on, document } => {
                self.weigh_formal_ending(context, *result, *on, document.is_some())?;
                let (on, result, document) = (*on, *result, document.clone());
                MediationEvent::FormalEndingRecorded { on, result, document, reason: None }
            }
            C::Renege { reason } => {
                reason.as_deref().map_or(Ok(()), |reason| line(reason, "reason"))?;
                let (result, reason) = (FormalResult::Reneged, reason.clone());
                MediationEvent::FormalEndingRecorded { on, result, document: None, reason }
            }
            C::Fail { ground, reason } => {
                ensure_at(ground.is_failure(), GROUND_OF_TERMINATION, "ground")?;
                self.weigh_ground(*ground, SHANGHAI.to_datetime(context.now.at))?;
                text(reason, "reason")?;
                MediationEvent::Failed { on, ground: *ground, reason: reason.clone(), facts }
            }
            C::Terminate { ground, reason } => {
                ensure_at(ground.is_termination(), GROUND_OF_FAILURE, "ground")?;
                self.weigh_ground(*ground, SHANGHAI.to_datetime(context.now.at))?;
                text(reason, "reason")?;
                MediationEvent::Terminated { on, ground: *ground, reason: reason.clone(), facts }
            }
            C::RecordLapse => return Ok(self.lapse_events(context)),
            C::NoteLeft => MediationEvent::SeatsLeft { on, users: self.gone(context.law).cloned().collect() },
            C::HandOn { to, receipt } => {
                self.ensure_can_take_over(context.law, to)?;
                let mut events = self.lapse_events(context);
                events.push(MediationEvent::HandedOn { on, to: to.clone(), receipt: receipt.clone() });
                return Ok(events);
            }
            C::DeclineRetry { .. }
            | C::AgreeToSuspend { .. }
            | C::CorrectChannel { .. }
            | C::NotePhase { .. }
            | C::NoteFile { .. }
            | C::NoteConclusion { .. } => return self.weigh_beside(context, command),
            C::Retry { wishes, reason } => {
                self.weigh_retry(wishes)?;
                line(reason, "reason")?;
                let mut events = self.lapse_events(context);
                events.push(MediationEvent::RetryAgreed {
                    on,
                    wishes: wishes.clone(),
                    reason: reason.clone(),
                });
                return Ok(events);
            }
            _ => return Err(Refusal::of(ALREADY_OPEN)),
        };
        Ok(vec![event])
    }

    /// What time has done and nobody has recorded yet, dated by the last day.
    pub(super) fn lapse_events(&self, context: Context<'_>) -> Vec<MediationEvent> {
        let ended = self.ended_by_time(context.law, context.now.today);
        let facts = self.returned_facts(context);
        ended.map(|on| MediationEvent::Lapsed { on, facts }).into_iter().collect()
    }
}

impl Mediation {
    /// Whoever takes over is another body than the centre that hands over, and not the agency that is complained of, unless that sent it
    /// here (行调、裁调): it goes back to it.
    pub fn ensure_can_take_over(&self, law: &crate::Law, to: &crate::OrgId) -> Result<(), Refusal> {
        let body = law.directory.organization(to).ok_or_else(|| Refusal::at(UNKNOWN_ORGANIZATION, "to"))?;
        let back = self.brief.sent_by.as_ref() == Some(to);
        let theirs = back || *to != self.brief.respondent;
        let other = body.category != crate::directory::Category::Centre && theirs;
        ensure_at(other, CANNOT_TAKE_OVER, "to")?;
        let court = body.category == crate::directory::Category::Court;
        let tried = self.brief.in_court || self.channel().is_some_and(Channel::is_trial);
        ensure_at(court || !tried, BACK_TO_THE_COURT, "to")?;
        let decided = self.brief.reconsidered_by.as_ref().is_some_and(|by| by.over);
        let sent = self.brief.is_sent_by_a_court();
        // It has the suit already, and says itself whether it files it.
        let new = court && !tried && !sent && !self.brief.only_received;
        let first = new && !decided && crate::dispute::reconsideration_first(&self.brief.act);
        ensure_at(!first, RECONSIDERED_FIRST, "to")?;
        ensure_at(back || law.directory.takes_in(to), NOBODY_TAKES_IT_IN, "to")
    }
}
