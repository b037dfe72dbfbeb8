//! Handing in: the typed pages become one registration, the registration one command.

use super::{
    answers::{Answers, Draft, HandedIn},
    pages,
    steps::{self, STEPS},
};
use crate::{
    http::{Submission, Trouble, Visit, see_other},
    office::{Extras, Failure, Order, Person, Sealed},
    orders,
    people::credential,
};
use axum::response::Response;
use huajie_law::{
    Actor, Command, Law, MatterId, OrgId, Refusal,
    dispute::{Agent, DisputeCommand, Group, Nature, NewParty, PartyStanding, Registration, Source, fingerprint},
    text,
};
use huajie_ledger::{Receipt, SealedField};
use serde::Deserialize;
use serde_json::Value;

/// The application as it reads once every page is understood.
#[derive(Clone, Debug, Deserialize)]
pub struct Application {
    act: huajie_law::dispute::ContestedAct,
    facts: String,
    respondent: OrgId,
    claims: String,
    amount_fen: Option<i64>,
    wish: huajie_law::dispute::Wish,
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
    authority: Option<huajie_law::dispute::Authority>,
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
    if submission.first("another") == "true" {
        draft.answers.despite = find_twin(&visit, &application).await?;
    } else if let Some(twin) = find_twin(&visit, &application).await? {
        return pages::show_twin(&visit, &twin).await;
    }
    let handed_in = match register(&visit, &draft, &application).await {
        Ok(handed_in) => handed_in,
        Err(Failure::Refused(refusal)) => return pages::show_refused(&visit, &draft, &refusal),
        Err(failure) => return Err(failure.into()),
    };
    draft.answers = Answers { handed_in: Some(handed_in), ..Answers::default() };
    draft.save(&visit.office).await?;
    Ok(see_other("/apply/done"))
}

/// Reads all pages; the slug of the first that does not read.
pub fn read(law: &Law, answers: &Answers) -> Result<Application, &'static str> {
    let mut whole = Value::Null;
    for step in STEPS {
        let mut form = steps::form(step, law, answers);
        let typed: Vec<_> = answers.of_step(step.slug).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let submission = Submission { pairs: typed, uploads: Vec::new() };
        let read = orders::read(&mut form, &submission, &orders::Stored::new(), "register").ok_or(step.slug)?;
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

/// The same party, agency and act already on file, found by number or phone. A name alone is too weak to show anything.
async fn find_twin(visit: &Visit, application: &Application) -> Result<Option<MatterId>, Trouble> {
    let marks = visit.office.person_marks(&application.person());
    for mark in marks.iter().filter(|mark| !mark.starts_with("name:")) {
        let twin = fingerprint(mark, &application.respondent, &application.act);
        if let Some(found) = visit.office.ledger.marked(&twin).await?.into_iter().next() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn register(visit: &Visit, draft: &Draft, application: &Application) -> Result<HandedIn, Failure> {
    let office = &visit.office;
    let mut chance = [0; credential::QUERY_CODE_CHANCE];
    office.chance().fill(&mut chance);
    let query_code = credential::query_code(&chance);
    let (parties, sealed) = application.parties(visit);
    let registration = Registration {
        source: Source::Online,
        source_number: None,
        first_submitted_on: office.now().today,
        parties,
        group: application.group.as_ref().and_then(|group| group.size).map(|size| Group { size, items: None }),
        proxy: None,
        respondent: application.respondent.clone(),
        act: application.act.clone(),
        claims: application.claims.clone(),
        facts: application.facts.clone(),
        amount_fen: application.amount_fen,
        place: Some(application.village.clone().unwrap_or_else(|| application.town.clone())),
        enterprise: application.nature != Nature::NaturalPerson,
        evidence: draft.answers.evidence.clone(),
        wish: application.wish,
        query_code_digest: Some(office.keys.code_digest("query", &credential::normal_query_code(&query_code))),
        despite: draft.answers.despite.clone(),
    };
    let target = MatterId::new(office.fresh_id("d"));
    let command = Command::Dispute(DisputeCommand::Register { registration: Box::new(registration) });
    let order = Order { target, seen_version: None, command };
    // The draft is the request: handed in twice, it is registered once.
    let receipt = Receipt { request: format!("draft:{}", draft.id), asked: "register".into() };
    let extras = Extras { sealed, receipt: Some(receipt), ..Extras::default() };
    let committed = office.execute(&Actor::public(), order, extras).await?;
    let dispute = &committed.written[0];
    Ok(HandedIn { dispute: dispute.matter.clone(), number: dispute.number.clone().unwrap_or_default(), query_code })
}

impl Application {
    fn person(&self) -> Person {
        Person {
            name: text::tidy(&self.name),
            number: self.number.clone(),
            phone: Some(self.phone.clone()),
            address: self.address.clone(),
        }
    }

    /// The applicant with the agent, and the third party, sealed.
    fn parties(&self, visit: &Visit) -> (Vec<NewParty>, Vec<SealedField>) {
        let mut fields = Vec::new();
        let applicant = visit.office.seal_person(&self.person(), self.nature);
        let agent = self.agent.as_ref().and_then(|agent| agent.name.clone().map(|name| (name, agent)));
        let agent = agent.map(|(name, agent)| {
            let person = Person { name, phone: agent.phone.clone(), ..Person::default() };
            let sealed = visit.office.seal_person(&person, Nature::NaturalPerson);
            fields.extend(sealed.fields.iter().cloned());
            let authority = agent.authority.unwrap_or(huajie_law::dispute::Authority::General);
            Agent { person: sealed.person, label: sealed.label, authority, document: None }
        });
        fields.extend(applicant.fields.iter().cloned());
        let mut parties = vec![party(applicant, PartyStanding::Applicant, self.nature, agent)];
        if let Some(name) = &self.third_party {
            let person = Person { name: text::tidy(name), ..Person::default() };
            let sealed = visit.office.seal_person(&person, Nature::NaturalPerson);
            fields.extend(sealed.fields.iter().cloned());
            parties.push(party(sealed, PartyStanding::ThirdParty, Nature::NaturalPerson, None));
        }
        (parties, fields)
    }
}

/// A sealed person as a party.
pub fn party(sealed: Sealed, standing: PartyStanding, nature: Nature, agent: Option<Agent>) -> NewParty {
    NewParty {
        standing,
        nature,
        person: sealed.person,
        label: sealed.label,
        identity: sealed.identity,
        marks: sealed.marks,
        representative: false,
        agent,
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
