//! Shapes that a flat form cannot say.

use super::*;

#[test]
fn a_ticked_member_becomes_user_and_role() {
    let mut order = serde_json::json!({ "members": ["u1|agency_legal"] });
    shape("name_team", &mut order);
    assert_eq!(order["members"][0], serde_json::json!({ "user": "u1", "role": "agency_legal" }));
}

#[test]
fn an_absent_head_has_a_reason_and_nothing_of_an_attending_one() {
    let mut order = serde_json::json!({ "head": { "kind": "absent", "name": "x", "reason": "出差", "spoke": false } });
    shape("record_attendance", &mut order);
    assert_eq!(order["head"], serde_json::json!({ "kind": "absent", "reason": "出差" }));
}
