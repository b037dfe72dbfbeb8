//! Suits about what was decided here, as the dispute tells of them: while one that came in time runs nobody enforces the decision (78条);
//! what a court has left as it was is enforced upon the judgment (行诉法95条). Not here: the days to sue.

use super::{codes::SUED_UPON, *};
use crate::{Law, Refusal, mediation::SuitUpon};

impl Reconsideration {
    /// It came within the days, whenever it was told of, and is not judged yet.
    fn sued_in_time(&self, law: &Law) -> Option<&SuitUpon> {
        let through = self.suable_through(law);
        let in_time = |suit: &&SuitUpon| through.is_none_or(|last| suit.filed_on <= last);
        self.open_suits().find(in_time)
    }

    fn open_suits(&self) -> impl Iterator<Item = &SuitUpon> {
        self.brief.decision_sued.iter().filter(|suit| !suit.judged)
    }

    /// A court has judged, and what was decided here stands.
    pub fn left_standing_by(&self) -> Option<&SuitUpon> {
        self.brief.decision_sued.iter().find(|suit| suit.judged).filter(|_| !self.brief.decision_upset)
    }

    pub(super) fn ensure_unsued(&self, law: &Law) -> Result<(), Refusal> {
        self.sued_in_time(law).map_or(Ok(()), |suit| {
            let detail = format!("就这个决定提起的诉讼（{}）还没有审结，不能强制执行", suit.said_zh());
            Err(Refusal::of(SUED_UPON).because(detail))
        })
    }

    /// What the file and the form of the enforcement say of it.
    pub fn sued_zh(&self, law: &Law) -> Option<String> {
        if let Some(suit) = self.sued_in_time(law) {
            return Some(format!(
                "就它提起的诉讼（{}）还没有审结，不能强制执行（《行政复议法》78条）",
                suit.said_zh()
            ));
        }
        if let Some(suit) = self.open_suits().next() {
            return Some(format!(
                "起诉期限过后又有人就它起诉（{}），法院还没有审结：强制执行以前先向法院核实",
                suit.said_zh()
            ));
        }
        self.left_standing_by().map(|suit| {
            format!(
                "就它提起的诉讼（{}）已经裁判生效，决定没有被撤销、变更：拒不履行的，由行政机关依法强制执行，或者申请第一审人民法院强制执行（《行政诉讼法》95条）",
                suit.said_zh()
            )
        })
    }
}
