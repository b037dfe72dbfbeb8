//! 合并审理: which other reconsideration one is tried together with, whichever of the two it was recorded on, with the way to it for whoever
//! may see it. Not here: that they may be joined (the law).

use crate::{
    http::Trouble,
    office::Office,
    ui::parts::{Fact, Link},
};
use huajie_law::{
    Actor, AnyMatter, Code, File, MatterId, Refusal,
    reconsideration::{JOINED, Reconsideration},
    text,
};
use huajie_ledger::{Fault, Scope};

const UNKNOWN: Code = Code::new(
    "reconsideration.join.unknown",
    "没有查到这个案号的行政复议，或者它不在您这里办；请填复议案号，或者那件争议的编号",
);

/// What stands on the file of each reconsideration here.
pub(super) async fn facts(
    office: &Office,
    actor: &Actor,
    files: &[File],
) -> Result<Vec<(MatterId, Fact)>, Fault> {
    let mut facts = Vec::new();
    let here: Vec<(&File, &Reconsideration)> =
        files.iter().filter_map(|file| Some((file, reconsideration_in(file)?))).collect();
    let mark = |file: &File| format!("{JOINED}{}", file.id);
    // One question for all of them; most files have none.
    let marks: Vec<String> = here.iter().map(|(file, _)| mark(file)).collect();
    let marked = office.ledger.marked_any(&marks).await?;
    for (file, held) in here {
        let mut others: Vec<(MatterId, String)> =
            held.joined.iter().map(|one| (one.with.clone(), one.reason.clone())).collect();
        for (_, id) in marked.iter().filter(|(found, _)| *found == mark(file)) {
            let Some(other) = office.ledger.load(id).await? else { continue };
            let here = reconsideration_in(&other)
                .and_then(|held| held.joined.iter().find(|one| one.with == file.id));
            others.extend(here.map(|one| (id.clone(), one.reason.clone())));
        }
        for (other, reason) in others {
            facts.push((file.id.clone(), told(office, actor, &other, &reason).await?));
        }
    }
    Ok(facts)
}

async fn told(office: &Office, actor: &Actor, other: &MatterId, reason: &str) -> Result<Fact, Fault> {
    let open = office.ledger.open(&Scope::from(actor), other).await?;
    Ok(match open.as_ref().and_then(reconsideration_in) {
        Some(held) => {
            let law = office.law();
            let elsewhere = law.directory.name_of(&held.brief.respondent);
            let said =
                format!("和{}（{}，被申请人{elsewhere}）合并审理：{reason}", held.number, held.brief.number);
            Fact::new("合并审理", said).link(Link::new(format!("/desk/file/{}", other.root()), "打开那一件"))
        }
        None => Fact::new("合并审理", format!("和另一件合并审理，那一件不对您开放：{reason}")),
    })
}

/// The reconsideration that is meant by what was typed: its number, the number of its dispute, or the address of either.
pub(crate) async fn meant(office: &Office, actor: &Actor, typed: &str) -> Result<MatterId, Trouble> {
    let scope = Scope::from(actor);
    let mut found = office.ledger.marked(&format!("number:{}", text::normal_number(typed))).await?;
    found.push(MatterId::from(typed.trim()));
    for id in found {
        let Some(file) = office.ledger.open(&scope, &id).await? else { continue };
        match &file.matter {
            Some(AnyMatter::Reconsideration(_)) => return Ok(id),
            Some(AnyMatter::Dispute(held)) => {
                let last =
                    held.proceedings.iter().rev().find(|p| p.kind == huajie_law::Kind::Reconsideration);
                if let Some(last) = last {
                    return Ok(last.matter.clone());
                }
            }
            _ => {}
        }
    }
    Err(Refusal::at(UNKNOWN, "with").into())
}

fn reconsideration_in(file: &File) -> Option<&Reconsideration> {
    match &file.matter {
        Some(AnyMatter::Reconsideration(held)) => Some(held),
        _ => None,
    }
}
