//! Case reviews as sentences: who may sit, what each signs, that dissent stays as it was said, that the resolution is advice.

use super::{codes::*, *};
use crate::{
    dispute::DisputeCommand,
    refusal::{Class, WRONG_STAGE},
    scenes::*,
    world::*,
};

const DISSENT: &str = "我不同意：该当事人并非初次，三百元与同类案件不一致。";
const MEMBERS: [&str; 5] = ["mayor", "e1", "e2", "e3", "office"];

fn convened() -> World {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    world.must("clerk", &dispute_id(), convene(convening(ReviewKind::Mayor, "2026-03-20")));
    world
}

fn view(stand: ReviewStand, reasons: &str) -> CaseReviewCommand {
    let proposal = (stand == ReviewStand::Otherwise).then(|| "变更为一千元".to_owned());
    let view = View { stand, reasons: reasons.into(), proposal, way: on_paper() };
    CaseReviewCommand::GiveOpinion { view: Box::new(view) }
}

fn minutes(on: &str, present: &[&str], absences: Option<&str>) -> CaseReviewCommand {
    let present = present.iter().map(|user| UserId::from(*user)).collect();
    let absences = absences.map(str::to_owned);
    let minutes = MinutesText { held_on: day(on), present, absences, text: "逐人发言".into() };
    CaseReviewCommand::RecordMinutes { minutes: Box::new(minutes) }
}

fn serve(on: &str) -> CaseReviewCommand {
    CaseReviewCommand::ServeMaterials { served_on: day(on) }
}

fn resolve() -> CaseReviewCommand {
    CaseReviewCommand::Resolve { text: "多数意见：变更为三百元".into() }
}

/// Met on 20 March, all there, all signed but the last.
fn met() -> World {
    let mut world = convened();
    world.at("2026-03-16").must("clerk", &case_review_id(), serve("2026-03-16"));
    for user in &MEMBERS[..3] {
        world.must(user, &case_review_id(), view(ReviewStand::Agree, "同意"));
    }
    world.must("e3", &case_review_id(), view(ReviewStand::Disagree, DISSENT));
    world.at("2026-03-20").must("clerk", &case_review_id(), minutes("2026-03-20", &MEMBERS, None));
    world
}

#[test]
fn at_least_five_meet_an_odd_number_each_once() {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    let with = |members: &[&str]| {
        let members = members.iter().map(|user| UserId::from(*user)).collect();
        convene(Convening { members, ..convening(ReviewKind::Ordinary, "2026-03-20") })
    };
    for (members, code) in [
        (&["e1", "e2"][..], TOO_FEW),
        (&["e1", "e2", "e3", "office", "e4"][..], TOO_FEW),
        (&["e1", "e2", "e3", "e3"][..], TWICE),
        (&["e1", "e2", "e3", "mayor"][..], TWICE),
        (&["e1", "e2", "e3", "legal"][..], RECUSED),
        (&["e1", "e2", "e3", "chief"][..], RECUSED),
    ] {
        assert_eq!(world.refused("clerk", &dispute_id(), with(members)).code, code, "{members:?}");
    }
    let past = convene(convening(ReviewKind::Ordinary, "2026-03-09"));
    assert_eq!(world.refused("clerk", &dispute_id(), past).code, MEETS_IN_PAST);
    world.must("clerk", &dispute_id(), with(&["e1", "e2", "e3", "office"]));
}

#[test]
fn a_mayors_review_is_chaired_by_a_leader_of_the_city() {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    let members = ["e1", "e2", "e3", "mayor"].map(UserId::from).into();
    let chaired = |kind| {
        let held = convening(kind, "2026-03-20");
        convene(Convening { chair: "office".into(), members: Vec::clone(&members), ..held })
    };
    assert_eq!(world.refused("clerk", &dispute_id(), chaired(ReviewKind::Mayor)).code, NOT_A_LEADER);
    world.must("clerk", &dispute_id(), chaired(ReviewKind::Ordinary));
}

#[test]
fn materials_come_before_opinions_and_late_ones_are_marked() {
    let mut world = convened();
    assert_eq!(world.refused("e1", &case_review_id(), view(ReviewStand::Agree, "同意")).code, WRONG_STAGE);
    let early = world.refused("clerk", &case_review_id(), minutes("2026-03-10", &MEMBERS, None));
    assert_eq!(early.code, WRONG_STAGE);
    let by = world.case_review().serve_by(&world.law);
    assert_eq!(by, Some(day("2026-03-16")), "three clear working days before 20 March");
    world.at("2026-03-17").must("clerk", &case_review_id(), serve("2026-03-17"));
    assert!(world.case_review().served_late(&world.law));
}

#[test]
fn every_member_signs_for_themselves_once_and_dissent_stays_as_it_was_said() {
    let mut world = met();
    let again = world.refused("e3", &case_review_id(), view(ReviewStand::Agree, "改为同意"));
    assert_eq!(again.code, GIVEN_ALREADY);
    assert_eq!(
        world.refused("clerk", &case_review_id(), view(ReviewStand::Agree, "代签")).class,
        Class::NotPermitted
    );
    let bare =
        View {
            stand: ReviewStand::Otherwise, reasons: "另有看法".into(), proposal: None, way: on_paper()
        };
    let bare = CaseReviewCommand::GiveOpinion { view: Box::new(bare) };
    assert_eq!(world.refused("office", &case_review_id(), bare).code, PROPOSAL_MISSING);
    world.must("office", &case_review_id(), view(ReviewStand::Otherwise, "折中"));
    let held = world.case_review();
    assert_eq!(held.opinion_of(&"e3".into()).expect("was given").view.reasons, DISSENT);
    assert_eq!(held.tally(), Tally { agree: 3, disagree: 1, otherwise: 1 });
}

#[test]
fn the_resolution_waits_for_all_opinions_and_confirmations_and_is_the_chairs() {
    let mut world = met();
    assert_eq!(world.refused("mayor", &case_review_id(), resolve()).code, OPINIONS_MISSING);
    world.must("office", &case_review_id(), view(ReviewStand::Agree, "同意"));
    assert_eq!(world.refused("mayor", &case_review_id(), resolve()).code, NOT_CONFIRMED);
    for user in MEMBERS {
        let remark = (user == "e3").then(|| "我的意见请全文附后".to_owned());
        world.must(user, &case_review_id(), CaseReviewCommand::ConfirmMinutes { remark });
    }
    let twice = world.refused("e1", &case_review_id(), CaseReviewCommand::ConfirmMinutes { remark: None });
    assert_eq!(twice.code, CONFIRMED_ALREADY);
    assert_eq!(world.refused("e1", &case_review_id(), resolve()).class, Class::NotPermitted);
    world.must("mayor", &case_review_id(), resolve());
    let held = world.case_review();
    assert_eq!(held.stage, Stage::Resolved { on: day("2026-03-20") });
    assert!(world.outline(&case_review_id()).tasks.is_empty());
    assert!(
        matches!(world.dispute().stage, crate::dispute::Stage::InProceeding { .. }),
        "it decides nothing"
    );
}

#[test]
fn without_the_chair_or_with_half_of_them_nobody_meets() {
    let mut world = convened();
    world.must("clerk", &case_review_id(), serve("2026-03-10"));
    world.at("2026-03-20");
    for (present, absences, code) in [
        (&["e1", "e2", "e3", "office"][..], Some("市长公务"), CHAIR_ABSENT),
        (&["mayor", "e1"][..], Some("其余出差"), QUORUM),
        (&["mayor", "e1", "e2"][..], None, ABSENCE_REASON),
        (&["mayor", "e1", "e2", "judge"][..], None, NOT_A_MEMBER),
    ] {
        let refusal = world.refused("clerk", &case_review_id(), minutes("2026-03-20", present, absences));
        assert_eq!(refusal.code, code, "{present:?}");
    }
    let early = world.refused("clerk", &case_review_id(), minutes("2026-03-19", &MEMBERS, None));
    assert_eq!(early.code, BEFORE_ITS_DAY);
    world.must("clerk", &case_review_id(), minutes("2026-03-20", &MEMBERS[..3], Some("e3、office 出差")));
    let absent = world.refused("e3", &case_review_id(), view(ReviewStand::Agree, "同意"));
    assert_eq!(absent.code, WRONG_STAGE, "whoever was not there does not vote");
}

#[test]
fn whoever_recuses_is_replaced_and_sees_nothing_any_more() {
    let mut world = convened();
    let recuse = |in_place: Option<&str>| CaseReviewCommand::Recuse {
        user: "e1".into(),
        reason: "曾为当事人提供咨询".into(),
        in_place: in_place.map(UserId::from),
    };
    assert_eq!(world.refused("clerk", &case_review_id(), recuse(None)).code, TOO_FEW);
    assert_eq!(world.refused("clerk", &case_review_id(), recuse(Some("e2"))).code, TWICE);
    assert_eq!(world.refused("clerk", &case_review_id(), recuse(Some("legal"))).code, RECUSED);
    world.must("clerk", &case_review_id(), recuse(Some("e4")));
    let outline = world.outline(&case_review_id());
    assert!(outline.walls.contains(&"e1".into()));
    world.must("clerk", &case_review_id(), serve("2026-03-10"));
    let gone = world.refused("e1", &case_review_id(), view(ReviewStand::Agree, "同意"));
    assert_eq!(gone.class, Class::NotVisible);
    world.must("e4", &case_review_id(), view(ReviewStand::Agree, "同意"));
}

#[test]
fn nobody_reads_another_members_opinion_before_the_meeting_and_the_sides_never() {
    let mut world = convened();
    world.must("clerk", &case_review_id(), serve("2026-03-10"));
    world.must("e3", &case_review_id(), view(ReviewStand::Disagree, DISSENT));
    let sees = |world: &World, who: &str| {
        let seen = world.case_review().visible(&world.actor(who));
        serde_json::to_string(&seen).expect("plain data").contains(DISSENT)
    };
    assert!(sees(&world, "e3") && sees(&world, "head") && !sees(&world, "e1"));
    let mut met = met();
    assert!(sees(&met, "e1"), "after the meeting the members know");
    assert!(!sees(&met, "office"), "but for who has not signed yet");
    met.must("office", &case_review_id(), view(ReviewStand::Agree, "同意"));
    assert!(sees(&met, "office"));
    for who in ["legal", "chief", "p1", "judge"] {
        assert!(!sees(&met, who), "{who}");
    }
}

#[test]
fn nobody_is_convened_too_late_for_the_materials_nor_twice_about_one_proceeding() {
    let mut world = World::on("2026-03-10").with_pool();
    world.mediating();
    // Three clear working days before the 16th: the 10th is the last for the materials of a meeting on it.
    let early = world.refused("clerk", &dispute_id(), convene(convening(ReviewKind::Mayor, "2026-03-13")));
    assert_eq!((early.code, early.field.as_deref()), (MATERIAL_TOO_LATE, Some("convening.meets_on")));
    let earliest = earliest_meeting(day("2026-03-10"), &world.law);
    assert_eq!(early.detail.as_deref(), Some("今天送材料，最早2026年3月16日开会"), "{earliest}");
    // A Sunday: no day for a meeting before the earliest that is told.
    let sunday = world.refused("clerk", &dispute_id(), convene(convening(ReviewKind::Mayor, "2026-03-15")));
    assert_eq!(sunday.code, MATERIAL_TOO_LATE);
    let again = || convene(convening(ReviewKind::Mayor, "2026-03-20"));
    world.must("clerk", &dispute_id(), again());
    let twice = world.refused("clerk", &dispute_id(), again());
    assert_eq!((twice.code, twice.field.as_deref()), (CONVENED_ALREADY, Some("convening.proceeding")));
    world.must("clerk", &case_review_id(), CaseReviewCommand::Cancel { reason: "双方和解".into() });
    world.must("clerk", &dispute_id(), again());
}

#[test]
fn what_they_came_to_is_before_whoever_decides_the_reconsideration_and_nobody_else() {
    use crate::reconsideration::tests::{annul, application, draft, resolve as resolution, review_id};
    let mut world = World::on("2026-03-10").with_justice().with_pool();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.applies(application("2026-03-10"));
    world.accepted_and_copied();
    let mut about = convening(ReviewKind::Mayor, "2026-03-20");
    about.proceeding = Some(review_id());
    world.must("reviewer", &dispute_id(), convene(about));
    world.at("2026-03-16").replies().hears();
    world.must("reviewer", &case_review_id(), serve("2026-03-16"));
    for user in &MEMBERS[..4] {
        world.must(user, &case_review_id(), view(ReviewStand::Agree, "同意"));
    }
    world.must("office", &case_review_id(), view(ReviewStand::Disagree, DISSENT));
    world.at("2026-03-20").must("reviewer", &case_review_id(), minutes("2026-03-20", &MEMBERS, None));
    world.reviews(draft(annul()));
    // Who goes on without it says why; it is advice all the same.
    let unsaid = world.refused("mayor", &review_id(), resolution(true));
    let code = "reconsideration.resolve.review_awaited";
    assert_eq!((unsaid.code.name, unsaid.field.as_deref()), (code, Some("review_reason")));
    world.must("mayor", &review_id(), resolution(false));
    for user in MEMBERS {
        world.must(user, &case_review_id(), CaseReviewCommand::ConfirmMinutes { remark: None });
    }
    world.must("mayor", &case_review_id(), resolve());
    world.reviews(draft(annul()));
    let review = world.case_review();
    let viewers = ["head", "reviewer"].map(|who| review.viewer(&world.actor(who)));
    assert_eq!(
        viewers,
        [Viewer::Staff, Viewer::Office],
        "what a reconsideration asks is none of the centre's"
    );
    let seen = |world: &World, who: &str| world.review().visible(&world.actor(who)).advised;
    let advised = seen(&world, "reviewer");
    let text = &advised[0].text;
    assert!(text.starts_with("多数意见：变更为三百元（同意 4，不同意 1，另提意见 0）\n"), "{text}");
    assert!(text.ends_with(&format!("不同意拟办意见）：{DISSENT}")), "word for word: {text}");
    assert!(seen(&world, "p1").is_empty() && seen(&world, "legal").is_empty());
    world.must("mayor", &review_id(), resolution(true));
}

#[test]
fn who_decides_before_the_mayors_review_has_met_its_opinion_says_why_and_no_other_review_is_waited_for() {
    use crate::reconsideration::{
        ReconsiderationCommand,
        tests::{annul, application, draft, resolve as resolution, review_id},
    };
    let drafted = |kind| {
        let mut world = World::on("2026-03-10").with_justice().with_pool();
        world.registered_only(fine("2026-03-02"), "2026-03-10").applies(application("2026-03-10"));
        world.accepted_and_copied().at("2026-03-16").replies().hears();
        let mut about = convening(kind, "2026-03-24");
        about.proceeding = Some(review_id());
        world.reviews(draft(annul())).must("reviewer", &dispute_id(), convene(about));
        world
    };
    drafted(ReviewKind::Ordinary).must("mayor", &review_id(), resolution(true));
    let early = |reason: &str| match resolution(true) {
        ReconsiderationCommand::Resolve { approved, resolving, by, opinion, document, .. } => {
            let review_reason = Some(reason.to_owned());
            ReconsiderationCommand::Resolve { approved, resolving, by, opinion, document, review_reason }
        }
        other => other,
    };
    let issue = || ReconsiderationCommand::Issue { number: Some("1号".into()), document: None };
    let mut world = drafted(ReviewKind::Mayor);
    assert_eq!(
        world.refused("mayor", &review_id(), early(" ")).code.name,
        "reconsideration.resolve.review_awaited"
    );
    world.must("mayor", &review_id(), early("审理期限将满"));
    world.reviews(issue());
    // Convened when it had been agreed to.
    let mut world = drafted(ReviewKind::Mayor);
    world.must("reviewer", &case_review_id(), CaseReviewCommand::Cancel { reason: "改期".into() });
    world.must("mayor", &review_id(), resolution(true));
    let mut about = convening(ReviewKind::Mayor, "2026-03-24");
    about.proceeding = Some(review_id());
    world.must("reviewer", &dispute_id(), convene(about));
    assert_eq!(world.review_refused("reviewer", issue()), "reconsideration.issue.review_awaited");
    let second = dispute_id().child(crate::Kind::CaseReview, 2);
    world.must("reviewer", &second, CaseReviewCommand::Cancel { reason: "审理期限将满".into() });
    world.reviews(issue());
}

#[test]
fn it_can_be_put_off_and_called_off_with_a_reason() {
    let mut world = convened();
    let postpone =
        |on: &str| CaseReviewCommand::Postpone { meets_on: day(on), reason: "市长公务".into() };
    assert_eq!(world.refused("clerk", &case_review_id(), postpone("2026-03-09")).code, MEETS_IN_PAST);
    world.must("clerk", &case_review_id(), postpone("2026-03-27"));
    assert_eq!(world.case_review().meets_on, day("2026-03-27"));
    world.must("clerk", &case_review_id(), CaseReviewCommand::Cancel { reason: "双方和解".into() });
    assert_eq!(world.refused("clerk", &case_review_id(), serve("2026-03-10")).code, WRONG_STAGE);
    assert!(world.dispute().proceedings.iter().any(|p| p.matter == case_review_id() && p.ended_on.is_some()));
}

#[test]
fn every_state_is_told_and_open_has_a_next_step() {
    let world = met();
    let on = day("2026-03-10");
    for stage in [
        Stage::Convened,
        Stage::Served,
        Stage::Held,
        Stage::Resolved { on },
        Stage::Cancelled { on, reason: "已经和解".into() },
    ] {
        assert!(stage.told_zh().ends_with('。') && !stage.name_zh().is_empty());
        let held = CaseReview { stage, ..world.case_review() };
        let outline = crate::Matter::outline(&held, &case_review_id(), &world.law);
        assert_eq!(outline.tasks.is_empty(), outline.facets.ended_on.is_some(), "{}", outline.stage);
    }
}

#[test]
fn a_wall_that_is_set_after_it_was_convened_reaches_it_and_the_member_is_replaced() {
    let mut world = convened();
    world.at("2026-03-16").must("clerk", &case_review_id(), serve("2026-03-16"));
    let walled = DisputeCommand::NoteWalls { walled: vec!["e2".into()] };
    world.must("statute", &dispute_id(), walled);
    assert_eq!(world.case_review().brief.walled, [UserId::from("e2")]);
    let refused = world.refused("e2", &case_review_id(), view(ReviewStand::Agree, "同意"));
    assert_eq!(refused.class, Class::NotVisible);
    let outline = world.outline(&case_review_id());
    assert!(outline.tasks.iter().any(|task| task.name == "recuse:e2"), "{:?}", outline.tasks);
    assert!(!outline.tasks.iter().any(|task| task.name == "opinion:e2"));
    world.at("2026-03-20");
    let there = minutes("2026-03-20", &MEMBERS, None);
    assert_eq!(world.refused("clerk", &case_review_id(), there).code, NOT_A_MEMBER);
    let replaced = CaseReviewCommand::Recuse {
        user: "e2".into(),
        reason: "在本案中回避".into(),
        in_place: Some("e4".into()),
    };
    world.must("clerk", &case_review_id(), replaced);
    assert!(world.case_review().member(&"e4".into()).is_some());
}
