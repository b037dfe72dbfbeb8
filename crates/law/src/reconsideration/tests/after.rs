//! After the decision: opinions and reports, performance, enforcement, the copy for the public.

use super::*;

/// Decided and served on 1 April.
pub(super) fn decided(opinion: DraftOpinion) -> World {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world.at("2026-04-01").decides(opinion).serves(PaperKind::Decision);
    world
}

pub(super) fn changed() -> DraftOpinion {
    let content = Some("罚款 300 元".to_owned());
    opinion(Holding { content, ..holding(HoldingKind::Change, HoldingGround::ContentInappropriate) })
}

pub(super) fn redo() -> DraftOpinion {
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
fn a_paper_on_its_way_to_the_agency_is_nothing_that_a_party_waits_for() {
    let mut world = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    let offered = |world: &World, who: &str| {
        let offers = world.offers(who, &review_id()).into_iter();
        offers.filter(|offer| offer.refusal.is_none()).any(|offer| offer.command == "confirm_address")
    };
    let told = world.dispute().told_zh("p1");
    assert!(told.contains("起诉的期限还没有过") && !offered(&world, "p1"), "{told}");
    world.reviews(ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "改正送达程序".into(),
        document: None,
        agreed_by: None,
    });
    assert_eq!(world.dispute().told_zh("p1"), told);
    assert!(!offered(&world, "p1") && !offered(&world, "reviewer"), "nothing goes to a party any more");
    assert!(world.outline(&review_id()).tasks.iter().any(|task| task.command == "serve"), "76条");
}

#[test]
fn whoever_was_upheld_owes_nothing_because_a_letter_asks_for_a_report() {
    let mut held = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder))).review();
    let (on, until) = (day("2026-06-10"), Some(day("2026-06-30")));
    held.measures.push(Pressure {
        on,
        measure: Measure::Urging,
        until,
        of: Vec::new(),
        text: "报送纠正情况".into(),
        agreed_by: None,
    });
    assert_eq!(held.to_perform(), None, "76条: it reports, and has nothing to perform");
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

/// Sued upon the decision on 10 April, nine days after its service, and ended so.
fn sued_upon(world: &mut World, by: &[&str], n: usize, finding: crate::mirrored::Finding) {
    use crate::{mirrored::*, scenes};
    let report = scenes::first(scenes::accepted(), "2026-04-10");
    let number = Some(format!("（2026）鄂0881行初{n}号"));
    let DisputeCommand::RecordProceeding { opening } =
        scenes::opening(crate::mirrored::Procedure::Litigation, Report { case_number: number, ..report })
    else {
        unreachable!("it is what the scene records")
    };
    let by: Vec<String> = by.iter().map(|key| (*key).to_owned()).collect();
    let sides: Vec<&str> = by.iter().map(String::as_str).chain([crate::mediation::RESPONDENT]).collect();
    let all = ["p1", crate::mediation::RESPONDENT];
    let sides = if by.is_empty() { &all[..] } else { &sides[..] };
    let opening = Box::new(Opening { by: by.clone(), ..*opening });
    world.at("2026-04-13").must("clerk", &dispute_id(), DisputeCommand::RecordProceeding { opening });
    world.at("2026-04-14").record(n, scenes::first(scenes::decided(finding), "2026-04-14"));
    world.record(n, scenes::first(scenes::served(sides), "2026-04-14"));
}

/// Recorded on 20 April, when nobody had told of a suit and the days were over.
fn sued_and_told_late(finding: Option<crate::mirrored::Finding>, accepted_on: &str) -> World {
    use crate::{mirrored::*, scenes};
    let mut world = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(world.review().final_on.is_some());
    let report = scenes::first(scenes::accepted(), accepted_on);
    let report = Report { case_number: Some("（2026）鄂0881行初7号".into()), ..report };
    let opening = scenes::opening(Procedure::Litigation, report);
    world.at("2026-04-20").must("clerk", &dispute_id(), opening);
    if let Some(finding) = finding {
        world.at("2026-05-20").record(1, scenes::first(scenes::decided(finding), "2026-05-20"));
        world.record(1, scenes::first(scenes::served(&["p1", RESPONDENT]), "2026-05-20"));
        world.at("2026-06-15");
        let _ = world.give("statute", &crate::scenes::mirrored_id(1), MirroredCommand::RecordEffect);
    }
    world
}

/// 复议法78条: 逾期不起诉又不履行.
#[test]
fn what_was_upheld_is_enforced_by_nobody_while_a_suit_that_came_in_time_runs() {
    use crate::mirrored::Finding::*;
    let sued = |world: &World| world.review().sued_zh(&world.law).unwrap_or_default();
    let mut world = sued_and_told_late(None, "2026-04-10");
    let refused = world.refused("reviewer", &review_id(), enforce_on_p1(EnforcedBy::Agency));
    assert_eq!(refused.code.name, "reconsideration.enforce.sued");
    assert!(refused.says().contains("（2026）鄂0881行初7号，2026年4月10日提起"), "{}", refused.says());
    assert!(sued(&world).contains("不能强制执行（《行政复议法》78条）"), "{}", sued(&world));
    // Given up or not taken up, it is as if nobody had sued.
    for finding in [WithdrawalAllowed, SuitRejected] {
        let mut world = sued_and_told_late(Some(finding), "2026-04-10");
        assert_eq!(sued(&world), "", "{finding:?}");
        world.reviews(enforce_on_p1(EnforcedBy::Agency));
    }
    // 行诉法95条: what the court left as it was; nobody is asked whether somebody sued.
    let mut world = sued_and_told_late(Some(ClaimDismissed), "2026-04-10");
    assert!(sued(&world).contains("《行政诉讼法》95条"), "{}", sued(&world));
    let (by, against) = (EnforcedBy::Agency, vec!["p1".to_owned()]);
    world.reviews(ReconsiderationCommand::Enforce { by, against, no_suit: false, document: None });
    let mut world = sued_and_told_late(Some(Annulled), "2026-04-10");
    let refused = world.review_refused("reviewer", enforce_on_p1(EnforcedBy::Agency));
    assert_eq!(refused, "reconsideration.enforce.by");
    // What came when the days were over is for the court; it is said.
    let mut world = sued_and_told_late(None, "2026-04-19");
    assert!(sued(&world).contains("先向法院核实"), "{}", sued(&world));
    world.reviews(enforce_on_p1(EnforcedBy::Agency));
}

/// Days to appeal and to sue upon the decision are over.
fn everything_lapsed(world: &mut World, suits: usize) {
    world.at("2026-06-15");
    world.must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    for n in 1..=suits {
        let effect = crate::mirrored::MirroredCommand::RecordEffect;
        let _ = world.give("statute", &crate::scenes::mirrored_id(n), effect);
    }
}

fn waits(world: &World) -> String {
    world.dispute().pending().unwrap_or_default().to_owned()
}

/// 复议法77条, 行诉法56条: whatever the suit comes to, what was ordered is performed as long as the decision stands.
#[test]
fn what_a_decision_ordered_is_performed_after_a_suit_that_left_it_as_it_was() {
    use crate::mirrored::Finding::*;
    for finding in [ClaimDismissed, WithdrawalAllowed, DeemedWithdrawn, SuitRejected, FilingRefused] {
        let mut world = decided(redo());
        sued_upon(&mut world, &[], 1, finding);
        everything_lapsed(&mut world, 1);
        assert!(waits(&world).contains("还没有履行复议决定"), "{finding:?}: {}", waits(&world));
        world.must("legal", &review_id(), performed("2026-05-11", &["h1", "restitution"]));
        assert_eq!(waits(&world), "", "{finding:?}");
    }
}

#[test]
fn what_a_court_took_away_is_performed_by_nobody_and_waits_for_whom_it_was_not_taken_from() {
    use crate::mirrored::Finding::*;
    for finding in [Annulled, NewActOrdered, ActChanged, DeclaredVoid] {
        let mut world = decided(redo());
        sued_upon(&mut world, &[], 1, finding);
        assert!(waits(&world).contains("起诉期限"), "the judgment is not in effect: {finding:?}");
        everything_lapsed(&mut world, 1);
        assert_eq!(waits(&world), "", "{finding:?}");
        assert_eq!(world.review().to_perform(), None, "{finding:?}");
        let tasks = world.outline(&review_id()).tasks;
        assert!(
            tasks.iter().all(|task| !task.name.starts_with("perform:") && task.name != "delayed"),
            "{tasks:?}"
        );
        let text = "逾期没有重新作出".to_owned();
        let (measure, until, document, agreed_by) = (Measure::Urging, Some(day("2026-07-01")), None, None);
        let of = Vec::new();
        let press = ReconsiderationCommand::Press { measure, until, of, text, document, agreed_by };
        assert_eq!(world.review_refused("reviewer", press), "reconsideration.press.early");
    }
    let mut part = decided(redo());
    sued_upon(&mut part, &[], 1, PartlyAnnulled);
    everything_lapsed(&mut part, 1);
    assert!(waits(&part).contains("还没有履行"), "the other part stands");
}

#[test]
fn the_days_to_sue_run_on_past_a_suit_that_was_not_taken_up_and_are_over_with_one_that_was_given_up() {
    use crate::mirrored::Finding::*;
    let upheld = || decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    for (finding, over) in [(FilingRefused, false), (SuitRejected, false), (WithdrawalAllowed, true)] {
        let mut world = upheld();
        sued_upon(&mut world, &[], 1, finding);
        assert_eq!(waits(&world).is_empty(), over, "{finding:?}: {}", waits(&world));
    }
}

#[test]
fn the_suit_of_one_applicant_is_not_the_last_word_for_the_other() {
    use crate::mirrored::Finding::Annulled;
    let of_two = || {
        let mut world = World::on("2026-03-10").with_justice();
        let mut both = registration(fine("2026-03-02"), "2026-03-10");
        both.parties.push(somebody("李某某"));
        both.wish = Wish::RegisterOnly;
        world.register(both).applies(application("2026-03-10"));
        world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
        world.at("2026-04-01").decides(redo()).serves(PaperKind::Decision);
        world
    };
    let mut world = of_two();
    sued_upon(&mut world, &["p1"], 1, Annulled);
    everything_lapsed(&mut world, 1);
    assert!(waits(&world).contains("还没有履行复议决定"), "{}", waits(&world));
    assert!(world.review().to_perform().is_some());
    let mut each = of_two();
    sued_upon(&mut each, &["p1"], 1, Annulled);
    sued_upon(&mut each, &["p2"], 2, Annulled);
    everything_lapsed(&mut each, 2);
    assert_eq!(waits(&each), "");
}

/// 行诉法92条、法释〔2018〕1号122条: what a retrial restores is performed again.
#[test]
fn a_decision_that_a_retrial_restores_is_performed_after_all() {
    use crate::{mirrored::Finding::*, scenes};
    let mut world = decided(redo());
    sued_upon(&mut world, &[], 1, Annulled);
    everything_lapsed(&mut world, 1);
    assert_eq!(world.review().to_perform(), None);
    let third = |step, on: &str| scenes::report(crate::mirrored::Level::Third, step, on);
    world.at("2026-09-01").record(1, third(scenes::accepted(), "2026-07-01"));
    world.record(1, third(scenes::decided(ChangedOnRetrial), "2026-08-20"));
    world.record(1, third(scenes::served(&["p1", crate::mediation::RESPONDENT]), "2026-08-24"));
    assert!(world.review().to_perform().is_some());
    assert!(waits(&world).contains("还没有履行复议决定"), "{}", waits(&world));
}
