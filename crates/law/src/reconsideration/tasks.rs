//! Who has to do what next. An open reconsideration always has at least one line here.

use super::*;
use crate::{
    Law, Principal, Role,
    matter::{Task, WAIT},
};

fn task(name: impl Into<String>, title: impl Into<String>, command: &str, holders: Vec<Principal>) -> Task {
    Task {
        name: name.into(),
        title: title.into(),
        command: command.into(),
        holders,
        watchers: Vec::new(),
        due_on: None,
        legal_risk: false,
    }
}

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
                    task("forward", "把复议申请转送复议机关，或者自行改正", "forward", self.agency());
                vec![Task { watchers: self.officers(), ..by(forward, "forwarding") }]
            }
            Stage::UnderReview => {
                let title = "审查复议申请：受理、不予受理或者通知补正；期满没有处理的视为受理";
                vec![by(task("accept", title, "accept", self.officers()), "screening")]
            }
            Stage::Supplementing => {
                let wait =
                    task("supplement", "等待补正材料，收到后登记", "receive_supplement", self.officers());
                vec![by(wait, "supplement")]
            }
            Stage::Running => self.running_tasks(&by),
            Stage::Suspended => self.suspended_tasks(&by),
            Stage::Drafted => {
                let mut holders = vec![Principal::role_in(Role::AgencyHead, &self.bodies.body)];
                holders.push(Principal::role_in(Role::ReconsiderationHead, &self.bodies.office));
                let title = "同意审查意见，或者提交集体讨论";
                vec![by(task("resolve", title, "resolve", holders), "decision")]
            }
            Stage::Approved => {
                vec![by(task("issue", "制作行政复议决定书", "issue", self.officers()), "decision")]
            }
            _ => Vec::new(),
        };
        if self.stage.over_on().is_none() {
            tasks.extend(self.officer_tasks());
        }
        tasks.extend(self.service_tasks(law));
        if let Some(last_day) = self.window_last_day(law) {
            let watch = task("window", "关注是否起诉；届满后决定不能再诉", WAIT, self.officers());
            tasks.push(Task { due_on: Some(last_day), ..watch });
        }
        tasks
    }

    fn agency(&self) -> Vec<Principal> {
        [Role::AgencyLegal, Role::AgencyHead]
            .map(|role| Principal::role_in(role, &self.brief.respondent))
            .to_vec()
    }

    fn running_tasks(&self, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let mut tasks = Vec::new();
        if self.copy.is_none() {
            let send = task("copy", "把申请书副本发送给被申请人", "send_copy", self.officers());
            tasks.push(by(send, "copy"));
        } else if self.reply.is_none() {
            let reply =
                task("reply", "书面答复并提交证据、依据；逾期视为没有证据、依据", "reply", self.agency());
            tasks.push(Task { watchers: self.officers(), ..by(reply, "reply") });
        }
        if self.agreed_halt.is_some() {
            let title = "双方已书面同意中止：决定是否中止，中止要书面告知；没有通知期限照常计算";
            tasks.push(task("suspend", title, "suspend", self.officers()));
        }
        tasks.extend(self.settled_task());
        let title = "查清事实，提出审查意见和拟作的决定";
        tasks.push(by(task("draft", title, "draft", self.officers()), "decision"));
        tasks
    }

    fn suspended_tasks(&self, by: &impl Fn(Task, &str) -> Task) -> Vec<Task> {
        let title = match self.resumable_on {
            Some(_) => "调解已经终结：恢复审理并书面告知",
            None => "中止的原因消除后及时恢复审理，并书面告知",
        };
        let resume = task("resume", title, "resume", self.officers());
        let resume = Task { due_on: self.resumable_on, ..resume };
        let ends = self.termination_clock().map(|_| {
            let title = "中止满六十日原因仍未消除的，决定终止";
            by(task("terminate", title, "terminate", self.officers()), "termination")
        });
        std::iter::once(resume).chain(self.settled_task()).chain(ends).collect()
    }

    fn settled_task(&self) -> Option<Task> {
        let (_, how) = self.settled?;
        let title = match how {
            SettledHow::Withdrawal => "双方已达成协议：审查是否准予撤回",
            _ => "双方已达成协议：制作调解书并加盖印章",
        };
        // The paper is made where it was agreed; what was done there ends this file.
        Some(task("settled", title, WAIT, self.officers()))
    }

    fn officer_tasks(&self) -> Vec<Task> {
        let head = || vec![Principal::role_in(Role::ReconsiderationHead, &self.bodies.office)];
        let open = self.challenges.iter().filter(|challenge| challenge.upheld.is_none());
        let decide = |challenge: &Challenged| {
            let name = format!("challenge:{}", challenge.key);
            Task { legal_risk: true, ..task(name, "决定回避申请", "decide_challenge", head()) }
        };
        let unassigned = self.handlers.is_empty() && self.acceptance.is_some();
        let assign = unassigned.then(|| task("assign", "指定复议人员", "assign", head()));
        open.map(decide).chain(assign).collect()
    }

    /// A paper that is not served starts nothing.
    fn service_tasks(&self, law: &Law) -> Vec<Task> {
        let mut tasks = Vec::new();
        for notice in &self.notices {
            for side in notice.unserved(&law.calendar) {
                let name = format!("serve:{}:{side}", notice.key);
                let title = format!("送达{}：{}", notice.paper.name_zh(), self.label(side, law));
                tasks.push(Task { legal_risk: true, ..task(name, title, "serve", self.officers()) });
            }
        }
        tasks
    }
}
