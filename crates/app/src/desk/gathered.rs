//! Many things of one kind, gathered: under one summary with how many they are and the earliest day, those of an agreement by household,
//! the one due soonest first. Opens without a script. Not here: what is said of each ([`super::told`], [`super::steps`]).

use super::told;
use crate::ui::parts::Fact;
use huajie_law::{
    AnyMatter, Law,
    calendar::zh_date,
    mediation::{Agreement, Mediation, RESPONDENT},
    performance::{Line, Performance},
};
use jiff::civil::Date;

/// So many stand each by itself; of more there is a summary first.
pub const MOST_TOLD: usize = 7;

/// One thing of many.
pub struct Piece {
    pub text: String,
    /// Where it is done, if this reader does it.
    pub href: Option<String>,
    pub due: Option<Date>,
    pub household: Option<String>,
}

/// What is opened by whoever wants to read it.
pub struct Pile {
    pub summary: String,
    pub groups: Vec<Group>,
}

/// Those of one household; without a summary where there are no households.
pub struct Group {
    pub summary: Option<String>,
    pub pieces: Vec<Piece>,
}

pub fn pile(what: &str, mut pieces: Vec<Piece>) -> Pile {
    pieces.sort_by_key(|piece| (piece.due.is_none(), piece.due));
    let summary = format!("{what}{}", counted(&pieces));
    let mut groups: Vec<(Option<String>, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        match groups.iter_mut().find(|(household, _)| *household == piece.household) {
            Some((_, of_it)) => of_it.push(piece),
            None => groups.push((piece.household.clone(), vec![piece])),
        }
    }
    let group = |(household, pieces): (Option<String>, Vec<Piece>)| Group {
        summary: household.map(|household| format!("{household}：{}", counted(&pieces))),
        pieces,
    };
    Pile { summary, groups: groups.into_iter().map(group).collect() }
}

/// `27 项，最早 2026年12月20日`.
fn counted(pieces: &[Piece]) -> String {
    let earliest = pieces.iter().filter_map(|piece| piece.due).min();
    let earliest = earliest.map(|on| format!("，最早 {}", zh_date(on))).unwrap_or_default();
    format!("{} 项{earliest}", pieces.len())
}

/// The side to which a line is owed, or who owes it to the agency: of an agency's many lines that is what tells them apart.
pub(super) fn side(line: &Line) -> &str {
    match line.obligation.obligee.as_deref() {
        Some(obligee) if obligee != RESPONDENT => obligee,
        _ => &line.obligation.obligor,
    }
}

/// The household that a to-do of an agreement is about.
pub fn household(matter: &AnyMatter, task: &str, law: &Law) -> Option<String> {
    let AnyMatter::Performance(held) = matter else { return None };
    let line = held.line(task.split_once(':')?.1)?;
    Some(held.called(side(line), law).into_owned())
}

/// How every obligation stands; of many a count, and each household's behind a fold, that with the earliest open day first.
pub fn performed(held: &Performance, law: &Law) -> Fact {
    const LABEL: &str = "履行";
    if held.lines.len() <= MOST_TOLD {
        return Fact::new(LABEL, told::performed(held, law));
    }
    let mut lines: Vec<&Line> = held.lines.iter().collect();
    lines.sort_by_key(|line| (!line.is_open(), line.obligation.due_on));
    let mut households: Vec<(&str, Vec<&Line>)> = Vec::new();
    for line in &lines {
        match households.iter_mut().find(|(whose, _)| *whose == side(line)) {
            Some((_, of_it)) => of_it.push(line),
            None => households.push((side(line), vec![line])),
        }
    }
    households.into_iter().fold(Fact::new(LABEL, how_far(&lines)), |fact, (whose, of_it)| {
        let name = held.told_on(whose, held.plan.effective_on, law);
        let heading = format!("{name}：{}", how_far(&of_it));
        fact.more(heading, told::lines(held, of_it, law))
    })
}

/// Who wishes it and who does not; of many how many said what, and each behind a fold.
pub fn wishes(held: &Mediation, law: &Law) -> Fact {
    const LABEL: &str = "各方意愿";
    let each = told::consents(held, law);
    let sides: Vec<&str> = held.sides().collect();
    if each.lines().count() <= MOST_TOLD {
        return Fact::new(LABEL, each);
    }
    let mut said: Vec<(&str, usize)> = Vec::new();
    for side in &sides {
        let word = match held.consents.get(*side) {
            Some(consent) if consent.withdrawn_on.is_some() => "撤回同意",
            Some(consent) => consent.answer.name_zh(),
            None => "还没有表示",
        };
        match said.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => said.push((word, 1)),
        }
    }
    let left = held.absent().count();
    let left = (left > 0).then(|| format!("另有 {left} 方不参加"));
    let said = said.into_iter().map(|(word, count)| format!("{count} 方{word}")).chain(left);
    let told = format!("{} 方，{}", sides.len(), said.collect::<Vec<_>>().join("，"));
    Fact::new(LABEL, told).more("各方怎样表示的", each)
}

/// What was agreed, with how far it has come; of many obligations most behind a fold.
pub fn agreed(agreement: &Agreement, held: &Mediation, law: &Law) -> Fact {
    const LABEL: &str = "调解协议";
    let text = told::agreement(agreement, held, law);
    let lines: Vec<&str> = text.lines().collect();
    let obligations = agreement.obligations.len();
    if obligations <= MOST_TOLD || lines.len() < obligations {
        return Fact::new(LABEL, text);
    }
    let (first, rest) = lines.split_at(MOST_TOLD);
    let (folded, how_far) = rest.split_at(obligations - MOST_TOLD);
    Fact::new(LABEL, [first, how_far].concat().join("\n"))
        .more(format!("协议的其余 {} 项", folded.len()), folded.join("\n"))
}

/// `3 项，2 项做到了，1 项还没有做，最早 2026年12月20日`.
fn how_far(lines: &[&Line]) -> String {
    let count = |is: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| is(line)).count();
    let (done, broken, open) = (count(&Line::is_fulfilled), count(&Line::is_broken), count(&Line::is_open));
    let earliest = lines.iter().filter(|line| line.is_open()).map(|line| line.obligation.due_on).min();
    let told = [
        (done > 0).then(|| format!("{done} 项做到了")),
        (broken > 0).then(|| format!("{broken} 项没有做到")),
        earliest.map(|on| format!("{open} 项还没有做完，最早 {}", zh_date(on))),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    format!("{} 项，{}", lines.len(), told.join("，"))
}
