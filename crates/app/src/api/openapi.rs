//! The description of this door for programs: OpenAPI 3.1, built from the same types that read the requests.

use super::session::{EnterCode, Look, SignIn};
use crate::{
    dispute::intake::{Intake, Registered},
    law::catalogue::Entry,
};
use axum::Json;
use huajie_law::{Command, deadline::Answer, dispute::Evidence};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// `GET /api/openapi.json`.
pub async fn show() -> Json<Value> {
    Json(document())
}

/// One operation.
pub struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    summary: &'static str,
    /// Statuses with what they mean, the ordinary one first.
    answers: &'static [(&'static str, &'static str)],
    query: &'static [(&'static str, &'static str)],
    keyed: bool,
    /// Whether it takes a token: never, if there is one, or always.
    token: Token,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Never,
    Optional,
    Required,
}

const BAD: (&str, &str) = ("400", "没有看懂：不是 JSON、缺字段、有不认识的字段");
const SIGN_IN: (&str, &str) = ("401", "没有登录，或者登录已过期");
const FORBIDDEN: (&str, &str) = ("403", "看得到，但当前身份不能办");
const NOT_FOUND: (&str, &str) = ("404", "没有，或者不是您能看的");
const REFUSED: (&str, &str) = ("422", "法律或者规则不允许：code、says、field、cites");
const TOO_LARGE: (&str, &str) = ("413", "内容太大");

const LIST: &[(&str, &str)] = &[
    ("kind", "事项种类，默认 dispute"),
    ("stage", "阶段"),
    ("act_kind", "行政行为类别"),
    ("respondent", "被申请机关的编号"),
    ("outcome", "结果"),
    ("source", "来源"),
    ("before", "上一页答复里的 next"),
    ("limit", "每页条数，1 至 200，默认 50"),
];

const DEADLINE: &[(&str, &str)] = &[
    ("term", "期限编号，例如 FY-06"),
    ("from", "起算事由发生的日期，YYYY-MM-DD"),
    ("suspend", "A..B：自 A 日起中止，自 B 日起恢复计算；可以给几次；还没有恢复的写 A.."),
    ("extend", "延长的日数"),
    ("service", "送达方式：direct、left、electronic、entrusted、mail、forwarded、public_notice，或者中文名"),
];

/// What has to be given.
const REQUIRED: [(&str, &str); 4] =
    [("/api/files", "name"), ("/api/deadline", "term"), ("/api/deadline", "from"), ("/api/remedies", "act")];

/// Every operation of this door.
pub const OPERATIONS: [Operation; 15] = [
    Operation {
        method: "post",
        path: "/api/session",
        summary: "工作人员登录：登录名、密码、动态口令。答复 token、capacities、expires",
        answers: &[
            ("201", "已登录"),
            BAD,
            ("401", "登录名、密码或者动态口令不对"),
            ("403", "还在用初始密码"),
            ("429", "试错太多，暂时锁定"),
        ],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "delete",
        path: "/api/session",
        summary: "退出登录",
        answers: &[("204", "已退出")],
        query: &[],
        keyed: false,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/progress",
        summary: "当事人查进度：编号和查询码。无论对错答复都一样，对的会向登记的手机发验证码",
        answers: &[("202", "已受理；ticket 用于下一步"), BAD],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "post",
        path: "/api/progress/code",
        summary: "当事人输入验证码，换取 token",
        answers: &[("201", "已登录"), BAD, ("422", "验证码不对或者已经过期")],
        query: &[],
        keyed: false,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/disputes",
        summary: "登记行政争议。不带 token 是群众自己办，带 token 是工作人员办；查询码只答复这一次，同一请求重发答复相同",
        answers: &[
            ("201", "已登记"),
            BAD,
            SIGN_IN,
            FORBIDDEN,
            ("409", "已有同一件（number、dispute），或者 Idempotency-Key 已用于别的请求"),
            TOO_LARGE,
            REFUSED,
        ],
        query: &[],
        keyed: true,
        token: Token::Optional,
    },
    Operation {
        method: "post",
        path: "/api/files",
        summary: "上传文件：请求体就是文件内容。答复可以直接放进 evidence",
        answers: &[("201", "已保存"), BAD, SIGN_IN, TOO_LARGE, ("422", "这个文件不收，says 说明原因")],
        query: &[("name", "文件名")],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters",
        summary: "事项列表，新的在前，只有您能看的",
        answers: &[("200", "matters 和 next"), BAD, SIGN_IN],
        query: LIST,
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters/{id}",
        summary: "一件事项：今天的阶段、要素、期限和理由、能办的步骤和不能办的原因。ETag 是版本。工作人员每次打开都留痕",
        answers: &[("200", "事项"), SIGN_IN, NOT_FOUND],
        query: &[],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "post",
        path: "/api/matters/{id}/orders",
        summary: "办理一步：kind 是事项种类，order.command 是步骤",
        answers: &[
            ("200", "written：写了哪些事项、各到第几版"),
            BAD,
            SIGN_IN,
            FORBIDDEN,
            NOT_FOUND,
            ("409", "别人先办了（version 是现在的版本），或者 Idempotency-Key 已用于别的请求"),
            TOO_LARGE,
            REFUSED,
        ],
        query: &[],
        keyed: true,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/matters/{id}/journal",
        summary: "一件事项的日志：窗口、档案员看标题，审计员看内容（不公开的除外）",
        answers: &[("200", "entries"), SIGN_IN, FORBIDDEN, NOT_FOUND],
        query: &[],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/to-dos",
        summary: "待办，最急的在前",
        answers: &[("200", "to_dos 和 next"), BAD, SIGN_IN],
        query: &[
            ("part", "own 自己要办的（默认），others 等别人办的"),
            ("step", "只要这一种步骤，命令名"),
            ("after", "上一页答复里的 next"),
            ("limit", "每页条数，1 至 200，默认 50"),
        ],
        keyed: false,
        token: Token::Required,
    },
    Operation {
        method: "get",
        path: "/api/deadline",
        summary: "算一项期限的末日，并说明理由；不需要登录，与命令 huajie deadline 答复相同",
        answers: &[("200", "末日和理由；中止没有结束的，due 是 null"), BAD, REFUSED],
        query: DEADLINE,
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/terms",
        summary: "期限目录；不需要登录",
        answers: &[("200", "每项期限的每个时期一条"), BAD],
        query: &[("unverified", "true：只列未核实的")],
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/remedies",
        summary: "救济途径：哪条路走得通、依据、找谁、保守和可以主张的最后一天、带什么、下一步。不登录也能查，不留记录",
        answers: &[("200", "各条途径"), ("400", "有不认识的参数"), ("422", "有一项没有看懂：field 是参数名")],
        query: crate::guide::NAMES,
        keyed: false,
        token: Token::Never,
    },
    Operation {
        method: "get",
        path: "/api/openapi.json",
        summary: "本说明",
        answers: &[("200", "OpenAPI 3.1")],
        query: &[],
        keyed: false,
        token: Token::Never,
    },
];

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
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".into(), problem());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "化解：行政争议化解", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } },
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
    };
    described
}

fn operation_id(operation: &Operation) -> String {
    let path =
        operation.path.trim_start_matches("/api/").replace(['{', '}'], "").replace(['/', '-', '.'], "_");
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
        ("post", "/api/matters/{id}/orders") => schema::<Command>(generator),
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
    if operation.token != Token::Never {
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
            "cites": { "type": ["string", "null"], "description": "依据的条文" },
            "version": { "type": "integer", "description": "现在的版本（409 stale）" },
            "number": { "type": ["string", "null"], "description": "已登记的编号（409）" },
            "dispute": { "type": "string", "description": "已登记的争议（409）" },
            "incident": { "type": "string", "description": "故障编号" },
        },
    })
}
