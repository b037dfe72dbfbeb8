//! 要记住的日子: the days of the reader, also those that have run out; what was stopped and what is the house's own duty left out, with the ways that
//! are left when a proceeding elsewhere has ended. Not here: the calendar file of them ([`crate::agenda`]).

use super::own_side;
use crate::{guide::card, ui::parts::Clock, words};
use huajie_law::{
    Actor, AnyMatter, Kind, Law, Outlined, dispute::last_days, follow_up::NewAct, mirrored::NextRemedy,
    remedy::Deadline,
};
use huajie_ledger::read::ClockRow;
use jiff::civil::Date;

pub fn to_mind(
    rows: &[ClockRow],
    outlined: &[Outlined<'_>],
    actor: &Actor,
    (law, today): (&Law, Date),
) -> Vec<Clock> {
    let visits = |row: &ClockRow| {
        outlined.iter().any(|one| *one.id() == row.matter && one.matter.kind() == Kind::FollowUp)
    };
    let counts =
        |row: &&ClockRow| row.state == "suspended" || (row.state != "stopped" && row.due_on.is_some());
    let own = own_side(actor);
    let own_s = |row: &&ClockRow| {
        outlined.iter().all(|one| *one.id() != row.matter || is_own(&row.name, one.matter, own))
    };
    let left = outlined.iter().flat_map(|one| left(one.matter, own, law));
    let left = left.filter_map(|way| clock_of(&way, today));
    let found = outlined.iter().flat_map(|one| of_new_acts(one.matter, own, (law, today)));
    let rows = rows.iter().filter(counts).filter(|row| !visits(row)).filter(own_s);
    left.chain(found).chain(rows.map(|row| words::own_clock(row, today))).collect()
}

/// A last day of the dispute is nothing to mind for whoever has filed, though others have not; officers mind everybody's.
pub fn is_own(clock: &str, matter: &AnyMatter, own: Option<&str>) -> bool {
    match (matter, own) {
        (AnyMatter::Dispute(held), Some(own)) => held.is_day_of(clock, own),
        // Experts and members of a committee keep theirs.
        (AnyMatter::Consultation(_) | AnyMatter::CaseReview(_), Some(_)) => false,
        // Whoever has not got the decision yet has no day of whoever has; a side that gets none through others reads theirs.
        (AnyMatter::Reconsideration(held), Some(own)) => {
            let whose = matter.sides_whose_day_it_is(clock);
            let gets_its_own =
                held.deciding_notice().is_some_and(|notice| notice.recipients.iter().any(|to| to == own));
            !gets_its_own || whose.is_empty() || whose.iter().any(|side| side == own)
        }
        _ => true,
    }
}

/// What the reader newly complained of at a visit, until it is registered as a dispute of its own.
fn of_new_acts(matter: &AnyMatter, own: Option<&str>, (law, today): (&Law, Date)) -> Vec<Clock> {
    let (AnyMatter::FollowUp(held), Some(own)) = (matter, own) else { return Vec::new() };
    let clocks = |found: &NewAct| -> Vec<Clock> {
        let clock = |last: &Deadline| {
            let what = last.remedy.zh();
            card::clock(
                &format!("{}：{what}（按最早到期算）", found.told.act.title),
                &last.conservative,
                today,
            )
        };
        last_days(&found.told.act, &law.calendar).iter().map(clock).collect()
    };
    held.new_acts_of(own).flat_map(clocks).collect()
}

/// The ways that are left to this reader after a proceeding elsewhere.
pub fn left(matter: &AnyMatter, own: Option<&str>, law: &Law) -> Vec<NextRemedy> {
    let AnyMatter::Mirrored(held) = matter else { return Vec::new() };
    let ways = held.ways_left(law).into_iter();
    ways.filter(|way| way.side.is_none() || way.side.as_deref() == own).collect()
}

/// None where its day is over or cannot be counted.
fn clock_of(way: &NextRemedy, today: Date) -> Option<Clock> {
    let due = way.due.as_ref().filter(|due| due.on.is_some_and(|on| on >= today))?;
    Some(card::clock(&way.title_zh(), due, today))
}
