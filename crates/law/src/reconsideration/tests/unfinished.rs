//! What was begun and is not through: a rule that is still reviewed, minutes that nobody signed, a hearing that is not held, an order
//! that nobody obeys.

use super::{
    trying::{answered, answered_to, came, hearing_on, record, rule},
    *,
};
use crate::{clock::ReconsiderationSuspension, matter::Task};

fn task(world: &World, name: &str) -> Option<Task> {
    world.outline(&review_id()).tasks.into_iter().find(|task| task.name == name)
}

#[test]
fn what_was_suspended_for_a_rule_goes_on_with_the_finding_or_by_order_from_above() {
    let suspended = || {
        let rule_asked = Application { rule: Some("某办法第五条".into()), ..application("2026-03-10") };
        let mut world = answered_to(rule_asked);
        world.hears().reviews(rule(true)).reviews(suspend(ReconsiderationSuspension::RuleReview));
        world.reviews(ReconsiderationCommand::NotifyRule { document: None }).serves(PaperKind::RuleNotice);
        world
    };
    let mut world = suspended();
    assert!(task(&world, "resume").is_some_and(|task| task.title.contains("附带审查有了结论以后")));
    assert_eq!(world.review_refused("reviewer", resume()), "reconsideration.resume.rule_open", "39条2款");
    world.reviews(ReconsiderationCommand::ConcludeRuleReview {
        outcome: RuleOutcome::Lawful,
        text: "合法".into(),
        agreed_by: None,
    });
    world.reviews(resume());
    assert_eq!(world.review_stage(), "running");
    let mut world = suspended();
    let ReconsiderationCommand::Resume { reason, document, .. } = resume() else { panic!("an order") };
    let ordered_by = Some("省司法厅".to_owned());
    world.reviews(ReconsiderationCommand::Resume { reason, mistaken: false, document, ordered_by });
    assert_eq!(world.review_stage(), "running", "40条");
}

/// 58条1款: three days from the day on which it stands still while the rule is reviewed.
#[test]
fn a_suspension_that_was_over_before_starts_no_days_to_tell_the_maker_of_a_rule() {
    use ReconsiderationSuspension::{CannotTakePart, RuleReview};
    let asked = || Application { rule: Some("某办法第五条".into()), ..application("2026-03-10") };
    let told = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.command == "notify_rule").and_then(|task| task.due_on)
    };
    let mut world = answered_to(asked());
    world.reviews(suspend(CannotTakePart)).reviews(resume()).reviews(rule(true));
    let clocks = world.review().clocks(&world.law);
    assert!(clocks.iter().all(|one| one.name != "rule_notice:u1"), "resumed on the same day");
    assert_eq!(told(&world), Some(day("2026-04-09")), "57条: within the thirty days of the review");
    world.at("2026-03-18").reviews(suspend(RuleReview));
    assert_eq!(world.review_due("rule_notice:u1"), Some(day("2026-03-23")), "19, 20, 23");
    assert_eq!(told(&world), Some(day("2026-03-23")));
    // Standing still already, it stands still for the rule from the day on which that is taken up.
    let mut world = answered_to(asked());
    world.reviews(suspend(CannotTakePart)).at("2026-03-17").reviews(rule(true));
    assert_eq!(world.review_due("rule_notice:u1"), Some(day("2026-03-20")), "18, 19, 20");
}

#[test]
fn minutes_that_come_back_signed_after_the_decision_are_kept_all_the_same() {
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25")).at("2026-03-17").serves(PaperKind::HearingNotice);
    world.at("2026-03-25").reviews(record(&["p1", RESPONDENT], came())).hears();
    world.at("2026-04-01").decides(annul()).serves(PaperKind::Decision);
    assert_eq!(world.review_stage(), "effective");
    assert!(task(&world, "hearing_minutes").is_some_and(|task| task.legal_risk), "61条2款");
    world.reviews(ReconsiderationCommand::KeepHearingMinutes { document: paper("signed") });
    assert!(world.review().unsigned_hearing().is_none() && task(&world, "hearing_minutes").is_none());
}

#[test]
fn of_a_hearing_that_was_cancelled_nothing_is_served_on_whom_its_notice_had_not_reached() {
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25"));
    let notice = world.review().notices.last().expect("it is to be served").key.clone();
    world.reviews(serve(&notice, "p1", ServedBy::Direct, day("2026-03-16")));
    // Another paper came after it: a key is given once, also when one before it goes.
    world.reviews(suspend(ReconsiderationSuspension::QuestionOfLaw)).reviews(resume());
    world.reviews(ReconsiderationCommand::CancelHearing { reason: "改为书面审理".into() });
    let held = world.review();
    let told = held.notice(&notice).map(|notice| notice.recipients.clone());
    assert_eq!(told, Some(vec!["p1".to_owned()]), "what was served stays on file");
    assert!(task(&world, &format!("serve:{notice}:{RESPONDENT}")).is_none());
    world.reviews(hearing_on("2026-03-26"));
    let held = world.review();
    let keys: std::collections::BTreeSet<&str> = held.notices.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys.len(), held.notices.len());
    // Nobody was told of that one; the next paper does not get the key of one that stands.
    world.reviews(suspend(ReconsiderationSuspension::QuestionOfLaw)).reviews(resume());
    world.reviews(ReconsiderationCommand::CancelHearing { reason: "改期".into() });
    world.reviews(hearing_on("2026-03-27"));
    let held = world.review();
    let keys: std::collections::BTreeSet<&str> = held.notices.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys.len(), held.notices.len());
}

/// Annulled, to be done again by 8 May, served on 1 April.
fn ordered() -> World {
    let mut world = answered();
    world.hears();
    let perform_by = Some(day("2026-05-08"));
    let annul = holding(HoldingKind::Annul, HoldingGround::ProcedureViolated);
    let redo = opinion(Holding { redo: true, perform_by, ..annul });
    world.at("2026-04-01").decides(redo).serves(PaperKind::Decision);
    world
}

#[test]
fn whoever_does_not_obey_by_its_day_is_to_be_pressed_and_again_when_the_new_day_is_over() {
    let mut world = ordered();
    let opens = |world: &World| task(world, "delayed").and_then(|task| task.opens_on);
    assert_eq!(opens(&world), Some(day("2026-05-09")), "77条2款");
    let urging = ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-05-25")),
        of: vec!["h1".into(), "restitution".into()],
        text: "逾期没有重新作出".into(),
        document: None,
        agreed_by: None,
    };
    world.at("2026-05-11").reviews(urging);
    assert_eq!(opens(&world), None, "what is to be done now is to serve it");
    let serve = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().any(|task| task.title.starts_with("送达责令履行通知书"))
    };
    assert!(serve(&world));
    world.serves(PaperKind::Urging);
    assert!(!serve(&world));
    assert_eq!(opens(&world), Some(day("2026-05-26")));
    world.must("legal", &review_id(), performed("2026-05-11", &["h1", "restitution"]));
    assert_eq!(opens(&world), None);
}

#[test]
fn a_file_is_not_put_away_while_days_to_sue_are_open_or_what_was_ordered_is_not_done() {
    let mut world = ordered();
    let close = || {
        let entry = crate::dispute::VolumeEntry {
            title: "登记回执".into(),
            file: paper("receipt"),
            dated: day("2026-03-10"),
            pages: 1,
        };
        let (unissued, unsigned) = (Vec::new(), Vec::new());
        DisputeCommand::Close { volume: vec![entry], unissued, unsigned, reason: None }
    };
    let refused = world.refused("archivist", &dispute_id(), close());
    assert!(refused.says().contains("起诉期限"), "{}", refused.says());
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    let refused = world.refused("archivist", &dispute_id(), close());
    assert!(refused.says().contains("还没有履行"), "{}", refused.says());
    world.must("legal", &review_id(), performed("2026-04-20", &["h1", "restitution"]));
    world.must("archivist", &dispute_id(), close());
}

#[test]
fn where_no_day_to_perform_is_named_somebody_looks_when_nobody_can_sue_any_more() {
    let mut world = answered();
    world.hears();
    world.at("2026-04-01").decides(annul()).serves(PaperKind::Decision);
    assert_eq!(world.review().to_perform(), Some(None), "to be given back, by no day");
    assert!(task(&world, "unperformed").is_none(), "the days to sue still run");
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    let looks = task(&world, "unperformed").expect("77条");
    assert_eq!((looks.due_on, looks.command.as_str()), (Some(day("2026-04-17")), "press"));
}

#[test]
fn whoever_does_not_report_on_an_opinion_in_sixty_days_is_to_be_pressed() {
    let mut world = ordered();
    world.reviews(ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "改正送达程序".into(),
        document: None,
        agreed_by: None,
    });
    let opens = |world: &World| task(world, "unreported:opinion:o1").and_then(|task| task.opens_on);
    assert_eq!(opens(&world), None, "nothing runs before it is served");
    world.serves(PaperKind::Opinion);
    // 31 May is a Sunday.
    assert_eq!(opens(&world), Some(day("2026-06-02")), "76条、77条2款");
    world.must("legal", &review_id(), performed("2026-04-01", &["h1", "restitution"]));
    assert_eq!(opens(&world), Some(day("2026-06-02")), "performed is not reported");
    let urge = ReconsiderationCommand::Press {
        measure: Measure::Interview,
        until: None,
        of: Vec::new(),
        text: "没有报送纠正情况".into(),
        document: None,
        agreed_by: None,
    };
    assert_eq!(world.review_refused("reviewer", urge.clone()), "reconsideration.performance.already");
    world.at("2026-06-02").reviews(urge);
    let (opinion, text) = ("o1".to_owned(), "已经改正".to_owned());
    world.must("legal", &review_id(), ReconsiderationCommand::RecordReport { opinion, text });
    assert_eq!(opens(&world), None);
}

pub(super) fn close() -> crate::dispute::DisputeCommand {
    let (title, file) = ("申请书".to_owned(), paper("a"));
    let entry = crate::dispute::VolumeEntry { title, file, dated: day("2026-03-10"), pages: 1 };
    let (volume, unissued, unsigned, reason) = (vec![entry], Vec::new(), Vec::new(), None);
    crate::dispute::DisputeCommand::Close { volume, unissued, unsigned, reason }
}

#[test]
fn a_file_is_not_closed_while_what_ended_its_reconsideration_or_moved_its_days_waits_to_be_served() {
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25")).reviews(suspend(ReconsiderationSuspension::ApplicantIncapable));
    // Sixty days of it are over in the middle of May.
    world.at("2026-05-18").reviews(ReconsiderationCommand::Terminate {
        ground: TerminationGround::SuspendedSixtyDays,
        reason: "没有法定代理人".into(),
        proof: None,
        document: None,
        of_every_applicant: true,
        agreed_by: None,
    });
    assert_eq!(world.review_stage(), "terminated");
    let clocks = world.review().clocks(&world.law);
    let decision = clocks.into_iter().find(|named| named.name == "decision").expect("it ran").clock;
    let why = decision.due(&world.law.calendar).lines().concat();
    assert!(why.contains("到2026年5月18日终结时没有恢复") && !why.contains("恢复计算"), "41条5项: {why}");
    let dispute = world.dispute();
    let waits = dispute.proceedings.iter().flat_map(|p| &p.course.unserved).cloned().collect::<Vec<_>>();
    assert!(waits.iter().any(|paper| paper.starts_with("中止通知书（张某某、")), "39条: {waits:?}");
    assert!(waits.iter().any(|paper| paper.starts_with("终止决定书（张某某、")), "{waits:?}");
    assert!(waits.iter().all(|paper| !paper.starts_with("听证")), "nobody can come to it: {waits:?}");
    assert!(dispute.told_zh("p1").contains("还有文书没有送到"), "{}", dispute.told_zh("p1"));
    let refused = world.refused("clerk", &dispute_id(), close());
    assert_eq!(refused.code.name, "dispute.close.reconsideration_unserved");
    assert!(refused.says().contains("中止通知书（张某某、"), "{}", refused.says());
    let tasks = |world: &World| world.outline(&dispute_id()).tasks;
    assert!(tasks(&world).iter().all(|task| task.command != "close"), "it is the office's to serve");
    world.serves(PaperKind::Suspension);
    let refused = world.refused("clerk", &dispute_id(), close());
    assert!(refused.says().contains("终止决定书"), "{}", refused.says());
    world.serves(PaperKind::Termination);
    assert!(tasks(&world).iter().any(|task| task.command == "close"));
    assert_eq!(world.dispute().told_zh("p1"), "程序已经依法办完。");
    world.must("clerk", &dispute_id(), close());
}

#[test]
fn nothing_is_served_on_an_applicant_who_is_no_more() {
    let mut world = answered();
    world.reviews(suspend(ReconsiderationSuspension::ApplicantDied));
    world.at("2026-05-18").reviews(ReconsiderationCommand::Terminate {
        ground: TerminationGround::ApplicantDied,
        reason: "没有近亲属".into(),
        proof: Some(paper("proof")),
        document: None,
        of_every_applicant: true,
        agreed_by: None,
    });
    let waits = world.dispute().proceedings.into_iter().flat_map(|p| p.course.unserved).collect::<Vec<_>>();
    assert!(waits.iter().all(|paper| !paper.contains("张某某")) && !waits.is_empty(), "{waits:?}");
}

#[test]
fn one_of_several_who_stays_away_waives_the_hearing_for_itself_alone() {
    let mut world = answered();
    world.reviews(hearing_on("2026-03-25")).at("2026-03-17").serves(PaperKind::HearingNotice);
    world.at("2026-03-25").reviews(record(&["p1", RESPONDENT], came()));
    let mut review = world.review();
    let mut other = review.brief.parties[0].clone();
    other.key = "p9".into();
    review.brief.parties.push(other);
    review.application.by = Vec::new();
    assert_eq!(review.waiving(&review.hearings[0]), ["p9"], "51条2款");
    review.brief.parties[0].representative = true;
    assert!(review.waiving(&review.hearings[0]).is_empty(), "represented by who came");
}
