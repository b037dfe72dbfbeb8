//! 群体成员: whoever was counted when a group was registered is listed by name afterwards, many at once. Nobody joins by it who was not
//! counted: their application is of the day of the group's own.

use super::{Dispute, DisputeEvent, NewParty, Party, PartyStanding, codes::*, line};
use crate::{
    Refusal,
    refusal::{REQUIRED, ensure_at},
};
use jiff::civil::Date;

impl Dispute {
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
        let listed = self.parties.iter().map(|party| &party.particulars);
        for (i, member) in members.iter().enumerate() {
            line(&member.label, &format!("members.{i}"))?;
            let twice = listed.clone().chain(&members[..i]).any(|other| is_the_same(other, member));
            if twice {
                let detail = format!("第 {} 名{}证件号重复：这个人已经在案件里", i + 1, member.label);
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

    pub(super) fn join(&mut self, party: &NewParty) {
        let key = format!("p{}", self.parties.len() + 1);
        self.parties.push(Party { key, particulars: party.clone() });
    }
}

/// The same number of identity; two people may well share a name, and a household a telephone.
fn is_the_same(one: &NewParty, other: &NewParty) -> bool {
    one.marks.iter().any(|mark| mark.starts_with("number:") && other.marks.contains(mark))
}
