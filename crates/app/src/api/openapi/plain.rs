//! Orders in which a program says in plain text what the law sees as references, masks and blind indexes: described as they are
//! taken, not as they are decided.

use serde_json::{Map, Value, json};

/// The orders that the program completes before the law reads them.
pub const PLAIN: [&str; 4] = ["correct_party", "join_party", "list_members", "renew_access"];

/// Puts what the door takes in the place of what the law takes.
pub fn describe(schemas: &mut Map<String, Value>) {
    let text = |description: &str| json!({ "type": ["string", "null"], "description": description });
    let key = json!({ "type": "string", "description": "当事人的编号，例如 p1" });
    let reason = json!({ "type": "string" });
    let [correct_party, join_party, list_members, renew_access] = PLAIN;
    let plain = [
        (
            correct_party,
            json!({
                "party": key, "reason": reason,
                "name": text("没有变的不写"), "number": text("身份证号或者统一社会信用代码"), "phone": text("电话"),
                "address": text("地址"),
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
        (
            join_party,
            json!({ "party": { "$ref": "#/components/schemas/IntakeParty" }, "reason": reason }),
            json!(["command", "party", "reason"]),
        ),
        (
            list_members,
            json!({ "lines": { "type": "string", "description": "一人一行：姓名，身份证号，手机号，地址" } }),
            json!(["command", "lines"]),
        ),
        (
            renew_access,
            json!({ "party": key, "phone": text("新的电话，没有变的不写"), "reason": reason }),
            json!(["command", "party", "reason"]),
        ),
    ];
    let orders = schemas.get_mut("DisputeCommand").and_then(|orders| orders["oneOf"].as_array_mut());
    let orders: Vec<&mut Value> = orders.into_iter().flatten().collect();
    for order in orders {
        let name = order["properties"]["command"]["const"].as_str().map(str::to_owned);
        let Some((name, properties, required)) =
            plain.iter().find(|(known, ..)| Some(*known) == name.as_deref())
        else {
            continue;
        };
        let mut properties = properties.clone();
        properties["command"] = json!({ "type": "string", "const": name });
        *order = json!({
            "type": "object", "description": order["description"], "properties": properties, "required": required,
            "additionalProperties": false,
        });
    }
}
