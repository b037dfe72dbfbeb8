//! 移送下一程序: the material follows the letter to whoever takes it over, and somebody there signs for it.

use super::*;
use crate::{
    dispute::codes::{PENDING, REFERRAL_UNDER_WAY},
    refusal::WRONG_STAGE,
};

fn failed() -> World {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.registered_and_talked();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: SECRET.into() };
    world.later(3).must("mediator", &mediation_id(), fail);
    world
}

impl World {
    fn registered_and_talked(&mut self) -> &mut World {
        self.register(registration(fine("2026-03-07"), "2026-03-16"));
        self.import(Channel::BeforeProcedure).all_consent().team().accept()
    }

    fn handed_on(&mut self, to: &str, receipt: Option<crate::FileHash>) -> &mut World {
        self.must("clerk", &mediation_id(), MediationCommand::HandOn { to: to.into(), receipt });
        self
    }

    fn has_referrals(&self) -> usize {
        self.dispute().proceedings.iter().filter(|held| held.kind == Kind::Referral).count()
    }
}

#[test]
fn whoever_takes_over_has_the_material_to_sign_for_and_nothing_of_what_was_conceded() {
    let mut world = failed();
    world.handed_on(COURT, None);
    let sent = world.referral(1);
    assert_eq!((sent.package.to.as_str(), sent.package.docking), (COURT, Docking::Court));
    assert_eq!((sent.stage.clone(), sent.package.for_good), (Stage::Sent { on: world.today }, true));
    assert!(!serde_json::to_string(&sent).expect("plain data").contains(SECRET));
    assert!(world.outline(&referral_id(1)).tasks.iter().any(|task| task.name == "answer"));
    assert_eq!(world.dispute().open_referral(), None, "nothing comes back by it");
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert_eq!(world.referral(1).stage, Stage::TakenOver { on: world.today });
    assert!(world.outline(&referral_id(1)).tasks.is_empty(), "nobody waits for an answer");
    let back = world.refused("judge", &referral_id(1), super::back(BackOutcome::Answered, None, &[]));
    assert_eq!(back.code, WRONG_STAGE);
    assert_eq!(world.referral(1).reading(&world.actor("judge")), Reading::InHand);
}

#[test]
fn what_is_signed_for_on_paper_is_sent_to_nobody_again() {
    let mut world = failed();
    world.handed_on(COURT, Some(paper("receipt")));
    assert_eq!(world.has_referrals(), 0);
}

#[test]
fn what_came_by_a_referral_goes_back_by_it_alone() {
    let world = failed_and_handed_on(false);
    assert_eq!(world.has_referrals(), 1);
}

#[test]
fn the_file_waits_for_the_signature_and_what_is_declined_is_for_the_counter() {
    let mut world = failed();
    world.handed_on(COURT, None);
    let close = || DisputeCommand::Close {
        volume: Vec::new(),
        unissued: Vec::new(),
        unsigned: Vec::new(),
        reason: None,
    };
    world.visited();
    assert_eq!(world.refused("archivist", &dispute_id(), close()).code, REFERRAL_UNDER_WAY);
    world.must(
        "judge",
        &referral_id(1),
        ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt: None },
    );
    assert_eq!(world.refused("archivist", &dispute_id(), close()).code, PENDING, "nobody has it");
    let tasks = world.outline(&referral_id(1)).tasks;
    assert!(tasks.iter().any(|task| task.name == "acknowledge"), "{tasks:?}");
    world.must(
        "clerk",
        &dispute_id(),
        request(Docking::Petition, CENTRE, PETITION_OFFICE, &[], "2026-03-19"),
    );
    world.must("clerk", &referral_id(1), ReferralCommand::Acknowledge { note: "改送信访".into() });
    assert!(world.outline(&referral_id(1)).tasks.is_empty());
    assert!(world.dispute().pending().is_none());
}

#[test]
fn a_body_where_nobody_can_sign_gets_the_letter_alone() {
    let mut world = failed();
    let elsewhere = organization("外地人民法院", crate::directory::Category::Court, None);
    world.law.directory.organizations.insert("elsewhere".into(), elsewhere);
    world.handed_on("elsewhere", None);
    assert_eq!(world.has_referrals(), 0);
}

#[test]
fn what_was_passed_on_at_the_counter_is_the_others_to_sign_for() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    let to_them = DisputeCommand::PassOn { to: PETITION_OFFICE.into(), reason: "属于信访事项".into() };
    world.must("clerk", &dispute_id(), to_them);
    let sent = world.referral(1).package;
    assert_eq!((sent.docking, sent.reason.as_str()), (Docking::Petition, "属于信访事项"));
    world.must("petition", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert!(world.referral(1).stage.over_on().is_some());
}

#[test]
fn who_has_it_in_hand_reads_the_whole_and_who_did_not_take_it_reads_nothing_of_it() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    let reads = |world: &World, who: &str| world.referral(1).reading(&world.actor(who));
    assert_eq!((reads(&world, "judge"), reads(&world, "clerk")), (Reading::InHand, Reading::AsSent));
    world.must(
        "judge",
        &referral_id(1),
        ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt: None },
    );
    assert_eq!((reads(&world, "judge"), reads(&world, "clerk")), (Reading::Returned, Reading::AsSent));
    let seen = world.referral(1).visible(&world.actor("judge")).package;
    assert!(seen.facts.is_empty() && seen.papers.is_empty() && seen.parties.is_empty());
    assert!(!world.referral(1).visible(&world.actor("clerk")).package.facts.is_empty());
}
