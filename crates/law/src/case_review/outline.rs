//! What everybody outside sees of a case review, and who has to do what next.

use super::*;
use crate::{
    Facets, Outline, Principal, UserId,
    clock::Clock,
    decision::Law,
    matter::{ClockLine, Task},
    term,
};

impl CaseReview {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let brief = &self.brief;
        Outline {
            stage: self.stage.as_str().to_owned(),
            facets: Facets {
                outcome: self.resolution.as_ref().map(|_| "resolved".to_owned()),
                opened_on: Some(self.opened_on),
                ended_on: self.stage.over_on(),
                ..brief.facets(format!("{}：{}", self.plan.convening.kind.name_zh(), brief.act.title))
            },
            access: self.access(),
            walls: self.walls(),
            clocks: self.clocks(law),
            tasks: self.tasks(law),
            marks: vec![format!("number:{}", brief.number)],
            words: vec![brief.number.clone(), brief.act.title.clone()],
            ..Outline::default()
        }
    }

    fn access(&self) -> Vec<Principal> {
        let members = self.members.iter().map(|member| Principal::user(&member.user));
        self.brief.advised_of().chain([self.plan.by.office()]).chain(members).collect()
    }

    pub(super) fn walls(&self) -> Vec<UserId> {
        let recused = self.recused.iter().map(|one| one.user.clone());
        self.brief.walled.iter().cloned().chain(recused).collect()
    }

    /// A setting of the committee's rules, not law: the minutes within so many days of the meeting.
    pub fn minutes_clock(&self) -> Option<Clock> {
        if matches!(self.stage, Stage::Cancelled { .. }) {
            return None;
        }
        let held_on = self.minutes.as_ref().map(|minutes| minutes.text.held_on);
        let mut clock = Clock::start(&term::COMMITTEE_MINUTES, held_on.unwrap_or(self.meets_on));
        clock.stopped_on = held_on;
        Some(clock)
    }

    fn clocks(&self, law: &Law) -> Vec<ClockLine> {
        let minutes = self.minutes_clock();
        let line = |clock: &Clock| ClockLine::of("minutes", "形成会议纪要", clock, &law.calendar);
        minutes.iter().map(line).collect()
    }

    /// So long before the meeting the members should have the materials.
    pub fn serve_by(&self, law: &Law) -> Option<Date> {
        super::convening::serve_by(self.meets_on, law)
    }

    /// Whether the materials came later than the committee's rules want.
    pub fn served_late(&self, law: &Law) -> bool {
        self.served_on.zip(self.serve_by(law)).is_some_and(|(served, by)| served > by)
    }

    fn tasks(&self, law: &Law) -> Vec<Task> {
        let task = |name: String, title: &str, command: &str, holder: Principal| {
            Task::of(name, title, command, vec![holder])
        };
        let of = |user: &UserId, what: &str, title: &str, command: &str| {
            let member = task(format!("{what}:{user}"), title, command, Principal::user(user));
            Task { watchers: vec![self.plan.by.office()], ..member }
        };
        const OPINION: &str = "案审会：看材料，签署自己的意见";
        // Whoever was walled off after it was convened is replaced by the office's own step.
        let walled = |member: &&Member| self.brief.walled.contains(&member.user);
        let replace = self.members.iter().filter(walled).map(|member| {
            let title = format!("{}在本案中回避，请另换成员", member.name);
            Task {
                due_on: Some(self.meets_on),
                ..task(format!("recuse:{}", member.user), &title, "recuse", self.plan.by.office())
            }
        });
        match self.stage {
            Stage::Convened => {
                let serve =
                    task("serve".into(), "会前把材料送给成员", "serve_materials", self.plan.by.office());
                replace.chain([Task { due_on: self.serve_by(law), ..serve }]).collect()
            }
            Stage::Served => {
                let open = self.members.iter().filter(|member| {
                    self.opinion_of(&member.user).is_none() && !self.brief.walled.contains(&member.user)
                });
                let opinion = |member: &Member| {
                    let due_on = Some(self.meets_on);
                    Task { due_on, ..of(&member.user, "opinion", OPINION, "give_opinion") }
                };
                let record =
                    task("minutes".into(), "开会后记录会议纪要", "record_minutes", self.plan.by.office());
                let record = Task { due_on: self.minutes_by(law), ..record };
                replace.chain(open.map(opinion)).chain([record]).collect()
            }
            Stage::Held => {
                let opinions =
                    self.without_opinion().map(|user| of(user, "opinion", OPINION, "give_opinion"));
                let confirm = "案审会：核对会议纪要并确认";
                let confirms =
                    self.without_confirmation().map(|user| of(user, "confirm", confirm, "confirm_minutes"));
                let mut tasks: Vec<Task> = opinions.chain(confirms).collect();
                if tasks.is_empty() {
                    let title = "归纳多数意见和不同意见，形成审议意见";
                    tasks.push(of(&self.members[0].user, "resolve", title, "resolve"));
                }
                tasks
            }
            Stage::Resolved { .. } | Stage::Cancelled { .. } => Vec::new(),
        }
    }

    fn minutes_by(&self, law: &Law) -> Option<Date> {
        Clock::start(&term::COMMITTEE_MINUTES, self.meets_on).due_on(&law.calendar)
    }
}
