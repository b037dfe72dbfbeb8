//! Sides whose masked names are alike, told apart: 成某某 and 成某某 are two people, and a paper is served on one of them.

use super::Reconsideration;
use crate::{Law, mediation::BriefParty};

impl Reconsideration {
    /// The name of a side; where another party is masked alike, with its place among those of its standing and with its agent.
    pub fn label_apart(&self, key: &str, law: &Law) -> String {
        let label = self.label(key, law);
        let parties = &self.brief.parties;
        let own = parties.iter().find(|party| party.key == key);
        let Some(own) = own.filter(|_| parties.iter().filter(|party| party.label == label).count() > 1)
        else {
            return label.to_owned();
        };
        let alike = |party: &&BriefParty| party.standing == own.standing;
        let place = parties.iter().filter(alike).position(|party| party.key == key).unwrap_or_default() + 1;
        let appointed = self.agents.iter().find(|agent| agent.side == key && agent.ended_on.is_none());
        let agent = appointed.map(|agent| agent.label.as_str());
        let agent = agent.or(own.agent.as_deref());
        let agent = agent.map(|label| format!("，代理人{label}")).unwrap_or_default();
        format!("{label}（第 {place} 名{}{agent}）", own.standing.name_zh())
    }
}
