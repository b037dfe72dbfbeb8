//! 群体成员: whoever was counted when a group was registered is listed by name afterwards, many at once. Nobody joins by it who was not
//! counted: their application is of the day of the group's own.

use super::{
    Dispute, DisputeEvent, NewParty, Party, PartyStanding, codes::*, course::Way, line,
    registering::weigh_agent,
};
use crate::{
    Code, Refusal,
    refusal::{REQUIRED, ensure_at},
};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// 法释〔2018〕1号 29条.
pub(crate) const LARGE_GROUP: usize = 10;

/// From how many on some speak for the others, and how many of them.
pub(super) struct GroupRule {
    pub from: usize,
    pub chosen: RangeInclusive<usize>,
    pub refusal: Code,
    says: &'static str,
}

/// A suit, and a mediation, for which no number stands in a statute.
const IN_COURT: GroupRule = GroupRule {
    from: LARGE_GROUP,
    chosen: 2..=5,
    refusal: REPRESENTATIVES,
    says: "申请人十人以上的，推选二至五名代表人（法释〔2018〕1号29条）",
};

/// 复议法15条, 实施条例8条: more than five.
const IN_RECONSIDERATION: GroupRule = GroupRule {
    from: 6,
    chosen: 1..=5,
    refusal: RECONSIDERATION_REPRESENTATIVES,
    says: "申请复议的超过五人的，推选一至五名代表人（《行政复议法》15条、《行政复议法实施条例》8条）",
};

impl GroupRule {
    pub fn of(reconsiders: bool) -> GroupRule {
        if reconsiders { IN_RECONSIDERATION } else { IN_COURT }
    }
}

impl Dispute {
    fn group_rule(&self) -> GroupRule {
        let runs = |way| self.in_way(way).any(|p| !p.is_over());
        GroupRule::of(runs(Way::Reconsideration) && !runs(Way::Suit))
    }

    /// So many who apply, listed or counted, that some speak for them where it is conducted now.
    pub fn is_large_group(&self) -> bool {
        self.applicants().count() + self.unlisted() >= self.group_rule().from
    }

    /// It is not settled yet who speaks for them.
    pub(super) fn lacks_representatives(&self) -> bool {
        let chosen = self.parties.iter().filter(|party| party.particulars.representative).count();
        self.is_large_group() && !self.group_rule().chosen.contains(&chosen)
    }

    /// How many choose how many, with the article.
    pub fn representatives_zh(&self) -> &'static str {
        self.group_rule().says
    }

    pub(super) fn weigh_representatives(&self, on: Date, chosen: &[String]) -> Result<DisputeEvent, Refusal> {
        for key in chosen {
            let applies = self.applicants().any(|party| party.key == *key);
            let once = chosen.iter().filter(|other| *other == key).count() == 1;
            ensure_at(applies && once, UNKNOWN_PARTY, "parties")?;
        }
        let rule = self.group_rule();
        ensure_at(rule.chosen.contains(&chosen.len()), rule.refusal, "parties")?;
        Ok(DisputeEvent::RepresentativesChosen { on, parties: chosen.to_vec() })
    }

    pub(super) fn represent(&mut self, chosen: &[String]) {
        for party in &mut self.parties {
            party.particulars.representative = chosen.contains(&party.key);
        }
    }

    /// How many of the group have no name on file yet.
    pub fn unlisted(&self) -> usize {
        let size = self.registration.group.as_ref().map_or(0, |group| group.size as usize);
        size.saturating_sub(self.applicants().count())
    }

    pub(super) fn weigh_members(&self, on: Date, members: &[NewParty]) -> Result<DisputeEvent, Refusal> {
        ensure_at(!members.is_empty(), REQUIRED, "members")?;
        let left = self.unlisted();
        if members.len() > left {
            let detail = format!("登记的群体人数里还差 {left} 名，名单上有 {} 名，请核对", members.len());
            return Err(Refusal::at(GROUP_FULL, "members").because(detail));
        }
        let listed = self.particulars();
        for (i, member) in members.iter().enumerate() {
            line(&member.label, &format!("members.{i}"))?;
            weigh_agent(member.agent.as_ref(), &format!("members.{i}.agent"))?;
            if let Some(what) = in_twice(listed.clone().chain(&members[..i]), member) {
                let detail = format!("第 {} 名{}{what}重复：这个人已经在案件里", i + 1, member.label);
                return Err(Refusal::at(MEMBER_TWICE, "members").because(detail));
            }
        }
        // The group has chosen already who speaks for it.
        let of_group = |member: &NewParty| NewParty {
            standing: PartyStanding::Applicant,
            representative: false,
            ..member.clone()
        };
        Ok(DisputeEvent::MembersListed { on, members: members.iter().map(of_group).collect() })
    }

    fn particulars(&self) -> impl Iterator<Item = &NewParty> + Clone {
        self.parties.iter().map(|party| &party.particulars)
    }

    pub(super) fn weigh_joining(
        &self,
        on: Date,
        party: &NewParty,
        reason: &str,
    ) -> Result<DisputeEvent, Refusal> {
        // Who applies is registered with the application, or listed as a member of the group.
        let third = party.standing == PartyStanding::ThirdParty;
        ensure_at(third, ONLY_THIRD_PARTIES, "party.standing")?;
        line(&party.label, "party.name")?;
        party.head.as_deref().map_or(Ok(()), |head| line(head, "party.head"))?;
        weigh_agent(party.agent.as_ref(), "party.agent")?;
        ensure_once(self.particulars(), party, "party.number")?;
        line(reason, "reason")?;
        Ok(DisputeEvent::PartyJoined { on, party: party.clone(), reason: reason.to_owned() })
    }

    pub(super) fn join(&mut self, party: &NewParty) {
        let key = format!("p{}", self.parties.len() + self.struck.len() + 1);
        self.parties.push(Party::new(key, party.clone()));
    }
}

/// The same number of identity; two people may well share a name, and a household a telephone.
pub(super) fn is_the_same(marks: &[String], others: &[String]) -> bool {
    marks.iter().any(|mark| mark.starts_with("number:") && others.contains(mark))
}

/// By what somebody is in the file already: the number of identity, or name and telephone both.
fn in_twice<'a>(
    mut others: impl Iterator<Item = &'a NewParty> + Clone,
    who: &NewParty,
) -> Option<&'static str> {
    let alike = |other: &NewParty, by: &str| {
        who.marks.iter().any(|mark| mark.starts_with(by) && other.marks.contains(mark))
    };
    let by_number = others.clone().any(|other| is_the_same(&who.marks, &other.marks));
    let mut by_both = || others.any(|other| alike(other, "name:") && alike(other, "phone:"));
    by_number.then_some("证件号").or_else(|| by_both().then_some("姓名和电话"))
}

pub(super) fn ensure_once<'a>(
    others: impl Iterator<Item = &'a NewParty> + Clone,
    who: &NewParty,
    field: &str,
) -> Result<(), Refusal> {
    let Some(what) = in_twice(others, who) else { return Ok(()) };
    Err(Refusal::at(MEMBER_TWICE, field).because(format!("{what}重复：这个人已经在案件里")))
}
