//! 委托代理: the letter of authority that an agent acts on, and the end of its agency. A letter is the party's own word: what the agent
//! brought itself counts once the party has said so, or the counter has looked. Not here: how far a letter reaches ([`crate::agency`]), and
//! what was typed of an agent wrongly.

use super::{Agent, Dispute, DisputeCommand, DisputeEvent, Former, NewParty, Party, codes::*, line};
use crate::{
    Actor, FileHash, Refusal, Role,
    matter::{Context, Task},
    refusal::{REQUIRED, ensure_at},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who acted for a party, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedAgency {
    pub agent: Agent,
    pub ended_on: Date,
}

impl Party {
    /// As it came into the dispute.
    pub(super) fn new(key: String, particulars: NewParty) -> Party {
        let (former, ended_agencies, earlier_letters) = (Vec::new(), Vec::new(), Vec::new());
        Party { key, former, ended_agencies, earlier_letters, beside: None, particulars }
    }

    /// 委托代理人; who speaks for the party by law is none.
    pub fn appointed(&self) -> Option<&Agent> {
        self.particulars.agent.as_ref().filter(|agent| agent.authority.is_given())
    }

    /// Letters on which somebody acted for it: of whoever acts now first, each once.
    pub fn letters(&self) -> Vec<&FileHash> {
        let former = self.former.iter().filter_map(|former| former.agent.as_ref());
        let ended = self.ended_agencies.iter().map(|ended| &ended.agent);
        let all = self.particulars.agent.iter().chain(former).chain(ended);
        let mut letters: Vec<&FileHash> = Vec::new();
        for letter in all.filter_map(|agent| agent.document.as_ref()).chain(&self.earlier_letters) {
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        letters
    }

    /// Who gave this letter, where it is not whoever sits here now: an agent of who is gone speaks for nobody after them.
    pub(crate) fn letter_given_before(&self, file: &FileHash) -> Option<&Former> {
        let by = |agent: &Agent| agent.document.as_ref() == Some(file);
        self.former.iter().find(|before| before.gave_way() && before.agent.as_ref().is_some_and(by))
    }
}

impl Dispute {
    /// Parties whose agent's letter of authority may be brought by this actor: a party brings its own and puts another in its place, the
    /// agent one where there is none, the counter for whomever.
    pub fn authority_to_file<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Party> {
        let own = actor.standing.as_ref().map(|standing| standing.party.as_str());
        let by_agent = actor.agency().is_some();
        self.parties.iter().filter(move |party| {
            let mine = own.is_none_or(|own| party.key == own);
            let lacks = |agent: &Agent| agent.document.is_none();
            party.appointed().is_some_and(|agent| mine && (!by_agent || lacks(agent)))
        })
    }

    /// 解除委托: the party's own to say, here or before the counter.
    pub fn agency_to_end<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Party> {
        let own = actor.standing.as_ref().map(|standing| standing.party.as_str());
        let by_agent = actor.agency().is_some();
        self.parties.iter().filter(move |party| {
            party.appointed().is_some() && !by_agent && own.is_none_or(|own| party.key == own)
        })
    }

    /// 《民事诉讼法》62条1款: the letter bears the hand of the party.
    pub(super) fn letter_of(
        &self,
        context: Context<'_>,
        command: &DisputeCommand,
    ) -> Result<DisputeEvent, Refusal> {
        let DisputeCommand::FileAuthority { party, document, brought } = command else {
            unreachable!("it is asked of no other command")
        };
        let held = self.party(party).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
        let own = context.actor.standing.as_ref().is_none_or(|standing| standing.party == *party);
        ensure_at(own, NOT_YOUR_AGENT, "party")?;
        let agent = held.particulars.agent.as_ref().ok_or_else(|| Refusal::at(NO_AGENT, "party"))?;
        ensure_at(agent.authority.is_given(), NO_LETTER_NEEDED, "party")?;
        let by_agent = context.actor.agency().is_some();
        // What it brought itself, and nobody has found good, it may bring better.
        ensure_at(!(by_agent && agent.document.is_some()), LETTER_THERE, "document")?;
        let document = match (document, &agent.brought) {
            (Some(document), _) => Ok(document.clone()),
            (None, Some(document)) if *brought => Ok(document.clone()),
            (None, _) if *brought => Err(Refusal::at(NOTHING_BROUGHT, "brought")),
            (None, _) => Err(Refusal::at(REQUIRED, "document")),
        }?;
        Ok(DisputeEvent::AuthorityFiled { on: context.now.today, party: party.clone(), document, by_agent })
    }

    pub(super) fn file_authority(&mut self, party: &str, document: &FileHash, by_agent: bool) {
        for held in self.parties.iter_mut().filter(|held| held.key == party) {
            let Some(agent) = held.particulars.agent.as_mut() else { continue };
            let document = Some(document.clone());
            let before = agent.document.take().filter(|before| Some(before) != document.as_ref());
            (agent.document, agent.brought) = if by_agent { (None, document) } else { (document, None) };
            held.earlier_letters.extend(before);
        }
    }

    pub(super) fn weigh_end_of_agency(
        &self,
        context: Context<'_>,
        party: &str,
        reason: Option<&str>,
    ) -> Result<DisputeEvent, Refusal> {
        let held = self.party(party).ok_or_else(|| Refusal::at(UNKNOWN_PARTY, "party"))?;
        let actor = context.actor;
        let own = actor.standing.as_ref().is_none_or(|standing| standing.party == party);
        ensure_at(own, NOT_YOUR_AGENT, "party")?;
        ensure_at(actor.agency().is_none(), ENDED_BY_THE_PARTY, "party")?;
        let agent = held.appointed().ok_or_else(|| Refusal::at(NO_AGENT, "party"))?;
        // Whoever records it says how the party was known.
        ensure_at(actor.role == Role::Party || reason.is_some(), REQUIRED, "reason")?;
        reason.map_or(Ok(()), |reason| line(reason, "reason"))?;
        let (on, party, label) = (context.now.today, party.to_owned(), agent.label.clone());
        Ok(DisputeEvent::AgencyEnded { on, party, label, reason: reason.map(str::to_owned) })
    }

    pub(super) fn end_agency(&mut self, on: Date, party: &str) {
        for held in self.parties.iter_mut().filter(|held| held.key == party) {
            let agent = held.particulars.agent.take();
            held.ended_agencies.extend(agent.map(|agent| EndedAgency { agent, ended_on: on }));
        }
    }

    /// What an agent brought waits for the party, or for whoever looks at the counter.
    pub(super) fn letters_to_look_at(&self) -> impl Iterator<Item = Task> {
        let brought = |party: &&Party| party.appointed().is_some_and(|agent| agent.brought.is_some());
        let frozen = self.is_frozen();
        self.parties.iter().filter(brought).filter(move |_| !frozen).map(|party| {
            let title = format!("代理人交来授权委托书（{}）：核对是不是当事人签的", party.particulars.label);
            let holders = vec![crate::Principal::role(Role::IntakeClerk)];
            Task::of(format!("letter:{}", party.key), title, "file_authority", holders)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{agency::LETTER_MISSING, dispute::Authority, world::*};

    fn with_an_agent(document: Option<FileHash>) -> World {
        let mut world = World::on("2026-03-10");
        let mut registration = registration(fine("2026-03-07"), "2026-03-10");
        let (person, label) = (crate::PersonId::new("agent"), "李某某".to_owned());
        let authority = Authority::Special;
        registration.parties[0].agent =
            Some(Agent { person, label, authority, document, brought: None, phone_kind: None });
        world.register(registration);
        world
    }

    fn letter(name: &str) -> DisputeCommand {
        DisputeCommand::FileAuthority { party: "p1".into(), document: Some(paper(name)), brought: false }
    }

    fn end(reason: Option<&str>) -> DisputeCommand {
        DisputeCommand::EndAgency { party: "p1".into(), reason: reason.map(str::to_owned) }
    }

    fn held(world: &World) -> Option<Agent> {
        world.dispute().party("p1").and_then(|party| party.particulars.agent.clone())
    }

    fn as_agent(world: &mut World, command: DisputeCommand) -> Result<(), Refusal> {
        world.give("agent", &dispute_id(), command).map(drop)
    }

    #[test]
    fn a_letter_that_the_agent_brought_gives_it_nothing_until_the_party_or_the_counter_has_said_so() {
        for who in ["p1", "clerk"] {
            let mut world = with_an_agent(None);
            as_agent(&mut world, letter("own")).expect("it is taken");
            let agent = held(&world).expect("is there");
            assert_eq!((agent.document, agent.brought), (None, Some(paper("own"))));
            let mediation = world.mediation();
            let reach = mediation.brief.parties[0].agent_reach.expect("is known");
            assert_eq!(
                reach.ensure_covers(crate::Kind::Mediation, "sign_agreement").map_err(|r| r.code),
                Err(LETTER_MISSING)
            );
            as_agent(&mut world, letter("blurred")).expect("nobody has found it good yet");
            as_agent(&mut world, letter("own")).expect("and a better one takes its place");
            let waits = |world: &World| {
                world.outline(&dispute_id()).tasks.iter().any(|task| task.command == "file_authority")
            };
            assert!(waits(&world), "whoever is at the counter looks");
            let confirmed =
                DisputeCommand::FileAuthority { party: "p1".into(), document: None, brought: true };
            world.must(who, &dispute_id(), confirmed);
            let agent = held(&world).expect("is there");
            assert_eq!((agent.document, agent.brought), (Some(paper("own")), None), "{who}");
            assert!(!waits(&world));
            let after = as_agent(&mut world, letter("another")).expect_err("it is the party's to replace");
            assert_eq!(after.code, LETTER_THERE);
            world.must("p1", &dispute_id(), letter("second"));
            let letters = world.dispute().party("p1").map(|party| party.letters().len());
            assert_eq!(letters, Some(2), "what was done upon the first stays done");
        }
    }

    #[test]
    fn a_party_puts_another_letter_in_the_place_of_the_one_on_file_and_its_agent_does_not() {
        let mut world = with_an_agent(Some(paper("first")));
        assert_eq!(as_agent(&mut world, letter("own")).expect_err("it is there").code, LETTER_THERE);
        let offered = |world: &World, who: &str| {
            world.offers(who, &dispute_id()).iter().any(|offer| offer.command == "file_authority")
        };
        assert!(offered(&world, "p1") && offered(&world, "clerk"));
        world.must("p1", &dispute_id(), letter("second"));
        assert_eq!(held(&world).and_then(|agent| agent.document), Some(paper("second")));
        let nothing = DisputeCommand::FileAuthority { party: "p1".into(), document: None, brought: true };
        assert_eq!(world.refused("clerk", &dispute_id(), nothing).code, NOTHING_BROUGHT);
    }

    #[test]
    fn a_party_ends_the_agency_itself_or_before_the_counter_and_what_was_given_stays_on_file() {
        let mut world = with_an_agent(Some(paper("letter")));
        assert_eq!(as_agent(&mut world, end(None)).expect_err("not the agent's").code, ENDED_BY_THE_PARTY);
        assert_eq!(world.refused("clerk", &dispute_id(), end(None)).field.as_deref(), Some("reason"));
        world.must("p1", &dispute_id(), end(None));
        let dispute = world.dispute();
        let party = dispute.party("p1").expect("stays");
        assert!(party.particulars.agent.is_none() && party.letters() == [&paper("letter")]);
        assert_eq!(party.ended_agencies[0].agent.label, "李某某");
        assert!(world.mediation().brief.parties[0].agent.is_none(), "the mediation learns of it");
        assert_eq!(world.refused("p1", &dispute_id(), end(None)).code, NO_AGENT);
    }
}
