//! What everybody outside sees of a dispute.

use super::*;
use crate::{
    Facets, Outline, Role,
    decision::Law,
    matter::{Task, WAIT},
    remedy::Deadline,
};

/// The mark under which the watch-list is found (关注名单): a mediation failed and the quarrel goes on.
pub const WATCHED: &str = "watch:unsettled";
/// The mark of a file in which reconsideration and suit run beside one another.
pub const CONFLICTING: &str = "watch:conflict";

impl Dispute {
    pub(super) fn outline_of(&self, id: &MatterId, law: &Law) -> Outline {
        let act = &self.registration.act;
        Outline {
            stage: self.stage.as_str().to_owned(),
            lapse: None,
            facets: Facets {
                number: Some(self.number.clone()),
                dispute: Some(id.clone()),
                title: act.title.clone(),
                parties: self.applicants_label(),
                respondent: Some(self.registration.respondent.clone()),
                place: self.registration.place.clone(),
                act_kind: Some(act.kind.as_str().to_owned()),
                source: Some(self.registration.source.as_str().to_owned()),
                outcome: self.outcome().map(|outcome| outcome.as_str().to_owned()),
                enterprise: self.registration.enterprise,
                amount_fen: self.registration.amount_fen,
                opened_on: Some(self.registered_on),
                ended_on: self.ended_on(),
            },
            access: self.access().into_iter().chain(self.party_access(id)).collect(),
            walls: self.walled.clone(),
            clocks: self
                .remedies(law)
                .iter()
                .flat_map(|last| last_day_lines(last, self.registered_on))
                .collect(),
            tasks: self.tasks(law),
            marks: self.marks(),
            words: vec![
                self.number.clone(),
                act.title.clone(),
                self.registration.claims.clone(),
                self.registration.facts.clone(),
            ],
        }
    }

    fn party_access(&self, id: &MatterId) -> impl Iterator<Item = Principal> {
        self.parties.iter().map(|party| Principal::party(id, &party.key))
    }

    fn outcome(&self) -> Option<Outcome> {
        match self.stage {
            Stage::Ended { outcome, .. } | Stage::Closed { outcome, .. } => Some(outcome),
            Stage::Registered | Stage::InProceeding { .. } => None,
        }
    }

    fn ended_on(&self) -> Option<Date> {
        match self.stage {
            Stage::Ended { on, .. } | Stage::Closed { on, .. } => Some(on),
            Stage::Registered | Stage::InProceeding { .. } => None,
        }
    }

    /// The last days of the remedies, also of those that had run out before it came here: that must be said, not left
    /// out. With the court or the reconsideration body the day of filing is kept; a settled dispute needs none.
    fn remedies(&self, law: &Law) -> Vec<Deadline> {
        // What was agreed is settled when it is performed: until then a right to sue is not let go.
        let watched =
            self.proceedings.iter().any(|p| p.kind == crate::Kind::Performance && p.ended_on.is_none());
        let settled = (self.outcome() == Some(Outcome::Settled) && !watched) || self.is_frozen();
        if self.filed_on().is_some() || settled { Vec::new() } else { self.open_last_days(law) }
    }

    /// An open dispute always has somebody who does the next step: here, or in a proceeding of it that is open.
    fn tasks(&self, law: &Law) -> Vec<Task> {
        let task = |name: &str, title: &str, command: &str, role: Role| {
            Task::of(name, title, command, vec![Principal::role(role)])
        };
        let conflicts = self.conflicts().into_iter().enumerate().map(|(i, conflict)| {
            let name = format!("conflict:{}", i + 1);
            Task { legal_risk: true, ..task(&name, &conflict.says, WAIT, Role::IntakeClerk) }
        });
        let twin = self.suspected_twin().map(|_| {
            let title = "可能与已经登记的一件是同一件：和当事人核对";
            task("twin", title, "check_twin", Role::IntakeClerk)
        });
        let open = matches!(self.stage, Stage::Registered | Stage::InProceeding { .. });
        let choose = (open && self.lacks_representatives()).then(|| {
            let title = "通知群体推选二至五名代表人（还没有列名的先列名）";
            task("representatives", title, "choose_representatives", Role::IntakeClerk)
        });
        conflicts.chain(twin).chain(choose).chain(self.own_tasks(law, task)).collect()
    }

    fn own_tasks(&self, law: &Law, task: impl Fn(&str, &str, &str, Role) -> Task) -> Vec<Task> {
        match &self.stage {
            Stage::Registered => {
                let route = task(
                    "route",
                    "征询当事人是否愿意调解，或转有权机关",
                    "request_mediation",
                    Role::IntakeClerk,
                );
                let open = self.remedies(law);
                let last_day = open.iter().filter_map(|last| last.open_until(self.registered_on)).min();
                vec![Task { due_on: last_day, legal_risk: last_day.is_some(), ..route }]
            }
            Stage::Ended { .. }
                if self.pending().is_none() && self.proceedings.iter().all(|p| p.ended_on.is_some()) =>
            {
                let close = task("close", "整理卷宗，归档", "close", Role::IntakeClerk);
                let holders = [Role::IntakeClerk, Role::Archivist].map(Principal::role).into();
                vec![Task { holders, ..close }]
            }
            Stage::InProceeding { .. } | Stage::Ended { .. } | Stage::Closed { .. } => Vec::new(),
        }
    }

    /// Keys for exact finding: number, code, names, and one fingerprint per party for duplicates.
    fn marks(&self) -> Vec<String> {
        let mut marks = vec![format!("number:{}", self.number)];
        // 案号、信访件号、工单号 of what other bodies do: people know a quarrel by any of its numbers.
        let elsewhere = self.proceedings.iter().flat_map(|p| &p.course.case_numbers);
        marks.extend(elsewhere.map(|number| format!("number:{}", crate::text::normal_number(number))));
        marks.extend(self.is_watched().then(|| WATCHED.to_owned()));
        marks.extend((!self.conflicts().is_empty()).then(|| CONFLICTING.to_owned()));
        marks.extend(self.registration.query_code_digest.iter().map(|digest| format!("code:{digest}")));
        for party in &self.parties {
            marks.extend(party.particulars.marks.iter().cloned());
            marks.extend(
                party
                    .particulars
                    .marks
                    .iter()
                    .map(|mark| fingerprint(mark, &self.registration.respondent, &self.registration.act)),
            );
        }
        marks
    }
}

/// Same party, same agency, same act: the key under which a second registration is noticed.
/// The act is its document number where there is one, else its kind and the day it was made.
pub fn fingerprint(party_mark: &str, respondent: &OrgId, act: &ContestedAct) -> String {
    let number = act.document_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let which = match number {
        Some(number) => number.to_owned(),
        None => format!("{}/{}", act.kind.as_str(), act.made_on.map(|on| on.to_string()).unwrap_or_default()),
    };
    format!("same:{party_mark}|{respondent}|{which}")
}
