//! What everybody outside sees of a performance: one task for every open obligation.

use super::*;
use crate::{
    Facets, Outline, Principal, Role, calendar::zh_date, decision::Law, matter::Task, mediation::RESPONDENT,
};

impl Performance {
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
            tasks: self.tasks(law),
            marks: vec![format!("number:{}", brief.number)],
            words: vec![brief.number.clone(), brief.act.title.clone()],
            ..Outline::default()
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
        access.extend(brief.parties.iter().map(|party| Principal::party(&brief.dispute, &party.key)));
        access
    }

    /// One line, one task: due when the obligation is due. The centre watches, whoever owes it acts.
    fn tasks(&self, law: &Law) -> Vec<Task> {
        let brief = &self.plan.brief;
        let watch = |line: &Line| {
            let (holder, who) = match line.obligation.obligor.as_str() {
                RESPONDENT => (
                    Principal::role_in(Role::AgencyLegal, &brief.respondent),
                    law.directory.name_of(&brief.respondent),
                ),
                key => {
                    let party = brief.parties.iter().find(|party| party.key == key);
                    let label = party.map_or(key, |party| party.label.as_str());
                    (Principal::party(&brief.dispute, key), label)
                }
            };
            Task {
                name: format!("obligation:{}", line.key),
                title: format!("{who}{}前：{}", zh_date(line.obligation.due_on), line.obligation.content),
                command: "record_fulfilment".into(),
                holders: vec![holder],
                watchers: vec![Principal::role(Role::IntakeClerk)],
                due_on: Some(line.obligation.due_on),
                legal_risk: true,
            }
        };
        let mut tasks: Vec<Task> = self.open_lines().map(watch).collect();
        if let Stage::Broken { .. } = self.stage {
            let (title, command) = match self.is_enforceable() {
                true => ("义务没有履行，申请强制执行", "apply_for_enforcement"),
                false => ("义务没有履行，转起诉等其他途径", "pass_on"),
            };
            tasks.push(Task {
                name: "broken".into(),
                title: title.into(),
                command: command.into(),
                holders: vec![Principal::role(Role::IntakeClerk)],
                watchers: Vec::new(),
                due_on: None,
                legal_risk: true,
            });
        }
        tasks
    }
}
