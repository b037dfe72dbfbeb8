//! Going back on what was signed, before it is sealed (《行政复议法》73条2款).

use crate::{dispute, mediation::*, world::*};

#[test]
fn what_is_reneged_on_before_the_seal_is_unsettled_and_may_be_tried_again_or_handed_on() {
    let mut world = World::on("2026-03-10");
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::ReconsiderationReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    world.agreed(Ending::ReconsiderationStatement);
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Reneged, day("2026-03-10")));
    let unsettled = dispute::Outcome::Unsettled;
    assert!(
        matches!(world.dispute().stage, dispute::Stage::Ended { outcome, .. } if outcome == unsettled),
        "复议法73条2款: the body decides"
    );
    assert_eq!(world.dispute().pending(), Some("材料还没有移送下一程序"));
    let to = crate::OrgId::from(COURT);
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to, receipt: None });
    assert_eq!(world.dispute().pending(), None);
}

#[test]
fn each_side_may_go_back_on_it_itself_until_it_is_sealed_and_nobody_after() {
    let renege = |reason: Option<&str>| MediationCommand::Renege { reason: reason.map(str::to_owned) };
    let signed = || {
        let mut world = World::on("2026-03-10");
        world.register(crate::scenes::sent_by(
            crate::dispute::Source::ReconsiderationReferral,
            registration(fine("2026-03-07"), "2026-03-10"),
        ));
        world.import(Channel::Reconsideration).all_consent().team().accept();
        world
    };
    for who in ["p1", "legal"] {
        let mut world = signed();
        let early = world.refused(who, &mediation_id(), renege(None));
        assert_eq!(early.code, crate::refusal::WRONG_STAGE, "nothing is agreed yet");
        world.agreed(Ending::ReconsiderationStatement);
        let offered = |who: &str| {
            let offers = world.offers(who, &mediation_id());
            offers.iter().any(|offer| offer.command == "renege" && offer.refusal.is_none())
        };
        assert!(offered(who) && !offered("clerk"), "{who}: the counter records what it was told");
        world.must(who, &mediation_id(), renege(Some("不想这样了")));
        let held = world.mediation();
        assert_eq!(held.formal_ending.as_ref().map(|end| end.result), Some(FormalResult::Reneged));
        assert!(held.is_unsettled() && !world.dispute().is_bound("p1"), "73条2款");
    }
    let mut sealed = signed();
    sealed.agreed(Ending::ReconsiderationStatement).sealed();
    assert_eq!(sealed.refused("p1", &mediation_id(), renege(None)).code, crate::refusal::WRONG_STAGE);
}
