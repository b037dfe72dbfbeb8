//! The catalogue as a whole: well-formed, unique by regime, and as reviewed (`tables/terms.txt`).

use super::*;

#[test]
fn every_term_is_complete() {
    for term in CATALOGUE {
        let (family, rest) = term.id.split_once('-').expect("an id is FAMILY-rest");
        assert!(
            ["FY", "XS", "TJ", "RM", "ZX", "ZZ", "XF", "JD", "FW", "RL"].contains(&family)
                && !rest.is_empty()
        );
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
    assert!(!find_on("FY-06", date(2023, 12, 31)).unwrap().verified, "the law of 2023 was not yet in force");
    assert!(find_on("FY-06", date(2024, 1, 1)).unwrap().verified);
    assert_eq!(
        find_on("FY-17.1", date(2023, 12, 31)),
        None,
        "the summary procedure came with the law of 2023"
    );
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
    let law_of_2023 = |term: &&Term| {
        term.article.contains("《行政复议法》") && term.valid_to.is_none() && term.id.starts_with("FY-")
    };
    for term in CATALOGUE.iter().filter(law_of_2023) {
        if matches!(term.unit, Unit::WorkingDay | Unit::NaturalDay) {
            let working = matches!(term.amount, 3 | 5 | 7 | 10);
            assert_eq!(term.unit == Unit::WorkingDay, working, "{}", term.id);
        }
    }
}

#[test]
fn litigation_knows_no_working_days() {
    let working = |term: &&Term| term.unit == Unit::WorkingDay && !term.article.contains("《行政强制法》");
    assert_eq!(CATALOGUE.iter().filter(|term| term.id.starts_with("XS-")).find(working), None);
}

/// Sources whose use of a term counts: not the catalogue itself, not tests.
fn sources(door: &'static str, folder: &std::path::Path, found: &mut Vec<(String, String)>) {
    let tests = ["tests", "golden", "articles", "tables", "stories", "walks", "world"];
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("the source is there").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if tests.contains(&stem.as_str()) || stem.ends_with("_tests") || stem == "term" {
            continue;
        }
        if path.is_dir() {
            sources(door, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("source is text");
            let below = path.strip_prefix(root().join(door).join("src")).expect("it lies in the crate");
            let room = below.iter().next().expect("a file has a name").to_string_lossy();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push((format!("{door}/{}", room.trim_end_matches(".rs")), code.join("\n")));
        }
    }
}

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether the text names it, whole: not `SUIT` where it says `SUIT_LIMIT` or `NON_SUIT`.
fn names(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(word) && !text[at + name.len()..].starts_with(word)
    })
}

#[test]
fn where_each_term_is_used_is_read_from_the_sources_and_as_reviewed() {
    let mut files = Vec::new();
    for door in ["law", "app"] {
        sources(door, &root().join(door).join("src"), &mut files);
    }
    let mut table =
        String::from("// 期限 = 使用它的房间；没有房间的期限目前只在目录和计算器里。由测试从源代码得出。\n");
    for term in CATALOGUE {
        let (name, quoted) = (constant_of(term), format!("\"{}\"", term.id));
        // The table of effects belongs to the catalogue: it says what a lapse means, and counts nothing.
        let uses = |(room, text): &&(String, String)| {
            room != "law/clock" && (names(text, name) || text.contains(&quoted))
        };
        let rooms: std::collections::BTreeSet<&str> =
            files.iter().filter(uses).map(|(room, _)| room.as_str()).collect();
        let rooms: Vec<&str> = rooms.into_iter().collect();
        table.push_str(&format!("{name} = {}\n", rooms.join(" ")));
    }
    crate::golden::assert_table("uses", &table);
}

#[test]
fn a_term_tells_where_it_is_used() {
    let rooms =
        |term: &Term| used_in(term).iter().map(|it| format!("{}/{}", it.door, it.room)).collect::<Vec<_>>();
    assert!(rooms(&SUIT).contains(&"law/remedy".to_owned()), "{:?}", rooms(&SUIT));
    assert!(rooms(&MEDIATION_BEFORE_TRIAL).contains(&"law/mediation".to_owned()));
    assert!(rooms(&LOCAL_MEDIATION_SAMPLE).is_empty(), "a sample of elsewhere is not applied");
}

#[test]
fn every_constant_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = CATALOGUE.iter().map(constant_of).collect();
    assert_eq!(names.len(), CATALOGUE.len());
    assert_eq!(constant_of(&SUIT), "SUIT");
    assert_eq!(constant_of(&SERVICE_BY_NOTICE_2017), "SERVICE_BY_NOTICE_2017");
}

#[test]
fn every_row_with_several_periods_numbers_them_from_one_in_order() {
    let ids: std::collections::BTreeSet<&str> = CATALOGUE.iter().map(|term| term.id).collect();
    for id in &ids {
        if let Some((row, number)) = id.split_once('.') {
            let number: u32 = number.parse().expect("a period's number within its row");
            let first = number == 1 || ids.contains(format!("{row}.{}", number - 1).as_str());
            assert!(first, "{id} has no predecessor");
        }
    }
}

#[test]
fn editions_of_a_law_follow_each_other_without_gap_or_overlap() {
    for pair in REGIMES.windows(2).filter(|pair| pair[0].law == pair[1].law) {
        assert_eq!(pair[0].until.unwrap().tomorrow().ok(), pair[1].from, "{}", pair[1].law);
    }
    let edition = |law: &str, on: Date| regime_on(law, on).map(|regime| regime.edition);
    assert_eq!(edition("行政复议法", date(2023, 12, 31)), Some("1999年，2009年、2017年修正"));
    assert_eq!(edition("行政复议法", date(2024, 1, 1)), Some("2023年修订"));
    assert_eq!(edition("行政复议法实施条例", date(2026, 6, 30)), Some("2007年"));
    assert_eq!(edition("行政复议法实施条例", date(2026, 7, 1)), Some("2026年修订"));
    assert_eq!(edition("行政执法监督条例", date(2026, 1, 31)), None);
    assert_eq!(edition("行政执法监督条例", date(2026, 2, 1)), Some("国务院令第825号"));
    assert_eq!(edition("没有这部法", date(2026, 2, 1)), None);
}

#[test]
fn no_term_rests_on_an_edition_that_did_not_govern_its_first_day_or_was_not_read() {
    for term in CATALOGUE {
        let (law, unread) = (term.article.trim_start_matches('《'), term.article.contains("（2017修正）"));
        assert!(!unread || !term.verified, "{}: its text is not at hand", term.id);
        if !term.id.starts_with("FY-") || !law.starts_with("行政复议法》") || unread {
            continue;
        }
        let regime = regime_on("行政复议法", date(2024, 1, 1)).unwrap();
        assert_eq!((term.valid_from, term.valid_to), (regime.from, regime.until), "{}", term.id);
    }
}
