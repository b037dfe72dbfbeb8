//! What a court has already: on file, and not accepted (29条2款).

use super::*;
use crate::{
    dispute::{Registration, Source, Wish},
    scenes::*,
};

fn applies(application: Application) -> DisputeCommand {
    DisputeCommand::ApplyForReconsideration { application: Box::new(application) }
}

#[test]
fn a_court_that_hands_a_dispute_in_as_filed_has_it_before_its_suit_is_recorded() {
    let mut world = World::on("2026-03-20").with_justice();
    let from_court = Registration {
        wish: Wish::RegisterOnly,
        source: Source::CourtReferral,
        filed_on: Some(day("2026-03-16")),
        ..registration(fine("2026-03-02"), "2026-03-10")
    };
    world.register(from_court);
    let refused = world.refused("clerk", &dispute_id(), applies(application("2026-03-20")));
    assert_eq!(refused.code.name, "reconsideration.apply.court_unminded");
    world.applies(Application { despite_court: true, ..application("2026-03-20") });
    assert!(world.review().in_court, "and it is not accepted");
}

#[test]
fn an_application_beside_a_suit_is_on_file_and_not_accepted() {
    let mut world = World::on("2026-03-20").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.open_elsewhere(crate::mirrored::Procedure::Litigation, first(accepted(), "2026-03-16"));
    let refused = world.refused("clerk", &dispute_id(), applies(application("2026-03-20")));
    assert_eq!(
        (refused.code.name, refused.field.as_deref()),
        ("reconsideration.apply.court_unminded", Some("application.despite_court")),
        "29条2款"
    );
    world.applies(Application { despite_court: true, ..application("2026-03-20") });
    assert!(world.review().in_court);
    assert_eq!(world.review_refused("reviewer", accept()), "reconsideration.accept.in_court");
    let refuse = ReconsiderationCommand::Refuse {
        ground: RefusalGround::AlreadyElsewhere,
        reason: "法院已于3月16日立案".into(),
        competent: None,
        document: None,
    };
    world.reviews(refuse);
}
