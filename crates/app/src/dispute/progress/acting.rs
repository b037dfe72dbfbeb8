//! Who follows a dispute on the portal: a party, or the agent that acts for it (代理人). The session of an agent names the party and the
//! person; whoever is no longer its agent signs in no more.

use crate::{
    http::{Subject, Trouble, Visit},
    office::phone_kind,
    ui::parts::Fact,
};
use huajie_law::{
    Actor, AnyMatter, MatterId, PersonId,
    agency::{WITHIN_REACH_ZH, given_away_zh},
    dispute::{Agent, Authority, Dispute, Party, PhoneKind},
};
use huajie_ledger::Scope;

/// Stands between a party's key and its agent's person where both are named.
const BY: char = '@';

/// Stands between a party's mask and its agent's in the name under which an agent acts.
const ACTING: &str = "的代理人";

/// Whether somebody of this name acted for a party.
pub fn acted_for(name: &str) -> bool {
    name.contains(ACTING)
}

/// How the agent of this party is named in a session and where its codes are noted.
pub fn named(party: &str, agent: &PersonId) -> String {
    format!("{party}{BY}{agent}")
}

fn read(named: &str) -> (&str, Option<&str>) {
    named.split_once(BY).map_or((named, None), |(party, agent)| (party, Some(agent)))
}

/// The key of the party that is named so, by itself or by its agent.
pub fn key(named: &str) -> &str {
    read(named).0
}

/// The person who is named so, if the file still has them.
pub fn person<'a>(dispute: &'a Dispute, named: &str) -> Option<&'a PersonId> {
    let (party, agent) = read(named);
    let party = dispute.party(party)?;
    match agent {
        Some(agent) => agent_of(party, agent).map(|agent| &agent.person),
        None => Some(&party.particulars.person),
    }
}

fn agent_of<'a>(party: &'a Party, person: &str) -> Option<&'a Agent> {
    party.particulars.agent.as_ref().filter(|agent| agent.person.as_str() == person)
}

/// Who is signed in, and their dispute, opened through the one authorised path.
pub async fn acting(visit: &Visit) -> Result<(MatterId, Actor, Dispute), Trouble> {
    let Some(Subject::Party { dispute: id, party: named }) = &visit.subject else {
        return Err(Trouble::SignIn("/progress"));
    };
    let (key, agent) = read(named);
    let scope = Scope::from(&Actor::party(id.clone(), key, "当事人"));
    let file = visit.office.ledger.open(&scope, id).await?.ok_or(Trouble::NotFound)?;
    let Some(AnyMatter::Dispute(dispute)) = file.matter else { return Err(Trouble::NotFound) };
    let party = dispute.party(key);
    let label = party.map_or("当事人", |party| party.particulars.label.as_str());
    let actor = match agent {
        None => {
            let by_law = |party: &Party| {
                party.particulars.agent.as_ref().is_some_and(|agent| !agent.authority.is_given())
            };
            Actor::party(id.clone(), key, label).ward(party.is_some_and(by_law))
        }
        Some(person) => {
            let agent = party.and_then(|party| agent_of(party, person));
            let agent = agent.ok_or(Trouble::SignIn("/progress"))?;
            let name = format!("{label}{ACTING}{}", agent.label);
            Actor::agent(id.clone(), key, agent.authority, name).lettered(agent.document.is_some())
        }
    };
    Ok((id.clone(), actor, *dispute))
}

/// An agent is told for whom, and how far it reaches (民诉法62条).
pub fn in_the_place_of(actor: &Actor, authority: Authority) -> [Fact; 3] {
    let given_away = match authority {
        Authority::General => Fact::new("要由本人办，您不能代", given_away_zh())
            .note("请本人自己“查进度”来办，或者由本人带特别授权委托书到窗口更正授权"),
        Authority::Special => Fact::new("有特别授权，还可以代办", given_away_zh()),
        Authority::Statutory => Fact::new("您是法定代理人，还可以代办", given_away_zh()),
    };
    let who = Fact::new("您的身份", format!("{}（{}）", actor.name, authority.name_zh()));
    let lettered = actor.standing.as_ref().is_some_and(|standing| standing.lettered);
    let who = match lettered || !authority.is_given() {
        true => who,
        false => who.note("还没有当事人确认过的授权委托书：有了才能代为表示同意、签字；您自己交的，要等本人确认或者窗口核对（《民事诉讼法》62条）"),
    };
    [who, Fact::new("您可以办", WITHIN_REACH_ZH), given_away]
}

/// How news come to whoever is signed in: by a text only where their own telephone takes one.
pub async fn how_told(visit: &Visit, actor: &Actor, dispute: &Dispute) -> Result<&'static str, Trouble> {
    let party = dispute.party(actor.standing.as_ref().map_or("", |standing| &standing.party));
    let Some(held) = party.map(|party| &party.particulars) else { return Ok("") };
    let agent = held.agent.as_ref().filter(|_| actor.agency().is_some());
    let (person, noted) = match agent {
        Some(agent) => (&agent.person, agent.phone_kind),
        None => (&held.person, held.phone_kind),
    };
    let kind = match noted {
        Some(kind) => kind,
        None => phone_kind(visit.office.open_person(person).await?.phone.as_deref()),
    };
    Ok(match kind {
        PhoneKind::Mobile => "有新的进展会发短信告诉您。",
        PhoneKind::Landline => "登记的是座机，收不到短信：有新的进展，窗口打电话告诉您，也可以在这里看。",
        PhoneKind::NotGiven => {
            "没有登记您的电话，有新的进展请在这里看；想收短信的，带身份证件到窗口登记手机号。"
        }
    })
}
