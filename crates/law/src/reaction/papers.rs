//! What a paper means to what it is about: who watches what was promised learns that a letter was served, and the dispute on whom a paper
//! is still to be served.

use super::{Reaction, to_dispute};
use crate::{
    AnyMatter, Command, Decision,
    dispute::DisputeCommand,
    paper::{Audience, Paper, PaperEvent, URGING},
    performance::{self, PerformanceCommand},
};

/// The days that a letter gives run from its service, which is not before it was issued: whoever watches what was promised learns of both.
pub(super) fn after_paper(paper: &Paper, event: &PaperEvent) -> Vec<Reaction> {
    let Audience::Addressee { side } = &paper.issue.audience else { return Vec::new() };
    if paper.issue.template != URGING {
        return Vec::new();
    }
    let (obligor, line) = (side.clone(), paper.issue.line.clone());
    let command = match event {
        PaperEvent::Issued { .. } => {
            PerformanceCommand::NoteLetterIssued { obligor, line, dated: paper.issue.dated }
        }
        // Of papers that were issued before their recipients were kept every service counts.
        PaperEvent::Served { service, .. }
            if paper.issue.recipients.is_empty() || service.side.as_ref() == Some(side) =>
        {
            let service = performance::ServedLetter { on: service.served_on, way: service.way };
            PerformanceCommand::NoteLetterServed { obligor, line, service }
        }
        PaperEvent::Served { .. } => return Vec::new(),
    };
    let target = paper.issue.subject.clone();
    vec![Reaction { target, command: Command::Performance(command) }]
}

pub(super) fn unserved(decision: &Decision) -> Option<Reaction> {
    let AnyMatter::Paper(paper) = decision.after() else { return None };
    let left = paper.still_to_be_served(decision.id())?;
    Some(to_dispute(&paper.issue.dispute, DisputeCommand::NotePaper { paper: Box::new(left) }))
}

#[cfg(test)]
mod tests;
