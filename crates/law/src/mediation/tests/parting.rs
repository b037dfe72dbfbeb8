//! One of several goes its own way, and the others go on; what was tried again is not handed on.

use super::sessions::{attend, chief, convene, minutes, serve};
use crate::{
    dispute,
    mediation::{codes::*, *},
    referral::SignedFacts,
    world::*,
    world_heirs::{admitted, heir},
};

pub(super) fn no(party: &str) -> MediationCommand {
    MediationCommand::RecordConsent {
        also: Vec::new(),
        party: party.into(),
        answer: Answer::Refuse,
        way: ConsentWay::Phone,
        on: day("2026-03-10"),
        evidence: None,
        note: Some("致电本人，说不愿意".into()),
        conservative_day_told: false,
        signed: None,
    }
}

/// Two who applied, and one whom it concerns.
pub(super) fn three() -> World {
    let mut world = World::on("2026-03-10");
    let mut registration = registration(fine("2026-03-07"), "2026-03-10");
    registration.parties.push(somebody("李某某"));
    let third =
        crate::dispute::NewParty { standing: dispute::PartyStanding::ThirdParty, ..somebody("王某某") };
    registration.parties.push(third);
    world.register(registration);
    world.import(Channel::BeforeProcedure);
    world
}

#[test]
fn one_of_several_who_does_not_wish_it_leaves_alone_and_the_others_go_on() {
    let mut world = three();
    world.consent("p1");
    world.must("clerk", &mediation_id(), no("p3"));
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }), "a third party may stay away");
    world.must("clerk", &mediation_id(), no("p2"));
    assert!(matches!(world.mediation().stage, Stage::AwaitingConsent { .. }), "so may one of two");
    assert_eq!(world.refused("p2", &mediation_id(), agree("p2", day("2026-03-10"))).code, LEFT_ALREADY);
    world.consent(RESPONDENT);
    assert!(matches!(world.mediation().stage, Stage::Teaming { .. }), "those who take part have all agreed");
    assert_eq!(world.mediation().sides().collect::<Vec<_>>(), ["p1", RESPONDENT]);
    assert!(!world.mediation().was_side_on("p2", day("2026-03-10")), "who never agreed was at no talk");
}

#[test]
fn the_last_no_of_several_completes_the_consents_of_the_others() {
    let mut world = three();
    world.consent("p1").consent("p3").consent(RESPONDENT);
    world.must("clerk", &mediation_id(), no("p2"));
    assert!(matches!(world.mediation().stage, Stage::Teaming { .. }));
}

#[test]
fn with_the_last_who_applied_or_with_the_agency_it_is_over() {
    let reason = ReturnReason::ConsentRefused;
    let returned = Stage::Returned { on: day("2026-03-10"), reason };
    let mut world = three();
    world.must("clerk", &mediation_id(), no("p1"));
    world.must("clerk", &mediation_id(), no("p2"));
    assert_eq!(
        world.mediation().stage,
        returned,
        "a third party alone has nothing to settle with the agency"
    );
    let mut world = three();
    world.must("clerk", &mediation_id(), no(RESPONDENT));
    assert_eq!(world.mediation().stage, returned);
}

#[test]
fn who_withdraws_takes_the_draft_along_and_sees_nothing_of_what_the_others_agree_on() {
    let mut world = three();
    world.all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation);
    world.must("p2", &mediation_id(), MediationCommand::WithdrawConsent { party: "p2".into(), reason: None });
    let held = world.mediation();
    assert_eq!((held.stage, held.agreement), (Stage::Mediating, None), "it is drafted anew");
    let kept = held.shelved.clone().expect("from what was drafted");
    assert!(kept.signatures.is_empty() && kept.legality.is_none() && !kept.obligations.is_empty());
    let seen = |who: &str| world.mediation().visible(&world.actor(who)).file.shelved.is_some();
    assert!(seen("mediator") && !seen("p1") && !seen("p2") && !seen("legal"));
    world.later(1).agreed(Ending::JudicialConfirmation);
    let held = world.mediation();
    assert!(matches!(held.stage, Stage::Ended { outcome: Outcome::Agreed { .. }, .. }));
    assert!(held.visible(&world.party("p2")).file.agreement.is_none());
    assert!(held.visible(&world.party("p1")).file.agreement.is_some());
    let performed = world.performance();
    assert!(performed.plan.brief.parties.iter().all(|party| party.key != "p2"));
}

#[test]
fn what_is_tried_again_at_once_is_not_handed_on() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let reason = "差距较大".into();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::Fail { ground: Ground::LargeDivergence, reason },
    );
    let hands_on =
        |world: &World| world.outline(&mediation_id()).tasks.iter().any(|task| task.command == "hand_on");
    assert!(hands_on(&world));
    let wishes = vec!["p1".into(), RESPONDENT.into()];
    world.must("clerk", &mediation_id(), MediationCommand::Retry { wishes, reason: "双方愿意再谈".into() });
    assert!(!hands_on(&world));
}

fn leave(party: &str) -> MediationCommand {
    MediationCommand::WithdrawConsent { party: party.into(), reason: None }
}

/// Three who talk, and a talk of all of them on the 16th.
fn called() -> World {
    let mut world = three();
    world.all_consent().team().accept();
    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    world
}

fn talk_of(world: &mut World, present: &[&str]) {
    for side in ["p1", "p3", RESPONDENT] {
        world.must("mediator", &mediation_id(), serve(side, "2026-03-12"));
    }
    world.at("2026-03-16").must("mediator", &mediation_id(), attend(present, chief()));
    world.must("mediator", &mediation_id(), minutes("申请人愿意让到三千元"));
}

#[test]
fn who_left_reads_nothing_of_a_talk_that_was_set_before_and_held_afterwards() {
    let mut world = called();
    world.at("2026-03-12").must("p2", &mediation_id(), leave("p2"));
    talk_of(&mut world, &["p1", "p3", RESPONDENT]);
    let held = world.mediation();
    assert!(held.visible(&world.party("p2")).file.sessions.is_empty());
    assert_eq!(held.visible(&world.party("p1")).file.sessions.len(), 1);
    let readers: Vec<&str> = held.readers_of_talk(&held.sessions[0]).collect();
    assert_eq!(readers, ["p1", "p3", RESPONDENT], "nor on paper");
}

#[test]
fn who_was_there_and_left_the_same_day_is_written_down_as_present_and_signs() {
    let mut world = called();
    world.at("2026-03-12").must("mediator", &mediation_id(), serve("p2", "2026-03-12"));
    world.at("2026-03-16").must("p2", &mediation_id(), leave("p2"));
    let all = ["p1", "p2", "p3", RESPONDENT];
    talk_of(&mut world, &all);
    assert_eq!(world.mediation().visible(&world.party("p2")).file.sessions.len(), 1, "it was there");
    let held = world.mediation();
    assert_eq!(held.readers_of_talk(&held.sessions[0]).count(), 4, "and has its paper");
    let sign = MediationCommand::SignMinutes {
        also: Vec::new(),
        session: "s1".into(),
        party: "p2".into(),
        way: on_paper(),
        present: None,
    };
    world.must("p2", &mediation_id(), sign);
    let mut earlier = called();
    earlier.at("2026-03-12").must("p2", &mediation_id(), leave("p2"));
    earlier.at("2026-03-16");
    let refusal = earlier.refused("mediator", &mediation_id(), attend(&all, chief()));
    assert_eq!((refusal.code, refusal.field.as_deref()), (UNKNOWN_SIDE, Some("present")));
}

#[test]
fn a_talk_apart_with_who_left_is_called_off() {
    let mut world = three();
    world.all_consent().team().accept();
    let apart = SessionForm::Separate { party: "p2".into() };
    world.must("mediator", &mediation_id(), convene("2026-03-16", apart));
    world.must("p2", &mediation_id(), leave("p2"));
    let talk = world.mediation().sessions[0].clone();
    assert_eq!(talk.cancelled.map(|off| off.reason).as_deref(), Some("约的一方已经退出调解"));
}

#[test]
fn facts_are_undisputed_only_when_whoever_left_has_signed_them_too() {
    let confirm = |party: &str| MediationCommand::ConfirmUndisputed {
        also: Vec::new(),
        party: party.into(),
        way: on_paper(),
        present: None,
    };
    let recorded = |signed: &[&str]| {
        let mut world = three();
        world.all_consent().team().accept();
        let facts = MediationCommand::RecordUndisputedFacts { text: "3 月 7 日收到决定书".into() };
        world.must("mediator", &mediation_id(), facts);
        for party in signed {
            world.must("mediator", &mediation_id(), confirm(party));
        }
        world.must("p2", &mediation_id(), leave("p2"));
        world
    };
    let rest = ["p1", "p3", RESPONDENT];
    let mut world = recorded(&["p2"]);
    rest.iter().for_each(|party| {
        world.must("mediator", &mediation_id(), confirm(party));
    });
    let signed = SignedFacts::of(&world.mediation()).expect("all have signed");
    assert_eq!(signed.signed_by, ["p1", "p2", "p3", RESPONDENT], "who left had signed before");
    let world = recorded(&rest);
    assert_eq!(world.mediation().confirmed_facts(), None, "they bind nobody who has not signed them");
}

#[test]
fn a_reconsideration_is_suspended_only_with_who_left_the_mediation_and_applies_in_it_still() {
    let mut world = World::on("2026-03-10");
    let mut two = registration(fine("2026-03-07"), "2026-03-10");
    two.parties.push(somebody("李某某"));
    world.register(crate::scenes::sent_by(dispute::Source::ReconsiderationReferral, two));
    world.import(Channel::Reconsideration).all_consent();
    world.must("p2", &mediation_id(), leave("p2"));
    world.team().accept();
    let paper_of = |side: &&str| SuspensionPaper { side: (*side).into(), file: paper("agreed") };
    let agreed =
        |sides: &[&str]| MediationCommand::AgreeToSuspend { papers: sides.iter().map(paper_of).collect() };
    let without = world.refused("mediator", &mediation_id(), agreed(&["p1", RESPONDENT]));
    assert_eq!(without.code, SUSPENSION_NOT_JOINT, "39条1款6项: whoever applied agrees");
    world.must("mediator", &mediation_id(), agreed(&["p1", "p2", RESPONDENT]));
}

#[test]
fn one_of_several_who_does_not_want_to_try_again_keeps_the_others_from_nothing() {
    let mut world = three();
    world.all_consent().team().accept();
    let reason = "差距较大".into();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason };
    world.must("mediator", &mediation_id(), fail);
    let phase = dispute::Phase::FirstInstance;
    world.must("statute", &mediation_id(), MediationCommand::NotePhase { phase });
    let declines = |party: &str| MediationCommand::DeclineRetry { party: party.into(), note: None };
    for party in ["p3", "p1"] {
        world.must("clerk", &mediation_id(), declines(party));
        assert!(world.mediation().phase_to_ask().is_some(), "{party} speaks for itself alone");
    }
    world.must("clerk", &mediation_id(), declines("p2"));
    assert_eq!(world.mediation().phase_to_ask(), None, "nobody who applied wants to");
}

#[test]
fn whoever_takes_the_seat_of_a_party_that_died_is_asked_anew_and_signs_what_is_drafted_anew() {
    let mut world = three();
    world.all_consent().team().accept();
    world.draft(Ending::JudicialConfirmation);
    let admit = || admitted(heir());
    for stranger in ["mediator", "judge", "legal"] {
        assert!(world.give(stranger, &dispute_id(), admit()).is_err(), "{stranger}");
    }
    world.later(1).must("clerk", &dispute_id(), admit());
    let held = world.mediation();
    assert_eq!(held.stage, Stage::Mediating, "what was drafted was drafted with another");
    assert_eq!(held.without_consent().collect::<Vec<_>>(), ["p1"]);
    assert_eq!(held.former_consents.len(), 1, "kept, and theirs who gave it");
    world.all_disclose_again();
    let waits = world.refused("mediator", &mediation_id(), draft(Ending::JudicialConfirmation, world.today));
    assert_eq!(waits.code, CONSENTS_MISSING);
    let before = agree("p1", world.today.yesterday().expect("a day"));
    let early = world.refused("clerk", &mediation_id(), before);
    assert_eq!(
        early.code,
        crate::refusal::DATE_BEFORE_START,
        "nobody consents for a seat before it is theirs"
    );
    world.consent("p1").agreed(Ending::JudicialConfirmation);
    let held = world.mediation();
    assert!(matches!(held.stage, Stage::Ended { outcome: Outcome::Agreed { .. }, .. }));
    let agreed_on = held.agreement.as_ref().and_then(|agreement| agreement.effective_on).expect("signed");
    assert_eq!(
        held.told_on("p1", agreed_on, &world.law),
        "韩某某",
        "what was signed anew is signed by the heir"
    );
    assert_eq!(held.told_on("p1", day("2026-03-10"), &world.law), "张某某（已由韩某某承受）");
}

#[test]
fn whoever_changed_their_mind_or_was_written_down_wrongly_is_asked_again() {
    let mut world = three();
    world.consent("p1");
    world.must("clerk", &mediation_id(), no("p2"));
    world.must("clerk", &mediation_id(), no("p3"));
    world.consent(RESPONDENT).team().accept();
    world.draft(Ending::JudicialConfirmation);
    let back =
        |party: &str| MediationCommand::Readmit { party: party.into(), reason: "电话记错了人".into() };
    assert_eq!(world.refused("clerk", &mediation_id(), back("p1")).code, NOBODY_LEFT);
    assert!(world.give("p2", &mediation_id(), back("p2")).is_err(), "it says so at the counter");
    world.must("clerk", &mediation_id(), back("p2"));
    let held = world.mediation();
    assert!(held.agreement.is_some() && held.all_consented(), "the others go on until it has said yes");
    assert!(held.visible(&world.party("p2")).file.agreement.is_none(), "and it sees no more than before");
    assert!(world.outline(&mediation_id()).tasks.iter().any(|task| task.name == "consent:p2"));
    world.must("clerk", &mediation_id(), no("p2"));
    assert!(world.mediation().agreement.is_some(), "a second no takes nothing away");
    world.must("clerk", &mediation_id(), back("p2"));
    world.consent("p2");
    let held = world.mediation();
    assert_eq!((held.stage.clone(), held.agreement.is_some()), (Stage::Mediating, false), "drafted anew");
    assert!(held.was_side_on("p2", day("2026-03-10")) && !held.was_side_on("p2", day("2026-03-09")));
    world.agreed(Ending::JudicialConfirmation);
    let signed = world.mediation().agreement.expect("agreed").signatures;
    assert!(signed.iter().any(|one| one.party == "p2"));
}

#[test]
fn whoever_writes_down_that_another_withdraws_says_how_they_said_it() {
    let mut world = three();
    world.all_consent();
    let out = |reason: Option<&str>| {
        let reason = reason.map(str::to_owned);
        MediationCommand::WithdrawConsent { party: "p2".into(), reason }
    };
    for silent in [None, Some("退")] {
        let refusal = world.refused("clerk", &mediation_id(), out(silent));
        assert_eq!((refusal.code, refusal.field.as_deref()), (WITHDRAWAL_UNEXPLAINED, Some("reason")));
    }
    world.must("clerk", &mediation_id(), out(Some("来电，核对了身份证号")));
}

#[test]
fn what_the_others_settled_takes_no_day_from_whoever_left() {
    let mut world = three();
    world.all_consent().team().accept();
    world.must("p2", &mediation_id(), MediationCommand::WithdrawConsent { party: "p2".into(), reason: None });
    world.agreed(Ending::JudicialConfirmation).ask_to_confirm().sealed();
    let clocks = world.outline(&dispute_id()).clocks;
    assert!(clocks.iter().any(|clock| clock.name == "last_day_to_sue"), "行诉法46条: {clocks:?}");
    assert!(!world.dispute().is_enforceable(), "not for everybody");
}

#[test]
fn facts_of_the_others_are_nothing_for_whoever_left_on_that_day_or_never_came() {
    let mut world = three();
    world.consent("p1").consent("p3").consent(RESPONDENT);
    world.must("clerk", &mediation_id(), no("p2"));
    world.team().accept();
    world.must("p3", &mediation_id(), leave("p3"));
    let facts = MediationCommand::RecordUndisputedFacts { text: "罚款已缴".into() };
    world.must("mediator", &mediation_id(), facts);
    let held = world.mediation();
    let readers: Vec<&str> = held.readers_of_facts(held.undisputed.as_ref().expect("recorded")).collect();
    assert_eq!(readers, ["p1", RESPONDENT]);
    for gone in ["p2", "p3"] {
        assert!(held.visible(&world.party(gone)).file.undisputed.is_none(), "{gone}");
    }
}
