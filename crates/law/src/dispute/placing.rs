//! 归位: of which proceeding a report speaks that comes in by a table or from another system and does not say so. Where that is not plain it is
//! a person's to say. Not here: what is typed, which stands on the page of its proceeding.

use super::{Dispute, Phase, Proceeding, Refiling, Retrial};
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
    /// It is the filing.
    pub files: bool,
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
            (Level::First, _) => self.course.refiling.iter().map(Refiling::name_zh).collect(),
            (Level::Third, Some(Retrial::Awaited { courts })) => courts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// 登记立案前: a court has been handed a suit and has not said whether it files it (行诉法51条).
    pub(super) fn is_only_received(&self) -> bool {
        let course = &self.course;
        let suit = course.procedure == Some(Procedure::Litigation);
        let received = course.filed_on.is_some() && course.phase == Some(Phase::FirstInstance);
        let taken_up = course.accepted_on.is_some() || course.decided_on.is_some();
        suit && received && !taken_up && !self.is_over()
    }

    /// Whether this court is one of them; who is not named may be.
    fn awaits_of(&self, level: Level, body: Option<&str>) -> bool {
        match (level, &self.course.refiling) {
            (Level::First, Some(refiling)) => body.is_none_or(|body| refiling.is(body)),
            _ => self.awaits(level).iter().any(|court| body.is_none_or(|body| court.trim() == body.trim())),
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
        if let Some(place) = filed_at_last(&standing, spoken) {
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

/// 收…号、初…号: a court numbers what it receives and what it files apart. Of several that wait, of one that was not brought by everybody,
/// and of one under a number of filing, a person says whether it is the one that is filed.
fn filed_at_last<'a>(standing: &[&'a Proceeding], spoken: &Spoken<'_>) -> Option<Place<'a>> {
    let body = spoken.body.filter(|_| spoken.files && spoken.level == Level::First)?;
    let of_court =
        |p: &&&Proceeding| p.course.received_by.as_ref().is_none_or(|court| court.trim() == body.trim());
    let mut received = standing.iter().filter(|p| p.is_only_received()).filter(of_court);
    let (one, other) = (received.next()?, received.next());
    let filed = one.course.case_numbers.iter().any(|number| number.contains('初'));
    let plain = other.is_none() && one.course.received_by.is_some() && one.course.by.is_empty() && !filed;
    Some(match plain {
        true => Place::On(&one.matter),
        false => {
            let numbers: Vec<_> = [Some(one), other].into_iter().flatten().map(|p| named(p)).collect();
            let numbers = numbers.join("、");
            Place::Unclear(format!("{body}已经收到起诉状、还没有立案的有{numbers}，分不清立案的是不是它"))
        }
    })
}

fn named(held: &Proceeding) -> String {
    let numbers = held.course.case_numbers.join("、");
    if numbers.is_empty() { "没有案号的一件".to_owned() } else { numbers }
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
    let mut right = waiting.iter().filter(|(p, _)| p.awaits_of(spoken.level, spoken.body));
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
