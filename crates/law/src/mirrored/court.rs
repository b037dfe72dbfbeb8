//! The court above (上一级人民法院): a second instance and a retrial are as a rule before the court above the one that decided, which the
//! directory knows by name.

use super::{Level, LevelCourse, Mirrored, OtherBody, Procedure, Report, Way};
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
        let levels = self.rounds().iter().rev().flat_map(|round| round.levels.iter().rev());
        levels.filter(|level| has(level)).find_map(|level| level.case_number.clone())
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

    /// 行诉法85条、信访条例35条: a system is of one body; what the one of the first instance tells of a higher one happens at another body, which it
    /// does not name.
    pub(super) fn without_the_court_below(&self, report: &Report) -> Report {
        let mut report = report.clone();
        let sent = report.origin.way == Way::Pushed && report.level != Level::First;
        let below = self.level_or_before(Level::First).and_then(|first| first.body);
        let below = below.unwrap_or_else(|| self.body.clone()).organization;
        let of = report.body.as_ref().and_then(|body| body.organization.as_ref());
        if sent && of.is_some() && of == below.as_ref() {
            report.body = None;
        }
        report
    }

    /// The court that has filed it in first instance and has not judged it.
    pub(super) fn tried_by(&self) -> Option<String> {
        let filed = |top: &LevelCourse| {
            top.level == Level::First && top.accepted_on.is_some() && top.outcome.is_none()
        };
        let first = self.top().filter(|top| self.procedure == Procedure::Litigation && filed(top))?;
        Some(first.body.unwrap_or_else(|| self.body.clone()).name)
    }

    /// 简易程序 is of the first instance alone (行诉法82条).
    pub(super) fn is_summary(&self) -> bool {
        let first = self.top().filter(|top| top.level == Level::First);
        self.procedure == Procedure::Litigation && first.is_some_and(|first| first.summary)
    }

    /// Who has it at this level, as lists name it.
    pub(super) fn body_zh(&self, level: Level, law: &Law) -> String {
        let known = self.level(level).and_then(|held| held.body);
        let known = known.or_else(|| (level == Level::First).then(|| self.body.clone()));
        match known.or_else(|| self.court_above(level, law).filter(|_| self.lacks_its_body(level))) {
            Some(body) => body.name,
            None if self.lacks_its_body(level) => "受理机关没有登记".to_owned(),
            None => self.body.name.clone(),
        }
    }

    /// 二审、再审、复查、复核 that nobody has said the body of, and that was recorded from its first instance.
    fn lacks_its_body(&self, level: Level) -> bool {
        let above = matches!(self.procedure, Procedure::Litigation | Procedure::Petition);
        let from_first = self.milestones.first().is_some_and(|m| m.report.level == Level::First);
        let held = self.level(level).filter(|_| level != Level::First && above && from_first);
        held.is_some_and(|held| held.body.is_none())
    }

    pub(super) fn body_task(&self, law: &Law) -> Option<Task> {
        let level = self.current_level();
        if !self.lacks_its_body(level) {
            return None;
        }
        let what = self.procedure.level_zh(level);
        let by = if self.procedure == Procedure::Litigation { "受理法院" } else { "办理机关" };
        let above = self.court_above(level, law).map(|court| format!("，按名录是{}", court.name));
        let title =
            format!("{what}的{by}没有登记{}：问清以后，登记下一个节点时填上", above.unwrap_or_default());
        Some(self.task("body", title, "record"))
    }

    /// Nobody has said yet which court has it at this level, and it is not the first.
    pub fn lacks_its_court(&self, level: Level) -> bool {
        let known = self.level(level).is_some_and(|held| held.body.is_some());
        self.procedure == Procedure::Litigation && level != Level::First && !known
    }
}
