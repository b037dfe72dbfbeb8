//! What does not fit into the course: a second receipt, filing or outcome of a level, a resumption that follows no exclusion, a service that
//! comes before what is served, an extension beyond what the law allows. Typed at the counter it is refused; from outside it is kept, counts for nothing, and waits for a person to look.

use super::{
    Level, Milestone, Mirrored, Procedure, Report, Step, codes,
    finding::{self, Finding},
    weigh::LONGEST_EXTENSION_DAYS,
};
use crate::{Code, calendar::zh_date, term::Term};
use jiff::{ToSpan, civil::Date};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// 要核对的节点.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction<'a> {
    pub milestone: &'a Milestone,
    pub kind: ContradictionKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContradictionKind {
    /// 重复的收到、立案受理: the first of them counts.
    OpenedAgain { first_on: Date },
    /// 没有停过的恢复.
    NothingToResume,
    /// 同一级又一个处理结果: the first of them counts.
    DecidedAgain { first_on: Date },
    /// 送达、生效、履行早于处理结果.
    BeforeOutcome,
    /// 上诉、请求复查的期限没有届满就说生效 (行诉法85条、信访条例35条); what is certain without knowing who was served when.
    EffectiveEarly,
    /// 延长合计超过三十日的 (信访条例34条、复议法62条): those that fit count.
    ExtendedTooLong,
    /// 这个程序、这一级不因它停的 (信访条例36条).
    StopsNothing,
    /// 不是有权的法院批准的延长 (行诉法81条、88条).
    ExtendedByOther,
}

impl ContradictionKind {
    pub(super) fn code(self) -> Code {
        match self {
            ContradictionKind::OpenedAgain { .. } => codes::OPENED_AGAIN,
            ContradictionKind::NothingToResume => codes::NOTHING_TO_RESUME,
            ContradictionKind::DecidedAgain { .. } => codes::DECIDED_ALREADY,
            ContradictionKind::BeforeOutcome => codes::SERVED_BEFORE_DECIDED,
            ContradictionKind::EffectiveEarly => codes::EFFECTIVE_EARLY,
            ContradictionKind::ExtendedTooLong => codes::EXTENSION_TOO_LONG,
            ContradictionKind::StopsNothing => codes::EXCLUSION_NOT_HERE,
            ContradictionKind::ExtendedByOther => codes::EXTENDED_BY_OTHER,
        }
    }
}

impl Contradiction<'_> {
    /// What a person reads of it on the file and on the list of what is to be done.
    pub fn says(&self, procedure: Procedure) -> String {
        let (title, on) = (self.milestone.title_zh(procedure), zh_date(self.milestone.report.happened_on));
        match self.kind {
            ContradictionKind::OpenedAgain { first_on } => {
                format!("{title}（{on}）：同一级已经有{}的，期限从先发生的一天算", zh_date(first_on))
            }
            ContradictionKind::NothingToResume => {
                format!("{title}（{on}）：这以前没有停过，期限不因它变动")
            }
            ContradictionKind::DecidedAgain { first_on } => {
                format!("{title}（{on}）：同一级{}已经有处理结果，以先作出的为准", zh_date(first_on))
            }
            ContradictionKind::BeforeOutcome => {
                format!("{title}（{on}）：早于这一级作出处理的日子，期限不从它起算")
            }
            ContradictionKind::EffectiveEarly => {
                let window =
                    if procedure == Procedure::Petition { "请求复查、复核" } else { "上诉" };
                format!("{title}（{on}）：{window}的期限还没有届满，暂不算生效")
            }
            ContradictionKind::ExtendedTooLong => {
                format!("{title}（{on}）：延长合计超过三十日，期限不因它变动")
            }
            ContradictionKind::StopsNothing => {
                format!("{title}（{on}）：这里的期限不因它停，期限不变动")
            }
            ContradictionKind::ExtendedByOther => {
                format!(
                    "{title}（{on}）：不是高级人民法院（高级人民法院审理的，最高人民法院）批准的，期限不因它变动"
                )
            }
        }
    }
}

/// What has been met while the milestones are read in the order in which they happened.
#[derive(Default)]
pub(super) struct Met<'a> {
    /// Receipt and filing of a level, each once by one body.
    opened: BTreeMap<(Level, bool, &'a str), Date>,
    /// The body that has a level in hand, where a report named another than the one on file.
    body: BTreeMap<Level, &'a str>,
    paused: BTreeSet<Level>,
    /// The first outcome of a level, and the period in which it may be attacked.
    decided: BTreeMap<Level, (Date, Option<&'static Term>)>,
    extended: BTreeMap<Level, u16>,
    /// Something was ruled on the way, and the level goes on: what is served then is that ruling.
    ruled: BTreeSet<Level>,
    /// How often the case was sent back.
    round: usize,
    /// The levels of earlier rounds that have not been opened anew, and in which round each was.
    done: BTreeMap<Level, usize>,
}

impl Met<'_> {
    pub(super) fn round(&self) -> usize {
        self.round
    }

    /// Of which round a report speaks: what follows an outcome belongs to that outcome, also after the case was sent back.
    pub(super) fn round_of(&self, report: &Report) -> usize {
        let follows = self.done.get(&report.level).filter(|_| report.step.follows_an_outcome());
        follows.copied().unwrap_or(self.round)
    }

    /// 发回重审: everything begins anew.
    fn begin_anew(&mut self, sent_back: Level) {
        let mut done = std::mem::take(&mut self.done);
        done.extend(self.decided.keys().chain([&sent_back]).map(|level| (*level, self.round)));
        *self = Met { round: self.round + 1, done, ..Met::default() };
    }
}

impl Mirrored {
    /// Everything on file that contradicts what had happened before it; struck out, it is none any more.
    pub fn contradictions(&self) -> Vec<Contradiction<'_>> {
        let (mut met, mut found) = (Met::default(), Vec::new());
        for milestone in self.counted().0 {
            found.extend(self.meet(&mut met, milestone).map(|kind| Contradiction { milestone, kind }));
        }
        found
    }

    pub(super) fn meet<'a>(
        &'a self,
        met: &mut Met<'a>,
        milestone: &'a Milestone,
    ) -> Option<ContradictionKind> {
        let report = &milestone.report;
        let (level, on) = (report.level, report.happened_on);
        if let Some(body) = &report.body {
            met.body.insert(level, body.name.trim());
        }
        if report.opens() {
            met.done.remove(&level);
        }
        match &report.step {
            Step::Received | Step::Accepted { .. } => {
                let body = met.body.get(&level).copied().unwrap_or(self.body.name.trim());
                let accepted = matches!(report.step, Step::Accepted { .. });
                match met.opened.entry((level, accepted, body)) {
                    Entry::Occupied(first) => Some(ContradictionKind::OpenedAgain { first_on: *first.get() }),
                    Entry::Vacant(free) => {
                        free.insert(on);
                        None
                    }
                }
            }
            // Sent on, another body has it: it receives and accepts it anew.
            Step::Forwarded { to } => {
                met.body.insert(level, to.trim());
                None
            }
            Step::PeriodExcluded { cause } => {
                met.paused.insert(level);
                (!cause.belongs_to(self.procedure, level)).then_some(ContradictionKind::StopsNothing)
            }
            Step::PeriodResumed => (!met.paused.remove(&level)).then_some(ContradictionKind::NothingToResume),
            Step::Decided { findings, .. } => self.meet_outcome(met, report, findings),
            Step::Effective if self.is_in_window(met, level, on) => Some(ContradictionKind::EffectiveEarly),
            step if step.follows_an_outcome() => {
                let of_a_ruling = matches!(step, Step::Served { .. }) && met.ruled.contains(&level);
                let of_its_own = met.decided.contains_key(&level) || met.done.contains_key(&level);
                let comes = !of_a_ruling && !of_its_own && self.is_decided_after(level, on);
                comes.then_some(ContradictionKind::BeforeOutcome)
            }
            Step::Extended { days, .. } if self.procedure.extends_within_thirty_days() => {
                let sum = met.extended.entry(level).or_default();
                if *sum + *days > LONGEST_EXTENSION_DAYS {
                    return Some(ContradictionKind::ExtendedTooLong);
                }
                *sum += *days;
                None
            }
            Step::Extended { by, .. } => {
                let approved = self.may_extend(met, level, by);
                (!approved).then_some(ContradictionKind::ExtendedByOther)
            }
            _ => None,
        }
    }

    fn meet_outcome(
        &self,
        met: &mut Met<'_>,
        report: &Report,
        findings: &[Finding],
    ) -> Option<ContradictionKind> {
        let level = report.level;
        if !report.step.ends() {
            met.ruled.insert(level);
            // The retrial that was ordered is filed anew, under its own number.
            if findings.contains(&Finding::RetrialOrdered) {
                met.opened.retain(|(opened, ..), _| *opened != level);
                met.decided.remove(&level);
            }
            return None;
        }
        if let Some((first_on, _)) = met.decided.get(&level) {
            return Some(ContradictionKind::DecidedAgain { first_on: *first_on });
        }
        if findings.contains(&Finding::Remanded) {
            met.begin_anew(level);
            return None;
        }
        let term = finding::window(self.procedure, level, findings, self.reconsideration_first());
        met.decided.insert(level, (report.happened_on, term));
        met.ruled.remove(&level);
        None
    }

    /// 行诉法81条、88条: the high court alone; where that court itself tries the case, the Supreme Court. Whether an application for
    /// retrial is reviewed for longer is for the court's own president (解释112条).
    fn may_extend(&self, met: &Met<'_>, level: Level, by: &str) -> bool {
        let reviewed = level == Level::Third && !met.ruled.contains(&level);
        if self.procedure != Procedure::Litigation || reviewed {
            return true;
        }
        let named = |names: [&str; 3]| names.iter().any(|name| by.contains(name));
        let supreme = named(["最高人民法院", "最高法", "最高院"]);
        let tried_by = met.body.get(&level).copied().unwrap_or(self.body.name.trim());
        let by_high_court = tried_by.contains("高级人民法院");
        supreme || (!by_high_court && named(["高级人民法院", "高级法院", "高院"]))
    }

    /// Whoever was served on the very day of the judgment could still appeal on that day; a level further up has settled that question.
    fn is_in_window(&self, met: &Met<'_>, level: Level, on: Date) -> bool {
        let goes_on = met.opened.keys().any(|(opened, ..)| *opened > level);
        let Some((decided_on, Some(term))) = met.decided.get(&level).filter(|_| !goes_on) else {
            return false;
        };
        let last_day = decided_on.saturating_add(i64::from(term.amount).days());
        self.procedure.is_final_when_its_window_is_over() && on <= last_day
    }

    fn is_decided_after(&self, level: Level, on: Date) -> bool {
        let standing = self.milestones.iter().filter(|milestone| milestone.struck.is_none());
        let mut of_level = standing.map(|milestone| &milestone.report).filter(|report| report.level == level);
        of_level.any(|report| report.step.ends() && report.happened_on > on)
    }
}
