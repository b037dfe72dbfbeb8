//! The end of a dispute, for now; and into the archive: a volume with something in it, and with what its course asks for, or with the reason why not.

use super::{
    Dispute, DisputeEvent, Mediated, Outcome, Proceeding, Stage, VolumeEntry, codes::*, course::Way, left,
    line,
};
use crate::{
    Code, Kind, MatterId, Refusal,
    calendar::zh_date,
    mediation::SuitUpon,
    refusal::{ensure, ensure_at},
    remedy::Remedy,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub const PAPERS_UNISSUED: Code = Code::citing(
    "dispute.close.unissued",
    "按办理的经过应当出具的文书还没有出具：先出具，或者写明为什么没有",
    "特邀调解规定 14条、22条至24条；在线调解规则 18条、22条",
);

/// Who was there signs what was written of it; nobody signs in the archive.
pub const MINUTES_UNSIGNED: Code = Code::citing(
    "dispute.close.unsigned",
    "还有调解笔录没有签完字，归档以后不能再签：先请本人签字，或者写明为什么没有签",
    "在线调解规则 22条、特邀调解规定 24条",
);

/// 补入卷宗: what came when the file lay in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    pub on: Date,
    pub what: String,
}

/// 重新启动.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restarted {
    pub on: Date,
    /// How it had ended: so it is closed again, if nothing else comes of it.
    pub had: Outcome,
}

/// `lacking`: papers that were never issued, minutes that were never signed.
pub(super) fn weigh_close(
    on: Date,
    volume: &[VolumeEntry],
    (unissued, unsigned): (&[String], &[String]),
    reason: Option<&str>,
) -> Result<DisputeEvent, Refusal> {
    ensure_at(!volume.is_empty(), VOLUME_EMPTY, "volume")?;
    // A reason for nothing is none.
    let asked = !unissued.is_empty() || !unsigned.is_empty();
    let reason = reason.filter(|said| asked && !said.trim().is_empty());
    match reason {
        None if !unissued.is_empty() => {
            let detail = format!("还没有出具：{}。先出具，或者写明为什么没有", unissued.join("、"));
            return Err(Refusal::at(PAPERS_UNISSUED, "reason").because(detail));
        }
        None if !unsigned.is_empty() => {
            let detail = format!("还没有签完字：{}。先请本人签字，或者写明为什么没有签", unsigned.join("；"));
            return Err(Refusal::at(MINUTES_UNSIGNED, "reason").because(detail));
        }
        Some(reason) => line(reason, "reason")?,
        None => {}
    }
    let (volume, unissued, unsigned) = (volume.to_vec(), unissued.to_vec(), unsigned.to_vec());
    Ok(DisputeEvent::Closed { on, volume, unissued, unsigned, reason: reason.map(str::to_owned) })
}

impl Dispute {
    /// The first thing that an end still waits for; a visit that is still to be made has not ended.
    pub fn pending(&self) -> Option<&str> {
        let waits = |p: &&Proceeding| p.kind != crate::Kind::FollowUp || p.ended_on.is_some();
        let mut open = self.proceedings.iter().filter(waits);
        let waits = open.find_map(|p| p.pending.as_deref().or_else(|| self.still_waits(p)));
        waits.or_else(|| self.awaits_retrial().then_some(left::RETRIAL_PENDING_ZH))
    }

    /// The days to sue upon a decision are over with any judgment and with a suit that was given up, of everybody who applied; a suit that
    /// was not taken up or was rejected leaves them as they were. What was ordered is performed whatever a suit comes to (复议法77条、
    /// 行诉法56条), unless the court has taken the decision away: of that the reconsideration itself knows.
    fn still_waits<'a>(&self, over: &'a Proceeding) -> Option<&'a str> {
        let sued = |suit: &Proceeding| suit.course.closes_for(Remedy::Sue);
        let waits = over.course.waits.as_deref()?;
        (over.course.unperformed || !self.has_the_last_word(over, sued)).then_some(waits)
    }

    /// Courts have taken away what this reconsideration decided, for everybody who applied for it.
    pub(crate) fn is_taken_away(&self, over: &Proceeding) -> bool {
        self.has_the_last_word(over, |suit| suit.course.upset)
    }

    /// A suit has come since this reconsideration ended, of somebody who applied for it.
    pub(crate) fn is_sued_upon(&self, over: &Proceeding) -> bool {
        self.suits_upon(over).next().is_some()
    }

    /// 复议法78条: of those suits what runs, and what was judged. One that was not taken up or was given up leaves it as if nobody had sued.
    pub(crate) fn suits_about(&self, over: &Proceeding) -> Vec<SuitUpon> {
        let told = |suit: &Proceeding| {
            let course = &suit.course;
            let judged = suit.is_over();
            let stands = course.struck_on.is_none() && (!judged || course.filed_on.is_some());
            let filed_on = course.began_on.or(course.filed_on).unwrap_or(suit.opened_on);
            stands.then(|| SuitUpon { case_number: course.case_numbers.first().cloned(), filed_on, judged })
        };
        self.suits_upon(over).filter_map(told).collect()
    }

    fn has_the_last_word(&self, over: &Proceeding, word: impl Fn(&Proceeding) -> bool) -> bool {
        let judged: Vec<&Proceeding> =
            self.suits_upon(over).filter(|suit| suit.ended_on.is_some() && word(suit)).collect();
        let of = |party: &str| judged.iter().any(|suit| self.bringing(suit).any(|one| one == party));
        !judged.is_empty() && self.bringing(over).all(of)
    }

    fn suits_upon<'a>(&'a self, over: &'a Proceeding) -> impl Iterator<Item = &'a Proceeding> {
        self.in_way(Way::Suit).filter(|suit| {
            let began = suit.course.accepted_on.unwrap_or(suit.opened_on);
            let since = over.ended_on.is_some_and(|ended| began >= ended);
            since && self.bringing(suit).any(|party| self.bringing(over).any(|one| one == party))
        })
    }

    /// What the public is told of a reconsideration that is decided and not over for the people: days to sue run, or the agency still
    /// has to do what was decided.
    pub(super) fn left_open_zh(&self) -> Option<&'static str> {
        use Stage::{Closed, Ended};
        if self.awaits_retrial() && !matches!(self.stage, Stage::InProceeding { .. }) {
            return Some(left::PROTESTED_ZH);
        }
        if self.is_done_elsewhere() {
            return Some(left::TOLD_ZH);
        }
        let (Ended { outcome, .. } | Closed { outcome, .. }) = self.stage else { return None };
        if outcome != Outcome::Concluded {
            return None;
        }

        let sued = |suit: &Proceeding| suit.course.closes_for(Remedy::Sue);
        let mut decided = self.proceedings.iter().filter(|p| p.ended_on.is_some());
        let suable = decided.clone().any(|p| p.course.suable && !self.has_the_last_word(p, sued));
        let owed = decided.any(|p| p.course.owed);
        match (suable, owed, self.is_frozen()) {
            (true, false, _) => Some("决定书已经送达，起诉的期限还没有过；要起诉的，看清最后一天。"),
            (true, true, _) => Some("决定书已经送达：起诉的期限还没有过，被申请人要做的也还没有记录为做完。"),
            (false, true, false) => Some("起诉的期限已经过了；决定里被申请人要做的，还没有记录为做完。"),
            (false, true, true) => {
                Some("案卷已经归档；决定里被申请人要做的还没有记录为做完，由复议机构继续督促。")
            }
            (false, false, _) => None,
        }
    }

    /// 复议法77条2款: whether an order to perform is obeyed is known once the days that it gave are over.
    pub(super) fn may_close_by(&self, today: Date) -> Result<(), Refusal> {
        self.may_close()?;
        let given = self.ordered_through().filter(|through| today <= *through);
        given.map_or(Ok(()), |through| {
            let detail =
                format!("责令履行限定的日子（{}）还没有过：过了，或者登记履行了，再归档", zh_date(through));
            Err(Refusal::of(PENDING).because(detail))
        })
    }

    pub(super) fn ordered_through(&self) -> Option<Date> {
        let over = self.proceedings.iter().filter(|p| p.ended_on.is_some());
        over.filter_map(|p| p.course.ordered_through).max()
    }

    pub(super) fn may_close(&self) -> Result<(), Refusal> {
        ensure(self.is_over_for_now(), PROCEEDING_RUNS)?;
        let open: Vec<&Proceeding> = self.proceedings.iter().filter(|p| p.ended_on.is_none()).collect();
        if !open.is_empty() {
            let only_sent = self.referred_away && open.iter().all(|p| p.is_open_referral());
            let refusal = Refusal::of(if only_sent { REFERRAL_UNDER_WAY } else { PROCEEDING_RUNS });
            // Where nothing but the visit is left, it names whom.
            let visit = open.iter().all(|p| p.kind == Kind::FollowUp);
            let waits = open.iter().find_map(|p| p.pending.as_deref()).filter(|_| visit);
            return Err(match waits {
                Some(waits) => refusal.because(format!("{waits}，办完再归档")),
                None => refusal,
            });
        }
        if let Some(unserved) = self.unserved_of_reviews().next() {
            let detail = format!("行政复议的{unserved}还没有送达：送达以后在复议案里记录，再归档");
            return Err(Refusal::of(REVIEW_UNSERVED).because(detail));
        }
        if let Some(pending) = self.pending() {
            return Err(Refusal::of(PENDING).because(format!("{pending}，办完再归档")));
        }
        match self.service_tasks().into_iter().next() {
            Some(unserved) => {
                Err(Refusal::of(PAPERS_UNSERVED).because(format!("{}，再归档", unserved.title)))
            }
            None => Ok(()),
        }
    }

    /// 送达: of each reconsideration that is over, what has not reached everybody.
    pub(super) fn unserved_of_reviews(&self) -> impl Iterator<Item = &str> {
        self.proceedings.iter().flat_map(|p| &p.course.unserved).map(String::as_str)
    }

    /// Ended by a paper that has not reached this party: what goes to others is nothing that they wait for.
    pub(super) fn is_on_its_way_to(&self, party: &str) -> bool {
        let mut waiting = self.proceedings.iter().flat_map(|p| &p.course.unserved_on);
        matches!(self.stage, Stage::Ended { .. }) && waiting.any(|key| key == party)
    }

    /// Started again, and nothing runs yet.
    pub fn waits_anew(&self) -> bool {
        self.stage == Stage::Registered && self.restarted.is_some()
    }

    /// Ended; or started again for something that needed no proceeding.
    fn is_over_for_now(&self) -> bool {
        match self.stage {
            Stage::Ended { .. } => true,
            Stage::Registered => self.waits_anew() || self.is_left_here(),
            Stage::InProceeding { .. } | Stage::Closed { .. } => false,
        }
    }

    /// As it had ended.
    pub(super) fn put_away(&mut self, on: Date, volume: &[VolumeEntry]) {
        let done = self.is_left_here().then_some(Outcome::Concluded);
        let before = self.restarted.take().map(|restarted| restarted.had).or(done);
        let outcome = match self.stage {
            Stage::Ended { outcome, .. } => outcome,
            _ => before.unwrap_or(Outcome::Unsettled),
        };
        self.stage = Stage::Closed { on, outcome };
        self.volume = volume.to_vec();
        // What was added lies in it now.
        self.added.clear();
    }

    /// A conflict found while another proceeding runs is heard there.
    pub(super) fn start_again(&mut self, on: Date) {
        let (Stage::Ended { outcome, .. } | Stage::Closed { outcome, .. }) = self.stage else { return };
        self.restarted = Some(Restarted { on, had: outcome });
        self.stage = Stage::Registered;
    }

    fn was_settled_before(&self, proceeding: &MatterId) -> bool {
        let unbegun = |p: &Proceeding| {
            p.matter == *proceeding && p.kind == Kind::Mediation && p.course.mediated.is_none()
        };
        let beside = || {
            let settled = |p: &Proceeding| p.course.over.is_some_and(|over| over.outcome == Outcome::Settled);
            self.proceedings.iter().any(settled) && !self.is_settled_by_some_alone()
        };
        self.proceedings.iter().any(unbegun) && (self.mediated().any(Mediated::stands) || beside())
    }

    /// The end of the last proceeding that ran is the end of the dispute, for now. A promise that was broken, a statement or a
    /// confirmation that was never given take back what had been called settled (案结未必事了); what
    /// was left to others and came after all settles it.
    pub(super) fn end(&mut self, proceeding: &MatterId, on: Date, outcome: Outcome) {
        let left = self.was_left_to_others();
        // An attempt that was never begun undoes nothing that was settled before it.
        let outcome = if self.was_settled_before(proceeding) { Outcome::Settled } else { outcome };
        let of = |kind: Kind| self.proceedings.iter().any(|p| p.matter == *proceeding && p.kind == kind);
        let open = self.proceedings.iter().rev().find(|p| p.kind.is_proceeding() && p.ended_on.is_none());
        let changes = (outcome == Outcome::Unsettled && (of(Kind::Performance) || of(Kind::Mediation)))
            || (outcome == Outcome::Settled && left && of(Kind::Performance));
        match &mut self.stage {
            Stage::InProceeding { proceeding: current } if current == proceeding => match open {
                Some(other) => self.stage = Stage::InProceeding { proceeding: other.matter.clone() },
                None => self.end_with(on, outcome),
            },
            Stage::Ended { outcome: had, .. } | Stage::Closed { outcome: had, .. } if changes => {
                *had = outcome
            }
            // It waits anew: so it is closed again, if nothing else comes of it.
            Stage::Registered if changes => {
                self.restarted.iter_mut().for_each(|restarted| restarted.had = outcome)
            }
            _ => {}
        }
    }

    /// What it had been before it was started again is over with that. What was over when it came on file ends it on the day on which it came.
    pub(super) fn end_with(&mut self, on: Date, outcome: Outcome) {
        self.restarted = None;
        self.stage = Stage::Ended { on: on.max(self.registered_on), outcome };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{day, paper};

    #[test]
    fn a_volume_without_a_paper_that_its_course_asks_for_is_closed_with_a_reason_only() {
        let entry =
            VolumeEntry { title: "申请书".into(), file: paper("a"), dated: day("2026-03-10"), pages: 1 };
        let missing = ["终止调解通知书（张某某）".to_owned()];
        let volume = std::slice::from_ref(&entry);
        let close = |reason| weigh_close(day("2026-03-10"), volume, (&missing, &[]), reason);
        let silent = close(Some(" ")).unwrap_err();
        assert_eq!((silent.code, silent.field.as_deref()), (PAPERS_UNISSUED, Some("reason")));
        assert!(silent.says().contains("终止调解通知书（张某某）"), "{}", silent.says());
        assert!(close(Some("当面告知，记在笔录里")).is_ok());
        assert!(weigh_close(day("2026-03-10"), &[], (&[], &[]), None).is_err(), "nothing lies in it");
        let talk = ["2026年3月9日的谈话，张某没有签".to_owned()];
        let unsigned = |reason| weigh_close(day("2026-03-10"), volume, (&[], &talk), reason);
        let silent = unsigned(None).unwrap_err();
        assert_eq!((silent.code, silent.field.as_deref()), (MINUTES_UNSIGNED, Some("reason")));
        assert!(silent.says().contains("张某没有签"), "{}", silent.says());
        assert!(unsigned(Some("本人去世")).is_ok());
    }
}
