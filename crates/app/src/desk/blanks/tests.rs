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
    let mut order =
        serde_json::json!({ "head": { "kind": "absent", "name": "x", "reason": "出差", "spoke": false } });
    shape("record_attendance", &mut order);
    assert_eq!(order["head"], serde_json::json!({ "kind": "absent", "reason": "出差" }));
}

#[test]
fn a_moment_is_read_however_it_is_typed() {
    for typed in ["2026年12月1日 9:30", "2026-12-01T09:30", "2026年12月1日９点半", "2026-12-1 ９：３０"]
    {
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
