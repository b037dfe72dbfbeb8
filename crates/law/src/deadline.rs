//! One question that anybody may ask of the catalogue: a period that starts on this day, when does it end, and why?
//! The doors (command line, API, page) read what was typed and ask here; nothing of a file is looked at.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::{
    Code, Refusal,
    calendar::{Calendar, Span, Unit, zh_date},
    clock::{self, Clock, Due, PauseWording, ServedBy, Suspension, explain},
    refusal::ensure_at,
    term::{self, Direction, Term},
};

/// 中止: from its first day up to, not including, the day on which counting resumes; `None` while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub from: Date,
    pub to: Option<Date>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Id of the term, `FY-06`.
    pub term: String,
    /// The day of the event; with a way of service, the day that belongs to it ([`ServedBy::day_asked`]).
    pub from: Date,
    pub suspensions: Vec<Stop>,
    /// Working days where the period counts those, natural days otherwise.
    pub extend_days: Option<u16>,
    pub service: Option<ServedBy>,
}

/// What is answered; the shape of the API and of `huajie deadline --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Answer {
    pub term: String,
    #[schemars(with = "String")]
    pub from: Date,
    /// The last day; none while a suspension lasts.
    #[schemars(with = "Option<String>")]
    pub due: Option<Date>,
    /// 暂定: the year's holidays are not known.
    pub provisional: bool,
    /// One sentence each, in the order in which a lawyer would check.
    pub reason: Vec<String>,
}

/// Outside of these nobody's period starts, and counting would only tire the machine.
const FIRST: Date = date(1949, 10, 1);
const LAST: Date = date(2100, 12, 31);
const MOST_SUSPENSIONS: usize = 20;

pub const TERM_UNKNOWN: Code = Code::new("deadline.term_unknown", "期限目录里没有这个编号");
pub const NOT_IN_FORCE: Code = Code::new("deadline.not_in_force", "这项期限在起算日没有施行");
pub const OUT_OF_RANGE: Code =
    Code::new("deadline.out_of_range", "日期应在1949年10月1日至2100年12月31日之间");
pub const NOT_SERVED: Code =
    Code::new("deadline.not_served", "这项期限不从收到或者送达起算，送达方式不影响它");
pub const BACKWARD: Code =
    Code::new("deadline.backward", "这项期限是从将来的日子往前倒推的，没有送达、中止和延长");
pub const SUSPENSION_REVERSED: Code =
    Code::new("deadline.suspension_reversed", "恢复计算的日子应晚于中止的日子");
pub const SUSPENSION_OUTSIDE: Code =
    Code::new("deadline.suspension_outside", "中止的日子不在期限进行期间：早于起算，或者已经届满");
pub const SUSPENSIONS_OVERLAP: Code = Code::new("deadline.suspensions_overlap", "几次中止的日子不能重叠");
pub const SUSPENSIONS_TOO_MANY: Code = Code::new("deadline.suspensions_too_many", "中止不能超过20次");
pub const LONGEST_STANDS: Code =
    Code::new("deadline.longest_stands", "这是最长期限，自行为作出之日连续计算，不中止、不延长");
pub const NOT_EXTENDABLE: Code = Code::new("deadline.not_extendable", "没有规定可以延长这项期限");
pub const EXTENDED_TOO_FAR: Code = Code::new("deadline.extended_too_far", "延长超过了允许的日数");

/// The answer, or why the question has none.
pub fn answer(question: &Question, calendar: &Calendar) -> Result<Answer, Refusal> {
    ensure_at((FIRST..=LAST).contains(&question.from), OUT_OF_RANGE, "from")?;
    let served = question.service.map(|by| by.served(question.from, calendar));
    let started_on = served.as_ref().map_or(question.from, |served| served.on);
    let term = regime(&question.term, started_on)?;
    let due = match term.direction {
        Direction::Backward => backward(question, term, calendar)?,
        Direction::Forward => forward(question, term, started_on, calendar)?,
    };
    let mut reason = due.lines();
    if let Some(served) = served {
        // After the rule, before the start that it explains.
        reason.insert(1, served.reason);
    }
    Ok(Answer {
        term: term.id.to_owned(),
        from: question.from,
        due: due.on,
        provisional: due.provisional,
        reason,
    })
}

/// The regime that governs the start day.
fn regime(id: &str, started_on: Date) -> Result<&'static Term, Refusal> {
    if let Some(term) = term::find_on(id, started_on) {
        return Ok(term);
    }
    let regimes: Vec<&Term> = term::CATALOGUE.iter().filter(|term| term.id == id).collect();
    if !regimes.is_empty() {
        let valid: Vec<String> = regimes.iter().map(|term| validity_zh(term)).collect();
        let says = format!("{id}{}，不适用于{}起算的期限", valid.join("；"), zh_date(started_on));
        return Err(Refusal::at(NOT_IN_FORCE, "from").because(says));
    }
    let parts: Vec<&str> =
        term::CATALOGUE.iter().map(|term| term.id).filter(|part| is_part_of(part, id)).collect();
    let says = match parts.is_empty() {
        true => format!("期限目录里没有“{id}”这个编号"),
        false => format!("“{id}”下有几项期限，请写明是哪一项：{}", parts.join("、")),
    };
    Err(Refusal::at(TERM_UNKNOWN, "term").because(says))
}

fn is_part_of(part: &str, id: &str) -> bool {
    part.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'))
}

/// `自2024年1月1日起施行`, `施行至2026年6月30日`; a term without dates has always been in force.
pub fn validity_zh(term: &Term) -> String {
    match (term.valid_from, term.valid_to) {
        (Some(from), Some(to)) => format!("自{}起施行至{}", zh_date(from), zh_date(to)),
        (Some(from), None) => format!("自{}起施行", zh_date(from)),
        (None, Some(to)) => format!("施行至{}", zh_date(to)),
        (None, None) => "一直有效".to_owned(),
    }
}

fn backward(question: &Question, term: &Term, calendar: &Calendar) -> Result<Due, Refusal> {
    ensure_at(question.service.is_none(), BACKWARD, "service")?;
    ensure_at(question.suspensions.is_empty(), BACKWARD, "suspend")?;
    ensure_at(question.extend_days.is_none(), BACKWARD, "extend")?;
    Ok(Due::before(term, question.from, calendar))
}

fn forward(
    question: &Question,
    term: &'static Term,
    started_on: Date,
    calendar: &Calendar,
) -> Result<Due, Refusal> {
    ensure_at(question.service.is_none() || runs_from_receipt(term), NOT_SERVED, "service")?;
    let mut clock = Clock::start(term, started_on);
    if let Some(days) = question.extend_days {
        let (span, by) = extension(term, days)?;
        clock.extend(span, by, started_on, "");
    }
    suspend(&mut clock, term, &question.suspensions, calendar)?;
    // Days lost to whoever goes to court or asks for reconsideration are claimed, and whoever receives the claim decides.
    let claimed = term.admits(clock::Stop::Deduction, started_on).is_some();
    let wording = if claimed { PauseWording::Excluded } else { PauseWording::Suspended };
    let mut due = explain(&clock, calendar, wording);
    due.reasons.iter_mut().for_each(undated);
    Ok(due)
}

/// Who grants an extension says when; a question does not know the day.
fn undated(reason: &mut crate::clock::Reason) {
    if let crate::clock::Reason::Extended { span, by, .. } = reason {
        *reason = crate::clock::Reason::Remark { text: format!("延长：{span}（{by}）。") };
    }
}

/// Whether it starts with something being received or becoming known.
pub fn runs_from_receipt(term: &Term) -> bool {
    ["收到", "接收", "接到", "送达", "知道", "公布"].iter().any(|word| term.start_event.contains(word))
}

fn extension(term: &Term, days: u16) -> Result<(Span, &'static str), Refusal> {
    ensure_at(days > 0, EXTENDED_TOO_FAR, "extend")?;
    ensure_at(!is_longest(term), LONGEST_STANDS, "extend")?;
    let allowed = term.extension.ok_or_else(|| Refusal::at(NOT_EXTENDABLE, "extend"))?;
    let unit = if term.unit == Unit::WorkingDay { Unit::WorkingDay } else { Unit::NaturalDay };
    if let Some(most) = allowed.at_most.filter(|most| most.unit == unit && days > most.amount) {
        return Err(Refusal::at(EXTENDED_TOO_FAR, "extend")
            .because(format!("这项期限最多延长{most}（{}）", allowed.by)));
    }
    ensure_at(days <= MOST_EXTENDED_DAYS, EXTENDED_TOO_FAR, "extend")?;
    Ok((Span::new(days, unit), allowed.by))
}

/// Where no limit is laid down, a slip of the keyboard still is one.
const MOST_EXTENDED_DAYS: u16 = 3650;

fn suspend(clock: &mut Clock, term: &Term, asked: &[Stop], calendar: &Calendar) -> Result<(), Refusal> {
    ensure_at(asked.len() <= MOST_SUSPENSIONS, SUSPENSIONS_TOO_MANY, "suspend")?;
    ensure_at(asked.is_empty() || !is_longest(term), LONGEST_STANDS, "suspend")?;
    let mut asked = asked.to_vec();
    asked.sort_by_key(|stop| stop.from);
    let mut free_from = clock.started_on;
    for stop in asked {
        ensure_at(stop.to.is_none_or(|to| stop.from < to), SUSPENSION_REVERSED, "suspend")?;
        ensure_at(stop.to.is_none_or(|to| to <= LAST), OUT_OF_RANGE, "suspend")?;
        ensure_at(clock.started_on <= stop.from, SUSPENSION_OUTSIDE, "suspend")?;
        ensure_at(free_from <= stop.from, SUSPENSIONS_OVERLAP, "suspend")?;
        let due_on = clock.due_on(calendar);
        ensure_at(due_on.is_some_and(|due| stop.from <= due), SUSPENSION_OUTSIDE, "suspend")?;
        clock.suspensions.push(Suspension::of(stop.from, stop.to, "所给的中止期间", ""));
        free_from = stop.to.unwrap_or(LAST);
    }
    Ok(())
}

/// 最长期限《行政诉讼法》46条2款、《行政复议法》21条: runs from the making of the act, whatever happens.
fn is_longest(term: &Term) -> bool {
    !term.roll_over && term.unit == Unit::Year
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
