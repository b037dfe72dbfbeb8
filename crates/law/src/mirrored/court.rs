//! The court above (上一级人民法院): a second instance and a retrial are as a rule before the court above the one that decided, which the
//! directory knows by name.

use super::{Level, LevelCourse, Mirrored, OtherBody, Procedure};
use crate::{Law, OrgId, calendar::zh_date, directory::Category, matter::Task};

impl Mirrored {
    /// Above the court that had it last below this level; none where the directory does not know it.
    pub fn court_above(&self, level: Level, law: &Law) -> Option<OtherBody> {
        let below = self.levels().into_iter().filter(|held: &LevelCourse| held.level < level);
        let last = below.max_by_key(|held| held.level);
        // Of the first instance whoever opened the file has told; of a later one nobody need have.
        let first = last.as_ref().is_none_or(|held| held.level == Level::First);
        let last = last.and_then(|held| held.body).or_else(|| first.then(|| self.body.clone()));
        let court = last?.organization?;
        let name = law.directory.organization(&court)?.superior.clone()?;
        let named = |(_, held): &(_, &crate::directory::Organization)| {
            held.category == Category::Court && held.name == name
        };
        let organization = law.directory.organizations.iter().find(named).map(|(id, _)| id.clone());
        Some(OtherBody { organization, name })
    }

    /// The number under which this body has it, the last that is known; none where it is another's.
    pub fn number_at(&self, body: &OrgId, name: &str) -> Option<String> {
        let theirs = |held: &OtherBody| match &held.organization {
            Some(organization) => organization == body,
            None => held.name.trim() == name.trim(),
        };
        let has = |level: &LevelCourse| match (&level.body, level.level) {
            (Some(held), _) => theirs(held),
            (None, Level::First) => theirs(&self.body),
            (None, _) => false,
        };
        let levels = self.rounds().into_iter().rev().flat_map(|round| round.levels.into_iter().rev());
        levels.filter(has).find_map(|level| level.case_number)
    }

    /// 复议法29条1款、解释57条、69条: the court itself learns that whoever reconsiders had it first; the counter is told of both in the dispute.
    pub(super) fn review_first_task(&self) -> Option<Task> {
        let decided = self.top().is_some_and(|top| top.outcome.is_some());
        let since = self.brief.review_first_on.filter(|_| !decided)?;
        let title = format!(
            "复议机关{}先受理了这件事，复议期间不能起诉：立案以前裁定不予立案，已经立案的裁定驳回起诉（《行政复议法》29条1款、法释〔2018〕1号 57条、69条），登记裁定；复议已经撤回、终结的，请告诉化解中心窗口",
            zh_date(since)
        );
        let holders: Vec<_> = self.officers().collect();
        let task = Task { legal_risk: true, ..Task::of("review_first", title, "record", holders) };
        Some(task).filter(|task| !task.holders.is_empty())
    }

    /// Nobody has said yet which court has it at this level, and it is not the first.
    pub fn lacks_its_court(&self, level: Level) -> bool {
        let known = self.level(level).is_some_and(|held| held.body.is_some());
        self.procedure == Procedure::Litigation && level != Level::First && !known
    }
}
