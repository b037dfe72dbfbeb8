//! Who signs a paper, and how it was signed.

use super::{super::super::case::Case, officer_name, side_role};
use huajie_law::{
    FileHash,
    mediation::{Signature, SignatureWay},
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// A line for each of these sides: signed as it was signed, or left to be signed.
pub fn signatures<'a>(case: &Case, sides: impl Iterator<Item = &'a str>, given: &[Signature]) -> Vec<Value> {
    let line = |side: &str| {
        let signed = given.iter().find(|signature| signature.party == side);
        let given = signed.map(|signature| (&signature.way, signature.on));
        let agent = signed.and_then(|signature| agents_hand(case, signature));
        let agent = agent.map(|agent| format!("（代理人{agent}代签）")).unwrap_or_default();
        signature(side_role(case, side), &format!("{}{agent}", signer(case, side, signed)), given)
    };
    sides.map(line).collect()
}

/// The agent whose hand it is, in full where it is still the party's agent.
fn agents_hand(case: &Case, signature: &Signature) -> Option<String> {
    let party = case.dispute.party(&signature.party).map(|party| party.on(signature.on));
    let now = party.as_ref().and_then(|party| party.particulars.agent.as_ref());
    let label = signature.agent.as_deref().or(now.map(|agent| agent.label.as_str()));
    let label = label.filter(|_| signature.by_agent)?;
    let same = now.filter(|agent| agent.label == label);
    Some(same.map_or(label, |agent| case.name(&agent.person, &agent.label)).to_owned())
}

/// One line: how and when it was signed, or left to be signed.
pub fn signature(role: &str, name: &str, given: Option<(&SignatureWay, Date)>) -> Value {
    let (manner, image) = match given.map(|(way, _)| way) {
        Some(SignatureWay::Glass { image }) => (Some("手写签名"), Some(picture_name(image))),
        Some(SignatureWay::Code { .. }) => (Some("验证码确认"), None),
        Some(SignatureWay::Scan { .. }) => (Some("纸质签字，扫描件存卷"), None),
        None => (None, None),
    };
    let signed_on = given.map(|(_, on)| on);
    json!({ "role": role, "name": name, "manner": manner, "image": image, "signed_on": signed_on })
}

/// Whoever signed, though another may sit there now; else whoever is to sign.
fn signer(case: &Case, side: &str, signed: Option<&Signature>) -> String {
    let lead =
        case.mediation().and_then(|held| held.team.as_ref()).and_then(|team| team.lead_mediator.as_ref());
    match (side, lead) {
        (huajie_law::mediation::MEDIATOR, Some(lead)) => officer_name(case, lead),
        _ => case.side_name_on(side, signed.map_or(case.today, |signature| signature.on)),
    }
}

/// Under which name a signature's picture travels with the job.
pub fn picture_name(image: &FileHash) -> String {
    format!("signature-{}.png", image.as_str().get(..16).unwrap_or(image.as_str()))
}

/// Empty lines to sign on.
pub fn to_sign<'a>(lines: impl IntoIterator<Item = (&'a str, String)>) -> Vec<Value> {
    lines.into_iter().map(|(role, name)| json!({ "role": role, "name": name, "signed_on": null })).collect()
}
