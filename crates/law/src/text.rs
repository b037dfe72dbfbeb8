//! Typed text, tidied and read: full-width digits, spaces and hyphens are accepted everywhere a number or a day is asked
//! for. Nothing here knows what a field means. Anybody may call.

mod act;
mod count;

pub use act::act_title;
pub use count::parse_count;

use jiff::civil::Date;

/// Text that could not be read as what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// Without control characters and without space around it; a tab, as a copied table has it, is a space.
pub fn tidy(text: &str) -> String {
    let visible = |c: &char| *c == '\n' || !(c.is_control() || is_invisible(*c));
    let spaced = text.chars().map(|c| if c == '\t' { ' ' } else { c });
    spaced.filter(visible).collect::<String>().trim().to_owned()
}

/// Marks that are not seen but make two equal texts differ: zero-width spaces, direction marks, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A name to sign in with as it is typed on any keyboard: full-width ASCII made narrow, nothing else changed.
pub fn login(text: &str) -> String {
    tidy(text).chars().map(half).collect::<String>().trim().to_owned()
}

/// Full-width ASCII made narrow, letters upper case, spaces and hyphens gone: for numbers and codes.
pub fn narrow(text: &str) -> String {
    narrow_dashed(text).chars().filter(|c| *c != '-' && !is_middle_dot(*c)).collect()
}

/// The same with its dashes, all of one kind: for names of places, where `1-2` is another room than `12`.
pub fn narrow_dashed(text: &str) -> String {
    let narrow = tidy(text).chars().map(half).filter(|c| !c.is_whitespace()).collect::<String>();
    narrow.to_uppercase().chars().map(|c| if is_dash(c) { '-' } else { c }).collect()
}

/// Full-width ASCII and the ideographic space have narrow twins; everything else stays.
pub(crate) fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(c as u32 - 0xFEE0).expect("full-width ASCII has narrow twins")
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}

pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

/// What is typed for the dot between the parts of a name: `·`, `•`, `・`, `‧` and the like.
fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '●' | '᛫')
}

/// The longest name of a person, in characters.
pub const NAME_LONGEST: usize = 25;

/// A person's name as it is stored, or why it cannot be one (Chinese, for the field). Middle dots become `·`, full-width letters
/// narrow; spaces go from names in Han characters and become one between Latin words. Rare characters pass.
pub fn person_name(typed: &str) -> Result<String, String> {
    let tidied: String =
        tidy(typed).chars().map(half).map(|c| if is_middle_dot(c) { '·' } else { c }).collect();
    let words: Vec<&str> = tidied.split_whitespace().collect();
    let latin = tidied.chars().any(|c| c.is_ascii_alphabetic());
    let name = words.join(if latin { " " } else { "" });
    let length = name.chars().count();
    if name.is_empty() {
        return Err("请填写姓名".to_owned());
    }
    if length > NAME_LONGEST {
        return Err(format!("姓名不超过{NAME_LONGEST}个字，现为{length}个字"));
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err("姓名中没有文字，请核对".to_owned());
    }
    Ok(name)
}

/// `2026年3月5日`, `2026-3-5`, `20260305`, `2026/3/5`, `２０２６．３．５`, `二〇二六年三月五日`.
pub fn parse_date(text: &str) -> Result<Date, Unread> {
    let text: String = tidy(text).chars().map(half).filter(|c| !c.is_whitespace()).collect();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    let parts = match text.split_once('年') {
        Some((year, rest)) => {
            let (month, rest) = rest.split_once('月').ok_or(Unread)?;
            let day = rest.strip_suffix(['日', '号']).unwrap_or(rest);
            let month = if month == "元" { "一" } else { month };
            vec![chinese_year(year), chinese_number(month), chinese_number(day)]
        }
        None => text.split(|c| is_dash(c) || matches!(c, '/' | '.' | '。')).map(str::to_owned).collect(),
    };
    match &parts[..] {
        [year, month, day_of_month] if year.len() == 4 => day(year, month, day_of_month),
        _ => Err(Unread),
    }
}

/// The value of one Chinese numeral, also of those that are written where nothing may be altered; the circle is typed in many ways.
fn chinese_digit(c: char) -> Option<u32> {
    const ORDINARY: &str = "〇一二三四五六七八九";
    const FORMAL: &str = "零壹贰叁肆伍陆柒捌玖";
    let of = |row: &str| row.chars().position(|known| known == c).and_then(|at| u32::try_from(at).ok());
    if matches!(c, '○' | '◯' | 'Ｏ' | 'O' | 'o') { Some(0) } else { of(ORDINARY).or_else(|| of(FORMAL)) }
}

/// `二〇二六`, digit by digit; what is not written so stays as it is.
fn chinese_year(text: &str) -> String {
    let digits: Option<String> =
        text.chars().map(|c| chinese_digit(c).and_then(|n| char::from_digit(n, 10))).collect();
    digits.filter(|digits| digits.len() == 4).unwrap_or_else(|| text.to_owned())
}

/// `三`, `十二`, `二十`, `三十一`, `廿五`, `〇五`; what is not written so stays as it is.
pub fn chinese_number(text: &str) -> String {
    let spelt = text.replace('拾', "十").replace('廿', "二十").replace('卅', "三十");
    let digits = |part: &str| part.chars().map(chinese_digit).collect::<Option<Vec<u32>>>();
    let number = match spelt.split_once('十') {
        None => digits(&spelt).filter(|digits| matches!(digits.len(), 1 | 2)),
        Some((tens, ones)) => {
            digits(tens).zip(digits(ones)).and_then(|(tens, ones)| match (&tens[..], &ones[..]) {
                ([], []) => Some(vec![1, 0]),
                ([], [ones]) => Some(vec![1, *ones]),
                ([tens], []) => Some(vec![*tens, 0]),
                ([tens], [ones]) => Some(vec![*tens, *ones]),
                _ => None,
            })
        }
    };
    number.map_or_else(|| text.to_owned(), |digits| digits.iter().map(ToString::to_string).collect())
}

fn day(year: &str, month: &str, day: &str) -> Result<Date, Unread> {
    let number = |text: &str| -> Result<i16, Unread> {
        if text.is_empty() || text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Unread);
        }
        text.parse().map_err(|_| Unread)
    };
    let small = |text: &str| number(text).and_then(|n| i8::try_from(n).map_err(|_| Unread));
    let year = Some(number(year)?).filter(|year| (1800..2200).contains(year)).ok_or(Unread)?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| Unread)
}

/// Yuan as typed (`1,234.50元`, `1.2万`, `人民币3亿元整`) in fen.
pub fn parse_money(text: &str) -> Result<i64, Unread> {
    let text: String = tidy(text)
        .chars()
        .map(half)
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥' | '￥'))
        .collect();
    let text = text.strip_prefix("人民币").unwrap_or(&text);
    let text = text.strip_suffix('整').unwrap_or(text);
    let text = text.strip_suffix('元').unwrap_or(text);
    let (text, places) = match text.chars().last() {
        Some('万') => (text.trim_end_matches('万'), 6),
        Some('亿') => (text.trim_end_matches('亿'), 10),
        _ => (text, 2),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > places {
        return Err(Unread);
    }
    format!("{whole}{fraction:0<places$}").parse().map_err(|_| Unread)
}

/// A matter's number as it is stored, whatever brackets and widths were typed: `钟行争〔2026〕1号`.
pub fn normal_number(text: &str) -> String {
    let text: String = tidy(text).chars().map(half).filter(|c| !c.is_whitespace()).collect();
    let text: String = text
        .chars()
        .map(|c| match c {
            '(' | '[' | '【' | '「' | '<' | '《' => '〔',
            ')' | ']' | '】' | '」' | '>' | '》' => '〕',
            other => other,
        })
        .collect();
    if text.ends_with('号') { text } else { format!("{text}号") }
}

/// What a text is found by: pairs of Han characters, a Han character that stands alone, whole words of letters and digits;
/// in lower case, sorted, each once.
pub fn search_terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => terms.push(word),
            Run::Han(han) if han.len() == 1 => terms.push(han.iter().collect()),
            Run::Han(han) => terms.extend(han.windows(2).map(|pair| pair.iter().collect::<String>())),
        }
    }
    terms.sort();
    terms.dedup();
    terms
}

/// What a query asks for; a text is found when it has all of them. Empty for a query without letters or digits: that finds
/// nothing rather than everything.
pub fn query_terms(query: &str) -> Vec<String> {
    search_terms(query)
}

enum Run {
    Word(String),
    Han(Vec<char>),
}

/// Splits into words of ASCII letters and digits and runs of all other letters.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in text.chars().map(half).flat_map(char::to_lowercase).filter(|c| !is_invisible(*c)) {
        match (c, runs.last_mut().filter(|_| joined)) {
            (c, Some(Run::Word(word))) if c.is_ascii_alphanumeric() => word.push(c),
            (c, Some(Run::Han(han))) if c.is_alphanumeric() && !c.is_ascii() => han.push(c),
            (c, _) if c.is_ascii_alphanumeric() => runs.push(Run::Word(c.to_string())),
            (c, _) if c.is_alphanumeric() => runs.push(Run::Han(vec![c])),
            _ => {}
        }
        joined = c.is_alphanumeric();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_however_they_are_typed() {
        for typed in [
            "2026-3-5",
            "2026-03-05",
            "2026年3月5日",
            "２０２６年０３月０５号",
            "20260305",
            "2026/3/5",
            "２０２６．３．５",
            " 2026 . 3 . 5 ",
            "2026－3－5",
            "2026。3。5",
            "2026年3月5号",
            "二〇二六年三月五日",
            "二○二六年三月五号",
            "二零二六年 三月 五日",
            "贰零贰陆年叁月伍日",
            "二〇二六年〇三月〇五日",
            "2026年三月5日",
        ] {
            assert_eq!(parse_date(typed), Ok(date(2026, 3, 5)), "{typed}");
        }
    }

    #[test]
    fn months_and_days_in_chinese_numerals_are_counted_by_tens() {
        for (typed, on) in [
            ("二〇二五年元月一日", date(2025, 1, 1)),
            ("二〇二五年十月十日", date(2025, 10, 10)),
            ("二〇二五年十二月二十日", date(2025, 12, 20)),
            ("二〇二五年十一月廿五日", date(2025, 11, 25)),
            ("一九九九年一〇月三十一日", date(1999, 10, 31)),
            ("二〇二六年一月卅一日", date(2026, 1, 31)),
        ] {
            assert_eq!(parse_date(typed), Ok(on), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for typed in [
            "",
            "2026",
            "26-3-5",
            "2026-13-1",
            "2026-2-30",
            "3月5日",
            "2026-3-5-1",
            "2026--3-5",
            "昨天",
            "20260230",
            "9999-1-1",
            "2026-+3-5",
            "2026-3-00005",
            "二〇二六",
            "二〇二六年三月",
            "二六年三月五日",
            "二千零二十六年三月五日",
            "二〇二六年十三月一日",
            "二〇二六年三月三十二日",
            "二〇二六年正月初五",
            "二〇二六年三月十十日",
        ] {
            assert_eq!(parse_date(typed), Err(Unread), "{typed}");
        }
    }

    #[test]
    fn money_is_read_in_fen() {
        for (typed, fen) in [
            ("1,234.50元", 123_450),
            ("１，２３４．５", 123_450),
            ("¥ 88", 8_800),
            ("1.2万", 1_200_000),
            ("1.2万元", 1_200_000),
            ("0.000001亿", 10_000),
            ("人民币3亿元整", 30_000_000_000),
            ("0", 0),
        ] {
            assert_eq!(parse_money(typed), Ok(fen), "{typed}");
        }
        for typed in ["", "元", "-5", "1.234", "一千", ".5", "1万2千", "99999999999999999999"] {
            assert_eq!(parse_money(typed), Err(Unread), "{typed}");
        }
    }

    #[test]
    fn names_keep_their_rare_characters_and_lose_their_stray_spaces() {
        for (typed, name) in [
            (" 张　建 国 ", "张建国"),
            ("买买提•吐尔逊", "买买提·吐尔逊"),
            ("\u{20BB7}野\u{200B}家", "\u{20BB7}野家"),
            ("Ｊohn   Smith", "John Smith"),
        ] {
            assert_eq!(person_name(typed).unwrap(), name);
        }
        assert!(person_name(&"张".repeat(25)).is_ok());
        assert!(person_name(&"张".repeat(26)).unwrap_err().contains("现为26个字"));
        assert!(person_name(" \u{3000} ").is_err());
        assert!(person_name("12345").is_err());
    }

    #[test]
    fn numbers_of_matters_are_found_with_any_brackets() {
        for typed in ["钟行争〔2026〕1号", "钟行争(2026)1", " 钟行争【２０２６】 1 号", "钟行争（2026）1号"]
        {
            assert_eq!(normal_number(typed), "钟行争〔2026〕1号");
        }
    }

    #[test]
    fn text_is_found_by_pairs_of_characters_and_whole_words() {
        assert_eq!(search_terms("工伤认定，GB32100；赵"), ["gb32100", "伤认", "工伤", "认定", "赵"]);
        assert_eq!(search_terms("ＷＴＯ规则"), ["wto", "规则"]);
        assert_eq!(query_terms("征收"), ["征收"]);
        assert_eq!(query_terms("？！"), Vec::<String>::new());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_typed_makes_reading_panic(typed in any::<String>()) {
            let _ = (parse_date(&typed), parse_money(&typed), person_name(&typed), normal_number(&typed));
            let _ = (narrow(&typed), search_terms(&typed));
        }

        #[test]
        fn a_part_of_two_or_more_characters_is_found_in_its_text(
            before in "[一-龥]{0,6}", part in "[一-龥]{2,6}", after in "[一-龥]{0,6}",
        ) {
            let text = search_terms(&format!("{before}{part}{after}"));
            prop_assert!(query_terms(&part).iter().all(|term| text.contains(term)));
        }

        #[test]
        fn every_date_is_read_back(days in 0_i32..50_000) {
            let on = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            prop_assert_eq!(parse_date(&on.to_string()), Ok(on));
            prop_assert_eq!(parse_date(&crate::calendar::zh_date(on)), Ok(on));
        }
    }
}
