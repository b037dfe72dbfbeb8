//! Everything that the papers of one dispute are filled from, as whoever issues them may see it.

use super::issue::ordinal;
use crate::office::Person;
use huajie_law::{
    AnyMatter, Document, File, Law, MatterId, PersonId, Role,
    case_review::CaseReview,
    consultation::Consultation,
    dispute::Dispute,
    follow_up::FollowUp,
    mediation::{Agreement, HandOver, Mediation},
    mirrored::Mirrored,
    paper::Paper,
    performance::Performance,
    reconsideration::Reconsideration,
    referral::Referral,
};
use jiff::civil::Date;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// One attempt to mediate, without what is not for these eyes.
#[derive(Clone)]
pub struct Attempt {
    pub id: MatterId,
    pub held: Mediation,
    /// What of it may go on to another body.
    pub hand_over: HandOver,
    /// Why it was not imported, or was passed on, as it stands in the journal.
    pub refusal_reason: Option<String>,
}

/// A value: filling a paper from it asks nobody anything.
#[derive(Clone)]
pub struct Case {
    pub law: Arc<Law>,
    pub today: Date,
    pub id: MatterId,
    pub dispute: Dispute,
    /// The latest mediation, without what is not for these eyes.
    pub mediation: Option<(MatterId, Mediation)>,
    /// What of it may go on to another body.
    pub hand_over: Option<HandOver>,
    /// Those before it: their papers are issued as long as the file is open.
    pub earlier: Vec<Attempt>,
    /// Of the latest mediation.
    pub performance: Option<(MatterId, Performance)>,
    pub follow_up: Option<(MatterId, FollowUp)>,
    /// Those that these eyes may see, in order.
    pub referrals: Vec<(MatterId, Referral)>,
    /// What other bodies have in hand, seen or not: for the number under which a letter reaches them, and nothing else.
    pub elsewhere: Vec<Mirrored>,
    /// The latest one run here, as it stands today, for who works in the office that runs it; for nobody else.
    pub reconsideration: Option<(MatterId, Reconsideration)>,
    /// Those before it, for the same eyes: their papers are printed and served as long as the file is open.
    pub earlier_reconsiderations: Vec<(MatterId, Reconsideration)>,
    /// What the sides agreed on and ask the reconsideration body to seal; for the same eyes.
    pub to_be_sealed: Option<Agreement>,
    /// Those whose opinions these eyes may read, and no others.
    pub consultations: Vec<(MatterId, Consultation)>,
    pub reviews: Vec<(MatterId, CaseReview)>,
    /// Opened from the vault.
    pub persons: BTreeMap<PersonId, Person>,
    /// Why it was refused or not imported, as it stands in the journal.
    pub refusal_reason: Option<String>,
    /// Papers already issued that these eyes may see, in order.
    pub papers: Vec<(MatterId, Paper)>,
    /// How many there are, seen or not.
    pub issued: usize,
    /// What lies in the matters that these eyes may see.
    pub documents: Vec<Document>,
    /// Of these, what the counter reads too, which closes the volume.
    pub read_at_the_counter: Vec<Document>,
    /// The numbers under which they went out.
    pub numbers: Vec<String>,
    /// Who took it in, or that it came by net.
    pub registered_by: String,
    /// Who issues, by name.
    pub clerk: String,
    /// And in which role: an archivist issues the catalogue of the volume and nothing else.
    pub role: Role,
    /// Where the progress can be looked up.
    pub query_address: String,
}

impl Case {
    /// The latest of several is the one that most papers are about.
    pub(super) fn latest_apart(&mut self) {
        self.earlier_reconsiderations.sort_by_key(|(_, held)| held.brief.ordinal);
        self.reconsideration = self.earlier_reconsiderations.pop();
        self.earlier.sort_by_key(|one| one.held.brief.ordinal);
        if let Some(latest) = self.earlier.pop() {
            self.mediation = Some((latest.id, latest.held));
            self.hand_over = Some(latest.hand_over);
        }
    }

    /// What a paper may say of a matter that these eyes do not see.
    pub(super) fn take_unseen(&mut self, file: &File) {
        if let Some(AnyMatter::Mediation(held)) = &file.matter {
            self.to_be_sealed = held.to_be_sealed().cloned().or(self.to_be_sealed.take());
        }
        if let Some(AnyMatter::Mirrored(held)) = &file.matter {
            self.elsewhere.push((**held).clone());
        }
    }

    pub fn mediation(&self) -> Option<&Mediation> {
        self.mediation.as_ref().map(|(_, held)| held)
    }

    /// The same, where this attempt is the one that its papers are about; for who runs a reconsideration, where this one of several is.
    pub fn of_attempt(&self, attempt: Option<usize>) -> Cow<'_, Case> {
        if self.reconsideration.is_some() {
            return self.of_reconsideration(attempt);
        }
        let found = self.earlier.iter().find(|one| Some(one.held.brief.ordinal) == attempt);
        let Some(found) = found else { return Cow::Borrowed(self) };
        let Attempt { id, held, hand_over, refusal_reason } = found.clone();
        Cow::Owned(Case {
            mediation: Some((id, held)),
            hand_over: Some(hand_over),
            refusal_reason,
            performance: None,
            ..self.clone()
        })
    }

    fn of_reconsideration(&self, ordinal: Option<usize>) -> Cow<'_, Case> {
        let found =
            self.earlier_reconsiderations.iter().find(|(_, held)| Some(held.brief.ordinal) == ordinal);
        let Some(found) = found else { return Cow::Borrowed(self) };
        Cow::Owned(Case { reconsideration: Some(found.clone()), to_be_sealed: None, ..self.clone() })
    }

    /// The same as it stood on that day, for what was signed then: it names whoever sat in each seat.
    pub fn as_of(&self, day: Option<Date>) -> Cow<'_, Case> {
        match day.map(|day| self.dispute.as_of(day)) {
            Some(Cow::Owned(dispute)) => Cow::Owned(Case { dispute, ..self.clone() }),
            _ => Cow::Borrowed(self),
        }
    }

    pub fn performance(&self) -> Option<&Performance> {
        self.performance.as_ref().map(|(_, held)| held)
    }

    pub fn reconsideration(&self) -> Option<&Reconsideration> {
        self.reconsideration.as_ref().map(|(_, held)| held)
    }

    /// Every one of them, the latest first.
    pub fn reconsiderations(&self) -> impl Iterator<Item = &Reconsideration> {
        let earlier = self.earlier_reconsiderations.iter().map(|(_, held)| held);
        self.reconsideration().into_iter().chain(earlier)
    }

    /// The name of a person in full; what the vault no longer holds prints as its mask.
    pub fn name<'a>(&'a self, person: &PersonId, label: &'a str) -> &'a str {
        self.persons
            .get(person)
            .map(|held| held.name.as_str())
            .filter(|name| !name.is_empty())
            .unwrap_or(label)
    }

    pub fn consultation(&self, id: &str) -> Option<&Consultation> {
        self.consultations.iter().find(|(held, _)| held.as_str() == id).map(|(_, held)| held)
    }

    pub fn review(&self, id: &str) -> Option<&CaseReview> {
        self.reviews.iter().find(|(held, _)| held.as_str() == id).map(|(_, held)| held)
    }

    /// The name of a side in full, or of a body that a reconsideration writes to.
    pub fn side_name(&self, side: &str) -> String {
        use huajie_law::mediation::{MEDIATOR, RESPONDENT};
        if side == RESPONDENT {
            return self.respondent().to_owned();
        }
        if side == MEDIATOR {
            return "主调人员".to_owned();
        }
        match (self.dispute.party(side), self.reconsideration()) {
            (Some(held), _) => self.name(&held.particulars.person, &held.particulars.label).to_owned(),
            (None, Some(held)) => held.label(side, &self.law).to_owned(),
            (None, None) => side.to_owned(),
        }
    }

    /// The name of whoever sat there on that day, in full.
    pub fn side_name_on(&self, side: &str, day: Date) -> String {
        match self.dispute.party(side).filter(|party| party.taken_since(day).is_some()) {
            Some(party) => {
                let then = party.on(day);
                self.name(&then.particulars.person, &then.particulars.label).to_owned()
            }
            None => self.side_name(side),
        }
    }

    /// The same for whoever reads it now: `张建国（已由周承受承受）`.
    pub fn side_told_on(&self, side: &str, day: Date) -> String {
        let (then, now) = (self.side_name_on(side, day), self.side_name(side));
        let taken = self.dispute.party(side).is_some_and(|party| party.taken_since(day).is_some());
        if taken { format!("{then}（已由{now}承受）") } else { then }
    }

    /// The name of a side as lists and the journal may show it.
    pub fn side_label(&self, side: &str) -> String {
        match (self.dispute.party(side), self.reconsideration(), self.mediation()) {
            (Some(_), ..) => self.dispute.label_apart(side).into_owned(),
            (None, ..) if side == huajie_law::mediation::RESPONDENT => self.respondent().to_owned(),
            (None, Some(held), _) => held.label(side, &self.law).to_owned(),
            (None, None, Some(held)) => held.label(side, &self.law).into_owned(),
            (None, None, None) => side.to_owned(),
        }
    }

    pub fn respondent(&self) -> &str {
        self.law.directory.name_of(&self.dispute.registration.respondent)
    }

    /// `张建国等2人`.
    pub fn applicants(&self) -> String {
        self.applicants_of(&self.dispute)
    }

    /// The same of that day.
    pub fn applicants_on(&self, day: Date) -> String {
        self.applicants_of(&self.dispute.as_of(day))
    }

    fn applicants_of(&self, dispute: &Dispute) -> String {
        let first = dispute.applicants().next();
        let name = first.map_or("", |party| self.name(&party.particulars.person, &party.particulars.label));
        let named = dispute.applicants().count();
        let size = dispute.registration.group.as_ref().map_or(named, |group| group.size as usize).max(named);
        if size > 1 { format!("{name}等{size}人") } else { name.to_owned() }
    }

    /// The number that the next paper of a file gets: the file's own and the place among what went out under it.
    pub fn next_number(&self, of: &str) -> String {
        let under = format!("{of}之");
        let out = self.numbers.iter().filter(|number| number.starts_with(&under)).count();
        format!("{under}{}", out + 1)
    }
}

/// The papers among matters, in order.
pub fn among(visible: &[File]) -> Vec<(&MatterId, &Paper)> {
    let papers = visible.iter().filter_map(|file| match &file.matter {
        Some(AnyMatter::Paper(paper)) => Some((&file.id, &**paper)),
        _ => None,
    });
    let mut papers: Vec<_> = papers.collect();
    papers.sort_by_key(|(id, _)| ordinal(id));
    papers
}
