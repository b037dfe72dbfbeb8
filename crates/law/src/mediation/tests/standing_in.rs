//! In which procedure a dispute stands, and so how it is imported and where it goes back to.

use crate::{
    dispute::Source,
    mediation::{codes::*, *},
    mirrored::Procedure,
    scenes::*,
    world::*,
};

fn import_as(channel: Channel) -> MediationCommand {
    let categories = vec![Category::PartyAsks];
    MediationCommand::Import { categories, channel, settlement_only: false, note: None, discretionary: false }
}

/// What is refused in such a world, of the channels in which something may be on file.
fn refusals(made: impl Fn() -> World) -> [Option<crate::Code>; 5] {
    use Channel::*;
    [Reconsideration, TrialOrdinary, TrialSummary, PreTrial, Petition].map(|channel| {
        let given = made().give("clerk", &mediation_id(), import_as(channel));
        given.err().map(|refusal| refusal.code)
    })
}

#[test]
fn it_is_imported_into_the_procedure_in_which_the_file_says_it_stands() {
    let (before, petition) = (Some(FILED_ALREADY), Some(NOT_BY_PETITION));
    // A day of filing without the proceeding: nothing can be chosen before that is on file.
    let neither = [Some(NO_CHANNEL); 5];
    let in_court = [Some(NOT_IN_RECONSIDERATION), None, None, before, petition];
    let reviewed = [None, Some(NOT_IN_COURT), Some(NOT_IN_COURT), before, petition];
    for (source, refused) in [
        (Source::CourtReferral, in_court),
        (Source::ReconsiderationReferral, reviewed),
        (Source::Counter, neither),
    ] {
        let made = || {
            let mut world = World::on("2026-03-16");
            world.register(sent_by(source, registration(fine("2026-03-02"), "2026-03-10"))).filed();
            world
        };
        assert_eq!(refusals(made), refused, "{source:?}");
    }
    for (source, procedure, refused) in [
        (Source::Counter, Procedure::Litigation, in_court),
        (Source::Counter, Procedure::ReconsiderationElsewhere, reviewed),
        (Source::CourtReferral, Procedure::ReconsiderationElsewhere, reviewed),
    ] {
        let made = || {
            let mut world = World::on("2026-03-16").with_neighbours();
            world.register(sent_by(source, registration(fine("2026-03-02"), "2026-03-10")));
            world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
            world
        };
        assert_eq!(refusals(made), refused, "{source:?} {procedure:?}");
    }
}

#[test]
fn what_was_told_to_be_in_court_or_accepted_is_imported_once_it_is_on_file_or_put_right() {
    use crate::dispute::{Origin, Registration};
    let told = |step: &str| {
        let tried = crate::ways::Attempts::read([step], day("2026-03-10")).expect("the step reads");
        let mut world = World::on("2026-03-16").with_neighbours();
        world.register(Registration { tried, ..registration(fine("2026-03-02"), "2026-03-10") });
        world
    };
    for (step, procedure, channel, code) in [
        ("suit_accepted", Procedure::Litigation, Channel::TrialOrdinary, TOLD_IN_COURT),
        (
            "reconsideration_accepted:2026-03-09",
            Procedure::ReconsiderationElsewhere,
            Channel::Reconsideration,
            TOLD_IN_RECONSIDERATION,
        ),
    ] {
        let refused = told(step).refused("clerk", &mediation_id(), import_as(Channel::BeforeProcedure));
        assert_eq!(refused.code, code, "{step}");
        let mut world = told(step);
        world.open_elsewhere(procedure, first(accepted(), "2026-03-13"));
        world.must("clerk", &mediation_id(), import_as(channel));
        let mut world = told(step);
        let never = put_right(&world, Origin { tried: Some(Default::default()), ..Origin::default() });
        world.must("clerk", &dispute_id(), never);
        world.must("clerk", &mediation_id(), import_as(Channel::BeforeProcedure));
    }
    for step in ["suit_filed", "reconsideration_refused", "suit_withdrawn"] {
        told(step).must("clerk", &mediation_id(), import_as(Channel::BeforeProcedure));
    }
    let sent = |step: &str| {
        let mut world = World::on("2026-03-16");
        let tried = crate::ways::Attempts::read([step], day("2026-03-10")).expect("the step reads");
        let sent = sent_by(Source::CourtReferral, registration(fine("2026-03-02"), "2026-03-10"));
        world.register(Registration { tried, ..sent }).filed();
        world
    };
    sent("suit_accepted").must("clerk", &mediation_id(), import_as(Channel::TrialOrdinary));
}

#[test]
fn what_stands_in_court_goes_back_to_a_court() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.register(sent_by(Source::CourtReferral, registration(fine("2026-03-02"), "2026-03-10"))).filed();
    world.must("clerk", &mediation_id(), import_as(Channel::TrialOrdinary));
    world.consent("p1").must(
        "clerk",
        &mediation_id(),
        MediationCommand::WithdrawConsent { party: "p1".into(), reason: Some("来电说不谈了".into()) },
    );
    let to = |body: &str| MediationCommand::HandOn { to: body.into(), receipt: None };
    assert_eq!(world.refused("clerk", &mediation_id(), to(PROCURATORATE)).code, BACK_TO_THE_COURT);
    world.must("clerk", &mediation_id(), to(COURT));
}
