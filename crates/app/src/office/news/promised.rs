//! What is told of what was promised: to whoever owes it and to whoever it is owed to, each in words of their own. Never what it was.

use super::News;
use huajie_law::{
    Law,
    calendar::zh_date,
    performance::{Line, Performance, PerformanceEvent},
};
use jiff::civil::Date;

pub(super) fn performance(event: &PerformanceEvent, held: &Performance, law: &Law, today: Date) -> Vec<News> {
    match event {
        PerformanceEvent::Urged { obligation, until, .. } => {
            let Some(line) = held.line(obligation) else { return Vec::new() };
            let until = until.map_or_else(|| "尽快".to_owned(), |until| format!("在{}前", zh_date(until)));
            let owes = format!("还没有做，请{until}履行；做不到的，请告诉我们原因。");
            let owed = format!("还没有做，工作人员已经督促对方{until}履行。到时还没有做到的，请告诉我们。");
            to_both(held, line, (owes, true), |_| (owed.clone(), false))
        }
        PerformanceEvent::BreachRecorded { obligation, .. } => {
            let Some(line) = held.line(obligation) else { return Vec::new() };
            let then = held.consequence(line, law, today);
            let owes = format!("记录为没有履行，还可以补做，做完请告诉我们。不做的，{then}。");
            to_both(held, line, (owes, true), |own| {
                let then = held.consequence_for(line, Some(own), law, today);
                (format!("督促以后还是没有做，记录为没有履行。下一步：{then}。"), held.is_enforceable())
            })
        }
        PerformanceEvent::FulfilmentRecorded { obligation, fulfilment, .. } if !fulfilment.partly => {
            held.line(obligation).map_or_else(Vec::new, |line| called_done(held, line, &fulfilment.by))
        }
        _ => Vec::new(),
    }
}

/// To each party to which it is owed and who did not say so itself: what is on record is not always what came.
fn called_done(held: &Performance, line: &Line, by: &str) -> Vec<News> {
    let brief = &held.plan.brief;
    let (number, due) = (&brief.number, zh_date(line.obligation.due_on));
    let owed = brief.parties.iter().map(|party| party.key.as_str());
    let owed = owed.filter(|key| line.is_owed_to(key) && line.obligation.obligor != *key);
    let others = owed.filter(|key| brief.label(key) != by);
    let says = format!(
        "{number}的调解协议里，约定对方{due}前做的一件事记录为做到了。没有做到、没有收到的，请告诉我们。"
    );
    others.map(|key| News { to: vec![key.to_owned()], says: says.clone(), asks: false, own: false }).collect()
}

/// What it says to whoever owes this line and to each party to which it is owed, and whether it asks something of them.
fn to_both(
    held: &Performance,
    line: &Line,
    owes: (String, bool),
    owed: impl Fn(&str) -> (String, bool),
) -> Vec<News> {
    let (number, promised) = (&held.plan.brief.number, &line.obligation);
    let due = zh_date(promised.due_on);
    let news = |key: &str| {
        let mine = promised.obligor == key;
        if !mine && !line.is_owed_to(key) {
            return None;
        }
        let (who, (said, asks)) = if mine { ("您", owes.clone()) } else { ("对方", owed(key)) };
        let says = format!("{number}的调解协议里，约定{who}{due}前做的一件事{said}");
        Some(News { to: vec![key.to_owned()], says, asks, own: false })
    };
    held.plan.brief.parties.iter().filter_map(|party| news(&party.key)).collect()
}
