//! 准许撤诉以后: what is closed and what is left to whoever gave up the suit (法释〔2018〕1号60条). Not here: what a mediation waits for in a
//! suit that goes on, and whoever only missed the fee (61条), who sues again in time.

use super::{ClosedRemedy, Dispute};
use crate::{
    Law,
    calendar::{PROVISIONAL_ZH, zh_date},
    mirrored::NOT_RECONSIDERED_EITHER,
    remedy::Remedy,
};
use jiff::civil::Date;

/// Before the days.
const CLOSED_ZH: &str = "起诉已经撤回，人民法院准许了：以同一事实和理由再起诉的，不予立案；准许撤诉的裁定确有错误的，可以申请再审（法释〔2018〕1号60条）。";

impl Dispute {
    /// The way to the court is closed by a withdrawal, to this party or to everybody who applies.
    pub fn is_withdrawn(&self, party: Option<&str>) -> bool {
        self.closed_for(Remedy::Sue, party).is_some_and(ClosedRemedy::is_withdrawn)
    }

    /// What that means, in sentences; none where nothing was withdrawn.
    pub fn withdrawn_zh(&self, party: Option<&str>, law: &Law, today: Date) -> Option<String> {
        let never = self.closed_for(Remedy::Reconsider, party).map(|_| NOT_RECONSIDERED_EITHER);
        let days = self.days_for_another_ground_zh(law, today).unwrap_or_default();
        self.is_withdrawn(party).then(|| format!("{CLOSED_ZH}{}{days}", never.unwrap_or_default()))
    }

    fn closed_for(&self, remedy: Remedy, party: Option<&str>) -> Option<&ClosedRemedy> {
        match party {
            Some(party) => self.closed_to(remedy, party),
            None => self.closed(remedy),
        }
    }

    /// Only the same facts and grounds are barred; the days of the act run on as they did.
    fn days_for_another_ground_zh(&self, law: &Law, today: Date) -> Option<String> {
        let last = self.all_last_days(law).into_iter().find(|last| last.remedy == Remedy::Sue)?;
        let provisional = if last.conservative.provisional { PROVISIONAL_ZH } else { "" };
        Some(match last.open_until(today) {
            Some(on) if on > last.on() => format!(
                "事实或者理由与原来不同的，按最早的算法起诉期限已于{}届满，可以主张到{}，是否成立由人民法院认定。",
                zh_date(last.on()),
                zh_date(on)
            ),
            Some(on) => format!(
                "事实或者理由与原来不同的，起诉期限仍按原来的行政行为算，最后一天是{}{provisional}；是不是同一事实和理由，由人民法院认定。",
                zh_date(on)
            ),
            None => {
                format!("按原来的行政行为算，起诉期限到{}，已经过了，没有剩下的日子。", zh_date(last.on()))
            }
        })
    }
}
