//! Whether what is handed in is on file already: by blind indexes of its parties, its agency and its act. Here: what each door is told of
//! it. Not here: taking it in (`intake`).

use super::intake::Intake;
use crate::office::Office;
use huajie_law::{
    AnyMatter, MatterId,
    dispute::{PartyStanding, twin_keys},
};
use huajie_ledger::{Alone, Fault};

/// A dispute already on file that seems to be the one that is handed in from the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Both the telephone and the number of identity are those of its party, or the name, the telephone and every word of what
    /// happened and is wished for: they may learn that it is there.
    Theirs(MatterId),
    /// Found by less. Whoever asks is told nothing, or a stranger could ask who has a case; the counter looks.
    Suspected(MatterId),
}

impl Twin {
    pub fn dispute(self) -> MatterId {
        match self {
            Twin::Theirs(id) | Twin::Suspected(id) => id,
        }
    }
}

/// However it was broken into lines.
fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// A blind index of these kinds is of something that not everybody knows of somebody.
const PRIVATE_MARKS: [&str; 2] = ["number:", "phone:"];

impl Office {
    /// What bears a mark of an applicant about the same act now: a registration is given upon this, and what comes meanwhile is
    /// noticed. For whoever is not known here only what not everybody knows of somebody counts.
    pub async fn look_for_twins(&self, intake: &Intake, of_public: bool) -> Result<Alone, Fault> {
        let applicants = intake.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
        let counts = |mark: &String| !of_public || PRIVATE_MARKS.iter().any(|kind| mark.starts_with(kind));
        let marks = applicants.flat_map(|party| self.person_marks(&party.person())).filter(counts);
        let marks: Vec<String> =
            marks.flat_map(|mark| twin_keys(&mark, &intake.respondent, &intake.act)).collect();
        let seen = self.ledger.marked_any(&marks).await?.into_iter().map(|(_, matter)| matter).collect();
        Ok(Alone { marks, seen })
    }

    /// What seems to be the same, for whoever is not known here.
    pub async fn find_twin_of_public(&self, intake: &Intake) -> Result<Option<Twin>, Fault> {
        let mut suspected = None;
        for party in intake.parties.iter().filter(|party| party.standing == PartyStanding::Applicant) {
            let marks = self.person_marks(&party.person());
            for mark in marks.iter().filter(|mark| PRIVATE_MARKS.iter().any(|kind| mark.starts_with(kind))) {
                for found in self.same_act(mark, intake).await? {
                    if self.is_of_party(&found, &marks, intake).await? {
                        return Ok(Some(Twin::Theirs(found)));
                    }
                    suspected.get_or_insert(found);
                }
            }
        }
        Ok(suspected.map(Twin::Suspected))
    }

    /// Disputes of whoever bears that mark about the same act of the same agency.
    async fn same_act(&self, mark: &str, intake: &Intake) -> Result<Vec<MatterId>, Fault> {
        let mut found = Vec::new();
        for key in twin_keys(mark, &intake.respondent, &intake.act) {
            found.extend(self.ledger.marked(&key).await?);
        }
        Ok(found)
    }

    /// One applicant of that dispute has both the telephone and the number that were typed; or gave none, and the same was typed by
    /// the same name a second time: whoever knows every word of it has written it.
    async fn is_of_party(
        &self,
        dispute: &MatterId,
        typed: &[String],
        intake: &Intake,
    ) -> Result<bool, Fault> {
        let file = self.ledger.load(dispute).await?;
        let Some(AnyMatter::Dispute(held)) = file.and_then(|file| file.matter) else { return Ok(false) };
        let knows = |kind: &str, marks: &[String]| {
            typed.iter().any(|mark| mark.starts_with(kind) && marks.contains(mark))
        };
        let registered = &held.registration;
        let again =
            same_words(&registered.facts, &intake.facts) && same_words(&registered.claims, &intake.claims);
        let is_theirs = |marks: &[String]| {
            let identified = PRIVATE_MARKS.into_iter().all(|kind| knows(kind, marks));
            identified || (again && ["name:", "phone:"].into_iter().all(|kind| knows(kind, marks)))
        };
        let theirs = held.applicants().any(|party| is_theirs(&party.particulars.marks));
        Ok(theirs)
    }

    /// A dispute already on file with the same party, agency and act, for staff, who may see the file: a name is enough.
    pub async fn find_twin(&self, intake: &Intake) -> Result<Option<MatterId>, Fault> {
        for party in intake.parties.iter().filter(|party| party.standing == PartyStanding::Applicant) {
            let marks = self.person_marks(&party.person());
            for mark in &marks {
                if let Some(found) = self.same_act(mark, intake).await?.into_iter().next() {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }
}
