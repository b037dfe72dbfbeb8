//! Whoever hangs on a dispute learns what it says by now: its parties, its days, who sits where. Not here: what a brief is made of
//! ([`super::brief`]).

use super::{Reaction, brief};
use crate::{
    Command, Kind, MatterId,
    dispute::{Dispute, PartyStanding, Proceeding, share},
    follow_up::FollowUpCommand,
    mediation::{Brief, BriefParty, MediationCommand},
    mirrored::MirroredCommand,
    performance::PerformanceCommand,
    reconsideration::ReconsiderationCommand,
};

/// Who is told what was corrected, in this order.
const TOLD: [Kind; 3] = [Kind::Mediation, Kind::Mirrored, Kind::Reconsideration];

/// Proceedings that still run see what was corrected.
pub(super) fn refresh_briefs(id: &MatterId, dispute: &Dispute) -> Vec<Reaction> {
    TOLD.into_iter().flat_map(|kind| refreshed_of(kind, id, dispute)).collect()
}

fn refreshed_of<'a>(
    kind: Kind,
    id: &'a MatterId,
    dispute: &'a Dispute,
) -> impl Iterator<Item = Reaction> + 'a {
    let held = dispute.proceedings.iter().filter(move |proceeding| proceeding.kind == kind);
    held.enumerate().filter_map(move |(i, proceeding)| refreshed(id, dispute, (i + 1, proceeding)))
}

fn refreshed(id: &MatterId, dispute: &Dispute, held: (usize, &Proceeding)) -> Option<Reaction> {
    let (ordinal, proceeding) = held;
    let runs = proceeding.ended_on.is_none();
    let brief = || brief(id, dispute, ordinal);
    let command = match proceeding.kind {
        // Of one that is over and has not gone where it goes, too: to whom it can go hangs on what is on file.
        Kind::Mediation if runs || proceeding.pending.is_some() => {
            return Some(mediation_told(id, dispute, held));
        }
        Kind::Mirrored if runs => {
            let review_first_on = dispute.review_first(proceeding);
            let brief = Box::new(Brief { review_first_on, ..brief() });
            Command::Mirrored(MirroredCommand::UpdateBrief { brief })
        }
        // Of one that is over, too: what a court took away is performed by nobody.
        Kind::Reconsideration if runs || dispute.is_sued_upon(proceeding) => {
            let mut brief = brief_of_those(brief(), dispute, &proceeding.course.by);
            // 29条2款: what a court has of it is told to this one alone.
            if let Some((since, of)) = dispute.court_first(proceeding) {
                (brief.court_first_on, brief.court_first_of) = (Some(since), of);
            }
            brief.decision_upset = dispute.is_taken_away(proceeding);
            Command::Reconsideration(ReconsiderationCommand::UpdateBrief { brief: Box::new(brief) })
        }
        _ => return None,
    };
    Some(Reaction { target: proceeding.matter.clone(), command })
}

/// What a mediation knows beyond that: what was said of it where it comes from, and whether another was begun after it.
pub(super) fn brief_of_mediation(id: &MatterId, dispute: &Dispute, ordinal: usize) -> Brief {
    let mediations = dispute.proceedings.iter().filter(|p| p.kind == Kind::Mediation).count();
    let (consents_sent, mediated_again) = (dispute.consents_sent(ordinal), mediations > ordinal);
    Brief { consents_sent, mediated_again, ..brief(id, dispute, ordinal) }
}

fn mediation_told(id: &MatterId, dispute: &Dispute, (ordinal, held): (usize, &Proceeding)) -> Reaction {
    let brief = Box::new(brief_of_mediation(id, dispute, ordinal));
    let command = Command::Mediation(MediationCommand::UpdateBrief { brief });
    Reaction { target: held.matter.clone(), command }
}

/// Whoever was to be asked once more is asked in the mediation that has begun.
pub(super) fn tried_again(id: &MatterId, dispute: &Dispute) -> Vec<Reaction> {
    let mediations = dispute.proceedings.iter().filter(|p| p.kind == Kind::Mediation).enumerate();
    let asked = |(at, p): (usize, &Proceeding)| {
        let asks = p.course.mediated.as_ref().is_some_and(|mediated| mediated.asks_again);
        asks.then(|| mediation_told(id, dispute, (at + 1, p)))
    };
    mediations.filter_map(asked).collect()
}

/// What a reconsideration knows of the dispute whose applicants are not all in it: they are no sides of it.
pub(super) fn brief_of_those(mut brief: Brief, dispute: &Dispute, by: &[String]) -> Brief {
    if !by.is_empty() {
        brief.reconsidered = dispute.reconsidered_before(by).map(str::to_owned).collect();
        let is_of =
            |party: &BriefParty| party.standing != PartyStanding::Applicant || by.contains(&party.key);
        brief.parties.retain(is_of);
        brief.closed.retain(|closed| share(&closed.to, by));
    }
    brief
}

/// What was agreed on goes on for whoever takes a seat: it is owed to them and by them, they are visited, and where it was signed it says who
/// has it now.
pub(super) fn seated<'a>(id: &'a MatterId, dispute: &'a Dispute) -> impl Iterator<Item = Reaction> + 'a {
    let mediations = dispute.proceedings.iter().filter(|p| p.kind == Kind::Mediation);
    // One that runs, or waits for something, has learned everything already.
    let over = mediations.enumerate().filter(|(_, p)| p.ended_on.is_some() && p.pending.is_none());
    let over = over.map(move |(at, p)| mediation_told(id, dispute, (at + 1, p)));
    let after = dispute.proceedings.iter().filter_map(move |p| {
        let brief = || Box::new(brief(id, dispute, 1));
        let command = match p.kind {
            Kind::Performance if p.ended_on.is_none() => {
                Command::Performance(PerformanceCommand::UpdateBrief { brief: brief() })
            }
            Kind::FollowUp => Command::FollowUp(FollowUpCommand::UpdateBrief { brief: brief() }),
            _ => return None,
        };
        Some(Reaction { target: p.matter.clone(), command })
    });
    over.chain(after)
}
