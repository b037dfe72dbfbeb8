//! What a court tries now: since when, and by which procedure (行诉法82条, 法释〔2018〕1号50条).

use super::{Dispute, Proceeding, course::Way};
use jiff::civil::Date;

impl Dispute {
    /// Taken up by a court, and not judged yet.
    fn trials(&self) -> impl Iterator<Item = &Proceeding> {
        let tried = |p: &&Proceeding| p.course.accepted_on.is_some() && p.course.decided_on.is_none();
        self.in_way(Way::Suit).filter(tried).filter(|p| !p.is_over())
    }

    /// A court has taken it up and has not judged it.
    pub(crate) fn is_on_trial(&self) -> bool {
        self.trials().next().is_some()
    }

    /// 立案之日, of several the first.
    pub(crate) fn tried_since(&self) -> Option<Date> {
        self.trials().filter_map(|p| p.course.accepted_on).min()
    }

    /// 适用简易程序; none where nothing is tried, or of several not all alike.
    pub(crate) fn is_tried_summarily(&self) -> Option<bool> {
        let mut each = self.trials().map(|p| p.course.summary);
        let first = each.next()?;
        each.all(|one| one == first).then_some(first)
    }
}
