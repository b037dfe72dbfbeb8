//! What must and must not stand in a paper, whatever else it says.

mod after;
mod agreed;
mod seats;

use super::*;
use crate::office::Person;
use huajie_law::{
    Actor, Command, File, Kind, Law, MatterId, Now, PersonId, Role, decide,
    directory::{Category, Organization},
    dispute::{
        ActKind, ContestedAct, DisputeCommand, Group, IdentityCheck, Nature, NewParty, PartyStanding,
        Registration, Source, Told, Wish,
    },
    matter::AnyMatter,
    mediation::{Disposition, RESPONDENT},
    paper::Audience,
    ways::Attempts,
};
use jiff::civil::{Date, date};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

const TODAY: Date = date(2026, 3, 10);

fn law() -> Law {
    let mut law = Law::default();
    let body = Organization {
        name: "示例市场监管局".into(),
        category: Category::Department,
        parent: None,
        division: None,
        vertical: false,
        superior: None,
    };
    law.directory.organizations.insert("o-market".into(), body);
    law
}

fn registration(known_on: Date) -> Registration {
    Registration {
        source: Source::Counter,
        source_number: None,
        first_submitted_on: date(2026, 3, 5),
        filed_on: None,
        tried: Default::default(),
        parties: vec![NewParty {
            standing: PartyStanding::Applicant,
            nature: Nature::NaturalPerson,
            person: "h1".into(),
            label: "张某某".into(),
            identity: IdentityCheck::Verified,
            head: None,
            marks: Vec::new(),
            representative: false,
            agent: None,
            phone_kind: None,
        }],
        group: None,
        proxy: None,
        respondent: "o-market".into(),
        act: ContestedAct {
            kind: ActKind::Penalty,
            title: "罚款五千元".into(),
            document_number: None,
            made_on: Some(known_on),
            known_on: Some(known_on),
            told: Told::Yes,
            discretionary: false,
            about_money: true,
            real_estate: false,
            on_the_spot: false,
            by_monitoring: false,
            unanswered: false,
            branch: None,
        },
        claims: "减轻罚款".into(),
        facts: "第一段\n第二段".into(),
        amount_fen: None,
        place: None,
        enterprise: false,
        evidence: Vec::new(),
        wish: Wish::Mediation,
        application: None,
        query_code_digest: None,
        despite: None,
        follows: None,
        follows_act: None,
    }
}

pub fn case(known_on: Date) -> Case {
    let law = law();
    let clerk = Actor::officer("u1".into(), "刘示例", Role::IntakeClerk, "o-centre".into());
    let command =
        Command::Dispute(DisputeCommand::Register { registration: Box::new(registration(known_on)) });
    let decision = decide(&File::unopened(MatterId::from("d1")), &clerk, &command, Now::on(TODAY), &law);
    let AnyMatter::Dispute(dispute) = decision.expect("it is registered").numbered(1).after().clone() else {
        panic!("a dispute")
    };
    let person =
        Person { name: "张建国".into(), number: Some("420800196805120019".into()), ..Person::default() };
    Case {
        law: Arc::new(law),
        today: TODAY,
        id: MatterId::from("d1"),
        dispute: *dispute,
        mediation: None,
        hand_over: None,
        earlier: Vec::new(),
        referrals: Vec::new(),
        elsewhere: Vec::new(),
        performance: None,
        follow_up: None,
        reconsideration: None,
        earlier_reconsiderations: Vec::new(),
        to_be_sealed: None,
        consultations: Vec::new(),
        reviews: Vec::new(),
        persons: BTreeMap::from([("h1".into(), person)]),
        refusal_reason: None,
        papers: Vec::new(),
        issued: 0,
        documents: Vec::new(),
        read_at_the_counter: Vec::new(),
        numbers: Vec::new(),
        registered_by: "刘示例".into(),
        clerk: "刘示例".into(),
        role: Role::IntakeClerk,
        query_address: "http://127.0.0.1:8080/progress".into(),
    }
}

/// 实施条例19条: an enterprise is named with whoever answers for it.
#[test]
fn an_enterprise_is_named_with_its_head_and_a_piece_of_evidence_with_what_it_proves() {
    let mut case = case(date(2026, 3, 5));
    case.dispute.parties[0].particulars.nature = Nature::OtherOrganization;
    case.persons.get_mut(&PersonId::from("h1")).expect("is there").head = Some("李领头".into());
    let piece = json!({ "file": "0", "title": "回执", "format": "jpg", "size_bytes": 1, "pages": 2, "formed_on": null,
        "proves": "收到的日期" });
    case.dispute.registration.evidence = vec![serde_json::from_value(piece).expect("reads")];
    let paper = opening::application(&case);
    let party = &paper["applicants"][0];
    assert_eq!(
        (&party["legal_representative"], &party["representative_title"]),
        (&json!("李领头"), &json!("负责人"))
    );
    let listed = &paper["evidence"][0];
    assert_eq!((&listed["extent"], &listed["proves"]), (&json!("2页"), &json!("收到的日期")));
    let copy = opening::application_copy(&case);
    assert_eq!(copy["applicants"][0]["legal_representative"], "李领头", "an enterprise is public");
}

pub fn draft(template: &'static str) -> Draft {
    Draft { template, to: None, session: None, attempt: None }
}

#[test]
fn the_application_names_the_applicant_in_full_and_reads_sex_and_birth_from_the_number() {
    let filled = fill(&case(date(2026, 3, 1)), &draft("application")).expect("it can be filled");
    let applicant = &filled["applicants"][0];
    assert_eq!(applicant["name"], "张建国");
    assert_eq!(applicant["sex"], "男");
    assert_eq!(applicant["born_on"], "1968-05-12");
    assert_eq!(filled["facts"].as_array().map(Vec::len), Some(2));
    assert_eq!(filled["case_number"], "钟行争〔2026〕1号");
}

#[test]
fn the_copy_of_the_application_names_who_applies_and_says_nothing_by_which_they_are_found() {
    let case = case(date(2026, 3, 1));
    let filled = fill(&case, &draft("application_copy")).expect("it can be filled");
    assert_eq!(filled["applicants"][0]["name"], "张建国");
    assert_eq!(filled["title"], "行政争议化解申请书（副本）");
    let text = filled["applicants"].to_string() + &filled["third_parties"].to_string();
    for person in case.persons.values() {
        for private in [&person.number, &person.phone, &person.address].into_iter().flatten() {
            assert!(!text.contains(private.as_str()), "{private} in {text}");
        }
    }
    assert!(!text.contains("1968"), "the day of birth: {text}");
}

#[test]
fn a_receipt_says_where_to_call_and_to_come_if_that_was_said_and_invents_nothing() {
    let mut case = case(date(2026, 3, 1));
    let silent = fill(&case, &draft("receipt")).expect("it can be filled");
    assert!(silent["contact"]["phone"].is_null() && silent["contact"]["hours"].is_null());
    let mut law = (*case.law).clone();
    law.settings.contact.phone = Some("0724-4223344".into());
    law.settings.contact.hours = Some("工作日 8:30 至 17:30".into());
    case.law = Arc::new(law);
    let told = fill(&case, &draft("receipt")).expect("it can be filled");
    assert_eq!(told["contact"]["phone"], "0724-4223344");
    assert_eq!(told["contact"]["hours"], "工作日 8:30 至 17:30");
}

#[test]
fn every_last_day_on_a_receipt_comes_with_its_reason_and_what_has_run_out_is_not_promised() {
    let fresh = fill(&case(date(2026, 3, 1)), &draft("receipt")).expect("it can be filled");
    let periods = fresh["periods"].as_array().expect("a list");
    assert_eq!(periods.len(), 2);
    assert_eq!(periods[0]["due_on"], "2026-04-30");
    assert!(periods[0]["reason"].as_str().is_some_and(|reason| reason.starts_with("《行政复议法》第二十条")));
    let old = fill(&case(date(2025, 6, 1)), &draft("receipt")).expect("it can be filled");
    assert_eq!(old["periods"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_period_that_has_run_out_is_still_shown_to_whoever_takes_over() {
    let periods = parts::all_periods_beside(&case(date(2025, 6, 1)), None);
    assert_eq!(periods.len(), 2);
    assert!(periods.iter().all(|period| period["days_left"].is_null()));
    assert!(periods[0]["reason"].as_str().is_some_and(|reason| reason.contains("已经届满")));
}

#[test]
fn a_day_that_can_only_be_claimed_is_printed_as_that() {
    let mut case = case(date(2025, 6, 1));
    case.dispute.registration.act.told = Told::No;
    let periods = parts::periods_beside(&case, None);
    assert!(!periods.is_empty(), "nobody told the party: a year from knowledge may be claimed");
    for period in periods {
        assert!(period["manner"].as_str().is_some_and(|manner| manner.contains("可以主张")), "{period}");
        assert!(
            period["reason"].as_str().is_some_and(|reason| reason.contains("由受理机关、人民法院认定")),
            "{period}"
        );
    }
}

#[test]
fn a_paper_whose_days_follow_from_what_was_told_is_not_for_the_agency() {
    let mut case = case(date(2026, 3, 1));
    for template in ["receipt", "hand_over"] {
        assert_eq!(draft(template).audience(&case), Audience::Everybody, "{template}");
    }
    let told = Attempts::read(["reconsideration_refused:2026-03-05"], TODAY).expect("it reads");
    case.dispute.registration.tried = told;
    for template in ["receipt", "hand_over"] {
        let parties = Audience::Sides { sides: vec!["p1".into()] };
        assert_eq!(draft(template).audience(&case), parties, "《行政复议法》48条: {template}");
    }
}

#[test]
fn once_the_court_has_it_a_paper_lists_no_way_and_says_that_the_day_is_kept() {
    let mut case = case(date(2026, 3, 1));
    case.dispute.registration.filed_on = Some(date(2026, 3, 5));
    let refusal =
        fill(&case, &Draft { to: Some("p1".into()), ..draft("refusal") }).expect("it can be filled");
    assert_eq!(refusal["periods"].as_array().map(Vec::len), Some(0));
    assert!(refusal["kept_note"].as_str().is_some_and(|note| note.contains("2026年3月5日")), "{refusal}");
}

#[test]
fn no_record_of_what_was_said_goes_to_the_court_with_the_application_to_confirm() {
    let listed = ending::CONFIRMATION_ENCLOSURES.join("、");
    assert!(!listed.contains("笔录") && listed.contains("主持调解的证明"), "{listed}");
}

#[test]
fn a_receipt_names_who_took_it_in_and_not_who_prints_it() {
    let case = Case { clerk: "调解员甲".into(), ..case(date(2026, 3, 1)) };
    assert_eq!(fill(&case, &draft("receipt")).expect("it can be filled")["registered_by"], "刘示例");
}

#[test]
fn the_title_of_a_paper_in_the_journal_carries_no_name() {
    let case = case(date(2026, 3, 1));
    let notice = Draft { to: Some("p1".into()), ..draft("refusal") };
    assert_eq!(notice.masked_title(&case), "不予导入调解通知书（张某某）");
    assert_eq!(Kind::Paper.name_zh(), "文书");
}

/// Three who applied, of whom the second left, and a talk that was led by somebody who leads no more.
fn without_one(number_of_group: Option<u32>) -> Case {
    let mut case = case(date(2026, 3, 1));
    let first = case.dispute.parties[0].clone();
    for (key, name) in [("p2", "李退出"), ("p3", "王留下")] {
        let mut party = first.clone();
        party.key = key.into();
        party.particulars.person = key.into();
        case.dispute.parties.push(party);
        let number = Some("42080019680512001X".to_owned());
        case.persons.insert(key.into(), Person { name: name.into(), number, ..Person::default() });
    }
    case.dispute.parties[0].particulars.representative = true;
    case.dispute.registration.group = number_of_group.map(|size| Group { size, items: None });
    let party = |key: &str| json!({ "key": key, "person": key, "label": "某", "standing": "applicant", "nature": "natural_person", "representative": false });
    let parties = ["p1", "p2", "p3"].map(party);
    let registration = &case.dispute.registration;
    let brief = json!({
        "dispute": "d1", "number": "钟行争〔2026〕1号", "ordinal": 1, "group": null, "respondent": "o-market",
        "parties": parties, "act": registration.act, "claims": "", "source": "counter",
        "first_submitted_on": "2026-03-05", "registered_on": "2026-03-05", "filed_on": null, "amount_fen": null,
        "place": null, "enterprise": false, "acted_before": [], "walled": [], "consult_point": null,
    });
    let agreement = json!({
        "drafted_on": "2026-03-10", "obligations": [], "disposition": "stands", "disposition_note": null,
        "ending": "agreement_alone", "cost_shown": false, "legality": null, "signatures": [], "effective_on": "2026-03-10",
    });
    let talk = json!({
        "key": "s1", "convened_on": "2026-03-06", "starts_at": "2026-03-08T09:00:00", "place": "一号室", "video": false,
        "form": { "kind": "joint" }, "head_invited": false, "services": [],
        "attendance": { "present": ["p1", "p3", "respondent"], "team": ["u-first"], "head": null, "host": "u-first" },
        "minutes": { "on": "2026-03-08", "text": "谈了", "corrections": [], "signatures": [] },
    });
    let suggestion = json!({ "judge": null, "mediator": null, "members": [], "reasons": [] });
    let team = json!({
        "named_on": "2026-03-06", "guiding_judge": null, "lead_mediator": "u-second", "members": [],
        "suggestion": suggestion, "override_reason": null,
    });
    let held = json!({
        "brief": brief, "opened_on": "2026-03-05", "stage": { "stage": "mediating" }, "imported": null,
        "left": [{ "on": "2026-03-06", "party": "p2", "reason": "consent_refused" }],
        "consents": {}, "consented_on": null, "team": team, "disclosures": [], "challenges": [],
        "walled": [], "period": null, "self_checks": [], "questions": [], "sessions": [talk], "undisputed": null,
        "agreement": agreement, "confirmation": null, "formal_ending": null, "handed_on": null, "retried_on": null,
    });
    let held = serde_json::from_value(held).expect("a mediation");
    case.mediation = Some((MatterId::from("d1-mediation1"), held));
    case
}
