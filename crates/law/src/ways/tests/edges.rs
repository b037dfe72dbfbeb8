//! The last day and the day after, and what each step leaves open.

use super::*;

/// Both sides of an edge.
fn edge(question: &Question, way: Way, last: Date, on: Passage, after: Passage) {
    let next = last.tomorrow().expect("there is a day after");
    assert_eq!(passage(question, way, last), on, "{way:?} on {last}");
    assert_eq!(passage(question, way, next), after, "{way:?} on {next}");
}

#[test]
fn sixty_days_to_reconsider_and_six_months_to_sue() {
    // 2026-05-04 is a holiday until the fifth.
    edge(&penalty(), Way::Reconsider, date(2026, 5, 6), Passage::Open, Passage::Closed);
    // 2026-09-05 is a Saturday.
    edge(&penalty(), Way::Sue, date(2026, 9, 7), Passage::Open, Passage::Closed);
}

#[test]
fn who_was_not_told_may_claim_a_year_and_who_does_not_know_is_not_shut_out() {
    for told in [Some(Told::No), Some(Told::Partly), None] {
        let question = Question { told, ..penalty() };
        edge(&question, Way::Reconsider, date(2026, 5, 6), Passage::Open, Passage::Claimable);
        edge(&question, Way::Reconsider, date(2027, 3, 5), Passage::Claimable, Passage::Closed);
        edge(&question, Way::Sue, date(2026, 9, 7), Passage::Open, Passage::Claimable);
    }
}

#[test]
fn an_act_of_long_ago_is_closed_after_five_years_and_after_twenty_where_it_is_about_land() {
    let old = Question { made_on: Some(date(2021, 4, 30)), known_on: Some(date(2026, 4, 1)), ..penalty() };
    edge(&old, Way::Sue, date(2026, 4, 30), Passage::Open, Passage::Closed);
    let land = Question { real_estate: true, ..old };
    assert_eq!(passage(&land, Way::Sue, date(2026, 5, 1)), Passage::Open);
}

#[test]
fn what_is_refused_on_the_spot_is_reconsidered_first() {
    let today = date(2026, 3, 10);
    let spot = Question { circumstance: Some(true), ..penalty() };
    assert_eq!(passage(&spot, Way::Sue, today), Passage::AfterReconsideration);
    assert_eq!(passage(&spot, Way::Reconsider, today), Passage::Open);
    let perhaps = Question { circumstance: None, ..penalty() };
    let sue = found(&perhaps, Way::Sue, today);
    assert_eq!(sue.passage, Passage::Open);
    assert!(sue.bases.iter().any(|basis| basis.article.contains("第23条第1款第1项")), "{:?}", sue.bases);
}

#[test]
fn a_reconsideration_that_upheld_gives_fifteen_days() {
    let upheld = tried(&[(Tried::ReconsiderationUpheld, Some(date(2026, 10, 8)))]);
    let question = Question { tried: upheld, ..penalty() };
    edge(&question, Way::Sue, date(2026, 10, 23), Passage::Open, Passage::Claimable);
    let sue = found(&question, Way::Sue, date(2026, 10, 23));
    assert!(sue.offices[0].name.contains("钟祥市人民法院"), "{:?}", sue.offices);
    let changed = tried(&[(Tried::ReconsiderationChanged, Some(date(2026, 10, 8)))]);
    let changed = found(&Question { tried: changed, ..penalty() }, Way::Sue, date(2026, 10, 9));
    assert!(changed.offices[0].name.contains("荆门市中级人民法院"), "{:?}", changed.offices);
}

#[test]
fn an_application_that_nobody_refused_is_accepted_by_silence_and_overdue_after_sixty_days() {
    let filed = tried(&[(Tried::ReconsiderationFiled, Some(date(2026, 3, 9)))]);
    let question = Question { tried: filed, ..penalty() };
    assert_eq!(
        passage(&question, Way::Sue, date(2026, 3, 13)),
        Passage::Open,
        "not accepted yet: one may choose"
    );
    assert_eq!(passage(&question, Way::Sue, date(2026, 3, 16)), Passage::AfterReconsideration);
    assert_eq!(
        passage(&question, Way::Sue, date(2026, 5, 15)),
        Passage::AfterReconsideration,
        "the sixtieth day"
    );
    edge(&question, Way::Sue, date(2026, 6, 1), Passage::Open, Passage::Claimable);
}

#[test]
fn who_withdrew_sues_within_the_first_period_or_not_at_all_where_reconsideration_comes_first() {
    let withdrawn = tried(&[(Tried::ReconsiderationWithdrawn, None)]);
    let free = Question { tried: withdrawn.clone(), ..penalty() };
    edge(&free, Way::Sue, date(2026, 9, 7), Passage::Open, Passage::Closed);
    assert_eq!(passage(&free, Way::Reconsider, date(2026, 3, 10)), Passage::Closed);
    let first = Question { circumstance: Some(true), tried: withdrawn, ..penalty() };
    assert_eq!(passage(&first, Way::Sue, date(2026, 3, 10)), Passage::Closed);
}

#[test]
fn a_refusal_to_accept_leaves_fifteen_days_where_reconsideration_comes_first() {
    let refused = tried(&[(Tried::ReconsiderationRefused, Some(date(2026, 4, 1)))]);
    let first = Question { circumstance: Some(true), tried: refused.clone(), ..penalty() };
    edge(&first, Way::Sue, date(2026, 4, 16), Passage::Open, Passage::Closed);
    let free = Question { tried: refused, ..penalty() };
    edge(&free, Way::Sue, date(2026, 4, 16), Passage::Open, Passage::Claimable);
    edge(&free, Way::Sue, date(2026, 9, 7), Passage::Claimable, Passage::Closed);
}

#[test]
fn a_judgment_may_be_appealed_in_fifteen_days_and_a_ruling_in_ten() {
    let judged = Question { tried: tried(&[(Tried::SuitJudged, Some(date(2026, 6, 1)))]), ..penalty() };
    edge(&judged, Way::Sue, date(2026, 6, 11), Passage::Open, Passage::Claimable);
    edge(&judged, Way::Sue, date(2026, 6, 16), Passage::Claimable, Passage::Closed);
}

#[test]
fn an_inaction_opens_after_its_period_and_is_reconsidered_first() {
    let asked = date(2026, 1, 12);
    let question = Question {
        act: Some(ActKind::FailureToAct),
        circumstance: Some(true),
        made_on: Some(asked),
        known_on: None,
        ..penalty()
    };
    edge(&question, Way::Reconsider, date(2026, 3, 13), Passage::NotYet, Passage::Open);
    assert_eq!(passage(&question, Way::Sue, date(2026, 3, 20)), Passage::AfterReconsideration);
    let licence = Question { act: Some(ActKind::Licence), ..question };
    assert_eq!(
        passage(&licence, Way::Reconsider, date(2026, 2, 24)),
        Passage::Open,
        "twenty working days are over"
    );
}

#[test]
fn an_agreement_that_is_not_kept_has_three_years_and_one_that_is_rescinded_six_months() {
    let breach = Question { act: Some(ActKind::Agreement), circumstance: Some(true), ..penalty() };
    assert_eq!(passage(&breach, Way::AgreementSuit, date(2028, 3, 5)), Passage::Open);
    assert_eq!(passage(&breach, Way::Sue, date(2026, 3, 10)), Passage::Closed);
    let rescinded = Question { circumstance: Some(false), ..breach.clone() };
    edge(&rescinded, Way::AgreementSuit, date(2026, 9, 7), Passage::Open, Passage::Closed);
    let unknown = Question { circumstance: None, ..breach };
    edge(&unknown, Way::AgreementSuit, date(2026, 9, 7), Passage::Open, Passage::Claimable);
}

#[test]
fn a_decision_on_compensation_is_sued_within_three_months() {
    let decided = Question { act: Some(ActKind::Compensation), circumstance: Some(true), ..penalty() };
    edge(&decided, Way::Sue, date(2026, 6, 2), Passage::Open, Passage::Claimable);
    let why = &found(&decided, Way::Sue, date(2026, 3, 10)).bases[0];
    assert_eq!((why.rule, why.article), ("XS-39", "《国家赔偿法》第14条第2款"));
    assert_eq!(passage(&decided, Way::Compensation, date(2026, 3, 10)), Passage::Closed);
    let open = Question { circumstance: Some(false), ..decided };
    edge(&open, Way::Compensation, date(2028, 3, 2), Passage::Open, Passage::Claimable);
}

#[test]
fn days_that_cannot_be_are_refused_at_their_field() {
    let today = date(2026, 3, 10);
    let field = |question: Question| question.check(today).expect_err("cannot be").field;
    assert_eq!(field(Question { known_on: Some(date(2026, 3, 11)), ..penalty() }).as_deref(), Some("known"));
    assert_eq!(field(Question { made_on: Some(date(2026, 3, 11)), ..penalty() }).as_deref(), Some("made"));
    assert_eq!(field(Question { made_on: Some(date(2026, 3, 6)), ..penalty() }).as_deref(), Some("known"));
    let early =
        Question { made_on: Some(date(2026, 3, 6)), ..penalty() }.check(today).expect_err("cannot be");
    assert_eq!(early.code, crate::dispute::codes::KNOWN_BEFORE_MADE);
    assert!(penalty().check(today).is_ok());
}

#[test]
fn steps_are_read_with_their_days_and_two_on_one_way_are_refused() {
    let today = date(2026, 12, 1);
    let read =
        Attempts::read(["reconsideration_upheld:2026年10月8日", "petition_running"], today).expect("reads");
    let upheld = Attempt { tried: Tried::ReconsiderationUpheld, on: Some(date(2026, 10, 8)) };
    assert_eq!(read.get(Way::Reconsider), Some(upheld));
    let code = |texts: &[&str]| Attempts::read(texts.iter().copied(), today).expect_err("refused").code.name;
    assert_eq!(code(&["reconsideration_upheld", "reconsideration_filed"]), CONTRADICTORY.name);
    assert_eq!(code(&["prayed"]), UNKNOWN_STEP.name);
    assert_eq!(code(&["suit_judged:昨天"]), DAY_UNREAD.name);
    assert_eq!(code(&["suit_judged:2027-01-01"]), crate::refusal::DATE_IN_FUTURE.name);
}

#[test]
fn who_says_too_early_that_a_reconsideration_is_overdue_is_told_so() {
    let overdue = tried(&[(Tried::ReconsiderationLapsed, Some(date(2026, 4, 1)))]);
    let question = Question { tried: overdue, ..penalty() };
    assert_eq!(
        passage(&question, Way::Sue, date(2026, 5, 6)),
        Passage::AfterReconsideration,
        "the thirtieth day is a holiday"
    );
    edge(&question, Way::Sue, date(2026, 5, 18), Passage::Open, Passage::Claimable);
    edge(&question, Way::Sue, date(2026, 7, 16), Passage::Claimable, Passage::Closed);
}

#[test]
fn the_safe_day_after_a_silent_reconsideration_does_not_move_because_time_passes() {
    let overdue = tried(&[(Tried::ReconsiderationLapsed, Some(date(2026, 4, 1)))]);
    let question = Question { tried: overdue, ..penalty() };
    let counted = |on| found(&question, Way::Sue, on).period.expect("it is counted");
    for on in [date(2026, 5, 7), date(2026, 5, 18), date(2026, 6, 2), date(2026, 6, 16), date(2026, 7, 1)] {
        assert_eq!(counted(on).on(), date(2026, 5, 18), "行诉法45条, 复议法62条2款: asked on {on}");
    }
    let claimed = |on| counted(on).claimed_on();
    assert_eq!(claimed(date(2026, 6, 16)), Some(date(2026, 6, 16)), "sixty days, while that day is there");
    assert_eq!(claimed(date(2026, 6, 17)), Some(date(2026, 7, 16)));
}

#[test]
fn an_answer_that_is_missing_takes_no_later_claim_away() {
    let question =
        Question { act: Some(ActKind::Licence), circumstance: None, told: Some(Told::No), ..penalty() };
    edge(&question, Way::Reconsider, date(2027, 3, 5), Passage::Claimable, Passage::Closed);
}
