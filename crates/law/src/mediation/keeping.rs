//! Whose days run while it is mediated: of several who apply each keeps the own day, and who has filed has kept it (行诉法46条, 复议法20条).
//! Not here: what the days are (`period`).

use super::Mediation;
use crate::{
    Law, OrgId,
    dispute::{court_named, gone_zh},
    remedy::{self, BOUND_ZH, Remedy},
};
use jiff::civil::Date;

/// 登记立案前 it is mediated like any quarrel that is not filed: what was handed in has kept its day.
pub const RECEIVED_ZH: &str = "法院已经收到起诉状，还没有立案：起诉的日子按法院收到的那一天算，调解不影响；谈不成的，由法院依法决定是否立案（《行政诉讼法》51条、特邀调解规定21条）。";

/// 复议法20条、29条2款: beside it, for whoever has not been refused by a court that took the suit.
const APPLYING_ZH: &str = "法院立案以前，申请行政复议的期限照常算，起诉和调解都不会让它停下来（《行政复议法》20条、29条2款）。请记住下面的日子：";

impl Mediation {
    /// What this side filed keeps its days (行诉法46条, 复议法20条); without a side, those of everybody who applies and takes part. A suit that
    /// was only handed in keeps the day to sue alone.
    pub fn is_kept(&self, side: Option<&str>) -> bool {
        let mut handed_in = self.brief.handed_in.iter().map(String::as_str);
        let applies = match side {
            Some(side) => handed_in.any(|key| key == side),
            None => handed_in.any(|key| self.left_by(key).is_none()),
        };
        self.is_filed(side) && !applies
    }

    /// This side has something on file, be it a suit that was only handed in; without a side, everybody who applies and takes part.
    pub fn is_filed(&self, side: Option<&str>) -> bool {
        let runs = match side {
            Some(side) => self.brief.unfiled.iter().any(|key| key == side),
            None => self.unfiled_here().next().is_some(),
        };
        self.brief.filed_on.is_some() && !runs
    }

    /// Who of those that take part has still to file, where others have filed; of a group also who is counted only.
    fn unfiled_here(&self) -> impl Iterator<Item = &str> {
        self.brief.unfiled.iter().map(String::as_str).filter(|key| self.left_by(key).is_none())
    }

    /// It is gone for this side; without a side, for everybody at the table whose days run.
    pub fn is_closed(&self, remedy: Remedy, side: Option<&str>) -> bool {
        let to =
            |side: &str| self.brief.closed.iter().any(|closed| closed.remedy == remedy && closed.is_to(side));
        match side {
            Some(side) => to(side),
            None => self.minding().into_iter().all(to),
        }
    }

    /// Those who apply and take part, where some have filed the others alone; once nobody takes part any more, everybody who applies.
    fn minding(&self) -> Vec<&str> {
        let here: Vec<&str> = match self.brief.unfiled.is_empty() {
            true => self.applicants().filter(|key| self.left_by(key).is_none()).collect(),
            false => self.unfiled_here().collect(),
        };
        if here.is_empty() { self.applicants().collect() } else { here }
    }

    /// Why mediation can cost this side no day; without a side, nobody at the table whose days would run. None while a way is open.
    pub fn closed_zh(&self, side: Option<&str>) -> Option<String> {
        let closed = &self.brief.closed;
        if ![Remedy::Sue, Remedy::Reconsider].iter().all(|way| self.is_closed(*way, side)) {
            return None;
        }
        let bound = match side {
            Some(side) => closed.iter().any(|one| one.binds(side)),
            None => self.is_bound_by_all(),
        };
        let articles: std::collections::BTreeSet<&str> =
            closed.iter().map(|one| one.article.as_str()).collect();
        let articles = articles.into_iter().collect::<Vec<_>>().join("、");
        let why = match bound {
            true => BOUND_ZH.to_owned(),
            false => format!("起诉、申请复议都已经不能再走（{articles}）。"),
        };
        Some(format!("{why}没有哪一天会因为调解耽误。"))
    }

    /// What is said of the days where none is left to be told: which is true of closed ways, of a day that is over, of one that nobody can
    /// count.
    pub fn no_day_zh(&self, law: &Law, side: Option<&str>) -> String {
        let elsewhere = self.brief.told.is_some() || !self.brief.closed.is_empty();
        match (self.closed_zh(side), self.remedies_of(side, law).is_empty()) {
            (Some(closed), _) => closed,
            (None, true) if elsewhere => remedy::ASK_THERE_ZH.to_owned(),
            (None, true) if self.is_filed(side) => "按登记的内容算不出申请复议的最后一天：登记里缺日子的请补正，要申请的请尽快向复议机关问清楚，不要因为调解耽误了。".to_owned(),
            (None, false) if self.is_filed(side) => "申请复议的最后一天已经过去，没有哪一天会因为调解耽误；有正当理由的，请当事人向复议机关问清楚。".to_owned(),
            (None, true) => "按登记的内容算不出起诉、申请复议的最后一天：登记里缺日子的请补正，也请当事人尽快向法院、复议机关问清楚，不要因为调解耽误了。".to_owned(),
            (None, false) => "起诉、申请复议的最后一天都已经过去，没有哪一天会因为调解耽误；有正当理由的，请当事人向法院、复议机关问清楚。".to_owned(),
        }
    }

    /// 登记立案前: what is said of the days of this side, where it has handed in a suit; then come the days to apply, where they run.
    pub(super) fn received_zh(&self, side: Option<&str>, law: &Law) -> Option<Vec<String>> {
        if !self.brief.only_received || !self.is_filed(side) {
            return None;
        }
        let applying = match (self.is_kept(side), self.remedies_of(side, law).is_empty()) {
            (true, _) => None,
            (false, true) => Some(self.no_day_zh(law, side)),
            (false, false) => Some(APPLYING_ZH.to_owned()),
        };
        Some(std::iter::once(RECEIVED_ZH.to_owned()).chain(applying).collect())
    }

    /// Everybody whose days would run is bound by what a court confirmed or a statement says.
    fn is_bound_by_all(&self) -> bool {
        self.minding().into_iter().all(|key| self.brief.closed.iter().any(|one| one.binds(key)))
    }

    /// What the party itself still has to file, where nothing is on file yet.
    pub fn to_file_zh(&self, law: &Law, today: Date, to: &OrgId) -> Option<String> {
        let (whose, court) = (self.unfiled_zh(), court_named(law, to));
        let elsewhere = self.brief.told.is_some() || !self.brief.closed.is_empty();
        let gone = gone_zh(elsewhere, self.is_bound_by_all());
        let days = self.remedies(law);
        // What is left to whoever has filed is a day to apply, while it can be kept.
        let filed = self.is_filed(None) && !days.iter().any(|last| last.open_until(today).is_some());
        remedy::own_step_zh(&days, (gone, filed), whose.as_deref(), today, court)
    }

    /// Who of those that apply and take part has still to file, by their masked names, where others have filed.
    pub fn unfiled_zh(&self) -> Option<String> {
        let open = self.applicants().filter(|key| self.unfiled_here().any(|unfiled| unfiled == *key));
        let open: Vec<_> = open.map(|key| self.brief.label(key)).collect();
        (!open.is_empty()).then(|| open.join("、"))
    }
}
