//! The rounds of a proceeding: a case that was sent back (发回重审) is tried anew, and what came before stays to be read. Here the
//! milestones are dealt out, each to its round and its level. Not here: what a level makes of them (`course`).

use super::{
    Concluded, ExclusionCause, Finding, Level, LevelCourse, Milestone, Mirrored, OtherBody, Pause, Procedure,
    contradiction::Met, course::Outcome,
};
use crate::dispute::{Refiling, Retrial};
use jiff::civil::Date;
use std::{collections::BTreeMap, sync::OnceLock};

/// 一轮审理.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Those that have been opened, lowest first.
    pub levels: Vec<LevelCourse>,
    /// 发回重审之日, with which it was over.
    pub remanded_on: Option<Date>,
}

/// 原审法院, to which a case was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// 登记过的原审法院.
    Court(OtherBody),
    /// 没有登记: only what came after its judgment is on file: nobody has said which court that was.
    Unknown,
}

impl From<Original> for Refiling {
    fn from(original: Original) -> Refiling {
        match original {
            Original::Court(body) => Refiling::Court(body.name.trim().to_owned()),
            Original::Unknown => Refiling::Unknown,
        }
    }
}

/// Of how many remands this round came before which.
pub(super) fn before_zh(round: usize, remands: usize) -> String {
    if remands > 1 {
        format!("第{}次发回重审以前的", round + 1)
    } else {
        "发回重审以前的".to_owned()
    }
}

/// Days left out for several reasons at once are left out once.
pub(super) fn merged(mut pauses: Vec<Pause>) -> Vec<Pause> {
    pauses.sort_by_key(|pause| pause.from);
    let mut apart: Vec<Pause> = Vec::new();
    for pause in pauses {
        match apart.last_mut() {
            Some(last) if last.to.is_none_or(|to| pause.from <= to) => {
                last.to = last.to.zip(pause.to).map(|(one, other)| one.max(other));
            }
            _ => apart.push(pause),
        }
    }
    apart
}

/// The rounds of a state, dealt out once and read often. A copy, and what has changed, deals them anew; two states are not told apart by it.
#[derive(Debug, Default)]
pub(super) struct Folded(OnceLock<Vec<Round>>);

impl Clone for Folded {
    fn clone(&self) -> Folded {
        Folded::default()
    }
}

impl PartialEq for Folded {
    fn eq(&self, _: &Folded) -> bool {
        true
    }
}

impl Mirrored {
    /// What counts, in the order in which it happened, and what still waits for its filing.
    pub fn counted(&self) -> (Vec<&Milestone>, Vec<&Milestone>) {
        let mut standing: Vec<&Milestone> = self.milestones.iter().filter(|m| m.struck.is_none()).collect();
        standing.sort_by_key(|m| (m.report.happened_on, m.report.step.rank()));
        let opening = |level: Level| {
            let opens = standing.iter().filter(|m| m.report.level == level && m.report.opens());
            opens.map(|m| m.report.happened_on).min()
        };
        let opened: BTreeMap<Level, Option<Date>> =
            self.procedure.levels().iter().map(|level| (*level, opening(*level))).collect();
        let counts = |m: &&Milestone| {
            let from = opened.get(&m.report.level).copied().flatten();
            from.is_some_and(|from| from <= m.report.happened_on)
        };
        standing.into_iter().partition(counts)
    }

    /// Reports from elsewhere whose filing is not known yet.
    pub fn waiting(&self) -> Vec<&Milestone> {
        self.counted().1
    }

    /// All rounds, the one that runs last. What contradicts itself counts for nothing until somebody has looked.
    pub fn rounds(&self) -> &[Round] {
        self.folded.0.get_or_init(|| self.dealt())
    }

    fn dealt(&self) -> Vec<Round> {
        let mut dealt: Vec<(BTreeMap<Level, LevelCourse>, Option<Date>)> = vec![Default::default()];
        let mut met = Met::default();
        for milestone in self.counted().0 {
            let (report, runs) = (&milestone.report, met.round());
            if self.meet(&mut met, milestone).is_some() {
                continue;
            }
            let sent_back = met.round() > runs;
            let round = if sent_back { runs } else { met.round_of(report) };
            let levels = &mut dealt[round].0;
            levels.entry(report.level).or_insert_with(|| LevelCourse::empty(report.level)).take(milestone);
            if sent_back {
                dealt[runs].1 = Some(report.happened_on);
                dealt.push(Default::default());
            }
        }
        let round = |(levels, remanded_on): (BTreeMap<Level, LevelCourse>, Option<Date>)| Round {
            levels: levels.into_values().filter(|level| level.opened_on().is_some()).collect(),
            remanded_on,
        };
        let mut rounds: Vec<Round> = dealt.into_iter().map(round).collect();
        self.add_mediations(&mut rounds);
        let top = rounds.last_mut().and_then(|round| round.levels.last_mut());
        top.into_iter().for_each(|top| self.add_conclusion(top));
        rounds
    }

    /// What was tried before the case was sent back, each level with what it is called now: `发回重审以前的一审`.
    pub fn earlier_levels(&self) -> Vec<(String, LevelCourse)> {
        let rounds = self.rounds().split_last().map_or(&[][..], |(_, earlier)| earlier);
        let remands = rounds.len();
        let named = |(n, round): (usize, &Round)| {
            let called = move |course: LevelCourse| {
                (format!("{}{}", before_zh(n, remands), self.procedure.level_zh(course.level)), course)
            };
            round.levels.clone().into_iter().map(called)
        };
        rounds.iter().enumerate().flat_map(named).collect()
    }

    /// 发回重审之日: what came before it is over, the first instance begins anew (行诉法89条1款3、4项).
    pub fn remanded_on(&self) -> Option<Date> {
        self.rounds().iter().rev().find_map(|round| round.remanded_on)
    }

    /// The levels that have been opened, lowest first; after a remand those of the new round.
    pub fn levels(&self) -> Vec<LevelCourse> {
        self.current().to_vec()
    }

    fn current(&self) -> &[LevelCourse] {
        self.rounds().last().map_or(&[], |round| &round.levels)
    }

    pub fn level(&self, level: Level) -> Option<LevelCourse> {
        self.current().iter().find(|course| course.level == level).cloned()
    }

    /// The same, or where it has not been opened anew, as it was before the case was sent back.
    pub fn level_or_before(&self, level: Level) -> Option<LevelCourse> {
        let rounds = self.rounds().iter().rev();
        rounds.flat_map(|round| &round.levels).find(|course| course.level == level).cloned()
    }

    /// Of every instance below the one that has it now.
    pub(super) fn decided_before(&self) -> Vec<Date> {
        let all: Vec<_> = self.rounds().iter().flat_map(|round| &round.levels).collect();
        let before = all.split_last().map_or(&[][..], |(_, before)| before);
        before.iter().filter_map(|course| course.outcome.as_ref()).map(|outcome| outcome.on).collect()
    }

    pub fn top(&self) -> Option<LevelCourse> {
        self.current().last().cloned()
    }

    /// 准许撤回、按撤回处理 at the level that was last, served or not.
    pub(super) fn is_let_go(&self) -> bool {
        self.top().is_some_and(|top| top.is_let_go())
    }

    /// 期满生效 of the round that runs: a judgment that was set aside since is in force no more.
    pub(super) fn lapsed_on(&self, level: Level) -> Option<Date> {
        let since = self.remanded_on();
        self.lapsed.get(&level).copied().filter(|on| since.is_none_or(|since| *on > since))
    }

    /// Sent back, and the court below has not been heard to have filed it anew: that court. The body that the suit was recorded with is
    /// it only where it was recorded from its first instance.
    pub fn awaits_refiling(&self) -> Option<Original> {
        let (runs, rounds) = self.rounds().split_last()?;
        if !runs.levels.is_empty() || rounds.is_empty() {
            return None;
        }
        let mut levels = rounds.iter().rev().flat_map(|round| &round.levels);
        let named = levels.find_map(|course| course.body.clone().filter(|_| course.level == Level::First));
        let recorded_there = self.milestones.first().is_some_and(|m| m.report.level == Level::First);
        let court = named.or_else(|| recorded_there.then(|| self.body.clone()));
        Some(court.map_or(Original::Unknown, Original::Court))
    }

    /// 裁定再审, and whether the retrial was filed since: tried by the court that ordered it or by one that it told to (行诉法92条).
    pub(super) fn retrial(&self) -> Option<Retrial> {
        let third = self.level(Level::Third).filter(|_| self.procedure == Procedure::Litigation)?;
        let judged = third.has(Finding::ChangedOnRetrial) || third.has(Finding::UpheldOnRetrial);
        let ordered = third.retrial_ordered().is_some();
        if judged || (ordered && (third.retried_on.is_some() || third.outcome.is_some())) {
            return Some(Retrial::Begun);
        }
        if !ordered {
            return None;
        }
        let levels = self.rounds().iter().flat_map(|round| &round.levels);
        let others = levels.filter_map(|level| level.body.as_ref()).map(|body| body.name.clone());
        let mut courts: Vec<String> = std::iter::once(self.body.name.clone()).chain(others).collect();
        courts.sort();
        courts.dedup();
        Some(Retrial::Awaited { courts })
    }

    /// 抗诉.
    pub(super) fn protested_on(&self) -> Option<Date> {
        let top = self.top().filter(|top| top.has(Finding::Protested))?;
        top.outcome.map(|outcome| outcome.on)
    }

    /// 法释〔2018〕1号50条: days of mediation during the trial are no days of the trial, at the level that ran when it began.
    fn add_mediations(&self, rounds: &mut [Round]) {
        for days in self.mediations.values() {
            let mut open =
                rounds.iter_mut().filter(|round| round.remanded_on.is_none_or(|on| days.from <= on));
            let ran = |course: &&mut LevelCourse| course.opened_on().is_some_and(|on| on <= days.from);
            let levels = open.next().map(|round| &mut round.levels);
            if let Some(course) = levels.and_then(|levels| levels.iter_mut().rev().find(ran)) {
                let cause = ExclusionCause::Mediation;
                course.pauses.push(Pause { from: days.from, to: days.to, cause });
            }
        }
        for course in rounds.iter_mut().flat_map(|round| &mut round.levels) {
            course.pauses = merged(std::mem::take(&mut course.pauses));
        }
    }

    /// What the mediation recorded of the court's part counts until the court's own report is here.
    fn add_conclusion(&self, top: &mut LevelCourse) {
        let Some(Concluded { on, finding, .. }) = &self.concluded else { return };
        let in_time = top.opened_on().is_some_and(|opened_on| opened_on <= *on);
        // Let go is let go, whether or not the court has said on whom it served the ruling; a statement waits for its signatures.
        let confirmed = top.outcome.as_ref().is_some_and(|own| own.findings == [*finding]);
        let known = top.outcome.is_none() || (confirmed && finding.is_withdrawal());
        if !in_time || !known {
            return;
        }
        let (findings, perform_by, document_number) = (vec![*finding], None, None);
        let outcome = Outcome { on: *on, findings, perform_by, document_number };
        let from = top.outcome.get_or_insert(outcome).on.max(*on);
        for side in self.sides() {
            top.served.entry(side.to_owned()).or_insert(from);
        }
    }
}
