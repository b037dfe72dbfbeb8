//! Of many who apply some speak for the others.

use super::member;
use crate::{
    dispute::{codes::*, *},
    world::*,
};

/// 复议法15条, 实施条例8条: more than five choose one to five.
#[test]
fn six_who_ask_for_reconsideration_choose_who_speaks_for_them_also_afterwards() {
    let choose = |keys: &[&str]| DisputeCommand::ChooseRepresentatives {
        parties: keys.iter().map(|key| (*key).to_owned()).collect(),
    };
    let six = |applies: bool| {
        let mut world = World::on("2026-03-10").with_justice();
        let mut six = registration(fine("2026-03-02"), "2026-03-10");
        six.wish = Wish::RegisterOnly;
        let more = |n: u32| NewParty { representative: false, ..member(&format!("孙{n}"), &n.to_string()) };
        six.parties.extend((1..=5).map(more));
        world.register(six);
        if applies {
            world.applies(crate::reconsideration::tests::application("2026-03-10"));
        }
        world
    };
    let asked = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.into_iter().find(|task| task.command == "choose_representatives")
    };
    let mut court = six(false);
    assert!(asked(&court).is_none());
    assert_eq!(court.refused("clerk", &dispute_id(), choose(&["p1", "p2"])).code, NO_LARGE_GROUP);
    let mut world = six(true);
    let task = asked(&world).expect("they are more than five");
    assert!(task.title.contains("超过五人的，推选一至五名代表人") && task.holders.len() == 2, "{task:?}");
    let all = ["p1", "p2", "p3", "p4", "p5", "p6"];
    let refused = world.refused("clerk", &dispute_id(), choose(&all));
    assert_eq!(refused.code, RECONSIDERATION_REPRESENTATIVES);
    world.must("reviewer", &dispute_id(), choose(&["p1"]));
    assert!(asked(&world).is_none());
    let speaks = world.review();
    assert!(speaks.brief.parties[0].representative && !speaks.brief.parties[1].representative);
    world.must("clerk", &dispute_id(), choose(&["p1", "p3"]));
    // 15条2款: who is represented and would leave alone is told what may be done.
    let alone = crate::reconsideration::ReconsiderationCommand::ApplyWithdrawal {
        settled: false,
        reason: "不想再办".into(),
        cost_shown: true,
        represented_consent: None,
        document: None,
    };
    let review = crate::reconsideration::tests::review_id();
    let refused = world.refused("p2", &review, alone.clone());
    assert!(refused.says().contains("只是您自己不再参加的"), "{}", refused.says());
    assert!(!world.refused("p1", &review, alone).says().contains("只是您自己"));
}
