//! What experts and a case review are given of a reconsideration beside: the papers that lie in it, as far as whoever asks reads them, and
//! what was applied with. Not here: what is uploaded for them, what lies in the dispute (the law finds it).

use crate::{desk::evidence::measured, http::Trouble, office::Office};
use huajie_law::{Actor, AnyMatter, Code, Document, File, MatterId, Refusal, dispute::Evidence};
use huajie_ledger::{Fault, Scope};
use serde_json::{Value, json};

pub const PAPER_UNKNOWN: Code = Code::new("advice.paper", "复议案卷里没有这份材料，或者您看不到，请重新选择");

/// Of every reconsideration of the dispute that is under way.
#[derive(Default)]
pub struct Beside {
    pub papers: Vec<Document>,
    /// 补充的事实和理由.
    pub grounds: Option<String>,
    /// 答复, as the agency wrote it.
    pub reply: Option<String>,
}

impl Beside {
    /// As far as this reader opens it: a wall is a wall here too.
    pub async fn of(office: &Office, actor: &Actor, dispute: &MatterId) -> Result<Beside, Fault> {
        let law = office.law();
        let mut found = Beside::default();
        for file in office.ledger.visible_on(&Scope::from(actor), dispute).await? {
            let Some(AnyMatter::Reconsideration(held)) = &file.matter else { continue };
            if held.stage.over_on().is_some() {
                continue;
            }
            found.papers.extend(held.to_be_shown(actor, &law));
            found.grounds = held.application.grounds.clone().or(found.grounds);
            found.reply = held.visible(actor).reply.map(|reply| reply.written()).or(found.reply);
        }
        found.papers = measured(office, found.papers).await?;
        Ok(found)
    }
}

/// Those that were chosen go along as what is added for them.
pub(super) async fn give(
    office: &Office,
    actor: &Actor,
    file: &File,
    order: &mut Value,
) -> Result<(), Trouble> {
    let part = if order["command"] == "consult" { "request" } else { "convening" };
    let Some(asked) = order.get_mut(part).and_then(Value::as_object_mut) else { return Ok(()) };
    let Some(chosen) = asked.remove("papers") else { return Ok(()) };
    let chosen: Vec<String> = serde_json::from_value(chosen).unwrap_or_default();
    if chosen.is_empty() {
        return Ok(());
    }
    let beside = Beside::of(office, actor, &file.id).await?;
    let added = asked.entry("evidence").or_insert_with(|| json!([]));
    let Some(added) = added.as_array_mut() else { return Ok(()) };
    for hash in chosen {
        let paper = beside.papers.iter().find(|paper| paper.file.as_str() == hash);
        let paper = paper.ok_or_else(|| Refusal::at(PAPER_UNKNOWN, format!("{part}.papers")))?;
        added.push(json!(Evidence {
            file: paper.file.clone(),
            title: paper.title.clone(),
            format: paper.format.clone(),
            size_bytes: paper.size_bytes,
            pages: paper.pages,
            formed_on: paper.dated,
            proves: paper.proves.clone(),
        }));
    }
    Ok(())
}
