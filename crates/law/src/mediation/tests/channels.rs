//! What can be chosen on importing: only what would be taken; and where a mediation stands when something comes on file beside it.

use crate::{
    dispute::{self, ActKind, Source},
    mediation::{codes::*, *},
    mirrored::{Finding, Procedure},
    reconsideration::{ReconsiderationCommand, RefusalGround, tests::application},
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
    assert_eq!(listed(&before), [(BeforeProcedure, false)], "no court sent it, nobody petitioned");
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

fn channel(world: &World) -> (Channel, bool) {
    let imported = world.mediation().imported.expect("it was imported");
    (imported.channel, imported.settlement_only)
}

#[test]
fn a_suit_that_comes_on_file_takes_the_mediation_into_the_trial_with_its_days_and_its_endings() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    assert_eq!(world.mediation().last_day(&world.law), Some(day("2026-04-09")));
    world.at("2026-03-17").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    assert_eq!(channel(&world), (Channel::TrialOrdinary, false));
    let held = world.mediation();
    assert_eq!(
        held.last_day(&world.law),
        Some(day("2026-03-31")),
        "特邀调解规定27条: fifteen days from the filing"
    );
    assert!(held.agreement.is_none() && matches!(held.stage, Stage::Mediating), "no confirmation any more");
    let early = world.refused("mediator", &mediation_id(), draft(Ending::JudicialConfirmation, world.today));
    assert_eq!(early.code, ENDING_NOT_HERE);
    let unaware = world.refused("mediator", &mediation_id(), draft(Ending::Withdrawal, world.today));
    assert_eq!(unaware.code, COST_NOT_SHOWN);
    world.draft(Ending::CourtStatement);
    let trial = world.mediation().course().mediated.and_then(|mediated| mediated.accepted_on);
    assert_eq!(trial, Some(day("2026-03-16")), "no day before the trial is left out of it");
}

#[test]
fn in_the_trial_of_what_a_court_may_not_mediate_only_a_settlement_is_left_and_everybody_may_agree_to_more_days()
 {
    let mut world = World::on("2026-03-16").with_neighbours();
    let injury =
        dispute::ContestedAct { kind: ActKind::WorkInjury, discretionary: false, ..fine("2026-03-02") };
    world.register(registration(injury, "2026-03-16"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    assert_eq!(channel(&world), (Channel::TrialOrdinary, true), "行诉法60条");
    let until = day("2026-04-15");
    let agreed_by = vec!["p1".into(), RESPONDENT.into()];
    let more = MediationCommand::Extend { until, agreed_by, documents: vec![paper("x")] };
    world.must("mediator", &mediation_id(), more);
    assert_eq!(world.mediation().last_day(&world.law), Some(until));
}

#[test]
fn a_suit_that_is_given_up_leaves_the_mediation_where_it_could_begin() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.mediating();
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    world.at("2026-03-20").judged(1, Finding::WithdrawalAllowed, "2026-03-20");
    assert_eq!(channel(&world), (Channel::BeforeProcedure, false));
    // It was never outside of every procedure, and no suit can follow (法释〔2018〕1号60条).
    let held = world.mediation();
    let told = held.imported.as_ref().expect("it was imported").channel_zh();
    assert_eq!(told, "诉中（法院委托，普通程序）（2026年3月20日起那个程序已经结束）");
    assert_eq!(held.endings(), [Ending::AgencyCorrects, Ending::AgreementAlone]);
    let refused =
        world.refused("mediator", &mediation_id(), draft(Ending::JudicialConfirmation, world.today));
    assert_eq!((refused.code, refused.field.as_deref()), (ENDING_NOT_HERE, Some("ending")));
    assert!(refused.says().contains("起诉已经不能再走"), "{}", refused.says());
    world.draft(Ending::AgreementAlone);
}

#[test]
fn a_mediation_in_a_reconsideration_that_is_refused_waits_for_no_statement_of_it() {
    let mut world = World::on("2026-03-10").with_justice();
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.applies(application("2026-03-10"));
    world.import(Channel::Reconsideration).all_consent().team().accept();
    world.draft(Ending::ReconsiderationStatement);
    world.reviews(ReconsiderationCommand::Refuse {
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
        document: None,
    });
    assert_eq!(channel(&world), (Channel::BeforeProcedure, false));
    assert!(world.mediation().agreement.is_none(), "drafted anew");
    world.draft(Ending::JudicialConfirmation);
}

#[test]
fn an_application_that_comes_later_takes_the_mediation_into_the_reconsideration() {
    let mut world = World::on("2026-03-10").with_justice();
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    world.at("2026-03-12").applies(application("2026-03-12"));
    assert_eq!(channel(&world), (Channel::Reconsideration, false));
    world.draft(Ending::ReconsiderationStatement);
}

#[test]
fn what_would_become_a_withdrawal_is_drafted_anew_with_its_cost() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.mediating().draft(Ending::AgencyCorrects).lawful();
    world.at("2026-03-17").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    assert!(world.mediation().agreement.is_none(), "要点6: nobody was shown what withdrawing costs");
    let unaware = world.refused("mediator", &mediation_id(), draft(Ending::AgencyCorrects, world.today));
    assert_eq!(unaware.code, COST_NOT_SHOWN);
}

#[test]
fn what_a_court_sent_leaves_the_trial_with_the_suit_that_is_gone() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.register(sent_by(Source::CourtReferral, registration(fine("2026-03-02"), "2026-03-16")));
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    world.import(Channel::TrialOrdinary).all_consent().team().accept();
    world.at("2026-03-20").judged(1, Finding::WithdrawalAllowed, "2026-03-20");
    assert_eq!(channel(&world), (Channel::BeforeProcedure, false));
}

#[test]
fn what_time_has_ended_is_not_brought_back_by_a_suit() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.mediating();
    world.at("2026-05-20").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-05-06"));
    assert_eq!(
        world.mediation().stage,
        Stage::Ended { on: day("2026-04-09"), outcome: Outcome::Lapsed },
        "recorded by what came next"
    );
}

#[test]
fn nobody_gathers_signatures_for_a_day_that_there_is_not() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    // Known on 7 March: sixty days end on 6 May, fifteen days before that is 21 April.
    let agreed_by = vec!["p1".into(), RESPONDENT.into()];
    let more = MediationCommand::Extend { until: day("2026-04-21"), agreed_by, documents: vec![paper("x")] };
    world.must("mediator", &mediation_id(), more);
    let offers = world.offers("mediator", &mediation_id());
    let closed = offers.into_iter().find(|offer| offer.command == "extend").and_then(|offer| offer.refusal);
    let closed = closed.expect("no day is left to ask for");
    assert_eq!((closed.code, closed.field.as_deref()), (EXTEND_PAST_CAP, None));
    assert!(closed.says().contains("2026年4月21日"), "{}", closed.says());
}

#[test]
fn a_suit_that_was_only_handed_in_leaves_the_mediation_where_it_is_and_a_judged_one_is_not_withdrawn() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.mediating();
    world.open_elsewhere(Procedure::Litigation, first(crate::mirrored::Step::Received, "2026-03-16"));
    assert_eq!(channel(&world), (Channel::BeforeProcedure, false), "nobody has taken it up");
    world.record(1, first(accepted(), "2026-03-16"));
    assert_eq!(channel(&world), (Channel::TrialOrdinary, false));
    world.at("2026-03-20").judged(1, Finding::ClaimDismissed, "2026-03-20");
    let late = MediationCommand::DraftAgreement {
        obligations: vec![obligation(RESPONDENT, "返还罚款", day("2026-04-10"))],
        disposition: Disposition::Paid,
        disposition_note: None,
        ending: Ending::Withdrawal,
        cost_shown: true,
    };
    assert_eq!(world.refused("mediator", &mediation_id(), late).code, DECIDED_ALREADY, "行诉法62条");
}

#[test]
fn nothing_is_imported_as_petition_or_as_sent_by_a_court_that_is_neither() {
    let import = |channel| MediationCommand::Import {
        categories: vec![Category::PartyAsks],
        channel,
        settlement_only: false,
        note: None,
        discretionary: false,
    };
    let sent = |source| {
        let mut world = World::on("2026-03-10").with_neighbours();
        world.register(sent_by(source, registration(fine("2026-03-07"), "2026-03-10")));
        world
    };
    use Channel::{BeforeProcedure, Petition, PreTrial};
    let mut counter = sent(Source::Counter);
    assert_eq!(counter.refused("clerk", &mediation_id(), import(PreTrial)).code, NO_COURT_SENT_IT);
    assert_eq!(counter.refused("clerk", &mediation_id(), import(Petition)).code, NO_PETITION);
    counter.open_elsewhere(Procedure::Petition, first(accepted(), "2026-03-10"));
    counter.must("clerk", &mediation_id(), import(Petition));
    sent(Source::PetitionReferral).must("clerk", &mediation_id(), import(Petition));
    sent(Source::CourtReferral).must("clerk", &mediation_id(), import(PreTrial));
    let mut world = sent(Source::CourtReferral);
    world.must("clerk", &mediation_id(), import(BeforeProcedure));
    assert_eq!(world.mediation().corrected_channels(), [PreTrial]);
}

#[test]
fn what_was_imported_into_the_wrong_channel_is_put_right_with_its_reason() {
    let correct =
        |channel| MediationCommand::CorrectChannel { channel, reason: "导入时选错了一行".into() };
    let mut world = World::on("2026-03-10").with_neighbours();
    world.register(sent_by(Source::CourtReferral, registration(fine("2026-03-07"), "2026-03-10")));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let due = world.mediation().last_day(&world.law);
    for channel in [Channel::Petition, Channel::TrialOrdinary, Channel::BeforeProcedure] {
        let refusal = world.refused("clerk", &mediation_id(), correct(channel));
        assert_eq!((refusal.code, refusal.field.as_deref()), (CHANNEL_NOT_OPEN, Some("channel")));
    }
    world.must("clerk", &mediation_id(), correct(Channel::PreTrial));
    let held = world.mediation();
    assert_eq!((held.channel(), held.stage.clone()), (Some(Channel::PreTrial), Stage::Mediating));
    assert!(held.all_consented() && held.last_day(&world.law) == due, "nothing else has changed");
    // Where there is nothing to choose from nobody asks.
    let mut alone = World::on("2026-03-10");
    registered(&mut alone, fine("2026-03-07"));
    alone.import(Channel::BeforeProcedure);
    let refusal = alone.refused("clerk", &mediation_id(), correct(Channel::Petition));
    assert_eq!(refusal.code, crate::refusal::WRONG_STAGE);
}

#[test]
fn only_what_a_court_sent_is_before_the_suit_and_only_what_came_from_a_petition_is_in_it() {
    use crate::referral::Docking;
    let import = |channel| MediationCommand::imports(vec![Category::PartyAsks], channel);
    let sent = |docking, from: &str, to: &str| {
        let mut world = World::on("2026-03-10").with_neighbours();
        world.register(registration(fine("2026-03-07"), "2026-03-10"));
        let consenting: &[&str] = if to == CENTRE { &["p1"] } else { &[] };
        world.must("clerk", &dispute_id(), request(docking, from, to, consenting, "2026-03-10"));
        world
    };
    use Channel::{BeforeProcedure, Petition, PreTrial};
    for (docking, from, open) in [
        (Docking::Court, COURT, Some(PreTrial)),
        (Docking::Petition, PETITION_OFFICE, Some(Petition)),
        (Docking::Agency, "other_bureau", None),
        (Docking::Procuratorate, PROCURATORATE, None),
    ] {
        let mut world = sent(docking, from, CENTRE);
        assert_eq!(world.mediation().brief.came_by, Some(docking));
        for (channel, code) in [(PreTrial, NO_COURT_SENT_IT), (Petition, NO_PETITION)] {
            if open == Some(channel) {
                let mut taken = sent(docking, from, CENTRE);
                taken.must("clerk", &mediation_id(), import(channel));
                assert_eq!(taken.mediation().corrected_channels(), [BeforeProcedure]);
            } else {
                let refused = world.refused("clerk", &mediation_id(), import(channel));
                assert_eq!(refused.code, code, "{docking:?}");
            }
        }
        world.must("clerk", &mediation_id(), import(BeforeProcedure));
        assert_eq!(world.mediation().corrected_channels(), Vec::from_iter(open), "{docking:?}");
    }
    let mut away = sent(Docking::Court, CENTRE, COURT);
    assert_eq!(away.refused("clerk", &mediation_id(), import(PreTrial)).code, NO_COURT_SENT_IT);
}

#[test]
fn a_source_that_was_noted_wrongly_is_put_right_until_something_is_filed_and_opens_the_channel() {
    let mut world = World::on("2026-03-10").with_neighbours();
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let from = |source| dispute::Origin { source: Some(source), ..dispute::Origin::default() };
    let put = |world: &mut World, source| {
        let order = put_right(world, from(source));
        world.must("clerk", &dispute_id(), order);
    };
    assert_eq!(world.mediation().corrected_channels(), []);
    for (source, channel) in [
        (Source::CourtReferral, Channel::PreTrial),
        (Source::PetitionReferral, Channel::Petition),
        (Source::Counter, Channel::BeforeProcedure),
    ] {
        put(&mut world, source);
        assert!(world.mediation().corrected_channels().contains(&channel), "{source:?}");
        let correct = MediationCommand::CorrectChannel { channel, reason: "来源登记错了".into() };
        world.must("clerk", &mediation_id(), correct);
        assert_eq!(self::channel(&world), (channel, false));
    }
    assert_eq!(world.mediation().stage, Stage::Mediating, "nothing else has changed");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-10"));
    let late = put_right(&world, from(Source::CourtReferral));
    let late = world.refused("clerk", &dispute_id(), late);
    assert_eq!((late.code, late.field.as_deref()), (dispute::codes::ACTED_UPON, Some("origin.source")));
}
