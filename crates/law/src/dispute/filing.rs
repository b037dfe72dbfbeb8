//! Whose the filing is: of several who apply each keeps the own day and the own way (《行政诉讼法》45条、46条，《行政复议法》20条、30条1款7项). A
//! suit or an application names who brought it; where it names nobody, everybody who applies did. Not here: how far a proceeding is
//! (`course`), and how a last day is counted (`last_days`).

use super::{
    ClosedRemedy, Conflict, Course, Dispute, Outcome, Phase, Proceeding, Source, codes::UNKNOWN_PARTY,
    course::Way,
};
use crate::{
    Refusal,
    reconsideration::Application,
    refusal::ensure_at,
    remedy::{BOUND_ZH, Remedy},
};
use jiff::civil::Date;

/// Stands for those of a group who are counted and not listed: nothing names them.
const UNLISTED: &str = "";
const UNLISTED_ZH: &str = "还没有列名的成员";

/// Somebody is among both; nobody named is everybody.
pub(crate) fn share(own: &[String], others: &[String]) -> bool {
    own.is_empty() || others.is_empty() || own.iter().any(|key| others.contains(key))
}

impl Proceeding {
    /// 收到起诉状，还没有立案, or refused and that is not final (行诉法51条): no court has taken it.
    pub(super) fn is_only_handed_in(&self) -> bool {
        let first = self.course.phase == Some(Phase::FirstInstance);
        self.way() == Some(Way::Suit) && first && self.course.accepted_on.is_none() && !self.is_over()
    }
}

impl Course {
    pub(super) fn closes_for(&self, remedy: Remedy) -> bool {
        self.closes.iter().any(|closed| closed.remedy == remedy)
    }
}

impl Dispute {
    /// Everybody who applies.
    fn applying(&self) -> impl Iterator<Item = &str> {
        let listed = self.applicants().map(|party| party.key.as_str());
        listed.chain((self.unlisted() > 0).then_some(UNLISTED))
    }

    /// Nobody named is everybody; whoever does not apply is looked after with those who do.
    fn is_of(&self, named: &[String], party: &str) -> bool {
        named.is_empty() || named.iter().any(|key| key == party) || !self.applying().any(|key| key == party)
    }

    /// Who of those who apply brought it.
    pub(super) fn bringing<'a>(&'a self, proceeding: &'a Proceeding) -> impl Iterator<Item = &'a str> {
        self.applying().filter(|party| self.is_of(&proceeding.course.by, party))
    }

    /// 复议与诉讼并存 of this party: whoever brought neither of the two, or only one, has nothing to choose.
    pub fn conflicts_of(&self, party: &str) -> Vec<Conflict> {
        let own = |one: &Conflict| one.of.iter().any(|key| key == party);
        self.conflicts().into_iter().filter(own).collect()
    }

    /// 立案日 or the day of the application, as far as it still keeps the periods, of whoever filed first. What the proceedings say goes
    /// before what was registered; a suit that was not taken up or was given up keeps nothing.
    pub fn filed_on(&self) -> Option<Date> {
        self.filed(|_| true)
    }

    /// The same for one party.
    pub fn filed_on_by(&self, party: &str) -> Option<Date> {
        self.filed(|p| self.is_of(&p.course.by, party))
    }

    /// What was filed keeps the day of this remedy: a suit that was only handed in keeps the day to sue, and nothing of the other way, which
    /// is shut by no court before one has taken it (《行政复议法》29条2款 已经依法受理).
    fn is_kept_by_filing(&self, remedy: Remedy, party: &str) -> bool {
        let open = |p: &Proceeding| remedy == Remedy::Reconsider && p.is_only_handed_in();
        self.filed(|p| self.is_of(&p.course.by, party) && !open(p)).is_some()
    }

    pub(super) fn is_kept_by_all(&self, remedy: Remedy) -> bool {
        self.applying().all(|party| self.is_kept_by_filing(remedy, party))
    }

    fn filed(&self, of: impl Fn(&Proceeding) -> bool) -> Option<Date> {
        let says = |course: &Course| course.filed_on.is_some() || course.over.is_some();
        let filings = || self.proceedings.iter().filter(|p| p.keeps_filing_day() && says(&p.course));
        match filings().next() {
            Some(_) => filings().filter(|p| of(p)).filter_map(|p| p.course.filed_on).min(),
            None => self.registration.filed_on,
        }
    }

    pub fn is_filed_by_all(&self) -> bool {
        self.applying().all(|party| self.filed_on_by(party).is_some())
    }

    /// Who has still to file, where others have; empty while nobody has, and once everybody has who can.
    pub fn unfiled(&self) -> Vec<String> {
        let unfiled = |party: &&str| self.filed_on_by(party).is_none() && !self.is_closed_both_ways(party);
        let open = self.applying().filter(unfiled);
        if self.filed_on().is_some() { open.map(str::to_owned).collect() } else { Vec::new() }
    }

    /// 复议法29条2款: who has only handed a suit in, and may still apply for reconsideration: those days run on (20条).
    pub fn handed_in(&self) -> Vec<String> {
        let told = self.told_before();
        if told.is_some_and(|told| told.ensure_may_apply(&self.registration.act).is_err()) {
            return Vec::new();
        }
        let open = |party: &&str| {
            self.filed_on_by(party).is_some() && self.is_to_be_kept_by(Remedy::Reconsider, party)
        };
        self.applying().filter(open).map(str::to_owned).collect()
    }

    /// Whose day of this remedy is still to be kept.
    fn keeping(&self, remedy: Remedy) -> impl Iterator<Item = &str> {
        let all = self.is_kept_by_all(remedy);
        self.applying().filter(move |party| {
            self.closed_to(remedy, party).is_none() && (all || !self.is_kept_by_filing(remedy, party))
        })
    }

    pub(super) fn is_kept_open(&self, remedy: Remedy) -> bool {
        self.keeping(remedy).next().is_some()
    }

    /// This party has a day of this remedy to keep.
    pub(super) fn is_to_be_kept_by(&self, remedy: Remedy, party: &str) -> bool {
        !self.is_kept_by_filing(remedy, party) && self.closed_to(remedy, party).is_none()
    }

    /// Who that is, where it is not everybody who applies.
    pub fn kept_only_by_zh(&self, remedy: Remedy) -> Option<String> {
        self.some_zh(&self.keeping(remedy).collect::<Vec<_>>())
    }

    /// Who has still to file, by their masked names.
    pub fn unfiled_zh(&self) -> Option<String> {
        let open = self.unfiled();
        (!open.is_empty()).then(|| self.named_zh(open.iter().map(String::as_str)))
    }

    /// The same of some of those who apply; none where it is everybody.
    pub(super) fn some_zh(&self, keys: &[&str]) -> Option<String> {
        (keys.len() < self.applying().count()).then(|| self.named_zh(keys.iter().copied()))
    }

    fn named_zh<'a>(&'a self, keys: impl Iterator<Item = &'a str>) -> String {
        let named: Vec<_> = keys
            .map(|key| if key == UNLISTED { UNLISTED_ZH.into() } else { self.label_apart(key) })
            .collect();
        named.join("、")
    }

    /// Why a remedy is gone, where it is gone for everybody who applies.
    pub fn closed(&self, remedy: Remedy) -> Option<&ClosedRemedy> {
        let mut each = self.applying().map(|party| self.closed_to(remedy, party));
        let first = each.next()??;
        each.all(|closed| closed.is_some()).then_some(first)
    }

    /// 30条1款7项: the same for one party. Whoever does not apply is looked after with all who do, but bound by name only (行诉法25条1款).
    pub fn closed_to(&self, remedy: Remedy, party: &str) -> Option<&ClosedRemedy> {
        let mut closing = self.closing().filter(|(_, closed)| closed.remedy == remedy);
        let own = closing.find(|one| self.is_closed_to(one, party)).map(|(_, closed)| closed);
        let applies = self.applying().any(|key| key == party);
        if own.is_some() || applies {
            return own;
        }
        self.closed(remedy).filter(|closed| !closed.is_bound())
    }

    fn is_closed_both_ways(&self, party: &str) -> bool {
        [Remedy::Sue, Remedy::Reconsider].into_iter().all(|remedy| self.closed_to(remedy, party).is_some())
    }

    /// 法释〔2018〕1号69条1款9项: took part in what a court confirmed, or what was sealed, or inherits from who did.
    pub fn is_bound(&self, party: &str) -> bool {
        self.closing().any(|one| one.1.is_bound() && self.is_closed_to(&one, party))
    }

    /// For whoever takes an application in: whom of those who apply what was confirmed or sealed binds, and what becomes of one that comes
    /// all the same (《行政复议法》30条).
    pub fn bound_zh(&self) -> Option<String> {
        let bound: Vec<&str> = self.applying().filter(|party| self.is_bound(party)).collect();
        if bound.is_empty() {
            return None;
        }
        let whose = self.some_zh(&bound).map(|who| format!("{who}：")).unwrap_or_default();
        Some(format!(
            "注意——{whose}{BOUND_ZH}本人仍要交申请的，照样收下登记，由复议机构审查以后书面决定受不受理（《行政复议法》30条）。"
        ))
    }

    /// Why nothing can be counted; of what binds others alone a party reads nothing.
    pub(super) fn gone_zh(&self, party: Option<&str>) -> Option<&'static str> {
        let told = self.told_before().is_some();
        let (closed, bound) = match party {
            Some(party) => {
                let mut ways = [Remedy::Sue, Remedy::Reconsider].into_iter();
                (ways.any(|remedy| self.closed_to(remedy, party).is_some()), self.is_bound(party))
            }
            None => (self.closing().next().is_some(), self.applying().all(|party| self.is_bound(party))),
        };
        super::gone_zh(told || closed, bound)
    }

    /// The proceeding because of which this way is not open now to somebody, for a room that would open one here.
    pub fn excluded_by(&self, remedy: Remedy) -> Option<&Proceeding> {
        self.excluding(remedy, |_| true)
    }

    fn excluding(&self, remedy: Remedy, of: impl Fn(&Course) -> bool) -> Option<&Proceeding> {
        // 复议法30条1款7项: what the court has judged it has for good; a decision of a reconsideration only opens the way to the court.
        let for_good = remedy == Remedy::Reconsider;
        let other = if for_good { Way::Suit } else { Way::Reconsideration };
        let mut others = self.in_way(other).filter(|p| of(&p.course));
        others.find(|p| p.excludes_since().is_some() || (for_good && p.course.closes_for(remedy)))
    }

    /// 29条2款: reconsideration is not open to anybody here because of a court. One that handed the dispute in says itself that it has
    /// filed it; where the suit is recorded, the suit tells.
    pub fn court_has_it(&self) -> bool {
        self.court_has_it_for(&[])
    }

    /// The same for those who are named; of all who apply where nobody is, whether it is closed to every one.
    pub fn court_has_it_for(&self, named: &[String]) -> bool {
        self.told_before().is_some_and(|told| told.is_in_court()) || self.court_is_known_to_have_it_for(named)
    }

    /// The same of what is on file alone: what was only told may be put right.
    pub(crate) fn court_is_known_to_have_it_for(&self, named: &[String]) -> bool {
        match named {
            [] => self.applying().all(|party| self.is_in_court_by(party)),
            named => named.iter().any(|party| self.is_in_court_by(party)),
        }
    }

    /// Which suit closes reconsideration to those who are named, and how far it is: given up or judged it closes it for good (30条1款7项).
    pub fn court_has_it_zh(&self, named: &[String]) -> Option<String> {
        let theirs = |course: &Course| match named {
            [] => true,
            named => named.iter().any(|party| self.is_of(&course.by, party)),
        };
        let suit = self.excluding(Remedy::Reconsider, theirs).filter(|_| self.court_has_it_for(named))?;
        let course = &suit.course;
        let number = course.case_numbers.first().map(|number| format!("（{number}）")).unwrap_or_default();
        let withdrawn = course.closes.iter().any(ClosedRemedy::is_withdrawn);
        Some(match (withdrawn, suit.excludes_since()) {
            (true, _) => format!(
                "法院已经准许撤回起诉{number}：法院受理过的，不能再申请复议（《行政复议法》29条2款、30条1款7项）"
            ),
            (false, Some(_)) => {
                format!(
                    "法院已经受理起诉{number}，正在办理：不得再申请复议（《行政复议法》29条2款、30条1款7项）"
                )
            }
            (false, None) => {
                format!("法院已经裁判{number}：不能再申请复议（《行政复议法》29条2款、30条1款7项）")
            }
        })
    }

    /// 30条1款7项: what was accepted here before about this act and is over, of those who are named; of anybody where nobody is.
    pub fn reconsidered_before(&self, named: &[String]) -> impl Iterator<Item = &str> {
        let theirs = self.proceedings.iter().filter(move |p| share(&p.course.by, named));
        theirs.filter_map(|p| p.course.reconsidered.as_deref())
    }

    /// 30条1款7项: what is on file shows that another application is not accepted, or only upon a proof (74条2款).
    pub fn is_reconsidered_for(&self, named: &[String]) -> bool {
        let elsewhere = named.is_empty()
            && self.closed(Remedy::Reconsider).is_some()
            && self.in_way(Way::Reconsideration).any(|p| p.course.closes_for(Remedy::Reconsider));
        elsewhere || self.reconsidered_before(named).next().is_some()
    }

    /// 行诉法45条: whether this side has brought a suit of its own since that day.
    pub(crate) fn has_sued_since(&self, side: &str, day: Date) -> bool {
        let brings = |by: &[String]| match by {
            [] => self.applying().any(|key| key == side),
            named => named.iter().any(|key| key == side),
        };
        let since = |p: &&Proceeding| p.course.filed_on.is_some_and(|filed| filed >= day);
        self.in_way(Way::Suit).filter(since).any(|p| brings(&p.course.by))
    }

    fn is_in_court_by(&self, party: &str) -> bool {
        let registered = &self.registration;
        let handed_in = registered.source == Source::CourtReferral && registered.filed_on.is_some();
        let filed = handed_in && self.in_way(Way::Suit).next().is_none();
        let of = |course: &Course| self.is_of(&course.by, party);
        filed || self.excluding(Remedy::Reconsider, of).is_some()
    }

    /// A suit or an application of some was settled there; the others had no part in it.
    pub(crate) fn is_settled_by_some_alone(&self) -> bool {
        let settled = |p: &&Proceeding| p.course.over.is_some_and(|over| over.outcome == Outcome::Settled);
        let mut all = self.proceedings.iter().filter(settled);
        all.any(|p| !self.applying().all(|party| self.is_of(&p.course.by, party)))
    }

    /// Who brings it is somebody who applies.
    pub(super) fn weigh_bringing(&self, by: &[String], field: &str) -> Result<(), Refusal> {
        let known = by.iter().all(|key| self.applicants().any(|party| party.key == *key));
        ensure_at(known, UNKNOWN_PARTY, field)
    }

    /// 29条2款, 30条1款7项: where some of those who apply have been in court or have had a reconsideration, an application is of
    /// the others alone; where all have, it is everybody's, and whoever reviews it says so.
    pub(super) fn of_whom_no_court_has(&self, application: Application) -> Application {
        let barred =
            |key: &String| self.is_in_court_by(key) || self.closed_to(Remedy::Reconsider, key).is_some();
        let (barred, free): (Vec<_>, Vec<_>) =
            self.applicants().map(|party| party.key.clone()).partition(barred);
        let by = if barred.is_empty() { Vec::new() } else { free };
        Application { by, ..application }
    }
}
