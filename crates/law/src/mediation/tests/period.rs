//! The period, its cap, extensions and pauses.

use crate::{
    dispute::{self, ContestedAct},
    mediation::{codes::*, *},
    refusal::WRONG_STAGE,
    world::*,
};
use jiff::civil::Date;

fn extend(until: &str) -> MediationCommand {
    let agreed_by = vec!["p1".into(), RESPONDENT.into()];
    MediationCommand::Extend { until: day(until), agreed_by, documents: vec![paper("extension")] }
}

fn ask() -> MediationCommand {
    MediationCommand::AskJudge { question: "如何".into() }
}

pub(super) fn due(world: &World) -> Option<Date> {
    world
        .outline(&mediation_id())
        .clocks
        .iter()
        .find(|clock| clock.name == "mediation_period")
        .and_then(|clock| clock.due_on)
}

#[test]
fn thirty_days_run_from_the_acceptance_of_the_material() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(due(&world), Some(day("2026-04-09")));
    let clock = &world.outline(&mediation_id()).clocks[0];
    assert_eq!((clock.term.as_str(), clock.started_on), ("TJ-09", day("2026-03-10")));
}

#[test]
fn in_the_middle_of_a_trial_it_is_fifteen_or_seven_days_and_nothing_caps_it() {
    for (channel, last_day, term) in
        [(Channel::TrialOrdinary, "2026-03-25", "TJ-10.1"), (Channel::TrialSummary, "2026-03-17", "TJ-10.2")]
    {
        let mut world = World::on("2026-03-10");
        let mut sued = registration(fine("2025-09-20"), "2026-03-01");
        sued.source = dispute::Source::CourtReferral;
        world.register(sued).import(channel).all_consent().team().accept();
        assert_eq!(
            (due(&world), world.outline(&mediation_id()).clocks[0].term.as_str()),
            (Some(day(last_day)), term)
        );
    }
}

#[test]
fn on_the_last_day_work_goes_on_and_the_day_after_it_is_over_whether_or_not_anybody_recorded_it() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.at("2026-04-09").must("mediator", &mediation_id(), ask());
    world.at("2026-04-10");
    let refusal = world.refused("mediator", &mediation_id(), ask());
    assert_eq!(refusal.code, PERIOD_ENDED);
    assert!(refusal.says().contains("2026年4月9日"), "{}", refusal.says());
    let ended = Stage::Ended { on: day("2026-04-09"), outcome: Outcome::Lapsed };
    assert_eq!(world.mediation().as_of(&world.law, world.today), ended);
    let lapse = world.outline(&mediation_id()).lapse.expect("the lists know");
    assert_eq!((lapse.last_day, lapse.stage_after.as_str()), (day("2026-04-09"), "ended"));
}

#[test]
fn a_lapse_is_dated_by_the_law_however_late_it_is_recorded() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(world.refused("statute", &mediation_id(), MediationCommand::RecordLapse).code, PERIOD_RUNS);
    world.at("2026-04-20");
    let command =
        world.file(&mediation_id()).matter.and_then(|matter| matter.lapse_command()).expect("the timer asks");
    world.give("statute", &mediation_id(), command).expect("the period is over");
    assert_eq!(world.mediation().stage, Stage::Ended { on: day("2026-04-09"), outcome: Outcome::Lapsed });
    assert_eq!(
        world.outline(&follow_up_id()).tasks[0].due_on,
        Some(day("2026-05-09")),
        "counted from the last day, not from the job"
    );
    assert_eq!(
        world.dispute().stage,
        dispute::Stage::Ended { on: day("2026-04-09"), outcome: dispute::Outcome::Unsettled }
    );
}

#[test]
fn what_follows_a_lapse_records_it_first() {
    let mut world = World::on("2026-03-10");
    world.mediating().at("2026-04-20");
    let events =
        world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    assert!(
        matches!(&events[0], crate::Event::Mediation(MediationEvent::Lapsed { on, .. }) if *on == day("2026-04-09"))
    );
    assert!(world.mediation().handed_on.is_some());
}

#[test]
fn an_extension_needs_every_side_a_paper_and_a_later_day() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let one_sided = MediationCommand::Extend {
        until: day("2026-04-20"),
        agreed_by: vec!["p1".into()],
        documents: vec![paper("x")],
    };
    let refusal = world.refused("mediator", &mediation_id(), one_sided);
    assert_eq!(refusal.code, EXTEND_NOT_AGREED);
    assert!(refusal.says().contains("某市场监管局"));
    let bare = MediationCommand::Extend {
        until: day("2026-04-20"),
        agreed_by: vec!["p1".into(), RESPONDENT.into()],
        documents: vec![],
    };
    assert_eq!(world.refused("mediator", &mediation_id(), bare).code, EXTEND_NO_DOCUMENT);
    assert_eq!(world.refused("mediator", &mediation_id(), extend("2026-04-09")).code, EXTEND_NOT_LATER);
    world.must("mediator", &mediation_id(), extend("2026-04-20"));
    assert_eq!(due(&world), Some(day("2026-04-20")));
}

#[test]
fn no_extension_passes_the_conservative_last_day_less_fifteen_days_and_the_refusal_names_the_date() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    // Known on 7 March: sixty days end on 6 May, fifteen days before that is 21 April.
    let refusal = world.refused("mediator", &mediation_id(), extend("2026-04-22"));
    assert_eq!((refusal.code, refusal.field.as_deref()), (EXTEND_PAST_CAP, Some("until")));
    assert!(refusal.says().contains("2026年4月21日"), "{}", refusal.says());
    world.must("mediator", &mediation_id(), extend("2026-04-21"));
}

#[test]
fn the_cap_shortens_the_first_thirty_days_too() {
    let mut world = World::on("2026-03-10");
    // Known on 16 February: sixty days end on 17 April, so mediation ends on 2 April rather than on 9 April.
    world.register(registration(fine("2026-02-16"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    assert_eq!(due(&world), Some(day("2026-04-02")));
}

#[test]
fn a_remedy_that_cannot_be_kept_that_way_leaves_the_cap_to_the_next_one() {
    let mut world = World::on("2026-03-10");
    // Sixty days end on 19 March, nine days off: the suit (20 July) is what mediation leaves time for.
    world.register(registration(fine("2026-01-18"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    assert_eq!(due(&world), Some(day("2026-04-09")));
    assert_eq!(world.refused("mediator", &mediation_id(), extend("2026-07-06")).code, EXTEND_PAST_CAP);
    world.must("mediator", &mediation_id(), extend("2026-07-03"));
}

#[test]
fn with_fifteen_days_or_fewer_left_to_the_only_remedy_it_does_not_start() {
    let mut world = World::on("2026-03-10");
    let on_the_spot = ContestedAct { on_the_spot: true, ..fine("2026-01-18") };
    world.register(registration(on_the_spot, "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team();
    let refusal = world.refused("mediator", &mediation_id(), accept());
    assert_eq!(refusal.code, NO_TIME_LEFT);
    assert!(refusal.says().contains("2026年3月19日"), "{}", refusal.says());
}

#[test]
fn with_every_remedy_gone_there_is_nothing_left_to_protect() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2024-01-18"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    assert_eq!(due(&world), Some(day("2026-04-09")));
    let clocks = world.outline(&dispute_id()).clocks;
    let over = |clock: &crate::matter::ClockLine| clock.state == crate::matter::ClockState::Lapsed;
    assert!(!clocks.is_empty() && clocks.iter().all(over), "what had run out before is said to be over");
}

#[test]
fn in_a_trial_each_consent_carries_the_period_one_term_further_and_no_more() {
    for (channel, bound, past, again) in [
        (Channel::TrialOrdinary, "2026-04-09", "2026-04-10", "2026-04-24"),
        (Channel::TrialSummary, "2026-03-24", "2026-03-25", "2026-03-31"),
    ] {
        let mut world = World::on("2026-03-10");
        let sued = registration(fine("2026-03-07"), "2026-03-10");
        world.register(crate::scenes::sent_by(dispute::Source::CourtReferral, sued));
        world.import(channel).all_consent().team().accept();
        for until in [past, "2027-06-30"] {
            let refusal = world.refused("mediator", &mediation_id(), extend(until));
            assert_eq!((refusal.code, refusal.field.as_deref()), (EXTEND_PAST_TERM, Some("until")));
            assert!(refusal.says().contains(&crate::calendar::zh_date(day(bound))), "{}", refusal.says());
            assert!(
                refusal.says().contains("27条") && refusal.says().contains("未核实"),
                "{}",
                refusal.says()
            );
        }
        world.must("mediator", &mediation_id(), extend(bound));
        assert_eq!(
            world.refused("mediator", &mediation_id(), extend(past)).code,
            EXTEND_PAST_TERM,
            "not twice at once"
        );
        world.at(bound).must("mediator", &mediation_id(), extend(again));
        assert_eq!(due(&world), Some(day(again)), "特邀调解规定27条: as long as all agree");
    }
}

#[test]
fn in_a_reconsideration_of_which_no_day_is_known_an_extension_adds_thirty_days_at_most() {
    let mut world = World::on("2026-03-10");
    let sent = registration(fine("2026-03-07"), "2026-03-10");
    world.register(crate::scenes::sent_by(dispute::Source::ReconsiderationReferral, sent));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    let refusal = world.refused("mediator", &mediation_id(), extend("2027-06-30"));
    assert_eq!(refusal.code, EXTEND_PAST_TERM);
    assert!(refusal.says().contains("2026年5月9日"), "{}", refusal.says());
    world.must("mediator", &mediation_id(), extend("2026-05-09"));
}

fn suspend(cause: PauseCause, from: &str, to: Option<&str>) -> MediationCommand {
    MediationCommand::Suspend {
        cause,
        from: day(from),
        to: to.map(day),
        reason: "委托评估房屋面积".into(),
        document: Some(paper("commission")),
    }
}

#[test]
fn days_of_an_appraisal_do_not_count_and_a_suspended_period_cannot_be_overdue() {
    let mut world = World::on("2026-03-10");
    world.mediating().at("2026-03-16");
    world.must("mediator", &mediation_id(), suspend(PauseCause::Appraisal, "2026-03-16", None));
    assert_eq!(due(&world), None);
    assert_eq!(
        world.refused("mediator", &mediation_id(), suspend(PauseCause::Appraisal, "2026-03-16", None)).code,
        SUSPENDED_ALREADY
    );
    world.at("2026-03-21");
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::Resume { on: day("2026-03-21"), reason: "报告收到".into() },
    );
    assert_eq!(due(&world), Some(day("2026-04-14")), "five days later");
}

#[test]
fn a_suspension_does_not_move_the_cap_and_the_cap_ends_it() {
    let mut world = World::on("2026-03-10");
    world.mediating().at("2026-03-16");
    world.must("mediator", &mediation_id(), suspend(PauseCause::Appraisal, "2026-03-16", None));
    assert_eq!(world.outline(&mediation_id()).lapse.map(|lapse| lapse.last_day), Some(day("2026-04-21")));
    world.at("2026-04-22");
    assert_eq!(world.refused("mediator", &mediation_id(), ask()).code, PERIOD_ENDED);
}

#[test]
fn an_extension_and_a_pause_add_up_in_either_order() {
    let mut first = World::on("2026-03-10");
    first.mediating().at("2026-03-16");
    first.must("mediator", &mediation_id(), suspend(PauseCause::Appraisal, "2026-03-11", Some("2026-03-16")));
    assert_eq!(due(&first), Some(day("2026-04-14")));
    first.must("mediator", &mediation_id(), extend("2026-04-16"));
    assert_eq!(due(&first), Some(day("2026-04-16")), "the day agreed on already knows of the pause");
    let mut second = World::on("2026-03-10");
    second.mediating();
    second.must("mediator", &mediation_id(), extend("2026-04-13"));
    second.at("2026-03-16").must(
        "mediator",
        &mediation_id(),
        suspend(PauseCause::Appraisal, "2026-03-13", Some("2026-03-16")),
    );
    assert_eq!(due(&second), Some(day("2026-04-16")), "a later pause pushes it back");
}

#[test]
fn during_a_trial_an_appraisal_does_not_stop_the_period() {
    let mut world = World::on("2026-03-10");
    world.register(crate::scenes::sent_by(
        crate::dispute::Source::CourtReferral,
        registration(fine("2026-03-07"), "2026-03-10"),
    ));
    world.import(Channel::TrialOrdinary).all_consent().team().accept();
    let refusal =
        world.refused("mediator", &mediation_id(), suspend(PauseCause::Appraisal, "2026-03-10", None));
    assert_eq!(refusal.code, SUSPEND_TRIAL_APPRAISAL);
}

#[test]
fn suspected_false_mediation_halts_everything_but_its_own_end() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), suspend(PauseCause::FalseMediationSuspected, "2026-03-10", None));
    let today = world.today;
    assert_eq!(
        world.refused("mediator", &mediation_id(), draft(Ending::AgreementAlone, today)).code,
        SUSPENDED
    );
    let end = MediationCommand::Terminate { ground: Ground::FalseMediation, reason: "经查属实".into() };
    world.must("mediator", &mediation_id(), end);
    assert_eq!(world.refused("mediator", &mediation_id(), ask()).code, WRONG_STAGE);
}

#[test]
fn the_dispute_shows_the_last_days_to_sue_and_to_apply() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    let clocks = world.outline(&dispute_id()).clocks;
    let days: Vec<_> = clocks.iter().map(|clock| (clock.name.as_str(), clock.due_on)).collect();
    assert_eq!(
        days,
        [("last_day_to_reconsider", Some(day("2026-05-06"))), ("last_day_to_sue", Some(day("2026-09-07")))]
    );
}

#[test]
fn a_day_that_can_only_be_claimed_is_kept_too_where_the_party_was_not_told() {
    let mut world = World::on("2026-03-10");
    let untold = dispute::ContestedAct { told: dispute::Told::No, ..fine("2025-09-01") };
    world.register(registration(untold, "2026-03-10"));
    let clocks = world.outline(&dispute_id()).clocks;
    let sue = clocks.iter().find(|clock| clock.name == "last_day_to_sue").expect("is said to be over");
    assert_eq!((sue.due_on, sue.state), (Some(day("2026-03-02")), crate::matter::ClockState::Lapsed));
    let sue = clocks.iter().find(|clock| clock.name == "last_day_to_sue_claimed").expect("XS-03: one year");
    assert_eq!(sue.due_on, Some(day("2026-09-01")));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let outline = world.outline(&dispute_id());
    let sue = outline.clocks.iter().find(|clock| clock.name == "last_day_to_sue_claimed");
    let sue = sue.expect("what may be claimed is not gone because everybody talks");
    assert_eq!(sue.due_on, Some(day("2026-09-01")), "and moves once the talking is over");
    let late = MediationCommand::Extend {
        until: day("2026-10-15"),
        agreed_by: world.mediation().sides().map(str::to_owned).collect(),
        documents: vec![paper("extension")],
    };
    assert_eq!(world.refused("mediator", &mediation_id(), late).code, EXTEND_PAST_CAP);
}

#[test]
fn only_what_the_register_says_is_filed_keeps_the_day() {
    let mut world = World::on("2026-03-10");
    let mut referred = registration(fine("2026-03-07"), "2026-03-10");
    referred.source = dispute::Source::CourtReferral;
    world.register(referred);
    assert!(!world.outline(&dispute_id()).clocks.is_empty(), "诉前: the period to sue runs");
    let import = |channel| MediationCommand::Import {
        categories: vec![Category::PartyAsks],
        channel,
        settlement_only: false,
        note: None,
        discretionary: false,
    };
    assert_eq!(world.refused("clerk", &mediation_id(), import(Channel::TrialOrdinary)).code, NOT_FILED);
    world.filed();
    assert!(world.outline(&dispute_id()).clocks.is_empty());
    assert_eq!(world.refused("clerk", &mediation_id(), import(Channel::PreTrial)).code, FILED_ALREADY);
    world.must("clerk", &mediation_id(), import(Channel::TrialOrdinary));
}

#[test]
fn days_are_left_out_only_when_they_have_passed_and_an_appraisal_has_its_commission() {
    let mut world = World::on("2026-03-10");
    world.mediating().at("2026-03-16");
    let ahead = suspend(PauseCause::Appraisal, "2026-03-16", Some("2026-06-16"));
    assert_eq!(world.refused("mediator", &mediation_id(), ahead).code, SUSPEND_FROM);
    let halted = suspend(PauseCause::FalseMediationSuspected, "2026-03-12", Some("2026-03-14"));
    assert_eq!(world.refused("mediator", &mediation_id(), halted).code, SUSPEND_HALT_OPEN);
    let bare = MediationCommand::Suspend {
        cause: PauseCause::Appraisal,
        from: day("2026-03-16"),
        to: None,
        reason: "委托评估".into(),
        document: None,
    };
    assert_eq!(world.refused("mediator", &mediation_id(), bare).code, SUSPEND_NO_DOCUMENT);
}

#[test]
fn a_saturday_that_the_sides_have_named_is_not_moved_on() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    for (until, why) in [("2026-04-18", "民法典204条"), ("2026-04-20", "and named anew")] {
        world.must("mediator", &mediation_id(), extend(until));
        assert_eq!(due(&world), Some(day(until)), "{why}");
    }
}
