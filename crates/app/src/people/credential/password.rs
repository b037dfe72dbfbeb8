//! Passwords: what may be one (GB/T 22239 8.1.4.1 asks for complexity), and how one is kept (Argon2id).

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt;

/// Bytes of chance in a salt.
pub const SALT_BYTES: usize = 16;
/// Shortest and longest password, in characters. The upper bound keeps strangers from having us
/// stretch megabytes.
const MIN_CHARS: usize = 10;
const MAX_CHARS: usize = 128;

/// What stretching a password costs: a setting, because it is paid at every sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Default for PasswordCost {
    /// 19 MiB, two passes: the smallest that OWASP recommends for Argon2id.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 }
    }
}

impl PasswordCost {
    /// As low as the algorithm allows, for tests.
    pub const LOWEST: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };

    /// Whether these numbers are a cost at all. Configuration asks before it uses them.
    pub fn is_valid(self) -> bool {
        self.params().is_some()
    }

    fn params(self) -> Option<Params> {
        Params::new(self.memory_kib, self.passes, self.lanes, None).ok()
    }

    /// The text to store (`$argon2id$…`). `salt` is chance. Takes tens of milliseconds and the memory
    /// of the cost: call it off the async threads.
    ///
    /// Panics if the cost is not valid.
    pub fn hash(self, password: &str, salt: &[u8; SALT_BYTES]) -> String {
        let params = self.params().expect("configuration has checked the cost with is_valid");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_with_salt(normal(password).as_bytes(), salt)
            .expect("a salt of 16 bytes and a password in memory can be hashed")
            .to_string()
    }

    /// Whether `password` is the one `stored` was made from. The cost written in `stored` counts, not
    /// this one. For a login that does not exist give `None`: it takes as long as a wrong password, so
    /// that the time tells nobody which logins there are.
    pub fn verify(self, password: &str, stored: Option<&str>) -> bool {
        if password.chars().count() > MAX_CHARS {
            return false;
        }
        let Some(stored) = stored else {
            self.hash(password, &[0; SALT_BYTES]);
            return false;
        };
        PasswordHash::new(stored)
            .is_ok_and(|hash| Argon2::default().verify_password(normal(password).as_bytes(), &hash).is_ok())
    }

    /// Whether `stored` was made at another cost: hash again at the next sign-in that succeeds.
    pub fn is_outdated(self, stored: &str) -> bool {
        let Ok(hash) = PasswordHash::new(stored) else { return true };
        Params::try_from(&hash).map_or(true, |params| {
            (params.m_cost(), params.t_cost(), params.p_cost()) != (self.memory_kib, self.passes, self.lanes)
        })
    }
}

/// Full-width letters and digits are what an input method makes of the same keys.
fn normal(password: &str) -> String {
    crate::people::credential::codes::half_width(password)
}

/// Why a new password is refused. `Display` is the sentence to show beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRefused {
    TooShort,
    TooLong,
    /// On the list of passwords that everybody tries, or a row of keys, or one character repeated.
    Common,
    /// Contains the login.
    ContainsLogin,
    /// All of one sort: only digits, or only letters.
    OneSort,
}

impl PasswordRefused {
    /// Stable code in words.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password.too_short",
            Self::TooLong => "password.too_long",
            Self::Common => "password.common",
            Self::ContainsLogin => "password.contains_login",
            Self::OneSort => "password.one_sort",
        }
    }
}

impl fmt::Display for PasswordRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort => write!(f, "密码至少要 {MIN_CHARS} 个字符"),
            Self::TooLong => write!(f, "密码最多 {MAX_CHARS} 个字符"),
            Self::Common => write!(f, "这个密码太常见，容易被猜到，请换一个"),
            Self::ContainsLogin => write!(f, "密码里不能包含登录名"),
            Self::OneSort => write!(f, "密码不能只有数字或只有字母，请混合使用字母、数字或符号"),
        }
    }
}

impl std::error::Error for PasswordRefused {}

/// Whether somebody with this login may take this password from now on.
pub fn check_new_password(login: &str, password: &str) -> Result<(), PasswordRefused> {
    let password = normal(password).to_lowercase();
    let login = normal(login).trim().to_lowercase();
    let length = password.chars().count();
    if length < MIN_CHARS {
        return Err(PasswordRefused::TooShort);
    }
    if length > MAX_CHARS {
        return Err(PasswordRefused::TooLong);
    }
    // A login of one or two letters is in almost every password.
    if login.chars().count() >= 3 && password.contains(&login) {
        return Err(PasswordRefused::ContainsLogin);
    }
    if is_common(&password) {
        return Err(PasswordRefused::Common);
    }
    if password.chars().all(|char| char.is_ascii_digit())
        || password.chars().all(|char| char.is_ascii_alphabetic())
    {
        return Err(PasswordRefused::OneSort);
    }
    Ok(())
}

/// What guessers try first, of ten characters and more, in lower case.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "12345678910",
    "1234567890a",
    "a1234567890",
    "abc1234567",
    "abcd123456",
    "abcd12345678",
    "abc123456789",
    "a123456789",
    "aa123456789",
    "qq123456789",
    "q123456789",
    "123456789a",
    "123456789q",
    "123456789abc",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "zaq12wsxcde3",
    "qwertyuiop",
    "qwer123456",
    "qwe123456789",
    "asd123456789",
    "asdfghjkl;",
    "zxc123456789",
    "password123",
    "password1234",
    "password12",
    "p@ssw0rd123",
    "p@ssword123",
    "passw0rd123",
    "admin12345",
    "admin123456",
    "admin@1234",
    "admin@12345",
    "admin@123456",
    "administrator1",
    "root123456",
    "test123456",
    "welcome123",
    "welcome1234",
    "iloveyou123",
    "woaini1314",
    "woaini521",
    "woaini5201314",
    "5201314520",
    "52013145201314",
    "woaini123456",
    "wang123456",
    "zhang123456",
    "li123456789",
    "huawei@123",
    "huawei12345",
    "hubei123456",
    "zhongxiang1",
    "zhongxiang123",
    "zhongxiang2026",
    "huajie123456",
    "huajie2026",
    "huajie@2026",
    "huajie@123",
    "zfw123456789",
    "sfj123456789",
];

fn is_common(password: &str) -> bool {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    let steps_by = |step: i64| codes.windows(2).all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == step);
    let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
    COMMON.contains(&password) || steps_by(1) || steps_by(-1) || distinct.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: [u8; SALT_BYTES] = [9; SALT_BYTES];

    #[test]
    fn a_password_verifies_against_its_own_hash_only() {
        let cost = PasswordCost::LOWEST;
        let stored = cost.hash("青山-绿水-2026", &SALT);
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        assert!(cost.verify("青山-绿水-2026", Some(&stored)));
        assert!(
            cost.verify("青山-绿水-２０２６", Some(&stored)),
            "typed with the input method in full width"
        );
        assert!(!cost.verify("青山-绿水-2027", Some(&stored)));
        assert_ne!(stored, cost.hash("青山-绿水-2026", &[8; SALT_BYTES]), "the salt counts");
    }

    #[test]
    fn nobody_signs_in_to_a_login_that_does_not_exist_or_with_a_broken_hash() {
        let cost = PasswordCost::LOWEST;
        assert!(!cost.verify("anything at all", None));
        for stored in ["", "plain", "$argon2id$", "$2b$10$abcdefghijklmnopqrstuv"] {
            assert!(!cost.verify("plain", Some(stored)));
        }
        let stored = cost.hash("x", &SALT);
        assert!(!cost.verify(&"x".repeat(1_000_000), Some(&stored)));
    }

    #[test]
    fn a_hash_made_at_another_cost_still_verifies_and_is_known_to_be_old() {
        let old = PasswordCost::LOWEST;
        let new = PasswordCost { passes: 2, ..old };
        let stored = old.hash("correct horse 7", &SALT);
        assert!(new.verify("correct horse 7", Some(&stored)));
        assert!(new.is_outdated(&stored) && !old.is_outdated(&stored) && old.is_outdated("?"));
    }

    #[test]
    fn the_default_cost_is_valid_and_nonsense_is_not() {
        assert!(PasswordCost::default().is_valid() && PasswordCost::LOWEST.is_valid());
        assert!(!PasswordCost { memory_kib: 1, passes: 0, lanes: 0 }.is_valid());
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        for (password, reason) in [
            ("short1", PasswordRefused::TooShort),
            ("九个字的密码是不行", PasswordRefused::TooShort),
            ("1234567890", PasswordRefused::Common),
            ("１２３４５６７８９０", PasswordRefused::Common),
            ("Password123", PasswordRefused::Common),
            ("jklmnopqrs", PasswordRefused::Common),
            ("aaaaaaaaaaaa", PasswordRefused::Common),
            ("xxLiMing2026", PasswordRefused::ContainsLogin),
            ("4820571936", PasswordRefused::OneSort),
            ("correcthorse", PasswordRefused::OneSort),
        ] {
            assert_eq!(check_new_password("liming", password), Err(reason), "{password}");
        }
        assert_eq!(check_new_password("liming", &"a1".repeat(65)), Err(PasswordRefused::TooLong));
    }

    #[test]
    fn ordinary_good_passwords_are_taken() {
        for password in ["correct horse 7", "春眠不觉晓处处闻啼鸟", "Zx-83kd!qp", "汉江2026水很清啊啊"]
        {
            assert_eq!(check_new_password("liming", password), Ok(()), "{password}");
        }
        assert_eq!(
            check_new_password("li", "list of 7 things"),
            Ok(()),
            "a login of two letters is no reason"
        );
    }
}
