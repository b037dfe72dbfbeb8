//! Who follows a dispute on the portal: a party, or the agent that acts for it (代理人). The session of an agent names the party and the
//! person; whoever is no longer its agent signs in no more.

use crate::http::{Subject, Trouble, Visit};
use huajie_law::{
    Actor, AnyMatter, MatterId, PersonId,
    dispute::{Agent, Dispute, Party},
};
use huajie_ledger::Scope;

/// Stands between a party's key and its agent's person where both are named.
const BY: char = '@';

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
        None => Actor::party(id.clone(), key, label),
        Some(person) => {
            let agent = party.and_then(|party| agent_of(party, person));
            let agent = agent.ok_or(Trouble::SignIn("/progress"))?;
            let name = format!("{label}的代理人{}", agent.label);
            Actor::agent(id.clone(), key, agent.authority, name)
        }
    };
    Ok((id.clone(), actor, *dispute))
}
