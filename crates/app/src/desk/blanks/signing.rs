//! Signing, whatever is signed: by hand on glass, on paper, or by a party with a code that came to its telephone.

use super::Ground;
use crate::ui::form::{Field, FieldKind};
use huajie_law::mediation::RESPONDENT;
use serde_json::Value;

/// The button that sends a code to sign with.
pub const SEND_CODE: &str = "send_code";

/// How something is signed: by hand on glass or on paper; by a party on its own page also by a code.
pub(super) fn signature(ground: &Ground<'_>) -> Vec<Field> {
    let hand = Field::signature("way", "签字");
    const ANY: &str = "手写、上传、验证码，用一种就行";
    if ground.own_side.is_none_or(|own| own == RESPONDENT) {
        return vec![hand.required()];
    }
    let code = Field::new("way.receipt", "不方便手写的，用短信验证码签字", FieldKind::Digits)
        .hint("先点“把验证码发到我登记的手机”，收到后把 6 位数字填在这里。手写或者上传了签字的，不用填")
        .unless(ANY)
        .autocomplete("one-time-code");
    let send = Field::new(SEND_CODE, "把验证码发到我登记的手机", FieldKind::More);
    vec![hand.unless(ANY), code, send]
}

/// A code says how it was signed only where nothing was signed by hand.
pub(super) fn by_code(order: &mut Value) {
    let Some(way) = order.get_mut("way").and_then(Value::as_object_mut) else { return };
    if way.contains_key("kind") {
        way.remove("receipt");
    } else if way.contains_key("receipt") {
        way.insert("kind".into(), Value::from("code"));
    }
}
