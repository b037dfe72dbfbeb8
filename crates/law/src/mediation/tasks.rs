//! Who has to do what next. An open mediation always has at least one line here.

use super::*;
use crate::{
    Law, Principal, Role,
    calendar::{Span, zh_date},
    matter::{Task, WAIT},
    term,
};

fn due(task: Task, law: &Law, from: Date, span: Span) -> Task {
    Task { due_on: Some(law.calendar.add(from, span, true).on), ..task }
}

fn clerks() -> Vec<Principal> {
    vec![Principal::role(Role::IntakeClerk)]
}

impl Mediation {
    pub(super) fn tasks(&self, law: &Law, last_day: Option<Date>) -> Vec<Task> {
        let mut tasks = match &self.stage {
            Stage::Screening => {
                vec![due(
                    Task::of("import", "审查是否适合调解，决定导入、不导入或转出", "import", clerks()),
                    law,
                    self.opened_on,
                    term::CENTRE_SCREENING.span(),
                )]
            }
            Stage::AwaitingConsent { since } => self.consent_tasks(law, *since),
            Stage::Teaming { since } => self.teaming_tasks(law, *since),
            Stage::Mediating => self.mediating_tasks(law, last_day),
            Stage::Signing { .. } => self.signing_tasks(law, last_day),
            Stage::Ended { .. } | Stage::Returned { .. } | Stage::PassedOn { .. } => {
                let mut tasks = self.closing_tasks(law);
                if self.file_closed_on.is_none() {
                    tasks.extend(self.minutes_tasks());
                }
                tasks
            }
        };
        if !self.stage.is_over() {
            tasks.extend(self.challenge_tasks(law));
        }
        // Nothing of it is due when it is over by then.
        if let Some(last_day) = last_day.filter(|_| self.stage.is_running()) {
            tasks.iter_mut().for_each(|task| task.due_on = task.due_on.map(|due| due.min(last_day)));
        }
        tasks
    }

    /// Whose signature, confirmation or answer a to-do waits for; none where it is no one side's.
    pub fn awaited_side<'a>(&self, task: &'a str) -> Option<&'a str> {
        let (family, rest) = task.split_once(':')?;
        let side = match family {
            "sign" | "facts" | "consent" => rest,
            "minutes_signature" => rest.split_once(':')?.1,
            _ => return None,
        };
        (side == MEDIATOR || self.is_side(side)).then_some(side)
    }

    fn holders_of(&self, side: &str) -> Vec<Principal> {
        let mut holders = clerks();
        holders.extend(self.own_holders(side));
        holders
    }

    /// The side itself.
    fn own_holders(&self, side: &str) -> Vec<Principal> {
        match side {
            RESPONDENT => vec![
                Principal::role_in(Role::AgencyLegal, &self.brief.respondent),
                Principal::role_in(Role::AgencyHead, &self.brief.respondent),
            ],
            party => vec![Principal::party(&self.brief.dispute, party)],
        }
    }

    fn lead(&self) -> Vec<Principal> {
        let lead = self.team.as_ref().and_then(|team| team.lead_mediator.as_ref());
        lead.map_or_else(|| vec![Principal::role(Role::CentreHead)], |lead| vec![Principal::user(lead)])
    }

    fn judge(&self) -> Vec<Principal> {
        let judge = self.team.as_ref().and_then(|team| team.guiding_judge.as_ref());
        judge.map_or_else(|| vec![Principal::role(Role::CentreHead)], |judge| vec![Principal::user(judge)])
    }

    fn consent_tasks(&self, law: &Law, since: Date) -> Vec<Task> {
        let ask = |(side, since): (&str, Date)| {
            let title = format!("征求{}的调解意愿", self.label(side, law));
            due(
                Task::of(format!("consent:{side}"), title, "record_consent", self.holders_of(side)),
                law,
                since,
                term::CENTRE_CONSENT.span(),
            )
        };
        let again = self.asked_again().filter_map(|left| Some((left.party.as_str(), left.asked_on?)));
        self.without_consent().map(|side| (side, since)).chain(again).map(ask).collect()
    }

    fn teaming_tasks(&self, law: &Law, since: Date) -> Vec<Task> {
        let mut tasks: Vec<Task> = self.consent_tasks(law, since);
        let head = || vec![Principal::role(Role::CentreHead), Principal::role(Role::IntakeClerk)];
        let asked = self.disclosure_tasks();
        let of_team = |task, team: &Team| due(task, law, team.named_on, term::CENTRE_TEAM.span());
        match &self.team {
            Some(team) if team.is_complete() => {
                tasks.extend(asked.into_iter().map(|task| of_team(task, team)));
                let decided = self.challenges.iter().all(|challenge| challenge.decided.is_some());
                let challenged =
                    !decided && (self.ensure_led().is_err() || self.ensure_member_stands(law).is_err());
                let (title, command) = match (self.waits_for_disclosure(), challenged) {
                    (true, _) => ("小组成员都披露以后，签收材料，开始调解", WAIT),
                    (false, true) => ("回避申请决定以后，签收材料，开始调解", WAIT),
                    (false, false) => ("签收材料，开始调解", "accept_material"),
                };
                tasks.push(of_team(Task::of("accept_material", title, command, self.lead()), team));
            }
            Some(_) => tasks.push(Task::of("fill_seat", "补齐调解小组的席位", "fill_seat", head())),
            None => tasks.push(due(
                Task::of("name_team", "组成“1+1+N”调解小组", "name_team", head()),
                law,
                since,
                term::CENTRE_TEAM.span(),
            )),
        }
        tasks
    }

    fn challenge_tasks(&self, law: &Law) -> Vec<Task> {
        let open = self.challenges.iter().filter(|challenge| challenge.decided.is_none());
        let decide = |challenge: &Challenge| {
            let name = format!("challenge:{}", challenge.key);
            let holders = vec![Principal::role(Role::CentreHead)];
            let decide = due(
                Task::of(name, "决定回避申请", "decide_challenge", holders),
                law,
                challenge.on,
                term::CENTRE_CHALLENGE_DECISION.span(),
            );
            Task { legal_risk: true, ..decide }
        };
        open.map(decide).collect()
    }

    fn mediating_tasks(&self, law: &Law, last_day: Option<Date>) -> Vec<Task> {
        let accepted_on = self.counted_from();
        let mut tasks = self.table_tasks(law, last_day);
        tasks.extend(self.consent_tasks(law, accepted_on));
        if self.self_checks.is_empty() {
            let title = "自查行政行为，说明可以让步的幅度";
            let due_on = self.self_check_clock(law).and_then(|clock| clock.due_on(&law.calendar));
            let check = Task::of("self_check", title, "self_check", self.own_holders(RESPONDENT));
            tasks.push(Task { due_on, ..check });
        }
        let talks = self.sessions.iter().any(|session| session.cancelled.is_none());
        if !talks && self.ensure_not_halted().is_ok() {
            let convene = Task::of("convene_session", "召集第一次会谈", "convene_session", self.lead());
            tasks.push(due(convene, law, accepted_on, term::CENTRE_FIRST_SESSION.span()));
        }
        let asked = self.questions.iter().filter(|asked| asked.opinion.is_none());
        tasks.extend(asked.map(|asked| {
            Task::of(format!("opinion:{}", asked.key), "答复主调人的法律问题", "give_opinion", self.judge())
        }));
        tasks.extend(
            self.sessions
                .iter()
                .filter(|session| session.is_open())
                .map(|session| self.session_task(session)),
        );
        tasks.extend(self.minutes_tasks());
        tasks.extend(self.facts_tasks());
        tasks.push(self.conclude(last_day, "促成协议，或者依法终结调解", "draft_agreement"));
        tasks
    }

    /// The next thing a session needs before its minutes are there.
    fn session_task(&self, session: &Session) -> Task {
        let served = |side: &str| session.services.iter().any(|service| service.recipient == side);
        let unserved = !session.is_separate() && self.sides().any(|side| !served(side));
        let on = session.starts_at.date();
        let (step, title, command) = match (unserved, &session.attendance) {
            (true, _) => ("service", "送达会谈通知，记录送达证明", "record_service"),
            (false, None) => ("attendance", "记录到场情况", "record_attendance"),
            (false, Some(_)) => ("minutes", "制作笔录", "write_minutes"),
        };
        let mut holders = self.lead();
        if command == "record_service" {
            holders.extend(clerks());
        }
        Task { due_on: Some(on), ..Task::of(format!("{step}:{}", session.key), title, command, holders) }
    }

    /// Whoever was there reads what was written and signs it; after a correction again.
    fn minutes_tasks(&self) -> Vec<Task> {
        let of = |session: &Session, side: &str| {
            let name = format!("minutes_signature:{}:{side}", session.key);
            let talk = if session.is_separate() { "单独谈话" } else { "会谈" };
            let title = format!("核对{}{talk}的笔录并签字", zh_date(session.starts_at.date()));
            Task::of(name, title, "sign_minutes", self.own_holders(side))
        };
        let sessions = self.sessions.iter();
        sessions.flat_map(|session| session.unsigned().map(move |side| of(session, side))).collect()
    }

    fn facts_tasks(&self) -> Vec<Task> {
        let Some(undisputed) = &self.undisputed else { return Vec::new() };
        let open = self
            .sides()
            .filter(|side| !undisputed.confirmed.iter().any(|signature| signature.party == *side));
        open.map(|side| {
            Task::of(
                format!("facts:{side}"),
                "核对并确认无争议事实",
                "confirm_undisputed",
                self.own_holders(side),
            )
        })
        .collect()
    }

    fn conclude(&self, due_on: Option<Date>, title: &str, command: &str) -> Task {
        Task { due_on, legal_risk: true, ..Task::of("conclude", title, command, self.lead()) }
    }

    /// An empty seat stops the work, and so does whoever sits there and has not said what ties them.
    /// The days run on all the same (特邀调解规定27条 knows only that everybody agrees to more), so that it comes before everything else.
    fn table_tasks(&self, law: &Law, last_day: Option<Date>) -> Vec<Task> {
        let vacant = self.team.as_ref().is_some_and(|team| !team.is_complete());
        let fill = vacant.then(|| {
            let until = last_day.map(|on| format!("，到{}为止", zh_date(on))).unwrap_or_default();
            let title = format!("补齐调解小组的席位：补齐以前谈不了，期限照常计算{until}");
            let holders = vec![Principal::role(Role::CentreHead), Principal::role(Role::IntakeClerk)];
            let fill = Task::of("fill_seat", title, "fill_seat", holders);
            let emptied = self.team.iter().flat_map(|team| team.empty_since.values()).min().copied();
            let fill = match emptied {
                Some(on) => due(fill, law, on, term::CENTRE_TEAM.span()),
                None => fill,
            };
            let due_on = fill.due_on.into_iter().chain(last_day).min();
            Task { due_on, legal_risk: true, ..fill }
        });
        fill.into_iter().chain(self.disclosure_tasks()).collect()
    }

    fn signing_tasks(&self, law: &Law, last_day: Option<Date>) -> Vec<Task> {
        let since = self.counted_from();
        let mut tasks = self.table_tasks(law, last_day);
        tasks.extend(self.consent_tasks(law, since));
        let checked = self.agreement.as_ref().is_some_and(|agreement| agreement.legality.is_some());
        if self.ensure_lawful().is_err() && checked {
            let title = "协议没有通过合法性审查：改好以后重新送审，或者依法终结";
            tasks.push(Task::of("redraft", title, "draft_agreement", self.lead()));
        } else if self.ensure_lawful().is_err() {
            tasks.push(Task::of("check_legality", "审查协议的合法性", "check_legality", self.judge()));
        } else {
            for key in self.missing_signatures() {
                let holders = if key == MEDIATOR { self.lead() } else { self.own_holders(key) };
                tasks.push(Task::of(format!("sign:{key}"), "在调解协议上签字", "sign_agreement", holders));
            }
        }
        tasks.extend(self.minutes_tasks());
        // Nothing to fill in: it waits for the others, and the day runs.
        tasks.push(self.conclude(last_day, "在期限内签完协议，或者依法终结调解", WAIT));
        tasks
    }

    /// Who learns first what court or reconsideration body made of it: the counter, and of a ruling of the court the judge who sat at the
    /// table. No day stands by it: 《民事诉讼法》187条 counts thirty days from the day on which the court takes the application in, which only
    /// the court knows, and 法发〔2021〕17号6条 gives none.
    fn told_of_the_seal(&self) -> Vec<Principal> {
        let by_court =
            self.agreement.as_ref().is_some_and(|agreement| agreement.ending == Ending::JudicialConfirmation);
        let judge = self.team.iter().filter(|_| by_court).flat_map(|team| &team.guiding_judge);
        clerks().into_iter().chain(judge.map(Principal::user)).collect()
    }

    /// Papers that still have to follow the end.
    fn closing_tasks(&self, law: &Law) -> Vec<Task> {
        let mut tasks = Vec::new();
        let over_on = self.stage.over_on().unwrap_or(self.opened_on);
        let passed_on = matches!(self.stage, Stage::PassedOn { .. });
        let gone = self.handed_on.is_some() || self.retried_on.is_some() || self.goes_nowhere();
        if self.is_unsettled() && !gone && !passed_on {
            let title = match self.is_suit_given_up() {
                true => "起诉已经撤回：把材料交回送来的机关，告知当事人哪些途径没有了、还有什么",
                false => "把材料移送下一程序，告知当事人救济期限",
            };
            let hand_on = Task::of("hand_on", title, "hand_on", clerks());
            let same_day = matches!(self.stage, Stage::Returned { .. });
            let hand_on = if same_day {
                Task { due_on: Some(over_on), ..hand_on }
            } else {
                due(hand_on, law, over_on, term::CENTRE_HAND_OVER.span())
            };
            tasks.push(Task { legal_risk: true, ..hand_on });
        }
        tasks.extend(self.retry_task());
        if self.ensure_formal_ending_open().is_ok() {
            let title = match self.agreement.as_ref().map(|agreement| agreement.ending) {
                _ if self.is_sealed_by_office() => "等复议机构办结：办好自动记下，没有办成的在这里记",
                Some(Ending::Withdrawal) => "记录是否准予撤回",
                Some(Ending::JudicialConfirmation) => "记录司法确认的结果",
                _ => "记录调解书盖章、送达",
            };
            tasks.push(Task::of(
                "record_formal_ending",
                title,
                "record_formal_ending",
                self.told_of_the_seal(),
            ));
            return tasks;
        }
        let joined = self.confirmation.as_ref().map_or(&[][..], |asked| &asked.applicants);
        let open: Vec<&str> = self.sides().filter(|side| joined.iter().all(|joins| joins != side)).collect();
        if let Some(last_day) = self.confirmation_last_day(law).filter(|_| !open.is_empty()) {
            // The parties apply; at the counter it can be recorded for them.
            let holders = open.iter().flat_map(|side| self.own_holders(side)).collect();
            let apply =
                Task::of("apply_for_confirmation", "共同申请司法确认", "apply_for_confirmation", holders);
            tasks.push(Task { watchers: clerks(), due_on: Some(last_day), legal_risk: true, ..apply });
        }
        tasks
    }
}
