//! Handing in: the typed pages become one registration, the registration one command.

use super::{
    answers::{Answers, Draft},
    pages,
    steps::{self, STEPS},
};
use crate::{
    dispute::intake::{Intake, IntakeAgent, IntakeParty, Registered},
    http::{Submission, Trouble, Visit, see_other},
    office::Failure,
    orders,
};
use axum::response::Response;
use huajie_law::{
    Actor, Law, OrgId, Refusal,
    dispute::{Authority, ContestedAct, Group, Nature, PartyStanding, Source, Wish},
};
use huajie_ledger::{Receipt, vault::sm3_hex};
use serde::Deserialize;
use serde_json::Value;

/// The application as it reads once every page is understood.
#[derive(Clone, Debug, Deserialize)]
pub struct Application {
    act: ContestedAct,
    facts: String,
    respondent: OrgId,
    claims: String,
    amount_fen: Option<i64>,
    wish: Wish,
    town: String,
    village: Option<String>,
    nature: Nature,
    name: String,
    number: Option<String>,
    phone: String,
    address: Option<String>,
    #[serde(default)]
    group: Option<GroupAnswer>,
    #[serde(default)]
    agent: Option<AgentAnswer>,
    third_party: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct GroupAnswer {
    size: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
struct AgentAnswer {
    name: Option<String>,
    phone: Option<String>,
    authority: Option<Authority>,
}

/// `POST /apply/check`.
pub async fn hand_in(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let mut draft = Draft::of(&visit).await?;
    if draft.answers.handed_in.is_some() {
        return Ok(see_other("/apply/done"));
    }
    let law = visit.office.law();
    let application = match read(&law, &draft.answers) {
        Ok(application) => application,
        Err(slug) => return Ok(see_other(&format!("/apply/{slug}?missing=1"))),
    };
    // The draft is the request: handed in twice, it is registered once, and answered the same.
    let asked = sm3_hex(serde_json::json!(application.intake(&draft)).to_string().as_bytes());
    let receipt = Receipt { request: format!("draft:{}", draft.id), asked };
    if let Some(before) = visit.office.registered_before(&receipt).await? {
        let answered = visit.office.ledger.answered(&receipt.request).await?;
        let changed_after = answered.is_some_and(|(asked, _)| asked != receipt.asked);
        return keep_receipt(&visit, draft, before, changed_after).await;
    }
    let twin = visit.office.find_twin(&application.intake(&draft), false).await?;
    match twin {
        Some(twin) if submission.first("another") != "true" => return pages::show_twin(&visit, &twin).await,
        twin => draft.answers.despite = twin,
    }
    match visit.office.register(&Actor::public(), &application.intake(&draft), Some(receipt)).await {
        Ok(handed_in) => keep_receipt(&visit, draft, handed_in, false).await,
        Err(Failure::Refused(refusal)) => pages::show_refused(&visit, &draft, &refusal),
        Err(failure) => Err(failure.into()),
    }
}

/// What was typed is registered and need not lie here any longer; the receipt does, for a while.
async fn keep_receipt(
    visit: &Visit,
    mut draft: Draft,
    handed_in: Registered,
    changed_after: bool,
) -> Result<Response, Trouble> {
    draft.answers = Answers {
        handed_in: Some(handed_in),
        handed_in_at: Some(visit.office.now().at),
        changed_after,
        ..Answers::default()
    };
    draft.save(&visit.office).await?;
    Ok(see_other("/apply/done"))
}

/// Reads all pages; the slug of the first that does not read.
pub fn read(law: &Law, answers: &Answers) -> Result<Application, &'static str> {
    let mut whole = Value::Null;
    for step in STEPS {
        let mut form = steps::form(step, law, answers);
        let typed: Vec<_> =
            answers.of_step(step.slug).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let submission = Submission { pairs: typed, uploads: Vec::new() };
        let read =
            orders::read(&mut form, &submission, &orders::Stored::new(), "register").ok_or(step.slug)?;
        merge(&mut whole, read);
    }
    serde_json::from_value(whole).map_err(|error| {
        tracing::debug!(%error, "an application does not read");
        STEPS[0].slug
    })
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.into_iter().for_each(|(name, value)| merge(into.entry(name).or_insert(Value::Null), value));
        }
        (into, from) => *into = from,
    }
}

impl Application {
    /// As every door hands it over.
    fn intake(&self, draft: &Draft) -> Intake {
        let agent = self.agent.as_ref().and_then(|agent| {
            let authority = agent.authority.unwrap_or(Authority::General);
            agent.name.clone().map(|name| IntakeAgent { name, phone: agent.phone.clone(), authority })
        });
        let applicant = IntakeParty {
            standing: PartyStanding::Applicant,
            nature: self.nature,
            name: self.name.clone(),
            number: self.number.clone(),
            phone: Some(self.phone.clone()),
            address: self.address.clone(),
            representative: false,
            agent,
        };
        let third_party = self.third_party.clone().map(|name| IntakeParty {
            standing: PartyStanding::ThirdParty,
            nature: Nature::NaturalPerson,
            name,
            number: None,
            phone: None,
            address: None,
            representative: false,
            agent: None,
        });
        Intake {
            source: Source::Online,
            source_number: None,
            first_submitted_on: None,
            filed_on: None,
            parties: std::iter::once(applicant).chain(third_party).collect(),
            group: self.group.as_ref().and_then(|group| group.size).map(|size| Group { size, items: None }),
            respondent: self.respondent.clone(),
            act: self.act.clone(),
            claims: self.claims.clone(),
            facts: self.facts.clone(),
            amount_fen: self.amount_fen,
            place: Some(self.village.clone().unwrap_or_else(|| self.town.clone())),
            enterprise: self.nature != Nature::NaturalPerson,
            evidence: draft.answers.evidence.clone(),
            wish: self.wish,
            despite: draft.answers.despite.clone(),
        }
    }
}

/// The page on which what the law refused can be put right.
pub fn step_of(refusal: &Refusal) -> &'static str {
    let field = refusal.field.as_deref().unwrap_or("");
    match field {
        "respondent" => "who",
        "act.known_on" | "act.made_on" | "act.told" | "act.document_number" => "when",
        "claims" | "amount_fen" | "wish" => "want",
        "parties" | "group.size" => "others",
        _ => "what",
    }
}
