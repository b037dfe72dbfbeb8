//! Handing in: the typed pages become one registration, the registration one command.

use super::{
    answers::{Answers, Draft},
    pages, reading,
    steps::{self, Step},
};
use crate::{
    dispute::{
        intake::{Intake, IntakeAgent, IntakeParty, Registered},
        twin::Twin,
    },
    http::{Submission, Trouble, Visit, see_other},
    office::{Extras, Failure},
};
use axum::response::Response;
use huajie_law::{
    Actor, Law, OrgId, Refusal,
    dispute::{Authority, ContestedAct, Group, Nature, PartyStanding, Source, Wish},
    reconsideration::{
        Application as Reconsideration, ApplicationWay, Request,
        codes::{NO_BODY, NO_OFFICE},
    },
    ways::Attempts,
};
use huajie_ledger::{Receipt, vault::sm3_hex};
use jiff::civil::Date;
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
    #[serde(default)]
    tried: Attempts,
    #[serde(default)]
    application: Option<ApplicationAnswer>,
    town: String,
    village: Option<String>,
    nature: Nature,
    name: String,
    number: Option<String>,
    head: Option<String>,
    phone: String,
    address: Option<String>,
    #[serde(default)]
    group: Option<GroupAnswer>,
    #[serde(default)]
    agent: Option<AgentAnswer>,
    #[serde(default)]
    third: Option<ThirdAnswer>,
}

/// 第三人; the page has seen to it that a name has a nature.
#[derive(Clone, Debug, Deserialize)]
struct ThirdAnswer {
    name: Option<String>,
    nature: Option<Nature>,
    number: Option<String>,
    phone: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct GroupAnswer {
    size: Option<u32>,
}

/// What the application for reconsideration says beyond the rest.
#[derive(Clone, Debug, Deserialize)]
struct ApplicationAnswer {
    requests: Vec<Request>,
    late_reason: Option<String>,
    compensation_fen: Option<i64>,
    rule: Option<String>,
    #[serde(default)]
    wants_hearing: bool,
    #[serde(default)]
    electronic_service: bool,
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
    let (law, today) = (visit.office.law(), visit.office.now().today);
    let application = match read(&law, &draft.answers, today) {
        Ok(application) => application,
        Err(slug) => return Ok(see_other(&format!("/apply/{slug}?missing=1"))),
    };
    // The draft is the request: handed in twice, it is registered once, and answered the same.
    let asked = sm3_hex(serde_json::json!(application.intake(&draft, today)).to_string().as_bytes());
    let receipt = Receipt { request: format!("draft:{}", draft.id), asked };
    if let Some(before) = visit.office.registered_before(&receipt).await? {
        let answered = visit.office.ledger.answered(&receipt.request).await?;
        let changed_after = answered.is_some_and(|(asked, _)| asked != receipt.asked);
        return keep_receipt(&visit, draft, before, changed_after).await;
    }
    let mut another = submission.first("another") == "true";
    loop {
        let intake = application.intake(&draft, today);
        let alone = Some(visit.office.look_for_twins(&intake, true).await?);
        match visit.office.find_twin_of_public(&intake).await? {
            Some(Twin::Theirs(twin)) if !another => {
                // The same sent twice at one instant has met itself.
                return match visit.office.registered_before(&receipt).await? {
                    Some(before) => keep_receipt(&visit, draft, before, false).await,
                    None => pages::show_twin(&visit, &twin, &application.act).await,
                };
            }
            twin => draft.answers.despite = twin.map(Twin::dispute),
        }
        let intake = application.intake(&draft, today);
        visit.office.admit_registration(&intake, visit.office.now()).await?;
        let extras = Extras { receipt: Some(receipt.clone()), alone, ..Extras::default() };
        return match visit.office.register_with(&Actor::public(), &intake, extras).await {
            Ok(handed_in) => keep_receipt(&visit, draft, handed_in, false).await,
            Err(Failure::Refused(refusal)) => pages::show_refused(&visit, &draft, &refusal),
            // The same came from somewhere else at this instant: nobody has said yet that it is another one.
            Err(Failure::Doubled(_)) => {
                another = false;
                continue;
            }
            Err(failure) => Err(failure.into()),
        };
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
    let saved = draft.save(&visit.office).await;
    // The same sent twice at one instant: the other has kept the receipt.
    let kept = matches!(saved, Err(Trouble::Stale)) && Draft::of(visit).await?.answers.handed_in.is_some();
    if !kept {
        saved?;
    }
    Ok(see_other("/apply/done"))
}

/// Reads all pages; the slug of the first that does not read.
pub fn read(law: &Law, answers: &Answers, today: Date) -> Result<Application, &'static str> {
    let steps = steps::asked(answers);
    let whole = read_pages(&steps, law, answers, today)?;
    serde_json::from_value(whole).map_err(|error| {
        tracing::debug!(%error, "an application does not read");
        steps[0].slug
    })
}

/// Reads these pages together.
pub fn read_pages(steps: &[Step], law: &Law, answers: &Answers, today: Date) -> Result<Value, &'static str> {
    let mut whole = Value::Null;
    for step in steps {
        let (_, read) = reading::saved(*step, law, answers, today);
        merge(&mut whole, read.ok_or(step.slug)?);
    }
    Ok(whole)
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
    fn intake(&self, draft: &Draft, today: Date) -> Intake {
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
            head: self.head.clone(),
            representative: false,
            agent,
        };
        let third_party = self.third.clone().and_then(|third| {
            Some(IntakeParty {
                standing: PartyStanding::ThirdParty,
                nature: third.nature?,
                name: third.name?,
                number: third.number,
                phone: third.phone,
                address: None,
                head: None,
                representative: false,
                agent: None,
            })
        });
        Intake {
            source: Source::Online,
            source_number: None,
            first_submitted_on: None,
            filed_on: None,
            tried: self.tried.clone(),
            parties: std::iter::once(applicant).chain(third_party).collect(),
            group: self.group.as_ref().and_then(|group| group.size).map(|size| Group { size, items: None }),
            respondent: self.respondent.clone(),
            act: self.act.clone(),
            claims: self.claims.clone(),
            facts: self.facts.clone(),
            amount_fen: self.amount_fen,
            place: Some(self.village.clone().unwrap_or_else(|| self.town.clone())),
            enterprise: self.nature != Nature::NaturalPerson,
            evidence: draft.answers.exhibits(),
            wish: self.wish,
            application: self.reconsideration(today),
            despite: draft.answers.despite.clone(),
            follows: None,
            follows_act: None,
        }
    }

    /// 行政复议申请: handed in here and today.
    fn reconsideration(&self, today: Date) -> Option<Reconsideration> {
        let said = self.application.clone().filter(|_| self.wish.reconsiders())?;
        Some(Reconsideration {
            way: ApplicationWay::Online,
            received_on: today,
            posted_on: None,
            requests: said.requests,
            grounds: None,
            late_reason: said.late_reason,
            compensation_fen: said.compensation_fen,
            rule: said.rule,
            wants_hearing: said.wants_hearing,
            willing_to_mediate: self.wish.mediates(),
            document: None,
            second_receiver: None,
            electronic_service: said.electronic_service,
            despite_court: false,
            despite_earlier: false,
            by: Vec::new(),
        })
    }
}

/// The page on which what the law refused can be put right.
pub fn step_of(refusal: &Refusal) -> &'static str {
    // Who would take it left after the page was read.
    if refusal.code == NO_OFFICE || refusal.code == NO_BODY {
        return "way";
    }
    let field = refusal.field.as_deref().unwrap_or("");
    match field {
        "respondent" | "act.branch" => "who",
        "act.kind" => "kind",
        "act.on_the_spot" | "act.by_monitoring" | "act.unanswered" | "act.real_estate" => "more",
        "act.known_on" | "act.made_on" | "act.document_number" => "when",
        "act.told" => "told",
        field if field.starts_with("tried") => "tried",
        "claims" | "amount_fen" => "want",
        field if field.starts_with("parties.0.agent.") => "others",
        field if field.starts_with("parties.0.") => "you",
        field if field.starts_with("parties.") => "third",
        "wish" => "way",
        field if field.starts_with("application.") => "request",
        "parties" | "group.size" => "others",
        _ => "what",
    }
}
