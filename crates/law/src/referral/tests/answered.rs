//! What the receiving body answers, by its program, in whatever order and how often; and what is recorded in its name.

use super::*;
use crate::{
    Command,
    directory::{OutsideSystem, Reach, SystemTerms},
    mirrored::Procedure,
    refusal::WRONG_STAGE,
};

/// Sent to the court, whose program answers.
fn sent_away() -> World {
    let mut world = registered();
    let terms = SystemTerms {
        name: "示例系统".into(),
        organization: COURT.into(),
        reports: vec![Procedure::Litigation],
        refers: true,
        reach: Reach::Nothing,
        webhook: None,
    };
    let system = OutsideSystem { terms, public_key: String::new(), withdrawn: false };
    world.law.directory.systems.insert("s1".into(), system);
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    world
}

fn answers(world: &mut World, command: ReferralCommand) -> Result<usize, crate::Refusal> {
    let actor = world.law.directory.systems[&"s1".into()].actor(&"s1".into());
    let file = world.file(&referral_id(1));
    let decision = crate::decide(&file, &actor, &Command::Referral(command), world.now(), &world.law)?;
    world.files.insert(referral_id(1), decision.file());
    Ok(decision.events().len())
}

fn given_back(on: &str) -> ReferralCommand {
    back(BackOutcome::NotAgreed, Some(on), &[])
}

fn accept() -> ReferralCommand {
    ReferralCommand::Accept { receipt: None }
}

#[test]
fn what_is_handed_back_before_its_receipt_was_heard_of_is_received_and_handed_back() {
    let mut world = sent_away();
    assert_eq!(answers(&mut world, given_back("2026-03-16")), Ok(2));
    assert!(matches!(world.referral(1).stage, Stage::HandedBack { .. }) && world.referral(1).back.is_some());
    let known = answers(&mut world, accept()).expect_err("it came before");
    assert_eq!(known.code, ALREADY_ANSWERED);
    let mut by_hand = sent_away();
    assert_eq!(by_hand.refused("judge", &referral_id(1), given_back("2026-03-16")).code, WRONG_STAGE);
    let mut late = sent_away();
    late.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    let refused = answers(&mut late, given_back("2026-03-16")).expect_err("it has gone back");
    assert!(refused.says().contains("三个工作日"), "{}", refused.says());
}

#[test]
fn an_answer_that_was_heard_before_is_known_and_another_one_is_refused() {
    let heard = |world: &mut World, command| answers(world, command).expect_err("it was heard").code;
    let mut world = sent_away();
    assert_eq!(answers(&mut world, accept()), Ok(1));
    assert_eq!(heard(&mut world, accept()), ALREADY_ANSWERED);
    assert_eq!(answers(&mut world, given_back("2026-03-16")), Ok(1));
    assert_eq!(heard(&mut world, given_back("2026-03-16")), ALREADY_ANSWERED);
    assert_eq!(heard(&mut world, given_back("2026-03-15")), WRONG_STAGE, "it says something else");
    let mut world = sent_away();
    let decline = |reason: &str| ReferralCommand::Decline { reason: reason.into(), receipt: None };
    assert_eq!(answers(&mut world, decline("不属于本院管辖")), Ok(1));
    assert_eq!(heard(&mut world, decline("不属于本院管辖")), ALREADY_ANSWERED);
    assert_eq!(heard(&mut world, decline("材料不齐")), WRONG_STAGE);
    assert_eq!(heard(&mut world, accept()), WRONG_STAGE);
}

#[test]
fn who_declines_in_the_name_of_another_body_has_its_paper() {
    let mut world = sent_away();
    let decline = |receipt| ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt };
    let unproven = world.refused("clerk", &referral_id(1), decline(None));
    assert_eq!((unproven.code, unproven.field.as_deref()), (DECLINE_UNPROVEN, Some("receipt")));
    world.must("clerk", &referral_id(1), decline(Some(paper("letter"))));
    assert_eq!(world.referral(1).receipt, Some(paper("letter")));
    let stored = serde_json::json!({ "event": "declined", "on": "2026-03-16", "reason": "不收" });
    assert!(serde_json::from_value::<ReferralEvent>(stored).is_ok(), "as it was stored before");
}
