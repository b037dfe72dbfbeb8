//! Whose days run while it is mediated: of several who apply each keeps the own day, and who has filed has kept it (行诉法46条, 复议法20条).
//! Not here: what the days are (`period`).

use super::Mediation;
use crate::{
    Law, OrgId,
    dispute::{court_named, gone_zh},
    remedy::{self, Remedy},
};
use jiff::civil::Date;

impl Mediation {
    /// What this side filed keeps its days (行诉法46条, 复议法20条); without a side, those of everybody who applies and takes part.
    pub fn is_kept(&self, side: Option<&str>) -> bool {
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

    /// What the party itself still has to file, where nothing is on file yet.
    pub fn to_file_zh(&self, law: &Law, today: Date, to: &OrgId) -> Option<String> {
        let (whose, court) = (self.unfiled_zh(), court_named(law, to));
        let closed = &self.brief.closed;
        let bound = self.minding().into_iter().all(|key| closed.iter().any(|one| one.binds(key)));
        let gone = gone_zh(self.brief.told.is_some() || !closed.is_empty(), bound);
        remedy::own_step_zh(&self.remedies(law), (gone, self.is_kept(None)), whose.as_deref(), today, court)
    }

    /// Who of those that apply and take part has still to file, by their masked names, where others have filed.
    pub fn unfiled_zh(&self) -> Option<String> {
        let open = self.applicants().filter(|key| self.unfiled_here().any(|unfiled| unfiled == *key));
        let open: Vec<_> = open.map(|key| self.brief.label(key)).collect();
        (!open.is_empty()).then(|| open.join("、"))
    }
}
