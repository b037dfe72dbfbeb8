//! After the decision: opinions and reports, performance, enforcement, the copy for the public.

use super::*;

/// Decided and served on 1 April.
fn decided(opinion: DraftOpinion) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world.at("2026-04-01").decides(opinion).serves(PaperKind::Decision);
    world
}

fn changed() -> DraftOpinion {
    let content = Some("罚款 300 元".to_owned());
    opinion(Holding { content, ..holding(HoldingKind::Change, HoldingGround::ContentInappropriate) })
}

fn redo() -> DraftOpinion {
    let perform_by = Some(day("2026-05-08"));
    opinion(Holding {
        redo: true,
        perform_by,
        ..holding(HoldingKind::Annul, HoldingGround::ProcedureViolated)
    })
}

#[test]
fn an_opinion_is_reported_on_in_sixty_days_from_its_service() {
    let mut world = decided(annul());
    let issue = |kind, to_body: Option<&str>| ReconsiderationCommand::IssueOpinion {
        kind,
        to_body: to_body.map(str::to_owned),
        text: "改正送达程序".into(),
        document: None,
        agreed_by: None,
    };
    world.reviews(issue(OpinionKind::Opinion, None)).serves(PaperKind::Opinion);
    // 31 May is a Sunday.
    assert_eq!(world.review_due("opinion:o1"), Some(day("2026-06-01")), "76条");
    assert!(world.dispute().pending().is_some(), "nobody puts a file into the archive over it");
    let report = |opinion: &str| ReconsiderationCommand::RecordReport {
        opinion: opinion.into(),
        text: "已经改正".into(),
    };
    world.must("legal", &review_id(), report("o1"));
    assert!(world.dispute().pending().is_none_or(|waits| !waits.contains("意见书")));
    assert_eq!(world.review_refused("legal", report("o1")), "reconsideration.opinion.unknown");
    world.reviews(issue(OpinionKind::Proposal, Some("某镇人民政府"))).serves(PaperKind::Proposal);
    let review = world.review();
    assert_eq!(review.label(&review.opinions[1].recipient, &world.law), "某镇人民政府");
}

#[test]
fn what_was_ordered_is_minded_until_it_is_done_and_who_delays_is_pressed() {
    let mut world = decided(redo());
    let task = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.name == "perform").and_then(|task| task.due_on)
    };
    assert_eq!(task(&world), Some(day("2026-05-08")));
    world.at("2026-05-11");
    let press = |measure, until: Option<&str>| ReconsiderationCommand::Press {
        measure,
        until: until.map(day),
        text: "逾期没有重新作出".into(),
        document: None,
        agreed_by: None,
    };
    assert_eq!(world.review_refused("reviewer", press(Measure::Urging, None)), "form.required");
    world.reviews(press(Measure::Urging, Some("2026-05-25")));
    assert_eq!(task(&world), Some(day("2026-05-08")), "an order that was not served gives no day");
    world.serves(PaperKind::Urging);
    assert_eq!(task(&world), Some(day("2026-05-25")), "77条2款");
    world.reviews(press(Measure::Interview, None)).reviews(press(Measure::Criticism, None));
    let performed = |on: &str| ReconsiderationCommand::RecordPerformance {
        on: day(on),
        text: "已重新作出".into(),
        proof: None,
    };
    let before_it_was_ordered = world.refused("legal", &review_id(), performed("2026-03-03"));
    assert_eq!(before_it_was_ordered.code.name, "reconsideration.performance.before_decision");
    world.must("legal", &review_id(), performed("2026-05-11"));
    assert_eq!(task(&world), None);
    let refused = world.review_refused("reviewer", press(Measure::Criticism, None));
    assert_eq!(refused, "reconsideration.performance.already");
}

#[test]
fn whoever_was_upheld_owes_nothing_because_a_letter_asks_for_a_report() {
    let mut held = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder))).review();
    let (on, until) = (day("2026-06-10"), Some(day("2026-06-30")));
    held.measures.push(Pressure {
        on,
        measure: Measure::Urging,
        until,
        text: "报送纠正情况".into(),
        agreed_by: None,
    });
    assert_eq!(held.to_perform(), None, "76条: it reports, and has nothing to perform");
}

#[test]
fn what_was_taken_is_owed_until_it_is_given_back_and_an_order_names_its_day() {
    let mut world = decided(annul());
    let owed = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.name == "perform").map(|task| (task.title, task.due_on))
    };
    let title = "履行复议决定：返还财产、赔偿".to_owned();
    assert_eq!(owed(&world), Some((title, None)), "72条2款: no day is named");
    let order = ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-04-20")),
        text: "退还罚款".into(),
        document: None,
        agreed_by: None,
    };
    world.reviews(order).serves(PaperKind::Urging);
    let title = "按责令履行限定的日子履行".to_owned();
    assert_eq!(owed(&world), Some((title, Some(day("2026-04-20")))), "77条2款");
    let done = ReconsiderationCommand::RecordPerformance {
        on: day("2026-04-01"),
        text: "已经退还".into(),
        proof: None,
    };
    world.must("legal", &review_id(), done);
    assert_eq!(owed(&world), None);
}

#[test]
fn what_was_changed_is_enforced_by_the_body_or_the_court_once_nobody_can_sue() {
    let mut world = decided(changed());
    let enforce = |by| enforce_on_p1(by);
    let refused = world.review_refused("reviewer", enforce(EnforcedBy::Body));
    assert_eq!(refused, "reconsideration.enforce.suit_open");
    // The fifteen days end on 16 April.
    world.at("2026-04-17");
    assert_eq!(world.review_refused("reviewer", enforce(EnforcedBy::Agency)), "reconsideration.enforce.by");
    world.reviews(enforce(EnforcedBy::Body));
    assert_eq!(world.review().enforced, Some((day("2026-04-17"), EnforcedBy::Body)), "78条2项");
}

#[test]
fn what_was_upheld_is_enforced_by_the_agency_or_the_court() {
    let mut world = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    world.at("2026-04-17");
    let enforce = |by| enforce_on_p1(by);
    assert_eq!(world.review_refused("reviewer", enforce(EnforcedBy::Body)), "reconsideration.enforce.by");
    world.reviews(enforce(EnforcedBy::Court));
}

#[test]
fn what_nobody_can_enforce_or_be_told_of_is_not_offered() {
    let closed = |world: &World, command: &str| {
        let offers = world.offers("reviewer", &review_id());
        let offer =
            offers.into_iter().find(|offer| offer.command == command).expect("it is the office's step");
        offer.refusal.map(|refusal| refusal.code.name)
    };
    // 78条 knows no enforcement of what was annulled.
    let mut world = decided(annul());
    world.at("2026-04-17");
    assert_eq!(closed(&world, "enforce"), Some("reconsideration.enforce.by"));
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied();
    assert_eq!(closed(&world, "notify_third_party"), Some("reconsideration.third_party.none"));
}

#[test]
fn the_public_reads_a_copy_without_numbers_and_the_decision_stays_as_it_was() {
    let mut world = decided(annul());
    let before = world.review().decided;
    let publish = |text: &str| ReconsiderationCommand::Publish {
        text: text.into(),
        removed: "姓名、住址、证件号码".into(),
    };
    let refused = world.review_refused("reviewer", publish("张某某，电话 13900001111"));
    assert_eq!(refused, "reconsideration.publish.not_anonymous");
    world.reviews(publish("张某某不服罚款 5000 元，决定撤销"));
    assert_eq!(world.review().decided, before, "79条: a derived copy");
    assert_eq!(world.review_refused("reviewer", publish("再次")), "reconsideration.publish.already");
}

#[test]
fn a_copy_is_corrected_or_withdrawn_with_its_reason_and_the_old_one_is_kept() {
    let mut world = decided(annul());
    let (correct, withdraw) = (
        |text: &str| ReconsiderationCommand::CorrectCopy {
            text: text.into(),
            removed: "姓名".into(),
            reason: "漏隐去店名".into(),
        },
        || ReconsiderationCommand::WithdrawCopy { reason: "涉及商业秘密".into() },
    );
    assert_eq!(world.review_refused("reviewer", withdraw()), "reconsideration.publish.none");
    let publish =
        |text: &str| ReconsiderationCommand::Publish { text: text.into(), removed: "姓名".into() };
    world.reviews(publish("某超市不服罚款，决定撤销"));
    let key = world.review().published.and_then(|copy| copy.key()).expect("it has a number");
    let marks = |world: &World| world.outline(&review_id()).marks;
    assert!(marks(&world).contains(&format!("copy:{key}")), "{:?}", marks(&world));
    assert!(marks(&world).iter().any(|mark| mark.starts_with("published/2026-04-01/")));
    let same = correct("某超市不服罚款，决定撤销");
    assert_eq!(world.review_refused("reviewer", same), "reconsideration.publish.unchanged");
    let named = correct("某店，电话 13900001111");
    assert_eq!(world.review_refused("reviewer", named), "reconsideration.publish.not_anonymous");
    world.at("2026-04-03").reviews(correct("某店不服罚款，决定撤销"));
    let copy = world.review().published.expect("it stands");
    assert_eq!(
        (copy.on, copy.text.as_str(), copy.key()),
        (day("2026-04-03"), "某店不服罚款，决定撤销", Some(key))
    );
    assert_eq!(
        (copy.former[0].text.as_str(), copy.former[0].until),
        ("某超市不服罚款，决定撤销", day("2026-04-03"))
    );
    world.reviews(withdraw());
    assert!(world.review().shown_copy().is_none());
    assert!(marks(&world).iter().all(|mark| !mark.starts_with("published/")), "{:?}", marks(&world));
    assert_eq!(world.review().published.map(|copy| copy.former.len()), Some(2));
    assert_eq!(world.review_refused("reviewer", withdraw()), "reconsideration.publish.none");
    world.reviews(publish("某店不服罚款，决定撤销"));
    assert_eq!(world.review().published.map(|copy| copy.former.len()), Some(2), "nothing is lost");
}

#[test]
fn enforcement_says_against_whom_and_that_nobody_sued() {
    let mut world = decided(changed());
    world.at("2026-04-17");
    let order = |against: &[&str], no_suit| ReconsiderationCommand::Enforce {
        by: EnforcedBy::Body,
        against: against.iter().map(|side| (*side).to_owned()).collect(),
        no_suit,
        document: None,
    };
    let mut refused = |order| {
        let refusal = world.refused("reviewer", &review_id(), order);
        (refusal.code.name, refusal.field.unwrap_or_default())
    };
    assert_eq!(refused(order(&[], true)), ("form.required", "against".into()));
    assert_eq!(refused(order(&[RESPONDENT], true)), ("reconsideration.side.unknown", "against.0".into()));
    assert_eq!(refused(order(&["p1"], false)), ("reconsideration.enforce.suit_unasked", "no_suit".into()));
    world.reviews(order(&["p1"], true));
    assert_eq!(world.review().enforced_against, ["p1"], "78条");
}

fn gives_back_later(world: &World) -> bool {
    world.outline(&review_id()).tasks.iter().any(|task| task.name == "perform")
}

fn given_back(on: &str) -> ReconsiderationCommand {
    ReconsiderationCommand::RecordPerformance { on: day(on), text: "已经退还".into(), proof: None }
}

#[test]
fn what_is_void_is_given_back_as_what_was_annulled_is() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let requests = vec![Request::DeclareVoid];
    world.applies(Application { requests, ..application("2026-03-10") });
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    let void = opinion(holding(HoldingKind::DeclareVoid, HoldingGround::GrossDefect));
    world.at("2026-04-01").decides(void).serves(PaperKind::Decision);
    assert!(gives_back_later(&world), "67条: what it says is to be given back is owed");
    world.reviews(ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-04-20")),
        text: "退还罚款".into(),
        document: None,
        agreed_by: None,
    });
}

#[test]
fn what_is_enforced_against_a_party_frees_the_agency_of_nothing() {
    let mut world = decided(changed());
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world.reviews(enforce_on_p1(EnforcedBy::Body));
    let waits = world.dispute().pending().map(str::to_owned);
    assert!(waits.as_deref().is_some_and(|waits| waits.contains("被申请人还没有履行")), "77条: {waits:?}");
    assert!(gives_back_later(&world));
    world.must("legal", &review_id(), given_back("2026-04-17"));
    assert_eq!(world.dispute().pending(), None);
    // And the other way round: that the agency has done its part does not excuse the party.
    let mut world = decided(changed());
    world.must("legal", &review_id(), given_back("2026-04-01"));
    world.at("2026-04-17").reviews(enforce_on_p1(EnforcedBy::Body));
}

#[test]
fn a_decision_is_not_called_done_while_it_can_be_sued_about_or_is_not_performed() {
    let mut world = decided(annul());
    let told = |world: &World| world.dispute().told_zh();
    assert!(told(&world).contains("起诉的期限还没有过，被申请人要做的"), "{}", told(&world));
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(told(&world).starts_with("起诉的期限已经过了"), "{}", told(&world));
    world.must("legal", &review_id(), given_back("2026-04-17"));
    assert_eq!(told(&world), "程序已经依法办完。");
    let world = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    assert_eq!(told(&world), "决定书已经送达，起诉的期限还没有过；要起诉的，看清最后一天。");
}
