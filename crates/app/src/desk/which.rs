//! What tells one proceeding from others of its kind on one page: its kind with its case number, or with its body where it has none, and
//! with the day on which it was recorded where that is not enough. Not here: the headings of sections.

use huajie_law::{AnyMatter, Outlined, calendar::zh_date};
use huajie_ledger::read::ClockRow;

struct Named {
    kind: &'static str,
    name: String,
    recorded: String,
}

fn elsewhere(one: &Outlined<'_>) -> Option<Named> {
    let AnyMatter::Mirrored(held) = one.matter else { return None };
    let kind = held.procedure.plain_zh();
    let number = held.case_number().unwrap_or_else(|| held.body.name.clone());
    Some(Named { kind, name: format!("{kind} {number}"), recorded: zh_date(held.opened_on) })
}

fn with_days(one: &Outlined<'_>) -> Option<Named> {
    match one.matter {
        AnyMatter::Reconsideration(held) => {
            Some(Named { kind: "行政复议", name: held.number.clone(), recorded: String::new() })
        }
        _ => elsewhere(one),
    }
}

/// For a step: of several proceedings elsewhere, or reconsiderations run here, which one it is about.
pub fn of_step(of: &Outlined<'_>, matters: &[Outlined<'_>]) -> String {
    let Some(own) = with_days(of) else { return String::new() };
    let kind = of.matter.kind();
    let others = matters.iter().filter(|one| one.id() != of.id() && one.matter.kind() == kind);
    among(&own, others.filter_map(with_days).collect())
}

/// For a clock, whose title says the kind of its proceeding: of several of that kind, which one runs.
fn of_clock(of: &Outlined<'_>, matters: &[Outlined<'_>]) -> String {
    let Some(own) = with_days(of) else { return String::new() };
    let others = matters.iter().filter(|one| one.id() != of.id()).filter_map(with_days);
    among(&own, others.filter(|other| other.kind == own.kind).collect())
}

fn among(own: &Named, others: Vec<Named>) -> String {
    match (others.is_empty(), others.iter().any(|other| other.name == own.name)) {
        (true, _) => String::new(),
        (false, false) => format!("（{}）", own.name),
        (false, true) => format!("（{}，{}登记）", own.name, own.recorded),
    }
}

/// The same clocks, each with which proceeding it is of where there are several of its kind.
pub fn told_apart(clocks: Vec<ClockRow>, matters: &[Outlined<'_>]) -> Vec<ClockRow> {
    let named = |mut row: ClockRow| {
        let of = matters.iter().find(|one| *one.id() == row.matter);
        row.title.push_str(&of.map(|of| of_clock(of, matters)).unwrap_or_default());
        row
    };
    clocks.into_iter().map(named).collect()
}
