//! What lies in the watch over an agreement and beside a paper that was served.

use super::{By, Document, proof_title, side_of};
use crate::{Actor, calendar::zh_date, paper::Paper, performance::Performance};

/// Proofs of what was done, for the house and for whom it was owed by or to; what goes to the court is the house's.
pub(super) fn of_performance(held: &Performance, reader: &Actor) -> Vec<Document> {
    let brief = &held.plan.brief;
    let side = side_of(reader, &brief.respondent);
    let mut found = Vec::new();
    for line in &held.lines {
        let owed = &line.obligation;
        let to = owed.obligee.as_deref();
        if !side.is_none_or(|side| side == owed.obligor || to.is_none_or(|to| to == side)) {
            continue;
        }
        found.extend(line.fulfilments.iter().filter_map(|one| {
            let part = if one.partly { "，部分履行" } else { "" };
            let title = format!("履行证明（{}，{}{part}）", owed.content, zh_date(one.on));
            Some(Document::of(one.proof.as_ref()?, title, By::Side(owed.obligor.clone()), one.on))
        }));
    }
    for line in &held.lines {
        // What is said against the other side is for the house and for whoever says it.
        let said = line.shortfalls.iter().filter(|said| side.is_none_or(|side| side == said.by));
        found.extend(said.flat_map(|said| {
            let title = format!(
                "{}的材料（{}，{}）",
                said.extent.name_zh(),
                line.obligation.content,
                zh_date(said.on)
            );
            let of = move |file| Document::of(file, title.clone(), By::Side(said.by.clone()), said.on);
            said.documents.iter().map(of)
        }));
    }
    found.extend(held.enforcements.iter().filter(|_| side.is_none()).filter_map(|asked| {
        Some(Document::of(asked.document.as_ref()?, "强制执行申请材料", By::House, asked.on))
    }));
    found
}

/// Proofs of service carry addresses: they are the house's.
pub(super) fn of_paper(held: &Paper, reader: &Actor) -> Vec<Document> {
    if side_of(reader, &held.issue.respondent).is_some() {
        return Vec::new();
    }
    let proof = |served: &crate::paper::Served| {
        let title = format!("{}的{}", held.issue.title, proof_title(&served.recipient, served.served_on));
        Some(Document::of(served.proof.as_ref()?, title, By::House, served.served_on))
    };
    held.services.iter().filter_map(proof).collect()
}
