//! What everybody outside sees of a follow-up: the visit that is due, and by when.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    matter::{ClockLine, Task},
};

/// Names of the two visits.
const FIRST: &str = "visit";
const SECOND: &str = "visit_again";

const AGAIN_ZH: &str = "履行期满后的二次回访";
/// Who reads what was said at a visit, beside whoever said it.
pub(crate) const READS_VISITS: [Role; 4] =
    [Role::IntakeClerk, Role::CentreHead, Role::Archivist, Role::Auditor];

/// A file that is started again for what somebody told at a visit: their words follow, and are for those who read the visits.
pub(crate) const FOUND_AT_VISIT: &str = "回访发现新的矛盾：";

impl FollowUp {
    /// Whether this to-do of the visits is about this party.
    pub fn is_about(&self, task: &str, own: &str) -> bool {
        let over = self.is_over();
        let due = |party: &&BriefParty| match task {
            FIRST => self.is_unasked_first(party),
            SECOND if over => self.is_unasked_again(party),
            _ => self.is_tried(party),
        };
        self.plan.brief.parties.iter().filter(due).any(|party| party.key == own)
    }

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
            clocks: self.clocks(law),
            tasks: self.tasks(law).chain(self.new_act_tasks(law)).collect(),
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

    /// Each has the days of the first visit, and of the second one.
    fn clocks(&self, law: &Law) -> Vec<ClockLine> {
        let first = self.first_clock().map(|clock| (FIRST, "案后回访", clock));
        let second = self.second_clock().map(|clock| (SECOND, AGAIN_ZH, clock));
        let line =
            |(name, title, clock): (&str, &str, Clock)| ClockLine::of(name, title, &clock, &law.calendar);
        first.into_iter().chain(second).filter(|_| self.is_open()).map(line).collect()
    }

    /// The first visit and the second one, each with its own day and whom it is for.
    fn tasks(&self, law: &Law) -> impl Iterator<Item = Task> {
        let open = self.is_open();
        let left = |names: String| format!("还没有回访到：{names}");
        let others = !self.visits.is_empty() || self.attempts.iter().any(|tried| !tried.given_up.is_empty());
        let title = if others { left(self.named(self.unasked_first())) } else { "案后回访".to_owned() };
        let first = self.first_clock().map(|clock| (FIRST, title, clock, None));
        let title = match self.stage {
            Stage::Done { .. } => left(self.named(self.unasked_again())),
            _ => AGAIN_ZH.to_owned(),
        };
        let opens_on = match self.stage {
            Stage::DueAgain { from } => from.tomorrow().ok(),
            _ => None,
        };
        let second = self.second_clock().map(|clock| (SECOND, title, clock, opens_on));
        let task = |(name, title, clock, opens_on): (&str, String, Clock, Option<Date>)| {
            let visit = Task::of(name, title, "record_visit", vec![Principal::role(Role::IntakeClerk)]);
            Task { due_on: clock.due_on(&law.calendar), opens_on, ..visit }
        };
        let all: Vec<Task> = first.into_iter().chain(second).filter(|_| open).map(task).collect();
        all.into_iter()
    }
}
