//! In which procedure a dispute stands, and so how it is imported and where it goes back to.

use super::period::due;
use crate::{
    dispute::Source,
    mediation::{codes::*, *},
    mirrored::{MirroredCommand, Procedure, Step},
    referral::Docking,
    remedy::Remedy,
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

/// Handed in, sent by the court, agreed to and in hand since the twentieth.
fn before_the_filing() -> World {
    let mut world = only_received(Source::CourtReferral);
    world.must("clerk", &mediation_id(), import_as(Channel::PreTrial));
    world.all_consent().team().at("2026-03-20").accept();
    world
}

#[test]
fn a_suit_that_was_only_handed_in_leaves_the_days_to_apply_to_be_told_and_waited_for() {
    let mut world = only_received(Source::CourtReferral);
    world.must("clerk", &mediation_id(), import_as(Channel::PreTrial));
    let held = world.mediation();
    let [apply] = &held.remedies(&world.law)[..] else { panic!("复议法20条、29条2款") };
    assert_eq!((apply.remedy, apply.on), (Remedy::Reconsider, day("2026-05-06")), "the first is a holiday");
    assert!(held.is_filed(Some("p1")) && !held.is_kept(Some("p1")) && held.is_kept(Some(RESPONDENT)));
    let notice = held.consent_notice(&world.law, world.today, Some("p1"));
    for part in ["申请行政复议的期限照常算", "2026年5月6日"] {
        assert!(notice.iter().any(|line| line.contains(part)), "{part}: {notice:?}");
    }
    assert!(!notice.iter().any(|line| line.contains(&Remedy::Sue.zh().to_owned())), "{notice:?}");
    let mut untold = agree("p1", world.today);
    if let MediationCommand::RecordConsent { conservative_day_told, .. } = &mut untold {
        *conservative_day_told = false;
    }
    assert_eq!(world.refused("clerk", &mediation_id(), untold).code, CONSENT_DAY_NOT_TOLD);
    let own = held.to_file_zh(&world.law, world.today, &PROCURATORATE.into()).expect("it applies itself");
    assert!(own.contains("申请行政复议") && !own.contains("起诉状"), "{own}");
    world.all_consent().team().at("2026-03-27").accept();
    assert_eq!(due(&world), Some(day("2026-04-21")), "fifteen days before it, and not thirty from the start");
    world.at("2026-03-30").record(1, first(accepted(), "2026-03-28"));
    let held = world.mediation();
    assert!(held.is_kept(Some("p1")) && held.remedies(&world.law).is_empty(), "复议法29条2款: shut");
}

#[test]
fn too_near_a_day_to_apply_is_told_beside_a_suit_that_was_handed_in_and_bounds_nothing() {
    let mut world = only_received(Source::CourtReferral);
    world.must("clerk", &mediation_id(), import_as(Channel::PreTrial));
    world.at("2026-04-24");
    let held = world.mediation();
    let [soon] = &held.not_waited_for_zh(&world.law, world.today, Some("p1"))[..] else {
        panic!("it is told")
    };
    assert!(soon.contains("行政复议申请期限") && soon.contains("2026年5月6日"), "{soon}");
    world.all_consent().team().accept();
    assert_eq!(due(&world), Some(day("2026-05-25")), "the suit waits: the thirty days");
    world.at("2026-05-07");
    let said = world.mediation().no_day_zh(&world.law, Some("p1"));
    assert!(said.contains("申请复议的最后一天已经过去") && !said.contains("起诉、"), "{said}");
}

#[test]
fn in_the_trial_it_stands_from_the_filing_and_not_from_when_that_was_told_here() {
    let mut world = before_the_filing();
    world.at("2026-03-30").record(1, first(accepted(), "2026-03-23"));
    let imported = world.mediation().imported.expect("it was imported");
    assert_eq!((imported.channel, imported.moved_on), (Channel::TrialOrdinary, Some(day("2026-03-23"))));
    assert_eq!(due(&world), Some(day("2026-04-07")), "特邀调解规定27条: fifteen days from the filing");
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "谈不拢".into() };
    world.must("mediator", &mediation_id(), fail);
    // Six months to 23 September, and the six days that would have counted before the thirtieth.
    assert_eq!(world.due(1, "first_trial"), Some(day("2026-09-29")), "解释50条");
}

#[test]
fn whoever_begins_after_a_filing_that_nobody_has_told_yet_has_the_days_from_the_beginning() {
    let mut world = before_the_filing();
    world.at("2026-03-30").record(1, first(accepted(), "2026-03-17"));
    assert_eq!(due(&world), Some(day("2026-04-07")), "fifteen from the twentieth, and 清明: 4 to 6 April");
}

#[test]
fn filed_to_be_tried_summarily_it_has_seven_days_and_made_ordinary_fifteen_from_the_filing() {
    let mut world = before_the_filing();
    world.at("2026-03-24").record(1, first(Step::Accepted { summary: true }, "2026-03-23"));
    let stands = |world: &World| {
        let imported = world.mediation().imported.expect("it was imported");
        (imported.channel, imported.moved_on)
    };
    assert_eq!(stands(&world), (Channel::TrialSummary, Some(day("2026-03-23"))));
    assert_eq!(due(&world), Some(day("2026-03-30")), "特邀调解规定27条2款");
    world.at("2026-03-26").record(1, first(Step::Converted, "2026-03-26"));
    assert_eq!(stands(&world), (Channel::TrialOrdinary, Some(day("2026-03-23"))));
    assert_eq!(due(&world), Some(day("2026-04-07")), "解释105条: from the filing");
}

#[test]
fn into_a_summary_trial_it_is_imported_as_that_and_becomes_ordinary_with_it() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.register(sent_by(Source::CourtReferral, registration(fine("2026-03-02"), "2026-03-10")));
    world.open_elsewhere(Procedure::Litigation, first(Step::Accepted { summary: true }, "2026-03-13"));
    let refused = world.refused("clerk", &mediation_id(), import_as(Channel::TrialOrdinary));
    assert_eq!((refused.code, refused.field.as_deref()), (SUMMARY_TRIAL, Some("channel")));
    let open = world.mediation().channels().into_iter().filter(|(_, weighed)| weighed.is_ok());
    assert_eq!(open.map(|(channel, _)| channel).collect::<Vec<_>>(), [Channel::TrialSummary]);
    world.must("clerk", &mediation_id(), import_as(Channel::TrialSummary));
    world.all_consent().team().accept();
    assert_eq!(due(&world), Some(day("2026-03-23")));
    world.at("2026-03-18").record(1, first(Step::Converted, "2026-03-18"));
    assert_eq!(due(&world), Some(day("2026-03-31")), "fifteen days from the same beginning");
    let imported = world.mediation().imported.expect("it was imported");
    assert_eq!((imported.channel, imported.moved_on), (Channel::TrialOrdinary, None));
}
