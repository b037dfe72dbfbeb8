//! 归位: of which proceeding a report speaks that comes in by a table or from another system and does not say so. Where that is not plain it is
//! a person's to say. Not here: what is typed, which stands on the page of its proceeding.

use super::{Dispute, Proceeding, Retrial};
use crate::{
    Kind, MatterId,
    mirrored::{Level, Procedure},
    text::normal_number,
};

/// 报来的节点自己怎么说: what a report says of its proceeding.
pub struct Spoken<'a> {
    pub procedure: Procedure,
    pub level: Level,
    /// It is a receipt or a filing.
    pub opens: bool,
    /// Who has it in hand, where that is said.
    pub body: Option<&'a str>,
    pub case_number: Option<&'a str>,
}

/// 归位: where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// 第一次听说的程序.
    Opens,
    /// 记在这一件.
    On(&'a MatterId),
    /// 分不清，由人核对: why, in words.
    Unclear(String),
}

impl Proceeding {
    /// The courts of which one has to file this level anew, and has not been heard to have done so (行诉法89条、92条).
    fn awaits(&self, level: Level) -> Vec<&str> {
        match (level, &self.course.retrial) {
            (Level::First, _) => self.course.refiling.as_deref().into_iter().collect(),
            (Level::Third, Some(Retrial::Awaited { courts })) => courts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn has_number(&self, number: &str) -> bool {
        self.course.case_numbers.iter().any(|known| normal_number(known) == number)
    }
}

impl Dispute {
    /// By its number; sent back or to be retried, by the level and the court that it waits for; else to the only one there is. An appeal has
    /// a number of its own and goes on with the suit.
    pub fn place(&self, spoken: &Spoken<'_>) -> Place<'_> {
        let fits = |p: &&Proceeding| {
            let same = p.kind == Kind::Mirrored && p.course.procedure == Some(spoken.procedure);
            same && p.course.struck_on.is_none()
        };
        let standing: Vec<&Proceeding> = self.proceedings.iter().filter(fits).collect();
        let number = spoken.case_number.map(normal_number).filter(|number| !number.is_empty());
        if let Some(number) = &number
            && let Some(held) = standing.iter().find(|p| p.has_number(number))
        {
            return Place::On(&held.matter);
        }
        if (number.is_some() || spoken.opens)
            && !number.as_deref().is_some_and(asks_for_retrial)
            && let Some(place) = filed_anew(&standing, spoken)
        {
            return place;
        }
        let goes_on = number.is_none() || spoken.level != Level::First;
        let mut theirs = standing.iter().filter(|p| goes_on || p.course.case_numbers.is_empty());
        match (theirs.next(), theirs.next()) {
            (None, _) => Place::Opens,
            (Some(one), None) => Place::On(&one.matter),
            _ => Place::Unclear(format!("这件争议有几件{}，分不清是哪一件", spoken.procedure.name_zh())),
        }
    }
}

/// 行申: somebody applies for a retrial. One that was ordered is filed as 行再 (法〔2015〕137号).
fn asks_for_retrial(number: &str) -> bool {
    number.contains("行申")
}

/// Another court's filing of what was sent back is for a person to look at; a retrial may have been given to a court that is not known here.
fn filed_anew<'a>(standing: &[&'a Proceeding], spoken: &Spoken<'_>) -> Option<Place<'a>> {
    let waiting: Vec<(&Proceeding, Vec<&str>)> = standing
        .iter()
        .map(|p| (*p, p.awaits(spoken.level)))
        .filter(|(_, courts)| !courts.is_empty())
        .collect();
    let right = |courts: &[&str]| {
        spoken.body.is_none_or(|body| courts.iter().any(|court| court.trim() == body.trim()))
    };
    let mut right = waiting.iter().filter(|(_, courts)| right(courts));
    match (right.next(), right.next()) {
        (Some((one, _)), None) => Some(Place::On(&one.matter)),
        (Some(_), Some(_)) => {
            Some(Place::Unclear("这件争议有几件等着重新立案的诉讼，分不清是哪一件".to_owned()))
        }
        (None, _) if spoken.level == Level::First => {
            let court = waiting.first().and_then(|(_, courts)| courts.first())?;
            Some(Place::Unclear(format!("这件争议有一件发回重审、等{court}重新立案的诉讼，分不清是不是它")))
        }
        _ => None,
    }
}
