//! What the end of a mediation makes of its talks: those to come are called off, those that were held are signed until the file is closed.

use super::sessions::*;
use crate::{
    Principal,
    dispute::{self, DisputeCommand, VolumeEntry},
    mediation::{codes::*, *},
    referral::ReferralCommand,
    refusal::WRONG_STAGE,
    scenes::referral_id,
    world::*,
};

fn fail() -> MediationCommand {
    MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() }
}

fn cancelled(world: &World) -> Vec<Option<String>> {
    let sessions = world.mediation().sessions;
    sessions.into_iter().map(|talk| talk.cancelled.map(|gone| gone.reason)).collect()
}

fn correct() -> MediationCommand {
    let (session, by) = ("s1".into(), "p1".into());
    MediationCommand::CorrectMinutes { session, text: "第三行应为 300 元".into(), by }
}

fn tasks(world: &World) -> Vec<String> {
    world.outline(&mediation_id()).tasks.into_iter().map(|task| task.name).collect()
}

/// Handed on and visited, so that nothing but the archive is left.
fn close(world: &mut World) {
    let to = MediationCommand::HandOn { to: "court".into(), receipt: None };
    world.must("clerk", &mediation_id(), to);
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.visited();
    let entry = VolumeEntry { title: "申请书".into(), file: paper("a"), dated: world.today, pages: 1 };
    let close = DisputeCommand::Close {
        volume: vec![entry],
        unissued: Vec::new(),
        unsigned: Vec::new(),
        reason: None,
    };
    world.must("archivist", &dispute_id(), close);
    assert!(world.dispute().is_frozen());
}

#[test]
fn whatever_ends_it_calls_off_the_talk_that_was_to_come() {
    let off = [Some(CALLED_OFF_ZH.to_owned())];
    let mut failed = convened();
    failed.must("mediator", &mediation_id(), fail());
    assert_eq!(cancelled(&failed), off);
    assert!(tasks(&failed).iter().all(|name| !name.ends_with(":s1")), "{:?}", tasks(&failed));

    let mut terminated = convened();
    let ground = Ground::SettledApart;
    let end = MediationCommand::Terminate { ground, reason: "自行和解".into() };
    terminated.must("mediator", &mediation_id(), end);
    assert_eq!(cancelled(&terminated), off);

    let mut withdrawn = convened();
    let no = MediationCommand::WithdrawConsent { party: "p1".into(), reason: None };
    withdrawn.must("p1", &mediation_id(), no);
    assert_eq!(cancelled(&withdrawn), off);

    let mut agreed = convened();
    agreed.agreed(Ending::JudicialConfirmation);
    assert_eq!(cancelled(&agreed), off);
}

#[test]
fn a_talk_that_was_held_or_that_was_called_off_before_stays_as_it_was() {
    let mut world = written();
    world.must("mediator", &mediation_id(), convene("2026-03-20", SessionForm::Joint));
    let reason = "申请人住院".to_owned();
    let off = MediationCommand::CancelSession { session: "s2".into(), reason: reason.clone() };
    world.must("mediator", &mediation_id(), off);
    world.must("mediator", &mediation_id(), fail());
    assert_eq!(cancelled(&world), [None, Some(reason)]);
}

#[test]
fn time_alone_calls_off_what_was_set_for_a_day_after_it() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let last = world.mediation().last_day(&world.law).expect("it runs");
    world.must("mediator", &mediation_id(), convene(&last.to_string(), SessionForm::Joint));
    // It was to be held on the last day and nobody came to write it down: it is over, but nobody calls it off afterwards.
    let next = last.tomorrow().expect("a day follows").to_string();
    world.at(&next).must("statute", &mediation_id(), MediationCommand::RecordLapse);
    assert_eq!(cancelled(&world), [None]);
}

#[test]
fn minutes_that_somebody_has_not_signed_are_signed_after_the_end_until_the_file_is_closed() {
    let mut world = written();
    world.must("p1", &mediation_id(), sign("p1"));
    world.must("mediator", &mediation_id(), fail());
    let waits = |world: &World, name: &str| tasks(world).iter().any(|task| task == name);
    assert!(waits(&world, "minutes_signature:s1:respondent"));
    world.must("p1", &mediation_id(), correct());
    let own = world.outline(&mediation_id()).tasks;
    let own = own.iter().find(|task| task.name == "minutes_signature:s1:p1").expect("reads it again");
    assert!(own.holders.contains(&Principal::party(&dispute_id(), "p1")));
    world.must("p1", &mediation_id(), sign("p1"));
    close(&mut world);
    assert!(!waits(&world, "minutes_signature:s1:respondent"), "{:?}", tasks(&world));
    let late = world.refused("legal", &mediation_id(), sign(RESPONDENT));
    assert_eq!(late.code, MINUTES_FILE_CLOSED);
    assert_eq!(world.refused("p1", &mediation_id(), correct()).code, MINUTES_FILE_CLOSED);

    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "补签笔录".into() });
    world.must("legal", &mediation_id(), sign(RESPONDENT));
    assert!(!waits(&world, "minutes_signature:s1:respondent"));
    assert_eq!(world.dispute().stage, dispute::Stage::Registered);
}

#[test]
fn minutes_that_everybody_has_signed_are_not_corrected_after_the_end() {
    let mut world = written();
    for (who, side) in [("p1", "p1"), ("legal", RESPONDENT)] {
        world.must(who, &mediation_id(), sign(side));
    }
    world.must("mediator", &mediation_id(), fail());
    assert_eq!(world.refused("p1", &mediation_id(), correct()).code, WRONG_STAGE);
    let entries = world.mediation().sessions[0].minutes.clone().expect("written").corrections.len();
    assert_eq!(entries, 0);
}

#[test]
fn nobody_tells_a_mediation_of_the_archive_whose_minutes_are_signed() {
    let mut world = written();
    for (who, side) in [("p1", "p1"), ("legal", RESPONDENT)] {
        world.must(who, &mediation_id(), sign(side));
    }
    world.must("mediator", &mediation_id(), fail());
    close(&mut world);
    assert_eq!(world.mediation().file_closed_on, None);
}
