//! Shapes that a flat form cannot say.

use super::{moment::read_moment, *};

#[test]
fn a_ticked_member_becomes_user_and_role() {
    let mut order = serde_json::json!({ "members": ["u1|agency_legal"] });
    shape("name_team", &mut order);
    assert_eq!(order["members"][0], serde_json::json!({ "user": "u1", "role": "agency_legal" }));
}

#[test]
fn an_absent_head_has_a_reason_and_nothing_of_an_attending_one() {
    let mut order =
        serde_json::json!({ "head": { "kind": "absent", "name": "x", "reason": "出差", "spoke": false } });
    shape("record_attendance", &mut order);
    assert_eq!(order["head"], serde_json::json!({ "kind": "absent", "reason": "出差" }));
}

#[test]
fn a_moment_is_read_however_it_is_typed() {
    for typed in [
        "2026年12月1日 9:30",
        "2026-12-01T09:30",
        "2026年12月1日９点半",
        "2026-12-1 ９：３０",
        "二〇二六年十二月一日上午九点三十分",
    ] {
        assert_eq!(read_moment(typed).as_deref(), Some("2026-12-01T09:30"), "{typed}");
    }
    for typed in ["", "2026年12月1日", "明天上午", "2026-12-01 25:00"] {
        assert_eq!(read_moment(typed), None, "{typed}");
    }
}

#[test]
fn an_agent_without_a_name_is_none() {
    let mut order = serde_json::json!({ "party": { "name": "x", "agent": { "authority": "special" } } });
    shape("join_party", &mut order);
    assert_eq!(order, serde_json::json!({ "party": { "name": "x" } }));
}

/// A dispute of one applicant, what follows upon a command on it, and who may do what there.
mod of_other_bodies {
    use super::*;
    use crate::ui::form::FieldKind;
    use huajie_law::{
        Actor, Command, File, Kind, MatterId, Now, OrgId, decide,
        directory::{Category, Organization},
        mirrored::Procedure,
        reaction::reactions,
    };
    use jiff::civil::date;
    use strum::IntoEnumIterator;

    const TODAY: Date = date(2026, 3, 10);

    fn law() -> Law {
        let mut law = Law::default();
        for (id, name, category) in [
            ("o-market", "示例市场监管局", Category::Department),
            ("o-centre", "示例化解中心", Category::Centre),
            ("o-court", "示例法院", Category::Court),
        ] {
            let (name, parent, division) = (name.to_owned(), None, None);
            let body = Organization { name, category, parent, division, vertical: false, superior: None };
            law.directory.organizations.insert(OrgId::from(id), body);
        }
        law
    }

    fn clerk() -> Actor {
        Actor::officer("u1".into(), "刘示例", Role::IntakeClerk, "o-centre".into())
    }

    fn command(kind: Kind, order: Value) -> Command {
        serde_json::from_value(serde_json::json!({ "kind": kind, "order": order })).expect("is a command")
    }

    fn dispute(law: &Law) -> File {
        let registration = serde_json::json!({
            "source": "counter", "source_number": null, "first_submitted_on": "2026-03-05", "filed_on": null,
            "parties": [{ "standing": "applicant", "nature": "natural_person", "person": "h1", "label": "张某某",
                "identity": "verified", "marks": [], "representative": false, "agent": null }],
            "group": null, "proxy": null, "respondent": "o-market",
            "act": { "kind": "penalty", "title": "罚款", "document_number": null, "made_on": "2026-03-01",
                "known_on": "2026-03-01", "told": "yes", "discretionary": true, "about_money": false,
                "real_estate": false, "on_the_spot": false },
            "claims": "减轻", "facts": "初次", "amount_fen": null, "place": null, "enterprise": false,
            "evidence": [], "wish": "register_only", "query_code_digest": null, "despite": null,
        });
        let register = command(
            Kind::Dispute,
            serde_json::json!({ "command": "register", "registration": registration }),
        );
        let unopened = File::unopened(MatterId::from("d1"));
        let decision = decide(&unopened, &clerk(), &register, Now::on(TODAY), law);
        let decision = decision.expect("it is registered").numbered(1);
        File { id: unopened.id, version: 1, matter: Some(decision.after().clone()) }
    }

    /// The first matter that a command on the dispute opens.
    fn opened(law: &Law, order: Value) -> File {
        let given = command(Kind::Dispute, order);
        let decision = decide(&dispute(law), &clerk(), &given, Now::on(TODAY), law).expect("may be done");
        let reaction = reactions(&decision, law).remove(0);
        let unopened = File::unopened(reaction.target.clone());
        let decision = decide(&unopened, &Actor::statute(), &reaction.command, Now::on(TODAY), law);
        File { id: reaction.target, version: 1, matter: Some(decision.expect("is opened").after().clone()) }
    }

    fn mirrored(law: &Law, procedure: Procedure) -> File {
        let report = serde_json::json!({
            "level": "first", "step": { "step": "accepted" }, "happened_on": "2026-03-06", "body": null,
            "case_number": null, "document_number": null, "document": null,
            "origin": { "way": "typed", "system": null, "external_id": null },
        });
        let body = serde_json::json!({ "organization": "o-court", "name": "示例法院" });
        let opening = serde_json::json!({ "procedure": procedure.as_str(), "body": body, "report": report });
        opened(law, serde_json::json!({ "command": "record_proceeding", "opening": opening }))
    }

    fn referral(law: &Law) -> File {
        let request = serde_json::json!({
            "docking": "court", "from": "o-centre", "to": "o-court", "reason": "愿意先调解", "consents": [],
        });
        opened(law, serde_json::json!({ "command": "refer", "request": request }))
    }

    /// What a form sends when each of its fields is filled in with the first thing that fits it.
    fn filled(form: &Form, command: &str) -> Value {
        let mut order = serde_json::json!({ "command": command });
        for field in form.leaves() {
            let flag = |choices: &[Choice]| matches!(choices, [only] if only.value == "true");
            let value = match &field.kind {
                FieldKind::Hidden => Value::from(field.first()),
                FieldKind::Choice(choices) | FieldKind::Select(choices) => {
                    // Nobody to choose from is somebody whom the law will not take.
                    match choices.first().map_or("p2", |choice| choice.value.as_str()) {
                        "true" => Value::from(true),
                        value => Value::from(value),
                    }
                }
                FieldKind::Several(choices) if flag(choices) => Value::from(true),
                FieldKind::Several(choices) => serde_json::json!([choices[0].value]),
                FieldKind::Date => Value::from("2026-03-09"),
                FieldKind::Number | FieldKind::Money => Value::from(1),
                FieldKind::File { several: false, .. } => Value::from("0".repeat(64)),
                FieldKind::File { .. } => serde_json::json!(["0".repeat(64)]),
                _ if field.name.ends_with("starts_at") => Value::from("2026年3月20日 9:30"),
                _ => Value::from("某"),
            };
            crate::orders::put(&mut order, &field.name, value);
        }
        shape(command, &mut order);
        // The door seals whom the form names.
        if command == "appoint_agent" {
            crate::orders::refer_to_agent(&mut order, &"h9".into(), "某某");
        }
        for (named, place) in [("plan_inquiry", "plan"), ("confirm_address", "address")] {
            if command == named {
                order[place].as_object_mut().map(|order| order.remove("address"));
                crate::orders::refer_to_agent(&mut order[place], &"h9".into(), "某某");
            }
        }
        order
    }

    /// The blank, filled in, is the command.
    fn makes_its_command(file: &File, name: &str, step: Option<&str>, law: &Law) {
        let loads = BTreeMap::new();
        let matter = file.matter.as_ref().expect("is open");
        let ground = Ground {
            matter,
            law,
            today: TODAY,
            loads: &loads,
            rows: 2,
            own_side: None,
            agency: None,
            actor: None,
            step,
            promised: None,
            beside: &Default::default(),
            volume: &[],
            unissued: &Default::default(),
        };
        let blank = blank(name, &ground, "/here").unwrap_or_else(|| panic!("{name} has no blank"));
        let order = filled(&blank.form, name);
        let read = serde_json::from_value::<Command>(
            serde_json::json!({ "kind": matter.kind(), "order": order.clone() }),
        );
        assert!(read.is_ok(), "{name} {step:?}: {read:?}\n{order:#}");
        has_an_end(blank.form, name, matter.kind());
    }

    /// Whatever is typed is refused at its box when it is beyond all measure, and so is what a program says in its place.
    fn has_an_end(mut form: Form, name: &str, kind: Kind) {
        let book = "长".repeat(100_000);
        let of_words = |field: &&crate::ui::form::Field| {
            matches!(field.kind, FieldKind::Text | FieldKind::LongText) && !field.name.ends_with("starts_at")
        };
        let words: Vec<String> =
            form.leaves().iter().filter(|field| of_words(field)).map(|field| field.name.clone()).collect();
        for word in &words {
            let mut order = filled(&form, name);
            crate::orders::put(&mut order, word, Value::from(book.as_str()));
            // What the door seals, or takes apart, does not read as a command: it is measured there.
            let read = serde_json::from_value::<Command>(serde_json::json!({ "kind": kind, "order": order }));
            let bounded =
                read.map_or(Ok(()), |command| match huajie_law::lengths::ensure_bounded(&command) {
                    Err(refusal) if refusal.code == huajie_law::refusal::TOO_LONG => Ok(()),
                    other => Err(other),
                });
            assert!(bounded.is_ok(), "{name} {word}");
        }
        let typed = words.iter().map(|word| (word.clone(), book.clone()));
        let submission = crate::http::Submission { pairs: typed.collect(), uploads: Vec::new() };
        assert!(
            words.is_empty()
                || crate::orders::read(&mut form, &submission, &Default::default(), name).is_none()
        );
        for word in &words {
            let error = form.find_mut(word).and_then(|field| field.error.clone()).unwrap_or_default();
            assert!(error.contains("现在是 100000 个字"), "{name} {word}: {error}");
        }
    }

    #[test]
    fn every_step_of_every_procedure_has_a_blank_that_makes_its_report() {
        let law = law();
        for procedure in Procedure::iter() {
            let file = mirrored(&law, procedure);
            let offers = huajie_law::offers(&file, &clerk(), Now::on(TODAY), &law);
            assert_eq!(offers.iter().map(|offer| offer.command).collect::<Vec<_>>(), ["record", "strike"]);
            makes_its_command(&file, "strike", None, &law);
            makes_its_command(&file, "refer", None, &law);
            for (step, _) in mirrored::STEPS {
                makes_its_command(&file, "record", Some(step), &law);
            }
        }
    }

    #[test]
    fn a_page_that_knows_no_step_asks_for_one_and_changes_nothing() {
        let law = law();
        let file = mirrored(&law, Procedure::Petition);
        let loads = BTreeMap::new();
        let ground = Ground {
            matter: file.matter.as_ref().expect("is open"),
            law: &law,
            today: TODAY,
            loads: &loads,
            rows: 0,
            own_side: None,
            agency: None,
            actor: None,
            step: Some("no_such_step"),
            promised: None,
            beside: &Default::default(),
            volume: &[],
            unissued: &Default::default(),
        };
        let form = blank("record", &ground, "/here").expect("asks").form;
        assert!(form.get);
        let FieldKind::Choice(steps) = &form.fields[0].kind else { panic!("{form:?}") };
        assert!(steps.iter().any(|step| step.value == "decided"));
        assert!(
            steps.iter().all(|step| step.value != "copy_served"),
            "a petition has no copy of a complaint"
        );
    }

    #[test]
    fn every_command_on_a_referral_and_both_that_open_one_have_a_blank() {
        let law = law();
        let file = referral(&law);
        let all = ["accept", "decline", "send_again", "acknowledge", "hand_back"];
        for name in all {
            makes_its_command(&file, name, None, &law);
        }
        let mut offered = huajie_law::offers(&file, &clerk(), Now::on(TODAY), &law).into_iter();
        assert!(offered.all(|offer| all.contains(&offer.command)));
        let dispute = dispute(&law);
        makes_its_command(&dispute, "refer", None, &law);
        makes_its_command(&dispute, "record_proceeding", None, &law);
    }

    /// The office that reconsiders, with somebody in it, and the government in whose name it decides.
    fn with_office(mut law: Law) -> Law {
        use huajie_law::directory::{Capacity, Officer};
        for (id, name, category) in [
            ("o-government", "示例市政府", Category::Government),
            ("o-justice", "示例司法局", Category::Department),
        ] {
            let (name, parent, division) = (name.to_owned(), None, None);
            let body = Organization { name, category, parent, division, vertical: false, superior: None };
            law.directory.organizations.insert(OrgId::from(id), body);
        }
        let role = Role::ReconsiderationOfficer;
        let capacity = Capacity { key: "c1".into(), role, organization: "o-justice".into(), post: None };
        let officer = Officer {
            login: "fuyi".into(),
            name: "示例复议员".into(),
            capacities: vec![capacity],
            qualification: None,
            dismissed: false,
            granted: 1,
        };
        law.directory.officers.insert("u2".into(), officer);
        law
    }

    /// Lists that are empty on a file of today have no choice to fill in; those blanks are tried where something is open.
    const TRIED: [&str; 52] = [
        "forward",
        "assign",
        "challenge",
        "accept",
        "refuse",
        "request_supplement",
        "extend_supplement",
        "receive_supplement",
        "send_copy",
        "reply",
        "weigh",
        "confirm_address",
        "plan_inquiry",
        "hear_party",
        "state_opinion",
        "request_hearing",
        "convene_hearing",
        "record_hearing",
        "keep_hearing_minutes",
        "cancel_hearing",
        "decline_hearing",
        "keep_application_record",
        "answer_as_third_party",
        "appoint_agent",
        "join",
        "request_access",
        "ask_stay",
        "lift_stay",
        "change_procedure",
        "open_rule_review",
        "notify_rule",
        "record_rule_answer",
        "conclude_rule_review",
        "apply_withdrawal",
        "decide_withdrawal",
        "seal_statement",
        "suspend",
        "resume",
        "extend",
        "draft",
        "resolve",
        "issue",
        "consult",
        "record_consultation",
        "issue_opinion",
        "record_performance",
        "report_unperformed",
        "press",
        "enforce",
        "publish",
        "correct_copy",
        "withdraw_copy",
    ];

    #[test]
    fn every_command_on_a_reconsideration_and_the_one_that_opens_it_have_a_blank() {
        let law = with_office(law());
        makes_its_command(&dispute(&law), "apply_for_reconsideration", None, &law);
        let application = serde_json::json!({
            "way": "in_person", "received_on": "2026-03-09", "requests": ["annul"],
        });
        let order = serde_json::json!({ "command": "apply_for_reconsideration", "application": application });
        let file = opened(&law, order);
        for name in TRIED {
            makes_its_command(&file, name, None, &law);
        }
    }

    #[test]
    fn everybody_is_served_by_one_box_and_nobody_twice() {
        let sides = mirrored::each_once(&["p1 p2 respondent".into(), "p2".into()]);
        assert_eq!(sides, ["p1", "p2", "respondent"]);
    }

    #[test]
    fn a_side_that_did_not_say_how_it_agrees_has_not_agreed_and_facts_unsaid_are_signed_by_nobody() {
        let consent = serde_json::json!({ "side": "p1", "on": "2026-03-09" });
        let mut order = serde_json::json!({ "request": { "consents": [consent] } });
        shape("refer", &mut order);
        assert_eq!(order["request"]["consents"], serde_json::json!([]));
        let mut order = serde_json::json!({ "back": { "undisputed": { "signed_by": ["p1"] } } });
        shape("hand_back", &mut order);
        assert_eq!(order, serde_json::json!({ "back": {} }));
    }
}
