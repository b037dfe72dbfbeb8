//! Programs of other organizations, through HTTP: who they are, what they sent, once, late, twice and out of order. On both engines.

use crate::{
    cases::Case,
    elsewhere::{court, injury},
    harness::{House, houses},
};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use huajie_law::{
    AnyMatter, Kind, MatterId,
    mirrored::{Mirrored, Stage},
};
use huajie_ledger::vault::{KEYS_CHANCE, Keys};
use jiff::{SignedDuration, civil::date};
use serde_json::{Value, json};

const TOKEN: &str = "/oauth/token";
const GRANT: &str = "grant_type=client_credentials";
const SUIT: &str = "（2026）行初示例 5 号";

/// The court's own program: its keys, and the secret that it was told.
pub struct Program {
    pub id: MatterId,
    pub keys: Keys,
    pub secret: String,
    pub token: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

async fn call(house: &House, request: Request<Body>) -> Answer {
    let response = house.call(request).await;
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
    Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
}

/// An order of the system administrator, through the API.
pub async fn order(house: &House, id: &MatterId, key: &str, order: Value) -> Answer {
    let browser = house.officer("xitong").await;
    let token = browser.cookie.expect("signed in").split_once('=').expect("a cookie").1.to_owned();
    let body = json!({ "kind": "outside_system", "order": order });
    let request = Request::post(format!("/api/matters/{id}/orders"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", key);
    call(house, request.body(Body::from(body.to_string())).expect("a request")).await
}

/// What the court's system is registered for, and how it is reached.
pub fn terms_reaching(house: &House, reach: &str, webhook: Option<&str>) -> Value {
    let mut terms = terms(house);
    terms["reach"] = json!(reach);
    terms["webhook"] = json!(webhook);
    terms
}

fn terms(house: &House) -> Value {
    json!({ "name": "示例法院审判系统", "organization": court(house), "reports": ["litigation"], "refers": true, "reach": "nothing", "webhook": null })
}

async fn basic(house: &House, id: &str, secret: &str, body: &str) -> Answer {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let credentials = STANDARD.encode(format!("{id}:{secret}"));
    let request = Request::post(TOKEN)
        .header(header::AUTHORIZATION, format!("Basic {credentials}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    call(house, request.body(Body::from(body.to_owned())).expect("a request")).await
}

impl Program {
    /// Registered by the administrator, with a token.
    pub async fn of_the_court(house: &House) -> Program {
        let (id, keys) = (MatterId::from("court-system"), Keys::from_chance(&[77; KEYS_CHANCE]));
        let public_key = keys.outward_public_key();
        let register = json!({ "command": "register", "terms": terms(house), "public_key": public_key });
        let told = order(house, &id, "register", register).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let secret = told.body["client_secret"].as_str().expect("told once").to_owned();
        let mut program = Program { id, keys, secret, token: String::new() };
        program.renew(house).await;
        program
    }

    pub async fn renew(&mut self, house: &House) {
        let told = basic(house, self.id.as_str(), &self.secret, GRANT).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        self.token = told.body["access_token"].as_str().expect("a token").to_owned();
    }

    pub fn signature(&self, house: &House, body: &str) -> String {
        let seconds = house.office.now().at.as_second();
        let signed = self.keys.sign_outward(format!("{seconds}.{body}").as_bytes());
        format!("t={seconds},ed25519={signed}")
    }

    pub async fn post(&self, house: &House, path: &str, body: &str, signature: &str) -> Answer {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/cloudevents+json")
            .header("huajie-signature", signature);
        call(house, request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    pub async fn send(&self, house: &House, event: &Value) -> Answer {
        let body = event.to_string();
        self.post(house, "/api/events", &body, &self.signature(house, &body)).await
    }
}

pub fn event(id: &str, kind: &str, data: Value) -> Value {
    json!({ "specversion": "1.0", "id": id, "source": "/courts/zhongxiang", "type": kind, "time": "2026-11-24T01:00:00Z", "traceparent": "extensions are let through", "data": data })
}

/// What the court's program says of the suit.
pub fn milestone(id: &str, number: &str, on: &str, step: Value) -> Value {
    let data = json!({ "dispute": number, "procedure": "litigation", "step": step, "happened_on": on, "case_number": SUIT });
    event(id, "cn.huajie.proceeding.milestone", data)
}

pub fn filed(id: &str, number: &str) -> Value {
    milestone(id, number, "2026-11-12", json!({ "step": "accepted" }))
}

pub async fn suits(case: &Case<'_>) -> Vec<(MatterId, Mirrored)> {
    let files = case.house.office.ledger.hanging_on(&case.dispute).await.expect("reads");
    let mirrored = |file: huajie_law::File| match file.matter {
        Some(AnyMatter::Mirrored(held)) => Some((file.id, *held)),
        _ => None,
    };
    files.into_iter().filter_map(mirrored).collect()
}

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
