//! In which procedure a dispute stands, and so how it is imported and where it goes back to.

use crate::{
    dispute::Source,
    mediation::{codes::*, *},
    mirrored::{MirroredCommand, Procedure, Step},
    referral::Docking,
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

/// The plaintiff has handed the suit in, and the court has not filed it.
fn only_received(source: Source) -> World {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.register(sent_by(source, registration(fine("2026-03-02"), "2026-03-10")));
    world.open_elsewhere(Procedure::Litigation, first(Step::Received, "2026-03-13"));
    world
}

#[test]
fn what_a_court_has_only_received_is_mediated_before_the_suit_and_not_in_it() {
    let refused = |court: Option<crate::Code>, petition: Option<crate::Code>| {
        [Some(NOT_IN_RECONSIDERATION), Some(ONLY_RECEIVED), Some(ONLY_RECEIVED), court, petition]
    };
    let none = (Some(NO_COURT_SENT_IT), Some(NO_PETITION));
    for (source, court, petition) in [
        (Source::Counter, none.0, none.1),
        (Source::CourtReferral, None, none.1),
        (Source::PetitionReferral, none.0, None),
    ] {
        assert_eq!(refusals(|| only_received(source)), refused(court, petition), "{source:?}");
    }
    only_received(Source::Counter).must("clerk", &mediation_id(), import_as(Channel::BeforeProcedure));
    let referred = |docking: Docking, from: &str, petition: bool| {
        let mut world = only_received(Source::Counter);
        if petition {
            world.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-13"));
        }
        world.must("clerk", &dispute_id(), request(docking, from, CENTRE, &["p1"], "2026-03-14"));
        world
    };
    let by_court = || referred(Docking::Court, COURT, false);
    assert_eq!(refusals(by_court), refused(None, none.1), "法发〔2021〕17号 5条");
    let by_petition = || referred(Docking::Petition, PETITION_OFFICE, true);
    assert_eq!(refusals(by_petition), refused(none.0, None), "信访条例33条");
}

#[test]
fn before_the_suit_is_filed_its_day_is_kept_and_from_the_filing_on_it_is_mediated_in_the_trial() {
    let mut world = only_received(Source::CourtReferral);
    world.must("clerk", &mediation_id(), import_as(Channel::PreTrial));
    let notice = world.mediation().consent_notice(&world.law, world.today, Some("p1"));
    assert!(notice.contains(&RECEIVED_ZH.to_owned()), "{notice:?}");
    assert!(notice.iter().any(|line| line.contains("加处罚款不会")), "no suit stands yet: {notice:?}");
    world.all_consent();
    let names: Vec<String> = world.mirrored(1).clocks(&world.law).into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["first_filing"], "there is no period of trial to leave days out of");
    world.at("2026-03-20").record(1, first(accepted(), "2026-03-20"));
    let held = world.mediation();
    let imported = held.imported.expect("it was imported");
    assert_eq!((imported.channel, imported.moved_on), (Channel::TrialOrdinary, Some(day("2026-03-20"))));
}

#[test]
fn what_failed_before_the_suit_was_filed_may_go_to_another_body_than_the_court() {
    let mut world = only_received(Source::Counter);
    world.must("clerk", &mediation_id(), import_as(Channel::BeforeProcedure));
    world.consent("p1").must(
        "clerk",
        &mediation_id(),
        MediationCommand::WithdrawConsent { party: "p1".into(), reason: Some("来电说不谈了".into()) },
    );
    let held = world.mediation();
    for to in [PROCURATORATE, COURT] {
        assert_eq!(held.ensure_can_take_over(&world.law, &to.into()), Ok(()), "{to}");
    }
}

#[test]
fn a_filing_that_was_recorded_by_mistake_takes_the_mediation_out_of_the_trial() {
    for (source, channel) in
        [(Source::Counter, Channel::BeforeProcedure), (Source::CourtReferral, Channel::PreTrial)]
    {
        let mut world = only_received(source);
        world.record(1, first(accepted(), "2026-03-16"));
        world.must("clerk", &mediation_id(), import_as(Channel::TrialOrdinary));
        let milestone = world.mirrored(1).milestones[1].key.clone();
        let reason = "法院还没有立案".to_owned();
        world.must("clerk", &mirrored_id(1), MirroredCommand::Strike { milestone, reason });
        assert_eq!(world.mediation().channel(), Some(channel), "{source:?}");
    }
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
