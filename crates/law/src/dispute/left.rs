//! What is left when another body is done with it: a petition, an award, a suit that no court took uses up no day to sue or to apply for
//! reconsideration (行诉法46条、48条, 复议法20条, 信访条例31条). While such a day runs the file is asked about again, and not put away.

use super::{Course, Dispute, Proceeding, Stage, codes::DAYS_RUN, course::Way};
use crate::{
    Kind, MatterId, Principal, Refusal, Role,
    calendar::zh_date,
    decision::Law,
    matter::{Task, WAIT},
    mirrored::Procedure,
    refusal::ensure,
};
use jiff::civil::Date;

/// To whoever it is about, without a day: which one it is stands beside it.
pub(super) const TOLD_ZH: &str = "别的机关那里已经办完，起诉、申请行政复议的期限不因它停，也不因它少；要走的，看清最后一天，愿意调解的告诉窗口。";

/// To the counter.
pub(super) const ROUTE_ZH: &str = "别的机关那里已经办完，起诉、申请复议的期限照常算：告诉当事人最后一天是哪天，征询是否愿意调解，或转有权机关；最后一天过了、没有别的要办的，归档";

pub(super) const PROTESTED_ZH: &str = "检察院已经提出抗诉，等法院裁定再审，不用另外申请。";
const RETRIAL_ZH: &str = "检察院已经提出抗诉：接受抗诉的法院收到抗诉书以后三十日以内裁定再审（法释〔2018〕1号 124条），问清以后在那件诉讼里登记裁定再审";
pub(super) const RETRIAL_PENDING_ZH: &str = "检察院已经提出抗诉，法院再审的裁定还没有登记";

impl Dispute {
    /// With this course it is over there, and somebody has still a day to keep (the conservative one).
    pub(super) fn leaves_days(&self, proceeding: &MatterId, course: &Course, law: &Law, today: Date) -> bool {
        if course.over.is_none() {
            return false;
        }
        let mut then = self.clone();
        then.note_course(proceeding, course, false);
        !then.is_filed_by_all() && then.last_open_day(law).is_some_and(|on| on >= today)
    }

    /// The later one where it is not the safe day: a file is not put away before the last day that may be claimed.
    fn last_open_day(&self, law: &Law) -> Option<Date> {
        self.open_last_days(law).iter().map(|last| last.claimed.on.unwrap_or(last.on()).max(last.on())).max()
    }

    /// Another that runs, else back to the counter.
    pub(super) fn leave(&mut self, proceeding: &MatterId) {
        let open = self.proceedings.iter().rev().find(|p| p.kind.is_proceeding() && p.ended_on.is_none());
        let on_to = open.map(|other| Stage::InProceeding { proceeding: other.matter.clone() });
        if matches!(&self.stage, Stage::InProceeding { proceeding: current } if current == proceeding) {
            self.stage = on_to.unwrap_or(Stage::Registered);
        }
    }

    /// The last that came to an end about it was another body's, and left it to the counter.
    pub fn is_done_elsewhere(&self) -> bool {
        let stands = |p: &&Proceeding| p.kind.is_proceeding() && p.course.struck_on.is_none();
        // On one day the other body had the last word.
        let ended = |p: &&Proceeding| {
            (p.course.over.as_ref().map(|over| over.on).max(p.ended_on), p.kind == Kind::Mirrored)
        };
        let last = self.proceedings.iter().filter(stands).max_by_key(ended);
        self.stage == Stage::Registered
            && self.restarted.is_none()
            && last.is_some_and(|p| p.kind == Kind::Mirrored && p.is_done_with())
    }

    /// Another body is done with it, or has led it to another way: it is the counter's to put away in the end.
    pub(super) fn is_left_here(&self) -> bool {
        self.is_done_elsewhere() || (self.restarted.is_none() && self.is_led_elsewhere())
    }

    /// It is put away once nobody has a day to keep any more.
    pub(super) fn ensure_days_over(&self, law: &Law, today: Date) -> Result<(), Refusal> {
        let running = self.last_open_day(law).filter(|on| self.is_left_here() && *on >= today);
        let says = |on| format!("起诉、申请行政复议的最后一天是{}，过了再归档", zh_date(on));
        ensure(running.is_none(), DAYS_RUN).map_err(|refusal| match running {
            Some(on) => refusal.because(says(on)),
            None => refusal,
        })
    }
}

impl Dispute {
    /// 法释〔2018〕1号124条: it was protested against a judgment, and no court is known to have ordered the retrial.
    pub fn awaits_retrial(&self) -> bool {
        let protested = self.proceedings.iter().filter(|p| p.course.struck_on.is_none());
        let Some(on) = protested.filter_map(|p| p.course.protested_on).max() else { return false };
        let tried_again = |suit: &Proceeding| {
            suit.course.retrial.is_some() && suit.course.decided_on.is_none_or(|decided| on <= decided)
        };
        !self.in_way(Way::Suit).any(tried_again)
    }

    /// What is waited for is nobody's to do here: it is asked about and written down where the suit is.
    pub(super) fn retrial_task(&self) -> Option<Task> {
        let clerk = vec![Principal::role(Role::IntakeClerk)];
        self.awaits_retrial().then(|| Task::of("retrial", RETRIAL_ZH.to_owned(), WAIT, clerk))
    }
}

impl Proceeding {
    fn is_done_with(&self) -> bool {
        let disposes = self.course.procedure.is_some_and(Procedure::disposes);
        disposes && !self.course.led_elsewhere && self.course.over.is_some()
    }
}
