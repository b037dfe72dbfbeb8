//! What the papers of the end say: the visit, the letter that goes with the material, the volume.

use super::*;
use crate::papers::case::Attempt;
use huajie_law::{
    Document, FileHash,
    dispute::{Added, Outcome as DisputeOutcome, Stage as DisputeStage, VolumeEntry},
    documents::By,
    mediation::{HandOver, Mediation},
    paper::Audience,
};

#[test]
fn the_form_of_a_visit_stays_in_the_house_and_whoever_signs_it_reads_nothing_of_the_others() {
    let mut case = without_one(None);
    let brief = serde_json::to_value(&case.mediation().expect("one").brief).expect("a brief");
    let visit = |who: &str, answers: &str| {
        json!({
            "on": "2026-03-10", "form": "phone", "visited": [who], "not_performed_reason": null,
            "satisfaction": 4, "answers": answers, "new_conflict": null,
        })
    };
    let held = json!({
        "plan": {
            "brief": brief, "mediation": "d1-mediation1", "outcome": "failed", "ended_on": "2026-03-09", "last_due_on": null,
        },
        "opened_on": "2026-03-09", "stage": { "stage": "done", "on": "2026-03-10" },
        "visits": [visit("p1", "甲先前说的"), visit("p3", "乙说的"), visit("p1", "甲后来说的")], "attempts": [],
    });
    case.follow_up = Some(("d1-followup1".into(), serde_json::from_value(held).expect("a visit")));
    let form = draft("follow_up_form");
    assert_eq!((form.audience(&case), form.recipients(&case)), (Audience::House, Vec::new()));
    let text = fill(&case, &form).expect("it can be filled").to_string();
    assert!(text.contains("甲后来说的") && text.contains("甲先前说的"), "{text}");
    assert!(text.contains("另表登记") && !text.contains("乙说的"), "{text}");
}

#[test]
fn what_all_signed_in_an_earlier_attempt_goes_with_the_letter() {
    let mut case = without_one(None);
    let (id, first) = case.mediation.clone().expect("one");
    let facts = |held: &Mediation, text: Option<&str>| HandOver {
        undisputed_facts: text.map(str::to_owned),
        ..held.hand_over(&case.law)
    };
    let hand_over = facts(&first, Some("罚款已经缴清"));
    let mut second = first.clone();
    second.brief.ordinal = 2;
    let latest = facts(&second, None);
    case.earlier = vec![Attempt { id: id.clone(), held: first, hand_over, refusal_reason: None }];
    (case.mediation, case.hand_over) = (Some((id, second)), Some(latest));
    let filled = fill(&case, &draft("hand_over")).expect("it can be filled");
    assert_eq!(filled["undisputed_facts"], json!(["罚款已经缴清（第 1 次调解中由参加的各方确认）"]));
}

#[test]
fn the_catalogue_of_a_closed_volume_names_what_came_afterwards() {
    let mut case = without_one(None);
    let document = |file: &str, title: &str| Document {
        file: FileHash::from(file),
        title: title.into(),
        by: By::Applicants,
        dated: Some(TODAY),
        brought_on: None,
        format: String::new(),
        size_bytes: 0,
        pages: None,
        proves: None,
    };
    case.documents = vec![document("aa", "申请书"), document("bb", "履行证明")];
    let sealed =
        VolumeEntry { title: "申请书".into(), file: FileHash::from("aa"), dated: TODAY, pages: 1 };
    case.dispute.volume = vec![sealed];
    case.dispute.stage = DisputeStage::Closed { on: TODAY, outcome: DisputeOutcome::Settled };
    let listed = |case: &Case| {
        let filled = fill(case, &draft("volume_catalogue")).expect("it can be filled");
        (filled["papers"].as_array().map_or(0, Vec::len), filled.to_string())
    };
    assert_eq!(listed(&case).0, 1, "as it was sealed");
    case.dispute.added = vec![Added { on: TODAY, what: "记录履行".into() }];
    assert_eq!(listed(&case).0, 1, "what the counter never read was there before");
    case.read_at_the_counter = case.documents.clone();
    let (count, text) = listed(&case);
    assert_eq!(count, 2);
    assert!(text.contains("归档以后补入：2026年3月10日记录履行") && text.contains("归档后补入"), "{text}");
}

#[test]
fn a_notice_about_a_second_attempt_speaks_of_that_and_of_no_application() {
    let mut case = without_one(None);
    let notice = |case: &Case| {
        let to_first = Draft { to: Some("p1".into()), ..draft("refusal") };
        fill(case, &to_first).expect("it can be filled")
    };
    assert_eq!((&notice(&case)["attempt"], &notice(&case)["applied"]), (&json!(null), &json!(true)));
    case.mediation.iter_mut().for_each(|(_, held)| held.brief.ordinal = 2);
    assert_eq!(notice(&case)["attempt"], json!(2));
}

#[test]
fn after_an_agreement_that_was_sealed_no_paper_says_that_suing_is_open() {
    let mut case = without_one(None);
    let end = json!({ "stage": "returned", "reason": "consent_refused", "on": "2026-03-10" });
    case.mediation.iter_mut().for_each(|(_, held)| {
        held.stage = serde_json::from_value(end.clone()).expect("a stage");
    });
    let filled = |case: &Case, template| {
        let to_first = Draft { to: Some("p1".into()), ..draft(template) };
        fill(case, &to_first).expect("it can be filled")
    };
    assert_eq!(filled(&case, "termination")["bound"], json!(false));
    assert!(filled(&case, "termination")["claimed_note"].is_string());
    let closed = |remedy: &str| json!({ "remedy": remedy, "article": huajie_law::dispute::BOUND, "to": [] });
    let course = json!({ "closes": [closed("sue"), closed("reconsider")] });
    let sealed = json!({
        "matter": "d1.mirrored1", "kind": "mirrored", "opened_on": "2026-03-05", "ended_on": null, "pending": null,
        "course": course,
    });
    case.dispute.proceedings.push(serde_json::from_value(sealed).expect("a proceeding"));
    for template in ["refusal", "termination", "consent_notice"] {
        let said = filled(&case, template);
        assert_eq!(said["periods"], json!([]), "{template}");
        assert!(said["kept_note"].as_str().is_some_and(|note| note.contains("不能再起诉")), "{said}");
        assert!(said.get("claimed_note").is_none_or(serde_json::Value::is_null), "{said}");
    }
    assert_eq!(filled(&case, "termination")["bound"], json!(true));
}

/// 复议法20条、29条2款: no court has taken it.
#[test]
fn while_a_court_has_only_received_the_suit_every_paper_names_the_day_to_apply_and_that_the_day_to_sue_is_kept()
 {
    let mut case = without_one(None);
    let end = json!({ "stage": "returned", "reason": "consent_refused", "on": "2026-03-10" });
    case.mediation.iter_mut().for_each(|(_, held)| {
        held.stage = serde_json::from_value(end.clone()).expect("a stage");
    });
    let received = json!({
        "matter": "d1.mirrored1", "kind": "mirrored", "opened_on": "2026-03-09", "ended_on": null, "pending": null,
        "course": {
            "procedure": "litigation", "filed_on": "2026-03-08", "received_by": "示例市人民法院",
            "phase": "first_instance",
        },
    });
    case.dispute.proceedings.push(serde_json::from_value(received).expect("a proceeding"));
    for template in ["refusal", "termination", "consent_notice", "hand_over"] {
        let to_first = Draft { to: Some("p1".into()), ..draft(template) };
        let Some(said) = fill(&case, &to_first) else { continue };
        let [row] = &said["periods"].as_array().expect("a list")[..] else { panic!("{template}: {said}") };
        assert_eq!(row["name"], "申请行政复议", "{template}: 起诉 is kept");
        let why = row["reason"].as_str().unwrap_or_default();
        assert!(
            why.contains("2026年3月8日收到起诉状") && why.contains("起诉的日期已经保住"),
            "{template}: {why}"
        );
        assert!(!said.to_string().contains("没有需要另外注意的最后一日"), "{template}: {said}");
        assert!(said["claimed_note"].is_null(), "{template}: no suit is to be brought");
    }
    let own = parts::own_filing(&case, None, "p1");
    assert!(own.contains("不必重新提交") && own.contains("申请行政复议的，最晚"), "{own}");
    // Taken by the court it is shut.
    let taken = json!({ "procedure": "litigation", "filed_on": "2026-03-08", "accepted_on": "2026-03-09", "phase": "first_instance" });
    case.dispute.proceedings[0].course = serde_json::from_value(taken).expect("a course");
    let to_first = Draft { to: Some("p1".into()), ..draft("termination") };
    let said = fill(&case, &to_first).expect("it can be filled");
    assert_eq!(said["periods"], json!([]));
    assert!(said["kept_note"].as_str().is_some_and(|note| note.contains("立案")), "{said}");
}

#[test]
fn after_a_suit_was_given_up_the_end_of_its_mediation_says_what_is_closed_and_not_that_nothing_can_be_counted()
 {
    let mut case = without_one(None);
    let end = json!({ "stage": "returned", "reason": "consent_refused", "on": "2026-03-10" });
    case.mediation.iter_mut().for_each(|(_, held)| {
        held.stage = serde_json::from_value(end.clone()).expect("a stage");
    });
    let closed = |remedy: &str, article: &str| json!({ "remedy": remedy, "article": article, "to": [] });
    let closes =
        [closed("sue", huajie_law::dispute::WITHDRAWN), closed("reconsider", "《行政复议法》30条1款7项")];
    let withdrawn = json!({
        "matter": "d1.mirrored1", "kind": "mirrored", "opened_on": "2026-03-05", "ended_on": "2026-03-09",
        "pending": null, "course": { "closes": closes },
    });
    case.dispute.proceedings.push(serde_json::from_value(withdrawn).expect("a proceeding"));
    let to_first = Draft { to: Some("p1".into()), ..draft("termination") };
    let said = fill(&case, &to_first).expect("it can be filled");
    let note = said["kept_note"].as_str().expect("it says what is closed");
    assert!(note.contains("60条") && note.contains("同一事实和理由"), "{note}");
    assert!(!note.contains("算不出"), "{note}");
    assert_eq!(said["bound"], json!(true), "nothing is as open as it was");
}

#[test]
fn where_one_who_was_asked_did_not_agree_the_letter_refuses_nothing() {
    let mut case = without_one(None);
    let end = json!({ "stage": "returned", "reason": "consent_refused", "on": "2026-03-10" });
    case.mediation
        .iter_mut()
        .for_each(|(_, held)| held.stage = serde_json::from_value(end.clone()).expect("a stage"));
    let to_first = Draft { to: Some("p1".into()), ..draft("refusal") };
    assert_eq!(to_first.title(&case), "不进行调解告知书");
    let filled = fill(&case, &to_first).expect("it can be filled");
    assert_eq!((&filled["kind"], &filled["submitted_on"]), (&json!("unwilling"), &json!("2026-03-05")));
    assert!(!filled["objection"].to_string().contains("本决定"), "{filled}");
}

#[test]
fn the_letter_names_the_number_that_the_receiver_has_and_nobody_elses() {
    let mut case = without_one(None);
    let mut law = law();
    let court = Organization {
        name: "示例法院".into(),
        category: Category::Court,
        parent: None,
        division: None,
        vertical: false,
        superior: None,
    };
    law.directory.organizations.insert("o-court".into(), court);
    case.law = Arc::new(law);
    let end = json!({ "stage": "passed_on", "on": "2026-03-10", "to": "o-court" });
    case.mediation.iter_mut().for_each(|(_, held)| {
        held.stage = serde_json::from_value(end.clone()).expect("a stage");
    });
    case.hand_over = case.mediation().map(|held| held.hand_over(&case.law));
    case.dispute.registration.source = Source::AgencyReferral;
    case.dispute.registration.source_number = Some("市监16号".into());
    case.dispute.registration.filed_on = Some(date(2026, 3, 5));
    let number =
        |case: &Case| fill(case, &draft("hand_over")).expect("it can be filled")["their_number"].clone();
    assert_eq!(number(&case), json!(null), "the number of the agency is none of the court");
    let brief = serde_json::to_value(&case.mediation().expect("one").brief).expect("a brief");
    let report = json!({
        "level": "first", "step": { "step": "accepted" }, "happened_on": "2026-03-06", "body": null,
        "case_number": "（2026）鄂0881行初106号", "document_number": null, "document": null,
        "origin": { "way": "typed", "system": null, "external_id": null },
    });
    let milestone = json!({
        "key": "m1", "report": report, "received_on": "2026-03-06", "received_at": "2026-03-06T01:00:00Z",
        "recorded_by": "刘示例", "struck": null,
    });
    let suit = json!({
        "brief": brief, "procedure": "litigation", "body": { "organization": "o-court", "name": "示例法院" },
        "opened_on": "2026-03-06", "milestones": [milestone], "mediations": {}, "suspension": null,
        "resumable_on": null, "settled": null, "concluded": null, "lapsed": {},
    });
    case.elsewhere = vec![serde_json::from_value(suit).expect("a suit")];
    assert_eq!(number(&case), json!("（2026）鄂0881行初106号"));
}
