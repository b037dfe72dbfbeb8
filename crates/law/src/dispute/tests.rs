//! Rules of the dispute's own room as sentences; what it shares with its proceedings stands in their tests.

mod closing;
mod filing;
mod representatives;
mod seats;

use crate::{
    dispute::{codes::*, *},
    refusal::Class,
    world::*,
};

fn evidence(formed_on: Option<&str>) -> DisputeCommand {
    let one = Evidence {
        file: paper("photo"),
        title: "现场照片".into(),
        format: "jpg".into(),
        size_bytes: 1000,
        pages: None,
        formed_on: formed_on.map(day),
        proves: None,
    };
    DisputeCommand::AddEvidence { evidence: vec![one] }
}

pub(super) fn registered() -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world
}

#[test]
fn only_those_related_to_the_file_add_evidence_to_it() {
    let mut world = registered();
    for stranger in ["other_legal", "mediator"] {
        assert_eq!(
            world.refused(stranger, &dispute_id(), evidence(None)).class,
            Class::NotVisible,
            "{stranger}"
        );
    }
    world.must("p1", &dispute_id(), evidence(None));
}

#[test]
fn the_agency_says_when_its_evidence_came_into_being_and_what_is_late_is_marked() {
    let mut world = registered();
    let refusal = world.refused("legal", &dispute_id(), evidence(None));
    assert_eq!((refusal.code, refusal.field.as_deref()), (FORMED_ON_MISSING, Some("evidence.0.formed_on")));
    world.must("legal", &dispute_id(), evidence(Some("2026-03-07")));
    world.later(5).must("legal", &dispute_id(), evidence(Some("2026-03-12")));
    let dispute = world.dispute();
    let late: Vec<bool> =
        dispute.registration.evidence.iter().map(|one| dispute.is_formed_late(one)).collect();
    assert_eq!(late, [false, true]);
}

#[test]
fn an_inaction_shows_no_day_until_it_is_known_when_the_agency_was_asked() {
    let asked = ContestedAct { kind: ActKind::FailureToAct, discretionary: false, ..fine("2026-01-05") };
    let calendar = World::on("2026-03-10").law.calendar;
    assert!(!last_days(&asked, &calendar).is_empty());
    let unasked = ContestedAct { made_on: None, known_on: Some(day("2026-04-10")), ..asked };
    assert!(last_days(&unasked, &calendar).is_empty(), "行诉法47条: it counts from the request");
}

#[test]
fn a_decision_on_compensation_is_sued_within_three_months_not_six() {
    let decided = ContestedAct { kind: ActKind::Compensation, told: Told::Yes, ..fine("2026-03-02") };
    let days = last_days(&decided, &World::on("2026-03-10").law.calendar);
    let sue = days.iter().find(|last| last.remedy == crate::remedy::Remedy::Sue).expect("a suit is open");
    assert_eq!(sue.on(), day("2026-06-02"), "XS-39.4");
    assert_eq!(sue.claimed.on, Some(day("2026-09-02")), "XS-01, if nothing was decided");
    assert_eq!(sue.open_until(day("2026-06-03")), Some(day("2026-09-02")));
}

#[test]
fn a_promise_that_is_not_kept_is_minded_after_six_months_and_can_be_claimed_for_three_years() {
    let broken = ContestedAct {
        kind: ActKind::Agreement,
        made_on: None,
        known_on: Some(day("2025-12-01")),
        discretionary: false,
        ..fine("2025-12-01")
    };
    let calendar = World::on("2026-03-10").law.calendar;
    let sue = |act: &ContestedAct| {
        let days = last_days(act, &calendar).into_iter();
        let mut suits = days.filter(|last| last.remedy == crate::remedy::Remedy::Sue);
        suits.next().map(|last| (last.on(), last.claimed.on)).expect("a suit is open")
    };
    assert_eq!(sue(&broken), (day("2026-06-01"), Some(day("2028-12-01"))), "法释〔2019〕17号25条");
    let dated = ContestedAct { made_on: Some(day("2025-12-01")), ..broken.clone() };
    assert_eq!(sue(&dated), sue(&broken), "whether it is an act or a broken promise is for the court");
}

/// What is told here is what the guide says of the same facts, with the same days.
fn as_the_guide_says(act: &ContestedAct) {
    use crate::ways::{Attempts, Offices, Question, Way, answer};
    let calendar = World::on("2026-03-10").law.calendar;
    let question = Question {
        act: Some(act.kind),
        circumstance: Some(act.unanswered),
        real_estate: false,
        agency: crate::ways::Agency::kind(crate::ways::AgencyKind::Department),
        made_on: act.made_on,
        known_on: act.known_on,
        told: Some(act.told),
        tried: Attempts::default(),
    };
    let told = answer(&question, &Offices::builtin(), &calendar, day("2026-03-10"));
    for last in last_days(act, &calendar) {
        let way = if last.remedy == crate::remedy::Remedy::Sue { Way::Sue } else { Way::Reconsider };
        let found =
            told.prospects.iter().find(|prospect| prospect.way == way).expect("every way is answered");
        let period = found.period.as_ref().expect("the guide counts it too");
        assert_eq!((period.conservative.on, period.claimed.on), (last.conservative.on, last.claimed.on));
    }
}

#[test]
fn an_application_that_nobody_answered_is_an_inaction_and_counts_from_the_period_to_act() {
    let calendar = World::on("2026-03-10").law.calendar;
    let asked =
        |kind, unanswered| ContestedAct { kind, unanswered, discretionary: false, ..fine("2026-01-12") };
    let reconsider = |act: &ContestedAct| {
        let days = last_days(act, &calendar);
        assert_eq!(
            days.iter().all(|last| last.remedy == crate::remedy::Remedy::Reconsider),
            act.is_inaction()
        );
        days.into_iter().find(|last| last.remedy == crate::remedy::Remedy::Reconsider).expect("it is open")
    };
    let refused = asked(ActKind::Licence, false);
    assert!(!reconsideration_first(&refused));
    assert_eq!(reconsider(&refused).on(), day("2026-03-13"), "FY-01: sixty days of the decision");
    let benefit = asked(ActKind::Benefits, true);
    assert!(reconsideration_first(&benefit), "复议法23条1款3项、11条");
    assert_eq!(reconsider(&benefit).on(), reconsider(&asked(ActKind::FailureToAct, false)).on());
    let licence = asked(ActKind::Licence, true);
    let (sooner, later) = (reconsider(&licence), reconsider(&benefit));
    assert!(sooner.on() < later.on(), "许可法42条: twenty working days, not sixty days");
    assert_eq!(sooner.claimed.on, later.claimed.on, "where they were extended, the later day can be claimed");
    for act in [refused, benefit, licence] {
        as_the_guide_says(&act);
    }
}

#[test]
fn whoever_was_not_answered_says_when_they_asked_and_an_act_of_another_kind_is_no_inaction() {
    let mut world = World::on("2026-03-10");
    let unanswered = ContestedAct { kind: ActKind::Benefits, unanswered: true, ..fine("2026-01-12") };
    let undated = ContestedAct { made_on: None, ..unanswered.clone() };
    let register = |act| {
        let registration = Box::new(crate::world::registration(act, "2026-03-10"));
        DisputeCommand::Register { registration }
    };
    let refusal = world.refused("clerk", &dispute_id(), register(undated));
    assert_eq!((refusal.code, refusal.field.as_deref()), (codes::ASKED_ON_MISSING, Some("act.made_on")));
    assert!(!ContestedAct { kind: ActKind::Penalty, ..unanswered.clone() }.is_inaction());
    world.must("clerk", &dispute_id(), register(ContestedAct { known_on: None, ..unanswered }));
}

#[test]
fn what_came_from_the_public_and_seems_to_be_on_file_is_looked_at_once_by_the_counter() {
    let mut world = World::on("2026-03-10");
    let mut twin = registration(fine("2026-03-07"), "2026-03-10");
    (twin.source, twin.despite) = (Source::Online, Some(MatterId::from("d0")));
    world.register(twin);
    let waits = |world: &World| {
        let tasks = world.outline(&dispute_id()).tasks;
        tasks.iter().any(|task| task.command == "check_twin")
    };
    assert!(waits(&world) && world.dispute().suspected_twin().is_some());
    let check = || DisputeCommand::CheckTwin {
        finding: TwinFinding::Another,
        note: "两份决定书文号不同".into(),
    };
    assert_eq!(world.refused("p1", &dispute_id(), check()).code, crate::refusal::NOT_PERMITTED);
    world.must("clerk", &dispute_id(), check());
    assert!(!waits(&world));
    assert_eq!(world.refused("clerk", &dispute_id(), check()).code, crate::refusal::WRONG_STAGE);
    // What the counter took in itself it has looked at.
    let mut world = World::on("2026-03-10");
    let mut twin = registration(fine("2026-03-07"), "2026-03-10");
    twin.despite = Some(MatterId::from("d0"));
    world.register(twin);
    assert!(!waits(&world));
}

/// A group of twelve for which two were chosen.
fn twelve() -> World {
    let mut world = World::on("2026-03-10");
    let mut registration = registration(fine("2026-03-07"), "2026-03-10");
    let chosen = |label: &str| NewParty { representative: true, ..somebody(label) };
    registration.parties = vec![chosen("张某"), chosen("李某")];
    registration.group = Some(Group { size: 12, items: None });
    world.register(registration);
    world
}

pub(super) fn member(label: &str, number: &str) -> NewParty {
    NewParty { marks: vec![format!("number:{number}")], representative: true, ..somebody(label) }
}

#[test]
fn those_who_were_counted_in_a_group_are_listed_at_once_and_the_proceedings_learn_of_them() {
    let mut world = twelve();
    let list = |members: Vec<NewParty>| DisputeCommand::ListMembers { members };
    let three = || vec![member("王某", "1"), member("赵某", "2"), member("周某", "3")];
    world.must("clerk", &dispute_id(), list(three()));
    let held = world.dispute();
    assert_eq!((held.unlisted(), held.parties.len()), (7, 5));
    assert_eq!(held.parties[4].key, "p5");
    assert!(!held.parties[4].particulars.representative, "the group has chosen already");
    assert_eq!(world.mediation().brief.parties.len(), 5);
    let again = world.refused("clerk", &dispute_id(), list(vec![member("周某", "3")]));
    assert_eq!(again.code, MEMBER_TWICE);
    let both = world.refused("clerk", &dispute_id(), list(vec![member("吴某", "9"), member("吴某", "9")]));
    assert_eq!(both.code, MEMBER_TWICE);
    let many = (10..18).map(|number| member("某", &number.to_string())).collect();
    assert_eq!(world.refused("clerk", &dispute_id(), list(many)).code, GROUP_FULL);
}

#[test]
fn nobody_complained_of_an_act_before_it_was_made_and_no_group_has_nobody_in_it() {
    let mut world = World::on("2026-03-10");
    let early = registration(fine("2026-03-02"), "2026-03-01");
    let order = |registration| DisputeCommand::Register { registration: Box::new(registration) };
    let refused = world.refused("clerk", &dispute_id(), order(early));
    assert_eq!((refused.code, refused.field.as_deref()), (SUBMITTED_BEFORE_ACT, Some("first_submitted_on")));
    let nobody = Some(Group { size: 0, items: None });
    let empty = Registration { group: nobody, ..registration(fine("2026-03-02"), "2026-03-10") };
    let refused = world.refused("clerk", &dispute_id(), order(empty));
    assert_eq!((refused.code, refused.field.as_deref()), (GROUP_OF_NOBODY, Some("group.size")));
}

#[test]
fn a_group_for_which_one_applies_chooses_who_speaks_for_it_afterwards() {
    let mut world = World::on("2026-03-10");
    let only = Registration { wish: Wish::RegisterOnly, ..registration(fine("2026-03-02"), "2026-03-10") };
    let ten = Registration { group: Some(Group { size: 12, items: None }), ..only };
    let mut two = ten.clone();
    two.parties.push(member("孙某", "7"));
    let order = DisputeCommand::Register { registration: Box::new(two) };
    let refused = world.refused("clerk", &dispute_id(), order);
    assert_eq!(refused.code, REPRESENTATIVES, "the counter asks whoever can choose");
    let mut counter = World::on("2026-03-10");
    counter.register(ten.clone());
    assert!(counter.outline(&dispute_id()).tasks.iter().any(|task| task.command == "choose_representatives"));
    world.must("public", &dispute_id(), DisputeCommand::Register { registration: Box::new(ten) });
    let asked = |world: &World| {
        world.outline(&dispute_id()).tasks.iter().any(|task| task.command == "choose_representatives")
    };
    assert!(asked(&world));
    let list = DisputeCommand::ListMembers { members: vec![member("王某", "1"), member("赵某", "2")] };
    world.must("clerk", &dispute_id(), list);
    let choose = |keys: &[&str]| DisputeCommand::ChooseRepresentatives {
        parties: keys.iter().map(|key| (*key).to_owned()).collect(),
    };
    assert_eq!(world.refused("clerk", &dispute_id(), choose(&["p1"])).code, REPRESENTATIVES);
    assert_eq!(world.refused("clerk", &dispute_id(), choose(&["p1", "p9"])).code, UNKNOWN_PARTY);
    assert_eq!(world.refused("clerk", &dispute_id(), choose(&["p1", "p1"])).code, UNKNOWN_PARTY);
    world.must("clerk", &dispute_id(), choose(&["p1", "p3"]));
    assert!(!asked(&world));
    let speaks: Vec<bool> =
        world.dispute().parties.iter().map(|one| one.particulars.representative).collect();
    assert_eq!(speaks, [true, false, true]);
}

#[test]
fn without_a_group_nobody_is_listed() {
    let mut world = registered();
    assert!(world.offers("clerk", &dispute_id()).iter().all(|offer| offer.command != "list_members"));
    let list = DisputeCommand::ListMembers { members: vec![member("王某", "1")] };
    assert_eq!(world.refused("clerk", &dispute_id(), list).code, GROUP_LISTED);
}

fn corrected(party: &str, label: &str, changed: &[PartyField]) -> PartyCorrection {
    PartyCorrection {
        party: party.into(),
        person: "h-anew".into(),
        label: label.into(),
        nature: Nature::NaturalPerson,
        identity: IdentityCheck::Unverified,
        head: None,
        marks: vec![format!("name:{label}"), "number:new".into()],
        agent: AgentAfter::Unchanged,
        phone_kind: None,
        changed: changed.to_vec(),
        reason: "打错了一个字".into(),
    }
}

#[test]
fn an_agent_that_was_typed_wrongly_is_put_right_with_its_party_and_one_that_is_none_is_struck() {
    let mut world = registered();
    let (person, label, authority) = ("h-agent".into(), "李某".to_owned(), Authority::Special);
    let agent = Agent { person, label, authority, document: None, brought: None, phone_kind: None };
    let mut correct = |after: AgentAfter| {
        let said = PartyCorrection { agent: after, ..corrected("p1", "张某某", &[PartyField::Agent]) };
        world.must("clerk", &dispute_id(), DisputeCommand::CorrectParty(Box::new(said)));
        world.dispute().party("p1").expect("is there").particulars.agent.clone()
    };
    assert_eq!(correct(AgentAfter::Is { corrected: agent.clone() }), Some(agent.clone()));
    assert_eq!(correct(AgentAfter::Unchanged), Some(agent));
    assert_eq!(correct(AgentAfter::None), None);
}

#[test]
fn a_party_that_was_typed_wrongly_is_put_right_and_the_proceedings_learn_of_it() {
    let mut world = registered();
    let before = world.dispute().party("p1").expect("is there").particulars.clone();
    let correct = |correction| DisputeCommand::CorrectParty(Box::new(correction));
    let of_name = || corrected("p1", "章某某", &[PartyField::Name, PartyField::Number]);
    for stranger in ["legal", "p1", "head"] {
        let refusal = world.refused(stranger, &dispute_id(), correct(of_name()));
        assert_eq!(refusal.code, crate::refusal::NOT_PERMITTED, "{stranger}");
    }
    world.must("clerk", &dispute_id(), correct(of_name()));
    let held = world.dispute();
    let party = held.party("p1").expect("keeps its key");
    assert_eq!(
        (party.particulars.label.as_str(), party.particulars.identity),
        ("章某某", IdentityCheck::Unverified)
    );
    assert_eq!((&party.former[0].person, &party.former[0].label), (&before.person, &before.label));
    assert_eq!(world.mediation().brief.parties[0].label, "章某某");
    let marks = world.outline(&dispute_id()).marks;
    assert!(marks.contains(&"number:new".to_owned()));
    assert!(
        marks.iter().any(|mark| mark.starts_with("same:number:new|")),
        "a second registration is noticed by it"
    );
    assert!(before.marks.iter().all(|mark| !marks.contains(mark)), "nobody is found by what was wrong");
}

#[test]
fn a_correction_of_a_party_says_what_and_why_and_makes_nobody_somebody_else_of_the_file() {
    let mut world = registered();
    let join = NewParty {
        marks: vec!["number:new".into()],
        standing: PartyStanding::ThirdParty,
        ..somebody("王某")
    };
    let applicant = DisputeCommand::JoinParty { party: somebody("王某"), reason: "也不服".into() };
    assert_eq!(world.refused("clerk", &dispute_id(), applicant).code, ONLY_THIRD_PARTIES);
    world.must("clerk", &dispute_id(), DisputeCommand::JoinParty { party: join, reason: "相邻人".into() });
    let mut refused = |correction| {
        let refusal =
            world.refused("clerk", &dispute_id(), DisputeCommand::CorrectParty(Box::new(correction)));
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let number = &[PartyField::Number][..];
    assert_eq!(refused(corrected("p9", "张某", number)), (UNKNOWN_PARTY, "party".into()));
    assert_eq!(refused(corrected("p1", "张某", &[])), (PARTY_UNCHANGED, "name".into()));
    assert_eq!(refused(corrected("p1", "张某", number)), (MEMBER_TWICE, "number".into()));
    let unsaid = PartyCorrection { reason: " ".into(), ..corrected("p2", "王某", number) };
    assert_eq!(refused(unsaid), (crate::refusal::REQUIRED, "reason".into()));
}

#[test]
fn whether_an_enterprise_applies_follows_the_corrected_nature() {
    let mut world = registered();
    assert!(!world.dispute().registration.enterprise);
    let shop = PartyCorrection {
        nature: Nature::IndividualBusiness,
        ..corrected("p1", "某某茶干店", &[PartyField::Nature, PartyField::Name])
    };
    world.must("clerk", &dispute_id(), DisputeCommand::CorrectParty(Box::new(shop)));
    assert!(world.dispute().registration.enterprise);
}

#[test]
fn what_is_known_before_it_was_made_is_refused_at_its_day_and_so_is_a_name_as_long_as_a_page() {
    let mut world = World::on("2026-03-10");
    let register = |registration| DisputeCommand::Register { registration: Box::new(registration) };
    let early = ContestedAct { known_on: Some(day("2026-03-01")), ..fine("2026-03-07") };
    let refusal = world.refused("public", &dispute_id(), register(registration(early, "2026-03-10")));
    assert_eq!((refusal.code, refusal.field.as_deref()), (KNOWN_BEFORE_MADE, Some("act.known_on")));
    let mut long = registration(fine("2026-03-07"), "2026-03-10");
    long.parties[0].label = "某".repeat(LONGEST_LINE_CHARS + 1);
    let refusal = world.refused("clerk", &dispute_id(), register(long));
    assert_eq!((refusal.code, refusal.field.as_deref()), (crate::refusal::TOO_LONG, Some("parties.0.name")));
}
