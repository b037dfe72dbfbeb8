//! What was told of at a visit and is registered as a dispute of its own: who told of it, against whom, which act and since when.

use super::super::file::record;
use crate::{
    http::{Submission, Trouble, Visit},
    ui::form::{Field, Form},
};
use huajie_law::{
    Actor, AnyMatter, MatterId, Refusal,
    calendar::zh_date,
    dispute::Party,
    follow_up::{NewAct, codes::NO_NEW_ACT},
};
use huajie_ledger::Scope;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names of the fields: the visit's file, and which of the acts that were told of there.
const FOLLOWS: &str = "follows";
const ACT: &str = "follows_act";

/// The visit at which it was told of, beside what is typed; empty where it was told of at none.
pub struct ToldAt {
    follow_up: String,
    act: String,
}

impl ToldAt {
    pub fn asked(asked: &BTreeMap<String, String>) -> ToldAt {
        let of = |name: &str| asked.get(name).cloned().unwrap_or_default();
        ToldAt { follow_up: of(FOLLOWS), act: of(ACT) }
    }

    pub fn sent(submission: &Submission) -> ToldAt {
        let of = |name: &str| submission.first(name).to_owned();
        ToldAt { follow_up: of(FOLLOWS), act: of(ACT) }
    }

    pub fn is_none(&self) -> bool {
        self.follow_up.is_empty()
    }

    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let known = |(name, value): (&'static str, &String)| {
            (!value.is_empty()).then(|| Field::hidden(name, value.clone()))
        };
        [(FOLLOWS, &self.follow_up), (ACT, &self.act)].into_iter().filter_map(known)
    }

    fn act(&self) -> Option<u32> {
        self.act.parse().ok()
    }

    /// As the order has it.
    pub fn put_into(&self, order: &mut serde_json::Map<String, Value>) {
        order.remove(ACT);
        if let Some(act) = self.act().filter(|_| !self.is_none()) {
            order.insert(ACT.into(), Value::from(act));
        }
    }
}

type Known = Vec<(String, String)>;

/// What the visit knows of it, by the names of the fields. Whoever told of it is opened in full, which is on record.
pub async fn known(visit: &Visit, actor: &Actor, told: &ToldAt) -> Result<Known, Trouble> {
    let (id, scope) = (MatterId::from(told.follow_up.as_str()), Scope::from(actor));
    let (ledger, root) = (&visit.office.ledger, id.root());
    let file = ledger.open(&scope, &id).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::FollowUp(held)) = &file.matter else { return Err(Trouble::NotFound) };
    let found = held.open_new_act(told.act()).ok_or_else(|| Refusal::of(NO_NEW_ACT))?;
    let file = ledger.open(&scope, &root).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Dispute(dispute)) = &file.matter else { return Err(Trouble::NotFound) };
    record(visit, actor, &file).await?;
    let mut known = of_the_act(found);
    known.extend(dispute.registration.place.clone().map(|place| ("place".to_owned(), place)));
    let told = dispute.parties.iter().filter(|party| found.by.contains(&party.key));
    for (at, party) in told.enumerate() {
        known.extend(of_a_party(visit, at, party).await?);
    }
    Ok(known)
}

fn of_the_act(found: &NewAct) -> Known {
    let act = &found.told.act;
    let day = |on: Option<Date>| on.map(zh_date).unwrap_or_default();
    let parts = [
        ("respondent", found.told.respondent.to_string()),
        ("act.kind", act.kind.as_str().to_owned()),
        ("act.title", act.title.clone()),
        ("act.made_on", day(act.made_on)),
        ("act.known_on", day(act.known_on)),
        ("act.told", act.told.as_str().to_owned()),
        ("facts", found.conflict.clone()),
    ];
    parts.map(|(name, value)| (name.to_owned(), value)).into()
}

async fn of_a_party(visit: &Visit, at: usize, party: &Party) -> Result<Known, Trouble> {
    let held = &party.particulars;
    let person = visit.office.open_person(&held.person).await?;
    let parts = [
        ("standing", Some("applicant".to_owned())),
        ("nature", Some(held.nature.as_str().to_owned())),
        ("name", Some(person.name)),
        ("number", person.number),
        ("phone", person.phone),
        ("address", person.address),
        ("head", person.head),
    ];
    let known = |(part, value): (&str, Option<String>)| Some((format!("parties.{at}.{part}"), value?));
    Ok(parts.into_iter().filter_map(known).collect())
}

/// How many parties are known.
pub fn rows(known: &[(String, String)]) -> usize {
    known.iter().filter(|(name, _)| name.ends_with(".standing")).count()
}

/// Beside what the form knows itself.
pub fn fill(form: &mut Form, known: Known) {
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        if let Some(field) = form.find_mut(&name) {
            field.value = vec![value];
        }
    }
}
