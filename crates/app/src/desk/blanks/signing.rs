//! Signing, whatever is signed: by hand on glass, on paper, by a party with a code that came to its telephone, and by a party that stands
//! before an officer of the centre (当面签).

use super::{Ground, flag};
use crate::ui::form::{Field, FieldKind};
use huajie_law::mediation::{Hand, Mediation, RESPONDENT};
use serde_json::{Value, json};
use std::borrow::Cow;

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

/// The same for what is signed in a mediation: whoever stands by says that the party is there and who it is.
pub(super) fn in_mediation(held: &Mediation, ground: &Ground<'_>, command: &str) -> Vec<Field> {
    [signature(ground), standing_by(held, ground, command, "")].concat()
}

/// Who it is about, and where there are several left, who else is on the same sheet.
pub(super) fn on_one_sheet(who: Field, label: &str, hint: &str) -> Vec<Field> {
    let others = match &who.kind {
        FieldKind::Choice(sides) if sides.len() > 2 => Some(sides.clone()),
        _ => None,
    };
    let others = others.map(|others| Field::several("also", label, others).hint(hint));
    std::iter::once(who).chain(others).collect()
}

/// What is signed on paper, by several at once.
pub(super) fn signers(who: Field) -> Vec<Field> {
    on_one_sheet(
        who,
        "同一份纸上还有谁签了字",
        "几方签在一份纸上的，一次勾齐、上传一份扫描件，每一方照样单独记一笔；只有一方签的不用勾",
    )
}

/// Who was named first is not named twice.
pub(super) fn others(order: &mut Value, first: &str) {
    let first = order[first].clone();
    if let Some(also) = order.get_mut("also").and_then(Value::as_array_mut) {
        also.retain(|other| *other != first);
    }
}

/// What a change costs those who have signed already, by their names; nothing where nobody has.
pub(super) fn again(signed: &[Cow<'_, str>], what: &str) -> String {
    match signed {
        [] => String::new(),
        names => format!("\n已经签字的：{}。{what}；签过的会收到通知。", names.join("、")),
    }
}

/// 当面签, for whoever may stand by; what the page shows goes back with it.
pub(super) fn standing_by(held: &Mediation, ground: &Ground<'_>, command: &str, within: &str) -> Vec<Field> {
    // The agency and the mediator sign with their own accounts.
    if !may_stand_by(held, ground) || !held.citizens_to_sign(command) {
        return Vec::new();
    }
    let words = "签字的人就在面前，身份证件已经核对，由他自己在屏幕上签";
    let agents = held.brief.parties.iter().filter_map(|party| Some((party, party.agent.as_deref()?)));
    let agents: Vec<String> =
        agents.map(|(party, agent)| format!("{agent}代{}", held.label(&party.key, ground.law))).collect();
    // Where nobody has an agent, nobody else can have signed.
    let hand = (!agents.is_empty()).then(|| {
        let agent = format!("代理人（{}）", agents.join("；"));
        let hands = [(Hand::Party, "本人".to_owned()), (Hand::Agent, agent)];
        let hands = hands.map(|(hand, label)| (hand.as_str().to_owned(), label));
        Field::choice(format!("{within}present.hand"), "在屏幕上签的是谁", hands)
            .unless("有代理人的那一方当面签的，要选")
            .hint("代理人签的，核对代理人的身份证件和授权委托书")
    });
    let said = vec![
        flag(&format!("{within}present.identity_shown"), "当面签", words)
            .unless("当事人在屏幕上签的，要勾")
            .hint("只给到场的当事人用，您的姓名作为在场人记下来；您自己签的、上传扫描件的，不勾"),
        Field::hidden(format!("{within}present.shown"), held.shown(command, ground.law, ground.today)),
    ];
    said.into_iter().chain(hand).collect()
}

fn may_stand_by(held: &Mediation, ground: &Ground<'_>) -> bool {
    let officer = ground.me().and_then(|me| Some((me, ground.law.directory.officer(me)?)));
    let able = |(me, officer): (&huajie_law::UserId, &huajie_law::directory::Officer)| {
        officer.capacities.iter().any(|capacity| held.may_stand_by(capacity.role, me))
    };
    ground.own_side.is_none() && officer.is_some_and(able)
}

/// A code says how it was signed only where nothing was signed by hand; nobody stood by where nothing was drawn or nobody says so.
pub(super) fn by_code(order: &mut Value) {
    others(order, "party");
    let drawn = order["way"]["kind"] == "glass";
    if !(drawn && is_ticked(&order["present"]["identity_shown"])) {
        order.as_object_mut().map(|order| order.remove("present"));
    }
    let Some(way) = order.get_mut("way").and_then(Value::as_object_mut) else { return };
    if way.contains_key("kind") {
        way.remove("receipt");
    } else if way.contains_key("receipt") {
        way.insert("kind".into(), Value::from("code"));
    }
}

/// A consent: what was drawn goes as signed, a scan as the paper that it is, and nothing as nothing.
pub(super) fn consent(order: &mut Value) {
    others(order, "party");
    let Some(mut signed) = order.as_object_mut().and_then(|order| order.remove("signed")) else { return };
    match signed["way"]["kind"].as_str() {
        Some("glass") => {
            signed["present"]["identity_shown"] = json!(is_ticked(&signed["present"]["identity_shown"]));
            order["signed"] = signed;
        }
        Some("scan") if order["evidence"].is_null() => order["evidence"] = signed["way"]["file"].clone(),
        _ => {}
    }
}

fn is_ticked(said: &Value) -> bool {
    *said == json!(true) || *said == "true"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_stood_by_where_nothing_was_drawn_or_nobody_says_so() {
        let present = json!({ "identity_shown": true, "shown": "a" });
        let mut drawn = json!({ "way": { "kind": "glass", "image": "x" }, "present": present });
        by_code(&mut drawn);
        assert_eq!(drawn["present"], present);
        for mut other in [
            json!({ "way": { "kind": "scan", "file": "x" }, "present": present }),
            json!({ "way": { "kind": "glass", "image": "x" }, "present": { "shown": "a" } }),
        ] {
            by_code(&mut other);
            assert!(other.get("present").is_none(), "{other}");
        }
    }

    #[test]
    fn a_consent_that_was_drawn_goes_as_signed_and_one_that_was_scanned_as_its_paper() {
        let mut drawn =
            json!({ "signed": { "way": { "kind": "glass", "image": "x" }, "present": { "shown": "a" } } });
        consent(&mut drawn);
        assert_eq!(drawn["signed"]["present"]["identity_shown"], false, "the law says what is missing");
        let mut scanned =
            json!({ "signed": { "way": { "kind": "scan", "file": "x" }, "present": { "shown": "a" } } });
        consent(&mut scanned);
        assert_eq!(scanned, json!({ "evidence": "x" }));
        let mut silent = json!({ "signed": { "present": { "shown": "a" } } });
        consent(&mut silent);
        assert_eq!(silent, json!({}));
    }
}
