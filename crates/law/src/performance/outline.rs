//! What everybody outside sees of a performance: one task for every open obligation.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    calendar::zh_date,
    clock::Clock,
    decision::Law,
    matter::{ClockLine, Task},
    mediation::RESPONDENT,
    term,
};
use std::borrow::Cow;

/// So many lines are named where several end on one day.
const MOST_NAMED: usize = 5;

impl Performance {
    /// What the office that sealed the statement has to know of its lines.
    pub(crate) fn told_to_the_office(&self) -> WatchedLines {
        let done = |line: &Line| match line.state {
            LineState::Fulfilled { on } => Some(on),
            _ => None,
        };
        let performed = self.lines.iter().map(done).collect::<Option<Vec<Date>>>();
        let mut broken_by: Vec<String> =
            self.unpursued().map(|line| line.obligation.obligor.clone()).collect();
        broken_by.sort();
        broken_by.dedup();
        WatchedLines { performed_on: performed.and_then(|days| days.into_iter().max()), broken_by }
    }

    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let brief = &self.plan.brief;
        Outline {
            stage: self.stage.as_str().to_owned(),
            facets: Facets {
                outcome: self.ended_on().map(|_| self.stage.as_str().to_owned()),
                amount_fen: self.promised_fen(),
                opened_on: Some(self.opened_on),
                ended_on: self.ended_on(),
                ..brief.facets(format!("履行：{}", brief.act.title))
            },
            access: self.access(),
            walls: brief.walled.clone(),
            clocks: self.enforcement_clocks(law),
            tasks: self.tasks(law),
            marks: vec![format!("number:{}", brief.number)],
            words: vec![brief.number.clone(), brief.act.title.clone()],
            ..Outline::default()
        }
    }

    /// 民诉法250条: two years from the last day on which it was to be done, while nobody to whom it is owed has applied.
    fn enforcement_clocks(&self, law: &Law) -> Vec<ClockLine> {
        if !self.is_enforceable() || self.is_the_bodys() {
            return Vec::new();
        }
        let mut lines: Vec<&Line> = self.unpursued().collect();
        lines.sort_by_key(|line| line.obligation.due_on);
        let clock = |same: &[&Line]| {
            let clock = Clock::start(&term::JUDGMENT_ENFORCEMENT, same[0].obligation.due_on);
            let title = format!("{}申请强制执行的最后一天", self.of_which(same));
            ClockLine::of(&format!("enforce:{}", same[0].key), &title, &clock, &law.calendar)
        };
        // Lines that end on one day have one clock.
        lines.chunk_by(|one, next| one.obligation.due_on == next.obligation.due_on).map(clock).collect()
    }

    /// `协议第 1、3 项`; of an agreement of one line nothing.
    fn of_which(&self, lines: &[&Line]) -> String {
        let place = |line: &Line| self.lines.iter().position(|one| one.key == line.key).map(|at| at + 1);
        let places = lines.iter().filter_map(|line| place(line)).map(|at| at.to_string());
        let places: Vec<String> = places.collect();
        let named = places[..places.len().min(MOST_NAMED)].join("、");
        match (self.lines.len(), places.len()) {
            (..=1, _) => String::new(),
            (_, all) if all > MOST_NAMED => format!("协议第 {named} 项等 {all} 项"),
            _ => format!("协议第 {named} 项"),
        }
    }

    fn promised_fen(&self) -> Option<i64> {
        let amounts: Vec<i64> = self.lines.iter().filter_map(|line| line.obligation.amount_fen).collect();
        (!amounts.is_empty()).then(|| amounts.iter().sum())
    }

    fn ended_on(&self) -> Option<Date> {
        match self.stage {
            Stage::Fulfilled { on } | Stage::Left { on } => Some(on),
            Stage::Running | Stage::Broken { .. } => None,
        }
    }

    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let brief = &self.plan.brief;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.push(Principal::role_in(AgencyLegal, &brief.respondent));
        access.push(Principal::role_in(AgencyHead, &brief.respondent));
        access.extend(self.plan.lead_mediator.iter().map(Principal::user));
        for role in [ReconsiderationOfficer, ReconsiderationHead] {
            access.extend(self.plan.office.iter().map(|office| Principal::role_in(role, office)));
        }
        access.extend(brief.parties.iter().map(|party| Principal::party(&brief.dispute, &party.key)));
        access
    }

    /// One line, one task: due when the obligation is due. The centre watches, whoever owes it acts.
    fn tasks(&self, law: &Law) -> Vec<Task> {
        if self.unsealed_zh().is_some() {
            return Vec::new();
        }
        let watch = |line: &Line| {
            let (title, holders) = (self.promised(line, law), vec![self.owing(&line.obligation.obligor)]);
            Task {
                watchers: vec![self.watcher()],
                due_on: Some(line.obligation.due_on),
                legal_risk: true,
                ..Task::of(format!("obligation:{}", line.key), title, "record_fulfilment", holders)
            }
        };
        let mut tasks: Vec<Task> = self.open_lines().map(watch).collect();
        // Whoever is owed says that it is done: there is nothing to urge, but a record is missing.
        let believed = |line: &&Line| line.claimed().is_some_and(|said| line.is_owed_to(&said.by));
        let late = self.open_lines().filter(|line| !believed(line));
        tasks.extend(late.map(|line| self.overdue_task(line, law)));
        tasks.extend(self.lines.iter().filter_map(|line| self.claim_task(line, law)));
        tasks.extend(
            self.lines.iter().filter(|line| line.is_disputed()).map(|line| self.check_task(line, law)),
        );
        tasks.extend(self.unpursued().map(|line| self.late_task(line, law)));
        // What the office watches itself it orders and enforces in the reconsideration (复议法77条、78条).
        if matches!(self.stage, Stage::Broken { .. }) && self.plan.office.is_none() {
            let (title, command) = match self.is_enforceable() {
                true if self.is_the_bodys() => ("义务没有履行，转请复议机关责令履行、强制执行", "pass_on"),
                true => ("义务没有履行，申请强制执行", "apply_for_enforcement"),
                false => ("义务没有履行，转起诉等其他途径", "pass_on"),
            };
            let pursue = Task::of("broken", title, command, self.pursuing(command));
            tasks.push(Task { legal_risk: true, ..pursue });
        }
        tasks
    }

    /// Whoever is owed applies for enforcement itself, or has the centre do it (民诉法206条).
    fn pursuing(&self, command: &str) -> Vec<Principal> {
        let (brief, broken): (_, Vec<&Line>) = (&self.plan.brief, self.unpursued().collect());
        let owed = self.creditors(&broken).filter(|side| *side != RESPONDENT && command != "pass_on");
        let owed = owed.map(|key| Principal::party(&brief.dispute, key));
        std::iter::once(self.watcher()).chain(owed).collect()
    }

    /// What was recorded as not done can still be done, and is better than what follows.
    fn late_task(&self, line: &Line, law: &Law) -> Task {
        let title = format!("日子过了没有做，还可以补做：{}", self.promised(line, law));
        let (name, holders) = (format!("late:{}", line.key), vec![self.owing(&line.obligation.obligor)]);
        Task { legal_risk: true, ..Task::of(name, title, "record_fulfilment", holders) }
    }

    fn owing(&self, obligor: &str) -> Principal {
        let brief = &self.plan.brief;
        match obligor {
            RESPONDENT => Principal::role_in(Role::AgencyLegal, &brief.respondent),
            key => Principal::party(&brief.dispute, key),
        }
    }

    /// What whoever watches does about a line that did not come: from the day after, without anybody having recorded that; and at once
    /// where whoever is owed says so.
    fn overdue_task(&self, line: &Line, law: &Law) -> Task {
        let urged = line.standing_urging();
        let said = line.unanswered();
        let from = match (said, urged, line.checks.last()) {
            (Some(said), ..) => said.on,
            (None, Some(urged), _) => the_day_after(urged.runs_until().unwrap_or(urged.on)),
            (None, None, Some(checked)) => the_day_after(line.obligation.due_on).max(checked.on),
            (None, None, None) => the_day_after(line.obligation.due_on),
        };
        let over = urged.is_some_and(|urged| urged.runs_until().is_none_or(|until| until < from));
        let head = match said {
            Some(said) => format!("{}反映{}", self.called(&said.by, law), said.extent.name_zh()),
            None if over && line.unserved_letter().is_some() => {
                "督促以后仍没有履行（督促函还没有送达记录）".to_owned()
            }
            None if over => "督促以后仍没有履行".to_owned(),
            None => "到期没有履行".to_owned(),
        };
        let (command, what) = match over {
            true => ("record_breach", "记录未履行或者再督促"),
            false => ("urge", "请督促"),
        };
        let title = format!("{head}，{what}：{}", self.promised(line, law));
        Task {
            due_on: Some(from),
            opens_on: said.is_none().then_some(from),
            legal_risk: true,
            ..Task::of(format!("overdue:{}", line.key), title, command, self.watching())
        }
    }

    /// 履行争议: whoever is owed says that what is recorded did not come.
    fn check_task(&self, line: &Line, law: &Law) -> Task {
        let said = line.unanswered();
        let head = said.map_or_else(String::new, |said| {
            format!("{}反映{}", self.called(&said.by, law), said.extent.name_zh())
        });
        let who = self.called(&line.obligation.obligor, law);
        let title = format!("{head}，记录的却是已经履行，请核实：{who}{}", line.obligation.content);
        let check = Task::of(format!("disputed:{}", line.key), title, "check_performance", self.watching());
        Task { due_on: said.map(|said| said.on), legal_risk: true, ..check }
    }

    /// 回访: said to be done, and the file has no record of it.
    fn claim_task(&self, line: &Line, law: &Law) -> Option<Task> {
        let said = line.claimed()?;
        let (by, who) = (self.called(&said.by, law), self.called(&line.obligation.obligor, law));
        let title =
            format!("回访时{by}说已经履行，记录里还没有，请核实后记录：{who}{}", line.obligation.content);
        let record = Task::of(format!("said:{}", line.key), title, "record_fulfilment", self.watching());
        Some(Task { due_on: Some(said.on), ..record })
    }

    fn watching(&self) -> Vec<Principal> {
        let mut holders = vec![self.watcher()];
        holders.extend(self.plan.lead_mediator.iter().map(Principal::user));
        holders
    }

    /// Who does what by when, and for whom where somebody is named: of many that are alike each is told apart.
    fn promised(&self, line: &Line, law: &Law) -> String {
        let (between, promised) = (self.between(line, law), &line.obligation);
        format!("{between}，{}前：{}", zh_date(promised.due_on), promised.content)
    }

    /// Who owes it, and to whom where somebody is named.
    pub fn between(&self, line: &Line, law: &Law) -> String {
        let obligor = self.called(&line.obligation.obligor, law);
        match line.obligation.obligee.as_deref() {
            Some(obligee) => format!("{obligor}对{}", self.called(obligee, law)),
            None => obligor.into_owned(),
        }
    }

    /// The same as it was signed, with who has taken a seat since.
    pub fn between_as_signed(&self, line: &Line, law: &Law) -> String {
        let named = |side| self.told_on(side, self.plan.effective_on, law);
        let obligor = named(&line.obligation.obligor);
        match line.obligation.obligee.as_deref() {
            Some(obligee) => format!("{obligor}对{}", named(obligee)),
            None => obligor.into_owned(),
        }
    }

    /// The name of a side for what it did or said on that day, with who has taken its seat since.
    pub fn told_on<'a>(&'a self, side: &'a str, day: Date, law: &'a Law) -> Cow<'a, str> {
        self.plan.brief.told_on(side, day, law)
    }

    /// The centre, or the office whose statement it is.
    fn watcher(&self) -> Principal {
        match &self.plan.office {
            Some(office) => Principal::role_in(Role::ReconsiderationOfficer, office),
            None => Principal::role(Role::IntakeClerk),
        }
    }

    /// The name of a side as lists may show it.
    pub fn called<'a>(&'a self, side: &'a str, law: &'a Law) -> Cow<'a, str> {
        self.plan.brief.called(side, law)
    }
}

fn the_day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}
