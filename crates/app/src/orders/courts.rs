//! Which body has a proceeding: named as the directory names it, and of a second instance the court above, unless another was said; and whether its number
//! stands on another dispute.

use crate::{http::Trouble, office::Office};
use huajie_law::{
    Actor, AnyMatter, File, Kind, MatterId, OrgId, Refusal,
    mirrored::{Level, Mirrored, OtherBody, Procedure, codes::NUMBER_ELSEWHERE},
    text::normal_number,
};
use huajie_ledger::{Fault, Scope};
use serde::Deserialize;
use serde_json::{Value, json};

/// A body that stands in the directory is called as it is there; a name that was typed beside it is another one's.
fn named(office: &Office, body: &mut Value) {
    let law = office.law();
    let typed = body["name"].as_str().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let known = body["organization"].as_str().filter(|id| !id.is_empty()).map(OrgId::from);
    let own = known.as_ref().map(|id| law.directory.name_of(id).to_owned());
    *body = match known {
        Some(id) if typed.is_none() || typed == own => json!({ "organization": id, "name": own }),
        _ => json!({ "organization": null, "name": typed.unwrap_or_default() }),
    };
}

/// A proceeding that the file does not know yet, or a step in one that it knows: an appeal and a refiling bring numbers of their own.
pub(super) async fn complete(
    office: &Office,
    actor: &Actor,
    file: &File,
    order: &mut Value,
) -> Result<(), Trouble> {
    let (procedure, checked, report, field) = match &file.matter {
        Some(AnyMatter::Mirrored(held)) => {
            name_court(office, held, order);
            (held.procedure, &order["number_checked"], &order["report"], "report.case_number")
        }
        _ => {
            if let Some(opening) = order.get_mut("opening").and_then(Value::as_object_mut) {
                named(office, opening.entry("body").or_insert_with(|| json!({})));
            }
            let opening = &order["opening"];
            // What is no procedure is refused when the order is read.
            let Ok(procedure) = Procedure::deserialize(&opening["procedure"]) else { return Ok(()) };
            (procedure, &opening["apart"], &opening["report"], "opening.report.case_number")
        }
    };
    if *checked == true {
        return Ok(());
    }
    ensure_number_is_new(office, actor, file, (procedure, report, field)).await
}

/// One number in two disputes is a slip, or several that one court tries together: whoever typed it has to say so, and reads which the
/// other is where they may open that.
async fn ensure_number_is_new(
    office: &Office,
    actor: &Actor,
    file: &File,
    (procedure, report, field): (Procedure, &Value, &str),
) -> Result<(), Trouble> {
    let number = report["case_number"].as_str().unwrap_or_default();
    let Some(other) = elsewhere(office, &file.id, procedure, number).await? else { return Ok(()) };
    let seen = office.ledger.may_see(&Scope::from(actor), &other).await?;
    let named = office.ledger.numbers_of(std::slice::from_ref(&other)).await?.remove(&other);
    let named =
        named.filter(|_| seen).map_or_else(|| "另一件争议".to_owned(), |number| format!("争议 {number}"));
    Err(Refusal::at(NUMBER_ELSEWHERE, field).because(format!(
        "这个案号已经登记在{named}上，请核对：写错的，改好再提交；法院把几件争议合在一个案号里审理的，勾选“已核对”再提交"
    )))?
}

/// The other dispute on which a case number of this procedure stands; none where this one has it as well. Tickets and petitions of different
/// bodies are numbered alike with suits and mean nothing to them.
pub(crate) async fn elsewhere(
    office: &Office,
    dispute: &MatterId,
    procedure: Procedure,
    case_number: &str,
) -> Result<Option<MatterId>, Fault> {
    let number = normal_number(case_number);
    if number.is_empty() || number.contains('\0') {
        return Ok(None);
    }
    let mut other = None;
    for id in office.ledger.marked(&format!("number:{number}")).await? {
        if !id.is_of(Kind::Mirrored) {
            continue;
        }
        let held = office.ledger.load(&id).await?.and_then(|file| file.matter);
        if !matches!(held, Some(AnyMatter::Mirrored(held)) if held.procedure == procedure) {
            continue;
        }
        if id.root() == dispute.root() {
            return Ok(None);
        }
        other = other.or_else(|| Some(id.root()));
    }
    Ok(other)
}

/// The form offers the court above before it knows of which level is told: where that level has its court, it was not meant.
fn name_court(office: &Office, held: &Mirrored, order: &mut Value) {
    let Some(report) = order.get_mut("report").and_then(Value::as_object_mut) else { return };
    let level = report.get("level").cloned().and_then(|level| serde_json::from_value::<Level>(level).ok());
    let Some(level) = level else { return };
    let law = office.law();
    if let Some(body) = report.get_mut("body").filter(|body| body.is_object()) {
        named(office, body);
    }
    let said = report.get("body").cloned().and_then(|body| serde_json::from_value::<OtherBody>(body).ok());
    let above = |level| held.court_above(level, &law);
    if !held.lacks_its_court(level) {
        let offered = [Level::Second, Level::Third].into_iter().filter(|next| *next != level);
        if said.is_some() && offered.map(above).any(|body| body == said) {
            report.remove("body");
        }
        return;
    }
    let step = report.get("step").and_then(|step| step["step"].as_str());
    let opens = matches!(step, Some("received" | "accepted"));
    if said.is_none() && opens {
        report.extend(above(level).map(|body| ("body".to_owned(), json!(body))));
    }
}
