//! The description of this door for programs: OpenAPI 3.1, built from the same types that read the requests.

mod operations;
mod plain;

pub use operations::{OPERATIONS, Operation};
use operations::{REQUIRED, Token};
pub use plain::PLAIN;

use super::{
    orders::AskSigningCode,
    session::{EnterCode, Look, SignIn},
};
use crate::{
    dispute::intake::{Intake, Registered},
    law::catalogue::Entry,
    outside::{AnswerData, CloudEvent, MilestoneData, ReferralData},
};
use axum::Json;
use huajie_law::{Command, deadline::Answer, dispute::Evidence};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// `GET /api/openapi.json`.
pub async fn show() -> Json<Value> {
    Json(document())
}

/// The whole document.
pub fn document() -> Value {
    // The dialect of OpenAPI 3.1 is JSON Schema 2020-12; only the place of definitions is its own.
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for operation in &OPERATIONS {
        let described = describe(operation, &mut generator);
        paths.entry(operation.path).or_insert_with(|| json!({}))[operation.method] = described;
    }
    // What the events carry, by their types.
    schema::<MilestoneData>(&mut generator);
    schema::<ReferralData>(&mut generator);
    schema::<AnswerData>(&mut generator);
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".into(), problem());
    plain::describe(&mut schemas);
    plain::without_unused(
        &mut schemas,
        &json!(paths),
        &["Problem", "MilestoneData", "ReferralData", "AnswerData"],
    );
    json!({
        "openapi": "3.1.0",
        "info": { "title": "化解：行政争议化解", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": {
            "token": { "type": "http", "scheme": "bearer" },
            "system": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "/oauth/token", "scopes": {} } } },
        } },
    })
}

fn describe(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut described = json!({
        "operationId": operation_id(operation),
        "summary": operation.summary,
        "parameters": parameters(operation),
        "responses": responses(operation, generator),
    });
    if let Some(body) = request_body(operation, generator) {
        described["requestBody"] = body;
    }
    described["security"] = match operation.token {
        Token::Never => json!([]),
        Token::Optional => json!([{}, { "token": [] }]),
        Token::Required => json!([{ "token": [] }]),
        Token::System => json!([{ "system": [] }]),
    };
    described
}

fn operation_id(operation: &Operation) -> String {
    let path = operation
        .path
        .trim_start_matches("/api/")
        .trim_start_matches('/')
        .replace(['{', '}'], "")
        .replace(['/', '-', '.'], "_");
    format!("{}_{path}", operation.method)
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().into()
}

fn request_body(operation: &Operation, generator: &mut SchemaGenerator) -> Option<Value> {
    let schema = match (operation.method, operation.path) {
        ("post", "/api/session") => schema::<SignIn>(generator),
        ("post", "/api/progress") => schema::<Look>(generator),
        ("post", "/api/progress/code") => schema::<EnterCode>(generator),
        ("post", "/api/disputes") => schema::<Intake>(generator),
        ("post", "/api/matters/{id}/orders") => {
            let order = schema::<Command>(generator);
            let content = json!({ "schema": order, "examples": plain::examples() });
            return Some(json!({ "required": true, "content": { "application/json": content } }));
        }
        ("post", "/api/matters/{id}/signing-code") => schema::<AskSigningCode>(generator),
        ("post", "/api/events" | "/api/referrals") => {
            let event = schema::<CloudEvent>(generator);
            return Some(
                json!({ "required": true, "content": { "application/cloudevents+json": { "schema": event } } }),
            );
        }
        ("post", "/oauth/token") => {
            let fields = json!({ "type": "object", "required": ["grant_type"], "properties": {
                "grant_type": { "const": "client_credentials" }, "client_id": { "type": "string" }, "client_secret": { "type": "string" } } });
            return Some(
                json!({ "required": true, "content": { "application/x-www-form-urlencoded": { "schema": fields } } }),
            );
        }
        ("post", "/api/files") => {
            return Some(json!({ "required": true, "content": { "application/octet-stream": {} } }));
        }
        _ => return None,
    };
    Some(json!({ "required": true, "content": { "application/json": { "schema": schema } } }))
}

fn responses(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut told = Map::new();
    for (status, description) in operation.answers {
        let content = match (*status, operation.path) {
            ("201", "/api/disputes") => Some(schema::<Registered>(generator)),
            ("201", "/api/files") => Some(schema::<Evidence>(generator)),
            ("200", "/api/matters/{id}/orders") => Some(written()),
            ("200", "/api/deadline") => Some(schema::<Answer>(generator)),
            ("200", "/api/terms") => Some(schema::<Vec<Entry>>(generator)),
            ("200", "/api/remedies") => Some(schema::<crate::guide::told::Remedies>(generator)),
            ("204", _) => None,
            (status, _) if status.starts_with('2') => Some(json!({ "type": "object" })),
            _ => Some(json!({ "$ref": "#/components/schemas/Problem" })),
        };
        let mut answer = json!({ "description": description });
        if let Some(schema) = content {
            answer["content"] = json!({ "application/json": { "schema": schema } });
        }
        told.insert((*status).to_owned(), answer);
    }
    Value::Object(told)
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let text = |name: &str, place: &str, required: bool, description: &str| json!({ "name": name, "in": place, "required": required, "description": description, "schema": { "type": "string" } });
    let mut all = Vec::new();
    if operation.path.contains("{id}") {
        all.push(text("id", "path", true, "事项的编号"));
    }
    all.extend(operation.query.iter().map(|(name, description)| {
        text(name, "query", REQUIRED.contains(&(operation.path, *name)), description)
    }));
    if operation.keyed {
        all.push(text(
            "Idempotency-Key",
            "header",
            true,
            "这次请求自己的值；重发用同一个。没有登录时至少 16 个字符",
        ));
    }
    if operation.path.ends_with("/orders") {
        all.push(text("If-Match", "header", false, "读到的版本，例如 \"7\"；版本变了答复 409"));
    }
    if operation.token == Token::System {
        all.push(text(
            "Huajie-Signature",
            "header",
            true,
            "t=秒数,ed25519=对“秒数.请求体”的签名（base64），5 分钟内有效",
        ));
    }
    if matches!(operation.token, Token::Optional | Token::Required) {
        all.push(text("X-Capacity", "header", false, "以哪个身份办，见登录答复的 capacities；默认第一个"));
    }
    all
}

fn written() -> Value {
    let one = json!({
        "type": "object",
        "required": ["matter", "version", "number"],
        "properties": { "matter": { "type": "string" }, "version": { "type": "integer" }, "number": { "type": ["string", "null"] } },
    });
    json!({ "type": "object", "required": ["written"], "properties": { "written": { "type": "array", "items": one } } })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["code", "says"],
        "properties": {
            "code": { "type": "string", "description": "原因的代号，例如 mediation.start.team_incomplete" },
            "says": { "type": "string", "description": "给人看的一句话" },
            "field": { "type": ["string", "null"], "description": "与哪个字段有关" },
            "cites": { "type": ["string", "null"], "description": "依据的条文；这条规则自己没有条文的，是这一步的依据；都没有的为 null" },
            "version": { "type": "integer", "description": "现在的版本（409 stale）" },
            "number": { "type": ["string", "null"], "description": "已登记的编号（409）" },
            "dispute": { "type": "string", "description": "已登记的争议（409）" },
            "incident": { "type": "string", "description": "故障编号" },
        },
    })
}
