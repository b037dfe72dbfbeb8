//! Who takes the place of an applicant who is gone (14条2款、3款，39条、41条).

use super::{trying::answered, *};
use crate::{
    clock::ReconsiderationSuspension as Ground,
    dispute::{
        Agent, AgentAfter, Authority, DisputeCommand, IdentityCheck, Nature, PartyCorrection, PartyField,
        Seat, Succession, SuccessionGround,
    },
};

pub(super) fn heir(ground: SuccessionGround) -> Succession {
    Succession {
        party: "p1".into(),
        ground,
        seat: Seat::Takes,
        relation: "配偶".into(),
        person: crate::PersonId::from("h-heir"),
        label: "周某某".into(),
        nature: Nature::NaturalPerson,
        identity: IdentityCheck::Verified,
        head: None,
        marks: vec!["name:周".into(), "number:heir".into()],
        phone_kind: None,
        document: paper("certificate"),
    }
}

pub(super) fn admit(said: Succession) -> DisputeCommand {
    DisputeCommand::AdmitSuccessor(Box::new(said))
}

fn resuming(world: &World) -> String {
    let tasks = world.outline(&review_id()).tasks;
    tasks.into_iter().find(|task| task.name == "resume").expect("somebody has to go on").title
}

#[test]
fn whoever_inherits_takes_the_seat_of_the_dead_and_the_trial_goes_on() {
    let mut world = answered();
    world.reviews(suspend(Ground::ApplicantDied));
    assert!(resuming(&world).starts_with("查明由谁承受"));
    world.at("2026-03-20");
    let said = || heir(SuccessionGround::Died);
    for stranger in ["clerk", "p1", "legal"] {
        let refusal = world.refused(stranger, &dispute_id(), admit(said()));
        assert_eq!(refusal.code, crate::refusal::NOT_PERMITTED, "{stranger}");
    }
    world.must("reviewer", &dispute_id(), admit(said()));
    let held = world.dispute();
    let party = held.party("p1").expect("the seat keeps its key");
    assert_eq!(party.particulars.label, "周某某");
    let before = &party.former[0];
    assert_eq!((before.label.as_str(), before.corrected_on), ("张某某", day("2026-03-20")));
    let why = before.succeeded.as_ref().expect("says why").told_zh();
    assert_eq!(
        why,
        "周某某（配偶）：申请人死亡，由近亲属参加（《行政复议法》14条2款、39条1款1项，《行政诉讼法》25条2款）"
    );
    let review = world.review();
    assert_eq!(review.label("p1", &world.law), "周某某", "papers bear the new name");
    let named = |on: &str| review.label_on("p1", day(on), &world.law);
    assert_eq!(
        (named("2026-03-19"), named("2026-03-20")),
        ("张某某", "周某某"),
        "what was before, was another's"
    );
    assert_eq!(resuming(&world), "承受人、法定代理人已经登记：恢复审理并书面告知");
    let ends = |world: &World| world.outline(&review_id()).tasks.iter().any(|t| t.name == "terminate");
    assert!(!ends(&world), "41条5项: the reason is gone");
    world.at("2026-06-01");
    let over = ReconsiderationCommand::Terminate {
        ground: TerminationGround::SuspendedSixtyDays,
        reason: "满六十日".into(),
        proof: None,
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    };
    assert_eq!(world.review_refused("reviewer", over), "reconsideration.terminate.ground");
    world.reviews(resume());
}

/// 39条1款1项、4项、2款: the cause of the suspension is there as long as nobody has come.
#[test]
fn what_is_suspended_for_a_death_goes_on_with_whoever_takes_the_seat() {
    let mut world = answered();
    world.reviews(suspend(Ground::ApplicantDied));
    let refused = world.refused("reviewer", &review_id(), resume());
    assert_eq!(
        (refused.code.name, refused.field.as_deref()),
        ("reconsideration.resume.seat_empty", Some("mistaken"))
    );
    let mut heired = answered();
    heired.reviews(suspend(Ground::ApplicantDied));
    heired.must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Died)));
    heired.reviews(resume());
    // Whoever is told to be dead may turn out to live.
    let ReconsiderationCommand::Resume { reason, document, ordered_by, .. } = resume() else {
        panic!("an order")
    };
    world.reviews(ReconsiderationCommand::Resume { reason, mistaken: true, document, ordered_by });
    assert_eq!(world.review_stage(), "running");
}

#[test]
fn of_several_applicants_the_others_go_on_whoever_follows_the_one_who_is_gone() {
    let mut world = World::on("2026-03-10").with_justice();
    let mut both = registration(fine("2026-03-02"), "2026-03-10");
    both.parties.push(somebody("李某某"));
    both.wish = Wish::RegisterOnly;
    world.register(both).applies(application("2026-03-10"));
    world.at("2026-03-12").accepted_and_copied();
    world.reviews(suspend(Ground::ApplicantDied)).reviews(resume());
}

#[test]
fn where_nobody_comes_in_sixty_days_the_office_ends_it() {
    let mut world = answered();
    world.reviews(suspend(Ground::ApplicantDied)).at("2026-06-01");
    world.reviews(ReconsiderationCommand::Terminate {
        ground: TerminationGround::SuspendedSixtyDays,
        reason: "满六十日没有人承受".into(),
        proof: None,
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    });
    let refusal = world.refused("reviewer", &dispute_id(), admit(heir(SuccessionGround::Died)));
    assert_eq!(refusal.code.name, "dispute.succession.no_reconsideration");
}

#[test]
fn a_guardian_speaks_for_the_applicant_and_does_not_become_it() {
    let mut world = answered();
    world.must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Incapable)));
    let held = world.dispute();
    let party = &held.party("p1").expect("is there").particulars;
    assert_ne!(party.label, "周某某");
    let guardian = party.agent.as_ref().expect("14条3款");
    assert_eq!((guardian.label.as_str(), guardian.authority), ("周某某", Authority::Statutory));
    assert_eq!(world.review().brief.parties[0].agent.as_deref(), Some("周某某"));
}

#[test]
fn what_befell_fits_who_it_befell_and_nobody_inherits_from_themselves() {
    let mut world = answered();
    let mut refused = |said: Succession| {
        let refusal = world.refused("reviewer", &dispute_id(), admit(said));
        (refusal.code.name, refusal.field.unwrap_or_default())
    };
    let dissolved = heir(SuccessionGround::Dissolved);
    assert_eq!(refused(dissolved), ("dispute.succession.ground", "ground".into()));
    let third = Succession { party: "p2".into(), ..heir(SuccessionGround::Died) };
    assert_eq!(refused(third), ("dispute.succession.not_an_applicant", "party".into()));
    let unsaid = Succession { relation: " ".into(), ..heir(SuccessionGround::Died) };
    assert_eq!(refused(unsaid), (crate::refusal::REQUIRED.name, "relation".into()));
}

#[test]
fn further_heirs_come_beside_the_first_and_never_take_its_seat() {
    let mut world = answered();
    world.at("2026-03-20").must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Died)));
    let son = |seat| Succession {
        seat,
        relation: "儿子".into(),
        person: crate::PersonId::from("h-son"),
        label: "张某".into(),
        marks: vec!["name:小张".into(), "number:son".into()],
        ..heir(SuccessionGround::Died)
    };
    let refusal = world.refused("reviewer", &dispute_id(), admit(son(Seat::Takes)));
    assert_eq!((refusal.code.name, refusal.field.as_deref()), ("dispute.succession.taken", Some("seat")));
    assert!(refusal.says().contains("周某某"), "{}", refusal.says());
    let same = Succession { seat: Seat::Beside, ..heir(SuccessionGround::Died) };
    let refusal = world.refused("reviewer", &dispute_id(), admit(same));
    assert_eq!(refusal.code.name, "dispute.succession.the_same");
    world.must("reviewer", &dispute_id(), admit(son(Seat::Beside)));
    let labels: Vec<String> =
        world.dispute().applicants().map(|party| party.particulars.label.clone()).collect();
    assert_eq!(labels, ["周某某", "张某"], "14条2款: 近亲属可以申请");
    assert_eq!(world.review().applicants().count(), 2);
    let grandson = Succession {
        marks: vec!["name:孙".into(), "number:grandson".into()],
        label: "孙某".into(),
        ..son(Seat::Anew)
    };
    world.at("2026-03-25").must("reviewer", &dispute_id(), admit(grandson));
    assert_eq!(world.dispute().party("p1").map(|party| party.particulars.label.as_str()), Some("孙某"));
}

#[test]
fn a_seat_that_nobody_took_has_nobody_beside_and_the_dead_are_not_their_own_heirs() {
    let mut world = answered();
    let mut refused = |said: Succession| {
        let refusal = world.refused("reviewer", &dispute_id(), admit(said));
        (refusal.code.name, refusal.field.unwrap_or_default())
    };
    for seat in [Seat::Beside, Seat::Anew] {
        let said = Succession { seat, ..heir(SuccessionGround::Died) };
        assert_eq!(refused(said), ("dispute.succession.not_taken", "seat".into()));
    }
    let company = Succession { nature: Nature::LegalPerson, ..heir(SuccessionGround::Died) };
    assert_eq!(refused(company), ("dispute.succession.no_kin", "nature".into()));
    let company = Succession { nature: Nature::OtherOrganization, ..heir(SuccessionGround::Incapable) };
    assert_eq!(refused(company), ("dispute.succession.no_kin", "nature".into()));
    let known = DisputeCommand::RenewAccess {
        party: "p1".into(),
        marks: vec!["name:张".into(), "number:old".into()],
        query_code_digest: String::new(),
        reason: "补记号码".into(),
        phone_kind: None,
    };
    world.must("clerk", &dispute_id(), known);
    let namesake = |marks: &[&str]| Succession {
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
        ..heir(SuccessionGround::Died)
    };
    let refusal = world.refused("reviewer", &dispute_id(), admit(namesake(&["name:张"])));
    assert_eq!((refusal.code.name, refusal.field.as_deref()), ("dispute.succession.own_name", Some("name")));
    // Two people may share a name: their numbers tell them apart.
    world.must("reviewer", &dispute_id(), admit(namesake(&["name:张", "number:other"])));
}

/// The name of a party put right at the counter: the fields are sealed anew.
fn renamed(label: &str) -> DisputeCommand {
    DisputeCommand::CorrectParty(Box::new(PartyCorrection {
        party: "p1".into(),
        person: crate::PersonId::from("h-again"),
        label: label.into(),
        nature: Nature::NaturalPerson,
        identity: IdentityCheck::Verified,
        head: None,
        marks: vec![format!("name:{label}")],
        agent: AgentAfter::Unchanged,
        phone_kind: None,
        changed: vec![PartyField::Name],
        reason: "录入错了一个字".into(),
    }))
}

#[test]
fn for_whom_a_guardian_speaks_has_succeeded_to_nobody_however_the_name_is_put_right() {
    let mut world = answered();
    world.must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Incapable)));
    world.later(1).must("clerk", &dispute_id(), renamed("章某某"));
    let held = world.dispute();
    assert_eq!(held.party("p1").and_then(|party| party.predecessor()), None);
    assert_eq!(world.review().brief.parties[0].formerly, None);
}

#[test]
fn whose_seat_an_heir_took_is_still_told_when_a_guardian_comes_for_the_heir() {
    let mut world = answered();
    world.at("2026-03-20").must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Died)));
    let guardian = Succession {
        label: "吴某某".into(),
        person: crate::PersonId::from("h-guardian"),
        marks: vec!["number:guardian".into()],
        ..heir(SuccessionGround::Incapable)
    };
    world.at("2026-04-20").must("reviewer", &dispute_id(), admit(guardian));
    let review = world.review();
    let named = |on: &str| review.label_on("p1", day(on), &world.law);
    assert_eq!(named("2026-03-19"), "张某某");
    assert_eq!((named("2026-03-20"), named("2026-04-25")), ("周某某", "周某某"));
}

#[test]
fn a_guardian_needs_no_letter_and_nobody_makes_themselves_one() {
    let mut world = answered();
    let guardian = || Agent {
        person: crate::PersonId::from("h-self"),
        label: "郑某某".into(),
        authority: Authority::Statutory,
        document: None,
        brought: None,
        phone_kind: None,
    };
    let joined = DisputeCommand::JoinParty {
        party: crate::dispute::NewParty {
            standing: crate::dispute::PartyStanding::ThirdParty,
            agent: Some(guardian()),
            ..somebody("孙某某")
        },
        reason: "相邻人".into(),
    };
    let mut corrected = renamed("张某某");
    if let DisputeCommand::CorrectParty(said) = &mut corrected {
        said.agent = AgentAfter::Is { corrected: guardian() };
    }
    for (command, field) in [(joined, "party.agent.authority"), (corrected, "agent.authority")] {
        let refusal = world.refused("clerk", &dispute_id(), command);
        assert_eq!((refusal.code.name, refusal.field.as_deref()), ("dispute.agent.by_law", Some(field)));
    }
    world.must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Incapable)));
    let letter =
        DisputeCommand::FileAuthority { party: "p1".into(), document: Some(paper("letter")), brought: false };
    let refusal = world.refused("clerk", &dispute_id(), letter);
    assert_eq!(refusal.code.name, "dispute.file_authority.by_law");
    assert_eq!(world.dispute().authority_to_file(&world.actor("clerk")).count(), 0);
}

#[test]
fn a_guardian_makes_no_enterprise_of_the_applicant_and_an_heir_does_what_it_is() {
    let mut world = answered();
    let company = Succession { nature: Nature::IndividualBusiness, ..heir(SuccessionGround::Incapable) };
    world.must("reviewer", &dispute_id(), admit(company));
    assert!(!world.dispute().registration.enterprise);
    let heir = Succession { nature: Nature::IndividualBusiness, ..heir(SuccessionGround::Died) };
    world.must("reviewer", &dispute_id(), admit(Succession { marks: vec!["number:other".into()], ..heir }));
    assert!(world.dispute().registration.enterprise);
}
