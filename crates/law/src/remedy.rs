//! The last day to sue and to apply for reconsideration, each as two dates: conservative and claimed.
//!
//! Conservative: from knowledge of the act, nothing left out, bounded by the longest periods from the day it was made.
//! Petitions and mediation never toll it, and it does not rely on the party not having been told of the remedy. Claimed:
//! what the party may argue for; a court decides. Every reminder, light and automatic ending follows the conservative
//! date. Called by the rooms of the law, the portal's guide and the papers of consent.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use crate::{
    calendar::{Calendar, days_between, zh_date, zh_date_weekday},
    clock::{Cap, Clock, Due, LastDay, PauseWording, Suspension, explain},
    term::{self, Term},
};

/// What the periods depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub contested: Contested,
    /// 作出之日; for an inaction the day on which the body received the request.
    pub made_on: Date,
    /// 知道或者应当知道之日. If nobody can tell, the caller passes `made_on`.
    pub known_on: Date,
    pub told: Told,
    /// When the remedy became known after all, if it was not told.
    #[serde(default)]
    pub learned_on: Option<Date>,
    /// 不动产
    #[serde(default)]
    pub real_estate: bool,
    /// 履行期限 laid down by another law, for an inaction.
    #[serde(default)]
    pub perform_by: Option<Date>,
    /// 主张扣除的期间
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
}

/// 争议对象, as far as periods differ.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Contested {
    /// 行政行为, including the change or rescission of an agreement.
    #[default]
    Act,
    /// 不履行法定职责
    Inaction,
    /// 行政协议不履行、未按照约定履行
    AgreementBreach,
}

/// 是否告知救济权利和期限
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Told {
    /// 已告知
    #[default]
    Yes,
    /// 未告知
    No,
    /// 告知不全
    Partly,
}

/// Days that the party asks to be left out: from the first up to, not including, the day from which they count again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    pub from: Date,
    /// `None`: not over yet; then there is no claimed date.
    pub to: Option<Date>,
    /// In Chinese.
    pub reason: String,
}

/// 救济途径
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    Display,
    EnumString,
    EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Remedy {
    /// 提起行政诉讼
    Sue,
    /// 申请行政复议
    Reconsider,
}

impl Remedy {
    /// What its period is called.
    pub fn zh(self) -> &'static str {
        match self {
            Remedy::Sue => "起诉期限",
            Remedy::Reconsider => "行政复议申请期限",
        }
    }
}

/// 双期限
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub remedy: Remedy,
    pub conservative: Due,
    pub claimed: Due,
    /// The first day on which the remedy is open, where it is not open at once.
    #[serde(default)]
    pub opens_on: Option<Date>,
}

/// A [`Deadline`] by its days alone: asked for at every step, explained only on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDays {
    pub remedy: Remedy,
    /// Conservatively.
    pub on: Date,
    pub claimed_on: Option<Date>,
    /// 暂定, of the conservative day.
    pub provisional: bool,
}

/// Both remedies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedies {
    pub sue: Deadline,
    pub reconsider: Deadline,
}

impl Deadline {
    /// 最后一日, conservatively.
    pub fn on(&self) -> Date {
        self.conservative.on.expect("a conservative period is never suspended")
    }

    /// Natural days to the conservative last day; 0 on it, negative after it.
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.on())
    }

    /// As [`LastDays::zh`].
    pub fn zh(&self, today: Date) -> String {
        self.days().zh(today)
    }

    pub fn days(&self) -> LastDays {
        let provisional = self.conservative.provisional;
        LastDays { remedy: self.remedy, on: self.on(), claimed_on: self.claimed.on, provisional }
    }

    /// As [`LastDays::open_until`].
    pub fn open_until(&self, from: Date) -> Option<Date> {
        self.days().open_until(from)
    }

    /// The day past which mediation must not run before this deadline alone, for a party that has chosen its remedy.
    pub fn mediation_cap(&self, days_before: u16) -> Cap {
        self.days().cap_before(self.on(), "保守", days_before)
    }
}

impl LastDays {
    /// The last day that can still be kept on that day: the conservative one, and once it is over the claimed one
    /// (FY-03, XS-03: who was not told), which has to be argued for. `None`: both are over.
    pub fn open_until(&self, from: Date) -> Option<Date> {
        [Some(self.on), self.claimed_on].into_iter().flatten().find(|on| *on >= from)
    }

    /// One line for pages and the paper of consent.
    pub fn zh(&self, today: Date) -> String {
        let left = match days_between(today, self.on) {
            left if left > 0 => format!("还剩{left}日"),
            0 => "今天是最后一日".to_owned(),
            left => format!("已过{}日", -left),
        };
        let provisional = if self.provisional { "，暂定" } else { "" };
        let claimed = match self.claimed_on.filter(|claimed| self.on < today && *claimed >= today) {
            Some(on) => format!("；没有告知救济途径的，还可以主张到{}，由受理机关认定", zh_date_weekday(on)),
            None => String::new(),
        };
        format!(
            "{}（保守口径）：{}，{left}{provisional}{claimed}",
            self.remedy.zh(),
            zh_date_weekday(self.on)
        )
    }

    /// The day past which mediation must not run, before the day that can still be kept from then on.
    pub fn mediation_cap_from(&self, from: Date, days_before: u16) -> Option<Cap> {
        let last = self.open_until(from)?;
        let manner = if last == self.on { "保守" } else { "可以主张的" };
        Some(self.cap_before(last, manner, days_before))
    }

    fn cap_before(&self, last: Date, manner: &str, days_before: u16) -> Cap {
        let on = last.saturating_sub(i64::from(days_before).days());
        let reason = format!("不得越过{manner}{}（{}）前{days_before}日", self.remedy.zh(), zh_date(last));
        Cap { on, reason }
    }
}

impl Remedies {
    /// Both deadlines of a dispute.
    pub fn of(facts: &Facts, calendar: &Calendar) -> Remedies {
        let [sue, reconsider] = counted(facts, calendar).map(|one| one.explained(calendar));
        Remedies { sue, reconsider }
    }

    pub fn get(&self, remedy: Remedy) -> &Deadline {
        match remedy {
            Remedy::Sue => &self.sue,
            Remedy::Reconsider => &self.reconsider,
        }
    }

    /// The conservative deadline that comes first among those not yet over.
    pub fn nearest(&self, today: Date) -> Option<&Deadline> {
        [&self.reconsider, &self.sue]
            .into_iter()
            .filter(|deadline| deadline.on() >= today)
            .min_by_key(|d| d.on())
    }

    /// The day past which mediation must not run: so many natural days before the nearest conservative deadline
    /// (`term::CENTRE_LATEST_END` gives how many). `None` when no remedy is left to protect.
    pub fn mediation_cap(&self, today: Date, days_before: u16) -> Option<Cap> {
        self.nearest(today).map(|deadline| deadline.mediation_cap(days_before))
    }
}

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
        LastDays { remedy: self.remedy, on, claimed_on: self.claimed.last.on, provisional }
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

fn with_exclusions(mut clock: Clock, facts: &Facts) -> Clock {
    clock.suspensions.extend(facts.exclusions.iter().map(|exclusion| Suspension {
        from: exclusion.from,
        to: exclusion.to.map(|to| to.max(exclusion.from)),
        reason: exclusion.reason.clone(),
        paper: String::new(),
    }));
    clock
}

#[cfg(test)]
#[path = "remedy_tests.rs"]
mod tests;
