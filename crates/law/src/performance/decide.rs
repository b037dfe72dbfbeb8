//! What may happen while an agreement is being performed.

use super::*;
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    calendar::zh_date,
    decision::Law,
    dispute::line,
    matter::{Context, Offer, offers_from},
    mediation::{RESPONDENT, codes::NOT_YOURS},
    refusal::{
        ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, NOT_OPEN, REQUIRED, UNKNOWN_ORGANIZATION,
        WRONG_STAGE, ensure, ensure_at,
    },
};

pub mod codes {
    //! Refusals of this room.
    use crate::Code;
    pub const UNKNOWN_OBLIGATION: Code = Code::new("performance.unknown_obligation", "协议里没有这一项义务");
    pub const FULFILLED_ALREADY: Code = Code::new("performance.fulfilled_already", "这一项已经履行完毕");
    pub const NOT_OPEN_ANY_MORE: Code = Code::new("performance.not_open", "这一项已经有了结果");
    pub const PROOF_MISSING: Code =
        Code::new("performance.fulfilment.proof_missing", "义务人自己填报的，请附上凭证");
    pub const NOT_DUE: Code = Code::new("performance.not_due", "履行期限还没有到");
    pub const NOT_URGED: Code =
        Code::new("performance.breach.not_urged", "请先督促一次，仍不履行的再记录为未履行");
    pub const NOTHING_BROKEN: Code = Code::new("performance.enforcement.nothing_broken", "没有未履行的义务");
    pub const NOT_ENFORCEABLE: Code = Code::citing(
        "performance.enforcement.not_enforceable",
        "这份协议没有经过司法确认，也不是调解书，不能直接申请强制执行；请转起诉等其他途径",
        "《民事诉讼法》206条、《行政复议法》78条",
    );
    pub const ENFORCEABLE: Code =
        Code::new("performance.pass_on.enforceable", "这份协议可以申请强制执行，不需要转其他途径");
    pub const NOT_CHANGED: Code = Code::new("performance.confirmation.same", "司法确认的结果已经记录");
}
use codes::*;

const OFFERED: [&str; 6] =
    ["record_fulfilment", "record_fulfilments", "urge", "record_breach", "apply_for_enforcement", "pass_on"];

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
            _ => {}
        }
        actor.permits(match command {
            "record_fulfilment" => &[Party, AgencyLegal, AgencyHead, IntakeClerk, Mediator],
            "record_fulfilments" => &[AgencyLegal, AgencyHead, IntakeClerk, Mediator],
            "urge" | "record_breach" => &[IntakeClerk, Mediator],
            "apply_for_enforcement" => &[Party, AgencyLegal, IntakeClerk],
            "pass_on" => &[IntakeClerk],
            _ => &[Statute],
        })?;
        let broken = self.lines.iter().any(|line| matches!(line.state, LineState::Broken { .. }));
        match command {
            "record_fulfilment" => ensure(!matches!(self.stage, Stage::Fulfilled { .. }), WRONG_STAGE),
            "record_fulfilments" => ensure(self.open_lines().nth(1).is_some(), WRONG_STAGE),
            "urge" | "record_breach" => {
                ensure(self.stage == Stage::Running, WRONG_STAGE)?;
                let overdue = self.open_lines().any(|line| line.obligation.due_on < context.now.today);
                ensure(overdue, NOT_DUE)
            }
            "apply_for_enforcement" => {
                ensure(!matches!(self.stage, Stage::Fulfilled { .. } | Stage::Left { .. }), WRONG_STAGE)?;
                ensure(broken, NOTHING_BROKEN)?;
                ensure(self.is_enforceable(), NOT_ENFORCEABLE)
            }
            "pass_on" => {
                ensure(!matches!(self.stage, Stage::Fulfilled { .. } | Stage::Left { .. }), WRONG_STAGE)?;
                ensure(broken, NOTHING_BROKEN)?;
                ensure(!self.is_enforceable(), ENFORCEABLE)
            }
            _ => Ok(()),
        }
    }

    fn weigh(
        &self,
        context: Context<'_>,
        command: &PerformanceCommand,
    ) -> Result<Vec<PerformanceEvent>, Refusal> {
        let on = context.now.today;
        match command {
            PerformanceCommand::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
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
            PerformanceCommand::Urge { obligation, way, note } => {
                self.overdue(context, obligation)?;
                Ok(vec![PerformanceEvent::Urged {
                    on,
                    obligation: obligation.clone(),
                    way: *way,
                    note: note.clone(),
                }])
            }
            PerformanceCommand::RecordBreach { obligation, reason } => {
                let found = self.overdue(context, obligation)?;
                ensure_at(!found.urged_on.is_empty(), NOT_URGED, "obligation")?;
                line(reason, "reason")?;
                Ok(self.settled(PerformanceEvent::BreachRecorded {
                    on,
                    obligation: obligation.clone(),
                    reason: reason.clone(),
                }))
            }
            PerformanceCommand::ApplyForEnforcement { document, note } => {
                Ok(vec![PerformanceEvent::EnforcementApplied {
                    on,
                    document: document.clone(),
                    note: note.clone(),
                }])
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
        }
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
        let own = match context.actor.role {
            Role::Party => context.actor.standing.as_ref().map(|standing| standing.party.as_str()),
            Role::AgencyLegal | Role::AgencyHead => Some(RESPONDENT),
            _ => None,
        };
        let obligation = &found.obligation;
        let owes = own == Some(obligation.obligor.as_str());
        let is_owed = own.is_none() || obligation.obligee.as_deref().is_none_or(|to| own == Some(to));
        ensure_at(owes || is_owed, NOT_YOURS, "obligation")?;
        ensure_at(!owes || fulfilment.proof.is_some(), PROOF_MISSING, "proof")
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

    fn opened(on: Date, plan: &Plan) -> Performance {
        let lines = plan.obligations.iter().enumerate().map(|(i, obligation)| Line {
            key: format!("o{}", i + 1),
            obligation: obligation.clone(),
            state: LineState::Open,
            fulfilments: Vec::new(),
            urged_on: Vec::new(),
        });
        let lines = lines.collect();
        Performance {
            plan: plan.clone(),
            opened_on: on,
            stage: Stage::Running,
            lines,
            confirmed: false,
            enforcement: None,
        }
    }

    fn after(mut self, event: &PerformanceEvent) -> Performance {
        match event {
            PerformanceEvent::Opened { .. } => {}
            PerformanceEvent::FulfilmentRecorded { obligation, fulfilment, .. } => {
                self.in_line(obligation, |line| {
                    line.fulfilments.push(fulfilment.clone());
                    if !fulfilment.partly {
                        line.state = LineState::Fulfilled { on: fulfilment.on };
                    }
                })
            }
            PerformanceEvent::Urged { on, obligation, .. } => {
                self.in_line(obligation, |line| line.urged_on.push(*on))
            }
            PerformanceEvent::BreachRecorded { on, obligation, reason } => {
                self.in_line(obligation, |line| {
                    line.state = LineState::Broken { on: *on, reason: reason.clone() }
                });
            }
            PerformanceEvent::AllFulfilled { on } => self.stage = Stage::Fulfilled { on: *on },
            PerformanceEvent::Broken { on } => self.stage = Stage::Broken { on: *on },
            PerformanceEvent::EnforcementApplied { on, document, note } => {
                self.enforcement =
                    Some(Enforcement { on: *on, document: document.clone(), note: note.clone() });
                self.leave(*on);
            }
            PerformanceEvent::PassedOn { on, .. } => self.leave(*on),
            PerformanceEvent::ConfirmationNoted { confirmed, .. } => self.confirmed = *confirmed,
        }
        self
    }

    /// With nothing left to watch it is over; open lines are still watched.
    fn leave(&mut self, on: Date) {
        if self.open_lines().next().is_none() {
            self.stage = Stage::Left { on };
        }
    }

    fn in_line(&mut self, key: &str, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.key == key) {
            change(line);
        }
    }
}

/// The form of many asks for them in one field.
fn among_several(refusal: Refusal) -> Refusal {
    let field =
        refusal.field.map(|field| if field == "obligation" { "obligations".to_owned() } else { field });
    Refusal { field, ..refusal }
}

/// The command's name as its JSON has it.
fn name(command: &PerformanceCommand) -> &'static str {
    match command {
        PerformanceCommand::Open { .. } => "open",
        PerformanceCommand::RecordFulfilment { .. } => "record_fulfilment",
        PerformanceCommand::RecordFulfilments { .. } => "record_fulfilments",
        PerformanceCommand::Urge { .. } => "urge",
        PerformanceCommand::RecordBreach { .. } => "record_breach",
        PerformanceCommand::ApplyForEnforcement { .. } => "apply_for_enforcement",
        PerformanceCommand::PassOn { .. } => "pass_on",
        PerformanceCommand::NoteConfirmation { .. } => "note_confirmation",
    }
}
