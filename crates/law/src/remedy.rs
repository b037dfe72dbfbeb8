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
    clock::{Cap, Clock, Due, PauseWording, Suspension, explain},
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

    /// One line for pages and the paper of consent.
    pub fn zh(&self, today: Date) -> String {
        let left = match self.days_left(today) {
            left if left > 0 => format!("还剩{left}日"),
            0 => "今天是最后一日".to_owned(),
            left => format!("已过{}日", -left),
        };
        let provisional = if self.conservative.provisional { "，暂定" } else { "" };
        let claimed = match self.claimed.on.filter(|claimed| self.on() < today && *claimed >= today) {
            Some(on) => format!("；没有告知救济途径的，还可以主张到{}，由受理机关认定", zh_date_weekday(on)),
            None => String::new(),
        };
        format!(
            "{}（保守口径）：{}，{left}{provisional}{claimed}",
            self.remedy.zh(),
            zh_date_weekday(self.on())
        )
    }

    /// The last day that can still be kept on that day: the conservative one, and once it is over the claimed one
    /// (FY-03, XS-03: who was not told), which has to be argued for. `None`: both are over.
    pub fn open_until(&self, from: Date) -> Option<Date> {
        [Some(self.on()), self.claimed.on].into_iter().flatten().find(|on| *on >= from)
    }
}

impl Remedies {
    /// Both deadlines of a dispute.
    pub fn of(facts: &Facts, calendar: &Calendar) -> Remedies {
        let facts = Facts { known_on: facts.known_on.max(facts.made_on), ..facts.clone() };
        Remedies { sue: sue(&facts, calendar), reconsider: reconsider(&facts, calendar) }
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

impl Deadline {
    /// XS-39.4 《国家赔偿法》14条: a decision on compensation is sued within three months of the day on which it was made. Where
    /// nobody knows whether there is one, or only silence, the earlier day holds and the later one can be claimed.
    pub fn of_compensation(self, decided_on: Date, calendar: &Calendar) -> Deadline {
        let three_months = Clock::start(&term::COMPENSATION_SUIT, decided_on).due(calendar);
        let (early, late) = match three_months.on < self.conservative.on {
            true => (three_months, self.conservative),
            false => (self.conservative, three_months),
        };
        let claimed = if late.on > self.claimed.on { late } else { self.claimed };
        Deadline { conservative: early, claimed, ..self }
    }

    /// The same before this deadline alone, for a party that has chosen its remedy.
    pub fn mediation_cap(&self, days_before: u16) -> Cap {
        self.cap_before(self.on(), "保守", days_before)
    }

    /// The same before the day that can still be kept from then on.
    pub fn mediation_cap_from(&self, from: Date, days_before: u16) -> Option<Cap> {
        let last = self.open_until(from)?;
        let manner = if last == self.on() { "保守" } else { "可以主张的" };
        Some(self.cap_before(last, manner, days_before))
    }

    fn cap_before(&self, last: Date, manner: &str, days_before: u16) -> Cap {
        let on = last.saturating_sub(i64::from(days_before).days());
        let reason = format!("不得越过{manner}{}（{}）前{days_before}日", self.remedy.zh(), zh_date(last));
        Cap { on, reason }
    }
}

/// 起诉期限
fn sue(facts: &Facts, calendar: &Calendar) -> Deadline {
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
            Deadline {
                remedy,
                conservative: conservative(clock, calendar).with_remark(remark),
                claimed: explain(&claimed, calendar, PauseWording::Excluded),
                opens_on: None,
            }
        }
    }
}

/// 复议申请期限
fn reconsider(facts: &Facts, calendar: &Calendar) -> Deadline {
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
) -> Deadline {
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
    let mut claimed = explain(&claimed, calendar, PauseWording::Excluded);
    if facts.told != Told::Yes {
        let how = if facts.told == Told::No { "没有告知" } else { "没有完整告知" };
        claimed = claimed
            .with_remark(format!("主张：作出行为时{how}救济权利和期限；是否成立由受理机关、人民法院认定。"));
    }
    let conservative = conservative(plain, calendar)
        .with_remark("保守口径：自知道行为之日起算，不扣除信访、调解等任何期间，也不考虑是否告知救济期限。");
    Deadline { remedy, conservative, claimed, opens_on: None }
}

/// A period from the day on which the body should have acted. The conservative count does not give it the days of a
/// rolled-over last day; the claimed count does.
fn after_inaction(
    remedy: Remedy,
    facts: &Facts,
    calendar: &Calendar,
    perform: &Clock,
    term: &Term,
) -> Deadline {
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
    Deadline {
        remedy,
        conservative: conservative(Clock::start(term, early), calendar).with_remark(remark(early)),
        claimed: explain(&claimed, calendar, PauseWording::Excluded).with_remark(remark(late)),
        opens_on: late.tomorrow().ok(),
    }
}

/// A last day in a year whose holidays are unknown may turn out to be a worked weekend: it is not relied on to roll over.
fn conservative(mut clock: Clock, calendar: &Calendar) -> Due {
    let due = clock.due(calendar);
    let nominal = calendar.add(clock.started_on, clock.budget, false).on;
    if !due.provisional || due.on == Some(nominal) {
        return due;
    }
    clock.cap(nominal, format!("{}年放假安排未装载，保守口径末日不顺延", nominal.year()));
    Due { provisional: true, ..clock.due(calendar) }
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
