//! Whom a confirmed agreement binds, and whose days run at a table at which somebody is bound.

use super::parting::{no, three};
use crate::{dispute, mediation::*, world::*};

#[test]
fn what_a_court_confirmed_binds_whoever_settled_and_nobody_else() {
    use crate::remedy::{BOUND_ZH, Remedy};
    for gone in ["p2", "p3"] {
        let mut world = three();
        world.all_consent().team().accept();
        let out = MediationCommand::WithdrawConsent { party: gone.into(), reason: None };
        world.must(gone, &mediation_id(), out);
        world.agreed(Ending::JudicialConfirmation).ask_to_confirm().sealed();
        let dispute = world.dispute();
        for party in ["p1", "p2", "p3"] {
            assert_eq!(dispute.is_bound(party), party != gone, "{party} where {gone} left");
            let closed = dispute.closed_to(Remedy::Sue, party).is_some();
            assert_eq!(closed, party != gone, "行诉法25条1款: {party} where {gone} left");
        }
        let warned = dispute.bound_zh().expect("somebody is bound");
        assert!(warned.contains(BOUND_ZH) && warned.contains("照样收下登记"), "{warned}");
        assert_eq!(warned.contains("注意——这件事"), gone == "p3", "of some it names whom: {warned}");
        let apply = || dispute::DisputeCommand::ApplyForReconsideration {
            application: Box::new(crate::reconsideration::tests::application("2026-03-16")),
        };
        if gone == "p2" {
            let refusal = world.refused("p1", &dispute_id(), apply());
            assert_eq!(refusal.code, dispute::codes::AGREED);
            assert_eq!(refusal.says(), BOUND_ZH, "not that it had applied before");
        }
    }
}

#[test]
fn without_a_side_a_remedy_is_open_only_as_far_as_somebody_at_the_table_has_it() {
    use crate::{dispute::ClosedRemedy, remedy::Remedy};
    let mut world = three();
    let to_one = |key: &str| ClosedRemedy {
        remedy: Remedy::Sue,
        article: dispute::BOUND.into(),
        to: vec![key.to_owned()],
    };
    let mut held = world.mediation();
    held.brief.closed = vec![to_one("p1")];
    assert!(!held.is_closed(Remedy::Sue, None), "the other's day runs");
    held.brief.unfiled = vec!["p1".into()];
    assert!(held.is_closed(Remedy::Sue, None), "the other has filed");
    world.consent("p1").consent("p3").consent(RESPONDENT).must("clerk", &mediation_id(), no("p2"));
    let mut held = world.mediation();
    held.brief.closed = vec![to_one("p1")];
    assert!(held.is_closed(Remedy::Sue, None), "the other is not at the table");
}

#[test]
fn who_is_bound_both_ways_hears_that_and_has_no_day_to_be_told_before_consenting() {
    use crate::{dispute::ClosedRemedy, remedy::Remedy};
    let world = three();
    let mut held = world.mediation();
    assert_eq!(held.closed_zh(None), None);
    let to_both = |remedy: Remedy| ClosedRemedy {
        remedy,
        article: dispute::BOUND.into(),
        to: vec!["p1".to_owned(), "p2".to_owned()],
    };
    held.brief.closed = [Remedy::Sue, Remedy::Reconsider].map(to_both).into();
    for side in [Some("p1"), None] {
        let said = held.no_day_zh(&world.law, side);
        assert!(said.contains(dispute::BOUND) && said.contains("没有哪一天会因为调解耽误"), "{said}");
        assert!(!said.contains("算不出"), "{said}");
    }
    assert_eq!(held.closed_zh(Some("p3")), None, "it binds by name");
    held.brief.closed.pop();
    assert_eq!(held.closed_zh(None), None, "one way is open");
    held.brief.closed.clear();
    (held.brief.act.known_on, held.brief.act.made_on) = (None, None);
    let unknown = held.no_day_zh(&world.law, None);
    assert!(unknown.contains("算不出"), "{unknown}");
}
