//! What is left when another body is done with it: a petition, an award, a suit that no court took uses up no day to sue or to apply for
//! reconsideration (行诉法46条、48条, 复议法20条, 信访条例31条). While such a day runs the file is asked about again, and not put away.

use super::{Course, Dispute, Proceeding, Stage, codes::DAYS_RUN};
use crate::{
    Kind, MatterId, Refusal, calendar::zh_date, decision::Law, mirrored::Procedure, refusal::ensure,
};
use jiff::civil::Date;

/// To whoever it is about, without a day: which one it is stands beside it.
pub(super) const TOLD_ZH: &str = "别的机关那里已经办完，起诉、申请行政复议的期限不因它停，也不因它少；要走的，看清最后一天，愿意调解的告诉窗口。";

/// To the counter.
pub(super) const ROUTE_ZH: &str = "别的机关那里已经办完，起诉、申请复议的期限照常算：告诉当事人最后一天是哪天，征询是否愿意调解，或转有权机关；最后一天过了、没有别的要办的，归档";

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

    fn last_open_day(&self, law: &Law) -> Option<Date> {
        self.open_last_days(law).iter().map(|last| last.on()).max()
    }

    /// The last that was done about it was another body's, is over, and left it to the counter.
    pub fn is_done_elsewhere(&self) -> bool {
        let stands = |p: &&Proceeding| p.kind.is_proceeding() && p.course.struck_on.is_none();
        let last = self.proceedings.iter().rev().find(stands);
        self.stage == Stage::Registered
            && self.restarted.is_none()
            && last.is_some_and(|p| p.kind == Kind::Mirrored && p.is_done_with())
    }

    /// It is put away once nobody has a day to keep any more.
    pub(super) fn ensure_days_over(&self, law: &Law, today: Date) -> Result<(), Refusal> {
        let running = self.last_open_day(law).filter(|on| self.is_done_elsewhere() && *on >= today);
        let says = |on| format!("起诉、申请行政复议的最后一天是{}，过了再归档", zh_date(on));
        ensure(running.is_none(), DAYS_RUN).map_err(|refusal| match running {
            Some(on) => refusal.because(says(on)),
            None => refusal,
        })
    }
}

impl Proceeding {
    fn is_done_with(&self) -> bool {
        let disposes = self.course.procedure.is_some_and(Procedure::disposes);
        disposes && !self.course.led_elsewhere && self.course.over.is_some()
    }
}
