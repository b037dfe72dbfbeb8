//! Disclosure: asked of everybody who sits for no side, before it starts, and of each once.

use crate::{
    Role,
    dispute::{DisputeCommand, NewParty, PartyStanding},
    matter::WAIT,
    mediation::{codes::*, *},
    refusal::{Class, REQUIRED},
    world::*,
};

/// Named just now; nobody has said anything about themselves.
fn named() -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent();
    world.must("head", &mediation_id(), name_team("judge", "mediator"));
    world
}

fn asked(world: &World) -> Vec<String> {
    let tasks = world.outline(&mediation_id()).tasks;
    tasks.into_iter().filter(|task| task.command == "disclose").map(|task| task.name).collect()
}

#[test]
fn everybody_who_sits_for_no_side_is_asked_before_it_starts_and_the_agencys_own_people_are_not() {
    let world = named();
    assert_eq!(asked(&world), ["disclose:judge", "disclose:cadre"]);
    let start = world.outline(&mediation_id()).tasks.into_iter().find(|task| task.name == "accept_material");
    assert_eq!(start.expect("the lead starts it").command, WAIT, "the lead says it in that very step");
}

#[test]
fn it_does_not_start_while_somebody_has_not_said_it_and_names_who() {
    let mut world = named();
    world.must("judge", &mediation_id(), disclose(None));
    let refusal = world.refused("mediator", &mediation_id(), accept());
    assert_eq!(refusal.code, DISCLOSURES_MISSING);
    assert!(refusal.says().contains("示例镇干部"), "{}", refusal.says());
    world.must("cadre", &mediation_id(), disclose(None));
    world.must("mediator", &mediation_id(), accept());
    assert!(asked(&world).is_empty());
}

#[test]
fn nobody_leads_without_having_disclosed_and_nobody_is_asked_twice() {
    let mut world = named();
    world.disclosed();
    let silent = || MediationCommand::AcceptMaterial { interest: None, disclosure: None };
    assert_eq!(world.refused("mediator", &mediation_id(), silent()).code, DISCLOSURE_MISSING);
    world.must("mediator", &mediation_id(), disclose(None));
    world.must("mediator", &mediation_id(), silent());
}

#[test]
fn who_names_the_table_writes_down_what_was_declared_and_how() {
    let mut world = named();
    let MediationCommand::Disclose { of, interest, text, .. } = declared("cadre") else { unreachable!() };
    let unsaid = MediationCommand::Disclose { of, interest, text, said: None };
    let refusal = world.refused("clerk", &mediation_id(), unsaid);
    assert_eq!((refusal.code, refusal.field.as_deref()), (REQUIRED, Some("said")));
    assert_eq!(world.refused("clerk", &mediation_id(), disclose(None)).code, NOT_SEATED);
    assert_eq!(world.refused("judge", &mediation_id(), declared("cadre")).code, NOT_YOURS);
    world.must("clerk", &mediation_id(), declared("cadre"));
    assert_eq!(asked(&world), ["disclose:judge"]);
    let seen = world.mediation().visible(&world.party("p1")).file.disclosures;
    assert_eq!(
        (seen[0].says().as_str(), seen[0].said.as_deref()),
        ("没有利害关系", None),
        "the note stays in the house"
    );
}

#[test]
fn a_tie_is_said_in_words_and_nothing_is_both_there_and_not() {
    let mut world = named();
    let with = |interest, text: Option<&str>| MediationCommand::Disclose {
        of: None,
        interest,
        text: text.map(str::to_owned),
        said: None,
    };
    let silent = world.refused("judge", &mediation_id(), with(Interest::Tied, None));
    assert_eq!(silent.field.as_deref(), Some("text"));
    let both = world.refused("judge", &mediation_id(), with(Interest::Free, Some("曾是同学")));
    assert_eq!(both.code, DISCLOSURE_UNCLEAR);
    let start = MediationCommand::AcceptMaterial { interest: Some(Interest::Tied), disclosure: None };
    world.disclosed();
    assert_eq!(world.refused("mediator", &mediation_id(), start).field.as_deref(), Some("disclosure"));
}

#[test]
fn what_is_disclosed_is_seen_by_the_parties() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must("mediator", &mediation_id(), disclose(Some("与申请人曾是同学")));
    let seen = world.mediation().visible(&world.party("p1"));
    assert_eq!(seen.file.disclosures.last().expect("was said").says(), "与申请人曾是同学");
    assert_eq!(world.refused("mediator2", &mediation_id(), disclose(None)).class, Class::NotPermitted);
}

#[test]
fn who_comes_to_the_table_later_is_asked_and_the_work_goes_on() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let fill = MediationCommand::FillSeat {
        seat: SeatKind::Member,
        user: "expert".into(),
        role: Some(Role::Expert),
        in_place_of: None,
        reason: "需要专业意见".into(),
    };
    world.must("head", &mediation_id(), fill);
    assert_eq!(asked(&world), ["disclose:expert"]);
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::AskJudge { question: "裁量基准如何适用".into() },
    );
}

#[test]
fn what_was_said_of_the_sides_is_said_again_once_somebody_joins_or_acts_for_one() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let third = NewParty { standing: PartyStanding::ThirdParty, ..somebody("李某") };
    let joined = DisputeCommand::JoinParty { party: third, reason: "相邻人".into() };
    world.must("clerk", &dispute_id(), joined);
    assert_eq!(asked(&world), ["disclose:judge", "disclose:mediator", "disclose:cadre"]);
    let held = world.mediation();
    assert!(held.disclosures.iter().all(|made| held.is_outdated(made)), "在线调解规则13条");
    let question = || MediationCommand::AskJudge { question: "裁量基准如何适用".into() };
    assert_eq!(world.refused("mediator", &mediation_id(), question()).code, DISCLOSURE_MISSING);
    for who in ["judge", "mediator"] {
        world.must(who, &mediation_id(), disclose(None));
    }
    assert_eq!(asked(&world), ["disclose:cadre"]);
    world.consent("p2").must("mediator", &mediation_id(), question());
    world.must("cadre", &mediation_id(), disclose(Some("在那里上班")));
    assert!(world.mediation().challenges.iter().any(|one| one.of.as_str() == "cadre"), "steps back");
    assert!(asked(&world).is_empty());
}

#[test]
fn who_discloses_a_tie_steps_back_unless_every_side_wants_them_to_go_on() {
    let decide = |upheld, agreed_by: &[&str], signed: bool| MediationCommand::DecideChallenge {
        challenge: "c1".into(),
        upheld,
        reason: "各方知道以后仍然同意".into(),
        agreed_by: agreed_by.iter().map(ToString::to_string).collect(),
        document: signed.then(|| paper("agreed")),
    };
    for who in ["judge", "mediator", "cadre"] {
        let mut world = named();
        for other in ["judge", "cadre"].into_iter().filter(|other| *other != who) {
            world.must(other, &mediation_id(), disclose(None));
        }
        let tie = "与被申请人的局长是亲戚";
        if who == "mediator" {
            let (interest, disclosure) = (Some(Interest::Tied), Some(tie.to_owned()));
            world.must(who, &mediation_id(), MediationCommand::AcceptMaterial { interest, disclosure });
            assert!(matches!(world.mediation().stage, Stage::Teaming { .. }), "nothing has started");
        } else {
            world.must(who, &mediation_id(), disclose(Some(tie)));
        }
        assert_eq!(world.mediation().challenges[0].ground, tie);
        if who != "cadre" {
            assert_eq!(world.refused("mediator", &mediation_id(), accept()).class, Class::Refused, "{who}");
        }
        for (agreed, signed, code) in [
            (&[][..], true, TIE_NOT_AGREED),
            (&["p1"], true, TIE_NOT_AGREED),
            (&["p1", RESPONDENT], false, TIE_PAPER_MISSING),
        ] {
            assert_eq!(
                world.refused("head", &mediation_id(), decide(false, agreed, signed)).code,
                code,
                "{who}"
            );
        }
        world.must("head", &mediation_id(), decide(false, &["p1", RESPONDENT], true));
        let start = MediationCommand::AcceptMaterial { interest: None, disclosure: None };
        world.must("mediator", &mediation_id(), if who == "mediator" { start } else { accept() });
        assert!(matches!(world.mediation().stage, Stage::Mediating), "{who} goes on");
    }
}

#[test]
fn who_was_challenged_before_and_then_discloses_a_tie_is_not_kept_without_the_sides() {
    let mut world = named();
    let challenge =
        MediationCommand::Challenge { of: "judge".into(), by: "p1".into(), ground: "说话偏向".into() };
    world.must("p1", &mediation_id(), challenge);
    world.must("judge", &mediation_id(), disclose(Some("与局长是同学")));
    let reject = super::teaming::decide(false);
    assert_eq!(world.refused("head", &mediation_id(), reject).code, TIE_NOT_AGREED, "15条2款");
    let mut kept = super::teaming::decide(false);
    if let MediationCommand::DecideChallenge { agreed_by, document, .. } = &mut kept {
        *agreed_by = vec!["p1".into(), RESPONDENT.into()];
        *document = Some(paper("agreed"));
    }
    world.must("head", &mediation_id(), kept);
    let another =
        MediationCommand::Challenge { of: "judge".into(), by: "p1".into(), ground: "迟到".into() };
    world.must("p1", &mediation_id(), another);
    let reject = MediationCommand::DecideChallenge {
        challenge: "c2".into(),
        upheld: false,
        reason: "不是回避的理由".into(),
        agreed_by: Vec::new(),
        document: None,
    };
    world.must("head", &mediation_id(), reject);
}

#[test]
fn what_was_disclosed_in_free_words_is_still_read() {
    let before = r#"{"event":"disclosed","on":"2026-03-10","user":"mediator","text":"没有"}"#;
    let event: MediationEvent = serde_json::from_str(before).expect("as it was written");
    let held = <Mediation as crate::Matter>::apply(Some(named().mediation()), &event);
    assert_eq!((held.disclosures[0].says(), held.has_disclosed(&"mediator".into())), ("没有".into(), true));
}

fn corrected(
    world: &World,
    changed: crate::dispute::PartyField,
    agent: crate::dispute::AgentAfter,
) -> DisputeCommand {
    let dispute = world.dispute();
    let held = &dispute.party("p1").expect("is there").particulars;
    DisputeCommand::CorrectParty(Box::new(crate::dispute::PartyCorrection {
        party: "p1".into(),
        person: "sealed-anew".into(),
        label: held.label.clone(),
        nature: held.nature,
        identity: held.identity,
        head: None,
        marks: held.marks.clone(),
        agent,
        phone_kind: None,
        changed: vec![changed],
        reason: "打错了一个数字".into(),
    }))
}

#[test]
fn a_corrected_telephone_asks_nobody_again_and_another_agent_of_the_same_masked_name_does() {
    use crate::dispute::{Agent, AgentAfter, Authority, PartyField};
    let mut world = World::on("2026-03-10");
    world.mediating();
    let telephone = corrected(&world, PartyField::Phone, AgentAfter::Unchanged);
    world.must("clerk", &dispute_id(), telephone);
    assert!(asked(&world).is_empty());
    let question = MediationCommand::AskJudge { question: "裁量基准如何适用".into() };
    world.must("mediator", &mediation_id(), question);
    for person in ["one", "other"] {
        let (person, label, authority) = (person.into(), "李某某".to_owned(), Authority::Special);
        let corrected_agent =
            Agent { person, label, authority, document: None, brought: None, phone_kind: None };
        let agent = AgentAfter::Is { corrected: corrected_agent };
        let comes = corrected(&world, PartyField::Agent, agent);
        world.must("clerk", &dispute_id(), comes);
        assert_eq!(asked(&world), ["disclose:judge", "disclose:mediator", "disclose:cadre"]);
        for who in ["judge", "mediator", "cadre"] {
            world.must(who, &mediation_id(), disclose(None));
        }
    }
}
