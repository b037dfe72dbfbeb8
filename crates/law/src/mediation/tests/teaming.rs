//! 1+1+N, suggestion, challenge.

use super::sessions::{attend, chief, convene};
use crate::{
    Role, UserId,
    directory::{Category, Organization},
    dispute::{Proxy, Source},
    mediation::{codes::*, *},
    refusal::Class,
    world::*,
};
use std::collections::BTreeMap;

/// Consented, nobody named yet.
fn teaming() -> World {
    let mut world = World::on("2026-03-10").seconded();
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent();
    world
}

fn named(judge: &str, mediator: &str, members: Vec<Member>) -> MediationCommand {
    MediationCommand::NameTeam {
        guiding_judge: judge.into(),
        lead_mediator: mediator.into(),
        members,
        loads: BTreeMap::new(),
        override_reason: Some("当事人共同选定".into()),
    }
}

fn legal() -> Vec<Member> {
    vec![member("legal", Role::AgencyLegal)]
}

#[test]
fn the_seat_of_who_has_left_is_empty_and_the_centre_is_asked_to_fill_it() {
    let mut world = teaming();
    world.must("clerk", &mediation_id(), named("judge", "mediator", legal()));
    let note = || MediationCommand::NoteLeft;
    assert_eq!(world.refused("statute", &mediation_id(), note()).code.name, "matter.wrong_stage");
    assert_eq!(world.refused("mediator", &mediation_id(), note()).code.name, "actor.not_permitted");
    world.law.directory.officers.get_mut(&UserId::from("mediator")).expect("is on file").dismissed = true;
    world.must("statute", &mediation_id(), note());
    let held = world.mediation();
    let team = held.team.as_ref().expect("the others sit there still");
    assert_eq!((team.lead_mediator.as_ref(), team.members.len()), (None, 1));
    assert!(team.guiding_judge.is_some() && held.walled.is_empty(), "gone is not excluded");
    let tasks = world.outline(&mediation_id()).tasks;
    let fill = tasks.iter().find(|task| task.command == "fill_seat").expect("somebody has to");
    assert!(fill.holders.contains(&crate::Principal::role(Role::CentreHead)));
    assert_eq!(world.refused("statute", &mediation_id(), note()).code.name, "matter.wrong_stage", "once");
}

#[test]
fn the_team_is_one_judge_one_mediator_and_at_least_one_more() {
    let mut world = teaming();
    for (command, code) in [
        (named("judge", "mediator", vec![]), NO_MEMBER),
        (named("mediator", "mediator", legal()), NOT_A_JUDGE),
        (named("judge", "expert", legal()), NOT_A_MEDIATOR),
        (named("judge", "mediator", vec![member("mediator", Role::Mediator)]), SEATED_TWICE),
        (named("judge", "mediator", vec![member("clerk", Role::IntakeClerk)]), MEMBER_ROLE),
        (named("judge", "mediator", vec![member("expert", Role::AgencyLegal)]), MEMBER_ROLE),
        (named("judge", "mediator", vec![member("other_legal", Role::AgencyLegal)]), MEMBER_OTHER_AGENCY),
        (named("nobody", "mediator", legal()), crate::refusal::UNKNOWN_OFFICER),
    ] {
        assert_eq!(world.refused("head", &mediation_id(), command).code, code);
    }
    world.must("head", &mediation_id(), named("judge", "mediator", legal()));
}

#[test]
fn the_lead_mediator_is_never_from_the_respondents_organization() {
    let mut world = teaming();
    let refusal = world.refused("head", &mediation_id(), named("judge", "seconded", legal()));
    assert_eq!((refusal.code, refusal.field.as_deref()), (LEAD_FROM_RESPONDENT, Some("lead_mediator")));
}

#[test]
fn the_respondents_people_sit_for_it_or_not_at_all() {
    let mut world = teaming();
    world.law.directory.organizations.insert(
        "station".into(),
        Organization {
            parent: Some(BUREAU.into()), ..organization("某监管所", Category::Department, None)
        },
    );
    world
        .law
        .directory
        .officers
        .insert("inspector".into(), officer("inspector", "示例所长", Role::Expert, "station"));
    let held = world.mediation();
    let (listed, _) = held.candidates(&world.law, SeatKind::Member);
    let of = |user: &str| {
        listed.iter().filter(|one| one.user.as_str() == user).map(|one| one.role).collect::<Vec<_>>()
    };
    assert_eq!(of("seconded"), [Role::AgencyLegal], "as the agency's own, never as a mediator of the centre");
    assert!(of("inspector").is_empty(), "of what belongs to it");
    assert_eq!(of("cadre"), [Role::TownCadre]);
    for stranger in [member("seconded", Role::Mediator), member("inspector", Role::Expert)] {
        let refusal = world.refused("head", &mediation_id(), named("judge", "mediator", vec![stranger]));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (MEMBER_FROM_RESPONDENT, Some("members.0.user"))
        );
    }
    let own = vec![member("seconded", Role::AgencyLegal)];
    world.must("head", &mediation_id(), named("judge", "mediator", own));
    let team = world.mediation().team.expect("named");
    assert!(team.members[0].is_of_the_agency() && team.neutral().count() == 2, "printed as such");
}

#[test]
fn where_the_township_is_complained_of_none_of_its_cadres_is_suggested() {
    let mut world = World::on("2026-03-10");
    let mut of_the_town = registration(fine("2026-03-07"), "2026-03-10");
    of_the_town.respondent = TOWN.into();
    world.register(of_the_town).import(Channel::BeforeProcedure);
    let suggestion = suggest_team(&world.law, &world.mediation().brief, &BTreeMap::new());
    assert!(suggestion.members.iter().all(|one| one.user.as_str() != "cadre"), "{suggestion:?}");
}

#[test]
fn whoever_had_another_part_in_the_dispute_is_not_neutral() {
    let mut world = World::on("2026-03-10");
    let mut by_proxy = registration(fine("2026-03-07"), "2026-03-10");
    by_proxy.source = Source::ConsultPoint;
    by_proxy.proxy =
        Some(Proxy {
            user: "mediator2".into(), name: "示例调解员乙".into(), organization: TOWN.into()
        });
    world.register(by_proxy).import(Channel::BeforeProcedure).all_consent();
    assert_eq!(
        world.refused("head", &mediation_id(), named("judge", "mediator2", legal())).code,
        ACTED_BEFORE
    );
}

#[test]
fn the_suggestion_goes_by_load_leaves_out_conflicts_and_says_why() {
    let world = teaming();
    let loads = BTreeMap::from([
        (UserId::from("mediator"), 4),
        (UserId::from("judge"), 1),
        (UserId::from("judge2"), 1),
    ]);
    let suggestion = suggest_team(&world.law, &world.mediation().brief, &loads);
    assert_eq!(suggestion.judge, Some("judge".into()), "equal loads go by id");
    assert_eq!(suggestion.mediator, Some("mediator2".into()));
    assert_eq!(suggestion.members, [member("legal", Role::AgencyLegal), member("cadre", Role::TownCadre)]);
    assert_eq!(suggestion.reasons.len(), 4);
    assert!(
        suggestion.reasons[1].contains("示例调解员乙") && suggestion.reasons[1].contains("0 件"),
        "{:?}",
        suggestion.reasons
    );
}

#[test]
fn choosing_others_than_suggested_takes_a_reason_that_stays_on_file() {
    let mut world = teaming();
    let other = |reason: Option<&str>| MediationCommand::NameTeam {
        guiding_judge: "judge2".into(),
        lead_mediator: "mediator".into(),
        members: legal(),
        loads: BTreeMap::new(),
        override_reason: reason.map(str::to_owned),
    };
    assert_eq!(world.refused("head", &mediation_id(), other(None)).code, OVERRIDE_REASON);
    assert_eq!(world.refused("head", &mediation_id(), other(Some(" "))).code, OVERRIDE_REASON);
    world.must("head", &mediation_id(), other(Some("甲法官休假")));
    let team = world.mediation().team.expect("named");
    assert_eq!(
        (team.suggestion.judge, team.override_reason),
        (Some("judge".into()), Some("甲法官休假".into()))
    );
}

#[test]
fn only_the_lead_mediator_signs_for_the_material_and_only_with_a_team() {
    let mut world = teaming();
    assert!(world.refused("mediator", &mediation_id(), accept()).class == Class::NotPermitted);
    world.team();
    assert_eq!(world.refused("mediator2", &mediation_id(), accept()).class, Class::NotPermitted);
    world.accept();
    assert_eq!(world.mediation().stage, Stage::Mediating);
    assert_eq!(world.dispute().seated.len(), 4);
}

fn challenge(of: &str, by: &str) -> MediationCommand {
    MediationCommand::Challenge {
        of: of.into(), by: by.into(), ground: "与被申请单位经办人是近亲属".into()
    }
}

pub(super) fn decide(upheld: bool) -> MediationCommand {
    MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge: "c1".into(),
        upheld,
        reason: "查明情况".into(),
    }
}

#[test]
fn it_cannot_start_while_the_judge_or_the_lead_mediator_is_challenged() {
    let mut world = teaming();
    world.team();
    world.must("p1", &mediation_id(), challenge("judge", "p1"));
    assert_eq!(world.refused("mediator", &mediation_id(), accept()).code, CHALLENGE_OPEN);
    world.must("head", &mediation_id(), decide(false));
    world.accept();
}

#[test]
fn the_challenged_stop_working_until_it_is_decided_within_three_days() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("p1", &mediation_id(), challenge("mediator", "p1"));
    let ask = MediationCommand::AskJudge { question: "裁量基准如何适用".into() };
    assert_eq!(world.refused("mediator", &mediation_id(), ask.clone()).code, CHALLENGE_PENDING);
    let task = world
        .outline(&mediation_id())
        .tasks
        .into_iter()
        .find(|task| task.name == "challenge:c1")
        .expect("somebody decides");
    assert_eq!(task.due_on, Some(day("2026-03-13")));
    world.must("head", &mediation_id(), decide(false));
    world.must("mediator", &mediation_id(), ask);
}

#[test]
fn an_upheld_challenge_walls_off_empties_the_seat_and_stops_the_work_until_it_is_filled() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("legal", &mediation_id(), challenge("mediator", RESPONDENT));
    world.must("head", &mediation_id(), decide(true));
    assert_eq!(world.dispute().walled, [UserId::from("mediator")]);
    assert_eq!(world.outline(&mediation_id()).walls, [UserId::from("mediator")]);
    assert_eq!(world.refused("mediator", &mediation_id(), accept()).class, Class::NotVisible);
    let opinion = MediationCommand::GiveOpinion { question: "q1".into(), opinion: "依法".into() };
    assert_eq!(world.refused("judge", &mediation_id(), opinion).code, SEAT_VACANT);
    let fill = |user: &str| MediationCommand::FillSeat {
        seat: SeatKind::LeadMediator,
        user: user.into(),
        role: None,
        in_place_of: None,
        reason: "回避成立".into(),
    };
    assert_eq!(world.refused("head", &mediation_id(), fill("mediator")).code, WALLED);
    world.must("head", &mediation_id(), fill("mediator2"));
    let ask = MediationCommand::AskJudge { question: "裁量基准如何适用".into() };
    assert_eq!(world.refused("mediator2", &mediation_id(), ask.clone()).code, DISCLOSURE_MISSING);
    world.must("mediator2", &mediation_id(), disclose(None));
    world.must("mediator2", &mediation_id(), ask);
}

#[test]
fn a_seat_that_is_taken_changes_hands_only_by_name_and_reason() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let fill = |in_place_of: Option<&str>| MediationCommand::FillSeat {
        seat: SeatKind::GuidingJudge,
        user: "judge2".into(),
        role: None,
        in_place_of: in_place_of.map(UserId::from),
        reason: "工作调动".into(),
    };
    assert_eq!(world.refused("head", &mediation_id(), fill(None)).code, SEAT_TAKEN);
    assert_eq!(world.refused("head", &mediation_id(), fill(Some("mediator"))).code, NOT_SEATED);
    world.must("head", &mediation_id(), fill(Some("judge")));
    assert!(world.mediation().is_judge(&"judge2".into()) && !world.mediation().is_judge(&"judge".into()));
}

#[test]
fn a_mediator_may_step_back_of_their_own_accord_and_nobody_in_their_name() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    assert_eq!(world.refused("judge", &mediation_id(), challenge("mediator", "self")).code, CHALLENGE_BY);
    assert_eq!(world.refused("p1", &mediation_id(), challenge("mediator", RESPONDENT)).code, NOT_YOURS);
    assert_eq!(world.refused("p1", &mediation_id(), challenge("expert", "p1")).code, NOT_SEATED);
    world.must("mediator", &mediation_id(), challenge("mediator", "self"));
    assert_eq!(world.refused("p1", &mediation_id(), challenge("mediator", "p1")).code, CHALLENGED_ALREADY);
}

#[test]
fn nobody_at_the_table_challenges_in_a_partys_name() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    for who in ["cadre", "judge", "mediator"] {
        assert_eq!(world.refused(who, &mediation_id(), challenge("mediator", "p1")).code, NOT_YOURS, "{who}");
    }
    world.must("clerk", &mediation_id(), challenge("mediator", "p1"));
}

#[test]
fn a_mediator_of_a_branch_of_the_respondent_does_not_lead() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent();
    world.law.directory.organizations.get_mut(&crate::OrgId::from(CENTRE)).expect("is there").parent =
        Some(crate::OrgId::from(BUREAU));
    let refusal = world.refused("head", &mediation_id(), name_team("judge", "mediator"));
    assert_eq!(refusal.code, LEAD_FROM_RESPONDENT);
}

#[test]
fn what_an_excluded_lead_signed_is_signed_again_by_the_next() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    let way = on_paper();
    let sign =
        MediationCommand::SignAgreement { also: Vec::new(), party: MEDIATOR.into(), way, present: None };
    world.must("mediator", &mediation_id(), sign);
    world.must("clerk", &mediation_id(), challenge("mediator", "p1"));
    let uphold = MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge: "c1".into(),
        upheld: true,
        reason: "属实".into(),
    };
    world.must("head", &mediation_id(), uphold);
    assert!(world.mediation().missing_signatures().any(|missing| missing == MEDIATOR));
}

#[test]
fn a_talk_was_led_by_whoever_led_it_then() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), convene("2026-03-16", SessionForm::Joint));
    let lead = world.mediation().team.and_then(|team| team.lead_mediator).expect("somebody leads");
    world.at("2026-03-16").must("mediator", &mediation_id(), attend(&["p1", RESPONDENT], chief()));
    let host = |world: &World| world.mediation().sessions[0].attendance.clone().and_then(|held| held.host);
    assert_eq!(host(&world), Some(lead.clone()));
    world.must("p1", &mediation_id(), challenge(lead.as_str(), "p1"));
    world.must("head", &mediation_id(), decide(true));
    assert_ne!(world.mediation().team.and_then(|team| team.lead_mediator).as_ref(), Some(&lead));
    assert_eq!(host(&world), Some(lead), "whoever leads it later was not there");
}

#[test]
fn what_an_excluded_judge_found_lawful_is_checked_again() {
    let mut world = World::on("2026-03-10");
    world.mediating().draft(Ending::JudicialConfirmation).lawful();
    world.must("clerk", &mediation_id(), challenge("judge", "p1"));
    let uphold = MediationCommand::DecideChallenge {
        agreed_by: Vec::new(),
        document: None,
        challenge: "c1".into(),
        upheld: true,
        reason: "属实".into(),
    };
    world.must("head", &mediation_id(), uphold);
    assert_eq!(world.mediation().agreement.expect("is drafted").legality, None);
}

#[test]
fn who_would_be_refused_for_a_seat_is_not_listed_for_it() {
    let mut world = teaming();
    let listed = |world: &World, seat| {
        let (all, refused) = world.mediation().candidates_beside(&world.law, seat);
        (all.into_iter().map(|one| one.user.to_string()).collect::<Vec<_>>(), refused)
    };
    let (mediators, refused) = listed(&world, SeatKind::LeadMediator);
    assert_eq!((mediators, refused), (vec!["mediator".into(), "mediator2".into()], 1), "one is seconded");
    let (members, _) = listed(&world, SeatKind::Member);
    assert!(members.contains(&"legal".into()) && !members.contains(&"other_legal".into()), "{members:?}");
    world.team();
    assert_eq!(listed(&world, SeatKind::GuidingJudge).0, ["judge2"], "who sits already does not sit twice");
    let (anew, _) = world.mediation().candidates(&world.law, SeatKind::GuidingJudge);
    assert_eq!(anew.len(), 2, "where the whole table is named anew, whoever sits may sit again");
    world.must("p1", &mediation_id(), challenge("judge", "p1"));
    world.must("head", &mediation_id(), decide(true));
    assert_eq!(listed(&world, SeatKind::GuidingJudge).0, ["judge2"], "who is excluded does not come back");
}
