//! What may happen while an agreement is being performed.

use super::*;
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, NOT_OPEN, WRONG_STAGE, ensure},
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
    pub const URGE_UNTIL_MISSING: Code =
        Code::new("performance.urge.until_missing", "书面督促要写明最晚履行到哪一天");
    pub const URGE_UNTIL_PAST: Code = Code::new("performance.urge.until_past", "最晚履行的日子要在今天以后");
    pub const BREACH_UNTIL_RUNS: Code =
        Code::new("performance.breach.until_runs", "督促时给的日子还没有过，过了再记录为未履行");
    pub const NOT_URGED: Code =
        Code::new("performance.breach.not_urged", "请先督促一次，仍不履行的再记录为未履行");
    pub const LETTER_UNSERVED: Code = Code::new(
        "performance.breach.letter_unserved",
        "督促函还没有送达记录：写明哪天、怎样送达的；还没有送达的，先在“文书”里出具、送达，或者再督促一次",
    );
    pub const LETTER_SERVED_BEFORE_ISSUE: Code =
        Code::new("performance.breach.letter_before_issue", "督促函的送达日期早于出具的日期，请核对");
    pub const LETTER_SERVED_ALREADY: Code =
        Code::new("performance.breach.letter_served", "这一项没有等着送达的督促函，不用写送达");
    pub const SAID_BY_STRANGER: Code =
        Code::new("performance.said_by_stranger", "反映的人应当是这一项约定的权利人");
    pub const NOT_RECORDED: Code = Code::new("performance.check.not_recorded", "这一项还没有记录为已经履行");
    pub const NOTHING_BROKEN: Code = Code::new(
        "performance.enforcement.nothing_broken",
        "没有记录为未履行的义务：到期没有做的，先督促，督促以后仍不做的记录未履行",
    );
    pub const NOT_OWED: Code = Code::citing(
        "performance.enforcement.not_owed",
        "申请强制执行的应当是没有得到履行的一方；已经替他申请过的，不用再申请",
        "《民事诉讼法》206条",
    );
    pub const APPLICANT_UNSAID: Code =
        Code::new("performance.enforcement.applicant_unsaid", "请选是谁申请强制执行的");
    pub const NOT_ENFORCEABLE: Code = Code::citing(
        "performance.enforcement.not_enforceable",
        "这份协议没有经过司法确认，也不是调解书，不能直接申请强制执行；请转起诉等其他途径",
        "《民事诉讼法》206条、《行政复议法》78条",
    );
    pub const ENFORCEABLE: Code =
        Code::new("performance.pass_on.enforceable", "这份协议可以申请强制执行，不需要转其他途径");
    pub const AT_THE_OFFICE: Code = Code::citing(
        "performance.enforcement.at_the_office",
        "这是行政复议调解书：没有履行的，由复议机构在复议案里责令被申请人限期履行，或者对申请人、第三人强制执行",
        "《行政复议法》77条2款、78条3项",
    );
    pub const PURSUED: Code = Code::new(
        "performance.fulfilment.pursued",
        "这一项已经申请强制执行：做到了的，由申请执行的一方说收到了，或者把凭证交到窗口，核实以后记录",
    );
    pub const NOT_SEALED_YET: Code = Code::citing(
        "performance.not_sealed_yet",
        "调解书还没有盖章（签收），协议还没有生效：先等调解书",
        "《行政复议法》73条2款",
    );
    pub const NEVER_SEALED: Code = Code::citing(
        "performance.never_sealed",
        "调解书盖章（签收）以前没有成，协议没有生效，不用再跟踪履行",
        "《行政复议法》73条2款",
    );
    pub const NOT_CHANGED: Code = Code::new("performance.confirmation.same", "司法确认的结果已经记录");
}
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

    /// 复议法73条2款: nobody is held to what a statement has not sealed yet.
    fn ensure_in_force(&self, command: &str) -> Result<(), Refusal> {
        let holds_to_it = matches!(command, "report_shortfall" | "urge" | "record_breach");
        ensure(!holds_to_it || self.seal_awaited_zh().is_none(), NOT_SEALED_YET)?;
        ensure(!OFFERED.contains(&command) || !self.was_never_sealed(), NEVER_SEALED)
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
