//! Whoever hangs on a dispute learns what it says by now: its parties, its days, who sits where. Not here: what a brief is made of
//! ([`super::brief`]).

use super::{Reaction, brief, mediations};
use crate::{
    Command, Kind, MatterId,
    dispute::{Dispute, PartyStanding},
    follow_up::FollowUpCommand,
    mediation::{Brief, BriefParty, MediationCommand},
    mirrored::MirroredCommand,
    performance::PerformanceCommand,
    reconsideration::ReconsiderationCommand,
};

/// Mediations that still run see what was corrected.
pub(super) fn refresh_briefs(id: &MatterId, dispute: &Dispute) -> Vec<Reaction> {
    // Of one that is over and has not gone where it goes, too: to whom it can go hangs on what is on file.
    let numbered = mediations(dispute)
        .enumerate()
        .filter(|(_, proceeding)| proceeding.ended_on.is_none() || proceeding.pending.is_some());
    let refresh = |(i, proceeding): (usize, &crate::dispute::Proceeding)| {
        let brief = Box::new(brief(id, dispute, i + 1));
        Reaction {
            target: proceeding.matter.clone(),
            command: Command::Mediation(MediationCommand::UpdateBrief { brief }),
        }
    };
    let mirrored = dispute.proceedings.iter().filter(|proceeding| proceeding.kind == Kind::Mirrored);
    let mirrored = mirrored.enumerate().filter(|(_, proceeding)| proceeding.ended_on.is_none());
    let resend = |(i, proceeding): (usize, &crate::dispute::Proceeding)| {
        let brief = Box::new(brief(id, dispute, i + 1));
        Reaction {
            target: proceeding.matter.clone(),
            command: Command::Mirrored(MirroredCommand::UpdateBrief { brief }),
        }
    };
    let here = dispute.proceedings.iter().filter(|proceeding| proceeding.kind == Kind::Reconsideration);
    let here = here.enumerate().filter(|(_, proceeding)| proceeding.ended_on.is_none());
    let again = |(i, proceeding): (usize, &crate::dispute::Proceeding)| {
        let brief = Box::new(brief_of_those(brief(id, dispute, i + 1), &proceeding.course.by));
        let command = ReconsiderationCommand::UpdateBrief { brief };
        Reaction { target: proceeding.matter.clone(), command: Command::Reconsideration(command) }
    };
    numbered.map(refresh).chain(mirrored.map(resend)).chain(here.map(again)).collect()
}

/// What a reconsideration knows of the dispute whose applicants are not all in it: they are no sides of it.
pub(super) fn brief_of_those(mut brief: Brief, by: &[String]) -> Brief {
    if !by.is_empty() {
        let is_of =
            |party: &BriefParty| party.standing != PartyStanding::Applicant || by.contains(&party.key);
        brief.parties.retain(is_of);
        brief.closed.retain(|closed| closed.to.is_empty() || closed.to.iter().any(|key| by.contains(key)));
    }
    brief
}

/// What was agreed on goes on for whoever takes a seat: it is owed to them and by them, and they are visited.
pub(super) fn seated<'a>(id: &'a MatterId, dispute: &'a Dispute) -> impl Iterator<Item = Reaction> + 'a {
    dispute.proceedings.iter().filter_map(move |p| {
        let brief = || Box::new(brief(id, dispute, 1));
        let command = match p.kind {
            Kind::Performance if p.ended_on.is_none() => {
                Command::Performance(PerformanceCommand::UpdateBrief { brief: brief() })
            }
            Kind::FollowUp => Command::FollowUp(FollowUpCommand::UpdateBrief { brief: brief() }),
            _ => return None,
        };
        Some(Reaction { target: p.matter.clone(), command })
    })
}
