//! What everybody outside sees of a mediation: the line in the list, who may open it, the clocks.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    clock::Clock,
    decision::Law,
    matter::{ClockLine, Lapse},
};

impl Brief {
    /// What a list shows of any proceeding or paper on the dispute, under a title of its own.
    pub fn facets(&self, title: String) -> Facets {
        Facets {
            number: Some(self.number.clone()),
            dispute: Some(self.dispute.clone()),
            title,
            parties: self.parties.first().map(|party| party.label.clone()).unwrap_or_default(),
            respondent: Some(self.respondent.clone()),
            place: self.place.clone(),
            act_kind: Some(self.act.kind.as_str().to_owned()),
            source: Some(self.source.as_str().to_owned()),
            enterprise: self.enterprise,
            amount_fen: self.amount_fen,
            ..Facets::default()
        }
    }

    /// Who sees that there is advice on it: who keeps the files, the agency, the parties. What it says is another matter.
    pub(crate) fn advised_of(&self) -> impl Iterator<Item = Principal> + '_ {
        use Role::*;
        let keepers =
            [IntakeClerk, ReconsiderationOfficer, CentreHead, Archivist, Auditor].map(Principal::role);
        let agency = [AgencyLegal, AgencyHead].map(|role| Principal::role_in(role, &self.respondent));
        let parties = self.parties.iter().map(|party| Principal::party(&self.dispute, &party.key));
        keepers.into_iter().chain(agency).chain(parties)
    }
}

impl Mediation {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let act = &self.brief.act;
        let clock = self.clock(law);
        let last_day = clock.as_ref().and_then(|clock| clock.bound_on(&law.calendar));
        Outline {
            stage: self.stage.as_str().to_owned(),
            lapse: last_day
                .filter(|_| self.stage.is_running())
                .map(|last_day| Lapse { last_day, stage_after: "ended".into() }),
            facets: Facets {
                parties: self.parties_label(),
                outcome: self.outcome_word(),
                opened_on: Some(self.opened_on),
                ended_on: self.stage.over_on(),
                ..self.brief.facets(act.title.clone())
            },
            access: self.access(),
            walls: self.walled.iter().chain(self.sealers().flat_map(|by| &by.walled)).cloned().collect(),
            clocks: self.clocks(law, clock.as_ref()),
            tasks: self.tasks(law, last_day),
            marks: std::iter::once(format!("number:{}", self.brief.number))
                .chain(self.watch_mark())
                .chain((self.team.is_some() && !self.stage.is_over()).then(|| SEATED.to_owned()))
                .collect(),
            words: vec![self.brief.number.clone(), act.title.clone(), self.brief.claims.clone()],
        }
    }

    pub fn parties_label(&self) -> String {
        self.brief.applicants_label()
    }

    fn outcome_word(&self) -> Option<String> {
        match &self.stage {
            Stage::Ended { outcome, .. } => Some(outcome.as_str().to_owned()),
            Stage::Returned { reason, .. } => Some(reason.as_str().to_owned()),
            Stage::PassedOn { .. } => Some("passed_on".to_owned()),
            _ => None,
        }
    }

    /// The centre, the sides, the seats. The walls are taken away by whoever reads.
    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.push(Principal::role_in(AgencyLegal, &self.brief.respondent));
        access.push(Principal::role_in(AgencyHead, &self.brief.respondent));
        access.extend(self.brief.consult_point.iter().map(|point| Principal::role_in(ConsultPoint, point)));
        access
            .extend(self.brief.parties.iter().map(|party| Principal::party(&self.brief.dispute, &party.key)));
        access.extend(self.team.iter().flat_map(Team::users).map(Principal::user));
        for office in self.sealers().filter_map(|by| by.office.as_ref()) {
            access.extend(
                [ReconsiderationOfficer, ReconsiderationHead].map(|role| Principal::role_in(role, office)),
            );
        }
        access
    }

    /// 73条、74条: once the agreement is in force, the office of the reconsideration in which it was reached reads what it has to seal
    /// or to allow.
    pub(super) fn sealers(&self) -> impl Iterator<Item = &ReconsideredBy> {
        let agreed = self.agreement.as_ref().is_some_and(|agreement| agreement.effective_on.is_some());
        let in_it = agreed && self.channel() == Some(Channel::Reconsideration);
        self.brief.reconsidered_by.iter().filter(move |_| in_it)
    }

    fn clocks(&self, law: &Law, clock: Option<&Clock>) -> Vec<ClockLine> {
        let line = |name: &str, title: &str, clock: &Clock| ClockLine::of(name, title, clock, &law.calendar);
        let period = clock.map(|clock| line("mediation_period", "调解期限", clock));
        let confirmation =
            self.confirmation_clock().map(|clock| line("judicial_confirmation", "共同申请司法确认", &clock));
        period.into_iter().chain(confirmation).collect()
    }
}
