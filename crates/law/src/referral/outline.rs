//! What everybody outside sees of a referral: where the file is, and who has to answer by when.

use super::{decide::OFFICERS, *};
use crate::{
    Facets, OrgId, Outline, Principal, Role,
    clock::Clock,
    dispute::Course,
    matter::{ClockLine, Lapse, Task, WAIT},
};

impl Referral {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let brief = &self.brief;
        let clock = self.clock();
        Outline {
            stage: self.stage.as_str().to_owned(),
            lapse: self
                .last_day_to_answer(law)
                .map(|last_day| Lapse { last_day, stage_after: "unanswered".into() }),
            facets: Facets {
                parties: self
                    .package
                    .applicants()
                    .next()
                    .map(|party| party.label.clone())
                    .unwrap_or_default(),
                source: Some(self.package.docking.as_str().to_owned()),
                outcome: self.back.as_ref().map(|back| back.outcome.as_str().to_owned()),
                opened_on: Some(self.package.sent_on),
                ended_on: self.stage.over_on(),
                ..brief.facets(format!("{}：{}", self.package.docking.name_zh(), brief.act.title))
            },
            access: self.access(),
            walls: brief.walled.clone(),
            clocks: vec![ClockLine::of("answer", "签收移送", &clock, &law.calendar)],
            tasks: self.tasks(law),
            marks: vec![format!("number:{}", brief.number)],
            words: vec![brief.number.clone(), brief.act.title.clone(), self.package.reason.clone()],
        }
    }

    /// 签收: the centre has it in hand, and the dispute waits for what it makes of it.
    pub(crate) fn course(&self, law: &Law) -> Course {
        let accepted_on = match self.stage {
            Stage::Accepted { on } if self.came_here(law) => Some(on),
            _ => None,
        };
        // Until it is back.
        let comes = self.came_here(law) && self.stage.over_on().is_none();
        let docking = comes.then_some(self.package.docking);
        let sent_by = comes.then(|| self.package.from.clone());
        let consents_sent = if comes { self.package.consents.clone() } else { Vec::new() };
        Course { accepted_on, docking, sent_by, consents_sent, ..Course::default() }
    }

    pub(crate) fn clock(&self) -> Clock {
        let mut clock = Clock::start(&term::CENTRE_REFERRAL_ANSWER, self.package.sent_on);
        match &self.stage {
            Stage::Sent { .. } => {}
            Stage::HandedBack { on } => clock.stop(self.accepted_on.unwrap_or(*on)),
            Stage::Accepted { on }
            | Stage::Declined { on, .. }
            | Stage::Unanswered { on }
            | Stage::Escalated { on }
            | Stage::TakenOver { on } => clock.stop(*on),
        }
        clock
    }

    fn of_body(body: &OrgId) -> impl Iterator<Item = Principal> + '_ {
        OFFICERS.iter().map(move |role| Principal::role_in(*role, body))
    }

    /// Who answers for the receiving body, and who heads it.
    pub fn receivers_and_head(&self) -> impl Iterator<Item = Principal> + '_ {
        let body = &self.package.to;
        let heads = [Role::AgencyHead, Role::ReconsiderationHead];
        Referral::of_body(body).chain(heads.map(move |role| Principal::role_in(role, body)))
    }

    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.extend(Referral::of_body(&self.package.from));
        access.extend(Referral::of_body(&self.package.to));
        let brief = &self.brief;
        access.extend(brief.parties.iter().map(|party| Principal::party(&brief.dispute, &party.key)));
        access
    }

    fn tasks(&self, law: &Law) -> Vec<Task> {
        let left = matches!(self.stage, Stage::Unanswered { .. }) && self.may_go_again(law);
        let goes_again = left.then(|| {
            let what = "化解中心逾期没有签收，材料已经退回：重新移送，或者自行办理";
            Task::of("send_again", what, "send_again", Referral::of_body(&self.package.from).collect())
        });
        goes_again.into_iter().chain(self.task(law)).collect()
    }

    fn task(&self, law: &Law) -> Option<Task> {
        let receiver = || {
            Referral::of_body(&self.package.to)
                .chain([Principal::role(Role::IntakeClerk)])
                .collect::<Vec<_>>()
        };
        match self.stage {
            Stage::Sent { .. } => {
                let answer = Task::of("answer", "签收移送来的材料，或者说明理由退回", "accept", receiver());
                Some(Task { due_on: self.last_day_to_answer(law), ..answer })
            }
            // Nothing to fill in: what it comes to goes back from there.
            Stage::Accepted { .. } if self.open_mediation(law).is_some() || self.gives_back_itself(law) => {
                let what = "转入的调解办完、移送下一程序时，结果自动交回";
                Some(Task::of("hand_back", what, WAIT, receiver()))
            }
            Stage::Accepted { .. } => {
                Some(Task::of("hand_back", "办完后交回结果和无争议事实", "hand_back", receiver()))
            }
            Stage::Unanswered { .. } => {
                let head = vec![Principal::role(Role::CentreHead)];
                let (name, what) = match self.came_here(law) {
                    true => ("window", "窗口逾期没有签收移送来的材料：督促窗口，告诉移送单位怎样办"),
                    false => ("acknowledge", "接收单位逾期没有签收：督促或者改走其他途径"),
                };
                Some(Task::of(name, what, "acknowledge", head))
            }
            Stage::Declined { .. } if self.is_left_over() => {
                let clerk = vec![Principal::role(Role::IntakeClerk), Principal::role(Role::CentreHead)];
                let what = "接收单位没有接收移送：另选接收单位（移送对接）或者重新启动办理，告知当事人，再登记处理情况";
                Some(Task::of("acknowledge", what, "acknowledge", clerk))
            }
            Stage::Declined { .. }
            | Stage::Escalated { .. }
            | Stage::HandedBack { .. }
            | Stage::TakenOver { .. } => None,
        }
    }
}
