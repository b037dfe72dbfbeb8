//! What everybody outside sees of a follow-up: the visit that is due, and by when.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    matter::{ClockLine, Task},
};

/// Who reads what was said at a visit, beside whoever said it.
pub(crate) const READS_VISITS: [Role; 4] =
    [Role::IntakeClerk, Role::CentreHead, Role::Archivist, Role::Auditor];

/// A file that is started again for what somebody told at a visit: their words follow, and are for those who read the visits.
pub(crate) const FOUND_AT_VISIT: &str = "回访发现新的矛盾：";

impl FollowUp {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let brief = &self.plan.brief;
        let ended_on = match self.stage {
            Stage::Done { on } | Stage::TakenOver { on, .. } => Some(on),
            Stage::Due { .. } | Stage::DueAgain { .. } => None,
        };
        Outline {
            stage: self.stage.as_str().to_owned(),
            facets: Facets {
                outcome: Some(self.plan.outcome.clone()),
                amount_fen: None,
                opened_on: Some(self.opened_on),
                ended_on,
                ..brief.facets(format!("回访：{}", brief.act.title))
            },
            access: self.access(),
            walls: brief.walled.clone(),
            clocks: self
                .clock()
                .map(|clock| ClockLine::of("visit", self.title(), &clock, &law.calendar))
                .into_iter()
                .collect(),
            tasks: self.task(law).into_iter().chain(self.new_act_tasks(law)).collect(),
            marks: vec![format!("number:{}", brief.number)],
            words: vec![brief.number.clone(), brief.act.title.clone()],
            lapse: None,
        }
    }

    /// The visit is the centre's own; the agency learns of it through what follows.
    fn access(&self) -> Vec<Principal> {
        let brief = &self.plan.brief;
        let mut access: Vec<Principal> = READS_VISITS.into_iter().map(Principal::role).collect();
        access.extend(brief.parties.iter().map(|party| Principal::party(&brief.dispute, &party.key)));
        access
    }

    fn title(&self) -> &'static str {
        if matches!(self.stage, Stage::DueAgain { .. }) {
            "履行期满后的二次回访"
        } else {
            "案后回访"
        }
    }

    fn task(&self, law: &Law) -> Option<Task> {
        let title = match self.stage {
            Stage::TakenOver { .. } => return None,
            Stage::Done { .. } if !self.is_open() => return None,
            Stage::Done { .. } => format!("还没有回访到：{}", self.unasked_zh()),
            Stage::Due { .. } | Stage::DueAgain { .. } => self.title().to_owned(),
        };
        let visit = Task::of("visit", title, "record_visit", vec![Principal::role(Role::IntakeClerk)]);
        let opens_on = self.waits_past().and_then(|last_day| last_day.tomorrow().ok());
        Some(Task { due_on: self.due_on(law), opens_on, ..visit })
    }
}
