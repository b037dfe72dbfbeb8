//! Who the parties are, in full: names, numbers, telephones. Asked for by a wish of its own, which is on record, so that lists and files
//! stay masked; of a dispute by whoever works on it, of a referral by the body that has it in hand.

use super::{
    alone, at_the_desk,
    file::{compose, record},
};
use crate::{
    http::{Submission, Trouble, Visit, html},
    office::Person,
    ui::parts::Fact,
};
use axum::{extract::Path, response::Response};
use huajie_law::{
    Actor, AnyMatter, File, MatterId, PersonId,
    dispute::{Dispute, Nature, Party},
    referral::{Reading, Referral},
    telephone,
};
use huajie_ledger::Scope;

/// `POST /desk/file/{id}/persons`: names and numbers in full. A wish of its own, so that lists and files stay masked.
pub async fn persons(
    visit: Visit,
    Path(id): Path<String>,
    submission: Submission,
) -> Result<Response, Trouble> {
    let actor = at_the_desk(&visit)?;
    visit.check_csrf(submission.csrf())?;
    let id = MatterId::from(id.as_str());
    let file = visit.office.ledger.open(&Scope::from(&actor), &id).await?.ok_or(Trouble::NotFound)?;
    if let Some(AnyMatter::Referral(held)) = &file.matter {
        return sent_persons(&visit, &actor, &file, held).await;
    }
    let Some(AnyMatter::Dispute(dispute)) = &file.matter else { return Err(Trouble::NotFound) };
    if !may_open_persons(&actor) {
        return Err(huajie_law::Refusal::not_permitted().into());
    }
    let mut facts = Vec::new();
    for party in &dispute.parties {
        facts.extend(in_full(&visit, dispute, party).await?);
    }
    let page = compose(&visit, &actor, &id, Some(facts.into_iter().collect()), false).await?;
    Ok(html(&page))
}

/// The parties of what was sent, for the body that has it in hand: it works with them and is told who they are.
async fn sent_persons(
    visit: &Visit,
    actor: &Actor,
    file: &File,
    held: &Referral,
) -> Result<Response, Trouble> {
    if held.reading(actor) != Reading::InHand {
        return Err(huajie_law::Refusal::not_permitted().into());
    }
    record(visit, actor, file).await?;
    let mut facts = Vec::new();
    for party in &held.brief.parties {
        facts.push(spelled_out(visit, party.standing.name_zh().to_owned(), &party.person, None).await?);
    }
    Ok(html(&alone::page(visit, actor, file, Some(facts.into_iter().collect())).await?))
}

/// `nature`: what it is, where that is known; then whoever stands at its head is called by the right name.
async fn spelled_out(
    visit: &Visit,
    label: String,
    person: &PersonId,
    nature: Option<Nature>,
) -> Result<Fact, Trouble> {
    let Person { name, number, phone, address, head } = visit.office.open_person(person).await?;
    let title = nature.and_then(Nature::head_title).unwrap_or("法定代表人（负责人、经营者）");
    let head = head.map(|head| format!("{title}{head}"));
    let phone = phone.map(|phone| match telephone::is_mobile(&phone) {
        true => phone,
        false => format!("{phone}（座机，收不到短信：打电话或者用纸质文书告知）"),
    });
    let parts = [Some(name), number, head, phone, address].into_iter().flatten();
    Ok(Fact::new(label, parts.collect::<Vec<_>>().join("\n")))
}

/// A party and its agent by their names, and as they were typed before they were corrected.
async fn in_full(visit: &Visit, dispute: &Dispute, party: &Party) -> Result<Vec<Fact>, Trouble> {
    let (now, mut held) = (&party.particulars, Vec::new());
    // Of those who are masked alike the same place as everywhere else.
    let label = dispute.label_apart(&party.key);
    let place = label.strip_prefix(now.label.as_str()).unwrap_or_default();
    held.push((format!("{}{place}", now.standing.name_zh()), &now.person, Some(now.nature)));
    held.extend(now.agent.iter().map(|agent| ("代理人".to_owned(), &agent.person, None)));
    held.extend(party.ended_agencies.iter().map(|ended| {
        let until = huajie_law::calendar::zh_date(ended.ended_on);
        (format!("以前的代理人（{until}解除委托）"), &ended.agent.person, None)
    }));
    for former in &party.former {
        let until = huajie_law::calendar::zh_date(former.corrected_on);
        let (before, changed) = match former.gave_way() {
            true => ("承受以前", "承受"),
            false => ("更正以前", "更正"),
        };
        // For whom a guardian speaks is still the party.
        let gone = (former.gave_way() || former.succeeded.is_none()).then_some(&former.person);
        held.extend(
            gone.map(|person| (format!("{before}（{until}{changed}）"), person, Some(former.nature))),
        );
        let replaced = former.agent.as_ref().filter(|agent| now.agent.as_ref() != Some(agent));
        held.extend(
            replaced.map(|agent| (format!("{before}的代理人（{until}{changed}）"), &agent.person, None)),
        );
    }
    let mut facts = Vec::new();
    for (label, person, nature) in held {
        facts.push(spelled_out(visit, label, person, nature).await?);
    }
    Ok(facts)
}

pub(super) fn may_open_persons(actor: &Actor) -> bool {
    use huajie_law::Role::{ConsultPoint, IntakeClerk, Judge, Mediator};
    matches!(actor.role, IntakeClerk | Mediator | Judge | ConsultPoint)
}
