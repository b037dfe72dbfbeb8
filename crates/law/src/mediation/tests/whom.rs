//! For whom it is settled, and who may take it over.

use crate::{
    dispute,
    mediation::{codes::*, *},
    world::*,
};

#[test]
fn for_members_of_a_group_whom_nobody_has_named_nobody_settles() {
    let mut world = World::on("2026-03-10");
    let group = Some(dispute::Group { size: 3, items: None });
    world.register(dispute::Registration { group, ..registration(fine("2026-03-07"), "2026-03-10") });
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let unnamed =
        world.refused("mediator", &mediation_id(), draft(Ending::JudicialConfirmation, world.today));
    assert_eq!(unnamed.code, GROUP_UNNAMED, "行诉法28条");
    let members = vec![somebody("李某某"), somebody("王某某")];
    world.must("clerk", &dispute_id(), dispute::DisputeCommand::ListMembers { members });
    for key in ["p2", "p3"] {
        world.consent(key);
    }
    world.all_disclose_again().agreed(Ending::JudicialConfirmation);
}

#[test]
fn what_is_reconsidered_first_goes_to_no_court_before_that() {
    let mut world = World::on("2026-03-10").with_neighbours();
    let disclosure = dispute::ContestedAct {
        kind: dispute::ActKind::InformationDisclosure,
        discretionary: false,
        ..fine("2026-03-07")
    };
    world.register(registration(disclosure, "2026-03-10"));
    world.must(
        "clerk",
        &mediation_id(),
        MediationCommand::DeclineImport { reason: "要求尽快复议".into(), settled: None },
    );
    let to = |body: &str| MediationCommand::HandOn { to: body.into(), receipt: None };
    assert_eq!(world.refused("clerk", &mediation_id(), to(COURT)).code, RECONSIDERED_FIRST, "23条");
    world.must("clerk", &mediation_id(), to(crate::scenes::PETITION_OFFICE));
}
