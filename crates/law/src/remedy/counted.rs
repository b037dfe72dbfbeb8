//! The two counts of each remedy as clocks, explained when somebody asks why. Not here: what the days are for ([`super`]).

use super::*;
use crate::{
    clock::{LastDay, PauseWording, explain},
    term::Term,
};

/// One count of a period, before anybody asks for its reasons.
#[derive(Clone, Debug)]
struct Count {
    clock: Clock,
    wording: PauseWording,
    remark: Option<String>,
    last: LastDay,
}

impl Count {
    fn new(clock: Clock, wording: PauseWording, calendar: &Calendar) -> Count {
        Count { last: clock.last_day(calendar), clock, wording, remark: None }
    }

    /// A last day in a year whose holidays are unknown may turn out to be a worked weekend: it is not relied on to roll over.
    fn conservative(mut clock: Clock, calendar: &Calendar) -> Count {
        let nominal = calendar.add(clock.started_on, clock.budget, false).on;
        let last = clock.last_day(calendar);
        let unsure = last.provisional && last.on != Some(nominal);
        if unsure {
            clock.cap(nominal, format!("{}年放假安排未装载，保守口径末日不顺延", nominal.year()));
        }
        let mut count = Count::new(clock, PauseWording::Suspended, calendar);
        count.last.provisional |= unsure;
        count
    }

    fn claimed(clock: Clock, calendar: &Calendar) -> Count {
        Count::new(clock, PauseWording::Excluded, calendar)
    }

    fn remark(self, text: impl Into<String>) -> Count {
        Count { remark: Some(text.into()), ..self }
    }

    fn due(self, calendar: &Calendar) -> Due {
        let due = explain(&self.clock, calendar, self.wording);
        let due = Due { provisional: self.last.provisional, ..due };
        match self.remark {
            Some(text) => due.with_remark(text),
            None => due,
        }
    }
}

/// 双期限 as counted: explained by [`Counted::explained`], or by its days alone.
#[derive(Clone, Debug)]
pub struct Counted {
    remedy: Remedy,
    conservative: Count,
    claimed: Count,
    opens_on: Option<Date>,
}

impl Counted {
    pub fn days(&self) -> LastDays {
        let on = self.conservative.last.on.expect("a conservative period is never suspended");
        let provisional = self.conservative.last.provisional;
        let claim = Claim::of(&self.claimed.clock.term);
        LastDays { remedy: self.remedy, on, claimed_on: self.claimed.last.on, provisional, claim }
    }

    pub fn explained(self, calendar: &Calendar) -> Deadline {
        let (conservative, claimed) = (self.conservative.due(calendar), self.claimed.due(calendar));
        Deadline { remedy: self.remedy, conservative, claimed, opens_on: self.opens_on }
    }

    /// With the other's claimed day where that is the later one.
    pub fn or_claimed_as(self, other: Counted) -> Counted {
        let claimed = if other.claimed.last.on > self.claimed.last.on { other.claimed } else { self.claimed };
        Counted { claimed, ..self }
    }

    /// As [`three_months_beside`].
    pub fn of_compensation(self, decided_on: Date, calendar: &Calendar) -> Counted {
        let three_months = Clock::start(&term::COMPENSATION_SUIT, decided_on);
        let three_months = Count::new(three_months, PauseWording::Suspended, calendar);
        let [conservative, claimed] =
            three_months_beside(three_months, [self.conservative, self.claimed], |count| count.last.on);
        Counted { conservative, claimed, ..self }
    }
}

impl Deadline {
    /// As [`three_months_beside`].
    pub fn of_compensation(self, decided_on: Date, calendar: &Calendar) -> Deadline {
        let three_months = Clock::start(&term::COMPENSATION_SUIT, decided_on).due(calendar);
        let [conservative, claimed] =
            three_months_beside(three_months, [self.conservative, self.claimed], |due| due.on);
        Deadline { conservative, claimed, ..self }
    }
}

/// XS-39.4 《国家赔偿法》14条: a decision on compensation is sued within three months of the day on which it was made. Where
/// nobody knows whether there is one, or only silence, the earlier day holds and the later one can be claimed.
fn three_months_beside<T>(
    three_months: T,
    [conservative, claimed]: [T; 2],
    on: impl Fn(&T) -> Option<Date>,
) -> [T; 2] {
    let (early, late) = match on(&three_months) < on(&conservative) {
        true => (three_months, conservative),
        false => (conservative, three_months),
    };
    let claimed = if on(&late) > on(&claimed) { late } else { claimed };
    [early, claimed]
}

/// Both remedies as counted, the suit first.
pub fn counted(facts: &Facts, calendar: &Calendar) -> [Counted; 2] {
    let facts = Facts { known_on: facts.known_on.max(facts.made_on), ..facts.clone() };
    [sue(&facts, calendar), reconsider(&facts, calendar)]
}

/// 起诉期限
fn sue(facts: &Facts, calendar: &Calendar) -> Counted {
    let remedy = Remedy::Sue;
    match facts.contested {
        Contested::Act => {
            let longest = if facts.real_estate { &term::SUIT_LIMIT_REAL_ESTATE } else { &term::SUIT_LIMIT };
            after_knowledge(
                remedy,
                facts,
                calendar,
                [&term::SUIT, &term::SUIT_UNTOLD, &term::SUIT_UNTOLD_LIMIT],
                longest,
            )
        }
        Contested::Inaction => {
            let perform = Clock::start(&term::INACTION_SUABLE, facts.made_on);
            after_inaction(remedy, facts, calendar, &perform, &term::INACTION_SUIT)
        }
        Contested::AgreementBreach => {
            let clock = Clock::start(&term::AGREEMENT_LIMITATION, facts.known_on);
            let claimed = with_exclusions(clock.clone(), facts);
            let remark = "诉讼时效可以中止、中断；保守口径一律不计中止、中断。";
            Counted {
                remedy,
                conservative: Count::conservative(clock, calendar).remark(remark),
                claimed: Count::claimed(claimed, calendar),
                opens_on: None,
            }
        }
    }
}

/// 复议申请期限
fn reconsider(facts: &Facts, calendar: &Calendar) -> Counted {
    let remedy = Remedy::Reconsider;
    if facts.contested == Contested::Inaction {
        let term =
            term::find_on(term::INACTION_PRESUMED.id, facts.made_on).unwrap_or(&term::INACTION_PRESUMED);
        let perform = Clock::start(term, facts.made_on);
        return after_inaction(remedy, facts, calendar, &perform, &term::INACTION_RECONSIDERATION);
    }
    let longest = if facts.real_estate {
        &term::RECONSIDERATION_LIMIT_REAL_ESTATE
    } else {
        &term::RECONSIDERATION_LIMIT
    };
    let terms = [
        &term::RECONSIDERATION_APPLICATION,
        &term::RECONSIDERATION_UNTOLD,
        &term::RECONSIDERATION_UNTOLD_LIMIT,
    ];
    after_knowledge(remedy, facts, calendar, terms, longest)
}

/// A period from knowledge of an act, bounded by the longest one from the day it was made.
fn after_knowledge(
    remedy: Remedy,
    facts: &Facts,
    calendar: &Calendar,
    [told, untold, untold_limit]: [&'static Term; 3],
    longest: &Term,
) -> Counted {
    let bound = calendar.add(facts.made_on, longest.span(), false).on;
    let bound_reason = format!("自行为作出之日起最长{}（{}）", longest.span(), longest.article);
    let mut plain = Clock::start(told, facts.known_on);
    plain.cap(bound, bound_reason.as_str());

    let mut claimed = match (facts.told, facts.learned_on) {
        (Told::Yes, _) => with_exclusions(plain.clone(), facts),
        (_, None) => with_exclusions(Clock::start(untold_limit, facts.known_on), facts),
        (_, Some(learned_on)) => {
            let limit = with_exclusions(Clock::start(untold_limit, facts.known_on), facts);
            let mut clock = with_exclusions(Clock::start(untold, learned_on.max(facts.known_on)), facts);
            if let Some(on) = limit.due_on(calendar) {
                clock.cap(
                    on,
                    format!("自知道行为内容之日起最长{}（{}）", untold_limit.span(), untold_limit.article),
                );
            }
            clock
        }
    };
    claimed.cap(bound, bound_reason);
    let mut claimed = Count::claimed(claimed, calendar);
    if facts.told != Told::Yes {
        let how = if facts.told == Told::No { "没有告知" } else { "没有完整告知" };
        claimed = claimed
            .remark(format!("主张：作出行为时{how}救济权利和期限；是否成立由受理机关、人民法院认定。"));
    }
    let conservative = Count::conservative(plain, calendar)
        .remark("保守口径：自知道行为之日起算，不扣除信访、调解等任何期间，也不考虑是否告知救济期限。");
    Counted { remedy, conservative, claimed, opens_on: None }
}

/// A period from the day on which the body should have acted. The conservative count does not give it the days of a
/// rolled-over last day; the claimed count does.
fn after_inaction(
    remedy: Remedy,
    facts: &Facts,
    calendar: &Calendar,
    perform: &Clock,
    term: &Term,
) -> Counted {
    let counted = calendar.add(perform.started_on, perform.budget, false).on;
    let rolled = calendar.add(perform.started_on, perform.budget, true).on;
    let early = facts.perform_by.unwrap_or(counted);
    let late = facts.perform_by.unwrap_or(rolled);
    let remark = |ends_on: Date| match facts.perform_by {
        Some(on) => format!("法律、法规另行规定的履行期限于{}届满。", zh_date(on)),
        None => format!(
            "{}提出申请，履行期限{}，于{}届满（{}）。",
            zh_date(perform.started_on),
            perform.budget,
            zh_date(ends_on),
            perform.term().map_or("", |term| term.article)
        ),
    };
    let claimed = with_exclusions(Clock::start(term, late), facts);
    Counted {
        remedy,
        conservative: Count::conservative(Clock::start(term, early), calendar).remark(remark(early)),
        claimed: Count::claimed(claimed, calendar).remark(remark(late)),
        opens_on: late.tomorrow().ok(),
    }
}

/// What the party claims not to count; a period of which nobody may claim that counts on.
fn with_exclusions(mut clock: Clock, facts: &Facts) -> Clock {
    for Exclusion { from, to, reason } in &facts.exclusions {
        // Not admitted: then there is nothing to grant.
        let _ = clock.deduct(*from, *to, reason.as_str());
    }
    clock.granted()
}
