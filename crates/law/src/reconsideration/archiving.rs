//! What keeps a file out of the archive although its reconsideration is over. Not here: what is recorded once it lies there.

use super::*;
use crate::Law;

impl Reconsideration {
    /// What its end still waits for before the file may be closed: what the agency was told to put right and to report (76条).
    pub fn pending(&self) -> Option<&'static str> {
        let waits = |one: &IssuedOpinion| one.kind == OpinionKind::Opinion && one.reported_on.is_none();
        self.opinions.iter().any(waits).then_some("行政复议意见书的纠正情况还没有报送")
    }

    /// It is over and somebody still has days, or something to do that is watched here.
    pub(super) fn waits(&self, law: &Law) -> Option<&'static str> {
        if self.window_last_day(law).is_some() {
            return Some("复议决定还在起诉期限内：等期限届满（到期自动记下）");
        }
        let says = "被申请人还没有履行复议决定：履行了的由复议机构登记，没有履行的先责令限期履行";
        self.has_unpressed_duty().then_some(says)
    }

    /// That is what the file waits for, and no days to sue.
    pub(super) fn waits_to_be_performed(&self, law: &Law) -> bool {
        self.window_last_day(law).is_none() && self.has_unpressed_duty()
    }
}
