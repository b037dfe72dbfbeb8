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

/// By those alone, taken up on that day.
fn brought(procedure: crate::mirrored::Procedure, by: &[&str], on: &str) -> DisputeCommand {
    let DisputeCommand::RecordProceeding { opening } = opening(procedure, first(accepted(), on)) else {
        unreachable!("it is what the scene records")
    };
    let by = by.iter().map(|key| (*key).to_owned()).collect();
    DisputeCommand::RecordProceeding { opening: Box::new(crate::mirrored::Opening { by, ..*opening }) }
}

fn sued_by(by: &[&str], on: &str) -> DisputeCommand {
    brought(crate::mirrored::Procedure::Litigation, by, on)
}

/// 29条2款: of two who applied together one had sued before it was accepted, and nobody knew.
#[test]
fn what_a_court_had_of_one_applicant_is_dismissed_for_that_one_and_goes_on_for_the_others() {
    let mut world = World::on("2026-03-10").with_justice();
    let mut both = registration(fine("2026-03-02"), "2026-03-10");
    both.parties.push(somebody("李某某"));
    both.wish = Wish::RegisterOnly;
    world.register(both).applies(application("2026-03-10"));
    world.at("2026-03-12").reviews(accept()).assigned();
    world.at("2026-03-13").must("clerk", &dispute_id(), sued_by(&["p1"], "2026-03-11"));
    let dispute = world.dispute();
    let conflict = dispute.conflicts().remove(0);
    assert_eq!((conflict.first.clone(), conflict.of.clone()), (mirrored_id(1), vec!["p1".to_owned()]));
    assert_eq!((dispute.conflicts_of("p1").len(), dispute.conflicts_of("p2").len()), (1, 0));
    for says in [&conflict.says, &conflict.told] {
        assert!(says.contains("张某某的复议") && says.contains("其他申请人的复议照常办"), "{says}");
        assert!(!says.contains("李某某"), "{says}");
    }
    let draft = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.name == "draft").expect("it is tried").title
    };
    let title = draft(&world);
    assert!(title.contains("张某某的复议申请不再审") && title.contains("其他申请人的照常审"), "{title}");
    assert!(title.contains("2026年3月11日") && title.contains("33条"), "{title}");
    // Once the court has it for everybody nothing is left to be tried.
    world.must("clerk", &dispute_id(), sued_by(&["p2"], "2026-03-11"));
    assert_eq!(world.review().brief.court_first_of, Vec::<String>::new());
    let title = draft(&world);
    assert!(title.contains("不再审：提出审查意见，拟驳回复议申请"), "{title}");
}

#[test]
fn a_suit_that_came_after_the_reconsideration_of_one_goes_on_for_who_only_sued() {
    let mut world = World::on("2026-03-23").with_justice();
    let mut both = registration(fine("2026-03-02"), "2026-03-10");
    both.parties.push(somebody("李某某"));
    both.wish = Wish::RegisterOnly;
    world.register(both);
    let elsewhere = crate::mirrored::Procedure::ReconsiderationElsewhere;
    world.must("clerk", &dispute_id(), brought(elsewhere, &["p1"], "2026-03-12"));
    world.must("clerk", &dispute_id(), sued_by(&[], "2026-03-20"));
    let conflict = world.dispute().conflicts().remove(0);
    assert_eq!((conflict.first.clone(), conflict.of.clone()), (mirrored_id(1), vec!["p1".to_owned()]));
    assert!(conflict.says.contains("其他起诉人的诉讼照常办"), "{}", conflict.says);
    // Taken up on one day, who brought both chooses, and nobody else has to.
    let mut same = World::on("2026-03-23").with_justice();
    let mut both = registration(fine("2026-03-02"), "2026-03-10");
    both.parties.push(somebody("李某某"));
    both.wish = Wish::RegisterOnly;
    same.register(both);
    same.must("clerk", &dispute_id(), brought(elsewhere, &["p1"], "2026-03-20"));
    same.must("clerk", &dispute_id(), sued_by(&[], "2026-03-20"));
    let told = same.dispute().conflicts().remove(0).told;
    assert!(told.contains("由张某某自己选") && told.contains("其他起诉人的诉讼照常办"), "{told}");
    assert!(same.dispute().conflicts_of("p2").is_empty());
}
