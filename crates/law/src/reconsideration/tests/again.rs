//! A second application about the same act: what the first one closes (30条1款7项、74条2款), and what is left to whoever gave it up.

use super::{trying::answered, *};
use crate::remedy::Remedy;

fn again() -> MatterId {
    dispute_id().child(Kind::Reconsideration, 2)
}

fn unwilling(said: Option<&str>) -> ReconsiderationCommand {
    let ReconsiderationCommand::Accept { conditions, procedure, .. } = accept() else { unreachable!() };
    ReconsiderationCommand::Accept {
        conditions,
        procedure,
        summary: None,
        late_reason: None,
        against_will: said.map(str::to_owned),
        document: None,
    }
}

fn applied(world: &mut World, on: &str) -> String {
    let application = Box::new(application(on));
    world
        .refused("clerk", &dispute_id(), DisputeCommand::ApplyForReconsideration { application })
        .code
        .name
        .into()
}

fn minded(world: &mut World, on: &str) {
    world.applies(Application { despite_earlier: true, ..application(on) });
}

fn to_screen(world: &World) -> (String, String) {
    let tasks = world.outline(&again()).tasks;
    let task = tasks.into_iter().find(|task| task.name == "accept").expect("it is reviewed");
    (task.command, task.title)
}

fn held(kind: HoldingKind, ground: HoldingGround, condition: Option<Condition>) -> World {
    let mut world = answered();
    world.hears();
    let holding = Holding { condition, ..holding(kind, ground) };
    world.at("2026-04-01").decides(opinion(holding)).serves(PaperKind::Decision);
    world
}

#[test]
fn what_was_upheld_is_not_accepted_again_whatever_is_said_of_a_withdrawal() {
    let mut world = held(HoldingKind::Uphold, HoldingGround::AllInOrder, None);
    assert_eq!(applied(&mut world, "2026-04-01"), "reconsideration.apply.earlier_unminded");
    minded(&mut world, "2026-04-01");
    for said in [None, Some("申请人说当时不想")] {
        let refused = world.refused("reviewer", &again(), unwilling(said));
        assert_eq!(
            (refused.code.name, refused.field.as_deref()),
            ("reconsideration.accept.reconsidered", Some("conditions"))
        );
    }
    let (command, title) = to_screen(&world);
    assert!(command == "refuse" && title.contains("决定不予受理"), "30条2款、3款: {title}");
    let AnyMatter::Reconsideration(second) = world.file(&again()).matter.expect("it is on file") else {
        panic!("a reconsideration")
    };
    let before = &second.brief.reconsidered;
    assert!(before.len() == 1 && before[0].ends_with("受理，决定维持）"), "{before:?}");
    // Nobody refused it in time: it counts as accepted, and is dismissed.
    world.at("2026-04-20").must("statute", &again(), ReconsiderationCommand::RecordLapse);
    let tasks = world.outline(&again()).tasks;
    let draft = tasks.into_iter().find(|task| task.command == "draft").expect("it counts as accepted");
    assert!(draft.title.contains("拟驳回复议申请"), "33条: {}", draft.title);
}

#[test]
fn what_was_dismissed_after_it_was_accepted_is_not_accepted_again_here_and_its_suit_stays_open() {
    let (kind, ground) = (HoldingKind::DismissApplication, HoldingGround::ConditionMissing);
    let mut world = held(kind, ground, Some(Condition::Interest));
    let closed = world.dispute().closed(Remedy::Reconsider).map(|closed| closed.article.clone());
    assert_eq!(closed.as_deref(), Some("《行政复议法》30条1款7项"), "受理过");
    assert!(world.dispute().closed(Remedy::Sue).is_none());
    let left = world.review().left_after_dismissal(&world.law, world.today).expect("it was dismissed");
    assert!(left.contains("不能再申请行政复议") && left.contains("原来的起诉期限内"), "{left}");
    minded(&mut world, "2026-04-01");
    assert_eq!(
        world.refused("reviewer", &again(), accept()).code.name,
        "reconsideration.accept.reconsidered"
    );
    // Another body has the power: it has accepted nothing yet.
    let world = held(kind, ground, Some(Condition::Jurisdiction));
    assert!(world.dispute().closed(Remedy::Reconsider).is_none());
}

#[test]
fn after_a_statement_another_application_is_minded_and_refused() {
    let mut world = answered();
    world.reviews(ReconsiderationCommand::SealStatement {
        text: "罚款变更为 300 元".into(),
        signed_by: ["p1", "p2", RESPONDENT].map(str::to_owned).into(),
        document: paper("statement"),
        obligations: Vec::new(),
    });
    assert_eq!(applied(&mut world, "2026-03-16"), "reconsideration.apply.earlier_unminded");
    minded(&mut world, "2026-03-16");
    assert_eq!(to_screen(&world).0, "refuse");
}

fn withdrawn(world: &mut World) {
    let (reason, cost_shown) = ("换一个机关申请".to_owned(), true);
    let ask = ReconsiderationCommand::ApplyWithdrawal {
        settled: false,
        reason,
        cost_shown,
        represented_consent: None,
        document: None,
    };
    world.must("p1", &review_id(), ask);
    let reason = "自愿".to_owned();
    world.reviews(ReconsiderationCommand::DecideWithdrawal { allowed: true, reason, document: None });
}

#[test]
fn what_nobody_had_accepted_is_withdrawn_and_made_again_in_time() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review();
    let costs = world.review().withdrawal_costs(&world.law, world.today).concat();
    assert!(costs.contains("在申请期限内还可以再申请") && !costs.contains("不能再以同一事实"), "{costs}");
    withdrawn(&mut world);
    assert!(world.dispute().closed(Remedy::Reconsider).is_none(), "74条2款 is about what was terminated");
    let served = |world: &World| world.review().notices.last().expect("41条").recipients.clone();
    assert!(!served(&world).contains(&RESPONDENT.to_owned()), "48条: it never heard of it");
    let to_serve =
        |task: &crate::matter::Task| task.name.starts_with("serve:") && task.name.ends_with(RESPONDENT);
    assert!(!world.outline(&review_id()).tasks.iter().any(to_serve), "nor is it to");
    world.applies(application("2026-03-10"));
    world.must("reviewer", &again(), accept());
    // Once it is accepted it is the other way round.
    let mut world = answered();
    let costs = world.review().withdrawal_costs(&world.law, world.today).concat();
    assert!(costs.contains("不能再以同一事实"), "{costs}");
    withdrawn(&mut world);
    assert!(served(&world).contains(&RESPONDENT.to_owned()), "it had answered");
    assert!(world.dispute().closed(Remedy::Reconsider).is_some());
    assert_eq!(applied(&mut world, "2026-03-16"), "reconsideration.apply.earlier_unminded");
}

#[test]
fn whoever_applied_against_the_bureau_here_is_not_advised_to_lose_both_ways() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review();
    let mut review = world.review();
    review.bodies.office = review.brief.respondent.clone();
    let told = review.choice_of_body_zh(&world.law, world.today).expect("28条");
    assert!(told.contains("要在受理以前撤回") && told.contains("在申请期限内还可以再申请"), "{told}");
    world.reviews(accept());
    let mut review = world.review();
    assert_eq!(review.choice_of_body_zh(&world.law, world.today), None);
    review.bodies.office = review.brief.respondent.clone();
    let told = review.choice_of_body_zh(&world.law, world.today).expect("28条");
    assert!(told.contains("换不成另一个机关") && told.contains("74条2款"), "{told}");
}
