//! What a decision of a reconsideration needs from beside its own file: that nobody else bears its number, and the paper that the program
//! has issued of it.

use crate::{
    http::Trouble,
    office::{Failure, Office},
    papers,
};
use huajie_law::{
    Actor, Code, Decision, File, Refusal,
    matter::Event,
    reconsideration::{PaperKind, Reconsideration, ReconsiderationEvent, decision_mark},
};
use huajie_ledger::{Scope, Turn};
use serde_json::{Value, json};

pub const NUMBER_TAKEN: Code =
    Code::new("reconsideration.issue.number_taken", "另一份决定书已经用了这个文号，请核对");

/// Whoever gives a number looks at all that were given, and at those that were given meanwhile.
const NUMBERS: &str = "decision_numbers";

/// Refuses a number that another decision bears. The turn goes with what is written: of two who give one at the same instant the second
/// looks again.
pub async fn ensure_number_free(office: &Office, decisions: &[Decision]) -> Result<Option<Turn>, Failure> {
    let issued: Vec<_> = decisions.iter().filter_map(|one| Some((one.id(), number_given(one)?))).collect();
    if issued.is_empty() {
        return Ok(None);
    }
    let turn = office.ledger.turn(NUMBERS).await?;
    for (id, number) in issued {
        let bears = office.ledger.marked(&decision_mark(number)).await?;
        if bears.iter().any(|other| other != id) {
            return Err(Refusal::at(NUMBER_TAKEN, "number").into());
        }
    }
    Ok(Some(turn))
}

fn number_given(decision: &Decision) -> Option<&str> {
    decision.events().iter().find_map(|event| match event {
        Event::Reconsideration(ReconsiderationEvent::DecisionIssued { number, .. }) => number.as_deref(),
        _ => None,
    })
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
        // The statement of 73条 is set with the same template.
        issue.subject == file.id
            && issue.template == "reconsideration_decision"
            && issue.title == PaperKind::Decision.name_zh()
    };
    let issued = papers::among(&visible).into_iter().rfind(|(_, paper)| of_this(&paper.issue));
    if let Some((_, paper)) = issued {
        order["delivery"]["sealed_paper"] = json!(paper.issue.file);
    }
    Ok(())
}
