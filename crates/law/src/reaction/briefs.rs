//! What a proceeding knows of its dispute, and whoever hangs on the dispute learns by now: its parties, its days, who sits where.

use super::Reaction;
use crate::{
    Command, Kind, MatterId,
    agency::Reach,
    dispute::{Dispute, PartyStanding, Proceeding, share},
    follow_up::FollowUpCommand,
    mediation::{self, Brief, BriefParty, MediationCommand},
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
            brief.decision_sued = dispute.suits_about(proceeding);
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

/// Who sat in a seat before whoever gave it up last.
fn sat_earlier(party: &crate::dispute::Party) -> Vec<mediation::Sat> {
    let gone = party.former.iter().filter(|before| before.gave_way());
    let mut sat: Vec<mediation::Sat> = gone
        .map(|before| mediation::Sat { label: before.label.clone(), until: before.corrected_on })
        .collect();
    sat.pop();
    sat
}

fn brief_party(party: &crate::dispute::Party) -> BriefParty {
    BriefParty {
        key: party.key.clone(),
        person: party.particulars.person.clone(),
        label: party.particulars.label.clone(),
        standing: party.particulars.standing,
        nature: party.particulars.nature,
        representative: party.particulars.representative,
        agent: party.particulars.agent.as_ref().map(|agent| agent.label.clone()),
        agent_person: party.particulars.agent.as_ref().map(|agent| agent.person.clone()),
        agent_reach: party
            .particulars
            .agent
            .as_ref()
            .map(|agent| Reach { authority: agent.authority, lettered: agent.document.is_some() }),
        succeeded_on: party.succeeded_on(),
        formerly: party.predecessor().map(|before| before.label.clone()),
        formerly_until: party.predecessor().map(|before| before.corrected_on),
        earlier: sat_earlier(party),
        beside: party.beside.as_ref().map(|beside| beside.seat.clone()),
    }
}

/// What a proceeding knows of its dispute.
pub fn brief(id: &MatterId, dispute: &Dispute, ordinal: usize) -> Brief {
    let registration = &dispute.registration;
    Brief {
        dispute: id.clone(),
        number: dispute.number.clone(),
        ordinal,
        parties: dispute.parties.iter().map(brief_party).collect(),
        group: registration.group.clone(),
        respondent: registration.respondent.clone(),
        act: registration.act.clone(),
        claims: registration.claims.clone(),
        source: registration.source,
        first_submitted_on: registration.first_submitted_on,
        registered_on: dispute.registered_on,
        filed_on: dispute.filed_on(),
        unfiled: dispute.unfiled(),
        handed_in: dispute.handed_in(),
        closed: dispute.closed_by_name(),
        reconsidered: dispute.reconsidered_before(&[]).map(str::to_owned).collect(),
        told: dispute.told_before(),
        referral: dispute.open_referral(),
        came_by: dispute.came_by(),
        sent_by: dispute.sent_by().cloned(),
        consents_sent: Vec::new(),
        mediated_again: false,
        amount_fen: registration.amount_fen,
        place: registration.place.clone(),
        enterprise: registration.enterprise,
        acted_before: registration.proxy.iter().map(|proxy| proxy.user.clone()).collect(),
        walled: dispute.walled.clone(),
        consult_point: registration.proxy.as_ref().map(|proxy| proxy.organization.clone()),
        reconsidered_by: dispute.last_reconsideration().map(|held| mediation::ReconsideredBy {
            office: held.course.office.clone(),
            matter: (held.kind == Kind::Reconsideration).then(|| held.matter.clone()),
            body: held.course.body.clone(),
            walled: held.course.walled.clone(),
            over: held.is_over(),
            unknown_to_agency: held.is_unknown_to_agency(),
            deciding: held.course.deciding.clone(),
            rests_by_agreement: held.course.rests_by_agreement,
        }),
        in_court: dispute.is_in_court(),
        only_received: dispute.is_only_received_by_court(),
        in_petition: dispute.is_in_petition(),
        on_trial: Some(dispute.is_on_trial()),
        tried_since: dispute.tried_since(),
        summary: dispute.is_tried_summarily(),
        court_first_on: None,
        court_first_of: Vec::new(),
        review_first_on: None,
        decision_upset: false,
        decision_sued: Vec::new(),
    }
}
