//! What a referral and the mediation that it brought mean to one another, and what becomes of one that nobody took. Not here: what is
//! sent ([`crate::referral`]).

use super::{Reaction, brief, nth, opened, to_dispute, unbegun};
use crate::{
    AnyMatter, Command, Decision, Kind, MatterId,
    dispute::{Dispute, DisputeCommand, Outcome},
    mediation::{Mediation, MediationEvent},
    referral::{HandBack, Package, Referral, ReferralCommand, ReferralEvent},
};

/// The referral by which a mediation came knows whether it still runs: until it is over nobody hands the referral back by hand.
pub(super) fn referral_told(decision: &Decision) -> Option<Reaction> {
    let told = |matter: &AnyMatter| match matter {
        AnyMatter::Mediation(held) => {
            let open = held.stage.over_on().is_none();
            Some((held.brief.referral.clone()?, open, held.imported.is_some()))
        }
        _ => None,
    };
    let (target, open, begun) = told(decision.after())?;
    let before = decision.before().and_then(told);
    // It was there, and the referral came to it.
    let new = before.as_ref().is_none_or(|(known, ..)| *known != target);
    let mediation = decision.id().clone();
    let command = ReferralCommand::NoteMediation { mediation, open, begun };
    // What was over before the referral came says nothing of it.
    (before != Some((target.clone(), open, begun)) && (open || !new))
        .then_some(Reaction { target, command: Command::Referral(command) })
}

/// What came by referral goes back by it, with nothing that was said in confidence.
pub(super) fn handed_back(mediation: &Mediation, event: &MediationEvent) -> Option<Reaction> {
    use MediationEvent::{AgreementEffective, HandedOn, PassedOn};
    // Who settled apart hands nothing on.
    let ends = matches!(event, HandedOn { .. } | AgreementEffective { .. } | PassedOn { .. })
        || unbegun::settles(event);
    let target = mediation.brief.referral.clone().filter(|_| ends)?;
    let back = Box::new(HandBack::of(mediation));
    Some(Reaction { target, command: Command::Referral(ReferralCommand::HandBack { back }) })
}

/// A referral is opened; what the same body had sent before and nobody had taken waits for nobody any more.
pub(super) fn opened_by(id: &MatterId, dispute: &Dispute, package: &Package) -> Vec<Reaction> {
    let ordinal = nth(dispute, Kind::Referral);
    let (brief, package) = (Box::new(brief(id, dispute, ordinal)), Box::new(package.clone()));
    let by = &package.from;
    let earlier = dispute.proceedings.iter().filter(|p| p.kind == Kind::Referral && p.ended_on.is_some());
    let settled: Vec<Reaction> = earlier
        .map(|p| {
            let command = Command::Referral(ReferralCommand::NoteSentAgain { by: by.clone() });
            Reaction { target: p.matter.clone(), command }
        })
        .collect();
    let command = Command::Referral(ReferralCommand::Open { brief, package });
    let open = Reaction { target: id.child(Kind::Referral, ordinal), command };
    std::iter::once(open).chain(settled).collect()
}

pub(super) fn after_referral(id: &MatterId, referral: &Referral, event: &ReferralEvent) -> Vec<Reaction> {
    let dispute = &referral.brief.dispute;
    let ended = |on, outcome| vec![super::ended(dispute, id, on, outcome)];
    // Nobody has it yet: the file waits until somebody has said what becomes of it.
    let left = |pending: Option<&str>| {
        let noted = super::note_pending(id, dispute, pending);
        referral.package.for_good.then_some(noted)
    };
    let returned = |on| {
        let unheld = left(Some("移送出去的材料接收单位没有接收，还没有另行处理"));
        // What was asked for beside it is answered by itself, and waits for whoever sends it again.
        ended(on, Outcome::PassedOn).into_iter().chain(unheld).collect()
    };
    match event {
        ReferralEvent::Opened { .. } => vec![opened(dispute, id, Kind::Referral)],
        ReferralEvent::Declined { on, .. } | ReferralEvent::LeftUnanswered { on } => returned(*on),
        ReferralEvent::Acknowledged { .. } => left(None).into_iter().collect(),
        ReferralEvent::SentAgain { request, .. } => {
            vec![to_dispute(dispute, DisputeCommand::Refer { request: request.clone() })]
        }
        ReferralEvent::HandedBack { on, .. } => ended(*on, Outcome::PassedOn),
        ReferralEvent::Accepted { on, .. } if referral.package.for_good => ended(*on, Outcome::PassedOn),
        ReferralEvent::Accepted { .. }
        | ReferralEvent::MediationNoted { .. }
        | ReferralEvent::CameAgain { .. } => Vec::new(),
    }
}
