//! What everybody outside sees of a mirrored proceeding, and who has to do what next while another body conducts it.

use super::*;
use crate::{
    Facets, FileHash, Outline, Principal, Role,
    decision::Law,
    dispute::{Course, CourseOver, Outcome, PartyStanding, Phase, labels::applicants_label},
    matter::{ClockLine, ELSEWHERE, Lapse, Task, WAIT},
    mediation::BriefParty,
    text::normal_number,
};

impl Mirrored {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let over = self.over();
        let number = self.case_number();
        let last_day = self.lapses_after(law).filter(|_| over.is_none());
        let silent = self.silent_after(law).map(|last_day| (last_day, Stage::Running));
        let level = self.current_level();
        let mut words = vec![self.brief.number.clone(), self.brief.act.title.clone(), self.body.name.clone()];
        words.extend(self.case_numbers());
        Outline {
            stage: self.stage().as_str().to_owned(),
            lapse: last_day
                .map(|last_day| (last_day, Stage::Effective))
                .or(silent)
                .map(|(last_day, after)| Lapse { last_day, stage_after: after.as_str().into() }),
            facets: Facets {
                number: Some(number.unwrap_or_else(|| self.brief.number.clone())),
                parties: self.parties_label(),
                source: Some(self.procedure.as_str().to_owned()),
                outcome: self.outcome_word(),
                opened_on: Some(self.opened_on),
                ended_on: over.map(|over| over.on),
                ..self.brief.facets(format!("{}：{}", self.named_zh(level, law), self.brief.act.title))
            },
            access: self.access(),
            walls: self.brief.walled.clone(),
            clocks: self.clock_lines(law),
            tasks: self.tasks(law),
            marks: self.marks(),
            words,
        }
    }

    /// `行政诉讼一审（某法院）`: which of several on one act, in lists of what is to be done.
    fn named_zh(&self, level: Level, law: &Law) -> String {
        let name = match self.procedure {
            Procedure::Litigation => format!("行政诉讼{}", self.procedure.level_zh(level)),
            Procedure::Petition => self.procedure.level_zh(level).to_owned(),
            other => other.plain_zh().to_owned(),
        };
        format!("{name}（{}）", self.body_zh(level, law))
    }

    /// Who brought it: `张某某等 18 人`.
    fn parties_label(&self) -> String {
        let brings = |party: &&BriefParty| {
            let named = self.by.is_empty() || self.by.contains(&party.key);
            party.standing == PartyStanding::Applicant && named
        };
        let labels = self.brief.parties.iter().filter(brings).map(|party| party.label.as_str());
        applicants_label(labels, self.brief.group.as_ref().filter(|_| self.by.is_empty()))
    }

    fn outcome_word(&self) -> Option<String> {
        let outcome = self.top()?.outcome?;
        outcome.findings.first().map(|finding| finding.as_str().to_owned())
    }

    /// 案号 of the level that is spoken of.
    pub fn case_number(&self) -> Option<String> {
        let levels = self.rounds().iter().rev().flat_map(|round| round.levels.iter().rev());
        levels.map(|course| &course.case_number).find_map(Clone::clone)
    }

    pub fn case_numbers(&self) -> Vec<String> {
        let standing = self.milestones.iter().filter(|m| m.struck.is_none());
        let mut numbers: Vec<String> =
            standing.filter_map(|m| m.report.case_number.as_deref()).map(|n| n.trim().to_owned()).collect();
        numbers.sort_by_cached_key(|number| (normal_number(number), number.clone()));
        // Typed with other brackets it is no other number.
        numbers.dedup_by_key(|number| normal_number(number));
        numbers
    }

    fn marks(&self) -> Vec<String> {
        let mut marks =
            vec![format!("number:{}", self.brief.number), format!("procedure:{}", self.procedure.as_str())];
        marks.extend(self.case_numbers().iter().map(|number| format!("number:{}", normal_number(number))));
        marks.extend(self.keys().into_iter().map(|key| format!("report:{key}")));
        marks
    }

    fn keys(&self) -> Vec<String> {
        self.milestones.iter().filter_map(|m| m.report.origin.key()).collect()
    }

    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        for role in [AgencyLegal, AgencyHead] {
            access.push(Principal::role_in(role, &self.brief.respondent));
        }
        // Where the body is the one that is complained of, its officer is named once.
        let more: Vec<Principal> = self.officers().filter(|one| !access.contains(one)).collect();
        access.extend(more);
        access
            .extend(self.brief.parties.iter().map(|party| Principal::party(&self.brief.dispute, &party.key)));
        access
    }

    /// Who works on it in the bodies that had it.
    pub fn officers(&self) -> impl Iterator<Item = Principal> + '_ {
        let roles = self.procedure.officers().iter();
        self.bodies().flat_map(move |body| roles.clone().map(move |role| Principal::role_in(*role, body)))
    }

    fn clock_lines(&self, law: &Law) -> Vec<ClockLine> {
        let line = |named: NamedClock| ClockLine::of(&named.name, &named.title, &named.clock, &law.calendar);
        self.clocks(law).into_iter().map(line).collect()
    }

    /// While it is open somebody always has a step: at least to ask how far it is.
    fn tasks(&self, law: &Law) -> Vec<Task> {
        let mut tasks = self.contradiction_tasks();
        if self.over().is_some() {
            tasks.extend(self.tasks_afterwards(law));
            return tasks;
        }
        for milestone in self.waiting() {
            let name = format!("filing:{}", milestone.key);
            let level = self.procedure.level_zh(milestone.report.level);
            let title = format!(
                "补登记{level}立案、受理：外部系统送来{}的“{}”，还没有它的立案信息",
                crate::calendar::zh_date(milestone.report.happened_on),
                milestone.report.step.name_zh()
            );
            tasks.push(self.task(&name, title, "record"));
        }
        // What the settlement waited for is done once it is let go or closed; the service of that is the next thing.
        let waits = |settled: &&Settled| match settled.how {
            SettledHow::Withdrawal => !self.is_let_go(),
            SettledHow::Statement => true,
            SettledHow::Otherwise => !self.is_decided_since(settled.on),
        };
        if let Some(settled) = self.settled.as_ref().filter(waits) {
            let title = match settled.how {
                SettledHow::Withdrawal => "双方已达成协议：登记是否准许撤回",
                SettledHow::Statement => "双方已达成协议：登记调解书的送达",
                SettledHow::Otherwise => "双方已达成协议：登记办理机关怎样办结",
            };
            tasks.push(self.task("settled", title.to_owned(), "record"));
        }
        tasks.extend(self.suspension_task());
        tasks.extend(self.hearing_tasks());
        match self.stage() {
            Stage::Advised => tasks.extend(self.advice_tasks(law)),
            _ => tasks.push(self.main_task(law)),
        }
        tasks.extend(self.withdrawal_task());
        tasks.extend(self.review_first_task());
        tasks.extend(self.body_task(law));
        tasks.extend(self.ruled_task());
        tasks
    }

    fn is_decided_since(&self, settled_on: jiff::civil::Date) -> bool {
        self.top().and_then(|top| top.outcome).is_some_and(|outcome| outcome.on >= settled_on)
    }

    pub(super) fn task(&self, name: &str, title: String, command: &str) -> Task {
        let mut holders = vec![Principal::role(Role::IntakeClerk)];
        holders.extend(self.officers());
        Task::of(name, title, command, holders)
    }

    /// What came from outside and does not fit: somebody asks the body and strikes out what is wrong.
    fn contradiction_tasks(&self) -> Vec<Task> {
        let look = |found: &Contradiction<'_>| {
            let title = format!("核对后作废登记错的：{}", found.says(self.procedure));
            let name = format!("contradiction:{}", found.milestone.key);
            Task { legal_risk: true, ..self.task(&name, title, "strike") }
        };
        self.contradictions().iter().map(look).collect()
    }

    fn main_task(&self, law: &Law) -> Task {
        let level = self.procedure.level_zh(self.current_level());
        let Some(top) = self.top() else {
            let title = if self.remanded_on().is_some() {
                match self.awaits_refiling() {
                    Some(Original::Unknown) => {
                        "发回重审：问清原审法院是哪一个，登记它重新立案的信息".to_owned()
                    }
                    _ => "发回重审：登记原审法院重新立案的信息".to_owned(),
                }
            } else {
                "核实并登记立案、受理的信息".to_owned()
            };
            return self.task("progress", title, "record");
        };
        if top.outcome.is_none() {
            let due = self.running_due(law);
            let task = self.task("progress", format!("跟进{level}进展，登记新的节点"), "record");
            return Task { due_on: due, ..task };
        }
        if self.served_on(&top).is_none() && self.procedure.is_served() {
            let title = match top.is_let_go() {
                true => format!("登记{level}准许撤回的文书送达各方的日期，程序到此结束"),
                false => format!("登记{level}文书送达各方的日期（上诉等期限从送达起算）"),
            };
            return Task { legal_risk: true, ..self.task("service", title, "record") };
        }
        match self.window_last_day(law) {
            Some(last_day) => {
                let title = format!("关注{level}结果是否被上诉、请求复查或者起诉；届满即生效");
                Task { due_on: Some(last_day), legal_risk: true, ..self.task("window", title, WAIT) }
            }
            None if self.is_ruled(&top) => {
                let title = "登记裁决是否履行、是否生效，有没有起诉、申请复议";
                self.task("effect", title.to_owned(), "record")
            }
            None => self.task("effect", format!("登记{level}裁判是否生效、有无上诉"), "record"),
        }
    }

    /// 复议法39条: both want it suspended, the body orders it in writing, and orders it to go on.
    fn suspension_task(&self) -> Option<Task> {
        let agreed_on = self.suspension.as_ref()?.on();
        let pauses = self.top()?.pauses;
        let ordered = pauses.iter().any(|pause| pause.from >= agreed_on);
        let open = pauses.iter().any(|pause| pause.to.is_none());
        match self.resumable_on {
            None if !ordered => {
                let title = "双方已书面同意中止：登记复议机关的书面中止通知，没有通知期限照常计算";
                Some(self.task("suspend", title.to_owned(), "record"))
            }
            Some(_) if open => {
                Some(self.task("resume", "调解已经终结：登记复议机关恢复审理的通知".to_owned(), "record"))
            }
            _ => None,
        }
    }

    /// The day that the body itself has to keep now.
    fn running_due(&self, law: &Law) -> Option<jiff::civil::Date> {
        // In which days a side may still appeal is nothing that the body keeps.
        let kept = |named: &NamedClock| named.clock.stopped_on.is_none() && !named.name.contains("window:");
        let clocks = self.clocks(law).into_iter().filter(kept);
        clocks.filter_map(|named| named.clock.due_on(&law.calendar)).min()
    }

    /// 法释〔2020〕3号: the agency's head comes, or says why not.
    fn hearing_tasks(&self) -> Vec<Task> {
        if self.procedure != Procedure::Litigation {
            return Vec::new();
        }
        // Once it is judged nobody is awaited in court any more.
        let set = self.top().filter(|top| top.outcome.is_none()).into_iter().flat_map(|top| top.hearings);
        let title = "负责人出庭应诉；不能出庭的，开庭前向法院提交盖章的理由材料并委托工作人员";
        let come =
            |(i, on): (usize, jiff::civil::Date)| self.agency_s(&format!("head:{}", i + 1), title, Some(on));
        set.enumerate().map(come).collect()
    }

    /// What was ordered is to be performed (行诉法94条): by whom it binds, in the days that the judgment gives; then it can be enforced.
    /// A suggestion in the public interest is answered.
    fn tasks_afterwards(&self, law: &Law) -> Vec<Task> {
        let mut tasks = Vec::new();
        if let Some((ordered_by, clock)) = self.open_part() {
            let enforced = clock.due_on(&law.calendar);
            let title = "裁判、调解书要求履行的，登记是否履行；不履行的可以申请执行".to_owned();
            let due_on = ordered_by.or(enforced);
            tasks.push(Task { due_on, legal_risk: true, ..self.task("performance", title, "record") });
            // What was settled here is watched line by line where it was promised.
            if self.settled.is_none() {
                let title = "履行裁判、调解书要求办的事，办完报给法院和中心";
                tasks.push(self.agency_s("perform", title, ordered_by));
            }
        }
        tasks.extend(self.ruled_task());
        // Its days are over, and it was not answered.
        if self.top().is_some_and(|top| self.advice_clock(&top).is_some()) {
            tasks.extend(self.advice_tasks(law));
        }
        tasks
    }

    /// What the agency has to do while another body conducts it, or because of how that ended.
    pub(super) fn agency_s(&self, name: &str, title: &str, due_on: Option<jiff::civil::Date>) -> Task {
        let holders = [Role::AgencyHead, Role::AgencyLegal]
            .map(|role| Principal::role_in(role, &self.brief.respondent))
            .to_vec();
        Task { due_on, legal_risk: true, ..Task::of(name, title, ELSEWHERE, holders) }
    }

    /// What the dispute has to know of it.
    pub fn course(&self, law: &Law) -> Course {
        let levels = self.levels();
        let over = self.over();
        let first = levels.first();
        // Sent back, it is the suit that it was: filed and taken up when it first was.
        let rounds = self.rounds();
        let began = rounds.iter().find_map(|round| round.levels.first());
        let lets_go = over.is_some_and(|over| over.stage != Stage::Effective);
        let filed_on = began.and_then(LevelCourse::opened_on).filter(|_| self.procedure.keeps_filing_day());
        let deciding = first.and_then(|course| self.deciding(course, law));
        Course {
            procedure: Some(self.procedure),
            by: self.by.clone(),
            keys: self.keys(),
            case_numbers: self.case_numbers(),
            filed_on: filed_on.filter(|_| !lets_go),
            accepted_on: began.and_then(|course| course.accepted_on),
            tried_by: self.tried_by(),
            summary: self.is_summary(),
            received_by: self.received_by(),
            refiling: self.awaits_refiling().map(Into::into),
            retrial: self.retrial(),
            protested_on: self.protested_on(),
            decided_on: self.top().and_then(|top| top.outcome).map(|outcome| outcome.on),
            decided_before: self.decided_before(),
            decide_by: deciding.as_ref().and_then(|clock| clock.due_on(&law.calendar)),
            deciding,
            trial: self.days_in_hand(law),
            over: over
                .filter(|over| over.stage != Stage::Struck)
                .map(|over| CourseOver { on: over.on, outcome: self.end_for_the_dispute() }),
            struck_on: self.struck_on(),
            led_elsewhere: self.is_led_elsewhere(),
            closes: self.closes(),
            phase: self.phase(),
            concluded: over.and_then(|over| self.concluded_by_itself(over.on)),
            upset: self.upsets(),
            began_on: began.and_then(LevelCourse::opened_on),
            ..Course::default()
        }
    }

    /// 登记立案前: who has been handed it and has said nothing of it.
    fn received_by(&self) -> Option<String> {
        let received = self.procedure == Procedure::Litigation && self.stage() == Stage::Received;
        let top = self.top().filter(|top| received && top.level == Level::First)?;
        Some(top.body.map_or_else(|| self.body.name.clone(), |body| body.name))
    }

    /// Settled is what the sides agreed on and the body let end so; a judgment only ends the procedure.
    fn end_for_the_dispute(&self) -> Outcome {
        let top = self.top();
        let any = |what: fn(Finding) -> bool| {
            let outcome = top.as_ref().and_then(|top| top.outcome.as_ref());
            outcome.is_some_and(|outcome| outcome.findings.iter().any(|finding| what(*finding)))
        };
        let agreed = match self.procedure {
            Procedure::Litigation | Procedure::ReconsiderationElsewhere => {
                any(Finding::is_withdrawal) || any(|finding| finding == Finding::Terminated)
            }
            _ => true,
        };
        let settled = self.settled.is_some() && agreed;
        if settled || any(|finding| finding == Finding::MediationStatement) {
            Outcome::Settled
        } else {
            Outcome::Concluded
        }
    }

    /// What the court or the body reported of its part upon a settlement, with its paper.
    fn concluded_by_itself(&self, on: Date) -> Option<(Date, Finding, Option<FileHash>)> {
        let top = self.top()?;
        let acts = [Finding::WithdrawalAllowed, Finding::MediationStatement];
        let finding = acts.into_iter().find(|act| top.has(*act))?;
        let reports = self.milestones.iter().filter(|m| m.struck.is_none()).map(|m| &m.report);
        let mut papers = reports.filter(|report| report.level == top.level).filter_map(|report| {
            matches!(report.step, Step::Decided { .. }).then(|| report.document.clone()).flatten()
        });
        Some((on, finding, papers.next_back()))
    }

    fn phase(&self) -> Option<Phase> {
        let given_up = self.over().is_some_and(|over| over.stage == Stage::Withdrawn);
        let top = self.top().filter(|_| !given_up)?;
        match self.procedure {
            Procedure::Litigation if top.enforcement_on.is_some() => Some(Phase::Enforcement),
            Procedure::Litigation => Some(match top.level {
                Level::First => Phase::FirstInstance,
                Level::Second => Phase::SecondInstance,
                Level::Third => Phase::Retrial,
            }),
            // Decided, and the suit is open: the last moment before it.
            Procedure::ReconsiderationElsewhere => top.outcome.map(|_| Phase::BeforeSuit),
            _ => None,
        }
    }
}
