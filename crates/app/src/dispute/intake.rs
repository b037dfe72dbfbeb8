//! Taking a dispute in, through whatever door: the portal, the counter, a consult point, the API. Plain persons come
//! in; what is registered holds references to the vault, and the query code is told once.

use crate::{
    office::{Extras, Failure, Office, Order, Person, phone_kind},
    people::credential,
};
use huajie_law::{
    Actor, Code, Command, Kind, MatterId, OrgId, PersonId, Refusal, Role,
    dispute::{
        Agent, Authority, ContestedAct, DisputeCommand, Evidence, Group, LONGEST_LINE_CHARS, Nature,
        NewParty, PartyStanding, Proxy, Registration, Source, Wish,
    },
    reconsideration::Application,
    refusal::{REQUIRED, TOO_LONG, ensure_at},
    telephone, text,
    ways::Attempts,
};
use huajie_ledger::{Fault, Receipt, SealedField, Written};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Nobody is the head of a natural person.
pub const NO_HEAD: Code = Code::citing(
    "party.head.of_a_person",
    "个人没有法定代表人、负责人，请把这一项空着；是单位、个体工商户的，请改选性质",
    "《行政复议法实施条例》19条",
);

/// A dispute as it is told, persons in plain text. Dates are ISO, money is fen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    pub source: Source,
    /// Number that the sending body gave it.
    pub source_number: Option<String>,
    /// The day it was first handed in anywhere; today where none is given.
    #[schemars(with = "Option<String>")]
    pub first_submitted_on: Option<Date>,
    /// 立案日, or the day on which the reconsideration body received it; none where nothing is on file yet.
    #[schemars(with = "Option<String>")]
    pub filed_on: Option<Date>,
    /// 此前的程序: an earlier reconsideration or suit, as far as it had come.
    #[serde(default)]
    pub tried: Attempts,
    pub parties: Vec<IntakeParty>,
    pub group: Option<Group>,
    pub respondent: OrgId,
    pub act: ContestedAct,
    pub claims: String,
    pub facts: String,
    pub amount_fen: Option<i64>,
    /// Division code of the village or town.
    pub place: Option<String>,
    #[serde(default)]
    pub enterprise: bool,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    pub wish: Wish,
    /// 行政复议申请, where the wish asks for it.
    #[serde(default)]
    pub application: Option<Application>,
    /// A dispute already on file that was shown, and of which the applicant says: this is another one.
    pub despite: Option<MatterId>,
    /// The visit at which this act was told of, in the file of another dispute; the counter's alone.
    #[serde(default)]
    pub follows: Option<MatterId>,
    /// Which of the acts that were told of there, counted from one.
    #[serde(default)]
    pub follows_act: Option<u32>,
}

/// A party in plain text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntakeParty {
    pub standing: PartyStanding,
    pub nature: Nature,
    pub name: String,
    /// ID number or unified social credit code.
    pub number: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    /// 法定代表人、负责人、经营者; of an organization alone.
    #[serde(default)]
    pub head: Option<String>,
    #[serde(default)]
    pub representative: bool,
    pub agent: Option<IntakeAgent>,
}

/// An agent in plain text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntakeAgent {
    pub name: String,
    pub phone: Option<String>,
    pub authority: Authority,
}

/// What whoever handed it in is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Registered {
    pub dispute: MatterId,
    /// `钟行争〔2026〕1号`.
    pub number: String,
    /// Told once, stored nowhere.
    pub query_code: String,
    /// `钟政复〔2026〕1号`, where an application for reconsideration was handed in with it.
    #[serde(default)]
    pub reconsideration: Option<String>,
}

impl Registered {
    /// What a registration wrote, with its code.
    fn of(written: &[Written], query_code: String) -> Option<Registered> {
        let dispute = written.first()?;
        let child = dispute.matter.child(Kind::Reconsideration, 1);
        let reconsideration = written.iter().find(|one| one.matter == child);
        Some(Registered {
            dispute: dispute.matter.clone(),
            number: dispute.number.clone()?,
            query_code,
            reconsideration: reconsideration.and_then(|one| one.number.clone()),
        })
    }
}

/// A registration that was not ordered yet.
pub struct Prepared {
    pub order: Order,
    sealed: Vec<SealedField>,
    query_code: String,
}

/// A field of what stands at this path; of the order itself where that is empty.
pub(crate) fn below(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

impl IntakeParty {
    /// What the law sees only as a mask is weighed here, for every door. `path`: where the party stands in the order.
    pub fn ensure_sound(&self, path: &str) -> Result<(), Refusal> {
        self.ensure_short(path)?;
        telephone::ensure_dialled(self.phone.as_deref(), &below(path, "phone"))?;
        let agents = self.agent.as_ref().and_then(|agent| agent.phone.as_deref());
        telephone::ensure_dialled(agents, &below(path, "agent.phone"))
    }

    /// The same without what was typed before and is not in question: a name, and nothing too long.
    pub fn ensure_short(&self, path: &str) -> Result<(), Refusal> {
        let at = |field: &str| below(path, field);
        ensure_at(!text::tidy(&self.name).is_empty(), REQUIRED, &at("name"))?;
        let agent = self.agent.as_ref();
        for (field, typed) in [
            ("name", Some(&self.name)),
            ("number", self.number.as_ref()),
            ("phone", self.phone.as_ref()),
            ("address", self.address.as_ref()),
            ("head", self.head.as_ref()),
            ("agent.name", agent.map(|agent| &agent.name)),
            ("agent.phone", agent.and_then(|agent| agent.phone.as_ref())),
        ] {
            let short = typed.is_none_or(|typed| typed.chars().count() <= LONGEST_LINE_CHARS);
            ensure_at(short, TOO_LONG, &at(field))?;
        }
        let headless = self.head.as_deref().is_none_or(|head| text::tidy(head).is_empty());
        ensure_at(headless || self.nature.head_title().is_some(), NO_HEAD, &at("head"))
    }

    pub fn person(&self) -> Person {
        Person {
            name: text::tidy(&self.name),
            number: self.number.as_deref().map(text::narrow).filter(|number| !number.is_empty()),
            phone: self.phone.as_deref().map(telephone::normal).filter(|phone| !phone.is_empty()),
            address: self.address.as_deref().map(text::tidy).filter(|address| !address.is_empty()),
            head: self.head.as_deref().map(text::tidy).filter(|head| !head.is_empty()),
        }
    }
}

impl Office {
    /// Registers: seals the persons, draws the code, gives the command.
    pub async fn register(
        &self,
        actor: &Actor,
        intake: &Intake,
        receipt: Option<Receipt>,
    ) -> Result<Registered, Failure> {
        self.register_with(actor, intake, Extras { receipt, ..Extras::default() }).await
    }

    /// The same with what else goes into the transaction.
    pub async fn register_with(
        &self,
        actor: &Actor,
        intake: &Intake,
        extras: Extras,
    ) -> Result<Registered, Failure> {
        let prepared = self.prepare_registration(actor, intake, extras.receipt.as_ref())?;
        self.register_prepared(actor, prepared, extras).await
    }

    /// What a registration would order, for whoever has to weigh first what is to follow upon it.
    pub fn prepare_registration(
        &self,
        actor: &Actor,
        intake: &Intake,
        receipt: Option<&Receipt>,
    ) -> Result<Prepared, Refusal> {
        for (i, party) in intake.parties.iter().enumerate() {
            party.ensure_sound(&format!("parties.{i}"))?;
        }
        let query_code = self.query_code(receipt);
        let digest =
            self.keys.code_digest(credential::QUERY_PURPOSE, &credential::normal_query_code(&query_code));
        let (registration, sealed) = self.registration(actor, intake, digest);
        let target = MatterId::new(self.fresh_id("d"));
        let command = Command::Dispute(DisputeCommand::Register { registration: Box::new(registration) });
        Ok(Prepared { order: Order { target, seen_version: None, command }, sealed, query_code })
    }

    pub async fn register_prepared(
        &self,
        actor: &Actor,
        prepared: Prepared,
        extras: Extras,
    ) -> Result<Registered, Failure> {
        let Prepared { order, sealed, query_code } = prepared;
        let written = match self.execute(actor, order, Extras { sealed, ..extras }).await {
            Ok(committed) => committed.written,
            Err(Failure::Answered(written)) => written,
            Err(failure) => return Err(failure),
        };
        Ok(Registered::of(&written, query_code).expect("a registration writes the dispute and its number"))
    }

    /// A request that has a key gets its code from the key, so that the same request twice has the same answer;
    /// without the secret in the vault nobody can derive it.
    fn query_code(&self, receipt: Option<&Receipt>) -> String {
        let Some(receipt) = receipt else {
            let mut chance = [0; credential::QUERY_CODE_CHANCE];
            self.chance().fill(&mut chance);
            return credential::query_code(&chance);
        };
        credential::query_code(&self.chance_of_request("query code of a request", receipt))
    }

    /// A new query code and its digest.
    pub fn new_query_code(&self) -> (String, String) {
        let code = self.query_code(None);
        let digest = self.keys.code_digest(credential::QUERY_PURPOSE, &credential::normal_query_code(&code));
        (code, digest)
    }

    /// What stands for chance where the same request must have the same answer.
    pub fn chance_of_request(&self, purpose: &str, receipt: &Receipt) -> [u8; credential::QUERY_CODE_CHANCE] {
        let mut chance = [0; credential::QUERY_CODE_CHANCE];
        let digest = self.keys.code_digest(purpose, &receipt.request);
        chance.iter_mut().zip(digest.as_bytes().chunks(2)).for_each(|(byte, pair)| {
            let pair = std::str::from_utf8(pair).expect("digests are hexadecimal");
            *byte = u8::from_str_radix(pair, 16).expect("digests are hexadecimal");
        });
        chance
    }

    /// What a request that was carried out before is answered again.
    pub async fn registered_before(&self, receipt: &Receipt) -> Result<Option<Registered>, Fault> {
        let Some((_, written)) = self.ledger.answered(&receipt.request).await? else { return Ok(None) };
        Ok(Registered::of(&written, self.query_code(Some(receipt))))
    }

    fn registration(
        &self,
        actor: &Actor,
        intake: &Intake,
        digest: String,
    ) -> (Registration, Vec<SealedField>) {
        let mut sealed = Vec::new();
        let parties = intake.parties.iter().map(|party| self.seal_party(party, &mut sealed)).collect();
        let registration = Registration {
            source: intake.source,
            source_number: intake.source_number.clone(),
            first_submitted_on: intake.first_submitted_on.unwrap_or_else(|| self.now().today),
            filed_on: intake.filed_on,
            tried: intake.tried.clone(),
            parties,
            group: intake.group.clone(),
            proxy: proxy(actor),
            respondent: intake.respondent.clone(),
            act: ContestedAct { title: text::act_title(&intake.act.title), ..intake.act.clone() },
            claims: intake.claims.clone(),
            facts: intake.facts.clone(),
            amount_fen: intake.amount_fen,
            place: intake.place.clone(),
            enterprise: intake.enterprise,
            evidence: intake.evidence.clone(),
            wish: intake.wish,
            application: intake.application.clone().map(Box::new),
            query_code_digest: Some(digest),
            despite: intake.despite.clone(),
            follows: intake.follows.clone(),
            follows_act: intake.follows_act,
        };
        (registration, sealed)
    }

    /// An agent, sealed: the reference and the mask.
    pub fn seal_agent(
        &self,
        name: &str,
        phone: Option<&str>,
        sealed: &mut Vec<SealedField>,
    ) -> (PersonId, String) {
        let phone = phone.map(telephone::normal);
        let person = Person { name: text::tidy(name), phone, ..Person::default() };
        let who = self.seal_person(&person, Nature::NaturalPerson);
        sealed.extend(who.fields);
        (who.person, who.label)
    }

    /// A party with its agent, sealed; the fields to write are added to `sealed`.
    pub fn seal_party(&self, party: &IntakeParty, sealed: &mut Vec<SealedField>) -> NewParty {
        let who = self.seal_person(&party.person(), party.nature);
        sealed.extend(who.fields);
        let agent = party.agent.as_ref().map(|agent| {
            let (person, label) = self.seal_agent(&agent.name, agent.phone.as_deref(), sealed);
            let phone_kind = Some(phone_kind(agent.phone.as_deref()));
            Agent { person, label, authority: agent.authority, document: None, brought: None, phone_kind }
        });
        NewParty {
            standing: party.standing,
            nature: party.nature,
            person: who.person,
            label: who.label,
            identity: who.identity,
            head: who.head,
            marks: who.marks,
            representative: party.representative,
            agent,
            phone_kind: Some(who.phone_kind),
        }
    }
}

/// 代办: a consult point registers on somebody's behalf, so both persons stand on record.
fn proxy(actor: &Actor) -> Option<Proxy> {
    let organization = actor.organization.clone().filter(|_| actor.role == Role::ConsultPoint)?;
    Some(Proxy { user: actor.user.clone(), name: actor.name.clone(), organization })
}
