//! What does not fit into the course: a second receipt or filing of a level by the same body, a resumption that follows no exclusion.
//! Typed at the counter it is refused; from outside it is kept, counts for nothing, and waits for a person to look.

use super::{Level, Milestone, Mirrored, Step, codes, finding::Finding};
use crate::{Code, calendar::zh_date};
use jiff::civil::Date;
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
}

impl ContradictionKind {
    pub(super) fn code(self) -> Code {
        match self {
            ContradictionKind::OpenedAgain { .. } => codes::OPENED_AGAIN,
            ContradictionKind::NothingToResume => codes::NOTHING_TO_RESUME,
        }
    }
}

impl Contradiction<'_> {
    /// What a person reads of it on the file and on the list of what is to be done.
    pub fn says(&self, procedure: super::Procedure) -> String {
        let (title, on) = (self.milestone.title_zh(procedure), zh_date(self.milestone.report.happened_on));
        match self.kind {
            ContradictionKind::OpenedAgain { first_on } => {
                format!("{title}（{on}）：同一级已经有{}的，期限从先发生的一天算", zh_date(first_on))
            }
            ContradictionKind::NothingToResume => {
                format!("{title}（{on}）：这以前没有停过，期限不因它变动")
            }
        }
    }
}

/// What has been met while the milestones are read in the order in which they happened.
#[derive(Default)]
struct Met<'a> {
    /// Receipt and filing of a level, each once by one body.
    opened: BTreeMap<(Level, bool, &'a str), Date>,
    /// The body that has a level in hand, where a report named another than the one on file.
    body: BTreeMap<Level, &'a str>,
    paused: BTreeSet<Level>,
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

    fn meet<'a>(&'a self, met: &mut Met<'a>, milestone: &'a Milestone) -> Option<ContradictionKind> {
        let report = &milestone.report;
        let (level, on) = (report.level, report.happened_on);
        if let Some(body) = &report.body {
            met.body.insert(level, body.name.trim());
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
            Step::PeriodExcluded { .. } => {
                met.paused.insert(level);
                None
            }
            Step::PeriodResumed => (!met.paused.remove(&level)).then_some(ContradictionKind::NothingToResume),
            Step::Decided { findings, .. } if findings.contains(&Finding::Remanded) => {
                *met = Met::default();
                None
            }
            // The retrial that was ordered is filed anew, under its own number.
            Step::Decided { findings, .. } if findings.contains(&Finding::RetrialOrdered) => {
                met.opened.retain(|(opened, ..), _| *opened != level);
                None
            }
            _ => None,
        }
    }
}
