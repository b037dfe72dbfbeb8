//! How a story begins: its people hand in what the theme says, through the door of their choice.

use super::Story;
use crate::{
    dispute::intake::{Intake, IntakeParty, Registered},
    office::{Extras, Failure},
    people::import::organization_id,
};
use huajie_law::{
    Actor,
    dispute::{ContestedAct, Evidence, Group, Nature, PartyStanding, Source, Told, Wish},
    reconsideration::{Application, ApplicationWay},
};
use jiff::{ToSpan, civil::Date};

impl Story<'_> {
    /// Through this door, with what is wished for.
    pub(super) async fn apply(
        &mut self,
        actor: &Actor,
        source: Source,
        (wish, application): (Wish, Option<Application>),
    ) -> Result<(), Failure> {
        self.diary.arrive(self.time);
        let through_the_agency =
            application.as_ref().is_some_and(|handed_in| handed_in.way == ApplicationWay::ThroughAgency);
        let made_on = self.diary.day.checked_sub(9.days()).expect("the demonstration stays in this era");
        let known_on = self.diary.day.checked_sub(6.days()).expect("the demonstration stays in this era");
        let fellows = self.group.iter().flat_map(|(fellows, _)| fellows);
        let party = |name: &String| IntakeParty {
            standing: PartyStanding::Applicant,
            nature: self.theme.nature,
            name: name.clone(),
            number: None,
            phone: Some("13900000000".into()),
            address: None,
            head: None,
            representative: self.group.is_some(),
            agent: None,
        };
        let intake = Intake {
            source,
            first_submitted_on: Some(self.diary.day),
            tried: Default::default(),
            parties: std::iter::once(&self.name).chain(fellows).map(party).collect(),
            group: self.group.as_ref().map(|(_, size)| Group { size: *size, items: None }),
            respondent: organization_id(self.theme.respondent),
            act: ContestedAct {
                kind: self.theme.kind,
                title: self.theme.title.into(),
                document_number: None,
                made_on: Some(made_on),
                known_on: Some(known_on),
                told: Told::Yes,
                discretionary: self.theme.discretionary,
                about_money: self.theme.about_money,
                real_estate: self.theme.real_estate,
                on_the_spot: false,
                by_monitoring: through_the_agency,
                unanswered: false,
                branch: None,
            },
            claims: self.theme.claims.into(),
            facts: self.theme.facts.into(),
            amount_fen: self.theme.amount_fen,
            place: Some(self.place.clone()),
            enterprise: self.theme.nature != Nature::NaturalPerson,
            evidence: vec![self.evidence(made_on)],
            wish,
            application,
            source_number: None,
            filed_on: None,
            despite: None,
            follows: None,
            follows_act: None,
        };
        let Registered { dispute, .. } =
            self.office.register_with(actor, &intake, Extras { silent: true, ..Extras::default() }).await?;
        self.dispute = dispute;
        Ok(())
    }

    fn evidence(&self, formed_on: Date) -> Evidence {
        Evidence {
            file: self.paper.clone(),
            title: self.theme.evidence().into(),
            format: "txt".into(),
            size_bytes: 31,
            pages: Some(1),
            formed_on: Some(formed_on),
            proves: None,
        }
    }
}
