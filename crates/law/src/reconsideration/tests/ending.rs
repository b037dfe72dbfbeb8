//! Ends without a decision, and what a suspension is about (39条、41条).

use super::{
    succession::{admit, heir},
    trying::answered,
    *,
};
use crate::{
    clock::ReconsiderationSuspension as Halted,
    dispute::{ActKind, DisputeCommand, Nature, PartyStanding, Seat, Succession, SuccessionGround},
};

fn terminate(ground: TerminationGround, proved: bool) -> ReconsiderationCommand {
    ReconsiderationCommand::Terminate {
        ground,
        reason: "查明".into(),
        proof: proved.then(|| paper("proof")),
        of_every_applicant: false,
        document: None,
        agreed_by: None,
    }
}

fn died() -> ReconsiderationCommand {
    terminate(TerminationGround::ApplicantDied, true)
}

fn running(act: ContestedAct, applicants: &[Nature]) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    let mut registration = registration(act, "2026-03-10");
    registration.wish = Wish::RegisterOnly;
    registration.parties = applicants
        .iter()
        .zip(["张某某", "王某某", "李某某"])
        .map(|(nature, name)| crate::dispute::NewParty { nature: *nature, ..somebody(name) })
        .collect();
    world.register(registration).applies(application("2026-03-10"));
    world.at("2026-03-12").accepted_and_copied();
    world
}

fn refused(world: &mut World, order: ReconsiderationCommand) -> (&'static str, String) {
    let refusal = world.refused("reviewer", &review_id(), order);
    (refusal.code.name, refusal.field.unwrap_or_default())
}

#[test]
fn an_applicant_who_died_is_proved_dead_and_one_of_several_ends_nothing() {
    let mut world = running(fine("2026-03-02"), &[Nature::NaturalPerson]);
    let unproved = terminate(TerminationGround::ApplicantDied, false);
    assert_eq!(refused(&mut world, unproved), ("reconsideration.terminate.proof", "proof".into()));
    world.reviews(died());
    let kept = world.review().attached.iter().any(|one| one.what == Attachment::Termination);
    assert!(kept, "41条2项: the proof lies in the file");

    let mut world = running(fine("2026-03-02"), &[Nature::NaturalPerson, Nature::NaturalPerson]);
    let others = ("reconsideration.terminate.others", "of_every_applicant".to_owned());
    assert_eq!(refused(&mut world, died()), others, "the other goes on");
    let ReconsiderationCommand::Terminate { ground, reason, proof, document, .. } = died() else {
        unreachable!()
    };
    let of_every_applicant = true;
    world.reviews(ReconsiderationCommand::Terminate {
        ground,
        reason,
        proof,
        of_every_applicant,
        document,
        agreed_by: None,
    });
    assert_eq!(world.review_stage(), "terminated");
}

#[test]
fn nobody_is_dead_who_is_missing_and_nobody_without_heirs_whose_heir_came() {
    let mut world = answered();
    world.reviews(suspend(Halted::ApplicantMissing));
    assert_eq!(refused(&mut world, died()), ("reconsideration.terminate.ground", "ground".into()));
    let mut world = answered();
    world.reviews(suspend(Halted::ApplicantDied)).at("2026-03-20");
    world.must("reviewer", &dispute_id(), admit(heir(SuccessionGround::Died)));
    assert_eq!(refused(&mut world, died()).0, "reconsideration.terminate.ground", "近亲属已经参加");
    world.reviews(resume());
    assert_eq!(refused(&mut world, died()).0, "reconsideration.terminate.ground");
    world.at("2026-03-23").reviews(suspend(Halted::ApplicantDied)).reviews(died());
}

#[test]
fn a_third_party_who_died_ends_nothing_and_an_enterprise_does_not_die() {
    let mut world = running(fine("2026-03-02"), &[Nature::LegalPerson]);
    assert_eq!(refused(&mut world, died()).0, "reconsideration.terminate.ground");
    let third = crate::dispute::NewParty { standing: PartyStanding::ThirdParty, ..somebody("刘某") };
    let joined = DisputeCommand::JoinParty { party: third, reason: "相邻人".into() };
    world.must("clerk", &dispute_id(), joined);
    assert_eq!(refused(&mut world, died()).0, "reconsideration.terminate.ground", "作为申请人的公民");
    world.reviews(terminate(TerminationGround::ApplicantDissolved, true));
}

#[test]
fn criminal_measures_end_only_what_was_about_custody() {
    let criminal = || terminate(TerminationGround::CriminalMeasures, true);
    let mut world = running(fine("2026-03-02"), &[Nature::NaturalPerson]);
    assert_eq!(refused(&mut world, criminal()), ("reconsideration.terminate.custody", "ground".into()));
    let custody = |kind, title: &str| ContestedAct { kind, title: title.into(), ..fine("2026-03-02") };
    for act in [
        custody(ActKind::Penalty, "行政拘留五日"),
        custody(ActKind::CompulsoryMeasure, "强制隔离戒毒"),
        custody(ActKind::CompulsoryMeasure, "限制人身自由"),
    ] {
        let mut world = running(act, &[Nature::NaturalPerson]);
        let unproved = terminate(TerminationGround::CriminalMeasures, false);
        assert_eq!(refused(&mut world, unproved).0, "reconsideration.terminate.proof");
        world.reviews(criminal());
    }
    let mut world = running(custody(ActKind::CompulsoryMeasure, "查封店铺"), &[Nature::NaturalPerson]);
    assert_eq!(refused(&mut world, criminal()).0, "reconsideration.terminate.custody", "41条4项");
}

#[test]
fn what_it_is_suspended_for_can_befall_an_applicant() {
    for (nature, ground, befalls) in [
        (Nature::NaturalPerson, Halted::ApplicantDissolved, false),
        (Nature::NaturalPerson, Halted::ApplicantMissing, true),
        (Nature::IndividualBusiness, Halted::ApplicantDied, true),
        (Nature::LegalPerson, Halted::ApplicantDied, false),
        (Nature::LegalPerson, Halted::ApplicantIncapable, false),
        (Nature::LegalPerson, Halted::ApplicantDissolved, true),
        (Nature::LegalPerson, Halted::OtherCase, true),
    ] {
        let mut world = running(fine("2026-03-02"), &[nature]);
        let answer = world.give("reviewer", &review_id(), suspend(ground));
        assert_eq!(answer.is_ok(), befalls, "39条1款 {nature:?} {ground:?}");
    }
}

#[test]
fn a_suspension_that_is_asked_for_runs_until_it_is_ordered() {
    let mut world = answered();
    world.reviews(ReconsiderationCommand::OpenRuleReview {
        plan: RuleReviewPlan {
            rule: "某办法第五条".into(),
            maker: "某局".into(),
            own: true,
            forward_to: None,
            found: true,
        },
    });
    let tasks = world.outline(&review_id()).tasks;
    let told = tasks.into_iter().find(|task| task.command == "suspend").expect("39条1款9项").title;
    assert!(
        told.contains("决定中止以前期限照常计算"),
        "the clock stops with the order, not with its service: {told}"
    );
}

#[test]
fn what_was_written_down_before_is_still_read() {
    for event in [
        serde_json::json!({ "event": "third_party_answered", "on": "2026-03-10", "side": "p2", "joins": true }),
        serde_json::json!({ "event": "enforcement_begun", "on": "2026-03-10", "by": "court", "document": null }),
        serde_json::json!({
            "event": "terminated", "on": "2026-03-10", "document": null,
            "terminated": { "on": "2026-03-10", "ground": "applicant_died", "reason": "死亡" },
        }),
        serde_json::json!({
            "event": "replied", "on": "2026-03-10", "document": null,
            "reply": { "on": "2026-03-10", "text": "答复", "evidence": [], "late": false },
        }),
        serde_json::json!({
            "event": "service_recorded", "on": "2026-03-10", "notice": "n1",
            "delivery": { "recipient": "p1", "by": "direct", "on": "2026-03-10" },
        }),
    ] {
        let read = serde_json::from_value::<ReconsiderationEvent>(event.clone());
        assert!(read.is_ok(), "{read:?}: {event:#}");
    }
    let admitted = serde_json::json!({
        "party": "p1", "ground": "died", "relation": "配偶", "person": "h", "label": "周某某",
        "nature": "natural_person", "identity": "verified", "marks": [], "document": "0",
    });
    let read: Succession = serde_json::from_value(admitted).expect("is read");
    assert_eq!(read.seat, Seat::Takes);
}

#[test]
fn what_ends_while_it_is_suspended_was_never_resumed_and_the_stay_ends_with_it() {
    let mut world = answered();
    let reason = "店铺将被拆除".to_owned();
    world.must("p1", &review_id(), ReconsiderationCommand::AskStay { side: None, reason });
    world.reviews(ReconsiderationCommand::DecideStay {
        stay: "t1".into(),
        ground: Some(StayGround::AskedReasonably),
        reason: "要求合理".into(),
        document: None,
    });
    world.reviews(suspend(Halted::ApplicantIncapable)).reviews(resume());
    world.at("2026-03-17").reviews(suspend(Halted::ApplicantIncapable)).at("2026-05-19");
    assert!(world.review().stayed().is_some());
    world.reviews(terminate(TerminationGround::SuspendedSixtyDays, false));
    let review = world.review();
    let resumed: Vec<bool> = review.halts.iter().map(|halt| review.is_resumed(halt)).collect();
    assert_eq!(resumed, [true, false], "41条5项");
    assert!(review.stayed().is_none(), "42条: 行政复议期间");
    let told = review.stays[0].told_zh(review.stage.over_on());
    assert!(told.ends_with("到2026年5月19日复议结束为止"), "{told}");
}
