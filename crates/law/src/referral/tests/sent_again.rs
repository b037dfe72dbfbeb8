//! 重新移送, and the days that go along.

use super::*;
use crate::{
    mirrored::{Procedure, Step},
    refusal::WRONG_STAGE,
};

#[test]
fn what_the_centre_let_lie_or_did_not_take_its_sender_sends_again_from_where_it_sees_it() {
    let again = |reason: &str| ReferralCommand::SendAgain { reason: reason.into() };
    let mut world = referred();
    assert_eq!(world.refused("judge", &referral_id(1), again("再送")).code, WRONG_STAGE, "it is there");
    world.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    let asked = world.outline(&referral_id(1)).tasks;
    let sender = |task: &crate::matter::Task| task.command == "send_again";
    let holder = crate::Principal::role_in(crate::Role::Judge, &crate::OrgId::new(COURT));
    assert!(
        asked.iter().find(|task| sender(task)).is_some_and(|task| task.holders.contains(&holder)),
        "{asked:?}"
    );
    for other in ["clerk", "upper_judge", "petition", "p1"] {
        assert_eq!(
            world.refused(other, &referral_id(1), again("再送")).class,
            Class::NotPermitted,
            "{other}"
        );
    }
    world.must("judge", &referral_id(1), again("当事人愿意调解"));
    assert!(world.outline(&referral_id(1)).tasks.is_empty(), "it was dealt with");
    let package = world.referral(2).package;
    assert_eq!((package.reason.as_str(), package.consents.len()), ("当事人愿意调解", 1));
    assert_eq!(package.first_submitted_on, day("2026-03-16"));
    world.must(
        "clerk",
        &referral_id(2),
        ReferralCommand::Decline { reason: "材料不齐".into(), receipt: None },
    );
    assert_eq!(world.refused("judge", &referral_id(1), again("三送")).code, WRONG_STAGE, "once each");
    world.must("judge", &referral_id(2), again("材料补齐"));
    assert_eq!(world.dispute().open_referral(), Some(referral_id(3)));
}

#[test]
fn sent_once_more_from_elsewhere_it_waits_for_nobody_and_its_sender_may_also_leave_it() {
    for by_another in [false, true] {
        let mut world = referred();
        world.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
        let (docking, from) = match by_another {
            true => (Docking::Petition, PETITION_OFFICE),
            false => (Docking::Court, COURT),
        };
        world.must("clerk", &dispute_id(), request(docking, from, CENTRE, &["p1"], "2026-03-25"));
        assert_eq!(world.outline(&referral_id(1)).tasks.is_empty(), !by_another, "{from}");
    }
    let mut left = referred();
    left.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    left.must("judge", &referral_id(1), ReferralCommand::Acknowledge { note: "本院自行调解".into() });
    assert!(left.outline(&referral_id(1)).tasks.is_empty());
}

#[test]
fn the_days_of_what_is_running_go_along_as_they_stand() {
    let mut world = registered();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    let deciding = world.dispute().proceedings[0].course.trial.clone();
    assert!(deciding.is_some(), "it has a day to be decided by");
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    let clocks = world.referral(1).package.clocks;
    let running = clocks.iter().find(|clock| clock.name == "days_to_decide").expect("the suit has its days");
    assert!(running.title.starts_with("行政诉讼"), "{}", running.title);
    let mut handed_in = registered();
    handed_in.open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-16"));
    handed_in.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    let clocks = handed_in.referral(1).package.clocks;
    let names: Vec<_> = clocks.iter().map(|clock| clock.name.as_str()).collect();
    assert_eq!(names, ["last_day_to_reconsider", "days_to_decide"], "29条2款; 行诉法51条: {clocks:?}");
    assert_eq!(running.due_on, deciding.and_then(|clock| clock.due_on(&world.law.calendar)));
}
