//! Those who take part (14条至17条、47条): third parties, agents, joinder, and what a side may read of the file.

use super::{codes::*, *};
use crate::{
    Refusal, Role,
    dispute::{PartyStanding, line},
    matter::Context,
    mediation::BriefParty,
    refusal::ensure_at,
};

/// 17条1款: one or two.
const MOST_AGENTS: usize = 2;

impl Reconsideration {
    pub(super) fn weigh_sides(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::NotifyThirdParty { side, document } => {
                ensure_at(self.is_third_party(side), NOT_A_THIRD_PARTY, "side")?;
                let told = self.third_parties.iter().any(|one| one.side == *side);
                ensure_at(!told, THIRD_PARTY_TOLD, "side")?;
                ReconsiderationEvent::ThirdPartyNotified {
                    on,
                    side: side.clone(),
                    document: document.clone(),
                }
            }
            C::AnswerAsThirdParty { side, joins, electronic_service } => {
                ensure_at(self.speaks_for(context, side), NOT_YOURS, "side")?;
                let told = self.third_parties.iter().any(|one| one.side == *side);
                ensure_at(told, NOT_A_THIRD_PARTY, "side")?;
                let same = |held: &ThirdParty| {
                    let says = (held.joins, held.electronic_service);
                    held.side == *side && says == (Some(*joins), *electronic_service)
                };
                ensure_at(!self.third_parties.iter().any(same), THIRD_PARTY_SAME, "joins")?;
                let (side, joins, electronic_service) = (side.clone(), *joins, *electronic_service);
                ReconsiderationEvent::ThirdPartyAnswered { on, side, joins, electronic_service }
            }
            C::AppointAgent { side, person, label, kind, authority, until, document } => {
                ensure_at(self.is_party(side), UNKNOWN_SIDE, "side")?;
                line(label, "label")?;
                line(authority, "authority")?;
                ensure_at(until.is_none_or(|until| until >= on), MANDATE_OVER, "until")?;
                let acting = self.agents.iter().filter(|a| a.side == *side && a.acts_on(on));
                ensure_at(acting.count() < MOST_AGENTS, AGENTS_TWO, "side")?;
                ReconsiderationEvent::AgentAppointed {
                    on,
                    agent: SideAgent {
                        key: format!("a{}", self.agents.len() + 1),
                        side: side.clone(),
                        person: Some(person.clone()),
                        label: label.clone(),
                        kind: *kind,
                        authority: authority.clone(),
                        until: *until,
                        document: document.clone(),
                        ended_on: None,
                    },
                }
            }
            C::DismissAgent { agent, reason } => {
                let acting = self.agents.iter().any(|a| a.key == *agent && a.ended_on.is_none());
                ensure_at(acting, AGENT_UNKNOWN, "agent")?;
                line(reason, "reason")?;
                ReconsiderationEvent::AgentDismissed { on, agent: agent.clone(), reason: reason.clone() }
            }
            C::Join { .. } | C::Separate { .. } => self.weigh_together(context, command)?,
            _ => return self.weigh_access(context, command),
        };
        Ok(vec![event])
    }

    /// What is tried together, and apart again.
    fn weigh_together(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<ReconsiderationEvent, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        Ok(match command {
            C::Join { with, reason } => {
                line(reason, "reason")?;
                let again = self.joined.iter().any(|joined| joined.with == *with) || with == context.id;
                ensure_at(!again, JOINED_ALREADY, "with")?;
                ReconsiderationEvent::Joined(Together { on, with: with.clone(), reason: reason.clone() })
            }
            C::Separate { with, reason } => {
                line(reason, "reason")?;
                ensure_at(self.joined.iter().any(|joined| joined.with == *with), NOT_JOINED, "with")?;
                ReconsiderationEvent::Separated(Together { on, with: with.clone(), reason: reason.clone() })
            }
            _ => unreachable!("it is asked of no other command"),
        })
    }

    fn is_third_party(&self, side: &str) -> bool {
        let third = |party: &BriefParty| party.key == side && party.standing == PartyStanding::ThirdParty;
        self.brief.parties.iter().any(third)
    }

    /// 16条: a third party of the dispute who has not been told of this reconsideration yet.
    pub(super) fn untold_third_party(&self) -> Option<&str> {
        let mut keys = self.brief.parties.iter().map(|party| party.key.as_str());
        keys.find(|key| self.is_third_party(key) && self.third_parties.iter().all(|told| told.side != *key))
    }

    /// 47条: to be granted unless one of the four grounds stands against it.
    fn weigh_access(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::RequestAccess { side } => {
                ensure_at(self.is_party(side), UNKNOWN_SIDE, "side")?;
                ensure_at(self.speaks_for(context, side), NOT_YOURS, "side")?;
                ensure_at(!self.has_asked_to_read(side), ACCESS_ASKED, "side")?;
                let request = format!("r{}", self.access_requests.len() + 1);
                ReconsiderationEvent::AccessRequested { on, request, side: side.clone() }
            }
            C::DecideAccess { request, withheld, note } => {
                let open = self.access_requests.iter().any(|a| a.key == *request && a.decided.is_none());
                ensure_at(open, ACCESS_UNKNOWN, "request")?;
                let decision = AccessDecision { on, withheld: *withheld, note: note.clone() };
                ReconsiderationEvent::AccessDecided { on, request: request.clone(), decision }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// A party speaks for itself; the office writes down what was said.
    pub(super) fn speaks_for(&self, context: Context<'_>, side: &str) -> bool {
        match context.actor.role {
            Role::Party => self.own_side(context) == Some(side),
            _ => true,
        }
    }

    /// It reads already, or its request waits to be decided.
    pub(super) fn has_asked_to_read(&self, side: &str) -> bool {
        self.may_read(side) || self.access_requests.iter().any(|a| a.side == side && a.decided.is_none())
    }

    /// What the agency brought lies open to this side.
    pub fn may_read(&self, side: &str) -> bool {
        self.access_requests.iter().any(|asked| {
            asked.side == side && asked.decided.as_ref().is_some_and(|decided| decided.withheld.is_none())
        })
    }
}
