//! What a story puts on paper: set, issued and served through the one path, where there are fonts to set it in.

use super::Story;
use crate::{
    http::Trouble,
    office::{Extras, Failure},
    papers,
};
use huajie_law::{AnyMatter, Command, MatterId, Refusal, mediation::ServiceWay, paper::PaperCommand};
use huajie_papers::PaperError;
use std::sync::{Arc, OnceLock};

/// Why no more papers are set: fonts are a download of their own, and the city is lived through without them too.
pub(super) type Press = OnceLock<PaperError>;

/// Of each course some; all would take as long as everything else together.
const ONE_IN: usize = 8;

pub(super) fn is_papered(at: usize) -> bool {
    at.is_multiple_of(ONE_IN)
}

impl Story<'_> {
    /// The counter issues these papers and brings each to whom it is for.
    pub(super) async fn issue(&mut self, keys: &[&str]) -> Result<(), Failure> {
        for key in keys {
            let Some(press) = self.press.filter(|press| press.get().is_none()) else { return Ok(()) };
            self.diary.arrive(self.time);
            let extras = || Extras { silent: true, ..Extras::default() };
            // Apart on the heap: the futures of a story would be too large for a thread's stack with those of a paper inside.
            let made = Box::pin(papers::make(self.office, &self.clerk(), &self.dispute, key, extras)).await;
            match made {
                Ok(paper) => Box::pin(self.bring(paper)).await?,
                Err(Trouble::NoPaper(error)) if is_of_the_machine(&error) => {
                    let _ = press.set(error);
                }
                Err(trouble) => return Err(failed(trouble, key)),
            }
        }
        Ok(())
    }

    async fn bring(&mut self, paper: MatterId) -> Result<(), Failure> {
        let Some(AnyMatter::Paper(held)) =
            self.office.ledger.load(&paper).await?.and_then(|file| file.matter)
        else {
            return Err(Refusal::not_visible().into());
        };
        let sides: Vec<String> = held.unserved().map(|to| to.side.clone()).collect();
        if sides.is_empty() {
            return Ok(());
        }
        let serve = PaperCommand::Serve {
            recipient: None,
            way: ServiceWay::InPerson,
            served_on: self.diary.day,
            proof: Some(self.paper.clone()),
            sides,
            note: Some("本人签收".into()),
            witness: None,
            electronic_agreed: false,
        };
        self.give(&self.clerk(), paper, Command::Paper(serve)).await
    }
}

/// What lies with the machine on which the city is loaded and not with the paper.
fn is_of_the_machine(error: &PaperError) -> bool {
    matches!(
        error,
        PaperError::FontFolder { .. } | PaperError::MissingFont { .. } | PaperError::Worker { .. }
    )
}

/// The demonstration's own paper is there and is set, or the program is wrong.
fn failed(trouble: Trouble, key: &str) -> Failure {
    match trouble {
        Trouble::Refused(refusal) => refusal.into(),
        Trouble::Fault(fault) => Arc::try_unwrap(fault).expect("nobody else has it yet").into(),
        other => panic!("the demonstration's own paper {key} is not made: {other:?}"),
    }
}
