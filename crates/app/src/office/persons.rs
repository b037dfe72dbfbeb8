//! Persons: sealed on the way in, opened on the way out. Everything else in the program holds a reference and a mask.

use super::{Failure, Office};
use huajie_law::{
    PersonId,
    dispute::{IdentityCheck, Nature, PhoneKind},
    identity::{self, Check},
    telephone, text,
};
use huajie_ledger::{Fault, SealedField, vault::Context};
use serde::{Deserialize, Serialize};

/// Who somebody is, as typed and already tidied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    /// ID number or credit code.
    pub number: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    /// 法定代表人、负责人、经营者 of an organization.
    pub head: Option<String>,
}

/// A person ready to be written with a decision: the reference, the mask, and what to seal.
#[derive(Clone, Debug)]
pub struct Sealed {
    pub person: PersonId,
    /// `张某某`; an organization's name in full.
    pub label: String,
    pub identity: IdentityCheck,
    /// Masked name of the organization's head.
    pub head: Option<String>,
    /// Blind indexes: by name, by number, by phone.
    pub marks: Vec<String>,
    pub fields: Vec<SealedField>,
    pub phone_kind: PhoneKind,
}

/// What reaches whoever gave this telephone.
pub fn phone_kind(phone: Option<&str>) -> PhoneKind {
    match phone.filter(|phone| !phone.trim().is_empty()) {
        Some(phone) if telephone::is_mobile(phone) => PhoneKind::Mobile,
        Some(_) => PhoneKind::Landline,
        None => PhoneKind::NotGiven,
    }
}

impl Office {
    /// Seals a person's fields under a fresh reference.
    pub fn seal_person(&self, person: &Person, nature: Nature) -> Sealed {
        let id = PersonId::new(self.fresh_id("h"));
        let fields = [
            ("name", Some(&person.name)),
            ("number", person.number.as_ref()),
            ("phone", person.phone.as_ref()),
            ("address", person.address.as_ref()),
            ("head", person.head.as_ref()),
        ];
        let fields = fields.into_iter().filter_map(|(field, value)| value.map(|value| (field, value)));
        let fields = fields.map(|(field, value)| SealedField {
            person: id.clone(),
            field,
            sealed: self.seal("vault", field, id.as_str(), value),
        });
        Sealed {
            label: masked(&person.name, nature),
            identity: check(person.number.as_deref(), nature),
            head: person.head.as_deref().map(identity::masked_name),
            marks: self.person_marks(person),
            phone_kind: phone_kind(person.phone.as_deref()),
            fields: fields.collect(),
            person: id,
        }
    }

    /// Under which blind indexes somebody is found.
    pub fn person_marks(&self, person: &Person) -> Vec<String> {
        let mark =
            |column: &str, value: &String| format!("{column}:{}", self.keys.blind_index(column, value));
        let number = person.number.as_ref().map(|number| mark("number", &number.to_uppercase()));
        let phone = person.phone.as_ref().map(|phone| mark("phone", &telephone::normal(phone)));
        [Some(mark("name", &person.name)), number, phone].into_iter().flatten().collect()
    }

    /// Opens a person's fields. Whoever calls this has already been let into the file.
    pub async fn open_person(&self, id: &PersonId) -> Result<Person, Failure> {
        let mut person = Person::default();
        for (field, sealed) in self.ledger.sealed_fields(id).await? {
            let context = Context { table: "vault", column: &field, row_id: id.as_str() };
            let value = self.keys.open(&context, &sealed).map_err(|error| {
                tracing::error!(%error, person = %id, field, "a sealed field does not open");
                Failure::Fault(Fault::other("a sealed field does not open"))
            })?;
            match field.as_str() {
                "name" => person.name = value,
                "number" => person.number = Some(value),
                "phone" => person.phone = Some(value),
                "address" => person.address = Some(value),
                "head" => person.head = Some(value),
                _ => {}
            }
        }
        Ok(person)
    }

    /// Seals one text for one place in the database.
    pub fn seal(&self, table: &str, column: &str, row_id: &str, plain: &str) -> String {
        let mut nonce = [0; 12];
        self.chance().fill(&mut nonce);
        let context = Context { table, column, row_id };
        self.keys.seal(&context, plain, nonce).expect("the software cipher does not fail on short texts")
    }
}

/// A natural person's name is masked; an organization's is public.
pub fn masked(name: &str, nature: Nature) -> String {
    match nature {
        Nature::NaturalPerson => identity::masked_name(name),
        Nature::IndividualBusiness | Nature::LegalPerson | Nature::OtherOrganization => name.to_owned(),
    }
}

/// What the number's own digits say. A wrong number does not keep anybody out: it is marked for checking.
fn check(number: Option<&str>, nature: Nature) -> IdentityCheck {
    let Some(number) = number else { return IdentityCheck::NotGiven };
    if matches!(checked(number, nature), Check::Verified) {
        IdentityCheck::Verified
    } else {
        IdentityCheck::Unverified
    }
}

fn checked(number: &str, nature: Nature) -> Check {
    match nature {
        Nature::NaturalPerson => identity::id_number(number),
        Nature::IndividualBusiness | Nature::LegalPerson | Nature::OtherOrganization => {
            identity::credit_code(number)
        }
    }
}

/// Why a number that was typed will be marked for checking (待核), in Chinese; none where it agrees with itself.
pub fn number_doubted(number: &str, nature: Nature) -> Option<String> {
    let number = text::narrow(number);
    checked(&number, nature).reason().filter(|_| !number.is_empty()).map(str::to_owned)
}
