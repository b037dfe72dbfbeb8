//! A file in the archive.

use super::*;
use crate::{referral::ReferralCommand, scenes::referral_id};

#[test]
fn a_frozen_file_takes_nothing_more() {
    let mut world = World::on("2026-03-10");
    let mut only = registration(fine("2026-03-07"), "2026-03-10");
    only.wish = Wish::RegisterOnly;
    world.register(only);
    world.must(
        "clerk",
        &dispute_id(),
        DisputeCommand::PassOn { to: COURT.into(), reason: "属于法院".into() },
    );
    let volume =
        vec![VolumeEntry { title: "申请书".into(), file: paper("a"), dated: day("2026-03-10"), pages: 1 }];
    let close = DisputeCommand::Close { volume, unissued: Vec::new(), unsigned: Vec::new(), reason: None };
    let unsigned = world.refused("archivist", &dispute_id(), close.clone());
    assert_eq!(unsigned.code, REFERRAL_UNDER_WAY, "nobody knows whether it arrived");
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("archivist", &dispute_id(), close);
    assert_eq!(world.refused("p1", &dispute_id(), evidence(None)).code, crate::refusal::FROZEN);
}

#[test]
fn beside_an_agreement_in_force_nothing_is_mediated_and_an_attempt_never_begun_undoes_nothing() {
    use crate::mediation::{Channel, Ending, MediationCommand};
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(
        crate::mirrored::Procedure::Litigation,
        crate::scenes::first(crate::scenes::accepted(), "2026-03-13"),
    );
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::TrialOrdinary).all_consent().team().accept();
    world.agreed(Ending::CourtStatement);
    let again = || DisputeCommand::RequestMediation;
    for who in ["p1", "clerk"] {
        assert_eq!(world.refused(who, &dispute_id(), again()).code, AGREEMENT_STANDS, "{who}");
    }
    world.sealed();
    assert!(matches!(world.dispute().stage, Stage::Ended { outcome: Outcome::Settled, .. }));
    world.must("statute", &dispute_id(), again());
    let second = dispute_id().child(crate::Kind::Mediation, 2);
    world.must(
        "clerk",
        &second,
        MediationCommand::DeclineImport { reason: "已经谈好".into(), settled: None },
    );
    let stage = world.dispute().stage;
    assert!(matches!(stage, Stage::Ended { outcome: Outcome::Settled, .. }), "{stage:?}");
}

#[test]
fn a_file_that_was_started_again_knows_that_its_agreement_was_never_confirmed() {
    use crate::mediation::{Ending, FormalResult};
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation).ask_to_confirm();
    assert!(matches!(world.dispute().stage, Stage::Ended { outcome: Outcome::Settled, .. }));
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "当事人又来反映".into() });
    let route = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.into_iter().find(|task| task.name == "route").map(|task| task.command)
    };
    assert_eq!(
        route(&world).as_deref(),
        Some("pass_on"),
        "somebody has to ask, and nothing is mediated beside it"
    );
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Rejected, world.today));
    let restarted = world.dispute().restarted.expect("waits anew");
    assert_eq!(restarted.had, Outcome::Unsettled, "案结未必事了");
    world.must(
        "clerk",
        &dispute_id(),
        DisputeCommand::PassOn { to: COURT.into(), reason: "属于法院".into() },
    );
    assert!(world.dispute().restarted.is_none(), "what comes of it goes before");
}
