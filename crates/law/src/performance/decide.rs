//! What may happen while an agreement is being performed.

use super::*;
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, NOT_OPEN, WRONG_STAGE, ensure},
};
use codes::*;

const OFFERED: [&str; 8] = [
    "record_fulfilment",
    "record_fulfilments",
    "report_shortfall",
    "urge",
    "check_performance",
    "record_breach",
    "apply_for_enforcement",
    "pass_on",
];

impl Matter for Performance {
    type Command = PerformanceCommand;
    type Event = PerformanceEvent;
    const KIND: Kind = Kind::Performance;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &PerformanceCommand,
    ) -> Result<Vec<PerformanceEvent>, Refusal> {
        match (state, command) {
            (None, PerformanceCommand::Open { plan }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![PerformanceEvent::Opened { on: context.now.today, plan: plan.clone() }])
            }
            (Some(_), PerformanceCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(performance), command) => {
                performance.may(context, name(command))?;
                performance.weigh(context, command)
            }
        }
    }

    fn apply(state: Option<Self>, event: &PerformanceEvent) -> Self {
        match (state, event) {
            (_, PerformanceEvent::Opened { on, plan }) => Performance::opened(*on, plan),
            (Some(performance), event) => performance.after(event),
            (None, _) => panic!("the journal of a performance opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }
}

impl Performance {
    /// Permission, then stage.
    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        match actor.role {
            Party => {
                let here =
                    actor.standing.as_ref().filter(|standing| standing.dispute == self.plan.brief.dispute);
                here.ok_or_else(Refusal::not_visible)?;
            }
            AgencyLegal | AgencyHead if !actor.in_organization(&self.plan.brief.respondent) => {
                return Err(Refusal::not_visible());
            }
            Mediator if self.plan.lead_mediator.as_ref() != Some(&actor.user) => {
                return Err(Refusal::not_permitted());
            }
            // Whoever sealed it watches; the counter may still write down that something came.
            IntakeClerk if self.plan.office.is_some() && command != "record_fulfilment" => {
                return Err(Refusal::not_permitted());
            }
            ReconsiderationOfficer
                if !self.plan.office.as_ref().is_some_and(|own| actor.in_organization(own)) =>
            {
                return Err(Refusal::not_visible());
            }
            _ => {}
        }
        actor.permits(match command {
            "record_fulfilment" => {
                &[Party, AgencyLegal, AgencyHead, IntakeClerk, Mediator, ReconsiderationOfficer]
            }
            "record_fulfilments" => &[AgencyLegal, AgencyHead, IntakeClerk, Mediator, ReconsiderationOfficer],
            "report_shortfall" => &[Party, AgencyLegal, AgencyHead],
            "urge" | "record_breach" | "check_performance" => {
                &[IntakeClerk, Mediator, ReconsiderationOfficer]
            }
            "apply_for_enforcement" => &[Party, AgencyLegal, IntakeClerk, Statute],
            "pass_on" => &[IntakeClerk, ReconsiderationOfficer],
            _ => &[Statute],
        })?;
        let broken = self.lines.iter().any(Line::is_broken);
        self.ensure_in_force(command)?;
        match command {
            "report_shortfall" => self.may_report(context),
            "record_fulfilment" => self.may_call_something_done(context),
            "check_performance" => ensure(self.lines.iter().any(Line::is_fulfilled), WRONG_STAGE),
            "record_fulfilments" => ensure(self.open_lines().nth(1).is_some(), WRONG_STAGE),
            "urge" | "record_breach" => {
                ensure(self.stage == Stage::Running, WRONG_STAGE)?;
                let overdue = self.lines.iter().any(|line| line.is_overdue(context.now.today));
                ensure(overdue, NOT_DUE)
            }
            // What the office does upon its statement is weighed in the reconsideration and noted here.
            "apply_for_enforcement" if actor.is_statute() => Ok(()),
            "apply_for_enforcement" => {
                ensure(!self.is_the_bodys(), AT_THE_OFFICE)?;
                ensure(!matches!(self.stage, Stage::Fulfilled { .. } | Stage::Left { .. }), WRONG_STAGE)?;
                ensure(broken, NOTHING_BROKEN)?;
                ensure(self.is_enforceable(), NOT_ENFORCEABLE)?;
                let own = self.side_of(actor);
                let theirs = |line: &Line| own.is_none_or(|own| line.is_owed_to(own));
                ensure(self.unpursued().any(theirs), NOT_OWED)
            }
            "pass_on" => {
                ensure(!matches!(self.stage, Stage::Fulfilled { .. } | Stage::Left { .. }), WRONG_STAGE)?;
                ensure(broken, NOTHING_BROKEN)?;
                ensure(self.is_the_bodys() || !self.is_enforceable(), ENFORCEABLE)
            }
            _ => Ok(()),
        }
    }

    /// 复议法73条2款，法释〔2018〕1号85条: nobody is held to what a statement has not sealed yet.
    fn ensure_in_force(&self, command: &str) -> Result<(), Refusal> {
        let holds_to_it = matches!(command, "report_shortfall" | "urge" | "record_breach");
        let (waits, never) = match self.plan.ending {
            Ending::CourtStatement => (NOT_SIGNED_FOR_YET, NEVER_SIGNED_FOR),
            _ => (NOT_SEALED_YET, NEVER_SEALED),
        };
        ensure(!holds_to_it || self.seal_awaited_zh().is_none(), waits)?;
        ensure(!OFFERED.contains(&command) || !self.was_never_sealed(), never)
    }

    fn opened(on: Date, plan: &Plan) -> Performance {
        let lines = plan.obligations.iter().enumerate().map(|(i, obligation)| Line {
            key: line_key(i),
            obligation: obligation.clone(),
            state: LineState::Open,
            fulfilments: Vec::new(),
            urgings: Vec::new(),
            shortfalls: Vec::new(),
            checks: Vec::new(),
            visits: Vec::new(),
        });
        let lines = lines.collect();
        Performance {
            plan: plan.clone(),
            opened_on: on,
            stage: Stage::Running,
            lines,
            confirmed: false,
            unconfirmed: false,
            confirmation_asked: false,
            enforcements: Vec::new(),
            passed: Vec::new(),
        }
    }

    pub(super) fn after(mut self, event: &PerformanceEvent) -> Performance {
        match event {
            PerformanceEvent::Opened { .. } => {}
            PerformanceEvent::FulfilmentRecorded { on, obligation, fulfilment } => {
                self.in_line(obligation, |line| {
                    line.fulfilments.push(fulfilment.clone());
                    line.answer_shortfalls();
                    if !fulfilment.partly {
                        line.state = LineState::Fulfilled { on: fulfilment.on };
                    }
                });
                self.leave_if_pursued(*on);
            }
            PerformanceEvent::ShortfallReported { .. } | PerformanceEvent::Urged { .. } => self.minded(event),
            PerformanceEvent::PerformanceChecked { on, obligation, finding, said_by, reason } => {
                let (said_by, reason) = (said_by.clone(), reason.clone());
                self.check(obligation, Checked { on: *on, finding: *finding, said_by, reason });
            }
            PerformanceEvent::SaidAtVisit { on, obligation, visited_on, by, said } => {
                self.in_line(obligation, |line| line.hear(*on, SaidAtVisit::of(*visited_on, by, *said)));
            }
            PerformanceEvent::LetterServed { lines, service, .. } => {
                lines.iter().for_each(|key| self.in_line(key, |line| line.serve_letter(service)));
            }
            PerformanceEvent::LetterIssued { lines, dated, .. } => {
                lines.iter().for_each(|key| self.in_line(key, |line| line.issue_letter(*dated)));
            }
            PerformanceEvent::BreachRecorded { on, obligation, reason, letter } => {
                self.in_line(obligation, |line| {
                    letter.iter().for_each(|service| line.serve_letter(service));
                    line.answer_shortfalls();
                    line.state = LineState::Broken { on: *on, reason: reason.clone() }
                });
            }
            PerformanceEvent::AllFulfilled { on } => self.stage = Stage::Fulfilled { on: *on },
            PerformanceEvent::Broken { on } => {
                self.stage = Stage::Broken { on: *on };
                self.leave_if_pursued(*on);
            }
            PerformanceEvent::EnforcementApplied { on, by, document, note } => {
                let (by, document, note) = (by.clone(), document.clone(), note.clone());
                self.pursue(Enforcement { on: *on, by, lines: Vec::new(), document, note });
            }
            PerformanceEvent::PassedOn { on, .. } => {
                self.passed =
                    self.lines.iter().filter(|line| line.is_broken()).map(|line| line.key.clone()).collect();
                self.leave_if_pursued(*on);
            }
            PerformanceEvent::ConfirmationAsked { .. } => self.confirmation_asked = true,
            PerformanceEvent::BriefUpdated { brief, .. } => {
                self.plan.brief.seat(brief);
                self.plan.brief.join_heirs(brief, self.plan.effective_on);
            }
            PerformanceEvent::ConfirmationNoted { on, confirmed } => {
                (self.confirmed, self.unconfirmed) = (*confirmed, !confirmed);
                if self.was_never_sealed() && !matches!(self.stage, Stage::Fulfilled { .. }) {
                    self.stage = Stage::Left { on: *on };
                }
            }
        }
        self
    }

    /// What somebody misses of a line, and what was done about it.
    fn minded(&mut self, event: &PerformanceEvent) {
        match event {
            PerformanceEvent::ShortfallReported { on, obligation, by, extent, words, documents } => self
                .in_line(obligation, |line| {
                    line.shortfalls.push(Shortfall {
                        on: *on,
                        by: by.clone(),
                        extent: *extent,
                        words: words.clone(),
                        documents: documents.clone(),
                        answered: false,
                    });
                }),
            PerformanceEvent::Urged { on, obligation, way, until, note, said_by } => {
                self.in_line(obligation, |line| {
                    line.answer_shortfalls();
                    line.urgings.push(Urging {
                        on: *on,
                        way: *way,
                        until: *until,
                        note: note.clone(),
                        said_by: said_by.clone(),
                        issued_on: None,
                        served: None,
                    });
                })
            }
            _ => {}
        }
    }

    /// For everything that was broken, is owed to whoever applied, and is not pursued yet.
    fn pursue(&mut self, asked: Enforcement) {
        let theirs = |line: &&Line| match asked.by.as_deref() {
            Some(side) => line.is_owed_to(side),
            // 复议法78条: the body enforces against who applied or took part; the agency it orders to perform (77条2款).
            None => self.plan.office.is_none() || line.obligation.obligor != RESPONDENT,
        };
        let lines = self.unpursued().filter(theirs).map(|line| line.key.clone()).collect();
        let on = asked.on;
        self.enforcements.push(Enforcement { lines, ..asked });
        self.leave_if_pursued(on);
    }

    /// What was found not to be performed is watched again, whatever had been recorded; what is enforced already is not urged anew.
    fn check(&mut self, key: &str, checked: Checked) {
        let (wanting, on) = (checked.finding == PerformanceFinding::NotPerformed, checked.on);
        let pursued = self.line(key).is_some_and(|line| self.pursued(line).is_some());
        self.in_line(key, |line| {
            line.answer_shortfalls();
            if wanting {
                let broken = LineState::Broken { on, reason: checked.reason.clone() };
                line.state = if pursued { broken } else { LineState::Open };
            }
            line.checks.push(checked);
        });
        if wanting {
            self.passed.retain(|passed| passed != key);
            let watched = self.open_lines().next().is_some();
            self.stage = if watched { Stage::Running } else { Stage::Broken { on } };
            self.leave_if_pursued(on);
        }
    }

    /// Nothing is watched any more, and all that was not done is in the hands of others.
    fn leave_if_pursued(&mut self, on: Date) {
        let left = |line: &Line| self.passed.contains(&line.key);
        if matches!(self.stage, Stage::Broken { .. }) && self.unpursued().all(left) {
            self.stage = Stage::Left { on };
        }
    }

    fn in_line(&mut self, key: &str, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.key == key) {
            change(line);
        }
    }
}

/// The command's name as its JSON has it.
fn name(command: &PerformanceCommand) -> &'static str {
    match command {
        PerformanceCommand::Open { .. } => "open",
        PerformanceCommand::RecordFulfilment { .. } => "record_fulfilment",
        PerformanceCommand::RecordFulfilments { .. } => "record_fulfilments",
        PerformanceCommand::ReportShortfall { .. } => "report_shortfall",
        PerformanceCommand::Urge { .. } => "urge",
        PerformanceCommand::CheckPerformance { .. } => "check_performance",
        PerformanceCommand::RecordBreach { .. } => "record_breach",
        PerformanceCommand::ApplyForEnforcement { .. } => "apply_for_enforcement",
        PerformanceCommand::PassOn { .. } => "pass_on",
        PerformanceCommand::NoteConfirmation { .. } => "note_confirmation",
        PerformanceCommand::NoteVisit { .. } => "note_visit",
        PerformanceCommand::NoteLetterServed { .. } => "note_letter_served",
        PerformanceCommand::NoteLetterIssued { .. } => "note_letter_issued",
        PerformanceCommand::NoteConfirmationAsked => "note_confirmation_asked",
        PerformanceCommand::UpdateBrief { .. } => "update_brief",
    }
}
