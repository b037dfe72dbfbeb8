//! What no door takes from outside, form or program: the program puts it into the order itself. Loads of the officers, the
//! catalogue of the volume, references to sealed persons; and files are named only if they are stored here.

use super::{addressing, anonymous, correcting, courts, members, promises, reconsidering, shown, succession};
use crate::{
    desk::joined,
    dispute::{
        apply::before,
        intake::{IntakeParty, below},
    },
    http::{Subject, Trouble},
    office::{Office, phone_kind},
    papers,
    ui::form::files::shows_a_hand,
};
use huajie_law::{
    Actor, AnyMatter, Code, File, FileHash, MatterId, PersonId, Refusal, Role, UserId,
    dispute::{Dispute, LONGEST_LINE_CHARS, NewParty, VolumeEntry},
    documents::FILE_FIELDS,
    refusal::{REQUIRED, TOO_LONG, ensure_at},
    telephone,
};
use huajie_ledger::{AccountChange, Fault, Scope, SealedField};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const FILE_UNKNOWN: Code = Code::new("file.unknown", "没有这个文件，请先上传");
/// A text can be typed by anybody.
pub const NO_HAND: Code = Code::new(
    "file.no_hand",
    "签字要看得到笔迹，盖章要看得到印：请上传签了字、盖了章的照片、扫描件（图片、PDF 或者 OFD），不收文本、文档和录音",
);

/// What completing an order brings with it.
#[derive(Default)]
pub struct Completed {
    /// Goes into the same transaction.
    pub sealed: Vec<SealedField>,
    /// A new query code, told once to whoever gave the order.
    pub query_code: Option<String>,
    /// What the order means for who is signed in.
    pub accounts: Vec<AccountChange>,
}

/// Completes an order on a file.
pub async fn complete(
    office: &Office,
    actor: &Actor,
    file: &File,
    order: &mut Value,
) -> Result<Completed, Trouble> {
    ensure_files_known(office, order).await?;
    let mut completed = Completed::default();
    match (&file.matter, order["command"].as_str().unwrap_or_default()) {
        (Some(AnyMatter::Mediation(_)), "name_team") => order["loads"] = json!(loads(office).await?),
        (Some(AnyMatter::Mediation(held)), "draft_agreement") => promises::add(office, held, order).await?,
        (Some(AnyMatter::Consultation(_)), "draw") => order["seed"] = json!(seed(office)),
        (Some(AnyMatter::Dispute(_)), "close") => closed(office, actor, file, order).await?,
        (Some(AnyMatter::Dispute(_)), "join_party") => {
            let plain: Option<IntakeParty> = serde_json::from_value(order["party"].clone()).ok();
            let plain = plain.ok_or_else(|| Refusal::at(REQUIRED, "party"))?;
            plain.ensure_sound("party")?;
            order["party"] = json!(office.seal_party(&plain, &mut completed.sealed));
        }
        (Some(AnyMatter::Dispute(_)), "correct") => before::settle_below(order, "origin")?,
        (Some(AnyMatter::Dispute(dispute)), "correct_party") => {
            completed = correcting::complete(office, &file.id, dispute, order).await?;
        }
        (Some(AnyMatter::Dispute(dispute)), "admit_successor") => {
            completed = succession::complete(office, &file.id, dispute, order)?;
        }
        // Whoever was never a party follows nothing.
        (Some(AnyMatter::Dispute(_)), "strike_party") => {
            let party = order["party"].as_str().unwrap_or_default();
            completed.accounts.extend(locked_out(&file.id, party));
        }
        (Some(AnyMatter::Dispute(_)), "list_members") => {
            let members = members::read(order["lines"].as_str().unwrap_or_default())?;
            let seal = |member: &IntakeParty| office.seal_party(member, &mut completed.sealed);
            let members: Vec<NewParty> = members.iter().map(seal).collect();
            *order = json!({ "command": "list_members", "members": members });
        }
        (Some(AnyMatter::Reconsideration(_)), "appoint_agent") => {
            seal_agent(office, order, &mut completed.sealed)?;
        }
        (Some(AnyMatter::Reconsideration(_)), "plan_inquiry") => {
            seal_asked(office, &mut order["plan"], &mut completed.sealed)?;
        }
        (Some(AnyMatter::Reconsideration(held)), "confirm_address") => {
            addressing::complete(office, held, order, &mut completed.sealed).await?;
        }
        (Some(AnyMatter::Reconsideration(held)), "publish" | "correct_copy") => {
            anonymous::ensure(office, actor, file, held, order).await?;
        }
        (Some(AnyMatter::Reconsideration(_)), "join") => {
            let typed = order["with"].as_str().unwrap_or_default().to_owned();
            ensure_at(!typed.trim().is_empty(), REQUIRED, "with")?;
            order["with"] = json!(joined::meant(office, actor, &typed).await?);
        }
        (Some(AnyMatter::Reconsideration(held)), "serve") => {
            reconsidering::with_the_issued_decision(office, actor, file, held, order).await?;
        }
        (Some(AnyMatter::Dispute(_)), "consult" | "convene_review") => {
            shown::give(office, actor, file, order).await?;
        }
        (Some(AnyMatter::Dispute(_)), "record_proceeding") | (Some(AnyMatter::Mirrored(_)), "record") => {
            courts::complete(office, actor, file, order).await?;
        }
        (Some(AnyMatter::Dispute(dispute)), "renew_access") => {
            completed = renew_access(office, &file.id, dispute, order).await?;
        }
        _ => {}
    }
    Ok(completed)
}

/// What lies in the volume that is closed, and what should.
async fn closed(office: &Office, actor: &Actor, file: &File, order: &mut Value) -> Result<(), Trouble> {
    order["volume"] = json!(volume(office, actor, file).await?);
    let lacking = papers::unissued_of(office, actor, &file.id).await?;
    (order["unissued"], order["unsigned"]) = (json!(lacking.required), json!(lacking.unsigned));
    Ok(())
}

/// Every file that the order names lies in the store.
async fn ensure_files_known(office: &Office, order: &Value) -> Result<(), Trouble> {
    let mut named = Vec::new();
    named_files(order, "", &mut named);
    for (field, hash) in named {
        let given = ensure_at(!hash.is_empty(), REQUIRED, &field);
        given.map_err(|refusal| refusal.because("请上传这一份的文件".to_owned()))?;
        let stored = office.ledger.stored_file(&FileHash::from(hash.as_str())).await?;
        let stored = stored.ok_or_else(|| Refusal::at(FILE_UNKNOWN, &field))?;
        ensure_at(!is_signed_paper(order, &field) || shows_a_hand(&stored.format), NO_HAND, &field)?;
    }
    Ok(())
}

/// Whether a paper that somebody has signed or sealed is asked for at this field. Evidence, and what is handed in beside, may be anything;
/// what shows a service may be a film, and a consent by telephone its recording.
fn is_signed_paper(order: &Value, field: &str) -> bool {
    let (within, _) = field.rsplit_once('.').unwrap_or_default();
    let names: Vec<&str> = field.split('.').filter(|name| name.parse::<usize>().is_err()).collect();
    match names[..] {
        [.., "document" | "consent_paper" | "receipt" | "represented_consent" | "sealed_paper"]
        | [.., "way" | "papers", "file"] => true,
        // What several have agreed to.
        [.., "documents"] => order["command"] == "extend",
        [.., "evidence"] => {
            let consent =
                order.pointer(&format!("/{}", within.replace('.', "/"))).filter(|_| !within.is_empty());
            consent.unwrap_or(order)["way"] == "paper"
        }
        _ => false,
    }
}

/// The name and telephone of an agent go into the vault; the order goes on with a reference and a mask, whatever it said of these.
fn seal_agent(office: &Office, order: &mut Value, sealed: &mut Vec<SealedField>) -> Result<(), Refusal> {
    let said = |order: &Value, field: &str| {
        order[field].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let name = said(order, "name").ok_or_else(|| Refusal::at(REQUIRED, "name"))?;
    ensure_at(name.chars().count() <= LONGEST_LINE_CHARS, TOO_LONG, "name")?;
    let phone = said(order, "phone");
    telephone::ensure_dialled(phone.as_deref(), "phone")?;
    let (person, label) = office.seal_agent(&name, phone.as_deref(), sealed);
    refer_to_agent(order, &person, &label);
    Ok(())
}

/// The same of who is asked in an inquiry (调查取证), where it is somebody and not a body alone.
fn seal_asked(office: &Office, plan: &mut Value, sealed: &mut Vec<SealedField>) -> Result<(), Refusal> {
    if plan["name"].as_str().is_some_and(|name| !name.trim().is_empty()) {
        return seal_agent(office, plan, sealed).map_err(|refusal| refusal.below("plan"));
    }
    // Who is called without a name is nobody; what a program says of a person it has not sealed is not taken.
    if let Some(plan) = plan.as_object_mut() {
        for field in ["name", "phone", "person", "label"] {
            plan.remove(field);
        }
    }
    Ok(())
}

/// What was said of an agent in plain gives way to the reference and the mask.
pub(crate) fn refer_to_agent(order: &mut Value, person: &PersonId, label: &str) {
    if let Some(order) = order.as_object_mut() {
        order.remove("name");
        order.remove("phone");
        order.insert("person".into(), json!(person));
        order.insert("label".into(), json!(label));
    }
}

/// Chance for a draw by lot: 128 bits, written into the event with the pool.
pub fn seed(office: &Office) -> String {
    let mut bytes = [0; 16];
    office.chance().fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A new code and, where it was wrong, a new telephone number; the law sees a digest and blind indexes. Whoever came in by the old code
/// is out, and so is whoever has only been asked for the code that went to the phone.
async fn renew_access(
    office: &Office,
    id: &MatterId,
    dispute: &Dispute,
    order: &mut Value,
) -> Result<Completed, Trouble> {
    let party = dispute.party(order["party"].as_str().unwrap_or_default());
    let held = &party.ok_or_else(|| Refusal::at(REQUIRED, "party"))?.particulars;
    let mut person = office.open_person(&held.person).await?;
    let mut completed = Completed::default();
    telephone::ensure_dialled(order["phone"].as_str(), "phone")?;
    if let Some(phone) = order["phone"].as_str().map(telephone::normal).filter(|phone| !phone.is_empty()) {
        let sealed = office.seal("vault", "phone", held.person.as_str(), &phone);
        completed.sealed.push(SealedField { person: held.person.clone(), field: "phone", sealed });
        person.phone = Some(phone);
    }
    let (code, digest) = office.new_query_code();
    if let Some(order) = order.as_object_mut() {
        order.remove("phone");
        order.insert("phone_kind".into(), json!(phone_kind(person.phone.as_deref())));
        order.insert("marks".into(), json!(office.person_marks(&person)));
        order.insert("query_code_digest".into(), json!(digest));
    }
    completed.query_code = Some(code);
    // The code is the dispute's: it opened the page of every party of it.
    completed.accounts = dispute.parties.iter().flat_map(|party| locked_out(id, &party.key)).collect();
    Ok(completed)
}

/// Whoever came in as this party is out, and so is whoever has only been asked for the code that went to the phone.
pub(super) fn locked_out(dispute: &MatterId, party: &str) -> [AccountChange; 3] {
    let (dispute, party) = (dispute.clone(), party.to_owned());
    let own = Subject::Party { dispute: dispute.clone(), party: party.clone() }.to_text();
    [
        AccountChange::ForgetCode { subject: own.clone() },
        AccountChange::EndSessions { subject: own },
        AccountChange::EndSessions { subject: Subject::Asking { dispute, party }.to_text() },
    ]
}

/// Every file that an order names, with the path of its field.
fn named_files(order: &Value, path: &str, found: &mut Vec<(String, String)>) {
    let below = |name: &str| below(path, name);
    match order {
        Value::Object(fields) => {
            // The receipt of a one-time code is no file.
            let by_code = fields.get("kind").is_some_and(|kind| kind == "code");
            for (name, value) in fields {
                let texts: Vec<&Value> = match value {
                    Value::Array(rows) => rows.iter().collect(),
                    one => vec![one],
                };
                if FILE_FIELDS.contains(&name.as_str()) && !by_code {
                    let hashes = texts.iter().filter_map(|value| value.as_str());
                    found.extend(hashes.map(|hash| (below(name), hash.to_owned())));
                }
                named_files(value, &below(name), found);
            }
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(at, row)| named_files(row, &below(&at.to_string()), found))
        }
        _ => {}
    }
}

/// How many running mediations everybody has who could sit in a team.
pub async fn loads(office: &Office) -> Result<BTreeMap<UserId, u32>, Fault> {
    let law = office.law();
    let mut loads = BTreeMap::new();
    for role in [Role::Judge, Role::Mediator, Role::AgencyLegal, Role::TownCadre] {
        for (user, ..) in law.directory.holders(role) {
            loads.insert(user.clone(), office.ledger.running_mediations(user).await?);
        }
    }
    Ok(loads)
}

/// What lies in the volume of a dispute, as it would be sealed now.
pub async fn volume(office: &Office, actor: &Actor, file: &File) -> Result<Vec<VolumeEntry>, Trouble> {
    let Some(AnyMatter::Dispute(dispute)) = &file.matter else { return Ok(Vec::new()) };
    let visible = office.ledger.visible_on(&Scope::from(actor), &file.id).await?;
    Ok(papers::volume(office, dispute, &visible, actor).await?)
}

#[cfg(test)]
mod tests {
    use super::{is_signed_paper, named_files};
    use serde_json::json;

    #[test]
    fn what_is_signed_or_sealed_shows_a_hand_and_what_only_proves_may_be_anything() {
        let consent = |way: &str| json!({ "command": "record_consent", "way": way, "evidence": "a" });
        assert!(
            is_signed_paper(&consent("paper"), "evidence") && !is_signed_paper(&consent("phone"), "evidence")
        );
        let sent = |way: &str| json!({ "request": { "consents": [{ "side": "p1" }, { "way": way, "evidence": "a" }] } });
        assert!(is_signed_paper(&sent("paper"), "request.consents.1.evidence"));
        assert!(!is_signed_paper(&sent("phone"), "request.consents.1.evidence"));
        let order = json!({ "command": "extend" });
        for field in [
            "way.file",
            "document",
            "report.document",
            "delivery.consent_paper",
            "papers.2.file",
            "documents",
        ] {
            assert!(is_signed_paper(&order, field), "{field}");
        }
        for field in ["evidence.0.file", "record.taken.0.file", "proof", "way.image"] {
            assert!(!is_signed_paper(&order, field), "{field}");
        }
        assert!(!is_signed_paper(&json!({ "command": "supplement" }), "documents"));
    }

    #[test]
    fn every_file_that_an_order_names_is_found_and_a_codes_receipt_is_none() {
        let order = json!({
            "command": "x",
            "way": { "kind": "glass", "image": "a" },
            "documents": ["b", "c"],
            "evidence": [{ "file": "d", "title": "e" }],
            "other": { "kind": "code", "receipt": "f" },
            "receipt": "g",
        });
        let mut found = Vec::new();
        named_files(&order, "", &mut found);
        found.sort();
        let found: Vec<_> = found.iter().map(|(path, hash)| format!("{path}={hash}")).collect();
        assert_eq!(found, ["documents=b", "documents=c", "evidence.0.file=d", "receipt=g", "way.image=a"]);
    }
}
