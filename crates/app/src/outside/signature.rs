//! The signature that goes with a body: `Huajie-Signature: t=1795824000,ed25519=…`, over `t`, a full stop and the body's bytes.
//!
//! A signature is good for some minutes, so that what was overheard cannot be sent again later; within them, the event's own
//! name keeps it from having a second effect.

use huajie_ledger::vault::{Keys, verify_outward};
use jiff::{SignedDuration, Timestamp};

/// The header, both ways.
pub const SIGNATURE: &str = "huajie-signature";
/// How far the clocks of both sides may differ, and how long a body is on its way.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSignature {
    Missing,
    Malformed,
    /// Signed too long ago, or in the future.
    OutOfTime,
    Wrong,
}

impl BadSignature {
    pub fn code(self) -> &'static str {
        match self {
            BadSignature::Missing => "event.signature_missing",
            BadSignature::Malformed => "event.signature_malformed",
            BadSignature::OutOfTime => "event.signature_out_of_time",
            BadSignature::Wrong => "event.signature_wrong",
        }
    }

    pub fn says(self) -> &'static str {
        match self {
            BadSignature::Missing => "缺少签名：请带上 Huajie-Signature 请求头",
            BadSignature::Malformed => "签名没有看懂：应写成 t=秒数,ed25519=签名的 base64",
            BadSignature::OutOfTime => "签名的时间与现在相差超过 5 分钟，请校准时钟，按现在的时间重新签名",
            BadSignature::Wrong => "签名与登记的公钥不符：请核对私钥，并确认签的是“秒数.请求体”的原始字节",
        }
    }
}

fn statement(seconds: &str, body: &[u8]) -> Vec<u8> {
    [seconds.as_bytes(), b".", body].concat()
}

/// The header for a body that we send.
pub fn sign(keys: &Keys, body: &[u8], at: Timestamp) -> String {
    let seconds = at.as_second().to_string();
    let signature = keys.sign_outward(&statement(&seconds, body));
    format!("t={seconds},ed25519={signature}")
}

/// Whether a body that came was signed with this key, just now.
pub fn check(public_key: &str, given: Option<&str>, body: &[u8], now: Timestamp) -> Result<(), BadSignature> {
    let given = given.ok_or(BadSignature::Missing)?;
    let part = |name: &str| {
        given.split(',').find_map(|part| part.trim().strip_prefix(name)).ok_or(BadSignature::Malformed)
    };
    let (seconds, signature) = (part("t=")?, part("ed25519=")?);
    let signed_at = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let signed_at = signed_at.ok_or(BadSignature::Malformed)?;
    if now.duration_since(signed_at).abs() > WINDOW {
        return Err(BadSignature::OutOfTime);
    }
    verify_outward(public_key, &statement(seconds, body), signature).map_err(|_| BadSignature::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use huajie_ledger::vault::KEYS_CHANCE;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in this era")
    }

    #[test]
    fn what_was_signed_is_accepted_for_five_minutes_and_as_it_was_signed() {
        let keys = Keys::from_chance(&[3; KEYS_CHANCE]);
        let public = keys.outward_public_key();
        let header = sign(&keys, b"{}", at(1_000));
        let checked = |given, body: &[u8], now| check(&public, given, body, at(now));
        assert_eq!(checked(Some(header.as_str()), b"{}", 1_300), Ok(()));
        assert_eq!(checked(Some(header.as_str()), b"{}", 700), Ok(()));
        assert_eq!(checked(Some(header.as_str()), b"{}", 1_301), Err(BadSignature::OutOfTime));
        assert_eq!(checked(Some(header.as_str()), b"{ }", 1_000), Err(BadSignature::Wrong));
        assert_eq!(checked(None, b"{}", 1_000), Err(BadSignature::Missing));
        for malformed in ["", "t=1000", "ed25519=AA==", "t=x,ed25519=AA=="] {
            assert_eq!(checked(Some(malformed), b"{}", 1_000), Err(BadSignature::Malformed), "{malformed}");
        }
        let moved = header.replace("t=1000", "t=1200");
        assert_eq!(checked(Some(moved.as_str()), b"{}", 1_200), Err(BadSignature::Wrong));
        let other = Keys::from_chance(&[4; KEYS_CHANCE]).outward_public_key();
        assert_eq!(check(&other, Some(header.as_str()), b"{}", at(1_000)), Err(BadSignature::Wrong));
    }
}
