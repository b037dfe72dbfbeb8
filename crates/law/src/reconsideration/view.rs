//! What one person may see of a reconsideration. The office and the body see everything; everybody else what was decided, never what
//! was proposed on the way.

use super::*;
use crate::{Actor, Principal, Role};

impl Reconsideration {
    /// Of the office, or the body in whose name it is decided.
    pub fn is_insider(&self, actor: &Actor) -> bool {
        if self.walled.contains(&actor.user) {
            return false;
        }
        match actor.role {
            Role::ReconsiderationOfficer | Role::ReconsiderationHead => {
                actor.in_organization(&self.bodies.office)
            }
            Role::AgencyHead => {
                actor.in_organization(&self.bodies.body) && self.bodies.body != self.brief.respondent
            }
            _ => false,
        }
    }

    /// The same as names in a list: who reads a paper that is for the office and the body alone.
    pub fn insiders(&self) -> Vec<Principal> {
        let office = [Role::ReconsiderationOfficer, Role::ReconsiderationHead]
            .map(|role| Principal::role_in(role, &self.bodies.office));
        let body = Principal::role_in(Role::AgencyHead, &self.bodies.body);
        let own_act = self.bodies.body == self.brief.respondent;
        office.into_iter().chain((!own_act).then_some(body)).collect()
    }

    /// The file as this person may see it: drafts, opinions and resolutions are internal; of what was decided the holdings stay.
    pub fn visible(&self, actor: &Actor) -> Reconsideration {
        let mut file = self.clone();
        if self.is_insider(actor) {
            return file;
        }
        let decided = file.decided.as_ref().map(|decided| decided.draft.clone());
        file.drafts.retain(|draft| Some(&draft.key) == decided.as_ref());
        for draft in &mut file.drafts {
            draft.resolved = None;
            draft.by_name.clear();
            draft.opinion.committee_reason = None;
            draft.by = UserId::from("");
        }
        // Who agreed in the house is the house's, here as with a decision.
        file.terminated.iter_mut().for_each(|ended| ended.agreed_by = None);
        file.measures.iter_mut().for_each(|measure| measure.agreed_by = None);
        file.opinions.iter_mut().for_each(|opinion| opinion.agreed_by = None);
        let concluded = file.rule_reviews.iter_mut().filter_map(|review| review.concluded.as_mut());
        concluded.for_each(|conclusion| conclusion.agreed_by = None);
        // What the committee advised is for the office and the body (52条, 61条3款).
        file.consultations.clear();
        file.advised.clear();
        file.open_reviews.clear();
        // What the office looks for, and of whom, is for the office until it stands in the decision; whoever keeps the file reads it.
        if !matches!(actor.role, Role::Auditor | Role::Archivist) {
            file.inquiries.clear();
        }
        // What the public may not read any more was taken from it for a reason (79条).
        if let Some(copy) = &mut file.published {
            copy.former.clear();
            copy.withdrawn.iter_mut().for_each(|(_, reason)| reason.clear());
        }
        if !file.is_known_to(actor) {
            file.reply = None;
        }
        file.keep_what_was_handed_in(actor);
        for record in file.hearings.iter_mut().filter_map(|hearing| hearing.record.as_mut()) {
            if !self.reads_minutes(actor, record) {
                record.minutes.clear();
            }
        }
        file
    }

    /// Who was there has read and signed them; others of the sides upon request (47条).
    fn reads_minutes(&self, actor: &Actor, record: &HearingRecord) -> bool {
        let was_there = |side: &str| record.present.iter().any(|present| present == side);
        let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
        match actor.role {
            Role::Party => here.is_some_and(|own| was_there(&own.party) || self.may_read(&own.party)),
            _ => self.is_known_to(actor),
        }
    }

    /// What a party said or brought is for the office, for that party, and for who reads the whole file upon its request (47条).
    fn keep_what_was_handed_in(&mut self, actor: &Actor) {
        let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
        let own = here.map(|standing| standing.party.clone()).filter(|_| actor.role == Role::Party);
        let reads_all = match &own {
            Some(own) => self.may_read(own),
            None => matches!(actor.role, Role::Auditor | Role::Archivist),
        };
        // Where the others are served is no part of what 47条 opens.
        if own.is_some() || !reads_all {
            self.addresses.retain(|held| own.as_ref() == Some(&held.address.side));
        }
        if reads_all {
            return;
        }
        self.stated.retain(|one| own.as_ref() == Some(&one.side));
        let of_others = self.reports.iter_mut().filter(|one| own.as_ref() != Some(&one.side));
        of_others.for_each(|one| one.text.clear());
        let applied = own.is_some_and(|own| self.applicants().any(|side| side == own));
        if let Some(supplement) = self.supplement.as_mut().filter(|_| !applied) {
            supplement.said = None;
            supplement.documents.clear();
        }
    }

    /// The sides read what the agency answered once it was granted; the centre follows the course alone.
    fn is_known_to(&self, actor: &Actor) -> bool {
        match actor.role {
            // 47条: upon request, unless one of the four grounds stands against it.
            Role::Party => {
                let here = actor.standing.as_ref().filter(|standing| standing.dispute == self.brief.dispute);
                here.is_some_and(|standing| self.may_read(&standing.party))
            }
            Role::AgencyLegal | Role::AgencyHead => actor.in_organization(&self.brief.respondent),
            Role::Auditor | Role::Archivist => true,
            _ => false,
        }
    }
}
