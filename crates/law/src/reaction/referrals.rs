//! What a referral and the mediation that it brought mean to one another, and what becomes of one that nobody took. Not here: what is
//! sent ([`crate::referral`]).

use super::{Reaction, opened, to_dispute, unbegun};
use crate::{
    AnyMatter, Command, Decision, Kind, Law, MatterId,
    dispute::{DisputeCommand, Outcome},
    mediation::{Mediation, MediationCommand, MediationEvent},
    referral::{HandBack, Referral, ReferralCommand, ReferralEvent},
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
    let asked_before = decision.before().is_some() && new;
    let mediation = decision.id().clone();
    let command = ReferralCommand::NoteMediation { mediation, open, begun, asked_before };
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

/// What nobody takes is not mediated either: of a referral that goes back the mediation that it opened is not imported. One that was
/// taken up all the same goes on, and so does one that was asked for without it.
fn not_imported(referral: &Referral, reason: String, law: &Law) -> Option<Reaction> {
    let target = referral.open_mediation(law).filter(|_| !referral.begun && !referral.asked_before)?.clone();
    Some(Reaction {
        target,
        command: Command::Mediation(MediationCommand::DeclineImport { reason, settled: None }),
    })
}

pub(super) fn after_referral(
    id: &MatterId,
    referral: &Referral,
    event: &ReferralEvent,
    law: &Law,
) -> Vec<Reaction> {
    let dispute = &referral.brief.dispute;
    let ended = |on, outcome| vec![super::ended(dispute, id, on, outcome)];
    // Nobody has it yet: the file waits until somebody has said what becomes of it.
    let left = |pending: Option<&str>| {
        let noted = super::note_pending(id, dispute, pending);
        referral.package.for_good.then_some(noted)
    };
    let returned = |on, why| {
        let unheld = left(Some("移送出去的材料接收单位没有接收，还没有另行处理"));
        not_imported(referral, why, law)
            .into_iter()
            .chain(ended(on, Outcome::PassedOn))
            .chain(unheld)
            .collect()
    };
    match event {
        ReferralEvent::Opened { .. } => vec![opened(dispute, id, Kind::Referral)],
        ReferralEvent::Declined { on, reason, .. } => returned(*on, format!("移送已经退回：{reason}")),
        ReferralEvent::LeftUnanswered { on } => returned(*on, "移送逾期没有签收，已经退回".to_owned()),
        ReferralEvent::Acknowledged { .. } => left(None).into_iter().collect(),
        ReferralEvent::SentAgain { request, .. } => {
            vec![to_dispute(dispute, DisputeCommand::Refer { request: request.clone() })]
        }
        ReferralEvent::HandedBack { on, .. } => ended(*on, Outcome::PassedOn),
        ReferralEvent::Accepted { on, .. } if referral.package.for_good => ended(*on, Outcome::PassedOn),
        ReferralEvent::Accepted { .. } | ReferralEvent::MediationNoted { .. } => Vec::new(),
    }
}
