//! Orders in which a program says in plain text what the law sees as references, masks and blind indexes, or leaves out what the program
//! puts in itself: described as they are taken, not as they are decided, with examples that are.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The orders that the program completes before the law reads them.
pub const PLAIN: [&str; 10] = [
    "correct_party",
    "admit_successor",
    "join_party",
    "list_members",
    "renew_access",
    "appoint_agent",
    "plan_inquiry",
    "confirm_address",
    "draw",
    "close",
];

/// What the program itself puts in: schema, command, field.
const PUT_IN: [(&str, &str, &str); 5] = [
    ("MediationCommand", "name_team", "loads"),
    ("ConsultationCommand", "draw", "seed"),
    ("DisputeCommand", "close", "volume"),
    ("DisputeCommand", "close", "unissued"),
    ("DisputeCommand", "close", "unsigned"),
];

/// Whatever describes it so is given by the statute alone, and no door takes it.
const OF_THE_STATUTE: [&str; 2] = ["由系统发出", "by the statute"];

const LINES: &str = "一人一行。第一项是姓名；后面可以写身份证号（15 位或 18 位）、手机号（座机带区号）、地址，次序不限，都可以不写；\
像号码又不是的，整批退回并指出第几行；其余的算地址。各项用逗号、顿号、分号隔开；一行里没有这些的，用空格或者制表符隔开，所以从表格里复制来的可以直接用。\
空行不算；第一行以“姓名”开头的当作表头。都登记为申请人、个人；一次最多一百名";

/// Puts what the door takes in the place of what the law takes.
pub fn describe(schemas: &mut Map<String, Value>) {
    for schema in schemas.values_mut() {
        if let Some(orders) = schema.get_mut("oneOf").and_then(Value::as_array_mut) {
            orders.retain(|order| !is_of_the_statute(order));
        }
    }
    // A dispute is registered by `/api/disputes`, with its persons in plain.
    orders_of(schemas, "DisputeCommand").retain(|order| command_of(order) != Some("register"));
    for (schema, command, field) in PUT_IN {
        for order in orders_of(schemas, schema).iter_mut().filter(|one| command_of(one) == Some(command)) {
            if let Some(properties) = order["properties"].as_object_mut() {
                properties.remove(field);
            }
            leave_out(order, &[field]);
        }
    }
    for order in orders_of(schemas, "ReconsiderationCommand") {
        if command_of(order) == Some("appoint_agent") {
            let properties = order["properties"].as_object_mut().expect("an order has properties");
            properties.retain(|name, _| name != "person" && name != "label");
            properties.insert("name".into(), json!({ "type": "string", "description": "代理人姓名" }));
            properties.insert("phone".into(), text("代理人电话"));
            leave_out(order, &["person", "label"]);
            order["required"].as_array_mut().expect("an order requires its command").push(json!("name"));
        }
    }
    if let Some(plan) = schemas.get_mut("InquiryPlan") {
        let properties = plan["properties"].as_object_mut().expect("a plan has properties");
        properties.retain(|name, _| name != "person" && name != "label");
        properties.insert("name".into(), text("被询问的人的姓名"));
        properties.insert("phone".into(), text("被询问的人的电话"));
    }
    if let Some(address) = schemas.get_mut("ServiceAddress") {
        let properties = address["properties"].as_object_mut().expect("an address has properties");
        properties.retain(|name, _| name != "person" && name != "label");
        properties.insert("name".into(), text("收件人的姓名，本人收的不写"));
        properties.insert("phone".into(), text("收件人的电话，和登记的一样的不写"));
        properties.insert("address".into(), text("送达地点，和登记的地址一样的不写"));
        leave_out(address, &["person", "label"]);
    }
    for order in orders_of(schemas, "DisputeCommand") {
        let Some((properties, required)) = command_of(order).and_then(plain) else { continue };
        let mut properties = properties;
        properties["command"] = json!({ "type": "string", "const": order["properties"]["command"]["const"] });
        *order = json!({
            "type": "object", "description": order["description"], "properties": properties, "required": required,
            "additionalProperties": false,
        });
    }
}

/// Orders as they can be sent, by name: the parties are those of the file.
pub fn examples() -> Value {
    let order = |summary: &str, order: Value| json!({ "summary": summary, "value": { "kind": "dispute", "order": order } });
    json!({
        "correct_party": order("更正当事人：只写变了的", json!({
            "command": "correct_party", "party": "p1", "phone": "13800001112", "address": "示例镇示例村一组", "reason": "换了号码",
        })),
        "join_party": order("追加第三人", json!({
            "command": "join_party", "reason": "相邻的住户", "party": {
                "standing": "third_party", "nature": "natural_person", "name": "示例·邻舍", "number": null,
                "phone": "13700000001", "address": null, "representative": false, "agent": null,
            },
        })),
        "list_members": order("登记群体成员：一次几行", json!({
            "command": "list_members",
            "lines": "姓名\t身份证号\t手机号\t地址\n示例成员甲\t11010519491231002X\t13700000002\t示例镇示例村三组\n示例成员乙，13700000003\n示例成员丙",
        })),
        "renew_access": order("换发查询码、更正手机号", json!({
            "command": "renew_access", "party": "p1", "phone": "13800001113", "reason": "本人带身份证到窗口办理",
        })),
    })
}

/// Takes away what nothing in these paths leads to any more, nor to what is kept by name.
pub fn without_unused(schemas: &mut Map<String, Value>, paths: &Value, kept: &[&str]) {
    let mut used: BTreeSet<String> = kept.iter().map(|name| (*name).to_owned()).collect();
    named_in(paths, &mut used);
    loop {
        let mut more = used.clone();
        schemas.iter().filter(|(name, _)| used.contains(*name)).for_each(|(_, one)| named_in(one, &mut more));
        if more == used {
            break;
        }
        used = more;
    }
    schemas.retain(|name, _| used.contains(name));
}

fn named_in(value: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let named = fields.get("$ref").and_then(Value::as_str).and_then(|place| place.rsplit('/').next());
            used.extend(named.map(str::to_owned));
            fields.values().for_each(|field| named_in(field, used));
        }
        Value::Array(rows) => rows.iter().for_each(|row| named_in(row, used)),
        _ => {}
    }
}

fn orders_of<'a>(schemas: &'a mut Map<String, Value>, schema: &str) -> &'a mut Vec<Value> {
    let orders = schemas.get_mut(schema).and_then(|schema| schema["oneOf"].as_array_mut());
    orders.expect("a room's orders are alternatives")
}

fn command_of(order: &Value) -> Option<&str> {
    order["properties"]["command"]["const"].as_str()
}

fn is_of_the_statute(order: &Value) -> bool {
    let told = order["description"].as_str().unwrap_or_default();
    command_of(order).is_some() && OF_THE_STATUTE.iter().any(|mark| told.contains(mark))
}

fn leave_out(order: &mut Value, fields: &[&str]) {
    if let Some(required) = order["required"].as_array_mut() {
        required.retain(|name| name.as_str().is_none_or(|name| !fields.contains(&name)));
    }
}

fn text(description: &str) -> Value {
    json!({ "type": ["string", "null"], "description": description })
}

/// Properties and what is required of an order on a dispute that names persons.
fn plain(command: &str) -> Option<(Value, Value)> {
    let key = json!({ "type": "string", "description": "当事人的编号，例如 p1" });
    let reason = json!({ "type": "string", "description": "为什么" });
    Some(match command {
        "correct_party" => (
            json!({
                "party": key, "reason": reason,
                "name": text("没有变的不写"), "number": text("身份证号或者统一社会信用代码"), "phone": text("电话"),
                "address": text("地址"), "head": text("法定代表人、负责人或者经营者的姓名，个人没有"),
                "nature": { "anyOf": [{ "$ref": "#/components/schemas/Nature" }, { "type": "null" }] },
                "agent": { "type": ["object", "null"], "additionalProperties": false, "properties": {
                    "name": text("没有变的不写"), "phone": text("电话"),
                    "authority": { "anyOf": [{ "$ref": "#/components/schemas/Authority" }, { "type": "null" }] },
                } },
                "removed": {
                    "type": "array", "items": { "$ref": "#/components/schemas/PartyField" },
                    "description": "原来填的没有这回事、也没有可以换上的",
                },
            }),
            json!(["command", "party", "reason"]),
        ),
        "admit_successor" => (
            json!({
                "party": key, "ground": { "$ref": "#/components/schemas/SuccessionGround" },
                "seat": { "$ref": "#/components/schemas/Seat" },
                "relation": { "type": "string", "description": "和申请人是什么关系" },
                "name": { "type": "string", "description": "承受人或者法定代理人的姓名、名称" },
                "nature": { "$ref": "#/components/schemas/Nature" },
                "number": text("身份证号或者统一社会信用代码"), "phone": text("电话"), "address": text("地址"),
                "head": text("法定代表人、负责人或者经营者的姓名，个人没有"),
                "document": { "type": "string", "description": "已经上传的证明" },
            }),
            json!(["command", "party", "ground", "relation", "name", "nature", "document"]),
        ),
        "join_party" => (
            json!({ "party": { "$ref": "#/components/schemas/IntakeParty" }, "reason": reason }),
            json!(["command", "party", "reason"]),
        ),
        "list_members" => {
            (json!({ "lines": { "type": "string", "description": LINES } }), json!(["command", "lines"]))
        }
        "renew_access" => (
            json!({ "party": key, "phone": text("新的电话，没有变的不写"), "reason": reason }),
            json!(["command", "party", "reason"]),
        ),
        _ => return None,
    })
}
