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
