//! What a decision of a reconsideration needs from beside its own file: that nobody else bears its number, and the paper that the program
//! has issued of it.

use crate::{http::Trouble, office::Office, papers};
use huajie_law::{
    Actor, Code, File, Refusal,
    reconsideration::{PaperKind, Reconsideration, decision_mark},
};
use huajie_ledger::Scope;
use serde_json::{Value, json};

pub const NUMBER_TAKEN: Code =
    Code::new("reconsideration.issue.number_taken", "另一份决定书已经用了这个文号，请核对");

pub(super) async fn ensure_number_free(office: &Office, file: &File, order: &Value) -> Result<(), Trouble> {
    let number = order["number"].as_str().unwrap_or_default();
    if number.trim().is_empty() {
        return Ok(());
    }
    let bears = office.ledger.marked(&decision_mark(number)).await?;
    match bears.iter().any(|other| *other != file.id) {
        true => Err(Refusal::at(NUMBER_TAKEN, "number").into()),
        false => Ok(()),
    }
}

/// 75条1款: whoever issued the decision here need not upload it again.
pub(super) async fn with_the_issued_decision(
    office: &Office,
    actor: &Actor,
    file: &File,
    held: &Reconsideration,
    order: &mut Value,
) -> Result<(), Trouble> {
    let notice = held.notice(order["notice"].as_str().unwrap_or_default());
    let lacks = notice.is_some_and(|one| one.paper == PaperKind::Decision && one.document.is_none());
    if !lacks || order["delivery"]["sealed_paper"].is_string() || !order["delivery"].is_object() {
        return Ok(());
    }
    let visible = office.ledger.visible_on(&Scope::from(actor), &file.id.root()).await?;
    let of_this = |issue: &huajie_law::paper::Issue| {
        issue.template == "reconsideration_decision" && issue.subject == file.id
    };
    let issued = papers::among(&visible).into_iter().rfind(|(_, paper)| of_this(&paper.issue));
    if let Some((_, paper)) = issued {
        order["delivery"]["sealed_paper"] = json!(paper.issue.file);
    }
    Ok(())
}
