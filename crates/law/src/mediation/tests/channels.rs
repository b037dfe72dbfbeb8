//! What can be chosen on importing: only what would be taken.

use crate::{
    dispute::{self, ActKind, Source},
    mediation::{codes::*, *},
    mirrored::Procedure,
    scenes::*,
    world::*,
};

fn registered(world: &mut World, act: dispute::ContestedAct) {
    let today = world.today.to_string();
    world.register(registration(act, &today));
}

#[test]
fn only_the_channels_that_would_be_taken_are_listed_and_the_others_say_why() {
    let listed = |world: &World| -> Vec<(Channel, bool)> {
        let all = world.mediation().channels();
        all.into_iter().filter_map(|(channel, weighed)| Some((channel, weighed.ok()?))).collect()
    };
    let mut before = World::on("2026-03-10");
    registered(&mut before, fine("2026-03-07"));
    use Channel::*;
    assert_eq!(listed(&before), [(BeforeProcedure, false), (PreTrial, false), (Petition, false)]);
    let injury =
        dispute::ContestedAct { kind: ActKind::WorkInjury, discretionary: false, ..fine("2026-03-02") };
    let mut sued = World::on("2026-03-16").with_neighbours();
    sued.register(sent_by(Source::Counter, registration(injury.clone(), "2026-03-10")));
    sued.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    assert_eq!(
        listed(&sued),
        [(TrialOrdinary, true), (TrialSummary, true)],
        "settlement and withdrawal only"
    );
}

#[test]
fn a_day_of_filing_without_its_proceeding_asks_for_the_proceeding_and_is_not_imported_before() {
    let injury =
        dispute::ContestedAct { kind: ActKind::WorkInjury, discretionary: false, ..fine("2026-03-02") };
    let mut world = World::on("2026-03-16").with_neighbours();
    world.register(sent_by(Source::Counter, registration(injury, "2026-03-10"))).filed();
    let closed = |world: &World| {
        let offers = world.offers("clerk", &mediation_id());
        let import = offers.into_iter().find(|offer| offer.command == "import").expect("stands on the page");
        import.refusal.map(|refusal| refusal.code)
    };
    let asked = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.iter().any(|task| task.name == "record_filing" && task.command == "record_proceeding")
    };
    assert_eq!((closed(&world), asked(&world)), (Some(NO_CHANNEL), true));
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    assert_eq!((closed(&world), asked(&world)), (None, false));
}

#[test]
fn whoever_imports_by_the_sixth_category_alone_says_why() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    let by = |categories: &[Category], note: Option<&str>| MediationCommand::Import {
        categories: categories.to_vec(),
        channel: Channel::BeforeProcedure,
        settlement_only: false,
        note: note.map(str::to_owned),
        discretionary: false,
    };
    for silent in [None, Some("　")] {
        let refusal = world.refused("clerk", &mediation_id(), by(&[Category::OtherSettleable], silent));
        assert_eq!((refusal.code, refusal.field.as_deref()), (OTHER_UNEXPLAINED, Some("note")));
    }
    let beside = by(&[Category::PartyAsks, Category::OtherSettleable], None);
    assert!(world.give("clerk", &mediation_id(), beside).is_ok(), "another category says it");
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.must("clerk", &mediation_id(), by(&[Category::OtherSettleable], Some("邻里都愿意谈")));
}
