//! 谁当时在这个位置上: who sat in a seat on a day, for what was said and signed then; and what an heir takes over of it. Not here: how a seat
//! is taken ([`super::succession`]).

use super::{ClosedRemedy, Dispute, IdentityCheck, NewParty, Party, Proceeding, SuccessionGround};
use crate::FileHash;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// 一起参加的继承人、承受人: beside whom and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Key of the seat whose former holder both inherit from.
    pub seat: String,
    pub on: Date,
}

const BOUND_TO_HEIRS_ZH: &str = "协议已经由人民法院确认或者盖章制成调解书，继承人对原来的行政行为也不能再起诉、申请复议（法释〔2018〕1号69条1款9项）。";

/// Of those who sat in a seat before and until when, the oldest first: who sat there on that day; none is whoever sits there now. The day
/// on which a seat is taken over is that of whoever takes it, who consents and signs from then on.
pub(crate) fn sat_on<T>(before: impl IntoIterator<Item = (T, Date)>, day: Date) -> Option<T> {
    before.into_iter().find(|(_, until)| day < *until).map(|(who, _)| who)
}

impl Party {
    /// As it stood on that day: who signed then is not who sits here since.
    pub fn on(&self, day: Date) -> Cow<'_, Party> {
        let gone = self.former.iter().enumerate().filter(|(_, before)| before.gave_way());
        let Some(at) = sat_on(gone.map(|(at, before)| (at, before.corrected_on)), day) else {
            return Cow::Borrowed(self);
        };
        let before = &self.former[at];
        let particulars = NewParty {
            person: before.person.clone(),
            label: before.label.clone(),
            nature: before.nature,
            identity: before.identity.unwrap_or(IdentityCheck::NotGiven),
            agent: before.agent.clone(),
            head: None,
            marks: Vec::new(),
            phone_kind: None,
            ..self.particulars.clone()
        };
        Cow::Owned(Party { former: self.former[..at].to_vec(), particulars, ..self.clone() })
    }

    /// Masked name of who sits here now, where it was another on that day.
    pub fn taken_since(&self, day: Date) -> Option<&str> {
        let gone = self.former.iter().any(|before| before.gave_way() && day < before.corrected_on);
        gone.then_some(self.particulars.label.as_str())
    }
}

/// From whom an heir has it.
struct Inherited<'a> {
    /// Key of the seat.
    seat: &'a str,
    /// Masked name of who is gone.
    from: &'a str,
    ground: SuccessionGround,
    /// From then on nothing was signed by who is gone.
    since: Date,
}

impl Dispute {
    /// As [`Party::on`] of every seat; heirs who came beside later were not there.
    pub fn as_of(&self, day: Date) -> Cow<'_, Dispute> {
        let came_later = |party: &&Party| party.beside.as_ref().is_some_and(|beside| day < beside.on);
        let same = |party: &Party| party.taken_since(day).is_none() && !came_later(&party);
        if self.parties.iter().all(same) {
            return Cow::Borrowed(self);
        }
        let there = self.parties.iter().filter(|party| !came_later(party));
        let parties = there.map(|party| party.on(day).into_owned()).collect();
        Cow::Owned(Dispute { parties, ..self.clone() })
    }

    /// The day on which a piece of evidence was handed in.
    pub fn handed_in_on(&self, file: &FileHash) -> Date {
        self.handed_in.get(file).copied().unwrap_or(self.registered_on)
    }

    /// Everything that is closed, with the proceeding that closes it.
    pub(super) fn closing(&self) -> impl Iterator<Item = (&Proceeding, &ClosedRemedy)> {
        self.proceedings.iter().flat_map(|p| p.course.closes.iter().map(move |closed| (p, closed)))
    }

    /// 法释〔2018〕1号69条1款9项: it is closed to this party by name, or to whom it inherits from: of several heirs not to the one alone who took
    /// the seat.
    pub(super) fn is_closed_to(&self, (p, closed): &(&Proceeding, &ClosedRemedy), party: &str) -> bool {
        let inherited = || self.inherited(party).is_some_and(|from| from.binds(p, closed));
        closed.is_to(party) || (closed.is_bound() && inherited())
    }

    /// The same, as whoever hangs on the dispute is told: every heir by name.
    pub(crate) fn closed_by_name(&self) -> Vec<ClosedRemedy> {
        let named = |closing: (&Proceeding, &ClosedRemedy)| {
            let mut closed = closing.1.clone();
            let heirs = self.parties.iter().map(|party| &party.key);
            let heirs = heirs.filter(|key| !closed.is_to(key) && self.is_closed_to(&closing, key));
            let heirs: Vec<String> = heirs.cloned().collect();
            closed.to.extend(heirs);
            closed
        };
        self.closing().map(named).collect()
    }

    fn inherited<'a>(&'a self, party: &'a str) -> Option<Inherited<'a>> {
        let held = self.party(party)?;
        let (seat, came_on) = match &held.beside {
            Some(beside) => (self.party(&beside.seat)?, Some(beside.on)),
            None => (held, None),
        };
        let mut gone = seat.former.iter().rev().filter(|before| before.gave_way());
        let before = gone.find(|before| came_on.is_none_or(|on| before.corrected_on <= on))?;
        let ground = before.succeeded.as_ref()?.ground;
        Some(Inherited { seat: &seat.key, from: &before.label, ground, since: before.corrected_on })
    }

    /// 《民法典》1161条: to whoever inherits what was agreed before, that it holds and how far it reaches. What the estate is worth is counted by
    /// nobody here.
    pub fn inherited_zh(&self, party: &str) -> Option<String> {
        let from = self.inherited(party).filter(|from| from.ground == SuccessionGround::Died)?;
        let bound = if self.is_bound(party) { BOUND_TO_HEIRS_ZH } else { "" };
        self.proceedings.iter().any(|p| from.was_agreed_in(p)).then(|| {
            format!(
                "{}签的协议对继承人也有效。协议里要他做的，继承人以分到的遗产的实际价值为限，超过的部分自愿才做；放弃继承的，可以不承担（《民法典》1161条）。遗产值多少由各方商量或者由人民法院认定，这里不计算。{bound}",
                from.from
            )
        })
    }
}

impl Inherited<'_> {
    /// Signed by who is gone.
    fn was_settled_before(&self, p: &Proceeding) -> bool {
        let settled = p.course.mediated.as_ref().and_then(|mediated| mediated.settled.as_ref());
        settled.is_some_and(|(on, _)| *on < self.since)
    }

    fn binds(&self, p: &Proceeding, closed: &ClosedRemedy) -> bool {
        closed.is_to(self.seat) && self.was_settled_before(p)
    }

    /// What is in force, as far as it is known to be theirs who is gone: where some left, it is known once it can be enforced.
    fn was_agreed_in(&self, p: &Proceeding) -> bool {
        let Some(mediated) = p.course.mediated.as_ref().filter(|mediated| mediated.stands()) else {
            return false;
        };
        let signed = match mediated.enforceable {
            true => p.course.closes.iter().any(|closed| closed.is_to(self.seat)),
            false => !mediated.partial,
        };
        signed && self.was_settled_before(p)
    }
}
