//! What may be recorded of another body's proceeding. A fact is never refused for arriving late; what contradicts itself is.

use super::{codes::*, rounds::Folded, weigh::weigh_report, *};
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    calendar::zh_date,
    clock::Clock,
    decision::Law,
    dispute::line,
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, NOT_OPEN, WRONG_STAGE, ensure, ensure_at},
};

const OFFERED: [&str; 3] = ["record", "strike", "refer"];

impl Matter for Mirrored {
    type Command = MirroredCommand;
    type Event = MirroredEvent;
    const KIND: Kind = Kind::Mirrored;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &MirroredCommand,
    ) -> Result<Vec<MirroredEvent>, Refusal> {
        match (state, command) {
            (None, MirroredCommand::Open { brief, opening }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![MirroredEvent::Opened {
                    on: context.now.today,
                    at: context.now.at,
                    brief: brief.clone(),
                    opening: opening.clone(),
                    by: context.actor.name.clone(),
                }])
            }
            (Some(_), MirroredCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(mirrored), command) => {
                mirrored.may(context, name(command))?;
                mirrored.weigh(context, command).map(|event| vec![event])
            }
        }
    }

    fn apply(state: Option<Self>, event: &MirroredEvent) -> Self {
        match (state, event) {
            (_, MirroredEvent::Opened { on, at, brief, opening, by }) => {
                Mirrored::opened(*on, *at, brief, opening, by)
            }
            (Some(mirrored), event) => mirrored.after(event),
            (None, _) => panic!("the journal of a mirrored proceeding opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }

    fn brief(event: &mut MirroredEvent) -> Option<&mut Brief> {
        match event {
            MirroredEvent::Opened { brief, .. } | MirroredEvent::BriefUpdated { brief, .. } => Some(brief),
            _ => None,
        }
    }

    fn lapse(&self) -> Option<MirroredCommand> {
        Some(MirroredCommand::RecordEffect)
    }
}

impl Procedure {
    /// Who besides the centre may record what happened there.
    pub fn officers(self) -> &'static [Role] {
        match self {
            Procedure::Litigation => &[Role::Judge],
            Procedure::ProcuratorialSupervision => &[Role::Prosecutor],
            Procedure::Petition | Procedure::Hotline => &[Role::PetitionOfficer],
            Procedure::ReconsiderationElsewhere => &[Role::ReconsiderationOfficer],
            // 行调、裁调: an agency's own, in that agency.
            Procedure::Adjudication | Procedure::Arbitration | Procedure::Complaint => &[Role::AgencyLegal],
        }
    }
}

impl Mirrored {
    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let actor = context.actor;
        if self.brief.walled.contains(&actor.user) {
            return Err(Refusal::not_visible());
        }
        match command {
            "record" | "strike" => {
                let of_the_body = self.bodies().any(|body| actor.in_organization(body));
                let theirs = self.procedure.officers().contains(&actor.role) && of_the_body;
                if command == "record" && actor.role == Role::OutsideSystem {
                    return context.law.ensure_may_report(actor, self.procedure);
                }
                if !theirs {
                    actor.permits(&[Role::IntakeClerk, Role::Statute])?;
                }
                Ok(())
            }
            "refer" => self.may_refer(actor),
            "record_effect" => {
                actor.permits(&[Role::Statute])?;
                let last_day = self.lapses_after(context.law).or_else(|| self.silent_after(context.law));
                ensure(self.over().is_none(), WRONG_STAGE)?;
                ensure(last_day.is_some_and(|day| day < context.now.today), WINDOW_OPEN)
            }
            _ => actor.permits(&[Role::Statute]),
        }
    }

    fn weigh(&self, context: Context<'_>, command: &MirroredCommand) -> Result<MirroredEvent, Refusal> {
        let (on, at, by) = (context.now.today, context.now.at, context.actor.name.clone());
        match command {
            MirroredCommand::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            MirroredCommand::UpdateBrief { brief } => {
                Ok(MirroredEvent::BriefUpdated { on, brief: brief.clone() })
            }
            MirroredCommand::Record { report, .. } => {
                self.ensure_speaks_at(context, report)?;
                ensure_at(!self.knows(&report.origin), ALREADY_RECORDED, "report.origin.external_id")?;
                weigh_report(self.procedure, &self.brief.act, report, context)?;
                ensure_at(!self.tells(report), ALREADY_RECORDED, "report.step")?;
                self.weigh_in_course(report, context.law)?;
                let key = format!("m{}", self.milestones.len() + 1);
                let report = Box::new(self.without_the_court_below(report));
                let recorded = MirroredEvent::MilestoneRecorded { on, at, key, report: report.clone(), by };
                self.ensure_fits(&recorded, &report)?;
                Ok(recorded)
            }
            MirroredCommand::Strike { milestone, reason } => {
                let standing = self.milestones.iter().any(|m| m.key == *milestone && m.struck.is_none());
                ensure_at(standing, UNKNOWN_MILESTONE, "milestone")?;
                line(reason, "reason")?;
                Ok(MirroredEvent::MilestoneStruck {
                    on,
                    milestone: milestone.clone(),
                    by,
                    reason: reason.clone(),
                })
            }
            MirroredCommand::RecordEffect => {
                let after = |last: Date| last.tomorrow().unwrap_or(last);
                if let Some(last_day) = self.lapses_after(context.law) {
                    return Ok(MirroredEvent::EffectRecorded {
                        on: after(last_day),
                        level: self.current_level(),
                    });
                }
                let last_day = self.silent_after(context.law).expect("a period was found to be over");
                Ok(MirroredEvent::DecisionOverdue { on: after(last_day) })
            }
            MirroredCommand::Note { effect } => Ok(MirroredEvent::EffectNoted { on, effect: effect.clone() }),
            MirroredCommand::NoteWalls { walled } => {
                Ok(MirroredEvent::WallsNoted { on, walled: walled.clone() })
            }
            MirroredCommand::Refer { request } => self.weigh_referral(context, request),
        }
    }

    /// A system reports what its own body does; what another body has in hand at this level is that body's to report.
    fn ensure_speaks_at(&self, context: Context<'_>, report: &Report) -> Result<(), Refusal> {
        let own = report.body.as_ref().and_then(|body| body.organization.as_ref());
        context.law.ensure_speaks_for(context.actor, own)?;
        let here = self.milestones.iter().filter(|m| m.struck.is_none() && m.report.level == report.level);
        let mut bodies = here.filter_map(|m| match &m.report.body {
            Some(body) => body.organization.as_ref(),
            None => self.body.organization.as_ref(),
        });
        let first = bodies.clone().next();
        let spoken = bodies.any(|body| context.law.ensure_speaks_for(context.actor, Some(body)).is_ok());
        if spoken { Ok(()) } else { context.law.ensure_speaks_for(context.actor, first.or(own)) }
    }

    /// What the report says against what is on file. Another system's report waits instead of being refused.
    fn weigh_in_course(&self, report: &Report, law: &Law) -> Result<(), Refusal> {
        if let Step::Served { sides } = &report.step {
            let known = !sides.is_empty() && sides.iter().all(|side| self.is_on_file(side));
            ensure_at(known, UNKNOWN_SIDE, "report.step.sides")?;
        }
        let foreign = report.origin.way != Way::Typed;
        let held = match report.step.follows_an_outcome() {
            true => self.level_or_before(report.level),
            false => self.level(report.level),
        };
        let Some(course) = held else {
            let anew = report.opens() || foreign;
            ensure_at(anew, NO_FILING, "report.step")?;
            let lower = self.levels().into_iter().filter(|o| o.level < report.level).collect::<Vec<_>>();
            // Sent back, it is with the first instance again before anybody appeals.
            let sent_back = report.level != Level::First && self.awaits_refiling().is_some();
            let undecided = sent_back || lower.iter().any(|o| o.outcome.is_none());
            ensure_at(foreign || !undecided, LOWER_UNDECIDED, "report.level")?;
            // A retrial may be about the letting go itself.
            let retrial = self.procedure == Procedure::Litigation && report.level == Level::Third;
            let let_go = lower.iter().any(LevelCourse::is_let_go);
            return ensure_at(foreign || retrial || !let_go, LOWER_WITHDRAWN, "report.level");
        };
        let happened_on = report.happened_on;
        let from = course.opened_on().filter(|from| !report.opens() && happened_on < *from && !foreign);
        if let Some(from) = from {
            let detail = format!("日期早于这一级的收件或者立案、受理日期（{}），请核对", zh_date(from));
            return Err(Refusal::at(BEFORE_FILING, "report.happened_on").because(detail));
        }
        let decided_on = course.outcome.as_ref().map(|outcome| outcome.on);
        match &report.step {
            Step::Decided { .. } if report.step.ends() => {
                // What only the mediation said is replaced by the body's own word.
                let own = decided_on.is_some() && self.has_own_outcome(report.level);
                ensure_at(!own, DECIDED_ALREADY, "report.step")
            }
            Step::Effective if decided_on.is_some() => self.weigh_effect(&course, report, law),
            // What was ruled on the way is served before there is an outcome.
            Step::Served { .. } if decided_on.is_none() && !course.rulings.is_empty() => {
                let ruled_on = course.rulings.last().map(|ruling| ruling.on);
                let in_order = foreign || ruled_on.is_none_or(|ruled| ruled <= happened_on);
                ensure_at(in_order, SERVED_BEFORE_DECIDED, "report.happened_on")
            }
            Step::Served { .. } | Step::Effective | Step::Performed | Step::EnforcementApplied => {
                ensure_at(decided_on.is_some() || foreign, NOT_DECIDED, "report.step")?;
                let in_order = foreign || decided_on.is_none_or(|decided| decided <= happened_on);
                ensure_at(in_order, SERVED_BEFORE_DECIDED, "report.happened_on")
            }
            // 复议法62条2款: thirty days, and nobody may extend them.
            Step::Extended { .. } => {
                let summary = self.procedure == Procedure::ReconsiderationElsewhere && course.summary;
                ensure_at(!summary, EXTENSION_TOO_LONG, "report.step")
            }
            _ => Ok(()),
        }
    }

    /// 行诉法85条、信访条例35条、36条: what may be appealed, or of which a review may be asked for, is not in force before everybody's days
    /// are over. A remedy further up has settled that question by itself.
    fn weigh_effect(&self, course: &LevelCourse, report: &Report, law: &Law) -> Result<(), Refusal> {
        let (on, typed) = (report.happened_on, report.origin.way == Way::Typed);
        let decided_on = course.outcome.as_ref().map_or(on, |outcome| outcome.on);
        ensure_at(decided_on <= on, SERVED_BEFORE_DECIDED, "report.happened_on")?;
        let goes_on = self.current_level() > report.level;
        let Some(term) =
            self.window(course).filter(|_| self.procedure.is_final_when_its_window_is_over() && !goes_on)
        else {
            return Ok(());
        };
        let all_served = self.served_on(course).is_some();
        ensure_at(all_served || !typed, EFFECT_UNSERVED, "report.step")?;
        // Where a system does not tell of services, the day of the judgment is the earliest there can be.
        let from = course.served.values().copied().max().unwrap_or(decided_on);
        let last_day = Clock::start(term, from).due_on(&law.calendar);
        ensure_at(last_day.is_none_or(|last| on > last), EFFECTIVE_EARLY, "report.happened_on")
    }

    /// Typed, it must not contradict what is on file; what another system says is kept and looked at.
    fn ensure_fits(&self, recorded: &MirroredEvent, report: &Report) -> Result<(), Refusal> {
        // What was wrong before shows by an outcome that is right: that is struck, and this one stands.
        if report.origin.way != Way::Typed || report.step.ends() {
            return Ok(());
        }
        let kinds = |held: &Mirrored| held.contradictions().iter().map(|it| it.kind).collect::<Vec<_>>();
        let (had, has) = (kinds(self), kinds(&self.clone().after(recorded)));
        if has.len() <= had.len() {
            return Ok(());
        }
        let Some(kind) = has.iter().find(|kind| !had.contains(kind)).or(has.last()) else { return Ok(()) };
        let field = match kind {
            ContradictionKind::ExtendedTooLong => "report.step.days",
            ContradictionKind::ExtendedByOther => "report.step.by",
            _ => "report.happened_on",
        };
        let refusal = Refusal::at(kind.code(), field);
        Err(match kind {
            ContradictionKind::OpenedAgain { first_on } => {
                let says = format!("已经登记的是{}。{}", zh_date(*first_on), kind.code().says);
                refusal.because(says)
            }
            ContradictionKind::NothingToResume
            | ContradictionKind::DecidedAgain { .. }
            | ContradictionKind::BeforeOutcome
            | ContradictionKind::EffectiveEarly
            | ContradictionKind::ExtendedTooLong
            | ContradictionKind::StopsNothing
            | ContradictionKind::ExtendedByOther => refusal,
        })
    }

    fn has_own_outcome(&self, level: Level) -> bool {
        let since = self.remanded_on();
        self.counted().0.iter().any(|m| {
            let current = since.is_none_or(|since| since < m.report.happened_on);
            m.report.level == level && current && m.report.step.ends()
        })
    }

    fn opened(on: Date, at: Timestamp, brief: &Brief, opening: &Opening, by: &str) -> Mirrored {
        let milestone = Milestone {
            key: "m1".to_owned(),
            report: opening.report.clone(),
            received_on: on,
            received_at: at,
            recorded_by: by.to_owned(),
            struck: None,
        };
        Mirrored {
            brief: brief.clone(),
            procedure: opening.procedure,
            body: opening.body.clone(),
            by: opening.by.clone(),
            opened_on: on,
            milestones: vec![milestone],
            mediations: BTreeMap::new(),
            suspension: None,
            resumable_on: None,
            settled: None,
            concluded: None,
            lapsed: BTreeMap::new(),
            overdue_since: None,
            referred_on: Vec::new(),
            folded: Folded::default(),
        }
    }

    fn after(mut self, event: &MirroredEvent) -> Mirrored {
        self.folded = Folded::default();
        match event {
            MirroredEvent::Opened { .. } => {}
            MirroredEvent::BriefUpdated { brief, .. } => self.brief = (**brief).clone(),
            MirroredEvent::MilestoneRecorded { on, at, key, report, by } => {
                self.milestones.push(Milestone {
                    key: key.clone(),
                    report: (**report).clone(),
                    received_on: *on,
                    received_at: *at,
                    recorded_by: by.clone(),
                    struck: None,
                });
            }
            MirroredEvent::MilestoneStruck { on, milestone, by, reason } => {
                let struck = Struck { on: *on, by: by.clone(), reason: reason.clone() };
                let named = self.milestones.iter_mut().filter(|m| m.key == *milestone);
                named.for_each(|m| m.struck = Some(struck.clone()));
                // Finality that rested on what was struck is reckoned anew.
                self.lapsed.clear();
            }
            MirroredEvent::DecisionOverdue { on } => self.overdue_since = Some(*on),
            MirroredEvent::EffectRecorded { on, level } => {
                self.lapsed.insert(*level, *on);
            }
            MirroredEvent::EffectNoted { effect, .. } => self.note(effect),
            MirroredEvent::ReferralOrdered { on, .. } => self.referred_on.push(*on),
            MirroredEvent::WallsNoted { walled, .. } => {
                let known = &mut self.brief.walled;
                walled.iter().for_each(|user| {
                    if !known.contains(user) {
                        known.push(user.clone());
                    }
                });
            }
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &MirroredCommand) -> &'static str {
    match command {
        MirroredCommand::Open { .. } => "open",
        MirroredCommand::UpdateBrief { .. } => "update_brief",
        MirroredCommand::Record { .. } => "record",
        MirroredCommand::Strike { .. } => "strike",
        MirroredCommand::RecordEffect => "record_effect",
        MirroredCommand::Note { .. } => "note",
        MirroredCommand::Refer { .. } => "refer",
        MirroredCommand::NoteWalls { .. } => "note_walls",
    }
}
