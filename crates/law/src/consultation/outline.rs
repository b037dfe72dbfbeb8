//! What everybody outside sees of a consultation, and who has to do what next.

use super::*;
use crate::{
    Facets, Outline, Principal, Role, UserId,
    matter::{ClockLine, ClockState, SET_BY_HAND, Task, WAIT},
};

impl Consultation {
    pub(super) fn outline_of(&self) -> Outline {
        let brief = &self.brief;
        Outline {
            stage: self.stage.as_str().to_owned(),
            facets: Facets {
                outcome: self.followed.as_ref().map(|followed| followed.followed.as_str().to_owned()),
                opened_on: Some(self.opened_on),
                ended_on: self.stage.over_on(),
                ..brief.facets(format!("{}：{}", self.plan.request.form.name_zh(), brief.act.title))
            },
            access: self.access(),
            walls: self.walls(),
            clocks: self.clocks(),
            tasks: self.tasks(),
            marks: [format!("number:{}", brief.number)]
                .into_iter()
                .chain(
                    self.waiting()
                        .next()
                        .filter(|_| self.stage.over_on().is_none())
                        .map(|_| ASKED.to_owned()),
                )
                .collect(),
            words: vec![brief.number.clone(), brief.act.title.clone()],
            ..Outline::default()
        }
    }

    fn access(&self) -> Vec<Principal> {
        let team = self.plan.team.iter().map(Principal::user);
        let sitting = self.sitting().map(|invited| Principal::user(&invited.user));
        self.brief.advised_of().chain([self.plan.by.office()]).chain(team).chain(sitting).collect()
    }

    /// Walled off in the case, and every expert who said that they have an interest in it.
    pub(super) fn walls(&self) -> Vec<UserId> {
        let interested = self.invited.iter().filter(|invited| {
            matches!(invited.state, Invitation::Declined { ground: DeclineGround::Interest, .. })
        });
        self.brief.walled.iter().cloned().chain(interested.map(|invited| invited.user.clone())).collect()
    }

    /// The day that was set for the answers; a clock like others, so that the reminders know it.
    fn clocks(&self) -> Vec<ClockLine> {
        let running = self.stage.over_on().is_none();
        // What may be signed only after a hearing is late for nobody before it was held.
        if running && !self.is_heard() {
            return Vec::new();
        }
        let due_on = self.plan.request.due_on;
        vec![ClockLine {
            name: "answers".to_owned(),
            title: "专家答复".to_owned(),
            term: SET_BY_HAND.to_owned(),
            started_on: self.opened_on,
            due_on: running.then_some(due_on),
            provisional: false,
            state: if running { ClockState::Running } else { ClockState::Stopped },
            short: "发起论证时定的日子，不是法定期限".to_owned(),
            reasons: vec!["由发起论证的单位定的最后一天，不是法定期限，不影响案件的办理期限。".to_owned()],
        }]
    }

    /// Whoever is to sit in a hearing signs after it; until then there is its day to mind.
    fn expert_task(&self, invited: &Invited, watchers: Vec<Principal>) -> Task {
        let form = self.plan.request.form.name_zh();
        let answers_on = Some(self.plan.request.due_on);
        let (title, command, due_on) = match (self.is_heard(), &self.hearing) {
            (true, _) => (format!("{form}：提出意见并签名，或者说明不能参加"), "answer", answers_on),
            (false, Some(hearing)) => {
                let title = format!("{form}：出席听证，听证以后再签署意见；不能参加的，现在说明");
                (title, WAIT, Some(hearing.starts_at.date()))
            }
            (false, None) => {
                (format!("{form}：等通知听证的时间，听证以后再签署意见；不能参加的，现在说明"), WAIT, None)
            }
        };
        let holders = vec![Principal::user(&invited.user)];
        let task = Task::of(format!("answer:{}", invited.user), title, command, holders);
        Task { due_on, watchers, ..task }
    }

    fn tasks(&self) -> Vec<Task> {
        let ours = || vec![self.plan.by.office(), Principal::role(Role::CentreHead)];
        let mut tasks = Vec::new();
        if self.stage.over_on().is_some() {
            let (answered, _) = self.answered();
            if answered > 0 && self.followed.is_none() {
                let title = "记录专家意见是否采纳、为什么".to_owned();
                tasks.push(Task::of("record_followed", title, "record_followed", ours()));
            }
            return tasks;
        }
        if self.missing() > 0 {
            let title = format!("随机抽取专家（还缺 {} 位）", self.missing());
            tasks.push(Task::of("draw", title, "draw", ours()));
        }
        for invited in self.sitting().filter(|invited| invited.state == Invitation::Waiting) {
            tasks.push(self.expert_task(invited, ours()));
        }
        if self.is_hearing() {
            tasks.extend(match &self.hearing {
                None => Some(Task::of("set_hearing", "定听证的时间地点", "set_hearing", ours())),
                Some(hearing) if hearing.held.is_none() => {
                    let title = "举行听证，记录笔录".to_owned();
                    let hold = Task::of("record_hearing", title, "record_hearing", ours());
                    Some(Task { due_on: Some(hearing.starts_at.date()), ..hold })
                }
                Some(_) => None,
            });
        }
        tasks
    }
}
