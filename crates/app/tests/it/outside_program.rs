//! The court's own program and those of other bodies, as tests play them: registered by the administrator, with a token, signing what it sends.

use crate::{cases::Case, elsewhere::court, harness::House};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use huajie_law::{AnyMatter, MatterId, mirrored::Mirrored};
use huajie_ledger::vault::{KEYS_CHANCE, Keys};
use serde_json::{Value, json};

const TOKEN: &str = "/oauth/token";
pub const GRANT: &str = "grant_type=client_credentials";
const SUIT: &str = "（2026）行初示例 5 号";

/// A body's own program: its keys, and the secret that it was told.
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

pub fn terms(house: &House) -> Value {
    json!({ "name": "示例法院审判系统", "organization": court(house), "reports": ["litigation"], "refers": true, "reach": "nothing", "webhook": null })
}

pub async fn basic(house: &House, id: &str, secret: &str, body: &str) -> Answer {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let credentials = STANDARD.encode(format!("{id}:{secret}"));
    let request = Request::post(TOKEN)
        .header(header::AUTHORIZATION, format!("Basic {credentials}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    call(house, request.body(Body::from(body.to_owned())).expect("a request")).await
}

impl Program {
    pub async fn of_the_court(house: &House) -> Program {
        Program::of(house, "court-system", terms(house)).await
    }

    /// Registered by the administrator, with a token.
    pub async fn of(house: &House, id: &str, terms: Value) -> Program {
        let (id, keys) = (MatterId::from(id), Keys::from_chance(&[77; KEYS_CHANCE]));
        let public_key = keys.outward_public_key();
        let register = json!({ "command": "register", "terms": terms, "public_key": public_key });
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

    /// Fetches a paper of a referral: the bytes with our signature over them, or the refusal.
    pub async fn fetch(
        &self,
        house: &House,
        referral: &MatterId,
        file: &str,
    ) -> (StatusCode, String, Vec<u8>) {
        let path = format!("/api/referrals/{referral}/papers/{file}");
        let request = Request::get(&path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header("huajie-signature", self.signature(house, &format!("GET {path}")));
        let response = house.call(request.body(Body::empty()).expect("a request")).await;
        let status = response.status();
        let signed = response.headers().get("huajie-signature").and_then(|value| value.to_str().ok());
        let signed = signed.unwrap_or_default().to_owned();
        (status, signed, to_bytes(response.into_body(), 64 << 20).await.expect("a body").to_vec())
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

/// What the court's system tells of a suit at a level, under a number of its own where it gives one.
pub fn told(id: &str, number: &str, level: &str, on: &str, step: Value, case_number: Option<&str>) -> Value {
    let data = json!({
        "dispute": number, "procedure": "litigation", "level": level, "step": step, "happened_on": on,
        "case_number": case_number,
    });
    event(id, "cn.huajie.proceeding.milestone", data)
}

pub fn decided(finding: &str) -> Value {
    json!({ "step": "decided", "findings": [finding] })
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
