//! Papers that are out and have not reached everybody (送达): one to-do for each matter that they are about. Not here: which papers must be
//! shown to have arrived, and their service (the paper room).

use super::{Dispute, DisputeEvent};
use crate::{
    MatterId, Principal, Role,
    matter::{PAPERS, Task},
    mediation::RESPONDENT,
    paper::{AGREEMENT, URGING},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// On whom a paper is still to be served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unserved {
    pub paper: MatterId,
    /// The matter that it is about.
    pub subject: MatterId,
    pub template: String,
    /// To whom, and about which line: one that is issued anew takes the place of the one before.
    pub about: String,
    /// Keys of the sides; none once it has reached everybody.
    pub sides: Vec<String>,
    /// It was issued earlier, and somebody was served.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub served: bool,
    /// As lists name it; of papers that were noted before it was kept nobody knows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

impl Unserved {
    /// A paper issued anew takes the place of the one before; a service says something of its own paper alone.
    fn is_replaced_by(&self, other: &Unserved) -> bool {
        self.paper == other.paper || (!other.served && self.which() == other.which())
    }

    fn which(&self) -> (&MatterId, &str, &str) {
        (&self.subject, &self.template, &self.about)
    }
}

impl Dispute {
    /// Nothing to say of a paper that nobody waits for.
    pub(super) fn weigh_unserved(&self, paper: &Unserved) -> Vec<DisputeEvent> {
        let known = self.unserved.iter().any(|held| held.is_replaced_by(paper));
        let told = known || !(paper.served || paper.sides.is_empty());
        told.then(|| DisputeEvent::PaperNoted { paper: Box::new(paper.clone()) }).into_iter().collect()
    }

    pub(super) fn note_unserved(&mut self, paper: &Unserved) {
        self.unserved.retain(|held| !held.is_replaced_by(paper));
        self.unserved.extend((!paper.sides.is_empty()).then(|| paper.clone()));
    }

    /// Whoever is no party any more is served nothing; and what is printed to be signed is served once it is in force.
    fn waits(&self, paper: &Unserved) -> bool {
        let stays = |side: &String| side == RESPONDENT || self.party(side).is_some();
        let subject = self.proceedings.iter().find(|p| p.matter == paper.subject);
        let settled = subject.and_then(|p| p.course.mediated.as_ref()?.settled).is_some();
        // What was urged and is over needs no urging any more.
        let done = paper.template == URGING && subject.is_some_and(|p| p.ended_on.is_some());
        paper.sides.iter().any(stays) && !done && (settled || paper.template != AGREEMENT)
    }

    /// Until the file is closed.
    pub(super) fn service_tasks(&self) -> Vec<Task> {
        let mut open: Vec<(&MatterId, Vec<&str>)> = Vec::new();
        for paper in self.unserved.iter().filter(|paper| self.waits(paper)) {
            match open.iter_mut().find(|(subject, _)| *subject == &paper.subject) {
                Some((_, titles)) => titles.push(&paper.title),
                None => open.push((&paper.subject, vec![&paper.title])),
            }
        }
        let task = |(subject, titles): (&MatterId, Vec<&str>)| {
            let (count, which) = (titles.len(), named(&titles));
            let title = format!("有 {count} 份文书还没有送达{which}：送达以后逐份记录");
            let serve =
                Task::of(format!("serve:{subject}"), title, PAPERS, vec![Principal::role(Role::IntakeClerk)]);
            Task { legal_risk: true, ..serve }
        };
        if self.is_frozen() { Vec::new() } else { open.into_iter().map(task).collect() }
    }
}

/// Of more than these a title says that there are others.
const NAMED: usize = 3;

/// Which they are: among all that were issued nobody looks for them.
fn named(titles: &[&str]) -> String {
    let known: Vec<&str> = titles.iter().copied().filter(|title| !title.is_empty()).collect();
    match known.len() {
        0 => String::new(),
        all if all > NAMED || all < titles.len() => {
            format!("（{}等）", known[..all.min(NAMED)].join("、"))
        }
        _ => format!("（{}）", known.join("、")),
    }
}
