//! Codes that people read and type: the query code of a dispute, and the six digits sent to a phone.
//!
//! Only digests are stored: `keys.code_digest(purpose, &normal_…(typed))`.

use jiff::{SignedDuration, Timestamp};
use std::fmt;

/// Bytes of chance in a query code.
pub const QUERY_CODE_CHANCE: usize = 8;
/// Bytes of chance in a one-time code.
pub const ONE_TIME_CODE_CHANCE: usize = 8;
/// The purpose under which the digest of a query code is made.
pub const QUERY_PURPOSE: &str = "query";
/// How long a one-time code is good.
pub const CODE_LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// How often one may try.
pub const CODE_TRIES: u32 = 5;

/// Letters and digits of query codes: none that can be read as another. 26⁸ codes are 2·10¹¹.
const ALPHABET: &[u8; 26] = b"23456789ACDEFHJKMNPQRTUWXY";
/// What a letter that is left out was most likely meant to be.
const MISREAD: [(char, char); 5] = [('B', '8'), ('G', '6'), ('S', '5'), ('V', 'U'), ('Z', '2')];
const QUERY_CODE_CHARS: u32 = 8;

/// A new query code as it is printed, `ACDE-2345`. `chance` is a secret from the machine.
pub fn query_code(chance: &[u8; QUERY_CODE_CHANCE]) -> String {
    let base = ALPHABET.len() as u64;
    // 2⁶⁴ is 88 million times 26⁸: no code is noticeably likelier than another.
    let mut rest = u64::from_be_bytes(*chance);
    let mut code = String::with_capacity(9);
    for place in 0..QUERY_CODE_CHARS {
        if place == QUERY_CODE_CHARS / 2 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[(rest % base) as usize]));
        rest /= base;
    }
    code
}

/// What was typed, as digests are made of it: capitals, half width, without spaces and hyphens of any
/// kind, common misreadings put right. Text that is no query code stays wrong and matches nothing.
pub fn normal_query_code(typed: &str) -> String {
    half_width(typed)
        .chars()
        .filter(|char| !char.is_whitespace() && !is_hyphen(*char))
        .flat_map(char::to_uppercase)
        .map(|char| MISREAD.into_iter().find(|(read, _)| *read == char).map_or(char, |(_, meant)| meant))
        .collect()
}

/// A new one-time code: six digits. `chance` is a secret from the machine.
pub fn one_time_code(chance: &[u8; ONE_TIME_CODE_CHANCE]) -> String {
    format!("{:06}", u64::from_be_bytes(*chance) % 1_000_000)
}

/// What was typed, half width and without spaces and hyphens.
pub fn normal_one_time_code(typed: &str) -> String {
    half_width(typed).chars().filter(|char| !char.is_whitespace() && !is_hyphen(*char)).collect()
}

/// What comes of a try at a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAnswer {
    Right,
    /// Wrong, and so many tries are left.
    Wrong {
        tries_left: u32,
    },
    /// Wrong too often: a new one must be sent. Even the right one is refused now.
    TriesUsedUp,
    /// Older than ten minutes.
    Expired,
}

impl fmt::Display for CodeAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Right => write!(f, "验证码正确"),
            Self::Wrong { tries_left } => write!(f, "验证码不对，还可以再试 {tries_left} 次"),
            Self::TriesUsedUp => write!(f, "验证码输错次数太多，请重新获取"),
            Self::Expired => write!(f, "验证码已过期，请重新获取"),
        }
    }
}

/// Judges a try. `attempts` counts it already: count first, in the database, then compare, so that
/// parallel guesses do not share one count. `matches` is what the vault says of the digests. A code that
/// was right must be deleted by the caller: it is good once.
pub fn judge_code(issued_at: Timestamp, attempts: u32, matches: bool, now: Timestamp) -> CodeAnswer {
    if now.duration_since(issued_at) >= CODE_LIFETIME {
        return CodeAnswer::Expired;
    }
    if attempts > CODE_TRIES {
        return CodeAnswer::TriesUsedUp;
    }
    match (matches, CODE_TRIES - attempts) {
        (true, _) => CodeAnswer::Right,
        (false, 0) => CodeAnswer::TriesUsedUp,
        (false, tries_left) => CodeAnswer::Wrong { tries_left },
    }
}

/// Full-width forms of ASCII, and the ideographic space, as the half-width characters they stand for.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
            _ => char,
        })
        .collect()
}

/// Hyphens, dashes and minus signs, as keyboards and text messages make them.
fn is_hyphen(char: char) -> bool {
    matches!(
        char,
        '-' | '_' | '·' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{fe63}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_code_is_two_groups_of_four_from_the_alphabet() {
        for chance in [[0; 8], [255; 8], [1, 2, 3, 4, 5, 6, 7, 8]] {
            let code = query_code(&chance);
            assert_eq!(code.len(), 9);
            assert_eq!(code.as_bytes()[4], b'-');
            assert!(code.bytes().filter(|byte| *byte != b'-').all(|byte| ALPHABET.contains(&byte)));
        }
        assert_eq!(query_code(&[0; 8]), "2222-2222");
        assert_ne!(query_code(&[1; 8]), query_code(&[2; 8]));
    }

    #[test]
    fn a_query_code_may_be_typed_in_any_manner() {
        let code = query_code(&[7, 77, 3, 0, 9, 250, 31, 64]);
        let normal = normal_query_code(&code);
        assert_eq!(normal.len(), 8);
        let full_width: String =
            code.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        for typed in [
            code.to_lowercase(),
            code.replace('-', ""),
            code.replace('-', " — "),
            format!("　{code}\r\n"),
            full_width.clone(),
            full_width.to_lowercase(),
        ] {
            assert_eq!(normal_query_code(&typed), normal, "{typed}");
        }
    }

    #[test]
    fn a_letter_that_is_never_used_is_read_as_the_one_it_looks_like() {
        assert_eq!(normal_query_code("bgsv-z234"), "865U2234");
        for (never_used, meant) in MISREAD {
            assert!(!ALPHABET.contains(&(never_used as u8)) && ALPHABET.contains(&(meant as u8)));
        }
    }

    #[test]
    fn no_two_of_a_hundred_thousand_query_codes_are_alike() {
        let codes: std::collections::HashSet<_> = (0..100_000u64)
            .map(|n| query_code(&(n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).to_be_bytes()))
            .collect();
        assert_eq!(codes.len(), 100_000);
    }

    #[test]
    fn a_one_time_code_has_six_digits_even_when_it_starts_with_zeros() {
        assert_eq!(one_time_code(&42u64.to_be_bytes()), "000042");
        assert_eq!(one_time_code(&1_999_999u64.to_be_bytes()), "999999");
        assert_eq!(normal_one_time_code(" ００-00 42 "), "000042");
    }

    #[test]
    fn a_one_time_code_is_good_for_ten_minutes_and_five_tries() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let judge = |attempts, matches, now| judge_code(at(0), attempts, matches, at(now));
        assert_eq!(judge(1, true, 0), CodeAnswer::Right);
        assert_eq!(judge(5, true, 599), CodeAnswer::Right, "the fifth try, in the last second");
        assert_eq!(judge(1, true, 600), CodeAnswer::Expired);
        assert_eq!(judge(1, false, 0), CodeAnswer::Wrong { tries_left: 4 });
        assert_eq!(judge(5, false, 0), CodeAnswer::TriesUsedUp);
        assert_eq!(judge(6, true, 0), CodeAnswer::TriesUsedUp, "even the right one");
    }
}
