//! Who has to do what next. An open reconsideration always has at least one line here.

use super::{may::BY_HANDLER, *};
use crate::{
    Law, Principal, Role,
    calendar::zh_date,
    dispute::ClosedRemedy,
    matter::{Task, WAIT},
};

impl Reconsideration {
    pub(super) fn tasks(&self, law: &Law) -> Vec<Task> {
        let due = |name: &str| {
            let clocks = self.clocks(law).into_iter();
            clocks.filter(|named| named.name == name).find_map(|named| named.clock.due_on(&law.calendar))
        };
        let by = |task: Task, name: &str| Task { due_on: due(name), legal_risk: true, ..task };
        let mut tasks = match self.stage {
            Stage::WithAgency => {
                let forward =
                    Task::of("forward", "把复议申请转送复议机关，或者自行改正", "forward", self.agency());
                let late = due("forwarding").and_then(|due| due.tomorrow().ok()).map(|opens_on| {
                    let title = "处罚机关逾期没有转送申请：催促转送，材料到了登记收到，开始审查";
                    let office = vec![Principal::role_in(Role::ReconsiderationOfficer, &self.bodies.office)];
                    let (opens_on, due_on) = (Some(opens_on), Some(opens_on));
                    Task {
                        opens_on,
                        due_on,
                        legal_risk: true,
                        ..Task::of("forwarding_late", title, "forward", office)
                    }
                });
                let forward = Task { watchers: self.officers(), ..by(forward, "forwarding") };
                std::iter::once(forward).chain(late).collect()
            }
            Stage::UnderReview => vec![by(self.screening_task(law), "screening")],
            Stage::Supplementing => self.supplement_tasks(&by),
            Stage::Running => self.running_tasks(&by, law),
            Stage::Suspended => self.suspended_tasks(&by),
            Stage::Drafted => {
                let mut holders = vec![Principal::role_in(Role::AgencyHead, &self.bodies.body)];
                holders.push(Principal::role_in(Role::ReconsiderationHead, &self.bodies.office));
                let title = "同意审查意见，或者提交集体讨论";
                vec![by(Task::of("resolve", title, "resolve", holders), "decision")]
            }
            Stage::Approved => {
                vec![by(Task::of("issue", "制作行政复议决定书", "issue", self.officers()), "decision")]
            }
            _ => Vec::new(),
        };
        if self.stage.over_on().is_none() {
            tasks.extend(self.officer_tasks());
            tasks.extend(self.asked_tasks());
        }
        if self.stage.is_pending() {
            tasks.extend(self.hearing_tasks(law));
            tasks.extend(self.rule_tasks(&by));
            tasks.extend(self.inquiry_tasks());
        }
        tasks.extend(self.application_record_task(&by));
        tasks.extend(self.inquiry_paper_tasks());
        tasks.extend(self.hearing_paper_task());
        tasks.extend(self.after_tasks(law, &by));
        tasks.extend(self.delayed_tasks(law));
        tasks.extend(self.superior_task(law));
        tasks.extend(self.service_tasks(law));
        if let Some(last_day) = self.window_last_day(law) {
            let watch = Task::of("window", "关注是否起诉；届满后决定不能再诉", WAIT, self.officers());
            tasks.push(Task { due_on: Some(last_day), ..watch });
        }
        tasks
    }

    /// 36条1款: the head who gives it, and whoever it was given to; before that, everybody of the office.
    pub fn handling(&self) -> Vec<Principal> {
        if self.handlers.is_empty() {
            return self.officers();
        }
        let head = Principal::role_in(Role::ReconsiderationHead, &self.bodies.office);
        std::iter::once(head).chain(self.handlers.iter().map(Principal::user)).collect()
    }

    pub(super) fn agency(&self) -> Vec<Principal> {
        [Role::AgencyLegal, Role::AgencyHead]
            .map(|role| Principal::role_in(role, &self.brief.respondent))
            .to_vec()
    }

    /// 22条3款: until the record is signed and on file, somebody has it to do; it is accepted after that.
    fn application_record_task(&self, by: &impl Fn(Task, &str) -> Task) -> Option<Task> {
        let open = self.lacks_application_record() && self.stage.over_on().is_none();
        let title = "口头申请：申请笔录打印出来，申请人核对签字后收存";
        let keep = || Task::of("application_record", title, "keep_application_record", self.officers());
        open.then(|| by(keep(), "screening"))
    }

    /// The applicant brings it; whoever brings it to the window has it registered.
    fn supplement_tasks(&self, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let applicants = self.applicants().map(|key| Principal::party(&self.brief.dispute, key)).collect();
        let own = Task::of("own_supplement", "按补正通知补交材料", "receive_supplement", applicants);
        let wait = Task::of("supplement", "等待补正材料，收到后登记", "receive_supplement", self.officers());
        vec![by(wait, "supplement"), by(own, "supplement")]
    }

    /// 30条: what the file itself shows not to be accepted is refused in time, for else it counts as accepted.
    fn screening_task(&self, law: &Law) -> Task {
        let (command, title) = if self.in_court {
            ("refuse", "法院已经受理：决定不予受理（《行政复议法》29条2款、30条2款）；期满没有处理的视为受理")
        } else if self.is_reconsidered_before() {
            (
                "refuse",
                "受理过同一申请：决定不予受理（《行政复议法》30条1款7项、2款）；期满没有处理的视为受理",
            )
        } else if !self.is_competent(law) {
            (
                "refuse",
                "不属于本机关管辖：决定不予受理，告知有管辖权的机关（《行政复议法》30条1款6项、2款）；期满没有处理的视为受理",
            )
        } else {
            ("accept", "审查复议申请：受理、不予受理或者通知补正；期满没有处理的视为受理")
        };
        Task::of("accept", title, command, self.officers())
    }

    fn running_tasks(&self, by: &impl Fn(Task, &str) -> Task, law: &Law) -> Vec<Task> {
        let mut tasks = Vec::new();
        if self.copy.is_none() {
            let send = Task::of("copy", "把申请书副本发送给被申请人", "send_copy", self.officers());
            tasks.push(by(send, "copy"));
        } else if self.reply.is_none() {
            let reply =
                Task::of("reply", "书面答复并提交证据、依据；逾期视为没有证据、依据", "reply", self.agency());
            tasks.push(Task { watchers: self.officers(), ..by(reply, "reply") });
        }
        if self.agreed_halt.is_some() {
            let title = "双方已书面同意中止：决定是否中止；决定以前期限照常计算，决定以后要书面告知各方";
            tasks.push(Task::of("suspend", title, "suspend", self.officers()));
        }
        if self.open_rule_review().is_some() {
            let title = "规范性文件在附带审查：中止审理并书面告知各方；决定中止以前期限照常计算";
            let suspend = Task::of("suspend_for_rule", title, "suspend", self.officers());
            tasks.push(Task { legal_risk: true, ..suspend });
        }
        tasks.extend(self.settled_task());
        tasks.push(by(Task::of("draft", self.draft_zh(law), "draft", self.holders("draft")), "decision"));
        tasks
    }

    /// 29条2款、33条: nothing is tried here that a court had before, for those who have it there, nor what was reconsidered before.
    fn draft_zh(&self, law: &Law) -> String {
        const DRAFT: &str = "查清事实，提出审查意见和拟作的决定";
        let brief = &self.brief;
        let Some(on) = brief.court_first_on.map(zh_date) else {
            // It counts as accepted because nobody refused it in time.
            let before = self.is_reconsidered_before() && !brief.reconsidered.is_empty();
            if !self.is_competent(law) {
                return "不属于本机关管辖：提出审查意见，拟驳回复议申请（《行政复议法》30条1款6项、33条）"
                    .to_owned();
            }
            let dismissed =
                "以前受理过同一申请：提出审查意见，拟驳回复议申请（《行政复议法》30条1款7项、33条）";
            return if before { dismissed } else { DRAFT }.to_owned();
        };
        let of: Vec<_> = brief.court_first_of.iter().map(|key| brief.label(key)).collect();
        if of.is_empty() {
            return format!(
                "法院{on}已经先立案，不再审：提出审查意见，拟驳回复议申请（《行政复议法》29条2款、33条）"
            );
        }
        let who = of.join("、");
        format!(
            "{who}起诉的，法院{on}已经先立案：{who}的复议申请不再审，在决定里写明驳回（《行政复议法》29条2款、33条）；其他申请人的照常审——{DRAFT}"
        )
    }

    fn suspended_tasks(&self, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let came = self.succeeded_on();
        let waits = self.open_halt().is_some_and(|halt| halt.ground.ends_by_lapse());
        let title = match self.resumable_on {
            Some(_) => "调解已经终结：恢复审理并书面告知",
            None if came.is_some() => "承受人、法定代理人已经登记：恢复审理并书面告知",
            None if self.awaits_a_rule() => "附带审查有了结论以后恢复审理，并书面告知",
            None if waits => "查明由谁承受或者代理，登记“由承受人参加”，然后恢复审理并书面告知",
            None => "中止的原因消除后及时恢复审理，并书面告知",
        };
        let resume = Task::of("resume", title, "resume", self.officers());
        let resume = Task { due_on: self.resumable_on.or(came), ..resume };
        let ends = self.termination_clock().filter(|_| came.is_none()).map(|_| {
            let title = "中止满六十日原因仍未消除的，决定终止";
            by(Task::of("terminate", title, "terminate", self.holders("terminate")), "termination")
        });
        std::iter::once(resume).chain(self.settled_task()).chain(ends).collect()
    }

    /// Whoever may take the step has it to do (36条).
    pub(super) fn holders(&self, command: &str) -> Vec<Principal> {
        if BY_HANDLER.contains(&command) { self.handling() } else { self.officers() }
    }

    fn settled_task(&self) -> Option<Task> {
        // What was sealed in an earlier one, or confirmed, is not sealed again.
        let (settled_on, how) = self.settled.filter(|_| !self.closings().any(ClosedRemedy::is_bound))?;
        // What the mediation's agreement waits for is done here, once (73条1款、41条1项).
        if how != SettledHow::Withdrawal {
            let title = "双方已达成协议：制作调解书并加盖印章";
            return Some(Task::of("settled", title, "seal_statement", self.holders("seal_statement")));
        }
        // 74条1款: who applied withdraws, and says why; whether that is allowed is weighed upon it.
        // What was refused before they agreed anew is not asked upon it.
        let refused = |asked: &Withdrawal| asked.allowed == Some(false) && asked.on <= settled_on;
        let unasked = self.withdrawal.as_ref().is_none_or(refused);
        let title = "双方已达成协议，约定撤回复议申请：由申请人书面申请撤回，复议机构再审查是否准予";
        let applicants = self.applicants().map(|key| Principal::party(&self.brief.dispute, key)).collect();
        let withdraw = Task::of("settled", title, "apply_withdrawal", applicants);
        unasked.then(|| Task { watchers: self.officers(), ..withdraw })
    }

    fn officer_tasks(&self) -> Vec<Task> {
        let head = || vec![Principal::role_in(Role::ReconsiderationHead, &self.bodies.office)];
        let open = self.challenges.iter().filter(|challenge| challenge.upheld.is_none());
        let decide = |challenge: &Challenged| {
            let name = format!("challenge:{}", challenge.key);
            Task { legal_risk: true, ..Task::of(name, "决定回避申请", "decide_challenge", head()) }
        };
        // Who is left goes on meanwhile; whether they are enough is for the head to say, by naming them or others.
        let unassigned = self.left_on.is_some() || (self.handlers.is_empty() && self.acceptance.is_some());
        let title = match (self.left_on, self.handlers.is_empty()) {
            (Some(_), true) => "承办的复议人员已离任：另行指定",
            (Some(_), false) => "一位复议人员已离任：再指定一位，或者确认由其余的人继续办",
            (None, _) => "指定复议人员",
        };
        let assign = unassigned.then(|| Task::of("assign", title, "assign", head()));
        open.map(decide).chain(assign).collect()
    }

    /// What somebody has asked for and nobody has answered.
    fn asked_tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        let open = self.access_requests.iter().filter(|asked| asked.decided.is_none());
        tasks.extend(open.map(|asked| {
            let title = "决定是否同意查阅、复制；没有法定情形应当同意";
            Task::of(format!("access:{}", asked.key), title, "decide_access", self.officers())
        }));
        let open = self.stays.iter().filter(|stay| stay.decided.is_none());
        tasks.extend(open.map(|stay| {
            Task::of(
                format!("stay:{}", stay.key),
                "决定是否停止执行",
                "decide_stay",
                self.holders("decide_stay"),
            )
        }));
        let asked = self.withdrawal.as_ref().filter(|asked| asked.allowed.is_none());
        tasks.extend(
            asked.map(|_| Task::of("withdrawal", "审查是否准予撤回", "decide_withdrawal", self.officers())),
        );
        tasks
    }

    /// 49条、50条: everybody is heard; what is grave is heard in a hearing.
    fn hearing_tasks(&self, law: &Law) -> Vec<Task> {
        let mut tasks = Vec::new();
        if let Some(hearing) = self.open_hearing() {
            let on = hearing.plan.starts_at.date();
            let hold = Task::of("hearing", "举行听证，制作听证笔录", "record_hearing", self.officers());
            tasks.push(Task { due_on: Some(on), legal_risk: true, ..hold });
        } else if self.lacks_hearing() {
            let title = "重大、疑难、复杂：组织听证，五个工作日前通知";
            tasks.push(Task::of("convene", title, "convene_hearing", self.officers()));
        } else if self.stage == Stage::Running && self.is_hearing_asked_for() {
            let title = "申请人请求听证：可以组织听证，五个工作日前通知；不组织的，告诉申请人";
            tasks.push(Task::of("convene", title, "convene_hearing", self.officers()));
        }
        if self.procedure() == Procedure::Ordinary && self.reply.is_some() {
            let hear = |side: &str| {
                let title = format!("听取{}的意见并记录", self.label_apart(side, law));
                Task::of(format!("hear:{side}"), title, "hear_party", self.officers())
            };
            tasks.extend(self.unheard().map(hear));
        }
        tasks
    }

    /// 61条2款: the decision rests on them; until they are signed and on file somebody has them to do, also after it.
    fn hearing_paper_task(&self) -> Option<Task> {
        self.unsigned_hearing()?;
        let title = "听证笔录打印出来，到场的人核对签字后收存";
        let keep = Task::of("hearing_minutes", title, "keep_hearing_minutes", self.officers());
        Some(Task { legal_risk: true, ..keep })
    }

    fn rule_tasks(&self, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let Some(review) = self.open_rule_review() else {
            let title = "申请人一并申请审查规范性文件：有权处理的处理，无权的转送";
            let open = Task::of("rule", title, "open_rule_review", self.officers());
            return self.rule_unopened_since().map(|_| by(open, "rule_unopened")).into_iter().collect();
        };
        let halted = self.stands_still_for(review).is_some();
        let (title, command, clock) = match (&review.notice, review.plan.own) {
            // The three days to tell its maker run from the suspension.
            (None, true) if halted => ("通知制定机关书面答复", "notify_rule", "rule_notice"),
            (None, true) => ("通知制定机关书面答复", "notify_rule", "rule_own"),
            (None, false) => ("把规范性文件转送有权机关", "notify_rule", "rule_forward"),
            (Some(_), true) => {
                ("处理规范性文件：合法的告知，违法的停止执行并责令纠正", "conclude_rule_review", "rule_own")
            }
            (Some(_), false) if review.answered_on.is_none() => {
                ("等待接受转送的机关回复，收到后登记", "record_rule_answer", "rule_forwarded")
            }
            (Some(_), false) => ("登记规范性文件的处理意见", "conclude_rule_review", "rule_forwarded"),
        };
        vec![by(Task::of("rule", title, command, self.holders(command)), &format!("{clock}:{}", review.key))]
    }

    /// A paper that is not served starts nothing.
    fn service_tasks(&self, law: &Law) -> Vec<Task> {
        let task = |(notice, side): (&Notice, &str)| {
            let name = format!("serve:{}:{side}", notice.key);
            let title = format!("送达{}：{}", notice.paper.name_zh(), self.label_apart(side, law));
            Task { legal_risk: true, ..Task::of(name, title, "serve", self.officers()) }
        };
        self.unserved(law).map(task).collect()
    }
}
