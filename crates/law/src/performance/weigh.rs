//! The content of the steps: what was done, what was not, urging, breach, and what follows.

use super::*;
use crate::{
    Refusal,
    calendar::zh_date,
    dispute::{line, text},
    matter::Context,
    mediation::codes::NOT_YOURS,
    paper::codes::NOT_BY_TELEPHONE,
    refusal::{
        ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, REQUIRED, UNKNOWN_ORGANIZATION, WRONG_STAGE, ensure,
        ensure_at,
    },
};
use codes::*;

impl Performance {
    pub(super) fn weigh(
        &self,
        context: Context<'_>,
        command: &PerformanceCommand,
    ) -> Result<Vec<PerformanceEvent>, Refusal> {
        let on = context.now.today;
        match command {
            PerformanceCommand::RecordFulfilment { obligation, on: fulfilled_on, proof, partly, note } => {
                let fulfilment = Fulfilment {
                    on: *fulfilled_on,
                    proof: proof.clone(),
                    partly: *partly,
                    by: context.actor.name.clone(),
                    note: note.clone(),
                };
                self.weigh_fulfilment(context, obligation, &fulfilment)?;
                Ok(self.settled(PerformanceEvent::FulfilmentRecorded {
                    on,
                    obligation: obligation.clone(),
                    fulfilment,
                }))
            }
            PerformanceCommand::RecordFulfilments { obligations, on: fulfilled_on, proof, note } => {
                let fulfilment = Fulfilment {
                    on: *fulfilled_on,
                    proof: proof.clone(),
                    partly: false,
                    by: context.actor.name.clone(),
                    note: note.clone(),
                };
                self.weigh_fulfilments(context, obligations, &fulfilment)
            }
            PerformanceCommand::ApplyForEnforcement { by, document, note } => {
                let by = self.weigh_enforcement(context, by.as_deref())?.map(str::to_owned);
                let (document, note) = (document.clone(), note.clone());
                Ok(vec![PerformanceEvent::EnforcementApplied { on, by, document, note }])
            }
            PerformanceCommand::PassOn { to, reason } => {
                ensure_at(context.law.directory.organization(to).is_some(), UNKNOWN_ORGANIZATION, "to")?;
                line(reason, "reason")?;
                Ok(vec![PerformanceEvent::PassedOn { on, to: to.clone(), reason: reason.clone() }])
            }
            PerformanceCommand::NoteConfirmation { confirmed } => {
                ensure(*confirmed != self.confirmed || !confirmed, NOT_CHANGED)?;
                Ok(vec![PerformanceEvent::ConfirmationNoted { on, confirmed: *confirmed }])
            }
            PerformanceCommand::NoteConfirmationAsked => Ok(vec![PerformanceEvent::ConfirmationAsked { on }]),
            PerformanceCommand::UpdateBrief { brief } => {
                Ok(vec![PerformanceEvent::BriefUpdated { on, brief: brief.clone() }])
            }
            PerformanceCommand::NoteVisit { visited_on, visited, lines } => {
                lines.iter().map(|asked| self.said_at_visit(on, *visited_on, visited, asked)).collect()
            }
            PerformanceCommand::NoteLetterServed { obligor, line, service } => {
                let waits = |held: &&Line| {
                    let theirs = held.obligation.obligor == *obligor;
                    let letter = held.unserved_letter().is_some_and(|urged| urged.on <= service.on);
                    theirs && letter && line.as_ref().is_none_or(|key| held.key == *key)
                };
                let lines = self.lines.iter().filter(waits).map(|held| held.key.clone()).collect();
                Ok(vec![PerformanceEvent::LetterServed { on, lines, service: service.clone() }])
            }
            _ => self.weigh_not_performed(context, command),
        }
    }

    /// Of several who were visited together, whoever is owed it said so.
    fn said_at_visit(
        &self,
        on: Date,
        visited_on: Date,
        visited: &[String],
        asked: &SaidOfLine,
    ) -> Result<PerformanceEvent, Refusal> {
        let found = self.line(&asked.line).ok_or_else(|| Refusal::at(UNKNOWN_OBLIGATION, "obligation"))?;
        let owed = visited.iter().find(|side| found.is_owed_to(side));
        let by = owed.or(visited.first()).ok_or_else(|| Refusal::at(SAID_BY_STRANGER, "visited"))?;
        let (obligation, by) = (asked.line.clone(), by.clone());
        Ok(PerformanceEvent::SaidAtVisit { on, obligation, visited_on, by, said: asked.said })
    }

    /// What is past its day: reported, urged, broken.
    fn weigh_not_performed(
        &self,
        context: Context<'_>,
        command: &PerformanceCommand,
    ) -> Result<Vec<PerformanceEvent>, Refusal> {
        let on = context.now.today;
        match command {
            PerformanceCommand::ReportShortfall { obligation, extent, words, documents } => {
                let by = self.weigh_report(context, obligation)?;
                text(words, "words")?;
                Ok(vec![PerformanceEvent::ShortfallReported {
                    on,
                    obligation: obligation.clone(),
                    by: by.to_owned(),
                    extent: *extent,
                    words: words.clone(),
                    documents: documents.clone(),
                }])
            }
            PerformanceCommand::Urge { obligation, way, until, note, said_by } => {
                ensure_owed(self.overdue(context, obligation)?, said_by.as_deref())?;
                ensure_at(until.is_some() || *way != UrgeWay::Letter, URGE_UNTIL_MISSING, "until")?;
                ensure_at(until.is_none_or(|until| until > on), URGE_UNTIL_PAST, "until")?;
                Ok(vec![PerformanceEvent::Urged {
                    on,
                    obligation: obligation.clone(),
                    way: *way,
                    until: *until,
                    note: note.clone(),
                    said_by: said_by.clone(),
                }])
            }
            PerformanceCommand::CheckPerformance { obligation, finding, said_by, reason } => {
                let found =
                    self.line(obligation).ok_or_else(|| Refusal::at(UNKNOWN_OBLIGATION, "obligation"))?;
                ensure_at(found.is_fulfilled(), NOT_RECORDED, "obligation")?;
                ensure_owed(found, said_by.as_deref())?;
                text(reason, "reason")?;
                Ok(vec![PerformanceEvent::PerformanceChecked {
                    on,
                    obligation: obligation.clone(),
                    finding: *finding,
                    said_by: said_by.clone(),
                    reason: reason.clone(),
                }])
            }
            PerformanceCommand::RecordBreach { obligation, reason, letter } => {
                let found = self.overdue(context, obligation)?;
                let urged = found.standing_urging().ok_or_else(|| Refusal::at(NOT_URGED, "obligation"))?;
                ensure_given_day_passed(urged, on)?;
                // Served late, the letter gives its days from then.
                let served = with_its_letter(found, letter.as_ref(), on)?;
                served.standing_urging().map_or(Ok(()), |urged| ensure_given_day_passed(urged, on))?;
                line(reason, "reason")?;
                Ok(self.settled(PerformanceEvent::BreachRecorded {
                    on,
                    obligation: obligation.clone(),
                    reason: reason.clone(),
                    letter: letter.clone(),
                }))
            }
            _ => Err(Refusal::of(ALREADY_OPEN)),
        }
    }

    /// 民诉法206条: it is for the other side of whoever did not perform. A side speaks for itself; the counter says for whom it writes.
    fn weigh_enforcement<'a>(
        &self,
        context: Context<'a>,
        said: Option<&'a str>,
    ) -> Result<Option<&'a str>, Refusal> {
        // The office enforces what it sealed against who applied or took part, for whoever it is owed to (复议法78条3项).
        if context.actor.is_statute() {
            return Ok(None);
        }
        let own = self.side_of(context.actor);
        let by = own.or(said).ok_or_else(|| Refusal::at(APPLICANT_UNSAID, "by"))?;
        ensure_at(self.unpursued().any(|line| line.is_owed_to(by)), NOT_OWED, "by")?;
        Ok(Some(by))
    }

    /// Whoever owes it proves it; whoever is owed, or the centre, may say it was received.
    fn weigh_fulfilment(
        &self,
        context: Context<'_>,
        key: &str,
        fulfilment: &Fulfilment,
    ) -> Result<(), Refusal> {
        let found = self.line(key).ok_or_else(|| Refusal::at(UNKNOWN_OBLIGATION, "obligation"))?;
        ensure_at(!matches!(found.state, LineState::Fulfilled { .. }), FULFILLED_ALREADY, "obligation")?;
        ensure_at(fulfilment.on <= context.now.today, DATE_IN_FUTURE, "on")?;
        ensure_at(fulfilment.on >= self.plan.effective_on, DATE_BEFORE_START, "on")?;
        let own = self.side_of(context.actor);
        let obligation = &found.obligation;
        let owes = own == Some(obligation.obligor.as_str());
        let is_owed = own.is_none() || obligation.obligee.as_deref().is_none_or(|to| own == Some(to));
        ensure_at(owes || is_owed, NOT_YOURS, "obligation")?;
        ensure_at(own.is_none_or(|own| self.may_call_done(found, own)), PURSUED, "obligation")?;
        ensure_at(!owes || fulfilment.proof.is_some(), PROOF_MISSING, "proof")
    }

    /// There is something that is not done yet, and not for others alone to call done.
    pub(super) fn may_call_something_done(&self, context: Context<'_>) -> Result<(), Refusal> {
        ensure(!matches!(self.stage, Stage::Fulfilled { .. }), WRONG_STAGE)?;
        let own = self.side_of(context.actor);
        let may = |line: &Line| own.is_none_or(|own| self.may_call_done(line, own));
        ensure(self.lines.iter().any(|line| !line.is_fulfilled() && may(line)), PURSUED)
    }

    /// Many lines at once: each as if it were alone, all of them or none.
    fn weigh_fulfilments(
        &self,
        context: Context<'_>,
        obligations: &[String],
        fulfilment: &Fulfilment,
    ) -> Result<Vec<PerformanceEvent>, Refusal> {
        ensure_at(!obligations.is_empty(), REQUIRED, "obligations")?;
        let (on, mut held, mut events) = (context.now.today, self.clone(), Vec::new());
        for obligation in obligations {
            held.weigh_fulfilment(context, obligation, fulfilment).map_err(among_several)?;
            let (obligation, fulfilment) = (obligation.clone(), fulfilment.clone());
            let more = held.settled(PerformanceEvent::FulfilmentRecorded { on, obligation, fulfilment });
            held = more.iter().fold(held, Performance::after);
            events.extend(more);
        }
        Ok(events)
    }

    /// Something is owed to this side, and its day has passed, or it is recorded as performed.
    pub(super) fn may_report(&self, context: Context<'_>) -> Result<(), Refusal> {
        let own = self.side_of(context.actor).unwrap_or_default();
        let owed = || self.lines.iter().filter(|line| line.is_owed_to(own));
        if owed().next().is_none() {
            return Err(Refusal::not_permitted());
        }
        let recorded = owed().any(Line::is_fulfilled);
        ensure(self.stage == Stage::Running || recorded, WRONG_STAGE)?;
        ensure(recorded || owed().any(|line| line.is_overdue(context.now.today)), NOT_DUE)
    }

    /// Whoever is owed speaks for itself, also of what others have recorded as performed. Who says so is answered.
    fn weigh_report<'a>(&self, context: Context<'a>, key: &str) -> Result<&'a str, Refusal> {
        let own = self.side_of(context.actor).unwrap_or_default();
        let found = self.line(key).ok_or_else(|| Refusal::at(UNKNOWN_OBLIGATION, "obligation"))?;
        ensure_at(found.is_owed_to(own), NOT_YOURS, "obligation")?;
        if !found.is_fulfilled() {
            self.overdue(context, key)?;
        }
        Ok(own)
    }

    fn overdue(&self, context: Context<'_>, key: &str) -> Result<&Line, Refusal> {
        let found = self.line(key).ok_or_else(|| Refusal::at(UNKNOWN_OBLIGATION, "obligation"))?;
        ensure_at(found.state == LineState::Open, NOT_OPEN_ANY_MORE, "obligation")?;
        if found.obligation.due_on >= context.now.today {
            let detail = format!("履行期限到{}为止，还没有到", zh_date(found.obligation.due_on));
            return Err(Refusal::at(NOT_DUE, "obligation").because(detail));
        }
        Ok(found)
    }

    /// The event, and the end of it all where this was the last open line.
    fn settled(&self, event: PerformanceEvent) -> Vec<PerformanceEvent> {
        let after = self.clone().after(&event);
        let on = match &event {
            PerformanceEvent::FulfilmentRecorded { on, .. } | PerformanceEvent::BreachRecorded { on, .. } => {
                *on
            }
            _ => self.opened_on,
        };
        let done = after.lines.iter().all(|line| matches!(line.state, LineState::Fulfilled { .. }));
        let still_open = after.open_lines().next().is_some();
        let mut events = vec![event];
        if done {
            events.push(PerformanceEvent::AllFulfilled { on });
        } else if !still_open && self.stage == Stage::Running {
            events.push(PerformanceEvent::Broken { on });
        }
        events
    }
}

/// Who is said to have complained is somebody to whom it is owed.
fn ensure_owed(line: &Line, said_by: Option<&str>) -> Result<(), Refusal> {
    ensure_at(said_by.is_none_or(|side| line.is_owed_to(side)), SAID_BY_STRANGER, "said_by")
}

/// A letter that never arrived urges nobody: its service is on file, or said here.
fn with_its_letter(line: &Line, said: Option<&ServedLetter>, today: Date) -> Result<Line, Refusal> {
    match (line.unserved_letter(), said) {
        (None, None) => Ok(line.clone()),
        (None, Some(_)) => Err(Refusal::at(LETTER_SERVED_ALREADY, "letter.on")),
        (Some(_), None) => Err(Refusal::at(LETTER_UNSERVED, "letter.on")),
        (Some(urged), Some(service)) => {
            ensure_at(service.way.brings_paper(), NOT_BY_TELEPHONE, "letter.way")?;
            ensure_at(service.on <= today, DATE_IN_FUTURE, "letter.on")?;
            ensure_at(service.on >= urged.on, DATE_BEFORE_START, "letter.on")?;
            Ok(line.with_letter_served(service))
        }
    }
}

/// A letter that gives a day is not broken before that day is over.
fn ensure_given_day_passed(urged: &Urging, today: Date) -> Result<(), Refusal> {
    let Some(until) = urged.runs_until().filter(|until| *until >= today) else { return Ok(()) };
    let detail = match &urged.served {
        Some(served) if urged.until != Some(until) => format!(
            "督促函{}才送达，给的日子从送达起算，到{}为止，过了再记录为未履行",
            zh_date(served.on),
            zh_date(until)
        ),
        _ => format!("督促时给的日子是{}，过了再记录为未履行", zh_date(until)),
    };
    Err(Refusal::at(BREACH_UNTIL_RUNS, "obligation").because(detail))
}

/// The form of many asks for them in one field.
fn among_several(refusal: Refusal) -> Refusal {
    let field =
        refusal.field.map(|field| if field == "obligation" { "obligations".to_owned() } else { field });
    Refusal { field, ..refusal }
}
