//! One-time passwords from a device (RFC 6238: SHA-1, six digits, thirty seconds), the second factor.
//! SHA-1, because common authenticator apps silently ignore any other.

use jiff::Timestamp;
use std::fmt;
use totp_rs::{Algorithm, Builder};

/// Bytes of chance in a secret (RFC 4226 §4 recommends 160 bits).
pub const TOTP_SECRET_BYTES: usize = 20;
/// Seconds in a step.
const STEP_SECONDS: u64 = 30;
/// Steps that a device's clock may be ahead or behind.
const SKEW_STEPS: u16 = 1;

/// Why a one-time password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotpRefused {
    /// Not the six digits that the device shows now.
    Wrong,
    /// Right, but used before: somebody may have looked over a shoulder.
    UsedBefore,
}

impl fmt::Display for TotpRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong => write!(f, "动态口令不对，请核对手机上现在显示的 6 位数字；仍不对时请检查手机时间"),
            Self::UsedBefore => write!(f, "这个动态口令已经用过，请等手机上换一个再输入"),
        }
    }
}

impl std::error::Error for TotpRefused {}

/// A person's device, as far as we know it: its secret. Sealed in the vault as [`Totp::to_base32`].
pub struct Totp(totp_rs::Totp);

impl Totp {
    /// For a new device; `secret` is chance.
    pub fn new(secret: &[u8; TOTP_SECRET_BYTES]) -> Self {
        Self::of(totp_rs::Secret::from(*secret), "", "").expect("a secret of 160 bits is long enough")
    }

    /// From its stored form; `None` if that is not one.
    pub fn from_base32(stored: &str) -> Option<Self> {
        Self::of(totp_rs::Secret::try_from_base32(stored).ok()?, "", "")
    }

    /// The form to seal, and to type in where no camera is at hand.
    pub fn to_base32(&self) -> String {
        self.0.secret().to_base32()
    }

    /// What the QR code for the app holds (`otpauth://totp/…`). Colons are taken out of both names,
    /// because the format parts them by one.
    pub fn url(&self, issuer: &str, login: &str) -> String {
        let secret = self.0.secret().as_bytes().to_vec();
        Self::of(totp_rs::Secret::from(secret), &issuer.replace(':', " "), &login.replace(':', " "))
            .and_then(|named| named.0.to_url().ok())
            .expect("a login without colons, never empty, has a URL")
    }

    /// The step whose password `typed` is, to be stored as the last one used. `last_step` is the last
    /// one stored, if any: no step is taken twice, nor any before it. Spaces and full-width digits are
    /// let pass. Takes the later of two steps that happen to share a password.
    pub fn check(&self, typed: &str, now: Timestamp, last_step: Option<u64>) -> Result<u64, TotpRefused> {
        let typed = super::normal_one_time_code(typed);
        let current = u64::try_from(now.as_second()).unwrap_or(0) / STEP_SECONDS;
        let skew = u64::from(SKEW_STEPS);
        let matching: Vec<u64> = (current.saturating_sub(skew)..=current + skew)
            .filter(|step| self.0.generate(step * STEP_SECONDS).to_string() == typed)
            .collect();
        let latest = *matching.last().ok_or(TotpRefused::Wrong)?;
        if last_step.is_some_and(|last| latest <= last) {
            return Err(TotpRefused::UsedBefore);
        }
        Ok(latest)
    }

    /// What the device shows at `now`. For tests and the demo city.
    pub fn shown_at(&self, now: Timestamp) -> String {
        self.0.generate(u64::try_from(now.as_second()).unwrap_or(0)).to_string()
    }

    fn of(secret: totp_rs::Secret, issuer: &str, login: &str) -> Option<Self> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP_SECONDS)
            .with_skew(SKEW_STEPS)
            .with_secret(secret)
            .with_issuer((!issuer.is_empty()).then_some(issuer))
            .with_account_name(login)
            .build()
            .ok()
            .map(Self)
    }
}

/// Prints no secret.
impl fmt::Debug for Totp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Totp").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn totp() -> Totp {
        Totp::new(b"12345678901234567890")
    }

    #[test]
    fn the_passwords_are_those_of_rfc_6238_appendix_b() {
        // The appendix gives eight digits; apps show the last six.
        for (second, shown) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")]
        {
            assert_eq!(totp().shown_at(at(second)), shown);
            assert_eq!(totp().check(shown, at(second), None), Ok(second as u64 / 30));
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_and_no_more() {
        let shown = totp().shown_at(at(3_000));
        for (now, verdict) in [
            (2_969, Err(TotpRefused::Wrong)),
            (2_970, Ok(100)),
            (3_029, Ok(100)),
            (3_059, Ok(100)),
            (3_060, Err(TotpRefused::Wrong)),
        ] {
            assert_eq!(totp().check(&shown, at(now), None), verdict, "at {now}");
        }
    }

    #[test]
    fn a_password_is_taken_once_and_none_before_it_afterwards() {
        let shown = totp().shown_at(at(3_000));
        let step = totp().check(&shown, at(3_000), Some(98)).unwrap();
        assert_eq!(totp().check(&shown, at(3_001), Some(step)), Err(TotpRefused::UsedBefore));
        let earlier = totp().shown_at(at(2_970));
        assert_eq!(totp().check(&earlier, at(3_001), Some(step)), Err(TotpRefused::UsedBefore));
        let next = totp().shown_at(at(3_030));
        assert_eq!(totp().check(&next, at(3_030), Some(step)), Ok(101));
    }

    #[test]
    fn spaces_and_full_width_digits_are_let_pass_and_nonsense_is_not() {
        assert_eq!(totp().check(" 287 082 ", at(59), None), Ok(1));
        assert_eq!(totp().check("２８７０８２", at(59), None), Ok(1));
        for typed in ["", "28708", "2870822", "+87082", "abcdef", "二八七零八二"] {
            assert_eq!(totp().check(typed, at(59), None), Err(TotpRefused::Wrong));
        }
    }

    #[test]
    fn a_secret_survives_storing_and_a_broken_one_is_none() {
        let again = Totp::from_base32(&totp().to_base32()).unwrap();
        assert_eq!(again.shown_at(at(59)), "287082");
        for stored in ["", "AAAA", "not base32!"] {
            assert!(Totp::from_base32(stored).is_none());
        }
        assert_eq!(format!("{:?}", totp()), "Totp { .. }");
    }

    #[test]
    fn the_url_names_city_and_login_for_the_app() {
        let url = totp().url("钟祥化解", "li:ming");
        assert!(url.starts_with("otpauth://totp/%E9%92%9F%E7%A5%A5%E5%8C%96%E8%A7%A3:li%20ming?"), "{url}");
        assert!(url.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{url}");
    }
}
