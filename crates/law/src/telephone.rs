//! Telephones as they are typed and as they are stored: mobiles, to which a code can be sent, and landlines with their area
//! code and extension. Whether somebody answers is not known here. Anybody may call.

use crate::{
    Code, Refusal,
    refusal::ensure_at,
    text::{half, is_dash, tidy},
};

pub const NOT_DIALLED: Code = Code::new(
    "telephone.not_dialled",
    "请核对号码：手机号是 11 位；座机请带区号，例如 0724-4223344，分机写在后面，例如 0724-4223344-801",
);

/// What stands between a number and its extension once it is stored: `07244223344转801`.
const EXTENSION: char = '转';
/// What is typed there; the longer words first.
const EXTENSION_TYPED: [&str; 7] = ["转分机", "分机号", "分机", "EXT", "转", "#", "X"];
/// Words that people write before a number.
const LABELS: [&str; 5] = ["电话", "座机", "手机", "区号", "TEL"];
const LONGEST_EXTENSION: usize = 6;

/// A number as it is stored and compared: digits without the country code of China, and the extension behind `转`. What is no
/// number stays as it was typed, without blanks and dashes.
pub fn normal(typed: &str) -> String {
    let text: String = tidy(typed).chars().map(half).collect::<String>().to_uppercase();
    let text = LABELS.iter().fold(text, |text, label| text.replace(label, " "));
    let (number, extension) = split(text.trim());
    let number: String = number.chars().filter(|c| !is_between(*c)).collect();
    let number = without_country(&number);
    let extension: String = extension.chars().filter(|c| !is_between(*c)).collect();
    if extension.is_empty() { number } else { format!("{number}{EXTENSION}{extension}") }
}

/// Blanks, dashes, brackets and what people set before an extension or behind a label.
fn is_between(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | ':' | '.' | ',')
}

/// The number and its extension: behind a word for it, or behind the second dash of a landline (`0724-4223344-801`).
fn split(text: &str) -> (&str, &str) {
    let marked = EXTENSION_TYPED.iter().filter_map(|mark| text.split_once(mark)).next();
    if let Some((number, extension)) = marked {
        return (number, extension);
    }
    let Some((at, dash)) = text.char_indices().rfind(|(_, c)| is_dash(*c)) else { return (text, "") };
    let (number, extension) = (&text[..at], &text[at + dash.len_utf8()..]);
    let digits: String = number.chars().filter(|c| !is_between(*c)).collect();
    if is_landline(&without_country(&digits)) { (number, extension) } else { (text, "") }
}

fn without_country(number: &str) -> String {
    let rest = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086"));
    match rest {
        Some(rest) if is_mobile_number(rest) || rest.starts_with('0') => rest.to_owned(),
        // From abroad a landline is dialled without the nought of its area code.
        Some(rest) if is_landline(&format!("0{rest}")) => format!("0{rest}"),
        Some(rest) => rest.to_owned(),
        None if number.len() == 13 && number.starts_with("861") => number[2..].to_owned(),
        None => number.to_owned(),
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_mobile_number(number: &str) -> bool {
    number.len() == 11 && all_digits(number) && number.starts_with('1')
}

/// An area code of three or four digits and a number of seven or eight.
fn is_landline(number: &str) -> bool {
    (10..=12).contains(&number.len())
        && all_digits(number)
        && number.starts_with('0')
        && !number.starts_with("00")
}

/// 400 and 800: an office may have no other.
fn is_service(number: &str) -> bool {
    number.len() == 10 && all_digits(number) && (number.starts_with("400") || number.starts_with("800"))
}

/// Whether it can be dialled from everywhere: a mobile, a landline with its area code, a service number.
pub fn is_phone(typed: &str) -> bool {
    let normal = normal(typed);
    match normal.split_once(EXTENSION) {
        Some((number, extension)) => {
            (is_landline(number) || is_service(number))
                && all_digits(extension)
                && extension.len() <= LONGEST_EXTENSION
        }
        None => is_mobile_number(&normal) || is_landline(&normal) || is_service(&normal),
    }
}

/// Nothing that nobody can dial is put on file as a telephone, whatever door it comes through; that none was given is no fault.
pub fn ensure_dialled(typed: Option<&str>, field: &str) -> Result<(), Refusal> {
    let wrong = typed.is_some_and(|typed| !tidy(typed).is_empty() && !is_phone(typed));
    ensure_at(!wrong, NOT_DIALLED, field)
}

/// Whether a message can reach it.
pub fn is_mobile(typed: &str) -> bool {
    is_mobile_number(&normal(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_stored_in_one_way_however_it_is_typed() {
        for typed in
            ["+86 138-1234-5678", "８６13812345678", "138 1234 5678", "008613812345678", "手机：13812345678"]
        {
            assert_eq!(normal(typed), "13812345678", "{typed}");
            assert!(is_phone(typed) && is_mobile(typed), "{typed}");
        }
        for typed in [
            "0724-4223344",
            "(0724)4223344",
            "（０７２４）４２２３３４４",
            "区号0724 电话4223344",
            "0724－422－3344",
            "+86 724 4223344",
        ] {
            assert_eq!(normal(typed), "07244223344", "{typed}");
            assert!(is_phone(typed) && !is_mobile(typed), "{typed}: no message reaches it");
        }
        assert_eq!(normal("010-62551234"), "01062551234");
        assert_eq!(normal("+86 10 6255 1234"), "01062551234");
    }

    #[test]
    fn an_extension_is_kept_behind_its_number() {
        for typed in [
            "0724-4223344-801",
            "0724-4223344转801",
            "(0724)4223344 分机 801",
            "0724 4223344 ext. 801",
            "0724-4223344转分机801",
            "0724-4223344#801",
        ] {
            assert_eq!(normal(typed), "07244223344转801", "{typed}");
            assert!(is_phone(typed), "{typed}");
        }
        assert_eq!(
            normal("0724-4223344转801"),
            normal(&normal("0724-4223344-801")),
            "stored twice, stored the same"
        );
        assert!(!is_phone("13800001111转801"), "a mobile has none");
        assert!(!is_phone("0724-4223344转8012345"));
        assert!(!is_phone("0724-4223344转办公室"));
    }

    #[test]
    fn what_cannot_be_dialled_from_elsewhere_is_no_telephone() {
        for bad in [
            "12",
            "1380000",
            "4223456",
            "138000011112",
            "无",
            "",
            "+85212345678",
            "请联系村委会",
            "00724422334",
        ] {
            assert!(!is_phone(bad), "{bad}");
        }
        assert!(is_phone("400-123-4567"));
        let refused = ensure_dialled(Some("12"), "parties.0.phone").expect_err("nobody can dial that");
        assert_eq!((refused.code, refused.field.as_deref()), (NOT_DIALLED, Some("parties.0.phone")));
        for fine in [None, Some(""), Some(" "), Some("13800001111"), Some("0724-4223344")] {
            assert!(ensure_dialled(fine, "phone").is_ok(), "{fine:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_typed_makes_reading_panic(typed in any::<String>()) {
            let _ = (normal(&typed), is_phone(&typed), is_mobile(&typed));
        }

        #[test]
        fn what_is_stored_is_stored_the_same_again(typed in "(0[1-9][0-9]{1,2}[- ]?[2-8][0-9]{6,7}([-转][0-9]{1,4})?|1[0-9]{2} ?[0-9]{8})") {
            prop_assert_eq!(normal(&normal(&typed)), normal(&typed));
        }
    }
}
