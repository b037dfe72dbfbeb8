//! Numbers that identify: resident identity cards (GB 11643), unified social credit codes (GB 32100) with the organization
//! code inside (GB 11714); and how names and numbers are masked in lists. Telephones have a room of their own.
//!
//! A number that fails its check can still be registered, marked as not verified: form must not keep people out. Documents of
//! foreigners and of residents of Hong Kong, Macao and Taiwan have their own kinds and are not checked here. Anybody may call.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text;

/// What a number's own check says. The reason is in Chinese, for the field it was typed into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// 校验通过
    Verified,
    /// 待核: it has the right form but the check fails or there is none.
    Unverified(String),
    /// 格式不对: it cannot be such a number.
    Malformed(String),
}

impl Check {
    pub fn is_verified(&self) -> bool {
        matches!(self, Check::Verified)
    }

    /// Why not, if not.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Check::Verified => None,
            Check::Unverified(reason) | Check::Malformed(reason) => Some(reason),
        }
    }
}

fn unverified(reason: &str) -> Check {
    Check::Unverified(reason.to_owned())
}

fn malformed(reason: impl Into<String>) -> Check {
    Check::Malformed(reason.into())
}

const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS: &[u8; 11] = b"10X98765432";

/// 居民身份证号码, as typed: full-width digits, spaces and hyphens are taken in stride.
pub fn id_number(typed: &str) -> Check {
    let number = text::narrow(typed);
    let bytes = number.as_bytes();
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    match bytes.len() {
        15 if digits(bytes) => return unverified("15位旧身份证号码没有校验位，请核对证件后登记18位号码"),
        18 if digits(&bytes[..17]) && (bytes[17].is_ascii_digit() || bytes[17] == b'X') => {}
        18 => return malformed("身份证号码前17位应为数字，末位为数字或X"),
        _ => return malformed(format!("身份证号码应为18位，现为{}位", number.chars().count())),
    }
    if born_on(&number).is_none() {
        return malformed("身份证号码中的出生日期不存在，请核对第7至14位");
    }
    let sum: u32 = bytes.iter().zip(ID_WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    if ID_CHECKS[(sum % 11) as usize] != bytes[17] {
        return unverified("身份证号码校验位不符，可能输错了一位，请核对");
    }
    if !is_region(&number[..2]) {
        return unverified("身份证号码开头的地区代码不存在，请核对");
    }
    Check::Verified
}

/// Codes of provinces; old codes of counties stay valid for life, so only the first two digits are looked at.
fn is_region(province: &str) -> bool {
    matches!(
        province.parse::<u8>(),
        Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
    )
}

/// 出生日期 of an 18-digit number.
pub fn born_on(id_number: &str) -> Option<Date> {
    let number = text::narrow(id_number);
    let part = |range| number.get(range).filter(|text: &&str| text.bytes().all(|byte| byte.is_ascii_digit()));
    let year: i16 = part(6..10)?.parse().ok().filter(|year| (1800..2200).contains(year))?;
    Date::new(year, part(10..12)?.parse().ok()?, part(12..14)?.parse().ok()?).ok()
}

/// GB 32100 leaves out I, O, S, V and Z.
const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码, as typed.
pub fn credit_code(typed: &str) -> Check {
    let code = text::narrow(typed);
    let length = code.chars().count();
    if length != 18 {
        return malformed(format!("统一社会信用代码应为18位，现为{length}位"));
    }
    let mut values = [0_u32; 18];
    for (value, c) in values.iter_mut().zip(code.chars()) {
        match CREDIT_ALPHABET.find(c) {
            Some(index) => *value = u32::try_from(index).expect("the alphabet has 31 letters"),
            None => {
                return malformed(format!(
                    "统一社会信用代码不使用“{c}”；字母I、O、S、V、Z不用，请核对是否为数字1、0、5、2"
                ));
            }
        }
    }
    let (mut sum, mut weight) = (0, 1);
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    if (31 - sum % 31) % 31 == values[17] {
        Check::Verified
    } else {
        unverified("统一社会信用代码校验位不符，可能输错了一位，请核对")
    }
}

/// 主体标识码: the organization code inside a credit code, its 9th to 17th place.
pub fn inner_organization_code(credit_code: &str) -> Option<String> {
    text::narrow(credit_code).get(8..17).map(str::to_owned)
}

/// 组织机构代码 (GB 11714), eight places and a check, as typed. Codes from before 2015 are only this.
pub fn organization_code(typed: &str) -> Check {
    let code = text::narrow(typed);
    let bytes = code.as_bytes();
    if bytes.len() != 9 || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return malformed("组织机构代码应为9位数字或大写字母");
    }
    let value = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' + 10 });
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = bytes.iter().zip(weights).map(|(byte, weight)| value(*byte) * weight).sum();
    let check = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + u8::try_from(digit).expect("a remainder of eleven"),
    };
    if bytes[8] == check {
        Check::Verified
    } else {
        unverified("组织机构代码校验位不符，请核对")
    }
}

/// 复姓 in use; a list for masking, where a miss only shows one character less.
const COMPOUND_SURNAMES: [&str; 36] = [
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "令狐", "拓跋", "呼延",
];

/// `张某某`: the surname and 某 for the rest, at most two, so that the length of a name does not give it away.
pub fn masked_name(name: &str) -> String {
    let name = name.trim();
    let surname = COMPOUND_SURNAMES
        .into_iter()
        .find(|surname| name.len() > surname.len() && name.starts_with(surname))
        .map_or_else(|| name.chars().take(1).collect::<String>(), str::to_owned);
    let rest = name[surname.len()..].chars().filter(|c| !matches!(c, '·' | ' ')).count();
    format!("{surname}{}", "某".repeat(rest.min(2)))
}

/// `420881********1234`; of shorter numbers less is shown.
pub fn masked_id(number: &str) -> String {
    masked(number, 6, 4)
}

/// `138****1234`
pub fn masked_phone(number: &str) -> String {
    masked(number, 3, 4)
}

/// Shows so many places at both ends, never more than half of the number together.
fn masked(number: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = number.chars().collect();
    let shown = head + tail;
    let (head, tail) = match chars.len() {
        length if length > shown => (head, tail),
        length => (length / 4, length / 4),
    };
    let hidden = chars.len() - head - tail;
    let part = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    format!("{}{}{}", part(0..head), "*".repeat(hidden), part(chars.len() - tail..chars.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_published_identity_numbers_pass() {
        for number in ["11010519491231002X", "440524188001010014", "34052419800101001X", "513101198201130014"]
        {
            assert_eq!(id_number(number), Check::Verified, "{number}");
        }
        assert_eq!(born_on("11010519491231002X"), Some(date(1949, 12, 31)));
    }

    #[test]
    fn full_width_digits_spaces_hyphens_and_a_small_x_are_taken_in_stride() {
        assert_eq!(id_number(" １１０１０５ 19491231－002ｘ "), Check::Verified);
        assert_eq!(credit_code("91350100 m000100y43"), Check::Verified);
    }

    #[test]
    fn identity_numbers_that_fail_say_why() {
        for (number, unverified, why) in [
            ("110105194912310021", true, "校验位不符"),
            ("110105491231002", true, "15位"),
            ("11010519491331002X", false, "出生日期不存在"),
            ("1101051949123100", false, "现为16位"),
            ("1101051949123100２A", false, "前17位应为数字"),
            ("", false, "现为0位"),
            ("张三", false, "现为2位"),
        ] {
            let check = id_number(number);
            assert_eq!(matches!(check, Check::Unverified(_)), unverified, "{number}");
            assert!(check.reason().unwrap().contains(why), "{number}: {check:?}");
        }
    }

    #[test]
    fn the_published_credit_codes_pass_and_the_well_known_wrong_one_does_not() {
        assert_eq!(credit_code("91350100M000100Y43"), Check::Verified);
        assert_eq!(credit_code("914208810000000070"), Check::Verified, "the remainder 31 is written 0");
        assert!(credit_code("91350100M000100Y4Z").reason().unwrap().contains('Z'));
        assert!(matches!(credit_code("91350100M000100Y44"), Check::Unverified(_)));
        assert!(matches!(credit_code("91350100M000100Y4"), Check::Malformed(_)));
        assert!(matches!(credit_code("一二三四五六七八九十一二三四五六七八"), Check::Malformed(_)));
    }

    #[test]
    fn the_organization_code_inside_has_its_own_check() {
        let inner = inner_organization_code("91350100M000100Y43").unwrap();
        assert_eq!((inner.as_str(), organization_code(&inner)), ("M000100Y4", Check::Verified));
        assert_eq!(organization_code("D2143569-X"), Check::Verified, "the example of GB 11714");
        assert!(matches!(organization_code("D21435690"), Check::Unverified(_)));
        assert!(matches!(organization_code("张三"), Check::Malformed(_)));
    }

    #[test]
    fn names_show_the_surname_only() {
        for (name, masked) in [
            ("张建国", "张某某"),
            ("张三", "张某"),
            ("欧阳建国", "欧阳某某"),
            ("欧阳", "欧某"),
            ("买买提·吐尔逊", "买某某"),
            ("\u{20BB7}野", "\u{20BB7}某"),
            ("张", "张"),
            ("", ""),
        ] {
            assert_eq!(masked_name(name), masked);
        }
    }

    #[test]
    fn numbers_show_their_ends_only() {
        assert_eq!(masked_id("420881199001011234"), "420881********1234");
        assert_eq!(masked_id("E12345678"), "E1*****78");
        assert_eq!(masked_phone("13812341234"), "138****1234");
        assert_eq!(masked_phone("4223456"), "4*****6");
        assert_eq!(masked_phone(""), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn one_wrong_digit_is_always_found(place in 0_usize..17, shift in 1_u8..10) {
            let mut bytes = *b"11010519491231002X";
            bytes[place] = b'0' + (bytes[place] - b'0' + shift) % 10;
            let number = String::from_utf8(bytes.to_vec()).unwrap();
            prop_assert!(!id_number(&number).is_verified());
        }

        #[test]
        fn nothing_typed_makes_a_check_panic(typed in any::<String>()) {
            let _ = (id_number(&typed), credit_code(&typed), organization_code(&typed));
            let _ = (masked_name(&typed), masked_id(&typed), masked_phone(&typed), born_on(&typed));
            let _ = inner_organization_code(&typed);
        }
    }
}
