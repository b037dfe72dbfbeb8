//! The court above (上一级人民法院): a second instance and a retrial are as a rule before the court above the one that decided, which the
//! directory knows by name.

use super::{Level, LevelCourse, Mirrored, OtherBody, Procedure};
use crate::{Law, OrgId, directory::Category};

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
        let levels = self.rounds().iter().rev().flat_map(|round| round.levels.iter().rev());
        levels.filter(|level| has(level)).find_map(|level| level.case_number.clone())
    }

    /// Nobody has said yet which court has it at this level, and it is not the first.
    pub fn lacks_its_court(&self, level: Level) -> bool {
        let known = self.level(level).is_some_and(|held| held.body.is_some());
        self.procedure == Procedure::Litigation && level != Level::First && !known
    }
}
