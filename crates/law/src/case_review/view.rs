//! Who sees what of a case review: its office everything, a member the others' opinions once the meeting was held and its own is signed,
//! whoever decides upon it what came of it, the sides that
//! it takes place.

use super::{CaseReview, MemberOpinion, Stage};
use crate::{Actor, Principal, Role, UserId, calendar::zh_date};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    Office,
    Member,
    Staff,
    Side,
}

impl CaseReview {
    pub fn viewer(&self, actor: &Actor) -> Viewer {
        use Role::*;
        match actor.role {
            _ if self.member(&actor.user).is_some() => Viewer::Member,
            _ if self.plan.by.is_colleague(actor) => Viewer::Office,
            // What the office that reconsiders asks about is none of the centre's.
            CentreHead if self.plan.by.reconsiders() => Viewer::Staff,
            ReconsiderationOfficer | CentreHead | Auditor | Archivist | Statute => Viewer::Office,
            Party | AgencyLegal | AgencyHead => Viewer::Side,
            _ => Viewer::Staff,
        }
    }

    /// The office and the members as names in a list: who reads a paper on which the opinions stand.
    pub fn readers(&self) -> Vec<Principal> {
        use Role::*;
        let members = self.members.iter().map(|member| Principal::user(&member.user));
        let keepers = [ReconsiderationOfficer, CentreHead, Auditor, Archivist].into_iter();
        let keepers = keepers.filter(|role| *role != CentreHead || !self.plan.by.reconsiders());
        let keepers = keepers.map(Principal::role);
        std::iter::once(self.plan.by.office()).chain(members).chain(keepers).collect()
    }

    /// Every signed view, word for word.
    pub fn views_zh(&self) -> String {
        let name = |user: &UserId| self.member(user).map_or(user.as_str().to_owned(), |one| one.name.clone());
        let view = |one: &MemberOpinion| {
            let proposal = one.view.proposal.as_deref().map(|said| format!("\n另提意见：{said}"));
            format!(
                "{}（{}，{}）：{}{}",
                name(&one.user),
                zh_date(one.on),
                one.view.stand.name_zh(),
                one.view.reasons,
                proposal.unwrap_or_default()
            )
        };
        self.opinions.iter().map(view).collect::<Vec<_>>().join("\n\n")
    }

    /// The file as this reader may see it.
    pub fn visible(&self, actor: &Actor) -> CaseReview {
        let mut seen = self.clone();
        match self.viewer(actor) {
            Viewer::Office => {}
            // Nobody's opinion is made by reading another's: not before the meeting, and not before one's own is signed.
            Viewer::Member => {
                let before = matches!(self.stage, Stage::Convened | Stage::Served);
                let unsigned = self.stage == Stage::Held && self.opinion_of(&actor.user).is_none();
                if before || unsigned {
                    seen.opinions.retain(|opinion| opinion.user == actor.user);
                }
            }
            viewer => {
                seen.opinions.clear();
                seen.minutes = None;
                seen.resolution = None;
                seen.recused.clear();
                if viewer == Viewer::Side {
                    seen.plan.convening.question.clear();
                    seen.plan.convening.materials.clear();
                    seen.plan.convening.evidence.clear();
                    seen.plan.convening.grounds = None;
                    seen.plan.convening.reply = None;
                    seen.plan.facts.clear();
                    seen.plan.materials.clear();
                    if let Stage::Cancelled { reason, .. } = &mut seen.stage {
                        reason.clear();
                    }
                }
            }
        }
        seen
    }
}
