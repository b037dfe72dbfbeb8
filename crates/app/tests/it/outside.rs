//! Programs of other organizations, through HTTP: who they are, what they sent, once, late, twice and out of order. On both engines.

use crate::{
    elsewhere::injury,
    harness::houses,
    outside_program::{Answer, GRANT, Program, basic, event, filed, milestone, order, suits, terms},
};
use axum::http::StatusCode;
use huajie_law::{Kind, MatterId, mirrored::Stage};
use huajie_ledger::vault::{KEYS_CHANCE, Keys};
use jiff::{SignedDuration, civil::date};
use serde_json::json;

#[tokio::test]
async fn a_system_gets_a_token_for_its_secret_and_tries_are_counted() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        let id = program.id.as_str();
        let again = json!({ "command": "register", "terms": terms(&house), "public_key": program.keys.outward_public_key() });
        let repeated = order(&house, &program.id, "register", again).await;
        assert_eq!(
            repeated.body["client_secret"],
            json!(program.secret),
            "the same request, the same answer"
        );
        let dump =
            house.office.ledger.credential("system:court-system").await.expect("reads").expect("there");
        assert!(!dump.password_hash.contains(&program.secret), "the secret itself stands nowhere");
        for (form, error) in [
            ("", "invalid_request"),
            ("grant_type=password", "unsupported_grant_type"),
            ("grant_type=client_credentials&scope=x", "invalid_scope"),
        ] {
            let told = basic(&house, id, &program.secret, form).await;
            assert_eq!(
                (told.status, &told.body["error"]),
                (StatusCode::BAD_REQUEST, &json!(error)),
                "{form}"
            );
        }
        for unknown in [id, "nobody"] {
            for _ in 0..5 {
                let told = basic(&house, unknown, "wrong", GRANT).await;
                assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{}", told.body);
                assert_eq!(told.body["error"], "invalid_client");
            }
            let locked = basic(&house, unknown, &program.secret, GRANT).await;
            assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS, "{unknown}: {}", locked.body);
        }
        house.later(SignedDuration::from_mins(14));
        assert_eq!(program.send(&house, &json!({})).await.status, StatusCode::BAD_REQUEST, "still good");
        house.later(SignedDuration::from_mins(2));
        assert_eq!(
            program.send(&house, &json!({})).await.status,
            StatusCode::UNAUTHORIZED,
            "its time is over"
        );
        assert_eq!(
            basic(&house, id, &program.secret, GRANT).await.status,
            StatusCode::OK,
            "and so is the lock"
        );
    }
}

#[tokio::test]
async fn what_is_not_signed_by_its_key_just_now_is_not_taken_in() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let body = filed("e1", &number).to_string();
        let signature = program.signature(&house, &body);
        let code = |answer: &Answer| (answer.status, answer.body["code"].as_str().unwrap_or("").to_owned());
        let unauthorized = |code: &str| (StatusCode::UNAUTHORIZED, code.to_owned());
        let post = |body: String, signature: String| {
            let (program, house) = (&program, &house);
            async move { program.post(house, "/api/events", &body, &signature).await }
        };
        let other = body.replace("2026-11-12", "2026-11-13");
        assert_eq!(code(&post(other, signature.clone()).await), unauthorized("event.signature_wrong"));
        assert_eq!(code(&post(body.clone(), "x".into()).await), unauthorized("event.signature_malformed"));
        house.later(SignedDuration::from_mins(6));
        assert_eq!(code(&post(body.clone(), signature).await), unauthorized("event.signature_out_of_time"));
        let stolen = Program {
            keys: Keys::from_chance(&[78; KEYS_CHANCE]),
            token: program.token.clone(),
            id: program.id.clone(),
            secret: String::new(),
        };
        assert_eq!(
            code(&stolen.send(&house, &filed("e1", &number)).await),
            unauthorized("event.signature_wrong")
        );
        let nobody = Program { token: "none".into(), ..stolen };
        assert_eq!(nobody.send(&house, &filed("e1", &number)).await.status, StatusCode::UNAUTHORIZED);
        let officer = Program {
            token: house
                .officer("chuangkou")
                .await
                .cookie
                .expect("in")
                .split_once('=')
                .expect("a cookie")
                .1
                .into(),
            keys: Keys::from_chance(&[77; KEYS_CHANCE]),
            ..nobody
        };
        assert_eq!(officer.send(&house, &filed("e1", &number)).await.status, StatusCode::UNAUTHORIZED);
        assert!(suits(&case).await.is_empty(), "nothing of it had an effect");
    }
}

#[tokio::test]
async fn an_event_sent_twice_has_one_effect_and_the_same_answer() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let first = program.send(&house, &filed("e1", &number)).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        assert_eq!(first.body["state"], "applied");
        let suit = case.dispute.child(Kind::Mirrored, 1);
        assert_eq!(first.body["proceeding"], json!(suit));
        house.later(SignedDuration::from_mins(10));
        let second = program.send(&house, &filed("e1", &number)).await;
        assert_eq!((second.status, &second.body), (StatusCode::OK, &first.body));
        let suits = suits(&case).await;
        assert_eq!(suits.len(), 1);
        assert_eq!(suits[0].1.milestones.len(), 1);
        let origin = &suits[0].1.milestones[0].report.origin;
        assert_eq!(origin.system.as_deref(), Some("system:court-system"));
        assert_eq!(case.dispute().await.filed_on(), Some(date(2026, 11, 12)), "the day of filing is kept");
        let other = program
            .send(&house, &milestone("e1", &number, "2026-11-13", json!({ "step": "copy_served" })))
            .await;
        assert_eq!((other.status, &other.body["code"]), (StatusCode::CONFLICT, &json!("event.id_reused")));
        let told = house.get(&house.officer("chuangkou").await, &format!("/desk/file/{suit}")).await;
        assert!(told.text.contains("示例法院审判系统"), "the journal says who reported it: {}", told.text);
    }
}

#[tokio::test]
async fn what_was_told_already_under_another_name_is_answered_and_waits_for_nobody() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let first = program.send(&house, &filed("e1", &number)).await;
        let again = program.send(&house, &filed("e2", &number)).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.body);
        assert_eq!((&again.body["state"], &again.body["known"]), (&json!("applied"), &json!(true)));
        assert_eq!(again.body["proceeding"], first.body["proceeding"]);
        let suits = suits(&case).await;
        assert_eq!((suits.len(), suits[0].1.milestones.len()), (1, 1), "nothing was recorded twice");
    }
}

#[tokio::test]
async fn an_outcome_before_its_filing_waits_for_it_and_is_folded_by_its_day() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let decided = json!({ "step": "decided", "findings": ["claim_dismissed"], "perform_by": null });
        let outcome = program.send(&house, &milestone("e3", &number, "2026-11-20", decided)).await;
        assert_eq!(outcome.status, StatusCode::OK, "{}", outcome.body);
        let served = json!({ "step": "served", "sides": ["all"] });
        let served = program.send(&house, &milestone("e4", &number, "2026-11-23", served)).await;
        assert_eq!(served.status, StatusCode::OK, "{}", served.body);
        let late = program.send(&house, &filed("e1", &number)).await;
        assert_eq!(late.status, StatusCode::OK, "{}", late.body);
        let suits = suits(&case).await;
        assert_eq!(suits.len(), 1, "one suit, however its news arrived");
        let (id, suit) = &suits[0];
        assert_eq!(suit.milestones.len(), 3);
        assert_eq!(
            suit.milestones[1].report.step,
            huajie_law::mirrored::Step::Served { sides: suit.sides().map(str::to_owned).collect() }
        );
        let law = house.office.law();
        let outline = case.matter(id).await.outline(id, &law);
        assert_eq!(outline.stage, Stage::Decided.as_str());
        // A second decision contradicts the first: a person has to look.
        let again = json!({ "step": "decided", "findings": ["annulled"], "perform_by": null });
        let again = program.send(&house, &milestone("e5", &number, "2026-11-21", again)).await;
        assert_eq!(
            (again.status, &again.body["state"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("held")),
            "{}",
            again.body
        );
        assert_eq!(again.body["code"], "mirrored.record.decided_already");
    }
}

#[tokio::test]
async fn a_withdrawal_that_the_court_reports_is_on_the_counters_list_and_file_until_its_cost_was_told() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        for sent in [
            filed("w1", &number),
            milestone(
                "w2",
                &number,
                "2026-11-23",
                json!({ "step": "withdrawal_applied", "cost_shown": false }),
            ),
        ] {
            let told = program.send(&house, &sent).await;
            assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        }
        let suit = case.dispute.child(Kind::Mirrored, 1);
        let tell = "原告申请撤回，还没有告知后果";
        let form = format!("/desk/file/{suit}/record?step=withdrawal_applied");
        let list = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(list.contains(tell) && list.contains(&form), "{list}");
        let file = case.file_page("chuangkou", &case.dispute).await;
        assert!(file.contains(tell) && file.contains(&format!("href=\"{form}\"")), "{file}");
        assert!(file.contains("跟进一审进展"), "beside the other step of the same form: {file}");
        let pairs = [("report.step.cost_shown", "true"), ("report.happened_on", "2026年11月23日")];
        case.does("chuangkou", &suit, "record?step=withdrawal_applied", &pairs, &[]).await;
        let file = case.file_page("chuangkou", &case.dispute).await;
        assert!(!file.contains(tell), "{file}");
    }
}

#[tokio::test]
async fn what_cannot_be_applied_is_told_as_a_problem_and_held() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let petition = json!({ "dispute": number, "procedure": "petition", "step": { "step": "received" }, "happened_on": "2026-11-12", "case_number": null });
        let unreadable = json!({ "dispute": number, "procedure": "litigation", "step": { "step": "accepted" }, "happened_on": "2026-11-12", "misspelt": 1 });
        let kind = "cn.huajie.proceeding.milestone";
        for (sent, code) in [
            (filed("h1", "钟行争〔2026〕999号"), "event.dispute_unknown"),
            (event("h2", kind, petition), "outside_system.not_reported"),
            (event("h3", kind, unreadable), "request.unknown_field"),
            (event("h4", "cn.example.other", json!({})), "event.type_unknown"),
            (milestone("h5", &number, "2026-12-24", json!({ "step": "accepted" })), "form.date_in_future"),
            (
                milestone("h6", &number, "2026-01-01", json!({ "step": "accepted" })),
                "mirrored.record.before_act",
            ),
        ] {
            let told = program.send(&house, &sent).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
            assert_eq!(
                (&told.body["code"], &told.body["state"]),
                (&json!(code), &json!("held")),
                "{}",
                told.body
            );
            if code.ends_with("before_act") {
                assert_eq!(told.body["field"], "data.happened_on", "as the sender called it");
            }
            let again = program.send(&house, &sent).await;
            assert_eq!(again.body, told.body, "held once, and answered alike");
        }
        for (envelope, status) in [
            (json!({ "id": "x" }), StatusCode::BAD_REQUEST),
            (json!({ "specversion": "0.3", "id": "x", "source": "/", "type": "t" }), StatusCode::BAD_REQUEST),
        ] {
            assert_eq!(program.send(&house, &envelope).await.status, status);
        }
        assert!(suits(&case).await.is_empty());
    }
}

#[tokio::test]
async fn a_system_that_was_withdrawn_or_given_another_secret_is_no_longer_let_in() {
    for house in houses().await {
        let case = injury(&house).await;
        let mut program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let renewed = json!({ "command": "issue_secret", "reason": "密钥外泄" });
        let told = order(&house, &program.id, "secret", renewed).await;
        assert_eq!(program.send(&house, &filed("e1", &number)).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            basic(&house, program.id.as_str(), &program.secret, GRANT).await.status,
            StatusCode::UNAUTHORIZED
        );
        program.secret = told.body["client_secret"].as_str().expect("told once").to_owned();
        program.renew(&house).await;
        assert_eq!(program.send(&house, &filed("e1", &number)).await.status, StatusCode::OK);
        let gone =
            order(&house, &program.id, "gone", json!({ "command": "withdraw", "reason": "不再使用" })).await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
        assert_eq!(program.send(&house, &filed("e2", &number)).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            basic(&house, program.id.as_str(), &program.secret, GRANT).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn another_bodys_suit_is_not_its_to_report() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        assert_eq!(program.send(&house, &filed("e1", &number)).await.status, StatusCode::OK);
        let law = house.office.law();
        let another =
            law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市人力资源和社会保障局");
        let mut other = terms(&house);
        other["name"] = json!("别的系统");
        other["organization"] = json!(another.expect("the city has it").0);
        let keys = Keys::from_chance(&[79; KEYS_CHANCE]);
        let id = MatterId::from("other-system");
        let register =
            json!({ "command": "register", "terms": other, "public_key": keys.outward_public_key() });
        let told = order(&house, &id, "register-2", register).await;
        let secret = told.body["client_secret"].as_str().expect("told once").to_owned();
        let mut stranger = Program { id, keys, secret, token: String::new() };
        stranger.renew(&house).await;
        let told = stranger
            .send(&house, &milestone("x1", &number, "2026-11-20", json!({ "step": "copy_served" })))
            .await;
        assert_eq!(told.body["code"], "outside_system.not_its_body", "{}", told.body);
        assert_eq!(suits(&case).await[0].1.milestones.len(), 1);
    }
}
