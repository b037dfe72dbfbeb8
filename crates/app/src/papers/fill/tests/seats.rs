//! Papers of what was said and signed before somebody took a seat.

use super::*;
use crate::papers::draft::Draft;
use huajie_law::{Document, FileHash, documents::By};

/// The first applicant died after the agreement; whoever inherits came on the twelfth.
fn succeeded() -> Case {
    let mut case = without_one(None);
    let by = json!({ "ground": "died", "relation": "女儿", "by": "周某某", "document": "aa" });
    let gone = json!({ "person": "h1", "label": "张某某", "nature": "natural_person", "corrected_on": "2026-03-12",
        "succeeded": by });
    let seat = &mut case.dispute.parties[0];
    seat.former = vec![serde_json::from_value(gone).expect("reads")];
    (seat.particulars.person, seat.particulars.label) = ("heir".into(), "周某某".into());
    case.persons.insert("heir".into(), Person { name: "周承受".into(), ..Person::default() });
    let pays = json!([{ "obligor": "p1", "obligee": "respondent", "content": "缴纳罚款", "amount_fen": 100,
        "due_on": "2026-04-01" }]);
    let agreement = case.mediation.as_mut().and_then(|(_, held)| held.agreement.as_mut());
    agreement.expect("agreed").obligations = serde_json::from_value(pays).expect("reads");
    let signed = json!([{ "party": "p1", "on": "2026-03-09", "way": { "kind": "scan", "file": "bb" } }]);
    let minutes = case.mediation.as_mut().and_then(|(_, held)| held.sessions[0].minutes.as_mut());
    minutes.expect("written").signatures = serde_json::from_value(signed).expect("reads");
    case.today = date(2026, 3, 20);
    case
}

fn filled(template: &'static str) -> String {
    let session = (template == "minutes").then(|| "s1".to_owned());
    let filled = fill(&succeeded(), &Draft { session, ..draft(template) });
    filled.unwrap_or_else(|| panic!("{template} can be filled")).to_string()
}

#[test]
fn an_agreement_and_minutes_that_are_printed_again_name_whoever_signed_and_was_there() {
    for template in ["agreement", "minutes"] {
        let said = filled(template);
        assert!(said.contains("张建国") && !said.contains("周承受"), "{template}: {said}");
    }
    let receipt = filled("receipt");
    assert!(receipt.contains("周承受") && !receipt.contains("张建国"), "made now: {receipt}");
}

#[test]
fn what_the_court_is_asked_to_confirm_says_who_has_taken_the_place_of_whoever_promised_it() {
    let paper = fill(&succeeded(), &draft("confirmation_application")).expect("it can be filled");
    assert_eq!(paper["applicants"][0]["name"], "周承受", "who asks is alive");
    let terms = paper["terms"].to_string();
    assert!(
        terms.contains("张建国（已由周承受承受）于2026年4月1日前向示例市场监管局履行：缴纳罚款"),
        "{terms}"
    );
}

#[test]
fn the_catalogue_says_of_each_paper_whose_it_was_then() {
    let mut case = succeeded();
    let document = |file: &str, by: By, dated: Date, brought_on: Option<Date>| Document {
        file: FileHash::from(file),
        title: file.into(),
        by,
        dated: Some(dated),
        brought_on,
        format: String::new(),
        size_bytes: 0,
        pages: None,
        proves: None,
    };
    let side = || By::Side("p1".into());
    case.documents = vec![
        document("letter", side(), date(2026, 3, 11), None),
        document("answer", side(), date(2026, 3, 12), None),
        document("photograph", By::Applicants, date(2025, 1, 1), Some(date(2026, 3, 15))),
        document("first", By::Applicants, date(2025, 1, 1), Some(date(2026, 3, 5))),
    ];
    let catalogue = ending::volume_catalogue(&case);
    let papers = catalogue["papers"].as_array().expect("a list");
    let author = |name: &str| {
        let found = papers.iter().find(|paper| paper["name"] == name).expect("is listed");
        found["author"].as_str().expect("named").to_owned()
    };
    assert_eq!((author("letter"), author("answer")), ("张建国".to_owned(), "周承受".to_owned()));
    assert_eq!(author("photograph"), "周承受等3人", "brought by the heir, however old");
    assert_eq!(author("first"), "张建国等3人");
}
