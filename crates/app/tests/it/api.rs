//! `/api`: the same house for programs.

use crate::harness::{Browser, House, houses};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use huajie::api::openapi::{OPERATIONS, PLAIN, document};
use huajie_law::{Command, Kind, MatterId};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub struct Answer {
    pub status: StatusCode,
    etag: Option<String>,
    pub body: Value,
}

/// Whoever calls: a token or none, and headers for this one request.
#[derive(Clone, Default)]
pub struct Program {
    token: Option<String>,
    headers: Vec<(&'static str, String)>,
}

impl Program {
    pub fn of(browser: &Browser) -> Program {
        let token = browser
            .cookie
            .as_deref()
            .and_then(|cookie| cookie.split_once('='))
            .map(|(_, token)| token.to_owned());
        Program { token, headers: Vec::new() }
    }

    fn with(&self, name: &'static str, value: impl Into<String>) -> Program {
        let mut program = self.clone();
        program.headers.push((name, value.into()));
        program
    }

    pub fn keyed(&self, key: &str) -> Program {
        self.with("idempotency-key", key)
    }

    async fn send(&self, house: &House, method: &str, path: &str, body: impl Into<Body>) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let response = house.call(request.body(body.into()).expect("a request")).await;
        let status = response.status();
        let etag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).expect("the API answers in JSON")
        };
        Answer { status, etag, body }
    }

    pub async fn get(&self, house: &House, path: &str) -> Answer {
        self.send(house, "GET", path, Body::empty()).await
    }

    pub async fn post(&self, house: &House, path: &str, body: &Value) -> Answer {
        self.send(house, "POST", path, body.to_string()).await
    }
}

pub async fn officer(house: &House, login: &str) -> Program {
    Program::of(&house.officer(login).await)
}

pub fn intake(house: &House, name: &str, source: &str) -> Value {
    let law = house.office.law();
    let agency = law
        .directory
        .organizations
        .iter()
        .find(|(_, body)| body.name == "钟祥市市场监督管理局")
        .expect("the city has it");
    // A telephone of one's own: it is one of the marks by which a twin is found.
    let phone = if name == "张建国" { "13800001111" } else { "13800003333" };
    json!({
        "source": source,
        "parties": [{ "standing": "applicant", "nature": "natural_person", "name": name, "phone": phone }],
        "respondent": agency.0,
        "act": { "kind": "penalty", "title": "罚款 5000 元", "made_on": "2026-10-31", "known_on": "2026-11-01", "told": "yes" },
        "claims": "撤销处罚", "facts": "过期茶干五袋", "amount_fen": 500000, "place": "420881101", "wish": "mediation",
    })
}

async fn registered(house: &House, name: &str) -> MatterId {
    let key: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    let clerk = officer(house, "chuangkou").await.keyed(&key);
    let answer = clerk.post(house, "/api/disputes", &intake(house, name, "counter")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    MatterId::from(answer.body["dispute"].as_str().expect("an id"))
}

fn import() -> Value {
    json!({ "kind": "mediation", "order": { "command": "import", "categories": ["party_asks"], "channel": "before_procedure" } })
}

fn orders(matter: &MatterId) -> String {
    format!("/api/matters/{matter}/orders")
}

pub const PUBLIC_KEY: &str = "5e0c6c1f-2f9b-4b43-9d5a";

#[tokio::test]
async fn the_same_registration_twice_is_one_and_is_answered_alike() {
    for house in houses().await {
        let anybody = Program::default().keyed(PUBLIC_KEY);
        let body = intake(&house, "张建国", "online");
        let first = anybody.post(&house, "/api/disputes", &body).await;
        let second = anybody.post(&house, "/api/disputes", &body).await;
        assert_eq!(
            (first.status, second.status),
            (StatusCode::CREATED, StatusCode::CREATED),
            "{}",
            second.body
        );
        assert_eq!(first.body, second.body);
        assert_eq!(first.body["number"], "钟行争〔2026〕1号");
        assert_eq!(house.office.ledger.all_of(Kind::Dispute).await.expect("reads").len(), 1);
    }
}

#[tokio::test]
async fn a_key_that_served_another_request_is_refused_and_so_is_none() {
    for house in houses().await {
        let clerk = officer(&house, "chuangkou").await;
        let body = intake(&house, "张建国", "counter");
        clerk.keyed("k1").post(&house, "/api/disputes", &body).await;
        let other =
            clerk.keyed("k1").post(&house, "/api/disputes", &intake(&house, "李建华", "counter")).await;
        assert_eq!(
            (other.status, &other.body["code"]),
            (StatusCode::CONFLICT, &json!("idempotency.key_reused"))
        );
        let without = clerk.post(&house, "/api/disputes", &body).await;
        assert_eq!(
            (without.status, &without.body["code"]),
            (StatusCode::BAD_REQUEST, &json!("idempotency.key_missing"))
        );
    }
}

#[tokio::test]
async fn a_dispute_already_on_file_is_named_unless_it_is_another_one() {
    for house in houses().await {
        let clerk = officer(&house, "chuangkou").await;
        let mut body = intake(&house, "张建国", "counter");
        let first = clerk.keyed("k1").post(&house, "/api/disputes", &body).await;
        let twin = clerk.keyed("k2").post(&house, "/api/disputes", &body).await;
        assert_eq!(
            (twin.status, &twin.body["number"]),
            (StatusCode::CONFLICT, &first.body["number"]),
            "{}",
            twin.body
        );
        body["despite"] = first.body["dispute"].clone();
        let another = clerk.keyed("k3").post(&house, "/api/disputes", &body).await;
        assert_eq!(another.body["number"], "钟行争〔2026〕2号", "{}", another.body);
        // By name alone nothing is shown to the public.
        let mut stranger = intake(&house, "张建国", "online");
        stranger["parties"][0]["phone"] = json!("13900002222");
        let told = Program::default().keyed(PUBLIC_KEY).post(&house, "/api/disputes", &stranger).await;
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
    }
}

#[tokio::test]
async fn an_order_twice_is_carried_out_once() {
    for house in houses().await {
        let mediation = registered(&house, "张建国").await.child(Kind::Mediation, 1);
        let clerk = officer(&house, "chuangkou").await.keyed("once");
        let first = clerk.post(&house, &orders(&mediation), &import()).await;
        let second = clerk.post(&house, &orders(&mediation), &import()).await;
        assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK), "{}", second.body);
        assert_eq!(first.body, second.body);
        assert_eq!(first.body["written"][0]["matter"], json!(mediation));
    }
}

#[tokio::test]
async fn an_order_upon_an_old_version_is_told_the_present_one() {
    for house in houses().await {
        let mediation = registered(&house, "张建国").await.child(Kind::Mediation, 1);
        let clerk = officer(&house, "chuangkou").await;
        let read = clerk.get(&house, &format!("/api/matters/{mediation}")).await;
        let tag = read.etag.expect("a version");
        assert_eq!(tag, format!("\"{}\"", read.body["version"]));
        let done =
            clerk.keyed("k1").with("if-match", &tag).post(&house, &orders(&mediation), &import()).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        let stale =
            clerk.keyed("k2").with("if-match", &tag).post(&house, &orders(&mediation), &import()).await;
        assert_eq!((stale.status, &stale.body["code"]), (StatusCode::CONFLICT, &json!("stale")));
        assert_eq!(stale.body["version"], done.body["written"][0]["version"]);
        let refused = clerk.keyed("k3").post(&house, &orders(&mediation), &import()).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("matter.wrong_stage"))
        );
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_and_what_one_may_not_do_is_forbidden() {
    for house in houses().await {
        let dispute = registered(&house, "张建国").await;
        let (mediation, path) = (dispute.child(Kind::Mediation, 1), format!("/api/matters/{dispute}"));
        let stranger = officer(&house, "renshe").await;
        assert_eq!(stranger.get(&house, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stranger.keyed("k1").post(&house, &orders(&mediation), &import()).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(stranger.get(&house, "/api/matters").await.body["matters"], json!([]));
        let agency = officer(&house, "shichang").await;
        assert_eq!(agency.get(&house, &path).await.status, StatusCode::OK);
        assert_eq!(
            agency.keyed("k1").post(&house, &orders(&mediation), &import()).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(agency.get(&house, &format!("{path}/journal")).await.status, StatusCode::FORBIDDEN);
        let statute =
            json!({ "kind": "dispute", "order": { "command": "note_seats", "seated": [], "walled": [] } });
        let clerk = officer(&house, "chuangkou").await;
        assert_eq!(
            clerk.keyed("k2").post(&house, &orders(&dispute), &statute).await.status,
            StatusCode::FORBIDDEN
        );
        let nobody = Program::default().get(&house, &path).await;
        assert_eq!((nobody.status, &nobody.body["code"]), (StatusCode::UNAUTHORIZED, &json!("sign_in")));
    }
}

#[tokio::test]
async fn a_field_that_nobody_reads_is_named() {
    for house in houses().await {
        let dispute = registered(&house, "张建国").await;
        let clerk = officer(&house, "chuangkou").await;
        let mut body = intake(&house, "李建华", "counter");
        body["act"]["titel"] = json!("罚款");
        let refused = clerk.keyed("k1").post(&house, "/api/disputes", &body).await;
        assert_eq!((refused.status, &refused.body["field"]), (StatusCode::BAD_REQUEST, &json!("act.titel")));
        let order =
            json!({ "kind": "dispute", "order": { "command": "request_mediation", "colour": "red" } });
        let refused = clerk.keyed("k2").post(&house, &orders(&dispute), &order).await;
        assert_eq!(
            (refused.status, &refused.body["field"]),
            (StatusCode::BAD_REQUEST, &json!("order.colour"))
        );
        let filter = clerk.get(&house, "/api/matters?colour=red").await;
        assert_eq!((filter.status, &filter.body["field"]), (StatusCode::BAD_REQUEST, &json!("colour")));
        let broken = clerk.keyed("k3").send(&house, "POST", "/api/disputes", "{").await;
        assert_eq!(
            (broken.status, &broken.body["code"]),
            (StatusCode::BAD_REQUEST, &json!("request.not_json"))
        );
        let large = clerk.keyed("k4").send(&house, "POST", "/api/disputes", vec![b' '; (1 << 20) + 1]).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn a_party_sees_their_own_dispute_and_no_other() {
    for house in houses().await {
        let (own, other) = (registered(&house, "张建国").await, registered(&house, "李建华").await);
        let party = Program::of(&house.party(&own, "p1").await);
        let read = party.get(&house, &format!("/api/matters/{own}")).await;
        assert_eq!(
            (read.status, &read.body["stage"]),
            (StatusCode::OK, &json!("in_proceeding")),
            "{}",
            read.body
        );
        assert_eq!(party.get(&house, &format!("/api/matters/{other}")).await.status, StatusCode::NOT_FOUND);
        let listed = party.get(&house, "/api/matters?kind=dispute").await;
        let ids: Vec<&Value> =
            listed.body["matters"].as_array().expect("a list").iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, [&json!(own)]);
        assert!(
            house.office.ledger.openings(&own, 9).await.expect("reads").is_empty(),
            "one's own file is not opened by others"
        );
        officer(&house, "chuangkou").await.get(&house, &format!("/api/matters/{own}")).await;
        assert_eq!(house.office.ledger.openings(&own, 9).await.expect("reads").len(), 1);
    }
}

#[tokio::test]
async fn an_unknown_number_is_answered_like_a_wrong_code() {
    for house in houses().await {
        registered(&house, "张建国").await;
        let mut answers = Vec::new();
        for number in ["钟行争〔2026〕1号", "钟行争〔2026〕999号"] {
            let body = json!({ "number": number, "query_code": "AAAA-AAAA" });
            let asked = Program::default().post(&house, "/api/progress", &body).await;
            let code = json!({ "code": "123456", "ticket": asked.body["ticket"] });
            let tried = Program::default().post(&house, "/api/progress/code", &code).await;
            answers.push((asked.status, asked.body["says"].clone(), tried.status, tried.body));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    }
}

#[tokio::test]
async fn an_officer_signs_in_with_password_and_device_and_chooses_a_capacity() {
    for house in houses().await {
        let code = house.office.code_of("xiangzhen").await.expect("reads").expect("has a device");
        let enter = |password: &str| json!({ "login": "xiangzhen", "password": password, "code": code });
        let wrong = Program::default().post(&house, "/api/session", &enter("wrong-password-1")).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        let entered = Program::default().post(&house, "/api/session", &enter("huajie-shifan-2026")).await;
        assert_eq!(entered.status, StatusCode::CREATED, "{}", entered.body);
        assert_eq!(entered.body["capacities"][1]["role"], "consult_point");
        let cadre = Program { token: entered.body["token"].as_str().map(str::to_owned), headers: Vec::new() };
        let body = intake(&house, "张建国", "consult_point");
        assert_eq!(
            cadre.keyed("k1").post(&house, "/api/disputes", &body).await.status,
            StatusCode::FORBIDDEN
        );
        let point = cadre.with("x-capacity", "c2");
        assert_eq!(point.keyed("k2").post(&house, "/api/disputes", &body).await.status, StatusCode::CREATED);
        assert_eq!(
            cadre.with("x-capacity", "c9").get(&house, "/api/to-dos").await.status,
            StatusCode::FORBIDDEN
        );
        let cookie = Program {
            token: None,
            headers: vec![("cookie", format!("huajie={}", cadre.token.clone().expect("a token")))],
        };
        assert_eq!(
            cookie.get(&house, "/api/to-dos").await.status,
            StatusCode::UNAUTHORIZED,
            "no cookie opens this door"
        );
        cadre.send(&house, "DELETE", "/api/session", Body::empty()).await;
        assert_eq!(cadre.get(&house, "/api/to-dos").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_journal_shows_clerks_what_happened_and_the_auditor_what_was_written() {
    for house in houses().await {
        let path = format!("/api/matters/{}/journal", registered(&house, "张建国").await);
        let clerk = officer(&house, "chuangkou").await.get(&house, &path).await;
        assert_eq!(clerk.body["entries"][0]["event"], "registered", "{}", clerk.body);
        assert!(clerk.body["entries"][0].get("payload").is_none());
        let auditor = officer(&house, "shenji").await.get(&house, &path).await;
        assert_eq!(auditor.body["entries"][0]["payload"]["event"], "registered", "{}", auditor.body);
    }
}

#[tokio::test]
async fn the_description_names_every_route_and_each_answers() {
    let source = include_str!("../../src/api/mod.rs");
    let routes: BTreeSet<&str> =
        source.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let described: BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.path).collect();
    assert_eq!(routes, described);
    for house in houses().await {
        let told = Program::default().get(&house, "/api/openapi.json").await;
        assert_eq!(told.body, document());
        for operation in &OPERATIONS {
            let path = operation.path.replace("{id}", "nothing");
            let answer =
                Program::default().send(&house, &operation.method.to_uppercase(), &path, Body::empty()).await;
            assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{} {path}", operation.method);
            assert!(told.body["paths"][operation.path][operation.method].is_object(), "{path}");
        }
        let wrong = Program::default().send(&house, "PUT", "/api/to-dos", Body::empty()).await;
        assert_eq!(
            (wrong.status, &wrong.body["code"]),
            (StatusCode::METHOD_NOT_ALLOWED, &json!("request.method_not_allowed"))
        );
    }
}

#[test]
fn every_order_made_of_what_the_description_requires_is_read() {
    let document = document();
    let mut kinds = BTreeSet::new();
    let mut commands = 0;
    for room in alternatives(&document, &document["components"]["schemas"]["Command"]) {
        let kind = room["properties"]["kind"]["const"].as_str().expect("a room has a kind").to_owned();
        for order in alternatives(&document, resolve(&document, &room["properties"]["order"])) {
            let order = example(&document, &order, 0);
            assert!(order["command"].is_string(), "{kind}: {order}");
            let sent = json!({ "kind": kind, "order": order });
            let read = serde_json::from_value::<Command>(sent.clone()).map_err(|error| error.to_string());
            let is_plain = PLAIN.contains(&order["command"].as_str().unwrap_or_default());
            assert!(is_plain || read.is_ok(), "{sent}: {read:?}");
            commands += 1;
        }
        kinds.insert(kind);
    }
    for kind in ["dispute", "mediation", "performance", "follow_up", "organization", "officer", "body"] {
        assert!(kinds.contains(kind), "{kind} is not described");
    }
    assert!(commands >= 60, "{commands} commands are described");
}

fn alternatives(document: &Value, schema: &Value) -> Vec<Value> {
    let schema = resolve(document, schema);
    let several = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
    several.cloned().unwrap_or_else(|| vec![schema.clone()])
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(place) => {
            document.pointer(place.trim_start_matches('#')).unwrap_or_else(|| panic!("{place} leads nowhere"))
        }
        None => schema,
    }
}

/// The smallest value that a schema takes: required fields only.
fn example(document: &Value, schema: &Value, depth: usize) -> Value {
    assert!(depth < 20, "a schema that requires itself");
    let deeper = |schema: &Value| example(document, schema, depth + 1);
    if let Some(place) = schema.get("$ref") {
        let mut whole = deeper(resolve(document, &json!({ "$ref": place })));
        // A tag stands beside the reference to what it tags.
        if let (Some(whole), Some(Value::Object(beside))) = (whole.as_object_mut(), schema.get("properties"))
        {
            whole.extend(beside.iter().map(|(name, schema)| (name.clone(), deeper(schema))));
        }
        return whole;
    }
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    if let Some(value) = schema.get("enum").and_then(|values| values.get(0)) {
        return value.clone();
    }
    if let Some(first) = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(|values| values.get(0))
    {
        return deeper(first);
    }
    let of_type = match &schema["type"] {
        Value::Array(types) => types[0].clone(),
        one => one.clone(),
    };
    match of_type.as_str() {
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let named = required.iter().filter_map(Value::as_str);
            Value::Object(
                named
                    .map(|name| (name.to_owned(), deeper(&schema["properties"][name])))
                    .collect::<Map<_, _>>(),
            )
        }
        Some("array") => json!([]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("string") => json!("2026-11-24"),
        other => panic!("an example of {other:?}: {schema}"),
    }
}

#[tokio::test]
async fn what_the_desk_draws_itself_a_program_cannot_make_up() {
    for house in houses().await {
        let dispute = registered(&house, "示例·甲").await;
        let clerk = officer(&house, "chuangkou").await;
        let orders = format!("/api/matters/{dispute}/orders");
        let invented = json!({ "kind": "dispute", "order": { "command": "add_evidence", "evidence": [{
            "file": "0".repeat(64), "title": "没有上传过", "format": "pdf", "size_bytes": 1, "pages": null, "formed_on": null,
        }] } });
        let refused = clerk.keyed("k-file").post(&house, &orders, &invented).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        let join = json!({ "kind": "dispute", "order": { "command": "join_party", "reason": "受伤的人", "party": {
            "standing": "third_party", "nature": "natural_person", "name": "示例·第三人", "number": null, "phone": "13700000000",
            "address": null, "representative": false, "agent": null,
        } } });
        let joined = clerk.keyed("k-join").post(&house, &orders, &join).await;
        assert_eq!(joined.status, StatusCode::OK, "{}", joined.body);
        let file = house.office.ledger.load(&dispute).await.expect("reads").expect("is there");
        let Some(huajie_law::AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
        let label = &held.parties.last().expect("was joined").particulars.label;
        assert!(!label.contains("第三人"), "masked as at the desk: {label}");
        let nul = json!({ "kind": "dispute", "order": { "command": "reopen", "reason": "\u{0}" } });
        assert_eq!(clerk.keyed("k-nul").post(&house, &orders, &nul).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_password_issued_upon_the_same_request_is_the_same_and_works() {
    for house in houses().await {
        let security = officer(&house, "xitong").await.keyed("k-password");
        let order = json!({ "kind": "officer", "order": { "command": "issue_password" } });
        let mut issued = Vec::new();
        for _ in 0..2 {
            let answer = security.post(&house, "/api/matters/u-tiaojie1/orders", &order).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            issued.push(answer.body["issued_password"].as_str().expect("is told").to_owned());
        }
        assert_eq!(issued[0], issued[1]);
        let entry = house.office.try_password("tiaojie1", &issued[0]).await.expect("no fault");
        assert_ne!(entry, huajie::people::Entry::Wrong);
    }
}
