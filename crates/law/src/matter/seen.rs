//! What one reader may see of a matter of any room: the file without what is not for these eyes, and which events have such content.
//! What it is about is each room's own (`view.rs`); the files that lie in it are [`crate::documents`].

use super::{AnyMatter, Event};
use crate::{Actor, mediation::Brief};

impl AnyMatter {
    /// The file as this actor may see it: what is confidential or internal is not in it.
    pub fn visible(&self, actor: &Actor) -> AnyMatter {
        let mut seen = match self {
            AnyMatter::Dispute(held) => AnyMatter::Dispute(Box::new(held.visible(actor))),
            AnyMatter::Mediation(held) => AnyMatter::Mediation(Box::new(held.visible(actor).file)),
            AnyMatter::Reconsideration(held) => AnyMatter::Reconsideration(Box::new(held.visible(actor))),
            AnyMatter::Consultation(held) => AnyMatter::Consultation(Box::new(held.visible(actor))),
            AnyMatter::CaseReview(held) => AnyMatter::CaseReview(Box::new(held.visible(actor))),
            AnyMatter::Performance(held) => AnyMatter::Performance(Box::new(held.visible(actor))),
            AnyMatter::Referral(held) => AnyMatter::Referral(Box::new(held.visible(actor))),
            other => other.clone(),
        };
        if let Some(brief) = seen.known_of_its_dispute() {
            brief.keep_what_is_known_to(actor);
        }
        seen
    }

    /// What it knows of its dispute, where it keeps that.
    fn known_of_its_dispute(&mut self) -> Option<&mut Brief> {
        match self {
            AnyMatter::Mediation(held) => Some(&mut held.brief),
            AnyMatter::Reconsideration(held) => Some(&mut held.brief),
            AnyMatter::Mirrored(held) => Some(&mut held.brief),
            AnyMatter::Referral(held) => Some(&mut held.brief),
            AnyMatter::Performance(held) => Some(&mut held.plan.brief),
            AnyMatter::FollowUp(held) => Some(&mut held.plan.brief),
            AnyMatter::Consultation(held) => Some(&mut held.brief),
            AnyMatter::CaseReview(held) => Some(&mut held.brief),
            _ => None,
        }
    }
}

impl Event {
    /// Whether its content is for some eyes only, whoever else may know that it happened. Of a room that has no such content: never.
    pub fn is_confidential(&self, state: &AnyMatter) -> bool {
        match (self, state) {
            (Event::Mediation(event), AnyMatter::Mediation(held)) => event.is_confidential(held),
            (Event::Mediation(_), _) => true,
            (Event::Reconsideration(event), _) => event.is_confidential(),
            (Event::Consultation(event), _) => event.is_confidential(),
            (Event::CaseReview(event), _) => event.is_confidential(),
            (
                Event::Dispute(_)
                | Event::Performance(_)
                | Event::Mirrored(_)
                | Event::Referral(_)
                | Event::FollowUp(_)
                | Event::Expert(_)
                | Event::Paper(_)
                | Event::Organization(_)
                | Event::Officer(_)
                | Event::Body(_)
                | Event::OutsideSystem(_)
                | Event::HolidaySchedule(_),
                _,
            ) => false,
        }
    }
}
