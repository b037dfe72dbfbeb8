//! The catalogue as a whole: well-formed, unique by regime, and as reviewed (`tables/terms.txt`).

use super::*;

#[test]
fn every_term_is_complete() {
    for term in CATALOGUE {
        let (family, rest) = term.id.split_once('-').expect("an id is FAMILY-rest");
        assert!(["FY", "XS", "TJ", "RM", "ZX", "ZZ", "XF", "JD"].contains(&family) && !rest.is_empty());
        assert!(term.amount > 0, "{}", term.id);
        for text in [term.name, term.start_event, term.article] {
            assert!(!text.is_empty() && !text.is_ascii(), "{}", term.id);
        }
        assert!(term.valid_from.zip(term.valid_to).is_none_or(|(from, to)| from <= to), "{}", term.id);
    }
}

#[test]
fn one_regime_governs_at_a_time() {
    for (index, term) in CATALOGUE.iter().enumerate() {
        for other in &CATALOGUE[index + 1..] {
            let apart = term.id != other.id
                || term.valid_to.is_some_and(|to| other.valid_from.is_some_and(|from| to < from))
                || other.valid_to.is_some_and(|to| term.valid_from.is_some_and(|from| to < from));
            assert!(apart, "{} is governed twice", term.id);
        }
    }
}

#[test]
fn a_regime_is_found_by_the_day_of_the_event() {
    assert!(find_on("FY-43", date(2026, 6, 30)).unwrap().verified);
    assert!(!find_on("FY-43", date(2026, 7, 1)).unwrap().verified);
    assert_eq!(find("FY-43").unwrap().valid_to, None);
    assert_eq!(find_on("FY-06", date(2023, 12, 31)), None, "the law of 2023 was not yet in force");
    assert_eq!(find("nothing"), None);
}

#[test]
fn the_centres_own_rules_are_settings() {
    for term in CATALOGUE.iter().filter(|term| term.id.starts_with("ZX-")) {
        assert!(!term.verified, "{}", term.id);
    }
}

#[test]
fn reconsideration_counts_three_five_seven_and_ten_days_as_working_days_and_no_others() {
    for term in
        CATALOGUE.iter().filter(|term| term.id.starts_with("FY-") && term.article.contains("《行政复议法》"))
    {
        if matches!(term.unit, Unit::WorkingDay | Unit::NaturalDay) {
            let working = matches!(term.amount, 3 | 5 | 7 | 10);
            assert_eq!(term.unit == Unit::WorkingDay, working, "{}", term.id);
        }
    }
}

#[test]
fn litigation_knows_no_working_days() {
    assert!(
        CATALOGUE.iter().filter(|term| term.id.starts_with("XS-")).all(|term| term.unit != Unit::WorkingDay)
    );
}
