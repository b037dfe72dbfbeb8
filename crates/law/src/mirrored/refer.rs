//! Sent to the centre by the body that has it in hand (移送对接): its officers see their proceeding and not the dispute, so the order is
//! given here and the dispute weighs it. Not here: the package and its answer ([`crate::referral`]).

use super::{codes::NOT_YOUR_BODY, *};
use crate::{
    Actor, OrgId, Refusal,
    directory::Category,
    dispute::codes::REFERRED_ALREADY,
    matter::Context,
    referral::Docking,
    refusal::{WRONG_STAGE, ensure, ensure_at},
};

impl Mirrored {
    /// The officers of the body alone: everybody else refers from the dispute, which they see.
    pub(super) fn may_refer(&self, actor: &Actor) -> Result<(), Refusal> {
        let theirs = self.own_bodies(actor).next().is_some();
        if !theirs || !self.procedure.officers().contains(&actor.role) {
            return Err(Refusal::not_permitted());
        }
        ensure(!self.stage().is_over(), WRONG_STAGE)?;
        ensure(self.brief.referral.is_none(), REFERRED_ALREADY)
    }

    /// The bodies that have had it in hand, in the directory.
    pub fn bodies(&self) -> impl Iterator<Item = &crate::OrgId> {
        let later =
            self.milestones.iter().filter(|m| m.struck.is_none()).filter_map(|m| m.report.body.as_ref());
        std::iter::once(&self.body).chain(later).filter_map(|body| body.organization.as_ref())
    }

    /// The bodies that have it in hand and for which this one speaks.
    pub fn own_bodies<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a OrgId> {
        self.bodies().filter(|body| actor.in_organization(body))
    }

    pub(super) fn weigh_referral(
        &self,
        context: Context<'_>,
        request: &Request,
    ) -> Result<MirroredEvent, Refusal> {
        let own = self.own_bodies(context.actor).any(|body| *body == request.from);
        ensure_at(own, NOT_YOUR_BODY, "request.from")?;
        let to = context.law.directory.organization(&request.to);
        let centre = to.is_some_and(|body| body.category == Category::Centre);
        ensure_at(centre, NOT_YOUR_BODY, "request.to")?;
        Ok(MirroredEvent::ReferralOrdered { on: context.now.today, request: Box::new(request.clone()) })
    }
}

impl Procedure {
    /// 六调对接: by which of them its body sends to the centre.
    pub fn docking(self) -> Docking {
        match self {
            Procedure::Litigation => Docking::Court,
            Procedure::Petition | Procedure::Hotline => Docking::Petition,
            Procedure::ProcuratorialSupervision => Docking::Procuratorate,
            Procedure::ReconsiderationElsewhere => Docking::Reconsideration,
            Procedure::Adjudication | Procedure::Arbitration => Docking::Adjudication,
            Procedure::Complaint => Docking::Agency,
        }
    }
}
