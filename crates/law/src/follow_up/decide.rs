//! What may happen in a follow-up.

use super::*;
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    dispute::{line, text},
    matter::{Context, Offer, offers_from},
    mediation::Obligation,
    performance::{self, SaidOfLine, VisitSaid},
    refusal::{ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, NOT_OPEN, WRONG_STAGE, ensure, ensure_at},
};

pub mod codes {
    //! Refusals of this room.
    use crate::Code;
    pub const SATISFACTION: Code = Code::new("follow_up.satisfaction", "满意度请选 1 到 5");
    pub const TOO_EARLY_AGAIN: Code =
        Code::new("follow_up.too_early_again", "第二次回访要在最后一项履行期限届满以后");
    pub const NOBODY_VISITED: Code = Code::new("follow_up.nobody_visited", "请写明回访了哪一方");
    pub const REASON_MISSING: Code = Code::new("follow_up.reason_missing", "没有（全部）履行的，请写明原因");
    pub const PERFORMED_WITHOUT_PROMISE: Code =
        Code::new("follow_up.performed_without_promise", "协议里没有约定履行事项，请选“没有约定履行事项”");
    pub const LINE_UNKNOWN: Code =
        Code::new("follow_up.line_unknown", "协议里没有这一项，或者这一项已经问过");
    pub const ASKED_ALREADY: Code =
        Code::new("follow_up.asked_already", "这一方已经回访过了，请选还没有回访到的一方");
    pub const CONFLICT_UNSAID: Code = Code::new(
        "follow_up.conflict_unsaid",
        "请选新的矛盾是为了什么：原来的行政行为、协议的履行，还是新的行政行为",
    );
    pub const CONFLICT_UNTOLD: Code = Code::new(
        "follow_up.conflict_untold",
        "选了新的矛盾是为了什么、填了新的行政行为的，请写明新的矛盾；没有新的矛盾的，都不填",
    );
    pub const NEW_ACT_MISSING: Code = Code::citing(
        "follow_up.new_act_missing",
        "新的行政行为有自己的期限，要另行登记：请写明是哪个机关的什么行为、哪天知道的",
        "《行政复议法》20条、22条，《行政诉讼法》46条",
    );
    pub const NO_NEW_ACT: Code =
        Code::new("follow_up.no_new_act", "没有等着另行登记的新的行政行为，或者已经登记过");
    pub const FILE_CLOSED: Code = Code::new("follow_up.file_closed", "案卷已经归档，不再登记回访");
}
use codes::*;

const OFFERED: [&str; 3] = ["record_visit", "record_attempt", "leave_new_act"];

impl Matter for FollowUp {
    type Command = FollowUpCommand;
    type Event = FollowUpEvent;
    const KIND: Kind = Kind::FollowUp;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &FollowUpCommand,
    ) -> Result<Vec<FollowUpEvent>, Refusal> {
        match (state, command) {
            (None, FollowUpCommand::Open { plan }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![FollowUpEvent::Opened { on: context.now.today, plan: plan.clone() }])
            }
            (Some(_), FollowUpCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(follow_up), command) => {
                follow_up.may(context, name(command))?;
                follow_up.weigh(context, command)
            }
        }
    }

    fn apply(state: Option<Self>, event: &FollowUpEvent) -> Self {
        match (state, event) {
            (_, FollowUpEvent::Opened { on, plan }) => FollowUp {
                plan: (**plan).clone(),
                opened_on: *on,
                stage: Stage::Due { from: plan.counted_from() },
                visits: Vec::new(),
                attempts: Vec::new(),
                again_after: None,
                new_acts: Vec::new(),
                file_closed_on: None,
            },
            (Some(follow_up), event) => follow_up.after(event),
            (None, _) => panic!("the journal of a follow-up opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let mut offers = offers_from(&OFFERED, |command| self.may(context, command));
        offers.retain(|offer| offer.command != "leave_new_act" || self.open_new_acts().next().is_some());
        offers
    }
}

impl FollowUp {
    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        if matches!(
            command,
            "note_file"
                | "note_retry"
                | "note_retry_passed_on"
                | "note_registered"
                | "note_fulfilled"
                | "update_brief"
        ) {
            return context.actor.permits(&[Role::Statute]);
        }
        context.actor.permits(&[Role::IntakeClerk])?;
        if command == "leave_new_act" {
            return ensure(self.open_new_acts().next().is_some(), NO_NEW_ACT);
        }
        ensure(!self.is_over() || self.to_visit().next().is_some(), WRONG_STAGE)?;
        ensure(!self.is_over() || self.file_closed_on.is_none(), FILE_CLOSED)?;
        ensure(command == "record_visit" || self.to_give_up().next().is_some(), WRONG_STAGE)?;
        let early = self.waits_past().is_some_and(|last_day| context.now.today <= last_day);
        ensure(!(early && command == "record_visit"), TOO_EARLY_AGAIN)
    }

    fn weigh(&self, context: Context<'_>, command: &FollowUpCommand) -> Result<Vec<FollowUpEvent>, Refusal> {
        let today = context.now.today;
        match command {
            FollowUpCommand::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            FollowUpCommand::RecordAttempt { on, form, note, given_up } => {
                self.weigh_day(context, *on, "on")?;
                line(note, "note")?;
                for (at, key) in given_up.iter().enumerate() {
                    let tried = self.to_give_up().any(|party| party.key == *key);
                    ensure_at(tried, ASKED_ALREADY, &format!("given_up.{at}"))?;
                }
                let (note, given_up) = (note.clone(), given_up.clone());
                Ok(self.attempt_events(today, Attempt { on: *on, form: *form, note, given_up }))
            }
            FollowUpCommand::RecordVisit { visit } => {
                self.weigh_visit(context, visit)?;
                Ok(self.visit_events(today, visit))
            }
            FollowUpCommand::UpdateBrief { brief } => {
                Ok(vec![FollowUpEvent::BriefUpdated { on: today, brief: brief.clone() }])
            }
            FollowUpCommand::NoteFile { closed } => {
                // That it closes says something while somebody is still to be visited; that it opens again, where its closing did.
                let told =
                    if *closed { self.to_visit().next().is_some() } else { self.file_closed_on.is_some() };
                Ok(told
                    .then_some(FollowUpEvent::FileNoted { on: today, closed: *closed })
                    .into_iter()
                    .collect())
            }
            FollowUpCommand::NoteRetry { by } => {
                let taken = FollowUpEvent::TakenOver { on: today, by: by.clone() };
                let merged = self.waits_for_nothing_promised() || self.waits_upon(by) || self.goes_along(by);
                Ok(merged.then_some(taken).into_iter().collect())
            }
            // 要点25: the second visit is for what had to be done by then, and it is done.
            FollowUpCommand::NoteFulfilled { on } => Ok(match self.stage {
                Stage::DueAgain { from } if *on < from => {
                    vec![FollowUpEvent::SecondVisitPlanned { on: today, from: *on }]
                }
                _ => Vec::new(),
            }),
            FollowUpCommand::NoteRetryPassedOn { by } => {
                let taken = matches!(&self.stage, Stage::TakenOver { by: taken, .. } if taken == by);
                Ok(taken.then_some(FollowUpEvent::TakenBack { on: today }).into_iter().collect())
            }
            FollowUpCommand::NoteRegistered { dispute, act } => {
                let registered = NewActSettled::Registered { on: today, dispute: dispute.clone() };
                self.weigh_settling(registered, *act)
            }
            FollowUpCommand::LeaveNewAct { reason, act } => {
                self.weigh_settling(NewActSettled::Left { on: today, reason: reason.clone() }, *act)
            }
        }
    }

    /// Of a mediation that ended without a promise nobody has been asked yet: what the next one comes to is asked instead.
    fn waits_for_nothing_promised(&self) -> bool {
        let due = matches!(self.stage, Stage::Due { .. }) && self.visits.is_empty();
        due && self.plan.last_due_on.is_none() && self.performance().is_some()
    }

    /// Of a suit that has begun anew nobody has been asked yet: how it ends then is asked about.
    fn waits_upon(&self, suit: &MatterId) -> bool {
        let due = matches!(self.stage, Stage::Due { .. }) && self.visits.is_empty();
        due && suit.is_of(Kind::Mirrored) && self.plan.mediation == *suit
    }

    /// Another visit of this file is made for a suit or a mediation that ended later: whoever is asked is asked of both.
    fn goes_along(&self, visit: &MatterId) -> bool {
        let due = matches!(self.stage, Stage::Due { .. }) && self.visits.is_empty();
        due && visit.is_of(Kind::FollowUp) && self.plan.last_due_on.is_none()
    }

    fn weigh_day(&self, context: Context<'_>, on: Date, field: &str) -> Result<(), Refusal> {
        ensure_at(on <= context.now.today, DATE_IN_FUTURE, field)?;
        ensure_at(on >= self.plan.ended_on, DATE_BEFORE_START, field)
    }

    fn weigh_visit(&self, context: Context<'_>, visit: &Visit) -> Result<(), Refusal> {
        self.weigh_day(context, visit.on, "visit.on")?;
        self.weigh_again(visit)?;
        let known = |key: &String| self.plan.brief.parties.iter().any(|party| party.key == *key);
        ensure_at(
            !visit.visited.is_empty() && visit.visited.iter().all(known),
            NOBODY_VISITED,
            "visit.visited",
        )?;
        ensure_at(
            visit.satisfaction.is_none_or(|score| (1..=5).contains(&score)),
            SATISFACTION,
            "visit.satisfaction",
        )?;
        self.weigh_said(visit)?;
        visit.new_conflict.as_deref().map_or(Ok(()), |conflict| text(conflict, "visit.new_conflict"))?;
        self.weigh_conflict(context, visit)
    }

    /// 要点25: the second visit is for what had to be done by then; whoever was not asked yet is asked at any time.
    fn weigh_again(&self, visit: &Visit) -> Result<(), Refusal> {
        let first = visit.visited.iter().any(|key| self.unasked().any(|party| party.key == *key));
        match self.stage {
            Stage::DueAgain { from } if !first => ensure_at(visit.on > from, TOO_EARLY_AGAIN, "visit.on"),
            Stage::Done { .. } => {
                let open = visit.visited.iter().any(|key| self.to_visit().any(|party| party.key == *key));
                ensure_at(open, ASKED_ALREADY, "visit.visited")
            }
            Stage::Due { .. } | Stage::DueAgain { .. } | Stage::TakenOver { .. } => Ok(()),
        }
    }

    fn weigh_said(&self, visit: &Visit) -> Result<(), Refusal> {
        let said = visit.said_of_all();
        let nothing = said.is_none_or(|said| said == Performed::NotApplicable);
        ensure_at(self.plan.last_due_on.is_some() || nothing, PERFORMED_WITHOUT_PROMISE, "visit.performed")?;
        // Of what is promised to others, or by them, nobody is asked.
        let concerns = |promised: &Obligation| {
            visit.visited.iter().any(|side| {
                promised.obligor == *side || promised.obligee.as_deref().is_none_or(|to| to == side)
            })
        };
        let watched = self.performance().is_some() && self.plan.last_due_on.is_some();
        for (at, asked) in visit.lines.iter().enumerate() {
            let twice = visit.lines[..at].iter().any(|before| before.line == asked.line);
            let known =
                self.plan.promised.is_empty() || self.plan.promised(&asked.line).is_some_and(concerns);
            ensure_at(watched && known && !twice, LINE_UNKNOWN, &format!("visit.lines.{at}.said"))?;
        }
        let explained = visit.not_performed_reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        ensure_at(!self.is_late(visit) || explained, REASON_MISSING, "visit.not_performed_reason")
    }

    /// Something is said not to have come although its day was over. Before the last day something may simply not be due yet.
    fn is_late(&self, visit: &Visit) -> bool {
        let late = |last: Option<Date>| last.is_some_and(|last| visit.on > last);
        let due = |asked: &SaidOfLine| self.plan.promised(&asked.line).map(|promised| promised.due_on);
        let whole = matches!(visit.performed, Some(Performed::Partly | Performed::No));
        let lacking = |asked: &&SaidOfLine| asked.said.extent().is_some();
        (whole && late(self.plan.last_due_on))
            || visit.lines.iter().filter(lacking).any(|asked| late(due(asked).or(self.plan.last_due_on)))
    }

    /// 要点25: a last day after the visit calls for a second visit, unless it is said to be done already.
    fn later(&self, visit: &Visit) -> Option<Date> {
        let last = self.plan.last_due_on.filter(|last| *last > visit.on)?;
        let mut keys = (0..self.plan.promised.len()).map(performance::line_key);
        let done = match visit.lines.is_empty() {
            true => visit.performed == Some(Performed::Yes),
            false => {
                let all = keys.all(|key| visit.said_of(&key) == Some(VisitSaid::Performed));
                all && !self.plan.promised.is_empty()
            }
        };
        (!done).then_some(last)
    }

    fn visit_events(&self, today: Date, visit: &Visit) -> Vec<FollowUpEvent> {
        let mut events = vec![FollowUpEvent::Visited { on: today, visit: Box::new(visit.clone()) }];
        events.extend(self.conflict_found(today, visit));
        events.extend(match (self.later(visit), &self.stage) {
            (Some(from), Stage::Due { .. }) => Some(FollowUpEvent::SecondVisitPlanned { on: today, from }),
            // Who was not asked before is asked beside the second visit, not instead of it.
            (_, Stage::DueAgain { from }) if visit.on <= *from => None,
            (_, Stage::Done { .. }) => None,
            _ => Some(FollowUpEvent::Finished { on: today }),
        });
        events
    }

    /// Where nobody is tried any more, nothing is left to be done.
    fn attempt_events(&self, today: Date, attempt: Attempt) -> Vec<FollowUpEvent> {
        let recorded = FollowUpEvent::AttemptRecorded { on: today, attempt };
        let left = self.clone().after(&recorded);
        let over = !left.is_over() && left.to_give_up().next().is_none();
        let finished = over.then_some(FollowUpEvent::Finished { on: today });
        std::iter::once(recorded).chain(finished).collect()
    }

    fn after(mut self, event: &FollowUpEvent) -> FollowUp {
        match event {
            FollowUpEvent::Opened { .. } | FollowUpEvent::NewConflictFound { .. } => {}
            FollowUpEvent::Visited { visit, .. } => self.visits.push((**visit).clone()),
            FollowUpEvent::SecondVisitPlanned { from, .. } => {
                self.again_after = Some(*from);
                self.stage = Stage::DueAgain { from: *from };
            }
            FollowUpEvent::AttemptRecorded { attempt, .. } => self.attempts.push(attempt.clone()),
            FollowUpEvent::Finished { on } => self.stage = Stage::Done { on: *on },
            FollowUpEvent::FileNoted { on, closed } => self.file_closed_on = closed.then_some(*on),
            FollowUpEvent::TakenOver { on, by } => {
                self.stage = Stage::TakenOver { on: *on, by: by.clone() };
            }
            FollowUpEvent::NewActFound { found, .. } => self.new_acts.push((**found).clone()),
            FollowUpEvent::NewActSettled { settled, act } => self.settle(settled, *act),
            FollowUpEvent::BriefUpdated { brief, .. } => self.plan.brief.seat(brief),
            FollowUpEvent::TakenBack { .. } => self.stage = Stage::Due { from: self.plan.counted_from() },
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &FollowUpCommand) -> &'static str {
    match command {
        FollowUpCommand::Open { .. } => "open",
        FollowUpCommand::RecordVisit { .. } => "record_visit",
        FollowUpCommand::RecordAttempt { .. } => "record_attempt",
        FollowUpCommand::NoteFile { .. } => "note_file",
        FollowUpCommand::NoteRetry { .. } => "note_retry",
        FollowUpCommand::NoteFulfilled { .. } => "note_fulfilled",
        FollowUpCommand::NoteRegistered { .. } => "note_registered",
        FollowUpCommand::LeaveNewAct { .. } => "leave_new_act",
        FollowUpCommand::UpdateBrief { .. } => "update_brief",
        FollowUpCommand::NoteRetryPassedOn { .. } => "note_retry_passed_on",
    }
}
